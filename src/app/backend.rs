//! What ratatui draws on: a terminal that gets every frame in one write, and an unchanged frame in
//! none.

use std::io::{self, Write};

use crossterm::{
    QueueableCommand as _,
    cursor::{Hide, MoveTo, Show},
    terminal::{BeginSynchronizedUpdate, Clear, ClearType as Cleared, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

/// A terminal behind `out`. What is drawn is gathered and written by [`Backend::flush`], as one
/// synchronized update, so that no half frame is ever seen.
#[derive(Debug)]
pub struct OneWrite<W: Write> {
    out: W,
    frame: Vec<u8>,
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
            frame: Vec::new(),
            cursor: Cursor::Unknown,
        }
    }
}

impl<W: Write> Backend for OneWrite<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        if self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Unknown;
        }
        CrosstermBackend::new(&mut self.frame).draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Hidden;
            self.frame.queue(Hide)?;
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
            self.frame
                .queue(MoveTo(position.x, position.y))?
                .queue(Show)?;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.frame.queue(Clear(Cleared::All))?;
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
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(self.frame.len() + 16);
        whole.queue(BeginSynchronizedUpdate)?;
        whole.append(&mut self.frame);
        whole.queue(EndSynchronizedUpdate)?;
        self.out.write_all(&whole)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

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
}
