//! The page: search box, filters, results, reader.
//!
//! [`state::App`] holds what is on screen and is the only place that changes it; the other modules draw it.
//! Text of an article only ever becomes a text node: nothing here sets markup.
//!
//! * `app`: the root, and what listens to the window.
//! * `header`, `search_box`, `offers`, `filters`, `chips`, `results`, `status`: the list.
//! * `reader`: an article.
//! * `tags`, `evidence`, `marked`, `failure`: pieces that several of these share.
//! * `view`, `live`: how all of these make elements, and what elements follow.
//! * `dialogs`, `keyboard`, `theme`, `i18n`, `dom`: the rest.

mod app;
mod authors;
mod chips;
mod dialogs;
pub mod dom;
mod evidence;
mod failure;
mod filters;
mod header;
pub mod host;
pub mod i18n;
pub mod keyboard;
pub mod live;
mod marked;
mod offers;
mod parts;
pub mod reader;
mod results;
mod search_box;
pub mod state;
mod status;
mod tags;
mod theme;
pub mod view;

pub use app::{page, page_with};
pub use chips::{Chip, chips};
pub use filters::visible;
pub use marked::{Piece, pieces};
pub use results::{Suggestion, suggestions};
pub use theme::Theme;
