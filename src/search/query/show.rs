//! From a [`Query`] back to what one would write.

use std::fmt;

use super::parse::{OR, is_quote};
use super::{Query, QueryTerm, Word};
use crate::article::{Group, civil_from_days};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        let mut finished = false;
        // One blank between two numbers could group their digits.
        let mut number = false;
        for clause in &self.clauses {
            for (at, term) in clause.terms.iter().enumerate() {
                if !first {
                    f.write_str(if number { "  " } else { " " })?;
                }
                first = false;
                number = matches!(term, QueryTerm::Word(word) if ends_in_digit(word));
                if at > 0 {
                    f.write_str(OR)?;
                    f.write_str(" ")?;
                }
                if clause.excluded {
                    f.write_str("-")?;
                }
                term.fmt(f)?;
                finished = matches!(term, QueryTerm::Word(word) if !word.prefix) && !clause.excluded;
            }
        }
        // Without a blank behind it the last word would count as unfinished.
        f.write_str(if finished { " " } else { "" })
    }
}

impl fmt::Display for QueryTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |f: &mut fmt::Formatter<'_>, key, day| {
            let (year, month, day) = civil_from_days(day);
            write!(f, "{key}:{year:04}-{month:02}-{day:02}")
        };
        match self {
            QueryTerm::Word(word) => {
                title(f, word)?;
                // Only a quoted one is a word rather than an operator; what is unfinished has no quote behind it.
                if word.text == OR && !word.title {
                    return write!(f, "\"{OR}{}", if word.prefix { "" } else { "\"" });
                }
                f.write_str(&word.text)
            }
            QueryTerm::Phrase(words) => {
                if let Some(first) = words.first() {
                    title(f, first)?;
                }
                f.write_str("\"")?;
                for (at, word) in words.iter().enumerate() {
                    let blanks = match at.checked_sub(1) {
                        None => "",
                        Some(before) if ends_in_digit(&words[before]) => "  ",
                        Some(_) => " ",
                    };
                    f.write_str(blanks)?;
                    f.write_str(&word.text)?;
                }
                f.write_str("\"")
            }
            QueryTerm::Tag { group, value } => {
                let key = match group {
                    None => "tag",
                    Some(Group::Language) => "lang",
                    Some(group) => group.name(),
                };
                if value.contains(char::is_whitespace) || value.starts_with(is_quote) {
                    write!(f, "{key}:\"{value}\"")
                } else {
                    write!(f, "{key}:{value}")
                }
            }
            QueryTerm::After(first) => day(f, "after", *first),
            QueryTerm::Before(end) => day(f, "before", *end),
        }
    }
}

fn ends_in_digit(word: &Word) -> bool {
    word.text.ends_with(char::is_numeric)
}

fn title(f: &mut fmt::Formatter<'_>, word: &Word) -> fmt::Result {
    f.write_str(if word.title { "title:" } else { "" })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_query_is_written_as_people_write_it() {
        for text in [
            "ngoại giao ",
            "unes",
            "a OR b -\"soft power\" title:summit tag:\"cultural diplomacy\" lang:vi after:2025-02-01 ",
            "\"OR\" x ",
            "a OR \"OR",
        ] {
            assert_eq!(Query::parse(text).to_string().trim_end(), text.trim_end());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_understood_the_same(
            text in "([a-zđ0-9\"“:\\- ]|[a-z]{1,3} |tag:|-|lang:vi |author:\"|title:|\"| OR |OR|after:2025|before:2024-02|\\PC){0,20}"
        ) {
            let query = Query::parse(&text);
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }
    }
}
