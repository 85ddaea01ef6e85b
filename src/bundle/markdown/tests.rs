use super::*;
use crate::article::{BlockKind, Picture, Span};

/// Each piece as its containers, its kind, and its text with its spans in brackets.
fn shown(text: &str) -> Vec<String> {
    pieces(text).iter().map(show).collect()
}

fn show(piece: &Piece) -> String {
    let containers: Vec<String> = piece
        .within
        .iter()
        .map(|within| match &within.kind {
            ContainerKind::Quote => "quote".to_owned(),
            ContainerKind::List { first: None } => "ul".to_owned(),
            ContainerKind::List { first: Some(first) } => format!("ol{first}"),
            ContainerKind::Item { checked: None } => "li".to_owned(),
            ContainerKind::Item { checked: Some(done) } => format!("task-{done}"),
            ContainerKind::Callout { name } => name.clone(),
            ContainerKind::Details => "details".to_owned(),
            ContainerKind::Terms => "dl".to_owned(),
            ContainerKind::Definition => "dd".to_owned(),
            ContainerKind::Note { number } => format!("note{number}"),
        })
        .collect();
    let kind = match &piece.kind {
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Heading { level } => format!("h{level}"),
        BlockKind::Caption => "caption".to_owned(),
        BlockKind::Item => "item".to_owned(),
        BlockKind::Quote => "q".to_owned(),
        BlockKind::Code { language } => format!("code:{language}"),
        BlockKind::Table { align, headless } => format!("table{align}{}", if *headless { "-" } else { "" }),
        BlockKind::Image(Picture { src, .. }) => format!("img<{src}>"),
        BlockKind::Label => "label".to_owned(),
    };
    let place = [containers.join("/"), kind].into_iter().filter(|part| !part.is_empty());
    format!(
        "{} {}",
        place.collect::<Vec<_>>().join("/"),
        marked(&piece.text, &piece.spans)
    )
}

fn marked(text: &str, spans: &[Span]) -> String {
    let mut result = String::new();
    let mut ends: Vec<(usize, String)> = vec![];
    for (at, character) in text.char_indices().chain([(text.len(), '\0')]) {
        while ends.last().is_some_and(|(end, _)| *end <= at) {
            result.push_str(&ends.pop().map(|(_, close)| close).unwrap_or_default());
        }
        for span in spans.iter().filter(|span| span.start == at) {
            let (open, close) = match &span.kind {
                SpanKind::Emphasis => ("{i ", "}".to_owned()),
                SpanKind::Strong => ("{b ", "}".to_owned()),
                SpanKind::Code => ("{c ", "}".to_owned()),
                SpanKind::Superscript => ("{^ ", "}".to_owned()),
                SpanKind::Subscript => ("{_ ", "}".to_owned()),
                SpanKind::Deleted => ("{d ", "}".to_owned()),
                SpanKind::Marked => ("{m ", "}".to_owned()),
                SpanKind::Link { href } => ("[", format!("]<{href}>")),
                SpanKind::Note { number } => ("[", format!("]#{number}")),
                SpanKind::Image(picture) => ("![", format!("]<{}>", picture.src)),
                SpanKind::Article { .. } | SpanKind::Missing { .. } => ("?", String::new()),
            };
            result.push_str(open);
            ends.push((span.end, close));
        }
        if character != '\0' {
            result.push(character);
        }
    }
    result
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected, "{text}");
}

#[test]
fn blocks_keep_their_kind() {
    reads(
        "# Title\n\nA soft\nbreak.\n\n## Part\n\n> Quoted\n\n```rust,ignore\na\n\nb\n```\n\n```{.python}\nc\n```\n\n***\n\nEnd",
        &[
            "h1 Title",
            "p A soft break.",
            "h2 Part",
            "quote/q Quoted",
            "code:rust a\n\nb",
            "code:python c",
            "p End",
        ],
    );
    reads(
        "    A paragraph of a\n    press release.",
        &["p A paragraph of a press release."],
    );
    reads(
        "Line one  \nline two\\\nline three",
        &["p Line one\nline two\nline three"],
    );
}

#[test]
fn lists_and_quotations_stand_in_one_another() {
    reads(
        "3. three\n4. four\n   - deep\n\n     more\n   - again\n\n   > said\n\n> - in a quote\n>\n> > twice",
        &[
            "ol3/li/item three",
            "ol3/li/item four",
            "ol3/li/ul/li/item deep",
            "ol3/li/ul/li/p more",
            "ol3/li/ul/li/item again",
            "ol3/li/quote/q said",
            "quote/ul/li/item in a quote",
            "quote/quote/q twice",
        ],
    );
    let pieces = pieces("- a\n- b\n\n  c\n");
    let item = |at: usize| pieces[at].within[1].number;
    assert!(item(0) != item(1) && item(1) == item(2), "{pieces:?}");
}

