//! The content of binary files, checked once.

use std::ops::Deref;
use std::rc::Rc;

/// A sealed file, or a sealed part of one, whose seal was checked; reads as what is sealed.
#[derive(Clone)]
pub(in crate::search) struct Payload {
    sealed: Rc<[u8]>,
    header: usize,
}

impl Payload {
    /// What stands behind a header of so many bytes.
    pub(super) fn new(sealed: Rc<[u8]>, header: usize) -> Self {
        Self { sealed, header }
    }
}

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.sealed.get(self.header..).unwrap_or_default()
    }
}
