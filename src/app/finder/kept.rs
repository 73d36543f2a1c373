//! The traces of a whole source, block by block, kept for all searches.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::{
    load::Source,
    search::{Common, Probe, TRACED_AFTER, TRACED_BEFORE, Trace, Tracer},
};

/// Bytes of the blocks of a source that is not very large: what is read for one stays in the cache of a
/// processor.
const BLOCK: u64 = 128 * 1024;

/// Blocks at most; those of a larger source are longer. Each takes about 400 bytes.
const MOST: u64 = 9 * 1024;

/// Blocks from which it is learned which grams are common.
const SAMPLES: u64 = 60;

/// The traces of one source of a certain length, as far as somebody has looked for them.
#[derive(Debug)]
pub struct Kept {
    len: u64,
    block: u64,
    common: OnceLock<Common>,
    traces: Box<[OnceLock<Trace>]>,
}

/// Bytes of a source that were read: used again for its memory, and while the same bytes are asked for.
#[derive(Debug, Default)]
pub(super) struct Window {
    bytes: Vec<u8>,
    /// Source offset of the first byte.
    start: u64,
}

impl Window {
    /// The bytes in `span`, cut at the end of the source, and perhaps more on both sides; with the source
    /// offset of the first. `None` where they cannot be read.
    pub(super) fn read(&mut self, source: &Source, span: Range<u64>) -> Option<(&[u8], u64)> {
        let end = span.end.min(source.len());
        let is_there = self.start <= span.start && end <= self.start + self.bytes.len() as u64;
        if !is_there {
            let pages = span.start.saturating_sub(BESIDE) / PAGE * PAGE;
            self.start = (pages + BESIDE).min(span.start);
            let read = source.read_into(self.start..span.end, &mut self.bytes);
            if read.is_err() {
                self.bytes.clear();
                return None;
            }
        }
        Some((&self.bytes, self.start))
    }
}

/// Bytes of a page of the system's.
const PAGE: u64 = 4096;

/// Bytes past the start of a page at which a window starts. Large memory starts some 16 bytes past one: what is
/// copied there from the very start of a page costs a fifth more, since each byte read lies where the last ones
/// were written, but for the page, and processors first tell by that.
const BESIDE: u64 = 64;

impl Kept {
    /// None yet, for a source of `len` bytes.
    pub fn new(len: u64) -> Self {
        let mut block = BLOCK;
        while len.div_ceil(block) > MOST {
            block *= 2;
        }
        Self::with_block(len, block)
    }

    /// None yet, in short blocks, of which everything is kept that a long source would have.
    #[cfg(test)]
    pub(super) fn in_short_blocks(len: u64) -> Self {
        let mut kept = Self::with_block(len, 4 * 1024);
        kept.common = OnceLock::from(Common::of([]));
        kept
    }

    /// How many of all blocks a search for `words` reads, once all of them have been looked at.
    #[cfg(test)]
    fn read_for(&self, words: &str) -> usize {
        let query = crate::search::Query::literal(words);
        let probe = query.probe().expect("there are letters");
        let blocks = 0..self.traces.len() as u64;
        let read = blocks.filter(|nth| self.may_stand(probe, nth * self.block));
        read.count()
    }

