//! Numbered headings of another work that a text shows.
//!
//! A text has one numbering. Where headings without numbers stand above two numberings that cannot be
//! one, a chapter of a larger work (`301.2`, and nothing is numbered 1 to 300) and one from 1, the text
//! shows both, as a guide shows a rule before and after it was written anew. Where a line with a colon
//! announces a part of such a numbering, it is quoted too, as the paper quotes clauses of a law.

use super::{Candidate, number::Kind};

/// Numbered lines that make a numbering.
const LEAST: usize = 3;

/// Units from a heading to the first numbered line below it.
const NEAR: u64 = 2;

/// The indexes of those of `candidates`, which come in source order, that are headings of other works.
pub fn of(candidates: &[Candidate]) -> Vec<usize> {
    let Some(chapter) = chapter(candidates) else {
        return Vec::new();
    };
    if is_announced(candidates, &chapter) {
        return chapter;
    }
    let Some(list) = from_one(candidates).filter(|_| chapter.len() >= LEAST) else {
        return Vec::new();
    };
    let (first, second) = if chapter[0] < list[0] {
        (&chapter, &list)
    } else {
        (&list, &chapter)
    };
    let is_apart = first[first.len() - 1] < second[0];
    let above = heading_above(candidates, first[0]);
    let is_near =
        above.is_some_and(|above| candidates[first[0]].index - candidates[above].index <= NEAR);
    let between = heading_above(candidates, second[0]);
    if is_apart && is_near && between > Some(first[first.len() - 1]) {
        [chapter, list].concat()
    } else {
        Vec::new()
    }
}

/// Does a line with a colon announce these lines, in the midst of headings without numbers?
fn is_announced(candidates: &[Candidate], lines: &[usize]) -> bool {
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    candidates[first].is_announced
        && heading_above(candidates, first).is_some()
        && heading_above(candidates, candidates.len()) > Some(last)
}

/// The nearest heading without a number above candidate `at`.
fn heading_above(candidates: &[Candidate], at: usize) -> Option<usize> {
    candidates[..at]
        .iter()
        .rposition(|other| other.logit > 0.0 && other.number.is_none())
}

/// The numbers of a line that is likely to be a heading, when they are decimal.
fn decimal(candidate: &Candidate) -> Option<&[u32]> {
    let number = candidate
        .number
        .as_ref()
        .filter(|_| candidate.logit > 0.0)?;
    (number.kind == Kind::Decimal).then_some(&number.parts)
}

/// Lines numbered with parts, all with the same first one, when no other line has this number.
fn chapter(candidates: &[Candidate]) -> Option<Vec<usize>> {
    let has_parts = |at: &usize| decimal(&candidates[*at]).is_some_and(|parts| parts.len() > 1);
    let lines: Vec<usize> = (0..candidates.len()).filter(has_parts).collect();
    let nth = decimal(&candidates[*lines.first()?])?[0];
    let is_same = |at: &usize| decimal(&candidates[*at]).is_some_and(|parts| parts[0] == nth);
    let is_named = |other: &Candidate| {
        let number = other.number.as_ref();
        number.is_some_and(|number| number.parts == [nth])
    };
    let is_chapter = nth > 1
        && lines.len() >= 2
        && lines.iter().all(is_same)
        && !candidates.iter().any(is_named);
    is_chapter.then_some(lines)
}

/// Lines with plain numbers, likely headings or not, the first of them 1.
fn from_one(candidates: &[Candidate]) -> Option<Vec<usize>> {
    let is_plain = |at: &usize| candidates[*at].is_counted();
    let lines: Vec<usize> = (0..candidates.len()).filter(is_plain).collect();
    let number = candidates[*lines.first()?].number.as_ref()?;
    (number.parts == [1] && lines.len() >= LEAST).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of `lines`, of which one may be announced by a colon, so many are quoted.
    fn check(lines: &[&str], announced: Option<usize>, expected: usize) {
        let line = |(at, words): (usize, &&str)| Candidate {
            index: 2 * at as u64,
            is_announced: announced == Some(at),
            ..Candidate::of_words(words, 1.0)
        };
        let candidates: Vec<Candidate> = lines.iter().enumerate().map(line).collect();
        assert_eq!(of(&candidates).len(), expected, "{lines:?}");
    }

    #[test]
    fn two_numberings_that_cannot_be_one() {
        let check = |lines: &[&str], expected: usize| check(lines, None, expected);
        let rules = [
            "204.1 Purpose",
            "204.2 Gates",
            "204.2.1 Upper gates",
            "204.3 Fees",
        ];
        let questions = [
            "1. Who may pass?",
            "2. What does it cost?",
            "3. Who keeps the gates?",
        ];
        let show = |above: &[&'static str], between: &[&'static str]| {
            [above, &rules, between, &questions].concat()
        };
        check(&show(&["Before"], &["After"]), 7);
        check(&show(&["Old"], &["Table of fees", "New"]), 7);
        check(
            &[&["After"], &questions[..], &["Before"], &rules].concat(),
            7,
        );
        check(&show(&[], &["Annex"]), 0);
        check(&show(&["Before"], &[]), 0);
        check(&show(&["204. Locks"], &["Annex"]), 0);
        check(&[&["Locks"], &rules[..], &["Fees"]].concat(), 0);
        check(
            &[
                &["Before", "1.1 Gates", "1.2 Fees", "1.3 Keepers", "After"],
                &questions[..],
            ]
            .concat(),
            0,
        );
        check(&[], 0);
    }

    #[test]
    fn clauses_below_a_colon() {
        let check = |lines: &[&str], announced: usize, expected: usize| {
            check(lines, Some(announced), expected);
        };
        let clauses = [
            "What changes",
            "4.2 Duty of the keeper",
            "4.3 Fines",
            "What the towns say",
        ];
        check(&clauses, 1, 2);
        check(&clauses, 3, 0);
        check(&clauses[1..], 0, 0);
        check(&clauses[..3], 1, 0);
        check(&["4. Keepers", "4.1 Duty", "4.2 Fines", "Annex"], 1, 0);
    }
}
