//! Any store behind one type.

use std::ops::Range;
use std::pin::Pin;
use std::rc::Rc;

use crate::search::{Store, StoreError};

type Promised<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// [`Store`] with a boxed future, which makes it usable as a trait object.
trait BoxedStore {
    fn read<'a>(&'a self, path: &'a str) -> Promised<'a, Result<Rc<[u8]>, StoreError>>;
    fn part<'a>(&'a self, path: &'a str, range: Range<u64>) -> Promised<'a, Result<Vec<u8>, StoreError>>;
    fn unpack<'a>(&'a self, member: &'a [u8]) -> Promised<'a, Option<Vec<u8>>>;
    fn pause(&self) -> Promised<'_, ()>;
    fn more_code(&self) -> Promised<'_, Result<(), StoreError>>;
}

impl<S: Store> BoxedStore for S {
    fn read<'a>(&'a self, path: &'a str) -> Promised<'a, Result<Rc<[u8]>, StoreError>> {
        Box::pin(Store::read(self, path))
    }

    fn part<'a>(&'a self, path: &'a str, range: Range<u64>) -> Promised<'a, Result<Vec<u8>, StoreError>> {
        Box::pin(Store::part(self, path, range))
    }

    fn unpack<'a>(&'a self, member: &'a [u8]) -> Promised<'a, Option<Vec<u8>>> {
        Box::pin(Store::unpack(self, member))
    }

    fn pause(&self) -> Promised<'_, ()> {
        Box::pin(Store::pause(self))
    }

    fn more_code(&self) -> Promised<'_, Result<(), StoreError>> {
        Box::pin(Store::more_code(self))
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

    async fn part(&self, path: &str, range: Range<u64>) -> Result<Vec<u8>, StoreError> {
        self.0.part(path, range).await
    }

    async fn unpack(&self, member: &[u8]) -> Option<Vec<u8>> {
        self.0.unpack(member).await
    }

    async fn pause(&self) {
        self.0.pause().await;
    }

    async fn more_code(&self) -> Result<(), StoreError> {
        self.0.more_code().await
    }
}
