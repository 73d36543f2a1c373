//! Files that are not UTF-8, from their bytes to what is printed.

#[path = "support/run.rs"]
mod run;

use std::{ffi::OsStr, fs, io::Write as _, process::Stdio};

use run::{good, printed, program};
use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "# Flood on the Żuławy\n\n## What is known\n\nAround 1,500 people left.\n";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What `command` prints of a file called `name` that holds `bytes`.
fn of_file(command: &[&str], name: &str, bytes: &[u8]) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    printed(command.iter().map(OsStr::new).chain([path.as_os_str()]))
}

/// What `command` prints of `bytes` that come through a pipe.
fn of_pipe(command: &[&str], bytes: &[u8]) -> String {
    let arguments = command.iter().copied().chain(["-"]);
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    good(child.wait_with_output().unwrap())
}

#[test]
fn a_file_and_a_pipe_read_as_they_would_in_utf_8() {
    let expected = of_file(&["text"], "flood.md", TEXT.as_bytes());
    assert!(expected.contains("Żuławy") && expected.contains("1,500"));
    assert_eq!(of_file(&["text"], "flood.md", &utf16(TEXT)), expected);
    let piped = utf16(&format!("\u{feff}{TEXT}"));
    assert_eq!(of_pipe(&["text"], &piped), expected);
}

#[test]
fn a_large_file_is_read_as_a_small_one() {
    let lines = "The mayor of Besan\u{e7}on said so \u{96} again.\n".repeat(9000);
    let bytes: Vec<u8> = lines.chars().map(|c| c as u8).collect();
    let plain = "Words in ASCII only, for a long while.\n"
        .repeat(9000)
        .into_bytes();
    let out = of_file(&["text"], "mayor.txt", &[plain, bytes].concat());
    let is_right = out.contains("Besançon said so – again.");
    assert!(
        is_right && !out.contains('\u{fffd}'),
        "{}",
        &out[out.len() - 200..]
    );
}

#[test]
fn json_says_what_its_offsets_count() {
    let outline = ["outline", "--format", "json"];
    let stats = ["stats", "--format", "json"];
    let json = |out: String| -> Value { serde_json::from_str(&out).unwrap() };

    let about = json(of_file(&outline, "a.md", &utf16(TEXT)))["source"].clone();
    assert_eq!(about["format"], "converted");
    assert_eq!(about["range_of"], "text");
    assert_eq!(about["bytes"], TEXT.len());
    let about = json(of_file(&outline, "a.md", TEXT.as_bytes()))["source"].clone();
    assert_eq!(
        (&about["format"], &about["range_of"]),
        (&"markdown".into(), &"source".into())
    );

    let found = json(of_file(&stats, "a.md", &utf16(TEXT)));
    let place = &found["statistics"][0]["occurrences"][0];
    let span = place["start"].as_u64().unwrap() as usize..place["end"].as_u64().unwrap() as usize;
    assert_eq!(
        (&TEXT[span], found["range_of"].as_str()),
        ("1,500", Some("text"))
    );
    let found = json(of_file(&stats, "a.md", TEXT.as_bytes()));
    assert_eq!(found.get("range_of"), None);
}

#[test]
fn what_is_no_text_is_not_guessed_at() {
    let out = of_file(
        &["text"],
        "a.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\x08",
    );
    assert!(out.contains('\u{fffd}') && out.contains('␀'), "{out}");
}
