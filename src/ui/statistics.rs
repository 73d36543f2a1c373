//! The pane at the right: the figures of the text, and the sentence of the chosen one.

mod entry;
mod foot;

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Pane, Role, View as Screen, paint};
use crate::{
    layout::wrap,
    text::{Clean, CleanString, cells, grouped},
};

/// Cells before the values: margin and bar.
const LEFT: u16 = 3;
/// Most rows of the name of a group.
const GROUP: usize = 3;
/// Most rows of one thing that is said under a figure.
const PART: usize = 4;

/// The statistics as they stand.
#[derive(Debug, Default)]
pub struct View {
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// What the list is narrowed to; empty when it is not.
    pub filter: CleanString,
    /// The items from the first on the screen, more than fit.
    pub items: Vec<Item>,
    /// Cells of the widest value in the whole list, but for those that get rows of their own.
    pub value_width: usize,
    /// The sentence of the chosen one.
    pub sentence: Option<Sentence>,
    /// Said when there are no items.
    pub empty: Option<Clean<'static>>,
}

/// One of the lists the pane can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// What it lists.
    pub name: Clean<'static>,
    /// How many.
    pub count: usize,
    /// Is it the one on the screen?
    pub is_shown: bool,
}

impl Tab {
    /// Its name, in capitals when it is shown, with the count when it is shown or `is_roomy`.
    fn words(&self, is_roomy: bool) -> CleanString {
        CleanString::from_raw(&match (self.is_shown, is_roomy) {
            (true, _) => format!(
                "{} {}",
                self.name.as_str().to_uppercase(),
                grouped(self.count as u64)
            ),
            (false, true) => format!("{} {}", self.name, grouped(self.count as u64)),
            (false, false) => self.name.to_string(),
        })
    }
}

/// One row of the list and the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// The name of a group.
    Group(CleanString),
    /// A figure, a date or a term.
    Entry(Entry),
}

/// A figure, a date or a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `15,000`
    pub value: CleanString,
    /// What it counts.
    pub label: CleanString,
    /// How often it is said.
    pub times: u64,
    /// Qualifier, hedge, time, source: those there are.
    pub details: Vec<CleanString>,
    /// What to look at twice.
    pub notes: Vec<CleanString>,
    /// Is one of its places on the screen?
    pub is_in_view: bool,
    /// Is it chosen?
    pub is_chosen: bool,
    /// How deep it stands under the whole it is a part of; 0 for one that is none.
    pub depth: u8,
}

/// The sentence of the chosen figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: CleanString,
    /// The figure in it, bytes of `text`.
    pub figure: Range<usize>,
    /// Who says so, and how surely.
    pub source: CleanString,
    /// "2 of 5"; empty where there is one place only.
    pub place: CleanString,
}

/// What is said where there is no item, in a list that is narrowed or not.
pub fn empty_words(is_known: bool, is_narrowed: bool) -> Clean<'static> {
    Clean::literal(match (is_known, is_narrowed) {
        (false, _) => "reading …",
        (true, true) => "nothing fits",
        (true, false) => "none in this text",
    })
}

/// How the rows of the pane are shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Rows above the list.
    pub head: u16,
    /// Rows for the list.
    pub list: u16,
    /// Rows for the sentence at the foot, its rule included.
    pub foot: u16,
}

/// Shares out the rows of a pane for a list, narrowed or not, and a sentence. The list has half of
/// them at least.
pub fn share(area: Rect, is_narrowed: bool, sentence: Option<&Sentence>) -> Rows {
    let head = head_rows(area) + u16::from(is_narrowed);
    let room = area.height.saturating_sub(head);
    let foot = sentence.map_or(0, |sentence| foot::height(sentence, area.width, room / 2));
    Rows {
        head,
        list: room - foot,
        foot,
    }
}

/// Rows for the tabs, blank ones included where there are rows to spare.
fn head_rows(area: Rect) -> u16 {
    if area.height >= 16 { 3 } else { 1 }
}

