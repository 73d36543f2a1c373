//! The headers of a message or of a part of it, and what stands in them.

use super::{decode, transfer};

/// Names and values, in order; a value that went over several lines is on one.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

/// Headers of one part, at most.
const MOST: usize = 1000;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Headers {
    /// The headers at the start of `bytes`, and what comes after the empty line. Where a line is no
    /// header, the body has begun.
    pub(super) fn read(bytes: &[u8]) -> (Self, &[u8]) {
        let mut found: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        while found.len() < MOST {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let line = rest[..end].trim_ascii_end();
            if line.is_empty() {
                return (Self(found), &rest[end..]);
            }
            let text = String::from_utf8_lossy(line);
            let is_more = line[0].is_ascii_whitespace();
            // The line that a mailbox puts before a message.
            let is_mark = found.is_empty() && line.starts_with(b"From ");
            match (found.last_mut(), text.split_once(':')) {
                (Some((_, value)), _) if is_more => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (_, Some((name, value))) if is_name(name) => {
                    found.push((name.to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ if is_mark => {}
                _ => break,
            }
            rest = &rest[end..];
        }
        (Self(found), rest)
    }

    /// The value of the first header called `name`, in small letters; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The parameter `name` of a value such as `text/plain; charset="utf-8"`, without its quotes.
pub(super) fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (found, left) = if let Some(quoted) = after.strip_prefix('"') {
            quoted.split_once('"').unwrap_or((quoted, ""))
        } else {
            let end = after.find(';').unwrap_or(after.len());
            (after[..end].trim_end(), &after[end..])
        };
        let key = key.trim_matches(|c: char| c == ';' || c.is_whitespace());
        if key.eq_ignore_ascii_case(name) {
            return Some(found.to_owned());
        }
        rest = left;
    }
}

/// `value` with its encoded words (RFC 2047) read; white space between two of them is none.
pub(super) fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    let mut is_after_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, len)) = word(from) else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            is_after_word = false;
            continue;
        };
        if !(is_after_word && before.trim().is_empty()) {
            out.push_str(before);
        }
        out.push_str(&word);
        rest = &from[len..];
        is_after_word = true;
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The encoded word at the start of `text`, and its length; a word is at most 75 characters long,
/// but longer ones are sent.
fn word(text: &str) -> Option<(String, usize)> {
    let mut parts = text.get(2..)?.splitn(4, '?');
    let (label, kind) = (parts.next()?, parts.next()?);
    let coded = parts.next()?;
    let is_closed = parts.next()?.starts_with('=');
    let is_plain = coded.len() < 1000 && !label.contains(char::is_whitespace);
    if !(is_closed && is_plain) {
        return None;
    }
    let bytes = match kind {
        "B" | "b" => transfer::base64(coded.as_bytes()),
        "Q" | "q" => transfer::quoted(coded.replace('_', "=20").as_bytes()),
        _ => return None,
    };
    let label = label.split('*').next().unwrap_or_default();
    let len = 2 + text[2..]
        .len()
        .min(label_len(text)? + kind.len() + coded.len() + 4);
    Some((decode(&bytes, label), len))
}

/// Length of the name of the encoding, with its language (RFC 2231), in the word `text` starts with.
fn label_len(text: &str) -> Option<usize> {
    text[2..].find('?')
}

/// The name of the first sender, else the address.
pub(super) fn sender(value: &str) -> String {
    let value = words(value);
    let (name, address) = match value.split_once('<') {
        Some((name, rest)) => (name, rest.split('>').next().unwrap_or(rest)),
        None => ("", value.as_str()),
    };
    let name = name.trim().trim_matches('"').replace("\\\"", "\"");
    if name.is_empty() {
        address.trim().to_owned()
    } else {
        name
    }
}

/// The day in a date such as `Mon, 12 Aug 2024 10:00:00 +0200`; what stands there where it is none.
pub(super) fn day(value: &str) -> String {
    let date = value.split_once(',').map_or(value, |(_, date)| date);
    let mut parts = date.split_whitespace();
    let mut found = || {
        let day: u8 = parts
            .next()?
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let month = parts.next()?.get(..3)?;
        let is_it = |name: &&&str| name[..3].eq_ignore_ascii_case(month);
        let month = MONTHS.iter().find(is_it)?;
        let year = parts
            .next()?
            .parse::<u16>()
            .ok()
            .filter(|year| *year >= 1000)?;
        Some(format!("{day} {month} {year}"))
    };
    found().unwrap_or_else(|| words(value))
}