#[test]
fn tasks_are_done_or_not() {
    reads(
        "- [x] done\n- [ ] not\n- [no] neither\n",
        &[
            "ul/task-true/item done",
            "ul/task-false/item not",
            "ul/li/item [no] neither",
        ],
    );
    reads(
        "- [x] loose\n\n- other",
        &["ul/task-true/item loose", "ul/li/item other"],
    );
}

#[test]
fn terms_and_definitions_are_told_apart() {
    reads(
        "Term *one*\n: First\n: Second\n\nOther\n: Third\n",
        &[
            "dl/label Term {i one}",
            "dl/dd/p First",
            "dl/dd/p Second",
            "dl/label Other",
            "dl/dd/p Third",
        ],
    );
    reads(
        "<dl><dt>A<dd>a<dt>B</dt><dd>b</dd></dl>\n\nText",
        &["dl/label A", "dl/dd/p a", "dl/label B", "dl/dd/p b", "p Text"],
    );
}

#[test]
fn callouts_have_their_name_and_title() {
    reads("> [!NOTE]\n> Mind *this*.\n", &["note/p Mind {i this}."]);
    reads(
        "> [!warning]- Some *title*\n> Text\n>\n> > quoted\n",
        &[
            "warning/label Some {i title}",
            "warning/p Text",
            "warning/quote/q quoted",
        ],
    );
    reads("> [!faq] Alone\n\nText", &["faq/label Alone", "p Text"]);
    reads("> [!info]\n> Text", &["info/p Text"]);
    reads("> [!no\n> [x]", &["quote/q [!no [x]"]);
    reads("[!note] no quotation", &["p [!note] no quotation"]);
}

#[test]
fn divisions_between_colons_are_callouts_or_nothing() {
    for (text, title) in [
        (
            ":::tip Some *title*\nText.\n\n- item\n:::\nAfter",
            "tip/label Some {i title}",
        ),
        (
            "::: tip[Some *title*]\nText.\n\n- item\n:::\nAfter",
            "tip/label Some {i title}",
        ),
        (
            ":::{tip} Some *title*\nText.\n\n- item\n:::\nAfter",
            "tip/label Some {i title}",
        ),
        (
            "::: {.callout-tip title=\"Some *title*\"}\nText.\n\n- item\n:::\nAfter",
            "tip/label Some {i title}",
        ),
    ] {
        let text = ["Before\n", text].concat();
        reads(
            &text,
            &["p Before", title, "tip/p Text.", "tip/ul/li/item item", "p After"],
        );
    }
    reads(
        "::::note\nOuter\n\n:::warning\nInner\n:::\n\nMore\n::::\n",
        &["note/p Outer", "note/warning/p Inner", "note/p More"],
    );
    reads("::: {.column}\nText\n:::\nAfter", &["p Text", "p After"]);
    reads("Before\n:::note\nnever closed", &["p Before", "p never closed"]);
    reads("```\n:::tip\n```\n\n:::\nText", &["code: :::tip", "p Text"]);
}

#[test]
fn details_have_their_summary() {
    reads(
        "<details open>\n<summary>More <b>here</b></summary>\n\nText *with* marks\n\n- item\n\n</details>\n\nOutside",
        &[
            "details/label More {b here}",
            "details/p Text {i with} marks",
            "details/ul/li/item item",
            "p Outside",
        ],
    );
    reads(
        "<details><summary>S</summary>\n\nnever closed",
        &["label S", "p never closed"],
    );
    reads(
        "> <details><summary>S</summary>\n\n</details> after",
        &["quote/details/label S", "p after"],
    );
}

