//! Writes the table of letters that `src/text/fold.rs` includes: for each capital and each letter with marks, its
//! small letter and its marks. It is the part of Unicode that archives in Latin, Greek, Cyrillic and Japanese script need,
//! a tenth of the bytes of full tables for case and normal forms.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use unicode_normalization::char::decompose_canonical;

/// Latin to kana; what lies behind (Han compatibility, Hangul, full-width letters) is compared as it is written.
const CHARACTERS: std::ops::Range<u32> = 0x80..0x3100;

/// The longest decomposition in this range has a letter and three marks.
const PARTS: usize = 4;

/// Columns that are written as steps.
const STEPS: usize = 2;

/// Set in the first part of a capital.
const CAPITAL: u32 = 0x8000;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for character in CHARACTERS.filter_map(char::from_u32) {
        let mut parts: Vec<u32> = Vec::new();
        decompose_canonical(character, |part| parts.extend(part.to_lowercase().map(u32::from)));
        // Cherokee's small letters lie far behind its capitals; it is compared as it is written.
        if parts == [u32::from(character)] || parts.iter().any(|part| *part >= CAPITAL) {
            continue;
        }
        assert!(parts.len() <= PARTS, "{character} has more parts than a row");
        parts.resize(PARTS, 0);
        if character.is_uppercase() {
            parts[0] |= CAPITAL;
        }
        parts.insert(0, u32::from(character));
        rows.push(parts);
    }
    // Column by column, the first two as steps from row to row: compressed, that is two fifths of the rows themselves.
    let mut columns = String::new();
    for column in 0..=PARTS {
        let mut before = 0;
        let numbers = rows.iter().map(|row| {
            let step = row[column].wrapping_sub(before) & 0xffff;
            before = if column < STEPS { row[column] } else { 0 };
            step
        });
        writeln!(columns, "{:?},", numbers.collect::<Vec<u32>>()).expect("a string takes all text");
    }
    let count = rows.len();
    let table = format!("static COLUMNS: [[u16; {count}]; {}] = [\n{columns}];\n", PARTS + 1);
    let out = env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("letters.rs"), table).expect("OUT_DIR can be written to");
}
