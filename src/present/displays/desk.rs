//! The desktop: which displays it has, and windows put in their places on it. On X11 over a connection of our own, since
//! winit never learns of a display that comes; elsewhere by winit's means. Never decides where a window goes.

use std::sync::Arc;

use winit::dpi::{LogicalSize, PhysicalPosition, PhysicalSize};
use winit::event_loop::{ActiveEventLoop, EventLoopProxy};
use winit::monitor::MonitorHandle;
use winit::raw_window_handle::{HasDisplayHandle as _, HasWindowHandle as _, RawDisplayHandle, RawWindowHandle};
use winit::window::{Fullscreen, Window, WindowAttributes};
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, MapState, PropMode,
};
use x11rb::wrapper::ConnectionExt as _;

use super::list::{Area, Display};
use super::plan::Place;
use super::randr::{self, Server};
use crate::present::Signal;

/// Size of a window that does not fill a display.
const WINDOW: LogicalSize<u32> = LogicalSize::new(1280, 720);

/// The desktop of the session.
#[derive(Debug)]
pub(in crate::present) enum Desk {
    /// An X server, asked by ourselves.
    X11(X11),
    /// Any other, or an X server that we cannot ask.
    Plain,
}

/// Whether the windows are on an X server.
pub(in crate::present) fn is_x11(events: &ActiveEventLoop) -> bool {
    let handle = events.owned_display_handle();
    let raw = handle.display_handle().map(|handle| handle.as_raw());
    matches!(raw, Ok(RawDisplayHandle::Xlib(_) | RawDisplayHandle::Xcb(_)))
}

impl Desk {
    /// The desktop that the windows of `events` are on.
    pub(in crate::present) fn new(events: &ActiveEventLoop) -> Self {
        if !is_x11(events) {
            return Self::Plain;
        }
        let server = Server::connect().and_then(|server| Ok(X11::new(server)?));
        server.map_or_else(
            |error| {
                log::warn!("displays that come and go are not followed: {error}");
                Self::Plain
            },
            Self::X11,
        )
    }

    /// Tells `signals` of every change, where somebody else has to look for it.
    pub(in crate::present) fn watch(&self, signals: EventLoopProxy<Signal>) {
        if let Self::X11(x11) = self {
            randr::watch(&x11.server, signals);
        }
    }

    /// Whether the loop itself has to look for changes.
    pub(in crate::present) fn is_looked_at(&self) -> bool {
        matches!(self, Self::Plain)
    }

    /// The displays that there are.
    pub(in crate::present) fn displays(&self, events: &ActiveEventLoop) -> Vec<Display> {
        if let Self::X11(x11) = self {
            match x11.server.displays() {
                Ok(all) => return all,
                Err(error) => log::warn!("the displays cannot be listed: {error}"),
            }
        }
        let primary = events.primary_monitor();
        events.available_monitors().map(|monitor| seen(&monitor, primary.as_ref() == Some(&monitor))).collect()
    }

    /// A window that is not seen yet, and that opens in its place; of `size` if it fills none.
    pub(in crate::present) fn attributes(
        &self,
        events: &ActiveEventLoop,
        place: &Place,
        size: LogicalSize<u32>,
    ) -> WindowAttributes {
        let hidden = WindowAttributes::default().with_visible(false).with_title("deckle");
        let on = match place {
            Place::Nowhere | Place::Window(None) => return hidden.with_inner_size(size),
            Place::Window(Some(on)) => Some(on),
            Place::All(on) => on.as_ref(),
        };
        // Size and place are what the window has when fullscreen is left: it stays on its display then, and does not
        // jump on the speaker's.
        let hidden = match on {
            Some(on) => {
                let monitor = monitor(events, on);
                let middle = on.area.middle(pixels(monitor.as_ref().map_or(1.0, MonitorHandle::scale_factor)));
                hidden
                    .with_inner_size(PhysicalSize::new(middle.width, middle.height))
                    .with_position(PhysicalPosition::new(middle.x, middle.y))
            }
            None => hidden.with_inner_size(WINDOW),
        };
        match (self, place) {
            (Self::Plain, Place::All(on)) => {
                let monitor = on.as_ref().and_then(|on| monitor(events, on));
                hidden.with_fullscreen(Some(Fullscreen::Borderless(monitor)))
            }
            _ => hidden,
        }
    }

    /// Says where a window will go that is not seen yet, as far as its attributes could not.
    pub(in crate::present) fn prepare(&self, window: &Window, place: &Place) {
        if let (Self::X11(x11), Some(id)) = (self, xid(window))
            && let Err(error) = x11.put(id, window.scale_factor(), place)
        {
            log::warn!("a window cannot be placed: {error}");
        }
    }

    /// Puts `window` in its place, as far as the system lets us.
    pub(in crate::present) fn put(&self, events: &ActiveEventLoop, window: &Window, place: &Place) {
        if let (Self::X11(x11), Some(id)) = (self, xid(window)) {
            if let Err(error) = x11.put(id, window.scale_factor(), place) {
                log::warn!("a window cannot be placed: {error}");
            }
            return;
        }
        match place {
            Place::Nowhere => {}
            Place::All(on) => {
                let monitor = on.as_ref().and_then(|on| monitor(events, on));
                window.set_fullscreen(Some(Fullscreen::Borderless(monitor)));
            }
            Place::Window(on) => {
                window.set_fullscreen(None);
                if let Some(on) = on {
                    let middle = on.area.middle(pixels(window.scale_factor()));
                    window.set_outer_position(PhysicalPosition::new(middle.x, middle.y));
                }
            }
        }
    }

