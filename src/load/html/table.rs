//! Tables of a page: which of them hold data, and their cells.
//!
//! Pages are laid out with tables, too. One that holds blocks, or one column only, is read as what
//! stands in it.

use std::collections::HashSet;

use super::{tree::Node, write::Writer};

/// Columns in which a cell may span others; those beyond have cells of their own.
const SPANNED: usize = 64;

/// Empty cells put in for those that are spanned, in all tables together.
const ROOM: usize = 100_000;

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Those that hold data.
    data: HashSet<usize>,
    /// How many empty cells may still be put in.
    room: usize,
}

/// A table whose end has not come.
struct Open {
    id: usize,
    has_columns: bool,
    has_blocks: bool,
}

impl Tables {
    /// Those below `root`. Looks at every element once.
    pub(super) fn of(root: Node<'_>) -> Self {
        let mut tables = Self {
            room: ROOM,
            ..Self::default()
        };
        let mut open: Vec<Open> = Vec::new();
        // An element still to be looked at, or the end of a table.
        let mut steps = vec![Some(root)];
        while let Some(step) = steps.pop() {
            let Some(node) = step else {
                tables.close(&mut open);
                continue;
            };
            let is_table = node.is("table");
            if let Some(table) = open.last_mut() {
                table.has_blocks |=
                    is_table || ["ul", "h2", "pre"].iter().any(|name| node.is(name));
                table.has_columns |= node.is("tr") && is_wide(node);
            }
            if is_table {
                open.push(Open {
                    id: node.id(),
                    has_columns: false,
                    has_blocks: false,
                });
                steps.push(None);
            }
            steps.extend(
                node.children_back()
                    .filter(|node| node.is_element())
                    .map(Some),
            );
        }
        tables
    }

    fn close(&mut self, open: &mut Vec<Open>) {
        let Some(table) = open.pop() else { return };
        if table.has_blocks
            && let Some(around) = open.last_mut()
        {
            around.has_blocks = true;
        }
        if table.has_columns && !table.has_blocks {
            self.data.insert(table.id);
        }
    }

    /// Does the table hold data?
    pub(super) fn has_data(&self, table: Node<'_>) -> bool {
        self.data.contains(&table.id())
    }

    /// The cells of a table, row by row, without the columns that are empty in every row. One that spans
    /// several has its words in the first of them.
    pub(super) fn rows(&mut self, table: Node<'_>) -> Vec<Vec<String>> {
        let mut rows = self.all_rows(table);
        drop_empty_columns(&mut rows);
        rows
    }

    fn all_rows(&mut self, table: Node<'_>) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        // Rows that a cell above still spans, by column.
        let mut spanned = [0; SPANNED];
        for row in table.descendants().filter(|node| node.is("tr")) {
            let cells = self.row(row, &mut spanned);
            if !cells.is_empty() {
                rows.push(cells);
            }
        }
        rows
    }

    fn row(&mut self, row: Node<'_>, spanned: &mut [usize; SPANNED]) -> Vec<String> {
        let mut cells: Vec<String> = Vec::new();
        for node in row.children().filter(is_cell) {
            while let Some(rows @ 1..) = spanned.get_mut(cells.len()) {
                *rows -= 1;
                self.put_empty(&mut cells);
            }
            let (at, columns, below) = (
                cells.len(),
                span(node, "colspan"),
                span(node, "rowspan") - 1,
            );
            cells.push(Writer::line_of(node));
            (1..columns).for_each(|_| self.put_empty(&mut cells));
            let left = spanned.iter_mut().skip(at).take(columns);
            left.for_each(|rows| *rows = below);
        }
        for rows in spanned.iter_mut().skip(cells.len()) {
            *rows = rows.saturating_sub(1);
        }
        cells
    }

    fn put_empty(&mut self, cells: &mut Vec<String>) {
        if self.room > 0 {
            self.room -= 1;
            cells.push(String::new());
        }
    }
}

/// Takes the columns out in which nobody wrote: they come of cells that span more columns than there are,
/// and each would be a cell again in every row.
fn drop_empty_columns(rows: &mut Vec<Vec<String>>) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut is_used = vec![false; width];
    for row in &*rows {
        let words = is_used.iter_mut().zip(row);
        words.for_each(|(is_used, cell)| *is_used |= !cell.is_empty());
    }
    if !is_used.contains(&true) {
        return;
    }
    for row in &mut *rows {
        let mut used = is_used.iter();
        row.retain(|_| used.next().is_some_and(|is_used| *is_used));
    }
    rows.retain(|row| !row.is_empty());
}

