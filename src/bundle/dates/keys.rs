//! Which keys of front matter and of `archive.toml` state the date of an article, and which of several wins.
//!
//! The day on which a text was published goes before the one on which its file was made; the day of its last change is neither, so
//! it is not used. Of several of one kind the first wins, and another one that says the same day more precisely adds to it.

use super::stated::{self, Refused};
use super::{Order, When};
use crate::article::EdtfDate;
use crate::bundle::fields::{Entry, Value};
use crate::bundle::stated::keys::flat;
use crate::text::fold;

/// What a key says about the article, in the order in which these count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Published,
    Created,
}

fn kind(key: &str) -> Option<Kind> {
    let key: String = fold(key).chars().filter(|letter| letter.is_alphanumeric()).collect();
    match key.as_str() {
        "date" | "datetime" | "datum" | "fecha" | "ngay" => Some(Kind::Published),
        "published"
        | "publishdate"
        | "publisheddate"
        | "datepublished"
        | "publishedat"
        | "publishedon"
        | "publishedtime"
        | "publicationdate"
        | "dateofpublication"
        | "pubdate"
        | "pubdatetime"
        | "firstpublished"
        | "datefirstpublished"
        | "originaldate"
        | "posted"
        | "postdate"
        | "posteddate"
        | "dateposted"
        | "postedon"
        | "postedat"
        | "issued"
        | "issuedate"
        | "dateissued"
        | "releasedate"
        | "datereleased"
        | "dcdate"
        | "dcdateissued"
        | "dctermsdate"
        | "dctermsissued"
        | "dcissued"
        | "articlepublishedtime"
        | "ogpublishedtime"
        | "ngaydang"
        | "ngayxuatban"
        | "ngaycongbo"
        | "ngayphathanh"
        | "thoigiandang" => Some(Kind::Published),
        "created" | "createdat" | "createdon" | "createddate" | "createdtime" | "creationdate" | "datecreated"
        | "ctime" | "dcdatecreated" | "dctermscreated" | "dccreated" | "ngaytao" | "ngayviet" => Some(Kind::Created),
        _ => None,
    }
}

/// The key states a date of the article.
pub(in crate::bundle) fn states_date(key: &str) -> bool {
    kind(key).is_some()
}

/// A date that was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bundle) struct StatedDate {
    pub(in crate::bundle) when: When,
    /// The line that states it.
    pub(in crate::bundle) line: usize,
}

/// The date that entries state; `Some(None)` where they say that there is none. What is not understood goes to `problem`.
pub(in crate::bundle) fn stated_in(
    entries: &[Entry],
    order: Option<Order>,
    problem: &mut dyn FnMut(usize, String),
) -> Option<Option<StatedDate>> {
    let mut read = Read {
        order,
        found: vec![],
        unsettled: vec![],
        empty: false,
        unpublished: false,
        problem,
    };
    for entry in flat(entries) {
        if let Some(kind) = kind(&entry.key) {
            read.value(kind, entry, &entry.value);
        }
    }
    read.best()
}

/// Where an article is or was published, as entries say: whole addresses and paths of pages, the most recent first.
pub(in crate::bundle) fn addresses_in(entries: &[Entry]) -> Vec<String> {
    let rank = |entry: &Entry| {
        let key: String = fold(&entry.key)
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        let keys: [&[&str]; 3] = [
            &["path", "permalink", "url"],
            &[
                "sourceurl",
                "originalurl",
                "externalurl",
                "canonicalurl",
                "canonical",
                "link",
                "guid",
                "source",
            ],
            &["slug", "aliases", "redirectfrom"],
        ];
        keys.iter().position(|keys| keys.contains(&key.as_str()))
    };
    let mut ranked: Vec<(usize, &Entry)> = entries.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let texts = ranked
        .into_iter()
        .flat_map(|(_, entry)| entry.value.texts().unwrap_or_default());
    texts
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

struct Read<'a> {
    order: Option<Order>,
    found: Vec<(Kind, StatedDate)>,
    /// Dates that are one of two days: their text, what was said about them, and the line.
    unsettled: Vec<(String, Refused, usize)>,
    /// A key of a date is there with nothing in it.
    empty: bool,
    /// The same of one that is about publication alone.
    unpublished: bool,
    problem: &'a mut dyn FnMut(usize, String),
}

