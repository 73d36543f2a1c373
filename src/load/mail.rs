//! A saved e-mail to text: subject, sender and date above, then what was written.
//!
//! Of the parts of a message the first plain text is taken, else the first web page; what else there
//! is (pictures, files) is counted. Nested parts are walked with a list, to a bounded depth. The
//! rules are those of RFC 5322 (headers), RFC 2045 to 2047 (parts, transfer encodings, words).

mod header;
mod quoted;
mod transfer;

use std::fmt::Write as _;

use super::encoding::Encoding;
use header::Headers;

/// Parts inside parts, at most; what lies deeper is counted as attached.
const DEEPEST: usize = 16;

/// Bytes of headers that tell a message.
const LOOKED_AT: usize = 64 * 1024;

/// Parts looked at, at most.
const MOST: usize = 1000;

/// What a message says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mail {
    /// The subject; empty where there is none.
    pub subject: String,
    /// The name of the sender, else the address.
    pub from: String,
    /// The day it was sent, such as `12 August 2024`, or what stands there instead.
    pub date: String,
    /// What was written.
    pub body: Body,
    /// Parts that are neither text nor shown otherwise.
    pub attached: usize,
}

/// What was written, in UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Plain text.
    Text(String),
    /// A web page.
    Page(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// One part of a message: its headers, and its bytes as they were sent.
struct Part<'a> {
    headers: Headers,
    bytes: &'a [u8],
    depth: usize,
}

/// Is a file called `name` a message?
pub(super) fn is_named(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("eml")
}

/// Does a message start here? By the headers that a text would hardly begin with: who sent it, and
/// two of those that say when, to whom, about what and how it came.
pub(super) fn starts(bytes: &[u8]) -> bool {
    const OTHERS: [&str; 8] = [
        "date",
        "to",
        "subject",
        "message-id",
        "mime-version",
        "received",
        "delivered-to",
        "return-path",
    ];
    let start = bytes.iter().take_while(|byte| byte.is_ascii_graphic());
    let is_header = start.take(40).any(|byte| *byte == b':') || bytes.starts_with(b"From ");
    if !is_header {
        return false;
    }
    let (headers, rest) = Headers::read(&bytes[..bytes.len().min(LOOKED_AT)]);
    let has = |name: &&str| !headers.get(name).is_empty();
    let from = headers.get("from");
    let is_sent = from.contains('@') || has(&"received") || has(&"message-id");
    let count = OTHERS.iter().filter(|name| has(name)).count();
    !from.is_empty() && is_sent && count >= 2 && rest.len() < bytes.len()
}

/// Reads a message. Any bytes make one: without headers, all is the body.
pub(super) fn read(bytes: &[u8]) -> Mail {
    let (headers, rest) = Headers::read(bytes);
    let mut mail = Mail {
        subject: header::words(headers.get("subject")),
        from: header::sender(headers.get("from")),
        date: header::day(headers.get("date")),
        ..Mail::default()
    };
    let (mut text, mut page) = (None, None);
    let mut waiting = vec![Part {
        headers,
        bytes: rest,
        depth: 0,
    }];
    let mut seen = 0;
    while let Some(part) = waiting.pop() {
        seen += 1;
        let kind = part.kind();
        if kind.starts_with("multipart/") && part.depth < DEEPEST && seen < MOST {
            let parts = part.parts();
            waiting.extend(parts.into_iter().rev());
        } else if kind == "text/plain" && text.is_none() && !part.is_attached() {
            text = Some(part.text());
        } else if kind == "text/html" && page.is_none() && !part.is_attached() {
            page = Some(part.text());
        } else {
            mail.attached += 1;
        }
    }
    let text = text.filter(|text| !text.trim().is_empty() || page.is_none());
    mail.body = match (text, page) {
        (None, Some(page)) => Body::Page(page),
        (text, _) => Body::Text(text.unwrap_or_default()),
    };
    mail
}