#[test]
fn parts_of_a_text_are_what_they_are() {
    reads(
        "*soft* **hard _both_** `x < y` ~~gone~~ ==high==",
        &["p {i soft} {b hard {i both}} {c x < y} {d gone} {m high}"],
    );
    reads(
        "H~2~O, x^n^, 10^6^ and ~deleted~",
        &["p H{_ 2}O, x{^ n}, 10⁶ and {d deleted}"],
    );
    reads(
        "2^10 and 3^5 ^ 4, 2015~2016~2017, ~5 to ~6",
        &["p 2^10 and 3^5 ^ 4, 2015~2016~2017, ~5 to ~6"],
    );
    reads(
        "<b>a <i>b</i></b> <kbd>c</kbd> CO<sub>2</sub> 1<sup>st</sup> <del>d</del><s>e</s> <mark>f</mark> <u>g</u> <q>h</q>",
        &["p {b a {i b}} {c c} CO{_ 2} 1{^ st} {d d}{d e} {m f} g “h”"],
    );
    reads("*a <b>b* c</b>", &["p {i a {b b}} {b c}"]);
    reads("==a *b== c*", &["p ==a {i b== c}"]);
    reads("(a==b && c==d) and ==yes==", &["p (a==b && c==d) and {m yes}"]);
    reads("`==code==` ==**a** b==", &["p {c ==code==} {m {b a} b}"]);
    reads("x^==a==^ (==a^b==)^ 2^3^4", &["p x^{m a}^ ({m a^b})^ 2^3^4"]);
}

#[test]
fn formulas_and_prices_stay_as_they_are() {
    reads("So $x^2 * y_1*z_1$ holds.", &["p So $x^2 * y_1*z_1$ holds."]);
    reads(
        "It costs $5 and $10, or $5-$10.",
        &["p It costs $5 and $10, or $5-$10."],
    );
    reads("$$\na < b\n$$", &["p $$ a < b $$"]);
}

#[test]
fn headings_lose_their_attributes() {
    let found = pieces("# Envoys meet {#top}\n\n## Part {.wide #two key=x}\n\n## Set {a, b}\n");
    let texts: Vec<&str> = found.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(texts[..2], ["Envoys meet", "Part"]);
    assert_eq!(
        (found[0].ids.as_slice(), found[1].ids.as_slice()),
        (&["top".to_owned()][..], &["two".to_owned()][..])
    );
}

#[test]
fn a_reference_to_a_note_hides_no_word() {
    reads(
        "The minister[^a] agreed [^b], in 2015[^b].\n\n[^b]: Second.\n[^a]: First\n\n    with more.\n\n[^c]: Unused.",
        &[
            "p The minister[¹]#1 agreed[²]#2, in 2015\u{202f}[²]#2.",
            "note2/p Second.",
            "note1/p First",
            "note1/p with more.",
            "note3/p Unused.",
        ],
    );
    reads(
        "minister<sup>1</sup> and minister<sup>[2]</sup>, 10<sup>-6</sup> m<sup>2</sup>",
        &["p minister¹ and minister², 10⁻⁶ m²"],
    );
    reads("x<sup><a href=\"#fn1\">1</a></sup> y", &["p x[¹]<#fn1> y"]);
    reads(
        "in 2015<sup>1</sup>, *so*[^1] and[^1][^2]\n\n[^1]: A\n[^2]: B",
        &[
            "p in 2015\u{202f}¹, {i so}[¹]#1 and[¹]#1\u{202f}[²]#2",
            "note1/p A",
            "note2/p B",
        ],
    );
    let found = pieces("The minister[^7] agreed, [^abc] is a pattern.");
    assert_eq!(found[0].text, "The minister⁷ agreed, [^abc] is a pattern.");
    assert_eq!(found[0].missed.len(), 1);
    assert_eq!(
        (found[0].missed[0].kind, found[0].missed[0].what.as_str()),
        (LossKind::Footnote, "[^7]")
    );
}

#[test]
fn only_links_that_a_reader_may_follow_survive() {
    reads(
        "[Web](https://example.org/a), [script](javascript:alert(1)), <a@b.org>, [data](data:text/html,x), [top](#), [file](file:///etc/passwd).",
        &["p [Web]<https://example.org/a>, script, [a@b.org]<mailto:a@b.org>, data, top, file."],
    );
    reads(
        "[other](../b.md#part), [ref][r], [bold **x**](b.md) //c.org\n\n[r]: //example.org 'T'",
        &["p [other]<../b.md#part>, [ref]<https://example.org>, [bold {b x}]<b.md> //c.org"],
    );
    reads(
        "[[Other|shown]] [[Some note#Part]] [[#Here]] ![[Note]]",
        &["p [shown]<wiki:Other> [Some note > Part]<wiki:Some note#Part> [Here]<wiki:#Here> [Note]<wiki:Note>"],
    );
    reads(
        "<a href='JAVASCRIPT:x'>no</a> <a href=x.md>yes <a name=y></a>still</a> out",
        &["p no [yes still]<x.md> out"],
    );
}

