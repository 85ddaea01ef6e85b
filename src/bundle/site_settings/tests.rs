use std::fs;
use std::path::PathBuf;

use super::*;
use crate::bundle::files::{self, Patterns};

/// 2025-06-15T15:06:40Z
const NOW: Moment = Moment::from_seconds(1_750_000_000);

/// What holds the articles of a folder back that has these files and settings.
struct Seen {
    site: SiteSettings,
    archive: Archive,
    problems: Vec<Problem>,
    _folder: tempfile::TempDir,
}

fn seen(files: &[(&str, &str)]) -> Seen {
    let folder = tempfile::Builder::new()
        .prefix("notes")
        .suffix("x")
        .tempdir()
        .expect("a folder");
    let root: PathBuf = folder.path().join("root");
    for (path, text) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }
    let mut problems = vec![];
    let toml = files
        .iter()
        .find(|(path, _)| *path == "archive.toml")
        .map_or("", |(_, text)| text);
    let archive = Archive::read(toml, &mut problems).expect("TOML");
    let walked = files::walk(&root, &root.join("out"), &Patterns::default(), NOW, &mut problems);
    walked.site.check(&archive, NOW, &mut problems);
    Seen {
        site: walked.site,
        archive,
        problems,
        _folder: folder,
    }
}

impl Seen {
    fn held(&self, path: &str) -> Option<String> {
        self.site.held(path, &[], &self.archive, NOW)
    }

    fn held_stating(&self, path: &str, yaml: &str) -> Option<String> {
        let own = crate::bundle::fields::yaml(yaml, 1).expect("YAML");
        self.site.held(path, &own, &self.archive, NOW)
    }
}

