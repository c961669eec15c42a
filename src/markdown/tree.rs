//! What Markdown is made of once it is read: blocks that nest, and flat runs of inline text. Plain data; reads nothing and
//! decides no look.

use std::sync::Arc;

use crate::diag::Lines;

/// A block and where it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The lines of the file that it was read from.
    pub lines: Lines,
    /// The step of its slide from which on it shows; the parser gives 0, `deck` counts.
    pub step: u16,
    /// The side at which its words stand, or its picture or table.
    pub align: Align,
}

impl Block {
    /// A block that shows from the first step on.
    #[must_use]
    pub const fn new(kind: BlockKind, lines: Lines) -> Self {
        Self { kind, lines, step: 0, align: Align::Auto }
    }
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// `#` to `######`, or underlined.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Lines of text.
    Paragraph(Vec<Inline>),
    /// A bulleted or numbered list.
    List(List),
    /// `> ...`.
    Quote(Quote),
    /// `> [!NOTE]`, `:::info`, `:::spoiler`: a quote or a container with a meaning.
    Callout(Callout),
    /// A fenced or indented block of code.
    Code(Code),
    /// A table.
    Table(Table),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// `[^1]: ...`: what a footnote says.
    Footnote(Footnote),
    /// `$$ ... $$`: LaTeX that stands on lines of its own.
    Math(String),
    /// A block of code that describes a diagram which can be drawn; `deck` makes them, the parser does not.
    Diagram(Diagram),
    /// `[TOC]`: the titles of the deck.
    Contents,
    /// Columns side by side; `deck` makes them, the parser does not.
    Columns(Vec<Column>),
    /// `. . .`: what follows shows one step later. `deck` counts it and takes it out.
    Pause,
    /// `<div class="fragment">`: what follows, up to its end or that of its group, shows at a step of its own and holds
    /// nothing else back. `deck` counts it and takes it out.
    Fragment(Fragment),
    /// `</div>`: the end of the innermost fragment.
    FragmentEnd,
    /// `---` and its like.
    Rule,
    /// The text of an HTML comment: speaker notes or a setting.
    Comment(String),
}

impl BlockKind {
    /// The blocks inside, in reading order, group by group (an item, a column); empty for a block without blocks.
    #[must_use]
    pub fn groups(&self) -> Vec<&[Block]> {
        match self {
            Self::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
            Self::Quote(quote) => vec![&quote.blocks],
            Self::Callout(callout) => vec![&callout.blocks],
            Self::Footnote(footnote) => vec![&footnote.blocks],
            Self::Columns(columns) => columns.iter().map(|column| column.blocks.as_slice()).collect(),
            Self::Definitions(all) => all.iter().flat_map(|one| one.meanings.iter().map(Vec::as_slice)).collect(),
            Self::Heading { .. }
            | Self::Paragraph(_)
            | Self::Code(_)
            | Self::Table(_)
            | Self::Math(_)
            | Self::Diagram(_)
            | Self::Contents
            | Self::Pause
            | Self::Fragment(_)
            | Self::FragmentEnd
            | Self::Rule
            | Self::Comment(_) => Vec::new(),
        }
    }

    /// Whether it shows nothing and only says when others show.
    #[must_use]
    pub const fn is_step_mark(&self) -> bool {
        matches!(self, Self::Pause | Self::Fragment(_) | Self::FragmentEnd)
    }

    /// The same groups, to be changed.
    pub fn groups_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match self {
            Self::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            Self::Quote(quote) => vec![&mut quote.blocks],
            Self::Callout(callout) => vec![&mut callout.blocks],
            Self::Footnote(footnote) => vec![&mut footnote.blocks],
            Self::Columns(columns) => columns.iter_mut().map(|column| &mut column.blocks).collect(),
            Self::Definitions(all) => all.iter_mut().flat_map(|one| one.meanings.iter_mut()).collect(),
            Self::Heading { .. }
            | Self::Paragraph(_)
            | Self::Code(_)
            | Self::Table(_)
            | Self::Math(_)
            | Self::Diagram(_)
            | Self::Contents
            | Self::Pause
            | Self::Fragment(_)
            | Self::FragmentEnd
            | Self::Rule
            | Self::Comment(_) => Vec::new(),
        }
    }
}

/// An element that shows at a step of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// When that is.
    pub when: When,
    /// `<v-clicks>`: each of its items, or of its blocks, has a step of its own.
    pub each: bool,
}

/// When a fragment shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// After all before it.
    #[default]
    Next,
    /// `<v-after>`: with the fragment before it.
    With,
    /// `data-fragment-index`, `at`: in this order, together with those of the same index, and before those that have none.
    At(u16),
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The first number, if numbered.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// `- [ ]` or `- [x]`: whether it is done.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A quote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// What it holds.
    pub blocks: Vec<Block>,
    /// HackMD's tags: who said it (`[name=Ann]`), empty if nobody is named.
    pub name: Vec<Inline>,
    /// When it was said (`[time=...]`), empty if it does not tell.
    pub time: String,
    /// The colour of its bar (`[color=red]`) as it was written, empty for the theme's.
    pub color: String,
}

/// What a callout is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// `[!NOTE]`, `:::info`.
    Note,
    /// `[!TIP]`, `:::success`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`, `:::warning`.
    Warning,
    /// `[!CAUTION]`, `:::danger`.
    Caution,
    /// `:::spoiler`, `<details>`: shown open, for nothing folds on a projector.
    Spoiler,
}

