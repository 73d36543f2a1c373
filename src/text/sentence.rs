//! Sentences: where one ends and the next begins.
//!
//! A full stop ends a sentence unless it belongs to an abbreviation, an initial or the number of a
//! list item; what decides is the word before it and the word after. The rules are those of English
//! news prose, and do little harm elsewhere.

use std::ops::Range;

/// The sentence of `text` that holds byte `at`: without white space at its ends, with its quotes and
/// brackets.
///
/// White space after a sentence belongs to it; past the end the last one is given. A `\n` ends a
/// sentence, whatever stands before it. Text without words gives an empty range.
pub fn sentence_at(text: &str, at: usize) -> Range<usize> {
    let mut last = 0..0;
    for sentence in sentences(text) {
        if sentence.start > at && !last.is_empty() {
            break;
        }
        last = sentence;
    }
    last
}

/// The sentences of `text` in order; text without words has none.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        if start == text.len() {
            return None;
        }
        let end = start + sentence_len(&text[start..]);
        at = end;
        Some(start..end)
    })
}

/// Bytes of the sentence that `text`, which does not start with white space, starts with.
fn sentence_len(text: &str) -> usize {
    let mut at = 0;
    while let Some(stop) = text[at..].find(STOPS) {
        let stop = at + stop;
        if text[stop..].starts_with('\n') {
            return text[..stop].trim_end().len();
        }
        let rest = text[stop..]
            .trim_start_matches(STOPS_IN_LINE)
            .trim_start_matches(CLOSERS);
        at = text.len() - rest.len();
        if is_end(text, stop, at) {
            return at;
        }
    }
    text.trim_end().len()
}

const STOPS: [char; 8] = ['.', '!', '?', '…', '。', '！', '？', '\n'];
const STOPS_IN_LINE: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];
const CLOSERS: [char; 10] = ['"', '\'', '”', '’', '»', ')', ']', '」', '』', '›'];
const OPENERS: [char; 10] = ['"', '\'', '“', '‘', '«', '(', '[', '—', '–', '-'];

/// Does the stop at `stop` end the sentence, when `end` is past all stops and closing signs?
fn is_end(text: &str, stop: usize, end: usize) -> bool {
    if text[stop..].starts_with(['。', '！', '？']) {
        return true;
    }
    let rest = &text[end..];
    let next = rest.trim_start();
    if next.is_empty() || next.len() == rest.len() {
        return next.is_empty();
    }
    let next = next.trim_start_matches(OPENERS);
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let is_one_full_stop =
        text[stop..end].starts_with('.') && !text[stop + 1..end].starts_with(STOPS_IN_LINE);
    !is_one_full_stop || ends_after(&text[..stop], next)
}

/// Does a full stop between `before` and `next` end a sentence?
fn ends_after(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    if word.len() == before.len() && is_label(word) {
        return false;
    }
    let word = word.trim_start_matches(OPENERS);
    let is_number = next.starts_with(|c: char| c.is_ascii_digit());
    match kind(word) {
        Kind::Title => false,
        Kind::Label => !is_number,
        Kind::Month => !is_number && starts_sentence(next),
        Kind::MayEnd => starts_sentence(next),
        Kind::Word => true,
    }
}

/// Is it the number or letter of a list item?
fn is_label(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) || word.len() == 1
}

/// What a full stop after a word means.
enum Kind {
    /// It belongs to the word, and a name follows.
    Title,
    /// It belongs to the word when a number follows.
    Label,
    /// As a label, or as one that may end a sentence.
    Month,
    /// It belongs to the word, which may stand at the end of a sentence.
    MayEnd,
    /// It ends the sentence.
    Word,
}

fn kind(word: &str) -> Kind {
    const TITLES: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "col", "lt", "capt", "cmdr", "cpl", "sgt",
        "maj", "adm", "brig", "sen", "rep", "gov", "pres", "hon", "rev", "messrs", "supt", "det",
        "insp", "amb", "atty",
    ];
    const LINKS: &[&str] = &["vs", "eg", "ie", "cf", "viz", "e.g", "i.e"];
    const LABELS: &[&str] = &[
        "no", "nos", "fig", "figs", "p", "pp", "vol", "art", "sec", "ch", "para", "paras", "op",
        "nr", "ca", "approx", "est", "tel", "res", "ann", "app", "ref", "c", "v",
    ];
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
        "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    ];
    const MAY_END: &[&str] = &[
        "etc", "jr", "st", "mt", "ft", "fr", "sr", "inc", "ltd", "co", "corp", "bros", "plc",
        "llc", "al", "dept", "univ", "ave", "blvd", "rd", "bn", "min", "max", "avg", "ed", "eds",
        "ph.d", "b.a", "m.a",
    ];
    let small = word.to_lowercase();
    let is_in = |words: &[&str]| words.contains(&small.as_str());
    let is_capital = word.starts_with(char::is_uppercase);
    // "sat" and "sun" in small letters are words; so are most of these.
    if is_in(MONTHS) && is_capital {
        Kind::Month
    } else if is_in(LINKS) || is_in(TITLES) && is_capital {
        Kind::Title
    } else if is_in(LABELS) {
        Kind::Label
    } else if is_in(MAY_END) || is_initials(word) {
        Kind::MayEnd
    } else {
        Kind::Word
    }
}

