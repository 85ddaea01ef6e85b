//! The engine over small archives: what a reader can rely on when searching and filtering.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use article_explorer::article::{DayRange, TagKey, days_from_civil};
use article_explorer::search::{Engine, Error, Filters, MemoryStore, Request, Sort, Store, StoreError, Undated};
use pollster::block_on;
use proptest::prelude::*;
use support::Archive;

fn engine(archive: &Archive) -> Engine<MemoryStore> {
    block_on(Engine::open(archive.store())).expect("opens")
}

/// Titles of the hits, in order.
fn titles(engine: &Engine<MemoryStore>, request: &Request) -> Vec<String> {
    let results = block_on(engine.search(request)).expect("answers");
    let documents: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    block_on(engine.cards(&documents))
        .expect("has cards")
        .iter()
        .map(|card| card.title.clone())
        .collect()
}

fn found(archive: &Archive, query: &str) -> Vec<String> {
    titles(
        &engine(archive),
        &Request {
            query: query.into(),
            ..Request::default()
        },
    )
}

fn filtered(archive: &Archive, filters: Filters) -> Vec<String> {
    titles(
        &engine(archive),
        &Request {
            filters,
            ..Request::default()
        },
    )
}

fn keys(keys: &[&str]) -> Vec<TagKey> {
    keys.iter().map(|key| TagKey::new(*key)).collect()
}

fn envoys() -> Archive {
    Archive::new()
        .article(
            "Road",
            "Con đường mới của ngoại giao văn hóa.",
            "2025-02-12",
            &["culture", "lang:vi", "year:2025"],
        )
        .article(
            "Envoy",
            "Ambassador Dương spoke of soft power in Vietnam.",
            "2024-07-09?",
            &["~culture", "lang:en", "year:2024"],
        )
        .article(
            "Plain",
            "Mr Duong praised the power of soft drinks. Việt Nam wins.",
            "2025-01",
            &["trade", "lang:en", "year:2025"],
        )
        .article(
            "Undated",
            "A note on cybersecurity and culture.",
            "",
            &["~security", "lang:en"],
        )
}

#[test]
fn a_name_is_found_with_and_without_its_marks() {
    let archive = envoys();
    let mut all = found(&archive, "duong ");
    all.sort();
    assert_eq!(all, ["Envoy", "Plain", "Road"]);
    assert_eq!(found(&archive, "ĐƯỜNG ")[0], "Road");
    assert_eq!(found(&archive, "Dương ")[0], "Envoy");
    assert_eq!(
        found(&archive, "du\u{31b}o\u{31b}\u{300}ng ")[0],
        found(&archive, "dường ")[0]
    );
}

#[test]
fn joined_and_spaced_names_meet() {
    for query in ["vietnam ", "viet nam ", "Việt Nam", "VIETNAM"] {
        let mut all = found(&envoys(), query);
        all.sort();
        assert_eq!(all, ["Envoy", "Plain"], "{query}");
    }
}

#[test]
fn vietnamese_words_are_not_taken_for_english_ones_that_say_nothing() {
    let archive = Archive::new()
        .article("Mỹ", "Quan hệ Việt Mỹ", "2025-01-01", &[])
        .article("Pháp", "Quan hệ Việt Pháp", "2025-01-02", &[]);
    assert_eq!(found(&archive, "Mỹ "), ["Mỹ"]);
    // Where English articles have the word as well, those that have more of it decide.
    let my = "In my view the relation is my own";
    let mixed = archive
        .clone()
        .article("My view", my, "2025-01-03", &[])
        .article("My word", my, "2025-01-04", &[]);
    for (query, archive, hits) in [
        ("quan hệ việt mỹ ", &archive, 1),
        ("quan he viet my ", &archive, 1),
        ("quan hệ việt mỹ ", &mixed, 1),
        ("quan he viet my ", &mixed, 2),
    ] {
        let request = Request {
            query: query.into(),
            ..Request::default()
        };
        let engine = engine(archive);
        let total = block_on(engine.search(&request)).expect("answers").total;
        assert_eq!(total, hits, "{query}");
        assert_eq!(
            titles(&engine, &request)[0],
            if hits == 1 { "Mỹ" } else { "Pháp" },
            "{query}"
        );
    }
}

#[test]
fn the_last_word_may_be_unfinished_and_the_whole_one_comes_first() {
    assert_eq!(found(&envoys(), "cyber"), ["Undated"]);
    assert!(found(&envoys(), "cyber ").is_empty());
    let archive = Archive::new()
        .article("Artisans", "artisans artisans", "2025-01-02", &[])
        .article("Art", "art is long", "2025-01-01", &[]);
    assert_eq!(found(&archive, "art"), ["Art", "Artisans"]);
    let long = "Boats left the harbour in the morning and came back at night. ".repeat(9);
    let larger = (0..8).fold(archive, |archive, _| archive.article("Boats", &long, "2025-01-01", &[]));
    assert_eq!(found(&larger, "art"), ["Art", "Artisans"]);
}

