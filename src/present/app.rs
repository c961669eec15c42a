//! The loop's application: events in, commands to the show, redraws out. Never decides what a key does nor what a window
//! shows; it only waits, translates and draws.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::application::ApplicationHandler;
use winit::dpi::LogicalSize;
use winit::event::{ElementState, KeyEvent, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow};
use winit::keyboard::ModifiersState;
use winit::window::{Fullscreen, WindowId};

use super::ahead::Ahead;
use super::canvas::Canvases;
use super::frame::{self, HelpOn};
use super::looks::{Looks, same_place};
use super::motion::Motion;
use super::pane::{Pane, Where, two_displays};
use super::{PresentError, PresentOptions, input};
use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::{Command, Effect, KeyFilter, Position, Press, Show, Start, WheelFilter, bound};
use crate::views::{BookPages, OnStage, page_at};

/// The audience's cursor hides after this time without a move.
const IDLE: Duration = Duration::from_secs(2);
/// After a longer stretch of work nobody knows when the keys that wait were pressed.
const BUSY: Duration = Duration::from_millis(60);
/// Size of the audience's window.
const AUDIENCE: LogicalSize<u32> = LogicalSize::new(1280, 720);
/// Size of the presenter's window, where it does not fill a display.
const CONSOLE: LogicalSize<u32> = LogicalSize::new(1120, 630);

/// A show on windows.
pub(super) struct App {
    book: Arc<Book>,
    looks: Looks,
    options: PresentOptions,
    cx: FontCx,
    show: Show,
    canvases: Canvases,
    audience: Option<Pane>,
    console: Option<Pane>,
    keys: KeyFilter,
    wheel: WheelFilter,
    held: ModifiersState,
    ahead: Ahead,
    began: Instant,
    woke: Instant,
    /// Whether events had to wait for the work of the last round.
    behind: bool,
    /// When the presenter's clock shows another second.
    tick: Instant,
    /// When the cursor hides.
    hides: Option<Instant>,
    /// The pictures that move on the page that shows.
    motion: Motion,
    failure: Option<String>,
}

impl App {
    pub(super) fn new(book: Arc<Book>, options: PresentOptions, canvases: Canvases) -> Self {
        let mut cx = FontCx::with_system_fonts();
        let start =
            Start { at: Position::new(options.deck, options.page), fullscreen: !options.windowed, presenter: false };
        let show = Show::new(start, &BookPages::new(&book, &mut cx));
        let now = Instant::now();
        Self {
            motion: Motion::new(),
            ahead: Ahead::new(Arc::clone(&book)),
            looks: Looks::new(Arc::clone(&book)),
            book,
            options,
            cx,
            show,
            canvases,
            audience: None,
            console: None,
            keys: KeyFilter::default(),
            wheel: WheelFilter::default(),
            held: ModifiersState::empty(),
            began: now,
            woke: now,
            behind: false,
            tick: now,
            hides: None,
            failure: None,
        }
    }

    /// How it went.
    pub(super) fn outcome(self) -> Result<(), PresentError> {
        self.failure.map_or(Ok(()), |message| Err(PresentError::Failed(message)))
    }

    fn open(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
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
        if displays.is_some() && !self.options.no_presenter {
            self.command(events, Command::Presenter);
        }
        Ok(())
    }

