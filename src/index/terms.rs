//! Shards of terms: the dictionary, front-coded, each term with its forms and the way to its postings and positions.
//!
//! A term is known by its key: a folded word without its ending ([`crate::text::stem`]). Its forms are the words of the archive
//! that have this key, in their exact spelling. A shard begins with the place of its first positions. An entry is: bytes shared with
//! the key before, the rest of the key, its document frequency, its forms, its postings and, of several forms, its spellings (inline or a
//! place in a file), and the length of its positions, which stand right behind those of the term before or at the beginning of the next file.

use std::ops::Range;

use super::bytes::{Corrupt, Cursor, checksum, put_number};
use super::forms::{CONTINUES, put_behind, put_form, take_form};
use super::text64;

/// What stands before the hash of a slug that is kept as a key, so that an article can be found by its slug through
/// the same dictionary. No word begins so.
pub const SLUG: char = '\u{1}';

/// The key of a slug. Few slugs share one: the card has the slug itself.
pub fn slug_key(slug: &str) -> String {
    let mut key = String::from(SLUG);
    key += &text64::encode(&checksum(slug.as_bytes()).to_le_bytes());
    key
}

/// What stands before a folded word that is written backwards: a mistyped word is looked for by its ending where its beginning
/// is mistyped. Such an entry has a frequency and nothing else.
pub const BACKWARDS: char = '\u{3}';

/// What stands before the beginning of very many keys, and once more behind it, before a key that begins so: the most frequent of
/// these once more, side by side, so that a short beginning can be completed without reading all that begins so. Such an entry
/// has no positions.
pub const POPULAR: char = '\u{4}';

/// What stands before a folded word: words alone, without what belongs to them, so that many can be compared with a mistyped
/// one. Such an entry has a frequency and nothing else.
pub const FORWARDS: char = '\u{5}';

/// Shorter words are neither mistyped nor meant by mistyped ones.
pub const SHORTEST_CORRECTED: usize = 3;

/// An entry with this key has a frequency and nothing else.
fn is_bare(key: &str) -> bool {
    key.starts_with([BACKWARDS, FORWARDS])
}

/// What [`POPULAR`] keys with a beginning begin with.
pub fn popular(beginning: &str) -> String {
    [
        POPULAR.encode_utf8(&mut [0; 4]),
        beginning,
        POPULAR.encode_utf8(&mut [0; 4]),
    ]
    .concat()
}

/// A place in a numbered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: u32,
    /// The bytes of its payload.
    pub range: Range<usize>,
}

/// Where the postings of a term are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Postings {
    /// Here.
    Inline(Vec<u8>),
    /// In a file of postings.
    At(Place),
}

/// A word of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its exact spelling ([`crate::text::spelling`]).
    pub spelling: String,
    /// How many documents have it.
    pub frequency: u32,
}

/// A term of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The folded word without its ending.
    pub key: String,
    /// How many documents have it.
    pub frequency: u32,
    /// The words that have this key, most frequent first; empty where the key itself is the only one.
    pub forms: Vec<Form>,
    /// Its postings.
    pub postings: Postings,
    /// Which of the forms each of these has, right behind them; nothing where there are not several.
    pub spellings: Postings,
    /// Its positions; an empty range where it has none.
    pub positions: Place,
}

impl Term {
    /// There are spellings, which say which of the forms a document has.
    pub fn spelled(&self) -> bool {
        self.forms.len() > 1
    }
}

