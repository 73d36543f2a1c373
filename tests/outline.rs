//! What `briefing outline --format json` prints, against the bytes of the file: the promises of the
//! form `briefing.outline/1`.

#[path = "support/run.rs"]
mod run;

use std::{fs, ops::Range};

use run::{good, printed, run};
use serde_json::Value;

const SAMPLE: &str = "briefings/border-crisis.txt";
const TITLE: &str =
    "12,000 Reservists Ordered to the Ordan Pass: Has Karveth Lost Its Oldest Ally?";
const HEADINGS: [&str; 6] = [
    "From Toll Road to Treaty: How the Neighbours Became Partners",
    "Why Did the Tunnel Stop Halfway?",
    "The Highland Column: An Army Without a Country",
    "Counting the Cost of a Closed Road",
    "The Airstrikes and Their Aftermath",
    "What Comes Next: A Truce With No Witnesses",
];

/// An outline, and the file it is of.
struct Outline {
    text: String,
    json: Value,
}

impl Outline {
    fn of(path: &str) -> Self {
        let json = printed(["outline", "--format", "json", path]);
        Self {
            text: fs::read_to_string(path).unwrap(),
            json: serde_json::from_str(&json).unwrap(),
        }
    }

    fn list(&self, name: &str) -> &[Value] {
        self.json[name].as_array().unwrap()
    }

    /// The bytes a range of the outline points at.
    fn at(&self, value: &Value) -> &str {
        &self.text[range(value)]
    }
}

fn range(value: &Value) -> Range<usize> {
    let end = |at: usize| value[at].as_u64().unwrap() as usize;
    end(0)..end(1)
}

fn of<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap()
}

#[test]
fn the_title_stands_once() {
    let outline = Outline::of(SAMPLE);
    let title = &outline.json["title"];
    assert_eq!(of(title, "text"), TITLE);
    assert_eq!(outline.at(&title["range"]), TITLE);
    assert_eq!(title["line"], 1);
    let again = outline
        .list("sections")
        .iter()
        .filter(|section| of(section, "title") == TITLE);
    assert_eq!(again.count(), 0);
    let standfirst = of(&outline.json["meta"], "standfirst");
    assert!(standfirst.starts_with("More than 12,000 Karvethi troops"));
    assert_eq!(outline.at(&outline.list("meta_ranges")[0]), standfirst);
}

#[test]
fn sections_are_found_with_their_exact_place() {
    let outline = Outline::of(SAMPLE);
    let sections = outline.list("sections");
    assert_eq!(of(&sections[0], "kind"), "lead");
    assert!(
        outline
            .at(&sections[0]["range"])
            .trim_start()
            .starts_with("Karveth has ordered")
    );
    let titles: Vec<&str> = sections[1..]
        .iter()
        .map(|section| of(section, "title"))
        .collect();
    assert_eq!(titles, HEADINGS);
    for section in &sections[1..] {
        assert_eq!(outline.at(&section["heading_range"]), of(section, "title"));
        let own = range(&section["range"]);
        assert_eq!(own.start, range(&section["heading_range"]).start);
        let line = outline.text[..own.start].matches('\n').count() + 1;
        assert_eq!(section["line"], line);
        assert_eq!(
            (of(section, "kind"), &section["level"]),
            ("section", &1.into())
        );
        assert!(
            section["confidence"]
                .as_f64()
                .is_some_and(|sure| (0.5..=1.0).contains(&sure))
        );
        assert!(!of(section, "rule").is_empty());
    }
    for pair in sections[1..].windows(2) {
        assert_eq!(range(&pair[0]["range"]).end, range(&pair[1]["range"]).start);
    }
}

