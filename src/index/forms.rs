//! The forms of a term: each is written as what it has that its key has not.

use super::bytes::{Corrupt, Cursor, put_number, put_text};
use crate::text::joined::is_sign;

pub(super) const CONTINUES: Corrupt = Corrupt("a term in it continues one that is not there");

/// No more bytes than this are counted by one byte, which no word has.
const MOST_COUNTED: usize = 31;

fn begins(rest: &str) -> bool {
    literal(rest) == 0 && !rest.is_empty()
}

/// How many bytes stand before the first sign.
fn literal(text: &str) -> usize {
    text.bytes().take_while(|byte| !is_sign(*byte)).count()
}

/// Appends a form of a key. The form of a join does not say its key once more: what is not shared begins with a sign, and behind each sign
/// stands how many bytes of the key follow, as one byte, or nothing behind the last one where all that is left of the key follows.
pub(super) fn put_form(bytes: &mut Vec<u8>, key: &str, form: &str) {
    let shared = key.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
    let Some(mut rest) = form.get(shared..).filter(|rest| begins(rest)) else {
        return put_behind(bytes, key, form);
    };
    let mut left = &key[shared..];
    let mut said = String::new();
    while begins(rest) {
        said.push_str(&rest[..1]);
        rest = &rest[1..];
        if let Some(ending) = rest.strip_prefix(left) {
            rest = ending;
            break;
        }
        let same = rest.char_indices().zip(left.chars());
        let count = same
            .take_while(|((at, a), b)| a == b && at + a.len_utf8() <= MOST_COUNTED)
            .fold(0, |_, ((at, a), _)| at + a.len_utf8());
        said.push(char::from(count as u8));
        left = &left[count..];
        let literal = count + literal(&rest[count..]);
        said.push_str(&rest[count..literal]);
        rest = &rest[literal..];
    }
    said.push_str(rest);
    put_number(bytes, shared as u64);
    put_text(bytes, &said);
}

/// Makes `form` what [`put_form`] wrote of a key.
pub(super) fn take_form(cursor: &mut Cursor<'_>, key: &str, form: &mut String) -> Result<(), Corrupt> {
    let shared = cursor.number()? as usize;
    let (head, mut left) = key.split_at_checked(shared).ok_or(CONTINUES)?;
    form.clear();
    form.push_str(head);
    let mut rest = cursor.text()?;
    while begins(rest) {
        form.push_str(&rest[..1]);
        rest = &rest[1..];
        let count = match rest.bytes().next() {
            Some(count) if usize::from(count) <= MOST_COUNTED => usize::from(count),
            _ => {
                form.push_str(left);
                break;
            }
        };
        let (follows, behind) = left.split_at_checked(count).ok_or(CONTINUES)?;
        form.push_str(follows);
        left = behind;
        let end = 1 + literal(&rest[1..]);
        form.push_str(&rest[1..end]);
        rest = &rest[end..];
    }
    form.push_str(rest);
    Ok(())
}

/// Appends a text as what it shares with another one, and the rest.
pub(super) fn put_behind(bytes: &mut Vec<u8>, known: &str, text: &str) {
    let shared = text
        .char_indices()
        .zip(known.chars())
        .find(|((_, a), b)| a != b)
        .map_or(text.len().min(known.len()), |((at, _), _)| at);
    put_number(bytes, shared as u64);
    put_text(bytes, &text[shared..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_form_of_a_join_does_not_say_its_key_once_more() {
        for (key, form, length) in [
            ("usa", "u.s.a", 5),
            ("cybersecur", "cyber-security", 6),
            ("cyberpolici", "cyber-policy", 5),
            ("stateoftheart", "state-of-the-art", 7),
            ("visavi", "vis-a\u{300}-vis", 8),
            ("hope", "hope-ing", 6),
            ("vietnam", "vie\u{323}\u{302}t-nam", 11),
            ("đtư", "đ-tư", 3),
            ("1.88x", "1.88-x", 3),
        ] {
            let mut bytes = Vec::new();
            put_form(&mut bytes, key, form);
            let mut read = "before".to_owned();
            assert_eq!(take_form(&mut Cursor::new(&bytes), key, &mut read), Ok(()));
            assert_eq!((read.as_str(), bytes.len()), (form, length));
        }
    }

    proptest! {
        #[test]
        fn any_form_is_read_as_it_was_written(key in "[abđ]{1,40}", form in "[abđ.-]{1,50}") {
            prop_assume!(!begins(&form));
            let mut bytes = Vec::new();
            put_form(&mut bytes, &key, &form);
            let mut read = String::new();
            prop_assert_eq!(take_form(&mut Cursor::new(&bytes), &key, &mut read), Ok(()));
            prop_assert_eq!(read, form);
        }
    }
}
