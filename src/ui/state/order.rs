//! The lasting order of the filter panel.

use std::collections::HashMap;

use crate::article::TagKey;
use crate::search::{FacetValue, Facets};

/// The order of the filter panel: that of the whole archive, whatever the current counts.
#[derive(Default)]
pub(super) struct Order {
    /// Counts the archives that were opened.
    pub(super) edition: u32,
    /// The place of each key.
    places: HashMap<TagKey, usize>,
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
        self.places = keys.zip(0..).collect();
    }

    /// Puts the values into order. All are there whatever the request, each once.
    pub(super) fn apply(&self, facets: Facets) -> Facets {
        let mut values: Vec<Option<FacetValue>> = facets.values.iter().map(|_| None).collect();
        for value in facets.values {
            let place = self.places.get(&value.concept.key).copied().unwrap_or_default();
            if let Some(slot) = values.get_mut(place) {
                *slot = Some(value);
            }
        }
        Facets {
            values: values.into_iter().flatten().collect(),
        }
    }
}
