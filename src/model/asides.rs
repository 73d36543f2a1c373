//! What is set aside of a document, in twelve bytes each.

use std::{ops::Range, sync::Arc};

use super::Aside;

/// A run of source lines that is not part of the briefing, or says again what was said: kept, but
/// folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// What it is.
    pub kind: Aside,
    /// Source span, whole lines.
    pub source: Range<u64>,
}

/// Passages of a block at most.
const PASSAGES: usize = 512;

/// One passage.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Bytes from [`Block::base`].
    start: u32,
    len: u32,
    kind: Aside,
}

/// Passages one after the other. A full one never changes, and is shared by all lists that hold it.
#[derive(Clone, Debug)]
struct Block {
    base: u64,
    entries: Vec<Entry>,
}

impl Block {
    fn passage(&self, entry: Entry) -> SetAside {
        let start = self.base + u64::from(entry.start);
        SetAside {
            kind: entry.kind,
            source: start..start + u64::from(entry.len),
        }
    }

    /// Is there room for a passage that starts at `start`?
    fn takes(&self, start: u64) -> bool {
        self.entries.len() < PASSAGES && u32::try_from(start - self.base).is_ok()
    }
}

/// The passages that are set aside, in source order; none lies in another. A gigabyte of saved articles
/// has 200,000. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Asides {
    /// None is empty.
    blocks: Vec<Arc<Block>>,
}

impl Asides {
    /// Is nothing set aside?
    pub const fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.entries.len()).sum()
    }

    /// The passages, in source order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = SetAside> + Clone {
        self.blocks.iter().flat_map(|block| {
            let entries = block.entries.iter();
            entries.map(|entry| block.passage(*entry))
        })
    }

    /// The passage that source offset `at` stands in.
    pub fn at(&self, at: u64) -> Option<SetAside> {
        let next = self.blocks.partition_point(|block| block.base <= at);
        let block = &self.blocks[next.checked_sub(1)?];
        let starts = |entry: &Entry| block.base + u64::from(entry.start) <= at;
        let next = block.entries.partition_point(starts);
        let passage = block.passage(block.entries[next.checked_sub(1)?]);
        passage.source.contains(&at).then_some(passage)
    }

    /// The passages that have bytes of `range` in them, in source order.
    pub fn within(&self, range: Range<u64>) -> impl Iterator<Item = SetAside> {
        let before = self
            .blocks
            .partition_point(|block| block.base <= range.start);
        let blocks = self.blocks[before.saturating_sub(1)..].iter();
        let blocks = blocks.take_while(move |block| block.base < range.end);
        let passages = blocks.flat_map(move |block| {
            let starts = |entry: &Entry| block.base + u64::from(entry.start) <= range.start;
            let before = block.entries.partition_point(starts);
            let entries = block.entries[before.saturating_sub(1)..].iter();
            entries.map(|entry| block.passage(*entry))
        });
        passages
            .skip_while(move |passage| passage.source.end <= range.start)
            .take_while(move |passage| passage.source.start < range.end)
    }

    /// Adds a passage behind the others. One of more than 4 GB comes to be several.
    pub fn push(&mut self, passage: &SetAside) {
        let Range { mut start, end } = passage.source.clone();
        while start < end {
            let len = u32::try_from(end - start).unwrap_or(u32::MAX);
            self.push_short(start, len, passage.kind);
            start += u64::from(len);
        }
    }

    fn push_short(&mut self, start: u64, len: u32, kind: Aside) {
        if !self.blocks.last().is_some_and(|block| block.takes(start)) {
            let (base, entries) = (start, Vec::new());
            self.blocks.push(Arc::new(Block { base, entries }));
        }
        let last = self.blocks.last_mut().expect("there is one, with room");
        let block = Arc::make_mut(last);
        let start = (start - block.base) as u32;
        block.entries.push(Entry { start, len, kind });
        if block.entries.len() == PASSAGES {
            block.entries.shrink_to_fit();
        }
    }

    /// Lets the last passage end at source offset `end`, which lies behind it; nothing where there is none.
    pub fn extend_last(&mut self, end: u64) {
        let Some(mut last) = self.iter().next_back() else {
            return;
        };
        self.pop();
        last.source.end = end;
        self.push(&last);
    }

    fn pop(&mut self) {
        if let Some(last) = self.blocks.last_mut() {
            let block = Arc::make_mut(last);
            block.entries.pop();
            if block.entries.is_empty() {
                self.blocks.pop();
            }
        }
    }
}

