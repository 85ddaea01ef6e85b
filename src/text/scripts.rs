//! What is particular to scripts: which characters are marks, which are not seen, which stand for others, and where words are
//! written without spaces.

use std::sync::LazyLock;

// `MARKS`: where runs of combining marks begin and where they end, by turns, each as the step from the one before.
include!(concat!(env!("OUT_DIR"), "/marks.rs"));

/// The steps added up, made when the first one is looked up.
static EDGES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut edge = 0;
    let edges = MARKS.iter().map(|step| {
        edge += step;
        edge
    });
    edges.collect()
});

/// Combining marks that are dropped: those of Latin, Greek and Cyrillic, and the optional vowel points
/// of Hebrew and Arabic, and the point below of Devanagari, which writers leave out at will. Other marks of scripts in which they are
/// letters (Devanagari, Thai) stay.
pub(super) fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{93c}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{2de0}'..='\u{2dff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// A mark of any script, and what is written as one in half width: it belongs to the character before.
pub(super) fn extends(character: char) -> bool {
    let code = u32::from(character);
    code >= 0x300
        && (matches!(code, 0xff9e | 0xff9f)
            || u16::try_from(code).is_ok_and(|code| EDGES.partition_point(|edge| *edge <= code) % 2 == 1))
}

/// Characters that are not seen or only stretch a word, and apostrophes that are letters of a transliteration: a word is the same
/// without them.
pub(super) fn is_ignored(character: char) -> bool {
    matches!(character,
        '\u{ad}'
        | '\u{2b9}'..='\u{2c1}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{640}'
        | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{a78b}' | '\u{a78c}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe70}'..='\u{fe7f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// Superscript digits and signs. Behind a word they are a note's number more often than a part of it.
pub(super) fn is_raised(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹')
}

/// The character that one is another form of: a digit of any script, the final form of a letter, a mathematical or enclosed letter.
pub(super) fn plain_form(character: char) -> char {
    const ZEROS: [u32; 17] = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
        0x17e0, 0x1810,
    ];
    let code = u32::from(character);
    let plain = match code {
        // Turkish has two of them, whose other forms are the same letter elsewhere.
        0x130 | 0x131 => u32::from(b'i'),
        ..0x3c2 => return character,
        0x3c2 => 0x3c3,
        // Persian forms of letters that Arabic has.
        0x6cc | 0x6d2 => 0x64a,
        0x6a9 => 0x643,
        0x660..0x1820 => match ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
            Some(zero) => u32::from(b'0') + code - zero,
            None => code,
        },
        0x1d400..0x1d6a4 => letter((code - 0x1d400) % 52),
        0x1d6a8..0x1d7ca => greek((code - 0x1d6a8) % 58).unwrap_or(code),
        0x1d7ce..0x1d800 => u32::from(b'0') + (code - 0x1d7ce) % 10,
        0x1f130..0x1f14a | 0x1f150..0x1f16a | 0x1f170..0x1f18a => u32::from(b'a') + ((code - 0x1f130) % 32),
        _ => code,
    };
    char::from_u32(plain).unwrap_or(character)
}

/// A decimal digit of any script, or of full width.
pub(super) fn is_digit(character: char) -> bool {
    matches!(character, '０'..='９') || plain_form(character).is_ascii_digit()
}

/// Of the alphabet, capitals first, as a small letter.
fn letter(number: u32) -> u32 {
    u32::from(b'a') + number % 26
}

/// The same for Greek, in the order of the mathematical letters; what stands among them and is no letter of the alphabet is left out.
fn greek(number: u32) -> Option<u32> {
    let letter = match number {
        17 | 25 | 51.. => return None,
        ..25 => number,
        _ => number - 26,
    };
    // The final sigma is the eighteenth.
    Some(0x3b1 + if letter == 17 { 18 } else { letter })
}

/// The first and last syllable of Hangul, and the first letters that begin, go on and end one.
const SYLLABLES: (u32, u32) = (0xac00, 0xd7a3);
const JAMO: (u32, u32, u32) = (0x1100, 0x1161, 0x11a7);

/// Makes syllables of the letters of Hangul, as nearly all texts have them, and puts a tone of Thai and Lao before the ring of the vowel that
/// may be written before it.
pub(super) fn compose(text: &mut String) {
    let is_vowel = |letter: char| matches!(letter, '\u{1161}'..='\u{1175}') || is_ring(letter);
    if !text.contains(is_vowel) {
        return;
    }
    let mut composed = String::with_capacity(text.len());
    for letter in text.chars() {
        let last = composed.chars().next_back();
        if let Some(ring) = last.filter(|last| is_ring(*last) && is_tone(letter)) {
            composed.pop();
            composed.extend([letter, ring]);
            continue;
        }
        let syllable = last.and_then(|before| syllable(u32::from(before), u32::from(letter)));
        if syllable.is_some() {
            composed.pop();
        }
        composed.push(syllable.unwrap_or(letter));
    }
    *text = composed;
}

/// The ring of the Thai and Lao vowel am, which is written with its second half or as one character with it.
fn is_ring(mark: char) -> bool {
    matches!(mark, '\u{e4d}' | '\u{ecd}')
}

fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{e48}'..='\u{e4b}' | '\u{ec8}'..='\u{ecb}')
}

