//! What the show wants of its windows. It never says where they are.

use serde::{Deserialize, Serialize};

/// Which windows are wanted, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    /// The audience's window all over its display.
    pub fullscreen: bool,
    /// A presenter's window.
    pub presenter: bool,
}
