//! How deep each heading is: by underlines, numbers and capitals where the writer used them; else by
//! what stands where.

use super::{Candidate, frame::Frame, number::Kind, resolve::last_alike, words};

/// How the headings of a text show how deep they are. Its first part tells, and those behind it go on.
#[derive(Clone, Debug)]
pub enum Scheme {
    /// By underlines and frames, and by numbers.
    Marks(Marks),
    /// By capitals and colons.
    Classes(Classes),
    /// By what stands where.
    Places(Place),
}

impl Scheme {
    fn of(headings: &[&Candidate]) -> Self {
        let is_marked = |heading: &&&Candidate| heading.frame.is_some() || heading.number.is_some();
        if headings.iter().filter(is_marked).count() * 2 > headings.len() {
            return Self::Marks(Marks {
                below: usize::from(starts_again(headings)),
                ..Marks::default()
            });
        }
        let place = || Self::Places(Place::of(headings));
        Classes::of(headings).map_or_else(place, Self::Classes)
    }
}

/// A level for each of `headings`, 1 to 6, by the `scheme` of those before them, if there were some. Those
/// with the same words have the same of the `keys`.
pub fn levels(headings: &[&Candidate], keys: &[u64], scheme: &mut Option<Scheme>) -> Vec<u8> {
    if headings.is_empty() {
        return Vec::new();
    }
    let levels = match scheme.get_or_insert_with(|| Scheme::of(headings)) {
        Scheme::Marks(marks) => headings.iter().map(|line| marks.level(line)).collect(),
        Scheme::Classes(classes) => headings.iter().map(|line| classes.level(line)).collect(),
        Scheme::Places(place) => by_place(headings, keys, place),
    };
    let levels: Vec<usize> = levels;
    levels
        .into_iter()
        .map(|level| level.clamp(1, 6) as u8)
        .collect()
}

/// The kinds of underlines, frames and numbers, in the order of first use; a heading without any is a
/// top one.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    frames: Vec<Frame>,
    kinds: Vec<Kind>,
    /// How far numbers stand below headings without one.
    below: usize,
}

impl Marks {
    fn level(&mut self, heading: &Candidate) -> usize {
        match (heading.frame, &heading.number) {
            (Some(frame), _) => nth(&mut self.frames, frame),
            (None, None) => 1,
            (None, Some(number)) => match number.kind {
                Kind::Named => {
                    nth(&mut self.kinds, Kind::Named);
                    1
                }
                kind => self.below + nth(&mut self.kinds, kind) + number.parts.len() - 1,
            },
        }
    }
}

/// Does the numbering start again below one heading without number after another?
fn starts_again(headings: &[&Candidate]) -> bool {
    let is_first = |heading: &&&Candidate| {
        let number = heading.number.as_ref();
        number.is_some_and(|number| number.kind == Kind::Decimal && number.parts == [1])
    };
    let starts = headings.iter().filter(is_first).count();
    let is_below = |pair: &&[&Candidate]| pair[0].number.is_none() && is_first(&&pair[1]);
    starts >= 2 && headings.windows(2).filter(is_below).count() == starts
}

/// The place of `mark` in the order of first use, from 1.
fn nth<T: PartialEq>(seen: &mut Vec<T>, mark: T) -> usize {
    if let Some(at) = seen.iter().position(|other| *other == mark) {
        return at + 1;
    }
    seen.push(mark);
    seen.len()
}

/// Capitals over other headings, other headings over names with a colon.
#[derive(Clone, Debug)]
pub struct Classes {
    first: usize,
    /// Which of the three there are.
    there: [bool; 3],
}

impl Classes {
    /// When the text begins with the greater ones and has two of each.
    fn of(headings: &[&Candidate]) -> Option<Self> {
        let mut counts = [0; 3];
        for heading in headings {
            counts[class(heading)] += 1;
        }
        let first = class(headings.first()?);
        let deeper = counts[first + 1..].iter().sum::<usize>();
        let is_mixed = first == 2
            || counts[first] < 2
            || deeper < 1
            || counts[..first].iter().any(|count| *count > 0)
            || first == 1 && counts[2] < 2;
        (!is_mixed).then(|| Self {
            first,
            there: counts.map(|count| count > 0),
        })
    }

    fn level(&self, heading: &Candidate) -> usize {
        let above = self.first..class(heading).max(self.first);
        1 + above.filter(|class| self.there[*class]).count()
    }
}

fn class(heading: &Candidate) -> usize {
    match (heading.is_caps, heading.rule == "name-and-colon") {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}

/// Where the last heading stood that has no mark.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    level: usize,
    in_stack: bool,
    /// Is all below the first heading, a second title?
    is_nested: bool,
}

impl Place {
    /// Before any of `headings`.
    fn of(headings: &[&Candidate]) -> Self {
        Self {
            level: 1,
            in_stack: false,
            is_nested: is_nested(headings),
        }
    }
}

/// Without marks: a heading right below a heading is deeper, and so are its followers up to the next
/// with nothing below it; so is a label that several sections have, and a question below a heading
/// that announces questions.
fn by_place(headings: &[&Candidate], keys: &[u64], place: &mut Place) -> Vec<usize> {
    let mut levels = by_stacks(headings, place);
    let repeated = repeated(keys);
    let mut parent = None;
    for at in 0..headings.len() {
        if !repeated[at] {
            parent = Some(levels[at]);
        } else if let Some(parent) = parent {
            levels[at] = levels[at].max(parent + 1);
        }
    }
    if place.is_nested {
        let second_title = usize::from(headings[0].index == 0);
        levels[second_title..]
            .iter_mut()
            .for_each(|level| *level += 1);
    }
    numbered(headings, &mut levels);
    questions(headings, &mut levels);
    levels
}

