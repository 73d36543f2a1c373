//! What chunks of Markdown are made of.

use super::BLOCK_MAX;
use crate::{
    load::from_bytes,
    model::{Block, BlockKind, Chunk, Chunks, ContainerKind, Format},
};

/// One line a block: its containers, kind and text; a line end in the text is shown as `/`.
pub(super) fn told(text: &str) -> String {
    let library = from_bytes("x", text.as_bytes().to_vec(), Some(Format::Markdown));
    let chunk = library.chunk_at(0);
    let lines = chunk.blocks.iter().map(|block| tell(&chunk, block));
    lines.collect::<Vec<_>>().join("|")
}

fn tell(chunk: &Chunk, block: &Block) -> String {
    let mut out = frames(chunk, block.container);
    let kind = match block.kind {
        BlockKind::Title => "T".to_owned(),
        BlockKind::Meta => "M".to_owned(),
        BlockKind::Heading { level, .. } => format!("h{level}"),
        BlockKind::Code(None) => "code".to_owned(),
        BlockKind::Code(Some(language)) => chunk.languages[language as usize].to_string(),
        BlockKind::Table(_) => "table".to_owned(),
        BlockKind::Rule => "rule".to_owned(),
        BlockKind::Html => "html".to_owned(),
        _ => "p".to_owned(),
    };
    out += &kind;
    let text = chunk.block_text(block).as_str().replace('\n', "/");
    if text.is_empty() {
        out
    } else {
        out + " " + &text
    }
}

fn frames(chunk: &Chunk, container: Option<u32>) -> String {
    let mut out = String::new();
    let mut next = container;
    while let Some(index) = next {
        let container = &chunk.containers[index as usize];
        let mark = match &container.kind {
            ContainerKind::Quote => "> ".to_owned(),
            ContainerKind::Alert(alert) => format!("{alert:?} "),
            ContainerKind::Footnote(label) => format!("^{label} "),
            ContainerKind::Item {
                number,
                task,
                is_loose,
            } => format!(
                "{}{}{} ",
                number.map_or("-".to_owned(), |number| number.to_string()),
                task.map_or("", |is_done| if is_done { "x" } else { "_" }),
                if *is_loose { "+" } else { "" }
            ),
        };
        out.insert_str(0, &mark);
        next = container.parent;
    }
    out
}

fn check(text: &str, expected: &str) {
    assert_eq!(told(text), expected, "{text:?}");
}

#[test]
fn blocks_and_containers_are_what_the_text_marks() {
    check("a\nb  \nc", "p a b/c");
    check("# a *b*\n\n## c\n\ntext", "T a b|h2 c|p text");
    check("a\n\n# b\n\n# c", "p a|h1 b|h1 c");
    check("> a\n>\n> > b", "> p a|> > p b");
    check("> [!WARNING]\n> a", "Warning p a");
    check("- a\n- b\n  - c", "- p a|- p b|- - p c");
    check("3. a\n\n4. b", "3+ p a|4+ p b");
    check("- [x] a\n- [ ] b", "-x p a|-_ p b");
    check("-\n- a", "- p|- p a");
    check("- # a\n\n  b", "-+ h1 a|-+ p b");
    check("a\n\n***\n\nb", "p a|rule|p b");
    check("see[^n]\n\n[^n]: the note\n", "p see[n]|^n p the note");
}

#[test]
fn code_and_tables_keep_their_lines() {
    check("```rust ignore\nfn a() {\n}\n```", "rust fn a() {/}");
    check("    a\n\n      b\n", "code a//  b");
    check("~~~\n~~~", "code");
    check("| a | b |\n|---|:-:|\n| 1 |\n", "table a/b/1/");
    check("| a |\n|---|\n| b<br>c |\n", "table a/b c");
}

