//! From one file to one article: what was stated, else what was found, and the evidence for the latter.
//!
//! Precedence: `archive.toml`, then front matter, then inference. Nothing here knows of other articles.

use std::fs;

use sha2::{Digest, Sha256};

use super::archive_toml::Archive;
use super::clock::Moment;
use super::fields::Entry;
use super::files::{self, Format, Found};
use super::infer::{self, Findings, Known};
use super::pictures::Pictures;
use super::piece::Content;
use super::report::{LeftOut, Problem, Reason};
use super::site_settings::SiteSettings;
use super::slug::slug;
use super::stated::Stated;
use super::stated::keys::normal;
use super::suggest::Suggester;
use super::vocabulary::Vocabulary;
use super::{archive_toml, dates, front_matter, held_back, markdown, piece, plain, private, tags};
use crate::article::{
    Article, Author, BlockKind, Derived, EdtfDate, Extension, Field, Original, StatedTag, TagKey, iso_day,
};

/// What all files of a run share.
pub(super) struct Shared<'a> {
    pub(super) archive: &'a Archive,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) suggester: &'a Suggester<'a>,
    /// What the build takes for now.
    pub(super) moment: Moment,
    pub(super) pictures: &'a Pictures<'a>,
    /// What files say of others.
    pub(super) site: &'a SiteSettings,
}

/// An article that has no slug and no place in the archive yet.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) found: Found,
    pub(super) article: Article,
    /// The slug that was stated, else the one that the title makes.
    pub(super) wanted_slug: String,
    pub(super) slug_stated: bool,
    /// Tags of the keeper's own, each with the next broader one.
    pub(super) broader: Vec<(TagKey, TagKey)>,
    /// Of the original's bytes.
    pub(super) hash: [u8; 32],
    /// What links call the page of the article on its keeper's own site.
    pub(super) pages: Vec<String>,
    /// What links call the blocks, and which block that is.
    pub(super) ids: Vec<(String, usize)>,
    /// The line of the file where each block begins, counted from 1; 0 where it is not known.
    pub(super) lines: Vec<usize>,
}

/// What became of a file.
#[derive(Debug)]
pub(super) enum Outcome {
    /// An article.
    Article(Box<Draft>),
    /// It is not to be published, or no article.
    LeftOut(LeftOut),
    /// It cannot be read; the problem says why.
    Broken,
}

/// Reads one file. Problems are added to `problems`; they never concern another file.
pub(super) fn article(found: &Found, shared: &Shared<'_>, problems: &mut Vec<Problem>) -> Outcome {
    let path = found.path.as_str();
    let broken = |line, message: String| Problem::skipped(path, line, message);
    let bytes = match fs::read(&found.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(broken(
                None,
                format!("the file cannot be read ({error}): check its permissions"),
            ));
            return Outcome::Broken;
        }
    };
    match from_bytes(found, &bytes, shared, problems) {
        Ok(Made::Article(draft)) => Outcome::Article(draft),
        Ok(Made::Nothing(reason, because)) => {
            if let (Reason::ToCome, Some(because)) = (reason, &because) {
                let today = iso_day(shared.moment.day());
                let hint = if because.ends_with(IN_NAME) {
                    "build again then, or state a `date` if it is none of publication"
                } else {
                    "build again then"
                };
                let message = format!("held back, since `{because}` is in the future of this build ({today}): {hint}");
                problems.push(Problem::note(path, None, message));
            }
            Outcome::LeftOut(LeftOut {
                because,
                ..LeftOut::new(path.to_owned(), reason)
            })
        }
        Err((line, message)) => {
            problems.push(broken(line, message));
            Outcome::Broken
        }
    }
}

/// Behind a date that says in the name of a file when that is to be published.
const IN_NAME: &str = " in its name";

type Broken = (Option<usize>, String);

/// What a readable file makes.
#[derive(Debug)]
enum Made {
    Article(Box<Draft>),
    /// Why nothing, and what says so.
    Nothing(Reason, Option<String>),
}

