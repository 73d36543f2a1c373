//! Where a word is divided that no row can hold.

/// Where a word that no row can hold is divided best, its end included: an address behind its slashes
/// and dots, a name in code behind its dots, low lines and brackets, each before a letter or digit.
pub(super) fn joints(word: &str) -> impl Iterator<Item = usize> {
    const SIGNS: [char; 13] = [
        '/', '.', '?', '&', '=', '_', '#', ':', ',', ';', '(', '[', '{',
    ];
    borders(word, |letter, next| {
        SIGNS.contains(&letter) && next.is_alphanumeric()
    })
}

/// Where a name in code is divided that has no sign in it: before its inner capitals; its end included.
pub(super) fn capitals(word: &str) -> impl Iterator<Item = usize> {
    borders(word, |letter, next| {
        letter.is_lowercase() && next.is_uppercase()
    })
}

/// The ends of the parts of `word` that meet at two letters for which `is_border` holds.
fn borders(word: &str, is_border: impl Fn(char, char) -> bool) -> impl Iterator<Item = usize> {
    let pairs = word.char_indices().zip(word.chars().skip(1));
    let inner = pairs.filter_map(move |((at, letter), next)| {
        is_border(letter, next).then_some(at + letter.len_utf8())
    });
    inner.chain([word.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str, ends: impl Iterator<Item = usize>) -> String {
        let mut start = 0;
        let parts = ends.map(|end| &word[std::mem::replace(&mut start, end)..end]);
        parts.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_word_is_divided_behind_signs_before_letters() {
        let check = |word, expected| assert_eq!(parts(word, joints(word)), expected);
        check("agent.reuseSocket(socket,", "agent.|reuseSocket(|socket,");
        check("https://example.org/?q=1", "https://|example.|org/?|q=|1");
        check("...", "...");
        check("é_日", "é_|日");
        check("", "");
    }

    #[test]
    fn a_name_is_divided_before_its_capitals() {
        let check = |word, expected| assert_eq!(parts(word, capitals(word)), expected);
        check("createConnection", "create|Connection");
        check("HTMLPage", "HTMLPage");
        check("élanÉtat", "élan|État");
    }
}
