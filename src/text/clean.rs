//! Text made harmless: what a terminal would obey becomes something a reader can see.
//!
//! [`Clean`] and [`CleanString`] are the proof. They can be made only here, every function that
//! draws or prints text from a document takes one of them, and so no byte of a document, a file
//! name or a message reaches the terminal raw.

use std::{fmt, ops::Range};

/// Borrowed text that holds no control character but `\n`, which stands for a hard line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean<'a>(&'a str);

/// Owned text that holds no control character but `\n`, which stands for a hard line break.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanString(String);

/// What became of a piece of raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Stands as it was.
    Same(&'a str),
    /// The raw bytes are shown as something else, or not at all when it is empty.
    Shown {
        /// The bytes replaced.
        raw: &'a str,
        /// What stands in their place.
        shown: String,
    },
}

/// The pieces of `raw` in order, covering it without gap or overlap.
///
/// Empty text gives none.
pub fn pieces(raw: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut same = 0;
    for (at, c) in raw.char_indices() {
        let Some(shown) = replacement(c) else {
            continue;
        };
        if same < at {
            out.push(Piece::Same(&raw[same..at]));
        }
        same = at + c.len_utf8();
        out.push(Piece::Shown {
            raw: &raw[at..same],
            shown,
        });
    }
    if same < raw.len() {
        out.push(Piece::Same(&raw[same..]));
    }
    out
}

/// What stands for `c`; `None` where it may stay.
fn replacement(c: char) -> Option<String> {
    match c {
        '\n' => None,
        '\t' => Some("    ".into()),
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).map(String::from),
        '\x7f' => Some('\u{2421}'.into()),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'.into()),
        _ => None,
    }
}

impl<'a> Clean<'a> {
    /// A text of the program itself.
    ///
    /// # Panics
    /// When it holds a control character: that is a mistake in the program.
    pub const fn literal(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            assert!(
                bytes[i] >= 0x20 && bytes[i] != 0x7f,
                "a literal holds a control character"
            );
            i += 1;
        }
        Self(text)
    }

    /// The text.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The part in `range`, bytes of this text.
    ///
    /// # Panics
    /// When `range` is not in the text or not on character borders.
    pub fn slice(self, range: Range<usize>) -> Self {
        Self(&self.0[range])
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trim(self) -> Self {
        Self(self.0.trim())
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Is there no text at all?
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

impl CleanString {
    /// No text.
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// `raw` made harmless.
    pub fn from_raw(raw: &str) -> Self {
        let mut out = Self::new();
        out.push_raw(raw);
        out
    }

    /// Appends `raw`, made harmless.
    pub fn push_raw(&mut self, raw: &str) {
        for piece in pieces(raw) {
            match piece {
                Piece::Same(text) => self.0.push_str(text),
                Piece::Shown { shown, .. } => self.0.push_str(&shown),
            }
        }
    }

    /// Appends text that is clean already.
    pub fn push(&mut self, text: Clean<'_>) {
        self.0.push_str(text.0);
    }

    /// The whole text, borrowed.
    pub fn as_clean(&self) -> Clean<'_> {
        Clean(&self.0)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part in `range`, bytes of this text.
    ///
    /// # Panics
    /// When `range` is not in the text or not on character borders.
    pub fn slice(&self, range: Range<usize>) -> Clean<'_> {
        Clean(&self.0[range])
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there no text at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Display for CleanString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Formatting into it cleans what is written.
impl fmt::Write for CleanString {
    fn write_str(&mut self, raw: &str) -> fmt::Result {
        self.push_raw(raw);
        Ok(())
    }
}

impl From<Clean<'_>> for CleanString {
    fn from(text: Clean<'_>) -> Self {
        Self(text.0.to_owned())
    }
}
