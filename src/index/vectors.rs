//! What documents are about: for each one a vector, found from the archive's own words.
//!
//! Latent semantic analysis (Deerwester et al., 1990) by a randomised singular value decomposition (Halko, Martinsson and
//! Tropp, 2011): documents become vectors of [`DIMENSIONS`] numbers in which words that stand in the same documents are alike.
//! Two bits a number are enough to rank by. Nothing about words is kept, so a reader needs no model: documents are compared
//! with documents.
//!
//! Every step gives the same bits on every machine: sums have a fixed order, and nothing but square roots and [`libm`] is asked
//! of mathematics.

use super::text64;

/// Numbers in a vector.
pub const DIMENSIONS: usize = 64;

/// More directions than are kept make the kept ones better.
const SPARE: usize = 8;

/// Rounds that turn the directions once more towards those in which documents spread most: of text, the first finds them only
/// roughly (Halko, Martinsson and Tropp, 4.5).
const ROUNDS: usize = 2;

/// Words that a vector is made of: those that say most.
const WORDS: usize = 256;

/// A vector, in two bits a number: -3, -1, 1 or 3; only zeros where a document has no words.
pub type Vector = [i8; DIMENSIONS];

/// Writes a vector, three numbers a character, in the alphabet of [`super::pages`]; `None` for one of zeros.
pub fn to_text(vector: &Vector) -> Option<String> {
    if *vector == [0; DIMENSIONS] {
        return None;
    }
    let byte = |numbers: &[i8]| {
        let numbers = numbers.iter().rev();
        numbers.fold(0, |byte, number| byte << 2 | ((number + 3) / 2) as u8)
    };
    Some(text64::encode(&vector.chunks(4).map(byte).collect::<Vec<u8>>()))
}

/// Reads what [`to_text`] wrote; anything else is a vector of zeros, or of some.
pub fn from_text(text: &str) -> Vector {
    let mut vector = [0; DIMENSIONS];
    let bytes = text64::decode(text).unwrap_or_default();
    for (numbers, mut byte) in vector.chunks_mut(4).zip(bytes) {
        for number in numbers {
            *number = (byte & 3) as i8 * 2 - 3;
            byte >>= 2;
        }
    }
    vector
}

/// What the documents say, by document: words by their number, with their weight.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Vec<(u32, f32)>>,
    words: u32,
}

impl Rows {
    /// Rows of so many documents.
    pub(super) fn new(documents: usize) -> Self {
        Self {
            rows: vec![Vec::new(); documents],
            words: 0,
        }
    }

    /// Adds a word: its documents with its frequency in each. A word of a single document brings nobody together. Rarity counts
    /// twice, since what documents are about is in their rare words.
    pub(super) fn word(&mut self, documents: &[(u32, f32)]) {
        if documents.len() < 2 || documents.len() == self.rows.len() && documents.len() > 2 {
            return;
        }
        let (all, having) = (self.rows.len() as f32, documents.len() as f32);
        let rarity = libm::logf(1.0 + (all - having + 0.5) / (having + 0.5));
        for (document, frequency) in documents {
            let row = &mut self.rows[*document as usize];
            row.push((self.words, libm::logf(1.0 + frequency) * rarity * rarity));
            // Cut when there are twice as many, so that a long document does not cost its length in memory.
            if row.len() == 2 * WORDS {
                cut(row);
            }
        }
        self.words += 1;
    }

    /// A vector for each document.
    pub(super) fn vectors(mut self) -> Vec<Vector> {
        for row in &mut self.rows {
            cut(row);
            let length = row.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            row.iter_mut()
                .for_each(|(_, weight)| *weight /= length.max(f32::MIN_POSITIVE));
        }
        rounded(&self.decomposed())
    }

