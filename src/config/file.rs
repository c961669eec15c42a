//! A config file as a person writes it: TOML in, a [`ConfigFile`] or the one thing that is wrong with it out. Every key may
//! be missing, no other is known. Knows names and places, never what a value means.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::theme::unknown_key;

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConfigFile {
    pub(super) theme: Option<Spanned<String>>,
    pub(super) high_contrast: Option<bool>,
    pub(super) motion: Option<Spanned<String>>,
    pub(super) painter: Option<Spanned<String>>,
    pub(super) windowed: Option<bool>,
    pub(super) presenter: Option<bool>,
    pub(super) follow: Option<bool>,
    pub(super) keys: Option<KeysFile>,
}

/// `[keys]`: names of commands, each with its chords.
pub(super) type KeysFile = BTreeMap<Spanned<String>, Vec<Spanned<String>>>;

/// What is wrong with a file that is no [`ConfigFile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) hint: String,
}

impl ConfigFile {
    /// Reads `text`.
    pub(super) fn parse(text: &str) -> Result<Self, Broken> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start);
            let (message, hint) = said(error.message());
            Broken { at, message, hint }
        })
    }
}

/// The reader's message in our words, with a remedy.
fn said(message: &str) -> (String, String) {
    if let Some(told) = unknown_key(message, "a config file") {
        return told;
    }
    let first = message.lines().next().unwrap_or("it cannot be read").to_owned();
    let hint = match () {
        () if message.contains("expected a sequence") => "write the keys in brackets: next = [\"PageDown\", \"Right\"]",
        () if message.contains("expected a boolean") => "write true or false, without quotes",
        () if message.contains("expected a string") => "write it in quotes",
        () => "a line is a name, an equals sign and a value: theme = \"ink\"",
    };
    (first, hint.to_owned())
}
