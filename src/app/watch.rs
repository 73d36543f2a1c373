//! The file under the text: whether it is still the one that was opened, and the place found again
//! in what it has become.

use std::path::PathBuf;

use super::{App, Effect, Event, event::Opened};
use crate::{
    layout::viewport::Stand,
    load::{Library, source::Stamp},
    model::{Chunk, Chunks},
    search::{Query, scan},
};

/// Chunks looked through on each side of the old place.
const FAR: usize = 32;
/// Bytes of the top row that are looked for.
const WORDS: usize = 48;

/// What became of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It has other bytes now.
    Changed,
    /// It is gone.
    Gone,
}

impl Change {
    /// In two words, which stay on the screen until the file is read again.
    pub(super) const fn in_short(self) -> &'static str {
        match self {
            Self::Changed => "file changed",
            Self::Gone => "file gone",
        }
    }
}

/// The file a text was read from. It is looked at when something else wakes the program: a file that
/// nobody is reading may change unseen.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    stamp: Option<Stamp>,
}

impl Watch {
    /// Starts with the file as it is.
    pub fn new(path: PathBuf) -> Self {
        let stamp = Stamp::of(&path);
        Self { path, stamp }
    }

    /// Where it is.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    /// What became of it since the last look.
    pub fn look(&mut self) -> Option<Event> {
        let stamp = Stamp::of(&self.path);
        if stamp == self.stamp {
            return None;
        }
        self.stamp = stamp;
        Some(Event::File(if stamp.is_some() {
            Change::Changed
        } else {
            Change::Gone
        }))
    }
}

impl App {
    /// Says what became of the file, in full up to the next key; the text on the screen stays.
    pub(super) fn take_change(&mut self, change: Change) -> Effect {
        self.changed = Some(change);
        self.say(match change {
            Change::Changed => "the file has changed: r reloads it",
            Change::Gone => "the file is gone; its text stays as long as it can be read",
        });
        Effect::None
    }

    /// Takes what came of reading the file again; when that failed, the text on the screen stays.
    pub(super) fn take_opened(&mut self, opened: Opened) -> Effect {
        match opened.0 {
            Ok(library) => self.take_library(library),
            Err(error) => {
                let words = error.in_short();
                self.say(&format!("{words}: the text on the screen stays"));
                Effect::None
            }
        }
    }

    /// Takes the text as it is now. The place is found again by the words on the top row, as near to
    /// the old one as they stand; where they are gone, by its distance from the start.
    pub fn take_library(&mut self, library: Library) -> Effect {
        let (here, words) = (self.here(), self.top_words());
        self.replace(library);
        let place =
            find_near(&self.library, &words, here).unwrap_or(here.min(self.library.source_len()));
        self.move_to(place, Stand::Top);
        self.say("reloaded");
        let search = self.search_again();
        Effect::Many(vec![search, self.after_first_screen()])
    }

    /// The first words of the top row.
    fn top_words(&self) -> String {
        let text = self.visible.iter().find(|row| !row.is_gap());
        let words = text.map_or("", |row| {
            let text = row.row().text.clone();
            row.chunk
                .text
                .slice(text.start as usize..text.end as usize)
                .as_str()
        });
        let end = words
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take_while(|end| *end <= WORDS)
            .last();
        words[..end.unwrap_or(0)].trim().to_owned()
    }
}

