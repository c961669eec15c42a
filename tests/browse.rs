//! Looking for a page in real windows: the list that is searched and the overview, on the presenter screen while the
//! audience keeps its page, and on the only window. Where the programs for it are missing it says so, and fails if
//! `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use running::Running;
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n## Apples\n\n- red\n\n## Pears\n\n- green\n\n## Plums\n\n- blue\n";

#[test]
fn the_speaker_looks_for_a_page_and_the_audience_sees_nothing_of_it() {
    let write = |folder: &std::path::Path, _: &mut std::process::Command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
    };
    let Some(show) = Running::both(write) else { return };
    show.press(&["Right"], "Apples — Talk — deckle");
    let slides = show.picture(&show.window);
    let desk = show.picture(&show.console);
    show.keys(&["o"]);
    until("the overview shows", || (show.picture(&show.console) != desk).then_some(()));
    show.keys(&["p", "l", "u"]);
    assert_eq!(show.title().as_deref(), Some("Apples — Talk — deckle"), "letters are typed and are no keys");
    assert!(show.picture(&show.window) == slides, "the audience sees nothing of it");
    show.press(&["Return"], "Plums — Talk — deckle");
    show.press(&["alt+Left"], "Apples — Talk — deckle");
}

#[test]
fn with_one_window_it_shows_there() {
    let Some(show) = Running::start("1400x800", TALK, &["--painter", "cpu", "--windowed"]) else { return };
    let slides = show.picture(&show.window);
    show.keys(&["g"]);
    until("the list shows", || (show.picture(&show.window) != slides).then_some(()));
    show.keys(&["Escape"]);
    until("the page is back", || (show.picture(&show.window) == slides).then_some(()));
    show.keys(&["g", "p", "e", "a"]);
    show.press(&["Return"], "Pears — Talk — deckle");
    // All pages, the one after, go there.
    show.keys(&["Tab", "Right"]);
    show.press(&["Return"], "Plums — Talk — deckle");
}
