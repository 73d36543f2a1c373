//! Tables, and what is counted in their cells.

use super::*;
use crate::model::{BlockKind, ChunkBuilder};

/// The mentions of a table, a string a row, cells divided by `|`.
fn check(rows: &[&str], expected: &[&str]) {
    let mut builder = ChunkBuilder::new(0..1000);
    let mut table = Table {
        has_head: true,
        ..Table::default()
    };
    let mut at = 0;
    for row in rows {
        let cells = row.split('|').map(|cell| {
            let start = builder.len();
            builder.push_source(cell.trim(), at);
            at += cell.len() as u64 + 1;
            let end = builder.len();
            builder.push_generated("\n");
            start..end
        });
        table.rows.push(cells.collect());
    }
    let index = builder.add_table(table);
    builder.add_block(BlockKind::Table(index), 0, 0..1000, None, None);
    let found: Vec<String> = crate::stats::scan(&builder.finish())
        .iter()
        .map(|mention| {
            let unit = mention.unit.as_ref().map_or("-", |unit| unit.as_str());
            let subject = mention
                .here
                .subject
                .as_ref()
                .map_or("-", |subject| subject.as_str());
            let time = mention
                .time
                .map_or_else(String::new, |time| format!(" in {time}"));
            let direction = mention.here.change.map(|change| change.direction);
            let moved = match direction {
                Some(Direction::Rise) => " up",
                Some(Direction::Fall) => " down",
                None => "",
            };
            format!(
                "{} {} {unit} {subject}{moved}{time}",
                mention.kind.name(),
                mention.value
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_head_gives_subject_unit_and_scale() {
    check(
        &[
            "Region | Homes | Water (m³) | Cost ($m) | Share (%)",
            "North | 12,400 | 3.2 million | 4.5 | 31",
        ],
        &[
            "count 12400 - Homes",
            "measure 3200000 m³ Water",
            "money 4500000 USD Cost",
            "percent 31 % Share",
        ],
    );
    check(
        &["Year | Deaths", "2022 | 14"],
        &["date 2022 - -", "count 14 - Deaths in 2022"],
    );
    check(
        &["| 2022 | 2023", "Trucks | 12 | 15"],
        &["count 12 - Trucks in 2022", "count 15 - Trucks in 2023"],
    );
}

#[test]
fn where_the_head_says_nothing_the_row_does() {
    check(
        &[
            "Figure | What it counts | Source",
            "46 | people killed | the ministry",
            "56% | rise in deaths | no source given",
        ],
        &["count 46 - people", "percent 56 % deaths up"],
    );
    check(
        &["District | Total", "Old City | 4,100"],
        &["count 4100 - Old City"],
    );
}

#[test]
fn numbers_that_name_a_row_are_no_figures() {
    check(
        &["No. | Item | Price (€)", "1 | Tents | 120"],
        &["money 120 EUR Price"],
    );
    check(&["Item | ID", "Tents | 4471"], &[]);
}

#[test]
fn changes_say_which_way_they_went() {
    check(
        &[
            "Port | Ships | Change on year | Fall (%)",
            "Lower | 42 | −12% | 3",
            "Upper | 17 | +4% | 0",
        ],
        &[
            "count 42 - Ships",
            "percent -12 % Change on year down",
            "percent 3 % Fall down",
            "count 17 - Ships",
            "percent 4 % Change on year up",
            "percent 0 % Fall",
        ],
    );
}

#[test]
fn a_sentence_in_a_cell_says_what_it_counts() {
    check(
        &[
            "Port | Notes",
            "Lower | Two berths closed since spring",
            "Upper | 3 ships",
        ],
        &["count 2 - berths", "count 3 - ships"],
    );
}
