//! One figure, date or term in the list: its value, what it measures, and what is said of it.
//!
//! On a wide pane the values stand in a column, one under the other as in a table, with the words at
//! the right of it. On a narrow one such a column would leave no room for the words: there an entry
//! is set like one in a dictionary, the words right behind the value and the other rows hanging.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{Entry, LEFT, lines, packed};
use crate::{
    text::{Clean, CleanString, cells, grouped},
    ui::{Pane, Role, View as Screen, paint},
};

/// Narrowest pane on which the values have a column.
const COLUMN_FROM: u16 = 32;
/// Fewest cells of the column that holds the values.
const NARROWEST: usize = 4;
/// Cells the rows of an entry hang without a column, and a part is set in under its whole.
const STEP: u16 = 2;
/// Most rows of a label.
const LABEL: usize = 6;
/// Most rows of a value.
const VALUE: usize = 2;

/// Where the words of an entry stand, in cells from the left edge of the pane.
#[derive(Clone, Copy, Debug)]
struct Setting {
    /// Where the column of the values ends; `None` where they have none.
    column: Option<u16>,
    /// Where a value begins that has no column, or does not fit in it.
    value: u16,
    /// Where all rows begin that do not begin with the value.
    words: u16,
    /// Where they end.
    end: u16,
    /// Cells a part is set in under its whole; 0 for what is no part.
    step: u16,
}

impl Setting {
    /// For an entry `depth` steps under its whole, in a list whose widest value takes `widest`.
    fn new(depth: u8, widest: usize, width: u16) -> Self {
        let step = STEP * u16::from(depth);
        let column = (width >= COLUMN_FROM).then(|| LEFT + value_column(widest, width) as u16);
        let value = LEFT + if column.is_none() { step } else { 0 };
        Self {
            column,
            value,
            words: column.map_or(value + STEP, |end| end + 2 + step),
            end: width.saturating_sub(1),
            step,
        }
    }

    /// Cells for words that begin at `x`.
    fn room(self, x: u16) -> usize {
        usize::from(self.end.saturating_sub(x))
    }

    /// Cells for words on rows of their own.
    fn words_room(self) -> usize {
        self.room(self.words).max(6)
    }
}

/// Cells of the value column, given the widest value: a third of the pane at most.
fn value_column(widest: usize, width: u16) -> usize {
    let most = (usize::from(width) / 3).max(NARROWEST);
    widest.clamp(NARROWEST, most)
}

/// What a run of words in an entry is, for its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Value,
    /// The mark of a part of a whole.
    Mark,
    Label,
    /// How often it is said.
    Count,
    Detail,
    Note,
}

/// Words in one row of an entry.
#[derive(Debug)]
struct Run {
    row: usize,
    x: u16,
    text: CleanString,
    part: Part,
}

/// The words of an entry on its rows.
#[derive(Debug)]
struct Lines {
    setting: Setting,
    runs: Vec<Run>,
    /// The row that is being filled, from 0.
    row: usize,
}

impl Lines {
    fn new(entry: &Entry, widest: usize, width: u16) -> Self {
        let setting = Setting::new(entry.depth, widest, width);
        let mut lines = Self {
            setting,
            runs: Vec::new(),
            row: 0,
        };
        let x = lines.set_value(entry);
        let x = lines.set_label(entry, x);
        let said = lines.set_count(entry, x).into_iter();
        let said: Vec<_> = said.chain(entry.details.iter().cloned()).collect();
        lines.set_rows(packed(&said, setting.words_room()), Part::Detail);
        lines.set_rows(packed(&entry.notes, setting.words_room()), Part::Note);
        lines
    }

    fn height(&self) -> usize {
        self.row + 1
    }

    /// Rows of the value and what it measures.
    fn head(&self) -> usize {
        let is_head = |run: &&Run| !matches!(run.part, Part::Detail | Part::Note);
        self.runs.iter().rfind(is_head).map_or(0, |run| run.row + 1)
    }

    fn put(&mut self, x: u16, text: CleanString, part: Part) {
        let row = self.row;
        if !text.is_empty() {
            self.runs.push(Run { row, x, text, part });
        }
    }

    /// Puts each text on a new row.
    fn set_rows(&mut self, texts: Vec<CleanString>, part: Part) {
        for text in texts {
            self.row += 1;
            self.put(self.setting.words, text, part);
        }
    }