/// Rows an item takes on a pane of `width` cells.
pub fn height(item: &Item, widest: usize, width: u16) -> usize {
    match item {
        Item::Group(name) => 1 + group_lines(name, width).len(),
        Item::Entry(entry) => entry::height(entry, widest, width),
    }
}

/// `text` on rows of `width` cells, the first of `first`, at most `most` of them; what is left over
/// is shortened.
fn lines(text: Clean<'_>, first: usize, width: usize, most: usize) -> Vec<CleanString> {
    let rows = wrap::rows(text.as_str(), first, width);
    let line = |(at, row): (usize, &Range<usize>)| {
        let words = text.slice(row.clone()).trim();
        if at + 1 < most || rows.len() <= most {
            return words.into();
        }
        let room = if at == 0 { first } else { width }.saturating_sub(1);
        let words = paint::shorten(words, room);
        CleanString::from_raw(&format!("{}…", words.trim_end_matches('…')))
    };
    rows.iter().take(most).enumerate().map(line).collect()
}

/// `parts` on rows of `width` cells, a dot between those on one row.
fn packed(parts: &[CleanString], width: usize) -> Vec<CleanString> {
    let mut rows: Vec<CleanString> = Vec::new();
    for part in parts {
        let last = rows.last_mut();
        let fits = |row: &&mut CleanString| cells(row.as_str()) + 3 + cells(part.as_str()) <= width;
        if let Some(row) = last.filter(fits) {
            row.push(Clean::literal(" · "));
            row.push(part.as_clean());
        } else {
            rows.extend(lines(part.as_clean(), width, width, PART));
        }
    }
    rows
}

fn group_lines(name: &CleanString, width: u16) -> Vec<CleanString> {
    let room = usize::from(width.saturating_sub(3).max(8));
    lines(name.as_clean(), room, room, GROUP)
}

/// Draws the pane.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen<'_>) {
    let view = &screen.statistics;
    let rows = share(area, !view.filter.is_empty(), view.sentence.as_ref());
    let tabs = Rect {
        y: area.y + head_rows(area) / 3,
        ..area
    };
    draw_tabs(buffer, tabs, screen);
    if !view.filter.is_empty() {
        let y = tabs.y + 1;
        put_line(
            buffer,
            Rect { y, ..area },
            view.filter.as_clean(),
            Role::Accent,
            screen,
        );
    }
    let list = Rect {
        y: area.y + rows.head,
        height: rows.list,
        ..area
    };
    if let Some(words) = view.empty {
        put_line(buffer, list, words, Role::Muted, screen);
    }
    draw_list(buffer, list, screen);
    if let (Some(sentence), 1..) = (&view.sentence, rows.foot) {
        let foot = Rect {
            y: area.bottom() - rows.foot,
            height: rows.foot,
            ..area
        };
        foot::draw(buffer, foot, sentence, screen.theme);
    }
}

/// Draws one line under the tabs, shortened where it is too long.
fn put_line(buffer: &mut Buffer, area: Rect, words: Clean<'_>, role: Role, screen: &Screen<'_>) {
    let width = area.width.saturating_sub(LEFT);
    let words = CleanString::from_raw(&paint::shorten(words, usize::from(width)));
    let style = screen.theme.style(role);
    paint::put(buffer, area.x + 2, area.y, width, words.as_clean(), style);
}

fn draw_list(buffer: &mut Buffer, list: Rect, screen: &Screen<'_>) {
    let mut y = list.y;
    for (number, item) in screen.statistics.items.iter().enumerate() {
        if y >= list.bottom() {
            break;
        }
        let room = Rect {
            y,
            height: list.bottom() - y,
            ..list
        };
        y += match item {
            Item::Group(name) => draw_group(buffer, room, name, number == 0, screen),
            Item::Entry(entry) => entry::draw(buffer, room, entry, screen),
        };
    }
}

