//! The loop's application: events in, commands to the show, redraws out. Never decides what a key does nor what a window
//! shows; it only waits, translates and draws.

mod browsing;
mod displays;
mod drawing;
mod editions;
mod fingers;
mod following;
mod hands;
mod keeping;
mod memory;
mod readers;
mod rescue;
mod resting;
mod waking;
mod windows;

use std::sync::Arc;
use std::time::Instant;

use winit::application::ApplicationHandler;
use winit::event::{ElementState, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::keyboard::ModifiersState;
use winit::window::WindowId;

use super::ahead::Ahead;
use super::awake::Awake;
use super::canvas::Canvases;
use super::displays::Displays;
use super::frame::NotesDrawn;
use super::life::{Ending, Memory};
use super::looks::Looks;
use super::motion::Motion;
use super::pane::Pane;
use super::passage::Passage;
use super::pulse::Pulse;
use super::reload::{Origin, Reloader};
use super::{PresentError, PresentOptions, Signal, input};
use crate::book::Book;
use crate::fonts::FontCx;
use crate::show::{Command, Effect, Fingers, KeyFilter, Position, Show, Start, WheelFilter};
use crate::views::BookPages;
use rescue::Rescue;

/// A show on windows.
pub(super) struct App {
    book: Arc<Book>,
    looks: Looks,
    options: PresentOptions,
    /// How other threads wake the loop.
    signals: EventLoopProxy<Signal>,
    cx: FontCx,
    show: Show,
    canvases: Canvases,
    /// Where the windows go, once there is a desktop to ask.
    displays: Option<Displays>,
    audience: Option<Pane>,
    console: Option<Pane>,
    keys: KeyFilter,
    wheel: WheelFilter,
    held: ModifiersState,
    ahead: Ahead,
    /// Keeps the screens on, once there is something on them.
    awake: Option<Awake>,
    began: Instant,
    woke: Instant,
    /// Whether events had to wait for the work of the last round.
    behind: bool,
    /// When the presenter's clock shows another second.
    tick: Instant,
    /// The mouse that rests, and fingers.
    resting: resting::Resting,
    fingers: Fingers,
    /// How far down the finger is that scrolls the notes.
    scrolls: Option<f64>,
    /// The pictures that move on the page that shows.
    motion: Motion,
    /// The thread that watches the files.
    reloader: Option<Reloader>,
    /// The page that turns.
    passage: Option<Passage>,
    /// How many did so far.
    turns: u64,
    /// When what the next press shows is made ready.
    warms: Option<Instant>,
    /// What the speaker must know of the files.
    trouble: Option<String>,
    /// What was kept of what was drawn.
    keeping: keeping::Keeping,
    /// Where the presenter's screen has its notes, and where the cursor is on it, in parts of its width and height.
    notes: NotesDrawn,
    cursor: (f64, f64),
    /// What was found, while a page is looked for.
    found: browsing::OnScreen,
    /// Whether the left button is held, and what of a turn of the wheel did not zoom yet.
    holds: bool,
    zoomed: f32,
    /// What was told to those who do not see the windows.
    heard: Option<readers::Heard>,
    /// Who is told of every change.
    memory: Option<Memory>,
    /// Whether the loop still turns, for those who watch it.
    pulse: Pulse,
    rescue: Rescue,
    ending: Ending,
    failure: Option<PresentError>,
}

impl App {
    pub(super) fn new(
        book: Arc<Book>,
        options: PresentOptions,
        canvases: Canvases,
        signals: EventLoopProxy<Signal>,
    ) -> Self {
        let mut cx = FontCx::with_system_fonts();
        let start =
            Start { at: Position::new(options.deck, options.page), fullscreen: !options.windowed, presenter: false };
        let show = Show::new(start, &BookPages::new(&book, &mut cx));
        let now = Instant::now();
        Self {
            motion: Motion::new(),
            ahead: Ahead::new(Arc::clone(&book), signals.clone()),
            awake: None,
            looks: Looks::new(Arc::clone(&book)),
            book,
            options,
            signals,
            cx,
            show,
            canvases,
            displays: None,
            audience: None,
            console: None,
            keys: KeyFilter::default(),
            wheel: WheelFilter::default(),
            held: ModifiersState::empty(),
            began: now,
            woke: now,
            behind: false,
            tick: now,
            resting: resting::Resting::default(),
            fingers: Fingers::default(),
            scrolls: None,
            reloader: None,
            passage: None,
            turns: 0,
            warms: Some(now + waking::REST),
            trouble: None,
            keeping: keeping::Keeping::default(),
            notes: NotesDrawn::default(),
            cursor: (0.0, 0.0),
            found: browsing::OnScreen::default(),
            holds: false,
            zoomed: 0.0,
            heard: None,
            memory: None,
            pulse: Pulse::default(),
            rescue: Rescue::default(),
            ending: Ending::Quit,
            failure: None,
        }
    }

    /// Shows from now on what is written to the files of `origin`.
    pub(super) fn follow(&mut self, origin: Origin) {
        self.reloader = Some(Reloader::new(origin, self.stage(), self.signals.clone()));
    }

    /// How it went.
    pub(super) fn outcome(self) -> Result<Ending, PresentError> {
        self.failure.map_or(Ok(self.ending), Err)
    }

    fn command(&mut self, events: &ActiveEventLoop, command: Command) {
        self.motion.look_again();
        if command == Command::Pointer {
            // Whoever asks for the light wants to see it, however long the mouse has rested.
            self.resting.moved(Instant::now());
        }
        let before = self.show.position();
        let seen = (self.show.blank(), self.show.audience());
        let near = self.show.audience_hand().zoom().is_some() || self.browses_in_sight();
        let pages = BookPages::new(&self.book, &mut self.cx);
        let effect = self.show.apply(command, self.began.elapsed(), &pages);
        match effect {
            Effect::Nothing => return,
            Effect::Quit => events.exit(),
            Effect::Fullscreen => self.toggled(events),
            Effect::Presenter => self.arrange(events),
            Effect::Swap => self.swap(events),
            Effect::Theme => self.next_look(),
            Effect::Reload => {
                if let Some(reloader) = &self.reloader {
                    reloader.insist();
                }
                return;
            }
            Effect::Keep => return self.keep_drawings(),
            Effect::Open => {
                self.agreed(events);
                return;
            }
            Effect::Link => return self.ask_next_link(),
            Effect::Redraw => self.redraw(),
        }
        if near || self.browses_in_sight() {
            // Who saw a part of the page from near, or others, does not see it turn.
            self.passage = None;
        } else {
            self.turn_page(seen);
        }
        self.warms = Some(Instant::now() + waking::REST);
        if self.show.position().deck != before.deck {
            self.ahead.at(self.show.position().deck);
            self.fetch_drawings();
            self.tell_reloader();
        }
        self.name_windows();
        // Whoever outlives this process knows where it is before it is drawn.
        self.remember();
    }

    fn pane(&mut self, id: WindowId) -> Option<&mut Pane> {
        self.audience.iter_mut().chain(&mut self.console).find(|pane| pane.window.id() == id)
    }

    fn is_audience(&self, id: WindowId) -> bool {
        self.audience.as_ref().is_some_and(|pane| pane.window.id() == id)
    }
}

impl ApplicationHandler<Signal> for App {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        self.remember();
        if self.displays.is_none()
            && let Err(failure) = self.open(events)
        {
            self.failure = Some(failure);
            events.exit();
        }
    }

    fn user_event(&mut self, events: &ActiveEventLoop, signal: Signal) {
        match signal {
            // The speaker's screen may show what was not laid out yet.
            Signal::LaidOut => {
                self.list_again();
                self.redraw_console();
                // It may show pictures of folders that are not watched yet.
                self.tell_reloader();
            }
            Signal::Reloaded(reloaded) => self.reloaded(reloaded),
            Signal::Displays(found) => self.displays_changed(events, found),
            Signal::Wished(adjust) => self.heed(adjust),
            Signal::Reader(event) => self.reader_asks(events, event),
            Signal::Orphaned => {
                self.ending = Ending::Orphaned;
                events.exit();
            }
            Signal::Asked(number) => {
                self.ending = Ending::Asked(number);
                events.exit();
            }
        }
    }

    fn new_events(&mut self, _events: &ActiveEventLoop, _cause: StartCause) {
        self.woke = Instant::now();
        self.pulse.begin();
    }

    fn window_event(&mut self, events: &ActiveEventLoop, id: WindowId, event: WindowEvent) {
        if let Some(pane) = self.pane(id) {
            pane.pass(&event);
        }
        match event {
            WindowEvent::CloseRequested => self.close(events, id),
            WindowEvent::RedrawRequested if self.is_audience(id) => self.draw_audience(),
            WindowEvent::RedrawRequested => self.draw_console(),
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } | WindowEvent::Occluded(false) => {
                self.heard = None;
                if let Some(pane) = self.audience.iter().chain(&self.console).find(|pane| pane.window.id() == id) {
                    pane.resized(&mut self.canvases);
                }
            }
            WindowEvent::ModifiersChanged(held) => self.held = held.state(),
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } if event.state == ElementState::Pressed => {
                self.key(events, &event);
            }
            WindowEvent::MouseInput { state: ElementState::Pressed, button, .. } => {
                self.pressed_button(events, id, button);
            }
            WindowEvent::MouseInput { state: ElementState::Released, .. } => self.released_button(),
            WindowEvent::CursorLeft { .. } => self.lost_cursor(),
            WindowEvent::MouseWheel { delta, .. } => {
                self.turned_wheel(events, id, input::notches(delta));
            }
            WindowEvent::Touch(touch) => self.touched(events, id, touch),
            WindowEvent::CursorMoved { position, .. } => {
                self.moved_cursor(id, position);
                self.hover(events, id, position);
            }
            WindowEvent::Focused(focused) => {
                if let Some(pane) = self.pane(id) {
                    pane.set_focus(focused.then(Instant::now));
                }
                if !focused {
                    // The button may be let go where nobody hears of it.
                    self.released_button();
                }
            }
            _ => {}
        }
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        self.behind = self.woke.elapsed() > hands::BUSY;
        let tick = self.wake();
        let motion = self.play();
        let around = self.look_around(events);
        let passage = self.turn_on();
        let rest = self.rest(Instant::now());
        let panes = self.audience.iter().chain(&self.console).filter_map(Pane::wakes);
        let next = panes
            .chain(tick)
            .chain(motion)
            .chain(around)
            .chain(passage)
            .chain(self.warms.filter(|_| self.passage.is_none()))
            .chain(rest)
            .chain(self.keeping.due())
            .min();
        events.set_control_flow(next.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
        self.remember();
        self.tell_readers();
        self.pulse.end();
    }

    fn exiting(&mut self, _events: &ActiveEventLoop) {
        for pane in self.audience.take().into_iter().chain(self.console.take()) {
            pane.close(&mut self.canvases);
        }
        self.awake = None;
    }
}
