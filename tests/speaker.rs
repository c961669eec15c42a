//! The speaker's hands on real windows: a frozen stage, notes that scroll, a timer that stops; the built program under Xvfb,
//! real keys and a real wheel in, titles and pixels out. Where the programs for it are missing it says so, and fails if
//! `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use deckle::color::Rgba;
use deckle::theme;
use running::{Both, Running};
use xvfb::until;

/// Talks of three pages; the notes of the second are longer than any screen.
fn talk(before: &str) -> String {
    let notes = "A line of notes that goes on and on, so that there are many.\n\n".repeat(60);
    format!(
        "---\ntitle: Talk\nduration: 20m\n---\n\n## One\n\n- a point\n\n{before}## Two\n\n- words\n\n<!--\n{notes}-->\n\n## Three\n\n- more\n"
    )
}

fn start() -> Option<Both> {
    Running::both(|folder, _| std::fs::write(folder.join("talk.md"), talk("")).expect("the talk"))
}

/// Waits until the audience's window has this title.
fn expect(show: &Both, title: &str) {
    show.expect_title(&format!("{title} — Talk — deckle"));
}

/// Waits until the window has, or no longer has, many pixels of `color`.
fn expect_color(show: &Both, window: &str, color: Rgba, there: bool) {
    until(&format!("{color:?} is there: {there}"), || {
        let wanted = [color.r, color.g, color.b, 255];
        let count = show.picture(window).rgba.chunks_exact(4).filter(|pixel| **pixel == wanted).count();
        ((count > 300) == there).then_some(())
    });
}

/// What the console shows above its times.
fn notes(show: &Both) -> Vec<u8> {
    let mut picture = show.picture(&show.console);
    picture.rgba.truncate(picture.width as usize * picture.height as usize * 4 / 3 * 2);
    picture.rgba
}

#[test]
fn a_frozen_stage_stays_while_the_speaker_browses() {
    let Some(show) = start() else { return };
    let (frozen, page) = (theme::stage().tones.note, theme::paper().background);
    show.keys(&["Next"]);
    expect(&show, "One");
    show.keys(&["a"]);
    expect_color(&show, &show.console, frozen, true);
    let before = show.picture(&show.window);
    let mine = notes(&show);
    show.keys(&["Next"]);
    until("the speaker goes on alone", || (notes(&show) != mine).then_some(()));
    assert_eq!(show.title().as_deref(), Some("One — Talk — deckle"));
    assert!(show.picture(&show.window).rgba == before.rgba, "the audience keeps its picture");
    // Black covers the stage, and a move of the speaker does not give the picture back.
    show.keys(&["b"]);
    expect_color(&show, &show.window, page, false);
    show.keys(&["Next", "b"]);
    expect_color(&show, &show.window, page, true);
    assert!(show.picture(&show.window).rgba == before.rgba, "the same page comes back");
    // A save that puts a page before it changes nothing on stage, nor does Esc.
    let mine = notes(&show);
    std::fs::write(show.talk(), talk("## Between\n\n- new\n\n").replace("## One", "## New\n\n- new\n\n## One"))
        .unwrap();
    until("the save has come", || (notes(&show) != mine).then_some(()));
    show.keys(&["Escape", "Escape"]);
    expect(&show, "One");
    show.keys(&["a"]);
    expect(&show, "Three");
    expect_color(&show, &show.console, frozen, false);
    // Who closes the presenter's screen is back where the audience is.
    show.keys(&["a", "Home", "s"]);
    show.expect_no_presenter();
    expect(&show, "Three");
    show.focus(&show.window);
    show.keys(&["Prior"]);
    expect(&show, "Two");
}

#[test]
fn notes_scroll_by_keys_and_by_the_wheel_over_them_and_nothing_moves() {
    let Some(show) = start() else { return };
    show.keys(&["Next", "Next"]);
    expect(&show, "Two");
    let top = until("the notes are drawn", || {
        let (one, other) = (notes(&show), notes(&show));
        (one == other).then_some(one)
    });
    show.keys(&["shift+Down"]);
    until("the notes scrolled", || (notes(&show) != top).then_some(()));
    show.keys(&["shift+Up"]);
    until("they scrolled back", || (notes(&show) == top).then_some(()));
    let (width, height) = show.display.size(&show.console).expect("a size");
    // A window moves, under the manager's title bar, by its place: the notes are at its right, above the middle.
    let middle = [(width * 3 / 4).to_string(), (height / 3).to_string()];
    show.xdotool(&["mousemove", "--window", &show.console, &middle[0], &middle[1], "click", "5"]);
    until("the wheel scrolled the notes", || (notes(&show) != top).then_some(()));
    expect(&show, "Two");
    show.keys(&["plus"]);
    let larger = notes(&show);
    show.keys(&["minus", "minus"]);
    until("the notes changed their size", || (notes(&show) != larger).then_some(()));
    expect(&show, "Two");
    let page = [(width / 5).to_string(), (height / 4).to_string()];
    show.xdotool(&["mousemove", "--window", &show.console, &page[0], &page[1], "click", "5"]);
    expect(&show, "Three");
}

#[test]
fn the_timer_stops_and_goes_on() {
    let Some(show) = start() else { return };
    let paused = theme::stage().tones.warning;
    show.keys(&["Next"]);
    expect(&show, "One");
    show.keys(&["r"]);
    expect_color(&show, &show.console, paused, true);
    show.keys(&["Next"]);
    expect(&show, "Two");
    expect_color(&show, &show.console, paused, true);
    show.keys(&["r"]);
    expect_color(&show, &show.console, paused, false);
    show.keys(&["r"]);
    expect_color(&show, &show.console, paused, true);
    show.keys(&["Delete"]);
    expect_color(&show, &show.console, paused, false);
}
