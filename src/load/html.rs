//! A saved web page to Markdown: the article found in it, its headings, lists, tables, code and
//! emphasis kept; title, author and date as front matter.
//!
//! Which part of the page is the article is `dom_smoothie`'s to say. A page that is no article is
//! given whole, without its scripts and forms. Furniture that is left in it is set aside. A page too
//! deep or with too many elements for anybody to have written is none.

mod furniture;
mod table;
mod write;

use std::fmt::Write as _;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Article, Config, Readability};

use self::{furniture::Block, write::Writer};
use crate::model::{Aside, SetAside};

/// The deepest page: more elements open at once is no page that somebody wrote.
const DEEPEST: usize = 1000;
/// Elements of a page. The tree of one with 100,000 takes some 120 MB and most of a second; a book of 200 pages on one web page
/// has 25,000.
const MOST: usize = 100_000;
/// Characters of an article; less than this was not found, but cut out.
const SHORTEST: usize = 140;
/// An article is at least this part of the words of the page.
const PART: usize = 12;

/// Steps that writing the words of a page out may take, by [`writing`]: some tenths of a second. A paragraph of
/// 1,000 bytes with ten such signs takes 10,000.
const STEPS: usize = 4_000_000_000;

/// Headings of a page that may be its title.
const HEADINGS: usize = 8;

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
    let extent = Extent::of(bytes);
    if extent.depth > DEEPEST || extent.count > MOST {
        return None;
    }
    let html = String::from_utf8_lossy(bytes);
    let whole = Document::from(html.as_ref());
    let article = article(whole.clone());
    let title = match &article {
        Some(article) => article.title.clone(),
        None => whole.select_single("title").text().to_string(),
    };
    let title = without_site(title, &whole);
    let body = match &article {
        Some(article) if is_whole(article, &whole) => Document::fragment(article.content.clone()),
        _ => whole,
    };
    let mut page = Page {
        text: front_matter(&title, article.as_ref()),
        ..Page::default()
    };
    let (body, blocks) = Writer::write(&body, &title);
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

fn article(page: Document) -> Option<Article> {
    if writing(page.root()) > STEPS {
        return None;
    }
    let config = Config {
        max_elements_to_parse: 200_000,
        ..Config::default()
    };
    Readability::with_document(page, None, Some(config))
        .ok()?
        .parse()
        .ok()
}

/// How many steps writing out the words of a page takes: html5ever 0.40 goes through the rest of a run of
/// words for each sign in it that is escaped. Scripts and styles, which may be long, are written as they are.
fn writing(page: NodeRef<'_>) -> usize {
    let steps = |node: NodeRef<'_>| {
        let text = node.text();
        let is_escaped = |byte: &&u8| matches!(**byte, b'&' | b'<' | b'>' | 0xc2);
        let signs = text.as_bytes().iter().filter(is_escaped).count();
        signs.saturating_mul(text.len())
    };
    let is_raw = |parent: NodeRef<'_>| parent.has_name("script") || parent.has_name("style");
    let runs = page
        .descendants_it()
        .filter(|node| node.is_text() && !node.parent().is_some_and(is_raw));
    runs.fold(0, |sum, run| sum.saturating_add(steps(run)))
}

/// Is the article found, and not only a part of a page that is none?
fn is_whole(article: &Article, page: &Document) -> bool {
    if article.length < SHORTEST {
        return false;
    }
    article.length * PART > letters(page.root())
}

/// How long the words of a page are together, without those that stand round every article.
fn letters(page: NodeRef<'_>) -> usize {
    const ROUND: [&str; 8] = [
        "script", "style", "noscript", "template", "nav", "header", "footer", "form",
    ];
    let (mut sum, mut steps) = (0, vec![page]);
    while let Some(node) = steps.pop() {
        if node.is_text() {
            sum += node.text().split_whitespace().map(str::len).sum::<usize>();
        } else if !ROUND.iter().any(|name| node.has_name(name)) {
            steps.extend(node.children_it(false));
        }
    }
    sum
}

