//! Names of people.

/// The words of a name, without what stands between them: those of `nguyen van-anh` and of `nguyen, van anh` are the same.
///
/// ```
/// use article_explorer::text::name_words;
///
/// let words = |name| name_words(name).collect::<Vec<&str>>();
/// assert_eq!(words("nguyen van-anh"), ["nguyen", "van", "anh"]);
/// assert_eq!(words("o’brien, j.r."), ["o", "brien", "j", "r"]);
/// ```
pub fn name_words(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|letter: char| letter.is_whitespace() || divides(letter));
    words.filter(|word| !word.is_empty())
}

/// Hyphens, apostrophes, full stops and the like, also those of typography and of names in katakana.
fn divides(letter: char) -> bool {
    letter.is_ascii_punctuation() || matches!(letter, '\u{b7}' | '\u{2010}'..='\u{201f}' | '\u{30fb}')
}
