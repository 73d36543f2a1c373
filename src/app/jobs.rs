//! The threads: keys, signals, search, analysis. Each sends [`Event`]s and ends when nobody listens.

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use crossterm::{
    event::{self, Event as Input, KeyEventKind},
    terminal,
};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::{
    Event,
    convert::Opener,
    event::Opened,
    figures::{self, Analysis, Listener},
    finder::{
        kept::Kept,
        worker::{Report, Search},
    },
    keymap::Key,
    turn::Turn,
};
use crate::load::{Indexer, Parser};

/// Events waiting at most; a worker that is ahead of the screen waits for it. One may hold thousands of
/// matches.
const WAITING: usize = 32;

/// Starts threads and gives what they report.
#[derive(Debug)]
pub struct Jobs {
    send: SyncSender<Event>,
    /// Signals heard from the start on, and reported once somebody listens.
    signals: Option<Signals>,
    /// The search that is wanted; an older one stops.
    wanted: Arc<AtomicU64>,
    /// The edition of the text that is read for its statistics.
    edition: Arc<AtomicU64>,
    /// Statistics stand still while a search runs.
    turn: Arc<Turn>,
}

impl Jobs {
    /// No thread yet, and the end of the channel where events arrive. Signals that would end the
    /// program are held from now on: make it before the terminal is taken, or one of them may leave
    /// the terminal as it is then.
    ///
    /// # Errors
    /// When the system lets no signal be handled.
    pub fn new() -> io::Result<(Self, Receiver<Event>)> {
        let (send, receive) = sync_channel(WAITING);
        let signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH])?;
        let signals = Some(signals);
        Ok((
            Self {
                send,
                signals,
                wanted: Arc::default(),
                edition: Arc::default(),
                turn: Arc::default(),
            },
            receive,
        ))
    }

    /// Reports keys and signals from now on.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn listen(&mut self) -> io::Result<()> {
        let send = self.send.clone();
        spawn("input", move || read_input(&send))?;
        let Some(signals) = self.signals.take() else {
            return Ok(());
        };
        let send = self.send.clone();
        spawn("signals", move || report_signals(signals, &send))
    }

    /// Works on a search of this generation, on as many threads as it has ways. A search begun earlier
    /// stops.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn search(&self, search: Search, generation: u64) -> io::Result<()> {
        self.wanted.store(generation, Ordering::Relaxed);
        let search = Arc::new(search);
        for way in search.ways() {
            let search = Arc::clone(&search);
            let mut reporter = Reporter {
                send: self.send.clone(),
                wanted: Arc::clone(&self.wanted),
                generation,
            };
            let hurry = self.turn.hurry();
            spawn("search", move || {
                let _hurry = hurry;
                search.run(*way, &mut reporter);
            })?;
        }
        Ok(())
    }

    /// Stops the search that runs, if one does.
    pub fn end_search(&self) {
        self.wanted.store(u64::MAX, Ordering::Relaxed);
    }

    /// Looks through all of `text` for what makes searches fast, as long as somebody else holds `kept`;
    /// stands still while a search runs.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn prepare_search(&self, text: Parser, kept: Arc<Kept>) -> io::Result<()> {
        let turn = Arc::clone(&self.turn);
        spawn("search", move || {
            Kept::find_all(&kept, text.source(), || turn.wait());
        })
    }

    /// Opens the file at `path`, by way of its program where it needs one.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn open(&self, opener: Opener, path: PathBuf) -> io::Result<()> {
        let send = self.send.clone();
        spawn("reload", move || {
            let result = Box::new(Opened(opener.open(&path)));
            // Nobody listens once the reader has quit.
            let _ = send.send(Event::Opened(result));
        })
    }

    /// Indexes the rest of the source of this `edition` of the text.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn index(&self, mut indexer: Indexer, edition: u64) -> io::Result<()> {
        let send = self.send.clone();
        spawn("index", move || {
            while let Some(index) = indexer.next_batch() {
                if send.send(Event::Indexed { edition, index }).is_err() {
                    return;
                }
            }
        })
    }

    /// Reads all of this `edition` of the text for its statistics, from the chunk that holds source
    /// offset `from` outwards, and reports what is known now and then. An edition before it is left. It
    /// stands still while a search runs.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn analyse(&self, text: Parser, from: u64, edition: u64) -> io::Result<()> {
        self.edition.store(edition, Ordering::Relaxed);
        let mut analyst = Analyst {
            send: self.send.clone(),
            wanted: Arc::clone(&self.edition),
            edition,
            turn: Arc::clone(&self.turn),
        };
        spawn("statistics", move || {
            figures::analyse_outwards(&text, text.document(), from, &mut analyst);
        })
    }
}

