//! The reader as it is seen: the real program on a screen in memory, driven by keys.

#[path = "support/screen.rs"]
mod screen;

use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};
use screen::Screen;

const SCRAPE: &str = "briefings/border-crisis.txt";
const BRIEFING: &str = "briefings/pakistan-taliban.md";
const EXERCISE: &str = "briefings/water-exercise.md";

#[test]
fn a_scrape_opens_with_its_sections_its_text_and_its_figures() {
    assert_snapshot!(Screen::open(SCRAPE, 140, 40));
}

#[test]
fn a_small_screen_has_the_text_alone() {
    assert_snapshot!(Screen::open(SCRAPE, 40, 12));
}

#[test]
fn two_panes_at_80_columns_and_s_swaps_the_side() {
    let mut screen = Screen::open(BRIEFING, 80, 24);
    assert_snapshot!("eighty_sections", screen);
    assert_snapshot!("eighty_statistics", screen.keys("s"));
}

#[test]
fn tables_lists_and_quotes_are_set() {
    assert_snapshot!(Screen::open(EXERCISE, 100, 60).keys("]]"));
}

#[test]
fn a_key_that_does_nothing_says_where_the_keys_are() {
    let mut screen = Screen::open(BRIEFING, 80, 24);
    let check = |screen: &mut Screen, keys: &str, expected: &str| {
        let bottom = screen.keys(keys).bottom();
        assert!(bottom.contains(expected), "{bottom}");
    };
    check(&mut screen, "Q", "Q does nothing; ? lists the keys");
    check(&mut screen, "<ctrl-x>", "Ctrl-X does nothing");
    check(&mut screen, "j", "1 of");
}

#[test]
fn a_notice_has_the_room_of_the_hints() {
    let text = "The harbour of Sarn was opened again on the day after the storm had gone.\n";
    let said = " copied: The harbour of Sarn was opened again on the day after the st…";
    let mut screen = Screen::of("sarn.md", text, 80, 24);
    let bottom = screen.keys("y").bottom();
    assert!(bottom.starts_with(said), "{bottom}");
    let mut screen = Screen::of("sarn.md", text, 120, 24);
    let bottom = screen.keys("y").bottom();
    assert!(
        bottom.starts_with(said) && bottom.contains("? help"),
        "{bottom}"
    );
}

#[test]
fn a_section_is_jumped_to_and_stands_on_top() {
    let mut screen = Screen::open(SCRAPE, 100, 30);
    let second = screen.keys("]").row(2);
    screen.keys("]");
    assert_ne!(screen.row(2), second);
    assert!(screen.bottom().contains("3 of 7"), "{}", screen.bottom());
    screen.keys("[[");
    assert!(screen.bottom().contains("1 of 7"), "{}", screen.bottom());
    screen.keys("3]");
    assert!(screen.bottom().contains("4 of 7"), "{}", screen.bottom());
}

#[test]
fn the_section_before_is_reached_from_any_heading() {
    let parts: Vec<_> = (1..=30).map(|nth| format!("# Part {nth}\n")).collect();
    let mut screen = Screen::of("parts.md", &parts.join("\n"), 60, 20);
    let number = |screen: &mut Screen, keys: &str| {
        screen.keys(keys);
        let bottom = screen.bottom();
        let (_, number) = bottom.split_once(" · ").expect("the section");
        let number: usize = number
            .split_once(' ')
            .expect("of how many")
            .0
            .parse()
            .expect("a number");
        number
    };
    // However a heading came to stand on the top row: scrolled there, not jumped to.
    for keys in ["G", "12]kk", "12]jj", "50%"] {
        let here = number(&mut screen, keys);
        assert_eq!(number(&mut screen, "["), here - 1, "{keys}");
        assert_eq!(number(&mut screen, "["), here - 2, "{keys}");
    }
}

#[test]
fn the_last_section_can_stand_on_top_too() {
    let mut screen = Screen::open(SCRAPE, 100, 50);
    screen.keys("6]");
    assert!(screen.bottom().contains("7 of 7"), "{}", screen.bottom());
}

#[test]
fn a_resize_keeps_the_words_on_top() {
    let mut screen = Screen::open(SCRAPE, 140, 40);
    screen.keys("ddjj");
    let words: Vec<String> = first_words(&screen);
    for (width, height) in [(80, 24), (40, 12), (200, 60), (20, 5), (140, 40)] {
        screen.resize(width, height);
    }
    assert_eq!(first_words(&screen), words);
}

