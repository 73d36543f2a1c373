//! The shape of one line: how far it is indented, how wide it is, what it starts with. It is what
//! decides whether a line goes on with the paragraph above.

use std::borrow::Cow;

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use super::{lines::Line, unit::cut};
use crate::text::classes::between;

/// A mark at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `-`, `*`, `•` and their like before a space.
    Bullet,
    /// `1.`, `1)` or `(1)` before a space.
    Number(u32),
    /// `a)`, `(a)` or `a.` before a space.
    Letter(u8),
    /// `>`, as e-mail quotes.
    Quote,
}

/// How one line looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Columns before the text; a tab leads to the next multiple of eight.
    pub indent: u32,
    /// Characters, without white space at both ends.
    pub width: u32,
    /// Characters of the first word.
    pub first_word: u32,
    /// Byte of the line at which the trimmed text starts.
    pub text_at: u32,
    /// What it starts with.
    pub marker: Option<Marker>,
    /// Bytes from `text_at` to the text after the marker.
    pub marker_len: u32,
    /// Is the first letter a lower-case one?
    pub is_lower: bool,
    /// The last character; `\0` for an empty line.
    pub last: char,
    /// Are there two columns or more, set apart by runs of spaces, tabs or bars?
    pub has_columns: bool,
    /// The character the line is a rule of: `-----`, `* * *`.
    pub ruler: Option<char>,
}

/// Bytes of a line that are looked at as text; the rest is only counted.
pub const LOOK: usize = 480;

/// The beginning of a line as text, at most [`LOOK`] bytes, invalid bytes as U+FFFD, trimmed at
/// both ends when it is short enough to be whole.
pub fn look(bytes: &[u8]) -> Cow<'_, str> {
    let mut end = bytes.len().min(LOOK);
    while end < bytes.len() && end > LOOK - 4 && bytes[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    match simdutf8::basic::from_utf8(&bytes[..end]) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(&bytes[..end]),
    }
}

/// Characters in `bytes`, invalid ones counted by their lead bytes.
pub fn chars(bytes: &[u8]) -> usize {
    // Counted in bytes, which are added up many at a time.
    let leads = |bytes: &[u8]| {
        let lead = |byte: &u8| u8::from(*byte & 0xc0 != 0x80);
        usize::from(bytes.iter().fold(0, |count, byte| count + lead(byte)))
    };
    let (parts, rest) = bytes.as_chunks::<192>();
    parts.iter().map(|part| leads(part)).sum::<usize>() + leads(rest)
}

/// White space that stands at the ends of lines: also no-break space, form feed and the byte-order
/// mark.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Is there nothing to see in the line?
pub fn is_blank(bytes: &[u8]) -> bool {
    match bytes.first() {
        None => true,
        Some(first) if first.is_ascii_graphic() => false,
        Some(_) => bytes.len() < LOOK && look(bytes).chars().all(is_space),
    }
}

/// The beginning of a line, as [`look`] gives it.
pub fn head<'a>(line: &Line<'a>) -> Cow<'a, str> {
    match line.text {
        Some(text) => Cow::Borrowed(cut(text, LOOK)),
        None => look(line.bytes),
    }
}

/// The shape of a line that is not blank.
pub fn of_line(line: &Line<'_>) -> Shape {
    let bytes = line.bytes.trim_ascii_end();
    match line.text {
        Some(text) => with_head(bytes, cut(&text[..bytes.len()], LOOK)),
        None => with_head(bytes, &look(bytes)),
    }
}

/// The shape of a line of these bytes.
pub fn of(bytes: &[u8]) -> Shape {
    let bytes = bytes.trim_ascii_end();
    with_head(bytes, &look(bytes))
}

fn with_head(bytes: &[u8], head: &str) -> Shape {
    let text = head.trim_start_matches(is_space);
    let text_at = head.len() - text.len();
    let text = text.trim_end_matches(is_space);
    let (marker, marker_len) = marker(text).map_or((None, 0), |(m, len)| (Some(m), len as u32));
    let (mark, body) = text.split_at(marker_len as usize);
    let seen = Seen::of(body.as_bytes());
    let is_lower = |c: char| c.is_alphabetic() && c.is_lowercase();
    Shape {
        indent: columns(&head[..text_at]),
        width: if bytes.len() <= LOOK {
            (mark.chars().count() + seen.chars) as u32
        } else {
            width_of_long(bytes, head, text)
        },
        first_word: chars(&body.as_bytes()[..seen.first_word]) as u32,
        text_at: text_at as u32,
        marker,
        marker_len,
        is_lower: body.chars().next().is_some_and(is_lower),
        last: last_char(bytes),
        has_columns: has_columns(body, seen),
        ruler: ruler(text),
    }
}

