//! The explorer in somebody else's page.
//!
//! * [`Place`]: the explorer in an element: its own history, nothing saved, nothing of the page touched; what happens is told to the
//!   script around it.
//! * [`answers`]: the engine alone, for scripts: archives that are open, and answers as JSON.
//! * [`store()`]: what explorers on the same page share.
//!
//! The functions that scripts call stand in `src/bin/embed.rs`, so that the hosted page does not carry them.

pub mod answers;
mod place;
mod stores;

pub use place::{Options, Place, Tell};
pub use stores::store;
