//! The picture locker against a server that misbehaves: what comes is whole and shown, what does not come is told, nothing
//! else is asked. No network but this machine's own.

mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use deckle::fetch::{self, FetchOptions, Outcome, Policy};
use deckle::locker::{FOLDER, INDEX, Locker, Wanted};
use deckle::media::Pixels;
use support::server::Server;
use tempfile::TempDir;

/// A PNG of one colour.
fn png(shade: u8) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png");
    // Noise: a picture of one colour would be too small to be cut in halves.
    let rgba = (0..64 * 48 * 4_u32)
        .map(|n| if n % 4 == 3 { 255 } else { (n.wrapping_mul(2_654_435_761) >> 13) as u8 ^ shade });
    support::write_png(&path, &Pixels { width: 64, height: 48, rgba: rgba.collect() }).unwrap();
    std::fs::read(path).unwrap()
}

fn wanted(server: &Server, paths: &[&str]) -> Vec<Wanted> {
    let one = |(n, path): (usize, &&str)| Wanted { url: server.url(path), file: "t.md".into(), line: n as u32 + 1 };
    paths.iter().enumerate().map(one).collect()
}

fn options(allowed: &[String]) -> FetchOptions {
    let policy = Policy { allowed: allowed.to_vec(), deadline: Duration::from_millis(1500) };
    FetchOptions { policy, today: "2026-11-25".to_owned(), ..FetchOptions::default() }
}

/// Fetches and gives what became of each, missing ones in words.
fn fill(folder: &Path, wanted: &[Wanted], options: &FetchOptions) -> Vec<String> {
    let mut locker = Locker::open(folder).0;
    let outcomes = fetch::fill(&mut locker, wanted, options, &|_, _| ()).unwrap();
    outcomes
        .into_iter()
        .map(|outcome| match outcome {
            Outcome::Missing(why) => why.to_string(),
            Outcome::Kept => "kept".to_owned(),
            Outcome::Fetched(_) => "fetched".to_owned(),
            Outcome::Changed(_) => "changed".to_owned(),
        })
        .collect()
}

#[test]
fn what_comes_lies_beside_the_deck_and_is_not_asked_for_again() {
    let server = Server::start(&png(1));
    let here = tempfile::tempdir().unwrap();
    let all = wanted(&server, &["/picture.png", "/two-hops.png"]);
    assert_eq!(fill(here.path(), &all, &options(&[server.host()])), ["fetched", "fetched"]);
    let (locker, odd) = Locker::open(here.path());
    assert!(odd.is_empty());
    let file = locker.file(&all[0].url).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), png(1));
    assert_eq!(locker.file(&all[1].url).unwrap(), file, "the same bytes lie there once");
    let index = std::fs::read_to_string(here.path().join(FOLDER).join(INDEX)).unwrap();
    assert!(index.contains("two-hops.png") && index.contains("fetched = \"2026-11-25\""), "{index}");
    let before = server.connections();
    assert_eq!(fill(here.path(), &all, &options(&[server.host()])), ["kept", "kept"]);
    assert_eq!(server.connections(), before);
    for head in server.asked() {
        assert!(head.starts_with("GET "), "{head}");
        let lower = head.to_lowercase();
        assert!(!lower.contains("cookie") && !lower.contains("referer") && !lower.contains("authorization"), "{head}");
    }
}

