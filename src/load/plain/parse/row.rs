//! A line of a chunk and what the index says of it.

use std::{iter::Peekable, ops::Range, vec::IntoIter};

use crate::{
    load::plain::{
        lines::Line,
        shape::{self, Shape},
        unit::Style,
    },
    model::{Aside, BlockKind, Document, SectionId, SectionKind, SetAside},
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
    /// `None` for a blank line. `places` are to be asked of lines in their order.
    pub fn new(line: Line<'a>, places: &mut Places<'_>) -> Option<Self> {
        (!shape::is_blank(line.bytes)).then(|| {
            let shape = shape::of_line(&line);
            let start = line.start + u64::from(shape.text_at);
            Row {
                place: places.of(start, line.end),
                aside: places.aside(start),
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

/// What the index says of lines, asked in their order: what was found for one holds for those behind it up to
/// the next heading, or the next passage set aside.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    style: &'a Style,
    /// The last heading that starts before `next`.
    heading: Option<(SectionId, Range<u64>)>,
    /// Source offset at which the next heading starts.
    next: u64,
    /// The passages set aside that do not end before the last line that was asked for.
    asides: Peekable<IntoIter<SetAside>>,
}

impl<'a> Places<'a> {
    /// What `document` says of the lines in `source`, which are laid out by `style`.
    pub fn new(source: Range<u64>, document: &'a Document, style: &'a Style) -> Self {
        let asides: Vec<SetAside> = document.set_aside.within(source).collect();
        Self {
            document,
            style,
            heading: None,
            next: 0,
            asides: asides.into_iter().peekable(),
        }
    }

    /// What the characters from `start` up to `end`, where their line ends, are.
    fn of(&mut self, start: u64, end: u64) -> Place {
        let holds = |range: &Range<u64>| range.start < end && start < range.end;
        let document = self.document;
        if end > self.next {
            self.go_to(end - 1);
        }
        if let Some((id, heading)) = &self.heading
            && holds(heading)
            && let section = document.outline.section(*id)
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
            let is_standfirst = self.style.standfirst.as_ref() == Some(range);
            let kind = if is_standfirst {
                BlockKind::Standfirst
            } else {
                BlockKind::Meta
            };
            Place::Marked(kind, range.start)
        })
    }

    /// Finds the last heading that starts at or before `last`.
    fn go_to(&mut self, last: u64) {
        let outline = &self.document.outline;
        let before = outline.count_to(last);
        let heading = |id: SectionId| (id, outline.heading(id));
        self.heading = before.checked_sub(1).map(|id| heading(id as SectionId));
        let is_last = before >= outline.len();
        self.next = if is_last {
            u64::MAX
        } else {
            outline.heading(before as SectionId).start
        };
    }

    /// Why what stands at source offset `start` is no part of the briefing.
    fn aside(&mut self, start: u64) -> Option<Aside> {
        while self
            .asides
            .next_if(|passage| passage.source.end <= start)
            .is_some()
        {}
        let passage = self.asides.peek();
        let passage = passage.filter(|passage| passage.source.start <= start);
        passage.map(|passage| passage.kind)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        load,
        model::{Outline, outline::Heading},
        text::Clean,
    };

    /// Lines of five bytes and a line end: a heading for 0, set aside for 1, text for all others.
    fn document(lines: &[u8]) -> Document {
        let nothing = load::from_bytes("note.txt", Vec::new(), None);
        let mut document = Document::clone(&nothing.document());
        let mut outline = Outline::default();
        for (line, kind) in (0..).zip(lines) {
            let source = line * 6..line * 6 + 5;
            match kind {
                0 => outline.push(&Heading {
                    level: 2,
                    title: Clean::literal("Ferry"),
                    source,
                    rule: "test",
                    confidence: 1.0,
                }),
                1 => document.set_aside.push(&SetAside {
                    kind: Aside::Nav,
                    source,
                }),
                _ => {}
            }
        }
        outline.close(lines.len() as u64 * 6);
        document.outline = outline;
        document
    }

    proptest! {
        #[test]
        fn lines_are_what_the_index_says(lines in prop::collection::vec(0_u8..3, 1..40), first in 0_usize..40) {
            let (document, style) = (document(&lines), Style::default());
            let first = first % lines.len();
            let source = first as u64 * 6..lines.len() as u64 * 6;
            let mut places = Places::new(source, &document, &style);
            for (line, kind) in (0..).zip(&lines).skip(first) {
                let (start, end) = (line * 6, line * 6 + 5);
                let is_heading = matches!(
                    places.of(start, end),
                    Place::Marked(BlockKind::Heading { .. }, heading) if heading == start
                );
                prop_assert_eq!(is_heading, *kind == 0);
                prop_assert_eq!(places.aside(start), (*kind == 1).then_some(Aside::Nav));
            }
        }
    }
}
