//! The windows over the screen: the key help, the list of matches, why a heading is one.

#[path = "support/screen.rs"]
mod screen;

use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};
use screen::Screen;

const SCRAPE: &str = "briefings/border-crisis.txt";
const BRIEFING: &str = "briefings/pakistan-taliban.md";

#[test]
fn the_help_is_wrapped_and_not_cut() {
    for width in [20, 40, 80, 140] {
        let mut screen = Screen::open(BRIEFING, width, 24);
        let last = screen.keys("?G").to_string();
        let words: Vec<&str> = last.split_whitespace().collect();
        let place = words.windows(2).position(|two| two == ["window,", "else"]);
        let is_whole = place.is_some_and(|at| words[at..].contains(&"quit"))
            || width == 20 && words.contains(&"quit");
        assert!(is_whole, "{last}");
    }
}

#[test]
fn the_list_of_matches_shows_their_sentences() {
    let mut screen = Screen::open(SCRAPE, 100, 30);
    assert_snapshot!(screen.keys("/airstrikes<enter>&"));
    let grey = screen.words_where(|cell| cell.fg == Color::DarkGray);
    assert!(
        !grey.iter().any(|words| words.contains("8 matches")),
        "{grey:?}"
    );
    screen.keys("j<enter>");
    assert!(screen.bottom().contains("2 of 8"), "{screen}");
    screen.keys("/1990s<enter>&");
    assert!(screen.to_string().contains(" 1 match of "), "{screen}");
}

#[test]
fn the_key_help_is_narrowed_as_one_types() {
    let mut screen = Screen::open(BRIEFING, 100, 30);
    let before = screen.keys("?").to_string();
    let has = |screen: &Screen, words: &str| screen.to_string().contains(words);
    screen.keys("/next sec");
    assert!(screen.bottom().contains("keys with: next sec"), "{screen}");
    assert!(
        has(&screen, "next section") && !has(&screen, "one row"),
        "{screen}"
    );
    screen.keys("zzz");
    assert!(has(&screen, "no key does that"), "{screen}");
    screen.keys("<esc>");
    assert_eq!(screen.to_string(), before);
    screen.keys("/figure<enter>j");
    assert!(
        has(&screen, "Keys · “figure”") && has(&screen, "next figure"),
        "{screen}"
    );
    screen.keys("<esc>");
    assert_eq!(screen.to_string(), before, "one step back");
    assert!(!has(screen.keys("<esc>"), "Keys"), "{screen}");
}

#[test]
fn a_match_in_the_list_stands_under_the_name_of_its_section() {
    let text = "# Coast\n\nA dam held.\n\n## North\n\nThe dam leaks. A dam broke.\n\n## South\n\n\
        No wall.\n\n### Islands\n\nEvery dam there is new.\n\n## West\n\nThat dam was sold.\n";
    let list = |screen: &Screen| {
        let rows = screen.to_string();
        let rows = rows
            .lines()
            .filter_map(|row| Some(row.split('│').nth(1)?.trim().to_owned()));
        rows.filter(|row| !row.is_empty()).collect::<Vec<_>>()
    };
    let mut screen = Screen::of("coast.md", text, 60, 24);
    screen.keys("/dam<enter>&");
    let all = [
        "Opening",
        "A dam held.",
        "North",
        "The dam leaks.",
        "A dam broke.",
        "Islands",
        "Every dam there is new.",
        "West",
        "That dam was sold.",
    ];
    assert_eq!(list(&screen), all, "{screen}");
    // Four rows: the name stands on top whichever match comes first, and the chosen one is seen.
    let mut screen = Screen::of("coast.md", text, 60, 8);
    screen.keys("/dam<enter>&");
    let is_name = |row: &&str| ["Opening", "North", "Islands", "West"].contains(row);
    let walk = [
        "A dam held.",
        "The dam leaks.",
        "A dam broke.",
        "Every dam there is new.",
        "That dam was sold.",
    ];
    for (sentence, key) in walk
        .iter()
        .chain(walk.iter().rev())
        .zip("jjjjGkkkkk".chars())
    {
        let rows = list(&screen);
        assert!(is_name(&rows[0].as_str()), "{screen}");
        let chosen = screen.words_where(|cell| cell.modifier.contains(Modifier::REVERSED));
        assert_eq!(chosen.join(" ").trim(), *sentence, "{screen}");
        screen.keys(&key.to_string());
    }
    // One row: the match itself.
    let mut screen = Screen::of("coast.md", text, 40, 5);
    screen.keys("/dam<enter>&j");
    assert_eq!(list(&screen), ["The dam leaks."], "{screen}");
}

#[test]
fn help_lists_every_command() {
    let mut screen = Screen::open(SCRAPE, 100, 80);
    screen.keys("?");
    let help = screen.to_string();
    for entry in briefing::app::command::TABLE {
        assert!(help.contains(entry.words), "{}", entry.words);
    }
    screen.keys("q");
    assert!(!screen.to_string().contains("down half a page"));
}

#[test]
fn a_heading_says_why_it_is_one_and_can_be_none() {
    let mut screen = Screen::open(SCRAPE, 100, 30);
    screen.keys("]]");
    let heading = screen.row(2);
    assert!(screen.bottom().contains("3 of 7"), "{}", screen.bottom());
    assert_snapshot!(screen.keys("w"));
    screen.keys("x");
    assert_eq!(screen.row(2), heading, "the text stays where it is");
    assert!(
        screen.bottom().contains("X brings it back"),
        "{}",
        screen.bottom()
    );
    screen.keys("k");
    assert!(screen.bottom().contains("2 of 6"), "{}", screen.bottom());
    screen.keys("]");
    assert!(screen.bottom().contains("3 of 6"), "{}", screen.bottom());
    screen.keys("[X");
    screen.keys("]");
    assert!(screen.bottom().contains("3 of 7"), "{}", screen.bottom());
    assert_eq!(screen.row(2), heading);
}

#[test]
fn what_stands_before_the_first_heading_is_not_offered_to_be_none() {
    let mut screen = Screen::open(SCRAPE, 100, 30);
    assert!(screen.bottom().contains("1 of 7"), "{}", screen.bottom());
    let window = screen.keys("w").to_string();
    assert!(window.contains("before the first heading"), "{window}");
    assert!(!window.contains("x it is none"), "{window}");
    screen.keys("x");
    let said = "this is no heading";
    assert!(screen.bottom().contains(said), "{}", screen.bottom());
}
