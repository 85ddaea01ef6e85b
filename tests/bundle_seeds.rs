//! The bundle of the five seeds is what it should be.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use article_explorer::article::json::{self, FromJson};
use article_explorer::article::{Article, BlockKind, Card, Evidence, FeedPage, Field, Group, Manifest};
use article_explorer::bundle::{FolderStore, Moment, Options, bundle};
use article_explorer::search::{Engine, Request, Store};
use pollster::block_on;
use unicode_normalization::UnicodeNormalization;

fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// The bundle of the seeds, and its articles.
struct Bundled {
    folder: tempfile::TempDir,
    articles: Vec<Article>,
}

fn bundled() -> Bundled {
    bundled_from(&seeds())
}

fn bundled_from(from: &Path) -> Bundled {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        folder: from,
        out: folder.path(),
        strict: true,
        moment: Moment::from_seconds(1_750_000_000),
        progress: &|_| {},
    };
    bundle(&options).expect("the articles have no problems");
    let feed: FeedPage = read(folder.path().join("feed.json"));
    Bundled {
        folder,
        articles: feed.items,
    }
}

/// The seeds, changed by `change`, in a folder of their own.
fn copied(change: impl Fn(String) -> String, also: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(seeds()).expect("the seeds") {
        let file = entry.expect("a seed").path();
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a text");
        if name.ends_with(".txt") {
            fs::write(folder.path().join(&name), change(text)).expect("a copy");
        } else if also.contains(&name.as_str()) {
            fs::write(folder.path().join(&name), text).expect("a copy");
        }
    }
    folder
}

fn read<T: FromJson>(file: PathBuf) -> T {
    json::read(&fs::read(&file).expect("the file is there")).expect("the file is JSON of this shape")
}

impl Bundled {
    /// The article whose file name begins with `number`.
    fn article(&self, number: &str) -> &Article {
        let found = self
            .articles
            .iter()
            .find(|article| article.explorer.path.starts_with(number));
        found.expect("the article is in the feed")
    }

    fn manifest(&self) -> Manifest {
        read(self.folder.path().join("manifest.json"))
    }
}

fn evidence(article: &Article, field: Field) -> &Evidence {
    article.derived(field).expect("the field was inferred")
}

fn of_kind<'a>(article: &'a Article, kind: &BlockKind) -> Vec<&'a str> {
    article
        .blocks()
        .into_iter()
        .filter(|block| block.kind == *kind)
        .map(|block| block.text)
        .collect()
}

const HEADING: BlockKind = BlockKind::Heading { level: 2 };

#[test]
fn articles_stand_newest_first_and_undated_last() {
    let bundled = bundled();
    let order: Vec<&str> = bundled
        .articles
        .iter()
        .map(|article| &article.explorer.path[..3])
        .collect();
    assert_eq!(order, ["000", "004", "003", "001", "002"]);
    let manifest = bundled.manifest();
    // A date that is uncertain puts no article in order.
    assert_eq!((manifest.articles, manifest.undated), (5, 2));
    assert_eq!(manifest.days, Some(["2025-02-06".to_owned(), "2025-02-12".to_owned()]));
    assert_eq!(manifest.languages, ["en"]);
}

#[test]
fn stated_headlines_win_and_only_the_printed_title_is_inferred() {
    let bundled = bundled();
    for (number, part) in [
        ("000", "cultural industries"),
        ("002", "culture"),
        ("003", "UN technology envoy"),
        ("004", "Deputy minister"),
    ] {
        let article = bundled.article(number);
        assert!(article.title.contains(part), "{}", article.title);
        assert_eq!(
            article.derived(Field::Title),
            None,
            "{number}: what the keeper states is not inferred"
        );
    }
    let printed = bundled.article("001");
    assert_eq!(
        printed.title,
        "Cultural diplomacy an important part of Vietnamese diplomacy: FM"
    );
    assert_eq!(evidence(printed, Field::Title).rule, "first-line");
    assert!(
        printed
            .content_text
            .starts_with("Cultural diplomacy is an important component"),
        "the title left the text"
    );
}

