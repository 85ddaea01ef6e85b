//! The engine against a reference that looks at every word of every article: small random archives, asked everything.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use article_explorer::article::{DayRange, EdtfDate, Group, TagKey};
use article_explorer::search::{Engine, Filters, Hit, MemoryStore, Request, Sort, Undated};
use pollster::block_on;
use proptest::prelude::*;
use support::Archive;

/// Few words, so that random articles share them; two differ in their marks only, and none has an ending to lose.
const WORDS: [&str; 7] = ["bac", "dog", "fig", "hub", "đường", "dương", "kim"];
const TAGS: [&str; 6] = ["culture", "trade", "lang:en", "lang:vi", "place:hanoi", "place:paris"];

/// Dates with the first and the last day that they can mean. Some begin on the same day, some have no year and count as none.
const DATES: [(&str, Option<(&str, &str)>); 10] = [
    ("2025-03-01", Some(("2025-03-01", "2025-03-01"))),
    ("2025-03-05", Some(("2025-03-05", "2025-03-05"))),
    ("2025-03-09?", Some(("2025-03-09", "2025-03-09"))),
    ("2025-03-31", Some(("2025-03-31", "2025-03-31"))),
    ("2025-03", Some(("2025-03-01", "2025-03-31"))),
    ("2024-02", Some(("2024-02-01", "2024-02-29"))),
    ("2025", Some(("2025-01-01", "2025-12-31"))),
    ("2025-02-27/2025-03-05", Some(("2025-02-27", "2025-03-05"))),
    ("XXXX-03-05", None),
    ("", None),
];

/// Days that ranges begin and end on, at and beside the ends of the dates.
const DAYS: [&str; 10] = [
    "2024-02-01",
    "2024-03-01",
    "2025-01-01",
    "2025-02-27",
    "2025-03-01",
    "2025-03-05",
    "2025-03-06",
    "2025-03-31",
    "2025-04-01",
    "2026-01-01",
];

#[derive(Clone, Debug)]
struct Draft {
    title: Vec<usize>,
    body: Vec<Vec<usize>>,
    date: usize,
    tags: Vec<(usize, bool)>,
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    // Short ones have few of the words.
    prop_oneof![2 => drafts_of(9), 1 => drafts_of(3)]
}

/// Drafts with paragraphs of fewer words than that.
fn drafts_of(most: usize) -> impl Strategy<Value = Vec<Draft>> {
    let words = |most| prop::collection::vec(0..WORDS.len(), 1..most);
    let tags = prop::collection::btree_map(0..TAGS.len(), any::<bool>(), 0..5);
    let body = prop::collection::vec(words(most), 1..3);
    let draft = (words(3), body, 0..DATES.len(), tags);
    let draft = draft.prop_map(|(title, body, date, tags)| Draft {
        title,
        body,
        date,
        tags: tags.into_iter().collect(),
    });
    prop::collection::vec(draft, 1..14)
}

fn text(words: &[usize]) -> String {
    words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")
}

impl Draft {
    /// A title that no other article has: its number stands behind the words.
    fn title(&self, number: usize) -> String {
        format!("{} {number}", text(&self.title))
    }

    /// The first and the last day that its date can mean.
    fn days(&self) -> Option<(i32, i32)> {
        DATES[self.date].1.map(|(first, last)| (day(first), day(last)))
    }

    fn first_day(&self) -> Option<i32> {
        self.days().map(|(first, _)| first)
    }

