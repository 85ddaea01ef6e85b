//! Elements that follow Leptos' signals, each kind compiled once.
//!
//! The `view!` macro gives every piece of a page a type of its own, and the compiler builds, rebuilds and
//! mounts each type with code of its own: this page was 250 kB that way, compressed, more than the
//! whole site may weigh. Here an element is made at once and what changes is an effect on it, so all of them share
//! one piece of code. Signals, effects, owners and mounting are Leptos' own.
//!
//! Text is always a text node and an attribute always an attribute: nothing here parses markup.

use std::any::Any;

use leptos::prelude::*;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Element, Event, EventTarget, Node, Text};

/// A piece of the page: an element, a text, or several of them.
pub struct View(Node);

/// An element that is being described.
#[derive(Clone)]
pub struct El(Element);

/// Makes an element.
pub(super) fn el(tag: &'static str) -> El {
    // Names of elements are written in this crate and are all valid.
    El(document().create_element(tag).unwrap_throw())
}

impl El {
    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // As above: names of attributes are valid.
        self.0.set_attribute(name, value).unwrap_throw();
        self
    }

    /// Sets an attribute that has a value.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets the class, which is the name too that style sheets of pages around a shadow root know.
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class).attr("part", class)
    }

    /// Sets the `id`.
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Sets the language of the text inside.
    pub fn lang(self, language: &str) -> Self {
        self.attr("lang", language)
    }

    /// Names the element for those who hear the page.
    pub fn label(self, name: &str) -> Self {
        self.attr("aria-label", name)
    }

    /// Lets an attribute follow what `value` reads; without a value it is not there.
    pub fn bind(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        fn boxed(element: Element, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
            // As above.
            effect(move || {
                match value() {
                    Some(value) => element.set_attribute(name, &value),
                    None => element.remove_attribute(name),
                }
                .unwrap_throw();
            });
        }
        boxed(self.0.clone(), name, Box::new(value));
        self
    }

    /// Hides the element while `hidden` says so.
    pub fn hidden(self, hidden: impl Fn() -> bool + 'static) -> Self {
        self.choose("hidden", [None, Some("")], hidden)
    }

    /// Lets an ARIA state follow what `is` reads.
    pub fn state(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        self.choose(name, [Some("false"), Some("true")], is)
    }

    /// Has one class or another, the second when `is` says so.
    pub fn class_if(self, classes: [&'static str; 2], is: impl Fn() -> bool + 'static) -> Self {
        self.attr("part", classes[0]).choose("class", classes.map(Some), is)
    }

    fn choose(self, name: &'static str, values: [Option<&'static str>; 2], is: impl Fn() -> bool + 'static) -> Self {
        fn boxed(element: El, name: &'static str, values: [Option<&'static str>; 2], is: Box<dyn Fn() -> bool>) -> El {
            element.bind(name, move || values[usize::from(is())].map(str::to_owned))
        }
        boxed(self, name, values, Box::new(is))
    }

    /// Lets a property of the element (what a field holds, not what it was made with) follow what `value` reads.
    pub fn property(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        fn boxed(element: Element, name: &'static str, value: Box<dyn Fn() -> JsValue>) {
            effect(move || {
                let (name, value) = (JsValue::from_str(name), value());
                // Setting what is already there would move the caret.
                if js_sys::Reflect::get(&element, &name).as_ref() != Ok(&value) {
                    js_sys::Reflect::set(&element, &name, &value).unwrap_throw();
                }
            });
        }
        boxed(self.0.clone(), name, Box::new(value));
        self
    }

    /// Listens until the element's part of the page is gone.
    pub fn on(self, event: &'static str, action: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, action);
        self
    }

    /// Appends a child.
    pub fn child(self, child: impl Into<View>) -> Self {
        // Only a parent inside its own child is refused.
        self.0.append_child(&child.into().0).unwrap_throw();
        self
    }

    /// Appends children.
    pub fn children(self, children: impl IntoIterator<Item = impl Into<View>>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Appends a text that follows what `text` reads.
    pub fn text(self, text: impl Fn() -> String + 'static) -> Self {
        fn boxed(element: &Element, text: Box<dyn Fn() -> String>) {
            let node = text_node("");
            element.append_child(&node).unwrap_throw();
            effect(move || {
                let text = text();
                // Writing what is already there would be announced again.
                if node.data() != text {
                    node.set_data(&text);
                }
            });
        }
        boxed(&self.0, Box::new(text));
        self
    }

    /// Appends what `view` makes, anew whenever something changes that it reads.
    pub fn dynamic(self, view: impl FnMut() -> View + 'static) -> Self {
        self.child(dynamic(view))
    }
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(element.0.into())
    }
}

