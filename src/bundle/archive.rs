//! From articles to an archive: their order, their slugs, the values of the filter panel, their cards.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::archive_toml::Archive;
use super::assemble::Draft;
use super::authors;
use super::report::Problem;
use super::slug::{Names, slug};
use super::vocabulary::Vocabulary;
use crate::article::{Article, Card, CardDate, CardTag, Concept, Field, Group, Label, TagKey};
use crate::index::vectors::{self, Vector};
use crate::index::{Document, DocumentKey};
use crate::search::author_key;

/// A card's lead has at most this many characters.
const LEAD: usize = 240;

/// Gives each article its slug and address. Then sorts: newest first, undated last, by path among equals.
///
/// A stated slug wins. What `before` has, the slugs of the bundle that is being replaced by their files, stays as long as the title
/// makes it. Of several articles with one title the oldest one gets it; others get their day or the name of their file behind it.
pub(super) fn arrange(
    drafts: &mut [Draft],
    archive: &Archive,
    before: &HashMap<String, String>,
    problems: &mut Vec<Problem>,
) {
    let first_day = |draft: &Draft| draft.article.sure_date().and_then(|date| date.earliest());
    let kept = |draft: &Draft| {
        let slug = before.get(&draft.found.path).filter(|_| !draft.slug_stated)?;
        let rest = slug.strip_prefix(draft.wanted_slug.as_str())?;
        (rest.is_empty() || rest.starts_with('-')).then(|| slug.clone())
    };
    let mut order: Vec<(bool, bool, i32, String, usize)> = (drafts.iter().enumerate())
        .map(|(at, draft)| {
            let day = first_day(draft).unwrap_or(i32::MAX);
            (
                !draft.slug_stated,
                kept(draft).is_none(),
                day,
                draft.found.path.clone(),
                at,
            )
        })
        .collect();
    order.sort_unstable();
    let mut names = Names::default();
    let mut owners: HashMap<String, String> = HashMap::new();
    for (.., at) in order {
        let stays = kept(&drafts[at]).filter(|slug| names.is_free(slug));
        let draft = &mut drafts[at];
        let wanted = &draft.wanted_slug;
        let name = match stays {
            Some(slug) => names.take(&slug),
            None if names.is_free(wanted) => names.take(wanted),
            None => names.take(&apart(draft)),
        };
        let path = &draft.found.path;
        if let Some(old) = before.get(path).filter(|old| **old != name) {
            let message = format!("its address was `{old}` and is `{name}` now: `slug: {old}` keeps the old one");
            problems.push(Problem::note(path, None, message));
        } else if name != *wanted {
            let owner = owners.get(wanted).map_or("another article", String::as_str);
            problems.push(if draft.slug_stated {
                let message = format!("the slug `{wanted}` is taken, so this article is `{name}`: state another one");
                Problem::warning(path, None, message)
            } else {
                let message = format!(
                    "its title makes the address `{wanted}`, which {owner} has, so this article is `{name}`: `slug` states another one"
                );
                Problem::note(path, None, message)
            });
        }
        owners.insert(name.clone(), path.clone());
        draft.article.url = format!("{}#/a/{name}", archive.url.as_deref().unwrap_or_default());
        draft.article.id = name;
    }
    drafts.sort_by(|a, b| {
        first_day(b)
            .cmp(&first_day(a))
            .then_with(|| a.found.path.cmp(&b.found.path))
    });
    authors::tell_apart(drafts.iter_mut().map(|draft| &mut draft.article));
}

