//! Links from one text of the folder to another: which article they lead to, and which part of it.
//!
//! People write the path of the file, that of the page that a generator makes of it, or the name of the article. Whatever they write,
//! a link leads to an article only if there is exactly that one; a link to something that is not in the archive stays text.

use std::collections::HashMap;

use super::assemble::Draft;
use super::lost::{LossKind, Missed};
use super::markdown::WIKI;
use super::paths;
use super::pictures::{Pictures, is_web};
use super::report::Problem;
use super::slug::slug;
use crate::article::{BlockKind, BlockMark, SpanKind};
use crate::text::fold;

/// What stands before the path in a link that a template makes.
pub(super) const REF: &str = "ref:";

/// Files that stand for their folder.
const INDEXES: [&str; 3] = ["index", "_index", "readme"];

/// How the names of articles and of their pages end.
const TEXTS: [&str; 8] = ["html", "htm", "md", "markdown", "mdx", "txt", "ipynb", "qmd"];

/// Which articles there are, by all that links call them.
struct Targets {
    /// By their paths with and without ending, those of their folders, and addresses. `None` where several are called so.
    paths: HashMap<String, usize>,
    /// By the name of the file, the title and the address of the page alone.
    names: HashMap<String, Option<usize>>,
    /// By their other titles, where nothing is called so.
    aliases: HashMap<String, Option<usize>>,
    /// By where they were published.
    published: HashMap<String, Option<usize>>,
    /// For each article, its parts by what links call them.
    parts: Vec<HashMap<String, usize>>,
    /// For each article, what links call its title, which is no part of the text.
    titles: Vec<String>,
}

/// Finds what the links of all articles lead to. `lost` is told which lead nowhere.
pub(super) fn resolve(drafts: &mut [Draft], pictures: &Pictures<'_>, lost: &mut Vec<Problem>) {
    let targets = Targets::of(drafts);
    let slugs: Vec<String> = drafts.iter().map(|draft| draft.article.id.clone()).collect();
    // Only parts that links lead to need a name.
    let mut named: Vec<(usize, usize, String)> = vec![];
    for (at, draft) in drafts.iter_mut().enumerate() {
        let path = draft.found.path.as_str();
        let (lines, marks) = (&draft.lines, &mut draft.article.explorer.blocks);
        for mark in marks.iter_mut() {
            let line = lines.get(mark.at).copied().unwrap_or_default();
            let pictured = matches!(mark.kind, BlockKind::Image(_));
            mark.spans.retain_mut(|span| {
                let SpanKind::Link { href } = &mut span.kind else {
                    return true;
                };
                let href = std::mem::take(href);
                match targets.find(&href, path, at) {
                    Found::Elsewhere => span.kind = SpanKind::Link { href },
                    Found::Article(article, part) => {
                        let part = part.map(|(block, name)| {
                            named.push((article, block, name.clone()));
                            name
                        });
                        span.kind = SpanKind::Article {
                            slug: slugs[article].clone(),
                            part: part.unwrap_or_default(),
                        };
                    }
                    // The larger picture behind a smaller one.
                    Found::Nothing if pictures.has(&href, path) && pictured => return false,
                    Found::Nothing => {
                        let shown = shown(&href);
                        let missed = Missed::new(LossKind::Link, shown, why(shown));
                        lost.push(missed.at(path, line));
                        span.kind = SpanKind::Missing { href: shown.to_owned() };
                    }
                }
                true
            });
        }
    }
    named.sort_unstable();
    named.dedup_by_key(|(article, block, _)| (*article, *block));
    for (article, block, name) in named {
        let marks = &mut drafts[article].article.explorer.blocks;
        let place = marks
            .binary_search_by_key(&block, |mark| mark.at)
            .unwrap_or_else(|place| {
                let mark = BlockMark {
                    at: block,
                    ..BlockMark::default()
                };
                marks.insert(place, mark);
                place
            });
        marks[place].id = Some(name);
    }
}

enum Found {
    /// On the web, or a person.
    Elsewhere,
    /// An article; the block that is meant, and its name.
    Article(usize, Option<(usize, String)>),
    Nothing,
}

