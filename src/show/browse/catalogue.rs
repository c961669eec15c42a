//! What can be gone to: the titles and the words of a session's pages in, kept as they are compared. Never lays out a
//! deck: one that is not laid out yet is listed by its titles.

use std::sync::Arc;

use super::fold::fold;
use crate::show::Pages;

/// No more bytes of a page's words are looked through.
const MOST_WORDS: usize = 20_000;

/// A talk as it is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    pub(super) title: String,
    pub(super) speaker: String,
    /// What its slides are called, as long as it has no pages yet.
    pub(super) slides: String,
    pub(super) pages: Option<Vec<Listed>>,
}

/// A page as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) title: String,
    pub(super) words: String,
    /// Whether it is the first of its slide.
    pub(super) begins: bool,
}

impl Talk {
    /// A talk whose pages nobody knows yet.
    #[must_use]
    pub fn new(title: &str, speaker: &str) -> Self {
        Self { title: fold(title), speaker: fold(speaker), slides: String::new(), pages: None }
    }

    /// The same with what its slides are called.
    #[must_use]
    pub fn slides<'a>(self, titles: impl Iterator<Item = &'a str>) -> Self {
        let slides = titles.map(fold).collect::<Vec<_>>().join("\n");
        Self { slides, ..self }
    }

    /// The same with its pages: the title of each, what it shows, and which slide it is one of.
    #[must_use]
    pub fn pages<'a>(self, pages: impl Iterator<Item = (&'a str, &'a str, usize)>) -> Self {
        let mut before = None;
        let listed = pages.map(|(title, words, slide)| {
            let begins = before != Some(slide);
            before = Some(slide);
            let whole = (0..=words.len().min(MOST_WORDS)).rev().find(|end| words.is_char_boundary(*end)).unwrap_or(0);
            Listed { title: fold(title), words: fold(words.get(..whole).unwrap_or("")), begins }
        });
        Self { pages: Some(listed.collect()), ..self }
    }
}

/// The talks of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    pub(super) talks: Vec<Arc<Talk>>,
}

impl Catalogue {
    /// What `pages` has.
    pub(super) fn new(pages: &dyn Pages) -> Self {
        Self { talks: (0..pages.decks()).map(|deck| Arc::new(pages.talk(deck))).collect() }
    }

    /// The same, with the pages of talks that had none yet.
    pub(super) fn completed(&self, pages: &dyn Pages) -> Self {
        let again = |(deck, talk): (usize, &Arc<Talk>)| match talk.pages {
            Some(_) => Arc::clone(talk),
            None => Arc::new(pages.talk(deck)),
        };
        Self { talks: self.talks.iter().enumerate().map(again).collect() }
    }

    /// How many pages are known.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.talks.iter().filter_map(|talk| Some(talk.pages.as_ref()?.len())).sum()
    }

    /// How many cells each talk has on the overview: one a page, or one for a talk without any yet.
    pub fn cells(&self) -> impl Iterator<Item = usize> {
        self.talks.iter().map(|talk| talk.pages.as_ref().map_or(1, Vec::len))
    }

    /// How many talks there are.
    #[must_use]
    pub fn talks(&self) -> usize {
        self.talks.len()
    }

    /// Whether a talk has no pages yet.
    #[must_use]
    pub fn is_open(&self, deck: usize) -> bool {
        self.talks.get(deck).is_some_and(|talk| talk.pages.is_none())
    }
}
