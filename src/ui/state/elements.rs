//! The elements of the explorer, and none of the page around it.

use web_sys::HtmlElement;

use super::App;
use crate::ui::dom;

impl App {
    /// The elements of the explorer that a selector finds, in document order.
    pub fn all(self, selector: &str) -> Vec<HtmlElement> {
        dom::all(&self.root.borrow(), selector)
    }

    /// The element with this `id`.
    pub fn by_id(self, id: &str) -> Option<HtmlElement> {
        self.all(&["[id=\"", id, "\"]"].concat()).pop()
    }

    /// Moves the focus without scrolling. What is not there (any more) is not focused.
    pub fn focus(self, id: &str) {
        if let Some(element) = self.by_id(id) {
            dom::focus(&element);
        }
    }

    /// Moves the focus and scrolls there.
    pub fn focus_and_show(self, id: &str) {
        if let Some(element) = self.by_id(id) {
            // Focusing only fails on elements that cannot have it.
            let _ = element.focus();
        }
    }

    /// The `id` of the element that has the focus; empty for none of the explorer's.
    pub fn focused(self) -> String {
        self.all(":focus").pop().map(|element| element.id()).unwrap_or_default()
    }
}
