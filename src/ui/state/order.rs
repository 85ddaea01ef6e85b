//! The lasting order of the filter panel.

use crate::article::TagKey;
use crate::search::{FacetValue, Facets, in_order};

/// The order of the filter panel: that of the whole archive, whatever the current counts.
#[derive(Default)]
pub(super) struct Order {
    /// Counts the archives that were opened.
    pub(super) edition: u32,
    /// The place of each key, ascending by key.
    places: Vec<(TagKey, usize)>,
}

impl Order {
    pub(super) fn forget(&mut self) {
        self.edition += 1;
        self.places.clear();
    }

    pub(super) fn is_unknown(&self) -> bool {
        self.places.is_empty()
    }

    /// How many values have a place.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Gives each value its place. Those that have one keep it, so that nothing jumps where others come later.
    pub(super) fn learn(&mut self, whole: &Facets) {
        let keys = whole.values.iter().map(|value| &value.concept.key);
        let new = keys.filter(|key| self.place(key).is_none()).cloned();
        let new: Vec<(TagKey, usize)> = new.zip(self.len()..).collect();
        self.places.extend(new);
        self.places = in_order(std::mem::take(&mut self.places), &|a: &(TagKey, usize), b| {
            a.0.as_str().cmp(b.0.as_str())
        });
    }

    fn place(&self, key: &TagKey) -> Option<usize> {
        let key = key.as_str();
        let known = self.places.binary_search_by(|(known, _)| known.as_str().cmp(key));
        known.ok().map(|at| self.places[at].1)
    }

    /// Puts the values into order. All that have a place are there whatever the request, each once.
    pub(super) fn apply(&self, mut facets: Facets) -> Facets {
        let mut values: Vec<Option<FacetValue>> = facets.values.iter().map(|_| None).collect();
        for value in std::mem::take(&mut facets.values) {
            let place = self.place(&value.concept.key);
            if let Some(slot) = place.and_then(|at| values.get_mut(at)) {
                *slot = Some(value);
            }
        }
        Facets {
            values: values.into_iter().flatten().collect(),
            ..facets
        }
    }
}
