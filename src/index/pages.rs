//! Which articles each page of the feed holds, in so few bytes that everybody who opens an archive can have it: whoever knows
//! the number of a document knows where its article is, and need not ask first.
//!
//! Bits: for each run of pages that hold equally many articles, how many, and how many pages (gamma codes). They are written
//! six to a character, lowest first, in the alphabet `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`.

use super::bits::{BitReader, BitWriter};
use super::bytes::Corrupt;
use super::text64;

/// The pages of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The first document of each page, and how many documents there are.
    starts: Vec<u32>,
}

/// Writes how many articles each page holds; no page is empty.
pub fn to_text(articles: &[u32]) -> String {
    let mut bits = BitWriter::default();
    for run in articles.chunk_by(|a, b| a == b) {
        bits.put_gamma(run[0]);
        bits.put_gamma(run.len() as u32);
    }
    text64::encode(&bits.finish())
}

impl Pages {
    /// Reads what [`to_text`] wrote for an archive of so many documents.
    ///
    /// # Errors
    /// It is damaged, or is that of another number of documents.
    pub fn from_text(text: &str, documents: u32) -> Result<Self, Corrupt> {
        const DAMAGED: Corrupt = Corrupt("its pages do not hold its articles");
        let bytes = text64::decode(text).ok_or(DAMAGED)?;
        let mut bits = BitReader::new(&bytes);
        let mut starts = Vec::new();
        let mut next = 0;
        while next < documents {
            let articles = bits.gamma()?;
            for _ in 0..bits.gamma()? {
                starts.push(next);
                let behind = next.checked_add(articles).filter(|behind| *behind <= documents);
                next = behind.ok_or(DAMAGED)?;
            }
        }
        starts.push(documents);
        Ok(Self { starts })
    }

    /// The page of a document, and which of its articles it is.
    pub fn place(&self, document: u32) -> (u32, u32) {
        let page = self
            .starts
            .partition_point(|start| *start <= document)
            .saturating_sub(1);
        (page as u32, document - self.starts.get(page).copied().unwrap_or(0))
    }

    /// The page of a document that has a page for itself.
    pub fn alone(&self, document: u32) -> Option<u32> {
        let (page, _) = self.place(document);
        let page_and_next = self.starts.get(page as usize..page as usize + 2);
        (page_and_next == Some(&[document, document + 1])).then_some(page)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_page_is_two_characters() {
        assert_eq!(to_text(&[5]).len(), 2);
        assert_eq!(to_text(&[]), "");
        assert_eq!(Pages::from_text("", 0).map(|pages| pages.alone(0)), Ok(None));
    }

    #[test]
    fn pages_of_another_archive_are_an_error() {
        let text = to_text(&[2, 2, 3]);
        assert!(Pages::from_text(&text, 7).is_ok());
        assert!(Pages::from_text(&text, 6).is_err());
        assert!(Pages::from_text("ä", 7).is_err());
    }

    proptest! {
        #[test]
        fn every_document_is_found(articles in proptest::collection::vec(1..60_u32, 0..200)) {
            let documents = articles.iter().sum();
            let pages = Pages::from_text(&to_text(&articles), documents).expect("readable");
            let mut document = 0;
            for (page, articles) in (0..).zip(&articles) {
                for item in 0..*articles {
                    prop_assert_eq!(pages.place(document), (page, item));
                    prop_assert_eq!(pages.alone(document), (*articles == 1).then_some(page));
                    document += 1;
                }
            }
        }

        #[test]
        fn any_text_can_be_read(text in "[A-Za-z0-9_-]{0,40}", documents in 0..1_000_000_u32) {
            let _ = Pages::from_text(&text, documents);
        }
    }
}