/// The parts of a number that is none of things counted.
fn section_number(heading: &Candidate) -> Option<&[u32]> {
    let number = heading.number.as_ref();
    let number = number.filter(|number| number.is_closed || number.parts.len() > 1)?;
    Some(&number.parts)
}

/// Do the numbers that end above heading `end` go on below it?
fn goes_on(headings: &[&Candidate], end: usize) -> bool {
    let last = section_number(headings[end - 1]).and_then(|parts| parts.split_last());
    let next = headings[end..].iter().find_map(|next| section_number(next));
    let next = next.and_then(|parts| parts.split_last());
    last.zip(next)
        .is_some_and(|((last, above), (next, other))| above == other && *next == last + 1)
}

/// Numbered headings in the midst of others are parts of the one above them, unless it is one that texts
/// begin with, or their numbers go on below the next; the next without a number is no deeper than that one.
fn numbered(headings: &[&Candidate], levels: &mut [usize]) {
    let depth = |at: usize| Some(section_number(headings.get(at)?)?.len());
    let mut at = 1;
    while at < headings.len() {
        let start = at;
        let count = (start..headings.len())
            .take_while(|at| depth(*at).is_some())
            .count();
        at = start + count + 1;
        let end = start + count;
        if count < 2
            || end == headings.len()
            || depth(start - 1).is_some()
            || goes_on(headings, end)
        {
            continue;
        }
        let parent = levels[start - 1];
        let is_part = !words::is_known(&headings[start - 1].text);
        let least = (start..end).filter_map(depth).min().unwrap_or(1);
        let mut kinds: Vec<Kind> = Vec::new();
        for (heading, level) in headings[start..end].iter().zip(&mut levels[start..end]) {
            let number = heading.number.as_ref();
            let nth = number.map_or(1, |number| {
                nth(&mut kinds, number.kind) + number.parts.len()
            });
            *level = (parent + usize::from(is_part) + nth).saturating_sub(1 + least);
        }
        let deeper = levels[end].saturating_sub(parent);
        let stack = levels[end..]
            .iter()
            .take_while(|level| **level > parent)
            .count();
        levels[end..end + stack]
            .iter_mut()
            .for_each(|level| *level -= deeper);
    }
}

/// Has the heading nothing below it but the next heading?
fn is_empty(headings: &[&Candidate], at: usize) -> bool {
    headings
        .get(at + 1)
        .is_some_and(|next| next.index == headings[at].index + 1)
}

fn by_stacks(headings: &[&Candidate], place: &mut Place) -> Vec<usize> {
    let mut levels = Vec::with_capacity(headings.len());
    let Place {
        level, in_stack, ..
    } = place;
    for (at, heading) in headings.iter().enumerate() {
        if at > 0 && is_empty(headings, at - 1) {
            *level += 1;
            *in_stack = true;
        } else if *in_stack && is_empty(headings, at) {
            *level = level.saturating_sub(1).max(1);
        } else if *in_stack && words::is_closing(&heading.text) {
            *level = 1;
            *in_stack = false;
        }
        levels.push((*level).min(6));
    }
    levels
}

/// Which headings have words that another one has too?
fn repeated(keys: &[u64]) -> Vec<bool> {
    let mut repeated = vec![false; keys.len()];
    for (at, last) in last_alike(keys).into_iter().enumerate() {
        if last != at {
            repeated[at] = true;
            repeated[last] = true;
        }
    }
    repeated
}

/// Is the first heading a second title: long, right under the title, with a common first heading
/// below it?
fn is_nested(headings: &[&Candidate]) -> bool {
    let [first, second, _, _, ..] = headings else {
        return false;
    };
    first.index == 0
        && !is_empty(headings, 0)
        && first.width > 30
        && words::is_opening(&second.text)
        && !words::is_opening(&first.text)
}

fn questions(headings: &[&Candidate], levels: &mut [usize]) {
    let is_question = |at: usize| headings.get(at).is_some_and(|heading| heading.last == '?');
    let mut at = 0;
    while at < headings.len() {
        let parent = at;
        at += 1;
        if is_question(at) && words::announces_questions(&headings[parent].text) {
            while is_question(at) {
                levels[at] = levels[parent] + 1;
                at += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_headings_among_others() {
        let check = |lines: &[&str], expected: &[u8]| {
            let line = |(at, words): (usize, &&str)| Candidate {
                index: 2 * at as u64,
                ..Candidate::of_words(words, 1.0)
            };
            let headings: Vec<Candidate> = lines.iter().enumerate().map(line).collect();
            let keys: Vec<u64> = (0..headings.len() as u64).collect();
            assert_eq!(
                levels(&headings.iter().collect::<Vec<_>>(), &keys, &mut None),
                expected,
                "{lines:?}"
            );
        };
        check(
            &[
                "What you need",
                "How it is done",
                "1. Lift",
                "2. Drain",
                "Where it stays",
                "Costs",
            ],
            &[1, 1, 2, 2, 1, 1],
        );
        check(
            &[
                "Gates",
                "Rules",
                "4.1 Fees",
                "4.1.1 Boats",
                "4.2 Fines",
                "Keepers",
                "Money",
                "Annex",
            ],
            &[1, 1, 2, 3, 2, 1, 1, 1],
        );
        check(
            &[
                "Upper town",
                "1. Gates",
                "2. Mills",
                "Lower town",
                "1. Gates",
                "2. Mills",
                "3. Inns",
            ],
            &[1, 2, 2, 1, 2, 2, 2],
        );
        check(
            &["Before", "1. Gates", "2. Mills", "3. Inns", "After"],
            &[1, 1, 1, 1, 1],
        );
    }
}
