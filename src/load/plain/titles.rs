//! The words of a heading, read where it stands: of very many headings they are not held.

use std::{ops::Range, sync::Arc};

use crate::{
    load::{Source, ahead::Ahead, heading::Candidate},
    model::ReadTitle,
    text::CleanString,
};

/// Reads the words of headings in a source.
#[derive(Debug)]
pub struct Titles(Ahead);

impl Titles {
    /// Reads in `source`.
    pub fn new(source: Arc<Source>) -> Self {
        Self(Ahead::new(source))
    }
}

impl ReadTitle for Titles {
    fn title(&self, heading: Range<u64>) -> CleanString {
        let bytes = self.0.read(heading);
        let words = String::from_utf8_lossy(&bytes).replace(['\n', '\r'], " ");
        CleanString::from_raw(&words)
    }
}

/// Are the words of the line all that stands in its span, but for a line end that is read as a space? Marks
/// round a heading, spaces, what is no UTF-8 and what was cut off make it longer.
pub fn can_be_read(line: &Candidate) -> bool {
    let len = line.source.end - line.source.start;
    line.frame.is_none() && len == line.text.len() as u64 && !line.text.contains('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::load::{heading::weights::LEARNED, plain::candidates};

    /// The lines of `text` that may be headings: their words, and what is read where they can be.
    fn both(text: Vec<u8>) -> Vec<(String, Option<String>)> {
        let source = Arc::new(Source::Held(text));
        let lines = candidates(&source, &LEARNED.line).expect("held bytes can be read");
        let titles = Titles::new(source);
        let read = |line: &Candidate| titles.title(line.source.clone()).as_str().to_owned();
        let both = |line: Candidate| {
            let read = can_be_read(&line).then(|| read(&line));
            (CleanString::from_raw(&line.text).as_str().to_owned(), read)
        };
        lines.into_iter().map(both).collect()
    }

    const PROSE: &str = "The first boat came in before dawn on Monday with her hold so full that the crew stood on \
                         the catch to make fast, and by Friday nine more had followed her.";

    #[test]
    fn words_are_read_or_have_to_be_held() {
        let check = |heading: &str, is_read: bool| {
            let text = format!("{PROSE}\n\n{heading}\n\n{PROSE}\n");
            let found = both(text.into_bytes());
            assert_eq!(found.len(), 1, "{heading:?}: {found:?}");
            assert_eq!(found[0].1.is_some(), is_read, "{heading:?}: {found:?}");
        };
        check("What the port lost", true);
        check("2. What the port lost", true);
        check("Was der Hafen verlor — und wer nun zahlt", true);
        check("What the port lost  \t", false);
        check("== What the port lost ==", false);
        check("What the port lost\n------------------", false);
        check("What the port lost \u{fffd}", false);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_read_is_what_would_be_held(parts in prop::collection::vec(prop_oneof![
            Just("What the port lost"), Just("1. Gates\u{a0}"), Just("\t"), Just(" "), Just("\r"), Just("\r\n"), Just("\n"), Just("\n\n"),
            Just("== "), Just(" =="), Just("é ü\u{200b}"), Just("\u{1b}[2J"), Just("> "), Just("---\n"), Just(PROSE)
        ], 0..40), bad in any::<u8>(), at in any::<prop::sample::Index>()) {
            let mut text = parts.concat().into_bytes();
            if !text.is_empty() {
                let at = at.index(text.len());
                text[at] = bad;
            }
            for (held, read) in both(text) {
                if let Some(read) = read {
                    prop_assert_eq!(read, held);
                }
            }
        }
    }
}