#[test]
fn of_alternatives_a_title_need_not_have_any() {
    let archive = Archive::new()
        .article("Soft power of old", "Nothing else.", "2025-01-02", &[])
        .article("Soft power and arts", "Some call it hard power.", "2025-01-01", &[]);
    for query in ["\"soft power\" OR \"hard power\"", "\"soft power\" OR hard "] {
        assert_eq!(found(&archive, query)[0], "Soft power and arts", "{query}");
    }
}

#[test]
fn what_is_being_typed_is_looked_for_in_titles_first() {
    let long = "Boats left the harbour in the morning and came back at night. ".repeat(40);
    let archive = Archive::new()
        .article("Notes", "Envoys, envoys, envoys and envoys.", "2025-01-02", &[])
        .article("Envoys to the sea", &long, "2025-01-01", &[]);
    assert_eq!(found(&archive, "envo"), ["Envoys to the sea", "Notes"]);
    assert_eq!(found(&archive, "envoys "), ["Notes", "Envoys to the sea"]);
}

#[test]
fn a_phrase_stands_in_this_order_and_a_minus_takes_away() {
    assert_eq!(found(&envoys(), "\"soft power\""), ["Envoy"]);
    assert!(found(&envoys(), "\"power soft\"").is_empty());
    assert_eq!(found(&envoys(), "power -\"soft power\""), ["Plain"]);
    assert_eq!(found(&envoys(), "-power -culture"), ["Road"]);
    assert_eq!(found(&envoys(), "soft -drinks"), ["Envoy"]);
}

#[test]
fn a_sentence_may_cite_what_no_article_says_word_for_word() {
    let archive = Archive::new()
        .article(
            "Spoken",
            "The minister praised power that is soft and patient",
            "2025-01-01",
            &[],
        )
        .article(
            "Other",
            "The minister praised other things and was patient",
            "2025-01-02",
            &[],
        );
    let ask = |query: &str, verbatim| {
        let request = Request {
            query: query.into(),
            verbatim,
            ..Request::default()
        };
        block_on(engine(&archive).search(&request)).expect("answers")
    };
    let cited = "why did the minister say \"soft power\" ";
    let results = ask(cited, false);
    assert!(results.hits[0].document == 1 && results.partial);
    assert_eq!(results.matcher.ranges("soft is power"), [0..4, 8..13]);
    // Taken at its word, in a few words, and where the phrase is there, it must be there.
    assert!(ask(cited, true).hits.is_empty() && ask("minister \"soft power\" ", false).hits.is_empty());
    let there = ask("why did the minister praise \"other things\" ", false);
    assert!(there.hits.len() == 1 && !there.partial);
}

#[test]
fn a_phrase_does_not_reach_over_a_paragraph() {
    let archive = Archive::new().article("A", "It ends soft\n\npower begins.", "", &[]);
    assert!(found(&archive, "\"soft power\"").is_empty());
    assert_eq!(found(&archive, "soft power"), ["A"]);
}

#[test]
fn all_words_are_wanted_and_the_page_is_told_when_no_article_has_them() {
    let engine = engine(&envoys());
    let ask = |query: &str| {
        block_on(engine.search(&Request {
            query: query.into(),
            ..Request::default()
        }))
        .expect("answers")
    };
    assert!(!ask("soft drinks").partial);
    let partial = ask("drinks ambassador ");
    assert!(partial.partial && partial.absent.is_empty());
    assert_eq!(partial.hits.len(), 2);
}

#[test]
fn what_no_article_has_is_said_and_the_others_are_found() {
    let engine = engine(&envoys());
    let ask = |query: &str, verbatim| {
        let request = Request {
            query: query.into(),
            verbatim,
            ..Request::default()
        };
        let results = block_on(engine.search(&request)).expect("answers");
        let cards = results.hits.iter().take(results.total).map(|hit| hit.document);
        let cards = block_on(engine.cards(&cards.collect::<Vec<_>>())).expect("cards");
        let titles: Vec<String> = cards.iter().map(|card| card.title.clone()).collect();
        (titles, results.absent, results.partial)
    };
    let (soft, nothing, partial) = ask("soft ", false);
    assert!(nothing.is_empty() && !partial && soft.len() == 2);
    // As if it had not been typed.
    assert_eq!(
        ask("Unheard soft ", false),
        (soft.clone(), vec!["Unheard".to_owned()], false)
    );
    assert_eq!(
        ask("soft xyz qqq", false),
        (soft.clone(), vec!["xyz".to_owned(), "qqq".to_owned()], false)
    );
    assert_eq!(ask("unheard ", false), (vec![], vec!["unheard".to_owned()], true));
    // Of alternatives one is enough; what is mistyped is not absent, unless it is taken at its word.
    assert_eq!(ask("unheard OR soft ", false), (soft.clone(), vec![], false));
    assert_eq!(ask("soft ambasador ", false).1, [""; 0]);
    assert_eq!(
        ask("soft ambasador ", true),
        (soft, vec!["ambasador".to_owned()], false)
    );
}

