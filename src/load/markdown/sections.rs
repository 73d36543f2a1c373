//! The headings the scanner finds, as they come, to the title and the sections of the document.
//!
//! A heading of level 1 at the top is the title as long as no other of level 1 has come; then it
//! turns out to be a section like the others.

use std::{ops::Range, sync::Arc};

use memchr::memchr;

use super::{
    scan::{BOLD_LINE, Found, RawHeading},
    words,
};
use crate::{
    model::{Outline, ReadTitle, SectionId, SectionKind, Title, TitleOrigin, outline::Heading},
    text::{Clean, CleanString},
};

/// Title and sections found so far.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    outline: Outline,
    reader: Arc<dyn ReadTitle>,
    /// The heading that is the title; not in the outline.
    top: Option<Top>,
    /// The title the front matter gives.
    told: Option<CleanString>,
    has_heading: bool,
    /// Are the words of all headings held?
    holds_all: bool,
    /// Sections whose words may change when all labels are known, with the words as marked.
    late: Vec<(SectionId, Box<[u8]>)>,
}

#[derive(Clone, Debug)]
struct Top {
    source: Range<u64>,
    raw: Box<[u8]>,
    text: CleanString,
}

fn with_reader(reader: &Arc<dyn ReadTitle>) -> Outline {
    let mut outline = Outline::default();
    outline.set_reader(Arc::clone(reader));
    outline
}

