//! The pane as it is drawn: no more than the rows on the screen, and the sentence at the foot.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{Chosen, Figures, Item, Row, TABS, Tab, words};
use crate::{
    app::App,
    model::{BlockKind, Chunk, Chunks as _},
    stats::{Occurrence, Statistic},
    text::{Clean, CleanString, grouped, sentence::sentence_at},
    ui::{
        self, Areas, Pane,
        statistics::{self, Entry, Sentence, View},
    },
};

impl Figures {
    fn tabs(&self) -> Vec<statistics::Tab> {
        let name = |tab| match tab {
            Tab::Figures => Clean::literal("Figures"),
            Tab::Dates => Clean::literal("Dates"),
            Tab::Terms => Clean::literal("Terms"),
        };
        let view = |(tab, count)| statistics::Tab {
            name: name(tab),
            count,
            is_shown: tab == self.tab,
        };
        TABS.into_iter().zip(self.tab_counts).map(view).collect()
    }

    /// Has the list a line above it?
    fn has_line(&self) -> bool {
        let figures = &self.analysis.statistics;
        !self.filter.is_empty() || self.is_reading() || figures.dropped > 0
    }

    /// The line above the list: what it is narrowed to, "3 of 8 · hedged"; how much of the text was
    /// read so far; how many figures there are when not all could be kept.
    fn line(&self) -> CleanString {
        if !self.has_line() {
            return CleanString::new();
        }
        let figures = &self.analysis.statistics;
        let kept = figures.list.len() as u64;
        let words = if !self.filter.is_empty() {
            let all = TABS.iter().position(|tab| *tab == self.tab);
            let all = grouped(all.map_or(0, |at| self.tab_counts[at]) as u64);
            let shown = grouped(self.listed_count as u64);
            format!("{shown} of {all} · {}", self.filter.describe())
        } else if self.is_reading() {
            format!("{}% of the text read …", self.percent_read())
        } else {
            let all = grouped(kept + figures.dropped);
            format!("the main {} of {all}", grouped(kept))
        };
        CleanString::from_raw(&words)
    }

    fn item(&self, row: usize, on_screen: &Range<u64>) -> statistics::Item {
        match &self.rows[row] {
            Row::Group(name) => statistics::Item::Group(name.clone()),
            Row::Entry(item, depth) => statistics::Item::Entry(Entry {
                is_chosen: self.chosen.is_some_and(|chosen| chosen.item == *item),
                depth: *depth,
                ..self.entry(*item, on_screen)
            }),
        }
    }

    fn entry(&self, item: Item, on_screen: &Range<u64>) -> Entry {
        let value = CleanString::from_raw(&self.value(item));
        match item {
            Item::Term(at) => {
                let term = &self.analysis.terms[at];
                Entry {
                    value,
                    label: term.long.clone().unwrap_or_default(),
                    times: term.count,
                    is_in_view: on_screen.contains(&term.source.start),
                    ..Entry::default()
                }
            }
            Item::Statistic(at) => {
                let statistic = &self.list()[at];
                let details = words::details(statistic, |source| self.sources.shortened(source));
                Entry {
                    value,
                    label: statistic.label.clone(),
                    times: statistic.count,
                    details,
                    notes: words::notes(statistic, self.list()),
                    is_in_view: stands_in(statistic, on_screen),
                    ..Entry::default()
                }
            }
        }
    }

    /// "2 of 5"; empty for what stands at one place.
    fn place_words(&self, chosen: Chosen) -> CleanString {
        let count = self.place_count(chosen.item);
        if count < 2 {
            return CleanString::new();
        }
        let [place, count] = [chosen.place + 1, count].map(|number| grouped(number as u64));
        CleanString::from_raw(&format!("{place} of {count}"))
    }
}

/// Does one of its places begin in `on_screen`?
fn stands_in(statistic: &Statistic, on_screen: &Range<u64>) -> bool {
    let places = &statistic.occurrences;
    let next = places.partition_point(|place| place.source.start < on_screen.start);
    places
        .get(next)
        .is_some_and(|place| on_screen.contains(&place.source.start))
}

/// Who says so at this place, and how far the text keeps its distance.
fn said_by(place: &Occurrence) -> CleanString {
    let hedge = place.hedge.as_ref().map(CleanString::as_clean);
    let source = place.attribution.as_ref().map(CleanString::as_clean);
    let source = source.filter(|source| !words::names(hedge, *source));
    CleanString::join(source.into_iter().chain(hedge), Clean::literal(" · "))
}

/// The sentence that holds text span `found` of `chunk`, in its block.
pub(in crate::app) fn sentence_round(chunk: &Chunk, found: &Range<u32>) -> Range<usize> {
    let Some(block) = chunk.block_at(found.start).map(|at| &chunk.blocks[at]) else {
        return 0..0;
    };
    let start = block.text.start as usize;
    let at = (found.start as usize).saturating_sub(start);
    let sentence = sentence_at(chunk.block_text(block).as_str(), at);
    start + sentence.start..start + sentence.end
}

/// The sentence at `place` that holds text span `found` of `chunk`, in one line, and where `found`
/// begins in it.
fn sentence_of(chunk: &Chunk, found: &Range<u32>, place: Option<&Occurrence>) -> (String, usize) {
    let sentence = match place {
        Some(place) => {
            let span = chunk.text_span(place.sentence.clone());
            span.start as usize..span.end as usize
        }
        None => sentence_round(chunk, found),
    };
    let start = (found.start as usize).clamp(sentence.start, sentence.end) - sentence.start;
    // A line break becomes a space, byte for byte, so that the figure stays where it is.
    (chunk.text.as_str()[sentence].replace('\n', " "), start)
}

