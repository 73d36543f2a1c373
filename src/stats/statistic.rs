//! A figure of the document with all its places, as the list of them holds it.

use super::{
    mention::{Mention, Occurrence, Place, words_size},
    note::Note,
    value::{Change, Kind, Qualifier, Unit, Value},
};
use crate::text::CleanString;

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
    /// Statistics that were too many to keep; one said again after it was let go counts again.
    pub dropped: u64,
}

impl Statistic {
    /// A figure said for the first time.
    pub(super) fn new(mention: Mention) -> Self {
        let here = mention.here;
        Self {
            kind: mention.kind,
            value: mention.value,
            unit: mention.unit,
            subject: here.subject.clone(),
            label: mention.label,
            shown: here.shown.clone(),
            detail: mention.detail,
            qualifier: here.qualifier,
            hedge: here.hedge.clone(),
            change: here.change,
            attribution: here.attribution.clone(),
            time: mention.time,
            importance: 0.0,
            part_of: None,
            notes: Vec::new(),
            occurrences: vec![here],
            count: 1,
            whole: mention.whole,
        }
    }

    /// Adds a place to a statistic. The first place in running text speaks for it: a title is short
    /// of words.
    pub(super) fn join(&mut self, mention: Mention) {
        self.count += 1;
        let here = mention.here;
        let speaks = tells(here.place) && !self.is_told_before(here.source.start);
        self.whole = self.whole.or(mention.whole);
        if !speaks {
            self.time = self.time.or(mention.time);
            return;
        }
        self.subject = here.subject.or_else(|| self.subject.take());
        self.label = mention.label;
        self.shown = here.shown;
        self.detail = mention.detail.or_else(|| self.detail.take());
        self.qualifier = here.qualifier;
        self.hedge = here.hedge;
        self.change = here.change;
        self.attribution = here.attribution;
        self.time = mention.time.or(self.time);
    }

    /// The name of the row of a table it stands in: where one head counts for a whole column, "Ships"
    /// alone tells nothing. `None` outside tables, and where it stands at several places.
    pub fn row(&self) -> Option<&CleanString> {
        let is_in_table = matches!(self.occurrences.as_slice(), [one] if one.place == Place::Table);
        self.detail.as_ref().filter(|_| is_in_table)
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
