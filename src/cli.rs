//! Arguments; the reader on a terminal, or an outline, statistics or text to a pipe.
//!
//! Exit status: 0 done, 1 nothing found, 2 an error, which is one line on standard error:
//! `briefing: cannot open report.md: No such file or directory`.

mod failure;
mod json;
pub mod outline;
mod session;
pub mod stats;
pub mod text;

use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal as _, Write},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::PoisonError,
};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    app::{self, App, convert::Opener, figures, jobs::Jobs, tally, watch::Watch},
    load,
    text::CleanString,
    ui::Theme,
};
use failure::Failure;
use session::Session;

/// What is read when nothing is named.
const GUIDE: &str = include_str!("../briefings/guide.md");

/// The longest text whose figures an outline counts, in bytes: an outline is there at once.
const COUNTED: u64 = 8 << 20;

/// A reader for briefings in the terminal.
#[derive(Debug, Parser)]
#[command(name = "briefing", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The briefing to read, - for standard input; the guide when left out
    file: Option<PathBuf>,
    /// The configuration, instead of the one in the home directory
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the sections, with their lines, minutes and figures
    Outline(Outline),
    /// Print the statistics
    Stats(Stats),
    /// Print the text as it is shown
    Text(Text),
    /// Print the keys as a table
    Keys,
    /// Print the configuration in force, as a file that can be changed
    Config,
}

#[derive(Debug, Args)]
struct Outline {
    /// The briefings, - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    format: OutlineFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutlineFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
struct Stats {
    /// The briefings, - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value = "table")]
    format: StatsFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StatsFormat {
    Table,
    Json,
    Csv,
    Markdown,
}

#[derive(Debug, Args)]
struct Text {
    /// The briefing, - for standard input
    file: PathBuf,
    /// Cells of the widest row; as configured when left out
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1000))]
    width: Option<u16>,
    /// Print styles
    #[arg(long, value_enum, default_value = "auto")]
    color: Colour,
    /// Print what was set aside, too
    #[arg(long)]
    all: bool,
    /// Print the section of this title only
    #[arg(long)]
    section: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// Runs the program on the arguments it was started with.
pub fn main() -> ExitCode {
    keep_survived_panics_quiet();
    match run(env::args_os()) {
        Ok(status) => status,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // Where standard error is closed, too, nobody can be told.
            let _ = writeln!(io::stderr(), "briefing: {}", failure.line());
            ExitCode::from(failure.status())
        }
    }
}

/// A panic of a parser is survived, and what it says is of no use to a reader.
fn keep_survived_panics_quiet() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !load::guard::is_guarded() {
            before(info);
        }
    }));
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<ExitCode, Failure> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => return Err(Failure::usage(&error)),
        Err(help) => {
            write!(io::stdout(), "{help}")?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    if let (Some(_), Some(file)) = (&arguments.command, &arguments.file) {
        let file = file.to_string_lossy();
        return Err(Failure::Usage(format!(
            "'{file}' stands before a command; it has to stand behind it"
        )));
    }
    let session = Session::start(arguments.config.as_deref())?;
    if let Some(command) = &arguments.command {
        session.say_notices();
        return match command {
            Command::Text(text) => print_text(&session, text),
            Command::Keys => print_keys(),
            Command::Config => print_config(&session),
            Command::Outline(outline) => print_outline(&session, outline),
            Command::Stats(stats) => print_stats(&session, stats),
        };
    }
    read(session, arguments.file.as_deref())
}

/// The reader on a terminal; the text where standard output is none.
fn read(session: Session, file: Option<&Path>) -> Result<ExitCode, Failure> {
    let is_shown = io::stdout().is_terminal();
    if !is_shown {
        session.say_notices();
    }
    let piped = Some(Path::new("-")).filter(|_| !io::stdin().is_terminal());
    let library = match file.or(piped) {
        Some(file) if is_shown => session.open(file)?,
        Some(file) => session.open_whole(file)?,
        None => load::from_bytes("guide.md", GUIDE.into(), None),
    };
    let width = session.loaded.config.width;
    if !is_shown {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let options = text::Options {
            width,
            ..text::Options::default()
        };
        text::print(&mut out, &library, &options)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_file = |file: &&Path| file.as_os_str() != "-";
    let watch = file.filter(is_file).map(|file| Watch::new(file.to_owned()));
    let mut app = App::new(library, Theme::terminal(wants_colour())).with_measure(width);
    if let Some(notice) = session.notice() {
        app.say(&notice);
    }
    show(app, watch, session.opener)
}

/// Shows the reader; a panic ends it with the terminal given back and one line said.
fn show(app: App, file: Option<Watch>, opener: Opener) -> Result<ExitCode, Failure> {
    let (jobs, events) = Jobs::new().map_err(Failure::Terminal)?;
    let taken = app::terminal::Taken::take().map_err(Failure::Terminal)?;
    let last_words = taken.last_words();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        app::run::run(app, jobs, &events, file, opener)
    }));
    drop(taken);
    match ended {
        Ok(Ok(())) => Ok(ExitCode::SUCCESS),
        Ok(Err(error)) => Err(Failure::Terminal(error)),
        Err(_) => {
            let words = last_words
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            Err(Failure::Panic(words.unwrap_or_default()))
        }
    }
}

