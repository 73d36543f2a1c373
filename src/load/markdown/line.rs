//! What one line of Markdown can be: a rule, a heading, a fence, a list marker, the start of HTML.
//!
//! Every function looks at a line without its line end, from the first byte that is not a container
//! mark or indentation. They agree with pulldown-cmark 0.13 down to its choices where `CommonMark`
//! leaves one, because the scanner has to find the very headings that parser finds.

/// A walk over the start of a line, in columns: a tab goes to the next multiple of four.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
    /// Where the last tab ended: columns count from here.
    tab: usize,
    /// Columns of a tab that were not asked for yet.
    spare: usize,
    /// No rule starts before this byte: a line of many bullets is not looked through for each.
    rule: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(line: &'a [u8]) -> Self {
        Self {
            line,
            at: 0,
            tab: 0,
            spare: 0,
            rule: 0,
        }
    }

    /// At the same place, counting columns from here.
    pub(super) const fn restarted(mut self) -> Self {
        self.tab = self.at;
        self.spare = 0;
        self
    }

    /// What has not been walked over.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.line[self.at..]
    }

    /// Bytes walked over.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    pub(super) const fn is_at_end(&self) -> bool {
        self.at == self.line.len()
    }

    /// Walks over at most `wanted` columns of white space; the columns it found.
    pub(super) fn columns(&mut self, wanted: usize) -> usize {
        let mut left = wanted - self.spare.min(wanted);
        self.spare -= wanted - left;
        while left > 0 {
            match self.line.get(self.at) {
                Some(b' ') => left -= 1,
                Some(b'\t') => {
                    let width = 4 - (self.at - self.tab) % 4;
                    let used = width.min(left);
                    left -= used;
                    self.spare = width - used;
                    self.tab = self.at + 1;
                }
                _ => break,
            }
            self.at += 1;
        }
        wanted - left
    }

    /// Walks over all spaces and tabs.
    pub(super) fn spaces(&mut self) {
        self.spare = 0;
        self.skip(run(self.rest(), |byte| matches!(byte, b' ' | b'\t')));
    }

    /// Walks over `count` bytes that are no tabs.
    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Walks over `>` and a space after it.
    pub(super) fn quote(&mut self) -> bool {
        let is_quote = self.rest().first() == Some(&b'>');
        if is_quote {
            self.skip(1);
            self.columns(1);
        }
        is_quote
    }

    /// Walks over a list marker and the white space that belongs to it; the columns its content is
    /// indented by. `indent` is what stood before the marker.
    pub(super) fn marker(&mut self, indent: usize) -> Option<usize> {
        let mut ahead = *self;
        let length = marker_len(self.rest())?;
        if length == 1 && self.at >= self.rule {
            let spoilt = rule_end(self.rest())?;
            self.rule = self.at + spoilt;
            ahead.rule = self.rule;
        }
        ahead.skip(length);
        if ahead.columns(1) == 0 && !ahead.is_at_end() {
            return None;
        }
        let mut content = indent + length + 1;
        let after = ahead;
        if !is_blank(ahead.rest()) {
            match ahead.columns(4) {
                4 => ahead = after,
                more => content += more,
            }
        }
        *self = ahead;
        Some(content)
    }

    /// Walks over `[ ]` or `[x]` of a task.
    pub(super) fn task(&mut self) -> bool {
        let mut ahead = *self;
        ahead.columns(3);
        let is_task = matches!(
            ahead.rest(),
            [b'[', b' ' | b'\t' | b'x' | b'X' | 0x0b | 0x0c, b']', after, ..] if after.is_ascii_whitespace() || *after == 0x0b
        );
        if is_task {
            ahead.skip(3);
            *self = ahead;
        }
        is_task
    }
}

/// How many bytes at the start of `line` satisfy `test`.
pub(super) fn run(line: &[u8], test: impl Fn(u8) -> bool) -> usize {
    line.iter()
        .position(|byte| !test(*byte))
        .unwrap_or(line.len())
}

/// White space that does not end a line; a carriage return alone is shown as a space.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0b | 0x0c | b'\r')
}

pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| is_space(*byte))
}

/// Bytes of a list marker: a bullet, or up to nine digits and a `.` or `)`.
pub(super) fn marker_len(line: &[u8]) -> Option<usize> {
    if matches!(line.first()?, b'-' | b'+' | b'*') {
        return Some(1);
    }
    let digits = run(&line[..line.len().min(10)], |byte| byte.is_ascii_digit());
    let has_end = matches!(line.get(digits), Some(b'.' | b')'));
    ((1..10).contains(&digits) && has_end).then_some(digits + 1)
}

