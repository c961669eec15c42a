//! Text in boxes: words, a look and a room in, a shaped block out that never leaves its room. What does not fit ends in an
//! ellipsis; nothing here shapes more than a screen could show, however long the words are.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::color::Rgba;
use crate::fonts::{FontCx, SANS};
use crate::geom::{Point, Rect};
use crate::scene::{Layer, Span, TagId, TextBlock, TextItem, TextRole, TextStyle, Variant};
use crate::text;
use crate::theme::Type;

/// How a text of a view looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) family: &'static str,
    pub(super) size: f32,
    pub(super) line: f32,
    pub(super) weight: u16,
    pub(super) tracking: f32,
    pub(super) color: Rgba,
    pub(super) variant: Variant,
}

impl Look {
    pub(super) const fn new(size: f32, line: f32, weight: u16, color: Rgba) -> Self {
        Self { family: SANS, size, line, weight, tracking: 0.0, color, variant: Variant::Normal }
    }

    /// The capitals over a part of the screen.
    pub(super) const fn label(size: f32, color: Rgba) -> Self {
        Self { weight: 600, tracking: 0.07, ..Self::new(size, size * 1.4, 600, color) }
    }

    pub(super) const fn of(like: Type, color: Rgba) -> Self {
        Self {
            family: like.face.family,
            size: like.size,
            line: like.line,
            weight: like.weight,
            tracking: like.tracking,
            color,
            variant: Variant::Normal,
        }
    }

    /// With figures of one width, so that times do not tremble.
    pub(super) const fn tabular(self) -> Self {
        Self { variant: Variant::Tabular, ..self }
    }

    fn style(self) -> TextStyle {
        TextStyle {
            family: self.family,
            size: self.size,
            weight: self.weight,
            italic: false,
            tracking: self.tracking,
            color: self.color,
            variant: self.variant,
            mark: 0,
            line: 0.0,
        }
    }

    fn shaped(self, cx: &mut FontCx, words: &str, width: f32) -> TextBlock {
        let span = Span { text: words.to_owned(), style: self.style() };
        TextBlock::new(cx, &[span], self.line, Some(width.max(1.0)))
    }
}

/// More characters than a line of a view can hold.
const LINE_CHARS: usize = 300;

/// `words` wrapped to `width`, cut with an ellipsis after `lines` lines.
pub(super) fn wrapped(cx: &mut FontCx, words: &str, look: Look, room: (f32, usize)) -> TextBlock {
    let (width, lines) = (room.0, room.1.max(1));
    let most = lines.saturating_mul(LINE_CHARS);
    let clean = text::clean(words.trim());
    let end = clean.char_indices().nth(most).map_or(clean.len(), |(end, _)| end);
    let kept = clean.get(..end).unwrap_or("");
    let block = look.shaped(cx, kept, width);
    if end == clean.len() && block.line_count() <= lines {
        return block;
    }
    let cut = block.lines().nth(lines - 1).map_or(kept.len(), |line| line.range().end);
    let mut kept = kept.get(..cut).unwrap_or(kept).trim_end();
    loop {
        let block = look.shaped(cx, &format!("{kept}…"), width);
        if kept.is_empty() || block.line_count() <= lines {
            return block;
        }
        let end = kept.grapheme_indices(true).next_back().map_or(0, |(end, _)| end);
        kept = kept.get(..end).unwrap_or("").trim_end();
    }
}

/// `words` on one line of at most `width`.
pub(super) fn line(cx: &mut FontCx, words: &str, look: Look, width: f32) -> TextBlock {
    wrapped(cx, &text::clean_line(words), look, (width, 1))
}

/// `words` on one line of at most `width`, in another colour where `found` tells stretches of them.
pub(super) fn marked(
    cx: &mut FontCx,
    words: &str,
    (look, color): (Look, Rgba),
    width: f32,
    found: impl Fn(&str) -> Vec<Range<usize>>,
) -> TextBlock {
    let plain = line(cx, words, look, width);
    let shown = plain.plain();
    let mut spans = Vec::new();
    let mut from = 0;
    let mut span = |range: Range<usize>, color: Rgba| {
        let text = shown.get(range).unwrap_or("").to_owned();
        if !text.is_empty() {
            spans.push(Span { text, style: Look { color, ..look }.style() });
        }
    };
    for range in found(shown) {
        span(from..range.start, look.color);
        span(range.clone(), color);
        from = range.end;
    }
    if from == 0 {
        return plain;
    }
    span(from..shown.len(), look.color);
    // No letter grows by its colour: what was cut to the width keeps it, and is not wrapped over a hair.
    TextBlock::new(cx, &spans, look.line, None)
}

/// Puts `block` at `at` and says where it ends.
pub(super) fn put(layer: &mut Layer, block: TextBlock, at: Point) -> Rect {
    let item =
        TextItem { at, scale: 1.0, block: block.into(), role: TextRole::Furniture, said: None, tag: TagId::NONE };
    let bounds = item.bounds();
    layer.texts.push(item);
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> Look {
        Look::new(20.0, 30.0, 400, Rgba::WHITE)
    }

    #[test]
    fn what_fits_is_left_alone() {
        let mut cx = FontCx::new();
        assert_eq!(wrapped(&mut cx, "two words", look(), (400.0, 1)).plain(), "two words");
        assert_eq!(wrapped(&mut cx, "", look(), (400.0, 1)).plain(), "");
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let mut cx = FontCx::new();
        for words in [
            "many more words than fit on two lines of this box",
            &"x".repeat(5000),
            "a\nb\nc",
            "👩‍👩‍👧‍👦".repeat(40).as_str(),
        ] {
            let block = wrapped(&mut cx, words, look(), (120.0, 2));
            assert!(block.plain().ends_with('…'), "{:?}", block.plain());
            assert!(block.line_count() <= 2);
            assert!(block.size().width <= 121.0);
            assert!(words.starts_with(block.plain().trim_end_matches('…')), "{:?}", block.plain());
        }
    }
}
