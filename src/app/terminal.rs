//! The terminal taken and given back as it was: after the end, an error, a panic, a signal.

use std::{
    io::{self, Write as _},
    panic,
    sync::{Arc, Mutex, PoisonError},
};

use crate::load::guard;
use crossterm::{
    QueueableCommand as _,
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    style::ResetColor,
    terminal::{self, DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen},
};

/// Switches to raw mode and the alternate screen.
///
/// # Errors
/// When the terminal refuses.
pub fn enter() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let mut out = Vec::new();
    out.queue(EnterAlternateScreen)?
        .queue(DisableLineWrap)?
        .queue(EnableBracketedPaste)?;
    write(&out)
}

/// Gives the terminal back. Does what it can: there is nobody left to tell of an error.
pub fn leave() {
    let mut out = Vec::new();
    let queued = out
        .queue(ResetColor)
        .and_then(|out| out.queue(DisableBracketedPaste))
        .and_then(|out| out.queue(EnableLineWrap))
        .and_then(|out| out.queue(Show))
        .and_then(|out| out.queue(LeaveAlternateScreen));
    if queued.is_ok() {
        let _ = write(&out);
    }
    let _ = terminal::disable_raw_mode();
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// The terminal for as long as this lives; dropping it gives it back, in a panic too.
#[derive(Debug)]
pub struct Taken {
    last_words: Arc<Mutex<Option<String>>>,
}

impl Taken {
    /// Takes the terminal. From now on the message of a panic is kept, not printed: it would land
    /// on the reader's screen, and a parser's panic is survived anyway.
    ///
    /// # Errors
    /// When the terminal refuses; it is given back first.
    pub fn take() -> io::Result<Self> {
        let last_words = Arc::new(Mutex::new(None));
        let kept = Arc::clone(&last_words);
        panic::set_hook(Box::new(move |info| {
            if guard::is_guarded() {
                return;
            }
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(info.to_string());
        }));
        let taken = Self { last_words };
        enter().map(|()| taken)
    }

    /// Where the message of the last panic is kept.
    pub fn last_words(&self) -> Arc<Mutex<Option<String>>> {
        Arc::clone(&self.last_words)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        leave();
        if !std::thread::panicking() {
            let _ = panic::take_hook();
        }
    }
}
