//! From a folder to the files in it that are articles.
//!
//! Order and content of what comes out depend on the files alone, never on the machine: paths are
//! sorted, compared in NFC and written with `/`. `kinds` knows by its name what is no article or is held back, what `site` has is noted on the way, `patterns`
//! what the keeper wants in or out, `decode` the characters of a file. What a text means is decided elsewhere.
//!
//! Nothing outside of the folder gets in: a link is followed only to a file inside that is not hidden or held back itself.

mod decode;
mod held_names;
mod kinds;
mod patterns;
mod ways;

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

pub(super) use decode::decode;
pub(super) use patterns::Patterns;
pub(super) use ways::picture_stays_out;
use ways::{let_in, on_the_way, written};

use super::clock::Moment;
use super::report::{LeftOut, Problem, Reason};
use super::site_settings::{Look, SiteSettings};

/// A file that holds an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Relative to the folder, with `/`, in NFC.
    pub(super) path: String,
    /// Where it is.
    pub(super) file: PathBuf,
    /// How its text is written.
    pub(super) format: Format,
    /// The path of the file that it is a link to.
    pub(super) leads_to: Option<String>,
}

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `.txt`
    Plain,
    /// `.md`, `.markdown`
    Markdown,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The articles, sorted by path.
    pub(super) found: Vec<Found>,
    /// What stays out, sorted by path.
    pub(super) left_out: Vec<LeftOut>,
    /// What files say of others.
    pub(super) site: SiteSettings,
}

/// Whether a file can be an article, by its name.
pub(super) fn is_article(name: &str) -> bool {
    kinds::format(name).is_some()
}

/// All articles below `folder`. The folder `out` is passed over. What cannot be looked into is a problem, not the end.
pub(super) fn walk(
    folder: &Path,
    out: &Path,
    patterns: &Patterns,
    moment: Moment,
    problems: &mut Vec<Problem>,
) -> Walked {
    let mut walk = Walk {
        root: fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf()),
        out: fs::canonicalize(out).ok(),
        patterns,
        moment,
        walked: Walked::default(),
        problems,
    };
    let mut folders = vec![Folder {
        file: folder.to_path_buf(),
        prefix: String::new(),
        held: vec![],
    }];
    while let Some(folder) = folders.pop() {
        walk.folder(&folder, &mut folders);
    }
    let mut walked = walk.walked;
    walked.found.sort_by(|a, b| (&a.path, &a.file).cmp(&(&b.path, &b.file)));
    walked.found.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            let message = "another file has the same name, written with other Unicode characters: rename one of them";
            problems.push(Problem::skipped(&later.path, None, message));
        }
        same
    });
    walked.left_out.sort();
    walked
}

struct Walk<'a> {
    root: PathBuf,
    out: Option<PathBuf>,
    patterns: &'a Patterns,
    moment: Moment,
    walked: Walked,
    problems: &'a mut Vec<Problem>,
}

/// A folder that is to be looked into.
struct Folder {
    file: PathBuf,
    /// Its path from the root, with a `/` behind it.
    prefix: String,
    /// Names on the way here because of which it would stay out, had the keeper not asked for something in it.
    held: Vec<(String, Reason)>,
}

