//! The tree of headings, kept flat and in source order.

use std::{collections::HashMap, ops::Range};

use crate::text::{Clean, CleanString};

/// Index of a section in its [`Outline`].
pub type SectionId = u32;

/// A heading and all up to the next of its level or higher. There may be a million of them: it is
/// kept small.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Opening text or a headed section.
    pub kind: SectionKind,
    /// 1 for a section right under the title; a child is exactly one deeper than its parent.
    pub level: u8,
    /// The section around it.
    pub parent: Option<SectionId>,
    /// Source span: the heading and all that belongs to it, sections inside it included.
    pub source: Range<u64>,
    /// Bytes of the heading.
    heading: u32,
    /// Where the words start in [`Outline::titles`], and their bytes.
    title: u32,
    title_len: u16,
    /// In 65,535ths.
    confidence: u16,
    /// Index into [`Outline::rules`].
    rule: u8,
}

impl Section {
    /// Source span of the heading alone, underline included; empty for the lead.
    pub const fn heading(&self) -> Range<u64> {
        self.source.start..self.source.start + self.heading as u64
    }

    /// How sure it is that this is a heading, 0 to 1.
    pub fn confidence(&self) -> f32 {
        f32::from(self.confidence) / f32::from(u16::MAX)
    }
}

/// Opening text or a headed section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The text before the first heading.
    Lead,
    /// A heading and what follows.
    Section,
}

/// A heading as a loader found it, in source order.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading<'a> {
    /// As marked or guessed: 1 to 6, jumps allowed.
    pub level: u8,
    /// The words, without marks.
    pub title: Clean<'a>,
    /// Source span of the heading, underline included.
    pub source: Range<u64>,
    /// Why the line was taken for a heading.
    pub rule: &'static str,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// The sections of a document, in source order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    sections: Vec<Section>,
    /// All titles, one after the other: a million headings are one allocation.
    titles: CleanString,
    /// Open sections from the outermost, with their levels as marked.
    open: Vec<(SectionId, u8)>,
    /// The names of the rules that found headings: a handful.
    rules: Vec<&'static str>,
}

impl Outline {
    /// Adds the lead: text over `source` before the first heading. Call it before any heading.
    pub fn push_lead(&mut self, source: Range<u64>) {
        debug_assert!(self.sections.is_empty(), "the lead comes first");
        let kind = SectionKind::Lead;
        let rule = self.rule_index("lead");
        self.sections.push(Section {
            kind,
            level: 1,
            parent: None,
            source,
            heading: 0,
            rule,
            confidence: u16::MAX,
            title: 0,
            title_len: 0,
        });
    }

    /// Adds a heading; depths are closed up so that a child is one deeper than its parent.
    pub fn push(&mut self, heading: &Heading<'_>) {
        while let Some(&(id, level)) = self.open.last()
            && level >= heading.level
        {
            self.sections[id as usize].source.end = heading.source.start;
            self.open.pop();
        }
        let (title, title_len) = self.add_title(heading.title);
        let rule = self.rule_index(heading.rule);
        let id = self.sections.len() as SectionId;
        self.sections.push(Section {
            kind: SectionKind::Section,
            level: self.open.len() as u8 + 1,
            parent: self.open.last().map(|(id, _)| *id),
            source: heading.source.clone(),
            heading: (heading.source.end - heading.source.start) as u32,
            rule,
            confidence: (heading.confidence.clamp(0.0, 1.0) * f32::from(u16::MAX)) as u16,
            title,
            title_len,
        });
        self.open.push((id, heading.level));
    }

    /// Gives a section other words.
    ///
    /// # Panics
    /// When there is no such section.
    pub fn set_title(&mut self, id: SectionId, title: Clean<'_>) {
        let (start, len) = self.add_title(title);
        let section = &mut self.sections[id as usize];
        (section.title, section.title_len) = (start, len);
    }

    /// Keeps the words of a heading; of more than 64 KiB the start.
    fn add_title(&mut self, title: Clean<'_>) -> (u32, u16) {
        let mut len = title.len().min(usize::from(u16::MAX));
        while !title.as_str().is_char_boundary(len) {
            len -= 1;
        }
        let start = self.titles.len() as u32;
        self.titles.push(title.slice(0..len));
        (start, len as u16)
    }