/// `NO_COLOR` asks for none when it is set to anything (no-color.org).
fn wants_colour() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn print_text(session: &Session, arguments: &Text) -> Result<ExitCode, Failure> {
    let library = session.open_whole(&arguments.file)?;
    let is_styled = match arguments.color {
        Colour::Auto => io::stdout().is_terminal() && wants_colour(),
        Colour::Always => true,
        Colour::Never => false,
    };
    let document = library.document();
    let section = match &arguments.section {
        None => None,
        Some(title) => {
            Some(
                text::find_section(&document, title).ok_or_else(|| Failure::NoSection {
                    title: title.clone(),
                })?,
            )
        }
    };
    let theme = is_styled.then(|| Theme::terminal(true));
    let options = text::Options {
        width: arguments.width.unwrap_or(session.loaded.config.width),
        theme,
        shows_aside: arguments.all,
        section,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    text::print(&mut out, &library, &options)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_keys() -> Result<ExitCode, Failure> {
    io::stdout().write_all(app::command::markdown().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn print_config(session: &Session) -> Result<ExitCode, Failure> {
    io::stdout().write_all(session.loaded.to_toml().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn print_outline(session: &Session, arguments: &Outline) -> Result<ExitCode, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let is_one = arguments.files.len() == 1;
    for (number, file) in arguments.files.iter().enumerate() {
        let library = session.open_listed(file)?;
        let (document, parser) = (library.document(), library.parser());
        let path = file.to_string_lossy();
        match arguments.format {
            OutlineFormat::Text => {
                if number > 0 {
                    writeln!(out)?;
                }
                let tallies = (document.len <= COUNTED).then(|| {
                    let statistics = figures::analyse(&library, &document.outline).statistics;
                    tally::by_section(&library, &document.outline, &statistics)
                });
                outline::text(&mut out, &document, &parser, tallies.as_deref())?;
            }
            OutlineFormat::Markdown => {
                let file = (!is_one).then_some(path.as_ref());
                outline::markdown(&mut out, &document, file)?;
            }
            OutlineFormat::Json => {
                let width = session.loaded.config.width;
                outline::json(&mut out, &path, &document, &parser, &library, width)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn print_stats(session: &Session, arguments: &Stats) -> Result<ExitCode, Failure> {
    let is_terminal = io::stdout().is_terminal();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (number, file) in arguments.files.iter().enumerate() {
        let library = session.open_whole(file)?;
        let (document, parser) = (library.document(), library.parser());
        let statistics = figures::analyse(&library, &document.outline).statistics;
        if let Some(notice) = stats::notice(&statistics) {
            let name = CleanString::from_raw(&file.to_string_lossy());
            // The list is printed even where nobody reads the messages.
            let _ = writeln!(io::stderr(), "briefing: {name}: {notice}");
        }
        match arguments.format {
            StatsFormat::Json => stats::json(&mut out, &document, parser.source(), &statistics)?,
            StatsFormat::Table => {
                if arguments.files.len() > 1 {
                    let gap = if number > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}{}", document.title.text)?;
                }
                stats::table(
                    &mut out,
                    &document,
                    &statistics,
                    is_terminal && wants_colour(),
                )?;
            }
            StatsFormat::Csv => {
                let name = CleanString::from_raw(&file.to_string_lossy());
                let mut lines = Vec::new();
                stats::csv(&mut lines, name.as_str(), &document, &statistics)?;
                let head = lines
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(0, |end| end + 1);
                out.write_all(if number == 0 { &lines } else { &lines[head..] })?;
            }
            StatsFormat::Markdown => stats::markdown(&mut out, &document, &statistics)?,
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
