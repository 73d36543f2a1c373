//! How much each section holds: words, minutes, figures.

use super::figures;
use crate::{
    model::{Chunks, Outline, SectionId},
    stats::Statistics,
    text::grouped,
};

/// Words read in a minute: the mean of silent reading of non-fiction in English (Brysbaert 2019).
const WORDS_A_MINUTE: u64 = 238;

/// What a section holds, with the sections inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Words, without what was set aside.
    pub words: u64,
    /// Different figures.
    pub figures: usize,
}

/// What each section of `outline` holds, in its order. What stands before the first heading belongs
/// to the lead.
pub fn by_section(chunks: &dyn Chunks, outline: &Outline, statistics: &Statistics) -> Vec<Tally> {
    let counts = figures::count_by_section(&statistics.list, outline);
    let mut tallies: Vec<Tally> = counts
        .into_iter()
        .map(|figures| Tally { words: 0, figures })
        .collect();
    let mut chunk = Some(chunks.chunk_at(0));
    while let Some(at) = chunk {
        for block in at.blocks.iter().filter(|block| block.aside.is_none()) {
            if let Some(section) = figures::section_at(outline, block.source.start) {
                tallies[section as usize].words +=
                    figures::count_words(at.block_text(block).as_str());
            }
        }
        chunk = chunks.next(&at);
    }
    // A section comes after the one around it: from the end on, each has all of its own already.
    for id in (0..outline.len()).rev() {
        if let Some(parent) = outline.section(id as SectionId).parent {
            tallies[parent as usize].words += tallies[id].words;
        }
    }
    tallies
}

/// Minutes it takes to read so many words; at least one.
pub fn minutes(words: u64) -> u64 {
    (words + WORDS_A_MINUTE / 2)
        .checked_div(WORDS_A_MINUTE)
        .unwrap_or(1)
        .max(1)
}

/// How long it takes to read so many words: `4 min`, `3 h`. Hours are told from two on, rounded.
pub fn time(words: u64) -> String {
    match minutes(words) {
        minutes @ ..120 => format!("{minutes} min"),
        minutes => format!("{} h", grouped((minutes + 30) / 60)),
    }
}

/// Does reading so many words take less than half a minute?
pub const fn is_brief(words: u64) -> bool {
    words < WORDS_A_MINUTE / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::figures::analyse, load::from_bytes};

    #[test]
    fn minutes_are_rounded_and_never_none() {
        let check = |words, expected| assert_eq!(minutes(words), expected);
        check(0, 1);
        check(118, 1);
        check(356, 1);
        check(357, 2);
        check(2380, 10);
        assert!(is_brief(118) && !is_brief(119));
        assert_eq!(time(2380), "10 min");
        assert_eq!(time(119 * WORDS_A_MINUTE), "119 min");
        assert_eq!(time(120 * WORDS_A_MINUTE), "2 h");
        assert_eq!(time(151 * WORDS_A_MINUTE), "3 h");
        assert_eq!(time(60_001 * WORDS_A_MINUTE), "1,000 h");
    }

    #[test]
    fn a_section_holds_what_those_inside_it_hold() {
        let text = "Words are here.\n\n# A\n\nOf 46 people, 12 left.\n\n## B\n\nOf 46 people, 9 stayed.\n\n# C\n";
        let library = from_bytes("a.md", text.into(), None);
        let outline = &library.document().outline;
        let statistics = analyse(&library, outline).statistics;
        let tallies = by_section(&library, outline, &statistics);
        let words: Vec<u64> = tallies.iter().map(|tally| tally.words).collect();
        assert_eq!(words, [3, 12, 6, 1]);
        let figures: Vec<usize> = tallies.iter().map(|tally| tally.figures).collect();
        assert_eq!(figures, [0, 3, 2, 0], "46 people are one figure");
        let empty = from_bytes("a.md", Vec::new(), None);
        assert!(by_section(&empty, &empty.document().outline, &Statistics::default()).is_empty());
    }
}
