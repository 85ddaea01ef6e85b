//! The page in a browser, over archives in memory.
#![cfg(target_arch = "wasm32")]

mod support;
mod web_support;

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use article_explorer::article::{Evidence, FeedPage, Group, Label, SuggestedTag, TagKey, json};
use article_explorer::client::{Cached, FetchStore};
use article_explorer::search::{MemoryStore, Store};
use support::Archive;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_support::{Held, Host, Page, Unreliable, document, fragment, press, turn, until, window};
use web_sys::{Event, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

const PAGE: &str = "g-0123456789abcdef/page-0.json";

fn archive() -> MemoryStore {
    Archive::new()
        .article(
            "Envoy",
            "Ambassador Nguyễn Thị Vân Anh spoke in Paris.\n\nParis again, and soft power.",
            "2025-02-12",
            &["unesco", "year:2025"],
        )
        .article(
            "Summit",
            "Vietnam joined the summit on intelligence.",
            "2025-02",
            &["~ai", "year:2025"],
        )
        .article("Essay", "Ngoại giao văn hóa và soft power.", "", &["culture"])
        .store()
}

/// The archive above, with the evidence that its suggested tag lacks.
fn archive_with_evidence() -> MemoryStore {
    let mut store = archive();
    let mut page: FeedPage = json::read(&store.files[PAGE]).expect("a page");
    let summit = page.items.iter_mut().find(|item| item.id == "summit").expect("there");
    summit.explorer.mentions.push(SuggestedTag {
        key: TagKey::new("ai"),
        label: Label::plain("Label of ai"),
        group: Group::Topic,
        evidence: vec![Evidence {
            rule: "vocabulary".into(),
            term: "intelligence".into(),
            sentence: "Vietnam joined the summit on intelligence.".into(),
        }],
    });
    let bytes = serde_json::to_vec(&page).expect("plain data");
    store.files.insert(PAGE.into(), bytes.into());
    store
}

#[wasm_bindgen_test]
async fn the_list_shows_all_articles_and_their_number() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    assert_eq!(page.texts("[role=status]"), ["3 articles"]);
    assert_eq!(page.texts(".eyebrow time"), ["12 February 2025", "February 2025"]);
}

#[wasm_bindgen_test]
async fn typing_searches_marks_and_goes_into_the_address() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    let entries = window().history().expect("there").length().expect("a number");
    page.type_query("thi va");
    page.list(&["Envoy", "Essay"]).await;
    assert_eq!(page.texts(".passage mark"), ["Thị Vân", "văn", "và"]);
    assert_eq!(fragment(), "#/?q=thi+va");
    until("the new count", || page.texts("[role=status]") == ["1 article"]).await;
    let now = window().history().expect("there").length().expect("a number");
    assert_eq!(now, entries, "typing replaces the entry");
}

#[wasm_bindgen_test]
async fn a_mistyped_word_is_corrected_until_its_reader_insists() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    page.type_query("ambasador ");
    page.list(&["Envoy"]).await;
    assert_eq!(
        page.texts(".corrected"),
        ["Showing results for ambassador. Search instead for ambasador"]
    );
    page.get(".title").click();
    until("the article", || page.texts("main mark") == ["Ambassador"]).await;
    press("Escape");
    until("the list", || page.find("main").is_none()).await;
    page.get(".corrected a").click();
    until("nothing", || page.find(".nothing").is_some()).await;
    assert_eq!(fragment(), "#/?q=ambasador+&verbatim=1");
    page.named(".nothing button", "Search with typing mistakes corrected")
        .click();
    page.list(&["Envoy"]).await;
    page.get(".corrected a").click();
    page.type_query("ambasado");
    until("the correction of another query", || fragment() == "#/?q=ambasado").await;
}

#[wasm_bindgen_test]
async fn an_article_that_is_opened_by_its_address_marks_what_was_meant() {
    let page = Page::open(archive(), "#/a/envoy?q=ambasador+");
    until("the mark", || page.texts("main mark") == ["Ambassador"]).await;
}

