//! Names of news agencies and papers. What looks like a name at the end of a text is more often that of a person who signed it, so
//! only those that are known to be no person's count.

use crate::article::Group;
use crate::bundle::vocabulary::Vocabulary;
use crate::text::fold;

/// Agencies, which stand in datelines as well.
const AGENCIES: [&str; 25] = [
    "vna",
    "vns",
    "ttxvn",
    "vna/vns",
    "vns/vna",
    "ap",
    "afp",
    "reuters",
    "xinhua",
    "tass",
    "dpa",
    "kyodo",
    "yonhap",
    "ansa",
    "efe",
    "upi",
    "pti",
    "bernama",
    "antara",
    "anadolu",
    "associated press",
    "the associated press",
    "agence france-presse",
    "vietnam news agency",
    "thong tan xa viet nam",
];

/// Papers and broadcasters, most of them of Viet Nam.
const PAPERS: [&str; 48] = [
    "nhan dan",
    "tien phong",
    "tuoi tre",
    "tuoi tre online",
    "tuoi tre news",
    "thanh nien",
    "thanh nien news",
    "lao dong",
    "dan tri",
    "dtinews",
    "vietnamnet",
    "vnexpress",
    "vnexpress international",
    "vietnamplus",
    "vietnam news",
    "viet nam news",
    "vietnam+",
    "voh",
    "vov",
    "vov world",
    "vov5",
    "vtv",
    "vtv4",
    "ha noi moi",
    "hanoi moi",
    "hanoi times",
    "the hanoi times",
    "sai gon giai phong",
    "sggp",
    "sggp news",
    "quan doi nhan dan",
    "cong an nhan dan",
    "nguoi lao dong",
    "phap luat",
    "zing",
    "znews",
    "vneconomy",
    "vietnam investment review",
    "bao quoc te",
    "the gioi va viet nam",
    "bbc",
    "cnn",
    "nhk",
    "the guardian",
    "the new york times",
    "the washington post",
    "le monde",
    "bao chinh phu",
];

/// The name is one that stands in datelines: an agency, or an organisation of the vocabulary.
pub(super) fn is_agency(name: &str, vocabulary: &Vocabulary) -> bool {
    let in_vocabulary = vocabulary
        .named(name)
        .is_some_and(|concept| concept.group == Group::Organisation);
    in_vocabulary || AGENCIES.contains(&plain(name).as_str())
}

/// Short names that Vietnamese papers print in front of a text.
const PREFIXES: [&str; 29] = [
    "bnews", "bqt", "cand", "ddk", "dnvn", "gd&td", "hnm", "hnmo", "ktdt", "ldo", "ndo", "nld", "nldo", "pllo", "plo",
    "plvn", "qdnd", "sggp", "sggpo", "skds", "tg&vn", "tno", "tpo", "ttct", "tto", "ttxvn", "vgp", "vnn", "vov",
];

/// A name that stands in front of a text with nothing but a dash behind it: `TTO`, `VOV.VN`, `VNA`. An organisation of the vocabulary is
/// more often what the sentence is about.
pub(super) fn is_prefix(name: &str) -> bool {
    let folded = plain(name);
    let site = folded.strip_suffix(".vn").or_else(|| folded.strip_suffix(".com"));
    let is_site = site
        .is_some_and(|site| !site.is_empty() && site.chars().all(|letter| letter.is_alphanumeric() || letter == '.'));
    let known = [&PREFIXES[..], &AGENCIES, &PAPERS]
        .iter()
        .any(|names| names.contains(&folded.as_str()));
    is_site || known && !name.contains(char::is_lowercase)
}

/// A paper or an agency that stands in brackets in front of a text: `(Dân trí)`.
pub(super) fn is_paper(name: &str) -> bool {
    let folded = plain(name);
    is_prefix(name) || PAPERS.contains(&folded.as_str()) || AGENCIES.contains(&folded.as_str())
}

/// The name is one that texts are signed with.
pub(super) fn signs(name: &str, vocabulary: &Vocabulary) -> bool {
    let name_of_paper = plain(name);
    let begins = ["bao ", "tap chi ", "dai "]
        .iter()
        .any(|begin| name_of_paper.starts_with(begin));
    let last = name_of_paper.rsplit(' ').next().unwrap_or_default();
    let ends = [
        "news",
        "times",
        "herald",
        "tribune",
        "gazette",
        "newspaper",
        "online",
        "newswire",
    ]
    .contains(&last);
    is_agency(name, vocabulary)
        || PAPERS.contains(&name_of_paper.as_str())
        || begins
        || ends && name_of_paper.contains(' ')
}

fn plain(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_and_papers_are_told_from_people() {
        let vocabulary = Vocabulary::default();
        for name in ["VNA", "TTXVN", "Reuters", "The Associated Press"] {
            assert!(is_agency(name, &vocabulary) && signs(name, &vocabulary), "{name}");
        }
        for name in [
            "Tien Phong",
            "Báo Nhân Dân",
            "Nhân Dân",
            "Tuổi Trẻ",
            "Saigon Times",
            "Jakarta Globe News",
        ] {
            assert!(signs(name, &vocabulary) && !is_agency(name, &vocabulary), "{name}");
        }
        for name in [
            "JOSEPH R. BIDEN JR.",
            "Lan Anh",
            "Nguyễn Phương",
            "News",
            "The White House",
        ] {
            assert!(!signs(name, &vocabulary), "{name}");
        }
    }

    #[test]
    fn the_lists_are_folded() {
        assert!(
            AGENCIES
                .iter()
                .chain(&PAPERS)
                .chain(&PREFIXES)
                .all(|name| plain(name) == *name)
        );
    }
}
