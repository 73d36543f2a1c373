//! The matches of one chunk.

use std::{cmp::Reverse, ops::Range};

use regex::Regex;

use super::{Literal, Needle, Pattern, Query};
use crate::{
    model::{Block, BlockKind, Chunk},
    text::fold::Folded,
};

/// The matches of `query` in `chunk`: text spans, in order, none overlapping another.
///
/// A match lies in one block, and in one cell of a table. Blocks that were set aside are searched
/// only `with_aside`. An empty query has none, and neither has the empty match of a regular
/// expression.
pub fn scan(query: &Query, chunk: &Chunk, with_aside: bool) -> Vec<Range<u32>> {
    let mut scanner = Scanner::default();
    scanner.chunk(query, chunk, with_aside);
    scanner.matches
}

/// The spans of `block` that are searched each by itself.
fn parts(chunk: &Chunk, block: &Block) -> impl Iterator<Item = Range<u32>> {
    let table = match block.kind {
        BlockKind::Table(table) => chunk.tables.get(table as usize),
        _ => None,
    };
    let cells = table.into_iter().flat_map(|table| &table.rows).flatten();
    let whole = table.is_none().then(|| block.text.clone());
    cells.cloned().chain(whole)
}

/// Finds matches in one text after the other, in the same memory.
#[derive(Debug, Default)]
pub struct Scanner {
    matches: Vec<Range<u32>>,
    /// Kept between texts for its memory only.
    folded: Folded,
}

impl Scanner {
    /// The matches of `query` in `chunk`, as [`scan`] gives them.
    pub fn chunk(&mut self, query: &Query, chunk: &Chunk, with_aside: bool) -> &[Range<u32>] {
        self.matches.clear();
        for block in &chunk.blocks {
            if with_aside || block.aside.is_none() {
                for part in parts(chunk, block) {
                    self.scan(query.pattern(), chunk.text.as_str(), part);
                }
            }
        }
        &self.matches
    }

    /// The matches of `query` in `text`, which is all that a reader sees of one block: its spans, in
    /// order, none overlapping another.
    pub fn text(&mut self, query: &Query, text: &str) -> &[Range<u32>] {
        self.matches.clear();
        self.scan(query.pattern(), text, 0..text.len() as u32);
        &self.matches
    }

    fn scan(&mut self, pattern: &Pattern, text: &str, part: Range<u32>) {
        let text = &text[part.start as usize..part.end as usize];
        match pattern {
            Pattern::Nothing => {}
            Pattern::Literal(literal) => self.scan_literal(literal, text, part.start),
            Pattern::Regex(regex) => self.scan_regex(regex, text, part.start),
        }
    }

    fn scan_literal(&mut self, literal: &Literal, text: &str, offset: u32) {
        self.folded.set(text, literal.case);
        let mut found = Vec::new();
        for needle in &literal.needles {
            needle.find_all(&self.folded, text, &mut found);
        }
        if literal.needles.len() > 1 {
            found.sort_by_key(|found| (found.start, Reverse(found.end)));
        }
        self.push_all(found, offset);
    }

    fn scan_regex(&mut self, regex: &Regex, text: &str, offset: u32) {
        let found = regex.find_iter(text).map(|found| found.range());
        self.push_all(found.filter(|found| !found.is_empty()), offset);
    }

    /// Takes the matches that do not overlap the one taken before: both halves of a ligature are
    /// found in the same place.
    fn push_all(&mut self, found: impl IntoIterator<Item = Range<usize>>, offset: u32) {
        for found in found {
            let found = found.start as u32 + offset..found.end as u32 + offset;
            if self
                .matches
                .last()
                .is_none_or(|last| last.end <= found.start)
            {
                self.matches.push(found);
            }
        }
    }
}

impl Needle {
    /// Appends the parts of `text` that fold to the needle, in order, where `folded` is all of it.
    fn find_all(&self, folded: &Folded, text: &str, found: &mut Vec<Range<usize>>) {
        let (bytes, len) = (folded.as_str().as_bytes(), self.finder.needle().len());
        let mut from = 0;
        while let Some(start) = self.finder.find(&bytes[from..]) {
            let start = from + start;
            let original = folded.original(start..start + len);
            let is_match = self.is_at(text, &original);
            from = start + if is_match { len } else { 1 };
            if is_match {
                found.push(original);
            }
        }
    }

