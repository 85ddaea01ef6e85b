//! The title of a text: a printed one, else the beginning of its first sentence.

use super::{Finding, Known, sentence, transcript};
use crate::article::BlockKind;
use crate::bundle::files::Format;
use crate::bundle::piece::{Piece, ends_like_a_sentence};
use crate::bundle::plain::begins_item;
use crate::bundle::vocabulary::Vocabulary;
use crate::text::fold;

/// A longer first line is a paragraph.
const MOST_PRINTED: usize = 160;

/// A title made of a sentence is cut at the end of a word before this many characters.
const MOST_MADE: usize = 100;

/// Takes a printed title off a text. Where another title was stated, a printed one stays as a heading, so
/// that no text is lost.
pub(super) fn take(pieces: &mut Vec<Piece>, known: Known<'_>) -> Option<Finding<String>> {
    let found = heading(pieces, known).map(|at| (at, "heading"));
    let line =
        || (known.format == Format::Plain && stands_alone(pieces, known.vocabulary)).then_some((0, "first-line"));
    let Some((at, rule)) = found.or_else(line) else {
        return levelled(pieces, None);
    };
    let title = pieces[at].text.clone();
    let stated = known.title.is_some_and(|stated| fold(stated) != fold(&title));
    if stated {
        pieces[at].kind = BlockKind::Heading { level: 2 };
    } else {
        pieces.remove(at);
    }
    levelled(pieces, Some(Finding::new(title.clone(), rule, &title, &title)))
}

/// Which heading is the title: the only one of the first level, wherever it stands, since whoever writes one means it; the first of
/// several, where no running text stands before it; and one of another level at the top that has no equal below it.
fn heading(pieces: &[Piece], known: Known<'_>) -> Option<usize> {
    let level = |piece: &Piece| match piece.kind {
        BlockKind::Heading { level } => Some(level),
        _ => None,
    };
    let mut first_level = pieces.iter().enumerate().filter(|(_, piece)| level(piece) == Some(1));
    if let Some((at, _)) = first_level.next() {
        let only = first_level.next().is_none();
        let running = |piece: &Piece| piece.is_paragraph() && piece.ends_like_a_sentence();
        return (only || !pieces[..at].iter().any(running)).then_some(at);
    }
    let top = level(pieces.first()?).filter(|_| known.title.is_none())?;
    let equal = pieces[1..].iter().filter_map(level).any(|level| level <= top);
    (!equal).then_some(0)
}

/// There is one title; other headings of its level move below it.
fn levelled(pieces: &mut [Piece], title: Option<Finding<String>>) -> Option<Finding<String>> {
    for piece in pieces {
        if let BlockKind::Heading { level } = &mut piece.kind {
            *level = (*level).clamp(2, 6);
        }
    }
    title
}

/// A first line that is followed by a blank line, or by a paragraph where lines are paragraphs, and does
/// not end like a sentence.
fn stands_alone(pieces: &[Piece], vocabulary: &Vocabulary) -> bool {
    let [first, second, ..] = pieces else { return false };
    let length = first.text.chars().count();
    let longer_follows = first.gap_after || second.text.chars().count() > length && second.ends_like_a_sentence();
    length <= MOST_PRINTED
        && longer_follows
        && !first.repeated
        && first.is_paragraph()
        && !first.text.ends_with([',', ';', '-', '–', '—'])
        && !begins_item(&first.text)
        && !transcript::begins_with_time(&first.text)
        && !["By ", "BY ", "Bởi "].iter().any(|by| first.text.starts_with(by))
        // Above a time of day stands where something was said.
        && !pieces.iter().skip(1).take(2).any(|piece| transcript::begins_with_time(&piece.text))
        && transcript::speaker(&first.text).is_none_or(|label| label.contains(char::is_lowercase) || label.contains(' '))
        && (!first.ends_like_a_sentence() || first.text.ends_with('?'))
        && first.text.chars().any(char::is_alphabetic)
        && !super::dateline::begins(&first.text, vocabulary)
}

/// The beginning of the first sentence. The sentence stays in the text.
pub(super) fn from_first_sentence(pieces: &[Piece]) -> Option<Finding<String>> {
    let first = pieces.iter().find(|piece| piece.is_paragraph()).or(pieces.first())?;
    let sentence = sentence::around(&first.text, 0..1);
    let title = shorten(sentence);
    Some(Finding::new(
        title.clone(),
        "first-sentence",
        title.trim_end_matches('…'),
        sentence,
    ))
}

