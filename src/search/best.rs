//! The best of many hits.

use super::Hit;

/// Gathers hits, which come ascending by document, and keeps the best of them.
pub(super) struct Best {
    most: usize,
    hits: Vec<Hit>,
    /// What a hit has to be worth more than.
    least: f32,
}

impl Best {
    /// So many, or all.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            hits: Vec::new(),
            least: f32::NEG_INFINITY,
        }
    }

    /// Another hit of this score is none of the best: there are enough that are better, or as good and before it.
    #[inline]
    pub(super) fn surpass(&self, score: f32) -> bool {
        score <= self.least
    }

    #[inline]
    pub(super) fn offer(&mut self, hit: Hit) {
        if !self.surpass(hit.score) {
            self.hits.push(hit);
            // Makes room for as many again before it looks which of them are the best.
            if self.hits.len() / 2 >= self.most {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        best_first(&mut self.hits);
        if self.hits.len() >= self.most {
            self.hits.truncate(self.most);
            self.least = self.hits.last().map_or(f32::INFINITY, |last| last.score);
        }
    }

    /// All that are left, in the order in which they came: where all are wanted, all.
    pub(super) fn in_their_order(self) -> Vec<Hit> {
        self.hits
    }

    /// The best, best first; equals ascend by document.
    pub(super) fn take(mut self) -> Vec<Hit> {
        self.cut();
        self.hits
    }
}

/// Puts the best first; equals keep their order.
///
/// Radix sort (Knuth, *The Art of Computer Programming* 3, 5.2.5): a list of all articles of a large archive is in order
/// within a few milliseconds. Short lists are put in order by insertion.
pub(super) fn best_first(hits: &mut [Hit]) {
    const SHORT: usize = 64;
    if hits.len() <= SHORT {
        for end in 1..hits.len() {
            let worse = hits[..end].iter().rev().take_while(|hit| hit.score < hits[end].score);
            let at = end - worse.count();
            hits[at..=end].rotate_right(1);
        }
        return;
    }
    let mut other = hits.to_vec();
    for digit in [0, 2] {
        sort_by_digit(hits, &mut other, digit * u8::BITS);
        sort_by_digit(&other, hits, (digit + 1) * u8::BITS);
    }
}

/// Numbers that ascend as scores descend.
fn key(hit: &Hit) -> u32 {
    let bits = (hit.score + 0.0).to_bits();
    // The bits of numbers below zero ascend by themselves.
    if bits >> 31 == 0 { !bits & u32::MAX >> 1 } else { bits }
}

/// Puts the hits of a list into another in the order of eight bits of their keys; equals keep their order.
fn sort_by_digit(from: &[Hit], to: &mut [Hit], shift: u32) {
    let digit = |hit: &Hit| usize::from((key(hit) >> shift) as u8);
    let mut places = [0; 1 << u8::BITS];
    from.iter().for_each(|hit| places[digit(hit)] += 1);
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    for hit in from {
        let place = &mut places[digit(hit)];
        to[*place] = *hit;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hits() -> impl Strategy<Value = Vec<Hit>> {
        let score = prop_oneof![-9.0..9.0_f32, Just(1.5), Just(0.0), Just(-0.0), Just(-0.5)];
        let hits = |scores: Vec<f32>| {
            (0..)
                .zip(scores)
                .map(|(document, score)| Hit { document, score })
                .collect()
        };
        proptest::collection::vec(score, 0..300).prop_map(hits)
    }

    fn sorted(hits: &[Hit]) -> Vec<Hit> {
        let mut sorted = hits.to_vec();
        sorted.sort_by(|a, b| b.score.partial_cmp(&a.score).expect("numbers"));
        sorted
    }

    proptest! {
        #[test]
        fn the_best_stand_first_and_equals_keep_their_order(hits in hits()) {
            let mut ordered = hits.clone();
            best_first(&mut ordered);
            prop_assert_eq!(ordered, sorted(&hits));
        }

        #[test]
        fn the_best_are_the_first_of_all(hits in hits(), most in 0..40_usize) {
            let mut best = Best::new(most);
            hits.iter().for_each(|hit| best.offer(*hit));
            let expected = sorted(&hits);
            prop_assert_eq!(best.take(), &expected[..most.min(hits.len())]);
        }
    }
}
