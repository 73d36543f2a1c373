//! Saved web pages, each after another template: the title, the headings and the words of the
//! article are found, the menus and the boxes round it are not.

use briefing::{
    load::{Library, from_bytes, from_pipe},
    model::{Aside, Chunks as _, Format},
};

const FLOOD: &str = "The gauge at the lower lock stood at four metres on Tuesday and rose by a hand before night fell on the town, the keeper said, and by the morning the corn market was under water.";
const BRIDGE: &str = "Nobody was hurt, but two barges broke loose and came to rest against the pillars of the old bridge, where they still lie, because nobody has a rope that is strong enough to move them.";
const COST: &str = "Repairs will take until spring. The council has set aside 40,000 crowns for the lock and the bridge together, and it expects the mills along the lower river to pay as much again.";

fn open(page: &str) -> Library {
    from_bytes("page.html", page.as_bytes().to_vec(), None)
}

fn text(library: &Library) -> String {
    library.chunk_at(0).text.as_str().to_owned()
}

/// Title, then each heading with its level.
fn outline(library: &Library) -> Vec<String> {
    let document = library.document();
    let outline = &document.outline;
    let ids = (0..outline.len()).filter(|id| !outline.title(*id as u32).is_empty());
    std::iter::once(document.title.text.to_string())
        .chain(ids.map(|id| {
            format!(
                "{} {}",
                outline.section(id as u32).level,
                outline.title(id as u32)
            )
        }))
        .collect()
}

const EXPECTED: [&str; 3] = [
    "The River at the Door",
    "1 What the keeper saw",
    "1 What it will cost",
];

/// The article as three parts of a page: opening, and two sections under headings of `level`.
fn article(level: u8) -> String {
    format!(
        "<p>{FLOOD}</p><p>{BRIDGE}</p><h{level}>What the keeper saw</h{level}><p>{BRIDGE}</p><p>{FLOOD}</p>\
         <h{level}>What it will cost</h{level}><p>{COST}</p><p>{FLOOD}</p>"
    )
}

fn check(page: &str) {
    let library = open(page);
    assert_eq!(library.document().format, Format::Html);
    assert_eq!(outline(&library), EXPECTED, "{page}");
    let text = text(&library);
    for words in [FLOOD, BRIDGE, COST] {
        assert!(text.contains(words), "{words:?} is missing in {text}");
    }
    for furniture in ["Sign in", "Cookies", "Ten walks", "x = 1"] {
        assert!(!text.contains(furniture), "{furniture:?} stands in {text}");
    }
}

const HEAD: &str = "<head><title>The River at the Door</title><script>x = 1</script></head>";
const MENU: &str = "<nav><ul><li><a href='/'>Home</a><li><a href='/in'>Sign in</a></ul></nav>";
const BOX: &str =
    "<aside class='related'><h3>Related</h3><ul><li><a href='/w'>Ten walks</a></ul></aside>";
const FOOT: &str = "<footer><p><a href='/c'>Cookies</a></p></footer>";

#[test]
fn an_article_element() {
    let body = article(2);
    check(&format!(
        "<!doctype html><html>{HEAD}<body>{MENU}<article><h1>The River at the Door</h1>{body}</article>{BOX}{FOOT}</body></html>"
    ));
}

#[test]
fn a_main_element_with_divisions() {
    let body = article(2);
    check(&format!(
        "<!doctype html><html>{HEAD}<body><header>{MENU}</header><main><div class=story><div class=body>{body}</div></div></main>{FOOT}</body></html>"
    ));
}

#[test]
fn nothing_but_divisions_with_classes() {
    let body = article(2);
    check(&format!(
        "<!doctype html><html>{HEAD}<body><div id=menu class=navigation><a href='/in'>Sign in</a></div><div id=content class='post-content entry'>{body}</div><div id=sidebar class=sidebar><a href='/w'>Ten walks</a></div><div class=footer><a href='/c'>Cookies</a></div></body></html>"
    ));
}

#[test]
fn a_table_for_the_columns_of_the_page() {
    let body = article(2);
    check(&format!(
        "<html>{HEAD}<body><table><tr><td class=nav><a href='/in'>Sign in</a></td><td class=article>{body}</td></tr></table></body></html>"
    ));
}

#[test]
fn headings_of_the_third_level() {
    let body = article(3);
    check(&format!(
        "<!doctype html><html>{HEAD}<body>{MENU}<div itemprop=articleBody>{body}</div>{FOOT}</body></html>"
    ));
}

#[test]
fn sections_in_elements_of_their_own() {
    check(&format!(
        "<!doctype html><html>{HEAD}<body>{MENU}<article><section><p>{FLOOD}</p><p>{BRIDGE}</p></section>\
         <section><h2>What the keeper saw</h2><p>{BRIDGE}</p><p>{FLOOD}</p></section>\
         <section><h2>What it will cost</h2><p>{COST}</p><p>{FLOOD}</p></section></article>{BOX}</body></html>"
    ));
}

#[test]
fn paragraphs_by_line_breaks() {
    check(&format!(
        "<html>{HEAD}<body><div class=text>{FLOOD}<br><br>{BRIDGE}<br><br><h2>What the keeper saw</h2>{BRIDGE} {FLOOD}<br><br>\
         <h2>What it will cost</h2>{COST}<br><br>{FLOOD}</div></body></html>"
    ));
}

