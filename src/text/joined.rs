//! Names that are written apart and together: Việt Nam and Vietnam, Hà Nội and Hanoi.
//!
//! The index keeps, beside the two words, their join as a word of its own; a query word then meets both
//! spellings, and a query of the two words meets the joined one. Which pairs are joined comes from a small
//! table and from the archive itself: two neighbouring words whose join is a word of it. Joining never
//! makes two people one: the words themselves stay in the index.

/// Places whose two spellings are both common in English and that an archive may know in one only.
const NAMES: [(&str, &str); 11] = [
    ("viet", "nam"),
    ("ha", "noi"),
    ("da", "nang"),
    ("da", "lat"),
    ("hoi", "an"),
    ("ha", "long"),
    ("hai", "phong"),
    ("can", "tho"),
    ("nha", "trang"),
    ("sai", "gon"),
    ("dien", "bien"),
];

/// The shortest join that the archive's own words can call for: shorter ones are chance (`in` + `to`).
pub const SHORTEST: usize = 6;

/// The join of two folded neighbours when it is one of the well-known names.
pub fn well_known(first: &str, second: &str) -> Option<String> {
    NAMES.contains(&(first, second)).then(|| [first, second].concat())
}

/// The join of two folded neighbours when it could be a name of the archive; the caller checks that it
/// is a word of it. Both must be letters, and syllables rather than long words.
pub fn candidate(first: &str, second: &str) -> Option<String> {
    let syllable = |word: &str| (2..=7).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (first.len() + second.len() >= SHORTEST && syllable(first) && syllable(second)).then(|| [first, second].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_join() {
        assert_eq!(well_known("viet", "nam").as_deref(), Some("vietnam"));
        assert_eq!(well_known("nam", "viet"), None);
    }

    #[test]
    fn chance_neighbours_do_not_join() {
        assert_eq!(candidate("in", "to"), None);
        assert_eq!(candidate("20", "25000"), None);
        assert_eq!(candidate("international", "law"), None);
        assert_eq!(candidate("quang", "ninh").as_deref(), Some("quangninh"));
    }
}