/// Draws the tabs; the counts of those not shown are left out where there is no room for them.
fn draw_tabs(buffer: &mut Buffer, area: Rect, screen: &Screen<'_>) {
    let tabs = &screen.statistics.tabs;
    let all: usize = tabs
        .iter()
        .map(|tab| cells(tab.words(true).as_str()) + 2)
        .sum();
    let is_roomy = all < usize::from(area.width);
    let mut x = area.x + 2;
    for tab in tabs {
        let role = match (tab.is_shown, screen.focus == Pane::Statistics) {
            (true, true) => Role::Title,
            (true, false) => Role::Marked,
            _ => Role::Muted,
        };
        let words = tab.words(is_roomy);
        let room = area.right().saturating_sub(x);
        let style = screen.theme.style(role);
        x += paint::put(buffer, x, area.y, room, words.as_clean(), style) + 2;
    }
}

fn draw_group(
    buffer: &mut Buffer,
    area: Rect,
    name: &CleanString,
    is_first: bool,
    screen: &Screen<'_>,
) -> u16 {
    let mut y = area.y + u16::from(!is_first);
    let style = screen.theme.style(Role::Muted);
    for line in group_lines(name, area.width) {
        if y < area.bottom() {
            let room = area.width.saturating_sub(2);
            paint::put(buffer, area.x + 2, y, room, line.as_clean(), style);
        }
        y += 1;
    }
    y - area.y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_says_how_many_there_are_where_it_has_room() {
        let words = |is_shown, is_roomy| {
            let (name, count) = (Clean::literal("Figures"), 8_000);
            let tab = Tab {
                name,
                count,
                is_shown,
            };
            tab.words(is_roomy).to_string()
        };
        assert_eq!(words(true, false), "FIGURES 8,000");
        assert_eq!(words(false, true), "Figures 8,000");
        assert_eq!(words(false, false), "Figures");
    }

    #[test]
    fn what_does_not_fit_is_shortened_on_the_last_row() {
        let check = |text: &str, width, most, expected: &[&str]| {
            let text = CleanString::from_raw(text);
            let found = lines(text.as_clean(), width, width, most);
            let found: Vec<&str> = found.iter().map(CleanString::as_str).collect();
            assert_eq!(found, expected);
        };
        check("one two", 9, 2, &["one two"]);
        check("one two three", 8, 2, &["one two", "three"]);
        check("one two three four", 8, 2, &["one two", "three…"]);
        check("one two three", 8, 1, &["one two…"]);
        check("", 8, 2, &[""]);
    }

    #[test]
    fn what_is_said_of_a_figure_is_packed_into_rows() {
        let check = |parts: &[&str], width, expected: &[&str]| {
            let parts: Vec<_> = parts
                .iter()
                .map(|part| CleanString::from_raw(part))
                .collect();
            let found = packed(&parts, width);
            let found: Vec<&str> = found.iter().map(CleanString::as_str).collect();
            assert_eq!(found, expected);
        };
        check(&[], 20, &[]);
        check(&["around", "reportedly"], 20, &["around · reportedly"]);
        check(&["over", "no source"], 12, &["over", "no source"]);
        check(
            &["over", "the harbour office", "2023"],
            13,
            &["over", "the harbour", "office · 2023"],
        );
    }

    #[test]
    fn the_list_has_half_of_the_rows_at_least() {
        let sentence = Sentence {
            text: CleanString::from_raw(&"and so on ".repeat(60)),
            source: CleanString::from_raw("the harbour office"),
            ..Sentence::default()
        };
        for height in 1..60 {
            for width in 20..80 {
                let area = Rect::new(0, 0, width, height);
                for is_narrowed in [false, true] {
                    let rows = share(area, is_narrowed, Some(&sentence));
                    assert!(rows.list >= rows.foot, "{area}");
                    assert!(rows.list + rows.foot + rows.head.min(height) <= height.max(1));
                }
            }
        }
    }
}
