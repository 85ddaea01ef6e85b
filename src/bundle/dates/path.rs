//! Dates that a path or an address has: `2016/09/29/title`, `2019-05-06-title`, `title-20250212.html`.
//!
//! People and programs name files and pages by the day on which these were published, so a full date there counts, unless
//! several different ones stand at the same place.

use super::civil;
use crate::article::EdtfDate;

/// The first year that addresses of the web can name as their own.
const FIRST_OF_THE_WEB: i32 = 1990;

/// The first year of files.
const FIRST_OF_FILES: i32 = 1800;

/// The date in the path of a file, and the part that says so. Deeper names go before those of folders.
pub(in crate::bundle) fn in_path(path: &str, latest_day: i32) -> Option<(EdtfDate, &str)> {
    dated(path, FIRST_OF_FILES, latest_day)
}

/// The same of an address (`https://…`) or of the path of a page (`/2016/09/29/title`).
pub(in crate::bundle) fn in_address(address: &str, latest_day: i32) -> Option<(EdtfDate, &str)> {
    let behind = |mark: &str| address.find(mark).map(|at| at + mark.len());
    let path = behind("://").map_or(address, |at| {
        address[at..].find('/').map_or("", |slash| &address[at + slash..])
    });
    let path = path.split(['?', '#']).next().unwrap_or_default();
    dated(path, FIRST_OF_THE_WEB, latest_day)
}

/// The day by which site generators know when a file is to be published, and the part of its path that says so: what the name of the
/// file begins with, or of a folder around it (`_posts/2025-02-12-title.md`, `2025-02-12-title/index.md`, `2025/02/12/title.md`).
pub(in crate::bundle) fn named_by(path: &str) -> Option<(EdtfDate, &str)> {
    let mut end = path.len();
    for name in path.rsplit('/') {
        let start = end - name.len();
        let first = in_name(name).into_iter().find(|(_, part)| name.starts_with(part));
        if let Some(found) = first.or_else(|| over_folders(path, start, name).next()) {
            return Some(found);
        }
        end = start.saturating_sub(1);
    }
    None
}

fn dated(path: &str, first_year: i32, latest_day: i32) -> Option<(EdtfDate, &str)> {
    let fits = |date: &EdtfDate| {
        date.year().is_some_and(|year| year >= first_year) && date.earliest().is_some_and(|day| day <= latest_day)
    };
    let mut end = path.len();
    for name in path.rsplit('/') {
        let start = end - name.len();
        let mut found: Vec<(EdtfDate, &str)> = in_name(name).into_iter().filter(|(date, _)| fits(date)).collect();
        // `2016/09/29`, `2016-09/29-title`: the last of the three begins this name.
        found.extend(over_folders(path, start, name).filter(|(date, _)| fits(date)));
        found.dedup_by(|a, b| a.0 == b.0);
        match found.len() {
            0 => {}
            1 => return found.pop(),
            _ => return None,
        }
        end = start.saturating_sub(1);
    }
    None
}

/// A run of digits and where it stands.
struct Digits<'a> {
    text: &'a str,
    start: usize,
}

impl Digits<'_> {
    fn number(&self) -> Option<u16> {
        (self.text.len() <= 4).then(|| self.text.parse().ok())?
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn digits(name: &str) -> Vec<Digits<'_>> {
    let mut runs = vec![];
    let mut rest = name.char_indices().peekable();
    while let Some((start, character)) = rest.next() {
        if !character.is_ascii_digit() {
            continue;
        }
        let mut end = start + 1;
        while rest.next_if(|(_, next)| next.is_ascii_digit()).is_some() {
            end += 1;
        }
        let text = &name[start..end];
        runs.push(Digits { text, start });
    }
    runs
}

