//! How much a figure matters in its document, 0 to 1: what sort it is, where it stands, how often,
//! and how much is said of it.

use super::{
    lexicon::{Class, sense},
    mention::Place,
    statistic::Statistic,
    value::Kind,
};

/// The weight of `item` in a document of `len` bytes.
pub(super) fn of(item: &Statistic, len: u64) -> f32 {
    let kind = match item.kind {
        Kind::Count => 0.36,
        Kind::Percent | Kind::Points | Kind::Money => 0.38,
        Kind::Ratio | Kind::Multiple | Kind::Score | Kind::Rate => 0.32,
        Kind::Measure | Kind::Number | Kind::Rank => 0.26,
        Kind::Age | Kind::Duration => 0.10,
        Kind::Date => 0.06,
    };
    let subject = item.subject.as_ref().map_or("", |subject| subject.as_str());
    let label = item.label.as_str();
    let lives = [subject, label]
        .into_iter()
        .flat_map(|words| words.split(' '))
        .any(|word| {
            sense(word)
                .class
                .has(Class::DEATH | Class::FORCE | Class::HARM)
        });
    let people = subject
        .split(' ')
        .any(|word| sense(word).class.has(Class::PERSON));
    let place = item
        .occurrences
        .iter()
        .map(|occurrence| place(occurrence.place))
        .fold(0.0, f32::max);
    let first = item
        .occurrences
        .iter()
        .map(|occurrence| occurrence.source.start)
        .min()
        .unwrap_or(0);
    let early = 1.0 - (first as f32 / (len.max(1)) as f32).min(1.0);
    let often = ((item.count.min(8) as f32) - 1.0).max(0.0) * 0.05;
    let large = item
        .value
        .number()
        .filter(|_| item.kind == Kind::Count || item.kind == Kind::Money)
        .map_or(0.0, |n| (n.abs().max(1.0).log10() as f32 / 12.0).min(1.0));
    let is_date = item.kind == Kind::Date;
    let weight = if is_date { 0.2 } else { 1.0 };
    let said = [
        item.attribution.is_some(),
        item.change.is_some(),
        item.qualifier.is_some(),
    ]
    .into_iter()
    .filter(|said| *said)
    .count() as f32;
    let sum = kind
        + weight
            * (if lives {
                0.20
            } else if people {
                0.10
            } else {
                0.0
            } + place
                + 0.10 * early
                + often
                + 0.08 * large
                + 0.03 * said
                - if subject.is_empty() { 0.08 } else { 0.0 });
    sum.clamp(0.0, 1.0)
}

fn place(place: Place) -> f32 {
    match place {
        Place::Title | Place::Standfirst => 0.15,
        Place::Heading => 0.08,
        Place::Body => 0.0,
        Place::Table => -0.20,
    }
}
