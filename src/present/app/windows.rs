//! The windows of the show: opened, closed and placed as the show wants them. Never decides what they show.

use std::time::{Duration, Instant};

use winit::dpi::LogicalSize;
use winit::event_loop::ActiveEventLoop;
use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
use winit::window::{Fullscreen, WindowId};

use super::App;
use super::waking::IDLE;
use crate::present::awake::{Awake, Screens};
use crate::present::pane::{Pane, Where, two_displays};
use crate::show::Command;

/// Size of the audience's window.
const AUDIENCE: LogicalSize<u32> = LogicalSize::new(1280, 720);
/// Size of the presenter's window, where it does not fill a display.
const CONSOLE: LogicalSize<u32> = LogicalSize::new(1120, 630);

impl App {
    pub(super) fn open(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let displays = two_displays(events);
        let place = match &displays {
            _ if !self.show.fullscreen() => Where::Window(AUDIENCE),
            Some((_, theirs)) => Where::Fullscreen(Some(theirs.clone())),
            None => Where::Fullscreen(None),
        };
        self.audience = Some(Pane::new(events, &mut self.canvases, place)?);
        log::info!("{}", self.canvases.describe());
        self.hides = Some(Instant::now() + IDLE);
        self.ahead.at(self.show.position().deck);
        self.name_windows();
        self.draw_audience();
        if (displays.is_some() && !self.options.no_presenter) || self.options.presenter {
            self.command(events, Command::Presenter);
        }
        self.awake = Some(Awake::new(screens(events)));
        Ok(())
    }

    /// Opens or closes the presenter's window, as the show wants it.
    pub(super) fn match_console(&mut self, events: &ActiveEventLoop) {
        match (self.show.presenter(), self.console.take()) {
            (false, Some(console)) => console.close(&mut self.canvases),
            (true, None) => {
                let displays = if self.show.fullscreen() { two_displays(events) } else { None };
                let place = displays.map_or(Where::Window(CONSOLE), |(own, _)| Where::Fullscreen(Some(own)));
                match Pane::new(events, &mut self.canvases, place) {
                    Ok(console) => {
                        self.console = Some(console);
                        self.tick = Instant::now() + Duration::from_secs(1);
                        self.name_windows();
                        self.draw_console();
                    }
                    Err(error) => {
                        log::warn!("there is no presenter screen: {error}");
                        self.show.presenter_closed();
                    }
                }
            }
            (_, same) => self.console = same,
        }
        self.redraw();
    }

    pub(super) fn match_fullscreen(&self, events: &ActiveEventLoop) {
        let Some(audience) = &self.audience else { return };
        if !self.show.fullscreen() {
            // The speaker's screen stays as it is: the display is theirs.
            audience.window.set_fullscreen(None);
            return;
        }
        // With a presenter screen each has a display, so that neither covers the other; alone, the audience's window
        // stays where it is.
        let shared = self.console.as_ref().and_then(|console| Some((console, two_displays(events)?)));
        let theirs = shared.map(|(console, (own, theirs))| {
            if console.window.fullscreen().is_none() {
                console.window.set_fullscreen(Some(Fullscreen::Borderless(Some(own))));
            }
            theirs
        });
        audience.window.set_fullscreen(Some(Fullscreen::Borderless(theirs)));
    }

    pub(super) fn close(&mut self, events: &ActiveEventLoop, id: WindowId) {
        if self.is_audience(id) {
            events.exit();
        } else {
            self.show.presenter_closed();
            self.match_console(events);
        }
    }
}

/// Which window system the windows are on.
fn screens(events: &ActiveEventLoop) -> Screens {
    match events.owned_display_handle().display_handle().map(|handle| handle.as_raw()) {
        Ok(RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_)) => Screens::X11,
        _ => Screens::Other,
    }
}
