//! One word, however it is written: whichever form a text has, each form of a query finds it.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use article_explorer::search::{Engine, MemoryStore, Request};
use article_explorer::text::{stem, tokens};
use pollster::block_on;
use proptest::prelude::*;
use support::Archive;

fn engine(archive: &Archive) -> Engine<MemoryStore> {
    block_on(Engine::open(archive.store())).expect("opens")
}

/// Titles of the hits that have all that was asked for, and of those that lack something, in order.
fn answers(engine: &Engine<MemoryStore>, query: &str) -> (Vec<String>, Vec<String>) {
    let request = Request {
        query: query.into(),
        ..Request::default()
    };
    let results = block_on(engine.search(&request)).expect("answers");
    let documents: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    let cards = block_on(engine.cards(&documents)).expect("has cards");
    let mut titles: Vec<String> = cards.iter().map(|card| card.title.clone()).collect();
    let others = titles.split_off(results.total.min(titles.len()));
    (titles, others)
}

fn found(engine: &Engine<MemoryStore>, query: &str) -> Vec<String> {
    let mut found = answers(engine, query).0;
    found.sort();
    found
}

fn report(word: &str) -> String {
    format!("It says {word} in the report.")
}

/// Two articles, each with one way of writing, and one with nothing of it.
fn both(one: &str, other: &str) -> Engine<MemoryStore> {
    engine(
        &Archive::new()
            .article("One", &report(one), "2025-01-03", &[])
            .article("Other", &report(other), "2025-01-02", &[])
            .article(
                "Neither",
                "A report of 1 and 88 at 10, with 000 of it.",
                "2025-01-01",
                &[],
            ),
    )
}

/// Each of two forms finds both of them, as a word, in a phrase and as an alternative.
fn assert_meet(one: &str, other: &str) {
    let engine = both(one, other);
    for form in [one, other] {
        for query in [
            format!("{form} "),
            form.to_owned(),
            format!("report {form} "),
            format!("\"says {form} in\""),
            format!("nowhere OR {form} "),
        ] {
            assert_eq!(found(&engine, &query), ["One", "Other"], "{query}");
        }
    }
}

#[test]
fn forms_of_a_word_meet() {
    for (one, other) in [
        ("international", "inter\u{ad}national"),
        ("international", "inter\u{200b}national"),
        ("UNESCO", "ＵＮＥＳＣＯ"),
        ("UNESCO", "𝐔𝐍𝐄𝐒𝐂𝐎"),
        ("fine", "ﬁne"),
        ("CO2", "CO₂"),
        ("m2", "m²"),
        ("106", "10⁶"),
        ("IV", "Ⅳ"),
        ("Hawaii", "Hawaiʻi"),
        ("Hawaii", "Hawai’i"),
        ("Quran", "Qurʾān"),
        ("2025", "٢٠٢٥"),
        ("λόγος", "ΛΟΓΟΣ"),
        ("محمد", "مـحَـمَّد"),
        ("ایران", "إيران"),
        ("ガイド", "ｶﾞｲﾄﾞ"),
        ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ("istanbul", "İSTANBUL"),
        ("ベトナム", "べとなむ"),
        ("コンピューター", "コンピュータ"),
        ("ज़रूर", "जरूर"),
        ("সৎ", "সত্\u{200d}"),
        ("น้ำ", "นํ้า"),
        ("thuỷ", "thủy"),
    ] {
        assert_meet(one, other);
    }
}

