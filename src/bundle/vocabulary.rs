//! `vocabulary.toml`: the concepts of an archive, shaped like SKOS.
//!
//! Each `[[concept]]` has an `id`, a `group` (topic, organisation, place), a `prefLabel` in English and
//! Vietnamese, `altLabel`s, a `broader` concept and `exactMatch` URIs. A mistake costs the concept or the value that
//! it is in, is reported with its line, and never the rest.

use std::collections::HashMap;

use super::fields::{self, Entry, Value};
use super::report::Problem;
use super::slug::slug;
use crate::article::{Concept, Group, Label, TagKey};
use crate::text::{Alike, alike, bare_name, has_marks};

/// The file's name.
pub(super) const FILE: &str = "vocabulary.toml";

/// The concepts of an archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vocabulary {
    terms: Vec<Term>,
    by_id: HashMap<String, usize>,
    /// By the bare name of a label: the label and its concept.
    by_label: HashMap<String, Vec<(String, usize)>>,
}

/// A concept and everything that it is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) concept: Concept,
    /// Preferred labels first.
    pub(super) labels: Vec<String>,
    line: usize,
}

impl Vocabulary {
    /// Reads the text of a vocabulary.
    ///
    /// # Errors
    /// A text that is not TOML: nothing of it can be trusted.
    pub(super) fn read(text: &str, problems: &mut Vec<Problem>) -> Result<Self, Problem> {
        let entries = fields::toml(text, 1).map_err(|(line, message)| Problem::skipped(FILE, Some(line), message))?;
        let mut vocabulary = Self::default();
        let mut problem = |line: usize, message: String| problems.push(Problem::warning(FILE, Some(line), message));
        let mut broader = vec![];
        for entry in &entries {
            let Value::List(concepts) = &entry.value else {
                problem(
                    entry.line,
                    format!("`{}` is unknown here: expected [[concept]] tables", entry.key),
                );
                continue;
            };
            if entry.key != "concept" {
                problem(
                    entry.line,
                    format!("[[{}]] is unknown: expected [[concept]]", entry.key),
                );
                continue;
            }
            for concept in concepts {
                let Some(fields) = concept.table() else {
                    problem(entry.line, "expected [[concept]] tables".to_owned());
                    continue;
                };
                if let Some((term, above)) = term(fields, entry.line, &mut problem) {
                    if vocabulary.by_id.contains_key(term.concept.key.as_str()) {
                        problem(
                            term.line,
                            format!("the id `{}` is taken: give each concept its own", term.concept.key),
                        );
                        continue;
                    }
                    broader.push(above);
                    vocabulary.add(term, &mut problem);
                }
            }
        }
        vocabulary.connect(broader, &mut problem);
        Ok(vocabulary)
    }

    fn add(&mut self, term: Term, problem: &mut dyn FnMut(usize, String)) {
        let number = self.terms.len();
        self.by_id.insert(term.concept.key.as_str().to_owned(), number);
        for label in &term.labels {
            let labelled = self.by_label.entry(bare_name(label)).or_default();
            let same = labelled.iter().find(|(known, _)| alike(known, label).is_some());
            let other = same.map_or(number, |(_, other)| *other);
            if other == number {
                labelled.push((label.clone(), number));
            } else {
                let other = &self.terms[other].concept.key;
                problem(
                    term.line,
                    format!("the label `{label}` is also one of `{other}`: only that one will be found by it"),
                );
            }
        }
        self.terms.push(term);
    }

    /// Ties concepts to their broader ones; a tie to nowhere or in a circle is cut.
    fn connect(&mut self, broader: Vec<Option<(usize, String)>>, problem: &mut dyn FnMut(usize, String)) {
        for (number, above) in broader.into_iter().enumerate() {
            let Some((line, above)) = above else { continue };
            let Some(target) = self.by_id.get(&above) else {
                problem(
                    line,
                    format!("there is no concept `{above}`: name the id of another concept as `broader`"),
                );
                continue;
            };
            let own = self.terms[number].concept.key.clone();
            let mut at = Some(*target);
            while let Some(step) = at.filter(|step| *step != number) {
                at = self.terms[step]
                    .concept
                    .broader
                    .as_ref()
                    .and_then(|key| self.by_id.get(key.as_str()).copied());
            }
            if at.is_some() {
                problem(
                    line,
                    format!("`{own}` would be broader than itself: cut the circle of `broader`"),
                );
            } else {
                self.terms[number].concept.broader = Some(TagKey::new(above));
            }
        }
    }

