//! What a terminal shows: a number for each cell, which is all that has to be known of a frame that
//! is written. A cell of the next frame takes 48 bytes, its number 8.

use std::hash::{Hash as _, Hasher};

use ratatui::{
    buffer::{Buffer, Cell, CellWidth as _},
    layout::Rect,
    style::{Color, Modifier},
};

/// Modifiers that can be seen where nothing is written.
pub const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// A screen that shows something, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    area: Rect,
    looks: Vec<Look>,
}

/// What a cell looks like: equal for cells that look the same, all blanks among them. Two other looks have
/// the same number once in 10^17.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look(u64);

impl Look {
    /// Nothing is to be seen in it.
    pub const BLANK: Self = Self(1);

    /// The bits that hold how many columns it takes, and the one set where its style could be seen if
    /// nothing were written in it.
    const WIDTH: u64 = 0b111;
    const IS_SEEN: u64 = 0b1000;

    /// How many columns it takes.
    const fn width(self) -> usize {
        (self.0 & Self::WIDTH) as usize
    }

    /// Could its style be seen in a cell without a sign?
    const fn is_seen(self) -> bool {
        self.0 & Self::IS_SEEN != 0
    }
}

/// All of a cell but its symbol.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style {
    pub fg: Color,
    pub bg: Color,
    pub modifier: Modifier,
}

impl Style {
    /// The style of `cell`.
    pub fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }
}

/// Nothing is to be seen in it.
pub fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && !cell.modifier.intersects(SEEN_ON_BLANK)
}

impl Shown {
    /// A blank screen.
    pub fn blank(area: Rect) -> Self {
        Self {
            area,
            looks: vec![Look::BLANK; area.area() as usize],
        }
    }

    /// The screen that shows `frame`.
    #[cfg(test)]
    pub fn of(frame: &Buffer) -> Self {
        let mut shown = Self::default();
        shown.read(frame);
        shown
    }

    /// Makes it the screen that shows `frame`.
    pub fn read(&mut self, frame: &Buffer) {
        self.area = frame.area;
        self.looks.clear();
        self.looks.extend(looks(frame.content()));
    }

    /// Its size.
    pub const fn area(&self) -> Rect {
        self.area
    }

    /// Its rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[Look]> {
        self.looks.chunks(usize::from(self.area.width).max(1))
    }

    /// Moves the rows `top..bottom` up by `count`, down if negative; what comes in is blank.
    pub fn scroll(&mut self, top: u16, bottom: u16, count: i32) {
        let width = usize::from(self.area.width);
        let region = &mut self.looks[usize::from(top) * width..usize::from(bottom) * width];
        let moved = (count.unsigned_abs() as usize * width).min(region.len());
        let stays = region.len() - moved;
        if count > 0 {
            region.copy_within(moved.., 0);
            region[stays..].fill(Look::BLANK);
        } else {
            region.copy_within(..stays, moved);
            region[..moved].fill(Look::BLANK);
        }
    }
}

/// The look of each of `cells`. Neighbours mostly have the same style, which is mixed once for them.
fn looks(cells: &[Cell]) -> impl Iterator<Item = Look> {
    let mut ink = Ink::of(Style::default());
    cells.iter().map(move |cell| {
        if is_blank(cell) {
            return Look::BLANK;
        }
        let style = Style::of(cell);
        if ink.style != style {
            ink = Ink::of(style);
        }
        ink.look(cell)
    })
}

/// A style, and what it is to the looks of its cells.
struct Ink {
    style: Style,
    mixed: u64,
    facts: u64,
}

impl Ink {
    fn of(style: Style) -> Self {
        let mut mixed = Mixed(1);
        style.hash(&mut mixed);
        let is_seen = style.bg != Color::Reset || style.modifier.intersects(SEEN_ON_BLANK);
        Self {
            style,
            mixed: mixed.finish(),
            facts: if is_seen { Look::IS_SEEN } else { 0 },
        }
    }

    /// The look of `cell`, which has this style.
    fn look(&self, cell: &Cell) -> Look {
        let mut mixed = Mixed(self.mixed);
        let symbol = cell.symbol().as_bytes();
        let width = match symbol {
            [b' '..=b'~'] => 1,
            _ => u64::from(cell.cell_width()).min(Look::WIDTH),
        };
        mixed.write(symbol);
        Look(mixed.finish() << 4 | self.facts | width)
    }
}

/// A number for what cells of these looks show; 0 if nothing is to be seen.
pub fn print(looks: &[Look]) -> u64 {
    if looks.iter().all(|look| *look == Look::BLANK) {
        return 0;
    }
    let mut mixed = Mixed(1);
    for look in looks {
        mixed.mix(look.0);
    }
    mixed.finish()
}

