//! What only the whole text can tell of its headings: which stay, and how deep they are.

use std::collections::HashMap;

use super::{Candidate, levels, quoted, second};
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
    let settled = settle(&mut candidates, weights);
    let resolved = |settled: &Settled| Resolved {
        candidate: candidates[settled.at].clone(),
        level: settled.level,
        confidence: settled.confidence,
    };
    settled.iter().map(resolved).collect()
}

/// The same, saying which they are; the odds of all candidates are set to what the second look gave.
pub fn settle(candidates: &mut [Candidate], weights: &second::Weights) -> Vec<Settled> {
    second::look(candidates, weights);
    contents(candidates);
    for at in quoted::of(candidates) {
        candidates[at].logit = NO;
    }
    let all = candidates.iter().enumerate();
    let (places, headings): (Vec<usize>, Vec<&Candidate>) =
        all.filter(|(_, candidate)| candidate.logit > 0.0).unzip();
    let levels = levels::levels(&headings);
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
fn contents(candidates: &mut [Candidate]) {
    let lines = candidates.iter().filter(|line| line.next_width < LINE);
    if lines.take(3).count() < 3 {
        return;
    }
    let again = last_alike(candidates);
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

/// For each candidate the last one with the same words.
fn last_alike(candidates: &[Candidate]) -> Vec<usize> {
    let keys = Keys::of(candidates.iter());
    // A number for each key, and for each number the last that has it.
    let mut numbers: HashMap<&str, usize> = HashMap::with_capacity(candidates.len());
    let mut last = Vec::new();
    let mut number_of = |(at, key)| {
        let number = *numbers.entry(key).or_insert(last.len());
        if number == last.len() {
            last.push(at);
        }
        last[number] = at;
        number
    };
    let mut again: Vec<usize> = keys.iter().enumerate().map(&mut number_of).collect();
    for number in &mut again {
        *number = last[*number];
    }
    again
}

/// What the words of some lines are compared by: without a number, letters and digits only, in lower case.
pub struct Keys {
    /// One after the other.
    text: String,
    /// Where each one ends.
    ends: Vec<usize>,
}

impl Keys {
    /// The keys of `lines`.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Candidate>) -> Self {
        let mut text = String::new();
        let ends = lines.map(|line| {
            let start = line.number.as_ref().map_or(0, |number| number.len);
            front::push_key(&mut text, line.text[start..].trim_end_matches("[edit]"));
            text.len()
        });
        let ends = ends.collect();
        Self { text, ends }
    }

    /// Each key, in the order of the lines.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.text[*start..*end])
    }
}