/// The first three words of the text's top row.
fn first_words(screen: &Screen) -> Vec<String> {
    let row = screen.row(2);
    let text = row.split('│').nth(1).unwrap_or(&row);
    text.split_whitespace().take(3).map(str::to_owned).collect()
}

#[test]
fn no_screen_is_too_small() {
    for (width, height) in [(1, 1), (2, 1), (19, 5), (20, 4), (5, 50), (300, 2)] {
        let mut screen = Screen::open(EXERCISE, width, height);
        screen.keys("j]/water<enter>n)s?qoz&q");
    }
    assert!(Screen::open(EXERCISE, 30, 4).row(0).contains("too small"));
}

#[test]
fn every_key_at_every_width_leaves_a_screen() {
    let keys = "jkdufb gG50%][}{)(<ctrl-o><alt-right>/the<enter>nN&q*<tab><tab><shift-tab>osz+-=xhltp<enter>?q<esc>";
    for width in [20, 60, 80, 100, 140] {
        for file in [SCRAPE, BRIEFING, EXERCISE, "briefings/guide.md"] {
            let mut screen = Screen::open(file, width, 20);
            screen.keys(keys).keys(keys);
            assert!(!screen.bottom().is_empty(), "{file} at {width}");
        }
    }
}

#[test]
fn search_counts_all_and_goes_round() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("/airstrikes<enter>");
    let total: usize = place(&screen).1;
    assert!(total >= 8, "{}", screen.bottom());
    assert_eq!(place(&screen).0, 1);
    screen.keys("n");
    assert_eq!(place(&screen).0, 2);
    screen.keys("NN");
    assert_eq!(place(&screen).0, total);
    assert!(
        screen.bottom().contains("from the end"),
        "{}",
        screen.bottom()
    );
}

/// "3 of 17" of the running search.
fn place(screen: &Screen) -> (usize, usize) {
    let bottom = screen.bottom();
    let words: Vec<&str> = bottom.split_whitespace().collect();
    let places = words.windows(3).filter(|words| words[1] == "of");
    let mut numbers =
        places.filter_map(|words| Some((words[0].parse().ok()?, words[2].parse().ok()?)));
    numbers
        .next_back()
        .unwrap_or_else(|| panic!("no place in {bottom}"))
}

#[test]
fn search_moves_while_typing_and_escape_goes_back() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("d");
    let before = screen.to_string();
    screen.keys("/Conclu");
    assert_ne!(screen.to_string(), before);
    screen.keys("<esc>");
    assert_eq!(screen.to_string(), before);
}

#[test]
fn matches_are_marked_and_the_current_one_differs() {
    let mut screen = Screen::open(SCRAPE, 120, 40);
    screen.keys("/airstrikes<enter>");
    let current = screen.words_where(|cell| cell.bg == Color::LightGreen);
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].to_lowercase(), "airstrikes");
    let others = screen.words_where(|cell| cell.bg == Color::Yellow);
    assert!(
        !others.is_empty()
            && others
                .iter()
                .all(|word| word.to_lowercase() == "airstrikes"),
        "{others:?}"
    );
    // Bold black on yellow is grey in many terminals, and one of them stands in a heading.
    let is_match = |bg| matches!(bg, Color::Yellow | Color::LightGreen);
    screen.keys("g5]");
    let bold =
        screen.words_where(|cell| is_match(cell.bg) && cell.modifier.contains(Modifier::BOLD));
    assert!(bold.is_empty(), "{bold:?}");
    assert!(screen.row(2).contains("Airstrikes"), "{}", screen.row(2));
}

#[test]
fn a_name_cut_to_a_few_letters_is_left_out() {
    let mut screen = Screen::open(SCRAPE, 80, 24);
    screen.keys("]]/airstrikes<enter>");
    let bottom = screen.bottom();
    assert!(
        bottom
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit()),
        "{bottom}"
    );
    assert!(bottom.contains(" of 7"), "{bottom}");
}

#[test]
fn the_hints_stand_apart_from_the_place() {
    let mut screen = Screen::open(SCRAPE, 80, 24);
    let bottom = screen.keys("]").bottom();
    assert!(bottom.contains("2 of 7   / search"), "{bottom}");
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("/zeppelin<enter>");
    assert!(
        screen.bottom().contains("not found: zeppelin"),
        "{}",
        screen.bottom()
    );
    screen.keys("n");
    assert_eq!(screen.bottom().matches("not found").count(), 1);
    screen.keys("j");
    assert!(screen.bottom().contains("not found · "));
}

