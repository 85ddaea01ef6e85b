//! What an article says besides its text, found: authors, subtitle, other titles, summary, captions.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use article_explorer::article::{Group, TagKey};
use article_explorer::bundle::{FolderStore, Moment, Options, bundle};
use article_explorer::search::{Engine, Filters, Request, Snippet};
use pollster::block_on;

struct Bundled {
    _out: tempfile::TempDir,
    engine: Engine<FolderStore>,
}

fn bundled(files: &[(&str, String)]) -> Bundled {
    let (folder, out) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    for (path, content) in files {
        fs::write(folder.path().join(path), content).expect("written");
    }
    let options = Options {
        folder: folder.path(),
        out: out.path(),
        strict: true,
        moment: Moment::from_seconds(1_750_000_000),
        progress: &|_| (),
    };
    bundle(&options).expect("a bundle");
    let engine = block_on(Engine::open(FolderStore::new(out.path()))).expect("opens");
    Bundled { _out: out, engine }
}

/// Four articles by people whose names look alike.
fn archive() -> Bundled {
    let article = |front: &str, body: &str| format!("---\n{front}\n---\n\n{body}\n");
    bundled(&[
        (
            "rivers.md",
            article(
                "title: Rivers\nsubtitle: An estuarine tale\naliases: [Waterways of yore]\ndate: 2025-01-04\nauthors: [Wilhelmina Featherstone, Nguyễn Vân Anh]\nsummary: A zephyrous digest of what flows",
                "Body sentence about rivers and gardens goes here.\n\n![A heron in flight](heron.png)\n\nAnother paragraph follows.",
            ),
        ),
        (
            "lakes.md",
            article(
                "title: Lakes\ndate: 2025-01-03\nauthor: Nguyễn Văn Anh",
                "Still water is deep.\nIt is said.",
            ),
        ),
        (
            "ponds.md",
            article(
                "title: Ponds\ndate: 2025-01-02\nauthor: J.R. O’Brien-Featherstone",
                "A pond is small.",
            ),
        ),
        (
            "seas.md",
            article(
                "title: Seas\ndate: 2025-01-01\nauthor: 村上春樹",
                "Featherstone wrote of the sea.",
            ),
        ),
    ])
}

impl Bundled {
    /// The titles of what a query finds, and the passages that are shown.
    fn answer(&self, query: &str, filters: Filters) -> Vec<(String, Snippet)> {
        let request = Request {
            query: query.into(),
            filters,
            ..Request::default()
        };
        let results = block_on(self.engine.search(&request)).expect("an answer");
        let shown = |hit: &article_explorer::search::Hit| {
            let card = block_on(self.engine.cards(&[hit.document])).expect("a card").remove(0);
            let passage = results.passage(hit.document);
            let snippet = block_on(self.engine.snippet(hit.document, passage, &results.matcher)).expect("a passage");
            (card.title.clone(), snippet)
        };
        results.hits.iter().take(results.total).map(shown).collect()
    }

    fn titles(&self, query: &str) -> Vec<String> {
        let answer = self.answer(query, Filters::default());
        answer.into_iter().map(|(title, _)| title).collect()
    }

    fn passage(&self, query: &str) -> String {
        self.answer(query, Filters::default()).remove(0).1.text
    }

    /// The keys of the authors that the filter panel has for a query, with their numbers.
    fn authors(&self, query: &str) -> Vec<(String, u32)> {
        let request = Request {
            query: query.into(),
            ..Request::default()
        };
        let facets = block_on(self.engine.facets(&request)).expect("facets");
        let authors = facets
            .values
            .into_iter()
            .filter(|value| value.concept.group == Group::Author);
        authors.map(|value| (value.concept.key.0, value.count)).collect()
    }
}

#[test]
fn words_of_every_field_find_the_article() {
    let archive = archive();
    for query in [
        "wilhelmina",
        "zephyrous digest ",
        "\"zephyrous digest\"",
        "estuarine",
        "waterways yore ",
        "heron flight ",
        "rivers zephyrous heron wilhelmina ",
    ] {
        assert_eq!(archive.titles(query), ["Rivers"], "{query}");
    }
    assert_eq!(archive.titles("rivers -zephyrous "), [""; 0]);
    assert_eq!(
        archive.titles("brien featherstone ").first().map(String::as_str),
        Some("Ponds")
    );
}

#[test]
fn a_passage_is_there_whatever_found_the_article() {
    let archive = archive();
    assert_eq!(archive.passage("zephyrous "), "A zephyrous digest of what flows");
    assert_eq!(
        archive.passage("wilhelmina "),
        "A zephyrous digest of what flows",
        "the lead"
    );
    assert_eq!(archive.passage("heron "), "A heron in flight");
    assert_eq!(
        archive.passage("\"Nguyễn Văn Anh\""),
        "Still water is deep. It is said."
    );
}

