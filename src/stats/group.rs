//! Mentions gathered across a document: the same figure said again is one statistic, parts stand
//! under their whole, and what matters most comes first.

use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

use super::{
    importance,
    mention::{Mention, Place},
    note::{self, Note},
    same::{self, Marks},
    value::{Change, Kind, Qualifier, Unit, Value},
};
use crate::{
    model::{Outline, SectionId},
    text::CleanString,
};

/// At most this many statistics are kept; the least important of a longer document are only counted.
pub const MOST: usize = 8_000;

/// At most this many occurrences of one statistic are kept; the rest is only counted.
pub const MOST_OCCURRENCES: usize = 500;

/// From this many occurrences in all, only the first of each statistic is still kept: what the
/// statistics of a document of any length take stays below some 20 MB.
const MANY_OCCURRENCES: usize = 30_000;

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

/// Gathers the mentions of a document, chunk by chunk, in any order. What it costs grows with the
/// number of mentions alone, whatever they are.
#[derive(Debug)]
pub struct Collector {
    /// How many statistics are kept.
    most: usize,
    list: Vec<Statistic>,
    /// Occurrences kept in all.
    kept: usize,
    /// Which statistic is known by a mark.
    by_mark: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    /// Of the mention being added.
    marks: Marks,
    mentions: u64,
    dropped: u64,
}

/// For keys that are hashes themselves.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

impl Default for Collector {
    fn default() -> Self {
        Self::new()
    }
}

impl Collector {
    /// Nothing gathered yet.
    pub fn new() -> Self {
        Self::with_most(MOST)
    }

    fn with_most(most: usize) -> Self {
        Self {
            most,
            list: Vec::new(),
            kept: 0,
            by_mark: HashMap::default(),
            marks: Marks::default(),
            mentions: 0,
            dropped: 0,
        }
    }

    /// Adds the mentions of one chunk.
    pub fn add(&mut self, mentions: Vec<Mention>) {
        for mention in mentions {
            self.mentions += 1;
            self.add_one(mention);
        }
        if self.list.len() > 2 * self.most {
            self.prune();
        }
    }

    fn add_one(&mut self, mention: Mention) {
        self.marks.read(&mention);
        let known = self.marks.sought.iter();
        let known = known.filter_map(|mark| self.by_mark.get(mark).copied());
        let same = known
            .filter(|at| same::is_same(&self.list[*at as usize], &mention))
            .min();
        let Some(at) = same else {
            self.enter(self.list.len() as u32, true);
            self.list.push(first(mention));
            self.kept += 1;
            return;
        };
        let has_room = self.kept < MANY_OCCURRENCES;
        let item = &mut self.list[at as usize];
        let before = item.occurrences.len();
        join(item, mention, has_room);
        self.kept += item.occurrences.len() - before;
        self.enter(at, false);
    }

    /// Lets statistic `at` be found by the marks just read. Where another one has a mark, it keeps it,
    /// unless it `was_missed`: looked at by that mark, and another figure.
    fn enter(&mut self, at: u32, was_missed: bool) {
        for mark in &self.marks.own {
            let holder = self.by_mark.entry(*mark).or_insert(at);
            if was_missed && self.marks.sought.contains(mark) {
                *holder = at;
            }
        }
    }

    /// Forgets the least important half. Done each time the list has doubled, so that it adds the same
    /// small sum to the cost of every new statistic.
    fn prune(&mut self) {
        let starts = self
            .list
            .iter()
            .map(|item| item.occurrences[0].source.start);
        let len = starts.max().unwrap_or(0);
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        for item in &mut self.list {
            item.importance = importance::of(item, len);
        }
        let importance = |at: &u32| self.list[*at as usize].importance;
        order.sort_by(|a, b| importance(b).total_cmp(&importance(a)));
        order.truncate(self.most);
        order.sort_unstable();
        self.dropped += (self.list.len() - order.len()) as u64;
        self.keep(&order);
    }

