//! A saved web page to Markdown: the article found in it, its headings, lists, tables, code and
//! emphasis kept; title, author and date as front matter.
//!
//! Which part of the page is the article is `dom_smoothie`'s to say. A page that is no article is
//! given whole, without its scripts and forms. Depth and size are bounded; a page past the bounds is
//! no page to us, and is read as text.

mod write;

use dom_query::Document;
use dom_smoothie::{Article, Config, Readability};

use write::Writer;

/// The longest page that is converted, in bytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// The deepest page: more elements open at once is no page that somebody wrote.
const DEEPEST: usize = 1000;
/// Characters of an article; less than this was not found, but cut out.
const SHORTEST: usize = 140;
/// An article is at least this part of the words of the page.
const PART: usize = 12;

/// Is the source called `name` that starts with `bytes` a web page?
pub fn is_page(name: &str, bytes: &[u8]) -> bool {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => true,
        Some("md" | "markdown" | "txt" | "text") => false,
        _ => {
            let head = bytes
                .strip_prefix(b"\xef\xbb\xbf")
                .unwrap_or(bytes)
                .trim_ascii_start();
            let starts = |tag: &[u8]| {
                head.get(..tag.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(tag))
            };
            starts(b"<!doctype html") || starts(b"<html")
        }
    }
}

/// The page as Markdown with front matter. `None` when it is too long or too deep.
pub fn to_markdown(bytes: &[u8]) -> Option<String> {
    if bytes.len() as u64 > LARGEST || depth(bytes) > DEEPEST {
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
            out.push_str(&format!("{name}: {}\n", serde_json::Value::from(value)));
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
    fn what_a_page_is_told_by() {
        let check = |name: &str, text: &str, expected: bool| {
            assert_eq!(is_page(name, text.as_bytes()), expected, "{name} {text}")
        };
        check("a.html", "", true);
        check("-", "\u{feff}<!DOCTYPE html><p>x", true);
        check("-", "\n<html lang=en>", true);
        check("a.md", "<html>", false);
        check("-", "<p>x", false);
    }

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
