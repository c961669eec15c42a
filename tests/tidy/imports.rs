//! Who may import whom, and who may name which library: the table is the architecture. No module names one that stands
//! after it, so there are no circles.

use crate::reading::{code_only, has_word, test_files, without_tests};
use crate::{Source, none, read, sources};

/// The modules of the library in reading order, and whom each may import. Every import stands in an earlier row.
const TABLE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("geom", &[]),
    ("color", &[]),
    ("diag", &["text"]),
    ("store", &[]),
    ("guard", &[]),
    ("fonts", &[]),
    ("highlight", &["guard"]),
    ("media", &["diag", "geom", "guard", "fonts"]),
    ("math", &["color", "text", "guard", "fonts"]),
    ("diagram", &["color", "text", "guard", "fonts"]),
    ("markdown", &["diag", "text"]),
    ("deck", &["diag", "text", "math", "diagram", "markdown"]),
    ("notes", &["diag", "text", "markdown", "deck"]),
    ("locker", &["diag", "media", "markdown", "deck"]),
    ("theme", &["text", "color", "diag", "fonts", "media"]),
    ("scene", &["color", "geom", "text", "fonts", "media"]),
    (
        "layout",
        &[
            "color",
            "diag",
            "geom",
            "text",
            "guard",
            "fonts",
            "highlight",
            "media",
            "math",
            "diagram",
            "markdown",
            "deck",
            "locker",
            "theme",
            "scene",
        ],
    ),
    (
        "book",
        &["diag", "geom", "text", "fonts", "media", "markdown", "deck", "notes", "locker", "theme", "scene", "layout"],
    ),
    ("paint", &["color", "geom", "text", "fonts", "media", "scene"]),
    ("export", &["color", "geom", "text", "fonts", "media", "scene", "layout", "book", "paint"]),
    ("fetch", &["media", "locker", "export"]),
    ("outline", &["text", "fonts", "layout", "book", "export"]),
    ("show", &["text"]),
    ("config", &["diag", "text", "theme", "show"]),
    (
        "views",
        &["color", "geom", "text", "markdown", "deck", "fonts", "media", "theme", "scene", "layout", "book", "show"],
    ),
    ("drawn", &["text", "fonts", "layout", "book", "export", "show"]),
    (
        "present",
        &[
            "color", "diag", "geom", "text", "store", "guard", "fonts", "media", "locker", "theme", "scene", "layout",
            "book", "paint", "show", "views", "drawn",
        ],
    ),
];

/// The modules of the binary: they may use all of the library.
const BINARY: &[&str] = &["main", "cli", "commands"];

/// Who alone may name a library.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("wgpu", &["paint", "present"]),
    ("winit", &["present"]),
    ("softbuffer", &["present"]),
    ("accesskit", &["present"]),
    ("accesskit_winit", &["present"]),
    ("async_signal", &["commands"]),
    ("etcetera", &["store", "config"]),
    ("keepawake", &["present"]),
    ("zbus", &["present"]),
    ("notify", &["present"]),
    ("x11rb", &["present"]),
    ("glyphon", &["paint"]),
    ("resvg", &["media"]),
    ("rustix", &["media"]),
    ("pulldown_cmark", &["markdown", "notes"]),
    ("ratex_parser", &["math"]),
    ("ratex_layout", &["math"]),
    ("ratex_types", &["math"]),
    ("ratex_font", &["math"]),
    ("ttf_parser", &["math", "diagram"]),
    ("toml_edit", &["config"]),
    ("ureq", &["fetch"]),
    ("TcpStream", &[]),
    ("syntect", &["highlight"]),
    ("two_face", &["highlight"]),
    ("clap", &["main", "cli"]),
    ("indicatif", &["commands"]),
];

/// The module path of a file of `src`: `src/paint/gpu/mod.rs` is `paint`, `gpu`.
fn module_path(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(inner, "lib" | "mod") { Vec::new() } else { inner.split('/').map(str::to_owned).collect() }
}

/// The top modules that `code` of the module at `path` names: by `crate::`, or by enough of `super::`.
fn named(path: &[String], code: &str) -> Vec<String> {
    let dense: String = code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::").replace(":: ", "::");
    let mut tops = Vec::new();
    for (at, _) in dense.match_indices("crate::") {
        if !dense[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            tops.extend(first_names(&dense[at + "crate::".len()..]));
        }
    }
    let climb = "super::".repeat(path.len().max(1));
    for (at, _) in dense.match_indices(&climb) {
        if !dense[..at].ends_with("super::") {
            tops.extend(first_names(&dense[at + climb.len()..]));
        }
    }
    tops.retain(|top| top.starts_with(char::is_lowercase));
    tops
}

