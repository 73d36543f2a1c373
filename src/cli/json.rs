//! JSON whose strings keep their value and harm no terminal.

use std::fmt::Write as _;

use crate::text::CleanString;

/// The same JSON, with every character escaped that a terminal would obey or a reader not see. It is
/// for strings whose value must stay what it is: a file's name, the bytes of a span.
pub fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_harmless(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

fn is_harmless(c: char) -> bool {
    if c.is_ascii() {
        return c == '\n' || !c.is_ascii_control();
    }
    let alone = c.encode_utf8(&mut [0; 4]).to_owned();
    CleanString::from_raw(&alone).as_str() == alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_is_escaped_and_the_value_stays() {
        let value = "46\u{9b}\u{7f}\u{202e}\u{e0041} é 日本 “quoted” \u{1b}[2J";
        let json = serde_json::to_string(value).unwrap();
        let out = harmless(&json);
        assert!(
            !out.chars()
                .any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)),
            "{out}"
        );
        assert!(out.contains("é 日本 “quoted”"), "{out}");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), value);
    }
}
