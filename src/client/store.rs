//! Any store behind one type.

use std::pin::Pin;
use std::rc::Rc;

use crate::search::{Store, StoreError};

type Reading<'a> = Pin<Box<dyn Future<Output = Result<Rc<[u8]>, StoreError>> + 'a>>;

/// [`Store`] with a boxed future, which makes it usable as a trait object.
trait BoxedStore {
    fn read<'a>(&'a self, path: &'a str) -> Reading<'a>;
}

impl<S: Store> BoxedStore for S {
    fn read<'a>(&'a self, path: &'a str) -> Reading<'a> {
        Box::pin(Store::read(self, path))
    }
}

/// A store whose kind is not part of the type: the page is compiled for this one alone and still runs over
/// a fetched bundle, one in memory, or one that fails on purpose.
#[derive(Clone)]
pub struct AnyStore(Rc<dyn BoxedStore>);

impl AnyStore {
    /// Hides the kind of a store.
    pub fn new(store: impl Store + 'static) -> Self {
        Self(Rc::new(store))
    }
}

impl Store for AnyStore {
    async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
        self.0.read(path).await
    }
}
