//! The second look at a line: beside the others of its text that may be headings.
//!
//! The headings of one text are written alike. Each line gets its chance from the first look; from
//! these chances follows how a heading of this text starts, ends and stands, and how its other short
//! lines do. A line that is like the headings gains, a line that is like the rest loses. What stands
//! next to it and how far the nearest headings are counts too.

use super::{Candidate, letters, series, words::Words};
use crate::load::plain::unit::Unit;

/// Sides by which lines are compared, each a small number.
pub type Traits = [u8; SIDES];

/// How many sides a line has.
const SIDES: usize = 11;

/// Names of what is measured, in the order of [`measure`].
#[rustfmt::skip]
pub const NAMES: [&str; 30] = [
    "odds", "near_odds", "chance", "best_other", "best_three", "headings", "others", "share", "alike", "alike_sure",
    "above", "above_is", "below", "below_is", "below2", "below2_is", "above2", "above2_is", "above_more", "below_more",
    "back", "back1", "back2", "back_none", "ahead", "ahead1", "ahead2", "ahead_none", "learned", "counted",
];

/// The measures of one line.
pub type Measures = [f32; NAMES.len()];

/// A weight for each measure; the first is added to every sum.
pub type Weights = [f32; NAMES.len() + 1];

/// How a line starts, ends and stands. `next_width` is that of the unit below in characters, `gap_below`
/// the blank lines between.
pub fn traits(unit: &Unit, words: &Words, next_width: u32, gap_below: u32) -> Traits {
    let text = unit.text.as_str();
    let title = words.title_case() > 0.99;
    let case = match (words.is_caps(), title, words.count > 1) {
        (true, ..) => 4,
        (_, true, true) => 3,
        (_, true, false) => 2,
        _ => u8::from(text.starts_with(char::is_uppercase)),
    };
    let start = match text.chars().next() {
        Some(c) if c.is_ascii_digit() => 0,
        Some(c) if c.is_alphabetic() => 1,
        Some(c) => 2 + (u32::from(c) % 250) as u8,
        None => 1,
    };
    [
        case,
        ending(unit.last),
        length(words.count),
        words.number_depth.min(6) as u8,
        unit.gap.min(2) as u8,
        gap_below.min(2) as u8,
        u8::from(next_width > 60) + u8::from(next_width >= 150),
        unit.shape.indent.min(3) as u8,
        start,
        hash_or_none(letters::first(text)),
        hash_or_none(letters::last(text)),
    ]
}

fn ending(last: char) -> u8 {
    match last {
        '?' | '？' | '؟' => 1,
        '.' | '…' | '。' | '।' | '۔' => 2,
        ':' | '：' => 3,
        '!' | '！' => 4,
        ')' | '"' | '”' | '»' => 5,
        ',' | ';' => 6,
        c if c.is_numeric() => 7,
        _ => 0,
    }
}

fn length(words: u32) -> u8 {
    match words {
        0 | 1 => 0,
        2 | 3 => 1,
        4..=6 => 2,
        7..=10 => 3,
        _ => 4,
    }
}

/// The [`hash`] of a word; 0 when there is none.
fn hash_or_none(word: &str) -> u8 {
    if word.is_empty() { 0 } else { hash(word) }
}

/// A word in eight bits, whatever its case and its digits.
fn hash(word: &str) -> u8 {
    let word = word.trim_matches(['.', ':', '?', '!']);
    let mix = |hash: u32, b: u8| {
        hash.wrapping_mul(31)
            .wrapping_add(u32::from(b.to_ascii_lowercase()))
    };
    (word
        .bytes()
        .filter(|b| !b.is_ascii_digit())
        .fold(7, mix)
        .wrapping_mul(0x9E37_79B9)
        >> 24) as u8
}

/// What a line loses whose number is that of a list.
const BROKEN: f32 = 4.0;

