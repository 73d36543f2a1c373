//! Paragraphs with a few common marks, read without the parser: words in emphasis, links and code that
//! stand one behind the other, as most do. Whatever is not beyond doubt is left to the parser.

use std::ops::Range;

use crate::load::passage::plain;

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
    /// All of it, in bytes of the paragraph, and the words that are shown.
    pub(super) range: Range<usize>,
    pub(super) words: Range<usize>,
}

/// The paragraph that `passage` is, with the marks in it, in order and none inside another; `None` for
/// anything else, and where in doubt. A passage starts with a letter or a sign that starts a paragraph.
pub(super) fn paragraph(passage: &[u8]) -> Option<(&str, Vec<Marked>)> {
    let text = plain::paragraph(passage)?;
    if plain::has_odd_mark(text) {
        return None;
    }
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = next(text, at) {
        let marked = match text[start] {
            b'*' => emphasis(text, start),
            b'[' => link(text, start),
            _ => code(text, start),
        }?;
        at = marked.range.end;
        all.push(marked);
    }
    Some((plain::words(text)?, all))
}

/// The next mark from `at` on.
fn next(text: &[u8], at: usize) -> Option<usize> {
    memchr::memchr3(b'*', b'[', b'`', &text[at..]).map(|len| at + len)
}

/// Words between asterisks that can only open, and only close (`CommonMark` 0.31, section 6.2).
fn emphasis(text: &[u8], start: usize) -> Option<Marked> {
    let len = run(&text[start..], b'*');
    let words = start + len..next(text, start + len)?;
    let end = words.end + len;
    let is_whole = (1..=2).contains(&len) && run(&text[words.end..], b'*') == len;
    let opens = is_apart(text[..start].last()) && text[words.start].is_ascii_alphanumeric();
    let closes = is_apart(text.get(end)) && text[words.end - 1].is_ascii_alphanumeric();
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
        let (words, all) = paragraph(text.as_bytes()).expect(text);
        assert_eq!(words, text.trim_end(), "{text:?}");
        let found = all
            .iter()
            .map(|marked| (marked.kind, &words[marked.words.clone()]));
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn marks_beyond_doubt_are_read() {
        check("Words.\nMore.", &[]);
        check(
            "It is *so*, and **very\nmuch** so.\n\n",
            &[(Kind::Emphasis, "so"), (Kind::Strong, "very\nmuch")],
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
        ] {
            assert_eq!(paragraph(text.as_bytes()), None, "{text:?}");
        }
    }
}
