//! The tags in raw HTML, line by line: what the scanner takes for headings and what a chunk shows
//! are told by the same reading.
//!
//! What stands in comments, scripts and styles is passed over. A tag nobody knows, such as `<name>`
//! in a command, is text.

use std::ops::Range;

use super::line::{BLOCK_TAGS, run};

/// Longest tag read; of a longer one nothing is known.
const TAG_MAX: usize = 4 * 1024;

/// Is what stands raised a power or an index, a number or one letter? Without a sign 10 to the 6th
/// would read 106; *1st* is told by its letters.
pub(in crate::load) fn is_power(raised: &str) -> bool {
    let mut signs = raised.trim_start_matches(['-', '−', '+']).chars();
    let first = signs.next();
    match first {
        Some('0'..='9') => signs.all(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphabetic() && signs.next().is_none(),
        None => false,
    }
}

/// What a line of raw HTML is made of.
pub(super) enum Token<'a> {
    /// Text, by its place.
    Text(Range<u64>),
    /// A tag.
    Tag(Tag<'a>),
}

/// A tag, with its place.
pub(super) struct Tag<'a> {
    /// The tag as it stands, from `<` to `>`; several lines as one.
    pub text: &'a [u8],
    /// Where it stands.
    pub place: Range<u64>,
}

impl<'a> Tag<'a> {
    /// Is it one that ends something?
    pub fn is_end(&self) -> bool {
        self.text.get(1) == Some(&b'/')
    }

