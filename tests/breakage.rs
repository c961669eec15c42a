//! What breaks around a show, which goes on: the built program under Xvfb without a bus, a home or a terminal, and a stage
//! that stands still for a while. Titles are looked at, after real keys.
#![cfg(target_os = "linux")]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::process::{Command, Stdio};
use std::time::Duration;

use running::Running;
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n# One\n\n- a\n\n# Two\n\n- b\n\n# Three\n\n- c\n";

/// Presents a talk by the program that `prepare` changed.
fn start(prepare: impl FnOnce(&mut Command)) -> Option<Running> {
    let show = Running::prepared("1400x900", |folder, command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
        command.args(["talk.md", "--painter", "cpu"]);
        prepare(command);
    })?;
    show.expect_title("Talk — Talk — deckle");
    Some(show)
}

/// It pages, and ends well.
fn expect_well(mut show: Running) {
    for (key, title) in [("Right", "One"), ("Right", "Two"), ("End", "Three"), ("Home", "Talk")] {
        show.press(&[key], &format!("{title} — Talk — deckle"));
    }
    show.keys(&["q"]);
    assert_eq!(show.ended(), Some(0));
}

#[test]
fn without_a_bus_a_home_or_fonts_of_the_system_the_show_goes_on() {
    let show = start(|command| {
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
        expect_well(show);
    }
}

#[test]
fn with_nobody_to_talk_to_the_show_goes_on() {
    let show = start(|command| {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    });
    let Some(mut show) = show else { return };
    // Whoever read what it says is gone.
    drop((show.program.stdout.take(), show.program.stderr.take()));
    expect_well(show);
}

#[test]
fn a_stage_that_stood_still_goes_on_where_it_was() {
    let Some(show) = start(|_| {}) else { return };
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
    signal("-STOP");
    // What is measured is time that passes.
    std::thread::sleep(Duration::from_secs(2));
    show.keys(&["Right"]);
    signal("-CONT");
    show.expect_title("One — Talk — deckle");
    show.keys(&["Home"]);
    show.expect_title("Talk — Talk — deckle");
    expect_well(show);
}
