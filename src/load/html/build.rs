//! The tree of a web page, made as browsers make it (HTML Living Standard, 13.2.6) as far as readers see: tags that are
//! left out are put in, what is out of place in a table goes before it. Marks that are closed too late end with
//! what they stand in, instead of being opened again behind it.

use super::{
    reference::{Names, Place},
    token::{Tag, Token, Tokens},
    tree::{Attributes, HEADINGS, Kind, Slot, Tree},
};

/// The deepest page: more elements open at once is no page that somebody wrote.
const DEEPEST: usize = 2000;
/// Elements of a page; a book of 200 pages on one web page has 25,000.
const MOST: usize = 100_000;

/// The name of an element that is none of [`NAMES`].
const UNKNOWN: &str = "unknown";

/// The names of elements, in order.
#[rustfmt::skip]
const NAMES: [&str; 118] = [
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
    "colgroup", "data", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em",
    "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins",
    "kbd", "label", "legend", "li", "link", "listing", "main", "map", "mark", "menu", "meta", "nav",
    "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param",
    "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select",
    "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track",
    "tt", "u", "ul", "var", "wbr",
];

/// Elements that nothing stands in.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements in which no tag counts but their own end.
const RAW: [&str; 8] = [
    "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title",
];

/// Elements of a head; any other ends it.
const OF_HEAD: [&str; 9] = [
    "base", "link", "meta", "noframes", "noscript", "script", "style", "template", "title",
];

/// Elements that end an open paragraph.
#[rustfmt::skip]
const BLOCKS: [&str; 43] = [
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "summary", "table", "ul", "td", "th", "tr", "caption",
];

/// Marks of words, which may end before what was begun in them.
const MARKS: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// What an end tag does not reach beyond.
const BOUNDS: [&str; 7] = ["html", "table", "td", "th", "caption", "object", "template"];

/// A table, and what stands in it without being a cell.
const ROWS: [&str; 5] = ["table", "tbody", "tfoot", "thead", "tr"];
/// What else has its place in a table. The last show nothing.
const OF_TABLE: [&str; 9] = [
    "td", "th", "caption", "col", "colgroup", "script", "style", "template", "input",
];

impl Tree {
    /// The tree of a page. `None` when the page is too deep or has too many elements.
    pub fn of(page: &str) -> Option<Self> {
        let mut builder = Builder::new(page);
        while let Some(token) = builder.tokens.next() {
            match token {
                Token::Text(text) => builder.text(text),
                Token::Start(tag) => builder.start(&tag),
                Token::End(name) => builder.end(name),
            }
            if builder.open.len() > DEEPEST || builder.count > MOST {
                return None;
            }
        }
        Some(builder.tree)
    }
}

/// A tree in the making.
struct Builder<'a> {
    tokens: Tokens<'a>,
    names: Names<'a>,
    tree: Tree,
    /// The elements that are open, the innermost last, each with its name. The first is the page.
    open: Vec<(usize, &'static str)>,
    /// Elements begun.
    count: usize,
    /// Which of those that a page has once have begun.
    begun: Vec<&'static str>,
}

impl<'a> Builder<'a> {
    fn new(page: &'a str) -> Self {
        Self {
            tokens: Tokens::of(page),
            names: Names::default(),
            tree: Tree::new(),
            open: vec![(0, "")],
            count: 0,
            begun: Vec::new(),
        }
    }

