//! One block's text to rows: where a row may end, and which of these places it does end at.
//!
//! Text in, byte ranges out. Rows break where Unicode line breaking (UAX #14) allows; nothing is
//! hyphenated, nothing is justified, and the text itself is never changed.

mod divide;

use std::ops::Range;

use textwrap::{WordSeparator, core::Fragment, wrap_algorithms::wrap_first_fit};

use self::divide::{capitals, joints};
use crate::text::{cells, width::graphemes};

/// Breaks one block's text into rows of at most `width` cells, the first of at most `first`.
///
/// Returns byte ranges into `text`, in order, covering it without gap or overlap; empty text gives
/// one empty row. Both widths are taken as at least 1. A `\n` is a hard break and belongs to the
/// row it ends, so text that ends in one has an empty last row. Rows break where Unicode line
/// breaking (UAX #14) allows, after a hyphen between letters, and inside a word only if the word
/// alone is too wide, then after its no-break spaces, else behind its slashes, dots and the like, else
/// before its inner capitals, else between graphemes; a grapheme wider than the row has one to itself.
/// Spaces at the end of a row belong to it and do not count: [`shown`] leaves them out.
pub fn rows(text: &str, first: usize, width: usize) -> Vec<Range<usize>> {
    let mut wrapper = Wrapper::new(first.max(1), width.max(1));
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        wrapper.wrap_line(text, start..end);
        wrapper.extend_last(end + 1);
        start = end + 1;
    }
    wrapper.wrap_line(text, start..text.len());
    wrapper.rows
}

/// The part of `row` that is drawn: without the line break and the spaces at its end.
pub fn shown(text: &str, row: Range<usize>) -> Range<usize> {
    let drawn = text[row.clone()].trim_end_matches(['\n', ' ']).len();
    row.start..row.start + drawn
}

