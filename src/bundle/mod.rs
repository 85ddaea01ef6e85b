//! Reads a folder of articles and writes a bundle.
//!
//! # The way of an article
//!
//! 1. `files` finds those that are articles and decodes them: UTF-8, one kind of line end, NFC.
//! 2. `front_matter` takes off what its author states; `archive_toml` has what the archive's keeper states.
//!    Both are `stated`, read through `fields`. What is `held_back`, by itself or by the settings of its `site`, ends here, and `private` parts are cut from the text.
//! 3. `plain` or `markdown` make `piece`s of the text; `infer` finds title, language, date, place, agency, captions
//!    and headings in them, each with its evidence.
//! 4. `suggest` finds the labels of the `vocabulary` in the text.
//! 5. `assemble` puts one article together: stated before inferred; its `tags` never mix.
//! 6. `archive` orders all articles, gives them their slugs and makes their cards; `emit` has the index built and
//!    writes everything at once.
//!
//! Steps 1 to 5 look at one file at a time, on all processors; then `names` compares what they state with what they are called. What goes wrong there is a [`Problem`] of that
//! file and costs no other one. The same files give the same bytes, whatever the machine.

mod archive;
mod archive_toml;
mod assemble;
mod authors;
mod before;
mod cards;
mod clock;
mod dates;
mod divided;
mod emit;
pub mod evaluate;
mod fields;
mod files;
mod front_matter;
mod held_back;
mod infer;
mod links;
mod lost;
mod markdown;
mod names;
mod originals;
mod passages;
mod paths;
mod pictures;
mod piece;
mod plain;
mod private;
mod report;
mod site_settings;
mod slug;
mod stated;
mod store;
mod suggest;
mod svg;
mod tags;
mod vocabulary;

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use archive_toml::Archive;
use assemble::{Draft, Outcome, Shared};
pub use clock::Moment;
use files::Found;
use pictures::Pictures;
pub use report::{Kind, LeftOut, Problem, Reason, Report};
pub use store::FolderStore;
use suggest::Suggester;
use vocabulary::Vocabulary;

/// What to bundle.
pub struct Options<'a> {
    /// The folder with the articles, `archive.toml` and `vocabulary.toml`.
    pub folder: &'a Path,
    /// Where the bundle goes.
    pub out: &'a Path,
    /// Any problem makes the run fail.
    pub strict: bool,
    /// What the build takes for now: [`Moment::of_build`], or any other.
    pub moment: Moment,
    /// Told what is being done.
    pub progress: &'a (dyn Fn(Step) + Sync),
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many of so many files are read.
    Reading(usize, usize),
    /// The index is being built.
    Indexing,
    /// So many of so many files are written.
    Writing(usize, usize),
}

/// Why there is no new bundle. The last good one is still there.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong and what to do.
    pub message: String,
    /// What was found out until then.
    pub report: Box<Report>,
}

