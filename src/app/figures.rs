//! The statistics: their order and groups in the list, the chosen one, and the way to its words.

use std::{collections::HashSet, ops::Range};

use ratatui::layout::Rect;

use super::{App, Command, Effect};
use crate::{
    layout::viewport::Stand,
    model::{Chunks, Outline},
    stats::{self, Kind, Statistic, Statistics, Term, Value},
    text::{Clean, CleanString},
    ui::{
        self, Areas, Pane,
        statistics::{Entry, Item, Sentence, View},
    },
};

/// What reading the whole text for its statistics gave.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Words of the text, without what was set aside.
    pub words: u64,
    /// Figures and dates.
    pub statistics: Statistics,
    /// Short forms with their expansions.
    pub terms: Vec<Term>,
}

/// Reads all of `chunks`, whose sections are `outline`'s.
pub fn analyse(chunks: &dyn Chunks, outline: &Outline) -> Analysis {
    let mut words = 0;
    let mut collector = stats::Collector::new();
    let mut terms = stats::TermCollector::new();
    let mut chunk = Some(chunks.chunk_at(0));
    while let Some(at) = chunk {
        let blocks = at.blocks.iter().filter(|block| block.aside.is_none());
        words += blocks
            .map(|block| at.block_text(block).as_str().split_whitespace().count() as u64)
            .sum::<u64>();
        collector.add(stats::scan(&at));
        terms.add(&at);
        chunk = chunks.next(&at);
    }
    Analysis {
        words,
        statistics: collector.finish(outline),
        terms: terms.finish(),
    }
}

/// What the pane lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Figures,
    Dates,
    Terms,
}

const TABS: [Tab; 3] = [Tab::Figures, Tab::Dates, Tab::Terms];

/// How the figures are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Kind,
    Section,
    Value,
    Text,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    /// The name of a group.
    Group(CleanString),
    /// Index of a statistic, or of a term in its tab.
    Entry(usize),
}

/// The statistic the reader is at, and the place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    statistic: usize,
    occurrence: usize,
}

/// A place a statistic stands at.
#[derive(Clone, Debug)]
struct Place {
    source: Range<u64>,
    is: Chosen,
}

/// The statistics as the reader left them.
#[derive(Debug, Default)]
pub struct Figures {
    is_known: bool,
    analysis: Analysis,
    /// Every occurrence, in the order of the text.
    places: Vec<Place>,
    tab: Tab,
    order: Order,
    rows: Vec<Row>,
    /// Index into `rows` of the chosen one.
    selected: usize,
    /// Index into `rows` of the first on the screen.
    first: usize,
    chosen: Option<Chosen>,
    /// Cells of the widest value in the list.
    value_width: usize,
}

impl Figures {
    /// Has the text been read for its statistics?
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Words of the text; 0 until they are counted.
    pub fn words(&self) -> u64 {
        self.analysis.words
    }

    /// How many statistics there are, dates included.
    pub fn count(&self) -> usize {
        self.list().len()
    }

    fn list(&self) -> &[Statistic] {
        &self.analysis.statistics.list
    }

    /// How many different statistics stand in a source span.
    pub fn count_in(&self, source: &Range<u64>) -> usize {
        let places = &self.places[self.places_in(source)];
        places
            .iter()
            .map(|place| place.is.statistic)
            .collect::<HashSet<_>>()
            .len()
    }

    /// The places in a source span, each with whether it is the chosen one.
    pub fn within(&self, source: &Range<u64>) -> impl Iterator<Item = (Range<u64>, bool)> {
        let places = self.places[self.places_in(source)].iter();
        places.map(|place| (place.source.clone(), self.chosen == Some(place.is)))
    }

    fn places_in(&self, source: &Range<u64>) -> Range<usize> {
        let start = self
            .places
            .partition_point(|place| place.source.end <= source.start);
        start
            ..self
                .places
                .partition_point(|place| place.source.start < source.end)
                .max(start)
    }

    /// Chooses nothing.
    pub fn choose_none(&mut self) {
        self.chosen = None;
    }

    /// Puts the choice on a row of the list.
    pub fn choose_some(&mut self) {
        if !matches!(self.rows.get(self.selected), Some(Row::Entry(_))) {
            self.select(self.selected, true);
        } else if self.chosen.is_none() {
            self.choose_selected();
        }
    }

    fn take(&mut self, analysis: Analysis, outline: &Outline) {
        self.analysis = analysis;
        self.is_known = true;
        self.places = places(self.list());
        self.arrange(outline);
    }

