//! How right the bundler infers: of each article of a folder the front matter is hidden, and what is found is compared with it.
//!
//! `cargo bench --bench infer -- DIR [DIR …] [--hide-paths] [--language en] [--errors N] [--json]`
//!
//! Printed are precision and recall a field, over the articles that state it. Headings are those of the Markdown source, looked for
//! when their signs are gone: in a text whose lines are paragraphs, and in one that is broken at 72 columns.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use article_explorer::bundle::Moment;
use article_explorer::bundle::evaluate::Evaluation;
use clap::Parser;
use serde_json::{Map, Value, json};

#[derive(Parser)]
struct Arguments {
    /// Folders with articles, at any depth
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Hide the paths of the files as well, which often have a date
    #[arg(long)]
    hide_paths: bool,
    /// The language of articles that state none
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Show so many errors a field
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Measure every Nth article only, from the first
    #[arg(long, value_name = "N", default_value_t = 1)]
    every: usize,
    /// Print one JSON object a folder
    #[arg(long)]
    json: bool,
    /// Cargo says so; nothing depends on it
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    for folder in &arguments.folders {
        if let Err(error) = run(folder, &arguments) {
            // Nobody can be told when standard error is closed as well.
            let _ = writeln!(io::stderr(), "infer: {}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn run(folder: &Path, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut files = vec![];
    walk(folder, &mut files)?;
    files.sort();
    let mut evaluation = Evaluation::new(Moment::of_build()?, arguments.hide_paths, arguments.language.clone());
    for file in files.iter().step_by(arguments.every.max(1)) {
        let path = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        evaluation.add(&path, &fs::read(file)?);
    }
    evaluation.finish();
    let mut output = io::stdout().lock();
    if arguments.json {
        let fields: Map<String, Value> = evaluation
            .scores
            .iter()
            .map(|(name, score)| {
                let figures = json!({
                    "known": score.known, "given": score.given, "right": score.right, "unknown": score.unknown,
                    "precision": score.precision(), "recall": score.recall(),
                });
                ((*name).to_owned(), figures)
            })
            .collect();
        let collection = folder.display().to_string();
        writeln!(
            output,
            "{}",
            json!({ "collection": collection, "articles": evaluation.articles, "fields": fields })
        )?;
        return Ok(());
    }
    writeln!(
        output,
        "{}: {} articles with front matter",
        folder.display(),
        evaluation.articles
    )?;
    writeln!(
        output,
        "{:<28} {:>7} {:>7} {:>7} {:>9} {:>9} {:>8}",
        "", "known", "given", "right", "precision", "recall", "unknown"
    )?;
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.4}"));
    for (name, score) in &evaluation.scores {
        writeln!(
            output,
            "{name:<28} {:>7} {:>7} {:>7} {:>9} {:>9} {:>8}",
            score.known,
            score.given,
            score.right,
            share(score.precision()),
            share(score.recall()),
            score.unknown,
        )?;
        if score.rules.len() > 1 {
            for (rule, (given, right)) in &score.rules {
                writeln!(
                    output,
                    "  {rule:<26} {:>7} {given:>7} {right:>7} {:>9}",
                    "",
                    share(Some(*right as f64 / *given as f64))
                )?;
            }
        }
        // Spread over the whole folder, so that one kind of article does not hide the others.
        let step = score.examples.len().div_ceil(arguments.errors.max(1)).max(1);
        for example in score.examples.iter().step_by(step).take(arguments.errors) {
            writeln!(
                output,
                "    {}: {:?} ({}) is {:?}",
                example.path, example.given, example.rule, example.known
            )?;
        }
    }
    Ok(())
}

/// All files below a folder, without hidden ones.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = fs::metadata(entry.path())?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
