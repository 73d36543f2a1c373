//! The key help, and the words it is narrowed to.

use std::mem;

use super::{Popup, PopupContent, PopupRow};
use crate::{
    app::{
        App,
        command::{Entry, TABLE, key_names},
        finder::Prompt,
        input::{Input, Typed},
        keymap::Key,
    },
    layout::wrap,
    text::{Clean, CleanString},
    ui::help,
};

/// The rows of the key help, from the command table, for `width` cells: the keys for which `filter`
/// holds, under the names of their groups. What a key does is wrapped in its column.
pub(super) fn rows(width: usize, filter: &str) -> Vec<PopupRow<'static>> {
    let mut rows = Vec::new();
    let mut group = "";
    for entry in TABLE.iter().filter(|entry| fits(entry, filter)) {
        if entry.group != group {
            group = entry.group;
            if !rows.is_empty() {
                rows.push(PopupRow::Blank);
            }
            rows.push(PopupRow::Heading(Clean::literal(entry.group).into()));
        }
        push_entry(&mut rows, entry, width);
    }
    if rows.is_empty() {
        let words = Clean::literal("no key does that");
        rows.push(PopupRow::Pair(CleanString::new(), words));
    }
    rows
}

/// The name of the window.
pub(super) fn title(filter: &str) -> String {
    if filter.trim().is_empty() {
        "Keys".into()
    } else {
        format!("Keys · “{}”", filter.trim())
    }
}

/// Is each word of `filter` in what the entry does, in its group or in its keys? One letter is a
/// key: `G` is not `g`.
fn fits(entry: &Entry, filter: &str) -> bool {
    let said = format!("{} {}", entry.words, entry.group).to_lowercase();
    let keys = key_names(entry);
    let holds = |word: &str| {
        let mut letters = word.chars();
        if letters.next().is_some() && letters.next().is_none() {
            return keys.split(' ').any(|key| key == word);
        }
        keys.contains(word) || said.contains(&word.to_lowercase())
    };
    filter.split_whitespace().all(holds)
}

fn push_entry(rows: &mut Vec<PopupRow<'static>>, entry: &'static Entry, width: usize) {
    let room = width - usize::from(help::first_column(width as u16));
    let mut keys = CleanString::from_raw(&key_names(entry));
    let words = Clean::literal(entry.words);
    for row in wrap::rows(entry.words, room, room) {
        let row = words.slice(wrap::shown(entry.words, row));
        rows.push(PopupRow::Pair(mem::take(&mut keys), row));
    }
}

impl Popup {
    /// What is being typed to narrow the key help.
    pub(in crate::app) fn prompt(&self) -> Option<Prompt<'_>> {
        let input = self.asking.as_ref()?;
        Some(Prompt {
            text: &input.text,
            cursor: input.cursor,
            answer: String::new(),
        })
    }

    /// Narrows the key help to these words.
    fn narrow(&mut self, words: &str) {
        words.clone_into(&mut self.filter);
        self.first = 0;
    }
}

impl App {
    /// Is something being typed for a window?
    pub(in crate::app) fn is_asking_for_keys(&self) -> bool {
        self.popup
            .as_ref()
            .is_some_and(|popup| popup.asking.is_some())
    }

    /// Takes one key while the words for the key help are typed.
    pub(in crate::app) fn type_help_key(&mut self, key: Key) {
        let Some(popup) = &mut self.popup else { return };
        let Some(input) = &mut popup.asking else {
            return;
        };
        match input.press(key) {
            Typed::Changed => {
                let words = input.text.clone();
                popup.narrow(&words);
            }
            Typed::Same => {}
            Typed::Accepted => popup.asking = None,
            Typed::GivenUp => {
                popup.asking = None;
                popup.narrow("");
            }
        }
    }

    /// Takes what is pasted while the words for the key help are typed.
    pub(in crate::app) fn paste_in_help(&mut self, text: &str) {
        let Some(popup) = &mut self.popup else { return };
        let Some(input) = &mut popup.asking else {
            return;
        };
        input.paste(text);
        let words = input.text.clone();
        popup.narrow(&words);
    }

    /// Opens the prompt for the words of the key help.
    pub(super) fn ask_for_keys(&mut self) {
        if let Some(popup) = &mut self.popup {
            popup.asking = Some(Input::new(&popup.filter));
        }
    }

    /// One step back from a narrowed key help: all keys again. False where it is not narrowed.
    pub(super) fn show_all_keys(&mut self) -> bool {
        let narrowed =
            |popup: &&mut Popup| popup.content == PopupContent::Help && !popup.filter.is_empty();
        self.popup
            .as_mut()
            .filter(narrowed)
            .map(|popup| popup.narrow(""))
            .is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_help_is_narrowed_to_words_and_keys() {
        let check = |filter: &str, expected: &[&str]| {
            let found = TABLE.iter().filter(|entry| fits(entry, filter));
            let found: Vec<&str> = found.map(|entry| entry.name).collect();
            assert_eq!(found, expected, "{filter}");
        };
        check("next SECTION", &["next-section"]);
        check("&", &["list-matches"]);
        check("G", &["end"]);
        check("g", &["start"]);
        check("Ctrl-Z", &["suspend"]);
        check("jump figure", &["next-figure", "previous-figure"]);
        check("no such thing", &[]);
        let all = TABLE.iter().filter(|entry| fits(entry, " "));
        assert_eq!(all.count(), TABLE.len());
    }
}
