//! From the words of a query to the documents that have them, with their scores.

use std::rc::Rc;

use super::bundle_files::{BundleFiles, Spellings};
use super::corrections::correct;
use super::meaning::{Meaning, Via, meanings as looked_up};
use super::phrases::phrase_scores;
use super::query::{Clause, Query, QueryTerm, Word};
use super::scoring::{Exact, FEW_WORDS};
use super::stop_words::{is_stop_word, lacks_marks};
use super::tally::{Slot, Tally, tally};
use super::titles::with_title;
use super::wanted::{is_slot, wanted};
use super::{Error, Hit, Store, selection};
use crate::index::DocumentSet;
use crate::index::postings::SHORT_TITLE;
use crate::text::joined::unjoined;
use crate::text::{Matcher, Pattern, inflects, is_cut};

/// A word that more documents than one in so many have is taken at its word: hardly anybody mistypes another one for it.
const DOUBTFUL: u32 = 4;

/// Names of letters that are no longer than this have other words beside them that are spelled so.
const SHORT_NAME: usize = 3;

/// A query of more words than this is a sentence.
const SENTENCE: usize = 4;

/// Parts of so many letters are words, and a run of more characters than this is a sentence rather than a word.
const SHORTEST_PART: usize = 3;
const LONGEST_RUN: usize = 6;

