//! The marks of a web page one after the other, as browsers read them: tags with what they say, and the
//! words between (HTML Living Standard, 13.2.5).

use memchr::{memchr, memchr_iter, memmem};

/// The attributes that anybody asks for.
#[rustfmt::skip]
const KEPT: [&str; 20] = [
    "alt", "aria-hidden", "aria-modal", "class", "colspan", "content", "datetime", "hidden", "href",
    "id", "itemprop", "name", "property", "rel", "role", "rowspan", "src", "start", "style", "type",
];

/// What a page is made of.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Words as they stand, references to characters and all.
    Text(&'a str),
    Start(Tag<'a>),
    /// The end of an element, by its name as it stands.
    End(&'a str),
}

/// What begins an element.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// Its name as it stands.
    pub name: &'a str,
    /// Those of its attributes that are kept, with their values as they stand.
    pub attributes: Vec<(&'static str, &'a str)>,
    /// Does it end itself with a slash?
    pub is_closed: bool,
}

/// The tokens of a page. Comments and declarations are none.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn of(page: &'a str) -> Self {
        Self { rest: page }
    }

    /// All up to the end tag called `name`, in which no tag counts; to the end of the page when there is none.
    pub fn raw(&mut self, name: &str) -> &'a str {
        let rest = self.rest;
        let is_end = |at: &usize| {
            let behind = &rest.as_bytes()[at + 2..];
            let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
            behind
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && behind.get(name.len()).is_none_or(ends)
        };
        let end = memmem::find_iter(rest.as_bytes(), "</").find(is_end);
        let (raw, rest) = rest.split_at(end.unwrap_or(rest.len()));
        self.rest = rest;
        raw
    }

    /// Passes over what is no element, by what stands behind its `<`.
    fn pass(&mut self) {
        let rest = &self.rest[1..];
        let (end, len) = match rest.strip_prefix("!--") {
            // Even `<!-->` is a whole comment.
            Some(comment) if comment.starts_with('>') => (Some("!--".len()), 1),
            Some(_) => (
                memmem::find(&rest.as_bytes()[1..], b"-->").map(|at| 1 + at),
                3,
            ),
            None => (memchr(b'>', rest.as_bytes()), 1),
        };
        self.rest = end.map_or("", |end| &rest[end + len..]);
    }

    /// Reads a tag up to its `>`. `None` when it never ends.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let (name, rest) = split(self.rest, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>')
        });
        let mut tag = Tag {
            name,
            attributes: Vec::new(),
            is_closed: false,
        };
        self.rest = rest;
        loop {
            let (between, rest) =
                split(self.rest, |byte| byte.is_ascii_whitespace() || byte == b'/');
            self.rest = rest;
            if let Some(behind) = rest.strip_prefix('>') {
                tag.is_closed = between.ends_with('/');
                self.rest = behind;
                return Some(tag);
            }
            let (name, value) = self.attribute()?;
            let kept = KEPT.iter().find(|kept| kept.eq_ignore_ascii_case(name));
            if let Some(kept) = kept
                && !tag.attributes.iter().any(|(said, _)| said == kept)
            {
                tag.attributes.push((kept, value));
            }
        }
    }

    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        // A sign of equality that comes first is part of the name.
        let first = usize::from(self.rest.starts_with('='));
        let len = first
            + run(&self.rest[first..], |byte| {
                !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=')
            });
        let (name, rest) = self.rest.split_at(len);
        let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
            self.rest = rest;
            return (!rest.is_empty()).then_some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quote = value.bytes().next()?;
        let (value, rest) = if matches!(quote, b'"' | b'\'') {
            let end = 1 + memchr(quote, &value.as_bytes()[1..])?;
            (&value[1..end], &value[end + 1..])
        } else {
            split(value, |byte| !byte.is_ascii_whitespace() && byte != b'>')
        };
        self.rest = rest;
        Some((name, value))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let page = self.rest;
            let bytes = page.as_bytes();
            let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
            match bytes {
                [] => return None,
                [b'<', b'/', ..] if letter(2) => {
                    self.rest = &page[2..];
                    return self.tag().map(|tag| Token::End(tag.name));
                }
                [b'<', ..] if letter(1) => {
                    self.rest = &page[1..];
                    return self.tag().map(Token::Start);
                }
                [b'<', b'!' | b'?' | b'/', ..] => self.pass(),
                _ => {
                    // A sign that begins nothing is a word.
                    let begins = |at: &usize| {
                        let behind = bytes.get(at + 1);
                        behind
                            .is_some_and(|byte| byte.is_ascii_alphabetic() || b"/!?".contains(byte))
                    };
                    let end = memchr_iter(b'<', bytes).find(begins).unwrap_or(page.len());
                    let (text, rest) = page.split_at(end);
                    self.rest = rest;
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

/// `text` parted behind the bytes at its start that `is` says.
fn split(text: &str, is: impl Fn(u8) -> bool) -> (&str, &str) {
    text.split_at(run(text, is))
}

/// How many bytes at the start of `text` `is` says. It says all or none of those that make one character
/// together.
fn run(text: &str, is: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| is(*byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &[&str]) {
        let shown = |token: Token<'_>| match token {
            Token::Text(text) => text.to_owned(),
            Token::End(name) => format!("/{name}"),
            Token::Start(tag) => {
                let said = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| format!(" {name}={value}"));
                let slash = if tag.is_closed { " /" } else { "" };
                format!("<{}{}{slash}>", tag.name, said.collect::<String>())
            }
        };
        let found: Vec<String> = Tokens::of(page).map(shown).collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn tags_and_words() {
        check("<P>a < b</p>", &["<P>", "a < b", "/p"]);
        check(
            "<br/><br />x</ p>y</>z",
            &["<br />", "<br />", "x", "y", "z"],
        );
        check("1<2 <3 é<é", &["1<2 <3 é<é"]);
        check("a<b", &["a"]);
    }

    #[test]
    fn what_tags_say() {
        check(
            "<a HREF=x/y class='b c' ID = \"d>\" onclick=z hidden>",
            &["<a href=x/y class=b c id=d> hidden=>"],
        );
        check("<a id=1 id=2 =x alt=é/>", &["<a id=1 alt=é/>"]);
        check("<img alt=''src=b/>", &["<img alt= src=b/>"]);
        check("<a href='never ends>", &[]);
        check("<a =", &[]);
    }

    #[test]
    fn what_is_no_element() {
        check(
            "<!doctype html><?xml?>a<!-- <b> -- > -->c<!-->d<!--->e<!-- f",
            &["a", "c", "d", "e"],
        );
    }

    #[test]
    fn raw_text_ends_with_its_own_tag() {
        let mut tokens = Tokens::of("<script>a<b></scripts></SCRIPT >c");
        assert!(matches!(tokens.next(), Some(Token::Start(_))));
        assert_eq!(tokens.raw("script"), "a<b></scripts>");
        assert_eq!(tokens.next(), Some(Token::End("SCRIPT")));
        assert_eq!(tokens.next(), Some(Token::Text("c")));
        assert_eq!(Tokens::of("a</b>").raw("style"), "a</b>");
    }
}
