//! What `briefing stats` prints, against the bytes of the file: the promises of the form
//! `briefing-stats/1`, and the figures of the sample.

#[path = "support/run.rs"]
mod run;

use std::{fs, ops::Range};

use run::{good, printed, run};
use serde_json::{Value, json};

const SAMPLE: &str = "briefings/border-crisis.txt";

/// The statistics of a file, and its text.
struct Stats {
    text: String,
    json: Value,
}

impl Stats {
    fn of(path: &str) -> Self {
        let json = printed(["stats", "--format", "json", path]);
        Self {
            text: fs::read_to_string(path).unwrap(),
            json: serde_json::from_str(&json).unwrap(),
        }
    }

    fn list(&self, name: &str) -> &[Value] {
        self.json[name].as_array().unwrap()
    }

    /// The statistics of that kind and value, and what each counts.
    fn of_value(&self, kind: &str, value: &Value) -> Vec<&Value> {
        // 31 and 31.0 are the same number.
        let same = |other: &Value| {
            other == value || other.as_f64().is_some_and(|n| value.as_f64() == Some(n))
        };
        let all = self.list("statistics").iter();
        all.filter(|one| one["kind"] == kind && same(&one["value"]))
            .collect()
    }

    fn occurrences(&self) -> impl Iterator<Item = &Value> {
        let lists = self
            .list("statistics")
            .iter()
            .map(|one| &one["occurrences"]);
        lists.flat_map(|list| list.as_array().unwrap())
    }
}

fn span(entry: &Value) -> Range<usize> {
    let at = |key: &str| entry[key].as_u64().unwrap() as usize;
    at("start")..at("end")
}

#[test]
fn the_words_of_a_figure_are_the_bytes_of_its_span() {
    for entry in fs::read_dir("briefings").unwrap() {
        let path = entry.unwrap().path();
        let stats = Stats::of(path.to_str().unwrap());
        assert_eq!(stats.json["format"], "briefing-stats/1");
        assert_eq!(stats.json["bytes"], stats.text.len());
        assert!(stats.occurrences().count() > 0, "{}", path.display());
        for occurrence in stats.occurrences() {
            let words = stats.text.get(span(occurrence));
            assert_eq!(words, occurrence["text"].as_str(), "{occurrence}");
            check_section(&stats, occurrence);
        }
        check_order(&stats);
    }
}

/// The section of an occurrence is the innermost one that holds it.
fn check_section(stats: &Stats, occurrence: &Value) {
    let place = span(occurrence);
    let holds = |section: &&Value| {
        let own = span(section);
        own.start <= place.start && place.end <= own.end
    };
    let around = stats.list("sections").iter().filter(holds);
    let innermost = around.min_by_key(|section| span(section).len());
    if let Some(innermost) = innermost {
        assert_eq!(occurrence["section"], innermost["id"], "{occurrence}");
    }
}

/// The most important comes first, each has its own id, and no place is listed twice.
fn check_order(stats: &Stats) {
    let all = stats.list("statistics");
    let importance: Vec<f64> = all
        .iter()
        .map(|one| one["importance"].as_f64().unwrap())
        .collect();
    assert!(importance.is_sorted_by(|a, b| a >= b), "{importance:?}");
    assert!(
        importance.iter().all(|one| (0.0..=1.0).contains(one)),
        "{importance:?}"
    );
    for (at, one) in all.iter().enumerate() {
        assert!(
            all[..at].iter().all(|other| other["id"] != one["id"]),
            "{one}"
        );
        assert!(
            one["occurrences"]
                .as_array()
                .is_some_and(|list| !list.is_empty()),
            "{one}"
        );
    }
    let mut places: Vec<Range<usize>> = stats.occurrences().map(span).collect();
    places.sort_by_key(|place| place.start);
    for pair in places.windows(2) {
        assert!(
            pair[0].end <= pair[1].start,
            "{:?}",
            &stats.text[pair[1].clone()]
        );
    }
}

