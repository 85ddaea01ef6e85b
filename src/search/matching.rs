//! From the words of a query to the documents that have them, with their scores.

use super::bundle_files::{BundleFiles, Fetch, Spellings};
use super::meaning::{Candidate, Meaning, Via, correct, meanings as looked_up};
use super::query::{Clause, Query, QueryTerm, Word};
use super::rank::best_first;
use super::scoring::{Exact, FEW_WORDS, Worth, rarity};
use super::stop_words::{is_stop_word, lacks_marks};
use super::{Error, Hit, Store, rank, selection};
use crate::index::DocumentSet;
use crate::index::positions::TITLE;
use crate::index::terms::Term;
use crate::text::{Matcher, Pattern, fold};

/// A phrase is worth this much more than its words.
const PHRASE: f32 = 1.5;

/// What a completed word is worth besides in a title: titles are what somebody who is still typing is after.
const BEGUN_TITLE: f32 = 0.5;

/// A word that more documents than one in so many have is taken at its word: hardly anybody mistypes another one for it.
const DOUBTFUL: u32 = 4;

/// What a query's words, phrases and minus ask for, and which documents have it.
pub(super) struct Matched {
    /// The words that are looked for, those of alternatives too.
    pub(super) meanings: Vec<Meaning>,
    /// Documents that have as many words as are needed, and all else.
    pub(super) documents: DocumentSet,
    /// What there is to rank by: all documents that have any of the words, ascending.
    pub(super) found: Vec<Found>,
    /// No document has all words.
    pub(super) partial: bool,
    /// How many words there are, alternatives counted as one.
    pub(super) words: usize,
    /// What was asked for, as far as it can be seen in a text.
    patterns: Vec<Pattern>,
    demands: Demands,
}

/// What documents need besides words, and what they must not have.
#[derive(Default)]
struct Demands {
    /// `None` where they need nothing.
    allowed: Option<DocumentSet>,
    excluded: DocumentSet,
    /// What phrases are worth.
    scores: Vec<(u32, f32)>,
}

/// Words that a document needs one of: indices into the meanings.
type Slot = Vec<usize>;

/// What the words of a query come to in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) document: u32,
    pub(super) score: f32,
    /// How many slots it fills.
    count: u8,
}

/// Room to add up in, a place for each document of the archive; kept from query to query, and empty between them. A query
/// costs what its words cost, however large the archive is.
#[derive(Default)]
pub(super) struct Scratch {
    scores: Vec<f32>,
    counts: Vec<u8>,
    /// The best of what a document has for the current slot.
    best: Vec<f32>,
    /// Documents that have something for the current slot.
    touched: Vec<u32>,
    /// Documents that have something.
    found: DocumentSet,
}

impl Scratch {
    fn of(&mut self, documents: u32) -> &mut Self {
        self.scores.resize(documents as usize, 0.0);
        self.counts.resize(documents as usize, 0);
        self.best.resize(documents as usize, 0.0);
        self
    }

    /// Adds what a document has for a slot, unless it has better.
    fn offer(&mut self, document: u32, score: f32) {
        let best = &mut self.best[document as usize];
        if *best == 0.0 {
            self.touched.push(document);
        }
        *best = best.max(score);
    }

    /// Ends a slot of which something was offered.
    fn fill(&mut self) {
        while let Some(document) = self.touched.pop() {
            let score = std::mem::take(&mut self.best[document as usize]);
            self.add(document, score, 1);
        }
    }

    /// Adds what a document has for so many slots.
    #[inline]
    fn add(&mut self, document: u32, score: f32, slots: u8) {
        self.scores[document as usize] += score;
        let count = &mut self.counts[document as usize];
        *count = count.saturating_add(slots);
        self.found.insert(document);
    }

    /// What was added, ascending; empties it.
    fn take(&mut self) -> Vec<Found> {
        // What an error left behind.
        self.fill();
        let documents = std::mem::take(&mut self.found);
        let mut found = Vec::with_capacity(documents.len() as usize);
        documents.each(|document| {
            found.push(Found {
                document,
                score: std::mem::take(&mut self.scores[document as usize]),
                count: std::mem::take(&mut self.counts[document as usize]),
            });
        });
        found
    }
}

