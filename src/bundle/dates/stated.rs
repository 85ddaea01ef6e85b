//! A text that is a date and nothing else, however it is written, as long as it can only be one.

use super::scan::{Token, scan};
use super::{Order, When, civil, time, weekday_of, words};
use crate::article::{EdtfDate, civil_from_days};

/// No date is longer.
const MOST_BYTES: usize = 120;

/// Why a text is not understood as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bundle) enum Refused {
    /// It is not written like a date that is known here.
    Unknown,
    /// It is written like one that the calendar does not have.
    NoSuchDay,
    /// It is one of two days, first the one of those who write the day first.
    Either(EdtfDate, EdtfDate),
    /// Two digits are no year.
    ShortYear,
}

impl Refused {
    /// What to say to the person who wrote `text`.
    pub(super) fn message(&self, text: &str) -> String {
        match self {
            Refused::Unknown => {
                format!("`{text}` is not a date that is understood everywhere: write it as 2025-02-12, 2025-02 or 2025")
            }
            Refused::NoSuchDay => format!("`{text}` is a day that the calendar does not have: correct it"),
            Refused::Either(day_first, month_first) => format!(
                "`{text}` is {day_first} in some countries and {month_first} in others: write it like that, or write \
                 dates = \"day-first\" or dates = \"month-first\" in archive.toml"
            ),
            Refused::ShortYear => format!("`{text}` has no year of four digits: write it as 2025-02-12"),
        }
    }
}

/// Reads a text that is nothing but a date.
///
/// # Errors
/// It is none, or there are two that it can mean and `order` does not settle which.
pub(in crate::bundle) fn read(text: &str, order: Option<Order>) -> Result<When, Refused> {
    let text = text.trim();
    if let Ok(date) = EdtfDate::parse(text) {
        return Ok(When::day(date));
    }
    if text.len() > MOST_BYTES {
        return Err(Refused::Unknown);
    }
    if let Some(when) = of_digits(text) {
        return when;
    }
    let mut tokens = scan(text);
    let uncertain = tokens.len() > 1 && tokens.last().is_some_and(|token| token.is_sign(&['?']));
    if uncertain {
        tokens.pop();
    }
    let time = time::find(&tokens).map(|time| {
        tokens.drain(time.tokens);
        time.text
    });
    let mut parts = Parts::of(&tokens)?;
    if parts.vietnamese {
        parts.order = Some(Order::DayFirst);
    }
    parts.order = parts.order.or(order);
    let (date, weekday) = (parts.date()?, parts.weekday);
    let mark = match (uncertain, parts.about) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    let doubt = weekday.filter(|_| date.is_exact_day()).and_then(|weekday| {
        let wrong = date.earliest().is_some_and(|day| weekday_of(day) != weekday);
        wrong.then(|| format!("`{text}`: {date} is another day of the week: correct what is wrong"))
    });
    let date = EdtfDate::parse(&format!("{date}{mark}")).map_err(|_| Refused::Unknown)?;
    Ok(When {
        time: time.filter(|_| date.is_exact_day()),
        date,
        doubt,
    })
}

/// `20250212`, `20250212T080000Z`, and seconds or milliseconds since 1970.
fn of_digits(text: &str) -> Option<Result<When, Refused>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    match (digits, &text[digits..]) {
        (10 | 13, "") => {
            let seconds = text[..10].parse::<i64>().ok()?;
            let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
            let (year, month, day) = civil_from_days(i32::try_from(day).ok()?);
            Some(civil(year, month, day).ok_or(Refused::NoSuchDay).map(|date| When {
                time: Some(format!(
                    "T{:02}:{:02}:{:02}Z",
                    second / 3600,
                    second / 60 % 60,
                    second % 60
                )),
                ..When::day(date)
            }))
        }
        (8, "") | (14, "") | (8, _) => {
            let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
            let rest = text[8..].trim_start_matches(['T', 't', ' ']);
            let behind = rest.bytes().take_while(u8::is_ascii_digit).count();
            let spaced = match behind {
                0 if rest.is_empty() => String::new(),
                4 | 6 => format!(
                    " {}:{}{}{}",
                    &rest[..2],
                    &rest[2..4],
                    if behind == 6 {
                        format!(":{}", &rest[4..6])
                    } else {
                        String::new()
                    },
                    &rest[behind..]
                ),
                _ => return None,
            };
            Some(
                read(&format!("{year:04}-{month:02}-{day:02}{spaced}"), None).map_err(|refused| match refused {
                    // What does not look like a day of this or the last centuries is another number.
                    Refused::NoSuchDay if !(1500..2200).contains(&year) => Refused::Unknown,
                    refused => refused,
                }),
            )
        }
        _ => None,
    }
}

