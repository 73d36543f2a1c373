//! The tree of headings, kept flat and in source order.
//!
//! There may be a million of them in a large file, and each index that is published holds them all:
//! so they are kept in blocks that outlines share, in few bytes each, and what follows from their
//! order (where a section ends, which one is around it) is found when somebody asks. The words of
//! the first headings are held; those of the others are read where they stand.

mod anchor;
mod block;

use std::{fmt, ops::Range, sync::Arc};

use self::block::Block;
use crate::text::{Clean, CleanString};

/// Index of a section in its [`Outline`].
pub type SectionId = u32;

/// Bytes of words held at most, where those of further headings can be read.
const HELD: usize = 256 << 10;

/// A heading and all up to the next of its level or higher.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Opening text or a headed section.
    pub kind: SectionKind,
    /// 1 for a section right under the title; a child is exactly one deeper than its parent.
    pub level: u8,
    /// The section around it.
    pub parent: Option<SectionId>,
    /// Source span: the heading and all that belongs to it, sections inside it included.
    pub source: Range<u64>,
    /// Where the heading ends.
    heading_end: u64,
    confidence: f32,
}

impl Section {
    /// Source span of the heading alone, underline included; empty for the lead.
    pub const fn heading(&self) -> Range<u64> {
        self.source.start..self.heading_end
    }

    /// How sure it is that this is a heading, 0 to 1.
    pub const fn confidence(&self) -> f32 {
        self.confidence
    }
}

/// Opening text or a headed section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The text before the first heading.
    Lead,
    /// A heading and what follows.
    Section,
}

/// A heading as a loader found it, in source order.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading<'a> {
    /// As marked or guessed: 1 to 6, jumps allowed.
    pub level: u8,
    /// The words, without marks.
    pub title: Clean<'a>,
    /// Source span of the heading, underline included.
    pub source: Range<u64>,
    /// Why the line was taken for a heading.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// Reads the words of headings that an outline does not hold.
pub trait ReadTitle: fmt::Debug + Send + Sync {
    /// The words of the heading at a source span, without marks; none when they cannot be read.
    fn title(&self, heading: Range<u64>) -> CleanString;
}

/// The sections of a document, in source order. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    blocks: Vec<Arc<Block>>,
    len: usize,
    has_lead: bool,
    /// Where the sections end that are open.
    end: u64,
    /// Open sections from the outermost: their levels as found.
    open: Vec<u8>,
    /// The names of the rules that found headings: a handful.
    rules: Vec<&'static str>,
    /// Bytes of words held.
    held: usize,
    reader: Option<Arc<dyn ReadTitle>>,
}

impl Outline {
    /// Has `reader` read the words that are not held.
    pub fn set_reader(&mut self, reader: Arc<dyn ReadTitle>) {
        self.reader = Some(reader);
    }

    /// Adds the lead: text over `source` before the first heading. Call it before any heading.
    pub fn push_lead(&mut self, source: Range<u64>) {
        debug_assert!(self.is_empty(), "the lead comes first");
        self.has_lead = true;
        self.end = self.end.max(source.end);
        let lead = Heading {
            level: 1,
            title: Clean::default(),
            source: source.start..source.start,
            rule: "lead",
            confidence: 1.0,
        };
        self.add(&lead, 1);
    }

    /// Adds a heading and holds its words; depths are closed up so that a child is one deeper than
    /// its parent.
    pub fn push(&mut self, heading: &Heading<'_>) {
        self.push_unheld(heading);
        let id = self.len as SectionId - 1;
        self.set_title(id, heading.title);
    }

    /// Adds a heading as [`Outline::push`] does, but leaves its words to the reader.
    pub fn push_unheld(&mut self, heading: &Heading<'_>) {
        while self
            .open
            .last()
            .is_some_and(|level| *level >= heading.level)
        {
            self.open.pop();
        }
        self.open.push(heading.level);
        self.end = self.end.max(heading.source.end);
        self.add(heading, self.open.len() as u8);
    }

    fn add(&mut self, heading: &Heading<'_>, level: u8) {
        let rule = self.rule_index(heading.rule);
        let start = heading.source.start;
        if !self.blocks.last().is_some_and(|block| block.takes(start)) {
            // It is full: room for more would be room for nothing.
            if let Some(full) = self.blocks.last_mut().and_then(Arc::get_mut) {
                full.shrink();
            }
            let block = Block::new(self.len as SectionId, start);
            self.blocks.push(Arc::new(block));
        }
        let last = self.blocks.last_mut().expect("one was pushed");
        Arc::make_mut(last).push(heading, level, rule);
        self.len += 1;
    }

