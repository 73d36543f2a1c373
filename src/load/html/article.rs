//! Which part of a web page is the article.
//!
//! A block of words is worth its letters that lead nowhere, less those that any label has; what says of itself that it is
//! a menu, a share bar or the comments of readers is worth nothing. A part of the page is worth what it says itself and
//! what the parts of it are worth that are worth anything. From the whole page on, the article is looked for in the
//! part that holds nearly all of the worth, until several share it.
//!
//! The figures below were found on 130 saved pages of news, blogs and reference works; half or twice as much of any of
//! them changes what is found on two or three.

use super::{
    tree::{HEADINGS, Node, Tree},
    write::INLINE,
};

/// Letters that a menu item, a date or a label has.
const LABEL: i64 = 20;
/// Letters of an article; less than this was not found, but cut out.
const SHORTEST: i64 = 140;
/// An article is at least this part of the words of the page.
const PART: i64 = 12;

/// Of the worth of a part, in hundredths, how much a part of it has that is looked into further.
const NEARLY_ALL: i64 = 85;
/// The same for one that says that it is the article.
const SAID: i64 = 40;
/// Parts made alike stay together when each is worth this much of the other, in hundredths.
const ALIKE: i64 = 5;
/// Whatever it is called, what holds this much of the words of a page, in hundredths, is no furniture.
const MOST: i64 = 75;
/// Letters of the longest box of links that is furniture though nothing says so; what is longer may be an index.
const BOX: i64 = 300;
/// Classes of an element that are looked at.
const CLASSES: usize = 40;
/// A form that holds so much is what the page stands in.
const FORM: i64 = 25;

/// Elements in which no article stands.
#[rustfmt::skip]
const OUTSIDE: [&str; 21] = [
    "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "iframe", "input",
    "menu", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
];
/// Roles of what stands round articles.
#[rustfmt::skip]
const ROLES: [&str; 10] = [
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar",
    "navigation", "search",
];
/// What the classes of furniture hold.
#[rustfmt::skip]
const FURNITURE: [&str; 26] = [
    "advert", "banner", "breadcrumb", "comment", "cookie", "disqus", "footer", "masthead",
    "newsletter", "outbrain", "paginat", "popup", "promo", "recirc", "recommend", "related",
    "replies", "respond", "sharing", "sidebar", "signup", "social", "sponsor", "subscri", "taboola",
    "widget",
];
/// Words that stand in them by themselves.
const WORDS: [&str; 9] = [
    "ad", "ads", "gdpr", "menu", "meta", "modal", "nav", "rss", "share",
];
/// Classes of what is said to those only who listen.
const HEARD: [&str; 4] = ["hidden", "screen-reader-text", "sr-only", "visually-hidden"];

/// What a part of a page is worth.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// Letters of its words, furniture not counted.
    letters: i64,
    /// Those of them that lead somewhere.
    linked: i64,
    worth: i64,
    has_heading: bool,
}

/// What holds for a node by what it stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The block whose words it holds.
    block: usize,
    is_link: bool,
    is_item: bool,
    /// Does it stand in furniture?
    is_outside: bool,
}

/// A page, weighed. Both lists are by the numbers of nodes.
struct Weighed<'t> {
    tree: &'t Tree,
    places: Vec<Place>,
    weights: Vec<Weight>,
}

/// The number of the node in which the article stands; furniture is taken out of it. `None` when nothing is
/// found, or only a part of a page that is no article.
pub(super) fn find(tree: &mut Tree) -> Option<usize> {
    let letters = letters(tree);
    let found = |trusts_classes| {
        let page = Weighed::of(tree, &letters, trusts_classes);
        let article = page.article();
        let length = page.weights[article].letters;
        let is_whole = length >= SHORTEST && length * PART > page.weights[0].letters;
        is_whole.then(|| (article, page.furniture(article)))
    };
    let (article, furniture) = found(true).or_else(|| found(false))?;
    for id in furniture {
        tree.remove(id);
    }
    Some(article)
}

/// Letters of the words in every node, furniture and all, but for programs.
fn letters(tree: &Tree) -> Vec<i64> {
    let mut letters = vec![0; tree.len()];
    for id in (0..tree.len()).rev() {
        let node = tree.node(id);
        let Some(parent) = node.parent() else {
            continue;
        };
        if let Some(words) = node.words()
            && !OUTSIDE.contains(&parent.name())
        {
            letters[id] = words.chars().filter(|c| !c.is_whitespace()).count() as i64;
        }
        letters[parent.id()] += letters[id];
    }
    letters
}

