//! Is a passage of Markdown one paragraph of plain words? Most are: then what the reader sees is what
//! stands there, and nobody has to parse it to know.

use crate::text::Clean;

/// No longer passage is taken for plain, in bytes: the parser would make several blocks of it.
const LONGEST: usize = 8 * 1024;

/// Bytes that may be marks wherever they stand, the most common first. Those that end what another one
/// begins need not be looked for.
const MARKS: [[u8; 3]; 4] = [*b"*[`", *b"<&_", *b"\\|{", *b"~~~"];

/// The text of the paragraph that `passage` is, as far as it can be told at a glance: without a mark,
/// a control character or anything else that is shown in another way than it stands. A `\n` in it is
/// shown as a space. `None` for anything else, and where in doubt.
///
/// `passage` starts with a letter or a sign that starts a paragraph, in no other block.
pub(in crate::load) fn text(passage: &[u8]) -> Option<Clean<'_>> {
    let text = paragraph(passage)?;
    (!has_mark(text)).then(|| words(text)).flatten()
}

/// What of `passage` may be the text of its paragraph: all without the white space at its end. `None` where it
/// would be torn.
pub(in crate::load) fn paragraph(passage: &[u8]) -> Option<&[u8]> {
    let is_not = |sign: u8| move |byte: &u8| *byte != sign;
    let end = passage.iter().rposition(is_not(b'\n'))?;
    let end = passage[..=end].iter().rposition(is_not(b' '))?;
    (end < LONGEST).then(|| &passage[..=end])
}

/// `text`, if its lines are words of a paragraph and all in it stands as it is, but for its marks.
pub(in crate::load) fn words(text: &[u8]) -> Option<Clean<'_>> {
    if !are_plain_lines(text) {
        return None;
    }
    let text = simdutf8::basic::from_utf8(text).ok()?;
    Clean::of_plain(text).filter(|_| names_no_picture(text))
}

/// Does a byte stand in `text` that may be a mark other than those of emphasis, links and code?
pub(in crate::load) fn has_odd_mark(text: &[u8]) -> bool {
    let [_, odd @ ..] = MARKS;
    has_any(text, &odd)
}

/// Are all lines of `text` words of a paragraph?
fn are_plain_lines(text: &[u8]) -> bool {
    let mut start = 0;
    let mut ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    ends.all(|end| is_plain_line(&text[std::mem::replace(&mut start, end + 1)..end]))
}

/// Does a byte stand in `text` that may be a mark?
fn has_mark(text: &[u8]) -> bool {
    has_any(text, &MARKS)
}

fn has_any(text: &[u8], marks: &[[u8; 3]]) -> bool {
    let mut marks = marks.iter();
    marks.any(|[a, b, c]| memchr::memchr3(*a, *b, *c, text).is_some())
}

/// Is `line` words of a paragraph, by what it starts and ends with?
fn is_plain_line(line: &[u8]) -> bool {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_start = match line.get(digits) {
        // A number before it may be that of an item.
        Some(b'.' | b')') => false,
        Some(byte) if digits == 0 => {
            byte.is_ascii_alphabetic() || *byte >= 0x80 || b"\"'($%,;?!/".contains(byte)
        }
        Some(_) => true,
        None => digits > 0,
    };
    is_start && line.last() != Some(&b' ')
}

/// Is there no colon that a name may follow, as in `:tada:`?
fn names_no_picture(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b':', bytes).all(|at| {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'+' | b'-' | b':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_told_from_the_rest() {
        for plain in [
            "Words.",
            "Words. \n\n",
            "The \u{201c}caf\u{e9}\u{201d}, at 5 (or so): it\u{2019}s #1!\n1990 was\nwarm - so\n\n\n",
            "\u{420}\u{435}\u{43a}\u{430} a > b = c + d\n$15 at www.a.example, 3.5 percent",
        ] {
            let text = text(plain.as_bytes()).map(Clean::as_str);
            assert_eq!(text, Some(plain.trim_end()), "{plain:?}");
        }
        for other in [
            "",
            "# Title",
            "a *b* c",
            "a\n\nb",
            "a\n- b",
            "a\n1. b",
            "a\n===",
            "a \nb",
            "a\n b",
            "a\\\nb",
            "a\r\nb",
            "a\tb",
            "a & b",
            "a <b> c",
            "a [b] c",
            "a | b",
            "a {{b}}",
            ":tada:",
            "at 10:30",
            "a\n:::",
            "soft\u{ad}hyphen",
            "e\u{301}",
            "a\u{a0}b",
            "a\u{200d}b",
            "\u{202e}a",
            "a\u{7f}",
        ] {
            assert_eq!(text(other.as_bytes()), None, "{other:?}");
        }
        assert_eq!(text(b"a\xff"), None);
        assert_eq!(text(&[b'a'; LONGEST + 1]), None);
    }
}
