//! Parts of a chunk that can be parsed by themselves, for whoever needs a few blocks of it only.
//!
//! In Markdown a blank line and then one that starts with a letter end everything blocks can stand in,
//! and every block but fenced code and some kinds of HTML. So it needs little to find places where a
//! chunk may be divided, and what is parsed between two of them is what the whole chunk holds there.

pub(super) mod plain;

use std::{borrow::Cow, ops::Range};

use super::{Parser, index::Body, unreadable};
use crate::{model::Chunk, text::Clean};

/// One chunk of the source, not parsed, and where it may be divided.
#[derive(Debug)]
pub struct Passages<'a> {
    parser: &'a Parser,
    span: Range<u64>,
    reopen: Option<std::sync::Arc<str>>,
    /// The source bytes of the chunk; empty when they cannot be read, or it is not divided.
    bytes: Cow<'a, [u8]>,
    /// Where passages start, in bytes from the start of the chunk: sorted, the first one 0.
    starts: Vec<usize>,
}

impl Parser {
    /// The passages of the chunk that holds source offset `at`. A chunk of plain text is one passage,
    /// and so is one of which the whole index is not known, or which starts inside a block.
    pub fn passages(&self, at: u64) -> Passages<'_> {
        let (span, reopen) = self.place(self.clamped(at));
        let is_divided = matches!(self.index.body, Body::Markdown { .. })
            && self.document.is_complete
            && reopen.is_none()
            && span.start > 0;
        let bytes = if is_divided {
            self.source.read(span.clone()).unwrap_or_default()
        } else {
            Cow::default()
        };
        let starts = starts(&bytes);
        Passages {
            parser: self,
            span,
            reopen,
            bytes,
            starts,
        }
    }
}

impl Passages<'_> {
    /// Source span of the chunk.
    pub const fn span(&self) -> &Range<u64> {
        &self.span
    }

    /// Source span of the passage round source offset `at`, which lies in the chunk.
    pub fn span_at(&self, at: u64) -> Range<u64> {
        let into = at.saturating_sub(self.span.start) as usize;
        let next = self.starts.partition_point(|start| *start <= into);
        let start = self.starts[..next].last().map_or(0, |start| *start as u64);
        let end = self
            .starts
            .get(next)
            .map(|end| self.span.start + *end as u64);
        self.span.start + start..end.unwrap_or(self.span.end)
    }

    /// What the passage with source span `span` shows, where that can be told without parsing it: one
    /// paragraph, byte for byte as it stands from the start of the passage on, a `\n` shown as a space.
    pub fn plain_text(&self, span: &Range<u64>) -> Option<&str> {
        if !self.parser.document.set_aside.is_empty() {
            return None;
        }
        let passage = simdutf8::basic::from_utf8(self.bytes_of(span)).ok()?;
        plain::text(passage).map(Clean::as_str)
    }

    /// The bytes of a passage; none where the chunk is not divided.
    fn bytes_of(&self, span: &Range<u64>) -> &[u8] {
        let into = |at: u64| ((at - self.span.start) as usize).min(self.bytes.len());
        &self.bytes[into(span.start)..into(span.end)]
    }

    /// The passage with source span `span`, or several in a row, parsed: the blocks of the chunk that
    /// lie there.
    pub fn parse(&self, span: Range<u64>) -> Chunk {
        if self.bytes.is_empty() {
            let reopen = self.reopen.as_deref().unwrap_or_default();
            let parsed = self.parser.parse(span.clone(), reopen);
            return parsed.unwrap_or_else(|error| unreadable(span, &error));
        }
        let bytes = self.bytes_of(&span);
        self.parser.parse_bytes((&[], bytes), span, "")
    }
}

/// Where a chunk of Markdown with these bytes may be divided, its start included.
pub(super) fn starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut at, mut is_after_blank, mut may_be_html) = (0, false, false);
    let mut open: Option<Fence> = None;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
        let line = &bytes[at..end];
        match (fence(line), open) {
            (Some(fence), None) if fence.is_plain && !may_be_html => open = Some(fence),
            (Some(fence), Some(before)) if fence.is_plain => {
                open = Some(before).filter(|before| !fence.closes(*before));
            }
            // What is open from here on would take a parser to know.
            (Some(_), _) => break,
            (None, None) if is_long_html(line) || unindented(line).starts_with(b":::") => break,
            (None, None) if is_after_blank && starts_block(line) => starts.push(at),
            (None, _) => {}
        }
        is_after_blank = matches!(line, b"\n" | b"\r\n");
        may_be_html = !is_after_blank && (may_be_html || is_tag(line));
        at = end;
    }
    starts
}

