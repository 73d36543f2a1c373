//! Cuts visible text into tokens and sentences.
//!
//! A token is a word, a number, a sign, or a piece that can hold no figure (an address on the web, a
//! file name, an internet address, a version). Numbers are read here with the separators of every
//! tradition, so that the grammar sees `15,000`, `15 000`, `12,34,567` and `１５，０００` alike.

mod read;

use std::ops::Range;

use self::read::Lexer;
use super::{
    figure,
    lexicon::{Class, Sense},
    skim, words,
};

/// A sentence longer than this many tokens is cut: what belongs together stands closer, and the
/// cost of looking round stays bounded in a text without full stops.
const LONGEST_SENTENCE: usize = 240;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lexeme {
    /// Letters, with apostrophes and inner full stops; digits may follow the first letter.
    Word,
    /// Digits with their separators.
    Number(f64),
    /// One character that is neither.
    Sign(char),
    /// Nothing a figure can be made of.
    Junk,
}

/// A run of characters, with all that is known of it alone.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question the grammar asks of its own"
)]
pub(super) struct Token {
    /// Bytes of the text.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) lexeme: Lexeme,
    pub(super) sense: Sense,
    /// Of its text; see [`words`].
    pub(super) mark: u8,
    /// Does white space stand before it?
    pub(super) is_spaced: bool,
    /// Does it begin with a capital?
    pub(super) is_capital: bool,
    /// Has a word a digit in it, or a number a thousands separator?
    pub(super) is_grouped: bool,
    /// Has the number a decimal point?
    pub(super) is_decimal: bool,
    /// Digits before the decimal point.
    pub(super) digits: u8,
    /// Does the number begin with a zero that means nothing?
    pub(super) is_padded: bool,
    /// Is it a word of more than three bytes?
    pub(super) is_long: bool,
    /// Could a figure begin with it, by what it alone is?
    pub(super) may_begin: bool,
}

impl Token {
    /// Text that holds no figure, glued to what stands before it.
    fn junk(text: &str, start: usize, end: usize) -> Self {
        Self {
            mark: words::mark(text.as_bytes(), start, end),
            ..Self::none(start, end)
        }
    }

    /// A token of which nothing is known but where it stands.
    fn none(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
            lexeme: Lexeme::Junk,
            sense: Sense::default(),
            mark: 0,
            is_spaced: false,
            is_capital: false,
            is_grouped: false,
            is_decimal: false,
            digits: 0,
            is_padded: false,
            is_long: false,
            may_begin: true,
        }
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.sense.class.has(class)
    }
}

/// The tokens of one block and where its sentences begin and end. Kept between blocks so that a
/// long text needs no new memory.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// Ranges of `all`, in order, covering it.
    pub(super) sentences: Vec<Range<usize>>,
    /// The tokens behind which a sentence may end, rising.
    stops: Vec<usize>,
    /// Is there a word of two capitals or more?
    has_capitals: bool,
}