/// `---`, `* * *`, `___`
pub(super) fn is_rule(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'*' | b'-' | b'_')) && rule_end(line).is_none()
}

/// How far `line` looks like a rule: up to the byte that spoils it; `None` when it is one.
fn rule_end(line: &[u8]) -> Option<usize> {
    let mark = *line.first()?;
    let mut marks = 0;
    for (at, &byte) in line.iter().enumerate() {
        if byte == mark {
            marks += 1;
        } else if !matches!(byte, b' ' | b'\t') {
            return Some(at);
        }
    }
    (marks < 3).then_some(line.len())
}

/// The level of a heading that starts with `#`.
pub(super) fn atx(line: &[u8]) -> Option<u8> {
    if line.first() != Some(&b'#') {
        return None;
    }
    let level = run(line, |byte| byte == b'#');
    let ends = line.get(level).is_none_or(|byte| is_space(*byte));
    (level <= 6 && ends).then_some(level as u8)
}

/// The level a line of `=` or `-` gives to the paragraph above it.
pub(super) fn setext(line: &[u8]) -> Option<u8> {
    let level = match line.first()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let marks = run(line, |byte| byte == line[0]);
    is_blank(&line[marks..]).then_some(level)
}

/// The character and length of a code fence.
pub(super) fn fence(line: &[u8]) -> Option<(u8, usize)> {
    let mark = *line.first()?;
    if !matches!(mark, b'`' | b'~') {
        return None;
    }
    let length = run(line, |byte| byte == mark);
    let is_open = length >= 3 && (mark == b'~' || !line[length..].contains(&b'`'));
    is_open.then_some((mark, length))
}

/// Does this line end a fence of `length` times `mark`?
pub(super) fn ends_fence(line: &[u8], mark: u8, length: usize) -> bool {
    let found = run(line, |byte| byte == mark);
    found >= length && line[found..].iter().all(|byte| *byte == b' ')
}

/// Can this line begin a new block where a paragraph would go on? Tables and footnotes are looked at by the scanner.
///
/// `is_inside` says that the line stands in the same quotes and items as the paragraph.
pub(super) fn interrupts(line: &[u8], is_inside: bool, is_table: bool) -> bool {
    let Some(first) = line.first() else {
        return true;
    };
    match first {
        b'>' => true,
        b'#' => atx(line).is_some(),
        b'`' | b'~' => fence(line).is_some(),
        b'_' => is_rule(line),
        b'<' => html_end(&line[1..]).is_some() || is_html_block(&line[1..]),
        b'-' | b'*' | b'+' | b'0'..=b'9' => {
            is_rule(line) || item_interrupts(line, is_inside && !is_table)
        }
        _ => false,
    }
}

/// In a paragraph only a list item that is not empty, and a numbered one only from 1, starts a list.
fn item_interrupts(line: &[u8], is_strict: bool) -> bool {
    let Some(length) = marker_len(line) else {
        return false;
    };
    let rest = &line[length..];
    if !rest.is_empty() && !matches!(rest[0], b' ' | b'\t') {
        return false;
    }
    let number = &line[..length - 1];
    let is_first =
        number.is_empty() || number.iter().fold(0, |n, d| n * 10 + u64::from(d - b'0')) == 1;
    !is_strict || (is_first && !is_blank(rest))
}

/// What ends HTML that goes on over blank lines; `line` is what follows the `<`.
/// `CommonMark` 0.31, section 4.6, start conditions 1 to 5.
pub(super) fn html_end(line: &[u8]) -> Option<&'static [u8]> {
    const NAMED: [(&[u8], &[u8]); 4] = [
        (b"pre", b"</pre>"),
        (b"style", b"</style>"),
        (b"script", b"</script>"),
        (b"textarea", b"</textarea>"),
    ];
    let name = run(line, |byte| byte.is_ascii_alphabetic());
    let ends = line
        .get(name)
        .is_none_or(|byte| is_space(*byte) || matches!(byte, b'>' | b'\r'));
    let named = NAMED
        .iter()
        .find(|(tag, _)| ends && tag.eq_ignore_ascii_case(&line[..name]));
    if let Some((_, end)) = named {
        return Some(end);
    }
    match line {
        [b'!', b'-', b'-', ..] => Some(b"-->"),
        [b'?', ..] => Some(b"?>"),
        [b'!', ..] if line.starts_with(b"![CDATA[") => Some(b"]]>"),
        [b'!', letter, ..] if letter.is_ascii_alphabetic() => Some(b">"),
        _ => None,
    }
}

