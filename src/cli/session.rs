//! What every command works with: the configuration, and files opened as it says.

use std::{
    io::{self, Write as _},
    path::Path,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag, low_level,
};

use super::Failure;
use crate::{
    app::convert::Opener,
    config::{self, Loaded},
    load::{self, Indexer, Library},
};

/// One run of the program.
pub struct Session {
    /// The configuration, and what was wrong with it.
    pub loaded: Loaded,
    /// Opens files.
    pub opener: Opener,
}

impl Session {
    /// Reads the configuration at `file`, or at its own place.
    ///
    /// # Errors
    /// When `file` cannot be opened. A file in its own place that cannot be is a notice.
    pub fn start(file: Option<&Path>) -> Result<Self, Failure> {
        let loaded = match file {
            Some(file) => config::load_from(file)?,
            None => config::load(),
        };
        let opener = Opener::new(loaded.config.converters.clone());
        Ok(Self { loaded, opener })
    }

    /// Says on standard error what was wrong with the configuration, one line each.
    pub fn say_notices(&self) {
        for notice in &self.loaded.notices {
            // Where standard error is closed, nobody can be told.
            let _ = writeln!(io::stderr(), "briefing: {notice}");
        }
    }

    /// The first thing that was wrong with the configuration, and where to see the others.
    pub fn notice(&self) -> Option<String> {
        let (first, others) = self.loaded.notices.split_first()?;
        Some(match others.len() {
            0 => first.to_string(),
            count => format!("{first} ({count} more: briefing config)"),
        })
    }

    /// Opens what was named: a file, `-` for standard input.
    pub fn open(&self, file: &Path) -> Result<Library, Failure> {
        if file.as_os_str() == "-" {
            return Ok(load::from_pipe("standard input", Box::new(io::stdin()))?);
        }
        if self.opener.converts(file) {
            self.convert(file)
        } else {
            Ok(self.opener.open(file)?)
        }
    }

    /// Opens a file by way of its program. A signal that would end us ends the program first: it
    /// stands in a group of its own, and would not hear of it.
    fn convert(&self, file: &Path) -> Result<Library, Failure> {
        let running = self.opener.running();
        let mut heard = Vec::new();
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            let number = usize::try_from(signal).expect("signals have small numbers");
            heard.extend(flag::register_usize(signal, running.stop_flag(), number));
        }
        let opened = self.opener.open(file);
        for id in heard {
            low_level::unregister(id);
        }
        if let Some(signal) = running.stopped_by() {
            low_level::emulate_default_handler(signal)?;
        }
        Ok(opened?)
    }

    /// Opens what was named and indexes all of it.
    pub fn open_whole(&self, file: &Path) -> Result<Library, Failure> {
        self.open_and(file, Indexer::at_once)
    }

    /// Opens what was named and indexes all of it, to list its headings.
    pub fn open_listed(&self, file: &Path) -> Result<Library, Failure> {
        self.open_and(file, |indexer| indexer.at_once().listing())
    }

    fn open_and(
        &self,
        file: &Path,
        prepare: impl FnOnce(Indexer) -> Indexer,
    ) -> Result<Library, Failure> {
        let mut library = self.open(file)?;
        if let Some(mut indexer) = library.indexer().map(prepare)
            && let Some(index) = std::iter::from_fn(|| indexer.next_batch()).last()
        {
            library.set_index(index);
        }
        Ok(library)
    }
}
