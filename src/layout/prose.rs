//! Inline text before it is shaped: runs of a deck in, styled spans out, each with the mark of what stands behind or under
//! it (the ground of code, the line of a link). Asks for a face; never breaks a line.

use std::ops::Range;
use std::sync::Arc;

use super::breaks;
use super::marks::{self, HOLD, Inset, Mark, Shown};
use unicode_segmentation::UnicodeSegmentation as _;

use super::set::Set;
use super::size;
use crate::color::Rgba;
use crate::fonts::{self, Direction, FontCx, Language};
use crate::geom::Size;
use crate::markdown::{self, Icon, Inline, Run, Script, Style};
use crate::math::{self, Form};
use crate::scene::{Span, TextBlock, TextStyle, Variant, as_written};
use crate::theme::{Theme, Type};

/// How plain words of a text look; what strong, code and links make of it follows from the theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Sizes.
    pub(super) kind: Type,
    /// Colour of plain words.
    pub(super) color: Rgba,
    /// Colour of strong words.
    pub(super) strong: Rgba,
    /// Set in the face of code.
    pub(super) mono: bool,
    /// Compound words are kept on one line, as in titles.
    pub(super) whole: bool,
    /// The side at which its lines begin; if `None` its first letter decides, or the page.
    pub(super) direction: Option<Direction>,
    /// The forms of letters and figures.
    pub(super) variant: Variant,
}

/// Says that what follows runs to the right; is not seen.
const LEFT_TO_RIGHT: char = '\u{200E}';
/// Keeps the letters on its two sides on one line, and is not seen.
const JOINER: char = '\u{2060}';
/// Lets a line break where it stands, and is not seen.
const BREAK: char = '\u{200B}';
/// Words of more characters than this may be broken after the signs in [`SIGNS`].
const LONG_WORD: usize = 16;
/// After these signs an address or a path may go on in the next line.
const SIGNS: [char; 11] = ['/', '.', '-', '_', '?', '&', '=', ',', '#', '+', ':'];
/// A formula in a line that is wider than this, in em, may be parted at its relations and operators.
const WHOLE: f32 = 10.0;
/// An em of a formula in the line, in em of the text: its letters are then as large as Inter's.
const FORMULA_EM: f32 = 1.14;
/// No formula in a line is taller than this, in units: it would leave no room for the line.
const TALLEST: f32 = 200.0;
/// No picture in a line is taller than so many lines.
pub(super) const TALLEST_ICON: f32 = 1.5;
/// Height of capitals with some air above them, and of small letters, in em.
const CAPITALS: f32 = 0.8;
const SMALL_LETTERS: f32 = 0.546;

impl Look {
    /// Plain and strong words in the same colour.
    pub(super) fn new(kind: Type, color: Rgba) -> Self {
        Self { kind, color, strong: color, mono: false, whole: false, direction: None, variant: Variant::Normal }
    }

    /// With letters and figures in the forms of `variant`.
    pub(super) fn variant(self, variant: Variant) -> Self {
        Self { variant, ..self }
    }

    /// Strong words in `strong`.
    pub(super) fn strong(self, strong: Rgba) -> Self {
        Self { strong, ..self }
    }

    /// With compound words kept whole.
    pub(super) fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// In the face of code, from left to right.
    pub(super) fn mono(self) -> Self {
        Self { mono: true, direction: Some(Direction::Ltr), ..self }
    }

    /// With lines that begin where `direction` begins.
    pub(super) fn toward(self, direction: Option<Direction>) -> Self {
        Self { direction, ..self }
    }
}

/// Text in a style, not yet shaped.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    pub(super) spans: Vec<Span>,
    /// What [`TextStyle::mark`] counts, from 1.
    pub(super) marks: Vec<Mark>,
    line: f32,
    direction: Option<Direction>,
    /// The theme sets words in the face of code.
    typed: bool,
}

/// Space inside the ground of inline code, left and right, for text of 30 units.
const CODE_PADDING: f32 = 7.0;
/// Advance of Inter's no-break space in em, at the sizes of text.
const SPACE_ADVANCE: f32 = 0.2817;

impl Prose {
    fn empty(look: Look) -> Self {
        let Look { kind, direction, .. } = look;
        Self { line: kind.line, direction, typed: kind.face.family == fonts::MONO, ..Self::default() }
    }

    /// `text` as it stands, without markup.
    pub(super) fn plain(text: &str, look: Look) -> Self {
        let run = Run { text: text.to_owned(), ..Run::default() };
        let mut prose = Self::empty(look);
        prose.push_run(&run, look, None);
        prose.seal(look);
        prose
    }

