//! One figure at one place of the text, with all its sentence says of it there.

use std::ops::Range;

use super::value::{Change, Kind, Qualifier, Unit, Value};
use crate::{
    model::{Chunk, SectionId},
    text::CleanString,
};

/// Where in the document a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the title, or the title said again.
    Title,
    /// In the sentence under the title.
    Standfirst,
    /// In a heading.
    Heading,
    /// In the text.
    Body,
    /// In a table.
    Table,
}

/// One place a figure stands, with what is said of it there.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// Source span of the figure.
    pub source: Range<u64>,
    /// Source span of its sentence, or of its cell.
    pub sentence: Range<u64>,
    /// The innermost section that holds it; set when the collection is finished.
    pub section: Option<SectionId>,
    /// Where in the document.
    pub place: Place,
    /// The figure as the text has it: `15,000`, `$1.2bn`.
    pub shown: CleanString,
    /// What is counted or measured, in the words of this place; `None` for a date.
    pub subject: Option<CleanString>,
    /// How exact this place is.
    pub qualifier: Option<Qualifier>,
    /// A word by which this place keeps its distance: "reportedly". No source.
    pub hedge: Option<CleanString>,
    /// The change this place speaks of.
    pub change: Option<Change>,
    /// Who says so here, in the same sentence.
    pub attribution: Option<CleanString>,
}

impl Occurrence {
    /// The figure that stands at text bytes `figure` of `chunk`, in the sentence at `sentence`; nothing is
    /// said of it yet.
    pub(super) fn new(
        chunk: &Chunk,
        place: Place,
        figure: Range<u32>,
        sentence: Range<u32>,
    ) -> Self {
        let shown = chunk.text.slice(figure.start as usize..figure.end as usize);
        Self {
            source: chunk.source_span(figure),
            sentence: chunk.source_span(sentence),
            section: None,
            place,
            shown: shown.into(),
            subject: None,
            qualifier: None,
            hedge: None,
            change: None,
            attribution: None,
        }
    }

    /// About the bytes it takes.
    pub(super) fn size(&self) -> usize {
        let words = [&self.subject, &self.hedge, &self.attribution];
        size_of::<Self>() + self.shown.len() + words_size(words)
    }
}

/// About the bytes that `words` take on the heap.
pub(super) fn words_size<const N: usize>(words: [&Option<CleanString>; N]) -> usize {
    let words = words.into_iter().flatten();
    words.map(|words| words.len() + 16).sum()
}

/// One figure at one place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What sort of figure.
    pub kind: Kind,
    /// Its normal form.
    pub value: Value,
    /// What it is counted in.
    pub unit: Option<Unit>,
    /// What a list shows after the value: "people killed", "rise in fatalities". May be empty.
    pub label: CleanString,
    /// What it is compared with, in the words of the text.
    pub detail: Option<CleanString>,
    /// The date the figure speaks of, where the sentence names one.
    pub time: Option<Value>,
    /// Where the figure it is a part of begins in the source: 500 of 1,500.
    pub whole: Option<u64>,
    /// The place, and what is said of it there.
    pub here: Occurrence,
}
