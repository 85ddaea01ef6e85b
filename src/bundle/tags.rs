//! The tags of one article: those that were stated, and the suggested ones beside them.

use std::collections::HashSet;

use super::slug::slug;
use super::vocabulary::Vocabulary;
use crate::article::{Concept, Evidence, Group, Label, StatedTag, SuggestedTag, TagKey};

/// Tags by id or label of the vocabulary; others are topics of the keeper's own making.
pub(super) fn stated(names: &[String], vocabulary: &Vocabulary) -> Vec<StatedTag> {
    let mut seen = HashSet::new();
    let tags = names.iter().filter_map(|name| {
        let tag = match vocabulary.named(name) {
            Some(Concept { key, label, group, .. }) => StatedTag {
                key: key.clone(),
                label: label.clone(),
                group: *group,
            },
            None => {
                let key = TagKey::new(slug(name));
                StatedTag {
                    key,
                    label: Label::plain(name),
                    group: Group::Topic,
                }
            }
        };
        Some(tag).filter(|tag| !tag.key.as_str().is_empty())
    });
    tags.filter(|tag| seen.insert(tag.key.clone())).collect()
}

/// The concept of the place that a dateline names.
pub(super) fn of_place(name: &str, evidence: Evidence, vocabulary: &Vocabulary) -> Option<SuggestedTag> {
    let concept = vocabulary.named(name).filter(|concept| concept.group == Group::Place)?;
    Some(SuggestedTag {
        key: concept.key.clone(),
        label: concept.label.clone(),
        group: concept.group,
        evidence: vec![evidence],
    })
}

/// Suggestions without those that were stated; the dateline's place goes before other places.
pub(super) fn merge(
    place: Option<SuggestedTag>,
    suggested: Vec<SuggestedTag>,
    about: &[StatedTag],
) -> Vec<SuggestedTag> {
    let mut merged: Vec<SuggestedTag> = vec![];
    let (before, after): (Vec<_>, Vec<_>) = suggested.into_iter().partition(|tag| tag.group < Group::Place);
    for mut tag in before.into_iter().chain(place).chain(after) {
        if about.iter().any(|stated| stated.key == tag.key) {
            continue;
        }
        match merged.iter_mut().find(|known| known.key == tag.key) {
            Some(known) => known.evidence.append(&mut tag.evidence),
            None => merged.push(tag),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: &str = r#"
concept = [
  { id = "ai", group = "topic", prefLabel = { en = "Artificial intelligence" }, altLabel = { en = ["AI"] } },
  { id = "unesco", group = "organisation", prefLabel = { en = "UNESCO" } },
  { id = "paris", group = "place", prefLabel = { en = "Paris" } },
  { id = "rome", group = "place", prefLabel = { en = "Rome" } },
]
"#;

    fn vocabulary() -> Vocabulary {
        Vocabulary::read(VOCABULARY, &mut vec![]).expect("TOML")
    }

    fn suggested(key: &str, rule: &str) -> SuggestedTag {
        let vocabulary = vocabulary();
        let concept = vocabulary.named(key).expect("a concept");
        let evidence = Evidence {
            rule: rule.into(),
            term: key.into(),
            sentence: key.into(),
        };
        let (key, label, group) = (concept.key.clone(), concept.label.clone(), concept.group);
        SuggestedTag {
            key,
            label,
            group,
            evidence: vec![evidence],
        }
    }

    #[test]
    fn tags_are_stated_by_id_label_or_a_name_of_ones_own() {
        let names = ["AI", "ai", "artificial Intelligence", "unesco", "My Own", "my own", "…"].map(str::to_owned);
        let tags = stated(&names, &vocabulary());
        let named: Vec<(&str, &str)> = tags
            .iter()
            .map(|tag| (tag.key.as_str(), tag.label.en.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                ("ai", "Artificial intelligence"),
                ("unesco", "UNESCO"),
                ("my-own", "My Own")
            ]
        );
        assert_eq!(tags[2].group, Group::Topic);
    }

    #[test]
    fn the_place_of_the_dateline_goes_before_other_places_and_keeps_all_evidence() {
        let found = ["ai", "unesco", "rome", "paris"].map(|key| suggested(key, "vocabulary"));
        let about = stated(&["AI".to_owned()], &vocabulary());
        let merged = merge(Some(suggested("paris", "dateline")), found.to_vec(), &about);
        let keys: Vec<&str> = merged.iter().map(|tag| tag.key.as_str()).collect();
        assert_eq!(keys, ["unesco", "paris", "rome"], "what is stated is not suggested");
        let rules: Vec<&str> = merged[1]
            .evidence
            .iter()
            .map(|evidence| evidence.rule.as_str())
            .collect();
        assert_eq!(rules, ["dateline", "vocabulary"]);
    }

    #[test]
    fn only_places_come_from_datelines() {
        let evidence = || Evidence {
            rule: "dateline".into(),
            term: "X".into(),
            sentence: "X".into(),
        };
        assert!(of_place("PARIS", evidence(), &vocabulary()).is_some());
        assert!(of_place("UNESCO", evidence(), &vocabulary()).is_none());
    }
}
