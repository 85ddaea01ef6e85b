//! Small things asked of the document: focus, scrolling, seeing. No state, no decisions.

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

/// The element with this `id`.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus without scrolling. What is not there (any more) is not focused.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // Focusing only fails on elements that cannot have it.
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the focus and scrolls there.
pub fn focus_and_show(id: &str) {
    if let Some(element) = by_id(id) {
        // As above.
        let _ = element.focus();
    }
}

/// The `id` of the element that has the focus; empty for none.
pub fn focused() -> String {
    document()
        .active_element()
        .map(|element| element.id())
        .unwrap_or_default()
}

/// How far the page is scrolled.
pub fn scroll() -> i32 {
    window().scroll_y().unwrap_or_default() as i32
}

/// The height of what is in view, in pixels.
pub fn height() -> u32 {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    height.unwrap_or(0.0) as u32
}

/// Scrolls the page.
pub fn scroll_to(y: i32) {
    window().scroll_to_with_x_and_y(0.0, f64::from(y));
}

/// The first of some elements that is in view or below it, and how far below the top of the window it is.
pub fn first_in_view(elements: &[HtmlElement]) -> Option<(String, i32)> {
    elements.iter().find_map(|element| {
        let place = element.get_bounding_client_rect();
        // What is hidden has no size.
        (place.bottom() > 0.0 && place.height() > 0.0).then(|| (element.id(), place.top() as i32))
    })
}

/// Scrolls so that the element with this `id` is so far below the top of the window; a pixel more or less is
/// where it is.
pub fn scroll_until((id, offset): &(String, i32)) {
    if let Some(element) = by_id(id) {
        let moved = element.get_bounding_client_rect().top() as i32 - offset;
        if moved.abs() > 1 {
            scroll_to(scroll() + moved);
        }
    }
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

/// The elements that a selector finds, in document order.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = document().query_selector_all(selector) else {
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
