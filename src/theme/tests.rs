//! The built-in themes, and files as people write them: right, wrong and hostile.

use super::*;
use crate::diag::Severity;

fn theme(text: &str) -> (Theme, Vec<String>) {
    let fallback = paper();
    let (theme, found) = read::parsed("my.toml", text, (themes(), &fallback));
    assert!(found.iter().all(|one| one.severity == Severity::Warning && !one.hint.is_empty()));
    (theme, found.iter().map(ToString::to_string).collect())
}

#[test]
fn the_built_in_files_are_sound() {
    assert_eq!(BUILT_IN.1, Vec::new());
    for (name, text) in FILES {
        assert_eq!(theme(text).1, Vec::<String>::new(), "{name}");
        let own = by_name(name).unwrap();
        assert!(text.contains(&format!("name = \"{name}\"")) && !own.about.is_empty(), "{name}");
        assert!(text.lines().all(|line| line.len() <= 120), "{name}");
    }
}

#[test]
fn every_theme_can_be_read_from_the_last_row() {
    for theme in themes() {
        assert_eq!(shortfalls(theme), [], "{}", theme.name);
        assert!(theme.background.contrast(theme.accent) >= 3.0, "{} badge", theme.name);
    }
}
