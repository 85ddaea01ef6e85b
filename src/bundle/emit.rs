//! Writes a bundle: what its files hold, and how they appear all at once.
//!
//! Everything but `manifest.json`, `feed.json` and the pictures, which have names of their own, lies in a folder that is named after its
//! content. It is written
//! under another name in the same folder and moved into place; then the feed, then the manifest are
//! replaced. Whoever reads sees the old bundle or the new one, and a run that fails leaves the old one.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::archive::{Concepts, card, document};
use super::archive_toml::Archive;
use super::assemble::Draft;
use super::cards::Layout;
use super::originals;
use super::passages::{self, Passages};
use super::pictures::{self, Pictures};
use super::report::Report;
use super::{Limits, Options, Step};
use crate::article::{Article, Card, FORMAT, FeedPage, JSON_FEED_VERSION, Manifest, civil_from_days};
use crate::index::{self, Built, Document, pages};

/// A page of articles holds no more bytes of text than this, so that fetching one for a single hit costs little: a longer article
/// has a page for itself.
const PAGE_TEXT: usize = 6 * 1024;

/// An archive of so many pages of this size is small: it has few large pages rather than many small ones, and all of it
/// costs less than a handful of requests.
const FEW_PAGES: usize = 5;
const LARGE_PAGE_TEXT: usize = 24 * 1024;

/// The newest articles that `feed.json` holds. A page ends there, so that its chain goes on with the next page.
const NEWEST: usize = 50;

/// A bundle in memory.
struct Bundle {
    manifest: Manifest,
    /// Path relative to the bundle, content.
    files: Vec<(String, Vec<u8>)>,
    feed: Vec<u8>,
}

/// Writes the articles, which are in their final order, to `out`.
///
/// # Errors
/// What the file system refuses, and an original that changed meanwhile.
pub(super) fn emit(
    drafts: &mut [Draft],
    archive: &Archive,
    concepts: Concepts<'_>,
    pictures: &Pictures<'_>,
    options: &Options<'_>,
    limits: &Limits,
    report: &mut Report,
) -> io::Result<()> {
    let out = options.out;
    (options.progress)(Step::Indexing);
    let bundle = compose(drafts, archive, concepts, limits)?;
    fs::create_dir_all(out)?;
    let writing = tempfile::Builder::new().prefix(WRITING).tempdir_in(out)?;
    let pictures = pictures.shown(drafts.iter().map(|draft| &draft.article));
    let names: Vec<String> = pictures.iter().map(|(name, _)| name.clone()).collect();
    let all = bundle.files.len() + pictures.len() + 2;
    let (mut bytes, mut written) = (0, 0);
    let mut write = |path: &str, content: &[u8]| {
        let path = writing.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        bytes += content.len() as u64;
        written += 1;
        (options.progress)(Step::Writing(written, all));
        fs::write(path, content)
    };
    for (path, content) in &bundle.files {
        write(path, content)?;
    }
    for (name, content) in pictures {
        write(&name, &content.read()?)?;
    }
    write("feed.json", &bundle.feed)?;
    write("manifest.json", &json(&bundle.manifest)?)?;

    let folder = format!("g-{}", bundle.manifest.generation);
    if out.join(&folder).exists() {
        // Equal content, unless somebody damaged it: replaced all the same.
        fs::rename(out.join(&folder), writing.path().join("old"))?;
    }
    fs::rename(writing.path().join(&folder), out.join(&folder))?;
    if !names.is_empty() {
        fs::create_dir_all(out.join(pictures::FOLDER))?;
    }
    let files = names.iter().map(String::as_str).chain(["feed.json", "manifest.json"]);
    for file in files {
        fs::rename(writing.path().join(file), out.join(file))?;
    }
    drop(writing);
    remove_others(out, &folder)?;
    remove_pictures(&out.join(pictures::FOLDER), &names)?;
    report.bytes = bytes;
    report.files = all;
    report.generation = bundle.manifest.generation;
    Ok(())
}

const WRITING: &str = ".writing-";

/// Removes what earlier runs left: older generations, and unfinished ones of runs that were killed.
fn remove_others(out: &Path, current: &str) -> io::Result<()> {
    for entry in fs::read_dir(out)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let digits = name.strip_prefix("g-").unwrap_or_default();
        let generation = digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if (generation && name != current || name.starts_with(WRITING)) && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Removes the pictures of earlier runs that no article shows any more.
fn remove_pictures(folder: &Path, shown: &[String]) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{}/{}", pictures::FOLDER, entry.file_name().to_string_lossy());
        if shown.binary_search(&name).is_err() && pictures::is_name(&name) {
            fs::remove_file(entry.path())?;
        }
    }
    if shown.is_empty() {
        // Whatever else is in it is not of the bundle.
        let _ = fs::remove_dir(folder);
    }
    Ok(())
}