/// What one look at all bytes of a text tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seen {
    /// Characters.
    chars: usize,
    /// Bytes up to the first space.
    first_word: usize,
    /// Is there a tab or a bar?
    has_mark: bool,
    /// Do two spaces stand together?
    has_run: bool,
}

/// Bytes looked at together: as many as a word has bits.
const STEP: usize = 64;

impl Seen {
    fn of(text: &[u8]) -> Self {
        dispatch!(Level::new(), simd => Self::through(simd, text))
    }

    #[expect(
        clippy::inline_always,
        reason = "it becomes part of the function chosen for the processor"
    )]
    #[inline(always)]
    fn through<S: Simd>(simd: S, text: &[u8]) -> Self {
        let mut seen = Self {
            first_word: text.len(),
            ..Self::default()
        };
        let mut is_behind_space = 0;
        let (steps, rest) = text.as_chunks::<STEP>();
        // What fills up the last step is no first byte of a character.
        let mut last = [0x80; STEP];
        last[..rest.len()].copy_from_slice(rest);
        let last = (!rest.is_empty()).then_some(&last);
        for (nth, step) in steps.iter().chain(last).enumerate() {
            let step = u8x64::from_slice(simd, step);
            let within = between(step, 0x80, 0xbf).to_bitmask();
            seen.chars += within.count_zeros() as usize;
            let spaces = step.simd_eq(b' ').to_bitmask();
            if spaces != 0 && seen.first_word == text.len() {
                seen.first_word = nth * STEP + spaces.trailing_zeros() as usize;
            }
            seen.has_run |= spaces & (spaces << 1 | is_behind_space) != 0;
            is_behind_space = spaces >> (STEP - 1);
            let marks = step.simd_eq(b'\t') | step.simd_eq(b'|');
            seen.has_mark |= marks.to_bitmask() != 0;
        }
        seen
    }
}

/// Characters of a line of which only the head was looked at.
fn width_of_long(bytes: &[u8], head: &str, text: &str) -> u32 {
    if text.len() == head.len() {
        chars(bytes) as u32
    } else {
        // The head has a character for every invalid byte, the count of the whole has none.
        (chars(bytes) + text.chars().count()).saturating_sub(head.chars().count()) as u32
    }
}

fn columns(space: &str) -> u32 {
    space.chars().fold(0, |at, c| match c {
        '\t' => (at / 8 + 1) * 8,
        '\u{feff}' | '\u{c}' => at,
        _ => at + 1,
    })
}

/// The last character that is not white space.
fn last_char(bytes: &[u8]) -> char {
    if let Some(last) = bytes.last().filter(|last| last.is_ascii_graphic()) {
        return char::from(*last);
    }
    let mut start = bytes.len().saturating_sub(64);
    while start < bytes.len() && bytes[start] & 0xc0 == 0x80 {
        start += 1;
    }
    let tail = String::from_utf8_lossy(&bytes[start..]);
    tail.trim_end_matches(is_space)
        .chars()
        .next_back()
        .unwrap_or('\0')
}

/// The marker `text` starts with and its length in bytes, the spaces after it included.
fn marker(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    if first == '>' {
        let len = text.len() - text.trim_start_matches(['>', ' ']).len();
        return Some((Marker::Quote, len));
    }
    let (marker, len) = match first {
        '-' | '*' | '+' | '•' | '–' | '·' | '▪' | '◦' | '‣' | '●' | '○' | '■' | '□' | '➤' | '►'
        | '\u{f0b7}' => (Marker::Bullet, first.len_utf8()),
        'o' if text[1..].starts_with("  ") => (Marker::Bullet, 1),
        '(' | '0'..='9' | 'a'..='z' => label(text)?,
        _ => return None,
    };
    let rest = &text[len..];
    let body = rest.trim_start_matches(is_space);
    (body.len() < rest.len() && !body.is_empty()).then(|| (marker, text.len() - body.len()))
}

/// A number or a letter with its `.` or `)`.
fn label(text: &str) -> Option<(Marker, usize)> {
    let open = usize::from(text.starts_with('('));
    let inner = &text.as_bytes()[open..];
    let digits = inner.iter().take_while(|b| b.is_ascii_digit()).count();
    let (marker, len) = match (digits, inner.first()?) {
        (1..=3, _) => (
            Marker::Number(text[open..open + digits].parse().ok()?),
            digits,
        ),
        (0, letter @ b'a'..=b'z') => (Marker::Letter(*letter), 1),
        _ => return None,
    };
    let close = *inner.get(len)?;
    (close == b')' || close == b'.' && open == 0).then_some((marker, open + len + 1))
}

