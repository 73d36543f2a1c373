//! What a list shows behind a value: "people killed", "rise in fatalities", "asylum applications".

use std::ops::Range;

use super::{
    lexicon::Class,
    line::Line,
    scan::Found,
    value::{Direction, Kind, Role},
    words::words,
};
use crate::text::{Clean, CleanString};

/// Longest label, in words.
const LONGEST: usize = 6;

/// A label for `item`, whose subject reads `subject`. Empty where nothing is known.
pub(super) fn of(line: &Line<'_>, item: &Found, subject: Option<&CleanString>) -> CleanString {
    let words = subject.map_or_else(Clean::default, |subject| {
        let len = short(subject.as_str()).len();
        subject.as_clean().slice(0..len)
    });
    match item.moved.as_ref().map(|moved| moved.change) {
        Some(change) if change.role == Role::Amount => moved(change.direction, words),
        Some(change) if change.role == Role::From && !words.is_empty() => {
            join(words, Clean::literal("before"))
        }
        _ if item.figure.kind == Kind::Count && !words.is_empty() => match fate(line, item) {
            Some(fate) if !words.as_str().ends_with(fate) => join(words, Clean::literal(fate)),
            _ => words.into(),
        },
        _ => words.into(),
    }
}

/// A label for a cell of a table, whose figure is the size of a change where there is a `direction`.
pub(super) fn of_change(
    direction: Option<Direction>,
    subject: Option<&CleanString>,
) -> CleanString {
    let words = subject.map_or_else(Clean::default, CleanString::as_clean);
    direction.map_or_else(|| words.into(), |direction| moved(direction, words))
}

/// "rise in fatalities".
fn moved(direction: Direction, words: Clean<'_>) -> CleanString {
    let direction = Clean::literal(direction.name());
    if words.is_empty() {
        return direction.into();
    }
    let of = join(Clean::literal("in"), uncapitalised(words).as_clean());
    join(direction, of.as_clean())
}

fn join(first: Clean<'_>, last: Clean<'_>) -> CleanString {
    CleanString::join([first, last], Clean::literal(" "))
}

/// A subject without what hangs on it by a preposition other than "of", and not too long.
fn short(subject: &str) -> &str {
    let mut end = subject.len();
    for (n, (at, word)) in words(subject).enumerate() {
        let hangs = matches!(
            word,
            "from"
                | "in"
                | "for"
                | "among"
                | "at"
                | "on"
                | "to"
                | "with"
                | "by"
                | "after"
                | "across"
                | "against"
        );
        if n > 0 && hangs || n == LONGEST {
            end = at;
            break;
        }
    }
    subject[..end].trim_end()
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    })
}

/// Endings that ordinary nouns have and names seldom do.
const COMMON_ENDINGS: &[&str] = &[
    "tion", "sion", "ment", "ness", "ship", "ance", "ence", "ing", "ism", "ity", "ures", "ities",
    "ments", "tions", "sales", "orts", "ices", "costs",
];

/// The words as they stand inside a sentence: a first capital goes where the word is an ordinary
/// one.
fn uncapitalised(words: Clean<'_>) -> CleanString {
    let text = words.as_str();
    let first = text.split(' ').next().unwrap_or_default();
    let class = super::lexicon::sense(first).class;
    let named = Class::MONTH | Class::WEEKDAY | Class::BRAND | Class::CURRENCY;
    let known = class != Class::default() && !class.has(named);
    let plain = first.chars().skip(1).all(|c| c.is_lowercase() || c == '-');
    let ordinary = plain && (known || COMMON_ENDINGS.iter().any(|ending| first.ends_with(ending)));
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if ordinary => {
            CleanString::from_raw(&c.to_lowercase().chain(chars).collect::<String>())
        }
        _ => words.into(),
    }
}

/// What befell those counted: "killed" for "46 people have been killed" and "the deaths of 46
/// people".
fn fate(line: &Line<'_>, item: &Found) -> Option<&'static str> {
    use super::subject::Subject;
    let has = |noun: &Range<usize>, class| noun.clone().any(|at| line.has(at, class));
    let noun = match &item.subject {
        Some(Subject::Near(noun))
            if has(noun, Class::PERSON | Class::FORCE)
                && !has(noun, Class::DEATH | Class::HARM) =>
        {
            noun.clone()
        }
        // "and 2,400 were injured"
        Some(Subject::Inherited(_)) => item.figure.end..item.figure.end,
        _ => return None,
    };
    let start = item.start;
    if line.is_in(start.wrapping_sub(1), words!("of"))
        && line.is_in(start.wrapping_sub(2), words!("deaths death killing"))
    {
        return Some("killed");
    }
    let fates = [
        "killed",
        "wounded",
        "injured",
        "arrested",
        "displaced",
        "missing",
        "dead",
        "detained",
        "died",
        "rescued",
        "hurt",
        "evacuated",
    ];
    let named = |at: usize| {
        fates
            .into_iter()
            .find(|fate| line.is(at, fate))
            .map(|fate| {
                if fate == "died" || fate == "dead" {
                    "killed"
                } else {
                    fate
                }
            })
    };
    if let Some(before) = start.checked_sub(1).and_then(named) {
        return Some(before);
    }
    // "1,500 people, including 500 guards, were killed"
    let inserted = line.is_sign(noun.end, &[','])
        && line.is_in(noun.end + 1, words!("including among most mostly"));
    let closed = (noun.end + 1..line.len().min(noun.end + 20)).find(|at| line.is_sign(*at, &[',']));
    let first = closed.filter(|_| inserted).unwrap_or(noun.end);
    let last = (first + 12).min(line.len());
    for at in first..last {
        if line.is_sign(at, &[';', ':', '.'])
            || line.is_in(at, words!("and but while")) && at > first
        {
            return None;
        }
        if let Some(fate) = named(at) {
            let passive =
                at == first || line.has(at - 1, Class::AUX | Class::ADV) || line.is(at, "died");
            return passive.then_some(fate);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_subject_is_cut_at_a_preposition() {
        assert_eq!(short("deaths from attacks in the north"), "deaths");
        assert_eq!(short("pages of evidence"), "pages of evidence");
        assert_eq!(short(""), "");
    }
}
