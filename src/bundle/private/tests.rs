use super::*;

fn kept(text: &str) -> String {
    cut(text, Format::Markdown).text.into_owned()
}

#[test]
fn what_is_put_into_the_page_as_it_is_has_comments() {
    assert_eq!(kept("```{=html}\n<!-- secret -->\n```\n"), "```{=html}\n\n```\n");
    assert_eq!(kept("```html\n<!-- shown -->\n```\n"), "```html\n<!-- shown -->\n```\n");
    assert_eq!(kept("Write \\<!-- and go on."), "Write \\<!-- and go on.");
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
        "{\n/* secret */\n}",
        "{/* secret */ /* secret */}",
        "{// secret}",
        "{% liquid\n # secret\n%}",
        "{% liquid\n comment\n secret\n endcomment\n%}",
        "{% doc %}secret{% enddoc %}",
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
        "<?php /* secret */ ?>",
        "<?= $secret ?>",
        "<?secret?>",
        "<!secret>",
        "<![CDATA[ secret ]]>",
        "{::comment x=\"y\"}secret{:/comment}",
        "<#-- secret -->",
        "{{-- secret --}}",
        "{{#if false}}secret{{/if}}",
        "{% if false %}secret{% if x %}secret{% else %}secret{% endif %}secret{% endif %}",
        "{%- if False -%}secret{%- endif -%}",
        "{% if 0 %}\nsecret\n{% endif %}",
        "{% unless true %}secret{% endunless %}",
        "{% if jekyll.environment == \"development\" %}secret{% endif %}",
        "{% if false and page.x %}secret{% endif %}",
        "[a secret [b](c)]{.content-hidden}",
        "[secret]{.content-visible when-format=\"pdf\"}",
        "[secret]{.content-visible when-profile=\"internal\"}",
        "[secret]{.hidden}",
        "\\begin{comment}\nsecret\n\\end{comment}",
    ] {
        assert_eq!(kept(&format!("Before {comment} after.")), "Before  after.", "{comment}");
    }
    for comment in [
        "[//]: # (secret)",
        "> [//]: # (secret)",
        "[//]:\n# (secret)",
        "[comment]: <> (secret\nmore)",
        "[//]: # \"secret\"",
        "[//]: https://example.org (secret)",
        "[comment]: secret",
    ] {
        let text = kept(&format!("Before.\n\n{comment}\n\nAfter.")).replace('>', "");
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>(),
            ["Before.", "After."],
            "{comment}"
        );
    }
    for block in [
        "::: {.content-hidden}\nsecret\n\n::: {.note}\nsecret\n:::\nsecret\n:::",
        "::: content-hidden\nsecret\n:::",
        "::: {class=\"content-hidden\"}\nsecret\n:::",
        "[//]: #\n(secret)",
        "[//]: #\n  \"secret\"",
        ":::: {.content-hidden when-format=\"html\"}\n```\n:::\n```\nsecret\n::::",
        "::: {.content-hidden unless-format=\"pdf\"}\nsecret\n:::",
        "::: {.content-hidden when-profile=\"public\"}\nsecret\n:::",
        "::: {.content-visible unless-format='html'}\nsecret\n:::",
        "::: {.content-visible when-format=pdf}\nsecret\n:::",
        "::: {.content-visible when-meta=\"internal\"}\nsecret\n:::",
        "::: {.hidden}\nsecret\n:::",
        ":::{todo}\nsecret\n:::",
        ":::{only} internal\nsecret\n:::",
        "```{todo}\nsecret\n```",
        "```{.python .content-hidden}\nsecret\n```",
        "#+BEGIN_COMMENT\nsecret\n#+END_COMMENT",
        "#+begin_comment\nsecret\n#+end_comment",
    ] {
        let text = kept(&format!("Before.\n\n{block}\n\nAfter."));
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>(),
            ["Before.", "After."],
            "{block}"
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
        "::: {.note}\nText\n:::\n",
        "::: {.content-visible when-format=\"html\"}\nText\n:::\n",
        "::: {.content-visible unless-format=\"pdf\"}\nText\n:::\n",
        "::: {.content-hidden when-format=\"pdf\"}\nText\n:::\n",
        "::: {.content-hidden unless-format=\"html\"}\nText\n:::\n",
        "```\n::: {.content-hidden}\nshown\n:::\n```\n",
        "[Text]{.smallcaps} and [a]{#hidden}",
        ":::{only} html\nText\n:::\n",
        "{% if page.x %}Text{% endif %}",
        "{% if false or page.x %}Text{% endif %}",
        "{% raw %}{% comment %}shown{% endcomment %} {# shown #}{% endraw %}",
        "`{% if false %}` ends with `{% endif %}`",
        "`{/* shown */}` and `[//]: # (shown)`",
        "% of voters: 30\n",
        "# +begin_comment\nText",
        "An array has #+ and \\begin{quote}",
        "Price: 5 :: 6 ::: 7",
        "5 <? 6 ?> 7 and a <!b",
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
        "a \\%% b %%secret%%",
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
    let of = |text: &str| String::from_utf8(original(text.as_bytes(), Format::Markdown).into_owned()).expect("text");
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
        "::: {.hidden}\n",
        ":::",
        "[a]{",
        "[[",
        "{% if false %}",
        "{% raw %}",
        "#+begin_comment\n",
        "\\begin{comment}",
        "<?php",
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

#[test]
fn a_line_that_begins_with_a_percent_sign_is_a_comment_of_myst() {
    let sign = "```{note}\nText\n```\n";
    assert_eq!(
        kept(&format!("{sign}% secret\nOne\n% secret\n")),
        format!("{sign}\nOne\n\n").replace("\n\nOne", "\n\nOne")
    );
    assert_eq!(
        kept("See {ref}`a`.\n% secret\n50 % of all\n"),
        "See {ref}`a`.\n\n50 % of all\n"
    );
    assert_eq!(kept("```{r}\nx\n```\n% shown\n"), "```{r}\nx\n```\n% shown\n");
}

#[test]
fn what_an_else_shows_stays() {
    assert_eq!(
        kept("{% if false %}secret{% else %}Text{% endif %}"),
        "{% else %}Text{% endif %}"
    );
}

#[test]
fn behind_what_is_for_members_is_nothing() {
    assert_eq!(kept("Text\n<!--members-only-->\nsecret").trim(), "Text");
    assert_eq!(kept("Text\n<!-- more -->\nText"), "Text\n\nText");
}
