//! A window over the screen: the key help, the list of matches.

use ratatui::{buffer::Buffer, layout::Rect, style::Color};

use super::{Role, Theme, paint};
use crate::text::{Clean, CleanString};

/// A window over the screen.
#[derive(Debug)]
pub struct Popup<'a> {
    /// Where it lies.
    pub area: Rect,
    /// Its name, in the border.
    pub title: CleanString,
    /// The rows from the first on the screen.
    pub rows: Vec<PopupRow<'a>>,
    /// What to press, in the border at the foot.
    pub hint: Clean<'static>,
}

/// One row of a window.
#[derive(Clone, Debug)]
pub enum PopupRow<'a> {
    /// A group's name.
    Heading(CleanString),
    /// Two columns: what to press and what it does.
    Pair(CleanString, Clean<'a>),
    /// A run of text with a part marked; chosen or not.
    Line {
        /// The words.
        text: CleanString,
        /// Bytes of `text` that are marked.
        marked: std::ops::Range<usize>,
        /// Is it the chosen one?
        is_chosen: bool,
        /// Is it less important than the others?
        is_muted: bool,
    },
    /// Nothing.
    Blank,
}

/// Cells of the first column of a pair.
const FIRST_COLUMN: u16 = 24;

/// Cells of the first column where both columns share `width` cells.
pub fn first_column(width: u16) -> u16 {
    FIRST_COLUMN.min(width * 2 / 5)
}

/// Where a window of at most `width` by `height` cells lies on the screen; room for its rows is
/// two cells less each way.
pub fn place(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    Rect {
        x: (screen.width - width) / 2,
        y: (screen.height - height) / 2,
        width,
        height,
    }
}

/// Draws the window.
pub fn draw(buffer: &mut Buffer, popup: &Popup<'_>, theme: &Theme) {
    let area = popup.area.intersection(*buffer.area());
    if area.width < 4 || area.height < 3 {
        return;
    }
    frame(buffer, area, theme);
    let title = CleanString::from_raw(&format!(" {} ", popup.title));
    // The border under the title has a colour of its own.
    let style = theme.style(Role::Title).fg(Color::Reset);
    let (x, room) = (area.x + 2, area.width - 4);
    paint::put(buffer, x, area.y, room, title.as_clean(), style);
    let foot = Rect {
        y: area.bottom() - 1,
        width: area.width - 2,
        ..area
    };
    paint::put_right(buffer, foot, popup.hint, theme.style(Role::Muted));
    let inner = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width - 4,
        height: area.height - 2,
    };
    for (y, row) in (inner.top()..inner.bottom()).zip(&popup.rows) {
        draw_row(
            buffer,
            Rect {
                y,
                height: 1,
                ..inner
            },
            row,
            theme,
        );
    }
}

fn draw_row(buffer: &mut Buffer, area: Rect, row: &PopupRow<'_>, theme: &Theme) {
    match row {
        PopupRow::Blank => {}
        PopupRow::Heading(words) => {
            paint::put(
                buffer,
                area.x,
                area.y,
                area.width,
                words.as_clean(),
                theme.style(Role::Accent),
            );
        }
        PopupRow::Pair(key, words) => {
            let first = first_column(area.width);
            paint::put(
                buffer,
                area.x,
                area.y,
                first.saturating_sub(1),
                key.as_clean(),
                theme.style(Role::Key),
            );
            paint::put(
                buffer,
                area.x + first,
                area.y,
                area.width - first,
                *words,
                theme.style(Role::Text),
            );
        }
        PopupRow::Line {
            text,
            marked,
            is_chosen,
            is_muted,
        } => {
            let base = theme.style(match (is_chosen, is_muted) {
                (true, _) => Role::Selected,
                (_, true) => Role::Muted,
                _ => Role::Text,
            });
            paint::put_styled(
                buffer,
                area.x,
                area.y,
                area.width,
                text.as_clean(),
                |byte| {
                    if marked.contains(&byte) {
                        base.patch(theme.style(Role::Match))
                    } else {
                        base
                    }
                },
            );
        }
    }
}

/// Clears the area and draws a thin border round it.
fn frame(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let style = theme.style(Role::Rule);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    paint::rule_across(buffer, area.x, area.y, area.width, style);
    paint::rule_across(buffer, area.x, bottom, area.width, style);
    for x in [area.x, right] {
        paint::rule_down(
            buffer,
            Rect {
                x,
                y: area.y + 1,
                width: 1,
                height: area.height - 2,
            },
            style,
        );
    }
    for (x, y, corner) in [
        (area.x, area.y, "╭"),
        (right, area.y, "╮"),
        (area.x, bottom, "╰"),
        (right, bottom, "╯"),
    ] {
        buffer[(x, y)].set_symbol(corner).set_style(style);
    }
}
