//! Markdown as blocks and runs of inline text: what [`parse`] makes of a deck's text. Parsing never fails; what is odd is
//! kept as text, with a diagnostic. Knows nothing of slides.
//!
//! Inline content is flat: a run carries all the styles that enclose it, so no walk over it can recurse. Blocks nest at
//! most [`MAX_DEPTH`] deep; what is deeper is kept, flattened into the deepest level, with one warning. A word that was
//! written must never be lost on the way.

mod build;
mod callout;
mod elements;
mod emoji;
mod fence;
mod footnotes;
mod fragment;
mod html;
mod inline;
mod limits;
mod lines;
mod marks;
mod parse;
mod picture;
mod place;
mod prepass;
mod sizes;
mod survey;
mod tree;
mod typography;

#[cfg(test)]
mod construct_tests;
#[cfg(test)]
mod outlined;

pub use emoji::{rating_digit, replace_shortcodes};
pub use fragment::fragment;
pub(crate) use html::{aligning, text_align};
pub use parse::{Breaks, Options, Parsed, parse, parse_with};
pub use tree::{
    Align, Block, BlockKind, Callout, CalloutKind, Code, Column, Definition, Diagram, Extent, Filling, Footnote,
    Fragment, Highlight, Icon, Inline, Item, List, Math, Numbering, Picture, Placement, Quote, Run, Script, Style,
    Table, When,
};

/// How deep quotes and lists may nest.
pub const MAX_DEPTH: usize = 64;

/// The words of `content` without any style; pictures give nothing, formulas their source, breaks a space.
#[must_use]
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(run) => out.push_str(&run.text),
            Inline::Math(math) => out.push_str(&math.source),
            Inline::Break => out.push(' '),
            Inline::Picture(_) | Inline::Icon(_) => {}
        }
    }
    out
}

/// The words that `blocks` show as text, in reading order: what stands between blanks. Code counts; speaker notes,
/// formulas, diagrams, the alt texts of pictures, the language of code and what deckle itself adds do not.
#[must_use]
pub fn words(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    // What is still to be read, the next on top; a stack, so that no nesting can exhaust the thread's.
    let mut open: Vec<Part<'_>> = blocks.iter().rev().map(Part::Block).collect();
    let say = |words: &mut Vec<String>, text: &str| words.extend(text.split_whitespace().map(str::to_owned));
    while let Some(part) = open.pop() {
        let block = match part {
            Part::Line(content) => {
                say(&mut words, &spaced(content));
                continue;
            }
            Part::Block(block) => block,
        };
        match &block.kind {
            BlockKind::Heading { content, .. } => say(&mut words, &spaced(content)),
            BlockKind::Paragraph(content) => {
                // In a paragraph, and nowhere else, a picture has its caption under it.
                for part in content.split_inclusive(|inline| matches!(inline, Inline::Picture(_))) {
                    say(&mut words, &spaced(part));
                    if let Some(Inline::Picture(picture)) = part.last() {
                        say(&mut words, picture.caption());
                    }
                }
            }
            BlockKind::Code(code) => {
                say(&mut words, &code.title);
                say(&mut words, &code.text);
            }
            BlockKind::Diagram(diagram) => say(&mut words, &diagram.title),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    say(&mut words, &spaced(cell));
                }
            }
            BlockKind::Quote(quote) => {
                // Who said it stands under what was said.
                open.push(Part::Line(&quote.name));
                open.extend(quote.blocks.iter().rev().map(Part::Block));
            }
            BlockKind::Callout(callout) => {
                say(&mut words, &spaced(&callout.title));
                open.extend(callout.blocks.iter().rev().map(Part::Block));
            }
            BlockKind::Definitions(all) => {
                for one in all.iter().rev() {
                    open.extend(one.meanings.iter().rev().flat_map(|blocks| blocks.iter().rev()).map(Part::Block));
                    open.push(Part::Line(&one.term));
                }
            }
            kind => {
                let groups = kind.groups();
                open.extend(groups.into_iter().rev().flat_map(|group| group.iter().rev()).map(Part::Block));
            }
        }
    }
    words
}

/// What [`words`] has still to read.
enum Part<'a> {
    Block(&'a Block),
    Line(&'a [Inline]),
}

/// The words of `content`; a picture or a formula parts words as a break does.
fn spaced(content: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break | Inline::Picture(_) | Inline::Icon(_) | Inline::Math(_) => " ".to_owned(),
    };
    content.iter().map(text).collect()
}
