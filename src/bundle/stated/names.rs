//! The names of people, told apart: as text, as lists, as objects with given and family names, several in one string.
//!
//! A string is only taken apart where each piece is a person's name; "Ministry of Culture, Sports and Tourism" is one author.

use super::plain;
use crate::bundle::fields::{Entry, Value};
use crate::bundle::stated::keys::normal;
use crate::text::{fold, has_marks};

/// The people that a value names; `None` where it is of another shape.
pub(super) fn people(value: &Value) -> Option<Vec<String>> {
    let names = match value {
        Value::Nothing => vec![],
        Value::Text(text) => apart(text),
        Value::Table(entries) => of_object(entries)?,
        Value::List(values) => {
            let mut names = vec![];
            for value in values {
                match value {
                    Value::Nothing => {}
                    Value::Text(text) => names.extend(apart(text)),
                    Value::Table(entries) => names.extend(of_object(entries)?),
                    Value::List(_) => return None,
                }
            }
            names
        }
    };
    let mut seen = std::collections::HashSet::new();
    let names = names.into_iter().filter(|name| !name.is_empty());
    Some(names.filter(|name| seen.insert(name.to_lowercase())).collect())
}

/// `{name: …}`, `{given: …, family: …}`, `{name: {given: …}}`, or a table of these by some id.
fn of_object(entries: &[Entry]) -> Option<Vec<String>> {
    let find = |wanted: &[&str]| {
        entries
            .iter()
            .find(|entry| wanted.contains(&normal(&entry.key).as_str()))
            .map(|entry| &entry.value)
    };
    let text = |wanted: &[&str]| find(wanted).and_then(Value::text).map(clean).unwrap_or_default();
    match find(&[
        "name",
        "fullname",
        "displayname",
        "literal",
        "title",
        "author",
        "ten",
        "hoten",
    ]) {
        Some(Value::Text(name)) if !name.trim().is_empty() => return Some(vec![clean(name)]),
        Some(Value::Table(inner)) => return of_object(inner),
        _ => {}
    }
    let given = text(&["given", "givenname", "givennames", "firstname", "first", "forename"]);
    let family = text(&["family", "familyname", "lastname", "last", "surname", "ho"]);
    if !given.is_empty() || !family.is_empty() {
        return Some(vec![joined(&given, &family)]);
    }
    let inner: Vec<Vec<String>> = entries
        .iter()
        .filter_map(|entry| entry.value.table())
        .map(of_object)
        .collect::<Option<_>>()?;
    (!inner.is_empty()).then(|| inner.concat())
}

/// A given and a family name in the order of their language.
fn joined(given: &str, family: &str) -> String {
    let order = if is_vietnamese(family) {
        [family, given]
    } else {
        [given, family]
    };
    order.join(" ").trim().to_owned()
}

/// A family name that stands first.
fn is_vietnamese(family: &str) -> bool {
    const FAMILIES: [&str; 22] = [
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo",
        "duong", "ly", "dinh", "trinh", "doan", "luong", "truong", "cao",
    ];
    let han = family
        .chars()
        .any(|letter| ('\u{3400}'..='\u{9fff}').contains(&letter) || ('\u{ac00}'..='\u{d7a3}').contains(&letter));
    han || FAMILIES.contains(&fold(family).as_str())
        && (has_marks(family) || !matches!(fold(family).as_str(), "le" | "do" | "ho" | "cao"))
}

/// A name without what stands around it: `By …`, an address of mail, brackets of a wiki link, a link.
fn clean(text: &str) -> String {
    let text = plain(text);
    let mut name = text.as_str();
    let lower = name.to_lowercase();
    for prefix in ["by ", "by: ", "bởi ", "theo ", "tác giả: ", "author: "] {
        if lower.starts_with(prefix) && name.is_char_boundary(prefix.len()) {
            name = &name[prefix.len()..];
            break;
        }
    }
    // `[[people/lan|Lan Anh]]`, `[Lan Anh](https://…)`
    if let Some(inner) = name.strip_prefix("[[").and_then(|name| name.strip_suffix("]]")) {
        name = inner
            .rsplit_once('|')
            .map_or_else(|| inner.rsplit('/').next().unwrap_or(inner), |(_, shown)| shown);
    } else if let Some((shown, _)) = name.strip_prefix('[').and_then(|name| name.split_once("](")) {
        name = shown;
    }
    // `Lan Anh <lan@example.org>`, `lan@example.org (Lan Anh)`
    if let Some((before, rest)) = name.split_once('<')
        && rest.contains(['@', ':'])
    {
        name = before;
    } else if let Some((address, rest)) = name.split_once('(')
        && address.contains('@')
    {
        name = rest.trim_end_matches(')');
    }
    name.trim().trim_matches(['"', '“', '”', ',', ';']).trim().to_owned()
}

