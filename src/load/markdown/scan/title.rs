//! The words of a heading, read where it stands.

use std::{ops::Range, sync::Arc};

use super::heading::{TITLE_MAX, atx_words};
use crate::{
    load::{
        Source,
        ahead::Ahead,
        markdown::{
            definitions::Definitions,
            line::{Cursor, atx},
            returns::Returns,
            words,
        },
    },
    model::ReadTitle,
    text::CleanString,
};

/// Bytes read: the longest title, and the marks round it.
const READ: u64 = 2 * TITLE_MAX as u64;

/// Reads the words of headings that the scanner found in a source.
#[derive(Debug)]
pub(crate) struct Titles {
    source: Ahead,
    returns: Returns,
}

impl Titles {
    /// Reads in `source`, whose lone carriage returns are read as `returns` says.
    pub(crate) fn new(source: Arc<Source>, returns: Returns) -> Self {
        Self {
            source: Ahead::new(source),
            returns,
        }
    }
}

impl ReadTitle for Titles {
    fn title(&self, heading: Range<u64>) -> CleanString {
        let end = heading.end.min(heading.start + READ);
        let bytes = self.source.read(heading.start..end);
        let bytes = self.returns.replaced(&bytes);
        words(&marked_words(&bytes), &Definitions::default())
    }
}

/// The words of the heading that `bytes` are, as the scanner takes them when it stands in nothing.
fn marked_words(bytes: &[u8]) -> Vec<u8> {
    let text = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let mut lines = text.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    if let Some(level) = atx(first) {
        return atx_words(first, level).to_vec();
    }
    let mut out = first.strip_suffix(b"\r").unwrap_or(first).to_vec();
    let mut below = lines.peekable();
    while let Some(line) = below.next() {
        // The last line is the one that underlines.
        if below.peek().is_some() {
            let mut cursor = Cursor::new(line.strip_suffix(b"\r").unwrap_or(line));
            cursor.spaces();
            out.push(b'\n');
            out.extend_from_slice(cursor.rest());
        }
    }
    out.truncate(TITLE_MAX);
    out.trim_ascii().to_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::load::markdown::scan::Scanner;

    /// Each readable heading of `text`: what the scanner took, and what is read.
    fn both(text: &str) -> Vec<(String, String)> {
        let mut scanner = Scanner::new(0, 0);
        scanner.feed(text.as_bytes(), true);
        let found = scanner.found();
        let mut start = 0;
        let mut out = Vec::new();
        for heading in &found.headings {
            let end = heading.title_end as usize;
            let taken = &found.titles[start..end];
            start = end;
            let span = heading.start as usize..heading.end as usize;
            if heading.is_readable {
                let read = marked_words(&text.as_bytes()[span]);
                let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                out.push((shown(taken), shown(&read)));
            }
        }
        out
    }

    #[test]
    fn words_are_read_as_the_scanner_takes_them() {
        let check = |text: &str, words: &str| {
            let found = both(text);
            assert_eq!(
                found.last().map(|(taken, _)| taken.as_str()),
                Some(words),
                "{text:?}"
            );
            assert!(found.iter().all(|(taken, read)| taken == read), "{found:?}");
        };
        check("## High *water* ##\n\nwords", "High *water*");
        check("> - # Quoted\r\n", "Quoted");
        check("Low\r\n  water\r\n---\r\n", "Low\nwater");
        check("#\n", "");
        check("#tide\n=", "#tide");
    }

    #[test]
    fn the_words_of_a_file_are_read_when_they_are_asked_for() {
        let text = "# One\n\n## Two & *three*\n\nwords\n";
        let source = Arc::new(Source::Held(text.as_bytes().to_vec()));
        let titles = Titles::new(source, Returns::AreSpaces);
        assert_eq!(titles.title(7..24).as_str(), "Two & three");
        assert_eq!(titles.title(900..901).as_str(), "");
    }

    #[test]
    fn words_are_the_same_in_whatever_order_they_are_asked_for() {
        let nth = |nth: usize| format!("## Tide {nth}\n\n{}\n\n", "low ".repeat(nth % 900));
        let (mut text, mut spans) = (String::new(), Vec::new());
        for n in 0..300 {
            let start = text.len() as u64;
            text += &nth(n);
            spans.push(start..start + format!("## Tide {n}\n").len() as u64);
        }
        let source = Arc::new(Source::Held(text.into_bytes()));
        let titles = Titles::new(source, Returns::AreSpaces);
        let order = (0..300)
            .chain((0..300).rev())
            .chain((0..300).map(|n| n * 77 % 300));
        for n in order {
            assert_eq!(titles.title(spans[n].clone()).as_str(), format!("Tide {n}"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_readable_heading_is_read_as_it_was_taken(parts in prop::collection::vec(prop_oneof![
            Just("# "), Just("## a #"), Just("\n"), Just("\n\n"), Just("\r\n"), Just("==="), Just("---"), Just("words"), Just("> "), Just("- "), Just("  "), Just("\t"), Just("#"), Just(" \\#")
        ], 0..40)) {
            for (taken, read) in both(&parts.concat()) {
                prop_assert_eq!(taken, read);
            }
        }
    }
}
