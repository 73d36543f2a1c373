//! The whole state of the reader: a command comes in, what must happen outside comes back.
//!
//! [`App::update`] does no input or output and starts no thread; [`run`] does, as the returned
//! [`Effect`] asks. [`App::paint`] paints what `App::refresh` found to be on the screen.

pub mod backend;
pub mod command;
pub mod convert;
mod copy;
pub mod event;
pub mod figures;
pub mod finder;
pub mod history;
pub mod input;
pub mod jobs;
pub mod keymap;
mod motion;
pub mod popup;
pub mod run;
mod screen;
pub mod sections;
pub mod tally;
pub mod terminal;
mod turn;
pub mod watch;
mod why;

use std::{ops::Range, sync::Arc};

use crossterm::event::KeyCode;

pub use command::Command;
pub use event::Event;
use figures::Figures;
use finder::Finder;
use history::History;
use keymap::{Key, Keymap};
use popup::Popup;
use sections::Sections;
use watch::Change;

use crate::{
    layout::{
        Layout, Viewport, VisibleRow, set_aside_words,
        viewport::{Rows, Stand},
    },
    load::{Index, Indexer, Library, Parser},
    model::{Aside, Document},
    search::Query,
    text::CleanString,
    ui::{self, Areas, Pane, Shown, Theme},
};

/// Largest count that can be typed.
const LARGEST_COUNT: usize = 9_999_999;

/// Bytes of set-aside text whose lines are counted at most.
const COUNTED: u64 = 1 << 20;
/// What `update` asks of the outside.
pub enum Effect {
    /// Nothing.
    None,
    /// End the program.
    Quit,
    /// Draw every cell anew.
    Redraw,
    /// Give the terminal back until the shell continues the program.
    Suspend,
    /// Put this on the clipboard.
    Copy(CleanString),
    /// Search the whole text, from the chunk at source offset `from` on.
    Search {
        /// What for.
        query: Query,
        /// Source offset.
        from: u64,
        /// Its number, to be told with every report.
        generation: u64,
    },
    /// Stop the search that runs, if one does.
    EndSearch,
    /// Look through the whole source for what makes searches fast.
    PrepareSearch,
    /// Index the rest of the source.
    Index(Box<Indexer>),
    /// Read the whole text for its statistics.
    Analyse,
    /// Read the file again.
    Reload,
    /// Several things, in order.
    Many(Vec<Effect>),
}

/// The reader.
pub struct App {
    library: Library,
    /// Counts the texts: what threads say of an earlier one is let go.
    edition: u64,
    document: Arc<Document>,
    theme: Theme,
    keymap: Keymap,
    size: (u16, u16),
    measure: u16,
    /// The measure at first, and again when asked for.
    home_measure: u16,
    shown: Shown,
    areas: Option<Areas>,
    layout: Layout,
    viewport: Viewport,
    visible: Vec<VisibleRow>,
    history: History,
    sections: Sections,
    figures: Figures,
    finder: Finder,
    /// Source spans of headings the reader said are none, the last at the end.
    demoted: Vec<Range<u64>>,
    popup: Option<Popup>,
    count: Option<usize>,
    notice: Option<CleanString>,
    /// What became of the file since its text was read.
    changed: Option<Change>,
    /// "⋯ 5 lines set aside: related posts"; empty when nothing was.
    set_aside: CleanString,
}

impl App {
    /// A reader of `library`, before it knows the size of its screen.
    pub fn new(library: Library, theme: Theme) -> Self {
        let document = library.document();
        let notice = document.notices.first().cloned();
        let mut app = Self {
            sections: Sections::new(&document.outline),
            library,
            edition: 0,
            document,
            theme,
            keymap: Keymap::default(),
            size: (0, 0),
            measure: ui::MEASURE,
            home_measure: ui::MEASURE,
            shown: Shown {
                sections: true,
                statistics: true,
                focus: Pane::Text,
                side: Pane::Sections,
            },
            areas: None,
            layout: Layout::new(1),
            viewport: Viewport::default(),
            visible: Vec::new(),
            history: History::default(),
            figures: Figures::default(),
            finder: Finder::default(),
            demoted: Vec::new(),
            popup: None,
            count: None,
            notice,
            changed: None,
            set_aside: CleanString::new(),
        };
        app.describe_set_aside();
        app
    }