/// Does a line that starts so stand in nothing, after a blank line, and start a block?
fn starts_block(line: &[u8]) -> bool {
    line.first().is_some_and(|byte| {
        byte.is_ascii_alphabetic() || *byte >= 0x80 || matches!(byte, b'#' | b'"' | b'(')
    })
}

/// May HTML start here that does not end at a blank line?
fn is_long_html(line: &[u8]) -> bool {
    match unindented(line) {
        [b'<', next, ..] => matches!(next.to_ascii_lowercase(), b'!' | b'?' | b's' | b'p' | b't'),
        _ => false,
    }
}

/// May HTML start here that goes on to a blank line?
fn is_tag(line: &[u8]) -> bool {
    unindented(line).starts_with(b"<")
}

/// Without the spaces a block may have before it and still stand in nothing.
fn unindented(line: &[u8]) -> &[u8] {
    let spaces = line.iter().take(3).take_while(|byte| **byte == b' ');
    &line[spaces.count()..]
}

/// The mark of fenced code at the start of a line.
#[derive(Clone, Copy)]
struct Fence {
    mark: u8,
    len: usize,
    /// Does nothing follow?
    is_bare: bool,
    /// Is there no space before it, so that it stands in nothing?
    is_plain: bool,
}

impl Fence {
    /// Does it end the code that `open` began?
    const fn closes(self, open: Self) -> bool {
        self.is_bare && self.mark == open.mark && self.len >= open.len
    }
}

