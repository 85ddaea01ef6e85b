//! What can be typed, which keys do what, what the two kinds of tags are.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use crate::ui::state::App;

pub(super) fn help(app: App) -> AnyView {
    let strings = app.strings();
    let queries = strings.query_rows.map(|(query, meaning)| {
        view! {
            <dt>
                <code>{query}</code>
            </dt>
            <dd>{meaning}</dd>
        }
        .into_any()
    });
    let keys = strings.keys.map(|(keys, meaning)| {
        let keys = keys
            .split(' ')
            .map(|key| view! { <kbd>{key}</kbd> }.into_any())
            .collect::<Vec<_>>();
        view! {
            <dt>{keys}</dt>
            <dd>{meaning}</dd>
        }
        .into_any()
    });
    let off = move || (!app.shortcuts.get()).then(|| view! { <p>{strings.shortcuts_off}</p> });
    view! {
        <h3>{strings.query_help}</h3>
        <dl class="pairs">{queries.into_iter().collect::<Vec<_>>()}</dl>
        <h3>{strings.shortcuts}</h3>
        {off}
        <dl class="pairs keys">{keys.into_iter().collect::<Vec<_>>()}</dl>
        <h3>{strings.tags_help_title}</h3>
        <p>{strings.tags_help}</p>
    }
    .into_any()
}
