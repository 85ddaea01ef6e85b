//! Which date an article has: what its author states, what its path and the lines around it say, and what is only mentioned.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;

use article_explorer::article::{Article, FeedPage, Field, Manifest, json};
use article_explorer::bundle::{FolderStore, Moment, Options, Problem, bundle};
use article_explorer::search::{Engine, Request};
use pollster::block_on;

struct Bundled {
    out: tempfile::TempDir,
    articles: BTreeMap<String, Article>,
    problems: Vec<Problem>,
}

/// 2025-06-15T15:06:40Z
const NOW: Moment = Moment::from_seconds(1_750_000_000);

fn bundled(files: &[(&str, &str)]) -> Bundled {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }
    let out = tempfile::tempdir().expect("a folder");
    let report = bundle(&Options {
        folder: folder.path(),
        out: out.path(),
        strict: false,
        moment: NOW,
        progress: &|_| {},
    });
    let feed: FeedPage = json::read(&fs::read(out.path().join("feed.json")).expect("a feed")).expect("JSON");
    let articles = feed
        .items
        .into_iter()
        .map(|article| (article.explorer.path.clone(), article));
    Bundled {
        articles: articles.collect(),
        problems: report.expect("a bundle").problems,
        out,
    }
}

/// The date of a single article, and `date_published`.
fn dated(path: &str, text: &str) -> (Option<String>, Option<String>) {
    let bundled = bundled(&[(path, text)]);
    let article = &bundled.articles[path];
    let date = article.explorer.date.as_ref().map(ToString::to_string);
    (date, article.date_published.clone())
}

fn date(path: &str, text: &str) -> Option<String> {
    dated(path, text).0
}

const BODY: &str = "The envoys met in Paris on the first day of the summit and spoke of gardens.";

#[test]
fn a_stated_time_keeps_its_zone_and_its_day() {
    let front = |date: &str| dated("a.md", &format!("---\ntitle: T\ndate: {date}\n---\n{BODY}\n"));
    for (stated, day, moment) in [
        ("2025-02-12T23:30:00-08:00", "2025-02-12", "2025-02-12T23:30:00-08:00"),
        ("'25 Feb 2025 08:00 GMT+7'", "2025-02-25", "2025-02-25T08:00:00+07:00"),
        ("'Thứ ba, 25/02/2025, 08:00'", "2025-02-25", "2025-02-25T08:00:00Z"),
        ("2025-02-12", "2025-02-12", "2025-02-12T00:00:00Z"),
    ] {
        assert_eq!(front(stated), (Some(day.into()), Some(moment.into())), "{stated}");
    }
    assert_eq!(front("February 2025"), (Some("2025-02".into()), None));
}

#[test]
fn what_can_be_two_days_is_asked_about_until_the_keeper_settles_it() {
    let article = ("a.md", "---\ntitle: T\ndate: 03/04/2021\n---\nText is here.\n");
    let open = bundled(&[article]);
    assert_eq!(open.articles["a.md"].explorer.date, None);
    let problem = &open.problems[0];
    assert_eq!((problem.path.as_str(), problem.line), ("a.md", Some(3)));
    for part in ["2021-04-03", "2021-03-04", "archive.toml", "day-first"] {
        assert!(problem.message.contains(part), "{problem}");
    }
    for (order, day) in [("day-first", "2021-04-03"), ("month-first", "2021-03-04")] {
        let keeper = format!("dates = '{order}'\n[articles.'b.md']\ndate = '03/04/2021'\n");
        let settled = bundled(&[("archive.toml", &keeper), article, ("b.md", "Text is here.\n")]);
        assert!(settled.problems.is_empty(), "{:?}", settled.problems);
        for path in ["a.md", "b.md"] {
            let date = settled.articles[path].explorer.date.as_ref();
            assert_eq!(date.map(ToString::to_string).as_deref(), Some(day), "{path}");
        }
    }
    let wrong = bundled(&[("archive.toml", "dates = 'american'\n"), article]);
    assert!(
        wrong
            .problems
            .iter()
            .any(|problem| problem.message.contains("day-first"))
    );
}

