//! A text into blocks: prepared, handed to pulldown-cmark, and built from its events. A text goes in, blocks and
//! diagnostics come out; it must never fail, and never lose a word.

use pulldown_cmark::{Event, Parser};

use super::Block;
use super::build::Builder;
use super::limits::MAX_EVENTS;
use super::place::Place;
use super::prepass::{self, OPTIONS};
use crate::diag::Diagnostic;
use crate::text::clean;

/// What the end of a line in the source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Breaks {
    /// A line break, as in HackMD and in chats.
    #[default]
    Hard,
    /// A blank, as in CommonMark.
    Soft,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the end of a line is.
    pub breaks: Breaks,
}

/// Blocks, and what was odd.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses `text`, which begins on line `first_line` of `file`; every end of a line is a line break.
#[must_use]
pub fn parse(file: &str, text: &str, first_line: u32) -> Parsed {
    parse_with(file, text, first_line, Options::default())
}

/// Parses `text`, which begins on line `first_line` of `file`, as `options` say.
#[must_use]
pub fn parse_with(file: &str, text: &str, first_line: u32, options: Options) -> Parsed {
    let text = clean(text);
    let prepared = prepass::prepare(&text);
    let place = Place::new(file, &text, first_line);
    let mut builder = Builder::new(&place, &prepared, options);
    // How far the text was read.
    let mut read = 0;
    for (n, (event, range)) in Parser::new_ext(&prepared.text, OPTIONS).into_offset_iter().enumerate() {
        if n == MAX_EVENTS {
            builder.stop(read);
            break;
        }
        read = read.max(if matches!(event, Event::Start(_)) { range.start } else { range.end });
        builder.event(event, range);
    }
    builder.finish()
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