/// A slug that tells an article from others of the same title: with its day, or else with the name of its file.
fn apart(draft: &Draft) -> String {
    let wanted = &draft.wanted_slug;
    let date = draft.article.sure_date().filter(|date| date.earliest().is_some());
    let mark = date.map(|date| slug(&date.to_string())).unwrap_or_else(|| {
        let mut names = draft.found.path.rsplit('/');
        let file = names.next().unwrap_or_default();
        let stem = slug(file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        let folder = names.next().map(slug).unwrap_or_default();
        if stem == "index" && !folder.is_empty() {
            folder
        } else {
            stem
        }
    });
    if mark.is_empty() || mark == *wanted {
        wanted.clone()
    } else {
        format!("{wanted}-{mark}")
    }
}

/// What the index needs to know of an article.
pub(super) fn document<'a>(article: &'a Article, vocabulary: &Vocabulary) -> Document<'a> {
    let explorer = &article.explorer;
    let days = article
        .sure_date()
        .and_then(|date| Some((date.earliest()?, date.latest()?)));
    // A stated tag is found by everything that it is called. Of a suggested one the text has a name already, and
    // its synonyms would bring up articles that nobody sees the reason for.
    let mut labels = vec![];
    for tag in &explorer.about {
        match vocabulary.term(&tag.key) {
            Some(term) => labels.extend(term.labels.iter().cloned()),
            None => labels.push(tag.label.en.clone()),
        }
    }
    for tag in &explorer.mentions {
        labels.push(tag.label.en.clone());
        labels.extend(tag.label.vi.clone());
    }
    // Dateline and signature are no longer in the text, nor are authors; people search for them all the same.
    let names = [&explorer.location_created, &explorer.source_organization]
        .into_iter()
        .flatten();
    let mut known: HashSet<String> = labels.iter().cloned().collect();
    for name in names.chain(article.authors.iter().map(|author| &author.name)) {
        if known.insert(name.clone()) {
            labels.push(name.clone());
        }
    }
    labels.extend(
        article
            .summary
            .iter()
            .filter(|summary| !begins(article, summary))
            .cloned(),
    );
    let titles = explorer.alternate_name.iter().chain(&explorer.alternative_headline);
    Document {
        slug: &article.id,
        title: &article.title,
        body: &article.content_text,
        titles: titles.filter(|title| **title != article.title).cloned().collect(),
        labels,
        keys: keys(article)
            .into_iter()
            .map(|(key, suggested, _)| DocumentKey { key, suggested })
            .collect(),
        days,
    }
}

/// Whether a summary only repeats words of the text, as those do that a program made of its beginning: nothing more is found by it.
fn begins(article: &Article, summary: &str) -> bool {
    let summary = summary.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    article.content_text.contains(summary)
}

/// Where the concepts of an archive come from.
#[derive(Clone, Copy)]
pub(super) struct Concepts<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// The next broader one of the keeper's own tags.
    pub(super) broader: &'a HashMap<TagKey, TagKey>,
}

impl Concepts<'_> {
    /// The values of the filter panel that at least one article has.
    pub(super) fn of<'b>(&self, articles: impl Iterator<Item = &'b Article>) -> Vec<Concept> {
        let mut concepts: BTreeMap<TagKey, Concept> = BTreeMap::new();
        for article in articles {
            for (key, _, value) in keys(article) {
                concepts
                    .entry(key.clone())
                    .or_insert_with(|| match self.vocabulary.term(&key) {
                        Some(term) => term.concept.clone(),
                        None => Concept {
                            broader: self.broader.get(&key).cloned(),
                            key,
                            group: value.0,
                            label: value.1,
                            exact_match: vec![],
                        },
                    });
            }
        }
        // A broader concept that no article has gives way to the next one above it.
        let used: Vec<TagKey> = concepts.keys().cloned().collect();
        for concept in concepts.values_mut() {
            while let Some(above) = concept.broader.take() {
                if used.binary_search(&above).is_ok() {
                    concept.broader = Some(above);
                    break;
                }
                let term = self.vocabulary.term(&above);
                concept.broader = term.and_then(|term| term.concept.broader.clone());
            }
        }
        concepts.into_values().collect()
    }
}

type Value = (Group, Label);

