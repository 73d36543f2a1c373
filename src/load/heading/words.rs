//! Words that tell what a short line is, and how its words are written.

/// How the words of a line are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Words {
    /// Words, split at white space.
    pub count: u32,
    /// Words with a letter.
    pub lettered: u32,
    /// Of these, words that start with a capital or a digit, and small words in between.
    pub titled: u32,
    /// Capitalised words after the first.
    pub capitals: u32,
    /// Letters.
    pub letters: u32,
    /// Lower-case letters.
    pub lower: u32,
    /// Upper-case letters.
    pub upper: u32,
    /// Commas.
    pub commas: u32,
    /// Full stops, question and exclamation marks with a capital after them.
    pub sentence_breaks: u32,
    /// Parts of the section number before it: 2 for `3.1 Ports`; 0 for none.
    pub number_depth: u32,
    /// Characters of the longest word.
    pub longest: u32,
    /// Is there a year in it?
    pub has_year: bool,
}

impl Words {
    /// Looks at each word of `text` once.
    pub fn of(text: &str) -> Self {
        let mut words = Self {
            number_depth: super::number::parse(text).map_or(0, |number| number.depth()),
            ..Self::default()
        };
        let mut ends = false;
        for word in text.split_whitespace() {
            words.add(word, ends);
            ends = word.ends_with(['.', '!', '?']) && word.len() > 2;
        }
        words
    }

    fn add(&mut self, word: &str, after_sentence: bool) {
        let start = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let first = start.chars().next();
        let is_capital = first.is_some_and(char::is_uppercase);
        let mut has_letter = false;
        let mut len = 0;
        for c in word.chars() {
            len += 1;
            if c.is_alphabetic() {
                has_letter = true;
                self.letters += 1;
                self.lower += u32::from(c.is_lowercase());
                self.upper += u32::from(c.is_uppercase());
            }
            self.commas += u32::from(c == ',');
        }
        self.count += 1;
        self.longest = self.longest.max(len);
        self.sentence_breaks += u32::from(after_sentence && is_capital);
        self.capitals += u32::from(is_capital && self.count > 1);
        self.has_year |= is_year(start);
        if has_letter {
            let is_small = self.count > 1 && is_small_word(word);
            self.lettered += 1;
            self.titled += u32::from(is_capital || is_small || first.is_some_and(char::is_numeric));
        }
    }

    /// Share of words written as in a title: 0 to 1.
    pub fn title_case(&self) -> f32 {
        self.titled as f32 / self.lettered.max(1) as f32
    }

    /// Share of capitalised words after the first: 0 to 1.
    pub fn mid_capitals(&self) -> f32 {
        self.capitals as f32 / (self.count.max(2) - 1) as f32
    }

    /// Is it all capitals, with two letters at least?
    pub fn is_caps(&self) -> bool {
        self.upper >= 2 && self.lower == 0
    }
}

fn is_year(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() >= 4
        && (bytes.starts_with(b"19") || bytes.starts_with(b"20"))
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.get(4).is_none_or(|b| !b.is_ascii_digit())
}

/// Is `text` all capitals, with two letters at least?
pub fn is_caps(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Words written small in a title.
fn is_small_word(word: &str) -> bool {
    is_one_of(word, SMALL)
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
fn first_word(text: &str) -> &str {
    text.split_whitespace()
        .next()
        .unwrap_or("")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
}

/// Does it start with a word that asks?
pub fn starts_with_question(text: &str) -> bool {
    is_one_of(first_word(text), QUESTION)
}

/// Does it start with a word that commonly starts a sentence and seldom a heading?
pub fn starts_with_stop_word(text: &str) -> bool {
    is_one_of(first_word(text), STOP)
}

/// Does it start with a word that speaks of somebody?
pub fn starts_with_pronoun(text: &str) -> bool {
    is_one_of(first_word(text), PRONOUN)
}

/// Does it say who wrote it or when?
pub fn is_byline(text: &str) -> bool {
    text.len() < 90 && (is_one_of(first_word(text), BYLINE) || is_post(text))
}

/// Is it nothing but the name or the post of who wrote it?
pub fn is_name_of_writer(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_by = words
        .next()
        .is_some_and(|word| is_one_of(word, &["by", "par", "von", "por"]));
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) || is_one_of(word, &["and", "y", "et", "und"])
    };
    let count = words.clone().count();
    is_post(text) || is_by && (1..=6).contains(&count) && words.all(is_name)
}

/// Does it ask the reader to do something: a button, a link?
pub fn is_call(text: &str) -> bool {
    is_one_of(first_word(text), CALL)
}

