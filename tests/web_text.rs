//! What the page says, without a page: dates, numbers, filters, marked words.
#![cfg(target_arch = "wasm32")]

use std::ops::Range;

use article_explorer::article::{Concept, DayRange, EdtfDate, Group, Label, TagKey, days_from_civil};
use article_explorer::route::Route;
use article_explorer::search::{FacetValue, Filters, Undated};
use article_explorer::ui::i18n::{Language, Strings, date};
use article_explorer::ui::{Piece, chips, pieces, suggestions, visible};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn english() -> &'static Strings {
    Language::English.strings()
}

fn vietnamese() -> &'static Strings {
    Language::Vietnamese.strings()
}

#[wasm_bindgen_test]
fn a_date_is_as_sure_as_it_is_known() {
    for (edtf, derived, en, vi) in [
        ("2025-02-12", false, "12 February 2025", "12 tháng 2, 2025"),
        ("2025-02-12", true, "12 February 2025", "12 tháng 2, 2025"),
        ("2025-02", false, "February 2025", "tháng 2, 2025"),
        ("2025", false, "2025", "2025"),
        (
            "2024-07-09?",
            true,
            "9 July 2024 (date uncertain)",
            "9 tháng 7, 2024 (ngày chưa chắc chắn)",
        ),
        (
            "2024-07-09?",
            false,
            "9 July 2024 (uncertain)",
            "9 tháng 7, 2024 (chưa chắc chắn)",
        ),
        ("2024~", false, "about 2024", "khoảng 2024"),
        ("XXXX-07-09", true, "9 July (year unknown)", "9 tháng 7 (không rõ năm)"),
        (
            "2024-07-09/2024-08",
            false,
            "9 July 2024 – August 2024",
            "9 tháng 7, 2024 – tháng 8, 2024",
        ),
    ] {
        let known = EdtfDate::parse(edtf).expect(edtf);
        assert_eq!(date(english(), &known, derived), en);
        assert_eq!(date(vietnamese(), &known, derived), vi);
    }
}

#[wasm_bindgen_test]
fn numbers_agree_with_their_nouns() {
    assert_eq!(
        [0, 1, 2].map(english().articles),
        ["No articles", "1 article", "2 articles"]
    );
    assert_eq!(
        [0, 3].map(vietnamese().articles),
        ["Không có bài viết nào", "3 bài viết"]
    );
    assert_eq!((english().matches)(0, 1), "1 match");
    assert_eq!((english().matches)(2, 7), "Match 2 of 7");
}

#[wasm_bindgen_test]
fn the_language_is_taken_from_the_primary_subtag() {
    assert_eq!(Language::from_tag("vi-VN"), Some(Language::Vietnamese));
    assert_eq!(Language::from_tag("EN"), Some(Language::English));
    assert_eq!(Language::from_tag("vie"), None);
}

fn filters() -> Filters {
    Filters {
        include: vec![TagKey::new("ai"), TagKey::new("unesco")],
        exclude: vec![TagKey::new("source:vns")],
        days: DayRange {
            from: Some(days_from_civil(2025, 2, 1)),
            to: None,
        },
        undated: Undated::Include,
    }
}

fn name(key: &TagKey) -> String {
    key.as_str().to_uppercase()
}

#[wasm_bindgen_test]
fn each_filter_has_a_chip_that_removes_it_alone() {
    let chips = chips(&filters(), english(), name);
    let labels: Vec<&str> = chips.iter().map(|chip| chip.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "AI",
            "UNESCO",
            "not SOURCE:VNS",
            "from 1 February 2025",
            "with undated articles"
        ]
    );
    assert_eq!(chips[0].without.include, [TagKey::new("unesco")]);
    assert_eq!(chips[0].without.exclude, filters().exclude);
    assert!(chips[2].without.exclude.is_empty());
    assert!(chips[3].without.days.is_open());
    assert_eq!(chips[4].without.undated, Undated::Auto);
}

#[wasm_bindgen_test]
fn ways_out_of_an_empty_list_ask_for_less() {
    let labels = |query: &str, include: &[&str]| -> Vec<String> {
        let route = Route {
            query: query.into(),
            filters: Filters {
                include: include.iter().map(|key| TagKey::new(*key)).collect(),
                ..Filters::default()
            },
            ..Route::default()
        };
        suggestions(&route, english(), name)
            .into_iter()
            .map(|suggestion| [suggestion.label, " -> ".into(), suggestion.route.to_fragment()].concat())
            .collect()
    };
    assert_eq!(
        labels("soft pwer", &["ai"]),
        [
            "Remove filter: AI -> #/?q=soft+pwer",
            "Search without “soft” -> #/?q=pwer&tag=ai",
            "Search without “pwer” -> #/?q=soft&tag=ai",
        ]
    );
    assert_eq!(
        labels("\"soft power\"", &[]),
        ["Search without quotation marks -> #/?q=soft+power"]
    );
    assert_eq!(labels("x", &["a", "b"])[0], "Remove all filters -> #/?q=x");
    assert!(labels("x", &[]).is_empty());
}

fn value(key: &str, count: u32) -> FacetValue {
    FacetValue {
        concept: Concept {
            key: TagKey::new(key),
            group: Group::Topic,
            label: Label::plain(key),
            broader: None,
            exact_match: vec![],
        },
        count,
        suggested: 0,
    }
}

#[wasm_bindgen_test]
fn a_group_shows_what_narrows_and_what_is_on() {
    let mut values: Vec<FacetValue> = (0..12).map(|number| value(&number.to_string(), 1)).collect();
    values[3].count = 0;
    values[11].count = 0;
    let none = Filters::default();
    assert_eq!(
        visible(&values, &none, Group::Topic, false),
        (vec![0, 1, 2, 4, 5, 6, 7, 8], 10)
    );
    assert_eq!(visible(&values, &none, Group::Topic, true).0.len(), 10);
    assert_eq!(visible(&values, &none, Group::Place, true), (vec![], 0));
    let on = Filters {
        exclude: vec![TagKey::new("11")],
        ..Filters::default()
    };
    assert_eq!(visible(&values, &on, Group::Topic, false).0.last(), Some(&11));
}

fn piece(range: Range<usize>, mark: Option<usize>) -> Piece {
    Piece { range, mark }
}

#[wasm_bindgen_test]
fn a_text_is_cut_where_marks_begin_and_end() {
    let marks = [2..6, 9..12];
    assert_eq!(
        pieces(0..14, &marks),
        [
            piece(0..2, None),
            piece(2..6, Some(0)),
            piece(6..9, None),
            piece(9..12, Some(1)),
            piece(12..14, None),
        ]
    );
    // A part can begin and end within a mark.
    assert_eq!(
        pieces(4..10, &marks),
        [piece(4..6, Some(0)), piece(6..9, None), piece(9..10, Some(1))]
    );
    assert_eq!(pieces(0..3, &[]), [piece(0..3, None)]);
    assert!(pieces(0..0, &[]).is_empty());
}
