//! The pane of figures as it is seen and used: orders, filters, corrections, dates, terms.

#[path = "support/screen.rs"]
mod screen;

use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};
use screen::Screen;

const SCRAPE: &str = "briefings/border-crisis.txt";

const STORM: &str = "\
# Storm over the Sorn islands

At least 1,200 people were moved from the outer islands, the Bergen-based Office for Coastal Relief (OCR) said.

## What the wind did

Over 640 houses lost their roofs, including 90 schoolhouses, according to the Office for Coastal Relief. Eleven fishermen \
were reportedly missing on 4 March 2024. The ferry company puts its loss at between $90 million and $110 million.

The water rose by 2.5 metres, and 18% stayed under it for three days.

## What it cost before

A storm in 1987 had moved around 1,200 people. Another broke the dam during the 1970s. The dam was mended from 1981 to \
1983, and the harbour opened on 20 July. The OCR keeps 14 boats ready since 1983; the island council speaks of 1,200 people.
";

fn storm(width: u16, height: u16) -> Screen {
    Screen::of("storm.md", STORM, width, height)
}

/// The pane at the right, cut out of a screen of three panes.
fn pane(screen: &Screen) -> String {
    let rows = screen.to_string();
    let panes = rows.lines().filter_map(|row| Some(row.rsplit_once('│')?.1));
    let lines: Vec<&str> = panes.map(str::trim_end).collect();
    lines.join("\n")
}

fn has(screen: &Screen, words: &str) -> bool {
    pane(screen).contains(words)
}

/// The words the reader is at, in the text and in the list.
fn chosen(screen: &Screen) -> Vec<String> {
    screen
        .words_where(|cell| cell.modifier.contains(Modifier::REVERSED) && cell.fg == Color::Magenta)
}

#[test]
fn figures_stand_by_kind_by_section_by_value_and_in_order_of_the_text() {
    let mut screen = storm(140, 44);
    assert_snapshot!("by_kind", pane(screen.keys("s")));
    assert_snapshot!("by_section", pane(screen.keys("t")));
    assert_snapshot!("by_value", pane(screen.keys("t")));
    assert_snapshot!("by_text", pane(screen.keys("t")));
    screen.keys("t");
    assert!(has(&screen, "PEOPLE"), "round to the first: {screen}");
}

#[test]
fn a_part_is_indented_under_its_whole_in_every_order() {
    let mut screen = storm(140, 44);
    screen.keys("s");
    for _ in 0..4 {
        let pane = pane(&screen);
        let lines: Vec<&str> = pane.lines().collect();
        let part = lines.iter().position(|line| line.contains("· school"));
        let part = part.unwrap_or_else(|| panic!("no part in {pane}"));
        let whole = lines.iter().position(|line| line.contains("640"));
        assert!(
            whole.is_some_and(|whole| whole < part && part - whole < 5),
            "{pane}"
        );
        screen.keys("t");
    }
}

#[test]
fn in_the_order_of_the_text_the_list_follows_it() {
    let mut screen = Screen::open(SCRAPE, 140, 24);
    screen.keys("sttt<esc><esc>");
    for _ in 0..6 {
        screen.keys("d");
        let pane = pane(&screen);
        let mut lines = pane
            .lines()
            .skip_while(|line| !line.contains("FIGURES"))
            .skip(1);
        let first = lines.find(|line| !line.trim().is_empty());
        assert!(first.is_some_and(|line| line.starts_with('▌')), "{pane}");
    }
    screen.keys("g)");
    assert!(
        has(&screen, "IN ORDER OF THE TEXT"),
        "the chosen one is in view: {screen}"
    );
}

#[test]
fn a_dated_text_places_what_is_named_from_its_day() {
    let text = "A storm drowned the lower town in 1987. Last year the dam leaked again, and on Tuesday it broke. \
        The harbour has been shut since 8 September, and the council meets next week. In January it had other cares.\n";
    let dated = format!("---\ntitle: The dam\ndate: 2024-09-13\n---\n\n{text}");
    let mut screen = Screen::of("dam.md", &dated, 140, 30);
    assert_snapshot!(pane(screen.keys("sl")));
    // Nobody knows which Tuesday it is in a text without a day.
    let mut screen = Screen::of("dam.md", &format!("# The dam\n\n{text}"), 140, 30);
    assert_snapshot!("an_undated_text", pane(screen.keys("sl")));
}

#[test]
fn dates_are_a_timeline() {
    let mut screen = storm(140, 44);
    assert_snapshot!("dates", pane(screen.keys("sl")));
    screen.keys("t");
    assert!(
        screen.bottom().contains("order of time"),
        "{}",
        screen.bottom()
    );
}

#[test]
fn a_term_is_explained_found_and_searched() {
    let mut screen = storm(140, 44);
    assert_snapshot!("terms", pane(screen.keys("sh")));
    screen.keys("<enter>");
    assert_eq!(
        chosen(&screen),
        ["OCR", "OCR"],
        "in the text and in the list"
    );
    screen.keys("s*");
    assert!(screen.bottom().contains("1 of 2"), "{}", screen.bottom());
}

