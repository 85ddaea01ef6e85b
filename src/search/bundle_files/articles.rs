//! Cards, texts and articles of documents.

use std::ops::{Deref, Range};
use std::rc::Rc;

use super::kept::Kept;
use super::{BundleFiles, corrupt, read};
use crate::article::json::FromJson;
use crate::article::{Article, Card, FeedPage, FeedText, FeedTexts};
use crate::index::Corrupt;
use crate::index::positions::TITLE;
use crate::search::{Error, Store};

/// What passages are cut from.
pub(in crate::search) enum Text {
    /// All that the article says.
    Whole(Rc<FeedText>),
    /// Its beginning, or a piece of it.
    Part(Rc<str>),
}

impl Text {
    /// What the article says of itself, where it is known.
    pub(in crate::search) fn summary(&self) -> &str {
        match self {
            Text::Whole(article) => article.summary.as_deref().unwrap_or_default(),
            Text::Part(_) => "",
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Whole(article) => &article.content_text,
            Text::Part(text) => text,
        }
    }
}

impl<S: Store> BundleFiles<S> {
    pub(in crate::search) async fn card(&self, document: u32) -> Result<Rc<Card>, Error> {
        match self.known_card(document) {
            Some(known) => Ok(known),
            None => self.cards(document, document).await,
        }
    }

    /// A card that was read. Where they stand alone in their places, they are kept by document, else by block.
    pub(super) fn known_card(&self, document: u32) -> Option<Rc<Card>> {
        if self.manifest.card_bytes.is_some() {
            self.cards.get(document)?.first().cloned()
        } else {
            let (block, at) = self.slot(document);
            self.cards.get(block)?.get(at as usize).cloned()
        }
    }

    /// Reads the cards of some documents that stand in one file, and answers with the first one.
    pub(super) async fn cards(&self, first: u32, last: u32) -> Result<Rc<Card>, Error> {
        let (block, at) = self.slot(first);
        let path = || self.manifest.cards_path(block);
        let few = || corrupt(&path(), Corrupt("it has fewer cards than the manifest says"));
        let Some(width) = self.manifest.card_bytes else {
            let all = |cards: Vec<Card>| cards;
            let cards = self.parsed(&self.cards, block, &path, all).await?;
            return cards.get(at as usize).cloned().ok_or_else(few);
        };
        // Between two cards stands a comma, and a bracket before the first.
        let place = |at: u32| u64::from(at) * (u64::from(width) + 1);
        let range = 1 + place(at)..place(self.slot(last).1 + 1);
        let path = path();
        let bytes = self.store.part(&path, range).await?;
        let mut places = bytes.chunks(width as usize + 1);
        let mut asked = None;
        for document in first..=last {
            let place = places.next().and_then(|place| place.get(..width as usize));
            let card: Rc<Card> = Rc::new(read(&path, place.ok_or_else(few)?)?);
            self.cards.put(
                document,
                &Rc::new(vec![card.clone()]),
                width as usize + size_of::<Card>(),
            );
            asked.get_or_insert(card);
        }
        asked.ok_or_else(few)
    }

    /// The file of cards, or of passages, that has a document, and which of those in it is the document's.
    pub(super) fn slot(&self, document: u32) -> (u32, u32) {
        let in_file = self.manifest.cards_per_block;
        (document / in_file, document % in_file)
    }