/// Source offset of `words` nearest to `place`, in a chunk not too far from it.
fn find_near(chunks: &dyn Chunks, words: &str, place: u64) -> Option<u64> {
    let query = Query::literal(words);
    let start = chunks.chunk_at(place);
    let nearest = |chunk: &Chunk| {
        let found = scan(&query, chunk, true).into_iter();
        found
            .map(|text| chunk.source_span(text).start)
            .min_by_key(|at| at.abs_diff(place))
    };
    if let Some(at) = nearest(&start) {
        return Some(at);
    }
    let below = std::iter::successors(chunks.next(&start), |chunk| chunks.next(chunk));
    let above = std::iter::successors(chunks.previous(&start), |chunk| chunks.previous(chunk));
    let below = below.take(FAR).find_map(|chunk| nearest(&chunk));
    let above = above.take(FAR).find_map(|chunk| nearest(&chunk));
    below
        .into_iter()
        .chain(above)
        .min_by_key(|at| at.abs_diff(place))
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        io::{self, Read},
    };

    use crossterm::event::KeyCode;
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::*;
    use crate::{
        app::keymap::Key,
        load::{from_bytes, from_pipe},
        ui::Theme,
    };

    #[test]
    fn words_are_found_again_nearest_to_where_they_stood() {
        let filler = "Nothing of note happened.\n\n".repeat(20_000);
        let text = format!("Low water\n\n{filler}Low water\n\n{filler}");
        let library = from_bytes("a.md", text.clone().into_bytes(), None);
        let second = text.rfind("Low water").map(|at| at as u64);
        assert_eq!(
            find_near(&library, "Low water", filler.len() as u64),
            second
        );
        assert_eq!(find_near(&library, "Low water", 100), Some(0));
        assert_eq!(find_near(&library, "High water", 100), None);
    }

    /// Gives some bytes, then fails.
    struct Torn(Option<&'static [u8]>);

    impl Read for Torn {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let bytes = self.0.take().ok_or(io::ErrorKind::ConnectionReset)?;
            buffer[..bytes.len()].copy_from_slice(bytes);
            Ok(bytes.len())
        }
    }

    #[test]
    fn what_is_odd_at_the_end_of_a_text_is_told_then() {
        let library = from_pipe("-", Box::new(Torn(Some(b"# Tides\n\nlow\n")))).unwrap();
        let mut app = App::new(library, Theme::terminal(true));
        assert_eq!(app.notice, None);
        let Effect::Index(mut indexer) = app.after_first_screen() else {
            panic!("more may come");
        };
        while let Some(index) = indexer.next_batch() {
            let _ = app.handle(Event::Indexed { edition: 0, index });
        }
        let told = app.notice.expect("it is told");
        assert_eq!(
            told.as_str(),
            "cannot read the pipe past byte 13: connection reset"
        );
    }

    const TIDES: &str = "# Tides\n\n## The northern harbours and all that lie behind them\n\nlow\n";

    #[test]
    fn a_change_stays_on_the_screen_until_the_file_is_read_again() {
        let read = || from_bytes("a.md", TIDES.as_bytes().to_vec(), None);
        let mut app = App::new(read(), Theme::terminal(true));
        let bottom = |app: &mut App, width: u16| {
            let _ = app.handle(Event::Resize(width, 12));
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, 12));
            app.paint(&mut buffer);
            let cells = (0..width).map(|x| buffer[(x, 11)].symbol());
            cells.collect::<String>()
        };
        let down = || Event::Key(Key::plain(KeyCode::Char('j')));
        for (change, told, stays) in [
            (Change::Changed, "the file has changed", "file changed"),
            (Change::Gone, "the file is gone", "file gone"),
        ] {
            let _ = app.handle(Event::File(change));
            let first = bottom(&mut app, 80);
            assert!(first.contains(told) && !first.contains(stays), "{first}");
            for width in [40, 80, 90, 140] {
                let _ = app.handle(down());
                let next = bottom(&mut app, width);
                assert!(!next.contains(told) && next.contains(stays), "{next}");
            }
        }
        let _ = app.take_library(read());
        let _ = app.handle(down());
        let last = bottom(&mut app, 80);
        assert!(!last.contains("file"), "{last}");
    }

    #[test]
    fn a_change_is_told_once() {
        let path = std::env::temp_dir().join(format!("briefing-watch-{}", std::process::id()));
        fs::write(&path, "one").unwrap();
        let mut watch = Watch::new(path.clone());
        assert!(watch.look().is_none());
        fs::write(&path, "another").unwrap();
        assert!(matches!(watch.look(), Some(Event::File(Change::Changed))));
        assert!(watch.look().is_none());
        fs::remove_file(&path).unwrap();
        assert!(matches!(watch.look(), Some(Event::File(Change::Gone))));
    }
}
