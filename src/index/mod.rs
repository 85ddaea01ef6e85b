//! The bytes of the index.
