//! What stands before the Markdown: a byte order mark and front matter, only at byte 0.
//!
//! Front matter is read line by line as `key: value` (between lines of `---`) or `key = value`
//! (between lines of `+++`); whatever else YAML and TOML can say is passed over.

use std::ops::Range;

use crate::{
    model::Meta,
    text::{Clean, CleanString},
};

/// Longest front matter; what is longer is text.
const LEN_MAX: usize = 32 * 1024;

/// What was found before the Markdown. Ranges are bytes of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Front {
    /// Where the Markdown starts.
    pub end: usize,
    /// The front matter with its first and last line; empty when there is none.
    pub matter: Range<usize>,
    pub title: Option<Range<usize>>,
    pub author: Option<Range<usize>>,
    pub date: Option<Range<usize>>,
    pub publisher: Option<Range<usize>>,
}

impl Front {
    /// Reads the start of a source.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let start = if bytes.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let mut front = Self {
            end: start,
            ..Self::default()
        };
        if let Some(lines) = matter(bytes, start) {
            front.matter = start..lines.end;
            front.end = lines.end;
            for (at, line) in lines.fields.iter().enumerate() {
                front.field(bytes, line.clone(), &lines.fields[at + 1..]);
            }
        }
        front
    }

    /// Takes one field; `below` are the lines after it, where a list may stand.
    fn field(&mut self, bytes: &[u8], line: Range<usize>, below: &[Range<usize>]) {
        let text = &bytes[line.clone()];
        let Some(colon) = text.iter().position(|byte| matches!(byte, b':' | b'=')) else {
            return;
        };
        let mut value = bare(bytes, line.start + colon + 1..line.end);
        if value.is_empty() {
            value = list(bytes, below).unwrap_or(value);
        }
        let place = match text[..colon].trim_ascii().to_ascii_lowercase().as_slice() {
            b"title" => &mut self.title,
            b"author" | b"authors" | b"by" | b"byline" => &mut self.author,
            b"date" | b"published" | b"pubdate" => &mut self.date,
            b"source" | b"publisher" | b"publication" => &mut self.publisher,
            _ => return,
        };
        if place.is_none() && !value.is_empty() {
            *place = Some(value);
        }
    }

    /// The words of one field.
    pub(crate) fn words(bytes: &[u8], field: Option<&Range<usize>>) -> Option<CleanString> {
        let field = field?;
        bytes.get(field.clone())?;
        let mut words = CleanString::new();
        for (place, shown) in parts(bytes, field.clone()) {
            match shown {
                Some(shown) => words.push_raw(&shown),
                None => words.push_raw(&String::from_utf8_lossy(&bytes[place])),
            }
        }
        (!words.as_clean().trim().is_empty()).then_some(words)
    }

    /// Author, date and publisher; `bytes` is the start of the source.
    pub(crate) fn meta(&self, bytes: &[u8]) -> Meta {
        let matter = self.matter.start as u64..self.matter.end as u64;
        let source = Some(matter).filter(|matter| !matter.is_empty());
        Meta {
            byline: Self::words(bytes, self.author.as_ref()),
            date: Self::words(bytes, self.date.as_ref()),
            publisher: Self::words(bytes, self.publisher.as_ref()),
            standfirst: None,
            source: source.into_iter().collect(),
        }
    }
}

/// The lines of front matter.
struct Lines {
    fields: Vec<Range<usize>>,
    /// After the last line.
    end: usize,
}

/// The front matter that starts at `start`; it has to be closed, and to say something.
fn matter(bytes: &[u8], start: usize) -> Option<Lines> {
    let bytes = &bytes[..bytes.len().min(start + LEN_MAX)];
    let mut lines = lines(bytes, start);
    let (first, _) = lines.next()?;
    let mark = bytes[first].trim_ascii_end();
    if mark != b"---" && mark != b"+++" {
        return None;
    }
    let mut fields = Vec::new();
    for (line, end) in lines {
        let text = bytes[line.clone()].trim_ascii_end();
        if text == mark || (mark == b"---" && text == b"...") {
            return (!fields.is_empty()).then_some(Lines { fields, end });
        }
        if fields.is_empty() && text.is_empty() {
            return None;
        }
        fields.push(line);
    }
    None
}

/// Lines from `start` on, each with the offset after its line end.
fn lines(bytes: &[u8], start: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| *byte == b'\n');
        let line = at..at + length.unwrap_or(rest.len());
        at = line.end + usize::from(length.is_some());
        Some((line, at))
    })
}

/// The value without white space, quotes and brackets round it.
fn bare(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let mut range = trim(bytes, range);
    for (open, close) in [(b'[', b']'), (b'"', b'"'), (b'\'', b'\'')] {
        let value = &bytes[range.clone()];
        if value.len() >= 2 && value[0] == open && value[value.len() - 1] == close {
            range = trim(bytes, range.start + 1..range.end - 1);
        }
    }
    range
}

/// The items of a list, from the first to the last: lines of `- item`.
fn list(bytes: &[u8], lines: &[Range<usize>]) -> Option<Range<usize>> {
    let item = |line: &Range<usize>| {
        let text = trim(bytes, line.clone());
        let is_item = bytes[text.clone()].starts_with(b"- ");
        is_item.then(|| bare(bytes, text.start + 2..text.end))
    };
    let items = lines.iter().map_while(item);
    let list = items.reduce(|first, last| first.start..last.end)?;
    (!list.is_empty()).then_some(list)
}

