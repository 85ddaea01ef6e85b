//! Words that say nothing about what is looked for.

use super::meaning::Meaning;
use super::query::Word;

/// The 33 English stop words of Lucene, and words that only make a question of a query.
const STOP_WORDS: [&str; 60] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had",
    "has", "have", "how", "i", "if", "in", "into", "is", "it", "me", "my", "no", "not", "of", "on", "or", "should",
    "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "we", "were", "what",
    "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

/// A word that is left out of a query as long as other words remain. Phrases keep all of theirs. One that was typed with marks is
/// not the English word that it folds to: `Mỹ` is America, `thể` a body.
pub(super) fn is_stop_word(word: &Word) -> bool {
    word.spelling.is_none() && !word.is_made_of_parts() && says_nothing(&word.folded)
}

/// A folded word is one of the list.
pub(super) fn says_nothing(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

/// A word that was typed without the marks that it mostly has in the archive: `viet` where that is `việt`.
pub(super) fn lacks_marks(meaning: &Meaning) -> bool {
    let mostly = meaning.whole().and_then(|whole| whole.term.forms.first());
    meaning.word.spelling.is_none() && mostly.is_some_and(|form| !form.spelling.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(STOP_WORDS.is_sorted());
        let is = |word: &str| is_stop_word(&Word::new(word));
        assert!(is("the") && is("How") && !is("culture"));
    }

    #[test]
    fn a_word_with_marks_is_no_english_one() {
        for word in ["Mỹ", "thể", "độ", "to\u{302}\u{309}", "no\u{301}", "ơn", "bé"] {
            let word = Word::new(word);
            assert!(STOP_WORDS.contains(&word.folded.as_str()), "{word:?}");
            assert!(!is_stop_word(&word), "{word:?}");
        }
    }
}
