//! How many matches there are and where, as far as a worker has reported.

use std::{collections::BTreeMap, ops::Range};

/// As many starts are kept, 4 bytes each; of the matches after them only counts are.
const MOST_STARTS: usize = 1 << 16;

/// The matches of one query: counts for every chunk, and where they start while they are not too
/// many to keep.
///
/// Chunks are known by the source offset they start at, and may be reported in any order. The text
/// spans of matches are not kept: whoever shows a chunk scans it again.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    generation: u64,
    chunks: BTreeMap<u64, Found>,
    /// Where the matches of a chunk start, in bytes from its start, where that is kept.
    starts: BTreeMap<u64, Box<[u32]>>,
    total: usize,
    /// Starts kept in all chunks.
    kept: usize,
    is_finished: bool,
}

/// A match: the `index`th of its chunk, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Source offset at which the chunk starts.
    pub chunk: u64,
    /// Which of its matches; `None` where starts were not kept: scan the chunk to know.
    pub index: Option<usize>,
}

/// The matches of one chunk, as they are reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InChunk {
    /// Source span of the chunk.
    pub span: Range<u64>,
    /// Where each starts, in bytes from the start of the chunk; in order.
    pub starts: Vec<u32>,
}

/// What is known of every chunk with matches; there may be tens of thousands.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Bytes of the chunk.
    len: u32,
    count: u32,
}

impl Matches {
    /// No matches yet, for the query of this generation.
    pub fn new(generation: u64) -> Self {
        Self {
            generation,
            ..Self::default()
        }
    }

    /// Which query they belong to; a report of another is to be thrown away.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Takes the report on one chunk. A second report on a chunk replaces the first.
    pub fn add(&mut self, found: InChunk) {
        let InChunk { span, starts } = found;
        if let Some(old) = self.chunks.remove(&span.start) {
            self.total -= old.count as usize;
            self.kept -= self.starts.remove(&span.start).map_or(0, |old| old.len());
        }
        let count = starts.len();
        if count == 0 {
            return;
        }
        if self.kept + count <= MOST_STARTS {
            self.kept += count;
            self.starts.insert(span.start, starts.into());
        }
        self.total += count;
        let found = Found {
            len: (span.end - span.start).min(u64::from(u32::MAX)) as u32,
            count: count as u32,
        };
        self.chunks.insert(span.start, found);
    }

    /// Notes that every chunk has been reported.
    pub fn finish(&mut self) {
        self.is_finished = true;
    }

    /// Has every chunk been reported? Until then counts still grow.
    pub fn is_finished(&self) -> bool {
        self.is_finished
    }

    /// How many there are so far.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many there are in the chunk that starts at source offset `chunk`.
    pub fn count_in(&self, chunk: u64) -> usize {
        self.chunks
            .get(&chunk)
            .map_or(0, |found| found.count as usize)
    }

    /// The "k" of "k of n": the number, from 1, of the `index`th match of a chunk. `None` when the
    /// chunk has not so many.
    pub fn number(&self, chunk: u64, index: usize) -> Option<usize> {
        let before = self.chunks.range(..chunk);
        let before = before.map(|(_, found)| found.count as usize);
        (index < self.count_in(chunk)).then(|| before.sum::<usize>() + index + 1)
    }

    /// The first match that starts at or after source offset `at`. A chunk whose starts are not
    /// kept counts as after `at` when it ends after it.
    pub fn after(&self, at: u64) -> Option<Place> {
        let here = self.chunks.range(..at).next_back();
        let here = here.and_then(|(chunk, found)| self.after_in(*chunk, *found, at));
        here.or_else(|| {
            let (chunk, _) = self.chunks.range(at..).next()?;
            Some(self.place(*chunk, 0))
        })
    }

    /// The last match that starts before source offset `at`. A chunk whose starts are not kept
    /// counts as before `at` when it starts before it.
    pub fn before(&self, at: u64) -> Option<Place> {
        let mut chunks = self.chunks.range(..at).rev();
        chunks.find_map(|(chunk, found)| {
            let before = self.before_in(*chunk, *found, at);
            Some(self.place(*chunk, before.checked_sub(1)?))
        })
    }

    /// The first of all.
    pub fn first(&self) -> Option<Place> {
        self.after(0)
    }

    /// The last of all.
    pub fn last(&self) -> Option<Place> {
        self.before(u64::MAX)
    }

    /// The source spans of the chunks that hold matches, in order.
    pub fn spans(&self) -> impl Iterator<Item = Range<u64>> {
        let spans = self.chunks.iter();
        spans.map(|(start, found)| *start..start + u64::from(found.len))
    }

    /// Chunks that hold matches, in order: the source offset each starts at, and its count.
    pub fn chunks(&self) -> impl DoubleEndedIterator<Item = (u64, usize)> + ExactSizeIterator {
        self.chunks
            .iter()
            .map(|(chunk, found)| (*chunk, found.count as usize))
    }

