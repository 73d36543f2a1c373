//! The beginning of a text: menus, title, byline, date, the sentence under the title.

use std::ops::Range;

use super::{
    date::is_date,
    print::Tops,
    unit::{Style, Unit},
};
use crate::{
    load::{
        boilerplate::{self, Label},
        heading::{
            features::ends_sentence,
            frame, letters,
            words::{self, Words},
        },
    },
    model::Aside,
};

/// What a unit is, when it is no ordinary text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text, or a heading.
    #[default]
    Text,
    /// The title.
    Title,
    /// Byline, date and the like.
    Meta,
    /// The sentence under the title.
    Standfirst,
    /// Not part of the briefing.
    Aside(Aside),
}

/// The beginning of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// A role for each unit up to the first of the body.
    pub roles: Vec<Role>,
    /// The units of the title: one, or several lines of capitals.
    pub title: Option<Range<usize>>,
    /// The unit that says who wrote it.
    pub byline: Option<usize>,
    /// The unit that says when.
    pub date: Option<usize>,
    /// The sentence under the title.
    pub standfirst: Option<usize>,
}

/// Units before the title that are looked at.
const MENU: usize = 80;
/// Units after the title that are looked at.
const HEAD: usize = 16;
/// Words above a title.
#[rustfmt::skip]
const KICKER: &[&str] = &[
    "urgent", "breaking", "breaking news", "press release", "news release", "media release", "news", "analysis", "opinion", "editorial", "draft",
    "confidential", "restricted", "unclassified", "briefing", "briefing note", "policy brief", "report", "situation report", "exclusive", "update",
    "explainer", "feature", "comment", "world", "politics", "business", "guidance", "statement", "press statement", "speech", "blog",
    "blog post", "column", "interview", "fact sheet", "research briefing", "research note", "working paper",
    "pressemitteilung", "medienmitteilung", "nachrichten", "kommentar", "meinung", "analyse", "bericht", "hintergrundbericht",
    "communiqué de presse", "actualités", "tribune", "entretien", "reportage", "comunicado de prensa", "nota de prensa",
    "noticias", "análisis", "opinión", "entrevista", "comunicato stampa", "persbericht", "nieuws", "pressmeddelande",
];

/// Longest title, in characters.
const TITLE: u32 = 220;

/// Reads the beginning of a text, whose first units are `units`. What stands before `from` is known
/// to be the top of a web page.
pub fn read(units: &[Unit], style: &Style, from: usize, tops: &Tops) -> Front {
    let mut front = Front::default();
    if from == 0 {
        menus(&mut front, units, tops);
        kicker(&mut front, units);
        letterhead(&mut front, units, style);
    } else {
        let kind = |unit: &Unit| unit.label().map_or(Aside::Nav, Label::kind);
        front
            .roles
            .extend(units[..from].iter().map(|unit| Role::Aside(kind(unit))));
    }
    if title_end(units, front.roles.len()).is_none() {
        // A text on privacy may well be called so.
        let likely = |unit: &Unit| matches!(unit.label(), Some(Label::Likely(_)));
        let last = front
            .roles
            .len()
            .checked_sub(1)
            .filter(|last| from == 0 && likely(&units[*last]));
        front.roles.truncate(last.unwrap_or(front.roles.len()));
    }
    if letter(&mut front, units) {
        return front;
    }
    overline(&mut front, units);
    let at = front.roles.len();
    if let Some(end) = title_end(units, at) {
        front.title = Some(at..end);
        front.roles.resize(end, Role::Title);
        underline(&mut front, units);
        below_title(&mut front, units);
    }
    front
}

/// The head of a letter or an e-mail, whose subject is the title.
fn letter(front: &mut Front, units: &[Unit]) -> bool {
    let at = front.roles.len();
    let fields = units[at..]
        .iter()
        .take(24)
        .enumerate()
        .take_while(|(nth, unit)| is_field(unit) && (*nth == 0 || unit.gap == 0));
    let key = |unit: &Unit| unit.text.split(':').next().unwrap_or("").to_lowercase();
    let keys: Vec<String> = fields.map(|(_, unit)| key(unit)).collect();
    let place = |name: &str| keys.iter().position(|key| key == name);
    let Some(subject) = place("subject").filter(|_| place("from").is_some() && keys.len() >= 2)
    else {
        return false;
    };
    front.roles.resize(at + keys.len(), Role::Meta);
    front.roles[at + subject] = Role::Title;
    front.title = Some(at + subject..at + subject + 1);
    front.byline = place("from").map(|nth| at + nth);
    front.date = place("date").map(|nth| at + nth);
    true
}

