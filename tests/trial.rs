//! Drawings tried out in a process of their own: what would never end, or eat the memory, ends there, and the show goes on;
//! what is merely dear is shown; what is cheap starts no process.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use deckle::geom::Rect;
use deckle::media::{Images, MAX_TRIAL, MediaError, TRIAL_COMMAND};

#[path = "support/bombs.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is no library, and a part of it is enough here")]
mod bombs;

use bombs::{bombs, svg};

const PROGRAM: &str = env!("CARGO_BIN_EXE_deckle");
const ALL: Rect = Rect::new(0.0, 0.0, 1.0, 1.0);
/// A trial's deadline, and what a machine under load adds.
const PATIENCE: Duration = MAX_TRIAL.saturating_add(Duration::from_secs(10));

#[test]
fn no_drawing_stops_the_show() {
    let images = Images::with_trial(PROGRAM);
    for (name, svg) in bombs() {
        let begun = Instant::now();
        // Whether it is shown is the machine's affair; that it comes to an end is ours.
        if let Ok(id) = images.add_svg(&svg) {
            assert_eq!(images.scaled(id, ALL, 300, 200).expect("pixels").rgba.len(), 300 * 200 * 4, "{name}");
        }
        assert!(begun.elapsed() < PATIENCE, "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn what_takes_too_long_is_ended_and_told() {
    let wide = "<filter id='f'><feMorphology radius='60'/></filter><rect width='100' height='50' filter='url(#f)'/>";
    let images = Images::with_trial(PROGRAM);
    let begun = Instant::now();
    let error = images.add_svg(&svg(wide)).expect_err("it takes minutes");
    assert!(matches!(&error, MediaError::TooLarge(why) if why.contains("2 seconds")), "{error}");
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    let begun = Instant::now();
    assert_eq!(images.add_svg(&svg(wide)), Err(error));
    assert!(begun.elapsed() < Duration::from_millis(1_500), "it is not tried again");
}

#[test]
#[cfg(target_os = "linux")]
fn what_takes_too_much_memory_is_ended_and_told() {
    // Every element that declares one more copies the two thousand of the element around it.
    let names: String = (0..3_000).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
    let many = "<g xmlns:q='v'/>".repeat(300_000);
    let images = Images::with_trial(PROGRAM);
    let error = images.add_svg(&svg(&format!("<g{names}>{many}</g>"))).expect_err("it takes gigabytes");
    assert!(matches!(error, MediaError::TooLarge(_)), "{error}");
}

#[test]
fn what_is_merely_dear_is_shown_no_larger_than_it_was_tried() {
    let names: String = (0..90).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
    let dear = svg(&format!("<g{names}><rect width='50' height='50' fill='#d6451b'/></g>"));
    let images = Images::with_trial(PROGRAM);
    let id = images.add_svg(&dear).expect("a good drawing");
    for (width, height) in [(100, 50), (640, 320), (6_000, 3_000), (40, 90)] {
        let pixels = images.scaled(id, ALL, width, height).expect("pixels");
        let at = |x: u32| pixels.rgba[((height / 2 * width + x) * 4) as usize + 3];
        assert_eq!((pixels.width, pixels.height), (width, height));
        assert_eq!((at(width / 8), at(width * 7 / 8)), (255, 0), "{width} x {height}");
    }
    let left = images.scaled(id, Rect::new(0.0, 0.0, 0.5, 1.0), 64, 64).expect("pixels");
    assert_eq!(left.rgba[(32 * 64 + 60) * 4..][..4], [0xd6, 0x45, 0x1b, 0xff]);
}

#[test]
fn what_is_cheap_starts_no_process_and_without_one_the_estimates_decide() {
    let nobody = Images::with_trial("/nowhere/at/all");
    nobody.add_svg(&svg("<text y='20'>cheap</text>")).expect("a good drawing");
    let (_, bomb) = bombs().swap_remove(0);
    assert!(matches!(nobody.add_svg(&bomb), Err(MediaError::TooLarge(_))));
    // Another program is no trial either.
    for other in ["/bin/true", "/bin/cat", "/bin/false"] {
        if Path::new(other).exists() {
            assert!(matches!(Images::with_trial(other).add_svg(&bomb), Err(MediaError::TooLarge(_))), "{other}");
        }
    }
}

#[test]
fn a_deck_with_such_a_drawing_is_shown_with_a_placard() {
    let folder = tempfile::tempdir().expect("a folder");
    let wide = "<filter id='f'><feMorphology radius='60'/></filter><rect width='100' height='50' filter='url(#f)'/>";
    std::fs::write(folder.path().join("bomb.svg"), svg(wide)).expect("a file");
    std::fs::write(folder.path().join("deck.md"), "# One\n\n![a bomb](bomb.svg)\n\n# Two\n\nwords\n").expect("a file");
    let run = Command::new(PROGRAM).args(["dump", "deck.md"]).current_dir(folder.path()).output().expect("it runs");
    let (out, told) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && out.contains("a bomb") && out.contains("words"), "{out}{told}");
    assert!(
        told.contains("deck.md:3:1: warning: picture not shown: \"bomb.svg\": drawing it takes more than"),
        "{told}"
    );
    assert!(told.contains("save it as a PNG"), "{told}");
}

#[test]
fn people_are_not_told_of_it() {
    let help = Command::new(PROGRAM).arg("--help").output().expect("it runs");
    assert!(!String::from_utf8_lossy(&help.stdout).contains(TRIAL_COMMAND));
}
