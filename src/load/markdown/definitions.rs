//! Where each label of a document is defined.
//!
//! A large document has many: they are kept in sorted runs that published indexes share, each run
//! longer than all after it, so that there are few.

use std::sync::Arc;

/// Labels taken down before they are sorted.
const UNSORTED: usize = 1024;

/// The hash of a label, and the source offset of a definition of it.
type Entry = (u64, u64);

/// Where each label is defined first.
///
/// Labels are kept by their hash: two labels of one hash would only make a link lead nowhere, since
/// what is found is read again where it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Definitions {
    /// Each in the order of hashes; later runs hold later definitions.
    runs: Vec<Arc<[Entry]>>,
    /// The last ones, as they came.
    recent: Vec<Entry>,
}

impl Definitions {
    /// Takes down a definition at source offset `start`, after all taken down before; the first one
    /// of a label counts. The label of a footnote is given with its `^`.
    pub(super) fn add(&mut self, label: &[u8], start: u64) {
        self.recent.push((hash(label), start));
        if self.recent.len() >= UNSORTED {
            self.settle();
        }
    }

    /// Makes a clone share all that is known so far.
    pub(crate) fn settle(&mut self) {
        // The sort is stable: of equal labels the first stays the first.
        self.recent.sort_by_key(|(hash, _)| *hash);
        self.recent.dedup_by_key(|(hash, _)| *hash);
        if self.recent.is_empty() {
            return;
        }
        let mut run = std::mem::take(&mut self.recent);
        while let Some(before) = self.runs.pop_if(|before| before.len() <= run.len()) {
            run = merged(&before, &run);
        }
        self.runs.push(run.into());
    }

    /// Source offset of the definition of `label`; a footnote's label starts with `^`.
    pub(super) fn start(&self, label: &str) -> Option<u64> {
        if self.is_empty() {
            return None;
        }
        let wanted = hash(label.as_bytes());
        let settled = self.runs.iter().find_map(|run| {
            let at = run.binary_search_by_key(&wanted, |(hash, _)| *hash).ok()?;
            Some(run[at].1)
        });
        let mut recent = self.recent.iter();
        settled.or_else(|| Some(recent.find(|(hash, _)| *hash == wanted)?.1))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty() && self.recent.is_empty()
    }
}

/// Both runs in one; of equal hashes the entry of the first run.
fn merged(first: &[Entry], second: &[Entry]) -> Vec<Entry> {
    let mut out = Vec::with_capacity(first.len() + second.len());
    let mut older = first.iter().copied().peekable();
    for entry in second {
        while let Some(before) = older.next_if(|older| older.0 <= entry.0) {
            out.push(before);
        }
        if out.last().is_none_or(|last| last.0 != entry.0) {
            out.push(*entry);
        }
    }
    out.extend(older);
    out
}

/// The hash of a label (FNV-1a): equal for labels that differ only in case and white space.
fn hash(label: &[u8]) -> u64 {
    if label.is_ascii() {
        return hash_words(label.iter().map(u8::to_ascii_lowercase));
    }
    let lower = String::from_utf8_lossy(label).to_lowercase();
    hash_words(lower.bytes())
}

fn hash_words(bytes: impl Iterator<Item = u8>) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut hash, mut is_space) = (START, false);
    for byte in bytes {
        if byte.is_ascii_whitespace() || byte == 0x0b {
            is_space = hash != START;
            continue;
        }
        if std::mem::take(&mut is_space) {
            hash = mixed(hash, b' ');
        }
        hash = mixed(hash, byte);
    }
    hash
}

fn mixed(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_are_equal_but_for_case_and_white_space() {
        let mut definitions = Definitions::default();
        assert!(definitions.is_empty() && definitions.start("a").is_none());
        definitions.add(b"  High \n WATER ", 3);
        definitions.add("Äste".as_bytes(), 9);
        definitions.settle();
        definitions.add(b"high water", 12);
        definitions.add(b"^1", 15);
        let starts =
            ["high water", "äste", "^1", "highwater"].map(|label| definitions.start(label));
        assert_eq!(starts, [Some(3), Some(9), Some(15), None]);
    }

    #[test]
    fn a_clone_shares_what_is_known_and_there_are_few_runs() {
        let mut definitions = Definitions::default();
        for at in 0..100_000_u64 {
            definitions.add(format!("ref {at}").as_bytes(), at);
        }
        definitions.settle();
        assert!(definitions.runs.len() <= 10, "{}", definitions.runs.len());
        let clone = definitions.clone();
        let mut shared = definitions.runs.iter().zip(&clone.runs);
        assert!(shared.all(|(one, other)| Arc::ptr_eq(one, other)));
        assert!((0..100_000).all(|at| clone.start(&format!("REF  {at}")) == Some(at)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_first_definition_counts(labels in prop::collection::vec((0u8..40, prop::bool::weighted(0.1)), 0..300)) {
            let (mut definitions, mut first) = (Definitions::default(), HashMap::new());
            for (at, (label, settles)) in labels.into_iter().enumerate() {
                definitions.add(&[label], at as u64);
                first.entry(label).or_insert(at as u64);
                if settles {
                    definitions.settle();
                }
            }
            for label in 0..40 {
                let name = String::from(char::from(label));
                let is_blank = name.trim().is_empty();
                prop_assert!(is_blank || definitions.start(&name) == first.get(&label).copied());
            }
        }
    }
}