#[test]
fn tables_have_rows_cells_and_spans() {
    reads(
        "| a | b |\n|:--|--:|\n|  | *x* |\n| 1 | [2](https://example.org/) |\n",
        &["tablelr a\tb\n\t{i x}\n1\t[2]<https://example.org/>"],
    );
    reads(
        "| a | b |\n|---|---|\n|  |  |\n| 1 | a<br>b |\n",
        &["table a\tb\n \n1\ta b"],
    );
    reads(
        "<table><tr><td>Paris</td><td>UNESCO</td></tr></table>",
        &["table- Paris\tUNESCO"],
    );
    reads(
        "<table>\n<caption>Who</caption>\n<thead><tr><th>A<th>B</thead>\n<tr><td><p>1</p><p>2</p><td><b>x</b></table>\n\nText",
        &["caption Who", "table A\tB\n1 2\t{b x}", "p Text"],
    );
    reads(
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
        &["table- a b c\td"],
    );
    reads(
        "<table><tr><td>Only one</td></tr><tr><td>column</td></tr></table>",
        &["p Only one\ncolumn"],
    );
    reads("<table><tr><td>never closed\n\nText", &["p never closed", "p Text"]);
}

#[test]
fn html_is_what_it_means() {
    reads(
        "<div class=\"x\">Inside</div>\n\nA <b>bold</b> word<script>alert(1)</script> &amp; more\n\n<script>\nalert(2)\n\n</script>\n\n<img src=x onerror=alert(3)>\n\nEnd <!-- hidden --> here",
        &["p Inside", "p A {b bold} word & more", "img<x> ", "p End here"],
    );
    reads(
        "<p>Vi&#7879;t Nam&#x2019;s Hu&#7871; &mdash; caf&eacute;</p><p>Two<br>lines</p>",
        &["p Việt Nam’s Huế — café", "p Two\nlines"],
    );
    reads(
        "<p>Growth was < 5% and the envoys cheered.</p>",
        &["p Growth was < 5% and the envoys cheered."],
    );
    reads("5 < 6 and a<b, x > y", &["p 5 < 6 and a<b, x > y"]);
    reads(
        "<h2 id='a'>Part</h2>\n<ol start=2><li>x<li>y<ul><li>z</ul></ol><blockquote><p>said</p></blockquote>",
        &[
            "h2 Part",
            "ol2/li/item x",
            "ol2/li/item y",
            "ol2/li/ul/li/item z",
            "quote/q said",
        ],
    );
    reads(
        "<pre><code class=\"language-js\">if (a < b) {\n\n  x &amp;&amp; y\n}</code></pre>",
        &["code:js if (a < b) {\n\n  x && y\n}"],
    );
}

#[test]
fn what_is_no_text_is_left_out_with_all_that_is_in_it() {
    reads("a <svg><text>no</text></svg> b <noscript>no</noscript> c", &["p a b c"]);
    reads(
        "a <span hidden>no</span> b <span style=\"Display: none\">no</span> c",
        &["p a b c"],
    );
    reads("<div hidden>\n<p>no</p>\n</div>\n\nyes", &["p yes"]);
    reads(
        "<object>\n\nno *no*\n\n> no\n\n![no](no.png)\n\n</object>\n\nyes",
        &["p yes"],
    );
    reads("<template><template>no</template>no</template>yes", &["p yes"]);
    reads("<iframe src='https://example.org/' />\n\nyes", &["p yes"]);
    reads("<svg>never closed\n\nyes", &["p yes"]);
    reads("word <script>never closed\n\nyes", &["p word", "p yes"]);
    reads("<style>p { color: red }</style>\n\nyes", &["p yes"]);
    reads("<video><p>no</p></video><p>yes</p>", &["p yes"]);
}

