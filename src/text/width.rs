//! Terminal cells a text takes when drawn, counted as the screen counts them.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells `text` takes on the screen: 0, 1 or 2 for each grapheme, summed.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        graphemes(text).map(|(_, cells)| cells).sum()
    }
}

/// The graphemes of `text` in order, each with the cells it takes.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (&str, usize)> {
    text.graphemes(true)
        .map(|grapheme| (grapheme, grapheme.width().min(2)))
}
