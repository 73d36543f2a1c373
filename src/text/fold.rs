//! Two spellings of the same words made equal, with the way back to the text as it stands.
//!
//! Both sides of a comparison are folded: what the reader typed and what the text says. Case,
//! accents, quotes, dashes, ligatures, full-width forms and the separators between groups of
//! digits make no difference then, and a run of white space is one space.

mod letter;

use std::ops::Range;

use letter::is_digit;
pub(crate) use letter::{fold_char, is_separator};

/// What becomes of capital letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// They become small.
    #[default]
    Fold,
    /// They stay.
    Keep,
}

/// Is the text cut out of a longer one? Then a separator at its edge may stand between digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Digits may stand before it.
    pub(crate) before: bool,
    /// Digits may stand after it.
    pub(crate) after: bool,
}

/// A folded text and its way back.
///
/// Made in linear time; the map takes memory only where folding changed a length.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Sorted by both offsets; together they cover `text`.
    runs: Vec<Run>,
}

/// Folded text from one offset up to the next run, and the original bytes it came from.
#[derive(Clone, Debug)]
struct Run {
    folded: u32,
    original: Range<u32>,
    /// Did it come from its original as a whole? Else both are of one length, byte for byte.
    is_unit: bool,
}

/// `text` folded, with the way back. Empty text gives empty text.
pub fn fold(text: &str, case: Case) -> Folded {
    let mut folded = Folded::default();
    folded.set(text, case);
    folded
}

/// Are both the same words, whatever their spelling?
pub fn is_same(a: &str, b: &str) -> bool {
    fold(a, Case::Fold).text.trim() == fold(b, Case::Fold).text.trim()
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Puts `text` folded in the place of what was here, and keeps the memory.
    pub fn set(&mut self, text: &str, case: Case) {
        self.set_cut(text, case, Cut::default());
    }

    /// As [`Folded::set`], for a text that is part of a longer one.
    pub(crate) fn set_cut(&mut self, text: &str, case: Case, cut: Cut) {
        self.text.clear();
        self.runs.clear();
        Folder {
            out: self,
            text,
            case,
            cut,
            at: 0,
        }
        .run();
    }

    /// The bytes of the original text that `range` of the folded text came from.
    ///
    /// Whole characters, with the marks on them: of a letter that was folded to two, both are given
    /// for either. `range` must lie in the folded text, on character borders; an empty one gives an
    /// empty one.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let (start, end) = (range.start as u32, range.end as u32);
        let original = match self.run_at(start) {
            Some(run) if run.is_unit => run.original.start,
            Some(run) => (run.original.start + (start - run.folded)).min(run.original.end),
            None => 0,
        };
        if range.is_empty() {
            return original as usize..original as usize;
        }
        let original_end = match self.run_at(end - 1) {
            Some(run) if run.is_unit => run.original.end,
            Some(run) => run.original.start + (end - run.folded),
            None => original,
        };
        original as usize..original_end as usize
    }

    fn run_at(&self, folded: u32) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.folded <= folded);
        self.runs[..after].last()
    }

    /// Appends text that stands byte for byte at `original`, but for its case.
    fn push_same(&mut self, text: &str, original: usize) {
        let original = original as u32..(original + text.len()) as u32;
        match self.runs.last_mut() {
            Some(last) if !last.is_unit && last.original.end == original.start => {
                last.original.end = original.end;
            }
            _ => self.runs.push(Run {
                folded: self.text.len() as u32,
                original,
                is_unit: false,
            }),
        }
        self.text.push_str(text);
    }

    /// Notes that the text from `folded` on stands for the bytes `original` as a whole.
    fn note_unit(&mut self, folded: usize, original: Range<usize>) {
        self.runs.push(Run {
            folded: folded as u32,
            original: original.start as u32..original.end as u32,
            is_unit: true,
        });
    }

    /// Makes the bytes `dropped` part of the character before them, if they follow it at once.
    fn note_dropped(&mut self, dropped: Range<usize>) {
        let last_len = self.text.chars().next_back().map_or(0, char::len_utf8) as u32;
        let Some(last) = self.runs.last_mut() else {
            return;
        };
        if last.original.end as usize != dropped.start {
            return;
        }
        if !last.is_unit && last.original.len() as u32 > last_len {
            last.original.end -= last_len;
            let start = last.original.end as usize;
            self.note_unit(self.text.len() - last_len as usize, start..dropped.end);
        } else {
            last.is_unit = true;
            last.original.end = dropped.end as u32;
        }
    }
}