/// The full dates in the name of a file or a folder.
fn in_name(name: &str) -> Vec<(EdtfDate, &str)> {
    let runs = digits(name);
    let mut found = vec![];
    let mut free = 0;
    for at in 0..runs.len() {
        let run = &runs[at];
        // A letter before or behind the digits makes them the number of something else: `post20191231`.
        let alone = |start: usize, end: usize| {
            !name[..start].ends_with(char::is_alphanumeric)
                && !name[end..].starts_with(|letter: char| letter.is_alphanumeric() && letter != 'T')
        };
        if run.start < free {
            continue;
        }
        if alone(run.start, run.end())
            && let Some(date) = together(run.text)
        {
            free = run.end();
            found.push((date, &name[run.start..run.end()]));
            continue;
        }
        let Some([first, second, third]) = runs.get(at..at + 3) else {
            continue;
        };
        let joint = |a: &Digits<'_>, b: &Digits<'_>| {
            let sign = &name[a.end()..b.start];
            matches!(sign, "-" | "_" | ".").then_some(sign)
        };
        let joined = joint(first, second)
            .zip(joint(second, third))
            .is_some_and(|(a, b)| a == b);
        if !joined || !alone(first.start, third.end()) {
            continue;
        }
        if let Some(date) = three(first, second, third) {
            free = third.end();
            found.push((date, &name[first.start..third.end()]));
        }
    }
    found
}

/// `20250212`, and with a time behind it, `20250212081530`, with thousandths `20250212081530123`.
fn together(text: &str) -> Option<EdtfDate> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok();
    let timed = match text.len() {
        8 => true,
        14 | 17 => number(8, 10)? < 24 && number(10, 12)? < 60 && number(12, 14)? < 60,
        _ => false,
    };
    timed.then(|| civil(text[..4].parse().ok()?, number(4, 6)?, number(6, 8)?))?
}

