//! Documents made from what a file was turned into: a web page, a saved e-mail, the output of a
//! program. Held in memory; offsets count bytes of what was made.

use super::{Library, Source, encoding, encoding::Encoding, format, html, mail, readable};
use crate::{
    model::{Format, SetAside},
    text::{Clean, CleanString},
};

/// A document of what a program made of the file called `name`; `notice` is for the reader. It is
/// read in UTF-8 unless it is clearly something else.
pub fn from_converted(name: &str, bytes: Vec<u8>, format: Format, notice: Option<&str>) -> Library {
    let mut about = notice.map_or_else(About::default, About::noted);
    about.is_converted = true;
    match encoding::detect(&bytes, true) {
        Some(encoding) => {
            let bytes = encoding.decode(&bytes);
            held(name, bytes, Some(format), about.decoded(encoding))
        }
        None => held(name, bytes, Some(format), about),
    }
}

/// A document of bytes in memory; of a web page, of the Markdown it is turned into.
pub(super) fn held(
    name: &str,
    bytes: Vec<u8>,
    format: Option<Format>,
    mut about: About,
) -> Library {
    let format = format.unwrap_or_else(|| format::detect(name, &bytes));
    if format == Format::Html
        && let Some(page) = html::to_markdown(&bytes)
    {
        let about = About {
            is_converted: true,
            set_aside: page.set_aside,
            ..about
        };
        let source = Source::Held(page.text.into_bytes());
        return Library::new(source, name, format, about, None);
    }
    if format == Format::Html {
        about.say(UNREAD_PAGE);
    }
    Library::new(Source::Held(bytes), name, readable(format), about, None)
}

/// Said of a page that is not turned into Markdown.
const UNREAD_PAGE: &str =
    "this web page is too large or too deep to look for its article: all of it is shown";

/// A saved e-mail as the text it is turned into: plain text, or Markdown where it holds a web page only.
pub(super) fn from_mail(name: &str, bytes: &[u8]) -> Library {
    let mail = mail::read(bytes);
    let about = About::sent(&mail);
    match &mail.body {
        mail::Body::Text(text) => {
            let shown = mail.to_plain(text);
            let quoted = mail.quoted(&shown, text).map(|start| start as u64);
            let about = About { quoted, ..about };
            held(name, shown.into_bytes(), Some(Format::Plain), about)
        }
        mail::Body::Page(page) => {
            if let Some(page) = html::to_markdown(page.as_bytes()) {
                let text = mail.to_markdown(&page.text);
                // Only what stands before the body is another.
                let moved = |at: u64| at + text.len() as u64 - page.text.len() as u64;
                let set_aside = page.set_aside.into_iter().map(|aside| SetAside {
                    source: moved(aside.source.start)..moved(aside.source.end),
                    ..aside
                });
                let quoted = mail
                    .quoted(&text, &page.text)
                    .filter(|start| !has_heading(&text[*start..]));
                let quoted = quoted.map(|start| SetAside {
                    kind: crate::model::Aside::Quoted,
                    source: start as u64..text.len() as u64,
                });
                let about = About {
                    set_aside: set_aside.chain(quoted).collect(),
                    ..about
                };
                return held(name, text.into_bytes(), Some(Format::Markdown), about);
            }
            let text = mail.to_markdown(page).into_bytes();
            held(name, text, Some(Format::Markdown), about)
        }
    }
}

/// Would a line of `markdown`, in a quote or not, be a heading?
fn has_heading(markdown: &str) -> bool {
    let mut lines = markdown
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ']));
    lines.any(|line| line.starts_with('#'))
}

/// What was done with the bytes of a file before they came to be the source.
#[derive(Debug, Default)]
pub(super) struct About {
    /// One line each, for the reader.
    pub(super) notices: Vec<CleanString>,
    /// Do offsets count bytes of what the file was turned into?
    pub(super) is_converted: bool,
    /// What of it is furniture.
    pub(super) set_aside: Vec<SetAside>,
    /// Where a plain text ends for the reader: from this byte on it says what was answered.
    pub(super) quoted: Option<u64>,
}

impl About {
    /// Adds a notice.
    pub(super) fn say(&mut self, words: &'static str) {
        self.notices.push(Clean::literal(words).into());
    }

    pub(super) fn noted(notice: &str) -> Self {
        let mut about = Self::default();
        about.note(notice);
        about
    }

    fn note(&mut self, notice: &str) {
        self.notices.push(CleanString::from_raw(notice));
    }

    pub(super) fn decoded(mut self, encoding: Encoding) -> Self {
        self.note(&format!("read as {}", encoding.name()));
        self.is_converted = true;
        self
    }

    pub(super) fn left(mut self, encoding: Encoding) -> Self {
        let name = encoding.name();
        self.note(&format!(
            "this looks like {name}; over 64 MB, it is read as UTF-8"
        ));
        self
    }

    pub(super) fn sent(mail: &mail::Mail) -> Self {
        let mut about = Self {
            is_converted: true,
            ..Self::default()
        };
        match mail.attached {
            0 => {}
            1 => about.note("1 attachment is not shown"),
            count => about.note(&format!("{count} attachments are not shown")),
        }
        about
    }
}
