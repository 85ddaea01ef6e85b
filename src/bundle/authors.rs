//! Who is who among the authors of an archive.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::article::{Article, TagKey};
use crate::search::author_key;
use crate::text::{name_words, spelling};

/// Gives authors keys of their own whose names differ in their marks alone: Vân Anh is not Văn Anh. A name without marks is taken
/// for the one that has some, as long as there is but one such name.
pub(super) fn tell_apart<'a>(articles: impl Iterator<Item = &'a mut Article>) {
    let mut authors = vec![];
    let mut spellings: BTreeMap<TagKey, BTreeSet<String>> = BTreeMap::new();
    for author in articles.flat_map(|article| &mut article.authors) {
        let spelled = spelled(&author.name);
        let key = author_key(author);
        if key.0 == spelled {
            continue;
        }
        spellings.entry(key.clone()).or_default().insert(spelled.clone());
        authors.push((author, key, spelled));
    }
    for (author, key, spelled) in authors {
        if spellings[&key].len() > 1 {
            author.key = Some(spelled);
        }
    }
}

/// The key that keeps the marks of a name.
fn spelled(name: &str) -> String {
    let spelled = spelling(name);
    let words: Vec<&str> = name_words(&spelled).collect();
    format!("author:{}", words.join("-")).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Author;

    /// The keys of some articles with one author each.
    fn keys(names: &[&str]) -> Vec<String> {
        let article = |name: &&str| Article {
            authors: vec![Author::new(*name)],
            ..Article::default()
        };
        let mut articles: Vec<Article> = names.iter().map(article).collect();
        tell_apart(articles.iter_mut());
        let key = |article: &Article| author_key(&article.authors[0]).0;
        articles.iter().map(key).collect()
    }

    #[test]
    fn one_name_is_one_value_however_it_is_written() {
        let names = [
            "Nguyễn Vân Anh",
            "NGUYỄN VÂN ANH",
            "nguyen van-anh",
            "Nguye\u{302}\u{303}n Va\u{302}n Anh",
        ];
        assert_eq!(keys(&names), ["author:nguyen-van-anh"; 4]);
    }

    #[test]
    fn names_that_differ_in_their_marks_are_told_apart() {
        assert_eq!(
            keys(&["Vân Anh", "Van Anh", "Văn Anh", "Lan"]),
            ["author:vân-anh", "author:van-anh", "author:văn-anh", "author:lan"]
        );
    }
}
