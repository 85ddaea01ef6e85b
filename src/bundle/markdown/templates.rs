//! Addresses that a template of Hugo or Jekyll would have made: Markdown does not take them for addresses as they stand.

use std::borrow::Cow;

use crate::bundle::links::REF;

/// Puts what such a template refers to in its place, wherever an address stands; and a picture where Hugo's `figure` stands. Lines stay
/// lines, and code stays as it is.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains("{{") && !text.contains("{%") {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let mut fence = None;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let marks = ["```", "~~~"].into_iter().find(|marks| start.starts_with(marks));
        match (fence, marks) {
            (None, Some(marks)) => fence = Some(marks),
            (Some(open), Some(marks)) if open == marks => fence = None,
            _ => {}
        }
        if fence.is_some() || marks.is_some() {
            result.push_str(line);
        } else {
            resolve_line(line, &mut result);
        }
    }
    Cow::Owned(result)
}

fn resolve_line(line: &str, result: &mut String) {
    let mut rest = line;
    // An address can begin with the address of the site.
    let mut is_address = false;
    let opens = |rest: &str| {
        let mut braces = rest.match_indices('{').map(|(at, _)| at);
        braces.find(|at| rest[at + 1..].starts_with(['{', '%']))
    };
    while let Some(at) = opens(rest) {
        let (before, template) = rest.split_at(at);
        result.push_str(before);
        let Some((inside, after)) = inside(template) else {
            return result.push_str(template);
        };
        let begins = ["](", "](<", "href=\"", "href='", "src=\"", "src='"];
        is_address = is_address && before.is_empty() || begins.iter().any(|sign| before.ends_with(sign));
        let made = if is_address { address(inside) } else { figure(inside) };
        match made {
            Some(made) => result.push_str(&made),
            None => result.push_str(&template[..template.len() - after.len()]),
        }
        rest = after;
    }
    result.push_str(rest);
}

/// What stands between the signs of a template, and what stands behind it.
fn inside(template: &str) -> Option<(&str, &str)> {
    let (open, close) = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")]
        .into_iter()
        .find(|(open, _)| template.starts_with(open))?;
    let (inside, after) = template[open.len()..].split_once(close)?;
    Some((inside.trim_matches(['-', ' ']), after))
}

/// The address that a template makes; nothing where it only says where the site is.
fn address(template: &str) -> Option<String> {
    let (name, rest) = template.split_once(char::is_whitespace).unwrap_or((template, ""));
    let encoded = |path: &str| {
        let path = path.trim().trim_matches(['"', '\'', '`']);
        path.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
    };
    match name {
        "ref" | "relref" | "post_url" | "link" => {
            let path = rest.trim().strip_prefix("path=").unwrap_or(rest.trim());
            let quoted = path.starts_with(['"', '\'', '`']);
            let path = if quoted {
                path[1..].split(['"', '\'', '`']).next().unwrap_or_default()
            } else {
                path.split_whitespace().next().unwrap_or_default()
            };
            (!path.is_empty()).then(|| [REF, &encoded(path)].concat())
        }
        "site.baseurl" | "site.url" | "site.github.url" if rest.trim().is_empty() => Some(String::new()),
        _ => {
            let (path, filter) = template.split_once('|')?;
            matches!(
                filter.trim(),
                "relative_url" | "absolute_url" | "relURL" | "absURL" | "url"
            )
            .then(|| encoded(path))
        }
    }
}

/// Hugo's `figure` as HTML.
fn figure(template: &str) -> Option<String> {
    let attributes = template.strip_prefix("figure ")?;
    let value = |name: &str| {
        let rest = attributes.split(&format!("{name}=")).nth(1)?;
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = rest[1..].split(quote).next()?;
        Some(value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"))
    };
    let caption = value("caption").or_else(|| value("title"));
    let caption = caption.map(|caption| format!("<figcaption>{caption}</figcaption>"));
    Some(format!(
        "<figure><img src=\"{}\" alt=\"{}\">{}</figure>",
        value("src")?,
        value("alt").unwrap_or_default(),
        caption.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_what_they_refer_to() {
        for (text, expected) in [
            ("[a]({{< ref \"other one.md\" >}}) b", "[a](ref:other%20one.md) b"),
            ("[a]({{% relref path='x.md#y' %}})", "[a](ref:x.md#y)"),
            ("[a]({% post_url 2016-07-26-name %})\n", "[a](ref:2016-07-26-name)\n"),
            ("[a]({{ site.baseurl }}{% link _posts/x.md %})", "[a](ref:_posts/x.md)"),
            ("![a]({{ site.url }}/img/a.png)", "![a](/img/a.png)"),
            ("<img src=\"{{ '/a.png' | relative_url }}\">", "<img src=\"/a.png\">"),
            (
                "```\n[a]({{< ref \"x\" >}})\n```\n",
                "```\n[a]({{< ref \"x\" >}})\n```\n",
            ),
            ("say {{ name }} and {% if %}", "say {{ name }} and {% if %}"),
            ("[a]({{ other }}) {{ open", "[a]({{ other }}) {{ open"),
            ("none", "none"),
        ] {
            assert_eq!(resolved(text), expected);
        }
    }

    #[test]
    fn a_figure_is_a_picture() {
        assert_eq!(
            resolved("{{< figure src=\"a.png\" alt='A < \"b\"' caption=\"C\" >}}"),
            "<figure><img src=\"a.png\" alt=\"A &lt; &quot;b&quot;\"><figcaption>C</figcaption></figure>"
        );
    }
}
