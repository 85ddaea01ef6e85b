//! What an article has that could not come along: pictures, links, footnotes.

use std::fmt;

use super::report::Problem;

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LossKind {
    /// A picture that is not in the folder, or cannot be used.
    Picture,
    /// A link whose target is not in the archive.
    Link,
    /// A reference to a footnote that is not there.
    Footnote,
}

impl fmt::Display for LossKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LossKind::Picture => "picture",
            LossKind::Link => "link",
            LossKind::Footnote => "footnote",
        })
    }
}

/// Something that an article refers to and that is not in the bundle. The article is in it all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub(super) kind: LossKind,
    /// What the file calls it.
    pub(super) what: String,
    /// Why it is missing, and what to do.
    pub(super) why: String,
}

impl Missed {
    pub(super) fn new(kind: LossKind, what: &str, why: impl Into<String>) -> Self {
        /// A picture within the text can be as long as a book.
        const LONGEST: usize = 120;
        let what = match what.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}…", &what[..cut]),
            None => what.to_owned(),
        };
        Self {
            kind,
            what,
            why: why.into(),
        }
    }

    /// For the report, with the line where its paragraph begins; 0 is none.
    pub(super) fn at(self, path: &str, line: usize) -> Problem {
        let Self { kind, what, why } = self;
        Problem::lost(path, (line > 0).then_some(line), format!("{kind} `{what}`: {why}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_reads_like_a_compiler_message() {
        let missed = Missed::new(LossKind::Link, "../b.md", "there is no such article");
        assert_eq!(
            missed.clone().at("a.md", 3).to_string(),
            "a.md:3: link `../b.md`: there is no such article"
        );
        assert_eq!(missed.at("a.md", 0).line, None);
        assert!(Missed::new(LossKind::Picture, &"đ".repeat(999), "").what.len() < 300);
    }
}
