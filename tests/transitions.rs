//! The turns of pages: every transition begins with the old page and ends with the new one, to the pixel; an author's own is
//! shown if it is sound and refused with its line if not; and a window that turned a page shows that page. Without a GPU
//! driver nothing is turned, and that is an error under `DECKLE_REQUIRE_GPU=1`.

mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use deckle::book::{Book, BookOptions};
use deckle::color::Rgba;
use deckle::fonts::FontCx;
use deckle::geom::{Rect, Size};
use deckle::media::{Images, Pixels};
use deckle::paint::gpu::{Gpu, GpuError, GpuPainter, TRANSITIONS, Target, Turn, fault};
use deckle::scene::{Fill, Layer, Scene};
use deckle::theme::{self, TransitionKind};
use support::compare;
use xvfb::{Xvfb, until};

/// Columns and rows of what is painted.
const SIZE: (u32, u32) = (320, 180);

/// A page of one colour with a square of another in a corner.
fn page(ground: u32, square: u32, x: f32) -> Scene {
    let mut scene = Scene::new(Size::new(1280.0, 720.0), Rgba::hex(ground));
    let fill = Fill { rect: Rect::new(x, 80.0, 320.0, 320.0), radius: 0.0, color: Rgba::hex(square) };
    scene.layers.push(Layer { fills: vec![fill], ..Layer::default() });
    scene
}

/// A driver, or nothing where there is none and none is needed.
fn driver() -> Option<Gpu> {
    match Gpu::headless() {
        Ok(gpu) => Some(gpu),
        Err(error) => {
            let needed = std::env::var_os("DECKLE_REQUIRE_GPU").is_some_and(|value| value == "1");
            assert!(!needed, "no page was turned: {error}");
            None
        }
    }
}

struct Stage {
    gpu: Gpu,
    painter: GpuPainter,
    cx: FontCx,
    images: Images,
    pages: [Scene; 2],
    serial: u64,
}

impl Stage {
    fn new() -> Option<Self> {
        let gpu = driver()?;
        let painter = GpuPainter::offscreen(&gpu);
        let pages = [page(0x20_40_80, 0xFF_FF_00, 80.0), page(0xF0_E0_D0, 0x80_00_40, 900.0)];
        Some(Self { gpu, painter, cx: FontCx::new(), images: Images::new(), pages, serial: 0 })
    }

    fn page(&mut self, number: usize) -> Pixels {
        let target = Target::new(&self.pages[number], 0, SIZE);
        self.painter.shoot(&self.gpu, &mut self.cx, &self.images, &target).expect("the page is painted")
    }

    fn turn(&mut self, shader: &str, (progress, direction): (f32, f32), over: Option<&Scene>) -> Pixels {
        self.serial += 1;
        let turn = Turn {
            from: Target::new(&self.pages[0], 0, SIZE),
            to: Target::new(&self.pages[1], 0, SIZE),
            over: over.map(|scene| Target::new(scene, 0, SIZE)),
            shader,
            serial: self.serial,
            progress,
            direction,
        };
        self.painter.shoot_turn(&self.gpu, &mut self.cx, &self.images, &turn).expect("the turn is painted")
    }
}

#[test]
fn every_transition_leads_from_one_page_to_the_other() {
    let Some(mut stage) = Stage::new() else { return };
    let (old, new) = (stage.page(0), stage.page(1));
    assert!(compare(&old, &new, 9).is_err());
    let mut halves = Vec::new();
    for shader in TRANSITIONS {
        for direction in [1.0, -1.0] {
            let mut at = |progress| stage.turn(shader.source, (progress, direction), None);
            let name = format!("{} {direction}", shader.name);
            assert!(compare(&old, &at(0.0), 1).is_ok(), "{name} does not begin with the old page");
            assert!(compare(&new, &at(1.0), 1).is_ok(), "{name} does not end with the new page");
            let half = at(0.5);
            assert!(compare(&old, &half, 9).is_err() && compare(&new, &half, 9).is_err(), "{name} jumps");
            // A fade knows no direction.
            if shader.name != "fade" || direction > 0.0 {
                halves.push((name, half));
            }
        }
    }
    for (n, (name, half)) in halves.iter().enumerate() {
        for (other, same) in &halves[..n] {
            assert!(compare(half, same, 9).is_err(), "{name} and {other} look the same");
        }
    }
}