/// Are there columns: a tab, a run of three spaces, two runs of two, or bars inside the text?
fn has_columns(text: &str, seen: Seen) -> bool {
    let bytes = text.as_bytes();
    if seen.has_mark && (text.contains('\t') || has_bars(text)) {
        return true;
    }
    if !seen.has_run {
        return false;
    }
    let mut runs = 0;
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"  ") {
        let at = from + at;
        let rest = text[at..].trim_start_matches(' ');
        let len = text.len() - at - rest.len();
        // Two spaces after a full stop are a typist's habit.
        if !matches!(
            bytes[at - usize::from(at > 0)],
            b'.' | b'?' | b'!' | b':' | b'"'
        ) || len > 2
        {
            runs += if len >= 3 { 2 } else { 1 };
        }
        from = at + len;
    }
    runs >= 2
}

/// Does it look like a row between bars?
fn has_bars(text: &str) -> bool {
    text.matches(" | ").count() >= 2
        || text.starts_with('|') && text.ends_with('|') && text.len() > 1
}

/// The character of a rule: three or more of one kind, with or without spaces between.
fn ruler(text: &str) -> Option<char> {
    let first = text.chars().next()?;
    if first.is_alphanumeric() || !"=-~_*^#+.`'\"─━═–—•·".contains(first) {
        return None;
    }
    let count = text.chars().filter(|c| *c == first).count();
    (count >= 3 && text.chars().all(|c| c == first || c == ' ')).then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markers() {
        let check = |line: &str, marker: Option<Marker>, len: u32| {
            let shape = of(line.as_bytes());
            assert_eq!((shape.marker, shape.marker_len), (marker, len), "{line:?}");
        };
        check("- salt", Some(Marker::Bullet), 2);
        check("•\ttea", Some(Marker::Bullet), 4);
        check("-5 degrees", None, 0);
        check("o  north coast", Some(Marker::Bullet), 3);
        check("o north", None, 0);
        check("12. Ports", Some(Marker::Number(12)), 4);
        check("(3) Ports", Some(Marker::Number(3)), 4);
        check("2024. A year", None, 0);
        check("1.5 litres", None, 0);
        check("b) tender", Some(Marker::Letter(b'b')), 3);
        check("> > said", Some(Marker::Quote), 4);
        check("-", None, 0);
        check("3.", None, 0);
    }

    #[test]
    fn columns_and_rules() {
        let check = |line: &str, columns: bool, ruler: Option<char>| {
            let shape = of(line.as_bytes());
            assert_eq!(
                (shape.has_columns, shape.ruler),
                (columns, ruler),
                "{line:?}"
            );
        };
        check("Port      Ships   Tons", true, None);
        check("| a | b |", true, None);
        check("One sentence.  And the next.  And one more.", false, None);
        check("a plain line", false, None);
        check("-----", false, Some('-'));
        check("* * *", false, Some('*'));
        check("---- ----   ---", true, Some('-'));
        check("--", false, None);
    }

    proptest! {
        #[test]
        fn one_look_sees_all(text in "[a-zé中]{0,70}[a-z \u{a0}é]{0,140}( |\t|\\||  )?[a-z]{0,70}") {
            let seen = Seen {
                chars: text.chars().count(),
                first_word: text.find(' ').unwrap_or(text.len()),
                has_mark: text.contains(['\t', '|']),
                has_run: text.contains("  "),
            };
            prop_assert_eq!(Seen::of(text.as_bytes()), seen);
        }
    }

    #[test]
    fn two_spaces_are_found_wherever_they_stand() {
        for at in 0..2 * STEP + 2 {
            let has_run = |spaces: &[usize]| {
                let mut line = [b'x'; 2 * STEP + 4];
                for at in spaces {
                    line[*at] = b' ';
                }
                Seen::of(&line).has_run
            };
            assert!(has_run(&[at, at + 1]), "{at}");
            assert!(!has_run(&[at]) && !has_run(&[at, at + 2]), "{at}");
        }
    }

    #[test]
    fn width_counts_characters_of_any_length() {
        for count in [1, 100, 239, 240, 241, 5000] {
            let shape = of(format!("  {} ", "é".repeat(count)).as_bytes());
            assert_eq!(
                (shape.width, shape.indent, shape.last),
                (count as u32, 2, 'é')
            );
        }
    }

    #[test]
    fn blank_lines() {
        assert!(
            ["", " ", "\t", "\u{a0}", "\u{feff}", "\u{c}"]
                .iter()
                .all(|l| is_blank(l.as_bytes()))
        );
        assert!(
            !["a", " a", "\u{1}", "\u{c}a"]
                .iter()
                .any(|l| is_blank(l.as_bytes()))
        );
    }
}
