//! The picture in the README is made from the program, and this test holds it true: it draws the
//! article's briefing on a screen in memory and compares. `UPDATE_PICTURE=1 cargo test --test
//! picture` draws it anew.

#[path = "support/screen.rs"]
mod screen;

use std::{env, fmt::Write as _, fs, path::Path};

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use screen::Screen;

const CELL: (f32, f32) = (8.4, 18.0);
const GROUND: &str = "#16181d";
const TEXT: &str = "#d8dbe2";

#[test]
fn the_picture_shows_the_program_as_it_is() {
    let mut screen = Screen::open("briefings/pakistan-taliban.md", 120, 36);
    let svg = svg(screen.keys("]]]))").buffer());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/picture/screen.svg");
    if env::var_os("UPDATE_PICTURE").is_some() {
        fs::write(&path, &svg).expect("the picture can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == svg,
        "the screen has changed: UPDATE_PICTURE=1 cargo test --test picture"
    );
}

/// The screen as an SVG: a rectangle for each ground, a text for each run of one style.
fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width, buffer.area.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{GROUND}\"/>\n",
        f32::from(width) * CELL.0 + 16.0,
        f32::from(height) * CELL.1 + 16.0,
    );
    for y in 0..height {
        for (x, cells) in runs(buffer, y) {
            draw_run(&mut out, x, y, &cells);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Runs of cells of one style in a row, each with the column it starts in; blank ones left out.
fn runs(buffer: &Buffer, y: u16) -> Vec<(u16, Vec<&Cell>)> {
    let mut runs: Vec<(u16, Vec<&Cell>)> = Vec::new();
    for x in 0..buffer.area.width {
        let cell = &buffer[(x, y)];
        match runs.last_mut() {
            Some((_, run)) if run[0].style() == cell.style() => run.push(cell),
            _ => runs.push((x, vec![cell])),
        }
    }
    runs.retain(|(_, run)| {
        run[0].modifier.contains(Modifier::REVERSED) || run.iter().any(|cell| cell.symbol() != " ")
    });
    runs
}

fn draw_run(out: &mut String, x: u16, y: u16, cells: &[&Cell]) {
    let cell = cells[0];
    let (left, top) = (f32::from(x) * CELL.0 + 8.0, f32::from(y) * CELL.1 + 8.0);
    let width = cells.len() as f32 * CELL.0;
    let (mut front, mut back) = (hex(cell.fg, TEXT), hex(cell.bg, GROUND));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut front, &mut back);
    }
    if back != GROUND {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    let text: String = cells.iter().map(|cell| cell.symbol()).collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" fill=\"{front}\"{}>{text}</text>",
        top + 13.5,
        weight(cell.modifier),
    );
}

fn weight(modifier: Modifier) -> String {
    let looks = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ];
    looks
        .iter()
        .filter(|(wanted, _)| modifier.contains(*wanted))
        .map(|(_, look)| *look)
        .collect()
}

fn hex(colour: Color, default: &'static str) -> &'static str {
    match colour {
        Color::Magenta => "#d75fd7",
        Color::DarkGray => "#7f848e",
        Color::Cyan => "#56b6c2",
        Color::Yellow => "#e5c07b",
        Color::LightGreen => "#98c379",
        Color::Black => "#16181d",
        _ => default,
    }
}
