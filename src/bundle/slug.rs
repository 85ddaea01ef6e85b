//! Names for URLs, made of titles.

use std::collections::HashMap;

use crate::text::{Joint, fold, is_cut, tokens};

/// A longer name is cut at the end of a word.
const LONGEST: usize = 80;

/// The folded words of a text, joined by hyphens; empty for a text without letters or digits.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let words = tokens(text).flat_map(|token| {
        // What is cut out of a word of its script stays a part of that.
        let cut = token.joint == Some(Joint::Nothing) && token.text.starts_with(is_cut);
        // Groups of digits and decimals stand apart.
        token.text.split(['.', ',']).map(move |part| (part, cut))
    });
    for (word, cut) in words {
        let word = fold(word);
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() && !word.is_empty() && !cut {
            slug.push('-');
        }
        slug.extend(word.chars().filter(|letter| letter.is_alphanumeric()).take(LONGEST));
    }
    slug
}

/// Hands out each name once.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashMap<String, usize>,
}

impl Names {
    /// Nobody has this name yet.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// `wanted`, or `wanted-2`, `wanted-3` … where it is taken. The same sequence of wishes gets the same names.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut number = match self.taken.get(wanted) {
            None => {
                self.taken.insert(wanted.to_owned(), 1);
                return wanted.to_owned();
            }
            Some(number) => *number,
        };
        loop {
            number += 1;
            let name = format!("{wanted}-{number}");
            if !self.taken.contains_key(&name) {
                self.taken.insert(name.clone(), 1);
                self.taken.insert(wanted.to_owned(), number);
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_the_folded_words() {
        assert_eq!(slug("Việt Nam’s “AI”: a linchpin?"), "viet-nam-ai-a-linchpin");
        assert_eq!(slug("文化 — Đổi Mới"), "文-化-doi-moi");
        assert_eq!(slug("10,000 lines of 1.88"), "10-000-lines-of-1-88");
        assert_eq!(slug("한국은 베트남과"), "한국은-베트남과");
        assert_eq!(slug("… — !"), "");
    }

    #[test]
    fn a_long_slug_ends_with_a_word() {
        let slug = slug(&"culture ".repeat(40));
        assert!(slug.len() <= LONGEST && slug.ends_with("-culture"), "{slug}");
        assert_eq!(super::slug(&"a".repeat(500)).len(), LONGEST);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let given: Vec<String> = ["a", "a-2", "a", "a", "b"]
            .into_iter()
            .map(|wanted| names.take(wanted))
            .collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "b"]);
    }
}