#[test]
fn a_figure_is_traced_to_its_words_and_back() {
    let mut screen = Screen::open(SCRAPE, 140, 40);
    screen.keys("))");
    let chosen = screen.words_where(|cell| {
        cell.modifier.contains(Modifier::REVERSED) && cell.fg == Color::Magenta
    });
    assert_eq!(
        chosen.len(),
        2,
        "once in the text, once in the list: {chosen:?}"
    );
    assert_eq!(chosen[0].trim(), chosen[1].trim());
    let before = screen.to_string();
    screen.keys("<enter>jjjj<enter>");
    assert_ne!(screen.to_string(), before);
    let chosen = screen.words_where(|cell| {
        cell.modifier.contains(Modifier::REVERSED) && cell.fg == Color::Magenta
    });
    assert_eq!(chosen.len(), 2, "{chosen:?}");
}

#[test]
fn jumps_can_be_taken_back_and_forward() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    let start = screen.to_string();
    screen.keys("]]");
    let there = screen.to_string();
    screen.keys("<ctrl-o><ctrl-o>");
    assert_eq!(
        first_words(&screen),
        first_words(&Screen::open(SCRAPE, 120, 30)),
        "{start}"
    );
    screen.keys("<alt-right><alt-right>");
    assert_eq!(screen.to_string(), there);
}

#[test]
fn what_was_set_aside_can_be_shown() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("G");
    assert!(!screen.to_string().contains("cookies"));
    screen.keys("xG");
    assert!(screen.to_string().contains("cookies"), "{screen}");
}

#[test]
fn a_section_is_ticked_once_all_of_it_was_on_the_screen() {
    let ticks = |screen: &Screen| screen.to_string().matches('✓').count();
    let mut screen = Screen::open(SCRAPE, 120, 17);
    assert_eq!(ticks(&screen), 0);
    screen.keys("6]");
    assert_eq!(ticks(&screen), 1, "the last one is short: {screen}");
    screen.keys("g<space><space><space>");
    assert!(ticks(&screen) > 1, "{screen}");
}

#[test]
fn escape_steps_back_and_never_quits() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    let start = screen.to_string();
    screen.keys("?<esc>/air<enter><esc>s<esc>o<esc>)<esc><esc><esc>g");
    assert_eq!(screen.row(0), start.lines().next().unwrap_or_default());
}

#[test]
fn nothing_in_a_document_reaches_the_screen_raw() {
    let text = "Re\u{1b}[31mport\n\n\u{9b}2J\u{202e}evil\u{7} text \u{1b}]52;c;aGk=\u{7} and 46 people\u{0}.\n";
    let mut screen = Screen::of("hostile\u{1b}[2J.txt", text, 100, 20);
    screen.keys("/evil<enter>)");
    for cell in screen.buffer().content() {
        let is_raw = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!cell.symbol().chars().any(is_raw), "{:?}", cell.symbol());
    }
}

#[test]
fn a_reload_keeps_the_place_by_its_words() {
    let text = std::fs::read_to_string(SCRAPE).unwrap();
    let mut screen = Screen::of("a.txt", &text, 120, 24);
    screen.keys("]]jjjj");
    let words = first_words(&screen);
    let (title, rest) = text.split_once('\n').unwrap();
    let longer =
        format!("{title}\n\nA paragraph that was not there before, of 1,234 words.\n{rest}");
    screen.reload("a.txt", &longer);
    assert_eq!(first_words(&screen), words);
    assert!(screen.bottom().contains("reloaded"), "{}", screen.bottom());
    screen.reload("a.txt", "Nothing is left.\n");
    assert!(screen.to_string().contains("Nothing is left."));
}

#[test]
fn counts_go_to_lines_and_percentages() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("11G");
    assert!(
        screen.row(2).contains("From Toll Road to Treaty"),
        "{screen}"
    );
    screen.keys("50%");
    assert!(screen.bottom().contains("4 of 7"), "{}", screen.bottom());
    screen.keys("G");
    assert!(screen.bottom().contains("100%"), "{}", screen.bottom());
    screen.keys("5k");
    let up = first_words(&screen);
    screen.keys("3k3j");
    assert_eq!(first_words(&screen), up);
}

#[test]
fn paragraphs_are_stepped_through() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    screen.keys("}}");
    assert_eq!(first_words(&screen), ["Karveth", "has", "ordered"]);
    screen.keys("}");
    assert_eq!(first_words(&screen), ["Valdony", "says", "it"]);
    screen.keys("2{");
    assert_eq!(first_words(&screen), ["More", "than", "12,000"]);
}

