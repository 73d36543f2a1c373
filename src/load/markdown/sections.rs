//! The headings the scanner finds, as they come, to the title and the sections of the document.
//!
//! A heading of level 1 at the top is the title as long as no other of level 1 has come; then it
//! turns out to be a section like the others.

use std::ops::Range;

use super::{
    scan::{Found, RawHeading},
    words,
};
use crate::{
    model::{Outline, SectionId, SectionKind, Title, TitleOrigin, outline::Heading},
    text::{Clean, CleanString},
};

/// Title and sections found so far.
#[derive(Clone, Debug)]
pub(crate) struct Sections {
    outline: Outline,
    /// The level of each section as marked, the lead left out.
    levels: Vec<u8>,
    /// The heading that is the title; not in the outline.
    top: Option<Top>,
    /// The title the front matter gives.
    told: Option<CleanString>,
    has_heading: bool,
    /// Sections whose words may change when all labels are known, with the words as marked.
    late: Vec<(SectionId, Box<[u8]>)>,
}

#[derive(Clone, Debug)]
struct Top {
    source: Range<u64>,
    raw: Box<[u8]>,
    text: CleanString,
}

impl Sections {
    /// No heading yet; `told` is the title the front matter gives.
    pub(crate) fn new(told: Option<CleanString>) -> Self {
        Self {
            outline: Outline::default(),
            levels: Vec::new(),
            top: None,
            told,
            has_heading: false,
            late: Vec::new(),
        }
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

    fn is_title(&self, heading: &RawHeading, text: Clean<'_>, found: &Found) -> bool {
        let is_at_top = found.first_prose.is_none_or(|prose| prose >= heading.start);
        let is_told = self
            .told
            .as_ref()
            .is_none_or(|told| told.as_str() == text.as_str());
        heading.level == 1 && is_at_top && is_told && !text.trim().is_empty()
    }

    fn push(&mut self, level: u8, source: Range<u64>, title: Clean<'_>, raw: &[u8]) {
        if raw.contains(&b'[') {
            self.late
                .push((self.outline.len() as SectionId, raw.into()));
        }
        self.levels.push(level);
        self.outline.push(&Heading {
            level,
            title,
            source,
            rule: "marked",
            confidence: 1.0,
        });
    }

    /// The heading that was the title is a section: all others come after it.
    fn release(&mut self, top: &Top, found: &Found) {
        let before = std::mem::take(&mut self.outline);
        let levels = std::mem::take(&mut self.levels);
        let late = std::mem::take(&mut self.late);
        if let Some(lead) = self.lead(found, top.source.start) {
            self.outline.push_lead(lead);
        }
        self.push(1, top.source.clone(), top.text.as_clean(), &top.raw);
        let mut late = late.into_iter().peekable();
        let sections = before.sections().iter().enumerate();
        let headed = sections.filter(|(_, section)| section.kind == SectionKind::Section);
        for ((id, section), level) in headed.zip(levels) {
            let id = id as SectionId;
            let raw = late.next_if(|(late, _)| *late == id);
            let raw = raw.as_ref().map_or(&b""[..], |(_, raw)| raw);
            self.push(level, section.heading(), before.title(id), raw);
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

    /// Makes room for as many sections as a source of `len` bytes is likely to have, of which `done`
    /// have been looked at.
    pub(crate) fn expect(&mut self, done: u64, len: u64) {
        if let Some(times) = len.checked_div(done) {
            let times = usize::try_from(times).unwrap_or(1);
            self.outline.expect(times + times / 2);
        }
    }

    /// The sections when all of the source is known; after that there are none here.
    pub(crate) fn finish(&mut self, found: &Found, end: u64) -> Outline {
        let mut outline = std::mem::take(&mut self.outline);
        for (id, raw) in std::mem::take(&mut self.late) {
            let title = words(&raw, &found.definitions);
            if title.as_clean() != outline.title(id) {
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
        if outline.is_empty()
            && let Some(lead) = self.lead(found, end)
        {
            outline.push_lead(lead);
        }
        outline.close(end);
    }
}
