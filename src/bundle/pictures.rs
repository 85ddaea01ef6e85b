//! The pictures of the folder: which of them the articles show, and how they come along.
//!
//! Only files inside of the folder that are not hidden and hold a picture come along, under the hash of their content. What is on another
//! site stays there: the page never asks for it by itself.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use data_url::DataUrl;
use sha2::{Digest, Sha256};

use super::files::{self, Patterns};
use super::lost::{LossKind, Missed};
use super::markdown::WIKI;
use super::paths;
use super::piece::Piece;
use super::svg;
use crate::article::{Article, BlockKind, Picture, Span, SpanKind};

/// The folder of the bundle that has them.
pub(super) const FOLDER: &str = "pictures";

/// A larger file does not come along: nobody waits for it on a page.
const MOST_BYTES: u64 = 20 << 20;

/// What files with pictures are called.
const ENDINGS: [&str; 8] = ["png", "jpg", "jpeg", "jfif", "gif", "webp", "avif", "svg"];

/// Where site generators keep what their pages call `/…`.
const STATIC: [&str; 5] = ["", "static/", "assets/", "public/", "content/"];

/// The pictures of a folder, shared by all who read its articles.
pub(super) struct Pictures<'a> {
    /// Without links and `..`; none where there is no such folder.
    root: Option<PathBuf>,
    /// The bundle, should it be in the folder.
    out: Option<PathBuf>,
    /// What the keeper wants in and out.
    patterns: &'a Patterns,
    /// What became of each file that was asked for.
    known: Mutex<HashMap<PathBuf, Result<Picture, String>>>,
    /// Where the content of each picture is, by its name in the bundle.
    sources: Mutex<BTreeMap<String, Source>>,
    /// Every picture of the folder by the name of its file, in lower case.
    names: OnceLock<HashMap<String, String>>,
}

/// Where the content of a picture is.
enum Source {
    File {
        file: PathBuf,
        hash: [u8; 32],
    },
    /// It stood in the text.
    Text(Vec<u8>),
}

impl<'a> Pictures<'a> {
    pub(super) fn new(folder: &Path, out: &Path, patterns: &'a Patterns) -> Self {
        Self {
            root: fs::canonicalize(folder).ok(),
            out: fs::canonicalize(out).ok(),
            patterns,
            known: Mutex::default(),
            sources: Mutex::default(),
            names: OnceLock::new(),
        }
    }

    /// Gives the pictures of an article at `path` their names in the bundle. Of those that are missing the alternative text stays.
    pub(super) fn bring(&self, pieces: &mut Vec<Piece>, path: &str) {
        let mut homeless = vec![];
        pieces.retain_mut(|piece| {
            piece.missed.append(&mut homeless);
            let mut missed = vec![];
            let mut find = |picture: &mut Picture| match self.find(&picture.src, path) {
                Ok(found) => {
                    *picture = found;
                    true
                }
                Err(why) => {
                    missed.push(Missed::new(LossKind::Picture, plain_name(&picture.src), why));
                    false
                }
            };
            if let BlockKind::Image(picture) = &mut piece.kind
                && !find(picture)
            {
                piece.kind = BlockKind::Caption;
            }
            piece.spans.retain_mut(|span| match &mut span.kind {
                SpanKind::Image(picture) => {
                    let found = find(picture);
                    if found && is_web(&picture.src) {
                        span.kind = SpanKind::Link {
                            href: picture.src.clone(),
                        };
                    }
                    found
                }
                _ => true,
            });
            piece.missed.append(&mut missed);
            let empty = piece.kind == BlockKind::Caption && piece.text.is_empty();
            if empty {
                homeless.append(&mut piece.missed);
            }
            !empty
        });
        if let Some(last) = pieces.last_mut() {
            last.missed.append(&mut homeless);
        }
    }

    /// Whether an article at `path` can show a file of the folder as a picture.
    pub(super) fn has(&self, src: &str, path: &str) -> bool {
        is_named_like_one(src) && self.find(src, path).is_ok()
    }