#[test]
fn without_a_keeper_titles_are_the_beginnings_of_first_sentences() {
    let folder = copied(|text| text, &[]);
    let bundled = bundled_from(folder.path());
    for (number, title) in [
        (
            "000",
            "In the digital era, marked by the rapid advancement of technology and artificial intelligence, Việt…",
        ),
        (
            "002",
            "In the age of deep globalization, cultural exchange is not just an opportunity - it is a pressing…",
        ),
    ] {
        let article = bundled.article(number);
        assert_eq!(article.title, title);
        let evidence = evidence(article, Field::Title);
        assert_eq!(evidence.rule, "first-sentence");
        assert!(evidence.sentence.starts_with(title.trim_end_matches('…')));
        assert!(
            article.content_text.starts_with(&evidence.sentence),
            "the sentence stays in the text"
        );
        assert!(
            article.explorer.mentions.is_empty(),
            "without a vocabulary nothing is suggested"
        );
    }
}

#[test]
fn line_ends_byte_order_marks_and_unicode_forms_change_nothing_but_the_original() {
    let without_original = |bundled: Bundled| {
        let mut articles = bundled.articles;
        for article in &mut articles {
            article.explorer.original = Default::default();
        }
        articles
    };
    let plain = without_original(bundled());
    let variants: [(&str, &dyn Fn(String) -> String); 4] = [
        ("NFD", &|text| text.nfd().collect()),
        ("CRLF", &|text| text.replace('\n', "\r\n")),
        ("a byte order mark", &|text| format!("\u{feff}{text}")),
        ("a last line end", &|text| text + "\n"),
    ];
    for (name, change) in variants {
        let folder = copied(change, &["archive.toml", "vocabulary.toml"]);
        assert_eq!(without_original(bundled_from(folder.path())), plain, "{name}");
    }
}

#[test]
fn datelines_give_date_and_place_and_leave_the_text() {
    let bundled = bundled();
    for (number, date, dateline, place, beginning) in [
        ("000", "2025-02-12", "PARIS", "Paris", "In the digital era,"),
        ("003", "2025-02-06", "NEW YORK", "New York", "Việt Nam is not only"),
        ("004", "2025-02-12", "PARIS", "Paris", "Deputy Minister of"),
    ] {
        let article = bundled.article(number);
        assert_eq!(article.explorer.date.as_ref().map(|date| date.as_str()), Some(date));
        assert_eq!(
            article.date_published.as_deref(),
            Some(format!("{date}T00:00:00Z").as_str())
        );
        assert_eq!(article.explorer.dateline.as_deref(), Some(dateline));
        assert_eq!(article.explorer.location_created.as_deref(), Some(place));
        assert!(article.content_text.starts_with(beginning), "{number}");
        assert!(!article.content_text.contains("date 2025"), "{number}");
        for (field, term) in [(Field::Date, date), (Field::LocationCreated, dateline)] {
            let evidence = evidence(article, field);
            assert_eq!((evidence.rule.as_str(), evidence.term.as_str()), ("dateline", term));
            assert!(
                evidence.sentence.starts_with(&format!("date {date} {dateline} — ")),
                "{}",
                evidence.sentence
            );
        }
    }
}

#[test]
fn signatures_give_the_agency_and_leave_the_text() {
    let bundled = bundled();
    for (number, agency, end) in [
        ("000", "VNA/VNS", "which consists of 24 member countries."),
        ("002", "Tien Phong", "global brand and competitiveness."),
        ("003", "VNS", "later this year."),
        ("004", "VNS", "Vietnamese Embassy in France."),
    ] {
        let article = bundled.article(number);
        assert_eq!(article.explorer.source_organization.as_deref(), Some(agency));
        assert!(article.content_text.ends_with(end), "{number}");
        let evidence = evidence(article, Field::SourceOrganization);
        assert_eq!((evidence.rule.as_str(), evidence.term.as_str()), ("signature", agency));
        assert!(evidence.sentence.ends_with(agency));
    }
    assert_eq!(
        bundled.article("001").explorer.source_organization,
        None,
        "001 is not signed"
    );
}

