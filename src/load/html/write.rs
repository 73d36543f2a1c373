//! The tree of a page written as Markdown. Walks without recursion.

use super::{
    furniture::Block,
    table::{self, Tables},
    tree::{HEADINGS, Node},
};
use crate::load::markdown::html::is_power;

/// Elements of which nothing is shown.
const HIDDEN: &[&str] = &[
    "head", "script", "style", "noscript", "template", "button", "input", "select", "textarea",
    "iframe", "svg", "video", "audio", "object", "canvas", "nav", "title",
];
/// Elements that stand in a line.
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins",
    "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "font", "br",
];

/// Items and quotes inside one another that are told apart: each line begins with the marks of all it
/// stands in, which would be a thousand times the page where it is nested that deep.
const DEEPEST: usize = 32;

/// Markdown as far as it is written.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    /// The blocks of it.
    blocks: Vec<Block>,
    /// The words of the block that is open; without marks, too.
    line: String,
    words: String,
    /// What stands before each line: `> ` for a quote, spaces in a list.
    prefixes: Vec<String>,
    /// What stands before the next block instead of the last prefix: the mark of an item.
    marker: Option<String>,
    /// Open lists: the number of the next item, or none for bullets.
    lists: Vec<Option<u64>>,
    /// Is text shown as it is, in code?
    is_raw: bool,
    /// The title, which need not be said again.
    title: String,
    /// The tables of the page; none for what stands in a cell of one.
    tables: Tables,
}

