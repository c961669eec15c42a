//! Moves by slide and page, jumps taken back, bookmarks: the built program under Xvfb, real keys in, titles out. Where the
//! programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use running::Running;
use xvfb::until;

/// A slide of several steps, one of several pages, and one more; `before` stands in front of them.
fn talk(before: &str) -> String {
    let long = "- a point that stands on one of the pages of this slide, whichever it may be\n".repeat(40);
    format!(
        "---\ntitle: Talk\n---\n\n{before}## Steps\n\n- one\n\n. . .\n\n- two\n\n. . .\n\n- three\n\n## Long\n\n{long}\n## Last\n\n- end\n"
    )
}

fn start() -> Option<Running> {
    Running::start("1400x800", &talk(""), &["--painter", "cpu", "--windowed"])
}

/// Presses keys, then waits until the window is called after the page.
fn press(show: &Running, keys: &[&str], page: &str) {
    show.press(keys, &format!("{page} — Talk — deckle"));
}

#[test]
fn slides_and_pages_are_walked_and_jumps_taken_back() {
    let Some(show) = start() else { return };
    press(&show, &["bracketright"], "Steps");
    press(&show, &["shift+Right"], "Long");
    press(&show, &["bracketright"], "Last");
    press(&show, &["bracketleft"], "Long");
    press(&show, &["shift+Prior"], "Steps");
    press(&show, &["bracketleft", "bracketleft"], "Talk");
    press(&show, &["End"], "Last");
    press(&show, &["alt+Left"], "Talk");
    press(&show, &["alt+Right"], "Last");
    press(&show, &["2", "Return"], "Steps");
    press(&show, &["alt+Left", "alt+Left"], "Talk");
}

#[test]
fn bookmarks_stay_with_their_words() {
    let Some(show) = start() else { return };
    press(&show, &["bracketright", "m"], "Steps");
    press(&show, &["End"], "Last");
    press(&show, &["apostrophe"], "Steps");
    press(&show, &["alt+Left"], "Last");
    std::fs::write(show.talk(), talk("## New\n\n- words\n\n## Newer\n\n- words\n\n")).expect("the talk is saved");
    // The window keeps its title; that the save has come is seen from the number that `Steps` has now.
    until("the save shows", || {
        show.keys(&["2", "Return"]);
        show.title()?.starts_with("New ").then_some(())
    });
    press(&show, &["apostrophe"], "Steps");
}
