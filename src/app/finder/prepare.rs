//! What makes searches of a large text fast, looked for behind the screen once its figures are known, or
//! a search has been through all of it, whichever comes first: nobody waits for it.

use std::{mem, sync::Arc};

use super::{Finder, kept::Kept, worker::Search};
use crate::{
    app::{App, Effect},
    model::Chunks as _,
    search::Query,
};

/// A source of fewer bytes is read so fast that it need not be prepared.
const LARGE: u64 = 16 << 20;

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

    /// Has the traces of a large text found, once: when its figures are known, or a search has been through
    /// all of it.
    pub(in crate::app) fn prepare_search(&mut self) -> Effect {
        if !self.document.is_complete || self.library.source_len() < LARGE {
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
        app::{Event, figures::Analysis, keymap::Key},
        load::from_bytes,
        ui::Theme,
    };

    /// A reader of `text`, all of it indexed.
    fn reader(text: String) -> App {
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
        app
    }

    /// Tells it that so much of the text was read for its figures: is the text prepared then?
    fn prepares(app: &mut App, percent: u8) -> bool {
        let analysis = Analysis {
            percent,
            ..Analysis::default()
        };
        let event = Event::Analysed {
            edition: app.edition(),
            analysis: Box::new(analysis),
        };
        matches!(app.handle(event), Effect::PrepareSearch)
    }

    /// Which keys have a text prepared, when each search is through before the next key: `p`.
    fn effects(app: &mut App, keys: &str) -> String {
        let keys = Key::parse_all(keys).into_iter();
        let effects = keys.map(|key| {
            let effect = app.handle(Event::Key(key));
            let Effect::Search { generation, .. } = effect else {
                return '.';
            };
            match app.handle(Event::SearchDone { generation }) {
                Effect::PrepareSearch => 'p',
                _ => 's',
            }
        });
        effects.collect()
    }

    #[test]
    fn a_large_text_is_prepared_once_its_figures_are_known_or_the_first_search_is_through() {
        let text = format!("{}\n\n", "Some words. ".repeat(400));
        let large = text.repeat(LARGE as usize / text.len() + 1);
        let large = &mut reader(large);
        assert_eq!(effects(large, "jG/wo<esc>/w"), "...ps..s");
        assert!(!prepares(large, 100));
        large.finder.forget_source();
        assert!(!prepares(large, 60));
        assert!(prepares(large, 100));
        assert_eq!(effects(large, "<esc>/w"), "..s");
        let small = &mut reader(text);
        assert!(!prepares(small, 100));
        assert_eq!(effects(small, "j/w"), "..s");
    }
}