    /// Makes the rows of the list anew; the choice stays.
    fn arrange(&mut self, outline: &Outline) {
        self.rows = match self.tab {
            Tab::Figures => self.figure_rows(outline),
            Tab::Dates => self.date_rows(),
            Tab::Terms => (0..self.analysis.terms.len()).map(Row::Entry).collect(),
        };
        self.value_width = self.widest();
        self.find_selected();
    }

    /// Figures but no dates; a part right under its whole.
    fn figure_rows(&self, outline: &Outline) -> Vec<Row> {
        let mut figures: Vec<usize> = (0..self.list().len())
            .filter(|at| self.list()[*at].kind != Kind::Date)
            .collect();
        let start = |at: usize| {
            self.list()[at]
                .occurrences
                .first()
                .map_or(0, |occurrence| occurrence.source.start)
        };
        match self.order {
            Order::Kind => figures.sort_by_key(|at| self.list()[*at].topic()),
            Order::Section | Order::Text => figures.sort_by_key(|at| start(*at)),
            Order::Value => figures.sort_by(|a, b| {
                magnitude(&self.list()[*b]).total_cmp(&magnitude(&self.list()[*a]))
            }),
        }
        let name = |at: usize| match self.order {
            Order::Kind => CleanString::from(self.list()[at].topic().heading()),
            Order::Section => section_name(outline, start(at)),
            Order::Value => CleanString::from_raw("BY VALUE"),
            Order::Text => CleanString::from_raw("IN ORDER OF THE TEXT"),
        };
        let is_nested = self.order == Order::Kind;
        let whole = |at: usize| {
            self.list()[at]
                .part_of
                .filter(|whole| is_nested && name(*whole) == name(at))
        };
        let mut rows = Vec::new();
        let mut group = CleanString::new();
        for &at in figures.iter().filter(|at| whole(**at).is_none()) {
            let own = name(at);
            if own != group {
                rows.push(Row::Group(own.clone()));
                group = own;
            }
            rows.push(Row::Entry(at));
            rows.extend(
                figures
                    .iter()
                    .filter(|part| whole(**part) == Some(at))
                    .map(|part| Row::Entry(*part)),
            );
        }
        rows
    }

    /// Dates in the order of time.
    fn date_rows(&self) -> Vec<Row> {
        let mut dates: Vec<usize> = (0..self.list().len())
            .filter(|at| self.list()[*at].kind == Kind::Date)
            .collect();
        dates.sort_by_key(|at| time_key(self.list()[*at].value));
        dates.into_iter().map(Row::Entry).collect()
    }

    fn widest(&self) -> usize {
        let value = |row: &Row| match row {
            Row::Group(_) => 0,
            Row::Entry(at) => crate::text::cells(self.value(*at).as_str()),
        };
        self.rows.iter().map(value).max().unwrap_or(0)
    }

    fn value(&self, at: usize) -> &CleanString {
        if self.tab == Tab::Terms {
            &self.analysis.terms[at].short
        } else {
            &self.list()[at].shown
        }
    }

    /// Selects the row of the chosen statistic, else the first entry.
    fn find_selected(&mut self) {
        let wanted = self
            .chosen
            .filter(|_| self.tab != Tab::Terms)
            .map(|chosen| Row::Entry(chosen.statistic));
        let found = wanted.and_then(|wanted| self.rows.iter().position(|row| *row == wanted));
        let is_entry = |row: &Row| matches!(row, Row::Entry(_));
        self.selected = found
            .or_else(|| self.rows.iter().position(is_entry))
            .unwrap_or(0);
        self.first = self.first.min(self.selected);
    }

    /// Selects the entry at `row` or the nearest one behind it, or before it.
    fn select(&mut self, row: usize, is_down: bool) {
        let row = row.min(self.rows.len().saturating_sub(1));
        let is_entry = |row: &usize| matches!(self.rows.get(*row), Some(Row::Entry(_)));
        let below = (row..self.rows.len()).find(is_entry);
        let above = (0..row).rev().find(is_entry);
        let found = if is_down {
            below.or(above)
        } else {
            Some(row).filter(is_entry).or(above).or(below)
        };
        self.selected = found.unwrap_or(0);
        self.choose_selected();
    }

    fn choose_selected(&mut self) {
        if let Some(Row::Entry(statistic)) = self.rows.get(self.selected)
            && self.tab != Tab::Terms
            && self
                .chosen
                .is_none_or(|chosen| chosen.statistic != *statistic)
        {
            self.chosen = Some(Chosen {
                statistic: *statistic,
                occurrence: 0,
            });
        }
    }