    /// The name of the innermost element.
    fn current(&self) -> &'static str {
        self.open.last().map_or("", |(_, name)| name)
    }

    /// Where the innermost element is that is called by one of `names`, if none that `bounds` says is opened in it.
    fn find(&self, names: &[&str], bounds: impl Fn(&str) -> bool) -> Option<usize> {
        let open = self.open.iter().enumerate().rev();
        let mut ends = open.filter(|(_, (_, name))| names.contains(name) || bounds(name));
        let (at, (_, name)) = ends.next()?;
        names.contains(name).then_some(at)
    }

    /// Closes the element that [`Builder::find`] finds, and all in it.
    fn close(&mut self, names: &[&str], bounds: impl Fn(&str) -> bool) {
        if let Some(at) = self.find(names, bounds) {
            self.open.truncate(at);
        }
    }

    /// Closes all in the innermost element called by one of `names`.
    fn close_in(&mut self, names: &[&str]) {
        if let Some(at) = self.find(names, |_| false) {
            self.open.truncate(at + 1);
        }
    }

    fn is_in_table(&self) -> bool {
        self.find(&["table"], |_| false).is_some()
    }

    /// Where the page adds what comes next. What stands in a table, but in no cell of it, goes before it.
    fn slot(&self, is_of_table: bool) -> Slot {
        if !is_of_table
            && ROWS.contains(&self.current())
            && let Some(table) = self.find(&["table"], |_| false)
        {
            return self.tree.before(self.open[table].0);
        }
        Slot::last_in(self.open.last().map_or(0, |(id, _)| *id))
    }

    /// Begins an element.
    fn add(&mut self, name: &'static str, attributes: Attributes, is_of_table: bool) -> usize {
        self.count += 1;
        let kind = Kind::Element { name, attributes };
        let slot = self.slot(is_of_table);
        self.tree.add(kind, slot)
    }

    fn text(&mut self, text: &'a str) {
        let is_space = text.trim_ascii().is_empty();
        if self.current() == "head" && !is_space {
            self.open.pop();
        }
        let words = self.names.decode(text, Place::Text);
        let slot = self.slot(is_space);
        self.tree.add_words(&words, slot);
    }

    fn start(&mut self, tag: &Tag<'a>) {
        let name = known(tag.name);
        if self.is_passed(name) {
            return;
        }
        if self.current() == "head" && !OF_HEAD.contains(&name) {
            self.open.pop();
        }
        self.close_before(name);
        let is_of_table = ROWS.contains(&name) && name != "table" || OF_TABLE.contains(&name);
        let mut attributes = Vec::with_capacity(tag.attributes.len());
        for (name, value) in &tag.attributes {
            attributes.push((*name, self.names.decode(value, Place::Value).into()));
        }
        let id = self.add(name, attributes, is_of_table);
        if RAW.contains(&name) {
            self.raw(id, name, tag);
        } else if !(VOID.contains(&name) || tag.is_closed && [UNKNOWN, "svg"].contains(&name)) {
            self.open.push((id, name));
        }
    }

    /// Reads on to the end of an element in which no tag counts. What is kept of it stands in no sentence.
    fn raw(&mut self, id: usize, name: &'static str, tag: &Tag<'a>) {
        let raw = self.tokens.raw(tag.name);
        let words = match name {
            "title" => self.names.decode(raw, Place::Text),
            "script" => raw.into(),
            _ => return,
        };
        self.tree.add_words(&words, Slot::last_in(id));
    }

    /// Is a start tag passed over where it stands?
    fn is_passed(&mut self, name: &'static str) -> bool {
        if ["html", "head", "body"].contains(&name) {
            let is_again = self.begun.contains(&name);
            if !is_again {
                self.begun.push(name);
            }
            return is_again;
        }
        // A form holds none.
        if name == "form" && self.find(&["form"], |_| false).is_some() {
            return true;
        }
        let is_part = ROWS.contains(&name) || OF_TABLE[..5].contains(&name);
        is_part && name != "table" && !self.is_in_table()
    }

    /// Closes what ends where an element called `name` begins.
    fn close_before(&mut self, name: &'static str) {
        if BLOCKS.contains(&name) {
            self.close(&["p"], |name| is_bound(name) || name == "button");
            // A drawing or a list of choices that has no end.
            let is_inside = |name: &str| ["a", "option", UNKNOWN].contains(&name);
            self.close(&["select", "svg"], |name| !is_inside(name));
        }
        // An item may be begun in divisions of the one before.
        let holds = |name: &str| is_special(name) && !["address", "div", "p"].contains(&name);
        let current = self.current();
        match name {
            "li" => self.close(&["li"], holds),
            "dd" | "dt" => self.close(&["dd", "dt"], holds),
            "a" => self.end_mark("a"),
            "button" => self.close(&["button"], is_bound),
            "table" if ROWS.contains(&current) => self.close(&["table"], |_| false),
            "caption" | "colgroup" | "tbody" | "tfoot" | "thead" => self.close_in(&["table"]),
            "tr" => self.close_in(&["table", "tbody", "tfoot", "thead"]),
            "td" | "th" => {
                self.close_in(&ROWS);
                if self.current() != "tr" {
                    let id = self.add("tr", Vec::new(), true);
                    self.open.push((id, "tr"));
                }
            }
            _ => {
                let ends = |of: &[&str]| of.contains(&name) && of.contains(&current);
                if ends(&HEADINGS) || ends(&["option"]) || ends(&["rp", "rt"]) {
                    self.open.pop();
                }
            }
        }
    }

    fn end(&mut self, name: &'a str) {
        let name = known(name);
        match name {
            "html" | "body" => {}
            "br" => {
                self.add(name, Vec::new(), false);
            }
            "table" => self.close(&["table"], |_| false),
            "td" | "th" | "caption" | "tr" | "tbody" | "tfoot" | "thead" => {
                self.close(&[name], |name| name == "table");
            }
            _ if HEADINGS.contains(&name) => self.close(&HEADINGS, is_bound),
            _ if MARKS.contains(&name) => self.end_mark(name),
            _ if is_special(name) => self.close(&[name], is_bound),
            _ => self.close(&[name], is_special),
        }
    }

    /// Ends a mark of words. Blocks that were begun in it stay open.
    fn end_mark(&mut self, name: &str) {
        let Some(at) = self.find(&[name], is_bound) else {
            return;
        };
        if self.open[at..].iter().any(|(_, name)| is_special(name)) {
            self.open.remove(at);
        } else {
            self.open.truncate(at);
        }
    }
}

