//! deckle turns the notes of a conference into slide decks and presents them: a short compiler (notes in, finished pages
//! out), two painters that must agree, and a small live application at the end.
//!
//! ```text
//!  talk notes / deck files
//!         │ markdown::parse        text -> blocks with their lines; never fails
//!         ▼
//!      blocks ── notes::session    many talks in one file -> one deck a talk
//!         │   └─ deck::build       blocks -> slides and speaker notes
//!         ▼
//!  Deck ▸ Slide
//!         │ layout                 slides + theme -> pages; shrinks, then splits; nothing ever leaves the page
//!         ▼
//!  Page ▸ Scene                    finished: absolute places, shaped text, picture ids. The contract
//!         │
//!         ├─ paint::cpu            Scene -> pixels: the reference, and the fallback of the window
//!         ├─ paint::gpu            Scene -> render pass: what the window uses
//!         ├─ export                Book -> PNG files
//!         └─ present               Book + Show -> windows; decides nothing
//! ```
//!
//! The modules in reading order; each may import only what stands above it, and less than that: `tests/tidy/imports.rs`
//! holds the table.
//!
//! | module | what it is |
//! |---|---|
//! | [`text`] | the one sanitiser that every string passes before a shaper or a terminal sees it |
//! | [`geom`] | points, sizes, rectangles in slide units |
//! | [`color`] | sRGB colours |
//! | [`diag`] | what is wrong with a deck: line, quote, remedy |
//! | [`store`] | what is remembered between runs |
//! | [`guard`] | other people's code, kept from ending the show |
//! | [`fonts`] | the embedded families by role, and their fallback order |
//! | [`highlight`] | code into colours, in the languages that people write |
//! | [`media`] | pictures, decoded once, under limits |
//! | [`math`] | LaTeX into drawings |
//! | [`diagram`] | mermaid and graphviz into drawings |
//! | [`markdown`] | blocks and flat inline text, out of Markdown as people write it |
//! | [`deck`] | decks and slides, front matter |
//! | [`notes`] | talks out of a file of notes: opener, speaker, rating |
//! | [`locker`] | pictures of the web that were fetched, beside the decks |
//! | [`theme`] | a look: colours, sizes, spaces |
//! | [`scene`] | the finished page, and the text of it that tests compare |
//! | [`layout`] | a deck into finished pages |
//! | [`book`] | the hinge: a path into a [`book::Book`], laid out when asked for |
//! | [`paint`] | scenes into pixels, on the CPU and on the GPU |
//! | [`export`] | pages into files |
//! | [`fetch`] | fills the locker: the only module that opens a socket |
//! | [`outline`] | what a book holds, as text and JSON |
//! | [`show`] | what is on stage: a pure machine of commands, and the table of keys |
//! | [`config`] | what a person wants every time: options and keys out of a file |
//! | [`views`] | presenter screen, help and the like, as scenes |
//! | [`drawn`] | what was drawn on pages, in a file beside the deck |
//! | [`present`] | windows, keys and clocks around a show |
//!
//! The binary adds the command line (`main`, `cli`, `commands`) and nothing else.

pub mod book;
pub mod color;
pub mod config;
pub mod deck;
pub mod diag;
pub mod diagram;
pub mod drawn;
pub mod export;
pub mod fetch;
pub mod fonts;
pub mod geom;
pub mod guard;
pub mod highlight;
pub mod layout;
pub mod locker;
pub mod markdown;
pub mod math;
pub mod media;
pub mod notes;
pub mod outline;
pub mod paint;
pub mod present;
pub mod scene;
pub mod show;
pub mod store;
pub mod text;
pub mod theme;
pub mod views;
