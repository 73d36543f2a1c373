//! The top line and the bottom line.

use ratatui::{buffer::Buffer, layout::Position};

use super::{Role, View as Screen, paint, prompt};
use crate::text::{Clean, CleanString, cells};

/// The top line.
#[derive(Debug, Default)]
pub struct Header<'a> {
    /// The title of the document.
    pub title: Clean<'a>,
    /// Minutes, words, figures; the first that fits is shown.
    pub summary: Vec<CleanString>,
}

/// The bottom line.
#[derive(Debug, Default)]
pub struct View<'a> {
    /// The section on top of the screen.
    pub section: CleanString,
    /// "4 of 8".
    pub place: CleanString,
    /// "42% · 2 min left".
    pub progress: CleanString,
    /// Keys that fit what has focus, with their words, the most needed first.
    pub hints: Vec<(CleanString, Clean<'static>)>,
    /// Something to say instead of the place.
    pub notice: Option<Clean<'a>>,
    /// An input line instead of all of it.
    pub prompt: Option<prompt::View>,
}

/// Draws the top line.
pub fn draw_header(buffer: &mut Buffer, screen: &Screen<'_>) {
    let Some(area) = screen.areas.top else { return };
    let theme = screen.theme;
    let fits = |summary: &&CleanString| cells(summary.as_str()) + 22 < usize::from(area.width);
    let summary = screen
        .header
        .summary
        .iter()
        .find(fits)
        .cloned()
        .unwrap_or_default();
    let right = super::Rect {
        width: area.width.saturating_sub(1),
        ..area
    };
    let used = paint::put_right(buffer, right, summary.as_clean(), theme.style(Role::Muted));
    let room = usize::from(area.width.saturating_sub(used + 4));
    let title = CleanString::from_raw(&paint::shorten(screen.header.title, room));
    paint::put(
        buffer,
        1,
        area.y,
        area.width,
        title.as_clean(),
        theme.style(Role::Title),
    );
}

/// Draws the bottom line and gives the place of the cursor, when there is one.
pub fn draw(buffer: &mut Buffer, screen: &Screen<'_>) -> Option<Position> {
    let view = &screen.status;
    if let Some(prompt) = &view.prompt {
        return Some(prompt::draw(
            buffer,
            screen.areas.bottom,
            prompt,
            screen.theme,
        ));
    }
    let area = screen.areas.bottom;
    let right = draw_hints(buffer, screen);
    // A sign of a hint must not be read as one of the place before it: `2 of 7 /`.
    let room = usize::from(area.width - right).saturating_sub(4);
    let left = if let Some(notice) = view.notice {
        let words = CleanString::from_raw(&paint::shorten(notice, room));
        paint::put(
            buffer,
            1,
            area.y,
            area.width,
            words.as_clean(),
            screen.theme.style(Role::Notice),
        )
    } else {
        draw_place(buffer, screen, room)
    };
    draw_progress(buffer, screen, left + 1, right);
    None
}

/// Fewest cells a section's name is cut to.
const NAME: usize = 8;

/// Draws the name of the section and which of all it is; gives the cells they take.
fn draw_place(buffer: &mut Buffer, screen: &Screen<'_>, room: usize) -> u16 {
    let (view, area, theme) = (&screen.status, screen.areas.bottom, screen.theme);
    let progress = cells(view.progress.as_str());
    let place = if view.place.is_empty() {
        String::new()
    } else {
        format!(" · {}", view.place)
    };
    let place = CleanString::from_raw(&place);
    let short =
        room.saturating_sub(cells(place.as_str()) + if room > 40 { progress + 4 } else { 0 });
    // A few letters of a name tell nothing: better none.
    let is_cut = cells(view.section.as_str()) > short;
    let short = if is_cut && short < NAME { 0 } else { short };
    let section = CleanString::from_raw(&paint::shorten(view.section.as_clean(), short));
    let place = if short == 0 {
        view.place.clone()
    } else {
        place
    };
    let used = paint::put(
        buffer,
        1,
        area.y,
        room as u16,
        section.as_clean(),
        theme.style(Role::Accent),
    );
    used + paint::put(
        buffer,
        1 + used,
        area.y,
        (room as u16).saturating_sub(used),
        place.as_clean(),
        theme.style(Role::Muted),
    )
}

/// Cells for hints: half of the line, and less where a notice needs more.
fn hints_room(screen: &Screen<'_>) -> u16 {
    let width = screen.areas.bottom.width;
    let notice = screen.status.notice;
    let notice = notice.map_or(0, |notice| cells(notice.as_str()) as u16 + 5);
    (width / 2).min(width.saturating_sub(notice))
}

/// Draws as many hints as leave room for the rest, and gives the cells they take.
fn draw_hints(buffer: &mut Buffer, screen: &Screen<'_>) -> u16 {
    let area = screen.areas.bottom;
    let mut taken = 0;
    let hints = &screen.status.hints;
    let width = |(key, words): &(CleanString, Clean<'_>)| {
        (cells(key.as_str()) + 1 + cells(words.as_str()) + 2) as u16
    };
    let room = hints_room(screen);
    let shown = hints.iter().take_while(|hint| {
        taken += width(hint);
        taken <= room
    });
    let shown: Vec<_> = shown.collect();
    let total: u16 = shown.iter().map(|hint| width(hint)).sum();
    let mut x = area.width - total;
    for (key, words) in shown.into_iter().rev() {
        x += paint::put(
            buffer,
            x,
            area.y,
            area.width,
            key.as_clean(),
            screen.theme.style(Role::Key),
        ) + 1;
        x += paint::put(
            buffer,
            x,
            area.y,
            area.width,
            *words,
            screen.theme.style(Role::Muted),
        ) + 2;
    }
    total
}

/// Draws the progress in the middle, if it fits between what stands at both ends.
fn draw_progress(buffer: &mut Buffer, screen: &Screen<'_>, left: u16, right: u16) {
    let area = screen.areas.bottom;
    let width = cells(screen.status.progress.as_str()) as u16;
    let free = area.width.saturating_sub(left + right);
    if free < width + 4 {
        return;
    }
    let middle =
        (area.width.saturating_sub(width) / 2).clamp(left + 2, area.width - right - width - 2);
    paint::put(
        buffer,
        middle,
        area.y,
        width,
        screen.status.progress.as_clean(),
        screen.theme.style(Role::Muted),
    );
}
