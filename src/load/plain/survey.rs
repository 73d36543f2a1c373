//! The first pass over a text: how its lines are laid out. Memory does not grow with the text.

use super::{
    lines::{Line, Lines},
    shape::{self, Shape},
    unit::Style,
};
use crate::load::{
    invalid,
    source::{LoadError, Source},
};

/// Lines wider than this were not wrapped by hand.
const WIDEST: usize = 140;
/// So many lines are looked at one by one; of those that follow, a run in so many.
const MANY: u64 = 20_000;
const RUN: u64 = 256;
const SAMPLE: u64 = 8;
/// No text is wrapped narrower than this.
const NARROWEST: u32 = 38;

/// What was counted.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Lines with something on them.
    pub full: u64,
    /// Lines with nothing.
    pub blank: u64,
    /// Sequences of bytes that are not UTF-8.
    pub invalid: u64,
    /// Lines right below another that could be its continuation.
    pairs: u64,
    /// Pairs whose second line starts in lower case and whose first does not end a sentence, by
    /// the columns the first one takes.
    flow: [u64; WIDEST + 1],
    /// The same pairs by the columns the first line would take with the next word on it.
    room: [u64; WIDEST + 40],
    /// Lines by columns before the text.
    indent: [u64; 16],
    /// Lines too wide to be wrapped.
    wide: u64,
    /// Lines whose shape was looked at.
    seen: u64,
    /// Where the next line starts, and the shape of the one right above it.
    at: u64,
    above: Option<Shape>,
}

impl Default for Survey {
    fn default() -> Self {
        Self {
            full: 0,
            blank: 0,
            invalid: 0,
            pairs: 0,
            flow: [0; WIDEST + 1],
            room: [0; WIDEST + 40],
            indent: [0; 16],
            wide: 0,
            seen: 0,
            at: 0,
            above: None,
        }
    }
}

impl Survey {
    /// Reads all lines of `source`.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn read(source: &Source) -> Result<Self, LoadError> {
        let mut survey = Self::default();
        let mut lines = Lines::new(source, 0..source.len());
        while let Some(window) = lines.next_window()? {
            for line in window.into_lines() {
                if survey.meets(&line, shape::is_blank(line.bytes)) {
                    survey.count(shape::of_line(&line));
                }
            }
        }
        Ok(survey)
    }

    /// Source offset of the next line to be read.
    pub const fn at(&self) -> u64 {
        self.at
    }

    /// Counts the next line; is its shape to be counted, too?
    pub fn meets(&mut self, line: &Line<'_>, is_blank: bool) -> bool {
        self.at = line.next;
        self.invalid += if line.text.is_some() {
            0
        } else {
            invalid::count(line.bytes)
        };
        if is_blank {
            self.blank += 1;
            self.above = None;
            return false;
        }
        self.full += 1;
        let is_seen = self.full <= MANY || (self.full / RUN).is_multiple_of(SAMPLE);
        if !is_seen {
            self.above = None;
        }
        is_seen
    }

    /// Counts the shape of the line that was met last.
    pub fn count(&mut self, shape: Shape) {
        let above = self.above.take();
        self.compare(above.as_ref(), &shape);
        self.above = Some(shape);
    }

    fn compare(&mut self, above: Option<&Shape>, line: &Shape) {
        self.seen += 1;
        self.wide += u64::from(line.width as usize > WIDEST);
        let is_text = line.marker.is_none() && line.ruler.is_none() && !line.has_columns;
        if is_text && line.width >= 20 {
            self.indent[line.indent.min(15) as usize] += 1;
        }
        let Some(above) =
            above.filter(|above| is_text && above.ruler.is_none() && !above.has_columns)
        else {
            return;
        };
        self.pairs += 1;
        let columns = (above.indent + above.width) as usize;
        if line.is_lower && !matches!(above.last, '.' | '?' | '!' | ':') && columns <= WIDEST {
            self.flow[columns] += 1;
            self.room[(columns + 1 + line.first_word as usize).min(WIDEST + 39)] += 1;
        }
    }

    /// How the lines are laid out.
    pub fn style(&self) -> Style {
        let wrap = self.wrap();
        Style {
            wrap,
            is_tight: wrap.is_none() && self.blank * 100 < self.full * 15,
            indent: most(&self.indent) as u32,
            standfirst: None,
        }
    }

    /// The column at which the text was wrapped: the flowing lines are the proof, and most of them
    /// must have been broken because the next word found no room.
    fn wrap(&self) -> Option<u32> {
        let flows: u64 = self.flow.iter().sum();
        let wrap = percentile(&self.flow, flows, 97);
        let is_full = |room: usize| room * 100 > wrap as usize * 85;
        let full: u64 = self
            .room
            .iter()
            .enumerate()
            .filter(|(room, _)| is_full(*room))
            .map(|(_, count)| count)
            .sum();
        let is_wrapped = wrap >= NARROWEST
            && (flows >= 2 || flows == 1 && self.pairs <= 2)
            && flows * 5 >= self.pairs
            && full * 10 >= flows * 6
            && self.wide * 5 <= self.seen;
        is_wrapped.then_some(wrap)
    }
}

/// Index of the largest count; the first of equals.
fn most(counts: &[u64]) -> usize {
    (0..counts.len())
        .rev()
        .max_by_key(|at| counts[*at])
        .unwrap_or(0)
}

/// The index below which `percent` of `sum` lie.
fn percentile(counts: &[u64], sum: u64, percent: u64) -> u32 {
    let mut seen = 0;
    let at = counts.iter().position(|count| {
        seen += count;
        seen * 100 >= sum * percent && sum > 0
    });
    at.unwrap_or(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(text: &str) -> Style {
        let source = Source::Held(text.as_bytes().to_vec());
        Survey::read(&source).unwrap().style()
    }

    #[test]
    fn wrapped_text_is_told_from_short_lines() {
        let check = |text: &str, wrap: Option<u32>, tight: bool| {
            let style = style(text);
            assert_eq!((style.wrap, style.is_tight), (wrap, tight), "{text}");
        };
        check("", None, false);
        let wrapped = "The ferry left the quay at nine in the morning with forty people\non board and came back at noon with none of them, which nobody on\nshore could explain.\n";
        check(wrapped, Some(65), false);
        check(
            "What to bring:\na torch\na warm coat\nsome bread\nsix candles\n",
            None,
            true,
        );
        check(
            "First paragraph of the note.\n\nSecond paragraph of the note.\n",
            None,
            false,
        );
        check("One paragraph.\nAnd one more.\nA third.\n", None, true);
    }

    #[test]
    fn the_indent_is_that_of_most_text() {
        let text = "Title of it\n\n   the text that stands under it, line one\n   the text that stands under it, line two\n";
        assert_eq!(style(text).indent, 3);
    }
}
