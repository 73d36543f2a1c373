//! Rows as they are printed to a pipe or a file: the same words and, if wanted, the same styles as
//! on the screen.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};

use super::{Theme, reading};
use crate::layout::VisibleRow;

/// One row, without a line end. With no theme there are no styles in it and no blanks at its end.
pub fn row(row: &VisibleRow, width: u16, theme: Option<&Theme>) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
    let area = *buffer.area();
    let plain = Theme::terminal(false);
    reading::draw_row(&mut buffer, area, row, &[], theme.unwrap_or(&plain));
    let used = buffer
        .content()
        .iter()
        .rposition(|cell| *cell != Cell::default())
        .map_or(0, |last| last + 1);
    let mut out = String::new();
    let mut style = String::new();
    let mut covered = 0;
    for cell in &buffer.content()[..used] {
        if covered > 0 {
            covered -= 1;
            continue;
        }
        covered = crate::text::cells(cell.symbol()).saturating_sub(1);
        if theme.is_some() && sgr(cell.fg, cell.bg, cell.modifier) != style {
            style = sgr(cell.fg, cell.bg, cell.modifier);
            let _ = write!(out, "\x1b[0{style}m");
        }
        out.push_str(cell.symbol());
    }
    if !style.is_empty() {
        out.push_str("\x1b[0m");
    }
    if theme.is_none() {
        out.trim_end().to_owned()
    } else {
        out
    }
}

/// The parameters that set a style where there was none, each behind a `;` (ECMA-48, 8.3.117).
pub(crate) fn sgr(fg: Color, bg: Color, modifier: Modifier) -> String {
    let mut out = String::new();
    let modifiers = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
        (Modifier::CROSSED_OUT, ";9"),
    ];
    for (one, code) in modifiers {
        if modifier.contains(one) {
            out.push_str(code);
        }
    }
    out.push_str(&colour(fg, 30));
    out.push_str(&colour(bg, 40));
    out
}

/// The parameters of one colour; `base` is 30 for text and 40 for ground.
fn colour(colour: Color, base: u8) -> String {
    let number = match colour {
        Color::Reset => return String::new(),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Rgb(red, green, blue) => return format!(";{};2;{red};{green};{blue}", base + 8),
        Color::Indexed(index) => return format!(";{};5;{index}", base + 8),
    };
    format!(";{}", base + number)
}
