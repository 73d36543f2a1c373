//! What is measured of each unit of a page and of the units round it.

use super::long::{distinct, long_words};
use crate::load::{
    boilerplate::{self, Label},
    heading::{
        features::ends_sentence,
        signs::Signs,
        words::{self, Words},
    },
    plain::{date, unit::Unit},
};

/// What is measured, by name.
#[rustfmt::skip]
pub const NAMES: [&str; 72] = [
    "len", "long", "very_long", "sentence", "short_sentence", "words", "one_word", "title", "caps", "lower", "comma", "digit", "url", "byline",
    "date", "caption", "sure", "likely", "related", "bar", "colon", "question", "currency", "ago", "repeated", "item",
    "gap0", "gap_after0", "gap2", "stack", "above_len", "above_sentence", "next_len", "next_sentence", "prose_above3", "prose_next3", "prose_above10", "prose_next10",
    "label_above3", "label_next3", "byline_next3", "first", "last", "place", "in_core", "before_core", "after_core", "core_next", "core_start_far",
    "overlap", "overlap_long", "overlap_best", "title_len", "titled", "above_related", "related_before", "next_related", "core_end",
    "topic", "topic_best", "topic_many", "open_distance", "open_near", "share_word",
    "same_start_above", "same_start_next", "same_form_above", "same_form_next", "label_above10", "label_next10",
    "next_byline", "next_label",
];

/// The measures of one unit.
pub type Measures = [f32; NAMES.len()];

/// The units of a page with what was counted over all of them.
#[derive(Debug)]
pub struct Page<'a> {
    units: &'a [Unit],
    glances: Vec<Glance>,
    /// Units of prose before each unit, and before the end.
    prose: Vec<u32>,
    /// Units labelled as furniture before each unit.
    labelled: Vec<u32>,
    /// The run with most prose.
    core: std::ops::Range<usize>,
    /// Share of a unit's long words that stand in the prose of the core.
    overlap: Vec<f32>,
    /// How many of a unit's long words stand in the core twice or more.
    topic: Vec<u32>,
}

/// What is seen of one unit alone.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing seen, none excludes another"
)]
struct Glance {
    words: Words,
    label: Option<Label>,
    is_related: bool,
    is_prose: bool,
    is_byline: bool,
    is_date: bool,
    is_repeated: bool,
    /// Lines in a row without blank lines between, to which it belongs.
    stack: u32,
    /// The logarithm of its characters: a measure of its own, and of both lines beside it.
    log_width: f32,
}

/// Does it read as a paragraph?
pub fn is_prose(unit: &Unit) -> bool {
    unit.width > 90 && ends_sentence(unit.last)
}

impl<'a> Page<'a> {
    /// Counts over `units`.
    pub fn of(units: &'a [Unit]) -> Self {
        let stacks = stacks(units);
        let glances: Vec<Glance> = units
            .iter()
            .zip(repeated(units))
            .zip(stacks)
            .map(|((unit, is_repeated), stack)| glance(unit, is_repeated, stack))
            .collect();
        let core = core(units, &glances);
        let (overlap, topic) = overlap(units, core.clone());
        Self {
            overlap,
            topic,
            prose: sums(&glances, |glance| glance.is_prose),
            labelled: sums(&glances, |glance| {
                glance.label.is_some() || glance.is_related
            }),
            core,
            units,
            glances,
        }
    }

    /// The measures of each unit.
    pub fn measures(&self) -> Vec<Measures> {
        let empty = || Row {
            values: [0.0; NAMES.len()],
            at: 0,
        };
        let rows = self.each(empty);
        rows.map(|row| {
            debug_assert_eq!(row.at, NAMES.len(), "a name for each measure");
            row.values
        })
        .collect()
    }

    /// Gives the measures of each unit to a taker of its own, made by `row`, which comes back with them.
    pub fn each<R: Take>(&self, mut row: impl FnMut() -> R) -> impl Iterator<Item = R> {
        let best = self.overlap.iter().copied().fold(0.0, f32::max);
        let before = self.topic.iter().take(self.core.start + 1);
        let most = before.copied().max().unwrap_or(0);
        let mut related = 0;
        (0..self.units.len()).map(move |at| {
            let mut row = row();
            self.own(&mut row, at);
            self.around(&mut row, at);
            self.place(&mut row, at);
            self.title(&mut row, at, best);
            row.is(at > 0 && self.glances[at - 1].is_related);
            row.number(log(related, 2.0));
            row.is(self.glances.get(at + 1).is_some_and(|next| next.is_related));
            row.is(at + 1 == self.core.end);
            self.topic(&mut row, at, most);
            self.alike(&mut row, at);
            related += u32::from(self.glances[at].is_related && at > self.core.start);
            row
        })
    }

