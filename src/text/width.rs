//! Terminal cells a text takes when drawn, counted as the screen counts them.
//!
//! The screen buffer draws grapheme by grapheme, and so is counted here: the sum over graphemes is
//! not always the width of the string.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells `text` takes on the screen: the sum over its graphemes. A line break takes none.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        text.bytes().filter(|byte| *byte >= b' ').count()
    } else {
        graphemes(text).map(|(_, cells)| cells).sum()
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
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
            assert_eq!(drawn(text), expected, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn width_is_what_is_drawn(text in "(\\PC|[é“日ᄀ가ﾞ👩🏽🇵\u{301}\u{200d}\u{fe0f}\n]){0,60}") {
            prop_assert_eq!(cells(&text), drawn(&text));
        }
    }
}