    /// All concepts with their labels.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The concept with this id, or with this label in any language and spelling.
    pub(super) fn named(&self, name: &str) -> Option<&Concept> {
        let by_label = || {
            let labelled = self.by_label.get(&bare_name(name))?;
            let like = |wanted: Alike| {
                let found = labelled.iter().find(|(label, _)| alike(label, name) == Some(wanted));
                found.map(|(_, number)| *number)
            };
            like(Alike::Same).or_else(|| like(Alike::Unmarked))
        };
        // An id is a name without marks.
        let by_id = || self.by_id.get(&bare_name(name).replace(' ', "-")).copied();
        let number = self
            .by_id
            .get(name)
            .copied()
            .or_else(by_label)
            .or_else(|| by_id().filter(|_| !has_marks(name)));
        number.map(|number| &self.terms[number].concept)
    }

    /// The concept behind a key, with its labels.
    pub(super) fn term(&self, key: &TagKey) -> Option<&Term> {
        self.by_id.get(key.as_str()).map(|number| &self.terms[*number])
    }

    /// The English name of a place.
    pub(super) fn place(&self, name: &str) -> Option<String> {
        self.named(name)
            .filter(|concept| concept.group == Group::Place)
            .map(|concept| concept.label.en.clone())
    }
}

/// One concept and, apart, the id of its broader one with the line.
type Read = (Term, Option<(usize, String)>);

fn term(fields: &[Entry], table_line: usize, problem: &mut dyn FnMut(usize, String)) -> Option<Read> {
    let line = fields.first().map_or(table_line, |entry| entry.line);
    let (mut id, mut group, mut label, mut alternatives) = (None, None, None, vec![]);
    let (mut broader, mut exact_match) = (None, vec![]);
    for entry in fields {
        let mut wrong = |expected: &str| problem(entry.line, format!("`{}` should be {expected}", entry.key));
        match entry.key.as_str() {
            "id" => match entry
                .value
                .text()
                .filter(|id| !id.is_empty() && slug(id) == *id && id.is_ascii())
            {
                Some(text) => id = Some(text.to_owned()),
                None => wrong("small letters, digits and hyphens, e.g. \"soft-power\""),
            },
            "group" => match entry.value.text() {
                Some("topic") => group = Some(Group::Topic),
                Some("organisation") => group = Some(Group::Organisation),
                Some("place") => group = Some(Group::Place),
                _ => wrong("\"topic\", \"organisation\" or \"place\""),
            },
            "prefLabel" => match entry.value.table().and_then(pref_label) {
                Some(read) => label = Some(read),
                None => wrong("{ en = \"…\", vi = \"…\" }"),
            },
            "altLabel" => {
                let lists = entry.value.table().map(|table| {
                    table
                        .iter()
                        .map(|entry| entry.value.texts())
                        .collect::<Option<Vec<_>>>()
                });
                match lists.flatten() {
                    Some(lists) => alternatives.extend(lists.into_iter().flatten().map(str::to_owned)),
                    None => wrong("{ en = [\"…\"], vi = [\"…\"] }"),
                }
            }
            "broader" => match entry.value.text() {
                Some(text) => broader = Some((entry.line, text.to_owned())),
                None => wrong("the id of another concept"),
            },
            "exactMatch" => match entry.value.texts().filter(|uris| uris.iter().all(|uri| is_uri(uri))) {
                Some(uris) => exact_match = uris.into_iter().map(str::to_owned).collect(),
                None => wrong("a list of http addresses"),
            },
            _ => problem(
                entry.line,
                format!(
                    "`{}` is unknown: a concept has id, group, prefLabel, altLabel, broader, exactMatch",
                    entry.key
                ),
            ),
        }
    }
    let (Some(id), Some(group), Some(label)) = (id, group, label) else {
        problem(
            line,
            "this concept is left out: it needs an `id`, a `group` and a `prefLabel` with `en`".to_owned(),
        );
        return None;
    };
    let mut labels = vec![label.en.clone()];
    labels.extend(label.vi.clone());
    labels.extend(alternatives);
    labels.retain(|label| !label.trim().is_empty());
    let concept = Concept {
        key: TagKey::new(id),
        group,
        label,
        broader: None,
        exact_match,
    };
    Some((Term { concept, labels, line }, broader))
}

fn pref_label(entries: &[Entry]) -> Option<Label> {
    let name = |language: &str| {
        entries
            .iter()
            .find(|entry| entry.key == language)?
            .value
            .text()
            .map(str::to_owned)
    };
    let en = name("en").filter(|name| !name.trim().is_empty())?;
    let vi = name("vi").filter(|vi| *vi != en);
    entries
        .iter()
        .all(|entry| ["en", "vi"].contains(&entry.key.as_str()))
        .then_some(Label { en, vi })
}

