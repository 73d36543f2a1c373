//! The windows over the screen: key help, the list of matches, why a heading is one.

mod keys;
mod matches;

use super::{App, Command, Effect, input::Input};
use crate::{
    model::SectionId,
    text::{Clean, CleanString, counted},
    ui::help::{self, PopupRow},
};

/// Widest window, in cells.
const WIDEST: u16 = 96;

/// Widest window of sentences, in cells.
const PROSE: u16 = 64;

/// A window as the reader left it.
#[derive(Debug, Default)]
pub struct Popup {
    content: PopupContent,
    first: usize,
    selected: usize,
    /// The words that the key help is narrowed to; empty when it is not.
    filter: String,
    /// Those words while they are typed.
    asking: Option<Input>,
}

/// What a window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PopupContent {
    #[default]
    Help,
    Matches,
    /// Why a section is one.
    Why(SectionId),
}

impl Popup {
    /// The key help.
    pub fn help() -> Self {
        Self::default()
    }

    /// Why `section` is one.
    pub fn why(section: SectionId) -> Self {
        Self {
            content: PopupContent::Why(section),
            ..Self::default()
        }
    }

    /// The list of matches, with the current one chosen.
    pub fn matches(selected: usize) -> Self {
        Self {
            content: PopupContent::Matches,
            first: selected.saturating_sub(3),
            selected,
            ..Self::default()
        }
    }
}

/// Where a command leads from row `at` of `len`, of which `room` are on the screen.
fn moved(at: usize, command: Command, count: Option<usize>, len: usize, room: usize) -> usize {
    let by = count.unwrap_or(1);
    let last = len.saturating_sub(1);
    match command {
        Command::Down | Command::NextMatch => at.saturating_add(by).min(last),
        Command::Up | Command::PreviousMatch => at.saturating_sub(by),
        Command::PageDown | Command::HalfPageDown => at.saturating_add(room / 2).min(last),
        Command::PageUp | Command::HalfPageUp => at.saturating_sub(room / 2),
        Command::Start => 0,
        Command::End => last,
        _ => at,
    }
}

impl App {
    /// Lists all matches.
    pub(super) fn list_matches(&mut self) {
        if self.finder.matches().total() == 0 {
            return self.go_to_match(1, true);
        }
        let current = self.finder.number().map_or(0, |number| number - 1);
        self.popup = Some(Popup::matches(current));
        self.keep_match_in_view();
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
            (Command::Search, PopupContent::Help) => self.ask_for_keys(),
            (Command::Escape, _) if self.show_all_keys() => {}
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
        let is_list = content == PopupContent::Matches;
        let room = self.list_room();
        let len = if is_list {
            self.finder.matches().total()
        } else {
            self.popup_rows(content)
        };
        let Some(popup) = &mut self.popup else {
            return;
        };
        if is_list {
            popup.selected = moved(popup.selected, command, count, len, room);
            self.keep_match_in_view();
        } else {
            let first = moved(popup.first, command, count, len, room);
            popup.first = first.min(len.saturating_sub(room));
        }
    }

    /// Rows of the highest window, without its border.
    fn list_room(&self) -> usize {
        usize::from(self.size.1.saturating_sub(4)).max(1)
    }

    /// How many rows a window has.
    fn popup_rows(&self, content: PopupContent) -> usize {
        let room = self.popup_room(content);
        let filter = self.popup.as_ref().map_or("", |popup| &popup.filter);
        match content {
            PopupContent::Help => keys::rows(room, filter).len(),
            PopupContent::Matches => self.match_list_rows(usize::from(self.size.1)),
            PopupContent::Why(section) => self.why_rows(section, room).len(),
        }
    }

    /// How many rows a window has room for; one that is narrowed stays as high as it was.
    fn popup_height(&self, content: PopupContent) -> usize {
        match content {
            PopupContent::Help => keys::rows(self.popup_room(content), "").len(),
            _ => self.popup_rows(content),
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
        let room = self.popup_room(popup.content);
        let (title, mut rows, hint) = match popup.content {
            PopupContent::Help => (
                keys::title(&popup.filter),
                keys::rows(room, &popup.filter).split_off(popup.first),
                " / search · j k scroll · q close ",
            ),
            PopupContent::Matches => (
                format!(
                    "{} of {}",
                    counted(self.finder.matches().total() as u64, "match", "matches"),
                    self.finder.pattern()
                ),
                self.match_list(popup, room),
                " Enter go there · p look · q close ",
            ),
            PopupContent::Why(section) => (
                "Why is this a heading?".to_owned(),
                self.why_rows(section, room).split_off(popup.first),
                if self.is_lead(section) {
                    " q close "
                } else {
                    " x it is none · q close "
                },
            ),
        };
        let height = (self.popup_height(popup.content) as u16)
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
}
