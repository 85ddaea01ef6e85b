//! What the bundler makes of what a text refers to: pictures of the folder, other articles, notes.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use article_explorer::article::{Article, BlockKind, FeedPage, Picture, Span, SpanKind, json};

/// What browsers and the bundler see of a PNG file of this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    file
}

struct Site {
    folder: tempfile::TempDir,
    out: tempfile::TempDir,
}

impl Site {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a folder"),
            out: tempfile::tempdir().expect("a folder"),
        };
        for (path, content) in files {
            site.write(path, content);
        }
        site
    }

    fn write(&self, path: &str, content: &[u8]) {
        let file = self.folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, content).expect("a file");
    }

    fn bundle(&self) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_article-explorer"))
            .arg("bundle")
            .arg(self.folder.path())
            .arg("--out")
            .arg(self.out.path())
            .output()
            .expect("the command line runs");
        assert!(output.status.success(), "{output:?}");
        output
    }

    fn article(&self, path: &str) -> Article {
        let feed = fs::read(self.out.path().join("feed.json")).expect("a feed");
        let feed: FeedPage = json::read(&feed).expect("a feed");
        let article = feed.items.into_iter().find(|article| article.explorer.path == path);
        article.expect("the article is there")
    }

    fn pictures(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.out.path().join("pictures")) else {
            return vec![];
        };
        let name = |entry: fs::DirEntry| format!("pictures/{}", entry.file_name().to_string_lossy());
        let mut names: Vec<String> = files.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }
}

fn images(article: &Article) -> Vec<(Picture, String)> {
    let blocks = article.blocks();
    let images = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Image(picture) => Some((picture.clone(), block.text.to_owned())),
        _ => None,
    });
    images.collect()
}

/// The words of each span with what it is.
fn spans(article: &Article) -> Vec<(String, SpanKind)> {
    let blocks = article.blocks();
    let spans = blocks.iter().flat_map(|block| {
        let words = |span: &Span| (block.text[span.start..span.end].to_owned(), span.kind.clone());
        block.spans.iter().map(words).collect::<Vec<_>>()
    });
    spans.collect()
}

fn to(slug: &str, part: &str) -> SpanKind {
    SpanKind::Article {
        slug: slug.into(),
        part: part.into(),
    }
}

fn missing(href: &str) -> SpanKind {
    SpanKind::Missing { href: href.into() }
}

#[test]
fn pictures_of_the_folder_come_along() {
    let site = Site::new(&[
        (
            "news/a.md",
            b"# A\n\nText first.\n\n![A street](../img/my%20street.png 'By night')\n\n![](/img/my%20street.png)\n\nSee ![the map](map.svg) here.\n\n![[deep.png|Found by name]]\n",
        ),
        ("img/my street.png", &png(640, 480)),
        ("news/map.svg", b"<svg viewBox='0 0 20 10'></svg>"),
        ("some/where/deep.png", &png(3, 2)),
        ("some/where/unused.png", &png(9, 9)),
    ]);
    site.bundle();
    let article = site.article("news/a.md");
    let found = images(&article);
    let street = &found[0].0;
    assert_eq!((street.width, street.height), (640, 480));
    assert_eq!(
        found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
        ["A street", "", "Found by name"]
    );
    assert_eq!(found[1].0, *street);
    let kinds: Vec<BlockKind> = article.blocks().into_iter().map(|block| block.kind).collect();
    assert_eq!(kinds[2], BlockKind::Caption);
    assert!(article.content_text.contains("By night"));
    let map = spans(&article);
    assert!(matches!(&map[0], (words, SpanKind::Image(Picture { width: 20, height: 10, .. })) if words == "the map"));
    let pictures = site.pictures();
    assert_eq!(
        pictures.len(),
        3,
        "one of each, and none that nobody shows: {pictures:?}"
    );
    assert_eq!(
        fs::read(site.out.path().join(&street.src)).expect("there"),
        png(640, 480)
    );

    site.write("news/a.md", b"# A\n\nNo picture any more.\n");
    site.bundle();
    assert!(site.pictures().is_empty());
}

#[test]
fn only_pictures_inside_of_the_folder_come_along() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.png"), png(1, 1)).expect("a file");
    let text = "# A\n\nText first.\n\n![one](../outside.png)\n\n![two](linked.png)\n\n![three](.hidden.png)\n\n![four](text.png)\n\n![five](missing.png)\n\n![six](bad.svg)\n\n![seven](/etc/passwd)\n\n![eight](folder.png)\n\n![nine](drafts/nine.png)\n\n![ten](ten.png)\n\n![web](https://example.org/a.png)\n";
    let site = Site::new(&[
        ("a.md", text.as_bytes()),
        (".hidden.png", &png(1, 1)),
        ("drafts/nine.png", &png(1, 1)),
        ("archive.toml", b"exclude = ['ten.png']"),
        ("ten.png", &png(1, 1)),
        ("text.png", b"not a picture"),
        ("bad.svg", b"<svg><script>alert(1)</script></svg>"),
        ("folder.png/x.txt", b"A text\n\nThat is one."),
    ]);
    fs::write(site.folder.path().join("../outside.png"), png(1, 1)).expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.png"), site.folder.path().join("linked.png"))
        .expect("a link");
    site.bundle();
    fs::remove_file(site.folder.path().join("../outside.png")).expect("removed");
    let article = site.article("a.md");
    assert!(site.pictures().is_empty());
    let found = images(&article);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0.src, "https://example.org/a.png");
    for words in [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ] {
        assert!(article.content_text.contains(words), "{words} stays as text");
    }
}