#[test]
fn the_tail_of_the_page_is_set_aside() {
    let outline = Outline::of(SAMPLE);
    let tail = outline.text.find("Related posts").unwrap();
    let last = outline.list("sections").last().unwrap();
    assert_eq!(range(&last["range"]).end, tail);
    let dropped = |kind: &str| {
        let mut all = outline.list("dropped").iter();
        let entry = all.find(|entry| of(entry, "kind") == kind);
        entry
            .map(|entry| outline.at(&entry["range"]))
            .unwrap_or_default()
    };
    assert_eq!(dropped("duplicate-title").trim_end(), TITLE);
    assert!(dropped("related").starts_with("Related posts"));
    assert!(dropped("cookie").starts_with("Our website stores cookies"));
    assert_eq!(
        range(&outline.list("dropped").last().unwrap()["range"]).end,
        outline.text.len()
    );
}

#[test]
fn marked_headings_are_those_of_the_text() {
    let outline = Outline::of("briefings/pakistan-taliban.md");
    let body = outline
        .text
        .split("\n---\n")
        .nth(1)
        .unwrap_or(&outline.text);
    let marked: Vec<(usize, &str)> = body
        .lines()
        .filter_map(|line| {
            let title = line.trim_start_matches('#');
            let level = line.len() - title.len();
            title
                .strip_prefix(' ')
                .filter(|_| level > 0)
                .map(|title| (level, title))
        })
        .filter(|(_, title)| *title != of(&outline.json["title"], "text"))
        .collect();
    let highest = marked.iter().map(|(level, _)| *level).min().unwrap();
    let sections = outline
        .list("sections")
        .iter()
        .filter(|section| of(section, "kind") == "section");
    let found: Vec<(usize, &str)> = sections
        .map(|section| {
            (
                section["level"].as_u64().unwrap() as usize + highest - 1,
                of(section, "title"),
            )
        })
        .collect();
    assert!(found.len() > 3);
    assert_eq!(found, marked);
}

#[test]
fn the_promises_hold_for_every_briefing() {
    for entry in fs::read_dir("briefings").unwrap() {
        let path = entry.unwrap().path();
        let path = path.to_str().unwrap();
        let outline = Outline::of(path);
        assert_eq!(outline.json["schema"], "briefing.outline/1");
        assert_eq!(outline.json["source"]["bytes"], outline.text.len());
        assert_eq!(outline.json["source"]["path"], path);
        check_sections(&outline);
        check_nothing_is_lost(&outline);
        assert_eq!(
            Outline::of(path).json,
            outline.json,
            "{path}: same bytes, same outline"
        );
    }
}

/// Sections come in order, each inside its parent and after its elder sister; ids are their own.
fn check_sections(outline: &Outline) {
    let sections = outline.list("sections");
    let mut before = 0;
    for (at, section) in sections.iter().enumerate() {
        let own = range(&section["range"]);
        assert!(outline.text.get(own.clone()).is_some(), "{section}");
        assert!(own.start >= before, "{section}");
        before = own.start;
        let elder = &sections[..at];
        assert!(
            elder.iter().all(|other| other["id"] != section["id"]),
            "{section}"
        );
        let sister = elder
            .iter()
            .rfind(|other| other["parent"] == section["parent"]);
        assert!(
            sister.is_none_or(|sister| range(&sister["range"]).end <= own.start),
            "{section}"
        );
        let parent = elder.iter().find(|other| other["id"] == section["parent"]);
        let level = section["level"].as_u64().unwrap();
        match parent {
            Some(parent) => {
                let around = range(&parent["range"]);
                assert!(
                    around.start <= own.start && own.end <= around.end,
                    "{section}"
                );
                assert_eq!(Some(level - 1), parent["level"].as_u64());
            }
            None => assert_eq!((level, &section["parent"]), (1, &Value::Null)),
        }
    }
}