#[test]
fn a_name_that_no_article_has_is_not_turned_into_words_that_are_there() {
    let archive = Archive::new().article(
        "A",
        "The urban strong sham in China: mine, run, long, win, than magnets, markets, cultivate, kinzinger and the nuclear Trenton.",
        "",
        &[],
    );
    let engine = engine(&archive);
    let corrected = |query: &str| {
        let request = Request {
            query: query.into(),
            ..Request::default()
        };
        let results = block_on(engine.search(&request)).expect("answers");
        let corrections = results.corrections.into_iter();
        corrections.map(|correction| correction.meant).collect::<Vec<_>>()
    };
    for name in [
        "Orbán ",
        "trong ",
        "Phạm Minh Chính ",
        "chinh ",
        "Hun Manet ",
        "Magnet Hun ",
        "thanh ",
        "Winn ",
        "Lonh ",
        "ronh ",
        "Cullivane ",
        "Kissinger ",
        "Merket ",
        "merkets ",
        "Sham Minh Chính ",
    ] {
        let meant: Vec<String> = corrected(name)
            .into_iter()
            .filter(|meant| !["markets", "magnets"].contains(&meant.as_str()))
            .collect();
        assert!(meant.is_empty(), "{name}: {meant:?}");
    }
    // Slips of the finger are put right all the same, in names too.
    for (typed, meant) in [
        ("ubran ", "urban"),
        ("Ubran ", "urban"),
        ("chna china ", ""),
        ("stong ", "strong"),
        ("stronng ", "strong"),
        ("magnts ", "magnets"),
        ("Trentn ", "trenton"),
        ("Tranton ", "trenton"),
        ("ulcear ", ""),
        ("cultivatte ", "cultivate"),
        ("cultivvatte ", ""),
    ] {
        let expected: Vec<&str> = Some(meant).filter(|meant| !meant.is_empty()).into_iter().collect();
        assert_eq!(corrected(typed), expected, "{typed}");
    }
}

#[test]
fn what_was_meant_takes_the_place_of_what_was_typed() {
    let engine = engine(&envoys());
    let corrected = |query: &str, verbatim| {
        let request = Request {
            query: query.into(),
            verbatim,
            ..Request::default()
        };
        block_on(engine.search(&request)).expect("answers").corrected(query)
    };
    assert_eq!(
        corrected("ambasador -drinks ", false).as_deref(),
        Some("ambassador -drinks")
    );
    assert_eq!(
        corrected("culture, cybersecurty tag:security", false).as_deref(),
        Some("culture, cybersecurity tag:security")
    );
    assert_eq!(corrected("ambasador ", true), None);
    assert_eq!(corrected("ambassador ", false), None);
}

#[test]
fn articles_with_some_of_a_few_words_stand_behind_those_with_all() {
    let engine = engine(&envoys());
    let ask = |query: &str, sort| {
        let request = Request {
            query: query.into(),
            sort,
            ..Request::default()
        };
        block_on(engine.search(&request)).expect("answers")
    };
    let two = ask("soft drinks ", Sort::Relevance);
    assert_eq!((two.total, two.hits.len(), two.others()), (1, 2, Some(1)));
    assert_eq!(ask("soft drinks ", Sort::Newest).others(), None, "none are added");
    assert_eq!(ask("soft ", Sort::Relevance).others(), None, "all have the word");
    assert_eq!(ask("soft unheard ", Sort::Relevance).others(), None, "all lack one");
    let four = ask("soft drinks wins power ", Sort::Relevance);
    assert!(
        four.total < four.hits.len() && four.others().is_none(),
        "they stand among the others"
    );
}

#[test]
fn a_phrase_wants_its_very_words() {
    let archive = Archive::new().article("A", "The negotiations talked on.", "", &[]);
    assert_eq!(found(&archive, "\"negotiations talked\""), ["A"]);
    for query in ["\"negotiation talked\"", "\"negotiations talks\"", "\"talk on\""] {
        assert!(found(&archive, query).is_empty(), "{query}");
    }
    assert_eq!(found(&archive, "-\"negotiation talked\""), ["A"]);
}

