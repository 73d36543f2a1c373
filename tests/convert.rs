//! Files that a program turns into text, and the configuration that names the program.

#[allow(dead_code, reason = "each test crate uses its part")]
#[path = "support/run.rs"]
mod run;
#[allow(dead_code, reason = "each test crate uses its part")]
#[path = "support/terminal.rs"]
mod terminal;

use std::{
    ffi::{OsStr, OsString},
    fs,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _},
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::{Duration, Instant},
};

use run::{good, program};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;
use terminal::Session;

/// A folder with programs that are found, and a configuration.
struct Place {
    folder: TempDir,
}

impl Place {
    /// No program at all is found.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        fs::create_dir_all(folder.path().join("config/briefing")).unwrap();
        Self { folder }
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts the lines of a shell script where programs are found.
    fn with_program(self, name: &str, script: &str) -> Self {
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    fn with_config(self, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.path("config/briefing/config.toml"), text).unwrap();
        self
    }

    fn with_file(self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(name), bytes).unwrap();
        self
    }

    /// The program, started in this folder and finding only what is put here.
    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = program(arguments);
        command
            .current_dir(self.folder.path())
            .env("PATH", self.path("bin"))
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("config"));
        command
    }

    fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn prints<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        good(self.run(arguments))
    }

    /// Waits until a program has made that file.
    fn wait_for(&self, name: &str) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !self.path(name).exists() {
            assert!(Instant::now() < deadline, "{name} was not made in time");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Fails unless the run ends with status 2, prints nothing, and says `expected` in one line.
    #[track_caller]
    fn refuses<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, expected: &str) {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said, format!("briefing: {expected}\n"));
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    }
}

/// What a stand-in for pandoc gives: the words of the file below two headings.
const PANDOC: &str = r#"
for file; do :; done
printf -- '---\ntitle: Ferry strike\n---\n\n## What is known\n\n'
cat "$file"
"#;

#[test]
fn a_document_is_read_as_what_its_program_gives() {
    let place = Place::new()
        .with_program("pandoc", PANDOC)
        .with_file("strike.DOCX", "Around 1,500 people waited.\n");
    let text = place.prints(["text", "strike.DOCX"]);
    assert!(
        text.contains("Ferry strike") && text.contains("Around 1,500 people waited."),
        "{text}"
    );
    assert_eq!(place.prints(["strike.DOCX"]), text);
    let outline = place.prints(["outline", "--format", "json", "strike.DOCX"]);
    let outline: Value = serde_json::from_str(&outline).unwrap();
    assert_eq!(outline["title"]["text"], "Ferry strike");
    assert_eq!(outline["sections"][0]["title"], "What is known");
    assert_eq!(outline["source"]["path"], "strike.DOCX");
    assert_eq!(outline["source"]["format"], "converted");
    assert_eq!(outline["source"]["range_of"], "text");
    let stats = place.prints(["stats", "--format", "json", "strike.DOCX"]);
    let stats: Value = serde_json::from_str(&stats).unwrap();
    assert_eq!(stats["statistics"][0]["value"], 1500);
    assert_eq!(stats["range_of"], "converted");
}

