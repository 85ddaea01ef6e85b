//! What is on screen, as the fragment of a URL and back.
//!
//! `#/?q=unesco+paris&tag=place:paris&tag=-source:vns&from=2025-01-01` is a list,
//! `#/a/SLUG?q=unesco` an article opened from one, `#/a/SLUG?part=name` a part of it. A fragment that makes no sense is the start page:
//! a link from elsewhere is never an error.

use std::fmt::Write as _;

use crate::article::{EdtfDate, TagKey, iso_day};
use crate::search::{Filters, Request, Sort, Undated};

/// Everything that a link to the explorer can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// What stands in the search box.
    pub query: String,
    /// Its words are searched as they were typed, mistyped ones too.
    pub verbatim: bool,
    /// What narrows the list.
    pub filters: Filters,
    /// The order of the list.
    pub sort: Sort,
    /// The article that is open; the rest is then the list it was opened from.
    pub article: Option<OpenArticle>,
}

/// An article on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenArticle {
    /// Its slug.
    pub slug: String,
    /// The untouched original stands beside the cleaned text.
    pub original: bool,
    /// The part that is to be seen first, as a link to it calls it; empty for the beginning.
    pub part: String,
}

impl Route {
    /// Reads a fragment, with or without the leading `#`.
    ///
    /// ```
    /// use article_explorer::route::Route;
    ///
    /// let route = Route::parse("#/a/gill-on-ai?q=vi%E1%BB%87t+nam&tag=-unesco");
    /// assert_eq!(route.query, "việt nam");
    /// assert_eq!(route.article.as_ref().map(|open| open.slug.as_str()), Some("gill-on-ai"));
    /// assert_eq!(route.filters.exclude[0].as_str(), "unesco");
    /// ```
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, parameters) = fragment.split_once('?').unwrap_or((fragment, ""));
        let mut route = Self::default();
        let mut original = false;
        let mut part = String::new();
        for pair in parameters.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            match key {
                "q" => route.query = value,
                "verbatim" => route.verbatim = value == "1",
                "tag" => route.filters.add_tag(&value),
                "from" => route.filters.days.from = day(&value).map(|(first, _)| first),
                "to" => route.filters.days.to = day(&value).map(|(_, last)| last),
                "undated" => {
                    route.filters.undated = match value.as_str() {
                        "only" => Undated::Only,
                        "include" => Undated::Include,
                        _ => Undated::Auto,
                    }
                }
                "sort" => {
                    route.sort = match value.as_str() {
                        "newest" => Sort::Newest,
                        "oldest" => Sort::Oldest,
                        _ => Sort::Relevance,
                    }
                }
                "view" => original = value == "original",
                "part" => part = value,
                _ => {}
            }
        }
        if let Some(slug) = path.strip_prefix("/a/").map(decode).filter(|slug| !slug.is_empty()) {
            route.article = Some(OpenArticle { slug, original, part });
        }
        route
    }

    /// What to ask for to have the list of this route, with so many of its hits in order.
    pub fn request(&self, limit: Option<usize>) -> Request {
        Request {
            query: self.query.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            verbatim: self.verbatim,
            limit,
        }
    }

    /// The fragment of this route, with the leading `#`. Parsing it gives the route back.
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::from("#/");
        if let Some(open) = &self.article {
            fragment.push_str("a/");
            encode(&open.slug, &mut fragment);
        }
        let mut separator = '?';
        let mut add = |key: &str, value: &str| {
            fragment.push(separator);
            separator = '&';
            fragment.push_str(key);
            fragment.push('=');
            encode(value, &mut fragment);
        };
        if !self.query.is_empty() {
            add("q", &self.query);
        }
        if self.verbatim {
            add("verbatim", "1");
        }
        for tag in &self.filters.include {
            add("tag", tag.as_str());
        }
        for tag in &self.filters.exclude {
            add("tag", &format!("-{tag}"));
        }
        if let Some(from) = self.filters.days.from {
            add("from", &iso_day(from));
        }
        if let Some(to) = self.filters.days.to {
            add("to", &iso_day(to));
        }
        match self.filters.undated {
            Undated::Auto => {}
            Undated::Include => add("undated", "include"),
            Undated::Only => add("undated", "only"),
        }
        match self.sort {
            Sort::Relevance => {}
            Sort::Newest => add("sort", "newest"),
            Sort::Oldest => add("sort", "oldest"),
        }
        if self.article.as_ref().is_some_and(|open| open.original) {
            add("view", "original");
        }
        if let Some(open) = &self.article
            && !open.part.is_empty()
        {
            add("part", &open.part);
        }
        fragment
    }

    /// Asks for another query. Mistyped words are corrected again in it.
    pub fn ask(&mut self, query: String) {
        self.verbatim &= self.query == query;
        self.query = query;
    }

    /// The list behind an open article, or this route itself.
    pub fn list(&self) -> Self {
        Self {
            article: None,
            ..self.clone()
        }
    }

    /// The open article without the list that it was opened from.
    pub fn alone(&self) -> Self {
        Self {
            article: self.article.clone(),
            ..Self::default()
        }
    }

    /// The same list with an article opened from it.
    pub fn open(&self, slug: &str) -> Self {
        Self {
            article: Some(OpenArticle {
                slug: slug.to_owned(),
                original: false,
                part: String::new(),
            }),
            ..self.clone()
        }
    }

    /// The same with a part of its article.
    pub fn at(mut self, part: &str) -> Self {
        if let Some(open) = &mut self.article {
            part.clone_into(&mut open.part);
        }
        self
    }
}