/// Columns that have to be written to turn the row `shown` into `wanted`, which is as long and whose cells are
/// `cells`. What a wide character covers is not told for itself, but where a terminal may leave there
/// what stood there before: behind an emoji that is one by its variation selector, and where a wide
/// character with a ground of its own gives way to a narrow one.
pub fn changes<'a>(
    shown: &'a [Look],
    wanted: &'a [Look],
    cells: &'a [Cell],
) -> impl Iterator<Item = u16> + 'a {
    let (mut x, mut stale) = (0, 0..0);
    let last = shown.iter().zip(wanted).rposition(|(old, new)| old != new);
    // What the last that changed covered is changed, too.
    let end = last.map_or(0, |last| wanted.len().min(last + Look::WIDTH as usize));
    std::iter::from_fn(move || {
        while x < end {
            let at = x;
            let (old, new) = (shown[at], wanted[at]);
            x += new.width().max(1);
            if old != new || stale.contains(&at) {
                if old.width() > new.width() && old.is_seen() {
                    stale = at + 1..at + old.width();
                } else if new.width() > 1 && cells[at].symbol().contains('\u{fe0f}') {
                    x = at + 1;
                }
                return Some(at as u16);
            }
        }
        None
    })
}

/// A hash for a few bytes at a time: nobody chooses them to collide.
struct Mixed(u64);

impl Mixed {
    const fn mix(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 29;
    }
}

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let word = part
                .iter()
                .rfold(0, |word, byte| word << 8 | u64::from(*byte));
            self.mix(word);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u16(&mut self, bits: u16) {
        self.mix(u64::from(bits));
    }

    fn write_isize(&mut self, number: isize) {
        self.mix(number as u64);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style as Wanted;

    use super::*;

    /// A row of 24 cells with these pieces, some of them in a style.
    fn row(pieces: &[(&str, Wanted)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        let mut x = 0;
        for (text, style) in pieces {
            (x, _) = buffer.set_stringn(x, 0, text, usize::from(24 - x), *style);
        }
        buffer
    }

    fn changes(shown: &Buffer, wanted: &Buffer) -> Vec<u16> {
        let [shown, next] = [shown, wanted].map(|buffer| Shown::of(buffer).looks);
        super::changes(&shown, &next, wanted.content()).collect()
    }

    #[test]
    fn what_a_ground_may_leave_is_written_again() {
        let plain = Wanted::new();
        let check = |before: &str, style, after: &str, expected: &[u16]| {
            let [before, after] = [(before, style), (after, plain)].map(|piece| row(&[piece]));
            assert_eq!(changes(&before, &after), expected);
        };
        check("国", plain.reversed(), "a", &[0, 1]);
        check("国", plain, "a", &[0]);
        check("  ", plain.reversed(), "a", &[0, 1]);
        check("ab", plain, "国", &[0]);
        check("ab", plain, "❤\u{fe0f}", &[0, 1]);
        check("ab", plain.bold(), "ab", &[0, 1]);
        check("  ", plain.bold(), "", &[]);
    }

    #[test]
    fn looks_are_equal_for_what_looks_the_same() {
        let blank = row(&[("  ", Wanted::new().magenta().bold())]);
        assert_eq!(Shown::of(&blank), Shown::blank(blank.area));
        let look = |text, style| Shown::of(&row(&[(text, style)])).looks[0];
        let plain = look("a", Wanted::new());
        assert_eq!(plain, look("a", Wanted::reset()));
        for other in [
            look("b", Wanted::new()),
            look("a", Wanted::new().bold()),
            look("a", Wanted::new().red()),
            look("a", Wanted::new().on_red()),
            look("á", Wanted::new()),
        ] {
            assert_ne!(plain, other);
        }
    }

    fn pieces() -> impl Strategy<Value = Buffer> {
        let text = prop::sample::select(vec![
            "a",
            "b",
            "  ",
            "news",
            "国",
            "コ",
            "e\u{301}",
            "👍",
            "❤\u{fe0f}",
            "│",
            "    ",
        ]);
        let style = prop::sample::select(vec![
            Wanted::new(),
            Wanted::new(),
            Wanted::new().bold(),
            Wanted::new().dark_gray(),
        ]);
        prop::collection::vec((text, style), 0..16).prop_map(|pieces| row(&pieces))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn changes_are_those_ratatui_finds_but_for_blanks(before in pieces(), after in pieces()) {
            let is_seen = |x: u16| {
                let cells = [&before, &after].map(|buffer| &buffer[(x, 0)]);
                !cells.into_iter().all(is_blank)
            };
            let expected = before.diff_iter(&after).map(|(x, ..)| x).filter(|x| is_seen(*x));
            prop_assert_eq!(changes(&before, &after), expected.collect::<Vec<_>>());
        }
    }
}
