//! Reading JSON with little code.
//!
//! The browser reads a dozen shapes that this project wrote itself. Derived deserialisers for them, with the number
//! formatting that their error messages pull in, were a sixth of all the code that a reader downloads; a plain tree and
//! [`FromJson`] read the same at a fraction. The bundler writes with serde; what the browser tells scripts is written from the same
//! tree ([`Json::write`]).

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

impl Json {
    /// An object, its keys in this order.
    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        let owned = |(key, value): (&str, Json)| (key.to_owned(), value);
        Self::Object(members.into_iter().map(owned).collect())
    }

    /// A text, or what stands for none.
    pub fn text<'a>(text: impl Into<Option<&'a str>>) -> Self {
        text.into().map_or(Self::Other, |text| Self::Text(text.to_owned()))
    }

    /// The value as JSON; [`Json::Other`] is `null`.
    ///
    /// ```
    /// use article_explorer::article::json::Json;
    ///
    /// let json = Json::object([("title", Json::text("Việt \"Nam\"")), ("articles", Json::Number(5))]);
    /// assert_eq!(json.write(), r#"{"title":"Việt \"Nam\"","articles":5}"#);
    /// ```
    pub fn write(&self) -> String {
        let mut written = String::new();
        self.write_to(&mut written);
        written
    }

    fn write_to(&self, into: &mut String) {
        match self {
            Json::Flag(flag) => into.push_str(if *flag { "true" } else { "false" }),
            Json::Number(number) => into.push_str(&number.to_string()),
            Json::Text(text) => write_text(text, into),
            Json::List(items) => {
                into.push('[');
                for (at, item) in items.iter().enumerate() {
                    into.push_str(if at > 0 { "," } else { "" });
                    item.write_to(into);
                }
                into.push(']');
            }
            Json::Object(members) => {
                into.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    into.push_str(if at > 0 { "," } else { "" });
                    write_text(key, into);
                    into.push(':');
                    value.write_to(into);
                }
                into.push('}');
            }
            Json::Other => into.push_str("null"),
        }
    }
}

fn write_text(text: &str, into: &mut String) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => into.extend(['\\', character]),
            '\0'..='\x1f' => {
                let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                let code = u32::from(character);
                into.push_str("\\u00");
                into.extend([digit(code >> 4), digit(code & 15)]);
            }
            character => into.push(character),
        }
    }
    into.push('"');
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

/// Whether something was not what it should be, and the innermost key where that was.
#[derive(Debug, Default)]
pub struct Fault {
    found: bool,
    key: Option<&'static str>,
}

/// A shape that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value, or what stands for a missing key. Where it is something else, that is noted and anything returned: it
    /// reaches nobody, and without ways out in the middle a shape needs half the code.
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self;
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
    let mut fault = Fault::default();
    let read = T::from_json(Some(parse(bytes)?), &mut fault);
    match fault.found {
        false => Ok(read),
        true => Err(JsonError::Shape {
            key: fault.key.unwrap_or("the whole"),
        }),
    }
}

impl Fault {
    /// Notes that something is not what it should be.
    pub fn note(&mut self) {
        self.found = true;
    }

    /// What is wanted, where it is there; else notes that it is not.
    fn unless<T: Default>(&mut self, wanted: Option<T>) -> T {
        if wanted.is_none() {
            self.note();
        }
        wanted.unwrap_or_default()
    }
}

/// The members of an object, to be taken one by one.
pub struct Members<'a> {
    members: Vec<(String, Json)>,
    fault: &'a mut Fault,
}

impl<'a> Members<'a> {
    /// The members of what should be an object.
    pub fn of(json: Option<Json>, fault: &'a mut Fault) -> Self {
        let members = match json {
            Some(Json::Object(members)) => Some(members),
            _ => None,
        };
        Self {
            members: fault.unless(members),
            fault,
        }
    }

    /// Takes the value of a key. Dozens of fields have one of a few types: each of these has this code once.
    #[inline(never)]
    pub fn take<T: FromJson>(&mut self, key: &'static str) -> T {
        let taken = T::from_json(self.value(key), self.fault);
        if self.fault.found {
            self.fault.key.get_or_insert(key);
        }
        taken
    }

    /// Notes that the value of a key is not what it should be.
    pub fn wrong(&mut self, key: &'static str) {
        self.fault.note();
        self.fault.key.get_or_insert(key);
    }

    fn value(&mut self, key: &str) -> Option<Json> {
        self.members
            .iter()
            .position(|(known, _)| known == key)
            .map(|at| self.members.swap_remove(at).1)
    }
}

/// `FromJson` for a struct whose fields are the members of an object.
macro_rules! from_json {
    ($shape:ident { $($field:ident: $key:literal),+ $(,)? }) => {
        impl $crate::article::json::FromJson for $shape {
            fn from_json(
                json: Option<$crate::article::json::Json>,
                fault: &mut $crate::article::json::Fault,
            ) -> Self {
                let mut members = $crate::article::json::Members::of(json, fault);
                Self { $($field: members.take($key)),+ }
            }
        }
    };
}
pub(super) use from_json;

impl FromJson for String {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        fault.unless(match json {
            Some(Json::Text(text)) => Some(text),
            _ => None,
        })
    }
}

impl FromJson for bool {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        fault.unless(match json {
            Some(Json::Flag(flag)) => Some(flag),
            None => Some(false),
            _ => None,
        })
    }
}

impl FromJson for u64 {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        fault.unless(match json {
            Some(Json::Number(number)) => Some(number),
            _ => None,
        })
    }
}

macro_rules! narrower_numbers {
    ($($number:ty),+) => {$(
        impl FromJson for $number {
            fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
                let number = u64::from_json(json, fault);
                fault.unless(number.try_into().ok())
            }
        }
    )+};
}
narrower_numbers!(u8, u32, usize);

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        match json {
            None | Some(Json::Other) => None,
            json => Some(T::from_json(json, fault)),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let items = fault.unless(match json {
            Some(Json::List(items)) => Some(items),
            None => Some(Vec::new()),
            _ => None,
        });
        // A loop, since collecting would look for ways to use the memory of the items.
        let mut read = Self::new();
        for item in items {
            read.push(T::from_json(Some(item), fault));
        }
        read
    }
}

impl<T: FromJson> FromJson for [T; 2] {
    fn from_json(json: Option<Json>, fault: &mut Fault) -> Self {
        let items = fault.unless(match json {
            Some(Json::List(items)) if items.len() == 2 => Some(items),
            _ => None,
        });
        let mut items = items.into_iter();
        [(); 2].map(|()| T::from_json(items.next(), fault))
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
        fn what_is_written_is_read(value in values()) {
            let json = from_value(value);
            prop_assert_eq!(parse(json.write().as_bytes()), Ok(json.clone()));
            prop_assert!(serde_json::from_str::<Value>(&json.write()).is_ok());
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
        let mut fault = Fault::default();
        let mut members = Members::of(parse(b"{\"a\":\"x\",\"b\":null}").ok(), &mut fault);
        assert_eq!(members.take::<Option<String>>("b"), None);
        assert!(members.take::<Vec<u8>>("c").is_empty());
        assert!(!members.take::<bool>("c"));
        assert!(!members.fault.found);
        members.take::<u32>("a");
        members.take::<String>("c");
        assert!(fault.found);
        assert_eq!(fault.key, Some("a"), "the first that was wrong");
    }
}
