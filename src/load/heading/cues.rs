//! Words and signs inside a line that speak for a heading or against one: questions, captions,
//! labels, prices, code.

use super::{
    features::ends_sentence,
    letters::{self, LETTER, bare, class},
    lexicon::Lexicon,
    words::Words,
};
use crate::load::plain::{date, unit};

/// Names of what is measured, in the order of [`measure`].
#[rustfmt::skip]
pub const NAMES: [&str; 20] = [
    "edit", "label", "caption_end", "quoted", "quoted_end", "asks", "question_start", "gerund", "code_signs",
    "emblem", "named_number", "field", "key_value", "verbs", "ends_small", "footnote", "digits", "code_name",
    "two_names", "other_script",
];

/// Measures the words of one line; values lie between 0 and 1. `words` are those of `text`.
pub fn measure(text: &str, words: &Words, mut out: impl FnMut(f32)) {
    let mut is = |value: bool| out(f32::from(u8::from(value)));
    let signs = words.signs;
    let first = bare(words.first(text));
    let last = bare(words.last(text));
    is(ends_with_edit(text));
    is(is_label(text));
    is(PICTURE.has(last) || words.credits_picture);
    is(is_quoted(text));
    is(text.ends_with(['"', '”', '»']) && !text.starts_with(OPENING));
    let asks = ASKING.has_any_case(first) || signs.has_others() && asks_in_dense(text);
    is(text.ends_with(['?', '？', '؟']) && (asks || text.starts_with('¿')));
    is(asks);
    is(first.len() > 5 && first.ends_with("ing"));
    is(signs.may_have("$-#:(=<_") && has_code(text));
    is(has_emblem(text));
    is(signs.has_digit() && has_named_number(text));
    let key = Some(text).filter(|_| signs.may_have(":")).and_then(key);
    is(key.is_some() && FIELD.has(first));
    is(key.is_some_and(|key| key.split(' ').count() <= 2 && key.starts_with(char::is_uppercase)));
    out(words.verbs as f32 / 2.0);
    let mut is = |value: bool| out(f32::from(u8::from(value)));
    is(SMALL.has(last));
    is(text.starts_with('^') || ends_with_note(text));
    out(if signs.has_digit() {
        share_of_digits(text)
    } else {
        0.0
    });
    let mut is = |value: bool| out(f32::from(u8::from(value)));
    is(signs.has_digit() && is_code_name(text));
    is((2..=3).contains(&words.count)
        && text.split(' ').all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
        }));
    is(signs.has_others()
        && text
            .chars()
            .any(|c| c > '\u{36f}' && class(c) & LETTER != 0));
}

fn share_of_digits(text: &str) -> f32 {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits as f32 / text.chars().count().max(1) as f32
}

/// Is it one question, said by nobody: with a word that asks and a question mark at its end?
pub fn is_question(text: &str) -> bool {
    let asks = |word: &str| ASKING.has_any_case(bare(word));
    text.ends_with(['?', '？', '؟'])
        && !text.contains(['"', '“', '”', '«', '»', '„', '.', '!'])
        && (text.starts_with('¿')
            || text.split_whitespace().next().is_some_and(asks)
            || asks_in_dense(text)
            || text
                .split_whitespace()
                .any(|word| !word.is_ascii() && asks(word)))
}

/// Does it ask in a script that sets no words apart, where the mark is often left out?
fn asks_in_dense(text: &str) -> bool {
    unit::is_dense(text) && ASKING_DENSE.iter().any(|word| text.contains(word))
}

/// Marks that open what somebody says.
const OPENING: [char; 7] = ['"', '“', '‘', '«', '„', '\'', '‚'];

/// Does the link of an encyclopedia that edits a section stand behind it?
fn ends_with_edit(text: &str) -> bool {
    text.ends_with("[edit]") || text.ends_with("[ edit ]")
}

/// Is the whole line a word that pictures, buttons and boxes are labelled with?
pub fn is_label(text: &str) -> bool {
    text.len() < 20 && (LABEL.has_any_case(text.trim_matches([' ', ':', '.'])) || is_button(text))
}

/// Is the whole line a word that labels a picture or a button and heads no section?
pub fn is_button(text: &str) -> bool {
    text.len() < 20 && BUTTON.has_any_case(text.trim_matches([' ', ':', '.']))
}

/// Does it say where a picture, a table or a report comes from, or what a picture shows: `Source: port
/// office`, `Image caption, The lock`? At byte `end` stands its first colon or comma.
pub fn is_credit(text: &str, end: usize) -> bool {
    let list = match text.as_bytes()[end] {
        b':' => &CREDIT,
        _ => &PICTURED,
    };
    text[end + 1..].starts_with(' ') && list.has_any_case(&text[..end])
}

/// Is the whole line what somebody says?
fn is_quoted(text: &str) -> bool {
    text.starts_with(OPENING)
        && text.ends_with(['"', '”', '’', '»', '\'', '“', '.', '?', '!', ','])
        && text.contains(['"', '”', '’', '»'])
}

