//! Files that are not UTF-8, and messages, from their bytes to what is printed.

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
    assert_eq!(
        about["bytes"],
        of_file(&["text"], "a.md", &utf16(TEXT)).len()
    );
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
        ("1,500", Some("converted"))
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

const LETTER: &str = "\
From: =?utf-8?Q?Zo=C3=AB?= Marsh <zoe@lock.example>\r\n\
Subject: Lock gates close for repairs\r\n\
Date: Tue, 3 Sep 2024 09:00:00 +0000\r\n\
MIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=cut\r\n\
\r\n\
--cut\r\n\
Content-Type: text/plain; charset=windows-1252\r\n\
Content-Transfer-Encoding: quoted-printable\r\n\
\r\n\
The gates at Fen=E9 Lock close for 12 days from Monday, the board said in a n=\r\n\
ote to its members on Tuesday morning.\r\n\
\r\n\
What it costs\r\n\
\r\n\
Around 40 boats will have to wait, and the work costs the board =801.2 million in all this year.\r\n\
\r\n\
> Will the path stay open?\r\n\
\r\n\
--cut\r\n\
Content-Type: image/png\r\n\
Content-Transfer-Encoding: base64\r\n\
\r\n\
iVBORw0KGgo=\r\n\
--cut--\r\n\
";

#[test]
fn a_message_is_read_as_its_text_under_its_subject() {
    let shown = of_file(&["text"], "lock.eml", LETTER.as_bytes());
    for words in [
        "Lock gates close for repairs",
        "Zoë Marsh",
        "3 September 2024",
        "Fené Lock",
        "a note to its",
        "€1.2",
        "Will the path",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(
        !shown.contains("iVBOR") && !shown.contains("--cut"),
        "{shown}"
    );
    let outline = of_file(
        &["outline", "--format", "json"],
        "lock.EML",
        LETTER.as_bytes(),
    );
    let outline: Value = serde_json::from_str(&outline).unwrap();
    assert_eq!(outline["title"]["text"], "Lock gates close for repairs");
    assert_eq!(outline["meta"]["byline"], "By Zoë Marsh");
    assert_eq!(outline["meta"]["date"], "3 September 2024");
    assert_eq!(outline["source"]["range_of"], "text");
    let sections = outline["sections"].as_array().unwrap();
    assert_eq!(sections.last().unwrap()["title"], "What it costs");
}

#[test]
fn the_mail_that_a_message_answers_is_set_aside() {
    let quoted = "\r\nOn Mon, 2 Sep 2024 at 18:20, Jo Petty\r\n<jo@lock.example> wrote:\r\n\
        > What It Costs Us\r\n>\r\n> I have heard of 9 million, which nobody on the board would say aloud.\r\n";
    let letter = LETTER.replace("> Will the path stay open?\r\n", quoted);
    let shown = of_file(&["text"], "lock.eml", letter.as_bytes());
    assert!(
        shown.contains("⋯ 5 lines set aside: earlier mail"),
        "{shown}"
    );
    assert!(
        shown.contains("€1.2") && !shown.contains("wrote"),
        "{shown}"
    );
    let figures = of_file(&["stats"], "lock.eml", letter.as_bytes());
    assert!(
        figures.contains("1.2 million") && !figures.contains("9 million"),
        "{figures}"
    );

    let outline = of_file(
        &["outline", "--format", "json"],
        "lock.eml",
        letter.as_bytes(),
    );
    let outline: Value = serde_json::from_str(&outline).unwrap();
    let section = outline["sections"].as_array().unwrap().last().unwrap();
    let aside = &outline["dropped"][0];
    assert_eq!(section["title"], "What it costs");
    assert_eq!(aside["kind"], "other");
    assert_eq!(aside["range"][1], outline["source"]["bytes"]);
    assert!(section["range"][1].as_u64() <= aside["range"][0].as_u64());
}

#[test]
fn a_message_through_a_pipe_is_told_by_its_headers() {
    let shown = of_file(&["text"], "lock.eml", LETTER.as_bytes());
    assert_eq!(of_pipe(&["text"], LETTER.as_bytes()), shown);
    let long = LETTER.replace("will have to wait", &"will have to wait ".repeat(20_000));
    assert!(of_pipe(&["text"], long.as_bytes()).contains("Lock gates close"));
}

#[test]
fn a_message_that_is_a_web_page_is_read_as_one() {
    let page = "<html><body><h2>Tolls</h2><p>Boats pay <b>4%</b> more from May.</p></body></html>";
    let letter =
        format!("Subject: Tolls \"rise\"\nFrom: a@b.example\nContent-Type: text/html\n\n{page}\n");
    let outline = of_file(
        &["outline", "--format", "json"],
        "toll.eml",
        letter.as_bytes(),
    );
    let outline: Value = serde_json::from_str(&outline).unwrap();
    assert_eq!(outline["title"]["text"], "Tolls \"rise\"");
    assert_eq!(outline["sections"][0]["title"], "Tolls");
    assert_eq!(outline["source"]["format"], "converted");

    let quoted = "<div>On Mon, 2 Sep 2024, Jo &lt;jo@lock.example&gt; wrote:</div><blockquote><p>Who pays 9%?</p></blockquote></body>";
    let letter = letter.replace("</body>", quoted);
    let shown = of_file(&["text"], "toll.eml", letter.as_bytes());
    assert!(
        shown.contains("more from May") && !shown.contains("Who pays"),
        "{shown}"
    );
    assert!(shown.contains("set aside: earlier mail"), "{shown}");
}
