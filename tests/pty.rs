//! The program itself in a pseudo-terminal: what it shows, how it is driven, and that it gives the
//! terminal back however it ends.

#[path = "support/terminal.rs"]
mod terminal;

use std::{
    ffi::OsStr, fs, io::Write as _, os::unix::ffi::OsStrExt as _, process::Stdio, thread,
    time::Duration,
};

use briefing::app::terminal::Taken;
use pty_process::blocking::Command;
use rustix::process::Signal;
use tempfile::TempDir;
use terminal::Session;

const SAMPLE: &str = "briefings/border-crisis.txt";
const SUSPEND: &str = "\u{1a}";
const ENTER: &str = "\r";

/// The sample on a wide screen, listening to keys and signals.
fn sample() -> Session {
    let mut session = Session::open([SAMPLE], 120, 40);
    session.wait_for("1 of 7").press("G").wait_for("100%");
    session.press("g").wait_for("1 of 7");
    session
}

fn quit(session: &mut Session) {
    let status = session.press("q").end();
    assert_eq!(status.code(), Some(0), "{session}");
    session.assert_given_back();
}

#[test]
fn a_briefing_is_read_end_to_end() {
    let mut session = Session::open([SAMPLE], 120, 40);
    session
        .wait_for("12,000 Reservists Ordered")
        .wait_for("FIGURES");
    assert!(session.screen().alternate_screen() && session.is_raw());
    let panes = panes(&session);
    assert!(panes[0].contains("SECTIONS"), "{session}");
    assert!(
        panes[0].contains("Why Did the Tunnel Stop Halfway?"),
        "{session}"
    );
    assert!(
        panes[1].contains("Karveth has ordered about 12,000 reservists"),
        "{session}"
    );
    session.wait_until("a figure in its pane", |session| {
        self::panes(session)[2].contains("12,000")
    });

    session
        .press("]]")
        .wait_until("a later section", |session| {
            !session.bottom().contains("Opening")
        });

    let text = fs::read_to_string(SAMPLE).unwrap();
    let all = text.matches("airstrikes").count() + text.matches("Airstrikes").count();
    session
        .press("g/airstrikes")
        .wait_for(&format!("1 of {all}"));
    session
        .press(ENTER)
        .press("n")
        .wait_for(&format!("2 of {all}"));
    quit(&mut session);
}

/// The text of the three panes, each with its rows in order.
fn panes(session: &Session) -> [String; 3] {
    let mut panes = [const { String::new() }; 3];
    for row in session
        .text()
        .lines()
        .filter(|row| row.matches('│').count() >= 2)
    {
        for (pane, part) in panes.iter_mut().zip(row.splitn(3, '│')) {
            // Long titles go on in the next row.
            pane.push_str(part.trim());
            pane.push(' ');
        }
    }
    panes
}

#[test]
fn without_a_name_the_guide_opens() {
    let mut session = Session::open::<&str>([], 100, 30);
    session.wait_for("A two-minute guide to briefing");
    quit(&mut session);
}

#[test]
fn the_guide_does_as_it_says() {
    let mut session = Session::open::<&str>([], 100, 30);
    session.wait_for("Begin with ]").press("]");
    session.wait_until("the section it speaks of", |session| {
        session.bottom().contains("Move by section")
    });
    quit(&mut session);
}

#[test]
fn a_signal_ends_it_with_the_terminal_given_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut session = sample();
        session.signal(signal);
        session.end();
        session.assert_given_back();
    }
}

#[test]
fn a_signal_as_soon_as_the_terminal_is_taken_gives_it_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut session = Session::open([SAMPLE], 80, 24);
        wait_until_taken(&mut session);
        session.signal(signal);
        session.end();
        session.assert_given_back();
    }
}

fn wait_until_taken(session: &mut Session) {
    session.wait_until("the alternate screen", |session| {
        session.screen().alternate_screen()
    });
}

#[test]
fn ctrl_c_is_a_key_and_quits() {
    let mut session = sample();
    assert_eq!(session.press("\u{3}").end().code(), Some(0));
    session.assert_given_back();
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let stop_by_key: fn(&mut Session) = |session| {
        session.press(SUSPEND);
    };
    let stop_by_signal: fn(&mut Session) = |session| session.signal(Signal::TSTP);
    for stop in [stop_by_key, stop_by_signal] {
        let mut session = sample();
        stop(&mut session);
        session.wait_until_stopped().assert_given_back();
        session.signal(Signal::CONT);
        session.wait_until("the reader", |session| {
            session.screen().alternate_screen() && session.bottom().contains("1 of 7")
        });
        assert!(session.is_raw());
        session.press("G").wait_for("100%");
        quit(&mut session);
    }
}