/// A step of the walk.
enum Step<'a> {
    Enter(Node<'a>),
    /// The end of an inline: where its words start, and what stands round them.
    Wrap(usize, String, String),
    /// The end of code in a line, and where it leads when all of it is a link.
    Code(usize, Option<String>),
    /// The end of a block, with what stands before it.
    Block(&'static str),
    /// The end of a list, an item, a quote.
    List,
    Outer,
}

/// Letters and digits in lower case.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Writer {
    /// All that is in `node` as Markdown, and the blocks in it, in order. A heading that says `title`
    /// again is left out.
    pub fn write(node: Node<'_>, title: &str) -> (String, Vec<Block>) {
        let mut writer = Self {
            title: key(title),
            tables: Tables::of(node),
            ..Self::default()
        };
        writer.walk(node);
        (writer.out, writer.blocks)
    }

    /// Writes all that is in `node`.
    fn walk(&mut self, node: Node<'_>) {
        let mut steps = vec![Step::Enter(node)];
        while let Some(step) = steps.pop() {
            self.step(step, &mut steps);
        }
        self.block("");
    }

    fn step<'a>(&mut self, step: Step<'a>, steps: &mut Vec<Step<'a>>) {
        match step {
            Step::Enter(node) => match node.words() {
                Some(words) => self.text(words),
                None => self.element(node, steps),
            },
            Step::Wrap(start, open, close) => self.wrap(start, &open, &close),
            Step::Code(start, target) => {
                self.code(start);
                if let Some(target) = target {
                    self.wrap(start, "[", &format!("]({target})"));
                }
            }
            Step::Block(mark) => self.block(mark),
            Step::List => {
                self.block("");
                self.lists.pop();
            }
            Step::Outer => {
                self.block("");
                self.prefixes.pop();
                self.marker = None;
            }
        }
    }

    fn element<'a>(&mut self, node: Node<'a>, steps: &mut Vec<Step<'a>>) {
        let name = node.name();
        let is_hidden = HIDDEN.contains(&name)
            || name == "form" && !has_text(node)
            || node.parent().is_some_and(is_heading) && is_tool(node);
        if is_hidden {
            return;
        }
        if !INLINE.contains(&name) && !name.is_empty() {
            self.block("");
        }
        match name {
            "br" => {
                self.line.push('\n');
                self.words.push(' ');
            }
            "hr" => self.put("***", None),
            "img" => self.image(node),
            "pre" => self.pre(node),
            "table" if self.tables.has_data(node) => self.table(node),
            _ => {
                if let Some(end) = self.open(name, node) {
                    steps.push(end);
                }
                steps.extend(node.children_back().map(Step::Enter));
            }
        }
    }

    /// Begins an element; what is to be done at its end.
    fn open<'a>(&mut self, name: &str, node: Node<'a>) -> Option<Step<'a>> {
        // Marks in code would be shown as they are written.
        if self.is_raw && INLINE.contains(&name) {
            return None;
        }
        let start = self.line.len();
        let wrap =
            |open: &str, close: &str| Some(Step::Wrap(start, open.to_owned(), close.to_owned()));
        match name {
            "em" | "i" | "cite" => wrap("*", "*"),
            "strong" | "b" => wrap("**", "**"),
            "del" | "s" => wrap("~~", "~~"),
            "q" => wrap("“", "”"),
            "sup" if is_reference(node) => wrap("\\[", "\\]"),
            "sup" if self.words.ends_with(char::is_alphanumeric) && is_power(&node.text()) => {
                wrap("^", "")
            }
            "a" if is_anchor(node) => None,
            "a" => link(node).and_then(|target| wrap("[", &format!("]({target})"))),
            "code" | "kbd" | "samp" | "tt" => {
                self.is_raw = true;
                Some(Step::Code(start, only_link(node)))
            }
            "h1" => Some(Step::Block("# ")),
            "h2" => Some(Step::Block("## ")),
            "h3" => Some(Step::Block("### ")),
            "h4" => Some(Step::Block("#### ")),
            "h5" => Some(Step::Block("##### ")),
            "h6" => Some(Step::Block("###### ")),
            "dt" => Some(Step::Block("**")),
            "ul" | "ol" | "menu" => {
                let number = node
                    .attribute("start")
                    .and_then(|start| start.parse().ok())
                    .unwrap_or(1);
                self.lists.push((name == "ol").then_some(number));
                Some(Step::List)
            }
            "li" => {
                self.item();
                Some(Step::Outer)
            }
            "blockquote" => {
                let is_shown = self.prefixes.len() < DEEPEST;
                let mark = if is_shown { "> " } else { "" };
                self.prefixes.push(mark.to_owned());
                Some(Step::Outer)
            }
            _ if INLINE.contains(&name) || name.is_empty() => None,
            _ => Some(Step::Block("")),
        }
    }

    fn item(&mut self) {
        if self.prefixes.len() >= DEEPEST {
            self.prefixes.push(String::new());
            return;
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.prefixes.push(" ".repeat(mark.len()));
        self.marker = Some(mark);
    }

    /// Words of the page: runs of space become one, marks are escaped.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                    self.words.push(' ');
                }
                continue;
            }
            if !self.is_raw && "\\`*_[]<>&~|".contains(c) {
                self.line.push('\\');
            }
            self.line.push(c);
            self.words.push(c);
        }
    }

    /// Puts `open` and `close` round the words from `start` on, spaces at their ends left outside.
    fn wrap(&mut self, start: usize, open: &str, close: &str) {
        let start = start.min(self.line.len());
        let words = self.line.split_off(start);
        let trimmed = words.trim();
        if trimmed.is_empty() || trimmed.contains('\n') {
            self.line.push_str(&words);
            return;
        }
        let lead = words.len() - words.trim_start().len();
        let tail = words.trim_end().len();
        self.line.push_str(&words[..lead]);
        self.line.push_str(open);
        self.line.push_str(trimmed);
        self.line.push_str(close);
        self.line.push_str(&words[tail..]);
    }

    fn code(&mut self, start: usize) {
        self.is_raw = false;
        let longest = longest_run(self.line.get(start..).unwrap_or(""), '`');
        let fence = "`".repeat(longest + 1);
        let space = if longest > 0 { " " } else { "" };
        self.wrap(
            start,
            &format!("{fence}{space}"),
            &format!("{space}{fence}"),
        );
    }

    fn image(&mut self, node: Node<'_>) {
        let alt = node.attribute("alt").unwrap_or_default();
        if !alt.trim().is_empty() {
            let source = target(node.attribute("src").unwrap_or_default());
            self.line.push_str("![");
            self.text(alt.trim());
            self.line.push_str("](");
            self.line.push_str(&source);
            self.line.push(')');
        }
    }

    /// Ends the open block: its words, after `mark`.
    fn block(&mut self, mark: &str) {
        let line = std::mem::take(&mut self.line);
        let said = std::mem::take(&mut self.words);
        let words = line.trim_matches([' ', '\n']);
        let is_again = mark.starts_with('#') && key(words) == self.title;
        if words.is_empty() || is_again {
            return;
        }
        let lines: Vec<String> = words
            .lines()
            .map(|line| escape_start(line.trim()))
            .collect();
        let text = match mark {
            "" => lines.join("\\\n"),
            "**" => format!("**{}**", lines.join(" ")),
            mark => format!("{mark}{}", lines.join(" ")),
        };
        self.put(&text, Some(said));
    }

    /// Writes a block of finished lines, each with what stands before it. `words` are those of
    /// running text.
    fn put(&mut self, text: &str, words: Option<String>) {
        let is_item =
            self.marker.is_some() && self.out.lines().next_back().is_some_and(is_item_line);
        if !self.out.is_empty() && !self.out.ends_with("---\n\n") {
            let gap: String =
                self.prefixes[..self.prefixes.len() - usize::from(self.marker.is_some())].concat();
            if !is_item {
                self.out.push_str(gap.trim_end());
                self.out.push('\n');
            }
        }
        let start = self.out.len();
        for (nth, line) in text.split('\n').enumerate() {
            let mut before = self.prefixes.concat();
            if nth == 0
                && let Some(marker) = self.marker.take()
            {
                before.truncate(before.len() - marker.len());
                before.push_str(&marker);
            }
            let whole = format!("{before}{line}");
            self.out.push_str(whole.trim_end_matches(' '));
            self.out.push('\n');
        }
        let is_quote = self.prefixes.iter().any(|prefix| prefix == "> ");
        self.blocks.push(Block {
            text: start..self.out.len() - 1,
            is_heading: text.starts_with('#') && self.prefixes.is_empty(),
            is_plain: words.is_some() && !is_quote,
            words: words.unwrap_or_default().trim().to_owned(),
        });
    }

    fn pre(&mut self, node: Node<'_>) {
        let text = node.text();
        let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
        let code = node.children().find(|child| child.is_element());
        let language = code
            .and_then(|code| code.attribute("class"))
            .or_else(|| node.attribute("class"))
            .and_then(|class| {
                class
                    .split_whitespace()
                    .find_map(|word| word.strip_prefix("language-"))
            })
            .unwrap_or("");
        self.put(
            &format!("{fence}{language}\n{}\n{fence}", text.trim_matches('\n')),
            None,
        );
    }

    fn table(&mut self, node: Node<'_>) {
        if let Some(caption) = table::caption(node) {
            self.text(&caption);
            self.block("");
        }
        let rows = self.tables.rows(node);
        if !rows.is_empty() {
            self.put(&table::written(&rows), None);
        }
    }

    /// What stands in `node` on one line, marks and all, as a cell of a table takes it.
    pub(super) fn line_of(node: Node<'_>) -> String {
        let mut writer = Self::default();
        writer.walk(node);
        let lines = writer.out.lines();
        let lines = lines.map(|line| line.trim_end_matches('\\').trim());
        let words: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        words.join(" ")
    }
}