#[test]
fn a_day_without_a_year_is_as_uncertain_as_the_text() {
    let bundled = bundled();
    let dated = bundled.article("001");
    assert_eq!(
        dated.explorer.date.as_ref().map(|date| date.as_str()),
        Some("2024-07-09?")
    );
    assert_eq!(
        dated.date_published, None,
        "an uncertain day is not passed on as a sure one"
    );
    let evidence = evidence(dated, Field::Date);
    assert_eq!(evidence.term, "July 9");
    assert!(
        evidence
            .sentence
            .ends_with("a July 9 meeting on the cultural diplomacy work for 2024.")
    );
    let undated = bundled.article("002");
    assert_eq!(
        (&undated.explorer.date, &undated.explorer.location_created),
        (&None, &None),
        "unknown is unknown"
    );
}

#[test]
fn a_line_that_stands_twice_is_one_caption() {
    let bundled = bundled();
    let article = bundled.article("001");
    let caption = "Minister of Foreign Affairs Bui Thanh Son chairs the conference on July 9 (Photo: VNA)";
    assert_eq!(of_kind(article, &BlockKind::Caption), [caption]);
    assert_eq!(article.content_text.matches("(Photo: VNA)").count(), 1);
    assert_eq!(evidence(article, Field::Caption).rule, "repeated-line");
    for number in ["000", "002", "003", "004"] {
        assert!(
            of_kind(bundled.article(number), &BlockKind::Caption).is_empty(),
            "{number}"
        );
    }
}

#[test]
fn bare_lines_are_headings() {
    let bundled = bundled();
    let headings = [
        "Proactive international cultural integration",
        "Shaping Vietnam’s global cultural identity",
        "A cultural current in global integration",
    ];
    let article = bundled.article("002");
    assert_eq!(of_kind(article, &HEADING), headings);
    let marked: Vec<&str> = article
        .explorer
        .derived
        .iter()
        .filter(|derived| derived.field == Field::Heading)
        .map(|derived| derived.evidence.term.as_str())
        .collect();
    assert_eq!(marked, headings, "each heading is marked as inferred");
    assert_eq!(
        article.blocks().len(),
        23,
        "each line of the text is a block, but for its signature"
    );
    for number in ["000", "001", "003", "004"] {
        assert!(of_kind(bundled.article(number), &HEADING).is_empty(), "{number}");
    }
}

#[test]
fn the_language_is_inferred_with_the_words_that_told() {
    let bundled = bundled();
    for article in &bundled.articles {
        assert_eq!(article.language, "en");
        assert!(evidence(article, Field::Language).term.contains("the"));
    }
}

#[test]
fn stated_and_suggested_tags_never_mix() {
    let bundled = bundled();
    let stated = |number: &str| bundled.article(number).tags.clone();
    assert_eq!(
        stated("000"),
        ["Cultural industries", "2005 UNESCO Convention", "UNESCO"]
    );
    assert_eq!(stated("004"), ["Artificial intelligence", "AI Action Summit", "France"]);
    for article in &bundled.articles {
        for suggested in &article.explorer.mentions {
            assert!(
                article.explorer.about.iter().all(|stated| stated.key != suggested.key),
                "{}",
                suggested.key
            );
            assert!(!article.tags.contains(&suggested.label.en));
        }
    }
}

#[test]
fn each_suggestion_has_a_sentence_of_the_original_with_its_term() {
    let bundled = bundled();
    for article in &bundled.articles {
        let original = fs::read_to_string(seeds().join(&article.explorer.path)).expect("the seed is there");
        assert!(!article.explorer.mentions.is_empty());
        for suggested in &article.explorer.mentions {
            assert!(!suggested.evidence.is_empty(), "{}", suggested.key);
            for evidence in &suggested.evidence {
                assert!(
                    original.contains(&evidence.sentence),
                    "{}: {}",
                    suggested.key,
                    evidence.sentence
                );
                assert!(
                    evidence.sentence.contains(&evidence.term),
                    "{}: {}",
                    suggested.key,
                    evidence.term
                );
            }
        }
    }
}