/// Does an end tag for something outside pass it over?
fn is_bound(name: &str) -> bool {
    BOUNDS.contains(&name)
}

/// Is it no mark of words?
fn is_special(name: &str) -> bool {
    BLOCKS.contains(&name) || is_bound(name)
}

/// The name of an element, in small letters.
fn known(name: &str) -> &'static str {
    let order = |known: &&str| {
        known
            .bytes()
            .cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))
    };
    NAMES
        .binary_search_by(order)
        .map_or(UNKNOWN, |at| NAMES[at])
}

#[cfg(test)]
mod tests {
    use super::{super::tree::Node, *};

    /// What stands in a node, with brackets round what stands in an element.
    fn written(node: Node<'_>) -> String {
        let mut out = String::new();
        let mut steps = vec![Some(node)];
        while let Some(step) = steps.pop() {
            let Some(node) = step else {
                out.push(')');
                continue;
            };
            out.push_str(node.words().unwrap_or(node.name()));
            if node.is_element() && node.children().next().is_some() {
                out.push('(');
                steps.push(None);
            }
            steps.extend(node.children_back().map(Some));
        }
        out
    }

    fn check(page: &str, expected: &str) {
        let tree = Tree::of(page).unwrap();
        assert_eq!(written(tree.root()), expected, "{page}");
        let back: Vec<usize> = tree.root().children_back().map(Node::id).collect();
        assert!(
            tree.root()
                .children()
                .map(Node::id)
                .eq(back.into_iter().rev())
        );
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(NAMES.is_sorted());
        assert_eq!(known("BlockQuote"), "blockquote");
        assert_eq!(known("h7"), UNKNOWN);
        for list in [
            &VOID[..],
            &RAW,
            &OF_HEAD,
            &BLOCKS,
            &MARKS,
            &BOUNDS,
            &ROWS,
            &OF_TABLE,
        ] {
            assert!(list.iter().all(|name| known(name) == *name), "{list:?}");
        }
    }

    #[test]
    fn tags_that_are_left_out() {
        check("<p>a<p>b<div>c</div>d", "p(a)p(b)div(c)d");
        check(
            "<ul><li>a<ul><li>b</ul><li><div>c<li>d</ul>e",
            "ul(li(aul(li(b)))li(div(c))li(d))e",
        );
        check("<dl><dt>a<dd><p>b<dt>c</dl>", "dl(dt(a)dd(p(b))dt(c))");
        check("<h2>a<h3>b</h2>c", "h2(a)h3(b)c");
        check(
            "<table><td>a<th>b<tr><td>c</table>d",
            "table(tr(td(a)th(b))tr(td(c)))d",
        );
        check(
            "<table><tr><td><table><tr><td>a</td></tr></table>b<td>c",
            "table(tr(td(table(tr(td(a)))b)td(c)))",
        );
        check(
            "<head><title>a &amp; b</title><p>c",
            "head(title(a & b))p(c)",
        );
        check(
            "<html><head><meta name=x>a<body class=b>c</body>d</html>e",
            "html(head(meta)abody(cde))",
        );
    }

