//! Tags that a text suggests: the labels of the vocabulary that stand in it.
//!
//! Words are compared folded; only where label and text both have marks, they must be the same ones. The longest label wins, an organisation before a place before a topic among equally
//! long ones, and each word counts for one concept only: the `Ministry of Foreign Affairs` does not make an article one
//! on foreign affairs. Names need a capital, and short acronyms (`AI`, `UN`) and single marked words (`Pháp`)
//! are taken as they are written, so that `ai`, `un` and `giải pháp` are nobody's tags.

use std::collections::{BTreeMap, HashMap};

use super::infer::around;
use super::vocabulary::Vocabulary;
use crate::article::{Concept, Evidence, Group, SuggestedTag};
use crate::text::{Token, fold, has_marks, spelling, tokens};

/// More evidence than this convinces nobody further.
const MOST_EVIDENCE: usize = 3;

/// An acronym of more letters is no word of any language here, in whatever case it is written.
const LONGEST_EXACT: usize = 4;

/// Looks for the labels of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Suggester<'a> {
    vocabulary: &'a [super::vocabulary::Term],
    /// By the folded first word.
    patterns: HashMap<String, Vec<Pattern>>,
}

#[derive(Debug)]
struct Pattern {
    words: Vec<Word>,
    /// Which concept.
    number: usize,
    /// The first word needs a capital.
    capital: bool,
}

#[derive(Debug)]
struct Word {
    folded: String,
    /// Must stand in the text exactly so.
    exact: Option<String>,
    /// Where the label has marks: the letters that a word of the text with marks must have.
    letters: Option<Vec<char>>,
    /// Only blanks or a hyphen may stand in front of it.
    adjoins: bool,
}

struct Match {
    text: usize,
    first: usize,
    words: usize,
    number: usize,
}

impl<'a> Suggester<'a> {
    /// Prepares a vocabulary.
    pub(super) fn new(vocabulary: &'a Vocabulary) -> Self {
        let mut patterns: HashMap<String, Vec<Pattern>> = HashMap::new();
        for (number, term) in vocabulary.terms().iter().enumerate() {
            for label in &term.labels {
                // A label that two concepts have belongs to the first one.
                let owned = vocabulary
                    .named(label)
                    .is_some_and(|owner| owner.key == term.concept.key);
                if let Some(pattern) = pattern(label, number, &term.concept).filter(|_| owned) {
                    patterns
                        .entry(pattern.words[0].folded.clone())
                        .or_default()
                        .push(pattern);
                }
            }
        }
        Self {
            vocabulary: vocabulary.terms(),
            patterns,
        }
    }

