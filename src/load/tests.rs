use std::error::Error as _;

use super::*;
use crate::model::TitleOrigin;

fn title(text: &str) -> (String, TitleOrigin) {
    let library = from_bytes("notes.md", text.as_bytes().to_vec(), None);
    let title = library.document().title.clone();
    (title.text.to_string(), title.origin)
}

/// Levels and titles of the sections, the lead as `-`, with the source each covers.
fn sections(text: &str) -> Vec<(u8, String, Range<u64>)> {
    let library = from_bytes("notes.md", text.as_bytes().to_vec(), None);
    let document = library.document();
    let outline = &document.outline;
    let sections = outline.sections().iter().enumerate();
    sections
        .map(|(id, section)| {
            let title = outline.title(id as u32).as_str().to_owned();
            (section.level, title, section.source.clone())
        })
        .collect()
}

#[test]
fn the_title_is_the_front_matters_else_the_sole_top_heading_else_the_name() {
    let check = |text: &str, words: &str, origin| {
        assert_eq!(title(text), (words.to_owned(), origin), "{text:?}");
    };
    check(
        "---\ntitle: One\n---\n# Two",
        "One",
        TitleOrigin::FrontMatter,
    );
    check("# Two\n\n## Three", "Two", TitleOrigin::Heading);
    check(
        "<img src=x>\n\nTwo\n===\n\n## Three",
        "Two",
        TitleOrigin::Heading,
    );
    check("# Two\n\n# Three", "notes.md", TitleOrigin::FileName);
    check("Words\n\n# Two", "notes.md", TitleOrigin::FileName);
    check("## Two", "notes.md", TitleOrigin::FileName);
    check("#\n", "notes.md", TitleOrigin::FileName);
    check("", "notes.md", TitleOrigin::FileName);
    check("a\\\n *b*  \n c\n===", "a b c", TitleOrigin::Heading);
    check("> # Two", "notes.md", TitleOrigin::FileName);
    check(
        "# `a` & *b* [c][d] [e]\n\n[D]: x",
        "a & b c [e]",
        TitleOrigin::Heading,
    );
}

#[test]
fn sections_are_closed_up_and_cover_the_text() {
    let text = "# T\n\nlead\n\n### A\n\na\n\n## B\n\nb\n";
    let found = sections(text);
    let expected = [
        (1, String::new(), 4..11),
        (1, "A".to_owned(), 11..21),
        (1, "B".to_owned(), 21..29),
    ];
    assert_eq!(found, expected);
    assert_eq!(sections("# T\n\n## A\n").len(), 1);
    assert_eq!(sections("words\n"), [(1, String::new(), 0..6)]);
    assert_eq!(sections("> a\n> b\n> ===")[1].1, "a b");
    assert_eq!(sections("\n\n").len(), 0);
}

#[test]
fn what_the_world_refuses_is_one_clear_error() {
    let error = |path: &str| {
        let error = open(Path::new(path)).err().expect("cannot be opened");
        format!("{error}: {}", error.source().expect("has a cause"))
    };
    assert!(error("/").starts_with("cannot open /: "));
    assert!(error("/").to_lowercase().contains("is a directory"));
    assert!(error("no/such.md").starts_with("cannot open no/such.md: No such file"));
}

/// Gives one part at each reading.
struct Parts(std::vec::IntoIter<Vec<u8>>);

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let part = self.0.next().unwrap_or_default();
        buffer[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}

fn pipe(parts: &[&str]) -> Library {
    let parts: Vec<Vec<u8>> = parts.iter().map(|part| part.as_bytes().to_vec()).collect();
    from_pipe("-", Box::new(Parts(parts.into_iter()))).unwrap()
}

/// Titles of all sections, and the text of the last chunk.
fn shown(library: &Library) -> (Vec<String>, String) {
    let outline = &library.document().outline;
    let titles = (0..outline.len()).map(|id| outline.title(id as u32).to_string());
    let last = library.chunk_at(u64::MAX);
    (titles.collect(), last.text.to_string())
}

#[test]
fn a_pipe_is_shown_as_it_comes_and_is_the_same_in_the_end() {
    let parts = ["# A\n\nx\n\n# B", "\n\n[y][l]\n", "\n# C\n\n[l]: u\n"];
    let mut library = pipe(&parts);
    let mut indexer = library.indexer().unwrap();
    assert!(library.indexer().is_none());
    let mut seen = vec![shown(&library)];
    while let Some(index) = indexer.next_batch() {
        library.set_index(index);
        seen.push(shown(&library));
    }
    assert_eq!(seen[0].0, ["A", "B"]);
    assert!(seen.iter().any(|(_, text)| text.contains("[y][l]")));
    let whole = from_bytes("-", parts.concat().into_bytes(), Some(Format::Markdown));
    assert_eq!(seen.last().unwrap(), &shown(&whole));
    let document = library.document();
    assert!(document.is_complete && document.len == parts.concat().len() as u64);
}

