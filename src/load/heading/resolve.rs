//! What only the whole text can tell of its headings: which stay, and how deep they are.

use std::collections::HashMap;

use super::{Candidate, levels, number};

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

/// The headings among `candidates`, which come in source order.
pub fn resolve(mut candidates: Vec<Candidate>) -> Vec<Resolved> {
    contents(&mut candidates);
    labels(&mut candidates);
    kin(&mut candidates);
    candidates.retain(|candidate| candidate.logit > 0.0);
    let levels = levels::levels(&candidates);
    candidates
        .into_iter()
        .zip(levels)
        .map(|(candidate, level)| Resolved {
            level,
            confidence: 1.0 / (1.0 + (-candidate.logit).exp()),
            candidate,
        })
        .collect()
}

/// What a line is held to be when the whole text speaks against it.
const NO: f32 = -4.0;
/// What is taken from the odds of a line that is one of many of its kind.
const MANY: f32 = 2.0;

/// What is added to the odds of a line that stands as the headings do.
const KIN: f32 = 1.0;

/// A table of contents names headings that come again: three such lines or more, close together,
/// without text of their own, are not headings themselves, nor is the word above them.
fn contents(candidates: &mut [Candidate]) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        last.insert(key(&candidate.text), at);
    }
    let is_entry = |at: usize| {
        let candidate = &candidates[at];
        let later = last[&key(&candidate.text)];
        candidate.next_width < 100
            && later > at
            && candidates[later].next_width > candidate.next_width
    };
    let entries: Vec<usize> = (0..candidates.len()).filter(|at| is_entry(*at)).collect();
    let is_close = |a: &usize, b: &usize| candidates[*b].index - candidates[*a].index <= 4;
    let runs: Vec<Vec<usize>> = entries
        .chunk_by(is_close)
        .filter(|run| run.len() >= 3)
        .map(<[usize]>::to_vec)
        .collect();
    for run in runs {
        let (first, end) = (run[0], run[run.len() - 1]);
        let above = first
            .checked_sub(1)
            .filter(|above| candidates[first].index - candidates[*above].index <= 1);
        for candidate in &mut candidates[above.unwrap_or(first)..=end] {
            candidate.logit = NO;
        }
    }
}

/// A label that is said again and again, or many short lines that start with the same words, mark
/// something on the page: pictures, buttons, bylines.
fn labels(candidates: &mut [Candidate]) {
    let mut texts: HashMap<String, u32> = HashMap::new();
    let mut starts: HashMap<String, u32> = HashMap::new();
    for candidate in candidates.iter() {
        *texts.entry(key(&candidate.text)).or_default() += 1;
        *starts.entry(start(&candidate.text)).or_default() += 1;
    }
    for candidate in candidates
        .iter_mut()
        .filter(|candidate| candidate.frame.is_none())
    {
        let is_label = texts[&key(&candidate.text)] >= 3 && candidate.next_width < 80;
        let is_row = candidate.number.is_none()
            && !candidate.is_caps
            && starts[&start(&candidate.text)] >= 4;
        if is_label || is_row {
            candidate.logit -= MANY;
        }
    }
}

/// Where headings stand apart in a way that paragraphs do not (text right below them, or more blank
/// lines above than below), a doubtful line that stands so is one of them.
fn kin(candidates: &mut [Candidate]) {
    let stands = |candidate: &Candidate| (candidate.gap.min(2), candidate.gap_below.min(2));
    let is_apart = |candidate: &Candidate| candidate.gap > candidate.gap_below;
    let mut counts: HashMap<(u32, u32), u32> = HashMap::new();
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.logit > 0.5 && is_apart(candidate))
    {
        *counts.entry(stands(candidate)).or_default() += 1;
    }
    for candidate in candidates
        .iter_mut()
        .filter(|candidate| is_apart(candidate))
    {
        if counts
            .get(&stands(candidate))
            .is_some_and(|count| *count >= 3)
        {
            candidate.logit += KIN;
        }
    }
}

/// A text without its number, letters and digits only, in lower case.
pub fn key(text: &str) -> String {
    let text = number::strip(text).trim_end_matches("[edit]");
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The first two words.
fn start(text: &str) -> String {
    text.split_whitespace()
        .take(2)
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
