//! A text as runs of digits, words and single signs: what dates are made of. The search's own tokens are for words, and
//! join what belongs to one name; here `10-11` are two numbers.

use crate::text::fold;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits and nothing else.
    Number,
    /// Letters, folded.
    Word(String),
    /// Any other character but a blank.
    Sign(char),
}

/// A run with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// A blank stands before it.
    pub(super) blank: bool,
}

impl Token<'_> {
    /// A number of at most four digits, with how many these are.
    pub(super) fn number(&self) -> Option<(u16, usize)> {
        let digits = self.text.len();
        (self.kind == Kind::Number && digits <= 4).then(|| Some((self.text.parse().ok()?, digits)))?
    }

    /// A number of one or two digits.
    pub(super) fn short(&self) -> Option<u8> {
        self.number()
            .filter(|(_, digits)| *digits <= 2)
            .map(|(number, _)| number as u8)
    }

    /// A number of four digits that can be a year.
    pub(super) fn year(&self) -> Option<i32> {
        let year = self
            .number()
            .filter(|(_, digits)| *digits == 4)
            .map(|(number, _)| i32::from(number));
        year.filter(|year| (1000..=2999).contains(year))
    }

    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_word(&self, name: &str) -> bool {
        self.word() == Some(name)
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }
}

/// Takes a text apart.
pub(super) fn scan(text: &str) -> Vec<Token<'_>> {
    let mut tokens = vec![];
    let mut blank = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        if character.is_whitespace() {
            blank = true;
            continue;
        }
        let mut end = start + character.len_utf8();
        let mut run = |fits: fn(char) -> bool| {
            while let Some((at, next)) = rest.next_if(|(_, next)| fits(*next)) {
                end = at + next.len_utf8();
            }
            end
        };
        let kind = if character.is_ascii_digit() {
            run(|next| next.is_ascii_digit());
            Kind::Number
        } else if is_unit(character) {
            Kind::Word(character.to_string())
        } else if character.is_alphabetic() {
            run(|next| next.is_alphabetic() && !is_unit(next));
            Kind::Word(fold(&text[start..end]))
        } else {
            Kind::Sign(plain_sign(character))
        };
        tokens.push(Token {
            text: &text[start..end],
            kind,
            start,
            end,
            blank: std::mem::take(&mut blank),
        });
    }
    tokens
}

/// The characters for year, month and day of Chinese, Japanese and Korean: each is a word.
fn is_unit(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일')
}

/// All hyphens and dashes are one sign here, and signs of full width are plain ones.
fn plain_sign(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '：' => ':',
        '，' => ',',
        '／' => '/',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_words_and_signs_are_told_apart() {
        let tokens = scan("Thứ tư, 25/02/2025T8 2025年2月");
        let texts: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        assert_eq!(
            texts,
            [
                "Thứ", "tư", ",", "25", "/", "02", "/", "2025", "T", "8", "2025", "年", "2", "月"
            ]
        );
        assert!(tokens[1].blank && !tokens[2].blank && tokens[0].is_word("thu"));
        assert_eq!(
            (tokens[3].short(), tokens[7].year(), tokens[7].short()),
            (Some(25), Some(2025), None)
        );
        assert!(scan("9‑7")[1].is_sign(&['-']));
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_blanks_is_left_out(text in "\\PC{0,40}") {
            let kept: String = scan(&text).iter().map(|token| token.text).collect();
            let wanted: String = text.chars().filter(|character| !character.is_whitespace()).collect();
            proptest::prop_assert_eq!(kept, wanted);
        }
    }
}
