//! Paragraphs with a few common marks, and headings without any, read without the parser: words in emphasis,
//! links and code that stand one behind the other, as most do. Whatever is not beyond doubt is left to the
//! parser.

use std::ops::Range;

use crate::{
    load::passage::plain::{self, Glance},
    text::Clean,
};

/// Words of a paragraph with a mark on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Emphasis,
    Strong,
    Code,
    /// A link to what stands between its brackets.
    Link,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) kind: Kind,
    /// All of it, in bytes of the words, and those that are shown.
    pub(super) range: Range<usize>,
    pub(super) words: Range<usize>,
}

/// A block that can be told without the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plain<'a> {
    /// Where its words start, in bytes of the passage.
    pub(super) start: usize,
    pub(super) words: Clean<'a>,
    /// Which marks are on them, of those found: in order, none inside another.
    pub(super) marks: Range<usize>,
    /// Of a heading; `None` for a paragraph.
    pub(super) level: Option<u8>,
    /// May an address stand among its words?
    pub(super) may_hold_address: bool,
}

/// The block that `passage` is, its marks added to `marks`; `None` for anything else, and where in doubt. A
/// passage starts with a letter or a sign that starts a block, in no other one.
pub(super) fn block<'a>(passage: &'a str, marks: &mut Vec<Marked>) -> Option<Plain<'a>> {
    let text = plain::paragraph(passage)?;
    if text.starts_with('#') {
        return heading(text);
    }
    let glance = Glance::at(text);
    if glance.has_odd_mark {
        return None;
    }
    let words = plain::words(text, glance)?;
    let first = marks.len();
    if glance.has_mark && !find_marks(words.as_str(), marks) {
        marks.truncate(first);
        return None;
    }
    Some(Plain {
        start: 0,
        words,
        marks: first..marks.len(),
        level: None,
        may_hold_address: glance.may_hold_address,
    })
}

/// A heading of one line of words (`CommonMark` 0.31, section 4.2).
fn heading(text: &str) -> Option<Plain<'_>> {
    let level = run(text.as_bytes(), b'#');
    let words = text[level..].strip_prefix(' ')?;
    let is_plain = level <= 6 && !words.contains('\n') && !words.ends_with('#');
    let is_word = words.starts_with(|c: char| c.is_ascii_alphanumeric());
    let words = plain::text(words).filter(|_| is_plain && is_word)?;
    Some(Plain {
        start: level + 1,
        words,
        marks: 0..0,
        level: Some(level as u8),
        may_hold_address: true,
    })
}

/// Adds the marks in `text` to `marks`; are all of them known?
fn find_marks(text: &str, marks: &mut Vec<Marked>) -> bool {
    let mut at = 0;
    while let Some(start) = next(text.as_bytes(), at) {
        let marked = match text.as_bytes()[start] {
            b'*' => emphasis(text, start),
            b'[' => link(text.as_bytes(), start),
            _ => code(text.as_bytes(), start),
        };
        let Some(marked) = marked else { return false };
        at = marked.range.end;
        marks.push(marked);
    }
    true
}

/// The next mark from `at` on.
fn next(text: &[u8], at: usize) -> Option<usize> {
    memchr::memchr3(b'*', b'[', b'`', &text[at..]).map(|len| at + len)
}

/// Words between asterisks that can only open, and only close (`CommonMark` 0.31, section 6.2).
fn emphasis(text: &str, start: usize) -> Option<Marked> {
    let bytes = text.as_bytes();
    let len = run(&bytes[start..], b'*');
    let words = start + len..next(bytes, start + len)?;
    let end = words.end + len;
    let is_whole = (1..=2).contains(&len) && run(&bytes[words.end..], b'*') == len;
    let inside = &text[words.clone()];
    let opens = is_apart(bytes[..start].last()) && inside.starts_with(char::is_alphanumeric);
    let closes = is_apart(bytes.get(end)) && inside.ends_with(char::is_alphanumeric);
    let kind = if len == 1 {
        Kind::Emphasis
    } else {
        Kind::Strong
    };
    (is_whole && opens && closes).then_some(Marked {
        kind,
        range: start..end,
        words,
    })
}