/// A run of text that no row break divides, and the spaces after it.
#[derive(Debug)]
struct Word {
    text: Range<usize>,
    cells: usize,
    spaces: usize,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.cells as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.spaces as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

struct Wrapper {
    /// Cells on the next row and on all after it.
    widths: [usize; 2],
    rows: Vec<Range<usize>>,
    /// Kept between lines for its memory only.
    words: Vec<Word>,
}

impl Wrapper {
    fn new(first: usize, width: usize) -> Self {
        Self {
            widths: [first, width],
            rows: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Adds the rows of one line, which holds no line break.
    fn wrap_line(&mut self, text: &str, line: Range<usize>) {
        if text[line.clone()].trim_end_matches(' ').is_empty() {
            self.rows.push(line);
        } else {
            self.words.clear();
            self.find_words(text, line);
            let widths = self.widths.map(|width| width as f64);
            let rows = wrap_first_fit(&self.words, &widths);
            self.rows.extend(rows.iter().filter_map(|words| {
                let (first, last) = (words.first()?, words.last()?);
                Some(first.text.start..last.text.end)
            }));
        }
        self.widths[0] = self.widths[1];
    }

    fn extend_last(&mut self, end: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.end = end;
        }
    }

    fn find_words(&mut self, text: &str, line: Range<usize>) {
        // Spaces before the first word are an indent: they take cells and stay with the word.
        let indent = text[line.clone()]
            .bytes()
            .take_while(|b| *b == b' ')
            .count();
        let mut start = line.start;
        let mut at = line.start + indent;
        while at < line.end {
            let run = plain_run(&text[at..line.end]);
            if run.is_one_word {
                self.add_parts(text, start..at + run.len);
            } else {
                self.add_words(text, start..at + run.len);
            }
            at += run.len;
            start = at;
        }
    }

    /// Adds the words of `run`, divided by the rules of UAX #14.
    fn add_words(&mut self, text: &str, run: Range<usize>) {
        let part = &text[run.clone()];
        if part.ends_with(['-', '\u{ad}']) {
            // textwrap 0.16 loses the last break of a text that ends so; one letter more keeps it.
            self.add_words_of(text, &run, &format!("{part}a"));
        } else {
            self.add_words_of(text, &run, part);
        }
    }

    fn add_words_of(&mut self, text: &str, run: &Range<usize>, part: &str) {
        let mut start = run.start;
        for word in WordSeparator::UnicodeBreakProperties.find_words(part) {
            let end = run.end.min(start + word.word.len() + word.whitespace.len());
            self.add_parts(text, start..end);
            start = end;
        }
    }

    /// Adds one word, divided after its hyphens.
    fn add_parts(&mut self, text: &str, word: Range<usize>) {
        let mut start = word.start;
        for hyphen in hyphens(&text[word.clone()]) {
            self.add_word(text, start..start + hyphen);
            start += hyphen;
        }
        self.add_word(text, start..word.end);
    }

    /// Adds one word; when no row can hold it, divided after the no-break spaces in it.
    fn add_word(&mut self, text: &str, word: Range<usize>) {
        let is_wide =
            word.len() > self.limit() && cells(text[word.clone()].trim_end()) > self.limit();
        let mut start = word.start;
        if is_wide {
            let bound = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
            for part in text[word.clone()].split_inclusive(bound) {
                self.add_part(text, start..start + part.len());
                start += part.len();
            }
        } else {
            self.add_part(text, word);
        }
    }

    /// Cells that a next word may take at most.
    fn limit(&self) -> usize {
        self.widths[usize::from(!self.words.is_empty())]
    }

    /// Adds one word or a part of one, in pieces when no row can hold it.
    fn add_part(&mut self, text: &str, word: Range<usize>) {
        let spaces = text[word.clone()].bytes().rev().take_while(|b| *b == b' ');
        let spaces = spaces.count();
        let cells = cells(&text[word.start..word.end - spaces]);
        if cells > self.limit() {
            let mut start = word.start;
            for joint in joints(&text[word.start..word.end - spaces]) {
                self.add_joined(text, start..word.start + joint);
                start = word.start + joint;
            }
            if let Some(last) = self.words.last_mut() {
                last.text.end = word.end;
                last.spaces = spaces;
            }
        } else {
            self.words.push(Word {
                text: word,
                cells,
                spaces,
            });
        }
    }

    /// Adds what stands between two joints of a word, divided at its capitals when no row can hold it.
    fn add_joined(&mut self, text: &str, part: Range<usize>) {
        if cells(&text[part.clone()]) <= self.limit() {
            return self.add_whole(text, part);
        }
        let mut start = part.start;
        for end in capitals(&text[part.clone()]) {
            self.add_whole(text, start..part.start + end);
            start = part.start + end;
        }
    }

    /// Adds a part of a word that has no place to divide it, in pieces when no row can hold it.
    fn add_whole(&mut self, text: &str, part: Range<usize>) {
        let cells = cells(&text[part.clone()]);
        if cells > self.limit() {
            return self.add_pieces(text, part);
        }
        self.words.push(Word {
            text: part,
            cells,
            spaces: 0,
        });
    }

    fn add_pieces(&mut self, text: &str, word: Range<usize>) {
        let mut piece = Word {
            text: word.start..word.start,
            cells: 0,
            spaces: 0,
        };
        for (grapheme, cells) in graphemes(&text[word]) {
            if piece.cells + cells > self.limit() && piece.cells > 0 {
                let next = piece.text.end..piece.text.end;
                self.words.push(Word {
                    text: piece.text,
                    ..piece
                });
                piece = Word {
                    text: next,
                    cells: 0,
                    spaces: 0,
                };
            }
            piece.text.end += grapheme.len();
            piece.cells += cells;
        }
        self.words.push(piece);
    }
}

/// A stretch of a line after which a row may surely end.
struct Run {
    /// Bytes, the spaces at its end included.
    len: usize,
    /// May a row surely not end inside it, but for hyphens?
    is_one_word: bool,
}

/// The shortest run at the start of `line`.
///
/// Most of a text is words of letters and digits, in quotes and brackets at most, with single
/// spaces between them: there the answer of UAX #14 is known without its tables. A row may end after
/// the spaces between such words (LB18), and not inside them (LB13, LB14, LB19, LB23, LB28 to LB30).
/// Anything else is left in one run to be looked at with the tables.
fn plain_run(line: &str) -> Run {
    let bytes = line.as_bytes();
    let (mut word, mut last, mut at) = (Shape::Start, Sign::Other, 0);
    while at < bytes.len() {
        let (sign, len) = sign(&bytes[at..]);
        if sign != Sign::Space {
            let (next, _) = self::sign(&bytes[at + len..]);
            word = word.after(sign, last == Sign::Letter && next == Sign::Letter);
            last = sign;
            at += len;
            continue;
        }
        at += bytes[at..].iter().take_while(|byte| **byte == b' ').count();
        let (next, _) = self::sign(&bytes[at..]);
        let is_border = match last {
            Sign::Letter | Sign::Stop | Sign::Close => matches!(next, Sign::Letter | Sign::Open),
            Sign::Quoted => next == Sign::Letter,
            _ => false,
        };
        if at == bytes.len() || is_border {
            break;
        }
        word = Shape::Odd;
    }
    let is_one_word = word != Shape::Odd;
    Run {
        len: at,
        is_one_word,
    }
}

/// How far a word is known to be plain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Nothing but what opens it.
    Start,
    /// Letters and what stands between them.
    Inside,
    /// What closes it.
    Closed,
    /// It is not.
    Odd,
}

impl Shape {
    fn after(self, sign: Sign, is_between_letters: bool) -> Self {
        match (self, sign) {
            (Self::Start, Sign::Open | Sign::Quote | Sign::Apostrophe) => Self::Start,
            (Self::Start, Sign::Letter)
            | (Self::Inside, Sign::Letter | Sign::Stop | Sign::Apostrophe) => Self::Inside,
            (Self::Inside, Sign::Hyphen | Sign::Quoted) if is_between_letters => Self::Inside,
            (Self::Inside | Self::Closed, Sign::Close | Sign::Quoted | Sign::Quote)
            | (Self::Closed, Sign::Stop | Sign::Apostrophe) => Self::Closed,
            _ => Self::Odd,
        }
    }
}

/// What a character is to a plain word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Space,
    Letter,
    Stop,
    Hyphen,
    Apostrophe,
    Open,
    Close,
    /// The straight quote, which opens and closes.
    Quote,
    /// A curly quote that closes.
    Quoted,
    Other,
}

