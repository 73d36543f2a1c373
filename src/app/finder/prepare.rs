//! What searches of a large text need to know of it, looked for while the reader types the first one:
//! who never searches never pays for it.

use std::{mem, sync::Arc};

use super::{Finder, kept::Kept, worker::Search};
use crate::{
    app::{App, Effect},
    model::Chunks as _,
    search::Query,
};

/// A search through fewer bytes is at once done without preparation.
const LARGE: u64 = 1 << 20;

impl Finder {
    /// The traces of a source of `len` bytes, for its searches: those there are, if it has not grown.
    fn kept(&mut self, len: u64) -> Arc<Kept> {
        let kept = self.kept.take().filter(|kept| kept.len() == len);
        self.is_prepared &= kept.is_some();
        let kept = kept.unwrap_or_else(|| Arc::new(Kept::new(len)));
        Arc::clone(self.kept.insert(kept))
    }

    /// Lets go what was known of the source: another takes its place.
    pub(in crate::app) fn forget_source(&mut self) {
        self.kept = None;
        self.is_prepared = false;
    }
}

impl App {
    /// The work of a search through all of the text, from source offset `from` on.
    pub(in crate::app) fn search_through(
        &mut self,
        query: Query,
        from: u64,
        generation: u64,
    ) -> Search {
        let search = Search::new(self.parser(), query, from, generation, self.traces());
        match &self.finder.within {
            Some(within) => search.within(Arc::clone(&within.chunks)),
            None => search,
        }
    }

    /// The traces of the text's source, for a search through it.
    pub fn traces(&mut self) -> Arc<Kept> {
        let len = self.library.source_len();
        self.finder.kept(len)
    }

    /// Has what slows down searches of a large text done, once, when somebody searches and all of the
    /// text is there.
    pub(in crate::app) fn prepare_search(&mut self) -> Effect {
        let is_wanted = self.finder.is_asking() || self.finder.is_active();
        let is_known = self.document.is_complete && self.library.source_len() >= LARGE;
        if !is_wanted || !is_known {
            return Effect::None;
        }
        // It starts anew where the source has another length.
        self.traces();
        if mem::replace(&mut self.finder.is_prepared, true) {
            Effect::None
        } else {
            Effect::PrepareSearch
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Event, keymap::Key},
        load::from_bytes,
        ui::Theme,
    };

    /// Which keys have a text prepared: `p`.
    fn effects(text: String, keys: &str) -> String {
        let mut app = App::new(
            from_bytes("a.md", text.into_bytes(), None),
            Theme::terminal(true),
        );
        if let Effect::Index(mut indexer) = app.after_first_screen() {
            while let Some(index) = indexer.next_batch() {
                let edition = app.edition();
                let _ = app.handle(Event::Indexed { edition, index });
            }
        }
        let keys = Key::parse_all(keys).into_iter();
        let effects = keys.map(|key| match app.handle(Event::Key(key)) {
            Effect::PrepareSearch => 'p',
            _ => '.',
        });
        effects.collect()
    }

    #[test]
    fn a_large_text_is_prepared_once_when_somebody_is_about_to_search() {
        let text = "# A\n\nSome words.\n\n".repeat(LARGE as usize / 16);
        assert_eq!(effects(text, "jG/w<esc>/"), "..p...");
        assert_eq!(effects("Some words.\n".into(), "j/w"), "...");
    }
}
