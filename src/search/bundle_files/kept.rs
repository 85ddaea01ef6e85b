//! What was read and may be asked for again.

use std::cell::RefCell;

/// Some things by number. What was not asked for longest, about, is let go when there is no room: the store has it.
///
/// A hand goes round, takes from each thing the mark that it was asked for, and the thing itself where the mark is gone (the second
/// chance, or clock, of virtual memory): asking costs nothing but the mark, and about as much is let go as comes.
/// A sorted list, since it is searched much more often than added to; a hash map would be some kilobytes of code.
pub(super) struct Kept<K, T> {
    room: usize,
    clock: RefCell<Clock<K, T>>,
}

struct Clock<K, T> {
    /// Ascending by key.
    things: Vec<Thing<K, T>>,
    /// What they take together.
    taken: usize,
    hand: usize,
}

struct Thing<K, T> {
    key: K,
    item: T,
    size: usize,
    asked: bool,
}

impl<K: Copy + Ord, T: Clone> Kept<K, T> {
    /// Room for things of so much together.
    pub(super) fn new(room: usize) -> Self {
        let clock = Clock {
            things: Vec::new(),
            taken: 0,
            hand: 0,
        };
        Self {
            room,
            clock: clock.into(),
        }
    }

    pub(super) fn get(&self, key: K) -> Option<T> {
        let clock = &mut *self.clock.borrow_mut();
        let at = clock.place(key).ok()?;
        let thing = &mut clock.things[at];
        thing.asked = true;
        Some(thing.item.clone())
    }

    /// Something takes so much more, if it is kept.
    pub(super) fn grow(&self, key: K, size: usize) {
        let clock = &mut *self.clock.borrow_mut();
        if let Ok(at) = clock.place(key) {
            clock.things[at].size += size;
            clock.things[at].asked = true;
            clock.taken += size;
            clock.let_go(self.room);
        }
    }

    /// Keeps something that takes so much room, unless it is here already.
    pub(super) fn put(&self, key: K, item: &T, size: usize) {
        let clock = &mut *self.clock.borrow_mut();
        clock.let_go(self.room.saturating_sub(size));
        let Err(at) = clock.place(key) else { return };
        let thing = Thing {
            key,
            item: item.clone(),
            size,
            asked: true,
        };
        clock.things.insert(at, thing);
        clock.hand += usize::from(at <= clock.hand);
        clock.taken += size;
    }
}

impl<K: Copy + Ord, T> Clock<K, T> {
    /// Where something stands, or would stand.
    fn place(&self, key: K) -> Result<usize, usize> {
        self.things.binary_search_by(|thing| thing.key.cmp(&key))
    }

    /// Until the rest takes no more than so much.
    fn let_go(&mut self, room: usize) {
        while self.taken > room && !self.things.is_empty() {
            let at = if self.hand < self.things.len() { self.hand } else { 0 };
            if std::mem::take(&mut self.things[at].asked) {
                self.hand = at + 1;
            } else {
                self.hand = at;
                self.taken -= self.things.remove(at).size;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn keys(kept: &Kept<u32, u32>) -> Vec<u32> {
        kept.clock.borrow().things.iter().map(|thing| thing.key).collect()
    }

    #[test]
    fn what_was_not_asked_for_is_let_go_first() {
        let kept = Kept::new(10);
        for (key, size) in [(3, 4), (1, 4), (2, 2)] {
            kept.put(key, &key, size);
        }
        assert_eq!(keys(&kept), [1, 2, 3]);
        // All were asked for just now: the hand takes the marks, and then the first one.
        kept.put(4, &4, 1);
        assert_eq!(keys(&kept), [2, 3, 4]);
        assert_eq!((kept.get(2), kept.get(1)), (Some(2), None));
        kept.put(5, &5, 4);
        assert_eq!(keys(&kept), [2, 4, 5]);
        kept.grow(5, 3);
        assert_eq!(keys(&kept), [2, 4, 5]);
        // Something that grows takes the room of others.
        kept.get(5);
        kept.grow(4, 1);
        assert_eq!(keys(&kept), [4, 5]);
        kept.grow(1, 100);
        assert_eq!(keys(&kept), [4, 5]);
        // What is larger than the room is there alone.
        kept.put(6, &6, 100);
        assert_eq!(keys(&kept), [6]);
        kept.put(7, &7, 1);
        assert_eq!(keys(&kept), [7]);
    }

    proptest! {
        #[test]
        fn what_is_there_is_what_was_put_and_fits(
            steps in prop::collection::vec((0_u32..12, 0_usize..30, 0..3), 0..200),
            room in 0_usize..100,
        ) {
            let kept = Kept::new(room);
            let mut put = BTreeMap::new();
            for (number, (key, size, kind)) in (0_u32..).zip(steps) {
                match kind {
                    0 => {
                        if let Some(item) = kept.get(key) {
                            prop_assert_eq!(Some(&item), put.get(&key));
                        }
                    }
                    1 => kept.grow(key, size),
                    _ => {
                        kept.put(key, &number, size);
                        let there = kept.get(key);
                        prop_assert!(there == Some(number) || there.as_ref() == put.get(&key) && there.is_some());
                        put.extend(there.map(|there| (key, there)));
                    }
                }
                let clock = kept.clock.borrow();
                let taken: usize = clock.things.iter().map(|thing| thing.size).sum();
                prop_assert_eq!(taken, clock.taken);
                let alone = clock.things.iter().filter(|thing| thing.size > 0).count() == 1;
                prop_assert!(taken <= room || alone);
                prop_assert!(clock.things.is_sorted_by(|a, b| a.key < b.key));
            }
        }
    }
}
