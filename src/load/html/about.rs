//! What a web page says of itself: its title, its author, its day, its site. Facts for machines are
//! believed first (JSON-LD with the words of schema.org), then the head of the page, then what is marked in its text.

use serde_json::Value;

use super::tree::{Node, Tree};

/// Bytes of the longest list of facts for machines that is read.
const LONGEST: usize = 1 << 20;
/// Characters of the longest name of an author.
const BYLINE: usize = 100;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// Its title, which may hold the name of the site.
    pub title: String,
    /// The title of its window; empty when it has none.
    pub window: String,
    pub author: Option<String>,
    /// The day it appeared, as it is written.
    pub date: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
}

impl About {
    pub fn of(tree: &Tree) -> Self {
        let facts = Facts::of(tree);
        let title = tree.nodes().find(|node| node.is("title"));
        let window = title.map(Node::text).unwrap_or_default();
        let head = |names: &[&str]| head(tree, names);
        let author = || {
            let author = head(&[
                "author",
                "dc:creator",
                "dcterm:creator",
                "parsely-author",
                "article:author",
            ]);
            author.filter(|author| !author.contains("://"))
        };
        let date = || {
            head(&[
                "article:published_time",
                "dc:date",
                "dcterms:date",
                "dcterms:created",
                "parsely-pub-date",
                "date",
                "pubdate",
            ])
        };
        let title = || {
            head(&[
                "dc:title",
                "dcterm:title",
                "og:title",
                "title",
                "twitter:title",
                "parsely-title",
            ])
        };
        Self {
            title: facts.title.or_else(title).unwrap_or_else(|| window.clone()),
            window,
            author: facts.author.or_else(author).or_else(|| marked_author(tree)),
            date: facts.date.or_else(date).or_else(|| marked_date(tree)),
            site: head(&["og:site_name"]).or(facts.site),
        }
    }
}

/// What the head of the page says under the first of `names` that it has.
fn head(tree: &Tree, names: &[&str]) -> Option<String> {
    let metas = || tree.nodes().filter(|node| node.is("meta"));
    let said = |name: &&str| {
        let is_named = |meta: &Node<'_>| {
            let said = [meta.attribute("property"), meta.attribute("name")];
            let mut said = said.into_iter().flatten().flat_map(str::split_whitespace);
            said.any(|said| said.replace('.', ":").eq_ignore_ascii_case(name))
        };
        metas()
            .filter(is_named)
            .find_map(|meta| filled(meta.attribute("content")?))
    };
    names.iter().find_map(said)
}

/// Who is named where the page marks its author.
fn marked_author(tree: &Tree) -> Option<String> {
    let is_marked = |node: &Node<'_>| {
        let holds = |name: &str, words: &[&str]| {
            let said = node
                .attribute(name)
                .unwrap_or_default()
                .to_ascii_lowercase();
            words.iter().any(|word| said.contains(word))
        };
        holds("rel", &["author"])
            || holds("itemprop", &["author"])
            || ["class", "id"]
                .iter()
                .any(|name| holds(name, &["author", "byline"]))
    };
    tree.nodes().filter(is_marked).find_map(|node| {
        let name = super::words(&short(node)?);
        filled(&name).filter(|name| name.chars().count() < BYLINE)
    })
}

/// The words of a node in which not much stands, space and all.
fn short(node: Node<'_>) -> Option<String> {
    let mut text = String::new();
    for (nth, inner) in node.descendants().enumerate() {
        text.push_str(inner.words().unwrap_or_default());
        if nth > BYLINE || text.len() > 10 * BYLINE {
            return None;
        }
    }
    Some(text)
}

/// The day where the page marks it.
fn marked_date(tree: &Tree) -> Option<String> {
    let mut marked = tree
        .nodes()
        .filter(|node| node.attribute("itemprop") == Some("datePublished"));
    marked.find_map(|node| {
        filled(
            node.attribute("content")
                .or_else(|| node.attribute("datetime"))?,
        )
    })
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a page says of its article to machines.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    site: Option<String>,
}