    /// Puts the value, and gives where words right behind it begin.
    fn set_value(&mut self, entry: &Entry) -> u16 {
        let setting = self.setting;
        let wide = cells(entry.value.as_str());
        let fits = |end: &u16| wide <= usize::from(end - LEFT);
        if let Some(end) = setting.column.filter(fits) {
            self.put(end - wide as u16, entry.value.clone(), Part::Value);
            return setting.words;
        }
        let room = setting.room(setting.value).max(8);
        let mut end = setting.value;
        let rows = lines(entry.value.as_clean(), room, room, VALUE);
        for (row, line) in rows.into_iter().enumerate() {
            self.row = row;
            end = setting.value + cells(line.as_str()) as u16;
            self.put(setting.value, line, Part::Value);
        }
        if setting.column.is_some() {
            return end + 2 + setting.step;
        }
        self.set_mark(setting.value);
        end + 1
    }

    /// Puts the label, from `x` in this row on where its first word fits there, and gives its end.
    fn set_label(&mut self, entry: &Entry, x: u16) -> u16 {
        let setting = self.setting;
        let label = entry.label.as_clean();
        let word = label.as_str().split(' ').next().unwrap_or_default();
        let mut x = x;
        if x != setting.words && cells(word) > setting.room(x) {
            self.row += 1;
            x = setting.words;
        }
        if setting.column.is_some() {
            self.set_mark(x);
        }
        let room = setting.words_room();
        let first = if x == setting.words {
            room
        } else {
            setting.room(x)
        };
        for (at, line) in lines(label, first, room, LABEL).into_iter().enumerate() {
            if at > 0 {
                self.row += 1;
                x = setting.words;
            }
            let end = x + cells(line.as_str()) as u16;
            self.put(x, line, Part::Label);
            x = end;
        }
        x
    }

    /// Puts how often it is said behind a label that ends at `x`; where that is too near the edge it
    /// comes back, to be said with the rest.
    fn set_count(&mut self, entry: &Entry, x: u16) -> Option<CleanString> {
        let count = (entry.times > 1).then(|| format!("×{}", grouped(entry.times)))?;
        let count = CleanString::from_raw(&count);
        let x = x + u16::from(!entry.label.is_empty());
        if cells(count.as_str()) > self.setting.room(x) {
            return Some(count);
        }
        self.put(x, count, Part::Count);
        None
    }

    /// Puts the mark of a part before what stands at `x`.
    fn set_mark(&mut self, x: u16) {
        if self.setting.step > 0 {
            self.put(x - STEP, Clean::literal("·").into(), Part::Mark);
        }
    }
}

/// Rows it takes on a pane of `width` cells, where the widest value takes `widest`.
pub(super) fn height(entry: &Entry, widest: usize, width: u16) -> usize {
    Lines::new(entry, widest, width).height()
}

/// Draws it at the top of `area` and gives the rows it takes.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, entry: &Entry, screen: &Screen<'_>) -> u16 {
    let lines = Lines::new(entry, screen.statistics.value_width, area.width);
    let mut put = |row: usize, x: u16, text: Clean<'_>, style| {
        let y = area.y.saturating_add(row as u16);
        if y < area.bottom() {
            let room = area.width.saturating_sub(x);
            paint::put(buffer, area.x + x, y, room, text, style);
        }
    };
    for run in &lines.runs {
        put(
            run.row,
            run.x,
            run.text.as_clean(),
            style(run.part, entry, screen),
        );
    }
    if entry.is_in_view {
        let accent = screen.theme.style(Role::Accent);
        (0..lines.head()).for_each(|row| put(row, 1, Clean::literal("▌"), accent));
    }
    lines.height() as u16
}

