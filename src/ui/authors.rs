//! Those who wrote an article: each name leads to what else its bearer wrote.

use super::marked::marked;
use super::parts::button;
use super::state::App;
use super::tags::Choose;
use super::view::{El, el};
use crate::article::Author;
use crate::search::author_key;
use crate::text::Matcher;

/// Names, divided by commas, the words of the query marked in them.
pub(super) fn authors(app: App, authors: &[Author], matcher: &Matcher, choose: Choose) -> El {
    let mut line = el("span").class("authors");
    for (at, author) in authors.iter().enumerate() {
        let name = marked(&author.name, &matcher.ranges(&author.name));
        line = line.child(if at > 0 { ", " } else { "" });
        let (key, hint) = (author_key(author), (app.strings().filter_by)(&author.name));
        line = line.child(button("author", name, move || choose(app, key.clone())).attr("title", &hint));
    }
    line
}
