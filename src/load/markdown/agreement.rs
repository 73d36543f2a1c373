//! The scanner held against the parser: the same headings, and chunk by chunk the same blocks as
//! the whole file.

use std::{
    iter::successors,
    mem::{Discriminant, discriminant},
    ops::Range,
    sync::Arc,
};

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

use super::{
    options,
    returns::Returns,
    scan::{RawHeading, Scanner},
};
use crate::{
    load::{Indexer, Library, Source, from_bytes},
    model::{Block, BlockKind, Chunk, Chunks, ContainerKind, Format, Mark, SectionId, SectionKind},
};

type Heading = (u8, Range<u64>);

fn parsed_headings(text: &str) -> Vec<Heading> {
    let text = Returns::AreSpaces.replaced(text.as_bytes());
    let text = std::str::from_utf8(&text).unwrap();
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
    scanner.feed(&Returns::AreSpaces.replaced(text.as_bytes()), true);
    let headings = &scanner.found().headings;
    // Those of raw HTML are no headings to the parser.
    let is_marked = |heading: &&RawHeading| {
        let bytes = &text.as_bytes()[heading.start as usize..heading.end as usize];
        !(bytes.len() > 3 && bytes[..2].eq_ignore_ascii_case(b"<h") && bytes[2].is_ascii_digit())
    };
    headings
        .iter()
        .filter(is_marked)
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
    "<img\nalt=i>  \n===  \n",
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
        "12. z",
        "2024 a",
        "- **w**",
        "> a",
        "> `c`",
        "\n    a\n",
        "\"q\"",
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
        "<h1>",
        "<h2 a='b>'>",
        "</h2>",
        "<img\nalt=i>",
        "<td>",
        "<li>",
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
        "\r",
        "\r\n",
        "\n\n\n\n\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// One block by kind, text, source, marks with their start, and what it stands in.
type Told = (
    BlockKind,
    String,
    Range<u64>,
    Vec<(Discriminant<Mark>, u32)>,
    Vec<ContainerKind>,
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
    let containers = successors(block.container, |index| {
        chunk.containers[*index as usize].parent
    })
    .map(|index| chunk.containers[index as usize].kind.clone());
    (
        kind,
        text,
        block.source.clone(),
        marks.collect(),
        containers.collect(),
    )
}

/// The whole text as one chunk.
fn whole(text: &str) -> Vec<Arc<Chunk>> {
    let library = library(text);
    let source = Source::Held(text.as_bytes().to_vec());
    let context = super::Context {
        source: &source,
        document: &library.document(),
        definitions: &super::Definitions::default(),
        returns: Returns::judge(text.as_bytes()),
        reopen: "",
    };
    let range = 0..text.len() as u64;
    vec![Arc::new(super::chunk(text.as_bytes(), range, &context))]
}

/// The text opened and indexed to its end.
fn library(text: &str) -> Library {
    let mut library = from_bytes("a.md", text.as_bytes().to_vec(), Some(Format::Markdown));
    let mut indexer = library.indexer();
    while let Some(index) = indexer.as_mut().and_then(Indexer::next_batch) {
        library.set_index(index);
    }
    library
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
        let [shown, sections] = both_lists(text);
        let listed = difference(&shown, &sections).map(|d| format!("{d:?}"));
        for found in [headings, torn, listed].into_iter().flatten() {
            println!("{path}: {found}");
            odd += 1;
        }
    }
    println!("{files} files, {bytes} bytes, {cut} of them cut, {odd} differences");
    assert_eq!(odd, 0);
}

