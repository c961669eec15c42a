//! Licences: of everything that is compiled in, and of the fonts. The list of what is allowed stands in `.deny.toml`.

use std::process::Command;

use crate::{none, read, root, sources};

/// Whether the SPDX expression can be met with the licences of `allowed` alone.
fn allows(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at, allowed) && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut good = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        good |= all(words, at, allowed);
    }
    good
}

fn all(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut good = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        good &= one(words, at, allowed);
    }
    good
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let good = any(words, at, allowed);
        *at += 1;
        return good;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

/// The licences that `deny`, the text of `.deny.toml`, allows.
fn allowed(deny: &str) -> Vec<String> {
    let table: toml::Table = deny.parse().unwrap();
    let list = table["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// The fonts of `files` that no row of `readme` gives a licence that is there.
fn unlicensed(files: &[String], readme: &str) -> Vec<String> {
    let is_font = |name: &&String| [".ttf", ".otf", ".woff2"].iter().any(|ending| name.ends_with(ending));
    let licensed = |name: &&String| {
        readme
            .lines()
            .filter(|line| line.starts_with(&format!("| `{name}`")))
            .any(|row| row.split('`').any(|word| word.starts_with("LICENSE-") && files.iter().any(|file| file == word)))
    };
    files.iter().filter(is_font).filter(|name| !licensed(name)).cloned().collect()
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", &host])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let allowed = allowed(&read(".deny.toml"));
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "only {} packages: this is not the whole tree", packages.len());
    none(
        packages
            .iter()
            .filter(|package| !allows(package["license"].as_str().unwrap_or("none"), &allowed))
            .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
            .collect(),
    );
}

#[test]
fn every_font_has_its_licence_beside_it() {
    let files = sources("fonts", &[""])
        .iter()
        .map(|file| file.path.trim_start_matches("fonts/").to_owned())
        .collect::<Vec<_>>();
    assert!(files.iter().any(|file| file.ends_with(".ttf")));
    none(unlicensed(&files, &read("fonts/README.md")));
}

#[test]
fn expressions_are_understood() {
    let list = ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for good in ["MIT", "MIT OR GPL-3.0", "GPL-3.0 OR (MIT AND Zlib)", "GPL-2.0/MIT", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(allows(good, &list), "{good}");
    }
    for bad in ["", "none", "GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR ISC) AND MIT", "Apache-2.0", "MIT MIT"] {
        assert!(!allows(bad, &list), "{bad}");
    }
}

#[test]
fn a_font_without_a_licence_is_found() {
    let files = ["a.ttf", "b.otf", "c.ttf", "LICENSE-a.txt"].map(str::to_owned);
    let readme = "| `a.ttf` | x | OFL, `LICENSE-a.txt` |\n| `b.otf` | x | OFL, `LICENSE-b.txt` |\n";
    assert_eq!(unlicensed(&files, readme), ["b.otf", "c.ttf"]);
}