    /// The same with rows of text at most `measure` cells wide.
    #[must_use]
    pub fn with_measure(mut self, measure: u16) -> Self {
        (self.measure, self.home_measure) = (measure, measure);
        self
    }

    /// Says what was set aside; no more than [`COUNTED`] bytes are read to count its lines.
    fn describe_set_aside(&mut self) {
        let parser = self.parser();
        let asides = self.document.set_aside.iter();
        let asides = asides.filter(|aside| aside.kind != Aside::DuplicateTitle);
        let mut left = COUNTED;
        let mut lines = 0;
        for aside in asides.clone() {
            let span = aside.source.start..aside.source.end.min(aside.source.start + left);
            left -= span.end - span.start;
            let Ok(bytes) = parser.source().read(span) else {
                break;
            };
            let is_text = |line: &&[u8]| !line.trim_ascii().is_empty();
            lines += bytes.split(|byte| *byte == b'\n').filter(is_text).count();
        }
        self.set_aside = if lines == 0 {
            CleanString::new()
        } else {
            set_aside_words(lines, asides.map(|aside| aside.kind))
        };
    }

    /// Applies what happened.
    pub fn handle(&mut self, event: Event) -> Effect {
        match event {
            Event::Key(key) => self.press(key),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(width, height) => self.resize(width, height),
            Event::Redraw => Effect::Redraw,
            Event::Suspend => Effect::Suspend,
            Event::End => Effect::Quit,
            Event::File(change) => self.take_change(change),
            Event::Opened(opened) => self.take_opened(*opened),
            Event::Indexed { edition, index } if edition == self.edition => self.take_index(index),
            Event::Matches {
                generation,
                chunks,
                is_onward,
            } => self.take_matches(generation, chunks, is_onward),
            Event::SearchDone { generation } => self.end_search(generation),
            Event::Analysed { edition, analysis } if edition == self.edition => {
                self.take_analysis(*analysis)
            }
            // Of a text that was replaced.
            Event::Indexed { .. } | Event::Analysed { .. } => Effect::None,
        }
    }

    /// Takes the size of the screen. The same words stay on top. All of it is drawn anew, even at
    /// the size it had: between two sizes the terminal may have lost what stood on it.
    fn resize(&mut self, width: u16, height: u16) -> Effect {
        self.size = (width, height);
        Effect::Redraw
    }

    /// What to do once the first screen is there.
    pub fn after_first_screen(&self) -> Effect {
        match self.library.indexer() {
            Some(indexer) => Effect::Index(Box::new(indexer)),
            None => Effect::Analyse,
        }
    }

    /// Which text is shown: 0 for the first, one more for each that took its place.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The text, for other threads.
    pub fn parser(&self) -> Parser {
        self.library.parser()
    }

    /// Takes another text in place of the one there is.
    fn replace(&mut self, library: Library) {
        self.edition += 1;
        self.library = library;
        self.changed = None;
        self.demoted.clear();
        self.document = self.library.document();
        self.layout.forget();
        self.sections = Sections::new(&self.document.outline);
        self.figures.forget();
        self.finder.forget_source();
        self.describe_set_aside();
    }

    /// Takes a larger index; the same words stay on top.
    fn take_index(&mut self, index: Arc<Index>) -> Effect {
        let here = self.here();
        let before = Arc::clone(&self.document);
        self.library.set_index(index);
        self.take_sections();
        self.describe_set_aside();
        self.move_to(here, Stand::Top);
        let mut effects = vec![self.search_again()];
        if self.document.is_complete {
            self.say_news(&before);
            effects.push(Effect::Analyse);
        }
        Effect::Many(effects)
    }

    /// Says what was odd about the text and was not known `before` all of it was indexed.
    fn say_news(&mut self, before: &Document) {
        let is_news = |notice: &&CleanString| !before.notices.contains(notice);
        if let Some(notice) = self.document.notices.iter().find(is_news) {
            self.notice = Some(notice.clone());
        }
    }

    /// Takes the outline as the library has it now.
    fn take_sections(&mut self) {
        self.document = self.library.document();
        self.layout.forget();
        self.sections.renew(&self.document.outline);
        self.figures.count_sections(&self.document.outline);
    }