    /// The tags that some texts (a title, paragraphs) suggest, by group, then most mentioned first.
    pub(super) fn suggest(&self, texts: &[&str]) -> Vec<SuggestedTag> {
        if self.patterns.is_empty() {
            return vec![];
        }
        let words: Vec<Vec<(Token<'_>, String)>> = texts
            .iter()
            .map(|text| {
                tokens(text)
                    .map(|token| {
                        let folded = fold(token.text);
                        (token, folded)
                    })
                    .collect()
            })
            .collect();
        let mut matches = self.matches(&words);
        let concept = |number: usize| &self.vocabulary[number].concept;
        matches.sort_by_key(|found| {
            (
                std::cmp::Reverse(found.words),
                rank(concept(found.number).group),
                found.text,
                found.first,
                found.number,
            )
        });
        let mut used: Vec<Vec<bool>> = words.iter().map(|words| vec![false; words.len()]).collect();
        let mut mentions: BTreeMap<usize, Vec<Match>> = BTreeMap::new();
        for found in matches {
            let span = &mut used[found.text][found.first..found.first + found.words];
            if span.iter().all(|used| !used) {
                span.fill(true);
                mentions.entry(found.number).or_default().push(found);
            }
        }
        let mut suggested: Vec<(usize, (usize, usize), SuggestedTag)> = vec![];
        for (number, mut mentions) in mentions {
            mentions.sort_by_key(|found| (found.text, found.first));
            let first = (mentions[0].text, mentions[0].first);
            let Concept { key, label, group, .. } = concept(number).clone();
            let evidence = evidence(&mentions, texts, &words);
            suggested.push((
                mentions.len(),
                first,
                SuggestedTag {
                    key,
                    label,
                    group,
                    evidence,
                },
            ));
        }
        suggested.sort_by_key(|(count, first, tag)| (tag.group, std::cmp::Reverse(*count), *first));
        suggested.into_iter().map(|(.., tag)| tag).collect()
    }

    fn matches(&self, texts: &[Vec<(Token<'_>, String)>]) -> Vec<Match> {
        let mut found = vec![];
        for (text, words) in texts.iter().enumerate() {
            for first in 0..words.len() {
                for pattern in self.patterns.get(&words[first].1).into_iter().flatten() {
                    if words
                        .get(first..first + pattern.words.len())
                        .is_some_and(|words| pattern.fits(words))
                    {
                        found.push(Match {
                            text,
                            first,
                            words: pattern.words.len(),
                            number: pattern.number,
                        });
                    }
                }
            }
        }
        found
    }
}

impl Pattern {
    fn fits(&self, words: &[(Token<'_>, String)]) -> bool {
        let capital = words[0].0.text.starts_with(char::is_uppercase);
        (capital || !self.capital)
            && self
                .words
                .iter()
                .zip(words)
                .enumerate()
                .all(|(at, (wanted, (token, folded)))| {
                    wanted.folded == *folded
                        && wanted.exact.as_ref().is_none_or(|exact| exact == token.text)
                        && wanted
                            .letters
                            .as_ref()
                            .is_none_or(|wanted| !has_marks(token.text) || *wanted == letters(token.text))
                        && (at == 0 || token.adjoins || !wanted.adjoins)
                })
    }
}

fn pattern(label: &str, number: usize, concept: &Concept) -> Option<Pattern> {
    let tokens: Vec<Token<'_>> = tokens(label).collect();
    let single = tokens.len() == 1;
    let marked = has_marks(label);
    let words: Vec<Word> = tokens
        .iter()
        .map(|token| Word {
            folded: fold(token.text),
            exact: (is_short_acronym(token.text) || single && has_marks(token.text)).then(|| token.text.to_owned()),
            letters: marked.then(|| letters(token.text)),
            adjoins: token.adjoins,
        })
        .collect();
    let capital = concept.group != Group::Topic && label.starts_with(char::is_uppercase);
    (!words.is_empty()).then_some(Pattern { words, number, capital })
}

/// The letters and marks of a word, in an order that does not tell `hoá` from `hóa`.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = spelling(word).chars().collect();
    letters.sort_unstable();
    letters
}

fn is_short_acronym(word: &str) -> bool {
    word.chars().count() <= LONGEST_EXACT
        && word.chars().any(char::is_alphabetic)
        && word.chars().all(|letter| !letter.is_lowercase())
}

fn rank(group: Group) -> usize {
    match group {
        Group::Organisation => 0,
        Group::Place => 1,
        _ => 2,
    }
}

/// The first mentions with different sentences.
fn evidence(mentions: &[Match], texts: &[&str], words: &[Vec<(Token<'_>, String)>]) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = vec![];
    for found in mentions {
        let text = texts[found.text];
        let words = &words[found.text][found.first..found.first + found.words];
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        let range = first.0.range.start..last.0.range.end;
        let sentence = around(text, range.clone());
        if all.iter().all(|evidence| evidence.sentence != sentence) {
            all.push(Evidence {
                rule: "vocabulary".to_owned(),
                term: text[range].to_owned(),
                sentence: sentence.to_owned(),
            });
        }
        if all.len() == MOST_EVIDENCE {
            break;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: &str = r#"
concept = [
  { id = "ai", group = "topic", prefLabel = { en = "Artificial intelligence", vi = "Trí tuệ nhân tạo" }, altLabel = { en = ["AI"] } },
  { id = "ai-governance", group = "topic", prefLabel = { en = "AI governance" } },
  { id = "foreign-affairs", group = "topic", prefLabel = { en = "Foreign affairs" } },
  { id = "mofa", group = "organisation", prefLabel = { en = "Ministry of Foreign Affairs", vi = "Bộ Ngoại giao" } },
  { id = "culture-ministry", group = "organisation", prefLabel = { en = "Ministry of Culture, Sports and Tourism" } },
  { id = "unesco", group = "organisation", prefLabel = { en = "UNESCO" } },
  { id = "un", group = "organisation", prefLabel = { en = "United Nations" }, altLabel = { en = ["UN"] } },
  { id = "viet-nam", group = "place", prefLabel = { en = "Viet Nam", vi = "Việt Nam" }, altLabel = { en = ["Vietnam"] } },
  { id = "france", group = "place", prefLabel = { en = "France", vi = "Pháp" } },
]
"#;

    fn suggested(texts: &[&str]) -> Vec<SuggestedTag> {
        let vocabulary = Vocabulary::read(VOCABULARY, &mut vec![]).expect("TOML");
        Suggester::new(&vocabulary).suggest(texts)
    }

    fn keys(text: &str) -> Vec<String> {
        suggested(&[text]).into_iter().map(|tag| tag.key.to_string()).collect()
    }

    #[test]
    fn the_longest_label_wins() {
        assert_eq!(keys("A dialogue on AI governance."), ["ai-governance"]);
        assert_eq!(keys("AI governance needs AI."), ["ai-governance", "ai"]);
    }

    #[test]
    fn what_an_organisation_is_called_is_no_topic() {
        assert_eq!(keys("The Ministry of Foreign Affairs met."), ["mofa"]);
        assert_eq!(
            keys("The Ministry of Culture, Sports and Tourism met."),
            ["culture-ministry"]
        );
    }

    #[test]
    fn spelling_and_marks_make_no_difference() {
        for text in ["in VIỆT NAM", "in Viet Nam’s", "in Vietnam", "in VIệt Nam"] {
            assert_eq!(keys(text), ["viet-nam"], "{text}");
        }
        for text in ["về trí tuệ nhân tạo", "ve tri tue nhan tao", "TRÍ TUỆ NHÂN TẠO"] {
            assert_eq!(keys(text), ["ai"], "{text}");
        }
        assert_eq!(keys("Bộ Ngoại giao, bộ ngoại giáo"), ["mofa"]);
        assert_eq!(
            keys("Bộ Ngoại giáo, Bồ Ngoại giao"),
            [""; 0],
            "other marks are other words"
        );
        assert_eq!(keys("Unesco said"), ["unesco"]);
    }

    #[test]
    fn parts_of_words_and_other_words_are_no_tags() {
        for text in [
            "ai là người",
            "un homme",
            "UNIT, SAID, maintain",
            "giải pháp phap Phap",
            "foreign, affairs",
            "a united nations day",
        ] {
            assert_eq!(keys(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn each_suggestion_keeps_its_terms_and_sentences() {
        let tags = suggested(&[
            "A title",
            "First. Vietnam and Vietnam agreed. The end.",
            "Việt Nam again.",
        ]);
        let evidence: Vec<(&str, &str)> = tags[0]
            .evidence
            .iter()
            .map(|evidence| (evidence.term.as_str(), evidence.sentence.as_str()))
            .collect();
        assert_eq!(
            evidence,
            [
                ("Vietnam", "Vietnam and Vietnam agreed."),
                ("Việt Nam", "Việt Nam again.")
            ]
        );
    }

    #[test]
    fn groups_come_in_order_and_the_most_mentioned_first() {
        let keys: Vec<String> = suggested(&["UNESCO, France, the UN, the UN, AI."])
            .into_iter()
            .map(|tag| tag.key.to_string())
            .collect();
        assert_eq!(keys, ["ai", "un", "unesco", "france"]);
    }
}
