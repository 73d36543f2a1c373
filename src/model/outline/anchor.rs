//! Names for sections that can be put behind a `#`.

use std::collections::HashMap;

use super::{Outline, SectionId, SectionKind};

impl Outline {
    /// An identifier for each section, in order: unique, the same for the same titles, and usable as
    /// `briefing FILE#id`. It is the anchor GitHub gives a heading: lower case, a hyphen for each
    /// space, other punctuation dropped; a second of the same name gets `-1`, a third `-2`. The lead
    /// is `lead`, a heading without letters or digits `section`.
    pub fn anchors(&self) -> Vec<String> {
        let mut used: HashMap<String, u32> = HashMap::new();
        let mut anchors = Vec::with_capacity(self.len());
        for (id, section) in self.sections().iter().enumerate() {
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
    use crate::{model::outline::Heading, text::CleanString};

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
