//! The show on two displays: the built program under Xorg with its dummy driver, real keys in, places, titles and pixels of
//! its windows out. Where Xorg cannot run it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`; it never passes in silence.

#[path = "support/onstage.rs"]
mod onstage;
mod support;
#[path = "support/xorg.rs"]
mod xorg;
#[path = "support/xvfb.rs"]
mod xvfb;

use onstage::{OWN, Presenting, THEIRS};
use xorg::Xorg;
use xvfb::until;

#[test]
fn the_audience_gets_the_second_display_and_the_speaker_keeps_the_first() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &[]);
    let presenter = show.expect_presenter();
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    show.expect_place("the presenter's window covers the first display", &presenter, OWN);
    show.expect_title("First talk — First talk — deckle");
    show.expect_name(&presenter, "Presenter — First talk — deckle");
    show.expect_page(1);
    show.expect_stage(&presenter);

    show.press(&presenter, "Next");
    show.expect_title("One — First talk — deckle");
    show.expect_page(2);
    show.press(&show.audience, "Next");
    show.expect_title("Two — First talk — deckle");
    show.expect_page(3);

    show.press(&show.audience, "s");
    until("the presenter's window is gone", || show.presenter().is_none().then_some(()));
    show.expect_place("the audience's window stays", &show.audience, THEIRS);
    show.press(&show.audience, "s");
    let presenter = show.expect_presenter();
    show.expect_place("the presenter's window is back on the first display", &presenter, OWN);
    show.expect_stage(&presenter);
    show.press(&presenter, "q");
    show.expect_quit();
}

#[test]
fn the_audiences_window_leaves_fullscreen_on_its_display() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &[]);
    let presenter = show.expect_presenter();
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    for window in [&presenter, &show.audience] {
        show.press(window, "f");
        until("the window has its own size and is still on the second display", || {
            let (left, _, width, height) = show.displays.place(&show.audience)?;
            (left >= THEIRS.0 && (width, height) == (1280, 720)).then_some(())
        });
        show.expect_place("the presenter's window stays", &presenter, OWN);
        show.press(window, "f");
        show.expect_place("the audience's window covers the second display again", &show.audience, THEIRS);
        show.expect_page(1);
    }
}

#[test]
fn windows_become_fullscreen_on_a_display_each() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &["--windowed"]);
    let presenter = show.expect_presenter();
    assert_eq!(show.displays.size(&show.audience), Some((1280, 720)));
    show.press(&presenter, "f");
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    show.expect_place("the presenter's window covers the first display", &presenter, OWN);
}

#[test]
fn without_the_presenters_window_the_audience_still_gets_the_second_display() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let show = Presenting::start(displays, &["--no-presenter"]);
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    // A key that was obeyed says that all windows of the beginning are open.
    show.press(&show.audience, "Next");
    show.expect_title("One — First talk — deckle");
    assert_eq!(show.presenter(), None, "nobody asked for it");
    show.press(&show.audience, "s");
    let presenter = show.expect_presenter();
    show.expect_place("asked for, it covers the first display", &presenter, OWN);
}

#[test]
fn one_display_shows_one_window() {
    let Some(displays) = Xorg::start() else { return };
    let show = Presenting::start(displays, &[]);
    show.expect_place("the audience's window covers the display", &show.audience, OWN);
    show.press(&show.audience, "Next");
    show.expect_title("One — First talk — deckle");
    assert_eq!(show.presenter(), None, "there is no display for it");
}

#[test]
fn x_swaps_the_displays_and_each_set_of_displays_remembers_it() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let mut show = Presenting::start(displays, &[]);
    let presenter = show.expect_presenter();
    show.expect_place("the slides begin on the second display", &show.audience, THEIRS);
    show.press(&presenter, "x");
    show.expect_place("the slides are on the first display", &show.audience, OWN);
    show.expect_place("the presenter's window is on the second", &presenter, THEIRS);
    show.again(&[]);
    let presenter = show.expect_presenter();
    show.expect_place("the slides are there again", &show.audience, OWN);
    show.expect_place("the presenter's window too", &presenter, THEIRS);

    show.again(&["--audience-display", "dummy1"]);
    let presenter = show.expect_presenter();
    show.expect_place("what is asked for goes before what is remembered", &show.audience, THEIRS);
    show.press(&show.audience, "x");
    show.expect_place("and can be swapped", &show.audience, OWN);
    show.expect_place("the presenter's window goes where the slides were", &presenter, THEIRS);

    show.again(&["--presenter-display", "1"]);
    show.expect_place("a display has a number", &show.audience, THEIRS);
}

#[test]
fn a_display_that_is_not_there_is_refused_with_those_that_are() {
    let Some(displays) = Xorg::start() else { return };
    displays.plug();
    let refused = |options: &[&str]| {
        let mut command = displays.command(env!("CARGO_BIN_EXE_deckle"));
        let done = command.arg("Cargo.toml").args(options).output().expect("deckle runs");
        assert_eq!(done.status.code(), Some(2), "{options:?}");
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    let told = refused(&["--audience-display", "HDMI-7"]);
    assert!(told.contains("there is no display \"HDMI-7\""), "{told}");
    assert!(told.contains("1 DUMMY0, 1920 × 1080; 2 DUMMY1, 1280 × 800"), "{told}");
    let told = refused(&["--audience-display", "2", "--presenter-display", "dummy1"]);
    assert!(told.contains("cannot have the same display"), "{told}");
    let list = displays.ask(env!("CARGO_BIN_EXE_deckle"), &["displays"]).expect("a list");
    let list: Vec<&str> = list.lines().collect();
    assert_eq!(list.len(), 2, "{list:?}");
    assert!(list[0].starts_with("1  DUMMY0  1920 × 1080") && list[0].ends_with("presenter screen"), "{list:?}");
    assert!(list[1].starts_with("2  DUMMY1  1280 × 800") && list[1].ends_with("audience"), "{list:?}");
}
