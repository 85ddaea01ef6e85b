//! Tags: those that were stated, the suggested ones beside them, and which spellings are one tag of the archive.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::assemble::Draft;
use super::slug::slug;
use super::stated::TagPath;
use super::vocabulary::Vocabulary;
use crate::article::{Concept, Evidence, Group, Label, StatedTag, SuggestedTag, TagKey};
use crate::text::{Alike, alike, bare_name, has_marks};

/// Tags by id or label of the vocabulary; others are topics of the keeper's own making, whose keys are given by [`settle`]. Beside
/// them, which of the latter stand below which tag.
pub(super) fn stated(paths: &[TagPath], vocabulary: &Vocabulary) -> (Vec<StatedTag>, Vec<(TagKey, TagKey)>) {
    let mut seen = HashSet::new();
    let (mut tags, mut broader) = (vec![], vec![]);
    for path in paths {
        let mut above: Option<TagKey> = None;
        for name in path {
            let (tag, own) = match vocabulary.named(name) {
                Some(Concept { key, label, group, .. }) => {
                    let (key, label, group) = (key.clone(), label.clone(), *group);
                    (StatedTag { key, label, group }, false)
                }
                None => (unsettled(name), true),
            };
            let below = above.replace(tag.key.clone());
            if let Some(above) = below.filter(|above| own && *above != tag.key) {
                broader.push((tag.key.clone(), above));
            }
            if seen.insert(tag.key.clone()) {
                tags.push(tag);
            }
        }
    }
    (tags, broader)
}

/// Stands before the name of a tag that has no key yet.
const UNSETTLED: char = '\u{1}';

fn unsettled(name: &str) -> StatedTag {
    StatedTag {
        key: TagKey::new(format!("{UNSETTLED}{name}")),
        label: Label::plain(name),
        group: Group::Topic,
    }
}

/// Gives the keeper's own tags their keys and names, now that all of them are known: spellings are one tag where one is the
/// other without its marks, and the most frequent spelling with marks is its name. Answers with the broader tag of each.
pub(super) fn settle(drafts: &mut [Draft], vocabulary: &Vocabulary) -> HashMap<TagKey, TagKey> {
    let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for tag in drafts.iter().flat_map(|draft| &draft.article.explorer.about) {
        if let Some(name) = tag.key.as_str().strip_prefix(UNSETTLED) {
            *names
                .entry(bare_name(name))
                .or_default()
                .entry(name.to_owned())
                .or_default() += 1;
        }
    }
    let mut settled: HashMap<TagKey, StatedTag> = HashMap::new();
    let mut taken: HashSet<String> = vocabulary
        .terms()
        .iter()
        .map(|term| term.concept.key.to_string())
        .collect();
    // Names that are their own keys go first, so that they keep them.
    let (plain, others): (Vec<_>, Vec<_>) = names
        .into_iter()
        .flat_map(|(bare, spellings)| kinds(spellings).into_iter().map(move |kind| (bare.clone(), kind)))
        .partition(|(bare, kind)| key_of(kind, false) == bare.replace(' ', "-"));
    for (bare, kind) in plain.into_iter().chain(others) {
        let mut key = key_of(&kind, kind.has_rivals && has_marks(&kind.label));
        if !taken.insert(key.clone()) {
            let hash = Sha256::digest(format!("{bare}\0{}", kind.label.to_lowercase()));
            key = format!("{key}-{:02x}{:02x}", hash[0], hash[1]);
            taken.insert(key.clone());
        }
        let tag = StatedTag {
            key: TagKey::new(key),
            label: Label::plain(&kind.label),
            group: Group::Topic,
        };
        for spelling in kind.spellings {
            settled.insert(unsettled(&spelling).key, tag.clone());
        }
    }
    let mut broader = HashMap::new();
    for draft in drafts.iter_mut() {
        let about = &mut draft.article.explorer.about;
        for tag in about.iter_mut() {
            if let Some(known) = settled.get(&tag.key) {
                *tag = known.clone();
            }
        }
        let mut seen = HashSet::new();
        about.retain(|tag| seen.insert(tag.key.clone()));
        draft.article.tags = about.iter().map(|tag| tag.label.en.clone()).collect();
        for (below, above) in draft.broader.drain(..) {
            let final_key = |key: TagKey| settled.get(&key).map_or(key, |tag| tag.key.clone());
            let (below, above) = (final_key(below), final_key(above));
            if below != above && !leads_to(&broader, &above, &below) {
                broader.entry(below).or_insert(above);
            }
        }
    }
    broader
}

/// Going up from one tag leads to another one.
fn leads_to(broader: &HashMap<TagKey, TagKey>, from: &TagKey, to: &TagKey) -> bool {
    let mut at = Some(from);
    while let Some(key) = at {
        if key == to {
            return true;
        }
        at = broader.get(key);
    }
    false
}

/// Spellings that are one tag.
struct Spelled {
    /// The one that is shown.
    label: String,
    spellings: Vec<String>,
    /// Other tags differ from this one by their marks only.
    has_rivals: bool,
}

