//! Reading JSON with little code.
//!
//! The browser reads a dozen shapes that this project wrote itself. Derived deserialisers for them, with the number
//! formatting that their error messages pull in, were a sixth of all the code that a reader downloads; a plain tree and
//! [`FromJson`] read the same at a fraction. Writing stays with serde.

use std::fmt;

/// A JSON value. Numbers of this project's shapes are whole and not negative; others are kept as [`Json::Other`].
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `true` or `false`
    Flag(bool),
    /// A whole number that is not negative.
    Number(u64),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, its keys in the order in which they stand.
    Object(Vec<(String, Json)>),
    /// `null`, or a number that no shape has a place for.
    Other,
}

/// Why bytes could not be read as what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonError {
    /// They are not JSON.
    Syntax {
        /// Byte offset of the first character that cannot stand where it does.
        at: usize,
    },
    /// They are JSON of another shape.
    Shape {
        /// The key that is missing or has another value than expected.
        key: &'static str,
    },
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JsonError::Syntax { at } => write!(f, "it is not JSON from byte {at} on"),
            JsonError::Shape { key } => write!(f, "`{key}` is missing or is not what it should be"),
        }
    }
}

impl std::error::Error for JsonError {}

/// A shape that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value; `None` where it is something else.
    ///
    /// # Errors
    /// A part of it is something else.
    fn from_json(json: Json) -> Result<Option<Self>, JsonError>;

    /// What a missing key stands for; `None` where it must not be missing.
    fn missing() -> Option<Self> {
        None
    }
}

/// Reads bytes.
///
/// # Errors
/// They are not JSON (RFC 8259), are nested more than 64 deep, or have another shape.
///
/// ```
/// use article_explorer::article::json;
///
/// assert_eq!(json::read(br#"["Vi\u1ec7t", "Nam"]"#), Ok(vec!["Việt".to_owned(), "Nam".to_owned()]));
/// assert!(json::read::<Vec<String>>(b"[1]").is_err());
/// ```
pub fn read<T: FromJson>(bytes: &[u8]) -> Result<T, JsonError> {
    T::from_json(parse(bytes)?)?.ok_or(JsonError::Shape { key: "the whole" })
}

/// The members of an object, to be taken one by one.
pub struct Members(Vec<(String, Json)>);

impl Members {
    /// The members, if it is an object.
    pub fn of(json: Json) -> Option<Self> {
        match json {
            Json::Object(members) => Some(Self(members)),
            _ => None,
        }
    }

    /// Takes the value of a key.
    ///
    /// # Errors
    /// It is missing and must not be, or it is something else.
    pub fn take<T: FromJson>(&mut self, key: &'static str) -> Result<T, JsonError> {
        self.value(key)
            .map_or_else(|| Ok(T::missing()), T::from_json)?
            .ok_or(JsonError::Shape { key })
    }

    fn value(&mut self, key: &str) -> Option<Json> {
        self.0
            .iter()
            .position(|(known, _)| known == key)
            .map(|at| self.0.swap_remove(at).1)
    }
}

/// `FromJson` for a struct whose fields are the members of an object.
macro_rules! from_json {
    ($shape:ident { $($field:ident: $key:literal),+ $(,)? }) => {
        impl $crate::article::json::FromJson for $shape {
            fn from_json(json: $crate::article::json::Json) -> Result<Option<Self>, $crate::article::json::JsonError> {
                let Some(mut members) = $crate::article::json::Members::of(json) else { return Ok(None) };
                Ok(Some(Self { $($field: members.take($key)?),+ }))
            }
        }
    };
}
pub(super) use from_json;

impl FromJson for String {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        Ok(if let Json::Text(text) = json { Some(text) } else { None })
    }
}

impl FromJson for bool {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        Ok(if let Json::Flag(flag) = json { Some(flag) } else { None })
    }

    fn missing() -> Option<Self> {
        Some(false)
    }
}

