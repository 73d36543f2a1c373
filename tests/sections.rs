//! The sections of texts without marks, one text for each way of marking headings that the loader
//! knows. `tests/sections/NAME.txt` is a text, `NAME.outline` what is found in it.

use std::{fmt::Write as _, fs, path::Path};

use briefing::{
    load::{Source, plain},
    model::{Document, SectionKind},
};

/// Title, meta, sections and what was set aside, a line each.
fn outline(document: &Document) -> String {
    let mut out = format!("title {}\n", document.title.text);
    let meta = &document.meta;
    for (name, words) in [
        ("byline", &meta.byline),
        ("date", &meta.date),
        ("stand-first", &meta.standfirst),
    ] {
        if let Some(words) = words {
            writeln!(out, "{name} {words}").unwrap();
        }
    }
    for (id, section) in document.outline.sections().iter().enumerate() {
        match section.kind {
            SectionKind::Lead => writeln!(out, "lead").unwrap(),
            SectionKind::Section => {
                let title = document.outline.title(id as u32);
                writeln!(
                    out,
                    "{} {} {title}",
                    "#".repeat(section.level.into()),
                    document.outline.rule(id as u32)
                )
                .unwrap();
            }
        }
    }
    for aside in document.set_aside.iter() {
        writeln!(out, "aside {:?}", aside.kind).unwrap();
    }
    out
}

#[test]
fn every_style_of_heading_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sections");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let source = Source::Held(fs::read(&path).unwrap());
            let (document, _) = plain::index(&source).unwrap();
            let expected = fs::read_to_string(path.with_extension("outline")).unwrap_or_default();
            assert_eq!(outline(&document), expected, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 25, "{count} texts");
}

/// A text as Windows and the old Mac store it has the same
/// sections.
#[test]
fn line_ends_do_not_change_the_outline() {
    let text = include_str!("sections/roman.txt");
    let of = |text: &str| {
        let source = Source::Held(text.as_bytes().to_vec());
        outline(&plain::index(&source).unwrap().0)
    };
    for end in ["\r\n", "\r"] {
        assert_eq!(of(&text.replace('\n', end)), of(text), "{end:?}");
    }
    assert_eq!(of(&format!("\u{feff}{text}")), of(text));
}
