//! The work of a search: goes through a text and reports what it finds. Made to run on a thread of
//! its own; it starts none and knows of none.

use std::ops::Range;

use crate::{
    app::Event,
    load::Parser,
    model::Chunks as _,
    search::{Query, may_match, scan},
};

/// Bytes asked at once whether there may be a match in them.
const WINDOW: u64 = 1 << 20;

/// What a running search says to whoever started it, and hears from them.
pub trait Report {
    /// Takes what was found.
    fn found(&mut self, event: Event);

    /// Is the search still wanted? Asked often.
    fn is_wanted(&self) -> bool;
}

/// Searches `text` from the chunk at source offset `from` to the end, then from the start, and
/// reports every chunk with matches; stops when it is not wanted any more. Only chunks whose bytes
/// may hold a match are parsed.
pub fn search(text: &Parser, query: &Query, from: u64, generation: u64, report: &mut dyn Report) {
    let len = text.source_len();
    let start = text.chunk_span(from).start;
    for part in [start..len.max(1), 0..start] {
        let mut at = part.start;
        while at < part.end {
            if !report.is_wanted() {
                return;
            }
            let window = window(text, at, part.end);
            at = window.end;
            if may_match_in(text, query, &window) {
                search_window(text, query, window, generation, report);
            }
        }
    }
    report.found(Event::SearchDone { generation });
}

/// Whole chunks from the one at `at` on, about a window's worth, up to `end`.
fn window(text: &Parser, at: u64, end: u64) -> Range<u64> {
    let first = text.chunk_span(at);
    if at + WINDOW >= end {
        return first.start..end.max(first.end);
    }
    let last = text.chunk_span(at + WINDOW);
    first.start..last.start.max(first.end)
}

/// Bytes that cannot be read hold no match.
fn may_match_in(text: &Parser, query: &Query, span: &Range<u64>) -> bool {
    text.source()
        .read(span.clone())
        .is_ok_and(|bytes| may_match(query, &bytes))
}

/// Reports the matches in the chunks of one window.
fn search_window(
    text: &Parser,
    query: &Query,
    window: Range<u64>,
    generation: u64,
    report: &mut dyn Report,
) {
    let mut at = window.start;
    while at < window.end && report.is_wanted() {
        let chunk = text.chunk_span(at);
        at = chunk.end.max(at + 1);
        if may_match_in(text, query, &chunk) {
            let parsed = text.chunk_at(chunk.start);
            let spans = scan(query, &parsed, false)
                .into_iter()
                .map(|text| parsed.source_span(text));
            let spans: Vec<Range<u64>> = spans.collect();
            if !spans.is_empty() {
                report.found(Event::Matches {
                    generation,
                    chunk,
                    spans,
                });
            }
        }
    }
}