#[test]
fn a_stated_date_in_the_future_is_told() {
    let other = ("b.md", "Text is here.\n");
    let problems = bundled(&[("a.md", "---\ntitle: T\ndate: 2225-01-01\n---\nText is here.\n"), other]).problems;
    assert!(problems[0].message.contains("2225-01-01") && problems[0].message.contains("2025-06-15"));
    let problems = bundled(&[("a.md", "---\ntitle: T\ncreated: 2225-01\n---\nText is here.\n"), other]).problems;
    assert_eq!((problems.len(), problems[0].line), (1, Some(3)), "{problems:?}");
    let keeper = "[articles.'b.md']\ncreated = 2225-01-01\n";
    let problems = bundled(&[("archive.toml", keeper), other]).problems;
    assert_eq!((problems[0].path.as_str(), problems[0].line), ("archive.toml", Some(2)));
}

#[test]
fn paths_addresses_and_lines_of_their_own_date_an_article() {
    for (path, text, expected) in [
        ("_posts/2019-05-06-hello.md", BODY.to_owned(), "2019-05-06"),
        ("2016/09/29/a.md", BODY.to_owned(), "2016-09-29"),
        (
            "a.md",
            format!("+++\ntitle = 'T'\npath = '2016/09/29/t'\n+++\n{BODY}"),
            "2016-09-29",
        ),
        (
            "a.md",
            format!("---\npermalink: /news/tin-20250212.html\n---\n{BODY}"),
            "2025-02-12",
        ),
        (
            "a.md",
            format!("---\nsource_url: https://example.org/2025/02/12/a\n---\n{BODY}"),
            "2025-02-12",
        ),
        (
            "a.txt",
            format!("Envoys meet\nFebruary 12, 2025\nBy Lan Anh\n\n{BODY}\n"),
            "2025-02-12",
        ),
        (
            "a.txt",
            format!("Thứ tư, 12/02/2025, 08:00 (GMT+7)\nĐoàn họp\n\n{BODY}\n"),
            "2025-02-12",
        ),
        (
            "a.txt",
            format!("Envoys meet\n\nhttps://example.org/2025/02/12/a\n\n{BODY}\n"),
            "2025-02-12",
        ),
        (
            "a.md",
            format!("# Envoys meet\n\n[Source](https://example.org/2025/02/12/a)\n\n{BODY}\n"),
            "2025-02-12",
        ),
        (
            "a.txt",
            format!("Envoys meet\n\n{BODY}\n\nPublished: 12 February 2025\n"),
            "2025-02-12",
        ),
        (
            "a.txt",
            format!("PARIS, February 12, 2025 (AP) — {BODY}\n"),
            "2025-02-12",
        ),
    ] {
        assert_eq!(date(path, &text).as_deref(), Some(expected), "{path}: {text}");
    }
}

#[test]
fn what_is_stated_wins_over_all_that_is_found() {
    let text = "---\ndate: 2020-01-01\nurl: https://example.org/2021/01/01/a\n---\n2022-01-01\n\nText is here.\n";
    let bundled = bundled(&[("2019-01-01-a.md", text)]);
    let article = &bundled.articles["2019-01-01-a.md"];
    assert_eq!(
        article.explorer.date.as_ref().map(ToString::to_string).as_deref(),
        Some("2020-01-01")
    );
    assert_eq!(article.derived(Field::Date), None);
    assert!(
        article.content_text.contains("2022-01-01"),
        "what is not used stays in the text"
    );
}

#[test]
fn a_day_that_a_text_only_mentions_is_no_date_of_it() {
    for text in [
        "The lease\n\nThe land is let until April 15, 2065 under a plan of the province.\n",
        "House arrest\n\nThe law came after the attacks of September 11, 2001 and was struck down by the court.\n",
        "A meeting\n\nOn February 12, 2025, the envoys met in Paris, where they spoke of gardens.\n",
        "Cuộc họp\n\nNgày 12/2/2025, tại Hà Nội, các đoàn đã họp và bàn về nhiều vấn đề của khu vực.\n",
        "Remarks in Paris\n\nFebruary 12, 2025\n\n3:15 P.M. EST\n\nGood afternoon to all of you who are here today.\n",
    ] {
        assert_eq!(date("a.txt", text), None, "{text}");
    }
    assert_eq!(
        date("a-2065-04-15.txt", "Text is here."),
        None,
        "nothing is published in the future"
    );
}

