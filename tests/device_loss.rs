//! Two windows that lose their graphics device, two hundred times: they are painted again by a new one, in half a second, and
//! at the second loss within a minute by the CPU. The program starts itself as a second process for the window, since an event loop wants a main thread; the first
//! looks at the screen. Never passes without having seen all three pictures.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "two processes that talk by lines, and a test that says what it did"
)]

mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use deckle::fonts::FontCx;
use deckle::media::Images;
use deckle::paint::gpu::Gpu;
use deckle::present::PainterChoice;
use deckle::present::canvas::{CanvasId, Canvases, Drawn};
use deckle::scene::Scene;
use support::{compare, painted, scenes};
use winit::application::ApplicationHandler;
use winit::dpi::PhysicalSize;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::window::{Window, WindowId};
use xvfb::{DEADLINE, Xvfb, until};

/// Set in the environment of the process that has the window.
const CHILD: &str = "DECKLE_TEST_WINDOW";
/// What is shown before the first loss, after it, and after the second, and the painter that must show it.
const STAGES: [(&str, &str); 3] = [("rectangles", "GPU painter"), ("text", "GPU painter"), ("strokes", "CPU painter")];
/// The painters may differ by so much, at rounded corners.
const TOLERANCE: u8 = 48;
const SIZE: (u32, u32) = (640, 360);
/// How often the device is lost before it is lost for good.
const TIMES: u32 = 200;
/// How soon both windows are right again. A machine on which they took half of that to open may take twice as long as then.
const SOON: Duration = Duration::from_millis(500);
const TITLES: [&str; 2] = ["loss", "second loss"];

fn main() {
    if std::env::var_os(CHILD).is_some() {
        return window();
    }
    if let Err(error) = Gpu::headless() {
        let required = std::env::var("DECKLE_REQUIRE_GPU").is_ok_and(|value| value == "1");
        assert!(!required, "no device could be lost: {error}; install a Vulkan or OpenGL driver");
        println!("no device was lost, for there is none: {error}");
        return;
    }
    let Some(display) = Xvfb::start("1280x720") else { return };
    watch(&display);
    println!("two windows lost their device {TIMES} times and were painted all the same: 1 passed, 0 failed");
}

/// The first process: sees to it that every picture comes.
fn watch(display: &Xvfb) {
    let own = std::env::current_exe().expect("this program has a path");
    let mut command = display.command(&own.to_string_lossy());
    let mut child =
        command.env(CHILD, "1").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts again");
    let mut orders = child.stdin.take().expect("its input was asked for");
    let output = BufReader::new(child.stdout.take().expect("its output was asked for"));
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    for (name, painter) in STAGES {
        let said = told.recv_timeout(DEADLINE).unwrap_or_else(|_| {
            let _ = child.kill();
            panic!("{name} was never shown")
        });
        assert!(said.starts_with(painter), "{name} was to be painted by the {painter}, but: {said}");
        let (_, scene, images) = scene(name);
        let expected = painted(&images, &scene, SIZE);
        for title in TITLES {
            let window = until("the window is there", || {
                let pattern = format!("^{title}$");
                display.ask("xdotool", &["search", "--onlyvisible", "--name", &pattern]).filter(|id| !id.is_empty())
            });
            until(&format!("{title} shows {name}"), || compare(&expected, &display.picture(&window)?, TOLERANCE).ok());
        }
        orders.write_all(b"go on\n").expect("it listens");
    }
    assert!(child.wait().expect("it ends").success());
}

fn scene(name: &str) -> (&'static str, Scene, Images) {
    scenes::all().into_iter().find(|(known, ..)| *known == name).expect("the scene")
}

/// The second process.
fn window() {
    let events = EventLoop::with_user_event().build().expect("there is a display");
    let orders = events.create_proxy();
    // The loop must run on while the picture is looked at; a thread waits for the first process's word.
    std::thread::spawn(move || {
        for _ in std::io::stdin().lines() {
            if orders.send_event(()).is_err() {
                return;
            }
        }
    });
    let canvases = Canvases::new(PainterChoice::Gpu, events.owned_display_handle()).expect("a painter");
    let mut stage = Stage {
        canvases,
        shown: Vec::new(),
        at: 0,
        wanted: true,
        cx: FontCx::new(),
        began: Instant::now(),
        bare: None,
    };
    events.run_app(&mut stage).expect("the loop ends well");
    assert_eq!(stage.at, STAGES.len(), "the windows ended too soon");
}

struct Stage {
    canvases: Canvases,
    shown: Vec<(Arc<Window>, CanvasId)>,
    at: usize,
    /// Whether the pictures of this stage are to be drawn.
    wanted: bool,
    cx: FontCx,
    began: Instant,
    /// How long it took until both windows showed something for the first time.
    bare: Option<Duration>,
}

impl Stage {
    /// Draws the picture of this stage on both windows; whether they show it.
    fn draw(&mut self) -> bool {
        let Some((name, _)) = STAGES.get(self.at) else { return false };
        let (_, scene, images) = scene(name);
        let (canvases, cx) = (&mut self.canvases, &mut self.cx);
        let drawn = self.shown.iter().map(|(_, id)| canvases.draw(*id, cx, &images, &scene, u16::MAX));
        drawn.collect::<Vec<_>>().iter().all(|drawn| *drawn == Drawn::Shown)
    }

    /// Loses the device again and again.
    fn lose(&mut self) {
        let most = SOON.max(self.bare.unwrap_or_default() * 2);
        let mut worst = Duration::ZERO;
        for time in 0..TIMES {
            self.canvases.forgive();
            self.canvases.lose_device();
            let began = Instant::now();
            while !self.draw() {
                assert!(began.elapsed() < DEADLINE, "loss {time} was the end");
            }
            let took = began.elapsed();
            assert!(took < most, "loss {time} took {took:?} of {most:?}");
            worst = worst.max(took);
        }
        eprintln!("{TIMES} losses, the worst mended in {worst:?}");
        assert!(self.canvases.on_gpu(), "{}", self.canvases.describe());
        self.canvases.forgive();
    }
}

impl ApplicationHandler<()> for Stage {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        self.began = Instant::now();
        for title in TITLES {
            let attributes = Window::default_attributes()
                .with_title(title)
                .with_resizable(false)
                .with_inner_size(PhysicalSize::new(SIZE.0, SIZE.1));
            let window = Arc::new(events.create_window(attributes).expect("a window"));
            let id = self.canvases.add(Arc::clone(&window)).expect("a canvas");
            self.canvases.resize(id, SIZE.0, SIZE.1);
            window.request_redraw();
            self.shown.push((window, id));
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        // The window system asks for frames of its own accord too.
        if event != WindowEvent::RedrawRequested || !self.wanted {
            return;
        }
        if self.at >= STAGES.len() {
            return events.exit();
        }
        if self.draw() {
            self.bare.get_or_insert(self.began.elapsed());
            println!("{}", self.canvases.describe());
            self.at += 1;
            self.wanted = false;
        } else if let Some((window, _)) = self.shown.first() {
            window.request_redraw();
        }
    }

    fn user_event(&mut self, _: &ActiveEventLoop, (): ()) {
        // The pictures were seen: the device goes, and the next ones are asked for.
        self.wanted = true;
        if self.at == 1 {
            self.lose();
        }
        self.canvases.lose_device();
        if let Some((window, _)) = self.shown.first() {
            window.request_redraw();
        }
    }
}
