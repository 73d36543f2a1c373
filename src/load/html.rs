//! A saved web page to Markdown: the article found in it, its headings, lists, tables, code and
//! emphasis kept; title, author and date as front matter.
//!
//! A page that is no article is given whole, without its scripts and forms. Furniture that is left in it
//! is set aside. A page too deep or with too many elements for anybody to have written is none.

mod about;
mod article;
mod build;
mod furniture;
mod reference;
mod table;
mod token;
mod tree;
mod write;

use std::fmt::Write as _;

use self::{
    about::About,
    furniture::Block,
    tree::{Node, Tree},
    write::Writer,
};
use crate::model::{Aside, SetAside};

/// Headings of a page that may be its title.
const TITLES: usize = 8;
/// Headings of which it is asked whether they stand in the main part.
const LOOKED_AT: usize = 1000;

/// Words of a title before the name of a site, at least, and of the name, at most, when no heading tells them
/// apart.
const OWN: usize = 4;
const SITE: usize = 3;

/// A page as it is read on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Markdown with front matter.
    pub text: String,
    /// What in it is furniture, in order; spans are bytes of [`Page::text`].
    pub set_aside: Vec<SetAside>,
}

/// The page as Markdown. `None` when it is too deep or has too many elements.
pub fn to_markdown(bytes: &[u8]) -> Option<Page> {
    let html = String::from_utf8_lossy(bytes);
    let mut tree = Tree::of(&html)?;
    let about = About::of(&tree);
    let title = title(&about, &tree);
    let body = article::find(&mut tree).unwrap_or_default();
    let mut page = Page {
        text: front_matter(&title, &about),
        ..Page::default()
    };
    let (body, blocks) = Writer::write(tree.node(body), &title);
    page.add(&body, &blocks);
    Some(page)
}

impl Page {
    /// Adds the body, of which some blocks are furniture: no heading among them makes a section.
    fn add(&mut self, body: &str, blocks: &[Block]) {
        let mut done = 0;
        for (block, kind) in blocks.iter().zip(furniture::find(blocks)) {
            let Some(kind) = kind else {
                continue;
            };
            self.text.push_str(&body[done..block.text.start]);
            let start = self.text.len();
            let text = &body[block.text.clone()];
            if block.is_heading {
                let words = text.trim_start_matches(['#', ' ']);
                write!(self.text, "**{words}**").expect("a string takes all");
            } else {
                self.text.push_str(text);
            }
            self.set_aside(kind, start);
            done = block.text.end;
        }
        self.text.push_str(&body[done..]);
    }

    /// Sets aside all from `start` on; one span for what stands together.
    fn set_aside(&mut self, kind: Aside, start: usize) {
        let end = self.text.len() as u64;
        match self.set_aside.last_mut() {
            Some(last)
                if last.kind == kind
                    && self.text[last.source.end as usize..start].trim().is_empty() =>
            {
                last.source.end = end;
            }
            _ => self.set_aside.push(SetAside {
                kind,
                source: start as u64..end,
            }),
        }
    }
}

/// The title of a page without the name of the site, which sites put before or behind it. One of the first headings
/// of what the page calls its main part says which part is the title; else a heading does when it is the
/// longer part: the shorter may be a logo. Of a long title without a heading the short end is the site.
fn title(about: &About, tree: &Tree) -> String {
    let title = words(&about.title);
    let is_longer = |heading: &String| heading.len() * 2 + " - ".len() >= title.len();
    let is_longer_part = |heading: &String| {
        let is_part = |between| is_part(&title, heading, between);
        is_longer(heading) && (is_part(&SITES) || is_part(&[": "]))
    };
    let is_own = |node: &Node<'_>| {
        let mut around = node.ancestors();
        around.any(|node| node.is("main") || node.is("article"))
    };
    let headings =
        |names: &'static [&str]| tree.nodes().filter(|node| names.contains(&node.name()));
    let text = |heading: Node<'_>| words(&heading.text());
    let window = words(&about.window);
    let main = headings(&["h1", "h2"]).take(LOOKED_AT).filter(is_own);
    let mut own = main.take(2).map(text);
    own.find(|own| is_part(&window, own, &SITES))
        .or_else(|| {
            headings(&["h1"])
                .take(TITLES)
                .map(text)
                .find(is_longer_part)
        })
        .unwrap_or_else(|| without_end(&title).to_owned())
}

/// `title` up to the last sign behind which a site may be named.
fn without_end(title: &str) -> &str {
    let ends = SITES
        .iter()
        .filter_map(|between| title.rsplit_once(between));
    let shortest = ends.min_by_key(|(_, site)| site.len());
    let count = |text: &str| text.split_whitespace().count();
    match shortest {
        Some((own, site)) if count(own) >= OWN && count(site) <= SITE => own,
        _ => title,
    }
}

/// What stands between a title and the name of its site.
const SITES: [&str; 7] = [" - ", " | ", " – ", " — ", " · ", " :: ", " » "];