impl Mail {
    /// The byte of `shown`, the message as it is shown with `text` at its end, at which an earlier
    /// mail begins that goes on to the end.
    pub(super) fn quoted(&self, shown: &str, text: &str) -> Option<usize> {
        let start = quoted::start(text, &self.subject)?;
        Some(shown.len() - text.len() + start)
    }

    /// The message as an article is printed: subject, sender, date, then what was written.
    pub(super) fn to_plain(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 200);
        let by = match self.from.as_str() {
            "" => String::new(),
            from => format!("By {from}\n"),
        };
        let date = match self.date.as_str() {
            "" => String::new(),
            date => format!("{date}\n"),
        };
        for above in [format!("{}\n", self.subject), by + &date] {
            if !above.trim().is_empty() {
                out.push_str(&above);
                out.push('\n');
            }
        }
        out.push_str(text);
        out
    }

    /// `markdown`, which may have front matter, with the front matter of the message.
    pub(super) fn to_markdown(&self, markdown: &str) -> String {
        let fields = [
            ("title", &self.subject),
            ("author", &self.from),
            ("date", &self.date),
        ];
        let mut out = String::from("---\n");
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            // A string of JSON is one of YAML.
            let value = serde_json::Value::from(value.as_str());
            writeln!(out, "{name}: {value}").expect("a string takes all");
        }
        out.push_str("---\n\n");
        let body = markdown.strip_prefix("---\n").and_then(|rest| {
            let (_, body) = rest.split_once("---\n")?;
            Some(body)
        });
        out.push_str(body.unwrap_or(markdown).trim_start());
        out
    }
}

impl<'a> Part<'a> {
    /// Its type in small letters; text where nothing is said.
    fn kind(&self) -> String {
        let value = self.headers.get("content-type");
        let kind = value.split(';').next().unwrap_or_default().trim();
        if kind.contains('/') {
            kind.to_ascii_lowercase()
        } else {
            "text/plain".to_owned()
        }
    }

    fn is_attached(&self) -> bool {
        let value = self.headers.get("content-disposition").trim_start();
        value
            .get(..10)
            .is_some_and(|start| start.eq_ignore_ascii_case("attachment"))
    }

    /// Its text in UTF-8, lines ending as they did.
    fn text(&self) -> String {
        let bytes = transfer::decode(self.bytes, self.headers.get("content-transfer-encoding"));
        let label = header::parameter(self.headers.get("content-type"), "charset");
        decode(&bytes, &label.unwrap_or_default())
    }

    /// What it is made of: what stands between the lines of its boundary.
    fn parts(&self) -> Vec<Part<'a>> {
        let boundary = header::parameter(self.headers.get("content-type"), "boundary");
        let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) else {
            return Vec::new();
        };
        let mark = format!("--{boundary}");
        let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
        for line in self.bytes.split_inclusive(|byte| *byte == b'\n') {
            let end = at + line.len();
            let after = line
                .strip_prefix(mark.as_bytes())
                .map(<[u8]>::trim_ascii_end);
            if let Some(after @ (b"" | b"--")) = after {
                if let Some(start) = start {
                    parts.push(self.part(&self.bytes[start..at]));
                }
                start = after.is_empty().then_some(end);
            }
            at = end;
            if parts.len() >= MOST {
                return parts;
            }
        }
        // A message that was cut has no last boundary.
        if let Some(start) = start {
            parts.push(self.part(&self.bytes[start..]));
        }
        parts
    }

    fn part(&self, bytes: &'a [u8]) -> Part<'a> {
        let (headers, bytes) = Headers::read(bytes);
        Part {
            headers,
            bytes,
            depth: self.depth + 1,
        }
    }
}

/// `bytes` in UTF-8: of the encoding called `label`, unless they are UTF-8 whatever is said.
fn decode(bytes: &[u8], label: &str) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let found = Encoding::named(label).or_else(|| super::encoding::detect(bytes, true));
    let decoded = match found {
        Some(encoding) if !label.eq_ignore_ascii_case("utf-8") => encoding.decode(bytes),
        _ => bytes.to_vec(),
    };
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests;
