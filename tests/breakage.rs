//! What breaks around a show, which goes on: the built program under Xvfb without a bus, a home or a terminal, and a stage
//! that stands still for a while. Titles are looked at, after real keys.
#![cfg(target_os = "linux")]

#[path = "support/xvfb.rs"]
mod xvfb;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use xvfb::{Xvfb, until};

const TALK: &str = "---\ntitle: Talk\n---\n\n# One\n\n- a\n\n# Two\n\n- b\n\n# Three\n\n- c\n";

struct Show {
    program: Child,
    display: Xvfb,
    _folder: tempfile::TempDir,
}

impl Show {
    /// Presents a talk by the program that `prepare` changed.
    fn start(prepare: impl FnOnce(&mut Command)) -> Option<Self> {
        let display = Xvfb::start("1400x900")?;
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("talk.md"), TALK).expect("the talk");
        let mut command = display.command(env!("CARGO_BIN_EXE_deckle"));
        command.arg(folder.path().join("talk.md")).args(["--painter", "cpu"]);
        prepare(&mut command);
        let program = command.spawn().expect("deckle starts");
        let show = Self { program, display, _folder: folder };
        show.expect("Talk — Talk — deckle");
        Some(show)
    }

    fn window(&self) -> Option<String> {
        self.display.ask("xdotool", &["search", "--onlyvisible", "--name", "deckle$"]).filter(|id| !id.is_empty())
    }

    fn expect(&self, title: &str) {
        let began = Instant::now();
        until(&format!("the title becomes {title:?}"), || {
            let seen = self.window().and_then(|window| self.display.ask("xdotool", &["getwindowname", &window]));
            assert!(began.elapsed() < Duration::from_secs(15), "{seen:?} instead of {title:?}");
            (seen.as_deref() == Some(title)).then_some(())
        });
    }

    fn focus(&self) {
        let window = until("there is a window", || self.window());
        let ask = |arguments: &[&str]| self.display.ask("xdotool", arguments);
        assert!(ask(&["windowactivate", "--sync", &window]).is_some());
        until("the window has the keyboard", || (ask(&["getwindowfocus"])? == window).then_some(()));
    }

    /// It pages, and ends well.
    fn expect_well(mut self) {
        self.focus();
        for (key, title) in [("Right", "One"), ("Right", "Two"), ("End", "Three"), ("Home", "Talk")] {
            self.display.ask("xdotool", &["key", "--delay", "60", key]).expect("a key");
            self.expect(&format!("{title} — Talk — deckle"));
        }
        self.display.ask("xdotool", &["key", "--delay", "60", "q"]).expect("a key");
        let status = until("the program ends", || self.program.try_wait().expect("its state is known"));
        assert_eq!(status.code(), Some(0));
    }
}

impl Drop for Show {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn without_a_bus_a_home_or_fonts_of_the_system_the_show_goes_on() {
    let show = Show::start(|command| {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            // Nothing can be made in it, whoever tries.
            .env("HOME", "/proc/nowhere")
            .env("XDG_STATE_HOME", "/proc/nowhere")
            .env("XDG_DATA_HOME", "/proc/nowhere")
            .env("XDG_DATA_DIRS", "/proc/nowhere")
            .env("XDG_CONFIG_HOME", "/proc/nowhere")
            .env("FONTCONFIG_FILE", "/proc/nowhere/fonts.conf");
    });
    if let Some(show) = show {
        show.expect_well();
    }
}

#[test]
fn with_nobody_to_talk_to_the_show_goes_on() {
    let show = Show::start(|command| {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    });
    let Some(mut show) = show else { return };
    // Whoever read what it says is gone.
    drop((show.program.stdout.take(), show.program.stderr.take()));
    show.expect_well();
}

#[test]
fn a_stage_that_stood_still_goes_on_where_it_was() {
    let Some(show) = Show::start(|_| {}) else { return };
    let id = show.program.id();
    let stage = until("there is a stage", || {
        std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"))
            .ok()?
            .split_whitespace()
            .next()
            .map(str::to_owned)
    });
    let signal =
        |signal: &str| assert!(Command::new("kill").args([signal, &stage]).status().is_ok_and(|s| s.success()));
    show.focus();
    signal("-STOP");
    // What is measured is time that passes.
    std::thread::sleep(Duration::from_secs(2));
    show.display.ask("xdotool", &["key", "--delay", "60", "Right"]).expect("a key");
    signal("-CONT");
    show.expect("One — Talk — deckle");
    show.display.ask("xdotool", &["key", "--delay", "60", "Home"]).expect("a key");
    show.expect("Talk — Talk — deckle");
    show.expect_well();
}