#[test]
fn every_place_of_a_figure_is_reached_and_the_foot_counts_them() {
    let mut screen = storm(140, 44);
    screen.keys("s");
    let places = ["1 of 3", "2 of 3", "3 of 3", "1 of 3"];
    for place in places {
        assert!(has(&screen, place), "{place}: {screen}");
        screen.keys("p");
    }
    screen.keys("3p");
    assert!(has(&screen, "keeps 14"), "{screen}");
    screen.keys("<enter>");
    assert_eq!(chosen(&screen).len(), 2, "{screen}");
    screen.keys("s2<enter>");
    assert!(has(&screen, "A storm in 1987"), "{screen}");
}

#[test]
fn the_foot_says_who_says_so_and_how_surely() {
    let mut screen = storm(140, 44);
    screen.keys("s/fishermen<enter>");
    let pane = pane(&screen);
    let foot = pane.split("──").last().unwrap_or_default();
    assert!(foot.contains("Eleven fishermen"), "{foot}");
    assert!(foot.contains("reportedly"), "{foot}");
}

#[test]
fn a_source_that_the_hedge_names_is_not_said_twice() {
    let text = "# Roads\n\nOver 15,000 people are on the road, as per reports.\n";
    let mut screen = Screen::of("roads.md", text, 140, 30);
    let pane = pane(screen.keys("s"));
    let said = pane.lines().filter(|line| line.contains("reports"));
    // In the list, in the sentence, and under it.
    assert_eq!(said.count(), 3, "{pane}");
    assert!(
        !pane.contains("reports ·") && !pane.contains("· reports"),
        "{pane}"
    );
}

#[test]
fn typing_narrows_the_list_and_escape_takes_it_back() {
    let mut screen = storm(140, 44);
    let before = screen.keys("s").to_string();
    screen.keys("/RELIEF");
    assert!(
        screen.bottom().contains("figures with: RELIEF"),
        "{}",
        screen.bottom()
    );
    assert!(screen.bottom().contains("3 fit"), "{}", screen.bottom());
    assert!(
        has(&screen, "640") && !has(&screen, "fishermen"),
        "{screen}"
    );
    screen.keys("<esc>");
    assert_eq!(screen.to_string(), before);
    screen.keys("/relief<enter>");
    assert!(has(&screen, "3 of 9 · “relief”"), "{screen}");
    screen.keys("<esc>");
    assert!(has(&screen, "fishermen"), "{screen}");
    screen.keys("/15zzz<enter>");
    assert!(has(&screen, "nothing fits"), "{screen}");
}

#[test]
fn words_are_found_in_value_label_source_and_kind() {
    let mut screen = storm(140, 44);
    screen.keys("s");
    for (words, figure) in [
        ("1200", "1,200"),
        ("coastal relief", "640"),
        ("no source", "14"),
        ("reportedly", "eleven"),
        ("money", "$90 million"),
        ("at least", "1,200"),
    ] {
        screen.keys(&format!("/<ctrl-u>{words}<enter>"));
        assert!(has(&screen, figure), "{words}: {screen}");
        assert!(
            !has(&screen, "metres") || words == "no source",
            "{words}: {screen}"
        );
    }
}

#[test]
fn a_figure_of_a_table_names_its_row() {
    let mut screen = Screen::of(
        "ports.md",
        "# Ports\n\n| Port | Ships | 2023 |\n| --- | --- | --- |\n| Odesa | 42 | 61 |\n| Izmail | 17 | 61 |\n",
        140,
        30,
    );
    screen.keys("s");
    let rows = |screen: &Screen| {
        let words = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
        pane(screen).lines().map(words).collect::<Vec<_>>()
    };
    let stands = |screen: &Screen, lines: &[&str]| {
        let all = rows(screen);
        all.windows(lines.len()).any(|window| window == lines)
    };
    assert!(stands(&screen, &["▌ 42 Ships", "Odesa"]), "{screen}");
    assert!(stands(&screen, &["▌ 17 Ships", "Izmail"]), "{screen}");
    // The year says when; what is counted is the row's name, which is not said again.
    assert!(stands(&screen, &["▌ 61 Odesa", "2023"]), "{screen}");
    screen.keys("/izm<enter>");
    assert!(has(&screen, "17") && !has(&screen, "42"), "{screen}");
    assert!(
        has(&screen, "Izmail · 17 · 61"),
        "the row at the foot: {screen}"
    );
    let in_foot = screen
        .words_where(|cell| cell.modifier.contains(Modifier::ITALIC) && cell.fg == Color::Magenta);
    assert_eq!(in_foot, ["17"], "{screen}");
}

