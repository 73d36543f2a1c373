//! The places of a source at which the letter of a word may stand that is looked for, found many bytes at
//! a time.
//!
//! Of a word one letter is looked for, together with what may come after it: a place is let through where
//! it stands beside the next two, where it stands before a mark that may not be shown, and where something
//! stands that may be shown as it. What the bytes round a place are is looked at by who asks.

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod wide;

use fearless_simd::Level;

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
use self::wide::Nibbles;
use super::{
    odd::is_separator,
    unseen::{folded, may_show_letters},
};

/// Bytes that are not shown, or may not be, behind a letter; with them all that is not ASCII.
const MARKS: &[u8] = b"*_~`[]^\\<>)!{&";

/// Bytes whose places are told by one number, a bit each.
const GROUP: usize = 64;

/// Groups told of at once.
const GROUPS: usize = 64;

/// Bytes behind a place that vector code looks at.
const AHEAD: usize = 2;

/// Lets through places by their first three bytes: where all have a class in common.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    tables: Box<Tables>,
    /// The classes as processors without tables of 128 bytes ask for them, who let through more.
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    nibbles: Nibbles,
    /// Is a space behind the letter and the next only let through before the end of code?
    is_space_shown: bool,
    #[cfg_attr(
        not(any(target_arch = "x86", target_arch = "x86_64")),
        expect(dead_code, reason = "other processors are asked for nothing wide")
    )]
    level: Level,
}

/// Up to eight classes for each byte, a bit each.
type Table = [u8; 256];

/// The classes of each byte as the first of a place, as the second and as the third.
#[derive(Clone, Debug)]
struct Tables {
    first: Table,
    second: Table,
    third: Table,
}

/// The letter, the next, and what may stand behind them.
const PLAIN: u8 = 1;
/// The letter, and a mark.
const MARKED: u8 = 1 << 1;
/// The letter, and a mark of code behind something.
const CODE: u8 = 1 << 2;
/// `<i`, as the tag of a picture starts; `![`, as an image starts.
const PICTURE: u8 = 1 << 3;
/// `&`, as an entity starts, before a letter or a sign.
const ENTITY: u8 = 1 << 4;
/// The digit, a separator, and the next or what may stand before it.
const PARTED: u8 = 1 << 5;
/// The first two bytes of a character that may be shown as the letter: an accented one mostly, or another.
const ACCENTED: u8 = 1 << 6;
const FOREIGN: u8 = 1 << 7;

/// The class of the characters that start with a byte. With accented letters go superscripts and the like, so
/// that general punctuation, which starts with `e2 80`, has no class.
const fn class_of(lead: u8) -> u8 {
    match lead {
        0xc2..=0xcb | 0xe2 => ACCENTED,
        _ => FOREIGN,
    }
}

/// Letters, and the sign before the number of an entity.
const NAMED: &[u8] = b"#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

fn add(table: &mut Table, class: u8, bytes: &[u8]) {
    for byte in bytes {
        table[usize::from(*byte)] |= class;
    }
}

impl Tables {
    fn new(letter: &[u8], next: &[Vec<u8>]) -> Self {
        let is_digit = letter[0].is_ascii_digit();
        let is_parting = |byte: &u8| is_digit && is_separator(*byte);
        let separators: Vec<u8> = (0..0x80).filter(is_parting).collect();
        let marks: Vec<u8> = MARKS.iter().copied().chain(0x80..=0xff).collect();
        let (mut first, mut second) = ([0; 256], [CODE; 256]);
        add(&mut first, PLAIN | MARKED | CODE | PARTED, letter);
        add(&mut second, PLAIN, &next[0]);
        add(&mut second, MARKED, &marks);
        add(&mut second, PARTED, &separators);
        add(&mut first, PICTURE, b"<!");
        add(&mut second, PICTURE, b"iI[");
        add(&mut first, ENTITY, b"&");
        add(&mut second, ENTITY, NAMED);
        add_leads(&mut first, &mut second, letter[0]);
        let mut third = [!(PLAIN | CODE | PARTED); 256];
        add(&mut third, CODE, b"`");
        let beside = [marks.as_slice(), &separators, SPACE].concat();
        add(&mut third, PLAIN | PARTED, &beside);
        add(&mut third, PARTED, &next[0]);
        match next.get(1) {
            Some(after) => add(&mut third, PLAIN, after),
            None => third.iter_mut().for_each(|classes| *classes |= PLAIN),
        }
        Self {
            first,
            second,
            third,
        }
    }
}

/// White space that may not be shown before the end of code.
const SPACE: &[u8] = b" \t\n\r\x0c";

