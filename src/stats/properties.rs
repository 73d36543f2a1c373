//! What holds of the statistics of any text.

use proptest::prelude::*;

use super::{Collector, Mention, TermCollector, lex::Tokens, line::Line, scan, scan::figures};
use crate::model::{BlockKind, Chunk, ChunkBuilder, Outline};

/// A chunk of paragraphs, one a line of `text`.
fn chunk(text: &str) -> Chunk {
    let mut builder = ChunkBuilder::new(0..text.len() as u64);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = builder.len();
        let words = line.trim_end_matches('\n');
        builder.push_source(words, at);
        let source = at..at + line.len() as u64;
        builder.add_block(BlockKind::Paragraph, start, source.clone(), None, None);
        at = source.end;
    }
    builder.finish()
}

/// Scans, gathers, and holds the result against the text.
fn check(text: &str) {
    let chunk = chunk(text);
    let mentions = scan(&chunk);
    let mut end = 0;
    for mention in &mentions {
        let span = &mention.here.source;
        assert!(
            end <= span.start && span.start < span.end,
            "{text:?}: {span:?}"
        );
        end = span.end;
        let shown = text.get(span.start as usize..span.end as usize);
        assert!(shown.is_some(), "{text:?}: {span:?} cuts a character");
        let text_span = chunk.text_span(span.clone());
        let visible = chunk
            .text
            .slice(text_span.start as usize..text_span.end as usize);
        assert_eq!(visible, mention.here.shown.as_clean());
        let sentence = &mention.here.sentence;
        assert!(
            sentence.start <= span.start && span.end <= sentence.end,
            "{text:?}"
        );
    }
    let count = mentions.len() as u64;
    let mut collector = Collector::new();
    collector.add(mentions);
    let statistics = collector.finish(&Outline::default());
    assert_eq!(
        statistics.list.iter().map(|item| item.count).sum::<u64>(),
        count
    );
    assert!(
        statistics
            .list
            .iter()
            .all(|item| (0.0..=1.0).contains(&item.importance))
    );
    let mut terms = TermCollector::new();
    terms.add(&chunk);
    terms.finish();
}

/// Pieces that figures, and what only looks like them, are made of.
const PIECES: &[&str] = &[
    "1",
    "25",
    "2024",
    "1,500",
    "3.5",
    "007",
    "half",
    "a",
    "one",
    "two",
    "hundred",
    "dozens",
    "million",
    "third",
    "twice",
    "doubled",
    "%",
    "per",
    "cent",
    "$",
    "€",
    "Rs",
    "m",
    "bn",
    "km",
    "°",
    "C",
    "years",
    "old",
    "-",
    "–",
    "−",
    "/",
    ":",
    ".",
    ",",
    "(",
    ")",
    "to",
    "and",
    "of",
    "in",
    "by",
    "from",
    "between",
    "rose",
    "fell",
    "up",
    "than",
    "more",
    "March",
    "Q1",
    "FY",
    "people",
    "killed",
    "said",
    "police",
    "according",
    "The",
    "No",
    "th",
    "'",
    "’",
    "s",
    "½",
    "\n",
    "١٢",
    "#",
    "@",
    "\u{a0}",
    "\u{202f}",
    "é",
    "中",
    "🙂",
    "\u{301}",
    "point",
    "points",
    "basis",
    "rate",
    "aged",
    "under",
    "it",
    "which",
    ";",
    "~",
    "x",
    "K",
    "ones",
    "scores",
    "phase",
    "business",
    "days",
    "if",
    "lost",
    "shrinking",
    "front",
    "quarter",
    "oz",
    "the",
    "777",
    "40.000",
    "737",
    "US",
    "IT",
    "Worth",
    "remain",
    "number",
    "who",
    "some",
    "best",
    "times",
    "your",
    "others",
    "was",
    "I",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_gives_spans_that_hold(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mix_of_figures_gives_spans_that_hold(
        pieces in prop::collection::vec((prop::sample::select(PIECES), prop::bool::ANY), 0..60)
    ) {
        let text: String = pieces
            .iter()
            .flat_map(|(piece, spaced)| [if *spaced { " " } else { "" }, piece])
            .collect();
        check(&text);
    }
}

/// The sentences with figures, each by what it reads and whether a space stands before its words.
fn figured(text: &str, is_skimmed: bool) -> Vec<Vec<(u32, bool)>> {
    let mut tokens = Tokens::default();
    if is_skimmed {
        tokens.skim(text, 0..text.len(), &[]);
    } else {
        tokens.read(text, 0..text.len(), &[]);
    }
    let sentences = tokens.sentences.iter();
    let lines = sentences.map(|range| Line::new(text, &tokens.all[range.clone()]));
    lines
        .filter(|line| !figures(line).is_empty())
        .map(|line| {
            let tokens = line.tokens.iter();
            tokens.map(|token| (token.start, token.is_spaced)).collect()
        })
        .collect()
}

/// Words between figures, some of which end a sentence for sure and some only seem to.
const ENDS: &[&str] = &[
    " the town",
    " rains. The",
    " corp. Two",
    " said. “We",
    " at 5 p.m. He",
    " etc. Half",
    " last quarter. A quarter",
    " the quarter of a point",
    " he left. Then",
    " www.a.b/c. On",
    " no. It",
    "
And",
    " naïve. A",
    " well-known. Dozens",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn skimming_passes_over_no_figure(
        pieces in prop::collection::vec(
            (prop::sample::select(ENDS), prop::sample::select(PIECES), prop::bool::weighted(0.3)),
            0..24,
        )
    ) {
        let text: String = pieces
            .iter()
            .flat_map(|(end, piece, has_piece)| [*end, " ", if *has_piece { piece } else { "so" }])
            .collect();
        prop_assert_eq!(figured(&text, true), figured(&text, false), "{}", text);
    }
}

/// Sentences that point back to others, and figures of every weight.
const TOLD: &[&str] = &[
    "At least 77 soldiers were killed near the bridge, officials said. ",
    "They lost 40 more. ",
    "It rose by 5% in March. ",
    "Another 12 were injured. ",
    "The price of bread rose from $2.10 to $3.40. ",
    "Of them, nine were children. ",
    "The council bought 300 tents. ",
    "The garrison, which had 1,200 men, was down to 450. ",
    "Rain fell on the town. ",
    "About a third of voters backed it, up 12 points. ",
    "In 2019 it took six weeks. ",
    "\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_figure_that_may_be_kept_is_read_as_if_all_were(
        told in prop::collection::vec(prop::sample::select(TOLD), 0..16),
        bar in 0.3f32..0.8,
    ) {
        check_bar(&told.concat(), bar);
    }
}

