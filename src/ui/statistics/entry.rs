//! One figure, date or term in the list: its value at the left, what is said of it at the right.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{Entry, LEFT, lines, packed};
use crate::{
    text::{Clean, CleanString, cells},
    ui::{Pane, Role, View as Screen, paint},
};

/// Fewest cells of the column that holds the values.
const NARROWEST: usize = 4;
/// Most rows of a label.
const LABEL: usize = 6;
/// Most rows of a value that is too wide for its column.
const VALUE: usize = 2;

/// Where an entry stands on the pane, and the lines it takes.
struct Lines {
    /// The value, where it is too wide for its column: on rows of its own.
    value: Vec<CleanString>,
    label: Vec<CleanString>,
    /// Bytes of the last line of the label before the count.
    count: usize,
    details: Vec<CleanString>,
    notes: Vec<CleanString>,
    /// Cells from the left edge of the pane to the label.
    x: u16,
    /// Cells the rows of the label after its first are shifted further.
    hang: u16,
}

/// Cells of the value column, given the widest value: a third of the pane at most.
fn value_column(widest: usize, width: u16) -> usize {
    let most = (usize::from(width) / 3).max(NARROWEST);
    widest.clamp(NARROWEST, most)
}

impl Lines {
    fn new(entry: &Entry, widest: usize, width: u16) -> Self {
        let column = value_column(widest, width);
        let x = LEFT + column as u16 + 2;
        let hang = 2 * u16::from(entry.depth);
        let room = usize::from(width.saturating_sub(x + hang + 1).max(6));
        let value = if cells(entry.value.as_str()) > column {
            let room = usize::from(width.saturating_sub(LEFT + 1).max(8));
            lines(entry.value.as_clean(), room, VALUE)
        } else {
            Vec::new()
        };
        let (label, count) = label_lines(entry, room);
        Self {
            value,
            label,
            count,
            details: packed(&entry.details, room),
            notes: packed(&entry.notes, room),
            x,
            hang,
        }
    }

    fn height(&self) -> usize {
        self.value.len() + self.label.len() + self.details.len() + self.notes.len()
    }
}

/// The label with its count behind it, and the bytes of the last line before the count. What is too
/// long for its rows loses its end, not its count.
fn label_lines(entry: &Entry, room: usize) -> (Vec<CleanString>, usize) {
    let mut label = lines(entry.label.as_clean(), room, LABEL);
    let all = |label: &[CleanString]| label.last().map_or(0, CleanString::len);
    if entry.times < 2 {
        let end = all(&label);
        return (label, end);
    }
    let count = CleanString::from_raw(&format!("×{}", entry.times));
    let last = label
        .last_mut()
        .filter(|last| last.is_empty() || cells(last.as_str()) + 1 + cells(count.as_str()) <= room);
    let Some(last) = last else {
        label.push(count);
        return (label, 0);
    };
    let end = last.len();
    if !last.is_empty() {
        last.push(Clean::literal(" "));
    }
    last.push(count.as_clean());
    (label, end)
}

/// Rows it takes on a pane of `width` cells, where the widest value takes `widest`.
pub(super) fn height(entry: &Entry, widest: usize, width: u16) -> usize {
    Lines::new(entry, widest, width).height()
}

