//! The seams of a whole source, block by block, kept from the first search on for all after it.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    load::Source,
    search::{AFTER, BEFORE, Seams},
};

/// Bytes of the blocks of a source that is not very large: as much as is read at once, so that it stays
/// in the cache of a processor.
const BLOCK: u64 = 64 * 1024;

/// Blocks at most; those of a larger source are longer. Each takes about 150 bytes.
const MOST: u64 = 32 * 1024;

/// The seams of one source of a certain length, as far as somebody has looked for them.
#[derive(Debug)]
pub struct Kept {
    len: u64,
    block: u64,
    seams: Box<[OnceLock<Seams>]>,
}

impl Kept {
    /// None yet, for a source of `len` bytes.
    pub fn new(len: u64) -> Self {
        let mut block = BLOCK;
        while len.div_ceil(block) > MOST {
            block *= 2;
        }
        let count = len.div_ceil(block);
        Self {
            len,
            block,
            seams: (0..count).map(|_| OnceLock::new()).collect(),
        }
    }

    /// Bytes of the source.
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Is the source empty?
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The part of `span` that lies in the block in which it starts.
    pub(super) fn first_part(&self, span: &Range<u64>) -> Range<u64> {
        let end = (span.start / self.block + 1) * self.block;
        span.start..end.min(span.end)
    }

    /// The seams of the block in which source offset `at` lies, if somebody has looked for them.
    pub(super) fn get(&self, at: u64) -> Option<&Seams> {
        self.seams.get((at / self.block) as usize)?.get()
    }

    /// Looks for the seams of the block in which `at` lies, unless somebody has; `buffer` is filled on
    /// the way. `None` where the source cannot be read.
    pub(super) fn find(&self, source: &Source, at: u64, buffer: &mut Vec<u8>) -> Option<&Seams> {
        let index = (at / self.block) as usize;
        let cell = self.seams.get(index)?;
        if cell.get().is_none() {
            let start = index as u64 * self.block;
            let end = (start + self.block).min(self.len);
            let from = start.saturating_sub(BEFORE as u64);
            source.read_into(from..end + AFTER as u64, buffer).ok()?;
            let into = |at: u64| (at.saturating_sub(from) as usize).min(buffer.len());
            // Another worker may have been faster; it found the same.
            let _ = cell.set(Seams::of(buffer, into(start), into(end)));
        }
        cell.get()
    }

    /// Looks for all seams that nobody has looked for, while somebody else holds `kept` too.
    pub fn find_all(kept: &Arc<Self>, source: &Source) {
        let mut buffer = Vec::new();
        let mut at = 0;
        while at < kept.len && Arc::strong_count(kept) > 1 {
            kept.find(source, at, &mut buffer);
            at += kept.block;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_tile_a_source_and_are_not_too_many() {
        for len in [0, 1, BLOCK, BLOCK + 1, 5 << 30, 1 << 40] {
            let kept = Kept::new(len);
            assert!(kept.seams.len() as u64 <= MOST && kept.seams.len() as u64 * kept.block >= len);
            assert_eq!(kept.is_empty(), kept.seams.is_empty());
        }
        let kept = Kept::new(3 * BLOCK);
        assert_eq!(kept.first_part(&(10..2 * BLOCK)), 10..BLOCK);
        assert_eq!(kept.first_part(&(BLOCK..BLOCK + 5)), BLOCK..BLOCK + 5);
    }

    #[test]
    fn seams_are_found_once_and_across_the_ends_of_blocks() {
        let mut text = vec![b' '; 2 * BLOCK as usize];
        text[BLOCK as usize - 2..BLOCK as usize + 3].copy_from_slice(b"a**b ");
        let (source, kept) = (
            Source::Held(text.clone()),
            Arc::new(Kept::new(text.len() as u64)),
        );
        assert_eq!(kept.get(0), None);
        let other = Arc::clone(&kept);
        Kept::find_all(&kept, &source);
        let empty = Seams::default();
        assert_ne!(other.get(0), Some(&empty));
        assert_eq!(other.get(BLOCK), Some(&empty));
        assert_eq!(other.get(2 * BLOCK), None);
    }
}