/// Writes the payload of a shard. Terms ascend; the positions of each stand where the module says.
pub fn encode(terms: &[Term]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = "";
    let mut place = terms.first().map_or(Place { file: 0, range: 0..0 }, |first| Place {
        file: first.positions.file,
        range: first.positions.range.start..first.positions.range.start,
    });
    put_number(&mut bytes, u64::from(place.file));
    put_number(&mut bytes, place.range.start as u64);
    for term in terms {
        put_behind(&mut bytes, before, &term.key);
        put_number(&mut bytes, u64::from(term.frequency));
        before = &term.key;
        if is_bare(&term.key) {
            continue;
        }
        put_number(&mut bytes, term.forms.len() as u64);
        for form in &term.forms {
            if term.forms.len() > 1 {
                put_number(&mut bytes, u64::from(form.frequency));
            }
            put_form(&mut bytes, &term.key, &form.spelling);
        }
        match &term.postings {
            Postings::Inline(postings) => {
                put_number(&mut bytes, (postings.len() as u64) << 1);
                bytes.extend_from_slice(postings);
            }
            Postings::At(place) => {
                put_number(&mut bytes, u64::from(place.file) << 1 | 1);
                put_number(&mut bytes, place.range.start as u64);
                put_number(&mut bytes, place.range.len() as u64);
            }
        }
        if term.spelled() {
            match &term.spellings {
                Postings::Inline(spellings) => {
                    put_number(&mut bytes, spellings.len() as u64);
                    bytes.extend_from_slice(spellings);
                }
                Postings::At(place) => put_number(&mut bytes, place.range.len() as u64),
            }
        }
        let next_file = term.positions.file != place.file;
        debug_assert_eq!(term.positions.range.start, if next_file { 0 } else { place.range.end });
        put_number(
            &mut bytes,
            (term.positions.range.len() as u64) << 1 | u64::from(next_file),
        );
        place = term.positions.clone();
    }
    bytes
}

/// Makes `text` what [`put_behind`] wrote behind what it is now.
fn take_behind(cursor: &mut Cursor<'_>, text: &mut String) -> Result<(), Corrupt> {
    let shared = cursor.number()? as usize;
    if !text.is_char_boundary(shared) {
        return Err(CONTINUES);
    }
    text.truncate(shared);
    text.push_str(cursor.text()?);
    Ok(())
}

/// What to do with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Read it.
    Take,
    /// Pass over it.
    Skip,
    /// Pass over it and all behind it.
    Stop,
}

/// Which terms of a shard are wanted.
pub trait Wanted {
    /// Whether a key alone decides.
    fn key(&mut self, key: &str) -> Option<Pick>;

    /// Whether a form that so many documents have makes its term wanted; asked only where the key did not decide. A
    /// term without forms has its key as the only one.
    fn form(&mut self, spelling: &str, frequency: u32) -> bool;
}

/// The term with this key.
pub struct Exactly<'a>(pub &'a str);

impl Wanted for Exactly<'_> {
    fn key(&mut self, key: &str) -> Option<Pick> {
        Some(match key.cmp(self.0) {
            std::cmp::Ordering::Less => Pick::Skip,
            std::cmp::Ordering::Equal => Pick::Take,
            std::cmp::Ordering::Greater => Pick::Stop,
        })
    }

    fn form(&mut self, _spelling: &str, _frequency: u32) -> bool {
        false
    }
}

/// The wanted terms of a shard's payload, ascending.
///
/// # Errors
/// The payload is damaged.
pub fn find(payload: &[u8], wanted: &mut dyn Wanted) -> Result<Vec<Term>, Corrupt> {
    let mut cursor = Cursor::new(payload);
    let mut found = Vec::new();
    let mut key = String::new();
    let mut form = String::new();
    let file = cursor.number()?;
    let start = cursor.number()? as usize;
    let mut positions = Place {
        file,
        range: start..start,
    };
    while !cursor.is_empty() {
        take_behind(&mut cursor, &mut key)?;
        let by_key = wanted.key(&key);
        if by_key == Some(Pick::Stop) {
            break;
        }
        let frequency = cursor.number()?;
        let forms = if is_bare(&key) { None } else { Some(cursor.number()?) };
        let mut take = by_key == Some(Pick::Take);
        if by_key.is_none() {
            // Looks at the forms first; those of a wanted term are read once more below.
            let mut ahead = cursor.clone();
            let forms = forms.unwrap_or(0);
            take = forms == 0 && wanted.form(&key, frequency);
            for _ in 0..forms {
                let frequency = if forms > 1 { ahead.number()? } else { frequency };
                take_form(&mut ahead, &key, &mut form)?;
                if wanted.form(&form, frequency) {
                    take = true;
                    break;
                }
            }
        }
        let mut term = take.then(|| Term {
            key: key.clone(),
            frequency,
            forms: Vec::new(),
            postings: Postings::Inline(Vec::new()),
            spellings: Postings::Inline(Vec::new()),
            positions: positions.clone(),
        });
        if let Some(forms) = forms {
            entry(&mut cursor, term.as_mut(), forms, &mut positions)?;
        }
        found.extend(term);
    }
    Ok(found)
}