/// Is `part`, which is not empty, all of `title` before or behind one of the signs in `between`?
fn is_part(title: &str, part: &str, between: &[&str]) -> bool {
    let behind = title.strip_prefix(part);
    let before = title.strip_suffix(part);
    let mut between = between.iter();
    !part.is_empty()
        && between.any(|between| {
            behind.is_some_and(|rest| rest.starts_with(between))
                || before.is_some_and(|rest| rest.ends_with(between))
        })
}

/// The words of `text` with one space between.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is known of the page above its text, as front matter; nothing when nothing is known.
fn front_matter(title: &str, about: &About) -> String {
    let fields = [
        ("title", Some(title)),
        ("author", about.author.as_deref()),
        (
            "date",
            about
                .date
                .as_deref()
                .map(|date| date.get(..10).unwrap_or(date)),
        ),
        ("source", about.site.as_deref()),
    ];
    let mut out = String::new();
    for (name, value) in fields {
        let words: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
        if !words.is_empty() {
            // A string of JSON is one of YAML.
            let value = serde_json::Value::from(words.join(" "));
            writeln!(out, "{name}: {value}").expect("a string takes all");
        }
    }
    if out.is_empty() {
        return out;
    }
    format!("---\n{out}---\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let check = |title: &str, heading: &str, expected: &str| {
            let page =
                format!("<title>{title}</title><h1>The Herald</h1><h1>{heading}</h1><p>Words.");
            let text = to_markdown(page.as_bytes()).unwrap().text;
            let found = text.lines().nth(1).unwrap_or_default();
            assert_eq!(found, format!("title: \"{expected}\""));
        };
        check(
            "Lock gates close - Herald",
            "Lock gates\nclose",
            "Lock gates close",
        );
        check(
            "Herald | Lock gates close",
            "Lock gates close",
            "Lock gates close",
        );
        check(
            "Gates: a lock closes",
            "Lock gates close",
            "Gates: a lock closes",
        );
        check(
            "Lock gates close-up",
            "Lock gates close",
            "Lock gates close-up",
        );
    }

    #[test]
    fn the_short_end_of_a_long_title_is_the_site() {
        let check = |title, expected| assert_eq!(without_end(title), expected);
        check(
            "Lock gates close at noon - Herald",
            "Lock gates close at noon",
        );
        check(
            "Lock gates close - at noon | The Old Herald",
            "Lock gates close - at noon",
        );
        check("Gates close - Herald", "Gates close - Herald");
        check(
            "Lock gates close at noon - and boats wait until May",
            "Lock gates close at noon - and boats wait until May",
        );
        check(
            "Lock gates close at noon-time",
            "Lock gates close at noon-time",
        );
        check("", "");
    }

    #[test]
    fn a_heading_of_the_article_is_its_title() {
        let words =
            "The keeper of the lock counts every boat, and says so in the book of the harbour. "
                .repeat(8);
        let page = format!(
            "<title>Boats - The Book of the Old Harbour</title><div class=menu><h1>The Book of the Old Harbour</h1></div>\
             <main><h2><a href='#boats'>Boats</a></h2><p>{words}</p><p>{words}</p></main>"
        );
        let text = to_markdown(page.as_bytes()).unwrap().text;
        assert!(
            text.starts_with("---\ntitle: \"Boats\"\n---\n\nThe keeper"),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_known_of_a_page_is_not_said() {
        let check = |page: &str, expected: &str| {
            assert_eq!(
                to_markdown(page.as_bytes()).unwrap().text.trim(),
                expected,
                "{page}"
            );
        };
        check("<div><div>deep words</div></div>", "deep words");
        check(
            "<title> The \"old\"\nquay </title>",
            "---\ntitle: \"The \\\"old\\\" quay\"\n---",
        );
        check("", "");
    }

    #[test]
    fn a_page_that_is_no_article_is_whole() {
        let page = "<html><head><title>Stores</title><script>x()</script></head><body><h2>Tar</h2><p>4 barrels<ul><li>old<li>new</ul></body></html>";
        let text = to_markdown(page.as_bytes()).unwrap().text;
        assert!(
            text.contains("## Tar\n\n4 barrels\n\n- old\n- new"),
            "{text}"
        );
        assert!(!text.contains("x()"));
    }

    #[test]
    fn furniture_in_the_article_is_set_aside() {
        let page = "<html><body><h2>Tar</h2><p>The harbour master has counted four barrels of tar, and two of them leak.</p>\
            <p>Share on Facebook<h3>Related articles</h3><ul><li><a href=/a>Rope</a><li><a href=/b>Oars</a></ul></body></html>";
        let page = to_markdown(page.as_bytes()).unwrap();
        let found: Vec<_> = page
            .set_aside
            .iter()
            .map(|aside| {
                let span = aside.source.start as usize..aside.source.end as usize;
                (aside.kind, &page.text[span])
            })
            .collect();
        let related = "**Related articles**\n\n- [Rope](/a)\n- [Oars](/b)";
        assert_eq!(
            found,
            [
                (Aside::Share, "Share on Facebook"),
                (Aside::Related, related)
            ]
        );
    }

    #[test]
    fn a_page_too_deep_or_too_large_is_none() {
        assert_eq!(to_markdown("<div>".repeat(100_000).as_bytes()), None);
        assert!(to_markdown("<p>".repeat(10_000).as_bytes()).is_some());
    }
}
