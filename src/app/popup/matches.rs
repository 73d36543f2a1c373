//! The list of matches: the sentence of each, under the name of the section it stands in.
//!
//! There may be a million: what is not near the screen is neither read nor counted.

use std::ops::Range;

use super::{Popup, PopupRow};
use crate::{
    app::{App, figures::section_at, finder::Found},
    model::SectionId,
    text::{Clean, CleanString, cells, sentence::sentence_at, width::graphemes},
    ui::{list, paint},
};

/// Fewest rows of a list that names the sections.
const NAMED_FROM: usize = 4;

impl App {
    fn found_matches(&self, first: usize, count: usize) -> Vec<Found> {
        self.finder.found(&self.library, first, count)
    }

    /// For each match the name of its section, where the one before it stands in another or is not
    /// among them. No names where there are rows for hardly more than the matches.
    fn new_sections(&self, found: &[Found]) -> Vec<Option<CleanString>> {
        let outline = &self.document.outline;
        let sections = found.iter().map(|found| section_at(outline, found.start()));
        let has_names = self.list_room() >= NAMED_FROM;
        let mut last = None;
        let mut name = |section: Option<SectionId>| {
            let is_new = last.replace(section) != Some(section);
            section
                .filter(|_| is_new && has_names)
                .map(|id| outline.name(id))
        };
        sections.map(&mut name).collect()
    }

    /// Rows of the list, the names of sections included; where there are more than `most`, some
    /// number above it.
    pub(super) fn match_list_rows(&self, most: usize) -> usize {
        let total = self.finder.matches().total();
        if total > most {
            return total;
        }
        let names = self.new_sections(&self.found_matches(0, total));
        total + names.iter().flatten().count()
    }

    /// Scrolls the list so that the chosen match is on the screen, with those around it, and no row
    /// stays empty below the last.
    pub(super) fn keep_match_in_view(&mut self) {
        let room = self.list_room();
        let Some(popup) = &self.popup else { return };
        let total = self.finder.matches().total();
        let (first, selected) = (popup.first, popup.selected);
        // Nothing farther away than that can be on the screen with it.
        let start = selected.saturating_sub(room);
        let names = self.new_sections(&self.found_matches(start, 2 * room));
        let height = |number: usize| {
            let name = number.checked_sub(start).and_then(|at| names.get(at));
            1 + usize::from(name.is_some_and(Option::is_some))
        };
        // On top there is the name of a section, whichever match comes first.
        let room = room - usize::from(room >= NAMED_FROM);
        let last = total.saturating_sub(1);
        let fullest = if last < start + names.len() {
            list::keep_in_view(0, last, room, height)
        } else {
            first
        };
        let first = first.min(fullest);
        let first = list::keep_around_in_view(first, selected, total, room, height);
        if let Some(popup) = &mut self.popup {
            popup.first = first;
        }
    }

    /// The rows of the list from the first on the screen, for `width` cells.
    pub(super) fn match_list(&self, popup: &Popup, width: usize) -> Vec<PopupRow<'static>> {
        let found = self.found_matches(popup.first, usize::from(self.size.1));
        let names = self.new_sections(&found);
        let mut rows = Vec::with_capacity(2 * found.len());
        for (number, (found, name)) in (popup.first..).zip(found.iter().zip(names)) {
            let name = name.map(|name| paint::shorten(name.as_clean(), width));
            rows.extend(name.map(|name| PopupRow::Heading(CleanString::from_raw(&name))));
            let (text, marked) = match_line(found, width);
            rows.push(PopupRow::Line {
                text,
                marked,
                is_chosen: number == popup.selected,
                is_muted: false,
            });
        }
        rows
    }
}

/// The sentence of a match, so shifted that the match is in view, and where the match stands in it.
fn match_line(found: &Found, width: usize) -> (CleanString, Range<usize>) {
    let text = found.chunk.text.as_clean();
    let start = found.text.start as usize;
    let sentence = sentence_at(text.as_str(), start);
    let at = start.saturating_sub(sentence.start);
    window(text.slice(sentence), at, found.text.len(), width)
}

/// As much of a sentence as fits into `width` cells with byte `at` in view, and where the `len`
/// bytes from there on stand in it.
fn window(sentence: Clean<'_>, at: usize, len: usize, width: usize) -> (CleanString, Range<usize>) {
    let start = window_start(&sentence.as_str()[..at], width / 3);
    let lead = if start > 0 { "…" } else { "" };
    let shown = sentence.slice(start..sentence.len());
    let text = paint::shorten(shown, width.saturating_sub(1)).replace('\n', " ");
    let marked = at - start + lead.len()..at - start + lead.len() + len;
    (CleanString::from_raw(&format!("{lead}{text}")), marked)
}

/// Where the last `room` cells of `before` begin.
fn window_start(before: &str, room: usize) -> usize {
    if cells(before) <= room {
        return 0;
    }
    let mut used = 0;
    let fits = |(_, cells): &(&str, usize)| {
        used += cells;
        used <= room
    };
    let kept = graphemes(before).rev().take_while(fits);
    before.len() - kept.map(|(grapheme, _)| grapheme.len()).sum::<usize>()
}
