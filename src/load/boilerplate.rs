//! Page furniture: share bars, related links, cookie notes. It is kept, but marked.
//!
//! A line is furniture by its words alone only when these words are used for nothing else; words
//! such as *Menu* or *Search*, which a briefing may well have for a heading, count only beside
//! other furniture or at the edges of a page.

mod author;
mod hint;
mod invitation;

pub use author::{is_about_author, is_author};
use hint::{Starts, may_hold};
pub use invitation::invites;

use crate::model::Aside;

/// How sure a line is furniture by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// These words are used for nothing else.
    Sure(Aside),
    /// Furniture beside other furniture, or before the title, or after the last paragraph.
    Likely(Aside),
}

impl Label {
    /// What it is.
    pub fn kind(self) -> Aside {
        match self {
            Self::Sure(kind) | Self::Likely(kind) => kind,
        }
    }
}

/// How a phrase must stand in the line.
#[derive(Clone, Copy)]
enum At {
    /// It is the line.
    Whole,
    /// The line starts with it and has at most so many bytes.
    Start(usize),
    /// The line holds it and has at most so many bytes.
    Inside(usize),
}

/// What a line says when it is furniture, in lower case with straight quotes.
#[rustfmt::skip]
const PHRASES: &[(Aside, bool, At, &[&str])] = &[
    (
        Aside::Nav,
        true,
        At::Start(40),
        &[
            "skip to ", "jump to content", "jump to navigation", "zum inhalt springen", "aller au contenu",
            "saltar al contenido", "ir al contenido", "ga naar inhoud",
        ],
    ),
    (
        Aside::Nav,
        true,
        At::Whole,
        &[
            "back to top", "back to the top", "view this email in your browser", "view in browser",
            "back to overview", "back to the overview", "back to all posts", "back to news", "back to blog",
            "zurück zur übersicht", "zur übersicht", "zurück", "retour", "retour à la liste", "volver", "torna indietro",
            "scroll back to top", "scroll to top", "close window", "toggle navigation", "open menu", "close menu", "main menu", "main navigation", "nach oben", "site map",
            "sitemap",
        ],
    ),
    (
        Aside::Nav,
        true,
        At::Start(90),
        &[
            "home > ", "home / ", "home » ", "home \u{203a} ", "home | ", "you are here:", "startseite > ",
            "accueil > ", "inicio > ",
        ],
    ),
    (
        Aside::Nav,
        true,
        At::Start(60),
        &[
            "log in | ", "sign in | ", "login | ", "log in / ", "sign in / ",
        ],
    ),
    (
        Aside::Nav,
        false,
        At::Whole,
        &[
            "menu", "search", "log in", "login", "sign in", "sign up", "register", "home", "print", "contact",
            "contact us", "about us", "about", "next", "previous", "rss", "more", "all", "newsletters", "subscribe",
            "search for:", "search:", "my account", "close", "navigation", "jobs", "careers", "help", "faq", "video",
            "podcasts", "sections", "topics", "archive", "archives",
        ],
    ),
    (
        Aside::Share,
        true,
        At::Start(45),
        &[
            "share this", "share on ", "share via ", "share with ", "tweet this", "click to share",
            "email this article", "e-mail this article", "print this", "follow us on", "follow us:", "find us on",
            "like us on", "teilen auf", "partager sur", "compartir en", "condividi su",
        ],
    ),
    (
        Aside::Share,
        true,
        At::Whole,
        &[
            "share article", "share this", "share this story", "copy link", "share:", "follow us",
            "save this article", "share via email", "share on social media",
        ],
    ),
    (
        Aside::Share,
        false,
        At::Whole,
        &[
            "share", "tweet", "facebook", "twitter", "linkedin", "whatsapp", "email", "e-mail", "pinterest",
            "reddit", "instagram", "youtube", "telegram", "teilen", "partager", "compartir", "condividi", "delen",
            "x", "flipboard", "tumblr", "print", "pocket", "google+", "follow", "save", "drucken", "merken", "imprimer", "imprimir",
        ],
    ),
    (
        Aside::Subscribe,
        true,
        At::Start(80),
        &[
            "subscribe to our", "subscribe now", "subscribe today", "sign up for our", "sign up to our",
            "sign up for free", "sign up to receive", "get our newsletter", "sign up for e-mail", "sign up for email",
            "get the latest news", "join our mailing list", "join our newsletter", "enter your email",
            "unsubscribe |", "unsubscribe from", "already a subscriber", "become a member", "newsletter abonnieren",
            "abonnez-vous", "suscr\u{ed}bete",
        ],
    ),
    (
        Aside::Subscribe,
        true,
        At::Start(120),
        &[
            "you are receiving this", "you received this email", "you're receiving this",
        ],
    ),
    (
        Aside::Subscribe,
        true,
        At::Whole,
        &[
            "unsubscribe", "update preferences", "update your preferences", "manage preferences",
            "forward to a friend", "newsletter", "newsletter sign-up", "newsletter signup",
        ],
    ),
    (
        Aside::Ad,
        true,
        At::Whole,
        &[
            "advertisement", "advertisements", "story continues below", "story continues below advertisement",
            "article continues below", "continue reading below", "sponsored", "sponsored content", "paid content",
            "advertisement - continue reading below", "- advertisement -", "anzeige", "publicit\u{e9}", "publicidad",
            "pubblicit\u{e0}", "advertentie", "advert", "\u{440}\u{435}\u{43a}\u{43b}\u{430}\u{43c}\u{430}",
            "scroll to continue", "promoted",
        ],
    ),
    (
        Aside::Ad,
        true,
        At::Start(60),
        &[
            "story continues below", "article continues below", "advertisement continues", "advertisement \u{2013} ",
            "advertisement - ", "advertisement: ",
        ],
    ),
    (
        Aside::Comments,
        true,
        At::Start(50),
        &[
            "leave a comment", "leave a reply", "post a comment", "add a comment", "join the conversation",
            "show comments", "view comments", "load comments", "view all comments", "read comments", "hide comments",
            "be the first to comment", "comments are closed", "commenting is closed", "kommentar schreiben",
            "laisser un commentaire", "deja un comentario",
        ],
    ),
    (
        Aside::Comments,
        true,
        At::Start(160),
        &[
            "your email address will not be published", "you must be logged in to", "you must log in to post",
            "save my name, email", "save my name and email", "notify me of follow-up comments", "notify me of new posts",
            "required fields are marked", "this site uses akismet", "ihre e-mail-adresse wird nicht ver\u{f6}ffentlicht",
            "deine e-mail-adresse wird nicht ver\u{f6}ffentlicht", "votre adresse e-mail ne sera pas publi\u{e9}e",
            "tu direcci\u{f3}n de correo electr\u{f3}nico no ser\u{e1} publicada", "il tuo indirizzo email non sar\u{e0} pubblicato",
            "o seu endere\u{e7}o de email n\u{e3}o ser\u{e1} publicado",
        ],
    ),
    (
        Aside::Other,
        true,
        At::Start(120),
        &[
            "this slideshow requires javascript", "please enable javascript", "javascript is disabled",
            "javascript is required", "your browser does not support", "you need to enable javascript",
        ],
    ),
    (
        Aside::Comments,
        false,
        At::Whole,
        &[
            "comments", "comment", "kommentare", "commentaires", "comentarios", "reacties", "discussion",
        ],
    ),
    (
        Aside::Cookie,
        true,
        At::Start(200),
        &[
            "this website uses cookies", "this site uses cookies", "we use cookies", "we and our partners use",
            "by using this site", "by continuing to use this", "by continuing to browse", "we value your privacy",
            "diese website verwendet cookies", "wir verwenden cookies", "ce site utilise des cookies",
            "nous utilisons des cookies", "este sitio utiliza cookies", "utilizamos cookies", "questo sito utilizza",
        ],
    ),
    (
        Aside::Cookie,
        true,
        At::Inside(220),
        &[
            "website stores cookies", "site stores cookies", "website uses cookies", "site uses cookies",
            "store cookies on your", "stores cookies on your", "use of cookies. accept", "uses cookies to improve",
            "use cookies to improve", "uses cookies to give", "agree to our use of cookies", "consent to the use of cookies",
            "agree to the use of cookies", "accept our use of cookies",
        ],
    ),
    (
        Aside::Cookie,
        true,
        At::Whole,
        &[
            "accept all", "accept all cookies", "accept cookies", "reject all", "manage cookie preferences",
            "manage cookies", "cookie settings", "cookie preferences", "cookie policy", "privacy settings",
        ],
    ),
    (
        Aside::Copyright,
        true,
        At::Inside(160),
        &[
            "all rights reserved", "alle rechte vorbehalten", "tous droits r\u{e9}serv\u{e9}s",
            "todos los derechos reservados", "tutti i diritti riservati",
        ],
    ),
    (
        Aside::Copyright,
        false,
        At::Start(110),
        &[
            "\u{a9}2", "\u{a9}1", "\u{a9} 2", "\u{a9} 1", "copyright \u{a9}", "copyright (c)", "copyright 1", "copyright 2",
            "(c) 1", "(c) 2",
        ],
    ),
    (
        Aside::Nav,
        true,
        At::Start(80),
        &[
            "privacy policy |", "terms of use |", "terms of service |", "privacy policy \u{b7}", "terms | privacy",
            "privacy | terms", "about | contact", "contact | privacy", "imprint | ",
        ],
    ),
    (
        Aside::Nav,
        false,
        At::Whole,
        &[
            "privacy policy", "terms of use", "terms of service", "terms and conditions", "privacy",
            "terms & conditions", "terms", "privacy notice", "impressum", "datenschutz", "advertise",
            "advertise with us", "mentions l\u{e9}gales", "legal notice", "accessibility",
        ],
    ),
    (
        Aside::Nav,
        false,
        At::Start(90),
        &[
            "tags:", "tags :", "tagged:", "tagged with", "filed under", "topics:", "categories:", "category:",
            "posted in ", "schlagworte:", "temas:", "\u{442}\u{435}\u{433}\u{438}:",
        ],
    ),
    (
        Aside::Related,
        true,
        At::Whole,
        &[
            "read more", "read more...", "read more \u{2026}", "load more", "show more", "more stories", "see more",
            "view more", "continue reading", "continue reading the main story", "read the full story",
            "read the full article",
        ],
    ),
    (
        Aside::Other,
        false,
        At::Whole,
        &["for immediate release", "embargoed until delivery", "embargoed"],
    ),
    (
        Aside::Other,
        true,
        At::Whole,
        &[
            "###", "# # #", "-30-", "- 30 -", "-ends-",
            "- ends -",
        ],
    ),
];