/// Does it only name a note: is it a link to a place in the page, without brackets of its own?
fn is_reference(node: Node<'_>) -> bool {
    let Some(link) = node.only_element() else {
        return false;
    };
    let leads = link.attribute("href");
    leads.is_some_and(|href| href.starts_with('#'))
        && link.text() == node.text()
        && !link.text().starts_with(['[', '('])
}

/// Is more than fields and their names in a form, which may be the whole page?
fn has_text(form: Node<'_>) -> bool {
    let is_text = |node: Node<'_>| ["p", "article"].contains(&node.name()) || is_heading(node);
    form.descendants().any(is_text)
}

fn is_heading(node: Node<'_>) -> bool {
    HEADINGS.contains(&node.name())
}

/// Is it none of the words of the heading that it stands in: a sign to copy its address by, or a link in
/// brackets that changes the page?
fn is_tool(node: Node<'_>) -> bool {
    let text = || node.text();
    let is_bracketed = |text: &str| text.starts_with('[') && text.ends_with(']');
    match node.name() {
        "a" => is_anchor(node) && !text().contains(char::is_alphanumeric),
        "span" => node.descendants().any(|node| node.is("a")) && is_bracketed(text().trim()),
        _ => false,
    }
}

/// Does a heading only lead to itself, so that readers can copy its address?
fn is_anchor(link: Node<'_>) -> bool {
    let leads = link.attribute("href");
    leads.is_some_and(|href| href.starts_with('#')) && link.parent().is_some_and(is_heading)
}

/// Where `node` leads when all its words are one link.
fn only_link(node: Node<'_>) -> Option<String> {
    let child = node.only_element()?;
    let is_all = child.is("a") && child.text().trim() == node.text().trim();
    is_all.then(|| link(child)).flatten()
}

