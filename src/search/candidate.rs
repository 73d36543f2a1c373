//! Is a chunk worth parsing? Told from its source bytes, before anything is parsed.
//!
//! Of a literal one run of letters or of digits is looked for, the anchor. In a source it mostly
//! stands as it is shown; but an emphasis mark, a link, a tag, a soft hyphen may stand inside it,
//! a letter may have an accent or be written as an entity, a number has separators. Each of these
//! leaves a trace: a letter followed at once by a byte that may vanish. There the two letters left
//! and right of what may vanish are compared with the pairs of the anchor, and where in doubt the
//! answer is yes: a match is never missed, and few chunks are parsed in vain.

use std::iter;

use super::{Pattern, Query};
use crate::text::fold::{Case, fold_char};

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
    /// For each letter or digit, those that follow it somewhere in the run, one bit each.
    pairs: [u64; 36],
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
        let mut pairs = [0; 36];
        for pair in run.windows(2) {
            if let (Some(a), Some(b)) = (index(pair[0]), index(pair[1])) {
                pairs[a] |= 1 << b;
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
        let is_digits = self.run[0].is_ascii_digit();
        let mut before = 0;
        bytes.iter().enumerate().any(|(at, byte)| {
            let letter = before;
            before = *byte;
            match byte {
                b'&' => entity(&bytes[at..]) == Entity::Letter || self.goes_on(letter, bytes, at),
                b'*' | b'_' | b'~' | b'`' | b'[' | b']' | b'<' | b'>' | b')' | b'{' => {
                    self.goes_on(letter, bytes, at)
                }
                b'!' if bytes.get(at + 1) == Some(&b'[') => {
                    is_shown_by_definition(&bytes[at..]) || self.goes_on(letter, bytes, at)
                }
                b',' | b'\'' | b' ' if is_digits => self.goes_on(letter, bytes, at),
                0xc2.. => self.goes_on(letter, bytes, at) || self.hides_behind(bytes, at),
                _ => false,
            }
        })
    }

    /// After `letter`, if it is one: may the run go on behind what starts at `at`?
    fn goes_on(&self, letter: u8, bytes: &[u8], at: usize) -> bool {
        letter.is_ascii_alphanumeric() && self.may_follow(letter, &bytes[at..])
    }

    /// May the character at `at`, which is not ASCII, be shown as a letter of the run?
    fn hides_behind(&self, bytes: &[u8], at: usize) -> bool {
        let Some(c) = first_char(&bytes[at..]) else {
            return false;
        };
        let shown = folded(c);
        let shown = shown.as_bytes();
        let Some(last) = shown.last() else {
            return false;
        };
        let whole = shown.windows(self.run.len()).any(|part| part == self.run);
        whole || self.goes_on(*last, bytes, at + c.len_utf8())
    }

    /// May `rest` start with things that are not shown and then the letter after `letter`?
    fn may_follow(&self, letter: u8, mut rest: &[u8]) -> bool {
        let Some(follow) = index(letter).map(|letter| self.pairs[letter]) else {
            return false;
        };
        if follow == 0 {
            return false;
        }
        let follows = |byte: u8| index(byte).map(|next| follow & 1 << next != 0);
        loop {
            let Some(first) = rest.first() else {
                return false;
            };
            if let Some(follows) = follows(*first) {
                return follows;
            }
            // An address in angle brackets is shown, a tag is not; two links may stand side by side,
            // or a link and its label. What is inside counts, and so does what is behind.
            if let [b'<', next, ..] | [b']', b'[', next, ..] = rest
                && follows(*next) == Some(true)
            {
                return true;
            }
            rest = match unseen(rest, letter.is_ascii_digit()) {
                Unseen::Skip(len) => &rest[len..],
                Unseen::Doubt => return true,
                Unseen::Letter(next) => return follows(next) == Some(true),
                Unseen::Shown => return false,
            };
        }
    }
}

/// Is it an image without words, with its target in another place?
fn is_shown_by_definition(image: &[u8]) -> bool {
    let words = &image[2..];
    let end = words
        .iter()
        .position(|byte| *byte == b']' || byte.is_ascii_alphanumeric());
    end.is_some_and(|end| words[end] == b']' && words.get(end + 1) != Some(&b'('))
}

/// The place of a letter or digit in [`Anchor::pairs`].
fn index(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'A'..=b'Z' => Some(usize::from(byte - b'A')),
        b'0'..=b'9' => Some(26 + usize::from(byte - b'0')),
        _ => None,
    }
}

/// What stands between a letter and the next.
enum Unseen {
    /// Bytes that are not shown.
    Skip(usize),
    /// Something shown as this letter.
    Letter(u8),
    /// Something shown as no letter: the run ends.
    Shown,
    /// Anything might be behind it.
    Doubt,
}