impl<'t> Weighed<'t> {
    fn of(tree: &'t Tree, letters: &[i64], trusts_classes: bool) -> Self {
        let mut places: Vec<Place> = Vec::with_capacity(tree.len());
        let mut weights = vec![Weight::default(); tree.len()];
        for node in tree.nodes() {
            let id = node.id();
            let mut place = node
                .parent()
                .map_or_else(Place::default, |parent| places[parent.id()]);
            if node.words().is_some() {
                if !place.is_outside {
                    let block = &mut weights[place.block];
                    block.letters += letters[id];
                    block.linked += if place.is_link { letters[id] } else { 0 };
                }
            } else {
                if !INLINE.contains(&node.name()) {
                    place.block = id;
                }
                place.is_link |= node.is("a") && node.attribute("href").is_some();
                place.is_item |= node.is("li");
                weights[id].has_heading = HEADINGS.contains(&node.name());
                let holds = |most: i64| letters[id] * 100 >= letters[0] * most;
                place.is_outside |= is_outside(node)
                    || node.is("form") && !holds(FORM)
                    || trusts_classes && is_called_furniture(node) && !holds(MOST);
            }
            places.push(place);
        }
        for (weight, place) in weights.iter_mut().zip(&places) {
            if weight.letters > 0 {
                weight.worth = weight.letters - weight.linked - LABEL;
            }
            // Lists are made of teasers as often as of facts.
            if place.is_item {
                weight.worth /= 2;
            }
        }
        for id in (0..tree.len()).rev() {
            if let Some(parent) = tree.node(id).parent() {
                let inner = weights[id];
                let outer = &mut weights[parent.id()];
                outer.letters += inner.letters;
                outer.linked += inner.linked;
                outer.worth += inner.worth.max(0);
                outer.has_heading |= inner.has_heading;
            }
        }
        Self {
            tree,
            places,
            weights,
        }
    }

    /// The part of the page that is the article.
    fn article(&self) -> usize {
        let worth = |node: Node<'_>| self.weights[node.id()].worth;
        let mut article = self.tree.root();
        loop {
            let parts = || {
                article
                    .children()
                    .filter(|node| node.is_element() && !INLINE.contains(&node.name()))
            };
            let weight =
                |node: &Node<'_>| worth(*node) * if is_called_article(*node) { 2 } else { 1 };
            let Some(best) = parts().max_by_key(weight) else {
                return article.id();
            };
            let least = if is_called_article(best) {
                SAID
            } else {
                NEARLY_ALL
            };
            let has_like = || {
                parts().any(|part| {
                    part.id() != best.id()
                        && are_alike(part, best)
                        && worth(part) * 100 > worth(best) * ALIKE
                })
            };
            if worth(best) * 100 < worth(article) * least
                || ["p", "ul", "ol"].contains(&best.name())
                || has_like()
            {
                return article.id();
            }
            article = best;
        }
    }

    /// The parts of `article` that are furniture.
    fn furniture(&self, article: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut steps = vec![self.tree.node(article)];
        while let Some(node) = steps.pop() {
            let id = node.id();
            if id != article && (self.places[id].is_outside || self.is_box(node)) {
                found.push(id);
            } else {
                steps.extend(node.children());
            }
        }
        found
    }

    /// Is it worth nothing, and leads elsewhere?
    fn is_box(&self, node: Node<'_>) -> bool {
        let weight = self.weights[node.id()];
        weight.worth <= 0
            && weight.linked * 2 > weight.letters
            && weight.letters <= BOX
            && !weight.has_heading
            && ["div", "header", "section"].contains(&node.name())
    }
}

/// Is it nothing that is read, whatever page it stands on?
fn is_outside(node: Node<'_>) -> bool {
    let is_true = |name| node.attribute(name) == Some("true");
    let style: String = node
        .attribute("style")
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let mut classes = node
        .attribute("class")
        .unwrap_or_default()
        .split_whitespace();
    OUTSIDE.contains(&node.name())
        || node.attribute("hidden").is_some()
        || is_true("aria-hidden")
        || is_true("aria-modal")
        || ["display:none", "visibility:hidden"]
            .iter()
            .any(|hidden| style.contains(hidden))
        || classes.any(|class| HEARD.contains(&class))
}

/// Is its role or class one of furniture? A comment in a line is one of a program.
fn is_called_furniture(node: Node<'_>) -> bool {
    let name = node.name();
    if INLINE.contains(&name) || ["html", "body", "article", "main", "p"].contains(&name) {
        return false;
    }
    let is_furniture = |class: String| {
        let mut words = class.split(|c: char| !c.is_alphanumeric());
        FURNITURE.iter().any(|stem| class.contains(stem)) || words.any(|word| WORDS.contains(&word))
    };
    // What has a sidebar is none.
    let is_own = |class: &String| {
        !["has-", "no-", "with-"]
            .iter()
            .any(|start| class.starts_with(start))
    };
    let role = node.attribute("role").unwrap_or_default();
    ROLES.contains(&role) || classes(node).filter(is_own).any(is_furniture)
}

/// Does it say that it is the article?
fn is_called_article(node: Node<'_>) -> bool {
    let is_body = |class: String| {
        let class: String = class.chars().filter(|c| c.is_alphanumeric()).collect();
        let text = ["body", "content", "text"]
            .iter()
            .find_map(|text| class.strip_suffix(text));
        class.ends_with("article")
            || text.is_some_and(|of| {
                ["article", "entry", "post", "story"]
                    .iter()
                    .any(|name| of.ends_with(name))
            })
    };
    ["article", "main"].contains(&node.name())
        || node.attribute("role") == Some("main")
        || node.attribute("itemprop") == Some("articleBody")
        || classes(node).any(is_body)
}

