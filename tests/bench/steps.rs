//! The steps that are measured: each makes ready, and gives the work that counts.

use std::{
    cell::Cell,
    io::{self, Write},
    path::Path,
    rc::Rc,
    sync::{Arc, atomic::Ordering},
    thread,
};

use briefing::{
    app::{
        App, Effect, Event,
        backend::OneWrite,
        figures,
        finder::{
            kept::Kept,
            worker::{Report, Search},
        },
        keymap::Key,
        run::settle,
    },
    load::{self, Library, Parser},
    model::Chunks as _,
    search::Query,
    ui::Theme,
};
use ratatui::layout::Size;

use crate::{BESIDE, thread_time};

/// What is measured; what comes back keeps it from being left out. Of a step that draws, the bytes
/// written for its frame.
pub type Work = Box<dyn FnOnce() -> u64>;

/// Makes ready for what is measured, on a file.
pub type Step = fn(&Path) -> Work;

/// Every step with its name.
pub const STEPS: &[(&str, Step)] = &[
    ("nothing", |_| Box::new(|| 0)),
    ("load-start", load_start),
    ("load-end", load_end),
    ("first-screen", first_screen),
    ("end-screen", |path| keys(path, "G")),
    ("scroll-row", |path| keys(path, "j")),
    ("half-page", |path| keys(path, "d")),
    ("next-section", |path| keys(path, "]")),
    ("section-indexed", |path| indexed(path, "]")),
    ("end-indexed", |path| indexed(path, "G")),
    ("list-end-indexed", |path| indexed(path, "oG")),
    ("resize", resize),
    ("index", index),
    ("all-chunks", all_chunks),
    ("search-prepare", search_prepare),
    ("search-first", search_first),
    ("search", search),
    ("statistics", statistics),
    ("filter-figures", filter_figures),
];

fn open(path: &Path) -> Library {
    load::open(path).expect("the file was just made")
}

/// The file opened, and the chunk of the first screen parsed.
fn load_start(path: &Path) -> Work {
    let path = path.to_owned();
    Box::new(move || open(&path).chunk_at(0).text.len() as u64)
}

/// The last chunk, before anything but the start is indexed.
fn load_end(path: &Path) -> Work {
    let library = open(path);
    Box::new(move || library.chunk_at(library.source_len()).text.len() as u64)
}

/// The reader as it runs, but for the terminal: what it writes is counted and let go.
struct Reader {
    app: App,
    size: Size,
    screen: OneWrite<Counted>,
    written: Rc<Cell<u64>>,
}

/// Takes bytes, and counts them.
struct Counted(Rc<Cell<u64>>);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Reader {
    fn open(path: &Path) -> Self {
        let app = App::new(open(path), Theme::terminal(true));
        let written = Rc::default();
        let mut reader = Self {
            app,
            size: Size::new(200, 60),
            screen: OneWrite::new(Counted(Rc::clone(&written))),
            written,
        };
        reader.draw();
        reader
    }

    /// Draws a frame; how many bytes it took.
    fn draw(&mut self) -> u64 {
        let before = self.written.get();
        let draw = self.screen.draw(self.size, |buffer| self.app.paint(buffer));
        draw.expect("counting never fails");
        self.written.get() - before
    }

    fn handle(&mut self, event: Event) -> u64 {
        let _ = self.app.handle(event);
        self.draw()
    }

    /// Handles the last key of `keys` when it is measured, the others before.
    fn last_key(mut self, keys: &str) -> Work {
        let keys = Key::parse_all(keys);
        let (last, before) = keys.split_last().expect("a step presses keys");
        for key in before {
            self.handle(Event::Key(*key));
        }
        let last = Event::Key(*last);
        Box::new(move || self.handle(last))
    }
}

/// The file opened and the first screen drawn.
fn first_screen(path: &Path) -> Work {
    let path = path.to_owned();
    Box::new(move || Reader::open(&path).written.get())
}

/// A key pressed after the first screen, up to the frame it draws.
fn keys(path: &Path, keys: &str) -> Work {
    Reader::open(path).last_key(keys)
}

/// Keys pressed once all of the source is indexed, up to the frame the last one draws.
fn indexed(path: &Path, keys: &str) -> Work {
    let mut reader = Reader::open(path);
    if let Effect::Index(mut indexer) = reader.app.after_first_screen() {
        let edition = reader.app.edition();
        while let Some(index) = indexer.next_batch() {
            reader.handle(Event::Indexed { edition, index });
        }
    }
    reader.last_key(keys)
}

