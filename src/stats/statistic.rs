//! A figure of the document with all its places, as the list of them holds it.

use std::ops::Range;

use super::{
    mention::{Mention, Place},
    note::Note,
    value::{Change, Kind, Qualifier, Unit, Value},
};
use crate::{model::SectionId, text::CleanString};

/// One place a statistic stands, with what is said of it there.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// Source span of the figure.
    pub source: Range<u64>,
    /// Source span of its sentence.
    pub sentence: Range<u64>,
    /// The innermost section that holds it; set when the collection is finished.
    pub section: Option<SectionId>,
    /// Where in the document.
    pub place: Place,
    /// The figure as the text has it.
    pub shown: CleanString,
    /// What is counted, in the words of this place.
    pub subject: Option<CleanString>,
    /// How exact this place is.
    pub qualifier: Option<Qualifier>,
    /// A word by which this place keeps its distance.
    pub hedge: Option<CleanString>,
    /// The change this place speaks of.
    pub change: Option<Change>,
    /// Who says so here.
    pub attribution: Option<CleanString>,
}

/// A figure of the document, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistic {
    /// What sort of figure.
    pub kind: Kind,
    /// Its normal form.
    pub value: Value,
    /// What it is counted in.
    pub unit: Option<Unit>,
    /// What is counted or measured; `None` for a date.
    pub subject: Option<CleanString>,
    /// What a list shows behind the value; may be empty.
    pub label: CleanString,
    /// The figure as the text has it.
    pub shown: CleanString,
    /// What it is compared with.
    pub detail: Option<CleanString>,
    /// How exact the text is.
    pub qualifier: Option<Qualifier>,
    /// A word by which the text keeps its distance.
    pub hedge: Option<CleanString>,
    /// The change it is part of.
    pub change: Option<Change>,
    /// Who says so.
    pub attribution: Option<CleanString>,
    /// The date it speaks of.
    pub time: Option<Value>,
    /// 0 to 1: how much it matters in this document.
    pub importance: f32,
    /// Index in [`Statistics::list`] of the figure it is a part of.
    pub part_of: Option<usize>,
    /// What a careful reader would look at twice.
    pub notes: Vec<Note>,
    /// Where it stands, in the order of the text; at least one.
    pub occurrences: Vec<Occurrence>,
    /// How often it stands there, those not kept included.
    pub count: u64,
    pub(super) whole: Option<u64>,
}

/// All statistics of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// The most important first.
    pub list: Vec<Statistic>,
    /// Mentions of all kinds, those of statistics not kept included.
    pub mentions: u64,
    /// Statistics that were too many to keep.
    pub dropped: u64,
}

impl Occurrence {
    pub(super) fn new(mention: &Mention) -> Self {
        Self {
            source: mention.source.clone(),
            sentence: mention.sentence.clone(),
            section: None,
            place: mention.place,
            shown: mention.shown.clone(),
            subject: mention.subject.clone(),
            qualifier: mention.qualifier,
            hedge: mention.hedge.clone(),
            change: mention.change,
            attribution: mention.attribution.clone(),
        }
    }

    /// About the bytes it takes.
    pub(super) fn size(&self) -> usize {
        let words = [&self.subject, &self.hedge, &self.attribution];
        size_of::<Self>() + self.shown.len() + words_size(words)
    }
}

impl Statistic {
    /// A figure said for the first time.
    pub(super) fn new(mention: Mention) -> Self {
        let occurrence = Occurrence::new(&mention);
        Self {
            kind: mention.kind,
            value: mention.value,
            unit: mention.unit,
            subject: mention.subject,
            label: mention.label,
            shown: mention.shown,
            detail: mention.detail,
            qualifier: mention.qualifier,
            hedge: mention.hedge,
            change: mention.change,
            attribution: mention.attribution,
            time: mention.time,
            importance: 0.0,
            part_of: None,
            notes: Vec::new(),
            occurrences: vec![occurrence],
            count: 1,
            whole: mention.whole,
        }
    }

    /// Adds a place to a statistic. The first place in running text speaks for it: a title is short
    /// of words.
    pub(super) fn join(&mut self, mention: Mention) {
        self.count += 1;
        let speaks = tells(mention.place) && !self.is_told_before(mention.source.start);
        self.whole = self.whole.or(mention.whole);
        if !speaks {
            self.time = self.time.or(mention.time);
            return;
        }
        self.subject = mention.subject.or_else(|| self.subject.take());
        self.label = mention.label;
        self.shown = mention.shown;
        self.detail = mention.detail.or_else(|| self.detail.take());
        self.qualifier = mention.qualifier;
        self.hedge = mention.hedge;
        self.change = mention.change;
        self.attribution = mention.attribution;
        self.time = mention.time.or(self.time);
    }

    /// Is it known to stand in running text or a table before source offset `at`?
    pub(super) fn is_told_before(&self, at: u64) -> bool {
        let mut places = self.occurrences.iter();
        places.any(|place| tells(place.place) && place.source.start < at)
    }

    /// About the bytes it takes with its first occurrence.
    pub(super) fn size(&self) -> usize {
        let words = [&self.subject, &self.detail, &self.hedge, &self.attribution];
        let own = size_of::<Self>() + self.label.len() + self.shown.len() + words_size(words);
        own + self.occurrences[0].size()
    }
}

/// Says such a place more of a figure than a title does?
fn tells(place: Place) -> bool {
    matches!(place, Place::Body | Place::Table)
}

fn words_size<const N: usize>(words: [&Option<CleanString>; N]) -> usize {
    let words = words.into_iter().flatten();
    words.map(|words| words.len() + 16).sum()
}
