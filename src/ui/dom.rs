//! Small things asked of elements: focus, scrolling, seeing. No state, no decisions.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, FocusOptions, HtmlElement, IntersectionObserver, IntersectionObserverEntry, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// Moves the focus without scrolling.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Focusing only fails on elements that cannot have it.
    let _ = element.focus_with_options(&options);
}

/// Loads the page again.
pub fn reload() {
    // Nothing keeps a page from that.
    let _ = window().location().reload();
}

/// The height of what is in view, in pixels.
pub fn height() -> u32 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.unwrap_or(0.0) as u32
}

/// The first of some elements that is in view or below it, and how far below the top of the window it is.
pub fn first_in_view(elements: &[HtmlElement]) -> Option<(String, i32)> {
    elements.iter().find_map(|element| {
        let place = element.get_bounding_client_rect();
        // What is hidden has no size.
        (place.bottom() > 0.0 && place.height() > 0.0).then(|| (element.id(), place.top() as i32))
    })
}

/// Brings an element to the middle of the window. Whether it glides is the style sheet's business.
pub fn centre(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls what an element stands in as far as it takes to see it.
pub fn bring_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The elements below another one that a selector finds, in document order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.item(at)?.dyn_into().ok())
        .collect()
}

/// A text with its marks on the letters, as it is written everywhere.
pub fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Runs `action` after the page has been drawn with what was set before.
pub fn after_drawing(action: impl FnOnce() + 'static) {
    request_animation_frame(action);
}

/// Lets something run on while the page does other things. One kind of task for all: each kind has a price in
/// bytes.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    fn boxed(task: Pin<Box<dyn Future<Output = ()>>>) {
        wasm_bindgen_futures::spawn_local(task);
    }
    boxed(Box::pin(task));
}

/// Something that is done once, a while after it was last asked for, and not at all when nobody holds this
/// any more.
#[derive(Clone)]
pub struct Later {
    wait: Duration,
    timer: Rc<Timer>,
}

#[derive(Default)]
struct Timer(Cell<Option<TimeoutHandle>>);

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(timer) = self.0.take() {
            timer.clear();
        }
    }
}

impl Later {
    /// Nothing asked for yet.
    pub fn new(milliseconds: u64) -> Self {
        Self {
            wait: Duration::from_millis(milliseconds),
            timer: Rc::default(),
        }
    }

    /// Asks for `action` and forgets what was asked for before.
    pub fn run(&self, action: impl FnOnce() + 'static) {
        // Without a timer there is no later, and the action is one that can be missed.
        let timer = set_timeout_with_handle(action, self.wait).ok();
        if let Some(before) = self.timer.0.replace(timer) {
            before.clear();
        }
    }
}

/// The element takes keys for itself: a field, a list of choices, an open dialog.
pub fn takes_keys(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    element
        .closest("input:not([type=checkbox]):not([type=radio]), select, textarea, dialog, [contenteditable]")
        .ok()
        .flatten()
        .is_some()
}

/// Watches an element until dropped.
pub struct Watch {
    observer: IntersectionObserver,
    _callback: Closure<dyn FnMut(Vec<IntersectionObserverEntry>)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `action` whenever `element` comes into view. `None` where the browser cannot tell.
pub fn when_seen(element: &Element, mut action: impl FnMut() + 'static) -> Option<Watch> {
    let callback = Closure::new(move |entries: Vec<IntersectionObserverEntry>| {
        if entries.iter().any(IntersectionObserverEntry::is_intersecting) {
            action();
        }
    });
    let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch {
        observer,
        _callback: callback,
    })
}
