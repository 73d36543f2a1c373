//! What tells most lines from furniture before any phrase is compared.

/// Bytes of a beginning that are known.
const HEAD: usize = 8;

/// How some phrases begin: a set of hashes, which may hold one too many.
pub struct Starts([u64; WORDS]);

/// Sixteen thousand bits for some hundred beginnings.
const WORDS: usize = 256;

impl Starts {
    /// Nothing.
    pub const NONE: Self = Self([0; WORDS]);

    /// Adds the beginning of each of `phrases`.
    pub const fn add(&mut self, phrases: &[&str]) {
        let mut nth = 0;
        while nth < phrases.len() {
            let phrase = phrases[nth].as_bytes();
            let (mut head, mut at) = (0, 0);
            while at < HEAD && at < phrase.len() {
                head |= (phrase[at] as u64) << (8 * at);
                at += 1;
            }
            let (word, bits) = Self::place(head);
            self.0[word] |= bits;
            nth += 1;
        }
    }

    /// A word, and two bits of it: both are set by chance for one in a thousand only.
    const fn place(head: u64) -> (usize, u64) {
        let hash = head.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bits = 1 << (hash >> 50 & 63) | 1 << (hash >> 44 & 63);
        ((hash >> 56) as usize, bits)
    }

    fn has(&self, head: u64) -> bool {
        let (word, bits) = Self::place(head);
        self.0[word] & bits == bits
    }

    /// May one of the phrases start `text`, of which `plain` gives the characters to compare?
    pub fn may_start<'a, T>(&self, text: &'a str, plain: impl Fn(&'a str) -> T) -> bool
    where
        T: Iterator<Item = char>,
    {
        let bytes = text.as_bytes();
        let mut head = [0; HEAD];
        let len = bytes.len().min(HEAD);
        head[..len].copy_from_slice(&bytes[..len]);
        if is_simple(&head[..len]) && head[0] != b' ' {
            head.make_ascii_lowercase();
            self.has_start(head)
        } else {
            self.has_start(first_bytes(plain(text)))
        }
    }

    /// Is one of the phrases the first bytes of `head`, or all of them its start?
    fn has_start(&self, head: [u8; HEAD]) -> bool {
        let head = u64::from_le_bytes(head);
        (1..=HEAD).any(|len| self.has(head & (u64::MAX >> (8 * (HEAD - len)))))
    }
}

/// Phrases that are looked for wherever in a text they may stand, all at once.
pub struct Phrases {
    list: &'static [&'static str],
    /// How they begin: hashes of four bytes, which others may have too.
    heads: [u64; 64],
}

impl Phrases {
    /// The phrases of `list`, each of four bytes or more.
    pub const fn new(list: &'static [&'static str]) -> Self {
        let mut heads = [0; 64];
        let mut nth = 0;
        while nth < list.len() {
            let head = list[nth].as_bytes().first_chunk();
            let (word, bit) = Self::place(*head.expect("phrases are longer"));
            heads[word] |= bit;
            nth += 1;
        }
        Self { list, heads }
    }

    const fn place(head: [u8; 4]) -> (usize, u64) {
        let hash = u32::from_le_bytes(head).wrapping_mul(0x9E37_79B9);
        ((hash >> 26) as usize, 1 << (hash >> 20 & 63))
    }

    /// Does one of them stand in `text`?
    pub fn stand_in(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        while let Some(head) = rest.first_chunk() {
            let (word, bit) = Self::place(*head);
            if self.heads[word] & bit != 0 {
                let starts = |phrase: &&str| rest.starts_with(phrase.as_bytes());
                if self.list.iter().any(starts) {
                    return true;
                }
            }
            rest = &rest[1..];
        }
        false
    }
}

/// Are these bytes plain ones of ASCII, with one space between two words?
pub fn is_simple(bytes: &[u8]) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    bytes.iter().all(is_plain) && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// The first bytes of the characters of `text`, and zeros.
fn first_bytes(text: impl Iterator<Item = char>) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let mut len = 0;
    let mut bytes = [0; 4];
    for c in text {
        for byte in c.encode_utf8(&mut bytes).bytes() {
            head[len] = byte;
            len += 1;
            if len == HEAD {
                return head;
            }
        }
    }
    head
}

/// May a phrase stand inside: one of a copyright line, or of cookies? Each has a letter that is
/// rare in most texts.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let stands = |at: usize, part: &str| {
        let found = bytes.get(at..at + part.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(part.as_bytes()))
    };
    let has_cookies = |k: usize| k >= 3 && stands(k - 3, "cookies");
    // The last byte of a small or capital é may stand for the e.
    let is_vowel = |byte: u8| matches!(byte, b'e' | b'E' | b'i' | b'I' | 0xa9 | 0x89);
    let is_reserved = |v: usize| {
        v >= 4 && stands(v - 3, "serv") && is_vowel(bytes[v - 4]) || stands(v, "vorbehalten")
    };
    memchr::memchr2_iter(b'k', b'K', bytes).any(has_cookies)
        || memchr::memchr2_iter(b'v', b'V', bytes).any(is_reserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_known() {
        let mut starts = Starts::NONE;
        starts.add(&["x", "skip to ", "continue reading", "теги:"]);
        let check = |text: &str, expected: bool| {
            assert_eq!(starts.may_start(text, str::chars), expected, "{text:?}");
        };
        check("x", true);
        check("x. more", true);
        check("skip to the end", true);
        check("skip", false);
        check("continent", false);
        check("continue", true);
        check("теги: порт", true);
        check("тема", false);
        check("", false);
    }

    #[test]
    fn phrases_are_found_wherever_they_stand() {
        static PHRASES: Phrases = Phrases::new(&["tide", "tidings", "à la carte", "рассылк"]);
        let check = |text: &str, expected: bool| {
            assert_eq!(PHRASES.stand_in(text), expected, "{text:?}");
        };
        check("tide", true);
        check("betide us", true);
        check("tiding", false);
        check("good tidings", true);
        check("all à la carte", true);
        check("письма рассылкой", true);
        check("tid", false);
        check("", false);
    }

    #[test]
    fn rare_letters_lead_to_the_phrase() {
        let check = |text: &str, expected: bool| assert_eq!(may_hold(text), expected, "{text:?}");
        check("All Rights Reserved", true);
        check("TOUS DROITS RÉSERVÉS", true);
        check("alle Rechte vorbehalten", true);
        check("Wir nutzen Cookies", true);
        check("A cook and her very old knives serve us", false);
        check("v", false);
        check("k", false);
    }
}
