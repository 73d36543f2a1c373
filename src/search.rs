//! Search: what is looked for, where it stands in a chunk, and how many there are.
//!
//! [`Query`] is what the reader typed. A [`Probe`] of it tells from the bytes of a source where
//! parsing is worth while, and from a [`Trace`] of a stretch, noted once, whether they need be read at all.
//! [`scan()`] gives the matches of one chunk, and [`Matches`] collects what a worker reports. Data in, data out: who scans which chunk when is decided elsewhere.

mod candidate;
mod grams;
mod matches;
#[cfg(test)]
pub(crate) mod pieces;
mod scan;
mod seams;
mod trace;

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};

pub use candidate::{AFTER, CONTEXT, Probe};
pub use grams::Common;
pub use matches::{InChunk, Matches, Place};
pub use scan::{Scanner, scan};
pub use trace::{TRACED_AFTER, TRACED_BEFORE, Trace, Tracer};

use crate::text::{
    CleanString,
    fold::{Case, Cut, Folded, is_separator},
};
use candidate::Anchor;

/// What is searched for.
///
/// A capital letter in it makes capitals count. Everything else that [`fold`](crate::text::fold)
/// folds makes no difference in a literal; a regular expression is matched against the text as it
/// is shown.
#[derive(Clone, Debug)]
pub struct Query {
    typed: CleanString,
    pattern: Pattern,
}

#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// Nothing to look for, or white space only.
    Nothing,
    Literal(Box<Literal>),
    Regex(Regex),
}

/// Words to be found letter by letter, once both sides are folded.
#[derive(Clone, Debug)]
pub(crate) struct Literal {
    /// The words folded. There are several when a separator stands near an edge, among digits: what
    /// is `15,` here is the start of 15,000 in one text and the end of a clause in another.
    pub(crate) needles: Vec<Needle>,
    pub(crate) case: Case,
    pub(crate) anchor: Option<Anchor>,
}

/// One reading of the words.
#[derive(Clone, Debug)]
pub(crate) struct Needle {
    pub(crate) finder: Finder<'static>,
    /// A separator left out of the needle, which must stand right before what is found.
    pub(crate) before: Option<char>,
    /// A separator left out of the needle, which must stand in what is found.
    pub(crate) inside: Option<char>,
    /// A separator left out of the needle, which must stand right after what is found.
    pub(crate) after: Option<char>,
}

/// Why a regular expression is none: one clean line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(CleanString);

impl Query {
    /// The query for what was typed: a literal, or a regular expression after a leading `\v`.
    ///
    /// # Errors
    /// When what follows the `\v` is no regular expression.
    pub fn new(typed: &str) -> Result<Self, PatternError> {
        match typed.strip_prefix("\\v") {
            Some(pattern) => Self::regex(pattern),
            None => Ok(Self::literal(typed)),
        }
    }

    /// The query for these very words.
    pub fn literal(words: &str) -> Self {
        let typed = CleanString::from_raw(words);
        let pattern = literal(typed.as_str()).map_or(Pattern::Nothing, |literal| {
            Pattern::Literal(Box::new(literal))
        });
        Self { typed, pattern }
    }

    /// The query for a regular expression, in the syntax of the crate `regex`; `^` and `$` stand
    /// for the ends of a line.
    ///
    /// # Errors
    /// When it is none, or one too large.
    pub fn regex(pattern: &str) -> Result<Self, PatternError> {
        let regex = RegexBuilder::new(pattern)
            .case_insensitive(!has_capital(pattern))
            .multi_line(true)
            .size_limit(1 << 20)
            .build()
            .map_err(|error| PatternError(one_line(&error)))?;
        let typed = CleanString::from_raw(pattern);
        let pattern = if pattern.is_empty() {
            Pattern::Nothing
        } else {
            Pattern::Regex(regex)
        };
        Ok(Self { typed, pattern })
    }

    /// What was typed, without the leading `\v`.
    pub fn typed(&self) -> &CleanString {
        &self.typed
    }

    /// Is there nothing to look for?
    pub fn is_empty(&self) -> bool {
        matches!(self.pattern, Pattern::Nothing)
    }

    /// Does every block of text in which this query has a match hold one of `wider`, too? Where in doubt,
    /// no.
    pub fn narrows(&self, wider: &Self) -> bool {
        let (Pattern::Literal(this), Pattern::Literal(wider)) = (&self.pattern, &wider.pattern)
        else {
            return false;
        };
        let [only] = wider.needles.as_slice() else {
            return false;
        };
        let is_sure = only.before.is_none() && only.inside.is_none() && only.after.is_none();
        let wanted = &only.finder;
        let is_in = |needle: &Needle| match (wider.case, this.case) {
            (Case::Keep, Case::Fold) => false,
            // Small letters are those of capitals, where both are ASCII.
            (Case::Fold, Case::Keep) => {
                let small = needle.finder.needle().to_ascii_lowercase();
                wanted.needle().is_ascii() && wanted.find(&small).is_some()
            }
            _ => wanted.find(needle.finder.needle()).is_some(),
        };
        is_sure && this.needles.iter().all(is_in)
    }

