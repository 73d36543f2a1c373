//! Is a chunk worth parsing? Told from its source bytes, before anything is parsed.
//!
//! Of a literal one run of letters or of digits is looked for, the anchor. In a source it mostly
//! stands as it is shown; but an emphasis mark, a link, a tag, a soft hyphen may stand inside it,
//! a letter may have an accent or be written as an entity, a number has separators. Each of these
//! leaves a trace: a letter followed at once by a byte that may vanish. There the two letters left
//! and right of what may vanish are compared with the pairs of the anchor, and where in doubt the
//! answer is yes: a match is never missed, and few chunks are parsed in vain.

mod odd;
mod unseen;

use super::{Pattern, Query};
use odd::{BLOCK, flags, is_odd, is_separator};
use unseen::{
    Entity, Unseen, char_len, entity, first_char, folded, is_shown_by_definition, may_show_letters,
    unseen,
};

/// May the chunk with these source bytes hold a match? Never `false` for one that does.
///
/// For a regular expression, and for words without an ASCII letter or digit, always `true`.
pub fn may_match(query: &Query, bytes: &[u8]) -> bool {
    match query.pattern() {
        Pattern::Nothing => false,
        Pattern::Regex(_) => true,
        Pattern::Literal(literal) => match &literal.anchor {
            Some(anchor) => anchor.stands_in(bytes) || anchor.hides_in(bytes),
            None => true,
        },
    }
}

/// A run of ASCII letters, or of digits, that stands in every match.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    /// In small letters.
    run: Vec<u8>,
    /// Which letter of the run is looked for first: a rare one.
    rare: usize,
    /// For each byte, the letters and digits that follow it somewhere in the run, one bit each.
    pairs: Box<[u64; 256]>,
}

/// Letters and digits of English prose from the rarest on.
const FROM_RARE: &[u8; 36] = b"zqxj9876k4350v21bypgwfumcdlhrsnioate";

impl Anchor {
    /// The best anchor of `needle`, which is folded: its longest run of letters, or if it has no
    /// letters of digits. `None` if it has neither.
    pub(crate) fn new(needle: &[u8]) -> Option<Self> {
        let longest = |is: fn(&u8) -> bool| {
            let runs = needle.split(move |byte| !is(byte));
            runs.max_by_key(|run| run.len())
                .filter(|run| !run.is_empty())
        };
        let run = longest(u8::is_ascii_alphabetic).or_else(|| longest(u8::is_ascii_digit))?;
        let run = run.to_ascii_lowercase();
        let rarity = |at: &usize| FROM_RARE.iter().position(|byte| *byte == run[*at]);
        let rare = (0..run.len()).min_by_key(rarity)?;
        let mut pairs = Box::new([0; 256]);
        for pair in run.windows(2) {
            for first in [pair[0], pair[0].to_ascii_uppercase()] {
                pairs[usize::from(first)] |= bit(pair[1]);
            }
        }
        Some(Self { run, rare, pairs })
    }

    /// Does the run stand in `bytes` as it is, in letters of any case?
    fn stands_in(&self, bytes: &[u8]) -> bool {
        let rare = self.run[self.rare];
        let stands = |at: usize| {
            let start = at.checked_sub(self.rare)?;
            bytes.get(start..start + self.run.len())
        };
        let is_it = |at| stands(at).is_some_and(|there| there.eq_ignore_ascii_case(&self.run));
        memchr::memchr2_iter(rare, rare.to_ascii_uppercase(), bytes).any(is_it)
    }

    /// May the run stand in `bytes` in some other way than as it is?
    fn hides_in(&self, bytes: &[u8]) -> bool {
        if bytes.is_empty() {
            return false;
        }
        let is_digits = self.is_digits();
        let befores = bytes.chunks(BLOCK);
        let mut blocks = bytes[1..].chunks(BLOCK).zip(befores).enumerate();
        let is_hidden = blocks.any(|(i, (block, before))| {
            let flags = flags(block, before, is_digits);
            let words = flags.as_chunks().0.iter().enumerate();
            let mut words = words.filter(|(_, word)| **word != [0; 8]);
            words.any(|(n, word)| self.hides_at_any(bytes, 1 + BLOCK * i + 8 * n, *word))
        });
        is_hidden || self.hides_at(bytes, 0)
    }

    /// May the run stand round a byte with a flag, when the flags are those of the bytes from `start`?
    fn hides_at_any(&self, bytes: &[u8], start: usize, flags: [u8; 8]) -> bool {
        let mut flags = u64::from_le_bytes(flags);
        while flags != 0 {
            let at = start + flags.trailing_zeros() as usize / 8;
            if !self.is_plain_at(bytes, at) && self.hides_at(bytes, at) {
                return true;
            }
            flags &= flags - 1;
        }
        false
    }

