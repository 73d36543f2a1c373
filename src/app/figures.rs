//! The statistics: their order and groups in the list, the chosen one, and the way to its words.
//!
//! What the list holds is made once when something changes (`rows`); a frame costs no more than
//! the rows it shows (`pane`).

mod analysis;
mod filter;
mod go;
mod narrow;
mod pane;
mod places;
mod rows;
mod timeline;
mod words;

pub(in crate::app) use pane::sentence_round;

use std::{collections::HashSet, ops::Range};

use super::{App, Effect, input::Input};
use crate::{
    model::{Outline, SectionId},
    stats::Statistic,
    text::cells,
    ui::statistics::Sentence,
};
pub use analysis::{Analysis, analyse};
pub(super) use analysis::{Listener, analyse_outwards, count_words};
use filter::Filter;
use places::{BySection, Place};
pub(super) use rows::section_at;
use rows::{Item, Order, Row, TABS, Tab, TermOrder};
use words::Sources;

/// Most cells of the column of values: `12 Nov 2024`.
const WIDEST_VALUE: usize = 11;
/// Cells of `hundreds` and `116,000`: what the column has always room for.
const COMMON_VALUE: usize = 8;

/// The figure or term the reader is at, and the place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    item: Item,
    /// Which of its places, from 0.
    place: usize,
}

/// The prompt for the words of the filter, with what it was before.
#[derive(Debug)]
struct Asking {
    input: Input,
    before: Filter,
    chosen: Option<Chosen>,
}

/// How many different statistics of `list` stand in each section of `outline`, those in sections
/// inside it, too.
pub(super) fn count_by_section(list: &[Statistic], outline: &Outline) -> Vec<usize> {
    let places = places::all(list, &HashSet::new());
    let counts = places::count_by_section(&places, outline);
    let all = |id| counts.get(&id).map_or(0, |(_, all)| *all as usize);
    (0..outline.len() as SectionId).map(all).collect()
}

/// The statistics as the reader left them.
#[derive(Debug, Default)]
pub struct Figures {
    is_known: bool,
    analysis: Analysis,
    sources: Sources,
    /// Every occurrence that is not hidden, in the order of the text.
    places: Vec<Place>,
    by_section: BySection,
    /// Items in each tab that are not hidden.
    tab_counts: [usize; TABS.len()],
    /// What the reader took away, the last one at the end.
    hidden: Vec<Item>,
    tab: Tab,
    order: Order,
    term_order: TermOrder,
    filter: Filter,
    asking: Option<Asking>,
    /// What is said of each statistic, folded; made when it is first asked for.
    haystacks: Vec<String>,
    rows: Vec<Row>,
    /// Where in the text each row stands, when the rows follow it.
    row_starts: Vec<u64>,
    /// How many items those are.
    listed_count: usize,
    /// Index into `rows` of the chosen one.
    selected: usize,
    /// Index into `rows` of the first on the screen.
    first: usize,
    chosen: Option<Chosen>,
    /// Cells of the widest value in the list.
    value_width: usize,
    /// The sentence at the foot of the pane, and what it is of.
    foot: Option<(Chosen, Sentence)>,
}

impl Figures {
    /// Has the text been read for its statistics?
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Words of the text; 0 until they are counted.
    pub fn words(&self) -> u64 {
        if self.is_reading() {
            return 0;
        }
        self.analysis.words
    }

    /// Is something known of the text, and is the rest still being read?
    pub fn is_reading(&self) -> bool {
        self.is_known && self.analysis.percent < 100
    }

    /// How much of the text has been read, in hundredths.
    pub fn percent_read(&self) -> u8 {
        self.analysis.percent
    }

    /// How many statistics there are, dates included.
    pub fn count(&self) -> usize {
        self.tab_counts[0] + self.tab_counts[1]
    }

    fn list(&self) -> &[Statistic] {
        &self.analysis.statistics.list
    }

    /// How many different statistics stand in a section; in those inside it, too, when `is_folded`.
    pub fn count_in(&self, section: SectionId, is_folded: bool) -> usize {
        let (own, all) = self.by_section.get(&section).copied().unwrap_or_default();
        (if is_folded { all } else { own }) as usize
    }

    /// The places in a source span, each with whether it is the chosen one.
    pub fn within(&self, source: &Range<u64>) -> impl Iterator<Item = (Range<u64>, bool)> {
        let places = places::within(&self.places, source).iter();
        let statistics = places.map(|place| (place.source.clone(), self.chosen == Some(place.is)));
        let term = self
            .chosen
            .filter(|chosen| matches!(chosen.item, Item::Term(_)))
            .and_then(|_| self.chosen_place())
            .filter(|place| place.start < source.end && place.end > source.start);
        statistics.chain(term.map(|place| (place, true)))
    }

