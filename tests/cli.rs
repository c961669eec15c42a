//! The built binary in a folder of its own: arguments and files in; exit code, messages word for word and files out. Never
//! opens a window: no test here has a display.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A deck of two slides, one of them with a note.
const TALK: &str =
    "---\ntitle: Go\nspeaker: Ann\nrating: 8\n---\n\n# One\n\nFirst words.\n\n# Two\n\n- a\n- b\n\n<!-- Slowly. -->\n";

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// What became of `deckle WORDS` in `folder`, without a display.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn deckle(folder: &Path, words: &[&str]) -> Run {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_deckle"))
        .args(words)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("XDG_CONFIG_HOME", folder.join("home"))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// Holds that `deckle WORDS` ends with `code`, prints nothing, and says exactly `err`.
#[track_caller]
fn refuses(folder: &Path, words: &[&str], code: i32, err: &str) {
    let run = deckle(folder, words);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (code, "", err));
}

/// The names of the files in `folder`, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn size_of(path: &Path) -> (u32, u32) {
    image::image_dimensions(path).unwrap()
}

#[test]
fn a_missing_file() {
    let here = folder(&[]);
    let message = "nope.md: error: there is no such file or folder\n  help: check the path; `deckle --help` shows what it may be\n";
    refuses(here.path(), &["nope.md"], 1, message);
    refuses(here.path(), &["outline", "nope.md"], 1, message);
    refuses(here.path(), &["export", "nope.md", "-o", "out"], 1, message);
    refuses(here.path(), &["import", "nope.md", "-o", "out"], 1, message);
    assert!(names(here.path()).is_empty(), "a refused command leaves nothing behind");
}

#[test]
fn a_folder_without_decks() {
    let here = folder(&[("decks/readme.md", b"# Not a deck"), ("decks/x.txt", b"x")]);
    refuses(
        here.path(),
        &["export", "decks", "-o", "out"],
        1,
        "decks: error: there is no deck in this folder\n  help: put decks (files that end in .md) there, or make them: \
         deckle import NOTES -o DIR\n",
    );
}

#[test]
fn an_empty_file() {
    let here = folder(&[("a.md", b""), ("b.md", b" \n\t\n")]);
    for name in ["a.md", "b.md"] {
        let message = format!("{name}: error: the file is empty\n  help: write a heading and some text into it\n");
        refuses(here.path(), &["outline", name], 1, &message);
        refuses(here.path(), &["import", name, "-o", "out"], 1, &message);
    }
}

#[test]
fn bytes_that_are_no_utf8_are_shown_as_marks_and_told_once() {
    let here = folder(&[("a.md", b"# One\n\nna\xEFve words\n\nmore \xFF\n")]);
    let run = deckle(here.path(), &["outline", "a.md", "--json"]);
    assert_eq!(
        run.err,
        "a.md:3:3: warning: this is not UTF-8; what cannot be read shows as \u{FFFD}\n  3 | na\\u{fffd}ve words\n  help: \
         save the file as UTF-8\n"
            .replace("\\u{fffd}", "\u{FFFD}")
    );
    assert_eq!(run.code, 0);
    assert!(run.out.contains("na\u{FFFD}ve words"), "{}", run.out);
}