#[test]
fn only_neighbours_are_a_name_that_is_written_as_one() {
    let archive = Archive::new().article("A", "A carpet.", "", &[]);
    assert_eq!(found(&archive, "car pet "), ["A"]);
    for query in ["car OR pet ", "car -dog pet ", "car of pet "] {
        let request = Request {
            query: query.into(),
            verbatim: true,
            ..Request::default()
        };
        assert!(titles(&engine(&archive), &request).is_empty(), "{query}");
    }
}

#[test]
fn a_word_that_is_there_is_not_exchanged_in_silence() {
    let archive = Archive::new()
        .article("A", "The country met in Paris.", "2025-01-02", &[])
        .article("B", "A county was filled in.", "2025-01-01", &[]);
    let results = block_on(engine(&archive).search(&Request {
        query: "county paris ".into(),
        ..Request::default()
    }))
    .expect("answers");
    let corrections: Vec<_> = results
        .corrections
        .iter()
        .map(|one| (one.typed.as_str(), one.meant.as_str()))
        .collect();
    assert_eq!(corrections, [("county", "country")]);
}

#[test]
fn a_mistyped_word_is_found_wherever_the_mistakes_are() {
    let archive = Archive::new().article("A", "Manufacturing policy.", "", &[]);
    for query in [
        "anufacturing ",
        "manufacturign",
        "maunfacturign ",
        "nufacturing ",
        "polcy",
        "pilicy",
        "polciy ",
    ] {
        assert_eq!(found(&archive, query), ["A"], "{query}");
    }
    for query in ["pilicey ", "maunfcaturign ", "olicy ", "Manufcaturign "] {
        assert!(found(&archive, query).is_empty(), "{query}: too many for its length");
    }
}

#[test]
fn which_word_was_meant_is_said_by_the_others() {
    let archive = (1..9).fold(Archive::new(), |archive, number| {
        archive.article(
            &format!("Diego {number}"),
            "News of san diego: a contra man and an emergency.",
            &format!("2025-02-0{number}"),
            &[],
        )
    });
    let archive = archive.article("Country", "An emergency in the country.", "2025-01-02", &[]);
    assert_eq!(
        found(&archive, "contry emergency ")[0],
        "Country",
        "not the most frequent one"
    );
    assert_eq!(found(&archive, "contry ")[0], "Diego 8", "alone, the most frequent one");
}

#[test]
fn a_long_title_is_a_title_to_its_end() {
    let title: String = (0..80).map(|number| format!("w{number} ")).collect();
    let archive = Archive::new().article(title.trim_end(), "w100 w101", "", &[]);
    assert_eq!(found(&archive, "title:w79 title:w3 ").len(), 1);
    assert_eq!(found(&archive, "title:\"w3 w4\"").len(), 1);
    assert!(found(&archive, "title:w100 ").is_empty());
}

#[test]
fn words_side_by_side_stand_before_words_apart() {
    let archive = Archive::new()
        .article(
            "Apart",
            "Power over many other things is rarely so soft.",
            "2025-01-02",
            &[],
        )
        .article(
            "Beside",
            "Over many other things is rarely so soft power.",
            "2025-01-01",
            &[],
        );
    assert_eq!(found(&archive, "soft power "), ["Beside", "Apart"]);
    assert_eq!(
        found(&archive, "rarely things "),
        ["Apart", "Beside"],
        "equals stand newest first"
    );
}

#[test]
fn what_is_about_the_same_as_the_best_hits_stands_before_the_rest() {
    let query = "envoys spoke again yesterday ";
    let (sea, song) = ("Fishing boats left harbour.", "Singers danced on stage.");
    let articles = [
        ("Monday", song),
        ("Tuesday", sea),
        ("Wednesday", sea),
        ("Thursday", sea),
        ("Friday", song),
    ];
    let newest_first = articles.map(|(title, _)| title);
    let archive = (0..)
        .zip(articles)
        .fold(Archive::new(), |archive, (number, (title, subject))| {
            let body = format!("Envoys spoke again yesterday. {subject}");
            archive.article(title, &body, &format!("2025-01-0{}", 9 - number), &[])
        });
    assert_eq!(found(&archive, query), newest_first, "the words are the same in all");
    let archive = archive.with_vectors();
    let sea_first = ["Tuesday", "Wednesday", "Thursday", "Monday", "Friday"];
    assert_eq!(found(&archive, query), sea_first, "most are about the sea");
    assert_eq!(
        found(&archive, "envoys spoke again "),
        newest_first,
        "a few words say all that they mean"
    );
}

