//! The scanner held against the parser: the same headings, and chunk by chunk the same blocks as
//! the whole file.

use std::{
    mem::{Discriminant, discriminant},
    ops::Range,
    sync::Arc,
};

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

use super::{options, scan::Scanner};
use crate::{
    load::{Library, Source, from_bytes},
    model::{Block, BlockKind, Chunk, Chunks, Format, Mark},
};

type Heading = (u8, Range<u64>);

fn parsed_headings(text: &str) -> Vec<Heading> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    events
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { level, .. }) => {
                Some((level as u8, range.start as u64..range.end as u64))
            }
            _ => None,
        })
        .collect()
}

fn scanned_headings(text: &str) -> Vec<Heading> {
    let mut scanner = Scanner::new(0, 0);
    scanner.feed(text.as_bytes(), true);
    let headings = &scanner.found().headings;
    headings
        .iter()
        .map(|heading| (heading.level, heading.start..heading.end))
        .collect()
}

fn check(text: &str) {
    assert_eq!(scanned_headings(text), parsed_headings(text), "{text:?}");
}

#[test]
fn the_scanner_finds_the_headings_of_the_parser() {
    for text in CASES {
        check(text);
        check(&text.replace('\n', "\r\n"));
        check(&format!("> {}", text.replace('\n', "\n> ")));
        check(&format!("- {}", text.replace('\n', "\n  ")));
    }
}

const CASES: &[&str] = &[
    "# a\n## b ##\n### c#\n#d\n####### e\n#\n#\tf\n",
    "a\n===\nb\n---\n\n---\n- - -\n",
    "a\nb\nc\n===\n",
    "    # code\n\n   # heading\n",
    "a\n    # goes on\n# ends\n",
    "```\n# code\n```\n# heading\n~~~ x\n# code\n",
    "````\n# code\n```\n# code\n````\n# heading\n",
    "``` a`b\n# heading\n",
    "- # in a list\n\n  # still\n\n# out\n",
    "-\n\n  # out\n",
    "-\n  # in\n",
    "1. a\n   ===\n2. b\n===\n",
    "10) # a\n    # b\n   # c\n",
    "> # quoted\n> a\nlazy\n===\n> b\n> ===\n",
    "> ```\n# out\n> # in\n",
    "<div>\n# html\n\n# heading\n</div>\n",
    "<!-- a\n# html\n\n# html\n-->\n# heading\n",
    "a\n<b>\n===\n<pre>\n# html\n\n# html\n</pre>\n# heading\n",
    "<b>\n# html\n\n# heading\n",
    "<a href='x\ny'>\n# heading\n",
    "<?php\n# html\n?>\n# heading\n<!X\n#\n>\n# heading\n",
    "| a | b |\n|---|---|\n| c | d |\n---\n# x\n",
    "a | b\n--- | ---\nc\n===\nd\n\n===\n",
    "text\n| a |\n|---|\nb\n===\n",
    "a | b\n---\n",
    "[a]: b\n===\n",
    "[a]: b\n---\n",
    "[a]: b 'c\nd'\n# e\nf\n===\n",
    "[a]:\nb\n\"c\"\nd\n===\n",
    "[a]: b c\n===\n",
    "[a]: <b c> (d)\n===\nx\n===\n",
    "[^1]: a\n===\n\n    # in\n\n# out\n",
    "[^1]:\n    # in\n[^2]: # in\n",
    "> [!NOTE]\n> # in\n> a\n> ===\n",
    "> [!TIP]\nlazy\n===\n",
    "- [ ] a\n  ===\n- [x] # b\n",
    "a\n\n\n===\n\ta\n\n-\ta\n\n\t# b\n",
    "a\\\n===\na  \n===\n",
    "* a\n\n * b\n\n  # c\n\n   # d\n",
    "***\n___\n**a**\n---\n",
    "- a\n-\n- b\n===\n",
    "1234567890. a\n===\n2. b\n",
    "a\n2. b\n===\n",
    "a\n1. b\n===\n",
    "a\n-\n",
    "a\n*\nb\n===\n",
    "",
    "\n",
    "#",
];

