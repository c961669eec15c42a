//! Theme files from the disk: a path in, a theme and what is wrong with it out. A broken file never ends a show: what is
//! not sound is the base's, and a file that cannot be read as a theme at all is its fallback.

use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::check::Check;
use super::contrast::shortfalls;
use super::file::ThemeFile;
use super::resolve::resolve;
use super::{OwnTransition, Theme, themes};
use crate::diag::Diagnostic;
use crate::fonts::{self, FontError};
use crate::media;

/// The largest theme file that is read, in bytes.
pub const MAX_THEME_BYTES: u64 = 64 << 10;

/// Whose theme it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The speaker named it: it may load fonts.
    Speaker,
    /// A deck named it: whoever wrote it may be a stranger.
    Deck,
}

/// Whether `name` means a file, and no built-in theme.
#[must_use]
pub fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || name.to_ascii_lowercase().ends_with(".toml")
}

/// The theme in the file at `path`, which its author calls `shown`, and what is wrong with it.
///
/// # Errors
/// If there is no such file, or it is none that could be a theme's.
pub fn read(path: &Path, shown: &str, trust: Trust) -> Result<(Theme, Vec<Diagnostic>), Box<Diagnostic>> {
    let refuse = |message: String, hint: &str| Err(Box::new(Diagnostic::error(shown, message).hint(hint)));
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return refuse(
                "there is no such theme file".to_owned(),
                "check the path; `deckle themes` lists the built-in themes",
            );
        }
        Err(error) => return refuse(format!("it cannot be read: {error}"), "check the path and its permissions"),
    };
    if !metadata.is_file() {
        return refuse("this is not a regular file".to_owned(), "give a theme's file, such as my.toml");
    }
    if metadata.len() > MAX_THEME_BYTES {
        let message = format!("the file has {} bytes; a theme may have {MAX_THEME_BYTES}", metadata.len());
        return refuse(message, "`deckle themes paper` prints a theme to start from");
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return refuse(format!("it cannot be read: {error}"), "check the path and its permissions"),
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let fallback = super::paper();
    let folder = path.parent().unwrap_or(Path::new(""));
    let load = |check: &mut Check<'_>, files: &[Spanned<String>]| match trust {
        Trust::Speaker => files.iter().flat_map(|file| font(check, folder, file)).collect(),
        Trust::Deck => {
            if let Some(first) = files.first() {
                check.warn(
                    first.span().start,
                    "a theme that a deck names may load no fonts",
                    "show the deck with --theme and this file: then it may",
                );
            }
            Vec::new()
        }
    };
    let (mut theme, mut found) = parsed(shown, text, (themes(), &fallback), &load);
    if theme.name.is_empty() || themes().iter().any(|own| own.name == theme.name) {
        theme.name =
            path.file_stem().map_or_else(|| "my".to_owned(), |stem| crate::text::clean_line(&stem.to_string_lossy()));
    }
    if let Some(own) = theme.transition.shader.take() {
        match transition(folder, &own.file, trust) {
            Ok(source) => {
                theme.transition.shader = Some(Arc::new(OwnTransition { file: own.file.clone(), source }));
            }
            Err((message, hint)) => {
                let name = crate::text::clean_line(&own.file);
                found.push(
                    Diagnostic::warning(shown, format!("the transition \"{name}\" is not used: {message}")).hint(hint),
                );
            }
        }
    }
    for shortfall in shortfalls(&theme) {
        found.push(
            Diagnostic::warning(shown, shortfall.to_string())
                .hint("choose a darker or a lighter colour, so that the last row can read it"),
        );
    }
    Ok((theme, found))
}

/// The text of the transition that a theme names, which lies beside it; or why there is none, and the remedy.
fn transition(folder: &Path, file: &str, trust: Trust) -> Result<String, (String, &'static str)> {
    if trust == Trust::Deck {
        return Err((
            "a theme that a deck names may bring none".to_owned(),
            "show the deck with --theme and this file: then it may",
        ));
    }
    let hint = "name a .wgsl file beside the theme";
    let path = media::local(folder, file).map_err(|error| (error.to_string(), hint))?;
    let metadata = std::fs::metadata(&path).map_err(|error| (error.to_string(), hint))?;
    if !metadata.is_file() || metadata.len() > MAX_THEME_BYTES {
        return Err((format!("it is no file of at most {MAX_THEME_BYTES} bytes"), hint));
    }
    std::fs::read_to_string(&path).map_err(|error| (error.to_string(), hint))
}

/// Loads the font file that a theme names, which lies beside it; gives its families.
fn font(check: &mut Check<'_>, folder: &Path, file: &Spanned<String>) -> Vec<&'static str> {
    let at = file.span().start;
    let refused = |check: &mut Check<'_>, message: String, hint: &str| {
        let shown = crate::text::clean_line(file.get_ref());
        check.warn(at, format!("the font \"{shown}\" is not loaded: {message}"), hint);
        Vec::new()
    };
    let path = match media::local(folder, file.get_ref()) {
        Ok(path) => path,
        Err(error) => return refused(check, error.to_string(), "name a .ttf or .otf file beside the theme"),
    };
    let size = std::fs::metadata(&path).map_or(0, |metadata| if metadata.is_file() { metadata.len() } else { 0 });
    if size > fonts::MAX_FONT_BYTES as u64 {
        return refused(check, FontError::TooLarge.to_string(), "take a smaller font, or a part of it");
    }
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => return refused(check, error.to_string(), "check the file and its permissions"),
    };
    match fonts::add_font(bytes) {
        Ok(families) => families,
        Err(error) => {
            refused(check, error.to_string(), "name a .ttf or .otf file; woff and woff2 must be converted first")
        }
    }
}

/// What loads the font files of a theme and gives their families.
pub(super) type Load<'a> = &'a dyn Fn(&mut Check<'_>, &[Spanned<String>]) -> Vec<&'static str>;

/// The theme that `text` makes of the base that it names among `known`, or of `fallback`.
pub(super) fn parsed(
    file: &str,
    text: &str,
    (known, fallback): (&[Theme], &Theme),
    load: Load<'_>,
) -> (Theme, Vec<Diagnostic>) {
    let mut check = Check::new(file, text);
    let theme = match ThemeFile::parse(text) {
        Ok(read) => {
            let base = match &read.base {
                None => fallback,
                Some(name) => known.iter().find(|theme| theme.name == *name.get_ref()).unwrap_or_else(|| {
                    let names: Vec<&str> = known.iter().map(|theme| theme.name.as_str()).collect();
                    check.unknown(name, &names);
                    fallback
                }),
            };
            // A base's name is not the file's own.
            let base = Theme { name: String::new(), ..base.clone() };
            let mut families = fonts::FAMILIES.to_vec();
            if let Some(files) = &read.faces.files {
                families.extend(load(&mut check, files));
            }
            resolve(&mut check, read, &base, &families)
        }
        Err(broken) => {
            let hint = format!("{}; until then the deck shows in \"{}\"", broken.hint, fallback.name);
            check.warn(broken.at, format!("this is no theme: {}", broken.message), hint);
            fallback.clone()
        }
    };
    (theme, check.found)
}
