//! Text without marks: its index, and its chunks.
//!
//! Two passes over the lines, through windows. The first ([`survey`]) counts how lines are laid
//! out: wrapped by hand, or a paragraph each. The second puts wrapped lines together to units, finds
//! title, byline and furniture (`front`, `furniture`), and judges each short unit with its
//! neighbours ([`heading`](super::heading)). Memory does not grow with the text, but for the outline.
//! Both go on where they stopped when more of the text comes (`pass`).
//!
//! Later a chunk is parsed when somebody looks at it ([`chunk`]); what is a heading has been decided
//! by then.

pub mod date;
pub mod front;
mod furniture;
mod headings;
pub mod lines;
pub mod page;
mod parse;
mod pass;
mod print;
mod scan;
pub mod shape;
pub mod survey;
mod titles;
pub mod unit;

pub use parse::{CHUNK_MAX, chunk, cut};
pub use pass::{Pass, index};
pub use scan::{candidates, measures, units};
pub use titles::Titles;
pub use unit::Style;

use super::{
    heading::{
        Model,
        resolve::{self, Resolved},
    },
    source::{LoadError, Source},
};

/// The headings of a text by `model`, in order: what a model is tried with.
///
/// # Errors
/// When the source cannot be read.
pub fn headings(source: &Source, model: &Model) -> Result<Vec<Resolved>, LoadError> {
    let candidates = candidates(source, &model.line)?;
    Ok(resolve::resolve(candidates, &model.second))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        load::Source,
        model::{Aside, BlockKind, Chunk, Document},
    };

    fn open(text: &[u8]) -> (Document, Style) {
        index(&Source::Held(text.to_vec())).unwrap()
    }

    fn only_chunk(text: &str) -> Chunk {
        let (document, style) = open(text.as_bytes());
        chunk(
            b"",
            text.as_bytes(),
            0..text.len() as u64,
            &document,
            &style,
        )
    }

    /// Level and title of each heading.
    fn headings(text: &str) -> Vec<String> {
        let (document, _) = open(text.as_bytes());
        let outline = &document.outline;
        let entry = |id: usize| {
            format!(
                "{} {}",
                outline.section(id as u32).level,
                outline.title(id as u32)
            )
        };
        (0..outline.len())
            .filter(|id| outline.rule(*id as u32) != "lead")
            .map(entry)
            .collect()
    }

    const SCRAPE: &str = "Skip to content
Home / Coast

Herring Return to the Inner Sound After Forty Quiet Years

Boats that had not left harbour since spring are landing eleven tonnes a night.

Herring Return to the Inner Sound After Forty Quiet Years

By Ruth Alder
3 May 2031

The first boat came in before dawn on Monday with her hold so full that the crew stood on the catch to make fast. By Friday nine more had followed her, and the ice house had run out of ice twice.

Why the Shoals Came Back

Nobody planned for it. The warm current that kept the fish offshore for a generation has moved north by some sixty miles, the survey ship reported in March, and the plankton has followed the cold water in.

What the Villages Want Now

Half of the old smokehouses have become holiday flats. The council has offered to lease the three that are left, but the fishermen say that the rent would eat a third of what a good season brings.

Related posts

The Lighthouse That Nobody Would Buy

Ten Walks Along the Northern Shore

