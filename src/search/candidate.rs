//! Where may a match stand? Told from the bytes of a source, before anything is parsed.
//!
//! Of a literal one run of letters or of digits is looked for, the anchor, and of that one letter: a rare
//! one. In a source it mostly stands as it is shown. But an emphasis mark, a link, a tag, a soft hyphen may
//! stand behind it, or it may have an accent or be written as an entity: a [`Sieve`] lets through
//! all these, at memory speed, and the bytes round what is let through are read both ways, over marks, as far as
//! they are letters of the run. Then the words beside the anchor are compared, as far as they stand
//! there plainly. Where in doubt the answer is yes: a match is never missed, and little is parsed in vain.
//! A stretch that lacks letters of the anchor is not read at all, where its [`Trace`](super::Trace) is known.

mod chance;
mod context;
pub(super) mod odd;
mod round;
mod sieve;
pub(super) mod unseen;

use std::ops::Range;

use self::sieve::Sieve;
use super::{Pattern, Query, grams};
use crate::text::fold::Case;

/// Bytes before a stretch that candidates in it are told from.
pub const CONTEXT: usize = 256;

/// Bytes after a stretch that candidates in it are told from: the longest target of a link or tag, twice.
pub const AFTER: usize = 8 * 1024;

/// Looks for the places of a source round which a literal may stand.
#[derive(Clone, Copy, Debug)]
pub struct Probe<'q>(&'q Anchor);

impl Query {
    /// What tells from the bytes of a source where a match may stand. `None` where every place has to
    /// be looked through: for a regular expression, for words without an ASCII letter or digit, and for
    /// one letter, which stands in every paragraph.
    pub fn probe(&self) -> Option<Probe<'_>> {
        match self.pattern() {
            Pattern::Literal(literal) => literal.anchor.as_ref().map(Probe),
            Pattern::Nothing | Pattern::Regex(_) => None,
        }
    }
}

impl Probe<'_> {
    /// Appends a place in each match that may stand in `bytes[part]` in any way, in order. What stands on
    /// both sides is looked at, as far as it is given: [`CONTEXT`] and [`AFTER`] bytes, unless the source
    /// ends sooner.
    pub fn find(self, bytes: &[u8], part: &Range<usize>, found: &mut Vec<usize>) {
        self.0.sieve.each(bytes, part.start, part.end, |at| {
            if self.0.may_stand(bytes, at) {
                found.push(at);
            }
        });
    }
}

/// A run of ASCII letters, or of digits, that stands in every match: at least two.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// In small letters.
    run: Vec<u8>,
    /// The classes of its grams.
    classes: Vec<u16>,
    /// As it was typed, when capitals count.
    typed: Option<Vec<u8>>,
    /// What stands round it in the words, folded; empty where words have several readings.
    round: (Vec<u8>, Vec<u8>),
    /// Which letter of the run is looked for: a rare one, but not the last. The first of digits, which have
    /// separators beside them.
    key: usize,
    /// What lets it through.
    sieve: Sieve,
}

/// Letters and digits of English prose from the rarest on.
const FROM_RARE: &[u8; 36] = b"zqxj9876k4350v21bypgwfumcdlhrsnioate";

/// No longer run is looked for: its first letters stand for it.
const LONGEST: usize = 64;

impl Anchor {
    /// The best anchor of `needle`, which is folded by `case`: its longest run of letters or digits,
    /// of letters rather. `None` if it has none of at least two. `is_only` says that the words have no
    /// other reading.
    pub(crate) fn new(needle: &[u8], case: Case, is_only: bool) -> Option<Self> {
        let part = longest_run(needle)?;
        let part = part.start..part.end.min(part.start + LONGEST);
        let typed = &needle[part.clone()];
        let is_digits = typed[0].is_ascii_digit();
        let key = if is_digits { 0 } else { key(typed)? };
        let run = typed.to_ascii_lowercase();
        let round = if is_only && !is_digits {
            (needle[..part.start].to_vec(), needle[part.end..].to_vec())
        } else {
            Default::default()
        };
        let ways = |letter: u8| match case {
            Case::Keep => vec![letter],
            Case::Fold => vec![letter, letter.to_ascii_uppercase()],
        };
        let next: Vec<Vec<u8>> = typed[key + 1..].iter().take(2).copied().map(ways).collect();
        next.first()?;
        Some(Self {
            classes: grams::classes(&run),
            typed: (case == Case::Keep).then(|| typed.to_vec()),
            round,
            key,
            sieve: Sieve::new(&ways(typed[key]), &next),
            run,
        })
    }

    fn is_digits(&self) -> bool {
        self.run[0].is_ascii_digit()
    }

    const fn case(&self) -> Case {
        match self.typed {
            Some(_) => Case::Keep,
            None => Case::Fold,
        }
    }
}

