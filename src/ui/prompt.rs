//! The input line at the bottom.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Role, Theme, paint};
use crate::text::{Clean, CleanString, cells, width::graphemes};

/// What is typed, and what came of it so far.
#[derive(Debug)]
pub struct View {
    /// What it asks for: `/`, or words with a blank behind them.
    pub sign: Clean<'static>,
    /// What was typed.
    pub text: CleanString,
    /// Bytes of it before the cursor.
    pub cursor: usize,
    /// "3 of 17", or what is wrong.
    pub answer: CleanString,
}

/// Draws the line and gives the place of the cursor. A text too long for the line shows its end.
pub fn draw(buffer: &mut Buffer, area: Rect, view: &View, theme: &Theme) -> Position {
    let answer = cells(view.answer.as_str()) as u16;
    let is_shown = answer > 0 && answer + 12 <= area.width;
    let taken = if is_shown { answer + 2 } else { 0 };
    if is_shown {
        let right = Rect {
            width: area.width - 1,
            ..area
        };
        paint::put_right(
            buffer,
            right,
            view.answer.as_clean(),
            theme.style(Role::Muted),
        );
    }
    let sign = paint::put(
        buffer,
        area.x + 1,
        area.y,
        cells(view.sign.as_str()) as u16,
        view.sign,
        theme.style(Role::Accent),
    );
    let x = area.x + 1 + sign;
    let room = area.width.saturating_sub(x + taken + 1);
    let start = first_byte(view.text.as_str(), view.cursor, usize::from(room));
    let shown = view.text.slice(start..view.text.len());
    paint::put(buffer, x, area.y, room, shown, theme.style(Role::Text));
    let before = cells(&view.text.as_str()[start..view.cursor]) as u16;
    Position::new((x + before).min(area.right().saturating_sub(1)), area.y)
}

/// The first byte shown, so that the cursor is within `room` cells.
fn first_byte(text: &str, cursor: usize, room: usize) -> usize {
    let mut start = cursor;
    let mut used = 0;
    for (grapheme, cells) in graphemes(&text[..cursor]).rev() {
        used += cells;
        if used > room {
            break;
        }
        start -= grapheme.len();
    }
    start
}

#[cfg(test)]
mod tests {
    use super::first_byte;

    #[test]
    fn the_cursor_stays_in_the_line() {
        assert_eq!(first_byte("airstrikes", 10, 20), 0);
        assert_eq!(first_byte("airstrikes", 10, 4), 6);
        assert_eq!(first_byte("airstrikes", 3, 4), 0);
        assert_eq!(first_byte("日本語", 9, 5), 3);
    }
}