    /// A day that its date can mean is in the range, if that is one; an undated one is in none.
    fn is_within(&self, from: Option<i32>, to: Option<i32>) -> bool {
        let backwards = from.zip(to).is_some_and(|(from, to)| from > to);
        let meets = |(first, last)| from.is_none_or(|from| from <= last) && to.is_none_or(|to| first <= to);
        !backwards && self.days().is_some_and(meets)
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|(known, _)| TAGS[*known] == tag)
    }

    fn only_suggests(&self, tag: &str) -> bool {
        self.tags
            .iter()
            .any(|(known, suggested)| TAGS[*known] == tag && *suggested)
    }

    /// Title and paragraphs, as plain words.
    fn fields(&self) -> impl Iterator<Item = Vec<&'static str>> {
        let fields = std::iter::once(&self.title).chain(&self.body);
        fields.map(|words| words.iter().map(|word| plain(WORDS[*word])).collect())
    }

    /// The title alone, or title and paragraphs.
    fn looked_at(&self, title: bool) -> impl Iterator<Item = Vec<&'static str>> {
        self.fields().take(if title { 1 } else { usize::MAX })
    }

    fn has(&self, word: &str) -> bool {
        self.has_phrase(&[word], false)
    }

    fn spells(&self, word: &str) -> bool {
        let mut words = self.title.iter().chain(self.body.iter().flatten());
        words.any(|known| WORDS[*known] == word)
    }

    fn has_phrase(&self, phrase: &[&str], title: bool) -> bool {
        let phrase: Vec<&str> = phrase.iter().map(|word| plain(word)).collect();
        self.looked_at(title)
            .any(|field| field.windows(phrase.len()).any(|words| words == phrase))
    }

    fn has_beginning(&self, beginning: &str, title: bool) -> bool {
        self.looked_at(title)
            .any(|field| field.iter().any(|word| word.starts_with(beginning)))
    }

    /// Where a word stands: the title from 0 on, the text from 64 on, 4 numbers left out between paragraphs.
    fn positions(&self, word: &str) -> Vec<u32> {
        let mut positions = Vec::new();
        let mut start = 0;
        for (number, field) in self.fields().enumerate() {
            let places = (start..).zip(&field).filter(|(_, known)| **known == plain(word));
            positions.extend(places.map(|(place, _)| place));
            start = if number == 0 {
                64
            } else {
                start + field.len() as u32 + 4
            };
        }
        positions
    }
}

/// A day that is written in full, in days since 1970-01-01.
fn day(text: &str) -> i32 {
    EdtfDate::parse(text)
        .ok()
        .and_then(|date| date.earliest())
        .expect("a day")
}

/// How often a word counts in an article, and how long the article is: twice for the title, once for the text, half for the first
/// paragraph, which is one sentence.
fn weight_and_length(draft: &Draft, word: &str) -> (f32, f32) {
    let count = |words: &[usize]| {
        words
            .iter()
            .filter(|known| plain(WORDS[**known]) == plain(word))
            .count() as f32
    };
    let body: f32 = draft.body.iter().map(|words| count(words)).sum();
    let words: usize = draft.body.iter().map(Vec::len).sum();
    let lead = &draft.body[0];
    // The number behind a title is a word too.
    let length = 2.0 * (draft.title.len() + 1) as f32 + words as f32 + 0.5 * lead.len() as f32;
    (2.0 * count(&draft.title) + body + 0.5 * count(lead), length)
}

/// BM25 in sixteenths, without what the title adds; nothing where the article lacks the word.
fn frequency(drafts: &[Draft], number: usize, word: &str) -> Option<f32> {
    let lengths: Vec<f32> = drafts.iter().map(|draft| weight_and_length(draft, word).1).collect();
    let average = lengths.iter().sum::<f32>() / lengths.len() as f32;
    let (weight, length) = weight_and_length(&drafts[number], word);
    let norm = 1.0 - 0.75 + 0.75 * length / average;
    let impact = (weight / (weight + 1.2 * norm) * 16.0).floor().clamp(1.0, 15.0);
    (weight > 0.0).then_some((impact + 0.5) / 16.0)
}

/// What a word without marks is worth in an article that has it, in a query of so many words.
fn worth(drafts: &[Draft], number: usize, word: &str, words: usize) -> Option<f32> {
    let title = if words <= 3 { 0.45 } else { 0.1 };
    let added = if drafts[number].has_phrase(&[word], true) {
        title
    } else {
        0.0
    };
    frequency(drafts, number, word).map(|frequency| frequency + added)
}

