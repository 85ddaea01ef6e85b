//! What a keeper holds back: keys that say that an article is not finished, not for everybody, not yet or no longer to be read.
//!
//! The keys are those of the usual tools (Jekyll `published`, Hugo `draft`, `publishDate`, `expiryDate` and `build`, Pelican,
//! WordPress and Ghost `status` and `visibility`, Obsidian `publish`, Zola `render`, Eleventy `permalink: false`, Grav
//! `published` …), in any spelling of the key, of yes and of no. One that holds back outweighs any that does not, and a value
//! that cannot be read holds back. A key without a value is left over from a template and says nothing.

mod keys;
mod words;

use keys::{Meaning, meaning};
use words::{clean, is_for_some, is_known_to_hold, is_public, is_unfinished, truth};

use super::clock::Moment;
use super::dates::{self, Order, Refused};
use super::fields::{Entry, Value};
use super::report::Reason;
use super::stated::keys::{flat, is_container, normal};
use crate::text::fold;

/// That something is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) reason: Reason,
    /// What says so, e.g. `draft: true`.
    pub(super) because: String,
    pub(super) line: usize,
    /// What is wrong with the value, where it could not be read.
    pub(super) unreadable: Option<String>,
}

/// Whether a key is one by which people hold back, or one of the days that can.
pub(super) fn is_key(normal: &str) -> bool {
    meaning(normal).is_some()
}

/// Whether a key is one by which people hold back, and nothing else.
pub(super) fn is_sure_key(normal: &str) -> bool {
    matches!(meaning(normal), Some((_, true)))
}

/// What holds the article back whose front matter this is. `statuses` are further words, folded, that the keeper lets
/// through as a status.
pub(super) fn held(entries: &[Entry], moment: Moment, order: Option<Order>, statuses: &[String]) -> Option<Held> {
    let judge = |entry| Judge {
        entry,
        moment,
        order,
        statuses,
    };
    let found: Vec<Held> = flat(entries)
        .into_iter()
        .chain(inside(entries))
        .filter_map(|entry| judge(entry).held())
        .collect();
    // One that was understood says more than one that was not.
    let understood = found.iter().position(|held| held.unreadable.is_none()).unwrap_or(0);
    found.into_iter().nth(understood)
}

/// What stands in tables of any other name and means the article wherever it stands: `cms: {draft: true}`, but not
/// `cover: {hidden: true}`.
fn inside(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    const ANYWHERE: [&str; 6] = [
        "draft",
        "isdraft",
        "published",
        "ispublished",
        "unpublished",
        "donotpublish",
    ];
    let tables = entries
        .iter()
        .filter(|entry| !is_container(&entry.key))
        .filter_map(|entry| entry.value.table());
    tables
        .flatten()
        .filter(|entry| ANYWHERE.contains(&normal(&entry.key).as_str()))
}

/// The keeper says that everybody may read this, whatever the file says.
pub(super) fn is_let_through(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| {
        let text = entry.value.text().map(clean).unwrap_or_default();
        match meaning(&normal(&entry.key)) {
            Some((Meaning::Holds, _)) => truth(text) == Some(false),
            Some((Meaning::Publishes, _)) => truth(text) == Some(true),
            Some((Meaning::Status, _)) => is_public(&fold(text)),
            _ => false,
        }
    })
}

/// A line of a text that would hold back if it stood in front matter, and can hardly be anything else: `draft: true`.
pub(super) fn is_plain(key: &str, value: &str, moment: Moment) -> bool {
    let value = clean(value);
    let Some((meaning, true)) = meaning(&normal(key)) else {
        return false;
    };
    if value.is_empty() || value.split_whitespace().count() > 3 {
        return false;
    }
    let entry = Entry {
        key: key.to_owned(),
        line: 0,
        value: Value::Text(value.to_owned()),
    };
    let judge = Judge {
        entry: &entry,
        moment,
        order: None,
        statuses: &[],
    };
    match meaning {
        Meaning::Password | Meaning::Build => false,
        // A text on a bill says that it is pending, or that a case is closed.
        Meaning::Status => is_unfinished(&fold(value)),
        _ => judge.held().is_some_and(|held| held.unreadable.is_none()),
    }
}

/// A comment that is nothing but this says that what it stands above is not to be published.
pub(super) fn is_word(text: &str) -> bool {
    let word = fold(text);
    is_unfinished(&word)
        || matches!(
            word.as_str(),
            "do not publish" | "not for publication" | "confidential" | "wip"
        )
}

struct Judge<'a> {
    entry: &'a Entry,
    moment: Moment,
    /// Which number of `03/04/2021` is the day.
    order: Option<Order>,
    statuses: &'a [String],
}

