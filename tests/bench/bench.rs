//! What loading costs: `cargo bench`, or one step alone to be counted by callgrind.
//! See `README.md` beside this file.

#[path = "generate.rs"]
mod generate;
#[path = "prose.rs"]
mod prose;

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use briefing::{
    app::{
        App, Effect, Event, figures,
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
use ratatui::{Terminal, backend::TestBackend};

/// A step: prepares, then has the watch time what is measured. What comes back keeps it from being
/// left out.
type Step = fn(&Path, &mut Watch) -> u64;

const STEPS: &[(&str, Step)] = &[
    ("nothing", |_, _| 0),
    ("load-start", load_start),
    ("load-end", load_end),
    ("first-screen", first_screen),
    ("end-screen", |path, watch| keys(path, watch, "G")),
    ("scroll-row", |path, watch| keys(path, watch, "j")),
    ("half-page", |path, watch| keys(path, watch, "d")),
    ("next-section", |path, watch| keys(path, watch, "]")),
    ("section-indexed", |path, watch| indexed(path, watch, "]")),
    ("end-indexed", |path, watch| indexed(path, watch, "G")),
    ("list-end-indexed", |path, watch| indexed(path, watch, "oG")),
    ("resize", resize),
    ("index", index),
    ("all-chunks", all_chunks),
    ("search-prepare", search_prepare),
    ("search-first", search_first),
    ("search", search),
    ("statistics", statistics),
    ("filter-figures", filter_figures),
];

/// Times the part of a step that counts.
#[derive(Default)]
struct Watch {
    spent: Duration,
}

impl Watch {
    fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = black_box(work());
        self.spent += start.elapsed();
        result
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", kind, len, path] => make(kind, len, Path::new(path)),
        ["step", name, path] => {
            let mut watch = Watch::default();
            let result = step(name)(Path::new(path), &mut watch);
            println!("{result} {:?}", watch.spent);
        }
        _ => table(arguments.first().map_or("", String::as_str)),
    }
}

fn step(name: &str) -> Step {
    let found = STEPS.iter().find(|(step, _)| *step == name);
    found.unwrap_or_else(|| panic!("there is no step {name}")).1
}

fn make(kind: &str, len: &str, path: &Path) {
    let len = bytes(len);
    let text = match kind {
        "plain" => generate::plain(len),
        "prose" => prose::prose(len),
        _ => generate::markdown(len),
    };
    std::fs::write(path, text).expect("the file can be written");
}

/// `10K`, `1M`, `1G`
fn bytes(len: &str) -> usize {
    let (digits, unit) = len.split_at(len.trim_end_matches(['K', 'M', 'G']).len());
    let unit = match unit {
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => 1,
    };
    digits.parse::<usize>().expect("a length in bytes") * unit
}

/// Every step on every length and kind, the best of several runs.
fn table(filter: &str) {
    println!("{:14} {:9} {:>6} {:>12}", "step", "kind", "len", "best");
    for kind in ["markdown", "plain", "prose"] {
        // News as people write it is only read for its figures: the rest costs what Markdown does.
        let is_taken =
            |name: &str| name.contains(filter) && (kind != "prose" || name == "statistics");
        for len in ["10K", "1M", "100M"] {
            let path = scratch(kind, len);
            make(kind, len, &path);
            for (name, step) in STEPS.iter().filter(|(name, _)| is_taken(name)) {
                println!("{name:14} {kind:9} {len:>6} {:>12.1?}", best(*step, &path));
            }
            // A file that stays behind in the temporary folder does no harm.
            let _ = std::fs::remove_file(&path);
        }
    }
}

fn scratch(kind: &str, len: &str) -> PathBuf {
    let extension = if kind == "plain" { "txt" } else { "md" };
    let name = format!("briefing-bench-{}-{len}.{extension}", std::process::id());
    std::env::temp_dir().join(name)
}

/// The shortest of up to nine runs, of as many as take two seconds together.
fn best(step: Step, path: &Path) -> Duration {
    let (mut best, start) = (Duration::MAX, Instant::now());
    for _ in 0..9 {
        let mut watch = Watch::default();
        black_box(step(path, &mut watch));
        best = best.min(watch.spent);
        if start.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    best
}

fn open(path: &Path) -> Library {
    load::open(path).expect("the file was just made")
}

/// The file opened, and the chunk of the first screen parsed.
fn load_start(path: &Path, watch: &mut Watch) -> u64 {
    watch.time(|| open(path).chunk_at(0).text.len() as u64)
}

/// The last chunk, before anything but the start is indexed.
fn load_end(path: &Path, watch: &mut Watch) -> u64 {
    let library = open(path);
    watch.time(|| library.chunk_at(library.source_len()).text.len() as u64)
}

/// The reader on a screen in memory.
struct Reader {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Reader {
    fn open(path: &Path) -> Self {
        let app = App::new(open(path), Theme::terminal(true));
        let terminal = Terminal::new(TestBackend::new(200, 60)).expect("a screen in memory");
        let mut reader = Self { app, terminal };
        reader.draw();
        reader
    }

    fn draw(&mut self) {
        let draw = self.terminal.draw(|frame| self.app.draw(frame));
        draw.expect("a screen in memory");
    }

    fn handle(&mut self, event: Event) {
        let _ = self.app.handle(event);
        self.draw();
    }
}

/// The file opened and the first screen drawn.
fn first_screen(path: &Path, watch: &mut Watch) -> u64 {
    watch.time(|| Reader::open(path));
    0
}

/// A key pressed after the first screen, up to the frame it draws.
fn keys(path: &Path, watch: &mut Watch, keys: &str) -> u64 {
    let mut reader = Reader::open(path);
    for key in Key::parse_all(keys) {
        watch.time(|| reader.handle(Event::Key(key)));
    }
    0
}

/// Keys pressed once all of the source is indexed, up to the frame the last one draws.
fn indexed(path: &Path, watch: &mut Watch, keys: &str) -> u64 {
    let mut reader = Reader::open(path);
    if let Effect::Index(mut indexer) = reader.app.after_first_screen() {
        let edition = reader.app.edition();
        while let Some(index) = indexer.next_batch() {
            reader.handle(Event::Indexed { edition, index });
        }
    }
    let keys = Key::parse_all(keys);
    let (last, before) = keys.split_last().expect("a step presses keys");
    for key in before {
        reader.handle(Event::Key(*key));
    }
    watch.time(|| reader.handle(Event::Key(*last)));
    0
}

/// Another size of the screen, up to the frame it draws.
fn resize(path: &Path, watch: &mut Watch) -> u64 {
    let mut reader = Reader::open(path);
    reader.terminal.backend_mut().resize(100, 40);
    watch.time(|| reader.handle(Event::Resize(100, 40)));
    0
}

/// The whole outline, batch by batch.
fn index(path: &Path, watch: &mut Watch) -> u64 {
    let mut library = open(path);
    watch.time(|| index_all(&mut library));
    library.document().outline.len() as u64
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
fn all_chunks(path: &Path, watch: &mut Watch) -> u64 {
    let parser = open(path).parser();
    watch.time(|| {
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

/// A search through all of the text on one thread, once it is indexed and `kept` is what is known of it.
fn search_all(parser: &Parser, kept: &Arc<Kept>) -> u64 {
    let search = Search::new(parser.clone(), query(), 0, 1, Arc::clone(kept));
    let mut reports = Reports::default();
    search
        .ways()
        .iter()
        .for_each(|way| search.run(*way, &mut reports));
    reports.0
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
fn search_first(path: &Path, watch: &mut Watch) -> u64 {
    let (parser, kept) = searched(path);
    watch.time(|| search_all(&parser, &kept))
}

/// What is done in the background before somebody searches.
fn search_prepare(path: &Path, watch: &mut Watch) -> u64 {
    let (parser, kept) = searched(path);
    let held = Arc::clone(&kept);
    watch.time(|| Kept::find_all(&held, parser.source()));
    0
}

/// A search through a text that was prepared.
fn search(path: &Path, watch: &mut Watch) -> u64 {
    let (parser, kept) = searched(path);
    Kept::find_all(&Arc::clone(&kept), parser.source());
    watch.time(|| search_all(&parser, &kept))
}

/// The statistics of all of the text, once it is indexed.
fn statistics(path: &Path, watch: &mut Watch) -> u64 {
    let mut library = open(path);
    index_all(&mut library);
    let (parser, document) = (library.parser(), library.document());
    let analysis = watch.time(|| figures::analyse(&parser, &document.outline));
    u64::from(analysis.words > 0)
}

/// The first letter typed to narrow the list of figures, up to the frame it draws.
fn filter_figures(path: &Path, watch: &mut Watch) -> u64 {
    let mut reader = Reader::open(path);
    let effect = reader.app.after_first_screen();
    settle(&mut reader.app, effect);
    for key in Key::parse_all("s/") {
        reader.handle(Event::Key(key));
    }
    for key in Key::parse_all("e") {
        watch.time(|| reader.handle(Event::Key(key)));
    }
    0
}
