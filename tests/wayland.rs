//! The show on Wayland: the built program on two outputs of a headless sway, real keys in, places, titles and pixels of its
//! windows out. Where sway is not installed it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use deckle::media::Pixels;
use support::{compare, read_png};
use xvfb::{not_tested, on_path, until};

/// Nobody: sway refuses to run as root.
const NOBODY: u32 = 65534;
/// After this time a key is thought to be lost: a virtual keyboard is new at every press.
const LOST: Duration = Duration::from_secs(3);
const TOLERANCE: u8 = 2;

const TALK: &str = "---\ntitle: First talk\nspeaker: Ann Example\n---\n\n## One\n\n- a point\n\n## Two\n\n- another\n";

/// A compositor with a show on it.
struct Stage {
    sway: Child,
    show: Option<Child>,
    folder: tempfile::TempDir,
}

/// A window: its title, its output, and whether it fills it.
type Seen = (String, String, bool);

impl Stage {
    /// A show on a compositor with so many outputs, of which the first has 1366 x 768 pixels and the others 1280 x 800.
    fn start(outputs: usize) -> Option<Self> {
        let missing: Vec<&str> =
            ["sway", "swaymsg", "grim", "wtype"].into_iter().filter(|tool| !on_path(tool)).collect();
        if !missing.is_empty() {
            not_tested(&format!(
                "Wayland was not tested: {} missing; install sway, grim and wtype",
                missing.join(", ")
            ));
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut config = "output HEADLESS-1 resolution 1366x768 position 0 0\n".to_owned();
        config += "output HEADLESS-2 resolution 1280x800 position 1366 0\n";
        std::fs::write(folder.path().join("config"), config).expect("a configuration");
        std::fs::write(folder.path().join("talk.md"), TALK).expect("a talk");
        let mut sway = Command::new("sway");
        sway.arg("-c").arg(folder.path().join("config"));
        sway.envs([("WLR_BACKENDS", "headless"), ("WLR_LIBINPUT_NO_DEVICES", "1"), ("WLR_RENDERER", "pixman")]);
        sway.env("WLR_HEADLESS_OUTPUTS", outputs.to_string());
        sway.env("XDG_RUNTIME_DIR", folder.path()).env("HOME", folder.path());
        sway.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("SWAYSOCK");
        if folder.path().metadata().is_ok_and(|folder| folder.uid() == 0) {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).expect("a folder of nobody");
            sway.uid(NOBODY).gid(NOBODY);
        }
        let sway = sway.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("sway starts");
        let mut stage = Self { sway, show: None, folder };
        until("sway answers", || (stage.ask("swaymsg", &["-t", "get_version"]).is_some()).then_some(()));
        let mut show = stage.command(env!("CARGO_BIN_EXE_deckle"));
        show.arg(stage.folder.path().join("talk.md")).args(["--painter", "cpu"]);
        stage.show = Some(show.spawn().expect("deckle starts"));
        Some(stage)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let state = self.folder.path().join("state");
        command.env("XDG_RUNTIME_DIR", self.folder.path()).env("XDG_STATE_HOME", state).env_remove("DISPLAY");
        let entries = std::fs::read_dir(self.folder.path()).expect("a folder").flatten();
        for name in entries.filter_map(|entry| entry.file_name().into_string().ok()) {
            if name.starts_with("wayland-") && !name.ends_with(".lock") {
                command.env("WAYLAND_DISPLAY", name);
            } else if name.starts_with("sway-ipc.") {
                command.env("SWAYSOCK", self.folder.path().join(name));
            }
        }
        command
    }

    fn ask(&self, program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
        let output = self.command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
        output.status.success().then_some(output.stdout)
    }

    fn sway(&self, command: &str) {
        assert!(self.ask("swaymsg", &[command]).is_some(), "{command}");
    }

    /// The windows there are.
    fn windows(&self) -> Option<Vec<Seen>> {
        let tree: serde_json::Value = serde_json::from_slice(&self.ask("swaymsg", &["-r", "-t", "get_tree"])?).ok()?;
        let mut found = Vec::new();
        let mut open = vec![(&tree, String::new())];
        while let Some((node, mut output)) = open.pop() {
            let name = node["name"].as_str().unwrap_or_default().to_owned();
            if node["type"] == "output" {
                output.clone_from(&name);
            }
            if node["pid"].is_number() {
                found.push((name, output.clone(), node["fullscreen_mode"] == 1));
            }
            let children = ["nodes", "floating_nodes"].into_iter().filter_map(|key| node[key].as_array()).flatten();
            open.extend(children.map(|child| (child, output.clone())));
        }
        found.sort();
        Some(found)
    }

