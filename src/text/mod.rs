//! Text without meaning: folding, tokens, joined names, what to mark, which passage to show.
//!
//! * [`fold`] and [`spelling`]: the two normal forms of a word. The first makes them meet; the second
//!   tells `đường` from `dương`.
//! * [`stem`]: a word without its ending; what the index is keyed by.
//! * [`tokens`]: the words of a text with their byte ranges.
//! * [`name_words`]: what the name of a person is found by, however it is punctuated.
//! * [`joined`]: words that are written apart and together, COVID-19 and covid19, Việt Nam and Vietnam.
//! * [`Matcher`]: what a query marks in any text.
//! * [`alike`]: when two names of tags are one.
//! * [`excerpt`]: the passage of a text that shows best why it was found.
//!
//! Index and query use the same functions; that is what makes them meet.

mod excerpt;
mod fold;
pub mod joined;
mod labels;
mod matcher;
mod names;
mod neighbours;
mod numbers;
mod scripts;
mod stem;
mod tokens;

pub use excerpt::{Excerpt, excerpt, first_sentence, paragraphs};
pub use fold::{fold, has_marks, spelling};
pub use labels::{Alike, alike, bare_name};
pub use matcher::{Matcher, Pattern};
pub(crate) use matcher::{Read, phrase_at};
pub use names::name_words;
pub use scripts::is_cut;
pub use stem::{inflects, stem};
pub use tokens::{Joint, Token, tokens};
