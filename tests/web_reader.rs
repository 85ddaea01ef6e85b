//! The text of an article in a browser: its spans, its containers, and where its links lead.
#![cfg(target_arch = "wasm32")]

mod support;
#[allow(dead_code, reason = "other tests need more of it")]
mod web_support;

use article_explorer::article::{
    BlockKind, BlockMark, Container, ContainerKind, FeedPage, Picture, Span, SpanKind, json,
};
use article_explorer::search::MemoryStore;
use support::Archive;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_support::{Page, fragment, until};

wasm_bindgen_test_configure!(run_in_browser);

const PAGE: &str = "g-0123456789abcdef/page-0.json";

/// An archive whose first article has these marks.
fn archive(text: &str, blocks: Vec<BlockMark>, containers: Vec<Container>) -> MemoryStore {
    let mut store = Archive::new()
        .article("Envoy", text, "2025-02-12", &[])
        .article("Summit", "One.\n\nThe part.", "2025-02-11", &[])
        .store();
    let mut page: FeedPage = json::read(&store.files[PAGE]).expect("a page");
    page.items[0].explorer.blocks = blocks;
    page.items[0].explorer.containers = containers;
    page.items[1].explorer.blocks = vec![BlockMark {
        at: 1,
        id: Some("the-part".into()),
        ..BlockMark::default()
    }];
    let bytes = serde_json::to_vec(&page).expect("plain data");
    store.files.insert(PAGE.into(), bytes.into());
    store
}

fn span(start: usize, end: usize, kind: SpanKind) -> Span {
    Span { start, end, kind }
}

fn block(at: usize, kind: BlockKind) -> BlockMark {
    BlockMark {
        at,
        kind,
        ..BlockMark::default()
    }
}

fn container(from: usize, to: usize, kind: ContainerKind) -> Container {
    Container { from, to, kind }
}

async fn read(store: MemoryStore, fragment: &str) -> Page {
    let page = Page::open(store, fragment);
    until("the article", || page.find(".cleaned").is_some()).await;
    page
}

fn html(page: &Page, selector: &str) -> String {
    page.get(selector).inner_html().replace(" part=\"missing\"", "")
}

#[wasm_bindgen_test]
async fn spans_are_elements_and_words_are_marked_inside_them() {
    let spans = vec![
        span(0, 17, SpanKind::Strong),
        span(4, 12, SpanKind::Emphasis),
        span(18, 19, SpanKind::Superscript),
        span(20, 24, SpanKind::Missing { href: "b.md".into() }),
        span(
            25,
            28,
            SpanKind::Link {
                href: "javascript:alert(1)".into(),
            },
        ),
    ];
    let marks = vec![BlockMark {
        spans,
        ..BlockMark::default()
    }];
    let page = read(
        archive("The minister went n gone bad words", marks, vec![]),
        "#/a/envoy?q=minister+bad",
    )
    .await;
    assert_eq!(
        html(&page, ".cleaned"),
        "<p><strong>The <em><mark id=\"match-1\">minister</mark></em> went</strong> <sup>n</sup> \
         <span class=\"missing\" title=\"b.md\">gone</span><small> (not in this archive)</small> \
         <mark id=\"match-2\">bad</mark> words</p>"
    );
    assert!(page.find(".cleaned a").is_none(), "no address but of the web is one");
}

