//! Where may a match stand? Told from the bytes of a source, before anything is parsed.
//!
//! Of a literal one run of letters or of digits is looked for, the anchor. In a source it mostly stands
//! as it is shown, and is found at memory speed. But an emphasis mark, a link, a tag, a soft hyphen may
//! stand inside it, a letter may have an accent or be written as an entity. Each of these leaves a seam,
//! noted once for all queries in [`Seams`](super::Seams); only where a pair of the anchor's letters meets
//! across one is looked closer. A stretch that lacks letters of the anchor is not read at all, as its
//! [`Trace`](super::Trace) tells. Then the words beside the anchor are compared, as far as they stand
//! there plainly. Where in doubt the answer is yes: a match is never missed, and little is parsed in vain.

mod chance;
mod context;
mod digits;
mod hidden;
pub(super) mod odd;
pub(super) mod unseen;

use std::ops::Range;

use memchr::memmem::Finder;

pub use self::chance::Chance;
use self::odd::is_separator;
use super::{Pattern, Query, grams};
use crate::text::fold::Case;

/// Bytes on both sides of a stretch that plain candidates are told from.
pub const CONTEXT: usize = 256;

/// Looks for the places of a source round which a literal may stand.
#[derive(Clone, Copy, Debug)]
pub struct Probe<'q>(&'q Anchor);

impl Query {
    /// What tells from the bytes of a source where a match may stand. `None` where every place has to
    /// be looked through: for a regular expression, for words without an ASCII letter or digit, and for
    /// one letter, which stands in every paragraph.
    pub fn probe(&self) -> Option<Probe<'_>> {
        let anchor = match self.pattern() {
            Pattern::Literal(literal) => literal.anchor.as_ref(),
            Pattern::Nothing | Pattern::Regex(_) => None,
        };
        anchor.filter(|anchor| anchor.run.len() > 1).map(Probe)
    }
}

impl Probe<'_> {
    /// Appends a place in each match that may stand in `bytes[part]` as it is shown, in order. Enough
    /// where [`Probe::chance`] says [`Chance::Plain`]; what stands on both sides is looked at, [`CONTEXT`] bytes.
    pub fn plain(self, bytes: &[u8], part: &Range<usize>, found: &mut Vec<usize>) {
        let before = found.len();
        for (finder, offset) in &self.0.finders {
            self.0.find_plain(finder, *offset, (bytes, part), found);
        }
        if self.0.finders.len() > 1 {
            found[before..].sort_unstable();
        }
    }

    /// Appends a place in each match that may stand in `bytes[part]` in any way, in order. Looks at as
    /// much on both sides as [`Seams::of`](super::Seams::of).
    pub fn all(self, bytes: &[u8], part: &Range<usize>, found: &mut Vec<usize>) {
        let before = found.len();
        self.0.find_in_any_case((bytes, part), found);
        self.0.find_hidden(bytes, part, found);
        found[before..].sort_unstable();
    }
}

/// A run of ASCII letters, or of digits, that stands in every match.
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
    /// Which letter of the run is looked for first: a rare one.
    rare: usize,
    /// What stands in every plain match: the bytes, and which byte of the run they start with.
    finders: Vec<(Finder<'static>, usize)>,
    /// For each byte, the letters and digits that follow it somewhere in the run, one bit each.
    pairs: Box<[u64; 256]>,
}

/// Letters and digits of English prose from the rarest on.
const FROM_RARE: &[u8; 36] = b"zqxj9876k4350v21bypgwfumcdlhrsnioate";

/// No longer run is looked for: its first letters stand for it.
const LONGEST: usize = 64;

/// Plain candidates of a run of at least so many letters are looked for by all but the first letter,
/// which may be a capital.
const LONG: usize = 4;