    /// Each row along the axes in which all of them spread most.
    fn decomposed(&self) -> Vec<Vec<f32>> {
        let width = (DIMENSIONS + SPARE).min(self.rows.len()).min(self.words as usize);
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let start: Vec<Vec<f32>> = (0..self.words)
            .map(|_| (0..width).map(|_| random.sign()).collect())
            .collect();
        let mut directions = self.back(&self.through(&start, width), width);
        orthonormalise(&mut directions, width);
        for _ in 0..ROUNDS {
            directions = self.back(&self.through(&directions, width), width);
            orthonormalise(&mut directions, width);
        }
        let projected = self.through(&directions, width);
        drop(directions);
        let turn = principal(&projected, width);
        let dimensions = width.min(DIMENSIONS);
        let turned = |row: &Vec<f32>| {
            let along = |axis: &Vec<f32>| row.iter().zip(axis).map(|(a, b)| a * b).sum();
            turn[..dimensions].iter().map(along).collect()
        };
        projected.iter().map(turned).collect()
    }

    /// The rows as sums of what their words are.
    fn through(&self, of_words: &[Vec<f32>], width: usize) -> Vec<Vec<f32>> {
        let sum = |row: &Vec<(u32, f32)>| {
            let mut sum = vec![0.0; width];
            for (word, weight) in row {
                add(&mut sum, &of_words[*word as usize], *weight);
            }
            sum
        };
        self.rows.iter().map(sum).collect()
    }

    /// The words as sums of what their rows are.
    fn back(&self, of_rows: &[Vec<f32>], width: usize) -> Vec<Vec<f32>> {
        let mut words = vec![vec![0.0; width]; self.words as usize];
        for (row, of_row) in self.rows.iter().zip(of_rows) {
            for (word, weight) in row {
                add(&mut words[*word as usize], of_row, *weight);
            }
        }
        words
    }
}

/// Keeps the words that say most.
fn cut(row: &mut Vec<(u32, f32)>) {
    if row.len() > WORDS {
        row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        row.truncate(WORDS);
        row.sort_by_key(|(word, _)| *word);
    }
}

fn add(sum: &mut [f32], other: &[f32], weight: f32) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += other * weight;
    }
}

/// Makes the columns of a tall matrix orthonormal (Gram and Schmidt, twice for accuracy); those that depend on others vanish.
fn orthonormalise(rows: &mut [Vec<f32>], width: usize) {
    for column in 0..width {
        for _ in 0..2 {
            let mut shares = vec![0.0_f64; column];
            for row in rows.iter() {
                for (share, other) in shares.iter_mut().zip(row) {
                    *share += f64::from(*other) * f64::from(row[column]);
                }
            }
            for row in rows.iter_mut() {
                let (before, rest) = row.split_at_mut(column);
                let taken: f64 = before
                    .iter()
                    .zip(&shares)
                    .map(|(other, share)| f64::from(*other) * share)
                    .sum();
                rest[0] -= taken as f32;
            }
        }
        let length = rows
            .iter()
            .map(|row| f64::from(row[column]).powi(2))
            .sum::<f64>()
            .sqrt();
        let scale = if length > 1e-6 { 1.0 / length } else { 0.0 };
        rows.iter_mut()
            .for_each(|row| row[column] = (f64::from(row[column]) * scale) as f32);
    }
}

