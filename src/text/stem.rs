//! Words without their endings.

use rust_stemmers::{Algorithm, Stemmer};

/// Shorter words have no ending to lose.
const SHORTEST: usize = 4;

/// The key of a folded word: the word without its English ending, by the Snowball stemmer
/// (<https://snowballstem.org/algorithms/english/stemmer.html>). Words of other languages meet it too; Vietnamese
/// syllables pass unchanged but for a handful, and all forms of a key are told apart by their spelling.
///
/// ```
/// use article_explorer::text::stem;
///
/// assert_eq!(stem("diplomacies"), stem("diplomacy"));
/// assert_eq!(stem("truong"), "truong");
/// ```
pub fn stem(folded: &str) -> String {
    if folded.len() < SHORTEST || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(folded).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for (a, b) in [
            ("exhibition", "exhibitions"),
            ("negotiated", "negotiating"),
            ("happy", "happiness"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("culture"), stem("cult"));
    }

    #[test]
    fn numbers_names_with_marks_and_short_words_stay() {
        for word in ["1990s", "đôi", "us", "his", "văn"] {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_key(word in "\\PC{0,12}") {
            prop_assert!(word.is_empty() || !stem(&word).is_empty());
        }

        #[test]
        fn a_key_shares_nearly_all_its_letters_with_the_word(word in "[a-z]{4,14}") {
            let key = stem(&word);
            let irregular = ["dying", "lying", "tying"].contains(&word.as_str());
            let shared = key.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            prop_assert!(irregular || shared + 1 >= key.len(), "{} {}", word, key);
        }
    }
}