impl From<&str> for View {
    fn from(text: &str) -> Self {
        Self(text_node(text).into())
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl<V: Into<View>> From<Option<V>> for View {
    fn from(view: Option<V>) -> Self {
        view.map_or_else(nothing, Into::into)
    }
}

impl From<Vec<View>> for View {
    fn from(views: Vec<View>) -> Self {
        let fragment = fragment();
        for view in views {
            fragment.append_child(&view.0).unwrap_throw();
        }
        Self(fragment.into())
    }
}

/// No piece of the page.
pub(super) fn nothing() -> View {
    View(fragment().into())
}

/// What `view` makes, anew whenever something changes that it reads.
pub(super) fn dynamic(view: impl FnMut() -> View + 'static) -> View {
    fn boxed(mut view: Box<dyn FnMut() -> View>) -> View {
        let region = Region::new();
        let whole = region.whole();
        effect(move || {
            let view = view();
            region.clear();
            region.insert(&view.0, None);
        });
        whole
    }
    boxed(Box::new(view))
}

/// A row for each key; rows whose key stays are left alone, with whatever has the focus in them.
pub(super) fn rows(keys: impl Fn() -> Vec<u64> + 'static, row: impl Fn(u64) -> El + 'static) -> View {
    fn boxed(keys: Box<dyn Fn() -> Vec<u64>>, row: Box<dyn Fn(u64) -> El>) -> View {
        let region = Region::new();
        let whole = region.whole();
        let parent = Owner::current().unwrap_or_default();
        let mut known: Vec<Row> = Vec::new();
        effect(move || {
            let keys = keys();
            known.retain(|row| keys.contains(&row.key));
            let mut place = region.start.next_sibling();
            for key in keys {
                let at = known.iter().position(|row| row.key == key).unwrap_or_else(|| {
                    let owner = parent.with(Owner::new);
                    let El(element) = owner.with(|| untrack(|| row(key)));
                    known.push(Row { key, element, owner });
                    known.len() - 1
                });
                let element: &Node = &known[at].element;
                if place.as_ref() == Some(element) {
                    place = element.next_sibling();
                } else {
                    region.insert(element, place.as_ref());
                }
            }
        });
        whole
    }
    boxed(Box::new(keys), Box::new(row))
}

/// A row that is in the page until dropped.
struct Row {
    key: u64,
    element: Element,
    owner: Owner,
}

impl Drop for Row {
    fn drop(&mut self) {
        self.element.remove();
        self.owner.cleanup();
    }
}

/// Does something now, and again whenever something changes that it reads, until its part of the page is gone.
pub fn effect(action: impl FnMut() + 'static) {
    fn boxed(mut action: Box<dyn FnMut()>) {
        keep(RenderEffect::new(move |_| action()));
    }
    boxed(Box::new(action));
}

/// Keeps something until the current part of the page is gone.
pub(super) fn keep(kept: impl Any) {
    // Of one type whatever it is: Leptos' store brings code of its own for each. The owner has it; nobody else has to.
    fn boxed(kept: Box<dyn Any>) {
        let _ = StoredValue::new_local(kept);
    }
    boxed(Box::new(kept));
}

/// Listens until the current part of the page is gone.
pub fn listen(target: &EventTarget, event: &'static str, action: impl FnMut(Event) + 'static) {
    fn boxed(target: &EventTarget, event: &'static str, action: Box<dyn FnMut(Event)>) {
        let callback = Closure::wrap(action);
        // Listeners are refused to nobody.
        target
            .add_event_listener_with_callback(event, callback.as_ref().unchecked_ref())
            .unwrap_throw();
        keep(Listener {
            target: target.clone(),
            event,
            callback,
        });
    }
    boxed(target, event, Box::new(action));
}

struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        // Nor is taking them away.
        let _ = self.target.remove_event_listener_with_callback(self.event, callback);
    }
}

/// A place among other nodes whose content changes: all that stands between two empty texts.
struct Region {
    start: Text,
    end: Text,
}

impl Region {
    fn new() -> Self {
        let region = Self {
            start: text_node(""),
            end: text_node(""),
        };
        let fragment = fragment();
        fragment.append_child(&region.start).unwrap_throw();
        fragment.append_child(&region.end).unwrap_throw();
        region
    }

    /// The region with what is in it when the whole is put into the page.
    fn whole(&self) -> View {
        // The two texts were put into a fragment when they were made.
        View(self.start.parent_node().unwrap_throw())
    }

    fn clear(&self) {
        while let Some(node) = self.start.next_sibling() {
            if node == *self.end.as_ref() {
                break;
            }
            self.parent().remove_child(&node).unwrap_throw();
        }
    }

    /// Inserts a node before another one of the region, or at its end.
    fn insert(&self, node: &Node, before: Option<&Node>) {
        let before = before.unwrap_or(self.end.as_ref());
        self.parent().insert_before(node, Some(before)).unwrap_throw();
    }

    fn parent(&self) -> Node {
        // A region is in a fragment or in the page as long as its effect runs.
        self.end.parent_node().unwrap_throw()
    }
}

fn text_node(text: &str) -> Text {
    document().create_text_node(text)
}

fn fragment() -> DocumentFragment {
    document().create_document_fragment()
}

/// The root of a page, mounted by Leptos.
pub struct Mounted(Element);

impl Render for El {
    type State = Mounted;

    fn build(self) -> Mounted {
        Mounted(self.0)
    }

    fn rebuild(self, state: &mut Mounted) {
        // The place of the old element is that of the new one; without a place there is none to take.
        let _ = state.0.replace_with_with_node_1(&self.0);
        state.0 = self.0;
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.0.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        parent.insert_before(&self.0, marker).unwrap_throw();
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.0.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.0));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.0.clone()]
    }
}