/// What it counts that the title of an article has all words, of which there are several: the more, the shorter it is.
fn named(drafts: &[Draft], number: usize, words: &[&str]) -> f32 {
    let draft = &drafts[number];
    if words.len() < 2 || !words.iter().all(|word| draft.has_phrase(&[word], true)) {
        return 1.0;
    }
    // The number behind a title is a word too.
    let length = |draft: &Draft| (draft.title.len() + 1) as f32;
    let usual = drafts.iter().map(length).sum::<f32>() / drafts.len() as f32;
    let steps = [1.3, 1.05, 0.85, 0.68, 0.5, 0.35];
    2.0 + steps.iter().filter(|most| length(draft) / usual <= **most).count() as f32
}

fn inverse_frequency(drafts: &[Draft], has: impl Fn(&Draft) -> bool) -> f32 {
    let (all, having) = (drafts.len() as f32, which(drafts, has).len() as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

fn rarity(drafts: &[Draft], word: &str) -> f32 {
    let inverse = inverse_frequency(drafts, |draft| draft.has(word));
    inverse * (inverse / (1.0 + drafts.len() as f32).ln()).powf(0.25)
}

/// How near to each other two words stand in an article: how often side by side and how often within 8 words, both saturated.
fn nearness(drafts: &[Draft], number: usize, first: &str, second: &str) -> f32 {
    let places = |word: &str| drafts[number].positions(word);
    let length = |word: &str| {
        let frequency = frequency(drafts, number, word)?;
        Some(places(word).len() as f32 * (1.0 - frequency) / frequency)
    };
    let Some((a, b)) = length(first).zip(length(second)) else {
        return 0.0;
    };
    let pairs = || {
        places(first)
            .into_iter()
            .flat_map(|a| places(second).into_iter().map(move |b| (a, b)))
    };
    let beside = pairs().filter(|(a, b)| a + 1 == *b).count() as f32;
    let near = pairs().filter(|(a, b)| a.abs_diff(*b) <= 8).count() as f32;
    2.0 * beside / (beside + (a + b) / 2.0) + near / (near + (a + b) / 2.0)
}

/// What the words of the best passage of an article count together, by their rarity: those within 40 words before a place. Words
/// without a neighbour in the query are not looked for.
fn best_passage(drafts: &[Draft], number: usize, words: &[&str]) -> f32 {
    let known = |at: usize| {
        drafts
            .iter()
            .any(|draft| words.get(at).is_some_and(|word| draft.has(word)))
    };
    let beside = |at: usize| at > 0 && known(at - 1) || known(at + 1);
    let looked_for: Vec<&str> = (0..words.len()).filter(|at| beside(*at)).map(|at| words[at]).collect();
    let within = |word: &str, end: u32| {
        let mut places = drafts[number].positions(word).into_iter();
        places.any(|place| place <= end && place + 40 >= end)
    };
    let worth = |end: u32| {
        let there = looked_for.iter().filter(|word| within(word, end));
        there.map(|word| rarity(drafts, word)).sum()
    };
    let ends = looked_for.iter().flat_map(|word| drafts[number].positions(word));
    ends.map(worth).fold(0.0, f32::max)
}

/// The words that at least one article has, or all if none does.
fn present<'a>(drafts: &[Draft], words: &[&'a str]) -> Vec<&'a str> {
    let is_there = |word: &&&str| drafts.iter().any(|draft| draft.has(word));
    let there: Vec<&str> = words.iter().filter(is_there).copied().collect();
    if there.is_empty() { words.to_vec() } else { there }
}

/// What an article is worth for a query of some words, neighbours counted where they stand near, and words that stand in one passage.
fn score(drafts: &[Draft], number: usize, words: &[&str], looked_at: bool) -> f32 {
    let there = present(drafts, words);
    let of_word = |word: &&str| Some(rarity(drafts, word) * worth(drafts, number, word, there.len())?);
    let of_words: f32 = words.iter().filter_map(of_word).sum();
    let of_pair = |pair: &[&str]| {
        let weight = 0.13 * inverse_frequency(drafts, |draft| pair.iter().all(|word| draft.has(word)));
        weight * nearness(drafts, number, pair[0], pair[1])
    };
    let of_pairs: f32 = words.windows(2).map(of_pair).sum();
    let near = if looked_at {
        of_pairs + 0.3 * best_passage(drafts, number, words)
    } else {
        0.0
    };
    of_words * named(drafts, number, &there) + near
}

