//! Names by which people hold back: of folders (`_drafts`, `Bản nháp`) and of files (`plans (draft).md`).

use crate::text::fold;

/// Folders whose name says that what is in them is not finished or not for everybody.
const HELD: [&str; 53] = [
    "draft",
    "drafts",
    "my drafts",
    "unpublished",
    "private",
    "private notes",
    "hidden",
    "internal",
    "unlisted",
    "pending",
    "trash",
    "deleted",
    "recycle bin",
    "secret",
    "confidential",
    "embargo",
    "embargoed",
    "scheduled",
    "wip",
    "work in progress",
    "do not publish",
    "not for publication",
    "ban nhap",
    "nhap",
    "rieng tu",
    "bi mat",
    "thung rac",
    "rac",
    "noi bo",
    "chua dang",
    "mat",
    "unfinished",
    "for review",
    "in review",
    "in progress",
    "to publish",
    "to be published",
    "not published",
    "not public",
    "internal only",
    "members only",
    "brouillon",
    "brouillons",
    "entwurf",
    "entwurfe",
    "borrador",
    "borradores",
    "rascunhos",
    "bozze",
    "черновики",
    "下書き",
    "草稿",
    "草稿箱",
];

/// `unpublished posts`, `draft articles`: what is not finished, by these words, of these kinds.
const UNFINISHED: [&str; 6] = ["draft", "drafts", "unpublished", "unlisted", "private", "wip"];
const TEXTS: [&str; 15] = [
    "post", "posts", "note", "notes", "article", "articles", "page", "pages", "file", "files", "doc", "docs", "text",
    "texts", "entries",
];

/// `old drafts`, `blog drafts`, but not `constitution drafts`.
const WHOSE: [&str; 10] = [
    "my", "our", "old", "new", "zz", "all", "blog", "post", "article", "news",
];

/// Whether the name of a folder says that what is in it is not finished or not for everybody.
pub(super) fn is_held(name: &str) -> bool {
    let words = words(name);
    let pair = || match words.split_once(' ') {
        Some((first, second)) => {
            UNFINISHED.contains(&first) && TEXTS.contains(&second) || WHOSE.contains(&first) && second == "drafts"
        }
        None => false,
    };
    is_known(&words) || pair()
}

/// The same of a word of a name.
pub(super) fn is_held_word(word: &str) -> bool {
    is_known(&words(word))
}

/// Folded words are one of the names, as these are folded.
fn is_known(words: &str) -> bool {
    HELD.iter().any(|known| fold(known) == words)
}

/// A name as words: without numbers and signs, which sort it to the front or date it, folded.
fn words(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !word.chars().all(char::is_numeric));
    words.collect::<Vec<_>>().join(" ")
}

/// `DRAFT - plans`, `plans (draft)`, `plans [nháp]`
pub(super) fn is_marked_as_draft(stem: &str) -> bool {
    let marked = |open: char, close: char| {
        let inner = stem.split(open).skip(1).filter_map(|rest| rest.split_once(close));
        inner.map(|(inner, _)| inner).any(is_held_word)
    };
    let shouted = ["DRAFT", "NHÁP"].into_iter().any(|word| {
        let first = stem
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        // `report_DRAFT`, but not `THE NBA DRAFT`.
        let last = stem
            .strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) && rest.contains(char::is_lowercase));
        first || last
    });
    let whole = matches!(
        words(stem).as_str(),
        "draft" | "drafts" | "nhap" | "ban nhap" | "wip" | "unpublished" | "do not publish" | "not for publication"
    );
    let brackets = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];
    brackets.into_iter().any(|(open, close)| marked(open, close)) || shouted || whole
}
