//! Shaped and wrapped text: spans in, one cosmic-text buffer out, with two ways to read it: the buffer (for glyphon) and
//! lines of glyphs (for the CPU painter and for exports). Never drawn here, and never re-wrapped once it is in a scene.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use cosmic_text::{
    Align, Attrs, Buffer, Family, FeatureTag, FontFeatures, LayoutGlyph, Metrics, Shaping, Style, Weight, Wrap,
};

use crate::color::Rgba;
use crate::fonts::{self, Direction, Face, FontCx, Language};
use crate::geom::Size;

/// How a run of characters looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The family's name, one of those in `fonts`.
    pub family: &'static str,
    /// Size of an em in block units.
    pub size: f32,
    /// 100 to 900.
    pub weight: u16,
    /// Whether it is slanted.
    pub italic: bool,
    /// Extra advance after every glyph, in em.
    pub tracking: f32,
    /// Its colour.
    pub color: Rgba,
    /// The forms of its letters and figures.
    pub variant: Variant,
    /// Given back by [`Line::marked`], for whoever draws something under or behind a run; 0 for nothing.
    pub mark: usize,
    /// The least height of a line that it stands in; 0 for the block's own.
    pub line: f32,
}

/// The forms of letters and figures that a style asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// As the face has them.
    #[default]
    Normal,
    /// Figures of one width, so that they stand under each other.
    Tabular,
    /// Capitals. The text stays as it was written: [`TextBlock::plain`] tells it.
    Capitals,
    /// Raised small forms, of the characters of which the face has them.
    Super,
    /// Lowered small forms, likewise.
    Sub,
}

/// A run of characters of one style. A `\n` in it breaks the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// How they look.
    pub style: TextStyle,
}

/// A shaped text, wrapped to a width.
pub struct TextBlock {
    buffer: Buffer,
    plain: String,
    line_height: f32,
    direction: Direction,
    left: f32,
    size: Size,
}

/// A line of a text block, as it was wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Distance of the baseline from the top of the block.
    pub baseline: f32,
    /// Distance of the line's top from the top of the block.
    pub top: f32,
    /// Height of the line.
    pub height: f32,
    /// Advance width of the line.
    pub width: f32,
    /// The glyphs in visual order; their `start` and `end` are bytes of `text`.
    pub glyphs: &'a [LayoutGlyph],
    /// The paragraph (the text between two line feeds) of which this line is a part.
    pub text: &'a str,
    /// Where that paragraph begins in [`TextBlock::plain`].
    pub offset: usize,
}

impl Line<'_> {
    /// The stretches of glyphs with the same non-zero mark: the mark, left and right edge.
    #[must_use]
    pub fn marked(&self) -> Vec<(usize, f32, f32)> {
        let mut out: Vec<(usize, f32, f32)> = Vec::new();
        let mut last = 0;
        for glyph in self.glyphs {
            let (left, right) = (glyph.x, glyph.x + glyph.w);
            match out.last_mut() {
                Some(run) if last == glyph.metadata && last != 0 => {
                    run.1 = run.1.min(left);
                    run.2 = run.2.max(right);
                }
                _ if glyph.metadata != 0 => out.push((glyph.metadata, left, right)),
                _ => {}
            }
            last = glyph.metadata;
        }
        out
    }

    /// The bytes of [`TextBlock::plain`] that this line shows.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let from = self.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
        let to = self.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
        self.offset + from..self.offset + to
    }
}

impl TextBlock {
    /// Shapes `spans` with lines `line_height` apart and wraps them to `width` (never, if `None`).
    #[must_use]
    pub fn new(cx: &mut FontCx, spans: &[Span], line_height: f32, width: Option<f32>) -> Self {
        Self::directed(cx, spans, line_height, width, None)
    }

