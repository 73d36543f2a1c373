//! Headings, with their words as they stand in the source.

use std::ops::Range;

use super::{BoldLines, Leaf, Line, RawHeading, Scanner};
use crate::load::markdown::line::Cursor;

/// Longest title kept; a longer heading is cut.
pub(super) const TITLE_MAX: usize = 2 * 1024;

impl Scanner {
    /// Keeps the start of a paragraph that goes on in the next window.
    pub(super) fn carry(&mut self, window: &[u8]) {
        let Leaf::Paragraph(start) = self.leaf else {
            return;
        };
        let from = start.saturating_sub(self.at - window.len() as u64) as usize;
        let text = window.get(from..).unwrap_or_default();
        let room = TITLE_MAX.saturating_sub(self.carried.len());
        self.carried
            .extend_from_slice(&text[..text.len().min(room)]);
    }

    pub(super) fn underline(&mut self, level: u8, line: &Line<'_>) {
        if let Leaf::Paragraph(start) = self.leaf {
            let into = line.behind.len().checked_sub((line.start - start) as usize);
            let text = &line.behind[into.unwrap_or(0)..];
            let text = &text[..text.len().min(TITLE_MAX)];
            let words = self.words(&[&self.carried, text].concat());
            let is_readable = self.stack.is_empty();
            self.heading(level, start..line.end, &words, is_readable);
        }
        self.leaf = Leaf::None;
        self.is_after_blank = false;
    }

    /// The lines of a paragraph without what the open containers and indentation put before them.
    pub(super) fn words(&self, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        for (index, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let mut cursor = Cursor::new(line.strip_suffix(b"\r").unwrap_or(line));
            if index > 0 {
                self.matched(&mut cursor);
                cursor.spaces();
                out.push(b'\n');
            }
            out.extend_from_slice(cursor.rest());
        }
        out
    }

    pub(super) fn start_heading(&mut self, line: &Line<'_>, cursor: Cursor<'_>, level: u8) {
        self.block_starts();
        self.has_content(line.start + cursor.at() as u64, false);
        let words = atx_words(cursor.rest(), level);
        let start = line.start + cursor.at() as u64;
        self.heading(level, start..line.end, words, true);
    }

    pub(super) fn heading(
        &mut self,
        level: u8,
        source: Range<u64>,
        words: &[u8],
        is_readable: bool,
    ) {
        if !std::mem::replace(&mut self.found.has_heading, true) {
            self.found.bold = BoldLines::default();
        }
        self.found.titles.extend_from_slice(words.trim_ascii());
        let title_end = self.found.titles.len() as u32;
        self.found.headings.push(RawHeading {
            level,
            start: source.start,
            end: source.end,
            title_end,
            is_readable,
        });
    }

    pub(super) fn has_content(&mut self, at: u64, is_prose: bool) {
        let found = &mut self.found;
        if found.first.is_none() {
            found.first = Some(at);
        }
        if !found.has_heading && is_prose && found.first_prose.is_none() {
            found.first_prose = Some(at);
        }
        if found.has_heading && found.after_first_heading.is_none() {
            found.after_first_heading = Some(at);
        }
    }
}

/// The words of a heading that starts with `#`, of which `line` is the first byte.
pub(super) fn atx_words(line: &[u8], level: u8) -> &[u8] {
    let words = without_closing(line[usize::from(level)..].trim_ascii());
    &words[..words.len().min(TITLE_MAX)]
}

/// The words of a heading without the `#` that may close it.
fn without_closing(words: &[u8]) -> &[u8] {
    let marks = words.iter().rev().take_while(|byte| **byte == b'#').count();
    let before = &words[..words.len() - marks];
    if before.is_empty() || before.ends_with(b" ") || before.ends_with(b"\t") {
        before.trim_ascii_end()
    } else {
        words
    }
}
