//! What is drawn on: a terminal that gets every frame in one write, as short as it can be, and an
//! unchanged frame in none.

mod clipboard;
mod encode;
mod scroll;
mod shown;

use std::{
    io::{self, Write},
    mem,
};

use crossterm::{
    QueueableCommand as _,
    cursor::{Hide, MoveTo, Show},
    terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate},
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
};

use crate::text::Clean;
use scroll::{Prints, Scroll, Worth};
use shown::Shown;

/// Fewer strips that have to change are not worth looking for rows that moved.
const FEW: usize = 24;

/// A terminal behind `out`. Each frame is written as one synchronized update, so that no half frame is
/// ever seen.
#[derive(Debug)]
pub struct OneWrite<W: Write> {
    out: W,
    /// What the terminal shows, and the numbers by which rows that moved are found.
    shown: Shown,
    prints: Prints,
    /// What it is to show; between two frames, memory for the next.
    next: Shown,
    /// The frame that is painted; between two frames, memory for the next.
    wanted: Buffer,
    /// Has it to be cleared before the next frame?
    is_stale: bool,
    cursor: Cursor,
}

/// What is known of the terminal's cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    At(Position),
}

impl<W: Write> OneWrite<W> {
    /// Draws on what is behind `out`, a blank screen.
    pub fn new(out: W) -> Self {
        Self {
            out,
            shown: Shown::default(),
            prints: Prints::default(),
            next: Shown::default(),
            wanted: Buffer::default(),
            is_stale: false,
            cursor: Cursor::Unknown,
        }
    }

    /// Takes nothing for granted of what the terminal shows: the next frame is drawn on a cleared one.
    pub fn clear(&mut self) {
        self.shown = Shown::blank(self.shown.area());
        self.prints = Prints::blank(self.shown.area());
        self.is_stale = true;
    }

    /// Puts `text` on the clipboard, where the terminal lets programs do that.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&mut self, text: Clean<'_>) -> io::Result<()> {
        let sequence = clipboard::sequence(text.as_str());
        self.out.write_all(sequence.as_bytes())?;
        self.out.flush()
    }

    /// Draws one frame on a screen of this size. `paint` fills a blank one, and gives where the cursor
    /// is to be seen, if it is.
    ///
    /// # Errors
    /// When the frame cannot be written.
    pub fn draw(
        &mut self,
        size: Size,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        self.resize(Rect::from((Position::ORIGIN, size)));
        let cursor = paint(&mut self.wanted);
        let mut whole = Vec::new();
        whole.queue(BeginSynchronizedUpdate)?;
        let empty = whole.len();
        if mem::take(&mut self.is_stale) {
            whole.queue(Clear(ClearType::All))?;
        }
        let cells = self.cells();
        if !cells.is_empty() && self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Unknown;
        }
        whole.extend(cells);
        self.move_cursor(cursor.map_or(Cursor::Hidden, Cursor::At), &mut whole)?;
        if whole.len() == empty {
            return Ok(());
        }
        whole.queue(EndSynchronizedUpdate)?;
        self.out.write_all(&whole)?;
        self.out.flush()
    }

    /// Makes the frame to come a blank one of this size. On another size than before, nobody knows what
    /// the terminal shows.
    fn resize(&mut self, area: Rect) {
        if self.shown.area() == area {
            self.wanted.reset();
        } else {
            self.is_stale |= !self.shown.area().is_empty();
            self.shown = Shown::blank(area);
            self.prints = Prints::blank(area);
            // What is let go makes room for what comes.
            self.wanted = Buffer::default();
            self.wanted = Buffer::empty(area);
        }
    }

    /// The bytes from what is shown to what is wanted, which is shown from then on: with rows moved
    /// first, where that is shorter.
    fn cells(&mut self) -> Vec<u8> {
        self.next.read(&self.wanted);
        if self.next == self.shown {
            return Vec::new();
        }
        let prints = Prints::of(&self.next);
        let is_much = !self.prints.is_blank() && self.prints.differing(&prints) >= FEW;
        let find = || Scroll::find(&self.prints, &prints);
        let scroll = is_much.then(find).flatten();
        let Self {
            shown,
            next,
            wanted,
            ..
        } = self;
        let bytes = match scroll {
            None => unmoved(shown, next, wanted),
            Some((scroll, Worth::Sure)) => moved(scroll, shown, next, wanted),
            Some((scroll, Worth::Close)) => {
                let unmoved = unmoved(shown, next, wanted);
                let moved = moved(scroll, shown, next, wanted);
                if moved.len() < unmoved.len() {
                    moved
                } else {
                    unmoved
                }
            }
        };
        mem::swap(&mut self.shown, &mut self.next);
        self.prints = prints;
        bytes
    }

    /// Appends what puts the cursor where it is wanted.
    fn move_cursor(&mut self, wanted: Cursor, out: &mut Vec<u8>) -> io::Result<()> {
        if mem::replace(&mut self.cursor, wanted) != wanted {
            match wanted {
                Cursor::At(position) => out.queue(MoveTo(position.x, position.y))?.queue(Show)?,
                Cursor::Hidden | Cursor::Unknown => out.queue(Hide)?,
            };
        }
        Ok(())
    }
}