pub(super) async fn matched<S: Store>(files: &BundleFiles<S>, query: &Query, verbatim: bool) -> Result<Matched, Error> {
    let archive = files.manifest.articles;
    let mut demands = Demands::new(files, query).await?;
    // A sentence may cite what no article says word for word.
    let nowhere = demands.allowed.as_ref().is_some_and(DocumentSet::is_empty);
    let loose = (!verbatim && nowhere && query.words().count() > FEW_WORDS).then(|| query.without_quotes());
    let query = loose.as_ref().unwrap_or(query);
    if loose.is_some() {
        demands = Demands::new(files, query).await?;
    }
    let mut asked = wanted(query, &[]);
    let mut meanings = looked_up(files, &asked.words, &asked.pairs).await?;
    // Who leaves out the marks leaves words that look like English ones: `my` is mỹ in `quan he viet my`.
    if 2 * meanings.iter().filter(|meaning| lacks_marks(meaning)).count() > meanings.len() {
        let left_out: Vec<&Word> = query.words().filter(|word| is_stop_word(word)).collect();
        let foreign = looked_up(files, &left_out, &[]).await?.into_iter().filter(lacks_marks);
        let foreign: Vec<Word> = foreign.map(|meaning| meaning.word).collect();
        asked = wanted(query, &foreign);
        meanings = looked_up(files, &asked.words, &asked.pairs).await?;
    }
    let slots = asked.slots;
    let needed = needed_words(slots.len());
    let best = |found: &[Found]| {
        let allowed = found.iter().filter(|found| demands.allow(found.document));
        allowed.map(|found| usize::from(found.count)).max().unwrap_or(0)
    };
    // A word that is there may be mistyped all the same, if no document has it with the others.
    let known = |slot: &&Slot| slot.iter().any(|word| meanings[*word].known());
    let mut doubt = slots.len() > 1 && slots.iter().filter(known).count() < needed;
    let found = loop {
        let doubtful =
            |meaning: &&mut Meaning| !meaning.known() || doubt && meaning.frequency() <= archive / DOUBTFUL + 1;
        if !verbatim {
            for meaning in meanings.iter_mut().filter(doubtful) {
                correct(files, meaning).await?;
            }
        }
        let found = tally(files, &meanings, &slots, &demands).await?;
        if verbatim || doubt || slots.len() < 2 || best(&found) >= needed {
            break found;
        }
        doubt = true;
    };
    let best = best(&found);
    let (needed, partial) = if best >= needed {
        (needed, best < slots.len())
    } else {
        (best.saturating_sub(1).max(1), true)
    };
    let documents = if slots.is_empty() {
        let mut allowed = demands.allowed.clone().unwrap_or(DocumentSet::range(0..archive));
        allowed -= &demands.excluded;
        allowed
    } else {
        let enough = found
            .iter()
            .filter(|found| usize::from(found.count) >= needed && demands.allow(found.document));
        enough.map(|found| found.document).collect()
    };
    Ok(Matched {
        meanings,
        documents,
        found,
        partial: (partial || loose.is_some()) && !slots.is_empty(),
        words: slots.len(),
        patterns: query.patterns(),
        demands,
    })
}

/// How many words a document needs to count as a hit: all of up to four (a name, a title), three in four of more (a
/// sentence, a question).
fn needed_words(words: usize) -> usize {
    if words <= 4 { words } else { words - words / 4 }
}

/// The wanted words of a query.
struct Wanted<'a> {
    words: Vec<&'a Word>,
    /// Which of them are alternatives.
    slots: Vec<Slot>,
    /// Which of them stand side by side, by the place of the first: these can be a name that is written as one.
    pairs: Vec<usize>,
}