/// The classes and the id of an element, in small letters. An id of many words was made of a heading.
fn classes(node: Node<'_>) -> impl Iterator<Item = String> {
    let id = node
        .attribute("id")
        .filter(|id| id.split(['-', '_']).count() < 4);
    let classes = node.attribute("class").unwrap_or_default();
    let classes = classes.split_whitespace().take(CLASSES);
    classes.chain(id).map(str::to_lowercase)
}

/// Are two parts of the same kind, as paragraphs in divisions are? Articles beside one another are several.
fn are_alike(one: Node<'_>, other: Node<'_>) -> bool {
    let class = |node: Node<'_>| {
        node.attribute("class")
            .and_then(|class| class.split_whitespace().next().map(str::to_owned))
    };
    one.name() == other.name()
        && !one.is("article")
        && class(one).is_some()
        && class(one) == class(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The keeper of the lock counts every boat that comes up the river, and writes down in the book \
        of the harbour where it comes from, what it carries, and what it has paid for the night. ";

    /// Checks what is found in a page, by words that are left in it and words that are not.
    fn check(page: &str, left: &[&str], out: &[&str]) {
        let mut tree = Tree::of(page).unwrap();
        let found = find(&mut tree).expect("an article is found");
        let text = tree.node(found).text();
        for words in left {
            assert!(
                text.contains(words),
                "{words:?} is missing in {text:?} of {page}"
            );
        }
        for words in out {
            assert!(
                !text.contains(words),
                "{words:?} stands in {text:?} of {page}"
            );
        }
    }

    #[test]
    fn what_stands_round_an_article_is_left_out() {
        let article = format!("<p>{PROSE}</p><p>{PROSE}</p><p>end</p>");
        for (before, behind) in [
            ("<div class=top>", "</div>"),
            ("<table><tr><td><a href=a>Ports</a><td>", "</table>"),
            ("<form><div>", "</div></form>"),
            ("<div class='has-sidebar'><div>", "</div></div>"),
            ("<section><section><div>", "</div></section></section>"),
        ] {
            let menu = "<ul><li><a href=a>News</a><li><a href=b>Ports</a></ul>";
            let page = format!(
                "{menu}{before}{article}{behind}<div class='CommentList'><p>{PROSE}mine</p></div>{menu}"
            );
            check(&page, &["The keeper", "end"], &["News", "Ports", "mine"]);
        }
    }

    #[test]
    fn what_stands_in_an_article_and_is_none_is_left_out() {
        let aside = [
            "<div class=share-bar>aside</div>",
            "<div hidden>aside</div>",
            "<p style='color:red; display: none'>aside</p>",
            "<div role=complementary>aside</div>",
            "<div><a href=a>aside</a><a href=b>aside</a></div>",
            "<span class=sr-only>aside</span>",
            "<aside><p>aside</p></aside>",
        ];
        for aside in aside {
            let page = format!("<main><p>{PROSE}</p>{aside}<p>{PROSE}</p></main>");
            check(&page, &["The keeper"], &["aside"]);
        }
        for kept in [
            "<ul><li><a href=a>kept</a></ul>",
            "<p><a href=a>kept</a></p>",
            "<h2 id='what-the-comments-say'>kept</h2>",
            "<div>kept</div>",
            "<pre>a <i class=comment>// kept</i></pre>",
        ] {
            let page = format!("<main><p>{PROSE}</p>{kept}<p>{PROSE}</p></main>");
            check(&page, &["The keeper", "kept"], &[]);
        }
    }

    #[test]
    fn parts_made_alike_stay_together() {
        let part = |words: &str, times: usize| {
            format!(
                "<div class='part n'><p>{}{words}</p></div>",
                PROSE.repeat(times)
            )
        };
        let page = format!(
            "<div>{}{}{}</div><div>other</div>",
            part("first", 1),
            part("second", 9),
            part("third", 2)
        );
        check(&page, &["first", "second", "third"], &["other"]);
        // One of many articles is not all of them.
        let teasers = format!("<article><a href=a>{PROSE}</a> 3 May</article>").repeat(5);
        let page = format!(
            "<div><article><p>{}</p></article>{teasers}</div>",
            PROSE.repeat(9)
        );
        check(&page, &["The keeper"], &["3 May"]);
    }

    #[test]
    fn a_page_with_hardly_a_word_has_none() {
        for page in ["", "<p>Words.</p>", "<ul><li><a href=a>News</a></ul>"] {
            assert_eq!(find(&mut Tree::of(page).unwrap()), None, "{page}");
        }
        let links = format!("<p><a href=a>{PROSE}</a></p>").repeat(40);
        let page = format!("<div>{PROSE}</div>{links}");
        let tree = &mut Tree::of(&page).unwrap();
        let found = find(tree).map(|found| tree.node(found).text().len());
        assert_eq!(found, None);
    }
}
