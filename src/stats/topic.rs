//! The groups a reader sees figures in: people, money, change, time.

use super::{
    lexicon::{Class, sense},
    statistic::Statistic,
    value::{Kind, Role},
};
use crate::text::Clean;

/// A group of figures in a list, in the order the list shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Somebody is counted.
    People,
    /// Amounts of money.
    Money,
    /// How much something rose or fell.
    Change,
    /// Shares, rates and odds.
    Shares,
    /// Everything else that is counted.
    Counts,
    /// Physical quantities.
    Measures,
    /// Places in an order, results.
    Results,
    /// Small numbers written in words: seldom what a briefing is about.
    InWords,
    /// Lengths of time and ages.
    Time,
    /// The calendar.
    Dates,
}

impl Topic {
    /// All groups, in order.
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Money,
        Self::Change,
        Self::Shares,
        Self::Counts,
        Self::Measures,
        Self::Results,
        Self::InWords,
        Self::Time,
        Self::Dates,
    ];

    /// Its heading: "PEOPLE".
    pub const fn heading(self) -> Clean<'static> {
        Clean::literal(match self {
            Self::People => "PEOPLE",
            Self::Money => "MONEY",
            Self::Change => "CHANGE",
            Self::Shares => "SHARES",
            Self::Counts => "COUNTS",
            Self::Measures => "MEASURES",
            Self::Results => "RESULTS",
            Self::InWords => "IN WORDS",
            Self::Time => "TIME",
            Self::Dates => "DATES",
        })
    }
}

impl Statistic {
    /// The group it belongs to.
    pub fn topic(&self) -> Topic {
        let is_change = self
            .change
            .is_some_and(|change| change.role == Role::Amount);
        match self.kind {
            Kind::Date => Topic::Dates,
            Kind::Duration | Kind::Age => Topic::Time,
            _ if is_change => Topic::Change,
            Kind::Money => Topic::Money,
            Kind::Percent | Kind::Points | Kind::Rate | Kind::Ratio => Topic::Shares,
            Kind::Multiple => Topic::Change,
            Kind::Measure => Topic::Measures,
            Kind::Rank | Kind::Score => Topic::Results,
            Kind::Count if self.is_of_people() => Topic::People,
            Kind::Count if self.is_small_word() => Topic::InWords,
            Kind::Count | Kind::Number => Topic::Counts,
        }
    }

    fn is_of_people(&self) -> bool {
        let people = Class::PERSON | Class::FORCE | Class::DEATH;
        let words = self.subject.as_ref().map_or("", |subject| subject.as_str());
        // "Litres a person a day" are no people.
        let mut counted = words
            .split(' ')
            .take_while(|word| !matches!(*word, "a" | "an" | "per"));
        counted.any(|word| sense(word).class.has(people))
    }

    fn is_small_word(&self) -> bool {
        let is_word = !self.shown.as_str().contains(|c: char| c.is_numeric());
        is_word && self.value.number().is_some_and(|n| n <= 12.0)
    }
}
