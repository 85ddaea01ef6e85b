//! Why an article was found: what a reader is told about each word.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use article_explorer::search::{Engine, FIELDS, How, Request, Why};
use pollster::block_on;
use support::Archive;

fn archive() -> Archive {
    Archive::new()
        .article(
            "Envoy on Việt Nam",
            "Ambassador Nguyễn spoke of negotiations. Soft talk.\n\nNegotiations and a negotiated peace. Vietnam waits.",
            "2025-01-02",
            &[],
        )
        .article("Other", "Nguyen praised hard power.", "2025-01-01", &[])
}

/// What is said about a query and the first article.
fn why(query: &str) -> Vec<Why> {
    why_in(&archive(), query)
}

fn why_in(archive: &Archive, query: &str) -> Vec<Why> {
    let engine = block_on(Engine::open(archive.store())).expect("opens");
    let request = Request {
        query: query.into(),
        ..Request::default()
    };
    block_on(engine.why(&request, 0)).expect("has a page")
}

/// A word, then form, how and counts of what it met.
type Told = (String, Vec<(String, How, [u32; FIELDS])>);

fn told(query: &str) -> Vec<Told> {
    let met = |why: Why| {
        let met = why.met.into_iter().map(|met| (met.form, met.how, met.counts));
        (why.word, met.collect())
    };
    why(query).into_iter().map(met).collect()
}

fn line(word: &str, met: &[(&str, How, [u32; 4])]) -> Told {
    // These articles have no author, summary or other title.
    let met = met.iter().map(|(form, how, [title, first, text, labels])| {
        ((*form).to_owned(), *how, [*title, *first, *text, *labels, 0, 0, 0])
    });
    (word.to_owned(), met.collect())
}

#[test]
fn forms_and_marks_are_told_apart_and_counted_where_they_stand() {
    assert_eq!(
        told("negotiate nguyen "),
        [
            line(
                "negotiate",
                &[
                    ("negotiations", How::Form, [0, 1, 2, 0]),
                    ("negotiated", How::Form, [0, 0, 1, 0])
                ]
            ),
            line("nguyen", &[("Nguyễn", How::Marks, [0, 1, 1, 0])]),
        ]
    );
    assert_eq!(
        told("Nguyễn "),
        [line("Nguyễn", &[("Nguyễn", How::Same, [0, 1, 1, 0])])]
    );
}

#[test]
fn an_unfinished_word_is_completed_and_a_mistyped_one_corrected() {
    assert_eq!(
        told("ambas"),
        [line("ambas", &[("Ambassador", How::Completed, [0, 1, 1, 0])])]
    );
    assert_eq!(
        told("ambasador "),
        [line("ambasador", &[("Ambassador", How::Corrected(1), [0, 1, 1, 0])])]
    );
}

#[test]
fn a_name_may_be_one_word_or_two() {
    assert_eq!(
        told("vietnam "),
        [line(
            "vietnam",
            &[
                ("Vietnam", How::Same, [0, 0, 1, 0]),
                ("Việt Nam", How::Joined, [1, 0, 0, 0])
            ]
        )]
    );
    assert_eq!(
        told("việt nam "),
        [
            line(
                "việt",
                &[
                    ("Việt", How::Same, [1, 0, 0, 0]),
                    ("Vietnam", How::Joined, [0, 0, 1, 0])
                ]
            ),
            line(
                "nam",
                &[("Nam", How::Same, [1, 0, 0, 0]), ("Vietnam", How::Joined, [0, 0, 1, 0])]
            ),
        ]
    );
}

#[test]
fn what_is_missing_is_said_but_not_of_alternatives() {
    assert_eq!(
        told("soft praised "),
        [line("soft", &[("Soft", How::Same, [0, 0, 1, 0])]), line("praised", &[])]
    );
    let soft = [line("soft", &[("Soft", How::Same, [0, 0, 1, 0])])];
    for query in [
        "soft OR praised ",
        "soft OR \"hard power\" ",
        "tag:x OR soft ",
        "the soft ",
    ] {
        assert_eq!(told(query), soft, "{query}");
    }
    assert!(told("praised OR tag:x").is_empty());
}

#[test]
fn titles_and_phrases_are_looked_for_as_they_were_asked() {
    assert_eq!(
        told("title:vietnam "),
        [line("vietnam", &[("Việt Nam", How::Joined, [1, 0, 0, 0])])]
    );
    assert_eq!(
        told("\"soft talk\" title:\"viet nam\" \"talk soft\""),
        [
            line("\"soft talk\"", &[("Soft talk", How::Same, [0, 0, 1, 0])]),
            line("\"viet nam\"", &[("Việt Nam", How::Marks, [1, 0, 0, 0])]),
            line("\"talk soft\"", &[]),
        ]
    );
}

#[test]
fn words_are_side_by_side_near_or_far() {
    let apart = |query: &str| why(query)[0].apart;
    assert_eq!(apart("ambassador nguyen "), Some(0));
    assert_eq!(apart("ambassador spoke "), Some(1));
    assert_eq!(
        apart("envoy waits "),
        None,
        "one in the title, the other far into the text"
    );
    assert_eq!(apart("soft praised "), None);
}

#[test]
fn a_piece_is_one_word_however_it_is_written() {
    let archive = Archive::new().article(
        "A",
        "The U.S. and COVID-19, or covid19, or covid 19: Long-term, long term.",
        "2025-01-01",
        &[],
    );
    let met = |query: &str| -> Vec<(String, How)> {
        let why = why_in(&archive, query);
        let met = why.into_iter().flat_map(|why| why.met);
        met.map(|met| (met.form, met.how)).collect()
    };
    let form = |form: &str, how| (form.to_owned(), how);
    assert_eq!(met("US "), [form("U.S", How::Joined)]);
    assert_eq!(met("U.S. "), [form("U.S", How::Same)]);
    assert_eq!(
        met("COVID-19 "),
        [
            form("COVID-19", How::Same),
            form("covid19", How::Joined),
            form("covid 19", How::Joined)
        ]
    );
    assert_eq!(
        met("\"covid19 or\""),
        [form("covid19, or", How::Same), form("COVID-19, or", How::Marks)]
    );
    let apart: Vec<String> = met("\"covid 19 or\"").into_iter().map(|(form, _)| form).collect();
    assert_eq!(apart, ["covid19, or", "COVID-19, or"]);
    assert_eq!(
        met("long-term "),
        [form("Long-term", How::Same), form("long term", How::Joined)]
    );
}