#[test]
fn it_is_drawn_anew_at_any_size() {
    let mut session = sample();
    session
        .resize(60, 20)
        .wait_until("the text alone", |session| {
            !session.text().contains("SECTIONS") && session.text().contains("Karveth has ordered")
        });
    for (width, height) in [(1, 1), (200, 3), (3, 60), (19, 4)] {
        session.resize(width, height);
    }
    session
        .resize(120, 40)
        .wait_for("SECTIONS")
        .wait_for("1 of 7");
    quit(&mut session);
}

#[test]
fn no_resize_is_lost_however_early_and_whatever_comes_with_it() {
    for _ in 0..5 {
        let mut session = Session::open([SAMPLE], 60, 20);
        wait_until_taken(&mut session);
        for (width, height) in [(120, 40), (60, 20), (1, 1), (120, 40), (60, 20), (120, 40)] {
            session.resize(width, height).press("j").press("k");
        }
        session.wait_for("SECTIONS").wait_for("12,000 Reservists");
        quit(&mut session);
    }
}

#[test]
fn the_smallest_terminal_is_survived_and_a_larger_one_shows_the_page() {
    let mut session = Session::open([SAMPLE], 1, 1);
    wait_until_taken(&mut session);
    quit(&mut session);

    let mut session = sample();
    session.resize(1, 1);
    wait_for_clearing(&mut session);
    session.press("]/x").press(ENTER).press("o?qs?q");
    session.press("\u{c}");
    wait_for_clearing(&mut session);
    session.resize(120, 40).wait_for("12,000 Reservists");
    quit(&mut session);
}

/// Waits for a frame that is drawn anew: after a resize, or Ctrl-L.
fn wait_for_clearing(session: &mut Session) {
    let before = session.written().len();
    session.wait_until("a screen drawn anew", |session| {
        let written = String::from_utf8_lossy(&session.written()[before..]);
        written.contains("\u{1b}[2J")
    });
}

#[test]
fn text_comes_from_a_pipe_and_keys_from_the_terminal() {
    for arguments in [&["-"][..], &[]] {
        let reader = Session::reader().args(arguments).stdin(Stdio::piped());
        let mut session = Session::start(reader, 120, 40);
        session
            .stdin()
            .write_all(&fs::read(SAMPLE).unwrap())
            .unwrap();
        session
            .wait_for("12,000 Reservists")
            .press("G")
            .wait_for("100%");
        quit(&mut session);
    }
}

#[test]
fn a_large_file_is_indexed_behind_the_first_screen() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("large.md");
    let words = "Some words that say nothing, line by line.\n".repeat(500);
    let sections = (1..=60).map(|number| format!("## Part {number}\n\n{words}\n"));
    fs::write(&path, sections.collect::<Vec<_>>().concat()).unwrap();
    let mut session = Session::open([&path], 120, 40);
    session
        .wait_for("Part 1")
        .wait_until("the whole", |session| {
            !session.bottom().contains("indexing") && session.bottom().contains("1 of 60")
        });
    session.press("G").wait_for("60 of 60");
    session.press("g/part 37").wait_for("1 of 1").press(ENTER);
    session.wait_until("the heading in the text", |session| {
        session.text().contains("│  Part 37 ")
    });
    quit(&mut session);
}

#[test]
fn what_has_come_through_a_pipe_is_shown_before_the_rest() {
    let reader = Session::reader().arg("-").stdin(Stdio::piped());
    let mut session = Session::start(reader, 120, 40);
    let mut stdin = session.stdin();
    stdin.write_all(b"# First\n\nSome words.\n\n").unwrap();
    session.wait_for("Some words.");
    stdin.write_all(b"## Second\n\nOther words.\n").unwrap();
    session.wait_for("Other words.");
    stdin.write_all(b"\nLast words.\n").unwrap();
    drop(stdin);
    session.wait_for("Last words.");
    quit(&mut session);
}

#[test]
fn the_end_of_a_pipe_is_where_it_has_come_to() {
    let reader = Session::reader().arg("-").stdin(Stdio::piped());
    let mut session = Session::start(reader, 120, 40);
    let mut stdin = session.stdin();
    for part in 1..=3 {
        let lines = (0..3000).map(|line| format!("Gauge {line} of day {part}.\n\n"));
        let lines: String = lines.collect();
        let end = format!("## Night {part}\n\nQuiet after day {part}.\n\n");
        stdin.write_all((lines + &end).as_bytes()).unwrap();
        // In the list of sections.
        session.wait_for(&format!("Night {part}")).press("G");
        session.wait_for(&format!("Quiet after day {part}."));
    }
    drop(stdin);
    quit(&mut session);
}