This site uses cookies to count its readers. Accept
";

    #[test]
    fn a_scraped_article() {
        let (document, style) = open(SCRAPE.as_bytes());
        assert_eq!(
            headings(SCRAPE),
            ["1 Why the Shoals Came Back", "1 What the Villages Want Now"]
        );
        assert_eq!(
            document.title.text.as_str(),
            "Herring Return to the Inner Sound After Forty Quiet Years"
        );
        let meta = &document.meta;
        assert_eq!(meta.byline.as_ref().unwrap().as_str(), "By Ruth Alder");
        assert_eq!(meta.date.as_ref().unwrap().as_str(), "3 May 2031");
        assert!(
            meta.standfirst
                .as_ref()
                .unwrap()
                .as_str()
                .starts_with("Boats that had not")
        );
        let kinds: Vec<Aside> = document.set_aside.iter().map(|aside| aside.kind).collect();
        assert_eq!(
            kinds,
            [
                Aside::Nav,
                Aside::DuplicateTitle,
                Aside::Related,
                Aside::Cookie
            ]
        );
        let chunk = chunk(
            b"",
            SCRAPE.as_bytes(),
            0..SCRAPE.len() as u64,
            &document,
            &style,
        );
        let shown: Vec<BlockKind> = chunk
            .blocks
            .iter()
            .filter(|b| b.aside.is_none())
            .map(|b| b.kind)
            .collect();
        let heading = |at: usize| matches!(shown[at], BlockKind::Heading { level: 1, .. });
        assert_eq!(
            shown[..5],
            [
                BlockKind::Title,
                BlockKind::Standfirst,
                BlockKind::Meta,
                BlockKind::Meta,
                BlockKind::Paragraph
            ]
        );
        assert!(heading(5) && heading(7) && shown.len() == 9, "{shown:?}");
    }

    #[test]
    fn marked_headings() {
        let check = |text: &str, expected: &[&str]| assert_eq!(headings(text), expected, "{text}");
        let prose = "The gauge at the lower lock stood at four metres on Tuesday and rose by a hand before night fell on the town.";
        check(
            &format!(
                "Gauge report\n============\n\nLocks\n-----\n\n{prose}\n\nUpper\n~~~~~\n\n{prose}\n\nMills\n-----\n\n{prose}\n"
            ),
            &["1 Locks", "2 Upper", "1 Mills"],
        );
        check(
            &format!(
                "Gauge report\n\n1. Locks\n\n{prose}\n\n1.1 Upper locks\n\n{prose}\n\n1.1.1 Gates\n\n{prose}\n\n2. Mills\n\n{prose}\n"
            ),
            &[
                "1 1. Locks",
                "2 1.1 Upper locks",
                "3 1.1.1 Gates",
                "1 2. Mills",
            ],
        );
        check(
            &format!(
                "Gauge report\n\nSTATE OF THE LOCKS\n\n{prose}\n\nSTATE OF THE MILLS\n\n{prose}\n"
            ),
            &["1 STATE OF THE LOCKS", "1 STATE OF THE MILLS"],
        );
        check(
            &format!(
                "Gauge report\n\nBackground:\n{prose}\n\nRisks:\n{prose}\n\nNext Steps:\n{prose}\n"
            ),
            &["1 Background:", "1 Risks:", "1 Next Steps:"],
        );
        check(
            &format!("Gauge report\n\n1. Bring rope\n2. Bring oil\n3. Bring bread\n\n{prose}\n"),
            &[],
        );
        check(
            &format!(
                "Gauge report\n\n== Faults ==\n\n{prose}\n\nKX-4 Broken hawser\n\nKX-11 Cracked gate\n\nKX-12 Silted basin\n"
            ),
            &["1 Faults"],
        );
        check(
            &format!(
                "Gauge report\n\n## Locks\n\n{prose}\n\n# open the upper gate\ngate --open upper\n\n-----BEGIN SEAL-----\nAfx93kd\n\n## Mills\n{prose}\n"
            ),
            &["1 Locks", "1 Mills"],
        );
    }

    /// Paragraphs to stand between headings.
    const PROSE: [&str; 3] = [
        "The harbour board met on Tuesday to hear what the winter had cost, and nobody who came away from the hall thought that the old gates would see another one.",
        "By noon the ice had reached the second lock, and the men who work there had been on their feet since three in the morning without anything warm to eat.",
        "The figures come from the port office, which counts every boat that passes, and from the keepers themselves, who have written them in the same book since 1911.",
    ];

    /// Checks the headings of `parts`, each a unit of its own.
    fn check_parts(parts: &[&str], expected: &[&str]) {
        assert_eq!(headings(&parts.join("\n\n")), expected, "{parts:?}");
    }

    #[test]
    fn numbers_of_other_works() {
        let [a, b, c] = PROSE;
        // A law that is quoted has no sections of the article.
        check_parts(
            &[
                "Parliament rewrites the law of the rivers",
                a,
                "What changes",
                b,
                "The heart of the bill is its fourth part, which reads in full:",
                "4.2 Duty of the keeper",
                "The keeper of a lock shall open it to any vessel that asks, by day or night, for the fee of the schedule.",
                "4.3 Exceptions",
                "The keeper may refuse a vessel that is on fire, or whose master is drunk, or that carries powder.",
                "How the towns see it",
                c,
                "What happens next",
                a,
            ],
            &[
                "1 What changes",
                "1 How the towns see it",
                "1 What happens next",
            ],
        );
        // A handbook has its numbers.
        check_parts(
            &[
                "River safety handbook",
                "1. Purpose",
                a,
                "1.1 Scope",
                b,
                "2. Boats",
                c,
                "2.1 Small boats",
                a,
                "3. Locks",
                b,
            ],
            &[
                "1 1. Purpose",
                "2 1.1 Scope",
                "1 2. Boats",
                "2 2.1 Small boats",
                "1 3. Locks",
            ],
        );
    }

    #[test]
    fn numbers_of_lists() {
        let [a, b, c] = PROSE;
        // Actions that are asked for, of which the first is a sentence.
        check_parts(
            &[
                "Emergency order on ice",
                "Background",
                a,
                "Required actions",
                "All keepers shall take the following actions:",
                "1. Close the upper gate by six on Friday evening and keep it closed until told otherwise.",
                "2. Report to the port office",
                "By noon on Saturday, send the height of the water above the gate and below it to the port office.",
                "Port office actions",
                b,
                "Duration",
                c,
            ],
            &[
                "1 Background",
                "1 Required actions",
                "1 Port office actions",
                "1 Duration",
            ],
        );
        // Steps of one section, and a countdown.
        check_parts(
            &[
                "How to winter a small boat",
                a,
                "What you need",
                b,
                "How it is done",
                c,
                "1. Lift the boat",
                a,
                "2. Drain the tanks",
                b,
                "Where to store it",
                c,
                "What it costs",
                a,
            ],
            &[
                "1 What you need",
                "1 How it is done",
                "2 1. Lift the boat",
                "2 2. Drain the tanks",
                "1 Where to store it",
                "1 What it costs",
            ],
        );
        check_parts(
            &[
                "Three walks along the shore",
                a,
                "3. The mole at dusk",
                b,
                "2. Ropewalk and chapel",
                c,
                "1. Lighthouse steps",
                a,
            ],
            &[
                "1 3. The mole at dusk",
                "1 2. Ropewalk and chapel",
                "1 1. Lighthouse steps",
            ],
        );
    }

    #[test]
    fn headings_in_scripts_that_say_much_in_few_characters() {
        let check = |text: &str, expected: &[&str]| assert_eq!(headings(text), expected, "{text}");
        let chinese = "水门在去年冬天坏了两次，第一次是因为冰，第二次没有人知道原因。镇上的人说，修它的钱早就有了，只是一直没有人去做这件事，直到春天的水涨上来，淹了下游的两座磨坊。";
        check(
            &format!(
                "上游水门的一年\n\n{chinese}\n\n水门的历史\n\n{chinese}\n\n谁来付修门的钱\n\n{chinese}\n\n今后怎么办\n\n{chinese}\n"
            ),
            &["1 水门的历史", "1 谁来付修门的钱", "1 今后怎么办"],
        );
        let japanese = "水門は去年の冬に二度壊れた。一度目は氷のためで、二度目の理由は誰にもわからない。町の人々によれば、修理の費用はとうに用意されていたが、春の水が上がるまで誰も手をつけなかったという。";
        check(
            &format!(
                "上流の水門の一年\n\n{japanese}\n\n水門の歴史\n\n{japanese}\n\n港は誰のものか\n\n{japanese}\n"
            ),
            &["1 水門の歴史", "1 港は誰のものか"],
        );
        let korean = "수문은 지난겨울에 두 번 고장이 났다. 첫 번째는 얼음 때문이었고, 두 번째 이유는 아무도 모른다. 마을 사람들은 고칠 돈이 오래전부터 있었지만 봄에 물이 불어날 때까지 아무도 손대지 않았다고 말한다.";
        check(
            &format!(
                "상류 수문의 한 해\n\n{korean}\n\n수문의 역사\n\n{korean}\n\n누가 돈을 내는가\n\n{korean}\n"
            ),
            &["1 수문의 역사", "1 누가 돈을 내는가"],
        );
    }

    #[test]
    fn odd_bytes_are_shown_and_counted() {
        let raw = b"\xef\xbb\xbfTide table\r\n\r\nHigh \xff\xfe water\rat nine\x1b[2J.\r\n";
        let (document, style) = open(raw);
        assert_eq!(
            document.notices[0].as_str(),
            "2 invalid UTF-8 sequences shown as \u{fffd}"
        );
        let chunk = chunk(b"", raw, 0..raw.len() as u64, &document, &style);
        assert_eq!(
            chunk.text.as_str(),
            "Tide table\nHigh \u{fffd}\u{fffd} water\nat nine\u{241b}[2J.\n"
        );
        let water = chunk.text.as_str().find("water").unwrap() as u32;
        let span = chunk.source_span(water..water + 5);
        assert_eq!(&raw[span.start as usize..span.end as usize], b"water");
    }

    #[test]
    fn lists_quotes_and_tables() {
        let chunk = only_chunk(
            "Stores\n\nThe harbour master counted what was left in the sheds on the last day of the year:\n\n- tar, four barrels\n- rope\n\n> Who took the oil?\n\nItem     Barrels   Cost\nTar            4     31\nOil            0      0\n\n* * *\n",
        );
        let mut shown = String::new();
        for block in &chunk.blocks {
            let container = block
                .container
                .map(|id| &chunk.containers[id as usize].kind);
            writeln!(
                shown,
                "{:?} {} {:?}",
                block.kind,
                container.is_some(),
                chunk.block_text(block).as_str()
            )
            .expect("a string can be written to");
        }
        let expected = "Title false \"Stores\"
Paragraph false \"The harbour master counted what was left in the sheds on the last day of the year:\"
Paragraph true \"tar, four barrels\"
Paragraph true \"rope\"
Paragraph true \"Who took the oil?\"
Verbatim false \"Item     Barrels   Cost\\nTar            4     31\\nOil            0      0\"
Rule false \"\"
";
        assert_eq!(shown, expected);
    }

    /// The chunks of a text, cut where the loader would cut them.
    fn chunks(text: &[u8]) -> Vec<Chunk> {
        let (document, style) = open(text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = at + cut(&text[at..]);
            let before = &text[at.saturating_sub(256)..at];
            out.push(chunk(
                before,
                &text[at..end],
                at as u64..end as u64,
                &document,
                &style,
            ));
            at = end;
        }
        out
    }

    #[test]
    fn a_line_without_end_is_cut_and_goes_on() {
        let text = "ä very long line ".repeat(20_000);
        let chunks = chunks(text.as_bytes());
        let blocks: Vec<_> = chunks.iter().flat_map(|chunk| &chunk.blocks).collect();
        assert!(
            blocks
                .iter()
                .all(|block| block.text.end - block.text.start <= 16 * 1024)
        );
        assert!(
            !blocks[0].is_continuation && blocks[1..].iter().all(|block| block.is_continuation)
        );
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let shown: usize = chunks
            .iter()
            .map(|chunk| letters(chunk.text.as_str()))
            .sum();
        assert_eq!(shown, letters(&text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn no_bytes_make_it_panic(text in prop::collection::vec(prop_oneof![
            Just("\n"), Just("\n\n"), Just("\r\n"), Just("- "), Just("> "), Just("1. "), Just("===="), Just("TITLE"), Just("Some words, and more "),
            Just("\u{c}"), Just("a  b   c"), Just("\u{feff}"), Just("Related posts\n"), Just("é"), Just(":"), Just("    "), Just("\t"), Just("12.3.4 X")
        ], 0..120), cut in 0usize..6) {
            let mut bytes = text.concat().into_bytes();
            bytes.truncate(bytes.len().saturating_sub(cut));
            let (document, _) = open(&bytes);
            let mut last = 0;
            for section in document.outline.sections().iter() {
                prop_assert!(last <= section.source.start && section.source.start <= section.source.end && section.source.end <= bytes.len() as u64);
                last = section.source.start;
            }
            let words: usize = chunks(&bytes).iter().flat_map(|chunk| chunk.text.as_str().chars()).filter(|c| c.is_alphabetic()).count();
            prop_assert_eq!(words, String::from_utf8_lossy(&bytes).chars().filter(|c| c.is_alphabetic()).count());
        }
    }
}
