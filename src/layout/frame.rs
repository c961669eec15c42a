//! What frames a page: its title above, its footer and progress line below. Knows nothing of what stands between them.

use super::aligned::Side;
use super::footer::Words;
use super::marks;
use super::ornament;
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft, direction};
use crate::fonts::Direction;
use crate::geom::{Point, Rect, Size};
use crate::markdown::{self, Inline};
use crate::scene::{Element, Fill, TextRole};
use crate::theme::{Align, FooterStyle, Theme, TitleStyle, Type};

/// Titles of more than two lines are set at the second scale, of more than three at the third.
const TITLE_SCALES: [f32; 3] = [1.0, 0.82, 0.64];
/// A title of more lines than this at the smallest scale is no title but text.
const TITLE_LINES: usize = 3;
/// A title takes at most this much of its page's height, be it for the formulas in it.
const TALLEST: f32 = 0.3;

/// The margins of a page of `page` units: the theme's, but less on a narrow one.
pub(super) fn margin(theme: &Theme, page: Size) -> f32 {
    theme.margin_x.min(page.width * 0.07)
}

/// Where text begins at the left.
pub(super) fn left(cx: &Cx<'_>) -> f32 {
    margin(cx.theme, cx.room.page) + cx.inset.left
}

/// A slide's title, wrapped and balanced.
pub(super) struct Title {
    content: Vec<Inline>,
    /// The side at which its author wants it; the theme's if that is nowhere.
    align: markdown::Align,
    scale: f32,
    width: f32,
    /// Height of its lines.
    pub(super) height: f32,
}

impl Title {
    /// `content` over a column of `width`; `None` if it is empty, or too long to be a title.
    pub(super) fn new(cx: &mut Cx<'_>, content: &[Inline], width: f32) -> Option<Self> {
        let prose = Prose::new(content, look(cx.theme), cx.theme);
        if prose.is_blank() || prose.chars() > 400 {
            return None;
        }
        let mut set = prose.shape(cx.fonts, Some(width));
        // Nor is code in it smaller than any text may be.
        let least = (cx.theme.smallest / (cx.theme.title.size * marks::KEY).max(1.0)).min(1.0);
        for (n, scale) in TITLE_SCALES.into_iter().map(|scale| scale.max(least)).enumerate() {
            set.wrap(cx.fonts, width / scale);
            let lines = set.block.line_count();
            if set.block.size().height * scale > cx.room.page.height * TALLEST {
                continue;
            }
            let last = n + 1 == TITLE_SCALES.len();
            // A word that is too long for a large title is whole in a smaller one.
            if lines <= 2.min(TITLE_LINES) && (last || set.broken_words() == 0) || last && lines <= TITLE_LINES {
                let height = set.block.size().height * scale;
                let (content, align) = (content.to_vec(), markdown::Align::Auto);
                return Some(Self { content, align, scale, width, height });
            }
        }
        None
    }

    /// The same title over a column of another width; `None` if it is too long for it.
    pub(super) fn again(&self, cx: &mut Cx<'_>, width: f32) -> Option<Self> {
        Self::new(cx, &self.content, width).map(|title| title.aligned(self.align))
    }

    /// The same at the side `align`.
    pub(super) fn aligned(self, align: markdown::Align) -> Self {
        Self { align, ..self }
    }

    /// Puts it at the top of a page; gives where the column under it begins.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, role: TextRole) -> f32 {
        let theme = cx.theme;
        let mut set = Prose::new(&self.content, look(theme), theme).shape(cx.fonts, None);
        set.balance(cx.fonts, self.width / self.scale);
        let at = Point::new(left(cx), theme.margin_top + cx.inset.top);
        let TitleStyle { align, mark, gap } = theme.title_style;
        let align = match self.align {
            markdown::Align::Auto => align,
            markdown::Align::Center => Align::Center,
            markdown::Align::Left | markdown::Align::Right => Align::Left,
        };
        sheet.within(Element::Heading(1), |sheet| {
            if matches!(self.align, markdown::Align::Left | markdown::Align::Right) {
                let side = Side::new(self.align, cx.fonts.language().page.is_rtl());
                side.put(cx, sheet, &set, (at, self.width), (self.scale, role));
            } else {
                ornament::put_aligned(cx, sheet, &set, (at, self.width, self.scale), (align, role));
            }
        });
        let title = Rect::new(at.x, at.y, self.width, self.height);
        ornament::title_mark(sheet, (mark, align), title, gap);
        sheet.titled();
        title.bottom() + gap
    }
}

fn look(theme: &Theme) -> Look {
    Look::new(theme.title, theme.ink).strong(theme.accent).whole()
}