#[test]
fn a_file_cut_short_under_the_reader_stays_on_the_screen() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("long.md");
    let line = |line: usize| format!("Gauge {line:05} stood where it was.\n\n");
    let text: String = (0..40_000).map(line).collect();
    fs::write(&path, &text).unwrap();
    let mut session = Session::open([&path], 120, 40);
    session.wait_for("Gauge 00000 stood").press("50%");
    // Nothing is under way any more: a notice that came on its own would be gone with the next key.
    session.wait_for("Gauge 200").wait_for("240,000 words");
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(1000).unwrap();
    session.press("j").wait_for("the file has changed");
    assert!(session.text().contains("Gauge 200"), "{session}");
    fs::write(&path, "New words above.\n\n".to_owned() + &text).unwrap();
    session.press("r").wait_for("240,003 words").press("G");
    session.wait_for("Gauge 39999 stood");
    quit(&mut session);
}

#[test]
fn a_file_that_changes_is_read_again_when_asked() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("note.md");
    fs::write(&path, "# Note\n\nAs it was.\n").unwrap();
    let mut session = Session::open([&path], 120, 40);
    session.wait_for("As it was.").wait_for(" figures");
    fs::write(&path, "# Note\n\nAs it is now.\n").unwrap();
    session.press("j").wait_for("the file has changed");
    assert!(session.text().contains("As it was."), "{session}");
    session.press("k").wait_for("file changed · 100%");
    session
        .press("r")
        .wait_for("As it is now.")
        .wait_for("5 words");
    fs::remove_file(&path).unwrap();
    session.press("j").wait_for("the file is gone");
    session
        .press("r")
        .press("?")
        .wait_for("down half a page")
        .press("q");
    session.wait_for("As it is now.");
    quit(&mut session);
}

#[test]
fn a_lost_terminal_ends_it() {
    let mut session = sample();
    session.close();
}

#[test]
fn what_cannot_be_opened_leaves_the_terminal_alone() {
    let mut session = Session::open(["briefings/no-such.md"], 80, 24);
    assert_eq!(session.end().code(), Some(2));
    let written = String::from_utf8_lossy(session.written());
    assert_eq!(
        written.trim_end(),
        "briefing: cannot open briefings/no-such.md: No such file or directory"
    );
    session.assert_given_back();
}

#[test]
fn a_row_scrolled_is_one_small_frame_and_nothing_new_is_none() {
    let mut session = Session::open([SAMPLE], 200, 60);
    session.wait_for(" figures").press("G").wait_for("100%");
    session.press("g").wait_for("1 of 7");
    // The third row has the title, at the start.
    let is_at_start = |session: &Session| session.text().lines().nth(2).unwrap().contains("Ordan");
    let before = session.written().len();
    session
        .press("j")
        .wait_until("the next row", |session| !is_at_start(session));
    let frame = &session.written()[before..];
    assert!(frame.len() <= 4000, "{} bytes", frame.len());
    assert_eq!(frames(frame), 1);
    session.press("g").wait_until("the first row", is_at_start);
    // Keys that stay where the reader is draw nothing; then help does.
    let before = session.written().len();
    session.press("gkk").press("?").wait_for("this help");
    assert_eq!(frames(&session.written()[before..]), 1);
    session.press("q");
    quit(&mut session);
}

/// How many frames were written.
fn frames(written: &[u8]) -> usize {
    let written = String::from_utf8_lossy(written);
    written.matches("\u{1b}[?2026h").count()
}

#[test]
fn what_is_copied_reaches_the_clipboard_of_the_terminal() {
    let mut session = Session::open(["briefings/guide.md"], 100, 30);
    session.wait_for("? help").press("]oy").wait_for("copied: ");
    let written = String::from_utf8_lossy(session.written()).into_owned();
    let (_, copied) = written
        .split_once("\x1b]52;c;")
        .expect("a sequence of OSC 52");
    let (digits, _) = copied.split_once("\x1b\\").expect("its end");
    assert!(
        digits.len() >= 4 && digits.len().is_multiple_of(4),
        "{digits}"
    );
    quit(&mut session);
}