#[test]
fn a_hit_that_stands_out_says_alone_what_is_meant() {
    let (words, sea, song) = (
        "Envoys spoke again yesterday",
        "Fishing boats left harbour.",
        "Singers danced on stage.",
    );
    let archive = [
        ("Choir", song),
        ("Song", song),
        ("Stage", song),
        ("Opera", song),
        ("Boats", sea),
        (words, sea),
    ]
    .into_iter()
    .fold(Archive::new().with_vectors(), |archive, (title, subject)| {
        archive.article(title, &format!("{words}. {subject}"), "2025-01-01", &[])
    });
    assert_eq!(found(&archive, "envoys spoke again yesterday ")[..2], [words, "Boats"]);
}

#[test]
fn an_article_whose_title_has_all_words_is_first_and_before_it_one_of_a_shorter_title() {
    let often = "Rice exports and rice exports.";
    let archive = [
        ("Rice and more", often),
        ("Ministers speak of many things and of rice exports", "Nothing else."),
        ("Rice exports", "Nothing else."),
        ("Other news", often),
    ]
    .into_iter()
    .fold(Archive::new(), |archive, (title, body)| {
        archive.article(title, body, "2025-01-01", &[])
    });
    let [short, long] = ["Rice exports", "Ministers speak of many things and of rice exports"];
    for query in [
        "rice exports ",
        "exports rice",
        "rice expo",
        "\"rice exports\" ",
        "rcie exports ",
    ] {
        assert_eq!(found(&archive, query)[..2], [short, long], "{query}");
    }
    assert_eq!(found(&archive, "ric")[0], short, "it may go on");
    assert_eq!(found(&archive, "rice \"rice exports\" OR tag:none ")[0], short);
    assert_eq!(
        found(&archive, "rice ")[0],
        "Rice and more",
        "one word may as well be a subject"
    );
}

#[test]
fn filters_narrow_the_best_articles_of_an_unfinished_word() {
    let archive = (0..90).fold(Archive::new(), |archive, number| {
        let body = format!(
            "{} {}",
            "Culture. ".repeat(number % 7),
            "Cultivated. ".repeat(1 + number % 5)
        );
        let tags: &[&str] = if number % 3 == 0 { &["unesco"] } else { &[] };
        archive.article(&format!("Article {number}"), &body, "2025-01-01", tags)
    });
    let ask = |query: &str| Request {
        query: query.into(),
        ..Request::default()
    };
    let (all, tagged) = (ask("cult"), ask("tag:unesco cult"));
    let asked = engine(&archive);
    let everything = titles(&asked, &all);
    let limited = Request {
        limit: Some(10),
        ..all.clone()
    };
    for _ in 0..2 {
        assert_eq!(titles(&asked, &limited), everything[..10]);
        let narrowed = Request {
            limit: Some(25),
            ..tagged.clone()
        };
        assert_eq!(titles(&asked, &narrowed), titles(&engine(&archive), &tagged)[..25]);
    }
}

#[test]
fn the_exact_spelling_in_a_text_is_before_another_one_in_a_title() {
    let filler = "Nothing else is said of it in this article, which is a long one. ".repeat(9);
    let news = "News of the day and of much else in the world";
    let archive = [
        ("Dương phó", filler.clone()),
        (news, format!("{filler} Đường phố.")),
        ("Other news of the day and of much else in the world", filler.clone()),
    ]
    .into_iter()
    .fold(Archive::new(), |archive, (title, body)| {
        archive.article(title, &body, "2025-01-01", &[])
    });
    assert_eq!(found(&archive, "đường phố "), [news, "Dương phó"]);
    assert_eq!(found(&archive, "đường phố"), [news, "Dương phó"]);
    assert_eq!(found(&archive, "\"đường phố\""), [news, "Dương phó"]);
}

#[test]
fn positions_that_cannot_be_had_cost_no_answer() {
    let mut store = envoys().store();
    store.files.retain(|path, _| !path.contains("positions"));
    let engine = block_on(Engine::open(store)).expect("opens");
    let ask = |query: &str| {
        block_on(engine.search(&Request {
            query: query.into(),
            ..Request::default()
        }))
    };
    assert_eq!(ask("soft power ").expect("answers").total, 2);
    assert!(matches!(ask("\"soft power\""), Err(Error::Store(_))));
}

#[test]
fn operators_filter_by_tag_and_date() {
    let archive = envoys();
    assert_eq!(found(&archive, "tag:culture"), ["Road", "Envoy"]);
    assert_eq!(found(&archive, "tag:\"label of CULTURE\""), ["Road", "Envoy"]);
    assert_eq!(found(&archive, "tag:\"Nhãn của culture\" -lang:vi"), ["Envoy"]);
    assert_eq!(found(&archive, "year:2025 before:2025-02"), ["Plain"]);
    assert_eq!(found(&archive, "after:2025-02"), ["Road"]);
    assert_eq!(found(&archive, "-after:2025"), ["Envoy", "Undated"]);
    assert!(found(&archive, "tag:unknown").is_empty());
}

