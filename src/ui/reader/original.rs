//! The original, beside the cleaned text.

use crate::article::Article;
use crate::ui::failure::notice;
use crate::ui::state::{App, Original};
use crate::ui::view::{El, el, nothing};

pub(super) fn original(app: App, article: &Article) -> El {
    let strings = app.strings();
    let language = article.language.clone();
    let note = (strings.original_note)(&article.explorer.path);
    el("section")
        .class("original")
        .label(strings.original)
        .hidden(move || app.original.with(|original| matches!(original, Original::Hidden)))
        .child(el("h2").class("label").child(strings.original))
        .child(el("p").class("note").child(note))
        .dynamic(move || match app.original.get() {
            Original::Hidden => nothing(),
            Original::Loading => el("p").child(strings.loading).into(),
            Original::Shown(text) => el("pre").class("original-text").lang(&language).child(&*text).into(),
            Original::Failed(error) => {
                let what = el("p").child(strings.original_failed);
                vec![what.into(), notice(app, &error).into()].into()
            }
        })
}