/// Pairs of letters that are more common in English than their letters tell.
const COMMON: &[u8] = b"thheineranreonatenndtiesorteofedisitalarsttontngsehaasouioleveconemedehiriroiceaceghckllwhquch";

/// The letter of `run` that is looked for, together with the next: the two that are the rarest, the first two
/// seldom, since what is before the letter tells, too. `None` where none has another behind it.
fn key(run: &[u8]) -> Option<usize> {
    /// As often as some letter or other, a mark comes after a letter.
    const MARK: usize = 400;
    let weight = |letter: u8| {
        let small = letter.to_ascii_lowercase();
        let rank = FROM_RARE.iter().position(|byte| *byte == small);
        let rank = rank.unwrap_or(0) + 1;
        // Capitals are rare.
        rank * rank / if letter == small { 1 } else { 16 }
    };
    let cost = |at: &usize| {
        let (pair, _) = run[*at..].as_chunks::<2>();
        let is_common = COMMON.as_chunks::<2>().0.contains(&pair[0]);
        let times = if is_common { 4 } else { 1 } * if *at == 0 { 2 } else { 1 };
        times * (1 + weight(run[*at])) * (MARK + weight(run[*at + 1]))
    };
    (0..run.len() - 1).min_by_key(cost)
}

/// Where the longest run of letters of `needle` stands, or that of digits when it is longer.
fn longest_run(needle: &[u8]) -> Option<Range<usize>> {
    let longest = |is: fn(&u8) -> bool| {
        let mut start = 0;
        let runs = needle.split(move |byte| !is(byte)).map(move |run| {
            let run = start..start + run.len();
            start = run.end + 1;
            run
        });
        runs.filter(|run| !run.is_empty()).max_by_key(Range::len)
    };
    let letters = longest(u8::is_ascii_alphabetic);
    let digits = longest(u8::is_ascii_digit);
    let len = |run: &Option<Range<usize>>| run.as_ref().map_or(0, Range::len);
    if len(&digits) > len(&letters) {
        digits
    } else {
        letters
    }
}

/// The bit of a letter or digit where each has one; none for another byte.
pub(super) const fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'A'..=b'Z' => 1 << (byte - b'A'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        _ => 0,
    }
}