impl FromIterator<SetAside> for Asides {
    fn from_iter<T: IntoIterator<Item = SetAside>>(passages: T) -> Self {
        let mut asides = Self::default();
        passages
            .into_iter()
            .for_each(|passage| asides.push(&passage));
        asides
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [Aside; 3] = [Aside::Nav, Aside::Cookie, Aside::Related];

    fn passage(kind: Aside, source: Range<u64>) -> SetAside {
        SetAside { kind, source }
    }

    proptest! {
        #[test]
        fn what_is_pushed_is_found(
            steps in prop::collection::vec((0_u64..5, 1_u64..5, 0_usize..3, any::<bool>()), 0..2000),
        ) {
            let mut asides = Asides::default();
            let mut expected: Vec<SetAside> = Vec::new();
            let mut at = 0;
            for (gap, len, kind, goes_on) in steps {
                match expected.last_mut() {
                    Some(last) if goes_on => {
                        (at, last.source.end) = (at + len, at + len);
                        asides.extend_last(at);
                    }
                    _ => {
                        let source = at + gap..at + gap + len;
                        at = source.end;
                        expected.push(passage(KINDS[kind], source.clone()));
                        asides.push(&passage(KINDS[kind], source));
                    }
                }
            }
            prop_assert_eq!(asides.len(), expected.len());
            prop_assert_eq!(asides.is_empty(), expected.is_empty());
            for offset in 0..at + 2 {
                let found = expected.iter().find(|passage| passage.source.contains(&offset));
                prop_assert_eq!(asides.at(offset), found.cloned());
            }
            for range in [0..at, at / 3..at / 2, at / 2..at / 2, at / 2..at / 2 + 1, at..at + 9] {
                let meets = |passage: &&SetAside| {
                    passage.source.start < range.end && range.start < passage.source.end
                };
                let met = expected.iter().filter(meets).cloned();
                prop_assert!(asides.within(range.clone()).eq(met), "{range:?}");
            }
            prop_assert!(asides.iter().rev().eq(expected.iter().rev().cloned()));
            let again: Asides = expected.iter().cloned().collect();
            prop_assert!(again.iter().eq(expected));
        }
    }

    #[test]
    fn places_may_lie_far_apart() {
        const FAR: u64 = 1 << 40;
        let mut asides = Asides::default();
        asides.extend_last(5);
        assert!(asides.is_empty());
        asides.push(&passage(Aside::Nav, 3..7));
        asides.push(&passage(Aside::Ad, FAR..FAR + 1));
        asides.extend_last(FAR + 10_000_000_000);
        assert_eq!(asides.at(2), None);
        assert_eq!(asides.at(3), Some(passage(Aside::Nav, 3..7)));
        assert_eq!(asides.at(7), None);
        let last = asides.at(FAR + 9_999_999_999).unwrap();
        assert_eq!(
            (last.kind, last.source.end),
            (Aside::Ad, FAR + 10_000_000_000)
        );
        assert_eq!(asides.at(FAR + 10_000_000_000), None);
        assert_eq!(asides.at(FAR).unwrap().source.start, FAR);
    }

    #[test]
    fn a_list_taken_before_stays_as_it_was() {
        let mut asides: Asides = (0..600)
            .map(|at| passage(Aside::Ad, at * 3..at * 3 + 2))
            .collect();
        let before = asides.clone();
        asides.extend_last(5000);
        asides.push(&passage(Aside::Nav, 6000..6001));
        assert_eq!(before.len(), 600);
        assert_eq!(before.iter().next_back().unwrap().source.end, 599 * 3 + 2);
        assert_eq!(asides.len(), 601);
    }
}