    /// The same with its lines at the side where `direction` begins; if `None` at the side of the language, or of its first
    /// letter that has one. Code alone is at the left.
    #[must_use]
    pub fn directed(
        cx: &mut FontCx,
        spans: &[Span],
        line_height: f32,
        width: Option<f32>,
        direction: Option<Direction>,
    ) -> Self {
        let base = spans.first().map_or(16.0, |span| span.style.size).max(1.0);
        let line_height = line_height.max(1.0);
        // Whatever a caller forgot: nothing reaches the shaper that makes it panic.
        let clean: Vec<_> = spans.iter().map(|span| crate::text::clean(&span.text)).collect();
        let direction = direction.unwrap_or_else(|| direction_of(cx, spans));
        let align = if direction.is_rtl() { Align::Right } else { Align::Left };
        let mut buffer = Buffer::new_empty(Metrics::new(base, line_height));
        buffer.set_wrap(if width.is_some() { Wrap::WordOrGlyph } else { Wrap::None });
        buffer.set_tab_width(4);
        buffer.set_size(width, None);
        let default = Attrs::new().family(Family::Name(fonts::SANS));
        let mut embedded = true;
        let shown: Vec<_> = spans.iter().zip(&clean).map(|(span, text)| shown(text, span.style.variant)).collect();
        let asked: Vec<_> = shown.iter().zip(spans).map(|(text, span)| (text.as_ref(), asked(&span.style))).collect();
        let mut rich = Vec::with_capacity(clean.len());
        for (n, range, face) in cx.faces(&asked) {
            let (Some((text, _)), Some(span)) = (asked.get(n), spans.get(n)) else { continue };
            embedded &= fonts::is_embedded(face.family);
            rich.push((text.get(range).unwrap_or(""), attrs(&span.style, face, (base, line_height))));
        }
        buffer.set_rich_text(
            rich.iter().map(|(text, attrs)| (*text, attrs.clone())),
            &default,
            Shaping::Advanced,
            Some(align),
        );
        if embedded {
            buffer.shape_until_scroll(cx.shaper(), false);
        } else if catch_unwind(AssertUnwindSafe(|| buffer.shape_until_scroll(cx.shaper(), false))).is_err() {
            // A font of the system broke the shaper: once more without any.
            cx.renew();
            return Self::directed(cx, spans, line_height, width, Some(direction));
        }
        let plain = clean.concat();
        let mut block = Self { buffer, plain, line_height, direction, left: 0.0, size: Size::default() };
        block.measure();
        if let Some(width) = width {
            block.hold(cx, width);
        }
        block
    }

    /// Keeps lines of both directions within `width`: the blank at which such a line ends may stand in its middle, and takes
    /// room that was not counted when it was broken.
    fn hold(&mut self, cx: &mut FontCx, width: f32) {
        let mut narrower = width;
        for _ in 0..6 {
            let over = self.size.width - width;
            if over <= 0.5 || over > width * 0.25 {
                return;
            }
            // Narrower lines may end with another blank.
            narrower = (narrower - over).max(width * 0.5);
            self.buffer.set_size(Some(narrower), None);
            self.buffer.shape_until_scroll(cx.shaper(), false);
            self.measure();
        }
    }

    /// Wraps the same text to another width; shaping is kept.
    pub fn wrap(&mut self, cx: &mut FontCx, width: f32) {
        self.buffer.set_wrap(Wrap::WordOrGlyph);
        self.buffer.set_size(Some(width), None);
        self.buffer.shape_until_scroll(cx.shaper(), false);
        self.measure();
        self.hold(cx, width);
    }

    fn measure(&mut self) {
        let (mut left, mut right, mut height) = (f32::INFINITY, 0.0_f32, 0.0_f32);
        for run in self.buffer.layout_runs() {
            // A blank at the end of a line hangs over its edge and is not seen.
            let seen =
                |glyph: &&LayoutGlyph| !run.text.get(glyph.start..glyph.end).is_some_and(|t| t.trim().is_empty());
            for glyph in run.glyphs.iter().filter(seen) {
                left = left.min(glyph.x);
                right = right.max(glyph.x + glyph.w);
            }
            height = height.max(run.line_top + run.line_height);
        }
        self.left = if self.direction.is_rtl() && left < right { left } else { 0.0 };
        self.size = Size::new(right, height);
    }

