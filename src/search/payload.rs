//! The content of binary files, checked once and kept while there is room.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::rc::Rc;

use crate::index::HEADER;

/// When more bytes than this are kept, all are let go; the store has what is still needed.
const ROOM: usize = 32 << 20;

/// A sealed file whose seal was checked; reads as its payload.
#[derive(Clone)]
pub(super) struct Payload(pub(super) Rc<[u8]>);

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.0.get(HEADER..).unwrap_or_default()
    }
}

/// Payloads by path, and parts of files by path and place.
#[derive(Default)]
pub(super) struct Payloads {
    known: HashMap<String, Payload>,
    bytes: usize,
}

impl Payloads {
    pub(super) fn get(&self, path: &str) -> Option<Payload> {
        self.known.get(path).cloned()
    }

    pub(super) fn put(&mut self, path: &str, payload: &Payload) {
        if self.bytes + payload.0.len() > ROOM {
            self.known.clear();
            self.bytes = 0;
        }
        self.bytes += payload.0.len();
        self.known.insert(path.to_owned(), payload.clone());
    }
}

/// Bytes that stand somewhere.
pub(super) enum Bytes {
    /// Here.
    Own(Vec<u8>),
    /// In a file; the range lies in its payload.
    Part(Payload, Range<usize>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Own(bytes) => bytes,
            Bytes::Part(payload, range) => payload.get(range.clone()).unwrap_or_default(),
        }
    }
}
