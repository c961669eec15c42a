//! Windows and scenes in, frames on the screen out: over a GPU surface, or over a softbuffer fed by the CPU painter. The
//! one place that knows what can become of a surface and of a device. Never lets a show end over a driver: when the GPU
//! fails for good, the CPU goes on.

mod gpu;
mod soft;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

use crate::fonts::FontCx;
use crate::media::Images;
use crate::scene::Scene;
use gpu::{Hard, Outcome, Software};
use soft::Soft;

/// Who paints the windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PainterChoice {
    /// The GPU if there is one, else the CPU. A driver that itself paints on the CPU is no GPU.
    #[default]
    Auto,
    /// The GPU or nothing, be it a software driver; only when it fails in the middle of a show does the CPU take over.
    Gpu,
    /// The CPU; no graphics driver is even looked for.
    Cpu,
}

/// Why a window cannot be drawn on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CanvasError(pub String);

/// What became of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// It is on the screen.
    Shown,
    /// Nothing was drawn; ask for a redraw soon.
    Again,
    /// Nothing was drawn, since nothing can be seen: the window is hidden or has no size. Ask again when it shows, or
    /// after a while.
    Hidden,
}

/// A window of a [`Canvases`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CanvasId(pub u32);

/// What a window shows.
#[derive(Clone, Copy, Debug)]
struct Sheet<'a> {
    images: &'a Images,
    scene: &'a Scene,
    step: u16,
    /// On the way there; only a GPU shows it.
    turning: Option<Turning<'a>>,
}

