//! The window in which a clicker is learned: presses in, what the lesson says on the screen, the keys that came of it out.
//! Decides nothing and writes no file.

use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::application::ApplicationHandler;
use winit::dpi::LogicalSize;
use winit::event::{ElementState, KeyEvent, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop};
use winit::keyboard::{Key as Typed, ModifiersState, NamedKey, PhysicalKey};
use winit::window::{Window, WindowAttributes, WindowId};

use super::canvas::{CanvasId, Canvases, Drawn, PainterChoice};
use super::{PresentError, input, no_loop};
use crate::fonts::FontCx;
use crate::media::Images;
use crate::show::{Keymap, Lesson, Outcome, Press, Said, label};
use crate::views::{Sent, lesson, verdict};

/// How soon a frame that could not be drawn is tried again.
const AGAIN: Duration = Duration::from_millis(50);

/// How a clicker is learned.
#[derive(Debug)]
pub struct ClickerOptions {
    /// The keys that hold.
    pub keys: Keymap,
    /// The file that the new ones go to; nothing to only show what arrives.
    pub saves: Option<String>,
    /// Who paints.
    pub painter: PainterChoice,
    /// Who hears of every press, in a line.
    pub tell: fn(&str),
}

/// Opens the window; gives the keys that are to be saved, if they are.
///
/// # Errors
/// If there is no display, or no window could be opened on it.
pub fn learn(options: ClickerOptions) -> Result<Option<Keymap>, PresentError> {
    let events = EventLoop::new().map_err(no_loop)?;
    let canvases = Canvases::new(options.painter, events.owned_display_handle())
        .map_err(|error| PresentError::Failed(error.to_string()))?;
    let lesson = if options.saves.is_some() { Lesson::new(&options.keys) } else { Lesson::listening(&options.keys) };
    let mut clicker = Clicker {
        options,
        lesson,
        canvases,
        cx: FontCx::with_system_fonts(),
        images: Images::new(),
        window: None,
        shown: false,
        held: ModifiersState::empty(),
        began: Instant::now(),
        raw: String::new(),
        outcome: Outcome::Leave,
        failure: None,
    };
    events.run_app(&mut clicker).map_err(|error| PresentError::Failed(error.to_string()))?;
    match (clicker.failure, clicker.outcome) {
        (Some(failure), _) => Err(PresentError::Failed(failure)),
        (None, Outcome::Save) => Ok(Some(clicker.lesson.keys().clone())),
        (None, _) => Ok(None),
    }
}

struct Clicker {
    options: ClickerOptions,
    lesson: Lesson,
    canvases: Canvases,
    cx: FontCx,
    images: Images,
    window: Option<(Arc<Window>, CanvasId)>,
    shown: bool,
    held: ModifiersState,
    began: Instant,
    /// What the keyboard called the last press.
    raw: String,
    outcome: Outcome,
    failure: Option<String>,
}

impl Clicker {
    fn open(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let attributes =
            WindowAttributes::default().with_visible(false).with_inner_size(LogicalSize::new(1120_u32, 630_u32));
        let window = events.create_window(attributes).map_err(|error| format!("no window can be opened: {error}"))?;
        let window = Arc::new(window);
        let canvas = self.canvases.add(Arc::clone(&window)).map_err(|error| error.to_string())?;
        self.window = Some((window, canvas));
        Ok(())
    }

    fn draw(&mut self, events: &ActiveEventLoop) {
        let Some((window, canvas)) = &self.window else { return };
        let asks = match self.lesson.asks() {
            Some(words) => format!("Clicker: {words} — deckle"),
            None => "Clicker — deckle".to_owned(),
        };
        window.set_title(&asks);
        let size = window.inner_size();
        let aspect = size.width.max(1) as f32 / size.height.max(1) as f32;
        let sent = Sent { raw: &self.raw, path: self.options.saves.as_deref().unwrap_or_default() };
        let scene = lesson(&mut self.cx, &self.lesson, sent, aspect);
        window.pre_present_notify();
        let drawn = self.canvases.draw(*canvas, &mut self.cx, &self.images, &scene, 0);
        events.set_control_flow(match drawn {
            Drawn::Again => ControlFlow::WaitUntil(Instant::now() + AGAIN),
            _ => ControlFlow::Wait,
        });
        if !self.shown {
            self.shown = true;
            window.set_visible(true);
            window.focus_window();
            window.request_redraw();
        }
    }

    fn say(&mut self, events: &ActiveEventLoop, press: Press, raw: String) {
        self.raw = raw;
        let outcome = self.lesson.say(Said::Press(press), self.began.elapsed());
        if self.lesson.listens()
            && let Some(heard) = self.lesson.heard()
        {
            let name = heard.chord.map_or_else(|| "?".to_owned(), label);
            (self.options.tell)(&format!("{name}: {} ({})", verdict(&self.lesson, heard), self.raw));
        }
        if outcome != Outcome::GoesOn {
            self.outcome = outcome;
            events.exit();
        }
        if let Some((window, _)) = &self.window {
            window.request_redraw();
        }
    }

    fn key(&mut self, events: &ActiveEventLoop, event: &KeyEvent) {
        let alone = matches!(
            event.logical_key,
            Typed::Named(
                NamedKey::Shift
                    | NamedKey::Control
                    | NamedKey::Alt
                    | NamedKey::AltGraph
                    | NamedKey::Super
                    | NamedKey::Meta
                    | NamedKey::CapsLock
                    | NamedKey::NumLock
            )
        );
        if alone || event.repeat {
            return;
        }
        let raw = raw(event);
        self.say(events, input::press(event, self.held), raw);
    }
}

/// What the keyboard calls a press.
fn raw(event: &KeyEvent) -> String {
    let logical = match &event.logical_key {
        Typed::Character(typed) => format!("types {typed:?}"),
        Typed::Named(name) => format!("{name:?}"),
        Typed::Dead(_) => "a dead key".to_owned(),
        Typed::Unidentified(_) => "no name".to_owned(),
    };
    match event.physical_key {
        PhysicalKey::Code(code) => format!("{logical}, at the place of {code:?}"),
        PhysicalKey::Unidentified(code) => format!("{logical}, at no known place ({code:?})"),
    }
}

impl ApplicationHandler for Clicker {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.window.is_none() {
            match self.open(events) {
                Ok(()) => self.draw(events),
                Err(failure) => {
                    self.failure = Some(failure);
                    events.exit();
                }
            }
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _id: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::CloseRequested => events.exit(),
            WindowEvent::RedrawRequested => self.draw(events),
            WindowEvent::Resized(size) => {
                if let Some((window, canvas)) = &self.window {
                    self.canvases.resize(*canvas, size.width, size.height);
                    window.request_redraw();
                }
            }
            WindowEvent::ModifiersChanged(held) => self.held = held.state(),
            WindowEvent::KeyboardInput { event, is_synthetic: false, .. } if event.state == ElementState::Pressed => {
                self.key(events, &event);
            }
            WindowEvent::MouseInput { state: ElementState::Pressed, button, .. } => {
                if let Some(press) = input::click(button) {
                    self.say(events, press, format!("the mouse, {button:?}"));
                }
            }
            _ => {}
        }
    }

    fn new_events(&mut self, _events: &ActiveEventLoop, cause: winit::event::StartCause) {
        if let (winit::event::StartCause::ResumeTimeReached { .. }, Some((window, _))) = (cause, &self.window) {
            window.request_redraw();
        }
    }

    fn exiting(&mut self, _events: &ActiveEventLoop) {
        if let Some((_, canvas)) = self.window.take() {
            self.canvases.remove(canvas);
        }
    }
}
