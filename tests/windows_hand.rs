//! The speaker's hand on real windows: the built program under Xvfb, a real mouse and real keys in, pixels out. Where the
//! programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#![cfg(unix)]

#[path = "support/running.rs"]
mod running;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::os::unix::fs::PermissionsExt as _;

use deckle::media::Pixels;
use running::{Both, Running};
use xvfb::until;

const TALK: &str = "---\ntitle: Talk\n---\n\n## One\n\n- a point\n- [another](https://example.org/a)\n- [on](#two)\n\n```rust\nfn main() {\n    \
    println!(\"hello\");\n}\n```\n\n## Two\n\n- words\n";

/// A show with a browser that writes down where it is sent.
fn start() -> Option<Both> {
    let show = Running::both(|folder, command| {
        std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
        let browser = folder.join("xdg-open");
        std::fs::write(&browser, "#!/bin/sh\nprintf %s \"$*\" > \"$(dirname \"$0\")/sent\"\n").expect("a browser");
        std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
        command.env("PATH", format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default()));
    })?;
    show.mouse(&show.console, (300, 560));
    until("the first page shows", || {
        let title = show.title()?;
        if !title.starts_with("One") {
            show.keys(&["n"]);
        }
        title.starts_with("One").then_some(())
    });
    Some(show)
}

/// Waits for a picture of `window` that `holds`.
fn expect(show: &Both, window: &str, what: &str, holds: impl Fn(&Pixels) -> bool) -> Pixels {
    until(what, || show.display.picture(window).filter(&holds))
}

fn at(picture: &Pixels, (x, y): (u32, u32)) -> [u8; 3] {
    let start = ((y * picture.width + x) * 4) as usize;
    picture.rgba.get(start..start + 3).map_or([0; 3], |rgb| [rgb[0], rgb[1], rgb[2]])
}

fn red([r, g, b]: [u8; 3]) -> bool {
    r > 230 && g < 150 && b < 150
}

fn reds(picture: &Pixels) -> usize {
    picture.rgba.chunks_exact(4).filter(|rgba| rgba[0] > 245 && rgba[1] == 30 && rgba[2] == 45).count()
}

fn lightness(rgb: [u8; 3]) -> u32 {
    rgb.iter().map(|&c| u32::from(c)).sum()
}

#[test]
fn the_mouse_is_a_dot_a_light_and_a_glass_on_both_windows() {
    let Some(show) = start() else { return };
    // Its ground, and that of its code.
    let plain = expect(&show, &show.window, "the page", |picture| {
        at(picture, (600, 380)) == [242, 239, 231] && lightness(at(picture, (600, 480))) > 730
    });

    // A dot that follows the mouse from either window, and is gone with it.
    show.keys(&["l"]);
    for place in [(900, 500), (300, 200)] {
        // A mouse that rests lights nothing: it moves for every look.
        let lit = |window: &str, what: &str, holds: &dyn Fn(&Pixels) -> bool| {
            until(what, || {
                show.mouse(&show.window, (place.0 + 1, place.1));
                show.mouse(&show.window, place);
                show.display.picture(window).filter(holds)
            });
        };
        lit(&show.window, "a dot under the mouse", &|picture| red(at(picture, place)));
        lit(&show.console, "the same dot on the presenter screen", &|picture| reds(picture) > 5);
    }
    until("a dot from the presenter screen", || {
        show.mouse(&show.console, (301, 200));
        show.mouse(&show.console, (300, 200));
        let picture = show.display.picture(&show.window)?;
        (reds(&picture) > 100 && !red(at(&picture, (300, 200)))).then_some(())
    });
    expect(&show, &show.window, "a light that went out while the mouse rests", |picture| picture.rgba == plain.rgba);
    show.mouse(&show.console, (310, 200));
    expect(&show, &show.window, "a dot again", |picture| reds(picture) > 100);
    show.mouse(&show.console, (300, 560));
    expect(&show, &show.window, "no dot", |picture| picture.rgba == plain.rgba);

    // Light around the mouse.
    show.mouse(&show.window, (640, 360));
    show.keys(&["i"]);
    expect(&show, &show.window, "dusk", |picture| {
        lightness(at(picture, (20, 20))) < 300 && at(picture, (640, 360)) == at(&plain, (640, 360))
    });
    show.keys(&["Escape"]);
    expect(&show, &show.window, "the page again", |picture| picture.rgba == plain.rgba);

    // From near; the wheel goes nearer, a drag moves, a click does not turn the page, Esc leaves.
    show.mouse(&show.window, (400, 400));
    show.keys(&["z"]);
    let near = expect(&show, &show.window, "the page from near", |picture| picture.rgba != plain.rgba);
    show.xdotool(&["click", "4"]);
    let nearer = expect(&show, &show.window, "nearer", |picture| picture.rgba != near.rgba);
    show.xdotool(&["windowactivate", "--sync", &show.window]);
    // The first click may bring the window to the front; a drag that was not meant moves nothing, so it is tried again.
    until("a drag moves the page", || {
        show.mouse(&show.window, (700, 400));
        show.xdotool(&["mousedown", "1"]);
        show.mouse(&show.window, (500, 350));
        show.xdotool(&["mouseup", "1"]);
        (show.display.picture(&show.window)?.rgba != nearer.rgba).then_some(())
    });
    assert_eq!(show.title().as_deref(), Some("One — Talk — deckle"));
    show.keys(&["Escape"]);
    expect(&show, &show.window, "the whole page", |picture| picture.rgba == plain.rgba);

    // A link on the presenter screen goes to the browser at the second click, and turns no page.
    show.xdotool(&["windowactivate", "--sync", &show.console]);
    until("the link opens", || {
        show.mouse(&show.console, (110, 158));
        show.xdotool(&["click", "1"]);
        let sent = std::fs::read_to_string(show.folder.path().join("sent")).ok()?;
        (sent == "https://example.org/a").then_some(())
    });
    assert_eq!(show.title().as_deref(), Some("One — Talk — deckle"));
    // One to a slide of the talk goes there at once, from the slides' own window too; and there is a way back.
    show.xdotool(&["windowactivate", "--sync", &show.window]);
    until("the link leads on", || {
        show.mouse(&show.window, (139, 272));
        show.xdotool(&["click", "1"]);
        show.title()?.starts_with("Two").then_some(())
    });
    show.keys(&["alt+Left"]);
    until("back", || show.title()?.starts_with("One").then_some(()));
}