    /// The side at which its lines begin.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Left edge of the widest line from the block's left edge: 0 unless its lines begin at the right.
    #[must_use]
    pub fn left(&self) -> f32 {
        self.left
    }

    /// What the lines are wrapped to; their own width if they are not.
    #[must_use]
    pub fn box_width(&self) -> f32 {
        self.buffer.size().0.unwrap_or(self.size.width)
    }

    /// cosmic-text's buffer, for glyphon.
    #[must_use]
    pub fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// The characters, in reading order.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Width of the widest line (from the block's left edge) and height of all lines.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Distance from one baseline to the next, where nothing tall stands in a line.
    #[must_use]
    pub fn line_height(&self) -> f32 {
        self.line_height
    }

    /// How many lines it has.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.buffer.layout_runs().count()
    }

    /// The lines, top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut offset = 0;
        let mut paragraph = 0;
        self.buffer.layout_runs().map(move |run| {
            while paragraph < run.line_i {
                offset += self.buffer.lines[paragraph].text().len() + 1;
                paragraph += 1;
            }
            Line {
                baseline: run.line_y,
                top: run.line_top,
                height: run.line_height,
                width: run.line_w,
                glyphs: run.glyphs,
                text: run.text,
                offset,
            }
        })
    }
}

/// The face that a style asks for.
fn asked(style: &TextStyle) -> Face {
    Face { family: style.family, weight: style.weight, italic: style.italic, tracked: true }
}

/// The side at which text of `spans` begins that nobody has decided.
fn direction_of(cx: &FontCx, spans: &[Span]) -> Direction {
    let mut words =
        spans.iter().filter(|span| span.style.family != fonts::MONO && !span.text.trim().is_empty()).peekable();
    if words.peek().is_none() {
        return Direction::Ltr;
    }
    let Language { direction, page, .. } = cx.language();
    let page = Some(page).filter(|page| page.is_rtl());
    direction.or(page).or_else(|| words.find_map(|span| Direction::of(&span.text))).unwrap_or_default()
}

/// `text` as it is shaped. Only letters whose capital takes as many bytes are changed, so that a place in the shaped text
/// is the same place in the written one.
fn shown(text: &str, variant: Variant) -> Cow<'_, str> {
    if variant != Variant::Capitals {
        return Cow::Borrowed(text);
    }
    let capital = |c: char| {
        let mut upper = c.to_uppercase();
        match (upper.next(), upper.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    Cow::Owned(text.chars().map(capital).collect())
}

/// The OpenType feature of a variant, and what is added to the weight so that cosmic-text shapes it apart: it shapes
/// neighbours of one face and one weight together, with the features of the first.
fn feature(variant: Variant) -> Option<(&'static [u8; 4], u16)> {
    match variant {
        Variant::Normal | Variant::Capitals => None,
        Variant::Tabular => Some((b"tnum", 0)),
        Variant::Super => Some((b"sups", 1)),
        Variant::Sub => Some((b"subs", 2)),
    }
}

fn attrs(style: &TextStyle, face: Face, (base, line_height): (f32, f32)) -> Attrs<'static> {
    let color = style.color;
    let mut attrs = Attrs::new()
        .family(Family::Name(face.family))
        .weight(Weight(face.weight))
        .style(if face.italic { Style::Italic } else { Style::Normal })
        .color(cosmic_text::Color::rgba(color.r, color.g, color.b, color.a))
        .metadata(style.mark);
    if let Some((tag, apart)) = feature(style.variant) {
        let mut features = FontFeatures::new();
        features.enable(FeatureTag::new(tag));
        // Only a family with every weight has the one beside it.
        let apart = if face.family == fonts::SANS { apart } else { 0 };
        attrs = attrs.font_features(features).weight(Weight(face.weight.saturating_add(apart)));
    }
    if style.tracking != 0.0 && face.tracked {
        attrs = attrs.letter_spacing(style.tracking);
    }
    if (style.size - base).abs() > 0.01 || style.line > line_height {
        attrs = attrs.metrics(Metrics::new(style.size.max(1.0), line_height.max(style.line)));
    }
    attrs
}