/// Headings of boxes with links to other articles.
#[rustfmt::skip]
const RELATED: &[&str] = &[
    "related posts", "related post", "related articles", "related article", "related stories", "related story",
    "related content", "related links", "related reading", "related news", "related topics", "related",
    "you may also like", "you might also like", "you may like", "you might be interested in",
    "you may be interested in", "you may also be interested in", "read next", "what to read next",
    "recommended", "recommended for you", "recommended stories", "recommended reading", "most read", "most popular",
    "most viewed", "most shared", "trending", "trending now", "trending stories", "popular posts", "popular now",
    "popular stories", "popular articles", "popular categories", "latest headlines", "top headlines", "more headlines",
    "latest videos", "top videos", "more videos", "all videos", "trending news", "trending videos", "most commented",
    "latest news", "latest posts", "latest stories", "latest articles", "recent posts",
    "recent articles", "recent news", "more from this section", "more news", "more stories", "more on this story",
    "more on this topic", "also on", "read also", "see also", "editor's picks", "editors' picks", "top stories",
    "around the web", "from the web", "other news", "other stories", "our picks", "don't miss", "mehr zum thema",
    "lesen sie auch", "das k\u{f6}nnte sie auch interessieren", "meistgelesen", "\u{e0} lire aussi", "lire aussi",
    "sur le m\u{ea}me sujet", "les plus lus", "articles similaires", "noticias relacionadas",
    "art\u{ed}culos relacionados", "lo m\u{e1}s le\u{ed}do", "te puede interesar", "leggi anche",
    "articoli correlati", "lees ook", "meest gelezen",
    "\u{447}\u{438}\u{442}\u{430}\u{439}\u{442}\u{435} \u{442}\u{430}\u{43a}\u{436}\u{435}",
    "\u{43f}\u{43e}\u{445}\u{43e}\u{436}\u{438}\u{435} \u{437}\u{430}\u{43f}\u{438}\u{441}\u{438}",
    "leia tamb\u{e9}m", "czytaj tak\u{17c}e", "weitere beiträge", "weitere beiträge zum thema", "weitere artikel",
    "weitere artikel zum thema", "ähnliche artikel", "ähnliche beiträge", "auch interessant",
    "das könnte dich auch interessieren", "vous aimerez aussi", "à lire également", "también te puede interesar",
    "entradas relacionadas", "potrebbe interessarti anche", "articoli simili", "veja também", "artigos relacionados",
    "gerelateerde artikelen", "läs också", "les også", "læs også", "zobacz także",
];

