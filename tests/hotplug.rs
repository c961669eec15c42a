//! Displays that come and go during a show: the built program under Xorg with its dummy driver, cables pulled and plugged,
//! places, titles and pixels of its windows out, and how long it took. Where Xorg cannot run it says so, and fails if
//! `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/onstage.rs"]
mod onstage;
mod support;
#[path = "support/xorg.rs"]
mod xorg;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::time::{Duration, Instant};

use onstage::{OWN, Presenting, THEIRS, search};
use xorg::Xorg;
use xvfb::until;

/// The promise is a second; a machine that runs other tests beside this one may take longer.
const HIDDEN: Duration = Duration::from_millis(2500);
/// The promise is two seconds.
const BACK: Duration = Duration::from_millis(4000);

/// A show on two displays, on its second page.
fn on_page_two(options: &[&str]) -> Option<(Presenting, String)> {
    let displays = Xorg::start()?;
    displays.plug();
    let show = Presenting::start(displays, options);
    let presenter = show.expect_presenter();
    show.expect_place("the audience's window covers the second display", &show.audience, THEIRS);
    show.press(&presenter, "Next");
    show.expect_title("One — First talk — deckle");
    Some((show, presenter))
}

/// Whether the audience's window shows nothing but black.
fn is_black(show: &Presenting) -> bool {
    let picture = show.displays.picture(&show.audience);
    picture.is_some_and(|picture| picture.rgba.chunks_exact(4).all(|pixel| pixel == [0, 0, 0, 255]))
}

#[test]
fn slides_are_gone_with_their_display_and_back_with_it_on_the_same_page() {
    let Some((mut show, presenter)) = on_page_two(&[]) else { return };
    let began = Instant::now();
    show.displays.unplug();
    show.expect_no_slides();
    show.expect_place("the presenter's window covers what is left", &presenter, OWN);
    assert!(began.elapsed() < HIDDEN, "it took {:?}", began.elapsed());
    show.press(&presenter, "Next");

    let began = Instant::now();
    show.displays.plug();
    show.find_audience();
    show.expect_place("the audience's window covers its display again", &show.audience, THEIRS);
    show.expect_title("Two — First talk — deckle");
    assert!(began.elapsed() < BACK, "it took {:?}", began.elapsed());
    show.expect_page(3);
    show.expect_place("the presenter's window stays", &presenter, OWN);

    // A projector that is switched to another resolution.
    show.displays.xrandr(&["--output", "DUMMY1", "--mode", "1024x768"]);
    until("the slides fill the display as it is now", || {
        let window = show.slides()?;
        (show.displays.place(&window)? == (1920, 0, 1024, 768)).then_some(())
    });
    show.displays.plug();
    until("and as it was", || (show.displays.place(&show.slides()?)? == THEIRS).then_some(()));
    show.find_audience();
    show.expect_page(3);

    // The lid of the laptop: notes never go where the audience looks.
    show.displays.xrandr(&["--output", "DUMMY0", "--off"]);
    until("the notes are gone", || show.presenter().is_none().then_some(()));
    show.expect_title("Two — First talk — deckle");
    show.displays.xrandr(&["--output", "DUMMY0", "--mode", "1920x1080", "--pos", "0x0", "--primary"]);
    show.displays.plug();
    let presenter = show.expect_presenter();
    show.expect_place("the notes are back", &presenter, OWN);
    show.find_audience();
    show.expect_place("the slides are where they were", &show.audience, THEIRS);

    // A mirror shows the audience all that the laptop has.
    show.displays.xrandr(&["--output", "DUMMY1", "--mode", "1280x800", "--pos", "0x0"]);
    until("the notes are gone in a mirror", || show.presenter().is_none().then_some(()));
    show.find_audience();
    show.expect_place("the slides fill it", &show.audience, OWN);
    show.displays.plug();
    let presenter = show.expect_presenter();
    show.expect_place("the notes are back behind the mirror", &presenter, OWN);
    show.press(&presenter, "q");
    show.expect_quit();
}

