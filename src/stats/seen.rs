//! Sentences that a long text says again word for word: reports made from one form, feeds joined to a
//! file, a notice under every article. What became of the figures of such a sentence when it was last
//! read is known, so that they are counted and nobody reads it again.
//!
//! Only sentences of which nothing was kept are noted, when they are said for the second time, and only
//! as long as they would be read to the same end: a figure gathered since then makes those with its value
//! be read again. In a text that says nothing twice, no more than a table of tags is looked at.

use std::hash::BuildHasher;

use super::{hash::Keyed, lexicon::Class, value::Value};

/// Sentences known at a time; one more takes the place of another.
const SENTENCES: usize = 1 << 14;

/// Sorts of values that are told apart.
const SORTS: usize = 1 << 10;

/// A sentence with more figures is not noted.
const FIGURES: usize = 4;

/// What became of the figures of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// How many were only counted.
    pub(super) passed: u8,
    /// Statistics that were said again; the first [`Outcome::told`] of them.
    again: [u32; FIGURES],
    told: u8,
    /// The sorts of the values, the first `passed + told` of them.
    sorts: [u16; FIGURES],
    /// What its own words can be.
    pub(super) own: Class,
    /// What the words could be from which it might have taken what it counts.
    pub(super) within: Class,
}

impl Outcome {
    /// Of figures with these `values`, which say the statistics `again` once more or are only counted;
    /// `None` for too many of them.
    pub(super) fn new(
        values: impl Iterator<Item = Value>,
        again: &[u32],
        own: Class,
        within: Class,
    ) -> Option<Self> {
        let mut outcome = Self {
            told: again.len() as u8,
            own,
            within,
            ..Self::default()
        };
        let mut figures = 0;
        for value in values {
            *outcome.sorts.get_mut(figures)? = sort(value);
            figures += 1;
        }
        outcome.again.get_mut(..again.len())?.copy_from_slice(again);
        outcome.passed = figures.checked_sub(again.len())? as u8;
        Some(outcome)
    }

    /// The statistics that were said again.
    pub(super) fn again(&self) -> &[u32] {
        &self.again[..usize::from(self.told)]
    }

    /// How many figures there are.
    pub(super) fn figures(&self) -> usize {
        usize::from(self.passed + self.told)
    }
}

fn sort(value: Value) -> u16 {
    let (a, b, c) = value.key();
    let mixed = (b ^ c.rotate_left(17) ^ u64::from(a)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 54) as u16
}

/// A sentence with what became of its figures.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    key: u64,
    /// Source offset of the chunk it stood in: one that stands before may weigh more.
    start: u64,
    /// When it was noted.
    time: u32,
    /// Was it said again? Then it is not given up for the first other one that comes.
    is_again: bool,
    outcome: Outcome,
}

/// What of a key tells sentences apart that have one place; never 0.
#[derive(Clone, Copy, Debug, Default)]
struct Tags {
    /// Of the sentence that is known.
    known: u16,
    /// Of the last other one that was read.
    read: u16,
}

fn tag(key: u64) -> u16 {
    (key >> 48) as u16 | 1
}

/// The sentences of which it is known what becomes of their figures.
#[derive(Debug, Default)]
pub(super) struct Seen {
    entries: Vec<Entry>,
    /// Of each entry: small enough to stay near the processor.
    tags: Vec<Tags>,
    state: Keyed,
    /// When a figure was last gathered, for each sort of value; no time is 0.
    gathered: Vec<u32>,
    now: u32,
}

impl Seen {
    /// By what a sentence is known.
    pub(super) fn key(&self, sentence: &str) -> u64 {
        self.state.hash_one(sentence.as_bytes())
    }

    /// What becomes of the figures of a sentence in a chunk that begins at source offset `start`, where
    /// the figures before it counted what words of `past` can be.
    pub(super) fn find(
        &mut self,
        key: u64,
        start: u64,
        past: impl FnOnce(Class) -> Class,
    ) -> Option<Outcome> {
        let place = key as usize % SENTENCES;
        self.tags.get(place).filter(|tags| tags.known == tag(key))?;
        let entry = &mut self.entries[place];
        let is_it = entry.key == key && entry.time > 0 && entry.start <= start;
        let outcome = is_it.then_some(entry.outcome)?;
        let sorts = &outcome.sorts[..outcome.figures()];
        let is_new = |sort: &u16| self.gathered[usize::from(*sort)] >= entry.time;
        let is_within = past(outcome.own).without(outcome.within) == Class::default();
        entry.is_again = is_within && !sorts.iter().any(is_new);
        entry.is_again.then_some(outcome)
    }

    /// Notes what became of the figures of a sentence that was read, if it was read before, or may have
    /// been.
    pub(super) fn note(&mut self, key: u64, start: u64, outcome: Outcome) {
        if self.entries.is_empty() {
            self.entries = vec![Entry::default(); SENTENCES];
            self.tags.resize(SENTENCES, Tags::default());
            self.gathered.resize(SORTS, 0);
        }
        let place = key as usize % SENTENCES;
        let tags = &mut self.tags[place];
        if tags.known != tag(key) && std::mem::replace(&mut tags.read, tag(key)) != tag(key) {
            return;
        }
        let entry = &mut self.entries[place];
        if entry.key != key && std::mem::take(&mut entry.is_again) {
            return;
        }
        tags.known = tag(key);
        *entry = Entry {
            key,
            start,
            time: self.now + 1,
            is_again: false,
            outcome,
        };
    }

