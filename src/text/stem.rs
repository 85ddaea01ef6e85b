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

/// Two folded words are one in another number or tense: `states` and `stated` are `state`, `university` is not `universal`, though
/// they have the same key.
///
/// ```
/// use article_explorer::text::inflects;
///
/// assert!(inflects("policy", "policies") && inflects("planned", "planning"));
/// assert!(!inflects("eugene", "eugenics") && !inflects("organ", "organization"));
/// ```
pub fn inflects(word: &str, other: &str) -> bool {
    word == other || base(word) == base(other)
}

/// A word without what number and tense add to it, and without what they change: a last `e`, one of two last letters.
fn base(word: &str) -> String {
    let without = |ending: &str| {
        let stem = word.strip_suffix(ending)?;
        (stem.len() > 1 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])).then_some(stem)
    };
    let mut base = match word {
        _ if !word.bytes().all(|byte| byte.is_ascii_lowercase()) => word.to_owned(),
        _ if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word.to_owned(),
        _ => match without("ies").or_else(|| without("ied")) {
            Some(stem) => [stem, "y"].concat(),
            None => {
                let hissing =
                    |stem: &&str| stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh");
                let stem = without("es").filter(hissing).or_else(|| without("s"));
                let stem = stem.or_else(|| without("ed")).or_else(|| without("ing"));
                stem.unwrap_or(word).to_owned()
            }
        },
    };
    if base.len() > 2 && base.ends_with('e') {
        base.pop();
    }
    if let [.., a, b] = base.as_bytes()
        && a == b
    {
        base.pop();
    }
    base
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
    fn inflections_are_the_word_and_derivations_are_not() {
        for (word, forms) in [
            ("state", "states stated stating"),
            ("box", "boxes boxed"),
            ("control", "controls controlled controlling"),
            ("tell", "tells telling"),
            ("marry", "marries married marrying"),
            ("universal", "universals"),
        ] {
            for form in forms.split(' ') {
                assert!(inflects(word, form) && inflects(form, word), "{word} {form}");
            }
        }
        for (word, other) in [
            ("universal", "university"),
            ("universal", "universe"),
            ("eugene", "eugenics"),
            ("organ", "organization"),
            ("nation", "national"),
            ("policy", "police"),
            ("bus", "bu"),
        ] {
            assert!(!inflects(word, other) && !inflects(other, word), "{word} {other}");
        }
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