/// What the front matter, other files and `archive.toml` hold back; the latter can also let through. A link has nothing to show that
/// is held back where it leads.
fn held(found: &Found, front_matter: &[Entry], shared: &Shared<'_>) -> Result<Option<Made>, Broken> {
    let archive = shared.archive;
    let keeper = archive.entries(&found.path);
    let held = |entries| held_back::held(entries, shared.moment, archive.dates, &archive.public_statuses);
    let let_through = held_back::is_let_through(keeper);
    let paths = [Some(&found.path), found.leads_to.as_ref()].into_iter().flatten();
    let target = found
        .leads_to
        .as_deref()
        .map_or(&[][..], |target| archive.entries(target));
    let stated = held(keeper)
        .or_else(|| held(target).filter(|_| !let_through))
        .or_else(|| held(front_matter).filter(|_| !let_through));
    match stated {
        None if let_through => Ok(None),
        None => {
            let mut because = paths.filter_map(|path| shared.site.held(path, front_matter, archive, shared.moment));
            let because = because.next();
            Ok(because.map(|because| Made::Nothing(Reason::Settings, Some(because))))
        }
        Some(held) => match held.unreadable {
            None => Ok(Some(Made::Nothing(held.reason, Some(held.because)))),
            Some(message) => Err((Some(held.line), message)),
        },
    }
}

/// The page of a section, or another one that a generator fills.
fn is_section(found: &Found, entries: &[Entry]) -> bool {
    let name = found.path.rsplit('/').next().unwrap_or_default();
    let stem = name
        .rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_ascii_lowercase();
    let filled = |entry: &Entry| {
        matches!(
            normal(&entry.key).as_str(),
            "layout" | "template" | "type" | "cascade" | "paginate" | "paginateby" | "sortby"
        )
    };
    matches!(
        stem.as_str(),
        "index" | "_index" | "404" | "search" | "archives" | "archive" | "tags" | "categories"
    ) || entries.iter().any(filled)
}

fn from_bytes(found: &Found, bytes: &[u8], shared: &Shared<'_>, problems: &mut Vec<Problem>) -> Result<Made, Broken> {
    let text = files::decode(bytes)?;
    let split = front_matter::split(&text).map_err(|(line, message)| (Some(line), message))?;
    if let Some(nothing) = held(found, &split.entries, shared)? {
        return Ok(nothing);
    }
    let above = text.len() - split.body.len();
    let let_through = held_back::is_let_through(shared.archive.entries(&found.path));
    let stray = || {
        let (line, stray) = front_matter::stray(split.body, shared.moment, above > 0)?;
        Some((line + text[..above].matches('\n').count(), stray.to_owned()))
    };
    let commented = || front_matter::commented(&text, found.format, shared.moment);
    if !let_through && let Some((line, stray)) = stray().or_else(commented) {
        let message = format!(
            "`{stray}` would hold this back if it stood in front matter: mend that, or write draft = false for this file in \
             archive.toml"
        );
        return Err((Some(line), message));
    }
    let cut = private::cut(split.body, found.format);
    if let Some(at) = cut.unclosed {
        let line = 1 + text[..text.len() - split.body.len() + at].matches('\n').count();
        let message = "a comment begins here and is never closed, so all behind it is left out: close it";
        problems.push(Problem::warning(&found.path, Some(line), message));
    }
    let mut problem = |line, message: String| problems.push(Problem::warning(&found.path, Some(line), message));
    let keeper = shared.archive.stated(&found.path);
    let keeper_titled = keeper.title.is_some();
    let keeper_dated = keeper.date.is_some();
    let mut front = Stated::read(&split.entries, &mut problem, &mut |_| {});
    front.date = dates::stated_in(&split.entries, shared.archive.dates, &mut problem);
    let stated = keeper.or(front.without_empty());
    let date = stated.date.as_ref().and_then(Option::as_ref);
    if let Some(message) = date.and_then(|date| future(&date.when.date, shared.moment)) {
        let file = if keeper_dated { archive_toml::FILE } else { &found.path };
        problems.push(Problem::warning(file, date.map(|date| date.line), message));
    }
    let date = date.map(|date| &date.when.date);
    // Site generators take the day in a name for that of publication, where no other one is stated.
    if date.is_none()
        && !let_through
        && let Some((named, part)) = dates::named_by(found.leads_to.as_ref().unwrap_or(&found.path))
        && named.earliest().is_some_and(|day| day > shared.moment.latest_day())
    {
        return Ok(Made::Nothing(Reason::ToCome, Some(format!("{part}{IN_NAME}"))));
    }
    let mut pieces = match found.format {
        Format::Plain => plain::pieces(&cut.text),
        Format::Markdown => markdown::pieces(&cut.text),
    };
    shared.pictures.bring(&mut pieces, &found.path);
    let notes = piece::take_notes(&mut pieces);
    let title = stated.title.as_deref().filter(|title| !title.is_empty());
    if pieces.is_empty() && is_section(found, &split.entries) {
        return Ok(Made::Nothing(Reason::Section, None));
    }
    if pieces.is_empty() && title.is_none() {
        return Err((
            None,
            "there is no text in it: write some, or remove the file".to_owned(),
        ));
    }
    let addresses = dates::addresses_in(&split.entries);
    let known = Known {
        format: found.format,
        title,
        date,
        source: stated.source.as_deref().filter(|source| !source.is_empty()),
        has_authors: !stated.authors.is_empty(),
        path: &found.path,
        addresses: &addresses,
        order: shared.archive.dates,
        moment: shared.moment,
        vocabulary: shared.vocabulary,
    };
    let mut findings = infer::infer(pieces, known);
    findings.pieces.extend(notes);
    let (about, broader) = tags::stated(&stated.tags, shared.vocabulary);
    let (article, content) = build(found, bytes.len(), &stated, keeper_titled, findings, about, shared);
    // Lines are counted from the beginning of the file. Where a comment was cut out of the text, nobody knows which they were.
    let above = text.strip_suffix(&*cut.text).map(|front| front.matches('\n').count());
    let line = |line: usize| above.filter(|_| line > 0).map_or(0, |above| above + line);
    problems.extend(
        content
            .missed
            .into_iter()
            .map(|(at, missed)| missed.at(&found.path, line(at))),
    );
    let stated_slug = stated.slug.as_deref().map(slug).filter(|slug| !slug.is_empty());
    let stem = found
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .rsplit_once('.')
        .map_or("", |(stem, _)| stem);
    let made = || {
        [slug(&article.title), slug(stem)]
            .into_iter()
            .find(|slug| !slug.is_empty())
            .unwrap_or("article".to_owned())
    };
    Ok(Made::Article(Box::new(Draft {
        found: found.clone(),
        slug_stated: stated_slug.is_some(),
        wanted_slug: stated_slug.unwrap_or_else(made),
        article,
        broader,
        hash: Sha256::digest(bytes).into(),
        pages: stated.pages,
        ids: content.ids,
        lines: content.lines.into_iter().map(line).collect(),
    })))
}