/// Looks again at all `candidates`, which come in source order, and sets the odds of those that
/// stand by no mark of their own.
pub fn look(candidates: &mut [Candidate], weights: &Weights) {
    // What is measured of a line asks for the first odds of its neighbours.
    let second = |measures: Measures| {
        let sum: f32 = measures.iter().zip(&weights[1..]).map(|(m, w)| m * w).sum();
        weights[0] + sum
    };
    let measures = measures_of(candidates);
    let odds = |(at, candidate): (usize, &Candidate)| {
        let is_marked = candidate.is_marked();
        if is_marked {
            candidate.logit
        } else {
            second(measures(at))
        }
    };
    let odds: Vec<f32> = candidates.iter().enumerate().map(odds).collect();
    drop(measures);
    for (candidate, odds) in candidates.iter_mut().zip(odds) {
        candidate.logit = odds;
    }
    for at in series::broken(candidates) {
        candidates[at].logit -= BROKEN;
    }
}

/// How often each side is seen, among headings and among the rest.
struct Counts {
    sides: Vec<[f32; 2]>,
    all: [f32; 2],
}

impl Counts {
    fn of(candidates: &[Candidate], chances: &[f32]) -> Self {
        let mut counts = Self {
            sides: vec![[0.0; 2]; SIDES * 256],
            all: [0.0; 2],
        };
        for (candidate, chance) in candidates.iter().zip(chances) {
            for (at, part) in [*chance, 1.0 - *chance].into_iter().enumerate() {
                counts.all[at] += part;
                for (side, value) in candidate.traits.iter().enumerate() {
                    counts.sides[side * 256 + usize::from(*value)][at] += part;
                }
            }
        }
        counts
    }

    /// Is it more like the headings (positive) or like the rest? Its own chance does not count.
    fn alike(&self, traits: &Traits, others: [f32; 2], own: [f32; 2]) -> f32 {
        let share =
            |side: &[f32; 2], at: usize| ((side[at] - own[at]).max(0.0) + 0.3) / (others[at] + 1.0);
        let sum: f32 = traits
            .iter()
            .enumerate()
            .map(|(side, value)| {
                let seen = &self.sides[side * 256 + usize::from(*value)];
                libm::logf(share(seen, 0) / share(seen, 1)).clamp(-3.0, 3.0)
            })
            .sum();
        (sum / 4.0).clamp(-3.0, 3.0)
    }
}

/// Measures each of `candidates`, which come in source order, by the odds of the first look.
pub fn measure(candidates: &[Candidate]) -> Vec<Measures> {
    (0..candidates.len()).map(measures_of(candidates)).collect()
}

/// Measures the candidate at an index: of many lines they are not all to be kept.
fn measures_of(candidates: &[Candidate]) -> impl Fn(usize) -> Measures {
    let chance = |candidate: &Candidate| 1.0 / (1.0 + libm::expf(-candidate.logit));
    let chances: Vec<f32> = candidates.iter().map(chance).collect();
    let counts = Counts::of(candidates, &chances);
    let best = best(candidates);
    let back = distances(candidates, 0..candidates.len());
    let ahead = distances(candidates, (0..candidates.len()).rev());
    move |at| {
        let mut out = [0.0; NAMES.len()];
        let mut place = 0;
        let mut push = |value: f32| {
            out[place] = value;
            place += 1;
        };
        own(candidates[at].logit, chances[at], &mut push);
        others(&best, &counts, candidates, at, chances[at], &mut push);
        neighbours(candidates, at, &mut push);
        for distance in [back[at], ahead[at]] {
            let is = |is: bool| f32::from(u8::from(is));
            push(libm::log1pf(distance.min(60) as f32) / 4.0);
            push(is(distance <= 1));
            push(is(distance == 2));
            push(is(distance == NONE));
        }
        push((candidates[at].learned / 3.0).clamp(-2.0, 2.0));
        push(f32::from(u8::from(candidates[at].is_counted())));
        out
    }
}

fn own(odds: f32, chance: f32, push: &mut impl FnMut(f32)) {
    push(odds / 3.0);
    push((odds / 2.0).clamp(-1.0, 1.0));
    push(chance);
}

/// The four highest odds, the highest first.
fn best(candidates: &[Candidate]) -> [f32; 4] {
    let mut best = [f32::MIN; 4];
    for candidate in candidates {
        let mut odds = candidate.logit;
        for place in &mut best {
            if odds > *place {
                std::mem::swap(place, &mut odds);
            }
        }
    }
    best
}

