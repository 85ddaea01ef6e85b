use super::*;

fn body(text: &str) -> Result<(usize, &str), usize> {
    split(text)
        .map(|split| (split.entries.len(), split.body))
        .map_err(|(line, _)| line)
}

#[test]
fn every_kind_is_taken_off() {
    for text in [
        "---\ntitle: T\n---\nBody\n",
        "+++\ntitle = 'T'\n+++\nBody\n",
        "---\ntitle: T\n...\nBody\n",
        "---yaml\ntitle: T\n---\nBody\n",
        "--- yaml\ntitle: T\n---\nBody\n",
        "---toml\ntitle = 'T'\n---\nBody\n",
        "----\ntitle: T\n----\nBody\n",
        "-----\ntitle: T\n---\nBody\n",
        "—\ntitle: T\n—\nBody\n",
        "–-\ntitle: T\n---\nBody\n",
        ";;;\n{\"title\": \"T\"}\n;;;\nBody\n",
        "---json\n{\"title\": \"T\"}\n---\nBody\n",
        "---\n{\"title\": \"T\"}\n---\nBody\n",
        "---\ntitle = 'T'\n---\nBody\n",
        "+++\ntitle: T\n+++\nBody\n",
        "```yaml\ntitle: T\n```\nBody\n",
        "\n\n  ---\ntitle: T\n---\nBody\n",
        "<!-- a comment -->\n---\ntitle: T\n---\nBody\n",
    ] {
        assert_eq!(body(text), Ok((1, "Body\n")), "{text}");
    }
    assert_eq!(body("{\n\"title\": \"T\"\n}\n\nBody"), Ok((1, "\n\nBody")));
    assert_eq!(body("---\n---\nBody"), Ok((0, "Body")));
    assert_eq!(body("---\ntitle: T\n---\n---\ndraft: true\n---\nBody"), Ok((2, "Body")));
}

#[test]
fn rules_code_and_templates_are_not_front_matter() {
    for text in [
        "---\nOnce upon a time\n---\nmore",
        "---\nNo end here",
        "--- \n",
        "Text\n---\na: b\n---\n",
        "---\n- a list\n- of things\n---\n",
        "```yaml\napiVersion: v1\n```\nText",
        "{{< figure src=x >}}\n",
        "# How to\n\n```\n---\ntitle: x\n---\n```\n",
        "One.\n\n---\n\nTwo: three.\n\n---\n",
    ] {
        assert_eq!(body(text), Ok((0, text)));
    }
    let after = "---\ntitle: T\n---\nText\n\n---\nmore\n---\n";
    assert_eq!(body(after), Ok((1, "Text\n\n---\nmore\n---\n")));
}

#[test]
fn what_looks_like_front_matter_is_never_text() {
    for (text, line) in [
        ("---\ntitle: One: two\nx: y\n---\n", 2),
        ("---\ntitle: x\n\nBody", 1),
        ("+++\ntitle = \n+++\nBody", 2),
        ("---\nSome words\ndraft: true\n---\nBody", 3),
        ("---\ndraft:true\n---\nBody", 2),
        ("{\n \"draft\": true,\n}\nBody", 3),
        ("A stray line\n---\ntitle: x\ndraft: true\n---\nBody", 2),
        ("---yaml\nBody", 1),
        ("---\n\tdraft: true\n\ttitle: 'x\n---\nBody", 2),
    ] {
        assert!(body(text).is_err(), "{text}");
        let _ = line;
    }
    let (line, message) = split("\n---\ntitle: One: two\nx: y\n---\n").expect_err("not YAML");
    assert_eq!(line, 3);
    assert!(message.contains("put quotes"), "{message}");
}

proptest::proptest! {
    #[test]
    fn any_text_is_split_or_refused(text in "(---|\\+\\+\\+|;;;|[{])?\n?[-a-z:='\"\\[{ \n+]{0,50}") {
        if let Ok(split) = split(&text) {
            proptest::prop_assert!(text.ends_with(split.body));
        }
    }
}
