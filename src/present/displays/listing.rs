//! The displays for a person who asks for them: nothing in, a list out. Opens no window.

use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::window::WindowId;

use super::{Desk, DisplayWishes, KEPT, counted, pick};
use crate::present::{PresentError, no_loop};
use crate::store::Store;
use crate::text::for_terminal;

/// Who gets a display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The audience.
    Audience,
    /// The speaker.
    Presenter,
    /// Nobody.
    Nobody,
}

/// A display, for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayInfo {
    /// What the system and its maker call it.
    pub title: String,
    /// Columns and rows.
    pub size: (u32, u32),
    /// Its left and its upper edge on the desktop.
    pub corner: (i32, i32),
    /// Who gets it, if nothing else is asked for.
    pub role: Role,
}

/// The displays there are, by their numbers from 1.
///
/// # Errors
/// If there is no window system.
pub fn displays() -> Result<Vec<DisplayInfo>, PresentError> {
    let mut list = Listing(Vec::new());
    let events = EventLoop::new().map_err(no_loop)?;
    events.run_app(&mut list).map_err(|error| PresentError::Failed(error.to_string()))?;
    Ok(list.0)
}

#[derive(Debug)]
struct Listing(Vec<DisplayInfo>);

impl ApplicationHandler for Listing {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        let all = counted(Desk::new(events).displays(events));
        let kept = Store::of_person().load(KEPT).unwrap_or_default();
        let pair = pick(&all, &DisplayWishes::default(), &kept);
        let role = |name: &str| match &pair {
            Some(pair) if pair.own.name == name => Role::Presenter,
            Some(pair) if pair.theirs.name == name => Role::Audience,
            Some(_) => Role::Nobody,
            None => Role::Audience,
        };
        let shown = |display: &super::Display| DisplayInfo {
            title: for_terminal(&display.title()),
            size: (display.area.width, display.area.height),
            corner: (display.area.x, display.area.y),
            role: role(&display.name),
        };
        self.0 = all.iter().map(shown).collect();
        events.exit();
    }

    fn window_event(&mut self, _events: &ActiveEventLoop, _id: WindowId, _event: WindowEvent) {}
}