/// Is a byte folded by itself, whatever stands beside it?
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        is_plain[byte] = !matches!(byte as u8, b'\t'..=b'\r' | b' ' | b',' | b'\'' | b'_');
        byte += 1;
    }
    is_plain
};

/// Bytes after the first of `bytes` that are plain, or single spaces and signs that are not after a
/// digit; in whole blocks, the last of which does not end in a space.
fn plain_blocks(bytes: &[u8]) -> usize {
    const BLOCK: usize = 32;
    let blocks = bytes[1..]
        .chunks_exact(BLOCK)
        .zip(bytes.chunks_exact(BLOCK));
    let plain = blocks.take_while(|(block, before)| {
        let pairs = block.iter().zip(*before);
        // No branch inside: the compiler makes vector code of it.
        let odd = pairs.fold(0, |odd, (byte, before)| {
            let is_sign = b" ,'_"
                .iter()
                .fold(0, |any, sign| any | u8::from(byte == sign));
            let is_control = u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
            let is_after_digit = u8::from(before.wrapping_sub(b'0') < 10);
            odd | is_control | is_sign & (is_after_digit | u8::from(*before == b' '))
        });
        odd == 0 && block[BLOCK - 1] != b' '
    });
    BLOCK * plain.count()
}

/// One walk over a text.
struct Folder<'a> {
    out: &'a mut Folded,
    text: &'a str,
    case: Case,
    cut: Cut,
    /// Bytes of `text` done.
    at: usize,
}

impl Folder<'_> {
    fn run(mut self) {
        while self.at < self.text.len() {
            let end = self.plain_end();
            if end > self.at {
                self.push_plain(end);
            } else {
                self.push_char();
            }
        }
    }

    /// Where the stretch of ASCII ends from which nothing is dropped and nothing joined.
    fn plain_end(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            if at > self.at {
                at += plain_blocks(&bytes[at - 1..]);
            }
            at += bytes[at..]
                .iter()
                .take_while(|byte| IS_PLAIN[usize::from(**byte)])
                .count();
            match bytes.get(at) {
                None | Some(b'\t'..=b'\r' | 0x80..) => return at,
                Some(b' ')
                    if bytes
                        .get(at + 1)
                        .is_some_and(|next| !(b'!'..=b'~').contains(next)) =>
                {
                    return at;
                }
                // Only a digit before it makes a separator of one.
                Some(_) if at > self.at && !bytes[at - 1].is_ascii_digit() => at += 1,
                Some(_) if self.is_dropped(at, 1) => return at,
                Some(_) => at += 1,
            }
        }
    }

    fn push_plain(&mut self, end: usize) {
        let start = self.out.text.len();
        self.out.push_same(&self.text[self.at..end], self.at);
        if self.case == Case::Fold {
            self.out.text[start..].make_ascii_lowercase();
        }
        self.at = end;
    }

    /// Folds the next character, or the run of white space that starts with it.
    fn push_char(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let Some(c) = rest.chars().next() else {
            return;
        };
        self.at += c.len_utf8();
        if is_separator(c) && self.is_dropped(start, c.len_utf8()) {
            return;
        }
        let folded = self.out.text.len();
        if c.is_whitespace() {
            self.at = start + (rest.len() - rest.trim_start().len());
            self.out.text.push(' ');
            self.out.note_unit(folded, start..self.at);
            return;
        }
        fold_char(c, self.case, &mut self.out.text);
        match self.out.text.len() - folded {
            0 => self.out.note_dropped(start..self.at),
            _ => self.note_folded(c, folded, start),
        }
    }

    /// Notes where the folded form of `c` came from: it stands in the text from `folded` on.
    fn note_folded(&mut self, c: char, folded: usize, start: usize) {
        let mut chars = self.out.text[folded..].chars();
        let is_one = chars.next().is_some_and(|f| f.len_utf8() == c.len_utf8());
        let last = self.out.runs.last_mut();
        match last {
            Some(last)
                if is_one
                    && chars.next().is_none()
                    && !last.is_unit
                    && last.original.end as usize == start =>
            {
                last.original.end = self.at as u32;
            }
            _ => self.out.note_unit(folded, start..self.at),
        }
    }

    /// Does the separator of `len` bytes at `at` stand between groups of digits?
    fn is_dropped(&self, at: usize, len: usize) -> bool {
        let is_after_digit = if at > self.at {
            self.text.as_bytes()[at - 1].is_ascii_digit()
        } else if at > 0 {
            self.out
                .text
                .as_bytes()
                .last()
                .is_some_and(u8::is_ascii_digit)
        } else {
            self.cut.before
        };
        is_after_digit && self.is_group(&self.text[at + len..])
    }

    /// Does `rest` start with a group of three digits, or with pairs and then three, as in 7,10,000?
    fn is_group(&self, rest: &str) -> bool {
        let mut chars = rest.chars();
        for _ in 0..MOST_GROUPS {
            for _ in 0..2 {
                match chars.next() {
                    Some(c) if is_digit(c) => {}
                    Some(_) => return false,
                    None => return self.cut.after,
                }
            }
            match chars.next() {
                Some(',') => {}
                Some(c) => return is_digit(c),
                None => return self.cut.after,
            }
        }
        false
    }
}

