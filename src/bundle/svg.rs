//! SVG files, as far as they are nothing but pictures.
//!
//! Pages show them as pictures, which run and load nothing. Whoever opens the file itself opens a document, though, on the
//! archive's own site: one that holds more than a picture does not come along.

use html5gum::{HtmlString, Token, Tokenizer};

/// What makes a document of a picture.
const ACTIVE: [&str; 10] = [
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "link",
    "meta",
    "handler",
];

/// Width and height of an SVG file; 0 where it does not say them.
///
/// # Errors
/// It is none, or holds more than a picture.
pub(super) fn measure(bytes: &[u8]) -> Result<(u32, u32), String> {
    let none = "it holds no picture of a kind that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG)";
    let text = std::str::from_utf8(bytes).map_err(|_| none)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return Err(none.to_owned());
    }
    let active = "the SVG file holds scripts or loads other files: save it without them";
    let lower = text.to_ascii_lowercase();
    if ["<!entity", "<?xml-stylesheet", "@import", "<![cdata["]
        .iter()
        .any(|sign| lower.contains(sign))
    {
        return Err(active.to_owned());
    }
    let mut size = None;
    let text_of = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    let mut tokenizer = Tokenizer::new(text);
    while let Some(Ok(token)) = tokenizer.next() {
        let tag = match token {
            Token::StartTag(tag) => tag,
            Token::String(words) if is_active_value(&text_of(&words)) => return Err(active.to_owned()),
            _ => continue,
        };
        let name = text_of(&tag.name);
        let name = name.rsplit(':').next().unwrap_or_default();
        if size.is_none() && name != "svg" {
            return Err(none.to_owned());
        }
        let attributes: Vec<(String, String)> = tag
            .attributes
            .iter()
            .map(|(name, value)| (text_of(name), text_of(value)))
            .collect();
        let loads = |name: &str, value: &str| {
            let name = name.rsplit(':').next().unwrap_or_default();
            name.starts_with("on") || is_active_value(value) || matches!(name, "href" | "src") && !is_inside(value)
        };
        if ACTIVE.contains(&name) || name != "a" && attributes.iter().any(|(name, value)| loads(name, value)) {
            return Err(active.to_owned());
        }
        let harmful = |(name, value): &(String, String)| name.starts_with("on") || is_active_value(value);
        if attributes.iter().any(harmful) {
            return Err(active.to_owned());
        }
        if size.is_none() {
            size = Some(measured(&attributes));
        }
    }
    size.ok_or(none.to_owned())
}

/// Something in the file itself, or a picture written out.
fn is_inside(address: &str) -> bool {
    let address = address.trim();
    address.is_empty()
        || address.starts_with('#')
        || address.starts_with("data:image/") && !address.starts_with("data:image/svg")
}

fn is_active_value(value: &str) -> bool {
    let value: String = value
        .chars()
        .filter(|character| !character.is_whitespace() && !character.is_control() && !matches!(character, '"' | '\''))
        .collect();
    let value = value.to_ascii_lowercase();
    let loads = value.match_indices("url(").any(|(at, url)| {
        let rest = &value[at + url.len()..];
        !rest.starts_with('#') && !rest.starts_with("data:image/")
    });
    loads || value.contains("javascript:") || value.contains("data:text/")
}

/// From `width` and `height`, or the shape of `viewBox`.
fn measured(attributes: &[(String, String)]) -> (u32, u32) {
    let value = |wanted: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.trim())
    };
    let pixels = |text: &str| {
        let number = text.strip_suffix("px").unwrap_or(text).trim().parse::<f64>().ok()?;
        (1.0..=100_000.0).contains(&number).then(|| number.round() as u32)
    };
    let given = |name| value(name).and_then(pixels);
    if let (Some(width), Some(height)) = (given("width"), given("height")) {
        return (width, height);
    }
    let shape: Vec<Option<u32>> = value("viewbox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter(|number| !number.is_empty())
        .skip(2)
        .map(pixels)
        .collect();
    match shape[..] {
        [Some(width), Some(height)] => (width, height),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_read_from_what_the_file_says() {
        for (svg, size) in [
            ("<svg width='30px' height=\"20.4\"></svg>", (30, 20)),
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- x -->\n<svg viewBox='0 0 640, 480'/>",
                (640, 480),
            ),
            ("<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='100%'/>", (0, 0)),
            (
                "<svg viewBox='0 0 1e99 -3'><use href='#a'/><a href='https://example.org/'><path d='M0 0'/></a></svg>",
                (0, 0),
            ),
        ] {
            assert_eq!(measure(svg.as_bytes()), Ok(size), "{svg}");
        }
    }

    #[test]
    fn what_is_more_than_a_picture_stays_away() {
        for svg in [
            "<svg><script>alert(1)</script></svg>",
            "<svg><style><script>alert(1)</script></style></svg>",
            "<svg onload='alert(1)'/>",
            "<svg><a xlink:href='java\nscript&#58;alert(1)'/></svg>",
            "<svg><set attributeName='href' to='javascript:alert(1)'/></svg>",
            "<svg><x:script xmlns:x='http://www.w3.org/2000/svg'/></svg>",
            "<svg><image href='https://example.org/a.png'/></svg>",
            "<svg><use href='other.svg#a'/></svg>",
            "<svg><style>a { fill: url( 'https://example.org/a') }</style></svg>",
            "<svg><style>@import 'https://example.org/a';</style></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
            "<?xml-stylesheet href='a.xsl'?><svg/>",
            "<html><svg/></html>",
            "hello",
            "",
        ] {
            assert!(measure(svg.as_bytes()).is_err(), "{svg}");
        }
        assert!(measure(b"\xff\xd8 no").is_err());
    }
}