/// The room under a title of `title` units (0: none).
pub(super) fn column(cx: &Cx<'_>, title: f32) -> Rect {
    let (theme, page) = (cx.theme, cx.room.page);
    let x = left(cx);
    let top = theme.margin_top + cx.inset.top + if title > 0.0 { title + theme.title_style.gap } else { 0.0 };
    let right = page.width - margin(theme, page) - cx.inset.right;
    Rect::new(x, top, right - x, page.height - theme.margin_bottom - top)
}

/// What a footer says.
pub(super) struct Footer {
    /// At its left.
    pub(super) words: Words,
    /// The page's number from 1, and how many there are.
    pub(super) number: (usize, usize),
}

/// The footer and the progress line of a finished draft.
pub(super) fn put_footer(cx: &mut Cx<'_>, draft: &mut Draft<'_>, footer: &Footer) {
    let (theme, page) = (draft.sheet.theme, cx.room.page);
    ornament::progress(&mut draft.sheet, page, footer.number);
    let Words { text, asked, numbered } = &footer.words;
    // What the author asks for shows in every theme.
    let style = if *asked && theme.footer_style == FooterStyle::Off { FooterStyle::Full } else { theme.footer_style };
    if !draft.footed || style == FooterStyle::Off {
        return;
    }
    let margin = margin(theme, page);
    let x = draft.left.map_or(margin, |left| left + 40.0);
    let right = draft.right.unwrap_or(page.width) - if draft.right.is_some() { 40.0 } else { margin };
    let y = page.height - 36.0 - theme.footer.line / 2.0;
    let side = cx.fonts.language().page;
    let muted = Look::new(theme.footer, theme.muted).toward(Some(side));
    let number = numbers(cx, draft, Some(footer.number).filter(|_| !numbered));
    let at = match style {
        FooterStyle::Middle => x + (right - x - number.width) / 2.0,
        _ => right - number.width,
    };
    if style == FooterStyle::Ruled {
        let rect = Rect::new(x, y - 12.0, (right - x).max(1.0), 1.0);
        draft.sheet.layer().fills.push(Fill { rect, radius: 0.0, color: theme.rule });
    }
    let room = at - x - 24.0;
    // A page's number reads from left to right on every page.
    let (held, group) = (direction::held(cx, &draft.sheet, Direction::Ltr), Rect::new(at, y, number.width, 0.0));
    number.put(&mut draft.sheet, Point::new(at, y));
    draft.sheet.mirror_since(held, group);
    let told = *asked || matches!(style, FooterStyle::Full | FooterStyle::Ruled);
    if told && room > 60.0 && !text.is_empty() {
        let left = Prose::plain(text, muted).shape(cx.fonts, Some(room)).first_line(cx.fonts, room);
        left.put(&mut draft.sheet, Point::new(x, y), 1.0, TextRole::Furniture);
    }
}

/// The page's number, and before it which part of its slide it is.
struct Numbers {
    /// The pieces, each with the gap before it.
    pieces: Vec<(f32, Set)>,
    width: f32,
}

fn numbers(cx: &mut Cx<'_>, draft: &Draft<'_>, number: Option<(usize, usize)>) -> Numbers {
    let theme = draft.sheet.theme;
    let muted = Look::new(theme.footer, theme.muted);
    let strong = Look::new(Type { weight: theme.footer.weight.max(700), ..theme.footer }, theme.ink);
    let mut pieces: Vec<(f32, String, Look)> = Vec::new();
    if draft.part.1 > 1 {
        // The parts of a slide stand further from the page's number than the count does.
        pieces.push((0.0, format!("{} of {}", draft.part.0, draft.part.1), muted));
    }
    if let Some((number, count)) = number {
        let gap = if pieces.is_empty() { 0.0 } else { 8.0 };
        if gap > 0.0 {
            pieces.push((gap, "·".to_owned(), muted));
        }
        pieces.push((gap, number.to_string(), strong));
        pieces.push((5.0, format!("/ {count}"), muted));
    }
    let pieces: Vec<(f32, Set)> =
        pieces.into_iter().map(|(gap, text, look)| (gap, Prose::plain(&text, look).shape(cx.fonts, None))).collect();
    let width = pieces.iter().map(|(gap, set)| gap + set.block.size().width).sum();
    Numbers { pieces, width }
}

impl Numbers {
    fn put(self, sheet: &mut Sheet<'_>, mut at: Point) {
        for (gap, set) in self.pieces {
            at.x += gap;
            set.put(sheet, at, 1.0, TextRole::Furniture);
            at.x += set.block.size().width;
        }
    }
}
