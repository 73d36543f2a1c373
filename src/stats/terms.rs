//! Short forms and what they stand for, both ways round: "Inter-Services Intelligence (ISI)" and
//! "TTP (Tehrik-e-Taliban Pakistan)", with a count of how often each is used.

use std::{collections::HashMap, ops::Range};

use super::letters::{capitals_in, letters_in};
use crate::{
    model::{BlockKind, Chunk},
    text::CleanString,
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
    terms: HashMap<String, Term>,
}

impl TermCollector {
    /// Nothing gathered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the short forms of one chunk.
    pub fn add(&mut self, chunk: &Chunk) {
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
                self.block(chunk, range);
            }
        }
    }

    fn block(&mut self, chunk: &Chunk, range: Range<usize>) {
        let text = &chunk.text.as_str()[..range.end];
        let mut at = range.start;
        while let Some(start) = next_candidate(text.as_bytes(), at)
            && let Some((word, next)) = next_word(text, start)
        {
            at = next;
            let short = &text[word.clone()];
            if !is_short_form(short) {
                continue;
            }
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
        let source = chunk.source_span(word.start as u32..word.end as u32);
        if !self.terms.contains_key(short) {
            if self.terms.len() >= MOST {
                return;
            }
            let term = Term {
                short: CleanString::from_raw(short),
                long: None,
                source: source.clone(),
                count: 0,
            };
            self.terms.insert(short.to_owned(), term);
        }
        let Some(term) = self.terms.get_mut(short) else {
            return;
        };
        term.count += 1;
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

/// What a byte is to a search for short forms.
#[derive(Clone, Copy, PartialEq)]
enum Letter {
    None,
    Inner,
    Capital,
    Odd,
}

const LETTERS: [Letter; 256] = {
    let mut letters = [Letter::None; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = match byte as u8 {
            b'A'..=b'Z' => Letter::Capital,
            b'a'..=b'z' | b'0'..=b'9' | b'&' => Letter::Inner,
            0x80.. => Letter::Odd,
            _ => Letter::None,
        };
        byte += 1;
    }
    letters
};

/// Where the next word begins, from `at` on, that has two capitals or a letter beyond ASCII: all other
/// words are passed over, most of them without a look at each byte.
fn next_candidate(bytes: &[u8], mut at: usize) -> Option<usize> {
    let is_outside = |byte: &u8| LETTERS[usize::from(*byte)] == Letter::None;
    loop {
        let first = next_capital(bytes, at)?;
        if let Some(len) = capitalised(&bytes[first..]) {
            at = first + len;
            continue;
        }
        let mut capitals = 0;
        let found = bytes[first..].iter().position(|byte| {
            match LETTERS[usize::from(*byte)] {
                Letter::Inner => {}
                Letter::None | Letter::Odd => return true,
                Letter::Capital => capitals += 1,
            }
            capitals == 2
        });
        let end = first + found?;
        if is_sign(&bytes[end..]) {
            at = end + SIGN;
        } else if is_outside(&bytes[end]) {
            at = end;
        } else {
            let start = bytes[at..end].iter().rposition(is_outside);
            return Some(start.map_or(at, |start| at + start + 1));
        }
    }
}

/// Bytes of a quotation mark, a dash or another sign of U+2000 to U+203F.
const SIGN: usize = 3;

/// Do `bytes` begin with such a sign? Beyond ASCII, most of what is no letter is one of them.
fn is_sign(bytes: &[u8]) -> bool {
    matches!(bytes, [0xe2, 0x80, _, ..])
}

/// Of a short word that `bytes` begin with, one capital, then small letters and white space or a stop:
/// how many letters.
fn capitalised(bytes: &[u8]) -> Option<usize> {
    let word = u64::from_le_bytes(*bytes.first_chunk()?);
    let len = letters_in(word);
    // In a small letter bit 5 is set.
    let small = word & !(u64::MAX << (8 * len.min(7))) & SMALL;
    let is_inside = small.count_ones() as usize + 1 == len;
    let ends = len < 8 && matches!(bytes[len], b' ' | b'.' | b',' | b'\n');
    (is_inside && ends).then_some(len)
}

/// Bit 5 of eight bytes.
const SMALL: u64 = u64::from_le_bytes([0x20; 8]);

/// The next capital or character beyond ASCII from `at` on.
fn next_capital(bytes: &[u8], at: usize) -> Option<usize> {
    const STEP: usize = 32;
    let is_it = |byte: &u8| byte.is_ascii_uppercase() | !byte.is_ascii();
    // Without a branch in it, the inner loop is a handful of vector instructions.
    let is_plain = |step: &[u8]| !step.iter().fold(false, |any, byte| any | is_it(byte));
    let steps = bytes[at..].chunks(STEP).take_while(|step| is_plain(step));
    let mut from = (at + steps.count() * STEP).min(bytes.len());
    while let Some(part) = bytes[from..].first_chunk() {
        let found = capitals_in(u64::from_le_bytes(*part));
        if found != 0 {
            return Some(from + found.trailing_zeros() as usize / 8);
        }
        from += part.len();
    }
    let found = bytes[from..].iter().position(is_it)?;
    Some(from + found)
}

/// The next run of letters, digits and inner hyphens, full stops or ampersands from `at` on, and
/// where to look further.
fn next_word(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = text.get(at..)?;
    let start = at + rest.find(|c: char| c.is_alphanumeric())?;
    let len = text[start..]
        .find(|c: char| !c.is_alphanumeric() && c != '&')
        .unwrap_or(text.len() - start);
    Some((start..start + len, start + len))
}

/// Two capitals or more, and hardly anything else: `TTP`, `G20`, `UAVs`, `MoD`.
fn is_short_form(word: &str) -> bool {
    let core = word.strip_suffix('s').unwrap_or(word);
    let capitals = core.chars().filter(|c| c.is_uppercase()).count();
    let others = core.chars().filter(|c| c.is_lowercase()).count();
    (2..=LONGEST).contains(&core.len())
        && capitals >= 2
        && others <= 2
        && capitals > others
        && core.starts_with(char::is_uppercase)
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

    proptest! {
        #[test]
        fn a_candidate_is_the_next_word_with_two_capitals(text in "[a-dA-C0 .,-é’&]{0,90}") {
            let is_inside = |c: char| !c.is_ascii() && c != '’' || c.is_ascii_alphanumeric() || c == '&';
            let words = text.split(|c| !is_inside(c));
            let capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
            let first = words.into_iter().find(|word| !word.is_ascii() || capitals(word) >= 2);
            let expected = first.map(|word| word.as_ptr() as usize - text.as_ptr() as usize);
            prop_assert_eq!(next_candidate(text.as_bytes(), 0), expected);
        }
    }
}