    /// Chooses a place and shows its row, in its tab.
    fn choose(&mut self, chosen: Chosen, outline: &Outline) {
        self.chosen = Some(chosen);
        let tab = if self.list()[chosen.statistic].kind == Kind::Date {
            Tab::Dates
        } else {
            Tab::Figures
        };
        if tab == self.tab {
            self.find_selected();
        } else {
            self.tab = tab;
            self.arrange(outline);
        }
    }

    fn turn_tab(&mut self, steps: usize, outline: &Outline) {
        let at = TABS.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        self.tab = TABS[(at + steps) % TABS.len()];
        self.first = 0;
        self.arrange(outline);
        self.choose_selected();
    }

    fn turn_order(&mut self, outline: &Outline) {
        self.order = match self.order {
            Order::Kind => Order::Section,
            Order::Section => Order::Value,
            Order::Value => Order::Text,
            Order::Text => Order::Kind,
        };
        self.first = 0;
        self.arrange(outline);
    }

    /// Source span of the chosen place; of the next one, counted round, when `by` is 1.
    fn turn_occurrence(&mut self, by: usize) -> Option<Range<u64>> {
        let chosen = self.chosen.as_mut()?;
        let occurrences = &self.analysis.statistics.list[chosen.statistic].occurrences;
        chosen.occurrence = (chosen.occurrence + by) % occurrences.len().max(1);
        occurrences
            .get(chosen.occurrence)
            .map(|occurrence| occurrence.source.clone())
    }

    /// Source span of the chosen place.
    fn chosen_place(&self) -> Option<Range<u64>> {
        let chosen = self.chosen?;
        self.list()[chosen.statistic]
            .occurrences
            .get(chosen.occurrence)
            .map(|occurrence| occurrence.source.clone())
    }

    fn tabs(&self) -> Vec<ui::statistics::Tab> {
        let dates = self
            .list()
            .iter()
            .filter(|statistic| statistic.kind == Kind::Date)
            .count();
        let terms = self.analysis.terms.len();
        let tab = |tab| match tab {
            Tab::Figures => (Clean::literal("Figures"), self.list().len() - dates),
            Tab::Dates => (Clean::literal("Dates"), dates),
            Tab::Terms => (Clean::literal("Terms"), terms),
        };
        let view = |of| {
            let (name, count) = tab(of);
            ui::statistics::Tab {
                name,
                count,
                is_shown: of == self.tab,
            }
        };
        TABS.into_iter().map(view).collect()
    }

    fn item(&self, row: usize, on_screen: &Range<u64>) -> Item {
        match &self.rows[row] {
            Row::Group(name) => Item::Group(name.clone()),
            Row::Entry(at) if self.tab == Tab::Terms => {
                let term = &self.analysis.terms[*at];
                Item::Entry(Entry {
                    value: term.short.clone(),
                    label: term.long.clone().unwrap_or_default(),
                    times: term.count as usize,
                    is_in_view: on_screen.contains(&term.source.start),
                    is_chosen: row == self.selected,
                    ..Entry::default()
                })
            }
            Row::Entry(at) => Item::Entry(self.entry(*at, on_screen)),
        }
    }

    fn entry(&self, at: usize, on_screen: &Range<u64>) -> Entry {
        let statistic = &self.list()[at];
        Entry {
            value: statistic.shown.clone(),
            label: statistic.label.clone(),
            times: statistic.count as usize,
            details: details(statistic),
            is_in_view: statistic
                .occurrences
                .iter()
                .any(|occurrence| on_screen.contains(&occurrence.source.start)),
            is_chosen: self.chosen.is_some_and(|chosen| chosen.statistic == at),
            is_part: self.order == Order::Kind && statistic.part_of.is_some(),
        }
    }
}

/// How large a figure is, for the order by value; dates have no size.
fn magnitude(statistic: &Statistic) -> f64 {
    statistic.value.number().unwrap_or(f64::NEG_INFINITY)
}

/// Where a date stands on a timeline; dates without a year come last.
fn time_key(value: Value) -> (bool, Option<(u16, u8, u8)>) {
    let start = match value {
        Value::Date(date) | Value::Dates(date, _) => date.start(),
        _ => None,
    };
    (start.is_none(), start)
}

