//! Writes the table of canonical decompositions that `src/text/fold.rs` includes: the part of Unicode that archives in
//! Latin, Greek, Cyrillic and Japanese script need, a tenth of the bytes of a full normaliser's tables.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

use unicode_normalization::char::decompose_canonical;

/// Latin to kana; what lies behind (Han compatibility, Hangul) is compared as it is written.
const CHARACTERS: std::ops::Range<u32> = 0xC0..0x3100;

/// The longest decomposition in this range has a letter and three marks.
const PARTS: usize = 4;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut rows = String::new();
    let mut count = 0;
    for character in CHARACTERS.filter_map(char::from_u32) {
        let mut parts = Vec::new();
        decompose_canonical(character, |part| parts.push(part));
        if parts == [character] {
            continue;
        }
        assert!(parts.len() <= PARTS, "{character} has more parts than a row");
        parts.resize(PARTS, '\0');
        write!(rows, "[{}", u32::from(character)).expect("a string takes all text");
        for part in parts {
            assert!(part <= '\u{ffff}', "a part of {character} has more than 16 bits");
            write!(rows, ",{}", u32::from(part)).expect("a string takes all text");
        }
        rows.push_str("],\n");
        count += 1;
    }
    let table = format!("static DECOMPOSITIONS: [[u16; {}]; {count}] = [\n{rows}];\n", PARTS + 1);
    let out = env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("decompositions.rs"), table).expect("OUT_DIR can be written to");
}