#[wasm_bindgen_test]
async fn a_result_says_why_it_is_there_when_asked() {
    let page = Page::open(archive(), "#/?q=soft+pariss+");
    page.list(&["Envoy", "Essay"]).await;
    assert!(!page.texts(".reasons summary").is_empty());
    page.get(".reasons summary").click();
    until("the reasons", || page.texts(".reasons dt") == ["soft", "pariss"]).await;
    assert_eq!(
        page.texts(".reasons dd"),
        [
            "soft: as typed · text\u{a0}1×",
            "Paris: one letter differs · first sentence\u{a0}1× · text\u{a0}2×"
        ]
    );
    assert_eq!(
        page.texts(".reasons dl + p"),
        ["2 words stand between “soft” and “pariss”."]
    );
}

/// What the search box offers.
fn offers(page: &Page) -> Vec<String> {
    let hidden = page.get("[role=listbox]").has_attribute("hidden");
    if hidden { vec![] } else { page.texts("[role=option]") }
}

#[wasm_bindgen_test]
async fn the_box_offers_words_tags_and_articles_and_each_does_what_it_says() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    let active = || page.get("#q").get_attribute("aria-activedescendant");
    page.type_query("label summ");
    until("the word and the article", || offers(&page) == ["label summit"]).await;
    page.type_query("summ");
    until("the word and the article", || offers(&page) == ["summit", "Summit"]).await;
    assert_eq!(page.get("#q").get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(active(), None, "nothing is chosen unless somebody does");
    press("ArrowDown");
    until("the first", || active().as_deref() == Some("offer-0")).await;
    press("Enter");
    assert_eq!(fragment(), "#/?q=summit+");
    until("the list to close", || offers(&page).is_empty()).await;

    page.type_query("van lab");
    until("the tags", || offers(&page).len() == 4).await;
    press("ArrowUp");
    until("the last", || active().as_deref() == Some("offer-3")).await;
    press("ArrowDown");
    until("the box, which is behind the last", || active().is_none()).await;
    page.named("[role=option]", "Label of unesco").click();
    assert_eq!(fragment(), "#/?q=van&tag=unesco");

    until("the filter", || page.texts(".chip") == ["Label of unesco×"]).await;
    page.get(".chip").click();
    page.type_query("summ");
    until("both again", || offers(&page) == ["summit", "Summit"]).await;
    press("Escape");
    until("the list to close", || offers(&page).is_empty()).await;
    assert_eq!(fragment(), "#/?q=summ", "Esc closes the list first");
    press("ArrowDown");
    until("the first", || active().as_deref() == Some("offer-0")).await;
    press("ArrowDown");
    press("Enter");
    until("the article", || page.texts("main h1") == ["Summit"]).await;
}

#[wasm_bindgen_test]
async fn what_was_searched_is_offered_again_until_it_is_forgotten() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    page.type_query("paris");
    page.list(&["Envoy"]).await;
    page.type_query("");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    turn().await;
    assert!(offers(&page).is_empty(), "typing alone is not remembered");
    page.type_query("paris");
    page.list(&["Envoy"]).await;
    let submit = Event::new("submit").expect("an event");
    page.get("form").dispatch_event(&submit).expect("dispatched");
    page.type_query("");
    until("the search", || offers(&page) == ["paris", "Clear recent searches"]).await;
    page.named("[role=option]", "paris").click();
    page.list(&["Envoy"]).await;
    page.type_query("");
    until("the search", || offers(&page).len() == 2).await;
    page.named("[role=option]", "Clear recent searches").click();
    page.type_query("");
    until("nothing to offer", || offers(&page).is_empty()).await;
}

#[wasm_bindgen_test]
async fn keys_of_what_is_being_composed_are_not_those_of_the_list() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    page.type_query("summ");
    until("offers", || !offers(&page).is_empty()).await;
    let init = KeyboardEventInit::new();
    init.set_key("ArrowDown");
    init.set_is_composing(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    page.get("#q").dispatch_event(&event).expect("dispatched");
    turn().await;
    assert!(!page.get("#q").has_attribute("aria-activedescendant"));
}

