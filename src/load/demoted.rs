//! Headings that the reader says are none: from then on they are text of the section before.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{BlockKind, Chunk, Document};

/// Source spans of the headings that are none: end by start.
#[derive(Clone, Debug, Default)]
pub(super) struct Demoted(BTreeMap<u64, u64>);

impl Demoted {
    /// `headings` as source spans.
    pub fn new(headings: impl IntoIterator<Item = std::ops::Range<u64>>) -> Self {
        Self(
            headings
                .into_iter()
                .map(|span| (span.start, span.end))
                .collect(),
        )
    }

    /// The document with no section for any of them.
    pub fn document(&self, document: &Arc<Document>) -> Arc<Document> {
        if self.0.is_empty() {
            return Arc::clone(document);
        }
        let outline = document
            .outline
            .without(|start| self.0.contains_key(&start));
        Arc::new(Document {
            outline,
            ..Document::clone(document)
        })
    }

    /// Makes paragraphs of the headings in a chunk that are among them.
    pub fn mark(&self, chunk: &mut Chunk) {
        if self.0.is_empty() {
            return;
        }
        for block in &mut chunk.blocks {
            let span = self.0.range(..=block.source.start).next_back();
            if matches!(block.kind, BlockKind::Heading { .. })
                && span.is_some_and(|(_, end)| block.source.start < *end)
            {
                block.kind = BlockKind::Paragraph;
            }
        }
    }
}
