//! What is said of a figure in the list, in few words: its value, how sure the text is, who says so,
//! and what to look at twice.

use std::collections::HashMap;

use super::timeline;
use crate::{
    stats::{Kind, Note, Occurrence, Place, Qualifier, Statistic, Term},
    text::{Clean, CleanString},
};

/// The value as it stands in the column: a date in its short form, a share with its sign, a number
/// written in words without the capital it has at the start of a sentence.
pub(super) fn value(statistic: &Statistic) -> String {
    let shown = statistic.shown.as_str();
    match statistic.kind {
        Kind::Date => timeline::words(statistic.value),
        Kind::Percent | Kind::Points => signed(shown).unwrap_or_else(|| uncapitalised(shown)),
        _ => uncapitalised(shown),
    }
}

/// A number in digits with a sign for the words behind it: `7.3%` for "7.3 per cent".
fn signed(shown: &str) -> Option<String> {
    const SIGNS: [(&[&str], &str); 4] = [
        (&["percentage points", "percentage point"], " pp"),
        (&["basis points", "basis point"], " bp"),
        (&["per cent", "percent", "per-cent"], "%"),
        (&["pct", "pc"], "%"),
    ];
    let strip = |(words, sign): &(&[&str], &'static str)| {
        let number = words.iter().find_map(|word| shown.strip_suffix(word))?;
        Some((number.trim_end_matches([' ', '-']), *sign))
    };
    let (number, sign) = SIGNS.iter().find_map(strip)?;
    let ends_in_digit = number.ends_with(char::is_numeric);
    ends_in_digit.then(|| format!("{number}{sign}"))
}

/// Words with a small first letter; anything with a digit, a name or a sign of money stays.
pub(super) fn uncapitalised(shown: &str) -> String {
    let first = shown.split([' ', '-']).next().unwrap_or_default();
    let mut letters = first.chars();
    let is_word = letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && first.len() != 2
        && !shown.contains(char::is_numeric);
    let mut chars = shown.chars();
    match chars.next() {
        Some(c) if is_word => c.to_lowercase().chain(chars).collect(),
        _ => shown.to_owned(),
    }
}

/// Who says so: where the figure is told first, or else at any of its places. Where the text keeps
/// its distance first, who is named elsewhere does not answer for that.
fn source(statistic: &Statistic) -> Option<&CleanString> {
    let mut places = statistic.occurrences.iter();
    let mut elsewhere = || places.find_map(|place| place.attribution.as_ref());
    let own = statistic.attribution.as_ref();
    own.or_else(|| elsewhere().filter(|_| statistic.hedge.is_none()))
}

/// Is nobody named, and does the text not keep its distance either? A table says in its own place
/// where it comes from.
pub(super) fn has_no_source(statistic: &Statistic) -> bool {
    let is_told = |place: &Occurrence| place.place != Place::Table;
    source(statistic).is_none()
        && statistic.hedge.is_none()
        && statistic.kind != Kind::Date
        && statistic.occurrences.iter().any(is_told)
}

/// Does a hedge name the source itself, as "as per reports" does?
pub(super) fn names(hedge: Option<Clean<'_>>, source: Clean<'_>) -> bool {
    hedge.is_some_and(|hedge| hedge.as_str().contains(source.as_str()))
}

/// What stands under a figure: in which row of a table, how exact, how sure, for when, who says so.
/// `shortened` gives the words for a source.
pub(super) fn details(
    statistic: &Statistic,
    shortened: impl Fn(&str) -> String,
) -> Vec<CleanString> {
    // "Dozens" says itself that it is vague.
    let exact = |qualifier: &Qualifier| *qualifier != Qualifier::Vague;
    let row = statistic.row().map(ToString::to_string);
    let qualifier = statistic.qualifier.filter(exact);
    let qualifier = qualifier.map(|qualifier| qualifier.word().into());
    let hedge = statistic.hedge.as_ref().map(CleanString::as_clean);
    let time = statistic.time.map(timeline::words);
    let source = match source(statistic) {
        Some(source) if names(hedge, source.as_clean()) => None,
        Some(source) => Some(shortened(source.as_str())),
        None => has_no_source(statistic).then(|| "no source".into()),
    };
    let hedge = hedge.map(|hedge| hedge.to_string());
    let parts = [row, qualifier, hedge, time, source].into_iter().flatten();
    parts
        .map(|part: String| CleanString::from_raw(&part))
        .collect()
}

