//! Statistics: the figures of a briefing, what they count, how sure the text is, and who says so.
//!
//! [`scan()`] reads one chunk on its own and gives its [`Mention`]s; a [`Collector`] takes those of
//! all chunks, in any order, and gives the [`Statistics`] of the document: repeats as one, parts
//! under their whole, the most important first. [`Collector::scan`] reads a chunk for one collection: of
//! what it would not keep, it only counts. A [`TermCollector`] gathers short forms and what they stand
//! for.
//!
//! Inside, a sentence goes through five steps, a file or two each:
//!
//! 1. `lex`, `numeral`: characters to tokens, with all a word can be from `lexicon`;
//! 2. `figure` and the grammars it tries (`date`, `share`, `order`, `quantity`, `measure`, `money`, `age`):
//!    tokens to a figure, by form alone;
//! 3. `refuse`: names with a number, labels, identifiers and turns of phrase are let go;
//! 4. `qualifier`, `change`, `subject` (with `phrase`), `attribution`, `relate`: what stands
//!    round the figure;
//! 5. `same`, `group`, `statistic`, `importance`, `note`: across the document.
//!
//! In a document with more figures than are kept, the first three steps and `gate` tell of most
//! sentences that the rest is not worth while, and `seen` knows what became of those said before.
//!
//! Rules speak of grammar and of classes of words, never of a text. All looking round is bounded by
//! the sentence, and a sentence is bounded, so that the cost is linear in the text.

mod age;
mod amount;
mod attribution;
mod calendar;
mod change;
mod date;
mod day;
#[cfg(test)]
mod examples;
mod figure;
mod gate;
mod group;
mod hash;
mod importance;
mod label;
mod letters;
mod lex;
mod lexicon;
mod line;
mod measure;
mod mention;
mod money;
mod note;
mod numeral;
mod order;
mod phrase;
#[cfg(test)]
mod properties;
mod qualifier;
mod quantity;
mod refuse;
mod relate;
mod relative;
mod same;
mod scan;
mod seen;
mod share;
mod skim;
mod statistic;
mod subject;
mod table;
mod terms;
mod topic;
mod value;
mod words;

pub use calendar::{Date, Period};
pub use day::Day;
pub use group::{Collector, MOST, MOST_OCCURRENCES};
pub use mention::{Mention, Occurrence, Place};
pub use note::Note;
pub use relative::day_of;
pub use scan::scan;
pub use statistic::{Statistic, Statistics};
pub use terms::{Term, TermCollector};
pub use topic::Topic;
pub use value::{Change, Direction, Kind, Qualifier, Role, Unit, Value, plain};