/// Makes everything.
fn compose(drafts: &mut [Draft], archive: &Archive, concepts: Concepts<'_>, limits: &Limits) -> io::Result<Bundle> {
    let originals = originals::pack(drafts)?;
    let documents: Vec<Document<'_>> = drafts
        .iter()
        .map(|draft| document(&draft.article, concepts.vocabulary))
        .collect();
    let concepts = concepts.of(drafts.iter().map(|draft| &draft.article));
    let built = index::build(&documents, &concepts);
    let (pages, passages) = paginate(documents.iter().map(|document| document.body.len()), limits);
    let drawn = drafts.iter().zip(&built.vectors);
    let cards: Vec<Card> = drawn.map(|(draft, vector)| card(&draft.article, vector)).collect();
    let layout = Layout::of(&cards, limits.cards)?;
    let mut manifest = Manifest {
        passage_bytes: passages.bytes(),
        passage_words: passages.words(),
        ..manifest(&documents, archive, languages(drafts, archive), &built, &pages, layout)
    };
    let passages: Vec<(u32, Vec<u8>)> = match passages {
        Passages::None => vec![],
        Passages::Beginnings => {
            let texts = documents.iter().map(|document| document.body);
            (0..).zip(passages::beginnings(texts, layout.per_block)?).collect()
        }
        Passages::Pieces => {
            let alone = (0..).zip(&pages).filter(|(_, page)| page.len() == 1);
            let blocks = cards.len().div_ceil(layout.per_block as usize);
            let index = [&built.terms, &built.postings, &built.positions].map(Vec::len);
            let taken = pages.len() + blocks + index.iter().sum::<usize>() + originals.len();
            let room = limits.files.saturating_sub(taken);
            let (from, files) = passages::pieces(alone.map(|(number, page)| (number, &documents[page.start])), room)?;
            manifest.passage_from = Some(from).filter(|from| *from > 0);
            files
        }
    };
    drop(documents);

    // The name of the folder is that of its content, so the content is hashed before it can hold the name.
    let mut hash = Sha256::new();
    hash.update(json(&manifest)?);
    for draft in drafts.iter() {
        hash.update(json(&draft.article)?);
        hash.update(draft.hash);
    }
    let parts = [&built.terms, &built.postings, &built.positions];
    hash.update(json(&cards)?);
    let others = [&built.facets, &built.dates].into_iter().chain(&built.tagged);
    for file in parts.into_iter().flatten().chain(others) {
        hash.update((file.len() as u64).to_le_bytes());
        hash.update(file);
    }
    manifest.generation = hash
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();

    for draft in drafts.iter_mut() {
        let original = &mut draft.article.explorer.original;
        original.file = manifest.path(&original.file);
    }
    let mut files = index_files(built, &manifest);
    let packs = (0..).zip(originals);
    files.extend(packs.map(|(number, pack)| (manifest.path(&Manifest::originals_file(number)), pack)));
    let articles: Vec<&Article> = drafts.iter().map(|draft| &draft.article).collect();
    for (number, page) in (0..).zip(&pages) {
        let next = (page.end < articles.len()).then(|| format!("page-{}.json", number + 1));
        files.push((
            manifest.page_path(number),
            feed_page(archive, &manifest, &articles[page.clone()], next)?,
        ));
    }
    let blocks = (0..).zip(layout.blocks(&cards)?);
    files.extend(blocks.map(|(number, block)| (manifest.cards_path(number), block)));
    let packed = passages.into_iter();
    files.extend(packed.map(|(number, file)| (manifest.passages_path(number), file)));
    let newest = pages.iter().take_while(|page| page.end <= NEWEST).count();
    let end = newest.checked_sub(1).map_or(0, |last| pages[last].end);
    let next = (end < articles.len()).then(|| manifest.page_path(u32::try_from(newest).unwrap_or(u32::MAX)));
    let feed = feed_page(archive, &manifest, &articles[..end], next)?;
    Ok(Bundle { manifest, files, feed })
}

fn json(value: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(io::Error::other)
}

fn feed_page(
    archive: &Archive,
    manifest: &Manifest,
    articles: &[&Article],
    next_url: Option<String>,
) -> io::Result<Vec<u8>> {
    json(&FeedPage {
        version: JSON_FEED_VERSION.to_owned(),
        title: manifest.title.clone(),
        home_page_url: archive.url.clone(),
        description: archive.description.clone(),
        next_url,
        items: articles.iter().map(|article| (*article).clone()).collect(),
    })
}

/// Which articles each page holds, and what passages are cut from.
fn paginate(sizes: impl Iterator<Item = usize> + Clone, limits: &Limits) -> (Vec<Range<usize>>, Passages) {
    let small = sizes.clone().sum::<usize>() <= FEW_PAGES * LARGE_PAGE_TEXT;
    let room = if small { LARGE_PAGE_TEXT } else { PAGE_TEXT };
    let mut pages = vec![];
    let (mut start, mut held, mut count) = (0, 0, 0);
    for size in sizes {
        if start < count && (held + size > room || count == NEWEST) {
            pages.push(start..count);
            (start, held) = (count, 0);
        }
        held += size;
        count += 1;
    }
    if start < count {
        pages.push(start..count);
    }
    if pages.len() <= limits.pages {
        return (pages, if small { Passages::None } else { Passages::Pieces });
    }
    // Equally many articles each: then nobody has to be told how many each page holds.
    let each = count.div_ceil(limits.large_pages - 1);
    let first = each.min(NEWEST);
    let starts = std::iter::once(0).chain((first..count).step_by(each));
    (
        starts
            .map(|start| start..if start == 0 { first } else { count.min(start + each) })
            .collect(),
        Passages::Beginnings,
    )
}

