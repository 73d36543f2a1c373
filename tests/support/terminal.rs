//! The program in a pseudo-terminal: what it writes becomes a screen, what is typed reaches it.
//!
//! Whatever is waited for has a deadline, and a wait that fails shows the screen.

use std::{
    ffi::OsStr,
    fmt,
    io::{Read as _, Write as _},
    num::NonZeroU16,
    process::{Child, ExitStatus},
    sync::{Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use pty_process::{
    Size,
    blocking::{Command, Pty},
};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid},
    termios::{LocalModes, Termios, tcgetattr},
};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser, Screen};

/// How long anything may take on a busy machine before it counts as not happening.
const DEADLINE: Duration = Duration::from_secs(30);

/// What stands on the terminal before the program starts.
const SHELL: &str = "$";

/// A program running in a pseudo-terminal, and what is on its screen.
pub struct Session {
    pty: Option<Pty>,
    child: Child,
    screen: Parser,
    written: Vec<u8>,
    before: Termios,
    _home: TempDir,
}

impl Session {
    /// Starts the reader with these arguments on a screen of `width` by `height` cells.
    pub fn open<A: AsRef<OsStr>>(
        arguments: impl IntoIterator<Item = A>,
        width: u16,
        height: u16,
    ) -> Self {
        Self::start(Self::reader().args(arguments), width, height)
    }

