//! Looking for a page on real windows: the built program under Xvfb, real keys and a real mouse in, titles out. Where the
//! programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#![cfg(unix)]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use running::Running;
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n## Allocation\n\n- a point\n\n## Größe\n\n- words of the café\n\n## Interfaces\n\n- io.Reader\n\n## Last\n\n- end\n";

/// What stands behind everything on the speaker's screen, and on who looks for a page.
const STAGE: [u8; 4] = [0x0d, 0x0e, 0x11, 0xff];

fn page(show: &Running, title: &str) {
    show.expect_title(&format!("{title} — Talk — deckle"));
}

/// Waits until the window shows the dark screen of who looks for a page, or no more of it.
fn expect_list(show: &Running, window: &str, open: bool) {
    until(if open { "pages are looked for" } else { "nobody looks for a page" }, || {
        let picture = show.display.picture(window)?;
        ((picture.rgba.first_chunk() == Some(&STAGE)) == open).then_some(())
    });
}

#[test]
fn a_page_is_gone_to_by_what_is_typed_on_the_only_window() {
    let Some(show) = Running::start("1400x800", TALK, &["--painter", "cpu", "--windowed", "--no-presenter"]) else {
        return;
    };
    page(&show, "Talk");
    show.keys(&["g"]);
    expect_list(&show, &show.window, true);
    // Letters are typed, whatever they are keys of.
    show.keys(&["g", "r", "o", "s", "s"]);
    show.keys(&["Return"]);
    page(&show, "Größe");
    expect_list(&show, &show.window, false);
    show.keys(&["Tab"]);
    expect_list(&show, &show.window, true);
    show.keys(&["Right", "Right"]);
    show.keys(&["Return"]);
    page(&show, "Last");
    show.keys(&["o"]);
    expect_list(&show, &show.window, true);
    show.keys(&["Home", "Escape"]);
    expect_list(&show, &show.window, false);
    page(&show, "Last");
    show.keys(&["alt+Left"]);
    page(&show, "Größe");
    // A clicker: its top button, forward, its button for black.
    show.keys(&["Tab"]);
    expect_list(&show, &show.window, true);
    show.keys(&["Next", "period"]);
    page(&show, "Interfaces");
}

#[test]
fn the_audience_sees_nothing_and_the_mouse_chooses() {
    let Some((show, presenter)) =
        Running::both(|folder, _| std::fs::write(folder.join("talk.md"), TALK).expect("the talk"))
    else {
        return;
    };
    page(&show, "Talk");
    let before = show.picture(&show.window);
    show.keys(&["Tab"]);
    show.keys(&["r", "e", "a", "d"]);
    // The first cell stands under the field, at the left.
    until("the one page that was found is chosen", || {
        show.xdotool(&["mousemove", "--window", &presenter, "150", "180"]);
        show.xdotool(&["mousemove", "--window", &presenter, "160", "190"]);
        assert!(show.title().is_none_or(|title| !title.starts_with("Interfaces")), "nothing was clicked");
        let now = show.picture(&show.window);
        assert!(now.rgba == before.rgba, "the audience sees something of it");
        show.xdotool(&["click", "1"]);
        show.expect_title("Interfaces — Talk — deckle");
        Some(())
    });
}
