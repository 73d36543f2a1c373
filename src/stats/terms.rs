//! Short forms and what they stand for, both ways round: "Inter-Services Intelligence (ISI)" and
//! "TTP (Tehrik-e-Taliban Pakistan)", with a count of how often each is used.

mod capitals;

use std::{collections::HashMap, ops::Range};

use self::capitals::Capitals;
use super::hash::Keyed;
use crate::{
    model::{BlockKind, Chunk},
    text::{
        CleanString,
        letters::{LOWER, UPPER, class, is_word},
    },
};

/// A short form and its expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The short form: `TTP`.
    pub short: CleanString,
    /// What it stands for, in the words of its first use; `None` where the text never says.
    pub long: Option<CleanString>,
    /// Source span of the first place that explains it; of its first use where none does.
    pub source: Range<u64>,
    /// How often the short form stands in the text.
    pub count: u64,
}

/// At most this many short forms are kept.
const MOST: usize = 5000;

/// Longest short form, in bytes.
const LONGEST: usize = 12;

/// Gathers the short forms of a document, chunk by chunk, in any order.
#[derive(Clone, Debug, Default)]
pub struct TermCollector {
    terms: HashMap<String, Term, Keyed>,
    /// Of the chunk being added.
    capitals: Capitals,
}

impl TermCollector {
    /// Nothing gathered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the short forms of one chunk.
    pub fn add(&mut self, chunk: &Chunk) {
        let mut capitals = std::mem::take(&mut self.capitals);
        capitals.read(chunk.text.as_str());
        for block in &chunk.blocks {
            let is_prose = matches!(
                block.kind,
                BlockKind::Paragraph
                    | BlockKind::Standfirst
                    | BlockKind::Heading { .. }
                    | BlockKind::Title
            );
            if is_prose && block.aside.is_none() {
                let range = block.text.start as usize..block.text.end as usize;
                self.block(chunk, range, &capitals);
            }
        }
        self.capitals = capitals;
    }

    fn block(&mut self, chunk: &Chunk, range: Range<usize>, capitals: &Capitals) {
        let text = &chunk.text.as_str()[..range.end];
        for word in short_forms(text, range.start, capitals) {
            let short = &text[word.clone()];
            let singular = short.strip_suffix('s').unwrap_or(short);
            let long = expansion(text, range.start, &word, singular);
            self.count(chunk, singular, &word, long);
        }
    }

    fn count(
        &mut self,
        chunk: &Chunk,
        short: &str,
        word: &Range<usize>,
        long: Option<Range<usize>>,
    ) {
        let source = || chunk.source_span(word.start as u32..word.end as u32);
        if !self.terms.contains_key(short) {
            if self.terms.len() >= MOST {
                return;
            }
            let term = Term {
                short: CleanString::from_raw(short),
                long: None,
                source: source(),
                count: 0,
            };
            self.terms.insert(short.to_owned(), term);
        }
        let Some(term) = self.terms.get_mut(short) else {
            return;
        };
        term.count += 1;
        let explains = long.is_some() && term.long.is_none();
        // Where it stands is of no use, and takes a search to say.
        if !explains && term.source.start < chunk.source.start {
            return;
        }
        let source = source();
        let earlier = source.start < term.source.start;
        if let Some(long) = long.filter(|_| term.long.is_none() || earlier) {
            term.long = Some(chunk.text.slice(long).into());
            term.source = source;
        } else if term.long.is_none() && earlier {
            term.source = source;
        }
    }

    /// The short forms the text explains, the most used first. Those it never explains are left out.
    pub fn finish(self) -> Vec<Term> {
        let mut terms: Vec<Term> = self
            .terms
            .into_values()
            .filter(|term| term.long.is_some())
            .collect();
        terms.sort_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| a.source.start.cmp(&b.source.start))
        });
        terms
    }
}

/// The short forms in `text` from `first` on, in order; `capitals` are those of the whole of it.
fn short_forms(
    text: &str,
    first: usize,
    capitals: &Capitals,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = first;
    let words = capitals.within(first..text.len()).filter_map(move |place| {
        let (word, next) = (place >= at).then(|| word_at(text, at, place))??;
        at = next;
        Some(word)
    });
    words.filter(|word| is_short_form(&text[word.clone()]))
}

/// The word round `place` of `text`, which does not begin before `first`, as [`next_word`] gives it; none
/// where a sign stands there.
fn word_at(text: &str, first: usize, place: usize) -> Option<(Range<usize>, usize)> {
    if text[place..].starts_with(is_outside) {
        return None;
    }
    let before = text[first..place].char_indices().rev();
    let outside = before.into_iter().find(|(_, c)| is_outside(*c));
    let start = outside.map_or(first, |(at, c)| first + at + c.len_utf8());
    next_word(text, start)
}

/// The next run of letters, digits and inner hyphens, full stops or ampersands from `at` on, and
/// where to look further.
fn next_word(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = text.get(at..)?;
    let start = at + rest.find(is_word)?;
    let len = text[start..].find(is_outside).unwrap_or(text.len() - start);
    Some((start..start + len, start + len))
}

/// Does it stand in no word?
fn is_outside(c: char) -> bool {
    !is_word(c) && c != '&'
}

/// Two capitals or more, and hardly anything else: `TTP`, `G20`, `UAVs`, `MoD`.
fn is_short_form(word: &str) -> bool {
    let core = word.strip_suffix('s').unwrap_or(word);
    if !(2..=LONGEST).contains(&core.len()) {
        return false;
    }
    let of_class = |wanted: u8| core.chars().filter(move |c| class(*c) & wanted != 0);
    let (capitals, others) = (of_class(UPPER).count(), of_class(LOWER).count());
    capitals >= 2 && others <= 2 && capitals > others && core.starts_with(char::is_uppercase)
}

