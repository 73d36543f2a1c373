//! The prompt of a search: what is typed, and the way back from it.

use crossterm::event::KeyCode;

use super::Finder;
use crate::{
    app::{
        App, Effect,
        input::{Input, Typed},
        keymap::Key,
    },
    layout::Viewport,
    search::Query,
    text::CleanString,
};

/// The prompt, with the way back.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) input: Input,
    origin: Viewport,
    pub(super) here: u64,
    pub(super) error: Option<CleanString>,
    before: (Option<Query>, String),
}

/// What the prompt shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Prompt<'a> {
    /// What was typed.
    pub text: &'a str,
    /// Bytes of it before the cursor.
    pub cursor: usize,
    /// What came of it.
    pub answer: String,
}

impl Finder {
    /// Is something being typed?
    pub fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// What the prompt shows.
    pub fn prompt(&self) -> Option<Prompt<'_>> {
        let asking = self.asking.as_ref()?;
        let answer = asking
            .error
            .as_ref()
            .map_or_else(|| self.place(), ToString::to_string);
        Some(Prompt {
            text: &asking.input.text,
            cursor: asking.input.cursor,
            answer,
        })
    }
}

impl App {
    /// Opens the prompt.
    pub(in crate::app) fn ask(&mut self) {
        let before = (self.finder.query.clone(), self.finder.pattern.clone());
        let (origin, here) = (self.viewport.clone(), self.here());
        self.finder.asking = Some(Asking {
            input: Input::default(),
            origin,
            here,
            error: None,
            before,
        });
    }

    /// Takes one key while something is being typed.
    pub(in crate::app) fn type_key(&mut self, key: Key) -> Effect {
        let Some(asking) = &mut self.finder.asking else {
            return Effect::None;
        };
        if key.code == KeyCode::Char('r') && key.alt {
            toggle_expression(&mut asking.input);
            return self.search_typed();
        }
        match asking.input.press(key) {
            Typed::Changed => self.search_typed(),
            Typed::Same => Effect::None,
            Typed::Accepted => self.accept(),
            Typed::GivenUp => self.give_up(),
        }
    }

    /// Takes pasted text: into the prompt if one is open.
    pub(in crate::app) fn paste(&mut self, text: &str) -> Effect {
        if self.is_asking_for_keys() {
            self.paste_in_help(text);
            return Effect::None;
        }
        let Some(asking) = &mut self.finder.asking else {
            self.paste_into_filter(text);
            return Effect::None;
        };
        asking.input.paste(text);
        let effect = self.search_typed();
        self.refresh();
        effect
    }

    /// Searches for what was typed, from where the reader was.
    fn search_typed(&mut self) -> Effect {
        let Some(asking) = &mut self.finder.asking else {
            return Effect::None;
        };
        asking.error = None;
        let (pattern, here) = (asking.input.text.clone(), asking.here);
        self.viewport = asking.origin.clone();
        self.finder.start(&pattern, here)
    }

    /// Enter: the search stays, the place before it is in the jump list. With nothing typed, the
    /// search before is taken up again.
    fn accept(&mut self) -> Effect {
        let Some(asking) = self.finder.asking.take() else {
            return Effect::None;
        };
        if asking.input.text.is_empty() {
            let pattern = asking.before.1;
            return if pattern.is_empty() {
                Effect::None
            } else {
                self.finder.start(&pattern, asking.here)
            };
        }
        if let Some(error) = asking.error {
            self.notice = Some(error);
        } else if self.finder.current.is_some() {
            self.history.leave(asking.here);
        } else if self.finder.matches.is_finished() && self.finder.matches.total() == 0 {
            self.say_not_found();
        }
        Effect::None
    }

    /// Esc: back to where the reader was, with the search there was.
    fn give_up(&mut self) -> Effect {
        let Some(asking) = self.finder.asking.take() else {
            return Effect::None;
        };
        self.viewport = asking.origin;
        let effect = if let (Some(_), pattern) = asking.before {
            self.finder.start(&pattern, asking.here)
        } else {
            self.finder.close();
            Effect::EndSearch
        };
        self.finder.is_awaited = false;
        effect
    }
}

/// Puts `\v` at the start, which makes what is typed an expression, or takes it away.
fn toggle_expression(input: &mut Input) {
    if let Some(rest) = input.text.strip_prefix("\\v") {
        input.text = rest.to_owned();
        input.cursor = input.cursor.saturating_sub(2);
    } else {
        input.text.insert_str(0, "\\v");
        input.cursor += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::Event, load::from_bytes, ui::Theme};

    /// Which effects keys have, one by one: a search begins, one ends, or neither.
    fn effects(keys: &str) -> String {
        let library = from_bytes("a.md", b"# A\n\nSome words.\n".to_vec(), None);
        let mut app = App::new(library, Theme::terminal(true));
        let effects =
            Key::parse_all(keys)
                .into_iter()
                .map(|key| match app.handle(Event::Key(key)) {
                    Effect::Search { .. } => 's',
                    Effect::EndSearch => 'e',
                    _ => '.',
                });
        effects.collect()
    }

    #[test]
    fn a_search_that_is_given_up_ends() {
        assert_eq!(effects("/wo<enter><esc><esc>"), ".ss.e.");
        assert_eq!(effects("/w<esc>"), ".se");
        assert_eq!(effects("/w<backspace>"), ".se");
        assert_eq!(effects("/\\v("), ".see");
    }
}