impl Sieve {
    /// For a letter or digit and up to two that come after it, at least one; each in the ways it may be
    /// written.
    pub(super) fn new(letter: &[u8], next: &[Vec<u8>]) -> Self {
        let tables = Box::new(Tables::new(letter, next));
        Self {
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            nibbles: Nibbles::new(&tables),
            tables,
            is_space_shown: next.len() > 1 && !letter[0].is_ascii_digit(),
            level: Level::new(),
        }
    }

    /// Calls `look` for each place of `bytes[from..to]` that is let through, in order.
    pub(super) fn each(&self, bytes: &[u8], from: usize, to: usize, mut look: impl FnMut(usize)) {
        let mut groups = [0; GROUPS];
        for start in (from..to).step_by(GROUP * GROUPS) {
            let len = (GROUP * GROUPS).min(to - start);
            let mut some = self.strip(&bytes[start..], len, &mut groups);
            while some != 0 {
                let nth = some.trailing_zeros() as usize;
                let mut group = groups[nth];
                while group != 0 {
                    let at = GROUP * nth + group.trailing_zeros() as usize;
                    if at < len && self.is_place(&bytes[start + at..]) {
                        look(start + at);
                    }
                    group &= group - 1;
                }
                some &= some - 1;
            }
        }
    }

    /// The places of the first `len` of `bytes`, and others; which groups have some, a bit each.
    fn strip(&self, bytes: &[u8], len: usize, groups: &mut [u64; GROUPS]) -> u64 {
        let whole = bytes.len().saturating_sub(AHEAD).min(len) / GROUP;
        let (groups, rest) = groups[..len.div_ceil(GROUP)].split_at_mut(whole);
        let mut some = self.whole(bytes, groups);
        if !rest.is_empty() {
            let mut last = [b' '; 2 * GROUP + AHEAD];
            let bytes = &bytes[whole * GROUP..];
            let len = bytes.len().min(last.len());
            last[..len].copy_from_slice(&bytes[..len]);
            some |= self.narrow(&last, rest) << whole;
        }
        some
    }

    /// The places of whole groups, as wide as the processor has it; which have some.
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    fn whole(&self, bytes: &[u8], groups: &mut [u64]) -> u64 {
        if let Some(avx512) = self.level.as_avx512() {
            wide::avx512(avx512, &self.tables, bytes, groups)
        } else if let Some(avx2) = self.level.as_avx2() {
            wide::avx2(avx2, &self.nibbles, bytes, groups)
        } else {
            self.narrow(bytes, groups)
        }
    }

    #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
    fn whole(&self, bytes: &[u8], groups: &mut [u64]) -> u64 {
        self.narrow(bytes, groups)
    }

    /// The places of whole groups, for processors without wide registers; which have some.
    fn narrow(&self, bytes: &[u8], groups: &mut [u64]) -> u64 {
        let mut some = 0;
        for (nth, group) in groups.iter_mut().enumerate() {
            let bytes = &bytes[GROUP * nth..];
            let bits = (0..GROUP).map(|at| u64::from(self.is_place(&bytes[at..])));
            *group = bits.rev().fold(0, |group, bit| group << 1 | bit);
            some |= u64::from(*group != 0) << nth;
        }
        some
    }

    /// Is what `bytes` start with a place? Behind their end is a space.
    fn is_place(&self, bytes: &[u8]) -> bool {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        let of = |table: &Table, at: usize| table[usize::from(byte(at))];
        let Tables {
            first,
            second,
            third,
        } = &*self.tables;
        let classes = of(first, 0) & of(second, 1) & of(third, 2);
        let is_space = |at: usize| SPACE.contains(&byte(at));
        let is_shown = self.is_space_shown && is_space(2) && byte(3) != b'`';
        classes & !(PLAIN | CODE) != 0
            || classes & PLAIN != 0 && !is_shown
            || classes & CODE != 0 && is_space(1)
    }
}

/// Adds the first two bytes of each character that is not ASCII and may be shown as `letter`, perhaps with
/// others.
fn add_leads(first: &mut Table, second: &mut Table, letter: u8) {
    let is_digit = letter.is_ascii_digit();
    let small = letter.to_ascii_lowercase();
    for lead in 0xc2..=0xf4 {
        let may_show = |next: &u8| {
            may_show_letters(&[lead, *next], is_digit) && is_shown_as(lead, *next, small)
        };
        let seconds: Vec<u8> = (0x80..0xc0).filter(may_show).collect();
        if !seconds.is_empty() {
            add(first, class_of(lead), &[lead]);
            add(second, class_of(lead), &seconds);
        }
    }
}