/// The wanted words. Those that say nothing are left out while others remain, unless they are words of another language.
fn wanted<'a>(query: &'a Query, foreign: &[Word]) -> Wanted<'a> {
    let says_something = |clause: &&Clause| {
        let says_nothing = |word: &Word| !word.title && !word.prefix && is_stop_word(word) && !foreign.contains(word);
        !matches!(clause.terms.as_slice(), [QueryTerm::Word(word)] if says_nothing(word))
    };
    let mut clauses: Vec<&Clause> = query.clauses.iter().filter(|clause| is_slot(clause)).collect();
    if clauses.iter().any(says_something) || query.phrases().next().is_some() {
        clauses.retain(says_something);
    }
    let mut words: Vec<&Word> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    let mut pairs = Vec::new();
    let neighbours = query.neighbours();
    for clause in clauses {
        let first = words.len();
        words.extend(clause.terms.iter().filter_map(|term| match term {
            QueryTerm::Word(word) => Some(word),
            _ => None,
        }));
        let beside = |(a, b): &(&Word, &Word)| {
            std::ptr::eq(*b, words[first]) && words[..first].last().is_some_and(|last| std::ptr::eq(*a, *last))
        };
        if neighbours.iter().any(beside) {
            pairs.push(first - 1);
        }
        slots.push((first..words.len()).collect());
    }
    Wanted { words, slots, pairs }
}

/// Wanted words, and nothing but words.
fn is_slot(clause: &Clause) -> bool {
    !clause.excluded && clause.terms.iter().all(|term| matches!(term, QueryTerm::Word(_)))
}

impl Demands {
    async fn new<S: Store>(files: &BundleFiles<S>, query: &Query) -> Result<Self, Error> {
        let mut demands = Self::default();
        let clauses = query.clauses.iter();
        for clause in clauses.filter(|clause| !is_slot(clause) && !selection::is_filter(clause)) {
            let mut having = DocumentSet::new();
            for term in &clause.terms {
                let found = match term {
                    QueryTerm::Word(word) => word_scores(files, word).await?,
                    QueryTerm::Phrase(words) => phrase_scores(files, words).await?,
                    filter => {
                        having |= &selection::documents(files, filter).await?;
                        continue;
                    }
                };
                found.iter().for_each(|(document, _)| having.insert(*document));
                if !clause.excluded {
                    demands.scores.extend(found);
                }
            }
            if clause.excluded {
                demands.excluded |= &having;
            } else {
                match &mut demands.allowed {
                    Some(allowed) => *allowed &= &having,
                    None => demands.allowed = Some(having),
                }
            }
        }
        Ok(demands)
    }

    /// A document lacks nothing but words.
    fn allow(&self, document: u32) -> bool {
        self.allowed.as_ref().is_none_or(|allowed| allowed.contains(document)) && !self.excluded.contains(document)
    }
}

impl Matched {
    /// What to mark: what was asked for, and what mistyped words were taken for.
    pub(super) fn matcher(&self) -> Matcher {
        let mut patterns = self.patterns.clone();
        for candidate in self.meanings.iter().flat_map(|meaning| &meaning.candidates) {
            if let Via::Corrected(_) = candidate.via {
                patterns.push(Pattern::Word {
                    key: candidate.term.key.clone(),
                    prefix: None,
                });
            }
        }
        Matcher::new(patterns)
    }

    /// Some of the documents that match, with their scores, ascending.
    pub(super) fn hits(&self, documents: &DocumentSet) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(documents.len() as usize);
        let mut found = self.found.iter();
        if self.words > 0 {
            // Who has a word was found.
            let wanted = found.filter(|found| documents.contains(found.document));
            hits.extend(wanted.map(|found| Hit {
                document: found.document,
                score: found.score,
            }));
        } else {
            let mut next = found.next();
            hits.extend(documents.iter().map(|document| {
                while next.is_some_and(|found| found.document < document) {
                    next = found.next();
                }
                let score = next
                    .filter(|found| found.document == document)
                    .map_or(0.0, |found| found.score);
                Hit { document, score }
            }));
        }
        hits
    }

    /// The best documents that have some of the words but not enough to count as hits, best first.
    pub(super) fn others(&self, most: usize, selected: impl Fn(u32) -> bool) -> Vec<Hit> {
        let mut best: Vec<Hit> = Vec::new();
        let mut least = 0.0;
        for Found { document, score, .. } in self.found.iter().copied() {
            let another = score > least && !self.documents.contains(document);
            if another && self.demands.allow(document) && selected(document) {
                best.push(Hit { document, score });
                // Makes room for as many again before it looks which of them are the best.
                if best.len() == 2 * most {
                    best_first(&mut best);
                    best.truncate(most);
                    least = best.last().map_or(0.0, |last| last.score);
                }
            }
        }
        best_first(&mut best);
        best.truncate(most);
        best
    }
}

