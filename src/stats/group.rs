//! Mentions gathered across a document: the same figure said again is one statistic, parts stand
//! under their whole, and what matters most comes first.

use std::{cmp::Reverse, collections::HashMap, hash::BuildHasherDefault};

use super::{
    day::Day,
    gate::{Fate, Gate},
    hash::Hashed,
    importance::{self, Glance},
    mention::{Mention, Occurrence},
    note,
    same::{self, Marks, Traits},
    scan,
    seen::Seen,
    statistic::{Statistic, Statistics},
};
use crate::model::{Chunk, Outline};

/// At most this many statistics are kept; the least important of a longer document are only counted.
pub const MOST: usize = 8_000;

/// At most this many occurrences of one statistic are kept; the rest is only counted.
pub const MOST_OCCURRENCES: usize = 500;

/// Bytes that the statistics kept may take, for each, with its first occurrence. A bound for documents
/// whose words are very long: 8,000 ordinary statistics take some 6 MB of 12.
const BYTES: usize = 1536;

/// Bytes for each that all other occurrences may take; then they are only counted.
const OTHER_BYTES: usize = 256;

/// Gathers the mentions of a document, chunk by chunk, in any order. What it costs grows with the
/// number of mentions alone, whatever they are.
#[derive(Debug)]
pub struct Collector {
    /// How many statistics are kept.
    most: usize,
    list: Vec<Statistic>,
    /// About the bytes the list takes, with the first occurrence of each.
    bytes: usize,
    /// About the bytes of all other occurrences.
    other_bytes: usize,
    /// Which statistic is known by a mark.
    by_mark: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    /// Of the mention being added.
    marks: Marks,
    /// What is still looked for; `None` while everything is kept.
    gate: Option<Gate>,
    /// Is there a statistic of which no more places are kept?
    is_any_full: bool,
    /// Sentences of which nothing is kept.
    seen: Seen,
    mentions: u64,
    dropped: u64,
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

    /// Nothing gathered yet; of a longer list the `most` important are kept.
    pub fn with_most(most: usize) -> Self {
        Self {
            most,
            list: Vec::new(),
            bytes: 0,
            other_bytes: 0,
            by_mark: HashMap::default(),
            marks: Marks::default(),
            gate: None,
            is_any_full: false,
            seen: Seen::default(),
            mentions: 0,
            dropped: 0,
        }
    }

    /// The figures of `chunk`, in the order of the text, and the dates it names from `today`, the day it
    /// is of: what [`scan()`](scan::scan) gives, but that figures said so often that no more of their
    /// places are kept are only counted, and once more was found than is kept, paragraphs and rows in
    /// which nothing can be important enough.
    pub fn scan(&mut self, chunk: &Chunk, today: Option<Day>) -> Vec<Mention> {
        let mut seen = std::mem::take(&mut self.seen);
        let skips = self.gate.is_some() || self.is_any_full;
        let kept = skips.then_some((&*self, &mut seen));
        let scanned = scan::read(chunk, today, kept);
        self.seen = seen;
        self.mentions += scanned.passed + scanned.again.len() as u64;
        self.dropped += scanned.passed;
        for at in scanned.again {
            self.list[at as usize].count += 1;
        }
        scanned.mentions
    }

    /// May a figure be kept that was only glanced at, or be one of those kept, said again?
    pub(super) fn lets_through(&self, glance: &Glance<'_>) -> bool {
        let gate = self.gate.as_ref();
        gate.is_none_or(|gate| gate.lets_through(glance))
    }

    /// May a date be kept at all?
    pub(super) fn lets_dates_through(&self) -> bool {
        self.gate.as_ref().is_none_or(Gate::lets_dates_through)
    }

