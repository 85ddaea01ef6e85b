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
pub fn in_order<T>(list: Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = places(list.len(), &|a, b| compare(&list[a], &list[b]));
    let mut list: Vec<Option<T>> = list.into_iter().map(Some).collect();
    places
        .into_iter()
        .filter_map(|place| list[place as usize].take())
        .collect()
}

fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..length as u32).collect();
    places.sort_unstable_by(|a, b| compare(*a as usize, *b as usize).then(a.cmp(b)));
    places
}
