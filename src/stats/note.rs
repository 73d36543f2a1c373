//! "Does it add up?": quiet marks where a careful reader would look twice. Never verdicts.

use std::collections::HashMap;

use super::{
    statistic::Statistic,
    value::{Kind, Qualifier, Role, Value},
};

/// A reason to look twice at a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The same thing has another value elsewhere: index of that statistic in the list.
    Differs(usize),
    /// One place says "over", another "around".
    Qualified(Qualifier, Qualifier),
    /// It is called a part of a smaller figure: index of that one.
    LargerThanWhole(usize),
    /// A share, and the sentence does not say of what.
    WithoutBase,
}

/// Adds the notes to every statistic of `list`.
pub(super) fn add(list: &mut [Statistic]) {
    let larger: Vec<bool> = list.iter().map(|item| is_larger(list, item)).collect();
    let differs = differing(list);
    for (at, item) in list.iter_mut().enumerate() {
        if let Some((a, b)) = qualifiers(item) {
            item.notes.push(Note::Qualified(a, b));
        }
        if let Some(whole) = item.part_of.filter(|_| larger[at]) {
            item.notes.push(Note::LargerThanWhole(whole));
        }
        if let Some(other) = differs[at] {
            item.notes.push(Note::Differs(other));
        }
        if item.kind == Kind::Percent && item.subject.is_none() {
            item.notes.push(Note::WithoutBase);
        }
    }
}

fn is_larger(list: &[Statistic], item: &Statistic) -> bool {
    let whole = item.part_of.and_then(|at| list[at].value.number());
    matches!((item.value, whole), (Value::Number(part), Some(whole)) if part > whole)
}

/// Two places that bound the same value in ways that cannot both be the author's best knowledge.
fn qualifiers(item: &Statistic) -> Option<(Qualifier, Qualifier)> {
    let first = item
        .occurrences
        .iter()
        .find_map(|occurrence| occurrence.qualifier)?;
    let other = item
        .occurrences
        .iter()
        .filter_map(|occurrence| occurrence.qualifier)
        .find(|other| *other != first)?;
    Some((first, other))
}

/// Does one sentence give both, in one voice? "The steps are 0, 95 and 135": whoever lists values
/// does not contradict himself.
fn are_listed(one: &Statistic, other: &Statistic) -> bool {
    other.occurrences.iter().any(|here| {
        let start = here.sentence.start;
        let from = one
            .occurrences
            .partition_point(|there| there.sentence.start < start);
        one.occurrences[from..]
            .iter()
            .take_while(|there| there.sentence.start == start)
            .any(|there| there.attribution == here.attribution)
    })
}

/// For each statistic another with the same subject, kind, unit and time, and another value, that
/// does not stand beside it in a list.
fn differing(list: &[Statistic]) -> Vec<Option<usize>> {
    let mut out = vec![None; list.len()];
    let mut seen: HashMap<(Kind, String, String, String), usize> = HashMap::new();
    for (at, item) in list.iter().enumerate() {
        let Some(subject) = item
            .subject
            .as_ref()
            .filter(|subject| subject.as_str().contains(' '))
        else {
            continue;
        };
        let plain = !matches!(
            item.kind,
            Kind::Date | Kind::Duration | Kind::Age | Kind::Rank | Kind::Measure
        );
        let still = item.change.is_none_or(|change| change.role == Role::Level);
        let told = item
            .occurrences
            .iter()
            .all(|occurrence| occurrence.place != super::mention::Place::Table);
        if !plain || !still || item.part_of.is_some() || !told {
            continue;
        }
        let time = item.time.map_or_else(String::new, |time| time.to_string());
        let unit = item
            .unit
            .as_ref()
            .map_or("", |unit| unit.as_str())
            .to_owned();
        let key = (item.kind, unit, subject.as_str().to_lowercase(), time);
        match seen.get(&key) {
            Some(&first) if are_listed(&list[first], item) => {}
            Some(&first) => {
                out[at] = Some(first);
                out[first] = out[first].or(Some(at));
            }
            None => {
                seen.insert(key, at);
            }
        }
    }
    out
}
