//! Learns the weights of `src/load/heading/weights.rs` from folders of labelled texts.
//!
//! ```text
//! cargo test --test train -- FOLDER...            prints the weights as Rust
//! cargo test --test train -- --check FOLDER...    learns without a twelfth of the sites at a time, and
//!                                                 tells how well their headings are found
//! cargo test --test train -- --check --tell FOLDER...    the same, and prints each mistake
//! cargo test --test train -- --page FOLDER...     the same for whole web pages
//! ```
//!
//! A folder holds `NAME.txt` with `NAME.gold.json` beside it: `headings` (each with its `line`, from
//! 1), and lists of lines that are neither right nor wrong (`optional`, `neutral`,
//! `title_duplicates`, `boilerplate`). Or it holds articles in Markdown of one site, `NAME.md`: their
//! marks are taken away, their headings are the labels, and they count half. Logistic regression with a ridge, by Newton's method: the same
//! texts give the same weights. Without folders nothing is done, so that it passes among the tests.

mod data;
mod heading;
mod logistic;
mod markdown;
mod page;

fn main() {
    let mut folders: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.is_empty())
        .collect();
    let is_check = folders.iter().any(|arg| arg == "--check");
    let is_told = folders.iter().any(|arg| arg == "--tell");
    let is_page = folders.iter().any(|arg| arg == "--page");
    folders.retain(|arg| !arg.starts_with('-'));
    if folders.is_empty() {
        return;
    }
    let texts = data::texts(&folders);
    if is_page {
        page::run(&texts, is_check);
    } else if is_check {
        heading::check(&texts, is_told);
    } else {
        heading::print(&texts);
    }
}
