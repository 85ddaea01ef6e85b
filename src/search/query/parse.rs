//! From what stands in the search box to a [`Query`].

use super::{Clause, Query, QueryTerm, Word};
use crate::article::{EdtfDate, Group};
use crate::text::joined::{piece_end, pieces};
use crate::text::{Token, tokens};

/// Stands between alternatives.
pub(super) const OR: &str = "OR";

impl Query {
    /// Reads what stands in the search box. The last word may be unfinished unless a blank follows it.
    ///
    /// ```
    /// use article_explorer::search::Query;
    ///
    /// let query = Query::parse("ngoại giao -\"soft power\" after:2025 paris OR geneva unes");
    /// assert_eq!(query.clauses.len(), 6);
    /// assert!(query.clauses[2].excluded);
    /// assert_eq!(query.clauses[4].terms.len(), 2);
    /// ```
    pub fn parse(text: &str) -> Self {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut rest = text.trim_start();
        let mut alternative = false;
        while !rest.is_empty() {
            if !alternative
                && clauses.last().is_some_and(|before| !before.excluded)
                && let Some(behind) = rest.strip_prefix(OR)
                && behind.starts_with(char::is_whitespace)
                && joins(behind.trim_start())
            {
                alternative = true;
                rest = behind.trim_start();
                continue;
            }
            // In a text that was pasted, what a list goes on with is not excluded: `E2F-1, -2`.
            let listed = text[..text.len() - rest.len()].trim_end().ends_with(',');
            let (excluded, body) = match rest.strip_prefix('-').filter(|body| !listed && begins_term(body)) {
                Some(body) => (true, body),
                None => (false, rest),
            };
            let (terms, behind) = terms(body);
            for term in terms {
                match clauses.last_mut().filter(|_| alternative) {
                    Some(before) => before.terms.push(term),
                    None => clauses.push(Clause {
                        excluded,
                        terms: vec![term],
                    }),
                }
                alternative = false;
            }
            rest = behind.trim_start();
        }
        if let Some(Clause { excluded: false, terms }) = clauses.last_mut()
            && let Some(QueryTerm::Word(word)) = terms.last_mut()
            && text.ends_with(&word.text)
        {
            *word = word.clone().unfinished();
        }
        Self { clauses }
    }
}

/// What follows `OR` can be an alternative: a term, neither excluded nor another `OR`.
fn joins(text: &str) -> bool {
    let other = text.strip_prefix(OR);
    let or = other.is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_whitespace));
    let excluded = text.strip_prefix('-').is_some_and(begins_term);
    !or && !excluded && !terms(text).0.is_empty()
}

/// A word or a quotation begins here, perhaps behind a sign: `$5`, `'90s`, `#tag`.
fn begins_term(text: &str) -> bool {
    let word = |text: &str| text.starts_with(|character: char| character.is_alphanumeric() || is_quote(character));
    let sign = |character: char| !character.is_whitespace() && !matches!(character, '-' | '>');
    word(text) || text.strip_prefix(sign).is_some_and(word)
}

pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

/// The terms of the first piece of a text, and what is behind it.
fn terms(text: &str) -> (Vec<QueryTerm>, &str) {
    if let Some((inner, behind)) = quoted(text) {
        return (phrase(inner, false), behind);
    }
    let end = piece_end(text);
    if let Some((key, value)) = text.split_once(':').filter(|(key, _)| key.len() < end) {
        if key.eq_ignore_ascii_case("title") {
            let (terms, behind) = titled(value, end - key.len() - 1);
            if !terms.is_empty() {
                return (terms, behind);
            }
        }
        let (value, behind) = quoted(value).unwrap_or_else(|| value.split_at(end - key.len() - 1));
        // A value whose quotation is not closed yet is still being typed.
        if let Some(term) = operator(key, value).filter(|_| !value.starts_with(is_quote)) {
            return (vec![term], behind);
        }
    }
    let (piece, behind) = text.split_at(end);
    (words(piece, false), behind)
}

/// What `title:` asks for, given what stands behind it and where that ends when it is not quoted.
fn titled(value: &str, end: usize) -> (Vec<QueryTerm>, &str) {
    match quoted(value) {
        Some((inner, behind)) => (phrase(inner, true), behind),
        None if value.starts_with(is_quote) => (vec![], value),
        None => {
            let (piece, behind) = value.split_at(end);
            (words(piece, true), behind)
        }
    }
}

fn words(piece: &str, title: bool) -> Vec<QueryTerm> {
    read(piece, title).into_iter().map(QueryTerm::Word).collect()
}

