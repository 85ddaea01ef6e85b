//! The colours: light, dark, or as the reader's system has them.

use super::host::Host;
use crate::client::prefs::Choice;

/// A choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Automatic,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::Automatic, Theme::Light, Theme::Dark];

    /// The value of the root element's `data-theme`; empty for automatic.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Automatic => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The choice that was saved.
    pub fn preferred(host: &dyn Host) -> Self {
        Self::named(&host.load(Choice::Theme).unwrap_or_default())
    }

    /// The choice of a name; automatic where there is none.
    pub fn named(name: &str) -> Self {
        let named = Self::ALL.into_iter().find(|theme| theme.name() == name);
        named.unwrap_or_default()
    }
}