/// The bytes that turn `shown` into `next`, the looks of `wanted`.
fn unmoved(shown: &Shown, next: &Shown, wanted: &Buffer) -> Vec<u8> {
    let mut out = Vec::new();
    encode::changes(shown, next, wanted, &mut out);
    out
}

/// The same with rows of `shown` moved first.
fn moved(scroll: Scroll, shown: &mut Shown, next: &Shown, wanted: &Buffer) -> Vec<u8> {
    let mut out = Vec::new();
    scroll.write(&mut out);
    scroll.apply(shown);
    encode::changes(shown, next, wanted, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use ratatui::{
        buffer::CellWidth as _,
        style::{Modifier, Style},
    };

    use super::*;

    /// Counts writes.
    #[derive(Default)]
    struct Counter {
        writes: usize,
        bytes: Vec<u8>,
    }

    impl Write for &mut Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes += 1;
            self.bytes.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frame(backend: &mut OneWrite<&mut Counter>, wanted: &Buffer) {
        let size = wanted.area.as_size();
        let paint = |buffer: &mut Buffer| {
            buffer.merge(wanted);
            None
        };
        backend.draw(size, paint).unwrap();
    }

    #[test]
    fn a_frame_is_one_write_and_an_unchanged_frame_none() {
        let mut counter = Counter::default();
        let full = Buffer::with_lines(["news", "text"]);
        let mut backend = OneWrite::new(&mut counter);
        frame(&mut backend, &full);
        frame(&mut backend, &full);
        frame(&mut backend, &full);
        assert_eq!(counter.writes, 1);
        let text = String::from_utf8(counter.bytes).unwrap();
        assert!(
            text.starts_with("\x1b[?2026h") && text.ends_with("\x1b[?2026l"),
            "{text:?}"
        );
    }

    #[test]
    fn the_cursor_is_written_when_it_moves_only() {
        let mut counter = Counter::default();
        let mut backend = OneWrite::new(&mut counter);
        for x in [3, 3, 4] {
            let place = |_: &mut Buffer| Some(Position::new(x, 0));
            backend.draw(Size::new(9, 2), place).unwrap();
        }
        assert_eq!(counter.writes, 2);
    }

    #[test]
    fn a_screen_of_another_size_is_drawn_anew() {
        let mut counter = Counter::default();
        let mut backend = OneWrite::new(&mut counter);
        for lines in [["news", "text"], ["more", "text"]] {
            frame(&mut backend, &Buffer::with_lines(lines));
        }
        frame(&mut backend, &Buffer::with_lines(["more", "text", "here"]));
        backend.clear();
        frame(&mut backend, &Buffer::with_lines(["more", "text", "here"]));
        assert_eq!(counter.writes, 4);
        let text = String::from_utf8(counter.bytes).unwrap();
        let frames: Vec<_> = text.split_inclusive("\x1b[?2026l").collect();
        let clears = frames.iter().map(|frame| frame.contains("\x1b[2J"));
        assert!(clears.eq([false, false, true, true]), "{frames:?}");
        let says = frames.iter().map(|frame| frame.contains("text"));
        assert!(says.eq([true, false, true, true]), "{frames:?}");
    }

    /// What a terminal shows after each of several frames must be what was drawn, whatever way its
    /// bytes took.
    #[test]
    fn a_terminal_shows_what_was_drawn() {
        let rows: Vec<String> = (0..120)
            .map(|row| match row % 5 {
                0 => String::new(),
                1 => format!("row {row} 国際 of the text, wide"),
                2 => format!("{row} people and 46 🌍 more of them here"),
                _ => format!("the {row}th row says nothing of e\u{301}clairs"),
            })
            .collect();
        let (width, height) = (60, 24);
        let area = Rect::new(0, 0, width, height);
        let mut counter = Counter::default();
        let mut written = 0;
        let mut shown =
            vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        let mut before = Buffer::empty(area);
        for top in [0, 1, 2, 1, 12, 11, 40, 90, 88, 0] {
            let after = page(area, &rows[top..]);
            let mut backend = OneWrite::new(&mut counter);
            backend.shown = Shown::of(&before);
            frame(&mut backend, &after);
            shown.process(&counter.bytes[written..]);
            written = counter.bytes.len();
            assert_shows(&shown, &after);
            before = after;
        }
    }

    /// Text between two lists that stand still.
    fn page(area: Rect, rows: &[String]) -> Buffer {
        let mut buffer = Buffer::empty(area);
        for y in 0..area.height {
            let style = Style::new();
            buffer.set_string(0, y, if y < 5 { "part" } else { "" }, style.bold());
            buffer.set_string(8, y, &rows[usize::from(y)], style);
            buffer.set_string(12, y, "4", style.magenta());
            buffer.set_string(54, y, format!("│ {y}"), style.dark_gray());
        }
        buffer
    }

    fn assert_shows(terminal: &vt100::Parser, wanted: &Buffer) {
        let mut covered = 0;
        for (at, cell) in wanted.content().iter().enumerate() {
            let (x, y) = wanted.pos_of(at);
            let shown = terminal.screen().cell(y, x).unwrap();
            if covered == 0 {
                let symbol = if shown.has_contents() {
                    shown.contents()
                } else {
                    " "
                };
                assert_eq!(symbol, cell.symbol(), "at {x}, {y}");
                let is_bold = cell.modifier.contains(Modifier::BOLD);
                assert!(symbol == " " || shown.bold() == is_bold, "at {x}, {y}");
                covered = cell.cell_width();
            }
            covered -= 1;
        }
    }

    #[test]
    fn rows_that_moved_are_not_written_again() {
        let area = Rect::new(0, 0, 60, 24);
        let rows: Vec<String> = (0..40_u64)
            .map(|row| format!("row {row} says {:x}", (row + 1) * 0x9e37_79b9_7f4a_u64))
            .collect();
        let [before, after] = [0, 1].map(|top| page(area, &rows[top..]));
        let mut counter = Counter::default();
        let mut backend = OneWrite::new(&mut counter);
        frame(&mut backend, &before);
        frame(&mut backend, &after);
        let text = String::from_utf8(counter.bytes).unwrap();
        let second = text.rsplit("\x1b[?2026h").next().unwrap();
        assert!(
            second.starts_with("\x1b[1;24r\x1b[1;1H\x1b[1M\x1b[r"),
            "{second:?}"
        );
        let end_of = |row: usize| rows[row].split_once(" says ").unwrap().1;
        assert!(second.contains(end_of(24)), "{second:?}");
        assert!(!second.contains(end_of(23)), "{second:?}");
    }
}
