//! What the page asks of the browser besides drawing: fetching a bundle, the address bar, saved preferences.
//!
//! Nothing here knows leptos or decides what is shown: `ui` does, through the functions of these modules.
//!
//! * [`FetchStore`]: a [`crate::search::Store`] over HTTP.
//! * [`AnyStore`]: any store behind one type, so that the page is compiled once.
//! * [`address`]: the route as the page's fragment, and what each history entry remembers.
//! * [`prefs`]: the choices that outlive a visit.
//! * [`chunk`]: the part of the program that only some readers use.

pub mod address;
pub mod chunk;
mod fetch;
mod gunzip;
pub mod prefs;
mod store;

pub use fetch::{Cached, FetchStore};
pub use store::AnyStore;
