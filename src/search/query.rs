//! The query language: the conventions that people know.
//!
//! | written | means |
//! | --- | --- |
//! | `cultural diplomacy` | articles with these words, best first; the last may be unfinished |
//! | `"soft power"` | these words one right after the other |
//! | `-cybersecurity`, `-"soft power"` | articles without it |
//! | `tag:ai`, `tag:"cultural diplomacy"`, `-tag:ai` | articles with, without this tag, by its key or its label |
//! | `source:vns`, `place:paris`, `lang:vi`, `year:2025` | the same for one group of tags |
//! | `after:2025-02`, `before:2025-02-11` | published then or later; published earlier |
//!
//! Nothing is an error: what makes no sense as an operator is searched as words.

use crate::article::{EdtfDate, Group};
use crate::text::{Matcher, Pattern, fold, has_marks, joined, spelling, tokens};

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// What it asks for, in the order in which it was written.
    pub clauses: Vec<Clause>,
}

/// One part of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// It was written with a minus: articles must not have it.
    pub excluded: bool,
    /// What articles must have.
    pub term: QueryTerm,
}

/// What a clause is about.
#[derive(Clone, Debug, PartialEq)]
pub enum QueryTerm {
    /// A word.
    Word(Word),
    /// Words one right after the other.
    Phrase(Vec<Word>),
    /// A tag by its key or its label, in one group or any.
    Tag {
        /// The group, when the operator names one.
        group: Option<Group>,
        /// A key or a label.
        value: String,
    },
    /// Published on this day or later, in days since 1970-01-01.
    After(i32),
    /// Published before this day, in days since 1970-01-01.
    Before(i32),
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it was written.
    pub text: String,
    /// Folded.
    pub folded: String,
    /// Its exact spelling, when it has marks: `đường` asks for đường before dương, `duong` for any.
    pub spelling: Option<String>,
    /// It may be unfinished.
    pub prefix: bool,
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            folded: fold(text),
            spelling: has_marks(text).then(|| spelling(text)),
            text: text.to_owned(),
            prefix: false,
        }
    }
}

/// Shorter unfinished words would mark nearly every word of a text.
const SHORTEST_PREFIX_MARK: usize = 2;

impl Query {
    /// Reads what stands in the search box. The last word may be unfinished unless a blank follows it.
    ///
    /// ```
    /// use article_explorer::search::Query;
    ///
    /// let query = Query::parse("ngoại giao -\"soft power\" after:2025 unes");
    /// assert_eq!(query.clauses.len(), 5);
    /// assert!(query.clauses[2].excluded);
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut clauses = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (excluded, body) = match rest.strip_prefix('-').filter(|body| begins_term(body)) {
                Some(body) => (true, body),
                None => (false, rest),
            };
            let (mut terms, behind) = terms(body);
            clauses.extend(terms.drain(..).map(|term| Clause { excluded, term }));
            rest = behind.trim_start();
        }
        if let Some(Clause {
            excluded: false,
            term: QueryTerm::Word(word),
        }) = clauses.last_mut()
        {
            word.prefix = text.ends_with(&word.text);
        }
        Self { clauses }
    }

    /// There are words or phrases to rank by.
    pub fn has_words(&self) -> bool {
        self.words().next().is_some() || self.phrases().next().is_some()
    }

    /// The wanted words outside phrases.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.clauses
            .iter()
            .filter(|clause| !clause.excluded)
            .filter_map(|clause| match &clause.term {
                QueryTerm::Word(word) => Some(word),
                _ => None,
            })
    }

    /// The wanted phrases.
    pub fn phrases(&self) -> impl Iterator<Item = &[Word]> {
        self.clauses
            .iter()
            .filter(|clause| !clause.excluded)
            .filter_map(|clause| match &clause.term {
                QueryTerm::Phrase(words) => Some(words.as_slice()),
                _ => None,
            })
    }

    /// What to mark in titles, leads and texts.
    pub fn matcher(&self) -> Matcher {
        let words: Vec<&Word> = self.words().collect();
        let mut patterns: Vec<Pattern> = words
            .iter()
            .map(|word| Pattern::Word {
                folded: word.folded.clone(),
                prefix: word.prefix && word.folded.chars().count() >= SHORTEST_PREFIX_MARK,
            })
            .collect();
        for pair in words.windows(2) {
            if let Some(folded) = joined::candidate(&pair[0].folded, &pair[1].folded) {
                patterns.push(Pattern::Word { folded, prefix: false });
            }
        }
        for phrase in self.phrases() {
            patterns.push(Pattern::Phrase(phrase.iter().map(|word| word.folded.clone()).collect()));
        }
        Matcher::new(patterns)
    }
}

