//! Words that tell what a short line is, and how its words are written.

mod count;

pub use count::Words;

use super::{
    letters,
    lexicon::{Lexicon, lexicon},
};

/// Is `text` all capitals, with two letters at least?
pub fn is_caps(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Is `word` one of `list`, whatever its case?
pub fn is_one_of(word: &str, list: &[&str]) -> bool {
    let Some(first) = word.as_bytes().first() else {
        return false;
    };
    list.iter().any(|other| {
        other.len() == word.len()
            && (other.as_bytes()[0] | 0x20) == (first | 0x20)
            && word.eq_ignore_ascii_case(other)
    })
}

/// The first word, without quotes and colons.
pub fn first_word(text: &str) -> &str {
    without_marks(letters::first(text))
}

/// A word without quotes and colons.
pub fn without_marks(word: &str) -> &str {
    match word.as_bytes() {
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(|c: char| !letters::is_word(c) && c != '\'' && c != '’'),
    }
}

/// Does a line with this first word start with one that asks?
pub fn asks(first: &str) -> bool {
    QUESTION.has(first)
}

/// Does a line with this first word start as sentences commonly do and headings seldom?
pub fn starts_sentence(first: &str) -> bool {
    STOP.has(first)
}

/// Does a line with this first word start by speaking of somebody?
pub fn is_pronoun(first: &str) -> bool {
    PRONOUN.has(first)
}

/// Does it say who wrote it or when?
pub fn is_byline(text: &str) -> bool {
    is_byline_by(text, first_word(text))
}

/// The same when the first word is known, without the marks round it.
pub fn is_byline_by(text: &str, first: &str) -> bool {
    text.len() < 90 && (BYLINE.has(first) || is_post(text))
}

/// Is it nothing but the name or the post of who wrote it?
pub fn is_name_of_writer(text: &str) -> bool {
    let mut words = letters::split(text);
    let is_by = words
        .next()
        .is_some_and(|word| lexicon!["by", "par", "von", "por"].has(word));
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || lexicon!["and", "y", "et", "und"].has(word)
    };
    is_post(text) || is_by && (1..=6).contains(&words.clone().take(7).count()) && words.all(is_name)
}

/// Does a line with this first word ask the reader to do something: a button, a link?
pub fn is_call(first: &str) -> bool {
    CALL.has(first)
}

/// Is it nothing but a post: `Staff writer`?
fn is_post(text: &str) -> bool {
    text.len() <= 60 && POST.has(letters::last(text)) && letters::split(text).take(4).count() <= 3
}

/// Does it caption or credit a picture?
pub fn is_caption(text: &str) -> bool {
    text.split(|c: char| !letters::is_word(c))
        .any(|word| CAPTION.has(word))
}

/// Is it an agency that news comes from, and nothing else?
pub fn is_agency(text: &str) -> bool {
    AGENCY.has(text.trim_matches(['(', ')', ' ', '-', '–', '—', '.']))
}

/// Does a label start a remark here, as `Note:` does, rather than a section?
pub fn is_aside_label(text: &str) -> bool {
    ASIDE.has(text.trim_end_matches([':', ' ']))
}

/// Is it a heading that many texts begin with?
pub fn is_opening(text: &str) -> bool {
    OPENING.has(text.trim_end_matches([':', '.', ' ']))
}

/// Is it a heading that many texts end with?
pub fn is_closing(text: &str) -> bool {
    CLOSING.has(text.trim_end_matches([':', '.', ' ']))
}

/// Does it say that questions and answers follow?
pub fn announces_questions(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '&');
    words().any(|word| lexicon!["faq", "faqs", "questions", "q&a"].has(word))
        && !text.ends_with('?')
}

/// Does it head a table of contents?
pub fn is_contents(text: &str) -> bool {
    CONTENTS.has(text.trim_end_matches([':', ' ']))
}

/// Does it greet, or take leave, in a letter?
pub fn is_greeting(text: &str) -> bool {
    text.ends_with([',', '!']) && GREETING.has(first_word(text))
}

/// Is it, without its number, a heading that many texts have?
pub fn is_known(text: &str) -> bool {
    KNOWN.has(text.trim_end_matches([':', '.', ' ']))
}

#[rustfmt::skip]
static QUESTION: Lexicon = Lexicon::new(&[
    "how", "what", "why", "who", "when", "where", "which", "is", "are", "can", "should", "do", "does", "will",
]);

#[rustfmt::skip]
static STOP: Lexicon = Lexicon::new(&[
    "the", "a", "an", "this", "in", "if", "for", "to", "at", "on",
]);

#[rustfmt::skip]
static PRONOUN: Lexicon = Lexicon::new(&[
    "we", "i", "it", "you", "he", "she", "they", "that", "these", "there", "our", "your", "i'm", "i’m", "it's",
    "it’s",
]);

