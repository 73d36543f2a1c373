//! The work of a search: goes through a text and reports what it finds. Made to run on threads of
//! its own; it starts none and knows of none.

use std::{
    mem,
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::kept::{Kept, Window};
use crate::{
    app::Event,
    load::{Parser, passage::Passages},
    model::{Chunk, Chunks as _},
    search::{AFTER, CONTEXT, Chance, InChunk, Probe, Query, Scanner},
};

/// Bytes a worker takes on at once, about: whole chunks.
const UNIT: u64 = 1 << 20;

/// A source shorter than this is not worth a second worker.
const LARGE: u64 = 8 << 20;

/// Bytes read at once at least, where they are only looked through for words as they stand.
const AT_ONCE: u64 = 128 << 10;

/// Matches reported at once, about, and chunks they lie in.
const MATCHES: usize = 512;
const CHUNKS: usize = 16;

/// What a running search says to whoever started it, and hears from them.
pub trait Report {
    /// Takes what was found.
    fn found(&mut self, event: Event);

    /// Is the search still wanted? Asked often.
    fn is_wanted(&self) -> bool;
}

/// Which way a worker goes from where the reader is; at the ends of the text it goes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    Onward,
    /// Towards the start.
    Backward,
}

/// One search through one text, shared by those who work on it.
#[derive(Debug)]
pub struct Search {
    text: Parser,
    query: Query,
    generation: u64,
    kept: Arc<Kept>,
    /// Source spans of the only chunks that may hold matches, in order, where that is known.
    within: Option<Arc<[Range<u64>]>>,
    /// The unit in which the reader is.
    first: u64,
    /// All units.
    units: u64,
    /// Units that nobody has taken on, counted onward from the first.
    left: Mutex<Range<u64>>,
    /// Workers that have not ended.
    busy: AtomicUsize,
}

impl Search {
    /// A search for `query` through `text` from source offset `from` on; `kept` are the traces of its
    /// source.
    pub fn new(text: Parser, query: Query, from: u64, generation: u64, kept: Arc<Kept>) -> Self {
        let len = text.source_len();
        let units = len.div_ceil(UNIT).max(1);
        let workers = if len < LARGE { 1 } else { 2 };
        Self {
            first: (from / UNIT).min(units - 1),
            units,
            left: Mutex::new(0..units),
            busy: AtomicUsize::new(workers),
            text,
            query,
            generation,
            kept,
            within: None,
        }
    }

    /// The same search, of which it is known that all matches lie in `chunks`: the source spans of
    /// chunks, in order.
    #[must_use]
    pub fn within(mut self, chunks: Arc<[Range<u64>]>) -> Self {
        self.within = Some(chunks);
        self
    }

    /// The parts of a unit that may hold matches.
    fn parts(&self, unit: Range<u64>) -> impl Iterator<Item = Range<u64>> {
        let chunks = self.within.as_deref();
        let whole = chunks.is_none().then(|| unit.clone());
        let chunks = chunks.unwrap_or_default();
        let first = chunks.partition_point(|chunk| chunk.end <= unit.start);
        let chunks = chunks[first..].iter();
        let inside = chunks.take_while(move |chunk| chunk.start < unit.end);
        whole.into_iter().chain(inside.cloned())
    }

    /// The ways of those who are to work on it, one each: all of them, or it never ends.
    pub fn ways(&self) -> &'static [Way] {
        match self.busy.load(Ordering::Relaxed) {
            2.. => &[Way::Onward, Way::Backward],
            _ => &[Way::Onward],
        }
    }

    /// Works on it until nothing is left, or it is not wanted any more. Reports every chunk with
    /// matches, and who ends last reports the end. Only what may hold a match is parsed.
    pub fn run(&self, way: Way, report: &mut dyn Report) {
        let mut work = Work {
            search: self,
            way,
            report,
            window: Window::default(),
            places: Vec::new(),
            text: String::new(),
            scanner: Scanner::default(),
            starts: Vec::new(),
            chunks: Vec::new(),
            matches: 0,
        };
        while work.report.is_wanted()
            && let Some(unit) = self.take(way)
        {
            for part in self.parts(self.unit(unit)) {
                work.search_part(part);
            }
            work.flush();
        }
        let is_last = self.busy.fetch_sub(1, Ordering::AcqRel) == 1;
        if is_last && work.report.is_wanted() {
            let generation = self.generation;
            work.report.found(Event::SearchDone { generation });
        }
    }

    /// The next unit that way.
    fn take(&self, way: Way) -> Option<u64> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = match way {
            Way::Onward => left.next(),
            Way::Backward => left.next_back(),
        };
        taken.map(|taken| (self.first + taken) % self.units)
    }

    /// The chunks that start in a unit.
    fn unit(&self, unit: u64) -> Range<u64> {
        self.border(unit)..self.border(unit + 1)
    }

    fn border(&self, unit: u64) -> u64 {
        match unit {
            0 => 0,
            _ if unit >= self.units => self.text.source_len(),
            _ => self.text.chunk_span(unit * UNIT).start,
        }
    }
}

