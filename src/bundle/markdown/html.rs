//! HTML taken apart: its tags, and the text between them with all character references resolved.

use std::borrow::Cow;
use std::collections::BTreeMap;

use html5gum::{HtmlString, State, Token, Tokenizer};
use unicode_normalization::UnicodeNormalization;

/// A tag, or the text before the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Open(Element),
    /// The name of the element that ends.
    Close(String),
    Text(String),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// In lower case.
    pub(super) name: String,
    attributes: BTreeMap<String, String>,
    /// It ends with `/>`.
    pub(super) closed: bool,
}

impl Element {
    /// Whether the attribute is there, whatever its value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    /// The value of an attribute without the blanks around it; none where it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }
}

/// Takes HTML apart as a browser does. Comments and what stands in `<script>` and `<style>` are left out.
pub(super) fn parts(html: &str) -> Vec<Part> {
    let owned = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let mut parts = vec![];
    let (whole, unfinished) = html.split_at(unfinished(html));
    let mut tokenizer = Tokenizer::new(whole);
    let mut raw = false;
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                let name = owned(&tag.name);
                raw = match name.as_str() {
                    "script" => {
                        tokenizer.set_state(State::ScriptData);
                        true
                    }
                    "style" => {
                        tokenizer.set_state(State::RawText);
                        true
                    }
                    _ => false,
                };
                let attributes = tag.attributes.iter();
                parts.push(Part::Open(Element {
                    name,
                    attributes: attributes.map(|(name, value)| (owned(name), owned(value))).collect(),
                    closed: tag.self_closing,
                }));
            }
            Token::EndTag(tag) => {
                raw = false;
                parts.push(Part::Close(owned(&tag.name)));
            }
            Token::String(text) if !raw => parts.push(Part::Text(owned(&text))),
            _ => {}
        }
    }
    if !unfinished.is_empty() && !raw {
        parts.push(Part::Text(unescape(unfinished).into_owned()));
    }
    parts
}

/// Where a tag begins that never ends: it is text.
fn unfinished(html: &str) -> usize {
    let last = html.rfind('>').map_or(0, |at| at + 1);
    let rest = &html[last..];
    let tag = rest.match_indices('<').find(|(at, _)| {
        let next = rest[at + 1..].bytes().next();
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'/')
    });
    tag.map_or(html.len(), |(at, _)| last + at)
}

/// Resolves the character references (`&#8217;`, `&eacute;`, `&amp;`) of a text that is no HTML otherwise. Only those with
/// their semicolon: `R&D` and `AT&T` stay what they are.
pub(in crate::bundle) fn unescape(text: &str) -> Cow<'_, str> {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let reference = &rest[at..];
        let inside = reference[1..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        let end = at + 1 + inside;
        if inside > 1 && inside <= 32 && rest[end..].starts_with(';') {
            resolved.push_str(&rest[..at]);
            resolved.push_str(&character(&rest[at..=end]));
            rest = &rest[end + 1..];
        } else {
            resolved.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    resolved.push_str(rest);
    if resolved == text {
        return Cow::Borrowed(text);
    }
    // A letter and a mark that came as a reference are one character elsewhere.
    Cow::Owned(resolved.nfc().collect())
}

/// What a reference stands for; itself where it stands for nothing. A control character is a blank.
fn character(reference: &str) -> String {
    let mut tokenizer = Tokenizer::new(reference);
    tokenizer.set_state(State::RcData);
    let mut characters = String::new();
    while let Some(Ok(token)) = tokenizer.next() {
        if let Token::String(text) = token {
            characters.push_str(&String::from_utf8_lossy(&text));
        }
    }
    characters.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_with_a_semicolon_are_characters() {
        for (text, expected) in [
            ("Vietnam&#8217;s turn", "Vietnam’s turn"),
            (
                "Vi&#7879;t Nam&#x2019;s Hu&#7871; &mdash; caf&eacute;",
                "Việt Nam’s Huế — café",
            ),
            ("Q&amp;A, R&D, AT&T; &copy 2020", "Q&A, R&D, AT&T; &copy 2020"),
            ("a &nosuchname; b &; &#; &#x; c&", "a &nosuchname; b &; &#; &#x; c&"),
            ("one&#10;line&#0;", "one line\u{fffd}"),
            ("cafe&#769;", "café"),
            ("<b>&lt;i&gt;</b>", "<b><i></b>"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(unescape(text), expected);
        }
        assert!(matches!(unescape("none of them"), Cow::Borrowed(_)));
        assert!(matches!(unescape("R&D"), Cow::Borrowed(_)));
    }

    fn shown(html: &str) -> String {
        parts(html)
            .into_iter()
            .map(|part| match part {
                Part::Open(element) => format!("[{}]", element.name),
                Part::Close(name) => format!("[/{name}]"),
                Part::Text(text) => text,
            })
            .collect()
    }

    #[test]
    fn a_tag_opens_only_where_one_can_begin() {
        for (html, expected) in [
            (
                "<p>Growth was < 5% and <3 & more</p>",
                "[p]Growth was < 5% and <3 & more[/p]",
            ),
            ("<P CLASS=x>a<BR/>b", "[p]a[br]b"),
            ("a <b", "a <b"),
            ("<p>less <than this &amp; that", "[p]less <than this & that"),
            ("x <!-- <b>gone</b> --> y", "x  y"),
            ("<script>if (a<b) '</p>'</script>z", "[script][/script]z"),
            ("<style>p > a { }</style>z", "[style][/style]z"),
            ("a <script>let", "a [script]"),
            ("1 <= 2 <> 3", "1 <= 2 <> 3"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_read_as_a_browser_reads_them() {
        let parts = parts("<img SRC = a&amp;b.png alt='x > y' hidden>");
        let Part::Open(image) = &parts[0] else {
            panic!("{parts:?}");
        };
        assert_eq!(
            (image.attribute("src"), image.attribute("alt")),
            (Some("a&b.png"), Some("x > y"))
        );
        assert!(image.attribute("hidden").is_none());
    }
}