fn is_cell(node: &Node<'_>) -> bool {
    node.is("td") || node.is("th")
}

/// Has the row two cells or more?
fn is_wide(row: Node<'_>) -> bool {
    row.children().filter(is_cell).nth(1).is_some()
}

/// How many columns or rows a cell spans, one at least.
fn span(cell: Node<'_>, name: &str) -> usize {
    let said = cell
        .attribute(name)
        .and_then(|said| said.trim().parse().ok());
    said.unwrap_or(1).clamp(1, SPANNED)
}

/// The words over a table.
pub(super) fn caption(table: Node<'_>) -> Option<String> {
    let caption = table.children().find(|child| child.is("caption"))?;
    Some(caption.text())
}

/// Rows of cells as a table of Markdown: the first is its head, as wide as the widest.
pub(super) fn written(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for (nth, row) in rows.iter().enumerate() {
        out.push('|');
        for cell in row {
            out.push(' ');
            escape_bars(&mut out, cell);
            out.push_str(" |");
        }
        if nth == 0 {
            out.push_str(&"  |".repeat(width - row.len()));
            out.push_str("\n|");
            out.push_str(&" --- |".repeat(width));
        }
        out.push('\n');
    }
    out.pop();
    out
}

/// Puts a cell behind `out`. In code a bar is not escaped yet.
fn escape_bars(out: &mut String, cell: &str) {
    for c in cell.chars() {
        if c == '|' && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tree::Tree, *};

    fn check(html: &str, markdown: &str) {
        let (written, _) = Writer::write(Tree::of(html).unwrap().root(), "");
        assert_eq!(written.trim_end(), markdown, "{html}");
    }

    #[test]
    fn rows_and_columns() {
        check(
            "<table><tr><th>a<th>b<tr><td>1<td>2|3</table>",
            "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |",
        );
        check(
            "<table><caption>Boats a week</caption><thead><tr><th>Port<th>Boats<tbody><tr><td>Low<td>3<tr><td>High</table>",
            "Boats a week\n\n| Port | Boats |\n| --- | --- |\n| Low | 3 |\n| High |",
        );
        check(
            "<table><tr><td>a<tr><td>b<td>c</table>",
            "| a |  |\n| --- | --- |\n| b | c |",
        );
    }

    #[test]
    fn a_cell_keeps_its_marks_on_one_line() {
        check(
            "<table><tr><td><b>Low</b>er<td><a href=x>1</a><tr><td><p>2</p><p><code>a|b</code></p><td>3<br>4</table>",
            "| **Low**er | [1](x) |\n| --- | --- |\n| 2 `a\\|b` | 3 4 |",
        );
    }

    #[test]
    fn a_cell_may_span_others() {
        check(
            "<table><tr><th rowspan=2>Port<th colspan=2>Year<tr><td>2029<td>2030<tr><td>Low<td>1<td>2</table>",
            "| Port | Year |  |\n| --- | --- | --- |\n|  | 2029 | 2030 |\n| Low | 1 | 2 |",
        );
        check(
            "<table><tr><td colspan=3>Port<td>Boats<tr><td>Low<td><td><td>2<td></table>",
            "| Port | Boats |\n| --- | --- |\n| Low | 2 |",
        );
        check("<table><tr><td><td></table>", "|  |  |\n| --- | --- |");
        let wide = "<tr><td colspan=9999 rowspan=9999>a<td>b".repeat(4000);
        let mut tables = Tables {
            room: ROOM,
            ..Tables::default()
        };
        let page = Tree::of(&format!("<table>{wide}</table>")).unwrap();
        let table = page.root().only_element().unwrap();
        let rows = tables.all_rows(table);
        assert_eq!(rows.len(), 4000);
        assert!(rows.iter().map(Vec::len).sum::<usize>() <= ROOM + 2 * 4000);
        let rows = tables.rows(table);
        assert!(rows.iter().all(|row| row.len() < 16));
    }

    #[test]
    fn a_table_for_layout_is_what_stands_in_it() {
        check("<table><tr><td>a<tr><td>b</table>", "a\n\nb");
        check("<table><tr><td><h2>A</h2><td>b</table>", "## A\n\nb");
        check(
            "<table><tr><td>x<td><table><tr><td>a<td>b</table></table>",
            "x\n\n| a | b |\n| --- | --- |",
        );
        let deep = "<table><tr><td>a<td>".repeat(300);
        let (written, _) = Writer::write(Tree::of(&deep).unwrap().root(), "");
        assert_eq!(written.matches('a').count(), 300);
    }
}