impl Read<'_> {
    fn value(&mut self, kind: Kind, entry: &Entry, value: &Value) {
        let own_word = fold(&entry.key) == "date";
        match value {
            Value::Nothing => self.unpublished |= kind == Kind::Published && !own_word,
            Value::Text(text) if text.trim().is_empty() => {
                self.empty = true;
                self.unpublished |= kind == Kind::Published && !own_word;
            }
            // `published: false` is about something else.
            Value::Text(text) if !own_word && is_answer(text) => {}
            Value::Text(text) => self.text(kind, entry, text.trim()),
            Value::List(values) if values.len() == 1 => self.value(kind, entry, &values[0]),
            // MkDocs: `date: {created: …, updated: …}`
            Value::Table(entries) => {
                for inner in entries {
                    if let Some(inner_kind) = self::kind(&inner.key) {
                        self.value(inner_kind.max(kind), inner, &inner.value);
                    }
                }
            }
            Value::List(_) => (self.problem)(
                entry.line,
                format!("`{}` should be a date such as 2025-02-12", entry.key),
            ),
        }
    }

    fn text(&mut self, kind: Kind, entry: &Entry, text: &str) {
        // Whoever names the key in Vietnamese writes the day first.
        let vietnamese = fold(&entry.key).starts_with("ngay") || fold(&entry.key).starts_with("thoi");
        let order = if vietnamese { Some(Order::DayFirst) } else { self.order };
        match stated::read(text, order) {
            Ok(when) => {
                if let Some(doubt) = &when.doubt {
                    (self.problem)(entry.line, doubt.clone());
                }
                let line = entry.line;
                self.found.push((kind, StatedDate { when, line }));
            }
            Err(refused @ Refused::Either(..)) => self.unsettled.push((text.to_owned(), refused, entry.line)),
            Err(refused) => (self.problem)(entry.line, refused.message(text)),
        }
    }

    fn best(mut self) -> Option<Option<StatedDate>> {
        // Another key of the same article can say which of two days it is.
        for (text, refused, line) in std::mem::take(&mut self.unsettled) {
            let Refused::Either(day_first, month_first) = &refused else {
                continue;
            };
            let said = |date: &EdtfDate| self.found.iter().any(|(_, found)| found.when.date == *date);
            if !said(day_first) && !said(month_first) {
                (self.problem)(line, refused.message(&text));
            }
        }
        let created = !self.unpublished;
        self.found.retain(|(kind, _)| *kind == Kind::Published || created);
        self.found.sort_by_key(|(kind, _)| *kind);
        let mut found = self.found.into_iter();
        let Some((kind, mut best)) = found.next() else {
            return self.empty.then_some(None);
        };
        for (_, other) in found.filter(|(other, _)| *other == kind) {
            let same = other.when.date == best.when.date;
            if same && best.when.time.is_none() || !same && other.when.within(&best.when) {
                best = other;
            }
        }
        Some(Some(best))
    }
}

impl When {
    /// It is one of the days that `other` can mean, and says so more precisely.
    fn within(&self, other: &When) -> bool {
        let days = |when: &When| when.date.earliest().zip(when.date.latest());
        let narrower = days(self).zip(days(other));
        self.date.is_exact_day()
            && !other.date.is_exact_day()
            && narrower.is_some_and(|((from, to), (first, last))| first <= from && to <= last)
    }
}