    /// The command that starts the reader, from the folder of the repository.
    pub fn reader() -> Command {
        Command::new(env!("CARGO_BIN_EXE_briefing"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_remove("NO_COLOR")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("XDG_STATE_HOME")
    }

    /// Starts `command` on a screen of `width` by `height` cells, in a home of its own.
    pub fn start(command: Command, width: u16, height: u16) -> Self {
        // A terminal opened while another thread starts a program would be inherited by it, and
        // closing it here would no longer close it.
        static STARTING: Mutex<()> = Mutex::new(());
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let home = TempDir::new().unwrap();
        let (pty, program) = pty_process::blocking::open().unwrap();
        pty.resize(Size::new(height, width)).unwrap();
        let before = tcgetattr(&pty).unwrap();
        let child = command
            .env("TERM", "xterm-256color")
            .env("HOME", home.path())
            .spawn(program)
            .unwrap();
        let (height, width) = nonzero(height, width);
        let mut screen = Parser::new(height, width, 0);
        screen.process(SHELL.as_bytes());
        Self {
            pty: Some(pty),
            child,
            screen,
            written: Vec::new(),
            before,
            _home: home,
        }
    }

    fn pty(&self) -> &Pty {
        self.pty.as_ref().expect("the terminal is open")
    }

    /// The program's standard input, when it is a pipe.
    pub fn stdin(&mut self) -> std::process::ChildStdin {
        self.child.stdin.take().expect("a pipe was asked for")
    }

    /// What is on the screen.
    pub fn screen(&self) -> &Screen {
        self.screen.screen()
    }

    /// The rows of the screen, as far as they are written on.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// The last row of the screen.
    pub fn bottom(&self) -> String {
        let (height, width) = self.screen().size();
        let mut rows = self.screen().rows(0, width.get());
        rows.nth(usize::from(height.get()) - 1).unwrap_or_default()
    }

    /// Every byte the program has written so far.
    pub fn written(&self) -> &[u8] {
        &self.written
    }

    /// Types `keys`, as the bytes a terminal sends.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.pty().write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Gives the terminal another size, which tells the program.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.pty().resize(Size::new(height, width)).unwrap();
        let (height, width) = nonzero(height, width);
        self.screen.set_size(height, width);
        self
    }

    /// Waits for `text` to stand on the screen.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(&format!("{text:?}"), |session| {
            session.text().contains(text)
        })
    }

    /// Waits for the screen to be as `is_there` says, between two frames.
    pub fn wait_until(&mut self, what: &str, is_there: impl Fn(&Self) -> bool) -> &mut Self {
        let end = Instant::now() + DEADLINE;
        while self.is_on("2026") || !is_there(self) {
            match self.read(end) {
                Reading::Some => {}
                Reading::Closed => panic!("the program ended before {what} was there:\n{self}"),
                Reading::Late => panic!("{what} was not there in time:\n{self}"),
            }
        }
        self
    }

    /// Takes what the program writes next.
    fn read(&mut self, end: Instant) -> Reading {
        let left = end.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).expect("a short time");
        let pty = self.pty.as_mut().expect("the terminal is open");
        let mut asked = [PollFd::new(pty, PollFlags::IN)];
        if poll(&mut asked, Some(&left)).unwrap() == 0 {
            return Reading::Late;
        }
        let mut bytes = [0; 8 * 1024];
        // Linux answers EIO once no program holds the terminal, others end the stream.
        let len = pty.read(&mut bytes).unwrap_or(0);
        self.written.extend_from_slice(&bytes[..len]);
        self.screen.process(&bytes[..len]);
        if len == 0 {
            Reading::Closed
        } else {
            Reading::Some
        }
    }

    /// The process.
    pub fn id(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).unwrap();
    }

    /// Waits for the program to stop, as it does on Ctrl-Z, and takes what it wrote until then.
    pub fn wait_until_stopped(&mut self) -> &mut Self {
        let id = self.id();
        let stopped = within("stopping", move || {
            waitid(WaitId::Pid(id), WaitIdOptions::STOPPED)
        });
        let status = stopped.unwrap().expect("a child of ours");
        assert!(status.stopped(), "{status:?}");
        while matches!(self.read(Instant::now()), Reading::Some) {}
        self
    }

    /// Waits for the program to end, and takes what it wrote until then.
    pub fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + DEADLINE;
        loop {
            match self.read(end) {
                Reading::Some => {}
                Reading::Closed => return self.wait(),
                Reading::Late => panic!("the program did not end:\n{self}"),
            }
        }
    }

    /// Closes the terminal, as a lost connection does, and waits for the program to end.
    pub fn close(&mut self) -> ExitStatus {
        drop(self.pty.take());
        self.wait()
    }

    fn wait(&mut self) -> ExitStatus {
        let id = self.id();
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        within("ending", move || waitid(WaitId::Pid(id), options)).unwrap();
        self.child.wait().unwrap()
    }

    /// Is the terminal in raw mode, as a reader needs it?
    pub fn is_raw(&self) -> bool {
        let modes = tcgetattr(self.pty()).unwrap().local_modes;
        !modes.intersects(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Fails unless the terminal is as it was before the program came.
    pub fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "on the alternate screen");
        assert!(!screen.hide_cursor(), "without a cursor");
        assert!(!screen.bracketed_paste(), "with bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(screen.attributes_formatted(), "\u{1b}[m", "with a style");
        assert!(self.is_on("7"), "without line wrap");
        assert!(!self.is_on("2026"), "in an update that never ends");
        assert!(self.text().starts_with(SHELL), "written over:\n{self}");
        let now = tcgetattr(self.pty()).unwrap();
        assert_eq!(format!("{now:?}"), format!("{:?}", self.before));
    }

    /// Is a private mode of the terminal on, after all that was written? Line wrap (7) is on from
    /// the start; the others here are off.
    fn is_on(&self, mode: &str) -> bool {
        let written = String::from_utf8_lossy(&self.written);
        let on = written.rfind(&format!("\u{1b}[?{mode}h"));
        let off = written.rfind(&format!("\u{1b}[?{mode}l"));
        match (on, off) {
            (None, None) => mode == "7",
            (on, off) => on > off,
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It has ended, unless a test failed; then nobody else would end it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

enum Reading {
    Some,
    Closed,
    Late,
}

fn nonzero(height: u16, width: u16) -> (NonZeroU16, NonZeroU16) {
    let of = |cells| NonZeroU16::new(cells).expect("a screen has cells");
    (of(height), of(width))
}

/// What `wait` gives, if it does before the deadline.
fn within<T: Send + 'static>(what: &str, wait: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(wait()));
    let got = receive.recv_timeout(DEADLINE);
    got.unwrap_or_else(|_| panic!("{what} takes too long"))
}
