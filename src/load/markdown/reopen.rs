//! Markdown that brings the parser into the middle of a block: what has to be read before a chunk
//! that starts where a block is torn.

use super::scan::{Leaf, Open, Reopen};

/// A definition of a label nobody writes: text that opens containers and shows nothing, after
/// which any line goes on as a paragraph would.
const NOTHING: &str = "[\u{1}]: x";

/// Deeper than this, containers are not opened again: the text stays, its frame is lost.
const DEPTH_MAX: usize = 16;

/// What to read before a chunk that starts at a line inside `leaf`, which stands in `stack`.
pub(super) fn inside(stack: &[Open], leaf: &Leaf) -> Reopen {
    if let Leaf::Table(head) = leaf {
        return String::from_utf8_lossy(head).into();
    }
    let stack = &stack[..stack.len().min(DEPTH_MAX)];
    let mut out: String = stack.iter().map(opening).collect();
    let line = match leaf {
        Leaf::Fence {
            mark,
            length,
            info,
            indent,
        } => {
            let mark = char::from(*mark).to_string().repeat((*length).min(256));
            let info = String::from_utf8_lossy(info);
            format!("{:indent$}{mark}{info}", "")
        }
        Leaf::Html(end) => html_start(end).to_owned(),
        Leaf::HtmlUntilBlank => "<div>".to_owned(),
        _ => NOTHING.to_owned(),
    };
    out.push_str(&line);
    out.push('\n');
    if matches!(leaf, Leaf::None | Leaf::IndentedCode) && !stack.is_empty() {
        out.extend(stack.iter().map(continuing));
        out.push('\n');
    }
    out.into()
}

/// Opens one container.
fn opening(open: &Open) -> String {
    match open {
        Open::Quote => "> ".to_owned(),
        Open::Note => "[^\u{1}]: ".to_owned(),
        Open::Item(indent) => {
            let before = indent.saturating_sub(2).min(3);
            let marker = "1".repeat(indent.saturating_sub(before + 5).min(9));
            let mark = if marker.is_empty() { "-" } else { "." };
            let after = indent.saturating_sub(before + marker.len() + 1).max(1);
            format!("{:before$}{marker}{mark}{:after$}", "", "")
        }
    }
}

/// Stays in one container on the next line.
fn continuing(open: &Open) -> String {
    match open {
        Open::Quote => "> ".to_owned(),
        Open::Note => "    ".to_owned(),
        Open::Item(indent) => " ".repeat(*indent),
    }
}

/// What starts the HTML that `end` ends.
fn html_start(end: &[u8]) -> &'static str {
    match end {
        b"</pre>" => "<pre>",
        b"</style>" => "<style>",
        b"</script>" => "<script>",
        b"</textarea>" => "<textarea>",
        b"?>" => "<?",
        b"]]>" => "<![CDATA[",
        b">" => "<!X",
        _ => "<!--",
    }
}