#[test]
fn an_author_is_asked_for_by_any_words_of_the_name() {
    let archive = archive();
    for (query, titles) in [
        ("author:featherstone", &["Rivers", "Ponds"][..]),
        ("author:\"Wilhelmina Featherstone\"", &["Rivers"]),
        ("author:\"featherstone wilhelmina\"", &[]),
        ("author:feather", &[]),
        ("author:vân-anh", &["Rivers", "Lakes"]),
        ("author:\"nguyen anh\"", &["Rivers", "Lakes"]),
        ("AUTHOR:WILHELMINA", &["Rivers"]),
        ("author:o'brien", &["Ponds"]),
        ("author:\"J. R. O'Brien\"", &["Ponds"]),
        ("author:村上", &["Seas"]),
        ("author:…", &[]),
        ("-author:featherstone", &["Lakes", "Seas"]),
        ("author:wilhelmina OR author:村上春樹", &["Rivers", "Seas"]),
        ("author:wilhelmina OR pond", &["Rivers", "Ponds"]),
        ("water -author:\"van anh\"", &[]),
    ] {
        let mut found = archive.titles(query);
        found.sort_by_key(|title| {
            ["Rivers", "Lakes", "Ponds", "Seas"]
                .iter()
                .position(|known| known == title)
        });
        assert_eq!(found, titles, "{query}");
    }
}

#[test]
fn authors_are_a_group_of_the_filter_panel() {
    let archive = archive();
    let known = [
        "author:j-r-o-brien-featherstone",
        "author:nguyễn-vân-anh",
        "author:nguyễn-văn-anh",
        "author:wilhelmina-featherstone",
        "author:村上春樹",
    ];
    let mut authors: Vec<String> = archive.authors("").into_iter().map(|(key, _)| key).collect();
    authors.sort_unstable();
    assert_eq!(authors, known);
    let counted = |query| {
        archive
            .authors(query)
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .count()
    };
    assert_eq!(
        (counted("rivers "), counted("pond "), counted("nothing-at-all ")),
        (2, 1, 0)
    );
    for (include, exclude, titles) in [
        (&["author:nguyễn-vân-anh"][..], &[][..], &["Rivers"][..]),
        (&["author:nguyễn-vân-anh", "author:村上春樹"], &[], &["Rivers", "Seas"]),
        (&[], &["author:wilhelmina-featherstone"], &["Lakes", "Ponds", "Seas"]),
        (&["author:nobody"], &[], &[]),
    ] {
        let keys = |keys: &[&str]| keys.iter().map(|key| TagKey::new(*key)).collect();
        let filters = Filters {
            include: keys(include),
            exclude: keys(exclude),
            ..Filters::default()
        };
        let found: Vec<String> = archive
            .answer("", filters)
            .into_iter()
            .map(|(title, _)| title)
            .collect();
        assert_eq!(found, titles);
    }
}

#[test]
fn why_says_which_field_it_was() {
    let archive = archive();
    for (query, form, field) in [
        ("featherstone ", "Featherstone", 4),
        ("zephyrous ", "zephyrous", 5),
        ("yore ", "yore", 6),
        ("estuarine ", "estuarine", 6),
    ] {
        let request = Request {
            query: query.into(),
            ..Request::default()
        };
        let why = block_on(archive.engine.why(&request, 0)).expect("has a page");
        let met = &why[0].met[0];
        assert_eq!((met.form.as_str(), met.counts[field]), (form, 1), "{query}");
    }
}

#[test]
fn another_title_counts_for_more_than_a_word_of_the_text() {
    let filler = "It goes on about much else. ".repeat(9);
    let archive = bundled(&[
        ("a.md", format!("---\ntitle: One\naliases: Mekong\n---\n\n{filler}\n")),
        (
            "b.md",
            format!("---\ntitle: Two\n---\n\nThe Mekong is mentioned. {filler}\n"),
        ),
    ]);
    assert_eq!(archive.titles("mekong "), ["One", "Two"]);
}

#[test]
fn of_many_authors_a_first_visit_is_told_a_few() {
    let name = |at: usize| format!("Writer{at} Surname{}", at % 70);
    let files: Vec<(String, String)> = (0..300)
        .map(|at| {
            // The first three wrote more.
            let by = if at < 290 { at } else { at % 3 };
            let text = format!("---\ntitle: Number {at}\nauthor: {}\n---\n\nText of {at}.\n", name(by));
            (format!("{at:04}.md"), text)
        })
        .collect();
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    let archive = bundled(&files);
    let everything = block_on(archive.engine.facets(&Request::default())).expect("facets");
    assert_eq!(everything.later, 290 - 8);
    assert_eq!(archive.authors("").len(), 8);
    assert_eq!(archive.authors("")[0].1, 5, "those who wrote most");
    // Who asks for one that is not among them finds what they wrote, and has all of them then.
    assert_eq!(archive.titles("author:writer123"), ["Number 123"]);
    assert_eq!(archive.authors("").len(), 290);
    assert_eq!(
        block_on(archive.engine.facets(&Request::default()))
            .expect("facets")
            .later,
        0
    );
    let concepts = block_on(archive.engine.concepts()).expect("concepts");
    assert!(concepts.iter().any(|concept| concept.label.en == "Writer289 Surname9"));
    let of_word = archive.authors("123 ").into_iter().filter(|(_, count)| *count > 0);
    assert_eq!(
        of_word.collect::<Vec<_>>(),
        [("author:writer123-surname53".to_owned(), 1)]
    );
}