/// The row of a table that holds text span `found` of `chunk`, its cells divided by dots, and where
/// `found` begins in it; `None` outside tables.
fn row_round(chunk: &Chunk, found: &Range<u32>) -> Option<(String, usize)> {
    let block = &chunk.blocks[chunk.block_at(found.start)?];
    let BlockKind::Table(index) = block.kind else {
        return None;
    };
    let holds = |cell: &Range<u32>| cell.start <= found.start && found.end <= cell.end;
    let mut rows = chunk.tables.get(index as usize)?.rows.iter();
    let row = rows.find(|row| row.iter().any(holds))?;
    let (mut text, mut at) = (String::new(), 0);
    for cell in row {
        let words = &chunk.text.as_str()[cell.start as usize..cell.end as usize];
        if !text.is_empty() && !words.trim().is_empty() {
            text.push_str(" · ");
        }
        if holds(cell) {
            let margin = words.len() - words.trim_start().len();
            at = text.len() + (found.start - cell.start) as usize - margin;
        }
        text.push_str(words.trim());
    }
    Some((text, at))
}

impl App {
    /// The pane as it is drawn.
    pub(in crate::app) fn figures_view(&self, areas: Areas) -> View {
        let Some(area) = areas.statistics else {
            return View::default();
        };
        let (top, bottom) = self.span_on_screen();
        let figures = &self.figures;
        let end = figures.first + usize::from(area.height);
        let rows = figures.first..end.min(figures.rows.len());
        let is_narrowed = !figures.filter.is_empty();
        let is_read = figures.is_known && !figures.is_reading();
        let empty = figures
            .rows
            .is_empty()
            .then(|| statistics::empty_words(is_read, is_narrowed));
        View {
            tabs: figures.tabs(),
            filter: figures.line(),
            items: rows.map(|row| figures.item(row, &(top..bottom))).collect(),
            value_width: figures.value_width,
            sentence: figures.foot.as_ref().map(|(_, sentence)| sentence.clone()),
            empty,
        }
    }

    /// The sentence of what is chosen, or its row in a table, and the source offset of what is chosen.
    pub(in crate::app) fn chosen_sentence(&self) -> Option<(CleanString, u64)> {
        let chosen = self.figures.chosen?;
        let sentence = self.foot_of(chosen).text;
        Some((sentence, self.figures.source_of(chosen).start))
    }

    /// The sentence of what is chosen, or its row in a table, at the place the reader is at.
    fn foot_of(&self, chosen: Chosen) -> Sentence {
        let source = self.figures.source_of(chosen);
        let chunk = self.library.chunk_at(source.start);
        let found = chunk.text_span(source);
        let place = match chosen.item {
            Item::Statistic(at) => self.figures.list()[at].occurrences.get(chosen.place),
            Item::Term(_) => None,
        };
        let (text, start) =
            row_round(&chunk, &found).unwrap_or_else(|| sentence_of(&chunk, &found, place));
        let len = (found.len()).min(text.len() - start);
        Sentence {
            text: CleanString::from_raw(&text),
            figure: start..start + len,
            source: place.map(said_by).unwrap_or_default(),
            place: self.figures.place_words(chosen),
        }
    }

    /// The first row of figures that stand on the screen or behind it: where the list follows the
    /// text, has not the keys, and what was chosen is left behind.
    fn row_read(&self) -> Option<usize> {
        let figures = &self.figures;
        let place = figures.chosen_place();
        let is_left = place.is_none_or(|place| !self.is_seen(&place));
        let follows = !figures.row_starts.is_empty() && self.shown.focus == Pane::Text && is_left;
        let (top, _) = self.span_on_screen();
        let row = figures.row_starts.partition_point(|start| *start < top);
        let is_named = row > 0 && matches!(figures.rows.get(row - 1), Some(Row::Group(_)));
        follows.then_some(row - usize::from(is_named))
    }

    /// Scrolls the list so that the selected row is on the screen, with what stands around it, its
    /// group's name too, when there is room; and finds the sentence for the foot when another place is chosen.
    pub(in crate::app) fn keep_figures_in_view(&mut self, area: Rect) {
        let chosen = self.figures.chosen;
        if self.figures.foot.as_ref().map(|(of, _)| *of) != chosen {
            self.figures.foot = chosen.map(|chosen| (chosen, self.foot_of(chosen)));
        }
        let figures = &self.figures;
        let sentence = figures.foot.as_ref().map(|(_, sentence)| sentence);
        let room = usize::from(statistics::share(area, figures.has_line(), sentence).list);
        let height = |row: usize| {
            figures.rows.get(row).map_or(1, |_| {
                let item = figures.item(row, &(0..0));
                statistics::height(&item, figures.value_width, area.width)
            })
        };
        if let Some(row) = self.row_read() {
            let last = figures.rows.len().saturating_sub(1);
            let fullest = ui::list::keep_in_view(0, last, room, height);
            self.figures.first = row.min(fullest);
            return;
        }
        let (first, len) = (figures.first, figures.rows.len());
        self.figures.first =
            ui::list::keep_around_in_view(first, figures.selected, len, room, height);
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;

    #[test]
    fn a_line_says_what_the_list_is_not() {
        let check = |percent, dropped, expected: &str| {
            let mut figures = Figures {
                is_known: true,
                ..Figures::default()
            };
            figures.analysis.percent = percent;
            figures.analysis.statistics.dropped = dropped;
            assert_eq!(figures.line().as_str(), expected);
            assert_eq!(figures.has_line(), !expected.is_empty());
        };
        check(100, 0, "");
        check(43, 0, "43% of the text read …");
        check(43, 700, "43% of the text read …");
        check(100, 612_345, "the main 0 of 612,345");
    }
}
