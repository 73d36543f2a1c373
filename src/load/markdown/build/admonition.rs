//! Notes between lines of colons, `:::note Title` and `:::`, as site generators and pandoc write
//! them: shown as the alerts of GitHub. The lines themselves are left out.
//!
//! To the parser they are words of a paragraph, so they are taken out where such words come.

use std::ops::Range;

use super::Build;
use crate::model::{Alert, ContainerKind, Mark};

/// Containers looked through for the note that a line closes.
const NEAR: usize = 32;

/// The line that opened a note.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    /// Its colons; the line that closes it has as many.
    colons: usize,
    /// Has it been closed inside a list that goes on?
    is_ended: bool,
}

impl Build<'_> {
    /// Takes the line of colons at `at`, which is all that stands in its line, and gives where it
    /// ends. `None` when there is none.
    pub(super) fn admonition(&mut self, at: usize) -> Option<usize> {
        let text = self.input.text;
        let line = text[at..].split('\n').next().unwrap_or_default().trim_end();
        let colons = line.bytes().take_while(|byte| *byte == b':').count();
        if colons < 3 || !self.marks.is_empty() || !starts_line(&text[..at]) {
            return None;
        }
        let end = at + line.len();
        let words = line[colons..].trim();
        if words.is_empty() {
            self.close_admonition(colons, at);
            return Some(end);
        }
        let (kind, title) = opening(words)?;
        self.break_paragraph(at);
        self.open_admonition(kind, colons, &(at..end));
        let found = line.find(title).filter(|_| !title.is_empty());
        if let Some(start) = found.map(|start| at + start) {
            self.title_of_admonition(start..start + title.len());
        }
        Some(end)
    }

    /// Does a line of colons stand behind the line end before `at`?
    pub(super) fn is_admonition_next(&self, at: usize) -> bool {
        let rest = self.input.text[at..].trim_start_matches([' ', '\t', '>']);
        rest.starts_with(":::")
    }

    /// Opens a note; one of a kind nobody knows is no container, but has an end.
    fn open_admonition(&mut self, kind: Option<Alert>, colons: usize, range: &Range<usize>) {
        let container = self.container();
        self.frame(ContainerKind::Quote, range);
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        frame.admonition = Some(Fence {
            colons,
            is_ended: false,
        });
        match (kind, frame.container) {
            (None, _) => frame.container = container,
            (Some(kind), Some(own)) if frame.container != container => {
                self.out.containers_mut()[own as usize].kind = ContainerKind::Alert(kind);
            }
            _ => {}
        }
    }

    fn title_of_admonition(&mut self, place: Range<usize>) {
        self.mark(Mark::Strong, &place);
        let end = place.end;
        self.push_same(place);
        self.end_mark();
        self.close(Some(end));
    }

    /// Ends the paragraph that is open, if it shows anything.
    fn break_paragraph(&mut self, at: usize) {
        if self.is_open_empty() {
            self.open = None;
        } else {
            self.close(Some(at));
        }
    }

    /// `:::` closes the innermost note that was opened with as many colons, else the innermost.
    fn close_admonition(&mut self, colons: usize, at: usize) {
        self.break_paragraph(at);
        let fences = self.frames.iter_mut().rev().take(NEAR);
        let mut open: Vec<&mut Fence> = fences
            .filter_map(|frame| frame.admonition.as_mut())
            .filter(|fence| !fence.is_ended)
            .collect();
        let same = open.iter().position(|fence| fence.colons == colons);
        for fence in open.iter_mut().take(same.unwrap_or(0) + 1) {
            fence.is_ended = true;
        }
        self.end_ended_admonitions();
    }

    /// Takes away the notes on top that have been closed.
    pub(super) fn end_ended_admonitions(&mut self) {
        while let Some(frame) = self.frames.last()
            && frame.admonition.is_some_and(|fence| fence.is_ended)
        {
            self.frames.pop();
        }
    }

    /// Takes away the notes on top: what they stand in ends.
    pub(super) fn end_open_admonitions(&mut self) {
        while let Some(frame) = self.frames.last()
            && frame.admonition.is_some()
        {
            self.frames.pop();
        }
    }
}

/// Is `before` at the start of a line, but for the marks of quotes and items?
fn starts_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_mark = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    line.chars().all(is_mark)
}

/// Kind and title of the note that `words` open: `note`, `tip Title`, `warning[Title]`, `{.note}`,
/// `{note} Title`. `None` when they open none.
fn opening(words: &str) -> Option<(Option<Alert>, &str)> {
    if let Some(rest) = words.strip_prefix('{') {
        let (inside, title) = rest.split_once('}')?;
        let name = inside.trim_start_matches('.').split([' ', '.']).next()?;
        return Some((kind_of(name), title.trim()));
    }
    let end = words.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let (name, rest) = words.split_at(end.unwrap_or(words.len()));
    let title = rest.trim().trim_matches(['[', ']', '"']);
    let kind = kind_of(name);
    let is_known = kind.is_some() || rest.is_empty() || rest.starts_with('{');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_name && is_known).then_some((kind, if kind.is_some() { title } else { "" }))
}

fn kind_of(name: &str) -> Option<Alert> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "seealso" => Alert::Note,
        "tip" | "hint" | "success" => Alert::Tip,
        "important" | "attention" | "question" => Alert::Important,
        "warning" => Alert::Warning,
        "caution" | "danger" | "error" | "bug" => Alert::Caution,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;

    fn check(text: &str, expected: &str) {
        assert_eq!(told(text), expected, "{text:?}");
    }

    #[test]
    fn notes_between_colons_are_alerts() {
        check(
            "a\n\n:::note\n\nb\n\n- c\n\n:::\n\nd",
            "p a|Note p b|Note - p c|p d",
        );
        check(":::tip\na\nb\n:::\nc", "Tip p a b|p c");
        check(
            "a\n:::warning Low *tide*\nb\n:::",
            "p a|Warning p Low *tide*|Warning p b",
        );
        check("::: {.caution}\na\n:::", "Caution p a");
        check(":::{note} On tides\na\n:::", "Note p On tides|Note p a");
        check(
            ":::danger[Deep]\r\na\r\n:::\r\n",
            "Caution p Deep|Caution p a",
        );
        check(":::note\n- a\n- b\n:::\n\nc", "Note - p a|Note - p b|p c");
        check("> :::note\n> a\n> :::\n\nb", "> Note p a|p b");
        check(
            "::::note\n\n:::tip\n\na\n\n:::\n\nb\n\n::::\n\nc",
            "Note Tip p a|Note p b|p c",
        );
    }

    #[test]
    fn fences_of_no_kind_are_left_out() {
        check("::: columns\n\na\n\n:::\n\nb", "p a|p b");
        check("::: {#x}\na\n:::", "p a");
        check("a\n\n:::\n\nb", "p a|p b");
        check(":::note\n\na", "Note p a");
        check("- :::note\n  a\n\nb", "- Note p a|p b");
    }

    #[test]
    fn other_colons_are_words() {
        for text in [
            "a ::: b",
            "::: some words of a sentence",
            "::note",
            ":::3 of 4",
        ] {
            check(text, &format!("p {text}"));
        }
        check("```\n:::note\n```", "code :::note");
        check("`:::`", "p :::");
    }
}
