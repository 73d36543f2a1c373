//! Why a line is taken for a heading, and what the reader says of it.

use super::{App, Effect};
use crate::{
    layout::{viewport::Stand, wrap},
    model::{SectionId, SectionKind},
    text::{Clean, CleanString},
    ui::{Pane, help::PopupRow},
};

/// What the rules for headings look at, in words for a reader.
#[rustfmt::skip] // a line each: it is read as a table
const REASONS: &[(&str, &str)] = &[
    ("lead", "The text before the first heading."),
    ("marked", "The document marks it as a heading."),
    ("bold-line", "A line of bold words alone, in a document that marks no heading."),
    ("underlined", "A line of dashes or the like stands right under it."),
    ("framed", "It stands between marks that are used for nothing else."),
    ("numbered", "It is numbered, and stands alone as headings do."),
    ("capitals", "It is written in capitals, and stands alone."),
    ("name-and-colon", "A short name with a colon, right above its text."),
    ("known-name", "A name that parts of a report have, on a line of its own."),
    ("standalone-line", "A short line on its own: its words, and what stands round it, are those of a heading."),
];

/// What is said of a rule.
fn reason(rule: &str) -> &'static str {
    let known = REASONS.iter().find(|(name, _)| *name == rule);
    known.map_or("A rule of the loader.", |(_, words)| words)
}

/// `text` in rows of at most `width` cells.
fn lines(text: Clean<'_>, width: usize) -> Vec<CleanString> {
    wrap::rows(text.as_str(), width, width)
        .into_iter()
        .map(|row| text.slice(wrap::shown(text.as_str(), row)).into())
        .collect()
}

impl App {
    /// The section that a question on "this heading" is about: the chosen one in the list, else the
    /// one on top of the text.
    fn asked_section(&self) -> Option<SectionId> {
        if self.shown.focus == Pane::Sections {
            self.sections.chosen()
        } else {
            self.sections.current()
        }
    }

    /// The section to explain; a notice where there is none.
    pub(super) fn explained_section(&mut self) -> Option<SectionId> {
        let section = self.asked_section();
        if section.is_none() {
            self.say("there is no section here");
        }
        section
    }

    /// The window that says why, in rows of at most `width` cells.
    pub(super) fn why_rows(&self, id: SectionId, width: usize) -> Vec<PopupRow<'static>> {
        let outline = &self.document.outline;
        let name = outline.name(id);
        let rule = outline.rule(id);
        let sure = (outline.confidence(id) * 100.0).round();
        let line = |text: CleanString, is_muted| PopupRow::Line {
            text,
            marked: 0..0,
            is_chosen: false,
            is_muted,
        };
        let mut rows: Vec<_> = lines(name.as_clean(), width)
            .into_iter()
            .map(|text| line(text, false))
            .collect();
        rows.push(PopupRow::Blank);
        let reason = lines(Clean::literal(reason(rule)), width);
        rows.extend(reason.into_iter().map(|text| line(text, true)));
        if outline.confidence(id) < 1.0 {
            let words = CleanString::from_raw(&format!("{sure} % sure"));
            rows.push(line(words, true));
        }
        rows
    }

    /// Is it the text before the first heading, which has none of its own?
    pub(super) fn is_lead(&self, id: SectionId) -> bool {
        self.document.outline.section(id).kind == SectionKind::Lead
    }

    /// Takes the heading of a section for text of the section before.
    pub(super) fn demote(&mut self, id: SectionId) -> Effect {
        if self.is_lead(id) {
            self.say("this is no heading: the text before the first one");
            return Effect::None;
        }
        let section = self.document.outline.section(id);
        self.demoted.push(section.heading());
        // The first heading leaves the lead in its place.
        if id > 0 {
            self.sections.leave_out(id);
        }
        let effect = self.count_headings_anew();
        self.say("no heading any more; X brings it back");
        effect
    }

    /// Makes headings again of the last `count` lines that were said to be none. `None` when there
    /// are none.
    pub(super) fn bring_headings_back(&mut self, count: usize) -> Option<Effect> {
        let mut effect = None;
        for _ in 0..count.min(self.demoted.len()) {
            let start = self.demoted.pop()?.start;
            let outline = &self.document.outline;
            if outline.heading(0).start != start {
                self.sections.let_in(outline.count_to(start) as SectionId);
            }
            effect = Some(self.count_headings_anew());
        }
        if effect.is_some() {
            self.say("a heading again");
        }
        effect
    }

    /// Sections changed; the text on the screen did not.
    fn count_headings_anew(&mut self) -> Effect {
        let here = self.here();
        self.library.demote(self.demoted.iter().cloned());
        self.take_sections();
        self.figures.arrange(&self.document.outline);
        self.move_to(here, Stand::Top);
        self.search_again()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_words() {
        let text = "A title of the day\n\nA first sentence that is long enough to be one of a text, and another.\n\n\
            FINDINGS\n\nA second sentence that is long enough to be one of a text, and another.\n\n\
            Costs\n-----\nA third sentence that is long enough to be one of a text, and another.\n\n\
            1. What comes next\n\nA fourth sentence that is long enough to be one of a text, and another.\n";
        let library = crate::load::from_bytes("a.txt", text.into(), None);
        let outline = &library.document().outline;
        assert!(outline.len() > 3, "{outline:?}");
        for id in 0..outline.len() {
            let rule = outline.rule(id as SectionId);
            assert_ne!(reason(rule), reason("no rule"), "{rule}");
        }
    }
}
