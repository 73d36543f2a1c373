//! Characters to tokens: the plainest words and numbers from a few bytes, all others run by run.

use super::{Lexeme, Token};
use crate::{
    stats::{
        letters::{letters, letters_in},
        lexicon::{Class, Key, Sense, sense, sense_of_first},
        money,
        numeral::{self, Digits},
        words,
    },
    text::letters::is_letter,
};

/// Digits that a float holds exactly, whatever they are.
const EXACT: usize = 15;

/// Reads the words of a text one after the other.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    /// How far it was read.
    pub(super) at: usize,
    /// Does white space stand before the next token?
    pub(super) is_spaced: bool,
    pub(super) out: &'a mut Vec<Token>,
}

impl Lexer<'_> {
    /// Reads words of at most seven letters between single spaces: most of a text. All that is asked of
    /// one is found from the same eight bytes.
    pub(super) fn short_words(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some([b' ', part @ ..]) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<9>)
        {
            let word = u64::from_le_bytes(*part);
            let len = letters_in(word);
            if len == 0 || part.get(len) != Some(&b' ') {
                return;
            }
            let start = self.at + 1;
            self.at = start + len;
            self.out.push(Token {
                lexeme: Lexeme::Word,
                sense: Key::of_short(word, len).sense(),
                mark: words::mark_of_short(word, len),
                is_spaced: true,
                is_capital: word & 0x20 == 0,
                ..Token::none(start, self.at)
            });
        }
    }

    /// Reads a word of letters between single spaces, as most are, with a comma or a full stop behind
    /// it; was it one?
    pub(super) fn plain(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let space = usize::from(bytes.get(self.at) == Some(&b' '));
        let start = self.at + space;
        let (len, key) = Key::of_letters(&bytes[start..]);
        let sign = match bytes[start + len..] {
            [b' ' | b'\n', ..] if len > 0 => None,
            [sign @ (b'.' | b','), b' ' | b'\n', ..] if len > 3 => Some(char::from(sign)),
            _ => return false,
        };
        self.is_spaced = space > 0 || self.out.is_empty() || self.is_behind_space();
        self.at = start;
        let sense = key.map(Key::sense).unwrap_or_default();
        self.add(len, Lexeme::Word, sense, bytes[start].is_ascii_uppercase());
        if let Some(sign) = sign {
            self.is_spaced = false;
            self.add(1, Lexeme::Sign(sign), Sense::default(), false);
        }
        true
    }

    /// Reads digits behind a single space, as most numbers are, with a word behind them, or a comma or a full
    /// stop; was it that?
    pub(super) fn integer(&mut self) -> bool {
        let Some([b' ', rest @ ..]) = self.text.as_bytes().get(self.at..) else {
            return false;
        };
        let digits = rest.iter().take(EXACT + 1);
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        let sign = match rest[digits..] {
            [b' ', next, ..] if next.is_ascii() && !next.is_ascii_digit() => None,
            [sign @ (b'.' | b','), b' ' | b'\n', ..] => Some(char::from(sign)),
            _ => return false,
        };
        if !(1..=EXACT).contains(&digits) {
            return false;
        }
        let value = rest[..digits].iter();
        let value = value.fold(0, |value: u64, digit| value * 10 + u64::from(digit - b'0'));
        let is_padded = digits > 1 && rest[0] == b'0';
        self.at += 1;
        self.is_spaced = true;
        let token = self.push(digits, Lexeme::Number(value as f64), Sense::default());
        token.digits = digits as u8;
        token.is_padded = is_padded;
        if let Some(sign) = sign {
            self.is_spaced = false;
            self.add(1, Lexeme::Sign(sign), Sense::default(), false);
        }
        true
    }

    /// Reads one run between white space; is there more?
    pub(super) fn run(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let start = rest.len() - rest.trim_start().len();
        self.is_spaced = start > 0 || self.out.is_empty() || self.is_behind_space();
        self.at += start;
        let rest = &rest[start..];
        if rest.is_empty() {
            return false;
        }
        let (len, is_junk) = measure_run(rest);
        let end = self.at + len;
        if is_junk {
            let core = rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']);
            self.push(core.len(), Lexeme::Junk, Sense::default());
            self.is_spaced = false;
        }
        while self.at < end {
            self.token();
            let rest = &self.text[self.at..end];
            let space = rest.len() - rest.trim_start().len();
            self.at += space;
            self.is_spaced = space > 0;
        }
        true
    }

    /// Does white space end the text before? It may stand in a sentence that was passed over.
    fn is_behind_space(&self) -> bool {
        self.text[..self.at].ends_with(char::is_whitespace)
    }

    fn push(&mut self, len: usize, lexeme: Lexeme, sense: Sense) -> &mut Token {
        let is_capital = match self.text.as_bytes()[self.at] {
            byte if byte.is_ascii() => byte.is_ascii_uppercase(),
            _ => self.text[self.at..].starts_with(char::is_uppercase),
        };
        self.add(len, lexeme, sense, is_capital);
        self.out.last_mut().expect("just pushed")
    }

    #[inline]
    fn add(&mut self, len: usize, lexeme: Lexeme, sense: Sense, is_capital: bool) {
        let end = self.at + len;
        self.out.push(Token {
            lexeme,
            sense,
            is_spaced: self.is_spaced,
            is_capital,
            ..Token::junk(self.text, self.at, end)
        });
        self.at = end;
    }

    fn token(&mut self) {
        let rest = &self.text[self.at..];
        let c = rest
            .chars()
            .next()
            .expect("the caller looked that text is left");
        let starts_decimal =
            c == '.' && self.is_spaced && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if numeral::digit(c).is_some() || starts_decimal {
            self.number();
        } else if is_letter(c) {
            let (len, has_digit) = word_len(rest);
            let sense = sense_of_first(rest, len);
            self.push(len, Lexeme::Word, sense).is_grouped = has_digit;
        } else {
            self.push(c.len_utf8(), Lexeme::Sign(c), Sense::default());
        }
    }

    fn number(&mut self) {
        let rest = &self.text[self.at..];
        let may_join = !self.out.last().is_some_and(|token| {
            matches!(token.lexeme, Lexeme::Number(_) | Lexeme::Sign('+' | '#'))
                || token.has(Class::LABEL | Class::MONTH)
        });
        match numeral::digits(rest, may_join) {
            Digits::Value(read) => {
                let token = self.push(read.len, Lexeme::Number(read.value), Sense::default());
                token.is_grouped = read.is_grouped;
                token.is_decimal = read.is_decimal;
                token.digits = read.digits;
                token.is_padded = read.is_padded;
            }
            Digits::Identifier(len) => {
                self.push(len, Lexeme::Junk, Sense::default());
            }
        }
    }
}

