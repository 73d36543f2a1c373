//! The index of a plain text, in whatever pieces it comes.

use std::sync::Arc;

use super::{
    lines::{self, Line, Lines},
    scan::{Found, Scan},
    shape,
    survey::Survey,
    unit::Style,
};
use crate::{
    load::{
        heading::weights::LEARNED,
        invalid,
        source::{LoadError, Source},
    },
    model::{Document, Format, ReadTitle, Title, TitleOrigin},
    text::CleanString,
};

/// The index of a text that is read piece by piece: each piece is read once, for its layout and then
/// for its headings, as long as the layout stays what it was.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    survey: Survey,
    scan: Option<Scan>,
    /// Reads the words of headings; without it all of them are held.
    reader: Option<Arc<dyn ReadTitle>>,
}

impl Pass {
    /// Nothing read yet; `reader` reads the words of headings that are too many to hold.
    pub fn with_reader(reader: Arc<dyn ReadTitle>) -> Self {
        Self {
            reader: Some(reader),
            ..Self::default()
        }
    }

    /// The index of the first `upto` bytes of `source`, and how its lines are laid out; never fewer
    /// bytes than the last time. A last line that may go on is left out unless this `is_end`. What
    /// comes then is the same in whatever pieces the text came.
    ///
    /// The title is empty, and its origin [`TitleOrigin::FileName`], when the text has none: the
    /// caller knows the name of the file. Any bytes make a document; what was odd about them is a
    /// notice.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn index(
        &mut self,
        source: &Source,
        upto: u64,
        is_end: bool,
    ) -> Result<(Document, Style), LoadError> {
        let known = self.read_on(source, upto, is_end)?;
        let style = self.survey.style();
        let known = known.filter(|scan| *scan.style() == style);
        let mut scan = known.unwrap_or_else(|| Scan::new(style.clone(), self.reader.clone()));
        scan.read_on(source, upto, is_end, &LEARNED)?;
        let invalid = self.survey.invalid;
        if is_end {
            return Ok(described(scan.finish(&LEARNED), style, upto, invalid));
        }
        let index = described(scan.so_far(&LEARNED), style, upto, invalid);
        self.scan = Some(scan);
        Ok(index)
    }

    /// Surveys on, and gives the scan as far as it went: a line is surveyed and scanned while it is at
    /// hand, as long as the layout stays what it was.
    fn read_on(
        &mut self,
        source: &Source,
        upto: u64,
        is_end: bool,
    ) -> Result<Option<Scan>, LoadError> {
        let takes_last = is_end || lines::ends_at(source, upto)?;
        let mut scan = self.scan.take();
        let mut is_same = true;
        let mut lines = Lines::new(source, self.survey.at()..upto);
        while let Some(window) = lines.next_window()? {
            for line in window.into_lines() {
                if line.next < upto || takes_last {
                    self.take(&line, scan.as_mut().filter(|_| is_same));
                }
            }
            // A layout that comes back goes on where it was left.
            let has_style = |scan: &Scan| *scan.style() == self.survey.style();
            is_same &= scan.as_ref().is_some_and(has_style);
        }
        Ok(scan)
    }

    fn take(&mut self, line: &Line<'_>, scan: Option<&mut Scan>) {
        let is_blank = shape::is_blank(line.bytes);
        let is_counted = self.survey.meets(line, is_blank);
        let Some(scan) = scan else {
            if is_counted {
                self.survey.count(shape::of_line(line));
            }
            return;
        };
        let shape = (!is_blank).then(|| shape::of_line(line));
        if let Some(shape) = shape.as_ref().filter(|_| is_counted) {
            self.survey.count(shape.clone());
        }
        scan.push(line, shape, &LEARNED);
    }
}

/// The index of all of `source`, as [`Pass::index`] gives it.
///
/// # Errors
/// When the source cannot be read.
pub fn index(source: &Source) -> Result<(Document, Style), LoadError> {
    Pass::default().index(source, source.len(), true)
}

