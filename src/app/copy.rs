//! Copying what the reader is at: its words, or its words with where they come from.

use super::{App, Effect, figures::sentence_round};
use crate::{
    model::{BlockKind, Chunk, Chunks as _},
    text::{Clean, CleanString},
    ui::Pane,
};

/// Cells of what was copied that are shown in the bottom line at most.
const SHOWN: usize = 60;

/// Something to copy.
struct Thing {
    words: CleanString,
    /// Source offset at which it stands.
    source: u64,
}

impl App {
    /// Copies the thing the reader is at: in a list what is chosen there; in the text the sentence
    /// of the match or else of the figure that is on the screen, or else the paragraph on top.
    pub(super) fn copy(&mut self, is_citation: bool) -> Effect {
        let thing = match self.shown.focus {
            Pane::Sections => self.chosen_title(),
            Pane::Statistics => self.figure_sentence(),
            Pane::Text => self.thing_in_text(),
        };
        self.hand_out(thing, is_citation)
    }

    /// Copies the sentence of the match of that number, counted from 0.
    pub(super) fn copy_match(&mut self, number: usize, is_citation: bool) -> Effect {
        let found = self.match_found(number);
        let thing = found.map(|found| Thing {
            words: part(&found.chunk, sentence_round(&found.chunk, &found.text)),
            source: found.start(),
        });
        self.hand_out(thing, is_citation)
    }

    fn hand_out(&mut self, thing: Option<Thing>, is_citation: bool) -> Effect {
        let Some(thing) = thing.filter(|thing| !thing.words.is_empty()) else {
            self.say("nothing to copy here");
            return Effect::None;
        };
        let words = if is_citation {
            self.citation(&thing)
        } else {
            thing.words
        };
        let line = words.as_clean().one_line();
        let shown = line.as_clean().first_cells(SHOWN);
        let more = if shown.len() < line.len() { "…" } else { "" };
        self.say(&format!("copied: {shown}{more}"));
        Effect::Copy(words)
    }

    /// “Words.” — author, “title”, publisher, date, section “heading”: as far as they are known.
    fn citation(&self, thing: &Thing) -> CleanString {
        let document = &self.document;
        let (meta, outline) = (&document.meta, &document.outline);
        let quoted = |words: &CleanString| format!("“{words}”");
        let section = outline.at(thing.source).map(|id| outline.title(id));
        let section = section.filter(|title| !title.is_empty());
        let parts = [
            meta.byline.as_ref().map(CleanString::to_string),
            Some(quoted(&document.title.text)),
            meta.publisher.as_ref().map(CleanString::to_string),
            meta.date.as_ref().map(CleanString::to_string),
            section.map(|title| format!("section {}", quoted(&title))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        CleanString::from_raw(&format!("{} — {}", quoted(&thing.words), parts.join(", ")))
    }

    /// The words of the chosen heading; what the program calls a section without them is none.
    fn chosen_title(&self) -> Option<Thing> {
        let id = self.sections.chosen()?;
        let outline = &self.document.outline;
        Some(Thing {
            words: outline.title(id),
            source: outline.section(id).heading().start,
        })
    }

    fn figure_sentence(&self) -> Option<Thing> {
        let (words, source) = self.chosen_sentence()?;
        Some(Thing { words, source })
    }

    fn thing_in_text(&self) -> Option<Thing> {
        let figure = self.figures.chosen_place();
        let figure = figure.filter(|place| self.is_seen(place));
        self.match_sentence()
            .or_else(|| figure.and_then(|_| self.figure_sentence()))
            .or_else(|| self.paragraph_on_top())
    }

    /// The sentence of the current match, where that is on the screen.
    fn match_sentence(&self) -> Option<Thing> {
        let place = self.finder.current()?.source();
        if !self.is_seen(&place) {
            return None;
        }
        let source = place.start;
        let chunk = self.library.chunk_at(source);
        let words = part(&chunk, sentence_round(&chunk, &chunk.text_span(place)));
        Some(Thing { words, source })
    }

    /// The first block on the screen that is running text, a list item, code or a table.
    fn paragraph_on_top(&self) -> Option<Thing> {
        let mut rows = self.visible.iter().filter(|row| !row.is_gap());
        rows.find_map(|row| {
            let chunk = &row.chunk;
            let block = &chunk.blocks[chunk.block_at(row.row().text.start)?];
            let is_text = !matches!(
                block.kind,
                BlockKind::Title | BlockKind::Meta | BlockKind::Heading { .. } | BlockKind::Rule
            );
            is_text.then(|| Thing {
                words: chunk.block_text(block).trim().into(),
                source: chunk.source_at(block.text.start),
            })
        })
    }
}

/// Those bytes of a chunk's text, in one line.
fn part(chunk: &Chunk, span: std::ops::Range<usize>) -> CleanString {
    let words: Clean<'_> = chunk.text.as_clean().slice(span);
    words.one_line()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Event, keymap::Key, run::settle},
        load,
        ui::Theme,
    };