#[test]
fn tags_of_a_group_are_alternatives_and_groups_add_up() {
    let archive = envoys();
    let include = |include: &[&str]| {
        filtered(
            &archive,
            Filters {
                include: keys(include),
                ..Filters::default()
            },
        )
    };
    assert_eq!(include(&["culture", "trade"]), ["Road", "Plain", "Envoy"]);
    assert_eq!(include(&["culture", "trade", "lang:en"]), ["Plain", "Envoy"]);
    assert!(include(&["gone"]).is_empty());
    let exclude = Filters {
        include: keys(&["lang:en"]),
        exclude: keys(&["culture"]),
        ..Filters::default()
    };
    assert_eq!(filtered(&archive, exclude), ["Plain", "Undated"]);
}

#[test]
fn counts_follow_the_result_but_not_their_own_group() {
    let engine = engine(&envoys());
    let counts = |query: &str, include: &[&str]| -> Vec<(String, u32, u32)> {
        let filters = Filters {
            include: keys(include),
            ..Filters::default()
        };
        let request = Request {
            query: query.into(),
            filters,
            ..Request::default()
        };
        let facets = block_on(engine.facets(&request)).expect("answers");
        let counted = facets.values.into_iter().filter(|value| value.count > 0);
        counted
            .map(|value| (value.concept.key.0, value.count, value.suggested))
            .collect()
    };
    let of = |key: &str, count, suggested| (key.to_owned(), count, suggested);
    assert_eq!(
        counts("", &["culture"]),
        [
            of("culture", 2, 1),
            of("security", 1, 1),
            of("trade", 1, 0),
            of("lang:en", 1, 0),
            of("lang:vi", 1, 0),
            of("year:2025", 1, 0),
            of("year:2024", 1, 0)
        ],
        "in the order of the whole archive"
    );
    assert_eq!(
        counts("drinks", &[]),
        [of("trade", 1, 0), of("lang:en", 1, 0), of("year:2025", 1, 0)]
    );
}

#[test]
fn a_range_of_days_takes_imprecise_dates_and_leaves_undated_ones_to_the_reader() {
    let archive = envoys();
    let january = DayRange {
        from: Some(days_from_civil(2025, 1, 10)),
        to: Some(days_from_civil(2025, 1, 20)),
    };
    let ask = |days, undated| {
        filtered(
            &archive,
            Filters {
                days,
                undated,
                ..Filters::default()
            },
        )
    };
    assert_eq!(ask(january, Undated::Auto), ["Plain"]);
    assert_eq!(ask(january, Undated::Include), ["Plain", "Undated"]);
    assert_eq!(ask(january, Undated::Only), ["Undated"]);
    assert_eq!(ask(DayRange::default(), Undated::Only), ["Undated"]);
    assert_eq!(ask(DayRange::default(), Undated::Auto).len(), 4);
}

#[test]
fn newest_and_oldest_leave_undated_articles_at_the_end() {
    let engine = engine(&envoys());
    let sorted = |sort| {
        titles(
            &engine,
            &Request {
                sort,
                ..Request::default()
            },
        )
    };
    assert_eq!(sorted(Sort::Newest), ["Road", "Plain", "Envoy", "Undated"]);
    assert_eq!(sorted(Sort::Oldest), ["Envoy", "Plain", "Road", "Undated"]);
    assert_eq!(sorted(Sort::Relevance), sorted(Sort::Newest));
}

#[test]
fn a_snippet_shows_the_words_and_an_article_is_found_by_its_slug() {
    let engine = engine(&envoys());
    let results = block_on(engine.search(&Request {
        query: "drinks".into(),
        ..Request::default()
    }))
    .expect("answers");
    let first = results.hits[0].document;
    let snippet = block_on(engine.snippet(first, results.passage(first), &results.matcher)).expect("has a page");
    assert_eq!(&snippet.text[snippet.marks[0].clone()], "drinks");
    assert_eq!(block_on(engine.find("plain")), Ok(first));
    assert_eq!(
        block_on(engine.find("nobody")),
        Err(Error::NoSuchArticle { slug: "nobody".into() })
    );
    assert_eq!(block_on(engine.article(first)).expect("has a page").title, "Plain");
}

