//! Inline text, shaped: runs of a deck in, one text block out, together with what stands behind or under its words (the
//! ground of code, the line of a link). Chooses the face of every character; never breaks a page.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::color::Rgba;
use crate::fonts::{self, FontCx};
use crate::geom::{Point, Rect};
use crate::markdown::{Inline, Run};
use crate::scene::{Fill, Layer, Line, Link, Span, TextBlock, TextItem, TextRole, TextStyle};
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
}

/// Keeps the letters on its two sides on one line, and is not seen.
const JOINER: char = '\u{2060}';

impl Look {
    /// Plain and strong words in the same colour.
    pub(super) fn new(kind: Type, color: Rgba) -> Self {
        Self { kind, color, strong: color, mono: false, whole: false }
    }

    /// Strong words in `strong`.
    pub(super) fn strong(self, strong: Rgba) -> Self {
        Self { strong, ..self }
    }

    /// With compound words kept whole.
    pub(super) fn whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// In the face of code.
    pub(super) fn mono(self) -> Self {
        Self { mono: true, ..self }
    }
}

/// What stands behind or under a stretch of glyphs.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    code: bool,
    link: Option<Arc<str>>,
}

/// How much wider than the column a line may come out that is shaped on its own.
const LINE_SLACK: f32 = 1.02;

/// Text in a style, not yet shaped.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    spans: Vec<Span>,
    marks: Vec<Mark>,
    line: f32,
}

/// Space inside the ground of inline code, left and right, for text of 30 units.
const CODE_PADDING: f32 = 7.0;
/// Advance of Inter's no-break space in em, at the sizes of text.
const SPACE_ADVANCE: f32 = 0.2817;

impl Prose {
    /// `text` as it stands, without markup.
    pub(super) fn plain(text: &str, look: Look) -> Self {
        let run = Run { text: text.to_owned(), ..Run::default() };
        let mut prose = Self { line: look.kind.line, ..Self::default() };
        prose.push_run(&run, look, None);
        prose.seal(look);
        prose
    }

