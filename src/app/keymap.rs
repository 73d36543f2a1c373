//! Keys to commands.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::{Command, TABLE};

/// A key as it is pressed. Shift is part of the character, and of nothing but Tab otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Held with Control?
    pub ctrl: bool,
    /// Held with Alt?
    pub alt: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The key of a terminal event.
    pub fn from_event(event: KeyEvent) -> Self {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Self {
            code,
            ctrl,
            alt: event.modifiers.contains(KeyModifiers::ALT),
        }
    }

    /// Reads one key as it is written in the command table: `j`, `<ctrl-o>`, `<f1>`. `None` when it
    /// names no key.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        if let (Some(c), None) = (letters.next(), letters.next()) {
            return Some(Self::plain(KeyCode::Char(c)));
        }
        let mut name = text.strip_prefix('<')?.strip_suffix('>')?;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            if let Some(rest) = name.strip_prefix("ctrl-") {
                (name, ctrl) = (rest, true);
            } else if let Some(rest) = name.strip_prefix("alt-") {
                (name, alt) = (rest, true);
            } else {
                break;
            }
        }
        Some(Self {
            code: code(name)?,
            ctrl,
            alt,
        })
    }

    /// Reads a run of keys: `]/airstrikes<enter>n`. A `<` that starts no key name is itself.
    pub fn parse_all(text: &str) -> Vec<Self> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let named = rest
                .find('>')
                .and_then(|end| Some((Self::parse(&rest[..=end])?, end + 1)));
            let (key, len) = named
                .filter(|_| first == '<')
                .unwrap_or((Self::plain(KeyCode::Char(first)), first.len_utf8()));
            keys.push(key);
            rest = &rest[len..];
        }
        keys
    }
}

fn code(name: &str) -> Option<KeyCode> {
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return Some(KeyCode::Char(c));
    }
    if let Some(number) = name
        .strip_prefix('f')
        .and_then(|number| number.parse().ok())
    {
        return Some(KeyCode::F(number));
    }
    Some(match name {
        "down" => KeyCode::Down,
        "up" => KeyCode::Up,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgdn" => KeyCode::PageDown,
        "pgup" => KeyCode::PageUp,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        _ => return None,
    })
}

/// The table from keys to commands.
#[derive(Clone, Debug)]
pub struct Keymap {
    commands: HashMap<Key, Command>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = |keys: &'static str| keys.split(' ').filter_map(Key::parse);
        let commands = TABLE
            .iter()
            .flat_map(|entry| keys(entry.keys).map(|key| (key, entry.command)));
        Self {
            commands: commands.collect(),
        }
    }
}

impl Keymap {
    /// What a key asks for.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.commands.get(&key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_read() {
        for entry in TABLE {
            for key in entry.keys.split(' ') {
                let read = Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
                assert_eq!(
                    Keymap::default().command(read),
                    Some(entry.command),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn a_run_of_keys_is_read_one_by_one() {
        let codes: Vec<KeyCode> = Key::parse_all("]/a<b<enter>")
            .into_iter()
            .map(|key| key.code)
            .collect();
        let expected = [']', '/', 'a', '<', 'b'].map(KeyCode::Char);
        assert_eq!(codes[..5], expected);
        assert_eq!(codes[5], KeyCode::Enter);
    }

    #[test]
    fn shift_and_control_are_read_from_events() {
        let check = |code, modifiers, expected: &str| {
            assert_eq!(
                Some(Key::from_event(KeyEvent::new(code, modifiers))),
                Key::parse(expected)
            );
        };
        check(KeyCode::Char('G'), KeyModifiers::SHIFT, "G");
        check(KeyCode::Char('D'), KeyModifiers::CONTROL, "<ctrl-d>");
        check(KeyCode::Left, KeyModifiers::ALT, "<alt-left>");
        check(KeyCode::Tab, KeyModifiers::SHIFT, "<shift-tab>");
    }
}