/// What a beginning and the letter that goes on make together.
fn syllable(before: u32, letter: u32) -> Option<char> {
    let (first, vowel, end) = JAMO;
    let code = if (first..first + 19).contains(&before) && (vowel..vowel + 21).contains(&letter) {
        SYLLABLES.0 + ((before - first) * 21 + letter - vowel) * 28
    } else if (SYLLABLES.0..=SYLLABLES.1).contains(&before)
        && (before - SYLLABLES.0).is_multiple_of(28)
        && (end + 1..end + 28).contains(&letter)
    {
        before + letter - end
    } else {
        return None;
    };
    char::from_u32(code)
}

/// Characters that are words of their own, since their scripts put no spaces between words, or hardly divide them from their endings
/// (Korean). A word of a text is a run of such characters.
pub(super) fn stands_alone(character: char) -> bool {
    is_cut(character)
        || matches!(character,
            '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{323af}')
}

/// Those of them that say nothing by themselves: Thai, Lao, Burmese, Khmer, Hangul.
pub fn is_cut(character: char) -> bool {
    matches!(character,
        '\u{e01}'..='\u{e4e}'
        | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}'
        | '\u{1100}'..='\u{11ff}'
        | '\u{1780}'..='\u{17dd}'
        | '\u{aa60}'..='\u{aa7f}'
        | '\u{ac00}'..='\u{d7a3}')
}

/// A character that stands alone and what belongs to it take the next one with them: below a Khmer or Burmese sign, in a Hangul syllable
/// that is written letter by letter, or as the second half of a Thai or Lao vowel.
pub(super) fn holds(cluster: &str, next: char) -> bool {
    let last = cluster.chars().next_back().unwrap_or(next);
    let below = matches!(last, '\u{17d2}' | '\u{1039}') && next.is_alphabetic();
    let letters =
        matches!(last, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}') && matches!(next, '\u{1160}'..='\u{11ff}');
    let vowel = match next {
        '\u{e33}' | '\u{eb3}' => true,
        '\u{e32}' | '\u{eb2}' => cluster.contains(is_ring),
        _ => false,
    };
    below || letters || vowel
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    #[test]
    fn marks_are_those_of_unicode() {
        for character in ('\u{300}'..'\u{fe30}').filter(|character| !matches!(character, '\u{ff9e}' | '\u{ff9f}')) {
            assert_eq!(
                extends(character),
                is_combining_mark(character),
                "{:x}",
                u32::from(character)
            );
        }
        assert!(!extends('a') && !extends('\u{ff10}') && extends('\u{ff9e}'));
    }

    #[test]
    fn mathematical_letters_are_those_of_unicode() {
        for character in ('\u{1d400}'..='\u{1d7ff}').filter(|character| character.is_alphabetic()) {
            let plain: String = character.nfkc().flat_map(char::to_lowercase).collect();
            let plain = plain.replace('ς', "σ");
            let mine = plain_form(character).to_string();
            assert!(
                mine == plain || mine == character.to_string(),
                "{character} {mine} {plain}"
            );
            let usual = !matches!(plain.as_str(), "ε" | "θ" | "κ" | "φ" | "ρ" | "π" | "ı" | "ȷ")
                && !matches!(u32::from(character), 0x1d7ca | 0x1d7cb);
            assert!(!usual || mine == plain, "{character} {mine}");
        }
        assert_eq!(
            ['𝟗', '𝟘', '٣', '۴', '९', '๙', '🄰', '🅱'].map(plain_form),
            ['9', '0', '3', '4', '9', '9', 'a', 'b']
        );
    }

    #[test]
    fn the_vowel_am_is_one_however_it_is_written() {
        for am in ["\u{e49}\u{e4d}\u{e32}", "\u{e4d}\u{e49}\u{e32}"] {
            let mut composed = ["น", am].concat();
            compose(&mut composed);
            assert_eq!(composed, "น\u{e49}\u{e4d}\u{e32}");
        }
    }

    #[test]
    fn hangul_is_composed() {
        for text in ["한국은 베트남과", "각 가 값", "한ㄱ", "abc"] {
            let mut composed: String = text.nfd().collect();
            compose(&mut composed);
            assert_eq!(composed, text);
        }
    }
}