fn others(
    best: &[f32; 4],
    counts: &Counts,
    candidates: &[Candidate],
    at: usize,
    chance: f32,
    push: &mut impl FnMut(f32),
) {
    let odds = candidates[at].logit;
    let first = if best[0] > odds { best[0] } else { best[1] };
    let own = best
        .iter()
        .position(|other| *other <= odds)
        .unwrap_or(3)
        .min(3);
    let three: f32 = (0..4)
        .filter(|place| *place != own)
        .map(|place| best[place])
        .sum();
    let three = if candidates.len() >= 4 {
        three / 3.0
    } else {
        -3.0
    };
    let own = [chance, 1.0 - chance];
    let others = [0, 1].map(|at| (counts.all[at] - own[at]).max(0.0));
    let alike = counts.alike(&candidates[at].traits, others, own);
    push((first.max(-9.0) / 3.0).clamp(-2.0, 2.0));
    push((three / 3.0).clamp(-2.0, 2.0));
    push(libm::log1pf(others[0]) / 2.0);
    push(libm::log1pf(others[1]) / 3.0);
    push(others[0] / (others[0] + others[1] + 2.0));
    push(alike);
    push(alike * others[0] / (others[0] + 1.0));
}

/// Odds of a line that was not worth keeping.
const FAR: f32 = -4.0;

fn neighbours(candidates: &[Candidate], at: usize, push: &mut impl FnMut(f32)) {
    let place = candidates[at].index as i64;
    let odds = |step: i64| {
        let near = at.saturating_sub(2)..(at + 3).min(candidates.len());
        candidates[near]
            .iter()
            .find(|other| other.index as i64 == place + step)
            .map_or(FAR, |other| other.logit.clamp(-4.0, 4.0))
    };
    let is = |is: bool| f32::from(u8::from(is));
    for step in [-1, 1, 2, -2] {
        push(odds(step) / 4.0);
        push(is(odds(step) > 0.0));
    }
    push(is(odds(-1) > candidates[at].logit));
    push(is(odds(1) > candidates[at].logit));
}

/// There is no heading on this side.
const NONE: u32 = 99;

/// Units to the nearest likely heading that comes earlier in `order`.
fn distances(candidates: &[Candidate], order: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut out = vec![NONE; candidates.len()];
    let mut last: Option<u64> = None;
    for at in order {
        let index = candidates[at].index;
        if let Some(last) = last {
            out[at] = u32::try_from(index.abs_diff(last)).unwrap_or(u32::MAX);
        }
        if candidates[at].logit > 0.0 {
            last = Some(index);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::heading::weights::LEARNED;

    /// Lines of a text by what they look like: ends with a full stop or not, and their first odds.
    fn candidates(lines: &[(char, f32)]) -> Vec<Candidate> {
        let line = |(at, (last, logit)): (usize, &(char, f32))| Candidate {
            index: 4 * at as u64,
            ..Candidate::of_words(&format!("Gates of lock{last}"), *logit)
        };
        lines.iter().enumerate().map(line).collect()
    }

    #[test]
    fn a_doubtful_line_goes_with_those_it_is_like() {
        let doubtful = |last: char| {
            let sure = [
                ('k', 3.0),
                ('k', 3.0),
                ('k', 3.0),
                ('.', -2.5),
                ('.', -2.5),
                ('.', -2.5),
            ];
            let mut all = candidates(&[&sure[..], &[(last, 0.0)]].concat());
            look(&mut all, &LEARNED.second);
            all[6].logit
        };
        let (like, unlike) = (doubtful('k'), doubtful('.'));
        assert!(like > unlike + 1.0, "{like} {unlike}");
    }

    #[test]
    fn marks_are_left_alone() {
        let mut all = candidates(&[('k', 2.0), ('k', 2.0)]);
        all[1].rule = "capitals";
        look(&mut all, &LEARNED.second);
        assert_eq!(all[1].logit.to_bits(), 2.0_f32.to_bits());
    }

    #[test]
    fn nothing_to_look_at() {
        look(&mut [], &LEARNED.second);
        assert!(measure(&[]).is_empty());
        let one = measure(&candidates(&[('k', 1.0)]));
        assert!(one[0].iter().all(|value| value.is_finite()));
    }
}
