//! How far apart two words are, and which words of the archive a mistyped one can stand for.

use crate::index::terms::{BACKWARDS, FORWARDS, SHORTEST_CORRECTED};

/// Words from this length on may have two mistakes.
const TWO_MISTAKES: usize = 9;

/// A part of a word with two mistakes is as short as this many shards of the dictionary let it be.
const NARROW: usize = 3;

/// How many mistakes somebody makes at most who means a word of so many letters.
pub(super) fn mistakes(letters: usize) -> u32 {
    match letters {
        ..SHORTEST_CORRECTED => 0,
        SHORTEST_CORRECTED..TWO_MISTAKES => 1,
        _ => 2,
    }
}

/// Whether somebody who typed one word can well have meant another one that is so many mistakes apart. A name that the archive
/// lacks is no mistake: the shorter a word is, the more names are near it. Its first letter is hardly ever mistyped. `name` says that
/// it was written with a capital or with marks, by somebody who took care.
pub(super) fn is_likely(typed: &[char], known: &[char], apart: u32, name: bool) -> bool {
    let letters = typed.len().min(known.len());
    let sum = |word: &[char]| word.iter().fold(0, |sum, letter| sum + *letter as u32);
    let as_long = typed.len() == known.len();
    let swapped = as_long && sum(typed) == sum(known);
    let first = typed.first() == known.first();
    let shortest = match apart {
        0 => 0,
        // Neighbours that changed places.
        1 if swapped => 4,
        1 if as_long || name => 6,
        1 => 5,
        _ if name => return false,
        _ => 10,
    };
    letters >= shortest && (first || swapped || letters > 6 && !name)
}

/// What keys of words begin with that a mistyped word can stand for, given in how many shards such keys are.
///
/// A mistake is in the beginning of a word or in its end: wherever one divides it, the other part is untouched, unless it is the two
/// letters beside the division that are swapped. It is divided where the parts have the fewest shards. Two mistakes can be
/// in both parts; these are so short that few are.
pub(super) fn parts(letters: &[char], width: &dyn Fn(&str) -> usize) -> [String; 3] {
    let key = |direction: char, letters: &[char]| -> String {
        std::iter::once(direction).chain(letters.iter().copied()).collect()
    };
    let mut backwards = letters.to_vec();
    backwards.reverse();
    let most = letters.len() - 1;
    let first = |length: usize| key(FORWARDS, &letters[..length]);
    let last = |length: usize| key(BACKWARDS, &backwards[..length]);
    // Letters that were left out are letters of the word that was meant.
    let (begin, end) = if mistakes(letters.len() + 2) == 1 {
        let shards = |at: &usize| width(&first(*at)) + width(&last(letters.len() - at));
        let at = (1..=most).min_by_key(shards).unwrap_or(most);
        (at, letters.len() - at)
    } else {
        let narrow = |part: &dyn Fn(usize) -> String| (1..most).find(|length| width(&part(*length)) <= NARROW);
        (narrow(&first).unwrap_or(most), narrow(&last).unwrap_or(most))
    };
    let mut swapped = letters.to_vec();
    swapped.swap(begin - 1, begin);
    [first(begin), last(end), key(FORWARDS, &swapped)]
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
        fn one_edit_is_one_mistake_and_leaves_a_part_untouched(word in "[a-e]{4,12}", narrow in 2..4_usize, kind in 0..4_u8, at in any::<usize>(), letter in proptest::char::range('a', 'e')) {
            let known: Vec<char> = word.chars().collect();
            let typed = edited(&known, kind, at, letter);
            prop_assert!(distance(&typed, &known, 1, false).is_some());
            // A dictionary whose keys with a part of so many letters, and longer ones, are in one shard.
            let parts = parts(&typed, &|part| if part.chars().count() > narrow { 1 } else { 9 });
            let key = |direction: char, letters: &mut dyn Iterator<Item = &char>| -> String {
                std::iter::once(direction).chain(letters.copied()).collect()
            };
            let keys = [key(FORWARDS, &mut known.iter()), key(BACKWARDS, &mut known.iter().rev())];
            prop_assert!(parts.iter().any(|part| keys.iter().any(|key| key.starts_with(part))), "{:?}", parts);
        }

        #[test]
        fn the_distance_is_symmetric_and_bounded(a in "[ab]{0,6}", b in "[ab]{0,6}") {
            prop_assert_eq!(between(&a, &b, false), between(&b, &a, false));
            prop_assert_eq!(between(&a, &b, false) == Some(0), a == b);
        }
    }
}
