//! Lines that say when a text was written.

use crate::load::heading::words;

/// How the names of months begin.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "dic",
    "fév", "avr", "mai", "juin", "juil", "aoû", "déc", "okt", "dez", "янв", "фев", "мар", "апр", "мая", "июн", "июл",
    "авг", "сен", "окт", "ноя", "дек",
];

/// Does it name a day, or a month and a year?
pub fn is_date(text: &str) -> bool {
    if !text.bytes().any(|b| b.is_ascii_digit()) || is_sentence(text) {
        return false;
    }
    let tokens = || {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|token| !token.is_empty())
    };
    let is_month = |token: &str| {
        let token = token.to_lowercase();
        token.chars().count() <= 10 && MONTHS.iter().any(|month| token.starts_with(month))
    };
    let digits = |token: &str| token.len() <= 4 && token.bytes().all(|b| b.is_ascii_digit());
    let has_year = tokens().any(|token| {
        digits(token) && token.len() == 4 && (token.starts_with("19") || token.starts_with("20"))
    });
    let has_number = tokens().any(digits);
    let has_month = tokens().any(is_month);
    let is_numeric = text.split_whitespace().any(|token| {
        let parts: Vec<&str> = token.trim_matches(',').split(['-', '/', '.']).collect();
        parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && digits(part))
    });
    is_numeric || has_month && has_number && (has_year || text.len() < 30)
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
    use super::is_date;

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