impl Failure {
    fn early(message: String) -> Self {
        Self {
            message,
            report: Box::default(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Bundles a folder.
///
/// # Errors
/// No article could be read, `archive.toml` or `vocabulary.toml` is not TOML, the bundle cannot be written, or
/// there are problems and [`Options::strict`] is set.
pub fn bundle(options: &Options<'_>) -> Result<Report, Failure> {
    bundle_for(options, &Limits::default())
}

/// How much of each kind there may be, so that common hosts, which allow 20,000 files, take every archive. What would be more
/// is packed otherwise.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Files in all, without some that there is one of. Pieces of texts are as many as there is room for.
    files: usize,
    /// Articles whose cards are fetched in blocks. The cards of more are padded, and fetched alone.
    cards: usize,
    /// Pages that hold an article or two. Where there would be more, there are…
    pages: usize,
    /// … no more than this, and passages stand apart.
    large_pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            files: 19_900,
            cards: 16_000,
            pages: 10_500,
            large_pages: 6_000,
        }
    }
}

fn bundle_for(options: &Options<'_>, limits: &Limits) -> Result<Report, Failure> {
    if !options.folder.is_dir() {
        return Err(Failure::early(format!(
            "{} is not a folder: name the folder that holds the articles",
            options.folder.display()
        )));
    }
    let same = |a: &Path, b: &Path| {
        fs::canonicalize(a)
            .ok()
            .zip(fs::canonicalize(b).ok())
            .is_some_and(|(a, b)| a == b)
    };
    if same(options.folder, options.out) {
        let message = "--out is the folder with the articles: the bundle needs a folder of its own";
        return Err(Failure::early(message.to_owned()));
    }
    let mut report = Report::default();
    let problems = &mut report.problems;
    let archive = stated_file(options.folder, archive_toml::FILE, problems, Archive::read)?;
    let vocabulary = stated_file(options.folder, vocabulary::FILE, problems, Vocabulary::read)?;
    let files::Walked { found, left_out, site } =
        files::walk(options.folder, options.out, &archive.patterns, options.moment, problems);
    site.check(&archive, options.moment, problems);
    let paths = found.iter().map(|found| found.path.as_str());
    let paths = paths.chain(left_out.iter().map(|left_out| left_out.path.as_str()));
    archive
        .check_files(&paths.collect(), options.moment, problems)
        .map_err(|problem| Failure::early(options.folder.join(problem.to_string()).display().to_string()))?;
    let excluded = left_out.iter().filter(|out| out.reason == Reason::Excluded);
    for pattern in archive
        .patterns
        .unused(&excluded.map(|out| out.path.as_str()).collect::<Vec<_>>())
    {
        let message = format!("`{pattern}` of `exclude` names nothing in the folder");
        problems.push(Problem::warning(archive_toml::FILE, None, message));
    }
    report.left_out = left_out;

    let suggester = Suggester::new(&vocabulary);
    let pictures = Pictures::new(options.folder, options.out, &archive.patterns);
    let shared = Shared {
        archive: &archive,
        vocabulary: &vocabulary,
        suggester: &suggester,
        moment: options.moment,
        pictures: &pictures,
        site: &site,
    };
    let mut drafts = read_all(&found, &shared, options.progress, &mut report);
    names::judge(&mut drafts, options.moment, &mut report.problems);
    let broader = tags::settle(&mut drafts, &vocabulary);
    archive::arrange(&mut drafts, &archive, &before::slugs(options.out), &mut report.problems);
    links::resolve(&mut drafts, &pictures, &mut report.problems);
    report.left_out.sort();
    report
        .problems
        .sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));

    let failure = |message: String, report: Report| {
        let report = Box::new(report);
        Err(Failure { message, report })
    };
    if drafts.is_empty() {
        let message = format!(
            "{} holds no article that can be read: put .txt or .md files there",
            options.folder.display()
        );
        return failure(message, report);
    }
    let faults = report
        .problems
        .iter()
        .filter(|problem| matches!(problem.kind, Kind::Skipped | Kind::Doubtful))
        .count();
    if options.strict && faults > 0 {
        let message = format!("{faults} problems, and --strict allows none: the last bundle was left as it was");
        return failure(message, report);
    }
    count(&drafts, &mut report);
    let known = archive::Concepts {
        vocabulary: &vocabulary,
        broader: &broader,
    };
    match emit::emit(&mut drafts, &archive, known, &pictures, options, limits, &mut report) {
        Ok(()) => Ok(report),
        Err(error) => {
            let message = format!("{}: the bundle cannot be written: {error}", options.out.display());
            failure(message, report)
        }
    }
}

/// Reads `archive.toml` or `vocabulary.toml`; an archive without it is fine.
fn stated_file<T: Default>(
    folder: &Path,
    name: &str,
    problems: &mut Vec<Problem>,
    read: impl Fn(&str, &mut Vec<Problem>) -> Result<T, Problem>,
) -> Result<T, Failure> {
    let unreadable = |line, message: String| {
        Failure::early(Problem::skipped(&folder.join(name).display().to_string(), line, message).to_string())
    };
    // A pipe of that name would be waited for without end.
    if fs::metadata(folder.join(name)).is_ok_and(|data| !data.is_file()) {
        return Err(unreadable(None, "this is no file: move it away".to_owned()));
    }
    let bytes = match fs::read(folder.join(name)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(T::default()),
        Err(error) => {
            return Err(unreadable(
                None,
                format!("cannot be read ({error}): check its permissions"),
            ));
        }
    };
    let text = files::decode(&bytes).map_err(|(line, message)| unreadable(line, message))?;
    read(&text, problems).map_err(|problem| unreadable(problem.line, problem.message))
}