#[test]
fn suggestions_are_the_longest_names_and_organisations_first() {
    let bundled = bundled();
    let suggested = |number: &str, key: &str| {
        let article = bundled.article(number);
        let found = article.explorer.mentions.iter().find(|tag| tag.key.as_str() == key);
        found.map(|tag| (tag.group, tag.evidence[0].rule.clone(), tag.evidence[0].term.clone()))
    };
    let vocabulary = |group, term: &str| Some((group, "vocabulary".to_owned(), term.to_owned()));
    assert_eq!(
        suggested("004", "paris"),
        Some((Group::Place, "dateline".into(), "PARIS".into()))
    );
    assert_eq!(
        suggested("004", "communications-ministry"),
        vocabulary(Group::Organisation, "Minister of Information and Communications")
    );
    assert_eq!(suggested("003", "viettel"), vocabulary(Group::Organisation, "Viettel"));
    assert_eq!(
        suggested("003", "hanoi-convention"),
        vocabulary(Group::Topic, "UN Convention against Cybercrime")
    );
    assert_eq!(
        suggested("003", "ha-noi"),
        None,
        "the Hanoi Convention is not about Ha Noi"
    );
    assert_eq!(suggested("001", "soft-power"), vocabulary(Group::Topic, "soft power"));
    assert_eq!(suggested("002", "da-lat"), vocabulary(Group::Place, "Da Lat"));
    assert_eq!(
        suggested("002", "doi-moi"),
        vocabulary(Group::Topic, "Đổi Mới reform era")
    );
    assert_eq!(
        suggested("000", "national-assembly"),
        vocabulary(Group::Organisation, "Vietnamese National Assembly")
    );
}

#[test]
fn the_originals_are_there_byte_for_byte() {
    let bundled = bundled();
    let store = FolderStore::new(bundled.folder.path());
    for article in &bundled.articles {
        let original = &article.explorer.original;
        let member = original.start..original.start + original.length;
        let member = block_on(store.part(&original.file, member)).expect("the original is in the bundle");
        let copied = block_on(store.unpack(&member)).expect("a gzip member");
        let seed = fs::read(seeds().join(&article.explorer.path)).expect("the seed is there");
        assert!(copied == seed, "{}", article.explorer.path);
        assert_eq!(original.bytes, seed.len() as u64);
    }
}

#[test]
fn five_articles_are_one_page_and_one_block_of_cards() {
    let bundled = bundled();
    let manifest = bundled.manifest();
    let at = |path: String| bundled.folder.path().join(path);
    let page: FeedPage = read(at(manifest.page_path(0)));
    assert_eq!((page.items.len(), page.next_url), (5, None));
    assert!(!at(manifest.page_path(1)).exists());
    let cards: Vec<Card> = read(at(manifest.cards_path(0)));
    for (card, article) in cards.iter().zip(&bundled.articles) {
        assert_eq!((&card.slug, &card.title), (&article.id, &article.title));
        assert_eq!(card.title_derived, article.derived(Field::Title).is_some());
        assert!(
            article.content_text.starts_with(card.lead.trim_end_matches('…')),
            "{}",
            card.lead
        );
        assert_eq!(
            card.tags.len(),
            article.explorer.about.len() + article.explorer.mentions.len()
        );
    }
}

#[test]
fn the_engine_finds_names_without_their_marks() {
    let bundled = bundled();
    let engine = block_on(Engine::open(FolderStore::new(bundled.folder.path()))).expect("a bundle");
    for (query, path) in [
        ("Nguyen Thi Van Anh", "000_59cc7df1d31f697e.txt"),
        ("Bui Hoang Phuong", "004_5059153fb0ea5b21.txt"),
        ("tien phong", "002_2c2623fc24c3cf80.txt"),
        ("tag:hanoi-convention", "003_4b26f6b0d505bdd5.txt"),
    ] {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let results = block_on(engine.search(&request)).expect("an answer");
        let first = results.hits.first().map(|hit| hit.document).expect("a hit");
        let cards = block_on(engine.cards(&[first])).expect("its card");
        assert_eq!(cards[0].path, path, "{query}");
    }
}