/// Pixels of a pen's line.
fn inked(picture: &Pixels) -> usize {
    picture.rgba.chunks_exact(4).filter(|rgba| rgba[..3] == [0xD8, 0x1E, 0x3A]).count()
}

#[test]
fn a_pen_draws_on_both_windows_from_either() {
    let Some(show) = start() else { return };
    let drag = |window: &str, way: &[(u32, u32)]| {
        show.xdotool(&["windowactivate", "--sync", window]);
        // Keys come after the focus: once they were heard, so was that.
        show.press(&["n"], "Two — Talk — deckle");
        show.press(&["p"], "One — Talk — deckle");
        let place = |(x, y): (u32, u32)| [x.to_string(), y.to_string()];
        let mut all: Vec<String> = Vec::new();
        for (n, at) in way.iter().enumerate() {
            all.extend(["mousemove", "--window", window].map(str::to_owned));
            all.extend(place(*at));
            // A server that is busy makes one move of two that follow at once; no hand jumps like that.
            all.extend(["sleep", "0.1"].map(str::to_owned));
            if n == 0 {
                // A button that brings a window to the front is not meant for the show.
                all.extend(["sleep", "0.25", "mousedown", "1"].map(str::to_owned));
            }
        }
        all.extend(["mouseup", "1"].map(str::to_owned));
        show.xdotool(&all.iter().map(String::as_str).collect::<Vec<_>>());
    };
    show.keys(&["d"]);
    drag(&show.window, &[(300, 600), (500, 620), (700, 600)]);
    let first = expect(&show, &show.window, "a line where the mouse went", |picture| {
        [(500, 620), (699, 600)].iter().all(|place| at(picture, *place) == [0xD8, 0x1E, 0x3A])
    });
    expect(&show, &show.console, "the same line on the presenter screen", |picture| inked(picture) > 100);
    // From the presenter screen; the mouse's button turns no page.
    drag(&show.console, &[(120, 250), (300, 250)]);
    expect(&show, &show.window, "another line", |picture| inked(picture) > inked(&first) + 500);
    assert_eq!(show.title().as_deref(), Some("One — Talk — deckle"));
    // It waits on its page, and goes as it came.
    show.keys(&["n"]);
    expect(&show, &show.window, "a page without lines", |picture| inked(picture) == 0);
    show.keys(&["p"]);
    expect(&show, &show.window, "both lines again", |picture| inked(picture) > inked(&first) + 500);
    show.keys(&["u"]);
    expect(&show, &show.window, "the first line", |picture| picture.rgba == first.rgba);
    // Kept in a file beside the deck, with nothing told to the audience.
    show.keys(&["k"]);
    let kept = show.folder.path().join("talk.drawings.json");
    until("a file is kept", || std::fs::read_to_string(&kept).ok().filter(|text| text.contains("\"nib\":\"pen\"")));
    expect(&show, &show.window, "the same page", |picture| picture.rgba == first.rgba);
    show.keys(&["c"]);
    expect(&show, &show.window, "nothing", |picture| inked(picture) == 0);
}
