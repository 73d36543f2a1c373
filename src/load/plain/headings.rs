//! The headings of a plain text: the lines that may be some, settled together, and those of a very long
//! text part by part, so that what is held does not grow with it but for the outline.

use std::sync::Arc;

use super::titles;
use crate::{
    load::heading::{
        Candidate,
        levels::Scheme,
        resolve::{self, Settled},
        second::Weights,
        series,
    },
    model::{Outline, ReadTitle, outline::Heading},
    text::CleanString,
};

/// Lines that are settled together. How a text writes its headings shows in far fewer; so many short lines
/// are those of some ten megabytes.
const TOGETHER: usize = 1 << 14;

/// Units between two lines that are no neighbours: nothing is asked of one that hangs on the other.
const APART: u64 = 3;

/// Lines at the end of a part among which it is cut where two are apart.
const TAIL: usize = 1 << 10;

/// The headings found so far, and lines that may be some.
#[derive(Clone, Debug)]
pub struct Headings {
    together: usize,
    /// Those of the parts that are settled, and the lead before them.
    outline: Outline,
    /// How these show how deep they are.
    scheme: Option<Scheme>,
    /// Lines that wait for more of the text.
    waiting: Vec<Candidate>,
}

impl Headings {
    /// None yet; `reader` reads the words of those that are too many to hold.
    pub fn new(reader: Option<Arc<dyn ReadTitle>>) -> Self {
        let mut outline = Outline::default();
        if let Some(reader) = reader {
            outline.set_reader(reader);
        }
        Self {
            together: TOGETHER,
            outline,
            scheme: None,
            waiting: Vec::new(),
        }
    }

    /// Takes in the next line that may be a heading.
    pub fn push(&mut self, line: Candidate) {
        self.waiting.push(line);
    }

    /// Settles the lines of a part, once there are enough of them. The first paragraph of the body stands at
    /// source offset `lead`.
    pub fn settle_part(&mut self, lead: Option<u64>, weights: &Weights) {
        if self.waiting.len() >= self.together {
            let count = part(&self.waiting);
            self.settle(count, lead, weights);
            self.waiting.drain(..count);
        }
    }

    /// The outline of a text that ends at `end`, whose body starts at `body` and the first paragraph of it at
    /// `lead`.
    pub fn outline(
        mut self,
        (body, end): (u64, u64),
        lead: Option<u64>,
        weights: &Weights,
    ) -> Outline {
        self.settle(self.waiting.len(), lead, weights);
        let mut outline = self.outline;
        if outline.is_empty() {
            push_lead(&mut outline, lead, end.max(body));
        }
        outline.close(end);
        outline
    }

    /// Adds the headings among the first `count` lines to the outline.
    fn settle(&mut self, count: usize, lead: Option<u64>, weights: &Weights) {
        let lines = &mut self.waiting[..count];
        for heading in resolve::settle(lines, &mut self.scheme, weights) {
            let line = &self.waiting[heading.at];
            if self.outline.is_empty() {
                push_lead(&mut self.outline, lead, line.source.start);
            }
            push(&mut self.outline, line, &heading);
        }
    }
}

/// Adds the `line` that is a heading; its words are held, or left to the reader where there are very many.
fn push(outline: &mut Outline, line: &Candidate, settled: &Settled) {
    let is_left = outline.holds_enough() && titles::can_be_read(line);
    let title = if is_left {
        CleanString::new()
    } else {
        CleanString::from_raw(&line.text)
    };
    let heading = Heading {
        level: settled.level,
        title: title.as_clean(),
        source: line.source.clone(),
        rule: line.rule,
        confidence: settled.confidence,
    };
    if is_left {
        outline.push_unheld(&heading);
    } else {
        outline.push(&heading);
    }
}

/// What stands in the body before the first heading, or before the end, is the lead.
fn push_lead(outline: &mut Outline, lead: Option<u64>, first: u64) {
    if let Some(at) = lead.filter(|at| *at < first) {
        outline.push_lead(at..first);
    }
}

/// How many of `lines` make a part: up to a place near the end where two lines are apart, and no series of
/// numbers goes on, if there is one.
fn part(lines: &[Candidate]) -> usize {
    let tail = lines.len().saturating_sub(TAIL).max(1);
    let mut goes_on = false;
    let is_border = |at: &usize| {
        let (above, below) = (&lines[at - 1], &lines[*at]);
        if let Some(number) = series::number(below) {
            goes_on = number > 1;
        }
        below.index - above.index >= APART && !goes_on
    };
    let mut places = (tail..lines.len()).rev();
    places.find(is_border).unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::heading::weights::LEARNED;

    /// A line of the text, every fourth unit of it.
    fn line(at: usize, words: &str) -> Candidate {
        let start = 400 * at as u64;
        Candidate {
            source: start..start + words.len() as u64,
            index: 4 * at as u64,
            ..Candidate::of_words(words, 2.0)
        }
    }

    /// Level and words of each heading of a text of these lines, settled so many together, and the most
    /// that waited.
    fn headings(lines: &[&str], together: usize) -> (Vec<String>, usize) {
        let mut headings = Headings {
            together,
            ..Headings::new(None)
        };
        let mut most = 0;
        for (at, words) in lines.iter().enumerate() {
            headings.push(line(at, words));
            headings.settle_part(Some(0), &LEARNED.second);
            most = most.max(headings.waiting.len());
        }
        let end = 400 * lines.len() as u64;
        let outline = headings.outline((0, end), Some(0), &LEARNED.second);
        let entries = (0..outline.len() as u32)
            .map(|id| format!("{} {}", outline.section(id).level, outline.title(id)));
        (entries.collect(), most)
    }

    #[test]
    fn parts_are_settled_as_the_whole_is() {
        let plain = [
            "What the port lost",
            "Where the ice broke",
            "Who pays for it",
        ];
        let marked = ["1. Gates", "1.1 Upper gates", "1.2 Lower gates", "2. Mills"];
        for lines in [&plain[..], &marked[..]] {
            let lines = lines.repeat(60);
            let (whole, _) = headings(&lines, usize::MAX);
            assert!(whole.len() >= 180, "{whole:?}");
            let (parts, most) = headings(&lines, 40);
            assert!(parts == whole, "{parts:?}");
            assert!(most < 40);
        }
    }

    #[test]
    fn a_part_ends_where_two_lines_are_apart() {
        let mut lines: Vec<Candidate> = (0..6).map(|at| line(at, "Gates")).collect();
        assert_eq!(part(&lines), 5);
        for (at, index) in [(3, 8), (4, 9), (5, 10)] {
            lines[at].index = index;
        }
        assert_eq!(part(&lines), 2);
        lines[1] = line(1, "1. Gates");
        lines[2] = line(2, "2. Gates");
        assert_eq!(part(&lines), 1);
        lines.truncate(1);
        assert_eq!(part(&lines), 1);
    }

    #[test]
    fn the_kinds_of_numbers_are_known_in_later_parts() {
        let mut lines = ["I. Gates", "A. Upper gates", "B. Lower gates"].repeat(6);
        lines.extend(["A. Old inn", "B. New inn"].repeat(10));
        let (parts, _) = headings(&lines, 16);
        assert_eq!(parts[0], "1 I. Gates");
        assert_eq!(parts.last().unwrap(), "2 B. New inn");
    }
}
