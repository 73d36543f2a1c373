//! How many matches stand in each section.

use crate::{
    model::{Outline, SectionId, SectionKind},
    search::InChunk,
};

/// Matches by section; grows with each report and costs no more than what is in it.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Those of each section with those of the sections inside it, and without.
    all: Vec<u32>,
    alone: Vec<u32>,
}

impl Counts {
    /// Adds the matches of a chunk that were not reported before. Those that stand in no section, in the
    /// title and under it, belong to the opening text, which is where a reader goes for them.
    pub(super) fn add(&mut self, outline: &Outline, found: &InChunk) {
        self.all.resize(outline.len(), 0);
        self.alone.resize(outline.len(), 0);
        let mut starts = found.starts.as_slice();
        while let Some(first) = starts.first() {
            let at = found.span.start + u64::from(*first);
            let next = outline.count_to(at);
            let until = outline.sections().get(next).map(|next| next.source.start);
            let is_before = |start: &u32| {
                until.is_none_or(|until| found.span.start + u64::from(*start) < until)
            };
            let (here, rest) = starts.split_at(starts.partition_point(is_before));
            self.count(outline, next.checked_sub(1), here.len() as u32);
            starts = rest;
        }
    }

    /// Adds so many matches to a section and those round it.
    fn count(&mut self, outline: &Outline, section: Option<usize>, count: u32) {
        let id = section.map(|id| id as SectionId).or_else(|| {
            let first = outline.sections().first()?;
            (first.kind == SectionKind::Lead).then_some(0)
        });
        let Some(id) = id else { return };
        self.alone[id as usize] += count;
        let mut around = Some(id);
        while let Some(id) = around {
            self.all[id as usize] += count;
            around = outline.section(id).parent;
        }
    }

    /// How many stand in a section, `with_inner` those of the sections inside it too.
    pub(super) fn of(&self, id: SectionId, with_inner: bool) -> usize {
        let counts = if with_inner { &self.all } else { &self.alone };
        counts.get(id as usize).map_or(0, |count| *count as usize)
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
            (0..5)
                .map(|id| counts.of(id, with_inner))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(true), [1, 5, 4, 3, 1]);
        assert_eq!(of(false), [1, 1, 1, 3, 1]);
        assert_eq!(counts.of(9, true), 0);
    }

    #[test]
    fn what_stands_before_all_sections_belongs_to_the_opening() {
        let mut counts = Counts::default();
        counts.add(&outline(&[(1, 20)]), &found(0, &[0, 2, 7, 30]));
        assert_eq!((counts.of(0, true), counts.of(1, true)), (3, 1));
        let mut bare = Counts::default();
        bare.add(&Outline::default(), &found(0, &[1]));
        assert_eq!(bare.of(0, true), 0);
    }
}
