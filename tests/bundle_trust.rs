//! What the bundler promises to keepers: what they hold back is in no byte of a bundle, what they state is read as they meant it,
//! and the account of a run says what became of each file.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use article_explorer::article::{Article, FeedPage, Group, json};
use flate2::read::MultiGzDecoder;
use tempfile::TempDir;

/// 2025-06-15T15:06:40Z
const NOW: &str = "1750000000";

/// A folder and the bundle made of it.
struct Run {
    folder: TempDir,
    out: TempDir,
    output: Output,
}

fn run(files: &[(&str, &str)]) -> Run {
    let [folder, out] = [0; 2].map(|_| tempfile::tempdir().expect("a folder"));
    let mut run = Run {
        output: bundle(folder.path(), out.path(), &[]),
        folder,
        out,
    };
    run.again(files);
    run
}

fn bundle(folder: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_article-explorer"))
        .env("SOURCE_DATE_EPOCH", NOW)
        .arg("bundle")
        .arg(folder)
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .expect("the command line runs")
}

impl Run {
    /// Adds files and bundles once more.
    fn again(&mut self, files: &[(&str, &str)]) {
        for (path, text) in files {
            let file = self.folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
            fs::write(file, text).expect("a file");
        }
        self.output = bundle(self.folder.path(), self.out.path(), &[]);
    }

    fn articles(&self) -> Vec<Article> {
        let feed = fs::read(self.out.path().join("feed.json")).expect("a feed");
        json::read::<FeedPage>(&feed).expect("a page").items
    }

    fn article(&self, path: &str) -> Article {
        let mut articles = self.articles().into_iter();
        articles.find(|article| article.explorer.path == path).expect(path)
    }

    fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self
            .articles()
            .into_iter()
            .map(|article| article.explorer.path)
            .collect();
        paths.sort();
        paths
    }

    /// Everything that is published, with packed files unpacked.
    fn bytes(&self) -> String {
        let mut all = String::new();
        let mut folders = vec![self.out.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = fs::read(&path).expect("a file");
                all.push_str(&String::from_utf8_lossy(&bytes));
                let mut unpacked = vec![];
                if MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).is_ok() {
                    all.push_str(&String::from_utf8_lossy(&unpacked));
                }
            }
        }
        all
    }

    fn said(&self) -> String {
        let [out, error] = [&self.output.stdout, &self.output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        format!("{out}{error}")
    }
}

const OPEN: (&str, &str) = ("open.md", "# Open\n\nEverybody reads this.\n");