/// Is it nothing but a post: `Staff writer`?
fn is_post(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    text.len() <= 60
        && text.split_whitespace().count() <= 3
        && is_one_of(
            last,
            &[
                "writer",
                "reporter",
                "correspondent",
                "editor",
                "columnist",
                "contributor",
                "redaktion",
                "redacción",
            ],
        )
}

/// Does it caption or credit a picture?
pub fn is_caption(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| is_one_of(word, CAPTION))
}

/// Does a label start a remark here, as `Note:` does, rather than a section?
pub fn is_aside_label(text: &str) -> bool {
    is_one_of(text.trim_end_matches([':', ' ']), ASIDE)
}

/// Is it a heading that many texts begin with?
pub fn is_opening(text: &str) -> bool {
    is_one_of(text.trim_end_matches([':', '.', ' ']), OPENING)
}

/// Is it a heading that many texts end with?
pub fn is_closing(text: &str) -> bool {
    is_one_of(text.trim_end_matches([':', '.', ' ']), CLOSING)
}

/// Does it say that questions and answers follow?
pub fn announces_questions(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '&');
    words().any(|word| is_one_of(word, &["faq", "faqs", "questions", "q&a"]))
        && !text.ends_with('?')
}

/// Does it head a table of contents?
pub fn is_contents(text: &str) -> bool {
    let contents = [
        "contents",
        "table of contents",
        "in this article",
        "in this report",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "índice",
    ];
    is_one_of(text.trim_end_matches([':', ' ']), &contents)
}

/// Does it greet, or take leave, in a letter?
pub fn is_greeting(text: &str) -> bool {
    text.ends_with([',', '!'])
        && is_one_of(
            first_word(text),
            &[
                "dear",
                "hello",
                "hi",
                "best",
                "regards",
                "sincerely",
                "yours",
                "kind",
                "liebe",
                "sehr",
                "hallo",
                "chers",
                "bonjour",
            ],
        )
}

/// Is it a heading that many texts have?
pub fn is_known_heading(text: &str) -> bool {
    let text = super::number::strip(text).trim_end_matches([':', '.', ' ']);
    is_one_of(text, KNOWN)
}

#[rustfmt::skip]
const SMALL: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "nor", "for", "of", "in", "on", "at", "to", "by", "from", "with", "as",
    "is", "vs", "vs.", "via", "per", "into", "over",
];

#[rustfmt::skip]
const QUESTION: &[&str] = &[
    "how", "what", "why", "who", "when", "where", "which", "is", "are", "can", "should", "do", "does", "will",
];

#[rustfmt::skip]
const STOP: &[&str] = &[
    "the", "a", "an", "this", "in", "if", "for", "to", "at", "on",
];

#[rustfmt::skip]
const PRONOUN: &[&str] = &[
    "we", "i", "it", "you", "he", "she", "they", "that", "these", "there", "our", "your", "i'm", "i’m", "it's",
    "it’s",
];

#[rustfmt::skip]
const BYLINE: &[&str] = &[
    "by", "published", "updated", "posted", "written", "author", "last", "text", "par", "von", "por", "reporting",
];

#[rustfmt::skip]
const KNOWN: &[&str] = &[
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
];

#[rustfmt::skip]
const CAPTION: &[&str] = &[
    "photo", "photos", "photograph", "image", "images", "picture", "pictured", "credit", "courtesy", "getty",
    "reuters", "figure", "fig", "video", "caption", "source", "via", "afp", "ap", "file", "shutterstock",
    "screenshot", "gallery", "watch",
];

#[rustfmt::skip]
const ASIDE: &[&str] = &[
    "note", "notes", "example", "examples", "for example", "in general", "note that", "tip", "warning", "caution", "important",
    "quick note", "hint", "update", "edit", "disclaimer", "answer", "question", "before", "after", "output", "input", "step",
];

#[rustfmt::skip]
const OPENING: &[&str] = &["background", "introduction", "overview", "summary", "context", "purpose", "scope", "abstract"];

#[rustfmt::skip]
const CLOSING: &[&str] = &[
    "conclusion", "conclusions", "summary", "references", "resources", "acknowledgements", "acknowledgments", "footnotes", "appendix",
    "what's next", "what’s next", "what's next?", "what’s next?", "next steps", "looking ahead", "looking forward", "further reading",
    "contributors", "see also", "get involved", "contact", "contacts", "more information", "thanks", "fazit", "ausblick",
];

#[rustfmt::skip]
const CALL: &[&str] = &[
    "get", "buy", "download", "read", "click", "learn", "watch", "listen", "subscribe", "see", "share", "follow", "sign", "join", "order", "shop",
    "view", "powered", "register", "contact", "call", "email", "visit", "jump",
];