#[test]
fn every_fault_is_told_and_none_takes_longer_than_it_may() {
    let server = Server::start(&png(2));
    let here = tempfile::tempdir().unwrap();
    let faults = [
        ("/page.html", "what came is not shown: "),
        ("/missing.png", "the server answers 404 Not Found"),
        ("/huge.png", "it has more than 16 MiB"),
        ("/endless.png", "it has more than 16 MiB"),
        ("/half.png", "the connection broke"),
        ("/half-unnoticed.png", "what came is not shown: the picture is broken"),
        ("/slow.png", "it took longer than 1.5 s"),
        ("/silent.png", "it took longer than 1.5 s"),
        ("/loop.png", "it leads elsewhere more than 3 times"),
        ("/garbage.png", "the connection failed: "),
    ];
    let paths: Vec<&str> = faults.iter().map(|(path, _)| *path).chain(["/picture.png"]).collect();
    let began = Instant::now();
    // Endless sends as fast as it can, so it meets the limit of bytes and not that of time; on a slow machine, either.
    let said = fill(here.path(), &wanted(&server, &paths), &options(&[server.host()]));
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    for ((path, expected), said) in faults.iter().zip(&said) {
        let late = *path == "/endless.png" && said.starts_with("it took longer");
        assert!(said.starts_with(expected) || late, "{path}: {said}");
    }
    assert_eq!(said.last().unwrap(), "fetched", "a fault spoils no other picture");
    let files = std::fs::read_dir(here.path().join(FOLDER)).unwrap().count();
    assert_eq!(files, 2, "a picture and the index, and nothing half");
}

#[test]
fn machines_that_are_not_public_are_not_asked() {
    let server = Server::start(&png(3));
    let other = Server::start(&png(3));
    let here = tempfile::tempdir().unwrap();
    let port = server.host().split(':').next_back().unwrap().to_owned();
    // Nobody allowed anything: neither the port nor the machine.
    let urls = [
        server.url("/picture.png"),
        "http://127.0.0.1/picture.png".to_owned(),
        "http://localhost/picture.png".to_owned(),
        "http://[::1]/picture.png".to_owned(),
        "http://[::ffff:127.0.0.1]/picture.png".to_owned(),
        "http://0x7f.1/picture.png".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "ftp://127.0.0.1/picture.png".to_owned(),
        format!("http://user:pass@127.0.0.1:{port}/picture.png"),
    ];
    let all: Vec<Wanted> = urls.iter().map(|url| Wanted { url: url.clone(), file: "t.md".into(), line: 1 }).collect();
    for (url, said) in urls.iter().zip(fill(here.path(), &all, &options(&[]))) {
        assert!(said != "fetched" && said != "kept", "{url}: {said}");
        assert!(!said.contains("took longer"), "{url}: it was asked: {said}");
    }
    // A machine that may be asked leads to one that may not: the hop is checked like the first.
    server.lead_to(&other.url("/picture.png"));
    let said = fill(here.path(), &wanted(&server, &["/elsewhere.png"]), &options(&[server.host()]));
    assert_eq!(said, ["only the usual ports are asked"]);
    server.lead_to("http://localhost/picture.png");
    let said = fill(here.path(), &wanted(&server, &["/elsewhere.png"]), &options(&[server.host()]));
    assert_eq!(said, ["localhost is not asked: it is this machine"]);
    server.lead_to("file:///etc/passwd");
    let said = fill(here.path(), &wanted(&server, &["/elsewhere.png"]), &options(&[server.host()]));
    assert_eq!(said, ["this is not an address of the web"]);
    server.lead_to("ftp://localhost/picture.png");
    let said = fill(here.path(), &wanted(&server, &["/elsewhere.png"]), &options(&[server.host()]));
    assert_eq!(said, ["only https and http are asked"]);
    assert_eq!(other.connections(), 0);
}

#[test]
fn a_picture_that_changed_is_taken_when_it_is_asked_for_again() {
    let server = Server::start(&png(4));
    let here = tempfile::tempdir().unwrap();
    let all = wanted(&server, &["/picture.png"]);
    let mut options = options(&[server.host()]);
    assert_eq!(fill(here.path(), &all, &options), ["fetched"]);
    server.serve(&png(5));
    assert_eq!(fill(here.path(), &all, &options), ["kept"]);
    options.again = true;
    assert_eq!(fill(here.path(), &all, &options), ["changed"]);
    let file = Locker::open(here.path()).0.file(&all[0].url).unwrap();
    assert_eq!(std::fs::read(file).unwrap(), png(5));
    assert_eq!(fill(here.path(), &all, &options), ["fetched"], "asked for again, and the same");
}

