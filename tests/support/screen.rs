//! The real reader on a screen in memory, driven by key strings.

use std::{fmt, path::Path};

use briefing::{
    app::{App, Event, keymap::Key, run::settle},
    load,
    ui::Theme,
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

/// A reader on a screen in memory. What other threads would do is done at once.
pub struct Screen {
    app: App,
    terminal: Terminal<TestBackend>,
}

#[allow(dead_code, reason = "each test crate uses its part")]
impl Screen {
    /// Opens a file of the repository on a screen of that size.
    pub fn open(file: &str, width: u16, height: u16) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        Self::show(load::open(&path).expect("the file is there"), width, height)
    }

    /// Opens a text as a file of that name.
    pub fn of(name: &str, text: &str, width: u16, height: u16) -> Self {
        Self::show(load::from_bytes(name, text.into(), None), width, height)
    }

    fn show(library: load::Library, width: u16, height: u16) -> Self {
        let app = App::new(library, Theme::terminal(true));
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
        let mut screen = Self { app, terminal };
        screen.draw();
        let effect = screen.app.after_first_screen();
        settle(&mut screen.app, effect);
        screen.draw();
        screen
    }

    /// Presses keys one by one: `]/airstrikes<enter>n`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::parse_all(keys) {
            let effect = self.app.handle(Event::Key(key));
            settle(&mut self.app, effect);
        }
        self.draw();
        self
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        let effect = self.app.handle(Event::Resize(width, height));
        settle(&mut self.app, effect);
        self.draw();
        self
    }

    /// Takes another text in place of the one there is, as after a reload.
    pub fn reload(&mut self, name: &str, text: &str) -> &mut Self {
        let effect = self
            .app
            .take_library(load::from_bytes(name, text.into(), None));
        settle(&mut self.app, effect);
        self.draw();
        self
    }

    fn draw(&mut self) {
        self.terminal
            .draw(|frame| {
                if let Some(cursor) = self.app.paint(frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })
            .expect("a screen in memory");
    }

    /// The cells of the screen.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// One row as text, without the blanks at its end.
    pub fn row(&self, y: u16) -> String {
        let buffer = self.buffer();
        let row: String = (0..buffer.area.width)
            .map(|x| buffer[(x, y)].symbol())
            .collect();
        row.trim_end().to_owned()
    }

    /// The bottom line.
    pub fn bottom(&self) -> String {
        self.row(self.buffer().area.height - 1)
    }

    /// The words that have a certain look, row by row, in order.
    pub fn words_where(&self, is_wanted: impl Fn(&ratatui::buffer::Cell) -> bool) -> Vec<String> {
        let buffer = self.buffer();
        let mut words = Vec::new();
        for y in 0..buffer.area.height {
            let mut word = String::new();
            for x in 0..buffer.area.width {
                let cell = &buffer[(x, y)];
                if is_wanted(cell) {
                    word.push_str(cell.symbol());
                } else if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            if !word.is_empty() {
                words.push(word);
            }
        }
        words
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for y in 0..self.buffer().area.height {
            writeln!(f, "{}", self.row(y))?;
        }
        Ok(())
    }
}
