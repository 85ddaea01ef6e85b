//! What the bundler promises about its runs: the same bytes, all or nothing, and nothing lost to a broken file.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use article_explorer::article::json::{self, FromJson};
use article_explorer::article::{FeedPage, Manifest};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, content: &[u8]) {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, content).expect("a file");
    }

    /// Every file below the folder with its content.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)
                .expect("a folder")
                .map(|entry| entry.expect("an entry").path())
            {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.strip_prefix(self.path()).expect("below the folder").to_path_buf();
                    files.insert(name, fs::read(&entry).expect("a file"));
                }
            }
        }
        files
    }

    fn json<T: FromJson>(&self, path: &str) -> T {
        json::read(&fs::read(self.path().join(path)).expect("the file is there")).expect("JSON of this shape")
    }
}

fn explorer(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_article-explorer"))
        .args(arguments)
        .output()
        .expect("the command line runs")
}

fn bundle(folder: &Folder, out: &Folder, more: &[&str]) -> Output {
    let (from, to) = (folder.path().to_string_lossy(), out.path().to_string_lossy());
    explorer(&[&["bundle", &from, "--out", &to], more].concat())
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const GOOD: (&str, &[u8]) = ("good.txt", "Một tiêu đề\n\nBài viết về Việt Nam.".as_bytes());
const BROKEN: (&str, &[u8]) = ("deep/er/foo.md", b"---\ntitle: One: two\n---\nText.\n");

#[test]
fn the_same_files_give_the_same_bytes() {
    let files: [(&str, &[u8]); 4] = [
        GOOD,
        ("b/two.md", b"# Two\n\nText."),
        ("a/one.md", b"# One\n\nText."),
        ("c.txt", b"# One"),
    ];
    let [first, second] = [Folder::new(&[]), Folder::new(&[])];
    assert!(bundle(&Folder::new(&files), &first, &[]).status.success());
    let mut reversed = files;
    reversed.reverse();
    let again = Folder::new(&reversed);
    assert!(bundle(&again, &second, &[]).status.success());
    assert_eq!(first.files(), second.files());
    assert!(
        bundle(&again, &second, &[]).status.success(),
        "bundling again over the same bundle"
    );
    assert_eq!(first.files(), second.files());
}

#[test]
fn the_folder_is_named_after_its_content() {
    let [articles, out] = [Folder::new(&[GOOD]), Folder::new(&[("index.html", b"somebody else's")])];
    assert!(bundle(&articles, &out, &[]).status.success());
    let before = out.json::<Manifest>("manifest.json").generation;
    articles.write("good.txt", "Một tiêu đề\n\nBài viết về Hà Nội.".as_bytes());
    assert!(bundle(&articles, &out, &[]).status.success());
    let after = out.json::<Manifest>("manifest.json").generation;
    assert_ne!(before, after);
    let files: Vec<String> = out
        .files()
        .into_keys()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    assert!(
        files.iter().all(|path| !path.contains(&before)),
        "the old generation is gone: {files:?}"
    );
    assert!(
        files.contains(&"index.html".to_owned()),
        "files of others stay: {files:?}"
    );
}

#[test]
fn a_broken_file_is_named_with_its_line_and_costs_no_other_one() {
    let latin1: (&str, &[u8]) = ("latin1.txt", b"Title\n\nCaf\xe9.");
    let [articles, out] = [
        Folder::new(&[GOOD, BROKEN, latin1, ("empty.txt", b" \n")]),
        Folder::new(&[]),
    ];
    let output = bundle(&articles, &out, &[]);
    assert!(output.status.success());
    let messages = stderr(&output);
    let at = |path: &str| articles.path().join(path).display().to_string();
    for beginning in [
        format!("{}:2: ", at("deep/er/foo.md")),
        format!("{}:3: ", at("latin1.txt")),
        format!("{}: ", at("empty.txt")),
    ] {
        assert!(
            messages.lines().any(|line| line.starts_with(&beginning)),
            "{beginning} in {messages}"
        );
    }
    assert!(
        messages.contains("put quotes around") && messages.contains("save it as UTF-8"),
        "{messages}"
    );
    assert_eq!(out.json::<Manifest>("manifest.json").articles, 1);
    assert!(String::from_utf8_lossy(&output.stdout).contains("1, 3 skipped"));
}

#[test]
fn a_failed_run_leaves_the_last_good_bundle() {
    let [articles, out] = [Folder::new(&[GOOD]), Folder::new(&[])];
    assert!(bundle(&articles, &out, &[]).status.success());
    let good = out.files();
    articles.write(BROKEN.0, BROKEN.1);
    let strict = bundle(&articles, &out, &["--strict"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(stderr(&strict).contains("--strict"), "{}", stderr(&strict));
    assert_eq!(out.files(), good);
    articles.write("archive.toml", b"title = \n");
    let untitled = bundle(&articles, &out, &[]);
    assert_eq!(untitled.status.code(), Some(1));
    assert!(
        stderr(&untitled).contains(&format!("{}:1: ", articles.path().join("archive.toml").display())),
        "{}",
        stderr(&untitled)
    );
    assert_eq!(out.files(), good);
    let nothing = bundle(&Folder::new(&[]), &out, &[]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(
        stderr(&nothing).contains("put .txt or .md files there"),
        "{}",
        stderr(&nothing)
    );
    assert_eq!(out.files(), good);
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let out = Folder::new(&[
        (".writing-x/g-0123456789abcdef/page-0.json", b"{"),
        ("g-0123456789abcdef/page-0.json", b"{}"),
    ]);
    assert!(bundle(&Folder::new(&[GOOD]), &out, &[]).status.success());
    let generation = out.json::<Manifest>("manifest.json").generation;
    let folder = format!("g-{generation}");
    assert!(
        out.files()
            .into_keys()
            .all(|path| path.parent() == Some(Path::new("")) || path.starts_with(&folder))
    );
}

#[test]
fn strict_is_content_with_articles_without_problems() {
    assert!(
        bundle(&Folder::new(&[GOOD]), &Folder::new(&[]), &["--strict"])
            .status
            .success()
    );
}

#[test]
fn long_archives_are_chained_page_by_page() {
    let texts: Vec<(String, String)> = (1..=120)
        .map(|day| {
            (
                format!("{day:03}.md"),
                format!("---\ndate: {}\n---\n# Day {day}\n\nText.", 1900 + day),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let out = Folder::new(&[]);
    assert!(bundle(&Folder::new(&files), &out, &[]).status.success());
    let mut path = "feed.json".to_owned();
    let mut titles = vec![];
    let mut lengths = vec![];
    loop {
        let page: FeedPage = out.json(&path);
        lengths.push(page.items.len());
        titles.extend(page.items.into_iter().map(|article| article.title));
        let Some(next) = page.next_url else { break };
        path = Path::new(&path)
            .parent()
            .expect("a folder")
            .join(next)
            .to_string_lossy()
            .into_owned();
    }
    assert_eq!(lengths, [50, 70], "the newest 50, then whole pages");
    assert_eq!(
        titles,
        (1..=120).rev().map(|day| format!("Day {day}")).collect::<Vec<_>>()
    );
}

#[test]
fn equal_titles_have_different_slugs_that_stay() {
    let out = Folder::new(&[]);
    let same: [(&str, &[u8]); 3] = [
        ("a.md", b"# Same\n\nA."),
        ("b.md", b"# Same\n\nB."),
        ("c.md", b"---\nslug: same\n---\n# Other\n\nC."),
    ];
    assert!(bundle(&Folder::new(&same), &out, &[]).status.success());
    let feed: FeedPage = out.json("feed.json");
    let slug = |path: &str| {
        feed.items
            .iter()
            .find(|article| article.explorer.path == path)
            .map(|article| article.id.as_str())
    };
    assert_eq!(
        [slug("a.md"), slug("b.md"), slug("c.md")],
        [Some("same-a"), Some("same-b"), Some("same")]
    );
}

#[test]
fn search_prints_one_object_for_programs_and_lines_for_people() {
    let [articles, out] = [Folder::new(&[GOOD, ("b.md", b"# Other\n\nNothing.")]), Folder::new(&[])];
    assert!(bundle(&articles, &out, &[]).status.success());
    let dir = out.path().to_string_lossy();
    let output = explorer(&["search", &dir, "viet nam", "--json", "--limit", "1"]);
    assert!(output.status.success());
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    assert_eq!(
        (answer["query"].as_str(), answer["total"].as_u64()),
        (Some("viet nam"), Some(1))
    );
    let hit = &answer["hits"][0];
    assert_eq!(
        (hit["path"].as_str(), hit["slug"].as_str()),
        (Some("good.txt"), Some("mot-tieu-de"))
    );
    assert_eq!(hit["title"].as_str(), Some("Một tiêu đề"));
    assert!(hit["score"].as_f64().is_some_and(|score| score > 0.0));
    assert!(
        hit["snippet"]
            .as_str()
            .is_some_and(|snippet| snippet.contains("Việt Nam"))
    );
    let people = explorer(&["search", &dir, "viet nam"]);
    assert!(String::from_utf8_lossy(&people.stdout).starts_with("1. Một tiêu đề (good.txt)\n"));
}

#[test]
fn exit_codes_tell_failure_from_nonsense() {
    let nowhere = explorer(&["search", "/nowhere", "x"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(stderr(&nowhere).contains("manifest.json"), "{}", stderr(&nowhere));
    assert_eq!(
        explorer(&["bundle", "/nowhere", "--out", "/nowhere/out"]).status.code(),
        Some(1)
    );
    let articles = Folder::new(&[GOOD]);
    let inside = bundle(&articles, &articles, &[]);
    assert_eq!(
        inside.status.code(),
        Some(1),
        "the bundle would be bundled the next time"
    );
    for nonsense in [&["bundle"][..], &["search", "x"], &["sing"], &[]] {
        assert_eq!(explorer(nonsense).status.code(), Some(2), "{nonsense:?}");
    }
    let help = explorer(&["--help"]);
    assert!(
        help.status.success() && String::from_utf8_lossy(&help.stdout).contains("article-explorer bundle seeds --out")
    );
}
