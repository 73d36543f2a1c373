//! What reading the text gives: words counted, figures, dates and terms; all of it at the end, and
//! what is known so far on the way.

use std::{collections::HashMap, sync::Arc};

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use super::timeline;
use crate::{
    model::{Chunk, Chunks, Document, Outline},
    stats::{self, Day, Kind, Mention, Statistics, Term, Value},
    text::{
        CleanString,
        classes::{between, bits},
    },
};

/// Bytes read before what is known is told for the first time; then each time as many have been read
/// again.
const FIRST_TELLING: u64 = 512 << 10;

/// At most so many bytes are read before what is known is told again.
const RARELY: u64 = 32 << 20;

/// Bytes of a text of which fewer figures are kept: it is read in little memory, whatever its size.
const LARGE: u64 = 64 << 20;

/// The figures kept of such a text.
const MOST_OF_LARGE: usize = 2_000;

/// Of the figures kept, one in so many is told while the text is still being read.
const SO_FAR: usize = 4;

/// What reading the text for its statistics gave.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Words of what was read, without what was set aside.
    pub words: u64,
    /// Figures and dates; a date is labelled with what the text says of it.
    pub statistics: Statistics,
    /// Short forms with their expansions.
    pub terms: Vec<Term>,
    /// The day the text is of, if it is known and dates were placed by it.
    pub today: Option<Day>,
    /// How much of the text was read, in hundredths: 100 when it was all of it, and less before.
    pub percent: u8,
}

/// What reading a text for its statistics says to whoever asked for it, and hears from them.
pub(in crate::app) trait Listener {
    /// Takes what is known so far, and at the end the whole.
    fn tell(&mut self, analysis: Analysis);

    /// Is it still wanted? Asked before each chunk; the answer may keep it waiting.
    fn is_wanted(&self) -> bool;
}

/// Keeps what was told last.
#[derive(Default)]
struct Last(Analysis);

impl Listener for Last {
    fn tell(&mut self, analysis: Analysis) {
        self.0 = analysis;
    }

    fn is_wanted(&self) -> bool {
        true
    }
}

/// Reads all of `chunks`, whose sections are `outline`'s.
pub fn analyse(chunks: &dyn Chunks, outline: &Outline) -> Analysis {
    let mut whole = Last::default();
    let gathered = Gathered::of(chunks, None);
    analyse_from(chunks, outline, gathered, (u64::MAX, 0), &mut whole);
    whole.0
}

/// Reads `chunks` from the one that holds source offset `from` outwards, and tells what is known: now
/// and then, and at the end. Stops within a chunk when nobody wants it any more. Where the
/// document says which day it is of, dates that are named from that day ("last year") are among
/// the dates.
pub(in crate::app) fn analyse_outwards(
    chunks: &dyn Chunks,
    document: &Document,
    from: u64,
    listener: &mut dyn Listener,
) {
    let date = document.meta.date.as_ref();
    let today = date.and_then(|date| stats::day_of(date.as_str()));
    let gathered = Gathered::of(chunks, today);
    analyse_from(
        chunks,
        &document.outline,
        gathered,
        (FIRST_TELLING, from),
        listener,
    );
}

fn analyse_from(
    chunks: &dyn Chunks,
    outline: &Outline,
    mut gathered: Gathered,
    (first_telling, from): (u64, u64),
    listener: &mut dyn Listener,
) {
    let len = chunks.source_len();
    let (mut read, mut next) = (0, first_telling);
    for chunk in Outwards::new(chunks, from) {
        if !listener.is_wanted() {
            return;
        }
        gathered.add(&chunk);
        read += chunk.source.end - chunk.source.start;
        if read >= next && read < len {
            next = read + read.min(RARELY);
            let percent = (read * 100 / len.max(1)).min(99) as u8;
            listener.tell(gathered.so_far(outline, percent));
        }
    }
    listener.tell(gathered.finish(outline));
}

/// The chunks of a text from one of them on, in turn one behind all so far and one before.
struct Outwards<'a> {
    chunks: &'a dyn Chunks,
    last: Option<Arc<Chunk>>,
    first: Option<Arc<Chunk>>,
    is_start: bool,
    goes_back: bool,
}

impl<'a> Outwards<'a> {
    fn new(chunks: &'a dyn Chunks, from: u64) -> Self {
        let chunk = Some(chunks.chunk_at(from));
        Self {
            chunks,
            last: chunk.clone(),
            first: chunk,
            is_start: true,
            goes_back: false,
        }
    }