    /// Opens or closes the presenter's window, as the show wants it.
    fn match_console(&mut self, events: &ActiveEventLoop) {
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

    fn match_fullscreen(&self, events: &ActiveEventLoop) {
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

    /// Moves what moves on the page that the audience sees; gives when it goes on.
    fn play(&mut self) -> Option<Instant> {
        let position = self.show.position();
        let still = self.book.theme().motion == crate::theme::Motion::Reduced;
        let seen = self.show.blank().is_none() && !self.show.ended() && !still;
        let page = if seen { page_at(&mut self.cx, &self.book, position) } else { None };
        let page = page.map(|page| (position, &page.scene));
        let turn = self.motion.turn(self.book.images(), page, Instant::now());
        if turn.changed {
            self.redraw();
        }
        turn.due
    }

    fn redraw(&self) {
        for pane in self.audience.iter().chain(&self.console) {
            pane.window.request_redraw();
        }
    }

    fn name_windows(&mut self) {
        let on = OnStage { book: &self.book, show: &self.show, now: Duration::ZERO, wall: "" };
        let (audience, console) = frame::titles(&mut self.cx, &on);
        if let Some(pane) = &mut self.audience {
            pane.set_title(&audience);
        }
        if let Some(pane) = &mut self.console {
            pane.set_title(&console);
        }
    }

    fn draw_audience(&mut self) {
        let help = if self.console.is_some() { HelpOn::Elsewhere } else { HelpOn::Here };
        let Some(pane) = &mut self.audience else { return };
        let on = OnStage { book: &self.book, show: &self.show, now: self.began.elapsed(), wall: "" };
        let frame = frame::audience(&mut self.cx, &on, pane.aspect(), help);
        pane.draw(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
    }

    fn draw_console(&mut self) {
        let Some(pane) = &mut self.console else { return };
        let wall = jiff::Zoned::now().strftime("%H:%M").to_string();
        let on = OnStage { book: &self.book, show: &self.show, now: self.began.elapsed(), wall: &wall };
        let frame = frame::presenter(&mut self.cx, &on, pane.aspect());
        pane.draw(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
    }

    fn command(&mut self, events: &ActiveEventLoop, command: Command) {
        self.motion.look_again();
        let before = self.show.position();
        let pages = BookPages::new(&self.book, &mut self.cx);
        let effect = self.show.apply(command, self.began.elapsed(), &pages);
        match effect {
            Effect::Nothing => return,
            Effect::Quit => events.exit(),
            Effect::Fullscreen => self.match_fullscreen(events),
            Effect::Presenter => self.match_console(events),
            Effect::Theme => self.next_look(),
            Effect::Redraw => self.redraw(),
        }
        if self.show.position().deck != before.deck {
            self.ahead.at(self.show.position().deck);
        }
        self.name_windows();
    }

    /// Shows everything in the next look: the same page, the same step.
    fn next_look(&mut self) {
        let at = self.show.position();
        let book = self.looks.next(at.deck);
        let place = same_place(&mut self.cx, (&self.book, &book), at);
        self.book = book;
        self.show.relaid(place, &BookPages::new(&self.book, &mut self.cx));
        self.ahead = Ahead::new(Arc::clone(&self.book));
        self.ahead.at(self.show.position().deck);
        self.redraw();
    }

    fn key(&mut self, events: &ActiveEventLoop, event: &KeyEvent) {
        let Some((key, command)) = bound(input::press(event, self.held)) else { return };
        let now = self.began.elapsed();
        if self.behind || self.woke.elapsed() > BUSY {
            self.keys.forget();
        }
        let counts = if event.repeat { self.keys.repeat(key, command, now) } else { self.keys.press(key, now) };
        if counts {
            self.command(events, command);
        }
    }

    fn press(&mut self, events: &ActiveEventLoop, press: Press) {
        if let Some((_, command)) = bound(press) {
            self.command(events, command);
        }
    }

    fn pane(&mut self, id: WindowId) -> Option<&mut Pane> {
        self.audience.iter_mut().chain(&mut self.console).find(|pane| pane.window.id() == id)
    }

    fn is_audience(&self, id: WindowId) -> bool {
        self.audience.as_ref().is_some_and(|pane| pane.window.id() == id)
    }

    fn close(&mut self, events: &ActiveEventLoop, id: WindowId) {
        if self.is_audience(id) {
            events.exit();
        } else {
            self.show.presenter_closed();
            self.match_console(events);
        }
    }

    fn moved_cursor(&mut self, id: WindowId) {
        if self.is_audience(id)
            && let Some(pane) = &self.audience
        {
            pane.window.set_cursor_visible(true);
            self.hides = Some(Instant::now() + IDLE);
        }
    }

    /// Does what is due, and says when something is due next.
    fn wake(&mut self) -> Option<Instant> {
        let now = Instant::now();
        if self.hides.is_some_and(|at| at <= now) {
            self.hides = None;
            if let Some(pane) = &self.audience {
                pane.window.set_cursor_visible(false);
            }
        }
        for pane in self.audience.iter_mut().chain(&mut self.console) {
            pane.wake(now);
        }
        let console = self.console.as_ref()?.window.clone();
        if self.tick <= now {
            console.request_redraw();
            // Counted from the beginning, so that the seconds do not drift with the frames.
            let passed = now.saturating_duration_since(self.began).as_secs();
            self.tick = self.began + Duration::from_secs(passed + 1);
        }
        Some(self.tick)
    }
}

impl ApplicationHandler for App {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.audience.is_none()
            && let Err(message) = self.open(events)
        {
            self.failure = Some(message);
            events.exit();
        }
    }

    fn new_events(&mut self, _events: &ActiveEventLoop, _cause: StartCause) {
        self.woke = Instant::now();
    }

    fn window_event(&mut self, events: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::CloseRequested => self.close(events, id),
            WindowEvent::RedrawRequested if self.is_audience(id) => self.draw_audience(),
            WindowEvent::RedrawRequested => self.draw_console(),
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } | WindowEvent::Occluded(false) => {
                if let Some(pane) = self.audience.iter().chain(&self.console).find(|pane| pane.window.id() == id) {
                    pane.resized(&mut self.canvases);
                }
            }
            WindowEvent::ModifiersChanged(held) => self.held = held.state(),
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } if event.state == ElementState::Pressed => {
                self.key(events, &event);
            }
            WindowEvent::MouseInput { state: ElementState::Pressed, button, .. } => {
                let meant = self.pane(id).is_some_and(|pane| pane.takes_clicks(Instant::now()));
                if let Some(press) = input::click(button).filter(|_| meant) {
                    self.press(events, press);
                }
            }
            WindowEvent::MouseWheel { delta, .. } => {
                if let Some(key) = self.wheel.turn(input::notches(delta), self.began.elapsed()) {
                    self.press(events, input::named(key));
                }
            }
            WindowEvent::CursorMoved { .. } => self.moved_cursor(id),
            WindowEvent::Focused(focused) => {
                if let Some(pane) = self.pane(id) {
                    pane.set_focus(focused.then(Instant::now));
                }
            }
            _ => {}
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        self.behind = self.woke.elapsed() > BUSY;
        let tick = self.wake();
        let motion = self.play();
        let panes = self.audience.iter().chain(&self.console).filter_map(Pane::wakes);
        let next = panes.chain(tick).chain(motion).chain(self.hides).min();
        events.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }

    fn exiting(&mut self, _events: &ActiveEventLoop) {
        for pane in self.audience.take().into_iter().chain(self.console.take()) {
            pane.close(&mut self.canvases);
        }
    }
}
