//! A small archive in memory, for tests of the engine: what the bundler would write, without its folder.

use std::collections::BTreeMap;
use std::rc::Rc;

use article_explorer::article::{
    Article, Card, CardDate, CardTag, Concept, EdtfDate, Extension, FORMAT, FeedPage, Group, JSON_FEED_VERSION, Label,
    Manifest, TagKey,
};
use article_explorer::index::vectors::{self, Vector};
use article_explorer::index::{self, Document, DocumentKey, pages};
use article_explorer::search::MemoryStore;

/// Articles to be bundled; see [`Archive::article`].
#[derive(Clone, Default)]
pub(crate) struct Archive {
    articles: Vec<Draft>,
    vectors: bool,
}

/// An article before it is bundled.
#[derive(Clone)]
struct Draft {
    title: String,
    body: String,
    date: Option<EdtfDate>,
    /// Key, and whether it is only suggested.
    tags: Vec<(String, bool)>,
}

impl Archive {
    /// An archive without articles.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds an article. Its slug is its title in lower case; tags are keys, those after `~` only suggested.
    pub(crate) fn article(mut self, title: &str, body: &str, date: &str, tags: &[&str]) -> Self {
        let date = (!date.is_empty()).then(|| EdtfDate::parse(date).expect("a date"));
        let tags = tags
            .iter()
            .map(|tag| (tag.trim_start_matches('~').to_owned(), tag.starts_with('~')))
            .collect();
        self.articles.push(Draft {
            title: title.into(),
            body: body.into(),
            date,
            tags,
        });
        self
    }

    /// Lets cards say what their articles are about, as the bundler does. Without, the engine ranks by words alone, so that a test
    /// of them can say what each article is worth.
    #[allow(dead_code, reason = "most tests are about words")]
    pub(crate) fn with_vectors(mut self) -> Self {
        self.vectors = true;
        self
    }

    /// The bundle.
    pub(crate) fn store(&self) -> MemoryStore {
        let mut articles = self.articles.clone();
        articles.sort_by_key(|draft| std::cmp::Reverse(draft.first_day()));
        let mut concepts: BTreeMap<String, Concept> = BTreeMap::new();
        let slugs: Vec<String> = articles.iter().map(Draft::slug).collect();
        let mut documents = Vec::new();
        let mut items = Vec::new();
        for (draft, slug) in articles.iter().zip(&slugs) {
            for (key, _) in &draft.tags {
                concepts.entry(key.clone()).or_insert_with(|| concept(key));
            }
            documents.push(draft.document(slug));
            items.push(draft.article());
        }
        let concepts: Vec<Concept> = concepts.into_values().collect();
        let built = index::build(&documents, &concepts);
        let drawn = articles.iter().zip(&built.vectors);
        let cards: Vec<Card> = drawn
            .map(|(draft, vector)| draft.card(self.vectors.then_some(vector)))
            .collect();
        let all = [articles.len() as u32];
        let manifest = Manifest {
            format: FORMAT,
            title: "Test".into(),
            description: None,
            languages: vec!["en".into()],
            url: None,
            articles: articles.len() as u32,
            undated: articles.iter().filter(|draft| draft.first_day().is_none()).count() as u32,
            days: None,
            generation: "0123456789abcdef".into(),
            router: built.router,
            cards_per_block: 2,
            card_bytes: None,
            passage_bytes: None,
            passage_words: None,
            passage_from: None,
            pages: pages::to_text(if articles.is_empty() { &[] } else { &all }),
        };
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (numbered, path) in [
            (built.terms, Manifest::terms_path as fn(&Manifest, u32) -> String),
            (built.postings, Manifest::postings_path),
            (built.positions, Manifest::positions_path),
            (cards.chunks(2).map(json).collect(), Manifest::cards_path),
            (vec![json(&page(items))], Manifest::page_path),
        ] {
            files.extend(
                (0..)
                    .zip(numbered)
                    .map(|(number, bytes)| (path(&manifest, number), bytes)),
            );
        }
        files.insert(manifest.facets_path(), built.facets);
        files.extend(built.tagged.map(|file| (manifest.tagged_path(), file)));
        files.insert(manifest.dates_path(), built.dates);
        files.insert("manifest.json".into(), json(&manifest));
        MemoryStore {
            files: files.into_iter().map(|(path, bytes)| (path, Rc::from(bytes))).collect(),
        }
    }
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data")
}

fn concept(key: &str) -> Concept {
    let group = match key.split_once(':') {
        Some(("lang", _)) => Group::Language,
        Some(("source", _)) => Group::Source,
        Some(("year", _)) => Group::Year,
        Some(("place", _)) => Group::Place,
        _ => Group::Topic,
    };
    let label = Label {
        en: format!("Label of {key}"),
        vi: Some(format!("Nhãn của {key}")),
    };
    Concept {
        key: TagKey::new(key),
        group,
        label,
        broader: None,
        exact_match: vec![],
    }
}

impl Draft {
    fn first_day(&self) -> Option<i32> {
        self.date.as_ref().and_then(EdtfDate::earliest)
    }

    fn slug(&self) -> String {
        self.title.to_lowercase()
    }

    fn document<'a>(&'a self, slug: &'a str) -> Document<'a> {
        let key = |(key, suggested): &(String, bool)| DocumentKey {
            key: TagKey::new(key),
            suggested: *suggested,
        };
        Document {
            slug,
            title: &self.title,
            body: &self.body,
            titles: vec![],
            labels: vec![],
            keys: self.tags.iter().map(key).collect(),
            days: self.date.as_ref().and_then(|date| date.earliest().zip(date.latest())),
        }
    }

    fn card(&self, vector: Option<&Vector>) -> Card {
        let tag = |(key, suggested): &(String, bool)| CardTag {
            key: TagKey::new(key),
            suggested: *suggested,
        };
        Card {
            slug: self.slug(),
            title: self.title.clone(),
            title_derived: false,
            authors: vec![],
            date: self.date.clone().map(|edtf| CardDate { edtf, derived: false }),
            source: None,
            place: None,
            language: "en".into(),
            lead: self.body.split("\n\n").next().unwrap_or_default().into(),
            tags: self.tags.iter().map(tag).collect(),
            words: self.body.split_whitespace().count() as u32,
            path: format!("{}.txt", self.title),
            vector: vector.and_then(vectors::to_text),
        }
    }

    fn article(&self) -> Article {
        Article {
            id: self.slug(),
            url: format!("#/a/{}", self.slug()),
            external_url: None,
            title: self.title.clone(),
            summary: None,
            content_text: self.body.clone(),
            date_published: None,
            authors: vec![],
            tags: vec![],
            language: "en".into(),
            explorer: Extension {
                path: format!("{}.txt", self.title),
                date: self.date.clone(),
                ..Extension::default()
            },
        }
    }
}

fn page(items: Vec<Article>) -> FeedPage {
    FeedPage {
        version: JSON_FEED_VERSION.into(),
        title: "Test".into(),
        home_page_url: None,
        description: None,
        next_url: None,
        items,
    }
}
