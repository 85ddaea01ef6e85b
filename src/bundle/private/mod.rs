//! The private parts of a text: comments, in the ways of the usual tools. They are cut from the text before anything else reads
//! it, and from the original that a reader can open.
//!
//! | written | by whom |
//! | --- | --- |
//! | `<!-- … -->` | HTML, Markdown |
//! | `%%…%%` | Obsidian |
//! | `{% comment %}…{% endcomment %}`, `{% # … %}` | Liquid, Twig |
//! | `{# … #}` | Jinja, Nunjucks, Tera |
//! | `{{/* … */}}`, `{{< comment >}}…{{< /comment >}}` | Hugo |
//! | `{{!-- … --}}`, `{{! … }}` | Handlebars |
//! | `{/* … */}` | MDX |
//! | `{::comment}…{:/comment}` | kramdown |
//! | `{>>…<<}` | CriticMarkup |
//! | `<%-- … --%>`, `<%# … %>` | templates |
//! | `[//]: # (…)`, `[comment]: <> (…)` | Markdown |
//!
//! What stands in code is no comment. One that is opened and not closed hides all behind it, as it does in a browser, where it
//! could be nothing else.

mod original;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use original::original;
use scan::{Comment, Scanner, comments};

use super::files::Format;

/// A text without its private parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where a comment begins that is never closed, and hides the rest: bytes from the beginning.
    pub(super) unclosed: Option<usize>,
}

/// What is cut can leave something that is a comment again; nobody writes more than a few layers.
const MOST_ROUNDS: usize = 8;

/// Cuts the private parts from a text.
pub(super) fn cut(text: &str, format: Format) -> Cut<'_> {
    let mut cut = Cut {
        text: Cow::Borrowed(text),
        unclosed: None,
    };
    for round in 0..MOST_ROUNDS {
        let (ranges, unclosed) = comments(&cut.text, format);
        if ranges.is_empty() {
            return cut;
        }
        if round == 0 {
            cut.unclosed = unclosed;
        }
        cut.text = Cow::Owned(without(&cut.text, &ranges));
    }
    // Still comments: this is no text that a person wrote, and what it hides stays hidden.
    let end = comments(&cut.text, format).0.first().map(|range| range.start);
    if let Some(end) = end {
        cut.text = Cow::Owned(cut.text[..end].to_owned());
    }
    cut
}

/// The length of the blanks and comments that a text begins with.
pub(super) fn leading(text: &str) -> usize {
    let mut scanner = Scanner::new(text, Format::Plain);
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        match scanner.comment(at) {
            Some(Comment::Closed(end)) => at = end,
            _ => return at,
        }
    }
}

fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        kept.push_str(&text[from..range.start]);
        // Where a comment has lines of its own these stay, so that the lines behind it keep their numbers.
        if kept.is_empty() || kept.ends_with('\n') {
            kept.extend(text[range.clone()].matches('\n'));
        }
        from = range.end;
    }
    kept.push_str(&text[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        cut(text, Format::Markdown).text.into_owned()
    }

    #[test]
    fn comments_of_every_tool_are_cut() {
        for comment in [
            "<!-- secret -->",
            "<!-- secret\n\n over lines --!>",
            "%%secret%%",
            "%%\nsecret\n\nblock\n%%",
            "{% comment %}secret{% endcomment %}",
            "{%- comment -%} secret\n{%- endcomment -%}",
            "{% # secret %}",
            "{%# secret %}",
            "{# secret #}",
            "{{/* secret */}}",
            "{{- /* secret */ -}}",
            "{{/* secret */ -}}",
            "{{< comment >}}secret{{< /comment >}}",
            "{{% comment %}}secret{{% /comment %}}",
            "{{!-- secret --}}",
            "{{! secret }}",
            "{/* secret */}",
            "{ /* secret */ }",
            "{{ /* secret */ }}",
            "{#\nsecret\n#}",
            "{#secret#}",
            "{{~!-- secret --~}}",
            "{:: comment}secret{:/}",
            "{% comment %}secret {% comment %}more{% endcomment %} secret{% endcomment %}",
            "{{% comment %}}secret {% endcomment %} secret{{% /comment %}}",
            "{::comment}secret{:/comment}",
            "{>>secret<<}",
            "<%-- secret --%>",
        ] {
            assert_eq!(kept(&format!("Before {comment} after.")), "Before  after.", "{comment}");
        }
        for comment in [
            "[//]: # (secret)",
            "> [//]: # (secret)",
            "[//]:\n# (secret)",
            "[comment]: <> (secret\nmore)",
            "[//]: # \"secret\"",
        ] {
            let text = kept(&format!("Before.\n\n{comment}\n\nAfter.")).replace('>', "");
            assert_eq!(
                text.split_whitespace().collect::<Vec<_>>(),
                ["Before.", "After."],
                "{comment}"
            );
        }
        let block = kept("One.\n\n<!--\nsecret\n-->\nTwo.");
        assert_eq!(block, "One.\n\n\n\n\nTwo.", "lines keep their numbers");
    }

    #[test]
    fn what_is_open_to_the_end_hides_the_rest_and_says_so() {
        for text in [
            "Before <!-- secret",
            "Before %% secret",
            "Before {% comment %} secret",
            "Before {{/* secret",
        ] {
            let cut = cut(text, Format::Markdown);
            assert_eq!((&*cut.text, cut.unclosed), ("Before ", Some(7)), "{text}");
        }
    }

    #[test]
    fn code_and_what_only_looks_alike_stays() {
        for text in [
            "`<!-- shown -->` and ``%% a ` b %%``",
            "```html\n<!-- shown -->\n```\nEnd",
            "> ~~~\n> {# shown #}\n> ~~~\n",
            "Growth of 5%% here.",
            "1. ```html\n   <!-- shown -->\n   ```\n",
            "# Heading {#top}\n\nText #} more",
            "# Heading {#top .wide}\n\nText",
            "{{< figure src=x >}} {% raw %} {{ title }}",
            "[link]: https://example.org (title)",
            "[a](#b): c",
            "{a: 1} [1] 5 < 6",
        ] {
            assert_eq!(kept(text), text);
        }
    }

    #[test]
    fn code_hides_no_comment() {
        assert_eq!(kept("<!-- a ` b --> x <!-- secret ` -->"), " x ");
        assert_eq!(kept("```\nnever closed <!-- secret -->"), "```\nnever closed ");
        for text in [
            "one ` tick\n \n%%secret%% ` two",
            "# The ` key\nText %%secret%% ` end",
            "- a ` b\n- %%secret%% c ` d",
            "\\`%%secret%%\\`",
            "> ```\n> code\n\n%%secret%%\n\n```\nx\n```\n",
            "- ```\n  code\n\n%%secret%%\n\n```\n",
            "```\ncode\n     ```\n```\n%%secret%%",
            "10%% secret 50%%",
        ] {
            assert!(!kept(text).contains("secret"), "{text}");
        }
        assert_eq!(kept("<!<!-- x -->-- secret -->"), "");
    }

    #[test]
    fn plain_text_has_no_code() {
        assert_eq!(cut("a `<!-- secret -->` b", Format::Plain).text, "a `` b");
        assert_eq!(cut("50 %% of all", Format::Plain).text, "50 %% of all");
    }

    #[test]
    fn the_original_has_no_private_parts_either() {
        let of =
            |text: &str| String::from_utf8(original(text.as_bytes(), Format::Markdown).into_owned()).expect("text");
        let text = "---\r\ntitle: T\r\n---\r\nText\r\n";
        assert_eq!(of(text), text, "byte for byte");
        assert_eq!(
            of("<!-- a -->---\ntitle: 'T # 1' # who says so\n# ask Lan\ntags: [C#]\n---\nBody %%x%% end.\n"),
            "---\ntitle: 'T # 1'\ntags: [C#]\n---\nBody  end.\n"
        );
    }

    #[test]
    fn comments_before_a_text_are_skipped() {
        assert_eq!(
            leading("\n \u{3000}<!-- a -->\n%%b%%\n---\n"),
            "\n \u{3000}<!-- a -->\n%%b%%\n".len()
        );
        assert_eq!(leading("text"), 0);
    }

    #[test]
    fn many_beginnings_take_no_longer() {
        for beginning in [
            "{/*",
            "{# ",
            "`",
            "```\n",
            "[x]:",
            "{%",
            "{{!",
            "1%%",
            "<%#",
            "{{<",
            "word `c` x ",
            "- `",
            "[//]: # (x\n",
            "> ```\n",
            "> ```js\n",
            "{",
            "{#a ",
            "- ```js\n",
        ] {
            // What they wait for never comes, or comes last.
            for end in ["", "end", "}", "#}"] {
                let text = beginning.repeat(60_000) + end;
                let _ = cut(&text, Format::Markdown);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_comment_is_left(text in "(<!--|-->|%%|[{]#|#[}]|[{]% comment %[}]|[{]% endcomment %[}]|`|```|\n|x|1| |đ){0,24}") {
            for format in [Format::Markdown, Format::Plain] {
                let once = cut(&text, format).text.into_owned();
                let again = cut(&once, format);
                proptest::prop_assert!(again.text == once, "{:?}", once);
            }
        }
    }
}
