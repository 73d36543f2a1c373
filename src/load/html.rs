//! A saved web page to Markdown: the article found in it, its headings, lists, tables, code and
//! emphasis kept; title, author and date as front matter.
//!
//! Which part of the page is the article is `dom_smoothie`'s to say. A page that is no article is
//! given whole, without its scripts and forms. A page too deep for anybody to have
//! written is none.

mod write;

use std::fmt::Write as _;

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability};

use write::Writer;

/// The deepest page: more elements open at once is no page that somebody wrote.
const DEEPEST: usize = 1000;
/// Characters of an article; less than this was not found, but cut out.
const SHORTEST: usize = 140;
/// An article is at least this part of the words of the page.
const PART: usize = 12;

/// The page as Markdown with front matter. `None` when it is too deep.
pub fn to_markdown(bytes: &[u8]) -> Option<String> {
    if depth(bytes) > DEEPEST {
        return None;
    }
    let html = String::from_utf8_lossy(bytes);
    let article = article(&html);
    let mut out = String::new();
    if let Some(article) = &article {
        front_matter(&mut out, article);
    }
    let body = match &article {
        Some(article) if is_whole(article, &html) => Document::fragment(article.content.clone()),
        _ => Document::from(html.as_ref()),
    };
    let title = article
        .as_ref()
        .map_or("", |article| article.title.as_str());
    out.push_str(&Writer::write(&body, title));
    Some(out)
}

fn article(html: &str) -> Option<Article> {
    let config = Config {
        max_elements_to_parse: 200_000,
        ..Config::default()
    };
    Readability::new(html, None, Some(config))
        .ok()?
        .parse()
        .ok()
}

/// Is the article found, and not only a part of a page that is none?
fn is_whole(article: &Article, html: &str) -> bool {
    if article.length < SHORTEST {
        return false;
    }
    let page = Document::from(html);
    page.select("script, style, noscript, template, nav, header, footer, form")
        .remove();
    article.length * PART > page.text().split_whitespace().map(str::len).sum()
}

fn front_matter(out: &mut String, article: &Article) {
    let title = article.title.trim();
    let date = article
        .published_time
        .as_deref()
        .map(|date| date.get(..10).unwrap_or(date));
    let author = article.byline.as_deref().map(str::trim);
    out.push_str("---\n");
    for (name, value) in [
        ("title", Some(title)),
        ("author", author),
        ("date", date),
        ("source", article.site_name.as_deref()),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = serde_json::Value::from(value);
            writeln!(out, "{name}: {value}").expect("a string takes all");
        }
    }
    out.push_str("---\n\n");
}

/// How many elements are open at once, at most. Those that end by themselves are not counted.
fn depth(bytes: &[u8]) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let is_end = rest.first() == Some(&b'/');
        let name: Vec<u8> = rest[usize::from(is_end)..]
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        if name.is_empty() || LIGHT.contains(&name.as_slice()) {
            continue;
        }
        open = if is_end {
            open.saturating_sub(1)
        } else {
            open + 1
        };
        deepest = deepest.max(open);
    }
    deepest
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
    fn a_page_that_is_no_article_is_whole() {
        let page = "<html><head><title>Stores</title><script>x()</script></head><body><h2>Tar</h2><p>4 barrels<ul><li>old<li>new</ul></body></html>";
        let markdown = to_markdown(page.as_bytes()).unwrap();
        assert!(
            markdown.contains("## Tar\n\n4 barrels\n\n- old\n- new"),
            "{markdown}"
        );
        assert!(!markdown.contains("x()"));
    }

    #[test]
    fn a_page_too_deep_is_none() {
        assert_eq!(to_markdown("<div>".repeat(100_000).as_bytes()), None);
        assert!(to_markdown("<p>".repeat(10_000).as_bytes()).is_some());
    }
}
