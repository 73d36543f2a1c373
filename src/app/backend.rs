//! What ratatui draws on: a terminal that gets every frame in one write, as short as it can be, and an
//! unchanged frame in none.

mod encode;
mod scroll;

use std::io::{self, Write};

use crossterm::{
    QueueableCommand as _,
    cursor::{Hide, MoveTo, Show},
    terminal::{BeginSynchronizedUpdate, Clear, ClearType as Cleared, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::{Buffer, Cell},
    layout::{Position, Rect, Size},
};

use scroll::Scroll;

/// A frame of fewer bytes is not worth looking for rows that moved.
const SHORT: usize = 512;

/// A terminal behind `out`. What is drawn is gathered and written by [`Backend::flush`], as one
/// synchronized update, so that no half frame is ever seen.
#[derive(Debug)]
pub struct OneWrite<W: Write> {
    out: W,
    /// What the terminal shows, and what it should show once the frame is written. Cells beyond both
    /// are blank.
    shown: Buffer,
    wanted: Buffer,
    /// Has anything been drawn since the last write?
    is_changed: bool,
    /// Sequences that go before the cells, and behind them.
    before: Vec<u8>,
    after: Vec<u8>,
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
    /// A backend that writes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            shown: Buffer::default(),
            wanted: Buffer::default(),
            is_changed: false,
            before: Vec::new(),
            after: Vec::new(),
            cursor: Cursor::Unknown,
        }
    }

    /// Makes room for a cell.
    fn reach(&mut self, x: u16, y: u16) {
        let area = self.wanted.area;
        if x >= area.width || y >= area.height {
            let area = Rect::new(0, 0, area.width.max(x + 1), area.height.max(y + 1));
            self.shown = grown(&self.shown, area);
            self.wanted = grown(&self.wanted, area);
        }
    }

    /// The bytes from what is shown to what is wanted: with rows moved first, where that is shorter.
    fn cells(&self) -> Vec<u8> {
        let mut plain = Vec::new();
        encode::changes(&self.shown, &self.wanted, &mut plain);
        if plain.len() < SHORT {
            return plain;
        }
        let Some(scroll) = Scroll::find(&self.shown, &self.wanted) else {
            return plain;
        };
        let mut moved = Vec::new();
        scroll.write(&mut moved);
        encode::changes(&scroll.applied(&self.shown), &self.wanted, &mut moved);
        if moved.len() < plain.len() {
            moved
        } else {
            plain
        }
    }
}

/// The same cells in a larger area, the new ones blank.
fn grown(buffer: &Buffer, area: Rect) -> Buffer {
    let mut larger = Buffer::empty(area);
    larger.merge(buffer);
    larger
}

impl<W: Write> Backend for OneWrite<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        // Once for all of them: growing copies what is there.
        let right = cells.iter().map(|(x, ..)| *x).max();
        let bottom = cells.iter().map(|(_, y, _)| *y).max();
        if let (Some(x), Some(y)) = (right, bottom) {
            self.reach(x, y);
            self.is_changed = true;
        }
        for (x, y, cell) in cells {
            self.wanted[(x, y)] = cell.clone();
        }
        if self.is_changed && self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Unknown;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Hidden;
            self.after.queue(Hide)?;
        }
        Ok(())
    }

    /// Shown when its place is set: ratatui always does both.
    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        match self.cursor {
            Cursor::At(position) => Ok(position),
            Cursor::Hidden | Cursor::Unknown => Ok(Position::default()),
        }
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor != Cursor::At(position) {
            self.cursor = Cursor::At(position);
            self.after
                .queue(MoveTo(position.x, position.y))?
                .queue(Show)?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.shown = Buffer::default();
        self.wanted = Buffer::default();
        self.before.queue(Clear(Cleared::All))?;
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size::new(width, height))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let cells = if self.is_changed {
            self.cells()
        } else {
            Vec::new()
        };
        if cells.is_empty() && self.before.is_empty() && self.after.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(cells.len() + 64);
        whole.queue(BeginSynchronizedUpdate)?;
        whole.append(&mut self.before);
        whole.extend(cells);
        whole.append(&mut self.after);
        whole.queue(EndSynchronizedUpdate)?;
        self.is_changed = false;
        self.shown.clone_from(&self.wanted);
        self.out.write_all(&whole)?;
        self.out.flush()
    }
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

    fn frame(backend: &mut OneWrite<&mut Counter>, before: &Buffer, after: &Buffer) {
        backend.draw(before.diff(after).into_iter()).unwrap();
        backend.hide_cursor().unwrap();
        backend.flush().unwrap();
    }

    #[test]
    fn a_frame_is_one_write_and_an_unchanged_frame_none() {
        let mut counter = Counter::default();
        let empty = Buffer::with_lines(["    ", "    "]);
        let full = Buffer::with_lines(["news", "text"]);
        let mut backend = OneWrite::new(&mut counter);
        frame(&mut backend, &empty, &full);
        frame(&mut backend, &full, &full);
        frame(&mut backend, &full, &full);
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
            backend.set_cursor_position((x, 0)).unwrap();
            backend.flush().unwrap();
        }
        assert_eq!(counter.writes, 2);
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
            backend.shown = before.clone();
            backend.wanted = before.clone();
            frame(&mut backend, &before, &after);
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
        frame(&mut backend, &Buffer::empty(area), &before);
        frame(&mut backend, &before, &after);
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
