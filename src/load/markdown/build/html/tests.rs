//! What raw HTML is shown as.

use super::super::tests::told;
use crate::{
    load::from_bytes,
    model::{Chunks, Format, Mark},
};

fn check(text: &str, expected: &str) {
    assert_eq!(told(text), expected, "{text:?}");
}

#[test]
fn headings_are_headings() {
    check("<h2>Low &amp; high</h2>", "h2 Low & high");
    check(
        "<div>\n  <H3 id=x>\n  Low\n  <b>wa</b>ter\n  </H3>\nrest\n</div>",
        "h3 Low water|p rest",
    );
    check("a\n<h1>b</h1>c", "p a|h1 b|p c");
    check("<h2><img src=x.png alt='A lock'></h2>", "h2 A lock");
    check("<h2><img alt='Logo'> Lock <br> gates</h2>", "h2 Lock gates");
    check("<h2>a<h3>b</h3>", "p a|h3 b");
    check("> <h2>a\n> b</h2>\n\n- <h3>c</h3>", "> h2 a b|- h3 c");
    // No heading: without words, without an end in its block, in code, in the middle of a line.
    check("<h2> </h2>\n\nx", "p x");
    check("<h2>a\n\nb</h2>", "p a|p b");
    check("<pre><h2>a</h2></pre>", "code a");
    check("words <h2>a</h2>", "p words a");
    check("<!-- x --><h2>a</h2>", "p a");
}

#[test]
fn words_flow_and_tags_go() {
    check("<div align=center>\n <p>a\n  b</p> c\n</div>", "p a b|p c");
    check("<span id=x></span>\n\n<div class=y>\n\nz\n\n</div>", "p z");
    check(
        "<p>a<br>b &lt;c&gt; &nosuch; &#233;</p>",
        "p a/b <c> &nosuch; é",
    );
    check(
        "<details><summary>All <i>of it</i></summary>\n\n- a\n\n</details>",
        "p All of it|- p a",
    );
    check(
        "<style>\np {}\n</style>\n<script>a()</script> b\n\n<div><svg><text>x</text></svg>y</div>",
        "p y",
    );
    check("<pre>\n a\n\n  <b>b</b>\n</pre>", "code  a//  b");
    check("<center>a<hr>b</center>", "p a|rule|p b");
    check(
        "<img alt='' src=x>\n\n<p><img alt='A boat' src=b.png></p>",
        "p A boat",
    );
    check(
        "git clone <url>, 10<sup>6</sup>, the 1<sup>st</sup> and H<sub>2</sub>O",
        "p git clone <url>, 10^6, the 1st and H2O",
    );
    check("<Tabs>\n\na", "p <Tabs>|p a");
    check("- <!-- x -->\n- b", "- p b");
}

#[test]
fn lists_and_tables_are_what_they_are() {
    check(
        "<ul><li>a<li>b <ul><li>c</ul></li></ul>d",
        "- p a|- p b|- - p c|p d",
    );
    check(
        "<ol>\n<li><p>a</p><p>b</p></li>\n<li>c</li>\n</ol>",
        "1 p a|1 p b|2 p c",
    );
    check(
        "<table><thead><tr><th>A<th>B</tr></thead>\n<tr><td><p>1</p><p>2</p><td>x<br>y</table>z",
        "table A/B/1 2/x y|p z",
    );
    check(
        "<table>\n<caption>Boats</caption>\n<tr><td>1</td></tr>\n</table>",
        "table Boats/1",
    );
    check("<table><tr><td></td></tr></table>", "");
    check("<td>a</td>", "table a");
    check("<table><tr><td>a<h2>b</h2></table>", "table a|h2 b");
    check(
        "<table><tr><td><ul><li>a<li>b</ul></table>",
        "table • a • b",
    );
}

#[test]
fn rows_of_html_have_as_many_cells_as_there_are_columns() {
    let text = "<table><tr><th>a<tr><td>b<td>c<tr></table>";
    let library = from_bytes("a.md", text.into(), None);
    let table = &library.chunk_at(0).tables[0];
    assert_eq!(table.columns.len(), 2);
    assert!(table.has_head && table.rows.iter().all(|row| row.len() == 2));
}

#[test]
fn marks_lie_on_the_words_they_are_meant_for() {
    let check = |text: &str, expected: &[(&str, Mark)]| {
        let library = from_bytes("a.md", text.into(), Some(Format::Markdown));
        let chunk = library.chunk_at(0);
        let text_of = |inline: &crate::model::Inline| {
            let range = inline.text.start as usize..inline.text.end as usize;
            chunk.text.slice(range).to_string()
        };
        let found: Vec<(String, Mark)> = chunk
            .inlines
            .iter()
            .map(|inline| (text_of(inline), inline.mark))
            .collect();
        let expected: Vec<(String, Mark)> = expected
            .iter()
            .map(|(words, mark)| ((*words).to_owned(), *mark))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    };
    check(
        "<p>a <b>b <i>c</i></b> d</p>",
        &[("b c", Mark::Strong), ("c", Mark::Emphasis)],
    );
    // What a paragraph without words leaves open ends with it.
    check("<b></div>\n\nAfter.", &[]);
    check(
        "<p><a href='u'>b</a> <a name=x>c</a>",
        &[("b", Mark::Link(0))],
    );
    check(
        "*a <b>b* c</b> d",
        &[("a b", Mark::Emphasis), ("b c", Mark::Strong)],
    );
    check("<b>a\n\nb", &[("a", Mark::Strong)]);
    check("<div><b>a</div>b", &[("a", Mark::Strong)]);
    check("<summary>a</summary>b", &[("a", Mark::Strong)]);
    check("a <tag> b", &[("<tag>", Mark::Html)]);
    check(
        "<kbd>a</kbd> <del>b</del> </b>",
        &[("a", Mark::Code), ("b", Mark::Strikethrough)],
    );
    let many = "<b>".repeat(1000) + "a" + &"</b>".repeat(1000);
    let library = from_bytes("a.md", many.into_bytes(), Some(Format::Markdown));
    assert!(library.chunk_at(0).inlines.len() < 100);
}