    /// Chooses nothing.
    pub fn choose_none(&mut self) {
        self.chosen = None;
    }

    /// Puts the choice on a row of the list.
    pub fn choose_some(&mut self) {
        self.select(self.selected, true);
    }

    /// Forgets the text: another one has taken its place. How the reader looks at it stays.
    pub fn forget(&mut self) {
        *self = Self {
            tab: self.tab,
            order: self.order,
            term_order: self.term_order,
            ..Self::default()
        };
    }

    /// Takes what reading the text gave. What was chosen and what was hidden is found again by its
    /// place: the text may have been read before, when less of it was there.
    fn take(&mut self, analysis: Analysis, outline: &Outline) {
        let chosen = self.chosen.map(|chosen| self.source_of(chosen));
        let hidden: Vec<Range<u64>> = std::mem::take(&mut self.hidden)
            .into_iter()
            .map(|item| self.source_of(Chosen { item, place: 0 }))
            .collect();
        self.sources = Sources::new(&analysis.terms);
        self.analysis = analysis;
        self.is_known = true;
        self.foot = None;
        self.haystacks.clear();
        self.places = places::all(self.list(), &HashSet::new());
        self.hidden = hidden
            .iter()
            .filter_map(|source| Some(self.at(source)?.item))
            .collect();
        self.chosen = chosen.and_then(|source| self.at(&source));
        self.count_anew(outline);
    }

    /// What stands at exactly this place.
    fn at(&self, source: &Range<u64>) -> Option<Chosen> {
        let found = self
            .places
            .binary_search_by_key(&(source.start, source.end), |place| {
                (place.source.start, place.source.end)
            });
        let term = || {
            self.analysis
                .terms
                .iter()
                .position(|term| term.source == *source)
        };
        match found {
            Ok(at) => Some(self.places[at].is),
            Err(_) => term().map(|at| Chosen {
                item: Item::Term(at),
                place: 0,
            }),
        }
    }

    /// Counts what is not hidden, and makes the list of it.
    fn count_anew(&mut self, outline: &Outline) {
        let hidden: HashSet<Item> = self.hidden.iter().copied().collect();
        self.places = places::all(self.list(), &hidden);
        self.count_sections(outline);
        self.tab_counts = TABS.map(|tab| {
            let items = tab.items(&self.analysis);
            items.iter().filter(|item| !hidden.contains(item)).count()
        });
        self.arrange(outline);
    }

    /// Counts the statistics of every section anew: the text has another outline.
    pub(super) fn count_sections(&mut self, outline: &Outline) {
        self.by_section = places::count_by_section(&self.places, outline);
    }

    /// Makes the rows of the list anew; the choice stays.
    pub(super) fn arrange(&mut self, outline: &Outline) {
        let items = self.listed();
        let index = |item: Item| match item {
            Item::Statistic(at) | Item::Term(at) => at,
        };
        let items = items.into_iter().map(index).collect();
        self.rows = match self.tab {
            Tab::Figures => rows::figures(self.list(), outline, self.order, items),
            Tab::Dates => rows::dates(&self.analysis, items),
            Tab::Terms => rows::terms(&self.analysis, self.term_order, items),
        };
        self.row_starts = match self.tab {
            Tab::Figures => rows::starts(&self.rows, self.list(), outline, self.order),
            _ => Vec::new(),
        };
        self.measure_rows();
        self.find_selected();
    }

    /// Counts the items of the list, and finds the width of the column of values.
    fn measure_rows(&mut self) {
        let mut widths = [0; WIDEST_VALUE + 1];
        let shown = self.rows.iter().filter_map(Row::item);
        let mut count = 0;
        for item in shown {
            count += 1;
            let cells = cells(&self.value(item));
            if cells <= WIDEST_VALUE {
                widths[cells] += 1;
            }
        }
        (self.listed_count, self.value_width) = (count, column(&widths));
    }

    /// The items of the tab that are not hidden and that the filter lets through.
    fn listed(&mut self) -> Vec<Item> {
        let mut items = self.tab.items(&self.analysis);
        if !self.hidden.is_empty() {
            let hidden: HashSet<Item> = self.hidden.iter().copied().collect();
            items.retain(|item| !hidden.contains(item));
        }
        if self.filter.is_empty() {
            return items;
        }
        let words = self.filter.words();
        if !words.is_empty() && self.haystacks.is_empty() {
            let list = self.list();
            self.haystacks = list
                .iter()
                .map(|statistic| filter::haystack(statistic, list))
                .collect();
        }
        let holds = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
        items.retain(|item| match *item {
            Item::Statistic(at) => {
                self.filter.only.holds(&self.list()[at])
                    && (words.is_empty() || holds(&self.haystacks[at]))
            }
            Item::Term(at) => holds(&filter::term_haystack(&self.analysis.terms[at])),
        });
        items
    }

