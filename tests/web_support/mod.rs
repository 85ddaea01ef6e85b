//! A page in the test's document, and stores that misbehave on purpose.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use article_explorer::client::AnyStore;
use article_explorer::search::{MemoryStore, Store, StoreError};
use article_explorer::ui;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// The page over a store, in an element of its own; gone when dropped.
pub(crate) struct Page {
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

pub(crate) fn window() -> web_sys::Window {
    web_sys::window().expect("a browser")
}

pub(crate) fn document() -> Document {
    window().document().expect("a page")
}

/// Forgets what earlier tests saved and wrote into the address bar.
pub(crate) fn fresh_browser(fragment: &str) {
    let storage = window().local_storage().expect("allowed").expect("there");
    storage.clear().expect("it can be cleared");
    let history = window().history().expect("there");
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(fragment))
        .expect("an address");
    storage.set_item("article-explorer.language", "en").expect("room");
}

impl Page {
    /// Opens the page at a fragment, in English, with nothing saved.
    pub(crate) fn open(store: impl Store + 'static, fragment: &str) -> Self {
        fresh_browser(fragment);
        Self::reopen(store)
    }

    /// Opens the page as the browser is.
    pub(crate) fn reopen(store: impl Store + 'static) -> Self {
        let store = AnyStore::new(store);
        let place: HtmlElement = document().create_element("div").expect("an element").unchecked_into();
        document()
            .body()
            .expect("a body")
            .append_child(&place)
            .expect("appended");
        let handle = leptos::mount::mount_to_renderer(&place, move || {
            ui::page(Rc::new(ui::host::Page), Rc::new(move |_| store.clone()))
        });
        Self {
            place,
            _mounted: Box::new(handle),
        }
    }

    /// The first element that a selector finds.
    pub(crate) fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).expect("a selector")
    }

    /// As above, where it must be there.
    pub(crate) fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("no {selector} in {}", self.place.inner_html()))
            .unchecked_into()
    }

    /// The texts of all elements that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let list = self.place.query_selector_all(selector).expect("a selector");
        (0..list.length())
            .filter_map(|at| list.item(at))
            .map(|node| node.text_content().unwrap_or_default())
            .collect()
    }

    /// The first element of a kind with exactly this text or accessible name.
    pub(crate) fn named(&self, selector: &str, name: &str) -> HtmlElement {
        let list = self.place.query_selector_all(selector).expect("a selector");
        (0..list.length())
            .filter_map(|at| list.item(at))
            .map(|node| node.unchecked_into::<HtmlElement>())
            .find(|element| {
                element.get_attribute("aria-label").as_deref() == Some(name)
                    || element.text_content().as_deref() == Some(name)
            })
            .unwrap_or_else(|| panic!("no {selector} named {name} in {}", self.place.inner_html()))
    }

    /// Titles of the list.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.texts("ol[aria-label=Results] article h2")
    }

    /// Waits until the list is this.
    pub(crate) async fn list(&self, titles: &[&str]) {
        until(&format!("the list {titles:?}"), || self.titles() == titles).await;
    }

    /// Types into the search box, as if all at once.
    pub(crate) fn type_query(&self, query: &str) {
        let field: HtmlInputElement = self.get("input[type=search]").unchecked_into();
        field.focus().expect("it can have the focus");
        field.set_value(query);
        let init = EventInit::new();
        init.set_bubbles(true);
        let event = Event::new_with_event_init_dict("input", &init).expect("an event");
        field.dispatch_event(&event).expect("dispatched");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Presses a key on whatever has the focus.
pub(crate) fn press(key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    let target = document()
        .active_element()
        .unwrap_or_else(|| document().body().expect("a body").into());
    target.dispatch_event(&event).expect("dispatched");
}

/// The address's fragment.
pub(crate) fn fragment() -> String {
    let hash = window().location().hash().expect("an address");
    js_sys::decode_uri(&hash).map(String::from).unwrap_or(hash)
}

/// Lets everything that is ready happen.
pub(crate) async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0)
            .expect("a timer");
    });
    JsFuture::from(promise).await.expect("timers do not fail");
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let performance = window().performance().expect("a clock");
    let limit = performance.now() + 5_000.0;
    while !holds() {
        assert!(performance.now() < limit, "waited in vain for {what}");
        turn().await;
    }
}

/// A store that can be told to fail.
#[derive(Clone)]
pub(crate) struct Unreliable {
    pub(crate) inner: MemoryStore,
    pub(crate) fails: Rc<Cell<bool>>,
}

impl Store for Unreliable {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        if self.fails.get() {
            return Err(StoreError {
                path: path.to_owned(),
                reason: "503 Service Unavailable".to_owned(),
            });
        }
        self.inner.read(path).await
    }
}

/// A host on which the archive can be replaced by another; it fails while there is none.
#[derive(Clone)]
pub(crate) struct Host(pub(crate) Rc<RefCell<Option<MemoryStore>>>);

impl Store for Host {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        let archive = self.0.borrow().clone().unwrap_or_default();
        archive.read(path).await
    }
}

/// A store that keeps back the files whose path contains a word, until they are let go.
#[derive(Clone)]
pub(crate) struct Held {
    inner: MemoryStore,
    word: &'static str,
    gate: Promise,
    open: Rc<RefCell<Option<js_sys::Function>>>,
    /// How many reads were kept back.
    pub(crate) waiting: Rc<Cell<u32>>,
}

impl Held {
    pub(crate) fn new(inner: MemoryStore, word: &'static str) -> Self {
        let open = Rc::new(RefCell::new(None));
        let gate = Promise::new(&mut |resolve, _| *open.borrow_mut() = Some(resolve));
        Self {
            inner,
            word,
            gate,
            open,
            waiting: Rc::default(),
        }
    }

    /// Lets everything go.
    pub(crate) fn release(&self) {
        if let Some(open) = self.open.borrow_mut().take() {
            open.call0(&JsValue::NULL).expect("a promise can be resolved");
        }
    }
}

impl Store for Held {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        if path.contains(self.word) {
            self.waiting.set(self.waiting.get() + 1);
            JsFuture::from(self.gate.clone()).await.expect("the gate only opens");
        }
        self.inner.read(path).await
    }
}