    /// `content` in `look`; pictures are left out.
    pub(super) fn new(content: &[Inline], look: Look, theme: &Theme) -> Self {
        let mut prose = Self { line: look.kind.line, ..Self::default() };
        for inline in content {
            match inline {
                Inline::Text(run) => prose.push_run(run, look, Some(theme)),
                Inline::Break => prose.push("\n", style(look, false, false), 0),
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

    /// How many characters it has.
    pub(super) fn chars(&self) -> usize {
        self.spans.iter().map(|span| span.text.chars().count()).sum()
    }

    /// Shapes it, wrapped to `width`, or on one line a paragraph if `None`.
    pub(super) fn shape(self, cx: &mut FontCx, width: Option<f32>) -> Set {
        let block = TextBlock::new(cx, &self.spans, self.line, width.map(|width| width.max(1.0)));
        Set { block: Arc::new(block), prose: self }
    }

    /// The part of it that stands in `range` of its plain text.
    fn slice(&self, range: Range<usize>) -> Self {
        let mut out = Self { spans: Vec::new(), marks: self.marks.clone(), line: self.line };
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
        let mut style = style(look, run.strong, run.emphasis);
        if run.code || look.mono {
            style.family = fonts::MONO;
            style.tracking = 0.0;
            style.weight = if run.strong || look.kind.weight > 550 { 700 } else { 400 };
        }
        let mut mark = 0;
        if let Some(theme) = theme.filter(|_| run.link.is_some() || run.code) {
            self.marks.push(Mark { code: run.code, link: run.link.clone() });
            mark = self.marks.len();
            if run.link.is_some() {
                style.color = theme.accent;
            }
        }
        style.mark = mark;
        if run.code && !look.mono {
            // A no-break space on each side keeps the ground's padding with the code, wherever the line breaks.
            let padding = TextStyle {
                family: fonts::SANS,
                weight: 400,
                italic: false,
                size: CODE_PADDING * look.kind.size / 30.0 / SPACE_ADVANCE,
                ..style
            };
            style.size *= theme.map_or(1.0, |theme| theme.inline_code);
            self.push("\u{A0}", padding, mark);
            self.push_words(&run.text, style, mark);
            self.push("\u{A0}", padding, mark);
        } else if look.whole {
            self.push_words(&run.text.replace('-', &format!("-{JOINER}")), style, mark);
        } else {
            self.push_words(&run.text, style, mark);
        }
    }

    /// Text, with its emoji given to the family of emoji.
    fn push_words(&mut self, text: &str, style: TextStyle, mark: usize) {
        if text.is_ascii() {
            return self.push(text, style, mark);
        }
        let emoji = TextStyle { family: fonts::EMOJI, weight: 400, italic: false, tracking: 0.0, ..style };
        for cluster in text.graphemes(true) {
            self.push(cluster, if is_emoji(cluster) { emoji } else { style }, mark);
        }
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
        if self.spans.first().is_none_or(|span| (span.style.size - look.kind.size).abs() > 0.01) {
            self.spans.insert(0, Span { text: String::new(), style: style(look, false, false) });
        }
    }
}

fn style(look: Look, strong: bool, italic: bool) -> TextStyle {
    let weight = if strong { look.kind.weight.max(650) } else { look.kind.weight };
    let color = if strong { look.strong } else { look.color };
    let (size, tracking) = (look.kind.size, look.kind.tracking);
    TextStyle { family: fonts::SANS, size, weight, italic, tracking, color, mark: 0 }
}

/// Whether a grapheme cluster is shown as a picture: by an emoji variation selector, or because it is one by default.
fn is_emoji(cluster: &str) -> bool {
    if cluster.contains('\u{FE0E}') {
        return false;
    }
    if cluster.contains('\u{FE0F}') || cluster.contains('\u{20E3}') {
        return true;
    }
    let Some(first) = cluster.chars().next() else { return false };
    let by_default = [
        (0x231A, 0x231B),
        (0x23E9, 0x23EC),
        (0x23F0, 0x23F0),
        (0x23F3, 0x23F3),
        (0x25FD, 0x25FE),
        (0x2614, 0x2615),
        (0x2648, 0x2653),
        (0x267F, 0x267F),
        (0x2693, 0x2693),
        (0x26A1, 0x26A1),
        (0x26AA, 0x26AB),
        (0x26BD, 0x26BE),
        (0x26C4, 0x26C5),
        (0x26CE, 0x26CE),
        (0x26D4, 0x26D4),
        (0x26EA, 0x26EA),
        (0x26F2, 0x26F3),
        (0x26F5, 0x26F5),
        (0x26FA, 0x26FA),
        (0x26FD, 0x26FD),
        (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728),
        (0x274C, 0x274C),
        (0x274E, 0x274E),
        (0x2753, 0x2755),
        (0x2757, 0x2757),
        (0x2795, 0x2797),
        (0x27B0, 0x27B0),
        (0x27BF, 0x27BF),
        (0x2B1B, 0x2B1C),
        (0x2B50, 0x2B50),
        (0x2B55, 0x2B55),
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F1E6, 0x1F1FF),
        (0x1F201, 0x1F201),
        (0x1F21A, 0x1F21A),
        (0x1F22F, 0x1F22F),
        (0x1F232, 0x1F236),
        (0x1F238, 0x1F23A),
        (0x1F250, 0x1F251),
        (0x1F300, 0x1FAFF),
    ];
    by_default.iter().any(|&(from, to)| (from..=to).contains(&u32::from(first)))
}

/// Shaped text with what stands behind its words. Can be wrapped again until it is placed.
#[derive(Debug)]
pub(super) struct Set {
    /// The shaped text.
    pub(super) block: Arc<TextBlock>,
    prose: Prose,
}

impl Set {
    /// Wraps it to `width`, unless it already stands on a page.
    pub(super) fn wrap(&mut self, cx: &mut FontCx, width: f32) {
        if let Some(block) = Arc::get_mut(&mut self.block) {
            block.wrap(cx, width.max(1.0));
        }
    }

    /// Wraps it to the narrowest width, at most `width`, that needs no more lines: no short last line.
    pub(super) fn balance(&mut self, cx: &mut FontCx, width: f32) {
        self.wrap(cx, width);
        let lines = self.block.line_count();
        if !(2..=6).contains(&lines) {
            return;
        }
        let (mut low, mut high) = (width * 0.4, width);
        while high - low > 8.0 {
            let middle = f32::midpoint(low, high);
            self.wrap(cx, middle);
            if self.block.line_count() > lines { low = middle } else { high = middle }
        }
        self.wrap(cx, high);
    }

    /// Wraps it a little narrower if its last line is one short word and no line more is needed for it.
    pub(super) fn avoid_widow(&mut self, cx: &mut FontCx, width: f32) {
        let lines = self.block.line_count();
        let last = |set: &Self| set.block.lines().last().map_or(width, |line| line.width);
        if !(2..=8).contains(&lines) || last(self) > width * 0.12 {
            return;
        }
        for step in 1..=5_u8 {
            self.wrap(cx, width * (1.0 - 0.04 * f32::from(step)));
            if self.block.line_count() > lines {
                break;
            }
            if last(self) > width * 0.12 {
                return;
            }
        }
        self.wrap(cx, width);
    }

    /// Bytes of the plain text that each line holds, together the whole text.
    pub(super) fn line_ranges(&self) -> Vec<Range<usize>> {
        let starts: Vec<usize> = self.block.lines().map(|line| line.range().start).collect();
        let len = self.block.plain().len();
        let mut out: Vec<Range<usize>> = Vec::with_capacity(starts.len());
        for (n, &start) in starts.iter().enumerate() {
            let from = if n == 0 { 0 } else { start };
            out.push(from..starts.get(n + 1).copied().unwrap_or(len));
        }
        out
    }

    /// The line in `range` of the plain text, shaped anew. Cut out of a word, its glyphs may be a little wider than they
    /// were in the whole: it gets some slack, and never a second line.
    pub(super) fn line(&self, cx: &mut FontCx, range: Range<usize>, width: f32) -> Self {
        let set = self.prose.slice(range.clone()).shape(cx, Some(width * LINE_SLACK));
        if set.block.line_count() <= 1 { set } else { self.prose.slice(range).shape(cx, None) }
    }

    /// Its first line, ended by an ellipsis if there is more, no wider than `width`.
    pub(super) fn first_line(&self, cx: &mut FontCx, width: f32) -> Self {
        let ranges = self.line_ranges();
        let Some(first) = ranges.first().filter(|_| ranges.len() > 1).cloned() else {
            return self.prose.clone().shape(cx, Some(width));
        };
        let mut prose = self.prose.slice(first);
        loop {
            let Some(last) = prose.spans.last_mut() else { return prose.shape(cx, None) };
            let style = TextStyle { mark: 0, ..last.style };
            let mut trial = prose.clone();
            trial.spans.push(Span { text: "…".to_owned(), style });
            let set = trial.shape(cx, None);
            if set.block.size().width <= width || prose.spans.len() == 1 && prose.spans[0].text.is_empty() {
                return set;
            }
            prose.drop_last_word();
        }
    }

    /// Puts it on a page.
    pub(super) fn put(&self, sheet: &mut Sheet<'_>, at: Point, scale: f32, role: TextRole) {
        let size = self.block.buffer().metrics().font_size;
        for line in self.block.lines() {
            for (mark, left, right) in line.marked() {
                let Some(mark) = self.prose.marks.get(mark - 1) else { continue };
                if mark.code {
                    let ground = code_ground(&line, size, (left, right)).transformed(scale, at);
                    sheet.layer.fills.push(Fill { rect: ground, radius: 6.0 * scale, color: sheet.theme.soft });
                }
                if let Some(target) = &mark.link {
                    let under = Rect::new(left, line.baseline + 0.14 * size, right - left, (0.06 * size).max(1.2));
                    let color = sheet.theme.accent;
                    sheet.layer.fills.push(Fill { rect: under.transformed(scale, at), radius: 0.0, color });
                    let rect = Rect::new(left, line.top, right - left, line.height).transformed(scale, at);
                    sheet.links.push(Link { rect, target: Arc::clone(target) });
                }
            }
        }
        sheet.layer.texts.push(TextItem { at, scale, block: Arc::clone(&self.block), role });
    }
}

fn code_ground(line: &Line<'_>, size: f32, (left, right): (f32, f32)) -> Rect {
    let height = (1.32 * size).min(line.height);
    let top = (line.baseline - 0.96 * size).max(line.top);
    Rect::new(left, top, right - left, height)
}

impl Prose {
    fn drop_last_word(&mut self) {
        let Some(last) = self.spans.last_mut() else { return };
        let kept = last.text.trim_end();
        let cut = kept.rfind(' ').or_else(|| kept.char_indices().next_back().map(|(n, _)| n)).unwrap_or(0);
        last.text.truncate(cut);
        if last.text.is_empty() && self.spans.len() > 1 {
            self.spans.pop();
        }
    }
}

/// `plain` without what was put in for setting it: the pads of code and the joiners of compound words.
pub(super) fn as_written(plain: &str) -> String {
    plain.chars().filter(|&c| c != '\u{A0}' && c != JOINER).collect()
}

/// A page being filled: one layer, links, and the look.
pub(super) struct Sheet<'a> {
    /// Where items go.
    pub(super) layer: Layer,
    /// Where links go.
    pub(super) links: Vec<Link>,
    /// The look.
    pub(super) theme: &'a Theme,
}

impl<'a> Sheet<'a> {
    /// An empty page.
    pub(super) fn new(theme: &'a Theme) -> Self {
        Self { layer: Layer::default(), links: Vec::new(), theme }
    }
}
