use proptest::prelude::*;

use super::*;

fn heading(level: u8, source: Range<u64>) -> Heading<'static> {
    Heading {
        level,
        title: Clean::default(),
        source,
        rule: "marked",
        confidence: 1.0,
    }
}

#[derive(Debug)]
struct Spans;

impl ReadTitle for Spans {
    fn title(&self, heading: Range<u64>) -> CleanString {
        CleanString::from_raw(&format!("{heading:?}"))
    }
}

#[test]
fn without_a_heading_its_text_belongs_to_the_section_before() {
    let mut outline = Outline::default();
    let spans = [(1, 10), (2, 20), (3, 30), (2, 40), (1, 50)];
    for (level, start) in spans {
        outline.push(&heading(level, start..start + 5));
    }
    outline.close(60);
    let check = |gone: &[u64], expected: &[(u8, u64, u64)]| {
        let outline = outline.without(|start| gone.contains(&start));
        let left: Vec<_> = outline
            .sections()
            .iter()
            .map(|section| (section.level, section.source.start, section.source.end))
            .collect();
        assert_eq!(left, expected, "without {gone:?}");
    };
    check(&[20], &[(1, 10, 50), (2, 30, 40), (2, 40, 50), (1, 50, 60)]);
    check(
        &[10],
        &[
            (1, 10, 20),
            (1, 20, 40),
            (2, 30, 40),
            (1, 40, 50),
            (1, 50, 60),
        ],
    );
    check(&[40, 50], &[(1, 10, 60), (2, 20, 60), (3, 30, 60)]);
    check(&[10, 20, 30, 40, 50], &[(1, 10, 60)]);
    assert_eq!(outline.without(|_| false).len(), outline.len());
}

#[test]
fn a_million_sections_are_16_megabytes_and_shared() {
    let mut outline = Outline::default();
    outline.set_reader(Arc::new(Spans));
    for at in 0..1_000_000 {
        outline.push_unheld(&heading(1 + (at % 3) as u8, at * 1700..at * 1700 + 40));
    }
    let size: usize = outline.blocks.iter().map(|block| block.size()).sum();
    assert!(size <= 16_000_000, "{size}");
    let published = outline.clone();
    outline.push_unheld(&heading(1, 1 << 40..(1 << 40) + 9));
    let shared = outline.blocks.iter().zip(&published.blocks);
    let shared = shared.filter(|(one, other)| Arc::ptr_eq(one, other));
    assert!(shared.count() + 1 >= published.blocks.len());
    assert_eq!(published.len() + 1, outline.len());
    assert_eq!(outline.title(2).as_str(), "3400..3440");
    assert_eq!(outline.section(1_000_000).source.start, 1 << 40);
}

#[test]
fn words_are_held_or_read_or_given_anew() {
    let mut outline = Outline::default();
    outline.push_lead(3..10);
    outline.set_reader(Arc::new(Spans));
    let words = CleanString::from_raw("Tides");
    let title = words.as_clean();
    outline.push(&Heading {
        title,
        ..heading(2, 10..15)
    });
    outline.push_unheld(&heading(3, 20..90_020));
    assert_eq!(outline.name(0).as_str(), "Opening");
    assert!(outline.title(0).is_empty());
    assert_eq!(outline.title(1).as_str(), "Tides");
    assert_eq!(outline.title(2).as_str(), "20..90020");
    outline.set_title(2, Clean::literal("Winds"));
    outline.set_title(1, Clean::literal("Ebb"));
    assert_eq!(outline.title(1).as_str(), "Ebb");
    assert_eq!(outline.name(1).as_str(), "Ebb");
    outline.set_title(1, Clean::default());
    assert_eq!(outline.title(1).as_str(), "");
    assert_eq!(outline.name(1).as_str(), "Untitled");
    assert_eq!(outline.title(2).as_str(), "Winds");
    assert_eq!(outline.found_level(2), 3);
}

#[test]
fn doubts_and_rules_are_those_of_their_heading() {
    let mut outline = Outline::default();
    outline.push(&heading(1, 0..1));
    for (at, confidence) in [0.5, 1.0, 0.25].into_iter().enumerate() {
        let at = at as u64 + 1;
        let rule = if at == 2 { "capitals" } else { "numbered" };
        outline.push(&Heading {
            rule,
            confidence,
            ..heading(1, at..at + 1)
        });
    }
    let sure: Vec<_> = outline.sections().iter().map(|s| s.confidence()).collect();
    for (sure, expected) in sure.into_iter().zip([1.0, 0.5, 1.0, 0.25]) {
        assert!((sure - expected).abs() < 0.001);
    }
    let rules: Vec<_> = (0..4).map(|id| outline.rule(id)).collect();
    assert_eq!(rules, ["marked", "numbered", "capitals", "numbered"]);
}

/// Sections as a tree that is walked from the start: kind, level, parent, source.
fn simple(lead: bool, levels: &[u8], end: u64) -> Vec<(u8, Option<SectionId>, Range<u64>)> {
    let mut out: Vec<(u8, Option<SectionId>, Range<u64>)> = Vec::new();
    if lead {
        out.push((1, None, 2..10));
    }
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (nth, level) in levels.iter().enumerate() {
        let start = 10 + 5 * nth as u64;
        while let Some((id, _)) = open.pop_if(|(_, open)| *open >= *level) {
            out[id].2.end = start;
        }
        let parent = open.last().map(|(id, _)| *id as SectionId);
        open.push((out.len(), *level));
        out.push((open.len() as u8, parent, start..end));
    }
    if lead && levels.is_empty() {
        out[0].2.end = end;
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn what_follows_from_the_order_is_found(lead: bool, levels in prop::collection::vec(1u8..7, 0..1300), probes in prop::collection::vec(0u64..7000, 8)) {
        let mut outline = Outline::default();
        if lead {
            outline.push_lead(2..10);
        }
        for (nth, level) in levels.iter().enumerate() {
            let start = 10 + 5 * nth as u64;
            outline.push_unheld(&heading(*level, start..start + 3));
        }
        let end = 20 + 5 * levels.len() as u64;
        outline.close(end);
        let expected = simple(lead, &levels, end);
        let found = outline.sections().iter().map(|s| (s.level, s.parent, s.source));
        prop_assert!(found.eq(expected.iter().cloned()));
        for probe in probes {
            let inside = |(_, _, source): &&(u8, Option<SectionId>, Range<u64>)| source.contains(&probe);
            let innermost = expected.iter().rposition(|entry| inside(&entry));
            prop_assert_eq!(outline.at(probe), innermost.map(|id| id as SectionId));
            if let Some(id) = innermost {
                let section = outline.section(id as SectionId);
                prop_assert_eq!((section.level, section.parent, section.source), expected[id].clone());
                let after = expected.iter().skip(id).position(|entry| entry.2.start >= expected[id].2.end);
                prop_assert_eq!(outline.after(id as SectionId) as usize, after.map_or(expected.len(), |after| id + after));
            }
        }
    }
}