fn plain(word: &str) -> &str {
    match word {
        "đường" | "dương" => "duong",
        word => word,
    }
}

fn engine(drafts: &[Draft]) -> Engine<MemoryStore> {
    opened(store(drafts))
}

fn opened(store: MemoryStore) -> Engine<MemoryStore> {
    block_on(Engine::open(store)).expect("opens")
}

fn store(drafts: &[Draft]) -> MemoryStore {
    let archive = drafts
        .iter()
        .enumerate()
        .fold(Archive::new(), |archive, (number, draft)| {
            let body = draft
                .body
                .iter()
                .map(|words| text(words))
                .collect::<Vec<_>>()
                .join("\n\n");
            let tags = draft
                .tags
                .iter()
                .map(|(tag, suggested)| [if *suggested { "~" } else { "" }, TAGS[*tag]].concat());
            let tags: Vec<String> = tags.collect();
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            archive.article(&draft.title(number), &body, DATES[draft.date].0, &tags)
        });
    archive.store()
}

/// Numbers of the articles that have all that is asked for, and of all that are listed, in their order.
fn ask(engine: &Engine<MemoryStore>, request: &Request) -> (BTreeSet<usize>, Vec<usize>) {
    let (total, listed, _) = ask_scored(engine, request);
    (listed.iter().copied().take(total).collect(), listed)
}

