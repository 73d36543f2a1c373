//! What ends the program, as one line.

use std::{error::Error, io};

use crate::{
    app::convert::OpenError,
    config::ConfigError,
    load::LoadError,
    text::{CleanString, without_number},
};

/// What ends the program before it did what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments cannot be understood.
    #[error("{0}")]
    Usage(String),
    /// The briefing cannot be opened or read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The briefing cannot be opened, or its program does not turn it into text.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The configuration that was named cannot be opened.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Standard output cannot be written to.
    #[error("cannot write to standard output")]
    Output(#[from] io::Error),
    /// No section has the title asked for.
    #[error("no section is called {title}")]
    NoSection {
        /// As it was asked for.
        title: String,
    },
    /// The terminal cannot be used.
    #[error("cannot use the terminal")]
    Terminal(#[source] io::Error),
    /// A mistake in the program.
    #[error("a mistake in the program: {0}")]
    Panic(String),
}

impl Failure {
    /// What is wrong with the arguments, as one line.
    pub fn usage(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let words = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"));
        let mut all = String::new();
        for line in words.filter(|line| !line.is_empty()) {
            let (mark, line) = match line.strip_prefix("tip: ") {
                Some(tip) => ("; ", tip),
                None => (" ", line),
            };
            all.push_str(if all.is_empty() { "" } else { mark });
            all.push_str(line);
        }
        Self::Usage(all.strip_prefix("error: ").unwrap_or(&all).to_owned())
    }

    /// Is it that nobody reads on, as with `| head`?
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The exit status: 1 when there is nothing of what was asked for, 2 for an error.
    pub fn status(&self) -> u8 {
        if matches!(self, Self::NoSection { .. }) {
            1
        } else {
            2
        }
    }

    /// All that is to be said, harmless, in one line.
    pub fn line(&self) -> CleanString {
        let mut line = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            line.push_str(": ");
            line.push_str(without_number(&error.to_string()));
            cause = error.source();
        }
        CleanString::from_raw(&line.replace('\n', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_thing_and_the_cause_in_one_harmless_line() {
        let source = io::Error::from_raw_os_error(2);
        let failure = Failure::from(LoadError::Open {
            path: "no\x1b[2Jte.md".into(),
            source,
        });
        assert_eq!(
            failure.line().as_str(),
            "cannot open no␛[2Jte.md: No such file or directory"
        );
    }

    #[test]
    fn a_closed_pipe_is_told_from_a_full_disk() {
        let failure = |kind| Failure::from(io::Error::from(kind));
        assert!(failure(io::ErrorKind::BrokenPipe).is_closed_pipe());
        assert!(!failure(io::ErrorKind::StorageFull).is_closed_pipe());
    }
}
