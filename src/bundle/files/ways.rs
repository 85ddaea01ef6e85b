//! The names on the way to a file, for what is not found by walking there: the target of a link, the picture of an article.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{Patterns, kinds};
use crate::bundle::report::Reason;

/// Whether the keeper wants in what these names would keep out.
///
/// # Errors
/// Why it stays out.
pub(super) fn let_in(
    path: &str,
    is_folder: bool,
    held: &[(String, Reason)],
    patterns: &Patterns,
) -> Result<(), Reason> {
    let Some((_, reason)) = held.last() else { return Ok(()) };
    let names: Vec<&str> = held.iter().map(|(name, _)| name.as_str()).collect();
    let included = patterns.includes(path, is_folder, &names);
    if included { Ok(()) } else { Err(*reason) }
}

/// A path inside of the folder as articles have it.
pub(super) fn written(inside: &Path) -> String {
    let names: Vec<String> = inside
        .iter()
        .map(|name| name.to_string_lossy().nfc().collect())
        .collect();
    names.join("/")
}

/// The names on the way to a file because of which it would stay out.
///
/// # Errors
/// The keeper excludes it.
pub(super) fn on_the_way(path: &str, patterns: &Patterns) -> Result<Vec<(String, Reason)>, Reason> {
    let siblings = kinds::Siblings::default();
    let mut held = vec![];
    let mut end = 0;
    for name in path.split('/') {
        end += name.len();
        let is_folder = end < path.len();
        if patterns.excludes(&path[..end], is_folder) {
            return Err(Reason::Excluded);
        }
        let by_name = if is_folder {
            kinds::reason_of_folder(name, &siblings)
        } else {
            kinds::reason_of_file(name, &siblings)
        };
        held.extend(by_name.map(|reason| (name.to_owned(), reason)));
        end += 1;
    }
    Ok(held)
}

/// Why a picture at a path inside of the folder stays out although an article shows it. That site generators pass over its folder
/// is no reason: it is where they keep pictures.
pub(in crate::bundle) fn picture_stays_out(inside: &Path, patterns: &Patterns) -> Option<Reason> {
    let path = written(inside);
    let mut held = match on_the_way(&path, patterns) {
        Ok(held) => held,
        Err(reason) => return Some(reason),
    };
    held.retain(|(name, reason)| {
        *reason != Reason::Underscore && (*reason != Reason::Machinery || name == "node_modules")
    });
    let_in(&path, false, &held, patterns).err()
}