fn fence(line: &[u8]) -> Option<Fence> {
    let is_plain = !line.starts_with(b" ");
    let line = unindented(line);
    let mark = *line.first().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let len = line.iter().take_while(|byte| **byte == mark).count();
    let rest = &line[len..];
    // A mark of code in the line of one of its kind makes it code inside a paragraph.
    let is_fence = len >= 3 && (mark == b'~' || !rest.contains(&b'`'));
    is_fence.then_some(Fence {
        mark,
        len,
        is_bare: rest.trim_ascii().is_empty(),
        is_plain,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        load::from_bytes,
        model::{BlockKind, Chunks as _, Format},
    };

    /// Where the text is divided, by what starts there.
    fn check(text: &str, expected: &[&str]) {
        let starts = starts(text.as_bytes());
        let words = |at: &usize| text[*at..].split_whitespace().next().unwrap_or_default();
        let found: Vec<&str> = starts.iter().map(words).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_chunk_is_divided_where_nothing_is_open() {
        check("", &[""]);
        check("one\n\ntwo\nthree\n\n# four", &["one", "two", "#"]);
        check("- one\n\n  two\n\n- three\n\nfour", &["-", "four"]);
        check("> one\n\n1. two\n\nthree", &[">", "three"]);
        check("one\n \ntwo\n\n    three", &["one"]);
        check("one\r\n\r\ntwo", &["one", "two"]);
    }

    #[test]
    fn code_and_html_are_not_divided() {
        check("a\n\n```\n\nb\n\n```\n\nc", &["a", "c"]);
        check("a\n\n~~~~\n\nb\n\n~~~\n\nc\n\n~~~~~ \n\nd", &["a", "d"]);
        check("a\n\n``` `\n\nb", &["a", "b"]);
        check("a\n\n  ```\n\nb\n\n  ```\n\nc", &["a"]);
        check("a\n\n```\n\n  ```\n\nb", &["a"]);
        check("a\n\n<!--\n\nb\n\n-->\n\nc", &["a"]);
        check("a\n\n<div>\n\nb", &["a", "b"]);
        check("a\n\n:::note\n\nb\n\n:::\n\nc", &["a"]);
        check("a\n\n<div>\n~~~\n\nb", &["a"]);
        check("a\n\n```\n<!--\n```\n\nb", &["a", "b"]);
    }

    /// What a reader sees of a chunk: its blocks, of what kind each is.
    fn shown(chunk: &Chunk) -> Vec<(String, String)> {
        let blocks = chunk.blocks.iter().map(|block| {
            let text = block.text.start as usize..block.text.end as usize;
            let kind = format!("{:?}", std::mem::discriminant(&block.kind));
            (kind, chunk.text.as_str()[text].to_owned())
        });
        blocks.collect()
    }

    fn check_document(text: &str) -> Result<(), TestCaseError> {
        let library = from_bytes("a.md", text.as_bytes().to_vec(), Some(Format::Markdown));
        let parser = library.parser();
        let mut at = 0;
        while at < text.len() as u64 {
            let passages = parser.passages(at);
            let chunk = parser.chunk_at(at);
            prop_assert_eq!(passages.span(), &chunk.source);
            let mut parts = Vec::new();
            while at < chunk.source.end {
                let span = passages.span_at(at);
                prop_assert!(span.start <= at && at < span.end);
                at = span.end;
                let parsed = passages.parse(span.clone());
                if let Some(text) = passages.plain_text(&span) {
                    let text = text.replace('\n', " ");
                    let block = parsed.blocks[0].text.clone();
                    prop_assert_eq!(parsed.blocks.len(), 1);
                    prop_assert_eq!(parsed.blocks[0].kind, BlockKind::Paragraph);
                    prop_assert_eq!(&parsed.text.as_str()[..text.len()], &text);
                    prop_assert_eq!(block, 0..text.len() as u32);
                    let place = |byte| parsed.source_span(byte..byte + 1).start;
                    let starts = (0..text.len() as u32)
                        .all(|byte| place(byte) == span.start + u64::from(byte));
                    prop_assert!(starts, "{:?}", text);
                }
                parts.extend(shown(&parsed));
            }
            let whole = shown(&chunk);
            let differs = parts
                .iter()
                .zip(&whole)
                .position(|(part, whole)| part != whole);
            let is_same = differs.is_none() && parts.len() == whole.len();
            prop_assert!(
                is_same,
                "block {:?} of {:?}",
                differs,
                text.trim_start_matches("Words ")
            );
        }
        Ok(())
    }

    #[test]
    fn passages_of_all_kinds_of_blocks_make_the_chunk() {
        let text = "# One\n\nTwo [three][r] and[^1] *four*\nfive.\n\n- six\n\n  seven\n\neight\n\n\
                    > nine\nten\n\n| a | b |\n|---|---|\n| c | d |\n\n```\n\ncode\n\n```\n\nEleven\n===\n\n\
                    [r]: http://x.y\n\n[^1]: twelve\n\n    thirteen\n\n<div>\n\nfourteen\n</div>\n\n\
                    \u{201c}Fifteen\u{201d}\n\n1. sixteen\n1. seventeen\n\nSee [r] and ![][r].\n\n";
        check_document(&text.repeat(60)).unwrap();
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn passages_make_the_chunk(
            lines in prop::collection::vec(prop::sample::select(vec![
                "", "", "", "", "<i>words", "words", "more *words", "and* words", "# title", "- item", "  - item", "1. item", "> quote",
                ">", "    deep", "  two", "```", "~~~", "``` rust", "````", "  ```", "> ```", "- ```", "<!-- a", "-->", "<pre>",
                "</pre>", "<div>", "</div>", "<br>", "| a | b |", "|---|---|", "===", "---", "[a]: b", "[a] [^1]", "[^1]: note",
                "\t tab", "\r", " ", "*", "\u{e9}t\u{e9}", "![a]", "(so)", "\"so\"", "> [!NOTE]", "{{x}}", "<script>", "</script>", "<table>", "<tr><td>a", "</table>", "<ul>", "<li>b", "</ul>", "<h2>c", "</h2>",
                "<details>", "</details>", "<p align=center>", "<img alt=d>", "{% raw %}", "http://a.b", "<svg>", "$$", ":::note", ":::",
            ]), 1..40),
        ) {
            // Long enough to be more than the first chunk, which is never divided.
            let text = format!("{}\n\n{}\n", "Words ".repeat(1500), lines.join("\n"));
            check_document(&text)?;
        }
    }
}
