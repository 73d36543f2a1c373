//! The jump list: where the reader was before each jump.

/// Places kept at most.
const KEPT: usize = 200;

/// Places jumped from, as source offsets, with the way back and forward.
#[derive(Clone, Debug, Default)]
pub struct History {
    back: Vec<u64>,
    forward: Vec<u64>,
}

impl History {
    /// Notes that a jump starts at `here`. The way forward is forgotten.
    pub fn leave(&mut self, here: u64) {
        self.forward.clear();
        if self.back.last() != Some(&here) {
            self.back.push(here);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before `here`, which is kept for the way forward.
    pub fn back(&mut self, here: u64) -> Option<u64> {
        let place = self.back.pop()?;
        self.forward.push(here);
        Some(place)
    }

    /// The place that was gone back from.
    pub fn forward(&mut self, here: u64) -> Option<u64> {
        let place = self.forward.pop()?;
        self.back.push(here);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn goes_back_and_forward_and_forgets_the_branch() {
        let mut history = History::default();
        history.leave(10);
        history.leave(20);
        assert_eq!(history.back(30), Some(20));
        assert_eq!(history.back(20), Some(10));
        assert_eq!(history.back(10), None);
        assert_eq!(history.forward(10), Some(20));
        history.leave(20);
        assert_eq!(history.forward(20), None);
    }

    #[test]
    fn keeps_a_bounded_number_of_places() {
        let mut history = History::default();
        (0..1000).for_each(|at| history.leave(at));
        assert_eq!(std::iter::from_fn(|| history.back(0)).count(), super::KEPT);
    }
}
