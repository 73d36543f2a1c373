//! Motions in the text.

use super::{App, Command};
use crate::{
    layout::viewport::{Rows, Stand},
    model::{Chunks as _, Position, Section, SectionId, SectionKind},
};

impl App {
    /// Moves in the text; what is no motion does nothing.
    pub(super) fn move_in_text(&mut self, command: Command, count: Option<usize>) {
        let times = count.unwrap_or(1);
        let page = self.viewport.height().max(1);
        match command {
            Command::Down => self.scroll(times, true),
            Command::Up => self.scroll(times, false),
            Command::HalfPageDown => self.scroll(times.saturating_mul(page.div_ceil(2)), true),
            Command::HalfPageUp => self.scroll(times.saturating_mul(page.div_ceil(2)), false),
            Command::PageDown => {
                self.scroll(times.saturating_mul(page.saturating_sub(1).max(1)), true);
            }
            Command::PageUp => {
                self.scroll(times.saturating_mul(page.saturating_sub(1).max(1)), false);
            }
            Command::Start | Command::End if count.is_some() => self.go_to_line(times),
            Command::Start => self.jump(super::super::layout::viewport::Viewport::go_to_start),
            Command::End => self.jump(super::super::layout::viewport::Viewport::go_to_end),
            Command::Percent => self.go_to_percent(times),
            Command::NextSection => self.go_to_section(times, true),
            Command::PreviousSection => self.go_to_section(times, false),
            Command::NextParagraph => self.go_to_paragraph(times, true),
            Command::PreviousParagraph => self.go_to_paragraph(times, false),
            Command::Back => self.go_back(true),
            Command::Forward => self.go_back(false),
            Command::Open => self.open_figure_here(),
            _ => {}
        }
    }

    fn scroll(&mut self, count: usize, is_down: bool) {
        let mut rows = Rows {
            layout: &mut self.layout,
            chunks: &self.library,
        };
        if is_down {
            self.viewport.scroll_down(&mut rows, count);
        } else {
            self.viewport.scroll_up(&mut rows, count);
        }
    }

    /// Moves far, noting in the jump list where from.
    pub(super) fn jump(&mut self, go: impl FnOnce(&mut crate::layout::Viewport, &mut Rows<'_>)) {
        let here = self.here();
        let before = self.viewport.top();
        let mut rows = Rows {
            layout: &mut self.layout,
            chunks: &self.library,
        };
        go(&mut self.viewport, &mut rows);
        if self.viewport.top() != before {
            self.history.leave(here);
        }
    }

    /// Jumps to a source offset.
    pub(super) fn jump_to(&mut self, source: u64, stand: Stand) {
        let position = self.position_of(source);
        self.jump(|viewport, rows| viewport.go_to(rows, position, stand));
    }

    /// Moves to a source offset without noting where from.
    pub(super) fn move_to(&mut self, source: u64, stand: Stand) {
        let position = self.position_of(source);
        let mut rows = Rows {
            layout: &mut self.layout,
            chunks: &self.library,
        };
        self.viewport.go_to(&mut rows, position, stand);
    }

    /// Where a source offset stands in the text.
    pub(super) fn position_of(&self, source: u64) -> Position {
        let chunk = self.library.chunk_at(source);
        chunk.position(chunk.text_span(source..source + 1).start)
    }

    /// Source offset of the top row.
    pub(super) fn here(&self) -> u64 {
        let top = self.viewport.top();
        self.library.chunk_at(top.chunk).source_at(top.byte)
    }

    fn go_to_percent(&mut self, percent: usize) {
        let percent = percent.min(100) as u64;
        if percent == 100 {
            return self.jump(super::super::layout::viewport::Viewport::go_to_end);
        }
        let source = self.library.source_len() / 100 * percent
            + self.library.source_len() % 100 * percent / 100;
        self.jump_to(source, Stand::Top);
    }

    /// To a line of the file, counted from 1.
    fn go_to_line(&mut self, line: usize) {
        match self.parser().line_start(line as u64) {
            Ok(source) => self.jump_to(source, Stand::Top),
            Err(error) => self.say(&error.to_string()),
        }
    }

    /// To the heading `count` sections below the top row, or above it.
    fn go_to_section(&mut self, count: usize, is_down: bool) {
        let here = self.here();
        let outline = &self.document.outline;
        // The lead is gone to by the start of the text, wherever its own words start.
        let lead = outline.sections().first();
        let lead = usize::from(lead.is_some_and(|first| first.kind == SectionKind::Lead));
        let below = outline.count_to(here).max(lead);
        let before = here.checked_sub(1);
        let above = before.map_or(0, |before| outline.count_to(before).max(lead));
        // The row of a heading says where its words are, behind its marks: it is not above itself.
        let is_on_top = above > 0 && {
            let last = section_start(&outline.section(above as SectionId - 1));
            self.position_of(last) == self.viewport.top()
        };
        let above = above - usize::from(is_on_top);
        let target = if is_down {
            (below < outline.len()).then(|| below.saturating_add(count - 1).min(outline.len() - 1))
        } else {
            above
                .checked_sub(1)
                .map(|last| last.saturating_sub(count - 1))
        };
        match target.map(|id| section_start(&outline.section(id as SectionId))) {
            Some(source) => self.jump_to(source, Stand::Top),
            None if is_down => self.say("no section below"),
            None => self.jump(super::super::layout::viewport::Viewport::go_to_start),
        }
    }

    fn go_to_paragraph(&mut self, count: usize, is_down: bool) {
        let mut rows = Rows {
            layout: &mut self.layout,
            chunks: &self.library,
        };
        let target = if is_down {
            self.viewport.next_block(&mut rows, count)
        } else {
            self.viewport.previous_block(&mut rows, count)
        };
        match target {
            Some(position) => self.viewport.go_to(&mut rows, position, Stand::Top),
            None if is_down => self.viewport.go_to_end(&mut rows),
            None => self.viewport.go_to_start(&mut rows),
        }
    }

    /// Back to where a jump started, or forward again.
    fn go_back(&mut self, is_back: bool) {
        let here = self.here();
        let place = if is_back {
            self.history.back(here)
        } else {
            self.history.forward(here)
        };
        match place {
            Some(source) => self.move_to(source, Stand::Top),
            None => self.say(if is_back {
                "no place to go back to"
            } else {
                "no place to go forward to"
            }),
        }
    }
}

/// Source offset a reader goes to for a section: its heading; the title for the text before the
/// first heading.
pub(super) fn section_start(section: &Section) -> u64 {
    if section.kind == SectionKind::Lead {
        0
    } else {
        section.source.start
    }
}
