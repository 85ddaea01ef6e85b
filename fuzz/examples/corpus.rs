//! Writes what the fuzz targets start from: the pieces of real bundles, each as its target wants it.
//! Usage: corpus FOLDER; each target has a folder of its own in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use article_explorer::article::{Article, FeedPage, json};
use article_explorer::index::postings::{self, Posting, Shape};
use article_explorer::index::{HEADER, Kind, pages};
use article_explorer_fuzz::Bundle;

const FRAGMENTS: [&str; 13] = [
    "#/?q=vi%E1%BB%87t+nam+unesco&sort=newest",
    "#/?q=\"cultural+diplomacy\"+OR+title:summit+-trade+&undated=include",
    "#/?q=-\"soft+power\"+tag:ai+&tag=lang:en&tag=-unesco",
    "#/?q=title:\"cultural+diplomacy\"&from=2024-07&to=2025-02-12",
    "#/?q=tag:\"cultural+diplomacy\"+OR+talks+lang:vi+year:2025+place:paris+source:vns+",
    "#/?q=after:2025-02+before:2026+&sort=oldest&undated=only",
    "#/?q=diplomasy+unesko+&from=XXXX-07-09",
    "#/?q=diplomasy+unesko+&verbatim=1",
    "#/?q=how+does+viet+nam+use+culture+and+technology+in+its+diplomacy",
    "#/a/some-slug?q=Đường+dư&view=original",
    "#/?q=cult",
    "#/?q=te",
    "#/",
];

const QUERIES: [&str; 6] = [
    "ngoại giao -\"soft power\" title:summit tag:\"cultural diplomacy\" lang:vi after:2025-02-01 ",
    "\"OR\" x OR “y z” -title:\"a b\"",
    "source:VNS place:paris year:2025 before:2024-07-09/2024-07-11 -tag:ai",
    "Viet Nam’s sci-tech 文化 d\u{301}uong http://vnexpress.net unes",
    "title:\"soft",
    "tag:",
];

/// The archives of the engine's target.
const ARCHIVES: [u8; 3] = [0, 1, 2];

/// Bytes of the fields of each kind of damage to a bundle.
const DAMAGES: [usize; 8] = [5, 8, 7, 5, 4, 4, 5, 2];

/// How `arbitrary` reads one of nine kinds.
fn damage(kind: u64) -> [u8; 4] {
    (((kind << 32) / 9) as u32 + 1).to_le_bytes()
}

/// Puts inputs into the corpora of the targets.
struct Corpora {
    folder: PathBuf,
    written: usize,
}

