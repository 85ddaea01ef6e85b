//! Puts pieces together: which kind each is, and the containers that it stands in. What is read ([`super`] and
//! [`super::elements`]) says where they begin and end.

use super::text::Text;
use crate::article::{BlockKind, ContainerKind, Picture, Span, SpanKind};
use crate::bundle::lost::{LossKind, Missed};
use crate::bundle::piece::{Piece, Within};

/// Containers within more than so many others are not told apart.
const DEEPEST: usize = 16;

/// Who began a container may end it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Markdown,
    /// The name of the element.
    Html(String),
}

/// What the piece that is being read will be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    Heading(u8),
    Caption,
    Label,
    Code(String),
}

/// A table that is being read: its text has cells and rows apart.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) align: String,
    pub(super) headless: bool,
    /// The row on the way has a cell.
    cells: bool,
    /// The rows before it.
    rows: usize,
    /// Tables in its cells; their words are the cell's.
    inner: usize,
}

impl Table {
    pub(super) fn new(align: String, headless: bool) -> Self {
        Self {
            align,
            headless,
            ..Self::default()
        }
    }
}

/// A picture whose alternative text is being read.
#[derive(Debug)]
struct Alternative {
    start: usize,
    src: String,
    title: String,
}

#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) pieces: Vec<Piece>,
    pub(super) text: Text,
    pub(super) role: Role,
    pub(super) table: Option<Table>,
    /// Where in the text the reader is, counted in lines from 1.
    pub(super) line: usize,
    /// Where the piece on the way began.
    began: usize,
    /// The next piece is what an item begins with.
    item: bool,
    within: Vec<Within>,
    /// All that are open, also those that are too deep to be told apart.
    open: Vec<Origin>,
    /// How many containers there were.
    containers: usize,
    /// What links call the next piece.
    ids: Vec<String>,
    missed: Vec<Missed>,
    /// Pictures that come behind the piece on the way.
    pictures: Vec<Piece>,
    alternative: Option<Alternative>,
}

impl Writer {
    /// Begins a container.
    pub(super) fn enter(&mut self, kind: ContainerKind, origin: Origin) {
        self.flush();
        self.item = matches!(kind, ContainerKind::Item { .. });
        if self.open.len() < DEEPEST {
            self.containers += 1;
            self.within.push(Within {
                number: self.containers,
                kind,
            });
        }
        self.open.push(origin);
    }

    /// Ends the innermost container that Markdown began, with all that HTML began inside.
    pub(super) fn leave(&mut self) {
        self.flush();
        while let Some(origin) = self.open.pop() {
            if origin == Origin::Markdown {
                break;
            }
        }
        self.left();
    }

    /// Ends the innermost container that this element began, if Markdown began none inside of it.
    pub(super) fn leave_element(&mut self, name: &str) {
        self.flush();
        let is = |origin: &Origin| *origin == Origin::Html(name.to_owned());
        let found = self.elements().find(|at| is(&self.open[*at]));
        if let Some(at) = found {
            self.open.truncate(at);
            self.left();
        }
    }

    /// Whether such an element is open, and none of `inside` in it.
    pub(super) fn in_element(&self, name: &str, inside: &[&str]) -> bool {
        let names = self.elements().filter_map(|at| match &self.open[at] {
            Origin::Html(name) => Some(name.as_str()),
            Origin::Markdown => None,
        });
        names.take_while(|open| !inside.contains(open)).any(|open| open == name)
    }

    /// The open containers that HTML began, from the innermost to the first that Markdown began.
    fn elements(&self) -> impl Iterator<Item = usize> {
        let top = self.open.len();
        let html = |at: &usize| self.open[*at] != Origin::Markdown;
        (0..top).rev().take(MOST_ELEMENTS).take_while(html)
    }

    fn left(&mut self) {
        self.within.truncate(self.open.len());
        self.item = false;
    }

    /// The containers around what is being read, the innermost last.
    pub(super) fn around(&mut self) -> &mut Vec<Within> {
        &mut self.within
    }

    /// What links call the piece on the way.
    pub(super) fn id(&mut self, id: &str) {
        if !id.is_empty() {
            self.ids.push(id.to_owned());
        }
    }

    pub(super) fn miss(&mut self, kind: LossKind, what: &str, why: &str) {
        self.missed.push(Missed::new(kind, what, why));
    }

    /// Begins a cell of the table.
    pub(super) fn cell(&mut self, is_header: bool) {
        match &mut self.table {
            Some(table) if table.inner == 0 => {
                table.headless &= !(is_header && table.rows == 0);
                if std::mem::replace(&mut table.cells, true) {
                    self.text.end_cell();
                }
            }
            _ => self.flush(),
        }
    }

    /// Ends a row of the table.
    pub(super) fn row(&mut self) {
        match &mut self.table {
            Some(table) if table.inner == 0 => {
                if std::mem::take(&mut table.cells) {
                    table.rows += 1;
                    self.text.end_row();
                }
            }
            _ => self.flush(),
        }
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self, begun: Table) {
        self.flush();
        match &mut self.table {
            Some(table) => table.inner += 1,
            None => self.table = Some(begun),
        }
    }

    /// Ends the table. One with a single column is there for the look of the page: its rows are paragraphs.
    pub(super) fn end_table(&mut self) {
        if let Some(table) = &mut self.table
            && table.inner > 0
        {
            table.inner -= 1;
            return self.flush();
        }
        self.row();
        let Some(Table { align, headless, .. }) = self.table.take() else {
            return;
        };
        if self.text.as_str().contains('\t') || !headless {
            self.finish(BlockKind::Table { align, headless });
        } else {
            self.flush();
        }
    }

