//! How far apart two words are, and which words of the archive a mistyped one can stand for.

use crate::index::terms::SHORTEST_CORRECTED;

/// Words from this length on may have two mistakes.
const TWO_MISTAKES: usize = 9;

/// How many mistakes are looked for in a word of so many letters.
pub(super) fn mistakes(letters: usize) -> u32 {
    match letters {
        ..SHORTEST_CORRECTED => 0,
        SHORTEST_CORRECTED..TWO_MISTAKES => 1,
        _ => 2,
    }
}

/// What is left of a mistyped word at its beginning or at its end: no matter where so many mistakes are, so many letters of one
/// of both are untouched (with one mistake, unless the two letters in the middle are swapped; with two, unless both ends have one).
pub(super) fn untouched(letters: usize, mistakes: u32) -> usize {
    (letters / (mistakes as usize + 1)).max(1)
}

/// The number of letters that are inserted, left out, exchanged for another, or swapped with their neighbour between two
/// words, if it is at most `most` (the optimal string alignment distance). With `unfinished`, `known` may go on.
pub(super) fn distance(typed: &[char], known: &[char], most: u32, unfinished: bool) -> Option<u32> {
    let most = most as usize;
    if typed.len() > known.len() + most || !unfinished && known.len() > typed.len() + most {
        return None;
    }
    // An unfinished word is compared with beginnings only, and these are hardly longer than what was typed.
    let known = &known[..known.len().min(typed.len() + most)];
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (at, letter) in typed.iter().enumerate() {
        let mut next = vec![at + 1];
        for (column, other) in known.iter().enumerate() {
            let mut cost = (row[column] + usize::from(letter != other))
                .min(row[column + 1] + 1)
                .min(next[column] + 1);
            if at > 0 && column > 0 && typed[at - 1] == *other && known[column - 1] == *letter {
                cost = cost.min(before[column - 1] + 1);
            }
            next.push(cost);
        }
        if next.iter().all(|cost| *cost > most) && row.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    let distance = if unfinished {
        row.iter().copied().min()
    } else {
        row.last().copied()
    };
    distance
        .filter(|distance| *distance <= most)
        .map(|distance| distance as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn between(typed: &str, known: &str, unfinished: bool) -> Option<u32> {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        distance(&letters(typed), &letters(known), 2, unfinished)
    }

    #[test]
    fn each_kind_of_mistake_counts_once() {
        assert_eq!(between("diplomacy", "diplomacy", false), Some(0));
        for typed in [
            "dplomacy",
            "diplomaacy",
            "diplomasy",
            "dipolmacy",
            "idplomacy",
            "diplomayc",
        ] {
            assert_eq!(between(typed, "diplomacy", false), Some(1), "{typed}");
        }
        assert_eq!(between("dplomasy", "diplomacy", false), Some(2));
        assert_eq!(between("policy", "diplomacy", false), None);
    }

    #[test]
    fn an_unfinished_word_is_compared_with_beginnings() {
        assert_eq!(between("dipolm", "diplomacy", true), Some(1));
        assert_eq!(between("dipolm", "diplomacy", false), None);
        assert_eq!(between("diplomacyx", "diplomacy", true), Some(1));
    }

    #[test]
    fn short_words_are_taken_at_their_word() {
        assert_eq!([2, 3, 8, 9].map(mistakes), [0, 1, 1, 2]);
    }

    /// One edit of a word: which, where, with which letter.
    fn edited(word: &[char], kind: u8, at: usize, letter: char) -> Vec<char> {
        let mut word = word.to_vec();
        let at = at % word.len();
        match kind {
            0 => word.insert(at, letter),
            1 => drop(word.remove(at)),
            2 => word[at] = letter,
            _ if at > 0 => word.swap(at - 1, at),
            _ => {}
        }
        word
    }

    proptest! {
        #[test]
        fn one_edit_is_one_mistake_and_leaves_an_end_untouched(word in "[a-e]{4,12}", kind in 0..4_u8, at in any::<usize>(), letter in proptest::char::range('a', 'e')) {
            let known: Vec<char> = word.chars().collect();
            let typed = edited(&known, kind, at, letter);
            prop_assert!(distance(&typed, &known, 1, false).is_some());
            let kept = untouched(typed.len(), 1);
            let untouched = typed[..kept] == known[..kept] || typed[typed.len() - kept..] == known[known.len() - kept..];
            let mut swapped = typed.clone();
            swapped.swap((typed.len() - 1) / 2, typed.len() / 2);
            prop_assert!(untouched || swapped == known);
        }

        #[test]
        fn the_distance_is_symmetric_and_bounded(a in "[ab]{0,6}", b in "[ab]{0,6}") {
            prop_assert_eq!(between(&a, &b, false), between(&b, &a, false));
            prop_assert_eq!(between(&a, &b, false) == Some(0), a == b);
        }
    }
}
