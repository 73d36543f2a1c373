//! Is a mention the same figure as one gathered before? Equal numbers of different things are not.
//!
//! Asked of a list that may hold a hundred thousand figures, so no figure is compared with all
//! others of its value: each is known by a few [`Marks`], and two that are the same share one.

use std::hash::{BuildHasher, Hasher, RandomState};

use super::{
    lexicon::{Class, sense},
    mention::Mention,
    statistic::Statistic,
    value::{Change, Kind, Role, Value},
};

/// By what the figures of a document are recognised: hashes, made with a key of this run.
#[derive(Debug, Default)]
pub(super) struct Marks {
    state: Keyed,
    /// What to look for.
    pub(super) sought: Vec<u64>,
    /// What to be found by.
    pub(super) own: Vec<u64>,
    stem: String,
}

/// Hashes short words quickly, with a key of this run: nobody can write a text whose marks meet.
#[derive(Clone, Copy, Debug)]
struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Keyed {
    type Hasher = Mixed;

    fn build_hasher(&self) -> Mixed {
        Mixed(self.0)
    }
}

/// Each eight bytes are multiplied into what there is, and both halves of the product are kept.
struct Mixed(u64);

impl Mixed {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let word = part
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.mix(word);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_isize(&mut self, word: isize) {
        self.mix(word as u64);
    }
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

impl Marks {
    /// Finds the marks of `mention`. Two figures can only be the same if one is found by a mark the
    /// other is sought by.
    pub(super) fn read(&mut self, mention: &Mention) {
        self.sought.clear();
        self.own.clear();
        let key = (mention.kind, mention.value.key(), mention.unit.as_ref());
        if mention.kind == Kind::Date {
            self.add(self.state.hash_one((key, Sort::Date)));
            return;
        }
        let figure = self.state.hash_one((key, is_amount(mention.change)));
        let telling = is_telling(mention.value);
        let Some(subject) = &mention.subject else {
            if telling {
                self.add(self.state.hash_one((figure, Sort::Unnamed)));
            }
            return;
        };
        self.add_head(figure, head(subject.as_str()), telling);
        if shares_words(mention.kind) && telling {
            for word in words(subject.as_str()) {
                self.add_word(figure, Sort::Word, word);
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
        stem_into(word, &mut self.stem);
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

/// Is `mention` the figure `item` again?
pub(super) fn is_same(item: &Statistic, mention: &Mention) -> bool {
    let is_equal = item.kind == mention.kind
        && item.value.key() == mention.value.key()
        && item.unit == mention.unit;
    if !is_equal || item.kind == Kind::Date {
        return is_equal;
    }
    if is_amount(item.change) != is_amount(mention.change) {
        return false;
    }
    let (Some(a), Some(b)) = (&item.subject, &mention.subject) else {
        return item.subject == mention.subject && is_telling(mention.value);
    };
    are_alike(a.as_str(), b.as_str(), mention.value, mention.kind)
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
    head.trim_end_matches("'s").trim_end_matches("’s")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '-'])
        .filter(|word| word.len() > 3 && !sense(word).class.has(Class::DET | Class::PREP))
}

/// A word without the ending of the plural, in lower case.
fn stem(word: &str) -> String {
    let mut stem = String::new();
    stem_into(word, &mut stem);
    stem
}

/// Writes the stem of `word` over what is in `out`.
fn stem_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    let singular = match out.as_str() {
        "people" => "person",
        "women" => "woman",
        "men" => "man",
        "children" => "child",
        _ => "",
    };
    if !singular.is_empty() {
        out.clear();
        out.push_str(singular);
    } else if out.ends_with("ies") && out.len() > 4 {
        out.truncate(out.len() - 3);
        out.push('y');
    } else if out.ends_with('s') && !out.ends_with("ss") && out.len() > 3 {
        out.truncate(out.len() - 1);
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
