//! Files that a program has to turn into text first: which program, what it gives, how long it may
//! take and how much it may print.
//!
//! [`Opener`] is how every file is opened, here and on the command line: by way of a program where
//! one is named for files of its kind, else as it is. A program is started with its arguments as
//! they are, without a shell; it stands in a process group of its own, and that is killed when a
//! limit is passed, when the program is no longer wanted, and when it has left others running.

mod child;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    os::unix::ffi::{OsStrExt as _, OsStringExt as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

pub use child::{Ended, Running};

use crate::{
    load::{self, Library, LoadError},
    model::Format,
    text::CleanString,
};

/// What stands for the file in an argument.
pub const PLACE: &str = "{}";

/// Cells of what a program says of its failure, at most.
const SAID: usize = 160;

/// How long a program may take, and how much it may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds from its start.
    pub seconds: u32,
    /// Megabytes (of 1024 × 1024 bytes) it prints.
    pub megabytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            seconds: 30,
            megabytes: 64,
        }
    }
}

/// A program that turns files of one kind into text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converter {
    /// The program, then its arguments; [`PLACE`] in them stands for the file. Never empty.
    pub run: Vec<String>,
    /// How what it prints is read.
    pub gives: Format,
    /// Seconds it may take, where that differs from [`Converters::limits`].
    pub seconds: Option<u32>,
    /// Megabytes it may give, where that differs from [`Converters::limits`].
    pub megabytes: Option<u32>,
    /// Is such a file a text that can be read as it is where the program is missing?
    pub is_text: bool,
}

impl Converter {
    /// A program with its arguments, under the limits of all.
    pub fn new(run: &[&str], gives: Format) -> Self {
        Self {
            run: run.iter().map(|&argument| argument.to_owned()).collect(),
            gives,
            seconds: None,
            megabytes: None,
            is_text: false,
        }
    }

    /// The command for the file at `path`: a path that could be taken for an option or an address
    /// begins with `./`.
    fn command(&self, path: &Path) -> Command {
        let file = if path.is_absolute() {
            Cow::Borrowed(path)
        } else {
            Cow::Owned(Path::new(".").join(path))
        };
        let (program, arguments) = self.run.split_first().expect("a converter has a program");
        let mut command = Command::new(program);
        command
            .args(
                arguments
                    .iter()
                    .map(|argument| filled(argument, file.as_os_str())),
            )
            .stdin(Stdio::null());
        command
    }
}

/// `argument` with `file` in every [`PLACE`]; the bytes of its name stay what they are.
fn filled(argument: &str, file: &OsStr) -> OsString {
    let parts: Vec<&[u8]> = argument.split(PLACE).map(str::as_bytes).collect();
    OsString::from_vec(parts.join(file.as_bytes()))
}

/// The programs, by the extension of the files they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converters {
    /// Of every program that has none of its own.
    pub limits: Limits,
    /// By extension, in small letters and without its dot.
    pub by_extension: BTreeMap<String, Converter>,
}

/// pandoc for documents, pdftotext for print. pandoc's sandbox keeps a document from having other
/// files read into it; with `--standalone` its title, author and date come as front matter.
impl Default for Converters {
    fn default() -> Self {
        let pandoc = |extension: &str| {
            let from = format!("--from={extension}");
            let converter = Converter {
                is_text: extension == "org",
                ..Converter::new(
                    &[
                        "pandoc",
                        "--sandbox",
                        "--standalone",
                        &from,
                        "--to=gfm",
                        "--wrap=none",
                        PLACE,
                    ],
                    Format::Markdown,
                )
            };
            (extension.to_owned(), converter)
        };
        let pdf = Converter::new(&["pdftotext", "-enc", "UTF-8", PLACE, "-"], Format::Plain);
        let documents = ["docx", "odt", "epub", "rtf", "org"].map(pandoc);
        Self {
            limits: Limits::default(),
            by_extension: documents
                .into_iter()
                .chain([("pdf".to_owned(), pdf)])
                .collect(),
        }
    }
}

impl Converters {
    /// The program for the file at `path`.
    fn of(&self, path: &Path) -> Option<&Converter> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        self.by_extension.get(&extension)
    }

    fn limits_of(&self, converter: &Converter) -> Limits {
        Limits {
            seconds: converter.seconds.unwrap_or(self.limits.seconds),
            megabytes: converter.megabytes.unwrap_or(self.limits.megabytes),
        }
    }
}

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file itself cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The program it needs is not there.
    #[error(
        "cannot read {path}: {program} is not installed; install it, or name another program under [convert] in the configuration"
    )]
    Missing {
        /// The file as it was named.
        path: PathBuf,
        /// The program as it was named.
        program: String,
    },
    /// The program did not turn it into text.
    #[error("cannot read {path}: {program} {ended}")]
    Converter {
        /// The file as it was named.
        path: PathBuf,
        /// The program as it was named.
        program: String,
        /// What became of the program.
        ended: Ended,
    },
}

