//! The pane at the left: the tree of headings, all of it readable.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Pane, Role, View as Screen, paint};
use crate::{
    layout::wrap,
    text::{Clean, CleanString, cells},
};

/// Cells before a top-level title: margin, bar, tick.
const LEFT: u16 = 4;
/// Cells a level is set in.
const STEP: u16 = 2;
/// Cells that the rows after an item's first are set in.
const HANG: u16 = 1;
/// Cells for the count at the right.
const COUNT: u16 = 3;

/// The list of sections as it stands.
#[derive(Debug, Default)]
pub struct View {
    /// The words above the list: how many, or the filter.
    pub heading: CleanString,
    /// The items from the first on the screen, more than fit.
    pub items: Vec<Item>,
    /// Blank rows between the items.
    pub spacing: u16,
    /// What was set aside, in words; empty when nothing was.
    pub set_aside: CleanString,
}

/// One section.
#[derive(Clone, Debug)]
pub struct Item {
    /// 0 for a top-level section.
    pub depth: u16,
    /// The words of its heading.
    pub title: CleanString,
    /// Figures or, during a search, matches in it; `None` for none.
    pub count: Option<usize>,
    /// Does the text on top of the screen lie in it?
    pub is_current: bool,
    /// Is it chosen in the list?
    pub is_selected: bool,
    /// What stands before it.
    pub tick: Tick,
    /// Is the heading a guess that may be wrong?
    pub is_doubtful: bool,
}

/// What stands before a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Nothing.
    None,
    /// All of it has been on the screen.
    Read,
    /// There are sections inside that are folded away.
    Folded,
}

/// Rows an item takes on a pane of `width` cells.
pub fn height(title: Clean<'_>, depth: u16, width: u16) -> usize {
    title_rows(title, depth, width).len()
}

fn title_rows(title: Clean<'_>, depth: u16, width: u16) -> Vec<std::ops::Range<usize>> {
    let room = usize::from(title_width(depth, width));
    wrap::rows(
        title.as_str(),
        room,
        room.saturating_sub(usize::from(HANG)).max(4),
    )
}

fn indent(depth: u16, width: u16) -> u16 {
    LEFT + (depth * STEP).min(width / 4)
}

fn title_width(depth: u16, width: u16) -> u16 {
    width
        .saturating_sub(indent(depth, width) + COUNT + 2)
        .max(6)
}

/// Rows of the pane that items can take, of `area` in all.
pub fn room(area: Rect, set_aside: Clean<'_>) -> u16 {
    let foot = foot_rows(set_aside, area).len() as u16;
    area.height
        .saturating_sub(head(area.height) + foot + u16::from(foot > 0))
}

/// The rows of the words on what was set aside: at most two, one on a low pane.
fn foot_rows(set_aside: Clean<'_>, area: Rect) -> Vec<std::ops::Range<usize>> {
    if set_aside.is_empty() {
        return Vec::new();
    }
    let room = usize::from(area.width.saturating_sub(LEFT + 2).max(6));
    let mut rows = wrap::rows(set_aside.as_str(), room, room);
    rows.truncate(if area.height >= 16 { 3 } else { 1 });
    rows
}

/// Rows above the first item.
fn head(height: u16) -> u16 {
    if height >= 16 { 3 } else { 1 }
}

/// Draws the pane.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen<'_>) {
    let view = &screen.sections;
    let theme = screen.theme;
    let role = if screen.focus == Pane::Sections {
        Role::Title
    } else {
        Role::Muted
    };
    let top = area.y + head(area.height) / 3;
    paint::put(
        buffer,
        area.x + 1,
        top,
        area.width - 2,
        view.heading.as_clean(),
        theme.style(role),
    );
    let first = area.y + head(area.height);
    let end = first + room(area, view.set_aside.as_clean());
    let mut y = first;
    for item in &view.items {
        let rows = title_rows(item.title.as_clean(), item.depth, area.width);
        if y >= end {
            break;
        }
        let room = Rect {
            y,
            height: end.saturating_sub(y),
            ..area
        };
        y = draw_item(buffer, room, item, &rows, screen) + view.spacing;
    }
    let foot = foot_rows(view.set_aside.as_clean(), area);
    let first = area.bottom() - foot.len() as u16;
    if let [_] = foot[..] {
        let words = paint::shorten(view.set_aside.as_clean(), usize::from(area.width - LEFT));
        let words = CleanString::from_raw(&words);
        let style = theme.style(Role::Muted);
        paint::put(
            buffer,
            area.x + LEFT - 2,
            first,
            area.width - LEFT,
            words.as_clean(),
            style,
        );
        return;
    }
    for (y, row) in (first..).zip(foot) {
        let words = view.set_aside.slice(row.clone()).trim();
        let x = area.x + LEFT - 2 + if row.start > 0 { 2 } else { 0 };
        let style = theme.style(Role::Muted);
        paint::put(buffer, x, y, area.width - LEFT, words, style);
    }
}

/// Draws one item into the top of `area` and gives the row below it. Where it has not the height, a
/// mark at the end of the last row says that more is below.
fn draw_item(
    buffer: &mut Buffer,
    area: Rect,
    item: &Item,
    rows: &[std::ops::Range<usize>],
    screen: &Screen<'_>,
) -> u16 {
    let theme = screen.theme;
    let style = title_style(item, screen);
    let x = area.x + indent(item.depth, area.width);
    let is_cut = rows.len() > usize::from(area.height);
    let mut y = area.y;
    for row in rows.iter().take(usize::from(area.height)) {
        if item.is_current {
            paint::put(
                buffer,
                area.x + 1,
                y,
                1,
                Clean::literal("▌"),
                theme.style(Role::Accent),
            );
        }
        paint::put(
            buffer,
            x + if row.start > 0 { HANG } else { 0 },
            y,
            title_width(item.depth, area.width),
            item.title.slice(row.clone()).trim(),
            style,
        );
        y += 1;
    }
    let mark = match item.tick {
        Tick::None => Clean::literal(" "),
        Tick::Read => Clean::literal("✓"),
        Tick::Folded => Clean::literal("▸"),
    };
    paint::put(buffer, x - 2, area.y, 1, mark, theme.style(Role::Muted));
    if is_cut {
        let more = theme.style(Role::Muted);
        paint::put(
            buffer,
            area.right() - 3,
            y - 1,
            1,
            Clean::literal("…"),
            more,
        );
    } else if let (Some(count), true) = (item.count, y > area.y) {
        let count = CleanString::from_raw(&count.to_string());
        let shift = (cells(count.as_str()) as u16).min(COUNT);
        paint::put(
            buffer,
            area.right() - 2 - shift,
            y - 1,
            shift,
            count.as_clean(),
            theme.style(Role::Muted),
        );
    }
    y
}

fn title_style(item: &Item, screen: &Screen<'_>) -> Style {
    let has_focus = screen.focus == Pane::Sections;
    screen.theme.style(match item {
        Item {
            is_selected: true, ..
        } if has_focus => Role::Selected,
        Item {
            is_current: true, ..
        } => Role::Marked,
        Item {
            is_doubtful: true, ..
        } => Role::Muted,
        _ => Role::Text,
    })
}