/// The line under a figure: how exact, how sure, who says so, for when.
fn details(statistic: &Statistic) -> CleanString {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(
        statistic
            .qualifier
            .map(|qualifier| qualifier.word().to_owned()),
    );
    parts.extend(statistic.hedge.as_ref().map(ToString::to_string));
    parts.extend(statistic.time.map(|time| time.to_string()));
    match &statistic.attribution {
        Some(source) => parts.push(source.to_string()),
        None if statistic.hedge.is_none() && statistic.kind != Kind::Date => {
            parts.push("no source".into());
        }
        None => {}
    }
    CleanString::from_raw(&parts.join(" · "))
}

/// Every occurrence, in the order of the text.
fn places(list: &[Statistic]) -> Vec<Place> {
    let of = |(statistic, item): (usize, &Statistic)| {
        let place = move |(occurrence, source): (usize, Range<u64>)| Place {
            source,
            is: Chosen {
                statistic,
                occurrence,
            },
        };
        item.occurrences
            .iter()
            .map(|occurrence| occurrence.source.clone())
            .enumerate()
            .map(place)
            .collect::<Vec<_>>()
    };
    let mut places: Vec<Place> = list.iter().enumerate().flat_map(of).collect();
    places.sort_by_key(|place| (place.source.start, place.source.end));
    places
}

fn section_name(outline: &Outline, source: u64) -> CleanString {
    outline
        .at(source)
        .map(|id| outline.name(id).into())
        .unwrap_or_default()
}

impl App {
    /// Takes what reading the whole text gave.
    pub(super) fn take_analysis(&mut self, analysis: Analysis) -> Effect {
        self.figures.take(analysis, &self.document.outline);
        Effect::None
    }

    /// Moves in the list of statistics. False when the command is none of the list's.
    pub(super) fn move_in_figures(&mut self, command: Command, count: Option<usize>) -> bool {
        let times = count.unwrap_or(1);
        let page = usize::from(
            self.areas
                .and_then(|areas| areas.statistics)
                .map_or(10, |area| area.height / 3),
        )
        .max(1);
        let at = self.figures.selected;
        match command {
            Command::Down => self.figures.select(at.saturating_add(times), true),
            Command::Up => self.figures.select(at.saturating_sub(times), false),
            Command::HalfPageDown | Command::PageDown => {
                self.figures.select(at.saturating_add(page), true);
            }
            Command::HalfPageUp | Command::PageUp => {
                self.figures.select(at.saturating_sub(page), false);
            }
            Command::Start => self.figures.select(0, true),
            Command::End => self.figures.select(usize::MAX, false),
            Command::Fold => self
                .figures
                .turn_tab(TABS.len() - 1, &self.document.outline),
            Command::Unfold => self.figures.turn_tab(1, &self.document.outline),
            Command::Open => self.open_figure(true),
            Command::Peek => self.open_figure(false),
            _ => return false,
        }
        true
    }

    /// Turns the order of the list.
    pub(super) fn regroup(&mut self) {
        self.figures.turn_order(&self.document.outline);
        let words = match self.figures.order {
            Order::Kind => "figures by kind",
            Order::Section => "figures by section",
            Order::Value => "figures by value",
            Order::Text => "figures in order of the text",
        };
        self.say(words);
    }

    /// Goes to the words of what is chosen in the list; the keys follow when `is_final`. A figure
    /// that stands on the screen already gives its next place.
    fn open_figure(&mut self, is_final: bool) {
        let source = if self.figures.tab == Tab::Terms {
            let Some(Row::Entry(at)) = self.figures.rows.get(self.figures.selected) else {
                return;
            };
            Some(self.figures.analysis.terms[*at].source.clone())
        } else {
            let (top, bottom) = self.span_on_screen();
            let is_seen = |place: &Range<u64>| place.start >= top && place.end <= bottom;
            let is_next = !is_final && self.figures.chosen_place().as_ref().is_some_and(is_seen);
            self.figures.turn_occurrence(usize::from(is_next))
        };
        let Some(source) = source else { return };
        self.show_place(&source);
        if is_final {
            self.shown.focus = Pane::Text;
        }
    }