    fn value(&self, item: Item) -> String {
        match item {
            Item::Statistic(at) => words::value(&self.list()[at]),
            Item::Term(at) => self.analysis.terms[at].short.to_string(),
        }
    }

    /// The item of the selected row.
    fn selected_item(&self) -> Option<Item> {
        self.rows.get(self.selected).and_then(Row::item)
    }

    /// Selects the row of what is chosen, else the entry nearest to the row selected so far.
    fn find_selected(&mut self) {
        let wanted = self.chosen.map(|chosen| chosen.item);
        let is_wanted = |row: &Row| wanted.is_some() && row.item() == wanted;
        let found = self.rows.iter().position(is_wanted);
        self.selected = found
            .or_else(|| self.entry_near(self.selected, true))
            .unwrap_or(0);
        self.first = self.first.min(self.selected);
    }

    /// The entry at `row`, else the nearest one in the way, else the nearest one at all.
    fn entry_near(&self, row: usize, is_down: bool) -> Option<usize> {
        let row = row.min(self.rows.len().saturating_sub(1));
        let is_entry = |row: &usize| matches!(self.rows.get(*row), Some(Row::Entry(..)));
        let below = (row..self.rows.len()).find(is_entry);
        let above = || (0..row).rev().find(is_entry);
        if is_down {
            below.or_else(above)
        } else {
            Some(row).filter(is_entry).or_else(above).or(below)
        }
    }

    /// Selects the entry at `row` or the nearest one behind it, or before it.
    fn select(&mut self, row: usize, is_down: bool) {
        self.selected = self.entry_near(row, is_down).unwrap_or(0);
        self.choose_selected();
    }

    fn choose_selected(&mut self) {
        if let Some(item) = self.selected_item()
            && self.chosen.is_none_or(|chosen| chosen.item != item)
        {
            self.chosen = Some(Chosen { item, place: 0 });
        }
    }

    /// Chooses a place and shows its row, in its tab.
    fn choose(&mut self, chosen: Chosen, outline: &Outline) {
        self.chosen = Some(chosen);
        let tab = Tab::of(chosen.item, &self.analysis);
        if tab == self.tab {
            self.find_selected();
        } else {
            self.turn_to(tab, outline);
        }
    }

    /// Shows another tab. What its list is narrowed to by words stays; a sort of figure is one of
    /// its own tab.
    fn turn_to(&mut self, tab: Tab, outline: &Outline) {
        self.tab = tab;
        self.filter.only = filter::Only::All;
        (self.first, self.selected) = (0, 0);
        self.arrange(outline);
    }

    fn turn_tab(&mut self, steps: usize, outline: &Outline) {
        let at = TABS.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        self.turn_to(TABS[(at + steps) % TABS.len()], outline);
        self.choose_selected();
    }

    /// Turns the order of the list, and says what it is now.
    fn turn_order(&mut self, outline: &Outline) -> &'static str {
        let words = match self.tab {
            Tab::Dates => return "dates stand in the order of time",
            Tab::Terms if self.term_order == TermOrder::Use => {
                self.term_order = TermOrder::Alphabet;
                "terms by the alphabet"
            }
            Tab::Terms => {
                self.term_order = TermOrder::Use;
                "terms by how often they are used"
            }
            Tab::Figures => {
                self.order = self.order.next();
                match self.order {
                    Order::Kind => "figures by kind",
                    Order::Section => "figures by section",
                    Order::Value => "figures by value",
                    Order::Text => "figures in order of the text",
                }
            }
        };
        self.first = 0;
        self.arrange(outline);
        words
    }

    /// How many places of an item are known.
    fn place_count(&self, item: Item) -> usize {
        match item {
            Item::Statistic(at) => self.list()[at].occurrences.len(),
            Item::Term(_) => 1,
        }
    }

    /// Source span of a place; empty for one that is not there.
    fn source_of(&self, chosen: Chosen) -> Range<u64> {
        let source = match chosen.item {
            Item::Term(at) => Some(self.analysis.terms[at].source.clone()),
            Item::Statistic(at) => self.list()[at]
                .occurrences
                .get(chosen.place)
                .map(|occurrence| occurrence.source.clone()),
        };
        source.unwrap_or_default()
    }

    /// Source span of the chosen place.
    pub(in crate::app) fn chosen_place(&self) -> Option<Range<u64>> {
        self.chosen.map(|chosen| self.source_of(chosen))
    }

    /// Takes the selected item out of the list and out of the text; gives it.
    fn hide_selected(&mut self, outline: &Outline) -> Option<Item> {
        let item = self.selected_item()?;
        self.hidden.push(item);
        self.chosen = None;
        self.count_anew(outline);
        self.choose_selected();
        Some(item)
    }

    /// Brings back what was hidden last; gives it.
    fn bring_back(&mut self, outline: &Outline) -> Option<Item> {
        let item = self.hidden.pop()?;
        self.filter = Filter::default();
        self.tab = Tab::of(item, &self.analysis);
        self.chosen = Some(Chosen { item, place: 0 });
        self.count_anew(outline);
        Some(item)
    }
}

