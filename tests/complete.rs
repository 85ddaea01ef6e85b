//! What the search box offers for what is being typed.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use article_explorer::search::{Completions, Engine, MemoryStore, Request, Store, StoreError};
use article_explorer::text::spelling;
use pollster::block_on;
use support::Archive;

/// Counts the files that are read.
struct Counting(MemoryStore, Rc<Cell<u32>>);

impl Store for Counting {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        self.1.set(self.1.get() + 1);
        self.0.read(path).await
    }
}

fn archive() -> Archive {
    Archive::new()
        .article(
            "Diplomacy in Paris",
            "Diplomats and diplomacy; Đường.",
            "2025-01-03",
            &["culture", "place:paris"],
        )
        .article("Paris", "Diplomacy, dương.", "2025-01-02", &["~culture"])
        .article("Third", "Diplomacy and a diploma.", "2025-01-01", &["trade"])
}

fn complete(query: &str) -> Completions {
    of(archive(), query)
}

fn of(archive: Archive, query: &str) -> Completions {
    let read = Rc::new(Cell::new(0));
    let engine = block_on(Engine::open(Counting(archive.store(), read.clone()))).expect("opens");
    let request = Request {
        query: query.into(),
        ..Request::default()
    };
    let results = block_on(engine.search(&request)).expect("answers");
    block_on(engine.facets(&request)).expect("answers");
    let documents: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    block_on(engine.cards(&documents)).expect("has cards");
    let before = read.get();
    let completions = block_on(engine.complete(&request, &results, 3)).expect("answers");
    assert_eq!(read.get(), before, "all that it needs was read for the list");
    completions
}

fn tags(query: &str) -> Vec<(String, String)> {
    let tags = complete(query).tags.into_iter();
    tags.map(|(concept, rest)| (concept.key.0, rest)).collect()
}

fn tag(key: &str, rest: &str) -> (String, String) {
    (key.to_owned(), rest.to_owned())
}

#[test]
fn the_last_word_goes_on_to_the_most_frequent_ones() {
    assert_eq!(
        complete("paris dipl").words,
        ["paris diplomacy", "paris diploma", "paris diplomats"]
    );
    assert_eq!(complete("title:dipl").words[0], "title:diplomacy");
    for finished in ["dipl ", "d", "", "-dipl", "\"dipl\"", "zzz"] {
        assert!(complete(finished).words.is_empty(), "{finished}");
    }
}

#[test]
fn words_before_it_are_offered_as_they_were_meant() {
    assert_eq!(complete("diplmacy  par").words, ["diplomacy  paris"]);
    assert_eq!(complete("diplmacy title:par").words, ["diplomacy title:paris"]);
}

#[test]
fn names_are_offered_whole_with_and_without_marks() {
    let archive = Archive::new()
        .article("One", "The envoy Bùi Hoàng Phương spoke.", "2025-01-02", &[])
        .article("Two", "Bùi Hoàng Phương met Bùi Lan; bùi ngùi.", "2025-01-01", &[]);
    let name = "Bùi Hoàng Phương";
    assert_eq!(of(archive.clone(), "bui").words[..2], [name, "Bùi Lan"]);
    assert_eq!(of(archive.clone(), "envoys bùi ho").words[0], format!("envoys {name}"));
    assert_eq!(of(archive.clone(), "bui hoang phu").words[0], name);
    assert_eq!(
        of(archive.clone(), "phuon").words,
        [spelling("phương")],
        "not where it ends"
    );
    assert_eq!(of(archive, "env").words, ["envoy"]);
}

#[test]
fn words_are_offered_with_their_marks_and_those_that_were_typed_are_kept() {
    assert_eq!(complete("duon").words, [spelling("dương"), spelling("đường")]);
    assert_eq!(complete("đư").words, [spelling("đường")]);
    assert_eq!(
        complete("diploma").words,
        ["diplomacy", "diplomats"],
        "not the word itself"
    );
}

#[test]
fn tags_are_named_by_any_of_their_words_and_by_several() {
    assert_eq!(tags("cult"), [tag("culture", "")]);
    assert_eq!(tags("paris Nhãn của cul"), [tag("culture", "paris")]);
    assert_eq!(
        tags("lab"),
        [tag("culture", ""), tag("trade", ""), tag("place:paris", "")],
        "the most frequent first"
    );
    assert_eq!(tags("-trade \"a b\" tra"), [tag("trade", "-trade \"a b\"")]);
    for none in ["tra ", "-tra", "title:tra", "x OR tra"] {
        assert!(tags(none).is_empty(), "{none}");
    }
}

#[test]
fn titles_have_all_words() {
    let titles = |query: &str| -> Vec<String> {
        let titles = complete(query).titles.into_iter();
        titles.map(|card| card.title.clone()).collect()
    };
    assert_eq!(titles("paris diplomac"), ["Diplomacy in Paris"]);
    let mut both = titles("paris ");
    both.sort();
    assert_eq!(both, ["Diplomacy in Paris", "Paris"]);
    assert_eq!(titles("\"in paris\" "), ["Diplomacy in Paris"]);
    assert!(titles("tag:culture").is_empty());
}