#[test]
fn pictures_stand_where_they_stood() {
    reads(
        "![A street](street.jpg)\n\n![](a.png \"Its caption\") words\n\nSee ![map](map.png)here.\n",
        &[
            "img<street.jpg> A street",
            "img<a.png> ",
            "caption Its caption",
            "p words",
            "p See ![map]<map.png> here.",
        ],
    );
    reads(
        "![A](a.png)\n*Below it*\n\nText\n\n![B](b.png)\n\n_Next to it_",
        &[
            "img<a.png> A",
            "caption Below it",
            "p Text",
            "img<b.png> B",
            "caption Next to it",
        ],
    );
    reads(
        "<figure><img src=\"a.png\" alt=\"Same\"><figcaption>Same</figcaption></figure>",
        &["img<a.png> ", "caption Same"],
    );
    reads(
        "![[pic.png|A view]] ![[other.png]] ![[third.jpg|300]]",
        &[
            "img<wiki:pic.png> A view",
            "img<wiki:other.png> ",
            "img<wiki:third.jpg> ",
        ],
    );
    reads("[![Small](s.png)](big.png)", &["img<s.png> [Small]<big.png>"]);
    reads(
        "<img data-src='a.png' src='data:x'><img src=b.gif width=1 height=1>",
        &["img<a.png> "],
    );
    reads(
        "- ![A](a.png)\n- text ![](b.png) more",
        &["ul/li/img<a.png> A", "ul/li/item text more", "ul/li/img<b.png> "],
    );
    reads(
        "| a ![x](x.png) |\n|---|\n| ![](y.png)b |\n",
        &["table a ![x]<x.png>\nb", "img<y.png> "],
    );
}

#[test]
fn pieces_know_their_line() {
    let lines: Vec<usize> = pieces("# One\n\nTwo\nlines\n\n- three\n- four\n\n<p>five</p>\n")
        .iter()
        .map(|piece| piece.line)
        .collect();
    assert_eq!(lines, [1, 3, 6, 7, 9]);
}

/// What fits is what the page shows: [`crate::article::Article::blocks`] drops all else.
fn fits(pieces: Vec<Piece>) -> Result<(), String> {
    let spans: usize = pieces.iter().map(|piece| piece.spans.len()).sum();
    let content = crate::bundle::piece::content(pieces);
    let extension = crate::article::Extension {
        blocks: content.blocks,
        containers: content.containers,
        ..Default::default()
    };
    let count = extension.containers.len();
    let article = crate::article::Article {
        id: String::new(),
        url: String::new(),
        external_url: None,
        title: String::new(),
        summary: None,
        content_text: content.text,
        date_published: None,
        authors: vec![],
        tags: vec![],
        language: String::new(),
        explorer: extension,
    };
    let blocks = article.blocks();
    let kept: usize = blocks.iter().map(|block| block.spans.len()).sum();
    let containers = article.containers(blocks.len()).len();
    if (kept, containers) == (spans, count) {
        Ok(())
    } else {
        Err(format!("{kept} of {spans} spans, {containers} of {count} containers"))
    }
}

#[test]
fn nothing_costs_more_than_its_length() {
    let many = 10_000;
    for part in [
        ">",
        "> ",
        "*",
        "_a",
        "[",
        "![",
        "<b>",
        "<span>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<object>",
        "==a",
        "==a== ",
        "^a",
        "~a",
        "a^b^",
        "[^1]",
        "`",
        "$",
        "<a href=x>",
        "<sup>",
        "<sup>1</sup>",
        "- ",
        "1. ",
        "&amp;",
        "<",
        "<!--",
        "</b>",
        "<dl><dt><dd>",
        "[[",
        "**a _b",
        "![a](b)",
        "\n\n<b>",
        "\n\n</details>",
        "<details>",
        "| a ",
        "\\\n",
        "<pre>",
        ":::note\n",
        ":::note\n:::\n",
        "    :::tip\n",
    ] {
        let text = part.repeat(many);
        assert_eq!(fits(pieces(&text)), Ok(()), "{part}");
        let closed = [
            &text,
            "x",
            &"</b></ul></blockquote></table></object></sup></a></details></dl>".repeat(many / 10),
        ]
        .concat();
        assert_eq!(fits(pieces(&closed)), Ok(()), "{part}");
    }
}

proptest::proptest! {
    #[test]
    fn any_markdown_gives_spans_that_fit(text in "[-#>*_`|\\[\\]()!<>a-c01đ \n:/&;.^~=$\\\\]{0,80}") {
        proptest::prop_assert_eq!(fits(pieces(&text)), Ok(()));
    }

    #[test]
    fn any_elements_give_spans_that_fit(parts in proptest::collection::vec("</?(b|i|sup|sub|a|p|li|ul|td|tr|table|dl|dt|dd|h2|details|summary|blockquote|pre|script|svg|caption|figcaption)( href=x| id=y)?>|<img src=a alt=b>|\n\n|\n> |- |\\*|==|\\^|a |1|đ|\\[\\^1\\]|!\\[c\\]\\(d\\)", 0..24)) {
        proptest::prop_assert_eq!(fits(pieces(&parts.concat())), Ok(()));
    }
}