    /// A figure of this value was gathered.
    pub(super) fn gather(&mut self, value: Value) {
        if let Some(time) = self.gathered.get_mut(usize::from(sort(value))) {
            self.now += 1;
            *time = self.now;
        }
    }

    /// All is judged anew from now on.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.tags.clear();
        self.gathered.clear();
        self.now = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{BlockKind, Chunk, ChunkBuilder, Outline},
        stats::{Collector, Statistics, scan},
    };

    const OWN: Class = Class::PERSON;

    fn outcome(values: &[f64], again: &[u32]) -> Option<Outcome> {
        let values = values.iter().map(|value| Value::Number(*value));
        Outcome::new(values, again, OWN, OWN)
    }

    #[test]
    fn a_sentence_is_known_until_one_of_its_values_is_gathered() {
        let mut seen = Seen::default();
        let key = seen.key("It took 12 of 40 days.");
        let past = |own| own;
        assert_eq!(seen.find(key, 5, past), None);
        let noted = outcome(&[12.0, 40.0], &[7]).unwrap();
        assert_eq!(
            (noted.figures(), noted.passed, noted.again()),
            (2, 1, &[7][..])
        );
        seen.note(key, 5, noted);
        assert_eq!(seen.find(key, 5, past), None, "it was read but once");
        seen.note(key, 5, noted);
        assert_eq!(seen.find(key, 5, past), Some(noted));
        assert_eq!(
            seen.find(key, 4, past),
            None,
            "before it more may weigh enough"
        );
        assert_eq!(seen.find(key, 5, |own| own | Class::DEATH), None);
        assert_eq!(seen.find(key + 1, 5, past), None);
        seen.gather(Value::Number(13.0));
        assert_eq!(seen.find(key, 5, past), Some(noted));
        seen.gather(Value::Number(40.0));
        assert_eq!(seen.find(key, 5, past), None);
        seen.note(key, 5, noted);
        seen.clear();
        assert_eq!(seen.find(key, 5, past), None);
    }

    #[test]
    fn what_is_said_again_is_given_up_for_what_is_said_three_times() {
        let (mut seen, past) = (Seen::default(), |own| own);
        let (first, other) = (3, 3 | 9 << 48);
        let noted = outcome(&[], &[]).unwrap();
        seen.note(first, 0, noted);
        seen.note(first, 0, noted);
        assert!(seen.find(first, 0, past).is_some());
        seen.note(other, 0, noted);
        seen.note(other, 0, noted);
        assert_eq!(seen.find(other, 0, past), None);
        seen.note(other, 0, noted);
        assert!(seen.find(other, 0, past).is_some());
        assert_eq!(seen.find(first, 0, past), None);
    }

    #[test]
    fn a_sentence_with_many_figures_is_not_noted() {
        assert!(outcome(&[1.0; FIGURES], &[1; FIGURES]).is_some());
        assert_eq!(outcome(&[1.0; FIGURES + 1], &[]), None);
    }

    /// A chunk at `part` of a long text, of sentences that come again, alone and behind others.
    fn chunk(part: u64) -> Chunk {
        let mut builder = ChunkBuilder::new(part << 20..(part + 1) << 20);
        for n in 0..6 {
            let varied = part * 6 + n;
            let text = format!(
                "The port has {} sheds. At least 77 soldiers were killed. They lost 12 boats, and 9 more sank. \
                 Prices rose 4.5% in 2019. It closed {} shops. Some 31 nurses left; 5 of them died. \
                 The toll rose to {}.",
                varied + 100,
                varied % 7,
                varied % 5 + 300,
            );
            let start = builder.len();
            builder.push_source(&text, (part << 20) + n * 1000);
            let source = (part << 20) + n * 1000;
            let end = source + text.len() as u64;
            builder.add_block(BlockKind::Paragraph, start, source..end, None, None);
        }
        builder.finish()
    }

    /// The statistics of many such chunks; with `forgets` nothing is known of a sentence said before.
    fn gathered(forgets: bool) -> Statistics {
        let mut collector = Collector::with_most(20);
        for part in 0..60 {
            if forgets {
                collector.forget_sentences();
            }
            // Read outwards, some parts come before others that were read.
            let chunk = chunk(if part % 3 == 0 {
                100 - part
            } else {
                100 + part
            });
            let mentions = collector.scan(&chunk, None);
            collector.add(mentions);
        }
        collector.finish(&Outline::default())
    }

    #[test]
    fn what_is_said_very_often_is_only_counted() {
        let (mut short, mut whole) = (Collector::new(), Collector::new());
        for part in 0..150 {
            let chunk = chunk(if part % 3 == 0 {
                200 - part
            } else {
                200 + part
            });
            whole.add(scan(&chunk));
            let mentions = short.scan(&chunk, None);
            if part > 140 {
                let killed = mentions.iter().filter(|it| it.value == Value::Number(77.0));
                assert_eq!(
                    killed.count() == 0,
                    part % 3 > 0,
                    "earlier ones may tell more"
                );
            }
            short.add(mentions);
        }
        let [short, whole] = [short, whole].map(|all| all.finish(&Outline::default()));
        assert_eq!((short.mentions, short.dropped), (whole.mentions, 0));
        assert_eq!(short.list, whole.list);
        assert!(short.list.iter().any(|item| item.count == 900));
    }

    #[test]
    fn what_is_known_changes_no_statistic() {
        let [known, read] = [false, true].map(gathered);
        assert_eq!(
            (known.mentions, known.dropped),
            (read.mentions, read.dropped)
        );
        assert_eq!(known.list, read.list);
        assert!(known.dropped > 0);
    }
}