const OUT_OF_RANGE: Corrupt = Corrupt("a place in it is out of range");

/// Reads the rest of an entry with so many forms into a term, if it is wanted, and moves `positions` on.
fn entry(
    cursor: &mut Cursor<'_>,
    mut term: Option<&mut Term>,
    forms: u32,
    positions: &mut Place,
) -> Result<(), Corrupt> {
    for _ in 0..forms {
        let own = if forms > 1 { Some(cursor.number()?) } else { None };
        match &mut term {
            Some(term) => {
                let mut spelling = String::new();
                take_form(cursor, &term.key, &mut spelling)?;
                term.forms.push(Form {
                    spelling,
                    frequency: own.unwrap_or(term.frequency),
                });
            }
            None => {
                cursor.number()?;
                let length = cursor.number()?;
                cursor.take(length)?;
            }
        }
    }
    let place = cursor.number()?;
    let (mut inline, mut at) = ([&[][..]; 2], None);
    let lists = if forms > 1 { 2 } else { 1 };
    if place & 1 == 0 {
        inline[0] = cursor.take(place >> 1)?;
        if lists > 1 {
            let length = cursor.number()?;
            inline[1] = cursor.take(length)?;
        }
    } else {
        let mut end = cursor.number()? as usize;
        let mut places = [0..0, 0..0];
        for range in &mut places[..lists] {
            let start = end;
            end = start.checked_add(cursor.number()? as usize).ok_or(OUT_OF_RANGE)?;
            *range = start..end;
        }
        at = Some(places.map(|range| Place {
            file: place >> 1,
            range,
        }));
    }
    let length = cursor.number()?;
    if length & 1 == 1 {
        let file = positions.file.checked_add(1).ok_or(OUT_OF_RANGE)?;
        *positions = Place { file, range: 0..0 };
    }
    let start = positions.range.end;
    positions.range = start..start.checked_add((length >> 1) as usize).ok_or(OUT_OF_RANGE)?;
    if let Some(term) = term {
        [term.postings, term.spellings] = match at {
            Some(places) => places.map(Postings::At),
            None => inline.map(|bytes| Postings::Inline(bytes.to_vec())),
        };
        term.positions = positions.clone();
    }
    Ok(())
}

/// The shards in which keys that begin with `prefix` can be, given where each shard begins. A key that is
/// `prefix` is in the first of them.
pub fn shards(router: &[String], prefix: &str) -> Range<u32> {
    let first = router
        .partition_point(|first| first.as_str() <= prefix)
        .saturating_sub(1);
    let last = first
        + router[first.min(router.len())..]
            .iter()
            .skip(1)
            .take_while(|start| start.starts_with(prefix))
            .count();
    first as u32..(last + 1).min(router.len()) as u32
}

