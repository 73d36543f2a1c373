//! Lines that say when a text was written.

use crate::load::heading::{letters::is_word, words};

/// How the names of months begin.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "dic",
    "fév", "avr", "mai", "juin", "juil", "aoû", "déc", "okt", "dez", "янв", "фев", "мар", "апр", "мая", "июн", "июл",
    "авг", "сен", "окт", "ноя", "дек",
];

/// The first three bytes of each, as numbers: most words are told from months by theirs.
const HEADS: [u32; MONTHS.len()] = {
    let mut heads = [0; MONTHS.len()];
    let mut nth = 0;
    while nth < heads.len() {
        let [a, b, c, ..] = *MONTHS[nth].as_bytes() else {
            panic!("no name of a month is shorter");
        };
        heads[nth] = head([a, b, c]);
        nth += 1;
    }
    heads
};

/// Three bytes as a number, in lower case if they are letters of ASCII.
const fn head(bytes: [u8; 3]) -> u32 {
    let [a, b, c] = bytes;
    u32::from_le_bytes([
        a.to_ascii_lowercase(),
        b.to_ascii_lowercase(),
        c.to_ascii_lowercase(),
        0,
    ])
}

/// Does it name a day, or a month and a year?
pub fn is_date(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) || is_sentence(text) {
        return false;
    }
    let digits = |token: &str| token.len() <= 4 && token.bytes().all(|b| b.is_ascii_digit());
    let is_year = |token: &str| {
        digits(token) && token.len() == 4 && (token.starts_with("19") || token.starts_with("20"))
    };
    let is_numeric = |token: &str| {
        let mut parts = token.trim_matches(',').split(['-', '/', '.']);
        let [first, second, third] = [(); 3].map(|()| parts.next().unwrap_or_default());
        let is_part = |part: &str| !part.is_empty() && digits(part);
        parts.next().is_none() && [first, second, third].into_iter().all(is_part)
    };
    if has_joined_digits(text) && text.split_whitespace().any(is_numeric) {
        return true;
    }
    let is_short = text.len() < 30;
    let may_have_year = |pair: &[u8]| matches!(pair, b"19" | b"20");
    if !is_short && !text.as_bytes().windows(2).any(may_have_year) {
        return false;
    }
    let (mut has_digits, mut has_year, mut has_month) = (false, is_short, false);
    for token in text.split(|c: char| !is_word(c)) {
        has_digits |= !token.is_empty() && digits(token);
        has_year |= is_year(token);
        has_month = has_month || is_month(token);
    }
    has_digits && has_year && has_month
}

/// Do digits stand on both sides of a sign that may join the parts of a date?
fn has_joined_digits(text: &str) -> bool {
    let is_joined = |part: &[u8]| matches!(part, [before, b'-' | b'/' | b'.', after] if before.is_ascii_digit() && after.is_ascii_digit());
    text.as_bytes().windows(3).any(is_joined)
}

/// Is it the name of a month, or does it begin like one?
fn is_month(word: &str) -> bool {
    let begins = |month: &str| {
        let start = word.get(..month.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(month))
    };
    if word.is_ascii() {
        let head = word.as_bytes().first_chunk().copied().map(head);
        return word.len() <= 10
            && head.is_some_and(|head| HEADS.contains(&head))
            && MONTHS.iter().any(|month| begins(month));
    }
    let word = word.to_lowercase();
    word.chars().count() <= 10 && MONTHS.iter().any(|month| word.starts_with(month))
}

/// "Inflation reached 31% in May 2021." tells of a day and is no date of the text.
fn is_sentence(text: &str) -> bool {
    let tells = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', ';']);
        word.len() > 2
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !words::is_one_of(word, STAMPED)
    };
    text.ends_with('.')
        && (text.contains(['%', '$', '€', '£'])
            || text.split_whitespace().filter(tells).count() > 1)
}

/// Words in small letters round the date of a text.
const STAMPED: &[&str] = &[
    "and",
    "at",
    "date",
    "first",
    "for",
    "from",
    "last",
    "local",
    "modified",
    "on",
    "posted",
    "published",
    "release",
    "revised",
    "the",
    "time",
    "updated",
    "was",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn months_begin_alike_in_either_case(
            word in "[A-Za-z]{0,4}|(J|j)(U|u)(N|n)[a-zé]{0,9}|[Дд][Ее][Кк]я?|(F|f)[Éé]v"
        ) {
            let small = word.to_lowercase();
            let begins = MONTHS.iter().any(|month| small.starts_with(month));
            prop_assert_eq!(is_month(&word), small.chars().count() <= 10 && begins);
        }
    }

    #[test]
    fn a_date_is_told_from_a_sentence_with_one() {
        for (text, expected) in [
            ("3 May 2031", true),
            ("Updated on 3 May 2031 at 3 p.m.", true),
            ("Posted 2031-05-03", true),
            ("Sept. 11", true),
            ("Recorded 21 May 2031. Edited for length.", true),
            ("Herring landed: 2031", false),
            ("In July, rents dropped by 2%.", false),
            ("Catches reached 31% in May 2031.", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }
}
