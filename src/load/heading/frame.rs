//! Headings between marks: `== Title ==`, `*** Title ***`, `## Title`, `| Title |`.

use std::ops::Range;

/// What a heading is marked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The mark.
    pub mark: char,
    /// How often it stands before the words.
    pub count: u32,
}

/// May the frame of a line start so?
pub fn may_start(text: &str) -> bool {
    text.starts_with(is_mark)
}

fn is_mark(c: char) -> bool {
    matches!(c, '=' | '*' | '-' | '~' | '#' | '_' | '+' | '|')
}

/// The frame of a line, and where in `text` the words stand. `None` for a line without one.
pub fn of(text: &str) -> Option<(Frame, Range<usize>)> {
    let mark = text.chars().next().filter(|c| is_mark(*c))?;
    let is_frame = |c: char| c == mark || c == ' ';
    let start = text.len() - text.trim_start_matches(is_frame).len();
    let end = text.trim_end_matches(is_frame).len();
    let count = text[..start].matches(mark).count();
    let closing = text[end.max(start)..].matches(mark).count();
    let words = text
        .get(start..end)
        .filter(|words| words.contains(char::is_alphabetic))?;
    let is_closed =
        closing >= 2 && count >= 2 || mark == '|' && closing == 1 && !words.contains('|');
    // Dashes right before the words fence off keys and signatures.
    let is_closed = is_closed && (mark != '-' || text[..start].ends_with(' '));
    let is_hash = mark == '#' && count <= 6 && text[..start].ends_with("# ");
    let is_title = words.chars().count() <= 100 && !words.ends_with(['.', ',', ';']);
    let frame = Frame {
        mark,
        count: count as u32,
    };
    ((is_closed || is_hash) && is_title).then_some((frame, start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_round_a_title() {
        let check = |text: &str, expected: Option<(char, u32, &str)>| {
            let found = of(text).map(|(frame, words)| (frame.mark, frame.count, &text[words]));
            assert_eq!(found, expected, "{text:?}");
        };
        check("== Damage ==", Some(('=', 2, "Damage")));
        check("-----BEGIN KEY-----", None);
        check("*** Costs ***", Some(('*', 3, "Costs")));
        check("- - - Mills - - -", Some(('-', 3, "Mills")));
        check("## The bridge", Some(('#', 2, "The bridge")));
        check(
            "| State of the locks |",
            Some(('|', 1, "State of the locks")),
        );
        check("#hashtag of the day", None);
        check("| Port | Ships |", None);
        check("- an item", None);
        check("*emphasis* in a line", None);
        check("** 3.1 Policy", None);
        check("-----", None);
        check("== A sentence. ==", None);
        check("", None);
    }
}
