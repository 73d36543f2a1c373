//! The lines of a source, read through windows: memory stays at one window however long the source
//! or a line of it is.
//!
//! A line ends at `\n`, `\r\n` or a lone `\r`. Lines tile the source.

use std::{borrow::Cow, ops::Range};

use crate::load::source::{LoadError, Source};

/// Bytes read at a time.
const WINDOW: u64 = 256 * 1024;
/// Of a line longer than a window this much is shown of its beginning.
const HEAD: usize = 2048;
/// ... and this much of its end.
const TAIL: usize = 16;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Source offset of its first byte.
    pub start: u64,
    /// Source offset past its last byte, the line end not counted.
    pub end: u64,
    /// Source offset of the next line.
    pub next: u64,
    /// Its bytes without the line end; of a line longer than a window its beginning and its end.
    pub bytes: &'a [u8],
}

/// Where the first line of `bytes` ends, and where the next one starts. `None` when `bytes` hold no
/// line end, or end in a `\r` that a `\n` may follow.
fn line_end(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = memchr::memchr2(b'\n', b'\r', bytes)?;
    match (bytes[end], bytes.get(end + 1)) {
        (b'\n', _) => Some((end, end + 1)),
        (_, Some(b'\n')) => Some((end, end + 2)),
        (_, Some(_)) => Some((end, end + 1)),
        (_, None) => None,
    }
}

/// The lines of `bytes`, which lie at `base` in the source and end it or end at a chunk border.
/// A last line without a line end counts; an empty rest does not.
pub fn split(bytes: &[u8], base: u64) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &bytes[at..];
        if rest.is_empty() {
            return None;
        }
        let (end, next) = line_end(rest).unwrap_or_else(|| last_line(rest));
        let start = base + at as u64;
        at += next;
        Some(Line {
            start,
            end: start + end as u64,
            next: start + next as u64,
            bytes: &rest[..end],
        })
    })
}

/// As [`line_end`], at the end of the source.
fn last_line(rest: &[u8]) -> (usize, usize) {
    let end = rest.len() - usize::from(rest.last() == Some(&b'\r'));
    (end, rest.len())
}

/// Does a line surely end at source offset `end`, whatever comes after it?
///
/// # Errors
/// When the source cannot be read.
pub fn ends_at(source: &Source, end: u64) -> Result<bool, LoadError> {
    let last = source.read(end.saturating_sub(1)..end)?;
    Ok(last.last() == Some(&b'\n'))
}

/// Reads the lines of a source one after the other.
#[derive(Debug)]
pub struct Lines<'a> {
    source: &'a Source,
    window: Cow<'a, [u8]>,
    /// Where the window lies in the source.
    base: u64,
    /// The next line starts at this byte of the window.
    at: usize,
    end: u64,
    /// Beginning and end of a line longer than the window.
    long: Vec<u8>,
}

impl<'a> Lines<'a> {
    /// The lines in `range`, which starts at the beginning of a line. Nothing past the range is
    /// read: its last line is cut there.
    pub fn new(source: &'a Source, range: Range<u64>) -> Self {
        Self {
            source,
            window: Cow::Borrowed(&[]),
            base: range.start,
            at: 0,
            end: range.end.min(source.len()),
            long: Vec::new(),
        }
    }

