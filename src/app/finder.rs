//! Search: what is asked for, where it was found, and the match the reader is at.

mod counts;
mod found;
pub mod kept;
mod narrow;
mod prepare;
mod prompt;
pub mod worker;

pub use found::Found;
pub use prompt::Prompt;

use std::{ops::Range, sync::Arc};

use self::{counts::Counts, kept::Kept, narrow::Within, prompt::Asking};
use super::{App, Effect};
use crate::{
    layout::viewport::Stand,
    model::{Chunk, Chunks, Outline, SectionId},
    search::{InChunk, Matches, Place, Query, scan},
    text::{CleanString, grouped},
};

/// Matches counted one by one at most when a large count is typed before `n`.
const FARTHEST: usize = 10_000;

/// A search, kept until Esc.
#[derive(Debug, Default)]
pub struct Finder {
    asking: Option<Asking>,
    query: Option<Query>,
    /// What was typed for the query.
    pattern: String,
    matches: Matches,
    /// The match the reader is at.
    current: Option<Hit>,
    /// Is the first match still to be shown, once it is found?
    is_awaited: bool,
    counts: Counts,
    /// What is known of where the matches can be.
    within: Option<Within>,
    /// The traces of the source, for all searches in it.
    kept: Option<Arc<Kept>>,
    /// Has somebody been asked to look for all of them?
    is_prepared: bool,
}

/// One match, found again in its chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Source offset of its chunk.
    chunk: u64,
    /// Which of the chunk's matches it is, from 0.
    index: usize,
    /// Where it stands.
    source: Range<u64>,
}

impl Hit {
    /// Where it stands, source offsets.
    pub fn source(&self) -> Range<u64> {
        self.source.clone()
    }

    /// Where the next one is looked for from, or the one before.
    fn edge(&self, is_down: bool) -> u64 {
        if is_down {
            self.source.end.max(self.source.start + 1)
        } else {
            self.source.start
        }
    }
}

impl Finder {
    /// Is there a search at all?
    pub fn is_active(&self) -> bool {
        self.query.is_some()
    }

    /// The matches so far.
    pub fn matches(&self) -> &Matches {
        &self.matches
    }

    /// The match the reader is at.
    pub fn current(&self) -> Option<&Hit> {
        self.current.as_ref()
    }

    /// Number of the current match, from 1.
    pub fn number(&self) -> Option<usize> {
        let current = self.current.as_ref()?;
        self.matches.number(current.chunk, current.index)
    }

    /// How many matches stand in a section of `outline`: `with_inner`, those of the sections inside it
    /// count too.
    pub fn count_in(&self, outline: &Outline, id: SectionId, with_inner: bool) -> usize {
        self.counts.of(outline, id, with_inner)
    }

    /// Text spans of the matches in `chunk`, each with whether the reader is at it.
    pub fn within(&self, chunk: &Chunk) -> Vec<(Range<u32>, bool)> {
        let Some(query) = self
            .query
            .as_ref()
            .filter(|_| self.matches.count_in(chunk.source.start) > 0)
        else {
            return Vec::new();
        };
        let is_current = |index| {
            self.current
                .as_ref()
                .is_some_and(|hit| hit.chunk == chunk.source.start && hit.index == index)
        };
        scan(query, chunk, false)
            .into_iter()
            .enumerate()
            .map(|(index, text)| (text, is_current(index)))
            .collect()
    }

    /// Finds the match at `place` again in its chunk.
    fn hit(
        &self,
        chunks: &dyn Chunks,
        place: Place,
        is_wanted: impl Fn(u64) -> bool,
    ) -> Option<Hit> {
        let chunk = chunks.chunk_at(place.chunk);
        let spans = scan(self.query.as_ref()?, &chunk, false);
        let mut spans = spans
            .into_iter()
            .map(|text| chunk.source_span(text))
            .enumerate();
        let (index, source) = match place.index {
            Some(index) => spans.nth(index)?,
            None => spans.find(|(_, source)| is_wanted(source.start))?,
        };
        Some(Hit {
            chunk: place.chunk,
            index,
            source,
        })
    }

