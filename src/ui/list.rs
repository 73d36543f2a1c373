//! What the two side panes share: a list whose items take several rows.

/// The first item to show so that item `selected` is whole on a pane of `room` rows, as near to
/// `first` as can be. `height` gives the rows of an item. Cost follows `room`, not the list.
pub fn keep_in_view(
    first: usize,
    selected: usize,
    room: usize,
    height: impl Fn(usize) -> usize,
) -> usize {
    let mut lowest = selected;
    let mut used = height(selected);
    while let Some(above) = lowest.checked_sub(1) {
        used += height(above);
        if used > room {
            break;
        }
        lowest = above;
    }
    first.clamp(lowest, selected)
}

/// As [`keep_in_view`], with the items before and after it whole too, as far as there is room: of
/// `len` items.
pub fn keep_around_in_view(
    first: usize,
    selected: usize,
    len: usize,
    room: usize,
    height: impl Fn(usize) -> usize,
) -> usize {
    let last = len.saturating_sub(1);
    let around = [
        (selected + 1).min(last),
        selected.saturating_sub(1),
        selected,
    ];
    around.into_iter().fold(first, |first, item| {
        keep_in_view(first, item, room, &height)
    })
}

#[cfg(test)]
mod tests {
    use super::{keep_around_in_view, keep_in_view};

    #[test]
    fn moves_no_more_than_it_must() {
        let two_rows = |_| 2;
        assert_eq!(keep_in_view(0, 3, 10, two_rows), 0);
        assert_eq!(keep_in_view(0, 5, 10, two_rows), 1);
        assert_eq!(keep_in_view(7, 5, 10, two_rows), 5);
        assert_eq!(keep_in_view(3, 5, 10, two_rows), 3);
        assert_eq!(keep_in_view(0, 900_000, 1, two_rows), 900_000);
    }

    #[test]
    fn what_stands_around_is_seen_too() {
        let check = |first, selected, room, expected| {
            let found = keep_around_in_view(first, selected, 9, room, |_| 2);
            assert_eq!(found, expected, "{selected} in {room} rows from {first}");
        };
        check(0, 3, 10, 0);
        check(0, 4, 10, 1);
        check(3, 3, 10, 2);
        check(0, 8, 10, 4);
        check(4, 0, 10, 0);
        check(0, 4, 2, 4);
        check(0, 4, 4, 3);
    }
}