    /// The outline without the headings for whose first byte `is_none` says so; what stood under them
    /// belongs to the section before, or to a lead.
    #[must_use]
    pub fn without(&self, is_none: impl Fn(u64) -> bool) -> Self {
        let mut outline = Self {
            reader: self.reader.clone(),
            ..Self::default()
        };
        for id in 0..self.len as SectionId {
            let source = self.heading(id);
            let is_lead = self.kind(id) == SectionKind::Lead;
            if is_lead || outline.is_empty() && is_none(source.start) {
                outline.push_lead(source);
            } else if !is_none(source.start) {
                let held = self.held_title(id);
                let heading = Heading {
                    level: self.found_level(id),
                    title: held.unwrap_or_default(),
                    source,
                    rule: self.rule(id),
                    confidence: self.confidence(id),
                };
                if held.is_some() {
                    outline.push(&heading);
                } else {
                    outline.push_unheld(&heading);
                }
            }
        }
        outline.close(self.end);
        outline
    }

    /// Gives a section other words, and holds them.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn set_title(&mut self, id: SectionId, title: Clean<'_>) {
        let (block, at) = self.place(id);
        self.held += title.len();
        Arc::make_mut(&mut self.blocks[block]).hold(at, title);
    }

    /// May words be left to the reader now, if there is one? The first of them are held: few texts have
    /// more, and theirs stay what they were when the file changes.
    pub const fn holds_enough(&self) -> bool {
        self.held >= HELD && self.reader.is_some()
    }

    fn rule_index(&mut self, rule: &'static str) -> u8 {
        // Most are the very same words; to compare them would be a call for each heading.
        let is_same = |known: &&str| std::ptr::eq(*known, rule);
        let known = self.rules.iter().position(is_same);
        let known = known.or_else(|| self.rules.iter().position(|known| *known == rule));
        let index = known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        });
        u8::try_from(index).expect("there are fewer rules than that")
    }

    /// Ends every open section at `end`. More headings may follow.
    pub const fn close(&mut self, end: u64) {
        self.end = end;
    }

    /// The block of a section, and which of its entries it is.
    fn place(&self, id: SectionId) -> (usize, usize) {
        // All but the last are full, unless the source is very long.
        let likely = id as usize / block::SECTIONS;
        if let Some(at) = self.blocks.get(likely).and_then(|block| block.entry(id)) {
            return (likely, at);
        }
        let after = self.blocks.partition_point(|block| block.first <= id);
        let block = after.checked_sub(1).expect("there is such a section");
        (block, (id - self.blocks[block].first) as usize)
    }

    /// Why a section's line was taken for a heading: the name of the rule.
    pub fn rule(&self, id: SectionId) -> &'static str {
        let (block, at) = self.place(id);
        self.rules[self.blocks[block].rule(at)]
    }

    /// All sections, in source order.
    pub const fn sections(&self) -> Sections<'_> {
        Sections(self)
    }

    /// One section.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn section(&self, id: SectionId) -> Section {
        self.described(id, self.parent(id))
    }

    fn described(&self, id: SectionId, parent: Option<SectionId>) -> Section {
        let (block, at) = self.place(id);
        let entries = &self.blocks[block];
        let heading = entries.heading(at);
        Section {
            kind: self.kind(id),
            level: entries.level(at),
            parent,
            source: heading.start..self.end_of(block, at).max(heading.start),
            heading_end: heading.end,
            confidence: entries.confidence(at),
        }
    }

    const fn kind(&self, id: SectionId) -> SectionKind {
        if id == 0 && self.has_lead {
            SectionKind::Lead
        } else {
            SectionKind::Section
        }
    }

    /// Where a section ends: where the next one starts that is not deeper.
    fn end_of(&self, block: usize, at: usize) -> u64 {
        let next = self.next_outside(block, at);
        next.map_or(self.end, |(block, at)| self.blocks[block].start(at))
    }

    /// The first section after `id` that is not inside it; [`Outline::len`] when there is none.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn after(&self, id: SectionId) -> SectionId {
        let (block, at) = self.place(id);
        let next = self.next_outside(block, at);
        next.map_or(self.len as SectionId, |(block, at)| {
            self.blocks[block].first + at as SectionId
        })
    }

    /// Block and entry of the next section that is not deeper.
    fn next_outside(&self, block: usize, at: usize) -> Option<(usize, usize)> {
        let level = self.blocks[block].level(at);
        (block..self.blocks.len()).find_map(|nth| {
            let from = if nth == block { at + 1 } else { 0 };
            let next = self.blocks[nth].next_up_to(from, level)?;
            Some((nth, next))
        })
    }

    /// The section around `id`: the last before it that is less deep.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn parent(&self, id: SectionId) -> Option<SectionId> {
        let (block, at) = self.place(id);
        let level = self.blocks[block].level(at);
        let upwards = self.blocks[..=block].iter().enumerate().rev();
        let mut found = upwards.filter_map(|(nth, entries)| {
            let end = if nth == block { at } else { entries.len() };
            let above = entries.last_above(end, level)?;
            Some(entries.first + above as SectionId)
        });
        found.next()
    }

    /// How sure it is that a section's line is a heading, 0 to 1.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn confidence(&self, id: SectionId) -> f32 {
        let (block, at) = self.place(id);
        self.blocks[block].confidence(at)
    }

    /// Source span of a section's heading; empty for the lead.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn heading(&self, id: SectionId) -> Range<u64> {
        let (block, at) = self.place(id);
        self.blocks[block].heading(at)
    }

    /// The level of a section as the loader found it.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn found_level(&self, id: SectionId) -> u8 {
        let (block, at) = self.place(id);
        self.blocks[block].marked(at)
    }

    /// How many there are, the lead included.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Is there no section at all, not even a lead?
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The words of a section's heading; none for the lead.
    pub fn title(&self, id: SectionId) -> CleanString {
        if let Some(words) = self.held_title(id) {
            return words.into();
        }
        let (block, at) = self.place(id);
        let reader = self
            .reader
            .as_ref()
            .filter(|_| self.kind(id) == SectionKind::Section);
        reader.map_or_else(CleanString::new, |reader| {
            reader.title(self.blocks[block].heading(at))
        })
    }

    /// The words of a section's heading, when they are held.
    pub fn held_title(&self, id: SectionId) -> Option<Clean<'_>> {
        let (block, at) = self.place(id);
        self.blocks[block].words(at)
    }

    /// What a section is called: the words of its heading, "Opening" for the lead, "Untitled" where the
    /// heading has no words or they cannot be read any more.
    pub fn name(&self, id: SectionId) -> CleanString {
        if self.kind(id) == SectionKind::Lead {
            return Clean::literal("Opening").into();
        }
        let title = self.title(id);
        if title.is_empty() {
            return Clean::literal("Untitled").into();
        }
        title
    }

    /// How many sections start at or before source offset `at`.
    pub fn count_to(&self, at: u64) -> usize {
        let after = self.blocks.partition_point(|block| block.start(0) <= at);
        let Some(last) = after.checked_sub(1) else {
            return 0;
        };
        self.blocks[last].first as usize + self.blocks[last].count_to(at)
    }

    /// The innermost section that holds source offset `at`.
    ///
    /// A section ends where one starts that is not inside it, so it is the last that starts at or
    /// before `at`, unless all have ended.
    pub fn at(&self, at: u64) -> Option<SectionId> {
        let last = self.count_to(at).checked_sub(1)?;
        (at < self.end).then_some(last as SectionId)
    }
}

/// The sections of an outline, made when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a>(&'a Outline);

impl<'a> Sections<'a> {
    /// All of them, in source order.
    pub fn iter(self) -> impl Iterator<Item = Section> + use<'a> {
        let outline = self.0;
        // The last section of each level: the one above is around what follows.
        let mut last = [None; 1 + u8::MAX as usize];
        (0..outline.len as SectionId).map(move |id| {
            let (block, at) = outline.place(id);
            let level = usize::from(outline.blocks[block].level(at));
            last[level] = Some(id);
            outline.described(id, last[level - 1])
        })
    }

    /// How many there are.
    pub const fn len(self) -> usize {
        self.0.len
    }

    /// Is there none?
    pub const fn is_empty(self) -> bool {
        self.0.len == 0
    }

    /// One of them, if there is such a one.
    pub fn get(self, at: usize) -> Option<Section> {
        (at < self.0.len).then(|| self.0.section(at as SectionId))
    }

    /// The first.
    pub fn first(self) -> Option<Section> {
        self.get(0)
    }
}

#[cfg(test)]
mod tests;
