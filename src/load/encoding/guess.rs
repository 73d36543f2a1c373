//! Which encoding text has that is not UTF-8, by what it would say in each.
//!
//! UTF-16 has its mark, or shows by its zero bytes: white space and ASCII have one in every pair. Of
//! single-byte encodings that one is taken in which the letters are those of one language and stand
//! where letters stand: a sign in the middle of a word, or a capital after a small letter, speaks
//! against it. Where none makes sense, there is no guess.

use super::{
    Encoding,
    table::{ALL, Table},
};

/// Bytes above ASCII that are looked at.
const SAMPLE: usize = 2000;

/// The least score of a text that makes sense, of 100.
const SENSE: i64 = 70;

/// What a letter is worth that belongs to some language of the encoding, not to the one at hand.
const OTHER: i64 = 80;

/// Signs that running text has, wherever it is written.
const SIGNS: &str = "“”‘’‚„…–—•·«»‹›€£¥§©®™°±²³¼½¾¿¡\u{a0}\u{ad}×№ªº";

/// The encoding of `bytes`, the start of a source; `None` for UTF-8, and for what is no text.
/// `is_whole` says that no more follows.
pub(super) fn guess(bytes: &[u8], is_whole: bool) -> Option<Encoding> {
    utf16(bytes).or_else(|| single(bytes, is_whole))
}

fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let marked = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => Some(false),
        [0xfe, 0xff, ..] => Some(true),
        _ => None,
    };
    if let Some(is_big) = marked {
        let encoding = Encoding::Utf16 { is_big };
        return is_sound(&bytes[2..], is_big).then_some(encoding);
    }
    let zeros = |at: usize| bytes.iter().skip(at).step_by(2).filter(|byte| **byte == 0);
    let (even, odd) = (zeros(0).count(), zeros(1).count());
    let is_big = even > odd;
    let zeros = even.max(odd);
    let is_paired = 20 * even.min(odd) <= zeros && zeros >= 3 && 20 * zeros > bytes.len();
    (is_paired && is_sound(bytes, is_big)).then_some(Encoding::Utf16 { is_big })
}

/// Are these units of UTF-16 characters of a text, but for one in a hundred?
fn is_sound(bytes: &[u8], is_big: bool) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| super::unit(*pair, is_big));
    let is_odd = |c: &Result<char, _>| match c {
        Ok(c) => (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{fffe}' | '\u{ffff}'),
        Err(_) => true,
    };
    let bad = char::decode_utf16(units).filter(is_odd).count();
    100 * bad <= pairs.len()
}

fn single(bytes: &[u8], is_whole: bool) -> Option<Encoding> {
    let is_text = |byte: &u8| *byte >= 0x20 || matches!(*byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    if !is_foreign(bytes, is_whole) || !bytes.iter().all(is_text) {
        return None;
    }
    let sample = sample(bytes);
    let mut best: Option<(i64, &'static Table)> = None;
    for table in ALL {
        let score = score(&sample, table);
        if score >= SENSE && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, table));
        }
    }
    let (_, table) = best?;
    Some(Encoding::Single(commonest_alike(&sample, table)))
}

/// Is it no UTF-8? A character of several bytes that is UTF-8 outweighs a run that is none: such a
/// text was damaged, not encoded otherwise.
fn is_foreign(bytes: &[u8], is_whole: bool) -> bool {
    if bytes.starts_with(b"\xef\xbb\xbf") || simdutf8::basic::from_utf8(bytes).is_ok() {
        return false;
    }
    let (mut valid, mut invalid) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let is_last = chunks.peek().is_none();
        // The last character of a part of the source may have been cut in two.
        let is_cut = is_last && !is_whole && chunk.invalid().len() < 4;
        invalid += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    invalid > valid
}

/// The first bytes above ASCII, each after the byte before it.
fn sample(bytes: &[u8]) -> Vec<(u8, u8)> {
    let before = std::iter::once(b' ').chain(bytes.iter().copied());
    let pairs = before.zip(bytes.iter().copied());
    pairs
        .filter(|(_, byte)| *byte >= 0x80)
        .take(SAMPLE)
        .collect()
}

/// How much sense the sample makes, of 100: in the language of the encoding in which it makes most.
fn score(sample: &[(u8, u8)], table: &Table) -> i64 {
    let upper: Vec<char> = table.upper.chars().collect();
    let shown = |byte: u8| match byte.checked_sub(0x80) {
        Some(at) => upper[usize::from(at)],
        None => char::from(byte),
    };
    let pairs: Vec<(char, char)> = sample
        .iter()
        .map(|(before, byte)| (shown(*before), shown(*byte)))
        .collect();
    let score = |alphabet: &&str| -> i64 {
        let worth = |pair: &(char, char)| worth(pair.0, pair.1, alphabet, table.alphabets);
        pairs.iter().map(worth).sum::<i64>() / pairs.len().max(1) as i64
    };
    table.alphabets.iter().map(score).max().unwrap_or_default()
}

/// What `c` after `before` is worth, of 100, in text of one language; less than nothing where it
/// cannot stand.
fn worth(before: char, c: char, alphabet: &str, all: &[&str]) -> i64 {
    if c.is_alphabetic() && !"ªº".contains(c) {
        let is_mixed = before.is_ascii_alphabetic() && c >= '\u{370}';
        if is_mixed || (c.is_uppercase() && before.is_lowercase()) {
            return -100;
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        let is_doubtful = c.is_uppercase() && before.is_alphabetic() && !before.is_ascii();
        let full = if is_doubtful { 50 } else { 100 };
        let is_known = || all.iter().any(|other| other.contains(small));
        return match () {
            () if alphabet.contains(small) => full,
            () if is_known() => full * OTHER / 100,
            () => -50,
        };
    }
    let is_in_word = before.is_alphabetic() && !"’·\u{ad}ªº".contains(c);
    match c {
        '\u{fffd}' | '¤' => -100,
        '²' | '…' | '”' | '“' | '‘' | '™' | '®' | '–' | '—' | '\u{a0}' | '»' => {
            100
        }
        '³' if before == 'm' => 100,
        _ if SIGNS.contains(c) && !is_in_word => 100,
        _ if SIGNS.contains(c) => -50,
        _ => -20,
    }
}

/// Of the encodings in which the sample reads the same as in `table`, the commonest.
fn commonest_alike(sample: &[(u8, u8)], table: &'static Table) -> &'static Table {
    let mut is_used = [false; 128];
    for (_, byte) in sample {
        is_used[usize::from(*byte & 0x7f)] = true;
    }
    let is_alike = |other: &&&Table| {
        let both = other.upper.chars().zip(table.upper.chars());
        both.zip(is_used)
            .all(|((a, b), is_used)| a == b || !is_used)
    };
    ALL.iter().find(is_alike).copied().unwrap_or(table)
}
