//! The windows over the screen: key help, the list of matches, why a heading is one.

use std::mem;

use super::{App, Command, Effect, command::TABLE};
use crate::{
    layout::wrap,
    model::SectionId,
    text::{Clean, CleanString, sentence},
    ui::{
        help::{self, PopupRow},
        list, paint,
    },
};

/// Widest window, in cells.
const WIDEST: u16 = 96;

/// Widest window of sentences, in cells.
const PROSE: u16 = 64;

/// A window as the reader left it.
#[derive(Debug)]
pub struct Popup {
    content: PopupContent,
    first: usize,
    selected: usize,
}

/// What a window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PopupContent {
    Help,
    Matches,
    /// Why a section is one.
    Why(SectionId),
}

impl Popup {
    /// The key help.
    pub fn help() -> Self {
        Self {
            content: PopupContent::Help,
            first: 0,
            selected: 0,
        }
    }

    /// Why `section` is one.
    pub fn why(section: SectionId) -> Self {
        Self {
            content: PopupContent::Why(section),
            first: 0,
            selected: 0,
        }
    }

    /// The list of matches, with the current one chosen.
    pub fn matches(selected: usize) -> Self {
        Self {
            content: PopupContent::Matches,
            first: selected.saturating_sub(3),
            selected,
        }
    }
}

/// The rows of the key help, from the command table, for `width` cells. What a key does is wrapped
/// in its column.
pub fn help_rows(width: usize) -> Vec<PopupRow<'static>> {
    let room = width - usize::from(help::first_column(width as u16));
    let mut rows = Vec::new();
    let mut group = "";
    for entry in TABLE {
        if entry.group != group {
            group = entry.group;
            if !rows.is_empty() {
                rows.push(PopupRow::Blank);
            }
            rows.push(PopupRow::Heading(Clean::literal(entry.group)));
        }
        let mut keys = CleanString::from_raw(&super::command::key_names(entry));
        let words = Clean::literal(entry.words);
        for row in wrap::rows(entry.words, room, room) {
            let row = words.slice(wrap::shown(entry.words, row));
            rows.push(PopupRow::Pair(mem::take(&mut keys), row));
        }
    }
    rows
}

impl App {
    /// Lists all matches.
    pub(super) fn list_matches(&mut self) {
        if self.finder.matches().total() == 0 {
            return self.go_to_match(1, true);
        }
        let current = self.finder.number().map_or(0, |number| number - 1);
        self.popup = Some(Popup::matches(current));
    }

    /// Applies a command while a window is open.
    pub(super) fn update_popup(&mut self, command: Command, count: Option<usize>) -> Effect {
        let Some(content) = self.popup.as_ref().map(|popup| popup.content) else {
            return Effect::None;
        };
        match (command, content) {
            (Command::Redraw, _) => return Effect::Redraw,
            (Command::Suspend, _) => return Effect::Suspend,
            (Command::Copy, PopupContent::Matches) => return self.copy_chosen_match(false),
            (Command::Cite, PopupContent::Matches) => return self.copy_chosen_match(true),
            (Command::Peek, PopupContent::Matches) => self.open_chosen_match(),
            (Command::Open, PopupContent::Matches) => {
                self.open_chosen_match();
                self.popup = None;
            }
            (Command::SetAside, PopupContent::Why(section)) => {
                self.popup = None;
                return self.demote(section);
            }
            (Command::Open | Command::Escape | Command::Quit, _)
            | (Command::Help, PopupContent::Help)
            | (Command::ListMatches, PopupContent::Matches)
            | (Command::Why, PopupContent::Why(_)) => self.popup = None,
            _ => self.move_in_popup(command, count),
        }
        Effect::None
    }

    fn open_chosen_match(&mut self) {
        if let Some(popup) = &self.popup {
            self.open_match(popup.selected);
        }
    }

    fn copy_chosen_match(&mut self, is_citation: bool) -> Effect {
        match self.popup.as_ref().map(|popup| popup.selected) {
            Some(number) => self.copy_match(number, is_citation),
            None => Effect::None,
        }
    }