/// What stands in a date besides its time.
#[derive(Debug, Default)]
struct Parts {
    /// Numbers in their order, with how many digits they have.
    numbers: Vec<(u16, usize)>,
    month: Option<u8>,
    /// How many numbers stand before the name of the month.
    month_at: usize,
    weekday: Option<u8>,
    quarter: bool,
    about: bool,
    /// Words say that a Vietnamese person wrote it.
    vietnamese: bool,
    order: Option<Order>,
}

impl Parts {
    fn of(tokens: &[Token<'_>]) -> Result<Self, Refused> {
        let mut parts = Parts::default();
        let mut at = behind_places(tokens);
        while let Some(token) = tokens.get(at) {
            at += match token.word() {
                Some(word) => parts.word(word, &tokens[at + 1..])?,
                None => {
                    match token.number() {
                        Some(number) => parts.numbers.push(number),
                        None if token.is_sign(&[',', '.', '/', '-', '(', ')', ':', '_', '|', '\'', ';']) => {}
                        None => return Err(Refused::Unknown),
                    }
                    1
                }
            };
        }
        Ok(parts)
    }

    /// Notes a word; how many tokens it takes.
    fn word(&mut self, word: &str, behind: &[Token<'_>]) -> Result<usize, Refused> {
        let next = behind.first();
        let next_word = next.and_then(|next| next.word());
        let second = behind.get(1).and_then(|token| token.word());
        let two = next_word.zip(second).map(|(first, second)| format!("{first} {second}"));
        match word {
            "thang" => {
                self.vietnamese = true;
                let long = two.as_deref().and_then(words::vietnamese_month);
                match long.or_else(|| next_word.and_then(words::vietnamese_month)) {
                    Some(month) => {
                        self.name_month(month)?;
                        return Ok(if long.is_some() { 3 } else { 2 });
                    }
                    None => {
                        let month = next.and_then(Token::short).filter(|month| (1..=12).contains(month));
                        self.name_month(month.ok_or(Refused::NoSuchDay)?)?;
                        return Ok(2);
                    }
                }
            }
            "thu" => {
                // `Thứ 4, 12/2/2025`; in `Thu 5 Feb 2025` the number is the day.
                let closes = |token: &Token<'_>| token.is_sign(&[',']) || token.is_word("ngay");
                let number = next.filter(|_| behind.get(1).is_some_and(closes)).map(|next| next.text);
                let day = next_word.or(number).and_then(words::vietnamese_weekday);
                if let Some(day) = day {
                    self.vietnamese = true;
                    self.weekday = Some(day);
                    return Ok(2);
                }
                self.weekday = words::weekday(word);
            }
            "chu" if next_word == Some("nhat") => {
                (self.vietnamese, self.weekday) = (true, Some(7));
                return Ok(2);
            }
            "ngay" => self.vietnamese = true,
            "nam" if next.is_some_and(|next| next.year().is_some()) => self.vietnamese = true,
            "q" | "quy" | "quarter" if self.numbers.is_empty() => self.quarter = true,
            "年" | "년" => {
                if self.numbers.len() != 1 {
                    return Err(Refused::Unknown);
                }
            }
            "月" | "월" => {
                let month = self.numbers.pop().map(|(month, _)| month as u8);
                self.name_month(
                    month
                        .filter(|month| (1..=12).contains(month))
                        .ok_or(Refused::NoSuchDay)?,
                )?;
            }
            "日" | "号" | "號" | "일" => {}
            _ => {
                if let Some(month) = words::month(word) {
                    self.name_month(month)?;
                } else if let Some(day) = words::weekday(word) {
                    self.weekday = Some(day);
                } else if words::is_about(word) {
                    self.about = true;
                } else if !words::says_nothing(word) {
                    return Err(Refused::Unknown);
                }
            }
        }
        Ok(1)
    }

    fn name_month(&mut self, month: u8) -> Result<(), Refused> {
        let first = std::mem::replace(&mut self.month_at, self.numbers.len());
        // `mar. 12 mars`: a day of the week that is called like a month, as other abbreviations are, stands first.
        match self.month.replace(month) {
            Some(3) if first == 0 => Ok(()),
            Some(_) => Err(Refused::Unknown),
            None => Ok(()),
        }
    }

    fn date(&self) -> Result<EdtfDate, Refused> {
        let exact = |year: u16, month: u16, day: u16| {
            let day = u8::try_from(day).map_err(|_| Refused::NoSuchDay)?;
            let month = u8::try_from(month).map_err(|_| Refused::NoSuchDay)?;
            civil(i32::from(year), month, day).ok_or(Refused::NoSuchDay)
        };
        let edtf = |text: String| EdtfDate::parse(&text).map_err(|_| Refused::NoSuchDay);
        if self.quarter {
            return match (self.month, &self.numbers[..]) {
                (None, [(quarter @ 1..=4, 1), (year, 4)]) => {
                    edtf(format!("{year}-{:02}/{year}-{:02}", quarter * 3 - 2, quarter * 3))
                }
                _ => Err(Refused::Unknown),
            };
        }
        if let Some(month) = self.month {
            return match &self.numbers[..] {
                [(year, 4)] => edtf(format!("{year}-{month:02}")),
                [(day, 1 | 2), (year, 4)] => exact(*year, u16::from(month), *day),
                // `2025 February 12`, `2025年2月12日`
                [(year, 4), (day, 1 | 2)] if self.month_at == 1 => exact(*year, u16::from(month), *day),
                [(_, 1 | 2), (_, 2)] => Err(Refused::ShortYear),
                _ => Err(Refused::Unknown),
            };
        }
        match &self.numbers[..] {
            [(year, 4), (month, 1 | 2), (day, 1 | 2)] => exact(*year, *month, *day),
            [(first, 1 | 2), (second, 1 | 2), (year, 4)] => self.either(*first, *second, *year),
            [(month, 1 | 2), (year, 4)] | [(year, 4), (month, 1 | 2)] => edtf(format!("{year}-{month:02}")),
            [(year, 4)] => edtf(format!("{year}")),
            [(_, 1 | 2), (_, 1 | 2), (_, 2)] => Err(Refused::ShortYear),
            _ => Err(Refused::Unknown),
        }
    }

    /// Day and month in one order or the other: the calendar, the day of the week or the archive's keeper says which.
    fn either(&self, first: u16, second: u16, year: u16) -> Result<EdtfDate, Refused> {
        let make = |month: u16, day: u16| civil(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let (day_first, month_first) = match (make(second, first), make(first, second)) {
            (None, None) => return Err(Refused::NoSuchDay),
            (Some(date), None) | (None, Some(date)) => return Ok(date),
            (Some(day_first), Some(month_first)) => (day_first, month_first),
        };
        let fits = |date: &EdtfDate| date.earliest().map(weekday_of) == self.weekday;
        match (self.order, fits(&day_first), fits(&month_first)) {
            (_, true, false) => Ok(day_first),
            (_, false, true) => Ok(month_first),
            (Some(Order::DayFirst), ..) => Ok(day_first),
            (Some(Order::MonthFirst), ..) => Ok(month_first),
            _ if day_first == month_first => Ok(day_first),
            _ => Err(Refused::Either(day_first, month_first)),
        }
    }
}

/// A place stands before a date: `Paris, February 12, 2025`.
pub(in crate::bundle) fn begins_with_place(text: &str) -> bool {
    text.len() <= 2 * MOST_BYTES && behind_places(&scan(text)) > 0
}

/// `Hà Nội, ngày 12 tháng 2 năm 2025`, `Paris, February 12, 2025`: the date begins behind the comma.
fn behind_places(tokens: &[Token<'_>]) -> usize {
    let known = |word: &str| {
        words::month(word).is_some()
            || words::weekday(word).is_some()
            || words::says_nothing(word)
            || matches!(word, "thu" | "chu" | "thang" | "q" | "quy")
    };
    let named = |token: &Token<'_>| {
        token.text.starts_with(char::is_uppercase) && token.word().is_some_and(|word| word == "the" || !known(word))
    };
    let Some(comma) = tokens.iter().position(|token| token.is_sign(&[','])) else {
        return 0;
    };
    let place = &tokens[..comma];
    let all = place
        .iter()
        .all(|token| named(token) || token.is_sign(&['.', '-', '\'']));
    if all && place.first().is_some_and(named) {
        comma + 1
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::days_from_civil;

    fn date(text: &str) -> Result<String, Refused> {
        read(text, None).map(|when| when.date.to_string())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, edtf) in [
            ("2024-07-09?", "2024-07-09?"),
            ("2024-07", "2024-07"),
            ("2024-07-09/2024-07-11", "2024-07-09/2024-07-11"),
            ("2025-2-5", "2025-02-05"),
            ("2025/2/5", "2025-02-05"),
            ("2025.2.5", "2025-02-05"),
            ("2025‑02‑05", "2025-02-05"),
            ("20250212", "2025-02-12"),
            ("20250212T080000Z", "2025-02-12"),
            ("20250212080000", "2025-02-12"),
            ("1739347200", "2025-02-12"),
            ("1739347200000", "2025-02-12"),
            ("25.02.2025", "2025-02-25"),
            ("25. 2. 2025", "2025-02-25"),
            ("25-02-2025", "2025-02-25"),
            ("31/12/2024", "2024-12-31"),
            ("02/25/2025", "2025-02-25"),
            ("3/3/2021", "2021-03-03"),
            ("02/2025", "2025-02"),
            ("2025/02", "2025-02"),
            ("February 2025", "2025-02"),
            ("Feb. 2025", "2025-02"),
            ("February 12, 2025", "2025-02-12"),
            ("february 12th 2025", "2025-02-12"),
            ("12 Feb 2025", "2025-02-12"),
            ("12-FEB-2025", "2025-02-12"),
            ("2025 February 12", "2025-02-12"),
            ("the 12th of February, 2025", "2025-02-12"),
            ("Wed, 12 Feb 2025 08:00:00 +0700", "2025-02-12"),
            ("Wed Feb 12 08:00:00 UTC 2025", "2025-02-12"),
            ("Wed Feb 12 2025 08:00:00 GMT+0700 (Indochina Time)", "2025-02-12"),
            ("tháng 2 năm 2025", "2025-02"),
            ("tháng Hai 2025", "2025-02"),
            ("tháng mười hai năm 2025", "2025-12"),
            ("tháng 2/2025", "2025-02"),
            ("ngày 12 tháng 2 năm 2025", "2025-02-12"),
            ("Hà Nội, ngày 12 tháng 2 năm 2025", "2025-02-12"),
            ("ngày 3/4/2021", "2021-04-03"),
            ("Thứ tư, 12/02/2025, 08:00", "2025-02-12"),
            ("Thứ Tư, 12/02/2025 | 08:00 GMT+7", "2025-02-12"),
            ("08:00 - 12/02/2025 thứ tư", "2025-02-12"),
            ("Thứ 4, 12/2/2025", "2025-02-12"),
            ("Thu 6 Feb 2025", "2025-02-06"),
            ("Chủ nhật, 16/2/2025", "2025-02-16"),
            ("Paris, February 12, 2025", "2025-02-12"),
            ("12 février 2025", "2025-02-12"),
            ("mar. 11 mars 2025", "2025-03-11"),
            ("12. Februar 2025", "2025-02-12"),
            ("12 de febrero de 2025", "2025-02-12"),
            ("12 февраля 2025 г.", "2025-02-12"),
            ("2025年2月12日", "2025-02-12"),
            ("2025年2月", "2025-02"),
            ("2025년 2월 12일", "2025-02-12"),
            ("Q1 2025", "2025-01/2025-03"),
            ("Quý 3/2025", "2025-07/2025-09"),
            ("circa 1923", "1923~"),
            ("c. May 1923", "1923-05~"),
            ("February 2025?", "2025-02?"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(edtf), "{text}");
        }
    }

    #[test]
    fn the_time_of_day_and_its_zone_are_kept() {
        for (text, published) in [
            ("2024-10-31T14:03:42-04:00", "2024-10-31T14:03:42-04:00"),
            ("2024-10-31 14:03:42-04:00", "2024-10-31T14:03:42-04:00"),
            ("2024-10-31 14:03", "2024-10-31T14:03:00Z"),
            ("2024-10-31T23:30:00.000Z", "2024-10-31T23:30:00Z"),
            ("25 Feb 2025 08:00 GMT+7", "2025-02-25T08:00:00+07:00"),
            ("Thứ ba, 25/02/2025, 08:00 (GMT+7)", "2025-02-25T08:00:00+07:00"),
            ("20250212T080000+0700", "2025-02-12T08:00:00+07:00"),
            ("1739347200", "2025-02-12T08:00:00Z"),
            ("2025-02-12", "2025-02-12T00:00:00Z"),
        ] {
            let when = read(text, None).expect(text);
            assert_eq!(when.published().as_deref(), Some(published), "{text}");
            assert_eq!(when.doubt, None, "{text}");
        }
        assert_eq!(read("February 2025", None).expect("a month").published(), None);
    }

    #[test]
    fn one_of_two_days_is_asked_about_and_can_be_settled() {
        for text in ["03/04/2021", "3.4.2021", "3-4-2021", "03/04/2021 10:00"] {
            let refused = read(text, None).expect_err(text);
            let message = refused.message(text);
            for part in ["2021-04-03", "2021-03-04", "archive.toml", "day-first", "month-first"] {
                assert!(message.contains(part), "{message}");
            }
            let with = |order| read(text, Some(order)).map(|when| when.date.to_string());
            assert_eq!(with(Order::DayFirst).as_deref(), Ok("2021-04-03"), "{text}");
            assert_eq!(with(Order::MonthFirst).as_deref(), Ok("2021-03-04"), "{text}");
        }
        // 2021-04-03 was a Saturday, 2021-03-04 a Thursday.
        assert_eq!(date("Saturday, 03/04/2021").as_deref(), Ok("2021-04-03"));
        assert_eq!(date("Thu 03/04/2021").as_deref(), Ok("2021-03-04"));
        // What can only be one day is that one, whatever the order of the others.
        let order = Some(Order::MonthFirst);
        assert_eq!(
            read("25/02/2025", order).map(|when| when.date.to_string()).as_deref(),
            Ok("2025-02-25")
        );
        assert_eq!(
            read("ngày 3/4/2021", order)
                .map(|when| when.date.to_string())
                .as_deref(),
            Ok("2021-04-03")
        );
    }

    #[test]
    fn a_day_of_the_week_that_does_not_fit_is_told() {
        let when = read("Thứ tư, 25/02/2025, 08:00", None).expect("a date");
        assert_eq!(when.date.as_str(), "2025-02-25");
        assert!(when.doubt.expect("a doubt").contains("2025-02-25"));
    }

    #[test]
    fn what_is_no_date_is_refused_and_says_why() {
        for text in [
            "2025-02-30",
            "30 February 2025",
            "20250230",
            "2025-13-01",
            "31/04/2025",
            "tháng 13 năm 2025",
        ] {
            assert_eq!(date(text), Err(Refused::NoSuchDay), "{text}");
        }
        for text in ["25/02/25", "02/03/04", "12 Feb 25"] {
            assert_eq!(date(text), Err(Refused::ShortYear), "{text}");
        }
        for text in [
            "soon",
            "today",
            "",
            "February 12",
            "12. 13. 14. 15",
            "Winter 2025",
            "February 12 and March 3, 2025",
            "10 things of February 2025",
            "202502",
            "99999999",
            "2025-02-12 or so",
            "before 2025",
        ] {
            assert_eq!(date(text), Err(Refused::Unknown), "{text}");
        }
    }

    #[test]
    fn days_of_the_week_are_right() {
        assert_eq!(weekday_of(days_from_civil(2025, 2, 25)), 2);
        assert_eq!(weekday_of(days_from_civil(1969, 12, 28)), 7);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = read(&text, None);
        }

        #[test]
        fn any_signs_of_dates_are_read_or_refused(text in "[0-9/.:T+ -]{0,20}(GMT|thang|Feb|[(]|PM|Z|năm|月)?[0-9/.:()+ -]{0,12}") {
            let _ = read(&text, Some(Order::DayFirst));
        }
    }
}
