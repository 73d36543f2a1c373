//! One program run to its end, or to the end of what it is allowed: what it prints is read as it
//! comes, by one thread, and what it leaves behind is killed.

use std::{
    fmt,
    io::{self, Read},
    os::{
        fd::AsFd,
        unix::process::{CommandExt as _, ExitStatusExt as _},
    },
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid},
};

use super::{Limits, shortened};

/// How long one wait for bytes lasts: so often is looked whether the program has ended or is no
/// longer wanted.
const SLICE: Duration = Duration::from_millis(50);

/// How long a program that has closed its output is left alone.
const PAUSE: Duration = Duration::from_millis(2);

/// Bytes kept of what a program says beside its output.
const SAID_MAX: usize = 4 * 1024;

/// Bytes read at a time.
const STEP: usize = 64 * 1024;

/// How a program ended that did not give what it should.
#[derive(Debug)]
pub enum Ended {
    /// There is no such program.
    NotFound,
    /// It cannot be started, or not be waited for.
    Refused(io::Error),
    /// It was killed after so many seconds.
    TooLong(u32),
    /// It was killed after so many megabytes.
    TooMuch(u32),
    /// It was killed because nobody wanted it any more.
    Stopped,
    /// It ended by itself, with this to say.
    Failed(ExitStatus, String),
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("is not installed"),
            Self::Refused(error) => write!(f, "cannot be run: {error}"),
            Self::TooLong(1) => f.write_str("took longer than 1 second"),
            Self::TooLong(seconds) => write!(f, "took longer than {seconds} seconds"),
            Self::TooMuch(megabytes) => write!(f, "gave more than {megabytes} MB"),
            Self::Stopped => f.write_str("was stopped"),
            Self::Failed(status, said) => {
                match (status.code(), status.signal()) {
                    (Some(code), _) => write!(f, "failed with status {code}")?,
                    (None, signal) => write!(f, "was killed by signal {}", signal.unwrap_or(0))?,
                }
                if said.is_empty() {
                    Ok(())
                } else {
                    write!(f, ": {said}")
                }
            }
        }
    }
}

/// What is known of the program that is running, shared with who may end it.
#[derive(Clone, Debug, Default)]
pub struct Running {
    /// The signal that asked for the end; 0 for none.
    stop: Arc<AtomicUsize>,
    is_busy: Arc<AtomicBool>,
}

impl Running {
    /// Where a signal that arrives may leave its number: the program is killed then.
    pub fn stop_flag(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.stop)
    }

    /// The signal that asked for the end.
    pub fn stopped_by(&self) -> Option<i32> {
        let signal = self.stop.load(Ordering::Relaxed);
        i32::try_from(signal).ok().filter(|signal| *signal != 0)
    }

    /// Has the running program killed, and waits until it is: no later than a few slices from now.
    pub fn end(&self) {
        self.stop
            .store(Signal::TERM.as_raw() as usize, Ordering::Relaxed);
        let latest = Instant::now() + 10 * SLICE;
        while self.is_busy.load(Ordering::Acquire) && Instant::now() < latest {
            thread::sleep(PAUSE);
        }
    }

    /// Runs `command` and gives what it prints, no more than `limits` allow.
    ///
    /// # Errors
    /// When it cannot be run, passes a limit, is stopped, or ends with another status than 0.
    pub(super) fn output(&self, command: &mut Command, limits: Limits) -> Result<Vec<u8>, Ended> {
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        let mut child = command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Ended::NotFound,
            _ => Ended::Refused(error),
        })?;
        self.is_busy.store(true, Ordering::Release);
        let mut gathered = Gathered::of(&mut child);
        let ended = self.gather(&child, &mut gathered, limits);
        // The child has not been waited for: its number is still its own, and that of its group.
        let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
        let status = child.wait().map_err(Ended::Refused);
        self.is_busy.store(false, Ordering::Release);
        ended?;
        let status = status?;
        if status.success() {
            return Ok(gathered.printed);
        }
        Err(Ended::Failed(status, shortened(&gathered.said)))
    }

    /// Reads until the child has ended and no more comes.
    fn gather(&self, child: &Child, gathered: &mut Gathered, limits: Limits) -> Result<(), Ended> {
        let latest = Instant::now() + Duration::from_secs(limits.seconds.into());
        let most = (limits.megabytes as usize) << 20;
        loop {
            let is_more = gathered.take().map_err(Ended::Refused)?;
            if gathered.printed.len() > most {
                return Err(Ended::TooMuch(limits.megabytes));
            }
            if !is_more && has_ended(child).map_err(Ended::Refused)? {
                return Ok(());
            }
            if self.stopped_by().is_some() {
                return Err(Ended::Stopped);
            }
            if Instant::now() >= latest {
                return Err(Ended::TooLong(limits.seconds));
            }
        }
    }
}

/// Has it ended? It stays to be waited for.
fn has_ended(child: &Child) -> io::Result<bool> {
    let how = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    Ok(waitid(WaitId::Pid(Pid::from_child(child)), how)?.is_some())
}

