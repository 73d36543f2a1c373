//! Text made harmless: what a terminal would obey becomes something a reader can see.
//!
//! [`Clean`] and [`CleanString`] are the proof. They can be made only here, every function that
//! draws or prints text from a document takes one of them, and so no byte of a document, a file
//! name or a message reaches the terminal raw.

mod piece;
mod rule;

use std::{fmt, ops::Range};

pub use piece::{Piece, Pieces, is_plain, pieces};

use super::width::graphemes;

/// Borrowed text that holds no control character but `\n`, which stands for a hard line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean<'a>(&'a str);

/// Owned text that holds no control character but `\n`, which stands for a hard line break.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanString(String);

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

    /// `raw`, if it [stands as it is](is_plain) wherever it does.
    pub(crate) fn of_plain(raw: &'a str) -> Option<Self> {
        is_plain(raw).then_some(Self(raw))
    }

    /// The text.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The part in `range`, bytes of this text.
    ///
    /// # Panics
    /// When `range` is not in the text or not on character borders.
    #[must_use]
    pub fn slice(self, range: Range<usize>) -> Self {
        Self(&self.0[range])
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trim(self) -> Self {
        Self(self.0.trim())
    }

    /// Without white space at its end.
    #[must_use]
    pub fn trim_end(self) -> Self {
        Self(self.0.trim_end())
    }

    /// Its lines in order, without their line breaks; empty text has one empty line.
    pub fn lines(self) -> impl Iterator<Item = Self> {
        self.0.split('\n').map(Self)
    }

    /// On one line: each run of white space with a line break in it becomes one space.
    pub fn one_line(self) -> CleanString {
        let lines = self
            .0
            .split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        CleanString(lines.collect::<Vec<_>>().join(" "))
    }

    /// As much from the start as takes at most `limit` cells; graphemes stay whole.
    #[must_use]
    pub fn first_cells(self, limit: usize) -> Self {
        let mut left = limit;
        let fitting = graphemes(self.0).map_while(|(grapheme, cells)| {
            left = left.checked_sub(cells)?;
            Some(grapheme.len())
        });
        Self(&self.0[..fitting.sum()])
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

    /// Bytes from outside, such as a file name, made harmless; what is no UTF-8 becomes U+FFFD.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_raw(&String::from_utf8_lossy(bytes))
    }

    /// Clean texts in order, `separator` between them.
    pub fn join<'t>(texts: impl IntoIterator<Item = Clean<'t>>, separator: Clean<'_>) -> Self {
        let mut out = Self::new();
        for (i, text) in texts.into_iter().enumerate() {
            if i > 0 {
                out.push(separator);
            }
            out.push(text);
        }
        out
    }

    /// Makes room for `more` bytes.
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Gives back the memory that was got for more.
    pub fn shrink_to_fit(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Takes all text away, and keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Appends `raw`, made harmless.
    pub fn push_raw(&mut self, raw: &str) {
        if self.push_plain(raw) {
            return;
        }
        for piece in pieces(&self.0, raw) {
            self.push_piece(&piece);
        }
    }

    /// Appends `raw` if it [stands as it is](is_plain) wherever it does, as most text does; was it?
    pub(crate) fn push_plain(&mut self, raw: &str) -> bool {
        let is_plain = is_plain(raw);
        if is_plain {
            self.0.push_str(raw);
        }
        is_plain
    }

    /// Appends a piece that [`pieces`] gave for text that comes here.
    pub(crate) fn push_piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Same(text) => self.0.push_str(text),
            Piece::Shown { shown, .. } => self.0.push_str(shown),
        }
    }

    /// Appends text that is clean already.
    pub fn push(&mut self, text: Clean<'_>) {
        self.0.push_str(text.0);
    }

    /// The same on one line: a space for each `\n`.
    pub(crate) fn push_in_line(&mut self, text: Clean<'_>) {
        let mut at = 0;
        for end in memchr::memchr_iter(b'\n', text.0.as_bytes()) {
            self.0.push_str(&text.0[at..end]);
            self.0.push(' ');
            at = end + 1;
        }
        self.0.push_str(&text.0[at..]);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    #[test]
    fn what_is_always_shown_is_clean() {
        for c in ('\0'..=char::MAX).filter(|c| rule::is_always_shown(*c)) {
            for raw in [format!("{c}"), format!("a{c}b"), format!("\u{4e00}{c}{c}")] {
                assert!(is_plain(&raw), "{c:?}");
                let cleaned: Vec<Piece> = pieces("", &raw).collect();
                assert_eq!(cleaned, [Piece::Same(&raw)], "{c:?}");
            }
        }
        assert!(!is_plain("a\tb") && !is_plain("e\u{301}") && !is_plain("\u{202e}a"));
    }

    fn check(raw: &str, expected: &str) {
        assert_eq!(CleanString::from_raw(raw).as_str(), expected, "{raw:?}");
    }

    fn stays(text: &str) {
        check(text, text);
    }

    #[test]
    fn text_stays_as_it_is() {
        for text in [
            "",
            "plain text\n",
            "naïve “quotes” — dashes",
            "日本語",
            "ünï\u{308}",
            "Łódź",
            "\u{a0}\u{2009}\u{202f}",
        ] {
            stays(text);
        }
    }

    #[test]
    fn controls_become_pictures() {
        check("a\0b", "a␀b");
        check("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m");
        check("\u{1b}]0;title\u{7}", "␛]0;title␇");
        check("a\u{7f}", "a␡");
        check("\u{9b}31m\u{85}", "\u{fffd}31m\u{fffd}");
        check("a\u{8}b\u{b}c\u{c}d", "a␈b␋c␌d");
    }

    #[test]
    fn line_ends_and_tabs() {
        check("a\r\nb\r\n", "a\nb\n");
        check("a\rb", "a␍b");
        check("a\r\r\n", "a␍\n");
        check("a\r", "a");
        check("a\tb", "a    b");
        check("a\u{2028}b\u{2029}c", "a b c");
    }

    #[test]
    fn what_misleads_is_shown_by_number() {
        check("a\u{202e}b", "a<U+202E>b");
        check("\u{2066}x\u{2069}", "<U+2066>x<U+2069>");
        check("hi\u{e0041}\u{e007f}", "hi<U+E0041><U+E007F>");
        check("a\u{3164}b\u{fff9}", "a<U+3164>b<U+FFF9>");
        check("\u{206a}", "<U+206A>");
    }

    #[test]
    fn what_is_invisible_goes() {
        check("air\u{ad}strike", "airstrike");
        check("\u{feff}a\u{feff}b\u{2060}c", "abc");
        check("a\u{200e}b\u{200f}c\u{61c}", "abc");
        check("a\u{200b}b", "ab");
        stays("ไทย\u{200b}ไทย");
        check("x\u{2062}y", "xy");
    }

    #[test]
    fn joiners_stay_where_they_are_read() {
        stays("👩\u{200d}🚀");
        stays("🏳\u{fe0f}\u{200d}🌈");
        stays("👩🏽\u{200d}🚀");
        stays("می\u{200c}خواهم");
        stays("क्\u{200d}ष");
        check("a\u{200d}b\u{200c}c", "abc");
        check("👩\u{200d}", "👩");
        check("👩\u{200d}\u{200d}🚀", "👩\u{200d}🚀");
    }

    #[test]
    fn selectors_stay_where_there_is_a_choice() {
        stays("❤\u{fe0f} ☎\u{fe0e} 1\u{fe0f}\u{20e3}");
        stays("葛\u{e0100}");
        check("a\u{fe0f}b\u{fe01}", "ab");
        check("❤\u{fe0f}\u{fe0f}", "❤\u{fe0f}");
        check("😀\u{e0101}\u{e0102}", "😀");
    }

    #[test]
    fn flags_of_tags_stay() {
        let scotland = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
        stays(scotland);
        check("\u{1f3f4}\u{e0068}", "\u{1f3f4}<U+E0068>");
        check(
            &format!("{scotland}\u{e0061}"),
            &format!("{scotland}<U+E0061>"),
        );
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = |height| format!("e{}x", "\u{301}".repeat(height));
        stays(&tower(8));
        check(&tower(9), &tower(8));
        check(&tower(1000), &tower(8));
        check(
            &format!("e{0}\u{200b}{0}", "\u{301}".repeat(8)),
            &format!("e{}", "\u{301}".repeat(8)),
        );
        let mut pushed = CleanString::from_raw(&tower(6)[..13]);
        pushed.push_raw("\u{301}\u{301}\u{301}");
        assert_eq!(pushed.as_str().chars().count(), 9);
    }

    #[test]
    fn what_is_no_character_is_replaced() {
        check("\u{ffff}\u{fdd0}\u{1fffe}\u{10eeee}", &"\u{fffd}".repeat(4));
        stays("\u{e0b0}\u{f0b7}");
    }

    #[test]
    fn joiners_look_over_the_border_of_a_push() {
        let mut text = CleanString::from_raw("می");
        text.push_raw("\u{200c}خواهم");
        assert_eq!(text.as_str(), "می\u{200c}خواهم");
    }

    #[test]
    fn parts_of_clean_text() {
        let text = CleanString::from_raw(" one \n two\n\n 日本 ");
        let clean = text.as_clean();
        assert_eq!(clean.trim_end().as_str(), " one \n two\n\n 日本");
        assert_eq!(clean.one_line().as_str(), "one two 日本");
        assert_eq!(
            clean.lines().map(Clean::len).collect::<Vec<_>>(),
            [5, 4, 0, 8]
        );
        let wide = Clean::literal("x日本");
        assert_eq!(
            [0, 1, 2, 3, 9].map(|n| wide.first_cells(n).as_str()),
            ["", "x", "x", "x日", "x日本"]
        );
        let joined = CleanString::join([clean.trim(), wide], Clean::literal(", "));
        assert_eq!(joined.as_str(), "one \n two\n\n 日本, x日本");
        assert_eq!(
            CleanString::from_bytes(b"a\xffb\x1b").as_str(),
            "a\u{fffd}b␛"
        );
    }

    /// Text with much to clean in it.
    fn dirty() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(
            "\0\t\r\n\u{1b}\u{7f}\u{85}\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2028}\u{fe0f}\u{feff}\u{301}\u{e0067}\u{ffff}👩🚀یक日ea1"
                .chars()
                .collect::<Vec<_>>(),
        );
        let c = prop_oneof![odd, any::<char>(), prop::char::range(' ', '~')];
        prop::collection::vec(c, 0..80).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn nothing_harmful_is_left(raw in dirty()) {
            let text = CleanString::from_raw(&raw);
            let mut marks = 0;
            for c in text.as_str().chars() {
                prop_assert!(c == '\n' || !c.is_control(), "{:?}", c);
                let misleads = matches!(c, '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                prop_assert!(!misleads, "{:?}", c);
                marks = if is_combining_mark(c) { marks + 1 } else { 0 };
                prop_assert!(marks <= 10, "marks and a selector at most");
            }
        }

        #[test]
        fn clean_text_is_clean(raw in dirty()) {
            let once = CleanString::from_raw(&raw);
            let twice = CleanString::from_raw(once.as_str());
            prop_assert_eq!(once, twice);
        }

        #[test]
        fn pieces_cover_the_text(raw in dirty()) {
            let of = |piece| match piece { Piece::Same(raw) | Piece::Shown { raw, .. } => raw };
            let covered: String = pieces("", &raw).map(of).collect();
            prop_assert_eq!(covered, raw);
        }
    }
}