    /// How many matches of a chunk start before source offset `at`; about so many where starts are not
    /// kept.
    fn before_in(&self, chunk: u64, found: Found, at: u64) -> usize {
        let into = at.saturating_sub(chunk);
        if let Some(starts) = self.starts.get(&chunk) {
            starts.partition_point(|start| u64::from(*start) < into)
        } else if into >= u64::from(found.len) {
            found.count as usize
        } else {
            let share = u64::from(found.count) * into;
            share.div_ceil(u64::from(found.len)) as usize
        }
    }

    /// The first match of a chunk that starts at or after source offset `at`.
    fn after_in(&self, chunk: u64, found: Found, at: u64) -> Option<Place> {
        if !self.starts.contains_key(&chunk) {
            let is_here = at.saturating_sub(chunk) < u64::from(found.len);
            return is_here.then_some(Place { chunk, index: None });
        }
        let index = self.before_in(chunk, found, at);
        (index < found.count as usize).then_some(Place {
            chunk,
            index: Some(index),
        })
    }

    fn place(&self, chunk: u64, index: usize) -> Place {
        let index = self.starts.contains_key(&chunk).then_some(index);
        Place { chunk, index }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report on a chunk, with the source offsets at which matches start.
    fn found(span: Range<u64>, starts: &[u64]) -> InChunk {
        let starts = starts.iter().map(|start| (start - span.start) as u32);
        let starts = starts.collect();
        InChunk { span, starts }
    }

    /// Three chunks of 100 bytes, reported out of order; the middle one without a match.
    fn matches() -> Matches {
        let mut matches = Matches::new(7);
        matches.add(found(200..300, &[210, 250]));
        matches.add(found(100..200, &[]));
        matches.add(found(0..100, &[10, 20, 90]));
        matches
    }

    fn place(chunk: u64, index: usize) -> Place {
        let index = Some(index);
        Place { chunk, index }
    }

    #[test]
    fn counts_grow_with_reports() {
        let mut matches = matches();
        assert_eq!((matches.generation(), matches.total()), (7, 5));
        assert_eq!(matches.chunks().collect::<Vec<_>>(), [(0, 3), (200, 2)]);
        assert!(matches.spans().eq([0..100, 200..300]));
        assert!(!matches.is_finished());
        matches.add(found(0..100, &[10]));
        matches.finish();
        assert_eq!(
            (matches.total(), matches.count_in(0), matches.count_in(100)),
            (3, 1, 0)
        );
        assert!(matches.is_finished());
        matches.add(found(0..100, &[]));
        assert_eq!(matches.total(), 2);
    }

    #[test]
    fn a_match_has_a_number() {
        let matches = matches();
        assert_eq!(matches.number(0, 0), Some(1));
        assert_eq!(matches.number(0, 2), Some(3));
        assert_eq!(matches.number(0, 3), None);
        assert_eq!(matches.number(100, 0), None);
        assert_eq!(matches.number(200, 1), Some(5));
    }

    #[test]
    fn the_next_and_the_one_before_are_found() {
        let matches = matches();
        for (at, before, after) in [
            (0, None, Some(place(0, 0))),
            (10, None, Some(place(0, 0))),
            (11, Some(place(0, 0)), Some(place(0, 1))),
            (91, Some(place(0, 2)), Some(place(200, 0))),
            (150, Some(place(0, 2)), Some(place(200, 0))),
            (210, Some(place(0, 2)), Some(place(200, 0))),
            (230, Some(place(200, 0)), Some(place(200, 1))),
            (251, Some(place(200, 1)), None),
        ] {
            assert_eq!(
                (matches.before(at), matches.after(at)),
                (before, after),
                "{at}"
            );
        }
        assert_eq!(
            (matches.first(), matches.last()),
            (Some(place(0, 0)), Some(place(200, 1)))
        );
        assert_eq!(Matches::default().last(), None);
    }

    #[test]
    fn too_many_are_only_counted() {
        let mut matches = Matches::new(0);
        let many = vec![0; MOST_STARTS];
        matches.add(found(0..100, &many));
        matches.add(found(100..200, &[120, 130]));
        assert_eq!(matches.total(), MOST_STARTS + 2);
        assert_eq!(matches.number(100, 1), Some(MOST_STARTS + 2));
        let unknown = Some(Place {
            chunk: 100,
            index: None,
        });
        assert_eq!(matches.after(150), unknown);
        assert_eq!(matches.before(150), unknown);
        assert_eq!(matches.after(200), None);
        assert_eq!(matches.before(101), unknown);
        matches.add(found(0..100, &[]));
        matches.add(found(100..200, &[120, 130]));
        assert_eq!(matches.after(121), Some(place(100, 1)));
    }
}
