//! The list of sections: what is chosen, folded, read, and where the list is scrolled to.

mod rows;

use std::collections::HashSet;

pub use self::rows::Rows;

use super::{App, Command, motion::section_start};
use crate::{
    layout::viewport::Stand,
    model::{Outline, SectionId},
    ui::Pane,
};

/// Bytes of line ends and marks between the end of one section's text and the next heading, at most.
const BETWEEN: u64 = 8;

/// The list of sections as the reader left it.
#[derive(Debug, Default)]
pub struct Sections {
    /// Sections that are not inside a folded one, in order.
    rows: Rows,
    folded: HashSet<SectionId>,
    /// Sections whose start has been on the screen.
    begun: HashSet<SectionId>,
    read: HashSet<SectionId>,
    /// Index into `rows` of the chosen one.
    selected: usize,
    /// Index into `rows` of the first on the screen.
    pub(super) first: usize,
    current: Option<SectionId>,
}

impl Sections {
    /// All sections unfolded.
    pub fn new(outline: &Outline) -> Self {
        let mut sections = Self::default();
        sections.unfold_rows(outline);
        sections
    }

    /// Takes a larger outline: more sections at its end.
    pub fn renew(&mut self, outline: &Outline) {
        self.unfold_rows(outline);
    }

    /// The sections in the list, in order.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Index into [`Sections::rows`] of the chosen one.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The section on top of the screen.
    pub fn current(&self) -> Option<SectionId> {
        self.current
    }

    /// The chosen section.
    pub fn chosen(&self) -> Option<SectionId> {
        self.rows.get(self.selected)
    }

    /// Section `id` is none any more: those behind it move up.
    pub fn leave_out(&mut self, id: SectionId) {
        self.renumber(|other| (other != id).then(|| other - SectionId::from(other > id)));
    }

    /// There is a section `id` more: those from it on make room.
    pub fn let_in(&mut self, id: SectionId) {
        self.renumber(|other| Some(other + SectionId::from(other >= id)));
    }

    fn renumber(&mut self, number: impl Fn(SectionId) -> Option<SectionId>) {
        for set in [&mut self.folded, &mut self.begun, &mut self.read] {
            *set = set.drain().filter_map(&number).collect();
        }
    }

    /// Are sections inside `id` folded away?
    pub fn is_folded(&self, id: SectionId) -> bool {
        self.folded.contains(&id)
    }

    /// Has all of `id` been on the screen?
    pub fn is_read(&self, id: SectionId) -> bool {
        self.read.contains(&id)
    }

    /// Index into [`Sections::rows`] of the current section, or of the folded one around it.
    pub fn current_row(&self) -> usize {
        let Some(current) = self.current else {
            return 0;
        };
        self.rows.row_of(current)
    }

    /// Follows the text: source offsets `top` to `bottom` are on the screen. A section whose start
    /// has been on it is ticked as read once its end is, too, unless the screen only flits by while
    /// something is searched for. Above all sections the first is the current one, behind them, in what
    /// was set aside, the last.
    pub fn follow(&mut self, outline: &Outline, top: u64, bottom: u64, is_reading: bool) {
        let before = outline.count_to(top).saturating_sub(1);
        self.current = (!outline.is_empty()).then_some(before as SectionId);
        if !is_reading {
            return;
        }
        let sections = outline.sections();
        let first = self.current.unwrap_or(0) as usize;
        for id in first..sections.len() {
            let section = outline.section(id as SectionId);
            if section.source.start > bottom {
                break;
            }
            // Its mark, `##`, is not on the screen: any of the heading will do.
            if section.heading().end.max(section.source.start + 1) > top {
                self.begun.insert(id as SectionId);
            }
            let next = sections
                .get(id + 1)
                .map_or(u64::MAX, |next| next.source.start);
            let is_over = next.min(section.source.end) <= bottom + BETWEEN;
            if is_over && self.begun.contains(&(id as SectionId)) {
                self.read.insert(id as SectionId);
            }
        }
    }

    /// Chooses the section on top of the screen.
    pub fn select_current(&mut self) {
        self.selected = self.current_row();
    }

    fn unfold_rows(&mut self, outline: &Outline) {
        let len = outline.len() as SectionId;
        let mut folded: Vec<_> = self.folded.iter().filter(|id| **id < len).collect();
        folded.sort_unstable();
        self.rows = Rows::default();
        let mut next = 0;
        for &id in folded {
            if id >= next {
                self.rows.push(next..id + 1);
                next = outline.after(id);
            }
        }
        self.rows.push(next..len);
    }

