//! What an author may ask of a slide in so many words. Plain data: `directives` reads it, layout heeds it.

use crate::markdown::Picture;

/// How a slide wants to be shown; what is not said is decided by its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `layout: quote`: the arrangement, whatever the content would pick.
    pub arrangement: Option<Arrangement>,
    /// `background: picture.jpg`: a picture from edge to edge, beneath the text.
    pub background: Option<Picture>,
    /// `footer: words`: instead of deck and speaker; `Some` of nothing for no footer at all.
    pub footer: Option<String>,
    /// `scale: 0.8`: the text's size against the theme's.
    pub scale: Option<f32>,
}

/// The arrangements, each by the one word that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One column of text, come what may.
    Text,
    /// Bullets in two columns.
    Columns,
    /// Few words, large, on a page of their own.
    Statement,
    /// A title that opens a section.
    Section,
    /// A quote on a page of its own.
    Quote,
    /// Pictures on pages of their own.
    Picture,
    /// A picture beside the text.
    Beside,
    /// Pictures in a grid.
    Grid,
    /// A number, huge, with what it counts.
    Number,
}

impl Arrangement {
    /// Every arrangement with the word that asks for it.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("text", Self::Text),
        ("columns", Self::Columns),
        ("statement", Self::Statement),
        ("section", Self::Section),
        ("quote", Self::Quote),
        ("picture", Self::Picture),
        ("beside", Self::Beside),
        ("grid", Self::Grid),
        ("number", Self::Number),
    ];
}
