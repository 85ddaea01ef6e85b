//! From documents to the files of an index.

use std::cmp::Reverse;

use super::bytes::{Kind, seal};
use super::gather::{Finished, Gathered};
use super::parts::Parts;
use super::terms::{POPULAR, Place, Postings, Term};
use super::vectors::Vector;
use super::{dates, facets, terms};
use crate::article::{Concept, TagKey};

/// What the index needs to know of one article. Documents are given in their final order: newest
/// first (by [`crate::article::EdtfDate::earliest`], descending), undated last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The cleaned text, blocks separated by blank lines.
    pub body: &'a str,
    /// Other titles that it is known by: each counts as the title does, but for its place in it.
    pub titles: Vec<String>,
    /// What else it is found by, each one a text of its own: preferred and alternative labels of its tags, names, its summary.
    pub labels: Vec<String>,
    /// All values of the filter panel that it has (topics, organisations, places, language, source, year).
    pub keys: Vec<DocumentKey>,
    /// First and last day that its date can mean, in days since 1970-01-01.
    pub days: Option<(i32, i32)>,
}

impl Document<'_> {
    /// What stands behind the text: other titles and labels.
    pub fn labelled(&self) -> impl Iterator<Item = &str> {
        self.titles.iter().chain(&self.labels).map(String::as_str)
    }
}

/// One filterable value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKey {
    /// The value.
    pub key: TagKey,
    /// Suggested rather than stated.
    pub suggested: bool,
}

/// The files of an index, as [`crate::article::Manifest`] numbers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// Shards of terms.
    pub terms: Vec<Vec<u8>>,
    /// Files of postings.
    pub postings: Vec<Vec<u8>>,
    /// Files of positions.
    pub positions: Vec<Vec<u8>>,
    /// The values of the filter panel.
    pub facets: Vec<u8>,
    /// The documents that have them, where these do not stand with them.
    pub tagged: Option<Vec<u8>>,
    /// Days of publication.
    pub dates: Vec<u8>,
    /// Where each shard of terms begins: a text that no term of it is below, and all before it are; the first is empty.
    pub router: Vec<String>,
    /// What each document is about.
    pub vectors: Vec<Vector>,
}

/// Shorter lists of postings stand in the dictionary itself.
const INLINE_BYTES: usize = 64;
/// The least size of a shard of terms, about.
const SHARD_BYTES: usize = 2 * 1024;
/// About what a shard costs in the router, which every visit fetches, for each byte that the shards of a query cost.
const ROUTER_BYTES: usize = 2;
/// Hosts allow only so many files: shards grow before there are more than about this.
const MOST_SHARDS: usize = 2_000;
/// A beginning of keys that fill more shards than this (readers look at no more than four, of which two can be full of others)
/// has its most frequent terms side by side…
const MANY_SHARDS: usize = 2;
/// … so many of them.
const MOST_POPULAR: usize = 24;
/// What keys that are no words of a text begin with is not above this.
const LAST_MARK: &str = "\u{6}";
/// Longer beginnings are those of few keys.
const LONGEST_POPULAR: usize = 8;