impl std::fmt::Debug for TextBlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TextBlock").field("plain", &self.plain).field("size", &self.size).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> TextStyle {
        TextStyle {
            family: crate::fonts::SANS,
            size: 30.0,
            weight: 400,
            italic: false,
            tracking: 0.0,
            color: Rgba::BLACK,
            variant: Variant::Normal,
            mark: 0,
            line: 0.0,
        }
    }

    fn block(text: &str, width: Option<f32>) -> TextBlock {
        let span = Span { text: text.to_owned(), style: style() };
        TextBlock::new(&mut FontCx::new(), &[span], 42.0, width)
    }

    #[test]
    fn separators_of_bidi_paragraphs_do_not_reach_the_shaper() {
        for separator in ['\u{1C}', '\u{1D}', '\u{1E}', '\u{85}', '\u{2029}'] {
            assert!(block(&format!("A{separator}א"), None).line_count() >= 1);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_line_has_two_bidi_paragraphs(
            pieces in proptest::collection::vec(proptest::prop_oneof![
                "[\u{0}-\u{1F}\u{7F}-\u{9F}\u{2028}\u{2029}\r\n]{1,3}",
                "[א-ת\u{5B0}-\u{5C7}]{1,6}",
                "[ا-ي٠-٩،؟\u{64B}-\u{652}]{1,6}",
                "[a-z0-9 .,()-]{1,6}",
                "[\u{200C}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{61C}\u{FEFF}]{1,3}",
                "[👍🏽🇪❤\u{FE0F}ツก]{1,3}",
            ], 0..14),
            width in 1.0_f32..400.0,
        ) {
            let mut cx = FontCx::new();
            let style = |n: usize| TextStyle { weight: if n.is_multiple_of(3) { 700 } else { 400 }, ..style() };
            let spans: Vec<Span> =
                pieces.iter().enumerate().map(|(n, text)| Span { text: text.clone(), style: style(n) }).collect();
            let mut block = TextBlock::new(&mut cx, &spans, 42.0, Some(width));
            block.wrap(&mut cx, width * 2.0);
            for line in &block.buffer().lines {
                proptest::prop_assert!(cosmic_text::BidiParagraphs::new(line.text()).count() <= 1, "{:?}", line.text());
            }
        }
    }

    #[test]
    fn lines_of_both_directions_keep_within_their_width() {
        let mut cx = FontCx::new();
        for text in ["n عج0tz7ب 0اa0aا", "ifسba ج bا 0رama0 ok"] {
            let span = Span { text: text.to_owned(), style: style() };
            for width in (100..400).step_by(3) {
                let mut block = TextBlock::new(&mut cx, std::slice::from_ref(&span), 42.0, Some(width as f32));
                assert!(block.size().width <= width as f32 + 0.5, "{text}: {} in {width}", block.size().width);
                block.wrap(&mut cx, 120.0);
                assert!(block.size().width <= 120.5, "{text}: {} in 120", block.size().width);
            }
        }
    }

    #[test]
    fn lines_know_where_they_stand_in_the_text() {
        let block = block("one two three\n\nfour five", Some(120.0));
        let plain = block.plain().to_owned();
        let lines: Vec<&str> = block.lines().map(|line| plain[line.range()].trim_end()).collect();
        assert_eq!(lines, ["one two", "three", "", "four five"]);
        assert!((block.size().height - 4.0 * 42.0).abs() < 0.5);
    }
}