/// What a query's words, phrases and minus ask for, and which documents have it.
pub(super) struct Matched {
    /// The words that are looked for, those of alternatives too.
    pub(super) meanings: Vec<Meaning>,
    /// Documents that have as many words as are needed, and all else.
    pub(super) documents: DocumentSet,
    /// What there is to rank by.
    tally: Tally,
    /// No document has all words.
    pub(super) partial: bool,
    /// How many words there are, alternatives counted as one, without those that no article has.
    pub(super) words: usize,
    /// Words that no article has, as they were typed.
    pub(super) absent: Vec<String>,
    /// The query with the parts of what is written together, where these were looked for instead.
    pub(super) divided: Option<Query>,
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

pub(super) async fn matched<S: Store>(files: &BundleFiles<S>, query: &Query, verbatim: bool) -> Result<Matched, Error> {
    files.rested();
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
    let mut meanings = looked_up(files, &asked.words, &asked.joins).await?;
    // What is written together and stands nowhere so is looked for in parts.
    let divided = if verbatim { None } else { divided(query, &meanings) };
    let query = divided.as_ref().unwrap_or(query);
    if divided.is_some() {
        asked = wanted(query, &[]);
        meanings = looked_up(files, &asked.words, &asked.joins).await?;
    }
    // Who leaves out the marks leaves words that look like English ones: `my` is mỹ in `quan he viet my`.
    if 2 * meanings.iter().filter(|meaning| lacks_marks(meaning)).count() > meanings.len() {
        let left_out: Vec<&Word> = query.words().filter(|word| is_stop_word(word)).collect();
        let foreign = looked_up(files, &left_out, &[]).await?.into_iter().filter(lacks_marks);
        let foreign: Vec<Rc<Word>> = foreign.map(|meaning| meaning.word).collect();
        asked = wanted(query, &foreign);
        meanings = looked_up(files, &asked.words, &asked.joins).await?;
    }
    let mut slots = asked.slots;
    let alone = slots.len() == 1;
    let mut absent = Vec::new();
    let fullest = |tally: &Tally| tally.fullest(&|documents| demands.narrow(documents));
    // A word that is there may be mistyped all the same, if no document has it with the others.
    let mut doubt = false;
    let (mut found, best, mut documents) = loop {
        let doubtful =
            |meaning: &&mut Meaning| !meaning.known() || doubt && meaning.frequency() <= archive / DOUBTFUL + 1;
        if !verbatim {
            for meaning in meanings.iter_mut().filter(doubtful) {
                correct(files, meaning, alone).await?;
            }
        }
        if !doubt {
            slots = present(slots, &meanings, &mut absent);
        }
        let found = tally(files, &meanings, &slots, &demands.scores).await?;
        let (best, documents) = fullest(&found);
        if verbatim || doubt || slots.len() < 2 || best >= needed_words(slots.len()) {
            break (found, best, documents);
        }
        doubt = true;
    };
    let needed = needed_words(slots.len());
    if doubt && !verbatim && best < needed {
        // A word that is there is exchanged for the sake of the others only.
        let mut literal = meanings.clone();
        literal.iter_mut().for_each(Meaning::take_at_its_word);
        let other = tally(files, &literal, &slots, &demands.scores).await?;
        let others = fullest(&other);
        if others.0 == best {
            (meanings, found, documents) = (literal, other, others.1);
        }
    }
    let (needed, partial) = if best >= needed {
        (needed, best < slots.len())
    } else {
        (best.saturating_sub(1).max(1), true)
    };
    if slots.is_empty() || best != needed {
        documents = if slots.is_empty() {
            DocumentSet::range(0..archive)
        } else {
            found.having(needed)
        };
        demands.narrow(&mut documents);
    }
    let patterns = query.patterns();
    Ok(Matched {
        meanings,
        documents,
        tally: found,
        partial: (partial || loose.is_some()) && !slots.is_empty(),
        words: slots.len(),
        absent,
        patterns,
        divided,
        demands,
    })
}

/// The words that at least one article has: what none has, the best one lacks as well. It is noted as it was typed, and the others are
/// looked for, unless there are none.
fn present(slots: Vec<Slot>, meanings: &[Meaning], absent: &mut Vec<String>) -> Vec<Slot> {
    let is_there = |word: &usize| meanings[*word].candidates().next().is_some();
    let (there, lacking): (Vec<Slot>, Vec<Slot>) = slots.into_iter().partition(|slot| slot.iter().any(is_there));
    absent.extend(lacking.iter().flatten().map(|word| meanings[*word].word.text.clone()));
    if there.is_empty() { lacking } else { there }
}

/// How many words a document needs to count as a hit: all of up to four (a name, a title), three in four of more (a
/// sentence, a question).
fn needed_words(words: usize) -> usize {
    if words <= 4 { words } else { words - words / 4 }
}

impl Demands {
    async fn new<S: Store>(files: &BundleFiles<S>, query: &Query) -> Result<Self, Error> {
        let mut demands = Self::default();
        let clauses = query.clauses.iter();
        for clause in clauses.filter(|clause| !is_slot(clause) && !selection::is_filter(clause)) {
            let mut having = DocumentSet::new();
            for term in &clause.terms {
                let found = match term {
                    QueryTerm::Word(word) if clause.excluded => {
                        having |= &excluded(files, word).await?;
                        continue;
                    }
                    QueryTerm::Word(word) => word_scores(files, word).await?,
                    QueryTerm::Phrase(words) => phrase_scores(files, words).await?,
                    filter => {
                        having |= &selection::documents(files, filter).await?;
                        continue;
                    }
                };
                found.iter().for_each(|(document, _)| having.insert(*document));
                if !clause.excluded {
                    // Of alternatives, a title need not have any.
                    let needed = clause.terms.len() == 1;
                    demands.scores.extend(found.into_iter().map(|(document, score)| {
                        let anyway = with_title(score, SHORT_TITLE);
                        (document, if needed { score } else { anyway })
                    }));
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

    /// Leaves documents that lack nothing but words.
    fn narrow(&self, documents: &mut DocumentSet) {
        if let Some(allowed) = &self.allowed {
            *documents &= allowed;
        }
        *documents -= &self.excluded;
    }
}

impl Matched {
    /// What to mark: what was asked for, and what mistyped words were taken for.
    pub(super) fn matcher(&self) -> Matcher {
        let mut patterns = self.patterns.clone();
        for candidate in self.meanings.iter().flat_map(Meaning::corrections) {
            patterns.push(Pattern::Word {
                key: candidate.term.key.clone(),
                prefix: None,
            });
        }
        Matcher::new(patterns)
    }

    /// The best of some of the documents that match, best first; equals ascend.
    pub(super) fn best(&self, documents: &DocumentSet, most: usize) -> Vec<Hit> {
        self.tally.best(documents, most)
    }

    /// Some of the documents that match with their scores, ascending.
    pub(super) fn all(&self, documents: &DocumentSet) -> Vec<Hit> {
        self.tally.all(documents)
    }

    /// Those of some documents that have some of the words but not enough to count as hits.
    pub(super) fn others(&self, mut within: DocumentSet) -> DocumentSet {
        within &= &self.tally.any();
        within -= &self.documents;
        self.demands.narrow(&mut within);
        within
    }
}

/// The query with the parts of what is written together instead of this, where no article has it so, and those of compounds in a sentence,
/// since an article that answers it may have one of them; nothing if all stays as it is. Names of letters and numbers do: their parts
/// say something else.
fn divided(query: &Query, meanings: &[Meaning]) -> Option<Query> {
    let mut length = 0;
    for clause in query.clauses.iter().filter(|clause| is_slot(clause)) {
        length += match clause.terms.first() {
            Some(QueryTerm::Word(word)) if word.is_compound() => word.parts.len(),
            _ => 1,
        };
    }
    let sentence = length > SENTENCE;
    let nowhere = |word: &Word| {
        if !word.is_made_of_parts() {
            return false;
        }
        let letters = |part: &Word| part.folded.chars().all(char::is_alphabetic);
        let long = |part: &Word| part.folded.chars().count() >= SHORTEST_PART;
        let words = word.parts.iter().all(letters) && word.parts.iter().all(long);
        let meaning = || meanings.iter().find(|meaning| *meaning.word == *word);
        let compound = sentence && word.is_compound();
        let run = word.parts.len() > LONGEST_RUN && !word.parts.iter().any(|part| part.folded.starts_with(is_cut));
        compound || (words || run) && meaning().is_some_and(|meaning| meaning.own.is_empty())
    };
    let mut clauses: Vec<Clause> = Vec::with_capacity(query.clauses.len());
    for clause in &query.clauses {
        match clause.terms.as_slice() {
            [QueryTerm::Word(word)] if !clause.excluded && nowhere(word) => {
                for at in 0..word.parts.len() {
                    clauses.push(Clause {
                        excluded: false,
                        terms: vec![QueryTerm::Word(word.divided(at))],
                    });
                }
            }
            _ => clauses.push(clause.clone()),
        }
    }
    (clauses.len() > query.clauses.len()).then_some(Query { clauses })
}

/// Documents with a word that is taken as it stands.
async fn word_scores<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<Vec<(u32, f32)>, Error> {
    let meanings = looked_up(files, &[word], &[]).await?;
    let found = tally(files, &meanings, &[vec![0]], &[]).await?;
    Ok(found.words())
}

/// Documents that have a word as it was written, in any number or tense.
async fn excluded<S: Store>(files: &BundleFiles<S>, word: &Word) -> Result<DocumentSet, Error> {
    let mut having = DocumentSet::new();
    let spelled = word.spelling.as_deref();
    // A short name without what stands between its letters is another word: `U.S.` is not us, but `F-16` is F16.
    let number = word.folded.contains(char::is_numeric);
    let name = word.is_made_of_parts() && (number || word.folded.chars().count() > SHORT_NAME);
    let written = |form: &str| match spelled {
        // Outside of Latin script, marks are left out at will.
        Some(spelling) => form == spelling || (name || !word.folded.is_ascii()) && unjoined(form) == word.folded,
        None => inflects(&unjoined(form), &word.folded),
    };
    let letters = !number && word.parts.iter().all(|part| part.folded.chars().count() == 1);
    for meaning in looked_up(files, &[word], &[]).await? {
        for candidate in &*meaning.own {
            let term = &candidate.term;
            // Letters side by side are a name only where they are written together.
            if candidate.via == Via::Apart && letters && !word.key.is_empty() {
                continue;
            }
            let forms = Exact::bits(term, &written);
            let only = term.forms.first().map_or(&term.key, |form| &form.spelling);
            let all = candidate.via == Via::Apart || !term.spelled() && written(only);
            let list = files.postings_of(candidate, Spellings::Count).await?;
            list.each(|posting| {
                let form = all || term.spelled() && posting.spellings & forms != 0;
                if form && (posting.in_title() || !word.title) {
                    having.insert(posting.document);
                }
            })?;
        }
    }
    Ok(having)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_all_needed_and_many_need_not_all_be_there() {
        assert_eq!([1, 2, 4, 5, 9, 20].map(needed_words), [1, 2, 4, 4, 7, 15]);
    }
}