fn is_uri(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vocabulary, Vec<(usize, String)>) {
        let mut problems = vec![];
        let vocabulary = Vocabulary::read(text, &mut problems).expect("TOML");
        (
            vocabulary,
            problems
                .into_iter()
                .map(|problem| (problem.line.unwrap_or(0), problem.message))
                .collect(),
        )
    }

    const TWO: &str = r#"
[[concept]]
id = "diplomacy"
group = "topic"
prefLabel = { en = "Diplomacy", vi = "Ngoại giao" }

[[concept]]
id = "cultural-diplomacy"
group = "topic"
prefLabel = { en = "Cultural diplomacy", vi = "Ngoại giao văn hóa" }
altLabel = { en = ["culture diplomacy"] }
broader = "diplomacy"
exactMatch = ["http://example.org/1"]
"#;

    #[test]
    fn a_concept_is_found_by_id_and_by_any_label_in_any_spelling() {
        let (vocabulary, problems) = read(TWO);
        assert_eq!(problems, []);
        for name in [
            "cultural-diplomacy",
            "CULTURAL DIPLOMACY",
            "ngoai giao van hoa",
            "Ngoại giao văn hóa",
            "culture diplomacy",
        ] {
            assert_eq!(
                vocabulary.named(name).map(|concept| concept.key.as_str()),
                Some("cultural-diplomacy"),
                "{name}"
            );
        }
        let concept = vocabulary.named("cultural-diplomacy").expect("a concept");
        assert_eq!(concept.broader, Some(TagKey::new("diplomacy")));
        assert_eq!(concept.exact_match, ["http://example.org/1"]);
    }

    #[test]
    fn mistakes_are_named_with_their_line_and_the_rest_is_kept() {
        let concept = |rest: &str| format!("[[concept]]\n{rest}\n");
        let full = |id: &str, rest: &str| {
            concept(&format!(
                "id = \"{id}\"\ngroup = \"topic\"\nprefLabel.en = \"{id}\"\n{rest}"
            ))
        };
        for (text, line, part) in [
            (full("b", "broader = \"nowhere\""), 5, "no concept `nowhere`"),
            (full("b", "broader = \"b\""), 5, "broader than itself"),
            (full("b", "colour = \"red\""), 5, "`colour` is unknown"),
            (full("b", "exactMatch = [\"x\"]"), 5, "http addresses"),
            (
                concept("id = \"b\"\ngroup = \"person\"\nprefLabel.en = \"b\""),
                3,
                "\"topic\", \"organisation\"",
            ),
            (
                concept("id = \"B b\"\ngroup = \"topic\"\nprefLabel.en = \"b\""),
                2,
                "small letters",
            ),
            (concept("id = \"b\"\ngroup = \"topic\""), 2, "left out"),
            (
                concept("id = \"b\"\ngroup = \"topic\"\nprefLabel.de = \"b\""),
                4,
                "en = ",
            ),
        ] {
            let (vocabulary, problems) = read(&format!("{text}{}", full("kept", "")));
            assert!(
                problems
                    .iter()
                    .any(|(at, message)| *at == line && message.contains(part)),
                "{text}: {problems:?}"
            );
            assert!(vocabulary.named("kept").is_some(), "{text}");
        }
    }

    #[test]
    fn duplicates_and_circles_are_named() {
        let concept = |id: &str, label: &str, rest: &str| {
            format!("[[concept]]\nid = \"{id}\"\ngroup = \"topic\"\nprefLabel.en = \"{label}\"\n{rest}\n")
        };
        let (_, problems) = read(&(concept("a", "A", "") + &concept("a", "B", "")));
        assert!(problems[0].1.contains("is taken") && problems[0].0 == 7, "{problems:?}");
        let (_, problems) = read(&(concept("a", "Same", "") + &concept("b", "same", "")));
        assert!(problems[0].1.contains("also one of `a`"), "{problems:?}");
        let (vocabulary, problems) =
            read(&(concept("a", "A", "broader = \"b\"") + &concept("b", "B", "broader = \"a\"")));
        assert!(problems[0].1.contains("broader than itself"), "{problems:?}");
        assert!(vocabulary.named("b").is_some_and(|concept| concept.broader.is_none()));
    }

    #[test]
    fn what_is_not_toml_is_refused() {
        let problem = Vocabulary::read("[[concept]\n", &mut vec![]).expect_err("not TOML");
        assert_eq!((problem.path.as_str(), problem.line), (FILE, Some(1)));
    }
}
