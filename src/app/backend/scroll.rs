//! Rows that moved: told to the terminal in a few bytes instead of written again.
//!
//! The reading pane scrolls between two panes that stand still. A terminal moves whole rows only, so
//! the panes at the sides are then written again; that is shorter whenever they hold less than the
//! text does.

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell};

/// Columns that are compared together: some fit into the narrowest pane.
const STRIP: u16 = 12;

/// Rows moved within `top..bottom`, those that come in being blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    top: u16,
    bottom: u16,
    /// How far text moves up; down if negative. Less than `bottom - top`.
    rows: i32,
}

impl Scroll {
    /// The move after which most of `wanted` stands where it should, if there is one. Both buffers
    /// have the same area. It need not be worth it: what it breaks is not counted.
    pub fn find(shown: &Buffer, wanted: &Buffer) -> Option<Self> {
        let (before, after) = (Prints::of(shown), Prints::of(wanted));
        let height = i32::from(shown.area.height);
        (1 - height..height)
            .filter(|&rows| rows != 0)
            .map(|rows| (before.gain(&after, rows), rows))
            .max_by_key(|(gain, rows)| (gain.count, -rows.abs()))
            .filter(|(gain, _)| gain.count > 0)
            .map(|(gain, rows)| Self {
                top: gain
                    .first
                    .min(gain.first.saturating_add_signed(rows as i16)),
                bottom: 1 + gain.last.max(gain.last.saturating_add_signed(rows as i16)),
                rows,
            })
    }

    /// What the terminal shows after the move.
    pub fn applied(self, shown: &Buffer) -> Buffer {
        let mut moved = shown.clone();
        for y in self.top..self.bottom {
            let from = i32::from(y) + self.rows;
            let is_inside = (i32::from(self.top)..i32::from(self.bottom)).contains(&from);
            for x in shown.area.left()..shown.area.right() {
                moved[(x, y)] = if is_inside {
                    shown[(x, from as u16)].clone()
                } else {
                    Cell::EMPTY
                };
            }
        }
        moved
    }

    /// Appends the sequences that move the rows: a scrolling region for as long as lines are
    /// deleted or inserted on top of it (DECSTBM, DL and IL: what every terminal since the VT102
    /// knows). The pen must be the default.
    pub fn write(self, out: &mut Vec<u8>) {
        let Self { top, bottom, rows } = self;
        let (count, does) = (rows.unsigned_abs(), if rows > 0 { 'M' } else { 'L' });
        let top = top + 1;
        write!(
            out,
            "\x1b[{top};{bottom}r\x1b[{top};1H\x1b[{count}{does}\x1b[r"
        )
        .expect("writing to memory does not fail");
    }
}

/// A number for the cells of each strip of each row; 0 where all are blank.
struct Prints {
    strips: usize,
    numbers: Vec<u64>,
}

/// What a move would save.
struct Gain {
    /// Strips that stand right only after the move.
    count: usize,
    /// The first and the last row of them.
    first: u16,
    last: u16,
}

impl Prints {
    fn of(buffer: &Buffer) -> Self {
        let width = usize::from(buffer.area.width).max(1);
        Self {
            strips: width.div_ceil(usize::from(STRIP)),
            numbers: buffer
                .content()
                .chunks(width)
                .flat_map(|row| row.chunks(usize::from(STRIP)).map(print))
                .collect(),
        }
    }

    /// What moving these `rows` up would give of `after`.
    fn gain(&self, after: &Self, rows: i32) -> Gain {
        let mut gain = Gain {
            count: 0,
            first: 0,
            last: 0,
        };
        let shift = rows as isize * self.strips as isize;
        for (at, &wanted) in after.numbers.iter().enumerate() {
            let moved = at
                .checked_add_signed(shift)
                .and_then(|from| self.numbers.get(from));
            if wanted != 0 && moved == Some(&wanted) && self.numbers[at] != wanted {
                gain.last = (at / self.strips) as u16;
                if gain.count == 0 {
                    gain.first = gain.last;
                }
                gain.count += 1;
            }
        }
        gain
    }
}

/// A number for what some cells show (FNV-1a); 0 if nothing.
fn print(cells: &[Cell]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    if cells.iter().all(|cell| *cell == Cell::EMPTY) {
        return 0;
    }
    cells.iter().fold(0xcbf2_9ce4_8422_2325, |hash, cell| {
        let style = u64::from(cell.modifier.bits());
        cell.symbol()
            .bytes()
            .fold((hash ^ style).wrapping_mul(PRIME), |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(PRIME)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: [&str; 7] = [
        "title                              ",
        "list    | first words of the text  ",
        "        | second row of the text   ",
        "        | a third row with a 46    ",
        "        | and the fourth, the last ",
        "        | then one more, a fifth   ",
        "bottom line                        ",
    ];

    fn rows_moved(by: i32) -> Buffer {
        let row = |y: i32| {
            let (side, text) = TEXT[y as usize].split_at(8);
            match y {
                0 | 6 => TEXT[y as usize].to_owned(),
                _ if (1..6).contains(&(y + by)) => side.to_owned() + &TEXT[(y + by) as usize][8..],
                _ => side.to_owned() + &text.replace(char::is_alphabetic, "x"),
            }
        };
        Buffer::with_lines((0..7).map(row))
    }

    #[test]
    fn text_that_moved_between_what_stands_still_is_found() {
        let shown = rows_moved(0);
        for (by, (top, bottom)) in [(1, (1, 6)), (2, (1, 6)), (-1, (1, 6)), (-3, (1, 6))] {
            let scroll = Scroll::find(&shown, &rows_moved(by)).unwrap();
            assert_eq!(
                scroll,
                Scroll {
                    top,
                    bottom,
                    rows: by
                }
            );
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_moved() {
        assert_eq!(Scroll::find(&rows_moved(0), &rows_moved(0)), None);
        assert_eq!(Scroll::find(&Buffer::default(), &Buffer::default()), None);
    }

    #[test]
    fn rows_that_come_in_are_blank() {
        let moved = Scroll {
            top: 1,
            bottom: 3,
            rows: -1,
        }
        .applied(&Buffer::with_lines(["a", "b", "c", "d"]));
        assert_eq!(moved, Buffer::with_lines(["a", " ", "b", "d"]));
    }
}