/// What one worker holds.
struct Work<'a> {
    search: &'a Search,
    way: Way,
    report: &'a mut dyn Report,
    window: Window,
    /// Where a match may stand, in bytes of the window.
    places: Vec<usize>,
    /// A paragraph that needs no parsing.
    text: String,
    scanner: Scanner,
    /// Where the matches of a passage start.
    starts: Vec<u64>,
    /// Chunks with matches, not reported yet, and how many matches they have.
    chunks: Vec<InChunk>,
    matches: usize,
}

impl Work<'_> {
    /// Looks through a part of a unit, which is whole chunks.
    fn search_part(&mut self, part: Range<u64>) {
        match self.search.query.probe() {
            Some(probe) => self.probe_part(probe, part),
            None => self.parse_part(&part),
        }
    }

    /// Looks through every chunk.
    fn parse_part(&mut self, unit: &Range<u64>) {
        let mut at = unit.start;
        while at < unit.end && self.report.is_wanted() {
            let passages = self.search.text.passages(at);
            self.search_chunk(&passages);
            at = passages.span().end.max(at + 1);
        }
    }

    /// Looks through all passages of a chunk: those that have to be parsed together, where they follow
    /// one another.
    fn search_chunk(&mut self, passages: &Passages<'_>) {
        let (mut at, end) = (passages.span().start, passages.span().end);
        let mut open = at;
        while at < end {
            let passage = passages.span_at(at);
            at = passage.end.max(at + 1);
            if let Some(text) = passages.plain_text(&passage) {
                if open < passage.start {
                    self.add(passages.span(), &passages.parse(open..passage.start));
                }
                self.add_plain(passages.span(), text, passage.start);
                open = at;
            }
        }
        if open < end {
            self.add(passages.span(), &passages.parse(open..end));
        }
    }

    /// Looks through one passage.
    fn search_passage(&mut self, passages: &Passages<'_>, passage: Range<u64>) {
        match passages.plain_text(&passage) {
            Some(text) => self.add_plain(passages.span(), text, passage.start),
            None => self.add(passages.span(), &passages.parse(passage)),
        }
    }

    /// Parses the passages in which a match may stand.
    fn probe_part(&mut self, probe: Probe<'_>, mut unit: Range<u64>) {
        let search = self.search;
        let mut passages: Option<Passages<'_>> = None;
        let mut done = unit.start;
        while unit.start < unit.end {
            let (part, chance) = self.next_part(probe, &unit);
            let base = self.find_places(probe, &part, chance);
            for i in 0..self.places.len() {
                let place = self.places[i];
                let at = base + place as u64;
                if at < done {
                    continue;
                }
                if !self.report.is_wanted() {
                    return;
                }
                if passages
                    .as_ref()
                    .is_none_or(|here| !here.span().contains(&at))
                {
                    passages = Some(search.text.passages(at));
                }
                let Some(here) = &passages else { return };
                let span = here.span_at(at);
                done = span.end.max(at + 1);
                self.search_passage(here, span);
            }
            unit.start = part.end;
        }
    }

    /// The part of a unit that is looked at next, and how a match may stand there: one block of traces,
    /// or several where it is the same for all.
    fn next_part(&mut self, probe: Probe<'_>, unit: &Range<u64>) -> (Range<u64>, Chance) {
        let (kept, source) = (&self.search.kept, self.search.text.source());
        let mut part = kept.first_part(unit);
        kept.look(source, part.start, &mut self.window);
        let chance = kept.chance(probe, part.start).unwrap_or(Chance::Hidden);
        let longest = match chance {
            Chance::None => u64::MAX,
            Chance::Plain => AT_ONCE,
            Chance::Hidden => 0,
        };
        while part.end < unit.end
            && part.end - part.start < longest
            && kept.chance(probe, part.end) == Some(chance)
        {
            part.end = kept.first_part(&(part.end..unit.end)).end;
        }
        (part, chance)
    }

    /// Finds where in a part of the source a match may stand; where the bytes of the window start.
    fn find_places(&mut self, probe: Probe<'_>, part: &Range<u64>, chance: Chance) -> u64 {
        self.places.clear();
        let source = self.search.text.source();
        let after = match chance {
            Chance::None => return part.start,
            Chance::Plain => CONTEXT,
            Chance::Hidden => AFTER,
        };
        let span = part.start.saturating_sub(CONTEXT as u64)..part.end + after as u64;
        // Bytes that cannot be read hold no match.
        let Some((bytes, base)) = self.window.read(source, span) else {
            return part.start;
        };
        let end = ((part.end - base) as usize).min(bytes.len());
        let part = ((part.start - base) as usize).min(end)..end;
        match chance {
            Chance::Hidden => probe.all(bytes, &part, &mut self.places),
            _ => probe.plain(bytes, &part, &mut self.places),
        }
        base
    }

    /// Adds the matches in a part of the chunk with source span `chunk`.
    fn add(&mut self, chunk: &Range<u64>, part: &Chunk) {
        let found = self.scanner.chunk(&self.search.query, part, false);
        let mut starts = mem::take(&mut self.starts);
        starts.extend(
            found
                .iter()
                .map(|text| part.source_span(text.clone()).start),
        );
        self.add_starts(chunk, starts);
    }

    /// Adds the matches in a paragraph of the chunk with source span `chunk`, which stands at source
    /// offset `at` as it is shown, but that a line end is shown as a space.
    fn add_plain(&mut self, chunk: &Range<u64>, text: &str, at: u64) {
        self.text.clear();
        for line in text.split('\n') {
            self.text.push_str(line);
            self.text.push(' ');
        }
        let text = &self.text[..text.len()];
        let found = self.scanner.text(&self.search.query, text);
        let mut starts = mem::take(&mut self.starts);
        starts.extend(found.iter().map(|text| at + u64::from(text.start)));
        self.add_starts(chunk, starts);
    }

    /// Adds matches in a chunk, by where they start in the source; keeps the memory of the list.
    fn add_starts(&mut self, chunk: &Range<u64>, mut found: Vec<u64>) {
        if !found.is_empty() {
            self.matches += found.len();
            let starts = found.drain(..);
            let starts = starts.map(|start| start.saturating_sub(chunk.start) as u32);
            if let Some(last) = self.chunks.last_mut().filter(|last| last.span == *chunk) {
                last.starts.extend(starts);
            } else {
                let starts = starts.collect();
                self.add_chunk(chunk, starts);
            }
        }
        self.starts = found;
    }

    fn add_chunk(&mut self, chunk: &Range<u64>, starts: Vec<u32>) {
        if self.matches > MATCHES || self.chunks.len() >= CHUNKS {
            self.flush();
        }
        let span = chunk.clone();
        self.chunks.push(InChunk { span, starts });
    }

    /// Reports what was found.
    fn flush(&mut self) {
        self.matches = 0;
        for chunk in &mut self.chunks {
            chunk.starts.shrink_to_fit();
        }
        if !self.chunks.is_empty() {
            self.report.found(Event::Matches {
                generation: self.search.generation,
                chunks: mem::take(&mut self.chunks),
                is_onward: self.way == Way::Onward,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{load::from_bytes, model::Format, search::scan};

    /// Takes reports.
    #[derive(Default)]
    struct Reports {
        chunks: Vec<InChunk>,
        is_done: bool,
        /// How many more times it is wanted.
        patience: Option<std::cell::Cell<usize>>,
    }

    impl Report for Reports {
        fn found(&mut self, event: Event) {
            match event {
                Event::Matches { chunks, .. } => self.chunks.extend(chunks),
                Event::SearchDone { .. } => self.is_done = true,
                _ => panic!("a search reports nothing else"),
            }
        }

        fn is_wanted(&self) -> bool {
            self.patience
                .as_ref()
                .is_none_or(|left| left.replace(left.get().saturating_sub(1)) > 0)
        }
    }

    fn search(text: &str, typed: &str, from: u64, format: Format) -> Search {
        let library = from_bytes("a", text.as_bytes().to_vec(), Some(format));
        let kept = Arc::new(Kept::new(text.len() as u64));
        let query = Query::new(typed).unwrap();
        Search::new(library.parser(), query, from, 1, kept)
    }

    fn found(search: &Search) -> Vec<InChunk> {
        let mut reports = Reports::default();
        search
            .ways()
            .iter()
            .for_each(|way| search.run(*way, &mut reports));
        assert!(reports.is_done);
        reports.chunks.sort_by_key(|chunk| chunk.span.start);
        reports.chunks
    }

    /// What is found by parsing every chunk.
    fn parsed(search: &Search) -> Vec<InChunk> {
        let mut all = Vec::new();
        let mut chunk = Some(search.text.chunk_at(0));
        while let Some(this) = chunk {
            let starts = scan(&search.query, &this, false).into_iter();
            let starts =
                starts.map(|text| (this.source_span(text).start - this.source.start) as u32);
            let (span, starts) = (this.source.clone(), starts.collect::<Vec<_>>());
            if !starts.is_empty() {
                all.push(InChunk { span, starts });
            }
            chunk = search.text.next(&this);
        }
        all
    }

    /// Paragraphs of several chunks, the fourth of them with a word nobody else uses.
    fn long_text() -> String {
        let paragraph =
            "The convoy left **early**, said the mayor\u{2019}s aide; 1,500 people saw it.\n\n";
        let (before, after) = (paragraph.repeat(1500), paragraph.repeat(500));
        format!("{before}A zebra and a ze**bra** and Zébra.\n\n{after}")
    }

    #[test]
    fn every_match_is_found_wherever_the_reader_is() {
        let text = long_text();
        for typed in [
            "zebra",
            "the mayor's",
            "1500 people",
            "Convoy",
            "e",
            "early, s",
            "\\vze\\w+",
            "\u{2019}",
        ] {
            let expected = parsed(&search(&text, typed, 0, Format::Markdown));
            for from in [0, 40_000, text.len() as u64] {
                let found = found(&search(&text, typed, from, Format::Markdown));
                assert_eq!(found, expected, "{typed:?} from {from}");
            }
            let plain = search(&text, typed, 0, Format::Plain);
            assert_eq!(found(&plain), parsed(&plain), "{typed:?} in plain text");
        }
        let zebras = parsed(&search(&text, "zebra", 0, Format::Markdown));
        assert_eq!(
            zebras.iter().map(|chunk| chunk.starts.len()).sum::<usize>(),
            3
        );
        assert_eq!(found(&search("", "a", 0, Format::Markdown)), []);
    }

    #[test]
    fn a_search_that_is_not_wanted_ends_at_once_and_without_a_word() {
        let text = long_text();
        for typed in ["e", "\\ve", "zebra"] {
            let search = search(&text, typed, 0, Format::Markdown);
            let patience = Some(std::cell::Cell::new(3));
            let mut reports = Reports {
                patience,
                ..Reports::default()
            };
            search.run(Way::Onward, &mut reports);
            assert!(!reports.is_done && reports.chunks.len() <= 3, "{typed:?}");
        }
    }

    #[test]
    fn two_workers_meet_and_the_last_one_says_the_end() {
        let mut search = search("zebra", "zebra", 0, Format::Markdown);
        (search.first, search.units, search.busy) = (3, 5, AtomicUsize::new(2));
        search.left = Mutex::new(0..5);
        assert_eq!(search.ways(), [Way::Onward, Way::Backward]);
        let taken = || (search.take(Way::Onward), search.take(Way::Backward));
        assert_eq!(taken(), (Some(3), Some(2)));
        assert_eq!(taken(), (Some(4), Some(1)));
        assert_eq!(taken(), (Some(0), None));
        let mut reports = Reports::default();
        search.run(Way::Onward, &mut reports);
        assert!(!reports.is_done);
        search.run(Way::Backward, &mut reports);
        assert!(reports.is_done);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn a_search_finds_what_parsing_every_chunk_finds(
            bits in prop::collection::vec(prop::sample::select(crate::search::pieces::MARKDOWN), 0..60),
            typed in prop::sample::select(vec![
                "a", "word", "Word", "word word", "a b", "15", "150", "15000", "15,000", "word's", "b word", "0 a", "baword", "fi",
                "e", "worda", "ab", "000", "a, b", "word 15", "wordword", "15015", "babword",
            ]),
        ) {
            // Long enough to have chunks that are divided.
            let text = format!("{}\n\n{}\n", "Filled up. ".repeat(800), bits.concat());
            let kept = [Kept::new(text.len() as u64), Kept::in_short_blocks(text.len() as u64)];
            for kept in kept {
                let mut search = search(&text, typed, 0, Format::Markdown);
                search.kept = Arc::new(kept);
                prop_assert_eq!(found(&search), parsed(&search), "{:?}", bits.concat());
            }
        }

        #[test]
        fn traces_lose_no_match_beside_the_ends_of_blocks(
            bits in prop::collection::vec(prop::sample::select(crate::search::pieces::MARKDOWN), 1..12),
            typed in prop::sample::select(vec![
                "wordword", "wordaword", "babword", "Wordword", "15000", "150,001", "15015", "wordfiword", "aaab", "wordewords",
            ]),
            before in 0u64..60,
        ) {
            // Each time a few bytes farther from the end of a block.
            let bits = bits.concat();
            let mut text = String::new();
            for nth in 1..6 {
                let end = nth * 4096 - before.min(5 + 3 * nth);
                while (text.len() as u64) < end {
                    text.push_str(if text.len() % 64 == 63 { "\n\n" } else { "y " });
                }
                text.push_str(&bits);
                text.push_str("\n\n");
            }
            let mut search = search(&text, typed, 0, Format::Markdown);
            search.kept = Arc::new(Kept::in_short_blocks(text.len() as u64));
            prop_assert_eq!(found(&search), parsed(&search), "{:?}", bits);
        }
    }
}
