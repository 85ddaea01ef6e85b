//! Looks through the files of a folder for those that say something of others.

use std::fs;
use std::path::Path;

use super::{Only, Rule, Says, Site, configs, data, may_hold_back, pages, programs};
use crate::bundle::fields::{self, Entry};
use crate::bundle::files;
use crate::bundle::report::Problem;

/// Settings are no larger than this; what is larger is data of another kind.
const MOST_BYTES: u64 = 1 << 20;

/// A folder that is looked through.
pub(in crate::bundle) struct Look<'a> {
    /// Where it is.
    pub(in crate::bundle) folder: &'a Path,
    /// Its path from the root, with a `/` behind it.
    pub(in crate::bundle) prefix: &'a str,
    /// What it is called.
    pub(in crate::bundle) name: &'a str,
    /// The names of its files, and where they are.
    pub(in crate::bundle) files: &'a [(&'a str, &'a Path)],
    /// There are folders in it.
    pub(in crate::bundle) has_folders: bool,
}

/// What is in a file.
pub(super) enum Read {
    /// Its text.
    Text(String),
    /// It is there, and its text is not to be had: why.
    Refused(String),
    /// There is no such file, or it is too large for one of settings.
    Nothing,
}

impl Look<'_> {
    /// The text of a file at a path from this folder on.
    pub(super) fn text(&self, name: &str) -> Read {
        let known = self.files.iter().find(|(known, _)| *known == name);
        read(known.map_or(&self.folder.join(name), |(_, file)| file), MOST_BYTES)
    }

    /// Whether there is an article, or another page, of this name without its extension.
    pub(super) fn has_article(&self, stem: &str) -> bool {
        let mut names = self.files.iter().filter(|(name, _)| files::is_article(name));
        names.any(|(name, _)| name.rsplit_once('.').is_some_and(|(first, _)| first == stem))
    }

    /// What this folder's file is called from the root on.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// The text of a file of at most so many bytes. A pipe is not waited for.
pub(super) fn read(file: &Path, most: u64) -> Read {
    match fs::metadata(file) {
        Ok(about) if about.is_file() && about.len() <= most => {}
        _ => return Read::Nothing,
    }
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Read::Refused(format!("{error}: check its permissions")),
    };
    match files::decode(&bytes) {
        Ok(text) => Read::Text(text),
        Err((_, message)) => Read::Refused(message),
    }
}

impl Site {
    /// Notes what the files of a folder say of others.
    pub(in crate::bundle) fn look(&mut self, look: &Look<'_>, problems: &mut Vec<Problem>) {
        pages::look(self, look);
        data::look(self, look, problems);
        configs::look(self, look, problems);
        programs::look(self, look);
    }

    /// Notes that a file of settings cannot be read, and so holds back what it could be about if it seems to hold back at all.
    pub(super) fn unreadable(
        &mut self,
        about: About<'_>,
        by: String,
        (line, why): (Option<usize>, &str),
        text: Option<&str>,
        problems: &mut Vec<Problem>,
    ) {
        let holds = text.is_none_or(may_hold_back);
        let held = if holds {
            "; it may hold something back, so what it could be about stays out: mend it, or move it away"
        } else {
            ""
        };
        let message = format!("these settings cannot be read ({why}){held}");
        problems.push(Problem::warning(&by, line, message));
        if holds {
            self.add(about, by, Only::All, Says::Unreadable);
        }
    }

    pub(super) fn add(&mut self, about: About<'_>, by: String, only: Only, says: Says) {
        let rule = Rule { by, only, says };
        match about {
            About::Below(folder) => self.below(folder, rule),
            About::Beside(stem) => self.beside(stem, rule),
        }
    }
}

/// What a file is about.
#[derive(Clone, Copy)]
pub(super) enum About<'a> {
    /// All below a folder.
    Below(&'a str),
    /// The article with this path, but for its extension.
    Beside(&'a str),
}

/// Fields in the notation that the name of a file says: `None` where it holds none, but a list for example.
pub(super) fn fields_of(name: &str, text: &str) -> Option<Result<Vec<Entry>, (usize, String)>> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let read = match extension.to_ascii_lowercase().as_str() {
        "json" => fields::json(text, 1).map(|(entries, _)| entries),
        "toml" => fields::toml(text, 1),
        _ => fields::yaml(text, 1),
    };
    match read {
        Err((_, message)) if fields::is_other_shape(&message) => None,
        read => Some(read),
    }
}
