//! Which figures the list shows: of one sort, and with certain words.

use super::words;
use crate::{
    stats::{Statistic, Term, Topic},
    text::{
        CleanString,
        fold::{Case, fold},
    },
};

/// One sort of figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Only {
    /// All of them.
    #[default]
    All,
    /// Those the text keeps its distance from, or gives no exact value for.
    Hedged,
    /// Those that nobody is named for.
    Unattributed,
    /// Those worth a second look.
    Noted,
    /// Those of one topic.
    Topic(Topic),
}

impl Only {
    /// All sorts, in the order one key turns through them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let own = [Self::All, Self::Hedged, Self::Unattributed, Self::Noted];
        own.into_iter().chain(Topic::ALL.map(Self::Topic))
    }

    /// Is `statistic` one of them?
    pub(super) fn holds(self, statistic: &Statistic) -> bool {
        match self {
            Self::All => true,
            Self::Hedged => statistic.hedge.is_some() || statistic.qualifier.is_some(),
            Self::Unattributed => words::has_no_source(statistic),
            Self::Noted => !statistic.notes.is_empty(),
            Self::Topic(topic) => statistic.topic() == topic,
        }
    }

    /// What the list holds then: "hedged". Empty for all of it.
    pub(super) fn words(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Hedged => "hedged".into(),
            Self::Unattributed => "without a source".into(),
            Self::Noted => "to look at twice".into(),
            Self::Topic(topic) => topic.heading().as_str().to_lowercase(),
        }
    }
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) only: Only,
    /// Words as they were typed.
    pub(super) typed: String,
}

impl Filter {
    pub(super) fn is_empty(&self) -> bool {
        self.only == Only::All && self.typed.trim().is_empty()
    }

    /// The words to look for, folded.
    pub(super) fn words(&self) -> Vec<String> {
        let words = self.typed.split_whitespace();
        words.map(folded).collect()
    }

    /// "hedged · “dead”".
    pub(super) fn describe(&self) -> String {
        let typed = self.typed.trim();
        let quoted = if typed.is_empty() {
            String::new()
        } else {
            format!("“{typed}”")
        };
        let parts = [self.only.words(), quoted];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }
}

/// All that is said of a figure in the list, folded: its words are looked for in this.
pub(super) fn haystack(statistic: &Statistic, list: &[Statistic]) -> String {
    let subject = statistic
        .subject
        .as_ref()
        .map_or("", |words| words.as_str());
    let source = statistic
        .attribution
        .as_ref()
        .map_or("", |words| words.as_str());
    let (value, details) = (
        words::value(statistic),
        words::details(statistic, str::to_owned),
    );
    let notes = words::notes(statistic, list);
    let own = [
        statistic.shown.as_str(),
        &value,
        statistic.label.as_str(),
        subject,
        source,
        statistic.topic().heading().as_str(),
    ];
    let said = details.iter().chain(&notes).map(CleanString::as_str);
    folded(&own.into_iter().chain(said).collect::<Vec<_>>().join("\n"))
}

/// All that is said of a term in the list, folded.
pub(super) fn term_haystack(term: &Term) -> String {
    let long = term.long.as_ref().map_or("", |long| long.as_str());
    folded(&format!("{}\n{long}", term.short))
}

fn folded(text: &str) -> String {
    fold(text, Case::Fold).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_says_what_it_is() {
        let check = |only, typed: &str, expected: &str| {
            let typed = typed.to_owned();
            assert_eq!(Filter { only, typed }.describe(), expected);
        };
        check(Only::All, "", "");
        check(Only::Hedged, " ", "hedged");
        check(Only::All, "dead ", "“dead”");
        check(Only::Topic(Topic::People), "dead", "people · “dead”");
    }

    #[test]
    fn every_sort_is_reached_once() {
        let all: Vec<Only> = Only::all().collect();
        assert_eq!(all.len(), 4 + Topic::ALL.len());
        assert_eq!(all[0], Only::default());
    }
}