#[wasm_bindgen_test]
async fn blocks_stand_in_what_they_stand_in() {
    let text = "one\n\ndeep\n\nmore\n\nsaid\n\nTitle\n\nhint\n\nT\n\nd\n\nsum\n\nin";
    let blocks = [0, 1].map(|at| block(at, BlockKind::Item)).into_iter();
    let blocks = blocks.chain([4, 6, 8].map(|at| block(at, BlockKind::Label))).collect();
    let containers = vec![
        container(0, 3, ContainerKind::List { first: Some(3) }),
        container(0, 3, ContainerKind::Item { checked: Some(true) }),
        container(1, 2, ContainerKind::List { first: None }),
        container(1, 2, ContainerKind::Item { checked: None }),
        container(3, 4, ContainerKind::Quote),
        container(4, 6, ContainerKind::Callout { name: "tip".into() }),
        container(6, 8, ContainerKind::Terms),
        container(7, 8, ContainerKind::Definition),
        container(8, 10, ContainerKind::Details),
    ];
    let page = read(archive(text, blocks, containers), "#/a/envoy").await;
    for (selector, text) in [
        (".cleaned > ol[start='3'] > li.task > p", "one"),
        (".task > ul > li > p", "deep"),
        (".task > ul + p", "more"),
        (".cleaned > blockquote > p", "said"),
        (".callout > .callout-title", "Title"),
        (".callout[role=note] > p + p", "hint"),
        ("dl > dt", "T"),
        ("dl > dd > p", "d"),
        ("details > summary", "sum"),
    ] {
        assert_eq!(page.get(selector).text_content().as_deref(), Some(text), "{selector}");
    }
    assert_eq!(
        page.get(".task > [role=img]").get_attribute("aria-label").as_deref(),
        Some("Done")
    );
}

#[wasm_bindgen_test]
async fn tables_have_spans_within_their_cells() {
    let table = BlockMark {
        kind: BlockKind::Table {
            align: "-r".into(),
            headless: false,
        },
        // The second one leaves its cell.
        spans: vec![span(4, 5, SpanKind::Strong), span(6, 9, SpanKind::Emphasis)],
        ..BlockMark::default()
    };
    let page = read(archive("a\tb\nc\td\nenvoy", vec![table], vec![]), "#/a/envoy?q=envoy").await;
    assert_eq!(
        html(&page, "table"),
        "<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"end\">b</th></tr>\
         <tr><td><strong>c</strong></td><td class=\"end\">d</td></tr><tr><td><mark id=\"match-1\">envoy</mark></td></tr>"
    );
}

#[wasm_bindgen_test]
async fn pictures_are_those_of_the_archive_and_wait_until_they_are_seen() {
    let picture = |src: &str| Picture {
        src: src.into(),
        width: 4,
        height: 3,
    };
    let blocks = vec![
        block(0, BlockKind::Image(picture("pictures/a.png"))),
        block(1, BlockKind::Caption),
        block(2, BlockKind::Image(picture("https://example.org/b.png"))),
        BlockMark {
            at: 3,
            spans: vec![span(4, 7, SpanKind::Image(picture("pictures/c.svg")))],
            ..BlockMark::default()
        },
    ];
    let page = read(
        archive("A street\n\nBelow\n\nElsewhere\n\nThe map here", blocks, vec![]),
        "#/a/envoy",
    )
    .await;
    assert_eq!(
        html(&page, ".cleaned"),
        "<figure><img loading=\"lazy\" alt=\"A street\" width=\"4\" height=\"3\" src=\"archive/pictures/a.png\">\
         <figcaption>Below</figcaption></figure>\
         <figure><a href=\"https://example.org/b.png\" rel=\"noopener noreferrer\">Picture on another site: Elsewhere</a></figure>\
         <p>The <img loading=\"lazy\" alt=\"map\" width=\"4\" height=\"3\" src=\"archive/pictures/c.svg\"> here</p>"
    );
}

#[wasm_bindgen_test]
async fn notes_lead_there_and_back_and_links_to_the_part_that_they_mean() {
    let number = 1;
    let to = SpanKind::Article {
        slug: "summit".into(),
        part: "the-part".into(),
    };
    let blocks = vec![BlockMark {
        spans: vec![span(4, 6, SpanKind::Note { number }), span(7, 11, to)],
        ..BlockMark::default()
    }];
    let containers = vec![container(1, 2, ContainerKind::Note { number })];
    let page = read(
        archive("Word¹ link.\n\nThe note.", blocks, containers),
        "#/a/envoy?q=word",
    )
    .await;
    let focused = |id: &str| page.find(&format!("#{id}:focus")).is_some();
    page.get("#part-to-1").click();
    assert_eq!(fragment(), "#/a/envoy?q=word&part=note-1");
    assert!(focused("part-note-1"));
    page.get("#part-note-1 > a").click();
    assert!(focused("part-to-1"));
    page.named(".cleaned a", "link").click();
    until("the part", || focused("part-the-part")).await;
    assert_eq!(fragment(), "#/a/summit?q=word&part=the-part");
}