impl Corpora {
    fn add(&mut self, target: &str, parts: &[&[u8]]) -> io::Result<()> {
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder)?;
        self.written += 1;
        fs::write(folder.join(format!("seed-{}", self.written)), parts.concat())
    }

    fn add_postings(&mut self, shape: Shape, list: &[u8], spellings: &[u8]) -> io::Result<()> {
        let (count, all) = (shape.count.to_le_bytes(), shape.documents.to_le_bytes());
        let (length, spelled) = ((list.len() as u16).to_le_bytes(), [(!spellings.is_empty()).into()]);
        self.add("postings", &[&count, &all, &length, &spelled, list, spellings])
    }

    fn add_bundle(&mut self, bundle: &Bundle, articles: usize) -> io::Result<()> {
        let documents = (articles as u16).to_le_bytes();
        for (_, file) in bundle.of_kind(Kind::Terms) {
            self.add("bytes", &[&[0], file])?;
            self.add("terms", &[&[4], b"cult", &file[HEADER..]])?;
        }
        for (_, file) in bundle.of_kind(Kind::Facets) {
            self.add("facets", &[&documents, &file[HEADER..]])?;
        }
        for (_, file) in bundle.of_kind(Kind::Dates) {
            // Both ends of the range: each is there (1) and a number of days.
            let day = |day: i32| [&[1], day.to_le_bytes().as_slice()].concat();
            self.add("dates", &[&documents, &day(20_000), &day(21_000), &file[HEADER..]])?;
            self.add("dates", &[&documents, &[0], &[0], &file[HEADER..]])?;
        }
        let terms = bundle.terms();
        // Some rare ones and all frequent ones.
        let some = terms
            .iter()
            .enumerate()
            .filter(|(at, term)| at % 40 == 0 || term.frequency > 60);
        for (_, term) in some {
            let shape = Shape {
                count: term.frequency,
                documents: articles as u32,
            };
            let (list, spellings) = (bundle.list(&term.postings), bundle.list(&term.spellings));
            self.add_postings(shape, list, spellings)?;
            let postings = postings::decode(list, None, shape).map_err(io::Error::other)?;
            let impacts: Vec<u8> = postings.iter().map(|posting| posting.impact).collect();
            let positions = bundle.positions(term);
            if !positions.is_empty() {
                self.add(
                    "positions",
                    &[&(impacts.len() as u16).to_le_bytes(), &[2], &impacts, positions],
                )?;
            }
        }
        for (path, file) in bundle.files.iter().filter(|(path, _)| path.ends_with(".json")) {
            if path.contains("page-") || path == "feed.json" {
                let page: FeedPage = json::read(file).map_err(io::Error::other)?;
                // One article a page, and little of it: small inputs are changed more often.
                for article in page.items.iter().take(5) {
                    let content_text = article.content_text.chars().take(400).collect();
                    let article = Article {
                        content_text,
                        ..article.clone()
                    };
                    let page = FeedPage {
                        items: vec![article],
                        ..page.clone()
                    };
                    self.add("json", &[&serde_json::to_vec(&page)?])?;
                }
            } else {
                self.add("json", &[file])?;
            }
        }
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("name the folder of the corpora"))?;
    let mut corpora = Corpora {
        folder: Path::new(&folder).to_owned(),
        written: 0,
    };
    for fragment in FRAGMENTS {
        corpora.add("route", &[fragment.as_bytes()])?;
        for archive in ARCHIVES {
            // Nothing is damaged, in four ways.
            corpora.add("engine", &[&[archive], &[0; 16], fragment.as_bytes()])?;
        }
    }
    // As many articles as a damaged manifest can make the engine believe.
    let many = [&[0], (1_u32 << 24).to_le_bytes().as_slice()].concat();
    for fragment in &FRAGMENTS[..3] {
        corpora.add("engine", &[&[0], &damage(7), &many, &[0; 12], fragment.as_bytes()])?;
    }
    // Each kind of damage, in turn to all archives and files and with all fragments; the second changes the number of articles.
    let mut fragments = FRAGMENTS.iter().cycle();
    for ((file, archive), (kind, length)) in (0_u16..240)
        .zip(ARCHIVES.into_iter().cycle())
        .zip((1..).zip(DAMAGES).cycle())
    {
        let fields = [file.to_le_bytes(), (file * 7).to_le_bytes(), [file as u8; 2], [1, 2]].concat();
        let articles = [&[0], (u32::from(file) * 7).to_le_bytes().as_slice()].concat();
        let fragment = fragments.next().expect("it cycles").as_bytes();
        let first = [&damage(kind), &fields[..length]].concat();
        corpora.add("engine", &[&[archive], &first, &[0; 12], fragment])?;
        corpora.add("engine", &[&[0], &first, &damage(7), &articles, &[0; 8], fragment])?;
    }
    for query in QUERIES {
        corpora.add("query", &[query.as_bytes()])?;
    }
    for articles in [&[5][..], &[50, 3, 3, 1, 2, 2, 2], &[1; 300], &[7, 1 << 23]] {
        let documents: u32 = articles.iter().sum();
        corpora.add(
            "pages",
            &[&documents.to_le_bytes(), pages::to_text(articles).as_bytes()],
        )?;
    }
    corpora.add("vectors", &[b"AbcdefghijklmnopqrstuB"])?;
    // Frequent terms: one in four documents has them, most of them have, all of them have.
    for (count, documents) in [(4_500, 18_000), (4_500, 6_000), (4_500, 4_500)] {
        let posting = |number: u32| Posting {
            document: number * (documents / count),
            impact: (1 + number % 15) as u8,
            title: if number.is_multiple_of(9) {
                1 + (number % 7) as u8
            } else {
                0
            },
            spellings: 1,
        };
        let mut list: Vec<Posting> = (0..count).map(posting).collect();
        let shape = Shape { count, documents };
        postings::level(&mut list, shape);
        corpora.add_postings(shape, &postings::encode(&list, shape), &[])?;
    }
    corpora.add_bundle(&Bundle::of_seeds(), 5)?;
    for articles in [3, 300] {
        corpora.add_bundle(&Bundle::of_notes(articles), articles)?;
    }
    Ok(())
}