#[test]
fn marks_and_entities_are_shown_as_they_read() {
    check("a &amp; b &nbsp;c \\* d", "p a & b \u{a0}c * d");
    check("[a *b*](u) ![](x/pic.png) ![alt](u)", "p a b pic.png alt");
    check("<https://a.example> `` x`y ``", "p https://a.example x`y");
    check("a <b>c</b><!-- no --> d<br>e", "p a c d/e");
    check("<!-- hidden -->\n\n<div>\nshown\n</div>", "p shown");
    check("a\tb\u{1b}[0m\0", "p a    b\u{241b}[0m\u{2400}");
}

#[test]
fn signs_stand_for_what_they_mean() {
    check(
        "Done :tada: `:tada:` :white_check_mark:",
        "p Done 🎉 :tada: ✅",
    );
    check(
        "# :rocket: Low {{ x }}\n\n{% include a_b_c.html %}\n\n{{ a *b* }}b",
        "T 🚀 Low |p b",
    );
    check("```\n{{ a }} :tada:\n```", "code {{ a }} :tada:");
    let library = from_bytes(
        "x.md",
        b"# :rocket: Low\n\n## {{ n }} High `:x:`\n".to_vec(),
        None,
    );
    let document = library.document();
    assert_eq!(document.title.text.as_str(), "🚀 Low");
    assert_eq!(document.outline.title(0).as_str(), "High :x:");
}

#[test]
fn front_matter_is_shown_as_it_reads() {
    let text = "---\ntitle: \"The \\\"low\\\" tide\"\nauthor:\n- Jo\n- Ann\n---\nx";
    check(text, "T The \"low\" tide|M Jo, Ann|p x");
    let library = from_bytes("x.md", text.as_bytes().to_vec(), None);
    assert_eq!(library.document().title.text.as_str(), "The \"low\" tide");
    let chunk = library.chunk_at(0);
    let source = chunk.source_span(5..8);
    assert_eq!(&text[source.start as usize..source.end as usize], "low");
}

#[test]
fn links_defined_below_lead_to_their_targets() {
    let text = "[a][x] and [x]\n\n[X]: https://x.example 'title'\n";
    let library = from_bytes("x.md", text.as_bytes().to_vec(), None);
    let chunk = library.chunk_at(0);
    assert_eq!(chunk.text.as_str(), "a and x\n");
    assert_eq!(chunk.inlines.len(), 2);
    assert!(
        chunk
            .targets
            .iter()
            .all(|target| target.as_str() == "https://x.example")
    );
}

#[test]
fn front_matter_gives_title_and_meta() {
    let text = "---\ntitle: Low water\nauthor: A. B.\ndate: May 2024\n---\n\nText.\n";
    check(text, "T Low water|M A. B. - May 2024|p Text.");
    let same = "---\ntitle: Low water\n---\n# Low water\n\nText.\n";
    check(same, "T Low water|p Text.");
}

#[test]
fn invalid_bytes_are_shown_in_their_place() {
    let bytes = b"a\xff\xfe b \xe2\x82 `c\x80`".to_vec();
    let library = from_bytes("x.md", bytes, None);
    let chunk = library.chunk_at(0);
    assert_eq!(
        chunk.text.as_str(),
        "a\u{fffd}\u{fffd} b \u{fffd} c\u{fffd}\n"
    );
    assert_eq!(
        chunk.source_at(chunk.text.as_str().find('b').unwrap() as u32),
        4
    );
    let notices = &library.document().notices;
    assert_eq!(
        notices[0].as_str(),
        "4 invalid UTF-8 sequences shown as \u{fffd}"
    );
}

#[test]
fn long_blocks_go_on_in_a_next_one() {
    let words = "many words ".repeat(5000);
    for text in [
        format!("a **{words}** b"),
        words.replace(' ', "\n"),
        format!("```\n{}```", words.replace("s ", "s\n")),
    ] {
        let library = from_bytes("x.md", text.clone().into_bytes(), Some(Format::Markdown));
        let chunk = library.chunk_at(12_000);
        assert!(chunk.blocks.len() > 1);
        for block in &chunk.blocks {
            assert!(block.text.len() <= BLOCK_MAX && block.is_continuation);
        }
        let shown: String = chunk.text.as_str().split_whitespace().collect();
        assert!(shown.contains(&"manywords".repeat(1800)));
    }
}
