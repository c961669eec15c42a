//! What breaks around a show, which goes on: the built program under Xvfb without a bus, a home or a terminal, and a stage
//! that stands still for a while. Titles are looked at, after real keys.
#![cfg(target_os = "linux")]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::process::{Command, Stdio};
use std::time::Duration;

use deckle::media::Pixels;
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
    let stage = until("there is a stage", || show.stage());
    let signal = |signal: &str| {
        let sent = Command::new("kill").args([signal, &stage.to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
    };
    signal("-STOP");
    // What is measured is time that passes: nobody takes a stage that was stopped for one that hangs.
    std::thread::sleep(Duration::from_secs(10));
    show.keys(&["Right"]);
    signal("-CONT");
    show.expect_title("One — Talk — deckle");
    show.keys(&["Home"]);
    show.expect_title("Talk — Talk — deckle");
    assert_eq!(show.stage(), Some(stage), "it is the same stage");
    show.press(&["Home"], "Talk — Talk — deckle");
    expect_well(show);
}

#[test]
fn a_panic_in_a_page_makes_it_a_placard_and_ends_nothing() {
    for (moment, painter) in [("view", "cpu"), ("paint", "cpu"), ("paint", "gpu")] {
        let show = Running::prepared("1400x900", |folder, command| {
            std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
            command.env("DECKLE_REHEARSE", format!("panic:{moment}:Two"));
            command.args(["talk.md", "--painter", painter]);
        });
        let Some(show) = show else { return };
        show.expect_title("Talk — Talk — deckle");
        let stage = until("there is a stage", || show.stage());
        show.press(&["Right"], "One — Talk — deckle");
        let one = show.picture(&show.window);
        show.press(&["Right"], "Two — Talk — deckle");
        // Above and below the page the display is black; half-way down there is nothing but its ground at the left edge.
        let ground = |picture: &Pixels| {
            let row = picture.height as usize / 2 * picture.width as usize * 4;
            picture.rgba.get(row..row + 4).map(<[u8]>::to_vec)
        };
        until("the words of the page are there", || {
            let picture = show.display.picture(&show.window)?;
            let paper = ground(&picture)?;
            let ink = picture.rgba.chunks_exact(4).filter(|pixel| *pixel != paper && *pixel != [0, 0, 0, 255]).count();
            // Words, on the ground of every page: neither black, nor the page before.
            (picture != one && Some(paper) == ground(&one) && ink > 100 && ink < picture.rgba.len() / 64).then_some(())
        });
        assert_eq!(show.stage(), Some(stage), "{moment} on the {painter}: it is the same stage");
        show.press(&["Home"], "Talk — Talk — deckle");
        expect_well(show);
    }
}

#[test]
fn a_panic_in_the_speakers_screen_harms_no_slide() {
    let show = Running::both(|folder, command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
        command.env("DECKLE_REHEARSE", "panic:desk:Two");
    });
    let Some(show) = show else { return };
    let stage = until("there is a stage", || show.stage());
    let page = |title: &str| {
        show.expect_title(&format!("{title} — Talk — deckle"));
        until("the windows rest", || {
            let (slide, desk) = (show.display.picture(&show.window)?, show.display.picture(&show.console)?);
            (slide == show.display.picture(&show.window)?).then_some((slide, desk))
        })
    };
    show.keys(&["Right", "Right"]);
    let (two, plain) = page("Two");
    show.keys(&["Right"]);
    let (three, desk) = page("Three");
    assert!(two != three && plain != desk);
    show.keys(&["Left"]);
    until("the slide is the same as before", || (show.display.picture(&show.window)? == two).then_some(()));
    assert_eq!(show.stage(), Some(stage), "it is the same stage");
    show.press(&["Home"], "Talk — Talk — deckle");
    expect_well(show.show);
}
