//! Short lines that stand alone as headings do and are something else by their form: when a text was
//! updated, who asked the questions, what happens between two speeches, whom to call.

use super::{cues, letters, lexicon::Lexicon};

/// Is it such a line, whatever stands round it?
pub fn is_note(text: &str) -> bool {
    is_bracketed(text) || is_stamp(text) || is_labelled(text)
}

/// `(Recess)`: all of it in brackets.
fn is_bracketed(text: &str) -> bool {
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| memchr::memchr2(b'(', b')', inner.as_bytes()).is_none())
}

/// `Updated 22:40`, `Published: 3 May`.
fn is_stamp(text: &str) -> bool {
    text.len() < 60
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && STAMP.has_any_case(letters::first(text).trim_end_matches(':'))
}

/// Does it start with a label that says whose work it is, or what a picture shows?
fn is_labelled(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(LABEL_MAX)];
    let end = head.iter().position(|byte| matches!(byte, b':' | b','));
    end.is_some_and(|end| cues::is_credit(text, end) || is_made_by(text, end) || is_link(text, end))
}

/// Bytes of a label up to its colon or comma.
const LABEL_MAX: usize = 32;

/// `Read also: Ten walks`: the title of another article behind the colon at byte `end`.
fn is_link(text: &str, end: usize) -> bool {
    text.as_bytes()[end] == b':'
        && text[end + 1..].starts_with(' ')
        && LINK.has_any_case(text[..end].trim_end())
}

/// `Interview: Ruth Alder`: nothing but names behind the colon at byte `end`.
fn is_made_by(text: &str, end: usize) -> bool {
    text.len() < 60
        && text.as_bytes()[end] == b':'
        && MADE.has_any_case(text[..end].trim_end())
        && is_names(text[end + 1..].trim_start())
}

/// Two words with a capital at least, and at most words that link names between them.
fn is_names(text: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_link = |word: &str| {
        matches!(
            word,
            "and" | "und" | "et" | "y" | "e" | "en" | "och" | "&" | "de" | "von" | "van"
        )
    };
    let words = || letters::split(text);
    words().filter(|word| is_capital(word)).count() >= 2
        && words().all(|word| is_capital(word) || is_link(word))
        && !text.ends_with(['.', '?', '!'])
}

/// Does `text` say who somebody is right above `below`, an address: `Ruth Alder, press office` above her
/// number? A name alone may head a section, unless it `is_announced` by a line with a colon.
pub fn is_contact(text: &str, below: &str, is_announced: bool) -> bool {
    if !is_address(below) {
        return false;
    }
    let (name, post) = text.split_once(", ").unwrap_or((text, ""));
    (is_announced || !post.is_empty()) && is_names(name) && letters::split(name).count() <= 4
}

/// Is it nothing but where to write or to call?
fn is_address(text: &str) -> bool {
    if text.len() >= 60 {
        return false;
    }
    let text = text
        .trim_start_matches(|c: char| c.is_alphabetic())
        .trim_start_matches([':', '.', ' ']);
    let is_number = text.starts_with(|c: char| matches!(c, '+' | '(') || c.is_ascii_digit());
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_mail = memchr::memchr(b'@', text.as_bytes()).is_some();
    is_mail && letters::split(text).count() <= 1
        || is_number && digits >= 6 && digits * 2 > text.len()
}

#[rustfmt::skip]
static STAMP: Lexicon = Lexicon::new(&[
    "updated", "published", "posted", "modified", "aktualisiert", "veröffentlicht", "stand", "actualizado", "publicado",
    "publié", "aggiornato", "pubblicato", "atualizado", "bijgewerkt", "gepubliceerd", "uppdaterad", "publicerad",
    "обновлено", "опубликовано",
]);

#[rustfmt::skip]
static LINK: Lexicon = Lexicon::new(&[
    "related", "related article", "related story", "related post", "read also", "read more", "also read", "see also",
    "more on this", "don't miss", "don’t miss", "lire aussi", "à lire aussi", "lesen sie auch", "siehe auch", "mehr dazu",
    "lee también", "lea también", "vea también", "leggi anche", "lees ook", "leia também", "veja também", "läs också",
    "les også", "læs også", "czytaj też", "читайте также",
]);

#[rustfmt::skip]
static MADE: Lexicon = Lexicon::new(&[
    "interview", "interviewer", "text", "texte", "texto", "testo", "words", "story", "reporting", "author", "authors",
    "autor", "autorin", "autoren", "auteur", "autrice", "autore", "editor", "editing", "translation", "übersetzung",
    "traduction", "traducción", "moderation", "moderator", "host", "photos", "illustration", "illustrations", "grafik",
    "протокол", "автор", "текст", "интервью",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_by_their_form() {
        let check = |text: &str, expected: bool| assert_eq!(is_note(text), expected, "{text:?}");
        check("(Recess)", true);
        check("(The gates) and (the keepers)", false);
        check("(2031) The year of the ice", false);
        check("Updated 22:40", true);
        check("Veröffentlicht: 3. Mai 2031", true);
        check("Updated gates", false);
        check("Interview: Ruth Alder", true);
        check("Text: Ruth Alder und Jon Holm", true);
        check("Interview: the last keeper of Holm", false);
        check("Author: unknown", false);
        check("Interview", false);
        check("Source: port office", true);
        check("Don’t miss: Ten walks along the shore", true);
        check("À lire aussi : Dix promenades", true);
        check("Related deaths: a count", false);
        check("PHOTO CREDIT: Ruth Alder", true);
        check("Quelle: Hafenamt", true);
        check("Источник: портовая служба", true);
        check("Фото: портовая служба", true);
        check("Sources:", false);
        check("Source of the river: a walk", false);
        check("Image source, Port Office", true);
        check("Image of the port, at dusk", false);
        check("The ferry: a history", false);
        check("", false);
    }

    #[test]
    fn people_above_their_addresses() {
        let check = |text: &str, below: &str, expected: bool| {
            assert_eq!(
                is_contact(text, below, false),
                expected,
                "{text:?} above {below:?}"
            );
        };
        check("Ruth Alder, press office", "alder@example.org", true);
        check("Ruth Alder, editor", "+47 555 01 01", true);
        check("Ruth Alder, editor", "Tel.: 0555 0101", true);
        check("Ruth Alder", "alder@example.org", false);
        check("Media contact", "alder@example.org", false);
        check("Ruth Alder, keeper", "She keeps the tide tables.", false);
        check("Ruth Alder, keeper", "2031 was a cold year", false);
        check("", "", false);
        assert!(is_contact("Ruth Alder", "Tel.: 0555 0101", true));
    }
}
