//! A folder of articles in, a static site out that anyone can search, filter and read in the browser.
//!
//! # The rooms
//!
//! | room | what it owns | may name |
//! | --- | --- | --- |
//! | [`article`] | the wire contract: articles, blocks, tags, dates, the manifest, cards | serde only |
//! | [`text`] | fold, tokens, joined names, excerpts, highlight ranges | nothing but text |
//! | [`index`] | the bytes of the index: writer, reader, blocks | `article`, `text` |
//! | [`search`] | query language, scoring, filters, facets, snippets, the engine over a [`search::Store`] | the three above |
//! | [`route`] | what is on screen, as a URL fragment and back | `search`'s filters |
//! | `bundle` | reads a folder, infers, tags, validates, writes the bundle (native only) | all above |
//! | `client` | fetching, saved state, the address bar (browser only) | `article` to `search`, `route` |
//! | `ui` | the page: search box, filters, results, reader (browser only) | `client` and below |
//! | `embed` | the explorer in an element of another page (browser only) | `ui` and below |
//!
//! Imports run downwards only: `article <- text <- index <- search <- bundle` on the build side and
//! `search <- client <- ui <- embed` in the browser. `bundle` and `client` never see each other: the bytes that
//! `docs/format.md` describes are their contract.
//!
//! From `article` to `route` nothing names a browser, a file system or a clock, so the same code runs in
//! the bundler, in the page and in tests.

pub mod article;
pub mod index;
pub mod route;
pub mod search;
pub mod text;

#[cfg(not(target_arch = "wasm32"))]
pub mod bundle;

#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod ui;