/// Why a target is not in the archive, and what to do.
fn why(target: &str) -> &'static str {
    let file = target.split(['?', '#']).next().unwrap_or_default();
    let ending = file.rsplit('/').next().unwrap_or_default().rsplit_once('.');
    match ending {
        Some((_, ending)) if !TEXTS.iter().any(|text| text.eq_ignore_ascii_case(ending)) => {
            "only articles and pictures come along: link to where it can be had"
        }
        _ => "there is no such article in the archive: put it there, or change the link",
    }
}

/// What a reader is shown of a target.
fn shown(href: &str) -> &str {
    href.strip_prefix(WIKI)
        .or_else(|| href.strip_prefix(REF))
        .unwrap_or(href)
}

impl Targets {
    fn of(drafts: &[Draft]) -> Self {
        let mut paths = HashMap::new();
        let mut names = HashMap::new();
        let (mut aliases, mut published) = (HashMap::new(), HashMap::new());
        let unique = |map: &mut HashMap<String, Option<usize>>, name: String, at: usize| {
            if !name.is_empty() {
                map.entry(name)
                    .and_modify(|known| *known = known.filter(|known| *known == at))
                    .or_insert(Some(at));
            }
        };
        // Paths first: no other name of an article takes them.
        for (at, draft) in drafts.iter().enumerate() {
            let path = draft.found.path.to_lowercase();
            let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
            let name = stem.rsplit('/').next().unwrap_or_default();
            if INDEXES.contains(&name) {
                paths.entry(paths::folder(stem).to_owned()).or_insert(at);
                unique(
                    &mut names,
                    key(paths::folder(stem).rsplit('/').next().unwrap_or_default()),
                    at,
                );
            } else {
                unique(&mut names, key(name), at);
                unique(&mut names, key(undated(name)), at);
            }
            paths.insert(path.clone(), at);
            paths.entry(stem.to_owned()).or_insert(at);
        }
        for (at, draft) in drafts.iter().enumerate() {
            for page in &draft.pages {
                let page = page.trim_matches('/').to_lowercase();
                paths.entry(page_of(&page).unwrap_or(page)).or_insert(at);
            }
            unique(&mut names, key(&draft.article.title), at);
            for alias in &draft.article.explorer.alternate_name {
                unique(&mut aliases, key(alias), at);
            }
            if let Some(url) = &draft.article.external_url {
                unique(&mut published, address(url), at);
            }
        }
        Self {
            paths,
            names,
            aliases,
            published,
            parts: drafts.iter().map(parts).collect(),
            titles: drafts.iter().map(|draft| slug(&draft.article.title)).collect(),
        }
    }

    /// What a link in the article `own`, whose file is `path`, leads to.
    fn find(&self, href: &str, path: &str, own: usize) -> Found {
        let (address_only, part) = href.split_once('#').unwrap_or((href, ""));
        if is_web(href) {
            return match self.published.get(&address(address_only)) {
                Some(Some(article)) => Found::Article(*article, self.part(*article, part)),
                _ => Found::Elsewhere,
            };
        }
        if href
            .get(..7)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
        {
            return Found::Elsewhere;
        }
        let target = shown(address_only);
        let article = if target.is_empty() {
            Some(own)
        } else if href.starts_with(WIKI) {
            self.by_name(target, path)
        } else {
            self.by_path(target, path, href.starts_with(REF))
        };
        let Some(article) = article else {
            return Found::Nothing;
        };
        match self.part(article, part) {
            // A part of the same text that is not there is nothing to go to.
            None if target.is_empty() && part != "top" && slug(&paths::decoded(part)) != self.titles[article] => {
                Found::Nothing
            }
            part => Found::Article(article, part),
        }
    }

    fn by_path(&self, target: &str, path: &str, anywhere: bool) -> Option<usize> {
        let own = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        for target in paths::spellings(target) {
            let rooted = target.strip_prefix("@/").or_else(|| target.strip_prefix('/'));
            let folders = match rooted {
                Some(_) => vec!["", "content"],
                // The folder of the file; its page, which is a folder to those who visit it.
                None => vec![paths::folder(path), own],
            };
            let target = rooted.unwrap_or(&target);
            let within = folders.iter().filter_map(|folder| paths::within(folder, target).ok());
            let mut places: Vec<String> = within.map(|place| place.to_lowercase()).collect();
            let pages: Vec<String> = places.iter().filter_map(|place| page_of(place)).collect();
            places.extend(pages);
            if let Some(article) = places.iter().find_map(|place| self.paths.get(place)) {
                return Some(*article);
            }
            if let Some(article) = rooted.and_then(|_| self.by_page(target)) {
                return Some(article);
            }
            if anywhere && let Some(article) = self.name(target) {
                return Some(article);
            }
        }
        None
    }

