//! The engine against a reference that looks at every word of every article: small random archives, asked everything.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use article_explorer::article::{DayRange, TagKey, days_from_civil};
use article_explorer::search::{Engine, Filters, MemoryStore, Request, Sort};
use pollster::block_on;
use proptest::prelude::*;
use support::Archive;

/// Few words, so that random articles share them; two differ in their marks only, and none has an ending to lose.
const WORDS: [&str; 7] = ["bac", "dog", "fig", "hub", "đường", "dương", "kim"];
const TAGS: [&str; 3] = ["culture", "trade", "lang:vi"];

#[derive(Clone, Debug)]
struct Draft {
    title: Vec<usize>,
    body: Vec<Vec<usize>>,
    day: Option<u8>,
    tags: Vec<(usize, bool)>,
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let words = |most| prop::collection::vec(0..WORDS.len(), 1..most);
    let tags = prop::collection::btree_map(0..TAGS.len(), any::<bool>(), 0..3);
    let draft = (
        words(3),
        prop::collection::vec(words(9), 1..3),
        prop::option::of(1..28_u8),
        tags,
    );
    let draft = draft.prop_map(|(title, body, day, tags)| Draft {
        title,
        body,
        day,
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

    fn date(&self) -> String {
        self.day.map_or(String::new(), |day| format!("2025-03-{day:02}"))
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|(known, _)| TAGS[*known] == tag)
    }

    /// Title and paragraphs, as plain words.
    fn fields(&self) -> impl Iterator<Item = Vec<&'static str>> {
        let fields = std::iter::once(&self.title).chain(&self.body);
        fields.map(|words| words.iter().map(|word| plain(WORDS[*word])).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.fields().any(|field| field.contains(&plain(word)))
    }

    fn has_phrase(&self, phrase: &[&str]) -> bool {
        let phrase: Vec<&str> = phrase.iter().map(|word| plain(word)).collect();
        self.fields()
            .any(|field| field.windows(phrase.len()).any(|words| words == phrase))
    }
}

/// How often a word counts in an article, and how long the article is: twice for the title, once for the text, half for the first
/// paragraph, which is one sentence.
fn weight_and_length(draft: &Draft, word: &str) -> (f32, f32) {
    let count = |words: &[usize]| words.iter().filter(|known| WORDS[**known] == word).count() as f32;
    let body: f32 = draft.body.iter().map(|words| count(words)).sum();
    let words: usize = draft.body.iter().map(Vec::len).sum();
    let lead = &draft.body[0];
    // The number behind a title is a word too.
    let length = 2.0 * (draft.title.len() + 1) as f32 + words as f32 + 0.5 * lead.len() as f32;
    (2.0 * count(&draft.title) + body + 0.5 * count(lead), length)
}

/// BM25 in sixteenths, with what a title is worth in a short query.
fn score(drafts: &[Draft], number: usize, word: &str) -> f32 {
    let lengths: Vec<f32> = drafts.iter().map(|draft| weight_and_length(draft, word).1).collect();
    let average = lengths.iter().sum::<f32>() / lengths.len() as f32;
    let (weight, length) = weight_and_length(&drafts[number], word);
    let norm = 1.0 - 0.75 + 0.75 * length / average;
    let impact = (weight / (weight + 1.2 * norm) * 16.0).floor().clamp(1.0, 15.0);
    let title = drafts[number].title.iter().any(|known| WORDS[*known] == word);
    (impact + 0.5) / 16.0 + if title { 0.3 } else { 0.0 }
}

fn plain(word: &str) -> &str {
    match word {
        "đường" | "dương" => "duong",
        word => word,
    }
}

fn engine(drafts: &[Draft]) -> Engine<MemoryStore> {
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
            archive.article(&draft.title(number), &body, &draft.date(), &tags)
        });
    block_on(Engine::open(archive.store())).expect("opens")
}

/// Numbers of the articles that have all that is asked for, and of all that are listed, in their order.
fn ask(engine: &Engine<MemoryStore>, request: &Request) -> (BTreeSet<usize>, Vec<usize>) {
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
    (listed.iter().copied().take(results.total).collect(), listed)
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

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.to_vec())
}

