//! Markdown as blocks and runs of inline text: what [`parse`] makes of a deck's text. Parsing never fails; what is odd is
//! kept as text, with a diagnostic. Knows nothing of slides.
//!
//! Inline content is flat: a run carries all the styles that enclose it, so no walk over it can recurse. Blocks nest at
//! most [`MAX_DEPTH`] deep; what is deeper is kept, flattened into the deepest level, with one warning. A word that was
//! written must never be lost on the way.

mod emoji;
mod html;
mod inline;
mod parse;
mod prepass;
mod typography;

use std::sync::Arc;

pub use emoji::{rating_digit, replace_shortcodes};
pub use parse::{Parsed, parse};

use crate::diag::Lines;

/// How deep quotes and lists may nest.
pub const MAX_DEPTH: usize = 64;

/// A block and where it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The lines of the file that it was read from.
    pub lines: Lines,
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
    List {
        /// The first number, if numbered.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// `> ...`.
    Quote(Vec<Block>),
    /// A fenced or indented block of code.
    Code {
        /// The first word after the fence; empty if none.
        language: String,
        /// Its lines, without the last line feed. Tabs are kept.
        text: String,
    },
    /// `---` and its like.
    Rule,
    /// The text of an HTML comment: speaker notes.
    Comment(String),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters of one style.
    Text(Run),
    /// A picture.
    Picture(Picture),
    /// The author's line break.
    Break,
}

/// Characters of one style, cleaned, with curly quotes and with shortcodes replaced (but not in code).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// The characters; never a line feed.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Slanted.
    pub emphasis: bool,
    /// Set as code.
    pub code: bool,
    /// Where it leads, if it is part of a link.
    pub link: Option<Arc<str>>,
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
    /// The line of the file.
    pub line: u32,
}

/// A width or height asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// CSS pixels.
    Pixels(f32),
    /// Per cent of the room.
    Percent(f32),
}

/// The words of `content` without any style; pictures give nothing, breaks a space.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) => out.push_str(&run.text),
            Inline::Break => out.push(' '),
            Inline::Picture(_) => {}
        }
    }
    out
}

/// The words that `blocks` show, in reading order: what stands between blanks. Code counts; speaker notes, the words of
/// pictures and the language of code do not.
#[must_use]
pub fn words(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    // What is still to be read, the next on top; a stack, so that no nesting can exhaust the thread's.
    let mut open: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = open.pop() {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => {
                words.extend(spaced(content).split_whitespace().map(str::to_owned));
            }
            BlockKind::List { items, .. } => open.extend(items.iter().rev().flat_map(|item| item.iter().rev())),
            BlockKind::Quote(inner) => open.extend(inner.iter().rev()),
            BlockKind::Code { text, .. } => words.extend(text.split_whitespace().map(str::to_owned)),
            BlockKind::Rule | BlockKind::Comment(_) => {}
        }
    }
    words
}

/// The words of `content`; a picture parts words as a break does.
fn spaced(content: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break | Inline::Picture(_) => " ".to_owned(),
    };
    content.iter().map(text).collect()
}
