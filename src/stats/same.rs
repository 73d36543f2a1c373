//! Is a mention the same figure as one gathered before? Equal numbers of different things are not.

use super::{
    group::Statistic,
    lexicon::{Class, sense},
    mention::Mention,
    value::{Kind, Role, Value},
};

/// Does `mention`, equal to `item` in kind, value and unit, speak of the same thing?
pub(super) fn is_same(item: &Statistic, mention: &Mention) -> bool {
    if item.kind == Kind::Date {
        return true;
    }
    let amount = |change: Option<super::value::Change>| {
        change.is_some_and(|change| change.role == Role::Amount)
    };
    if amount(item.change) != amount(mention.change) {
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
    let people = |class: Class| class.has(Class::PERSON) && !class.has(Class::FORCE);
    if both(Class::FORCE) || both(Class::DEATH) {
        return true;
    }
    let dead = class_a.has(Class::DEATH) && people(class_b)
        || class_b.has(Class::DEATH) && people(class_a);
    if dead && is_telling(value) {
        return true;
    }
    let shares = words(a).any(|word| words(b).any(|other| stem(word) == stem(other)));
    kind != Kind::Count && kind != Kind::Rank && shares && is_telling(value)
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
pub(super) fn stem(word: &str) -> String {
    let mut word = word.to_lowercase();
    match word.as_str() {
        "people" => return "person".into(),
        "women" => return "woman".into(),
        "men" => return "man".into(),
        "children" => return "child".into(),
        _ => {}
    }
    if word.ends_with("ies") && word.len() > 4 {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 {
        word.truncate(word.len() - 1);
    }
    word
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
