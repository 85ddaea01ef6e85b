//! The content of binary files, checked once and kept while there is room.

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

/// When more bytes than this are kept, all are let go; the store has what is still needed.
const ROOM: usize = 32 << 20;

/// A sealed file, or a sealed part of one, whose seal was checked; reads as what is sealed.
#[derive(Clone)]
pub(super) struct Payload {
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

/// Payloads by path, and parts of files by path and place.
#[derive(Default)]
pub(super) struct Payloads {
    known: HashMap<String, Payload>,
    bytes: usize,
}

impl Payloads {
    pub(super) fn get(&self, name: &str) -> Option<Payload> {
        self.known.get(name).cloned()
    }

    pub(super) fn put(&mut self, name: &str, payload: &Payload) {
        if self.bytes + payload.len() > ROOM {
            self.known.clear();
            self.bytes = 0;
        }
        self.bytes += payload.len();
        self.known.insert(name.to_owned(), payload.clone());
    }
}