/// Spellings with the same bare name, put together where they are one tag.
fn kinds(spellings: BTreeMap<String, usize>) -> Vec<Spelled> {
    let mut marked: Vec<Vec<(String, usize)>> = vec![];
    let mut unmarked = vec![];
    for (name, count) in spellings {
        if !has_marks(&name) {
            unmarked.push((name, count));
        } else if let Some(same) = marked
            .iter_mut()
            .find(|same| alike(&same[0].0, &name) == Some(Alike::Same))
        {
            same.push((name, count));
        } else {
            marked.push(vec![(name, count)]);
        }
    }
    // Of which marked one the unmarked spelling is, only a single one says.
    let mut together = vec![];
    if marked.len() == 1 {
        together = std::mem::take(&mut unmarked);
    }
    let has_rivals = marked.len() > 1;
    let groups = marked.into_iter().chain((!unmarked.is_empty()).then_some(unmarked));
    let mut kinds: Vec<Spelled> = groups
        .map(|group| Spelled {
            label: most_frequent(&group),
            spellings: group.into_iter().map(|(name, _)| name).collect(),
            has_rivals,
        })
        .collect();
    if let Some(first) = kinds.first_mut() {
        first.spellings.extend(together.into_iter().map(|(name, _)| name));
    }
    kinds
}

fn most_frequent(group: &[(String, usize)]) -> String {
    let best = group
        .iter()
        .min_by_key(|(name, count)| (std::cmp::Reverse(*count), name));
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

/// The key of a tag: its folded words, with words for the signs that tell `C` from `C++`. `with_marks`: other tags have the same
/// letters, so the marks stay.
fn key_of(kind: &Spelled, with_marks: bool) -> String {
    let label = kind.label.trim();
    if with_marks {
        let lower = label.to_lowercase();
        let words: Vec<&str> = lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        return words.join("-");
    }
    let mut told = String::new();
    for (at, letter) in label.char_indices() {
        let begins = label[..at].chars().next_back().is_none_or(char::is_whitespace);
        let ends = label[at + letter.len_utf8()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace);
        match letter {
            '+' => told.push_str(" plus "),
            '#' => told.push_str(" sharp "),
            '&' => told.push_str(" and "),
            '@' => told.push_str(" at "),
            '.' if begins && !ends => told.push_str(" dot "),
            '-' if ends && !begins => told.push_str(" minus "),
            letter if letter.is_alphanumeric() || is_punctuation(letter) => told.push(letter),
            letter => told.push_str(&format!(" u{:x} ", u32::from(letter))),
        }
    }
    let key = slug(&told);
    if !key.is_empty() {
        return key;
    }
    let codes: Vec<String> = label
        .chars()
        .map(|letter| format!("u{:x}", u32::from(letter)))
        .collect();
    codes.join("-")
}

/// Signs that stand between the words of a name and make no other one of it.
fn is_punctuation(letter: char) -> bool {
    letter.is_whitespace()
        || ",.;:!?'\"()[]{}/\\-_–—…’‘“”«»·\u{300}\u{301}\u{302}\u{303}\u{309}\u{323}".contains(letter)
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

    fn paths(names: &[&str]) -> Vec<TagPath> {
        names.iter().map(|name| vec![(*name).to_owned()]).collect()
    }

    #[test]
    fn tags_are_stated_by_id_label_or_a_name_of_ones_own() {
        let (tags, broader) = stated(
            &paths(&["AI", "ai", "artificial Intelligence", "unesco", "My Own"]),
            &vocabulary(),
        );
        let labels: Vec<&str> = tags.iter().map(|tag| tag.label.en.as_str()).collect();
        assert_eq!(labels, ["Artificial intelligence", "UNESCO", "My Own"]);
        assert_eq!((tags[2].group, broader.len()), (Group::Topic, 0));
    }

    /// The keys of some spellings.
    fn keys(counted: &[(&str, usize)]) -> Vec<(String, Vec<String>)> {
        let spellings = counted
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count))
            .collect();
        let of = |kind: Spelled| {
            let key = key_of(&kind, kind.has_rivals && has_marks(&kind.label));
            (key, kind.spellings)
        };
        kinds(spellings).into_iter().map(of).collect()
    }

    #[test]
    fn spellings_are_one_tag_only_without_their_marks() {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            keys(&[("ngoại giao", 1), ("ngoai giao", 3), ("Ngoại-giao", 2)]),
            [(
                "ngoai-giao".to_owned(),
                owned(&["Ngoại-giao", "ngoại giao", "ngoai giao"])
            )]
        );
        let rivals = keys(&[("bão", 1), ("báo", 1), ("bao", 1)]);
        let names: Vec<&str> = rivals.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(names, ["báo", "bão", "bao"]);
    }

    #[test]
    fn signs_make_another_key() {
        for (name, key) in [
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("A+", "a-plus"),
            ("A-", "a-minus"),
            (".NET", "dot-net"),
            ("🎉", "u1f389"),
            ("R&D", "r-and-d"),
            ("Hanoi, Viet Nam", "hanoi-viet-nam"),
            ("…", "u2026"),
        ] {
            assert_eq!(keys(&[(name, 1)])[0].0, key, "{name}");
        }
    }

    #[test]
    fn the_place_of_the_dateline_goes_before_other_places_and_keeps_all_evidence() {
        let found = ["ai", "unesco", "rome", "paris"].map(|key| suggested(key, "vocabulary"));
        let about = stated(&paths(&["AI"]), &vocabulary()).0;
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