/// Reads `text` for a collection that keeps what weighs `bar`, and holds it against what all of it gives.
fn check_bar(text: &str, bar: f32) {
    let (all, some, mut collector) = check_kept(text, bar);
    for mention in &some {
        assert!(all.contains(mention), "{mention:?} in {text:?}");
    }
    let passed = all.len() - some.len();
    collector.add(some);
    let statistics = collector.finish(&Outline::default());
    assert_eq!(statistics.mentions, all.len() as u64);
    assert_eq!(statistics.dropped, passed as u64);
}

/// That nothing is lost which weighs `bar`. All that stands in `text`, what was kept of it, and the collection.
/// Where words make no sense, the rest does not hold: a figure may go on from another one, and a sentence that
/// is only counted counts "100,000" in "24 cases per 100,000".
fn check_kept(text: &str, bar: f32) -> (Vec<Mention>, Vec<Mention>, Collector) {
    let chunk = chunk(text);
    let all = scan(&chunk);
    let mut collector = Collector::with_bar(bar, chunk.source.end);
    let some = collector.scan(&chunk, None);
    let is_lost = |mention: &&Mention| {
        let mut kept = some.iter();
        !kept.any(|kept| kept.here.source == mention.here.source)
    };
    for mention in all.iter().filter(is_lost) {
        let mut alone = Collector::new();
        alone.add(vec![mention.clone()]);
        let weight = alone.finish(&Outline::default()).list[0].importance;
        assert!(weight < bar, "{mention:?} weighs {weight}, in {text:?}");
    }
    (all, some, collector)
}

#[test]
fn it_points_back_past_sentences_that_say_not_what_they_are_about() {
    let told = "The price of bread rose from $2.10 to $3.40. They lost 40 more. \n\
                It rose by 5% in March. Another 12 were injured.";
    check_bar(told, 0.65);
}

/// The sentences that the rules were made for.
fn examples() -> Vec<Vec<&'static str>> {
    let lines = include_str!("examples.txt").lines();
    let told = lines.filter(|line| !line.is_empty() && !line.starts_with([' ', '#']));
    told.map(|line| line.split(' ').collect()).collect()
}

/// A few words on end of each of some examples.
fn cut_examples() -> impl Strategy<Value = String> {
    let examples = examples();
    let cut = (0..examples.len(), any::<prop::sample::Index>(), 1..10_usize);
    prop::collection::vec(cut, 1..8).prop_map(move |cuts| {
        let words = cuts.iter().flat_map(|(at, from, count)| {
            let words = &examples[*at];
            let from = from.index(words.len());
            &words[from..(from + count).min(words.len())]
        });
        words.copied().collect::<Vec<_>>().join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn rules_that_meet_as_nobody_thought_give_what_holds(text in cut_examples(), bar in 0.3f32..0.8) {
        check(&text);
        check_kept(&text, bar);
        prop_assert_eq!(figured(&text, true), figured(&text, false), "{}", text);
    }
}

/// Texts that make a careless program look too far: without full stops, all numbers, all brackets.
#[test]
fn endless_sentences_are_read_in_bounded_steps() {
    for piece in [
        "1 and ",
        "rose to 5 from ",
        "(",
        "of the ",
        "$1–",
        "said ",
        "a-",
        "1.",
        "\"",
        "x",
        "1",
        "in 5 ",
    ] {
        check(&piece.repeat(6_000 / piece.len()));
    }
}
