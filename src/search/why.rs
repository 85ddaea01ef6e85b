//! Why an article is in an answer: what each word of the query met in it.

use std::cmp::Reverse;
use std::rc::Rc;

use super::meaning::{Meaning, Via};
use super::query::Word;
use super::{Query, QueryTerm, in_order};
use crate::article::Article;
use crate::index::positions::{GAP, TITLE};
use crate::text::joined::is_sign;
use crate::text::{Read, first_sentence, paragraphs, phrase_at, spelling, stem, tokens};

/// A longer first sentence counts as far as this, in bytes.
const SENTENCE: usize = 400;

/// Words that stand further apart have nothing to do with each other.
const NEAR: u32 = 30;

/// How many kinds of texts an article has.
pub const FIELDS: usize = 7;

/// What a word, or a phrase, of the query met in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// As it was typed; a phrase in quotation marks.
    pub word: String,
    /// What it met, the nearest first; nothing where the article lacks it.
    pub met: Vec<Met>,
    /// How many words stand between it and the next word of the query where both are nearest to each other; nothing where
    /// they are far apart.
    pub apart: Option<u32>,
}

/// A form that stands in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// As the article writes it where it first does.
    pub form: String,
    /// What it has to do with the word.
    pub how: How,
    /// How often it stands in the title, in the first sentence, in the whole text, in the names of tags, place and source, in
    /// those of authors, in the summary, and in the subtitle and other titles.
    pub counts: [u32; FIELDS],
}

/// What a form has to do with a word, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is spelled so.
    Same,
    /// Its letters have other marks, or none.
    Marks,
    /// It has another ending.
    Form,
    /// It goes on where the word is unfinished.
    Completed,
    /// The same name is one word here and several there.
    Joined,
    /// The word was mistyped in so many places.
    Corrected(u32),
}

/// What is looked for.
enum Asked<'a> {
    Word(&'a Meaning),
    Phrase(&'a [Word]),
}

/// A text of the article: what it is (see [`Met::counts`]), its words, the position of the first, if any.
struct Field<'a> {
    field: usize,
    text: &'a str,
    words: Vec<Read>,
    position: Option<u32>,
}

/// What the words and phrases of a query met in an article.
#[inline(never)]
pub(super) fn why(query: &Query, meanings: &[Meaning], article: &Article) -> Vec<Why> {
    let fields = fields(article);
    let mut found: Vec<(Why, Vec<u32>)> = Vec::new();
    for clause in query.clauses.iter().filter(|clause| !clause.excluded) {
        let only_words = clause.terms.iter().all(|term| matches!(term, QueryTerm::Word(_)));
        let mut of_clause = Vec::new();
        let mut there = false;
        for term in &clause.terms {
            of_clause.extend(match term {
                QueryTerm::Word(word) => match meanings.iter().find(|meaning| *meaning.word == *word) {
                    Some(meaning) => Some(look(&Asked::Word(meaning), &fields)),
                    // It says nothing and was left out.
                    None if only_words => None,
                    None => {
                        let meaning = Meaning {
                            word: Rc::new(word.clone()),
                            own: Rc::default(),
                            others: Vec::new(),
                            together: Default::default(),
                        };
                        Some(look(&Asked::Word(&meaning), &fields))
                    }
                },
                QueryTerm::Phrase(words) => Some((look(&Asked::Phrase(words), &fields).0, Vec::new())),
                // A tag or a date among alternatives: perhaps the article has that.
                _ => {
                    there = true;
                    None
                }
            });
        }
        // Of alternatives that are there, the others are not missing.
        there |= of_clause.iter().any(|(why, _)| !why.met.is_empty());
        found.extend(of_clause.into_iter().filter(|(why, _)| !there || !why.met.is_empty()));
    }
    for at in 1..found.len() {
        found[at - 1].0.apart = nearest(&found[at - 1].1, &found[at].1);
    }
    found.into_iter().map(|(why, _)| why).collect()
}

fn fields(article: &Article) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut add = |field, text, position| {
        fields.push(Field {
            field,
            text,
            words: Read::all(text),
            position,
        })
    };
    add(0, &article.title, Some(0));
    let mut position = TITLE.max(tokens(&article.title).count() as u32 + GAP);
    for paragraph in paragraphs(&article.content_text) {
        add(2, paragraph, Some(position));
        position += tokens(paragraph).count() as u32 + GAP;
    }
    add(1, first_sentence(&article.content_text, SENTENCE), None);
    let extension = &article.explorer;
    let labels = extension.about.iter().map(|tag| &tag.label);
    for label in labels.chain(extension.mentions.iter().map(|tag| &tag.label)) {
        add(3, &label.en, None);
        label.vi.iter().for_each(|label| add(3, label, None));
    }
    let names = [&extension.location_created, &extension.source_organization];
    names.into_iter().flatten().for_each(|name| add(3, name, None));
    article.authors.iter().for_each(|author| add(4, &author.name, None));
    article.summary.iter().for_each(|summary| add(5, summary, None));
    let titles = extension.alternative_headline.iter().chain(&extension.alternate_name);
    titles.for_each(|title| add(6, title, None));
    fields
}