fn style(part: Part, entry: &Entry, screen: &Screen<'_>) -> Style {
    let has_keys = screen.focus == Pane::Statistics;
    let role = match (part, entry.is_chosen) {
        (Part::Value, true) => Role::ChosenStatistic,
        (Part::Value, false) => Role::Statistic,
        (Part::Label | Part::Count, true) if has_keys => Role::Selected,
        (Part::Label | Part::Count, true) => Role::Marked,
        (Part::Label, false) => Role::Text,
        (Part::Mark | Part::Count | Part::Detail | Part::Note, _) => Role::Muted,
    };
    let style = screen.theme.style(role);
    if part == Part::Note {
        return style.add_modifier(Modifier::ITALIC);
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands on the rows of an entry, from the left edge of the pane.
    fn drawn(entry: &Entry, width: u16) -> Vec<String> {
        let lines = Lines::new(entry, 9, width);
        let mut rows = vec![String::new(); lines.height()];
        for run in &lines.runs {
            let row = &mut rows[run.row];
            let x = usize::from(run.x);
            let end = (x + cells(run.text.as_str())).max(row.chars().count());
            let mut signs: Vec<char> = row
                .chars()
                .chain(std::iter::repeat(' '))
                .take(end)
                .collect();
            for (at, sign) in (x..).zip(run.text.as_str().chars()) {
                signs[at] = sign;
            }
            *row = signs.into_iter().collect();
        }
        assert_eq!(height(entry, 9, width), rows.len());
        rows
    }

    fn check(entry: &Entry, width: u16, expected: &[&str]) {
        assert_eq!(drawn(entry, width), expected);
    }

    fn entry(value: &str, label: &str, details: &str) -> Entry {
        let details = details.split(" · ").filter(|part| !part.is_empty());
        Entry {
            value: CleanString::from_raw(value),
            label: CleanString::from_raw(label),
            times: 1,
            details: details.map(CleanString::from_raw).collect(),
            ..Entry::default()
        }
    }

    #[test]
    fn on_a_wide_pane_values_stand_in_a_column() {
        check(&entry("46", "boats", ""), 34, &["          46  boats"]);
        let long = entry("46", "boats that came back late", "around · no source");
        check(
            &long,
            34,
            &[
                "          46  boats that came",
                "              back late",
                "              around · no source",
            ],
        );
        let part = Entry {
            depth: 1,
            ..entry("46", "boats", "around")
        };
        check(
            &part,
            34,
            &["          46  · boats", "                around"],
        );
    }

    #[test]
    fn what_is_too_wide_for_the_column_begins_at_its_left() {
        check(
            &entry("tens of thousands", "boats lost", "OCR"),
            34,
            &["   tens of thousands  boats lost", "              OCR"],
        );
        check(
            &entry("$90 million and $110 million", "damages", ""),
            34,
            &["   $90 million and $110 million", "              damages"],
        );
        let part = Entry {
            depth: 1,
            ..entry("tens of thousands", "boats", "")
        };
        check(&part, 34, &["   tens of thousands  · boats"]);
    }

    #[test]
    fn on_a_narrow_pane_words_stand_right_behind_the_value() {
        let check = |value: &str, label: &str, details: &str, expected: &[&str]| {
            check(&entry(value, label, details), 27, expected);
        };
        check("46", "boats", "", &["   46 boats"]);
        check(
            "15,000",
            "boats that came back late",
            "around · reportedly",
            &[
                "   15,000 boats that came",
                "     back late",
                "     around · reportedly",
            ],
        );
        check(
            "tens of thousands",
            "islanders",
            "",
            &["   tens of thousands", "     islanders"],
        );
        check(
            "$90 million and $110 million",
            "loss",
            "ferry company",
            &[
                "   $90 million and $110",
                "   million loss",
                "     ferry company",
            ],
        );
        check("1987", "", "", &["   1987"]);
    }

    #[test]
    fn a_part_stands_under_its_whole_on_a_narrow_pane_too() {
        let part = Entry {
            depth: 1,
            ..entry("500", "security guards of the harbour", "OCR")
        };
        check(
            &part,
            27,
            &[
                "   · 500 security guards",
                "       of the harbour",
                "       OCR",
            ],
        );
    }

    #[test]
    fn how_often_it_is_said_stands_behind_the_label_or_before_the_rest() {
        let often = |label: &str, details: &str| Entry {
            times: 5,
            ..entry("15,000", label, details)
        };
        check(&often("boats", ""), 27, &["   15,000 boats ×5"]);
        check(&often("", ""), 27, &["   15,000 ×5"]);
        check(
            &often("fishing vessels", "around"),
            27,
            &["   15,000 fishing vessels", "     ×5 · around"],
        );
        check(
            &often("boats", "around"),
            34,
            &["      15,000  boats ×5", "              around"],
        );
    }

    #[test]
    fn the_bar_of_what_is_in_view_is_as_high_as_value_and_label() {
        let head = |value: &str, label: &str, width| {
            Lines::new(&entry(value, label, "around"), 9, width).head()
        };
        assert_eq!(head("46", "boats", 34), 1);
        assert_eq!(head("46", "boats that came back late", 34), 2);
        assert_eq!(head("tens of thousands", "islanders", 27), 2);
        assert_eq!(head("1987", "", 27), 1);
    }

    #[test]
    fn no_word_is_lost_or_over_the_edge_at_any_width() {
        for width in 27..50 {
            for depth in 0..3 {
                let entry = Entry {
                    depth,
                    times: 12,
                    ..entry(
                        "between 120 and 140",
                        "euros for each of the boats",
                        "around",
                    )
                };
                let rows = drawn(&entry, width);
                let room = usize::from(width);
                assert!(rows.iter().all(|row| cells(row) < room), "{rows:?}");
                let words = rows.join(" ").replace('·', " ");
                let words: Vec<&str> = words.split_whitespace().collect();
                let all = "between 120 and 140 euros for each of the boats ×12 around";
                assert_eq!(words.join(" "), all, "{width}");
            }
        }
    }

    #[test]
    fn the_column_of_values_leaves_room_for_words() {
        assert_eq!(value_column(9, 34), 9);
        assert_eq!(value_column(11, 34), 11);
        assert_eq!(value_column(30, 34), 11);
        assert_eq!(value_column(2, 34), 4);
    }
}