    fn own(&self, row: &mut impl Take, at: usize) {
        let unit = &self.units[at];
        let glance = &self.glances[at];
        let text = unit.text.as_str();
        let has = |signs: &str| glance.words.signs.may_have(signs);
        row.number(glance.log_width);
        row.is(unit.width > 90);
        row.is(unit.width > 200);
        row.is(ends_sentence(unit.last) && unit.width > 60);
        row.is(ends_sentence(unit.last) && unit.width <= 60);
        row.number((glance.words.count.min(20) as f32) / 10.0);
        row.is(glance.words.count == 1);
        row.number(glance.words.title_case());
        row.is(glance.words.is_caps());
        row.is(unit.shape.is_lower);
        row.is(matches!(unit.last, ',' | ';'));
        row.is(glance.words.signs.has_digit());
        row.is(has("@#") || has(":") && text.contains("://") || has(".") && text.contains("www."));
        row.is(glance.is_byline);
        row.is(glance.is_date);
        row.is(unit.width < 120 && glance.words.is_caption);
        row.is(matches!(glance.label, Some(Label::Sure(_))));
        row.is(matches!(glance.label, Some(Label::Likely(_))));
        row.is(glance.is_related);
        let is_arrow = |c: char| matches!(c, '»' | '›' | '→');
        row.is(has("|+/") || has("»") && text.chars().any(is_arrow));
        row.is(unit.last == ':');
        row.is(unit.last == '?');
        let has_currency = || has("$") || has("€") && text.contains(['€', '£', '₽', '₹']);
        row.is(unit.width < 40 && has_currency());
        let is_recent = || {
            has("g") && text.contains(" ago")
                || has("h") && text.contains("hours")
                || has("m") && text.contains("mins")
        };
        row.is(unit.width < 60 && is_recent());
        row.is(glance.is_repeated);
        row.is(unit.shape.marker.is_some());
    }

    fn around(&self, row: &mut impl Take, at: usize) {
        let unit = &self.units[at];
        let above = at.checked_sub(1);
        let next = Some(at + 1).filter(|next| *next < self.units.len());
        let log_width = |at: Option<usize>| at.map_or(0.0, |at| self.glances[at].log_width);
        let sentence = |at: Option<usize>| at.is_some_and(|at| ends_sentence(self.units[at].last));
        row.is(unit.gap == 0);
        row.is(next.is_some_and(|next| self.units[next].gap == 0));
        row.is(unit.gap >= 2);
        row.number((self.glances[at].stack.min(12) as f32 - 1.0) / 5.0);
        row.number(log_width(above));
        row.is(sentence(above));
        row.number(log_width(next));
        row.is(sentence(next));
        for (far, scale) in [(3, 2.0), (10, 5.0)] {
            row.number(between(&self.prose, at.saturating_sub(far), at) / scale);
            row.number(between(&self.prose, at + 1, at + 1 + far) / scale);
        }
        row.number(between(&self.labelled, at.saturating_sub(3), at) / 2.0);
        row.number(between(&self.labelled, at + 1, at + 4) / 2.0);
        let heads = self.glances.iter().skip(at + 1).take(3);
        row.is(heads
            .into_iter()
            .any(|glance| glance.is_byline || glance.is_date));
    }

    fn place(&self, row: &mut impl Take, at: usize) {
        let core = &self.core;
        row.is(at == 0);
        row.is(at + 1 == self.units.len());
        row.number(at as f32 / self.units.len() as f32);
        row.is(core.contains(&at));
        row.number(log(core.start.saturating_sub(at) as u32, 3.0));
        row.number(log((at + 1).saturating_sub(core.end) as u32, 3.0));
        row.is(core.start > at && core.start - at <= 4);
        row.is(core.start > at && core.start - at > 12);
    }

