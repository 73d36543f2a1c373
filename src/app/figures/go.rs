//! Ways through the figures: in the list, in the text, and from one to the other.

use std::ops::Range;

use super::{Chosen, Item, TABS, places::Place};
use crate::{
    app::{App, Command, Effect},
    layout::viewport::Stand,
    ui::Pane,
};

impl App {
    /// Moves in the list of statistics. False when the command is none of the list's.
    pub(in crate::app) fn move_in_figures(
        &mut self,
        command: Command,
        count: Option<usize>,
    ) -> bool {
        let times = count.unwrap_or(1);
        let area = self.areas.and_then(|areas| areas.statistics);
        let page = usize::from(area.map_or(10, |area| area.height / 3)).max(2);
        let half = times.saturating_mul(page / 2);
        let page = times.saturating_mul(page);
        let (figures, outline) = (&mut self.figures, &self.document.outline);
        let at = figures.selected;
        match command {
            Command::Down => figures.select(at.saturating_add(times), true),
            Command::Up => figures.select(at.saturating_sub(times), false),
            Command::HalfPageDown => figures.select(at.saturating_add(half), true),
            Command::HalfPageUp => figures.select(at.saturating_sub(half), false),
            Command::PageDown => figures.select(at.saturating_add(page), true),
            Command::PageUp => figures.select(at.saturating_sub(page), false),
            Command::Start => figures.select(0, true),
            Command::End => figures.select(usize::MAX, false),
            Command::Fold => figures.turn_tab(TABS.len() - 1, outline),
            Command::Unfold => figures.turn_tab(1, outline),
            Command::Open => self.open_figure(count),
            Command::Peek => self.peek_at_figure(count),
            _ => return false,
        }
        true
    }

    /// Turns the order of the list.
    pub(in crate::app) fn regroup(&mut self) {
        let words = self.figures.turn_order(&self.document.outline);
        self.say(words);
    }

    /// Goes to the place the foot of the pane shows, or to the `count`th; the keys follow.
    fn open_figure(&mut self, count: Option<usize>) {
        let Some(chosen) = self.figures.chosen else {
            return;
        };
        self.show_chosen(count.map_or(chosen.place, |count| count.saturating_sub(1)));
        self.shown.focus = Pane::Text;
    }

    /// Shows the `count`th place of the chosen one; without a count the one the foot shows, and once
    /// that is on the screen the next, round the end.
    fn peek_at_figure(&mut self, count: Option<usize>) {
        let Some(chosen) = self.figures.chosen else {
            return;
        };
        let is_seen = self.is_seen(&self.figures.source_of(chosen));
        self.show_chosen(match count {
            Some(count) => count.saturating_sub(1),
            None => chosen.place + usize::from(is_seen),
        });
    }

    /// Chooses a place of the chosen item, counted round from 0, and shows it.
    fn show_chosen(&mut self, place: usize) {
        let Some(chosen) = &mut self.figures.chosen else {
            return;
        };
        let item = chosen.item;
        let place = place % self.figures.place_count(item).max(1);
        let chosen = Chosen { item, place };
        self.figures.chosen = Some(chosen);
        self.show_place(&self.figures.source_of(chosen));
    }

    /// Is all of a source span on the screen?
    pub(in crate::app) fn is_seen(&self, place: &Range<u64>) -> bool {
        let (top, bottom) = self.span_on_screen();
        place.start >= top && place.end <= bottom
    }

    /// Chooses the `count`th figure after the chosen one, or before it; from the screen's edge when
    /// that one has been left behind. What is folded away is passed over.
    pub(in crate::app) fn go_to_figure(&mut self, count: usize, is_down: bool) {
        let places = &self.figures.places;
        if places.is_empty() {
            return self.say(if self.figures.is_known && !self.figures.is_reading() {
                "no figures in this text"
            } else {
                "still reading for figures"
            });
        }
        let (top, bottom) = self.span_on_screen();
        let chosen = self.figures.chosen_place();
        let (after, before) = match chosen.filter(|place| self.is_seen(place)) {
            Some(place) => ((place.start, place.end), (place.start, place.end)),
            None => ((top, 0), (bottom, 0)),
        };
        let ends = |place: &Place| (place.source.start, place.source.end);
        let is_shown = |place: &&Place| self.layout.shows_aside() || !self.is_aside(&place.source);
        let target = if is_down {
            let first = places.partition_point(|place| ends(place) <= after);
            places[first..].iter().filter(is_shown).nth(count - 1)
        } else {
            let end = places.partition_point(|place| ends(place) < before);
            places[..end].iter().rev().filter(is_shown).nth(count - 1)
        };
        let Some(place) = target.cloned() else {
            return self.say(if is_down {
                "no figure below"
            } else {
                "no figure above"
            });
        };
        self.figures.choose(place.is, &self.document.outline);
        self.show_place(&place.source);
    }

    /// Does a place stand in what was set aside?
    fn is_aside(&self, place: &Range<u64>) -> bool {
        self.document.set_aside.at(place.start).is_some()
    }

    /// Shows a source span, unfolding what was set aside if it stands there.
    fn show_place(&mut self, source: &Range<u64>) {
        if self.is_aside(source) && !self.layout.shows_aside() {
            self.layout.set_shows_aside(true);
            self.say("it stands in what was set aside");
        }
        self.jump_to(source.start, Stand::InView);
    }

    /// Enter in the text: the keys go to the row of the chosen figure, whatever the list was
    /// narrowed to.
    pub(in crate::app) fn open_figure_here(&mut self) {
        let Some(chosen) = self.figures.chosen else {
            return;
        };
        self.shown.statistics = true;
        self.figures.choose(chosen, &self.document.outline);
        if self.figures.selected_item() != Some(chosen.item) {
            self.figures.filter = super::Filter::default();
            self.figures.arrange(&self.document.outline);
        }
        self.focus(Pane::Statistics);
    }

    /// Searches for the chosen figure, as the place shown writes it, or for the chosen term.
    pub(in crate::app) fn search_chosen(&mut self) -> Effect {
        let words = self.figures.chosen.map(|chosen| match chosen.item {
            Item::Term(at) => self.figures.analysis.terms[at].short.to_string(),
            Item::Statistic(at) => {
                let statistic = &self.figures.list()[at];
                let place = statistic.occurrences.get(chosen.place);
                let shown = place.map_or(&statistic.shown, |place| &place.shown);
                super::words::uncapitalised(shown.as_str())
            }
        });
        if let Some(words) = words {
            self.search_for(&words)
        } else {
            self.say("no figure is chosen: )");
            Effect::None
        }
    }
}