#[test]
fn what_is_written_together_meets_what_is_one_word() {
    for (one, other) in [
        ("US", "U.S."),
        ("NATO", "N.A.T.O."),
        ("PhD", "Ph.D."),
        ("TPHCM", "TP.HCM"),
        ("nodejs", "node.js"),
        ("cybersecurity", "cyber-security"),
        ("cooperation", "co‑operation"),
        ("email", "e-mail"),
        ("ATT", "AT&T"),
        ("OBrien", "O’Brien"),
        ("dont", "don't"),
        ("covid19", "COVID-19"),
        ("MH370", "MH-370"),
        ("F35B", "F-35B"),
        // Where words like `a` and `to` stand is not in the index.
        ("A1", "A-1"),
        ("A380", "A-380"),
        ("TO3", "TO-3"),
        ("10000", "10,000"),
        ("10.000", "10,000"),
        ("10 000", "10,000"),
        ("1 234 567", "1.234.567"),
        ("1,234.56", "1.234,56"),
        ("3.5", "3,5"),
        ("10’000", "１０，０００"),
        ("1000", "١٬٠٠٠"),
        ("10 000,50", "10000.50"),
        ("1990's", "1990s"),
        ("postwar", "post–war"),
        ("post−war", "post－war"),
        ("rocknroll", "rock'n'roll"),
        ("visavis", "vis-à-vis"),
        ("stateoftheart", "state-of-the-art"),
        ("ABCD", "A.B.C-D"),
        ("SARSCoV2", "SARS-CoV-2"),
        ("צה״ל", "צה\"ל"),
    ] {
        assert_meet(one, other);
    }
    // Apart, it is found by what is written together.
    for (together, apart) in [
        ("COVID-19", "COVID 19"),
        ("MH370", "MH 370"),
        ("O’Brien", "O Brien"),
        ("boundary-layer", "boundary layer"),
        ("v1.88", "v 1.88"),
    ] {
        let engine = both(together, apart);
        for query in [
            format!("{together} "),
            format!("{apart} "),
            format!("\"{together} in\""),
        ] {
            assert_eq!(found(&engine, &query), ["One", "Other"], "{query}");
        }
    }
}

#[test]
fn what_is_written_apart_meets_what_is_one_word() {
    for forms in [
        &["MH370", "MH 370", "MH-370"][..],
        &["MH370 crash", "MH 370 crash"],
        &["5G", "5 G"],
        &["5km", "5 km"],
        &["UN", "U. N."],
        &["USA", "U. S. A."],
        &["PhD", "Ph. D."],
        &["TPHCM", "TP.HCM", "TP. HCM", "TP HCM"],
        &["rocknroll", "rock'n'roll", "rock ’n’ roll", "rock n roll"],
        &["visavis", "vis-à-vis", "vis à vis", "vis a vis"],
        &["می‌خواهم", "می خواهم"],
    ] {
        for (one, other) in forms.iter().flat_map(|one| forms.iter().map(move |other| (one, other))) {
            let archive = Archive::new().article("Text", &report(one), "2025-01-02", &[]).article(
                "Other",
                "A report that says nothing of it.",
                "2025-01-01",
                &[],
            );
            let engine = engine(&archive);
            for query in [
                format!("{other} "),
                format!("report {other} "),
                format!("\"says {other} in\""),
                format!("nowhere OR \"{other}\""),
            ] {
                assert_eq!(found(&engine, &query), ["Text"], "{one}: {query}");
            }
            let letters = other.contains('.') && !one.contains('.');
            if !letters {
                assert_eq!(
                    found(&engine, &format!("report -\"{other}\"")),
                    ["Other"],
                    "{one}: {other}"
                );
            }
        }
    }
}

#[test]
fn neighbours_by_chance_are_no_word() {
    for (text, query) in [
        ("every day", "\"everyday\""),
        ("everyday", "\"every day\""),
        ("along", "a long "),
        ("10 or 000", "10,000 "),
        ("1-2-3", "123 "),
        ("he said. And so", "saidand "),
        ("in May. A tree", "maya "),
        ("boy", "bộ y "),
        ("ビル", "ビール "),
    ] {
        let archive = Archive::new().article("Text", &report(text), "", &[]);
        assert!(found(&engine(&archive), query).is_empty(), "{text}: {query}");
    }
}

