//! Is a mention the same figure as one gathered before? Equal numbers of different things are not.
//!
//! Asked of a list that may hold a hundred thousand figures, so no figure is compared with all
//! others of its value: each is known by a few [`Marks`], and two that are the same share one.

use std::{borrow::Cow, hash::BuildHasher};

use super::{
    hash::Keyed,
    lexicon::{Class, sense},
    mention::Mention,
    statistic::Statistic,
    value::{Change, Kind, Role, Unit, Value},
};
use crate::text::CleanString;

/// By what the figures of a document are recognised: hashes, made with a key of this run.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    state: Keyed,
    /// What to look for.
    pub(super) sought: Vec<u64>,
    /// What to be found by.
    pub(super) own: Vec<u64>,
    stem: String,
}

/// A mark is of the head noun, of a word of the subject, or of a class both belong to.
#[derive(Clone, Copy, Hash)]
enum Sort {
    Date,
    Unnamed,
    Head,
    Word,
    Force,
    Death,
    People,
}

/// What tells whether two figures are the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits<'a> {
    pub(super) kind: Kind,
    pub(super) value: Value,
    pub(super) unit: Option<&'a Unit>,
    pub(super) change: Option<Change>,
    pub(super) subject: Option<&'a str>,
}

impl<'a> Traits<'a> {
    /// Those of a mention.
    pub(super) fn of(mention: &'a Mention) -> Self {
        Self {
            kind: mention.kind,
            value: mention.value,
            unit: mention.unit.as_ref(),
            change: mention.here.change,
            subject: mention.here.subject.as_ref().map(CleanString::as_str),
        }
    }
}

impl Marks {
    /// Finds the marks of a figure. Two figures can only be the same if one is found by a mark the
    /// other is sought by.
    pub(super) fn read(&mut self, figure: &Traits<'_>) {
        self.sought.clear();
        self.own.clear();
        let key = (figure.kind, figure.value.key(), figure.unit);
        if figure.kind == Kind::Date {
            self.add(self.state.hash_one((key, Sort::Date)));
            return;
        }
        let hash = self.state.hash_one((key, is_amount(figure.change)));
        let telling = is_telling(figure.value);
        let Some(subject) = figure.subject else {
            if telling {
                self.add(self.state.hash_one((hash, Sort::Unnamed)));
            }
            return;
        };
        self.add_head(hash, head(subject), telling);
        if shares_words(figure.kind) && telling {
            for word in words(subject) {
                self.add_word(hash, Sort::Word, word);
            }
        }
    }

    fn add_head(&mut self, figure: u64, head: &str, telling: bool) {
        self.add_word(figure, Sort::Head, head);
        let class = sense(head).class;
        if class.has(Class::FORCE) {
            self.add(self.state.hash_one((figure, Sort::Force)));
        }
        let death = self.state.hash_one((figure, Sort::Death));
        let people = self.state.hash_one((figure, Sort::People));
        if class.has(Class::DEATH) {
            self.add(death);
            self.sought.extend(telling.then_some(people));
        }
        if are_people(class) && telling {
            self.own.push(people);
            self.sought.push(death);
        }
    }

    fn add_word(&mut self, figure: u64, sort: Sort, word: &str) {
        self.stem.clear();
        let Stem(kept, added) = stem(word);
        self.stem.push_str(&kept);
        self.stem.push_str(added);
        self.stem.make_ascii_lowercase();
        self.add(self.state.hash_one((figure, sort, self.stem.as_str())));
    }

    fn add(&mut self, mark: u64) {
        self.sought.push(mark);
        self.own.push(mark);
    }
}

fn is_amount(change: Option<Change>) -> bool {
    change.is_some_and(|change| change.role == Role::Amount)
}

/// Can two figures of this kind be one for any word their subjects share?
fn shares_words(kind: Kind) -> bool {
    kind != Kind::Count && kind != Kind::Rank
}

fn are_people(class: Class) -> bool {
    class.has(Class::PERSON) && !class.has(Class::FORCE)
}

