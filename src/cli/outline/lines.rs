//! Numbers of lines.

use std::{io, ops::Range};

use super::cause;
use crate::load::Source;

/// Bytes read at once.
const WINDOW: u64 = 256 * 1024;

/// Bytes of a heading in which its words are looked for.
const HEAD: u64 = 512;

/// Numbers of lines, asked for in order of the source: it is read once, window by window, and not at
/// all where they are known.
#[derive(Debug)]
pub struct LineNumbers<'a> {
    source: &'a Source,
    /// Source offsets of headings, and the lines of their words; in order, those asked for taken off.
    known: &'a [(u64, u64)],
    at: u64,
    line: u64,
    /// Some bytes of the source, and where they lie.
    window: Vec<u8>,
    base: u64,
}

impl<'a> LineNumbers<'a> {
    /// Starts at the first line. Of some headings the line of their words is `known`, by their source
    /// offset and in order.
    pub fn known(source: &'a Source, known: &'a [(u64, u64)]) -> Self {
        Self {
            source,
            known,
            at: 0,
            line: 1,
            window: Vec::new(),
            base: 0,
        }
    }

    /// The number, from 1, of the line that holds source offset `at`. An offset before the one
    /// asked for last is counted from the beginning again.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn of(&mut self, at: u64) -> io::Result<u64> {
        if at < self.at {
            (self.at, self.line) = (0, 1);
        }
        while self.at < at {
            let len = (at - self.at).min(WINDOW);
            // A file that became shorter has no more lines.
            let passed = self.read(self.at, 1, len)?;
            let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
            let len = if passed.is_empty() {
                len
            } else {
                passed.len() as u64
            };
            self.line += lines;
            self.at += len;
        }
        Ok(self.line)
    }

    /// The number of the line on which the words of a heading start: below a rule over it.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn of_words(&mut self, heading: &Range<u64>) -> io::Result<u64> {
        while let [(start, line), later @ ..] = self.known
            && *start <= heading.start
        {
            self.known = later;
            if *start == heading.start && self.at <= *start {
                (self.at, self.line) = (*start, *line);
                return Ok(*line);
            }
        }
        self.of(heading.start)?;
        let len = heading.end.saturating_sub(heading.start).min(HEAD);
        let bytes = self.read(heading.start, len, len)?;
        let mut at = heading.start;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let text = String::from_utf8_lossy(line);
            if text.contains(char::is_alphanumeric) {
                return self.of(at);
            }
            at += line.len() as u64;
        }
        self.of(heading.start)
    }

    /// Bytes of the source from `at` on: `least` of them at least, where there are so many, and at most
    /// `most`.
    fn read(&mut self, at: u64, least: u64, most: u64) -> io::Result<&[u8]> {
        let end = self.base + self.window.len() as u64;
        if at < self.base || at + least > end {
            let window = at..at + WINDOW;
            self.source
                .read_into(window, &mut self.window)
                .map_err(cause)?;
            self.base = at;
        }
        let rest = &self.window[(at - self.base) as usize..];
        Ok(&rest[..rest.len().min(most as usize)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_across_windows_and_from_the_start_again() {
        let line = "a line of the harbour's log\n";
        let text = line.repeat(3 * WINDOW as usize / line.len());
        let source = Source::Held(text.clone().into_bytes());
        let mut numbers = LineNumbers::known(&source, &[]);
        let len = line.len() as u64;
        for nth in (0..text.len() as u64 / len).step_by(7) {
            assert_eq!(numbers.of(nth * len).unwrap(), nth + 1);
            assert_eq!(numbers.of(nth * len + len - 1).unwrap(), nth + 1);
        }
        assert_eq!(numbers.of(len).unwrap(), 2);
        assert_eq!(numbers.of(0).unwrap(), 1);
        let all = text.len() as u64 / len;
        assert_eq!(numbers.of(10 * text.len() as u64).unwrap(), all + 1);
    }

    #[test]
    fn what_is_known_is_not_read() {
        let source = Source::Held(b"a\n# B\nc\n# D\n".to_vec());
        let mut numbers = LineNumbers::known(&source, &[(2, 20), (8, 40)]);
        assert_eq!(numbers.of_words(&(2..6)).unwrap(), 20);
        assert_eq!(numbers.of(6).unwrap(), 21);
        assert_eq!(numbers.of_words(&(8..12)).unwrap(), 40);
        assert_eq!(numbers.of_words(&(2..6)).unwrap(), 2);
    }

    #[test]
    fn a_heading_stands_where_its_words_do() {
        let source = Source::Held(b"text\n=====\nGates \xff\n=====\n-----\n".to_vec());
        let mut numbers = LineNumbers::known(&source, &[]);
        assert_eq!(numbers.of_words(&(0..4)).unwrap(), 1);
        assert_eq!(numbers.of_words(&(5..24)).unwrap(), 3);
        assert_eq!(numbers.of_words(&(25..30)).unwrap(), 5);
    }
}
