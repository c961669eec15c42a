//! The house rules, held by a test: the sources in, nothing out unless a rule is broken. Never changes a file. Every
//! checker is a function on text, and is shown to find what it looks for.

mod documents;
mod imports;
mod licences;
mod reading;
mod rules;

use std::path::{Path, PathBuf};

/// The top of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository.
struct Source {
    /// Its path from the top, with `/`.
    path: String,
    /// What stands in it.
    text: String,
}

/// The files below `folder` whose names end in one of `endings`, in the order of their paths. Build outputs and what a
/// failed test left behind are no part of the repository.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut folders = vec![root().join(folder)];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    let relative = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
    found
        .iter()
        .map(|path| Source { path: relative(path), text: std::fs::read_to_string(path).unwrap_or_default() })
        .collect()
}

/// The text of the file at `path` from the top.
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with all of `broken`, if there is anything in it.
#[track_caller]
fn none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}
