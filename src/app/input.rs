//! One line that is typed: its text, its cursor, and the keys that edit it.

use crossterm::event::KeyCode;

use super::keymap::Key;
use crate::text::width::graphemes;

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// What was typed.
    pub text: String,
    /// Bytes of it before the cursor, at the border of a grapheme.
    pub cursor: usize,
}

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The words are others now.
    Changed,
    /// The cursor moved, or nothing happened.
    Same,
    /// Enter.
    Accepted,
    /// Esc, or Backspace with nothing left to erase.
    GivenUp,
}

impl Input {
    /// A line that holds `text` already, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// Takes one key.
    pub fn press(&mut self, key: Key) -> Typed {
        match (key.code, key.ctrl, key.alt) {
            (KeyCode::Enter, ..) => return Typed::Accepted,
            (KeyCode::Esc, ..) | (KeyCode::Char('c' | 'g'), true, _) => return Typed::GivenUp,
            (KeyCode::Backspace, ..) if self.text.is_empty() => return Typed::GivenUp,
            (KeyCode::Char('u'), true, _) => self.erase_from(0),
            (KeyCode::Char('w'), true, _) => self.erase_word(),
            (KeyCode::Backspace, ..) => self.erase_from(self.before_cursor()),
            (KeyCode::Char(c), false, false) => {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
            }
            (code, ..) => {
                self.move_cursor(code);
                return Typed::Same;
            }
        }
        Typed::Changed
    }

    /// Puts pasted text at the cursor, on one line.
    pub fn paste(&mut self, text: &str) {
        let line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.text.insert_str(self.cursor, &line);
        self.cursor += line.len();
    }

    fn erase_from(&mut self, start: usize) {
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    fn erase_word(&mut self) {
        let before = self.text[..self.cursor].trim_end();
        let start = before.rfind(' ').map_or(0, |space| space + 1);
        self.erase_from(start);
    }

    /// The byte at which the grapheme before the cursor starts.
    fn before_cursor(&self) -> usize {
        let last = graphemes(&self.text[..self.cursor]).next_back();
        last.map_or(0, |(last, _)| self.cursor - last.len())
    }

    fn move_cursor(&mut self, code: KeyCode) {
        self.cursor = match code {
            KeyCode::Left => self.before_cursor(),
            KeyCode::Right => graphemes(&self.text[self.cursor..])
                .next()
                .map_or(self.cursor, |(next, _)| self.cursor + next.len()),
            KeyCode::Home => 0,
            KeyCode::End => self.text.len(),
            _ => self.cursor,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types `keys` and compares the line, with `|` at the cursor.
    fn check(keys: &str, expected: &str) {
        let mut input = Input::default();
        for key in Key::parse_all(keys) {
            input.press(key);
        }
        input.text.insert(input.cursor, '|');
        assert_eq!(input.text, expected, "{keys}");
    }

    #[test]
    fn keys_edit_the_line() {
        check("dead", "dead|");
        check("dead<left><left>x", "dex|ad");
        check("dead<home>x<end>y", "xdeady|");
        check("two dead<ctrl-w>x", "two x|");
        check("two dead<ctrl-u>", "|");
        check("né<backspace>", "n|");
        check("日本<left><backspace>", "|本");
        check("a<ctrl-x><right>", "a|");
    }

    #[test]
    fn a_paste_stays_on_one_line() {
        let mut input = Input::new("ab");
        input.cursor = 1;
        input.paste("1\n2");
        assert_eq!((input.text.as_str(), input.cursor), ("a1 2b", 4));
    }

    #[test]
    fn enter_escape_and_an_empty_line_end_it() {
        let press = |text, key| Input::new(text).press(Key::parse(key).expect("a key"));
        assert_eq!(press("a", "<enter>"), Typed::Accepted);
        assert_eq!(press("a", "<esc>"), Typed::GivenUp);
        assert_eq!(press("", "<backspace>"), Typed::GivenUp);
        assert_eq!(press("a", "<backspace>"), Typed::Changed);
        assert_eq!(press("a", "<left>"), Typed::Same);
    }
}
