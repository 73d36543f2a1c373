//! Link and footnote definitions: how far one reaches, and of which label it is.
//!
//! The scanner needs to know how far a definition reaches, since the line after it is treated unlike
//! the line after a paragraph. What it defines is read by the parser when a chunk refers to it.

use memchr::memchr3;

use super::line::{is_blank, is_space, run, setext};

/// A link definition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Definition<'a> {
    pub(super) label: &'a [u8],
    /// Bytes up to the end of its last line, the line end left out.
    pub(super) len: usize,
}

/// The link definition that starts `text`, which starts with `[` and may go on for many lines.
///
/// `ends` tells of a line whether it would end a paragraph.
pub(super) fn definition<'a>(
    text: &'a [u8],
    ends: &dyn Fn(&[u8]) -> bool,
) -> Option<Definition<'a>> {
    let walk = Walk { text, ends };
    let close = walk.label(1)?;
    if text.get(close + 1) != Some(&b':') {
        return None;
    }
    let (target, _) = walk.space(close + 2)?;
    let after = walk.target(target)?;
    let len = walk.title(after)?;
    let label = &text[1..close];
    Some(Definition { label, len })
}

/// May a definition start with `line`, which starts with `[`? Not with a link, a picture or a task: the first
/// bracket that is not escaped must end a label, unless it is in a later line.
pub(super) fn may_define(line: &[u8]) -> bool {
    let mut at = 1;
    while let Some(next) = line
        .get(at..)
        .and_then(|rest| memchr3(b'[', b']', b'\\', rest))
    {
        at += next;
        if line[at] != b'\\' {
            return line[at..].starts_with(b"]:");
        }
        at += 2;
    }
    true
}

/// The label of a footnote definition, `[^label]:`, and the bytes up to after the colon.
pub(super) fn footnote(line: &[u8]) -> Option<(&[u8], usize)> {
    if !line.starts_with(b"[^") {
        return None;
    }
    let walk = Walk {
        text: line,
        ends: &|_| true,
    };
    let close = walk.label(2)?;
    (line.get(close + 1) == Some(&b':')).then(|| (&line[2..close], close + 2))
}

/// Would `line` end a paragraph? So it is where `ends` says so of it without its indent.
pub(super) fn ends_paragraph(line: &[u8], ends: &dyn Fn(&[u8]) -> bool) -> bool {
    if is_blank(line) {
        return true;
    }
    let indent = run(line, |byte| byte == b' ');
    let is_deep = indent > 3 || line[indent..].starts_with(b"\t");
    !is_deep && (ends(&line[indent..]) || setext(&line[indent..]).is_some())
}

struct Walk<'a, 'e> {
    text: &'a [u8],
    ends: &'e dyn Fn(&[u8]) -> bool,
}

impl Walk<'_, '_> {
    /// Where the `]` of a label stands that starts at `at`.
    fn label(&self, start: usize) -> Option<usize> {
        let (mut at, mut is_empty) = (start, true);
        loop {
            match *self.text.get(at)? {
                _ if at - start >= 1000 => return None,
                b'[' => return None,
                b']' => return (!is_empty).then_some(at),
                b'\\' if self.text.get(at + 1)?.is_ascii_punctuation() => {
                    is_empty = false;
                    at += 2;
                }
                byte if byte == b'\n' || is_space(byte) => at = self.space(at)?.0,
                _ => {
                    is_empty = false;
                    at += 1;
                }
            }
        }
    }

    /// Over white space with at most one line end; where it ends, and was there a line end?
    fn space(&self, mut at: usize) -> Option<(usize, bool)> {
        at += run(&self.text[at..], is_space);
        let Some(length) = self.line_end(at) else {
            return Some((at, false));
        };
        let next = at + length;
        if self.is_end(next) {
            return None;
        }
        Some((next + run(&self.text[next..], is_space), true))
    }

    /// Bytes of the line end at `at`.
    fn line_end(&self, at: usize) -> Option<usize> {
        match self.text.get(at..)? {
            [b'\n', ..] => Some(1),
            [b'\r', b'\n', ..] => Some(2),
            _ => None,
        }
    }

    /// Would the line at `at` end a paragraph?
    fn is_end(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let line = &rest[..run(rest, |byte| byte != b'\n')];
        ends_paragraph(line.strip_suffix(b"\r").unwrap_or(line), self.ends)
    }

    /// Where the target ends that starts at `at`.
    fn target(&self, start: usize) -> Option<usize> {
        if self.text.get(start) == Some(&b'<') {
            return self.pointed_target(start);
        }
        let (mut at, mut open) = (start, 0usize);
        while let Some(&byte) = self.text.get(at) {
            match byte {
                0..=b' ' => break,
                b'(' => open += 1,
                b')' if open == 0 => break,
                b')' => open -= 1,
                b'\\' if self.text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                _ => {}
            }
            at += 1;
        }
        (open == 0 && at > start).then_some(at)
    }

    fn pointed_target(&self, start: usize) -> Option<usize> {
        let mut at = start + 1;
        loop {
            match *self.text.get(at)? {
                b'\n' | b'\r' | b'<' => return None,
                b'>' => return Some(at + 1),
                b'\\' if self.text.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                _ => {}
            }
            at += 1;
        }
    }

    /// The end of the definition whose target ends at `at`: with a title when one follows.
    fn title(&self, at: usize) -> Option<usize> {
        let blank = at + run(&self.text[at..], is_space);
        let is_line_end = blank == self.text.len() || self.line_end(blank).is_some();
        let bare = is_line_end.then_some(blank);
        let Some((start, _)) = self.space(at) else {
            return bare;
        };
        if start == at {
            return bare;
        }
        let titled = self.title_end(start).and_then(|end| {
            let blank = end + run(&self.text[end..], is_space);
            (blank == self.text.len() || self.line_end(blank).is_some()).then_some(blank)
        });
        titled.or(bare)
    }

    /// After the closing mark of the title that starts at `at`.
    fn title_end(&self, start: usize) -> Option<usize> {
        let close = match self.text.get(start)? {
            b'(' => b')',
            quote @ (b'"' | b'\'') => *quote,
            _ => return None,
        };
        let mut at = start + 1;
        loop {
            match *self.text.get(at)? {
                byte if byte == close => return Some(at + 1),
                b'(' if close == b')' => return None,
                b'\n' if self.is_end(at + 1) => return None,
                b'\\' if !matches!(self.text.get(at + 1), Some(b'\n' | b'\r') | None) => at += 2,
                _ => at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_and_tasks_define_nothing() {
        for (line, expected) in [
            ("[a]: b", true),
            ("[a\\]b]: c", true),
            ("[a", true),
            ("[a\\", true),
            ("[a](b)", false),
            ("[![a](b)](c)", false),
            ("[x] done", false),
            ("[a]", false),
        ] {
            assert_eq!(may_define(line.as_bytes()), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_defines_may_define(text in r"\[[a\\\[\]: \n]{0,9}\]: ?[a\n]{1,4}") {
            let line = text.split('\n').next().unwrap_or_default();
            let definition = definition(text.as_bytes(), &|_| false);
            prop_assert!(definition.is_none() || may_define(line.as_bytes()));
        }
    }
}
