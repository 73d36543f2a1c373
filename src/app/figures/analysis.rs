//! What reading the whole text gives: words counted, figures, dates and terms.

use std::collections::HashMap;

use super::timeline;
use crate::{
    model::{Chunk, Chunks, Outline},
    stats::{self, Kind, Mention, Statistics, Term, Value},
    text::CleanString,
};

/// What reading the whole text for its statistics gave.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Words of the text, without what was set aside.
    pub words: u64,
    /// Figures and dates.
    pub statistics: Statistics,
    /// Short forms with their expansions.
    pub terms: Vec<Term>,
    /// What the text says of each date, in few words.
    pub(super) events: Events,
}

/// What a text says of its dates: the words round the first mention of each.
#[derive(Debug, Default)]
pub(super) struct Events {
    by_date: HashMap<(u8, u64, u64), CleanString>,
}

impl Events {
    /// Takes the dates among the `mentions` of one chunk; a title is no sentence of its own.
    fn add(&mut self, chunk: &Chunk, mentions: &[Mention]) {
        let told = |mention: &&Mention| {
            mention.kind == Kind::Date
                && matches!(mention.place, stats::Place::Body | stats::Place::Standfirst)
        };
        for mention in mentions.iter().filter(told) {
            if self.by_date.len() < stats::MOST {
                let words = || {
                    let sentence = chunk.text_span(mention.sentence.clone());
                    let date = chunk.text_span(mention.source.clone());
                    let is_span = matches!(mention.value, Value::Dates(..));
                    timeline::event(chunk.text.as_clean(), sentence, date, is_span)
                };
                self.by_date
                    .entry(mention.value.key())
                    .or_insert_with(words);
            }
        }
    }

    /// The words for a date; `None` where it stands in titles and tables only.
    pub(super) fn of(&self, date: Value) -> Option<&CleanString> {
        self.by_date.get(&date.key())
    }
}

/// Reads all of `chunks`, whose sections are `outline`'s.
pub fn analyse(chunks: &dyn Chunks, outline: &Outline) -> Analysis {
    let mut words = 0;
    let mut collector = stats::Collector::new();
    let mut terms = stats::TermCollector::new();
    let mut events = Events::default();
    let mut chunk = Some(chunks.chunk_at(0));
    while let Some(at) = chunk {
        let blocks = at.blocks.iter().filter(|block| block.aside.is_none());
        words += blocks
            .map(|block| count_words(at.block_text(block).as_str()))
            .sum::<u64>();
        let mentions = stats::scan(&at);
        events.add(&at, &mentions);
        collector.add(mentions);
        terms.add(&at);
        chunk = chunks.next(&at);
    }
    Analysis {
        words,
        statistics: collector.finish(outline),
        terms: terms.finish(),
        events,
    }
}

/// How many words `text` has, divided by white space.
pub(in crate::app) fn count_words(text: &str) -> u64 {
    if text.as_bytes().windows(3).any(is_odd_space) || text.ends_with('\u{a0}') {
        return text.split_whitespace().count() as u64;
    }
    let is_space = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let bytes = text.as_bytes();
    let starts = bytes
        .windows(2)
        .filter(|pair| is_space(pair[0]) && !is_space(pair[1]));
    let is_first = bytes.first().is_some_and(|byte| !is_space(*byte));
    starts.count() as u64 + u64::from(is_first)
}

/// Do these three bytes begin like white space beyond ASCII? Few other characters do.
fn is_odd_space(bytes: &[u8]) -> bool {
    let [a, b, c] = *bytes else { return false };
    match a {
        0xc2 => b == 0xa0 || b == 0x85,
        0xe1 => b == 0x9a,
        0xe2 => b == 0x80 && !(0x8b..=0xa7).contains(&c) || b == 0x81,
        0xe3 => b == 0x80,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count_words;

    proptest! {
        #[test]
        fn words_are_counted_as_the_standard_library_divides_them(
            text in "[a-c \\n\u{a0}\u{2003}\u{3000}\u{1680}é“中]{0,40}"
        ) {
            let expected = text.split_whitespace().count() as u64;
            prop_assert_eq!(count_words(&text), expected);
        }
    }
}
