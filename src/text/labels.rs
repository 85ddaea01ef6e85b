//! When two names of tags are one: where one is the other without its marks.

use super::{fold, has_marks, spelling};

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// The same letters and marks. Case makes no difference, nor do hyphens and blanks.
    Same,
    /// One of them has marks that the other lacks altogether: `ngoại giao`, `ngoai giao`.
    Unmarked,
}

/// How alike two names are; `None` for different ones. `bão` and `báo` are two, and so are `C`, `C++` and `C#`.
///
/// ```
/// use article_explorer::text::{Alike, alike};
///
/// assert_eq!(alike("Ngoại giao", "ngoại-giao"), Some(Alike::Same));
/// assert_eq!(alike("Ngoại giao", "ngoai giao"), Some(Alike::Unmarked));
/// assert_eq!(alike("bão", "báo"), None);
/// assert_eq!(alike("C++", "C"), None);
/// ```
pub fn alike(a: &str, b: &str) -> Option<Alike> {
    if bare_name(a) != bare_name(b) {
        return None;
    }
    if marks(a) == marks(b) {
        return Some(Alike::Same);
    }
    (!has_marks(a) || !has_marks(b)).then_some(Alike::Unmarked)
}

/// A name folded, with single blanks for hyphens, underscores and blanks. A hyphen at an end is part of the name: `A-`.
pub fn bare_name(name: &str) -> String {
    let folded = fold(name.trim());
    let inner = folded.trim_matches(is_separator);
    let (before, behind) = folded.split_at(folded.find(inner).unwrap_or(0));
    let mut bare = before.to_owned();
    let mut apart = false;
    for letter in inner.chars() {
        if is_separator(letter) {
            apart = true;
            continue;
        }
        if apart {
            bare.push(' ');
            apart = false;
        }
        bare.push(letter);
    }
    bare.push_str(&behind[inner.len()..]);
    bare
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_')
}

/// The letters and marks in an order that does not tell `hoá` from `hóa`.
fn marks(name: &str) -> Vec<char> {
    // Names are short: sorting them well would be more code than all of this.
    let mut marks: Vec<char> = Vec::new();
    for letter in spelling(name).chars().filter(|letter| !is_separator(*letter)) {
        let place = marks.iter().take_while(|known| **known < letter).count();
        marks.insert(place, letter);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_that_one_of_them_lacks_make_no_difference() {
        for (a, b) in [
            ("soft power", "Soft-Power"),
            ("văn hoá", "Văn hóa"),
            ("My_Own", "my own"),
            (".NET", ".net"),
        ] {
            assert_eq!(alike(a, b), Some(Alike::Same), "{a} {b}");
        }
        for (a, b) in [("Đổi mới", "doi moi"), ("café", "CAFE")] {
            assert_eq!(alike(a, b), Some(Alike::Unmarked), "{a} {b}");
        }
        for (a, b) in [
            ("A+", "A-"),
            ("A-", "A"),
            ("C#", "C++"),
            (".NET", "net"),
            ("🎉", "🎊"),
            ("bão", "bảo"),
        ] {
            assert_eq!(alike(a, b), None, "{a} {b}");
        }
    }
}