/// What `short`, standing at `word`, stands for: the words before it when it is in brackets, or the
/// words in brackets behind it.
fn expansion(text: &str, first: usize, word: &Range<usize>, short: &str) -> Option<Range<usize>> {
    let before = text[first..word.start].strip_suffix('(');
    let behind = &text[word.end..];
    if let Some(before) = before {
        let closed = behind.starts_with([')', ',', ';']);
        return closed
            .then(|| words_before(before, short))
            .flatten()
            .map(|start| first + start..first + before.trim_end().len());
    }
    let inside = behind.strip_prefix(" (")?;
    let len = inside
        .char_indices()
        .take(120)
        .find(|(_, c)| matches!(c, ')' | ',' | ';' | '\n'))
        .map(|(at, _)| at)?;
    let long = &inside[..len];
    let start = word.end + 2;
    (words_before(long, short) == Some(0)).then_some(start..start + len)
}

/// Where the words begin, at the end of `text`, whose initials spell `short`; small words may be
/// passed over.
fn words_before(text: &str, short: &str) -> Option<usize> {
    let wanted: Vec<char> = short
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let mut left = wanted.len();
    let mut passed = 0;
    for (at, word) in words_from_end(text).take(wanted.len() * 2 + 4) {
        let initial = word.chars().next()?.to_lowercase().next()?;
        if left > 0 && initial == wanted[left - 1] {
            left -= 1;
            if left == 0 {
                return Some(at);
            }
        } else if is_small(word) {
            passed += 1;
        } else if let Some(taken) = inner_letters(word, &wanted[..left]) {
            left -= taken;
            if left == 0 {
                return Some(at);
            }
        } else {
            return None;
        }
        if passed > 3 {
            return None;
        }
    }
    None
}

/// How many of the last wanted letters one word gives, from its first letter on: "Counterterrorism" gives
/// both to "CT".
fn inner_letters(word: &str, wanted: &[char]) -> Option<usize> {
    let first = word.chars().next()?.to_lowercase().next()?;
    let begin = wanted.iter().rposition(|c| *c == first)?;
    let mut letters = word.chars().flat_map(char::to_lowercase);
    let fits = wanted[begin..]
        .iter()
        .all(|wanted| letters.any(|c| c == *wanted));
    (fits && wanted.len() - begin <= 3).then_some(wanted.len() - begin)
}

fn is_small(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "to"
            | "a"
            | "an"
            | "de"
            | "la"
            | "du"
            | "des"
            | "e"
            | "ul"
            | "i"
            | "al"
            | "by"
            | "at"
            | "&"
            | "against"
            | "with"
    )
}

/// The words of `text` from the last to the first, each with where it begins. A hyphen divides words.
fn words_from_end(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let rest = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() || text[rest.len()..end].contains(['.', ';', ':', '(', ')', '\n']) {
            return None;
        }
        let start = rest
            .rfind(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .map_or(0, |at| {
                at + rest[at..].chars().next().map_or(1, char::len_utf8)
            });
        end = start;
        Some((start, &rest[start..]))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::ChunkBuilder;

    fn check(text: &str, expected: &[(&str, &str, u64)]) {
        let mut builder = ChunkBuilder::new(0..text.len() as u64);
        builder.push_source(text, 0);
        builder.add_block(BlockKind::Paragraph, 0, 0..text.len() as u64, None, None);
        let mut collector = TermCollector::new();
        collector.add(&builder.finish());
        let terms = collector.finish();
        let found: Vec<(&str, &str, u64)> = terms
            .iter()
            .map(|term| {
                (
                    term.short.as_str(),
                    term.long.as_ref().map_or("", |long| long.as_str()),
                    term.count,
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn both_orders_are_found_and_counted() {
        check(
            "The Office for Coastal Relief (OCR) met. OCR staff left. The OCR is small.",
            &[("OCR", "Office for Coastal Relief", 3)],
        );
        check(
            "The NHB (National Harbour Board) spoke.",
            &[("NHB", "National Harbour Board", 1)],
        );
        check(
            "the Inter-Island Shipping Authority (IISA), a body",
            &[("IISA", "Inter-Island Shipping Authority", 1)],
        );
        check(
            "the Ministry of Defence (MoD) said",
            &[("MoD", "Ministry of Defence", 1)],
        );
        check("five drones (UAVs)", &[]);
        check(
            "unmanned aerial vehicles (UAVs) flew; a UAV fell",
            &[("UAV", "unmanned aerial vehicles", 2)],
        );
    }

    #[test]
    fn brackets_that_explain_nothing_are_left() {
        check("The minister (UK) spoke. NASA (founded in 1958) too.", &[]);
        check("", &[]);
        check("(ABC)", &[]);
    }

    #[test]
    fn a_text_of_signs_is_looked_at_once() {
        let text = "\u{2400}".repeat(100_000);
        let mut capitals = Capitals::default();
        capitals.read(&text);
        assert_eq!(short_forms(&text, 0, &capitals).count(), 0);
    }

    proptest! {
        #[test]
        fn no_short_form_is_passed_over(text in "[a-dA-Cs0 .,-é’&ÉЖж␀🙂]{0,90}") {
            let mut expected = Vec::new();
            let mut at = 0;
            while let Some((word, next)) = next_word(&text, at) {
                expected.extend(is_short_form(&text[word.clone()]).then_some(word));
                at = next;
            }
            let mut capitals = Capitals::default();
            capitals.read(&text);
            let found: Vec<_> = short_forms(&text, 0, &capitals).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
