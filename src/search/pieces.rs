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

/// Words in many pieces, with all that may stand between the letters of one: the marks of emphasis, links,
/// code, tags, escapes, accents, ends of lines in lists and quotes.
#[rustfmt::skip]
pub(crate) const DENSE: &[&str] = &[
    "zeb", "ra", "co", "de", "x", "Q", "er", "is", "e", "a", "Zebra", "code", "4", "8", "217", "48", "000", " ", " ", " ", "\n", "\n\n",
    "*", "**", "***", "_", "__", "`", "``", "` ", " `", "~~", "~", "^", "\\", "\\*", "==", "|", "||", "$", "#", "@", ":", ":x:", "!", "(", ")",
    "[", "]", "](", "](y)", "](y \"z\")", "][", "[1]", "[e]", "[^e]", "![", "![](", "![](y/e.png)", "![a](y)", "\n\n[e]: /u\n\n", "\n\n[^e]: n\n\n",
    "<", ">", "<b>", "</b>", "<i class=\"e\">", "</i>", "<br>", "<img alt=\"er\">", "<img alt=er src=x>", "<img>", "<!-- e -->", "<a@b.c>", "<http://e.r>",
    "<sub>", "</sub>", "<kbd>e</kbd>", "<details>", "<summary>e", "</summary>", "http://e.x/de", "www.e.er",
    "&amp;", "&nbsp;", "&eacute;", "&shy;", "&#101;", "&#x65;", "&szlig;", "&x;", "&",
    "\u{e9}", "e\u{301}", "\u{ad}", "\u{200b}", "\u{fb01}", "\u{df}", "\u{131}", "\u{2019}", "\u{201c}", "\u{2014}", "\u{a0}", "\u{2009}", "\u{212a}", "\u{ff45}",
    "\u{b2}", "\u{bd}", "\u{664}", "\u{4e00}", "\u{43a}", "\u{1f600}", "\u{200d}", "\u{fe0f}",
    ",", ".", "'", "-", "--", ";", "\"", "{", "}", "{{e}}", "{% e %}", "{#e}", "\n- ", "\n  ", "\n> ", "\n> - ", "\n1. ", "\n# ", "\n| e | er |\n|---|---|\n| ", " | ",
    "\n```\n", "\n    ", "\t", "\r\n", "\n***\n", "\n===\n", "\n> [!NOTE]\n> ", "\n- [ ] ",
];
