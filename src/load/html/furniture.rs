//! Page furniture that is left in what was found to be the article: share bars, boxes of related
//! links, cookie notes.

use std::ops::Range;

use crate::{
    load::boilerplate::{self, Label},
    model::Aside,
};

/// A block of a page as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Bytes of the Markdown, line ends not counted.
    pub text: Range<usize>,
    /// Its words, without marks.
    pub words: String,
    pub is_heading: bool,
    /// Is it running text or a list: no quote, table or code, whose words say nothing of it?
    pub is_plain: bool,
}

/// Fewer letters than that make no paragraph of an article.
const PROSE: usize = 60;

/// For each of `blocks`, in order, what it was set aside as.
pub fn find(blocks: &[Block]) -> Vec<Option<Aside>> {
    let mut found: Vec<Option<Aside>> = blocks.iter().map(sure).collect();
    boxes(blocks, &mut found);
    edges(blocks, &mut found);
    runs(blocks, &mut found);
    found
}

fn label(block: &Block) -> Option<Label> {
    boilerplate::label(&block.words).filter(|_| block.is_plain)
}

fn sure(block: &Block) -> Option<Aside> {
    match label(block) {
        Some(Label::Sure(kind)) => Some(kind),
        _ => None,
    }
}

fn is_prose(block: &Block) -> bool {
    let ends = |words: &str| {
        words
            .trim_end_matches(['"', '”', '’', ')'])
            .ends_with(['.', '!', '?', '…'])
    };
    !block.is_heading && block.words.chars().count() >= PROSE && ends(&block.words)
}

/// Boxes of links: from what they are called to the next heading or paragraph of prose. A heading
/// with prose under it is one of the article, whatever it says.
fn boxes(blocks: &[Block], found: &mut [Option<Aside>]) {
    let mut at = 0;
    while at < blocks.len() {
        let start = at;
        at += 1;
        if !names_box(&blocks[start]) {
            continue;
        }
        let is_inside = |block: &&Block| !block.is_heading && !is_prose(block) && block.is_plain;
        let inside = blocks[at..].iter().take_while(is_inside).count();
        let is_last = at + inside == blocks.len();
        let is_box = inside > 0 && (is_last || blocks[at + inside].is_heading || inside > 1);
        if is_box || is_last && blocks[start].is_heading {
            found[start..at + inside]
                .iter_mut()
                .for_each(|found| *found = found.or(Some(Aside::Related)));
            at += inside;
        }
    }
}

/// Is it what a box of links is called?
fn names_box(block: &Block) -> bool {
    let is_related = label(block).is_some_and(|label| label.kind() == Aside::Related);
    boilerplate::starts_related(&block.words) || block.is_heading && is_related
}

/// What only may be furniture is, before the first and after the last paragraph of prose.
fn edges(blocks: &[Block], found: &mut [Option<Aside>]) {
    let is_text = |at: usize| found[at].is_none() && is_prose(&blocks[at]);
    let first = (0..blocks.len()).find(|at| is_text(*at));
    let last = (0..blocks.len()).rev().find(|at| is_text(*at));
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    for at in (0..first).chain(last + 1..blocks.len()) {
        found[at] = found[at].or_else(|| label(&blocks[at]).map(Label::kind));
    }
}

/// What only may be furniture is, right beside furniture.
fn runs(blocks: &[Block], found: &mut [Option<Aside>]) {
    let likely = |at: usize| label(&blocks[at]).map(Label::kind);
    for at in 1..blocks.len() {
        if found[at].is_none() && found[at - 1].is_some() {
            found[at] = likely(at);
        }
    }
    for at in (1..blocks.len()).rev() {
        if found[at - 1].is_none() && found[at].is_some() {
            found[at - 1] = likely(at - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `# heading` or a line of text each.
    fn check(lines: &[&str], expected: &[Option<Aside>]) {
        let blocks: Vec<Block> = lines
            .iter()
            .map(|line| Block {
                text: 0..0,
                words: line.trim_start_matches("# ").to_owned(),
                is_heading: line.starts_with("# "),
                is_plain: true,
            })
            .collect();
        assert_eq!(find(&blocks), expected, "{lines:?}");
    }

    const PROSE: &str =
        "The keeper of the lower lock has written down the height of the river for forty years.";

    #[test]
    fn a_box_of_links_ends_where_prose_begins() {
        let related = Some(Aside::Related);
        check(
            &[PROSE, "# Related Articles", "Ten walks", "A boat for sale"],
            &[None, related, related, related],
        );
        check(
            &["# Read more", "Ten walks", "A boat for sale", PROSE],
            &[related, related, related, None],
        );
        check(
            &[
                PROSE,
                "# Related posts",
                "Ten walks",
                "# What it cost",
                PROSE,
            ],
            &[None, related, related, None, None],
        );
    }

    #[test]
    fn a_heading_with_prose_under_it_stays() {
        check(&[PROSE, "# Further reading", PROSE], &[None, None, None]);
        check(&[PROSE, "# Share prices", PROSE], &[None, None, None]);
    }

    #[test]
    fn likely_words_count_at_the_edges_and_beside_furniture() {
        let share = Some(Aside::Share);
        check(
            &[
                "Facebook",
                PROSE,
                "Facebook",
                PROSE,
                "Share on Facebook",
                "Twitter",
                PROSE,
                "Print",
            ],
            &[
                share,
                None,
                None,
                None,
                share,
                share,
                None,
                Some(Aside::Nav),
            ],
        );
    }
}