    /// Keeps the statistics at the places of `order`, which rise.
    fn keep(&mut self, order: &[u32]) {
        const GONE: u32 = u32::MAX;
        let mut places = vec![GONE; self.list.len()];
        for (new, old) in order.iter().enumerate() {
            places[*old as usize] = new as u32;
        }
        let mut old = places.iter();
        self.list
            .retain(|_| old.next().is_some_and(|place| *place != GONE));
        self.by_mark.retain(|_, at| {
            *at = places[*at as usize];
            *at != GONE
        });
        self.kept = self.list.iter().map(|item| item.occurrences.len()).sum();
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
        // Importance is not below 0, so its bits are in its order.
        self.list.sort_by_cached_key(|item| {
            let place = item.occurrences[0].source.start;
            (Reverse(item.importance.to_bits()), place)
        });
        link_parts(&mut self.list);
        if self.list.len() > self.most {
            self.dropped += (self.list.len() - self.most) as u64;
            self.list.truncate(self.most);
            for item in &mut self.list {
                item.part_of = item.part_of.filter(|at| *at < self.most);
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
fn join(item: &mut Statistic, mention: Mention, has_room: bool) {
    item.count += 1;
    let occurrence = occurrence(&mention);
    let tells = |place: Place| matches!(place, Place::Body | Place::Table);
    let speaks = tells(mention.place)
        && !item
            .occurrences
            .iter()
            .any(|other| tells(other.place) && other.source.start < occurrence.source.start);
    item.whole = item.whole.or(mention.whole);
    if has_room && item.occurrences.len() < MOST_OCCURRENCES {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{BlockKind, ChunkBuilder, Container, ContainerKind},
        stats::scan,
    };

    /// The statistics of a title and paragraphs.
    fn gather(title: &str, paragraphs: &[&str]) -> Statistics {
        let mut builder = ChunkBuilder::new(0..10_000);
        let mut at = 0;
        for (n, text) in [title].iter().chain(paragraphs).enumerate() {
            let start = builder.len();
            builder.push_source(text, at);
            let kind = if n == 0 {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            let end = at + text.len() as u64;
            builder.add_block(kind, start, at..end, None, None);
            at = end + 1;
        }
        let mut collector = Collector::new();
        collector.add(scan(&builder.finish()));
        collector.finish(&Outline::default())
    }

    fn find<'a>(statistics: &'a Statistics, shown: &str) -> &'a Statistic {
        let found = statistics
            .list
            .iter()
            .find(|item| item.shown.as_str() == shown);
        found.unwrap_or_else(|| panic!("no {shown}"))
    }

    #[test]
    fn the_same_figure_is_one_statistic() {
        let statistics = gather(
            "4,200 Rebel Fighters Near the Capital",
            &[
                "Around 4,200 rebel fighters are near the capital, officials said. Over 4,200 rebel troops need food.",
                "The town has 4,200 schools. By 2019 it had none; in 2019 it asked for help.",
            ],
        );
        let fighters = find(&statistics, "4,200");
        assert_eq!(fighters.count, 3);
        assert_eq!(
            fighters.qualifier,
            Some(Qualifier::Approx),
            "the text speaks, not the title"
        );
        assert_eq!(
            fighters.notes,
            [Note::Qualified(Qualifier::Approx, Qualifier::Over)]
        );
        assert_eq!(find(&statistics, "2019").count, 2);
        assert_eq!(
            statistics
                .list
                .iter()
                .filter(|item| item.shown.as_str() == "4,200")
                .count(),
            2
        );
        assert!(statistics.list[0].importance >= statistics.list[1].importance);
        assert_eq!(statistics.mentions, 6);
    }

    #[test]
    fn a_part_stands_under_its_whole() {
        let text = "Over 1,800 people, including 600 soldiers and 40 medics, were killed.";
        let statistics = gather("News", &[text]);
        let whole = statistics
            .list
            .iter()
            .position(|item| item.shown.as_str() == "1,800");
        assert_eq!(find(&statistics, "600").part_of, whole);
        assert_eq!(find(&statistics, "40").part_of, whole);
        assert_eq!(find(&statistics, "1,800").label.as_str(), "people killed");
        let odd = gather(
            "News",
            &["Some 20 people, including 35 guards, were killed."],
        );
        assert!(matches!(
            find(&odd, "35").notes[..],
            [Note::LargerThanWhole(_)]
        ));
    }

    #[test]
    fn chunks_may_come_in_any_order() {
        let text = "Some 90 ships left. Later 90 ships came back.";
        let mut builder = ChunkBuilder::new(0..100);
        builder.push_source(text, 0);
        builder.add_block(BlockKind::Paragraph, 0, 0..45, None, None);
        let mentions = scan(&builder.finish());
        let mut collector = Collector::new();
        for mention in mentions.into_iter().rev() {
            collector.add(vec![mention]);
        }
        let statistics = collector.finish(&Outline::default());
        let starts: Vec<u64> = statistics.list[0]
            .occurrences
            .iter()
            .map(|place| place.source.start)
            .collect();
        assert_eq!(starts, [5, 26]);
        assert_eq!(statistics.list[0].qualifier, Some(Qualifier::Approx));
    }

    #[test]
    fn a_long_document_keeps_the_most_important() {
        let mut collector = Collector::with_most(50);
        for part in 0..10u32 {
            let numbers: Vec<String> = (0..40)
                .map(|n| format!("It has {} shops.", part * 40 + n + 1000))
                .collect();
            let text = numbers.join(" ") + " At least 77 soldiers were killed.";
            let mut builder = ChunkBuilder::new(0..text.len() as u64);
            builder.push_source(&text, 0);
            let container = builder.add_container(Container {
                kind: ContainerKind::Quote,
                parent: None,
            });
            builder.add_block(
                BlockKind::Paragraph,
                0,
                0..text.len() as u64,
                Some(container),
                None,
            );
            collector.add(scan(&builder.finish()));
        }
        let statistics = collector.finish(&Outline::default());
        assert_eq!(statistics.list.len(), 50);
        assert_eq!(statistics.list.len() as u64 + statistics.dropped, 401);
        assert_eq!(statistics.list[0].shown.as_str(), "77");
        assert_eq!(statistics.list[0].count, 10);
    }
}