/// The width of a column for values, given how many there are of each width: those of up to
/// [`COMMON_VALUE`] cells fit in it, and wider ones when they are more than a few.
fn column(widths: &[usize]) -> usize {
    let all: usize = widths.iter().sum();
    let mut wider = 0;
    for (width, count) in widths.iter().enumerate().rev() {
        wider += count;
        if *count > 0 && (width <= COMMON_VALUE || wider * 6 > all) {
            return width;
        }
    }
    0
}

impl App {
    /// Takes what reading the whole text gave.
    pub(super) fn take_analysis(&mut self, analysis: Analysis) -> Effect {
        let is_all = analysis.percent == 100;
        self.figures.take(analysis, &self.document.outline);
        if is_all {
            return self.prepare_search();
        }
        Effect::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load;

    fn read(text: &str) -> (Analysis, Outline) {
        let library = load::from_bytes("storm.md", text.into(), None);
        let outline = library.document().outline.clone();
        (analyse(&library, &outline), outline)
    }

    fn shown(figures: &Figures) -> Vec<String> {
        let items = figures.rows.iter().filter_map(Row::item);
        items.map(|item| figures.value(item)).collect()
    }

    #[test]
    fn what_was_chosen_and_hidden_is_found_again_when_more_of_the_text_is_there() {
        let start = "# Storm\n\nThe wind broke 12 masts. It took 30 boats and 44 nets.\n";
        let (analysis, outline) = read(start);
        let mut figures = Figures::default();
        figures.take(analysis, &outline);
        assert_eq!(shown(&figures).len(), 3);
        let at = |figures: &Figures, value: &str| {
            let wanted = |row: &Row| row.item().is_some_and(|item| figures.value(item) == value);
            figures.rows.iter().position(wanted).expect("it is listed")
        };
        figures.select(at(&figures, "30"), true);
        figures.hide_selected(&outline);
        figures.select(at(&figures, "44"), true);
        let whole =
            format!("{start}\n## Later\n\nOver 9,000 people were killed, and 30,000 fled.\n");
        let (analysis, outline) = read(&whole);
        figures.take(analysis, &outline);
        let chosen = figures.selected_item().map(|item| figures.value(item));
        assert_eq!(chosen.as_deref(), Some("44"));
        let mut values = shown(&figures);
        values.sort();
        assert_eq!(values, ["12", "30,000", "44", "9,000"]);
        assert_eq!(figures.count_in(0, true), 2, "one is hidden");
        assert_eq!(figures.count_in(1, true), 2, "of the section that came");
    }

    #[test]
    fn another_text_is_looked_at_in_the_same_way() {
        let (analysis, outline) = read("# Storm\n\nThe wind broke 12 masts in 1987.\n");
        let mut figures = Figures::default();
        figures.take(analysis, &outline);
        figures.turn_order(&outline);
        figures.select(0, true);
        figures.forget();
        assert_eq!((figures.count(), figures.is_known()), (0, false));
        assert_eq!((figures.chosen, figures.order), (None, Order::Section));
    }

    #[test]
    fn a_section_counts_a_figure_once_and_what_is_inside_it_when_folded() {
        let (analysis, outline) = read(
            "# Storm\n\n## Boats\n\n30 boats sank. The 30 boats were old.\n\n### Nets\n\n44 nets tore; 30 boats lay under them.\n",
        );
        let mut figures = Figures::default();
        figures.take(analysis, &outline);
        let boats = (0..outline.len() as SectionId)
            .find(|id| outline.name(*id).as_str() == "Boats")
            .expect("there is such a section");
        let count = |section, is_folded| figures.count_in(section, is_folded);
        assert_eq!((count(boats, false), count(boats, true)), (1, 2));
        assert_eq!(count(boats + 1, false), 2);
        assert_eq!(count(99, true), 0);
    }

    #[test]
    fn the_column_is_as_wide_as_most_values() {
        assert_eq!(column(&[0; 12]), 0);
        let mut widths = [0; 12];
        (widths[3], widths[6], widths[10]) = (20, 1, 2);
        assert_eq!(column(&widths), 6);
        widths[10] = 12;
        assert_eq!(column(&widths), 10);
    }
}