#[test]
fn what_is_held_back_is_in_no_byte() {
    let held = [
        ("a.md", "---\npublished: false\n---\nxylophone\n"),
        (
            "b.md",
            "\u{feff}\n\n<!-- c -->\n----\nStatus: Private\n----\nxylophone\n",
        ),
        ("c.md", "{\n\"draft\": true\n}\nxylophone\n"),
        ("d.txt", "Title: D\nStatus: draft\n\nxylophone\n"),
        ("e.md", "+++\npublishDate = 2025-06-16\n+++\nxylophone\n"),
        ("f.md", "---\nexpiryDate: 2025-06-14\n---\nxylophone\n"),
        ("g.md", "---\ndraft: maybe\n---\nxylophone\n"),
        ("h.md", "---\n\tdraft: true\n title: 'x\n---\nxylophone\n"),
        ("i.md", "A line\n---\ntitle: x\nprivate: yes\n---\nxylophone\n"),
        ("_drafts/j.md", "xylophone\n"),
        ("Private/k.md", "xylophone\n"),
        (".trash/l.md", "xylophone\n"),
        ("m.draft.md", "xylophone\n"),
        (
            "n.md",
            "---\ntitle: N\nsummary: One <!-- xylophone --> two\n# xylophone\n---\nText %%xylophone%% <!-- xylophone --> {% comment %}xylophone{% endcomment %} goes on.\n",
        ),
        ("o.md", "---\ntitle: O\n---\nText. <!-- never closed xylophone\n"),
    ];
    let run = run(&[&held[..], &[OPEN]].concat());
    assert!(run.output.status.success(), "{}", run.said());
    assert_eq!(run.paths(), ["n.md", "o.md", "open.md"]);
    assert!(!run.bytes().contains("xylophone"));
    assert_eq!(run.article("n.md").summary.as_deref(), Some("One two"));
    let said = run.said();
    for part in [
        "g.md:2: held back",
        "h.md:",
        "i.md:2: this looks like front matter",
        "e.md: held back, since `publishDate: 2025-06-16` is in the future of this build (2025-06-15)",
        "o.md:4: a comment begins here and is never closed",
        "left out   10: 5 held back by what they state, 3 in folders for what is held back, 1 to be published later, 1 expired",
        "articles   3, 3 skipped",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn archive_toml_has_the_last_word() {
    let run = run(&[
        OPEN,
        ("a.md", "---\ndraft: true\n---\n# A\n\nText.\n"),
        ("b.md", "# B\n\nText.\n"),
        ("c.md", "---\nstatus: evergreen\n---\n# C\n\nText.\n"),
        ("README.md", "# Read me\n\nText.\n"),
        ("old/d.md", "# D\n\nText.\n"),
        ("_drafts/e.md", "# E\n\nText.\n"),
        (
            "archive.toml",
            "include = ['README.md', '_drafts/e.md']\nexclude = ['old']\npublic_statuses = ['Evergreen']\n\
             [articles.'a.md']\ndraft = false\n[articles.'b.md']\nprivate = true\n",
        ),
    ]);
    assert_eq!(run.paths(), ["README.md", "_drafts/e.md", "a.md", "c.md", "open.md"]);
}

#[test]
fn the_report_names_every_file() {
    let run = run(&[
        OPEN,
        ("a.md", "---\ndraft: true\n---\n# A\n\nText.\n"),
        ("LICENSE", "MIT\n"),
    ]);
    let report = run.folder.path().join("report.json");
    let page = run.folder.path().join("report.html");
    let out = tempfile::tempdir().expect("a folder");
    let more = [
        "--report",
        report.to_str().expect("a path"),
        "--report",
        page.to_str().expect("a path"),
    ];
    assert!(bundle(run.folder.path(), out.path(), &more).status.success());
    let json: serde_json::Value = serde_json::from_slice(&fs::read(report).expect("a report")).expect("JSON");
    let left_out: Vec<(&str, &str)> = (json["left_out"].as_array().expect("a list").iter())
        .map(|out| {
            (
                out["path"].as_str().expect("a path"),
                out["reason"].as_str().expect("a reason"),
            )
        })
        .collect();
    assert_eq!(left_out, [("LICENSE", "otherFormat"), ("a.md", "draft")]);
    assert!(fs::read_to_string(page).expect("a page").contains("<td>a.md</td>"));
}

#[test]
fn names_and_fields_are_read_as_people_write_them() {
    let run = run(&[
        OPEN,
        (
            "hugo.md",
            "+++\ntitle = 'H'\ncategories = ['x']\n[params]\nauthor = 'Jana Moss'\nsubtitle = 'Below'\n+++\nText.\n",
        ),
        (
            "zola.md",
            "+++\ntitle = 'Z'\n[taxonomies]\ntags = ['one']\nauthors = ['Ken Reed']\n+++\nText.\n",
        ),
        (
            "schema.md",
            "---\nheadline: S\nauthor:\n  - '@type': Person\n    givenName: Lan\n    familyName: Moss\npublisher: {name: VNA, url: 'https://example.org/'}\nkeywords: a, b\ninLanguage: en\nmainEntityOfPage: https://example.org/s\n---\nText.\n",
        ),
        (
            "dublin.md",
            "---\ndc.title: D\nDC.Creator: Lan Anh\ndc:subject: [one]\ndc.rights: CC0\n---\nText.\n",
        ),
        (
            "viet.md",
            "---\nTiêu đề: Đại sứ\ntác giả: Lan Anh và Ken Reed\nnguồn: TTXVN\nthẻ: [văn hóa]\nngôn ngữ: vi\n---\nText.\n",
        ),
        (
            "clip.md",
            "---\ntitle: C\nsource: 'https://example.org/c'\npublished:\n---\nText.\n",
        ),
    ]);
    let authors = |path: &str| -> Vec<String> {
        run.article(path)
            .authors
            .into_iter()
            .map(|author| author.name)
            .collect()
    };
    assert_eq!(authors("hugo.md"), ["Jana Moss"]);
    assert_eq!(
        run.article("hugo.md").explorer.alternative_headline.as_deref(),
        Some("Below")
    );
    assert_eq!(
        (authors("zola.md"), run.article("zola.md").tags),
        (vec!["Ken Reed".to_owned()], vec!["one".to_owned()])
    );
    let schema = run.article("schema.md");
    assert_eq!(authors("schema.md"), ["Lan Moss"]);
    assert_eq!(schema.explorer.source_organization.as_deref(), Some("VNA"));
    assert_eq!(schema.external_url.as_deref(), Some("https://example.org/s"));
    assert_eq!(
        (schema.title.as_str(), schema.tags),
        ("S", vec!["a".to_owned(), "b".to_owned()])
    );
    let dublin = run.article("dublin.md");
    assert_eq!(
        (dublin.title.as_str(), dublin.explorer.license.as_deref()),
        ("D", Some("CC0"))
    );
    let viet = run.article("viet.md");
    assert_eq!((viet.title.as_str(), viet.language.as_str()), ("Đại sứ", "vi"));
    assert_eq!(viet.explorer.source_organization.as_deref(), Some("TTXVN"));
    assert_eq!(authors("viet.md"), ["Lan Anh", "Ken Reed"]);
    assert_eq!(
        run.article("clip.md").external_url.as_deref(),
        Some("https://example.org/c")
    );
    assert_eq!(run.article("clip.md").explorer.source_organization, None);
}

#[test]
fn tags_keep_what_tells_them_apart() {
    let tagged = |tags: &str| format!("---\ntags: {tags}\n---\n# T\n\nText.\n");
    let files: Vec<(String, String)> = [
        "[C++, 'C#', C, .NET, A+, A-, 🎉]",
        "[bão]",
        "[báo, ngoại giao]",
        "[Ngoai-Giao, topic/biking]",
    ]
    .iter()
    .enumerate()
    .map(|(number, tags)| (format!("{number}.md"), tagged(tags)))
    .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let run = run(&files);
    assert_eq!(run.article("0.md").tags, ["C++", "C#", "C", ".NET", "A+", "A-", "🎉"]);
    assert_eq!(run.article("3.md").tags, ["ngoại giao", "topic", "biking"]);
    let search = |query: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_article-explorer"))
            .args(["search", run.out.path().to_str().expect("a path"), query, "--json"])
            .output()
            .expect("the command line runs");
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mut paths: Vec<String> = (answer["hits"].as_array().expect("hits").iter())
            .map(|hit| hit["path"].as_str().expect("a path").to_owned())
            .collect();
        paths.sort();
        paths
    };
    for (query, paths) in [
        ("tag:c++", &["0.md"][..]),
        ("tag:bão", &["1.md"]),
        ("tag:báo", &["2.md"]),
        ("tag:bao", &["1.md", "2.md"]),
        ("tag:ngoai-giao", &["2.md", "3.md"]),
        ("tag:\"Ngoại giao\"", &["2.md", "3.md"]),
        ("tag:topic", &["3.md"]),
        ("tag:biking", &["3.md"]),
    ] {
        assert_eq!(search(query), paths, "{query}");
    }
    let c = &run.article("0.md").explorer.about;
    assert!(c.iter().all(|tag| tag.group == Group::Topic));
}

#[test]
fn a_published_address_stays() {
    let article = |date: &str| format!("---\ntitle: Weekly briefing\n{date}---\nText {date}.\n");
    let mut run = run(&[("m.md", &article("date: 2025-02-01\n"))]);
    assert_eq!(run.article("m.md").id, "weekly-briefing");
    // Newer, older and undated ones, before and behind it in the order of the files.
    run.again(&[
        ("a.md", &article("date: 2025-03-01\n")),
        ("b.md", &article("date: 2024-01-01\n")),
        ("z.md", &article("")),
    ]);
    assert_eq!(run.article("m.md").id, "weekly-briefing");
    assert_eq!(run.article("a.md").id, "weekly-briefing-2025-03-01");
    assert_eq!(run.article("b.md").id, "weekly-briefing-2024-01-01");
    assert_eq!(run.article("z.md").id, "weekly-briefing-z");
    assert!(
        run.said()
            .contains("a.md: its title makes the address `weekly-briefing`, which m.md has"),
        "{}",
        run.said()
    );
    // Without the bundle of before, the oldest one has it; and what is stated always wins.
    let other = tempfile::tempdir().expect("a folder");
    assert!(
        bundle(run.folder.path(), other.path(), &["--strict"]).status.success(),
        "this is no fault"
    );
    let feed = fs::read(other.path().join("feed.json")).expect("a feed");
    let items = json::read::<FeedPage>(&feed).expect("a page").items;
    let oldest = items
        .iter()
        .find(|article| article.id == "weekly-briefing")
        .expect("one has it");
    assert_eq!(oldest.explorer.path, "b.md");
    run.again(&[("z.md", "---\ntitle: Other\nslug: weekly-briefing\n---\nText.\n")]);
    assert_eq!(run.article("z.md").id, "weekly-briefing");
    assert_eq!(run.article("m.md").id, "weekly-briefing-2025-02-01");
}

#[test]
fn addresses_of_equal_days_stay_when_another_article_comes_before_them() {
    let article = "---\ntitle: Same\ndate: 2020-01-01\n---\nText.\n";
    let mut run = run(&[("a.md", article), ("b.md", article), ("c.md", article)]);
    let ids = |run: &Run| ["a.md", "b.md", "c.md"].map(|path| run.article(path).id);
    let before = ids(&run);
    run.again(&[("0.md", article), ("bb.md", article)]);
    assert_eq!(ids(&run), before);
    // Nor does it move into the address of one that is gone.
    run.again(&[("a.md", "---\ntitle: Same\ndraft: true\n---\nText.\n")]);
    assert_eq!(
        [run.article("b.md").id, run.article("c.md").id],
        [before[1].clone(), before[2].clone()]
    );
    // Whose title changes has another address, and is told so.
    run.again(&[("b.md", "---\ntitle: Other\ndate: 2020-01-01\n---\nText.\n")]);
    assert_eq!(run.article("b.md").id, "other");
    let told = format!("its address was `{}` and is `other` now", before[1]);
    assert!(run.said().contains(&told), "{}", run.said());
}

#[test]
fn what_other_files_hold_back_is_in_no_byte() {
    let text = "# T\n\nxylophone\n";
    let run = run(&[
        OPEN,
        ("zola/_index.md", "+++\ndraft = true\n+++\n"),
        ("zola/deep/a.md", "---\ndraft: false\n---\nxylophone\n"),
        (
            "hugo/_index.md",
            "---\ncascade:\n  - _target: {path: '/hugo/later/**'}\n    publishDate: 2098-01-01\n---\n",
        ),
        ("hugo/later/a.md", text),
        ("hugo/now.md", "# Now\n\nEverybody.\n"),
        ("bundle/index.md", "---\ntitle: B\nstatus: draft\n---\nxylophone\n"),
        ("bundle/notes.md", text),
        ("posts/posts.json", "{\"draft\": true}"),
        ("posts/a.md", text),
        ("posts/b.md", "---\ndraft: false\n---\n# Ready\n\nEverybody.\n"),
        ("data/posts.11tydata.json", "{\"draft\": true}"),
        ("data/posts.md", text),
        ("broken/_metadata.yml", "draft: true\ntitle: 'x\n"),
        ("broken/a.md", text),
        ("unreadable/_index.md", "---\ndraft: perhaps\n---\n"),
        ("unreadable/a.md", text),
        (
            "_config.yml",
            "exclude: [old]\ndefaults:\n- scope: {path: plans}\n  values: {published: false}\n",
        ),
        ("old/a.md", text),
        ("plans/a.md", text),
        ("plans/b.md", "# Let through\n\nEverybody.\n"),
        (".eleventyignore", "ignored/\n"),
        ("ignored/a.md", text),
        ("_posts/2098-01-01-title.md", text),
        ("2098/01/01/title.md", text),
        (
            "2098-01-02-stated.md",
            "---\ndate: 2020-01-01\n---\n# Stated\n\nEverybody.\n",
        ),
        ("archive.toml", "[articles.'plans/b.md']\ndraft = false\n"),
    ]);
    assert!(run.output.status.success(), "{}", run.said());
    assert_eq!(
        run.paths(),
        [
            "2098-01-02-stated.md",
            "hugo/now.md",
            "open.md",
            "plans/b.md",
            "posts/b.md"
        ]
    );
    assert!(!run.bytes().contains("xylophone"));
    let said = run.said();
    for part in [
        "broken/_metadata.yml:2: these settings cannot be read",
        "_posts/2098-01-01-title.md: held back, since `2098-01-01 in its name` is in the future of this build (2025-06-15)",
        "10 held back by settings of their site or folder",
        "2 to be published later",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_shows_nothing_that_is_held_back_where_it_leads() {
    use std::os::unix::fs::symlink;
    let mut run = run(&[
        OPEN,
        ("p/_index.md", "---\ndraft: true\n---\n"),
        ("p/a.md", "# T\n\nxylophone\n"),
        ("b.md", "# T\n\nxylophone\n"),
        ("archive.toml", "[articles.'b.md']\nprivate = true\n"),
    ]);
    for (target, link) in [("p/a.md", "one.md"), ("b.md", "two.md"), ("open.md", "three.md")] {
        symlink(target, run.folder.path().join(link)).expect("a link");
    }
    run.again(&[]);
    assert_eq!(run.paths(), ["open.md", "three.md"]);
    assert!(!run.bytes().contains("xylophone"));
}

#[test]
fn private_parts_are_in_no_byte_and_texts_about_them_stay() {
    // To YAML, the end of this comment is one of its own.
    let mut text = "---\ntitle: T\nsummary: One {# xylophone #} two\n---\n".to_owned();
    for private in [
        "<!--- xylophone --->",
        "[//]: # (xylophone)",
        "[comment]: # \"xylophone\"",
        "[comment]: <> (xylophone)",
        "{/* xylophone */}",
        "{{/* xylophone */}}",
        "{{< comment >}}xylophone{{< /comment >}}",
        "{% if false %}xylophone{% endif %}",
        "::: {.content-hidden}\nxylophone\n:::",
        "A [xylophone]{.content-hidden} word",
        "::: {.content-visible when-format=\"pdf\"}\nxylophone\n:::",
        "%%\nxylophone\n\nxylophone\n%%",
        "```{todo}\nxylophone\n```",
        "% xylophone",
        "#+BEGIN_COMMENT\nxylophone\n#+END_COMMENT",
        "> [!note] A note\n> %%xylophone%% of it",
        "| a | b |\n|---|---|\n| c | d <!-- xylophone --> |",
        "See {ref}`there`. <!-- more -->",
    ] {
        text = format!("{text}\nA paragraph.\n\n{private}\n");
    }
    let about = "# About comments\n\nWrite `<!-- marimba -->`, `{# marimba #}`, `%%marimba%%` or `draft: true`.\n\n\
                 ```html\n<!-- marimba -->\n::: {.content-hidden}\nmarimba\n:::\n{% if false %}marimba{% endif %}\n```\n";
    let run = run(&[("a.md", &text), ("about.md", about)]);
    assert!(!run.bytes().contains("xylophone"), "{}", run.said());
    assert_eq!(run.article("about.md").content_text.matches("marimba").count(), 6);
    assert_eq!(run.article("a.md").summary.as_deref(), Some("One"));
    assert_eq!(run.article("a.md").content_text.matches("A paragraph.").count(), 18);
}

#[test]
fn a_comment_that_holds_back_does() {
    let run = run(&[
        OPEN,
        ("a.md", "<!-- draft: true -->\n---\ntitle: T\n---\nxylophone\n"),
        ("b.md", "[//]: # (status: draft)\n\n# T\n\nxylophone\n"),
        ("c.txt", "#+TITLE: T\n#+DRAFT: true\n\nxylophone\n"),
        ("d.md", "<!--\n---\ndraft: true\n---\n-->\n\nxylophone\n"),
        ("e.md", "<!-- DRAFT -->\n\n# T\n\nxylophone\n"),
        ("f.md", "# T\n\n<!-- the draft: read by all -->\n\nEverybody.\n"),
    ]);
    assert_eq!(run.paths(), ["f.md", "open.md"]);
    assert!(!run.bytes().contains("xylophone"));
    assert!(
        run.said().contains("a.md:1: `draft: true` would hold this back"),
        "{}",
        run.said()
    );
}

#[test]
fn what_is_written_in_other_languages_holds_back_too() {
    let held = [
        ("a.md", "---js\n{\n  title: \"A\",\n  draft: true\n}\n---\nxylophone\n"),
        ("b.md", "---js\nconst draft = true;\n---\nxylophone\n"),
        ("c.md", "---json5\n{title:\"C\",draft:true}\n---\nxylophone\n"),
        ("d.md", "--- {title: D, draft: true}\n---\nxylophone\n"),
        ("e.md", "---xml\n<draft>true</draft>\n---\nxylophone\n"),
        ("f.md", "---\naccess: members only\n---\nxylophone\n"),
        ("g.md", "---\naccessRights: closedAccess\n---\nxylophone\n"),
        ("h.md", "---\naccess: closed\n---\nxylophone\n"),
        ("i.md", "---\n草稿: true\n---\nxylophone\n"),
        ("j.md", "---\n公开: 否\n---\nxylophone\n"),
        ("k.md", "---\nveröffentlicht: nein\n---\nxylophone\n"),
        ("计划（草稿）.md", "xylophone\n"),
        ("m.md", "---\ntitle:\tM\ndraft:\ttrue\n---\nxylophone\n"),
    ];
    let open = [
        OPEN,
        ("n.md", "---\naccess: by train\n---\nHow to get there.\n"),
        ("o.md", "---\naccess: Open Access\n---\nFor all.\n"),
        (
            "p.md",
            "---\n\nThe minister was clear: nothing will change.\n\n---\n\nMore text.\n",
        ),
        ("q.md", "---\ntitle:\tQ\nexcerpt: \"One\ntwo\"\n---\nText.\n"),
    ];
    let run = run(&[&held[..], &open].concat());
    assert_eq!(
        run.paths(),
        ["n.md", "o.md", "open.md", "p.md", "q.md"],
        "{}",
        run.said()
    );
    assert!(!run.bytes().contains("xylophone"));
    assert!(run.article("p.md").content_text.contains("The minister was clear"));
    assert_eq!(run.article("q.md").summary.as_deref(), Some("One two"));
}

#[test]
fn settings_that_are_divided_or_stated_twice_hold_back() {
    let run = run(&[
        OPEN,
        ("_config.yml", "exclude: [b.md]\nexclude: [c.md]\n"),
        ("b.md", "xylophone\n"),
        ("c.md", "xylophone\n"),
        ("hugo.toml", "title = 'x'\n"),
        (
            "config/_default/cascade.yaml",
            "draft: true\ntarget:\n  path: /later/**\n",
        ),
        ("content/later/d.md", "xylophone\n"),
        (
            "config/_default/module.toml",
            "[[mounts]]\nsource = 'content'\ntarget = 'content'\nexcludeFiles = ['e.md']\n",
        ),
        ("content/e.md", "xylophone\n"),
    ]);
    assert_eq!(run.paths(), ["open.md"], "{}", run.said());
    assert!(!run.bytes().contains("xylophone"));
}

#[test]
fn one_very_long_author_ends_no_run() {
    let author = "Moss ".repeat(600);
    let run = run(&[
        OPEN,
        ("a.md", &format!("---\ntitle: A\nauthor: {author}\n---\nText.\n")),
    ]);
    assert!(run.output.status.success(), "{}", run.said());
    assert_eq!(run.paths(), ["a.md", "open.md"]);
}

#[test]
fn the_home_page_of_a_publisher_is_no_address_of_the_article() {
    let run = run(&[(
        "a.md",
        "---\ntitle: A\npublisher: {name: VNS, url: 'https://vns.example'}\n---\nText.\n",
    )]);
    let article = run.article("a.md");
    assert_eq!(article.explorer.source_organization.as_deref(), Some("VNS"));
    assert_eq!(article.external_url, None);
}
