//! The command line: arguments, library, exit code.
//!
//! Everything that is not about a terminal is in [`article_explorer::bundle`] and [`article_explorer::search`].

// Cargo builds every binary for every target; for the browser this one is empty.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use article_explorer::bundle::{FolderStore, Kind, Moment, Options, Problem, Step, bundle};
use article_explorer::search::{Engine, Error, Request};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Turns a folder of articles into a static site that anyone can search, filter and read.
#[derive(Parser)]
#[command(
    version,
    after_help = "\
Examples:
  article-explorer bundle seeds --out dist/archive     make a bundle of the articles in seeds/
  article-explorer search dist/archive 'soft power'    search it as the page does
  article-explorer search dist/archive 'tag:unesco -paris' --json

Exit codes: 0 all is well; 1 it failed, or --strict found problems; 2 the arguments make no sense."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a bundle of a folder of .txt and .md files
    #[command(after_help = "\
FOLDER may hold an archive.toml (title, description and languages of the archive; headline, tags, source and more of \
its files) and a vocabulary.toml (the concepts that tags come from). What they state wins over front matter, and that \
over what is inferred.

A file that cannot be read is reported and left out; a run that fails leaves DIR as it was.")]
    Bundle {
        /// The folder with the articles, at any depth
        folder: PathBuf,
        /// Where the bundle goes; made where it does not exist
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Fail when there is any problem
        #[arg(long)]
        strict: bool,
        /// Write what was left out, what is doubtful and what was lost, file by file: as JSON where FILE ends in .json, else
        /// as an HTML page; can be given twice
        #[arg(long, value_name = "FILE")]
        report: Vec<PathBuf>,
    },
    /// Search a bundle with the engine of the page
    #[command(after_help = "\
Queries: words (all of them, marks or not), \"a phrase\", -without, tag:unesco, source:vns,
place:paris, author:lan, lang:vi, year:2025, before:2025-02, after:2024.
Put `--` in front of a query that begins with a hyphen.")]
    Search {
        /// The bundle
        dir: PathBuf,
        /// What to search for
        query: String,
        /// Show at most this many articles
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        /// Print one JSON object: query, total, absent (words that no article has), hits (path, slug, title, score, snippet)
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bundle {
            folder,
            out,
            strict,
            report,
        } => run_bundle(&folder, &out, strict, &report),
        Command::Search {
            dir,
            query,
            limit,
            json,
        } => run_search(&dir, &query, limit, json),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough, as in `article-explorer … | head`.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(stop) => {
            // Nobody can be told when standard error is closed as well.
            let _ = writeln!(io::stderr(), "article-explorer: {}", stop.message());
            ExitCode::FAILURE
        }
    }
}

/// Why a command ended early.
enum Stop {
    /// It failed.
    Failed(String),
    /// Its output could not be written.
    Output(io::Error),
}

