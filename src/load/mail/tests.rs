use proptest::prelude::*;

use super::*;

const SIMPLE: &str = "Received: from a.example\r\n by b.example\r\nFrom: \"Ana Duarte\" <ana@port.example>\r\nSubject: Harbour works:\r\n second phase\r\nDate: Mon, 02 Sep 2024 08:15:00 +0100\r\n\r\nThe quay closes on Friday.\r\n";

fn body(mail: &str) -> Body {
    read(mail.as_bytes()).body
}

fn text(text: &str) -> Body {
    Body::Text(text.to_owned())
}

/// A message of parts, each given whole.
fn of_parts(parts: &[&str]) -> String {
    let part = |part: &&str| ["--b=1\n", part, "\n"].concat();
    let parts = parts.iter().map(part).collect::<Vec<_>>().concat();
    format!(
        "Content-Type: multipart/mixed;\n boundary=\"b=1\"\n\npreamble\n{parts}--b=1--\nepilogue\n"
    )
}

#[test]
fn headers_become_title_sender_and_day() {
    let mail = read(SIMPLE.as_bytes());
    assert_eq!(mail.subject, "Harbour works: second phase");
    assert_eq!(
        (mail.from.as_str(), mail.date.as_str()),
        ("Ana Duarte", "2 September 2024")
    );
    let Body::Text(text) = &mail.body else {
        panic!("is text")
    };
    let shown = mail.to_plain(text);
    assert_eq!(
        shown,
        "Harbour works: second phase\n\nBy Ana Duarte\n2 September 2024\n\nThe quay closes on Friday.\r\n"
    );
    assert_eq!(header::sender("ana@port.example"), "ana@port.example");
    assert_eq!(header::sender("<ana@port.example>"), "ana@port.example");
    assert_eq!(header::day("yesterday"), "yesterday");
    assert_eq!(header::day("9 jan 2021 10:00"), "9 January 2021");
}

#[test]
fn encoded_words_are_read() {
    let check = |value: &str, expected: &str| assert_eq!(header::words(value), expected, "{value}");
    check("=?utf-8?Q?Caf=C3=A9_menu?=", "Café menu");
    check("=?iso-8859-1?q?Caf=E9?= and more", "Café and more");
    check("=?UTF-8?B?w5xiZXI=?= =?UTF-8?B?c2ljaHQ=?=", "Übersicht");
    check("a =?utf-8*en?Q?b?= c", "a b c");
    check("=?windows-1251?B?z/Do4uXy?=", "Привет");
    check("1 =? 2 ?= 3", "1 =? 2 ?= 3");
    check("=?utf-8?X?a?=", "=?utf-8?X?a?=");
    check("=?utf-8?Q?open", "=?utf-8?Q?open");
}

#[test]
fn transfer_encodings_are_taken_off() {
    let check = |name: &str, sent: &str, expected: &str| {
        assert_eq!(
            transfer::decode(sent.as_bytes(), name),
            expected.as_bytes(),
            "{sent}"
        );
    };
    check(
        "Quoted-Printable",
        "caf=C3=A9 =\r\nmenu \r\n",
        "café menu\r\n",
    );
    check("quoted-printable", "a=3Db =zz =", "a=b =zz ");
    check("base64", "Y2Fm\r\nw6k=\r\n", "café");
    check("7bit", "a=3D", "a=3D");
}

#[test]
fn the_text_is_shown_else_the_page() {
    let plain = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9";
    let page = "Content-Type: text/html\n\n<p>page</p>";
    let file = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nfile";
    let picture = "Content-Type: image/png\n\nxx";
    assert_eq!(body(&of_parts(&[page, plain])), text("café\n"));
    assert_eq!(
        body(&of_parts(&[page])),
        Body::Page("<p>page</p>\n".to_owned())
    );
    assert_eq!(body(&of_parts(&[file, plain])), text("café\n"));
    assert_eq!(
        read(of_parts(&[file, plain, picture]).as_bytes()).attached,
        2
    );
    assert_eq!(
        body(&of_parts(&["Content-Type: text/plain\n\n \n", page])),
        Body::Page("<p>page</p>\n".to_owned())
    );
    let nested = of_parts(&[plain, page]).replace("b=1", "inner");
    assert_eq!(body(&of_parts(&[&nested, picture])), text("café\n"));
    let cut = of_parts(&[plain]).replace("--b=1--\nepilogue\n", "");
    assert_eq!(body(&cut), text("café\n"));
}

#[test]
fn what_is_no_message_is_text() {
    assert_eq!(
        body("Just words.\nMore: words."),
        text("Just words.\nMore: words.")
    );
    assert_eq!(body(""), text(""));
    assert_eq!(body("From a@b Mon Sep 2\nSubject: x\n\nbody"), text("body"));
    assert_eq!(body("Content-Type: multipart/mixed\n\nbody"), text(""));
}

#[test]
fn parts_in_parts_are_bounded() {
    let mut mail = "Content-Type: text/plain\n\ndeep".to_owned();
    for level in 0..200 {
        mail =
            format!("Content-Type: multipart/mixed; boundary=b{level}x\n\n--b{level}x\n{mail}\n");
    }
    assert_eq!(body(&mail), text(""));
    assert_eq!(read(mail.as_bytes()).attached, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_are_too_odd(
        parts in prop::collection::vec(prop_oneof![
            Just(b"Content-Type: multipart/a; boundary=b\n".to_vec()),
            Just(b"\n--b\n".to_vec()),
            Just(b"Subject: =?utf-8?Q?=C3".to_vec()),
            Just(b"?= \n".to_vec()),
            Just(b"Content-Transfer-Encoding: base64\n".to_vec()),
            prop::collection::vec(any::<u8>(), 0..20),
        ], 0..12),
    ) {
        let bytes = parts.concat();
        let mail = read(&bytes);
        prop_assert!(mail.subject.len() <= 3 * bytes.len());
    }
}

#[test]
fn a_message_is_told_from_a_text_by_its_headers() {
    let check =
        |text: &str, expected: bool| assert_eq!(starts(text.as_bytes()), expected, "{text:?}");
    check(SIMPLE, true);
    check(
        "From a@b Mon Sep  2 2024\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n\nHi",
        true,
    );
    check("Date: Monday\nFrom: a@b.example\nSubject: x\n\n", true);
    check(
        "From: The Harbour Board\nTo: All members\nSubject: Works\n\nThe quay closes.",
        false,
    );
    check("Subject: x\nDate: today\n\nWords.", false);
    check("From: a@b.example\nWords and no more headers.\n", false);
    check("From here: it is far.\n\nDate: x\n", false);
    check("---\nfrom: a@b\nto: c\ndate: x\n---\n", false);
    check("", false);
}