/// The people of one string.
fn apart(text: &str) -> Vec<String> {
    // `[[Jana Moss]], [[Ken Reed]]`
    if text.matches("[[").count() > 1 {
        let links = text.split("[[").filter_map(|link| link.split_once("]]"));
        return links.map(|(name, _)| clean(&format!("[[{name}]]"))).collect();
    }
    // A link or a wiki link is one name, whatever stands in it.
    if text.trim_start().starts_with('[') && text.trim_end().ends_with([']', ')']) && text.matches("[").count() <= 2 {
        return vec![clean(text)];
    }
    let line = plain(text);
    if line.contains(';') || line.contains(" | ") {
        let pieces = line.split([';', '|']).map(|piece| the_right_way(&clean(piece)));
        return pieces.collect();
    }
    let whole = clean(&line);
    let by_word = split_words(&whole);
    let pieces: Vec<String> = if by_word.len() > 1 && by_word.iter().all(|piece| inverted(piece).is_some()) {
        // `Moss, Jana and Reed, Ken`
        return by_word.iter().filter_map(|piece| inverted(piece)).collect();
    } else {
        by_word
            .iter()
            .flat_map(|piece| piece.split(','))
            .map(clean)
            .filter(|piece| !piece.is_empty())
            .collect()
    };
    // `Lan Anh, PhD`
    let mut names: Vec<String> = vec![];
    for piece in pieces {
        match names.last_mut() {
            Some(last) if is_suffix(&piece) => {
                last.push_str(", ");
                last.push_str(&piece);
            }
            _ => names.push(piece),
        }
    }
    let several = names.len() > 1;
    let full = names.iter().filter(|name| name.split_whitespace().count() > 1).count();
    let acronyms = names.iter().all(|name| is_acronym(name));
    // Of two, each needs a full name: `Tom Smith, Hanoi` and `Bill and Melinda Gates` are not two people.
    let enough = if names.len() == 2 {
        full == 2
    } else {
        full * 2 >= names.len()
    };
    if several && (acronyms || enough && names.iter().all(|name| is_person(name))) {
        return names;
    }
    vec![whole]
}

