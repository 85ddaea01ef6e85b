//! Blocks of cards: what the result list shows, cut up so that ten results of any archive cost about the same.
//!
//! The cards of a large archive are padded to one length: a reader knows where each one stands and fetches it alone, and the
//! files are JSON all the same.

use std::io;

use serde_json::to_vec;

use crate::article::Card;

/// The first screen of a small archive needs one or two blocks.
const PER_BLOCK_OF_FEW: u32 = 16;
/// So many articles are few.
const FEW: u32 = 64;
/// The best hits of a larger archive lie in as many blocks as there are hits, so blocks are small…
const PER_BLOCK: u32 = 4;
/// … until there would be too many files. Then cards are padded, and blocks can be large.
const PER_BLOCK_OF_MANY: u32 = 64;
/// Padded blocks grow before there are more than this.
const MOST_BLOCKS: u32 = 2_400;

/// Cards are padded to the length of this share of them, in hundredths; longer ones are shortened…
const LONG_ENOUGH: usize = 98;
/// … and to no more than this, in bytes, unless one cannot be shortened so far.
const LONGEST: usize = 1024;

/// How cards are cut up into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Cards in a block.
    pub(super) per_block: u32,
    /// The bytes of each card, where they are padded.
    pub(super) width: Option<u32>,
}

impl Layout {
    /// For these cards, which are padded where there are more than so many.
    pub(super) fn of(cards: &[Card], most: usize) -> io::Result<Self> {
        let per_block = per_block(cards.len(), most);
        if cards.len() <= most {
            return Ok(Self { per_block, width: None });
        }
        let mut lengths = vec![];
        let mut needed = 0;
        for card in cards {
            lengths.push(to_vec(card)?.len());
            needed = needed.max(to_vec(&bare(card))?.len());
        }
        lengths.sort_unstable();
        let width = lengths[(lengths.len() - 1) * LONG_ENOUGH / 100]
            .min(LONGEST)
            .max(needed);
        Ok(Self {
            per_block,
            width: u32::try_from(width).ok(),
        })
    }

    /// The files.
    pub(super) fn blocks(self, cards: &[Card]) -> io::Result<Vec<Vec<u8>>> {
        let blocks = cards.chunks(self.per_block as usize);
        let Some(width) = self.width else {
            return blocks.map(|block| Ok(to_vec(block)?)).collect();
        };
        blocks.map(|block| padded(block, width as usize)).collect()
    }
}

/// Of so many cards, how many a block holds; those of more than `most` are padded.
pub(super) fn per_block(cards: usize, most: usize) -> u32 {
    let count = u32::try_from(cards).unwrap_or(u32::MAX);
    match count {
        _ if cards > most => PER_BLOCK_OF_MANY.max(count.div_ceil(MOST_BLOCKS)),
        ..=FEW => PER_BLOCK_OF_FEW,
        _ => PER_BLOCK,
    }
}

/// A JSON array in which the cards and the commas between them stand at regular places.
fn padded(cards: &[Card], width: usize) -> io::Result<Vec<u8>> {
    let mut block = Vec::with_capacity(cards.len() * (width + 1) + 1);
    for (at, card) in cards.iter().enumerate() {
        block.push(if at == 0 { b'[' } else { b',' });
        let end = block.len() + width;
        block.extend(shortened(card.clone(), width)?);
        block.resize(end, b' ');
    }
    block.push(b']');
    Ok(block)
}

/// A card of at most so many bytes: without the end of its lead, then without its last tags, then without the end of its title.
/// The article has all of it.
fn shortened(mut card: Card, width: usize) -> io::Result<Vec<u8>> {
    loop {
        let json = to_vec(&card)?;
        let Some(over) = json.len().checked_sub(width).filter(|over| *over > 0) else {
            return Ok(json);
        };
        if !card.lead.is_empty() {
            shorten(&mut card.lead, over);
        } else if card.tags.pop().is_none() {
            if card.title.is_empty() {
                card = bare(&card);
            } else {
                shorten(&mut card.title, over);
            }
        }
    }
}

/// Takes so many bytes, and those of the sign that says so, from the end of a text, at the end of a word if there is one.
fn shorten(text: &mut String, over: usize) {
    let kept = text.len().saturating_sub(over + '…'.len_utf8());
    let kept = text.floor_char_boundary(kept);
    let end = text[..kept].rfind(' ').unwrap_or(0);
    text.truncate(end);
    if end > 0 {
        text.push('…');
    }
}

/// What no card can do without.
fn bare(card: &Card) -> Card {
    Card {
        title: String::new(),
        lead: String::new(),
        tags: vec![],
        authors: vec![],
        source: None,
        place: None,
        path: String::new(),
        ..card.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{CardTag, TagKey};

    fn card(number: usize) -> Card {
        let tag = |tag| CardTag {
            key: TagKey::new(format!("tag-{tag}")),
            suggested: false,
        };
        Card {
            slug: format!("slug-{number}"),
            title: format!("Tiêu đề “{number}”"),
            title_derived: false,
            authors: vec![],
            date: None,
            source: None,
            place: None,
            language: "vi".into(),
            lead: "Một đoạn mở đầu. ".repeat(number % 9),
            tags: (0..number % 5).map(tag).collect(),
            words: 9,
            path: format!("{number}.txt"),
            vector: None,
        }
    }

    #[test]
    fn cards_of_a_large_archive_stand_at_regular_places() {
        let mut cards: Vec<Card> = (0..400).map(card).collect();
        cards[70].tags = (0..200)
            .map(|tag| CardTag {
                key: TagKey::new(format!("another-tag-{tag}")),
                suggested: true,
            })
            .collect();
        cards[71].title = "Rất dài ".repeat(900);
        let layout = Layout::of(&cards, 99).expect("plain data");
        let width = layout.width.expect("padded") as usize;
        assert!(width <= LONGEST, "{width}");
        let blocks = layout.blocks(&cards).expect("plain data");
        assert_eq!(blocks.len(), 400_usize.div_ceil(layout.per_block as usize));
        let mut seen = vec![];
        for block in &blocks {
            let whole: Vec<serde_json::Value> = serde_json::from_slice(block).expect("JSON");
            for (at, value) in whole.iter().enumerate() {
                let start = 1 + at * (width + 1);
                let alone: serde_json::Value = serde_json::from_slice(&block[start..start + width]).expect("JSON");
                assert_eq!(alone, *value);
                seen.push(value["slug"].as_str().expect("a slug").to_owned());
            }
        }
        assert!(seen.iter().eq(cards.iter().map(|card| &card.slug)));
        let first: serde_json::Value = serde_json::from_slice(&to_vec(&cards[1]).expect("plain")).expect("JSON");
        let written: Vec<serde_json::Value> = serde_json::from_slice(&blocks[0]).expect("JSON");
        assert_eq!(written[1], first, "an ordinary card is whole");
    }

    #[test]
    fn few_articles_have_few_blocks() {
        let layout = |count| Layout::of(&(0..count).map(card).collect::<Vec<_>>(), 99).expect("plain data");
        assert_eq!(layout(5).per_block, 16);
        assert_eq!(
            layout(65),
            Layout {
                per_block: 4,
                width: None
            }
        );
    }

    #[test]
    fn a_shortened_text_ends_with_a_word() {
        let mut text = "Ngoại giao văn hóa".to_owned();
        shorten(&mut text, 2);
        assert_eq!(text, "Ngoại giao…");
        shorten(&mut text, 90);
        assert_eq!(text, "");
    }
}
