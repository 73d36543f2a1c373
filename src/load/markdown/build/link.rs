//! Addresses that stand in the text without any marks, made links: `https://…` and `www.…`, as GitHub
//! reads them (GFM 0.29, section 6.9).

use std::{ops::Range, sync::LazyLock};

use memchr::memmem::Finder;

use super::Build;
use crate::model::Mark;

impl Build<'_> {
    /// Makes links of the addresses in the text from `start` on, unless a mark lies on them that
    /// says what they are.
    pub(super) fn link_addresses(&mut self, start: u32) {
        let text = &self.out.text()[start as usize..];
        if !may_hold(text) {
            return;
        }
        let found: Vec<Range<u32>> = addresses(text)
            .map(|range| start + range.start as u32..start + range.end as u32)
            .filter(|range| !self.is_marked(range, start))
            .collect();
        for range in found {
            let address = &self.out.text()[range.start as usize..range.end as usize];
            let target = if address.starts_with("www.") {
                format!("https://{address}")
            } else {
                address.to_owned()
            };
            let target = self.out.add_target(&target);
            self.out.add_inline_over(Mark::Link(target), range);
        }
    }

    /// Is a link, code or the like on `range`, in the block whose text starts at `start`?
    fn is_marked(&self, range: &Range<u32>, start: u32) -> bool {
        let of_block = self.out.inlines().iter().rev();
        let mut of_block = of_block.take_while(|inline| inline.text.end > start);
        of_block.any(|inline| {
            let is_plain = matches!(
                inline.mark,
                Mark::Emphasis | Mark::Strong | Mark::Strikethrough
            );
            !is_plain && inline.text.start < range.end && range.start < inline.text.end
        })
    }
}

/// What every address has one of.
static SIGNS: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [Finder::new("://"), Finder::new("www.")]);

/// May an address stand in `text`? In most texts none does.
fn may_hold(text: &str) -> bool {
    let mut signs = SIGNS.iter();
    signs.any(|sign| sign.find(text.as_bytes()).is_some())
}

/// The addresses in `text`, in order.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + next(&text[from..])?;
            from = start + 4;
            let is_after =
                text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/' || c == '@');
            // The host is short; an address may be as long as the text.
            if is_after || !is_address(&text[start..]) {
                continue;
            }
            let end = start + len(&text[start..]);
            if is_address(&text[start..end]) {
                from = end;
                return Some(start..end);
            }
        }
    })
}

/// Where an address may start: looked for by what is rare in text.
fn next(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b':', b'w', bytes).find_map(|at| {
        if bytes[at] == b'w' {
            return bytes[at..].starts_with(b"www.").then_some(at);
        }
        let before = &bytes[..at];
        let schemes = [&b"https"[..], b"http"].into_iter();
        let scheme = schemes.filter(|_| bytes[at..].starts_with(b"://"));
        let mut scheme = scheme.filter(|scheme| before.ends_with(scheme));
        scheme.next().map(|scheme| at - scheme.len())
    })
}

/// Bytes up to the end of an address: punctuation that ends a sentence is no part of it, nor is a
/// bracket that was not opened in it.
fn len(text: &str) -> usize {
    let mut address = &text[..text.find(is_end).unwrap_or(text.len())];
    let count = |c: char| address.matches(c).count();
    // How many more are closed than opened.
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '…' => {}
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

/// Does an address surely end before it?
fn is_end(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "<>\"“”«»`".contains(c)
}

/// Does it start with a host that has a dot in it, or is this machine?
fn is_address(text: &str) -> bool {
    let mut schemes = ["https://", "http://"].into_iter();
    let host = schemes.find_map(|scheme| text.strip_prefix(scheme));
    let is_behind = |c: char| matches!(c, '/' | '?' | '#') || is_end(c);
    let host = host.unwrap_or(text).split(is_behind).next();
    let host = host.unwrap_or_default();
    let is_part = |part: &str| !part.is_empty();
    let dots = host.split('.').filter(|part| is_part(part)).count();
    let is_named = text.starts_with("www.") && dots > 2 || !text.starts_with("www.") && dots > 1;
    is_named || host.starts_with("localhost")
}

#[cfg(test)]
mod tests {
    use crate::{
        load::from_bytes,
        model::{Chunks, Format, Mark},
    };

    /// The targets of links in `text`, with their words.
    fn links(text: &str) -> Vec<String> {
        let library = from_bytes("a.md", text.into(), Some(Format::Markdown));
        let chunk = library.chunk_at(0);
        let of = |inline: &crate::model::Inline| match inline.mark {
            Mark::Link(target) => {
                let range = inline.text.start as usize..inline.text.end as usize;
                let words = chunk.text.slice(range);
                let target = &chunk.targets[target as usize];
                Some(format!("{words} {target}"))
            }
            _ => None,
        };
        chunk.inlines.iter().filter_map(of).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let expected: Vec<String> = expected.iter().map(|url| format!("{url} {url}")).collect();
        assert_eq!(links(text), expected, "{text:?}");
    }

    #[test]
    fn addresses_without_marks_are_links() {
        check(
            "See https://a.example/x_y_z?q=1#t.",
            &["https://a.example/x_y_z?q=1#t"],
        );
        check(
            "(http://a.example/b_(c)) *https://d.example*",
            &["http://a.example/b_(c)", "https://d.example"],
        );
        check(
            "# https://a.example!\n\n- “https://b.example”\n\n|x|\n|-|\n|https://c.example|",
            &[
                "https://a.example",
                "https://b.example",
                "https://c.example",
            ],
        );
        check(
            "http://localhost:80/ and https://日本.example/é",
            &["http://localhost:80/", "https://日本.example/é"],
        );
        assert_eq!(
            links("www.a.example, that is"),
            ["www.a.example https://www.a.example"]
        );
        assert_eq!(
            links("www.a.example/?u=http://b"),
            ["www.a.example/?u=http://b https://www.a.example/?u=http://b"]
        );
        check(
            "http://a.example,http://b. http://c,http://d.example",
            &["http://a.example,http://b", "http://d.example"],
        );
    }

    #[test]
    fn what_is_none_or_has_its_marks_stays() {
        check(
            "`https://a.example` <b>x</b> xhttps://b.example https:// www.x http://x",
            &[],
        );
        check("    https://a.example\n", &[]);
        assert_eq!(links("[https://a.example](u)"), ["https://a.example u"]);
        check("<https://a.example>", &["https://a.example"]);
    }
}
