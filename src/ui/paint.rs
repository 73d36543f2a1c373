//! The one place where text is put on the screen. It takes [`Clean`] text only.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::text::{Clean, cells, width::graphemes};

/// Draws `text` at (`x`, `y`) in at most `width` cells and gives the cells it took. A grapheme that
/// does not fit whole is left out, as is everything after it.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, width: u16, text: Clean<'_>, style: Style) -> u16 {
    put_styled(buffer, x, y, width, text, |_| style)
}

/// Draws `text` on the first row of `area`, from its left edge; gives the cells it took.
pub fn put_in(buffer: &mut Buffer, area: Rect, text: Clean<'_>, style: Style) -> u16 {
    put(buffer, area.x, area.y, area.width, text, style)
}

/// What is left of `area` behind its first `cells` columns.
pub fn behind(area: Rect, cells: usize) -> Rect {
    let shift = cells.min(usize::from(area.width)) as u16;
    Rect {
        x: area.x + shift,
        width: area.width - shift,
        ..area
    }
}

/// Draws `text` with a style for each grapheme, asked for by the byte it starts at.
pub fn put_styled(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    width: u16,
    text: Clean<'_>,
    style: impl Fn(usize) -> Style,
) -> u16 {
    let area = *buffer.area();
    let end = area.right().min(x.saturating_add(width));
    let mut at = x;
    if y < area.top() || y >= area.bottom() {
        return 0;
    }
    if text.as_str().is_ascii() {
        let room = usize::from(end.saturating_sub(x));
        for (byte, x) in (0..text.len().min(room)).zip(x..) {
            let letter = &text.as_str()[byte..=byte];
            buffer[(x, y)].set_symbol(letter).set_style(style(byte));
        }
        return text.len().min(room) as u16;
    }
    let mut byte = 0;
    for (grapheme, cells) in graphemes(text.as_str()) {
        let next = at + cells as u16;
        if next > end {
            break;
        }
        if cells > 0 {
            buffer[(at, y)].set_symbol(grapheme).set_style(style(byte));
            for covered in at + 1..next {
                buffer[(covered, y)].reset();
                buffer[(covered, y)].set_style(style(byte));
            }
        }
        byte += grapheme.len();
        at = next;
    }
    at - x
}

/// Draws `text` so that it ends at the right edge of `area`, on its first row.
pub fn put_right(buffer: &mut Buffer, area: Rect, text: Clean<'_>, style: Style) -> u16 {
    let width = (cells(text.as_str()) as u16).min(area.width);
    put(buffer, area.right() - width, area.y, width, text, style)
}

/// As much of `text` as fits into `width` cells; with an ellipsis where something is left out.
pub fn shorten(text: Clean<'_>, width: usize) -> String {
    if cells(text.as_str()) <= width {
        return text.as_str().to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for (grapheme, cells) in graphemes(text.as_str()) {
        if used + cells + 1 > width {
            break;
        }
        used += cells;
        out.push_str(grapheme);
    }
    let mut out = out.trim_end().to_owned();
    if width > 0 {
        out.push('…');
    }
    out
}

/// Draws a line down the left edge of `area`.
pub fn rule_down(buffer: &mut Buffer, area: Rect, style: Style) {
    for y in area.top()..area.bottom() {
        buffer[(area.x, y)].set_symbol("│").set_style(style);
    }
}

/// Draws a line of `width` cells.
pub fn rule_across(buffer: &mut Buffer, x: u16, y: u16, width: u16, style: Style) {
    let end = buffer.area().right().min(x.saturating_add(width));
    for x in x..end {
        buffer[(x, y)].set_symbol("─").set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CleanString;

    #[test]
    fn shorten_keeps_whole_graphemes() {
        let check = |text: &str, width, expected: &str| {
            assert_eq!(
                shorten(CleanString::from_raw(text).as_clean(), width),
                expected
            );
        };
        check("border", 6, "border");
        check("border", 5, "bord…");
        check("the border", 5, "the…");
        check("日本語", 4, "日…");
        check("word", 0, "");
    }

    #[test]
    fn behind_some_columns_there_is_the_rest() {
        let area = Rect::new(3, 1, 10, 2);
        assert_eq!(behind(area, 0), area);
        assert_eq!(behind(area, 4), Rect::new(7, 1, 6, 2));
        assert_eq!(behind(area, 99), Rect::new(13, 1, 0, 2));
    }

    #[test]
    fn put_stops_at_the_edge_and_never_halves_a_wide_grapheme() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 1));
        let text = CleanString::from_raw("ab日本");
        assert_eq!(put(&mut buffer, 0, 0, 5, text.as_clean(), Style::new()), 4);
        assert_eq!(put(&mut buffer, 0, 7, 5, text.as_clean(), Style::new()), 0);
    }
}
