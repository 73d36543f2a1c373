//! The command line: what is printed, what is said when something is wrong, and the exit status.

#[path = "support/run.rs"]
mod run;

use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    os::unix::{ffi::OsStrExt as _, fs::symlink},
    path::Path,
    process::{Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use run::{good, printed, program, run};
use tempfile::TempDir;

const SAMPLE: &str = "briefings/border-crisis.txt";
const MARKED: &str = "briefings/water-exercise.md";

/// Fails unless the run ended with status 2, printed nothing, and said `expected` in one line.
fn check_refused(output: &Output, expected: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{said}");
    assert_eq!(said, format!("briefing: {expected}\n"));
}

/// A file called `name` in a folder of its own.
fn file(name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> (TempDir, OsString) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path.into_os_string())
}

#[test]
fn what_the_world_refuses_is_one_line() {
    for command in [None, Some("outline"), Some("text")] {
        let refused = |path: &str, expected: &str| {
            check_refused(&run(command.into_iter().chain([path])), expected);
        };
        refused(
            "no/such.md",
            "cannot open no/such.md: No such file or directory",
        );
        refused(
            "LICENSE/note.md",
            "cannot open LICENSE/note.md: Not a directory",
        );
        refused("briefings", "cannot open briefings: is a directory");
    }
}

