//! Exports on the public API: files whole or untouched, pages as the reference painter shows them, failures with the path
//! and the system's words. No window, no GPU.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use deckle::book::{Book, BookOptions};
use deckle::deck;
use deckle::export::files;
use deckle::export::png::{self, ExportError, ExportPainter, PageRef, PngOptions};
use deckle::export::select::PageList;
use deckle::fonts::FontCx;
use deckle::media::Pixels;
use deckle::paint::cpu::CpuPainter;
use deckle::theme;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Two decks, of several pages each.
fn book() -> Book {
    let sources = ["one", "two"].map(|name| {
        let text =
            format!("---\ntitle: Talk {name}\nspeaker: Ann\n---\n\n# First\n\nWords 🎉\n\n# Second\n\n- a\n- b\n");
        deck::read(&format!("{name}.md"), &text).0
    });
    Book::from_sources(sources.into(), theme::paper(), BookOptions::default(), Vec::new())
}

fn options(folder: &Path) -> PngOptions {
    PngOptions { folder: folder.to_owned(), width: 320, height: 180, painter: ExportPainter::Cpu }
}

fn export(book: &Book, pages: &[PageRef], options: &PngOptions) -> Result<Vec<PageRef>, ExportError> {
    let done = Mutex::new(Vec::new());
    png::write(book, pages, options, &|page| done.lock().expect("no panic").push(page))?;
    Ok(done.into_inner().expect("no panic"))
}

#[test]
fn a_file_is_written_and_replaced() {
    let folder = folder();
    let path = folder.path().join("a.png");
    files::write(&path, b"first").expect("it is written");
    files::write(&path, b"second").expect("it is replaced");
    assert_eq!(fs::read(&path).expect("a file"), b"second");
    assert_eq!(names(folder.path()), ["a.png"]);
}

#[cfg(unix)]
#[test]
fn a_file_is_as_open_as_any_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let (ours, other) = (folder.path().join("ours"), folder.path().join("other"));
    files::write(&ours, b"").expect("it is written");
    fs::write(&other, b"").expect("it is written");
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode();
    assert_eq!(format!("{:o}", mode(&ours)), format!("{:o}", mode(&other)));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = folder();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    fs::write(&target, b"precious").expect("it is written");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling")).expect("a link");
    for link in [&link, &folder.path().join("dangling")] {
        let said = files::write(link, b"new").expect_err("it is a link").to_string();
        let expected = format!("{}: there is a symbolic link; remove it or write elsewhere", link.display());
        assert_eq!(said, expected);
    }
    assert_eq!(fs::read(&target).expect("a file"), b"precious");
    assert_eq!(names(folder.path()), ["dangling", "link", "target"]);
}

