//! The promise of layout, checked on finished pages: nothing leaves the page, no text lies on another, no word is smaller
//! than can be read from the last row, every word of the source stands on exactly one page, in order. Ink is what is measured: the pictures of glyphs as the painters put them
//! down, fills, strokes and pictures. Must never trust a box that layout says of itself.

use cosmic_text::SwashCache;
use deckle::book::Book;
use deckle::deck::{self, DeckSource};
use deckle::fonts::FontCx;
use deckle::geom::{Rect, Size};
use deckle::layout::Page;
use deckle::markdown;
use deckle::scene::{Layer, TextItem, TextRole};
use deckle::theme::Theme;

use super::told;

/// How much of a margin ink may reach into: slanted letters, swashes and marks without an advance hang over their box. Their
/// box itself may not.
const OVERHANG: f32 = 0.5;
/// How much wider than its column the box of a line may be that was cut out of a word: its glyphs no longer kern.
const CUT: f32 = 0.02;
/// How far the ink of a text may reach below its column, towards the footer, in units.
const HANG: f32 = 12.0;
/// A sign of which no face has a picture, in em above its line: a box is drawn for a mark where the mark would be, which
/// is over its letter and so in the line above. That it has no face is told; no layout can mend it.
const LIFTED_BOX: f32 = 0.2;
/// How far the ink of two lines may meet: descenders and ascenders of neighbouring lines come close.
const TOUCH: f32 = 3.0;
/// The same in em for letters that stack marks.
const STACKED: f32 = 0.4;

/// No words but those of the footer and of a table's head are smaller, in units.
const SMALLEST: f32 = 20.0;
/// A line out of scripts so mixed that it takes other faces on its own than in its text is squeezed by no more than this.
const SQUEEZED: f32 = 0.9;

/// Characters that are seen: blanks say nothing, the no-break space pads the ground of code, the joiner binds compounds,
/// the Braille blank holds the place of a formula, the blank without width lets one part.
pub fn seen(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{2060}' | '\u{2800}' | '\u{200B}' | '\u{200E}'))
        .collect()
}

/// What the deck says, without blanks.
pub fn said(source: &DeckSource) -> String {
    let deck = deck::build(source);
    let front = &deck.front;
    let mut out = seen(&front.title) + &seen(&front.speaker) + &seen(&front.role);
    for link in &front.links {
        let bare = link.trim_start_matches("https://").trim_start_matches("http://");
        out.push_str(&seen(bare.strip_suffix('/').unwrap_or(bare)));
    }
    for slide in &deck.slides {
        let title = markdown::BlockKind::Heading { level: 1, content: slide.title.clone() };
        for word in markdown::words(&[markdown::Block::new(title, slide.lines)]) {
            out.push_str(&seen(&word));
        }
        for word in markdown::words(&slide.blocks) {
            out.push_str(&seen(&word));
        }
    }
    out
}

/// The texts of `page` that are the author's.
pub fn content(page: &Page) -> impl Iterator<Item = &TextItem> {
    page.scene.texts().filter(|item| item.role == TextRole::Content)
}

/// Measures ink; keeps the pictures of glyphs.
pub struct Ink {
    glyphs: SwashCache,
}

/// The author's words of `item`: what it says, where it says less than it shows. The sources of formulas are no words.
fn words_of(item: &TextItem) -> &str {
    let plain = item.block.plain();
    match &item.said {
        Some(said) if !plain.is_empty() && !plain.contains('\u{2800}') => said,
        _ => plain,
    }
}

impl Default for Ink {
    fn default() -> Self {
        Self { glyphs: SwashCache::new() }
    }
}

impl Ink {
    /// The boxes of the ink of every line of `item` that has any, in slide units.
    pub fn lines(&mut self, cx: &mut FontCx, item: &TextItem) -> Vec<Rect> {
        let mut out = Vec::new();
        for run in item.block.buffer().layout_runs() {
            let baseline = (run.line_y * item.scale).round();
            let mut line: Option<Rect> = None;
            for glyph in run.glyphs {
                // What is raised or lowered is drawn elsewhere; in its line it only keeps its place.
                if glyph.color_opt.is_some_and(|color| color.a() == 0) {
                    continue;
                }
                if glyph.glyph_id == 0 && glyph.y_offset.abs() > LIFTED_BOX {
                    continue;
                }
                let physical = glyph.physical((item.at.x, item.at.y), item.scale);
                let Some(image) = self.glyphs.get_image(cx.system(), physical.cache_key) else { continue };
                let placed = image.placement;
                if placed.width == 0 || placed.height == 0 {
                    continue;
                }
                let left = physical.x as f32 + placed.left as f32;
                let top = baseline + physical.y as f32 - placed.top as f32;
                let ink = Rect::new(left, top, placed.width as f32, placed.height as f32);
                line = Some(line.map_or(ink, |all| all.union(ink)));
            }
            out.extend(line);
        }
        out
    }