/// A link with its target in brackets, and no title (section 6.3).
fn link(text: &[u8], start: usize) -> Option<Marked> {
    let close = memchr::memchr(b']', &text[start..])? + start;
    let words = start + 1..close;
    let is_plain = next(text, words.start).is_none_or(|next| next > close)
        && text[..start].last() != Some(&b'!')
        && text[words.clone()]
            .first()
            .is_some_and(u8::is_ascii_alphanumeric)
        && !text[words.clone()].contains(&b'\n');
    let target = text[close + 1..].strip_prefix(b"(")?;
    let len = target.iter().position(|byte| !is_in_target(*byte))?;
    let is_closed = len > 0 && target[len] == b')';
    (is_plain && is_closed).then(|| Marked {
        kind: Kind::Link,
        range: start..close + 2 + len + 1,
        words,
    })
}

/// Code in a line, between single backquotes (section 6.1).
fn code(text: &[u8], start: usize) -> Option<Marked> {
    let words = start + 1..memchr::memchr(b'`', &text[start + 1..])? + start + 1;
    let end = words.end + 1;
    let inside = &text[words.clone()];
    let is_plain = !inside.is_empty()
        && !inside.starts_with(b" ")
        && !inside.ends_with(b" ")
        && !inside.contains(&b'\n')
        && text.get(end) != Some(&b'`');
    is_plain.then_some(Marked {
        kind: Kind::Code,
        range: start..end,
        words,
    })
}

/// How many of `mark` does `text` begin with?
fn run(text: &[u8], mark: u8) -> usize {
    text.iter().take_while(|byte| **byte == mark).count()
}

/// Does this byte, beside a mark, belong to no word? So does nothing.
fn is_apart(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| b" \n.,;:!?()\"'".contains(byte))
}

/// Bytes of a target that stand for themselves.
fn is_in_target(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/:.?=#%-+,@;$~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of marks in `text`, with their words.
    fn check(text: &str, expected: &[(Kind, &str)]) {
        let mut marks = Vec::new();
        let plain = block(text, &mut marks).expect(text);
        let words = plain.words.as_str();
        assert_eq!((words, plain.level), (text.trim_end(), None), "{text:?}");
        let found = marks
            .iter()
            .map(|marked| (marked.kind, &words[marked.words.clone()]));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn headings_of_plain_words_are_read() {
        for (text, level, words) in [
            ("# One\n\n", 1, "One"),
            (
                "###### 2 and \u{201c}three\u{201d}, so",
                6,
                "2 and \u{201c}three\u{201d}, so",
            ),
        ] {
            let plain = block(text, &mut Vec::new()).expect(text);
            assert_eq!((plain.words.as_str(), plain.level), (words, Some(level)));
        }
    }

    #[test]
    fn marks_beyond_doubt_are_read() {
        check("Words.\nMore.", &[]);
        check(
            "It is *caf\u{e9}*, and **very\nmuch** so.\n\n",
            &[(Kind::Emphasis, "caf\u{e9}"), (Kind::Strong, "very\nmuch")],
        );
        check(
            "See [the report](https://a.example/b?c=d#e-f), \"*here*\" and `x*y[z]`",
            &[
                (Kind::Link, "the report"),
                (Kind::Emphasis, "here"),
                (Kind::Code, "x*y[z]"),
            ],
        );
    }

    #[test]
    fn doubtful_ones_are_left_to_the_parser() {
        for text in [
            "a * b",
            "a*b*",
            "a *b",
            "a *b*c",
            "a *b *",
            "a ***b***",
            "a **b*",
            "a *b [c](d)*",
            "a *b `c*`",
            "a [b]",
            "a [b] (c)",
            "a [b][c]",
            "a [b](c \"d\")",
            "a [b](<c>)",
            "a [b](c(d))",
            "a [](b)",
            "a [b]()",
            "a ![b](c)",
            "a [*b*](c)",
            "a [b\nc](d)",
            "a [^1](b)",
            "a `b",
            "a ``b``",
            "a ` b `",
            "a `b\nc`",
            "a `b``",
            "a *b* _c_",
            "a *b* & c",
            "a [b](c_d)",
            "a [b](c\\d)",
            "- a *b*",
            "# a\nb",
            "# a #",
            "# *a*",
            "#a",
            "#  a",
            "####### a",
            "# 1. a",
            "# a\\",
            "#",
        ] {
            assert_eq!(block(text, &mut Vec::new()), None, "{text:?}");
        }
    }
}