/// A number of more groups of digits than this is none: it bounds how far is looked ahead.
const MOST_GROUPS: usize = 6;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text, Case::Fold).as_str(), expected, "{text:?}");
    }

    #[test]
    fn case_is_folded_unless_kept() {
        check("", "");
        check("Kabul VOWS", "kabul vows");
        check("ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ");
        check("Straße STRASSE ẞ", "strasse strasse ss");
        check("İstanbul Diyarbakır", "istanbul diyarbakir");
        check("Москва", "москва");
        assert_eq!(fold("Łódź ẞ Kabul", Case::Keep).as_str(), "Lodz SS Kabul");
    }

    #[test]
    fn accents_are_dropped() {
        check("Café cafe\u{301}", "cafe cafe");
        check("Erdoğan Škoda Nguyễn", "erdogan skoda nguyen");
        check("Ærø Œuvre", "aero oeuvre");
        check("й ё", "и е");
        check("أإآ مُحَمَّد", "ااا محمد");
    }

    #[test]
    fn signs_that_are_letters_stay() {
        check("が か", "が か");
        check("कि की", "कि की");
        check("ไม่", "ไม่");
        check("각", "각");
    }

    #[test]
    fn quotes_and_dashes_are_one() {
        check(
            "Pakistan’s ‘tie’ “so” «là»",
            "pakistan's 'tie' \"so\" \"la\"",
        );
        check("a–b — c − 5 ‑ d", "a-b - c - 5 - d");
    }

    #[test]
    fn white_space_is_one_space() {
        check("a  b\n c\u{a0}d\u{2009}\te", "a b c d e");
        check(" a ", " a ");
        check("a \u{3000}b", "a b");
    }

    #[test]
    fn separators_between_digits_go() {
        for text in [
            "15,000",
            "15 000",
            "15\u{2009}000",
            "15\u{202f}000",
            "15\u{a0}000",
            "15'000",
            "15’000",
            "15_000",
            "１５，０００",
            "١٥٬٠٠٠",
        ] {
            check(text, "15000");
        }
        check("1,500,000 men", "1500000 men");
        check("7,10,000 1,00,00,000", "710000 10000000");
        check("1,00,5", "1,00,5");
        check("3.142 and 1,5 and 1, 500", "3.142 and 1,5 and 1, 500");
        check("in 2021, 46 died. 300", "in 2021, 46 died. 300");
        check("12 46 9", "12 46 9");
    }

    #[test]
    fn compatible_forms_are_spelled_out() {
        check("ﬁnd oﬃce", "find office");
        check("ＴＴＰ １６", "ttp 16");
        check("CO₂ km² ½ …", "co2 km2 1/2 ...");
        check("¨ ´ ¸", "¨ ' ¸");
    }

    #[test]
    fn the_invisible_goes() {
        check("air\u{ad}strike \u{200b}x\u{fe0f}", "airstrike x");
        check("می\u{200c}خواهم", "میخواهم");
    }

    #[test]
    fn same_words_are_the_same() {
        assert!(is_same(" Why “Now”? ", "why \"now\"?"));
        assert!(!is_same("a", "b"));
    }

    /// The original of every place `needle` stands at in the folded text.
    fn originals<'a>(text: &'a str, needle: &str) -> Vec<&'a str> {
        let folded = fold(text, Case::Fold);
        let found = folded.as_str().match_indices(needle);
        found
            .map(|(at, found)| &text[folded.original(at..at + found.len())])
            .collect()
    }

    #[test]
    fn the_way_back_gives_whole_characters() {
        assert_eq!(originals("In Kabul", "kabul"), ["Kabul"]);
        assert_eq!(originals("x CAFÉ’S y", "cafe's"), ["CAFÉ’S"]);
        assert_eq!(
            originals("cafe\u{301} e\u{301}\u{302}", "e"),
            ["e\u{301}", "e\u{301}\u{302}"]
        );
        assert_eq!(originals("a  \n b", " b"), ["  \n b"]);
        assert_eq!(originals("over 15,000 men", "15"), ["15"]);
        assert_eq!(originals("over 15,000 men", "15000 "), ["15,000 "]);
        assert_eq!(originals("over 15,000 men", "00"), ["00"]);
        assert_eq!(originals("oﬃce", "f"), ["ﬃ", "ﬃ"]);
        assert_eq!(originals("Straße", "s"), ["S", "ß", "ß"]);
        assert_eq!(originals("Москвы", "квы"), ["квы"]);
    }

    fn texts() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop_oneof![
                prop::sample::select(
                    "aB 1,.'’“—–éÉßﬁ\u{301}\u{ad}\n\u{a0}\u{2009}ДかがﾞΣ１ ½…"
                        .chars()
                        .collect::<Vec<_>>()
                ),
                prop::sample::select("0123456789,. ".chars().collect::<Vec<_>>()),
                any::<char>(),
            ],
            0..60,
        )
        .prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn the_way_back_is_in_order_and_on_borders(text in texts()) {
            let folded = fold(&text, Case::Fold);
            let mut last = 0..0;
            for (at, c) in folded.as_str().char_indices() {
                let original = folded.original(at..at + c.len_utf8());
                prop_assert!(!original.is_empty() && text.get(original.clone()).is_some());
                prop_assert!(original == last || original.start >= last.end, "{:?} {:?}", original, last);
                last = original;
            }
        }

        #[test]
        fn a_part_folds_to_what_it_came_from(text in texts(), a in 0usize..60, b in 0usize..60) {
            let folded = fold(&text, Case::Fold);
            let borders: Vec<usize> = folded.as_str().char_indices().map(|(at, _)| at).collect();
            prop_assume!(!borders.is_empty());
            let (a, b) = (borders[a % borders.len()], borders[b % borders.len()]);
            let original = folded.original(a.min(b)..a.max(b));
            let part = &text[original];
            let cuts = [false, true].map(|before| [false, true].map(|after| Cut { before, after }));
            let found = cuts.concat().into_iter().any(|cut| {
                let mut again = Folded::default();
                again.set_cut(part, Case::Fold, cut);
                again.as_str().contains(&folded.as_str()[a.min(b)..a.max(b)])
            });
            prop_assert!(found, "{:?}", part);
        }

        #[test]
        fn capitals_make_no_difference(text in "[a-zà-öø-ÿ ]{0,40}") {
            let capital = fold(&text.to_uppercase(), Case::Fold);
            let small = fold(&text, Case::Fold);
            prop_assert_eq!(capital.as_str(), small.as_str());
        }
    }
}
