//! Searches held against parsing every chunk.

use proptest::prelude::*;

use super::*;
use crate::{load::from_bytes, model::Format, search::scan};

/// Takes reports.
#[derive(Default)]
struct Reports {
    chunks: Vec<InChunk>,
    is_done: bool,
    /// How many more times it is wanted.
    patience: Option<std::cell::Cell<usize>>,
}

impl Report for Reports {
    fn found(&mut self, event: Event) {
        match event {
            Event::Matches { chunks, .. } => self.chunks.extend(chunks),
            Event::SearchDone { .. } => self.is_done = true,
            _ => panic!("a search reports nothing else"),
        }
    }

    fn is_wanted(&self) -> bool {
        self.patience
            .as_ref()
            .is_none_or(|left| left.replace(left.get().saturating_sub(1)) > 0)
    }
}

fn search(text: &str, typed: &str, from: u64, format: Format) -> Search {
    let library = from_bytes("a", text.as_bytes().to_vec(), Some(format));
    let kept = Arc::new(Kept::new(text.len() as u64));
    let query = Query::new(typed).unwrap();
    Search::new(library.parser(), query, from, 1, kept)
}

fn found(search: &Search) -> Vec<InChunk> {
    let mut reports = Reports::default();
    search
        .ways()
        .iter()
        .for_each(|way| search.run(*way, &mut reports));
    assert!(reports.is_done);
    reports.chunks.sort_by_key(|chunk| chunk.span.start);
    reports.chunks
}

/// Has the traces of all of the text found, in short blocks.
fn prepare(search: &mut Search) {
    search.kept = Arc::new(Kept::in_short_blocks(search.text.source_len()));
    Kept::find_all(&Arc::clone(&search.kept), search.text.source(), || {});
}

/// What is found by parsing every chunk.
fn parsed(search: &Search) -> Vec<InChunk> {
    let mut all = Vec::new();
    let mut chunk = Some(search.text.chunk_at(0));
    while let Some(this) = chunk {
        let starts = scan(&search.query, &this, false).into_iter();
        let starts = starts.map(|text| (this.source_span(text).start - this.source.start) as u32);
        let (span, starts) = (this.source.clone(), starts.collect::<Vec<_>>());
        if !starts.is_empty() {
            all.push(InChunk { span, starts });
        }
        chunk = search.text.next(&this);
    }
    all
}

/// Paragraphs of several chunks, the fourth of them with a word nobody else uses.
fn long_text() -> String {
    let paragraph =
        "The convoy left **early**, said the mayor\u{2019}s aide; 1,500 people saw it.\n\n";
    let (before, after) = (paragraph.repeat(1500), paragraph.repeat(500));
    format!("{before}A zebra and a ze**bra** and Zébra.\n\n{after}")
}

#[test]
fn every_match_is_found_wherever_the_reader_is() {
    let text = long_text();
    for typed in [
        "zebra",
        "the mayor's",
        "1500 people",
        "Convoy",
        "e",
        "early, s",
        "\\vze\\w+",
        "\u{2019}",
    ] {
        let expected = parsed(&search(&text, typed, 0, Format::Markdown));
        for from in [0, 40_000, text.len() as u64] {
            let found = found(&search(&text, typed, from, Format::Markdown));
            assert_eq!(found, expected, "{typed:?} from {from}");
        }
        let plain = search(&text, typed, 0, Format::Plain);
        assert_eq!(found(&plain), parsed(&plain), "{typed:?} in plain text");
    }
    let zebras = parsed(&search(&text, "zebra", 0, Format::Markdown));
    assert_eq!(
        zebras.iter().map(|chunk| chunk.starts.len()).sum::<usize>(),
        3
    );
    assert_eq!(found(&search("", "a", 0, Format::Markdown)), []);
}

#[test]
fn a_search_that_is_not_wanted_ends_at_once_and_without_a_word() {
    let text = long_text();
    for typed in ["e", "\\ve", "zebra"] {
        let search = search(&text, typed, 0, Format::Markdown);
        let patience = Some(std::cell::Cell::new(3));
        let mut reports = Reports {
            patience,
            ..Reports::default()
        };
        search.run(Way::Onward, &mut reports);
        assert!(!reports.is_done && reports.chunks.len() <= 3, "{typed:?}");
    }
}

