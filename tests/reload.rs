//! Live reload on a real window: the built program under Xvfb, files written beneath it, titles and pixels out. Where the
//! programs for it are missing it says so, and fails if `DECKLE_REQUIRE_WINDOWS=1`.

#[path = "support/running.rs"]
mod running;
mod support;
#[path = "support/xvfb.rs"]
mod xvfb;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use deckle::media::Pixels;
use running::{LATE, Running};
use support::{compare, leave, read_png};
use xvfb::until;

/// Channels may differ by so much between the window and the exported page.
const TOLERANCE: u8 = 2;

/// What the speaker is told is written in.
const ACCENT: [u8; 4] = [0xff, 0x8a, 0x5c, 0xff];

const TALK: &str = "---\ntitle: Talk\n---\n\n## One\n\n- a point\n\n## Two\n\n- words\n\n## Three\n\n- more\n";

/// The talk in a folder.
fn talk(folder: &Path) {
    std::fs::write(folder.join("talk.md"), TALK).expect("the talk");
}

/// A running show of one deck.
struct Presenting(Running);

impl std::ops::Deref for Presenting {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.0
    }
}

impl Presenting {
    /// Presents `talk.md` with `options` from a folder that `fill` made ready.
    fn start(fill: impl FnOnce(&Path), options: &[&str]) -> Option<Self> {
        let show = Running::prepared("1400x900", |folder, command| {
            fill(folder);
            command.args(["talk.md", "--painter", "cpu", "--windowed"]).args(options);
        })?;
        Some(Self(show))
    }

    fn write(&self, text: &str) {
        std::fs::write(self.talk(), text).expect("the talk is written");
    }

    /// Saves as many editors do: to another file, which then takes the place of the first.
    fn replace(&self, text: &str) {
        let other = self.folder.path().join("talk.md~");
        std::fs::write(&other, text).expect("the other file is written");
        std::fs::rename(other, self.talk()).expect("it takes the place");
    }

    /// Presses the key in the audience's window.
    fn key(&self, key: &str) {
        self.focus(&self.window);
        self.keys(&[key]);
    }

    /// Waits until the window shows page `number` as `deckle export` writes it with `options` now.
    fn expect_page(&self, number: usize, options: &[&str]) {
        let out = tempfile::tempdir().expect("a temporary folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_deckle"));
        command.current_dir(self.folder.path()).args(["export", "talk.md", "--size", "1280x720", "--painter", "cpu"]);
        let done = command.arg("-o").arg(out.path()).args(options).output().expect("deckle exports");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let name = std::fs::read_dir(out.path()).expect("the pages").filter_map(|file| Some(file.ok()?.path()));
        let page = name.into_iter().find(|path| path.to_string_lossy().ends_with(&format!("-{number:03}.png")));
        let expected = read_png(&page.expect("the page was exported")).expect("it is a picture");
        self.expect_picture(&expected);
    }

    fn expect_picture(&self, expected: &Pixels) {
        let began = Instant::now();
        until("the page shows", || {
            let actual = self.display.picture(&self.window)?;
            let report = compare(expected, &actual, TOLERANCE).err();
            if let (Some(report), true) = (&report, began.elapsed() > LATE) {
                let path = leave(Path::new(env!("CARGO_TARGET_TMPDIR")), "reload", expected, &actual);
                panic!("{report}; see {}", path.display());
            }
            report.is_none().then_some(())
        });
    }
}

#[test]
fn a_save_shows_and_the_stage_stays_with_its_words() {
    let Some(show) = Presenting::start(talk, &[]) else { return };
    show.key("End");
    show.expect_title("Three — Talk — deckle");
    show.write(&TALK.replace("## One", "## Zero\n\n- before\n\n## One").replace("- more", "- more and more"));
    show.expect_page(5, &[]);
    show.expect_title("Three — Talk — deckle");
    show.replace(&TALK.replace("- more", "- the last word").replace("title: Talk", "title: Speech"));
    show.expect_title("Three — Speech — deckle");
    show.expect_page(4, &[]);
}

#[test]
fn a_broken_save_leaves_the_stage_alone() {
    let Some(show) = Presenting::start(talk, &[]) else { return };
    show.key("End");
    show.expect_title("Three — Talk — deckle");
    let before = show.display.picture(&show.window).expect("a picture");
    std::fs::remove_file(show.talk()).expect("the talk is deleted");
    show.write("");
    show.write("\u{0}\u{1}\u{2} rubbish");
    show.write("---\ntitle: [\n");
    show.write("# Rubbish alone\n");
    show.key("s");
    let presenter = show.expect_presenter();
    until("the speaker is told at the foot of the screen", || {
        let screen = show.display.picture(&presenter)?;
        let foot = screen.rgba.len() / 720 * 694;
        screen.rgba[foot..]
            .chunks_exact(4)
            .any(|pixel| pixel.iter().zip(ACCENT).all(|(a, b)| a.abs_diff(b) < 60))
            .then_some(())
    });
    show.expect_title("Three — Talk — deckle");
    show.key("s");
    show.expect_picture(&before);
    show.write(&TALK.replace("title: Talk", "title: Mended"));
    show.expect_title("Three — Mended — deckle");
}

#[test]
fn what_has_lost_most_of_its_slides_is_taken_when_the_speaker_says_so() {
    let Some(show) = Presenting::start(talk, &["--follow"]) else { return };
    show.write("---\ntitle: Other\n---\n\n## Alone\n\n- left\n");
    show.key("F6");
    show.expect_title("Other — Other — deckle");
}

#[test]
fn follow_goes_where_something_was_written() {
    let Some(show) = Presenting::start(talk, &["--follow"]) else { return };
    show.write(&TALK.replace("- words", "- other words"));
    show.expect_title("Two — Talk — deckle");
    show.write(&TALK.replace("- words", "- other words").replace("- a point", "- no point"));
    show.expect_title("One — Talk — deckle");
}

#[test]
fn a_picture_and_a_theme_show_when_they_are_saved() {
    let fill = |folder: &Path| {
        let deck = "---\ntitle: Talk\n---\n\n## Picture\n\n![](dot.png)\n";
        std::fs::write(folder.join("talk.md"), deck).expect("the talk");
        dot(folder, 20);
        look(folder, "#FBFAF6");
    };
    let theme = ["--theme", "look.toml"];
    let options = [theme[0], theme[1], "--start", "1/2"];
    let Some(show) = Presenting::start(fill, &options) else { return };
    show.expect_page(2, &theme);
    for value in [200, 90] {
        dot(show.folder.path(), value);
        show.expect_page(2, &theme);
    }
    look(show.folder.path(), "#EEF3FF");
    show.expect_page(2, &theme);
}

/// A picture in the folder.
fn dot(folder: &Path, red: u8) {
    let dot = image::RgbImage::from_pixel(80, 40, image::Rgb([red, 40, 90]));
    dot.save(folder.join("dot.png")).expect("a picture is written");
}

/// A theme in the folder.
fn look(folder: &Path, background: &str) {
    let paper =
        Command::new(env!("CARGO_BIN_EXE_deckle")).args(["themes", "paper"]).output().expect("deckle prints it");
    let paper = String::from_utf8(paper.stdout).expect("it is text");
    let changed = paper.replacen("#FBFAF6", background, 1);
    std::fs::write(folder.join("look.toml"), changed).expect("the theme is written");
}
