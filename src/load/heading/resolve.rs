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

/// The headings among `candidates`, which come in source order, after a second look by `weights`.
pub fn resolve(mut candidates: Vec<Candidate>, weights: &second::Weights) -> Vec<Resolved> {
    second::look(&mut candidates, weights);
    contents(&mut candidates);
    for at in quoted::of(&candidates) {
        candidates[at].logit = NO;
    }
    candidates.retain(|candidate| candidate.logit > 0.0);
    let levels = levels::levels(&candidates);
    candidates
        .into_iter()
        .zip(levels)
        .map(|(candidate, level)| Resolved {
            level,
            confidence: 1.0 / (1.0 + libm::expf(-candidate.logit)),
            candidate,
        })
        .collect()
}

/// What a line is held to be when the whole text speaks against it.
const NO: f32 = -4.0;

/// A table of contents names headings that come again, all of them before the first of these comes:
/// three such lines or more, without text of their own where most of the headings have some, are not
/// headings themselves, nor is what stands between them or right above.
fn contents(candidates: &mut [Candidate]) {
    let keys: Vec<String> = candidates.iter().map(key).collect();
    let last: HashMap<&str, usize> = keys.iter().map(String::as_str).zip(0..).collect();
    let again: Vec<usize> = keys.iter().map(|key| last[key.as_str()]).collect();
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

/// The words of a line without its number, letters and digits only, in lower case.
pub fn key(line: &Candidate) -> String {
    let start = line.number.as_ref().map_or(0, |number| number.len);
    front::key(line.text[start..].trim_end_matches("[edit]"))
}