    fn title(&self, row: &mut impl Take, at: usize, best: f32) {
        let unit = &self.units[at];
        let overlap = self.overlap[at];
        let is_before = at <= self.core.start;
        let words = self.glances[at].words.count;
        row.number(if is_before { overlap } else { 0.0 });
        row.number(if is_before && words >= 4 {
            overlap
        } else {
            0.0
        });
        row.is(is_before && words >= 4 && overlap > 0.0 && overlap >= best - 0.001);
        row.is((25..=140).contains(&unit.width) && words >= 4);
        row.is((25..=140).contains(&unit.width)
            && words >= 4
            && !ends_sentence(unit.last)
            && unit.gap > 0);
    }

    /// Does it speak of what the article speaks of, with nothing but furniture between?
    fn topic(&self, row: &mut impl Take, at: usize, most: u32) {
        let start = self.core.start;
        let topic = if at <= start { self.topic[at] } else { 0 };
        let open = start.saturating_sub(at) as u32 - count(&self.labelled, at.min(start), start);
        row.number(topic.min(6) as f32 / 3.0);
        row.is(topic > 0 && topic == most);
        row.is(topic >= 3);
        row.number(log(open, 3.0));
        row.is(at <= start && open <= 3);
        row.is(self.units[at].text.len() > 4
            && self.units[at].text.as_bytes()[..4].eq_ignore_ascii_case(b"shar"));
    }

    /// Is it written as its neighbours are, as the items of a list are? And what comes behind it?
    fn alike(&self, row: &mut impl Take, at: usize) {
        let next = Some(at + 1).filter(|next| *next < self.units.len());
        let neighbours = [at.checked_sub(1), next];
        for other in neighbours {
            let is_alike = |other: usize| has_same_start(&self.units[at], &self.units[other]);
            row.is(other.is_some_and(is_alike));
        }
        for other in neighbours {
            row.is(other.is_some_and(|other| self.have_same_form(at, other)));
        }
        row.number(between(&self.labelled, at.saturating_sub(10), at) / 5.0);
        row.number(between(&self.labelled, at + 1, at + 11) / 5.0);
        row.is(next.is_some_and(|next| self.glances[next].is_byline));
        row.is(next.is_some_and(|next| self.is_labelled(next)));
    }

    /// Are two lines of about the same length, with the same gap, and both with digits or both without?
    fn have_same_form(&self, a: usize, b: usize) -> bool {
        let has_digit = |at: usize| self.glances[at].words.signs.has_digit();
        let has_same_digits = has_digit(a) == has_digit(b);
        let (a, b) = (&self.units[a], &self.units[b]);
        a.width < 2 * b.width
            && b.width < 2 * a.width
            && a.width < 140
            && a.gap == b.gap
            && ends_sentence(a.last) == ends_sentence(b.last)
            && has_same_digits
            && a.shape.marker.is_some() == b.shape.marker.is_some()
    }

    /// Is the unit furniture by its words?
    pub fn is_labelled(&self, at: usize) -> bool {
        self.labelled[at] < self.labelled[at + 1]
    }

    /// Does the unit stand in a stack of four short lines or more?
    pub fn is_stacked(&self, at: usize) -> bool {
        self.glances[at].stack >= 4 && self.units[at].width < 60
    }
}

/// Do two lines start with the same word?
fn has_same_start(a: &Unit, b: &Unit) -> bool {
    let [a, b] = [a, b].map(|unit| unit.text.bytes().take_while(|byte| *byte != b' '));
    a.eq(b)
}

/// How many are counted from unit `from` up to unit `to`.
fn count(sums: &[u32], from: usize, to: usize) -> u32 {
    let last = sums.len() - 1;
    sums[to.min(last)] - sums[from.min(last)]
}

/// The same as a measure.
fn between(sums: &[u32], from: usize, to: usize) -> f32 {
    count(sums, from, to) as f32
}

/// Takes the measures of a unit, in the order of [`NAMES`].
pub trait Take {
    /// Takes the next one.
    fn number(&mut self, value: f32);

    /// Takes the next one: whether something is so.
    fn is(&mut self, value: bool) {
        self.number(f32::from(u8::from(value)));
    }
}

/// The measures of one unit, as far as they were taken.
struct Row {
    values: Measures,
    at: usize,
}

impl Take for Row {
    fn number(&mut self, value: f32) {
        self.values[self.at] = value;
        self.at += 1;
    }
}

