//! What was read and may be asked for again.

use std::cell::RefCell;

/// Some things by number, until they are too many: then all are let go, and the store has what is still needed.
///
/// A sorted list, since it is searched much more often than added to; a hash map would be some kilobytes of code.
pub(super) struct Kept<K, T> {
    room: usize,
    items: RefCell<(Vec<(K, T)>, usize)>,
}

impl<K: Copy + Ord, T: Clone> Kept<K, T> {
    /// Room for things of so much together.
    pub(super) fn new(room: usize) -> Self {
        Self {
            room,
            items: RefCell::default(),
        }
    }

    pub(super) fn get(&self, key: K) -> Option<T> {
        let (items, _) = &*self.items.borrow();
        let at = items.binary_search_by(|(known, _)| known.cmp(&key)).ok()?;
        Some(items[at].1.clone())
    }

    /// Something that is kept takes so much room more.
    pub(super) fn grow(&self, size: usize) {
        let (items, taken) = &mut *self.items.borrow_mut();
        if *taken + size > self.room {
            items.clear();
            *taken = 0;
        }
        *taken += size;
    }

    /// Keeps something that takes so much room.
    pub(super) fn put(&self, key: K, item: &T, size: usize) {
        self.grow(size);
        let (items, _) = &mut *self.items.borrow_mut();
        match items.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => items[at].1 = item.clone(),
            Err(at) => items.insert(at, (key, item.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_there_until_there_is_no_room() {
        let kept = Kept::new(10);
        for (key, size) in [(3, 4), (1, 4), (2, 2)] {
            kept.put(key, &key.to_string(), size);
        }
        let there = |kept: &Kept<u32, String>| [0, 1, 2, 3, 4].map(|key| kept.get(key).is_some());
        assert_eq!(there(&kept), [false, true, true, true, false]);
        assert_eq!(kept.get(2).as_deref(), Some("2"));
        kept.put(4, &"4".to_owned(), 1);
        assert_eq!(there(&kept), [false, false, false, false, true]);
        kept.grow(9);
        assert!(kept.get(4).is_some());
        kept.grow(1);
        assert!(kept.get(4).is_none());
    }
}
