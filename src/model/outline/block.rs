//! Some hundred sections in a row, in eight bytes each.

use std::ops::Range;

use super::{Heading, SectionId};
use crate::text::{Clean, CleanString};

/// Sections of a block at most.
pub(super) const SECTIONS: usize = 512;

/// Levels that are told apart, as found or as closed up.
const LEVELS: u8 = 8;

/// One section.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    /// Bytes from [`Block::base`].
    start: u32,
    /// Bytes of the heading; a longer one is among [`Block::longer`].
    heading: u16,
    /// The level as closed up, less one, and eight times the level as found, less one.
    levels: u8,
    /// Index into the rules of the outline.
    rule: u8,
}

/// Words that are held: of which entry, and where they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    entry: u16,
    len: u16,
    start: u32,
}

/// Sections one after the other. A full one never changes, and is shared by all outlines that hold it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The first section.
    pub(super) first: SectionId,
    base: u64,
    entries: Vec<Entry>,
    /// How sure each heading is, in 65,535ths; none where all are certain.
    doubts: Vec<u16>,
    /// In the order of entries.
    held: Vec<Held>,
    words: CleanString,
    /// Headings of 64 KiB and more, by entry.
    longer: Vec<(u16, u64)>,
    /// The least level among the sections.
    shallowest: u8,
}

impl Block {
    /// No section yet; the first will be `first` and starts at source offset `base`.
    pub(super) const fn new(first: SectionId, base: u64) -> Self {
        Self {
            first,
            base,
            entries: Vec::new(),
            doubts: Vec::new(),
            held: Vec::new(),
            words: CleanString::new(),
            longer: Vec::new(),
            shallowest: LEVELS,
        }
    }

    /// Gives back the memory that was got for more.
    pub(super) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
        self.doubts.shrink_to_fit();
        self.held.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// Is there room for a section that starts at `start`?
    pub(super) fn takes(&self, start: u64) -> bool {
        let offset = start.checked_sub(self.base);
        self.entries.len() < SECTIONS && offset.is_some_and(|offset| u32::try_from(offset).is_ok())
    }

    /// Adds a section whose level is `level` when depths are closed up; its words are held apart.
    pub(super) fn push(&mut self, heading: &Heading<'_>, level: u8, rule: u8) {
        let len = heading.source.end - heading.source.start;
        let entry = self.entries.len() as u16;
        if len >= u64::from(u16::MAX) {
            self.longer.push((entry, len));
        }
        let confidence = (heading.confidence.clamp(0.0, 1.0) * f32::from(u16::MAX)) as u16;
        if confidence < u16::MAX && self.doubts.is_empty() {
            self.doubts = vec![u16::MAX; self.entries.len()];
        }
        if confidence < u16::MAX || !self.doubts.is_empty() {
            self.doubts.push(confidence);
        }
        let marked = heading.level.clamp(1, LEVELS);
        let level = level.clamp(1, LEVELS);
        self.shallowest = self.shallowest.min(level);
        self.entries.push(Entry {
            start: (heading.source.start - self.base) as u32,
            heading: len.min(u64::from(u16::MAX)) as u16,
            levels: (level - 1) + (marked - 1) * LEVELS,
            rule,
        });
    }

    /// Holds the words of entry `at`, of more than 64 KiB the start.
    pub(super) fn hold(&mut self, at: usize, title: Clean<'_>) {
        let mut len = title.len().min(usize::from(u16::MAX));
        while !title.as_str().is_char_boundary(len) {
            len -= 1;
        }
        let held = Held {
            entry: at as u16,
            len: len as u16,
            start: self.words.len() as u32,
        };
        self.words.push(title.slice(0..len));
        if self.held.last().is_none_or(|last| last.entry < held.entry) {
            return self.held.push(held);
        }
        let place = self.held.partition_point(|other| other.entry < held.entry);
        match self.held.get_mut(place) {
            Some(other) if other.entry == held.entry => *other = held,
            _ => self.held.insert(place, held),
        }
    }

    /// The words of entry `at`, when they are held.
    pub(super) fn words(&self, at: usize) -> Option<Clean<'_>> {
        let found = self
            .held
            .binary_search_by_key(&at, |held| usize::from(held.entry));
        let held = self.held[found.ok()?];
        let start = held.start as usize;
        Some(self.words.slice(start..start + usize::from(held.len)))
    }

    /// The entry of section `id`, if it is one of these.
    pub(super) fn entry(&self, id: SectionId) -> Option<usize> {
        let at = id.checked_sub(self.first)? as usize;
        (at < self.entries.len()).then_some(at)
    }

    /// How many sections there are.
    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Source offset at which entry `at` starts.
    pub(super) fn start(&self, at: usize) -> u64 {
        self.base + u64::from(self.entries[at].start)
    }

    /// Source span of the heading of entry `at`.
    pub(super) fn heading(&self, at: usize) -> Range<u64> {
        let start = self.start(at);
        let len = match self.entries[at].heading {
            u16::MAX => {
                let longer = self
                    .longer
                    .binary_search_by_key(&at, |(entry, _)| usize::from(*entry));
                longer.map_or(u64::from(u16::MAX), |found| self.longer[found].1)
            }
            len => u64::from(len),
        };
        start..start + len
    }

    /// The level of entry `at`, depths closed up.
    pub(super) fn level(&self, at: usize) -> u8 {
        self.entries[at].levels % LEVELS + 1
    }

    /// The level of entry `at` as it was found.
    pub(super) fn marked(&self, at: usize) -> u8 {
        self.entries[at].levels / LEVELS + 1
    }

    /// Index of the rule that found entry `at`.
    pub(super) fn rule(&self, at: usize) -> usize {
        usize::from(self.entries[at].rule)
    }

    /// How sure entry `at` is, 0 to 1.
    pub(super) fn confidence(&self, at: usize) -> f32 {
        let doubt = self.doubts.get(at).copied().unwrap_or(u16::MAX);
        f32::from(doubt) / f32::from(u16::MAX)
    }

    /// How many entries start at or before `at`.
    pub(super) fn count_to(&self, at: u64) -> usize {
        let starts = |entry: &Entry| self.base + u64::from(entry.start) <= at;
        self.entries.partition_point(starts)
    }

    /// The first entry from `from` on of at most this level.
    pub(super) fn next_up_to(&self, from: usize, level: u8) -> Option<usize> {
        let is_up = |at: &usize| self.level(*at) <= level;
        (self.shallowest <= level).then(|| (from..self.len()).find(is_up))?
    }

    /// The last entry before `end` that is less deep than `level`.
    pub(super) fn last_above(&self, end: usize, level: u8) -> Option<usize> {
        let is_above = |at: &usize| self.level(*at) < level;
        (self.shallowest < level).then(|| (0..end).rfind(is_above))?
    }

    /// Bytes on the heap, about.
    #[cfg(test)]
    pub(super) fn size(&self) -> usize {
        size_of::<Self>()
            + self.entries.capacity() * size_of::<Entry>()
            + self.doubts.capacity() * 2
            + self.held.capacity() * size_of::<Held>()
            + self.words.len()
    }
}
