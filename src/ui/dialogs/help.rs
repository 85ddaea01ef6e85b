//! What can be typed, which keys do what, what the two kinds of tags are.

use crate::route::Route;
use crate::ui::dom;
use crate::ui::parts::button;
use crate::ui::search_box::BOX_ID;
use crate::ui::state::App;
use crate::ui::view::{View, el};

pub(super) fn help(app: App) -> View {
    let strings = app.strings();
    let queries = strings.query_rows.map(|(query, meaning)| {
        let example = button("example", el("code").child(query), move || {
            app.dialog.set(None);
            app.refine(|route| {
                *route = Route {
                    query: query.to_owned(),
                    ..Route::default()
                }
            });
            // Closing gives the focus back to where it was.
            dom::after_drawing(move || app.focus(BOX_ID));
        });
        let query = el("dt").child(example);
        View::from(vec![query.into(), el("dd").child(meaning).into()])
    });
    let keys = strings.keys.map(|(keys, meaning)| {
        let keys = el("dt").children(keys.split(' ').map(|key| el("kbd").child(key)));
        View::from(vec![keys.into(), el("dd").child(meaning).into()])
    });
    let off = el("p").hidden(move || app.shortcuts.get()).child(strings.shortcuts_off);
    vec![
        el("h3").child(strings.query_help).into(),
        el("p").class("hint").child(strings.try_it).into(),
        el("dl").class("pairs").children(queries).into(),
        el("h3").child(strings.shortcuts).into(),
        off.into(),
        el("dl").class("pairs").children(keys).into(),
        el("h3").child(strings.tags_help_title).into(),
        el("p").child(strings.tags_help).into(),
    ]
    .into()
}