/// Every filterable value of an article; whether it was inferred; what it is called.
fn keys(article: &Article) -> Vec<(TagKey, bool, Value)> {
    let explorer = &article.explorer;
    let mut keys = vec![];
    for tag in &explorer.about {
        keys.push((tag.key.clone(), false, (tag.group, tag.label.clone())));
    }
    for tag in &explorer.mentions {
        keys.push((tag.key.clone(), true, (tag.group, tag.label.clone())));
    }
    let inferred = |field| article.derived(field).is_some();
    let language = article
        .language
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let key = TagKey::new(format!("lang:{language}"));
    keys.push((
        key,
        inferred(Field::Language),
        (Group::Language, language_label(&language)),
    ));
    for author in &article.authors {
        keys.push((author_key(author), false, (Group::Author, Label::plain(&author.name))));
    }
    if let Some(source) = &explorer.source_organization {
        let key = TagKey::new(format!("source:{}", slug(source)));
        keys.push((
            key,
            inferred(Field::SourceOrganization),
            (Group::Source, Label::plain(source)),
        ));
    }
    if let Some(year) = article.sure_date().and_then(|date| date.year()) {
        let key = TagKey::new(format!("year:{year}"));
        keys.push((
            key,
            inferred(Field::Date),
            (Group::Year, Label::plain(year.to_string())),
        ));
    }
    keys
}

/// What a result list shows of an article.
pub(super) fn card(article: &Article, vector: &Vector) -> Card {
    let explorer = &article.explorer;
    let tag = |key: &TagKey, suggested| CardTag {
        key: key.clone(),
        suggested,
    };
    let stated = explorer.about.iter().map(|stated| tag(&stated.key, false));
    let suggested = explorer.mentions.iter().map(|suggested| tag(&suggested.key, true));
    Card {
        slug: article.id.clone(),
        title: article.title.clone(),
        title_derived: article.derived(Field::Title).is_some(),
        authors: article.authors.iter().take(Card::AUTHORS + 1).cloned().collect(),
        date: explorer.date.clone().map(|edtf| CardDate {
            edtf,
            derived: article.derived(Field::Date).is_some(),
        }),
        source: explorer.source_organization.clone(),
        place: explorer.location_created.clone(),
        language: article.language.clone(),
        lead: lead(article),
        tags: stated.chain(suggested).collect(),
        words: u32::try_from(article.content_text.split_whitespace().count()).unwrap_or(u32::MAX),
        path: explorer.path.clone(),
        vector: vectors::to_text(vector),
    }
}

/// The summary, or the beginning of the running text.
fn lead(article: &Article) -> String {
    use crate::article::BlockKind;
    let blocks = article.blocks();
    let running = blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph)
        .or(blocks.first());
    let text = article
        .summary
        .as_deref()
        .or(running.map(|block| block.text))
        .unwrap_or_default();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(LEAD) else {
        return line;
    };
    let kept = line[..line[..cut].rfind(' ').unwrap_or(cut)].trim_end_matches(|letter: char| !letter.is_alphanumeric());
    format!("{kept}…")
}

/// The name of a language in the languages of the interface; its tag where it is none of the common ones.
fn language_label(tag: &str) -> Label {
    let (en, vi) = match tag {
        "en" => ("English", "Tiếng Anh"),
        "vi" => ("Vietnamese", "Tiếng Việt"),
        "fr" => ("French", "Tiếng Pháp"),
        "es" => ("Spanish", "Tiếng Tây Ban Nha"),
        "de" => ("German", "Tiếng Đức"),
        "pt" => ("Portuguese", "Tiếng Bồ Đào Nha"),
        "it" => ("Italian", "Tiếng Ý"),
        "ru" => ("Russian", "Tiếng Nga"),
        "zh" => ("Chinese", "Tiếng Trung"),
        "ja" => ("Japanese", "Tiếng Nhật"),
        "ko" => ("Korean", "Tiếng Hàn"),
        "ar" => ("Arabic", "Tiếng Ả Rập"),
        "hi" => ("Hindi", "Tiếng Hindi"),
        "th" => ("Thai", "Tiếng Thái"),
        "lo" => ("Lao", "Tiếng Lào"),
        "km" => ("Khmer", "Tiếng Khmer"),
        "und" => ("Undetermined", "Chưa xác định"),
        tag => return Label::plain(tag),
    };
    Label {
        en: en.to_owned(),
        vi: Some(vi.to_owned()),
    }
}