    /// Begins the alternative text of a picture.
    pub(super) fn begin_picture(&mut self, src: &str, title: &str) {
        self.text.before_picture();
        self.alternative.get_or_insert(Alternative {
            start: self.text.len(),
            src: src.trim().to_owned(),
            title: title.trim().to_owned(),
        });
    }

    /// Ends it. A picture stands by itself, unless words stand around it and it has words of its own.
    pub(super) fn end_picture(&mut self) {
        let Some(Alternative { start, src, title }) = self.alternative.take() else {
            return;
        };
        let picture = Picture {
            src,
            ..Picture::default()
        };
        let text = without_size(self.text.as_str().get(start..).unwrap_or_default()).to_owned();
        let alone = self.text.as_str().get(..start).unwrap_or_default().trim().is_empty();
        let flowing = self.table.is_none() && matches!(self.role, Role::Text | Role::Caption);
        if text.is_empty() || alone && flowing {
            // Words may follow in the same paragraph; they come behind it.
            let linked = self.text.take_picture(start);
            self.picture(picture, text, &title, linked);
        } else {
            self.text.picture_from(start, picture);
        }
    }

    fn picture(&mut self, picture: Picture, text: String, title: &str, linked: Option<SpanKind>) {
        let whole = |kind| Span {
            start: 0,
            end: text.len(),
            kind,
        };
        let alternative = if text == title { String::new() } else { text.clone() };
        let spans = linked.filter(|_| !alternative.is_empty()).map(whole);
        self.pictures.push(Piece {
            kind: BlockKind::Image(picture),
            spans: spans.into_iter().collect(),
            ..self.placed(alternative)
        });
        if !title.is_empty() {
            self.pictures.push(Piece {
                kind: BlockKind::Caption,
                ..self.placed(title.to_owned())
            });
        }
        if self.text.is_blank() && self.table.is_none() {
            self.put_pictures();
        }
    }

    fn put_pictures(&mut self) {
        self.pieces.append(&mut self.pictures);
    }

    /// A piece with this text where the reader is.
    fn placed(&self, text: String) -> Piece {
        Piece {
            within: self.within.clone(),
            line: self.began.max(1),
            gap_after: true,
            ..Piece::paragraph(text)
        }
    }

    /// Notes where a piece begins.
    pub(super) fn begins(&mut self, line: usize) {
        self.line = line;
        if self.text.is_blank() {
            self.began = line;
        }
    }

    /// Ends a piece. Within a table blocks only keep words apart.
    pub(super) fn flush(&mut self) {
        if self.table.is_some() {
            self.text.blank();
            return;
        }
        let quoted = |within: &Within| within.kind == ContainerKind::Quote;
        let kind = match &self.role {
            Role::Code(language) => BlockKind::Code {
                language: language.clone(),
            },
            Role::Heading(level) => BlockKind::Heading { level: *level },
            Role::Caption => BlockKind::Caption,
            Role::Label => BlockKind::Label,
            Role::Text if self.item => BlockKind::Item,
            Role::Text if self.within.iter().any(quoted) => BlockKind::Quote,
            Role::Text => BlockKind::Paragraph,
        };
        self.finish(kind);
    }

    fn finish(&mut self, kind: BlockKind) {
        let (text, spans) = self.text.take();
        let mut kind = kind;
        let mut spans = spans;
        if self.is_caption(&kind, &text, &spans) {
            kind = BlockKind::Caption;
            spans.remove(0);
        }
        if kind == BlockKind::Caption
            && let Some(last) = self.pieces.last_mut()
            && matches!(last.kind, BlockKind::Image(_))
            && last.text == text
        {
            // It is said once.
            last.text.clear();
            last.spans.clear();
        }
        if text.trim().is_empty() {
            // Names and losses are those of the next piece.
            return self.put_pictures();
        }
        self.item = false;
        let piece = Piece {
            kind,
            spans,
            ids: std::mem::take(&mut self.ids),
            missed: std::mem::take(&mut self.missed),
            ..self.placed(text)
        };
        self.pieces.push(piece);
        self.put_pictures();
    }

    /// A paragraph that is stressed as a whole, directly below a picture without another caption.
    fn is_caption(&self, kind: &BlockKind, text: &str, spans: &[Span]) -> bool {
        let whole = spans
            .first()
            .is_some_and(|span| span.kind == SpanKind::Emphasis && span.start == 0 && span.end == text.len());
        let below = self
            .pieces
            .last()
            .is_some_and(|last| matches!(last.kind, BlockKind::Image(_)) && last.within == self.within);
        whole && below && *kind == BlockKind::Paragraph
    }

    /// Everything that was read.
    pub(super) fn finished(mut self) -> Vec<Piece> {
        while self.table.is_some() {
            self.end_table();
        }
        self.flush();
        let missed = std::mem::take(&mut self.missed);
        if let Some(last) = self.pieces.last_mut() {
            last.missed.extend(missed);
            last.ids.append(&mut self.ids);
        }
        self.pieces
    }
}

/// An alternative text without the size that Obsidian writes behind it: `A street|300`.
fn without_size(text: &str) -> &str {
    let is_size = |size: &str| {
        size.starts_with(|digit: char| digit.is_ascii_digit())
            && size.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
    };
    match text.rsplit_once('|') {
        Some((text, size)) if is_size(size.trim()) => text.trim(),
        None if is_size(text.trim()) => "",
        _ => text.trim(),
    }
}

/// So many elements are looked through for the one that ends.
const MOST_ELEMENTS: usize = 64;