#[test]
fn a_piece_is_one_thing_wherever_it_stands_in_a_query() {
    let archive = Archive::new()
        .article("Covid", "The covid-19 vaccine arrived.", "2025-01-07", &[])
        .article("March", "The vaccine came on 19 March.", "2025-01-06", &[])
        .article("Session", "A summit Q&A session.", "2025-01-05", &[])
        .article(
            "Letters",
            "A summit a day. Question and answer: Q. A.",
            "2025-01-04",
            &[],
        )
        .article("O'Brien", "Brien met O'Brien.", "2025-01-03", &[])
        .article("Brien", "Brien alone met.", "2025-01-02", &[])
        .article("Release", "It is 1.88 of 10,000.", "2025-01-01", &[])
        .article("Numbers", "It is 1 of 88, or 10 and 000.", "2025-01-01", &[]);
    let engine = engine(&archive);
    for (query, titles) in [
        ("vaccine -covid-19 ", &["March"][..]),
        ("vaccine -covid19 ", &["March"]),
        ("vaccine -19 ", &[]),
        ("covid-19 ", &["Covid"]),
        ("\"the covid-19 vaccine\"", &["Covid"]),
        ("\"the covid19 vaccine\"", &["Covid"]),
        ("summit -Q&A ", &["Letters"]),
        ("met -O'Brien ", &["Brien"]),
        ("session OR covid-19 ", &["Covid", "Session"]),
        ("\"brien met\" -\"O'Brien\"", &[]),
        ("title:O'Brien ", &["O'Brien"]),
        ("1.88 ", &["Release"]),
        ("10000 ", &["Release"]),
        ("88 ", &["Numbers"]),
    ] {
        let (mut all, others) = answers(&engine, query);
        all.sort();
        assert_eq!(all, titles, "{query}");
        assert!(others.is_empty() || !query.contains('-'), "{query} {others:?}");
    }
    assert_eq!(found(&engine, "\"it is\" -1.88 "), ["Numbers"]);
    let version = both("v1.88", "v1.88.2");
    assert_eq!(found(&version, "1.88 "), ["One"], "the letter is no part of the number");
    assert_eq!(found(&version, "\"v 1.88.2\""), ["Other"]);
    assert_eq!(found(&version, "1.88.2 "), ["Other"]);
}

#[test]
fn a_name_of_letters_stands_before_the_word_that_it_looks_like() {
    let archive = Archive::new()
        .article("Pronoun", "They told us, and us again: us.", "2025-01-03", &[])
        .article(
            "States",
            "The U.S. envoy spoke at length of many things.",
            "2025-01-02",
            &[],
        )
        .article("Telephone", "AT&T spoke.", "2025-01-02", &[])
        .article("Speech", "They don't and can't speak at all.", "2025-01-01", &[]);
    let engine = engine(&archive);
    assert_eq!(answers(&engine, "U.S. ").0, ["States", "Pronoun"]);
    assert_eq!(found(&engine, "spoke -U.S. "), ["Telephone"]);
    assert!(found(&engine, "told -U.S. ") == ["Pronoun"], "us is another word");
    assert_eq!(answers(&engine, "AT&T ").0, ["Telephone"]);
}

#[test]
fn a_note_hides_no_word() {
    let archive = Archive::new().article("A", "The minister¹ agreed.² In 2025¹ the US³ grew.", "", &[]);
    let engine = engine(&archive);
    for query in [
        "\"minister agreed\"",
        "minister ",
        "2025 ",
        "US ",
        "\"2025 the US grew\"",
    ] {
        assert_eq!(found(&engine, query), ["A"], "{query}");
    }
}

#[test]
fn the_word_stands_before_others_of_its_stem() {
    let far = "The village remembers, among much else of little note, its word: ";
    for (word, inflected, derived) in [
        ("eugene", "Eugene", "Eugenics eugenics eugenics"),
        ("organ", "organs", "Organization, organization"),
        ("universal", "universal", "University university university"),
        ("nation", "nations", "National, national"),
    ] {
        let archive = Archive::new()
            .article("Derived", derived, "2025-01-02", &[])
            .article("Same", &[far, inflected].concat(), "2025-01-01", &[])
            .article("Nothing", far, "2025-01-01", &[]);
        let engine = engine(&archive);
        assert_eq!(answers(&engine, &format!("{word} ")).0, ["Same", "Derived"], "{word}");
        // What is being typed may become any of the words, unless it is one.
        if inflected.eq_ignore_ascii_case(word) {
            assert_eq!(answers(&engine, word).0, ["Same", "Derived"], "{word}");
        }
        assert_eq!(found(&engine, &format!("note -{word} ")), ["Nothing"]);
        assert_eq!(
            found(
                &engine,
                &format!("{} -{word} ", derived.split([' ', ',']).next().expect("a word"))
            ),
            ["Derived"]
        );
    }
}