#[test]
fn panes_are_shown_focused_and_hidden() {
    let mut screen = Screen::open(SCRAPE, 120, 30);
    let has = |screen: &Screen| {
        (
            screen.to_string().contains("SECTIONS"),
            screen.to_string().contains("FIGURES"),
        )
    };
    assert_eq!(has(&screen), (true, true));
    assert_eq!(has(screen.keys("z")), (false, false));
    assert_eq!(has(screen.keys("z")), (true, true));
    assert_eq!(has(screen.keys("oo")), (false, true));
    assert_eq!(has(screen.keys("ss")), (false, false));
    assert_eq!(has(screen.keys("o")), (true, false));
    assert!(
        screen.bottom().contains("fold"),
        "the list has the keys: {}",
        screen.bottom()
    );
    assert!(
        screen.keys("<tab>").bottom().contains("section"),
        "{}",
        screen.bottom()
    );
    assert!(
        screen.keys("<shift-tab>").bottom().contains("fold"),
        "{}",
        screen.bottom()
    );
}

#[test]
fn a_section_is_opened_from_the_list() {
    let mut screen = Screen::open(BRIEFING, 120, 40);
    screen.keys("ojjj<enter>");
    assert_eq!(first_words(&screen), ["Why", "Kabul", "turned"]);
    screen.keys("oG<enter>");
    assert!(screen.bottom().contains("9 of 9"), "{}", screen.bottom());
    let list = |screen: &Screen| -> String {
        let rows = (0..39).map(|y| screen.row(y));
        let left = rows.filter_map(|row| row.split('│').next().map(str::to_owned));
        left.collect::<Vec<_>>().join("\n")
    };
    assert!(list(screen.keys("og")).contains("The TTP"));
    screen.keys("jjjjh");
    assert!(list(&screen).contains("▸ Two threats at"), "{screen}");
    assert!(!list(&screen).contains("The TTP"), "{screen}");
    assert!(list(screen.keys("l")).contains("The TTP"), "{screen}");
}

#[test]
fn the_counts_of_the_sections_add_up_to_all_matches() {
    let mut screen = Screen::open(SCRAPE, 140, 44);
    screen.keys("/reservists<enter>");
    let list = (0..43).filter_map(|y| screen.row(y).split('│').next().map(str::to_owned));
    let counts = list.filter_map(|row| row.split_whitespace().last()?.parse::<usize>().ok());
    assert_eq!(counts.sum::<usize>(), place(&screen).1, "{screen}");
}

#[test]
fn all_of_a_text_is_a_hundred_percent_whatever_marks_end_it() {
    let text = "# Ports\n\nSome words.\n\n```rust\nlet boats = 46;\n```\n\n\n";
    let screen = Screen::of("ports.md", text, 100, 30);
    assert!(screen.bottom().contains("100%"), "{}", screen.bottom());
}

#[test]
fn what_was_folded_stays_so_when_headings_go_and_come_back() {
    let text =
        "# T\n\n## A\n\ntext\n\n## B\n\n### Inside B\n\ntext\n\n## C\n\n### Inside C\n\ntext\n";
    let mut screen = Screen::of("t.md", text, 100, 40);
    let listed = |screen: &Screen| {
        let rows: Vec<String> = (0..40).map(|y| screen.row(y)).collect();
        let left = rows.iter().filter_map(|row| row.split_once('│'));
        let names = left.map(|(left, _)| left.trim_matches(|c: char| !c.is_alphabetic()));
        let names = names.filter(|name| !name.is_empty() && *name != "SECTIONS");
        names.collect::<Vec<_>>().join(", ")
    };
    screen.keys("ojjjh");
    assert_eq!(listed(&screen), "A, B, Inside B, C");
    // The first heading leaves an opening behind, another one nothing.
    screen.keys("gwx");
    assert_eq!(listed(&screen), "Opening, B, Inside B, C");
    screen.keys("gjwx");
    assert_eq!(listed(&screen), "Opening, Inside B, C");
    screen.keys("2X");
    assert_eq!(listed(&screen), "A, B, Inside B, C");
}

#[test]
fn a_list_longer_than_its_pane_fills_it() {
    for height in 16..30 {
        let screen = Screen::open(SCRAPE, 100, height);
        let left = |y| {
            screen
                .row(y)
                .split('│')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        };
        let rows: Vec<String> = (4..height - 1).map(left).collect();
        let shown: Vec<_> = rows
            .iter()
            .take_while(|row| !row.contains("set aside"))
            .collect();
        // A row is left free above what was set aside.
        let last = shown[shown.len() - 2];
        if rows.iter().all(|row| !row.contains("Witnesses")) {
            assert!(!last.is_empty(), "{height}: {rows:#?}");
        }
    }
}
