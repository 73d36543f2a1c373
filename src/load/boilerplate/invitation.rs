//! Lines in which a page speaks to its reader about itself: letters to be had, networks to follow it
//! on, what it earns by its links. They are whole sentences, so they count only at the edges of a
//! page, next to other furniture.

use super::{hint::Phrases, plain_string};

/// A longer line is told from its first bytes; more than a paragraph says more than this.
const LONGEST: usize = 600;

/// What such a line says, in lower case with straight quotes.
#[rustfmt::skip]
static SAYS: Phrases = Phrases::new(&[
    "newsletter", "subscribe to", "subscribe now", "subscribe for", "unsubscribe", "your inbox", "mailing list",
    "no spam", "join our ", "follow us on", "share it with", "share this article", "share this story", "if you enjoyed this",
    "like this story?", "like this article?", "like this post?", "we may receive a", "we may earn", "affiliate commission",
    "affiliate link", "editorial guidelines", "letters to the editor", "registered trademark", "all rights reserved",
    "information on this website", "provided on this website", "tell us what you think", "terms of use",
    "privacy policy", "abonnieren sie", "jetzt abonnieren", "folgen sie uns", "folge uns", "in ihr postfach",
    "abonnez-vous", "inscrivez-vous", "suivez-nous", "dans votre bo\u{ee}te", "suscr\u{ed}bete", "suscr\u{ed}base",
    "s\u{ed}guenos en", "nuestro bolet\u{ed}n", "assine a", "inscreva-se", "siga-nos", "iscriviti alla", "seguici su",
    "schrijf je in", "nieuwsbrief", "volg ons", "nyhetsbrev", "nyhedsbrev", "f\u{f6}lj oss", "f\u{f8}lg oss",
    "zapisz si\u{119} na", "подписывайтесь на", "подпишитесь на", "рассылк",
]);

/// Where readers follow a paper or its writer.
#[rustfmt::skip]
const NETWORKS: &[&str] = &[
    "facebook", "twitter", "instagram", "linkedin", "youtube", "tiktok", "whatsapp", "telegram", "mastodon", "bluesky",
    "pinterest", "threads",
];

/// Does `text` invite its reader to subscribe, to follow or to share, or say on what terms the page is
/// to be read?
pub fn invites(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let text = plain_string(text);
    SAYS.stand_in(&text) || follows(&text)
}

/// `Follow the paper on Facebook and Twitter`: asks for it, and names a network.
fn follows(text: &str) -> bool {
    let asks = ["follow ", "find us", "like us", "connect with"];
    asks.iter().any(|ask| text.starts_with(ask))
        && NETWORKS.iter().any(|network| text.contains(network))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_speaks_of_itself() {
        let check = |text: &str, expected: bool| assert_eq!(invites(text), expected, "{text:?}");
        check(
            "Want the tides every Friday? Subscribe to our sister paper and never miss a boat.",
            true,
        );
        check("No spam, we promise.", true);
        check("Follow The Tide on Facebook and Instagram.", true);
        check("Follow the river to the second lock.", false);
        check("Facebook and Twitter were slow on Monday.", false);
        check("LIKE THIS STORY? Tell a friend.", true);
        check("Abonnieren Sie unseren Brief vom Hafen.", true);
        check("Recevez la marée dans votre boîte, chaque vendredi.", true);
        check("Síguenos en las redes del puerto.", true);
        check("Подпишитесь на письма гавани.", true);
        check("The keeper subscribes to no theory of the flood.", false);
        check("", false);
        check(&"newsletter ".repeat(99), false);
    }
}
