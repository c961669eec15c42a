//! A theme as a person writes it: TOML in, a [`ThemeFile`] or the one thing that is wrong with it out. Every key may be
//! missing, no other is known. Knows names and places, never what a value means.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

/// A word, and where it stands.
pub(super) type Text = Option<Spanned<String>>;
/// A number, and where it stands.
pub(super) type Number = Option<Spanned<f64>>;

/// A table of the file: its keys may all be missing, others are refused.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, Deserialize)]
            #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
            pub(super) struct $name { $($(#[$attr])* pub(super) $field: $kind,)+ }
        )+
    };
}

tables! {
    /// The whole file.
    ThemeFile {
        name: Text,
        about: Text,
        base: Text,
        colors: ColorsFile,
        syntax: SyntaxFile,
        tones: TonesFile,
        field: FieldFile,
        faces: FacesFile,
        #[serde(rename = "type")]
        types: TypesFile,
        space: SpaceFile,
        fit: FitFile,
        title: TitleFile,
        bullets: BulletsFile,
        quote: QuoteFile,
        opener: OpenerFile,
        section: SectionFile,
        footer: FooterFile,
        progress: ProgressFile,
        page: PageFile,
        cards: CardsFile,
        pictures: PicturesFile,
        transition: TransitionFile,
        motion: Text,
    }

    /// `[colors]`
    ColorsFile { background: Text, ink: Text, muted: Text, rule: Text, accent: Text, soft: Text, }

    /// `[syntax]`
    SyntaxFile {
        keyword: Text,
        function: Text,
        kind: Text,
        string: Text,
        number: Text,
        comment: Text,
        added: Text,
        removed: Text,
    }

    /// `[tones]`
    TonesFile { note: Text, tip: Text, important: Text, warning: Text, caution: Text, mark: Text, }

    /// `[field]`
    FieldFile {
        on: Option<Vec<Spanned<String>>>,
        background: Text,
        ink: Text,
        muted: Text,
        rule: Text,
        accent: Text,
        soft: Text,
    }

    /// `[faces]`
    FacesFile { files: Option<Vec<Spanned<String>>>, text: Text, mono: Text, title: Text, }

    /// `[type]`
    TypesFile {
        opener: TypeFile,
        eyebrow: TypeFile,
        speaker: TypeFile,
        link: TypeFile,
        section: TypeFile,
        title: TypeFile,
        body: TypeFile,
        list_1: TypeFile,
        list_2: TypeFile,
        list_3: TypeFile,
        statement: TypeFile,
        quote: TypeFile,
        quote_long: TypeFile,
        attribution: TypeFile,
        code: TypeFile,
        table: TypeFile,
        table_head: TypeFile,
        footer: TypeFile,
    }

    /// One of `[type]`
    TypeFile { face: Text, size: Number, line: Number, weight: Number, tracking: Number, }

    /// `[space]`
    SpaceFile { margin_x: Number, margin_top: Number, margin_bottom: Number, list: Option<[Spanned<f64>; 3]>, }

    /// `[fit]`
    FitFile { inline_code: Number, smallest: Number, shrink: Number, }

    /// `[title]`
    TitleFile { align: Text, mark: Text, gap: Number, }

    /// `[bullets]`
    BulletsFile { shapes: Option<[Spanned<String>; 3]>, }

    /// `[quote]`
    QuoteFile { mark: Text, }

    /// `[opener]`
    OpenerFile { place: Text, cover: Text, mark: Text, badge_radius: Number, }

    /// `[section]`
    SectionFile { align: Text, place: Text, mark: Text, }

    /// `[footer]`
    FooterFile { style: Text, }

    /// `[progress]`
    ProgressFile { style: Text, }

    /// `[page]`
    PageFile { ground: Text, }

    /// `[cards]`
    CardsFile { radius: Number, border: Number, }

    /// `[pictures]`
    PicturesFile { radius: Number, }

    /// `[transition]`
    TransitionFile { kind: Text, ms: Number, shader: Text, }
}

impl ThemeFile {
    /// Reads `text`.
    pub(super) fn parse(text: &str) -> Result<Self, Broken> {
        read_toml(text, "a theme", remedy)
    }
}

/// What to do about what the reader of TOML says in `message`.
fn remedy(message: &str) -> &'static str {
    match () {
        () if message.contains("expected f64") || message.contains("floating point") => "write a number, such as 30",
        () if message.contains("expected a string") => "write it in quotes",
        () if message.contains("array of length 3") || message.contains("expected an array") => {
            "write three values in brackets, one for each level of a list"
        }
        () => "`deckle themes paper` prints a whole theme to compare with",
    }
}

/// What is wrong with a file that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: String,
}

/// Reads TOML; `of` is what it should be, and `remedy` knows what to do about what the reader says.
pub(crate) fn read_toml<T: DeserializeOwned>(
    text: &str,
    of: &str,
    remedy: impl Fn(&str) -> &'static str,
) -> Result<T, Broken> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message();
        let (message, hint) = unknown_key(said, of).unwrap_or_else(|| {
            let first = said.lines().next().unwrap_or("it cannot be read").to_owned();
            (first, remedy(said).to_owned())
        });
        Broken { at, message, hint }
    })
}

/// What is wrong, and a remedy, if the reader of TOML says in `message` that it does not know a key; `of` is what the file
/// should be.
fn unknown_key(message: &str, of: &str) -> Option<(String, String)> {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [unknown, known @ ..] = quoted.as_slice() else { return None };
    message.starts_with("unknown field").then(|| {
        let hint = match crate::text::nearest(unknown, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        (format!("`{unknown}` is not a key of {of}"), hint)
    })
}
