//! Lists and tables of raw HTML, to the items and tables of Markdown.

use std::ops::Range;

use super::{Build, Grid, How, List, Tag};
use crate::model::{BlockKind, ContainerKind};

impl Build<'_> {
    pub(super) fn html_list(&mut self, tag: &Tag<'_>, place: &Range<usize>) {
        self.break_html(place.start);
        if tag.is_end() {
            self.end_html_list(place);
        } else {
            let next = tag.is("ol").then_some(1);
            self.html.lists.push(List {
                next,
                is_in_item: false,
            });
        }
    }

    pub(super) fn end_html_list(&mut self, place: &Range<usize>) {
        self.end_html_item(place);
        self.html.lists.pop();
    }

    pub(super) fn html_item(&mut self, is_end: bool, place: &Range<usize>) {
        if self.html.is_in_cell {
            if !is_end {
                self.html_space(place.clone());
                self.begin_words(place.start..place.start);
                self.out.push_generated("• ");
            }
            return;
        }
        self.break_html(place.start);
        self.end_html_item(place);
        if is_end || self.grid.is_some() {
            return;
        }
        if self.html.lists.is_empty() {
            self.html.lists.push(List::default());
        }
        let number = self.html.lists.last_mut().and_then(|list| {
            list.is_in_item = true;
            let number = list.next?;
            list.next = Some(number + 1);
            Some(number)
        });
        let kind = ContainerKind::Item {
            number,
            task: None,
            is_loose: false,
        };
        self.frame(kind, place);
    }

    pub(super) fn end_html_item(&mut self, place: &Range<usize>) {
        let list = self.html.lists.last_mut();
        if list.is_some_and(|list| std::mem::take(&mut list.is_in_item)) {
            self.end_frame(place);
        }
    }

    pub(super) fn html_table(&mut self, is_end: bool, place: Range<usize>) {
        self.end_html_table(place.end);
        self.break_html(place.start);
        if !is_end {
            self.begin(BlockKind::Table(0), place);
            self.grid = Some(Grid::default());
        }
    }

    pub(super) fn html_row(&mut self, is_end: bool, place: Range<usize>) {
        self.end_html_row(place.end);
        if !is_end && self.grid.is_none() {
            self.html_table(false, place);
        }
    }

    pub(super) fn html_cell(&mut self, tag: &Tag<'_>, place: Range<usize>) {
        self.end_html_cell();
        if tag.is_end() {
            return;
        }
        if self.grid.is_none() {
            self.html_table(false, place);
        }
        let has_rows = self
            .grid
            .as_ref()
            .is_some_and(|grid| !grid.table.rows.is_empty());
        if tag.is("th")
            && !has_rows
            && let Some(grid) = &mut self.grid
        {
            grid.table.has_head = true;
        }
        self.cell();
        self.html.is_in_cell = true;
        self.html.space = None;
    }

    pub(super) fn end_html_cell(&mut self) {
        if std::mem::take(&mut self.html.is_in_cell) {
            self.end_html_marks();
            self.end_cell();
        }
    }

    pub(super) fn end_html_row(&mut self, end: usize) {
        self.end_html_cell();
        if self.grid.as_ref().is_some_and(|grid| !grid.row.is_empty()) {
            self.row(false, end);
        }
    }

    /// A table without words is none.
    pub(super) fn end_html_table(&mut self, end: usize) {
        if self.html.how == How::Hidden || self.grid.is_none() {
            return;
        }
        self.end_html_row(end);
        if self.is_open_empty() {
            (self.grid, self.open) = (None, None);
            return;
        }
        self.add_table();
        self.close(Some(end));
    }
}