/// What stands between `and`, `và`, `&` and their like.
fn split_words(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in text.split_whitespace() {
        if matches!(
            word.to_lowercase().as_str(),
            "and" | "&" | "và" | "et" | "und" | "with" | "cùng"
        ) {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            if !piece.is_empty() {
                piece.push(' ');
            }
            piece.push_str(word);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// `Moss, Jana` as `Jana Moss`.
fn inverted(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let fits = !given.contains(',')
        && !is_suffix(given)
        && family.split_whitespace().count() == 1
        && (1..=3).contains(&given.split_whitespace().count())
        && !(is_acronym(family) && is_acronym(given))
        && is_person(family)
        && is_person(given);
    fits.then(|| joined(given, family))
}

fn the_right_way(name: &str) -> String {
    inverted(name).unwrap_or_else(|| name.to_owned())
}

fn is_suffix(text: &str) -> bool {
    let plain: String = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    matches!(
        plain.to_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "phd" | "md" | "ma" | "msc" | "mba" | "esq" | "dr"
    )
}

fn is_acronym(text: &str) -> bool {
    (2..=8).contains(&text.chars().count())
        && text
            .chars()
            .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}

/// One to six words with capitals, perhaps with particles between them, none of which names an office.
fn is_person(name: &str) -> bool {
    const PARTICLES: [&str; 18] = [
        "de", "del", "della", "da", "dos", "das", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "bin",
        "al", "el",
    ];
    const OFFICES: [&str; 27] = [
        "ministry",
        "department",
        "office",
        "bureau",
        "committee",
        "commission",
        "council",
        "embassy",
        "university",
        "institute",
        "agency",
        "press",
        "news",
        "team",
        "staff",
        "desk",
        "editors",
        "editor",
        "correspondent",
        "reporter",
        "reporters",
        "government",
        "secretary",
        "section",
        "division",
        "group",
        "association",
    ];
    // These begin the names of offices, and without their marks those of people.
    const VIETNAMESE_OFFICES: [&str; 8] = ["bộ", "ban", "sở", "cục", "viện", "hội", "phòng", "đại"];
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = |(at, word): (usize, &&str)| {
        let folded = fold(word);
        let folded = folded.trim_end_matches(['.', ',']);
        let capital = word.chars().next().is_some_and(|letter| !letter.is_lowercase());
        (capital || at > 0 && PARTICLES.contains(&folded)) && !OFFICES.contains(&folded)
    };
    (1..=6).contains(&words.len())
        && !name.contains(|letter: char| letter.is_ascii_digit() || "/@:()".contains(letter))
        && !VIETNAMESE_OFFICES.contains(&words[0].to_lowercase().as_str())
        && words.iter().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        people(&Value::Text(text.to_owned())).expect("a text")
    }

    #[test]
    fn several_people_in_one_string_are_told_apart() {
        for (text, names) in [
            (
                "Jana Moss, Ken Reed and Lan Anh",
                &["Jana Moss", "Ken Reed", "Lan Anh"][..],
            ),
            ("Jana Moss & Ken Reed", &["Jana Moss", "Ken Reed"]),
            (
                "Jana Moss, Ken Reed, and Lan Anh",
                &["Jana Moss", "Ken Reed", "Lan Anh"],
            ),
            ("Lan Anh và Nguyễn Văn Bình", &["Lan Anh", "Nguyễn Văn Bình"]),
            ("Moss, Jana; Reed, Ken", &["Jana Moss", "Ken Reed"]),
            ("Moss, Jana and Reed, Ken", &["Jana Moss", "Ken Reed"]),
            ("Jana van der Moss, Ken Reed", &["Jana van der Moss", "Ken Reed"]),
            ("VNA, AFP", &["VNA", "AFP"]),
            ("By Jana Moss", &["Jana Moss"]),
            ("Lan Anh <lan@example.org>", &["Lan Anh"]),
            ("lan@example.org (Lan Anh)", &["Lan Anh"]),
            ("[[Lan Anh]]", &["Lan Anh"]),
            ("[[people/lan|Lan Anh]]", &["Lan Anh"]),
            ("[Lan Anh](https://example.org)", &["Lan Anh"]),
            ("Jana Moss, PhD", &["Jana Moss, PhD"]),
            ("Jana Moss, Ken Reed, Jr.", &["Jana Moss", "Ken Reed, Jr."]),
            ("Nguy&#7877;n Lan", &["Nguyễn Lan"]),
            ("Jana Moss, jana moss", &["Jana Moss, jana moss"]),
            ("[[Jana Moss]], [[Ken Reed]]", &["Jana Moss", "Ken Reed"]),
            ("Tom Smith, Hanoi", &["Tom Smith, Hanoi"]),
            ("Bill and Melinda Gates", &["Bill and Melinda Gates"]),
            ("Lan, Minh", &["Lan, Minh"]),
            ("Lan <!-- secret --> Anh", &["Lan Anh"]),
        ] {
            assert_eq!(of(text), names, "{text}");
        }
    }

    #[test]
    fn an_office_is_one_author() {
        for text in [
            "Ministry of Culture, Sports and Tourism",
            "Office of the Press Secretary",
            "Bộ Văn hóa, Thể thao và Du lịch",
            "Culture, Sports and Tourism Desk",
            "Trade and Industry News",
            "Madonna",
        ] {
            assert_eq!(of(text), [text], "{text}");
        }
    }

    #[test]
    fn objects_have_names_in_the_order_of_their_language() {
        let entry = |key: &str, value: &str| Entry {
            key: key.into(),
            line: 1,
            value: Value::Text(value.into()),
        };
        let object = |entries: Vec<Entry>| people(&Value::List(vec![Value::Table(entries)])).expect("an object");
        assert_eq!(object(vec![entry("name", "Lan Anh"), entry("email", "x")]), ["Lan Anh"]);
        assert_eq!(
            object(vec![entry("givenName", "Jana"), entry("familyName", "Moss")]),
            ["Jana Moss"]
        );
        assert_eq!(
            object(vec![entry("given", "Vân Anh"), entry("family", "Nguyễn")]),
            ["Nguyễn Vân Anh"]
        );
        let nested = Entry {
            key: "name".into(),
            line: 1,
            value: Value::Table(vec![entry("given", "Ken"), entry("family", "Reed")]),
        };
        assert_eq!(object(vec![nested]), ["Ken Reed"]);
        assert_eq!(people(&Value::List(vec![Value::List(vec![])])), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_names_somebody_or_nobody(text in "\\PC{0,40}") {
            let _ = of(&text);
        }
    }
}
