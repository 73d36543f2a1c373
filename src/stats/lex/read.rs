//! Characters to tokens: the plainest words and numbers from a few bytes, all others run by run.

use super::{Lexeme, Token, may_stop};
use crate::{
    stats::{
        figure,
        letters::{letters, letters_in},
        lexicon::{Class, Key, Sense, sense, sense_of_first},
        money,
        numeral::{self, Digits},
        words,
    },
    text::letters::is_letter,
};

/// Marks of the ASCII signs.
static SIGNS: [u8; 128] = {
    let (mut marks, mut sign) = ([0; 128], 0);
    while sign < 128 {
        marks[sign] = words::mark(&[sign as u8], 0, 1);
        sign += 1;
    }
    marks
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
    /// Takes the tokens behind which a sentence may end. None does behind a word with one space between it
    /// and the next, unless it ends with a full stop.
    pub(super) stops: &'a mut Vec<usize>,
    /// Becomes true where a word begins with two capitals.
    pub(super) has_capitals: &'a mut bool,
}

impl Lexer<'_> {
    /// Reads words behind single spaces: most of a text. Most end within eight bytes, which are read once for
    /// all that is asked of them.
    pub(super) fn words(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            let part = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<11>);
            let Some([b' ', part @ ..]) = part else { break };
            let [first @ .., _, _] = *part;
            let word = u64::from_le_bytes(first);
            let len = letters_in(word);
            if len == 8 {
                if self.word(self.at + 1, true) {
                    continue;
                }
                return;
            }
            let ends = matches!(part[len], b' ' | b'\n');
            let is_before_sign =
                len > 3 && matches!((part[len], part[len + 1]), (b'.' | b',', b' ' | b'\n'));
            if len == 0 || !ends && !is_before_sign {
                return;
            }
            self.at += 1;
            let key = Key::of_short(word, len);
            self.add_word(len, key.sense(), key.mark(len, part[len - 1]), word, true);
            if is_before_sign {
                self.is_spaced = false;
                self.sign(part[len]);
            }
        }
        while bytes.get(self.at) == Some(&b' ') && self.word(self.at + 1, true) {}
    }

    /// Reads a word with no space before it, as at the start of a part; was there one?
    pub(super) fn first_word(&mut self) -> bool {
        let is_letter = self.text.as_bytes().get(self.at);
        is_letter.is_some_and(u8::is_ascii_alphabetic)
            && self.word(self.at, self.out.is_empty() || self.is_behind_space())
    }

    /// Reads the word of letters at `start`, with white space behind it, or a comma or a full stop and white
    /// space; was it one?
    fn word(&mut self, start: usize, is_spaced: bool) -> bool {
        let bytes = self.text.as_bytes();
        let (len, key) = Key::of_letters(&bytes[start..]);
        let sign = match bytes[start + len..] {
            [b' ' | b'\n', ..] if len > 0 => None,
            [sign @ (b'.' | b','), b' ' | b'\n', ..] if len > 3 => Some(sign),
            _ => return false,
        };
        let end = start + len;
        let (sense, mark) = match key {
            Some(key) => (key.sense(), key.mark(len, bytes[end - 1])),
            None => (Sense::default(), words::mark(bytes, start, end)),
        };
        self.at = start;
        let first = u64::from(bytes[start]) | u64::from(bytes[start + 1]) << 8;
        self.add_word(len, sense, mark, first, is_spaced);
        self.sign_behind(sign);
        true
    }

    /// Adds a word of letters, the `first` of which are given, the lowest first.
    #[inline]
    fn add_word(&mut self, len: usize, sense: Sense, mark: u8, first: u64, is_spaced: bool) {
        let is_capital = first & 0x20 == 0;
        *self.has_capitals |= first & 0x2020 == 0;
        let end = self.at + len;
        self.out.push(Token {
            lexeme: Lexeme::Word,
            sense,
            mark,
            is_spaced,
            is_capital,
            is_long: len > 3,
            may_begin: figure::may_word_begin(sense, is_capital && len <= figure::SHORT),
            ..Token::none(self.at, end)
        });
        self.at = end;
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
            [sign @ (b'.' | b','), b' ' | b'\n', ..] => Some(sign),
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
        self.sign_behind(sign);
        true
    }

    /// Adds the comma or full stop right behind a word or a number, if there is one.
    #[inline]
    fn sign_behind(&mut self, sign: Option<u8>) {
        if let Some(sign) = sign {
            self.is_spaced = false;
            self.sign(sign);
        }
    }

    /// Adds an ASCII sign.
    #[inline]
    fn sign(&mut self, sign: u8) {
        let lexeme = Lexeme::Sign(char::from(sign));
        if may_stop(lexeme) {
            self.stops.push(self.out.len());
        }
        let end = self.at + 1;
        self.out.push(Token {
            lexeme,
            mark: SIGNS[usize::from(sign)],
            is_spaced: self.is_spaced,
            may_begin: figure::may_begin_with(char::from(sign)),
            ..Token::none(self.at, end)
        });
        self.at = end;
    }

    /// Reads one run between white space; is there more?
    pub(super) fn run(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let start = if let [b' ', b'!'..=b'~', ..] = rest.as_bytes() {
            1
        } else {
            self.stops.extend(self.out.len().checked_sub(1));
            space(rest)
        };
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
            let space = space(&self.text[self.at..end]);
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
        let end = self.at + len;
        if may_stop(lexeme) || self.text.as_bytes()[end - 1] == b'.' {
            self.stops.push(self.out.len());
        }
        let mut token = Token {
            lexeme,
            sense,
            is_spaced: self.is_spaced,
            is_capital,
            is_long: len > 3 && lexeme == Lexeme::Word,
            ..Token::junk(self.text, self.at, end)
        };
        token.may_begin = figure::may_begin(&token);
        let second = self.text.as_bytes().get(self.at + 1);
        *self.has_capitals |= is_capital && second.is_some_and(u8::is_ascii_uppercase);
        self.out.push(token);
        self.at = end;
        self.out.last_mut().expect("just pushed")
    }

    fn token(&mut self) {
        let rest = &self.text[self.at..];
        let c = match *rest.as_bytes() {
            [b'.', b'0'..=b'9', ..] if self.is_spaced => return self.number(),
            [b'0'..=b'9', ..] => return self.number(),
            [byte, ..] if byte.is_ascii() && !byte.is_ascii_alphabetic() => {
                return self.sign(byte);
            }
            _ => rest.chars().next(),
        };
        let c = c.expect("the caller looked that text is left");
        if numeral::digit(c).is_some() {
            self.number();
        } else if is_letter(c) {
            let (len, has_digit) = word_len(rest);
            let sense = sense_of_first(rest, len);
            let token = self.push(len, Lexeme::Word, sense);
            token.is_grouped = has_digit;
            token.may_begin |= has_digit && token.is_capital;
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
    let bytes = rest.as_bytes();
    let mut at = letters(bytes);
    match bytes[at..] {
        [] => return (at, false),
        [b' ' | b'\n', ..] if at > 0 => return (at, false),
        [b'.' | b',', b' ' | b'\n', ..] if at > 3 => return (at + 1, false),
        _ => {}
    }
    let mut is_junk = false;
    while let Some(byte) = bytes.get(at) {
        let len = match byte {
            b'@' | b'_' | b'\\' => {
                is_junk = true;
                1
            }
            b'/' => {
                is_junk |= bytes[..at].ends_with(b":") || bytes[at + 1..].starts_with(b"/");
                1
            }
            b'.' => {
                is_junk |= rest.starts_with("www.") || rest.starts_with("WWW.");
                1
            }
            b'!'..=b'~' => 1,
            // All characters of two bytes but those of U+0080 to 00BF: none is white space.
            0xc3..=0xdf => 2,
            _ => {
                let (before, rest) = rest.split_at(at);
                let c = rest.chars().next().expect("a byte is there");
                if c.is_whitespace() && !is_joining_space(c, before, &rest[c.len_utf8()..]) {
                    return (at, is_junk);
                }
                c.len_utf8()
            }
        };
        at += len;
    }
    (at, is_junk)
}

/// Bytes of white space at the start of `text`.
fn space(text: &str) -> usize {
    match text.as_bytes() {
        [] | [b'!'..=b'~', ..] => 0,
        _ => text.len() - text.trim_start().len(),
    }
}

/// A space that groups digits keeps a run together.
fn is_joining_space(c: char, before: &str, rest: &str) -> bool {
    let is_digit = |c: char| numeral::digit(c).is_some();
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
        && before.ends_with(is_digit)
        && rest.starts_with(is_digit)
}

/// Bytes of the word at the start of `rest`, and whether digits stand in it.
fn word_len(rest: &str) -> (usize, bool) {
    let plain = letters(rest.as_bytes());
    match rest.as_bytes()[plain..] {
        [] | [b' ' | b'\n' | b',' | b'-' | b')' | b'"', ..] if plain > 0 => return (plain, false),
        [b'.', ..] if plain > 1 => return (plain, false),
        _ => {}
    }
    let (mut at, mut has_digit) = (plain + wide_letters(&rest[plain..]), false);
    while let Some(c) = rest[at..].chars().next() {
        let (before, behind) = (&rest[..at], &rest[at + c.len_utf8()..]);
        let goes_on = match c {
            '\'' | '’' => behind.starts_with(is_letter),
            '&' => behind.starts_with(char::is_uppercase) && before.ends_with(char::is_uppercase),
            '.' => is_initialism(before, behind.chars().next()),
            _ if numeral::digit(c).is_some() => {
                let is_money = || {
                    sense(before).class.has(Class::CURRENCY)
                        || money::is_lettered(before, &rest[at..])
                };
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
            break;
        }
        at += c.len_utf8() + wide_letters(behind);
    }
    (at, has_digit)
}

/// Bytes of the letters, of any script, that `text` begins with.
fn wide_letters(text: &str) -> usize {
    let letters = text.chars().take_while(|c| is_letter(*c));
    letters.map(char::len_utf8).sum()
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
        let (mut out, mut stops) = (Vec::new(), Vec::new());
        let mut lexer = Lexer {
            text,
            at: 0,
            is_spaced: false,
            out: &mut out,
            stops: &mut stops,
            has_capitals: &mut false,
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
