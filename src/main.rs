//! The browser's entry: mounts the hosted page over the bundle beside it.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::rc::Rc;

    use article_explorer::client::{AnyStore, FetchStore};
    use article_explorer::ui;
    use article_explorer::ui::host::{ARCHIVE, Page};

    let place = leptos::prelude::document().get_element_by_id("app");
    let Some(place) = place else { return };
    let store = Rc::new(|cached| AnyStore::new(FetchStore::new(ARCHIVE, cached)));
    leptos::mount::mount_to_renderer(&place, || ui::page(Rc::new(Page), store)).forget();
}

/// The page needs a browser; the command line is the other binary.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