/// The shortest text that is greater than `before` and not greater than `first`: where a shard begins.
pub fn separator(before: &str, first: &str) -> String {
    let mut end = 0;
    for character in first.chars() {
        end += character.len_utf8();
        if &first[..end] > before {
            break;
        }
    }
    first[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Terms whose positions stand one behind the other, the third ones at the beginning of a file.
    fn terms<'a>(words: impl IntoIterator<Item = &'a String>) -> Vec<Term> {
        let mut place = Place { file: 1, range: 5..5 };
        let next = |(at, word): (usize, &String)| {
            let (file, start) = if at % 3 == 2 {
                (place.file + 1, 0)
            } else {
                (place.file, place.range.end)
            };
            place = Place {
                file,
                range: start..start + 4,
            };
            term(word, at % 3, place.clone())
        };
        words.into_iter().enumerate().map(next).collect()
    }

    fn term(key: &str, forms: usize, positions: Place) -> Term {
        let frequent = key.len().is_multiple_of(2);
        let form = |ending: &&str| Form {
            spelling: format!("{key}{ending}"),
            frequency: 3,
        };
        Term {
            key: key.into(),
            frequency: 3,
            forms: ["ing", "ă"][..forms].iter().map(form).collect(),
            postings: if frequent {
                Postings::At(positions.clone())
            } else {
                Postings::Inline(vec![1, 2, 3])
            },
            spellings: match (forms > 1, frequent) {
                (true, true) => Postings::At(Place {
                    file: positions.file,
                    range: positions.range.end..positions.range.end + 7,
                }),
                (true, false) => Postings::Inline(vec![4, 5]),
                (false, true) => Postings::At(Place {
                    file: positions.file,
                    range: 0..0,
                }),
                (false, false) => Postings::Inline(vec![]),
            },
            positions,
        }
    }

    struct Beginning<'a>(&'a str);

    impl Wanted for Beginning<'_> {
        fn key(&mut self, _key: &str) -> Option<Pick> {
            None
        }

        fn form(&mut self, spelling: &str, _frequency: u32) -> bool {
            spelling.starts_with(self.0)
        }
    }

    proptest! {
        #[test]
        fn a_shard_finds_its_terms_and_no_others(words in proptest::collection::btree_set("[abđ]{1,4}", 0..12), wanted in "[abđi]{0,4}") {
            let terms = terms(&words);
            let payload = encode(&terms);
            let begins = |term: &&Term| match term.forms.as_slice() {
                [] => term.key.starts_with(&wanted),
                forms => forms.iter().any(|form| form.spelling.starts_with(&wanted)),
            };
            let with_prefix: Vec<Term> = terms.iter().filter(begins).cloned().collect();
            let whole: Vec<Term> = terms.iter().filter(|term| term.key == wanted).cloned().collect();
            prop_assert_eq!(find(&payload, &mut Beginning(&wanted)), Ok(with_prefix));
            prop_assert_eq!(find(&payload, &mut Exactly(&wanted)), Ok(whole));
        }

        #[test]
        fn the_router_names_every_shard_with_a_prefix(
            words in proptest::collection::btree_set("[abđ]{1,4}", 1..20), size in 1..4_usize, wanted in "[abđ]{0,3}"
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let shards_of: Vec<&[String]> = words.chunks(size).collect();
            let mut router = vec![String::new()];
            router.extend(shards_of.windows(2).map(|pair| separator(&pair[0][pair[0].len() - 1], &pair[1][0])));
            let named = shards(&router, &wanted);
            for (shard, words) in words.chunks(size).enumerate() {
                if words.iter().any(|word| word.starts_with(&wanted)) {
                    prop_assert!(named.contains(&(shard as u32)), "shard {} of {:?}", shard, router);
                }
                if words.contains(&wanted) {
                    prop_assert_eq!(named.start, shard as u32);
                }
            }
            prop_assert!(named.end as usize <= router.len());
        }

        #[test]
        fn any_bytes_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = find(&bytes, &mut Beginning("a"));
            let _ = find(&bytes, &mut Exactly("a"));
        }
    }

    #[test]
    fn words_written_backwards_have_a_frequency_only() {
        let place = Place { file: 0, range: 0..0 };
        let backwards = |key: &str| Term {
            forms: vec![],
            postings: Postings::Inline(vec![]),
            spellings: Postings::Inline(vec![]),
            ..term(key, 0, place.clone())
        };
        let terms = [
            backwards("\u{3}ymocaid"),
            backwards("\u{3}yrtsim"),
            term("ministri", 2, place.clone()),
        ];
        let terms = terms.map(|term| Term {
            positions: place.clone(),
            ..term
        });
        let payload = encode(&terms);
        assert_eq!(find(&payload, &mut Beginning("")), Ok(terms.to_vec()));
        assert_eq!(find(&payload, &mut Beginning("\u{3}ymo")), Ok(terms[..1].to_vec()));
    }

    #[test]
    fn an_archive_without_terms_has_no_shards() {
        assert_eq!(shards(&[], "a"), 0..0);
    }

    #[test]
    fn a_separator_is_no_longer_than_it_must_be() {
        assert_eq!(separator("culture", "diplomacy"), "d");
        assert_eq!(separator("diplom", "diploma"), "diploma");
        assert_eq!(separator("a", "đ"), "đ");
    }
}
