//! The show on real windows: winit's loop translates events into commands and draws what the show says. Decides nothing.

mod access;
mod ahead;
mod app;
mod awake;
pub mod canvas;
mod clicker;
mod displays;
mod frame;
mod input;
mod life;
mod links;
mod looks;
mod motion;
mod own;
mod pane;
mod passage;
mod pulse;
mod rehearsal;
mod reload;
mod wishes;

use std::sync::Arc;

use winit::error::EventLoopError;
use winit::event_loop::EventLoop;

use crate::book::Book;
use crate::show::Keymap;
use crate::show::pace::Goal;
use crate::theme::Adjust;
use app::App;
use canvas::Canvases;
pub use canvas::PainterChoice;
pub use clicker::{ClickerOptions, learn};
use displays::Display;
pub use displays::{DisplayInfo, DisplayName, DisplayWishes, Role, displays};
pub use life::{Ending, Life, Named, Resume, Saved, Suspect, Told};
pub use own::check_transition;
use reload::Reloaded;
pub use reload::{LookFrom, Origin};

/// How to present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PresentOptions {
    /// In a window instead of fullscreen.
    pub windowed: bool,
    /// Without the presenter's window.
    pub no_presenter: bool,
    /// With the presenter's window, even if there is but one display.
    pub presenter: bool,
    /// When it is to be over, whatever the front matter says.
    pub goal: Option<Goal>,
    /// Index of the deck to begin with.
    pub deck: usize,
    /// Index of its page to begin with.
    pub page: usize,
    /// After a save, go to the page that was written.
    pub follow: bool,
    /// Who paints.
    pub painter: PainterChoice,
    /// What is heeded of the desktop's own settings.
    pub heeds: Adjust,
    /// Which display is whose, where that was said.
    pub displays: DisplayWishes,
    /// The keys.
    pub keys: Keymap,
    /// What is wrong with the person's config file, for the speaker.
    pub slip: Option<String>,
}

/// Why nothing could be presented.
#[derive(Debug, thiserror::Error)]
pub enum PresentError {
    /// There is no display to open a window on.
    #[error("there is no display to present on")]
    NoDisplay,
    /// A display that was asked for is not there.
    #[error("{message}")]
    NoSuchDisplay {
        /// What is wrong.
        message: String,
        /// What there is.
        hint: String,
    },
    /// The window system or the painter failed.
    #[error("{0}")]
    Failed(String),
}

/// What other threads tell the loop.
#[derive(Debug)]
enum Signal {
    /// A deck was laid out behind the show's back.
    LaidOut,
    /// Files were written.
    Reloaded(Reloaded),
    /// These are the displays now.
    Displays(Vec<Display>),
    /// Somebody who does not see a window asks for something.
    Reader(accesskit_winit::Event),
    /// The desktop asks this of every program.
    Wished(Adjust),
    /// The supervisor is gone.
    Orphaned,
    /// The signal of this number asks for the end.
    Asked(u8),
}

/// Presents `book` until the user quits; with an `origin`, what is saved to its files shows at once. It
/// goes on, tells, and ends early as `life` says.
///
/// # Errors
/// If there is no display, or no window could be opened on it.
pub fn run(
    book: Arc<Book>,
    options: &PresentOptions,
    origin: Option<Origin>,
    life: Life,
) -> Result<Ending, PresentError> {
    let events = EventLoop::with_user_event().build().map_err(no_loop)?;
    let canvases = Canvases::new(options.painter, events.owned_display_handle())
        .map_err(|error| PresentError::Failed(error.to_string()))?;
    let mut app = App::new(book, options.clone(), canvases, events.create_proxy());
    app.live(life);
    if let Some(origin) = origin {
        app.follow(origin);
    }
    events.run_app(&mut app).map_err(|error| PresentError::Failed(error.to_string()))?;
    app.outcome()
}

/// Why there is no event loop.
fn no_loop(error: EventLoopError) -> PresentError {
    log::debug!("no event loop: {error}");
    match error {
        EventLoopError::Os(_) | EventLoopError::NotSupported(_) => PresentError::NoDisplay,
        other => PresentError::Failed(other.to_string()),
    }
}