impl Tokens {
    /// Reads `text[range]` anew. Offsets of the tokens count from the start of `text`. No word is read
    /// in the ranges of `hidden`, which come in order and do not overlap: one piece without figures
    /// stands for each.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>, hidden: &[Range<usize>]) {
        self.gather(text, range, hidden, |tokens, text, part, _| {
            tokens.read_part(text, part);
        });
    }

    /// The same without the sentences that cannot hold a figure.
    pub(super) fn skim(&mut self, text: &str, range: Range<usize>, hidden: &[Range<usize>]) {
        self.gather(text, range, hidden, |tokens, text, part, is_open| {
            for sentences in skim::parts(text, part, is_open) {
                tokens.read_part(text, sentences);
            }
        });
    }

    /// Reads each part between the `hidden` ones with `read`, which is told at which of its ends a
    /// sentence may go on.
    fn gather(
        &mut self,
        text: &str,
        range: Range<usize>,
        hidden: &[Range<usize>],
        read: impl Fn(&mut Self, &str, Range<usize>, (bool, bool)),
    ) {
        self.all.clear();
        self.sentences.clear();
        self.stops.clear();
        self.has_capitals = false;
        let mut at = range.start;
        for hidden in hidden {
            let part = at..hidden.start.max(at);
            read(self, text, part, (at > range.start, true));
            let end = hidden.end.clamp(at, range.end);
            if let Some(start) = Some(hidden.start.max(at)).filter(|start| *start < end) {
                self.stops.extend(self.all.len().checked_sub(1));
                self.all.push(Token::junk(text, start, end));
            }
            at = end;
        }
        read(self, text, at..range.end, (at > range.start, false));
        self.name_capitals(text);
        self.cut(text);
    }

    /// Makes names of pronouns in capitals: "US troops", "IT staff", "WHO officials". Beside a long word
    /// in capitals they say nothing.
    fn name_capitals(&mut self, text: &str) {
        if !self.has_capitals {
            return;
        }
        let is_caps = |token: &Token, least: usize| {
            let word = &text.as_bytes()[token.start as usize..token.end as usize];
            word.len() >= least && word.iter().all(u8::is_ascii_uppercase)
        };
        for i in 0..self.all.len() {
            let token = &self.all[i];
            if !token.is_capital || !token.has(Class::PRON) || !is_caps(token, 2) {
                continue;
            }
            let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
            let mut beside = beside.filter_map(|at| self.all.get(at));
            if !beside.any(|token| is_caps(token, 5)) {
                let token = &mut self.all[i];
                token.sense = Sense::default();
                token.may_begin = figure::may_begin(token);
            }
        }
    }

    fn read_part(&mut self, text: &str, range: Range<usize>) {
        // Sentences that were passed over may lie between what was read before and this part.
        self.stops.extend(self.all.len().checked_sub(1));
        let mut lexer = Lexer {
            text: &text[..range.end.max(range.start)],
            at: range.start,
            is_spaced: true,
            out: &mut self.all,
            stops: &mut self.stops,
            has_capitals: &mut self.has_capitals,
        };
        loop {
            lexer.words();
            if lexer.at == lexer.text.len() {
                break;
            }
            if !lexer.first_word() && !lexer.integer() && !lexer.run() {
                break;
            }
        }
    }

    fn cut(&mut self, text: &str) {
        let (mut first, len) = (0, self.all.len());
        for nth in 0..=self.stops.len() {
            let end = self.stops.get(nth).map_or(len, |stop| stop + 1);
            while first + LONGEST_SENTENCE <= end {
                self.sentences.push(first..first + LONGEST_SENTENCE);
                first += LONGEST_SENTENCE;
            }
            if first < end && self.ends_at(text, end - 1) {
                self.sentences.push(first..end);
                first = end;
            }
        }
    }

    /// Does a sentence end after token `i`?
    fn ends_at(&self, text: &str, i: usize) -> bool {
        let Some(next) = self.all.get(i + 1) else {
            return true;
        };
        let token = &self.all[i];
        let bytes = text.as_bytes();
        let gap = &bytes[token.end as usize..next.start as usize];
        if gap.contains(&b'\n') {
            let open = matches!(
                token.lexeme,
                Lexeme::Word | Lexeme::Number(_) | Lexeme::Sign(',')
            );
            return !(open && next.lexeme == Lexeme::Word && !next.is_capital);
        }
        let opens = next.is_spaced && !is_closing(next);
        let starts = next.is_capital || !matches!(next.lexeme, Lexeme::Word);
        match token.lexeme {
            Lexeme::Sign('.') => opens && starts && !self.is_abbreviation(i, text),
            Lexeme::Sign('!' | '?' | '…') => opens && starts,
            Lexeme::Sign('"' | '”' | '’' | ')' | '\'') if i > 0 => {
                let before = &self.all[i - 1];
                opens
                    && next.is_capital
                    && !token.is_spaced
                    && matches!(before.lexeme, Lexeme::Sign('.' | '!' | '?'))
            }
            // "at 5 p.m. The" ends inside the word.
            Lexeme::Word if text[..token.end as usize].ends_with('.') => {
                opens && next.is_capital && next.has(Class::DET | Class::PRON | Class::PREP)
            }
            _ => false,
        }
    }

    fn is_abbreviation(&self, dot: usize, text: &str) -> bool {
        let Some(before) = dot.checked_sub(1).map(|i| &self.all[i]) else {
            return false;
        };
        let next = &self.all[dot + 1];
        let word = &text[before.start as usize..before.end as usize];
        let is_initial = before.is_capital && word.len() == 1;
        if before.is_spaced && dot >= 1 && matches!(before.lexeme, Lexeme::Number(_)) && dot == 1 {
            return true;
        }
        if before.has(Class::CURRENCY) && word.len() <= 3 {
            return matches!(next.lexeme, Lexeme::Number(_));
        }
        if before.has(Class::ABBREVIATION) && word.eq_ignore_ascii_case("no") {
            return matches!(next.lexeme, Lexeme::Number(_));
        }
        let may_end = before.has(Class::MEASURE | Class::TIME | Class::ADDRESS);
        is_initial
            || before.has(Class::ABBREVIATION) && !(may_end && next.has(Class::DET | Class::PRON))
    }
}

/// May a sentence end with this sign?
const fn may_stop(lexeme: Lexeme) -> bool {
    matches!(
        lexeme,
        Lexeme::Sign('.' | '!' | '?' | '…' | '"' | '”' | '’' | ')' | '\'')
    )
}

