//! Pieces that texts are put together from at random, to hold searches against the parser.

/// Words, and all that Markdown may put between and into them.
#[rustfmt::skip]
pub(crate) const MARKDOWN: &[&str] = &[
    "a", "b", "word", "Word", "15", "0", "000", " ", " ", "\n", "\n\n", "\n\n", "\t", ",", ".", "'s", "\u{2019}",
    "*", "**", "_", "`a`", "`15`", "` ", "~~", "\\", "{{x}}", ":tada:",
    "[", "]", "](x)", "](<a b>)", "][r]", "\n\n[r]: x\n\n", "[r]: y\n\n", "][a](x)", "][a", "![", "[^1]", "\n[^1]: note\n",
    "<b>", "</b>", "<td>", "<li>", "</li>", "<br>", "<x>", "<img alt=\"b\">", "<img src=word.png>",
    "<!-- c -->", "<!-- a > b -->", "<script>a</script>", "<x@y.z>", "http://a.b/word", "www.a.bc",
    "&amp;", "&eacute;", "&shy;", "&#98;", "\u{e9}", "e\u{301}", "\u{ad}", "\u{200b}", "\u{fb01}",
    "- ", "> ", "# ", "\n- ", "\n> ", "| ", "\n\n# ", "\n```\n",
];
