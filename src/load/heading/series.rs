//! Series of plainly numbered lines: `1. …`, `2. …`.
//!
//! Who numbers headings numbers all of them. A series with a gap, or one that starts in the midst, is a
//! list, of which some items are sentences and were no candidates.

use super::Candidate;

/// Numbers that may be missing between two lines of one series.
const GAP: u32 = 3;

/// A part of a longer series, such as 6 to 10 of ten, is whole when it has so many lines.
const PART: usize = 3;

/// Lines of one series, in order.
#[derive(Default)]
struct Series {
    /// Which candidates they are.
    lines: Vec<usize>,
    first: u32,
    last: u32,
    /// Does it count down, as a list of the ten best does?
    is_falling: bool,
    has_gap: bool,
}

impl Series {
    /// Takes the candidate `at` in when its number goes on with the series.
    fn takes(&mut self, at: usize, number: u32) -> bool {
        if self.lines.is_empty() {
            self.first = number;
        } else {
            let may_fall = self.is_falling || self.lines.len() == 1 && self.last > 2;
            let falls = may_fall && number + 1 == self.last;
            let rises = !self.is_falling && (self.last + 1..=self.last + GAP).contains(&number);
            if !falls && !rises {
                return false;
            }
            self.is_falling = falls;
            self.has_gap |= rises && number > self.last + 1;
        }
        self.last = number;
        self.lines.push(at);
        true
    }

    fn is_broken(&self) -> bool {
        let starts = self.first <= 1 || self.is_falling || self.lines.len() >= PART;
        self.has_gap || !starts && !self.lines.is_empty()
    }
}

/// The indexes of those of `candidates`, which come in source order, that stand in a broken series.
pub fn broken(candidates: &[Candidate]) -> Vec<usize> {
    let mut broken = Vec::new();
    let mut series = Series::default();
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(number) = number(candidate) else {
            continue;
        };
        if !series.takes(at, number) {
            let done = std::mem::take(&mut series);
            broken.extend(done.is_broken().then_some(done.lines).into_iter().flatten());
            series.takes(at, number);
        }
    }
    broken.extend(
        series
            .is_broken()
            .then_some(series.lines)
            .into_iter()
            .flatten(),
    );
    broken
}

/// The number of a line with a plain one and a mark after it: `4 ships` counts ships.
pub fn number(candidate: &Candidate) -> Option<u32> {
    let number = candidate
        .number
        .as_ref()
        .filter(|number| number.is_closed)?;
    number
        .parts
        .first()
        .copied()
        .filter(|_| candidate.is_counted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_is_whole_or_broken() {
        let check = |numbers: &[u32], expected: &[usize]| {
            let line = |number: &u32| Candidate::of_words(&format!("{number}. The lock"), 1.0);
            let candidates: Vec<Candidate> = numbers.iter().map(line).collect();
            assert_eq!(broken(&candidates), expected, "{numbers:?}");
        };
        check(&[1, 2, 3], &[]);
        check(&[0, 1], &[]);
        check(&[1, 2, 4, 5], &[0, 1, 2, 3]);
        check(&[2], &[0]);
        check(&[1], &[]);
        check(&[6, 7, 8], &[]);
        check(&[5, 4, 3, 2, 1], &[]);
        check(&[1, 2, 1, 2, 3], &[]);
        check(&[1, 2, 9], &[2]);
        check(&[], &[]);
        assert!(broken(&[Candidate::of_words("4 Ships were lost", 1.0)]).is_empty());
        assert!(broken(&[Candidate::of_words("4.2 The ships", 1.0)]).is_empty());
    }
}