#[test]
fn a_pasted_page_is_a_query() {
    let words = |range: std::ops::Range<u32>| range.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
    let archive = Archive::new()
        .article("Other", &words(0..200), "2025-01-01", &[])
        .article("Page", &words(0..600), "2025-01-02", &[]);
    let request = Request {
        query: words(0..600),
        ..Request::default()
    };
    let results = block_on(engine(&archive).search(&request)).expect("answers");
    assert_eq!((results.total, results.listed, results.hits[0].document), (1, 2, 0));
}

#[test]
fn an_empty_archive_answers_with_nothing() {
    assert!(found(&Archive::new(), "").is_empty());
    assert!(found(&Archive::new(), "\"any thing\" -more").is_empty());
}

#[test]
fn missing_damaged_and_foreign_files_are_told_apart() {
    let store = envoys().store();
    let open = |change: &dyn Fn(&mut MemoryStore)| {
        let mut store = store.clone();
        change(&mut store);
        block_on(Engine::open(store)).map(|_| ()).expect_err("must not open")
    };
    let put = |bytes: &'static str| {
        move |store: &mut MemoryStore| {
            store.files.insert("manifest.json".into(), bytes.as_bytes().into());
        }
    };
    assert!(matches!(
        open(&|store| {
            store.files.remove("manifest.json");
        }),
        Error::Store(_)
    ));
    assert!(matches!(open(&put("{\"format\":1")), Error::Corrupt { path, .. } if path == "manifest.json"));
    assert_eq!(open(&put("{\"format\":99}")), Error::Format { found: 99 });
    let crowded = |store: &mut MemoryStore| {
        let manifest =
            String::from_utf8_lossy(&store.files["manifest.json"]).replace("\"articles\":4", "\"articles\":4000000000");
        store.files.insert("manifest.json".into(), manifest.into_bytes().into());
    };
    assert!(matches!(open(&crowded), Error::Corrupt { .. }));
}

/// Asks for everything that an archive can be asked.
fn ask_everything(store: MemoryStore) -> Result<(), Error> {
    let engine = block_on(Engine::open(store))?;
    let filters = Filters {
        include: keys(&["lang:en"]),
        days: DayRange {
            from: Some(0),
            to: None,
        },
        ..Filters::default()
    };
    for (query, sort) in [
        ("soft power", Sort::Oldest),
        ("\"soft power\" vi", Sort::Oldest),
        ("the sotf power of culture or vietnma", Sort::Relevance),
        ("du", Sort::Relevance),
    ] {
        let request = Request {
            query: query.into(),
            filters: filters.clone(),
            sort,
            ..Request::default()
        };
        let results = block_on(engine.search(&request))?;
        block_on(engine.facets(&request))?;
        block_on(engine.cards(&results.hits.iter().map(|hit| hit.document).collect::<Vec<_>>()))?;
        for hit in &results.hits {
            block_on(engine.snippet(hit.document, results.passage(hit.document), &results.matcher))?;
            block_on(engine.why(&request, hit.document))?;
        }
        block_on(engine.complete(&request, &results, 5))?;
    }
    block_on(engine.find("plain")).map(|_| ())
}

proptest! {
    #[test]
    fn no_damaged_byte_makes_the_engine_panic(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut store = envoys().store();
        let mut paths: Vec<String> = store.files.keys().cloned().collect();
        paths.sort();
        let path = &paths[file.index(paths.len())];
        let mut bytes = store.files[path].to_vec();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        store.files.insert(path.clone(), bytes.into());
        if let Err(error) = ask_everything(store) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

/// Counts the parts of files that are asked for.
struct Counting(MemoryStore, Rc<Cell<u32>>);

impl Store for Counting {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        self.0.read(path).await
    }

    async fn part(&self, path: &str, range: Range<u64>) -> Result<Vec<u8>, StoreError> {
        self.1.set(self.1.get() + 1);
        self.0.part(path, range).await
    }
}

#[test]
fn lists_that_stand_side_by_side_are_asked_for_at_once() {
    let archive = (0..100).fold(Archive::new(), |archive, number| {
        archive.article(
            &format!("Number {number}"),
            "Culture and cultures of culinary art.",
            "",
            &[],
        )
    });
    let asked = Rc::new(Cell::new(0));
    let engine = block_on(Engine::open(Counting(archive.store(), asked.clone()))).expect("opens");
    let request = Request {
        query: "culture culinary ".into(),
        ..Request::default()
    };
    assert_eq!(block_on(engine.search(&request)).expect("answers").total, 100);
    assert_eq!(asked.get(), 2, "postings, and positions beside them");
}

/// Counts how often others are let have a turn.
struct Pausing(MemoryStore, Rc<Cell<u32>>);

impl Store for Pausing {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        self.0.read(path).await
    }

    async fn pause(&self) {
        self.1.set(self.1.get() + 1);
    }
}

