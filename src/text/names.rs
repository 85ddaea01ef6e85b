//! Names of people.

use super::fold;

/// The folded words of a name, without what stands between them: `Nguyễn Vân-Anh`, `NGUYEN, van anh`.
///
/// ```
/// use article_explorer::text::name_words;
///
/// assert_eq!(name_words("Nguyễn Vân-Anh"), ["nguyen", "van", "anh"]);
/// assert_eq!(name_words("O’Brien, J.R."), ["o", "brien", "j", "r"]);
/// ```
pub fn name_words(name: &str) -> Vec<String> {
    divide_name(&fold(name)).map(str::to_owned).collect()
}

/// The words of a name as it stands.
pub fn divide_name(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|letter: char| letter.is_whitespace() || divides(letter));
    words.filter(|word| !word.is_empty())
}

/// Hyphens, apostrophes, full stops and the like, also those of typography and of names in katakana.
fn divides(letter: char) -> bool {
    letter.is_ascii_punctuation() || matches!(letter, '\u{b7}' | '\u{2010}'..='\u{201f}' | '\u{30fb}')
}