    const TEXT: &str = "---\ntitle: Night ferries\nauthor: Ada Moor\ndate: 2024-05-01\n---\n\n\
        # Night ferries\n\nThe *island* line stops. Some 46 boats\nstay in port.\n\n\
        ## Money\n\nThe harbour asks for $90 million. Nobody pays.\n\n\
        ##\n\nSome 12 crews wait.\n";

    /// What is copied by the last of `keys`, and what is said of it.
    fn copied(keys: &str) -> (String, String) {
        let library = load::from_bytes("ferries.md", TEXT.into(), None);
        let mut app = App::new(library, Theme::terminal(true));
        app.handle(Event::Resize(100, 30));
        let effect = app.after_first_screen();
        settle(&mut app, effect);
        app.refresh();
        let mut words = String::new();
        for key in Key::parse_all(keys) {
            match app.handle(Event::Key(key)) {
                Effect::Copy(copied) => words = copied.as_str().to_owned(),
                effect => settle(&mut app, effect),
            }
        }
        let said = app.notice.as_ref().map(CleanString::to_string);
        (words, said.unwrap_or_default())
    }

    #[test]
    fn what_the_reader_is_at_is_copied() {
        let check = |keys: &str, expected: &str| assert_eq!(copied(keys).0, expected, "{keys}");
        check("y", "The island line stops. Some 46 boats stay in port.");
        check(")y", "Some 46 boats stay in port.");
        check("))y", "The harbour asks for $90 million.");
        check(")<tab>y", "Some 46 boats stay in port.");
        check(")/nobody<enter>y", "Nobody pays.");
        check(
            "/nobody<enter><esc>y",
            "The island line stops. Some 46 boats stay in port.",
        );
        check("/nobody<enter>&y", "Nobody pays.");
        check("o<down>y", "Money");
        check("]y", "The harbour asks for $90 million. Nobody pays.");
    }

    #[test]
    fn a_citation_says_where_the_words_come_from() {
        assert_eq!(
            copied("))Y").0,
            "“The harbour asks for $90 million.” — Ada Moor, “Night ferries”, 2024-05-01, \
             section “Money”"
        );
        assert_eq!(
            copied(")Y").0,
            "“Some 46 boats stay in port.” — Ada Moor, “Night ferries”, 2024-05-01"
        );
    }

    #[test]
    fn what_the_program_calls_a_section_is_not_copied() {
        let nothing = (String::new(), "nothing to copy here".to_owned());
        assert_eq!(copied("oy"), nothing, "the text before the first heading");
        assert_eq!(copied("o<end>y"), nothing, "a heading without words");
        assert_eq!(
            copied(")))Y").0,
            "“Some 12 crews wait.” — Ada Moor, “Night ferries”, 2024-05-01"
        );
    }

    #[test]
    fn the_bottom_line_says_what_was_copied() {
        assert_eq!(copied(")y").1, "copied: Some 46 boats stay in port.");
        assert!(copied("))Y").1.ends_with('…'));
    }
}
