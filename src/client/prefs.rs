//! The choices that outlive a visit. A browser that stores nothing (private windows, blocked storage) is no
//! error: the choice then lasts as long as the page.

use web_sys::Storage;

/// One saved choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The language of the interface: `en` or `vi`.
    Language,
    /// The colours: `light` or `dark`; nothing is automatic.
    Theme,
    /// The keyboard shortcuts: `off`, or nothing.
    Shortcuts,
    /// The last searches, one a line, the newest first; see [`recent`].
    Recent,
}

impl Choice {
    fn key(self) -> &'static str {
        match self {
            Choice::Language => "article-explorer.language",
            Choice::Theme => "article-explorer.theme",
            Choice::Shortcuts => "article-explorer.shortcuts",
            Choice::Recent => "article-explorer.recent",
        }
    }

    /// What was saved.
    pub fn load(self) -> Option<String> {
        storage()?.get_item(self.key()).ok()?
    }

    /// Saves `value`; an empty one forgets the choice.
    pub fn save(self, value: &str) {
        let Some(storage) = storage() else { return };
        // A full or forbidden storage loses the choice, nothing else.
        let _ = match value {
            "" => storage.remove_item(self.key()),
            value => storage.set_item(self.key(), value),
        };
    }
}

/// More searches than these are not remembered.
const SEARCHES: usize = 5;

/// The last searches that were saved, the newest first.
pub fn recent(saved: &str) -> Vec<String> {
    saved.lines().map(str::to_owned).collect()
}

/// What to save after another search; `None` where it is none.
pub fn searched(saved: &str, query: &str) -> Option<String> {
    let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut searches = recent(saved);
    searches.retain(|known| *known != query);
    searches.insert(0, query.clone());
    searches.truncate(SEARCHES);
    (!query.is_empty()).then(|| searches.join("\n"))
}

/// The languages that the reader's browser prefers, best first, as BCP 47 tags.
pub fn browser_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect()
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