/// Another size of the screen, up to the frame it draws.
fn resize(path: &Path) -> Work {
    let mut reader = Reader::open(path);
    Box::new(move || {
        reader.size = Size::new(100, 40);
        reader.handle(Event::Resize(100, 40))
    })
}

/// The whole outline, batch by batch.
fn index(path: &Path) -> Work {
    let mut library = open(path);
    Box::new(move || {
        index_all(&mut library);
        library.document().outline.len() as u64
    })
}

fn index_all(library: &mut Library) {
    let Some(mut indexer) = library.indexer() else {
        return;
    };
    while let Some(index) = indexer.next_batch() {
        library.set_index(index);
    }
}

/// Every chunk parsed, on one thread.
fn all_chunks(path: &Path) -> Work {
    let parser = open(path).parser();
    Box::new(move || {
        let mut chunk = parser.chunk_at(0);
        let mut len = chunk.text.len();
        while let Some(next) = parser.next(&chunk) {
            len += next.text.len();
            chunk = next;
        }
        len as u64
    })
}

/// Takes what a search reports.
#[derive(Default)]
struct Reports(u64);

impl Report for Reports {
    fn found(&mut self, event: Event) {
        if let Event::Matches { chunks, .. } = event {
            self.0 += chunks
                .iter()
                .map(|chunk| chunk.starts.len() as u64)
                .sum::<u64>();
        }
    }

    fn is_wanted(&self) -> bool {
        true
    }
}

/// What is searched for: the words in `BRIEFING_SEARCH`, or some that stand in most chunks.
fn query() -> Query {
    let words = std::env::var("BRIEFING_SEARCH");
    Query::new(words.as_deref().unwrap_or("refinery doubted")).expect("a query")
}

/// A search through all of the text on as many threads as the reader gives it, once it is indexed and
/// `kept` is what is known of it.
fn search_all(parser: &Parser, kept: &Arc<Kept>) -> u64 {
    let search = &Search::new(parser.clone(), query(), 0, 1, Arc::clone(kept));
    let run = |way| {
        let mut reports = Reports::default();
        search.run(way, &mut reports);
        BESIDE.fetch_add(thread_time(), Ordering::Relaxed);
        reports.0
    };
    thread::scope(|scope| {
        let ways = search.ways().iter();
        let workers: Vec<_> = ways.map(|way| scope.spawn(|| run(*way))).collect();
        let found = workers.into_iter().map(thread::ScopedJoinHandle::join);
        found.map(|found| found.expect("a search ends")).sum()
    })
}

/// The text indexed, and what searches keep of it.
fn searched(path: &Path) -> (Parser, Arc<Kept>) {
    let mut library = open(path);
    index_all(&mut library);
    let parser = library.parser();
    let kept = Arc::new(Kept::new(parser.source_len()));
    (parser, kept)
}

/// The first search through a text nobody prepared.
fn search_first(path: &Path) -> Work {
    let (parser, kept) = searched(path);
    Box::new(move || search_all(&parser, &kept))
}

/// What is done in the background before somebody searches.
fn search_prepare(path: &Path) -> Work {
    let (parser, kept) = searched(path);
    Box::new(move || {
        prepare(&parser, &kept);
        0
    })
}

/// A search through a text that was prepared.
fn search(path: &Path) -> Work {
    let (parser, kept) = searched(path);
    prepare(&parser, &kept);
    Box::new(move || search_all(&parser, &kept))
}

/// Looks for what searches keep, which is done as long as somebody else holds it, too.
fn prepare(parser: &Parser, kept: &Arc<Kept>) {
    let held = Arc::clone(kept);
    Kept::find_all(&held, parser.source(), || {});
}

/// The statistics of all of the text, once it is indexed.
fn statistics(path: &Path) -> Work {
    let mut library = open(path);
    index_all(&mut library);
    Box::new(move || {
        let (parser, document) = (library.parser(), library.document());
        u64::from(figures::analyse(&parser, &document.outline).words > 0)
    })
}

/// The first letter typed to narrow the list of figures, up to the frame it draws.
fn filter_figures(path: &Path) -> Work {
    let mut reader = Reader::open(path);
    let effect = reader.app.after_first_screen();
    settle(&mut reader.app, effect);
    reader.last_key("s/e")
}