    /// Waits until slides and notes fill these outputs, each of them one.
    fn expect(&self, slides: (&str, &str), notes: Option<&str>) {
        let seen = |name: &str, output: &str| (name.to_owned(), output.to_owned(), true);
        let mut expected = vec![seen(slides.0, slides.1)];
        expected.extend(notes.map(|output| seen("Presenter — First talk — deckle", output)));
        expected.sort();
        let began = Instant::now();
        until("the windows are in their places", || {
            let now = self.windows()?;
            assert!(began.elapsed() < xvfb::DEADLINE / 2 || now == expected, "{now:?} instead of {expected:?}");
            (now == expected).then_some(())
        });
    }

    /// Presses a key until it has arrived, which `done` tells.
    fn press(&self, key: &str, done: impl Fn(&[Seen]) -> bool) {
        let mut pressed: Option<Instant> = None;
        until(&format!("the key {key} arrives"), || {
            if self.windows().is_some_and(|windows| done(&windows)) {
                return Some(());
            }
            if pressed.is_none_or(|at| at.elapsed() > LOST) {
                self.ask("wtype", &["-s", "150", "-k", "Shift_L", "-s", "150", "-k", key, "-s", "50"]);
                pressed = Some(Instant::now());
            }
            None
        });
    }

    /// Waits until the output shows the page of that number as `deckle export` writes it, between black bars.
    fn expect_page(&self, output: &str, number: usize) {
        let out = self.folder.path().join("out");
        if !out.is_dir() {
            let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
            command.arg("export").arg(self.folder.path().join("talk.md")).arg("-o").arg(&out);
            assert!(command.args(["--size", "1280x720"]).output().expect("deckle exports").status.success());
        }
        let page = read_png(&out.join(format!("talk-{number:03}.png"))).expect("the page was exported");
        let bar = [0, 0, 0, 255].repeat(1280 * 40);
        let expected = Pixels { width: 1280, height: 800, rgba: [bar.clone(), page.rgba, bar].concat() };
        until("the page shows", || {
            let shown = image::load_from_memory(&self.ask("grim", &["-o", output, "-"])?).ok()?.into_rgba8();
            let actual = Pixels { width: shown.width(), height: shown.height(), rgba: shown.into_raw() };
            compare(&expected, &actual, TOLERANCE).is_ok().then_some(())
        });
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for child in self.show.iter_mut().chain([&mut self.sway]) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

const TITLE: &str = "First talk — First talk — deckle";
const ONE: &str = "One — First talk — deckle";

/// Whether the window of that title fills that output.
fn fills(windows: &[Seen], title: &str, output: &str) -> bool {
    windows.iter().any(|(name, on, full)| name == title && on == output && *full)
}

#[test]
fn the_audience_gets_the_second_output_and_keys_move_the_page() {
    let Some(mut stage) = Stage::start(2) else { return };
    stage.expect((TITLE, "HEADLESS-2"), Some("HEADLESS-1"));
    stage.expect_page("HEADLESS-2", 1);
    stage.press("Next", |windows| fills(windows, ONE, "HEADLESS-2"));
    stage.expect_page("HEADLESS-2", 2);
    // A display of twice the pixels.
    stage.sway("output HEADLESS-2 scale 2");
    stage.expect_page("HEADLESS-2", 2);
    stage.press("x", |windows| fills(windows, ONE, "HEADLESS-1"));
    stage.expect((ONE, "HEADLESS-1"), Some("HEADLESS-2"));
    stage.press("x", |windows| fills(windows, ONE, "HEADLESS-2"));
    stage.expect((ONE, "HEADLESS-2"), Some("HEADLESS-1"));
    stage.sway("output HEADLESS-2 scale 1");
    // A mirror shows the audience all that the speaker sees.
    stage.sway("output HEADLESS-2 position 0 0");
    stage.expect((ONE, "HEADLESS-1"), None);
    stage.sway("output HEADLESS-2 position 1366 0");
    stage.expect((ONE, "HEADLESS-2"), Some("HEADLESS-1"));
    stage.expect_page("HEADLESS-2", 2);
    stage.press("q", <[Seen]>::is_empty);
    let show = stage.show.as_mut().expect("a show");
    let status = until("the program ends", || show.try_wait().expect("its state is known"));
    assert_eq!(status.code(), Some(0));
}

#[test]
fn an_output_that_comes_during_the_show_is_the_audiences() {
    let Some(stage) = Stage::start(1) else { return };
    stage.expect((TITLE, "HEADLESS-1"), None);
    stage.press("Next", |windows| fills(windows, ONE, "HEADLESS-1"));
    stage.sway("create_output");
    stage.expect((ONE, "HEADLESS-2"), Some("HEADLESS-1"));
    stage.expect_page("HEADLESS-2", 2);
}
