//! What was said before, to which a sentence may point back: "it", "they", "another 12".

use std::ops::Range;

use crate::{stats::lexicon::Class, text::CleanString};

/// What was said before, to which a sentence may point back.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// What the last figure of the block counted.
    pub(super) last: Option<CleanString>,
    /// What the last sentence with a figure was about.
    pub(super) topic: Option<CleanString>,
    /// The sentence that was last passed over in an earlier block: what it is about is not known yet.
    pub(super) before: Option<Range<usize>>,
    /// Sentences of this block whose figures were passed over, and those behind the first of them.
    pub(super) unread: Vec<Range<usize>>,
    /// What the words of the sentences can be that are pointed back to, all together.
    pub(super) classes: Class,
    /// Of the last of them alone.
    last_classes: Class,
}

impl Past {
    /// A block begins; only what the one before was about is still pointed back to.
    pub(super) fn begin_block(&mut self) {
        self.before = self.unread.pop().or(self.before.take());
        self.unread.clear();
        self.last = None;
        self.classes = self.last_classes;
    }

    pub(super) fn is_read(&self) -> bool {
        self.before.is_none() && self.unread.is_empty()
    }

    pub(super) fn passed(&mut self, classes: Class) {
        self.classes = self.classes | classes;
        self.last_classes = classes;
    }
}