    /// The first match at or after source offset `at`.
    fn after(&self, chunks: &dyn Chunks, at: u64) -> Option<Hit> {
        let mut from = at;
        for _ in 0..2 {
            let place = self.matches.after(from)?;
            if let Some(hit) = self.hit(chunks, place, |start| start >= at) {
                return Some(hit);
            }
            from = chunks.chunk_at(place.chunk).source.end;
        }
        None
    }

    /// The last match before source offset `at`.
    fn before(&self, chunks: &dyn Chunks, at: u64) -> Option<Hit> {
        let place = self.matches.before(at)?;
        let chunk = chunks.chunk_at(place.chunk);
        let spans = scan(self.query.as_ref()?, &chunk, false);
        let sources = spans
            .into_iter()
            .map(|text| chunk.source_span(text))
            .enumerate();
        let (index, source) = sources.take_while(|(_, source)| source.start < at).last()?;
        Some(Hit {
            chunk: place.chunk,
            index,
            source,
        })
    }

    /// The next match from `at` on, or the one before it; round the end where there is none, with
    /// whether it was.
    fn next(&self, chunks: &dyn Chunks, at: u64, is_down: bool) -> Option<(Hit, bool)> {
        let find = |at| {
            if is_down {
                self.after(chunks, at)
            } else {
                self.before(chunks, at)
            }
        };
        let round = || find(if is_down { 0 } else { u64::MAX });
        find(at)
            .map(|hit| (hit, false))
            .or_else(|| Some((round()?, true)))
    }

    /// The `count`th match from `at` on, or before it, with whether the way led round the end.
    fn walk(
        &self,
        chunks: &dyn Chunks,
        mut at: u64,
        count: usize,
        is_down: bool,
    ) -> Option<(Hit, bool)> {
        let mut found = None;
        let mut has_wrapped = false;
        for _ in 0..count.min(FARTHEST) {
            let (hit, is_round) = self.next(chunks, at, is_down)?;
            has_wrapped |= is_round;
            at = hit.edge(is_down);
            found = Some(hit);
        }
        found.map(|hit| (hit, has_wrapped))
    }

    /// The match of that number, from 0.
    fn nth(&self, chunks: &dyn Chunks, number: usize) -> Option<Hit> {
        let mut before = 0;
        let (chunk, index) = self.matches.chunks().find_map(|(chunk, count)| {
            let index = number.checked_sub(before).filter(|index| *index < count);
            before += count;
            index.map(|index| (chunk, index))
        })?;
        self.hit(
            chunks,
            Place {
                chunk,
                index: Some(index),
            },
            |_| true,
        )
    }

    /// What was searched for.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Ends the search. False when there was none.
    pub fn close(&mut self) -> bool {
        self.matches = Matches::new(self.matches.generation() + 1);
        self.current = None;
        self.is_awaited = false;
        self.counts = Counts::default();
        self.within = None;
        self.query.take().is_some()
    }

    /// Has all been searched, and nothing found?
    pub fn has_failed(&self) -> bool {
        self.query.is_some() && self.matches.is_finished() && self.matches.total() == 0
    }

    /// "3 of 17".
    pub fn place(&self) -> String {
        let total = self.matches.total();
        match self.number() {
            _ if self.query.is_none() => String::new(),
            Some(number) => format!("{} of {}", grouped(number as u64), grouped(total as u64)),
            None if total > 0 => format!("{} found", grouped(total as u64)),
            None if self.matches.is_finished() => "not found".into(),
            None => "searching".into(),
        }
    }

    /// Starts a search for `pattern`; the reader is at source offset `here`.
    fn start(&mut self, pattern: &str, here: u64) -> Effect {
        let known = self.take_known();
        self.close();
        pattern.clone_into(&mut self.pattern);
        match Query::new(pattern) {
            Ok(query) if !query.is_empty() => {
                self.query = Some(query.clone());
                self.narrow(known);
                self.is_awaited = true;
                Effect::Search {
                    query,
                    from: here,
                    generation: self.matches.generation(),
                }
            }
            Ok(_) => Effect::EndSearch,
            Err(error) => {
                if let Some(asking) = &mut self.asking {
                    asking.error = Some(CleanString::from_raw(&error.to_string()));
                }
                Effect::EndSearch
            }
        }
    }
}