/// How many articles have all that is asked for, and the numbers of all that are listed, in their order, with what they are worth.
fn ask_scored(engine: &Engine<MemoryStore>, request: &Request) -> (usize, Vec<usize>, Vec<Hit>) {
    let results = block_on(engine.search(request)).expect("answers");
    let numbers: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    let cards = block_on(engine.cards(&numbers)).expect("has cards");
    let number = |title: &str| {
        title
            .rsplit(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .expect("a number")
    };
    let listed: Vec<usize> = cards.iter().map(|card| number(&card.title)).collect();
    (results.total, listed, results.hits)
}

fn request(query: &str) -> Request {
    Request {
        query: query.into(),
        verbatim: true,
        ..Request::default()
    }
}

fn which(drafts: &[Draft], has: impl Fn(&Draft) -> bool) -> BTreeSet<usize> {
    (0..)
        .zip(drafts)
        .filter(|(_, draft)| has(draft))
        .map(|(number, _)| number)
        .collect()
}

/// A part of a generated query.
#[derive(Clone, Debug)]
enum Term {
    Words(Vec<&'static str>, bool),
    Tag(&'static str),
    After(&'static str),
    Before(&'static str),
}

impl Term {
    /// It is a word, to be searched for with the others.
    fn is_word(&self) -> bool {
        matches!(self, Term::Words(words, _) if words.len() == 1)
    }

    fn is_filter(&self) -> bool {
        !matches!(self, Term::Words(..))
    }

    fn written(&self) -> String {
        match self {
            Term::Words(words, title) => {
                let title = if *title { "title:" } else { "" };
                let quote = if words.len() > 1 { "\"" } else { "" };
                format!("{title}{quote}{}{quote}", words.join(" "))
            }
            // By its label, by its key, and with the operator of its group.
            Term::Tag(key) => match key.split_once(':') {
                None => format!("tag:\"Label of {key}\""),
                Some(("lang", _)) => format!("tag:{key}"),
                Some(_) => (*key).to_owned(),
            },
            Term::After(day) => format!("after:{day}"),
            Term::Before(day) => format!("before:{day}"),
        }
    }

    /// A minus takes a word as it was written.
    fn is_excluded(&self, draft: &Draft) -> bool {
        match self {
            Term::Words(words, _) if words.len() == 1 => self.is_met(draft) && draft.spells(words[0]),
            _ => self.is_met(draft),
        }
    }

    fn is_met(&self, draft: &Draft) -> bool {
        match self {
            Term::Words(words, title) => draft.has_phrase(words, *title),
            Term::Tag(key) => draft.has_tag(key),
            Term::After(first) => draft.is_within(Some(day(first)), None),
            Term::Before(end) => draft.is_within(None, Some(day(end) - 1)),
        }
    }
}

/// Alternatives, or one term that is excluded.
#[derive(Clone, Debug)]
struct Clause {
    excluded: bool,
    terms: Vec<Term>,
}

/// A generated query; its last word can be unfinished.
#[derive(Clone, Debug)]
struct Asked {
    clauses: Vec<Clause>,
    unfinished: Option<(&'static str, bool)>,
}

impl Asked {
    fn written(&self) -> String {
        let clause = |clause: &Clause| {
            let terms: Vec<String> = clause.terms.iter().map(Term::written).collect();
            format!("{}{} ", if clause.excluded { "-" } else { "" }, terms.join(" OR "))
        };
        let last = self.unfinished.map(|(beginning, title)| {
            let title = if title { "title:" } else { "" };
            format!("{title}{beginning}")
        });
        self.clauses.iter().map(clause).chain(last).collect()
    }

    /// How many words, alternatives counted as one, are there to rank by: those that at least one article has, or all if none does.
    fn words(&self, drafts: &[Draft]) -> usize {
        let any = |is_there: &dyn Fn(&Draft) -> bool| drafts.iter().any(is_there);
        let is_there = |clause: &&Clause| {
            let mut words = clause.terms.iter().filter_map(|term| match term {
                Term::Words(words, _) => words.first(),
                _ => None,
            });
            words.any(|word| any(&|draft| draft.has(word)))
        };
        let begins = |(beginning, _): &(&str, bool)| any(&|draft| draft.has_beginning(beginning, false));
        let there = self.slots().filter(is_there).count() + self.unfinished.iter().filter(|last| begins(last)).count();
        if there > 0 {
            return there;
        }
        self.slots().count() + usize::from(self.unfinished.is_some())
    }

    fn slots(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| clause.is_slot())
    }

    fn words_met(&self, draft: &Draft) -> usize {
        let unfinished = self
            .unfinished
            .is_some_and(|(beginning, title)| draft.has_beginning(beginning, title));
        self.slots().filter(|clause| clause.is_met(draft)).count() + usize::from(unfinished)
    }

    /// Phrases, alternatives to words, and what is excluded: what articles need besides words.
    fn allows(&self, draft: &Draft) -> bool {
        let mut demands = self
            .clauses
            .iter()
            .filter(|clause| !clause.is_slot() && !clause.is_filter());
        demands.all(|clause| {
            if clause.excluded {
                !clause.terms[0].is_excluded(draft)
            } else {
                clause.is_met(draft)
            }
        })
    }

    /// A word or a phrase of the query stands in the article.
    fn is_worth_something(&self, draft: &Draft) -> bool {
        let wanted = self.clauses.iter().filter(|clause| !clause.excluded);
        let mut words = wanted.flat_map(|clause| &clause.terms).filter(|term| !term.is_filter());
        words.any(|term| term.is_met(draft)) || self.words_met(draft) > 0
    }

    /// The articles that have all words, or three in four of more than four; where none does, nearly as many as the best.
    fn matched(&self, drafts: &[Draft]) -> BTreeSet<usize> {
        let words = self.words(drafts);
        let best = drafts
            .iter()
            .filter(|draft| self.allows(draft))
            .map(|draft| self.words_met(draft));
        let best = best.max().unwrap_or(0);
        let wanted = if words <= 4 { words } else { words - words / 4 };
        let needed = if best >= wanted {
            wanted
        } else {
            best.saturating_sub(1).max(1)
        };
        which(drafts, |draft| {
            self.allows(draft) && (words == 0 || self.words_met(draft) >= needed)
        })
    }

    fn filters(&self, draft: &Draft) -> bool {
        let mut filters = self.clauses.iter().filter(|clause| clause.is_filter());
        filters.all(|clause| clause.is_met(draft) != clause.excluded)
    }
}

impl Clause {
    fn is_slot(&self) -> bool {
        !self.excluded && self.terms.iter().all(Term::is_word)
    }

    fn is_filter(&self) -> bool {
        matches!(self.terms.as_slice(), [only] if only.is_filter())
    }

    fn is_met(&self, draft: &Draft) -> bool {
        self.terms.iter().any(|term| term.is_met(draft))
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let words = || prop::collection::vec(word(), 1..4);
    let days = || prop::sample::select(DAYS.to_vec());
    let term = || {
        prop_oneof![
            6 => (words(), prop::bool::weighted(0.3)).prop_map(|(words, title)| Term::Words(words, title)),
            2 => prop::sample::select(TAGS.to_vec()).prop_map(Term::Tag),
            1 => days().prop_map(Term::After),
            1 => days().prop_map(Term::Before),
        ]
    };
    let clause = prop_oneof![
        3 => prop::collection::vec(term(), 1..4).prop_map(|terms| Clause { excluded: false, terms }),
        1 => term().prop_map(|term| Clause { excluded: true, terms: vec![term] }),
    ];
    let beginning = prop::sample::select(vec!["b", "d", "do", "duo", "kim", "x"]);
    let unfinished = prop::option::weighted(0.3, (beginning, any::<bool>()));
    let only_word = word().prop_map(|word| Clause {
        excluded: false,
        terms: vec![Term::Words(vec![word], false)],
    });
    let clauses = prop_oneof![
        // Few, so that something is found, or nothing but words, so that articles have some of them.
        2 => prop::collection::vec(clause.clone(), 0..3),
        1 => prop::collection::vec(clause, 3..7),
        1 => prop::collection::vec(only_word, 3..7),
    ];
    (clauses, unfinished).prop_map(|(clauses, unfinished)| Asked { clauses, unfinished })
}

fn filters() -> impl Strategy<Value = Filters> {
    let tags = |most| prop::collection::btree_set(prop::sample::select(TAGS.to_vec()), 0..most);
    let day_of_range = || prop::option::of(prop::sample::select(DAYS.to_vec()).prop_map(day));
    let undated = prop::sample::select(vec![Undated::Auto, Undated::Include, Undated::Only]);
    (tags(4), tags(2), day_of_range(), day_of_range(), undated).prop_map(|(include, exclude, from, to, undated)| {
        Filters {
            include: include.into_iter().map(TagKey::new).collect(),
            exclude: exclude.into_iter().map(TagKey::new).collect(),
            days: DayRange { from, to },
            undated,
        }
    })
}

fn group(key: &str) -> Group {
    match key.split_once(':') {
        Some(("lang", _)) => Group::Language,
        Some(_) => Group::Place,
        None => Group::Topic,
    }
}

/// The filters keep an article. Tags of one group are alternatives, those of the group `but` do not count, and a tag that no
/// article has keeps nothing.
fn keeps(drafts: &[Draft], filters: &Filters, draft: &Draft, but: Option<Group>) -> bool {
    let DayRange { from, to } = filters.days;
    let in_time = match filters.undated {
        Undated::Only => draft.days().is_none(),
        _ if filters.days.is_open() => true,
        Undated::Auto => draft.is_within(from, to),
        Undated::Include => draft.days().is_none() || draft.is_within(from, to),
    };
    let tag_is_met = |tag: &TagKey| {
        let group_of_tag = group(tag.as_str());
        let mut alternatives = filters
            .include
            .iter()
            .filter(|other| group(other.as_str()) == group_of_tag);
        let is_there = drafts.iter().any(|draft| draft.has_tag(tag.as_str()));
        is_there && (Some(group_of_tag) == but || alternatives.any(|other| draft.has_tag(other.as_str())))
    };
    let excluded = filters.exclude.iter().any(|tag| draft.has_tag(tag.as_str()));
    in_time && !excluded && filters.include.iter().all(tag_is_met)
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.to_vec())
}

/// A word that asks for no spelling.
fn plain_word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["bac", "dog", "fig", "hub", "kim"])
}

proptest! {
    #[test]
    fn any_query_finds_what_it_says(
        drafts in drafts(),
        asked in asked(),
        filters in prop_oneof![Just(Filters::default()), filters()],
        limit in 0..12_usize,
    ) {
        let engine = engine(&drafts);
        let matched = asked.matched(&drafts);
        let kept = which(&drafts, |draft| asked.filters(draft) && keeps(&drafts, &filters, draft, None));
        let expected: BTreeSet<usize> = matched.intersection(&kept).copied().collect();
        let query = asked.written();
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let filtered = Request { filters: filters.clone(), sort, ..request(&query) };
            let (total, listed, hits) = ask_scored(&engine, &filtered);
            prop_assert_eq!(total, expected.len(), "{}", query);
            let limited = Request { limit: Some(limit), ..filtered };
            let limited = block_on(engine.search(&limited)).expect("answers");
            prop_assert_eq!(&limited.hits, &hits[..limit.min(hits.len())], "{}", query);
            prop_assert_eq!((limited.total, limited.listed), (total, hits.len()), "{}", query);
            let mut all: BTreeSet<usize> = expected.clone();
            if sort == Sort::Relevance && asked.words(&drafts) > 0 {
                all.extend(kept.iter().filter(|number| {
                    let draft = &drafts[**number];
                    asked.allows(draft) && asked.is_worth_something(draft)
                }));
            }
            prop_assert_eq!(listed.len(), all.len(), "{}", query);
            prop_assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), all, "{}", query);
            // Those that lack words stand behind the others, but among them in a long query.
            if asked.words(&drafts) <= 3 || sort != Sort::Relevance {
                prop_assert_eq!(listed[..total].iter().copied().collect::<BTreeSet<_>>(), expected.clone(), "{}", query);
            }
        }

        let filtered = Request { filters: filters.clone(), ..request(&query) };
        let facets = block_on(engine.facets(&filtered)).expect("answers");
        let there = TAGS.iter().filter(|tag| drafts.iter().any(|draft| draft.has_tag(tag)));
        prop_assert_eq!(facets.values.len(), there.count());
        for value in &facets.values {
            let key = value.concept.key.as_str();
            let counted = which(&drafts, |draft| {
                asked.filters(draft) && keeps(&drafts, &filters, draft, Some(group(key))) && draft.has_tag(key)
            });
            let counted: BTreeSet<usize> = matched.intersection(&counted).copied().collect();
            let suggested = counted.iter().filter(|number| drafts[**number].only_suggests(key)).count();
            prop_assert_eq!((value.count as usize, value.suggested as usize), (counted.len(), suggested), "{} {}", query, key);
        }
    }

    #[test]
    fn what_was_asked_before_changes_no_answer(
        drafts in drafts(),
        asked in prop::collection::vec((asked(), any::<bool>()), 1..4),
    ) {
        let store = store(&drafts);
        let experienced = opened(store.clone());
        // Each is asked twice: what the first time finds out about its words, the second one uses.
        for (asked, verbatim) in asked.iter().chain(&asked) {
            let request = Request { verbatim: *verbatim, ..request(&asked.written()) };
            let answers = [&experienced, &opened(store.clone())].map(|engine| {
                let results = block_on(engine.search(&request)).expect("answers");
                let counted = block_on(engine.facets(&request)).expect("answers");
                (results.hits, results.total, results.listed, results.partial, counted)
            });
            prop_assert_eq!(&answers[0], &answers[1], "{}", request.query);
        }
    }

    #[test]
    fn dates_are_met_by_each_day_that_they_can_mean(drafts in drafts(), from in prop::option::of(prop::sample::select(DAYS.to_vec()))) {
        let engine = engine(&drafts);
        let from = from.map(day);
        for end in DAYS {
            let end_day = day(end);
            for (query, asked) in [
                (format!("after:{end}"), which(&drafts, |draft| draft.is_within(Some(end_day), None))),
                (format!("before:{end}"), which(&drafts, |draft| draft.is_within(None, Some(end_day - 1)))),
                (format!("-before:{end}"), which(&drafts, |draft| !draft.is_within(None, Some(end_day - 1)))),
                // A month begins with its first day.
                (format!("after:{}", &end[..7]), which(&drafts, |draft| draft.is_within(Some(day(&end[..7])), None))),
            ] {
                prop_assert_eq!(ask(&engine, &request(&query)).0, asked, "{}", query);
            }
            let days = DayRange { from, to: Some(end_day) };
            for undated in [Undated::Auto, Undated::Include, Undated::Only] {
                let filters = Filters { days, undated, ..Filters::default() };
                let expected = which(&drafts, |draft| keeps(&drafts, &filters, draft, None));
                prop_assert_eq!(ask(&engine, &Request { filters, ..request("") }).0, expected);
            }
        }
    }

    #[test]
    fn dates_order_and_undated_ones_are_last(drafts in drafts(), a in word()) {
        let engine = engine(&drafts);
        for (sort, newest) in [(Sort::Newest, true), (Sort::Oldest, false)] {
            let (total, listed) = ask(&engine, &Request { sort, ..request(&format!("{a} ")) });
            prop_assert_eq!(total.len(), listed.len(), "nothing lacks the word");
            let days: Vec<i32> = listed.iter().map_while(|number| drafts[*number].first_day()).collect();
            let sorted = days.is_sorted_by(|a, b| if newest { a >= b } else { a <= b });
            prop_assert!(sorted);
            prop_assert!(listed[days.len()..].iter().all(|number| drafts[*number].first_day().is_none()));
        }
    }

    #[test]
    fn the_best_are_first_and_equals_stand_newest_first(drafts in drafts(), word in plain_word()) {
        let (_, listed) = ask(&engine(&drafts), &request(&format!("{word} ")));
        let mut expected: Vec<usize> = which(&drafts, |draft| draft.has(word)).into_iter().collect();
        expected.sort_by_key(|number| std::cmp::Reverse(drafts[*number].first_day()));
        let worth = |number: usize| worth(&drafts, number, word, 1);
        expected.sort_by(|a, b| worth(*b).partial_cmp(&worth(*a)).expect("numbers"));
        prop_assert_eq!(listed, expected);
    }

    #[test]
    fn several_words_add_up_and_count_more_where_neighbours_stand_near(
        drafts in drafts(),
        words in prop::collection::vec(plain_word(), 2..5),
    ) {
        let (total, listed, hits) = ask_scored(&engine(&drafts), &request(&format!("{} ", words.join(" "))));
        // Of a few words, those that have them all are looked at once more; of many, all that are listed.
        let ordered = if present(&drafts, &words).len() <= 3 { total } else { listed.len() };
        let expected: Vec<f32> = (0..).zip(&listed).map(|(place, number)| {
            score(&drafts, *number, &words, place < ordered)
        }).collect();
        for (hit, expected) in hits.iter().zip(&expected) {
            prop_assert!((hit.score - expected).abs() < 1e-4, "{:?} {:?} {:?}", words, hits, expected);
        }
        for part in [&expected[..ordered], &expected[ordered..]] {
            prop_assert!(part.is_sorted_by(|a, b| a + 1e-4 > *b), "{:?} {:?}", words, expected);
        }
    }

    #[test]
    fn the_exact_spelling_is_first_and_who_has_all_words_stands_before_who_lacks_one(drafts in drafts(), b in word()) {
        let engine = engine(&drafts);
        for word in ["đường", "dương"] {
            let (_, listed) = ask(&engine, &request(&format!("{word} ")));
            let exact: Vec<bool> = listed.iter().map(|number| drafts[*number].spells(word)).collect();
            prop_assert!(exact.is_sorted_by(|a, b| a >= b), "{exact:?}");
        }
        let (total, listed) = ask(&engine, &request(&format!("dog {b} ")));
        let both = which(&drafts, |draft| draft.has("dog") && draft.has(b));
        if !both.is_empty() {
            prop_assert_eq!(total, both);
            let either = which(&drafts, |draft| draft.has("dog") || draft.has(b));
            prop_assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), either);
        }
    }
}
