//! What only the whole text can tell of its headings: which stay, and how deep they are.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hasher as _},
};

use super::{
    Candidate,
    levels::{self, Scheme},
    quoted, second,
};
use crate::load::plain::front;

/// A heading with its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The line.
    pub candidate: Candidate,
    /// 1 to 6.
    pub level: u8,
    /// 0 to 1.
    pub confidence: f32,
}

/// A candidate that is a heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// Which one.
    pub at: usize,
    /// 1 to 6.
    pub level: u8,
    /// 0 to 1.
    pub confidence: f32,
}

/// The headings among `candidates`, which come in source order, after a second look by `weights`.
pub fn resolve(mut candidates: Vec<Candidate>, weights: &second::Weights) -> Vec<Resolved> {
    let settled = settle(&mut candidates, &mut None, weights);
    let resolved = |settled: &Settled| Resolved {
        candidate: candidates[settled.at].clone(),
        level: settled.level,
        confidence: settled.confidence,
    };
    settled.iter().map(resolved).collect()
}

/// The same, saying which they are; the odds of all candidates are set to what the second look gave. Of
/// one part of a text after the other, `scheme` is what the parts before showed.
pub fn settle(
    candidates: &mut [Candidate],
    scheme: &mut Option<Scheme>,
    weights: &second::Weights,
) -> Vec<Settled> {
    second::look(candidates, weights);
    let keys = keys(candidates);
    contents(candidates, &keys);
    for at in quoted::of(candidates) {
        candidates[at].logit = NO;
    }
    let all = candidates.iter().enumerate();
    let (places, headings): (Vec<usize>, Vec<&Candidate>) =
        all.filter(|(_, candidate)| candidate.logit > 0.0).unzip();
    let keys: Vec<u64> = places.iter().map(|at| keys[*at]).collect();
    let levels = levels::levels(&headings, &keys, scheme);
    let settled = |((at, heading), level): ((usize, &&Candidate), u8)| Settled {
        at,
        level,
        confidence: 1.0 / (1.0 + libm::expf(-heading.logit)),
    };
    places
        .into_iter()
        .zip(&headings)
        .zip(levels)
        .map(settled)
        .collect()
}

/// What a line is held to be when the whole text speaks against it.
const NO: f32 = -4.0;

/// A table of contents names headings that come again, all of them before the first of these comes:
/// three such lines or more, without text of their own where most of the headings have some, are not
/// headings themselves, nor is what stands between them or right above.
fn contents(candidates: &mut [Candidate], keys: &[u64]) {
    let lines = candidates.iter().filter(|line| line.next_width < LINE);
    if lines.take(3).count() < 3 {
        return;
    }
    let again = last_alike(keys);
    let is_entry = |at: &usize| {
        let width = candidates[*at].next_width;
        width < LINE && again[*at] > *at && candidates[again[*at]].next_width > width
    };
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut end = 0;
    for at in (0..candidates.len()).filter(is_entry) {
        if let Some(run) = runs.last_mut().filter(|_| at < end) {
            run.push(at);
            end = end.min(again[at]);
        } else {
            runs.push(vec![at]);
            end = again[at];
        }
    }
    let has_text = |at: &&usize| candidates[again[**at]].next_width >= LINE;
    runs.retain(|run| run.len() >= 3 && run.iter().filter(has_text).count() * 2 >= run.len());
    for run in runs {
        let (first, last) = (run[0], run[run.len() - 1]);
        let above = first
            .checked_sub(1)
            .filter(|above| candidates[first].index - candidates[*above].index <= 1);
        let lines = &mut candidates[above.unwrap_or(first)..=last];
        for candidate in lines.iter_mut().filter(|line| line.next_width < LINE) {
            candidate.logit = NO;
        }
    }
}

/// Characters of a unit that may be a line of a table of contents.
const LINE: u32 = 100;

/// A number for the words of each line, letters and digits in lower case without the line's number. Lines
/// with the same words have the same; that two others have it is as good as impossible.
fn keys(lines: &[Candidate]) -> Vec<u64> {
    let mut words = String::new();
    let mut key = |line: &Candidate| {
        words.clear();
        let start = line.number.as_ref().map_or(0, |number| number.len);
        front::push_key(&mut words, line.text[start..].trim_end_matches("[edit]"));
        let mut hasher = DefaultHasher::new();
        hasher.write(words.as_bytes());
        hasher.finish()
    };
    lines.iter().map(&mut key).collect()
}

/// For each of `keys` the place where the same one stands last.
pub fn last_alike(keys: &[u64]) -> Vec<usize> {
    let mut last = HashMap::with_capacity(keys.len());
    let backwards = keys.iter().enumerate().rev();
    let mut again: Vec<usize> = backwards
        .map(|(at, key)| *last.entry(*key).or_insert(at))
        .collect();
    again.reverse();
    again
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_the_same_words() {
        let check = |lines: &[&str], expected: &[usize]| {
            let line = |words: &&str| Candidate::of_words(words, 1.0);
            let lines: Vec<Candidate> = lines.iter().map(line).collect();
            assert_eq!(last_alike(&keys(&lines)), expected);
        };
        check(&[], &[]);
        check(
            &[
                "1. Gates",
                "Mills",
                "The Inn",
                "GATES:",
                "2. the inn",
                "Gates [edit]",
                "—",
            ],
            &[5, 1, 4, 5, 4, 5, 6],
        );
    }
}
