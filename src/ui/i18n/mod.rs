//! The words of the interface. A language is one [`Strings`], so a missing text does not compile.
//!
//! Nothing here reads a signal: the page is drawn anew when the language changes.

mod dates;
mod en;
mod vi;

pub use dates::{date, day};

use super::host::Host;
use crate::article::Group;
use crate::client::prefs::Choice;
use crate::search::{Error, FIELDS, How};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Tiếng Việt.
    Vietnamese,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::English, Language::Vietnamese];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Vietnamese => "vi",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Vietnamese => "Tiếng Việt",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Language::English => Language::Vietnamese,
            Language::Vietnamese => Language::English,
        }
    }

    /// Its words.
    pub fn strings(self) -> &'static Strings {
        match self {
            Language::English => &en::STRINGS,
            Language::Vietnamese => &vi::STRINGS,
        }
    }

    /// The language of a BCP 47 tag, if it is one of the interface.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The saved language, else the first that the reader's browser asks for, else English.
    pub fn preferred(host: &dyn Host) -> Self {
        let saved = host.load(Choice::Language);
        let wanted = host.languages();
        saved
            .iter()
            .chain(&wanted)
            .find_map(|tag| Self::from_tag(tag))
            .unwrap_or_default()
    }
}

/// Everything that the interface says in one language. Functions take what stands inside the text.
#[derive(Debug)]
pub struct Strings {
    /// The language.
    pub language: Language,
    /// The first link of the page.
    pub skip: &'static str,
    /// Name of the search box.
    pub search: &'static str,
    /// In the empty search box.
    pub placeholder: &'static str,
    /// Names what the search box offers.
    pub offers: &'static str,
    /// Its groups: words, tags, articles, recent searches.
    pub offer_groups: [&'static str; 4],
    /// Forgets the recent searches.
    pub clear_recent: &'static str,
    /// Empties the search box.
    pub clear_search: &'static str,
    /// Opens the settings; their heading.
    pub settings: &'static str,
    /// Opens the help; its heading.
    pub help: &'static str,
    /// Opens what makes the code for other pages.
    pub embed: &'static str,
    /// Closes whatever it stands in.
    pub close: &'static str,

    /// Heading of the list without a query.
    pub all_articles: &'static str,
    /// Heading of the list for a query.
    pub results_for: fn(&str) -> String,
    /// Name of the list.
    pub results: &'static str,
    /// The count of the list.
    pub articles: fn(u32) -> String,
    /// The count of a list of articles that all lack some of the words.
    pub articles_with_some: fn(u32) -> String,
    /// Names the order of the list.
    pub sort: &'static str,
    /// Relevance, newest, oldest.
    pub sorts: [&'static str; 3],
    /// Under the list when more can be shown.
    pub show_more: fn(u32) -> String,
    /// Above a list of articles that lack some of the words.
    pub partial: &'static str,
    /// Words that no article has, divided by [`Strings::or`].
    pub absent: fn(&str) -> String,
    /// Stands between such words, with the quotation marks that end one and begin the next.
    pub or: &'static str,
    /// Above a list in which some articles lack some of the words.
    pub mixed: &'static str,
    /// Heads the articles behind those that have all words.
    pub others: &'static str,
    /// Before the query as it was corrected.
    pub corrected: &'static str,
    /// Before the query as it was typed.
    pub verbatim: &'static str,

    /// Names the filter panel.
    pub filters: &'static str,
    /// Opens the panel on a narrow screen, with the number of active filters.
    pub filters_active: fn(u32) -> String,
    /// Closes the panel on a narrow screen.
    pub show_results: fn(u32) -> String,
    /// Names a group.
    pub group: fn(Group) -> &'static str,
    /// Shows all values of a group.
    pub show_all: fn(u32) -> String,
    /// Shows the first values of a group only.
    pub show_fewer: &'static str,
    /// Excludes a value.
    pub exclude: fn(&str) -> String,
    /// Says of a value that all its articles have it as a suggestion.
    pub suggested: &'static str,
    /// Names the group of dates.
    pub date: &'static str,
    /// First day.
    pub from: &'static str,
    /// Last day.
    pub to: &'static str,
    /// Names the choice for articles without a date.
    pub undated: &'static str,
    /// Left out of a range, kept beside it, only these.
    pub undated_choices: [&'static str; 3],
    /// Resets the dates.
    pub clear_dates: &'static str,
    /// Names the list of chips.
    pub active_filters: &'static str,
    /// Removes a filter.
    pub remove_filter: fn(&str) -> String,
    /// A chip of an excluded value.
    pub not: fn(&str) -> String,
    /// A chip of the first day.
    pub from_day: fn(&str) -> String,
    /// A chip of the last day.
    pub to_day: fn(&str) -> String,
    /// A chip of undated articles kept.
    pub with_undated: &'static str,
    /// A chip of undated articles only.
    pub only_undated: &'static str,
    /// Removes all filters.
    pub clear_all: &'static str,

    /// Shows the tags of a card that wait.
    pub more_tags: fn(u32) -> String,
    /// Says what a suggested tag is, after its name.
    pub suggested_tag: &'static str,
    /// Above the evidence of a tag.
    pub evidence: fn(&str) -> String,
    /// Names the rule behind a suggestion.
    pub rule: fn(&str) -> String,
    /// Filters the list by the tag at hand.
    pub filter_by: fn(&str) -> String,
    /// While evidence is fetched.
    pub loading: &'static str,
    /// Marks what was inferred.
    pub inferred: &'static str,
    /// Names the button that shows from what a field was inferred.
    pub inferred_why: fn(&str) -> String,

    /// Shows why an article is in the list.
    pub why: &'static str,
    /// What a form that was found has to do with the word.
    pub how: fn(How) -> String,
    /// Where it stands: title, first sentence, text, names of tags, place and source, authors, summary, subtitle and other titles.
    pub places: [&'static str; FIELDS],
    /// The article lacks the word.
    pub missing: &'static str,
    /// How many words stand between two words of the query.
    pub apart: fn(&str, &str, u32) -> String,

    /// Leads back to the list.
    pub back: &'static str,
    /// The names of the facts about an article: date, place, source, author, language, title.
    pub facts: Facts,
    /// Reading time in minutes.
    pub minutes: fn(u32) -> String,
    /// Names the tags of an article.
    pub tags: &'static str,
    /// Which of the marked words is current; 0 for none yet.
    pub matches: fn(u32, u32) -> String,
    /// Goes to the marked word before.
    pub previous_match: &'static str,
    /// Goes to the next marked word.
    pub next_match: &'static str,
    /// Names the links to the neighbours.
    pub neighbours: &'static str,
    /// The article before in the list.
    pub previous_article: &'static str,
    /// The next article of the list.
    pub next_article: &'static str,
    /// Shows the original; heads it.
    pub original: &'static str,
    /// Heads the cleaned text when the original stands beside it.
    pub cleaned: &'static str,
    /// Explains the original.
    pub original_note: fn(&str) -> String,
    /// Leads to where the article was published.
    pub published_at: fn(&str) -> String,
    /// Shows the citation.
    pub cite: &'static str,
    /// Copies the citation.
    pub copy: &'static str,
    /// The citation was copied.
    pub copied: &'static str,
    /// Before the alternative text of a picture that is a link.
    pub image: fn(&str) -> String,
    /// A link to something that is not in the archive.
    pub not_here: &'static str,
    /// The reference to a note, by its number.
    pub note: fn(&str) -> String,
    /// The way from a note to its reference.
    pub back_to_text: fn(&str) -> String,
    /// A task that is to be done, and one that is done.
    pub tasks: [&'static str; 2],
    /// The title of a callout that has none.
    pub callout: fn(&str) -> &str,
    /// Names a table that scrolls sideways.
    pub table: &'static str,

    /// No article in the archive.
    pub empty_title: &'static str,
    /// What to do about it.
    pub empty_text: &'static str,
    /// Nothing was found.
    pub none_title: &'static str,
    /// Above the ways out.
    pub none_text: &'static str,
    /// Searches without one word.
    pub without_word: fn(&str) -> String,
    /// Corrects mistyped words again.
    pub with_corrections: &'static str,
    /// Searches the words of a phrase each on its own.
    pub without_quotes: &'static str,
    /// Searches the same words without a filter.
    pub without_filter: fn(&str) -> String,
    /// Searches the same words without filters.
    pub without_filters: &'static str,
    /// Shows all articles.
    pub everything: &'static str,
    /// Where nothing else helps: a hint on spelling.
    pub none_hint: &'static str,
    /// Heads each kind of failure.
    pub failure: fn(&Error) -> Failure,
    /// The evidence of a tag could not be shown.
    pub evidence_failed: &'static str,
    /// The original could not be shown.
    pub original_failed: &'static str,
    /// Tries again.
    pub retry: &'static str,

    /// Names the choice of language.
    pub interface_language: &'static str,
    /// Names the choice of colours.
    pub theme: &'static str,
    /// Automatic, light, dark.
    pub themes: [&'static str; 3],
    /// Names the choice of shortcuts.
    pub shortcuts: &'static str,
    /// Turns the shortcuts on.
    pub use_shortcuts: &'static str,
    /// What each key does.
    pub keys: [(&'static str, &'static str); 8],
    /// Says that the shortcuts are off.
    pub shortcuts_off: &'static str,
    /// Heads the explanation of the query language.
    pub query_help: &'static str,
    /// What can be typed and what it means.
    pub query_rows: [(&'static str, &'static str); 14],
    /// Says that the examples can be tried.
    pub try_it: &'static str,
    /// Explains stated and suggested tags.
    pub tags_help: &'static str,
    /// Heads it.
    pub tags_help_title: &'static str,

    /// Dates in this language.
    pub dates: Dates,
}

/// The names of the facts about an article.
#[derive(Debug)]
pub struct Facts {
    /// Publication.
    pub date: &'static str,
    /// Dateline.
    pub place: &'static str,
    /// Publisher or agency.
    pub source: &'static str,
    /// People.
    pub author: &'static str,
    /// Of the text.
    pub language: &'static str,
    /// Headline.
    pub title: &'static str,
    /// How many headings were found in the text.
    pub headings: &'static str,
    /// How many captions were.
    pub captions: &'static str,
    /// In minutes.
    pub reading_time: &'static str,
    /// Licence.
    pub licence: &'static str,
}

/// What a failure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub title: &'static str,
    /// What it means and what to do.
    pub text: &'static str,
    /// The file and the reason, for whoever can mend it.
    pub detail: String,
}

/// How a language writes dates.
#[derive(Debug)]
pub struct Dates {
    /// Day, month, year.
    pub day: fn(u8, u8, i32) -> String,
    /// Month, year.
    pub month: fn(u8, i32) -> String,
    /// Day and month without a year.
    pub day_of_year: fn(u8, u8) -> String,
    /// A month without a year.
    pub month_of_year: fn(u8) -> String,
    /// Behind a date without a year.
    pub year_unknown: &'static str,
    /// Behind a date that was inferred and may be wrong.
    pub date_uncertain: &'static str,
    /// Behind a date that is uncertain.
    pub uncertain: &'static str,
    /// Before a date that is approximate.
    pub about: &'static str,
    /// Where the date is unknown.
    pub unknown: &'static str,
    /// The same within a sentence.
    pub unknown_within: &'static str,
}

/// Joins pieces of a text: what `format!` does, in fewer bytes.
pub(super) fn join(parts: &[&str]) -> String {
    parts.concat()
}