/// The logarithm of one more than `count`, by `scale`.
fn log(count: u32, scale: f32) -> f32 {
    match count {
        0 => 0.0,
        _ => libm::log1pf(count as f32) / scale,
    }
}

fn glance(unit: &Unit, is_repeated: bool, stack: u32) -> Glance {
    let text = unit.text.as_str();
    let words = if unit.width <= 200 {
        Words::of(text)
    } else {
        Words {
            count: 40,
            signs: Signs::of(text),
            ..Words::default()
        }
    };
    Glance {
        label: unit.label(),
        is_related: boilerplate::starts_related(text),
        is_prose: is_prose(unit),
        is_byline: words::is_byline(text),
        is_date: unit.width < 100 && words.signs.has_digit() && date::is_date(text),
        is_repeated,
        stack,
        log_width: log(unit.width, 3.0),
        words,
    }
}

/// Does the text of each unit stand in another one, too?
fn repeated(units: &[Unit]) -> Vec<bool> {
    // Most texts differ in their length or in their first bytes.
    let key = |at: usize| {
        let text = units[at].text.as_bytes();
        let head = text.first_chunk().copied().unwrap_or_default();
        let len = (text.len() as u64).rotate_right(16);
        (u64::from_le_bytes(head) ^ len, at)
    };
    let text = |at: usize| units[at].text.as_str();
    let mut sorted: Vec<_> = (0..units.len()).map(key).collect();
    sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))));
    let mut out = vec![false; units.len()];
    for same in sorted.chunk_by(|a, b| a.0 == b.0 && text(a.1) == text(b.1)) {
        for (_, at) in same {
            out[*at] = same.len() > 1;
        }
    }
    out
}

/// For each unit how many lines stand together with it, without blank lines between.
fn stacks(units: &[Unit]) -> Vec<u32> {
    let mut out = vec![1; units.len()];
    let mut start = 0;
    for at in 1..=units.len() {
        if at == units.len() || units[at].gap > 0 {
            let len = (at - start) as u32;
            out[start..at].fill(len);
            start = at;
        }
    }
    out
}

fn sums(glances: &[Glance], test: impl Fn(&Glance) -> bool) -> Vec<u32> {
    let mut sum = 0;
    let mut out = vec![0];
    for glance in glances {
        sum += u32::from(test(glance));
        out.push(sum);
    }
    out
}

/// The run of units with the highest sum, where prose counts for and other lines against.
fn core(units: &[Unit], glances: &[Glance]) -> std::ops::Range<usize> {
    let mut best = (0.0, 0..units.len());
    let (mut sum, mut start) = (0.0, 0);
    for (at, unit) in units.iter().enumerate() {
        sum += if glances[at].is_prose {
            (unit.width as f32 / 60.0).min(20.0)
        } else {
            -1.0
        };
        if sum > best.0 {
            best = (sum, start..at + 1);
        }
        if sum <= 0.0 {
            (sum, start) = (0.0, at + 1);
        }
    }
    best.1
}

/// For each unit the share of its long words that also stand in the prose of the core, and how many
/// of them stand there in two paragraphs or more.
fn overlap(units: &[Unit], core: std::ops::Range<usize>) -> (Vec<f32>, Vec<u32>) {
    let prose = units[core].iter().filter(|unit| is_prose(unit)).take(40);
    let mut said: Vec<(u64, usize)> = prose
        .enumerate()
        .flat_map(|(nth, unit)| long_words(&unit.text).map(move |word| (word, nth)))
        .collect();
    said.sort_unstable();
    said.dedup();
    let known: Vec<(u64, usize)> = said
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| (same[0].0, same.len()))
        .collect();
    let times = |word: &u64| {
        let at = known.binary_search_by_key(word, |(known, _)| *known);
        at.ok().map(|at| known[at].1)
    };
    let look_up = |unit: &Unit| {
        if unit.width > 200 {
            return (0.0, 0);
        }
        let words = distinct(long_words(&unit.text).take(40));
        let (mut said, mut topic) = (0, 0);
        for times in words.iter().filter_map(times) {
            said += 1;
            topic += u32::from(times >= 2);
        }
        (said as f32 / words.len().max(1) as f32, topic)
    };
    units.iter().map(look_up).unzip()
}
