//! How many matches stand in each section.

use std::{collections::HashMap, ops::Range};

use crate::{
    model::{Outline, SectionId, SectionKind},
    search::InChunk,
};

/// Sections whose counts are kept together.
const BLOCK: usize = 512;

/// Matches by section; grows with each report and costs no more than what is in it. There may be a
/// million sections: a count takes two bytes, and none where nothing near was found.
#[derive(Debug, Default)]
pub(super) struct Counts {
    blocks: Vec<Block>,
    /// Counts too large for their place in a block: how many times 65,536 comes on top.
    carried: HashMap<SectionId, u32>,
}

/// The counts of sections one after the other, without those of the sections inside them.
#[derive(Clone, Debug, Default)]
struct Block {
    total: u64,
    /// Empty as long as there are none.
    counts: Box<[u16]>,
}

impl Counts {
    /// Adds the matches of a chunk that were not reported before. Those that stand in no section, in the
    /// title and under it, belong to the opening text, which is where a reader goes for them.
    pub(super) fn add(&mut self, outline: &Outline, found: &InChunk) {
        self.blocks
            .resize(outline.len().div_ceil(BLOCK), Block::default());
        let mut starts = found.starts.as_slice();
        while let Some(first) = starts.first() {
            let at = found.span.start + u64::from(*first);
            let next = outline.count_to(at);
            let until = (next < outline.len()).then(|| outline.heading(next as SectionId).start);
            let is_before = |start: &u32| {
                until.is_none_or(|until| found.span.start + u64::from(*start) < until)
            };
            let (here, rest) = starts.split_at(starts.partition_point(is_before));
            self.count(outline, next.checked_sub(1), here.len() as u32);
            starts = rest;
        }
    }

    /// Adds so many matches to a section.
    fn count(&mut self, outline: &Outline, section: Option<usize>, count: u32) {
        let id = section.map(|id| id as SectionId).or_else(|| {
            let first = outline.sections().first()?;
            (first.kind == SectionKind::Lead).then_some(0)
        });
        let Some(id) = id else { return };
        let block = &mut self.blocks[id as usize / BLOCK];
        block.total += u64::from(count);
        if block.counts.is_empty() {
            block.counts = vec![0; BLOCK].into();
        }
        let kept = &mut block.counts[id as usize % BLOCK];
        let sum = u32::from(*kept) + count;
        *kept = sum as u16;
        if sum > u32::from(u16::MAX) {
            *self.carried.entry(id).or_default() += sum >> 16;
        }
    }

    /// How many stand in a section of `outline`, `with_inner` those of the sections inside it too.
    pub(super) fn of(&self, outline: &Outline, id: SectionId, with_inner: bool) -> usize {
        match id as usize {
            at if at >= outline.len() => 0,
            at if with_inner => self.sum(at..outline.after(id) as usize),
            at => self.alone(at),
        }
    }

    fn alone(&self, at: usize) -> usize {
        let block = self.blocks.get(at / BLOCK);
        let kept = block.and_then(|block| block.counts.get(at % BLOCK));
        let carried = self.carried.get(&(at as SectionId)).copied().unwrap_or(0);
        kept.map_or(0, |kept| usize::from(*kept)) + ((carried as usize) << 16)
    }

    /// Those of all these sections: whole blocks at once.
    fn sum(&self, sections: Range<usize>) -> usize {
        let (first, last) = (sections.start.div_ceil(BLOCK), sections.end / BLOCK);
        if first >= last {
            return sections.map(|at| self.alone(at)).sum();
        }
        let whole = self.blocks.iter().take(last).skip(first);
        let whole: u64 = whole.map(|block| block.total).sum();
        let edges = (sections.start..first * BLOCK).chain(last * BLOCK..sections.end);
        whole as usize + edges.map(|at| self.alone(at)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::outline::Heading, text::Clean};

    /// Opening text from 5 to 20, then sections of these levels and starts, up to 300.
    fn outline(sections: &[(u8, u64)]) -> Outline {
        let mut outline = Outline::default();
        outline.push_lead(5..20);
        for (level, start) in sections {
            let (title, source) = (Clean::literal("x"), *start..start + 1);
            outline.push(&Heading {
                level: *level,
                title,
                source,
                rule: "test",
                confidence: 1.0,
            });
        }
        outline.close(300);
        outline
    }

    fn found(start: u64, starts: &[u32]) -> InChunk {
        let (span, starts) = (start..start + 100, starts.to_vec());
        InChunk { span, starts }
    }

    #[test]
    fn matches_are_counted_in_their_section_and_those_round_it() {
        let outline = outline(&[(1, 20), (2, 80), (3, 90), (1, 240)]);
        let mut counts = Counts::default();
        counts.add(&outline, &found(200, &[10, 50]));
        counts.add(&outline, &found(0, &[10, 20, 85, 95, 99]));
        let of = |with_inner| {
            let of = |id| counts.of(&outline, id, with_inner);
            (0..5).map(of).collect::<Vec<_>>()
        };
        assert_eq!(of(true), [1, 5, 4, 3, 1]);
        assert_eq!(of(false), [1, 1, 1, 3, 1]);
        assert_eq!(counts.of(&outline, 9, true), 0);
    }

    #[test]
    fn what_stands_before_all_sections_belongs_to_the_opening() {
        let mut counts = Counts::default();
        let outline = outline(&[(1, 20)]);
        counts.add(&outline, &found(0, &[0, 2, 7, 30]));
        let of = |id| counts.of(&outline, id, true);
        assert_eq!((of(0), of(1)), (3, 1));
        let (mut bare, none) = (Counts::default(), Outline::default());
        bare.add(&none, &found(0, &[1]));
        assert_eq!(bare.of(&none, 0, true), 0);
    }

    #[test]
    fn many_sections_and_many_matches_are_counted() {
        let sections: Vec<(u8, u64)> = (0..5 * BLOCK as u64)
            .map(|nth| (1 + u8::from(nth % 2000 > 0), 20 + nth))
            .collect();
        let (outline, mut counts) = (outline(&sections), Counts::default());
        let every: Vec<u32> = (0..sections.len() as u32).map(|nth| 20 + nth).collect();
        let (span, starts) = (0..9999, every);
        counts.add(&outline, &InChunk { span, starts });
        let of = |counts: &Counts, id, with_inner| counts.of(&outline, id, with_inner);
        assert_eq!(of(&counts, 1, true), 2000);
        assert_eq!(of(&counts, 1, false), 1);
        assert_eq!(of(&counts, 2001, true), sections.len() - 2000);
        assert_eq!(of(&counts, 77, true), 1);
        let many = found(21, &vec![0; 150_000]);
        counts.add(&outline, &many);
        assert_eq!(of(&counts, 2, false), 150_001);
        assert_eq!(of(&counts, 1, true), 152_000);
    }
}