    /// What is to be done with a figure of which it is known what it counts, and which does not stand
    /// before source offset `start`. It is only glanced at where it is none of those kept.
    pub(super) fn fate<'a>(
        &self,
        start: u64,
        traits: &Traits<'_>,
        marks: &mut Marks,
        glance: impl FnOnce() -> Glance<'a>,
    ) -> Fate {
        let gate = self.gate.as_ref();
        if gate.is_none_or(|gate| gate.knows(traits.kind, traits.value, traits.unit)) {
            marks.read(traits);
            if let Some(at) = self.known(marks, traits) {
                let is_full = self.is_full(at, start);
                return if is_full { Fate::Again(at) } else { Fate::Kept };
            }
        }
        if gate.is_none_or(|gate| gate.weighs(&glance())) {
            Fate::Kept
        } else {
            Fate::Passed
        }
    }

    /// Marks to recognise figures by, as this collection does.
    pub(super) fn marks(&self) -> Marks {
        self.marks.clone()
    }

    /// The figure whose marks were read, if it is one of those kept.
    fn known(&self, marks: &Marks, traits: &Traits<'_>) -> Option<u32> {
        let known = marks.sought.iter();
        let known = known.filter_map(|mark| self.by_mark.get(mark).copied());
        known
            .filter(|at| same::is_same(&self.list[*at as usize], traits))
            .min()
    }

    /// Is nothing more kept of a place from source offset `start` on where this statistic is said again?
    fn is_full(&self, at: u32, start: u64) -> bool {
        let item = &self.list[at as usize];
        !self.has_room(item) && item.is_told_before(start)
    }

    /// Is there room for one more place of it?
    fn has_room(&self, item: &Statistic) -> bool {
        self.other_bytes < self.most * OTHER_BYTES && item.occurrences.len() < MOST_OCCURRENCES
    }

    /// Nothing gathered yet of a document that is read up to byte `len`; what weighs less than `bar` is
    /// not kept.
    #[cfg(test)]
    pub(super) fn with_bar(bar: f32, len: u64) -> Self {
        let gate = Some(Gate::with_bar(bar, len));
        Self {
            gate,
            ..Self::new()
        }
    }

    /// Knows no sentence any more that was read before.
    #[cfg(test)]
    pub(super) fn forget_sentences(&mut self) {
        self.seen.clear();
    }

    /// Adds the mentions of one chunk.
    pub fn add(&mut self, mentions: Vec<Mention>) {
        for mention in mentions {
            self.mentions += 1;
            self.add_one(mention);
        }
        if self.list.len() > self.most + self.most / 2 || self.bytes > self.most * BYTES {
            self.prune();
        }
    }

    fn add_one(&mut self, mention: Mention) {
        let traits = Traits::of(&mention);
        self.marks.read(&traits);
        self.seen.gather(mention.value);
        let Some(at) = self.known(&self.marks, &traits) else {
            self.enter(self.list.len() as u32, true);
            let item = Statistic::new(mention);
            if let Some(gate) = &mut self.gate {
                gate.know(&item);
            }
            self.bytes += item.size();
            self.list.push(item);
            return;
        };
        let has_room = self.has_room(&self.list[at as usize]);
        let item = &mut self.list[at as usize];
        if has_room {
            let occurrence = mention.here.clone();
            self.other_bytes += occurrence.size();
            item.occurrences.push(occurrence);
        }
        self.is_any_full |= !has_room;
        item.join(mention);
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

    /// Forgets the least important. Done each time the list has grown by half, so that it adds the same
    /// small sum to the cost of every new statistic.
    fn prune(&mut self) {
        let order = self.most_important(self.most, self.most * BYTES / 2);
        self.dropped += (self.list.len() - order.len()) as u64;
        self.keep(&order);
        self.gate = Some(Gate::of(&self.list, self.read_len()));
        self.seen.clear();
    }

    /// The places of the most important statistics, rising: at most `most`, of at most `bytes`.
    fn most_important(&mut self, most: usize, bytes: usize) -> Vec<u32> {
        let len = self.read_len();
        for item in &mut self.list {
            item.importance = importance::of(item, len);
        }
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        let item = |at: u32| &self.list[at as usize];
        order.sort_by(|a, b| item(*b).importance.total_cmp(&item(*a).importance));
        order.truncate(most);
        let sizes = order.iter().map(|at| item(*at).size());
        let sums = sizes.scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        });
        order.truncate(sums.take_while(|sum| *sum <= bytes).count());
        order.sort_unstable();
        order
    }

    /// The end of what the figures so far stand in.
    fn read_len(&self) -> u64 {
        let all = self.list.iter().filter_map(|item| item.occurrences.last());
        all.map(|last| last.source.end).max().unwrap_or(0)
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
        self.bytes = self.list.iter().map(Statistic::size).sum();
        let others = self.list.iter().flat_map(|item| &item.occurrences[1..]);
        self.other_bytes = others.map(Occurrence::size).sum();
    }

    /// The statistics so far, most important first, each occurrence in its section of `outline`.
    pub fn finish(mut self, outline: &Outline) -> Statistics {
        if self.list.len() > self.most {
            self.prune();
        }
        let (mentions, dropped) = (self.mentions, self.dropped);
        let len = self.read_len();
        finished(self.list, len, outline, mentions, dropped)
    }

    /// The same, of the `most` important only, while more is still to be added.
    pub fn so_far(&mut self, most: usize, outline: &Outline) -> Statistics {
        let order = self.most_important(most, self.most * BYTES);
        let list: Vec<Statistic> = order
            .iter()
            .map(|at| self.list[*at as usize].clone())
            .collect();
        let dropped = self.dropped + (self.list.len() - list.len()) as u64;
        finished(list, self.read_len(), outline, self.mentions, dropped)
    }
}