impl Anchor {
    /// The best anchor of `needle`, which is folded by `case`: its longest run of letters or digits,
    /// of letters rather. `None` if it has neither. `is_only` says that the words have no other reading.
    pub(crate) fn new(needle: &[u8], case: Case, is_only: bool) -> Option<Self> {
        let part = longest_run(needle)?;
        let part = part.start..part.end.min(part.start + LONGEST);
        let run = needle[part.clone()].to_ascii_lowercase();
        let rarity = |at: &usize| FROM_RARE.iter().position(|byte| *byte == run[*at]);
        let rare = (0..run.len()).min_by_key(rarity)?;
        let is_digits = run[0].is_ascii_digit();
        let typed = (case == Case::Keep).then(|| needle[part.clone()].to_vec());
        let is_known = is_only && !is_digits;
        let round = if is_known {
            (needle[..part.start].to_vec(), needle[part.end..].to_vec())
        } else {
            Default::default()
        };
        let finders = match &typed {
            _ if is_digits => digit_finders(&run),
            Some(typed) => vec![finder(typed, 0)],
            None => letter_finders(&run),
        };
        Some(Self {
            pairs: pairs(&run),
            classes: grams::classes(&run),
            run,
            typed,
            round,
            rare,
            finders,
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

    /// Appends where the bytes of one finder stand and may be part of a match.
    fn find_plain(
        &self,
        finder: &Finder<'_>,
        offset: usize,
        (bytes, part): (&[u8], &Range<usize>),
        found: &mut Vec<usize>,
    ) {
        let from = if self.is_digits() {
            part.start
        } else {
            part.start + offset
        };
        let to = (part.end + LONGEST).min(bytes.len());
        let there = bytes.get(from..to).unwrap_or_default();
        let mut next = 0;
        // One may begin inside the one before: `00` in `000`.
        while let Some(hit) = there.get(next..).and_then(|rest| finder.find(rest)) {
            let hit = next + hit;
            next = hit + 1;
            let (hit, start) = (from + hit, (from + hit).saturating_sub(offset));
            if self.is_digits() {
                let is_it = digits::end_at(&self.run[..offset], &bytes[..hit])
                    && digits::start_at(&self.run[offset..], &bytes[hit..]);
                found.extend((is_it && hit < part.end).then_some(hit));
            } else if start < part.end && self.is_at(bytes, start) {
                found.push(start);
            }
        }
    }

    /// Appends where the run stands as it is, in letters of any case.
    fn find_in_any_case(&self, (bytes, part): (&[u8], &Range<usize>), found: &mut Vec<usize>) {
        let rare = self.run[self.rare];
        let from = part.start + self.rare;
        let to = (part.end + self.rare).min(bytes.len());
        let bytes_there = bytes.get(from..to).unwrap_or_default();
        let hits = memchr::memchr2_iter(rare, rare.to_ascii_uppercase(), bytes_there);
        let starts = hits.map(|hit| hit + part.start);
        found.extend(starts.filter(|start| self.is_at(bytes, *start)));
    }

    /// Does the run stand at `start`, and round it what may be the rest of the words?
    fn is_at(&self, bytes: &[u8], start: usize) -> bool {
        let end = start + self.run.len();
        let Some(there) = bytes.get(start..end) else {
            return false;
        };
        let is_it = match &self.typed {
            Some(typed) => there == typed,
            None => there.eq_ignore_ascii_case(&self.run),
        };
        let (before, after) = &self.round;
        is_it
            && context::may_read(bytes[end..].iter(), after.iter(), self.case())
            && context::may_read(
                bytes[..start].iter().rev(),
                before.iter().rev(),
                self.case(),
            )
    }
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

fn finder(bytes: &[u8], offset: usize) -> (Finder<'static>, usize) {
    (Finder::new(bytes).into_owned(), offset)
}

/// What stands in every plain way to write `run` but with a capital behind a letter, which is a seam.
fn letter_finders(run: &[u8]) -> Vec<(Finder<'static>, usize)> {
    if run.len() >= LONG {
        return vec![finder(&run[1..], 1)];
    }
    let mut capital = run.to_vec();
    capital[0].make_ascii_uppercase();
    vec![finder(run, 0), finder(&capital, 0)]
}

/// What stands in every way to write `run` with separators: of three digits two stand side by side,
/// since groups have at least two.
fn digit_finders(run: &[u8]) -> Vec<(Finder<'static>, usize)> {
    match run {
        [first, _] => {
            let mut finders = vec![finder(run, 0)];
            let separators = (0..0x80).filter(|byte| is_separator(*byte));
            finders.extend(separators.map(|by| finder(&[*first, by], 0)));
            finders
        }
        [_, _, _, ..] => {
            let start = rare_digits(run);
            let pair = |at: usize| finder(&run[at..at + 2], at);
            vec![pair(start), pair(start + 1)]
        }
        _ => vec![finder(run, 0)],
    }
}

/// Where three digits of `run` stand side by side that are not all zeros, if there are such.
fn rare_digits(run: &[u8]) -> usize {
    let mut threes = run.windows(3);
    threes.position(|three| three != b"000").unwrap_or(0)
}

fn pairs(run: &[u8]) -> Box<[u64; 256]> {
    let mut pairs = Box::new([0; 256]);
    for pair in run.windows(2) {
        for first in [pair[0], pair[0].to_ascii_uppercase()] {
            pairs[usize::from(first)] |= bit(pair[1]);
        }
    }
    pairs
}

/// The bit of a letter or digit in [`Anchor::pairs`]; none for another byte.
pub(super) const fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'A'..=b'Z' => 1 << (byte - b'A'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        _ => 0,
    }
}

/// May words match in these bytes, by the candidates looked for when nothing is hidden, or by the
/// closer look where the first is not enough? The closer look finds what the first does.
#[cfg(test)]
pub(super) fn may_match(query: &Query, bytes: &[u8]) -> bool {
    use super::{Common, Tracer};

    let Some(probe) = query.probe() else {
        return !query.is_empty();
    };
    let (mut plain, mut all) = (Vec::new(), Vec::new());
    probe.plain(bytes, &(0..bytes.len()), &mut plain);
    probe.all(bytes, &(0..bytes.len()), &mut all);
    assert!(plain.is_sorted() && all.is_sorted());
    let nothing = Common::of([]);
    let trace = Tracer::default().trace(&nothing, bytes, 0, bytes.len());
    match probe.chance(&nothing, &trace) {
        Chance::None => false,
        Chance::Plain => !plain.is_empty(),
        Chance::Hidden => !all.is_empty(),
    }
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