#[test]
fn a_minus_takes_the_word_as_it_is_spelled() {
    let archive = Archive::new()
        .article("Road", "Con đường dài.", "2025-01-03", &[])
        .article("Name", "Ông Dương đi.", "2025-01-02", &[])
        .article("Plain", "Mr Duong went.", "2025-01-01", &[])
        .article("Peace", "Nền hoà bình.", "2025-01-01", &[]);
    let engine = engine(&archive);
    assert!(
        found(&engine, "bình -hòa ").is_empty(),
        "a tone may stand in either place"
    );
    assert_eq!(found(&engine, "duong -đường "), ["Name", "Plain"]);
    assert!(found(&engine, "duong -duong ").is_empty());
}

/// A text of each script, and words of it.
const SCRIPTS: [(&str, &[&str]); 17] = [
    ("ประเทศไทยและเวียดนามร่วมมือกันด้านวัฒนธรรม", &["ไทย", "เวียดนาม", "วัฒนธรรม"]),
    ("ສະຖາບັນວັດທະນະທຳລາວ", &["ວັດທະນະທຳ", "ລາວ"]),
    ("ប្រទេសកម្ពុជានិងវៀតណាម", &["កម្ពុជា", "វៀតណាម"]),
    ("မြန်မာနိုင်ငံနှင့်ဗီယက်နမ်", &["မြန်မာ", "ဗီယက်နမ်"]),
    (
        "한국은 베트남과 문화외교를 강화했다",
        &["한국", "베트남", "외교", "문화외교"],
    ),
    ("越南文化外交的成就", &["文化", "外交", "文化外交"]),
    (
        "ベトナムの文化外交が始まった。",
        &["ベトナム", "文化", "始まった", "が"],
    ),
    ("भारत और हिन्दी के संबंध, ज़रूर", &["हिन्दी", "संबंध", "ज़रूर"]),
    ("தமிழ்நாடு கலாச்சாரம் வளர்ச்சி", &["தமிழ்நாடு", "கலாச்சாரம்"]),
    ("বাংলাদেশ ও ভিয়েতনাম", &["বাংলাদেশ", "ভিয়েতনাম"]),
    ("الثقافة والدبلوماسية في فيتنام", &["الثقافة", "فيتنام"]),
    ("می‌خواهم کتاب‌های ایرانی بخوانم", &["می‌خواهم", "کتاب‌های", "ایرانی"]),
    ("תַּרְבּוּת ויטנאם ארה״ב", &["תרבות", "ויטנאם", "ארה״ב", "ארהב"]),
    ("Η ΔΙΠΛΩΜΑΤΙΑ του πολιτισμού", &["διπλωματία", "πολιτισμου"]),
    ("Культурная дипломатия Вьетнама", &["ДИПЛОМАТИЯ", "вьетнама"]),
    ("İSTANBUL IŞIK ığdır", &["istanbul", "ışık", "IĞDIR"]),
    ("བོད་ཡིག", &["བོད", "ཡིག", "བོད་ཡིག"]),
];

#[test]
fn any_word_of_any_script_finds_its_text() {
    for (text, words) in SCRIPTS {
        let archive = Archive::new().article("Text", text, "2025-01-02", &[]).article(
            "Nothing",
            "Nothing of it.",
            "2025-01-01",
            &[],
        );
        let engine = engine(&archive);
        for word in words {
            for query in [(*word).to_owned(), format!("{word} "), format!("nothing OR \"{word}\"")] {
                assert!(found(&engine, &query).contains(&"Text".to_owned()), "{query}");
            }
            assert_eq!(found(&engine, &format!("-{word} ")), ["Nothing"], "{word}");
        }
    }
}

