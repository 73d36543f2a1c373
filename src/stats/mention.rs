//! One figure at one place of the text, with all its sentence says of it.

use std::ops::Range;

use super::value::{Change, Kind, Qualifier, Unit, Value};
use crate::text::CleanString;

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

/// One figure at one place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What sort of figure.
    pub kind: Kind,
    /// Its normal form.
    pub value: Value,
    /// What it is counted in.
    pub unit: Option<Unit>,
    /// What is counted or measured; `None` for a date.
    pub subject: Option<CleanString>,
    /// What a list shows after the value: "people killed", "rise in fatalities". May be empty.
    pub label: CleanString,
    /// The figure as the text has it: `15,000`, `$1.2bn`.
    pub shown: CleanString,
    /// What it is compared with, in the words of the text.
    pub detail: Option<CleanString>,
    /// How exact the text is.
    pub qualifier: Option<Qualifier>,
    /// A word by which the text keeps its distance: "reportedly". No source.
    pub hedge: Option<CleanString>,
    /// The change it is part of.
    pub change: Option<Change>,
    /// Who says so, in the same sentence.
    pub attribution: Option<CleanString>,
    /// The date the figure speaks of, where the sentence names one.
    pub time: Option<Value>,
    /// Where in the document.
    pub place: Place,
    /// Source span of the figure.
    pub source: Range<u64>,
    /// Source span of its sentence, or of its cell.
    pub sentence: Range<u64>,
    /// Where the figure it is a part of begins in the source: 500 of 1,500.
    pub whole: Option<u64>,
}
