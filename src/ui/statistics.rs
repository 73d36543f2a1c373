//! The pane at the right: the figures of the text, and the sentence of the chosen one.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Pane, Role, View as Screen, paint};
use crate::{
    layout::wrap,
    text::{Clean, CleanString, cells},
};

/// Most cells of the column that holds the values.
const VALUE: usize = 9;
/// Cells before the values: margin and bar.
const LEFT: u16 = 3;
/// Most rows of the sentence at the foot.
const SENTENCE: usize = 7;

/// The statistics as they stand.
#[derive(Debug, Default)]
pub struct View {
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The items from the first on the screen, more than fit.
    pub items: Vec<Item>,
    /// Cells of the widest value in the whole list.
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
            (true, _) => format!("{} {}", self.name.as_str().to_uppercase(), self.count),
            (false, true) => format!("{} {}", self.name, self.count),
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
    pub times: usize,
    /// Qualifier, hedge, source, time.
    pub details: CleanString,
    /// Is one of its places on the screen?
    pub is_in_view: bool,
    /// Is it chosen?
    pub is_chosen: bool,
    /// Is it a part of the one above?
    pub is_part: bool,
}

/// The sentence of the chosen figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: CleanString,
    /// The figure in it, bytes of `text`.
    pub figure: std::ops::Range<usize>,
    /// Who says so.
    pub source: CleanString,
}

