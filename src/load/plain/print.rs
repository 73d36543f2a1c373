//! Headers and footers of printed pages: the lines that stand at the top of each page, and those
//! that number it.

use std::collections::HashMap;

use super::{front::Role, unit::Unit};
use crate::model::Aside;

/// Different lines at the tops of pages that are remembered.
const LINES: usize = 256;
/// Longest line of a page header, in characters.
const WIDEST: u32 = 120;

/// The lines seen at the tops of pages, digits left out, with how often.
#[derive(Clone, Debug, Default)]
pub struct Tops {
    seen: HashMap<String, u32>,
}

/// A line without its digits and spaces: what the headers of two pages share.
fn mask(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace())
        .collect()
}

impl Tops {
    /// Takes note of the tops of pages among `units`, of which the first is the top of the first
    /// page when `is_start`.
    pub fn read(&mut self, units: &[Unit], is_start: bool) {
        for (at, unit) in units.iter().enumerate() {
            let is_top = unit.starts_page || is_start && at == 0;
            if is_top && unit.width <= WIDEST && self.seen.len() < LINES {
                *self.seen.entry(mask(&unit.text)).or_default() += 1;
            }
        }
    }

    /// Is the unit the header of a page, one of several that are alike, or a line that numbers it?
    pub fn is_header(&self, unit: &Unit, is_first: bool) -> bool {
        let is_top = unit.starts_page || is_first;
        is_top
            && self
                .seen
                .get(&mask(&unit.text))
                .is_some_and(|count| *count >= 2)
            || numbers_page(&unit.text)
    }

    /// Sets aside the headers among `units`.
    pub fn mark(&self, units: &[Unit], roles: &mut [Role]) {
        for (unit, role) in units.iter().zip(roles) {
            if *role == Role::Text && self.is_header(unit, false) {
                *role = Role::Aside(Aside::PageHeader);
            }
        }
    }
}

/// Is it a line that numbers a page: `Page 3 of 7`, `... [Page 12]`?
fn numbers_page(text: &str) -> bool {
    if text.len() > 100 || !may_number_page(text) {
        return false;
    }
    let lower = text.to_lowercase();
    if lower.ends_with(']')
        && lower
            .rfind("[page ")
            .is_some_and(|at| is_number(&lower[at + 6..lower.len() - 1]))
    {
        return true;
    }
    let words: Vec<&str> = lower
        .trim_matches(['-', '–', '—', ' ', '|', '.'])
        .split_whitespace()
        .collect();
    match words[..] {
        ["page" | "seite" | "página" | "pagina", number] => is_number(number),
        [
            "page" | "seite" | "página" | "pagina",
            number,
            "of" | "von" | "sur" | "de" | "/" | "di",
            all,
        ] => is_number(number) && is_number(all),
        _ => false,
    }
}

/// Does it end in a bracket, or start as the word for a page does? Most lines are told by that.
fn may_number_page(text: &str) -> bool {
    let is_mark = |c: char| "-–—|.".contains(c) || c.is_whitespace();
    let first = text.trim_start_matches(is_mark).bytes().next();
    text.ends_with(']') || matches!(first, Some(b'p' | b'P' | b's' | b'S'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_number_pages() {
        for text in [
            "Page 3",
            "- Page 3 of 7 -",
            "Tarr            [Page 12]",
            "Seite 2 von 9",
        ] {
            assert!(numbers_page(text), "{text:?}");
        }
        for text in ["Page", "Page three", "The page 3 said", "[Page]", "", "7"] {
            assert!(!numbers_page(text), "{text:?}");
        }
    }
}