#[test]
fn a_picture_that_cannot_be_read_is_told_and_the_deck_still_shows() {
    let here =
        folder(&[("a.md", b"# One\n\n![alt](gone.png)\n\n![alt](text.png)\n\nwords\n"), ("text.png", b"no picture")]);
    let run = deckle(here.path(), &["outline", "a.md"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "a.md:3:1: warning: picture not shown: \"gone.png\": there is no such file\n  3 | ![alt](gone.png)\n  help: check \
         the path; it starts from the folder of the deck\na.md:5:1: warning: picture not shown: \"text.png\": this is not a \
         picture that can be shown; a picture is a PNG, JPEG, GIF, WebP or SVG file\n  5 | ![alt](text.png)\n  help: open it in another program, and save it anew\n"
    );
}

#[test]
fn output_that_cannot_be_written() {
    let here = folder(&[("a.md", TALK.as_bytes()), ("out", b"a file in place of the folder")]);
    refuses(
        here.path(),
        &["export", "a.md", "-o", "out"],
        1,
        "out: error: pictures cannot be written here: this is a file\n  help: choose another folder with -o\n",
    );
    refuses(
        here.path(),
        &["export", "a.md", "-o", "out/below"],
        1,
        "out/below: error: pictures cannot be written here: a part of the path is a file\n  help: choose another folder with \
         -o\n",
    );
    assert_eq!(std::fs::read(here.path().join("out")).unwrap(), b"a file in place of the folder");
}

#[test]
fn wrong_usage() {
    let here = folder(&[("a.md", TALK.as_bytes())]);
    let clap = |message: &str| format!("error: {message}\n\nFor more information, try '--help'.\n");
    refuses(
        here.path(),
        &["export", "a.md", "-o", "x", "--size", "1920"],
        2,
        &clap("invalid value '1920' for '--size <WxH>': a size is columns x rows, for example 1920x1080"),
    );
    refuses(
        here.path(),
        &["export", "a.md", "-o", "x", "--size", "8x8"],
        2,
        &clap("invalid value '8x8' for '--size <WxH>': columns and rows are 16 to 16384"),
    );
    refuses(
        here.path(),
        &["export", "a.md", "-o", "x", "--size", "1000x100"],
        2,
        &clap(
            "invalid value '1000x100' for '--size <WxH>': a page is at most 4 times as wide as high, and at most twice as \
             high as wide",
        ),
    );
    refuses(
        here.path(),
        &["a.md", "--theme", "papper"],
        2,
        &clap(
            "invalid value 'papper' for '--theme <NAME|FILE>': did you mean paper? it is one of paper, ink, folio, poster, \
             draft, contrast, or a file that ends in .toml",
        ),
    );
    refuses(
        here.path(),
        &["a.md", "--start", "1/0"],
        2,
        &clap("invalid value '1/0' for '--start <TALK[/PAGE]>': pages are counted from 1"),
    );
    assert_eq!(deckle(here.path(), &["export", "a.md"]).code, 2, "no folder was given");
    assert_eq!(deckle(here.path(), &["a.md", "--nonsense"]).code, 2);
    assert_eq!(names(here.path()), ["a.md"]);
}

#[test]
fn places_that_are_not_there() {
    let here = folder(&[("a.md", TALK.as_bytes())]);
    refuses(here.path(), &["a.md", "--start", "4"], 2, "error: there is no talk 4\n  help: there is one talk\n");
    refuses(here.path(), &["a.md", "--start", "1/9"], 2, "error: there is no page 9 in Go\n  help: it has 3 pages\n");
    refuses(
        here.path(),
        &["a.md", "--start", "rust"],
        2,
        "error: no talk is called \"rust\"\n  help: give a talk's number, its file's name without the ending, or a part of \
         its title; deckle outline lists them\n",
    );
    refuses(
        here.path(),
        &["dump", "a.md", "--page", "7"],
        2,
        "error: there is no page 7\n  help: the longest deck has 3 pages\n",
    );
    refuses(
        here.path(),
        &["export", "a.md", "-o", "x", "--pages", "8-9"],
        2,
        "error: there are no such pages\n  help: the longest deck has 3 pages\n",
    );
    refuses(
        here.path(),
        &["export", "a.md", "-o", "x", "--pages", "3-1"],
        2,
        "error: invalid value '3-1' for '--pages <LIST>': the range \"3-1\" runs backwards; write 1-3\n\nFor more information, try '--help'.\n",
    );
    assert_eq!(names(here.path()), ["a.md"]);
}

#[test]
fn no_display_and_a_path() {
    let here = folder(&[("a.md", TALK.as_bytes())]);
    refuses(
        here.path(),
        &["a.md"],
        1,
        "error: there is no display to present on\n  help: write the pages as pictures: deckle export a.md -o DIR\n",
    );
}

#[test]
fn no_display_and_nothing_given_writes_the_own_session() {
    let here = folder(&[("decks/golanguk-2016/01-go.md", TALK.as_bytes())]);
    let run = deckle(here.path(), &[]);
    assert_eq!(run.err, "There is no display to present on: the pages are written to target/slides instead.\n");
    assert_eq!((run.code, run.out.as_str()), (0, "wrote 3 pages to target/slides\n"));
    assert_eq!(names(&here.path().join("target/slides")), ["01-go-001.png", "01-go-002.png", "01-go-003.png"]);
    assert_eq!(size_of(&here.path().join("target/slides/01-go-001.png")), (1920, 1080));
}

#[test]
fn nothing_given_and_nothing_here() {
    let here = folder(&[]);
    refuses(
        here.path(),
        &[],
        2,
        "error: there is nothing to present here\n  help: give a deck, a file of notes or a folder of decks: deckle PATH\n",
    );
}

#[test]
fn a_folder_that_is_called_like_a_command() {
    let here = folder(&[("export/a.md", TALK.as_bytes())]);
    let run = deckle(here.path(), &["./export"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("deckle export ./export -o DIR"), "{}", run.err);
}

#[test]
fn an_export_writes_and_lists_its_pages() {
    let here = folder(&[("decks/01-go.md", TALK.as_bytes()), ("decks/02-rest.md", b"# Rest\n\nwords\n")]);
    let run =
        deckle(here.path(), &["export", "decks", "-o", "new/out", "--size", "400x300", "--json", "--pages", "1,3"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let listing: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let page = &listing["decks"][0]["pages"][1];
    assert_eq!(
        (&page["page"], &page["file"], &page["width"], &page["height"], &page["steps"]),
        (&3.into(), &"new/out/01-go-003.png".into(), &400.into(), &300.into(), &1.into())
    );
    let deck = &listing["decks"][0];
    assert_eq!(
        (&deck["deck"], &deck["title"], &deck["speaker"], &deck["rating"]),
        (&"01-go".into(), &"Go".into(), &"Ann".into(), &8.into())
    );
    assert_eq!((&page["title"], &page["lines"][0]), (&"Two".into(), &11.into()));
    let files = names(&here.path().join("new/out"));
    assert_eq!(files, ["01-go-001.png", "01-go-003.png", "02-rest-001.png"], "and no temporary file");
    for file in files {
        assert_eq!(size_of(&here.path().join("new/out").join(file)), (400, 300));
    }
    let again = deckle(here.path(), &["export", "decks/01-go.md", "-o", "new/out", "--size", "400x300"]);
    assert_eq!((again.code, again.out.as_str(), again.err.as_str()), (0, "wrote 3 pages to new/out\n", ""));
}

#[test]
fn an_outline_tells_talks_and_pages() {
    let here = folder(&[("a.md", TALK.as_bytes())]);
    let run = deckle(here.path(), &["outline", "a.md"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], "Go — Ann (8/10)  [a]");
    assert!(lines[1].starts_with("    1  Go"), "{}", run.out);
    assert!(lines[2].starts_with("    2  One  (lines 7-"), "{}", run.out);
    assert!(lines[3].starts_with("    3  Two  (lines 11-") && lines[3].ends_with("  + notes"), "{}", run.out);
    assert_eq!(lines.len(), 4);

    let json = deckle(here.path(), &["outline", "a.md", "--json"]);
    let listing: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let pages = &listing["decks"][0]["pages"];
    assert_eq!((&pages[1]["text"], &pages[2]["notes"]), (&"One\nFirst words.".into(), &"Slowly.".into()));
    assert_eq!((&pages[0]["width"], &pages[0]["height"]), (&1280.into(), &720.into()));
    assert!(pages[0].get("file").is_none());
}

#[test]
fn a_dump_is_a_page_after_its_name() {
    let here = folder(&[("a.md", TALK.as_bytes())]);
    let all = deckle(here.path(), &["dump", "a.md"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let heads: Vec<&str> = all.out.lines().filter(|line| line.starts_with("page ")).collect();
    assert_eq!(heads, ["page a 1", "page a 2", "page a 3"]);
    let one = deckle(here.path(), &["dump", "a.md", "--page", "2"]);
    assert!(one.out.starts_with("page a 2\nscene 1280x720 #fbfaf6\n"), "{}", one.out);
    assert!(one.out.contains("First words.") && !one.out.contains("page a 3"));
    let dark = deckle(here.path(), &["dump", "a.md", "--page", "2", "--theme", "ink"]);
    assert!(dark.out.starts_with("page a 2\nscene 1280x720 #14161b\n"), "{}", dark.out);
}

#[test]
fn themes_are_listed_printed_and_read_from_files() {
    let here = folder(&[
        ("a.md", TALK.as_bytes()),
        ("mine.toml", b"base = \"ink\"\n[colors]\nbackground = \"#000\"\n"),
        ("typo.toml", b"[colors]\nbackgroud = \"#000\"\n"),
        ("talks/own.md", b"---\ntitle: A\ntheme: own.toml\n---\n\n# One\n\nwords\n"),
        ("talks/own.toml", b"[colors]\nbackground = \"#FFF8E0\"\nsoft = \"#FFF0D0\"\n"),
        ("talks/out.md", b"---\ntitle: B\ntheme: ../mine.toml\n---\n\n# One\n\nwords\n"),
        ("talks/unknown.md", b"---\ntitle: C\ntheme: papr\n---\n\n# One\n\nwords\n"),
    ]);
    let list = deckle(here.path(), &["themes"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 6), "{}", list.out);
    assert!(list.out.starts_with("paper     Dark on warm white"), "{}", list.out);
    let ink = deckle(here.path(), &["themes", "ink"]);
    assert!(ink.out.starts_with("name = \"ink\"\n") && ink.out.contains("base = \"paper\""), "{}", ink.out);

    let ground = |words: &[&str]| {
        let run = deckle(here.path(), &[&["dump", "--page", "2"], words].concat());
        assert_eq!(run.code, 0, "{}", run.err);
        (run.out.lines().nth(1).and_then(|line| line.split(' ').nth(2)).unwrap_or("").to_owned(), run.err)
    };
    let told = |err: &str| err.lines().next().unwrap_or("").to_owned();
    assert_eq!(ground(&["a.md", "--theme", "mine.toml"]), ("#000000".to_owned(), String::new()));
    let (color, err) = ground(&["a.md", "--theme", "typo.toml"]);
    assert_eq!(color, "#fbfaf6", "a broken theme ends no show");
    assert_eq!(told(&err), "typo.toml:2:1: warning: this is no theme: `backgroud` is not a key of a theme");
    assert_eq!(ground(&["talks/own.md"]), ("#fff8e0".to_owned(), String::new()));
    let (color, err) = ground(&["talks/out.md"]);
    assert_eq!(color, "#fbfaf6");
    assert!(told(&err).starts_with("talks/out.md:3: warning: the theme \"../mine.toml\" is not used: "), "{err}");
    let (_, err) = ground(&["talks/unknown.md"]);
    assert!(err.contains("there is none of that name") && err.contains("did you mean `theme: paper`?"), "{err}");
    let as_it_is = |words: &[&str]| deckle(here.path(), &[&["dump", "a.md"], words].concat()).out.contains("#d6451b");
    assert!(as_it_is(&[]) && !as_it_is(&["--high-contrast"]), "4 : 1 is not enough for --high-contrast");
    let missing = deckle(here.path(), &["dump", "a.md", "--theme", "no.toml"]);
    assert_eq!((missing.code, told(&missing.err).as_str()), (2, "no.toml: error: there is no such theme file"));
}

#[test]
fn a_theme_of_the_speaker_brings_its_fonts_and_one_of_a_deck_does_not() {
    let font = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/symbols.ttf")).unwrap();
    let fonts = "[faces]\ntitle = \"DejaVu Sans\"\nfiles = [\"f.ttf\"]\n";
    let here = folder(&[
        ("mine.toml", fonts.as_bytes()),
        ("f.ttf", &font),
        ("a.md", TALK.as_bytes()),
        ("d/a.md", b"---\ntitle: Go\ntheme: mine.toml\n---\n\n# One\n\nFirst words.\n"),
        ("d/mine.toml", fonts.as_bytes()),
        ("d/f.ttf", &font),
        ("odd.toml", b"[faces]\nfiles = [\"a.md\", \"../x.ttf\", \"no.ttf\"]\n"),
    ]);
    let dump = |words: &[&str]| deckle(here.path(), &[&["dump"], words].concat());
    let (plain, own) = (dump(&["a.md"]), dump(&["a.md", "--theme", "mine.toml"]));
    assert_eq!((own.code, own.err.as_str()), (0, ""));
    let title = |run: &Run| run.out.lines().find(|line| line.ends_with("\"One\"")).unwrap().to_owned();
    assert_ne!(title(&plain), title(&own), "a title in another face has another width");
    let strange = dump(&["d/a.md"]);
    assert_eq!(title(&strange), title(&plain));
    assert!(
        strange.err.contains("mine.toml:3:10: warning: a theme that a deck names may load no fonts"),
        "{}",
        strange.err
    );
    let odd = dump(&["a.md", "--theme", "odd.toml"]);
    assert_eq!((odd.code, odd.err.matches("is not loaded: ").count()), (0, 3), "{}", odd.err);
    assert_eq!(title(&odd), title(&plain));
}

#[test]
fn an_import_writes_decks_and_spares_edited_ones() {
    let notes = "# Conf notes\n\n## Keynote: Go\n> Ann - http://a.example\n:eight: :star:\n### Body\n- words\n\n## Rust\n> Bob - \
                 http://b.example\n### Body\n- other words\n";
    let here = folder(&[("notes.md", notes.as_bytes()), ("plain.md", b"Only words, and nobody speaks.\n")]);
    let run = deckle(here.path(), &["import", "notes.md", "-o", "decks"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.ends_with(" to decks\n"), "{}", run.out);
    let files = names(&here.path().join("decks"));
    assert!(files.len() >= 2, "{files:?}");

    let edited = here.path().join("decks").join(files.last().unwrap());
    let text = std::fs::read_to_string(&edited).unwrap() + "\n- one more\n";
    std::fs::write(&edited, &text).unwrap();
    let again = deckle(here.path(), &["import", "notes.md", "-o", "decks"]);
    assert_eq!(std::fs::read_to_string(&edited).unwrap(), text, "an edited deck stays as it is");
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(deckle(here.path(), &["import", "notes.md", "-o", "decks", "--force"]).code, 0);
    assert_ne!(std::fs::read_to_string(&edited).unwrap(), text);

    refuses(
        here.path(),
        &["import", "plain.md", "-o", "x"],
        1,
        "plain.md: error: there are no talks in this file\n  help: a talk is a heading with a line `> speaker - link` below \
         it; a single deck needs no import: deckle plain.md\n",
    );
}

#[test]
fn nothing_from_a_deck_reaches_a_terminal_raw() {
    let deck = "---\ntitle: \"red \\e[31m and \\x9b31m\"\nspeaker: \"A\\e]0;x\\a\"\nsession: \"\\u202Espoof\"\n---\n\n# Two \u{1b}[2J \
                \u{202E}\n\nwords \u{9b}2J ![x](\u{1b}[2J.png)\n\n<!-- \u{1b}[2J -->\n";
    let here = folder(&[("a.md", deck.as_bytes())]);
    for words in [
        &["outline", "a.md"][..],
        &["outline", "a.md", "--json"],
        &["dump", "a.md"],
        &["export", "a.md", "-o", "out", "--size", "320x180"],
        &["export", "a.md", "-o", "out", "--size", "320x180", "--json"],
        &["a.md"],
        &["a.md", "--start", "1/99"],
        &["a.md", "--start", "\u{1b}[2J"],
    ] {
        let run = deckle(here.path(), words);
        let raw = |c: char| (c.is_control() && c != '\n') || c == '\u{202E}';
        assert!(!run.out.contains(raw) && !run.err.contains(raw), "{words:?}\n{:?}\n{:?}", run.out, run.err);
        assert!(!run.out.is_empty() || !run.err.is_empty(), "{words:?}");
    }
}

#[test]
fn whoever_reads_only_the_first_line_breaks_nothing() {
    let many: String = (0..400).map(|n| format!("# Page {n}\n\nwords\n\n")).collect();
    let here = folder(&[("a.md", many.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_deckle"))
        .args(["dump", "a.md"])
        .current_dir(here.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_slip_in_the_config_file_stops_all_but_a_show() {
    let config = b"theme = \"ink\"\n[keys]\nbookmark = [\"B\"]\n";
    let here = folder(&[("a.md", TALK.as_bytes()), ("mine.toml", config)]);
    let told = "mine.toml:3:13: error: `B` is both `bookmark` and `black`\n  3 | bookmark = [\"B\"]\n  help: write black = [\".\"] as \
                well, or take another key; until then the usual keys hold\n";
    refuses(here.path(), &["keys", "--config", "mine.toml"], 1, told);
    refuses(here.path(), &["dump", "a.md", "--config", "mine.toml"], 1, told);
    refuses(here.path(), &["export", "a.md", "-o", "out", "--config", "mine.toml"], 1, told);
    let show = deckle(here.path(), &["a.md", "--config", "mine.toml"]);
    assert_eq!(
        show.err,
        format!(
            "{told}error: there is no display to present on\n  help: write the pages as pictures: deckle export \
                                  a.md -o DIR\n"
        )
    );
    refuses(
        here.path(),
        &["keys", "--config", "gone.toml"],
        2,
        "gone.toml: error: there is no such config file\n  help: check the path, or leave --config out for your own\n",
    );
}

#[test]
fn the_config_file_of_the_person_is_read_unless_it_is_not_wanted() {
    let here = folder(&[
        ("a.md", TALK.as_bytes()),
        ("home/deckle/config.toml", b"theme = \"ink\"\n[keys]\nnext = [\"F8\"]\n"),
    ]);
    let page = |words: &[&str]| deckle(here.path(), &[&["dump", "a.md", "--page", "2"], words].concat()).out;
    assert_eq!(page(&[]), page(&["--theme", "ink"]));
    assert_eq!(page(&["--no-config"]), page(&["--theme", "paper"]));
    assert_ne!(page(&[]), page(&["--no-config"]));
    assert!(deckle(here.path(), &["keys"]).out.contains("\nnext = [\"F8\"]\n"));
    assert!(deckle(here.path(), &["keys", "--no-config"]).out.contains("\nnext = [\"Right\", "));
}
