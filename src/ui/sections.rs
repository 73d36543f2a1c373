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
/// Cells for the count at the right: a longer one is said in short.
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
    let role = if screen.focus == Pane::Sections {
        Role::Title
    } else {
        Role::Muted
    };
    let heading = Rect {
        x: area.x + 1,
        y: area.y + head(area.height) / 3,
        width: area.width - 2,
        height: 1,
    };
    let style = screen.theme.style(role);
    paint::put_in(buffer, heading, view.heading.as_clean(), style);
    let list = Rect {
        y: area.y + head(area.height),
        height: room(area, view.set_aside.as_clean()),
        ..area
    };
    draw_list(buffer, list, screen);
    draw_foot(buffer, area, screen);
}

fn draw_list(buffer: &mut Buffer, list: Rect, screen: &Screen<'_>) {
    let mut y = list.y;
    for item in &screen.sections.items {
        if y >= list.bottom() {
            break;
        }
        let room = Rect {
            y,
            height: list.bottom() - y,
            ..list
        };
        y = draw_item(buffer, room, item, screen) + screen.sections.spacing;
    }
}

/// Draws what was set aside; on one row it is shortened, on several they hang.
fn draw_foot(buffer: &mut Buffer, area: Rect, screen: &Screen<'_>) {
    let words = screen.sections.set_aside.as_clean();
    let rows = foot_rows(words, area);
    let style = screen.theme.style(Role::Muted);
    let (x, width) = (area.x + LEFT - 2, area.width - LEFT);
    let first = area.bottom() - rows.len() as u16;
    if rows.len() == 1 {
        let words = CleanString::from_raw(&paint::shorten(words, usize::from(width)));
        paint::put(buffer, x, first, width, words.as_clean(), style);
        return;
    }
    for (y, row) in (first..).zip(rows) {
        let x = x + if row.start > 0 { 2 } else { 0 };
        paint::put(buffer, x, y, width, words.slice(row).trim(), style);
    }
}

/// Draws one item into the top of `area` and gives the row below it.
fn draw_item(buffer: &mut Buffer, area: Rect, item: &Item, screen: &Screen<'_>) -> u16 {
    let rows = title_rows(item.title.as_clean(), item.depth, area.width);
    let shown = rows.len().min(usize::from(area.height)) as u16;
    let x = area.x + indent(item.depth, area.width);
    let width = title_width(item.depth, area.width);
    let style = title_style(item, screen);
    for (y, row) in (area.y..area.y + shown).zip(&rows) {
        let x = x + if row.start > 0 { HANG } else { 0 };
        let words = item.title.slice(row.clone()).trim();
        paint::put(buffer, x, y, width, words, style);
    }
    draw_signs(buffer, area, x, item, shown, screen);
    let last = Rect {
        y: (area.y + shown).saturating_sub(1),
        ..area
    };
    draw_end(buffer, last, item, usize::from(shown) < rows.len(), screen);
    area.y + shown
}

/// Draws what stands before a title at `x`: the bar of the current section down `rows` rows, and the
/// tick.
fn draw_signs(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    item: &Item,
    rows: u16,
    screen: &Screen<'_>,
) {
    let bars = if item.is_current { rows } else { 0 };
    for y in area.y..area.y + bars {
        let style = screen.theme.style(Role::Accent);
        paint::put(buffer, area.x + 1, y, 1, Clean::literal("▌"), style);
    }
    let tick = match item.tick {
        Tick::None => Clean::literal(" "),
        Tick::Read => Clean::literal("✓"),
        Tick::Folded => Clean::literal("▸"),
    };
    paint::put(
        buffer,
        x - 2,
        area.y,
        1,
        tick,
        screen.theme.style(Role::Muted),
    );
}

/// Draws what stands at the right end of an item's last row: the count, or a mark where there are
/// more rows than the pane has room for.
fn draw_end(buffer: &mut Buffer, row: Rect, item: &Item, is_cut: bool, screen: &Screen<'_>) {
    let style = screen.theme.style(Role::Muted);
    if is_cut {
        let more = Clean::literal("…");
        paint::put(buffer, row.right() - 3, row.y, 1, more, style);
    } else if let Some(count) = item.count {
        let count = CleanString::from_raw(&in_short(count));
        let width = cells(count.as_str()) as u16;
        let x = row.right() - 2 - width;
        paint::put(buffer, x, row.y, width, count.as_clean(), style);
    }
}

/// A count in [`COUNT`] cells at most: 999, 12k, <1M for some hundred thousand, 12M, <1G.
fn in_short(count: usize) -> String {
    const SIZES: [(usize, usize, &str); 4] = [
        (1, 1_000, ""),
        (1_000, 100, "k"),
        (1_000_000, 100, "M"),
        (1_000_000_000, 100, "G"),
    ];
    for (size, most, sign) in SIZES {
        if count < size {
            return format!("<1{sign}");
        }
        if count / size < most {
            return format!("{}{sign}", count / size);
        }
    }
    "99G".into()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_never_cut_off() {
        let check = |count, expected: &str| {
            assert_eq!(in_short(count), expected);
            assert!(cells(expected) <= usize::from(COUNT));
        };
        check(7, "7");
        check(999, "999");
        check(1_000, "1k");
        check(16_408, "16k");
        check(99_999, "99k");
        check(100_000, "<1M");
        check(3_460_000, "3M");
        check(144_000_000, "<1G");
        check(2_000_000_000, "2G");
        check(usize::MAX, "99G");
    }
}
