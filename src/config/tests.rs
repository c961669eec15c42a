//! Config files and what comes of them, and keys saved into them.

use super::*;
use crate::show::{Chord, Command, Key, Press};

/// What is wrong with `text`, as a terminal shows it.
fn told(text: &str) -> String {
    let (_, found) = parsed(Path::new("/c/config.toml"), "config.toml", text);
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn config(text: &str) -> Config {
    let (config, found) = parsed(Path::new("/c/config.toml"), "config.toml", text);
    assert_eq!(found, [], "{text}");
    config
}

fn chord(word: &str) -> Chord {
    Chord::parse(word).unwrap()
}

fn does(map: &Keymap, word: &str) -> Option<Command> {
    let Chord { key, shift, alt } = chord(word);
    map.bound(Press { logical: Some(key), shift, alt, ..Press::default() }).map(|(_, command)| command)
}

#[test]
fn every_option_is_read() {
    let read = config(
        "theme = \"ink\"\nhigh-contrast = true\nmotion = \"reduced\"\npainter = \"cpu\"\nwindowed = false\npresenter = true\n\
         follow = true\n",
    );
    let expected = Config {
        theme: Some(Look::Named("ink".to_owned())),
        high_contrast: Some(true),
        motion: Some(Motion::Reduced),
        painter: Some(Paint::Cpu),
        windowed: Some(false),
        presenter: Some(true),
        follow: Some(true),
        keys: Keymap::default(),
    };
    assert_eq!(read, expected);
    assert_eq!(config(""), Config::default());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("my.toml"), "base = \"ink\"").unwrap();
    let beside = parsed(&folder.path().join("config.toml"), "config.toml", "theme = \"my.toml\"");
    assert_eq!(beside.0.theme, Some(Look::File(folder.path().join("my.toml"))));
}