/// The whole words that fit, and `…` where some did not. A sentence loses its full stop.
fn shorten(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST_MADE {
        return line
            .strip_suffix('.')
            .filter(|line| !ends_like_a_sentence(line))
            .unwrap_or(&line)
            .to_owned();
    }
    let cut = line.char_indices().nth(MOST_MADE).map_or(line.len(), |(at, _)| at);
    let cut = line[..cut].rfind(' ').unwrap_or(cut);
    let kept = line[..cut].trim_end_matches(|letter: char| !letter.is_alphanumeric());
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::plain;

    fn titled(text: &str, format: Format, stated: Option<&str>) -> (Option<String>, Vec<Piece>) {
        let vocabulary = Vocabulary::default();
        let mut pieces = match format {
            Format::Plain => plain::pieces(text),
            Format::Markdown => crate::bundle::markdown::pieces(text),
        };
        let title = take(
            &mut pieces,
            Known {
                title: stated,
                ..Known::nothing(format, &vocabulary)
            },
        );
        (title.map(|title| title.value), pieces)
    }

    #[test]
    fn a_line_that_stands_alone_at_the_top_is_the_title() {
        let (title, pieces) = titled(
            "Cultural diplomacy: FM\n\nIt is important, he said.",
            Format::Plain,
            None,
        );
        assert_eq!((title.as_deref(), pieces.len()), (Some("Cultural diplomacy: FM"), 1));
        for text in [
            "A sentence at the top.\n\nMore text.",
            "PARIS — They met\n\nMore text.",
            "Alone",
        ] {
            assert_eq!(titled(text, Format::Plain, None).0, None, "{text}");
        }
    }

    #[test]
    fn a_first_heading_is_the_title_and_others_move_below_it() {
        let (title, pieces) = titled("# One\n\nText\n\n# Two\n\nMore", Format::Markdown, None);
        assert_eq!(title.as_deref(), Some("One"));
        assert_eq!(pieces[1].kind, BlockKind::Heading { level: 2 });
    }

    #[test]
    fn the_only_heading_of_the_first_level_wins_over_what_stands_before_it() {
        for before in [
            "![Cover](https://example.org/c.jpg)",
            "A paragraph stands here.",
            "*Culture*",
            "Dear readers,",
        ] {
            let (title, pieces) = titled(
                &format!("{before}\n\n# Envoys meet\n\nText is here."),
                Format::Markdown,
                None,
            );
            assert_eq!(title.as_deref(), Some("Envoys meet"), "{before}");
            assert!(pieces.iter().all(|piece| piece.text != "Envoys meet"));
        }
        let several = "Text is here.\n\n# One\n\nText\n\n# Two\n\nText";
        assert_eq!(titled(several, Format::Markdown, None).0, None);
        let picture = "![Cover](https://example.org/c.jpg)\n\n# One\n\nText\n\n# Two\n\nText";
        assert_eq!(titled(picture, Format::Markdown, None).0.as_deref(), Some("One"));
    }

    #[test]
    fn the_first_of_equal_sections_is_no_title() {
        let sections = "## One\n\nText\n\n## Two\n\nText";
        assert_eq!(titled(sections, Format::Markdown, None).0, None);
        let title = "## One\n\nText\n\n### Two\n\nText";
        assert_eq!(titled(title, Format::Markdown, None).0.as_deref(), Some("One"));
    }

    #[test]
    fn where_an_event_was_is_no_title() {
        for text in [
            "East Room\n\n3:15 P.M. EST\n\nText is here.",
            "Dear Mr. Speaker,\n\nText is here.",
            "- An item\n\nText is here.",
            "1:48 PM\n\nText is here.",
            "By the President of the United States\n\nText is here.",
        ] {
            assert_eq!(titled(text, Format::Plain, None).0, None, "{text}");
        }
    }

    #[test]
    fn a_printed_title_beside_a_stated_one_is_not_lost() {
        let (_, same) = titled("# Bùi Hoàng Phương\n\nText", Format::Markdown, Some("Bui Hoang Phuong"));
        assert_eq!(same.len(), 1);
        let (_, other) = titled(
            "Printed title\n\nText follows here.",
            Format::Plain,
            Some("Stated title"),
        );
        assert_eq!((other.len(), &other[0].kind), (2, &BlockKind::Heading { level: 2 }));
    }

    #[test]
    fn without_a_printed_title_the_first_sentence_is_cut_at_a_word() {
        let long = format!("{} end of it. Second.", "In the age of deep globalization, ".repeat(4));
        let title = from_first_sentence(&[Piece::paragraph(long)]).expect("a title");
        assert!(
            title.value.ends_with("globalization, In the…") || title.value.ends_with('…'),
            "{}",
            title.value
        );
        assert!(title.value.chars().count() <= MOST_MADE + 1);
        assert_eq!(title.evidence.rule, "first-sentence");
        assert_eq!(shorten("They met."), "They met");
    }
}
