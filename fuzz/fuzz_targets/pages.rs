//! Where the articles are, in archives of any size that the engine opens.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::pages::{Pages, to_text};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;

/// The most articles that the engine believes a manifest.
const MOST_ARTICLES: u32 = 1 << 24;

/// Of so many documents each is looked at.
const FEW: u32 = 5_000;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    documents: u32,
    text: &'a str,
}

fuzz_target!(|input: Input<'_>| {
    let documents = input.documents % (MOST_ARTICLES + 1);
    let Ok(pages) = Pages::from_text(input.text, documents) else {
        return;
    };
    let mut articles: Vec<u32> = Vec::new();
    for document in 0..documents.min(FEW) {
        let (page, item) = pages.place(document);
        if item == 0 {
            assert_eq!(page as usize, articles.len(), "pages follow each other");
            articles.push(0);
        }
        let held = articles.last_mut().expect("the first article is the first of its page");
        assert_eq!(item, *held, "and so do articles");
        *held += 1;
    }
    if documents <= FEW {
        assert_eq!(Pages::from_text(&to_text(&articles), documents), Ok(pages));
    } else {
        let (page, item) = pages.place(documents - 1);
        assert!(page < documents && item < documents);
    }
});
