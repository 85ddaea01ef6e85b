//! English.

use super::{Dates, Facts, Failure, Language, Strings, join};
use crate::article::Group;
use crate::search::{Error, How};

pub(super) static STRINGS: Strings = Strings {
    language: Language::English,
    skip: "Skip to the articles",
    search: "Search the archive",
    placeholder: "Names, words, “a phrase”",
    offers: "Suggestions",
    offer_groups: ["Words", "Tags", "Articles", "Recent searches"],
    clear_recent: "Clear recent searches",
    clear_search: "Clear the search",
    settings: "Settings",
    help: "Help",
    embed: "Embed",
    close: "Close",

    all_articles: "All articles",
    results_for: |query| join(&["Results for “", query, "”"]),
    results: "Results",
    articles,
    articles_with_some: |count| join(&[&articles(count), " with some of the words"]),
    sort: "Sort by",
    sorts: ["Relevance", "Newest first", "Oldest first"],
    show_more: |count| join(&["Show ", &count.to_string(), " more"]),
    partial: "No article has all of these words. These have some of them.",
    absent: |words| join(&["No article has “", words, "”."]),
    or: "” or “",
    mixed: "Not all of these have every word: the most fitting stand first.",
    others: "Articles with some of these words",
    corrected: "Showing results for",
    verbatim: "Search instead for",

    filters: "Filters",
    filters_active: |count| match count {
        0 => "Filters".to_owned(),
        count => join(&["Filters (", &count.to_string(), ")"]),
    },
    show_results: |count| match count {
        0 => "Show the list".to_owned(),
        count => join(&["Show ", &articles(count)]),
    },
    group: |group| match group {
        Group::Topic => "Topic",
        Group::Organisation => "Organisation",
        Group::Place => "Place",
        Group::Author => "Author",
        Group::Language => "Language",
        Group::Source => "Source",
        Group::Year => "Year",
    },
    show_all: |count| join(&["Show all ", &count.to_string()]),
    show_fewer: "Show fewer",
    exclude: |label| join(&["Exclude ", label]),
    suggested: "suggested",
    date: "Date",
    from: "From",
    to: "To",
    undated: "Undated articles",
    undated_choices: ["Leave out of a date range", "Show with the rest", "Show only these"],
    clear_dates: "Clear the dates",
    active_filters: "Active filters",
    remove_filter: |label| join(&["Remove filter: ", label]),
    not: |label| join(&["not ", label]),
    from_day: |day| join(&["from ", day]),
    to_day: |day| join(&["until ", day]),
    with_undated: "with undated articles",
    only_undated: "only undated articles",
    clear_all: "Clear all",

    more_tags: |count| match count {
        1 => "1 more tag".to_owned(),
        count => join(&[&count.to_string(), " more tags"]),
    },
    suggested_tag: "suggested tag, show evidence",
    evidence: |label| join(&["Why “", label, "” is suggested"]),
    rule: |rule| {
        match rule {
            "vocabulary" => "The text uses a name of this tag",
            "dateline" => "Read from the dateline",
            "signature" => "Read from the signature at the end",
            "date-in-text" => "Read from a date in the text",
            "first-line" => "The first line, which stands alone",
            "first-sentence" => "The beginning of the first sentence",
            "ordinary-words" => "Told by the ordinary words of the text",
            "letters" | "script" => "Told by the letters of the text",
            "repeated-line" => "A line that stands twice",
            "bare-line" => "A short line that stands alone",
            rule => return join(&["Rule: ", rule]),
        }
        .to_owned()
    },
    filter_by: |label| join(&["Filter by ", label]),
    loading: "Loading…",
    inferred: "inferred",
    inferred_why: |field| join(&[field, " inferred: show evidence"]),

    why: "Why this result?",
    how: |how| match how {
        How::Same => "as typed".to_owned(),
        How::Marks => "with other marks".to_owned(),
        How::Form => "another form".to_owned(),
        How::Completed => "goes on from what was typed".to_owned(),
        How::Joined => "the name as one word or as two".to_owned(),
        How::Corrected(1) => "one letter differs".to_owned(),
        How::Corrected(mistakes) => join(&[&mistakes.to_string(), " letters differ"]),
    },
    places: [
        "title",
        "first sentence",
        "text",
        "tags, place, source",
        "author",
        "summary",
        "other title",
    ],
    missing: "not in this article",
    apart: |first, second, words| {
        let words = match words {
            0 => return join(&["“", first, "” and “", second, "” stand side by side."]),
            1 => "1 word stands".to_owned(),
            words => join(&[&words.to_string(), " words stand"]),
        };
        join(&[&words, " between “", first, "” and “", second, "”."])
    },

    back: "Results",
    facts: Facts {
        date: "Date",
        place: "Place",
        source: "Source",
        author: "By",
        language: "Language",
        title: "Headline",
        headings: "Headings",
        captions: "Captions",
        reading_time: "Length",
        licence: "Licence",
    },
    minutes: |minutes| join(&[&minutes.to_string(), " min read"]),
    tags: "Tags",
    matches: |current, total| match (current, total) {
        (0, 1) => "1 match".to_owned(),
        (0, total) => join(&[&total.to_string(), " matches"]),
        (current, total) => join(&["Match ", &current.to_string(), " of ", &total.to_string()]),
    },
    previous_match: "Previous match",
    next_match: "Next match",
    neighbours: "Neighbouring articles",
    previous_article: "Previous article",
    next_article: "Next article",
    original: "Original text",
    cleaned: "Cleaned text",
    original_note: |path| join(&["As it stands in ", path, ", but for comments."]),
    published_at: |host| join(&["Published at ", host]),
    cite: "Cite",
    copy: "Copy citation",
    copied: "Copied",
    image: |text| join(&["Picture on another site: ", text]),
    not_here: "not in this archive",
    note: |number| join(&["Note ", number]),
    back_to_text: |number| join(&["Back to where note ", number, " is referred to"]),
    tasks: ["To do", "Done"],
    callout: |name| name,
    table: "Table",

    empty_title: "This archive has no articles yet",
    empty_text: "Put .txt or .md files into the folder that is bundled, and bundle it again.",
    none_title: "Nothing found",
    none_text: "You could try one of these:",
    without_word: |word| join(&["Search without “", word, "”"]),
    with_corrections: "Search with typing mistakes corrected",
    without_quotes: "Search without quotation marks",
    without_filter: |label| join(&["Remove filter: ", label]),
    without_filters: "Remove all filters",
    everything: "Show all articles",
    none_hint: "Marks make no difference: “Nguyen” also finds “Nguyễn”. Check the spelling, or use the beginning of a word.",
    failure,
    evidence_failed: "The evidence could not be loaded. Close and try again.",
    original_failed: "The original text could not be loaded",
    retry: "Try again",

    interface_language: "Language of the interface",
    theme: "Colours",
    themes: ["Automatic", "Light", "Dark"],
    shortcuts: "Keyboard shortcuts",
    use_shortcuts: "Use keyboard shortcuts",
    keys: [
        ("/", "Go to the search box"),
        ("j", "Next result, or next article"),
        ("k", "Previous result, or previous article"),
        ("Enter o", "Open the chosen result"),
        ("n", "Next match in the article"),
        ("p", "Previous match in the article"),
        ("Esc", "Back to the list, or clear the search"),
        ("?", "This help"),
    ],
    shortcuts_off: "Shortcuts are switched off in the settings.",
    query_help: "What you can search for",
    query_rows: [
        (
            "cultural diplomacy",
            "articles with both words, best first; the last word may be unfinished",
        ),
        ("strategies", "other forms too: strategy"),
        (
            "\"cultural diplomacy\"",
            "exactly these words, one right after the other",
        ),
        ("unesco -paris", "with the one and without the other"),
        ("paris OR geneva", "with one of them"),
        (
            "title:summit",
            "with the word in the title; a phrase as well: title:\"soft power\"",
        ),
        ("tag:unesco", "with this tag, by its key or its name"),
        (
            "place:paris lang:en",
            "with this place and language; likewise source:…, year:… and author:… (a part of the name is enough)",
        ),
        ("after:2025-02", "published in or after February 2025"),
        ("before:2026", "published before 2026"),
        ("diplomasy", "typing mistakes are corrected, and the page says so"),
        (
            "nguyen thi van anh",
            "letters without marks find all marks: Nguyễn Thị Vân Anh",
        ),
        ("Nguyễn", "letters with marks find this spelling first"),
        ("viet nam", "also finds Việt Nam and Vietnam"),
    ],
    try_it: "Choose an example to try it.",
    tags_help_title: "Tags",
    tags_help: "Solid tags were given by the keeper of the archive. Dashed ones are suggested by the words of the text: choose one to see the sentence behind it.",

    dates: Dates {
        day: |day, month, year| join(&[&day.to_string(), " ", name(month), " ", &year.to_string()]),
        month: |month, year| join(&[name(month), " ", &year.to_string()]),
        day_of_year: |day, month| join(&[&day.to_string(), " ", name(month)]),
        month_of_year: |month| name(month).to_owned(),
        year_unknown: "(year unknown)",
        date_uncertain: "(date uncertain)",
        uncertain: "(uncertain)",
        about: "about",
        unknown: "Undated",
        unknown_within: "undated",
    },
};

fn articles(count: u32) -> String {
    match count {
        0 => "No articles".to_owned(),
        1 => "1 article".to_owned(),
        count => join(&[&count.to_string(), " articles"]),
    }
}

fn name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

fn failure(error: &Error) -> Failure {
    let (title, text) = match error {
        Error::Store(_) => (
            "Part of the archive could not be loaded",
            "Check the connection and try again. What you typed is kept.",
        ),
        Error::Corrupt { .. } => (
            "A file of the archive is damaged",
            "It arrived, but is not what it should be. Try again; if it stays so, tell the keeper of the archive which file it is.",
        ),
        Error::Format { .. } => (
            "This archive was made for another version of this page",
            "Reload the page. If that does not help, the keeper of the archive has to bundle it again.",
        ),
        Error::NoSuchArticle { .. } => (
            "There is no such article",
            "It may have been renamed or taken out of the archive. Search for words of its headline instead.",
        ),
    };
    Failure {
        title,
        text,
        detail: match error {
            Error::NoSuchArticle { slug } => slug.clone(),
            error => error.to_string(),
        },
    }
}