    /// Its name as it stands.
    pub fn name(&self) -> &'a [u8] {
        name(self.text)
    }

    /// Is it called so? `name` is in small letters.
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name.as_bytes())
    }

    /// Does it start or end a block, as opposed to words in a line?
    pub fn is_block(&self) -> bool {
        is_among(&BLOCK_TAGS, self.name())
    }

    /// The level of the heading that it starts or ends.
    pub fn level(&self) -> Option<u8> {
        match self.name() {
            [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }

    /// Where the value of an attribute stands in [`Tag::text`], without its quotes. `name` is in small
    /// letters.
    pub fn value(&self, name: &str) -> Option<Range<usize>> {
        let text = self.text;
        let mut at = 1 + self.name().len();
        loop {
            at += run(&text[at..], |byte| {
                byte.is_ascii_whitespace() || byte == b'/'
            });
            let len = run(&text[at..], |byte| {
                !byte.is_ascii_whitespace() && !b"=>/".contains(&byte)
            });
            let is_it = text[at..at + len].eq_ignore_ascii_case(name.as_bytes());
            at += len;
            let after = at + run(&text[at..], |byte| byte.is_ascii_whitespace());
            if text.get(after) == Some(&b'=') {
                let value = value(text, after + 1);
                if is_it {
                    return Some(value);
                }
                at = value.end + usize::from(matches!(text.get(value.end), Some(b'"' | b'\'')));
            } else if len == 0 {
                return None;
            }
        }
    }
}

/// Where the value lies that stands after an equals sign.
fn value(text: &[u8], at: usize) -> Range<usize> {
    let at = at + run(&text[at..], |byte| byte.is_ascii_whitespace());
    let (start, len) = match text.get(at) {
        Some(quote @ (b'"' | b'\'')) => (at + 1, run(&text[at + 1..], |byte| byte != *quote)),
        _ => (
            at,
            run(&text[at..], |byte| {
                !byte.is_ascii_whitespace() && byte != b'>'
            }),
        ),
    };
    start..start + len
}

fn name(tag: &[u8]) -> &[u8] {
    let from = 1 + usize::from(tag.get(1) == Some(&b'/'));
    let rest = tag.get(from..).unwrap_or_default();
    let len = run(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    &rest[..len]
}

fn is_among(names: &[&str], name: &[u8]) -> bool {
    names
        .iter()
        .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
}

/// Tags of words in a line.
const INLINE_TAGS: [&str; 52] = [
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "br", "button", "cite", "code",
    "data", "del", "dfn", "em", "font", "g", "i", "img", "input", "ins", "kbd", "label", "map",
    "mark", "nobr", "object", "output", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "script", "small", "span", "strike", "strong", "style", "sub", "sup", "svg", "template",
    "time", "tt", "u", "var", "video",
];

/// Elements whose content is not for reading, with what ends them.
const UNSEEN: [(&str, &[u8]); 4] = [
    ("script", b"</script"),
    ("style", b"</style"),
    ("template", b"</template"),
    ("svg", b"</svg"),
];

/// Is `tag`, which starts with `<`, one of HTML?
pub(super) fn is_known(tag: &[u8]) -> bool {
    let name = name(tag);
    is_among(&BLOCK_TAGS, name) || is_among(&INLINE_TAGS, name)
}

/// Is HTML in a line shown as it is meant, or left out? What nobody knows is shown as it stands.
pub(super) fn is_shown_as_meant(html: &str) -> bool {
    html.starts_with("<!") || html.starts_with("<?") || is_known(html.as_bytes())
}

/// What goes on from one line of HTML to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags {
    /// The start of a tag that was not closed in its line, and where it stands.
    open: Vec<u8>,
    start: u64,
    /// The quote that is open in it.
    quote: Option<u8>,
    /// What ends the part that is passed over.
    until: Option<&'static [u8]>,
}

impl Tags {
    /// Hands the tokens of `line`, which stands at `at`, to `take`, in order. Its line end is no part
    /// of them.
    pub fn line(&mut self, line: &[u8], at: u64, take: &mut dyn FnMut(Token<'_>)) {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let place = |range: Range<usize>| at + range.start as u64..at + range.end as u64;
        let mut from = self.go_on(line, at, take);
        while from < line.len() {
            if let Some(until) = self.until {
                match find(&line[from..], until) {
                    None => return,
                    Some(found) => {
                        let is_tag = until.starts_with(b"</");
                        from += found + if is_tag { 0 } else { until.len() };
                        self.until = None;
                    }
                }
                continue;
            }
            let text = run(&line[from..], |byte| byte != b'<');
            if text > 0 {
                take(Token::Text(place(from..from + text)));
                from += text;
            } else {
                from += self.tag(&line[from..], at + from as u64, take);
            }
        }
    }

    /// The rest of a tag that began in an earlier line; how much of `line` it takes.
    fn go_on(&mut self, line: &[u8], at: u64, take: &mut dyn FnMut(Token<'_>)) -> usize {
        if self.open.is_empty() {
            return 0;
        }
        let before = self.open.len() + 1;
        let mut text = std::mem::take(&mut self.open);
        text.push(b' ');
        text.extend_from_slice(line);
        match tag_len(&text, before, self.quote) {
            Ok(len) => {
                let end = len - before;
                self.whole(&text[..len], self.start..at + end as u64, take);
                end
            }
            Err(quote) => {
                self.keep(text, quote);
                line.len()
            }
        }
    }

    /// Keeps a tag that is not closed in its line, unless it is too long to be one.
    fn keep(&mut self, text: Vec<u8>, quote: Option<u8>) {
        if text.len() <= TAG_MAX {
            (self.open, self.quote) = (text, quote);
        }
    }

    /// Takes what starts with `<`; its bytes.
    fn tag(&mut self, rest: &[u8], at: u64, take: &mut dyn FnMut(Token<'_>)) -> usize {
        let after = rest.get(1 + usize::from(rest.get(1) == Some(&b'/')));
        let is_tag = after.is_some_and(u8::is_ascii_alphabetic);
        if rest.starts_with(b"<!--") {
            self.until = Some(b"-->");
            return 4;
        }
        if matches!(rest.get(1), Some(b'!' | b'?')) {
            self.until = Some(b">");
            return 2;
        }
        if !is_tag {
            take(Token::Text(at..at + 1));
            return 1;
        }
        match tag_len(rest, 0, None) {
            Ok(len) => {
                self.whole(&rest[..len], at..at + len as u64, take);
                len
            }
            Err(quote) => {
                self.start = at;
                self.keep(rest[..rest.len().min(TAG_MAX + 1)].to_vec(), quote);
                rest.len()
            }
        }
    }

    fn whole(&mut self, text: &[u8], place: Range<u64>, take: &mut dyn FnMut(Token<'_>)) {
        let tag = Tag { text, place };
        if !is_known(text) {
            return take(Token::Text(tag.place));
        }
        let unseen = UNSEEN.iter().find(|(name, _)| tag.is(name));
        if let Some((_, until)) = unseen
            && !tag.is_end()
            && !text.ends_with(b"/>")
        {
            self.until = Some(until);
        }
        take(Token::Tag(tag));
    }
}

/// Bytes up to the `>` that ends a tag: one in quotes does not. `text` is looked at from `from` on,
/// where `quote` is open; when the tag does not end, the quote that is open at the end.
fn tag_len(text: &[u8], from: usize, mut quote: Option<u8>) -> Result<usize, Option<u8>> {
    // What was read last, white space left out: a quote opens a value only behind an equals sign.
    let mut last = text[..from].trim_ascii_end().last().copied();
    for (at, byte) in text.iter().copied().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return Ok(at + 1),
            (None, b'"' | b'\'') if last == Some(b'=') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = Some(byte);
        }
    }
    Err(quote)
}

/// Where `small`, in small letters, first stands in `text`.
fn find(text: &[u8], small: &[u8]) -> Option<usize> {
    text.windows(small.len())
        .position(|window| window.eq_ignore_ascii_case(small))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text in brackets, tags as they are.
    fn told(text: &str) -> String {
        let (mut tags, mut at, mut out) = (Tags::default(), 0, String::new());
        for line in text.split_inclusive('\n') {
            tags.line(line.as_bytes(), at, &mut |token| match token {
                Token::Text(place) => {
                    let words = &text[place.start as usize..place.end as usize];
                    out.extend(["[", words, "]"]);
                }
                Token::Tag(tag) => {
                    assert!(text[tag.place.start as usize..].starts_with('<'));
                    assert!(text[..tag.place.end as usize].ends_with('>'));
                    out += &String::from_utf8_lossy(tag.text);
                }
            });
            at += line.len() as u64;
        }
        out
    }

    #[test]
    fn text_is_told_from_tags() {
        let check = |text: &str, expected: &str| assert_eq!(told(text), expected, "{text:?}");
        check("<p>a<b>c</b>\r\n", "<p>[a]<b>[c]</b>");
        check("a < b <3 </ >", "[a ][<][ b ][<][3 ][<][/ >]");
        check("<a href='x>y'>z", "<a href='x>y'>[z]");
        check("<p title=don't>a", "<p title=don't>[a]");
        check("<img\n  alt=\"a\">b", "<img   alt=\"a\">[b]");
        check("<name> <Tab/>", "[<name>][ ][<Tab/>]");
        check("a<!-- <b>\n-->c", "[a][c]");
        check(
            "<script>if (a < b)\n</SCRIPT>d<style/>e",
            "<script></SCRIPT>[d]<style/>[e]",
        );
        check("<?php x ?>a<!doctype html>b", "[a][b]");
        check("<b", "");
    }

    #[test]
    fn values_are_found_by_name() {
        let check = |text: &str, name: &str, expected: Option<&str>| {
            let tag = Tag {
                text: text.as_bytes(),
                place: 0..0,
            };
            assert_eq!(
                tag.value(name).map(|range| &text[range]),
                expected,
                "{text}"
            );
        };
        check("<a href=\"x y\">", "href", Some("x y"));
        check("<a class=b HREF = 'x'>", "href", Some("x"));
        check("<a hidden href=x>", "href", Some("x"));
        check("<img alt>", "alt", None);
        check("<img src=a/b.png alt=''/>", "alt", Some(""));
        check("<img title='alt=x' =y>", "alt", None);
        check("<a", "href", None);
    }

    #[test]
    fn a_long_tag_over_many_lines_is_let_go() {
        let text = format!("<a {}\n>b", "x\n".repeat(TAG_MAX));
        assert!(told(&text).ends_with("b]"));
    }
}
