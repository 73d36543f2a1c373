//! What a program in a pseudo-terminal costs up to its first frame, and what it holds then.
//!
//! A processor's time is counted by the clock tick, which is longer than a start; Linux also keeps it to
//! the nanosecond for each thread (proc(5), `schedstat`).

use std::{
    fmt, fs,
    io::Read as _,
    path::Path,
    process::Child,
    time::{Duration, Instant},
};

use pty_process::{
    Size,
    blocking::{Command, Pty, open},
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use tempfile::TempDir;

/// Starts of each program.
const TIMES: usize = 40;

/// What ends a frame of a program that tells its terminal where frames end.
const END: &[u8] = b"\x1b[?2026l";

/// A program that has written nothing for so long has nothing more to write.
const QUIET: Duration = Duration::from_millis(300);

/// What one start took.
#[derive(Clone, Copy, Default)]
struct Start {
    /// Of a processor, in the thread that draws: from the fork to where it waits, its frame written.
    worked: Duration,
    /// From the fork to the last byte of the frame.
    elapsed: Duration,
    /// Pages it touched that were not mapped yet.
    faults: u64,
    /// Memory resident once all is quiet, in KB; only looked for where it is asked for.
    resident: u64,
}

/// The middle ones of many starts, each figure for itself.
struct Starts(Vec<Start>);

/// Starts each of `programs` on the file at `path` over and over, by turns, and prints what it took.
pub fn paint(programs: &[&str], path: &Path) {
    let mut starts: Vec<_> = programs.iter().map(|_| Starts(Vec::new())).collect();
    for nth in 0..TIMES {
        for (program, starts) in programs.iter().zip(&mut starts) {
            starts.0.push(start(program, path, nth < 3));
        }
    }
    for (program, starts) in programs.iter().zip(&starts) {
        println!("{program}: {starts}");
    }
}

impl fmt::Display for Starts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |figure: fn(&Start) -> Duration| {
            let mut all: Vec<_> = self.0.iter().map(figure).collect();
            all.sort_unstable();
            (all[0], all[all.len() / 2])
        };
        let (least, worked) = of(|start| start.worked);
        let (_, elapsed) = of(|start| start.elapsed);
        let (faults, resident) = (self.0[0].faults, self.0[0].resident);
        write!(
            f,
            "{worked:.2?} of a processor (the least {least:.2?}), {elapsed:.2?} in all, \
             {faults} page faults, {resident} KB resident"
        )
    }
}

/// Starts `program` on a screen of 140 by 40 cells.
fn start(program: &str, path: &Path, weighs: bool) -> Start {
    let home = TempDir::new().expect("a folder can be made");
    let (mut pty, side) = open().expect("there is a terminal");
    pty.resize(Size::new(40, 140)).expect("it takes a size");
    let command = Command::new(program)
        .arg(path)
        .env("TERM", "xterm-256color")
        .env("HOME", home.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_STATE_HOME");
    let begin = Instant::now();
    let mut child = command.spawn(side).expect("the program can be started");
    let elapsed = first_frame(&mut pty, &child, begin);
    let start = Start {
        worked: worked(&child),
        elapsed,
        faults: faults(&child),
        resident: if weighs {
            resident(&mut pty, &child)
        } else {
            0
        },
    };
    // It may have ended; what it would still write is of no use.
    let _ = child.kill();
    let _ = child.wait();
    start
}

/// Waits for the first frame to be written and for the thread that wrote it to sleep, or to have ended: only then
/// does the system say how long it has worked. How long the frame took.
fn first_frame(pty: &mut Pty, child: &Child, begin: Instant) -> Duration {
    let mut written = Vec::new();
    while !written.windows(END.len()).any(|part| part == END) {
        let is_some = read(pty, Duration::from_millis(1), &mut written);
        if !is_some && is_at_rest(child, !written.is_empty()) {
            break;
        }
    }
    let elapsed = begin.elapsed();
    while !is_at_rest(child, true) {}
    elapsed
}

/// Takes what the program writes within `patience`; was there anything?
fn read(pty: &mut Pty, patience: Duration, written: &mut Vec<u8>) -> bool {
    let patience = Timespec::try_from(patience).expect("a short time");
    let mut asked = [PollFd::new(pty, PollFlags::IN)];
    if poll(&mut asked, Some(&patience)).unwrap_or(0) == 0 {
        return false;
    }
    let mut bytes = [0; 8 * 1024];
    // Linux answers EIO once no program holds the terminal.
    let len = pty.read(&mut bytes).unwrap_or(0);
    written.extend_from_slice(&bytes[..len]);
    len > 0
}

/// Has the program ended? Or does its first thread sleep, where that counts?
fn is_at_rest(child: &Child, may_sleep: bool) -> bool {
    match stat(child).first().map(String::as_str) {
        Some("S") => may_sleep,
        Some("Z" | "X") | None => true,
        Some(_) => false,
    }
}

/// What the system says of the first thread, from its state on.
fn stat(child: &Child) -> Vec<String> {
    let id = child.id();
    let told = fs::read_to_string(format!("/proc/{id}/task/{id}/stat")).unwrap_or_default();
    // The name stands in brackets, and may hold anything.
    let facts = told.rsplit(") ").next().unwrap_or_default();
    facts.split_ascii_whitespace().map(str::to_owned).collect()
}

fn faults(child: &Child) -> u64 {
    let facts = stat(child);
    facts.get(7).and_then(|it| it.parse().ok()).unwrap_or(0)
}

fn worked(child: &Child) -> Duration {
    let id = child.id();
    let told = fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat")).unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

/// Memory resident once the program writes nothing more, in KB.
fn resident(pty: &mut Pty, child: &Child) -> u64 {
    while read(pty, QUIET, &mut Vec::new()) {}
    let path = format!("/proc/{}/smaps_rollup", child.id());
    let told = fs::read_to_string(path).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("Rss:"));
    let number = line.and_then(|line| line.split_ascii_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