/// Puts a list into its order, and links what belongs together.
fn finished(
    mut list: Vec<Statistic>,
    len: u64,
    outline: &Outline,
    mentions: u64,
    dropped: u64,
) -> Statistics {
    for item in &mut list {
        item.occurrences
            .sort_by_key(|occurrence| occurrence.source.start);
        for occurrence in &mut item.occurrences {
            occurrence.section = outline.at(occurrence.source.start);
        }
        item.importance = importance::of(item, len);
    }
    // Importance is not below 0, so its bits are in its order.
    list.sort_by_cached_key(|item| {
        let place = item.occurrences[0].source.start;
        (Reverse(item.importance.to_bits()), place)
    });
    link_parts(&mut list);
    note::add(&mut list);
    Statistics {
        list,
        mentions,
        dropped,
    }
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
    use crate::stats::{Note, Qualifier};
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
    fn a_list_does_not_contradict_itself() {
        let differs = |text: &[&str]| {
            let list = gather("News", text).list;
            let is = |note: &Note| matches!(note, Note::Differs(_));
            list.iter().any(|item| item.notes.iter().any(is))
        };
        assert!(!differs(&["The red levels are 0, 95, 135 and 255."]));
        assert!(differs(&[
            "The police counted 40 burnt houses.",
            "Nobody lives in the 60 burnt houses."
        ]));
        assert!(
            differs(&["Police said 40 aid workers died, while doctors said 60 aid workers died."]),
            "two voices"
        );
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
    fn words_of_any_length_take_bounded_room() {
        let mut collector = Collector::new();
        let long = "x".repeat(50_000);
        for part in 0..120u64 {
            let text = format!("There were {} {long}s.", part + 3);
            let mut builder = ChunkBuilder::new(0..text.len() as u64);
            builder.push_source(&text, part << 20);
            let source = part << 20..(part + 1) << 20;
            builder.add_block(BlockKind::Paragraph, 0, source, None, None);
            collector.add(scan(&builder.finish()));
            assert!(collector.bytes <= MOST * BYTES, "{}", collector.bytes);
        }
        let statistics = collector.finish(&Outline::default());
        assert!(statistics.dropped > 0);
        assert_eq!(statistics.mentions, 120);
        assert_eq!(statistics.list.len() as u64 + statistics.dropped, 120);
    }

    #[test]
    fn what_is_known_so_far_is_the_most_important() {
        let texts = ["Some 12 boats left.", "At least 300 soldiers were killed."];
        let mut collector = Collector::new();
        for text in texts {
            let mut builder = ChunkBuilder::new(0..100);
            builder.push_source(text, 0);
            builder.add_block(BlockKind::Paragraph, 0, 0..100, None, None);
            collector.add(scan(&builder.finish()));
        }
        let so_far = collector.so_far(1, &Outline::default());
        assert_eq!(so_far.list[0].shown.as_str(), "300");
        assert_eq!((so_far.list.len(), so_far.dropped), (1, 1));
        let whole = collector.finish(&Outline::default());
        assert_eq!((whole.list.len(), whole.dropped), (2, 0));
    }

    #[test]
    fn what_is_kept_is_counted_wherever_it_is_said_again() {
        let mut collector = Collector::with_most(20);
        let mut all = 0;
        for part in 0..40u64 {
            let shops = (0..30).map(|n| format!("It has {} shops. ", part * 30 + n + 1000));
            let text = shops.collect::<String>() + "At least 77 soldiers were killed.";
            let mut builder = ChunkBuilder::new(part << 20..(part + 1) << 20);
            builder.push_source(&text, part << 20);
            let source = part << 20..(part + 1) << 20;
            builder.add_block(BlockKind::Paragraph, 0, source, None, None);
            let chunk = builder.finish();
            all += scan(&chunk).len() as u64;
            let mentions = collector.scan(&chunk, None);
            let is_begun = part > 1;
            assert!(
                !is_begun || mentions.len() <= 1,
                "{part}: {}",
                mentions.len()
            );
            collector.add(mentions);
        }
        let statistics = collector.finish(&Outline::default());
        assert_eq!(statistics.mentions, all);
        assert_eq!(statistics.list[0].shown.as_str(), "77");
        assert_eq!(statistics.list[0].count, 40);
        assert_eq!(
            statistics.list.len() as u64 + statistics.dropped,
            40 * 30 + 1
        );
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