fn marked(level: u8, source: Range<u64>, title: Clean<'_>) -> Heading<'_> {
    Heading {
        level,
        title,
        source,
        rule: "marked",
        confidence: 1.0,
    }
}

impl Sections {
    /// No heading yet; `told` is the title the front matter gives, `reader` reads the words of headings
    /// when there are too many to hold.
    pub(crate) fn new(told: Option<CleanString>, reader: Arc<dyn ReadTitle>) -> Self {
        Self {
            outline: with_reader(&reader),
            reader,
            top: None,
            told,
            has_heading: false,
            holds_all: false,
            late: Vec::new(),
        }
    }

    /// Holds the words of all headings to come: somebody will ask for each of them.
    pub(crate) const fn hold_all(&mut self) {
        self.holds_all = true;
    }

    /// Takes the headings out of `found`.
    pub(crate) fn take(&mut self, found: &mut Found) {
        let headings = std::mem::take(&mut found.headings);
        let titles = std::mem::take(&mut found.titles);
        let mut start = 0;
        for heading in &headings {
            let end = heading.title_end as usize;
            self.add(heading, &titles[start..end], found);
            start = end;
        }
        found.headings = headings;
        found.headings.clear();
        found.titles = titles;
        found.titles.clear();
    }

    fn add(&mut self, heading: &RawHeading, raw: &[u8], found: &Found) {
        let is_first = !self.has_heading;
        self.has_heading = true;
        if !is_first && self.is_left_to_reader(heading, raw) {
            let source = heading.start..heading.end;
            return self
                .outline
                .push_unheld(&marked(heading.level, source, Clean::default()));
        }
        let text = words(raw, &found.definitions);
        if is_first && self.is_title(heading, text.as_clean(), found) {
            self.top = Some(Top {
                source: heading.start..heading.end,
                raw: raw.into(),
                text,
            });
            return;
        }
        if heading.level == 1
            && let Some(top) = self.top.take()
        {
            self.release(&top, found);
        }
        if self.outline.is_empty()
            && let Some(lead) = self.lead(found, heading.start)
        {
            self.outline.push_lead(lead);
        }
        self.push(
            heading.level,
            heading.start..heading.end,
            text.as_clean(),
            raw,
        );
    }

    /// May the words be read when they are asked for? Then the heading is nothing but a section.
    fn is_left_to_reader(&self, heading: &RawHeading, raw: &[u8]) -> bool {
        let may_be_title = heading.level == 1 && self.top.is_some();
        !self.holds_all
            && self.outline.holds_enough()
            && heading.is_readable
            && !may_be_title
            && memchr(b'[', raw).is_none()
    }

    fn is_title(&self, heading: &RawHeading, text: Clean<'_>, found: &Found) -> bool {
        let is_at_top = found.first_prose.is_none_or(|prose| prose >= heading.start);
        let is_told = self
            .told
            .as_ref()
            .is_none_or(|told| told.as_str() == text.as_str());
        heading.level == 1 && is_at_top && is_told && !text.trim().is_empty()
    }

    fn push(&mut self, level: u8, source: Range<u64>, title: Clean<'_>, raw: &[u8]) {
        if memchr(b'[', raw).is_some() {
            self.late
                .push((self.outline.len() as SectionId, raw.into()));
        }
        self.outline.push(&marked(level, source, title));
    }

    /// The heading that was the title is a section: all others come after it.
    fn release(&mut self, top: &Top, found: &Found) {
        let before = std::mem::replace(&mut self.outline, with_reader(&self.reader));
        let late = std::mem::take(&mut self.late);
        if let Some(lead) = self.lead(found, top.source.start) {
            self.outline.push_lead(lead);
        }
        self.push(1, top.source.clone(), top.text.as_clean(), &top.raw);
        let mut late = late.into_iter().peekable();
        for (id, section) in before.sections().iter().enumerate() {
            let id = id as SectionId;
            let (level, source) = (before.found_level(id), section.heading());
            let raw = late.next_if(|(late, _)| *late == id);
            let raw = raw.as_ref().map_or(&b""[..], |(_, raw)| raw);
            match before.held_title(id) {
                _ if section.kind == SectionKind::Lead => {}
                Some(title) => self.push(level, source, title, raw),
                None => self
                    .outline
                    .push_unheld(&marked(level, source, Clean::default())),
            }
        }
    }

    /// The text before the first section, which starts at `end`.
    fn lead(&self, found: &Found, end: u64) -> Option<Range<u64>> {
        let first = found.first.filter(|first| *first < end)?;
        match &self.top {
            Some(top) if first >= top.source.start => {
                let text = found.after_first_heading?;
                (text < end).then_some(top.source.end..end)
            }
            _ => Some(first..end),
        }
    }

    /// The title; `name` where the text has none.
    pub(crate) fn title(&self, name: &CleanString) -> Title {
        let source = self.top.as_ref().map(|top| top.source.clone());
        let (text, origin) = match (&self.told, &self.top) {
            (Some(told), _) => (told, TitleOrigin::FrontMatter),
            (None, Some(top)) => (&top.text, TitleOrigin::Heading),
            (None, None) => (name, TitleOrigin::FileName),
        };
        Title {
            text: text.clone(),
            source,
            origin,
        }
    }

    /// The sections, the last of them up to `end`.
    pub(crate) fn outline(&self, found: &Found, end: u64) -> Outline {
        let mut outline = self.outline.clone();
        self.close(&mut outline, found, end);
        outline
    }

    /// The sections when all of the source is known; after that there are none here.
    pub(crate) fn finish(&mut self, found: &Found, end: u64) -> Outline {
        let mut outline = std::mem::take(&mut self.outline);
        for (id, raw) in std::mem::take(&mut self.late) {
            let title = words(&raw, &found.definitions);
            if Some(title.as_clean()) != outline.held_title(id) {
                outline.set_title(id, title.as_clean());
            }
        }
        if let Some(top) = &mut self.top {
            top.text = words(&top.raw, &found.definitions);
        }
        self.close(&mut outline, found, end);
        outline
    }

    fn close(&self, outline: &mut Outline, found: &Found, end: u64) {
        if outline.is_empty() {
            let mut bold = found.bold.all().peekable();
            let first = bold.peek().map_or(end, |(line, _)| line.start);
            if let Some(lead) = self.lead(found, first) {
                outline.push_lead(lead);
            }
            for (source, raw) in bold {
                outline.push(&Heading {
                    rule: BOLD_LINE,
                    confidence: 0.8,
                    ..marked(1, source, words(raw, &found.definitions).as_clean())
                });
            }
        }
        outline.close(end);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::{load::from_bytes, model::Format};

    /// Headings with more words than are held, and a last line.
    fn many(top: &str, last: &str) -> String {
        let mut text = format!("{top}\n\n");
        for nth in 0..40_000 {
            let filler = "and of the winds that came with it";
            let _ = match nth % 3 {
                0 => write!(text, "## Tide *{nth}* {filler} that night\n\nlow\n\n"),
                1 => write!(
                    text,
                    "Tide {nth}\n   {filler} `too` all day\n---\n\nlow\n\n"
                ),
                _ => write!(
                    text,
                    "> - ## Tide {nth} {filler} [again] that night\n\nlow\n\n"
                ),
            };
        }
        text + last
    }

    #[test]
    fn words_that_are_not_held_are_the_same_words() {
        let filler = "and of the winds that came with it";
        let check = |top: &str, last: &str, level: u8| {
            let text = many(top, last);
            let mut library = from_bytes("a.md", text.into_bytes(), Some(Format::Markdown));
            let mut indexer = library.indexer().unwrap();
            while let Some(index) = indexer.next_batch() {
                library.set_index(index);
            }
            let outline = &library.document().outline;
            let ids = outline.len() as u32 - 40_000 - 1..;
            assert!(outline.holds_enough());
            for (nth, id) in (0..40_000).zip(ids).step_by(97) {
                let expected = match nth % 3 {
                    0 => format!("Tide {nth} {filler} that night"),
                    1 => format!("Tide {nth} {filler} too all day"),
                    _ => format!("Tide {nth} {filler} [again] that night"),
                };
                assert_eq!(outline.title(id).as_str(), expected);
                assert_eq!(outline.section(id).level, level);
            }
        };
        check("# Log", "## End\n", 1);
        check("# Log", "# End\n", 2);
    }
}