/// A yes or a no in any of the usual spellings, or a state.
fn is_answer(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit())
        && text.split_whitespace().count() == 1
        && super::words::month(&fold(text)).is_none()
        || matches!(text.trim(), "0" | "1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::fields;

    /// The date with its time, and the lines of problems.
    fn stated(yaml: &str) -> (Option<Option<String>>, Vec<usize>) {
        let entries = fields::yaml(yaml, 1).expect("YAML");
        let mut lines = vec![];
        let date = stated_in(&entries, None, &mut |line, _| lines.push(line));
        let text = |date: StatedDate| format!("{}{}", date.when.date, date.when.time.unwrap_or_default());
        (date.map(|date| date.map(text)), lines)
    }

    fn date(yaml: &str) -> Option<String> {
        let (date, problems) = stated(yaml);
        assert!(problems.is_empty(), "{yaml}: {problems:?}");
        date.flatten()
    }

    #[test]
    fn keys_of_all_tools_state_a_date() {
        for key in [
            "date",
            "Date",
            "DATE",
            "publishDate",
            "publish_date",
            "publish-date",
            "datePublished",
            "date_published",
            "pub_date",
            "pubDate",
            "pubDatetime",
            "published",
            "published_at",
            "published-on",
            "publishedTime",
            "article:published_time",
            "created",
            "created_at",
            "dateCreated",
            "dc.date",
            "DC.Date",
            "DC.date.issued",
            "dcterms.issued",
            "issued",
            "dateIssued",
            "posted",
            "ngày",
            "Ngày đăng",
            "ngay_dang",
            "ngày xuất bản",
            "ngày tạo",
        ] {
            assert_eq!(
                date(&format!("title: T\n'{key}': 2025-02-12")).as_deref(),
                Some("2025-02-12"),
                "{key}"
            );
            assert!(states_date(key));
        }
        for key in [
            "modified",
            "lastmod",
            "updated",
            "dateModified",
            "expiryDate",
            "date_format",
            "candidate",
            "ngày cập nhật",
        ] {
            assert_eq!(
                date(&format!("'{key}': 2025-02-12")),
                None,
                "{key}: not when it was published"
            );
        }
    }

    #[test]
    fn publication_goes_before_creation_whatever_the_order() {
        assert_eq!(
            date("created: 2025-01-01\npublishDate: 2025-02-12").as_deref(),
            Some("2025-02-12")
        );
        assert_eq!(
            date("modified: 2025-03-01\ncreated: 2025-01-01").as_deref(),
            Some("2025-01-01")
        );
        assert_eq!(
            date("date: 2024-10-29\npublished_time: 2024-10-31 14:03:42-04:00").as_deref(),
            Some("2024-10-29")
        );
        assert_eq!(
            date("date:\n  created: 2025-01-01\n  updated: 2025-03-01").as_deref(),
            Some("2025-01-01")
        );
        assert_eq!(date("date: [2025-01-01]").as_deref(), Some("2025-01-01"));
    }

    #[test]
    fn the_more_precise_of_two_that_agree_is_kept() {
        let time = Some("2025-12-11T13:29:19-05:00");
        assert_eq!(
            date("date: '2025-12-11'\npublished_time: 2025-12-11 13:29:19-05:00").as_deref(),
            time
        );
        assert_eq!(
            date("date: 2025-12\npublished: 2025-12-11").as_deref(),
            Some("2025-12-11")
        );
        assert_eq!(date("date: 2025-12\npublished: 2025-11-11").as_deref(), Some("2025-12"));
    }

    #[test]
    fn a_clipped_note_that_leaves_the_publication_open_was_not_published_when_it_was_clipped() {
        assert_eq!(
            date("source: https://example.org/\npublished:\ncreated: 2025-02-12"),
            None
        );
        assert_eq!(date("date:\ncreated: 2025-02-12").as_deref(), Some("2025-02-12"));
    }

    #[test]
    fn yes_and_no_are_no_dates() {
        for answer in ["true", "false", "no", "'off'", "draft", "0"] {
            assert_eq!(
                date(&format!("published: {answer}\ndate: 2025-02-12")).as_deref(),
                Some("2025-02-12"),
                "{answer}"
            );
        }
    }

    #[test]
    fn one_of_two_days_is_asked_about_unless_the_article_says_which() {
        assert_eq!(stated("title: T\ndate: 03/04/2021"), (None, vec![2]));
        assert_eq!(
            date("date: 03/04/2021\ncreated: 2021-04-03T10:00").as_deref(),
            Some("2021-04-03T10:00:00Z")
        );
        assert_eq!(date("ngày: 03/04/2021").as_deref(), Some("2021-04-03"));
        let entries = fields::yaml("date: 03/04/2021", 1).expect("YAML");
        let settled = stated_in(&entries, Some(Order::MonthFirst), &mut |_, message| panic!("{message}"));
        assert_eq!(
            settled.flatten().map(|date| date.when.date.to_string()).as_deref(),
            Some("2021-03-04")
        );
    }

    #[test]
    fn addresses_are_found_in_their_order() {
        let yaml = "aliases: [/old/, /older/]\nsource_url: https://example.org/b\npermalink: /a/\ntitle: T\nurl:";
        let entries = fields::yaml(yaml, 1).expect("YAML");
        assert_eq!(
            addresses_in(&entries),
            ["/a/", "https://example.org/b", "/old/", "/older/"]
        );
    }

    #[test]
    fn what_is_no_date_is_named_with_its_line_and_another_key_is_used() {
        assert_eq!(
            stated("date: 2025-02-30\ncreated: 2025-02-12"),
            (Some(Some("2025-02-12".into())), vec![1])
        );
        assert_eq!(stated("title: T\ndate: [a, b]").1, [2]);
        assert_eq!(stated("date: ''"), (Some(None), vec![]));
        assert_eq!(stated("title: T"), (None, vec![]));
    }
}
