//! One sort for everything that the page puts in order.
//!
//! The library's sort is compiled anew for each type and each order, some three kilobytes a time; places in a list
//! are one type whatever the list holds.

use std::cmp::Ordering;

/// Puts a list in the order that `compare` says; equals keep theirs.
///
/// ```
/// use article_explorer::search::in_order;
///
/// assert_eq!(in_order(vec!["b2", "a1", "b1"], &|a, b| a[..1].cmp(&b[..1])), ["a1", "b2", "b1"]);
/// ```
pub fn in_order<T>(mut list: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut places = places(list.len(), &|a, b| compare(&list[a], &list[b]));
    swaps(&mut places);
    for (at, other) in places.into_iter().enumerate() {
        list.swap(at, other as usize);
    }
    list
}

/// Of what should come to each place, where that stands once all before it have been exchanged.
fn swaps(places: &mut [u32]) {
    for at in 0..places.len() {
        let mut place = places[at];
        // What stood before has been put where its place said.
        while (place as usize) < at {
            place = places[place as usize];
        }
        places[at] = place;
    }
}

/// Merge sort from the bottom up: the library's is four kilobytes for what no list here is long enough to feel.
fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..length as u32).collect();
    let mut merged = places.clone();
    let mut run = 1;
    while run < length {
        for (from, to) in places.chunks(2 * run).zip(merged.chunks_mut(2 * run)) {
            let (mut first, mut second) = from.split_at(run.min(from.len()));
            for place in to {
                let lower = match (first, second) {
                    ([a, ..], [b, ..]) if compare(*a as usize, *b as usize).is_gt() => &mut second,
                    ([], _) => &mut second,
                    _ => &mut first,
                };
                if let Some((lowest, rest)) = lower.split_first() {
                    *place = *lowest;
                    *lower = rest;
                }
            }
        }
        std::mem::swap(&mut places, &mut merged);
        run *= 2;
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_are_in_order_and_equals_keep_theirs(list in proptest::collection::vec((0..9_u8, 0..200_u8), 0..100)) {
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(in_order(list, &|a, b| a.0.cmp(&b.0)), expected);
        }
    }
}