    /// `pieces` one after the other, each in its own look; `look` gives the size.
    pub(super) fn pieces(pieces: &[(Run, Look)], look: Look) -> Self {
        let mut prose = Self { direction: None, ..Self::empty(look) };
        for (run, look) in pieces {
            prose.push_run(run, *look, None);
        }
        prose.seal(look);
        prose
    }

    /// `content` in `look`; pictures are left out, unless they are as small as a line.
    pub(super) fn new(content: &[Inline], look: Look, theme: &Theme) -> Self {
        let mut prose = Self::empty(look);
        for (n, inline) in content.iter().enumerate() {
            match inline {
                Inline::Text(run) if breaks::in_combination(content, n) => {
                    prose.push_run(&Run { text: breaks::bound(&run.text), ..run.clone() }, look, Some(theme));
                }
                Inline::Text(run) => prose.push_run(run, look, Some(theme)),
                Inline::Break => prose.push("\n", style(look, Style::default()), 0),
                Inline::Math(math) => prose.push_formula(math, look, theme),
                Inline::Icon(icon) => prose.push_icon(icon, look),
                Inline::Picture(_) => {}
            }
        }
        prose.trim();
        prose.seal(look);
        prose
    }

    /// Whether there is nothing to see.
    pub(super) fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }

    /// Its characters, as the block will have them.
    pub(super) fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// How many characters it has.
    pub(super) fn chars(&self) -> usize {
        self.spans.iter().map(|span| span.text.chars().count()).sum()
    }

    /// Shapes it, wrapped to `width`, or on one line a paragraph if `None`.
    pub(super) fn shape(mut self, cx: &mut FontCx, width: Option<f32>) -> Set {
        let width = width.map(|width| width.max(1.0));
        if let Some(width) = width {
            self.squeeze(width);
        }
        let block = self.block(cx, width);
        let lifted = self.marks.iter().map(|mark| mark.shape(cx, self.line)).collect();
        Set::new(block, self, lifted)
    }

    /// The block of its spans as they are.
    pub(super) fn block(&self, cx: &mut FontCx, width: Option<f32>) -> TextBlock {
        // Code alone is at the left; words in its face are still words.
        let Language { direction, page, .. } = cx.language();
        let of_words = || direction.or(Some(page).filter(|page| page.is_rtl())).or_else(|| Direction::of(&self.text()));
        let direction = self.direction.or_else(|| self.typed.then(of_words).flatten());
        TextBlock::directed(cx, &self.spans, self.line, width, direction)
    }

    /// Sets formulas and pictures that are wider than `width` smaller, and others as large as they should be; whether one
    /// changed.
    pub(super) fn squeeze(&mut self, width: f32) -> bool {
        let mut changed = false;
        for span in &mut self.spans {
            let mark = self.marks.get_mut(span.style.mark.wrapping_sub(1));
            let Some(inset) = mark.and_then(|mark| mark.inset.as_mut()) else { continue };
            let em = inset.full.min(width / inset.size.width.max(0.01));
            if (em - inset.em).abs() > 0.01 {
                inset.em = em;
                span.style = inset.held(span.style);
                changed = true;
            }
        }
        changed
    }

    /// The width of its widest formula or picture.
    pub(super) fn widest_inset(&self) -> f32 {
        self.marks.iter().filter_map(|mark| mark.inset.as_ref()).map(Inset::width).fold(0.0, f32::max)
    }

    /// What it says: its words as they were written, the sources of formulas, the words for pictures.
    pub(super) fn said(&self) -> String {
        let mut out = String::new();
        for span in &self.spans {
            match self.marks.get(span.style.mark.wrapping_sub(1)).and_then(|mark| mark.inset.as_ref()) {
                Some(inset) => out.push_str(&inset.source),
                None => out.push_str(&as_written(&span.text)),
            }
        }
        out
    }

    /// The part of it that stands in `range` of its plain text.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let Self { line, direction, typed, .. } = *self;
        let mut out = Self { spans: Vec::new(), marks: self.marks.clone(), line, direction, typed };
        let mut at = 0;
        for span in &self.spans {
            let (from, to) = (range.start.max(at), range.end.min(at + span.text.len()));
            if let Some(text) = (from < to).then(|| span.text.get(from - at..to - at)).flatten() {
                out.spans.push(Span { text: text.to_owned(), style: span.style });
            }
            at += span.text.len();
        }
        let last = self.spans.first().map(|span| span.style);
        out.trim();
        if let (true, Some(style)) = (out.spans.is_empty(), last) {
            out.spans.push(Span { text: String::new(), style });
        }
        out
    }

    fn push_run(&mut self, run: &Run, look: Look, theme: Option<&Theme>) {
        let mut style = style(look, run.style);
        let Style { code, key, script, .. } = run.style;
        if code || look.mono {
            style.family = theme.map_or(look.kind.face.family, |theme| theme.faces.mono);
            style.tracking = 0.0;
            style.variant = Variant::Normal;
            style.weight = if run.style.strong || look.kind.weight > 550 { 700 } else { 400 };
        }
        let Some(theme) = theme else {
            let text = if look.whole { compounds(&run.text) } else { run.text.clone() };
            return self.push(&text, style, 0);
        };
        style.color = marks::color(run, style.color, theme);
        let part = if run.style.small { marks::SMALL } else { 1.0 };
        style.size = size::within(theme, style.size, part);
        if script != Script::Base {
            return self.push_script(run, style, theme);
        }
        let mark = if marks::has_mark(run) { self.mark(Mark::new(run, style.color)) } else { 0 };
        if (code || key) && !look.mono {
            // A no-break space on each side keeps the ground's padding with the words, wherever the line breaks.
            let padding = TextStyle {
                family: fonts::SANS,
                weight: 400,
                italic: false,
                size: CODE_PADDING * look.kind.size / 30.0 / SPACE_ADVANCE,
                ..style
            };
            if code {
                style.size = size::within(theme, look.kind.size, part * theme.inline_code);
            } else {
                let size = size::within(theme, look.kind.size, part * marks::KEY);
                style = TextStyle { size, weight: style.weight.max(550), ..style };
            }
            self.push("\u{A0}", padding, mark);
            let rtl = look.direction.is_some_and(Direction::is_rtl);
            // Between letters that run to the left, the signs at both ends of code stay where they are.
            let around = if rtl { LEFT_TO_RIGHT.encode_utf8(&mut [0; 4]).to_owned() } else { String::new() };
            let words =
                if key && breaks::is_whole_key(&run.text) { breaks::bound(&run.text) } else { breakable(&run.text) };
            // An accent without a letter would stand on the padding, in its size.
            let padded = format!("\u{A0}{words}");
            let first = padded.graphemes(true).next().map_or(0, str::len);
            let words = if first > '\u{A0}'.len_utf8() { format!("{JOINER}{words}") } else { words };
            self.push(&format!("{around}{words}{around}"), style, mark);
            self.push("\u{A0}", padding, mark);
        } else if look.whole {
            self.push(&compounds(&breaks::offered(&breakable(&run.text))), style, mark);
        } else if look.mono {
            self.push(&breakable(&run.text), style, mark);
        } else {
            self.push(&breaks::offered(&breakable(&run.text)), style, mark);
        }
    }

    /// Raised or lowered words: in the forms that the face has for them, or else smaller and lifted, word by word.
    fn push_script(&mut self, run: &Run, style: TextStyle, theme: &Theme) {
        if style.family == fonts::SANS && marks::has_forms(&run.text) {
            let variant = if run.style.script == Script::Super { Variant::Super } else { Variant::Sub };
            let mark = if marks::has_mark(run) { self.mark(Mark::new(run, style.color)) } else { 0 };
            return self.push(&run.text, TextStyle { variant, ..style }, mark);
        }
        let plain = TextStyle { size: size::within(theme, style.size, marks::SCRIPT), ..style };
        let style = TextStyle { size: style.size * marks::SCRIPT, ..style };
        for word in run.text.split_inclusive(' ') {
            let seen = word.trim();
            let lifted = marks::can_lift(seen).then(|| Span { text: seen.to_owned(), style });
            let unseen = lifted.is_some();
            let mark = self.mark(Mark::new(run, style.color).lifting(lifted));
            // The word holds its place in the line unseen, and is seen where it was lifted to.
            if unseen {
                // In one piece: it is lifted in one.
                let whole = seen.graphemes(true).collect::<Vec<_>>().join(&JOINER.to_string());
                let style = TextStyle { color: style.color.with_alpha(0), ..style };
                self.push(&word.replacen(seen, &whole, 1), style, mark);
            } else {
                // What stays on the line is no part of another word.
                self.push(word, plain, mark);
            }
        }
    }

    fn mark(&mut self, mark: Mark) -> usize {
        self.marks.push(mark);
        self.marks.len()
    }

    /// A formula, or its source if it cannot be set.
    fn push_formula(&mut self, math: &markdown::Math, look: Look, theme: &Theme) {
        let form = if math.display { Form::Display } else { Form::Line };
        let Ok(formula) = math::set(&math.source, form) else {
            return self.push_run(&source_of(math), look, Some(theme));
        };
        let style = style(look, Style::default());
        let em = (look.kind.size * FORMULA_EM).min(TALLEST / formula.total());
        let pieces =
            if formula.width > WHOLE { formula.pieces().into_iter().map(Arc::new).collect() } else { vec![formula] };
        let mut source = math.source.trim();
        for (n, formula) in pieces.into_iter().enumerate() {
            if n > 0 {
                self.push(BREAK.encode_utf8(&mut [0; 4]), style, 0);
            }
            let (size, depth) = (Size::new(formula.width, formula.total()), formula.depth);
            let shown = Shown::Formula(formula);
            let inset = Inset { shown, size, depth, source: source.into(), color: style.color, full: em, em };
            self.push_inset(inset, style, None);
            // The source is said once.
            source = "";
        }
    }

    /// A picture in the line, as tall as the words around it if its author did not say how tall it is.
    fn push_icon(&mut self, icon: &Icon, look: Look) {
        let Type { size: em, line, .. } = look.kind;
        let style = style(look, Style::default());
        let grown = (em / icon.height.max(1.0)).clamp(1.0, icon.most.max(1.0));
        let height = (icon.height * grown).clamp(1.0, line * TALLEST_ICON);
        let size = Size::new((icon.width * height / icon.height.max(1.0)).max(1.0), height);
        // A low one stands on the line; the middle of a taller one is that of the small letters.
        let depth = if height <= CAPITALS * em { 0.0 } else { (height - SMALL_LETTERS * em) / 2.0 };
        let source = crate::text::clean_line(icon.picture.alt.trim()).into();
        let shown = Shown::Picture(Arc::from(icon.picture.url.as_str()), icon.shown);
        let inset = Inset { shown, size, depth, source, color: style.color, full: 1.0, em: 1.0 };
        self.push_inset(inset, style, icon.picture.link.clone());
    }

    /// The place of a drawing in the line.
    fn push_inset(&mut self, inset: Inset, style: TextStyle, link: Option<Arc<str>>) {
        let held = inset.held(style);
        let mark = self.mark(Mark::inset(inset, link));
        self.push(HOLD.encode_utf8(&mut [0; 4]), held, mark);
    }

    fn push(&mut self, text: &str, style: TextStyle, mark: usize) {
        let style = TextStyle { mark, ..style };
        match self.spans.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), style }),
        }
    }

    /// Takes white space and line breaks off both ends.
    fn trim(&mut self) {
        let blank = [' ', '\n', '\t'];
        while let Some(last) = self.spans.last_mut() {
            last.text.truncate(last.text.trim_end_matches(blank).len());
            if !last.text.is_empty() {
                break;
            }
            self.spans.pop();
        }
        while let Some(first) = self.spans.first_mut() {
            let start = first.text.len() - first.text.trim_start_matches(blank).len();
            first.text.drain(..start);
            if !first.text.is_empty() {
                break;
            }
            self.spans.remove(0);
        }
    }

    /// Sees to it that the first span has the look's size (the block takes its own size from it) even when the text
    /// is empty or begins with something smaller.
    fn seal(&mut self, look: Look) {
        if look.mono && Direction::of(&self.text()).is_some_and(Direction::is_rtl) {
            // A line of code runs to the right, whatever its first letter is.
            if let Some(first) = self.spans.first_mut() {
                first.text.insert(0, LEFT_TO_RIGHT);
            }
        }
        if self.spans.first().is_none_or(|span| (span.style.size - look.kind.size).abs() > 0.01) {
            self.spans.insert(0, Span { text: String::new(), style: style(look, Style::default()) });
        }
    }
}