/// `title` without the name of the site, which sites put before or behind it. One of the first headings
/// of what the page calls its main part says which part is the title; else a heading does when it is the
/// longer part: the shorter may be a logo.
fn without_site(title: String, page: &Document) -> String {
    const OWN: &str = "main h1, main h2, article h1, article h2";
    let title_words = words(&title);
    let headings = |names: &str, most: usize| -> Vec<String> {
        let found = page.select(names);
        let found = found.nodes().iter().take(most);
        found.map(|heading| words(&heading.text())).collect()
    };
    let is_longer = |heading: &String| heading.len() * 2 + " - ".len() >= title_words.len();
    let is_longer_part = |heading: &String| {
        let is_part = |between| is_part(&title_words, heading, between);
        is_longer(heading) && (is_part(&SITES) || is_part(&[": "]))
    };
    let whole = words(&page.select_single("title").text());
    let mut own = headings(OWN, 2).into_iter();
    own.find(|own| is_part(&whole, own, &SITES))
        .or_else(|| headings("h1", HEADINGS).into_iter().find(is_longer_part))
        .unwrap_or(title)
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
fn front_matter(title: &str, article: Option<&Article>) -> String {
    let date = article.and_then(|article| article.published_time.as_deref());
    let fields = [
        ("title", Some(title)),
        (
            "author",
            article.and_then(|article| article.byline.as_deref()),
        ),
        ("date", date.map(|date| date.get(..10).unwrap_or(date))),
        (
            "source",
            article.and_then(|article| article.site_name.as_deref()),
        ),
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

/// How large the tree of a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Extent {
    /// Elements open at once, at most. Those that end by themselves are not counted.
    depth: usize,
    /// Elements begun.
    count: usize,
}

impl Extent {
    /// By the tags alone, before any tree is made.
    fn of(bytes: &[u8]) -> Self {
        let mut extent = Self::default();
        let mut open = 0_usize;
        for at in memchr::memchr_iter(b'<', bytes) {
            let rest = &bytes[at + 1..];
            let is_end = rest.first() == Some(&b'/');
            let name: Vec<u8> = rest[usize::from(is_end)..]
                .iter()
                .take(12)
                .take_while(|byte| byte.is_ascii_alphanumeric())
                .map(u8::to_ascii_lowercase)
                .collect();
            extent.count += usize::from(!is_end && !name.is_empty());
            if name.is_empty() || LIGHT.contains(&name.as_slice()) {
                continue;
            }
            open = if is_end {
                open.saturating_sub(1)
            } else {
                open + 1
            };
            extent.depth = extent.depth.max(open);
        }
        extent
    }
}

/// Elements without an end, or whose end may be left out.
const LIGHT: &[&[u8]] = &[
    b"br", b"img", b"hr", b"input", b"meta", b"link", b"source", b"area", b"base", b"col",
    b"embed", b"track", b"wbr", b"p", b"li", b"td", b"th", b"tr", b"dt", b"dd", b"option",
    b"tbody", b"thead", b"path", b"use", b"rect", b"circle",
];

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
    fn a_page_of_signs_is_read_whole_and_at_once() {
        let words = "The keeper of the lock counts every boat. ".repeat(8);
        let page = |signs: usize| {
            let signs = "& ".repeat(signs);
            Document::from(format!("<p>{words}</p><p>{words}{signs}</p>").as_str())
        };
        assert!(article(page(100)).is_some());
        assert!(article(page(100_000)).is_none());
        // What a page keeps for its own program is no text.
        let script = format!(
            "<script>{}</script>",
            r#"{"a":"x & y < z"},"#.repeat(20_000)
        );
        let text = format!("<article><p>{words}</p><p>{words}</p></article>{script}");
        assert!(article(Document::from(text.as_str())).is_some());
    }

    #[test]
    fn a_page_too_deep_or_too_large_is_none() {
        assert_eq!(to_markdown("<div>".repeat(100_000).as_bytes()), None);
        assert_eq!(to_markdown("<p>a</p>".repeat(MOST + 1).as_bytes()), None);
        assert!(to_markdown("<p>".repeat(10_000).as_bytes()).is_some());
    }
}