/// Level, place and words of all headings: as the chunks show them, and as the outline lists them,
/// the title among them.
fn both_lists(text: &str) -> [Vec<(u8, u64, String)>; 2] {
    let document = library(text).document();
    // Front matter may give a title that is no heading.
    let has_title = document.title.source.is_some();
    let shown = all_chunks(text).into_iter().flat_map(|chunk| {
        let headings = chunk.blocks.iter().filter_map(|block| {
            let level = match block.kind {
                BlockKind::Heading { level, .. } => level,
                BlockKind::Title if has_title => 1,
                _ => return None,
            };
            let words = chunk.block_text(block).one_line().to_string();
            (!block.is_continuation).then_some((level, block.source.start, words))
        });
        headings.collect::<Vec<_>>()
    });
    let outline = &document.outline;
    let title = document.title.source.as_ref();
    let title = title.map(|source| (1, source.start, document.title.text.to_string()));
    let sections = outline.sections().iter().enumerate();
    let headed = sections.filter(|(_, section)| section.kind == SectionKind::Section);
    let listed = headed.map(|(id, section)| {
        let id = id as SectionId;
        let words = outline.title(id).as_clean().one_line().to_string();
        (outline.found_level(id), section.source.start, words)
    });
    [shown.collect(), title.into_iter().chain(listed).collect()]
}

#[test]
fn raw_headings_are_sections_as_they_are_shown() {
    let check = |text: &str, expected: &[(u8, &str)]| {
        let [shown, listed] = both_lists(text);
        assert_eq!(shown, listed, "{text:?}");
        let told: Vec<(u8, &str)> = listed
            .iter()
            .map(|(level, _, words)| (*level, &**words))
            .collect();
        assert_eq!(told, expected, "{text:?}");
    };
    // Of a tab that reaches into an item the parser tells the rest as text.
    check("1. <div><h1>  \n\t</h2>", &[]);
    check("1. <div><h1>a\n\tb</h1>", &[(1, "a b")]);
    check(
        "<h1>A</h1>\n\n## B\n\n<h2>C</h2>\n<h3>D</h3> x",
        &[(1, "A"), (2, "B"), (2, "C"), (3, "D")],
    );
    check(
        "<div>\n<h2\n id='x'>A *b*\n_c_ &lt; #&#35;</h2></div>",
        &[(2, "A *b* _c_ < ##")],
    );
    check(
        "> <h2>A\n> b</h2>\n- <h3>C</h3>\n\n  <h4>D</h4>",
        &[(2, "A b"), (3, "C"), (4, "D")],
    );
    check(
        "<h1><img alt='Logo'></h1>\n\n<h2> </h2>\n\n<h2>x\n\ny</h2>",
        &[(1, "Logo")],
    );
    check(
        "<pre>\n<h2>a</h2>\n</pre>\n<!-- <h2>b</h2> -->\n\n```\n<h2>c</h2>\n```",
        &[],
    );
    check(
        "# The `a` of <tag> in <b>b</b>",
        &[(1, "The a of <tag> in b")],
    );
    // No tag, though it looks like one over two lines.
    check("<div><x\n> b\n<h2>A</h2>", &[(2, "A")]);
    check("- <div><x\n  > b\n  <h2>A</h2>", &[(2, "A")]);
    check(
        "<table><tr><td><h2>A</h2></td></tr></table>\na <h2>b</h2>",
        &[(2, "A"), (2, "b")],
    );
}

/// A text of many chunks: a few documents, over and over, none of them open at its end.
fn long_document() -> impl Strategy<Value = String> {
    prop::collection::vec(document(), 2..6).prop_map(|parts| {
        let turn = parts.join("\n\nPause.\n\n") + "\n\nPause.\n\n";
        turn.repeat(80_000 / turn.len() + 1)
    })
}

/// Is no block of this text torn?
fn is_whole(text: &str) -> bool {
    let mut scanner = Scanner::new(0, 0);
    scanner.feed(
        &Returns::judge(text.as_bytes()).replaced(text.as_bytes()),
        true,
    );
    let cuts = scanner.found().finder.cuts();
    (0..cuts.cells()).all(|cell| cuts.get(cell).is_some_and(|cut| cut.reopen.is_none()))
}

