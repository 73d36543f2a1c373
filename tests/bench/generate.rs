//! Makes briefings of any length: the same seed and length always give the same bytes.
//!
//! The texts are built like real ones: a heading every few paragraphs, sentences with figures,
//! lists, quotes, tables, code, links by reference and notes, in about the share they have in
//! reports on the web; words come from a small stock.

use std::fmt::Write as _;

const NOUNS: &[&str] = &[
    "ministry",
    "harvest",
    "border",
    "committee",
    "province",
    "pipeline",
    "inflation",
    "budget",
    "ceasefire",
    "election",
    "reservoir",
    "garrison",
    "refinery",
    "tribunal",
    "convoy",
    "village",
    "currency",
    "parliament",
    "railway",
    "hospital",
    "militia",
    "fishery",
    "quarter",
    "café",
];
const VERBS: &[&str] = &[
    "reported",
    "denied",
    "expected",
    "announced",
    "doubted",
    "confirmed",
    "delayed",
    "funded",
    "closed",
    "reopened",
    "described",
    "counted",
    "estimated",
    "rejected",
    "welcomed",
];
const JOINS: &[&str] = &[
    "of the",
    "near the",
    "after the",
    "before the",
    "against the",
    "under the",
    "without the",
    "across the",
    "according to the",
    "despite the",
];
const UNITS: &[&str] = &[
    "people",
    "homes",
    "tonnes",
    "soldiers",
    "hectares",
    "barrels a day",
    "patients",
    "vessels",
];

/// Numbers that look random and are the same every time (xorshift64*).
pub struct Dice(u64);

impl Dice {
    /// The same numbers from the start.
    pub fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    /// One of `stock`.
    pub fn pick<'a>(&mut self, stock: &[&'a str]) -> &'a str {
        stock[self.below(stock.len() as u64) as usize]
    }
}

/// Markdown of at least `len` bytes, ending with a whole section.
pub fn markdown(len: usize) -> String {
    let mut page = Page::new(len);
    page.out
        .push_str("# A long report\n\nWhat follows was made by a program.\n\n");
    while page.out.len() < len {
        page.section();
        page.sources();
    }
    page.out
}

/// Plain text of at least `len` bytes: paragraphs of one line, headings without marks.
pub fn plain(len: usize) -> String {
    let mut page = Page::new(len);
    page.out.push_str("A Long Report\n\n");
    while page.out.len() < len {
        let heading = page.words(4);
        let _ = write!(page.out, "The {heading}\n\n");
        for _ in 0..2 + page.dice.below(4) {
            page.sentences();
            page.out.push_str("\n\n");
        }
    }
    page.out
}

struct Page {
    out: String,
    dice: Dice,
    links: usize,
    /// Links that are defined.
    defined: usize,
}

impl Page {
    fn new(len: usize) -> Self {
        Self {
            out: String::with_capacity(len + len / 8 + 4096),
            dice: Dice::new(),
            links: 0,
            defined: 0,
        }
    }

    fn section(&mut self) {
        let level = 2 + self.dice.below(3) as usize;
        let heading = self.words(4);
        let _ = write!(self.out, "{} The {heading}\n\n", "#".repeat(level));
        for _ in 0..2 + self.dice.below(4) {
            self.block();
            self.out.push('\n');
        }
    }

    /// The definitions of the links since the last ones, now and then.
    fn sources(&mut self) {
        if self.links - self.defined < 50 {
            return;
        }
        for index in self.defined..self.links {
            let _ = writeln!(
                self.out,
                "[ref {index}]: https://example.org/{index} \"Source {index}\""
            );
        }
        self.out.push('\n');
        self.defined = self.links;
    }

    fn block(&mut self) {
        match self.dice.below(20) {
            0 => self.list("- "),
            1 => self.list("1. "),
            2 => self.quote(),
            3 => self.table(),
            4 if self.dice.below(3) == 0 => self.code(),
            _ => {
                self.sentences();
                self.out.push('\n');
            }
        }
    }

    fn words(&mut self, count: usize) -> String {
        let mut out = String::new();
        for index in 0..count {
            let word = match index % 3 {
                0 => self.dice.pick(NOUNS),
                1 => self.dice.pick(VERBS),
                _ => self.dice.pick(JOINS),
            };
            if index > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    fn sentences(&mut self) {
        for index in 0..3 + self.dice.below(4) {
            if index > 0 {
                self.out.push(' ');
            }
            self.sentence();
        }
    }

    fn sentence(&mut self) {
        let (count, unit) = (self.dice.below(90_000), self.dice.pick(UNITS));
        let (first, last) = (self.words(5), self.words(4));
        let _ = match self.dice.below(9) {
            0 => write!(
                self.out,
                "The {first} {last}, about {count} {unit} in {}.",
                1990 + count % 35
            ),
            1 => write!(
                self.out,
                "The **{first}** {last} by {}.{}%.",
                count % 90,
                count % 10
            ),
            2 => write!(
                self.out,
                "Around {count} {unit} were moved, *the {first}* {last}."
            ),
            3 if count % 8 > 0 => write!(
                self.out,
                "The {first}, [the {last}](https://example.org/{count})."
            ),
            3 => {
                self.links += 1;
                write!(
                    self.out,
                    "The {first}, [the {last}][ref {}].",
                    self.links - 1
                )
            }
            4 => write!(
                self.out,
                "“The {first},” it said; the {last} cost ${}.{} million.",
                count % 700,
                count % 10
            ),
            _ => write!(self.out, "The {first}, and the {last}."),
        };
    }

    fn list(&mut self, marker: &str) {
        for _ in 0..2 + self.dice.below(5) {
            self.out.push_str(marker);
            self.sentence();
            self.out.push('\n');
        }
    }

    fn quote(&mut self) {
        self.out.push_str("> ");
        self.sentence();
        self.out.push_str("\n> ");
        self.sentence();
        self.out.push('\n');
    }

    fn table(&mut self) {
        self.out
            .push_str("| Place | Count | Share |\n|:------|------:|------:|\n");
        for _ in 0..3 + self.dice.below(6) {
            let (noun, count) = (self.dice.pick(NOUNS), self.dice.below(100_000));
            let _ = writeln!(self.out, "| {noun} | {count} | {}% |", count % 100);
        }
    }

    fn code(&mut self) {
        self.out.push_str("```\n");
        for _ in 0..4 {
            let words = self.words(6);
            let _ = writeln!(self.out, "# {words}");
        }
        self.out.push_str("```\n");
    }
}