/// `2025-02-12`, `2025-2-5`; `25-02-2025` where the order is sure.
fn three(first: &Digits<'_>, second: &Digits<'_>, third: &Digits<'_>) -> Option<EdtfDate> {
    let lengths = [first.text.len(), second.text.len(), third.text.len()];
    let [a, b, c] = [first.number()?, second.number()?, third.number()?];
    let small = |number: u16| u8::try_from(number).ok();
    match lengths {
        [4, 1 | 2, 1 | 2] => civil(i32::from(a), small(b)?, small(c)?),
        [1 | 2, 1 | 2, 4] => {
            let day_first = civil(i32::from(c), small(b)?, small(a)?);
            let month_first = civil(i32::from(c), small(a)?, small(b)?);
            match (day_first, month_first) {
                (Some(date), None) | (None, Some(date)) => Some(date),
                (Some(one), Some(other)) if one == other => Some(one),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A day at the beginning of a name, with year and month in the folders above it.
fn over_folders<'a>(path: &'a str, start: usize, name: &str) -> impl Iterator<Item = (EdtfDate, &'a str)> {
    let found = || {
        // A single figure before more is the number of a part: `2025/10/3-schedule`.
        let day = digits(name)
            .into_iter()
            .next()
            .filter(|run| run.start == 0 && (run.text.len() == 2 || run.text.len() == name.len()))?;
        let alone = name[day.end()..]
            .chars()
            .next()
            .is_none_or(|sign| matches!(sign, '-' | '_' | '.' | ' '));
        // `01-02-title` in a folder of a month is no day of it for sure.
        let next = digits(name)
            .get(1)
            .is_some_and(|next| next.start == day.end() + 1 && next.text.len() <= 2);
        if !alone || next {
            return None;
        }
        let above = path[..start].strip_suffix('/')?;
        let mut parts = above.rsplit(['/', '-']);
        let month = parts.next().filter(|month| month.len() <= 2)?;
        let year = parts.next().filter(|year| year.len() == 4)?;
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(month) || !plain(year) {
            return None;
        }
        let from = above.len() - month.len() - year.len() - 1;
        if !(from == 0 || path[..from].ends_with('/')) {
            return None;
        }
        let date = civil(
            year.parse().ok()?,
            month.parse().ok()?,
            u8::try_from(day.number()?).ok()?,
        )?;
        Some((date, &path[from..start + day.end()]))
    };
    found().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::days_from_civil;

    fn dates(path: &str) -> (Option<String>, Option<String>) {
        let today = days_from_civil(2025, 6, 15);
        let text = |found: Option<(EdtfDate, &str)>| found.map(|(date, _)| date.to_string());
        (text(in_path(path, today)), text(in_address(path, today)))
    }

    #[test]
    fn full_dates_in_paths_and_addresses_count() {
        for (path, date) in [
            ("_posts/2019-05-06-hello-world.md", "2019-05-06"),
            ("2016/09/29/t", "2016-09-29"),
            ("/2016/9/29/t/", "2016-09-29"),
            ("2016-09/29-title.md", "2016-09-29"),
            ("2016/09/29-title.md", "2016-09-29"),
            ("news/2016_09_29.txt", "2016-09-29"),
            ("title-20250212.html", "2025-02-12"),
            ("title-20250212081530123.htm", "2025-02-12"),
            ("20250212T0815-title.md", "2025-02-12"),
            ("2025/2025-02/2025-02-12-title.md", "2025-02-12"),
            ("2025-02-12/2025-02-12-title.md", "2025-02-12"),
            ("2025-02-12/title.md", "2025-02-12"),
            ("2025-02-12/7-title.md", "2025-02-12"),
            ("title-25-02-2025.md", "2025-02-25"),
            ("2025-02-12 Title of it.md", "2025-02-12"),
        ] {
            assert_eq!(dates(path), (Some(date.to_owned()), Some(date.to_owned())), "{path}");
        }
        let (_, address) = dates("https://2001-01-01.example.org/2025/02/12/title/?at=2024-01-01");
        assert_eq!(address.as_deref(), Some("2025-02-12"));
        let (path, term) = in_path("a/2019-05-06-title.md", 20_000).expect("a date");
        assert_eq!((path.as_str(), term), ("2019-05-06", "2019-05-06"));
        assert_eq!(in_path("a/2016/09/29/t.md", 20_000).expect("a date").1, "2016/09/29");
    }

    #[test]
    fn other_numbers_do_not() {
        for path in [
            "2025-02.md",
            "2025/02/title.md",
            "post20191231.md",
            "isbn-97820191231.md",
            "2019-13-01.md",
            "2019-02-30-title.md",
            "20259912.md",
            "title-2065-04-15.md",
            "2025-06-16-tomorrow.md",
            "03-04-2021.md",
            "2024-01-01-to-2024-12-31.md",
            "v1.2.2025/title.md",
            "12/title.md",
            "uploads/2025/10/3-schedule.pdf",
            "2025/02/01-02-part.md",
            "10.1000-2020.12.3456",
            "",
            "/",
        ] {
            assert_eq!(dates(path), (None, None), "{path}");
        }
        assert_eq!(
            dates("speech-1945-09-02.md"),
            (Some("1945-09-02".into()), None),
            "no page of the web is that old"
        );
    }

    #[test]
    fn files_are_named_by_the_day_of_their_publication() {
        let named = |path: &str| named_by(path).map(|(date, part)| (date.to_string(), part.to_owned()));
        for (path, part) in [
            ("_posts/2098-01-01-title.md", "2098-01-01"),
            ("2098-01-01.md", "2098-01-01"),
            ("a/2098-01-01 Title.md", "2098-01-01"),
            ("a/2098-1-1-title/index.md", "2098-1-1"),
            ("blog/2098/01/01/title.md", "2098/01/01"),
            ("blog/2098/01/01-title.md", "2098/01/01"),
            ("20980101-title.md", "20980101"),
        ] {
            assert_eq!(named(path), Some(("2098-01-01".into(), part.into())), "{path}");
        }
        assert_eq!(
            named("2098-01-01/2020-01-01-title.md").map(|(date, _)| date),
            Some("2020-01-01".into())
        );
        for path in [
            "plan-for-2098-01-01.md",
            "2098-vision.md",
            "2098-01.md",
            "agenda-20980101.md",
        ] {
            assert_eq!(named(path), None, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_path_can_be_looked_at(path in "[0-9a/_.T é-]{0,40}") {
            let _ = dates(&path);
            let _ = named_by(&path);
        }
    }
}