impl Judge<'_> {
    fn held(&self) -> Option<Held> {
        let (meaning, sure) = meaning(&normal(&self.entry.key))?;
        let texts = match &self.entry.value {
            Value::Nothing => return None,
            Value::Text(text) => vec![text.as_str()],
            Value::Table(_) if meaning == Meaning::Build => return self.build(),
            // MkDocs: `date: {created: …}`
            Value::Table(table) if meaning == Meaning::Date => {
                table.iter().filter_map(|entry| entry.value.text()).collect()
            }
            value => match value.texts() {
                Some(texts) if !texts.is_empty() => texts,
                Some(_) => return None,
                None if sure => return Some(self.unreadable(meaning, "a list or a table")),
                None => return None,
            },
        };
        let held = texts
            .into_iter()
            .map(clean)
            .filter(|text| !text.is_empty())
            .find_map(|text| self.of(meaning, text));
        held.filter(|held| sure || held.unreadable.is_none())
    }

    fn of(&self, meaning: Meaning, text: &str) -> Option<Held> {
        let draft = |holds: bool| holds.then(|| self.hold(Reason::Draft, text));
        let truth = truth(text);
        match meaning {
            Meaning::Holds => match truth {
                Some(truth) => draft(truth),
                None => Some(self.unreadable(meaning, text)),
            },
            Meaning::Publishes => match truth {
                Some(truth) => draft(!truth),
                // `public: everyone`, `publish: draft`
                None if is_public(&fold(text)) => None,
                None if is_known_to_hold(&fold(text)) => draft(true),
                None => self.from(meaning, text),
            },
            Meaning::From => match truth {
                Some(truth) => draft(truth),
                None => self.from(meaning, text),
            },
            Meaning::Until => match (truth, self.begun(text, false)) {
                (Some(truth), _) => draft(truth),
                (None, Some(true)) => Some(self.hold(Reason::Expired, text)),
                (None, Some(false)) => None,
                (None, None) => Some(self.unreadable(meaning, text)),
            },
            Meaning::Date => {
                let to_come = self.begun(text, true) == Some(false);
                to_come.then(|| self.hold(Reason::ToCome, text))
            }
            Meaning::Status => {
                let word = fold(text);
                let for_some =
                    matches!(normal(&self.entry.key).as_str(), "access" | "accessrights") && is_for_some(&word);
                let public = !for_some && (truth == Some(true) || is_public(&word)) || self.statuses.contains(&word);
                if public || truth == Some(false) || is_known_to_hold(&word) || for_some {
                    draft(!public)
                } else {
                    Some(self.unreadable(meaning, text))
                }
            }
            Meaning::Password => draft(truth != Some(false)),
            Meaning::NotFalse => draft(truth == Some(false)),
            // `build: never`, but not the name of a command.
            Meaning::Build => draft(truth == Some(false)),
        }
    }

    /// Held back until a day.
    fn from(&self, meaning: Meaning, text: &str) -> Option<Held> {
        match self.begun(text, false) {
            Some(true) => None,
            Some(false) => Some(self.hold(Reason::ToCome, text)),
            None => Some(self.unreadable(meaning, text)),
        }
    }

    /// Whether a stated moment has come; a day, where `anywhere`, when it has begun in some place: what is dated this morning in Hà
    /// Nội is not to come, while it is still yesterday in UTC. `None` for what is no date.
    fn begun(&self, text: &str, anywhere: bool) -> Option<bool> {
        let now = self.moment.seconds();
        let (begins, is_day) = match dates::read(text, self.order) {
            Ok(when) => (when.begins()?, when.time.is_none()),
            // As long as one of the two is to come, it may be that one.
            Err(Refused::Either(one, other)) => (i64::from(one.earliest()?.max(other.earliest()?)) * 86_400, true),
            Err(_) => return None,
        };
        Some(begins <= now || anywhere && is_day && begins / 86_400 <= i64::from(self.moment.latest_day()))
    }

    /// `build: {render: never, list: never}`
    fn build(&self) -> Option<Held> {
        let table = self.entry.value.table()?;
        let never = |entry: &&Entry| {
            let key = normal(&entry.key);
            let value = entry.value.text().map(clean).unwrap_or_default();
            matches!(key.as_str(), "render" | "list")
                && (truth(value) == Some(false) || matches!(fold(value).as_str(), "never" | "link" | "local"))
        };
        table.iter().find(never).map(|entry| Held {
            reason: Reason::Draft,
            because: format!(
                "{}.{}: {}",
                self.entry.key,
                entry.key,
                entry.value.text().unwrap_or_default()
            ),
            line: entry.line,
            unreadable: None,
        })
    }

    fn hold(&self, reason: Reason, text: &str) -> Held {
        Held {
            reason,
            because: format!("{}: {text}", self.entry.key),
            line: self.entry.line,
            unreadable: None,
        }
    }

    fn unreadable(&self, meaning: Meaning, text: &str) -> Held {
        let key = &self.entry.key;
        let expected = match meaning {
            Meaning::Status => {
                "not known to mean that everybody may read it: write `published`, or name it in `public_statuses` of archive.toml"
            }
            Meaning::From | Meaning::Until => "not a date that is understood everywhere: write it as 2025-02-12",
            _ => "neither true nor false",
        };
        Held {
            reason: Reason::Draft,
            because: format!("{key}: {text}"),
            line: self.entry.line,
            unreadable: Some(format!("held back, since `{key}: {text}` is {expected}")),
        }
    }
}

#[cfg(test)]
mod tests;