    fn ahead(&mut self) -> Option<Arc<Chunk>> {
        self.last = self.chunks.next(self.last.as_deref()?);
        self.last.clone()
    }

    fn back(&mut self) -> Option<Arc<Chunk>> {
        self.first = self.chunks.previous(self.first.as_deref()?);
        self.first.clone()
    }
}

impl Iterator for Outwards<'_> {
    type Item = Arc<Chunk>;

    fn next(&mut self) -> Option<Arc<Chunk>> {
        if std::mem::take(&mut self.is_start) {
            return self.last.clone();
        }
        self.goes_back = !self.goes_back;
        if self.goes_back {
            self.back().or_else(|| self.ahead())
        } else {
            self.ahead().or_else(|| self.back())
        }
    }
}

/// What was gathered from the chunks so far.
struct Gathered {
    today: Option<Day>,
    words: u64,
    /// At most so many figures are kept.
    most: usize,
    figures: stats::Collector,
    terms: stats::TermCollector,
    events: Events,
}

impl Gathered {
    /// Nothing yet, of a text that is of the day `today`.
    fn of(chunks: &dyn Chunks, today: Option<Day>) -> Self {
        let is_large = chunks.source_len() > LARGE;
        let most = if is_large { MOST_OF_LARGE } else { stats::MOST };
        Self {
            today,
            words: 0,
            most,
            figures: stats::Collector::with_most(most),
            terms: stats::TermCollector::new(),
            events: Events::default(),
        }
    }

    fn add(&mut self, chunk: &Chunk) {
        let blocks = chunk.blocks.iter().filter(|block| block.aside.is_none());
        let words = blocks.map(|block| count_words(chunk.block_text(block).as_str()));
        self.words += words.sum::<u64>();
        let mentions = self.figures.scan(chunk, self.today);
        self.events.add(chunk, &mentions, self.most);
        self.figures.add(mentions);
        self.terms.add(chunk);
    }

    fn so_far(&mut self, outline: &Outline, percent: u8) -> Analysis {
        Analysis {
            words: self.words,
            statistics: self
                .events
                .tell(self.figures.so_far(self.most / SO_FAR, outline)),
            terms: self.terms.clone().finish(),
            today: self.today,
            percent,
        }
    }

    fn finish(self, outline: &Outline) -> Analysis {
        Analysis {
            words: self.words,
            statistics: self.events.tell(self.figures.finish(outline)),
            terms: self.terms.finish(),
            today: self.today,
            percent: 100,
        }
    }
}

/// What a text says of its dates: where each stands first, and the words round it there.
#[derive(Debug, Default)]
struct Events {
    by_date: HashMap<(u8, u64, u64), (u64, CleanString)>,
}

impl Events {
    /// Takes the dates among the `mentions` of one chunk, `most` different ones in all; a title is no
    /// sentence of its own.
    fn add(&mut self, chunk: &Chunk, mentions: &[Mention], most: usize) {
        let told = |mention: &&Mention| {
            mention.kind == Kind::Date
                && matches!(
                    mention.here.place,
                    stats::Place::Body | stats::Place::Standfirst
                )
        };
        for mention in mentions.iter().filter(told) {
            let (start, date) = (mention.here.source.start, mention.value.key());
            let known = self.by_date.get(&date).map(|(first, _)| *first);
            let has_room = known.is_some() || self.by_date.len() < most;
            if has_room && known.is_none_or(|first| start < first) {
                let sentence = chunk.text_span(mention.here.sentence.clone());
                let place = chunk.text_span(mention.here.source.clone());
                let is_span = matches!(mention.value, Value::Dates(..));
                let words = timeline::event(chunk.text.as_clean(), sentence, place, is_span);
                self.by_date.insert(date, (start, words));
            }
        }
    }

    /// Labels each date with what the text says of it: nothing, where it stands in titles and tables
    /// only.
    fn tell(&self, mut statistics: Statistics) -> Statistics {
        let list = statistics.list.iter_mut();
        for date in list.filter(|statistic| statistic.kind == Kind::Date) {
            let event = self.by_date.get(&date.value.key());
            date.label = event.map(|(_, words)| words.clone()).unwrap_or_default();
        }
        statistics
    }
}

/// How many words `text` has, divided by white space.
pub(in crate::app) fn count_words(text: &str) -> u64 {
    let count = dispatch!(Level::new(), simd => words_in(simd, text.as_bytes()));
    count.unwrap_or_else(|| text.split_whitespace().count() as u64)
}

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