#[test]
fn a_file_that_may_not_be_read_is_one_line() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_folder, path) = file("secret.md", "# Secret\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read anything.
    if File::open(&path).is_err() {
        let expected = format!("cannot open {}: Permission denied", path.display());
        check_refused(&run([OsStr::new("text"), &path]), &expected);
    }
    let (folder, _) = file("a", "");
    let link = folder.path().join("round.md");
    symlink(&link, &link).unwrap();
    let output = run([OsStr::new("outline"), link.as_os_str()]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("round.md: ") && said.lines().count() == 1,
        "{said}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn arguments_that_are_wrong_are_one_line() {
    let check = |arguments: &[&str], expected: &str| {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
        let named = said.starts_with("briefing: ") && said.contains(expected);
        assert!(named, "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    };
    check(&["--bogus"], "'--bogus'");
    check(&["--bogus"], "found; to pass '--bogus' as a value");
    check(&["outline", "--formt", "json"], "'--formt' found; ");
    check(&["outline"], "<FILE>");
    check(&["stats"], "<FILE");
    check(&["text", "--width", "0", SAMPLE], "'--width <WIDTH>'");
    check(&["text", "--width", "much", SAMPLE], "'much'");
    check(&["text", "--color", "blue", SAMPLE], "auto, always, never");
    check(
        &["outline", "--format", "yaml", SAMPLE],
        "text, json, markdown",
    );
    check(&["text", SAMPLE, "--all=1"], "'--all'");
}

#[test]
fn help_and_version_are_printed() {
    let help = printed(["--help"]);
    for command in ["outline", "stats", "text", "keys"] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    let version = format!("briefing {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(["--version"]), version);
}

#[test]
fn a_message_is_harmless_whatever_the_name() {
    let output = run([OsStr::from_bytes(
        b"a\x1b]52;c;eA==\x07\xc2\x9b6n\r\nb\xff\xe2\x80\xae.md",
    )]);
    let said = String::from_utf8(output.stderr).unwrap();
    let name = "a␛]52;c;eA==␇\u{fffd}6n␍ b\u{fffd}<U+202E>.md";
    assert_eq!(
        said,
        format!("briefing: cannot open {name}: No such file or directory\n")
    );
    assert_eq!(output.status.code(), Some(2));
    let output = run(["--\u{1b}[2J\u{7}"]);
    let said = String::from_utf8(output.stderr).unwrap();
    let controls = said
        .trim_end_matches('\n')
        .chars()
        .filter(|c| c.is_control());
    assert_eq!(controls.count(), 0, "{said:?}");
}

/// JSON keeps every character, but those a terminal would obey or hide only as escapes.
#[test]
fn what_is_printed_is_harmless_whatever_the_text_and_the_name() {
    let odd = "\u{1b}]52;c;eA==\u{7}\u{9b}6n\u{9d}x\u{9c}\u{85}\u{8}\u{7f}\u{202e}\u{2066}\u{200f}\u{e0041}";
    let name = format!("{odd}.md");
    let text = format!(
        "---\nauthor: {odd}\n---\n\n# One {odd}\n\nOf 5\u{2066}6 people, 46 {odd} died, {odd} Smith said.\n\n## {odd}\n"
    );
    let (_folder, path) = file(&name, text);
    let formats = [
        ("outline", &["text", "json", "markdown"][..]),
        ("stats", &["table", "json", "csv", "markdown"]),
    ];
    for (command, format) in formats
        .iter()
        .flat_map(|(command, formats)| formats.iter().map(move |format| (*command, *format)))
    {
        let out = good(run([
            OsStr::new(command),
            OsStr::new("--format"),
            OsStr::new(format),
            &path,
        ]));
        // A line of CSV ends in CR LF (RFC 4180).
        let out = out.replace("\r\n", "\n");
        let harmful = |c: &char| {
            (c.is_control() && *c != '\n')
                || matches!(*c, '\u{200f}' | '\u{202e}' | '\u{2066}' | '\u{e0041}')
        };
        let found: Vec<char> = out.chars().filter(harmful).collect();
        assert!(
            found.is_empty(),
            "{found:?}: {command} --format {format}: {out}"
        );
        if (command, format) == ("outline", "json") {
            let json: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(json["source"]["path"].as_str(), path.to_str());
        }
    }
}

#[test]
fn any_bytes_are_a_document() {
    let noise: Vec<u8> = (0..3000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let long = [
        noise.repeat(20),
        vec![0x80; 9000],
        [0xe2, 0x80].repeat(5000),
    ]
    .concat();
    let line: Vec<u8> = long.iter().copied().filter(|byte| *byte != b'\n').collect();
    let cases: [(&str, &[u8]); 9] = [
        ("empty.txt", b""),
        ("blank.md", b" \n\t\r\n\n"),
        ("bad.txt", b"caf\xe9 \xff\xfe \xf0\x9f\x98\n"),
        ("nul.md", b"# a\0b\n\n\x1b[31mred\x07\x7f\xc2\x9b\n"),
        ("cr.txt", b"one\rtwo\r\rthree"),
        ("bom.md", b"\xef\xbb\xbf# Title\r\n\r\nText\r\n"),
        ("noise.bin", &noise),
        ("long.bin", &long),
        ("line.bin", &line),
    ];
    for (name, bytes) in cases {
        let (_folder, path) = file(name, bytes);
        for command in ["text", "outline"] {
            let out = good(run([OsStr::new(command), &path]));
            let bad = out.chars().find(|c| c.is_control() && *c != '\n');
            assert_eq!(bad, None, "{command} {name}");
        }
        assert_eq!(
            good(run([&path])),
            good(run([OsStr::new("text"), &path])),
            "{name}"
        );
    }
    let (_folder, path) = file("empty.txt", "");
    assert_eq!(good(run([&path])), "");
}

#[test]
fn a_line_of_50_mb_is_a_document() {
    let words = "Word by word the line goes on, and 46 of them are a figure. ";
    for name in ["line.txt", "line.md"] {
        let (_folder, path) = file(name, words.repeat(50_000_000 / words.len()));
        let begun = Instant::now();
        let outline = good(run([OsStr::new("outline"), &path]));
        assert!(outline.lines().count() <= 3, "{outline}");
        let text = first_line(&[OsStr::new("text"), &path]);
        assert!(text.starts_with("Word by word"), "{text}");
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{name}: {:?}",
            begun.elapsed()
        );
    }
}

/// The first line printed, with nobody reading on; that must count as a success.
fn first_line(arguments: &[&OsStr]) -> String {
    let mut command = program(arguments);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    line
}

#[test]
fn nobody_reading_on_is_no_error() {
    // Far more than a pipe holds, whatever the command prints of it.
    let sections = "## Section\n\nText of 46 words.\n\n".repeat(40_000);
    let (_folder, path) = file("long.md", sections);
    for arguments in [
        &["text"][..],
        &["outline"],
        &["outline", "--format", "json"],
        &["outline", "--format", "markdown"],
        &[],
    ] {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).chain([&*path]).collect();
        assert_ne!(first_line(&arguments), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_line() {
    for command in ["text", "outline", "keys"] {
        let file = (command != "keys").then_some(SAMPLE);
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = program([command].into_iter().chain(file))
            .stdout(full)
            .output()
            .unwrap();
        check_refused(
            &output,
            "cannot write to standard output: No space left on device",
        );
    }
}

/// Runs the program with `input` on its standard input.
fn pipe<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, input: &[u8]) -> Output {
    let mut command = program(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    })
}

#[test]
fn standard_input_is_a_document() {
    let text = fs::read(SAMPLE).unwrap();
    assert_eq!(good(pipe(["text", "-"], &text)), printed(["text", SAMPLE]));
    assert_eq!(good(pipe(["-"], &text)), printed([SAMPLE]));
    assert_eq!(good(pipe::<&str>([], &text)), printed([SAMPLE]));
    assert_eq!(
        good(pipe(["outline", "-"], &text)),
        printed(["outline", SAMPLE])
    );
    assert_eq!(good(pipe(["-"], b"")), "");
    let long = text.repeat(60);
    let all = good(pipe(["text", "-"], &long));
    assert_eq!(
        good(pipe(["-"], &long)),
        all,
        "longer than what comes first"
    );
    assert!(all.len() > 300_000);
    let device = good(pipe(["text", "/dev/stdin"], &text));
    assert_eq!(device, printed(["text", SAMPLE]), "named as a device");
    let folder = File::open("briefings").unwrap();
    let output = program(["text", "-"]).stdin(folder).output().unwrap();
    check_refused(&output, "cannot read standard input: Is a directory");
}

#[test]
fn without_a_terminal_the_text_is_printed() {
    let text = printed([SAMPLE]);
    assert_eq!(text, printed(["text", SAMPLE]));
    assert!(!text.contains('\u{1b}'));
    assert!(
        text.starts_with("12,000 Reservists Ordered to the Ordan Pass"),
        "{text}"
    );
    assert_eq!(
        text.matches("Has Karveth Lost").count(),
        1,
        "the title stands once"
    );
}

#[test]
fn text_is_as_wide_as_asked() {
    // Words may be broken at a hyphen; the line that says what was set aside is cut to fit.
    let letters = |text: &str| {
        let text = text.split('⋯').next().unwrap_or_default();
        text.split_whitespace().collect::<String>()
    };
    let whole = letters(&printed(["text", SAMPLE]));
    for width in [20, 40, 72, 1000] {
        let text = printed(["text", "--width", &width.to_string(), SAMPLE]);
        let widest = text.lines().map(briefing::text::cells).max().unwrap();
        assert!(widest <= width, "{widest} cells in {width}");
        assert_eq!(letters(&text), whole, "at {width}");
    }
}

#[test]
fn styles_are_printed_when_asked_for() {
    let plain = printed(["text", "--color", "never", MARKED]);
    assert_eq!(plain, printed(["text", MARKED]), "a pipe gets none");
    let styled = printed(["text", "--color", "always", MARKED]);
    assert!(styled.contains("\u{1b}["));
    assert_eq!(without_styles(&styled), plain);
}

/// `text` without the sequences that set a style.
fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (style, rest) = part.split_once('m').unwrap();
        assert!(
            style
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b';'),
            "{style:?}"
        );
        text + rest
    })
}

