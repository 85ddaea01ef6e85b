//! The engine without the page around it, for `benches/peers`: what a browser needs to open a bundle and to search it.
//!
//! Every answer is one text, since that is what crosses from wasm to JavaScript in one piece.

#[cfg(target_arch = "wasm32")]
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
mod engine {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::task::{Context, Poll, Waker};

    use article_explorer::client::{Cached, FetchStore};
    use article_explorer::search::{Engine, Error, Request, Results};
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    thread_local! {
        static ENGINE: RefCell<Option<Rc<Engine<FetchStore>>>> = const { RefCell::new(None) };
        static LAST: RefCell<Option<Rc<Results>>> = const { RefCell::new(None) };
    }

    /// Opens the bundle at `base`, an address that ends in `/`.
    #[wasm_bindgen]
    pub async fn open(base: String) -> Result<(), JsValue> {
        let engine = Engine::open(FetchStore::new(base, Cached::Use)).await.map_err(thrown)?;
        ENGINE.set(Some(Rc::new(engine)));
        Ok(())
    }

    /// The number of hits, then for each of the first `limit` hits its document, the path of the article's file and its title, all
    /// divided by U+001F: one text crosses from wasm to JavaScript fastest.
    ///
    /// The text itself where all files are there that it needs, else a promise of it.
    #[wasm_bindgen]
    pub fn search(query: String, limit: usize) -> Result<JsValue, JsValue> {
        let mut answer = Box::pin(answer(query, limit));
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => Ok(wasm_bindgen_futures::future_to_promise(answer).into()),
        }
    }

    async fn answer(query: String, limit: usize) -> Result<JsValue, JsValue> {
        let engine = engine()?;
        let request = Request {
            query,
            limit: Some(limit),
            ..Request::default()
        };
        let results = engine.search(&request).await.map_err(thrown)?;
        let documents: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
        let cards = engine.cards(&documents).await.map_err(thrown)?;
        let mut answer = results.listed.to_string();
        for (document, card) in documents.iter().zip(cards) {
            for part in [&document.to_string(), &card.path, &card.title] {
                answer.push('\u{1f}');
                answer.push_str(part);
            }
        }
        LAST.set(Some(Rc::new(results)));
        Ok(answer.into())
    }

    /// The passage of a document of the last answer that the page would show under its title.
    #[wasm_bindgen]
    pub async fn passage(document: u32) -> Result<String, JsValue> {
        let engine = engine()?;
        let results = LAST.with_borrow(Clone::clone).ok_or("search comes first")?;
        let snippet = engine.snippet(document, results.passage(document), &results.matcher);
        Ok(snippet.await.map_err(thrown)?.text)
    }

    fn engine() -> Result<Rc<Engine<FetchStore>>, JsValue> {
        ENGINE
            .with_borrow(Clone::clone)
            .ok_or_else(|| "open comes first".into())
    }

    fn thrown(error: Error) -> JsValue {
        error.to_string().into()
    }
}

fn main() {}