    fn press(&mut self, key: Key) -> Effect {
        self.notice = None;
        let effect = if self.is_asking_for_keys() {
            self.type_help_key(key);
            Effect::None
        } else if self.finder.is_asking() {
            self.type_key(key)
        } else if self.figures.is_asking() {
            self.type_filter_key(key);
            Effect::None
        } else if let Some(digit) = self.digit(key) {
            let count = self
                .count
                .unwrap_or(0)
                .saturating_mul(10)
                .saturating_add(digit);
            self.count = Some(count.min(LARGEST_COUNT));
            Effect::None
        } else {
            let count = self.count.take();
            match self.keymap.command(key) {
                Some(command) => self.update(command, count),
                None => self.say_unknown(key),
            }
        };
        self.refresh();
        effect
    }

    /// Says of a character that nothing hangs on it; other keys may mean something to the terminal.
    fn say_unknown(&mut self, key: Key) -> Effect {
        if let KeyCode::Char(c) = key.code {
            let ctrl = if key.ctrl { "Ctrl-" } else { "" };
            let alt = if key.alt { "Alt-" } else { "" };
            let c = if key.ctrl { c.to_ascii_uppercase() } else { c };
            self.say(&format!("{ctrl}{alt}{c} does nothing; ? lists the keys"));
        }
        Effect::None
    }

    /// The digit a key adds to the count; a 0 only behind another digit.
    fn digit(&self, key: Key) -> Option<usize> {
        let KeyCode::Char(c @ '0'..='9') = key.code else {
            return None;
        };
        let is_plain = !key.ctrl && !key.alt && (c != '0' || self.count.is_some());
        is_plain.then(|| c as usize - '0' as usize)
    }

    /// Applies one command; `count` is the number typed before it. Does no input or output: what
    /// must happen outside comes back.
    pub fn update(&mut self, command: Command, count: Option<usize>) -> Effect {
        if self.popup.is_some() {
            return self.update_popup(command, count);
        }
        match command {
            Command::Quit => return Effect::Quit,
            Command::Redraw => return Effect::Redraw,
            Command::Suspend => return Effect::Suspend,
            Command::Reload => return Effect::Reload,
            Command::Escape => return self.step_back(),
            Command::Help => self.popup = Some(Popup::help()),
            Command::NextPane => self.turn_focus(1),
            Command::PreviousPane => self.turn_focus(2),
            Command::Sections => self.toggle(Pane::Sections),
            Command::Statistics => self.toggle(Pane::Statistics),
            Command::TextOnly => self.toggle_text_only(),
            Command::SetAside if self.shown.focus == Pane::Statistics => self.hide_figure(),
            Command::SetAside => self.toggle_set_aside(),
            Command::Why => self.popup = self.explained_section().map(Popup::why),
            Command::BringBack => return self.bring_back(count.unwrap_or(1)),
            Command::Wider => self.set_measure(self.measure.saturating_add(4)),
            Command::Narrower => self.set_measure(self.measure.saturating_sub(4)),
            Command::ResetWidth => self.set_measure(self.home_measure),
            Command::Search if self.shown.focus == Pane::Statistics => self.figures.ask(),
            Command::Search => self.ask(),
            Command::NextMatch => self.go_to_match(count.unwrap_or(1), true),
            Command::PreviousMatch => self.go_to_match(count.unwrap_or(1), false),
            Command::ListMatches => self.list_matches(),
            Command::Copy => return self.copy(false),
            Command::Cite => return self.copy(true),
            Command::Regroup => self.regroup(),
            Command::Narrow => self.narrow_figures(),
            Command::SearchChosen => return self.search_chosen(),
            Command::NextFigure => self.go_to_figure(count.unwrap_or(1), true),
            Command::PreviousFigure => self.go_to_figure(count.unwrap_or(1), false),
            _ => self.move_in_focus(command, count),
        }
        Effect::None
    }

    /// Motions: in a list when it has the keys, else in the text.
    fn move_in_focus(&mut self, command: Command, count: Option<usize>) {
        let is_taken = match self.shown.focus {
            Pane::Text => false,
            Pane::Sections => self.move_in_sections(command, count),
            Pane::Statistics => self.move_in_figures(command, count),
        };
        if !is_taken {
            self.move_in_text(command, count);
        }
    }

