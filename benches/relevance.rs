//! How well the engine ranks: a test collection in BEIR layout is indexed in memory and searched as the page searches.
//!
//! `cargo bench --bench relevance -- DIR [DIR …] [--queries FILE] [--json]`
//!
//! A folder holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and `qrels/test.tsv` (query, document,
//! gain, below a line with names). Printed are the means over all queries that have a judgment: nDCG@10 with linear gain, MRR@10,
//! Recall@100.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

use article_explorer::article::{Card, FORMAT, Manifest};
use article_explorer::index::vectors::{Vector, to_text};
use article_explorer::index::{Document, build, pages};
use article_explorer::search::{Engine, MemoryStore, Request};
use clap::Parser;
use serde::{Deserialize, Serialize};

const CARDS_PER_BLOCK: u32 = 16;

#[derive(Parser)]
struct Arguments {
    /// Folders with collections
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The file with the queries, in each folder
    #[arg(long, default_value = "queries.jsonl")]
    queries: String,
    /// Print one JSON object a folder
    #[arg(long)]
    json: bool,
    /// Cargo says so; nothing depends on it
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Deserialize)]
struct Line {
    _id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

#[derive(Serialize)]
struct Figures {
    collection: String,
    queries: usize,
    documents: usize,
    #[serde(rename = "ndcg@10")]
    ndcg_at_10: f64,
    #[serde(rename = "mrr@10")]
    mrr_at_10: f64,
    #[serde(rename = "recall@100")]
    recall_at_100: f64,
    /// Of a query, in milliseconds.
    median_ms: f64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    for folder in &arguments.folders {
        if let Err(error) = run(folder, &arguments) {
            // Nobody can be told when standard error is closed as well.
            let _ = writeln!(io::stderr(), "relevance: {}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn run(folder: &Path, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let figures = measure(folder, &arguments.queries)?;
    let mut output = io::stdout().lock();
    if arguments.json {
        serde_json::to_writer(&mut output, &figures)?;
        writeln!(output)?;
    } else {
        writeln!(
            output,
            "{:<20} {:>6} documents {:>5} queries  nDCG@10 {:.4}  MRR@10 {:.4}  Recall@100 {:.4}  median {:.2} ms",
            figures.collection,
            figures.documents,
            figures.queries,
            figures.ndcg_at_10,
            figures.mrr_at_10,
            figures.recall_at_100,
            figures.median_ms,
        )?;
    }
    Ok(())
}

fn lines(path: &Path) -> Result<Vec<Line>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let line = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1).into())
    };
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(line)
        .collect()
}

type Judgments = HashMap<String, HashMap<String, f64>>;

fn judgments(path: &Path) -> Result<Judgments, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut judgments = Judgments::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty()) {
        let mut fields = line.split('\t');
        let judgment = (|| {
            Some((
                fields.next()?,
                fields.next()?,
                fields.next()?.trim().parse::<f64>().ok()?,
            ))
        })();
        let (query, document, gain) =
            judgment.ok_or_else(|| format!("{}:{}: not a judgment", path.display(), number + 1))?;
        if gain > 0.0 {
            judgments.entry(query.into()).or_default().insert(document.into(), gain);
        }
    }
    Ok(judgments)
}

/// An index with cards but without articles: ranking needs no more.
fn engine(corpus: &[Line]) -> Result<Engine<MemoryStore>, Box<dyn Error>> {
    let documents: Vec<Document<'_>> = corpus
        .iter()
        .map(|line| Document {
            slug: &line._id,
            title: &line.title,
            body: &line.text,
            ..Document::default()
        })
        .collect();
    let built = build(&documents, &[]);
    let count = u32::try_from(corpus.len())?;
    let manifest = Manifest {
        format: FORMAT,
        title: "Collection".into(),
        description: None,
        languages: vec![],
        url: None,
        articles: count,
        undated: count,
        days: None,
        generation: "0000000000000000".into(),
        router: built.router,
        cards_per_block: CARDS_PER_BLOCK,
        card_bytes: None,
        passage_bytes: None,
        passage_words: None,
        passage_from: None,
        pages: pages::to_text(&vec![1; corpus.len()]),
    };
    let mut files: HashMap<String, Rc<[u8]>> = HashMap::new();
    for (numbered, path) in [
        (built.terms, Manifest::terms_path as fn(&Manifest, u32) -> String),
        (built.postings, Manifest::postings_path),
        (built.positions, Manifest::positions_path),
    ] {
        let paths = (0..).map(|number| path(&manifest, number));
        files.extend(paths.zip(numbered.into_iter().map(Rc::from)));
    }
    let card = |(line, vector): (&Line, &Vector)| Card {
        slug: line._id.clone(),
        title: line.title.clone(),
        title_derived: false,
        authors: vec![],
        date: None,
        source: None,
        place: None,
        language: "und".into(),
        lead: String::new(),
        tags: vec![],
        words: 0,
        path: String::new(),
        vector: to_text(vector),
    };
    let cards: Vec<Card> = corpus.iter().zip(&built.vectors).map(card).collect();
    for (number, block) in (0..).zip(cards.chunks(CARDS_PER_BLOCK as usize)) {
        files.insert(manifest.cards_path(number), serde_json::to_vec(block)?.into());
    }
    files.insert("manifest.json".into(), serde_json::to_vec(&manifest)?.into());
    Ok(pollster::block_on(Engine::open(MemoryStore { files }))?)
}

fn measure(folder: &Path, queries: &str) -> Result<Figures, Box<dyn Error>> {
    let corpus = lines(&folder.join("corpus.jsonl"))?;
    let queries = lines(&folder.join(queries))?;
    let judgments = judgments(&folder.join("qrels/test.tsv"))?;
    let engine = engine(&corpus)?;
    let (mut ndcg, mut mrr, mut recall, mut times) = (0.0, 0.0, 0.0, vec![]);
    for query in &queries {
        let Some(gains) = judgments.get(&query._id) else {
            continue;
        };
        let started = Instant::now();
        // The blank says that the last word is finished.
        let request = Request {
            query: format!("{} ", query.text),
            ..Request::default()
        };
        let results = pollster::block_on(engine.search(&request))?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        let found: Vec<f64> = results
            .hits
            .iter()
            .take(100)
            .map(|hit| gains.get(&corpus[hit.document as usize]._id).copied().unwrap_or(0.0))
            .collect();
        let mut ideal: Vec<f64> = gains.values().copied().collect();
        ideal.sort_by(|a, b| b.total_cmp(a));
        ndcg += discounted(&found) / discounted(&ideal);
        mrr += found
            .iter()
            .take(10)
            .position(|gain| *gain > 0.0)
            .map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
        recall += found.iter().filter(|gain| **gain > 0.0).count() as f64 / gains.len() as f64;
    }
    times.sort_by(f64::total_cmp);
    let count = times.len().max(1) as f64;
    let name = folder.canonicalize()?;
    Ok(Figures {
        collection: name.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        queries: times.len(),
        documents: corpus.len(),
        ndcg_at_10: ndcg / count,
        mrr_at_10: mrr / count,
        recall_at_100: recall / count,
        median_ms: times.get(times.len() / 2).copied().unwrap_or(0.0),
    })
}

/// The discounted cumulative gain of the first ten.
fn discounted(gains: &[f64]) -> f64 {
    let ten = gains.iter().take(10).enumerate();
    ten.map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
}
