//! What was said before, to which a sentence may point back: "it", "they", "another 12".

use std::{mem::take, ops::Range};

use crate::{
    stats::{Kind, figure::Figure, lexicon::Class},
    text::CleanString,
};

/// What was said before, to which a sentence may point back.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// What the last figure of the block counted.
    pub(super) last: Option<CleanString>,
    /// What the last figure of the block counted that was a thousand or more.
    pub(super) last_of_many: Option<CleanString>,
    /// What the last sentence with a figure was about.
    pub(super) topic: Option<CleanString>,
    /// Sentences of earlier blocks that were passed over since then: what they are about is not known yet.
    pub(super) before: Vec<Range<usize>>,
    /// Sentences of this block that were passed over, and those behind the first of them.
    pub(super) unread: Vec<Range<usize>>,
    /// What the words of the sentences of this block can be, all together.
    classes: Class,
    /// The same of the sentences one of which `topic` is of.
    topic_classes: Class,
}

impl Past {
    /// Nothing was said before; the memory is kept.
    pub(super) fn clear(&mut self) {
        let (mut before, mut unread) = (take(&mut self.before), take(&mut self.unread));
        before.clear();
        unread.clear();
        *self = Self {
            before,
            unread,
            ..Self::default()
        };
    }

    /// A block begins; only what those before were about is still pointed back to.
    pub(super) fn begin_block(&mut self) {
        self.before.append(&mut self.unread);
        self.last = None;
        self.last_of_many = None;
        self.classes = Class::default();
    }

    /// What a figure counted is what the next ones may count.
    pub(super) fn count(&mut self, figure: &Figure, words: &CleanString) {
        self.last = Some(words.clone());
        if is_many(figure) {
            self.last_of_many = Some(words.clone());
        }
    }

    /// What a figure with no noun of its own counts: as much as the one it goes on from. "One phase" is
    /// not what "a further 10.2 million" are.
    pub(super) fn counted(&self, figure: &Figure) -> Option<&CleanString> {
        let of_many = self.last_of_many.as_ref().filter(|_| is_many(figure));
        of_many.or(self.last.as_ref())
    }

    /// What the words can be from which a sentence whose words are `own` may take what it counts.
    pub(super) fn classes(&self, own: Class) -> Class {
        let topic = if own.has(Class::PRON) {
            self.topic_classes
        } else {
            Class::default()
        };
        own | self.classes | topic
    }

    /// A sentence with a figure was passed; is it known that `topic` is of it?
    pub(super) fn pass(&mut self, own: Class, is_topic: bool) {
        self.classes = self.classes | own;
        self.topic_classes = if is_topic {
            own
        } else {
            self.topic_classes | own
        };
    }
}

fn is_many(figure: &Figure) -> bool {
    figure.kind == Kind::Count && figure.value.number().is_some_and(|number| number >= 1000.0)
}