/// Lower case, straight quotes, one space for a run, nothing round it.
fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut is_after_space = false;
    let is_shown = move |c: &char| {
        let is_space = c.is_whitespace();
        let was_space = std::mem::replace(&mut is_after_space, is_space);
        !(is_space && was_space)
    };
    let chars = text.trim().chars().filter(is_shown);
    chars.map(plain_char).flat_map(char::to_lowercase)
}

/// What stands for `c`, but for its case.
fn plain_char(c: char) -> char {
    match c {
        '!'..='~' => c,
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The same as one text, of which most is told without asking for each character.
fn plain_string(text: &str) -> String {
    let text = text.trim();
    if hint::is_simple(text.as_bytes()) {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().map(plain_char) {
        match c {
            ' ' if plain.ends_with(' ') => {}
            ..='\x7f' => plain.push(c.to_ascii_lowercase()),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

/// What furniture `text` is by its words.
pub fn label(text: &str) -> Option<Label> {
    if text.len() > 260 {
        return None;
    }
    let is_counted = text.starts_with(|c: char| c.is_ascii_digit());
    let may_hold = may_hold(text);
    let may_be_phrase = may_hold || may_start(text);
    if !may_be_phrase && !is_counted {
        return None;
    }
    let text = plain_string(text);
    let phrase = if may_be_phrase {
        phrase(&text, may_hold)
    } else {
        None
    };
    phrase.or_else(|| shape(&text).filter(|_| is_counted))
}

/// The first bytes of every phrase: most lines of a text are told from furniture by them.
static STARTS: Starts = starts();

const fn starts() -> Starts {
    let mut starts = Starts::NONE;
    let mut row = 0;
    while row < PHRASES.len() {
        starts.add(PHRASES[row].3);
        row += 1;
    }
    starts.add(RELATED);
    starts.add(RELATED_STARTS);
    starts
}

/// May a phrase start here?
fn may_start(text: &str) -> bool {
    STARTS.may_start(text.trim_start_matches(['<', '«', ' ']), plain)
}

/// The first phrase that `text` is, starts with, or, if it `may_hold` one, holds.
fn phrase(text: &str, may_hold: bool) -> Option<Label> {
    let whole = text
        .trim_end_matches([':', '.', ' ', '>', '\u{bb}', '\u{2192}'])
        .trim_start_matches(['<', '\u{ab}', ' ']);
    let (kind, sure, ..) = PHRASES.iter().find(|(_, _, at, phrases)| match at {
        At::Whole => phrases.contains(&whole) || phrases.contains(&text),
        At::Start(len) => {
            let starts = |phrase: &str| {
                phrase.as_bytes().first() == text.as_bytes().first() && text.starts_with(phrase)
            };
            text.len() <= *len && phrases.iter().any(|phrase| starts(phrase))
        }
        At::Inside(len) => {
            may_hold && text.len() <= *len && phrases.iter().any(|phrase| text.contains(phrase))
        }
    })?;
    Some(if *sure {
        Label::Sure(*kind)
    } else {
        Label::Likely(*kind)
    })
}

/// Furniture that is counted or dated: `3 comments`, `5 min read`.
fn shape(text: &str) -> Option<Label> {
    let (number, rest) = text.split_once(' ')?;
    if !number.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        return None;
    }
    match rest {
        "comments" | "comment" | "kommentare" | "commentaires" | "comentarios" | "replies"
        | "responses" => Some(Label::Sure(Aside::Comments)),
        "shares" | "share" | "likes" | "views" => Some(Label::Sure(Aside::Share)),
        "min read" | "minute read" | "minutes read" | "mins read" | "min. read"
        | "minutes to read" => Some(Label::Sure(Aside::Other)),
        _ => None,
    }
}

/// Is it the name of a button, which no text has for its title?
pub fn is_button(text: &str) -> bool {
    let buttons = [
        "menu",
        "search",
        "log in",
        "login",
        "sign in",
        "sign up",
        "register",
        "share",
        "tweet",
        "print",
        "close",
        "subscribe",
    ];
    buttons.contains(&plain_string(text).as_str())
}

/// Is it the heading of a box with links to other articles?
pub fn starts_related(text: &str) -> bool {
    if text.len() > 60 || !may_start(text) {
        return false;
    }
    let text = plain_string(text);
    let text = text.trim_end_matches([':', ' ', '.']);
    RELATED.contains(&text) || RELATED_STARTS.iter().any(|start| text.starts_with(start))
}

/// How headings of such boxes begin when they name a subject.
const RELATED_STARTS: &[&str] = &[
    "more from ",
    "more in ",
    "more stories from ",
    "latest from ",
    "latest in ",
    "next up in ",
    "weitere artikel ",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn furniture_by_its_words() {
        let check =
            |text: &str, expected: Option<Label>| assert_eq!(label(text), expected, "{text:?}");
        check("Skip to main content", Some(Label::Sure(Aside::Nav)));
        check("Zurück zur Übersicht", Some(Label::Sure(Aside::Nav)));
        check("Home / Harbour / Letters", Some(Label::Sure(Aside::Nav)));
        check("Share on Facebook", Some(Label::Sure(Aside::Share)));
        check("Share prices fell on Monday", None);
        check(
            "Our website stores cookies so that it can remember you and count its visitors. Find out more",
            Some(Label::Sure(Aside::Cookie)),
        );
        check("The bakery stores cookies in tins", None);
        check(
            "WHO READS? OUR SITE USES COOKIES",
            Some(Label::Sure(Aside::Cookie)),
        );
        check(
            "Who reads? Our site uses cookies",
            Some(Label::Sure(Aside::Cookie)),
        );
        check(
            "Your email address will not be published. Required fields are marked *",
            Some(Label::Sure(Aside::Comments)),
        );
        check(
            "This slideshow requires JavaScript.",
            Some(Label::Sure(Aside::Other)),
        );
        check("You must be logged out of the harbour by ten", None);
        check(
            "Advertisement – Interiors of the Quay",
            Some(Label::Sure(Aside::Ad)),
        );
        check("Scroll back to top", Some(Label::Sure(Aside::Nav)));
        check("Scroll work from the old quay", None);
        check("12 Comments", Some(Label::Sure(Aside::Comments)));
        check("7 min read", Some(Label::Sure(Aside::Other)));
        check("7 ships sank", None);
        check(
            "\u{a9} 2031 The Tide. All rights reserved.",
            Some(Label::Sure(Aside::Copyright)),
        );
        check(
            "La Marée – tous droits réservés",
            Some(Label::Sure(Aside::Copyright)),
        );
        check(
            "Der Hafen, ALLE RECHTE VORBEHALTEN",
            Some(Label::Sure(Aside::Copyright)),
        );
        check("« Menu", Some(Label::Likely(Aside::Nav)));
        check("Menu\u{a0}: ", Some(Label::Likely(Aside::Nav)));
        check("Back  to top", Some(Label::Sure(Aside::Nav)));
        check("X", Some(Label::Likely(Aside::Share)));
        check("À propos", None);
        check(
            "We use cookies to count our readers.",
            Some(Label::Sure(Aside::Cookie)),
        );
        check("Search", Some(Label::Likely(Aside::Nav)));
        check("The search goes on", None);
        check(
            "Sign up for our Friday letter",
            Some(Label::Sure(Aside::Subscribe)),
        );
        check("Advertisement", Some(Label::Sure(Aside::Ad)));
        check("", None);
    }

    #[test]
    fn boxes_with_links() {
        assert!(starts_related("Next Up In Science"));
        assert!(starts_related("Weitere Beiträge zum Thema"));
        assert!(starts_related("Related posts"));
        assert!(starts_related("You might also like:"));
        assert!(starts_related("Don\u{2019}t miss"));
        assert!(!starts_related("Related deaths rose"));
    }

    proptest! {
        #[test]
        fn a_plain_text_is_what_its_characters_are(text in "[ a-zA-Z“”’\u{a0}\tİßÉЖ!-~]{0,40}") {
            prop_assert_eq!(plain_string(&text), plain(&text).collect::<String>());
        }
    }
}