#[test]
fn two_workers_meet_and_the_last_one_says_the_end() {
    let mut search = search("zebra", "zebra", 0, Format::Markdown);
    (search.first, search.units, search.busy) = (3, 5, AtomicUsize::new(2));
    search.left = Mutex::new(0..5);
    assert_eq!(search.ways(), [Way::Onward, Way::Backward]);
    let taken = || (search.take(Way::Onward), search.take(Way::Backward));
    assert_eq!(taken(), (Some(3), Some(2)));
    assert_eq!(taken(), (Some(4), Some(1)));
    assert_eq!(taken(), (Some(0), None));
    let mut reports = Reports::default();
    search.run(Way::Onward, &mut reports);
    assert!(!reports.is_done);
    search.run(Way::Backward, &mut reports);
    assert!(reports.is_done);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_search_finds_what_parsing_every_chunk_finds(
        bits in prop::collection::vec(prop::sample::select(crate::search::pieces::MARKDOWN), 0..60),
        typed in prop::sample::select(vec![
            "a", "word", "Word", "word word", "a b", "15", "150", "15000", "15,000", "word's", "b word", "0 a", "baword", "fi",
            "e", "worda", "ab", "000", "a, b", "word 15", "wordword", "15015", "babword",
        ]),
    ) {
        // Long enough to have chunks that are divided.
        let text = format!("{}\n\n{}\n", "Filled up. ".repeat(800), bits.concat());
        let unprepared = search(&text, typed, 0, Format::Markdown);
        let parsed = parsed(&unprepared);
        prop_assert_eq!(&found(&unprepared), &parsed, "{:?}", bits.concat());
        let mut search = search(&text, typed, 0, Format::Markdown);
        prepare(&mut search);
        prop_assert_eq!(found(&search), parsed, "prepared, {:?}", bits.concat());
    }

    #[test]
    fn what_is_shown_is_found_as_parsing_finds_it(
        bits in prop::collection::vec(prop::sample::select(crate::search::pieces::DENSE), 1..40),
        from in any::<prop::sample::Index>(),
        len in 2usize..14,
        case in 0usize..3,
    ) {
        let text = format!("{}\n\n{}\n", "Filled up. ".repeat(800), bits.concat());
        let whole = search(&text, "", 0, Format::Markdown);
        let mut shown = String::new();
        let mut chunk = whole.text.next(&whole.text.chunk_at(0));
        while let Some(this) = chunk {
            shown.push_str(this.text.as_str());
            chunk = whole.text.next(&this);
        }
        let shown: Vec<char> = shown.chars().collect();
        prop_assume!(!shown.is_empty());
        let words: String = shown.iter().skip(from.index(shown.len())).take(len).collect();
        let words = match case {
            0 => words,
            1 => words.to_lowercase(),
            _ => crate::text::fold::fold(&words, crate::text::fold::Case::Fold).as_str().to_owned(),
        };
        let unprepared = search(&text, &words, 0, Format::Markdown);
        let parsed = parsed(&unprepared);
        prop_assert_eq!(&found(&unprepared), &parsed, "{:?} in {:?}", words, bits.concat());
        let mut search = search(&text, &words, 0, Format::Markdown);
        prepare(&mut search);
        prop_assert_eq!(found(&search), parsed, "prepared, {:?} in {:?}", words, bits.concat());
    }

    #[test]
    fn traces_lose_no_match_beside_the_ends_of_blocks(
        bits in prop::collection::vec(prop::sample::select(crate::search::pieces::MARKDOWN), 1..12),
        typed in prop::sample::select(vec![
            "wordword", "wordaword", "babword", "Wordword", "15000", "150,001", "15015", "wordfiword", "aaab", "wordewords",
        ]),
        before in 0u64..60,
    ) {
        // Each time a few bytes farther from the end of a block.
        let bits = bits.concat();
        let mut text = String::new();
        for nth in 1..6 {
            let end = nth * 4096 - before.min(5 + 3 * nth);
            while (text.len() as u64) < end {
                text.push_str(if text.len() % 64 == 63 { "\n\n" } else { "y " });
            }
            text.push_str(&bits);
            text.push_str("\n\n");
        }
        let mut search = search(&text, typed, 0, Format::Markdown);
        prepare(&mut search);
        prop_assert_eq!(found(&search), parsed(&search), "{:?}", bits);
    }
}