#[test]
fn no_color_is_heard() {
    let mut session = Session::start(Session::reader().arg(SAMPLE).env("NO_COLOR", "1"), 120, 40);
    session
        .wait_for("1 of 7")
        .press(")")
        .press("/pass")
        .wait_for("1 of ");
    let (height, width) = session.screen().size();
    for (y, x) in (0..height.get()).flat_map(|y| (0..width.get()).map(move |x| (y, x))) {
        let cell = session.screen().cell(y, x).unwrap();
        let colours = (cell.fgcolor(), cell.bgcolor());
        assert_eq!(
            colours,
            (vt100::Color::Default, vt100::Color::Default),
            "{x},{y}"
        );
    }
    session.press(ENTER);
    quit(&mut session);
}

/// A document that tries everything: to clear and move, to retitle and to reset the terminal, to
/// take the mouse, the clipboard and the keyboard, to be answered, to read other than it stands.
const HOSTILE: &str = "\u{1b}[3J\u{1b}]52;c;aG9zdGlsZQ==\u{7}\u{1b}]0;owned\u{1b}\\\u{1b}c\u{1b}[6n\u{1b}[c\
    \u{1b}[?1003h\u{1b}[?1049l\u{1b}[>1u\u{1b}[21t\u{1b}P+q544e\u{1b}\\\u{1b}_G;\u{1b}\\\u{1b}(0\u{9b}6n\u{9d}52;c;x\u{9c}\u{90}q\u{85}\
    \u{8}\u{7}\u{e}\u{7f}\u{202e}\u{2066}\u{200f}\u{e0041}\u{feff}word";

#[test]
fn nothing_of_a_document_reaches_the_terminal_raw() {
    let folder = TempDir::new().unwrap();
    let markdown = format!(
        "---\ntitle: Front {HOSTILE}\n---\n\n# One {HOSTILE}\n\nText {HOSTILE} 46 people [{HOSTILE}](http://x/{HOSTILE}).\n\n\
         | a {HOSTILE} | b |\n| --- | --- |\n| `{HOSTILE}` | 5% |\n\n> {HOSTILE}\n\n```{HOSTILE}\n{HOSTILE}\n```\n\n<b>{HOSTILE}</b>\n\n\
         - [ ] {HOSTILE}\n\n![{HOSTILE}](i.png)\n\nNote.[^1]\n\n[^1]: {HOSTILE}\n"
    );
    let plain =
        format!("Title {HOSTILE}\n\nWhat the {HOSTILE} Says\n\nText {HOSTILE} and 46 people.\n");
    for (name, text) in [("a.md", &markdown), ("b.txt", &plain)] {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        assert!(
            check_harmless(path.as_os_str()),
            "matches are listed: {path:?}"
        );
    }
}

#[test]
fn nothing_of_a_file_name_reaches_the_terminal_raw() {
    let folder = TempDir::new().unwrap();
    let name = [HOSTILE.replace('/', "").as_bytes(), b"\xff.md"].concat();
    let path = folder.path().join(OsStr::from_bytes(&name));
    fs::write(
        &path,
        "Words without any heading, so that the name is the title.",
    )
    .unwrap();
    check_harmless(path.as_os_str());
    fs::remove_file(&path).unwrap();
    let mut session = Session::open([path.as_os_str()], 80, 24);
    assert_eq!(session.end().code(), Some(2));
    let written = String::from_utf8(session.written().to_vec()).unwrap();
    assert_eq!(harmful(&written.replace("\r\n", "")), Vec::<String>::new());
}

/// Opens `path`, goes everywhere in it, and looks at each byte that was written. Were matches listed in the end?
fn check_harmless(path: &OsStr) -> bool {
    let mut session = Session::open([path], 140, 45);
    session.wait_for("␛[3J");
    for keys in [
        "]", ")", "s", "l", "j", "p", ENTER, "o", "j", ENTER, "x", "?", "q", "G", "g",
    ] {
        session.press(keys);
    }
    // Pasted into the search, and shown there and in the list of its matches.
    session
        .press(&format!("/\u{1b}[200~␛{HOSTILE}\u{1b}[201~"))
        .wait_for("␛[3J");
    list_matches(&mut session);
    session.press("/[3J").wait_for(" /[3J");
    let has_list = list_matches(&mut session);
    quit(&mut session);
    let written = String::from_utf8(session.written().to_vec()).unwrap();
    assert_eq!(
        harmful(&written),
        Vec::<String>::new(),
        "{}",
        path.display()
    );
    has_list
}