#[test]
fn slips_are_told_with_line_and_remedy() {
    const USUAL: &str = "until then the usual keys hold";
    for (text, expected) in [
        (
            "them = \"ink\"",
            "config.toml:1:1: error: `them` is not a key of a config file\n  1 | them = \"ink\"\n  help: did you mean `theme`?"
                .to_owned(),
        ),
        (
            "theme = \"papper\"",
            "config.toml:1:9: error: \"papper\" is not known here\n  1 | theme = \"papper\"\n  help: did you mean \"paper\"? It may be \
             paper, ink, folio, poster, draft, contrast"
                .to_owned(),
        ),
        (
            "theme = \"no.toml\"",
            "config.toml:1:9: error: there is no such theme file\n  1 | theme = \"no.toml\"\n  help: it is looked for beside the config \
             file; `deckle themes` lists the built-in ones"
                .to_owned(),
        ),
        (
            "painter = \"me\"",
            "config.toml:1:11: error: \"me\" is not known here\n  1 | painter = \"me\"\n  help: it may be auto, gpu, cpu".to_owned(),
        ),
        (
            "windowed = \"yes\"",
            "config.toml:1:12: error: invalid type: string \"yes\", expected a boolean\n  1 | windowed = \"yes\"\n  help: write true or \
             false, without quotes"
                .to_owned(),
        ),
        (
            "[keys]\nnext = \"PageDown\"",
            "config.toml:2:8: error: invalid type: string \"PageDown\", expected a sequence\n  2 | next = \"PageDown\"\n  help: write the \
             keys in brackets: next = [\"PageDown\", \"Right\"]"
                .to_owned(),
        ),
        (
            "[keys]\nnxt = [\"F8\"]",
            format!("config.toml:2:1: error: there is no command `nxt`\n  2 | nxt = [\"F8\"]\n  help: did you mean `next`?; {USUAL}"),
        ),
        (
            "[keys]\n# mine\ntheme = [\"PageDwon\"]",
            format!(
                "config.toml:3:10: error: there is no key \"PageDwon\"\n  3 | theme = [\"PageDwon\"]\n  help: did you mean \"PageDown\"?; \
                 {USUAL}"
            ),
        ),
        (
            "[keys]\nbookmark = [\"B\"]",
            format!(
                "config.toml:2:13: error: `B` is both `bookmark` and `black`\n  2 | bookmark = [\"B\"]\n  help: write black = [\".\"] as \
                 well, or take another key; {USUAL}"
            ),
        ),
        (
            "[keys]\nbookmark = [\"F8\"]\nwhite = [\"F8\"]",
            format!(
                "config.toml:3:10: error: `F8` is both `bookmark` and `white`\n  3 | white = [\"F8\"]\n  help: take it out of one of \
                 them; {USUAL}"
            ),
        ),
        (
            "[keys]\nbookmark = [\"B\"]\nnone = [\"B\"]",
            format!(
                "config.toml:3:9: error: `B` is both `bookmark` and `none`\n  3 | none = [\"B\"]\n  help: take it out of one of them; {USUAL}"
            ),
        ),
        (
            "[keys]\nquit = []",
            format!(
                "config.toml:2:1: error: no key would be left for `quit`\n  2 | quit = []\n  help: a show needs a key for it; {USUAL}"
            ),
        ),
        (
            "[keys]\nblack = [\"7\"]",
            format!(
                "config.toml:2:10: error: \"7\" cannot be bound: digits type page numbers\n  2 | black = [\"7\"]\n  help: take another \
                 key; {USUAL}"
            ),
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
    assert!(told("theme = ").starts_with("config.toml:1:"));
    assert!(told("[keys]\ndigit = [\"F8\"]").contains("there is no command `digit`"));
}

#[test]
fn what_is_sound_holds_beside_what_is_not() {
    let (read, found) = parsed(Path::new("c"), "c", "theme = \"ink\"\npainter = \"me\"\n[keys]\nnext = [\"F8\"]\n");
    assert_eq!(found.len(), 1);
    assert_eq!((read.theme, read.painter), (Some(Look::Named("ink".to_owned())), None));
    assert_eq!(does(&read.keys, "F8"), Some(Command::Next));
}

#[test]
fn keys_are_lists_and_none_is_silence() {
    let keys = config("[keys]\nnext = [\"F8\", \"PageDown\"]\nblack = []\nnone = [\"T\", \"Shift+Right\"]\n").keys;
    for (word, expected) in [
        ("F8", Some(Command::Next)),
        ("PageDown", Some(Command::Next)),
        ("Down", None),
        ("B", None),
        ("T", None),
        ("Shift+Right", Some(Command::Nothing)),
        ("PageUp", Some(Command::Previous)),
    ] {
        let found = does(&keys, word);
        let quiet = |command: Option<Command>| command.filter(|&command| command != Command::Nothing);
        assert_eq!(quiet(found), quiet(expected), "{word}");
    }
    // What does nothing, as a clicker's start button, may do something.
    assert_eq!(does(&config("[keys]\nblack = [\"F5\"]").keys, "F5"), Some(Command::Black));
}

#[test]
fn the_printed_map_means_the_same_when_it_is_read() {
    for text in ["", "[keys]\nnext = [\"F8\"]\nprevious = ['\"', '\\']\nnone = [\"T\", \"X\"]"] {
        let map = config(text).keys;
        let again = config(&map.toml()).keys;
        assert_eq!(again.against(&map), [], "{}", map.toml());
        assert_eq!(map.against(&again), []);
    }
}

#[test]
fn a_file_that_is_none_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert_eq!(read(&at("gone.toml")), (Config::default(), Vec::new()));
    std::fs::create_dir(at("folder.toml")).unwrap();
    assert_eq!(read(&at("folder.toml")).1[0].message, "this is not a regular file");
    std::fs::write(at("large.toml"), " ".repeat(70_000)).unwrap();
    assert_eq!(read(&at("large.toml")).1[0].message, "the file has 70000 bytes; a config file may have 65536");
    std::fs::write(at("marked.toml"), "\u{FEFF}theme = \"ink\"\r\n").unwrap();
    assert_eq!(read(&at("marked.toml")).0.theme, Some(Look::Named("ink".to_owned())));
}

#[test]
fn learned_keys_are_saved_and_the_rest_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/config.toml");
    let f8 = chord("F8");
    let usual = Keymap::usual();
    let map = usual.given(f8, Command::Next).unwrap();
    let saved = save(&path, &map, usual).unwrap();
    assert_eq!(saved.backup, None);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("# What deckle does every time.") && text.contains("\n[keys]\nnext = [\"Right\", "),
        "{text}"
    );
    assert_eq!(read(&path).0.keys.keys(Command::Next).last(), Some(&f8));

    let mine = "# my own\ntheme = \"ink\" # dark rooms\n\n[keys] # of the red clicker\n# on\nnext = [\"F9\",\"Right\"] # two\n\nnone = [\"T\", \"F7\"]\n";
    std::fs::write(&path, mine).unwrap();
    let before = read(&path).0.keys;
    let map = before.given(chord("F7"), Command::Previous).unwrap().given(chord("B"), Command::Next).unwrap();
    let saved = save(&path, &map, &before).unwrap();
    assert_eq!(std::fs::read_to_string(saved.backup.unwrap()).unwrap(), mine);
    let text = std::fs::read_to_string(&path).unwrap();
    let begin = "# my own\ntheme = \"ink\" # dark rooms\n\n[keys] # of the red clicker\n# on\nnext = [\"F9\", \"Right\", \"B\"] # two\n\nnone = \
                 [\"T\"]\n";
    assert!(text.starts_with(begin), "{text}");
    assert!(text.contains("\nblack = [\".\"]\n") && text.contains("\"F7\"]\n"), "{text}");
    assert_eq!(read(&path).0.keys.against(&map), []);

    std::fs::write(&path, "[keys\n").unwrap();
    assert_eq!(save(&path, &map, &before).unwrap_err().hint, "mend the file first");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "[keys\n");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (own, link) = (folder.path().join("own.toml"), folder.path().join("config.toml"));
    std::fs::write(&own, "").unwrap();
    std::fs::set_permissions(&own, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&own, &link).unwrap();
    let usual = Keymap::usual();
    save(&link, &usual.given(chord("F8"), Command::Next).unwrap(), usual).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&own).unwrap().contains("F8"));
}

#[test]
fn a_key_that_no_layout_prints_in_latin_is_named_by_its_place() {
    let press = Press { logical: Some(Key::Char('и')), physical: Some(Key::Char('b')), ..Press::default() };
    assert_eq!(press.chord(), Some(chord("B")));
    let latin = Press { logical: Some(Key::Char('v')), physical: Some(Key::Char('w')), ..Press::default() };
    assert_eq!(latin.chord(), Some(chord("V")));
    let odd = Press { logical: Some(Key::Char('ö')), ..Press::default() };
    assert_eq!(odd.chord(), Some(chord("Ö")));
    assert_eq!(Press { foreign: true, ..latin }.chord(), None);
}