    fn is_digits(&self) -> bool {
        self.run[0].is_ascii_digit()
    }

    /// Is it soon told that no run stands round the odd byte at `at`? What the closer look would find
    /// too, for what stands in most texts by the thousand.
    #[inline]
    fn is_plain_at(&self, bytes: &[u8], at: usize) -> bool {
        let (byte, next) = (bytes[at], bytes.get(at + 1).copied().unwrap_or(b'\n'));
        let follow = self.pairs[usize::from(bytes[at - 1])];
        match byte {
            0x80.. => follow == 0 && !may_show_letters(&bytes[at..], self.is_digits()),
            b'&' | b'[' => false,
            _ if follow == 0 => true,
            _ if next.is_ascii_alphanumeric() => byte != b'<' && follow & bit(next) == 0,
            b'`' => false,
            _ => matches!(next, b' ' | b'\n') && !self.is_digits(),
        }
    }

    /// May the run stand round `at`, where a byte stands that may hide something?
    fn hides_at(&self, bytes: &[u8], at: usize) -> bool {
        match bytes[at] {
            0x80..0xc2 => false,
            0xc2.. => self.goes_on(bytes, at) || self.hides_behind(bytes, at),
            b'&' => self.goes_on(bytes, at) || self.hides_behind_entity(bytes, at),
            b'[' if bytes[..at].ends_with(b"!") => {
                is_shown_by_definition(&bytes[at - 1..]) || self.goes_on(bytes, at - 1)
            }
            _ => self.goes_on(bytes, at),
        }
    }

    /// May the run go on behind what starts at `at`, after a letter before it?
    fn goes_on(&self, bytes: &[u8], at: usize) -> bool {
        let Some(letter) = at.checked_sub(1).map(|before| bytes[before]) else {
            return false;
        };
        let follow = self.pairs[usize::from(letter)];
        if follow == 0 {
            return false;
        }
        match self.next_letter(bytes, at, follow) {
            Next::Letter(next) => (1..self.run.len())
                .any(|i| self.ends_at(bytes, at, i) && self.starts_at(bytes, next, i)),
            Next::Doubt => (1..self.run.len()).any(|i| self.ends_at(bytes, at, i)),
            Next::None => false,
        }
    }

    /// The first letter shown from `at` on, if nothing else is shown before it and it is one that
    /// may `follow`.
    fn next_letter(&self, bytes: &[u8], mut at: usize, follow: u64) -> Next {
        loop {
            let rest = &bytes[at..];
            // An address in angle brackets is shown, a tag is not; two links may stand side by side,
            // or a link and its label. What is inside counts, and so does what is behind.
            if let [b'<', next, ..] | [b']', b'[', next, ..] = rest
                && follow & bit(*next) != 0
            {
                return Next::Doubt;
            }
            match unseen(rest, self.is_digits()) {
                Unseen::Skip(len) => at += len,
                Unseen::Letter if follow & bit(rest[0]) != 0 => return Next::Letter(at),
                Unseen::Letter | Unseen::Shown => return Next::None,
                Unseen::Doubt => return Next::Doubt,
            }
        }
    }

    /// May the character at `at`, which is not ASCII, be shown as letters of the run?
    fn hides_behind(&self, bytes: &[u8], at: usize) -> bool {
        let rest = &bytes[at..];
        if !may_show_letters(rest, self.is_digits()) || !self.may_surround(bytes, at) {
            return false;
        }
        let Some(c) = first_char(rest) else {
            return false;
        };
        let shown = folded(c);
        let (shown, after) = (shown.as_bytes(), at + c.len_utf8());
        if shown.is_empty() {
            return false;
        }
        let first = 1 - shown.len() as isize;
        (first..self.run.len() as isize).any(|offset| {
            let before = usize::try_from(offset).unwrap_or(0);
            let inside = &shown[offset.min(0).unsigned_abs()..];
            let len = inside.len().min(self.run.len() - before);
            inside[..len] == self.run[before..before + len]
                && self.ends_at(bytes, at, before)
                && self.starts_at(bytes, after, before + len)
        })
    }

