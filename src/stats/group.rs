//! Mentions gathered across a document: the same figure said again is one statistic, parts stand
//! under their whole, and what matters most comes first.

use std::{collections::HashMap, ops::Range};

use super::{
    importance,
    mention::{Mention, Place},
    note::{self, Note},
    same,
    value::{Change, Kind, Qualifier, Unit, Value},
};
use crate::{
    model::{Outline, SectionId},
    text::CleanString,
};

/// At most this many statistics are kept; the least important of a longer document are only counted.
pub const MOST: usize = 20_000;

/// At most this many occurrences of one statistic are kept; the rest is only counted.
pub const MOST_OCCURRENCES: usize = 500;

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
    whole: Option<u64>,
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

/// Gathers the mentions of a document, chunk by chunk, in any order.
#[derive(Debug, Default)]
pub struct Collector {
    list: Vec<Statistic>,
    by_value: HashMap<Key, Vec<u32>>,
    mentions: u64,
    dropped: u64,
}

type Key = (Kind, (u8, u64, u64), Option<Unit>);

impl Collector {
    /// Nothing gathered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the mentions of one chunk.
    pub fn add(&mut self, mentions: Vec<Mention>) {
        for mention in mentions {
            self.mentions += 1;
            self.add_one(mention);
        }
        if self.list.len() > 2 * MOST {
            self.prune();
        }
    }

    fn add_one(&mut self, mention: Mention) {
        let key = (mention.kind, mention.value.key(), mention.unit.clone());
        let group = self.by_value.entry(key).or_default();
        let same = group
            .iter()
            .copied()
            .find(|at| same::is_same(&self.list[*at as usize], &mention));
        if let Some(at) = same {
            join(&mut self.list[at as usize], mention);
        } else {
            group.push(self.list.len() as u32);
            self.list.push(first(mention));
        }
    }

    /// Forgets the least important half.
    fn prune(&mut self) {
        let len = self
            .list
            .iter()
            .map(|item| item.occurrences[0].source.start)
            .max()
            .unwrap_or(0);
        for item in &mut self.list {
            item.importance = importance::of(item, len);
        }
        self.list
            .sort_by(|a, b| b.importance.total_cmp(&a.importance));
        self.dropped += (self.list.len() - MOST) as u64;
        self.list.truncate(MOST);
        self.by_value.clear();
        for (at, item) in self.list.iter().enumerate() {
            let key = (item.kind, item.value.key(), item.unit.clone());
            self.by_value.entry(key).or_default().push(at as u32);
        }
    }

    /// The statistics so far, most important first, each occurrence in its section of `outline`.
    pub fn finish(mut self, outline: &Outline) -> Statistics {
        let len = self
            .list
            .iter()
            .filter_map(|item| item.occurrences.last())
            .map(|last| last.source.end)
            .max()
            .unwrap_or(0);
        for item in &mut self.list {
            item.occurrences
                .sort_by_key(|occurrence| occurrence.source.start);
            for occurrence in &mut item.occurrences {
                occurrence.section = outline.at(occurrence.source.start);
            }
            item.importance = importance::of(item, len);
        }
        self.list.sort_by(|a, b| {
            let place = |item: &Statistic| item.occurrences[0].source.start;
            b.importance
                .total_cmp(&a.importance)
                .then(place(a).cmp(&place(b)))
        });
        link_parts(&mut self.list);
        if self.list.len() > MOST {
            self.dropped += (self.list.len() - MOST) as u64;
            self.list.truncate(MOST);
            for item in &mut self.list {
                item.part_of = item.part_of.filter(|at| *at < MOST);
            }
        }
        note::add(&mut self.list);
        Statistics {
            list: self.list,
            mentions: self.mentions,
            dropped: self.dropped,
        }
    }
}

fn first(mention: Mention) -> Statistic {
    let occurrence = occurrence(&mention);
    Statistic {
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

fn occurrence(mention: &Mention) -> Occurrence {
    Occurrence {
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

/// Adds a place to a statistic. The first place in running text speaks for it: a title is short
/// of words.
fn join(item: &mut Statistic, mention: Mention) {
    item.count += 1;
    let occurrence = occurrence(&mention);
    let tells = |place: Place| matches!(place, Place::Body | Place::Table);
    let speaks = tells(mention.place)
        && !item
            .occurrences
            .iter()
            .any(|other| tells(other.place) && other.source.start < occurrence.source.start);
    item.whole = item.whole.or(mention.whole);
    if item.occurrences.len() < MOST_OCCURRENCES {
        item.occurrences.push(occurrence);
    }
    if !speaks {
        item.time = item.time.or(mention.time);
        return;
    }
    item.subject = mention.subject.or_else(|| item.subject.take());
    item.label = mention.label;
    item.shown = mention.shown;
    item.detail = mention.detail.or_else(|| item.detail.take());
    item.qualifier = mention.qualifier;
    item.hedge = mention.hedge;
    item.change = mention.change;
    item.attribution = mention.attribution;
    item.time = mention.time.or(item.time);
}

/// Points each part at the statistic its whole belongs to.
fn link_parts(list: &mut [Statistic]) {
    let starts: HashMap<u64, usize> = list
        .iter()
        .enumerate()
        .flat_map(|(at, item)| {
            item.occurrences
                .iter()
                .map(move |occurrence| (occurrence.source.start, at))
        })
        .collect();
    for (at, item) in list.iter_mut().enumerate() {
        let whole = item.whole.and_then(|start| starts.get(&start).copied());
        item.part_of = whole.filter(|whole| *whole != at);
    }
}
