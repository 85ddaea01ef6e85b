//! The vectors on cards.
#![no_main]

use article_explorer::index::vectors::{from_text, to_text};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let vector = from_text(text);
    // A text that is cut off leaves zeros, and one with a foreign character nothing else: they have no character of their own.
    if !vector.contains(&0) {
        assert_eq!(to_text(&vector).map(|text| from_text(&text)), Some(vector));
    }
});