#[test]
fn what_glides_lies_over_both_pages() {
    let Some(mut stage) = Stage::new() else { return };
    let mut over = Scene::new(Size::new(1280.0, 720.0), Rgba::hex(0).with_alpha(0));
    let fill = Fill { rect: Rect::new(600.0, 600.0, 80.0, 80.0), radius: 0.0, color: Rgba::hex(0x00_FF_00) };
    over.layers.push(Layer { fills: vec![fill], ..Layer::default() });
    let fade = TRANSITIONS[0].source;
    let (bare, glided) = (stage.turn(fade, (0.5, 1.0), None), stage.turn(fade, (0.5, 1.0), Some(&over)));
    let pixel = |pixels: &Pixels, x: usize, y: usize| pixels.rgba[(y * SIZE.0 as usize + x) * 4..][..4].to_vec();
    assert_eq!(pixel(&glided, 160, 160), [0, 255, 0, 255]);
    assert_eq!(pixel(&glided, 20, 160), pixel(&bare, 20, 160), "the rest is as it was");
}

#[test]
fn a_lost_device_is_told() {
    let Some(mut stage) = Stage::new() else { return };
    stage.page(0);
    stage.gpu.destroy();
    let target = Target::new(&stage.pages[1], 0, SIZE);
    let turn = Turn {
        from: target,
        to: target,
        over: None,
        shader: TRANSITIONS[0].source,
        serial: 1,
        progress: 0.5,
        direction: 1.0,
    };
    let lost = stage.painter.shoot_turn(&stage.gpu, &mut stage.cx, &stage.images, &turn);
    assert_eq!(lost.err(), Some(GpuError::Lost));
}

/// A transition that shows nothing but one colour until it ends.
const OWN: &str = "fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {\n    if (progress >= 1.0) {\n        \
    return new_page(at);\n    }\n    return vec4<f32>(0.0, 1.0, 0.0, 1.0);\n}\n";

#[test]
fn an_author_s_own_is_sound_or_refused_with_its_place() {
    assert_eq!(fault(OWN), None);
    let found = fault(&OWN.replace("new_page(at)", "no_page(at)")).expect("it is unknown");
    assert_eq!((found.line, found.column), (3, 16), "{found:?}");
    let found = fault(&OWN.replace("return vec4<f32>(0.0, 1.0, 0.0, 1.0);", "return 1.0;")).expect("a wrong type");
    assert!(found.line >= 1 && found.line <= 6, "{found:?}");
    let found = fault("fn other() {}\n").expect("it is missing");
    assert!(found.message.contains("fn transition("), "{found:?}");
    let endless = OWN.replace("if (progress >= 1.0)", "while (progress < 2.0)");
    assert_eq!(fault(&endless).expect("it loops").message, "a transition may have no loops");
    let found = fault(&OWN.replace('}', "")).expect("it does not end");
    assert!(found.line <= 6, "{found:?}");
}

#[test]
fn decks_and_slides_say_how_their_pages_come_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("talk.md");
    let slides = "# One\n\n- a\n\n# Two\n\n<!-- transition: slide-left -->\n\n- b\n";
    let mut cx = FontCx::new();
    for (front, wanted) in [
        ("", [None, None, Some(TransitionKind::Push)]),
        ("transition: zoom\n", [Some(TransitionKind::Zoom), Some(TransitionKind::Zoom), Some(TransitionKind::Push)]),
    ] {
        std::fs::write(&path, format!("---\ntitle: Talk\n{front}---\n\n{slides}")).expect("the talk is written");
        let book = Book::open(&path, theme::paper(), BookOptions::default()).expect("it opens");
        let found: Vec<_> = book.pages(&mut cx, 0).iter().map(|page| page.transition).collect();
        assert_eq!(found, wanted, "{front}");
    }
}