    /// What passages of a document are cut from: its text; its beginning in an archive with files of beginnings; or, of a text
    /// that stands in pieces too, the one that has the end of a passage.
    pub(in crate::search) async fn text(&self, document: u32, passage: Option<u32>) -> Result<Text, Error> {
        let manifest = &self.manifest;
        let passage = passage.filter(|end| *end >= manifest.passage_from.unwrap_or(0));
        let in_pieces = self.places.alone(document).zip(passage).zip(manifest.passage_words);
        let place = match in_pieces {
            Some(((page, end), words)) => end.saturating_sub(TITLE).checked_div(words).map(|piece| (page, piece)),
            None if manifest.passage_words.is_none() => Some(self.slot(document)),
            None => None,
        };
        let Some((width, place)) = manifest.passage_bytes.zip(place) else {
            return Ok(Text::Whole(self.whole_text(document).await?));
        };
        if let Some(known) = self.texts.get(place) {
            return Ok(Text::Part(known));
        }
        let (file, at) = place;
        let path = manifest.passages_path(file);
        let start = u64::from(at) * u64::from(width);
        let bytes = self.store.part(&path, start..start + u64::from(width)).await?;
        let damaged = || corrupt(&path, Corrupt("what is packed in it cannot be unpacked"));
        let (length, packed) = bytes.split_first_chunk().ok_or_else(damaged)?;
        let member = packed.get(..u16::from_le_bytes(*length).into()).ok_or_else(damaged)?;
        let text = self.store.unpack(member).await.ok_or_else(damaged)?;
        let text: Rc<str> = String::from_utf8(text).map_err(|_| damaged())?.into();
        self.texts.put(place, &text, text.len());
        Ok(Text::Part(text))
    }

    async fn whole_text(&self, document: u32) -> Result<Rc<FeedText>, Error> {
        let items = |page: FeedTexts| page.items;
        self.item(&self.whole_texts, document, items, |text| &text.id).await
    }

    /// The article of a document.
    pub(in crate::search) async fn article(&self, document: u32) -> Result<Rc<Article>, Error> {
        self.rarely(Box::pin(self.read_article(document))).await
    }

    async fn read_article(&self, document: u32) -> Result<Rc<Article>, Error> {
        let items = |page: FeedPage| page.items;
        self.item(&self.pages, document, items, |article| &article.id).await
    }

    /// What a page of the feed has for a document, checked.
    async fn item<J: FromJson, T>(
        &self,
        kept: &Kept<u32, Rc<Vec<Rc<T>>>>,
        document: u32,
        items: impl FnOnce(J) -> Vec<T>,
        slug: impl Fn(&T) -> &String,
    ) -> Result<Rc<T>, Error> {
        let (page, item) = self.places.place(document);
        let path = || self.manifest.page_path(page);
        let page = self.parsed(kept, page, &path, items).await?;
        let wanted = &self.card(document).await?.slug;
        page.get(item as usize)
            .filter(|found| slug(found) == wanted)
            .cloned()
            .ok_or_else(|| corrupt(&path(), Corrupt("it does not have the article that its card names")))
    }

    /// The page that has the article of a document, checked and as it stands in the bundle, and which of its items the article is.
    pub(in crate::search) async fn page(&self, document: u32) -> Result<(Rc<[u8]>, u32), Error> {
        self.whole_text(document).await?;
        let (page, item) = self.places.place(document);
        Ok((self.store.read(&self.manifest.page_path(page)).await?, item))
    }

    pub(in crate::search) async fn original(&self, article: &Article) -> Result<String, Error> {
        self.rarely(Box::pin(self.read_original(article))).await
    }

    async fn read_original(&self, article: &Article) -> Result<String, Error> {
        let original = &article.explorer.original;
        let end = original.start.saturating_add(original.length);
        let bytes = self.unpacked(&original.file, original.start..end).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What a gzip member in a pack holds.
    async fn unpacked(&self, path: &str, range: Range<u64>) -> Result<Vec<u8>, Error> {
        let member = self.store.part(path, range).await?;
        let content = self.store.unpack(&member).await;
        content.ok_or_else(|| corrupt(path, Corrupt("what is packed in it cannot be unpacked")))
    }

    async fn parsed<J: FromJson, T>(
        &self,
        kept: &Kept<u32, Rc<Vec<Rc<T>>>>,
        number: u32,
        path: &dyn Fn() -> String,
        items: impl FnOnce(J) -> Vec<T>,
    ) -> Result<Rc<Vec<Rc<T>>>, Error> {
        if let Some(known) = kept.get(number) {
            return Ok(known);
        }
        let path = path();
        let bytes = self.store.read(&path).await?;
        let parsed: Vec<Rc<T>> = items(read(&path, &bytes)?).into_iter().map(Rc::new).collect();
        let parsed = Rc::new(parsed);
        kept.put(number, &parsed, bytes.len() + parsed.len() * size_of::<T>());
        Ok(parsed)
    }
}