/// The words of a text, pieces that are written together as one.
fn read(text: &str, title: bool) -> Vec<Word> {
    let words: Vec<Token<'_>> = tokens(text).collect();
    let word = |piece: std::ops::Range<usize>| {
        let word = Word::of_piece(&words[piece], text);
        if title { word.in_titles() } else { word }
    };
    pieces(&words).into_iter().map(word).collect()
}

/// The content of a quotation that begins the text, and what is behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    inner.split_once(is_quote)
}

fn phrase(quoted: &str, title: bool) -> Vec<QueryTerm> {
    let mut words = read(quoted, title);
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
        "author" => tag(Some(Group::Author)),
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
        let word = |word: &Word| {
            let title = if word.title { "title=" } else { "" };
            format!("{title}{}{}", word.folded, if word.prefix { "*" } else { "" })
        };
        let term = |term: &QueryTerm| match term {
            QueryTerm::Word(one) => word(one),
            QueryTerm::Phrase(words) => format!("\"{}\"", words.iter().map(word).collect::<Vec<_>>().join(" ")),
            QueryTerm::Tag { group, value } => format!("{}={value}", group.map_or("tag", Group::name)),
            QueryTerm::After(day) => format!("after {day}"),
            QueryTerm::Before(day) => format!("before {day}"),
        };
        let clause = |clause: &Clause| {
            let terms: Vec<String> = clause.terms.iter().map(term).collect();
            format!("{}{}", if clause.excluded { "-" } else { "" }, terms.join(" | "))
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
            ["tag", "after", "soon", "before", "2025 99", "http", "vnexpressnet"]
        );
        assert_eq!(understood("tag:\"cultural dip"), ["tag", "cultural", "dip*"]);
        assert_eq!(understood("sci-tech"), ["scitech*"]);
        assert_eq!(understood("E2f-1, -2, -x -y "), ["e2f1", "2", "x", "-y"]);
        assert_eq!(
            understood("a -$5 -'90s -#tag ->b -. -- "),
            ["a", "-5", "-90s", "-tag", "b"]
        );
        assert_eq!(understood("\"one\""), ["one"]);
        assert_eq!(understood(" \t"), [""; 0]);
    }

    #[test]
    fn alternatives_bind_closer_than_blanks() {
        assert_eq!(understood("a b OR c d "), ["a", "b | c", "d"]);
        assert_eq!(understood("a OR b OR \"c d\" OR tag:x"), ["a | b | \"c d\" | tag=x"]);
        assert_eq!(understood("a OR sci-tech "), ["a | scitech"]);
        assert_eq!(understood("a OR "), ["a", "or"]);
        assert_eq!(understood("OR a "), ["or", "a"]);
        assert_eq!(understood("a OR OR b "), ["a", "or | b"]);
        assert_eq!(understood("-a OR b "), ["-a", "or", "b"]);
        assert_eq!(understood("a OR -b"), ["a", "or", "-b"]);
        assert_eq!(understood("a or b ORB \"OR\" c "), ["a", "or", "b", "orb", "or", "c"]);
    }

    #[test]
    fn what_is_written_together_is_one_word_wherever_it_stands() {
        assert_eq!(
            understood("vaccine -covid-19 U.S. OR AT&T \"the U.N. met\" -\"Q&A\" title:O'Brien x "),
            [
                "vaccine",
                "-covid19",
                "us | att",
                "\"the un met\"",
                "-qa",
                "title=obrien",
                "x"
            ]
        );
        assert_eq!(
            understood("10,000 10.000  10 000 1.88 -10 000 "),
            ["10000", "10000", "10000", "1.88", "-10000"]
        );
        assert_eq!(understood("30/CT-TTg 2021-25 文化 "), ["30 ct ttg", "2021 25", "文 化"]);
        assert_eq!(understood("minister¹ km² "), ["minister", "km2"]);
        let parts = |text: &str| -> Vec<String> {
            let query = Query::parse(text);
            let words = query.words().flat_map(|word| &word.parts);
            words.map(|part| part.folded.clone()).collect()
        };
        assert_eq!(
            parts("COVID-19 MH370 AT&T v1.88 plain 10,000 "),
            ["covid", "19", "mh", "370", "at", "t", "v", "1.88"]
        );
    }

    #[test]
    fn titles_are_asked_for_by_word_and_by_phrase() {
        assert_eq!(
            understood("title:summit title:\"soft power\" "),
            ["title=summit", "\"title=soft title=power\""]
        );
        assert_eq!(understood("TITLE:sci-te"), ["title=scite*"]);
        assert_eq!(understood("title: title:\"soft"), ["title", "title", "soft*"]);
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
        assert_eq!(
            marked("\"cultural diplomacy\"", "Cultural diplomacy, cultural diplomacies"),
            1
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_parsed(text in "([a-zđ\"“:\\- ]|tag:|title:| OR |after:2025|\\PC){0,30}") {
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