    /// Scrolls the window, or chooses another row of it.
    fn move_in_popup(&mut self, command: Command, count: Option<usize>) {
        let Some(content) = self.popup.as_ref().map(|popup| popup.content) else {
            return;
        };
        let rows = self.popup_len(content);
        let Some(popup) = &mut self.popup else {
            return;
        };
        let room = usize::from(self.size.1.saturating_sub(4)).max(1);
        let by = count.unwrap_or(1);
        let last = rows.saturating_sub(1);
        let at = if content == PopupContent::Matches {
            &mut popup.selected
        } else {
            &mut popup.first
        };
        *at = match command {
            Command::Down | Command::NextMatch => at.saturating_add(by).min(last),
            Command::Up | Command::PreviousMatch => at.saturating_sub(by),
            Command::PageDown | Command::HalfPageDown => at.saturating_add(room / 2).min(last),
            Command::PageUp | Command::HalfPageUp => at.saturating_sub(room / 2),
            Command::Start => 0,
            Command::End => last,
            _ => *at,
        };
        popup.first = if content == PopupContent::Matches {
            list::keep_around_in_view(popup.first, popup.selected, rows, room, |_| 1)
        } else {
            popup.first.min(rows.saturating_sub(room))
        };
    }

    /// How many rows a window has.
    fn popup_len(&self, content: PopupContent) -> usize {
        match content {
            PopupContent::Help => help_rows(self.popup_room(content)).len(),
            PopupContent::Matches => self.finder.matches().total(),
            PopupContent::Why(section) => self.why_rows(section, self.popup_room(content)).len(),
        }
    }

    fn popup_width(&self, content: PopupContent) -> u16 {
        let widest = match content {
            PopupContent::Help | PopupContent::Matches => WIDEST,
            PopupContent::Why(_) => PROSE,
        };
        widest.min(self.size.0)
    }

    /// Cells for the words of a window.
    fn popup_room(&self, content: PopupContent) -> usize {
        usize::from(self.popup_width(content).saturating_sub(4)).max(1)
    }

    /// The window as it is drawn.
    pub(super) fn popup_view(&self) -> Option<help::Popup<'_>> {
        let popup = self.popup.as_ref()?;
        let screen = ratatui::layout::Rect::new(0, 0, self.size.0, self.size.1);
        let (title, mut rows, hint) = match popup.content {
            PopupContent::Help => (
                "Keys".to_owned(),
                help_rows(self.popup_room(popup.content)).split_off(popup.first),
                " j k scroll · q close ",
            ),
            PopupContent::Matches => (
                format!(
                    "{} matches of {}",
                    self.finder.matches().total(),
                    self.finder.pattern()
                ),
                self.match_rows(popup, self.popup_room(popup.content)),
                " Enter go there · p look · q close ",
            ),
            PopupContent::Why(section) => (
                "Why is this a heading?".to_owned(),
                self.why_rows(section, self.popup_room(popup.content))
                    .split_off(popup.first),
                " x it is none · q close ",
            ),
        };
        let height = (self.popup_len(popup.content) as u16)
            .saturating_add(2)
            .min(self.size.1.saturating_sub(2).max(3));
        let area = help::place(screen, self.popup_width(popup.content), height);
        rows.truncate(usize::from(area.height.saturating_sub(2)));
        Some(help::Popup {
            area,
            title: CleanString::from_raw(&title),
            rows,
            hint: Clean::literal(hint),
        })
    }

    /// One row a match: its sentence, so shifted that the match is in view.
    fn match_rows(&self, popup: &Popup, width: usize) -> Vec<PopupRow<'static>> {
        let numbers = popup.first..popup.first + usize::from(self.size.1);
        numbers
            .map_while(|number| Some((number, self.match_text(number)?)))
            .map(|(number, (chunk, found))| {
                let text = chunk.text.as_clean();
                let sentence = sentence::sentence_at(text.as_str(), found.start as usize);
                let at = (found.start as usize).saturating_sub(sentence.start);
                let (text, marked) = window(text.slice(sentence), at, found.len(), width);
                PopupRow::Line {
                    text,
                    marked,
                    is_chosen: number == popup.selected,
                    is_muted: false,
                }
            })
            .collect()
    }
}

/// As much of a sentence as fits into `width` cells with byte `at` in view, and where the `len`
/// bytes from there on stand in it.
fn window(
    sentence: Clean<'_>,
    at: usize,
    len: usize,
    width: usize,
) -> (CleanString, std::ops::Range<usize>) {
    let room = width / 3;
    let before = &sentence.as_str()[..at];
    let start = if crate::text::cells(before) <= room {
        0
    } else {
        let mut start = at;
        let mut used = 0;
        for (grapheme, cells) in crate::text::width::graphemes(before).rev() {
            used += cells;
            if used > room {
                break;
            }
            start -= grapheme.len();
        }
        start
    };
    let lead = if start > 0 { "…" } else { "" };
    let shown = sentence.slice(start..sentence.len());
    let text = paint::shorten(shown, width.saturating_sub(1)).replace('\n', " ");
    let marked = at - start + lead.len()..at - start + lead.len() + len;
    (CleanString::from_raw(&format!("{lead}{text}")), marked)
}