/// A theme in the folder whose transition is `wgsl`, two seconds long.
fn write_theme(folder: &Path, wgsl: &str) {
    let printed = Command::new(env!("CARGO_BIN_EXE_deckle")).args(["themes", "paper"]).output().expect("it prints");
    let paper = String::from_utf8(printed.stdout).expect("it is text");
    let at = paper.find("[transition]").expect("paper has a transition");
    let own = format!("{}[transition]\nshader = \"own.wgsl\"\nms = 2000\n", &paper[..at]);
    std::fs::write(folder.join("own.toml"), own).expect("the theme is written");
    std::fs::write(folder.join("own.wgsl"), wgsl).expect("the transition is written");
    let talk = "---\ntitle: Talk\n---\n\n# One\n\n- a\n\n# Two\n\n- b\n\n# Three\n\n<!-- transition: none -->\n\n- c\n";
    std::fs::write(folder.join("talk.md"), talk).expect("the talk is written");
}

#[test]
fn a_broken_transition_is_told_with_its_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_theme(folder.path(), &OWN.replace("new_page(at)", "no_page(at)"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
    command.current_dir(folder.path()).args(["dump", "talk.md", "--theme", "own.toml"]);
    let output = command.output().expect("deckle runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    assert!(told.contains("own.wgsl:3:16: warning: this transition is not used: "), "{told}");
    assert!(told.contains("3 | "), "the line is quoted: {told}");
}

#[test]
fn a_window_turns_pages_and_ends_on_the_page() {
    let Some(display) = Xvfb::start("1400x900") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_theme(folder.path(), OWN);
    let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
    command.current_dir(folder.path()).args(["talk.md", "--painter", "gpu", "--windowed", "--theme", "own.toml"]);
    let mut program = command.spawn().expect("deckle starts");
    let find = || display.ask("xdotool", &["search", "--onlyvisible", "--name", "deckle$"]).filter(|id| !id.is_empty());
    let window = until("the window opens", find);
    assert!(display.ask("xdotool", &["windowactivate", "--sync", &window]).is_some());
    until("the window has the keyboard", || (display.ask("xdotool", &["getwindowfocus"])? == window).then_some(()));
    let picture = || until("the window is painted", || display.picture(&window));
    let middle = |pixels: &Pixels| {
        let at = (pixels.height / 2 * pixels.width + pixels.width / 2) as usize * 4;
        pixels.rgba[at..][..4].to_vec()
    };
    let green = [0, 255, 0, 255];
    let began = Instant::now();
    assert!(display.ask("xdotool", &["key", "--delay", "120", "Next"]).is_some());
    until("the page turns", || (middle(&picture()) == green).then_some(()));
    // The next press does not wait: its turn begins at once and is the only one left.
    assert!(display.ask("xdotool", &["key", "--delay", "120", "Next"]).is_some());
    until("the second turn has ended", || (middle(&picture()) != green).then_some(()));
    assert!(began.elapsed() < Duration::from_secs(20), "turns do not queue");
    let name = display.ask("xdotool", &["getwindowname", &window]);
    assert_eq!(name.as_deref(), Some("Two — Talk — deckle"));
    // A slide that asks for none comes at once and goes so.
    for key in ["Next", "Prior"] {
        let before = picture();
        assert!(display.ask("xdotool", &["key", "--delay", "120", key]).is_some());
        let after = until("another page", || Some(picture()).filter(|picture| *picture != before));
        assert_ne!(middle(&after), green, "{key}");
    }
    let _ = program.kill();
    let _ = program.wait();
}
