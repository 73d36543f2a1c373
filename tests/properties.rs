//! What must hold for any text.

#[path = "support/screen.rs"]
mod screen;

use briefing::{
    layout::{
        Content, Layout,
        viewport::{Rows, Stand, Viewport, VisibleRow},
    },
    load::{self, Library},
    model::{BlockKind, Chunks as _, Position},
    text::cells,
};
use proptest::prelude::*;
use screen::Screen;

/// Texts that look like something: lines of Markdown marks, words, figures and oddities.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        Just("# Heading".into()),
        Just("Related posts".into()),
        Just("---".into()),
        Just("```".into()),
        Just("| a | b |\n| --- | --: |\n| 46 people | 12% |".into()),
        "(> |- |1\\. |    ){0,3}[a-z]{1,9} [0-9]{1,6}%? (people|of them|\\$|日本|é){0,2}",
        "([A-Za-z’“”,.*_`\\[\\]() ]{0,12}[0-9]{0,4}){1,12}",
        "\\PC{0,60}",
    ];
    proptest::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

fn name() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("a.md"), Just("a.txt")]
}

fn all_rows(
    library: &Library,
    width: usize,
    shows_aside: bool,
) -> (Vec<VisibleRow>, Vec<VisibleRow>) {
    let mut layout = Layout::new(width);
    layout.set_shows_aside(shows_aside);
    let mut rows = Rows {
        layout: &mut layout,
        chunks: library,
    };
    let mut viewport = Viewport::default();
    viewport.set_height(1);
    viewport.go_to_start(&mut rows);
    let first = viewport.visible(&mut rows).pop();
    let down: Vec<_> = std::iter::successors(first, |row| rows.next(row)).collect();
    let mut up: Vec<_> = std::iter::successors(rows.last(), |row| rows.previous(row)).collect();
    up.reverse();
    (down, up)
}

fn key(row: &VisibleRow) -> (u64, usize, usize) {
    (row.chunk.source.start, row.block, row.row)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_up_meets_the_same_rows_as_walking_down(text in text(), name in name(), width in 1usize..100) {
        let library = load::from_bytes(name, text.into_bytes(), None);
        let (down, up) = all_rows(&library, width, true);
        prop_assert_eq!(down.iter().map(key).collect::<Vec<_>>(), up.iter().map(key).collect::<Vec<_>>());
    }

    #[test]
    fn rows_cover_every_block_of_text(text in text(), name in name(), width in 4usize..100) {
        let library = load::from_bytes(name, text.into_bytes(), None);
        let (rows, _) = all_rows(&library, width, true);
        let chunk = library.chunk_at(0);
        let is_table = |kind| matches!(kind, BlockKind::Table(_));
        for (number, block) in chunk.blocks.iter().enumerate().filter(|(_, block)| !is_table(block.kind)) {
            let mut at = block.text.start;
            for row in rows.iter().filter(|row| row.block == number) {
                if let Content::Text { .. } = row.row().content {
                    prop_assert_eq!(row.row().text.start, at, "a gap or an overlap in block {}", number);
                    at = row.row().text.end;
                }
            }
            prop_assert!(at == block.text.start || at == block.text.end, "block {} ends early", number);
        }
    }

    #[test]
    fn no_row_is_too_wide(text in text(), name in name(), width in 12usize..100) {
        let library = load::from_bytes(name, text.into_bytes(), None);
        for row in all_rows(&library, width, true).0 {
            let words = &row.chunk.text.as_str()[row.row().text.start as usize..row.row().text.end as usize];
            if let Content::Text { indent } = row.row().content {
                let used = row.rows.prefix.width + indent + cells(words.trim_end());
                prop_assert!(used <= width, "{used} of {width}: {words:?}");
            }
        }
    }

    #[test]
    fn every_place_can_be_gone_to(text in text(), name in name(), width in 4usize..100, part in 0.0f64..1.0) {
        let library = load::from_bytes(name, text.into_bytes(), None);
        let chunk = library.chunk_at(0);
        let byte = (chunk.text.len() as f64 * part) as u32;
        let mut layout = Layout::new(width);
        let mut rows = Rows { layout: &mut layout, chunks: &library };
        let mut viewport = Viewport::default();
        viewport.set_height(10);
        viewport.go_to(&mut rows, Position { chunk: 0, byte }, Stand::Top);
        let top = viewport.top();
        prop_assert_eq!(rows.at(Position { chunk: 0, byte }).map(|row| row.position()), Some(top).filter(|_| !chunk.text.is_empty()));
        let up = viewport.scroll_up(&mut rows, 3);
        let down = viewport.scroll_down(&mut rows, up);
        prop_assert!(down < up || viewport.top() == top);
        prop_assert!(viewport.visible(&mut rows).len() <= 10);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_on_no_text_end_in_a_panic(
        text in text(),
        name in name(),
        keys in "([jkdufbgG\\]\\[}{)(nN&*oszxltphq0-9%+=?-]|/[a-z0-9]{1,3}<enter>|<esc>|<tab>|<enter>|<ctrl-o>|<alt-right>){0,40}",
        width in 1u16..150,
        height in 1u16..40,
    ) {
        let mut screen = Screen::of(name, &text, width, height);
        screen.keys(&keys).resize(height, width).keys("j").resize(width, height);
        for cell in screen.buffer().content() {
            prop_assert!(!cell.symbol().chars().any(char::is_control));
        }
    }
}