#[test]
fn scattered_characters_are_no_word() {
    for (text, word) in [
        ("ทย เว นาม มือ", "เวียดนาม"),
        ("化文 交外", "文化"),
        ("국한 남베트", "한국"),
        ("हिन और दी अलग", "हिन्दी"),
        ("開幕か近い", "が"),
    ] {
        let archive = Archive::new().article("Text", text, "", &[]);
        let (all, others) = answers(&engine(&archive), word);
        assert!(all.is_empty() && others.is_empty(), "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn either_form_of_a_piece_finds_the_other(
        first in "[b-df-hj-np-z]{1,4}[aeo][b-df-hj-np-z]{1,2}",
        second in "[b-df-hj-np-z]{0,2}[aeo][b-df-hj-np-z]{1,3}",
        number in 2_u32..5_000,
        sign in prop::sample::select(vec!["-", "&", "'", "’", "\u{2011}"]),
    ) {
        prop_assume!(!["ve", "re"].contains(&second.as_str()));
        for second in [second, number.to_string()] {
            let joined = [first.as_str(), &second].concat();
            // `bobjes` is a form of `bobj`, which stands alone in the last text.
            prop_assume!(stem(&joined) != stem(&first) && stem(&joined) != stem(&second));
            let signed = [first.as_str(), sign, &second].concat();
            let archive = Archive::new()
                .article("Joined", &report(&joined), "2025-01-03", &[])
                .article("Signed", &report(&signed), "2025-01-02", &[])
                .article("Scattered", &format!("Of {second} one says {first} in a report."), "2025-01-01", &[]);
            let engine = engine(&archive);
            for form in [&joined, &signed] {
                for query in [format!("{form} "), format!("\"says {form} in the\"")] {
                    let (all, others) = answers(&engine, &query);
                    prop_assert!(all.len() == 2 && others.is_empty() && !all.contains(&"Scattered".to_owned()), "{} {:?}", query, all);
                }
                prop_assert_eq!(found(&engine, &format!("report -{form} ")), ["Scattered"], "{}", form);
                prop_assert_eq!(found(&engine, &format!("nowhere OR {form} ")), ["Joined", "Signed"], "{}", form);
            }
        }
    }

    #[test]
    fn either_grouping_finds_the_number(number in 1_000_u32..5_000_000, signs in prop::sample::subsequence(vec!["", ",", ".", " ", "\u{a0}"], 2)) {
        let written = |sign: &str| {
            let digits = number.to_string();
            let mut written = String::new();
            for (at, digit) in digits.char_indices() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    written.push_str(sign);
                }
                written.push(digit);
            }
            written
        };
        let forms = [written(signs[0]), written(signs[1])];
        let engine = both(&forms[0], &forms[1]);
        for form in &forms {
            prop_assert_eq!(found(&engine, &format!("{form} ")), ["One", "Other"], "{}", form);
            prop_assert_eq!(found(&engine, &format!("\"says {form} in\"")), ["One", "Other"], "{}", form);
            prop_assert_eq!(found(&engine, &format!("report -{form} ")), ["Neither"], "{}", form);
        }
    }

    #[test]
    fn any_run_of_a_text_finds_it(script in 0..SCRIPTS.len(), from in any::<prop::sample::Index>(), length in 1..5_usize) {
        let (text, _) = SCRIPTS[script];
        let words: Vec<_> = tokens(text).collect();
        let from = from.index(words.len());
        let to = (from + length).min(words.len());
        let run = &text[words[from].range.start..words[to - 1].range.end];
        let archive = Archive::new()
            .article("Text", text, "2025-01-02", &[])
            .article("Nothing", "Nothing of it.", "2025-01-01", &[]);
        let engine = engine(&archive);
        for query in [format!("{run} "), format!("\"{run}\"")] {
            prop_assert_eq!(found(&engine, &query), ["Text"], "{}", query);
        }
        let results = block_on(engine.search(&Request { query: format!("{run} "), ..Request::default() })).expect("answers");
        prop_assert!(!results.matcher.ranges(text).is_empty(), "{}", run);
    }
}
