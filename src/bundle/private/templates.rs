//! Tags of templates: comments, and what is shown to nobody.

use super::scan::{Comment, Scanner};

impl Scanner<'_> {
    /// `{% comment %}…{% endcomment %}`, `{{< comment >}}…{{< /comment >}}`, `{% # … %}`
    pub(super) fn tag(&mut self, at: usize) -> Option<Comment> {
        let inside = inside_of(&self.text[at..])?;
        if inside.starts_with('#') && self.text[at..].starts_with("{%") {
            return Some(self.close(at, "%}").map_or(Comment::Unclosed, Comment::Closed));
        }
        match word(inside) {
            // Nothing of it is shown as it stands there.
            "liquid" if self.text[at..].starts_with("{%") => {
                return Some(self.close(at, "%}").map_or(Comment::Unclosed, Comment::Closed));
            }
            "doc" if self.text[at..].starts_with("{%") => {
                let end = self.close(at, "enddoc").and_then(|end| self.close(end, "%}"));
                return end.map(Comment::Closed);
            }
            "comment" => {}
            "raw" | "verbatim" => {
                // The text shows how templates are written.
                let until = ["endraw", "endverbatim"]
                    .into_iter()
                    .filter_map(|end| self.close(at, end))
                    .min();
                self.raw_until = until.unwrap_or(self.raw_until);
                return None;
            }
            "if" | "unless" if self.text[at..].starts_with("{%") => return self.conditional(at, inside),
            _ => return None,
        }
        // Each kind has its own end, and comments of one kind can stand in each other.
        let kind = ["{{%", "{{<", "{%"]
            .into_iter()
            .find(|open| self.text[at..].starts_with(open))?;
        let (mut from, mut depth) = (at + kind.len(), 1);
        while let Some(open) = self.text[from..].find(kind).map(|open| from + open) {
            from = open + kind.len();
            match inside_of(&self.text[open..]).map(word) {
                Some("comment") => depth += 1,
                Some("endcomment" | "/comment") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let end = self.close(open, "}").unwrap_or(self.text.len());
                let second = self.text[end..].starts_with('}');
                return Some(Comment::Closed(end + usize::from(second)));
            }
        }
        Some(Comment::Unclosed)
    }

    /// `{% if false %}…{% endif %}`: what stands in it up to its `else`.
    fn conditional(&mut self, at: usize, inside: &str) -> Option<Comment> {
        let open = word(inside);
        let condition = inside[open.len()..].split("%}").next()?;
        if !is_never(condition, open == "unless") {
            return None;
        }
        let close = if open == "if" { "endif" } else { "endunless" };
        let (mut from, mut depth) = (at + 2, 1);
        while let Some(tag) = self.text[from..].find("{%").map(|tag| from + tag) {
            from = tag + 2;
            match inside_of(&self.text[tag..]).map(word) {
                Some(word) if word == open => depth += 1,
                Some(word) if word == close => depth -= 1,
                Some("else" | "elsif" | "elif" | "elseif") if depth == 1 => return Some(Comment::Closed(tag)),
                _ => {}
            }
            if depth == 0 {
                return Some(self.close(tag, "%}").map_or(Comment::Unclosed, Comment::Closed));
            }
        }
        Some(Comment::Unclosed)
    }
}

/// A condition that never holds, or not on a site that is published.
fn is_never(condition: &str, unless: bool) -> bool {
    let plain: String = condition
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '"' | '\'' | '-' | '(' | ')'))
        .collect();
    let plain = plain.to_lowercase();
    if unless {
        return matches!(plain.as_str(), "true" | "1" | "jekyll.environment==production");
    }
    matches!(
        plain.as_str(),
        "false"
            | "0"
            | "none"
            | "nil"
            | "null"
            | "nottrue"
            | "site.show_drafts"
            | "jekyll.environment==development"
            | "jekyll.environment!=production"
    ) || plain.starts_with("falseand") && !plain.contains("or")
}

/// What stands in a tag of a template: behind its opening mark, a hyphen and blanks.
fn inside_of(text: &str) -> Option<&str> {
    let inside = ["{{%", "{{<", "{%"]
        .into_iter()
        .find_map(|open| text.strip_prefix(open))?;
    Some(inside.strip_prefix('-').unwrap_or(inside).trim_start())
}

/// The letters, and a stroke before them, that a text begins with.
fn word(text: &str) -> &str {
    let stroke = usize::from(text.starts_with('/'));
    let blank = text[stroke..].len() - text[stroke..].trim_start().len();
    let end = text[stroke + blank..]
        .find(|letter: char| !letter.is_alphanumeric())
        .map_or(text.len(), |end| stroke + blank + end);
    if blank > 0 && stroke > 0 && &text[stroke + blank..end] == "comment" {
        return "/comment";
    }
    &text[..end]
}