/// What was met, and where in title and text.
fn look(asked: &Asked<'_>, fields: &[Field<'_>]) -> (Why, Vec<u32>) {
    let (word, title) = match asked {
        Asked::Word(meaning) => (meaning.word.text.clone(), meaning.word.title),
        Asked::Phrase(words) => {
            let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            (["\"", &text.join(" "), "\""].concat(), words[0].title)
        }
    };
    let mut met: Vec<(String, Met)> = Vec::new();
    let mut positions = Vec::new();
    for field in fields.iter().filter(|field| field.field == 0 || !title) {
        for at in 0..field.words.len() {
            let Some((how, length)) = meet(asked, field.text, &field.words[at..]) else {
                continue;
            };
            let form = &field.text[field.words[at].range.start..field.words[at + length - 1].range.end];
            let spelled = spelling(form);
            let known = met.iter().position(|(known, met)| *known == spelled && met.how == how);
            let known = known.unwrap_or_else(|| {
                let form = form.to_owned();
                let counts = [0; FIELDS];
                met.push((spelled, Met { form, how, counts }));
                met.len() - 1
            });
            met[known].1.counts[field.field] += 1;
            positions.extend(field.position.map(|first| first + at as u32));
        }
    }
    let met = met.into_iter().map(|(_, met)| met).collect();
    let order = |met: &Met| (met.how, Reverse(met.counts.iter().sum::<u32>()));
    let why = Why {
        word,
        met: in_order(met, &|a, b| order(a).cmp(&order(b))),
        apart: None,
    };
    (why, positions)
}

/// Whether what is asked for begins some words of a text, how, and in how many words.
fn meet(asked: &Asked<'_>, text: &str, words: &[Read]) -> Option<(How, usize)> {
    let first = words.first()?;
    let spelled =
        |length: usize, asked: &str| spelling(&text[first.range.start..words[length - 1].range.end]) == spelling(asked);
    let meaning = match asked {
        Asked::Word(meaning) => meaning,
        Asked::Phrase(phrase) => {
            let wanted: Vec<String> = phrase.iter().flat_map(Word::in_phrase).collect();
            let length = phrase_at(&wanted, words)?;
            let asked: Vec<&str> = phrase.iter().map(|word| word.text.as_str()).collect();
            // Without blanks and punctuation, but with what stands between the parts of a piece.
            let bare = |text: &str| {
                let mut bare = spelling(text);
                bare.retain(|letter| !letter.is_ascii() || letter.is_ascii_alphanumeric() || is_sign(letter as u8));
                bare
            };
            let met = &text[first.range.start..words[length - 1].range.end];
            let same = bare(met) == bare(&asked.concat());
            return Some((if same { How::Same } else { How::Marks }, length));
        }
    };
    let asked = &meaning.word;
    let via_of = |key: &str| {
        let known = meaning.candidates().find(|candidate| candidate.term.key == *key);
        known
            .map(|candidate| candidate.via)
            .or((asked.key == key).then_some(Via::Whole))
    };
    let key = stem(&first.folded);
    if let Some(via) = via_of(&key) {
        let how = match via {
            Via::Corrected(mistakes) => How::Corrected(mistakes),
            Via::Joined => How::Joined,
            _ if spelled(1, &asked.text) => How::Same,
            // A piece that is one word here.
            _ if first.folded == asked.folded && asked.is_made_of_parts() => How::Joined,
            _ if first.folded == asked.folded => How::Marks,
            _ if asked.prefix && first.folded.starts_with(&asked.folded) => How::Completed,
            _ => How::Form,
        };
        return Some((how, 1));
    }
    if let Some((length, join)) = &first.join
        && let Some(via) = via_of(&stem(join))
    {
        let how = match via {
            Via::Corrected(mistakes) => How::Corrected(mistakes),
            _ if spelled(*length, &asked.text) => How::Same,
            _ => How::Joined,
        };
        return Some((how, *length));
    }
    let apart = asked.parts.len();
    let parts = asked.parts.iter().zip(words);
    if apart > 0 && apart <= words.len() && parts.clone().all(|(part, word)| part.key == stem(&word.folded)) {
        let same = spelled(apart, &asked.text);
        return Some((if same { How::Same } else { How::Joined }, apart));
    }
    let key = stem(&first.with(words.get(1))?);
    let mut names = meaning.candidates().filter(|candidate| candidate.via != Via::Joined);
    names
        .any(|candidate| candidate.term.key == key)
        .then_some((How::Joined, 2))
}

/// How many words stand between two words where they are nearest to each other; not where one stands for both.
fn nearest(first: &[u32], second: &[u32]) -> Option<u32> {
    let apart = |at: &u32| {
        second
            .iter()
            .map(|other| other.abs_diff(*at))
            .filter(|apart| *apart > 0)
            .min()
    };
    let nearest = first.iter().filter_map(apart).min()?;
    (nearest <= NEAR).then(|| nearest - 1)
}