/// Adds up what all words and phrases are worth in each document. A document has the best of what a word can stand for.
async fn tally<S: Store>(
    files: &BundleFiles<S>,
    meanings: &[Meaning],
    slots: &[Slot],
    demands: &Demands,
) -> Result<Vec<Found>, Error> {
    let all = || meanings.iter().flat_map(|meaning| &meaning.candidates);
    let mut wanted: Vec<Fetch<'_>> = all()
        .map(|candidate| Fetch::Postings(&candidate.term, candidate.exact.spellings()))
        .collect();
    let used = rank::used(meanings);
    wanted.extend(used.iter().flatten().map(|word| Fetch::Positions(&word.term)));
    files.fetch(wanted).await;
    let mut lists = Vec::new();
    for candidate in all() {
        lists.push(files.postings(&candidate.term, candidate.exact.spellings()).await?);
    }
    let mut lists = lists.iter();
    let worth = Worth::among(slots.len());
    // Nothing is waited for from here on, so that no other query finds it half filled.
    let mut scratch = files.scratch.borrow_mut();
    let scratch = scratch.of(files.manifest.articles);
    let mut read = || -> Result<(), Error> {
        for slot in slots {
            // What there is one list for needs no comparing.
            let alone = matches!(slot.as_slice(), [word] if meanings[*word].candidates.len() == 1);
            for meaning in slot.iter().map(|word| &meanings[*word]) {
                let title = meaning.word.title;
                for (candidate, list) in meaning.candidates.iter().zip(lists.by_ref()) {
                    let Candidate { weight, exact, via, .. } = candidate;
                    list.each(|posting| {
                        if title && !posting.title {
                            return;
                        }
                        let begun = if posting.title && *via == Via::Completed {
                            BEGUN_TITLE
                        } else {
                            0.0
                        };
                        let score = weight * (worth.of(posting, *exact) + begun);
                        if alone {
                            scratch.add(posting.document, score, 1);
                        } else {
                            scratch.offer(posting.document, score);
                        }
                    })?;
                }
            }
            scratch.fill();
        }
        for (document, score) in &demands.scores {
            scratch.add(*document, *score, 0);
        }
        Ok(())
    };
    let read = read();
    let found = scratch.take();
    read.map(|()| found)
}

/// Documents with a word that is taken as it stands; one can come several times.
async fn word_scores<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<Vec<(u32, f32)>, Error> {
    let mut scores = Vec::new();
    for meaning in looked_up(files, &[word], &[]).await? {
        for candidate in &meaning.candidates {
            let list = files.postings(&candidate.term, candidate.exact.spellings()).await?;
            list.each(|posting| {
                if posting.title || !word.title {
                    let worth = Worth::among(1).of(posting, candidate.exact);
                    scores.push((posting.document, candidate.weight * worth));
                }
            })?;
        }
    }
    Ok(scores)
}

/// A document that has the first words of a phrase.
struct Begun {
    document: u32,
    score: f32,
    /// Where the phrase can begin; `None` as long as no word with positions has been met.
    starts: Option<Vec<u32>>,
}