    /// The next line; `None` after the last.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, LoadError> {
        if let Some((end, next)) = line_end(&self.window[self.at..]) {
            return Ok(Some(self.advance(end, next)));
        }
        self.refill()?;
        let rest = &self.window[self.at..];
        if rest.is_empty() {
            return Ok(None);
        }
        if let Some((end, next)) = line_end(rest) {
            return Ok(Some(self.advance(end, next)));
        }
        if self.base + self.window.len() as u64 == self.end {
            let (end, next) = last_line(rest);
            return Ok(Some(self.advance(end, next)));
        }
        self.long_line().map(Some)
    }

    /// Reads a window that begins at the next line.
    fn refill(&mut self) -> Result<(), LoadError> {
        self.base += self.at as u64;
        self.at = 0;
        let range = self.base..(self.base + WINDOW).min(self.end);
        match &mut self.window {
            Cow::Owned(window) => self.source.read_into(range, window)?,
            Cow::Borrowed(_) => self.window = self.source.read(range)?,
        }
        Ok(())
    }

    fn advance(&mut self, end: usize, next: usize) -> Line<'_> {
        let start = self.at;
        self.at += next;
        let at = self.base + start as u64;
        Line {
            start: at,
            end: at + end as u64,
            next: at + next as u64,
            bytes: &self.window[start..start + end],
        }
    }

    /// A line that does not end in this window: looks for its end window by window and keeps its
    /// beginning and its end.
    fn long_line(&mut self) -> Result<Line<'_>, LoadError> {
        let start = self.base;
        self.long.clear();
        self.long
            .extend_from_slice(&self.window[..HEAD.min(self.window.len())]);
        let mut tail = Vec::new();
        let end = loop {
            if let Some((end, next)) = line_end(&self.window) {
                tail.extend_from_slice(&self.window[end.saturating_sub(TAIL)..end]);
                self.at = next;
                break self.base + end as u64;
            }
            let is_last = self.base + self.window.len() as u64 >= self.end;
            let (len, next) = if is_last {
                last_line(&self.window)
            } else {
                // The last byte may be the `\r` of a `\r\n`: it is looked at again.
                (self.window.len() - 1, self.window.len() - 1)
            };
            tail = self.window[len.saturating_sub(TAIL)..len].to_vec();
            self.at = next;
            if is_last {
                break self.base + len as u64;
            }
            self.refill()?;
        };
        self.long.extend_from_slice(&tail);
        Ok(Line {
            start,
            end,
            next: self.base + self.at as u64,
            bytes: &self.long,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        split(bytes, 0)
            .map(|line| String::from_utf8_lossy(line.bytes).into_owned())
            .collect()
    }

    #[test]
    fn every_kind_of_line_end() {
        let check = |raw: &str, lines: &[&str]| assert_eq!(texts(raw.as_bytes()), lines, "{raw:?}");
        check("", &[]);
        check("one", &["one"]);
        check("one\ntwo\n", &["one", "two"]);
        check("one\r\ntwo\r\n\r\n", &["one", "two", ""]);
        check("one\rtwo\r", &["one", "two"]);
        check("\n\r\n\r", &["", "", ""]);
    }

    #[test]
    fn a_line_longer_than_the_window_is_one_line() {
        let mut bytes = b"first\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 3 * WINDOW as usize + 7));
        bytes.extend_from_slice(b" the end.\r\nlast");
        let source = Source::Held(bytes);
        let mut lines = Lines::new(&source, 0..source.len());
        assert_eq!(lines.next_line().unwrap().unwrap().bytes, b"first");
        let long = lines.next_line().unwrap().unwrap();
        assert!(long.bytes.ends_with(b"x the end."));
        assert_eq!(long.end - long.start, 3 * WINDOW + 16);
        assert_eq!(lines.next_line().unwrap().unwrap().bytes, b"last");
        assert_eq!(lines.next_line().unwrap(), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn windows_do_not_change_the_lines(parts in prop::collection::vec("[a\r\n]{0,6}", 0..40), fill in 0usize..2) {
            let mut bytes = vec![b'x'; fill * (WINDOW as usize - 20)];
            bytes.extend(parts.concat().bytes());
            let source = Source::Held(bytes.clone());
            let mut lines = Lines::new(&source, 0..source.len());
            for line in split(&bytes, 0) {
                prop_assert_eq!(lines.next_line().unwrap(), Some(line));
            }
            prop_assert_eq!(lines.next_line().unwrap(), None);
        }
    }
}
