//! Which parts of a chunk have to be parsed. Most paragraphs have no mark in them, or a few simple ones: what
//! they show is what stands there, and to tell so takes less than to parse it.

use std::ops::Range;

use memchr::memmem;

use super::marked::{self, Marked, Plain};
use crate::load::passage::starts;

/// A part of a chunk that can be read by itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) range: Range<usize>,
    /// The block that it is; `None` for what has to be parsed.
    pub(super) plain: Option<Plain<'a>>,
}

/// The parts of a chunk with this text, in order, covering it: one that has to be parsed is followed by
/// none of its kind; and the marks in those that are plain. With `is_alone` false, or where a label may be
/// defined in it, it is one part.
pub(super) fn parts(text: &str, is_alone: bool) -> (Vec<Part<'_>>, Vec<Marked>) {
    let may_divide = is_alone && memmem::find(text.as_bytes(), b"]:").is_none();
    let starts = if may_divide {
        starts(text.as_bytes())
    } else {
        vec![0]
    };
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(starts.len());
    let mut marks = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(text.len(), |end| *end);
        let plain = if may_divide {
            marked::block(&text[*start..end], &mut marks)
        } else {
            None
        };
        match parts.last_mut() {
            Some(last) if last.plain.is_none() && plain.is_none() => last.range.end = end,
            _ => parts.push(Part {
                range: *start..end,
                plain,
            }),
        }
    }
    (parts, marks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        load::{
            from_bytes,
            index::Body,
            markdown::{Context, chunk},
        },
        model::{Chunk, Document, Format},
    };

    /// The parts of `text`, those that need no parser in brackets, divided by `|`.
    fn check(text: &str, expected: &str) {
        let (parts, _) = parts(text, true);
        let parts = parts.iter().map(|part| {
            let text = text[part.range.clone()].trim_end();
            match part.plain {
                Some(_) => format!("({text})"),
                None => text.to_owned(),
            }
        });
        assert_eq!(parts.collect::<Vec<_>>().join("|"), expected, "{text:?}");
    }

    #[test]
    fn only_what_has_marks_is_parsed() {
        check("", "");
        check(
            "One.\n\nTwo, *so*.\n\n# *Three*\n\nFour, _so_.\n\nFive. \n\n## Six\n\n",
            "(One.)|(Two, *so*.)|# *Three*\n\nFour, _so_.|(Five.)|(## Six)",
        );
        check(
            "- one\n\n- two\n\nThree\nfour.",
            "- one\n\n- two|(Three\nfour.)",
        );
        check("One.\n\nTwo [a].\n\n[a]: b", "One.\n\nTwo [a].\n\n[a]: b");
        assert_eq!(parts("One.\n\nTwo.", false).0.len(), 1);
    }

    /// The chunk of `text`, parsed as one part where nothing else is known of the document, and what it
    /// is in parts.
    fn chunks(text: &str) -> [Chunk; 2] {
        let library = from_bytes("a.md", text.as_bytes().to_vec(), Some(Format::Markdown));
        let parser = library.parser();
        let Body::Markdown {
            definitions,
            returns,
            ..
        } = &parser.index.body
        else {
            unreachable!("the format was given");
        };
        [false, true].map(|is_complete| {
            let document = Document {
                is_complete,
                ..Document::clone(&parser.document)
            };
            let context = Context {
                source: &parser.source,
                document: &document,
                definitions,
                returns: *returns,
                reopen: "",
            };
            chunk(text.as_bytes(), 0..text.len() as u64, &context)
        })
    }

    #[test]
    fn parts_make_the_chunk() {
        let text = "Title\n===\n\nWords \u{201c}so\u{201d} and\n1990 more.  \n\n*Bold* www.a.example.\n\nSee www.b.example and \
                    http://c.example/d.\n\n<div>\n\nWords.\n\n</div>\n\n<details>\n\nInside.\n\n</details>\n\n- a\n\n- b\n\nEnd";
        let [whole, parts] = chunks(text);
        assert_eq!(whole, parts);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1024))]

        #[test]
        fn parts_of_any_text_make_the_chunk(
            lines in prop::collection::vec(prop::sample::select(vec![
                "", "", "", "", "", "<i>words", "words", "more words ", "1990 words", "more *words", "and* words", "# title", "- item",
                "  - item", "1. item", "> quote", ">", "    deep", "  two", "```", "~~~", "<!-- a", "-->", "<pre>", "</pre>", "<div>",
                "</div>", "<br>", "| a | b |", "|---|---|", "===", "---", "[a]: b", "[a] [^1]", "[^1]: note", "\t tab", "\r", " ", "*",
                "\u{e9}t\u{e9}", "![a]", "(so)", "\u{201c}so\u{201d}", "> [!NOTE]", "{{x}}", "<script>", "<table>", "<tr><td>a",
                "</table>", "<ul>", "<li>b", "</ul>", "<h2>c", "<details>", "</details>", "<p align=center>", "http://a.b/c",
                "www.a.example, so", "$$", "see *so* and", "so **very", "much** so", "a [link](http://a.b/c?d=e#f) so", "a `*b* [c`",
                "a *b [c](d)* e", "a [*b*](c)", "so [a](b).", "a *http://a.b/c* so", "(*a*) `b`: `c`.", "![a](b)", "a ** b", "a *(b)* c", "## title (so): 5",
                "# 1. title", "### title #", ":::note", ":::", ":tada: x", "<b>", "a: b", "<span>",
            ]), 1..30),
            last in prop::sample::select(vec!["", "\n", " ", "\n\n"]),
        ) {
            let text = lines.join("\n") + last;
            let [whole, parts] = chunks(&text);
            prop_assert_eq!(whole, parts, "{:?}", text);
        }

        #[test]
        fn marks_of_any_kind_make_the_chunk(
            words in prop::collection::vec(("[ab*\\[\\]()`.,!\" \n:/é-]{0,6}", prop::sample::select(vec![
                "", " ", "*a*", "**b**", "`c`", "[d](e)", "[f](http://g.h/i?j)",
            ])), 1..8),
        ) {
            let words: String = words.iter().flat_map(|(any, mark)| [any, *mark]).collect();
            let [whole, parts] = chunks(&format!("a {words}"));
            prop_assert_eq!(whole, parts, "{:?}", words);
        }
    }
}