    /// Is one of the bytes round the character at `at`, which is not ASCII, such that the run may go
    /// on there? A short run may lie in one character as a whole.
    fn may_surround(&self, bytes: &[u8], at: usize) -> bool {
        /// No character is shown as more letters, but for a few that stand for whole phrases.
        const MOST: usize = 6;
        let is_in = |byte: &u8| self.run.contains(&byte.to_ascii_lowercase());
        let may_be =
            |byte: Option<&u8>| byte.is_some_and(|byte| is_in(byte) || self.may_hide(*byte));
        let is_after_space = bytes[..at].ends_with(b"` ") || bytes[..at].ends_with(b";");
        let before = may_be(bytes[..at].last()) || is_after_space;
        before
            || self.run.len() <= MOST
            || may_be(bytes.get(at + char_len(bytes[at])))
            || bytes.get(at + char_len(bytes[at])) == Some(&b'!')
    }

    /// May the entity at `at` be shown as letters of the run, or not at all?
    fn hides_behind_entity(&self, bytes: &[u8], at: usize) -> bool {
        /// No entity is shown as more letters.
        const MOST: usize = 3;
        let Entity::Letter(len) = entity(&bytes[at..]) else {
            return false;
        };
        (0..self.run.len()).any(|i| {
            let mut shown = 0..=MOST.min(self.run.len() - i);
            self.ends_at(bytes, at, i) && shown.any(|n| self.starts_at(bytes, at + len, i + n))
        })
    }

    /// May the first `len` letters of the run end at `end`?
    fn ends_at(&self, bytes: &[u8], end: usize, len: usize) -> bool {
        let mut before = &bytes[..end];
        for letter in self.run[..len].iter().rev() {
            if let [start @ .., digit, separator] = before
                && self.divides(*separator, *digit)
            {
                before = &bytes[..=start.len()];
            }
            match before {
                [start @ .., byte] if byte.to_ascii_lowercase() == *letter => before = start,
                [.., odd, byte] if self.divides(*byte, b'0') && is_odd(*odd) => return true,
                [.., byte] => return is_odd(*byte) || *byte == b';' || before.ends_with(b"` "),
                [] => return false,
            }
        }
        true
    }

    /// May the letters of the run from the `i`th on start at `at`?
    fn starts_at(&self, bytes: &[u8], at: usize, i: usize) -> bool {
        let mut after = &bytes[at.min(bytes.len())..];
        for letter in &self.run[i..] {
            if let [separator, digit, ..] = after
                && self.divides(*separator, *digit)
            {
                after = &after[1..];
            }
            match after {
                [byte, rest @ ..] if byte.to_ascii_lowercase() == *letter => after = rest,
                [byte, odd, ..] if self.divides(*byte, b'0') && is_odd(*odd) => return true,
                [byte, ..] => return is_odd(*byte) || *byte == b'!',
                [] => return false,
            }
        }
        true
    }

    /// May `separator` stand in a number beside `digit`?
    fn divides(&self, separator: u8, digit: u8) -> bool {
        self.is_digits() && is_separator(separator) && digit.is_ascii_digit()
    }

    /// May a letter of the run, or nothing, stand behind this byte?
    fn may_hide(&self, byte: u8) -> bool {
        is_odd(byte) || self.is_digits() && is_separator(byte)
    }
}

/// What comes next behind things that are not shown.
enum Next {
    /// A letter, at this place.
    Letter(usize),
    /// Perhaps a letter.
    Doubt,
    /// Something else.
    None,
}