#[test]
fn links_lead_to_articles_of_the_archive() {
    let site = Site::new(&[
        (
            "posts/a.md",
            b"---\ntitle: First\nurl: https://example.org/first/\n---\n\nText [one](b.md), [two](../Other%20one.md#a-part), [three](@/posts/b.md), [[Other one|four]], [[other one#A part]], [five](/posts/b/), [six](https://example.org/second#x), [seven](#below), [title](#first), [eight](../b/), [gone](gone.md), [[Nobody]], [pdf](x.pdf), [web](https://example.org/).\n\n## Below\n\nMore.\n",
        ),
        ("posts/b.md", b"---\ntitle: Second\nurl: http://www.example.org/second\n---\n\nBack to [[First]] and [the file](a.md).\n"),
        ("Other one.md", b"# The title\n\nText.\n\n## A part\n\nIts text.\n"),
    ]);
    let output = site.bundle();
    let expected = [
        ("one", to("second", "")),
        ("two", to("the-title", "a-part")),
        ("three", to("second", "")),
        ("four", to("the-title", "")),
        ("other one > A part", to("the-title", "a-part")),
        ("five", to("second", "")),
        ("six", to("second", "")),
        ("seven", to("first", "below")),
        ("title", to("first", "")),
        ("eight", to("second", "")),
        ("gone", missing("gone.md")),
        ("Nobody", missing("Nobody")),
        ("pdf", missing("x.pdf")),
        (
            "web",
            SpanKind::Link {
                href: "https://example.org/".into(),
            },
        ),
    ];
    assert_eq!(
        spans(&site.article("posts/a.md")),
        expected.map(|(words, kind)| (words.to_owned(), kind))
    );
    let expected = [("First", to("first", "")), ("the file", to("first", ""))];
    assert_eq!(
        spans(&site.article("posts/b.md")),
        expected.map(|(words, kind)| (words.to_owned(), kind))
    );
    let other = site.article("Other one.md");
    let named: Vec<Option<&str>> = other.blocks().iter().map(|block| block.id).collect();
    assert_eq!(named, [None, Some("a-part"), None]);
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    let said = said.concat();
    for lost in [
        "posts/a.md:6: link `gone.md`",
        "link `Nobody`",
        "link `x.pdf`: only articles and pictures come along",
    ] {
        assert!(said.contains(lost), "{lost} in {said}");
    }
}

#[test]
fn links_to_other_titles_and_to_pages_of_the_keepers_own_site_lead_to_the_article() {
    let site = Site::new(&[
        (
            "a.md",
            b"# A\n\n[old](/2016/old-name/), [now](/now.html#part), [[Other name]], [moved](/moved), [taken](/posts/b/), [[B]].\n\n| A | B |\n|---|---|\n| [[B\\|shown]] | x |\n",
        ),
        (
            "posts/b.md",
            b"---\ntitle: B\naliases: [/2016/old-name/, Other name, A]\npermalink: /now/\nredirect_from: /Moved/\n---\nText.\n\n## Part\n\nMore.\n",
        ),
        ("c.md", b"---\ntitle: C\naliases: [/posts/b/, B]\npermalink: /:title/\n---\nText.\n"),
    ]);
    site.bundle();
    let expected = [
        ("old", to("b", "")),
        ("now", to("b", "part")),
        ("Other name", to("b", "")),
        ("moved", to("b", "")),
        ("taken", to("b", "")),
        ("B", to("b", "")),
        ("shown", to("b", "")),
    ];
    assert_eq!(
        spans(&site.article("a.md")),
        expected.map(|(words, kind)| (words.to_owned(), kind))
    );
}

#[test]
fn one_name_for_two_articles_leads_to_neither() {
    let site = Site::new(&[
        ("a/same.md", b"# One\n\nText."),
        ("b/same.md", b"# Two\n\nText."),
        ("c.md", b"# C\n\nSee [[same]], [[b/same]] and [[One]].\n"),
    ]);
    site.bundle();
    let expected = [
        ("same", missing("same")),
        ("b/same", to("two", "")),
        ("One", to("one", "")),
    ];
    assert_eq!(
        spans(&site.article("c.md")),
        expected.map(|(words, kind)| (words.to_owned(), kind))
    );
}

#[test]
fn notes_stand_at_the_end_and_hide_no_word() {
    let site = Site::new(&[(
        "a.md",
        b"# A\n\nThe minister[^1] agreed.\n\n[^1]: As *he* said.\n\nThe end. \xe2\x80\x94 VNA\n",
    )]);
    site.bundle();
    let article = site.article("a.md");
    assert_eq!(article.content_text, "The minister¹ agreed.\n\nThe end.\n\nAs he said.");
    assert_eq!(article.explorer.source_organization.as_deref(), Some("VNA"));
    assert_eq!(article.containers(3).len(), 1);
}

#[test]
fn the_place_of_the_folder_makes_no_difference() {
    let files: [(&str, &[u8]); 4] = [
        ("a.md", b"# A\n\nText ![x](x.png) here.\n\n![](y.png)\n"),
        ("b.md", b"# B\n\n![y](sub/../x.png) [[A]]\n"),
        ("x.png", &png(5, 6)),
        ("y.png", &png(5, 6)),
    ];
    let sites = [Site::new(&files), Site::new(&files)];
    let read = |site: &Site| {
        site.bundle();
        let files = [Path::new("manifest.json"), Path::new("feed.json")];
        let bytes = files.map(|file| fs::read(site.out.path().join(file)).expect("there"));
        (bytes, site.pictures())
    };
    let (first, second) = (read(&sites[0]), read(&sites[1]));
    assert_eq!(first, second);
    assert_eq!(first.1.len(), 1);
}
