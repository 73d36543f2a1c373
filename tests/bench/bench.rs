//! What loading costs: `cargo bench`, or one step alone to be counted by callgrind.
//! See `README.md` beside this file.

#[path = "generate.rs"]
mod generate;

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use briefing::{
    load::{self, Library},
    model::Chunks as _,
};

/// A step that is measured; what comes back keeps it from being left out.
type Step = fn(&Path) -> u64;

const STEPS: &[(&str, Step)] = &[
    ("nothing", |_| 0),
    ("first-screen", first_screen),
    ("end-at-once", end_at_once),
    ("index", index),
    ("all-chunks", all_chunks),
];

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", kind, len, path] => make(kind, len, Path::new(path)),
        ["step", name, path] => println!("{}", step(name)(Path::new(path))),
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
    for kind in ["markdown", "plain"] {
        for len in ["10K", "1M", "100M"] {
            let path = scratch(kind, len);
            make(kind, len, &path);
            for (name, step) in STEPS.iter().filter(|(name, _)| name.contains(filter)) {
                println!("{name:14} {kind:9} {len:>6} {:>12.1?}", best(*step, &path));
            }
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
        let before = Instant::now();
        black_box(step(path));
        best = best.min(before.elapsed());
        if start.elapsed() > Duration::from_secs(2) {
            break;
        }
    }
    best
}

fn open(path: &Path) -> Library {
    load::open(path).expect("the file was just made")
}

/// What is read and parsed before the first screen is drawn.
fn first_screen(path: &Path) -> u64 {
    let library = open(path);
    library.chunk_at(0).text.len() as u64
}

/// The last screen, before anything but the start is indexed.
fn end_at_once(path: &Path) -> u64 {
    let library = open(path);
    library.chunk_at(library.source_len()).text.len() as u64
}

/// The whole outline, batch by batch.
fn index(path: &Path) -> u64 {
    let library = open(path);
    let Some(mut indexer) = library.indexer() else {
        return library.document().outline.len() as u64;
    };
    let mut sections = 0;
    while let Some(index) = indexer.next_batch() {
        sections = index.document().outline.len() as u64;
    }
    sections
}

/// Every chunk parsed, on one thread.
fn all_chunks(path: &Path) -> u64 {
    let parser = open(path).parser();
    let mut chunk = parser.chunk_at(0);
    let mut len = chunk.text.len();
    while let Some(next) = parser.next(&chunk) {
        len += next.text.len();
        chunk = next;
    }
    len as u64
}