/// Tags that start HTML up to a blank line: `CommonMark` 0.31, section 4.6, start condition 6.
pub(super) const BLOCK_TAGS: [&str; 62] = [
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Does the tag after `<` start HTML that ends at a blank line, also inside a paragraph?
pub(super) fn is_html_block(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"/").unwrap_or(line);
    let name = run(line, |byte| byte.is_ascii_alphanumeric());
    let ends = match &line[name..] {
        [] | [b' ' | b'\t' | b'\r' | b'>', ..] => true,
        rest => rest.starts_with(b"/>"),
    };
    ends && BLOCK_TAGS
        .iter()
        .any(|tag| tag.as_bytes().eq_ignore_ascii_case(&line[..name]))
}

/// Is `line`, which starts with `<`, one whole tag and nothing else? Start condition 7.
pub(super) fn is_lone_tag(line: &[u8]) -> bool {
    let Some(length) = tag_len(line) else {
        return false;
    };
    is_blank(&line[length..])
}

/// Bytes of an open or closing tag; `CommonMark` 0.31, section 6.6.
fn tag_len(line: &[u8]) -> Option<usize> {
    let is_closing = line.get(1) == Some(&b'/');
    let mut at = 1 + usize::from(is_closing);
    let letters = run(&line[at..], |byte| byte.is_ascii_alphabetic());
    if letters == 0 {
        return None;
    }
    at += letters;
    at += run(&line[at..], |byte| {
        byte.is_ascii_alphanumeric() || byte == b'-'
    });
    if !is_closing {
        at = attributes_end(line, at)?;
    }
    at += run(&line[at..], is_space);
    if !is_closing && line.get(at) == Some(&b'/') {
        at += 1;
    }
    (line.get(at) == Some(&b'>')).then_some(at + 1)
}

/// Where the attributes of a tag end.
fn attributes_end(line: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let spaces = run(&line[at..], is_space);
        let name = at + spaces;
        let is_name = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':');
        if spaces == 0 || !line.get(name).is_some_and(|byte| is_name(*byte)) {
            return Some(at);
        }
        at = name
            + run(&line[name..], |byte| {
                is_name(byte) || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
            });
        let equals = at + run(&line[at..], is_space);
        if line.get(equals) == Some(&b'=') {
            at = value_end(line, equals + 1)?;
        }
    }
}

/// Where the value of an attribute ends.
fn value_end(line: &[u8], at: usize) -> Option<usize> {
    let at = at + run(&line[at..], is_space);
    if let quote @ (b'"' | b'\'') = line.get(at)? {
        let length = run(&line[at + 1..], |byte| byte != *quote);
        return (at + 1 + length < line.len()).then_some(at + length + 2);
    }
    let length = run(&line[at..], |byte| !b"'\" =><`".contains(&byte));
    (length > 0).then_some(at + length)
}

/// Columns of a table's second row, `| --- | :-: |`; `None` when it is none.
pub(super) fn delimiter_columns(line: &[u8]) -> Option<usize> {
    let indent = run(line, |byte| byte == b' ');
    if indent > 3 {
        return None;
    }
    let row = &line[indent..];
    let has_pipe = row.contains(&b'|');
    let row = row.strip_prefix(b"|").unwrap_or(row);
    let row = &row[..row.len() - run_back(row)];
    let row = row.strip_suffix(b"|").unwrap_or(row);
    let is_cell = |cell: &[u8]| {
        cell.contains(&b'-') && cell.iter().all(|byte| matches!(byte, b' ' | b'-' | b':'))
    };
    (has_pipe && row.split(|byte| *byte == b'|').all(is_cell))
        .then(|| row.split(|byte| *byte == b'|').count())
}

fn run_back(line: &[u8]) -> usize {
    line.iter().rev().take_while(|byte| **byte == b' ').count()
}

/// Columns of a table's first row; 0 when it has no `|`.
pub(super) fn header_columns(line: &[u8]) -> usize {
    let (mut pipes, mut last, mut is_escaped) = (0, 0, false);
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'\\' if !is_escaped => {
                is_escaped = true;
                continue;
            }
            b'|' if !is_escaped => {
                pipes += 1;
                last = at;
            }
            _ => {}
        }
        is_escaped = false;
    }
    if pipes == 0 {
        return 0;
    }
    let starts = line[run(line, is_space)..].first() == Some(&b'|');
    let ends = is_blank(&line[last + 1..]);
    (pipes + 1usize).saturating_sub(usize::from(starts) + usize::from(ends))
}