/// Sends what is known of an edition, as long as it is the one that is wanted.
struct Analyst {
    send: SyncSender<Event>,
    wanted: Arc<AtomicU64>,
    edition: u64,
    turn: Arc<Turn>,
}

impl Listener for Analyst {
    fn tell(&mut self, analysis: Analysis) {
        let (edition, analysis) = (self.edition, Box::new(analysis));
        if self
            .send
            .send(Event::Analysed { edition, analysis })
            .is_err()
        {
            // The reader has quit.
            self.wanted.store(edition + 1, Ordering::Relaxed);
        }
    }

    fn is_wanted(&self) -> bool {
        self.turn.wait();
        self.wanted.load(Ordering::Relaxed) == self.edition
    }
}

/// Sends what a search finds, as long as it is the one that is wanted.
struct Reporter {
    send: SyncSender<Event>,
    wanted: Arc<AtomicU64>,
    generation: u64,
}

impl Report for Reporter {
    fn found(&mut self, event: Event) {
        if self.send.send(event).is_err() {
            // The reader has quit.
            self.wanted.store(self.generation + 1, Ordering::Relaxed);
        }
    }

    fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed) == self.generation
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name(name.into())
        .spawn(work)
        .map(drop)
}

/// Ends the program when the thread that reads keys ends, however it does: a reader without keys
/// could not even be left.
struct Listening<'a>(&'a SyncSender<Event>);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        // Nobody listens once the reader has quit.
        let _ = self.0.send(Event::End);
    }
}

/// Sends what each signal means. A new size is read from the terminal, and told by the signal alone:
/// what the thread that reads keys says of it may come too late to be true.
fn report_signals(mut signals: Signals, send: &SyncSender<Event>) {
    for signal in signals.forever() {
        let event = match signal {
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Redraw,
            SIGWINCH => match terminal::size() {
                Ok((width, height)) => Event::Resize(width, height),
                Err(_) => Event::Redraw,
            },
            _ => Event::End,
        };
        if send.send(event).is_err() {
            return;
        }
    }
}

fn read_input(send: &SyncSender<Event>) {
    let _listening = Listening(send);
    loop {
        let event = match event::read() {
            Ok(Input::Key(key)) if key.kind != KeyEventKind::Release => {
                Event::Key(Key::from_event(key))
            }
            Ok(Input::Paste(text)) => Event::Paste(text),
            Ok(_) => continue,
            Err(_) => return,
        };
        if send.send(event).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{load, model::Chunks as _, search::Query};

    /// Jobs that hear no signals.
    fn jobs() -> (Jobs, Receiver<Event>) {
        let (send, receive) = sync_channel(WAITING);
        let jobs = Jobs {
            send,
            signals: None,
            wanted: Arc::default(),
            edition: Arc::default(),
            turn: Arc::default(),
        };
        (jobs, receive)
    }

    fn text(paragraphs: usize) -> Parser {
        let text = "Some 46 boats left the harbour.\n\n".repeat(paragraphs);
        load::from_bytes("boats.md", text.into(), None).parser()
    }

    #[test]
    fn statistics_stand_still_while_a_search_runs() {
        let (jobs, receive) = jobs();
        let (text, short) = (text(30_000), text(10));
        let kept = Arc::new(Kept::new(text.source_len()));
        let query = Query::new("e").expect("a letter is a query");
        let search = Search::new(text, query, 0, 1, kept);
        // It finds more than anybody takes from it yet, so it has to wait.
        jobs.search(search, 1).unwrap();
        let found = receive.recv().unwrap();
        assert!(matches!(found, Event::Matches { .. }));
        jobs.analyse(short, 0, 1).unwrap();
        thread::sleep(Duration::from_millis(100));
        let mut is_through = false;
        loop {
            match receive.recv().unwrap() {
                Event::SearchDone { .. } => is_through = true,
                Event::Analysed { .. } => break,
                _ => assert!(!is_through),
            }
        }
        assert!(is_through, "the statistics came first");
    }
}
