//! What only the whole text can tell of its headings: which stay, and how deep they are.

use std::collections::HashMap;

use super::{Candidate, number::Kind};

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
    candidates.retain(|candidate| candidate.logit > 0.0);
    let levels = levels(&candidates);
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

/// A table of contents names headings that come again: three or more such lines in a row are not
/// headings themselves.
fn contents(candidates: &mut [Candidate]) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        last.insert(key(&candidate.text), at);
    }
    let named: Vec<bool> = candidates
        .iter()
        .enumerate()
        .map(|(at, c)| last[&key(&c.text)] > at)
        .collect();
    let mut at = 0;
    while at < candidates.len() {
        let mut end = at;
        while end < candidates.len()
            && named[end]
            && (end == at || candidates[end].index == candidates[end - 1].index + 1)
        {
            end += 1;
        }
        if end - at >= 3 {
            for candidate in &mut candidates[at..end] {
                candidate.logit = candidate.logit.min(-4.0);
            }
        }
        at = end.max(at + 1);
    }
}

fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A level for each heading, by the marks that the writer used.
fn levels(headings: &[Candidate]) -> Vec<u8> {
    let mut underlines: Vec<char> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let caps = headings
        .iter()
        .filter(|h| h.is_caps && h.number.is_none())
        .count();
    let caps_rule = caps >= 2 && headings.first().is_some_and(|h| h.is_caps);
    headings
        .iter()
        .map(|heading| {
            let level = if let Some(mark) = heading.underline {
                place(&mut underlines, mark)
            } else if let Some(number) = &heading.number {
                match number.kind {
                    Kind::Decimal => {
                        number.parts.len()
                            + kinds
                                .iter()
                                .take_while(|k| **k != Kind::Decimal)
                                .count()
                                .min(2)
                    }
                    Kind::Named => 1,
                    kind => place(&mut kinds, kind),
                }
            } else {
                1 + usize::from(caps_rule && !heading.is_caps)
            };
            level.clamp(1, 6) as u8
        })
        .collect()
}

/// The place of `mark` in the order of first use, from 1.
fn place<T: PartialEq>(seen: &mut Vec<T>, mark: T) -> usize {
    if let Some(at) = seen.iter().position(|other| *other == mark) {
        return at + 1;
    }
    seen.push(mark);
    seen.len()
}