/// An entry of a folder.
struct Entry {
    name: String,
    /// Relative to the root.
    path: String,
    file: PathBuf,
    is_folder: bool,
    is_link: bool,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Folder, folders: &mut Vec<Folder>) {
        let prefix = &folder.prefix;
        let listed = match fs::read_dir(&folder.file) {
            Ok(listed) => listed,
            Err(error) => {
                let message = format!("this folder cannot be read ({error}): check its permissions");
                self.problems
                    .push(Problem::skipped(prefix.trim_end_matches('/'), None, message));
                return;
            }
        };
        let entries: Vec<Entry> = listed
            .flatten()
            .map(|entry| {
                let name: String = entry.file_name().to_string_lossy().nfc().collect();
                let file = entry.path();
                Entry {
                    path: format!("{prefix}{name}"),
                    is_folder: file.is_dir(),
                    is_link: entry.file_type().is_ok_and(|kind| kind.is_symlink()),
                    name,
                    file,
                }
            })
            .collect();
        let mut siblings = kinds::Siblings::of(entries.iter().map(|entry| entry.name.as_str()));
        let settings = entries
            .iter()
            .find(|entry| ["_config.yml", "_config.yaml"].contains(&entry.name.as_str()));
        if let Some(text) = settings.and_then(|entry| fs::read_to_string(&entry.file).ok()) {
            siblings.read_settings(&text);
        }
        self.look(folder, &entries);
        for entry in entries {
            if entry.is_folder && self.out.is_some() && fs::canonicalize(&entry.file).ok() == self.out {
                continue;
            }
            match self.held(&entry, &siblings, &folder.held) {
                Err(reason) => self.leave_out(entry.path, entry.is_folder, reason),
                Ok(held) if entry.is_folder => folders.push(Folder {
                    file: entry.file,
                    prefix: format!("{}/", entry.path),
                    held,
                }),
                Ok(_) => self.file(entry),
            }
        }
    }

    /// What the files here say of others. Where they are links, nobody reads more for what they lead to.
    fn look(&mut self, folder: &Folder, entries: &[Entry]) {
        let files = entries.iter().filter(|entry| !entry.is_folder);
        let files = files.map(|entry| (entry.name.as_str(), entry.file.as_path()));
        let whole = self.root.join(&folder.prefix);
        let name: String = whole.file_name().unwrap_or_default().to_string_lossy().nfc().collect();
        let has_folders = entries.iter().any(|entry| entry.is_folder);
        let look = Look::new(&folder.file, &folder.prefix, &name, files, has_folders, self.moment);
        self.walked.site.look(&look, self.problems);
    }

    fn file(&mut self, entry: Entry) {
        let target = || fs::canonicalize(&entry.file).ok();
        match kinds::format(&entry.name) {
            Some(format) => self.walked.found.push(Found {
                leads_to: entry
                    .is_link
                    .then(target)
                    .flatten()
                    .and_then(|target| Some(written(target.strip_prefix(&self.root).ok()?))),
                path: entry.path,
                file: entry.file,
                format,
            }),
            None if kinds::is_of_the_archive(&entry.path) || kinds::is_picture(&entry.name) => {}
            None => self.leave_out(entry.path, false, Reason::OtherFormat),
        }
    }

    /// The names because of which an entry would stay out, where the keeper wants it in all the same.
    ///
    /// # Errors
    /// Why it stays out.
    fn held(
        &self,
        entry: &Entry,
        siblings: &kinds::Siblings,
        held: &[(String, Reason)],
    ) -> Result<Vec<(String, Reason)>, Reason> {
        let Entry { name, path, .. } = entry;
        if entry.is_link {
            self.follow(entry)?;
        } else if !entry.is_folder && !fs::metadata(&entry.file).is_ok_and(|data| data.is_file()) {
            return Err(Reason::NoFile);
        }
        if self.patterns.excludes(path, entry.is_folder) {
            return Err(Reason::Excluded);
        }
        let by_name = if entry.is_folder {
            kinds::reason_of_folder(name, siblings)
        } else {
            kinds::reason_of_file(name, siblings)
        };
        let mut held = held.to_vec();
        held.extend(by_name.map(|reason| (name.clone(), reason)));
        self.let_in(path, entry.is_folder, &held)?;
        Ok(held)
    }

    /// The keeper wants in what these names would keep out.
    fn let_in(&self, path: &str, is_folder: bool, held: &[(String, Reason)]) -> Result<(), Reason> {
        let_in(path, is_folder, held, self.patterns)
    }

    /// A link is followed to a file of the folder that could be published under its own name.
    fn follow(&self, link: &Entry) -> Result<(), Reason> {
        let target = fs::canonicalize(&link.file).map_err(|_| Reason::NoFile)?;
        let inside = target.strip_prefix(&self.root).map_err(|_| Reason::LeadsOut)?;
        if link.is_folder {
            // A linked folder could lead back here, and what it holds is found where it is.
            return Err(Reason::LinkedFolder);
        }
        if !target.is_file() {
            return Err(Reason::NoFile);
        }
        let path = written(inside);
        let held = on_the_way(&path, self.patterns)?;
        self.let_in(&path, false, &held)
    }

    fn leave_out(&mut self, path: String, is_folder: bool, reason: Reason) {
        let path = if is_folder { format!("{path}/") } else { path };
        self.walked.left_out.push(LeftOut::new(path, reason));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(paths: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for path in paths {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
            fs::write(file, "text").expect("a file");
        }
        folder
    }

    fn walked(folder: &Path, include: &[&str], exclude: &[&str]) -> (Vec<String>, Vec<(String, Reason)>) {
        let patterns = Patterns::new(include, exclude).expect("patterns");
        let mut problems = vec![];
        let walked = walk(
            folder,
            &folder.join("out"),
            &patterns,
            Moment::from_seconds(0),
            &mut problems,
        );
        assert_eq!(problems, []);
        (
            walked.found.into_iter().map(|found| found.path).collect(),
            walked.left_out.into_iter().map(|out| (out.path, out.reason)).collect(),
        )
    }

    #[test]
    fn articles_are_found_at_any_depth_in_one_order() {
        let folder = folder_of(&[
            "z.txt",
            "b/c/d.md",
            "b/a.TXT",
            "README.md",
            ".hidden.txt",
            "b/picture.jpg",
            "archive.toml",
            "out/x.md",
            "_drafts/x.md",
            "paper.pdf",
        ]);
        let (found, left_out) = walked(folder.path(), &[], &[]);
        assert_eq!(found, ["b/a.TXT", "b/c/d.md", "z.txt"]);
        let expected = [
            (".hidden.txt", Reason::Hidden),
            ("README.md", Reason::NoArticle),
            ("_drafts/", Reason::DraftFolder),
            ("paper.pdf", Reason::OtherFormat),
        ];
        assert_eq!(left_out, expected.map(|(path, reason)| (path.to_owned(), reason)));
    }

    #[test]
    fn the_keeper_wants_in_and_out() {
        let folder = folder_of(&[
            "README.md",
            "_drafts/no.md",
            "_drafts/in/x.md",
            ".notes/y.md",
            "old/z.md",
            "a.md",
        ]);
        let (found, left_out) = walked(folder.path(), &["README.md", "_drafts/in/*.md", "**/*.md"], &["old/"]);
        assert_eq!(
            found,
            ["README.md", "_drafts/in/x.md", "a.md"],
            "a star brings in nothing hidden"
        );
        assert!(
            left_out.contains(&("_drafts/no.md".to_owned(), Reason::DraftFolder)),
            "{left_out:?}"
        );
        let (found, _) = walked(folder.path(), &[".notes"], &["[ab].md"]);
        assert_eq!(found, [".notes/y.md", "old/z.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder_or_to_what_is_hidden() {
        use std::os::unix::fs::symlink;
        let outside = folder_of(&["secret.md", "more/secret.md"]);
        let folder = folder_of(&["a.md", ".hidden.md", "_drafts/d.md", "notes.data"]);
        let link = |to: &Path, name: &str| symlink(to, folder.path().join(name)).expect("a link");
        link(&outside.path().join("secret.md"), "s.md");
        link(&outside.path().join("more"), "more");
        link(Path::new(".hidden.md"), "h.md");
        link(Path::new("_drafts/d.md"), "d.md");
        link(Path::new("gone.md"), "g.md");
        link(Path::new("notes.data"), "n.md");
        link(folder.path(), "again");
        let (found, left_out) = walked(folder.path(), &[], &[]);
        assert_eq!(found, ["a.md", "n.md"]);
        let of = |path: &str| left_out.iter().find(|(out, _)| out == path).map(|(_, reason)| *reason);
        assert_eq!(of("s.md"), Some(Reason::LeadsOut));
        assert_eq!(of("more/"), Some(Reason::LeadsOut));
        assert_eq!(of("h.md"), Some(Reason::Hidden));
        assert_eq!(of("d.md"), Some(Reason::DraftFolder));
        assert_eq!(of("g.md"), Some(Reason::NoFile));
        assert_eq!(of("again/"), Some(Reason::LinkedFolder));
    }

    #[cfg(unix)]
    #[test]
    fn a_named_pipe_is_passed_over() {
        let folder = folder_of(&["a.md"]);
        let pipe = folder.path().join("pipe.md");
        let made = std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo");
        assert!(made.success());
        let (found, left_out) = walked(folder.path(), &[], &[]);
        assert_eq!(found, ["a.md"]);
        assert_eq!(left_out, [("pipe.md".to_owned(), Reason::NoFile)]);
    }
}