fn manifest(
    documents: &[Document<'_>],
    archive: &Archive,
    languages: Vec<String>,
    built: &Built,
    pages: &[Range<usize>],
    layout: Layout,
) -> Manifest {
    let days = documents.iter().filter_map(|document| document.days);
    let day = |days: i32| {
        let (year, month, day) = civil_from_days(days);
        format!("{year:04}-{month:02}-{day:02}")
    };
    let first = days.clone().map(|(first, _)| first).min();
    let last = days.clone().map(|(_, last)| last).max();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Manifest {
        format: FORMAT,
        title: archive.title.clone().unwrap_or_else(|| "Articles".to_owned()),
        description: archive.description.clone(),
        languages,
        url: archive.url.clone(),
        articles: count(documents.len()),
        undated: count(documents.iter().filter(|document| document.days.is_none()).count()),
        days: first.zip(last).map(|(first, last)| [day(first), day(last)]),
        generation: String::new(),
        router: built.router.clone(),
        cards_per_block: layout.per_block,
        card_bytes: layout.width,
        passage_bytes: None,
        passage_words: None,
        passage_from: None,
        pages: pages::to_text(&pages.iter().map(|page| count(page.len())).collect::<Vec<u32>>()),
    }
}

/// The languages that the keeper states, then those of the texts, most frequent first.
fn languages(drafts: &[Draft], archive: &Archive) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for draft in drafts {
        *counts.entry(draft.article.language.as_str()).or_default() += 1;
    }
    let mut found: Vec<(&str, usize)> = counts.into_iter().filter(|(language, _)| *language != "und").collect();
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut languages = archive.languages.clone();
    for (language, _) in found {
        if !languages.iter().any(|known| known == language) {
            languages.push(language.to_owned());
        }
    }
    languages
}

/// Everything that the index builder made, under the names that the manifest gives.
fn index_files(built: Built, manifest: &Manifest) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![];
    files.extend(
        (0..)
            .zip(built.terms)
            .map(|(number, file)| (manifest.terms_path(number), file)),
    );
    files.extend(
        (0..)
            .zip(built.postings)
            .map(|(number, file)| (manifest.postings_path(number), file)),
    );
    files.extend(
        (0..)
            .zip(built.positions)
            .map(|(number, file)| (manifest.positions_path(number), file)),
    );
    files.push((manifest.facets_path(), built.facets));
    files.extend(built.tagged.map(|file| (manifest.tagged_path(), file)));
    files.push((manifest.dates_path(), built.dates));
    files
}

#[cfg(test)]
mod tests {
    use super::super::cards::per_block;
    use super::*;

    #[test]
    fn a_page_is_closed_before_it_is_too_full_and_after_the_newest() {
        let kilobytes = |sizes: &[usize]| paginate(sizes.iter().map(|size| size * 1024), &Limits::default()).0;
        assert_eq!(kilobytes(&[3, 3, 2, 4, 8]), vec![0..5; 1], "five short articles");
        assert_eq!(kilobytes(&[9, 9, 9, 40, 1]), [0..2, 2..3, 3..4, 4..5]);
        assert!(kilobytes(&[]).is_empty());
        let tiny = paginate(std::iter::repeat_n(10, 60), &Limits::default());
        assert_eq!(tiny, (vec![0..50, 50..60], Passages::None));
    }

    #[test]
    fn pages_grow_before_there_are_too_many() {
        let limits = Limits::default();
        let (pages, passages) = paginate(std::iter::repeat_n(20_000, 150_000), &limits);
        assert_eq!(passages, Passages::Beginnings);
        assert!(pages.len() <= limits.large_pages);
        assert_eq!(pages.iter().map(|page| page.len()).sum::<usize>(), 150_000);
    }

    #[test]
    fn articles_leave_hosts_room_for_their_index() {
        // Of 20,000 files. The index, and originals, are held to sizes and not to numbers, so nothing is said of them here.
        let limits = Limits::default();
        let files = |articles: usize, bytes: usize| {
            let (pages, passages) = paginate(std::iter::repeat_n(bytes, articles), &limits);
            let blocks = articles.div_ceil(per_block(articles, limits.cards) as usize);
            pages.len() + blocks * if passages == Passages::Beginnings { 2 } else { 1 }
        };
        for articles in [11_000, limits.cards, limits.cards + 1, 40_000] {
            for bytes in [400, 4_000, 40_000] {
                assert!(files(articles, bytes) <= 15_000, "{articles} of {bytes} bytes");
            }
        }
        for bytes in [400, 40_000] {
            assert!(files(1_000_000, bytes) <= 10_800, "a million of {bytes} bytes");
        }
    }
}
