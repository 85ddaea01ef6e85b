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

    pub(super) fn learn(&mut self, whole: &Facets) {
        let keys = whole.values.iter().map(|value| value.concept.key.clone());
        self.places = in_order(keys.zip(0..).collect(), &|a: &(TagKey, usize), b| {
            a.0.as_str().cmp(b.0.as_str())
        });
    }

    /// Puts the values into order. All are there whatever the request, each once.
    pub(super) fn apply(&self, facets: Facets) -> Facets {
        let mut values: Vec<Option<FacetValue>> = facets.values.iter().map(|_| None).collect();
        for value in facets.values {
            let key = value.concept.key.as_str();
            let known = self.places.binary_search_by(|(known, _)| known.as_str().cmp(key));
            if let Some(slot) = known.ok().and_then(|at| values.get_mut(self.places[at].1)) {
                *slot = Some(value);
            }
        }
        Facets {
            values: values.into_iter().flatten().collect(),
        }
    }
}