#[wasm_bindgen_test]
async fn articles_with_some_of_the_words_have_a_heading_of_their_own_and_are_not_counted() {
    let page = Page::open(archive(), "#/?q=soft+paris+");
    page.list(&["Envoy", "Essay"]).await;
    assert_eq!(page.texts("[role=status]"), ["1 article"]);
    assert_eq!(page.texts(".results > li > h2"), ["Articles with some of these words"]);
    until("the panel", || page.find("[id='f-unesco']").is_some()).await;
    page.named("button", "Exclude Label of unesco").click();
    page.list(&["Essay"]).await;
    until("the new count", || {
        page.texts("[role=status]") == ["1 article with some of the words"]
    })
    .await;
    assert!(page.find(".results > li > h2").is_none());
    assert_eq!(page.texts(".partial").len(), 1);
}

#[wasm_bindgen_test]
async fn a_filter_is_a_checkbox_and_a_chip_that_removes_it() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    until("the panel", || page.find("[id='f-unesco']").is_some()).await;
    page.get("[id='f-unesco']").click();
    page.list(&["Envoy"]).await;
    assert_eq!(fragment(), "#/?tag=unesco");
    page.named("button", "Remove filter: Label of unesco").click();
    page.list(&["Envoy", "Summit", "Essay"]).await;
    assert_eq!(fragment(), "#/");
    page.named("button", "Exclude Label of unesco").click();
    page.list(&["Summit", "Essay"]).await;
    assert_eq!(page.texts(".chip"), ["not Label of unesco×"]);
}