#[test]
fn many_postings_are_read_with_pauses() {
    let words: Vec<String> = (0..100).map(|number| format!("w{number:02}")).collect();
    let text = words.join(" ");
    let archive = (0..1400).fold(Archive::new(), |archive, number| {
        archive.article(&format!("Number {number}"), &text, "", &[])
    });
    let pauses = Rc::new(Cell::new(0));
    let engine = block_on(Engine::open(Pausing(archive.store(), pauses.clone()))).expect("opens");
    let ask = |query: &str| {
        let request = Request {
            query: query.into(),
            ..Request::default()
        };
        assert_eq!(block_on(engine.search(&request)).expect("answers").total, 1400);
        pauses.take()
    };
    assert_eq!(ask("w05 w07 "), 0, "3,000 postings");
    assert_eq!(ask(&format!("{text} ")), 1, "140,000 postings");
    assert_eq!(ask("w07 w05 "), 0, "3,000 again");
}

#[test]
fn a_very_short_word_that_is_there_is_taken_at_its_word() {
    let archive = Archive::new()
        .article("Thi", "Nguyễn Thị Vân Anh spoke, and the hall was full.", "", &[])
        .article("The", "The envoy and the hall.", "", &[]);
    let request = Request {
        query: "thi anh exchnged ".into(),
        ..Request::default()
    };
    let results = block_on(engine(&archive).search(&request)).expect("answers");
    assert_eq!(results.corrections, []);
    let misspelled = Request {
        query: "hlal anh tje ".into(),
        ..Request::default()
    };
    let corrected = block_on(engine(&archive).search(&misspelled))
        .expect("answers")
        .corrections;
    let meant: Vec<&str> = corrected.iter().map(|correction| correction.meant.as_str()).collect();
    assert_eq!(
        meant,
        ["hall"],
        "what is not there, unless it was meant for a word that says nothing"
    );
}

#[test]
fn a_word_that_is_there_is_exchanged_only_where_that_helps() {
    let archive = Archive::new()
        .article("Talks", "Nguyễn Thị Vân Anh spoke.", "", &[])
        .article("Hall", "The envoy and the county.", "", &[])
        .article("Road", "The road and the river.", "", &[])
        .article("Sea", "Boats and a country.", "", &[]);
    let engine = engine(&archive);
    let corrections = |query: &str| {
        let request = Request {
            query: query.to_owned(),
            ..Request::default()
        };
        let corrections = block_on(engine.search(&request)).expect("answers").corrections;
        corrections
            .into_iter()
            .map(|correction| correction.meant)
            .collect::<Vec<_>>()
    };
    assert_eq!(corrections("boats county "), ["country"]);
    let literal = found(&archive, "talks county ");
    assert_eq!(literal, ["Talks", "Hall"], "with `country` no article has both either");
    let name = corrections("boats anh ");
    assert!(name.is_empty(), "a name is no `and`: {name:?}");
}

#[test]
fn a_word_of_most_of_many_articles_is_found_like_any_other() {
    let articles = 0..5_000;
    let archive = articles.fold(Archive::new(), |archive, number: u32| {
        let title = if number.is_multiple_of(50) { "Shared" } else { "Other" };
        let word = if number.is_multiple_of(4) { "đường" } else { "duong" };
        let again = if number == 777 {
            "shared shared shared"
        } else {
            "and more words"
        };
        // Half of the articles have the third word: those with it are named, where those without most others are.
        let third = if number.is_multiple_of(2) { "even" } else { "odd" };
        let body = format!("shared {word} {again} {third} number{number}.");
        archive.article(&format!("{title} {number}"), &body, "", &[])
    });
    let engine = engine(&archive);
    let request = |query: &str| Request {
        query: query.to_owned(),
        ..Request::default()
    };
    let total = |query: &str| {
        let results = block_on(engine.search(&request(query))).expect("an answer");
        assert!(!results.partial, "{query}");
        results.total
    };
    assert_eq!(total("shared "), 5_000);
    assert_eq!(total("title:shared "), 100);
    assert_eq!(total("shared even "), 2_500);
    assert_eq!(total("shared -even "), 2_500);
    assert_eq!(total("\"shared duong\" "), 5_000, "without marks any of them is meant");
    assert_eq!(total("\"shared number7\" "), 0);
    assert_eq!(total("\"odd number7\" shared "), 1);
    let first = |query: &str| titles(&engine, &request(query)).remove(0);
    assert_eq!(first("shared odd "), "Other 777", "who says it most often stands first");
    let number = |title: String| title.rsplit(' ').next().and_then(|number| number.parse::<u32>().ok());
    for query in ["đường ", "\"shared đường\" "] {
        assert_eq!(number(first(query)).map(|number| number % 4), Some(0), "{query}");
    }
}
