//! What the fuzz targets share: bundles to damage, and seals that fit again after the damage.
//!
//! A checksum would stop nearly every changed file at the door. It guards against accidents, so the readers behind it must
//! stand any bytes all the same: the targets seal what they changed, and the readers are met.

use std::alloc::System;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use article_explorer::article::json::{self, FromJson};
use article_explorer::article::{Card, FeedPage, Manifest};
use article_explorer::bundle::{Moment, Options, bundle};
use article_explorer::index::bytes::{seal, seal_part};
use article_explorer::index::terms::{self, Pick, Place, Postings, Term, Wanted};
use article_explorer::index::{HEADER, Kind, PART_HEADER, facets, unseal, unseal_part};
use cap::Cap;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A reader that wants more memory than this for one input has believed a damaged number.
const MOST_MEMORY: usize = 1 << 30;

/// Asking it for more ends the process, which libFuzzer reports as a crash.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, MOST_MEMORY);

/// The path of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// The files of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Content by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Where in the payload of a file of postings or of positions the sealed parts are.
    parts: BTreeMap<String, Vec<Range<usize>>>,
}

impl Bundle {
    /// The articles of `seeds/`: every kind of file, in the shape of a real archive.
    pub fn of_seeds() -> Self {
        Self::of_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds")))
    }

    /// So many short articles of a few words, so that many share each: lists of several blocks, sets of both forms. Some more
    /// words begin alike, so that these fill several shards and the most frequent ones stand side by side.
    pub fn of_notes(count: usize) -> Self {
        const WORDS: [&str; 12] = [
            "summit",
            "unesco",
            "culture",
            "cultural",
            "Đường",
            "dương",
            "việt",
            "nam",
            "Vietnam",
            "trade",
            "talks",
            "talk",
        ];
        const DATES: [&str; 4] = ["", "2025", "2024-07", "2025-02-12"];
        let folder = tempfile::tempdir().expect("a folder for articles");
        for number in 0..count {
            let word = |at: usize| WORDS[(number * 7 + at * at + number / 5) % WORDS.len()];
            let words = |range: Range<usize>| range.map(word).collect::<Vec<_>>().join(" ");
            let rare: Vec<String> = (0..8).map(|at| rare(number * 5 + at)).collect();
            let date = DATES[number % DATES.len()];
            let date = if date.is_empty() {
                String::new()
            } else {
                format!("date: {date}\n")
            };
            let note = format!(
                "---\ntitle: {} {number}\n{date}tags: [{}, ai]\nsource: VNS\n---\n{}.\n\n{}.\n\n{}.\n",
                words(0..2),
                word(3),
                words(4..9),
                words(9..9 + number % 20),
                rare.join(" "),
            );
            fs::write(folder.path().join(format!("{number}.md")), note).expect("an article is written");
        }
        Self::of_folder(folder.path())
    }

    fn of_folder(folder: &Path) -> Self {
        let out = tempfile::tempdir().expect("a folder for the bundle");
        let out = out.path().join("bundle");
        let options = Options {
            folder,
            out: &out,
            strict: false,
            moment: Moment::from_seconds(1_750_000_000),
            progress: &|_| {},
        };
        bundle(&options).expect("articles make a bundle");
        let mut made = Self::default();
        made.read(&out, "");
        made.parts = made.parts();
        made
    }

    /// The same archive as a large one is written: cards of one length, and beginnings of texts and documents of facets in files
    /// of their own.
    pub fn as_large(mut self) -> Self {
        let mut manifest: Manifest = read(&self.files[MANIFEST]);
        let files = |path: fn(&Manifest, u32) -> String| {
            let (files, manifest) = (&self.files, &manifest);
            (0..).map_while(move |number| files.get(&path(manifest, number)))
        };
        let cards = files(Manifest::cards_path).flat_map(|block| read::<Vec<Card>>(block));
        let cards = cards.map(|card| serde_json::to_vec(&card).expect("plain data"));
        let (cards, card_bytes) = of_one_length(cards.collect(), b' ');
        let articles = files(Manifest::page_path).flat_map(|page| read::<FeedPage>(page).items);
        let texts = articles.map(|article| {
            let packed = packed(&article.content_text);
            [(packed.len() as u16).to_le_bytes().as_slice(), &packed].concat()
        });
        let (texts, passage_bytes) = of_one_length(texts.collect(), 0);

        let per_file = manifest.cards_per_block as usize;
        for (number, cards) in (0..).zip(cards.chunks(per_file)) {
            let block = [b"[", cards.join(&b',').as_slice(), b"]"].concat();
            self.files.insert(manifest.cards_path(number), block);
        }
        for (number, texts) in (0..).zip(texts.chunks(per_file)) {
            self.files.insert(manifest.passages_path(number), texts.concat());
        }
        let path = manifest.facets_path();
        let payload = unseal(Kind::Facets, &self.files[&path]).expect("sealed by the bundler");
        let lists = facets::names(payload, manifest.articles)
            .expect("written by the bundler")
            .rest;
        let names = &payload[..payload.len() - lists.len()];
        // No names stand before them.
        let lists = [&[0], lists].concat();
        let (names, lists) = (seal(Kind::Facets, names), seal(Kind::Tagged, &lists));
        self.files.extend([(path, names), (manifest.tagged_path(), lists)]);
        manifest.card_bytes = Some(card_bytes);
        manifest.passage_bytes = Some(passage_bytes);
        self.files
            .insert(MANIFEST.into(), serde_json::to_vec(&manifest).expect("plain data"));
        self
    }