    /// Backs out one step: what a list is narrowed to, the list, the search, the choice. Never
    /// quits.
    fn step_back(&mut self) -> Effect {
        if self.shown.focus == Pane::Statistics && self.widen_figures() {
            return Effect::None;
        }
        if self.shown.focus != Pane::Text {
            self.shown.focus = Pane::Text;
        } else if self.finder.close() {
            return Effect::EndSearch;
        } else {
            self.figures.choose_none();
        }
        Effect::None
    }

    /// Gives the keys to another pane that is shown, or can be.
    fn turn_focus(&mut self, steps: usize) {
        let panes = [Pane::Sections, Pane::Text, Pane::Statistics];
        let at = panes
            .iter()
            .position(|pane| *pane == self.shown.focus)
            .unwrap_or(1);
        let mut next = (at + steps) % panes.len();
        if !self.is_wanted(panes[next]) {
            next = (next + steps) % panes.len();
        }
        if self.is_wanted(panes[next]) {
            self.focus(panes[next]);
        }
    }

    fn is_wanted(&self, pane: Pane) -> bool {
        match pane {
            Pane::Text => true,
            Pane::Sections => self.shown.sections,
            Pane::Statistics => self.shown.statistics,
        }
    }

    fn focus(&mut self, pane: Pane) {
        self.shown.focus = pane;
        match pane {
            Pane::Text => {}
            Pane::Sections => {
                self.shown.side = pane;
                self.sections.select_current();
            }
            Pane::Statistics => {
                self.shown.side = pane;
                self.figures.choose_some();
            }
        }
    }

    /// Shows a side pane and gives it the keys; hides it when it has them.
    fn toggle(&mut self, pane: Pane) {
        let is_hidden = self.shown.focus == pane;
        match pane {
            Pane::Sections => self.shown.sections = !is_hidden,
            _ => self.shown.statistics = !is_hidden,
        }
        self.focus(if is_hidden { Pane::Text } else { pane });
    }

    fn toggle_text_only(&mut self) {
        let is_bare = !self.shown.sections && !self.shown.statistics;
        (self.shown.sections, self.shown.statistics) = (is_bare, is_bare);
        self.shown.focus = Pane::Text;
    }

    fn toggle_set_aside(&mut self) {
        let shows = !self.layout.shows_aside();
        self.layout.set_shows_aside(shows);
        let (on, off) = (
            "what was set aside is shown",
            "what was set aside is folded away",
        );
        self.notice = Some(CleanString::from_raw(if shows { on } else { off }));
    }

    /// Brings back what was hidden last: figures in their pane, else headings while there are any.
    fn bring_back(&mut self, count: usize) -> Effect {
        if self.shown.focus != Pane::Statistics
            && let Some(effect) = self.bring_headings_back(count)
        {
            return effect;
        }
        self.bring_figures_back(count);
        Effect::None
    }

    fn set_measure(&mut self, measure: u16) {
        self.measure = measure.clamp(20, 200);
        self.notice = Some(CleanString::from_raw(&format!(
            "text {} cells wide",
            self.measure
        )));
    }

    /// Finds out what is on the screen. Called after every key, and before the screen is drawn.
    fn refresh(&mut self) {
        let (width, height) = self.size;
        self.areas = ui::arrange(width, height, self.shown, self.measure);
        let Some(areas) = self.areas else { return };
        self.layout.set_width(usize::from(areas.column.width));
        self.viewport.set_height(usize::from(areas.column.height));
        let mut rows = Rows {
            layout: &mut self.layout,
            chunks: &self.library,
        };
        self.visible = self.viewport.visible(&mut rows);
        let (top, bottom) = self.span_on_screen();
        let is_reading = !self.finder.is_asking();
        self.sections
            .follow(&self.document.outline, top, bottom, is_reading);
        self.keep_lists_in_view();
    }

    /// Source offsets of the first byte on the screen and of the end of the last.
    fn span_on_screen(&self) -> (u64, u64) {
        let text = |row: &&VisibleRow| !row.is_gap();
        let start = |row: &VisibleRow| row.chunk.source_at(row.row().text.start);
        let end = |row: &VisibleRow| row.chunk.source_span(row.row().text.clone()).end;
        let top = self.visible.iter().find(text).map_or(0, start);
        (
            top,
            self.visible.iter().rfind(text).map_or(top, end).max(top),
        )
    }
}
