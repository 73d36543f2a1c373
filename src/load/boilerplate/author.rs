//! Boxes at the end of an article that say who wrote it.

use super::plain_string;

/// Headings of such a box that need no name.
#[rustfmt::skip]
const HEADINGS: &[&str] = &[
    "about the author", "about the authors", "about the writer", "\u{fc}ber den autor", "\u{fc}ber die autorin",
    "\u{fc}ber die autoren", "zum autor", "zur autorin", "\u{e0} propos de l'auteur", "\u{e0} propos de l'autrice",
    "sobre el autor", "sobre la autora", "sobre o autor", "sobre a autora", "sull'autore", "sull'autrice",
    "over de auteur", "om f\u{f6}rfattaren", "om forfatteren", "o autorze", "об авторе",
];

/// How a heading begins that a name ends.
#[rustfmt::skip]
const BEFORE_NAME: &[&str] = &[
    "about ", "\u{fc}ber ", "sobre ", "\u{e0} propos de ", "su ", "over ", "om ", "о ",
];

/// What people are who write.
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "reporter", "writer", "editor", "correspondent", "journalist", "columnist", "freelance", "contributor", "blogger",
    "redakteur", "autor", "journaliste", "r\u{e9}dact", "periodista", "redactor", "giornalista", "jornalista",
    "redacteur", "skribent", "dziennikarz", "журналист",
];

/// Is this line, which stands right above `below`, the heading of a box about the writer: `About the
/// author`, or `About Ruth Alder` above a line with her name? A clean article may have such a section.
pub fn is_about_author(line: &str, below: &str) -> bool {
    let Some(line) = words(line) else {
        return false;
    };
    let plain = plain_string(line);
    HEADINGS.contains(&plain.as_str())
        || name_after_start(line, &plain).is_some_and(|name| is_named(name, below))
}

/// Is this line the name of the writer, right above `below`, which says so: `Ruth Alder` above `Ruth Alder
/// is a reporter …`?
pub fn is_author(line: &str, below: &str) -> bool {
    words(line).is_some_and(|line| is_name(line, 2) && is_post_of(line, below))
}

/// The words of a short line that is no sentence.
fn words(line: &str) -> Option<&str> {
    let line = line.trim_end_matches([':', ' ']);
    (line.len() <= 60 && !line.ends_with(['.', '!', '?', ','])).then_some(line)
}

/// The name at the end of `About Ruth Alder`; `plain` is the same in lower case.
fn name_after_start<'a>(line: &'a str, plain: &str) -> Option<&'a str> {
    let start = BEFORE_NAME
        .iter()
        .find(|start| plain.starts_with(**start))?;
    let words = start.split(' ').count() - 1;
    let name = line.splitn(words + 1, ' ').nth(words)?;
    is_name(name, 1).then_some(name)
}

/// Is it a name: some words, at most four, each with a capital?
fn is_name(text: &str, least: usize) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let count = text.split(' ').take(5).count();
    (least..=4).contains(&count) && text.split(' ').all(is_capital)
}

/// Does `below`, a sentence or more, say who bears `name`, by the whole of it or the first name at its
/// start?
fn is_named(name: &str, below: &str) -> bool {
    let first = name.split(' ').next().unwrap_or(name);
    let is_long = below.len() > 60 && below.len() > name.len();
    is_long && (below.contains(name) || below.starts_with(first))
}

/// Does `below` start with `name` and say that it is that of somebody who writes?
fn is_post_of(name: &str, below: &str) -> bool {
    let Some(rest) = below.strip_prefix(name) else {
        return false;
    };
    let head: String = rest.chars().take(90).flat_map(char::to_lowercase).collect();
    head.starts_with(' ') && POSTS.iter().any(|post| head.contains(post))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_about_the_writer() {
        let check = |line: &str, below: &str, expected: bool| {
            let found = is_about_author(line, below) || is_author(line, below);
            assert_eq!(found, expected, "{line:?} above {below:?}");
        };
        let ruth = "Ruth Alder has kept the tide tables of the northern shore for thirty years.";
        check("About the author", "She lives in a mill.", true);
        check("Über die Autorin:", "Sie wohnt in der Mühle.", true);
        check("About Ruth Alder", ruth, true);
        check("Über Ruth Alder", ruth, true);
        check("Sobre Ruth Alder", ruth, true);
        check("À propos de Ruth Alder", ruth, true);
        check("About Ruth Alder", "The lock was opened in May.", false);
        check("About the harbour", ruth, false);
        check("Über", ruth, false);
        check("Ruth Alder", "Ruth Alder is a reporter of The Tide.", true);
        check("Ruth Alder", ruth, false);
        check("Ruth Alder is a reporter.", ruth, false);
        check("", "", false);
        assert!(!is_author("About the author", ruth));
        assert!(!is_about_author(
            "Ruth Alder",
            "Ruth Alder is a reporter of The Tide."
        ));
    }
}