    fn find(&self, src: &str, path: &str) -> Result<Picture, String> {
        if let Some(rest) = src.strip_prefix("//") {
            return Ok(remote(format!("https://{rest}")));
        }
        if is_web(src) {
            return Ok(remote(src.to_owned()));
        }
        if src.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            return self.of_text(src);
        }
        let scheme = src.split(['/', '?', '#']).next().unwrap_or_default();
        if scheme.contains(':') && !src.starts_with(WIKI) {
            return Err("only pictures of the folder come along: put it there".to_owned());
        }
        let mut why = "there is no such file in the folder".to_owned();
        for place in self.places(src, path) {
            match place {
                Ok(place) => match self.file(&place) {
                    Some(Ok(picture)) => return Ok(picture),
                    Some(Err(reason)) => why = reason,
                    None => {}
                },
                Err(reason) => why = reason.to_owned(),
            }
        }
        Err(why)
    }

    /// Where a file can be that an article calls `src`, the likeliest place first.
    fn places(&self, src: &str, path: &str) -> Vec<Result<String, &'static str>> {
        if let Some(name) = src.strip_prefix(WIKI) {
            let named = self.named(name.rsplit('/').next().unwrap_or_default());
            return std::iter::once(paths::within("", name)).chain(named.map(Ok)).collect();
        }
        let mut places = vec![];
        for src in paths::spellings(src) {
            if let Some(rest) = src.strip_prefix("@/").or_else(|| src.strip_prefix('/')) {
                let rest = rest.trim_start_matches('/');
                places.extend(STATIC.map(|folder| paths::within(folder.trim_end_matches('/'), rest)));
            } else {
                let folder = paths::folder(path);
                places.push(paths::within(folder, &src));
                // A page is a folder to those who visit it.
                let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
                places.push(paths::within(stem, &src));
                places.push(paths::within("", &src));
            }
        }
        places
    }

    /// The picture in the folder whose file has this name: the first by path of several.
    fn named(&self, name: &str) -> Option<String> {
        let names = self.names.get_or_init(|| {
            let mut names = HashMap::new();
            if let Some(root) = &self.root {
                for path in paths::files(root, self.out.as_deref()) {
                    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
                    if is_named_like_one(&name) {
                        names.entry(name).or_insert(path);
                    }
                }
            }
            names
        });
        names.get(&name.to_lowercase()).cloned()
    }

    /// A file of the folder as a picture; none where there is no such file.
    fn file(&self, place: &str) -> Option<Result<Picture, String>> {
        let root = self.root.as_ref()?;
        let file = fs::canonicalize(root.join(place)).ok()?;
        // A link in a folder that is held back is held back too.
        if let Some(reason) = files::picture_stays_out(Path::new(place), self.patterns) {
            return Some(Err(format!("it is {}, so it stays out: move it", reason.name())));
        }
        if let Some(known) = lock(&self.known).get(&file) {
            return Some(known.clone());
        }
        let picture = self.read(root, &file);
        lock(&self.known).insert(file, picture.clone());
        Some(picture)
    }

    fn read(&self, root: &Path, file: &Path) -> Result<Picture, String> {
        let inside = file
            .strip_prefix(root)
            .map_err(|_| "it lies outside of the folder: put it there")?;
        if let Some(reason) = files::picture_stays_out(inside, self.patterns) {
            return Err(format!("it is {}, so it stays out: move it", reason.name()));
        }
        if self.out.as_ref().is_some_and(|out| file.starts_with(out)) {
            return Err("it is a file of the bundle itself: name the one that it was made of".to_owned());
        }
        let unreadable = |error: io::Error| format!("it cannot be read ({error}): check its permissions");
        let about = fs::metadata(file).map_err(unreadable)?;
        if !about.is_file() {
            return Err("it is no file".to_owned());
        }
        if about.len() > MOST_BYTES {
            return Err(format!("it has more than {} MB: make it smaller", MOST_BYTES >> 20));
        }
        let bytes = fs::read(file).map_err(unreadable)?;
        let source = Source::File {
            file: file.to_owned(),
            hash: Sha256::digest(&bytes).into(),
        };
        self.keep(&bytes, source)
    }

    /// A picture that stands in the text itself.
    fn of_text(&self, src: &str) -> Result<Picture, String> {
        let content = DataUrl::process(src).ok().and_then(|url| url.decode_to_vec().ok());
        let (bytes, _) = content.ok_or("it is no picture")?;
        self.keep(&bytes, Source::Text(bytes.clone()))
    }

    fn keep(&self, bytes: &[u8], source: Source) -> Result<Picture, String> {
        let (ending, width, height) = measure(bytes)?;
        let hash: String = Sha256::digest(bytes)
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let src = format!("{FOLDER}/{hash}.{ending}");
        // Of equal files the same one is named whichever was read first.
        let mut sources = lock(&self.sources);
        let before = sources.get(&src);
        let earlier = match (before, &source) {
            (None, _) => true,
            (Some(Source::File { file, .. }), Source::File { file: other, .. }) => other < file,
            (Some(_), _) => false,
        };
        if earlier {
            sources.insert(src.clone(), source);
        }
        Ok(Picture { src, width, height })
    }

    /// The names and the content of the pictures that some articles show.
    pub(super) fn shown<'b>(&self, articles: impl Iterator<Item = &'b Article>) -> Vec<(String, Content)> {
        let mut shown: Vec<&str> = articles.flat_map(pictures_of).collect();
        shown.sort_unstable();
        shown.dedup();
        let mut sources = lock(&self.sources);
        let taken = shown
            .into_iter()
            .filter_map(|src| Some((src.to_owned(), Content(sources.remove(src)?))));
        taken.collect()
    }
}