impl App {
    /// Takes a report of the running search; shows the first match as soon as it is known.
    pub(super) fn take_matches(
        &mut self,
        generation: u64,
        chunks: Vec<InChunk>,
        is_onward: bool,
    ) -> Effect {
        if generation == self.finder.matches.generation() {
            for found in chunks {
                self.finder.counts.add(&self.document.outline, &found);
                self.finder.matches.add(found);
            }
            if is_onward {
                self.show_first(false);
            }
        }
        Effect::None
    }

    /// The running search has been through everything.
    pub(super) fn end_search(&mut self, generation: u64) -> Effect {
        if generation == self.finder.matches.generation() {
            self.finder.matches.finish();
            self.show_first(true);
            if self.finder.matches.total() == 0 && !self.finder.is_asking() {
                self.say_not_found();
            }
            return self.prepare_search();
        }
        Effect::None
    }

    /// Moves to the first match from where the search began; round the end when there is none and
    /// the search is done.
    fn show_first(&mut self, is_done: bool) {
        if !self.finder.is_awaited {
            return;
        }
        let here = self
            .finder
            .asking
            .as_ref()
            .map_or_else(|| self.here(), |asking| asking.here);
        let first = self.finder.after(&self.library, here);
        let first = first.or_else(|| self.finder.after(&self.library, 0).filter(|_| is_done));
        if let Some(hit) = first {
            self.finder.is_awaited = false;
            self.show_hit(hit);
        }
    }

    fn show_hit(&mut self, hit: Hit) {
        self.move_to(hit.source.start, Stand::InView);
        self.finder.current = Some(hit);
    }

    /// To the `count`th match after the current one, or before it; from the top of the screen when
    /// the current one has been left behind.
    pub(super) fn go_to_match(&mut self, count: usize, is_down: bool) {
        if self.finder.matches.total() == 0 {
            return self.say_no_match();
        }
        let from = self.match_start(is_down);
        let step = self.finder.walk(&self.library, from, count, is_down);
        let Some((hit, has_wrapped)) = step else {
            return;
        };
        let here = self.here();
        self.show_hit(hit);
        if self.here() != here {
            self.history.leave(here);
        }
        match (has_wrapped, is_down) {
            (false, _) => {}
            (true, true) => self.say("search went on from the start"),
            (true, false) => self.say("search went on from the end"),
        }
    }

    /// Says why there is no match to go to.
    fn say_no_match(&mut self) {
        if self.finder.is_active() {
            self.say(&self.finder.place());
        } else {
            self.say("nothing searched for yet: /");
        }
    }

    /// Where to look for the next match from: the edge of the current one while it is on the screen,
    /// else the top.
    fn match_start(&self, is_down: bool) -> u64 {
        let (top, bottom) = self.span_on_screen();
        let current = self.finder.current.as_ref();
        let near = current.filter(|hit| (top..=bottom).contains(&hit.source.start));
        near.map_or(top, |hit| hit.edge(is_down))
    }

    /// Searches for `pattern` as if it had been typed.
    pub(super) fn search_for(&mut self, pattern: &str) -> Effect {
        let here = self.here();
        self.history.leave(here);
        self.finder.start(pattern, here)
    }

    /// Searches again, for instance because the chunks are cut anew; the reader stays where they are.
    pub(super) fn search_again(&mut self) -> Effect {
        let Some(query) = self.finder.query.clone() else {
            return Effect::None;
        };
        let was_awaited = self.finder.is_awaited;
        let from = self.here();
        self.finder.close();
        self.finder.is_awaited = was_awaited;
        self.finder.query = Some(query.clone());
        let generation = self.finder.matches.generation();
        Effect::Search {
            query,
            from,
            generation,
        }
    }

    /// Shows the match of that number, counted from 0.
    pub(super) fn open_match(&mut self, number: usize) {
        if let Some(hit) = self.finder.nth(&self.library, number) {
            let here = self.here();
            self.history.leave(here);
            self.show_hit(hit);
        }
    }

    /// The match of that number, counted from 0.
    pub(super) fn match_found(&self, number: usize) -> Option<Found> {
        self.finder.found(&self.library, number, 1).pop()
    }

    fn say_not_found(&mut self) {
        let words = format!("not found: {}", self.finder.pattern);
        self.say(&words);
    }

    /// Says something in the bottom line until the next key.
    pub fn say(&mut self, words: &str) {
        self.notice = Some(CleanString::from_raw(words));
    }
}
