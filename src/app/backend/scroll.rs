//! Rows that moved: told to the terminal in a few bytes instead of written again.
//!
//! The reading pane scrolls between two panes that stand still. A terminal moves whole rows only, so
//! the panes at the sides are then written again; that is shorter whenever they hold less than the
//! text does.

use std::io::Write as _;

use ratatui::layout::Rect;

use super::shown::{self, Shown};

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

/// Whether a move makes a frame shorter, by what it would set right and what it would break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Twice as much is set right as is broken.
    Sure,
    /// Only writing both ways tells.
    Close,
}

impl Scroll {
    /// The move after which most of what has to change stands where it should, and what it is worth;
    /// `None` when none sets anything right, or breaks far more. Both frames
    /// have the same size.
    pub fn find(shown: &Prints, wanted: &Prints) -> Option<(Self, Worth)> {
        let height = shown.rows() as i32;
        let (gain, rows) = (1 - height..height)
            .filter(|&rows| rows != 0)
            .map(|rows| (shown.gain(wanted, rows), rows))
            .max_by_key(|(gain, rows)| (*gain, -rows.abs()))
            .filter(|(gain, _)| *gain > 0)?;
        let scroll = shown.region(wanted, rows)?;
        let broken = shown.broken(wanted, scroll);
        match gain {
            _ if gain >= 2 * broken => Some((scroll, Worth::Sure)),
            _ if 2 * gain >= broken => Some((scroll, Worth::Close)),
            _ => None,
        }
    }

    /// Makes `shown` what the terminal shows after the move.
    pub fn apply(self, shown: &mut Shown) {
        shown.scroll(self.top, self.bottom, self.rows);
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
#[derive(Clone, Debug, Default)]
pub struct Prints {
    strips: usize,
    numbers: Vec<u64>,
}

impl Prints {
    /// The numbers of a blank screen.
    pub fn blank(area: Rect) -> Self {
        let strips = strips(area.width);
        Self {
            strips,
            numbers: vec![0; strips * usize::from(area.height)],
        }
    }

    /// The numbers of `screen`.
    pub fn of(screen: &Shown) -> Self {
        let strips = screen.rows().flat_map(|row| row.chunks(usize::from(STRIP)));
        Self {
            strips: self::strips(screen.area().width),
            numbers: strips.map(shown::print).collect(),
        }
    }

    /// Is nothing to be seen? Then nothing can have moved.
    pub fn is_blank(&self) -> bool {
        self.numbers.iter().all(|number| *number == 0)
    }

    fn rows(&self) -> usize {
        self.numbers.len() / self.strips.max(1)
    }

    fn row(&self, y: usize) -> &[u64] {
        &self.numbers[y * self.strips..(y + 1) * self.strips]
    }

    /// Strips that are not what they are in `after`.
    pub fn differing(&self, after: &Self) -> usize {
        let pairs = self.numbers.iter().zip(&after.numbers);
        pairs.filter(|(before, after)| before != after).count()
    }

    /// Strips of row `y` of `after` that stand right only when `rows` have moved up.
    fn gain_in(&self, after: &Self, y: usize, rows: i32) -> usize {
        let Some(from) = y
            .checked_add_signed(rows as isize)
            .filter(|from| *from < self.rows())
        else {
            return 0;
        };
        let (here, moved) = (self.row(y).iter(), self.row(from).iter());
        let strips = after.row(y).iter().zip(here.zip(moved));
        strips
            .map(|(wanted, (here, moved))| {
                usize::from(*wanted != 0)
                    * usize::from(moved == wanted)
                    * usize::from(here != wanted)
            })
            .sum()
    }

    /// Strips of `after` that stand right only when `rows` have moved up.
    fn gain(&self, after: &Self, rows: i32) -> usize {
        (0..self.rows()).map(|y| self.gain_in(after, y, rows)).sum()
    }

    /// The smallest part of the screen in which `rows` moved up set right all they can.
    fn region(&self, after: &Self, rows: i32) -> Option<Scroll> {
        let gains = |y: &usize| self.gain_in(after, *y, rows) > 0;
        let first = (0..self.rows()).find(gains)? as u16;
        let last = (0..self.rows()).rfind(gains)? as u16;
        Some(Scroll {
            top: first.min(first.saturating_add_signed(rows as i16)),
            bottom: 1 + last.max(last.saturating_add_signed(rows as i16)),
            rows,
        })
    }

    /// Strips that stand right, and would not any more.
    fn broken(&self, after: &Self, scroll: Scroll) -> usize {
        let inside = usize::from(scroll.top)..usize::from(scroll.bottom);
        let blank = vec![0; self.strips];
        let in_row = |y: usize| {
            let from = y.checked_add_signed(scroll.rows as isize);
            let moved = from
                .filter(|from| inside.contains(from))
                .map_or(&*blank, |from| self.row(from));
            let strips = after.row(y).iter().zip(self.row(y).iter().zip(moved));
            strips
                .filter(|(wanted, (here, moved))| here == wanted && moved != wanted)
                .count()
        };
        inside.clone().map(in_row).sum()
    }
}

/// Strips of a row so wide.
fn strips(width: u16) -> usize {
    usize::from(width).max(1).div_ceil(usize::from(STRIP))
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

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

    fn find(shown: &Buffer, wanted: &Buffer) -> Option<(Scroll, Worth)> {
        let [shown, wanted] = [shown, wanted].map(|frame| Prints::of(&Shown::of(frame)));
        Scroll::find(&shown, &wanted)
    }

    #[test]
    fn text_that_moved_between_what_stands_still_is_found() {
        let shown = rows_moved(0);
        for (by, (top, bottom)) in [(1, (1, 6)), (2, (1, 6)), (-1, (1, 6)), (-3, (1, 6))] {
            let (scroll, worth) = find(&shown, &rows_moved(by)).unwrap();
            assert_eq!(worth, Worth::Sure);
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
        assert_eq!(find(&rows_moved(0), &rows_moved(0)), None);
        assert_eq!(find(&Buffer::default(), &Buffer::default()), None);
    }

    #[test]
    fn rows_that_come_in_are_blank() {
        for (rows, expected) in [(-1, ["a", " ", "b", "d"]), (1, ["a", "c", " ", "d"])] {
            let mut shown = Shown::of(&Buffer::with_lines(["a", "b", "c", "d"]));
            let (top, bottom) = (1, 3);
            Scroll { top, bottom, rows }.apply(&mut shown);
            assert_eq!(shown, Shown::of(&Buffer::with_lines(expected)));
        }
    }
}