    /// The first thing that is wrong with the pages of `source` in `book`, in words.
    pub fn fault(&mut self, cx: &mut FontCx, book: &Book, source: &DeckSource) -> Option<String> {
        let pages = book.pages(cx, 0).to_vec();
        let shown: String = pages.iter().flat_map(content).map(|item| seen(words_of(item))).collect();
        let said = said(source);
        if shown != said {
            let at = shown.chars().zip(said.chars()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
            return Some(format!("words differ:\nshown {:?}\nsaid  {:?}", around(&shown), around(&said)));
        }
        let look = (book.page_size(), book.theme());
        let told = |(n, page)| {
            let fault = self.on_page(cx, page, look).or_else(|| told::fault(cx, book, n));
            fault.map(|why| format!("page {}: {why}", n + 1))
        };
        pages.iter().enumerate().find_map(told)
    }

    /// What of `page`, at any of its steps, leaves it, lies on something else, or is told to nobody who does not see it.
    pub fn on_page(&mut self, cx: &mut FontCx, page: &Page, (size, theme): (Size, &Theme)) -> Option<String> {
        let whole = Rect::of(size);
        let x = theme.margin_x.min(size.width * 0.07);
        let (top, bottom) = (theme.margin_top, size.height - theme.margin_bottom);
        let safe = Rect::new(x, top, size.width - 2.0 * x, bottom - top);
        let over = x * OVERHANG;
        let inked_room = Rect::new(x - over, top * OVERHANG, safe.width + 2.0 * over, bottom + HANG - top * OVERHANG);
        let mut inked: Vec<(Rect, &TextItem)> = Vec::new();
        for layer in &page.scene.layers {
            if let Some(why) = shapes(layer, whole) {
                return Some(why);
            }
            for item in &layer.texts {
                if item.role == TextRole::Content && page.scene.structure.get(item.tag).is_none() {
                    return Some(format!("nobody is told of {:?}, which is part of nothing", item.block.plain()));
                }
                let room = if item.role == TextRole::Furniture { whole } else { inked_room };
                if item.role != TextRole::Furniture && !safe.holds(advances(item), 1.0_f32.max(CUT * safe.width)) {
                    return Some(format!("the box at {:?} of {:?}", advances(item), item.block.plain()));
                }
                if item.role != TextRole::Furniture
                    && let Some((size, words)) = too_small(item, theme)
                {
                    return Some(format!("{words:?} in {:?} is {size} units large", item.block.plain()));
                }
                for ink in self.lines(cx, item) {
                    if !room.holds(ink, 0.5) {
                        return Some(format!("the ink at {ink:?} of {:?}", item.block.plain()));
                    }
                    // A raised or lowered word stands over the place that its line keeps for it.
                    if item.said.as_deref() != Some("") {
                        inked.push((ink, item));
                    }
                }
            }
        }
        // From left to right, so that only what can meet is compared.
        inked.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
        for (n, (one, item)) in inked.iter().enumerate() {
            for (other, second) in inked.iter().skip(n + 1).take_while(|(other, _)| other.y < one.bottom() - TOUCH) {
                let touch = touch(item).max(touch(second));
                let (a, b) = (one.inset(touch / 2.0), other.inset(touch / 2.0));
                let meets = a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
                if meets && !std::ptr::eq(*item, *second) {
                    let (a, b) = (item.block.plain(), second.block.plain());
                    return Some(format!("{a:?} at {one:?} lies on {b:?} at {other:?}"));
                }
            }
        }
        None
    }
}

/// Whether `item` is set in Latin, Greek or Cyrillic.
fn is_usual(item: &TextItem) -> bool {
    let usual = |c: char| matches!(c, '\0'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{2000}'..='\u{22FF}');
    item.block.plain().chars().all(usual)
}

/// How far the ink of `item` may meet another text's.
fn touch(item: &TextItem) -> f32 {
    // Latin, Greek, Cyrillic and punctuation stand within their lines.
    if is_usual(item) {
        return TOUCH;
    }
    TOUCH.max(STACKED * item.block.buffer().metrics().font_size * item.scale)
}

/// What of `item` is set smaller than text may be: the size in units, and the words. The head of a table has the size that
/// its theme gives it.
fn too_small(item: &TextItem, theme: &Theme) -> Option<(f32, String)> {
    let glyphs = item.block.buffer().layout_runs().flat_map(|run| run.glyphs);
    let largest = glyphs.map(|glyph| glyph.font_size * item.scale).fold(0.0, f32::max);
    let of_head = (largest - theme.table_head.size).abs() < 0.01;
    let least = if of_head { SMALLEST.min(theme.table_head.size) } else { SMALLEST };
    let least = if is_usual(item) { least } else { least * SQUEEZED };
    for run in item.block.buffer().layout_runs() {
        for glyph in run.glyphs {
            // Raised and lowered words keep their place in the line unseen.
            let unseen = glyph.color_opt.is_some_and(|color| color.a() == 0);
            let words = run.text.get(glyph.start..glyph.end).unwrap_or_default();
            let size = glyph.font_size * item.scale;
            if !unseen && !seen(words).is_empty() && size < least - 0.01 {
                return Some((size, words.to_owned()));
            }
        }
    }
    None
}

/// The box of the advances of the glyphs of `item` that are seen.
fn advances(item: &TextItem) -> Rect {
    let mut out: Option<Rect> = None;
    for line in item.block.lines() {
        for glyph in line.glyphs {
            if line.text.get(glyph.start..glyph.end).is_some_and(|text| text.trim().is_empty()) {
                continue;
            }
            let rect = Rect::new(glyph.x, line.top, glyph.w, line.height);
            out = Some(out.map_or(rect, |all| all.union(rect)));
        }
    }
    // A text of nothing stands nowhere.
    out.map_or(Rect::new(item.at.x, item.at.y, 0.0, 0.0), |ink| ink.transformed(item.scale, item.at))
}

/// What of the rectangles of `layer` leaves `whole`.
fn shapes(layer: &Layer, whole: Rect) -> Option<String> {
    let fills = layer.fills.iter().map(|fill| fill.rect);
    let strokes = layer.strokes.iter().map(|stroke| stroke.rect);
    let pictures = layer.pictures.iter().map(|picture| picture.target);
    let mut all = fills.chain(strokes).chain(pictures);
    let off = all.find(|rect| !(whole.holds(*rect, 0.5) && rect.width >= 0.0 && rect.height >= 0.0));
    off.map(|rect| format!("a rectangle or picture at {rect:?}"))
}