/// Draws it at the top of `area` and gives the rows it takes.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, entry: &Entry, screen: &Screen<'_>) -> u16 {
    let widest = screen.statistics.value_width;
    let lines = Lines::new(entry, widest, area.width);
    let theme = screen.theme;
    let value_style = theme.style(if entry.is_chosen {
        Role::ChosenStatistic
    } else {
        Role::Statistic
    });
    let mut pen = Pen {
        buffer,
        area,
        y: area.y,
    };
    for line in &lines.value {
        pen.line(LEFT, line.as_clean(), value_style);
    }
    if lines.value.is_empty() {
        let shift = value_column(widest, area.width) - cells(entry.value.as_str());
        pen.line(LEFT + shift as u16, entry.value.as_clean(), value_style);
        pen.y -= 1;
    }
    if entry.depth > 0 {
        pen.line(
            lines.x + lines.hang - 2,
            Clean::literal("·"),
            theme.style(Role::Muted),
        );
        pen.y -= 1;
    }
    let muted = theme.style(Role::Muted);
    let style = label_style(entry, screen);
    for (at, line) in lines.label.iter().enumerate() {
        let is_last = at + 1 == lines.label.len();
        pen.styled(lines.x + lines.hang, line.as_clean(), |byte| {
            if is_last && byte >= lines.count && !entry.is_chosen {
                muted
            } else {
                style
            }
        });
    }
    let end = pen.y;
    for line in &lines.details {
        pen.line(lines.x + lines.hang, line.as_clean(), muted);
    }
    for line in &lines.notes {
        let style = muted.add_modifier(Modifier::ITALIC);
        pen.line(lines.x + lines.hang, line.as_clean(), style);
    }
    let rows = pen.y - area.y;
    if entry.is_in_view {
        pen.y = area.y;
        while pen.y < end {
            pen.line(1, Clean::literal("▌"), theme.style(Role::Accent));
        }
    }
    rows
}

/// Draws line by line downwards; below the area nothing is drawn.
struct Pen<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    y: u16,
}

impl Pen<'_> {
    fn line(&mut self, x: u16, text: Clean<'_>, style: Style) {
        self.styled(x, text, |_| style);
    }

    fn styled(&mut self, x: u16, text: Clean<'_>, style: impl Fn(usize) -> Style) {
        if self.y < self.area.bottom() {
            let room = self.area.width.saturating_sub(x);
            paint::put_styled(self.buffer, self.area.x + x, self.y, room, text, style);
        }
        self.y += 1;
    }
}

fn label_style(entry: &Entry, screen: &Screen<'_>) -> Style {
    let has_keys = screen.focus == Pane::Statistics;
    screen.theme.style(match (entry.is_chosen, has_keys) {
        (true, true) => Role::Selected,
        (true, false) => Role::Marked,
        _ => Role::Text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(entry: &Entry, width: u16, expected: &[&str]) {
        let lines = Lines::new(entry, 9, width);
        let all = [&lines.value, &lines.label, &lines.details, &lines.notes];
        let all: Vec<&str> = all.into_iter().flatten().map(CleanString::as_str).collect();
        assert_eq!(all, expected);
        assert_eq!(height(entry, 9, width), expected.len());
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
    fn an_entry_takes_the_rows_its_words_need() {
        check(&entry("46", "boats", ""), 34, &["boats"]);
        check(
            &entry("46", "boats", "no source"),
            34,
            &["boats", "no source"],
        );
        let long = entry("46", "boats that came back late", "around");
        check(&long, 34, &["boats that came", "back late", "around"]);
        let repeated = Entry {
            times: 5,
            ..entry("46", "boats", "")
        };
        check(&repeated, 34, &["boats ×5"]);
        check(&repeated, 24, &["boats ×5"]);
        let repeated = Entry {
            times: 5,
            ..entry("46", "harbours", "")
        };
        check(&repeated, 20, &["harbours", "×5"]);
    }

    #[test]
    fn a_value_too_wide_for_its_column_has_rows_of_its_own() {
        let wide = entry("$90 million and $110 million", "boats", "");
        check(&wide, 34, &["$90 million and $110 million", "boats"]);
        check(&wide, 27, &["$90 million and $110", "million", "boats"]);
    }

    #[test]
    fn the_column_of_values_leaves_room_for_words() {
        assert_eq!(value_column(9, 34), 9);
        assert_eq!(value_column(11, 34), 11);
        assert_eq!(value_column(9, 20), 6);
        assert_eq!(value_column(2, 34), 4);
        assert_eq!(value_column(0, 1), 4);
    }
}
