//! The README and the guide say what is true: their keys are in the key table.

use std::{env, fs};

use briefing::app::{
    command::markdown,
    keymap::{Key, Keymap},
};

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