#[test]
fn a_name_is_an_argument_whatever_is_in_it() {
    let config = "[convert]\nnote = { run = ['show', '-n', '{}', 'in={}'], gives = 'plain' }\n";
    let place = Place::new()
        .with_config(config)
        .with_program("show", r#"printf '%s\n\n' "$#" "$@""#);
    let odd: [&[u8]; 4] = [
        b"-rf.note",
        b"a b; touch $(x) '\".note",
        b"caf\xe9.NOTE",
        b"{}.note",
    ];
    for name in odd {
        let name = OsStr::from_bytes(name);
        fs::write(place.path(name), "").unwrap();
        // `--` ends our own options.
        let output = place.run([OsStr::new("text"), OsStr::new("--"), name]);
        let expected = [b"./", name.as_bytes()].concat();
        let shown = good(output);
        let words: Vec<&str> = shown.split("\n\n").map(str::trim).collect();
        // What the program prints is read in the encoding it is in.
        let name = String::from_utf8_lossy(&expected).replace('\u{fffd}', "é");
        assert_eq!(
            words[..4],
            ["3", "-n", &name, &format!("in={name}")],
            "{shown}"
        );
        assert!(!place.path("x").exists());
    }
}

#[test]
fn a_text_without_a_title_is_called_by_the_name_of_its_file() {
    let place = Place::new()
        .with_program("pandoc", "echo; echo '## One'; echo; echo Words.")
        .with_file("minutes.odt", "");
    let outline = place.prints(["outline", "minutes.odt"]);
    assert_eq!(outline.lines().next(), Some("minutes.odt"));
}

#[test]
fn a_program_that_is_not_there_is_named_in_one_line() {
    let place = Place::new()
        .with_file("report.docx", "PK")
        .with_file("a.pdf", "%PDF")
        .with_file("b.org", "* Tar\n\nWords.\n");
    for (file, program) in [("report.docx", "pandoc"), ("a.pdf", "pdftotext")] {
        for command in ["outline", "stats", "text"] {
            place.refuses(
                [command, file],
                &format!("cannot read {file}: {program} is not installed; install it, or name another program under [convert] in the configuration"),
            );
        }
    }
    assert!(
        place.prints(["text", "b.org"]).contains("Tar"),
        "a text can be read without it"
    );
    place.refuses(
        ["text", "none.docx"],
        "cannot open none.docx: No such file or directory",
    );
    fs::create_dir(place.path("folder.docx")).unwrap();
    place.refuses(
        ["text", "folder.docx"],
        "cannot open folder.docx: is a directory",
    );
}

#[test]
fn a_program_that_fails_says_why_in_one_harmless_line() {
    let place = Place::new()
        .with_program(
            "pandoc",
            r"echo half; printf 'no \033[2J page\nat all\n' >&2; exit 64",
        )
        .with_file("a.odt", "");
    place.refuses(
        ["text", "a.odt"],
        "cannot read a.odt: pandoc failed with status 64: no ␛[2J page at all",
    );
}

#[test]
fn a_program_is_killed_past_its_limits_with_all_it_started() {
    let place = Place::new()
        .with_config("[convert]\nseconds = 1\nmegabytes = 1\nodt.seconds = 100\n")
        .with_program(
            "pandoc",
            "case \"$*\" in *odt*) yes;; *) sleep 600 & sleep 600;; esac",
        )
        .with_file("a.odt", "")
        .with_file("a.rtf", "");
    let start = Instant::now();
    place.refuses(
        ["text", "a.rtf"],
        "cannot read a.rtf: pandoc took longer than 1 second",
    );
    place.refuses(
        ["text", "a.odt"],
        "cannot read a.odt: pandoc gave more than 1 MB",
    );
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_signal_while_a_program_works_ends_both() {
    let place = Place::new()
        .with_program(
            "pandoc",
            "echo $$ > started; mv started pid; sleep 600; echo alive > alive",
        )
        .with_file("a.rtf", "");
    let mut child = place.command(["text", "a.rtf"]).spawn().unwrap();
    place.wait_for("pid");
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(
        std::os::unix::process::ExitStatusExt::signal(&status),
        Some(2)
    );
    let pid = fs::read_to_string(place.path("pid")).unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    // Where nobody puts the dead away, one still has its number, but takes no signal.
    let state =
        fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
}

#[test]
fn a_wrong_line_is_said_and_the_others_are_in_force() {
    let place = Place::new()
        .with_config("width = 30\n\nwidht = 7\n[convert]\npdf = false\n")
        .with_file(
            "a.txt",
            "Words that are longer than thirty cells, so that they wrap.\n",
        );
    let output = place.run(["text", "a.txt"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "briefing: config.toml:3: unknown key `widht`; did you mean `width`?\n"
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        text.lines().all(|line| line.chars().count() <= 30),
        "{text}"
    );
    let wide = ["text", "--width", "72", "a.txt"];
    let output = good(
        place
            .command(wide)
            .env("XDG_CONFIG_HOME", "/")
            .output()
            .unwrap(),
    );
    assert_eq!(output.lines().count(), 1, "the command line comes first");
}

#[test]
fn a_file_in_the_place_of_the_configuration_that_cannot_be_used_is_a_notice() {
    let check = |place: &Place, expected: &str| {
        let output = place.run(["outline", "a.md"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), &*said), (Some(0), expected));
    };
    let place = || Place::new().with_file("a.md", "# A\n");
    check(&place(), "");
    let binary = place().with_config(b"\xff\xfe");
    check(
        &binary,
        "briefing: config.toml: line 1 is no UTF-8; it is not used\n",
    );
    let folder = place();
    fs::create_dir(folder.path("config/briefing/config.toml")).unwrap();
    check(
        &folder,
        "briefing: config.toml: Is a directory; it is not used\n",
    );
    let pipe = place();
    make_pipe(&pipe.path("config/briefing/config.toml"));
    check(
        &pipe,
        "briefing: config.toml: is no plain file; it is not used\n",
    );
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn the_configuration_can_be_printed_saved_and_read_again() {
    let place = Place::new();
    let printed = place.prints(["config"]);
    let file = place.path("config/briefing/config.toml");
    let first = format!("# {} (not there: these are the defaults)", file.display());
    assert_eq!(printed.lines().next(), Some(&*first));
    let place = place.with_config(printed.replace("width = 72", "width = 80"));
    let again = place.prints(["config"]);
    assert_eq!(
        again.lines().next(),
        Some(&*format!("# {}", file.display()))
    );
    assert_eq!(
        again
            .split_once('\n')
            .unwrap()
            .1
            .replace("width = 80", "width = 72"),
        printed.split_once('\n').unwrap().1
    );
}

#[test]
fn a_configuration_that_is_named_has_to_be_there() {
    let place = Place::new().with_file("mine.toml", "width = 50\n");
    assert!(
        place
            .prints(["config", "--config", "mine.toml"])
            .contains("width = 50\n")
    );
    assert!(
        place
            .prints(["--config", "mine.toml", "config"])
            .contains("width = 50\n")
    );
    place.refuses(
        ["--config", "none.toml", "keys"],
        "cannot open none.toml: No such file or directory",
    );
}

#[test]
fn reload_runs_the_program_again_and_a_failure_is_a_notice() {
    let place = Place::new()
        .with_program("pandoc", PANDOC)
        .with_config("width = 40\nwide = 2\n")
        .with_file("a.docx", "First words.\n");
    let path = OsString::from(place.path("a.docx"));
    let command = Session::reader()
        .arg(&path)
        .env("XDG_CONFIG_HOME", place.path("config"))
        .env("PATH", place.path("bin"));
    let mut session = Session::start(command, 100, 20);
    session
        .wait_for("First words.")
        .wait_for("config.toml:2: unknown key `wide`");
    fs::write(&path, "Second words.\n").unwrap();
    session
        .press("r")
        .wait_for("Second words.")
        .wait_for("reloaded");
    fs::remove_file(place.path("bin/pandoc")).unwrap();
    session.press("r").wait_for("pandoc is not installed");
    session.wait_for("Second words.").press("q");
    assert_eq!(session.end().code(), Some(0));
    session.assert_given_back();
}

#[test]
fn quitting_while_a_program_works_ends_it() {
    let place = Place::new()
        .with_program(
            "pandoc",
            "test -e slow && { echo $$ > part; mv part pid; sleep 600; }; echo Words.",
        )
        .with_file("a.rtf", "");
    let command = Session::reader()
        .arg(place.path("a.rtf"))
        .current_dir(place.folder.path())
        .env("PATH", place.path("bin"));
    let mut session = Session::start(command, 100, 20);
    session.wait_for("Words.");
    fs::write(place.path("slow"), "").unwrap();
    session.press("r").wait_for("reading the file again");
    place.wait_for("pid");
    assert_eq!(session.press("q").end().code(), Some(0));
    session.assert_given_back();
    let pid = fs::read_to_string(place.path("pid")).unwrap();
    let state = fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
}