#[test]
fn a_figure_said_five_times_is_one_statistic() {
    let stats = Stats::of(SAMPLE);
    let found = stats.of_value("count", &json!(12000));
    assert_eq!(found.len(), 1, "{found:?}");
    let occurrences = found[0]["occurrences"].as_array().unwrap();
    let words: Vec<&str> = occurrences
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["12,000"; 5]);
    let qualifier = |at: usize| {
        let one = &occurrences[at];
        one.get("qualifier")
            .unwrap_or(&found[0]["qualifier"])
            .clone()
    };
    assert_eq!(qualifier(1), "over", "More than 12,000");
    assert_eq!(qualifier(3), "approx", "about 12,000");
    assert_eq!(qualifier(4), Value::Null, "the 12,000");
}

#[test]
fn figures_have_their_kind_value_and_unit() {
    let stats = Stats::of(SAMPLE);
    let check = |kind: &str, value: Value, unit: Value| {
        let found = stats.of_value(kind, &value);
        assert!(
            found.iter().any(|one| one["unit"] == unit),
            "{kind} {value} {unit}: {found:?}"
        );
    };
    check("count", json!(31), Value::Null);
    check("count", json!(2000), Value::Null);
    check("count", json!({"low": 2500, "high": 3000}), Value::Null);
    check("percent", json!(62), json!("%"));
    check("percent", json!(71), json!("%"));
    check("money", json!(2_400_000_000_u64), json!("USD"));
    check("money", json!(18_000_000), json!("EUR"));
    check("date", json!("1974"), Value::Null);
    check("date", json!("1990s"), Value::Null);
    check("date", json!("2021-03"), Value::Null);
    check("measure", json!(4.5), json!("km"));
    check("duration", json!(90), json!("day"));
}

#[test]
fn what_is_said_of_a_figure_is_kept() {
    let stats = Stats::of(SAMPLE);
    let rise = stats.of_value("percent", &json!(62))[0];
    assert_eq!(
        (&rise["change"]["direction"], &rise["change"]["role"]),
        (&json!("rise"), &json!("amount"))
    );
    assert!(
        rise["attribution"]
            .as_str()
            .is_some_and(|who| who.contains("Merrin Institute")),
        "{rise}"
    );
    let killed = stats.of_value("count", &json!(400))[0];
    assert_eq!(
        (&killed["qualifier"], &killed["subject"]),
        (&json!("over"), &json!("people"))
    );
    let wounded = stats.of_value("count", &json!(80))[0];
    assert_eq!(wounded["qualifier"], "at_least");
}

#[test]
fn a_text_without_figures_is_an_empty_list() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("calm.md");
    let text = "# Calm\n\n1. No one came.\n2. The F-16 stayed, and so did COVID-19; see `v1.2`.\n";
    fs::write(&path, text).unwrap();
    let json = good(run([
        "stats".as_ref(),
        "--format".as_ref(),
        "json".as_ref(),
        path.as_os_str(),
    ]));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["statistics"], json!([]));
    assert_eq!(json["bytes"], text.len());
}

#[test]
fn tables_have_a_row_for_each_statistic() {
    let rows = Stats::of(SAMPLE).list("statistics").len();
    for format in ["table", "csv", "markdown"] {
        let out = printed(["stats", "--format", format, SAMPLE]);
        assert!(
            out.contains("12,000") || out.contains("12000"),
            "{format}: {out}"
        );
        assert!(out.lines().count() >= rows, "{format}: {out}");
        assert!(!out.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn several_files_are_read_one_after_the_other() {
    let both = printed(["stats", SAMPLE, "briefings/water-exercise.md"]);
    assert!(both.contains("12,000") && both.contains("31%"), "{both}");
    let output = run(["stats", SAMPLE, "no/such.md"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said,
        "briefing: cannot open no/such.md: No such file or directory\n"
    );
}