/// Is it one capital, or single letters with stops between them: `J`, `U.S`, `p.m`?
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    if word.contains('.') {
        parts.all(is_letter)
    } else {
        is_letter(word) && word.chars().all(char::is_uppercase)
    }
}

/// Words that seldom have a capital inside a sentence.
const STARTERS: &str = "\
    A About According After Again All Also Although An And Another Any As At Because Before Both \
    But By Despite During Each Earlier Even Every Few For From He Her Here His How However If In \
    Instead It Its Last Later Many Meanwhile More Most Much My Nearly Neither No None Nor Not \
    Now Of On Once One Only Or Other Others Our Over She Since So Some Still Such Than That The \
    Their Then There These They This Those Though Three Thus To Today Two Under Until We What \
    When Where Whether Which While Who Why With Within Without Yet You";

/// Does `next` start with a word that seldom has a capital inside a sentence?
fn starts_sentence(next: &str) -> bool {
    let word = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    STARTERS.split(' ').any(|starter| starter == word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `expected` has `|` where a sentence ends.
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let found: Vec<&str> = sentences(&text).map(|sentence| &text[sentence]).collect();
        let expected: Vec<&str> = expected.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("One. |Two! |Three? |Four");
        check("Wait… |Then it came.");
        check("Wait... and see. |He did.");
        check("It rose 3.5%. |It fell to 1.2.");
        check("First line\n|second line");
        check("彼は言った。|そうだ。");
        check("no stop at all");
    }

    #[test]
    fn abbreviations_do_not() {
        check("Mr. Khan met Gen. Asim Munir. |They spoke.");
        check("The U.S. State Department spoke. |Then the U.S. |The end.");
        check("Ranked No. 4 of 9. |He said no. |Maria left.");
        check("On Jan. 5 it began. |It ended in Feb. |The rest is known.");
        check("Arms, fuel, etc. were sent. |Acme Inc. |It closed.");
        check("At 5 p.m. Tuesday it rained. |It stopped at 6 p.m. |The sun came out.");
        check("George W. Bush and J. R. Smith met. |They left.");
        check("See Fig. 2 and pp. 4 to 6. |That is all.");
        check("See e.g. Kabul. |Or i.e. this.");
        check("He came to St. Petersburg by sea. |It is on Main St. |The house is red.");
        check("Ask your rep. |Many did.");
        check("Smith et al. found it. |Nobody else did.");
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        check("“Leave now.” |He left.");
        check("“Why?” he asked. |Nobody knew.");
        check("He left (at last.) |She stayed.");
        check("\"Go!\" |\"Stay!\"");
        check("It ended. |“Now what?” |(Nothing.)");
    }

    #[test]
    fn labels_of_lists_do_not() {
        check("1. The first item. |It has two sentences.");
        check("a. The first.");
        check("It was 2021. |The war ended.");
    }

    #[test]
    fn a_byte_is_in_its_sentence() {
        let text = "  One here. Two there.  ";
        for (at, expected) in [
            (0, "One here."),
            (2, "One here."),
            (11, "One here."),
            (12, "Two there."),
            (99, "Two there."),
        ] {
            assert_eq!(&text[sentence_at(text, at)], expected, "{at}");
        }
        assert_eq!(sentence_at("", 0), 0..0);
        assert_eq!(sentence_at("  \n ", 1), 0..0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn sentences_hold_every_word(text in "(\\PC|[a-zA-Z .!?”’)\n]){0,80}") {
            let mut end = 0;
            for sentence in sentences(&text) {
                prop_assert!(sentence.start >= end && !sentence.is_empty());
                prop_assert!(text[end..sentence.start].trim().is_empty());
                prop_assert_eq!(text[sentence.clone()].trim(), &text[sentence.clone()]);
                end = sentence.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