/// The words of a title, without the marks round it and without the name of its field.
pub fn title_words(text: &str) -> &str {
    let text = frame::of(text).map_or(text, |(_, words)| &text[words]);
    let subject = text
        .get(..8)
        .filter(|head| head.eq_ignore_ascii_case("subject:"));
    subject.map_or(text, |head| text[head.len()..].trim_start())
}

/// A rule above the title.
fn overline(front: &mut Front, units: &[Unit]) {
    let at = front.roles.len();
    let is_rule = |unit: &Unit| !unit.text.contains(char::is_alphanumeric);
    if let Some([rule, title]) = units.get(at..at + 2)
        && is_rule(rule)
        && title.gap == 0
        && title_end(units, at + 1).is_some()
    {
        front.roles.push(Role::Title);
    }
}

/// Furniture before the title. Words that furniture shares with titles count only beside more of it.
fn menus(front: &mut Front, units: &[Unit], tops: &Tops) {
    for at in 0..units.len().min(MENU) {
        if tops.is_header(&units[at], at == 0) {
            front.roles.push(Role::Aside(Aside::PageHeader));
            continue;
        }
        let Some(label) = units[at].label().filter(|label| stands(*label, units, at)) else {
            break;
        };
        front.roles.push(Role::Aside(label.kind()));
    }
}

/// Is a unit near the title furniture: surely, or with furniture next to it?
fn stands(label: Label, units: &[Unit], at: usize) -> bool {
    let is_labelled = |at: usize| units.get(at).is_some_and(|unit| unit.label().is_some());
    match label {
        Label::Sure(_) | Label::Likely(Aside::Other) => true,
        Label::Likely(_) => {
            at > 0 && is_labelled(at - 1)
                || is_labelled(at + 1)
                || at == 0 && boilerplate::is_button(&units[0].text)
        }
    }
}

/// A word above the title that says what kind of text it is, or how urgent.
fn kicker(front: &mut Front, units: &[Unit]) {
    let at = front.roles.len();
    let Some([first, second]) = units.get(at..at + 2) else {
        return;
    };
    let is_title = second.gap > 0
        && (15..=TITLE).contains(&second.width)
        && !is_field(second)
        && !is_prose(second)
        && !is_date(&second.text);
    let is_kicker = |text: &str| {
        let text = text.trim_end_matches([':', '!']).to_lowercase();
        KICKER.contains(&without_count(&text))
    };
    if is_title && first.width < 60 && is_kicker(&first.text) {
        front.roles.push(Role::Meta);
    }
}

/// `press release` of `press release no. 14/2031`, in lower case: the title stands below it.
fn without_count(text: &str) -> &str {
    let is_count = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | '#' | '°' | ' ');
    let words = text.trim_end_matches(is_count);
    if words.len() == text.len() || !is_release(text) {
        return text;
    }
    let marks = ["no", "nr", "n"];
    let unmarked = marks
        .iter()
        .find_map(|mark| words.strip_suffix(mark)?.strip_suffix(' '));
    unmarked.unwrap_or(words)
}

/// Does it start with a word for what is sent to the press?
fn is_release(text: &str) -> bool {
    let first = letters::first(text);
    words::is_one_of(
        first,
        &[
            "press",
            "news",
            "media",
            "pressemitteilung",
            "medienmitteilung",
            "communiqué",
            "comunicado",
            "nota",
            "comunicato",
            "persbericht",
            "pressmeddelande",
        ],
    )
}

/// A letterhead of columns above a title in the middle of the line, as in a technical note.
fn letterhead(front: &mut Front, units: &[Unit], style: &Style) {
    let at = front.roles.len();
    if !units.get(at).is_some_and(|unit| unit.shape.has_columns) {
        return;
    }
    let is_centred = |unit: &Unit| unit.shape.indent >= style.indent + 6 && !unit.shape.has_columns;
    if let Some(title) = units.iter().skip(at).take(12).position(is_centred) {
        front.roles.resize(at + title, Role::Meta);
    }
}

/// The end of the title that starts at unit `at`, when one does.
fn title_end(units: &[Unit], at: usize) -> Option<usize> {
    let first = units.get(at)?;
    let is_line = first.width <= TITLE && first.shape.ruler.is_none() && !is_prose(first);
    if !is_line || units.len() < 2 || first.text.chars().all(|c| !c.is_alphanumeric()) {
        return None;
    }
    let caps = |unit: &Unit| Words::of(&unit.text).is_caps();
    let more = units[at + 1..]
        .iter()
        .take(3)
        .take_while(|unit| unit.gap == 0 && caps(unit) && caps(first));
    Some(at + 1 + more.count())
}