#[test]
fn what_each_person_gets_is_no_count_of_people() {
    let text = "# Wells\n\n| Zone | Litres a person | People |\n| --- | --- | --- |\n| North | 92 | 4,100 |\n";
    let screen = Screen::of("wells.md", text, 140, 24);
    let pane = pane(&screen);
    let [people, counts] = ["PEOPLE", "COUNTS"].map(|group| pane.find(group));
    assert!(
        people < pane.find("4,100") && pane.find("4,100") < counts,
        "{screen}"
    );
    assert!(counts < pane.find(" 92"), "{screen}");
}

#[test]
fn one_key_turns_through_the_sorts_there_are() {
    let mut screen = storm(140, 44);
    screen.keys("s");
    let mut said = Vec::new();
    for _ in 0..20 {
        screen.keys("F");
        let bottom = screen.bottom();
        let notice = bottom.trim().split("  ").next().unwrap_or_default();
        said.push(notice.to_owned());
        if notice == "all of them" {
            break;
        }
        assert!(!has(&screen, "nothing fits"), "{screen}");
    }
    assert_eq!(said[..2], ["only hedged", "only without a source"]);
    assert!(said.contains(&"only money".to_owned()), "{said:?}");
    assert_eq!(said.last().map(String::as_str), Some("all of them"));
}

#[test]
fn a_wrong_figure_is_hidden_everywhere_and_brought_back() {
    let mut screen = storm(140, 44);
    let before = screen.keys("s").to_string();
    assert!(before.contains("15 figures"), "{before}");
    screen.keys("/fishermen<enter>x");
    assert!(
        screen.bottom().contains("hidden: eleven fishermen"),
        "{}",
        screen.bottom()
    );
    assert!(screen.bottom().contains('X'), "it says how to get it back");
    screen.keys("<esc>");
    assert!(!has(&screen, "eleven"), "{screen}");
    assert!(screen.to_string().contains("14 figures"), "{screen}");
    let marked = screen.words_where(|cell| cell.fg == Color::Magenta);
    assert!(
        !marked.iter().any(|words| words.contains("Eleven")),
        "{marked:?}"
    );
    screen.keys("X");
    assert!(
        screen.bottom().contains("back: eleven fishermen"),
        "{}",
        screen.bottom()
    );
    assert!(has(&screen, "eleven"), "{screen}");
    screen.keys("X");
    assert!(
        screen.bottom().contains("nothing is hidden"),
        "{}",
        screen.bottom()
    );
    screen.keys("xxx9X");
    assert!(screen.to_string().contains("15 figures"), "{screen}");
}

#[test]
fn everything_can_be_hidden() {
    let mut screen = storm(140, 44);
    screen.keys("sxxxxxxxxxxxx");
    assert!(has(&screen, "none in this text"), "{screen}");
    assert!(
        screen.bottom().contains("nothing to hide"),
        "{}",
        screen.bottom()
    );
    screen.keys("jkp<enter>)s99X");
    assert!(has(&screen, "1,200"), "{screen}");
}

#[test]
fn what_does_not_add_up_is_marked_quietly() {
    let screen = storm(140, 44);
    assert!(has(&screen, "elsewhere: around"), "{screen}");
    let scrape = Screen::open(SCRAPE, 140, 40);
    assert!(has(&scrape, "elsewhere: over"), "{scrape}");
}

#[test]
fn the_text_is_walked_without_unfolding_what_was_set_aside() {
    let mut screen = Screen::open(SCRAPE, 140, 40);
    let mut steps = 0;
    while !screen.keys(")").bottom().contains("no figure below") {
        assert!(
            !screen.bottom().contains("set aside"),
            "{}",
            screen.bottom()
        );
        steps += 1;
        assert!(steps < 500, "it goes round");
    }
    assert!(steps > 50, "{steps}");
    while !screen.keys("(").bottom().contains("no figure above") {
        steps -= 1;
    }
    assert_eq!(steps, 1, "the same way back, to the first");
}

#[test]
fn enter_in_the_text_shows_the_row_even_of_a_narrowed_list() {
    let mut screen = storm(140, 44);
    screen.keys("s/fishermen<enter><tab><tab>(((<enter>");
    assert!(has(&screen, "PEOPLE"), "{screen}");
    let chosen = chosen(&screen);
    assert_eq!(chosen, ["1,200", "1,200"], "{screen}");
}

#[test]
fn the_pane_fits_narrow_and_low_screens() {
    assert_snapshot!("narrow", storm(100, 30).keys("s"));
    assert_snapshot!("over_the_text", storm(40, 12).keys("s"));
    assert_snapshot!("smallest", storm(20, 5).keys("s"));
    for width in (20..160).step_by(7) {
        for height in [5, 7, 8, 12, 16, 33, 60] {
            let mut screen = storm(width, height);
            screen.keys("sjjp/<esc>Fjx<esc>lGlX<enter>");
            assert!(!screen.to_string().trim().is_empty());
        }
    }
}
