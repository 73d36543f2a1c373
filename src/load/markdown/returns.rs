//! Carriage returns without a line feed: the line ends of old texts, or spaces.
//!
//! The parser would end a line at each of them, the scanner at none. Here they become one or the
//! other, byte for byte, before either looks.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

/// What a carriage return alone stands for in one source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Returns {
    /// Lines end with line feeds; a carriage return is a stray.
    #[default]
    AreSpaces,
    /// There is no line feed at all.
    EndLines,
}

impl Returns {
    /// Judged by the start of the source.
    pub(crate) fn judge(head: &[u8]) -> Self {
        if memchr(b'\n', head).is_none() && memchr(b'\r', head).is_some() {
            Self::EndLines
        } else {
            Self::AreSpaces
        }
    }

    /// Replaces them in `bytes`; a last one may be half of a line end, and stays.
    pub(crate) fn replace(self, bytes: &mut [u8]) {
        let by = match self {
            Self::AreSpaces => b' ',
            Self::EndLines => b'\n',
        };
        let mut at = 0;
        while let Some(found) = memchr(b'\r', &bytes[at..]) {
            at += found + 1;
            if bytes.get(at).is_some_and(|next| *next != b'\n') {
                bytes[at - 1] = by;
            }
        }
    }

    /// `bytes` with all of them replaced.
    pub(crate) fn replaced(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        let mut lone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n'));
        if lone.next().is_none() {
            return Cow::Borrowed(bytes);
        }
        let mut bytes = bytes.to_vec();
        self.replace(&mut bytes);
        if let Some(last @ b'\r') = bytes.last_mut() {
            *last = b'\n';
        }
        Cow::Owned(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let returns = Returns::judge(text.as_bytes());
        let replaced = returns.replaced(text.as_bytes());
        assert_eq!(
            std::str::from_utf8(&replaced).unwrap(),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn returns_end_lines_only_where_nothing_else_does() {
        check("a\rb\r\rc\r", "a\nb\n\nc\n");
        check("a\rb\n\rc\r\nd", "a b\n c\r\nd");
        check("a\r\nb\r\n", "a\r\nb\r\n");
        check("a\r\r\nb", "a \r\nb");
        check("", "");
    }
}
