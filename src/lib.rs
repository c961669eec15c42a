//! deckle turns the notes of a conference into slide decks and presents them.
//!
//! A short compiler (notes in, finished pages out), two painters that must agree, and a small live application at the end.

pub mod book;
pub mod color;
pub mod deck;
pub mod diag;
pub mod export;
pub mod fonts;
pub mod geom;
pub mod layout;
pub mod markdown;
pub mod media;
pub mod notes;
pub mod paint;
pub mod present;
pub mod scene;
pub mod show;
pub mod text;
pub mod theme;
pub mod views;