    /// None yet, with blocks of so many bytes.
    fn with_block(len: u64, block: u64) -> Self {
        let count = len.div_ceil(block);
        Self {
            len,
            block,
            common: OnceLock::new(),
            traces: (0..count).map(|_| OnceLock::new()).collect(),
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

    /// May a match stand in the block in which source offset `at` lies? Yes, as long as nobody has looked.
    pub(super) fn may_stand(&self, probe: Probe<'_>, at: u64) -> bool {
        let trace = self.traces.get((at / self.block) as usize);
        let known = self.common.get().zip(trace.and_then(OnceLock::get));
        known.is_none_or(|(common, trace)| probe.may_stand(common, trace))
    }

    /// Looks for the trace of the block of that number, unless there is one. None is found where the source
    /// cannot be read.
    fn look(&self, source: &Source, index: usize, window: &mut Window, tracer: &mut Tracer) {
        let cell = &self.traces[index];
        if cell.get().is_some() {
            return;
        }
        let common = self.common.get_or_init(|| self.learn(source));
        let start = index as u64 * self.block;
        let end = (start + self.block).min(self.len);
        let span = start.saturating_sub(TRACED_BEFORE as u64)..end + TRACED_AFTER as u64;
        if let Some((bytes, base)) = window.read(source, span) {
            let into = |at: u64| ((at - base) as usize).min(bytes.len());
            let trace = tracer.trace(common, bytes, into(start), into(end));
            // Somebody else may have been faster, and found the same.
            let _ = cell.set(trace);
        }
    }

    /// Learns which grams are common, from blocks spread over the source.
    fn learn(&self, source: &Source) -> Common {
        let step = (self.traces.len() as u64 / SAMPLES).max(1);
        let starts = (0..SAMPLES).map(|nth| nth * step * self.block);
        let samples = starts.filter_map(|start| {
            let sample = source.read(start..start + self.block).ok()?;
            Some(sample.into_owned())
        });
        Common::of(samples)
    }

    /// Looks for all traces that nobody has looked for, while somebody else holds `kept` too. Before each
    /// block it calls `wait`, which may keep it waiting.
    pub fn find_all(kept: &Arc<Self>, source: &Source, wait: impl Fn()) {
        let (mut window, mut tracer) = (Window::default(), Tracer::default());
        let mut blocks = 0..kept.traces.len();
        while Arc::strong_count(kept) > 1
            && let Some(index) = blocks.next()
        {
            wait();
            kept.look(source, index, &mut window, &mut tracer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;

    #[test]
    fn blocks_tile_a_source_and_are_not_too_many() {
        for len in [0, 1, BLOCK, BLOCK + 1, 5 << 30, 1 << 40] {
            let kept = Kept::new(len);
            assert!(
                kept.traces.len() as u64 <= MOST && kept.traces.len() as u64 * kept.block >= len
            );
            assert_eq!(kept.is_empty(), kept.traces.is_empty());
        }
        let kept = Kept::new(3 * BLOCK);
        assert_eq!(kept.first_part(&(10..2 * BLOCK)), 10..BLOCK);
        assert_eq!(kept.first_part(&(BLOCK..BLOCK + 5)), BLOCK..BLOCK + 5);
    }

    #[test]
    fn traces_are_found_once_and_across_the_ends_of_blocks() {
        let mut text = vec![b' '; 2 * BLOCK as usize];
        text[BLOCK as usize - 3..BLOCK as usize + 5].copy_from_slice(b"zeb**ra ");
        let (source, mut kept) = (
            Source::Held(text.clone()),
            Kept::new(text.len() as u64 + BLOCK),
        );
        kept.common = OnceLock::from(Common::of([]));
        let kept = Arc::new(kept);
        let query = Query::literal("zebra");
        let may_stand = |kept: &Kept, at| kept.may_stand(query.probe().unwrap(), at);
        assert!(may_stand(&kept, 0) && may_stand(&kept, 2 * BLOCK));
        let other = Arc::clone(&kept);
        Kept::find_all(&kept, &source, || {});
        assert!(may_stand(&other, 0) && !may_stand(&other, 2 * BLOCK));
        assert!(may_stand(&other, 4 * BLOCK));
    }

    /// Bytes of the blocks of a text that is made quickly.
    const SHORT: u64 = 16 * 1024;

    /// Words of three syllables of a vowel and a consonant each, each word as often as any other.
    fn made_of_syllables(len: usize) -> String {
        let syllable = |nth: u64| {
            let (first, second) = (nth % 15, nth / 15 % 5);
            [
                b"bdfghklmnprstvz"[first as usize],
                b"aeiou"[second as usize],
            ]
        };
        let (mut text, mut state) = (String::with_capacity(len + 8), 1_u64);
        while text.len() < len {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // A block has its own few hundred words, as a chapter has.
            let word = (state >> 33) % 300 + text.len() as u64 / SHORT * 7_919;
            for nth in [word % 75, word / 75 % 75, word / 5_625 % 75] {
                text.push_str(str::from_utf8(&syllable(nth)).unwrap());
            }
            text.push_str(if state >> 60 == 0 { ".\n\n" } else { " " });
        }
        text
    }

    #[test]
    fn few_blocks_are_read_for_a_word_that_is_rare() {
        let mut text = made_of_syllables(128 * SHORT as usize + 5);
        text.insert_str(
            40 * SHORT as usize + 7_000,
            " flugelhorn, flugel**horn** and 48,217 men. ",
        );
        text.insert_str(80 * SHORT as usize - 3, " Marabou ");
        let mut kept = Kept::with_block(text.len() as u64, SHORT);
        let source = Source::Held(text.into_bytes());
        kept.common = OnceLock::from(kept.learn(&source));
        let kept = Arc::new(kept);
        let held = Arc::clone(&kept);
        Kept::find_all(&kept, &source, || {});
        let all = held.traces.len();
        assert_eq!(all, 129);
        for (words, most) in [
            ("flugelhorn", 1),
            ("flugelhorn men", 1),
            ("Flugelhorn", 1),
            ("48,217", 40),
            ("48217", 40),
            ("absent", 0),
            ("49,217", 40),
            ("MARABOU", 20),
            ("marabou", 20),
            ("the", all),
        ] {
            let read = held.read_for(words);
            let is_there = words != "absent" && words != "49,217";
            assert!(read <= most && (read > 0 || !is_there), "{words:?}: {read}");
        }
    }
}