#[wasm_bindgen_test]
async fn counts_follow_the_result_and_nothing_moves() {
    let page = Page::open(archive(), "#/");
    until("the panel", || page.find("[id='f-culture']").is_some()).await;
    let before = page.texts("fieldset:first-of-type .value-name");
    page.type_query("soft");
    page.list(&["Essay", "Envoy"]).await;
    until("no article on ai", || page.find("[id='f-ai']").is_none()).await;
    let after = page.texts("fieldset:first-of-type .value-name");
    let kept: Vec<String> = before.into_iter().filter(|name| after.contains(name)).collect();
    assert_eq!(after, kept);
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_late_is_dropped() {
    let store = Held::new(archive(), "positions");
    let page = Page::open(store.clone(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    page.type_query("\"soft power\"");
    until("the phrase to wait for its file", || store.waiting.get() > 0).await;
    assert_eq!(page.titles().len(), 3, "the old list stays meanwhile");
    page.type_query("summit");
    page.list(&["Summit"]).await;
    store.release();
    for _ in 0..20 {
        turn().await;
        assert_eq!(page.titles(), ["Summit"]);
    }
}

#[wasm_bindgen_test]
async fn a_failed_fetch_keeps_query_and_focus_and_can_be_tried_again() {
    let fails = Rc::new(Cell::new(false));
    let store = Unreliable {
        inner: archive(),
        fails: fails.clone(),
    };
    let page = Page::open(store, "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    fails.set(true);
    page.type_query("soft");
    until("the failure", || page.find("[role=alert]").is_some()).await;
    let alert = page.get("[role=alert]").text_content().unwrap_or_default();
    assert!(alert.contains("503 Service Unavailable"), "{alert}");
    assert_eq!(
        document().active_element().map(|element| element.id()).as_deref(),
        Some("q")
    );
    assert_eq!(fragment(), "#/?q=soft");
    fails.set(false);
    page.named("button", "Try again").click();
    page.list(&["Essay", "Envoy"]).await;
    assert!(page.find("[role=alert]").is_none());
}

/// An archive of another generation with one article.
fn another_archive() -> MemoryStore {
    let store = Archive::new()
        .article("Newer", "More on soft power.", "2026", &[])
        .store();
    let renamed = |text: &str| text.replace("0123456789abcdef", "fedcba9876543210");
    let files = store
        .files
        .into_iter()
        .map(|(path, bytes)| match std::str::from_utf8(&bytes) {
            Ok(text) if path == "manifest.json" => (path, renamed(text).into_bytes().into()),
            _ => (renamed(&path), bytes),
        });
    MemoryStore { files: files.collect() }
}

#[wasm_bindgen_test]
async fn trying_again_shows_the_archive_that_was_published_meanwhile() {
    let host = Host(Rc::new(RefCell::new(Some(archive()))));
    let page = Page::open(host.clone(), "#/?q=soft+power");
    page.list(&["Essay", "Envoy"]).await;
    host.0.replace(None);
    page.type_query("soft power after:2024");
    until("the failure", || page.find("[role=alert]").is_some()).await;
    page.type_query("soft power");
    until("the old words", || fragment() == "#/?q=soft+power").await;
    host.0.replace(Some(another_archive()));
    page.named("button", "Try again").click();
    page.list(&["Newer"]).await;
}

#[wasm_bindgen_test]
async fn an_archive_that_cannot_be_opened_says_which_file_and_can_be_tried_again() {
    let fails = Rc::new(Cell::new(true));
    let store = Unreliable {
        inner: archive(),
        fails: fails.clone(),
    };
    let page = Page::open(store, "#/");
    until("the failure", || page.find("[role=alert]").is_some()).await;
    assert_eq!(
        page.texts("[role=alert] code"),
        ["manifest.json: 503 Service Unavailable"]
    );
    fails.set(false);
    page.named("button", "Try again").click();
    page.list(&["Envoy", "Summit", "Essay"]).await;
}

#[wasm_bindgen_test]
async fn a_damaged_file_is_named() {
    let mut store = archive();
    let cards = "g-0123456789abcdef/cards-0.json";
    store.files.insert(cards.into(), b"[{".as_slice().into());
    let page = Page::open(store, "#/");
    until("the failure", || page.find("[role=alert]").is_some()).await;
    let alert = page.get("[role=alert]").text_content().unwrap_or_default();
    assert!(
        alert.contains("A file of the archive is damaged") && alert.contains(cards),
        "{alert}"
    );
}

#[wasm_bindgen_test]
async fn what_looks_like_markup_stays_text() {
    let title = "<img src=x onerror=alert(1)>";
    let body = "<script>alert(1)</script> & <b>bold</b>";
    let store = Archive::new().article(title, body, "2025", &[]).store();
    let page = Page::open(store, "#/?q=bold");
    page.list(&[title]).await;
    page.get(".title").click();
    until("the article", || page.find("main article").is_some()).await;
    assert_eq!(page.texts("main article h1"), [title]);
    assert_eq!(page.texts("main .cleaned p"), [body]);
    assert_eq!(page.texts("main mark"), ["bold"]);
    assert!(page.find("img, script, b").is_none());
}

#[wasm_bindgen_test]
async fn opening_an_article_and_going_back_keeps_the_place() {
    let page = Page::open(archive(), "#/?q=soft+power");
    page.list(&["Essay", "Envoy"]).await;
    let link = page.get("[id='r-envoy']");
    link.focus().expect("a link");
    link.click();
    until("the headline to have the focus", || {
        document()
            .active_element()
            .is_some_and(|element| element.tag_name() == "H1")
    })
    .await;
    assert_eq!(fragment(), "#/a/envoy?q=soft+power");
    assert_eq!(document().title(), "Envoy – Test");
    assert_eq!(page.texts("main mark"), ["soft power"]);
    assert_eq!(page.texts(".matches span[aria-live]"), ["1 match"]);
    press("n");
    until("the first match", || {
        page.texts(".matches span[aria-live]") == ["Match 1 of 1"]
    })
    .await;
    until("the neighbours", || {
        page.texts(".neighbours .previous .neighbour-title") == ["Essay"]
    })
    .await;
    press("Escape");
    until("the link to have the focus again", || {
        document()
            .active_element()
            .is_some_and(|element| element.id() == "r-envoy")
    })
    .await;
    assert_eq!(fragment(), "#/?q=soft+power");
    assert!(page.find("main").is_none());
}

#[wasm_bindgen_test]
async fn an_article_that_is_not_there_says_so() {
    let page = Page::open(archive(), "#/a/nowhere");
    until("the message", || page.texts("main h1") == ["There is no such article"]).await;
    page.named("main button", "Show all articles").click();
    page.list(&["Envoy", "Summit", "Essay"]).await;
}

#[wasm_bindgen_test]
async fn a_suggested_tag_shows_the_sentence_behind_it() {
    let page = Page::open(archive_with_evidence(), "#/?q=summit");
    page.list(&["Summit"]).await;
    until("the tags", || page.find(".results .tag.suggested").is_some()).await;
    page.get(".results .tag.suggested").click();
    until("the sentence", || {
        page.texts(".results blockquote") == ["Vietnam joined the summit on intelligence."]
    })
    .await;
    assert_eq!(page.texts(".results blockquote mark"), ["intelligence"]);
    page.named(".results button", "Filter by Label of ai").click();
    until("the filter", || fragment() == "#/?q=summit&tag=ai").await;
}

#[wasm_bindgen_test]
async fn nothing_found_offers_ways_out_that_work() {
    let page = Page::open(archive(), "#/?q=summit&tag=culture");
    until("the message", || page.find(".nothing").is_some()).await;
    until("the names of the tags", || page.texts(".chip") == ["Label of culture×"]).await;
    assert!(page.texts(".nothing button").contains(&"Show all articles".to_owned()));
    let first = page.texts(".nothing button").first().cloned().unwrap_or_default();
    assert!(first.starts_with("Remove filter: "), "{first}");
    page.get(".nothing button").click();
    page.list(&["Summit"]).await;
}

#[wasm_bindgen_test]
async fn shortcuts_work_until_they_are_switched_off() {
    let page = Page::open(archive(), "#/");
    page.list(&["Envoy", "Summit", "Essay"]).await;
    press("j");
    press("j");
    assert_eq!(
        document().active_element().map(|element| element.id()).as_deref(),
        Some("r-summit")
    );
    press("/");
    assert_eq!(
        document().active_element().map(|element| element.id()).as_deref(),
        Some("q")
    );
    press("j");
    assert_eq!(
        document().active_element().map(|element| element.id()).as_deref(),
        Some("q"),
        "not while typing"
    );
    page.named("button", "Settings").click();
    until("the settings", || page.find("dialog[open] #shortcuts").is_some()).await;
    page.get("#shortcuts").click();
    page.named("dialog button", "Close").click();
    until("the dialog to close", || page.find("dialog[open]").is_none()).await;
    page.get("[id='r-envoy']").focus().expect("a link");
    press("j");
    press("?");
    turn().await;
    assert_eq!(
        document().active_element().map(|element| element.id()).as_deref(),
        Some("r-envoy")
    );
    assert!(page.find("dialog[open]").is_none());
}

#[wasm_bindgen_test]
async fn the_interface_speaks_vietnamese_at_once_and_remembers_it() {
    let page = Page::open(archive(), "#/?tag=unesco");
    page.list(&["Envoy"]).await;
    page.named("button", "Tiếng Việt").click();
    until("the list in Vietnamese", || {
        page.find("ol[aria-label='Kết quả'] article").is_some()
    })
    .await;
    assert_eq!(page.texts("[role=status]"), ["1 bài viết"]);
    assert_eq!(page.texts(".eyebrow time"), ["12 tháng 2, 2025"]);
    until("the names of the tags", || page.texts(".chip") == ["Nhãn của unesco×"]).await;
    let root = document().document_element().expect("a page");
    until("the language of the page", || {
        root.get_attribute("lang").as_deref() == Some("vi")
    })
    .await;
    drop(page);
    let page = Page::reopen(archive());
    until("Vietnamese after a reload", || {
        page.find("ol[aria-label='Kết quả'] article").is_some()
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_there_is_an_error_with_its_status() {
    let store = FetchStore::new("no-such-folder/", Cached::Use);
    let error = store.read("manifest.json").await.expect_err("nothing is there");
    assert_eq!(error.path, "manifest.json");
    assert!(error.reason.starts_with("404"), "{}", error.reason);
}

#[wasm_bindgen_test]
fn a_search_has_no_pauses_while_nobody_looks() {
    let hide = |hidden: bool| {
        let say = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })";
        let say = js_sys::Function::new_with_args("hidden", say);
        say.call1(&document(), &hidden.into())
            .expect("a property that can be replaced");
    };
    let store = FetchStore::new("./", Cached::Use);
    let goes_on = || {
        let pause = pin!(store.pause());
        pause.poll(&mut Context::from_waker(Waker::noop())).is_ready()
    };
    hide(false);
    assert!(!goes_on(), "somebody looks: the page has its turn");
    hide(true);
    assert!(
        goes_on(),
        "timers of a hidden page would hold the search up for a second each"
    );
    js_sys::Reflect::delete_property(&document(), &"hidden".into()).expect("was put there");
}
