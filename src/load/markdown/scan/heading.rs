//! Headings, with their words as they stand in the source.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

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
            self.note_underlined(line, start, into);
            self.heading(level, start..line.end, &words, is_readable);
        }
        self.leaf = Leaf::None;
        self.is_after_blank = false;
    }

    /// Notes the line of a heading whose words start at `start`, on this line.
    pub(super) fn note_line(&mut self, start: u64) {
        if let Some(lines) = &mut self.found.lines {
            let before = self.feeds - self.feeds_left as u64;
            lines.push((start, before + 1));
        }
    }

    /// Notes the line of a heading that starts at `start`, `into` the window before its underline, if its
    /// first line has a word: else it is a rule over the words.
    fn note_underlined(&mut self, underline: &Line<'_>, start: u64, into: Option<usize>) {
        let Some((lines, into)) = self.found.lines.as_mut().zip(into) else {
            return;
        };
        let text = &underline.behind[into..];
        let first = &text[..memchr(b'\n', text).unwrap_or(text.len())];
        if first.iter().any(u8::is_ascii_alphanumeric) {
            let above = memchr_iter(b'\n', text).count() as u64;
            let before = self.feeds - self.feeds_left as u64 - above;
            lines.push((start, before + 1));
        }
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
        self.note_line(start);
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
            self.found.is_noted = false;
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
        if found.is_noted {
            return;
        }
        if found.first.is_none() {
            found.first = Some(at);
        }
        if !found.has_heading && is_prose && found.first_prose.is_none() {
            found.first_prose = Some(at);
        }
        if found.has_heading && found.after_first_heading.is_none() {
            found.after_first_heading = Some(at);
        }
        found.is_noted = if found.has_heading {
            found.after_first_heading.is_some()
        } else {
            found.first_prose.is_some()
        };
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::load::markdown::scan::Scanner;

    /// Where the headings of `text` start and on which lines, as noted by a scan in windows that begins
    /// behind `before`.
    fn noted(text: &str, before: &str) -> Vec<(u64, u64)> {
        let mut scanner = Scanner::new(before.len() as u64, 0);
        scanner.note_lines(before.matches('\n').count() as u64);
        let bytes = text.as_bytes();
        for end in (before.len() + 6000..bytes.len())
            .step_by(5000)
            .chain([bytes.len()])
        {
            let from = scanner.at() as usize;
            scanner.feed(&bytes[from..end.max(from)], end == bytes.len());
        }
        scanner.found().lines.clone().unwrap()
    }

    #[test]
    fn the_lines_of_headings_are_noted_in_passing() {
        let check = |text: &str, expected: &[u64]| {
            let noted = noted(text, "");
            let lines: Vec<u64> = noted.iter().map(|(_, line)| *line).collect();
            assert_eq!(lines, expected, "{text:?}");
        };
        check("# a\n\nb\n\n## c\n", &[1, 5]);
        check("a\n\nb\nc\n===\n\n> - # d\n", &[3, 7]);
        check("a\r\n\r\n# b\r\n", &[3]);
        check("<h2>a</h2>\n\n<div>\n<h3>b</h3>", &[1, 4]);
        check("a\n\n?\nb\n---\n\n# c", &[7]);
        let blank = "\n".repeat(9000);
        check(&format!("{blank}# a\n{blank}b\n==="), &[9001, 18002]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn noted_lines_are_those_that_are_counted(parts in prop::collection::vec(prop_oneof![
            Just("# a\n"), Just("> ## b"), Just("c\n==="), Just("d\ne\n---"), Just("- f\n"), Just("<h2>g</h2>"),
            Just("\n"), Just("\n\n"), Just("\r\n"), Just("some words of prose\n"), Just("```\n"), Just("| a |\n|---|\n")
        ], 0..60), times in 1usize..60) {
            let before = "---\ntitle: t\n---\n";
            let text = before.to_owned() + &parts.concat().repeat(times);
            for (start, line) in noted(&text, before) {
                let counted = memchr::memchr_iter(b'\n', &text.as_bytes()[..start as usize]).count();
                prop_assert_eq!(line, counted as u64 + 1);
            }
        }
    }
}