impl OpenError {
    /// What is wrong, for a reader who knows which file is meant.
    pub fn in_short(&self) -> String {
        match self {
            Self::Load(error) => error.with_cause(),
            Self::Missing { program, .. } => format!("{program} is not installed"),
            Self::Converter { program, ended, .. } => format!("{program} {ended}"),
        }
    }
}

/// Opens files. Cheap to clone; clones know of the same running program.
#[derive(Clone, Debug, Default)]
pub struct Opener {
    converters: Arc<Converters>,
    running: Running,
}

impl Opener {
    /// Opens files by way of `converters`.
    pub fn new(converters: Converters) -> Self {
        Self {
            converters: Arc::new(converters),
            running: Running::default(),
        }
    }

    /// Is a program started for the file at `path`?
    pub fn converts(&self, path: &Path) -> bool {
        self.converters.of(path).is_some() && path.is_file()
    }

    /// What knows of the program that is running.
    pub fn running(&self) -> &Running {
        &self.running
    }

    /// Opens the file at `path` and indexes the start of it. Waits for the program where one is
    /// named for it; what is no plain file is read as it is.
    ///
    /// # Errors
    /// When the file cannot be opened or read, or its program gives no text.
    pub fn open(&self, path: &Path) -> Result<Library, OpenError> {
        match self.converters.of(path) {
            Some(converter) if path.is_file() => self.convert(path, converter),
            _ => Ok(load::open(path)?),
        }
    }

    fn convert(&self, path: &Path, converter: &Converter) -> Result<Library, OpenError> {
        load::check(path)?;
        let limits = self.converters.limits_of(converter);
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        let program = converter.run[0].clone();
        match self.running.output(&mut converter.command(path), limits) {
            Ok(bytes) => {
                let is_empty = bytes.trim_ascii().is_empty();
                let notice = is_empty.then(|| format!("{program} found no text in this file"));
                Ok(load::from_converted(
                    &name,
                    bytes,
                    converter.gives,
                    notice.as_deref(),
                ))
            }
            Err(Ended::NotFound) if converter.is_text => {
                let notice = format!("read as plain text: {program} is not installed");
                Ok(load::open_noted(path, &notice)?)
            }
            Err(Ended::NotFound) => Err(OpenError::Missing {
                path: path.to_owned(),
                program,
            }),
            Err(ended) => Err(OpenError::Converter {
                path: path.to_owned(),
                program,
                ended,
            }),
        }
    }
}

/// What a program said, on one line and not too long.
fn shortened(said: &[u8]) -> String {
    let said = CleanString::from_bytes(said);
    let line = said.as_clean().one_line();
    let short = line.as_clean().first_cells(SAID);
    let dots = if short.len() < line.len() { "…" } else { "" };
    format!("{}{dots}", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(run: &[&str], path: &[u8]) -> Vec<OsString> {
        let path = Path::new(OsStr::from_bytes(path));
        let command = Converter::new(run, Format::Plain).command(path);
        command.get_args().map(OsStr::to_owned).collect()
    }

    #[test]
    fn the_file_takes_its_place_and_is_never_an_option() {
        let check = |path: &[u8], expected: &[u8]| {
            let found = arguments(&["turn", "--all", "{}", "--in={}"], path);
            let expected = [b"--all", expected, &[b"--in=", expected].concat()]
                .map(|argument| OsStr::from_bytes(argument).to_owned());
            assert_eq!(found, expected);
        };
        check(b"/a/b.docx", b"/a/b.docx");
        check(b"b c.docx", b"./b c.docx");
        check(b"-o.docx", b"./-o.docx");
        check(b"https://a/b.docx", b"./https://a/b.docx");
        check(b"$(x) \xff'.docx", b"./$(x) \xff'.docx");
    }

    #[test]
    fn the_extension_says_which_program() {
        let converters = Converters::default();
        let of = |path: &str| Some(converters.of(Path::new(path))?.run[0].clone());
        assert_eq!(of("a/REPORT.DocX").as_deref(), Some("pandoc"));
        assert_eq!(of("a.pdf").as_deref(), Some("pdftotext"));
        for other in ["a.md", "docx", ".docx", "a.docx.txt", "a."] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn every_program_is_given_the_file() {
        for (extension, converter) in Converters::default().by_extension {
            let has_place = converter.run[1..].iter().any(|part| part.contains(PLACE));
            assert!(has_place, "{extension}");
        }
    }

    #[test]
    fn what_a_program_says_is_one_harmless_short_line() {
        assert_eq!(
            shortened(b" bad\x1b[2J\n\n file \xff\n"),
            "bad␛[2J file \u{fffd}"
        );
        let long = shortened("日".repeat(500).as_bytes());
        assert_eq!(long.chars().count(), SAID / 2 + 1);
        assert!(long.ends_with('…'));
    }
}
