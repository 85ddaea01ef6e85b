//! What explorers on the same page share: the files of a bundle are fetched once, however many show it.

use std::cell::RefCell;

use crate::client::{AnyStore, Cached, FetchStore};

thread_local! {
    /// By where the bundle is.
    static STORES: RefCell<Vec<(String, AnyStore)>> = const { RefCell::new(Vec::new()) };
}

/// The files of the bundle at `base`, an address that ends in `/`. Who must not use what the browser has gets a store that all
/// others share from then on.
pub fn store(base: &str, cached: Cached) -> AnyStore {
    STORES.with_borrow_mut(|stores| {
        let known = stores.iter().position(|(known, _)| known == base);
        match known {
            Some(at) if cached == Cached::Use => stores[at].1.clone(),
            known => {
                if let Some(at) = known {
                    stores.remove(at);
                }
                let store = AnyStore::new(FetchStore::new(base, cached));
                stores.push((base.to_owned(), store.clone()));
                store
            }
        }
    })
}