/// What `rest`, which does not start with a letter or digit, starts with.
fn unseen(rest: &[u8], is_after_digit: bool) -> Unseen {
    match rest[0] {
        // One space at the start of code is not shown. (One at its end is not either; a word that goes
        // on behind it is the one thing here that is not seen.)
        b'`' if matches!(rest.get(1), Some(b' ' | b'\n')) => Unseen::Skip(2),
        // The last two end a target that is shown, as that of an image without words is.
        b'*' | b'_' | b'~' | b'`' | b'[' | b'^' | b'\\' | b'>' | b')' => Unseen::Skip(1),
        b']' => match rest.get(1) {
            Some(b'(') => past(rest, b')'),
            Some(b'[') if !matches!(rest.get(2), Some(b'^' | b']')) => past(rest, b']'),
            _ => Unseen::Skip(1),
        },
        b'<' => past(rest, b'>'),
        // An image without words is shown by its target.
        b'!' if rest.get(1) == Some(&b'[') => Unseen::Doubt,
        b'{' if matches!(rest.get(1), Some(b'{' | b'%')) => Unseen::Doubt,
        b'&' => match entity(rest) {
            Entity::Letter => Unseen::Doubt,
            Entity::Sign(len) if is_after_digit => Unseen::Skip(len),
            Entity::Sign(_) | Entity::None => Unseen::Shown,
        },
        b',' | b'\'' | b' ' if is_after_digit => Unseen::Skip(1),
        0x80.. => unseen_char(rest, is_after_digit),
        _ => Unseen::Shown,
    }
}

/// Past the target of a link or the end of a tag, where that is easily told.
fn past(rest: &[u8], end: u8) -> Unseen {
    /// No target or tag in use is longer.
    const LONGEST: usize = 4096;
    let inside = &rest[2.min(rest.len())..rest.len().min(LONGEST)];
    match memchr::memchr(end, inside) {
        // Quotes and brackets may hold an end that is none.
        Some(len) if memchr::memchr3(b'(', b'"', b'\'', &inside[..len]).is_none() => {
            Unseen::Skip(len + 3)
        }
        Some(_) => Unseen::Doubt,
        None if rest.len() > LONGEST => Unseen::Doubt,
        None => Unseen::Skip(1),
    }
}

fn unseen_char(rest: &[u8], is_after_digit: bool) -> Unseen {
    let Some(c) = first_char(rest) else {
        return Unseen::Shown;
    };
    match folded(c).bytes().next() {
        None => Unseen::Skip(c.len_utf8()),
        // A separator, perhaps of another script.
        Some(b' ' | b',' | b'\'' | 0x80..) if is_after_digit => Unseen::Skip(c.len_utf8()),
        Some(byte) if byte.is_ascii_alphanumeric() => Unseen::Letter(byte),
        Some(_) => Unseen::Shown,
    }
}

#[derive(PartialEq, Eq)]
enum Entity {
    /// Not one.
    None,
    /// One that is shown as a sign or a space, with its length.
    Sign(usize),
    /// Perhaps a letter, or nothing at all.
    Letter,
}

/// The entity that `rest` starts with (HTML, section 13.5; the longest name has 31 letters).
fn entity(rest: &[u8]) -> Entity {
    const SIGNS: [&[u8]; 18] = [
        b"amp", b"lt", b"gt", b"quot", b"apos", b"nbsp", b"mdash", b"ndash", b"rsquo", b"lsquo",
        b"ldquo", b"rdquo", b"hellip", b"middot", b"bull", b"#39", b"#160", b"#34",
    ];
    let name = &rest[1..rest.len().min(34)];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let len = name.iter().take_while(|byte| is_name(byte)).count();
    if len == 0 || name.get(len) != Some(&b';') {
        Entity::None
    } else if SIGNS.contains(&&name[..len]) {
        Entity::Sign(len + 2)
    } else {
        Entity::Letter
    }
}

/// What `c` is folded to; of characters without ASCII in it, anything without ASCII.
fn folded(c: char) -> String {
    let mut shown = String::new();
    match c {
        // Most of what is not ASCII is known at once: punctuation, ideographs, Korean syllables.
        '‐'..='‗' | '“'..='…' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => {
            shown.push('\u{2014}');
        }
        _ if c.is_whitespace() => shown.push(' '),
        _ => fold_char(c, Case::Fold, &mut shown),
    }
    shown
}

/// The first character of `bytes`, if they start with one.
fn first_char(bytes: &[u8]) -> Option<char> {
    let lens = iter::successors(Some(1), |len| Some(len + 1)).take(4);
    let mut parts = lens.filter_map(|len| bytes.get(..len));
    parts
        .find_map(|part| str::from_utf8(part).ok())?
        .chars()
        .next()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{load, model::Chunks as _, text::fold::fold};

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