/// The two pipes of a child, and what came through them.
struct Gathered {
    out: Option<std::process::ChildStdout>,
    err: Option<std::process::ChildStderr>,
    printed: Vec<u8>,
    said: Vec<u8>,
    buffer: Vec<u8>,
}

impl Gathered {
    fn of(child: &mut Child) -> Self {
        Self {
            out: child.stdout.take(),
            err: child.stderr.take(),
            printed: Vec::new(),
            said: Vec::new(),
            buffer: vec![0; STEP],
        }
    }

    /// Waits for bytes, no longer than a slice, and takes them; did any come, or an end?
    fn take(&mut self) -> io::Result<bool> {
        let pipes = [
            self.out.as_ref().map(AsFd::as_fd),
            self.err.as_ref().map(AsFd::as_fd),
        ];
        let mut waiting: Vec<PollFd<'_>> = pipes
            .iter()
            .flatten()
            .map(|pipe| PollFd::from_borrowed_fd(*pipe, PollFlags::IN))
            .collect();
        let pause = if waiting.is_empty() { PAUSE } else { SLICE };
        let pause = Timespec::try_from(pause).expect("a few milliseconds fit");
        match poll(&mut waiting, Some(&pause)) {
            Err(error) if error == rustix::io::Errno::INTR => return Ok(true),
            ready => ready?,
        };
        let mut ready = waiting.iter().map(|pipe| !pipe.revents().is_empty());
        let has_out = self.out.is_some() && ready.next() == Some(true);
        let has_err = self.err.is_some() && ready.next() == Some(true);
        if has_out {
            take(
                &mut self.out,
                &mut self.buffer,
                &mut self.printed,
                usize::MAX,
            )?;
        }
        if has_err {
            take(&mut self.err, &mut self.buffer, &mut self.said, SAID_MAX)?;
        }
        Ok(has_out || has_err)
    }
}

/// Reads once from a pipe that has something; at its end there is no pipe any more. What passes
/// `most` is let go.
fn take<R: Read>(
    pipe: &mut Option<R>,
    buffer: &mut [u8],
    into: &mut Vec<u8>,
    most: usize,
) -> io::Result<()> {
    let Some(reader) = pipe else { return Ok(()) };
    let count = match reader.read(buffer) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
        count => count?,
    };
    if count == 0 {
        *pipe = None;
    }
    let kept = count.min(most.saturating_sub(into.len()));
    into.extend_from_slice(&buffer[..kept]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Limits = Limits {
        seconds: 1,
        megabytes: 1,
    };

    fn shell(script: &str, limits: Limits) -> Result<String, String> {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::null());
        let ended = Running::default().output(&mut command, limits);
        ended
            .map(|bytes| String::from_utf8(bytes).unwrap())
            .map_err(|ended| ended.to_string())
    }

    fn gives(script: &str, expected: &str) {
        assert_eq!(
            shell(script, Limits::default()),
            Ok(expected.to_owned()),
            "{script}"
        );
    }

    fn fails(script: &str, expected: &str) {
        assert_eq!(shell(script, SHORT), Err(expected.to_owned()), "{script}");
    }

    #[test]
    fn what_is_printed_comes_whole() {
        gives("printf 'a\\nb'; echo warning >&2", "a\nb");
        gives("true", "");
        let long = shell(
            "yes | head -c 300000; yes | head -c 300000 >&2",
            Limits::default(),
        );
        assert_eq!(long.unwrap().len(), 300_000);
        gives("exec 1>&- 2>&-; sleep 0.1", "");
    }

    #[test]
    fn a_failure_says_what_the_program_said() {
        fails(
            "echo half; echo 'no such' >&2; echo page >&2; exit 3",
            "failed with status 3: no such page",
        );
        fails("exit 1", "failed with status 1");
        fails("kill -9 $$", "was killed by signal 9");
        let mut command = Command::new("no-such-program-anywhere");
        let ended = Running::default().output(&mut command, SHORT);
        assert!(matches!(ended, Err(Ended::NotFound)));
    }

    #[test]
    fn limits_end_the_program_and_all_it_started() {
        let start = Instant::now();
        fails("sleep 600 & sleep 600", "took longer than 1 second");
        fails("yes", "gave more than 1 MB");
        fails("exec 1>&- 2>&-; sleep 600", "took longer than 1 second");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn what_a_program_leaves_behind_keeps_nobody_waiting_and_is_killed() {
        let start = Instant::now();
        let late = format!(
            "{}/briefing-late-{}",
            std::env::temp_dir().display(),
            std::process::id()
        );
        gives(&format!("(sleep 0.4; touch {late}) & echo done"), "done\n");
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(800));
        assert!(!std::path::Path::new(&late).exists());
    }

    #[test]
    fn a_program_nobody_wants_is_stopped() {
        let running = Running::default();
        let stop = running.stop_flag();
        stop.store(15, Ordering::Relaxed);
        let mut command = Command::new("sleep");
        let ended = running.output(command.arg("600"), Limits::default());
        assert!(matches!(ended, Err(Ended::Stopped)));
        assert_eq!(running.stopped_by(), Some(15));
    }
}