/// Searches for what was typed; once it is known what was found, opens and closes the list of it. Before that, and
/// where nothing was, `q` would quit. Was anything found?
fn list_matches(session: &mut Session) -> bool {
    let bottom = |session: &Session| {
        let text = session.text();
        text.lines().last().unwrap_or_default().to_owned()
    };
    let has_none = |session: &Session| {
        let bottom = bottom(session);
        bottom.contains("not found") && !bottom.starts_with(" /")
    };
    // "1 of 1  2 of 3 · 40%": which section, which match.
    let has_some = |session: &Session| {
        let bottom = bottom(session);
        let parts: Vec<&str> = bottom.split(" · ").collect();
        parts.windows(2).any(|pair| {
            pair[0].matches(" of ").count() == 2
                && pair[1].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    session
        .press(ENTER)
        .wait_until("the count of matches", |session| {
            has_none(session) || has_some(session)
        });
    let has_list = has_some(session);
    if has_list {
        session.press("&q");
    }
    has_list
}

/// All in `written` that the reader would not write of its own accord: control characters, those
/// that are not to be seen, and sequences other than those for place, style, clearing, moving rows,
/// and the modes the reader needs.
fn harmful(written: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let len = if c == '\u{1b}' {
            sequence(rest)
        } else {
            Some(c.len_utf8())
        };
        let is_hidden = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        if len.is_none() || is_hidden || (c.is_control() && c != '\u{1b}') {
            found.push(rest.chars().take(12).collect());
        }
        rest = &rest[len.unwrap_or(1)..];
    }
    found
}

/// Bytes of the sequence at the start of `text`, if it is one of the reader's own.
fn sequence(text: &str) -> Option<usize> {
    const MODES: [&str; 5] = ["?7", "?25", "?1049", "?2004", "?2026"];
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !"0123456789;?".contains(c))?;
    let (parameters, last) = (&parameters[..end], parameters.as_bytes()[end]);
    let is_own = match last {
        b'h' | b'l' => MODES.contains(&parameters),
        b'J' => ["", "2"].contains(&parameters),
        b'K' => parameters.is_empty(),
        b'C' | b'H' | b'L' | b'M' | b'm' | b'r' => !parameters.contains('?'),
        _ => false,
    };
    is_own.then_some(end + 3)
}

#[test]
fn harm_is_recognised() {
    let check = |text: &str, expected: usize| assert_eq!(harmful(text).len(), expected, "{text:?}");
    check("plain\u{1b}[1;2H\u{1b}[0m\u{1b}[?25l\u{1b}[2J", 0);
    check("\u{1b}[6n", 1);
    check("\u{1b}]52;c;x\u{7}", 2);
    check("\u{1b}[?1003h\u{9b}\u{202e}\n", 4);
}

/// In the child: takes the terminal and panics. In the parent: looks at what is left of it.
#[test]
fn a_panic_gives_the_terminal_back() {
    const CHILD: &str = "BRIEFING_TEST_PANICS";
    if std::env::var_os(CHILD).is_some() {
        let _taken = Taken::take().unwrap();
        panic!("as asked");
    }
    let itself = std::env::current_exe().unwrap();
    let child = Command::new(itself)
        .args(["--exact", "a_panic_gives_the_terminal_back", "--nocapture"])
        .env(CHILD, "1");
    let mut session = Session::start(child, 80, 24);
    assert_ne!(session.end().code(), Some(0));
    let written = String::from_utf8_lossy(session.written());
    assert!(
        written.contains("\u{1b}[?1049h"),
        "it was taken: {written:?}"
    );
    session.assert_given_back();
}

/// The program sleeps until a key is pressed: it uses no processor time, and nothing wakes it.
#[cfg(target_os = "linux")]
#[test]
fn it_sleeps_when_nothing_happens() {
    /// Times each thread went to sleep of its own accord, which it does once for each waking.
    fn sleeps(session: &Session) -> Vec<String> {
        let tasks = format!("/proc/{}/task", session.id());
        let tasks = fs::read_dir(tasks).unwrap();
        let status =
            tasks.map(|task| fs::read_to_string(task.unwrap().path().join("status")).unwrap());
        let lines = status.map(|status| {
            status
                .lines()
                .filter(|line| line.starts_with("voluntary"))
                .collect()
        });
        lines.collect()
    }
    let mut session = sample();
    let mut before = sleeps(&session);
    // Work begun before, and threads that are ending, may take a moment on a busy machine.
    for _ in 0..20 {
        thread::sleep(Duration::from_millis(300));
        let after = sleeps(&session);
        if before == after {
            return quit(&mut session);
        }
        before = after;
    }
    panic!("it never comes to rest: {before:?}");
}
