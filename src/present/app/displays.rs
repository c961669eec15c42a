//! Windows and displays: news and keys to the plan, windows to the places that it gives. Decides nothing.

use std::time::{Duration, Instant};

use winit::dpi::LogicalSize;
use winit::event_loop::ActiveEventLoop;

use super::App;
use crate::present::displays::{Display, Place, Told};
use crate::present::pane::Pane;
use crate::show::Windows;
use crate::views::AudienceOn;

/// Size of the audience's window, where it does not fill a display.
const AUDIENCE: LogicalSize<u32> = LogicalSize::new(1280, 720);
/// The same of the presenter's.
const CONSOLE: LogicalSize<u32> = LogicalSize::new(1120, 630);

impl App {
    /// The displays are others than before.
    pub(super) fn displays_changed(&mut self, events: &ActiveEventLoop, found: Vec<Display>) {
        let Some(displays) = &mut self.displays else { return };
        let wanted = displays.changed(found, self.show.windows());
        self.want(events, wanted);
    }

    /// The windows change places.
    pub(super) fn swap(&mut self, events: &ActiveEventLoop) {
        let Some(displays) = &mut self.displays else { return };
        let wanted = displays.swap(self.show.windows());
        self.want(events, wanted);
    }

    /// Fullscreen was toggled.
    pub(super) fn toggled(&mut self, events: &ActiveEventLoop) {
        let Some(displays) = &mut self.displays else { return };
        let wanted = displays.toggled(self.show.windows());
        self.want(events, wanted);
    }

    fn want(&mut self, events: &ActiveEventLoop, wanted: Windows) {
        self.show.set_windows(wanted);
        self.arrange(events);
    }

    /// Opens, closes and moves the windows as they are wanted now.
    pub(super) fn arrange(&mut self, events: &ActiveEventLoop) {
        if let Err(error) = self.place_windows(events) {
            log::error!("there is no window for the audience: {error}");
        }
        self.name_windows();
        self.redraw();
    }

    /// The same; an error is about the audience's window.
    pub(super) fn place_windows(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let Some(displays) = &mut self.displays else { return Ok(()) };
        let places = displays.places(self.show.windows());
        let moved = displays.note(&places);
        // The audience's window first: what lies over the notes goes before they open, and at the beginning it is the one
        // that people wait for.
        let had = self.audience.is_some();
        let opened = self.place_audience(events, (&places.audience, moved.0));
        self.place_console(events, (&places.presenter, moved.1));
        if let (true, None, Some(console)) = (had, &self.audience, &self.console) {
            console.window.focus_window();
        }
        opened
    }

    fn place_audience(&mut self, events: &ActiveEventLoop, (place, moved): (&Place, bool)) -> Result<(), String> {
        let Some(displays) = &self.displays else { return Ok(()) };
        match (self.audience.take(), place) {
            (None, Place::Nowhere) => {}
            (Some(pane), Place::Nowhere) => {
                pane.close(&mut self.canvases);
            }
            (Some(pane), _) => {
                if moved {
                    displays.desk().put(events, &pane.window, place);
                }
                self.audience = Some(pane);
            }
            (None, _) => {
                self.audience =
                    Some(Pane::new((events, &self.signals), &mut self.canvases, (displays.desk(), place, AUDIENCE))?);
                self.resting.moved(Instant::now());
                self.name_windows();
                self.draw_audience();
            }
        }
        Ok(())
    }

    fn place_console(&mut self, events: &ActiveEventLoop, (place, moved): (&Place, bool)) {
        let Some(displays) = &self.displays else { return };
        match (self.console.take(), place) {
            (None, Place::Nowhere) => {}
            (Some(pane), Place::Nowhere) => pane.close(&mut self.canvases),
            (Some(pane), _) => {
                if moved {
                    displays.desk().put(events, &pane.window, place);
                }
                self.console = Some(pane);
            }
            (None, _) => {
                match Pane::new((events, &self.signals), &mut self.canvases, (displays.desk(), place, CONSOLE)) {
                    Ok(pane) => {
                        self.console = Some(pane);
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
        }
    }

    /// Looks for other displays, and whether windows are where they were put.
    pub(super) fn look_around(&mut self, events: &ActiveEventLoop) -> Option<Instant> {
        let now = Instant::now();
        if let Some(found) = self.displays.as_mut().and_then(|displays| displays.look(events, now)) {
            self.displays_changed(events, found);
        }
        let windows = (
            self.audience.as_ref().map(|pane| pane.window.as_ref()),
            self.console.as_ref().map(|pane| pane.window.as_ref()),
        );
        let displays = self.displays.as_mut()?;
        if displays.look_at(events, windows, now) {
            self.redraw_console();
        }
        self.displays.as_ref()?.wakes()
    }

    /// What the speaker has to know of the audience's display.
    pub(super) fn told(&self) -> Told {
        self.displays.as_ref().map_or(Told::Nothing, |displays| displays.told(self.show.windows()))
    }
}

/// The same, for the presenter screen.
pub(super) fn audience_on(told: &Told) -> AudienceOn<'_> {
    match told {
        Told::Nothing => AudienceOn::Unknown,
        Told::Window => AudienceOn::Window,
        Told::Named(name) => AudienceOn::Display(name),
        Told::Without => AudienceOn::Nowhere,
        Told::Astray(name) => AudienceOn::Astray(name),
    }
}
