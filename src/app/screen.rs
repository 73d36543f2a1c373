//! The state as it is drawn.

use ratatui::{buffer::Buffer, layout::Position};

use super::{App, finder::Prompt, popup::Popup, tally::time, watch::Change};
use crate::{
    layout::VisibleRow,
    model::{Chunks as _, SectionId},
    text::{Clean, CleanString, counted, grouped},
    ui::{
        self, Pane, Role,
        reading::Highlight,
        sections::{self, Tick},
        status,
    },
};

/// Fewest cells of a bottom line on which the progress stands beside the section.
const PROGRESS: u16 = 90;

impl App {
    /// Draws the screen, at the size it has now: the event that tells of a new one may still be on
    /// its way. Gives where the cursor is to be seen, if it is.
    pub fn paint(&mut self, buffer: &mut Buffer) -> Option<Position> {
        self.size = (buffer.area.width, buffer.area.height);
        self.refresh();
        let Some(areas) = self.areas else {
            ui::draw_too_small(buffer);
            return None;
        };
        ui::draw(buffer, &self.view(areas))
    }

    fn view(&self, areas: ui::Areas) -> ui::View<'_> {
        ui::View {
            theme: &self.theme,
            areas,
            focus: self.shown.focus,
            header: status::Header {
                title: self.document.title.text.as_clean(),
                summary: self.summary(),
            },
            sections: self.sections_view(areas),
            reading: ui::reading::View {
                rows: &self.visible,
                highlights: self.highlights(),
            },
            statistics: self.figures_view(areas),
            status: self.status_view(),
            popup: self.popup_view(),
        }
    }

    /// How much of a long text has been read for its words and figures; nothing before or after.
    fn read_so_far(&self) -> Vec<CleanString> {
        let percent = self.figures.percent_read();
        let words = self
            .figures
            .is_reading()
            .then(|| format!("{percent}% read"));
        words
            .iter()
            .map(|words| CleanString::from_raw(words))
            .collect()
    }

    /// How long it takes to read, words and figures; then less and less of it.
    fn summary(&self) -> Vec<CleanString> {
        let words = self.figures.words();
        if words == 0 {
            return self.read_so_far();
        }
        let time = time(words);
        let words = counted(words, "word", "words");
        let figures = counted(self.figures.count() as u64, "figure", "figures");
        [
            format!("{time} · {words} · {figures}"),
            format!("{time} · {words}"),
            time,
        ]
        .map(|text| CleanString::from_raw(&text))
        .into()
    }

    fn sections_view(&self, areas: ui::Areas) -> sections::View {
        let Some(area) = areas.sections else {
            return sections::View::default();
        };
        let list = &self.sections;
        let ids = list.rows().from(list.first);
        let set_aside = self.set_aside.clone();
        let items: Vec<_> = ids
            .take(usize::from(area.height))
            .enumerate()
            .map(|(row, id)| self.section_item(id, list.first + row))
            .collect();
        let room = usize::from(sections::room(area, set_aside.as_clean()));
        let rows: usize = items
            .iter()
            .map(|item| sections::height(item.title.as_clean(), item.depth, area.width) + 1)
            .sum();
        let is_roomy = list.first == 0 && items.len() == list.rows().len() && rows <= room + 1;
        sections::View {
            heading: CleanString::from_raw("SECTIONS"),
            items,
            spacing: u16::from(is_roomy),
            set_aside,
        }
    }

    fn section_item(&self, id: SectionId, row: usize) -> sections::Item {
        let section = self.document.outline.section(id);
        let title = self.document.outline.name(id);
        sections::Item {
            depth: u16::from(section.level.saturating_sub(1)),
            title,
            count: self.section_count(id),
            is_current: self.sections.current_row() == row,
            is_selected: self.sections.selected() == row,
            tick: match id {
                _ if self.sections.is_folded(id) => Tick::Folded,
                _ if self.sections.is_read(id) => Tick::Read,
                _ => Tick::None,
            },
            is_doubtful: section.confidence() < 0.5,
        }
    }

    /// Matches of the running search in a section, else its figures; without those of the sections
    /// inside it, unless they are folded away.
    fn section_count(&self, id: SectionId) -> Option<usize> {
        let is_folded = self.sections.is_folded(id);
        let count = if self.finder.is_active() {
            self.finder.count_in(&self.document.outline, id, is_folded)
        } else {
            self.figures.count_in(id, is_folded)
        };
        (count > 0).then_some(count)
    }

    /// Rows an item of the section list takes.
    pub(super) fn section_height(&self, row: usize, width: u16) -> usize {
        let Some(id) = self.sections.rows().get(row) else {
            return 1;
        };
        let section = self.document.outline.section(id);
        let title = self.document.outline.name(id);
        sections::height(
            title.as_clean(),
            u16::from(section.level.saturating_sub(1)),
            width,
        )
    }

    /// Scrolls both lists so that what matters in them is on the screen.
    pub(super) fn keep_lists_in_view(&mut self) {
        let Some(areas) = self.areas else { return };
        if let Some(area) = areas.sections {
            let has_keys = self.shown.focus == Pane::Sections;
            let row = if has_keys {
                self.sections.selected()
            } else {
                self.sections.current_row()
            };
            let room = usize::from(sections::room(area, self.set_aside.as_clean()));
            let (first, len) = (self.sections.first, self.sections.rows().len());
            self.sections.first = ui::list::keep_around_in_view(first, row, len, room, |row| {
                self.section_height(row, area.width)
            });
        }
        if let Some(area) = areas.statistics {
            self.keep_figures_in_view(area);
        }
    }

    /// Statistics and matches on the screen.
    fn highlights(&self) -> Vec<Highlight> {
        let mut out = Vec::new();
        let mut last = None;
        for row in &self.visible {
            if last == Some(row.chunk.source.start) {
                continue;
            }
            last = Some(row.chunk.source.start);
            let same = |other: &&VisibleRow| other.chunk.source.start == row.chunk.source.start;
            let text = row.row().text.start
                ..self
                    .visible
                    .iter()
                    .rfind(same)
                    .map_or(row.row().text.end, |row| row.row().text.end);
            let span = row
                .chunk
                .source_span(text.start..text.end.max(text.start + 1));
            let mut add = |source, role| {
                out.push(Highlight {
                    chunk: row.chunk.source.start,
                    text: row.chunk.text_span(source),
                    role,
                });
            };
            for (source, is_chosen) in self.figures.within(&span) {
                add(
                    source,
                    if is_chosen {
                        Role::ChosenStatistic
                    } else {
                        Role::Statistic
                    },
                );
            }
            for (text, is_current) in self.finder.within(&row.chunk) {
                let role = if is_current {
                    Role::CurrentMatch
                } else {
                    Role::Match
                };
                out.push(Highlight {
                    chunk: row.chunk.source.start,
                    text,
                    role,
                });
            }
        }
        out
    }

    fn status_view(&self) -> status::View<'_> {
        let current = self.sections.current();
        let sections = self.document.outline.sections();
        let title = current.map_or(CleanString::new(), |id| self.document.outline.name(id));
        let place = || {
            current.map_or(String::new(), |id| {
                format!(
                    "{} of {}",
                    grouped(u64::from(id) + 1),
                    grouped(sections.len() as u64)
                )
            })
        };
        let changed = self.changed_in_short().filter(|_| !self.has_progress());
        let place = changed.map_or_else(place, str::to_owned);
        status::View {
            section: title,
            place: CleanString::from_raw(&place),
            progress: CleanString::from_raw(&self.progress()),
            hints: self.hints(),
            notice: self.notice.as_ref().map(CleanString::as_clean),
            prompt: self.prompt_view(),
        }
    }

    /// The prompt that takes the keys, and what it asks for.
    fn open_prompt(&self) -> Option<(Clean<'static>, Prompt<'_>)> {
        let keys = self.popup.as_ref().and_then(Popup::prompt);
        let keys = keys.map(|prompt| (Clean::literal("keys with: "), prompt));
        let figures = self.figures.prompt();
        let figures = figures.map(|prompt| (self.figures.prompt_sign(), prompt));
        let search = || Some((Clean::literal("/"), self.finder.prompt()?));
        keys.or(figures).or_else(search)
    }

    fn prompt_view(&self) -> Option<ui::prompt::View> {
        let (sign, prompt) = self.open_prompt()?;
        let mut text = CleanString::from_raw(&prompt.text[..prompt.cursor]);
        let cursor = text.len();
        text.push_raw(&prompt.text[prompt.cursor..]);
        Some(ui::prompt::View {
            sign,
            text,
            cursor,
            answer: CleanString::from_raw(&prompt.answer),
        })
    }

    /// "3 of 17 · file changed · 42% · 2 min left".
    fn progress(&self) -> String {
        let mut parts = Vec::new();
        if let Some(count) = self.count {
            parts.push(count.to_string());
        }
        // A notice says more of a search that found nothing.
        let is_said = self.notice.is_some() && self.finder.has_failed();
        if self.finder.is_active() && !is_said {
            parts.push(self.finder.place());
        }
        if !self.document.is_complete {
            let (done, all) = (
                u128::from(self.document.len),
                u128::from(self.library.source_len()),
            );
            parts.push(if done < all {
                format!("indexing {}%", done * 100 / all)
            } else {
                "still coming in".into()
            });
        }
        if let Some(changed) = self.changed_in_short() {
            parts.push(changed.into());
        }
        let percent = self.percent();
        parts.push(format!("{percent}%"));
        let left = self.figures.words() * (100 - percent) / 100;
        if left > 0 {
            parts.push(format!("{} left", time(left)));
        }
        parts.join(" · ")
    }

    /// What became of the file, where no notice says more of it or something newer.
    fn changed_in_short(&self) -> Option<&'static str> {
        let changed = self.changed.filter(|_| self.notice.is_none());
        changed.map(Change::in_short)
    }

    /// Does the progress stand on the screen, whatever the section is called? Half of the bottom line is
    /// for hints; what is left takes both from [`PROGRESS`] cells on.
    const fn has_progress(&self) -> bool {
        self.size.0 >= PROGRESS
    }

    /// How much of the text has been on the screen, by bytes; 100 when its end is.
    fn percent(&self) -> u64 {
        let (_, bottom) = self.span_on_screen();
        let end = self.text_end();
        if bottom >= end || self.shows_last_row() {
            100
        } else {
            (u128::from(bottom) * 100 / u128::from(end.max(1))).min(99) as u64
        }
    }

    /// Is the last row of the text on the screen? Marks may stand behind it, as those that end code.
    fn shows_last_row(&self) -> bool {
        self.visible.last().is_some_and(|last| {
            last.chunk.source.end >= self.library.source_len()
                && last.block + 1 == last.chunk.blocks.len()
                && last.row + 1 == last.rows.rows.len()
        })
    }

    /// Source offset at which the text ends, without what is folded away behind it.
    fn text_end(&self) -> u64 {
        let len = self.library.source_len();
        let tail = self.document.set_aside.iter().rev();
        let mut end = len;
        for aside in tail {
            if self.layout.shows_aside() || aside.source.end + 4 < end {
                break;
            }
            end = aside.source.start;
        }
        end.saturating_sub(4)
    }

    /// The keys that fit what has focus.
    fn hints(&self) -> Vec<(CleanString, Clean<'static>)> {
        let hint = |key: &str, words| (CleanString::from_raw(key), Clean::literal(words));
        let help = hint("?", "help");
        if self.popup.is_some() {
            return vec![hint("q", "close")];
        }
        match self.shown.focus {
            Pane::Text if self.finder.is_active() => vec![
                help,
                hint("n", "next"),
                hint("&", "list"),
                hint("Esc", "end"),
            ],
            Pane::Text => vec![
                help,
                hint(")", "figure"),
                hint("]", "section"),
                hint("/", "search"),
            ],
            Pane::Sections => vec![
                help,
                hint("Enter", "go"),
                hint("h l", "fold"),
                hint("Esc", "text"),
            ],
            Pane::Statistics => {
                let is_narrowed = self.figures.is_narrowed();
                let escape = hint("Esc", if is_narrowed { "all" } else { "text" });
                let mut hints = vec![
                    help,
                    hint("Enter", "go"),
                    hint("l", "tab"),
                    hint("t", "order"),
                ];
                hints.insert(if is_narrowed { 2 } else { hints.len() }, escape);
                hints.push(hint("/", "filter"));
                hints
            }
        }
    }
}
