//! The parts of a theme: types, palettes, and the words for the details of arrangement. Plain data; knows no file.

use std::sync::Arc;

use crate::color::Rgba;
use crate::fonts;

/// What a face is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Role {
    /// Prose.
    #[default]
    Text,
    /// Code.
    Mono,
    /// Titles and quotes.
    Title,
}

/// A face by its role, and the family that has the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// What it is for.
    pub role: Role,
    /// The family's name, known to `fonts`.
    pub family: &'static str,
}

/// The families by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faces {
    /// Prose.
    pub text: &'static str,
    /// Code.
    pub mono: &'static str,
    /// Titles and quotes.
    pub title: &'static str,
}

impl Default for Faces {
    fn default() -> Self {
        Self { text: fonts::SANS, mono: fonts::MONO, title: fonts::SANS }
    }
}

impl Faces {
    /// The family of `role`.
    #[must_use]
    pub const fn family(&self, role: Role) -> &'static str {
        match role {
            Role::Text => self.text,
            Role::Mono => self.mono,
            Role::Title => self.title,
        }
    }
}

/// Face, size of an em and distance of the baselines, in slide units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// The face.
    pub face: Face,
    /// Size of an em.
    pub size: f32,
    /// From one baseline to the next.
    pub line: f32,
    /// Weight, 100 to 900.
    pub weight: u16,
    /// Extra advance after every glyph, in em.
    pub tracking: f32,
}

impl Type {
    /// The default face of prose.
    #[must_use]
    pub const fn new(size: f32, line: f32, weight: u16) -> Self {
        Self { face: Face { role: Role::Text, family: fonts::SANS }, size, line, weight, tracking: 0.0 }
    }
}

/// The colours of code by what a word is; plain words are ink.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Syntax {
    /// Keywords and operators that are words.
    pub keyword: Rgba,
    /// Names of functions and macros.
    pub function: Rgba,
    /// Names of types, tags, attributes.
    pub kind: Rgba,
    /// Text in quotes.
    pub string: Rgba,
    /// Numbers and constants.
    pub number: Rgba,
    /// What the machine does not read.
    pub comment: Rgba,
    /// Lines that a diff adds.
    pub added: Rgba,
    /// Lines that a diff takes away.
    pub removed: Rgba,
}

/// The colours of callouts by what they are about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tones {
    /// Something to know.
    pub note: Rgba,
    /// Something that helps.
    pub tip: Rgba,
    /// Something not to miss.
    pub important: Rgba,
    /// Something to take care of.
    pub warning: Rgba,
    /// Something that can go wrong.
    pub caution: Rgba,
    /// The ground under marked words, as of a highlighter.
    pub mark: Rgba,
}

/// Which kinds of pages stand on the field of colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldPages {
    /// Openers.
    pub opener: bool,
    /// Sections.
    pub section: bool,
    /// Quotes of their own page.
    pub quote: bool,
    /// Statements.
    pub statement: bool,
}