impl FromJson for u64 {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        Ok(if let Json::Number(number) = json {
            Some(number)
        } else {
            None
        })
    }
}

macro_rules! narrower_numbers {
    ($($number:ty),+) => {$(
        impl FromJson for $number {
            fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
                Ok(u64::from_json(json)?.and_then(|number| number.try_into().ok()))
            }
        }
    )+};
}
narrower_numbers!(u8, u32, usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        if json == Json::Other {
            Ok(Some(None))
        } else {
            Ok(T::from_json(json)?.map(Some))
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        let Json::List(items) = json else { return Ok(None) };
        items.into_iter().map(T::from_json).collect()
    }

    fn missing() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<T: FromJson> FromJson for [T; 2] {
    fn from_json(json: Json) -> Result<Option<Self>, JsonError> {
        Ok(Vec::from_json(json)?.and_then(|items| items.try_into().ok()))
    }
}

/// Deeper nesting is refused: no shape has it, and the stack of a browser is small.
const DEPTH: u32 = 64;

/// Parses bytes as JSON.
///
/// # Errors
/// They are not JSON, or are nested more than 64 deep.
pub fn parse(bytes: &[u8]) -> Result<Json, JsonError> {
    // Checked as a whole, so that a text can be cut out of it wherever a quotation mark stands.
    let text = std::str::from_utf8(bytes).map_err(|error| JsonError::Syntax {
        at: error.valid_up_to(),
    })?;
    let mut parser = Parser { text, at: 0 };
    match parser.value(DEPTH) {
        Some(json) if parser.peek().is_none() => Ok(json),
        _ => Err(JsonError::Syntax { at: parser.at }),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    /// The next byte that is not white space; stays before it.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let blanks = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
            .count();
        self.at += blanks;
        rest.get(blanks).copied()
    }

    /// Steps over a byte if it comes next.
    fn skip(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut items = Vec::new();
                self.sequence(b'[', b']', |parser| {
                    items.push(parser.value(depth)?);
                    Some(())
                })?;
                Some(Json::List(items))
            }
            b'{' => {
                let mut members = Vec::new();
                self.sequence(b'{', b'}', |parser| {
                    parser.peek();
                    let key = parser.string()?;
                    parser.skip(b':')?;
                    members.push((key, parser.value(depth)?));
                    Some(())
                })?;
                Some(Json::Object(members))
            }
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'n' => self.word("null", Json::Other),
            _ => self.number(),
        }
    }

    /// What `item` reads, between brackets and with commas.
    fn sequence(&mut self, open: u8, close: u8, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.skip(open)?;
        if self.skip(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.skip(close).is_some() {
                return Some(());
            }
            self.skip(b',')?;
        }
    }

    fn word(&mut self, word: &str, json: Json) -> Option<Json> {
        self.text[self.at..].starts_with(word).then(|| {
            self.at += word.len();
            json
        })
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        let negative = self.skip_now(b'-');
        let whole = self.digits();
        if whole == 0 || whole > 1 && self.text.as_bytes()[self.at - whole] == b'0' {
            return None;
        }
        let mut plain = !negative;
        if self.skip_now(b'.') {
            plain = false;
            (self.digits() > 0).then_some(())?;
        }
        if self.skip_now(b'e') || self.skip_now(b'E') {
            plain = false;
            let _ = self.skip_now(b'+') || self.skip_now(b'-');
            (self.digits() > 0).then_some(())?;
        }
        let number = plain.then(|| self.text[start..self.at].parse().ok()).flatten();
        Some(number.map_or(Json::Other, Json::Number))
    }

    fn skip_now(&mut self, wanted: u8) -> bool {
        let is_next = self.text.as_bytes().get(self.at) == Some(&wanted);
        self.at += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> usize {
        let digits = self.text.as_bytes()[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.at += digits;
        digits
    }

    fn string(&mut self) -> Option<String> {
        if !self.skip_now(b'"') {
            return None;
        }
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|character| matches!(character, '"' | '\\' | '\0'..='\x1f'))?;
            string.push_str(&rest[..plain]);
            self.at += plain;
            if self.skip_now(b'"') {
                return Some(string);
            }
            if !self.skip_now(b'\\') {
                return None;
            }
            string.push(self.escaped()?);
        }
    }

    /// The character of an escape, behind its backslash.
    fn escaped(&mut self) -> Option<char> {
        let escape = self.text.as_bytes().get(self.at)?;
        self.at += 1;
        Some(match escape {
            b'"' | b'\\' | b'/' => char::from(*escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    let second = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                    return char::from_u32(0x10000 + ((first - 0xd800) << 10) + second);
                }
                return char::from_u32(first);
            }
            _ => {
                self.at -= 1;
                return None;
            }
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        // `from_str_radix` takes a sign.
        let number = digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| u32::from_str_radix(digits, 16).ok())?;
        self.at += 4;
        number
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// The tree that serde_json's tree stands for.
    fn from_value(value: Value) -> Json {
        match value {
            Value::Null => Json::Other,
            Value::Bool(flag) => Json::Flag(flag),
            Value::Number(number) => number.as_u64().map_or(Json::Other, Json::Number),
            Value::String(text) => Json::Text(text),
            Value::Array(items) => Json::List(items.into_iter().map(from_value).collect()),
            Value::Object(members) => Json::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (key, from_value(value)))
                    .collect(),
            ),
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<u64>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,8}|[\u{0}-\u{20}\"\\\\]{0,4}".prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                proptest::collection::btree_map("[a-zđ\"]{0,3}", inner, 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read(value in values()) {
            for text in [serde_json::to_string(&value), serde_json::to_string_pretty(&value)] {
                prop_assert_eq!(parse(text.expect("plain data").as_bytes()), Ok(from_value(value.clone())));
            }
        }

        #[test]
        fn what_serde_refuses_is_refused(text in "[\\[\\]{},:\"\\\\0-9eE+.a\u{e9} truefalsn-]{0,12}") {
            let theirs = serde_json::from_str::<Value>(&text);
            // A key that stands twice and numbers beyond f64 are matters of taste.
            if theirs.as_ref().err().is_none_or(|error| !error.to_string().contains("out of range")) {
                prop_assert_eq!(parse(text.as_bytes()).is_ok(), theirs.is_ok());
            }
        }

        #[test]
        fn any_bytes_can_be_parsed(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = parse(&bytes);
        }
    }

    #[test]
    fn escapes_and_pairs_of_surrogates_are_characters() {
        assert_eq!(read(br#""\u0110\ud83d\ude00\/""#), Ok("Đ😀/".to_owned()));
        for lone in [
            &br#""\ud83d""#[..],
            br#""\ude00""#,
            br#""\ud83dx""#,
            br#""\u+123""#,
            br#""\u12"#,
        ] {
            assert!(parse(lone).is_err());
        }
    }

    #[test]
    fn errors_say_where_and_what() {
        assert_eq!(parse(b"{\"a\": tru}"), Err(JsonError::Syntax { at: 6 }));
        assert_eq!(parse(&b"[".repeat(99)), Err(JsonError::Syntax { at: 64 }));
        assert_eq!(read::<[u32; 2]>(b"[1]"), Err(JsonError::Shape { key: "the whole" }));
        let mut members = Members::of(parse(b"{\"a\":\"x\",\"b\":null}").expect("JSON")).expect("an object");
        assert_eq!(members.take::<u32>("a"), Err(JsonError::Shape { key: "a" }));
        assert_eq!(members.take::<Option<String>>("b"), Ok(None));
        assert_eq!(members.take::<String>("c"), Err(JsonError::Shape { key: "c" }));
        assert_eq!(members.take::<Vec<u8>>("c"), Ok(vec![]));
    }
}
