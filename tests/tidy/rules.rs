//! The rules for every file: how it opens, how long it is, what it may not say. Looks at text only.

use crate::reading::{code_only, test_files, without_tests};
use crate::{Source, none, root, sources};

/// No file is longer.
const MOST_LINES: usize = 500;

/// What code may not say, and where: `.unwrap()` is for tests.
const NOWHERE: &[&str] = &["todo!", "unimplemented!", "dbg!", "#[ignore"];
const NOT_IN_THE_SOURCES: &[&str] = &[".unwrap()", "println!", "print!", "process::exit"];
/// What may stand in no comment either; written in two pieces, so that this file may be looked at too.
const NOT_EVEN_IN_COMMENTS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X ")];

/// What is wrong with `source`, be it a test or not.
fn slips(source: &Source) -> Vec<String> {
    let mut broken = Vec::new();
    let mut say = |line: usize, what: &str| broken.push(format!("{}:{line}: {what}", source.path));
    let opening = if source.path.ends_with(".rs") { "//!" } else { "//" };
    if !source.text.starts_with(opening) {
        say(1, &format!("a file opens with {opening}: what goes in, what comes out, what it must never do"));
    }
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        say(lines, &format!("{lines} lines; no file has more than {MOST_LINES}"));
    }
    for (number, line) in (1..).zip(source.text.lines()) {
        for word in NOT_EVEN_IN_COMMENTS.iter().filter(|word| line.contains(**word)) {
            say(number, &format!("{word} belongs into an issue"));
        }
    }
    for (number, line) in (1..).zip(code_only(&source.text).lines()) {
        for word in NOWHERE.iter().filter(|word| line.contains(**word)) {
            say(number, &format!("{word} must not stay"));
        }
    }
    broken
}

/// What is wrong with `source`, a file of the program.
fn source_slips(source: &Source) -> Vec<String> {
    let code = without_tests(&code_only(&source.text));
    let mut broken = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        for word in NOT_IN_THE_SOURCES.iter().filter(|word| line.contains(**word)) {
            broken.push(format!("{}:{number}: {word} is for tests", source.path));
        }
    }
    broken
}

/// What may stand at the top of the repository beside dot-files.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "decks",
    "fonts",
    "shaders",
    "src",
    "target",
    "tests",
];

#[test]
fn every_file_keeps_the_rules() {
    let mut files = sources("src", &[".rs"]);
    files.extend(sources("tests", &[".rs"]));
    files.extend(sources("shaders", &[".wgsl"]));
    none(files.iter().flat_map(slips).collect());
}

#[test]
fn the_program_neither_unwraps_nor_prints() {
    let files = sources("src", &[".rs"]);
    let folder = |file: &Source| file.path.trim_end_matches("/mod.rs").trim_end_matches(".rs").to_owned();
    let tests: Vec<String> = files.iter().flat_map(|file| test_files(&folder(file), &code_only(&file.text))).collect();
    none(files.iter().filter(|file| !tests.contains(&file.path)).flat_map(source_slips).collect());
}

#[test]
fn the_top_of_the_repository_is_fixed() {
    let names =
        std::fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    none(
        names
            .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
            .map(|name| format!("{name} has no place at the top of the repository"))
            .collect(),
    );
}

#[test]
fn slips_are_found() {
    let found = |text: &str| slips(&Source { path: "src/x.rs".to_owned(), text: text.to_owned() }).len();
    assert_eq!(found("//! Good.\nfn f() {}\n"), 0);
    assert_eq!(found("// Not a module comment.\n"), 1);
    assert_eq!(found(&format!("//! Long.\n{}", "\n".repeat(MOST_LINES))), 1);
    assert_eq!(found(concat!("//! x\n// TO", "DO: later\n")), 1);
    assert_eq!(found("//! x\nfn f() { todo!() }\n#[ignore]\nfn g() { dbg!(1); }\n"), 3);
    assert_eq!(found("//! x\nconst A: &str = \"todo!\";\n"), 0);
}

#[test]
fn unwraps_and_prints_are_found() {
    let found = |text: &str| source_slips(&Source { path: "src/x.rs".to_owned(), text: text.to_owned() }).len();
    assert_eq!(found("fn f() { x.unwrap(); }"), 1);
    assert_eq!(found("fn f() { eprintln!(\"x\"); }\nfn g() { print!(\"y\"); }"), 2);
    assert_eq!(
        found("/// x.unwrap()\nfn f() { x.unwrap_or(1); }\n#[cfg(test)]\nmod tests { fn t() { x.unwrap(); } }"),
        0
    );
}
