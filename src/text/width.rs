//! Terminal cells a text takes when drawn, counted as the screen counts them.
//!
//! The screen buffer draws grapheme by grapheme, and so is counted here: the sum over graphemes is
//! not always the width of the string.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells `text` takes on the screen: the sum over its graphemes. A line break takes none.
pub fn cells(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut cells, mut at) = (0, 0);
    while at < bytes.len() {
        let ascii = at + ascii_len(&bytes[at..]);
        if ascii == bytes.len() {
            return cells + ascii_cells(&bytes[at..]);
        }
        // The last of the ASCII characters may carry a mark, and belongs to what follows.
        let start = ascii.saturating_sub(1).max(at);
        let end = mixed_end(bytes, ascii);
        cells += ascii_cells(&bytes[at..start]) + mixed_cells(&text[start..end]);
        at = end;
    }
    cells
}

fn ascii_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii()).count()
}

fn ascii_cells(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte >= b' ').count()
}

/// The end of what starts at `start` and is not plain ASCII: between two ASCII characters, where
/// graphemes always end.
fn mixed_end(bytes: &[u8], start: usize) -> usize {
    let pairs = bytes[start..].windows(2);
    let mixed = pairs.take_while(|pair| !(pair[0].is_ascii() && pair[1].is_ascii()));
    start + mixed.count() + 1
}

fn mixed_cells(text: &str) -> usize {
    let sum = |sum, c| Some(sum + simple_cells(c)?);
    let simple = text.chars().try_fold(0, sum);
    simple.unwrap_or_else(|| graphemes(text).map(|(_, cells)| cells).sum())
}

/// Cells of a character that is a grapheme by itself whatever such characters stand beside it:
/// letters of Latin, Greek and Cyrillic, general punctuation, kana, ideographs.
const fn simple_cells(c: char) -> Option<usize> {
    match c {
        '\n' => Some(0),
        ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{391}'..='\u{482}'
        | '\u{2010}'..='\u{2027}' => Some(1),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' => Some(2),
        _ => None,
    }
}

/// The graphemes of `text` in order, each with the cells it takes: mostly 0, 1 or 2; more for a
/// syllable written in many letters.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (&str, usize)> {
    text.graphemes(true)
        .map(|grapheme| (grapheme, grapheme_cells(grapheme)))
}

fn grapheme_cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [byte] => usize::from(*byte >= b' '),
        _ if grapheme.contains(char::is_control) => 0,
        // Unicode makes the half-width voicing marks part of the kana before them; every terminal
        // gives them a cell of their own.
        _ => grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::*;

    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
        let (end, _) = buffer.set_stringn(0, 0, text, 2000, Style::new());
        usize::from(end)
    }

    #[test]
    fn cells_are_counted() {
        for (text, expected) in [
            ("", 0),
            ("abc", 3),
            ("a\nb", 2),
            ("é", 1),
            ("e\u{301}", 1),
            ("日本", 4),
            ("👩‍🚀", 2),
            ("🇵🇰", 2),
            ("\u{200b}", 0),
            ("“a”", 3),
            ("␛", 1),
            ("he said “no”, twice", 19),
            ("aé\u{301}b", 3),
            ("é", 1),
            ("a\u{301}", 1),
            ("x日\u{fe0f}©\u{fe0f}", 5),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
            assert_eq!(drawn(text), expected, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn width_is_what_is_drawn(text in "(\\PC|[a-c ©é“日ᄀ가ﾞ👩🏽🇵\u{301}\u{200d}\u{fe0f}\n]){0,60}") {
            prop_assert_eq!(cells(&text), drawn(&text));
        }
    }
}