/// Is the character of these two bytes shown as `letter`, perhaps with others? Yes, where it has more bytes.
fn is_shown_as(lead: u8, next: u8, letter: u8) -> bool {
    let Some(c) = str::from_utf8(&[lead, next])
        .ok()
        .and_then(|c| c.chars().next())
    else {
        return true;
    };
    folded(c).bytes().any(|byte| byte == letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the sieve for `letter` and those after it, in either case, lets through.
    fn places(letters: &[u8], bytes: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        sieve(letters).each(bytes, 0, bytes.len(), |at| found.push(at));
        found
    }

    fn sieve(letters: &[u8]) -> Sieve {
        let ways = |byte: &u8| vec![*byte, byte.to_ascii_uppercase()];
        let next: Vec<Vec<u8>> = letters[1..].iter().map(ways).collect();
        Sieve::new(&ways(&letters[0]), &next)
    }

    #[test]
    fn a_letter_is_let_through_before_the_next_and_before_marks() {
        let check = |text: &str, expected: &[usize]| {
            assert_eq!(places(b"bo", text.as_bytes()), expected, "{text:?}");
        };
        check("bo Bo bO BO", &[0, 3, 6, 9]);
        check("ba b b. ob", &[]);
        check("b* b_ b](x) b<i b\u{e9}", &[0, 3, 6, 12, 13, 16]);
        check("`b `o b ` b\n` b", &[1, 6, 10]);
        check("b.` b ", &[]);
        check("<img x> <i a ![x]! &eacute; & &#9;", &[0, 8, 13, 19, 30]);
        check("\u{201c}\u{d7}\u{4e00}\u{44f}\u{fb01}\u{1e03}", &[10, 13]);
    }

    #[test]
    fn the_letter_after_the_next_tells_too() {
        let check = |text: &str, expected: &[usize]| {
            assert_eq!(places(b"bow", text.as_bytes()), expected, "{text:?}");
        };
        check("bow bot BOW bo. bo", &[0, 8]);
        check("bo* bo[ bo\u{e9} bo `x bo x", &[0, 4, 8, 13]);
        check("b*w b*t", &[0, 4]);
    }

    #[test]
    fn digits_are_let_through_before_separators() {
        let text = b"15 1,5 1 5 1'5 1.5 1; 1,6 16";
        assert_eq!(places(b"15", text), [0, 3, 7, 11]);
        assert_eq!(places(b"152", b"152 15,2 15. 15 3 153"), [0, 4, 13]);
    }

    #[test]
    fn accents_are_let_through_by_the_letter_they_show() {
        let text = "\u{e9}\u{e9}\u{f6}\u{f4}\u{163}\u{2082}\u{447}".as_bytes();
        assert_eq!(places(b"ex", text), [0, 2, 10]);
        assert_eq!(places(b"ox", text), [4, 6, 10]);
        assert_eq!(places(b"zx", text), [10]);
    }

    #[test]
    fn a_place_is_found_wherever_it_is() {
        for at in [0, 1, 31, 32, 62, 63, 64, 4095, 4096, 4160, 9000] {
            for after in [2, 3, 63, 64, 70, 4200] {
                let text = format!("{}bo{}", " ".repeat(at), " ".repeat(after - 2));
                assert_eq!(places(b"bo", text.as_bytes()), [at], "{after}");
            }
        }
    }

    #[test]
    fn all_tells_of_a_byte_are_kept_by_wide_registers() {
        // Each pair of bytes, so that every entry of the tables is asked for.
        let bytes: Vec<u8> = (0..=u16::MAX).flat_map(u16::to_be_bytes).collect();
        for letters in [b"bow".as_slice(), b"ex", b"15", b"152"] {
            check_wide(letters, &bytes);
        }
    }

    /// Checks that vector code lets through all places.
    fn check_wide(letters: &[u8], bytes: &[u8]) {
        let sieve = sieve(letters);
        let narrow = (0..bytes.len()).filter(|at| sieve.is_place(&bytes[*at..]));
        let narrow: Vec<usize> = narrow.collect();
        assert_eq!(places(letters, bytes), narrow);
        for level in levels() {
            let mut wide = Vec::new();
            let sieve = Sieve {
                level,
                ..sieve.clone()
            };
            sieve.each(bytes, 0, bytes.len(), |at| wide.push(at));
            assert_eq!(wide, narrow, "{level:?}");
        }
    }

    /// All that this processor has of what is told apart.
    fn levels() -> Vec<Level> {
        let mut levels = vec![Level::new(), Level::baseline()];
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        levels.extend(Level::new().as_avx2().map(Level::Avx2));
        levels
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn wide_registers_find_what_narrow_ones_find(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"bow`<i&![ *\n".to_vec())], 0..300),
        ) {
            check_wide(b"bow", &bytes);
            check_wide(b"bo", &bytes);
        }
    }
}