/// Reads all files, on all processors; the result does not depend on which one was quickest.
fn read_all(found: &[Found], shared: &Shared<'_>, progress: &(dyn Fn(Step) + Sync), report: &mut Report) -> Vec<Draft> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = found.len().div_ceil(workers).max(1);
    let done = AtomicUsize::new(0);
    let read_share = |files: &[Found]| {
        let mut problems = vec![];
        let mut outcomes = vec![];
        for file in files {
            outcomes.push(assemble::article(file, shared, &mut problems));
            progress(Step::Reading(done.fetch_add(1, Ordering::Relaxed) + 1, found.len()));
        }
        (outcomes, problems)
    };
    let shares: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = found
            .chunks(share)
            .map(|files| scope.spawn(move || read_share(files)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut drafts = vec![];
    for (outcomes, more) in shares {
        report.problems.extend(more);
        for outcome in outcomes {
            match outcome {
                Outcome::Article(draft) => drafts.push(*draft),
                Outcome::LeftOut(left_out) => report.left_out.push(left_out),
                Outcome::Broken => {}
            }
        }
    }
    drafts
}

fn count(drafts: &[Draft], report: &mut Report) {
    report.articles = drafts.len();
    for draft in drafts {
        let explorer = &draft.article.explorer;
        report.stated_tags += explorer.about.len();
        report.suggested_tags += explorer.mentions.len();
        for derived in &explorer.derived {
            *report.inferred.entry(derived.field).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::rc::Rc;

    use pollster::block_on;

    use super::*;
    use crate::search::{Engine, Hit, Request, Store, StoreError};

    fn bundled(folder: &Path, limits: &Limits) -> tempfile::TempDir {
        let out = tempfile::tempdir().expect("a folder");
        let options = Options {
            folder,
            out: out.path(),
            strict: true,
            moment: Moment::from_seconds(1_750_000_000),
            progress: &|_| (),
        };
        bundle_for(&options, limits).expect("a bundle");
        out
    }

    #[test]
    fn an_archive_of_any_size_gives_the_same_answers() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..90 {
            let filler = "Words that fill an article up. ".repeat(number % 7 * 40);
            let text = format!(
                "---\ntitle: Number {number}\n---\n\nSummit {number} in Hà Nội. {filler}\n\nThe end of {number}.\n"
            );
            fs::write(folder.path().join(format!("{number:03}.md")), text).expect("written");
        }
        let small = Limits::default();
        let some_pieces = Limits { files: 150, ..small };
        let large = Limits {
            files: 19_900,
            cards: 9,
            pages: 9,
            large_pages: 5,
        };
        let answers = [small, some_pieces, large].map(|limits| {
            let out = bundled(folder.path(), &limits);
            let engine = block_on(Engine::open(FolderStore::new(out.path()))).expect("a bundle");
            let padded = engine.manifest().card_bytes.is_some() && engine.manifest().passage_bytes.is_some();
            assert_eq!(padded, limits.pages == 9);
            let some = engine.manifest().passage_from.is_some();
            assert_eq!(some, !padded && limits.files == 150, "only the longest have pieces");
            let request = Request {
                query: "ha noi summit".into(),
                ..Request::default()
            };
            let results = block_on(engine.search(&request)).expect("an answer");
            assert_eq!(results.hits.len(), 90);
            let show = |hit: &crate::search::Hit| {
                let card = block_on(engine.cards(&[hit.document])).expect("a card").remove(0);
                let snippet = block_on(engine.snippet(hit.document, results.passage(hit.document), &results.matcher))
                    .expect("a snippet");
                assert!(!snippet.marks.is_empty(), "{}", snippet.text);
                let article = block_on(engine.article(hit.document)).expect("an article");
                assert_eq!(card.title, article.title);
                (card.title.clone(), snippet.text, block_on(engine.find(&card.slug)))
            };
            results.hits.iter().map(show).collect::<Vec<_>>()
        });
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }

    /// A store that notes what is read of it.
    struct Noting {
        folder: FolderStore,
        read: Rc<RefCell<Vec<String>>>,
    }

    impl Store for Noting {
        async fn read(&self, path: &str) -> Result<Rc<[u8]>, StoreError> {
            self.read.borrow_mut().push(path.to_owned());
            self.folder.read(path).await
        }
    }

    #[test]
    fn of_a_long_article_only_the_piece_with_the_passage_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..40 {
            let filler = |at: u32| format!("Filler {at} of {number} says nothing at all. ").repeat(90);
            let text = format!(
                "---\ntitle: Number {number}\ntags: [culture summit]\n---\n\n{}\n\nThe envoys met for the autumn summit in Huế.\n\n{}\n",
                filler(1),
                filler(2)
            );
            fs::write(folder.path().join(format!("{number:03}.md")), text).expect("written");
        }
        let out = bundled(folder.path(), &Limits::default());
        let read = Rc::default();
        let store = Noting {
            folder: FolderStore::new(out.path()),
            read: Rc::clone(&read),
        };
        let engine = block_on(Engine::open(store)).expect("a bundle");
        let snippets = |query: &str| {
            let request = Request {
                query: query.into(),
                limit: Some(10),
                ..Request::default()
            };
            let results = block_on(engine.search(&request)).expect("an answer");
            block_on(engine.cards(&results.hits.iter().map(|hit| hit.document).collect::<Vec<_>>())).expect("cards");
            read.borrow_mut().clear();
            let snippet =
                |hit: &Hit| block_on(engine.snippet(hit.document, results.passage(hit.document), &results.matcher));
            let snippets: Vec<_> = results
                .hits
                .iter()
                .map(|hit| snippet(hit).expect("a snippet").text)
                .collect();
            let name = |path: &String| path.rsplit(['/', '-']).nth(1).unwrap_or_default().to_owned();
            let kinds: BTreeSet<String> = read.borrow().iter().map(name).collect();
            (snippets, kinds.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(
            snippets("envoys ").1,
            ["page"],
            "where a single word stands is not asked"
        );
        let sentence = "The envoys met for the autumn summit in Huế.";
        assert_eq!(
            snippets("envoys summit "),
            (vec![sentence.to_owned(); 10], vec!["passages".to_owned()])
        );
        // Side by side these stand in the label of a tag only, and one of them in the text.
        assert_eq!(snippets("culture summit ").0, vec![sentence.to_owned(); 10]);
    }
}