/// The names that a path or a group of paths begins with: `a::b` gives a; `{a, b::{c, d}}` gives a and b.
fn first_names(text: &str) -> Vec<String> {
    let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = text.strip_prefix('{') else { return vec![word(text)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(word(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(word(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty() && name != "self");
    names
}

/// What `source` imports or names against `table`.
fn forbidden(source: &Source, table: &[(&str, &[&str])]) -> Vec<String> {
    let path = module_path(&source.path);
    let Some(top) = path.first() else { return Vec::new() };
    let code = without_tests(&code_only(&source.text));
    let mut broken = Vec::new();
    for (library, modules) in LIBRARIES {
        if has_word(&code, library) && !modules.contains(&top.as_str()) {
            broken.push(format!("{}: {top} must not name {library}", source.path));
        }
    }
    if BINARY.contains(&top.as_str()) {
        return broken;
    }
    let Some((_, allowed)) = table.iter().find(|(module, _)| module == top) else {
        broken.push(format!("{}: the module {top} is not in the table of tests/tidy/imports.rs", source.path));
        return broken;
    };
    for name in named(&path, &code) {
        if name != *top && !allowed.contains(&name.as_str()) {
            broken.push(format!("{}: {top} must not import {name}", source.path));
        }
    }
    broken
}

/// The modules that `lib`, the text of src/lib.rs, declares, and those that its map names.
fn declared_and_mapped(lib: &str) -> (Vec<String>, Vec<String>) {
    let mut declared: Vec<String> =
        lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect();
    let mut mapped: Vec<String> = Vec::new();
    for line in lib.lines().filter_map(|line| line.strip_prefix("//! | [`")) {
        mapped.extend(line.split('`').next().map(str::to_owned));
    }
    declared.sort();
    mapped.sort();
    (declared, mapped)
}

#[test]
fn nobody_imports_what_it_may_not() {
    let files = sources("src", &[".rs"]);
    let tests: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let folder = file.path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
            test_files(folder, &code_only(&file.text))
        })
        .collect();
    none(files.iter().filter(|file| !tests.contains(&file.path)).flat_map(|file| forbidden(file, TABLE)).collect());
}

#[test]
fn the_table_has_no_circle() {
    for (row, (module, allowed)) in TABLE.iter().enumerate() {
        for name in *allowed {
            assert!(
                TABLE[..row].iter().any(|(earlier, _)| earlier == name),
                "{module} imports {name}, which is not above it"
            );
        }
    }
}

#[test]
fn the_map_is_true() {
    let (declared, mapped) = declared_and_mapped(&read("src/lib.rs"));
    assert_eq!(declared, mapped, "src/lib.rs: what is declared, and what the map names");
    let mut rows: Vec<&str> = TABLE.iter().map(|(module, _)| *module).collect();
    rows.sort_unstable();
    assert_eq!(declared, rows, "src/lib.rs and the table of tests/tidy/imports.rs");
}

#[test]
fn bad_imports_are_found() {
    let table: &[(&str, &[&str])] = &[("geom", &[]), ("scene", &["geom"]), ("layout", &["geom", "scene"])];
    let found =
        |path: &str, text: &str| forbidden(&Source { path: path.to_owned(), text: text.to_owned() }, table).len();
    assert_eq!(found("src/scene/mod.rs", "use crate::geom::Rect; use crate::scene::dump;"), 0);
    assert_eq!(found("src/scene/mod.rs", "use crate::layout;"), 1);
    assert_eq!(found("src/scene/mod.rs", "use crate::{geom::{Rect, Size}, layout::Page};"), 1);
    assert_eq!(found("src/scene/mod.rs", "fn f() { crate :: layout::f() }"), 1);
    assert_eq!(found("src/scene/mod.rs", "use super::layout;"), 1, "from a top module super is the crate");
    assert_eq!(found("src/scene/dump.rs", "use super::layout; use super::super::geom;"), 0, "here it is scene");
    assert_eq!(found("src/scene/dump.rs", "use super::super::layout;"), 1);
    assert_eq!(found("src/scene/dump.rs", "// use crate::layout;\n#[cfg(test)]\nmod tests { use crate::layout; }"), 0);
    assert_eq!(found("src/layout/mod.rs", "use winit::window::Window;"), 1);
    assert_eq!(found("src/layout/mod.rs", "use pulldown_cmark as md;"), 1);
    assert_eq!(found("src/new.rs", ""), 1, "a module that nobody thought of");
    assert_eq!(found("src/cli.rs", "use clap::Parser; use deckle::layout;"), 0);
}

#[test]
fn a_wrong_map_is_found() {
    let (declared, mapped) =
        declared_and_mapped("//! | [`geom`] | points |\n//! | [`gone`] | x |\npub mod geom;\npub mod new;\n");
    assert_eq!((declared, mapped), (vec!["geom".into(), "new".into()], vec!["geom".to_owned(), "gone".to_owned()]));
}
