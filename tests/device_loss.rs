//! A window that loses its graphics device: it is painted again by a new one, and at the second loss within a minute by the
//! CPU. The program starts itself as a second process for the window, since an event loop wants a main thread; the first
//! looks at the screen. Never passes without having seen all three pictures.

#![expect(clippy::print_stdout, reason = "two processes that talk by lines, and a test that says what it did")]

mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;
use std::sync::Arc;

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
    println!("a window lost its device twice and was painted all the same: 1 passed, 0 failed");
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
        let window = until("the window is there", || {
            display.ask("xdotool", &["search", "--onlyvisible", "--name", "^loss$"]).filter(|id| !id.is_empty())
        });
        until(&format!("the window shows {name}"), || compare(&expected, &display.picture(&window)?, TOLERANCE).ok());
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
    let mut stage = Stage { canvases, shown: None, at: 0, cx: FontCx::new() };
    events.run_app(&mut stage).expect("the loop ends well");
    assert_eq!(stage.at, STAGES.len(), "the window ended too soon");
}

struct Stage {
    canvases: Canvases,
    shown: Option<(Arc<Window>, CanvasId)>,
    at: usize,
    cx: FontCx,
}

impl ApplicationHandler<()> for Stage {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        let attributes = Window::default_attributes()
            .with_title("loss")
            .with_resizable(false)
            .with_inner_size(PhysicalSize::new(SIZE.0, SIZE.1));
        let window = Arc::new(events.create_window(attributes).expect("a window"));
        let id = self.canvases.add(Arc::clone(&window)).expect("a canvas");
        self.canvases.resize(id, SIZE.0, SIZE.1);
        window.request_redraw();
        self.shown = Some((window, id));
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        let (WindowEvent::RedrawRequested, Some((window, id))) = (event, self.shown.clone()) else { return };
        let Some((name, _)) = STAGES.get(self.at) else { return events.exit() };
        let (_, scene, images) = scene(name);
        if self.canvases.draw(id, &mut self.cx, &images, &scene, u16::MAX) == Drawn::Shown {
            println!("{}", self.canvases.describe());
            self.at += 1;
            return;
        }
        window.request_redraw();
    }

    fn user_event(&mut self, _: &ActiveEventLoop, (): ()) {
        // The picture was seen: the device goes, and the next picture is asked for.
        self.canvases.lose_device();
        if let Some((window, _)) = &self.shown {
            window.request_redraw();
        }
    }
}
