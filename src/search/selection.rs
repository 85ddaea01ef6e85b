//! What filters select: sets of documents.

use super::bundle_files::BundleFiles;
use super::query::{Clause, Query, QueryTerm};
use super::{Error, Filters, Store, Undated};
use crate::article::{Author, Concept, DayRange, Group, TagKey};
use crate::index::DocumentSet;
use crate::index::facets::{Facet, Tagged};
use crate::text::{Alike, alike, bare_name, fold, has_marks, name_words};

/// What a query's operators and the filters select together.
pub(super) struct Selection {
    /// How many documents the archive has.
    archive: u32,
    /// Dates, operators and exclusions: what holds whatever groups are ticked. `None` selects everything.
    base: Option<DocumentSet>,
    /// For each group with a ticked value, the documents that have one of them.
    groups: Vec<(Group, DocumentSet)>,
}

impl Selection {
    pub(super) async fn new<S: Store>(files: &BundleFiles<S>, query: &Query, filters: &Filters) -> Result<Self, Error> {
        let mut selection = Self {
            archive: files.manifest.articles,
            base: None,
            groups: Vec::new(),
        };
        if !filters.include.is_empty() || !filters.exclude.is_empty() {
            let tagged = files.tagged().await?;
            selection.tags(&files.facets().await?.0, &tagged, filters);
        }
        let undated = selection.archive - files.manifest.undated..selection.archive;
        if filters.undated == Undated::Only {
            selection.narrow(DocumentSet::range(undated));
        } else if !filters.days.is_open() {
            let mut within = files.dates().await?.within(filters.days);
            if filters.undated == Undated::Include {
                within.insert_range(undated);
            }
            selection.narrow(within);
        }
        for clause in query.clauses.iter().filter(|clause| is_filter(clause)) {
            let having = documents(files, &clause.terms[0]).await?;
            if clause.excluded {
                selection.exclude(&having)
            } else {
                selection.narrow(having)
            }
        }
        Ok(selection)
    }

    fn tags(&mut self, facets: &[Facet], tagged: &[Tagged], filters: &Filters) {
        let all = || facets.iter().zip(tagged);
        let find = |key: &TagKey| all().find(|(facet, _)| facet.concept.key == *key);
        for key in &filters.include {
            match find(key) {
                Some((facet, tagged)) => self.tick(facet.concept.group, tagged.documents()),
                // A tag that the archive does not have (any more) selects nothing: a stale link shows it.
                None => self.narrow(DocumentSet::new()),
            }
        }
        for (_, tagged) in filters.exclude.iter().filter_map(find) {
            self.exclude(&tagged.documents());
        }
    }

    fn tick(&mut self, group: Group, documents: DocumentSet) {
        match self.groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, ticked)) => *ticked |= &documents,
            None => self.groups.push((group, documents)),
        }
    }

    fn narrow(&mut self, to: DocumentSet) {
        match &mut self.base {
            Some(base) => *base &= &to,
            None => self.base = Some(to),
        }
    }

    fn exclude(&mut self, documents: &DocumentSet) {
        *self.base.get_or_insert_with(|| DocumentSet::range(0..self.archive)) -= documents;
    }

    /// Narrows `documents` to what is selected; the ticked values of the group `but` do not count.
    pub(super) fn apply(&self, documents: &DocumentSet, but: Option<Group>) -> DocumentSet {
        let mut documents = documents.clone();
        if let Some(base) = &self.base {
            documents &= base;
        }
        for (group, ticked) in &self.groups {
            if Some(*group) != but {
                documents &= ticked;
            }
        }
        documents
    }
}

/// A clause that filters and asks for no word.
pub(super) fn is_filter(clause: &Clause) -> bool {
    let asks = |term: &QueryTerm| matches!(term, QueryTerm::Word(_) | QueryTerm::Phrase(_));
    matches!(clause.terms.as_slice(), [only] if !asks(only))
}

/// The documents that a filter of a query selects; none for words.
pub(super) async fn documents<S: Store>(files: &BundleFiles<S>, filter: &QueryTerm) -> Result<DocumentSet, Error> {
    let days = match filter {
        QueryTerm::Tag { group, value } => {
            let tagged = files.tagged().await?;
            return Ok(named(&files.facets().await?.0, &tagged, *group, value));
        }
        QueryTerm::After(day) => DayRange {
            from: Some(*day),
            to: None,
        },
        QueryTerm::Before(day) => DayRange {
            from: None,
            to: Some(day - 1),
        },
        QueryTerm::Word(_) | QueryTerm::Phrase(_) => return Ok(DocumentSet::new()),
    };
    Ok(files.dates().await?.within(days))
}

/// The documents with the tags that a value of `tag:` names: by key, with or without its prefix, or by label. What is written
/// with marks means the labels with these, and only where there is none those without any. An author is named by some words of the
/// name.
fn named(facets: &[Facet], tagged: &[Tagged], group: Option<Group>, value: &str) -> DocumentSet {
    let bare = bare_name(value);
    let folded = fold(value);
    let of = |concept: &Concept| {
        let key = concept.key.as_str();
        let short = key.split_once(':').map_or(key, |(_, short)| short);
        // A key mostly has no marks, and says nothing of those of its label.
        let is_author = group == Some(Group::Author) && has_words(&folded, &fold(short));
        if is_author || key == value || !has_marks(value) && bare_name(short) == bare {
            return Some(Alike::Same);
        }
        let labels = [Some(concept.label.en.as_str()), concept.label.vi.as_deref()];
        let alike = labels
            .into_iter()
            .flatten()
            .filter_map(|label| alike(label, value))
            .min();
        // Who writes no marks means any.
        alike.or_else(|| {
            let any = !has_marks(value) && labels.into_iter().flatten().any(|label| bare_name(label) == bare);
            any.then_some(Alike::Unmarked)
        })
    };
    let mut found: [Option<DocumentSet>; 2] = [None, None];
    for (facet, tagged) in facets.iter().zip(tagged) {
        if let Some(alike) = of(&facet.concept).filter(|_| group.is_none_or(|group| facet.concept.group == group)) {
            *found[alike as usize].get_or_insert_default() |= &tagged.documents();
        }
    }
    let [same, unmarked] = found;
    match (same, unmarked) {
        (Some(mut same), Some(unmarked)) if !has_marks(value) => {
            same |= &unmarked;
            same
        }
        (same, unmarked) => same.or(unmarked).unwrap_or_default(),
    }
}

/// The value of the filter panel that an author is: the folded words of the name.
pub fn author_key(author: &Author) -> TagKey {
    let made = || {
        let mut key = "author".to_owned();
        let mut before = ':';
        for word in name_words(&fold(&author.name)) {
            key.push(before);
            key += word;
            before = '-';
        }
        key
    };
    TagKey(author.key.clone().unwrap_or_else(made))
}

/// Whether the name that a key was made of has the words of another one, in their order.
fn has_words(name: &str, key: &str) -> bool {
    let mut known = name_words(key);
    let mut words = name_words(name).peekable();
    words.peek().is_some() && words.all(|word| known.any(|known| is_name(word, known)))
}

/// Where names are written without blanks, the one that was typed is a part of the whole.
fn is_name(word: &str, known: &str) -> bool {
    let mut endings = known.char_indices().map(|(at, _)| &known[at..]);
    word == known || word.chars().next() > Some('\u{2e80}') && endings.any(|ending| ending.starts_with(word))
}