/// May words match in these bytes? Checks that the traces of the bytes say the same.
#[cfg(test)]
pub(super) fn may_match(query: &Query, bytes: &[u8]) -> bool {
    use super::{Common, Tracer};

    let Some(probe) = query.probe() else {
        return !query.is_empty();
    };
    let mut found = Vec::new();
    probe.find(bytes, &(0..bytes.len()), &mut found);
    assert!(found.is_sorted());
    let nothing = Common::of([]);
    let trace = Tracer::default().trace(&nothing, bytes, 0, bytes.len());
    !found.is_empty() && probe.may_stand(&nothing, &trace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        load,
        model::Chunks as _,
        text::fold::{Case, fold},
    };

    fn check(typed: &str, source: &str, expected: bool) {
        let query = Query::new(typed).unwrap();
        assert_eq!(
            may_match(&query, source.as_bytes()),
            expected,
            "{typed:?} in {source:?}"
        );
    }

    #[test]
    fn words_are_candidates_as_they_stand() {
        check("taliban", "the Taliban said", true);
        check("Taliban", "the Taliban said", true);
        check("Taliban", "the TALIBAN said", false);
        check("taliban", "the TALIBAN said, the tAliban", true);
        check("border crossing", "a border\n  Crossing", true);
        check("border crossing", "no crossing at the border", false);
        check("taliban", "the talib an", false);
        check("xy", "no such letters", false);
        check("x", "one letter is looked for everywhere", true);
        check("", "anything", false);
        check("\\vno", "anything", true);
        check("—", "anything", true);
    }

    #[test]
    fn markup_inside_a_word_is_seen_through() {
        for source in [
            "**tali**ban",
            "[tali](http://x.y/z)ban",
            "ta<b>li</b>ban",
            "t&#97;liban",
            "tali&shy;ban",
            "talib\u{e1}n",
            "tali\u{ad}ban",
            "`tali`ban",
            "tal![iban](x)",
            "ｔaliban",
            "[ta][1]liban",
            "**ta[l**i*](x)ban",
            "tal\u{131}ban",
            "taliba\u{200b}n",
            "<b>t</b>aliban",
            "t<!-- x -->aliban",
            "[tali](<a (b)>)ban",
            "[tali](x \"y)\")ban",
            "tali{{x}}ban",
        ] {
            check("taliban", source, true);
        }
    }

    #[test]
    fn markup_beside_words_is_no_doubt() {
        check(
            "taliban",
            "**bold** and [a link](http://x.y), `code`",
            false,
        );
        check(
            "taliban",
            "Erdoğan’s café — “naïve” AT&T &amp; R&D 5&nbsp;km",
            false,
        );
        check("taliban", "a < b, x<y, 1<2 [1] snake_case **t**", false);
    }

    #[test]
    fn figures_are_seen_through_their_separators() {
        for source in [
            "15,000",
            "15 000",
            "15\u{202f}000",
            "15'000",
            "15&nbsp;000",
            "**15**,000",
            "１５000",
            "15’000",
        ] {
            check("15000", source, true);
        }
        check("15,000", "over 15000 men", true);
        check("0015", "000,15", true);
        check("anana x", "ananana x", true);
        check("15000", "1 or 5, 1990s", false);
    }

    /// Ways to write `c` so that it is shown as something that folds to it.
    fn written(c: char) -> Vec<String> {
        let mut ways = vec![
            c.to_string(),
            c.to_uppercase().to_string(),
            format!("&#{};", u32::from(c)),
        ];
        let full_width = char::from_u32(u32::from(c) + 0xfee0);
        ways.extend(full_width.map(String::from));
        ways.extend(
            ["é", "ı", "ﬁ", "ﬃ", "ß"]
                .into_iter()
                .filter(|way| fold(way, Case::Fold).as_str() == c.to_string())
                .map(String::from),
        );
        ways.push(format!("{c}\u{301}"));
        ways
    }

    /// Things a source may hold between two letters without a trace on the screen.
    const UNSEEN: [&str; 16] = [
        "",
        "",
        "",
        "",
        "**",
        "*",
        "~~",
        "`",
        "](x)",
        "[",
        "<b>",
        "</em>",
        "\u{ad}",
        "\u{200b}",
        "&shy;",
        "<!-- a -->",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn no_way_of_writing_is_missed(
            word in "[a-z]{1,7}|[0-9]{1,7}",
            choices in prop::collection::vec((0usize..100, 0usize..100, any::<bool>()), 7),
            before in "[ a-z*é’<&,]{0,9}",
            after in "[ a-z*é’<&,]{0,9}",
        ) {
            let mut source = before;
            for (c, (way, unseen, is_plain)) in word.chars().zip(choices) {
                let ways = written(c);
                source.push_str(&ways[if is_plain { 0 } else { way % ways.len() }]);
                source.push_str(if is_plain { "" } else { UNSEEN[unseen % UNSEEN.len()] });
            }
            source.push_str(&after);
            let query = Query::literal(&word);
            prop_assert!(may_match(&query, source.as_bytes()), "{:?} in {:?}", word, source);
        }

        #[test]
        fn no_way_of_dividing_a_number_is_missed(
            digits in "[0-9]{2,7}",
            odd in 0usize..2,
            between in prop::collection::vec(prop::sample::select(vec![
                "", "", "", ",", " ", "'", ",**", "**,", " *", "_,_", ",[", "](x),", ",<b>", "</b> ", ",&shy;", "&nbsp;", ",\u{ad}", "\u{202f}", ",\\", ",`", "` ",
            ]), 7),
            before in "[ a-z*\u{e9}\u{2019}<&,0-9(]{0,9}",
            after in "[ a-z*\u{e9}\u{2019}<&,0-9)|]{0,9}",
        ) {
            let mut source = before;
            let last = digits.len() - 1;
            for (nth, (digit, between)) in digits.chars().zip(between).enumerate() {
                source.push(digit);
                // Groups have at least two digits.
                let may_end = nth < last && nth % 2 == odd;
                source.push_str(if may_end { between } else { "" });
            }
            source.push_str(&after);
            let query = Query::literal(&digits);
            prop_assert!(may_match(&query, source.as_bytes()), "{:?} in {:?}", digits, source);
        }

        #[test]
        fn any_bytes_will_do(bytes in prop::collection::vec(any::<u8>(), 0..99), word in "[a-z0-9]{1,4}") {
            let query = Query::literal(&word);
            let is_there = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            prop_assert!(may_match(&query, &bytes) || !is_there);
        }
    }

    /// Checks that each word shown in a document is a candidate in its chunk.
    fn check_document(name: &str, bytes: &[u8]) -> Result<(), String> {
        let library = load::from_bytes(name, bytes.to_vec(), None);
        let mut chunk = Some(library.chunk_at(0));
        while let Some(this) = chunk {
            let source = &bytes[this.source.start as usize..this.source.end as usize];
            let mut words = this.text.as_str().split_whitespace();
            let missed = words.find(|word| !may_match(&Query::literal(word), source));
            if let Some(word) = missed {
                return Err(format!("{word:?} in {:?}", String::from_utf8_lossy(source)));
            }
            chunk = library.next(&this);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_a_document_shows_is_a_candidate(
            bits in prop::collection::vec(prop::sample::select(crate::search::pieces::MARKDOWN), 0..40),
        ) {
            prop_assert_eq!(check_document("x.md", bits.concat().as_bytes()), Ok(()));
        }
    }
}