fn is_closing(token: &Token) -> bool {
    matches!(
        token.lexeme,
        Lexeme::Sign(')' | ']' | '”' | '’' | ',' | ';' | ':')
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_end_of_a_sentence_is_passed_over(
            text in "([A-Za-z]{1,9}|[0-9.]{1,4}|U\\.S\\.|[.!?\"”’),é…-]| |  |\n|\u{a0}){0,60}",
            hidden in any::<(usize, usize)>(),
        ) {
            let place = |at: usize| {
                let mut at = (0..=at % (text.len() + 1)).rev();
                at.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
            };
            let (first, second) = (place(hidden.0), place(hidden.1));
            for hidden in [0..0, first.min(second)..first.max(second)] {
                for is_skimmed in [false, true] {
                    let mut tokens = Tokens::default();
                    let all = 0..text.len();
                    let hidden = std::slice::from_ref(&hidden);
                    if is_skimmed {
                        tokens.skim(&text, all, hidden);
                    } else {
                        tokens.read(&text, all, hidden);
                    }
                    let ends = (0..tokens.all.len()).filter(|at| tokens.ends_at(&text, *at));
                    let ends: Vec<usize> = ends.map(|at| at + 1).collect();
                    let found: Vec<usize> = tokens.sentences.iter().map(|range| range.end).collect();
                    prop_assert_eq!(found, ends, "{:?}", text);
                }
            }
        }
    }

    /// All that is known of the tokens of each sentence.
    fn sentences(tokens: &Tokens) -> Vec<String> {
        let sentences = tokens.sentences.iter();
        let sentences = sentences.map(|range| format!("{:?}", &tokens.all[range.clone()]));
        sentences.collect()
    }

    proptest! {
        #[test]
        fn what_is_skimmed_is_read_as_the_whole_is(
            words in prop::collection::vec(prop::sample::select(vec![
                "so", "They went", "US", "WHO", "BREAKING", "12", "twelve", "half", "U.S.", "Rao", "é", "“It", "went”",
                "May", "No", "approx", "2011", "a)", "x:", "•", "so 3", "3, 2019", "#9", "\"so\"", "1.5", "a@b",
            ]), 0..40),
            gaps in prop::collection::vec(prop::sample::select(vec![
                " ", " ", " ", ". ", "\n", "\n", ".\n", "\n\n", "? ", "!\n", " \n", "-", ", ",
            ]), 40),
        ) {
            let text: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [*word, *gap]).collect();
            let (mut whole, mut skimmed) = (Tokens::default(), Tokens::default());
            whole.read(&text, 0..text.len(), &[]);
            skimmed.skim(&text, 0..text.len(), &[]);
            let (whole, skimmed) = (sentences(&whole), sentences(&skimmed));
            let mut rest = whole.iter();
            for sentence in &skimmed {
                prop_assert!(rest.any(|other| other == sentence), "{:?}: {}", text, sentence);
            }
            let has_number = |sentence: &&String| sentence.contains("Number(");
            let numbers = |sentences: &[String]| sentences.iter().filter(has_number).count();
            prop_assert_eq!(numbers(&whole), numbers(&skimmed), "{:?}", text);
        }
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "so ".repeat(LONGEST_SENTENCE * 2 + 7);
        let mut tokens = Tokens::default();
        tokens.read(&text, 0..text.len(), &[]);
        let ends: Vec<usize> = tokens.sentences.iter().map(|range| range.end).collect();
        let longest = LONGEST_SENTENCE;
        assert_eq!(ends, [longest, longest * 2, longest * 2 + 7]);
    }

    fn shown(text: &str) -> String {
        let mut tokens = Tokens::default();
        tokens.read(text, 0..text.len(), &[]);
        let shown: Vec<String> = tokens
            .sentences
            .iter()
            .map(|range| {
                let words: Vec<&str> = tokens.all[range.clone()]
                    .iter()
                    .map(|token| &text[token.start as usize..token.end as usize])
                    .collect();
                words.join("|")
            })
            .collect();
        shown.join(" // ")
    }

    #[test]
    fn words_numbers_and_signs_are_told_apart() {
        for (text, expected) in [
            ("", ""),
            ("Over 15,000 men.", "Over|15,000|men|."),
            ("A 72-hour truce", "A|72|-|hour|truce"),
            ("paid $1.2bn", "paid|$|1.2|bn"),
            ("Rs500 crore", "Rs|500|crore"),
            ("the U.S. economy", "the|U.S.|economy"),
            ("Kabul’s S&P 500", "Kabul’s|S&P|500"),
            ("15 000 people", "15 000|people"),
            (
                "see https://a.example/12?b=3.",
                "see|https://a.example/12?b=3|.",
            ),
            ("on 10.0.0.12 now", "on|10.0.0.12|now"),
            ("FY2025 and Q1", "FY2025|and|Q1"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        for (text, expected) in [
            ("He left. She won.", "He|left|. // She|won|."),
            ("Mr. Khan met Gen. Rao.", "Mr|.|Khan|met|Gen|.|Rao|."),
            ("It cost Rs. 500 now.", "It|cost|Rs|.|500|now|."),
            (
                "“We lost.” The town wept.",
                "“|We|lost|.|” // The|town|wept|.",
            ),
            ("one\nTwo", "one // Two"),
            ("one\ntwo", "one|two"),
            ("at 5 p.m. The bell rang", "at|5|p.m. // The|bell|rang"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