#[test]
fn one_file_holds_back_what_it_is_about() {
    // Settings, an article that they are about, and one that they are not.
    for (path, text, held, free) in [
        ("posts/_index.md", "+++\ndraft = true\n+++\n", "posts/a/b.md", "a.md"),
        ("bài/_index.md", "---\ndraft: true\n---\n", "bài/đã/giữ.md", "giữ.md"),
        (
            "posts/_index.html",
            "---\ndraft: true\n---\n",
            "posts/b.md",
            "postscript.md",
        ),
        ("posts/_index.md", "<!-- draft: true -->\n", "posts/b.md", "b.md"),
        ("posts/posts.json", r#"{"meta": {"draft": true}}"#, "posts/b.md", "b.md"),
        (
            "posts/posts.11tydata.cjs",
            "exports.draft = true;\n",
            "posts/b.md",
            "b.md",
        ),
        ("_config.yml", "exclude: ['p[1]']\n", "p[1]/b.md", "p/b.md"),
        (
            "posts/_index.fr.md",
            "---\ndraft: true\n---\n",
            "posts/b.fr.md",
            "posts/b.md",
        ),
        (
            "posts/_index.md",
            "---\nexpiryDate: 2020-01-01\n---\n",
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/_index.md",
            "---\ncascade:\n  draft: true\n---\n",
            "posts/b.md",
            "b.md",
        ),
        (
            "_index.md",
            "---\ncascade:\n  - _target: {path: /posts/**}\n    draft: true\n---\n",
            "posts/b.md",
            "news/b.md",
        ),
        (
            "_index.md",
            "+++\n[[cascade]]\n[cascade.build]\nrender = 'never'\n[cascade.target]\npath = '{/x,/posts/*}'\n+++\n",
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/_index.md",
            "---\ncascade: {params: {private: true}}\n---\n",
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/_index.md",
            "---\ncascade: [{target: {kind: section}, draft: true}, {target: {kind: '{page,section}', lang: vi}, draft: true}]\n---\n",
            "posts/b.vi.md",
            "posts/b.en.md",
        ),
        (
            "posts/_index.md",
            "---\ncascade: [{target: {path: /posts/later/**}, draft: true}]\n---\n",
            "posts/later/b.md",
            "posts/b.md",
        ),
        (
            "_index.md",
            "---\ncascade: [{target: {path: /root/later/**}, draft: true}]\n---\n",
            "later/b.md",
            "posts/b.md",
        ),
        (
            "trip/index.md",
            "---\ndraft: true\n---\n",
            "trip/notes/day.md",
            "trips.md",
        ),
        ("trip/index.md", "---\nheadless: true\n---\n", "trip/day.md", "b.md"),
        ("posts/posts.json", r#"{"draft": true}"#, "posts/x/b.md", "b.md"),
        (
            "posts/posts.11tydata.json",
            r#"{"permalink": false}"#,
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/posts.json",
            r#"{"eleventyExcludeFromCollections": true}"#,
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/b.11tydata.json",
            r#"{"draft": true}"#,
            "posts/b.md",
            "posts/c.md",
        ),
        ("root.11tydata.json", r#"{"draft": true}"#, "posts/b.md", ""),
        (
            "posts/posts.11tydata.js",
            "module.exports = {\n  layout: 'x',\n  draft: true,\n};\n",
            "posts/b.md",
            "b.md",
        ),
        (
            "posts/posts.11tydata.js",
            "export default { \"permalink\": false };\n",
            "posts/b.md",
            "b.md",
        ),
        ("posts/_metadata.yml", "draft: true\n", "posts/b.md", "b.md"),
        ("posts/_defaults.yaml", "published: false\n", "posts/b.md", "b.md"),
        ("posts/.meta.yml", "draft: yes\n", "posts/b.md", "b.md"),
        (
            "_config.yml",
            "defaults:\n  - scope: {path: old, type: pages}\n    values: {published: false}\n",
            "old/b.md",
            "b.md",
        ),
        (
            "_config.yml",
            "defaults:\n  - scope: {path: ''}\n    values: {draft: true}\n",
            "old/b.md",
            "",
        ),
        (
            "_config.yml",
            "defaults:\n  - scope: {path: '', type: posts}\n    values: {published: false}\n",
            "x/_posts/b.md",
            "b.md",
        ),
        (
            "_config.yml",
            "exclude: [old, 'x/*.txt', /y.md]\n",
            "old/z/b.md",
            "older.md",
        ),
        ("_config.yml", "exclude: [old, 'x/*.txt', /y.md]\n", "x/b.txt", "x/b.md"),
        (
            "_config.yml",
            "skip_render: _posts/b.md\n",
            "source/_posts/b.md",
            "source/_posts/c.md",
        ),
        (
            "hugo.toml",
            "ignoreFiles = ['\\.secret\\.md$', '^/content/x/']\n",
            "content/a.secret.md",
            "content/a.md",
        ),
        (
            "config.toml",
            "[[cascade]]\ndraft = true\n[cascade._target]\npath = '/posts/**'\n",
            "content/posts/b.md",
            "content/b.md",
        ),
        (
            "config/_default/hugo.yaml",
            "cascade: {draft: true, _target: {path: /posts/**}}\n",
            "content/posts/b.md",
            "content/b.md",
        ),
        (
            "config.toml",
            "ignored_content = ['*.txt', 'wip/**']\n",
            "content/wip/b.md",
            "content/b.md",
        ),
        (
            "mkdocs.yml",
            "docs_dir: d\ndraft_docs: |\n  _unpublished/\n  *.wip.md\nx: !!python/name:a.b\n",
            "d/_unpublished/b.md",
            "d/b.md",
        ),
        (
            "mkdocs.yml",
            "exclude_docs: |\n  internal.md\n",
            "docs/x/internal.md",
            "internals.md",
        ),
        (
            "mkdocs.yml",
            "plugins:\n  - search\n  - exclude:\n      glob: ['old/*']\n      regex: ['.*\\.tmp\\.md$']\n",
            "docs/old/b.md",
            "docs/b.md",
        ),
        (
            "_quarto.yml",
            "website:\n  drafts:\n    - posts/b.md\n",
            "posts/b.md",
            "posts/c.md",
        ),
        (
            "_quarto.yml",
            "project:\n  render: ['*.qmd', '!old/']\n",
            "old/b.md",
            "posts/c.md",
        ),
        (
            ".eleventyignore",
            "# no\nold/\n!old/c.md\n*.tmp.md\n",
            "old/b.md",
            "b.md",
        ),
        (
            ".obsidian/publish.json",
            r#"{"excluded": ["Diary"]}"#,
            "Diary/b.md",
            "b.md",
        ),
        (
            "eleventy.config.js",
            "x.ignores.add(\"old/**\");\n// x.ignores.add('posts');\n",
            "old/b.md",
            "posts/b.md",
        ),
        (
            "conf.py",
            "exclude_patterns = [\n    'old',\n    # 'posts',\n    \"_build\"]\n",
            "old/b.md",
            "posts/b.md",
        ),
        (
            "pelicanconf.py",
            "DEFAULT_METADATA = {\n    'status': 'draft',\n}\n",
            "b.md",
            "",
        ),
        (
            "quartz.config.ts",
            "configuration: { ignorePatterns: [\"old\", 'x/*'] }\n",
            "content/old/b.md",
            "content/b.md",
        ),
    ] {
        let seen = seen(&[(path, text), ("posts/b.md", "B"), ("trip/day.md", "D")]);
        let because = seen.held(held);
        assert!(
            because.as_ref().is_some_and(|because| because.starts_with(path)),
            "{path}: {text}: {because:?}"
        );
        assert_eq!(seen.held(free).filter(|_| !free.is_empty()), None, "{path}: {text}");
        assert_eq!(seen.problems, [], "{path}: {text}");
    }
    let beside = seen(&[
        ("a.md", "A"),
        ("a.json", r#"{"draft": true}"#),
        ("b.md", "B"),
        ("b.meta", ".. title: B\n.. status: private\n"),
    ]);
    assert_eq!(beside.held("a.md").as_deref(), Some("a.json: draft: true"));
    assert_eq!(beside.held("b.md").as_deref(), Some("b.meta: status: private"));
}

#[test]
fn what_is_about_something_else_holds_nothing_back() {
    for (path, text) in [
        ("posts/_index.md", "---\nrender: false\n---\n"),
        ("posts/_index.md", "+++\n[build]\nrender = 'never'\n+++\n"),
        (
            "posts/_index.md",
            "---\ndraft: false\n---\nWe speak of `draft: true`.\n",
        ),
        (
            "posts/_index.md",
            "---\ncascade: {_target: {kind: section}, draft: true}\n---\n",
        ),
        (
            "posts/index.md",
            "---\npermalink: false\neleventyExcludeFromCollections: true\n---\n",
        ),
        ("index.md", "---\ndraft: true\n---\n"),
        ("posts/index.md", "---\ntitle: Posts\n---\n"),
        (
            "posts/posts.json",
            r#"{"status": "open", "type": "private", "draft": false}"#,
        ),
        ("posts/b.json", r#"[{"draft": true}]"#),
        ("posts/other.json", r#"{"draft": true}"#),
        (
            "posts/_index.md",
            "# Posts\n\nPublished: 2020-01-01\n\nExpires: 2098-01-01\n",
        ),
        (
            "posts/posts.11tydata.js",
            "module.exports = { eleventyComputed: { x(data) { if (data.draft === true) return 1 } } };\n",
        ),
        ("posts/b.yaml", "- draft: true\n- {hidden: true}\n"),
        ("posts/b.json", r#"{"rows": [{"draft": true}], "state": "hidden"}"#),
        ("package.json", r#"{"private": true}"#),
        (
            "posts/b.json",
            r#"{"expires": "2020-01-01", "url": "https://example.org"}"#,
        ),
        ("_config.yml", "title: 'One\n"),
        (
            "_config.yml",
            "show_drafts: true\ndefaults:\n  - scope: {path: posts, type: drafts}\n    values: {published: false}\n",
        ),
        (
            "posts/posts.11tydata.js",
            "module.exports = { eleventyComputed: { permalink: data => data.draft ? false : data.permalink } };\n",
        ),
        ("mkdocs.yml", "docs_dir: docs\nexclude_docs: posts/\n"),
        ("archive.toml", "[articles.'posts/_index.md']\ndraft = false\n"),
    ] {
        let index = ("posts/_index.md", "---\ndraft: true\n---\n");
        let files = [(path, text), ("posts/b.md", "B"), ("posts/c.md", "C")];
        let mut files = files.to_vec();
        files.extend((path == "archive.toml").then_some(index));
        assert_eq!(seen(&files).held("posts/b.md"), None, "{path}: {text}");
    }
}

#[test]
fn what_an_article_states_comes_before_defaults_and_the_nearest_default_first() {
    let seen = seen(&[
        ("posts/posts.json", r#"{"draft": true}"#),
        ("posts/open/open.json", r#"{"draft": false}"#),
        ("posts/b.md", "B"),
        ("old/_index.md", "---\ndraft: true\n---\n"),
    ]);
    assert!(seen.held("posts/b.md").is_some());
    assert_eq!(seen.held("posts/open/b.md"), None);
    assert_eq!(seen.held_stating("posts/b.md", "draft: false"), None);
    assert!(seen.held_stating("posts/b.md", "draft:").is_some());
    assert!(seen.held_stating("posts/b.md", "published: true").is_some());
    assert!(
        seen.held_stating("old/b.md", "draft: false").is_some(),
        "a section is one as a whole"
    );
}

#[test]
fn what_cannot_be_read_holds_back_and_says_so() {
    for (path, text) in [
        ("posts/_index.md", "---\ntitle: A: b\ndraft: true\n---\n"),
        ("posts/_index.md", "---\ndraft: perhaps\n---\n"),
        ("posts/index.md", "title: x\ndraft: true\n---\nText\n"),
        ("posts/posts.json", "{\"draft\": true,}"),
        ("posts/b.11tydata.json", "{draft: tru"),
        ("posts/posts.11tydata.json", r#"{"draft": "perhaps"}"#),
        ("posts/_metadata.yml", "draft: true\ntitle: 'x\n"),
        ("_config.yml", "exclude: [a\n"),
        ("hugo.toml", "ignoreFiles = ['[a']\n"),
        ("hugo.toml", "ignoreFiles = \n"),
    ] {
        let seen = seen(&[(path, text), ("posts/b.md", "B")]);
        assert!(seen.held("posts/b.md").is_some(), "{path}: {text}");
        let is_page = path.ends_with(".md");
        assert_eq!(seen.problems.is_empty(), is_page, "{path}: {text}: {:?}", seen.problems);
    }
    let harmless = seen(&[("_config.yml", "title: 'x\n"), ("posts/b.md", "B")]);
    assert_eq!(harmless.held("posts/b.md"), None);
    assert_eq!(harmless.problems.len(), 1, "{:?}", harmless.problems);
}
