//! Column widths of a table, and the rows of its cells.
//!
//! Cells' texts in, cells of the terminal and byte ranges out; rules and padding are drawn elsewhere.

use std::ops::Range;

use super::wrap;
use crate::text::cells;

/// A column is not made narrower than this to make room, unless its text is.
const NARROWEST: usize = 6;

/// A word up to this many cells is kept whole where there is room for it.
const LONGEST_WORD: usize = 20;

/// Widths of the columns of a table, in cells, so that with `gap` cells between columns it takes at
/// most `width`.
///
/// `rows` holds the texts of the cells; a row may be shorter than others. Natural widths are given
/// if they fit. Else the widest columns give way first, down to their longest word; when that is
/// not enough, words are broken, down to a floor of six cells. `None` when even that is too wide:
/// the table should be shown another way. A table without columns gives no widths.
pub fn widths(rows: &[Vec<&str>], gap: usize, width: usize) -> Option<Vec<usize>> {
    let columns = measure(rows);
    let gaps = gap * columns.len().saturating_sub(1);
    let room = width.checked_sub(gaps)?;
    let natural = column(&columns, |column| column.natural);
    let word = column(&columns, |column| column.word);
    let floor = column(&columns, |column| column.natural.min(NARROWEST));
    if natural.iter().sum::<usize>() <= room {
        Some(natural)
    } else if word.iter().sum::<usize>() <= room {
        Some(level(&word, &natural, room))
    } else if floor.iter().sum::<usize>() <= room {
        Some(level(&floor, &word, room))
    } else {
        None
    }
}

/// The rows of one table row: for each, the part of every cell's text that stands on it, without
/// spaces at the end; empty where the cell has no more.
///
/// Ranges point into the cell's own text. `widths` are those of the columns; cells past them are
/// left out, and a missing cell is empty. There is always at least one row.
pub fn cell_rows(cells: &[&str], widths: &[usize]) -> Vec<Vec<Range<usize>>> {
    let columns: Vec<Vec<Range<usize>>> = widths
        .iter()
        .enumerate()
        .map(|(i, width)| {
            let text = cells.get(i).copied().unwrap_or_default();
            let rows = wrap::rows(text, *width, *width).into_iter();
            rows.map(|row| wrap::shown(text, row)).collect()
        })
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(1);
    (0..height)
        .map(|row| {
            let cells = columns.iter();
            cells
                .map(|column| column.get(row).cloned().unwrap_or_default())
                .collect()
        })
        .collect()
}

/// What the cells of a column need, in cells.
#[derive(Clone, Copy, Default)]
struct Column {
    /// The widest line of any cell; at least 1.
    natural: usize,
    /// The longest word, where it is to be kept whole, and never less than the floor.
    word: usize,
}

fn measure(rows: &[Vec<&str>]) -> Vec<Column> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = vec![
        Column {
            natural: 1,
            word: 1
        };
        count
    ];
    for row in rows {
        for (column, text) in columns.iter_mut().zip(row) {
            let natural = text.split('\n').map(|line| cells(line.trim_end())).max();
            column.natural = column.natural.max(natural.unwrap_or(0));
            let words = text.split([' ', '\n']).map(cells);
            let longest = words.max().unwrap_or(0).min(LONGEST_WORD);
            column.word = column.word.max(longest);
        }
    }
    for column in &mut columns {
        column.word = column.word.max(column.natural.min(NARROWEST));
    }
    columns
}

fn column(columns: &[Column], of: impl Fn(&Column) -> usize) -> Vec<usize> {
    columns.iter().map(of).collect()
}

/// Widths between `low` and `high`, in sum `total`: all as near to one common width as they can be.
/// `low` is nowhere above `high`, and `total` lies between their sums.
fn level(low: &[usize], high: &[usize], total: usize) -> Vec<usize> {
    let at = |level: usize| {
        let bounds = low.iter().zip(high);
        bounds.map(move |(low, high)| level.clamp(*low, *high))
    };
    let (mut below, mut above) = (0, total + 1);
    while above - below > 1 {
        let middle = usize::midpoint(below, above);
        if at(middle).sum::<usize>() <= total {
            below = middle;
        } else {
            above = middle;
        }
    }
    let mut widths: Vec<usize> = at(below).collect();
    let mut left = total.saturating_sub(widths.iter().sum());
    for (width, next) in widths.iter_mut().zip(at(below + 1)) {
        if next > *width && left > 0 {
            *width = next;
            left -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `table` has a row a line and `|` between cells.
    fn check(table: &str, width: usize, expected: Option<&[usize]>) {
        let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split('|').collect()).collect();
        assert_eq!(
            widths(&rows, 3, width).as_deref(),
            expected,
            "{table:?} at {width}"
        );
    }

    #[test]
    fn natural_widths_where_they_fit() {
        check("", 10, Some(&[]));
        check("a|b", 5, Some(&[1, 1]));
        check("Year|People\n2021|15,000", 40, Some(&[4, 6]));
        check("日本|b\na|b", 40, Some(&[4, 1]));
        check("a\na|b", 40, Some(&[1, 1]));
        check("a||b", 40, Some(&[1, 1, 1]));
    }

    #[test]
    fn the_widest_gives_way_first() {
        check(
            "Year|a long text of many short words\n2021|x",
            20,
            Some(&[4, 13]),
        );
        check("one two three four|one two three four", 20, Some(&[9, 8]));
        check("one two three four|one two", 20, Some(&[10, 7]));
    }

    #[test]
    fn words_are_kept_whole_as_long_as_it_goes() {
        check(
            "Extraordinary it is|a b c d e f g h i j",
            23,
            Some(&[13, 7]),
        );
        check("Extraordinary it is|a b c d e f g h i j", 17, Some(&[8, 6]));
    }

    #[test]
    fn a_table_too_wide_has_no_widths() {
        check("abcdefgh|abcdefgh", 15, Some(&[6, 6]));
        check("abcdefgh|abcdefgh", 14, None);
        check("a|b|c", 8, None);
        check("a|b|c", 2, None);
    }

    #[test]
    fn cells_are_wrapped_side_by_side() {
        let cells = ["one two", "x", ""];
        let rows = cell_rows(&cells, &[4, 2, 1]);
        assert_eq!(rows, [[0..3, 0..1, 0..0], [4..7, 0..0, 0..0]]);
        assert_eq!(cell_rows(&["a"], &[1, 1]), [[0..1, 0..0]]);
        assert_eq!(cell_rows(&[], &[]), [Vec::<Range<usize>>::new()]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn a_table_fits_and_uses_its_room(
            table in prop::collection::vec(prop::collection::vec("[a-z ]{0,30}", 1..6), 1..5),
            width in 0usize..120,
        ) {
            let rows: Vec<Vec<&str>> = table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let Some(widths) = widths(&rows, 2, width) else { return Ok(()) };
            let total = widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
            prop_assert!(total <= width);
            let natural = column(&measure(&rows), |column| column.natural);
            prop_assert!(total == width || widths == natural);
            for (width, natural) in widths.iter().zip(&natural) {
                prop_assert!(*width <= *natural && *width >= (*natural).min(NARROWEST));
            }
            for row in &rows {
                for line in cell_rows(row, &widths) {
                    for ((range, text), width) in line.into_iter().zip(row).zip(&widths) {
                        prop_assert!(cells(&text[range]) <= *width);
                    }
                }
            }
        }
    }
}