/// The document that was found in the first `upto` bytes, of which `invalid` sequences are no UTF-8.
fn described(found: Found, mut style: Style, upto: u64, invalid: u64) -> (Document, Style) {
    style.standfirst = found.standfirst;
    let end = found.text_end.unwrap_or(upto);
    let outline = found
        .headings
        .outline((found.body, end), found.lead_text, &LEARNED.second);
    let title = found.title.map_or_else(no_title, |(text, range)| Title {
        text: CleanString::from_raw(&text),
        source: Some(range),
        origin: TitleOrigin::FirstLine,
    });
    let document = Document {
        format: Format::Plain,
        len: upto,
        is_complete: true,
        title,
        meta: found.meta,
        outline,
        set_aside: found.set_aside,
        is_converted: false,
        notices: invalid::notice(invalid).into_iter().collect(),
    };
    (document, style)
}

fn no_title() -> Title {
    Title {
        text: CleanString::new(),
        source: None,
        origin: TitleOrigin::FileName,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All that an index says, in words.
    fn said((document, style): &(Document, Style)) -> String {
        let outline = &document.outline;
        let sections = outline.sections().iter().enumerate();
        let sections: Vec<_> = sections
            .map(|(id, section)| {
                let id = id as u32;
                format!("{section:?} {} {}", outline.title(id), outline.rule(id))
            })
            .collect();
        let (title, meta) = (&document.title, &document.meta);
        let aside: Vec<_> = document.set_aside.iter().collect();
        let notices = &document.notices;
        format!("{style:?} {title:?} {meta:?} {aside:?} {notices:?} {sections:#?}")
    }

    #[test]
    fn a_layout_may_change_and_come_back() {
        let loose =
            "The boats came in late and the ice house had run out of ice.\n\nWhat came of it\n\n";
        let tight = "The lock was opened.\nThe keeper went home.\nWhat he found there\nNobody paid for it.\n";
        let check = |parts: &[(&str, usize)], is_tight: bool| {
            let text: String = parts
                .iter()
                .map(|(part, times)| part.repeat(*times))
                .collect();
            let source = Source::Held(text.into_bytes());
            let mut pass = Pass::default();
            pass.index(&source, 8192, false).unwrap();
            let pieces = pass.index(&source, source.len(), true).unwrap();
            assert_eq!(pieces.1.is_tight, is_tight);
            assert_eq!(said(&pieces), said(&index(&source).unwrap()));
        };
        check(&[(loose, 200), (tight, 4000), (loose, 3000)], false);
        check(&[(loose, 200), (tight, 4000)], true);
        check(&[(tight, 200), (loose, 4000)], false);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10))]
        #[test]
        fn pieces_make_the_index_of_the_whole(parts in prop::collection::vec(prop_oneof![
            Just("The boats came in late and the ice house had run out of ice before the second tide of the week.\n\n"),
            Just("Words that were broken by hand at a column where the next would not have\nfound room any more\n"),
            Just("WHAT CAME OF IT\n\n"), Just("Gauges\n------\n"), Just("1. Locks\n\n"), Just("\r\n"), Just("\n\x0c"), Just("Page 3 of 7\n"),
            Just("Related posts\n"), Just("Why the Shoals Came Back\n\n"), Just("- tar\n"), Just("\u{fffd}\r"), Just("Subscribe\n\n")
        ], 1..40), times in 1usize..250, cuts in prop::collection::vec(0usize..400_000, 0..5)) {
            let source = Source::Held(parts.concat().repeat(times).into_bytes());
            let len = source.len();
            let mut cuts: Vec<u64> = cuts.into_iter().map(|cut| cut as u64 % (len + 1)).collect();
            cuts.sort_unstable();
            let mut pass = Pass::default();
            for cut in cuts {
                let (document, _) = pass.index(&source, cut, false).unwrap();
                prop_assert!(document.len == cut);
            }
            let pieces = pass.index(&source, len, true).unwrap();
            prop_assert_eq!(said(&pieces), said(&index(&source).unwrap()));
        }
    }
}