/// How many words `text` has; `None` where there may be white space beyond ASCII.
#[expect(
    clippy::inline_always,
    reason = "it becomes part of the function chosen for the processor"
)]
#[inline(always)]
fn words_in<S: Simd>(simd: S, text: &[u8]) -> Option<u64> {
    let (steps, rest) = text.as_chunks::<STEP>();
    let mut last = [b' '; STEP];
    last[..rest.len()].copy_from_slice(rest);
    let (mut count, mut is_behind_space) = (0, 1);
    for (nth, step) in steps.iter().chain([&last]).enumerate() {
        let bytes = u8x64::from_slice(simd, step);
        let spaces = (bytes.simd_eq(b' ') | between(bytes, b'\t', b'\r')).to_bitmask();
        let leads = (bytes.simd_eq(0xc2) | between(bytes, 0xe1, 0xe3)).to_bitmask();
        if leads != 0 && bits(leads).any(|bit| is_odd_space(&text[STEP * nth + bit..])) {
            return None;
        }
        let first = !spaces & (spaces << 1 | is_behind_space);
        count += u64::from(first.count_ones());
        is_behind_space = spaces >> (STEP - 1);
    }
    Some(count)
}

/// Do `bytes` begin like white space beyond ASCII? Few other characters do.
fn is_odd_space(bytes: &[u8]) -> bool {
    match *bytes {
        [0xc2, 0xa0 | 0x85, ..] | [0xe1, 0x9a, ..] | [0xe2, 0x81, ..] | [0xe3, 0x80, ..] => true,
        [0xe2, 0x80, last, ..] => !(0x8b..=0xa7).contains(&last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;
    use crate::load;

    /// A text of many chunks with a figure in each paragraph.
    fn text(paragraphs: u32) -> String {
        let words = "and the river kept on rising through the whole of that long night ".repeat(40);
        let paragraphs =
            (0..paragraphs).map(|n| format!("Some {} boats left, {words}.\n\n", n + 100));
        paragraphs.collect()
    }

    /// Keeps all that is told, and how often it was asked.
    #[derive(Default)]
    struct All {
        told: Vec<Analysis>,
        asked: Cell<usize>,
        /// After so many chunks it is not wanted any more.
        patience: Option<usize>,
    }

    impl Listener for All {
        fn tell(&mut self, analysis: Analysis) {
            self.told.push(analysis);
        }

        fn is_wanted(&self) -> bool {
            let asked = self.asked.replace(self.asked.get() + 1);
            self.patience.is_none_or(|patience| asked < patience)
        }
    }

    #[test]
    fn reading_outwards_ends_with_the_same() {
        let library = load::from_bytes("text.md", text(400).into(), None);
        let outline = library.document().outline.clone();
        let whole = analyse(&library, &outline);
        let mut all = All::default();
        let from = library.source_len() / 2;
        analyse_outwards(&library, &library.document(), from, &mut all);
        let mut told = all.told;
        let last = told.pop().expect("the whole is told");
        assert_eq!(last.statistics, whole.statistics);
        assert_eq!((last.words, last.percent), (whole.words, 100));
        assert!(!told.is_empty(), "and something on the way");
        assert!(told.iter().all(|so_far| so_far.percent < 100));
        let places = &told[0].statistics.list;
        let start = |at: usize| places[at].occurrences[0].source.start;
        let starts: Vec<u64> = (0..places.len()).map(start).collect();
        assert!(
            starts
                .iter()
                .all(|start| start.abs_diff(from) < FIRST_TELLING)
        );
    }

    #[test]
    fn reading_stops_within_a_chunk() {
        let library = load::from_bytes("text.md", text(400).into(), None);
        for patience in [0, 1, 3] {
            let mut all = All {
                patience: Some(patience),
                ..All::default()
            };
            analyse_outwards(&library, &library.document(), 0, &mut all);
            assert_eq!((all.told.len(), all.asked.get()), (0, patience + 1));
        }
    }

    proptest! {
        #[test]
        fn words_are_counted_as_the_standard_library_divides_them(
            text in "[a-c \\n\u{a0}\u{2003}\u{3000}\u{1680}é“中]{0,40}[ -~é“]{0,140}[a-c \\n\u{a0}é“]{0,9}"
        ) {
            let expected = text.split_whitespace().count() as u64;
            prop_assert_eq!(count_words(&text), expected);
        }
    }
}