/// What is said where there is no item.
pub fn empty_words(is_known: bool) -> Clean<'static> {
    Clean::literal(if is_known {
        "none in this text"
    } else {
        "reading …"
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

/// Shares out the rows of a pane for a list and a sentence.
pub fn share(area: Rect, sentence: Option<&Sentence>) -> Rows {
    let head = if area.height >= 16 { 3 } else { 1 };
    let room = area.height.saturating_sub(head);
    let foot = sentence.map_or(0, |sentence| {
        let rows = sentence_rows(sentence, area.width).len().min(SENTENCE)
            + source_rows(sentence, area.width).len().min(2);
        rows as u16 + 2
    });
    let foot = if foot <= room / 2 { foot } else { 0 };
    Rows {
        head,
        list: room - foot,
        foot,
    }
}

fn sentence_rows(sentence: &Sentence, width: u16) -> Vec<std::ops::Range<usize>> {
    let room = usize::from(width.saturating_sub(LEFT + 1).max(8));
    wrap::rows(sentence.text.as_str(), room, room)
}

fn source_rows(sentence: &Sentence, width: u16) -> Vec<std::ops::Range<usize>> {
    let room = usize::from(width.saturating_sub(LEFT + 1).max(8));
    if sentence.source.is_empty() {
        Vec::new()
    } else {
        wrap::rows(sentence.source.as_str(), room, room)
    }
}

/// Cells of the value column, given the widest value.
fn value_column(widest: usize) -> usize {
    widest.clamp(4, VALUE)
}

/// Where the words of an entry stand: cells from the left edge, and cells of room.
fn label_place(widest: usize, width: u16) -> (u16, usize) {
    let x = LEFT + value_column(widest) as u16 + 2;
    (x, usize::from(width.saturating_sub(x + 1).max(6)))
}

/// The label with its count, as it is wrapped.
fn label_words(entry: &Entry) -> CleanString {
    let part = if entry.is_part { "· " } else { "" };
    let times = if entry.times > 1 {
        format!(" ×{}", entry.times)
    } else {
        String::new()
    };
    CleanString::from_raw(&format!("{part}{}{times}", entry.label))
}

/// Rows an item takes on a pane of `width` cells.
pub fn height(item: &Item, widest: usize, width: u16) -> usize {
    match item {
        Item::Group(_) => 2,
        Item::Entry(entry) => {
            let (_, room) = label_place(widest, width);
            let own_row = usize::from(cells(entry.value.as_str()) > value_column(widest));
            let label = label_words(entry);
            let details = usize::from(!entry.details.is_empty());
            own_row
                + wrap::rows(label.as_str(), room, room).len()
                + details * wrap::rows(entry.details.as_str(), room, room).len()
        }
    }
}

/// Draws the pane.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Screen<'_>) {
    let view = &screen.statistics;
    let rows = share(area, view.sentence.as_ref());
    draw_tabs(
        buffer,
        Rect {
            y: area.y + rows.head / 3,
            ..area
        },
        screen,
    );
    let list = Rect {
        y: area.y + rows.head,
        height: rows.list,
        ..area
    };
    let mut y = list.y;
    if let Some(words) = view.empty {
        paint::put(
            buffer,
            area.x + LEFT,
            y,
            area.width - LEFT,
            words,
            screen.theme.style(Role::Muted),
        );
    }
    for (number, item) in view.items.iter().enumerate() {
        if y >= list.bottom() {
            break;
        }
        let room = Rect {
            y,
            height: list.bottom() - y,
            ..list
        };
        y += match item {
            Item::Group(name) => draw_group(buffer, room, name.as_clean(), number == 0, screen),
            Item::Entry(entry) => draw_entry(buffer, room, entry, screen),
        };
    }
    if let (Some(sentence), 1..) = (&view.sentence, rows.foot) {
        draw_sentence(
            buffer,
            Rect {
                y: area.bottom() - rows.foot,
                height: rows.foot,
                ..area
            },
            sentence,
            screen,
        );
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
        x += paint::put(
            buffer,
            x,
            area.y,
            room,
            words.as_clean(),
            screen.theme.style(role),
        ) + 2;
    }
}

fn draw_group(
    buffer: &mut Buffer,
    area: Rect,
    name: Clean<'_>,
    is_first: bool,
    screen: &Screen<'_>,
) -> u16 {
    let gap = u16::from(!is_first);
    if area.height > gap {
        paint::put(
            buffer,
            area.x + 2,
            area.y + gap,
            area.width - 2,
            name,
            screen.theme.style(Role::Muted),
        );
    }
    1 + gap
}

fn draw_entry(buffer: &mut Buffer, area: Rect, entry: &Entry, screen: &Screen<'_>) -> u16 {
    let widest = screen.statistics.value_width;
    let (shift, room) = label_place(widest, area.width);
    let label = label_words(entry);
    let value_cells = cells(entry.value.as_str());
    let fits = value_cells <= value_column(widest);
    let style = entry_style(entry, screen);
    let value_style = if entry.is_chosen {
        screen.theme.style(Role::ChosenStatistic)
    } else {
        screen.theme.style(Role::Statistic)
    };
    let value_x = if fits {
        area.x + LEFT + (value_column(widest) - value_cells) as u16
    } else {
        area.x + LEFT
    };
    paint::put(
        buffer,
        value_x,
        area.y,
        area.width - LEFT,
        entry.value.as_clean(),
        value_style,
    );
    let mut y = area.y + u16::from(!fits);
    for row in wrap::rows(label.as_str(), room, room) {
        if y < area.bottom() {
            paint::put(
                buffer,
                area.x + shift,
                y,
                room as u16,
                label.slice(row).trim(),
                style,
            );
        }
        y += 1;
    }
    let label_end = y;
    if !entry.details.is_empty() {
        for row in wrap::rows(entry.details.as_str(), room, room) {
            if y < area.bottom() {
                paint::put(
                    buffer,
                    area.x + shift,
                    y,
                    room as u16,
                    entry.details.slice(row).trim(),
                    screen.theme.style(Role::Muted),
                );
            }
            y += 1;
        }
    }
    if entry.is_in_view {
        for y in area.y..label_end.min(area.bottom()) {
            paint::put(
                buffer,
                area.x + 1,
                y,
                1,
                Clean::literal("▌"),
                screen.theme.style(Role::Accent),
            );
        }
    }
    y - area.y
}

fn entry_style(entry: &Entry, screen: &Screen<'_>) -> Style {
    screen.theme.style(match entry {
        Entry {
            is_chosen: true, ..
        } if screen.focus == Pane::Statistics => Role::Selected,
        Entry {
            is_chosen: true, ..
        } => Role::Marked,
        _ => Role::Text,
    })
}

fn draw_sentence(buffer: &mut Buffer, area: Rect, sentence: &Sentence, screen: &Screen<'_>) {
    let theme = screen.theme;
    let x = area.x + 2;
    let width = area.width.saturating_sub(LEFT);
    paint::rule_across(buffer, x, area.y, width, theme.style(Role::Rule));
    let rows = sentence_rows(sentence, area.width);
    let shown = rows.len().min(SENTENCE);
    let first = first_shown(&rows, sentence, shown);
    let mut y = area.y + 1;
    for row in &rows[first..first + shown] {
        let words = sentence.text.slice(row.clone());
        paint::put_styled(buffer, x, y, width, words.trim(), |byte| {
            let style = theme.style(Role::Emphasis);
            let is_figure = sentence.figure.contains(&(row.start + byte));
            if is_figure {
                style.patch(theme.style(Role::Statistic))
            } else {
                style
            }
        });
        y += 1;
    }
    for row in source_rows(sentence, area.width).into_iter().take(2) {
        paint::put(
            buffer,
            x,
            y,
            width,
            sentence.source.slice(row).trim(),
            theme.style(Role::Muted),
        );
        y += 1;
    }
}

/// The first of `shown` rows, such that the figure is among them.
fn first_shown(rows: &[std::ops::Range<usize>], sentence: &Sentence, shown: usize) -> usize {
    let figure = rows
        .iter()
        .position(|row| row.end > sentence.figure.start)
        .unwrap_or(0);
    (figure + 1).saturating_sub(shown).min(rows.len() - shown)
}
