//! A value that effects follow.
//!
//! Leptos' own signals bring a kilobyte and a half of code for each type that is put into one, and the page
//! has a dozen of them. This is one cell and one of Leptos' triggers, the same code for all.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Notify, Track};

/// A value that effects follow: they run again after it was set.
pub struct Live<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Live<T> {
    /// Holds `value` for several who each need it for as long as they are there.
    pub fn shared(value: T) -> Rc<Self> {
        Rc::new(Self::new(value))
    }

    /// Holds `value`.
    pub fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// Follows the value without reading it.
    pub fn track(&self) {
        self.changed.track();
    }

    /// Reads and follows the value.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads the value.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Replaces the value.
    pub fn set(&self, value: T) {
        // What was there is dropped when nobody looks at it any more.
        let before = self.value.replace(value);
        self.changed.notify();
        drop(before);
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        self.changed.notify();
    }
}

impl<T: Clone> Live<T> {
    /// A copy of the value, which is followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}
