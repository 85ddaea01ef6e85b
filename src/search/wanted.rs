//! Which words of a query are looked for.

use std::rc::Rc;

use super::query::{Clause, Query, QueryTerm, Run, Word};
use super::stop_words::is_stop_word;
use super::tally::Slot;

/// The wanted words of a query.
pub(super) struct Wanted<'a> {
    pub(super) words: Vec<&'a Word>,
    /// Which of them are alternatives.
    pub(super) slots: Vec<Slot>,
    /// What some that stand side by side are where a text writes them as one, and their places.
    pub(super) joins: Vec<(Vec<usize>, Word)>,
}

/// The wanted words. Those that say nothing are left out while others remain, unless they are words of another language.
pub(super) fn wanted<'a>(query: &'a Query, foreign: &[Rc<Word>]) -> Wanted<'a> {
    let says_something = |clause: &Clause| {
        let says_nothing = |word: &Word| {
            !word.title && !word.prefix && is_stop_word(word) && !foreign.iter().any(|foreign| **foreign == *word)
        };
        !matches!(clause.terms.as_slice(), [QueryTerm::Word(word)] if says_nothing(word))
    };
    let slots_of = || query.clauses.iter().filter(|clause| is_slot(clause));
    let some = query.phrases().next().is_some() || slots_of().any(says_something);
    let mut words: Vec<&Word> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    // The place of the first word of each clause.
    let mut places: Vec<Option<usize>> = Vec::new();
    for clause in &query.clauses {
        let kept = is_slot(clause) && (!some || says_something(clause));
        places.push(kept.then_some(words.len()));
        if kept {
            let first = words.len();
            words.extend(clause.terms.iter().filter_map(|term| match term {
                QueryTerm::Word(word) => Some(word),
                _ => None,
            }));
            slots.push((first..words.len()).collect());
        }
    }
    let of_run = |run: Run| {
        let kept: Vec<usize> = places[run.first..run.first + run.length]
            .iter()
            .flatten()
            .copied()
            .collect();
        (kept, run.join)
    };
    let joins = query.runs().into_iter().map(of_run);
    let joins = joins.filter(|(places, _)| places.len() > 1).collect();
    Wanted { words, slots, joins }
}

/// Wanted words, and nothing but words.
pub(super) fn is_slot(clause: &Clause) -> bool {
    !clause.excluded && clause.terms.iter().all(|term| matches!(term, QueryTerm::Word(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_are_left_out_while_others_remain() {
        let words = |query: &str| -> Vec<String> {
            let query = Query::parse(query);
            wanted(&query, &[]).words.iter().map(|word| word.text.clone()).collect()
        };
        assert_eq!(words("what is the role of culture "), ["role", "culture"]);
        assert_eq!(words("to be or not to be "), ["to", "be", "or", "not", "to", "be"]);
        assert_eq!(words("\"soft power\" of the "), [""; 0]);
        assert_eq!(
            words("nguyen thi van an"),
            ["nguyen", "thi", "van", "an"],
            "it may go on"
        );
        assert_eq!(words("title:the paris OR of "), ["the", "paris", "of"]);
    }
}