fn style(look: Look, style: Style) -> TextStyle {
    let Style { strong, emphasis: italic, .. } = style;
    let weight = if strong { look.kind.weight.max(650) } else { look.kind.weight };
    let color = if strong { look.strong } else { look.color };
    let (size, tracking) = (look.kind.size, look.kind.tracking);
    TextStyle {
        family: look.kind.face.family,
        size,
        weight,
        italic,
        tracking,
        color,
        variant: look.variant,
        mark: 0,
        line: 0.0,
    }
}

/// `text` with places to break in words that are long for a line.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().count() <= LONG_WORD {
            out.push_str(word);
            continue;
        }
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            out.push(c);
            if SIGNS.contains(&c) && chars.peek().is_some_and(|next| next.is_alphanumeric()) {
                out.push(BREAK);
            }
        }
    }
    out
}

/// `text` with its compound words kept on one line.
fn compounds(text: &str) -> String {
    text.replace('-', &format!("-{JOINER}"))
}

/// A formula as code, where it cannot be drawn.
fn source_of(math: &markdown::Math) -> Run {
    let style = Style { code: true, ..Style::default() };
    Run { text: math.source.clone(), style, link: None }
}

impl Prose {
    pub(super) fn drop_last_word(&mut self) {
        let Some(last) = self.spans.last_mut() else { return };
        let kept = last.text.trim_end();
        let cut = kept.rfind(' ').or_else(|| kept.char_indices().next_back().map(|(n, _)| n)).unwrap_or(0);
        last.text.truncate(cut);
        if last.text.is_empty() && self.spans.len() > 1 {
            self.spans.pop();
        }
    }
}
