//! How deep each heading is: by underlines, numbers and capitals where the writer used them; else by
//! what stands where.

use std::collections::HashMap;

use super::{Candidate, frame::Frame, number::Kind, resolve::key, words};

/// A level for each of `headings`, 1 to 6.
pub fn levels(headings: &[Candidate]) -> Vec<u8> {
    let is_marked = |heading: &&Candidate| heading.frame.is_some() || heading.number.is_some();
    let levels = if headings.iter().filter(is_marked).count() * 2 > headings.len() {
        by_marks(headings)
    } else if let Some(levels) = by_class(headings) {
        levels
    } else {
        by_place(headings)
    };
    levels
        .into_iter()
        .map(|level| level.clamp(1, 6) as u8)
        .collect()
}

/// By the kind of underline or frame and the depth of the number; a heading without either is a top one.
fn by_marks(headings: &[Candidate]) -> Vec<usize> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let level = |heading: &Candidate| match (heading.frame, &heading.number) {
        (Some(frame), _) => nth(&mut frames, frame),
        (None, None) => 1,
        (None, Some(number)) => match number.kind {
            Kind::Named => {
                nth(&mut kinds, Kind::Named);
                1
            }
            kind => nth(&mut kinds, kind) + number.parts.len() - 1,
        },
    };
    headings.iter().map(level).collect()
}

/// The place of `mark` in the order of first use, from 1.
fn nth<T: PartialEq>(seen: &mut Vec<T>, mark: T) -> usize {
    if let Some(at) = seen.iter().position(|other| *other == mark) {
        return at + 1;
    }
    seen.push(mark);
    seen.len()
}

/// Capitals over other headings, other headings over names with a colon, when the text begins with
/// the greater ones and has two of each.
fn by_class(headings: &[Candidate]) -> Option<Vec<usize>> {
    let is_colon = |heading: &Candidate| heading.rule == "name-and-colon";
    let class = |heading: &Candidate| match (heading.is_caps, is_colon(heading)) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    let mut counts = [0; 3];
    for heading in headings {
        counts[class(heading)] += 1;
    }
    let first = class(headings.first()?);
    let deeper = counts[first + 1..].iter().sum::<usize>();
    if first == 2
        || counts[first] < 2
        || deeper < 1
        || counts[..first].iter().any(|count| *count > 0)
    {
        return None;
    }
    if first == 1 && counts[2] < 2 {
        return None;
    }
    let level = |heading: &Candidate| {
        let class = class(heading);
        1 + (first..class).filter(|above| counts[*above] > 0).count()
    };
    Some(headings.iter().map(level).collect())
}

/// Without marks: a heading right below a heading is deeper, and so are its followers up to the next
/// with nothing below it; so is a label that several sections have, and a question below a heading
/// that announces questions.
fn by_place(headings: &[Candidate]) -> Vec<usize> {
    let mut levels = by_stacks(headings);
    let repeated = repeated(headings);
    let mut parent = None;
    for at in 0..headings.len() {
        if !repeated[at] {
            parent = Some(levels[at]);
        } else if let Some(parent) = parent {
            levels[at] = levels[at].max(parent + 1);
        }
    }
    if is_nested(headings) {
        levels[1..].iter_mut().for_each(|level| *level += 1);
    }
    questions(headings, &mut levels);
    levels
}

/// Has the heading nothing below it but the next heading?
fn is_empty(headings: &[Candidate], at: usize) -> bool {
    headings
        .get(at + 1)
        .is_some_and(|next| next.index == headings[at].index + 1)
}

fn by_stacks(headings: &[Candidate]) -> Vec<usize> {
    let mut levels = Vec::with_capacity(headings.len());
    let mut level = 1_usize;
    let mut in_stack = false;
    for (at, heading) in headings.iter().enumerate() {
        if at > 0 && is_empty(headings, at - 1) {
            level += 1;
            in_stack = true;
        } else if in_stack && is_empty(headings, at) {
            level = level.saturating_sub(1).max(1);
        } else if in_stack && words::is_closing(&heading.text) {
            level = 1;
            in_stack = false;
        }
        levels.push(level.min(6));
    }
    levels
}

/// Which headings have words that another one has too?
fn repeated(headings: &[Candidate]) -> Vec<bool> {
    let keys: Vec<String> = headings.iter().map(key).collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for key in &keys {
        *counts.entry(key).or_default() += 1;
    }
    keys.iter().map(|key| counts[key.as_str()] > 1).collect()
}

/// Is the first heading a second title: long, right under the title, with a common first heading
/// below it?
fn is_nested(headings: &[Candidate]) -> bool {
    let [first, second, _, _, ..] = headings else {
        return false;
    };
    first.index == 0
        && !is_empty(headings, 0)
        && first.width > 30
        && words::is_opening(&second.text)
        && !words::is_opening(&first.text)
}

fn questions(headings: &[Candidate], levels: &mut [usize]) {
    let is_question = |at: usize| headings.get(at).is_some_and(|heading| heading.last == '?');
    let mut at = 0;
    while at < headings.len() {
        let parent = at;
        at += 1;
        if words::announces_questions(&headings[parent].text) && is_question(at) {
            while is_question(at) {
                levels[at] = levels[parent] + 1;
                at += 1;
            }
        }
    }
}
