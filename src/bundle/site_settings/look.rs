//! Looks through the files of a folder for those that say something of others.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use super::{Only, Rule, Says, SiteSettings, configs, data, may_hold_back, pages, programs};
use crate::bundle::clock::Moment;
use crate::bundle::fields::{self, Entry};
use crate::bundle::files;
use crate::bundle::report::Problem;

/// Settings are no larger than this; what is larger is data of another kind.
const MOST_BYTES: u64 = 1 << 20;

/// A folder that is looked through.
pub(in crate::bundle) struct Look<'a> {
    /// Where it is.
    folder: &'a Path,
    /// Its path from the root, with a `/` behind it.
    pub(super) prefix: &'a str,
    /// What it is called.
    pub(super) name: &'a str,
    /// The names of its files, and where they are.
    pub(super) files: BTreeMap<&'a str, &'a Path>,
    /// The names of those that are articles, without their extensions.
    pub(super) articles: HashSet<&'a str>,
    /// There are folders in it.
    pub(super) has_folders: bool,
    /// That of the build.
    pub(super) moment: Moment,
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

impl<'a> Look<'a> {
    /// A folder, its path from the root (with a `/` behind it), its name, the names of its files and where they are, whether
    /// there are folders in it, and the moment of the build.
    pub(in crate::bundle) fn new(
        folder: &'a Path,
        prefix: &'a str,
        name: &'a str,
        files: impl Iterator<Item = (&'a str, &'a Path)>,
        has_folders: bool,
        moment: Moment,
    ) -> Self {
        let files: BTreeMap<&str, &Path> = files.collect();
        let articles = files.keys().filter(|name| files::is_article(name));
        let articles = articles.filter_map(|name| Some(name.rsplit_once('.')?.0)).collect();
        Self {
            folder,
            prefix,
            name,
            files,
            articles,
            has_folders,
            moment,
        }
    }

    /// The text of a file at a path from this folder on.
    pub(super) fn text(&self, name: &str) -> Read {
        match self.files.get(name) {
            Some(file) => read(file, MOST_BYTES),
            None if name.contains('/') && self.has_folders => read(&self.folder.join(name), MOST_BYTES),
            None => Read::Nothing,
        }
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

impl SiteSettings {
    /// Notes what the files of a folder say of others.
    pub(in crate::bundle) fn look(&mut self, look: &Look<'_>, problems: &mut Vec<Problem>) {
        if look.prefix.is_empty() {
            look.name.clone_into(&mut self.root);
        }
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
