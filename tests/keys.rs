//! Keys on real windows: changed by a config file, of headsets, and on layouts that print no Latin letters. Where the programs
//! for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#![cfg(unix)]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use running::Running;
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n## One\n\n- a\n\n## Two\n\n- b\n\n## Three\n\n- c\n";

/// A show with this config file, at its opener.
fn start(config: &str) -> Option<Running> {
    let show = Running::prepared("1600x900", |folder, command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
        std::fs::write(folder.join("mine.toml"), config).expect("the config");
        command.args(["talk.md", "--painter", "cpu", "--windowed", "--config", "mine.toml"]);
    })?;
    Some(show)
}

/// A key pressed again until the show is there: a new window may not hear the first one.
fn leave_opener(show: &Running, key: &str) {
    until("the first page shows", || {
        let title = show.title()?;
        if !title.starts_with("One") {
            show.keys(&[key]);
        }
        title.starts_with("One").then_some(())
    });
}

#[test]
fn keys_of_the_config_file_and_of_a_headset_move_the_show() {
    let Some(mut show) = start("[keys]\nnext = [\"F8\", \"MediaNext\", \"VolumeUp\"]\nquit = [\"F9\"]\n") else {
        return;
    };
    leave_opener(&show, "F8");
    show.press(&["F8"], "Two — Talk — deckle");
    // What is not in the list any more does nothing; the headset's keys do.
    show.press(&["Right", "q", "XF86AudioPrev"], "One — Talk — deckle");
    show.press(&["XF86AudioNext"], "Two — Talk — deckle");
    show.press(&["XF86AudioRaiseVolume"], "Three — Talk — deckle");
    show.keys(&["F9"]);
    assert_eq!(show.ended(), Some(0));
}

#[test]
fn a_slip_leaves_the_usual_keys() {
    let Some(show) = start("[keys]\nnext = [\"B\"]\n") else { return };
    leave_opener(&show, "Right");
    show.press(&["Right"], "Two — Talk — deckle");
}

#[test]
fn keys_go_by_their_places_where_no_latin_letter_is_printed() {
    // By number, for xdotool would bring a layout of its own with a name: N, P, 2, Enter.
    const N: &str = "57";
    const P: &str = "33";
    let Some(show) = start("") else { return };
    for layout in ["ru", "gr", "il", "fr"] {
        assert!(show.display.ask("setxkbmap", &[layout]).is_some(), "{layout}");
        leave_opener(&show, N);
        show.press(&[N], "Two — Talk — deckle");
        show.press(&[P], "One — Talk — deckle");
        // The row of digits prints signs on a French keyboard, one of which is bound elsewhere.
        show.press(&["13", "36"], "Three — Talk — deckle");
        show.press(&[P, P], "One — Talk — deckle");
        show.press(&[P], "Talk — Talk — deckle");
    }
}

#[test]
fn a_clicker_is_learned_and_its_keys_are_saved() {
    let Some(mut lesson) = Running::prepared("1600x900", |_, command| {
        command.arg("clicker");
    }) else {
        return;
    };
    let file = lesson.display.state().join("config/deckle/config.toml");
    let twice = |lesson: &Running, key: &str, title: &str| {
        // No sooner again than a person: the second press keeps what the first one sent.
        lesson.xdotool(&["key", "--delay", "600", key, key]);
        lesson.expect_title(title);
    };
    lesson.expect_title("Clicker: goes on — deckle");
    twice(&lesson, "F8", "Clicker: goes back — deckle");
    twice(&lesson, "Prior", "Clicker: makes the stage black — deckle");
    lesson.press(&["d"], "Clicker — deckle");
    lesson.keys(&["Return"]);
    assert_eq!(lesson.ended(), Some(0));
    let text = std::fs::read_to_string(&file).expect("the config file");
    assert!(text.contains("next = [\"Right\", ") && text.contains("\"F8\"]") && !text.contains("previous"), "{text}");

    let mut listening = lesson.display.command(env!("CARGO_BIN_EXE_deckle"));
    let out = std::process::Stdio::piped();
    let mut listening = listening.args(["clicker", "--show"]).stdout(out).spawn().expect("deckle starts");
    lesson.window = until("the window opens", || lesson.audience());
    lesson.focus(&lesson.window);
    lesson.keys(&["F8", "q"]);
    let mut said = std::io::BufReader::new(listening.stdout.take().expect("its output"));
    let mut line = || {
        let mut line = String::new();
        std::io::BufRead::read_line(&mut said, &mut line).expect("a line");
        line
    };
    assert_eq!(line(), "F8: does: next (F8, at the place of F8)\n");
    assert_eq!(line(), "Q: does: quit (types \"q\", at the place of KeyQ)\n");
    let _ = listening.kill();
    let _ = listening.wait();
}
