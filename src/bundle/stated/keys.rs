//! The names under which people state things: those of the usual site generators and note programs, of schema.org, Dublin Core
//! and Open Graph, in any case and with any hyphens, and in Vietnamese.

use crate::bundle::fields::{Entry, Value};
use crate::text::fold;

/// What a key is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bundle) enum Key {
    Title,
    Subtitle,
    Aliases,
    Summary,
    Authors,
    Tags,
    /// Tables of several kinds of tags, as Zola has them.
    Taxonomies,
    Source,
    Place,
    Url,
    /// `link` and `permalink`: an address of the article, or its path on a site.
    Path,
    /// Where the article was on a site.
    Pages,
    Language,
    Slug,
    Licence,
}

/// A key without what makes no difference: `datePublished`, `date_published`, `Date-Published` and `schema:datePublished` are one,
/// and so are `tiêu đề` and `tieu_de`.
pub(in crate::bundle) fn normal(key: &str) -> String {
    let key = fold(key.trim());
    let local = match key.split_once([':', '.']) {
        Some((space, local)) if SPACES.contains(&space) => local,
        _ => &key,
    };
    local.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Prefixes that say where a key comes from, and nothing else.
const SPACES: [&str; 12] = [
    "dc", "dcterms", "dct", "schema", "og", "article", "twitter", "citation", "sailthru", "parsely", "meta", "wp",
];

/// What a key is about, given its [`normal`] form.
pub(in crate::bundle) fn key(normal: &str) -> Option<Key> {
    Some(match normal {
        "title" | "headline" | "tieude" | "tenbai" | "tenbaiviet" | "dctitle" | "ogtitle" | "citationtitle" => {
            Key::Title
        }
        "subtitle"
        | "subheadline"
        | "subheading"
        | "alternativeheadline"
        | "deck"
        | "dek"
        | "standfirst"
        | "phude"
        | "tieudephu" => Key::Subtitle,
        "aliases" | "alias" | "alternatename" | "alternativetitle" | "alternativetitles" | "othertitles" | "aka"
        | "tenkhac" => Key::Aliases,
        "summary" | "description" | "excerpt" | "abstract" | "teaser" | "sapo" | "tomtat" | "mota"
        | "ogdescription" | "dcdescription" | "metadescription" => Key::Summary,
        "author" | "authors" | "byline" | "writer" | "writers" | "creator" | "reporter" | "tacgia" | "nguoiviet"
        | "dccreator" | "citationauthor" | "articleauthor" => Key::Authors,
        "tags" | "tag" | "keywords" | "keyword" | "categories" | "category" | "topics" | "topic" | "subjects"
        | "subject" | "labels" | "hashtags" | "section" | "articlesection" | "articletag" | "dcsubject" | "the"
        | "tukhoa" | "chuyenmuc" | "danhmuc" | "chude" | "nhan" => Key::Tags,
        "taxonomies" => Key::Taxonomies,
        "source" | "publisher" | "agency" | "sourceorganization" | "publication" | "newspaper" | "website"
        | "sitename" | "ogsitename" | "dcpublisher" | "nguon" | "nguontin" | "coquan" | "toasoan" => Key::Source,
        "place" | "location" | "dateline" | "locationcreated" | "contentlocation" | "diadiem" | "noiviet" => Key::Place,
        "url" | "sourceurl" | "originalurl" | "externalurl" | "canonicalurl" | "canonical" | "original" | "href"
        | "mainentityofpage" | "ogurl" | "lienket" | "duongdan" => Key::Url,
        "redirectfrom" | "redirects" | "oldurls" | "oldurl" => Key::Pages,
        "link" | "permalink" | "identifier" | "dcidentifier" | "uri" => Key::Path,
        "lang" | "language" | "locale" | "inlanguage" | "dclanguage" | "oglocale" | "ngonngu" => Key::Language,
        "slug" => Key::Slug,
        "licence" | "license" | "rights" | "dcrights" | "giayphep" | "banquyen" => Key::Licence,
        _ => return None,
    })
}

/// Tables that hold further fields of the article itself.
const CONTAINERS: [&str; 20] = [
    "extra",
    "params",
    "metadata",
    "meta",
    "properties",
    "attributes",
    "dc",
    "schema",
    "og",
    "header",
    "page",
    "post",
    "settings",
    "custom",
    "frontmatter",
    "article",
    "wordpress",
    "wp",
    "publishing",
    "cascade",
];

/// Containers in containers are no deeper than this.
const DEEPEST: usize = 3;

/// The entries, and behind them those of tables that only hold further ones (Zola's `[extra]`, Hugo's `params`).
pub(in crate::bundle) fn flat(entries: &[Entry]) -> Vec<&Entry> {
    let mut all: Vec<&Entry> = entries.iter().collect();
    let mut level: Vec<&Entry> = all.clone();
    for _ in 0..DEEPEST {
        let containers = level.into_iter().filter(|entry| is_container(&entry.key));
        level = containers.flat_map(|entry| tables(entry)).flatten().collect();
        all.extend(&level);
    }
    all
}

/// Whether a key is that of a table which only holds further fields.
pub(in crate::bundle) fn is_container(key: &str) -> bool {
    CONTAINERS.contains(&normal(key).as_str())
}

/// A table, or each of a list of tables. Those of Hugo's `cascade` that name a target are about other pages.
fn tables(entry: &Entry) -> Vec<&[Entry]> {
    let all = match &entry.value {
        Value::Table(table) => vec![table.as_slice()],
        Value::List(values) => values.iter().filter_map(Value::table).collect(),
        Value::Nothing | Value::Text(_) => vec![],
    };
    let handed_on = normal(&entry.key) == "cascade";
    let has_target = |table: &[Entry]| table.iter().any(|entry| normal(&entry.key) == "target");
    all.into_iter()
        .filter(|table| !(handed_on && has_target(table)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_origin_of_a_key_make_no_difference() {
        for (written, wanted) in [
            ("alternativeHeadline", Key::Subtitle),
            ("alternative-headline", Key::Subtitle),
            ("dc.creator", Key::Authors),
            ("DC.Subject", Key::Tags),
            ("og:site_name", Key::Source),
            ("article:tag", Key::Tags),
            ("Tiêu đề", Key::Title),
            ("tác_giả", Key::Authors),
            ("thẻ", Key::Tags),
            ("Nguồn", Key::Source),
            ("inLanguage", Key::Language),
        ] {
            assert_eq!(key(&normal(written)), Some(wanted), "{written}");
        }
        assert_eq!(key(&normal("weight")), None);
    }
}
