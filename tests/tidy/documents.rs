//! The documents against the program: commands, options, keys, links, reference pictures. Reads, never writes; the table
//! of keys is printed by the failing test, to be copied.

use std::collections::BTreeSet;
use std::process::Command;

use crate::{none, read, root, sources};

/// What `deckle WORDS --help` prints.
fn help(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_deckle")).args(words).arg("--help").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    list.filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

/// The long options in `text`: `--size`, `--pages`.
fn options(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("--") {
        let name: String = text[at + 2..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        if !name.is_empty() && !name.starts_with('-') && !text[..at].ends_with('-') {
            found.insert(format!("--{}", name.trim_end_matches('-')));
        }
    }
    found
}

/// The lines of the first block of `text` between ```` ```text ```` and ```` ``` ```` that speaks of `word`.
fn block<'a>(text: &'a str, word: &str) -> Vec<&'a str> {
    let mut blocks = text.split("\n```");
    blocks.next();
    blocks
        .step_by(2)
        .find(|block| block.contains(word))
        .map(|block| block.lines().skip(1).collect())
        .unwrap_or_default()
}

/// `text` without blocks and spans of code.
fn prose(text: &str) -> String {
    let words = |block: &str| block.split('`').step_by(2).collect::<Vec<_>>().join("");
    text.split("\n```").step_by(2).map(words).collect::<Vec<_>>().join("\n")
}

/// The relative targets of the links and pictures of the Markdown `text`.
fn links(text: &str) -> Vec<String> {
    let text = prose(text);
    let targets = text.match_indices("](").filter_map(|(at, _)| text[at + 2..].split([')', ' ', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://")).map(str::to_owned).collect()
}

/// What stands in `text` between the lines `<!-- NAME -->` and `<!-- /NAME -->`.
fn between<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->\n"))?;
    Some(rest.split_once(&format!("<!-- /{name} -->"))?.0)
}

#[test]
fn the_readme_has_every_command_and_option_and_no_other() {
    let readme = read("README.md");
    let usage = block(&readme, "deckle [PATH]").join("\n");
    let main = help(&[]);
    let names = commands(&main);
    assert!(names.len() >= 4, "{names:?}");
    let mut all = options(&main);
    for name in &names {
        assert!(usage.contains(&format!("deckle {name} ")), "README.md: the usage lacks `deckle {name}`");
        all.extend(options(&help(&[name])));
    }
    for word in usage.lines().filter_map(|line| line.strip_prefix("deckle ")?.split_whitespace().next()) {
        assert!(word == "[PATH]" || names.iter().any(|name| name == word), "README.md: there is no `deckle {word}`");
    }
    all.retain(|option| !["--help", "--version", "--out"].contains(&option.as_str()));
    assert_eq!(options(&usage), all, "README.md and --help name other options");
}

#[test]
fn no_link_is_dead() {
    let mut broken = Vec::new();
    for file in ["README.md", "CHANGELOG.md", "fonts/README.md"] {
        let folder = root().join(file).parent().unwrap().to_owned();
        for target in links(&read(file)).iter().filter(|target| !folder.join(target).exists()) {
            broken.push(format!("{file}: {target} is not there"));
        }
    }
    none(broken);
}

#[test]
fn the_changelog_names_this_version_and_the_oldest_compiler() {
    let (manifest, changelog) = (read("Cargo.toml"), read("CHANGELOG.md"));
    let value = |key: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{key} = \""))).unwrap();
        line.trim_end_matches('"').to_owned()
    };
    assert!(changelog.contains(&format!("## [{}]", value("version"))));
    assert!(changelog.contains(&format!("Rust {}", value("rust-version"))));
    assert!(read("README.md").contains(&format!("Rust {}", value("rust-version"))));
}

#[test]
fn every_reference_picture_has_its_case() {
    let texts: Vec<String> = sources("tests", &[".rs"])
        .iter()
        .filter(|file| !file.path.contains("tidy"))
        .map(|file| file.text.clone())
        .collect();
    let pages: Vec<String> = sources("tests", &[".md"]).into_iter().map(|file| file.path).collect();
    let pictures = sources("tests/reference", &[".png"]).into_iter().map(|file| file.path);
    none(orphans(pictures, &texts, &pages));
}

/// The `pictures` of which no `texts` speaks by stem and beside which no page of `pages` has their stem.
fn orphans(pictures: impl Iterator<Item = String>, texts: &[String], pages: &[String]) -> Vec<String> {
    let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or("").to_owned();
    pictures
        .filter(|path| {
            let name = stem(path);
            !texts.iter().any(|text| text.contains(&format!("\"{name}\"")))
                && !pages.iter().any(|page| stem(page) == name)
        })
        .map(|path| format!("{path}: no case makes this picture"))
        .collect()
}

#[test]
fn help_texts_and_documents_are_read_right() {
    let text = "Usage\n\nCommands:\n  import  Write --x\n          on\n  dump    Print\n\nOptions:\n";
    assert_eq!(commands(text), ["import", "dump"]);
    let found: Vec<String> = options("[--size WxH] --no-presenter`, a -- b --- c ----d --pages").into_iter().collect();
    assert_eq!(found, ["--no-presenter", "--pages", "--size"]);
    assert_eq!(block("a\n```sh\nx\n```\nb\n```text\ndeckle\ny\n```\nc", "deckle"), ["deckle", "y"]);
    assert_eq!(links("[a](b.md) ![c](d/e.png \"t\") [f](https://x) [g](#h) [i](j.md#k)"), ["b.md", "d/e.png", "j.md"]);
    assert_eq!(links("`[a](b)` [c](d)\n```md\n[e](f)\n```\n[g](h)"), ["d", "h"]);
    assert_eq!(between("a\n<!-- keys -->\n| b |\n<!-- /keys -->\n", "keys"), Some("| b |\n"));
    assert_eq!(between("a\n<!-- keys -->\n| b |\n", "keys"), None);
}

#[test]
fn a_picture_without_a_case_is_found() {
    let pictures = ["tests/reference/a.png", "tests/reference/b.png", "tests/reference/c.png"].map(str::to_owned);
    let found = orphans(pictures.into_iter(), &["case(\"a\")".to_owned()], &["tests/cases/b.md".to_owned()]);
    assert_eq!(found, ["tests/reference/c.png: no case makes this picture"]);
}

#[test]
fn the_readme_has_the_keys_that_are_bound() {
    let readme = read("README.md");
    let wanted = deckle::show::Keymap::usual().markdown();
    let marked = readme.split_once("<!-- keys -->\n").and_then(|(_, rest)| rest.split_once("<!-- /keys -->"));
    let found = marked.map(|(keys, _)| keys.trim());
    assert_eq!(found, Some(wanted.trim()), "copy this between the marks:\n{wanted}");
}