    #[test]
    fn ends_that_fit_nothing() {
        check("a</b></p></td></x>b", "ab");
        check("<div><span>a</div>b</span>c", "div(span(a))bc");
        check("<span><div>a</span>b</div>c", "span(div(ab)c)");
        check(
            "<table><tr><td>a</div></p></tr></table>b",
            "table(tr(td(a)))b",
        );
        check("<tr><td>a</td></tr>b", "ab");
        check("<form>a<form>b</form>c</form>d", "form(ab)cd");
    }

    #[test]
    fn marks_that_cross() {
        check("<b>a<i>b</b>c</i>d", "b(ai(b))cd");
        check("<b><p>a</b>b</p>c", "b(p(ab))c");
        check("<a href=x>a<a href=y>b</a>c", "a(a)a(b)c");
        check("<p><em>a<p>b", "p(em(a))p(b)");
    }

    #[test]
    fn what_is_out_of_place_in_a_table_goes_before_it() {
        check(
            "x<table>a<tr><p>b</p><td>c</table>",
            "xap(b)table(tr(td(c)))",
        );
        check(
            "<table><tr> <td>a</td> <td>b</table>",
            "table(tr( td(a) td(b)))",
        );
        check("<table><table><tr><td>a</table>b", "tabletable(tr(td(a)))b");
    }

    #[test]
    fn programs_drawings_and_what_is_empty() {
        check("<script>a<b></script>c", "script(a<b>)c");
        check(
            "<style>p{}</style><svg><path/></svg>c<svg/>d",
            "stylesvg(unknown)csvgd",
        );
        check("a<svg><path><p>b", "asvg(unknown)p(b)");
        check(
            "a<br>b</br>c<img>d<wbr/>e<x-y/>f<br/>",
            "abrbbrcimgdwbreunknownfbr",
        );
    }

    #[test]
    fn a_page_too_deep_or_too_large_is_none() {
        assert!(Tree::of(&"<div>".repeat(DEEPEST + 1)).is_none());
        assert!(Tree::of(&"<p>a</p>".repeat(MOST + 1)).is_none());
        assert!(Tree::of(&"</br>".repeat(MOST + 1)).is_none());
        assert!(Tree::of(&"<p>".repeat(10_000)).is_some());
        // What begins nothing is one run of words.
        assert_eq!(Tree::of(&"<".repeat(10_000)).unwrap().len(), 2);
        assert_eq!(Tree::of(&"a<!-- -->".repeat(10_000)).unwrap().len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_lost_whatever_is_open(tags in proptest::collection::vec((0..TAGS.len(), 0..20_u32), 0..60)) {
            let (mut page, mut words) = (String::new(), Vec::new());
            for (tag, word) in tags {
                page.push_str(TAGS[tag]);
                page.extend(["w", &word.to_string(), ". "]);
                words.push(format!("w{word}."));
            }
            let tree = Tree::of(&page).unwrap();
            let text = tree.root().text();
            let mut found: Vec<&str> = text.split_whitespace().collect();
            found.sort_unstable();
            words.sort_unstable();
            proptest::prop_assert_eq!(found, words, "{}", page);
            let by_number = tree.nodes().all(|node| node.parent().is_none_or(|parent| parent.id() < node.id()));
            proptest::prop_assert!(by_number);
        }
    }

    #[rustfmt::skip]
const TAGS: [&str; 34] = [
    "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<div>", "</div>", "<ul>", "</ul>", "<li>",
    "</li>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<caption>", "<tbody>",
    "<form>", "</form>", "<select>", "<option>", "</select>", "<svg>", "</svg>", "<head>",
    "</head>", "<body>", "</html>", "<button>", "<h2>", "</h3>",
];
}