/// A value in parts: as it stands, or what stands for it. In quotes, escapes are the characters they
/// mean (YAML 1.2, section 5.7, as far as it is used); between the items of a list stands a comma.
pub(super) fn parts(bytes: &[u8], value: Range<usize>) -> Vec<(Range<usize>, Option<String>)> {
    let quote = value.start.checked_sub(1).map(|before| bytes[before]);
    let (mut parts, mut from, mut at) = (Vec::new(), value.start, value.start);
    while at < value.end {
        let rest = &bytes[at..value.end];
        let found = between(rest)
            .map(|len| (", ".to_owned(), len))
            .or_else(|| escaped(rest, quote));
        let Some((shown, len)) = found else {
            at += 1;
            continue;
        };
        parts.push((from..at, None));
        parts.push((at..at + len, Some(shown)));
        at += len;
        from = at;
    }
    parts.push((from..value.end, None));
    parts.retain(|(place, _)| !place.is_empty());
    parts
}

/// Bytes of what stands between two items of a list.
fn between(rest: &[u8]) -> Option<usize> {
    let is_quote = |byte: Option<&u8>| matches!(byte, Some(b'"' | b'\''));
    let mut at = usize::from(is_quote(rest.first()));
    let is_list = match rest.get(at)? {
        b',' if at > 0 => true,
        b'\r' | b'\n' => {
            at += rest[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            rest.get(at) == Some(&b'-')
        }
        _ => false,
    };
    at += 1;
    at += rest
        .get(at..)?
        .iter()
        .take_while(|byte| **byte == b' ')
        .count();
    is_list.then(|| at + usize::from(is_quote(rest.get(at))))
}

/// What the escape at the start of `rest` stands for, and its bytes.
fn escaped(rest: &[u8], quote: Option<u8>) -> Option<(String, usize)> {
    let shown = match (quote?, rest) {
        (b'\'', [b'\'', b'\'', ..]) => '\'',
        (b'"', [b'\\', sign @ (b'"' | b'\\' | b'/'), ..]) => char::from(*sign),
        (b'"', [b'\\', b'n' | b't', ..]) => ' ',
        (b'"', [b'\\', b'u', digits @ ..]) => {
            let digits = std::str::from_utf8(digits.get(..4)?).ok()?;
            let shown = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            return Some((shown.to_string(), 6));
        }
        _ => return None,
    };
    Some((shown.to_string(), 2))
}

fn trim(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let text = &bytes[range.clone()];
    let start = range.start + text.len() - text.trim_ascii_start().len();
    start..start + text.trim_ascii().len()
}

/// Between author, date and publisher on one line.
pub(super) const BETWEEN: Clean<'static> = Clean::literal(" - ");

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, end: usize, title: Option<&str>) {
        let front = Front::read(text.as_bytes());
        let words = Front::words(text.as_bytes(), front.title.as_ref());
        assert_eq!(front.end, end, "{text:?}");
        assert_eq!(words.as_ref().map(CleanString::as_str), title, "{text:?}");
    }

    #[test]
    fn front_matter_and_byte_order_marks_are_found_at_byte_0_only() {
        check("---\ntitle: Low water\n---\ntext", 25, Some("Low water"));
        check(
            "---\r\ntitle: 'Low water'\r\n---\r\n",
            30,
            Some("Low water"),
        );
        check("+++\ntitle = \"Low water\"\n+++\n", 28, Some("Low water"));
        check("\u{feff}---\nTitle: a: b\n...\nx", 23, Some("a: b"));
        check("\u{feff}text", 3, None);
        check("\n---\ntitle: x\n---\n", 0, None);
        check("---\n\ntitle: x\n---\n", 0, None);
        check("---\ntitle: x\n", 0, None);
        check("---\n---\n", 0, None);
        check("", 0, None);
    }

    #[test]
    fn escapes_and_lists_are_what_they_mean() {
        let check = |value: &str, expected: &str| {
            let text = format!("---\ntitle: x\nauthor: {value}\nlang: en\n---\n");
            let meta = Front::read(text.as_bytes()).meta(text.as_bytes());
            let byline = meta.byline.as_ref().map(CleanString::as_str);
            assert_eq!(byline, Some(expected), "{value:?}");
        };
        check(r#""a \"b\" \\ \u00e9 \x""#, r#"a "b" \ é \x"#);
        check(r#"'it''s \"'"#, r#"it's \""#);
        check(r"a \n ''b''", r"a \n ''b''");
        check(
            "\n- Jo Marsh\n-  \"Ann Lee\"\n  - 'Bo'",
            "Jo Marsh, Ann Lee, Bo",
        );
        check("[\"Jo Marsh\", \"Ann Lee\"]", "Jo Marsh, Ann Lee");
        check("Marsh, Jo", "Marsh, Jo");
        check("\r\n- Jo\r\n- Al\r", "Jo, Al");
    }

    #[test]
    fn author_date_and_source_are_meta() {
        let text = b"---\nauthor: [\"A. Writer\"]\ndate: 2024-08-12\nsource: The Post\n---\n";
        let meta = Front::read(text).meta(text);
        assert_eq!(meta.byline.unwrap().as_str(), "A. Writer");
        assert_eq!(meta.date.unwrap().as_str(), "2024-08-12");
        assert_eq!(meta.publisher.unwrap().as_str(), "The Post");
        assert_eq!(meta.source.first(), Some(&(0..text.len() as u64)));
    }
}