/// Bytes up to the next white space, and whether what stands there is an address or a file name.
fn measure_run(rest: &str) -> (usize, bool) {
    // Most runs are a word of letters, and need no closer look.
    let letters = letters(rest.as_bytes());
    match rest.as_bytes()[letters..] {
        [] => return (rest.len(), false),
        [b' ' | b'\n', ..] if letters > 0 => return (letters, false),
        [b'.' | b',', b' ' | b'\n', ..] if letters > 3 => return (letters + 1, false),
        _ => {}
    }
    let mut is_junk = false;
    let mut last = ' ';
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() && !is_joining_space(c, last, &rest[at + c.len_utf8()..]) {
            return (at, is_junk);
        }
        is_junk |= match c {
            '@' | '_' | '\\' => true,
            '/' => last == ':' || rest[at..].starts_with("//"),
            '.' => rest.starts_with("www.") || rest.starts_with("WWW."),
            _ => false,
        };
        last = c;
    }
    (rest.len(), is_junk)
}

/// A space that groups digits keeps a run together.
fn is_joining_space(c: char, last: char, rest: &str) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
        && numeral::digit(last).is_some()
        && rest
            .chars()
            .next()
            .is_some_and(|c| numeral::digit(c).is_some())
}

/// Bytes of the word at the start of `rest`, and whether digits stand in it.
fn word_len(rest: &str) -> (usize, bool) {
    let plain = letters(rest.as_bytes());
    match rest.as_bytes()[plain..] {
        [] | [b' ' | b'\n' | b',' | b'-' | b')' | b'"', ..] if plain > 0 => return (plain, false),
        [b'.', ..] if plain > 1 => return (plain, false),
        _ => {}
    }
    let mut has_digit = false;
    let mut letters = 0;
    let mut last = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = match c {
            _ if is_letter(c) => {
                letters += 1;
                true
            }
            '\'' | '’' => next.is_some_and(is_letter),
            '&' => next.is_some_and(char::is_uppercase) && last.is_uppercase(),
            '.' => is_initialism(&rest[..at], next),
            _ if numeral::digit(c).is_some() => {
                let (word, number) = rest.split_at(at);
                let is_money =
                    || sense(word).class.has(Class::CURRENCY) || money::is_lettered(word, number);
                if !has_digit && is_money() {
                    return (at, false);
                }
                has_digit = true;
                true
            }
            // Marks that change the letter before.
            '\u{300}'..='\u{36f}' => true,
            _ => false,
        };
        if !goes_on {
            return (at, has_digit);
        }
        last = c;
    }
    debug_assert!(letters > 0, "a word starts with a letter");
    (rest.len(), has_digit)
}

/// Is the full stop after `before` inside "U.S." or "a.m."?
fn is_initialism(before: &str, next: Option<char>) -> bool {
    let letter = before.rsplit('.').next().unwrap_or_default();
    let is_single = letter.chars().count() == 1;
    is_single && (before.contains('.') || next.is_some_and(is_letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tokens made of the start of `text`, at once if it `is_integer`; `None` where none were made so.
    fn tokens(text: &str, is_integer: bool) -> Option<String> {
        let mut out = Vec::new();
        let mut lexer = Lexer {
            text,
            at: 0,
            is_spaced: false,
            out: &mut out,
        };
        let has_read = if is_integer {
            lexer.integer()
        } else {
            lexer.run()
        };
        let at = lexer.at;
        has_read.then(|| format!("{out:?} up to {at}"))
    }

    #[test]
    fn a_plain_integer_is_read_at_once() {
        for (text, expected) in [
            (" 12 men", true),
            (" 007, and", true),
            (" 2019.\nIt", true),
            (" 123456789012345 men", true),
            (" 1234567890123456 men", false),
            (" 15 000 men", false),
            (" 1,500 men", false),
            (" 3 \u{bd} men", false),
            (" 12th", false),
            (" men", false),
        ] {
            assert_eq!(tokens(text, true).is_some(), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn integers_are_read_as_all_numbers_are(text in " [0-9]{1,17}[.,]?[ \n%k][a-zé½0-9 ]{1,4}") {
            if let Some(read) = tokens(&text, true) {
                prop_assert_eq!(Some(read), tokens(&text, false));
            }
        }
    }
}
