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
    search::{AFTER, CONTEXT, InChunk, Probe, Query, Scanner},
};

/// Bytes a worker takes on at once, about: whole chunks.
const UNIT: u64 = 1 << 20;

/// A source shorter than this is not worth a second worker.
const LARGE: u64 = 8 << 20;

/// Bytes read at once, about: they stay in the cache of a processor.
const AT_ONCE: u64 = 512 << 10;

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
            let part = self.next_part(probe, &mut unit);
            let base = self.find_places(probe, &part);
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
        }
    }

    /// Takes off the start of a unit what need not be read, and the part that is read next, blocks of
    /// traces that may hold a match: that part.
    fn next_part(&self, probe: Probe<'_>, unit: &mut Range<u64>) -> Range<u64> {
        let kept = &self.search.kept;
        let mut part = unit.start..unit.start;
        while unit.start < unit.end && part.end - part.start < AT_ONCE {
            let block = kept.first_part(unit);
            unit.start = block.end;
            if !kept.may_stand(probe, block.start) {
                if !part.is_empty() {
                    break;
                }
            } else if part.is_empty() {
                part = block;
            } else {
                part.end = block.end;
            }
        }
        part
    }

    /// Finds where in a part of the source a match may stand; where the bytes of the window start.
    fn find_places(&mut self, probe: Probe<'_>, part: &Range<u64>) -> u64 {
        self.places.clear();
        if part.is_empty() {
            return part.start;
        }
        let source = self.search.text.source();
        let span = part.start.saturating_sub(CONTEXT as u64)..part.end + AFTER as u64;
        // Bytes that cannot be read hold no match.
        let Some((bytes, base)) = self.window.read(source, span) else {
            return part.start;
        };
        let end = ((part.end - base) as usize).min(bytes.len());
        let part = ((part.start - base) as usize).min(end)..end;
        probe.find(bytes, &part, &mut self.places);
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
mod tests;
