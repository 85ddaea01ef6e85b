//! The JSON reader and every shape that is read with it. What is read as a shape is written by serde and read again as the same.
#![no_main]

use std::fmt::Debug;

use article_explorer::article::json::{self, FromJson, Json};
use article_explorer::article::{Card, Concept, FeedPage, Manifest};
use article_explorer_fuzz as _;
use libfuzzer_sys::fuzz_target;
use serde::Serialize;

fn read<T: FromJson + Serialize + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let shape: T = json::read(bytes).ok()?;
    let written = serde_json::to_vec(&shape).expect("shapes are plain data");
    assert_eq!(json::read::<T>(&written).as_ref(), Ok(&shape));
    Some(shape)
}

/// Both read the same tree, as far as ours says what it has. An object that has a key twice is not compared: serde keeps the last only.
fn agrees(ours: &Json, theirs: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (ours, theirs) {
        (Json::Flag(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => theirs.as_u64() == Some(*ours),
        (Json::Other, Value::Number(theirs)) => theirs.as_u64().is_none(),
        (Json::Other, Value::Null) => true,
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| agrees(ours, theirs))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            ours.len() != theirs.len()
                || ours
                    .iter()
                    .all(|(key, ours)| theirs.get(key).is_some_and(|theirs| agrees(ours, theirs)))
        }
        _ => false,
    }
}

fuzz_target!(|bytes: &[u8]| {
    if let (Ok(ours), Ok(theirs)) = (json::parse(bytes), serde_json::from_slice(bytes)) {
        assert!(agrees(&ours, &theirs), "{ours:?} is not {theirs:?}");
    }
    read::<Manifest>(bytes);
    read::<Vec<Card>>(bytes);
    read::<Vec<Concept>>(bytes);
    for article in read::<FeedPage>(bytes).into_iter().flat_map(|page| page.items) {
        for block in article.blocks() {
            assert!(article.content_text[block.offset..].starts_with(block.text));
            assert!(
                block
                    .spans
                    .iter()
                    .all(|span| block.text.get(span.start..span.end).is_some())
            );
        }
    }
});