#[test]
fn a_guess_that_may_be_wrong_orders_filters_and_dates_nothing() {
    let guessed = "On Wednesday, February 12, 2025, the envoys met in Paris and spoke of gardens there.\n";
    let bundled = bundled(&[
        ("guessed.txt", guessed),
        ("old.md", "---\ndate: 2001-01-01\n---\nThe envoys met in Rome.\n"),
        ("stated.md", "---\ndate: 2024-07-09?\n---\nThe envoys met in Bern.\n"),
    ]);
    let article = &bundled.articles["guessed.txt"];
    assert_eq!(
        article.explorer.date.as_ref().map(ToString::to_string).as_deref(),
        Some("2025-02-12?")
    );
    assert_eq!((article.date_published.as_deref(), article.sure_date()), (None, None));
    let manifest: Manifest =
        json::read(&fs::read(bundled.out.path().join("manifest.json")).expect("there")).expect("JSON");
    assert_eq!(manifest.undated, 1);
    assert_eq!(manifest.days, Some(["2001-01-01".to_owned(), "2024-07-09".to_owned()]));
    let engine = block_on(Engine::open(FolderStore::new(bundled.out.path()))).expect("a bundle");
    let found = |query: &str| {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let hits = block_on(engine.search(&request)).expect("an answer").hits;
        let cards = block_on(engine.cards(&hits.iter().map(|hit| hit.document).collect::<Vec<_>>())).expect("cards");
        cards.into_iter().map(|card| card.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        found("after:2024"),
        ["stated.md"],
        "what the keeper states as uncertain does count"
    );
    assert!(found("year:2025").is_empty());
    let order: Vec<String> = block_on(engine.cards(&[0, 1, 2]))
        .expect("cards")
        .into_iter()
        .map(|card| card.path.clone())
        .collect();
    assert_eq!(order, ["stated.md", "old.md", "guessed.txt"]);
}

#[test]
fn authors_and_sources_of_head_lines_are_inferred_with_their_line() {
    let text = format!(
        "Envoys meet\nBy Lan Anh and Minh Duc\nSource: VnExpress\n\n{BODY}\n\nThey left on the next day, as they said.\n"
    );
    let bundled = bundled(&[("a.txt", &text)]);
    let article = &bundled.articles["a.txt"];
    let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(names, ["Lan Anh", "Minh Duc"]);
    assert_eq!(article.explorer.source_organization.as_deref(), Some("VnExpress"));
    assert_eq!(
        article
            .derived(Field::Author)
            .map(|evidence| evidence.sentence.as_str()),
        Some("By Lan Anh and Minh Duc")
    );
    assert_eq!(article.title, "Envoys meet");
    assert!(article.content_text.starts_with("The envoys met"));
}

#[test]
fn names_of_files_date_articles_as_far_as_the_archive_shows_that_they_are_right() {
    let with = |count: usize, wrong: usize, date: &str| {
        let paths: Vec<String> = (0..count).map(|at| format!("2025-02-12-{at}.md")).collect();
        let stated = |at: usize| if at < wrong { date } else { "2025-02-12" };
        let texts: Vec<String> = (0..count)
            .map(|at| format!("---\ndate: {}\n---\nThe envoys met in Paris {at} times.\n", stated(at)))
            .collect();
        let mut files: Vec<(&str, &str)> = paths
            .iter()
            .map(String::as_str)
            .zip(texts.iter().map(String::as_str))
            .collect();
        files.push(("2025-03-01-named.md", "The envoys met in Rome.\n"));
        let bundled = bundled(&files);
        let article = bundled.articles["2025-03-01-named.md"].clone();
        let noted = bundled
            .problems
            .iter()
            .any(|problem| problem.message.contains("the day in its name"));
        let inferred = article
            .explorer
            .derived
            .iter()
            .any(|derived| derived.field == Field::Date);
        assert_eq!(inferred, article.explorer.date.is_some());
        let date = article.explorer.date.map(|date| date.to_string());
        (date, article.date_published.is_some(), noted)
    };
    assert_eq!(with(40, 0, ""), (Some("2025-03-01".into()), true, false));
    assert_eq!(
        with(9, 9, "2024-02-14"),
        (Some("2025-03-01".into()), true, false),
        "too few to tell"
    );
    assert_eq!(with(12, 6, "2025-02-14"), (Some("2025-03".into()), false, true));
    assert_eq!(with(12, 6, "2025-01-14"), (Some("2025".into()), false, true));
    assert_eq!(with(40, 2, "2024-02-14"), (Some("2025-03-01?".into()), false, true));
    assert_eq!(with(12, 6, "2024-02-14"), (None, false, true));
}