/// A moment of the turn of a page.
#[derive(Clone, Copy, Debug)]
pub struct Turning<'a> {
    /// The old page and its step.
    pub from: (&'a Scene, u16),
    /// The new page and its step.
    pub to: (&'a Scene, u16),
    /// What moves over both.
    pub over: Option<&'a Scene>,
    /// The source of its shader.
    pub shader: &'a str,
    /// Its number: another turn has another.
    pub serial: u64,
    /// From 0, the old page, to 1, the new one.
    pub progress: f32,
    /// 1 towards the end of the deck, -1 back.
    pub direction: f32,
}

/// All windows' canvases, over one device.
#[derive(Debug)]
pub struct Canvases {
    choice: PainterChoice,
    // The painter goes before the windows that it draws on, and both before the display.
    painter: Painter,
    windows: BTreeMap<CanvasId, Known>,
    next: u32,
    losses: Losses,
    display: OwnedDisplayHandle,
}

/// A window and its size in pixels.
#[derive(Debug)]
struct Known {
    window: Arc<Window>,
    size: (u32, u32),
}

/// Who paints, once it is known.
#[derive(Debug)]
enum Painter {
    /// No window was added yet.
    Unknown,
    Gpu(Box<Hard>),
    /// The CPU, and why.
    Cpu(Box<Soft>, String),
}

/// Within this time a second loss of the device is one too many.
const LOSS_MEMORY: Duration = Duration::from_secs(60);

/// When the device was lost last.
#[derive(Debug, Default)]
struct Losses {
    last: Option<Instant>,
}

impl Losses {
    /// Notes a loss at `now`; whether the GPU deserves another chance.
    fn note(&mut self, now: Instant) -> bool {
        let before = self.last.replace(now);
        before.is_none_or(|before| now.saturating_duration_since(before) > LOSS_MEMORY)
    }
}

impl Canvases {
    /// Canvases for the windows of `display` (an event loop's `owned_display_handle()`), painted as `choice` says. The
    /// search for a GPU waits for the first window.
    ///
    /// # Errors
    /// If the CPU was wished for and the window system takes no pixels.
    pub fn new(choice: PainterChoice, display: OwnedDisplayHandle) -> Result<Self, CanvasError> {
        let painter = match choice {
            PainterChoice::Cpu => Painter::Cpu(Box::new(Soft::new(&display)?), "as asked for".to_owned()),
            PainterChoice::Auto | PainterChoice::Gpu => Painter::Unknown,
        };
        Ok(Self { choice, painter, windows: BTreeMap::new(), next: 0, losses: Losses::default(), display })
    }

    /// Makes `window` drawable. The first one decides who paints all.
    ///
    /// # Errors
    /// If no painter that may be chosen can draw on it.
    pub fn add(&mut self, window: Arc<Window>) -> Result<CanvasId, CanvasError> {
        let id = CanvasId(self.next);
        let added = match &mut self.painter {
            Painter::Cpu(soft, _) => {
                soft.add(id, &window)?;
                Ok(())
            }
            Painter::Gpu(hard) => hard.add(id, &window),
            Painter::Unknown => Hard::open(&self.display, (id, &window), self.software()).map(|hard| {
                self.painter = Painter::Gpu(Box::new(hard));
            }),
        };
        let size = window.inner_size();
        self.windows.insert(id, Known { window, size: (size.width, size.height) });
        let settled = match added {
            Ok(()) => Ok(()),
            Err(error) if self.choice == PainterChoice::Gpu => Err(error.into()),
            Err(error) => self.go_soft(&error.to_string()),
        };
        if let Err(error) = settled {
            self.windows.remove(&id);
            return Err(error);
        }
        self.next += 1;
        Ok(id)
    }

    /// Lets go of a window.
    pub fn remove(&mut self, id: CanvasId) {
        match &mut self.painter {
            Painter::Unknown => {}
            Painter::Gpu(hard) => hard.remove(id),
            Painter::Cpu(soft, _) => soft.remove(id),
        }
        self.windows.remove(&id);
    }

    /// The window has a new size in pixels; zero is allowed.
    pub fn resize(&mut self, id: CanvasId, width: u32, height: u32) {
        if let Some(known) = self.windows.get_mut(&id) {
            known.size = (width, height);
        }
    }

    /// Draws `scene` as it shows at `step` on the window, letterboxed in black.
    pub fn draw(&mut self, id: CanvasId, cx: &mut FontCx, images: &Images, scene: &Scene, step: u16) -> Drawn {
        self.show(id, cx, &Sheet { images, scene, step, turning: None })
    }

    /// Draws a moment of the turn of a page to `scene` as it shows at `step`; without a GPU that page itself.
    pub fn turn(
        &mut self,
        id: CanvasId,
        (cx, images): (&mut FontCx, &Images),
        (scene, step): (&Scene, u16),
        turning: Turning<'_>,
    ) -> Drawn {
        self.show(id, cx, &Sheet { images, scene, step, turning: Some(turning) })
    }

    /// Makes what `scene` needs ready, as it shows at `step`, and draws nothing: when it is shown, it shows at once. Only
    /// the GPU painter keeps anything.
    pub fn warm(&mut self, id: CanvasId, (cx, images): (&mut FontCx, &Images), (scene, step): (&Scene, u16)) {
        let Some(size) = self.windows.get(&id).map(|known| known.size) else { return };
        if let (Painter::Gpu(hard), true) = (&mut self.painter, size.0 > 0 && size.1 > 0) {
            hard.warm(id, size, cx, &Sheet { images, scene, step, turning: None });
        }
    }

    /// Whether a GPU paints: then pages can turn, and be made ready before they show.
    #[must_use]
    pub fn on_gpu(&self) -> bool {
        matches!(self.painter, Painter::Gpu(_))
    }

    fn show(&mut self, id: CanvasId, cx: &mut FontCx, sheet: &Sheet<'_>) -> Drawn {
        let Some(size) = self.windows.get(&id).map(|known| known.size) else { return Drawn::Hidden };
        if size.0 == 0 || size.1 == 0 {
            return Drawn::Hidden;
        }
        // Each failure leads at most from one GPU to the next and then to the CPU, which always answers.
        for _ in 0..3 {
            let outcome = match &mut self.painter {
                Painter::Unknown => return Drawn::Hidden,
                Painter::Cpu(soft, _) => return soft.draw(id, size, cx, sheet),
                Painter::Gpu(hard) => hard.draw(id, size, cx, sheet),
            };
            match outcome {
                Outcome::Drawn(drawn) => return drawn,
                Outcome::DeviceLost => self.recover(Instant::now()),
                Outcome::Broken => self.give_up("the graphics driver does not draw on the window any more"),
            }
        }
        Drawn::Again
    }

    /// Who paints, in words for a person: the adapter's name, or the CPU painter and why.
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.painter {
            Painter::Unknown => "no painter yet: there is no window".to_owned(),
            Painter::Gpu(hard) => format!("GPU painter: {}", hard.gpu().describe()),
            Painter::Cpu(_, why) => format!("CPU painter: {why}"),
        }
    }

    /// Takes the device away from the GPU painter, if that is the one in use, as a crashing driver does. For tests.
    pub fn lose_device(&mut self) {
        if let Painter::Gpu(hard) = &self.painter {
            hard.gpu().destroy();
        }
    }

    /// Makes the painter anew, after a panic left it half done.
    pub fn renew(&mut self) {
        match &mut self.painter {
            Painter::Cpu(soft, _) => soft.renew(),
            Painter::Unknown if self.windows.is_empty() => {}
            Painter::Unknown | Painter::Gpu(_) => {
                self.painter = Painter::Unknown;
                if let Err(error) = self.reopen().or_else(|_| self.reopen()) {
                    self.give_up(&format!("the GPU painter cannot be started again: {error}"));
                }
            }
        }
    }

    /// Goes over to the CPU painter, unless that one paints already.
    pub fn leave_gpu(&mut self, why: &str) {
        if !matches!(self.painter, Painter::Cpu(..)) {
            self.give_up(why);
        }
    }

    /// Makes everything anew after the device was lost; goes over to the CPU if that fails or was done a moment ago.
    fn recover(&mut self, now: Instant) {
        if !self.losses.note(now) {
            return self.give_up("the graphics device was lost twice within a minute");
        }
        log::warn!("the graphics device was lost; starting it again");
        // The old surfaces must be gone before new ones can be made for the same windows.
        self.painter = Painter::Unknown;
        if let Err(error) = self.reopen().or_else(|_| self.reopen()) {
            self.give_up(&format!("the graphics device was lost, and not found again: {error}"));
        }
    }

    /// Whether a software driver is wanted.
    fn software(&self) -> Software {
        if self.choice == PainterChoice::Gpu { Software::Accepted } else { Software::Refused }
    }

    /// A new device for all windows there are.
    fn reopen(&mut self) -> Result<(), CanvasError> {
        let mut windows = self.windows.iter();
        let Some((first, known)) = windows.next() else { return Ok(()) };
        let mut hard = Hard::open(&self.display, (*first, &known.window), self.software())?;
        for (id, known) in windows {
            hard.add(*id, &known.window)?;
        }
        self.painter = Painter::Gpu(Box::new(hard));
        Ok(())
    }

    /// Leaves the GPU in the middle of a show.
    fn give_up(&mut self, why: &str) {
        if let Err(error) = self.go_soft(why) {
            log::error!("neither the GPU nor the CPU can draw on the windows: {error}");
        }
    }

    /// Goes over to the CPU painter, for all windows.
    fn go_soft(&mut self, why: &str) -> Result<(), CanvasError> {
        log::warn!("painting on the CPU: {why}");
        self.painter = Painter::Unknown;
        let mut soft = Soft::new(&self.display)?;
        for (id, known) in &self.windows {
            soft.add(*id, &known.window)?;
        }
        self.painter = Painter::Cpu(Box::new(soft), why.to_owned());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_loss_within_a_minute_is_one_too_many() {
        let start = Instant::now();
        let mut losses = Losses::default();
        assert!(losses.note(start));
        assert!(losses.note(start + Duration::from_secs(61)));
        assert!(!losses.note(start + Duration::from_secs(120)));
    }
}
