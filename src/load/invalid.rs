//! What of a source is no UTF-8: how much, and what the reader is told of it.

use crate::text::CleanString;

/// How many sequences in `bytes` are no UTF-8, each of which is shown as one U+FFFD.
pub(super) fn count(bytes: &[u8]) -> u64 {
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return 0;
    }
    let bad = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty());
    bad.count() as u64
}

/// Says that there are so many; nothing where there are none.
pub(super) fn notice(count: u64) -> Option<CleanString> {
    let sequences = match count {
        0 => return None,
        1 => "sequence",
        _ => "sequences",
    };
    let said = format!("{count} invalid UTF-8 {sequences} shown as \u{fffd}");
    Some(CleanString::from_raw(&said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf_8_is_counted_and_said() {
        let check = |bytes: &[u8], expected: Option<&str>| {
            let said = notice(count(bytes));
            assert_eq!(said.as_ref().map(CleanString::as_str), expected);
        };
        check("käse \u{fffd}".as_bytes(), None);
        check(b"", None);
        check(b"a\xff", Some("1 invalid UTF-8 sequence shown as \u{fffd}"));
        check(
            b"\xe2\x80 \xff\xc0a",
            Some("3 invalid UTF-8 sequences shown as \u{fffd}"),
        );
    }
}