    fn rule_index(&mut self, rule: &'static str) -> u8 {
        let known = self.rules.iter().position(|known| *known == rule);
        let index = known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        });
        u8::try_from(index).expect("there are fewer rules than that")
    }

    /// Makes room for `times` as many sections as there are, so that growing moves nothing. Room that
    /// is never used costs no memory.
    pub fn expect(&mut self, times: usize) {
        const SECTIONS_MAX: usize = 1 << 22;
        let sections = (self.len() * times).min(SECTIONS_MAX);
        self.sections
            .reserve_exact(sections.saturating_sub(self.len()));
        let titles = (self.titles.len() * times).min(32 * SECTIONS_MAX);
        self.titles
            .reserve(titles.saturating_sub(self.titles.len()));
    }

    /// Why a section's line was taken for a heading: the name of the rule.
    pub fn rule(&self, id: SectionId) -> &'static str {
        self.rules[usize::from(self.sections[id as usize].rule)]
    }

    /// Ends every open section at `end`. More headings may follow.
    pub fn close(&mut self, end: u64) {
        for (id, _) in &self.open {
            self.sections[*id as usize].source.end = end;
        }
    }

    /// All sections, in source order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// How many there are, the lead included.
    pub fn len(&self) -> usize {
        self.sections.len()
    }

    /// Is there no section at all, not even a lead?
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The words of a section's heading; empty for the lead.
    pub fn title(&self, id: SectionId) -> Clean<'_> {
        let section = &self.sections[id as usize];
        let start = section.title as usize;
        self.titles
            .slice(start..start + usize::from(section.title_len))
    }

    /// An identifier for each section, in order: unique, the same for the same titles, and usable as
    /// `briefing FILE#id`. It is the anchor GitHub gives a heading: lower case, a hyphen for each
    /// space, other punctuation dropped; a second of the same name gets `-1`, a third `-2`. The lead
    /// is `lead`, a heading without letters or digits `section`.
    pub fn anchors(&self) -> Vec<String> {
        let mut used: HashMap<String, u32> = HashMap::new();
        let mut anchors = Vec::with_capacity(self.len());
        for (id, section) in self.sections.iter().enumerate() {
            let name = match section.kind {
                SectionKind::Lead => "lead".to_owned(),
                SectionKind::Section => anchor(self.title(id as SectionId).as_str()),
            };
            let mut unique = name.clone();
            while let Some(count) = used.get(&unique).copied() {
                let count = used.get(&name).copied().map_or(count, |own| own.max(count));
                unique = format!("{name}-{}", count + 1);
                used.insert(name.clone(), count + 1);
            }
            used.insert(unique.clone(), 0);
            anchors.push(unique);
        }
        anchors
    }

    /// What a section is called: the words of its heading, "Opening" for the lead.
    pub fn name(&self, id: SectionId) -> Clean<'_> {
        match self.sections[id as usize].kind {
            SectionKind::Lead => Clean::literal("Opening"),
            SectionKind::Section => self.title(id),
        }
    }

    /// The innermost section that holds source offset `at`.
    ///
    /// Sections come in source order and a child lies inside its parent, so the last section that
    /// starts at or before `at` is it, or one of its ancestors is.
    pub fn at(&self, at: u64) -> Option<SectionId> {
        let after = self
            .sections
            .partition_point(|section| section.source.start <= at);
        let mut id = after.checked_sub(1)? as SectionId;
        while self.sections[id as usize].source.end <= at {
            id = self.sections[id as usize].parent?;
        }
        Some(id)
    }
}

/// The anchor of one title, not yet told from others of its name.
fn anchor(title: &str) -> String {
    let kept = title.trim().chars().filter_map(|c| match c {
        ' ' | '-' => Some('-'),
        '_' => Some('_'),
        c => c.is_alphanumeric().then_some(c),
    });
    let name: String = kept.flat_map(char::to_lowercase).collect();
    if name.chars().any(char::is_alphanumeric) {
        name
    } else {
        "section".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_sections_are_40_megabytes() {
        assert!(size_of::<Section>() <= 40);
    }

    #[test]
    fn anchors_follow_githubs_scheme_and_are_unique() {
        let titles = [
            "What next?",
            "What next",
            "Ports & Tides",
            "lead",
            "What next-1",
            "What next",
            "***",
            "Über uns",
        ];
        let mut outline = Outline::default();
        outline.push_lead(0..1);
        for title in titles {
            let text = CleanString::from_raw(title);
            outline.push(&Heading {
                level: 1,
                title: text.as_clean(),
                source: 1..2,
                rule: "test",
                confidence: 1.0,
            });
        }
        let expected = [
            "lead",
            "what-next",
            "what-next-1",
            "ports--tides",
            "lead-1",
            "what-next-1-1",
            "what-next-2",
            "section",
            "über-uns",
        ];
        assert_eq!(outline.anchors(), expected);
    }
}
