//! A line of a chunk and what the index says of it.

use std::ops::Range;

use crate::{
    load::plain::{
        lines::Line,
        shape::{self, Shape},
        unit::Style,
    },
    model::{Aside, BlockKind, Document, SectionId, SectionKind},
};

/// What the index says of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Nothing: the chunk decides.
    Text,
    /// A heading, the title, a line of meta; the number tells one range from the next.
    Marked(BlockKind, u64),
}

/// A line that is not blank.
#[derive(Debug)]
pub struct Row<'a> {
    /// The line.
    pub line: Line<'a>,
    /// How it looks.
    pub shape: Shape,
    /// What it is.
    pub place: Place,
    /// Set when it is no part of the briefing.
    pub aside: Option<Aside>,
}

impl<'a> Row<'a> {
    /// `None` for a blank line.
    pub fn new(line: Line<'a>, document: &Document, style: &Style) -> Option<Self> {
        (!shape::is_blank(line.bytes)).then(|| {
            let shape = shape::of(line.bytes);
            let start = line.start + u64::from(shape.text_at);
            Row {
                place: place(document, style, start, line.end),
                aside: document.set_aside.at(start).map(|aside| aside.kind),
                line,
                shape,
            }
        })
    }

    /// Source offset of the first visible character.
    pub fn start(&self) -> u64 {
        self.line.start + u64::from(self.shape.text_at)
    }

    /// Is there no blank line between `above` and this one, and do both belong to the same?
    pub fn is_right_below(&self, above: &Row<'_>) -> bool {
        above.line.next == self.line.start && above.aside == self.aside && above.place == self.place
    }
}

fn place(document: &Document, style: &Style, start: u64, end: u64) -> Place {
    let holds = |range: &Range<u64>| range.start < end && start < range.end;
    let outline = &document.outline;
    let before = end.checked_sub(1).map_or(0, |last| outline.count_to(last));
    if let Some(id) = before.checked_sub(1).map(|last| last as SectionId)
        && holds(&outline.heading(id))
        && let section = outline.section(id)
        && section.kind == SectionKind::Section
    {
        let level = section.level.min(6);
        let confidence = (section.confidence() * 255.0) as u8;
        return Place::Marked(
            BlockKind::Heading { level, confidence },
            section.source.start,
        );
    }
    if let Some(range) = document.title.source.as_ref().filter(|range| holds(range)) {
        return Place::Marked(BlockKind::Title, range.start);
    }
    let meta = document.meta.source.iter().find(|range| holds(range));
    meta.map_or(Place::Text, |range| {
        let is_standfirst = style.standfirst.as_ref() == Some(range);
        let kind = if is_standfirst {
            BlockKind::Standfirst
        } else {
            BlockKind::Meta
        };
        Place::Marked(kind, range.start)
    })
}
