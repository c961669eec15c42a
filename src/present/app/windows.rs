//! The windows of the show: opened at the beginning, and closed by the person. Never decides what they show.

use winit::event_loop::ActiveEventLoop;
use winit::window::WindowId;

use super::App;
use crate::present::awake::{Awake, Screens};
use crate::present::displays::{Displays, is_x11};
use crate::present::{PresentError, wishes};
use crate::show::Windows;

impl App {
    pub(super) fn open(&mut self, events: &ActiveEventLoop) -> Result<(), PresentError> {
        let usual = Windows { fullscreen: !self.options.windowed, presenter: !self.options.no_presenter };
        let (displays, wanted) = Displays::new(events, self.signals.clone(), usual, &self.options.displays)
            .map_err(|refusal| PresentError::NoSuchDisplay { message: refusal.message, hint: refusal.hint })?;
        self.displays = Some(displays);
        // To share one window of a call and to keep the other, on one display.
        let presenter = wanted.presenter || self.options.presenter;
        self.show.set_windows(Windows { presenter, ..wanted });
        self.place_windows(events).map_err(PresentError::Failed)?;
        log::info!("{}", self.canvases.describe());
        self.ahead.at(self.show.position().deck);
        self.fetch_drawings();
        wishes::ask(self.signals.clone());
        self.awake = Some(Awake::new(if is_x11(events) { Screens::X11 } else { Screens::Other }));
        Ok(())
    }

    pub(super) fn close(&mut self, events: &ActiveEventLoop, id: WindowId) {
        if self.is_audience(id) {
            events.exit();
        } else if self.pane(id).is_some() {
            self.show.presenter_closed();
            self.arrange(events);
        }
    }
}