/// Builds the index of some documents. `concepts` are the values of the filter panel; those that no document
/// has are left out and their order does not matter. Deterministic.
pub fn build(documents: &[Document<'_>], concepts: &[Concept]) -> Built {
    let mut gathered = Gathered::default();
    documents.iter().for_each(|document| gathered.learn(document));
    documents.iter().for_each(|document| gathered.add(document));
    let vectors = gathered.vectors();
    let [postings, positions] = gathered.sizes();
    let mut files = Files {
        terms: Vec::new(),
        sizes: Vec::new(),
        postings: Parts::new(Kind::Postings, postings),
        positions: Parts::new(Kind::Positions, positions),
    };
    gathered.finish().for_each(|term| files.add(term));
    let (facets, tagged) = facets::encode(documents, concepts);
    Built {
        facets: seal(Kind::Facets, &facets),
        tagged: (!tagged.is_empty()).then(|| seal(Kind::Tagged, &tagged)),
        dates: seal(Kind::Dates, &dates::encode(documents)),
        vectors,
        ..files.finish()
    }
}

/// The files while terms still come in, in ascending order.
struct Files {
    terms: Vec<Term>,
    /// About how many bytes each of them takes.
    sizes: Vec<usize>,
    postings: Parts,
    positions: Parts,
}

impl Files {
    fn add(&mut self, term: Finished) {
        let lists = [term.postings, term.spellings];
        let inline = lists.iter().map(Vec::len).sum::<usize>() <= INLINE_BYTES;
        let [postings, spellings] = if inline {
            lists.map(Postings::Inline)
        } else {
            self.postings.append(&lists).map(Postings::At)
        };
        let [positions] = self.positions.append(&[term.positions]);
        let term = Term {
            key: term.key,
            frequency: term.frequency,
            forms: term.forms,
            postings,
            spellings,
            positions,
        };
        self.sizes.push(size(&term));
        self.terms.push(term);
    }

    /// Puts the most frequent terms of each beginning side by side whose keys take more bytes than `many`.
    fn add_popular(&mut self, many: usize) {
        let words = self.terms.partition_point(|term| term.key.as_str() <= LAST_MARK);
        let mut popular: Vec<Term> = Vec::new();
        for letters in 1..=LONGEST_POPULAR {
            let beginning = |term: &Term| {
                let end = term
                    .key
                    .char_indices()
                    .nth(letters - 1)
                    .map(|(at, last)| at + last.len_utf8());
                end.map(|end| term.key[..end].to_owned())
            };
            let mut at = words;
            for run in self.terms[words..].chunk_by(|a, b| beginning(a) == beginning(b)) {
                let of_run = at..at + run.len();
                at = of_run.end;
                let (Some(beginning), true) = (beginning(&run[0]), self.sizes[of_run].iter().sum::<usize>() > many)
                else {
                    continue;
                };
                let mut best: Vec<&Term> = run.iter().collect();
                best.sort_by_key(|term| Reverse(term.frequency));
                popular.extend(best.into_iter().take(MOST_POPULAR).map(|term| Term {
                    key: terms::popular(&beginning) + &term.key,
                    ..term.clone()
                }));
            }
        }
        popular.sort_by(|a, b| a.key.cmp(&b.key));
        let mark = POPULAR.to_string();
        let at = self.terms.partition_point(|term| term.key < mark);
        // Positions stand one behind the other, and these have none.
        let before = at.checked_sub(1).map(|before| self.terms[before].positions.clone());
        let mut positions = before.unwrap_or(Place { file: 0, range: 0..0 });
        positions.range.start = positions.range.end;
        popular.iter_mut().for_each(|term| term.positions = positions.clone());
        let sizes: Vec<usize> = popular.iter().map(size).collect();
        self.sizes.splice(at..at, sizes);
        self.terms.splice(at..at, popular);
    }

    fn finish(mut self) -> Built {
        let all: usize = self.sizes.iter().sum();
        // A query fetches the whole router and a shard a word: together they are smallest where shards grow with
        // the root of the dictionary.
        let room = SHARD_BYTES.max((all * ROUTER_BYTES).isqrt()).max(all / MOST_SHARDS);
        self.add_popular(MANY_SHARDS * room);
        let mut built = Built {
            postings: self.postings.finish(),
            positions: self.positions.finish(),
            ..Built::default()
        };
        let (mut terms, mut sizes) = (&*self.terms, &*self.sizes);
        let mut begins = String::new();
        while !terms.is_empty() {
            let (end, next) = shard_end(terms, sizes, room);
            built.router.push(std::mem::replace(&mut begins, next));
            built.terms.push(seal(Kind::Terms, &terms::encode(&terms[..end])));
            (terms, sizes) = (&terms[end..], &sizes[end..]);
        }
        built
    }
}

/// How many terms the first shard has, and what the next one begins with: where that is shortest, of about as many bytes as there is
/// room for. Every visit fetches what all shards begin with (Bayer and Unterauer, *Prefix B-Trees*, 1977).
fn shard_end(terms: &[Term], sizes: &[usize], room: usize) -> (usize, String) {
    let rest = || (terms.len(), String::new());
    let mut held = 0;
    let fits = |size: &usize| {
        held += size;
        held <= room
    };
    if sizes.iter().all(fits) {
        return rest();
    }
    let mut best: Option<(usize, String)> = None;
    held = 0;
    for (end, (pair, size)) in (1..).zip(terms.windows(2).zip(sizes)) {
        held += size;
        if held < room * 3 / 4 {
            continue;
        }
        let begins = terms::separator(&pair[0].key, &pair[1].key);
        if best.as_ref().is_none_or(|(_, known)| begins.len() < known.len()) {
            best = Some((end, begins));
        }
        if held > room * 5 / 4 {
            break;
        }
    }
    best.unwrap_or_else(rest)
}

/// About how many bytes a term takes in its shard.
fn size(term: &Term) -> usize {
    let forms: usize = term.forms.iter().map(|form| form.spelling.len() / 2 + 2).sum();
    let listed = |list: &Postings| match list {
        Postings::Inline(bytes) => bytes.len(),
        Postings::At(_) => 4,
    };
    term.key.len() / 2 + 5 + forms + listed(&term.postings) + listed(&term.spellings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::postings::{self, Posting, Shape};
    use crate::index::{positions, unseal, unseal_part};
    use crate::text::spelling;

    fn document<'a>(title: &'a str, body: &'a str) -> Document<'a> {
        Document {
            slug: title,
            title,
            body,
            ..Document::default()
        }
    }

    fn term(built: &Built, key: &str) -> Option<Term> {
        let shard = terms::shards(&built.router, key).start;
        let payload = unseal(Kind::Terms, &built.terms[shard as usize]).expect("sealed");
        terms::find(payload, &mut terms::Exactly(key)).expect("readable").pop()
    }

    fn list(built: &Built, term: &Term, documents: u32) -> Vec<Posting> {
        let shape = Shape {
            count: term.frequency,
            documents,
        };
        let bytes = |list: &Postings| match list {
            Postings::Inline(bytes) => bytes.clone(),
            Postings::At(place) => {
                let payload = unseal(Kind::Postings, &built.postings[place.file as usize]).expect("sealed");
                unseal_part(&payload[place.range.clone()]).expect("sealed").to_vec()
            }
        };
        let spellings = term.spelled().then(|| bytes(&term.spellings));
        postings::decode(&bytes(&term.postings), spellings.as_deref(), shape).expect("readable")
    }

    #[test]
    fn spellings_are_told_apart_within_a_folded_term() {
        let built = build(
            &[
                document("A", "đường"),
                document("B", "duong Dương"),
                document("C", "dương"),
            ],
            &[],
        );
        let term = term(&built, "duong").expect("the folded term is there");
        let forms: Vec<&str> = term.forms.iter().map(|form| form.spelling.as_str()).collect();
        assert_eq!(forms, ["dương", "duong", "đường"].map(spelling));
        let frequencies: Vec<u32> = term.forms.iter().map(|form| form.frequency).collect();
        assert_eq!(frequencies, [2, 1, 1]);
        let masks: Vec<u64> = list(&built, &term, 3).iter().map(|posting| posting.spellings).collect();
        assert_eq!(masks, [0b100, 0b011, 0b001]);
    }

    #[test]
    fn a_title_weighs_more_than_the_text_and_short_more_than_long() {
        let filler = "lorem ipsum ".repeat(50);
        let built = build(
            &[
                document("Summit", &filler),
                document("A", &format!("{filler} summit")),
                document("B", "the summit"),
            ],
            &[],
        );
        let impacts: Vec<u8> = list(&built, &term(&built, "summit").expect("there"), 3)
            .iter()
            .map(|posting| posting.impact)
            .collect();
        assert!(impacts[0] > impacts[1] && impacts[2] > impacts[1], "{impacts:?}");
    }

    #[test]
    fn apart_and_joined_names_share_a_term() {
        let built = build(
            &[
                document("A", "Việt Nam"),
                document("B", "Vietnam"),
                document("C", "Quảng Ninh"),
                document("D", "Quangninh"),
            ],
            &[],
        );
        for (name, documents) in [("vietnam", vec![0, 1]), ("quangninh", vec![2, 3]), ("viet", vec![0])] {
            let found: Vec<u32> = list(&built, &term(&built, name).expect(name), 4)
                .iter()
                .map(|posting| posting.document)
                .collect();
            assert_eq!(found, documents, "{name}");
        }
    }

    #[test]
    fn a_shard_ends_where_the_next_one_begins_with_few_letters() {
        let term = |key: &str| Term {
            key: key.to_owned(),
            frequency: 1,
            forms: vec![],
            postings: Postings::Inline(vec![]),
            spellings: Postings::Inline(vec![]),
            positions: Place { file: 0, range: 0..0 },
        };
        let terms = ["aaa", "aab", "aac", "aad", "ba", "bb"].map(term);
        let end = |room| shard_end(&terms, &[10; 6], room);
        assert_eq!(end(40), (4, "b".to_owned()));
        assert_eq!(end(20), (2, "aac".to_owned()), "not far away");
        assert_eq!(end(60), (6, String::new()), "all of it fits");
    }

    #[test]
    fn many_terms_make_several_shards_that_the_router_finds() {
        let body: String = (0..4_000).map(|number| format!("word{number} ")).collect();
        let built = build(&[document("A", &body), document("B", &body)], &[]);
        assert!(built.terms.len() > 1 && built.terms.len() == built.router.len());
        for number in (0..4_000).step_by(97) {
            assert!(term(&built, &format!("word{number}")).is_some(), "word{number}");
        }
        assert!(term(&built, &terms::slug_key("A")).is_some(), "a slug is a term");
    }

    #[test]
    fn forms_of_a_word_share_a_term_that_knows_its_titles() {
        let built = build(
            &[
                document("Talks", "It was negotiated."),
                document("A", "Negotiating talks"),
            ],
            &[],
        );
        let negotiated = term(&built, "negoti").expect("there");
        assert_eq!((negotiated.frequency, negotiated.forms.len()), (2, 2));
        let talks = term(&built, "talk").expect("there");
        let titles: Vec<bool> = list(&built, &talks, 2).iter().map(Posting::in_title).collect();
        assert_eq!(titles, [true, false]);
    }

    #[test]
    fn a_word_is_the_more_of_a_title_the_shorter_this_is() {
        let titles = ["Talks", "Peace talks", "Talks on many things and on others", "Peace"];
        let built = build(&titles.map(|title| document(title, "Text.")), &[]);
        let talks = term(&built, "talk").expect("there");
        let shares: Vec<u8> = list(&built, &talks, 4).iter().map(|posting| posting.title).collect();
        // 2.75 words are usual.
        assert_eq!(shares, [6, 4, 1]);
    }

    #[test]
    fn positions_of_every_term_can_be_read() {
        let body: String = (0..9_000).map(|number| format!("word{} ", number % 700)).collect();
        let built = build(&[document("A", &body), document("B", &body)], &[]);
        assert!(built.positions.len() > 1, "several files");
        for number in 0..700 {
            let term = term(&built, &format!("word{number}")).expect("there");
            let impacts: Vec<u8> = list(&built, &term, 2).iter().map(|posting| posting.impact).collect();
            let payload = unseal(Kind::Positions, &built.positions[term.positions.file as usize]).expect("sealed");
            let part = unseal_part(&payload[term.positions.range.clone()]).expect("sealed");
            let lists = positions::decode(part, &impacts, &[0, 1]).expect("readable");
            let expected = (0..9_000)
                .filter(|at| at % 700 == number)
                .map(|at| at + positions::TITLE);
            let expected: Vec<u32> = expected.collect();
            assert_eq!(lists, [expected.clone(), expected], "word{number}");
        }
    }

    #[test]
    fn a_word_without_end_is_a_word() {
        let body = "đ".repeat(700);
        let built = build(&[document("A", &body)], &[]);
        assert_eq!(term(&built, &"d".repeat(700)).expect("there").frequency, 1);
        assert_eq!(built.terms.len(), 1);
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let documents = [
            document("A", "Một hai ba bốn năm"),
            document("B", "two three four five six"),
        ];
        assert_eq!(build(&documents, &[]), build(&documents, &[]));
    }
}
