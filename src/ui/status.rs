//! The count of the list: seen by all, and said once typing pauses.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::dom::Later;
use super::state::App;

/// Long enough that a word being typed is not counted letter by letter.
const PAUSE: u64 = 250;

pub(super) fn status(app: App) -> AnyView {
    let strings = app.strings();
    let text = RwSignal::new(String::new());
    let later = Later::new(PAUSE);
    Effect::new(move |_| {
        let count = app.answer.with(|answer| answer.as_ref().map(|answer| answer.total()));
        if let Some(count) = count {
            let set = move || {
                // The page may be gone by then.
                let _ = text.try_set((strings.articles)(count));
            };
            if text.with_untracked(String::is_empty) {
                set();
            } else {
                later.run(set);
            }
        }
    });
    view! {
        <p class="count" role="status">
            {text}
        </p>
    }
    .into_any()
}
