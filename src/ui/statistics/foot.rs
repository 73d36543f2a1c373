//! The foot of the pane: the sentence of the chosen figure, who says so, and which of its places it
//! is.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{LEFT, Sentence, lines};
use crate::{
    layout::wrap,
    text::{Clean, CleanString, cells},
    ui::{Role, Theme, paint},
};

/// Most rows of the sentence, where the pane is high.
const SENTENCE: usize = 8;
/// Most rows of its source.
const SOURCE: usize = 2;

fn width_of(width: u16) -> usize {
    usize::from(width.saturating_sub(LEFT).max(8))
}

fn sentence_rows(sentence: &Sentence, width: u16) -> Vec<Range<usize>> {
    let room = width_of(width);
    wrap::rows(sentence.text.as_str(), room, room)
}

fn source_lines(sentence: &Sentence, width: u16) -> Vec<CleanString> {
    if sentence.source.is_empty() {
        Vec::new()
    } else {
        let room = width_of(width);
        lines(sentence.source.as_clean(), room, room, SOURCE)
    }
}

/// Rows it takes on a pane of `width` cells, its rule included: at most `most`, none where that is
/// too few for anything.
pub(super) fn height(sentence: &Sentence, width: u16, most: u16) -> u16 {
    let source = source_lines(sentence, width).len();
    let rows = sentence_rows(sentence, width).len().min(SENTENCE) + source + 1;
    let rows = rows.min(usize::from(most));
    if rows < source + 2 { 0 } else { rows as u16 }
}

/// Draws it in `area`: the rule with the place, as much of the sentence as there are rows for, with
/// the figure among them, and the source.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, sentence: &Sentence, theme: &Theme) {
    let x = area.x + 2;
    let width = area.width.saturating_sub(LEFT);
    draw_rule(buffer, area, sentence, theme);
    let source = source_lines(sentence, area.width);
    let rows = sentence_rows(sentence, area.width);
    let room = usize::from(area.height.saturating_sub(1)).saturating_sub(source.len());
    let shown = rows.len().min(room);
    let first = first_shown(&rows, sentence, shown);
    let mut y = area.y + 1;
    if first > 0 {
        let sign = Clean::literal("…");
        paint::put(buffer, area.x + 1, y, 1, sign, theme.style(Role::Emphasis));
    }
    for (at, row) in rows.iter().enumerate().skip(first).take(shown) {
        let is_cut = at + 1 == first + shown && at + 1 < rows.len();
        draw_row(
            buffer,
            Rect {
                x,
                y,
                width,
                height: 1,
            },
            sentence,
            row,
            is_cut,
            theme,
        );
        y += 1;
    }
    for line in source {
        paint::put(
            buffer,
            x,
            y,
            width,
            line.as_clean(),
            theme.style(Role::Muted),
        );
        y += 1;
    }
}

/// The rule above, with the place at its right end.
fn draw_rule(buffer: &mut Buffer, area: Rect, sentence: &Sentence, theme: &Theme) {
    let width = area.width.saturating_sub(LEFT);
    let style = theme.style(Role::Rule);
    paint::rule_across(buffer, area.x + 2, area.y, width, style);
    let place = cells(sentence.place.as_str()) as u16;
    if place > 0 && place + 4 < width {
        let words = CleanString::from_raw(&format!(" {} ", sentence.place));
        let x = area.x + 2 + width - place - 3;
        let style = theme.style(Role::Muted);
        paint::put(buffer, x, area.y, place + 2, words.as_clean(), style);
    }
}

fn draw_row(
    buffer: &mut Buffer,
    area: Rect,
    sentence: &Sentence,
    row: &Range<usize>,
    is_cut: bool,
    theme: &Theme,
) {
    let words = sentence
        .text
        .slice(wrap::shown(sentence.text.as_str(), row.clone()));
    let plain = theme.style(Role::Emphasis);
    let marked = plain.patch(theme.style(Role::Statistic));
    let used = paint::put_styled(buffer, area.x, area.y, area.width, words, |byte| {
        if sentence.figure.contains(&(row.start + byte)) {
            marked
        } else {
            plain
        }
    });
    if is_cut {
        let x = area.x + used.min(area.width.saturating_sub(1));
        let sign = Clean::literal("…");
        paint::put(buffer, x, area.y, 1, sign, plain);
    }
}

/// The first of `shown` rows, such that the figure is among them.
fn first_shown(rows: &[Range<usize>], sentence: &Sentence, shown: usize) -> usize {
    let figure = rows
        .iter()
        .position(|row| row.end > sentence.figure.start)
        .unwrap_or(0);
    (figure + 1).saturating_sub(shown).min(rows.len() - shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, source: &str) -> Sentence {
        let at = text.find("46").expect("the text has the figure");
        Sentence {
            text: CleanString::from_raw(text),
            figure: at..at + 2,
            source: CleanString::from_raw(source),
            ..Sentence::default()
        }
    }

    #[test]
    fn it_takes_no_more_rows_than_it_may() {
        let check = |text: &str, source: &str, most, expected| {
            assert_eq!(height(&sentence(text, source), 23, most), expected);
        };
        check("46 boats.", "", 10, 2);
        check("46 boats.", "the harbour office", 10, 3);
        check("46 boats came back.", "", 1, 0);
        check(
            "46 boats came back to the harbour before the storm.",
            "",
            10,
            4,
        );
        check(
            "46 boats came back to the harbour before the storm.",
            "",
            3,
            3,
        );
        check("46 boats.", "the harbour office", 2, 0);
    }

    #[test]
    fn the_figure_is_among_the_rows_shown() {
        let text = "Before the storm came up from the south in the night, 46 boats came back.";
        let sentence = sentence(text, "");
        let rows = sentence_rows(&sentence, 23);
        for shown in 1..=rows.len() {
            let first = first_shown(&rows, &sentence, shown);
            let holds = rows[first..first + shown]
                .iter()
                .any(|row| row.contains(&sentence.figure.start));
            assert!(holds, "{shown} of {}", rows.len());
        }
    }
}