/// Gives an enum, documented, with the words that a file writes for its values.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
        pub enum $name { $($(#[$doc])* $value,)+ }

        impl $name {
            /// Every value with the word for it in a file.
            pub const WORDS: &[(&str, Self)] = &[$(($word, Self::$value),)+];

            /// The word that asks for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }
        }
    };
}

words! {
    /// Where words stand in their column.
    Align {
        /// At its left edge.
        #[default]
        Left = "left",
        /// In its middle.
        Center = "center",
    }
}

words! {
    /// What sets a slide's title off.
    TitleMark {
        /// Space alone.
        #[default]
        None = "none",
        /// A hairline under it, over the column's width.
        Rule = "rule",
        /// A line above it, over the column's width.
        Over = "over",
        /// A short bar of the accent under it.
        Bar = "bar",
        /// A block of the accent that hangs from the page's edge above it.
        Tab = "tab",
    }
}

words! {
    /// What stands before an item of a list.
    Bullet {
        /// A small square of the accent.
        #[default]
        Square = "square",
        /// A short dash.
        Dash = "dash",
        /// A dot.
        Dot = "dot",
        /// A disc of the accent.
        Disc = "disc",
        /// The outline of a square, of the accent.
        Box = "box",
        /// A heavy bar of the accent.
        Block = "block",
        /// A cross of two fine lines.
        Cross = "cross",
    }
}

words! {
    /// What marks a quote on a page of its own.
    QuoteMark {
        /// A bar of the accent at its left.
        #[default]
        Bar = "bar",
        /// A large quotation mark of the accent above it.
        Mark = "mark",
        /// Nothing.
        None = "none",
    }
}

words! {
    /// Where the words of an opener stand.
    OpenerPlace {
        /// In the middle of the page's height.
        #[default]
        Middle = "middle",
        /// At the foot of the page.
        Bottom = "bottom",
        /// The line above the title at the head of the page, all else at its foot.
        Spread = "spread",
    }
}

words! {
    /// How an opener shows its picture.
    CoverStyle {
        /// To the page's edges.
        #[default]
        Bleed = "bleed",
        /// Within the page's margins.
        Framed = "framed",
    }
}

words! {
    /// What rules the page beneath everything.
    Ground {
        /// Nothing.
        #[default]
        Plain = "plain",
        /// A grid of fine lines.
        Grid = "grid",
        /// A frame of a fine line with crosses at its corners, and a grid.
        Sheet = "sheet",
    }
}

words! {
    /// What the footer shows.
    FooterStyle {
        /// Deck and speaker at the left, the page's number at the right.
        #[default]
        Full = "full",
        /// The same under a hairline.
        Ruled = "ruled",
        /// The page's number at the right.
        Number = "number",
        /// The page's number in the middle.
        Middle = "middle",
        /// Nothing.
        Off = "off",
    }
}

words! {
    /// How the page shows how far the deck has come.
    Progress {
        /// A line along its foot.
        #[default]
        Line = "line",
        /// A heavy line along its foot.
        Bar = "bar",
        /// A ruler along its foot, with a tick a page.
        Ticks = "ticks",
        /// Not at all.
        Off = "off",
    }
}

words! {
    /// The ways from one page to the next.
    TransitionKind {
        /// At once.
        None = "none",
        /// One fades into the other.
        #[default]
        Fade = "fade",
        /// One pushes the other out.
        Push = "push",
        /// An edge runs over the page.
        Wipe = "wipe",
        /// One slides over the other.
        Cover = "cover",
        /// One grows out of the other.
        Zoom = "zoom",
        /// What both have moves to its new place.
        Morph = "morph",
    }
}

words! {
    /// Whether anything moves.
    Motion {
        /// As the theme and the deck say.
        #[default]
        Full = "full",
        /// Nothing does.
        Reduced = "reduced",
    }
}

/// How a slide's title stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TitleStyle {
    /// Where in its column.
    pub align: Align,
    /// What sets it off.
    pub mark: TitleMark,
    /// Space between it and what stands under it.
    pub gap: f32,
}

impl Default for TitleStyle {
    fn default() -> Self {
        Self { align: Align::Left, mark: TitleMark::None, gap: 23.0 }
    }
}

/// How an opener stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OpenerStyle {
    /// Where its words stand.
    pub place: OpenerPlace,
    /// How it shows its picture.
    pub cover: CoverStyle,
    /// What sets the title off.
    pub mark: TitleMark,
    /// Corners of the badge with the rating.
    pub badge_radius: f32,
}

/// How a section's title stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SectionStyle {
    /// Where in the page's width.
    pub align: Align,
    /// What sets it off.
    pub mark: TitleMark,
    /// In the middle of the page's height, or at its foot.
    pub place: OpenerPlace,
}

/// The cards behind code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cards {
    /// Radius of their corners.
    pub radius: f32,
    /// Width of their outline; 0 for none.
    pub border: f32,
}

/// A transition of an author's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnTransition {
    /// The file, as the theme's author calls it.
    pub file: String,
    /// Its WGSL.
    pub source: String,
}

/// How pages follow each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Transition {
    /// The way.
    pub kind: TransitionKind,
    /// How long it takes, in milliseconds.
    pub ms: u16,
    /// The way of an author's own, instead of `kind`.
    pub shader: Option<Arc<OwnTransition>>,
}