#[test]
fn a_run_that_was_interrupted_goes_on() {
    let server = Server::start(&png(6));
    let here = tempfile::tempdir().unwrap();
    let options = options(&[server.host()]);
    fill(here.path(), &wanted(&server, &["/picture.png?1", "/missing.png"]), &options);
    let before = server.asked().len();
    let said = fill(here.path(), &wanted(&server, &["/picture.png?1", "/picture.png?2"]), &options);
    assert_eq!(said, ["kept", "fetched"]);
    assert_eq!(server.asked().len(), before + 1, "only what was missing is asked for");
    // A file that somebody deleted is missing too.
    std::fs::remove_file(Locker::open(here.path()).0.file(&server.url("/picture.png?1")).unwrap()).unwrap();
    assert_eq!(fill(here.path(), &wanted(&server, &["/picture.png?1"]), &options), ["fetched"]);
}

/// The binary in `folder`, without a display.
fn deckle(folder: &TempDir, words: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_deckle"))
        .args(words)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_command_brings_pictures_and_all_others_stay_off_the_network() {
    let server = Server::start(&png(7));
    let here = tempfile::tempdir().unwrap();
    let body = format!(
        "---\ntitle: T\ncover: {}\n---\n\n# One\n\n![a]({})\n\n# Two\n\n![gone]({})\n",
        server.url("/cover.png"),
        server.url("/picture.png"),
        server.url("/missing.png")
    );
    std::fs::write(here.path().join("t.md"), body).unwrap();
    let (code, out, err) = deckle(&here, &["export", "t.md", "-o", "before", "--size", "320x180"]);
    assert_eq!((code, out.as_str()), (0, "wrote 3 pages to before\n"), "{err}");
    assert_eq!(
        err,
        "t.md: note: 3 pictures are on the web and not here\n  help: bring them once, and they show without a network: \
         deckle fetch t.md\n"
    );
    assert_eq!(server.connections(), 0, "an export asked for pictures");

    let (code, out, err) = deckle(&here, &["fetch", "t.md", "--allow-host", &server.host()]);
    assert_eq!(code, 1, "one is missing");
    let size = std::fs::metadata(Locker::open(here.path()).0.file(&server.url("/cover.png")).unwrap()).unwrap().len();
    assert_eq!(out, format!("fetched 2 pictures, {} bytes, from 127.0.0.1\n", 2 * size));
    let line = format!("![gone]({})", server.url("/missing.png"));
    assert_eq!(
        err,
        format!(
            "t.md:12:1: warning: picture not fetched: \"{}\": the server answers 404 Not Found\n  12 | {line}\n  help: \
             check the address; a machine in your own network wants --allow-host\nerror: 1 picture could not be \
             fetched\n  help: the decks show a placard in their place; run the command again to try again\n",
            server.url("/missing.png")
        )
    );
    let asked = server.connections();
    let (code, _, err) = deckle(&here, &["export", "t.md", "-o", "after", "--size", "320x180"]);
    assert_eq!(code, 0);
    assert!(err.starts_with("t.md: note: 1 picture is on the web and not here\n"), "{err}");
    assert_eq!(server.connections(), asked, "an export asked for pictures");
    let differs = |page: &str| {
        let read = |folder: &str| std::fs::read(here.path().join(folder).join(page)).unwrap();
        read("before") != read("after")
    };
    assert!(differs("t-001.png") && differs("t-002.png") && !differs("t-003.png"), "pictures show once they are there");
    let nothing = tempfile::tempdir().unwrap();
    std::fs::write(nothing.path().join("a.md"), "# A\n\nb\n").unwrap();
    assert_eq!(deckle(&nothing, &["fetch", "a.md"]), (0, "a.md names no picture of the web\n".into(), String::new()));
}
