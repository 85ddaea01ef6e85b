//! What scripts of other pages call: explorers in their elements, and the engine alone.
//!
//! `public/embed.js` and `public/explorer.js` make an element and a class of it; nothing else calls these functions. Texts go from one
//! side to the other, since that is what crosses in one piece.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
mod exported {
    use std::cell::RefCell;
    use std::rc::Rc;

    use article_explorer::embed::answers::{self, Question};
    use article_explorer::embed::{Options, Place, store};
    use article_explorer::route::Route;
    use article_explorer::ui::{self, state::App};
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
    use web_sys::js_sys::{Function, Promise};
    use web_sys::{AbortSignal, Element};

    /// An explorer on the page; dropping the handle takes it away.
    struct Mounted {
        place: Rc<Place>,
        _handle: Box<dyn std::any::Any>,
    }

    thread_local! {
        static MOUNTED: RefCell<Vec<(u32, Mounted)>> = const { RefCell::new(Vec::new()) };
        /// The states of explorers that are gone, for those that come.
        static FREE: RefCell<Vec<App>> = const { RefCell::new(Vec::new()) };
    }

    fn with<T>(id: u32, read: impl FnOnce(&Place) -> T) -> Option<T> {
        let place = MOUNTED.with_borrow(|all| Some(all.iter().find(|(known, _)| *known == id)?.1.place.clone()));
        place.map(|place| read(&place))
    }

    /// Puts an explorer into an element. `archive` is the address of the archive's page, `fragment` what to show, as behind its `#`.
    /// `tell(name, about, more, rest)` hears what happens; with `false` it keeps the explorer from opening an article.
    #[wasm_bindgen]
    pub fn mount(
        id: u32,
        place: Element,
        archive: String,
        fragment: &str,
        language: String,
        theme: String,
        tell: Function,
    ) {
        let files = [&archive, "archive/"].concat();
        let host = Place::new(Options {
            place: place.clone(),
            page: archive,
            route: Route::parse(fragment),
            language,
            theme,
            tell: Rc::new(move |name, about| {
                let [first, second, third] = about.map(JsValue::from_str);
                // A script that throws has not said no.
                let answer = tell.call4(&JsValue::NULL, &name.into(), &first, &second, &third);
                answer.ok().and_then(|answer| answer.as_bool()) != Some(false)
            }),
        });
        let (shown, make) = (host.clone(), Rc::new(move |cached| store(&files, cached)));
        let free = FREE.with_borrow_mut(Vec::pop);
        let handle = leptos::mount::mount_to_renderer(&place, move || match free {
            Some(app) => ui::page_with(app, shown, make),
            None => ui::page(shown, make),
        });
        let mounted = Mounted {
            place: host,
            _handle: Box::new(handle),
        };
        MOUNTED.with_borrow_mut(|all| all.push((id, mounted)));
    }

    /// Takes an explorer away, with all that it held.
    #[wasm_bindgen]
    pub fn unmount(id: u32) {
        let gone = MOUNTED.with_borrow_mut(|all| {
            let at = all.iter().position(|(known, _)| *known == id)?;
            Some(all.remove(at))
        });
        if let Some((_, gone)) = gone {
            let app = gone.place.app();
            drop(gone);
            FREE.with_borrow_mut(|free| free.extend(app));
        }
    }

    /// Shows something else.
    #[wasm_bindgen]
    pub fn show(id: u32, fragment: &str) {
        with(id, |place| place.show(Route::parse(fragment)));
    }

    /// Shows what the history of the page has gone to.
    #[wasm_bindgen]
    pub fn follow(id: u32, fragment: &str) {
        with(id, |place| place.show_again(Route::parse(fragment)));
    }

    /// Changes the language or the colours, as for [`mount`]; what is not given stays as it is.
    #[wasm_bindgen]
    pub fn dress(id: u32, language: Option<String>, theme: Option<String>) {
        with(id, |place| place.dress(language, theme));
    }

    // The engine alone. What promises bring is JSON, and so is what they are rejected with: `{kind, message}`. After its signal is
    // aborted an answer goes no step further.

    /// Opens the archive whose page is at an address that ends in `/`: its number and what its manifest says.
    #[wasm_bindgen]
    pub fn open(archive: &str, signal: Option<AbortSignal>) -> Promise {
        answers::open(archive, signal)
    }

    /// Lets go of an archive and of all its answers.
    #[wasm_bindgen]
    pub fn close(archive: u32) {
        answers::close(archive);
    }

    /// Answers what stands behind the `#` of a link to the archive: so many hits from one on.
    #[wasm_bindgen]
    pub fn search(archive: u32, fragment: String, offset: u32, limit: u32, signal: Option<AbortSignal>) -> Promise {
        let question = Question::Search {
            fragment,
            offset,
            limit,
        };
        answers::ask(archive, question, signal)
    }

    /// Lets go of an answer.
    #[wasm_bindgen]
    pub fn forget(archive: u32, answer: u32) {
        answers::forget(archive, answer);
    }

    /// The passage that shows why a document is in an answer.
    #[wasm_bindgen]
    pub fn passage(archive: u32, answer: u32, document: u32, signal: Option<AbortSignal>) -> Promise {
        answers::ask(archive, Question::Passage { answer, document }, signal)
    }

    /// The values of the filter panel, with how many documents of an answer have each.
    #[wasm_bindgen]
    pub fn facets(archive: u32, fragment: String, signal: Option<AbortSignal>) -> Promise {
        answers::ask(archive, Question::Facets { fragment }, signal)
    }

    /// The number of the document with a slug.
    #[wasm_bindgen]
    pub fn find(archive: u32, slug: String, signal: Option<AbortSignal>) -> Promise {
        answers::ask(archive, Question::Find { slug }, signal)
    }

    /// Which item of which page of the feed a document is: `[item, page]`.
    #[wasm_bindgen]
    pub fn article(archive: u32, document: u32, signal: Option<AbortSignal>) -> Promise {
        answers::ask(archive, Question::Article { document }, signal)
    }
}

fn main() {}