/// What is said of a date that has begun nowhere.
fn future(date: &EdtfDate, moment: Moment) -> Option<String> {
    let today = iso_day(moment.day());
    (date.earliest()? > moment.latest_day())
        .then(|| format!("the date {date} is in the future of this build ({today}): correct it if it is a mistake"))
}

/// What is stated; what was found, with its evidence; or nothing. Stated emptiness keeps findings away.
fn choose<T>(
    stated: Option<Option<T>>,
    found: Option<infer::Finding<T>>,
    field: Field,
    derived: &mut Vec<Derived>,
) -> Option<T> {
    match (stated, found) {
        (Some(stated), _) => stated,
        (None, Some(found)) => {
            derived.push(Derived {
                field,
                evidence: found.evidence,
            });
            Some(found.value)
        }
        (None, None) => None,
    }
}

/// `Some("")` states that there is none.
fn text(stated: &Option<String>) -> Option<Option<String>> {
    stated.clone().map(|text| Some(text).filter(|text| !text.is_empty()))
}

fn build(
    found: &Found,
    bytes: usize,
    stated: &Stated,
    keeper_titled: bool,
    findings: Findings,
    about: Vec<StatedTag>,
    shared: &Shared<'_>,
) -> (Article, Content) {
    let mut derived = vec![];
    let stated_title = stated.title.clone().filter(|title| !title.is_empty());
    let title = choose(stated_title.map(Some), findings.title, Field::Title, &mut derived).unwrap_or_default();
    let stated_language = stated.language.clone().filter(|tag| !tag.is_empty());
    let language = choose(
        stated_language.map(Some),
        findings.language,
        Field::Language,
        &mut derived,
    );
    let published = stated.date.iter().flatten().find_map(|date| date.when.published());
    let stated_date = stated.date.clone().map(|date| date.map(|date| date.when.date));
    let date = choose(stated_date, findings.date, Field::Date, &mut derived);
    let place_evidence = findings.place.as_ref().map(|place| place.evidence.clone());
    let stated_place = text(&stated.place).map(|name| {
        name.map(|name| infer::Place {
            dateline: name.clone(),
            name,
        })
    });
    let place_stated = stated_place.is_some();
    let place = choose(stated_place, findings.place, Field::LocationCreated, &mut derived);
    let source = choose(
        text(&stated.source),
        findings.source,
        Field::SourceOrganization,
        &mut derived,
    );
    let stated_authors = Some(stated.authors.clone()).filter(|authors| !authors.is_empty());
    let authors = choose(stated_authors.map(Some), findings.authors, Field::Author, &mut derived);
    derived.extend(findings.layout);

    let place_tag = place.as_ref().zip(place_evidence.filter(|_| !place_stated));
    let place_tag = place_tag.and_then(|(place, evidence)| tags::of_place(&place.name, evidence, shared.vocabulary));
    // The keeper's own headline is no evidence of what the text says.
    let title_text = (!keeper_titled).then_some(title.as_str());
    let running = findings
        .pieces
        .iter()
        .filter(|piece| !matches!(piece.kind, BlockKind::Code { .. }))
        .map(|piece| piece.text.as_str());
    let texts: Vec<&str> = title_text.into_iter().chain(running).collect();
    let mentions = tags::merge(place_tag, shared.suggester.suggest(&texts), &about);

    let mut content = piece::content(findings.pieces);
    let article = Article {
        id: String::new(),
        url: String::new(),
        external_url: [&stated.url, &stated.source_url]
            .into_iter()
            .flatten()
            .find(|url| !url.is_empty())
            .cloned(),
        title,
        summary: stated.summary.clone().filter(|summary| !summary.is_empty()),
        content_text: std::mem::take(&mut content.text),
        date_published: published.or_else(|| {
            let day = date.as_ref().filter(|date| date.is_exact_day());
            day.map(|date| format!("{date}T00:00:00Z"))
        }),
        // What has no letter names nobody.
        authors: authors
            .unwrap_or_default()
            .iter()
            .filter(|name| name.contains(char::is_alphanumeric))
            .map(Author::new)
            .collect(),
        tags: about.iter().map(|tag| tag.label.en.clone()).collect(),
        language: language.unwrap_or_else(|| "und".to_owned()),
        explorer: Extension {
            path: found.path.clone(),
            original: Original {
                bytes: bytes as u64,
                ..Original::default()
            },
            date,
            dateline: place.as_ref().map(|place| place.dateline.clone()),
            location_created: place.map(|place| place.name),
            source_organization: source,
            about,
            mentions,
            alternative_headline: stated.subtitle.clone().filter(|subtitle| !subtitle.is_empty()),
            alternate_name: stated.aliases.clone(),
            license: stated.licence.clone().filter(|licence| !licence.is_empty()),
            blocks: std::mem::take(&mut content.blocks),
            containers: std::mem::take(&mut content.containers),
            derived,
        },
    };
    (article, content)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const VOCABULARY: &str = r#"
concept = [
  { id = "ai", group = "topic", prefLabel = { en = "Artificial intelligence" }, altLabel = { en = ["AI"] } },
  { id = "paris", group = "place", prefLabel = { en = "Paris" } },
]
"#;

    fn draft_of(bytes: &[u8], path: &str, archive: &str) -> Result<Option<Draft>, Broken> {
        made_of(bytes, path, archive).map(|made| match made {
            Made::Article(draft) => Some(*draft),
            Made::Nothing(..) => None,
        })
    }

    fn made_of(bytes: &[u8], path: &str, archive: &str) -> Result<Made, Broken> {
        let mut problems = vec![];
        let archive = Archive::read(archive, &mut problems).expect("TOML");
        let vocabulary = Vocabulary::read(VOCABULARY, &mut problems).expect("TOML");
        let suggester = Suggester::new(&vocabulary);
        let nowhere = std::path::Path::new("/nowhere");
        let shared = Shared {
            archive: &archive,
            vocabulary: &vocabulary,
            suggester: &suggester,
            moment: Moment::from_seconds(1_750_000_000),
            pictures: &Pictures::new(nowhere, nowhere, &archive.patterns),
            site: &SiteSettings::default(),
        };
        let format = if path.ends_with(".md") {
            Format::Markdown
        } else {
            Format::Plain
        };
        let found = Found {
            path: path.to_owned(),
            file: path.into(),
            format,
            leads_to: None,
        };
        from_bytes(&found, bytes, &shared, &mut problems)
    }

    fn article_of(text: &str, path: &str, archive: &str) -> Article {
        draft_of(text.as_bytes(), path, archive)
            .expect("readable")
            .expect("no draft")
            .article
    }

    const NEWS: &str =
        " date 2025-02-12 PARIS — They met on AI for the first time. More was said.\n\nLast words here. — VNA";

    #[test]
    fn what_is_stated_wins_and_only_the_rest_is_marked_as_inferred() {
        let archive =
            "[articles.'a.txt']\nheadline = 'Stated'\nsource = 'Stated agency'\ntags = ['AI', 'My own tag']\n";
        let article = article_of(NEWS, "a.txt", archive);
        assert_eq!(article.title, "Stated");
        assert_eq!(article.explorer.source_organization.as_deref(), Some("Stated agency"));
        for (field, is_derived) in [
            (Field::Title, false),
            (Field::SourceOrganization, false),
            (Field::Date, true),
            (Field::LocationCreated, true),
            (Field::Language, true),
        ] {
            assert_eq!(article.derived(field).is_some(), is_derived, "{field:?}");
        }
        assert_eq!(
            article.content_text,
            "They met on AI for the first time. More was said.\n\nLast words here."
        );
        assert_eq!(article.tags, ["Artificial intelligence", "My own tag"]);
        let suggested: Vec<&str> = article.explorer.mentions.iter().map(|tag| tag.key.as_str()).collect();
        assert_eq!(suggested, ["paris"], "a stated tag is not suggested as well");
        assert_eq!(article.explorer.mentions[0].evidence[0].rule, "dateline");
    }

    #[test]
    fn the_keeper_goes_before_the_front_matter() {
        let text = "---\ntitle: Front\ndate: 2024-01-02\ntags: ai\nsource: ''\n---\nText is here.";
        let article = article_of(text, "a.md", "[articles.'a.md']\ntitle = 'Keeper'\n");
        assert_eq!(
            (article.title.as_str(), article.date_published.as_deref()),
            ("Keeper", Some("2024-01-02T00:00:00Z"))
        );
        assert_eq!(article.derived(Field::Date), None);
    }

    #[test]
    fn the_keeper_can_state_that_there_is_none() {
        let article = article_of(
            NEWS,
            "a.txt",
            "[articles.'a.txt']\nsource = ''\nplace = ''\ndate = ''\n",
        );
        let explorer = &article.explorer;
        assert_eq!(
            (
                &explorer.source_organization,
                &explorer.location_created,
                &explorer.date
            ),
            (&None, &None, &None)
        );
        assert_eq!(article.derived(Field::SourceOrganization), None);
    }

    #[test]
    fn drafts_and_empty_files_are_no_articles() {
        assert!(
            draft_of(b"---\ndraft: true\n---\nText", "a.md", "")
                .expect("readable")
                .is_none()
        );
        assert!(draft_of(b"\n\n", "a.txt", "").expect_err("empty").1.contains("no text"));
    }

    #[test]
    fn a_title_without_latin_letters_or_any_still_has_a_slug() {
        let slug = |text: &str| {
            draft_of(text.as_bytes(), "x/ab cd.txt", "")
                .expect("readable")
                .expect("no draft")
                .wanted_slug
        };
        assert_eq!(slug("… — …"), "ab-cd");
        assert_eq!(slug("---\nslug: A/B\ntitle: T\n---\n"), "a-b");
    }

    proptest! {
        #[test]
        fn line_ends_and_unicode_forms_give_the_same_article(
            lines in proptest::collection::vec("[A-ZĐÀẾa-zđàếữ .,—()]{0,40}", 1..8),
            markdown in any::<bool>(),
        ) {
            let path = if markdown { "a.md" } else { "a.txt" };
            let text = format!("Việt Nam\n\n{}", lines.join("\n"));
            let of = |text: String| {
                let mut article = article_of(&text, path, "");
                article.explorer.original = Original::default();
                article
            };
            let article = of(text.clone());
            prop_assert_eq!(&of(text.nfd().collect()), &article);
            prop_assert_eq!(&of(text.replace('\n', "\r\n")), &article);
            prop_assert_eq!(&of(text.replace('\n', "\r")), &article);
            prop_assert_eq!(&of(format!("\u{feff}{text}")), &article);
            prop_assert_eq!(article.blocks().len(), article.content_text.split("\n\n").count());
        }

        #[test]
        fn any_bytes_are_an_article_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..80), markdown in any::<bool>()) {
            let _ = draft_of(&bytes, if markdown { "a.md" } else { "a.txt" }, "");
        }

        #[test]
        fn any_text_is_an_article_or_an_error(text in "\\PC{0,60}(\n\\PC{0,20}){0,4}", markdown in any::<bool>()) {
            let _ = draft_of(text.as_bytes(), if markdown { "a.md" } else { "a.txt" }, "");
        }
    }
}
