//! What a person wants every time: the config file in, options and keys out, with what is wrong in it. Never ends a show:
//! what is not sound is as if it were not there.

mod file;
mod keys;
mod save;

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};

use crate::diag::Diagnostic;
use crate::show::Keymap;
use crate::theme::{self, Check, Motion};
use file::ConfigFile;
pub use save::{SaveError, Saved, save};

/// The largest config file that is read, in bytes.
pub const MAX_CONFIG_BYTES: u64 = 64 << 10;

/// What a person wants every time. What is `None` was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The look: a built-in theme's name, or a theme's file.
    pub theme: Option<Look>,
    /// Stronger colours.
    pub high_contrast: Option<bool>,
    /// Whether anything moves.
    pub motion: Option<Motion>,
    /// Who paints.
    pub painter: Option<Paint>,
    /// In a window instead of fullscreen.
    pub windowed: Option<bool>,
    /// With the presenter screen, even on one display; or never.
    pub presenter: Option<bool>,
    /// After a save, go to the page that was written.
    pub follow: Option<bool>,
    /// The keys.
    pub keys: Keymap,
}

/// `theme`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// A built-in theme.
    Named(String),
    /// A theme's file; beside the config file, if it is not said from where.
    File(PathBuf),
}

/// `painter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// The GPU if there is one, else the CPU.
    Auto,
    /// The GPU or nothing.
    Gpu,
    /// The CPU.
    Cpu,
}

impl Paint {
    /// Every value with the word for it.
    const WORDS: &[(&str, Self)] = &[("auto", Self::Auto), ("gpu", Self::Gpu), ("cpu", Self::Cpu)];
}

/// Where the person's own config file is, or would be; nothing without a home.
#[must_use]
pub fn own_path() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("deckle").join("config.toml"))
}

/// What the file at `path` wants, and what is wrong with it. One that is not there wants nothing.
#[must_use]
pub fn read(path: &Path) -> (Config, Vec<Diagnostic>) {
    let shown = path.display().to_string();
    match text(path) {
        Ok(None) => (Config::default(), Vec::new()),
        Ok(Some(text)) => parsed(path, &shown, &text),
        Err((message, hint)) => (Config::default(), vec![Diagnostic::error(&shown, message).hint(hint)]),
    }
}

/// The text of the file at `path`, if there is one; or why it cannot be read.
fn text(path: &Path) -> Result<Option<String>, (String, &'static str)> {
    let unreadable = |error: std::io::Error| (format!("it cannot be read: {error}"), "check its permissions");
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if !metadata.is_file() {
        return Err(("this is not a regular file".to_owned(), "put a config file in its place, or --no-config"));
    }
    if metadata.len() > MAX_CONFIG_BYTES {
        let message = format!("the file has {} bytes; a config file may have {MAX_CONFIG_BYTES}", metadata.len());
        return Err((message, "is it another program's?"));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned()))
}

/// What `text` wants, which stands in the file at `path` that people call `shown`.
fn parsed(path: &Path, shown: &str, text: &str) -> (Config, Vec<Diagnostic>) {
    let mut check = Check::new(shown, text);
    let config = match ConfigFile::parse(text) {
        Ok(file) => resolved(&mut check, file, path.parent().unwrap_or(Path::new(""))),
        Err(broken) => {
            check.warn(broken.at, broken.message, broken.hint);
            Config::default()
        }
    };
    let error = |diagnostic: Diagnostic| Diagnostic { severity: crate::diag::Severity::Error, ..diagnostic };
    (config, check.found.into_iter().map(error).collect())
}

fn resolved(check: &mut Check<'_>, file: ConfigFile, folder: &Path) -> Config {
    let ConfigFile { theme, high_contrast, motion, painter, windowed, presenter, follow, keys } = file;
    let look = theme.and_then(|name| {
        if theme::is_path(name.get_ref()) {
            let path = folder.join(name.get_ref());
            if path.is_file() {
                return Some(Look::File(path));
            }
            let hint = "it is looked for beside the config file; `deckle themes` lists the built-in ones";
            check.warn(name.span().start, "there is no such theme file", hint);
            return None;
        }
        let known: Vec<&str> = theme::looks().map(|theme| theme.name.as_str()).collect();
        if known.contains(&name.get_ref().as_str()) {
            return Some(Look::Named(name.into_inner()));
        }
        check.unknown(&name, &known);
        None
    });
    let mut word = None;
    if let Some(value) = motion {
        let mut read = Motion::Full;
        let before = check.found.len();
        check.word(Some(value), &mut read, Motion::WORDS);
        word = (check.found.len() == before).then_some(read);
    }
    let mut paint = None;
    if let Some(value) = painter {
        let mut read = Paint::Auto;
        let before = check.found.len();
        check.word(Some(value), &mut read, Paint::WORDS);
        paint = (check.found.len() == before).then_some(read);
    }
    Config {
        theme: look,
        high_contrast,
        motion: word,
        painter: paint,
        windowed,
        presenter,
        follow,
        keys: keys::resolved(check, keys.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests;
