//! A config file as a person writes it: TOML in, a [`ConfigFile`] or the one thing that is wrong with it out. Every key may
//! be missing, no other is known. Knows names and places, never what a value means.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::theme::{Broken, read_toml};

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

impl ConfigFile {
    /// Reads `text`.
    pub(super) fn parse(text: &str) -> Result<Self, Broken> {
        read_toml(text, "a config file", remedy)
    }
}

/// What to do about what the reader of TOML says in `message`.
fn remedy(message: &str) -> &'static str {
    match () {
        () if message.contains("expected a sequence") => "write the keys in brackets: next = [\"PageDown\", \"Right\"]",
        () if message.contains("expected a boolean") => "write true or false, without quotes",
        () if message.contains("expected a string") => "write it in quotes",
        () => "a line is a name, an equals sign and a value: theme = \"ink\"",
    }
}
