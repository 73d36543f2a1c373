//! The lines of a source, read window by window: memory stays at one window however long the source
//! or a line of it is.
//!
//! A line ends at `\n`, `\r\n` or a lone `\r`. Lines tile the source.

use std::{borrow::Cow, ops::Range};

use crate::load::{
    ends::LineEnds,
    source::{LoadError, Source},
};

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
    /// The same as text, when it is known to be UTF-8; it may be, too, where it is not known.
    pub text: Option<&'a str>,
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
    Window::of(bytes, base).into_lines()
}

/// The same, with the text of each line where all of `bytes` is UTF-8.
pub fn split_text(bytes: &[u8], base: u64) -> impl Iterator<Item = Line<'_>> {
    let window = Window {
        text: simdutf8::basic::from_utf8(bytes).ok(),
        ..Window::of(bytes, base)
    };
    window.into_lines()
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

/// Some whole lines that stand together.
#[derive(Clone, Debug)]
pub struct Window<'a> {
    /// Where they lie in the source.
    base: u64,
    bytes: &'a [u8],
    /// The same as text, when all is known to be UTF-8.
    text: Option<&'a str>,
    /// Where their line feeds stand, when no carriage return stands alone.
    feeds: Option<&'a [u32]>,
    /// The only line, when it was longer than what is read at a time.
    long: Option<Line<'a>>,
}

impl<'a> Window<'a> {
    /// Whole lines, of which nothing is known yet.
    const fn of(bytes: &'a [u8], base: u64) -> Self {
        Self {
            base,
            bytes,
            text: None,
            feeds: None,
            long: None,
        }
    }

    /// Each line, in order.
    pub fn into_lines(mut self) -> impl Iterator<Item = Line<'a>> {
        let mut feeds = self.feeds.unwrap_or_default().iter();
        let mut at = 0;
        std::iter::from_fn(move || {
            let rest = &self.bytes[at..];
            if rest.is_empty() {
                return self.long.take();
            }
            let ended = match (self.feeds, feeds.next()) {
                (Some(_), Some(feed)) => Some(before_feed(rest, *feed as usize - at)),
                (Some(_), None) => None,
                (None, _) => line_end(rest),
            };
            let (end, next) = ended.unwrap_or_else(|| last_line(rest));
            let from = at;
            at += next;
            Some(self.line(from..from + end, at))
        })
    }

    /// The line at these bytes of the window, behind which the next one starts at byte `next`.
    fn line(&self, place: Range<usize>, next: usize) -> Line<'a> {
        Line {
            start: self.base + place.start as u64,
            end: self.base + place.end as u64,
            next: self.base + next as u64,
            bytes: &self.bytes[place.clone()],
            text: self.text.map(|text| &text[place]),
        }
    }
}

/// As [`line_end`], when the first line feed stands at byte `feed` and no carriage return alone.
fn before_feed(rest: &[u8], feed: usize) -> (usize, usize) {
    let has_return = feed > 0 && rest[feed - 1] == b'\r';
    (feed - usize::from(has_return), feed + 1)
}

/// Reads the lines of a source, as many at a time as one window holds.
#[derive(Debug)]
pub struct Lines<'a> {
    source: &'a Source,
    window: Cow<'a, [u8]>,
    ends: LineEnds,
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
            ends: LineEnds::default(),
            base: range.start,
            at: 0,
            end: range.end.min(source.len()),
            long: Vec::new(),
        }
    }

    /// The next lines, one at least; `None` after the last.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next_window(&mut self) -> Result<Option<Window<'_>>, LoadError> {
        self.refill()?;
        if self.window.is_empty() {
            return Ok(None);
        }
        self.ends.read(&self.window);
        let is_last = self.base + self.window.len() as u64 == self.end;
        let whole = if is_last {
            self.window.len()
        } else {
            self.whole_lines()
        };
        if whole == 0 {
            return self.long_line().map(Some);
        }
        self.at = whole;
        let bytes = &self.window[..whole];
        Ok(Some(Window {
            base: self.base,
            bytes,
            text: simdutf8::basic::from_utf8(bytes).ok(),
            feeds: (!self.ends.has_lone_return()).then(|| self.ends.feeds()),
            long: None,
        }))
    }

    /// Bytes of the window up to the end of the last line that surely ends in it.
    fn whole_lines(&self) -> usize {
        let feeds = self.ends.feeds();
        if self.ends.has_lone_return() {
            // What follows the last byte is not known.
            let known = self.window.strip_suffix(b"\r").unwrap_or(&self.window);
            memchr::memrchr2(b'\n', b'\r', known).map_or(0, |end| end + 1)
        } else {
            feeds.last().map_or(0, |feed| *feed as usize + 1)
        }
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

    /// A line that does not end in this window: looks for its end window by window and keeps its
    /// beginning and its end.
    fn long_line(&mut self) -> Result<Window<'_>, LoadError> {
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
        let line = Line {
            start,
            end,
            next: self.base + self.at as u64,
            bytes: &self.long,
            text: None,
        };
        Ok(Window {
            base: line.next,
            bytes: &[],
            text: None,
            feeds: None,
            long: Some(line),
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

    /// Every line of `source`, its text left out.
    fn read(source: &Source) -> Vec<(Range<u64>, u64, Vec<u8>)> {
        let mut lines = Lines::new(source, 0..source.len());
        let mut out = Vec::new();
        while let Some(window) = lines.next_window().unwrap() {
            let before = out.len();
            for line in window.into_lines() {
                let text = line.text.map(str::as_bytes);
                assert_eq!(text.unwrap_or(line.bytes), line.bytes);
                out.push((line.start..line.end, line.next, line.bytes.to_vec()));
            }
            assert!(out.len() > before, "a window has a line");
        }
        out
    }

    #[test]
    fn a_line_longer_than_the_window_is_one_line() {
        let mut bytes = b"first\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 3 * WINDOW as usize + 7));
        bytes.extend_from_slice(b" the end.\r\nlast");
        let lines = read(&Source::Held(bytes));
        assert_eq!(lines.len(), 3);
        assert_eq!(
            (&lines[0].2[..], &lines[2].2[..]),
            (&b"first"[..], &b"last"[..])
        );
        let (place, _, long) = &lines[1];
        assert!(long.ends_with(b"x the end."));
        assert_eq!(place.end - place.start, 3 * WINDOW + 16);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn windows_do_not_change_the_lines(parts in prop::collection::vec("[aé\r\n]{0,6}|\r\n|\n", 0..40), fill in 0usize..2, has_torn in any::<bool>()) {
            let mut bytes = vec![b'x'; fill * (WINDOW as usize - 20)];
            bytes.extend(parts.concat().bytes());
            bytes.extend(has_torn.then_some(0xff));
            let whole: Vec<_> = split(&bytes, 0)
                .map(|line| (line.start..line.end, line.next, line.bytes.to_vec()))
                .collect();
            prop_assert_eq!(read(&Source::Held(bytes)), whole);
        }
    }
}
