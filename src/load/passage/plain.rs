//! Is a passage of Markdown one paragraph of plain words? Most are: then what the reader sees is what
//! stands there, and nobody has to parse it to know.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use crate::text::{Clean, classes::between};

/// No longer passage is taken for plain, in bytes: the parser would make several blocks of it.
const LONGEST: usize = 8 * 1024;

/// The text of the paragraph that `passage` is, as far as it can be told at a glance: without a mark,
/// a control character or anything else that is shown in another way than it stands. A `\n` in it is
/// shown as a space. `None` for anything else, and where in doubt.
///
/// `passage` starts with a letter or a sign that starts a paragraph, in no other block.
pub(in crate::load) fn text(passage: &str) -> Option<Clean<'_>> {
    let text = paragraph(passage)?;
    let glance = Glance::at(text);
    let is_unmarked = !glance.has_mark && !glance.has_odd_mark;
    is_unmarked.then(|| words(text, glance)).flatten()
}

/// What of `passage` may be the text of its paragraph: all without the white space at its end. `None` where it
/// would be torn.
pub(in crate::load) fn paragraph(passage: &str) -> Option<&str> {
    let text = passage.trim_end_matches('\n').trim_end_matches(' ');
    (1..=LONGEST).contains(&text.len()).then_some(text)
}

/// `text`, if its lines are words of a paragraph and all in it stands as it is, but for its marks; `glance`
/// is one at it.
pub(in crate::load) fn words(text: &str, glance: Glance) -> Option<Clean<'_>> {
    let are_words = if glance.has_feed {
        are_plain_lines(text.as_bytes())
    } else {
        is_plain_line(text.as_bytes())
    };
    if !are_words || glance.has_colon && !names_no_picture(text) {
        return None;
    }
    Clean::of_plain(text)
}

/// What one look at all bytes of a text tells of it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::load) struct Glance {
    /// Does a byte stand in it that may be a mark of emphasis, a link or code?
    pub(in crate::load) has_mark: bool,
    /// Does one that may be another mark?
    pub(in crate::load) has_odd_mark: bool,
    /// May an address stand in it, without a mark round it?
    pub(in crate::load) may_hold_address: bool,
    has_colon: bool,
    /// Has it more lines than one?
    has_feed: bool,
}

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

impl Glance {
    /// A glance at `text`.
    pub(in crate::load) fn at(text: &str) -> Self {
        dispatch!(Level::new(), simd => Self::through(simd, text.as_bytes()))
    }

    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn through<S: Simd>(simd: S, text: &[u8]) -> Self {
        let (steps, rest) = text.as_chunks::<STEP>();
        let mut last = [b' '; STEP];
        last[..rest.len()].copy_from_slice(rest);
        let (mut marks, mut odd, mut addresses, mut all_colons, mut feeds) = (0, 0, 0, 0, 0);
        let mut is_behind = (0, 0);
        for step in steps.iter().chain([&last]) {
            let bytes = u8x64::from_slice(simd, step);
            let common = bytes.simd_eq(b'*') | bytes.simd_eq(b'[') | bytes.simd_eq(b'`');
            marks |= common.to_bitmask();
            // What another one of them begins, `}` may end.
            let rare = bytes.simd_eq(b'<') | bytes.simd_eq(b'&') | bytes.simd_eq(b'_');
            let rarest = bytes.simd_eq(b'\\') | between(bytes, b'{', b'~');
            odd |= (rare | rarest).to_bitmask();
            // "://" and "www."
            let colons = bytes.simd_eq(b':').to_bitmask();
            let w = bytes.simd_eq(b'w').to_bitmask();
            addresses |= (colons << 1 | is_behind.0) & bytes.simd_eq(b'/').to_bitmask();
            addresses |= (w << 1 | is_behind.1) & w;
            is_behind = (colons >> (STEP - 1), w >> (STEP - 1));
            all_colons |= colons;
            feeds |= bytes.simd_eq(b'\n').to_bitmask();
        }
        Self {
            has_mark: marks != 0,
            has_odd_mark: odd != 0,
            may_hold_address: addresses != 0,
            has_colon: all_colons != 0,
            has_feed: feeds != 0,
        }
    }
}

/// Are all lines of `text` words of a paragraph?
fn are_plain_lines(text: &[u8]) -> bool {
    let mut start = 0;
    let mut ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    ends.all(|end| is_plain_line(&text[std::mem::replace(&mut start, end + 1)..end]))
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_words_are_told_from_the_rest() {
        for plain in [
            "Words.",
            "Words. \n\n",
            "The \u{201c}caf\u{e9}\u{201d}, at 5 (or so): it\u{2019}s #1!\n1990 was\nwarm - so\n\n\n",
            "\u{420}\u{435}\u{43a}\u{430} a > b = c + d\n$15 at www.a.example, 3.5 percent",
        ] {
            let text = text(plain).map(Clean::as_str);
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
            assert_eq!(text(other), None, "{other:?}");
        }
        assert_eq!(text(&"a".repeat(LONGEST + 1)), None);
    }

    proptest! {
        #[test]
        fn a_glance_sees_all(text in "[a-z é]{0,70}([a-z ]{0,9}[]*\\[`<>&_\\\\{|}~:/w\n]{0,3}){0,9}[a-z é]{0,70}") {
            let has = |signs: &[char]| text.contains(signs);
            let expected = Glance {
                has_mark: has(&['*', '[', '`']),
                has_odd_mark: has(&['<', '&', '_', '\\', '{', '|', '}', '~']),
                may_hold_address: text.contains(":/") || text.contains("ww"),
                has_colon: has(&[':']),
                has_feed: has(&['\n']),
            };
            prop_assert_eq!(Glance::at(&text), expected);
        }
    }
}
