//! The dictionary, read in every way that the engine reads it: by key, by form, all of it.
#![no_main]

use arbitrary::Arbitrary;
use article_explorer::index::terms::{self, Exactly, Pick, Term, Wanted, separator, shards};
use article_explorer_fuzz::All;
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    /// So many of the bytes are the word that is looked for.
    word: u8,
    bytes: &'a [u8],
}

/// Wants terms with a form that begins so; the key decides only where it can.
struct Beginning<'a>(&'a str);

impl Wanted for Beginning<'_> {
    fn key(&mut self, key: &str) -> Option<Pick> {
        (key > self.0 && !key.starts_with(self.0)).then_some(Pick::Skip)
    }

    fn form(&mut self, spelling: &str, _frequency: u32) -> bool {
        spelling.starts_with(self.0)
    }
}

fuzz_target!(|input: Input<'_>| {
    let (word, payload) = input.bytes.split_at(input.bytes.len().min(input.word.into()));
    let word = String::from_utf8_lossy(word);
    let found = |wanted: &mut dyn Wanted| terms::find(payload, wanted);
    let same_key = |terms: &[Term]| terms.iter().all(|term| term.key == word);
    assert!(found(&mut Exactly(&word)).is_ok_and(|terms| same_key(&terms)) || found(&mut Exactly(&word)).is_err());
    let by_form = found(&mut Beginning(&word));
    if let Ok(all) = found(&mut All) {
        assert_eq!(terms::find(&terms::encode(&all), &mut All).as_ref(), Ok(&all));
        let by_form = by_form.expect("a payload that can be read as a whole can be read in part");
        assert!(by_form.iter().all(|term| all.contains(term)));
        let mut router: Vec<String> = all.iter().map(|term| term.key.clone()).collect();
        assert!(shards(&router, &word).end as usize <= router.len());
        router.sort();
        router.dedup();
        for pair in router.windows(2) {
            let begins = separator(&pair[0], &pair[1]);
            assert!(pair[0] < begins && begins <= pair[1]);
        }
    }
});