/// Signs that are written in programs and seldom elsewhere.
pub fn has_code(text: &str) -> bool {
    let is_sign =
        |pair: &[u8]| matches!(pair, b"::" | b"()" | b"->" | b"=>" | b"==" | b"</" | b"<:");
    let is_flag = |word: &str| {
        word.strip_prefix('-').is_some_and(|flag| {
            flag.starts_with('-') && flag.len() > 2
                || flag.len() <= 2 && flag.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    };
    text.starts_with("$ ")
        || text.starts_with("--")
        || text.starts_with("#[")
        || text.as_bytes().windows(2).any(is_sign)
        || text.contains(" = ")
        || text.contains(['-', '_', '('])
            && letters::split(text).any(|word| is_flag(word) || is_call_or_name(word))
}

/// `snake_case`, `window.open(text)`, `doThis(now)`.
fn is_call_or_name(word: &str) -> bool {
    let inner = word.trim_matches('_');
    if inner.contains('_')
        && inner.len() == inner.trim_matches(|c: char| !c.is_alphanumeric()).len()
    {
        return true;
    }
    word.split_once('(').is_some_and(|(name, _)| {
        let joined = name.contains('.') && !name.ends_with('.');
        let humped = name
            .as_bytes()
            .windows(2)
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        joined || humped
    })
}

/// A picture character or another sign before a capital letter.
fn has_emblem(text: &str) -> bool {
    let is_sign =
        |c: char| !c.is_alphanumeric() && !OPENING.contains(&c) && !"(¿¡[$#<@&".contains(c);
    text.starts_with(is_sign)
        && text
            .trim_start_matches(is_sign)
            .starts_with(char::is_uppercase)
}

/// `Step 3`, `Day 12: …`.
fn has_named_number(text: &str) -> bool {
    let mut words = letters::split(text);
    words
        .next()
        .is_some_and(|word| NAMED.has_any_case(bare(word)))
        && words
            .next()
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// What stands before the colon of `Key: value`, when it is short and plain.
fn key(text: &str) -> Option<&str> {
    let (key, value) = text.split_once(": ")?;
    let is_plain = key
        .chars()
        .all(|c| c.is_alphanumeric() || c == ' ' || c == '_');
    (is_plain && (2..=24).contains(&key.len()) && !value.trim_start().is_empty()).then_some(key)
}

/// The mark of a footnote, as in `said the report:[41]`.
fn ends_with_note(text: &str) -> bool {
    text.strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
        .is_some_and(|(_, note)| !note.is_empty() && note.bytes().all(|b| b.is_ascii_digit()))
}

/// Does it start with the number of a thing: `CVE-2021`, `A4`?
fn is_code_name(text: &str) -> bool {
    let first = letters::first(text);
    let digits = first.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let number = digits.trim_start_matches(['-', '#', ':']);
    digits.len() < first.len()
        && digits.len() <= number.len() + 1
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit())
        && !date::is_date(first)
}

/// Does the line end as a sentence does, or with a mark that goes on?
pub fn is_prose(width: u32, last: char) -> bool {
    width > 120 && (ends_sentence(last) || last == ':')
}

/// Labels that are never the name of a section.
#[rustfmt::skip]
static BUTTON: Lexicon = Lexicon::new(&[
    "image", "images", "photo", "photos", "picture", "facebook", "twitter", "instagram", "linkedin", "pinterest",
    "whatsapp", "reddit", "share", "save", "tweet", "caption", "print", "close", "play", "advertisement", "foto", "fotos",
    "bild", "bilder", "imagen", "imágenes", "фото", "صورة", "图片",
]);

/// What stands before the colon of a credit.
#[rustfmt::skip]
static CREDIT: Lexicon = Lexicon::new(&[
    "source", "sources", "credit", "credits", "photo", "photos", "image", "images", "picture", "photo credit",
    "image credit", "picture credit", "image source", "photo source", "quelle", "quellen", "bildquelle", "bild", "foto", "fotos", "fuente",
    "fuentes", "fonte", "fonti", "bron", "crédit", "crédits", "crédit photo", "imagen", "immagine", "via", "источник", "фото", "źródło", "källa", "kilde",
]);

/// What stands before the comma of one.
static PICTURED: Lexicon = Lexicon::new(&[
    "image source",
    "image caption",
    "media caption",
    "photo caption",
    "figure caption",
]);

/// Labels that may be.
#[rustfmt::skip]
static LABEL: Lexicon = Lexicon::new(&[
    "video", "videos", "audio", "youtube", "email", "gallery", "credit", "credits", "comments", "map", "chart",
    "sponsored", "related", "menu", "search", "watch", "listen", "subscribe", "newsletter", "tags", "topics", "source",
    "sources", "vidéo", "vídeo", "видео",
]);

#[rustfmt::skip]
static PICTURE: Lexicon = Lexicon::new(&[
    "logo", "screenshot", "photo", "photograph", "image", "picture", "map", "portrait", "gif", "video", "courtesy",
]);

#[rustfmt::skip]
static SMALL: Lexicon = Lexicon::new(&[
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "for", "with", "by", "from", "as", "that", "this",
    "but", "if", "your", "our", "his", "her", "their", "its",
]);

#[rustfmt::skip]
static FIELD: Lexicon = Lexicon::new(&[
    "related", "see", "source", "next", "previous", "credit", "read", "more", "update", "updated", "date", "by", "tags",
    "phone", "email", "website", "address", "price", "location", "published", "posted", "photo", "image", "photos",
    "video", "tel", "fax", "call", "contact", "isbn", "doi", "author", "authors", "buy",
]);

/// Words that ask, in several languages.
#[rustfmt::skip]
static ASKING: Lexicon = Lexicon::new(&[
    "how", "what", "why", "who", "when", "where", "which", "is", "are", "can", "should", "do", "does", "will", "was",
    "wie", "warum", "wieso", "wer", "wann", "wo", "welche", "welcher", "welches", "wem", "wieviel", "womit", "combien", "pourquoi", "comment", "qui",
    "quand", "où", "quel", "quelle", "quels", "quelles", "qué", "cómo", "quién", "cuándo", "dónde", "cuál", "cuánto", "cuánta", "quanto", "сколько", "perché",
    "come", "chi", "dove", "cosa", "waarom", "hoe", "wat", "как", "что", "почему", "зачем", "кто", "где", "когда",
    "como", "onde", "quem", "dlaczego", "jak", "kto", "gdzie", "لماذا", "كيف", "ماذا", "متى", "أين", "من", "क्यों", "कैसे",
    "क्या", "कौन", "कब", "कहाँ",
]);

/// What makes a question of a line in Chinese, Japanese or Korean.
#[rustfmt::skip]
const ASKING_DENSE: &[&str] = &[
    "什么", "什麼", "怎么", "怎麼", "怎样", "怎樣", "如何", "为何", "為何", "为什么", "谁", "誰", "哪", "何时", "何時", "多少", "是否", "吗", "嗎",
    "なぜ", "どう", "どこ", "どの", "いつ", "何が", "何を", "何か", "とは", "ですか", "ますか", "べきか", "のか",
    "무엇", "왜", "어떻게", "누구", "언제", "어디", "까요", "나요", "인가",
];

#[rustfmt::skip]
static NAMED: Lexicon = Lexicon::new(&[
    "step", "chapter", "part", "section", "day", "week", "phase", "tip", "lesson", "rule", "method", "option",
    "question", "no", "stage", "scene", "act", "appendix", "schritt", "kapitel", "tag", "woche", "étape", "chapitre",
    "jour", "paso", "capítulo", "día", "шаг", "глава", "день",
]);

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what is found in `text`.
    fn found(text: &str) -> Vec<&'static str> {
        let mut values = Vec::new();
        measure(text, &Words::of(text), |value| values.push(value));
        assert_eq!(values.len(), NAMES.len());
        let is_yes = |(name, value): (&&'static str, f32)| (value > 0.5).then_some(*name);
        NAMES.iter().zip(values).filter_map(is_yes).collect()
    }

    #[test]
    fn words_and_signs() {
        let check = |text: &str, expected: &[&str]| assert_eq!(found(text), expected, "{text:?}");
        check("History[edit]", &["edit"]);
        check("Gallery:", &["label"]);
        check("Harbour at dusk. Photo by Ruth Alder", &["caption_end"]);
        check("“Nobody told us.”", &["quoted"]);
        check(
            "What the keeper called “luck”",
            &["quoted_end", "question_start"],
        );
        check("Why did the ferry stop?", &["asks", "question_start"]);
        check("¿Quién paga el puente?", &["asks", "question_start"]);
        check(
            "Почему стоит мельница?",
            &["asks", "question_start", "other_script"],
        );
        check("谁来付修桥的钱", &["question_start", "other_script"]);
        check(
            "港はどうなるのか？",
            &["asks", "question_start", "other_script"],
        );
        check("수문의 역사", &["other_script"]);
        check("Counting the boats", &["gerund"]);
        check("ferry.depart(now)", &["code_signs"]);
        check("dry_dock holds two ships", &["code_signs"]);
        check("★ The new lock", &["emblem"]);
        check("Step 4: Bail the boat", &["named_number", "key_value"]);
        check("Source: port office", &["field", "key_value"]);
        check("The boats are what they were", &["verbs"]);
        check("A harbour full of", &["ends_small"]);
        check("moor -f dock.txt --fast", &["code_signs"]);
        check("As the almanac says:[12]", &["footnote"]);
        check("1836 to 1841", &["digits"]);
        check("KX-42 Broken hawser", &["code_name"]);
        check("Ruth Alder", &["two_names"]);
        check("The locks of the upper river", &[]);
        check("", &[]);
    }
}
