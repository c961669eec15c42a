//! Themes, resolved: colours, faces, sizes, spaces and the details of arrangement, in slide units. A painter never sees
//! one; layout reads nothing else. What a person writes is a [`file`], which `resolve` lays over another theme.
//!
//! The built-in looks are the files of `decks/themes`, read like anybody's. Nothing here lays out or paints.

mod check;
mod contrast;
mod file;
mod parts;
mod read;
mod resolve;
mod scaled;

use std::sync::LazyLock;

use crate::color::Rgba;
use crate::diag::Diagnostic;

pub(crate) use check::Check;
pub use contrast::{Shortfall, shortfalls};
pub(crate) use file::{Broken, read_toml};
pub use parts::{
    Align, Bullet, Cards, CoverStyle, Face, Faces, FieldPages, FooterStyle, Ground, Motion, OpenerPlace, OpenerStyle,
    OwnTransition, Progress, QuoteMark, Role, SectionStyle, Syntax, TitleMark, TitleStyle, Tones, Transition,
    TransitionKind, Type,
};
pub use read::{MAX_THEME_BYTES, Trust, is_path, read};

/// Everything layout needs to know about a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The name that `--theme` takes.
    pub name: String,
    /// One line about it.
    pub about: String,
    /// Colour of the page.
    pub background: Rgba,
    /// Colour of text.
    pub ink: Rgba,
    /// Colour of what stands back.
    pub muted: Rgba,
    /// Colour of hairlines.
    pub rule: Rgba,
    /// The one colour that stands out.
    pub accent: Rgba,
    /// Colour under code.
    pub soft: Rgba,
    /// Colours of code.
    pub syntax: Syntax,
    /// Colours of callouts.
    pub tones: Tones,
    /// Which pages stand on the field.
    pub field_on: FieldPages,
    /// The look of those pages: this one in the field's colours.
    pub field: Option<Box<Self>>,
    /// The families by role.
    pub faces: Faces,
    /// Margins: left and right.
    pub margin_x: f32,
    /// Margin above.
    pub margin_top: f32,
    /// Margin below: the footer stands in it.
    pub margin_bottom: f32,
    /// Title of an opener.
    pub opener: Type,
    /// The line above an opener's title.
    pub eyebrow: Type,
    /// The speaker on an opener.
    pub speaker: Type,
    /// Links on an opener.
    pub link: Type,
    /// Title of a slide that opens a section.
    pub section: Type,
    /// Title of a slide.
    pub title: Type,
    /// Paragraphs.
    pub body: Type,
    /// List levels 1, 2 and 3; deeper ones take the last.
    pub list: [Type; 3],
    /// Space before an item of list level 1, 2 and 3.
    pub list_space: [f32; 3],
    /// A few words, alone under their title.
    pub statement: Type,
    /// A quote of few words, alone on its page.
    pub quote: Type,
    /// A longer one.
    pub quote_long: Type,
    /// Who said it.
    pub attribution: Type,
    /// Code blocks.
    pub code: Type,
    /// The rows of a table.
    pub table: Type,
    /// Its head, in capitals.
    pub table_head: Type,
    /// The footer.
    pub footer: Type,
    /// Size of inline code in em of the text around it.
    pub inline_code: f32,
    /// No text but the footer and the head of a table is set smaller than this.
    pub smallest: f32,
    /// Text is shrunk to this fraction of its size before a page is split.
    pub shrink: f32,
    /// How a slide's title stands.
    pub title_style: TitleStyle,
    /// What stands before an item of list level 1, 2 and 3.
    pub bullets: [Bullet; 3],
    /// What marks a quote.
    pub quote_mark: QuoteMark,
    /// How an opener stands.
    pub opener_style: OpenerStyle,
    /// How a section's title stands.
    pub section_style: SectionStyle,
    /// What the footer shows.
    pub footer_style: FooterStyle,
    /// How far the deck has come.
    pub progress: Progress,
    /// What the page is ruled with.
    pub ground: Ground,
    /// The cards behind code.
    pub cards: Cards,
    /// Corners of pictures inside the text.
    pub picture_radius: f32,
    /// How pages follow each other.
    pub transition: Transition,
    /// Whether anything moves.
    pub motion: Motion,
}

/// The built-in files, by name; the first is the default, and each may be laid over those before it.
const FILES: &[(&str, &str)] = &[
    ("paper", include_str!("../../decks/themes/paper.toml")),
    ("ink", include_str!("../../decks/themes/ink.toml")),
    ("folio", include_str!("../../decks/themes/folio.toml")),
    ("poster", include_str!("../../decks/themes/poster.toml")),
    ("draft", include_str!("../../decks/themes/draft.toml")),
    ("contrast", include_str!("../../decks/themes/contrast.toml")),
    ("stage", include_str!("../../decks/themes/stage.toml")),
];