/// Any bytes, with those that mean something to Markdown more often than others.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let marks = prop::sample::select(b"[]()<>!^:|-=#*_`~\\&;\"' \t\r\n\n\n0a".to_vec());
    prop::collection::vec(prop_oneof![4 => marks, 1 => any::<u8>()], 0..200)
}

/// All that is found in `text`, each line going the long way where it `is_slow`.
fn found(text: &str, is_slow: bool) -> String {
    let mut scanner = Scanner::new(0, 0);
    scanner.is_slow = is_slow;
    scanner.feed(&Returns::AreSpaces.replaced(text.as_bytes()), true);
    format!("{:?}", scanner.found())
}

#[test]
fn short_ways_come_to_the_same_with_each_case() {
    let quotes = "> - a\n>\n\n> b\n\n".repeat(3000);
    let cases = CASES.iter().copied().chain([&*quotes]);
    for text in cases {
        assert_eq!(found(text, false), found(text, true), "{text:?}");
        let turn = text.to_owned() + "\n\nPause.\n\n";
        let long = turn.repeat(40_000 / turn.len());
        assert!(found(&long, false) == found(&long, true), "{text:?}");
    }
}

/// What a scan finds, to be compared.
fn told(scanner: &Scanner) -> String {
    let found = scanner.found();
    format!("{:?} {:?} {:?}", found.headings, found.titles, found.finder)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn headings_agree_on_any_lines(text in document()) {
        prop_assert_eq!(scanned_headings(&text), parsed_headings(&text));
    }

    #[test]
    fn short_ways_come_to_what_the_long_one_does(text in document(), times in 1usize..4) {
        let text = text.repeat(times);
        prop_assert_eq!(found(&text, false), found(&text, true));
    }

    #[test]
    fn sections_are_the_headings_that_are_shown(text in document()) {
        let [shown, listed] = both_lists(&text);
        let places = |list: &[(u8, u64, String)]| list.iter().map(|(level, at, _)| (*level, *at)).collect::<Vec<_>>();
        prop_assert_eq!(places(&shown), places(&listed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn chunks_hold_the_blocks_of_the_whole(text in long_document()) {
        let (chunks, whole) = (all_chunks(&text), whole(&text));
        if is_whole(&text) {
            let (chunks, whole) = (blocks(&chunks), blocks(&whole));
            prop_assert_eq!(difference(&chunks, &whole), None);
        }
    }

    #[test]
    fn windows_do_not_change_what_is_found(text in long_document(), window in 5000usize..20_000) {
        let (mut whole, mut parts) = (Scanner::new(0, 0), Scanner::new(0, 0));
        whole.feed(text.as_bytes(), true);
        while (parts.at() as usize) < text.len() {
            let from = parts.at() as usize;
            let end = (from + window).min(text.len());
            parts.feed(&text.as_bytes()[from..end], end == text.len());
        }
        prop_assert_eq!(told(&parts), told(&whole));
    }

    #[test]
    fn short_ways_in_a_long_text_cut_it_where_the_long_one_does(text in long_document()) {
        prop_assert_eq!(found(&text, false), found(&text, true));
    }

    #[test]
    fn spans_are_exact_and_lead_back(text in document()) {
        for chunk in all_chunks(&text) {
            for block in &chunk.blocks {
                for (at, c) in chunk.block_text(block).as_str().char_indices() {
                    let start = block.text.start + at as u32;
                    let source = chunk.source_span(start..start + c.len_utf8() as u32);
                    let raw = &text[source.start as usize..source.end as usize];
                    let is_shown = c.is_whitespace() || raw.len() != c.len_utf8() || raw.starts_with(c);
                    prop_assert!(is_shown, "{c:?} for {raw:?}");
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_the_loader_panic(bytes in noise()) {
        let library = from_bytes("a.md", bytes.clone(), Some(Format::Markdown));
        prop_assert_eq!(&library.chunk_at(0).source, &(0..bytes.len() as u64));
    }
}
