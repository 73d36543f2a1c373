//! Characters by their names in HTML, as the parser knows them: its table need not be written again.

use pulldown_cmark::{Event, Parser};

/// The character, or the two, that `&name;` stands for.
pub(in crate::load) fn character(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    let mut text = String::new();
    for event in Parser::new(&reference) {
        if let Event::Text(words) = event {
            text.push_str(&words);
        }
    }
    (text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_html() {
        let check = |name, expected: Option<&str>| assert_eq!(character(name).as_deref(), expected);
        check("eacute", Some("é"));
        check("amp", Some("&"));
        check("Tab", Some("\t"));
        check("NotEqualTilde", Some("≂̸"));
        check("unknown", None);
        check("", None);
    }
}