    /// Do the separators left out of it stand where they were typed?
    fn is_at(&self, text: &str, found: &Range<usize>) -> bool {
        self.before.is_none_or(|c| text[..found.start].ends_with(c))
            && self.inside.is_none_or(|c| text[found.clone()].contains(c))
            && self.after.is_none_or(|c| text[found.end..].starts_with(c))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;
    use crate::{
        model::{Aside, ChunkBuilder, Table},
        search::candidate::may_match,
        text::fold::is_separator,
    };

    /// A chunk of one paragraph for each line of `text`.
    fn chunk(text: &str) -> Chunk {
        let mut builder = ChunkBuilder::new(0..text.len() as u64);
        let mut at = 0;
        for line in text.split('\n') {
            let start = builder.len();
            builder.push_source(line, at);
            let end = at + line.len() as u64;
            builder.add_block(BlockKind::Paragraph, start, at..end, None, None);
            at = end + 1;
        }
        builder.finish()
    }

    fn found(typed: &str, chunk: &Chunk) -> Vec<String> {
        let matches = scan(&Query::new(typed).unwrap(), chunk, false);
        let text = |span: Range<u32>| {
            chunk.text.as_str()[span.start as usize..span.end as usize].to_owned()
        };
        matches.into_iter().map(text).collect()
    }

    fn check(typed: &str, text: &str, expected: &[&str]) {
        assert_eq!(
            found(typed, &chunk(text)),
            expected,
            "{typed:?} in {text:?}"
        );
    }

    #[test]
    fn capitals_count_when_one_is_typed() {
        check(
            "kabul",
            "Kabul, KABUL and kabul",
            &["Kabul", "KABUL", "kabul"],
        );
        check("Kabul", "Kabul, KABUL and kabul", &["Kabul"]);
        check("", "Kabul", &[]);
        check(" ", "in Kabul", &[]);
    }

    #[test]
    fn spelling_makes_no_difference() {
        check("pakistan's", "Pakistan’s own", &["Pakistan’s"]);
        check("cafe", "a café, a cafe\u{301}", &["café", "cafe\u{301}"]);
        check("café", "a cafe", &["cafe"]);
        check("a - b", "a — b", &["a — b"]);
        check("find", "ﬁnd", &["ﬁnd"]);
        check("f", "oﬃce", &["ﬃ"]);
    }

    #[test]
    fn figures_are_found_with_and_without_separators() {
        for typed in ["15000", "15,000", "15 000", "15'000"] {
            check(
                typed,
                "15,000 or 15\u{202f}000",
                &["15,000", "15\u{202f}000"],
            );
        }
        check("15,", "15,000 in 15, or", &["15", "15,"]);
        check("15,0", "15,000", &["15,0"]);
        check(",000", "15,000 x,000", &["000", ",000"]);
        check("15,0", "150 or 150,000", &[]);
        check("1,5", "1,5 of 15, or 1,500", &["1,5", "1,5"]);
        check("3.1", "3.142 of 31", &["3.1"]);
    }

    #[test]
    fn blocks_and_cells_are_not_crossed() {
        check("one two", "one\ntwo", &[]);
        let mut builder = ChunkBuilder::new(0..9);
        builder.push_source("one\ntwo a", 0);
        let rows = vec![vec![0..3, 4..9]];
        let table = builder.add_table(Table {
            rows,
            ..Table::default()
        });
        builder.add_block(BlockKind::Table(table), 0, 0..9, None, None);
        let chunk = builder.finish();
        assert_eq!(found("one two", &chunk), [""; 0]);
        assert_eq!(found("two a", &chunk), ["two a"]);
    }

    #[test]
    fn what_is_set_aside_is_searched_when_asked() {
        let mut builder = ChunkBuilder::new(0..5);
        builder.push_source("share", 0);
        builder.add_block(BlockKind::Paragraph, 0, 0..5, None, Some(Aside::Share));
        let chunk = builder.finish();
        let query = Query::literal("share");
        assert_eq!(scan(&query, &chunk, false), []);
        assert_eq!(scan(&query, &chunk, true).first(), Some(&(0..5)));
    }

    #[test]
    fn regular_expressions_are_found() {
        check(
            "\\v\\d+ people",
            "46 people, 16 soldiers, 500 people",
            &["46 people", "500 people"],
        );
        check("\\vtaliban", "Taliban", &["Taliban"]);
        check("\\vTaliban|\\S+x", "taliban Taliban ax", &["Taliban", "ax"]);
        check("\\vx*", "axxb", &["xx"]);
        check("\\v^b", "a\nb", &["b"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_stands_there_is_found(
            text in "([a-cA-C ,.’'é0-9\u{a0}\u{301}ﬁ]|1,00|15,000){1,40}",
            a in 0usize..200,
            b in 0usize..200,
        ) {
            let chunk = chunk(&text);
            let shown = &chunk.text.as_str()[..chunk.text.len() - 1];
            let borders: Vec<usize> = shown.grapheme_indices(true).map(|(at, _)| at).chain([shown.len()]).collect();
            let (a, b) = (borders[a % borders.len()], borders[b % borders.len()]);
            let part = a.min(b)..a.max(b);
            let query = Query::literal(&shown[part.clone()]);
            let is_one_separator = part.len() <= 3 && shown[part.clone()].chars().all(is_separator);
            prop_assume!(!query.is_empty() && !is_one_separator);
            prop_assert!(may_match(&query, text.as_bytes()), "{:?}", text);
            let matches = scan(&query, &chunk, false);
            let touches = |found: &Range<u32>| (found.start as usize) < part.end && found.end as usize > part.start;
            prop_assert!(matches.iter().any(touches), "{:?} in {:?}: {:?}", &shown[part], shown, matches);
        }

        #[test]
        fn what_a_query_narrows_is_found_wherever_it_is(
            text in "([aAbkK ,.\u{212a}ſ\u{130}ßé0-9\u{301}ﬁ\n]|1,00|15,000|ab){1,40}",
            longer in "[aAbkKsßSé0-9, ]{1,4}",
            from in 0usize..4,
            len in 1usize..4,
        ) {
            let shorter: String = longer.chars().skip(from).take(len).flat_map(char::to_lowercase).collect();
            let (longer, shorter) = (Query::literal(&longer), Query::literal(&shorter));
            prop_assume!(longer.narrows(&shorter));
            for line in text.split('\n') {
                let chunk = chunk(line);
                prop_assert!(scan(&longer, &chunk, false).is_empty() || !scan(&shorter, &chunk, false).is_empty(), "{:?}", line);
            }
        }

        #[test]
        fn matches_are_in_order_and_do_not_overlap(text in "[aAbé ,0ﬁ\n]{0,60}", typed in "(\\\\v)?[abei0, ]{1,3}") {
            let chunk = chunk(&text);
            let mut end = 0;
            for found in scan(&Query::new(&typed).unwrap(), &chunk, false) {
                prop_assert!(found.start >= end && found.end > found.start);
                prop_assert!(!chunk.text.as_str()[found.start as usize..found.end as usize].contains('\n'));
                end = found.end;
            }
        }
    }
}