/// Lines that mean much, in any order.
fn document() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# a",
        "## b",
        "a",
        "b c",
        "===",
        "---",
        "- ",
        "* ",
        "+ x",
        "1. ",
        "2) ",
        "> ",
        ">",
        "    ",
        "  ",
        "\t",
        "```",
        "~~~",
        "``` rs",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<b>",
        "<pre>",
        "</pre>",
        "| a | b |",
        "|---|---|",
        "--- | ---",
        "[a]: b",
        "[a]",
        "[^1]: ",
        "[^1]",
        "\"t\"",
        "[!NOTE]",
        "[ ] ",
        "\\",
        "  \n",
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "\n\n",
        "***",
        "&amp;",
        "*a*",
        "**b",
        "`c`",
        "![i](u)",
        "<br>",
        "é",
        "~~s~~",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn headings_agree_on_any_lines(text in document()) {
        prop_assert_eq!(scanned_headings(&text), parsed_headings(&text));
    }
}

/// One block by kind, text, source and where its marks start.
type Told = (
    BlockKind,
    String,
    Range<u64>,
    Vec<(Discriminant<Mark>, u32)>,
);

fn blocks(chunks: &[Arc<Chunk>]) -> Vec<Told> {
    let told = |chunk: &Arc<Chunk>| {
        let blocks = chunk.blocks.iter();
        let told: Vec<Told> = blocks.map(|block| tell(chunk, block)).collect();
        told
    };
    chunks.iter().flat_map(told).collect()
}

fn tell(chunk: &Chunk, block: &Block) -> Told {
    let kind = match block.kind {
        BlockKind::Table(_) => BlockKind::Table(0),
        BlockKind::Code(_) => BlockKind::Code(None),
        kind => kind,
    };
    let start = block.text.start;
    let marks = chunk
        .inlines_in(block.text.clone())
        .map(|inline| (discriminant(&inline.mark), inline.text.start - start));
    let text = chunk.block_text(block).as_str().to_owned();
    (kind, text, block.source.clone(), marks.collect())
}

/// The whole text as one chunk.
fn whole(text: &str) -> Vec<Arc<Chunk>> {
    let library = library(text);
    let source = Source::Held(text.as_bytes().to_vec());
    let context = super::Context {
        source: &source,
        document: &library.document(),
        definitions: &super::Definitions::default(),
        reopen: "",
    };
    let range = 0..text.len() as u64;
    vec![Arc::new(super::chunk(text.as_bytes(), range, &context))]
}

fn library(text: &str) -> Library {
    from_bytes("a.md", text.as_bytes().to_vec(), Some(Format::Markdown))
}

/// All chunks, which must tile the source.
fn all_chunks(text: &str) -> Vec<Arc<Chunk>> {
    let library = library(text);
    let mut out = vec![library.chunk_at(0)];
    while let Some(next) = library.next(out.last().expect("has the first")) {
        assert_eq!(next.source.start, out.last().unwrap().source.end);
        out.push(next);
    }
    assert_eq!(out.last().unwrap().source.end, text.len() as u64);
    out
}

/// Where two lists first differ.
fn difference<'a, T: PartialEq>(a: &'a [T], b: &'a [T]) -> Option<(Option<&'a T>, Option<&'a T>)> {
    let at = (0..a.len().max(b.len())).find(|at| a.get(*at) != b.get(*at))?;
    Some((a.get(at), b.get(at)))
}

/// `CORPUS` holds the paths of Markdown files, one a line.
#[test]
#[ignore = "needs files: CORPUS=\"$(find . -name '*.md')\" cargo test corpus -- --ignored --nocapture"]
fn corpus() {
    let paths = std::env::var("CORPUS").expect("CORPUS is set");
    let (mut files, mut bytes, mut cut, mut odd) = (0, 0, 0, 0);
    for path in paths.lines() {
        let Ok(text) = std::fs::read_to_string(path) else {
            continue;
        };
        let text = text.trim_start_matches('\u{feff}');
        let chunks = all_chunks(text);
        files += 1;
        bytes += text.len();
        cut += usize::from(chunks.len() > 1);
        let headings =
            difference(&scanned_headings(text), &parsed_headings(text)).map(|d| format!("{d:?}"));
        let torn = difference(&blocks(&chunks), &blocks(&whole(text))).map(|d| format!("{d:?}"));
        for found in [headings, torn].into_iter().flatten() {
            println!("{path}: {found}");
            odd += 1;
        }
    }
    println!("{files} files, {bytes} bytes, {cut} of them cut, {odd} differences");
    assert_eq!(odd, 0);
}