    pub(crate) fn pattern(&self) -> &Pattern {
        &self.pattern
    }
}

/// `None` for words that fold to nothing a reader sees.
fn literal(words: &str) -> Option<Literal> {
    let case = if words.chars().any(char::is_uppercase) {
        Case::Keep
    } else {
        Case::Fold
    };
    let cuts = [(false, false), (false, true), (true, false), (true, true)];
    let mut needles: Vec<Needle> = Vec::new();
    for (before, after) in cuts {
        let needle = needle(words, case, Cut { before, after });
        let is_new = |known: &Needle| known.finder.needle() != needle.finder.needle();
        if !needle.finder.needle().trim_ascii().is_empty() && needles.iter().all(is_new) {
            needles.push(needle);
        }
    }
    let anchor = Anchor::new(needles.first()?.finder.needle(), case, needles.len() == 1);
    Some(Literal {
        needles,
        case,
        anchor,
    })
}

/// The words as they read when they are cut out of a longer text.
fn needle(words: &str, case: Case, cut: Cut) -> Needle {
    let mut folded = Folded::default();
    folded.set_cut(words, case, cut);
    let is_first = |c: &char| cut.before && is_separator(*c);
    let before = words.chars().next().filter(is_first);
    let last = words.char_indices().rev().find(|(_, c)| is_separator(*c));
    let last = last.filter(|(at, _)| cut.after && (*at > 0 || before.is_none()));
    let is_at_end = |(at, c): &(usize, char)| at + c.len_utf8() == words.len();
    Needle {
        finder: Finder::new(folded.as_str()).into_owned(),
        before,
        inside: last.filter(|last| !is_at_end(last)).map(|(_, c)| c),
        after: last.filter(is_at_end).map(|(_, c)| c),
    }
}

/// A capital after a backslash is a class of characters, not a letter.
fn has_capital(pattern: &str) -> bool {
    let mut is_escaped = false;
    pattern.chars().any(|c| {
        let is_capital = c.is_uppercase() && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_capital
    })
}

/// What is wrong, without the picture of where that the crate draws over several lines.
fn one_line(error: &regex::Error) -> CleanString {
    let text = match error {
        regex::Error::CompiledTooBig(_) => "the pattern is too large".to_owned(),
        _ => error.to_string(),
    };
    let line = text.lines().last().unwrap_or_default();
    CleanString::from_raw(line.trim_start_matches("error: ").trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_decides_the_kind() {
        assert!(Query::new("").unwrap().is_empty());
        assert!(Query::new("  \t").unwrap().is_empty());
        assert!(Query::new("\\v").unwrap().is_empty());
        assert!(!Query::new("a").unwrap().is_empty());
        assert_eq!(Query::new("\\va+").unwrap().typed().as_str(), "a+");
        assert_eq!(Query::new("a\u{1b}").unwrap().typed().as_str(), "a␛");
    }

    #[test]
    fn an_error_is_one_line() {
        for (pattern, expected) in [
            ("(a", "unclosed group"),
            (
                "[z-a]",
                "invalid character class range, the start must be <= the end",
            ),
            ("*", "repetition operator missing expression"),
            ("a{1000}{1000}", "the pattern is too large"),
        ] {
            let error = Query::regex(pattern).unwrap_err();
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn a_longer_query_narrows_a_shorter_one() {
        for (longer, shorter, expected) in [
            ("kabul", "kab", true),
            ("the kabul", "kab", true),
            ("Kabul", "kab", true),
            ("kabul", "Kab", false),
            ("Kabul", "Kab", true),
            ("kab", "kabul", false),
            ("kabul", "kabul", true),
            ("caf\u{e9}s", "cafe", true),
            ("15,0", "15", true),
            ("15,000", "150", true),
            ("15,0", "15,", false),
            ("15,000", "000", true),
            ("\u{c9}TE", "\u{e9}t", true),
            ("\u{396}A", "\u{3b6}", false),
            ("kabul", "\\vkab", false),
            ("\\vkabul", "kab", false),
            ("kabul", "", false),
        ] {
            let query = |typed: &str| Query::new(typed).unwrap();
            assert_eq!(
                query(longer).narrows(&query(shorter)),
                expected,
                "{longer:?} {shorter:?}"
            );
        }
    }

    #[test]
    fn an_edge_beside_a_digit_has_two_readings() {
        let needles = |typed: &str| {
            let Pattern::Literal(literal) = Query::literal(typed).pattern else {
                return Vec::new();
            };
            let texts = literal
                .needles
                .iter()
                .map(|needle| String::from_utf8_lossy(needle.finder.needle()).into_owned());
            texts.collect()
        };
        assert_eq!(needles("Kabul's"), ["Kabul's"]);
        assert_eq!(needles("15,000"), ["15000"]);
        assert_eq!(needles("15,"), ["15,", "15"]);
        assert_eq!(needles("15,0"), ["15,0", "150"]);
        assert_eq!(needles(",000"), [",000", "000"]);
        assert_eq!(needles(","), [","]);
    }
}