fn is_prose(unit: &Unit) -> bool {
    unit.width > 110 && matches!(unit.last, '.' | '…' | ':') || unit.lines > 3
}

fn underline(front: &mut Front, units: &[Unit]) {
    let at = front.roles.len();
    if units
        .get(at)
        .is_some_and(|unit| unit.gap == 0 && !unit.text.contains(char::is_alphanumeric))
    {
        front.roles.push(Role::Title);
    }
}

/// Byline, date, stand-first, the title said again: all up to the first paragraph.
fn below_title(front: &mut Front, units: &[Unit]) {
    let title = front.title.clone().expect("called with a title");
    let again = key(&units[title.start].text);
    for _ in 0..HEAD {
        let at = front.roles.len();
        let Some(unit) = units.get(at) else {
            return;
        };
        let Some(role) = role(front, units, at, &again) else {
            return;
        };
        if role == Role::Standfirst {
            front.standfirst = Some(at);
        } else if role == Role::Meta {
            if words::is_byline(&unit.text) || is_bare_name(units, at) {
                front.byline.get_or_insert(at);
            }
            if is_date(&unit.text) {
                front.date.get_or_insert(at);
            }
        }
        front.roles.push(role);
    }
}

/// What the unit under the title is; `None` for the first of the body.
fn role(front: &Front, units: &[Unit], at: usize, title: &str) -> Option<Role> {
    let unit = &units[at];
    if key(&unit.text) == title && unit.width <= TITLE {
        return Some(Role::Aside(Aside::DuplicateTitle));
    }
    let is_post =
        front.byline.is_some_and(|byline| byline + 1 == at) && words::is_name_of_writer(&unit.text);
    if is_meta(unit) || is_post || is_field_block(units, at) || is_bare_name(units, at) {
        return Some(Role::Meta);
    }
    if let Some(label) = unit.label().filter(|label| stands(*label, units, at)) {
        return Some(Role::Aside(label.kind()));
    }
    (front.standfirst.is_none() && is_standfirst(units, at, title)).then_some(Role::Standfirst)
}

/// Is it a name with a post; or a name alone, or some, above the date, a post or how long the text takes
/// to read?
fn is_bare_name(units: &[Unit], at: usize) -> bool {
    let text = units[at].text.as_str();
    let is_name = |word: &str| {
        let mut letters = word.trim_end_matches('.').chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
    };
    if let Some((name, post)) = text.split_once(", ") {
        return words::is_name_of_writer(post) && name.split(' ').all(is_name);
    }
    let is_link = |word: &str| matches!(word, "and" | "und" | "et" | "y" | "e" | "&");
    let names = text
        .split_whitespace()
        .filter(|word| !is_link(word))
        .count();
    let is_read = |unit: &Unit| unit.label() == Some(Label::Sure(Aside::Other));
    let is_said =
        |next: &Unit| is_date(&next.text) || is_read(next) || words::is_name_of_writer(&next.text);
    (2..=6).contains(&names)
        && (names <= 4 || text.split_whitespace().any(is_link))
        && text
            .split_whitespace()
            .all(|word| is_name(word) || is_link(word))
        && units
            .get(at + 1)
            .is_some_and(|next| next.width < 60 && is_said(next))
}

/// Is it a line of byline, date or source?
fn is_meta(unit: &Unit) -> bool {
    if words::is_agency(&unit.text) {
        return true;
    }
    let words = Words::of(&unit.text);
    if unit.width > 120 || words.count > 16 {
        return false;
    }
    let is_note = words.count <= 10 && !ends_sentence(unit.last);
    words::is_byline(&unit.text)
        && (words.mid_capitals() > 0.4 || is_date(&unit.text))
        && !matches!(unit.last, ':' | '?')
        || is_date(&unit.text)
            && (words.count <= 6
                || is_note && unit.text.contains(',')
                || unit.text.contains(['|', '·', '/'])
                || starts_with_record(&unit.text))
}

fn starts_with_record(text: &str) -> bool {
    let first = text.split([' ', ':']).next().unwrap_or("");
    words::is_one_of(
        first,
        &[
            "recorded",
            "published",
            "updated",
            "posted",
            "last",
            "issued",
            "date",
            "dated",
            "reviewed",
            "created",
            "veröffentlicht",
            "aktualisiert",
            "stand",
            "publié",
            "publiée",
            "mis",
            "publicado",
            "actualizado",
            "pubblicato",
            "aggiornato",
            "gepubliceerd",
            "bijgewerkt",
            "publicerad",
        ],
    )
}

