//! What filters select: bitmaps over the documents of an archive.

use roaring::RoaringBitmap;

use super::bundle_files::BundleFiles;
use super::query::{Query, QueryTerm};
use super::{Error, Filters, Store, Undated};
use crate::article::{DayRange, Group, TagKey};
use crate::index::facets::Facet;
use crate::text::fold;

/// What a query's operators and the filters select together.
pub(super) struct Selection {
    /// How many documents the archive has.
    archive: u32,
    /// Dates, operators and exclusions: what holds whatever groups are ticked. `None` selects everything.
    base: Option<RoaringBitmap>,
    /// For each group with a ticked value, the documents that have one of them.
    groups: Vec<(Group, RoaringBitmap)>,
}

impl Selection {
    pub(super) async fn new<S: Store>(files: &BundleFiles<S>, query: &Query, filters: &Filters) -> Result<Self, Error> {
        let mut selection = Self {
            archive: files.manifest.articles,
            base: None,
            groups: Vec::new(),
        };
        let names_tags = query
            .clauses
            .iter()
            .any(|clause| matches!(clause.term, QueryTerm::Tag { .. }));
        if names_tags || !filters.include.is_empty() || !filters.exclude.is_empty() {
            selection.tags(&files.facets().await?, query, filters);
        }
        let undated = selection.archive - files.manifest.undated..selection.archive;
        if filters.undated == Undated::Only {
            selection.narrow(undated.collect());
        } else if !filters.days.is_open() {
            let mut within = files.dates().await?.within(filters.days);
            if filters.undated == Undated::Include {
                within.insert_range(undated);
            }
            selection.narrow(within);
        }
        for clause in &query.clauses {
            let range = match clause.term {
                QueryTerm::After(day) => DayRange {
                    from: Some(day),
                    to: None,
                },
                QueryTerm::Before(day) => DayRange {
                    from: None,
                    to: Some(day - 1),
                },
                _ => continue,
            };
            let within = files.dates().await?.within(range);
            if clause.excluded {
                selection.exclude(&within)
            } else {
                selection.narrow(within)
            }
        }
        Ok(selection)
    }

    fn tags(&mut self, facets: &[Facet], query: &Query, filters: &Filters) {
        let find = |key: &TagKey| facets.iter().find(|facet| facet.concept.key == *key);
        for key in &filters.include {
            match find(key) {
                Some(facet) => self.tick(facet.concept.group, facet.documents()),
                // A tag that the archive does not have (any more) selects nothing: a stale link shows it.
                None => self.narrow(RoaringBitmap::new()),
            }
        }
        for facet in filters.exclude.iter().filter_map(find) {
            self.exclude(&facet.documents());
        }
        for clause in &query.clauses {
            let QueryTerm::Tag { group, value } = &clause.term else {
                continue;
            };
            let documents = named(facets, *group, value);
            if clause.excluded {
                self.exclude(&documents)
            } else {
                self.narrow(documents)
            }
        }
    }

    fn tick(&mut self, group: Group, documents: RoaringBitmap) {
        match self.groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, ticked)) => *ticked |= documents,
            None => self.groups.push((group, documents)),
        }
    }

    fn narrow(&mut self, to: RoaringBitmap) {
        self.base = Some(match self.base.take() {
            Some(base) => base & to,
            None => to,
        });
    }

    fn exclude(&mut self, documents: &RoaringBitmap) {
        *self.base.get_or_insert_with(|| (0..self.archive).collect()) -= documents;
    }

    /// Narrows `documents` to what is selected; the ticked values of the group `but` do not count.
    pub(super) fn apply(&self, documents: &RoaringBitmap, but: Option<Group>) -> RoaringBitmap {
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

/// The documents with the tags that a value of `tag:` names: by key, with or without its prefix, or by label.
fn named(facets: &[Facet], group: Option<Group>, value: &str) -> RoaringBitmap {
    let folded = fold(value);
    let is_named = |facet: &&Facet| {
        let concept = &facet.concept;
        let key = concept.key.as_str();
        let bare = key.split_once(':').map_or(key, |(_, bare)| bare);
        let labels = [Some(concept.label.en.as_str()), concept.label.vi.as_deref()];
        group.is_none_or(|group| concept.group == group)
            && (key == value || fold(bare) == folded || labels.into_iter().flatten().any(|label| fold(label) == folded))
    };
    facets
        .iter()
        .filter(is_named)
        .fold(RoaringBitmap::new(), |all, facet| all | facet.documents())
}
