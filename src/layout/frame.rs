//! What frames a page: its title above, its footer and progress line below. Knows nothing of what stands between them.

use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft};
use crate::geom::{Point, Rect, Size};
use crate::markdown::Inline;
use crate::scene::{Fill, TextRole};
use crate::theme::Theme;

/// Space between a title and what stands under it.
const TITLE_GAP: f32 = 23.0;
/// Titles of more than two lines are set at the second scale, of more than three at the third.
const TITLE_SCALES: [f32; 3] = [1.0, 0.82, 0.64];
/// A title of more lines than this at the smallest scale is no title but text.
const TITLE_LINES: usize = 3;

/// The margins of a page of `page` units: the theme's, but less on a narrow one.
pub(super) fn margin(theme: &Theme, page: Size) -> f32 {
    theme.margin_x.min(page.width * 0.07)
}

/// A slide's title, wrapped and balanced.
pub(super) struct Title {
    content: Vec<Inline>,
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
        for (n, scale) in TITLE_SCALES.into_iter().enumerate() {
            set.wrap(cx.fonts, width / scale);
            let lines = set.block.line_count();
            if lines <= 2.min(TITLE_LINES) || n + 1 == TITLE_SCALES.len() && lines <= TITLE_LINES {
                let height = set.block.size().height * scale;
                return Some(Self { content: content.to_vec(), scale, width, height });
            }
        }
        None
    }

    /// The same title over a column of another width; `None` if it is too long for it.
    pub(super) fn again(&self, cx: &mut Cx<'_>, width: f32) -> Option<Self> {
        Self::new(cx, &self.content, width)
    }

    /// Puts it at the top of a page; gives where the column under it begins.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, role: TextRole) -> f32 {
        let theme = cx.theme;
        let mut set = Prose::new(&self.content, look(theme), theme).shape(cx.fonts, None);
        set.balance(cx.fonts, self.width / self.scale);
        let at = Point::new(margin(theme, cx.room.page), theme.margin_top);
        set.put(sheet, at, self.scale, role);
        sheet.titled();
        theme.margin_top + self.height + TITLE_GAP
    }
}

fn look(theme: &Theme) -> Look {
    Look::new(theme.title, theme.ink).strong(theme.accent).whole()
}

/// The room under a title of `title` units (0: none).
pub(super) fn column(cx: &Cx<'_>, title: f32) -> Rect {
    let (theme, page) = (cx.theme, cx.room.page);
    let x = margin(theme, page);
    let top = theme.margin_top + if title > 0.0 { title + TITLE_GAP } else { 0.0 };
    Rect::new(x, top, page.width - 2.0 * x, page.height - theme.margin_bottom - top)
}

/// What a footer says.
pub(super) struct Footer<'a> {
    /// Deck and speaker.
    pub(super) left: &'a str,
    /// The page's number from 1, and how many there are.
    pub(super) number: (usize, usize),
}

/// The footer and the progress line of a finished draft.
pub(super) fn put_footer(cx: &mut Cx<'_>, draft: &mut Draft<'_>, footer: &Footer<'_>) {
    let (theme, page) = (cx.theme, cx.room.page);
    let (number, count) = footer.number;
    let width = page.width * number as f32 / count.max(1) as f32;
    let bar = Rect::new(0.0, page.height - 4.0, width, 4.0);
    draft.sheet.layer().fills.insert(0, Fill { rect: bar, radius: 0.0, color: theme.accent });
    if !draft.footed {
        return;
    }
    let x = margin(theme, page);
    let right = draft.right.unwrap_or(page.width) - if draft.right.is_some() { 40.0 } else { x };
    let y = page.height - 48.0;
    let muted = Look::new(theme.footer, theme.muted);
    let strong = Look::new(crate::theme::Type { weight: 700, ..theme.footer }, theme.ink);
    let mut pieces: Vec<(String, Look)> = Vec::new();
    if draft.part.1 > 1 {
        pieces.push((format!("{} of {}", draft.part.0, draft.part.1), muted));
        pieces.push(("·".to_owned(), muted));
    }
    pieces.push((number.to_string(), strong));
    pieces.push((format!("/ {count}"), muted));
    let sets: Vec<Set> = pieces.iter().map(|(text, look)| Prose::plain(text, *look).shape(cx.fonts, None)).collect();
    // The parts of a slide stand further from the page's number than the count does.
    let gaps: Vec<f32> = if draft.part.1 > 1 { vec![0.0, 8.0, 8.0, 5.0] } else { vec![0.0, 5.0] };
    let widths = sets.iter().map(|set| set.block.size().width).sum::<f32>();
    let mut at = right - widths - gaps.iter().sum::<f32>();
    let room = at - x - 24.0;
    for (set, gap) in sets.into_iter().zip(gaps) {
        let width = set.block.size().width;
        at += gap;
        set.put(&mut draft.sheet, Point::new(at, y), 1.0, TextRole::Furniture);
        at += width;
    }
    if room > 60.0 && !footer.left.is_empty() {
        let left = Prose::plain(footer.left, muted).shape(cx.fonts, Some(room)).first_line(cx.fonts, room);
        left.put(&mut draft.sheet, Point::new(x, y), 1.0, TextRole::Furniture);
    }
}