/// A callout.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    /// What it is about.
    pub kind: CalloutKind,
    /// The author's title; empty for the kind's own name.
    pub title: Vec<Inline>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A block of code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// The first word after the fence; empty if none.
    pub language: String,
    /// Its lines, without the last line feed. Tabs are kept.
    pub text: String,
    /// The number of its first line, if lines are numbered (`=`, `=101`, `lines:true,startLine:5`, `+line_numbers`).
    pub numbers: Option<Numbering>,
    /// The lines that stand out, step by step (`{2-3|5|all}`, `[1,4-8|9]`); empty if none do.
    pub steps: Vec<Highlight>,
    /// The title that the fence gives, for example a file's name; empty if none.
    pub title: String,
}

/// A diagram.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// What it is written in: `mermaid`, `dot`.
    pub language: String,
    /// Its source.
    pub source: String,
    /// The title that the fence gives; empty if none.
    pub title: String,
}

/// How lines of code are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// From this number on.
    From(u32),
    /// `=+`: on from where the numbered block before it ended.
    Continued,
}

/// Lines of code that stand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// All alike.
    All,
    /// Lines of the block from 1, both ends included, whatever their numbers are.
    Lines(Vec<(u32, u32)>),
}

/// A table. Every row has as many cells as `align` has columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How the columns are aligned.
    pub align: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column of a table is aligned, or a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As its contents ask for: numbers to the right, all else where its script begins.
    #[default]
    Auto,
    /// `:--`, `align="left"`
    Left,
    /// `:-:`, `<center>`
    Center,
    /// `--:`, `align="right"`
    Right,
}

impl Align {
    /// The alignment that `word` asks for.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "left" => Some(Self::Left),
            "center" | "centre" | "middle" => Some(Self::Center),
            "right" => Some(Self::Right),
            _ => None,
        }
    }

    /// This one, or `other` where it asks for nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self == Self::Auto { other } else { self }
    }
}

/// A term and what it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// Its meanings.
    pub meanings: Vec<Vec<Block>>,
}

/// What a footnote says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Footnote {
    /// Its number in the deck, from 1: as its reference shows it.
    pub number: u32,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A column of several side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its share of the width, against the shares of the others.
    pub share: f32,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters of one style.
    Text(Run),
    /// A picture.
    Picture(Picture),
    /// A picture that stands in the line like a letter; layout makes them, the parser does not.
    Icon(Icon),
    /// `$...$`: LaTeX in the line.
    Math(Math),
    /// The author's line break.
    Break,
}

/// Characters of one style, cleaned, with curly quotes and with shortcodes replaced (but not in code).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The characters; never a line feed.
    pub text: String,
    /// How they are set.
    pub style: Style,
    /// Where it leads, if it is part of a link.
    pub link: Option<Arc<str>>,
}

/// How characters are set, as the author meant it; the theme decides what comes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub strong: bool,
    /// Slanted.
    pub emphasis: bool,
    /// As code.
    pub code: bool,
    /// `~~struck~~`.
    pub struck: bool,
    /// `==marked==`, `<mark>`.
    pub marked: bool,
    /// `++inserted++`, `<ins>`, `<u>`.
    pub inserted: bool,
    /// `<kbd>`.
    pub key: bool,
    /// `<small>`.
    pub small: bool,
    /// `^up^` or `~down~`.
    pub script: Script,
}

/// Where characters stand to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// On it.
    #[default]
    Base,
    /// Raised and smaller.
    Super,
    /// Lowered and smaller.
    Sub,
}

/// LaTeX in a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Math {
    /// What stands between the dollars.
    pub source: String,
    /// `$$...$$` within a line: set large.
    pub display: bool,
    /// The line of the file.
    pub line: u32,
}

/// A picture as the author wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Path or address.
    pub url: String,
    /// The words in its place.
    pub alt: String,
    /// The title in quotes; empty if none.
    pub title: String,
    /// The size asked for.
    pub width: Option<Extent>,
    /// The height asked for.
    pub height: Option<Extent>,
    /// Where it wants to stand.
    pub placement: Placement,
    /// How it wants to fill its place.
    pub fill: Filling,
    /// Whether the size is meant to the letter; else a picture alone on its page may be shown larger.
    pub firm: bool,
    /// The line of the file.
    pub line: u32,
    /// Where it leads, if it is part of a link.
    pub link: Option<Arc<str>>,
}

impl Picture {
    /// The words that stand under it: its title, unless it stands where none can.
    #[must_use]
    pub fn caption(&self) -> &str {
        match self.placement {
            Placement::Flow | Placement::Inline => self.title.trim(),
            Placement::Background | Placement::Left(_) | Placement::Right(_) => "",
        }
    }
}

/// A picture as small as its line: a badge, a logo, a sign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Icon {
    /// The picture.
    pub picture: Picture,
    /// Its width in slide units.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// How much larger it may be shown, so that it is not lower than the words around it.
    pub most: f32,
    /// Whether there is a picture to show.
    pub shown: bool,
}

/// Where a picture wants to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Placement {
    /// Where it was written, as its page has room.
    #[default]
    Flow,
    /// `![inline](u)`: where it was written, never a page of its own.
    Inline,
    /// `![bg](u)`: beneath the whole page.
    Background,
    /// `![bg left:33%](u)`, `![left](u)`: from edge to edge at the left, with this part of the page's width if one is given.
    Left(Option<f32>),
    /// The same at the right.
    Right(Option<f32>),
}

/// How a picture fills a place of another shape than its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Filling {
    /// As its place has it.
    #[default]
    Auto,
    /// `contain`, `fit`: whole.
    Contain,
    /// `cover`: no empty edge; what does not fit is cut off.
    Cover,
    /// `250%`, `original`: at this factor of its natural size.
    Natural(f32),
}

/// A width or height asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// CSS pixels.
    Pixels(f32),
    /// Per cent of the room.
    Percent(f32),
}