#[cfg(unix)]
#[test]
fn failures_name_the_file_and_leave_nothing() {
    let folder = folder();
    let missing = folder.path().join("none/a.png");
    let said = files::write(&missing, b"x").expect_err("there is no such folder").to_string();
    assert_eq!(said, format!("{}: No such file or directory (os error 2)", missing.display()));
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder");
    let said = files::write(&taken, b"x").expect_err("a folder is there").to_string();
    assert_eq!(said, format!("{}: Is a directory (os error 21)", taken.display()));
    fs::write(folder.path().join("file"), b"").expect("a file");
    let below = folder.path().join("file/deeper");
    let said = files::make_folder(&below).expect_err("a file is there").to_string();
    assert_eq!(said, format!("{}: Not a directory (os error 20)", below.display()));
    assert_eq!(names(folder.path()), ["file", "taken"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_file() {
    let folder = folder();
    let path = folder.path().join("a.png");
    files::write(&path, b"old").expect("it is written");
    // A limit on the size of files fails like a full disk does: in the middle of writing.
    let script = "ulimit -f 8; trap '' XFSZ; exec \"$0\" --exact written_under_a_limit";
    let run = std::process::Command::new("bash")
        .args(["-c", script])
        .arg(std::env::current_exe().expect("this test"))
        .env("DECKLE_TEST_LIMITED", &path)
        .output()
        .expect("bash");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(fs::read(&path).expect("a file"), b"old");
    assert_eq!(names(folder.path()), ["a.png"]);
}

/// Run by the test above, in a process that may not write more than a few blocks; alone it has nothing to do.
#[test]
fn written_under_a_limit() {
    let Some(path) = std::env::var_os("DECKLE_TEST_LIMITED") else { return };
    let path = Path::new(&path);
    let said = files::write(path, &vec![7; 1 << 20]).expect_err("it is too large").to_string();
    assert_eq!(said, format!("{}: File too large (os error 27)", path.display()));
}

#[test]
fn every_page_becomes_a_file_that_shows_it() {
    let (folder, book) = (folder(), book());
    let to = folder.path().join("made/for/it");
    let pages = png::pages(&book, None);
    let done = export(&book, &pages, &options(&to)).expect("it is written");
    let sorted = |pages: &[PageRef]| pages.iter().map(|at| (at.deck, at.page)).collect::<BTreeSet<_>>();
    assert_eq!((done.len(), sorted(&done)), (pages.len(), sorted(&pages)));
    let (mut cx, mut painter) = (FontCx::new(), CpuPainter::new());
    let mut expected = Vec::new();
    for &PageRef { deck, page } in &pages {
        let name = png::file_name(&book.deck(deck).stem, page);
        let shown = &book.pages(&mut cx, deck)[page];
        let mut picture = Pixels { width: 320, height: 180, rgba: Vec::new() };
        painter.paint(&mut cx, book.images(), &shown.scene, shown.steps - 1, &mut picture);
        let file = support::read_png(&to.join(&name)).expect("a picture");
        assert_eq!(support::compare(&picture, &file, 0), Ok(()), "{name}");
        expected.push(name);
    }
    assert!(expected.contains(&"one-001.png".to_owned()) && expected.contains(&"two-003.png".to_owned()));
    assert_eq!(names(&to), expected);
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let (a, b, book) = (folder(), folder(), book());
    let mut pages = png::pages(&book, None);
    export(&book, &pages, &options(a.path())).expect("it is written");
    pages.reverse();
    export(&self::book(), &pages, &options(b.path())).expect("it is written");
    for name in names(a.path()) {
        let bytes = |folder: &TempDir| fs::read(folder.path().join(&name)).expect("a file");
        assert!(bytes(&a) == bytes(&b), "{name}");
    }
}

#[test]
fn a_list_chooses_pages_of_every_deck() {
    let book = book();
    let list = PageList::parse("1,3-9").expect("a list");
    let pages: Vec<(usize, usize)> = png::pages(&book, Some(&list)).iter().map(|at| (at.deck, at.page)).collect();
    assert_eq!(pages, [(0, 0), (0, 2), (1, 0), (1, 2)]);
}

#[test]
fn a_page_that_cannot_be_written_ends_the_export() {
    let (folder, book) = (folder(), book());
    fs::create_dir(folder.path().join("one-002.png")).expect("a folder");
    let error = export(&book, &png::pages(&book, None), &options(folder.path())).expect_err("a folder is there");
    let ExportError::Write(error) = error else { panic!("{error}") };
    assert_eq!(error.path, folder.path().join("one-002.png"));
    assert!(names(folder.path()).iter().all(|name| name.ends_with(".png")), "{:?}", names(folder.path()));
}

#[test]
fn sizes_that_no_picture_has_are_refused() {
    let (folder, book) = (folder(), book());
    for (width, height) in [(0, 180), (320, 0), (20_000, 1)] {
        let options = PngOptions { width, height, ..options(folder.path()) };
        let said = export(&book, &png::pages(&book, None), &options).expect_err("no picture").to_string();
        assert_eq!(said, format!("a picture of {width}x{height} pixels cannot be made; a side has 1 to 16384"));
    }
    assert!(names(folder.path()).is_empty());
}

#[test]
fn what_was_drawn_and_kept_is_painted_where_that_is_asked_for() {
    let folder = folder();
    let deck = folder.path().join("talk.md");
    fs::write(&deck, "---\ntitle: Talk\n---\n\n# First\n\nWords\n").expect("a deck");
    let line = r#"{"nib":"pen","points":[20000,50000,40000,50000]}"#;
    let page = format!(r#"{{"page":7,"title":"First","words":"","lines":[{line}]}}"#);
    let kept = format!(r#"{{"what":"deckle drawings","decks":[{{"deck":"talk","pages":[{page}]}}]}}"#);
    fs::write(folder.path().join("talk.drawings.json"), kept).expect("its drawings");
    let exported = |options: &[&str]| {
        let out = folder.path().join("out");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_deckle"));
        command.arg("export").arg(&deck).arg("-o").arg(&out).args(["--size", "320x180"]).args(options);
        assert!(command.output().expect("deckle runs").status.success());
        let pixels = support::read_png(&out.join("talk-002.png")).expect("the page");
        pixels.rgba.chunks_exact(4).filter(|rgba| rgba[0] > 200 && rgba[1] < 90 && rgba[2] < 110).count()
    };
    let plain = exported(&[]);
    assert!(exported(&["--drawings"]) > plain + 50);
}
