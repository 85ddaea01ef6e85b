//! Writes the tables that `src/text` includes. `letters.rs`: for each capital, each letter with marks and each compatibility form (a
//! ligature, a superscript, a letter of full width), its small letters and its marks. `marks.rs`: which characters are combining marks.
//! They are the part of Unicode that archives need, a tenth of the bytes of full tables for case and normal forms.

use std::fmt::Write as _;
use std::ops::Range;
use std::{env, fs, path::Path};

use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

/// Latin to kana; ligatures and the forms that Hebrew and Arabic letters have in old files; full and half width. What lies between
/// (Han, Hangul) is compared as it is written, or follows from its code.
const CHARACTERS: [Range<u32>; 4] = [0x80..0x3100, 0xfb00..0xfc00, 0xfe70..0xfefd, 0xff10..0xffa0];

/// Marks of the basic plane.
const MARKS: Range<u32> = 0x300..0xfe31;

/// The longest decomposition in these ranges has four parts.
const PARTS: usize = 4;

/// Columns that are written as steps.
const STEPS: usize = 2;

/// Set in the first part of a capital.
const CAPITAL: u32 = 0x8000;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for character in CHARACTERS.into_iter().flatten().filter_map(char::from_u32) {
        let parts = parts(character);
        // Cherokee's small letters lie far behind its capitals; it is compared as it is written.
        if parts == [u32::from(character)] || parts.iter().any(|part| *part >= CAPITAL) {
            continue;
        }
        assert!(parts.len() <= PARTS, "{character} has more parts than a row");
        let mut row = vec![u32::from(character)];
        row.extend(parts);
        row.resize(PARTS + 1, 0);
        if character.is_uppercase() {
            row[1] |= CAPITAL;
        }
        rows.push(row);
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
    write(
        "letters.rs",
        &format!("static COLUMNS: [[u16; {count}]; {}] = [\n{columns}];\n", PARTS + 1),
    );
    let marks = marks();
    write(
        "marks.rs",
        &format!("static MARKS: [u16; {}] = {marks:?};\n", marks.len()),
    );
}

/// The parts of a character in lower case: those of its compatibility form where that is nothing but letters, digits and marks, else
/// those of its canonical one.
fn parts(character: char) -> Vec<u32> {
    let (mut canonical, mut compatible) = (Vec::new(), Vec::new());
    decompose_canonical(character, |part| canonical.extend(part.to_lowercase()));
    decompose_compatible(character, |part| compatible.extend(part.to_lowercase()));
    let belongs = |part: &char| part.is_alphanumeric() || is_combining_mark(*part);
    let plain = character.is_alphanumeric() && compatible.iter().all(belongs);
    let parts = if plain && compatible.len() <= PARTS {
        compatible
    } else {
        canonical
    };
    parts.into_iter().map(u32::from).collect()
}

/// Where runs of marks begin and where they end, by turns: each as the step from the one before.
fn marks() -> Vec<u32> {
    let is_mark = |code: u32| char::from_u32(code).is_some_and(is_combining_mark);
    let edges = MARKS.filter(|code| is_mark(*code) != is_mark(code - 1));
    let mut before = 0;
    edges.map(|edge| edge - std::mem::replace(&mut before, edge)).collect()
}

fn write(name: &str, text: &str) {
    let out = env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join(name), text).expect("OUT_DIR can be written to");
}
