//! Headers, seals of parts, and the numbers and texts that all binary files are made of. Bits are met in postings, positions and facets.
#![no_main]

use article_explorer::index::bytes::{Cursor, put_number, put_text, seal, seal_part};
use article_explorer::index::{Kind, unseal, unseal_part};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

const KINDS: [Kind; 6] = [
    Kind::Terms,
    Kind::Postings,
    Kind::Positions,
    Kind::Facets,
    Kind::Dates,
    Kind::Tagged,
];

fuzz_target!(|bytes: &[u8]| {
    for kind in KINDS {
        if let Ok(payload) = unseal(kind, bytes) {
            assert_eq!(seal(kind, payload), bytes);
        }
    }
    if let Ok(part) = unseal_part(bytes) {
        assert_eq!(seal_part(part), bytes);
    }
    let mut cursor = Cursor::new(bytes);
    // The first bit of each byte says what to read next, so that all ways of reading meet at any place.
    while let Ok(what) = cursor.byte() {
        let before = cursor.rest();
        let mut again = Vec::new();
        match what % 3 {
            0 => cursor
                .number()
                .into_iter()
                .for_each(|number| put_number(&mut again, number.into())),
            1 => cursor.text().into_iter().for_each(|text| put_text(&mut again, text)),
            _ => drop(
                cursor
                    .take(u32::from(what))
                    .map(|taken| assert_eq!(taken.len(), usize::from(what))),
            ),
        }
        // A number can be written longer than it has to be, never shorter.
        assert!(again.len() as u32 <= before - cursor.rest());
    }
});
