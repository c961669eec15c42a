//! Shaped text: wrapped, balanced, cut between its lines, and put on a page with what stands behind or under its words.
//! Never changes a word.

use std::ops::Range;
use std::sync::Arc;

use super::marks;
use super::prose::Prose;
use super::sheet::Sheet;
use crate::fonts::FontCx;
use crate::geom::Point;
use crate::scene::{Span, TextBlock, TextItem, TextRole, TextStyle};

/// Shaped text with what stands behind its words. Can be wrapped again until it is placed.
#[derive(Debug)]
pub(super) struct Set {
    /// The shaped text.
    pub(super) block: Arc<TextBlock>,
    prose: Prose,
    /// What it says, if not all that it shows.
    saying: Option<Arc<str>>,
    /// The words that are seen above or below their line, by mark.
    lifted: Vec<Option<Arc<TextBlock>>>,
}

/// How much wider than the column a line may come out that is shaped on its own.
const LINE_SLACK: f32 = 1.02;

impl Set {
    /// `prose` as it was shaped into `block`.
    pub(super) fn new(block: TextBlock, prose: Prose, lifted: Vec<Option<Arc<TextBlock>>>) -> Self {
        Self { block: Arc::new(block), prose, saying: None, lifted }
    }

    /// Wraps it to `width`, unless it already stands on a page.
    pub(super) fn wrap(&mut self, cx: &mut FontCx, width: f32) {
        let width = width.max(1.0);
        if self.prose.squeeze(width) {
            self.block = Arc::new(self.prose.block(cx, Some(width)));
        }
        if let Some(block) = Arc::get_mut(&mut self.block) {
            block.wrap(cx, width);
        }
    }

    /// Wraps it to the narrowest width, at most `width`, that needs no more lines: no short last line.
    pub(super) fn balance(&mut self, cx: &mut FontCx, width: f32) {
        self.wrap(cx, width);
        let lines = self.block.line_count();
        if !(2..=6).contains(&lines) {
            return;
        }
        let broken = self.broken_words();
        let (mut low, mut high) = ((width * 0.4).max(self.prose.widest_inset()).min(width), width);
        while high - low > 8.0 {
            let middle = f32::midpoint(low, high);
            self.wrap(cx, middle);
            let worse = self.block.line_count() > lines || self.broken_words() > broken;
            if worse { low = middle } else { high = middle }
        }
        self.wrap(cx, high);
    }

    /// Wraps it a little narrower if its last line is one short word and no line more is needed for it.
    pub(super) fn avoid_widow(&mut self, cx: &mut FontCx, width: f32) {
        let lines = self.block.line_count();
        let last = |set: &Self| set.block.lines().last().map_or(width, |line| line.width);
        let fixed = self.prose.widest_inset() > width * 0.8;
        if fixed || !(2..=8).contains(&lines) || last(self) > width * 0.12 {
            return;
        }
        let broken = self.broken_words();
        for step in 1..=5_u8 {
            self.wrap(cx, width * (1.0 - 0.04 * f32::from(step)));
            if self.block.line_count() > lines || self.broken_words() > broken {
                break;
            }
            if last(self) > width * 0.12 {
                return;
            }
        }
        self.wrap(cx, width);
    }

    /// How many lines end inside a word.
    pub(super) fn broken_words(&self) -> usize {
        let plain = self.block.plain();
        let ends_inside = |range: &Range<usize>| {
            let (before, after) = plain.split_at_checked(range.start).unwrap_or_default();
            let (before, after) = (before.chars().next_back(), after.chars().next());
            // After a sign of an address a line may end, but for the second of two; between ideographs and kana anywhere.
            let free = |c: char| match c {
                '-' | '/' => after != before,
                '\u{200B}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' => true,
                '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'.. => true,
                _ => false,
            };
            before.is_some_and(|c| !c.is_whitespace() && !free(c))
        };
        self.line_ranges().iter().skip(1).filter(|range| ends_inside(range)).count()
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
    /// were in the whole: then it gets some slack, and never a second line.
    pub(super) fn line(&self, cx: &mut FontCx, range: Range<usize>, width: f32) -> Self {
        for width in [Some(width), Some(width * LINE_SLACK)] {
            let set = self.prose.slice(range.clone()).shape(cx, width);
            if set.block.line_count() <= 1 {
                return set;
            }
        }
        self.prose.slice(range).shape(cx, None)
    }

    /// The scale at which it is no wider than `width`, with a line's slack: 1, but for a line out of scripts so mixed that
    /// it takes other faces on its own than in its text.
    pub(super) fn squeezed(&self, width: f32) -> f32 {
        (width * LINE_SLACK / self.block.size().width.max(1.0)).min(1.0)
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

    /// The same, but that of its words only `said` are the author's.
    pub(super) fn saying(self, said: &str) -> Self {
        Self { saying: Some(said.into()), ..self }
    }

    /// Puts it on a page.
    pub(super) fn put(&self, sheet: &mut Sheet<'_>, at: Point, scale: f32, role: TextRole) {
        let size = self.block.buffer().metrics().font_size;
        let held = sheet.held();
        let placed = marks::Placed { marks: &self.prose.marks, size, at, scale };
        for line in self.block.lines() {
            placed.put(sheet, &line);
        }
        let said = self.saying.clone().or_else(|| self.has_insets().then(|| self.said().into()));
        let (block, tag) = (Arc::clone(&self.block), sheet.tag(role));
        sheet.layer().texts.push(TextItem { at, scale, block, role, said, tag });
        for line in self.block.lines() {
            for (mark, left, _) in line.marked() {
                let Some(block) = self.lifted.get(mark - 1).and_then(Option::as_ref) else { continue };
                let Some(mark) = self.prose.marks.get(mark - 1) else { continue };
                let y = line.baseline - block.lines().next().map_or(0.0, |line| line.baseline) + mark.drop() * size;
                let at = Point::new(at.x + left * scale, at.y + y * scale);
                // Its words are said where they stand in the text.
                let (block, role, said) = (Arc::clone(block), TextRole::Furniture, Some("".into()));
                sheet.layer().texts.push(TextItem { at, scale, block, role, said, tag });
            }
        }
        sheet.attach_since(&held, (at.x, self.block.box_width() * scale));
    }

    /// Puts a text of nothing on a page that says `said`: what a drawing beside it shows.
    pub(super) fn say(&self, sheet: &mut Sheet<'_>, at: Point, (said, role): (Arc<str>, TextRole)) {
        let block = Arc::clone(&self.block);
        let tag = sheet.tag(role);
        sheet.layer().texts.push(TextItem { at, scale: 1.0, block, role, said: Some(said), tag });
    }

    /// Whether of its words not all are the author's.
    pub(super) fn says_less(&self) -> bool {
        self.saying.is_some()
    }

    /// Whether a formula or a picture stands in its lines.
    pub(super) fn has_insets(&self) -> bool {
        self.prose.marks.iter().any(|mark| mark.inset.is_some())
    }

    /// What it says: its words as they were written, the sources of formulas, the words for pictures.
    pub(super) fn said(&self) -> String {
        self.prose.said()
    }

    /// Height of the line `n` from the top, from 0.
    pub(super) fn line_height(&self, n: usize) -> f32 {
        self.block.lines().nth(n).map_or(self.block.line_height(), |line| line.height)
    }
}