#[test]
fn plain_text_through_a_pipe_grows_too() {
    let mut library = pipe(&["First words.\n\n", "Second words.\n", "Third words.\n"]);
    let mut indexer = library.indexer().unwrap();
    let mut lens = vec![library.document().len];
    while let Some(index) = indexer.next_batch() {
        library.set_index(index);
        lens.push(library.document().len);
    }
    assert!(lens.is_sorted() && lens.len() > 2, "{lens:?}");
    assert!(shown(&library).1.contains("Third"));
    assert!(pipe(&[]).document().is_complete);
}

#[test]
fn what_is_on_the_screen_stays_when_the_file_is_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.md");
    std::fs::write(&path, "Gauge stood where it was.\n\n".repeat(40_000)).unwrap();
    let mut library = open(&path).unwrap();
    let shown = library.chunk_at(600_000);
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(1000).unwrap();
    let mut indexer = library.indexer().unwrap();
    while let Some(index) = indexer.next_batch() {
        library.set_index(index);
        assert_eq!(library.chunk_at(600_000).text, shown.text);
    }
    let other = library.chunk_at(300_000);
    assert!(other.text.as_str().starts_with("cannot read "));
    let document = library.document();
    let notice = document.notices.last().expect("it is told");
    assert!(notice.as_str().starts_with("cannot read "), "{notice:?}");
    assert!(
        notice.as_str().ends_with(": it has become shorter"),
        "{notice:?}"
    );
}

#[test]
fn sections_found_in_a_plain_text_stay_when_the_file_is_cut_short() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.txt");
    let part = |nth: usize| {
        let line = format!("Gauge {nth} stood where it was for the whole of the day.\n");
        format!("Day {nth}\n\n{}\n", line.repeat(40))
    };
    std::fs::write(&path, (0..2000).map(part).collect::<String>()).unwrap();
    let mut library = open(&path).unwrap();
    let mut indexer = library.indexer().unwrap();
    library.set_index(indexer.next_batch().unwrap());
    let before = library.document();
    assert!(
        !before.is_complete && before.outline.len() > 1,
        "{}",
        before.outline.len()
    );
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(100_000).unwrap();
    library.set_index(indexer.next_batch().unwrap());
    assert!(indexer.next_batch().is_none());
    let after = library.document();
    assert!(after.is_complete);
    assert_eq!(after.outline.len(), before.outline.len());
    let last = after.outline.sections().iter().last().unwrap();
    assert_eq!(last.source.end, library.parser().source().len());
    assert_eq!(after.set_aside.iter().count(), 0);
    let cut = |notice: &&CleanString| notice.as_str().ends_with(": it has become shorter");
    assert_eq!(after.notices.iter().filter(cut).count(), 1);
}

#[test]
fn a_device_is_taken_in_bit_by_bit() {
    let library = open(Path::new("/dev/zero")).unwrap();
    assert!(!library.document().is_complete);
    assert!(library.chunk_at(0).source.end > 0);
    assert!(open(Path::new("/dev/null")).unwrap().document().is_complete);
}

#[test]
fn a_notice_says_how_a_text_is_read() {
    let first = |library: Library| library.document().notices[0].to_string();
    let bytes = b"Words of the caf\xe9.\n".to_vec();
    let library = from_pipe("-", Box::new(Parts(vec![bytes].into_iter()))).unwrap();
    assert!(library.document().is_converted);
    assert!(library.chunk_at(0).text.as_str().contains("café"));
    assert_eq!(first(library), "read as windows-1252");
    assert!(!pipe(&["Words of the café.\n"]).document().is_converted);
}

#[test]
fn any_bytes_make_a_document() {
    for bytes in [
        &b""[..],
        b"\0\x01\xff\xfe\0",
        b"\xef\xbb\xbf",
        b"\r",
        b"\r\r\n\r",
    ] {
        for name in ["a.md", "a.txt", "a"] {
            let library = from_bytes(name, bytes.to_vec(), None);
            assert_eq!(library.chunk_at(0).source, 0..bytes.len() as u64);
            assert!(library.document().is_complete);
            let notices = library.document().notices.len();
            assert_eq!(notices > 0, bytes.contains(&0), "{bytes:?}");
        }
    }
}

#[test]
fn a_character_between_two_windows_is_whole() {
    let notices = |bytes: Vec<u8>| {
        let mut library = from_bytes("a.md", bytes, Some(Format::Markdown));
        let mut indexer = library.indexer().unwrap();
        while let Some(index) = indexer.next_batch() {
            library.set_index(index);
        }
        let document = library.document();
        let notices: Vec<String> = document.notices.iter().map(ToString::to_string).collect();
        notices.join("; ")
    };
    for before in 0..9 {
        let mut bytes = "x".repeat(before).into_bytes();
        bytes.extend("é“😀".repeat(90_000).bytes());
        assert_eq!(notices(bytes.clone()), "", "{before}");
        bytes[600_000] = 0xff;
        let told = notices(bytes);
        assert!(told.contains("invalid UTF-8"), "{told:?}");
    }
}