/// Is `figure` the figure `item` again?
pub(super) fn is_same(item: &Statistic, figure: &Traits<'_>) -> bool {
    let is_equal = item.kind == figure.kind
        && item.value.key() == figure.value.key()
        && item.unit.as_ref() == figure.unit;
    if !is_equal || item.kind == Kind::Date {
        return is_equal;
    }
    if is_amount(item.change) != is_amount(figure.change) {
        return false;
    }
    let subject = item.subject.as_ref().map(CleanString::as_str);
    let (Some(a), Some(b)) = (subject, figure.subject) else {
        return subject == figure.subject && is_telling(figure.value);
    };
    are_alike(a, b, figure.value, figure.kind)
}

/// Is the value unusual enough to be recognised without its subject?
fn is_telling(value: Value) -> bool {
    match value {
        Value::Number(n) => n.fract() != 0.0 || n.abs() >= 20.0,
        _ => true,
    }
}

fn are_alike(a: &str, b: &str, value: Value, kind: Kind) -> bool {
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    let (head_a, head_b) = (head(a), head(b));
    if stem(head_a) == stem(head_b) {
        return true;
    }
    let (class_a, class_b) = (sense(head_a).class, sense(head_b).class);
    let both = |class: Class| class_a.has(class) && class_b.has(class);
    if both(Class::FORCE) || both(Class::DEATH) {
        return true;
    }
    let dead = class_a.has(Class::DEATH) && are_people(class_b)
        || class_b.has(Class::DEATH) && are_people(class_a);
    if dead && is_telling(value) {
        return true;
    }
    let shares = words(a).any(|word| words(b).any(|other| stem(word) == stem(other)));
    shares_words(kind) && shares && is_telling(value)
}

/// The last word before any preposition.
fn head(text: &str) -> &str {
    let mut head = "";
    for word in text.split(' ') {
        if sense(word).class.has(Class::PREP | Class::PRON) && !head.is_empty() {
            break;
        }
        head = word;
    }
    while let Some(owner) = head.strip_suffix("'s").or_else(|| head.strip_suffix("’s")) {
        head = owner;
    }
    head
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '-'])
        .filter(|word| word.len() > 3 && !sense(word).class.has(Class::DET | Class::PREP))
}

/// A word without the ending of the plural: what stays of it, and what comes behind that. Two are
/// compared whatever the case of their letters.
#[derive(Clone, Debug)]
struct Stem<'a>(Cow<'a, str>, &'static str);

impl PartialEq for Stem<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.letters().eq(other.letters())
    }
}

impl Stem<'_> {
    /// Its bytes, capitals as small letters.
    fn letters(&self) -> impl Iterator<Item = u8> {
        let bytes = self.0.bytes().chain(self.1.bytes());
        bytes.map(|byte| byte.to_ascii_lowercase())
    }
}

fn stem(word: &str) -> Stem<'_> {
    let word = if word.is_ascii() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.chars().flat_map(char::to_lowercase).collect())
    };
    let is = |other: &str| word.eq_ignore_ascii_case(other);
    let ends = |ending: &str| {
        let bytes = word.as_bytes();
        let at = bytes.len().checked_sub(ending.len());
        at.is_some_and(|at| bytes[at..].eq_ignore_ascii_case(ending.as_bytes()))
    };
    let without = |len: usize| match &word {
        Cow::Borrowed(word) => Cow::Borrowed(&word[..word.len() - len]),
        Cow::Owned(word) => Cow::Owned(word[..word.len() - len].to_owned()),
    };
    match () {
        () if is("people") => Stem(Cow::Borrowed("person"), ""),
        () if is("women") => Stem(Cow::Borrowed("woman"), ""),
        () if is("men") => Stem(Cow::Borrowed("man"), ""),
        () if is("children") => Stem(Cow::Borrowed("child"), ""),
        () if ends("ies") && word.len() > 4 => Stem(without(3), "y"),
        () if ends("s") && !ends("ss") && word.len() > 3 => Stem(without(1), ""),
        () => Stem(word, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, n: f64, expected: bool) {
        assert_eq!(
            are_alike(a, b, Value::Number(n), Kind::Count),
            expected,
            "{a} / {b}"
        );
    }

    #[test]
    fn like_things_are_one_and_unlike_are_two() {
        check("rebel fighters", "rebel troops", 4000.0, true);
        check("Soldiers", "soldiers", 12.0, true);
        check("people", "deaths", 88.0, true);
        check("people", "schools", 88.0, false);
        check("tents", "blankets", 5000.0, false);
        check("cases of cholera", "cholera cases", 310.0, true);
    }
}
