//! Whose turn it is: work that nobody waits for stands still while somebody waits for a search. It would
//! take a processor from it, or half of one.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Shared by those who hurry and those who can wait.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// How many hurry.
    hurried: Mutex<usize>,
    is_free: Condvar,
}

/// Somebody hurries until this is dropped.
#[derive(Debug)]
pub(super) struct Hurry(Arc<Turn>);

impl Turn {
    /// Lets others wait until what comes back is dropped.
    pub(super) fn hurry(self: &Arc<Self>) -> Hurry {
        *self.hurried.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Hurry(Arc::clone(self))
    }

    /// Waits until nobody hurries; costs next to nothing when nobody does.
    pub(super) fn wait(&self) {
        let hurried = self.hurried.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.is_free.wait_while(hurried, |hurried| *hurried > 0);
        drop(free.unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for Hurry {
    fn drop(&mut self) {
        let hurried = self.0.hurried.lock();
        *hurried.unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.is_free.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        thread,
        time::Duration,
    };

    use super::*;

    #[test]
    fn who_can_wait_waits_for_all_who_hurry() {
        let (turn, has_gone_on) = (Arc::new(Turn::default()), AtomicBool::new(false));
        turn.wait();
        let (first, second) = (turn.hurry(), turn.hurry());
        thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                turn.wait();
                has_gone_on.store(true, Ordering::SeqCst);
            });
            drop(first);
            thread::sleep(Duration::from_millis(20));
            assert!(!has_gone_on.load(Ordering::SeqCst));
            drop(second);
            waiting.join().unwrap();
        });
        assert!(has_gone_on.into_inner());
    }
}
