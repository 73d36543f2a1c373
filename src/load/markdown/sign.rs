//! Signs in the text of Markdown that stand for something else: `:tada:` for a picture, `{{ name }}`
//! for what a site generator would put there.
//!
//! The parser knows neither and may give them in several pieces; they are looked for in what it
//! read, so a heading in the list and in the text are told alike.

mod emoji;

use std::ops::Range;

/// Longest tag of a template.
const TAG_MAX: usize = 300;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// As it stands.
    Same(Range<usize>),
    /// A picture, and where its name stands.
    Picture(&'static str, Range<usize>),
}

/// Finds signs in one text after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// What stands before it belongs to a sign that has been dealt with.
    passed: usize,
}

impl Signs {
    /// Does all of `range` belong to a sign?
    pub fn has_passed(self, range: &Range<usize>) -> bool {
        range.end <= self.passed
    }

    /// What stands before `end` has been dealt with.
    pub fn pass(&mut self, end: usize) {
        self.passed = self.passed.max(end);
    }

    /// Hands the parts of `input[range]` to `push`, in order; tags of templates are left out.
    pub fn parts(&mut self, input: &str, range: Range<usize>, push: &mut dyn FnMut(Part)) {
        let mut from = range.start.max(self.passed);
        let mut at = from;
        while let Some(found) = next(input, at..range.end) {
            at = found + 1;
            let sign = match input.as_bytes()[found] {
                b':' => picture(input, found),
                _ => template(input, found).map(|end| ("", end)),
            };
            let Some((shown, end)) = sign else { continue };
            if from < found {
                push(Part::Same(from..found));
            }
            if !shown.is_empty() {
                push(Part::Picture(shown, found..end));
            }
            (from, at, self.passed) = (end, end, end);
        }
        if from < range.end {
            push(Part::Same(from..range.end));
        }
    }
}

/// Where the next sign may start.
fn next(input: &str, range: Range<usize>) -> Option<usize> {
    let bytes = input.as_bytes().get(range.clone())?;
    memchr::memchr2(b':', b'{', bytes).map(|at| range.start + at)
}

/// The picture whose name stands at `at`, and where that ends.
fn picture(input: &str, at: usize) -> Option<(&'static str, usize)> {
    let before = input[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '\\') {
        return None;
    }
    let rest = &input.as_bytes()[at + 1..];
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-');
    let len = rest
        .iter()
        .take(emoji::LONGEST + 1)
        .take_while(is_name)
        .count();
    if rest.get(len) != Some(&b':') {
        return None;
    }
    let name = &input[at + 1..at + 1 + len];
    Some((emoji::named(name)?, at + len + 2))
}

/// Where the tag of a template ends that starts at `at`: `{{ page.title }}`, `{% if x %}`. It ends
/// in its line, and holds what a template can say.
fn template(input: &str, at: usize) -> Option<usize> {
    let rest = &input.as_bytes()[at..];
    if input[..at].ends_with('{') {
        return None;
    }
    let close: &[u8] = match rest.get(1)? {
        b'{' => b"}}",
        b'%' => b"%}",
        _ => return None,
    };
    let line = &rest[2..rest.len().min(TAG_MAX)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    let len = memchr::memmem::find(line, close)?;
    let words = line[..len].strip_prefix(b"-").unwrap_or(&line[..len]);
    let is_apart = words.starts_with(b" ") && words.ends_with(b" ");
    let is_after = |c: char| c.is_alphanumeric() || "^_\\{$".contains(c);
    if !is_apart && close == b"}}" && input[..at].ends_with(is_after) {
        return None;
    }
    let first = words.trim_ascii().first()?;
    let is_told = first.is_ascii_alphabetic() || b"<%.$\"'#/>_".contains(first);
    (is_told && !words.contains(&b'{')).then_some(at + 2 + len + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        Signs::default().parts(text, 0..text.len(), &mut |part| match part {
            Part::Same(range) => out += &text[range],
            Part::Picture(shown, range) => {
                assert!(text[range].starts_with(':'));
                out += shown;
            }
        });
        assert_eq!(out, expected, "{text:?}");
    }

    #[test]
    fn names_of_pictures_become_pictures() {
        check("Done :tada:, :+1::rocket:", "Done 🎉, 👍🚀");
        check(":white_check_mark: x", "✅ x");
        check("at 10:30:45, a:tada:b", "at 10:30:45, a:tada:b");
        check("\\:tada: :nosuch: :: :tada", "\\:tada: :nosuch: :: :tada");
    }

    #[test]
    fn tags_of_templates_go() {
        check("By {{ page.author }} on {{date}}", "By  on ");
        check("{% if a == 1 %}x{%- endif -%}", "x");
        check("{{< figure src=\"a.png\" >}}{{% note %}}", "");
        check("v{{ version }}", "v");
        check(
            "x^{{a}} {{2}} {{}} {a} {{ a\n}} { % x % }",
            "x^{{a}} {{2}} {{}} {a} {{ a\n}} { % x % }",
        );
        check("{{ {a: 1} }}", "{{ {a: 1} }}");
    }

    #[test]
    fn a_sign_in_pieces_is_found_once() {
        let text = "a :white_check_mark: b";
        let (mut signs, mut out) = (Signs::default(), Vec::new());
        for range in [0..8, 8..9, 9..14, 14..22] {
            if !signs.has_passed(&range) {
                signs.parts(text, range, &mut |part| out.push(part));
            }
        }
        let expected = [
            Part::Same(0..2),
            Part::Picture("✅", 2..20),
            Part::Same(20..22),
        ];
        assert_eq!(out, expected);
    }
}