#[test]
fn one_section_is_printed_by_its_title() {
    let title = "Why Did the Tunnel Stop Halfway?";
    let text = printed(["text", "--section", title, SAMPLE]);
    assert!(text.starts_with(title), "{text}");
    assert!(text.contains("the habit of talking"), "{text}");
    assert!(!text.contains("Highland Column"), "{text}");
    assert_eq!(
        printed(["text", "--section", &title.to_lowercase(), SAMPLE]),
        text
    );

    let output = run(["text", "--section", "No Such Part", SAMPLE]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_set_aside_is_printed_when_asked_for() {
    let tail = "The Last Ferry on Lake Imrel";
    assert!(!printed(["text", SAMPLE]).contains(tail));
    assert!(printed(["text", "--all", SAMPLE]).contains(tail));
}

#[test]
fn a_free_row_stands_on_both_sides_of_what_is_set_aside() {
    let page = "Skip to content\n\nHerring Return to the Sound\n\n\
        The first boat came in before dawn with her hold full, and the ice house ran out of ice twice.\n\n\
        Share this article\n\n\
        By Friday nine more had followed her, which nobody on the quay had seen for forty years.\n\n\
        Related posts\n\nThe Lighthouse That Nobody Would Buy\n";
    let shown = good(pipe(["text", "--width", "200", "-"], page.as_bytes()));
    let rows: Vec<&str> = shown.lines().collect();
    assert_eq!(rows.len(), 11, "{shown}");
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row.is_empty(), at % 2 == 1, "{shown}");
        assert_eq!(row.starts_with('⋯'), [0, 6, 10].contains(&at), "{shown}");
    }
}

#[test]
fn keys_are_printed_from_the_table() {
    assert_eq!(printed(["keys"]), briefing::app::command::markdown());
}

#[test]
fn a_list_of_figures_that_is_not_whole_says_so() {
    let paragraph = |count: u32| format!("Some {count} boats left the harbour.\n\n");
    let text = (100..9_000).map(paragraph).collect::<Vec<_>>().concat();
    let (_folder, path) = file("boats.md", text);
    for format in ["table", "json", "csv", "markdown"] {
        let output = run([
            OsStr::new("stats"),
            &path,
            "--format".as_ref(),
            format.as_ref(),
        ]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(
            said.ends_with("boats.md: the 8000 figures of most weight are listed, of 8900\n"),
            "{said}"
        );
    }
}
