//! What the show wants of its windows. It never says where they are.

/// Which windows are wanted, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Windows {
    /// The audience's window all over its display.
    pub fullscreen: bool,
    /// A presenter's window.
    pub presenter: bool,
}