    /// Chooses the `count`th figure after the chosen one, or before it; from the screen's edge when
    /// that one has been left behind.
    pub(super) fn go_to_figure(&mut self, count: usize, is_down: bool) {
        let places = &self.figures.places;
        if places.is_empty() {
            return self.say(if self.figures.is_known {
                "no figures in this text"
            } else {
                "still reading for figures"
            });
        }
        let (top, bottom) = self.span_on_screen();
        let is_near = |place: &Place| place.source.start >= top && place.source.end <= bottom;
        let chosen = self
            .figures
            .chosen
            .and_then(|chosen| places.iter().position(|place| place.is == chosen));
        let target = match (chosen.filter(|at| is_near(&places[*at])), is_down) {
            (Some(at), true) => at.checked_add(count),
            (Some(at), false) => at.checked_sub(count),
            (None, true) => places
                .partition_point(|place| place.source.start < top)
                .checked_add(count - 1),
            (None, false) => places
                .partition_point(|place| place.source.start < bottom)
                .checked_sub(count),
        };
        let Some(place) = target.and_then(|at| places.get(at)).cloned() else {
            return self.say(if is_down {
                "no figure below"
            } else {
                "no figure above"
            });
        };
        self.figures.choose(place.is, &self.document.outline);
        self.show_place(&place.source);
    }

    /// Shows a source span, unfolding what was set aside if it stands there.
    fn show_place(&mut self, source: &Range<u64>) {
        let is_aside = self
            .document
            .set_aside
            .iter()
            .any(|aside| aside.source.contains(&source.start));
        if is_aside && !self.layout.shows_aside() {
            self.layout.set_shows_aside(true);
            self.say("it stands in what was set aside");
        }
        self.jump_to(source.start, Stand::InView);
    }

    /// Enter in the text: the keys go to the chosen figure's row.
    pub(super) fn open_figure_here(&mut self) {
        if self.figures.chosen.is_some() {
            self.shown.statistics = true;
            self.focus(Pane::Statistics);
        }
    }

    /// Searches for the chosen figure, or for the chosen term.
    pub(super) fn search_chosen(&mut self) -> Effect {
        let has_term = self.figures.tab == Tab::Terms && self.shown.focus == Pane::Statistics;
        let words = match self.figures.rows.get(self.figures.selected) {
            Some(Row::Entry(at)) if has_term => Some(self.figures.value(*at).to_string()),
            _ => self
                .figures
                .chosen
                .map(|chosen| self.figures.list()[chosen.statistic].shown.to_string()),
        };
        if let Some(words) = words {
            self.search_for(&words)
        } else {
            self.say("no figure is chosen: )");
            Effect::None
        }
    }

    /// The pane as it is drawn.
    pub(super) fn figures_view(&self, areas: Areas) -> View {
        let Some(area) = areas.statistics else {
            return View::default();
        };
        let (top, bottom) = self.span_on_screen();
        let figures = &self.figures;
        let end = figures
            .rows
            .len()
            .min(figures.first + usize::from(area.height));
        let empty = figures
            .rows
            .is_empty()
            .then(|| ui::statistics::empty_words(figures.is_known));
        View {
            tabs: figures.tabs(),
            items: (figures.first..end)
                .map(|row| figures.item(row, &(top..bottom)))
                .collect(),
            value_width: figures.value_width,
            sentence: self.sentence(),
            empty,
        }
    }

    /// The sentence of the chosen figure.
    fn sentence(&self) -> Option<Sentence> {
        let chosen = self
            .figures
            .chosen
            .filter(|_| self.figures.tab != Tab::Terms)?;
        let statistic = &self.figures.list()[chosen.statistic];
        let occurrence = statistic.occurrences.get(chosen.occurrence)?;
        let chunk = self.library.chunk_at(occurrence.source.start);
        let sentence = chunk.text_span(occurrence.sentence.clone());
        let figure = chunk.text_span(occurrence.source.clone());
        let text = chunk
            .text
            .slice(sentence.start as usize..sentence.end as usize);
        let start = figure.start.saturating_sub(sentence.start) as usize;
        Some(Sentence {
            text: text.one_line(),
            figure: start..start + figure.len(),
            source: statistic.attribution.clone().unwrap_or_default(),
        })
    }

    /// Scrolls the list so that the selected row is on the screen, with its group's name above it
    /// when there is room.
    pub(super) fn keep_figures_in_view(&mut self, area: Rect) {
        let sentence = self.sentence();
        let room = usize::from(ui::statistics::share(area, sentence.as_ref()).list);
        let figures = &self.figures;
        let height = |row: usize| {
            figures.rows.get(row).map_or(1, |_| {
                ui::statistics::height(&figures.item(row, &(0..0)), figures.value_width, area.width)
            })
        };
        let mut first = ui::list::keep_in_view(figures.first, figures.selected, room, height);
        if first > 0
            && first == figures.selected
            && matches!(figures.rows.get(first - 1), Some(Row::Group(_)))
            && height(first) + 2 <= room
        {
            first -= 1;
        }
        self.figures.first = first;
    }
}
