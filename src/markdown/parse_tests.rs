//! Tests of the parser on the notes' own lines.

use super::*;
use crate::markdown::{Extent, Inline, plain, words};

fn blocks(text: &str) -> Vec<Block> {
    parse("notes.md", text, 1).blocks
}

#[test]
fn debug() {
    for b in blocks("\\\"x\\\" \\:star: a\\--b \\_x") {
        println!("{b:?}");
    }
}