    /// Folds the chosen section, or the one around it when it has nothing to fold.
    fn fold(&mut self, outline: &Outline) {
        let Some(id) = self.rows.get(self.selected) else {
            return;
        };
        let has_children = |id: SectionId| {
            outline
                .sections()
                .get(id as usize + 1)
                .is_some_and(|next| next.parent == Some(id))
        };
        let target = if has_children(id) && !self.is_folded(id) {
            Some(id)
        } else {
            outline.section(id).parent
        };
        if let Some(target) = target {
            self.folded.insert(target);
            self.unfold_rows(outline);
            self.selected = self.rows.row_of(target);
        }
    }

    fn unfold(&mut self, outline: &Outline) {
        if let Some(id) = self.rows.get(self.selected)
            && self.folded.remove(&id)
        {
            self.unfold_rows(outline);
        }
    }
}

impl App {
    /// Moves in the list of sections. False when the command is none of the list's.
    pub(super) fn move_in_sections(&mut self, command: Command, count: Option<usize>) -> bool {
        let times = count.unwrap_or(1);
        let page = usize::from(
            self.areas
                .and_then(|areas| areas.sections)
                .map_or(10, |area| area.height / 2),
        )
        .max(1);
        let last = self.sections.rows.len().saturating_sub(1);
        let at = self.sections.selected;
        let outline = &self.document.outline;
        self.sections.selected = match command {
            Command::Down => at.saturating_add(times),
            Command::Up => at.saturating_sub(times),
            Command::HalfPageDown => at.saturating_add(times.saturating_mul(page.div_ceil(2))),
            Command::HalfPageUp => at.saturating_sub(times.saturating_mul(page.div_ceil(2))),
            Command::PageDown => at.saturating_add(times.saturating_mul(page)),
            Command::PageUp => at.saturating_sub(times.saturating_mul(page)),
            Command::Start => count.map_or(0, |count| count.saturating_sub(1)),
            Command::End => count.map_or(last, |count| count.saturating_sub(1)),
            Command::Fold => {
                self.sections.fold(outline);
                self.sections.selected
            }
            Command::Unfold => {
                self.sections.unfold(outline);
                self.sections.selected
            }
            Command::Open | Command::Peek => {
                self.open_section(command == Command::Open);
                at
            }
            _ => return false,
        }
        .min(self.sections.rows.len().saturating_sub(1));
        true
    }

    /// Goes to the chosen section; the keys follow when `is_final`.
    fn open_section(&mut self, is_final: bool) {
        let Some(id) = self.sections.rows.get(self.sections.selected) else {
            return;
        };
        let source = section_start(&self.document.outline.section(id));
        self.jump_to(source, Stand::Top);
        if is_final {
            self.shown.focus = Pane::Text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::from_bytes;

    #[test]
    fn what_lies_in_a_folded_section_has_no_row() {
        let text = "# T\n\n## A\n### B\n#### C\n### D\n## E\n### F\n";
        let library = from_bytes("a.md", text.as_bytes().to_vec(), None);
        let outline = &library.document().outline;
        let check = |folded: &[SectionId], rows: &[SectionId]| {
            let mut sections = Sections {
                folded: folded.iter().copied().collect(),
                ..Sections::default()
            };
            sections.unfold_rows(outline);
            let listed: Vec<_> = sections.rows().from(0).collect();
            assert_eq!(listed, rows, "{folded:?}");
        };
        check(&[], &[0, 1, 2, 3, 4, 5]);
        check(&[0], &[0, 4, 5]);
        check(&[1, 0], &[0, 4, 5]);
        check(&[1], &[0, 1, 3, 4, 5]);
        check(&[4, 1, 900], &[0, 1, 3, 4]);
    }

    #[test]
    fn the_section_on_top_is_told_everywhere() {
        let library = from_bytes(
            "a.md",
            b"Words.\n\n# A\nMore.\n\n# B\nLast.\n".to_vec(),
            None,
        );
        let mut outline = library.document().outline.clone();
        let start = |id| outline.heading(id).start;
        let (first, second) = (start(1), start(2));
        // What stands behind is set aside.
        outline.close(second + 4);
        for (top, expected) in [
            (0, 0),
            (first - 1, 0),
            (first, 1),
            (second - 1, 1),
            (second, 2),
            (second + 4, 2),
            (second + 9, 2),
        ] {
            let mut sections = Sections::default();
            sections.follow(&outline, top, top + 1, true);
            assert_eq!(sections.current(), Some(expected), "{top}");
        }
        let mut none = Sections::default();
        none.follow(&Outline::default(), 0, 1, true);
        assert_eq!(none.current(), None);
    }
}