#[test]
fn a_presenter_screen_opens_where_there_was_none() {
    let Some((mut show, presenter)) = on_page_two(&[]) else { return };
    show.press(&presenter, "s");
    until("the presenter's window is gone", || show.presenter().is_none().then_some(()));
    let began = Instant::now();
    show.displays.unplug();
    let presenter = show.expect_presenter();
    show.expect_place("the presenter's window covers what is left", &presenter, OWN);
    assert!(began.elapsed() < HIDDEN, "it took {:?}", began.elapsed());
    show.expect_no_slides();
    show.press(&presenter, "Next");
    // Who wants to see the slides on what is left can, instead of the notes.
    show.press(&presenter, "x");
    show.find_audience();
    show.expect_place("the slides instead of the notes", &show.audience, OWN);
    show.expect_title("Two — First talk — deckle");
    // A key that comes to a window in the moment of its making may be lost; one that was heard opens the notes.
    until("the notes instead of the slides", || {
        show.press(&show.audience, "x");
        let pressed = Instant::now();
        while show.presenter().is_none() && pressed.elapsed() < HIDDEN {}
        show.presenter()
    });
    show.expect_no_slides();
    show.displays.plug();
    show.find_audience();
    show.expect_place("the slides are back", &show.audience, THEIRS);
    until("and alone, as they were", || show.presenter().is_none().then_some(()));
}

#[test]
fn black_stays_black_and_a_window_a_window() {
    let Some((mut show, presenter)) = on_page_two(&[]) else { return };
    show.press(&presenter, "b");
    until("the stage is black", || is_black(&show).then_some(()));
    show.displays.unplug();
    show.expect_no_slides();
    show.displays.plug();
    show.find_audience();
    show.expect_place("the audience's window covers its display again", &show.audience, THEIRS);
    until("it is black", || is_black(&show).then_some(()));
    show.press(&presenter, "b");
    show.expect_page(2);

    show.press(&presenter, "f");
    until("the slides are in a window", || (show.displays.size(&show.audience)? == (1280, 720)).then_some(()));
    show.displays.unplug();
    show.expect_no_slides();
    show.displays.plug();
    show.find_audience();
    until("it is a window on its own display", || {
        let (left, _, width, height) = show.displays.place(&show.audience)?;
        (left >= THEIRS.0 && (width, height) == (1280, 720)).then_some(())
    });
    show.press(&presenter, "f");
    show.expect_place("and covers it when it is asked to", &show.audience, THEIRS);
    show.expect_place("the presenter's window stays", &presenter, OWN);
}

#[test]
fn a_display_that_comes_during_the_show_is_the_audiences() {
    let Some(displays) = Xorg::start() else { return };
    let mut show = Presenting::start(displays, &[]);
    show.expect_place("one display shows the slides", &show.audience, OWN);
    show.press(&show.audience, "Next");
    show.expect_title("One — First talk — deckle");
    show.displays.plug();
    show.expect_place("they move to the second", &show.audience, THEIRS);
    let presenter = show.expect_presenter();
    show.expect_place("the notes come to the first", &presenter, OWN);
    show.expect_page(2);
    // Both on one display, as for sharing a window in a call.
    show.displays.unplug();
    show.expect_no_slides();
    show.press(&presenter, "f");
    show.find_audience();
    until("slides and notes are windows", || {
        let sizes = (show.displays.size(&show.audience)?, show.displays.size(&presenter)?);
        (sizes.0 == (1280, 720) && sizes.1.0 < 1920).then_some(())
    });
}

#[test]
fn a_hundred_times_and_still_the_same_page() {
    let Some((mut show, presenter)) = on_page_two(&[]) else { return };
    for time in 0..100 {
        show.displays.unplug();
        if time % 20 == 0 {
            show.expect_no_slides();
        }
        show.displays.plug();
        if time % 20 == 10 {
            until("the slides are back", || (show.displays.place(&show.slides()?)? == THEIRS).then_some(()));
        }
    }
    until("the slides cover their display", || (show.displays.place(&show.slides()?)? == THEIRS).then_some(()));
    show.find_audience();
    show.expect_title("One — First talk — deckle");
    show.expect_page(2);
    show.expect_place("the presenter's window covers its own", &presenter, OWN);
    assert_eq!(search(&show.displays, "deckle$").len(), 2, "there are two windows");
    show.press(&presenter, "Next");
    show.expect_title("Two — First talk — deckle");
}