    /// Whether `window` fills the display that it has to; nothing where it has to fill none, or where nobody can tell.
    pub(in crate::present) fn is_in(&self, window: &Window, place: &Place) -> Option<bool> {
        let Place::All(Some(on)) = place else { return None };
        if let (Self::X11(x11), Some(id)) = (self, xid(window)) {
            return x11.area(id).ok().map(|area| area == on.area);
        }
        let monitor = window.current_monitor()?;
        Some(window.fullscreen().is_some() && seen(&monitor, on.primary).tag() == on.tag())
    }
}

/// A window's size on a display of that scale.
fn pixels(scale: f64) -> (u32, u32) {
    WINDOW.to_physical::<u32>(scale).into()
}

/// What winit knows of a display.
fn seen(monitor: &MonitorHandle, primary: bool) -> Display {
    let (corner, size) = (monitor.position(), monitor.size());
    let area = Area { x: corner.x, y: corner.y, width: size.width, height: size.height };
    Display { name: monitor.name().unwrap_or_default(), area, primary, ..Display::default() }
}

/// winit's handle of a display, if it has one that is true.
fn monitor(events: &ActiveEventLoop, on: &Display) -> Option<MonitorHandle> {
    events.available_monitors().find(|monitor| seen(monitor, on.primary).tag() == on.tag())
}

fn xid(window: &Window) -> Option<u32> {
    match window.window_handle().ok()?.as_raw() {
        RawWindowHandle::Xlib(handle) => u32::try_from(handle.window).ok(),
        RawWindowHandle::Xcb(handle) => Some(handle.window.get()),
        _ => None,
    }
}

/// An X server.
#[derive(Debug)]
pub(in crate::present) struct X11 {
    server: Arc<Server>,
    state: Atom,
    fullscreen: Atom,
}

/// The two things that can be done to a state, as window managers count them.
const REMOVE: u32 = 0;
const ADD: u32 = 1;

impl X11 {
    fn new(server: Server) -> Result<Self, ReplyError> {
        let atom = |name: &[u8]| Ok::<_, ReplyError>(server.connection.intern_atom(false, name)?.reply()?.atom);
        let (state, fullscreen) = (atom(b"_NET_WM_STATE")?, atom(b"_NET_WM_STATE_FULLSCREEN")?);
        Ok(Self { server: Arc::new(server), state, fullscreen })
    }

    /// winit's own way to fullscreen moves a window to where it thinks that the display is; it is not used on X11.
    fn put(&self, id: u32, scale: f64, place: &Place) -> Result<(), ReplyError> {
        let server = &self.server.connection;
        let mapped = server.get_window_attributes(id)?.reply()?.map_state != MapState::UNMAPPED;
        match (place, mapped) {
            (Place::Nowhere, _) => return Ok(()),
            // Until it shows, nobody listens: a window says itself what it wants to be.
            (Place::All(_), false) => {
                server.change_property32(PropMode::REPLACE, id, self.state, AtomEnum::ATOM, &[self.fullscreen])?;
            }
            (Place::Window(_), false) => {
                server.delete_property(id, self.state)?;
            }
            // Managers keep a window on the display that it is on, so it is moved between two states.
            (Place::All(Some(on)), true) => {
                self.ask(id, REMOVE)?;
                self.move_to(id, on.area)?;
                self.ask(id, ADD)?;
            }
            (Place::All(None), true) => self.ask(id, ADD)?,
            (Place::Window(on), true) => {
                self.ask(id, REMOVE)?;
                if let Some(on) = on {
                    self.move_to(id, on.area.middle(pixels(scale)))?;
                }
            }
        }
        // What winit does next on its own connection must come after it.
        server.get_input_focus()?.reply()?;
        Ok(())
    }

    /// Asks the window manager to add or to remove fullscreen.
    fn ask(&self, id: u32, what: u32) -> Result<(), ReplyError> {
        let message = ClientMessageEvent::new(32, id, self.state, [what, self.fullscreen, 0, 1, 0]);
        let listeners = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        self.server.connection.send_event(false, self.server.root, listeners, message)?;
        Ok(())
    }

    fn move_to(&self, id: u32, area: Area) -> Result<(), ReplyError> {
        let to = ConfigureWindowAux::new().x(area.x).y(area.y).width(area.width.max(1)).height(area.height.max(1));
        self.server.connection.configure_window(id, &to)?;
        Ok(())
    }

    /// The part of the desktop that the window covers.
    fn area(&self, id: u32) -> Result<Area, ReplyError> {
        let server = &self.server.connection;
        let size = server.get_geometry(id)?;
        let corner = server.translate_coordinates(id, self.server.root, 0, 0)?.reply()?;
        let size = size.reply()?;
        Ok(Area {
            x: corner.dst_x.into(),
            y: corner.dst_y.into(),
            width: size.width.into(),
            height: size.height.into(),
        })
    }
}
