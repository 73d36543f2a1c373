//! A panic of the parser survived.

use std::{cell::Cell, panic};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Is this thread inside code whose panic is survived? A panic hook that gives the terminal back
/// has to let such a panic pass.
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// What `work` gives; `None` when it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_GUARDED.replace(true);
    let result = panic::catch_unwind(panic::AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    result.ok()
}