proptest! {
    #[test]
    fn words_phrases_alternatives_and_minus(drafts in drafts(), a in word(), b in word(), c in word()) {
        let engine = engine(&drafts);
        let found = |query: String| ask(&engine, &request(&query)).0;
        prop_assert_eq!(found(format!("{a} ")), which(&drafts, |draft| draft.has(a)));
        let both = which(&drafts, |draft| draft.has(a) && draft.has(b));
        if !both.is_empty() {
            prop_assert_eq!(found(format!("{a} {b} ")), both);
        }
        prop_assert_eq!(found(format!("{a} OR {b} ")), which(&drafts, |draft| draft.has(a) || draft.has(b)));
        prop_assert_eq!(found(format!("{a} -{b} ")), which(&drafts, |draft| draft.has(a) && !draft.has(b)));
        prop_assert_eq!(found(format!("-{a} -{b} ")), which(&drafts, |draft| !draft.has(a) && !draft.has(b)));
        prop_assert_eq!(found(format!("\"{a} {b}\"")), which(&drafts, |draft| draft.has_phrase(&[a, b])));
        prop_assert_eq!(
            found(format!("\"{a} {b} {c}\" OR \"{c} {b}\"")),
            which(&drafts, |draft| draft.has_phrase(&[a, b, c]) || draft.has_phrase(&[c, b]))
        );
        prop_assert_eq!(found(format!("-\"{a} {b}\"")), which(&drafts, |draft| !draft.has_phrase(&[a, b])));
        let titled = |draft: &Draft| draft.title.iter().any(|word| plain(WORDS[*word]) == plain(a));
        prop_assert_eq!(found(format!("title:{a} ")), which(&drafts, titled));
        let in_title = |draft: &Draft| draft.fields().next().is_some_and(|title| {
            title.windows(2).any(|words| words == [plain(a), plain(b)])
        });
        prop_assert_eq!(found(format!("title:\"{a} {b}\"")), which(&drafts, in_title));
    }

    #[test]
    fn tags_and_days_narrow_and_are_counted(drafts in drafts(), a in word(), tag in prop::sample::select(TAGS.to_vec()), from in 1..28_u8, to in 1..28_u8) {
        let engine = engine(&drafts);
        let within = |draft: &Draft| draft.day.is_some_and(|day| (from..=to).contains(&day));
        let filters = Filters {
            include: vec![TagKey::new(tag)],
            ..Filters::default()
        };
        let filtered = Request { filters, ..request(&format!("{a} ")) };
        prop_assert_eq!(ask(&engine, &filtered).0, which(&drafts, |draft| draft.has(a) && draft.has_tag(tag)));
        let asked = format!("{a} tag:{tag} ");
        prop_assert_eq!(ask(&engine, &request(&asked)).0, which(&drafts, |draft| draft.has(a) && draft.has_tag(tag)));
        let either = format!("tag:{tag} OR {a} ");
        prop_assert_eq!(ask(&engine, &request(&either)).0, which(&drafts, |draft| draft.has(a) || draft.has_tag(tag)));
        let day = |day| Some(days_from_civil(2025, 3, day));
        let filters = Filters {
            days: DayRange { from: day(from), to: day(to) },
            ..Filters::default()
        };
        prop_assert_eq!(ask(&engine, &Request { filters, ..request("") }).0, which(&drafts, within));

        let facets = block_on(engine.facets(&request(&format!("{a} ")))).expect("answers");
        for value in &facets.values {
            let having = |draft: &Draft| draft.has(a) && draft.has_tag(value.concept.key.as_str());
            prop_assert_eq!(value.count as usize, which(&drafts, having).len(), "{}", value.concept.key.as_str());
        }
    }

    #[test]
    fn dates_order_and_undated_ones_are_last(drafts in drafts(), a in word()) {
        let engine = engine(&drafts);
        for (sort, newest) in [(Sort::Newest, true), (Sort::Oldest, false)] {
            let (total, listed) = ask(&engine, &Request { sort, ..request(&format!("{a} ")) });
            prop_assert_eq!(total.len(), listed.len(), "nothing lacks the word");
            let days: Vec<u8> = listed.iter().map_while(|number| drafts[*number].day).collect();
            let sorted = days.is_sorted_by(|a, b| if newest { a >= b } else { a <= b });
            prop_assert!(sorted);
            prop_assert!(listed[days.len()..].iter().all(|number| drafts[*number].day.is_none()));
        }
    }

    #[test]
    fn the_best_are_first_and_equals_stand_newest_first(drafts in drafts(), word in prop::sample::select(vec!["bac", "dog", "hub"])) {
        let (_, listed) = ask(&engine(&drafts), &request(&format!("{word} ")));
        let mut expected: Vec<usize> = which(&drafts, |draft| draft.has(word)).into_iter().collect();
        expected.sort_by_key(|number| std::cmp::Reverse(drafts[*number].day));
        expected.sort_by(|a, b| score(&drafts, *b, word).total_cmp(&score(&drafts, *a, word)));
        prop_assert_eq!(listed, expected);
    }

    #[test]
    fn the_exact_spelling_is_first_and_who_has_all_words_stands_before_who_lacks_one(drafts in drafts(), b in word()) {
        let engine = engine(&drafts);
        let spelled = |number: usize, word: &str| {
            let draft = &drafts[number];
            draft.title.iter().chain(draft.body.iter().flatten()).any(|known| WORDS[*known] == word)
        };
        for word in ["đường", "dương"] {
            let (_, listed) = ask(&engine, &request(&format!("{word} ")));
            let exact: Vec<bool> = listed.iter().map(|number| spelled(*number, word)).collect();
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
