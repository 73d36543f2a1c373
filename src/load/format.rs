//! Which format a source has: by its name, then by its first bytes.

use crate::model::Format;

/// Bytes looked at.
const LOOKED_AT: usize = 16 * 1024;

/// The format of the source called `name` that starts with `bytes`.
///
/// A name that says nothing leaves it to the text; text that shows no marks is plain.
pub fn detect(name: &str, bytes: &[u8]) -> Format {
    by_name(name).unwrap_or_else(|| {
        if is_page(bytes) {
            Format::Html
        } else {
            by_content(bytes)
        }
    })
}

fn by_name(name: &str) -> Option<Format> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "mdtxt" | "mdx" | "qmd" | "rmd" => {
            Some(Format::Markdown)
        }
        "txt" | "text" | "asc" | "log" => Some(Format::Plain),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        _ => None,
    }
}

/// Does a web page start here?
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let starts = |tag: &[u8]| {
        head.get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    starts(b"<!doctype html") || starts(b"<html")
}

/// Marks count by how seldom they stand in text that is not Markdown; two points make Markdown.
fn by_content(bytes: &[u8]) -> Format {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut points = 0;
    let mut is_after_blank = true;
    for line in bytes.split(|byte| *byte == b'\n') {
        points += points_of(line.trim_ascii_end(), is_after_blank);
        is_after_blank = line.trim_ascii().is_empty();
    }
    if points >= 2 {
        Format::Markdown
    } else {
        Format::Plain
    }
}

fn points_of(line: &[u8], is_after_blank: bool) -> u32 {
    let marks = line.iter().take_while(|byte| **byte == b'#').count();
    let is_heading = (1..=6).contains(&marks) && line.get(marks) == Some(&b' ');
    let is_fence = line.starts_with(b"```") || line.starts_with(b"~~~");
    let is_table = line.len() >= 5
        && line.contains(&b'|')
        && line.contains(&b'-')
        && line.iter().all(|byte| b"|-: ".contains(byte));
    let has_link = memchr::memmem::find(line, b"](").is_some();
    let has_strong = line.windows(2).filter(|two| *two == b"**").count() >= 2;
    2 * u32::from(is_heading && is_after_blank)
        + 2 * u32::from(is_table)
        + u32::from(is_fence)
        + u32::from(has_link)
        + u32::from(has_strong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: Format) {
        assert_eq!(detect(name, text.as_bytes()), expected, "{name} {text:?}");
    }

    #[test]
    fn the_name_decides_where_it_can() {
        check("a.md", "Words.", Format::Markdown);
        check("A.MARKDOWN", "Words.", Format::Markdown);
        check("a.txt", "# Heading\n\n[x](y)", Format::Plain);
    }

    #[test]
    fn the_text_decides_where_the_name_does_not() {
        check("-", "", Format::Plain);
        check("a.htm", "", Format::Html);
        check("-", "\u{feff}\n<!DOCTYPE html><p>x", Format::Html);
        check("-", "<html lang=en>", Format::Html);
        check("a.md", "<html>", Format::Markdown);
        check("-", "<p>x", Format::Plain);
        check("notes", "Prices rose.\n\nThey fell.", Format::Plain);
        check("notes", "# Prices\n\nThey rose.", Format::Markdown);
        check("notes", "Some text.\n\n## Prices\n", Format::Markdown);
        check("notes", "#hashtag and #1 in the list", Format::Plain);
        check("v1.2", "See [this](a) and\n[that](b).", Format::Markdown);
        check("notes", "| a | b |\n|---|---|\n| 1 | 2 |", Format::Markdown);
        check("notes", "----------\nWords\n----------", Format::Plain);
    }
}