fn begins_term(text: &str) -> bool {
    text.starts_with(|character: char| character.is_alphanumeric() || is_quote(character))
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

/// The terms of the first piece of a text, and what is behind it.
fn terms(text: &str) -> (Vec<QueryTerm>, &str) {
    if let Some((quoted, behind)) = quoted(text) {
        return (phrase(quoted), behind);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    if let Some((key, value)) = text.split_once(':').filter(|(key, _)| key.len() < end) {
        let (value, behind) = quoted(value).unwrap_or_else(|| value.split_at(end - key.len() - 1));
        // A value whose quotation is not closed yet is still being typed.
        if let Some(term) = operator(key, value).filter(|_| !value.starts_with(is_quote)) {
            return (vec![term], behind);
        }
    }
    let (piece, behind) = text.split_at(end);
    (
        tokens(piece)
            .map(|token| QueryTerm::Word(Word::new(token.text)))
            .collect(),
        behind,
    )
}

/// The content of a quotation that begins the text, and what is behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    inner.split_once(is_quote)
}

fn phrase(quoted: &str) -> Vec<QueryTerm> {
    let mut words: Vec<Word> = tokens(quoted).map(|token| Word::new(token.text)).collect();
    match words.len() {
        0 => vec![],
        1 => words.drain(..).map(QueryTerm::Word).collect(),
        _ => vec![QueryTerm::Phrase(words)],
    }
}

fn operator(key: &str, value: &str) -> Option<QueryTerm> {
    if value.is_empty() {
        return None;
    }
    let tag = |group| {
        Some(QueryTerm::Tag {
            group,
            value: value.to_owned(),
        })
    };
    match key.to_ascii_lowercase().as_str() {
        "tag" => tag(None),
        "source" => tag(Some(Group::Source)),
        "place" => tag(Some(Group::Place)),
        "lang" => tag(Some(Group::Language)),
        "year" => tag(Some(Group::Year)),
        "after" => EdtfDate::parse(value).ok()?.earliest().map(QueryTerm::After),
        "before" => EdtfDate::parse(value).ok()?.earliest().map(QueryTerm::Before),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::days_from_civil;

    /// A short form of what a query was understood as.
    fn understood(text: &str) -> Vec<String> {
        let word = |word: &Word| format!("{}{}", word.folded, if word.prefix { "*" } else { "" });
        let clause = |clause: &Clause| {
            let term = match &clause.term {
                QueryTerm::Word(one) => word(one),
                QueryTerm::Phrase(words) => format!("\"{}\"", words.iter().map(word).collect::<Vec<_>>().join(" ")),
                QueryTerm::Tag { group, value } => format!("{}={value}", group.map_or("tag", Group::name)),
                QueryTerm::After(day) => format!("after {day}"),
                QueryTerm::Before(day) => format!("before {day}"),
            };
            format!("{}{term}", if clause.excluded { "-" } else { "" })
        };
        Query::parse(text).clauses.iter().map(clause).collect()
    }

    #[test]
    fn words_phrases_and_operators_are_told_apart() {
        let day = days_from_civil(2025, 2, 1);
        assert_eq!(
            understood(
                "Việt Nam \"soft power\" -“trade war” -cyber tag:ai -tag:\"cultural diplomacy\" after:2025-02 before:2025-02 unes"
            ),
            [
                "viet".into(),
                "nam".into(),
                "\"soft power\"".into(),
                "-\"trade war\"".into(),
                "-cyber".into(),
                "tag=ai".into(),
                "-tag=cultural diplomacy".into(),
                format!("after {day}"),
                format!("before {day}"),
                "unes*".into(),
            ]
        );
        assert_eq!(
            understood("lang:vi source:VNS place:paris year:2025"),
            ["language=vi", "source=VNS", "place=paris", "year=2025"]
        );
    }

    #[test]
    fn what_makes_no_sense_is_searched_as_words() {
        assert_eq!(understood("\"open quote"), ["open", "quote*"]);
        assert_eq!(
            understood("tag: after:soon before:2025-99 http://vnexpress.net - -- \"\""),
            [
                "tag",
                "after",
                "soon",
                "before",
                "2025",
                "99",
                "http",
                "vnexpress",
                "net"
            ]
        );
        assert_eq!(understood("tag:\"cultural dip"), ["tag", "cultural", "dip*"]);
        assert_eq!(understood("sci-tech"), ["sci", "tech*"]);
        assert_eq!(understood("\"one\""), ["one"]);
        assert_eq!(understood(" \t"), [""; 0]);
    }

    #[test]
    fn the_last_word_is_unfinished_until_a_blank_follows() {
        assert_eq!(understood("viet na"), ["viet", "na*"]);
        assert_eq!(understood("viet na "), ["viet", "na"]);
        assert_eq!(understood("viet -na"), ["viet", "-na"]);
        assert_eq!(understood("viet na!"), ["viet", "na"]);
    }

    #[test]
    fn only_marked_words_ask_for_a_spelling() {
        let query = Query::parse("Đường duong");
        let spellings: Vec<bool> = query.words().map(|word| word.spelling.is_some()).collect();
        assert_eq!(spellings, [true, false]);
    }

    #[test]
    fn a_query_marks_names_written_together_or_apart() {
        let marked = |query: &str, text: &str| Query::parse(query).matcher().ranges(text).len();
        assert_eq!(marked("viet nam", "Vietnam"), 1);
        assert_eq!(marked("vietnam", "Việt Nam"), 1);
        assert_eq!(marked("-vietnam tag:vietnam", "Việt Nam Vietnam"), 0);
    }

    proptest! {
        #[test]
        fn any_text_can_be_parsed(text in "([a-zđ\"“:\\- ]|tag:|after:2025|\\PC){0,30}") {
            let query = Query::parse(&text);
            let _ = query.matcher().ranges(&text);
        }

        #[test]
        fn no_word_of_a_plain_query_is_lost(words in proptest::collection::vec("[a-zđ]{1,8}", 1..6)) {
            let query = Query::parse(&words.join(" "));
            let read: Vec<&str> = query.words().map(|word| word.text.as_str()).collect();
            prop_assert_eq!(read, words);
        }
    }
}