/// The content of a picture.
pub(super) struct Content(Source);

impl Content {
    /// Reads it.
    ///
    /// # Errors
    /// The file cannot be read, or changed since the articles were.
    pub(super) fn read(self) -> io::Result<Vec<u8>> {
        match self.0 {
            Source::Text(bytes) => Ok(bytes),
            Source::File { file, hash } => {
                let bytes = fs::read(&file)?;
                if <[u8; 32]>::from(Sha256::digest(&bytes)) != hash {
                    let message = format!("{} changed while it was being bundled: bundle again", file.display());
                    return Err(io::Error::other(message));
                }
                Ok(bytes)
            }
        }
    }
}

/// The pictures of the bundle that an article shows.
fn pictures_of(article: &Article) -> impl Iterator<Item = &str> {
    article.explorer.blocks.iter().flat_map(|mark| {
        let block = match &mark.kind {
            BlockKind::Image(picture) => Some(picture),
            _ => None,
        };
        let among_words = mark.spans.iter().filter_map(|Span { kind, .. }| match kind {
            SpanKind::Image(picture) => Some(picture),
            _ => None,
        });
        let pictures = block.into_iter().chain(among_words);
        pictures.map(|picture| picture.src.as_str()).filter(|src| !is_web(src))
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is in it is whole after each step.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remote(src: String) -> Picture {
    Picture {
        src,
        ..Picture::default()
    }
}

/// Whether a file of the bundle is named like a picture of it.
pub(super) fn is_name(name: &str) -> bool {
    let file = name.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/'));
    file.and_then(|file| file.split_once('.'))
        .is_some_and(|(hash, ending)| {
            hash.len() == 32 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) && ENDINGS.contains(&ending)
        })
}

/// An address on another site.
pub(super) fn is_web(src: &str) -> bool {
    let is = |scheme: &str| {
        src.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    is("https://") || is("http://")
}

/// What the report calls it.
fn plain_name(src: &str) -> &str {
    src.strip_prefix(WIKI).unwrap_or(src)
}

/// A file with such a name holds a picture as a rule.
pub(super) fn is_named_like_one(name: &str) -> bool {
    let name = name.split(['?', '#']).next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What kind of picture some bytes are, by the ending of its name, and its width and height.
fn measure(bytes: &[u8]) -> Result<(&'static str, u32, u32), String> {
    use imagesize::{Compression, ImageType};
    let ending = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        Ok(ImageType::Heif(Compression::Av1)) => "avif",
        _ => return svg::measure(bytes).map(|(width, height)| ("svg", width, height)),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| "it is damaged")?;
    let number = |length: usize| u32::try_from(length).unwrap_or(0);
    let (width, height) = (number(size.width), number(size.height));
    // A photograph that was taken upright is turned by the browser.
    Ok(if ending == "jpg" && is_turned(bytes) {
        (ending, height, width)
    } else {
        (ending, width, height)
    })
}

/// The camera was held upright, as the Exif data of a JPEG file say.
fn is_turned(bytes: &[u8]) -> bool {
    let Some(exif) = bytes
        .windows(6)
        .take(64 << 10)
        .position(|window| window == b"Exif\0\0")
        .and_then(|at| bytes.get(at + 6..))
    else {
        return false;
    };
    let little = exif.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let digits = exif.get(at..at.checked_add(length)?)?;
        let add = |sum: u32, digit: &u8| sum << 8 | u32::from(*digit);
        Some(if little {
            digits.iter().rev().fold(0, add)
        } else {
            digits.iter().fold(0, add)
        })
    };
    let orientation = || {
        let first = number(4, 4)? as usize;
        let entries = number(first, 2)? as usize;
        let entry = (0..entries)
            .map(|entry| first + 2 + entry * 12)
            .find(|entry| number(*entry, 2) == Some(0x0112))?;
        number(entry + 8, 2)
    };
    matches!(orientation(), Some(5..=8))
}