/// Documents in which the words stand one right after the other, in the forms that were asked for.
async fn phrase_scores<S: Store>(files: &BundleFiles<S>, words: &[Word]) -> Result<Vec<(u32, f32)>, Error> {
    let shards = words.iter().flat_map(|word| files.shards(&word.key, 1));
    files.fetch(shards.map(Fetch::Shard).collect()).await;
    let mut terms: Vec<Term> = Vec::with_capacity(words.len());
    for word in words {
        match files.term(&word.key).await? {
            Some(term) => terms.push(term),
            None => return Ok(Vec::new()),
        }
    }
    let lists = terms
        .iter()
        .flat_map(|term| [Fetch::Postings(term, Spellings::Count), Fetch::Positions(term)]);
    files.fetch(lists.collect()).await;
    let worth = Worth::among(words.len());
    let mut begun: Option<Vec<Begun>> = None;
    for (offset, (word, term)) in (0..).zip(words.iter().zip(&terms)) {
        let is_word = |spelling: &str| fold(spelling) == word.folded;
        let only = term.forms.first().map_or(&term.key, |form| &form.spelling);
        if !term.spelled() && !is_word(only) {
            return Ok(Vec::new());
        }
        let folded_bits = Exact::bits(term, is_word);
        let exact = match &word.spelling {
            Some(spelling) => Exact::Forms(Exact::bits(term, |known| known == spelling)),
            None => Exact::Any,
        };
        let weight = PHRASE * rarity(files.manifest.articles, term.frequency);
        let mut before = begun.map(|begun| begun.into_iter().peekable());
        let (mut after, mut places, mut impacts): (Vec<Begun>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        let list = files.postings(term, Spellings::Count).await?;
        list.each(|posting| {
            impacts.push(posting.impact);
            let form = !term.spelled() || posting.spellings & folded_bits != 0;
            if !form || word.title && !posting.title {
                return;
            }
            let document = posting.document;
            let goes_on = match &mut before {
                None => Some(Begun {
                    document,
                    score: 0.0,
                    starts: None,
                }),
                Some(before) => {
                    while before.next_if(|begun| begun.document < document).is_some() {}
                    before.next_if(|begun| begun.document == document)
                }
            };
            if let Some(mut begun) = goes_on {
                begun.score += weight * worth.of(posting, exact);
                places.push(impacts.len() as u32 - 1);
                after.push(begun);
            }
        })?;
        if !term.positions.range.is_empty() {
            let positions = files.positions(term).await?.of(&impacts, &places)?;
            for (begun, positions) in after.iter_mut().zip(positions) {
                let starts = positions
                    .into_iter()
                    .filter_map(|position| position.checked_sub(offset));
                let known = begun.starts.take();
                let goes_on = |start: &u32| known.as_ref().is_none_or(|known| known.binary_search(start).is_ok());
                let field = |start: &u32| !word.title || *start < TITLE;
                begun.starts = Some(starts.filter(|start| goes_on(start) && field(start)).collect());
            }
            after.retain(|begun| begun.starts.as_ref().is_some_and(|starts| !starts.is_empty()));
        }
        begun = Some(after);
    }
    let begun = begun.unwrap_or_default();
    Ok(begun.into_iter().map(|begun| (begun.document, begun.score)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_all_needed_and_many_need_not_all_be_there() {
        assert_eq!([1, 2, 4, 5, 9, 20].map(needed_words), [1, 2, 4, 4, 7, 15]);
    }

    #[test]
    fn words_that_say_nothing_are_left_out_while_others_remain() {
        let words = |query: &str| -> Vec<String> {
            let query = Query::parse(query);
            wanted(&query, &[]).words.iter().map(|word| word.text.clone()).collect()
        };
        assert_eq!(words("what is the role of culture "), ["role", "culture"]);
        assert_eq!(words("to be or not to be "), ["to", "be", "or", "not", "to", "be"]);
        assert_eq!(words("\"soft power\" of the "), [""; 0]);
        assert_eq!(
            words("nguyen thi van an"),
            ["nguyen", "thi", "van", "an"],
            "it may go on"
        );
        assert_eq!(words("title:the paris OR of "), ["the", "paris", "of"]);
    }
}
