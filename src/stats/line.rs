//! One sentence as the grammar sees it: tokens with their text, and short questions to ask of them.
//!
//! Every question takes a place that may lie past the end; nothing is there.

use std::ops::Range;

use super::{
    lex::{Lexeme, Token},
    lexicon::Class,
    words::Words,
};

fn is_stop(token: &Token) -> bool {
    token.lexeme == Lexeme::Sign('.')
}

/// Room for a word in lower case.
#[derive(Default)]
pub(super) struct Lower([u8; 16]);

/// A sentence, or the cell of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// All that its words can be, together.
    pub(super) classes: Class,
    /// Do capitals say nothing here, because most words have one?
    pub(super) is_titled: bool,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let (mut capital, mut all) = (0, 0);
        let mut classes = Class::default();
        for token in tokens {
            all += usize::from(token.is_long);
            capital += usize::from(token.is_long & token.is_capital);
            classes = classes | token.sense.class;
        }
        // The first word of a sentence has a capital whatever it is.
        if let Some(first) = tokens.first().filter(|first| first.is_long) {
            all -= 1;
            capital -= usize::from(first.is_capital);
        }
        Self {
            text,
            tokens,
            classes,
            is_titled: all > 2 && capital * 5 >= all * 4 && !tokens.last().is_some_and(is_stop),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The bytes of the text it takes.
    pub(super) fn span(&self) -> Range<usize> {
        let first = self.tokens.first().map_or(0, |token| token.start);
        let last = self.tokens.last().map_or(0, |token| token.end);
        first as usize..last as usize
    }

    /// The bytes of the text that `tokens`, one at least, take.
    pub(super) fn bytes_of(&self, tokens: Range<usize>) -> Range<u32> {
        self.tokens[tokens.start].start..self.tokens[tokens.end - 1].end
    }

    pub(super) fn get(&self, i: usize) -> Option<&'a Token> {
        self.tokens.get(i)
    }

    /// The text of token `i`; empty past the end.
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |token| {
            &self.text[token.start as usize..token.end as usize]
        })
    }

    /// The text from token `first` up to token `end`.
    pub(super) fn words(&self, first: usize, end: usize) -> &'a str {
        if first >= end || end > self.len() {
            return "";
        }
        &self.text[self.tokens[first].start as usize..self.tokens[end - 1].end as usize]
    }

    #[inline]
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.bytes(i).eq_ignore_ascii_case(word.as_bytes())
    }

    /// The bytes of token `i`; none past the end.
    #[inline]
    fn bytes(&self, i: usize) -> &'a [u8] {
        let token = self.get(i);
        token.map_or(&[], |token| {
            &self.text.as_bytes()[token.start as usize..token.end as usize]
        })
    }

    /// Is token `i` one of `words`?
    #[inline]
    pub(super) fn is_in(&self, i: usize, words: &Words) -> bool {
        let token = self.get(i);
        token.is_some_and(|token| words.has(token.mark, self.bytes(i)))
    }

    /// Token `i` in lower case, written into `buffer`; empty past the end, and for a word so long that
    /// no rule names it.
    pub(super) fn lower<'b>(&self, i: usize, buffer: &'b mut Lower) -> &'b str {
        let bytes = self.bytes(i);
        let Some(out) = buffer.0.get_mut(..bytes.len()) else {
            return "";
        };
        out.copy_from_slice(bytes);
        out.make_ascii_lowercase();
        str::from_utf8(out).unwrap_or_default()
    }

    /// Do these words stand here one after the other?
    #[inline]
    pub(super) fn are(&self, i: usize, words: &[&str]) -> bool {
        let mut words = words.iter().enumerate();
        words.all(|(n, word)| self.is(i + n, word))
    }

    /// Do these words end just before `i`?
    #[inline]
    pub(super) fn are_before(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(words.len())
            .is_some_and(|at| self.are(at, words))
    }

    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.get(i).is_some_and(|token| token.has(class))
    }

    /// Has the token just before `i` this class?
    pub(super) fn has_before(&self, i: usize, class: Class) -> bool {
        i > 0 && self.has(i - 1, class)
    }

    pub(super) fn is_sign(&self, i: usize, signs: &[char]) -> bool {
        self.sign(i).is_some_and(|sign| signs.contains(&sign))
    }

    pub(super) fn sign(&self, i: usize) -> Option<char> {
        match self.get(i)?.lexeme {
            Lexeme::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.get(i)
            .is_some_and(|token| token.lexeme == Lexeme::Word)
    }

    pub(super) fn number(&self, i: usize) -> Option<f64> {
        match self.get(i)?.lexeme {
            Lexeme::Number(value) => Some(value),
            _ => None,
        }
    }

    /// Does token `i` follow the one before it without a space?
    pub(super) fn is_glued(&self, i: usize) -> bool {
        i > 0 && self.get(i).is_some_and(|token| !token.is_spaced)
    }

    /// A sign, not a letter or a digit, right after the token before it.
    pub(super) fn is_glued_sign(&self, i: usize) -> bool {
        self.is_glued(i) && self.sign(i).is_some()
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.is_capital)
    }

    /// A hyphen between two tokens, without spaces.
    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        self.is_sign(i, &['-', '‑', '‐']) && self.is_glued(i) && self.is_glued(i + 1)
    }

    /// A dash that joins the two ends of a range.
    pub(super) fn is_range_dash(&self, i: usize) -> bool {
        self.is_hyphen(i)
            || self.is_sign(i, &['–', '—', '−', '~', '‒'])
                && self.is_glued(i) == self.is_glued(i + 1)
    }

    /// Does token `i` look like the plural of a noun?
    pub(super) fn is_plural(&self, i: usize) -> bool {
        if !self.is_word(i) {
            return false;
        }
        let word = self.word(i);
        let ends = word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("'s")
            && !word.ends_with("’s")
            && !word.ends_with("us")
            && !word.ends_with("is");
        // "The United States" is one country, "27 member states" are not.
        self.has(i, Class::PLURAL)
            || word == "states"
            || ends && !self.has(i, Class::SINGULAR | Class::PRON | Class::DET)
    }

    /// A word that cannot be part of what is counted.
    pub(super) fn is_function(&self, i: usize) -> bool {
        self.has(
            i,
            Class::DET | Class::PREP | Class::CONJ | Class::PRON | Class::AUX,
        )
    }
}