/// The sign that `bytes` start with, and its length.
fn sign(bytes: &[u8]) -> (Sign, usize) {
    let sign = match bytes {
        [b' ', ..] => Sign::Space,
        [b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', ..] => Sign::Letter,
        [b'.' | b',' | b';' | b':', ..] => Sign::Stop,
        [b'-', ..] => Sign::Hyphen,
        [b'\'', ..] => Sign::Apostrophe,
        [b'"', ..] => Sign::Quote,
        [b'(', ..] => Sign::Open,
        [b')' | b'!' | b'?', ..] => Sign::Close,
        [0xe2, 0x80, 0x98 | 0x9c, ..] => return (Sign::Open, 3),
        [0xe2, 0x80, 0x99 | 0x9d, ..] => return (Sign::Quoted, 3),
        _ => Sign::Other,
    };
    (sign, 1)
}

/// Lengths of the parts of `word` that end in a hyphen between letters, as in `cease-fire`, or a
/// digit and a letter, as in `72-hour`: UAX #14 allows a break there (LB21), textwrap leaves it to
/// its callers.
fn hyphens(word: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    memchr::memchr_iter(b'-', word.as_bytes()).filter_map(move |at| {
        let before = word[..at].chars().next_back();
        let after = word[at + 1..].chars().next();
        let divides =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic);
        divides.then(|| {
            let len = at + 1 - start;
            start = at + 1;
            len
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Rows joined with `|`; `_` stands for a space at the end of a row, `/` for a hard break.
    fn wrapped(text: &str, first: usize, width: usize) -> String {
        let rows = rows(text, first, width);
        let rows = rows.into_iter().map(|row| {
            let drawn = shown(text, row.clone());
            let rest = text[drawn.end..row.end]
                .replace(' ', "_")
                .replace('\n', "/");
            text[drawn].to_owned() + &rest
        });
        rows.collect::<Vec<_>>().join("|")
    }

    fn check(text: &str, width: usize, expected: &str) {
        assert_eq!(wrapped(text, width, width), expected, "{text:?} at {width}");
    }

    #[test]
    fn rows_break_between_words() {
        check("", 10, "");
        check("one", 10, "one");
        check("one two three", 7, "one two_|three");
        check("one two three", 8, "one two_|three");
        check("one two three", 13, "one two three");
        check("one   two", 4, "one___|two");
        check("4.2.\u{a0}Overlap of", 8, "4.2.\u{a0}|Overlap_|of");
        check("a\u{a0}b c", 8, "a\u{a0}b c");
        check("one   ", 3, "one___");
        check("1,500 people, 46 dead", 7, "1,500_|people,_|46 dead");
        check("it's so, isn't it", 5, "it's_|so,_|isn't_|it");
    }

    #[test]
    fn hard_breaks_end_rows() {
        check("a\nb", 10, "a/|b");
        check("a\n\nb", 10, "a/|/|b");
        check("a\n", 10, "a/|");
        check("\n", 10, "/|");
        check("one two  \nthree", 5, "one_|two__/|three");
        check("   \nthree", 5, "___/|three");
    }

    #[test]
    fn an_indent_stays_with_its_word() {
        check("  let x = 1;", 8, "  let x_|= 1;");
        check("    abcdefgh", 8, "    abcd|efgh");
        check("          x", 4, "____|____|  x");
    }

    #[test]
    fn a_word_too_wide_is_divided_at_its_joints() {
        check(
            "agent.createConnection(options[, callback])",
            19,
            "agent.|createConnection(|options[,_|callback])",
        );
        check("http.ClientRequest", 18, "http.ClientRequest");
        check(
            "see https://example.org/a/harbour?from=1987 there",
            16,
            "see https://|example.org/a/|harbour?|from=1987 there",
        );
        check("snake_case_name", 12, "snake_case_|name");
        check("createConnection(port)", 14, "create|Connection(|port)");
        check("x = (([deeply.nested", 9, "x = (([|deeply.|nested");
        check("abcdefghijkl.mn", 6, "abcdef|ghijkl|.mn");
        check("..........", 4, "....|....|..");
    }

    #[test]
    fn punctuation_is_not_torn_from_its_word() {
        check("who (or what) did it", 6, "who_|(or_|what)_|did it");
        check("\"quoted words\" here", 9, "\"quoted_|words\"_|here");
        check("he said “so be it” then", 8, "he said_|“so be_|it” then");
        check("dis pourquoi ? Oui", 12, "dis_|pourquoi ?_|Oui");
        check("was it 56\u{a0}%", 9, "was it_|56\u{a0}%");
        check("Pakistan’s own", 6, "Pakist|an’s_|own");
    }

    #[test]
    fn hyphens_and_dashes_allow_a_break_after_them() {
        check("a long-standing tie", 8, "a long-|standing_|tie");
        check("Tehrik-e-Taliban", 10, "Tehrik-e-|Taliban");
        check("the 72-hour truce", 7, "the 72-|hour_|truce");
        check("about 10-12 days", 8, "about_|10-12_|days");
        check("to be sure -", 9, "to be_|sure -");
        check("it fell to -5 again", 11, "it fell to_|-5 again");
        check("a threat — from both", 10, "a threat —_|from both");
    }

    #[test]
    fn a_word_too_wide_is_broken_between_graphemes() {
        check("abcdefgh", 3, "abc|def|gh");
        check("an abcdefgh i", 4, "an_|abcd|efgh_|i");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}|e\u{301}");
        check("👩‍🚀👩‍🚀", 3, "👩‍🚀|👩‍🚀");
        check("👩‍🚀👩‍🚀", 1, "👩‍🚀|👩‍🚀");
    }

    #[test]
    fn wide_scripts_break_between_characters() {
        check("日本語の文章です。", 6, "日本語|の文章|です。");
        check("日本語。文", 6, "日本|語。文");
    }

    #[test]
    fn the_first_row_has_its_own_width() {
        assert_eq!(wrapped("one two three four", 4, 9), "one_|two three_|four");
        assert_eq!(wrapped("abcdefgh", 2, 4), "ab|cdef|gh");
        assert_eq!(wrapped("a b\nc d", 1, 3), "a_|b/|c d");
        assert_eq!(wrapped("ab", 0, 0), "a|b");
    }

    /// Text in which breaks, widths and clusters of every sort are likely to meet.
    fn texts() -> impl Strategy<Value = String> {
        let bits = prop::sample::select(vec![
            " ",
            "  ",
            "\n",
            "a",
            "word",
            "1,500",
            "-",
            "—",
            "(",
            ")",
            "“",
            "”",
            "’",
            "'",
            "\"",
            ".",
            ",",
            "!",
            "?",
            "/",
            "é",
            "e\u{301}",
            "\u{301}",
            "日",
            "。",
            "한",
            "ᄀ",
            "🇵🇰",
            "🇵",
            "👩‍🚀",
            "\u{200d}",
            "\u{fe0f}",
            "\u{a0}",
            "\u{2009}",
            "\u{200b}",
            "%",
            "$",
            "ไทย",
            "क्ष",
            "ﾞ",
            "ก",
        ]);
        prop_oneof![
            prop::collection::vec(bits, 0..40).prop_map(|bits| bits.concat()),
            "\\PC{0,200}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn rows_cover_the_text(text in texts(), first in 0usize..50, width in 0usize..50) {
            let mut end = 0;
            for row in rows(&text, first, width) {
                prop_assert_eq!(row.start, end);
                prop_assert!(row.end > end || text[end..].is_empty());
                prop_assert!(!text[row.clone()].trim_end_matches('\n').contains('\n'));
                end = row.end;
            }
            prop_assert_eq!(end, text.len());
        }

        #[test]
        fn no_row_is_too_wide(text in texts(), first in 1usize..50, width in 1usize..50) {
            for (i, row) in rows(&text, first, width).into_iter().enumerate() {
                let row = &text[shown(&text, row)];
                let limit = if i == 0 { first } else { width };
                prop_assert!(cells(row) <= limit || graphemes(row).filter(|(_, cells)| *cells > 0).count() == 1, "{:?}", row);
            }
        }

        #[test]
        fn a_wide_row_is_left_whole(text in texts()) {
            let lines = text.split('\n').count();
            prop_assert_eq!(rows(&text, 1000, 1000).len(), lines);
        }

        /// The short way through plain text finds the same rows as the tables do.
        #[test]
        fn the_short_way_agrees(text in "([a-z0-9.,;:'’“”‘\"()!?é —-]| [a-z]|[a-z] |[a-z]){0,80}", width in 1usize..30) {
            let text = text.trim_start();
            let mut whole = Wrapper::new(width, width);
            whole.add_words(text, 0..text.len());
            let mut short = Wrapper::new(width, width);
            short.find_words(text, 0..text.len());
            let ends = |wrapper: &Wrapper| wrapper.words.iter().map(|word| word.text.end).collect::<Vec<_>>();
            prop_assert_eq!(ends(&short), ends(&whole));
        }
    }
}