/// `Key: value` lines, two or more together, or one with a key that a letter has.
fn is_field_block(units: &[Unit], at: usize) -> bool {
    if !is_field(&units[at]) {
        return false;
    }
    let key = units[at].text.split(':').next().unwrap_or("");
    let is_letter = words::is_one_of(key, LETTER);
    let above = at > 0 && units[at].gap == 0 && is_field(&units[at - 1]);
    let below = units
        .get(at + 1)
        .is_some_and(|next| next.gap == 0 && is_field(next));
    is_letter || above || below
}

fn is_field(unit: &Unit) -> bool {
    let Some((key, value)) = unit.text.split_once(": ") else {
        return false;
    };
    unit.width <= 120
        && key.len() <= 28
        && key.split(' ').count() <= 3
        && key.starts_with(|c: char| c.is_uppercase())
        && !value.trim().is_empty()
}

/// A sentence or a line under the title that says what follows: known by what comes next.
fn is_standfirst(units: &[Unit], at: usize, title: &str) -> bool {
    let unit = &units[at];
    let Some(next) = units.get(at + 1) else {
        return false;
    };
    if unit.width > 260
        || unit.width < 15
        || unit.shape.marker.is_some()
        || unit.shape.ruler.is_some()
        || unit.last == ':'
        || is_dateline(&unit.text)
    {
        return false;
    }
    let is_followed_by_head =
        key(&next.text) == title && next.width <= TITLE || is_meta(next) && next.width < 90;
    let is_line = unit.width < 130 && !matches!(unit.last, '.' | '?' | '!' | '"' | '”');
    let note = is_line
        && unit.text.contains([',', '·', '|'])
        && unit.width < 60
        && unit.text.contains(|c: char| c.is_ascii_digit());
    let is_above_prose = next.width > 100;
    is_followed_by_head
        || is_line && is_above_prose && is_dateline(&next.text)
        || note && is_above_prose
}

/// Does a report start here: `LIMA, May 4 (Agency) —`?
fn is_dateline(text: &str) -> bool {
    let head = super::unit::cut(text, 80);
    let place = head.split([',', '(']).next().unwrap_or("");
    let is_caps = place.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && place.chars().all(|c| !c.is_lowercase());
    is_caps
        && (head.contains(" — ")
            || head.contains(" – ")
            || head.contains(" - ")
            || head.contains(" -- "))
}

/// Letters and digits in lower case: what two spellings of a title share.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_key(&mut out, text);
    out
}

/// Adds the key of `text` to `out`.
pub fn push_key(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            _ if !c.is_ascii() && letters::is_word(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
}

/// What the head of a letter or a report names.
#[rustfmt::skip]
const LETTER: &[&str] = &[
    "to", "from", "date", "subject", "re", "cc", "author", "authors", "source", "prepared by", "period covered",
    "present", "apologies", "location", "place", "status", "version", "classification", "department", "contact",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn units(lines: &[&str]) -> Vec<Unit> {
        lines.iter().map(|line| Unit::of_words(line)).collect()
    }

    #[test]
    fn what_kind_of_text_it_is_stands_above_the_title() {
        let check = |first: &str, expected: usize| {
            let mut front = Front::default();
            kicker(
                &mut front,
                &units(&[first, "The winter rules of the locks"]),
            );
            assert_eq!(front.roles.len(), expected, "{first:?}");
        };
        check("Guidance", 1);
        check("Pressemitteilung Nr. 14/2031", 1);
        check("Press release No. 7", 1);
        check("COMMUNIQUÉ DE PRESSE", 1);
        check("Report 7", 0);
        check("The lock", 0);
    }

    #[test]
    fn when_it_was_written() {
        let check = |text: &str, expected: bool| {
            assert_eq!(is_meta(&units(&[text])[0]), expected, "{text:?}");
        };
        check("Publié le 4 mars 2031 à 18h20 par la rédaction", true);
        check("Stand der Dinge am Hafen ist noch nicht bekannt", false);
    }

    #[test]
    fn names_alone_below_the_title() {
        let check = |name: &str, next: &str, expected: bool| {
            let found = is_bare_name(&units(&[name, next]), 0);
            assert_eq!(found, expected, "{name:?} above {next:?}");
        };
        check("Ruth Alder", "3 May 2031", true);
        check("Ruth Alder and Jon Holm", "March 2031", true);
        check("Ruth Alder", "Northern correspondent", true);
        check("Ruth Alder", "The lock was opened on Monday.", false);
        check("The lock and the mill", "3 May 2031", false);
        check("Ruth Alder, Northern correspondent", "Share", true);
        check("Ice, wind and a new reporter", "Share", false);
    }
}