#[rustfmt::skip]
static BYLINE: Lexicon = Lexicon::new(&[
    "by", "published", "updated", "posted", "written", "author", "last", "text", "par", "von", "por", "reporting",
]);

#[rustfmt::skip]
static KNOWN: Lexicon = Lexicon::new(&[
    "introduction", "background", "summary", "executive summary", "abstract", "overview", "conclusion",
    "conclusions", "recommendations", "recommendation", "next steps", "key points", "key findings", "findings",
    "discussion", "results", "methods", "methodology", "references", "acknowledgements", "acknowledgments",
    "appendix", "annex", "notes", "context", "analysis", "outlook", "timeline", "resources", "further reading",
    "faq", "frequently asked questions", "contents", "about", "contact", "contributors", "purpose", "scope",
    "definitions", "objectives", "risks", "options", "implications", "what happened", "what's next", "what’s next",
    "why it matters", "the bottom line", "see also", "examples", "example", "how to prevent", "description", "goals",
    "requirements", "implementation", "schedule", "agenda", "situation", "response", "zusammenfassung", "einleitung",
    "fazit", "hintergrund", "ausblick", "einführung", "inhalt", "literatur", "résumé", "introduction générale",
    "contexte", "conclusion générale", "sommaire", "résultats", "resumen", "introducción", "antecedentes",
    "conclusiones", "conclusión", "resultados", "recomendaciones", "introduzione", "conclusioni", "conclusione",
    "riassunto", "samenvatting", "inleiding", "conclusie", "achtergrond", "introdução", "conclusão", "resumo",
    "введение", "заключение", "выводы", "итоги", "wprowadzenie", "podsumowanie", "wnioski",
]);

#[rustfmt::skip]
static CAPTION: Lexicon = Lexicon::new(&[
    "photo", "photos", "photograph", "image", "images", "picture", "pictured", "credit", "courtesy", "getty",
    "reuters", "figure", "fig", "video", "caption", "source", "via", "afp", "ap", "file", "shutterstock",
    "screenshot", "gallery", "watch",
]);

#[rustfmt::skip]
static AGENCY: Lexicon = Lexicon::new(&[
    "reuters", "thomson reuters", "afp", "agence france-presse", "ap", "associated press", "the associated press", "dpa", "efe",
    "ansa", "tass", "xinhua", "pti", "ians", "ani", "upi", "apa", "belga", "ritzau", "kyodo", "kyodo news", "yonhap", "bernama",
    "press association", "pa media", "press trust of india", "getty images", "agencies", "staff reports", "wire reports",
    "anadolu agency", "canadian press", "the canadian press", "bloomberg news",
]);

#[rustfmt::skip]
static ASIDE: Lexicon = Lexicon::new(&[
    "note", "notes", "example", "examples", "for example", "in general", "note that", "tip", "warning", "caution", "important",
    "quick note", "hint", "update", "edit", "disclaimer", "answer", "question", "before", "after", "output", "input", "step",
]);

#[rustfmt::skip]
static OPENING: Lexicon = Lexicon::new(&["background", "introduction", "overview", "summary", "context", "purpose", "scope", "abstract"]);

#[rustfmt::skip]
static CLOSING: Lexicon = Lexicon::new(&[
    "conclusion", "conclusions", "summary", "references", "resources", "acknowledgements", "acknowledgments", "footnotes", "appendix",
    "what's next", "what’s next", "what's next?", "what’s next?", "next steps", "looking ahead", "looking forward", "further reading",
    "contributors", "see also", "get involved", "contact", "contacts", "more information", "thanks", "fazit", "ausblick",
]);

#[rustfmt::skip]
static CALL: Lexicon = Lexicon::new(&[
    "get", "buy", "download", "read", "click", "learn", "watch", "listen", "subscribe", "see", "share", "follow", "sign", "join", "order", "shop",
    "view", "powered", "register", "contact", "call", "email", "visit", "jump",
]);

#[rustfmt::skip]
static POST: Lexicon = Lexicon::new(&[
    "writer", "reporter", "correspondent", "editor", "columnist", "contributor", "redaktion", "redacción",
]);

#[rustfmt::skip]
static CONTENTS: Lexicon = Lexicon::new(&[
    "contents", "table of contents", "in this article", "in this report", "inhalt", "inhaltsverzeichnis",
    "sommaire", "índice",
]);

#[rustfmt::skip]
static GREETING: Lexicon = Lexicon::new(&[
    "dear", "hello", "hi", "best", "regards", "sincerely", "yours", "kind", "liebe", "sehr", "hallo", "chers",
    "bonjour",
]);
