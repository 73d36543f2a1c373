//! The README and the guide say what is true: their keys are in the key table, their commands run.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Stdio},
};

use briefing::app::{
    command::markdown,
    keymap::{Key, Keymap},
};
use tempfile::TempDir;

const README: &str = "README.md";

/// Names of keys that are written out in prose; the others stand as code.
const NAMED: [&str; 10] = [
    "Space",
    "Enter",
    "Esc",
    "Tab",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "F1",
    "Backspace",
];

#[test]
fn the_key_table_is_that_of_the_program() {
    let readme = fs::read_to_string(README).unwrap();
    let (start, rest) = readme.split_once("<!-- keys -->\n").unwrap();
    let (table, end) = rest.split_once("<!-- /keys -->").unwrap();
    if env::var_os("UPDATE_README").is_some() {
        let table = markdown();
        let readme = format!("{start}<!-- keys -->\n{table}<!-- /keys -->{end}");
        return fs::write(README, readme).unwrap();
    }
    assert!(
        table == markdown(),
        "the keys have changed: UPDATE_README=1 cargo test --test readme"
    );
}

#[test]
fn every_key_that_is_named_is_a_key() {
    let keymap = Keymap::default();
    let is_key = |name: &str| {
        let written = format!("<{}>", name.to_lowercase());
        let key = if name.chars().count() == 1 {
            Key::parse(name)
        } else {
            Key::parse(&written)
        };
        key.is_some_and(|key| keymap.command(key).is_some())
    };
    for file in [README, "briefings/guide.md"] {
        let text = fs::read_to_string(file).unwrap();
        let text = text.split("<!-- keys -->").next().unwrap();
        let named = named_keys(text);
        assert!(named.len() > 5, "{file} names keys: {named:?}");
        for key in named {
            assert!(is_key(&key), "{file} names {key:?}");
        }
    }
}

/// Keys named in a Markdown text: code of one character, perhaps after a count (`3]`), and names
/// such as Ctrl-O.
fn named_keys(text: &str) -> Vec<String> {
    let prose = without_fences(text);
    let (words, code): (Vec<_>, Vec<_>) = prose
        .split('`')
        .enumerate()
        .partition(|(at, _)| at.is_multiple_of(2));
    let signs = code.into_iter().filter_map(|(_, code)| {
        let sign = code.trim_start_matches(|c: char| c.is_ascii_digit());
        (sign.chars().count() == 1).then(|| sign.to_owned())
    });
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || "←→↑↓".contains(c);
    let is_name = |word: &&str| {
        let is_held = ["Ctrl-", "Alt-", "Shift-"]
            .iter()
            .any(|held| word.starts_with(held));
        is_held || NAMED.contains(word)
    };
    let words = words
        .into_iter()
        .flat_map(|(_, words)| words.split(move |c| !is_part(c)));
    signs
        .chain(words.filter(is_name).map(str::to_owned))
        .collect()
}

/// `text` without the lines of its fenced code.
fn without_fences(text: &str) -> String {
    let parts = text.split("```").step_by(2);
    parts.collect()
}

#[test]
fn keys_are_told_from_other_code() {
    let keys = named_keys(
        "Press `]` or `3]`, Ctrl-O and `/word`; in `vim`, ×`18`.\n```sh\n`q`\n```\nEnter.",
    );
    assert_eq!(keys, ["]", "]", "Ctrl-O", "Enter"]);
}

/// Each command of the README and the guide, run in a folder that holds the files it names.
#[test]
fn every_command_that_is_shown_runs() {
    for file in [README, "briefings/guide.md"] {
        let text = fs::read_to_string(file).unwrap();
        let commands = commands(&text);
        assert!(commands.len() >= 3, "{file} shows commands: {commands:?}");
        for command in commands {
            check_runs(file, &command);
        }
    }
}

fn check_runs(file: &str, command: &[String]) {
    let folder = TempDir::new().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    symlink(root.join("briefings"), folder.path().join("briefings")).unwrap();
    for word in command.iter().filter(|word| word.contains('.')) {
        if word.starts_with("briefings/") {
            assert!(root.join(word).exists(), "{file} shows {word}");
        } else {
            fs::copy(root.join("briefings/guide.md"), folder.path().join(word)).unwrap();
        }
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_briefing"));
    program
        .args(command)
        .current_dir(folder.path())
        .stdin(Stdio::null());
    let output = program.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), &*said),
        (Some(0), ""),
        "{file} shows {command:?}"
    );
}

/// The arguments of every command line in a shell block that starts the program.
fn commands(text: &str) -> Vec<Vec<String>> {
    let blocks = text.split("```").skip(1).step_by(2);
    let shell = blocks.filter_map(|block| {
        block
            .strip_prefix("sh\n")
            .or(block.strip_prefix("console\n"))
    });
    let lines = shell
        .flat_map(str::lines)
        .flat_map(|line| line.split(" | "));
    let ours = lines.filter_map(|line| {
        let line = line.trim_start_matches("$ ");
        let line = line.split(" #").next().unwrap_or_default();
        line.strip_prefix("cargo run --release -- ")
            .or(line.strip_prefix("briefing"))
            .map(words)
    });
    ours.collect()
}

/// The words of a shell line; quotes keep one together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split(['"', '\'']).enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn commands_are_found_in_shell_blocks() {
    let text = "```sh\ncargo run --release -- a.md\nbriefing text 'b c.md' | less  # as text\ncat d | briefing -\nls\nbriefing   # the guide\n```\n```\nbriefing FILE\n```";
    let expected: [&[&str]; 4] = [&["a.md"], &["text", "b c.md"], &["-"], &[]];
    assert_eq!(commands(text), expected);
}
