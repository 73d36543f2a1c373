//! What is known from the search before: while somebody types, each letter narrows the last result, and
//! only the chunks that are in it are looked through again.

use std::{ops::Range, sync::Arc};

use super::Finder;
use crate::search::Query;

/// Chunks remembered at most: a result in more of them narrows little.
const MOST: usize = 8 * 1024;

/// Where all matches of a query are.
#[derive(Clone, Debug)]
pub(super) struct Within {
    query: Query,
    /// Source spans of the chunks with matches, in order.
    pub(super) chunks: Arc<[Range<u64>]>,
}

impl Finder {
    /// Takes what is known of where matches are: of the search that there is, if it has been through
    /// everything, or of one before it.
    pub(super) fn take_known(&mut self) -> Option<Within> {
        let before = self.within.take();
        let query = self.query.as_ref();
        let is_known = self.matches.is_finished() && self.matches.chunks().len() <= MOST;
        let query = query.filter(|_| is_known);
        let Some(query) = query else { return before };
        let (query, chunks) = (query.clone(), self.matches.spans().collect());
        Some(Within { query, chunks })
    }

    /// Sets what is known of where the matches of the query can be.
    pub(super) fn narrow(&mut self, known: Option<Within>) {
        let query = self.query.as_ref();
        self.within = known.filter(|known| query.is_some_and(|query| query.narrows(&known.query)));
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        app::{App, Effect, Event, keymap::Key, run::settle},
        load::from_bytes,
        ui::Theme,
    };

    /// After these keys: the spans that are looked through, none where all of the text is; and the
    /// place that the prompt shows.
    fn after(keys: &str) -> (Option<usize>, String) {
        let mut text = String::new();
        for nth in 0..400 {
            text.push_str(if nth % 100 == 7 {
                "The Marsh harrier.\n\n"
            } else {
                "Some marsh.\n\n"
            });
            text.push_str(&"Reeds stand in the wind. ".repeat(40));
            text.push_str("\n\n");
        }
        let library = from_bytes("a.md", text.into_bytes(), None);
        let mut app = App::new(library, Theme::terminal(true));
        let effect = app.after_first_screen();
        settle(&mut app, effect);
        for key in Key::parse_all(keys) {
            let effect = app.handle(Event::Key(key));
            let is_search = matches!(effect, Effect::Search { .. });
            settle(&mut app, effect);
            assert!(!is_search || app.finder.matches().is_finished());
        }
        let within = app.finder.within.as_ref();
        (within.map(|within| within.chunks.len()), app.finder.place())
    }

    #[test]
    fn each_letter_narrows_the_last_result() {
        let place = |keys| after(keys).1;
        assert_eq!(after("/h"), (None, "1 of 16,408".into()));
        let (chunks, found) = after("/harr");
        assert_eq!(found, "1 of 4");
        assert!(chunks.is_some_and(|chunks| chunks <= 4), "{chunks:?}");
        // Fewer letters, other ones, and an expression have all of the text before them.
        assert_eq!(after("/harr<backspace>").0, None);
        assert_eq!(place("/marsh h<backspace><backspace>"), "1 of 400");
        assert!(after("/harr<enter>/reeds").1.ends_with("of 16,000"));
        assert_eq!(after("/harr<esc>/marsh").1, "1 of 400");
        assert_eq!(after("/\\vharr").0, None);
    }

    #[test]
    fn a_capital_narrows_what_was_found_without() {
        assert_eq!(after("/marsh H").1, "not found");
        assert_eq!(after("/he M").1, "1 of 4");
        assert!(after("/he Mar").0.is_some_and(|chunks| chunks <= 4));
    }
}