/// The bit of a letter or digit in [`Anchor::pairs`]; none for another byte.
const fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'A'..=b'Z' => 1 << (byte - b'A'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        load,
        model::Chunks as _,
        text::fold::{Case, fold},
    };

    fn check(typed: &str, source: &str, expected: bool) {
        let query = Query::new(typed).unwrap();
        assert_eq!(
            may_match(&query, source.as_bytes()),
            expected,
            "{typed:?} in {source:?}"
        );
    }

    #[test]
    fn words_are_candidates_as_they_stand() {
        check("taliban", "the Taliban said", true);
        check("Taliban", "the TALIBAN said", true);
        check("border crossing", "no crossing", true);
        check("taliban", "the talib an", false);
        check("x", "no such letter", false);
        check("", "anything", false);
        check("\\vno", "anything", true);
        check("—", "anything", true);
    }

    #[test]
    fn markup_inside_a_word_is_seen_through() {
        for source in [
            "**tali**ban",
            "[tali](http://x.y/z)ban",
            "ta<b>li</b>ban",
            "t&#97;liban",
            "tali&shy;ban",
            "talib\u{e1}n",
            "tali\u{ad}ban",
            "`tali`ban",
            "tal![iban](x)",
            "ｔaliban",
            "[ta][1]liban",
            "**ta[l**i*](x)ban",
            "tal\u{131}ban",
            "taliba\u{200b}n",
            "<b>t</b>aliban",
            "t<!-- x -->aliban",
            "[tali](<a (b)>)ban",
            "[tali](x \"y)\")ban",
            "tali{{x}}ban",
        ] {
            check("taliban", source, true);
        }
    }

    #[test]
    fn markup_beside_words_is_no_doubt() {
        check(
            "taliban",
            "**bold** and [a link](http://x.y), `code`",
            false,
        );
        check(
            "taliban",
            "Erdoğan’s café — “naïve” AT&T &amp; R&D 5&nbsp;km",
            false,
        );
        check("taliban", "a < b, x<y, 1<2 [1] snake_case **t**", false);
    }

    #[test]
    fn figures_are_seen_through_their_separators() {
        for source in [
            "15,000",
            "15 000",
            "15\u{202f}000",
            "15'000",
            "15&nbsp;000",
            "**15**,000",
            "１５000",
            "15’000",
        ] {
            check("15000", source, true);
        }
        check("15,000", "over 15000 men", true);
        check("15000", "1 or 5, 1990s", false);
    }

    /// Ways to write `c` so that it is shown as something that folds to it.
    fn written(c: char) -> Vec<String> {
        let mut ways = vec![
            c.to_string(),
            c.to_uppercase().to_string(),
            format!("&#{};", u32::from(c)),
        ];
        let full_width = char::from_u32(u32::from(c) + 0xfee0);
        ways.extend(full_width.map(String::from));
        ways.extend(
            ["é", "ı", "ﬁ", "ﬃ", "ß"]
                .into_iter()
                .filter(|way| fold(way, Case::Fold).as_str() == c.to_string())
                .map(String::from),
        );
        ways.push(format!("{c}\u{301}"));
        ways
    }

    /// Things a source may hold between two letters without a trace on the screen.
    const UNSEEN: [&str; 16] = [
        "",
        "",
        "",
        "",
        "**",
        "*",
        "~~",
        "`",
        "](x)",
        "[",
        "<b>",
        "</em>",
        "\u{ad}",
        "\u{200b}",
        "&shy;",
        "<!-- a -->",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn no_way_of_writing_is_missed(
            word in "[a-z]{1,7}|[0-9]{1,7}",
            choices in prop::collection::vec((0usize..100, 0usize..100, any::<bool>()), 7),
            before in "[ a-z*é’<&,]{0,9}",
            after in "[ a-z*é’<&,]{0,9}",
        ) {
            let mut source = before;
            for (c, (way, unseen, is_plain)) in word.chars().zip(choices) {
                let ways = written(c);
                source.push_str(&ways[if is_plain { 0 } else { way % ways.len() }]);
                source.push_str(if is_plain { "" } else { UNSEEN[unseen % UNSEEN.len()] });
            }
            source.push_str(&after);
            let query = Query::literal(&word);
            prop_assert!(may_match(&query, source.as_bytes()), "{:?} in {:?}", word, source);
        }

        #[test]
        fn any_bytes_will_do(bytes in prop::collection::vec(any::<u8>(), 0..99), word in "[a-z0-9]{1,4}") {
            let query = Query::literal(&word);
            let is_there = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            prop_assert!(may_match(&query, &bytes) || !is_there);
        }
    }

    /// Checks that each word shown in a document is a candidate in its chunk.
    fn check_document(name: &str, bytes: &[u8]) -> Result<(), String> {
        let library = load::from_bytes(name, bytes.to_vec(), None);
        let mut chunk = Some(library.chunk_at(0));
        while let Some(this) = chunk {
            let source = &bytes[this.source.start as usize..this.source.end as usize];
            let mut words = this.text.as_str().split_whitespace();
            let missed = words.find(|word| !may_match(&Query::literal(word), source));
            if let Some(word) = missed {
                return Err(format!("{word:?} in {:?}", String::from_utf8_lossy(source)));
            }
            chunk = library.next(&this);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn what_a_document_shows_is_a_candidate(
            bits in prop::collection::vec(prop::sample::select(vec![
                "a", "b", "word", "15", "0", "000", " ", "\n", "\n\n", "*", "**", "_", "`a`", "`15`", "~~", "[", "]", "](x)",
                "](<a b>)", "][r]", "\n\n[r]: x\n\n", "<b>", "</b>", "<!-- c -->", "&amp;", "&eacute;", "&shy;",
                "&#98;", "é", "e\u{301}", "\u{ad}", "\u{200b}", "’", ",", "\\", "![", "<x@y.z>", "[^1]",
                "\n[^1]: note\n", "- ", "> ", "| ", "# ", "\t", "{{x}}", "ﬁ",
            ]), 0..40),
        ) {
            prop_assert_eq!(check_document("x.md", bits.concat().as_bytes()), Ok(()));
        }
    }
}
