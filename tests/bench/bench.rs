//! What loading costs: `cargo bench`, or one step alone to be counted by callgrind.
//! See `README.md` beside this file.

#[path = "generate.rs"]
mod generate;
#[path = "paint.rs"]
mod paint;
#[path = "prose.rs"]
mod prose;
#[path = "steps.rs"]
mod steps;

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use divan::Bencher;
use steps::{STEPS, Step};

/// The files that the steps were taken on, by their names.
static MADE: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", kind, len, path] => make(kind, len, Path::new(path)),
        ["step", name, path] => take(name, Path::new(path)),
        ["paint", ref programs @ .., path] => paint::paint(programs, Path::new(path)),
        _ => divan::main(),
    }
    for path in MADE.lock().expect("no step panics").values() {
        // A file that stays behind in the temporary folder does no harm.
        let _ = std::fs::remove_file(path);
    }
}

/// Takes one step, and prints what it found, how long it took, and how long a processor worked on it.
fn take(name: &str, path: &Path) {
    let found = STEPS.iter().find(|(step, _)| *step == name);
    let (_, step) = found.unwrap_or_else(|| panic!("there is no step {name}"));
    let work = step(path);
    let (start, worked) = (Instant::now(), processor_time());
    let result = work();
    let (elapsed, worked) = (start.elapsed(), processor_time().saturating_sub(worked));
    println!("{result} {elapsed:?}, {worked:?} of a processor");
}

/// How long processors have worked for this thread, and for threads of a step that have ended.
fn processor_time() -> Duration {
    Duration::from_nanos(thread_time() + BESIDE.load(Ordering::Relaxed))
}

/// Nanoseconds that threads beside this one have worked: each adds its own at its end.
static BESIDE: AtomicU64 = AtomicU64::new(0);

/// Nanoseconds a processor has worked for this thread, in the program and in the system; nothing where
/// the system does not tell (Linux does, proc(5); so it does under callgrind).
fn thread_time() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.unwrap_or(0)
}

/// A step on a text of some kind and length.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    step: Step,
    kind: &'static str,
    len: &'static str,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.len)
    }
}

impl Case {
    /// Every step on a text of each length.
    fn all(kind: &'static str) -> impl Iterator<Item = Self> {
        STEPS.iter().flat_map(move |&(name, step)| {
            ["10K", "1M", "100M"].map(|len| Self {
                name,
                step,
                kind,
                len,
            })
        })
    }

    /// The text, made when it is first asked for.
    fn path(&self) -> PathBuf {
        let extension = if self.kind == "plain" { "txt" } else { "md" };
        let name = format!(
            "briefing-bench-{}-{}-{}.{extension}",
            std::process::id(),
            self.kind,
            self.len
        );
        let mut made = MADE.lock().expect("no step panics");
        let path = made.entry(name).or_insert_with_key(|name| {
            let path = std::env::temp_dir().join(name);
            make(self.kind, self.len, &path);
            path
        });
        path.clone()
    }

    fn measure(self, bencher: Bencher) {
        let path = self.path();
        bencher
            .with_inputs(|| (self.step)(&path))
            .bench_local_values(|work| work());
    }
}

#[divan::bench(args = Case::all("markdown"), sample_size = 1, sample_count = 20, max_time = 3)]
fn markdown(bencher: Bencher, case: Case) {
    case.measure(bencher);
}

#[divan::bench(args = Case::all("plain"), sample_size = 1, sample_count = 20, max_time = 3)]
fn plain(bencher: Bencher, case: Case) {
    case.measure(bencher);
}

/// News as people write it is only read for its figures: the rest costs what Markdown does.
#[divan::bench(
    args = Case::all("prose").filter(|case| case.name == "statistics"),
    sample_size = 1, sample_count = 20, max_time = 3,
)]
fn prose(bencher: Bencher, case: Case) {
    case.measure(bencher);
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