#[test]
fn title_author_and_date_of_the_head() {
    let body = article(2);
    let library = open(&format!(
        "<!doctype html><html><head><title>The River at the Door | The Tidings</title><meta property='og:title' content='The River at the Door'>\
         <meta name=author content='Ines Tarr'><meta property='article:published_time' content='2031-05-12T09:00:00Z'></head>\
         <body><article>{body}</article></body></html>"
    ));
    assert_eq!(outline(&library), EXPECTED);
    let document = library.document();
    assert_eq!(document.meta.byline.as_ref().unwrap().as_str(), "Ines Tarr");
    assert_eq!(document.meta.date.as_ref().unwrap().as_str(), "2031-05-12");
}

#[test]
fn lists_tables_code_and_quotes_stay() {
    let library = open(&format!(
        "<!doctype html><html>{HEAD}<body><article>{}<ul><li>tar<li>rope</ul><table><tr><th>Port</th><th>Ships</th></tr><tr><td>Lower</td><td>9</td></tr></table>\
         <pre><code>open(gate)\n  wait</code></pre><blockquote><p>It rose by a hand.</p></blockquote><p>Say <em>no</em> <code>more</code>.</p></article></body></html>",
        article(2)
    ));
    let chunk = library.chunk_at(0);
    assert_eq!(chunk.tables.len(), 1);
    assert!(chunk.containers.len() >= 3, "two items and a quote");
    let text = chunk.text.as_str();
    assert!(
        text.contains("open(gate)\n  wait") && text.contains("Say no more."),
        "{text}"
    );
}

#[test]
fn a_page_that_is_no_article_is_shown_whole() {
    let library = open(
        "<html><head><title>Stores</title></head><body><h1>Stores</h1><h2>Tar</h2><p>4 barrels</p><h2>Rope</h2><p>None</p></body></html>",
    );
    let text = text(&library);
    assert!(
        text.contains("4 barrels") && text.contains("None"),
        "{text}"
    );
    assert_eq!(outline(&library)[1..], ["1 Tar", "1 Rope"]);
}

#[test]
fn furniture_in_the_article_is_set_aside_and_makes_no_section() {
    let library = open(&format!(
        "<!doctype html><html>{HEAD}<body><article>{}<p>Share on Facebook</p><h2>Related Articles</h2><ul><li><a href=/w>Ten walks in the snow</a><li><a href=/b>A boat for sale</a></ul>\
         <p>We use cookies to improve your experience.</p></article></body></html>",
        article(2)
    ));
    assert_eq!(outline(&library), EXPECTED);
    let kinds: Vec<Aside> = library
        .document()
        .set_aside
        .iter()
        .map(|aside| aside.kind)
        .collect();
    assert_eq!(kinds, [Aside::Share, Aside::Related, Aside::Cookie]);
    let chunk = library.chunk_at(0);
    let aside: Vec<&str> = chunk
        .blocks
        .iter()
        .filter(|block| block.aside.is_some())
        .map(|block| chunk.block_text(block).as_str())
        .collect();
    assert_eq!(
        aside,
        [
            "Share on Facebook",
            "Related Articles",
            "Ten walks in the snow",
            "A boat for sale",
            "We use cookies to improve your experience."
        ]
    );
}

/// Gives its parts one by one, as a slow pipe does.
struct Slow(Vec<Vec<u8>>);

impl std::io::Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let part = if self.0.is_empty() {
            Vec::new()
        } else {
            self.0.remove(0)
        };
        buffer[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}

#[test]
fn a_page_from_a_pipe_is_waited_for() {
    let page = format!(
        "<!doctype html><html>{HEAD}<body><article>{}</article></body></html>",
        article(2)
    );
    let parts = page.as_bytes().chunks(200).map(<[u8]>::to_vec).collect();
    let library = from_pipe("-", Box::new(Slow(parts))).unwrap();
    assert_eq!(library.document().format, Format::Html);
    assert_eq!(outline(&library), EXPECTED);
}

#[test]
fn a_page_too_large_for_a_tree_is_read_as_markdown() {
    let part = |number: usize| {
        let rows = "<p>Boats &amp; barges wait at the <b>upper</b> lock.</p>\n".repeat(100);
        format!("<h2>Part {number}</h2>\n{rows}")
    };
    let parts: String = (0..600).map(part).collect();
    let library = open(&format!(
        "<!doctype html><html><body>\n{parts}</body></html>"
    ));
    let document = library.document();
    assert_eq!(document.notices.len(), 1, "{:?}", document.notices);
    assert_eq!(outline(&library)[1..3], ["1 Part 0", "1 Part 1"]);
    let text = text(&library);
    assert!(
        text.contains("Boats & barges wait at the upper lock."),
        "{text}"
    );
}

#[test]
fn any_bytes_are_a_page() {
    for page in [
        "<html>",
        "<html><table><tr><td>",
        "<html>\0\u{1b}[2J</html>",
        "<!doctype html><pre>",
        "<html><a href='",
    ] {
        let library = open(page);
        assert!(library.document().is_complete, "{page:?}");
    }
}