/// The axes along which rows spread most, most first: eigenvectors of the columns' products (cyclic Jacobi).
fn principal(rows: &[Vec<f32>], width: usize) -> Vec<Vec<f32>> {
    let mut products = vec![vec![0.0_f64; width]; width];
    for row in rows {
        for (a, products) in row.iter().zip(&mut products) {
            for (b, product) in row.iter().zip(products) {
                *product += f64::from(*a) * f64::from(*b);
            }
        }
    }
    let mut axes: Vec<Vec<f64>> = (0..width)
        .map(|at| (0..width).map(|other| if at == other { 1.0 } else { 0.0 }).collect())
        .collect();
    // Ten rounds reach the accuracy of the numbers many times over.
    for _ in 0..10 {
        for p in 0..width {
            for q in p + 1..width {
                if products[p][q].abs() > 1e-12 {
                    rotate(&mut products, &mut axes, p, q);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|a, b| products[*b][*b].total_cmp(&products[*a][*a]).then(a.cmp(b)));
    let axis = |at: usize| axes.iter().map(|row| row[at] as f32).collect();
    order.into_iter().map(axis).collect()
}

/// One Jacobi rotation, which makes the product of two columns vanish.
fn rotate(products: &mut [Vec<f64>], axes: &mut [Vec<f64>], p: usize, q: usize) {
    let theta = (products[q][q] - products[p][p]) / (2.0 * products[p][q]);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    let turn = |row: &mut Vec<f64>| {
        let (a, b) = (row[p], row[q]);
        row[p] = c * a - s * b;
        row[q] = s * a + c * b;
    };
    products.iter_mut().for_each(turn);
    // p is always the first of both.
    let (upper, lower) = products.split_at_mut(q);
    for (first, second) in upper[p].iter_mut().zip(&mut lower[0]) {
        (*first, *second) = (c * *first - s * *second, s * *first + c * *second);
    }
    axes.iter_mut().for_each(turn);
}

/// Vectors of length 1 in two bits a number, which are cut at the standard deviation of all numbers.
fn rounded(vectors: &[Vec<f32>]) -> Vec<Vector> {
    let unit: Vec<Vec<f32>> = vectors.iter().map(|vector| unit(vector)).collect();
    let count: usize = unit.iter().map(Vec::len).sum();
    let squares: f64 = unit.iter().flatten().map(|number| f64::from(number * number)).sum();
    let deviation = (squares / count.max(1) as f64).sqrt() as f32;
    let round = |vector: &Vec<f32>| {
        let mut rounded = [0; DIMENSIONS];
        if vector.iter().all(|number| *number == 0.0) {
            return rounded;
        }
        for (at, rounded) in rounded.iter_mut().enumerate() {
            *rounded = match vector.get(at).map_or(0.0, |number| number / deviation) {
                ..-1.0 => -3,
                ..0.0 => -1,
                ..1.0 => 1,
                _ => 3,
            };
        }
        rounded
    };
    unit.iter().map(round).collect()
}

fn unit(vector: &[f32]) -> Vec<f32> {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    vector
        .iter()
        .map(|number| number / length.max(f32::MIN_POSITIVE))
        .collect()
}

/// Signs without a pattern (xorshift64*, Vigna 2016), the same on every machine.
struct Random(u64);

impl Random {
    fn sign(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        if self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 63 == 0 {
            1.0
        } else {
            -1.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents of two subjects, each with words of its own and some that all have.
    fn two_subjects(documents: u32) -> Rows {
        let mut rows = Rows::new(documents as usize);
        for word in 0..200_u32 {
            let of_subject = |document: &u32| document % 2 == word % 2;
            let having = (0..documents).filter(|document| of_subject(document) && (document * 7 + word * 13) % 5 < 3);
            rows.word(&having.map(|document| (document, 1.0)).collect::<Vec<_>>());
        }
        rows.word(&(0..documents - 1).map(|document| (document, 3.0)).collect::<Vec<_>>());
        rows
    }

    fn product(a: &Vector, b: &Vector) -> i32 {
        a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
    }

    #[test]
    fn documents_about_the_same_have_like_vectors() {
        let vectors = two_subjects(60).vectors();
        for (at, vector) in vectors.iter().enumerate() {
            let mean = |parity| {
                let others = vectors.iter().skip(parity).step_by(2);
                others.map(|other| product(vector, other)).sum::<i32>()
            };
            assert!(mean(at % 2) > mean(1 - at % 2), "{at}");
        }
    }

    #[test]
    fn a_few_rare_words_bring_together_more_than_many_frequent_ones() {
        let mut rows = Rows::new(64);
        let mut add = |words, alike: fn(u32, u32) -> bool| {
            for word in 0..words {
                let having = (0..64).filter(|document| alike(*document, word));
                rows.word(&having.map(|document| (document, 1.0)).collect::<Vec<_>>());
            }
        };
        // Two words for each of eight subjects; forty for each half of the documents.
        add(16, |document, word| document % 8 == word % 8);
        add(80, |document, word| document / 32 == word % 2);
        let vectors = rows.decomposed();
        let product = |other: usize| vectors[0].iter().zip(&vectors[other]).map(|(a, b)| a * b).sum::<f32>();
        assert!(product(32) > product(1), "{} {}", product(32), product(1));
    }

    #[test]
    fn the_axes_are_those_along_which_documents_spread_most() {
        let mut random = Random(11);
        let mut rows = Rows::new(300);
        for _ in 0..150 {
            let having = (0..300).filter(|_| random.sign() + random.sign() + random.sign() > 2.0);
            rows.word(&having.map(|document| (document, 1.0)).collect::<Vec<_>>());
        }
        let squares = |rows: &[Vec<f32>]| rows.iter().flatten().map(|number| number * number).sum::<f32>();
        let found = squares(&rows.decomposed());
        let mut exact = vec![vec![0.0; 150]; 300];
        for (exact, row) in exact.iter_mut().zip(&rows.rows) {
            row.iter().for_each(|(word, weight)| exact[*word as usize] = *weight);
        }
        let axes = principal(&exact, 150);
        let along = |row: &Vec<f32>| {
            let axes = axes[..DIMENSIONS].iter();
            axes.map(|axis| row.iter().zip(axis).map(|(a, b)| a * b).sum())
                .collect()
        };
        let best: Vec<Vec<f32>> = exact.iter().map(along).collect();
        assert!(found > 0.98 * squares(&best), "{found} of {}", squares(&best));
    }

    #[test]
    fn documents_without_words_have_no_vector() {
        assert!(Rows::new(0).vectors().is_empty());
        assert_eq!(Rows::new(1).vectors(), [[0; DIMENSIONS]]);
        let mut rows = Rows::new(3);
        rows.word(&[(0, 1.0), (1, 1.0)]);
        let vectors = rows.vectors();
        assert!(vectors[0] == vectors[1] && vectors[0] != [0; DIMENSIONS]);
        assert_eq!(vectors[2], [0; DIMENSIONS]);
    }

    #[test]
    fn a_vector_survives_being_written() {
        for vector in two_subjects(20).vectors().into_iter().chain([[0; DIMENSIONS]]) {
            let text = to_text(&vector).unwrap_or_default();
            assert!(text.len() <= 22);
            assert_eq!(from_text(&text), vector);
        }
        assert_eq!(from_text("?"), [0; DIMENSIONS]);
    }

    #[test]
    fn the_axes_of_a_cloud_are_found() {
        // Spread along (1, 1), hardly along (1, -1).
        let rows = [[3.0, 3.0], [-3.0, -3.0], [0.1, -0.1], [-0.1, 0.1]].map(|row| row.to_vec());
        let axes = principal(&rows, 2);
        assert!((axes[0][0].abs() - 0.5_f32.sqrt()).abs() < 1e-6 && (axes[0][0] - axes[0][1]).abs() < 1e-6);
    }

    #[test]
    fn columns_become_orthonormal() {
        let mut random = Random(7);
        let mut rows: Vec<Vec<f32>> = (0..50).map(|_| (0..6).map(|_| random.sign()).collect()).collect();
        orthonormalise(&mut rows, 6);
        for a in 0..6 {
            for b in 0..6 {
                let product: f32 = rows.iter().map(|row| row[a] * row[b]).sum();
                assert!(
                    (product - if a == b { 1.0 } else { 0.0 }).abs() < 1e-4,
                    "{a} {b} {product}"
                );
            }
        }
    }
}