impl Facts {
    fn of(tree: &Tree) -> Self {
        let is_facts = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
        let scripts = tree
            .nodes()
            .filter(|node| node.is("script") && node.attribute("type").is_some_and(is_facts));
        let texts = scripts.map(Node::text).filter(|text| text.len() <= LONGEST);
        let mut values = texts.filter_map(|text| serde_json::from_str::<Value>(&text).ok());
        values
            .find_map(|value| Self::find(&value))
            .unwrap_or_default()
    }

    /// The first article that `value` tells of.
    fn find(value: &Value) -> Option<Self> {
        let mut steps = vec![value];
        while let Some(value) = steps.pop() {
            if let Value::Array(values) = value {
                steps.extend(values.iter().rev());
            } else if is_article(&value["@type"]) {
                let text = |name: &str| value[name].as_str().and_then(filled);
                return Some(Self {
                    title: text("headline").or_else(|| text("name")),
                    author: names(&value["author"]),
                    date: text("datePublished"),
                    site: names(&value["publisher"]),
                });
            } else {
                steps.extend(value.get("@graph"));
            }
        }
        None
    }
}

fn is_article(kind: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        ["Article", "Posting", "Report"]
            .iter()
            .any(|end| kind.ends_with(end))
    };
    is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is))
}

/// The names of those that `value` tells of: a name, one that has a name, or several of them.
fn names(value: &Value) -> Option<String> {
    let name = |value: &Value| {
        value
            .as_str()
            .or_else(|| value["name"].as_str())
            .and_then(filled)
    };
    let Value::Array(values) = value else {
        return name(value);
    };
    let names: Vec<String> = values.iter().filter_map(name).collect();
    filled(&names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, author, date and site.
    fn check(page: &str, expected: [&str; 4]) {
        let about = About::of(&Tree::of(page).unwrap());
        let found = [Some(about.title), about.author, about.date, about.site];
        assert_eq!(found.map(Option::unwrap_or_default), expected, "{page}");
    }

    #[test]
    fn the_head_of_a_page() {
        check(
            "<title>Tolls &amp; boats</title><p>Words",
            ["Tolls & boats", "", "", ""],
        );
        check(
            "<title>Tolls | Herald</title><meta property='twitter:title x:y' content='No'><meta property='og:title' content='Tolls'>\
             <meta name=Author content='Ines Tarr'><meta name='article:published_time' content=2031-05-12><meta property='og:site_name' content=' The Herald '>",
            ["Tolls", "Ines Tarr", "2031-05-12", "The Herald"],
        );
        check(
            "<meta name=DC.Title content='Tolls'><meta property='og:title' content=''><meta property='article:author' content='https://herald.example/ines'>",
            ["Tolls", "", "", ""],
        );
    }

    #[test]
    fn what_is_said_to_machines() {
        let page = |facts: &str| {
            format!(
                "<title>x</title><script type='application/ld+json'>{facts}</script><meta name=author content=y>"
            )
        };
        check(
            &page(
                r#"{"@graph": [{"@type": "WebSite", "name": "z"}, {"@type": ["NewsArticle"], "headline": "Tolls \"rise\"", "author": [{"name": "Ines Tarr"}, "Jo Lock"], "datePublished": "2031-05-12T09:00Z", "publisher": {"name": "The Herald"}}]}"#,
            ),
            [
                "Tolls \"rise\"",
                "Ines Tarr, Jo Lock",
                "2031-05-12T09:00Z",
                "The Herald",
            ],
        );
        check(
            &page(r#"{"@type": "BlogPosting", "headline": 4, "author": []}"#),
            ["x", "y", "", ""],
        );
        check(
            &page(r#"{"@type": "Person", "name": "z"}"#),
            ["x", "y", "", ""],
        );
        check(&page("[[[["), ["x", "y", "", ""]);
    }

    #[test]
    fn what_is_marked_in_the_text() {
        check(
            "<p class='post-byline'> By <b>Ines\nTarr</b></p><time itemprop=datePublished datetime=2031-05-12>May</time>",
            ["", "By Ines Tarr", "2031-05-12", ""],
        );
        check(
            "<a rel=author></a><div id=authors>Jo Lock</div>",
            ["", "Jo Lock", "", ""],
        );
        let long = format!("<p class=byline>{}</p>", "a".repeat(BYLINE));
        check(&long, ["", "", "", ""]);
    }
}