impl Stop {
    fn message(&self) -> String {
        match self {
            Stop::Failed(message) => message.clone(),
            Stop::Output(error) => format!("the output cannot be written: {error}"),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

fn run_bundle(folder: &Path, out: &Path, strict: bool, files: &[PathBuf]) -> Result<(), Stop> {
    let started = Instant::now();
    let bar = Progress::new(started);
    let progress = |step| bar.show(step);
    let result = bundle(&Options {
        folder,
        out,
        strict,
        moment: Moment::of_build().map_err(Stop::Failed)?,
        progress: &progress,
    });
    bar.clear();
    let report = match &result {
        Ok(report) => report,
        Err(failure) => &failure.report,
    };
    report_problems(folder, &report.problems)?;
    for file in files {
        let is_json = file
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let content = if is_json { report.to_json() } else { report.to_html() };
        fs::write(file, content)
            .map_err(|error| Stop::Failed(format!("{}: the report cannot be written: {error}", file.display())))?;
    }
    let report = result.map_err(|failure| Stop::Failed(failure.message))?;
    let mut output = io::stdout().lock();
    writeln!(output, "{report}")?;
    writeln!(output, "seconds    {:.2}", started.elapsed().as_secs_f64())?;
    Ok(())
}

/// Of what is only good to know, and of what was lost, no more than this is printed.
const MOST_PRINTED: usize = 20;

fn report_problems(folder: &Path, problems: &[Problem]) -> io::Result<()> {
    let mut output = io::stderr().lock();
    for (kind, most) in [
        (Kind::Skipped, usize::MAX),
        (Kind::Doubtful, usize::MAX),
        (Kind::Lost, MOST_PRINTED),
        (Kind::Note, MOST_PRINTED),
    ] {
        let of_kind: Vec<&Problem> = problems.iter().filter(|problem| problem.kind == kind).collect();
        for problem in of_kind.iter().take(most) {
            let skipped = if kind == Kind::Skipped { " (skipped)" } else { "" };
            let place = Problem {
                path: folder.join(&problem.path).display().to_string(),
                ..(*problem).clone()
            };
            writeln!(output, "{}{skipped}", printable(&place.to_string()))?;
        }
        let more = of_kind.len().saturating_sub(most);
        if more > 0 {
            writeln!(output, "… and {more} more like these; --report FILE has all of them")?;
        }
    }
    Ok(())
}

/// A text that tells a terminal nothing: names of files and titles come from anybody.
fn printable(text: &str) -> String {
    let control =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|letter| if control(letter) { '\u{fffd}' } else { letter })
        .collect()
}

/// A bar on a terminal, once it takes longer than a second.
struct Progress {
    started: Instant,
    bar: Option<Mutex<Option<ProgressBar>>>,
}

impl Progress {
    const PATIENCE: Duration = Duration::from_secs(1);

    fn new(started: Instant) -> Self {
        Self {
            started,
            bar: io::stderr().is_terminal().then(Mutex::default),
        }
    }

    fn show(&self, step: Step) {
        let Some(bar) = self.bar.as_ref().filter(|_| self.started.elapsed() > Self::PATIENCE) else {
            return;
        };
        // Another thread is drawing: this step is shown with the next one.
        let Ok(mut bar) = bar.try_lock() else { return };
        let bar = bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}");
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        let (doing, done, all) = match step {
            Step::Reading(done, all) => ("Reading", done, all),
            Step::Indexing => ("Indexing", 0, 1),
            Step::Writing(done, all) => ("Writing", done, all),
        };
        bar.set_message(doing);
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    }

    fn clear(&self) {
        if let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock)
            && let Some(bar) = bar.as_ref()
        {
            bar.finish_and_clear();
        }
    }
}

/// What `search --json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    total: usize,
    absent: Vec<String>,
    hits: Vec<AnswerHit>,
}

#[derive(Serialize)]
struct AnswerHit {
    path: String,
    slug: String,
    title: String,
    score: f32,
    snippet: String,
}

fn run_search(dir: &Path, query: &str, limit: usize, json: bool) -> Result<(), Stop> {
    let answer = pollster::block_on(search(dir, query, limit)).map_err(|error| Stop::Failed(error.to_string()))?;
    let mut output = io::stdout().lock();
    if json {
        serde_json::to_writer(&mut output, &answer).map_err(io::Error::from)?;
        writeln!(output)?;
        return Ok(());
    }
    for (number, hit) in (1..).zip(&answer.hits) {
        let [title, path, snippet] = [&hit.title, &hit.path, &hit.snippet].map(|text| printable(text));
        writeln!(output, "{number}. {title} ({path})\n   {snippet}\n")?;
    }
    if !answer.absent.is_empty() {
        writeln!(output, "No article has “{}”.", answer.absent.join("” or “"))?;
    }
    match (answer.total, answer.hits.len()) {
        (0, _) if answer.absent.is_empty() => writeln!(output, "Nothing found. Try fewer words, or other ones.")?,
        (0, _) => {}
        (total, shown) if shown < total => writeln!(output, "{shown} of {total} articles; --limit {total} shows all")?,
        (1, _) => writeln!(output, "1 article")?,
        (total, _) => writeln!(output, "{total} articles")?,
    }
    Ok(())
}

async fn search<'a>(dir: &Path, query: &'a str, limit: usize) -> Result<Answer<'a>, Error> {
    let engine = Engine::open(FolderStore::new(dir)).await?;
    let results = engine
        .search(&Request {
            query: query.to_owned(),
            limit: Some(limit),
            ..Request::default()
        })
        .await?;
    let numbers: Vec<u32> = results.hits.iter().map(|hit| hit.document).collect();
    let cards = engine.cards(&numbers).await?;
    let mut hits = vec![];
    for (hit, card) in results.hits.iter().zip(cards) {
        hits.push(AnswerHit {
            path: card.path.clone(),
            slug: card.slug.clone(),
            title: card.title.clone(),
            score: hit.score,
            snippet: engine
                .snippet(hit.document, results.passage(hit.document), &results.matcher)
                .await?
                .text,
        });
    }
    Ok(Answer {
        query,
        total: results.total,
        absent: results.absent,
        hits,
    })
}