static BUILT_IN: LazyLock<(Vec<Theme>, Vec<Diagnostic>)> = LazyLock::new(|| {
    let (mut themes, mut found) = (Vec::<Theme>::new(), Vec::new());
    for (name, text) in FILES {
        let bare = Theme::bare();
        let fallback = themes.first().unwrap_or(&bare);
        let (theme, told) = read::parsed(&format!("{name}.toml"), text, (&themes, fallback), &|_, _| Vec::new());
        themes.push(Theme { name: (*name).to_owned(), ..theme });
        found.extend(told);
    }
    (themes, found)
});

/// The built-in themes; the first is the default, the last the presenter screen's own.
#[must_use]
pub fn themes() -> &'static [Theme] {
    &BUILT_IN.0
}

/// The built-in theme called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<Theme> {
    themes().iter().find(|theme| theme.name == name).cloned()
}

/// The file of the built-in theme called `name`, as a start for another one.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// The themes that a deck is shown in: all but the presenter screen's own.
pub fn looks() -> impl Iterator<Item = &'static Theme> {
    themes().iter().filter(|theme| theme.name != STAGE)
}

/// The presenter screen's own look.
const STAGE: &str = "stage";

/// Dark on warm white: the default.
#[must_use]
pub fn paper() -> Theme {
    by_name("paper").unwrap_or_else(Theme::bare)
}

/// Light on near black.
#[must_use]
pub fn ink() -> Theme {
    by_name("ink").unwrap_or_else(paper)
}

/// The presenter screen's own look, darker still.
#[must_use]
pub fn stage() -> Theme {
    by_name(STAGE).unwrap_or_else(ink)
}

/// What a person needs of every theme, whoever chose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adjust {
    /// Colours of at least 7 : 1.
    pub high_contrast: bool,
    /// Nothing that moves.
    pub no_motion: bool,
}

impl Adjust {
    /// `theme`, as it is needed.
    #[must_use]
    pub fn of(self, theme: Theme) -> Theme {
        let theme = if self.high_contrast { theme.high_contrast() } else { theme };
        let motion = if self.no_motion { Motion::Reduced } else { theme.motion };
        Theme { motion, ..theme }
    }
}

/// A kind of page that a theme may set on its field of colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The opener of a deck.
    Opener,
    /// A title that opens a section.
    Section,
    /// A quote on a page of its own.
    Quote,
    /// A few words on a page of their own.
    Statement,
}

impl Theme {
    /// The look of a page of `kind`: this one, or the field's.
    #[must_use]
    pub fn on(&self, kind: PageKind) -> &Self {
        let FieldPages { opener, section, quote, statement } = self.field_on;
        let fielded = match kind {
            PageKind::Opener => opener,
            PageKind::Section => section,
            PageKind::Quote => quote,
            PageKind::Statement => statement,
        };
        self.field.as_deref().filter(|_| fielded).unwrap_or(self)
    }

    /// What a file begins with that is laid over nothing: black on white, one size. Only `paper.toml` is, and it says all.
    fn bare() -> Self {
        let text = Type::new(30.0, 42.0, 400);
        let syntax = Syntax {
            keyword: Rgba::BLACK,
            function: Rgba::BLACK,
            kind: Rgba::BLACK,
            string: Rgba::BLACK,
            number: Rgba::BLACK,
            comment: Rgba::BLACK,
            added: Rgba::BLACK,
            removed: Rgba::BLACK,
        };
        let tones = Tones {
            note: Rgba::BLACK,
            tip: Rgba::BLACK,
            important: Rgba::BLACK,
            warning: Rgba::BLACK,
            caution: Rgba::BLACK,
            mark: Rgba::WHITE,
        };
        Self {
            name: String::new(),
            about: String::new(),
            background: Rgba::WHITE,
            ink: Rgba::BLACK,
            muted: Rgba::BLACK,
            rule: Rgba::BLACK,
            accent: Rgba::BLACK,
            soft: Rgba::WHITE,
            syntax,
            tones,
            field_on: FieldPages::default(),
            field: None,
            faces: Faces::default(),
            margin_x: 88.0,
            margin_top: 64.0,
            margin_bottom: 72.0,
            opener: text,
            eyebrow: text,
            speaker: text,
            link: text,
            section: text,
            title: text,
            body: text,
            list: [text; 3],
            list_space: [10.0; 3],
            statement: text,
            quote: text,
            quote_long: text,
            attribution: text,
            code: text,
            table: text,
            table_head: text,
            footer: text,
            inline_code: 1.0,
            smallest: 20.0,
            shrink: 0.9,
            title_style: TitleStyle::default(),
            bullets: [Bullet::Square; 3],
            quote_mark: QuoteMark::Bar,
            opener_style: OpenerStyle::default(),
            section_style: SectionStyle::default(),
            footer_style: FooterStyle::Full,
            progress: Progress::Line,
            ground: Ground::Plain,
            cards: Cards { radius: 0.0, border: 1.0 },
            picture_radius: 0.0,
            transition: Transition::default(),
            motion: Motion::Full,
        }
    }
}

#[cfg(test)]
mod tests;
