//! The bytes that turn what a terminal shows into what it should show.

use std::io::Write as _;

use ratatui::{
    buffer::{Buffer, Cell, CellWidth as _},
    layout::Position,
    style::Color,
};

use super::shown::{self, Look, SEEN_ON_BLANK, Shown, Style, is_blank};
use crate::ui::ansi;

/// Unchanged cells between two changed ones that are written again: as long as the shortest
/// sequence that skips them (`ESC [ 4 C`).
const BRIDGE: u16 = 4;

/// Appends to `out` what turns a terminal that shows `shown` into one that shows `next`: the looks of
/// `wanted`. All have the same area. Nothing where they agree. The pen is the terminal's default before
/// and after; where the cursor is, is not known.
pub fn changes(shown: &Shown, next: &Shown, wanted: &Buffer, out: &mut Vec<u8>) {
    let mut pen = Pen {
        out,
        at: None,
        style: Style::default(),
    };
    let width = usize::from(wanted.area.width).max(1);
    let rows = shown.rows().zip(next.rows());
    for (y, ((shown, next), cells)) in (0..).zip(rows.zip(wanted.content().chunks(width))) {
        if shown == next {
            continue;
        }
        let last = next.iter().rposition(|look| *look != Look::BLANK);
        let blank_from = last.map_or(0, |last| last + 1);
        for x in shown::changes(shown, next, cells) {
            pen.go(wanted, x, y);
            if usize::from(x) >= blank_from {
                pen.erase_rest();
                break;
            }
            pen.put(&cells[usize::from(x)]);
        }
    }
    pen.set(Style::default());
}

/// What writes, where it stands and the style it writes in.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    at: Option<Position>,
    style: Style,
}

impl Style {
    /// The parameters that set this style where there was `old`: what is new, if nothing must go.
    fn after(self, old: Self) -> String {
        let plain = Self::default();
        if self == plain || old == plain {
            return ansi::sgr(self.fg, self.bg, self.modifier);
        }
        let is_more = self.modifier.contains(old.modifier)
            && (self.fg == old.fg || self.fg != Color::Reset)
            && (self.bg == old.bg || self.bg != Color::Reset);
        if !is_more {
            return format!("0{}", ansi::sgr(self.fg, self.bg, self.modifier));
        }
        let new = |new, old| if new == old { Color::Reset } else { new };
        let modifier = self.modifier.difference(old.modifier);
        ansi::sgr(new(self.fg, old.fg), new(self.bg, old.bg), modifier)
    }
}

impl Pen<'_> {
    /// Moves to a cell: over what stands between, when that is short and reads the same.
    fn go(&mut self, wanted: &Buffer, x: u16, y: u16) {
        match self.at {
            Some(at) if at == Position::new(x, y) => {}
            Some(at) if at.y == y && at.x < x => {
                if x - at.x > BRIDGE || !self.bridge(wanted, at, x) {
                    self.sequence(format_args!("{}C", x - at.x));
                }
            }
            _ => self.sequence(format_args!("{};{}H", y + 1, x + 1)),
        }
        self.at = Some(Position::new(x, y));
    }

    /// Writes the cells from `at` to before column `x`, if that needs no other style.
    fn bridge(&mut self, wanted: &Buffer, at: Position, x: u16) -> bool {
        let between = || (at.x..x).map(|x| &wanted[(x, at.y)]);
        let is_plain = between()
            .all(|cell| cell.cell_width() == 1 && is_sure(cell.symbol()) && self.can_write(cell));
        if is_plain {
            between().for_each(|cell| self.out.extend_from_slice(cell.symbol().as_bytes()));
        }
        is_plain
    }

    fn put(&mut self, cell: &Cell) {
        if !self.can_write(cell) {
            self.set(Style::of(cell));
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = self
            .at
            .filter(|_| is_sure(cell.symbol()))
            .map(|at| Position::new(at.x + cell.cell_width().max(1), at.y));
    }

    /// Is the cell right in the style there is? A blank is in any that leaves blanks blank.
    fn can_write(&self, cell: &Cell) -> bool {
        Style::of(cell) == self.style
            || (is_blank(cell)
                && self.style.bg == Color::Reset
                && !self.style.modifier.intersects(SEEN_ON_BLANK))
    }

    /// Erases to the end of the row: terminals do it in the pen's ground.
    fn erase_rest(&mut self) {
        if self.style.bg != Color::Reset {
            self.set(Style::default());
        }
        self.sequence(format_args!("K"));
    }

    fn set(&mut self, style: Style) {
        if style != self.style {
            let parameters = style.after(self.style);
            self.sequence(format_args!("{}m", parameters.trim_start_matches(';')));
            self.style = style;
        }
    }

    fn sequence(&mut self, rest: std::fmt::Arguments) {
        write!(self.out, "\x1b[{rest}").expect("writing to memory does not fail");
    }
}

/// Do terminals agree how many columns it takes? They do not on emoji and on what combines.
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some_and(|first| first < '\u{1f000}') && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style as Wanted;

    use super::*;

    fn check(shown: &str, wanted: &str, expected: &str) {
        let [shown, wanted] = [shown, wanted].map(|text| Buffer::with_lines([text]));
        assert_eq!(written(&shown, &wanted), expected);
    }

    fn written(shown: &Buffer, wanted: &Buffer) -> String {
        let mut out = Vec::new();
        changes(&Shown::of(shown), &Shown::of(wanted), wanted, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn only_what_changed_is_written() {
        check("the same words", "the same words", "");
        check("15,000 men left", "15,500 men left", "^[1;4H5");
        check("1 of 4 pages", "2 of 5 pages", "^[1;1H2 of 5");
        check("1 of the pages 1", "2 of the pages 2", "^[1;1H2^[14C2");
        check("a row to be gone", "a row           ", "^[1;7H^[K");
        check("over here there ", "     here       ", "^[1;1H    ^[6C^[K");
        check("コ here", "ab here", "^[1;1Hab");
    }

    #[test]
    fn a_style_is_set_once_and_given_back() {
        let shown = Buffer::empty(ratatui::layout::Rect::new(0, 0, 20, 1));
        let mut wanted = shown.clone();
        wanted.set_string(0, 0, "46 killed, 500 hurt", Wanted::new().dark_gray());
        wanted.set_string(0, 0, "46", Wanted::new().magenta());
        wanted.set_string(3, 0, "killed", Wanted::new().magenta().bold());
        wanted.set_string(15, 0, "hurt", Wanted::reset());
        assert_eq!(
            written(&shown, &wanted),
            "^[1;1H^[35m46 ^[1mkilled^[0;90m, 500 ^[mhurt"
        );
    }

    #[test]
    fn after_an_emoji_the_place_is_said_again() {
        check("ab cd", "👍 cx", "^[1;1H👍^[1;5Hx");
    }
}