/// What a careful reader would look at twice; empty where nothing is.
pub(super) fn notes(statistic: &Statistic, list: &[Statistic]) -> Vec<CleanString> {
    let words = |note: &Note| match *note {
        Note::Differs(other) => {
            let other = &list[other];
            format!("elsewhere: {}", qualified(other, other.qualifier))
        }
        Note::Qualified(a, b) => {
            let other = if statistic.qualifier == Some(a) { b } else { a };
            format!("elsewhere: {}", qualified(statistic, Some(other)))
        }
        Note::LargerThanWhole(whole) => format!("larger than its whole, {}", value(&list[whole])),
        Note::WithoutBase => "of what?".into(),
    };
    let notes = statistic.notes.iter().map(words);
    notes.map(|note| CleanString::from_raw(&note)).collect()
}

/// "over 1,500".
fn qualified(statistic: &Statistic, qualifier: Option<Qualifier>) -> String {
    match qualifier {
        Some(Qualifier::Vague) | None => value(statistic),
        Some(qualifier) => format!("{} {}", qualifier.word(), value(statistic)),
    }
}

/// Who speaks, in few words.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Expansion, folded, to short form.
    short: HashMap<String, CleanString>,
}

impl Sources {
    /// Knows the short forms of `terms`.
    pub(super) fn new(terms: &[Term]) -> Self {
        let known = terms.iter().filter_map(|term| {
            let long = bare(term.long.as_ref()?.as_str()).to_lowercase();
            Some((long, term.short.clone()))
        });
        Self {
            short: known.collect(),
        }
    }

    /// A source without article and place: its short form where the text has one.
    pub(super) fn shortened(&self, source: &str) -> String {
        let bare = bare(source);
        let short = self.short.get(&bare.to_lowercase());
        short.map_or_else(|| bare.to_owned(), ToString::to_string)
    }
}

/// Without "the" and "Paris-based" at its start.
fn bare(source: &str) -> &str {
    let mut rest = source.trim();
    loop {
        let Some((first, behind)) = rest.split_once(' ') else {
            return rest;
        };
        let is_article = ["the", "a", "an"]
            .iter()
            .any(|article| first.eq_ignore_ascii_case(article));
        let is_place = first.ends_with("-based") && first.starts_with(char::is_uppercase);
        if !is_article && !is_place {
            return rest;
        }
        rest = behind.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_words_loses_the_capital_of_a_sentence() {
        let check = |shown, expected| assert_eq!(uncapitalised(shown), expected);
        check("Eleven", "eleven");
        check("Tens of thousands", "tens of thousands");
        check("Twenty-one", "twenty-one");
        check("A third", "a third");
        check("three dozen", "three dozen");
        check("15,000", "15,000");
        check("Rs 640", "Rs 640");
        check("Rs five", "Rs five");
        check("No. 4", "No. 4");
        check("", "");
    }

    #[test]
    fn a_share_has_a_sign_in_its_column() {
        let check = |shown, expected: Option<&str>| assert_eq!(signed(shown).as_deref(), expected);
        check("7.30 per cent", Some("7.30%"));
        check("5 to 7 percent", Some("5 to 7%"));
        check("12-percent", Some("12%"));
        check("3pc", Some("3%"));
        check("0.3 percentage points", Some("0.3 pp"));
        check("25 basis points", Some("25 bp"));
        check("56%", None);
        check("three percent", None);
        check("", None);
    }

    #[test]
    fn a_hedge_that_names_its_source_is_enough() {
        let check = |hedge: Option<&str>, source, expected| {
            let hedge = hedge.map(CleanString::from_raw);
            let hedge = hedge.as_ref().map(CleanString::as_clean);
            let source = CleanString::from_raw(source);
            assert_eq!(names(hedge, source.as_clean()), expected, "{hedge:?}");
        };
        check(Some("as per reports"), "reports", true);
        check(Some("reportedly"), "the harbour office", false);
        check(None, "reports", false);
    }

    #[test]
    fn a_source_is_named_shortly() {
        let term = |short, long| Term {
            short: CleanString::from_raw(short),
            long: Some(CleanString::from_raw(long)),
            source: 0..1,
            count: 2,
        };
        let sources = Sources::new(&[term("KWB", "the Kesarabad Water Board")]);
        let check = |source, expected| assert_eq!(sources.shortened(source), expected);
        check("the Kesarabad Water Board", "KWB");
        check("Kesarabad water board", "KWB");
        check(
            "the Oslo-based Institute for Coasts",
            "Institute for Coasts",
        );
        check("Taliban officials", "Taliban officials");
        check("their union", "their union");
        check("a faith-based charity", "faith-based charity");
        check("The", "The");
        check("", "");
    }
}