/// Each line with words on it lies in a section, the title, the front matter, or the rest set aside.
fn check_nothing_is_lost(outline: &Outline) {
    let lists =
        ["sections", "dropped"].map(|name| outline.list(name).iter().map(|entry| &entry["range"]));
    let kept: Vec<Range<usize>> = lists
        .into_iter()
        .flatten()
        .chain(outline.list("meta_ranges"))
        .chain(Some(&outline.json["title"]["range"]).filter(|place| place.is_array()))
        .map(range)
        .collect();
    let mut start = 0;
    for line in outline.text.split_inclusive('\n') {
        let words = start + line.len() - line.trim_start().len()..start + line.trim_end().len();
        let is_kept = kept
            .iter()
            .any(|kept| kept.start <= words.start && words.end <= kept.end);
        assert!(words.is_empty() || is_kept, "lost: {line:?}");
        start += line.len();
    }
}

#[test]
fn text_and_markdown_list_the_same_sections() {
    let text = printed(["outline", SAMPLE]);
    let markdown = printed(["outline", "--format", "markdown", SAMPLE]);
    assert_eq!(text.lines().next(), Some(TITLE));
    assert_eq!(markdown.lines().count(), HEADINGS.len());
    for (line, heading) in markdown.lines().zip(HEADINGS) {
        assert!(line.starts_with(&format!("- [{heading}](#")), "{line}");
        assert!(text.contains(heading), "{text}");
    }
}

#[test]
fn several_files_are_listed_one_after_the_other() {
    let other = "briefings/water-exercise.md";
    let parts = |format| [SAMPLE, other].map(|file| printed(["outline", "--format", format, file]));
    let both = |format| printed(["outline", "--format", format, SAMPLE, other]);
    assert_eq!(both("text"), parts("text").join("\n"));
    assert_eq!(both("json"), parts("json").concat());
    let markdown = both("markdown");
    assert!(markdown.contains("\n- [") && markdown.contains(&format!("({other}#")));
    let alone = parts("markdown").concat().lines().count();
    assert_eq!(markdown.lines().count(), alone + 2);
}

#[test]
fn ranges_count_the_bytes_on_disk() {
    let text = "\u{feff}# Títle\r\n\r\nLead.\r\n\r\n## One\r\n\r\nText.\r\n";
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("crlf.md");
    fs::write(&path, text).unwrap();
    let json = good(run([
        "outline".as_ref(),
        "--format".as_ref(),
        "json".as_ref(),
        path.as_os_str(),
    ]));
    let json: Value = serde_json::from_str(&json).unwrap();
    let place = |value: &Value| text[range(value)].trim_end().to_owned();
    assert_eq!(place(&json["title"]["range"]), "# Títle");
    let section = &json["sections"].as_array().unwrap()[1];
    assert_eq!(place(&section["heading_range"]), "## One");
    assert_eq!(section["line"], 5);
    assert_eq!(range(&section["range"]).end, text.len());
}

#[test]
fn headings_of_a_long_file_have_the_lines_they_stand_on() {
    let mut text = "---\nauthor: A. Doro\n---\n\n".to_owned();
    let low = "The water was low again, the keeper wrote, and nobody came.\n";
    for nth in 0..4000 {
        let section = match nth % 4 {
            0 => format!("## Tide {nth}\n\n{low}\n"),
            1 => format!("Tide {nth}\n*and wind*\n---\n\n- {low}\n"),
            2 => format!("<h3>Tide {nth}</h3>\n\n{low}{low}\n"),
            _ => format!("> # 潮 {nth}\n\n潮の高さ {nth}\n===\n\n```\n# {low}```\n\n"),
        };
        text.push_str(&section);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.md");
    fs::write(&path, &text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let outline = Outline::of(path.to_str().unwrap());
    let sections = outline.list("sections");
    assert_eq!(sections.len(), 5000);
    let printed = printed(["outline".as_ref(), path.as_os_str()]);
    let shown = printed.lines().skip(2);
    for (section, shown) in sections.iter().zip(shown) {
        let line = section["line"].as_u64().unwrap() as usize;
        let title = of(section, "title");
        let word = title.split_inclusive(char::is_numeric).next().unwrap();
        assert!(lines[line - 1].contains(word), "{title:?} on line {line}");
        assert!(shown.starts_with(&format!("{line:>6} ")), "{shown:?}");
        assert!(shown.contains(title), "{shown:?}");
    }
}
