//! Months, days of the week and the small words of a date, in the languages that archives here are written in.
//!
//! All of them are compared folded: in small letters and without marks.

/// Months: their names and abbreviations; a form stands for the same month in every language that has it.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "janvier",
        "janv",
        "januar",
        "janner",
        "enero",
        "ene",
        "janeiro",
        "gennaio",
        "gen",
        "января",
    ],
    &[
        "february",
        "feb",
        "fevrier",
        "fevr",
        "fev",
        "februar",
        "febrero",
        "fevereiro",
        "febbraio",
        "февраля",
    ],
    &["march", "mar", "mars", "marz", "maerz", "marzo", "marco", "марта"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "mag", "мая"],
    &["june", "jun", "juin", "juni", "junio", "junho", "giugno", "giu", "июня"],
    &[
        "july", "jul", "juillet", "juil", "juli", "julio", "julho", "luglio", "lug", "июля",
    ],
    &["august", "aug", "aout", "agosto", "ago", "августа"],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setiembre",
        "setembro",
        "settembre",
        "сентября",
    ],
    &[
        "october",
        "oct",
        "octobre",
        "oktober",
        "okt",
        "octubre",
        "outubro",
        "ottobre",
        "октября",
    ],
    &["november", "nov", "novembre", "noviembre", "novembro", "ноября"],
    &[
        "december",
        "dec",
        "decembre",
        "dezember",
        "dez",
        "diciembre",
        "dic",
        "dezembro",
        "dicembre",
        "декабря",
    ],
];

/// Days of the week from Monday on.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "lundi", "montag", "lunes"],
    &["tuesday", "tue", "tues", "mardi", "dienstag", "martes"],
    &["wednesday", "wed", "mercredi", "mittwoch", "miercoles"],
    &["thursday", "thu", "thur", "thurs", "jeudi", "donnerstag", "jueves"],
    &["friday", "fri", "vendredi", "freitag", "viernes"],
    &["saturday", "sat", "samedi", "samstag", "sabado"],
    &["sunday", "sun", "dimanche", "sonntag", "domingo"],
];

/// Vietnamese numbers from one to twelve as months use them; the last two words are those of January and December.
const VIETNAMESE: [&[&str]; 12] = [
    &["mot", "gieng"],
    &["hai"],
    &["ba"],
    &["tu"],
    &["nam"],
    &["sau"],
    &["bay"],
    &["tam"],
    &["chin"],
    &["muoi"],
    &["muoi mot"],
    &["muoi hai", "chap"],
];

fn place(lists: &[&[&str]], word: &str) -> Option<u8> {
    let at = lists.iter().position(|names| names.contains(&word))?;
    u8::try_from(at + 1).ok()
}

/// The number of a month, 1 to 12.
pub(super) fn month(word: &str) -> Option<u8> {
    place(&MONTHS, word)
}

/// The number of a day of the week, Monday being 1.
pub(super) fn weekday(word: &str) -> Option<u8> {
    place(&WEEKDAYS, word)
}

/// The month that a Vietnamese word behind `tháng` means.
pub(super) fn vietnamese_month(word: &str) -> Option<u8> {
    place(&VIETNAMESE, word)
}

/// The day of the week that a Vietnamese word or number behind `thứ` means, Monday being 1 and called the second.
pub(super) fn vietnamese_weekday(word: &str) -> Option<u8> {
    let number = word.parse().ok().or_else(|| vietnamese_month(word))?;
    (2..=7).contains(&number).then(|| number - 1)
}

/// Words beside a date that say nothing about which one it is.
pub(super) fn says_nothing(word: &str) -> bool {
    [
        "ngay",
        "on",
        "the",
        "of",
        "le",
        "den",
        "de",
        "del",
        "dated",
        "date",
        "published",
        "posted",
        "issued",
        "dang",
        "luc",
        "vao",
        "at",
        "t",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "г",
        "года",
        "el",
    ]
    .contains(&word)
}

/// Words for about.
pub(super) fn is_about(word: &str) -> bool {
    [
        "circa",
        "ca",
        "c",
        "about",
        "around",
        "approximately",
        "khoang",
        "vers",
        "um",
    ]
    .contains(&word)
}

/// The offset from UTC, in minutes, of zones that mean one everywhere. `CST` or `IST` are other hours in other countries.
pub(super) fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "z" | "utc" | "gmt" => 0,
        "est" | "cdt" => -5 * 60,
        "edt" => -4 * 60,
        "mdt" => -6 * 60,
        "mst" | "pdt" => -7 * 60,
        "pst" => -8 * 60,
        "cet" => 60,
        "cest" => 2 * 60,
        "ict" => 7 * 60,
        "jst" | "kst" => 9 * 60,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn each_name_is_folded_and_means_one_month_or_day() {
        for lists in [&MONTHS[..], &WEEKDAYS[..], &VIETNAMESE[..]] {
            let names: Vec<&str> = lists.iter().flat_map(|names| names.iter().copied()).collect();
            let different: std::collections::BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(names.len(), different.len());
            for name in names {
                assert_eq!(fold(name), name);
            }
        }
    }

    #[test]
    fn months_and_days_of_the_week_have_their_numbers() {
        for (name, number) in [("février", 2), ("März", 3), ("Sept", 9), ("декабря", 12), ("août", 8)] {
            assert_eq!(month(&fold(name)), Some(number), "{name}");
        }
        assert_eq!(
            (vietnamese_month("gieng"), vietnamese_month("muoi hai")),
            (Some(1), Some(12))
        );
        assert_eq!(
            (
                vietnamese_weekday("hai"),
                vietnamese_weekday("7"),
                vietnamese_weekday("8")
            ),
            (Some(1), Some(6), None)
        );
        assert_eq!(weekday("dimanche"), Some(7));
    }
}