fn link(node: Node<'_>) -> Option<String> {
    let href = node.attribute("href")?;
    let is_script = href
        .trim_start()
        .get(..11)
        .is_some_and(|head| head.eq_ignore_ascii_case("javascript:"));
    (!is_script && !href.trim().is_empty()).then(|| target(href))
}

/// The target of a link as Markdown takes it: in angle brackets when it holds spaces or brackets.
fn target(href: &str) -> String {
    let href: String = href
        .trim()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '<' | '>'))
        .collect();
    if href.contains([' ', '(', ')']) {
        format!("<{href}>")
    } else {
        href
    }
}

fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

/// A line with its first characters escaped where Markdown would take them for a mark.
fn escape_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits == 0 && line.starts_with(['#', '-', '+', '=', ':']) {
        format!("\\{line}")
    } else if digits > 0 && rest.starts_with(['.', ')']) {
        format!("{}\\{rest}", &line[..digits])
    } else {
        line.to_owned()
    }
}

fn is_item_line(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with("- ") || digits > 0 && line[digits..].starts_with(". ")
}

#[cfg(test)]
mod tests {
    use super::{super::tree::Tree, *};

    fn written(page: &str) -> String {
        Writer::write(Tree::of(page).unwrap().root(), "").0
    }

    #[test]
    fn blocks_and_inlines() {
        let check = |html: &str, markdown: &str| {
            assert_eq!(written(html).trim_end(), markdown, "{html}");
        };
        check("<p>One  two\n three</p><p>four", "One two three\n\nfour");
        check("<h2>A <em>b</em></h2>text", "## A *b*\n\ntext");
        check("<p>a<b> bold </b>b, <i></i>c", "a **bold** b, c");
        check(
            "<p><a href='/x y'>go</a> <a href='javascript:x()'>no</a>",
            "[go](</x y>) no",
        );
        check("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c");
        check(
            "<ol start=3><li><p>a</p><p>b</p><li>c</ol>",
            "3. a\n\n   b\n\n4. c",
        );
        check("<blockquote><p>a<p>b</blockquote>c", "> a\n>\n> b\n\nc");
        check(
            "<pre><code class='language-rust'>let a = 1;\n  b</code></pre>",
            "```rust\nlet a = 1;\n  b\n```",
        );
        check("<p>use <code>a*b</code>", "use `a*b`");
        check(
            "<p><code>a <b>b</b> <a href=c>d</a></code> or <code><a href=c>--d</a></code>",
            "`a b d` or [`--d`](c)",
        );
        check(
            "<h2><a href='#tar'>Tar</a> <a href='/oil'>and oil</a></h2>",
            "## Tar [and oil](/oil)",
        );
        check("<h2>Tar<a href='#tar'>¶</a></h2>", "## Tar");
        check(
            "<h2>Tar [old]<span><span>[</span><a href='/edit'>edit</a><span>]</span></span></h2>",
            "## Tar \\[old\\]",
        );
        check(
            "<table><tr><th>a<th>b<tr><td>1<td>2|3</table>",
            "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |",
        );
        check(
            "<p>10<sup>6</sup> m, <q>so</q>, 46 killed<sup><a href='#n3'>3</a></sup> or<sup>[4]</sup> 1<sup>st</sup>",
            "10^6 m, “so”, 46 killed\\[[3](#n3)\\] or\\[4\\] 1st",
        );
        check(
            "<p>1. not a list<p># nor a heading<p>a_b*",
            "1\\. not a list\n\n\\# nor a heading\n\na\\_b\\*",
        );
        check("<p>a<br>b<hr>", "a\\\nb\n\n***");
        check(
            "<img alt='A lock' src=l.png><script>x</script>",
            "![A lock](l.png)",
        );
        check("<div>a<span>b</span><div>c</div>d</div>", "ab\n\nc\n\nd");
        check("<form>Name <input></form><form><p>a</p></form>", "a");
    }

    #[test]
    fn what_is_nested_deep_does_not_grow() {
        for open in ["<ul><li>a", "<ul><li>", "<blockquote>"] {
            let page = format!("{}<pre>{}", open.repeat(900), "b\n".repeat(2000));
            let text = written(&page);
            assert_eq!(text.matches('b').count(), 2000);
            assert!(text.len() < 40 * page.len(), "{open}: {} bytes", text.len());
        }
    }
}