impl Filters {
    /// Adds `tag`, or excludes it where it begins with `-`; what is already there is not added twice.
    fn add_tag(&mut self, tag: &str) {
        let (list, key) = match tag.strip_prefix('-') {
            Some(key) => (&mut self.exclude, key),
            None => (&mut self.include, tag),
        };
        let key = TagKey::new(key);
        if !key.as_str().is_empty() && !list.contains(&key) {
            list.push(key);
        }
    }
}

/// The first and the last day that a date can mean.
fn day(text: &str) -> Option<(i32, i32)> {
    let date = EdtfDate::parse(text).ok()?;
    date.earliest().zip(date.latest())
}

/// Percent-encodes what has a meaning in a fragment or a form; letters of all scripts stay readable.
fn encode(value: &str, into: &mut String) {
    for character in value.chars() {
        match character {
            ' ' => into.push('+'),
            '%' | '+' | '&' | '#' | '?' | '=' | '"' | '<' | '>' | '`' | '\\' | '\'' | '(' | ')' => {
                encode_bytes(character, into)
            }
            character if character.is_whitespace() || character.is_control() => encode_bytes(character, into),
            character => into.push(character),
        }
    }
}

fn encode_bytes(character: char, into: &mut String) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a String cannot fail.
        let _ = write!(into, "%{byte:02X}");
    }
}

/// Undoes [`encode`] and whatever a browser encoded besides. A lone `%` stands for itself.
fn decode(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::DayRange;

    #[test]
    fn nonsense_is_the_start_page() {
        for fragment in [
            "",
            "#",
            "#/",
            "#top",
            "#/?",
            "#/?x=1&&=",
            "#/a/",
            "#/?from=yesterday&undated=so&verbatim=maybe",
        ] {
            assert_eq!(Route::parse(fragment), Route::default(), "{fragment}");
        }
    }

    #[test]
    fn vietnamese_stays_readable_and_browser_encoding_is_understood() {
        let route = Route {
            query: "Đổi Mới 100% + \"UNESCO\"".into(),
            ..Route::default()
        };
        assert_eq!(route.to_fragment(), "#/?q=Đổi+Mới+100%25+%2B+%22UNESCO%22");
        assert_eq!(Route::parse("#/?q=%C4%90%E1%BB%95i%20M%E1%BB%9Bi").query, "Đổi Mới");
        assert_eq!(Route::parse("#/?q=100%&x").query, "100%");
    }

    #[test]
    fn a_month_is_all_of_its_days() {
        let route = Route::parse("#/?from=2025-02&to=2025-02");
        assert_eq!(route.to_fragment(), "#/?from=2025-02-01&to=2025-02-28");
    }

    #[test]
    fn another_query_is_corrected_again() {
        let mut route = Route::parse("#/?q=diplomasy&verbatim=1");
        route.ask("diplomasy".into());
        assert!(route.verbatim);
        route.ask("diplomasi".into());
        assert_eq!(route.to_fragment(), "#/?q=diplomasi");
    }

    fn routes() -> impl Strategy<Value = Route> {
        let tags = || proptest::collection::hash_set("[a-z][a-z:-]{0,8}", 0..3);
        let days = || proptest::option::of(-700_000..2_900_000_i32);
        (
            ("\\PC{0,12}", any::<bool>()),
            (tags(), tags()),
            (days(), days()),
            prop_oneof![Just(Undated::Auto), Just(Undated::Include), Just(Undated::Only)],
            prop_oneof![Just(Sort::Relevance), Just(Sort::Newest), Just(Sort::Oldest)],
            proptest::option::of(("\\PC{1,12}", any::<bool>(), "\\PC{0,8}")),
        )
            .prop_map(
                |((query, verbatim), (include, exclude), (from, to), undated, sort, article)| Route {
                    query,
                    verbatim,
                    filters: Filters {
                        include: include.into_iter().map(TagKey::new).collect(),
                        exclude: exclude.into_iter().map(TagKey::new).collect(),
                        days: DayRange { from, to },
                        undated,
                    },
                    sort,
                    article: article.map(|(slug, original, part)| OpenArticle { slug, original, part }),
                },
            )
    }

    proptest! {
        #[test]
        fn a_route_survives_the_address_bar(route in routes()) {
            prop_assert_eq!(Route::parse(&route.to_fragment()), route);
        }

        #[test]
        fn any_fragment_can_be_parsed(fragment in "\\PC{0,40}") {
            let _ = Route::parse(&fragment);
        }
    }
}