    /// The page of an address, `/2016/07/26/name.html` or `/posts/name/`: it has the name of the file behind nothing but numbers,
    /// or the end of its path.
    fn by_page(&self, target: &str) -> Option<usize> {
        let target = target.trim_matches('/').to_lowercase();
        let page = page_of(&target).unwrap_or(target);
        let (folder, name) = page.rsplit_once('/').unwrap_or(("", &page));
        let numbers = folder
            .split('/')
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if numbers {
            let dated = [folder.replace('/', "-"), name.to_owned()].join("-");
            return self.name(dated.trim_start_matches('-')).or_else(|| self.name(name));
        }
        None
    }

    /// The article of this name: the one at that path, else the only one that is called so.
    fn by_name(&self, target: &str, path: &str) -> Option<usize> {
        let lower = paths::decoded(target).to_lowercase();
        let beside = paths::within(paths::folder(path), &lower).ok();
        let there = paths::within("", &lower).ok();
        let place = beside.into_iter().chain(there).find_map(|place| {
            let place = place.to_lowercase();
            self.paths.get(&place).copied()
        });
        place.or_else(|| self.name(target))
    }

    fn name(&self, target: &str) -> Option<usize> {
        let name = target.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let stem = page_of(&name.to_lowercase()).unwrap_or(name.to_owned());
        let find = |names: &HashMap<String, Option<usize>>, name: &str| names.get(&key(name)).copied().flatten();
        find(&self.names, &stem)
            .or_else(|| find(&self.names, target))
            .or_else(|| find(&self.aliases, target))
    }

    /// The block of an article that a link calls `part`, and what it is called from now on.
    fn part(&self, article: usize, part: &str) -> Option<(usize, String)> {
        if part.is_empty() {
            return None;
        }
        let part = paths::decoded(part);
        // A heading below others is named with them in Obsidian.
        let last = part.rsplit('#').next().unwrap_or_default();
        let name = [part.to_lowercase(), slug(last)]
            .into_iter()
            .find(|name| self.parts[article].contains_key(name))?;
        let block = self.parts[article][&name];
        let plain = slug(&name);
        Some((
            block,
            if plain.is_empty() {
                format!("part-{block}")
            } else {
                plain
            },
        ))
    }
}

/// The parts of an article by what links call them: the names that its text gives them, and what generators make of its headings.
fn parts(draft: &Draft) -> HashMap<String, usize> {
    let mut parts = HashMap::new();
    for (name, block) in &draft.ids {
        parts.entry(name.to_lowercase()).or_insert(*block);
    }
    let blocks = draft.article.blocks();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Heading { .. }) {
            continue;
        }
        let name = slug(block.text);
        let count = counts.entry(name.clone()).or_default();
        let name = if *count == 0 { name } else { format!("{name}-{count}") };
        *count += 1;
        if !name.is_empty() {
            parts.entry(name).or_insert(at);
        }
    }
    parts
}

/// What a name is compared by.
fn key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A file name without the day in front of it: `2016-07-26-name`.
fn undated(name: &str) -> &str {
    let digits = |from: usize, to: usize| {
        name.get(from..to)
            .is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let dated = digits(0, 4) && digits(5, 7) && digits(8, 10);
    match name.get(10..) {
        Some(rest) if dated && rest.starts_with(['-', '_', ' ']) => &rest[1..],
        _ => name,
    }
}

/// The file behind the address of a page: without `.html`, `.md` and `/index`.
fn page_of(place: &str) -> Option<String> {
    let place = place.trim_end_matches('/');
    let page = match place.rsplit_once('.') {
        Some((page, ending)) if TEXTS.contains(&ending) => page,
        _ => place,
    };
    let page = page.strip_suffix("/index").unwrap_or(page);
    (page != place).then(|| page.to_owned())
}

/// An address of the web as it is compared.
fn address(url: &str) -> String {
    let url = url.split(['#', '?']).next().unwrap_or_default().to_lowercase();
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or(&url);
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.trim_end_matches('/').to_owned()
}