    fn read(&mut self, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).expect("a folder of the bundle") {
            let entry = entry.expect("an entry of the bundle").path();
            let name = entry.file_name().and_then(|name| name.to_str()).expect("a plain name");
            let name = format!("{prefix}{name}");
            if entry.is_dir() {
                self.read(&entry, &format!("{name}/"));
            } else {
                self.files.insert(name, fs::read(&entry).expect("a file of the bundle"));
            }
        }
    }

    /// Files of one kind, sealed, by path.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter(move |(path, _)| kind_of(path) == Some(kind));
        files.map(|(path, file)| (path.as_str(), file.as_slice()))
    }

    /// All terms of the dictionary that have postings.
    pub fn terms(&self) -> Vec<Term> {
        let shards = self.of_kind(Kind::Terms);
        let payloads = shards.map(|(_, file)| unseal(Kind::Terms, file).expect("sealed by the bundler"));
        let mut terms: Vec<Term> = payloads
            .flat_map(|payload| terms::find(payload, &mut All).expect("written by the bundler"))
            .collect();
        terms.retain(|term| !term.key.starts_with([terms::BACKWARDS, terms::FORWARDS]));
        terms
    }

    /// The bytes of a term's postings, or of its spellings.
    pub fn list<'a>(&'a self, list: &'a Postings) -> &'a [u8] {
        match list {
            Postings::Inline(bytes) => bytes,
            Postings::At(place) if place.range.is_empty() => &[],
            Postings::At(place) => self.part(Kind::Postings, place),
        }
    }

    /// The bytes of a term's positions.
    pub fn positions(&self, term: &Term) -> &[u8] {
        if term.positions.range.is_empty() {
            return &[];
        }
        self.part(Kind::Positions, &term.positions)
    }

    fn part(&self, kind: Kind, place: &Place) -> &[u8] {
        let end = format!("-{}.bin", place.file);
        let mut files = self.of_kind(kind);
        let (_, file) = files
            .find(|(path, _)| path.ends_with(&end))
            .expect("a file that the dictionary names");
        unseal_part(&file[HEADER..][place.range.clone()]).expect("sealed by the bundler")
    }

    fn parts(&self) -> BTreeMap<String, Vec<Range<usize>>> {
        let mut parts: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        let terms = self.terms();
        let positions = terms.iter().map(|term| &term.positions);
        let positions = positions.filter(|place| !place.range.is_empty());
        let lists = terms.iter().flat_map(|term| [&term.postings, &term.spellings]);
        let postings = lists.filter_map(|list| match list {
            Postings::At(place) if !place.range.is_empty() => Some(place),
            _ => None,
        });
        let places = positions.map(|place| (Kind::Positions, place));
        for (kind, place) in places.chain(postings.map(|place| (Kind::Postings, place))) {
            let end = format!("-{}.bin", place.file);
            let file = self.of_kind(kind).find(|(path, _)| path.ends_with(&end));
            let (path, _) = file.expect("a file that the dictionary names");
            parts.entry(path.to_owned()).or_default().push(place.range.clone());
        }
        parts
    }

    /// Makes the seals of a changed file fit what it now holds.
    pub fn reseal(&self, path: &str, file: &mut Vec<u8>) {
        let Some(kind) = kind_of(path) else { return };
        let mut payload = file.split_off(HEADER.min(file.len()));
        for range in self.parts.get(path).into_iter().flatten() {
            if let Some(part) = payload.get_mut(range.clone()) {
                let sealed = seal_part(&part[PART_HEADER..]);
                part.copy_from_slice(&sealed);
            }
        }
        *file = seal(kind, &payload);
    }
}

/// A word that begins as many others do.
fn rare(number: usize) -> String {
    let letter = |place: u32| char::from(b'a' + (number / 26_usize.pow(place) * 11 % 26) as u8);
    ["te".to_owned(), (0..3).map(letter).collect()].concat()
}

fn read<T: FromJson>(file: &[u8]) -> T {
    json::read(file).expect("written by the bundler")
}

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("there is memory");
    encoder.finish().expect("there is memory")
}

/// Fills all up to the length of the longest, and says what that is.
fn of_one_length(mut all: Vec<Vec<u8>>, with: u8) -> (Vec<Vec<u8>>, u32) {
    let longest = all.iter().map(Vec::len).max().unwrap_or(0);
    all.iter_mut().for_each(|one| one.resize(longest, with));
    (all, longest as u32)
}

fn kind_of(path: &str) -> Option<Kind> {
    let name = path.rsplit('/').next()?.strip_suffix(".bin")?;
    Some(match name.split('-').next()? {
        "terms" => Kind::Terms,
        "postings" => Kind::Postings,
        "positions" => Kind::Positions,
        "facets" => Kind::Facets,
        "tagged" => Kind::Tagged,
        "dates" => Kind::Dates,
        _ => return None,
    })
}

/// Wants every term.
pub struct All;

impl Wanted for All {
    fn key(&mut self, _key: &str) -> Option<Pick> {
        Some(Pick::Take)
    }

    fn form(&mut self, _spelling: &str, _frequency: u32) -> bool {
        true
    }
}
