//! Sentences and what is found in them: each kind of figure, each thing said of one, and what is no
//! figure. `examples.txt` has a sentence a line, and below it, indented, a line for each figure.

use super::{Mention, scan};
use crate::model::{BlockKind, ChunkBuilder};

/// A mention on one line: the figure, kind, value and unit, what it counts, then what else is said.
fn line(mention: &Mention) -> String {
    let unit = mention.unit.as_ref().map_or("", |unit| unit.as_str());
    let subject = mention
        .here
        .subject
        .as_ref()
        .map_or("-", |subject| subject.as_str());
    let value = format!("{} {} {unit}", mention.kind.name(), mention.value);
    let mut said = vec![
        format!("{}: {}", mention.here.shown, value.trim_end()),
        subject.to_owned(),
    ];
    said.extend(
        mention
            .here
            .qualifier
            .map(|qualifier| qualifier.name().to_owned()),
    );
    if let Some(change) = mention.here.change {
        let from = change
            .from
            .map_or_else(String::new, |from| format!(" from {from}"));
        said.push(format!(
            "{} {}{from}",
            change.direction.name(),
            change.role.name()
        ));
    }
    said.extend(
        mention
            .here
            .attribution
            .as_ref()
            .map(|source| format!("says {source}")),
    );
    said.extend(mention.here.hedge.as_ref().map(ToString::to_string));
    said.join(", ")
}

#[test]
fn every_example_is_read_as_it_should_be() {
    let expected: Vec<&str> = include_str!("examples.txt").lines().collect();
    let mut found: Vec<String> = Vec::new();
    for text in expected.iter().filter(|text| !text.starts_with("    ")) {
        found.push((*text).to_owned());
        if text.is_empty() || text.starts_with("# ") {
            continue;
        }
        let mut builder = ChunkBuilder::new(0..text.len() as u64);
        builder.push_source(text, 0);
        builder.add_block(BlockKind::Paragraph, 0, 0..text.len() as u64, None, None);
        let mentions = scan(&builder.finish());
        found.extend(
            mentions
                .iter()
                .map(|mention| format!("    {}", line(mention))),
        );
    }
    assert_eq!(found, expected);
}
