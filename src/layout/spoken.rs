//! Pages of few words, set large: a quote with its source, a statement, a section's title. Each fits one page or says
//! that it does not, and then the words go into a flow.

use super::frame::{self, Title, margin};
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft};
use crate::geom::{Point, Rect};
use crate::markdown::Inline;
use crate::scene::{Fill, TextRole};
use crate::theme::Type;

/// Space that a quote's bar takes, with the gap to its words.
const BAR_ROOM: f32 = 52.0;
/// Quotes of fewer characters than this are set in the large size.
const SHORT_QUOTE: usize = 110;
/// A quote alone on its slide has at most this many characters; a longer one flows.
pub(super) const LONGEST_QUOTE: usize = 420;

/// A quote and who said it.
pub(super) struct Quote<'a> {
    /// Its paragraphs.
    pub(super) words: Vec<&'a [Inline]>,
    /// The line under it.
    pub(super) source: Option<&'a [Inline]>,
}

/// A quote on a page of its own, under `title` if it is the first of its slide; `None` if it does not fit.
pub(super) fn quote<'a>(cx: &mut Cx<'a>, quote: &Quote<'_>, title: Option<&Title>) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let column = frame::column(cx, title.map_or(0.0, |title| title.height));
    let mut content: Vec<Inline> = Vec::new();
    for words in &quote.words {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.extend(words.iter().cloned());
    }
    let chars = crate::markdown::plain(&content).chars().count();
    let kind = if chars < SHORT_QUOTE { theme.quote } else { theme.quote_long };
    let room = column.width - BAR_ROOM;
    let mut words =
        Prose::new(&plain_weight(&content), Look::new(kind, theme.ink).whole(), theme).shape(cx.fonts, Some(room));
    words.balance(cx.fonts, room);
    let source = quote.source.map(|source| {
        let prose = Prose::new(source, Look::new(theme.attribution, theme.muted), theme);
        prose.shape(cx.fonts, Some(room))
    });
    let gap = if source.is_some() { 44.0 } else { 0.0 };
    let height = words.block.size().height + gap + source.as_ref().map_or(0.0, |set| set.block.size().height);
    if height > column.height {
        return None;
    }
    if let Some(title) = title {
        title.put(cx, &mut sheet, TextRole::Content);
    }
    let free = (column.height - height).max(0.0);
    // A little above the middle: it looks centred there.
    let top = column.y + free * if title.is_some() { 0.3 } else { 0.4 };
    let bar = Rect::new(column.x, top, 8.0, height);
    sheet.layer().fills.push(Fill { rect: bar, radius: 4.0, color: theme.accent });
    let x = column.x + BAR_ROOM;
    let under = top + words.block.size().height + gap;
    words.put(&mut sheet, Point::new(x, top), 1.0, TextRole::Content);
    if let Some(source) = source {
        source.put(&mut sheet, Point::new(x, under), 1.0, TextRole::Content);
    }
    Some(Draft::new(sheet, ""))
}

/// A quote that is strong from end to end needs no weight of its own: the page has it already.
fn plain_weight(content: &[Inline]) -> Vec<Inline> {
    let all = content
        .iter()
        .all(|inline| !matches!(inline, Inline::Text(run) if !run.style.strong && !run.text.trim().is_empty()));
    let mut out = content.to_vec();
    for inline in out.iter_mut().filter(|_| all) {
        if let Inline::Text(run) = inline {
            run.style.strong = false;
        }
    }
    out
}

/// A few words under a title, larger than text; `None` if they do not fit.
pub(super) fn statement<'a>(cx: &mut Cx<'a>, words: &[Inline], title: Option<(&Title, TextRole)>) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let column = frame::column(cx, title.map_or(0.0, |(title, _)| title.height));
    let kind = Type { size: 38.0, line: 54.0, weight: 450, tracking: -0.008 };
    let mut set = Prose::new(words, Look::new(kind, theme.ink), theme).shape(cx.fonts, Some(column.width));
    set.balance(cx.fonts, column.width);
    if set.block.size().height > column.height {
        return None;
    }
    if let Some((title, role)) = title {
        title.put(cx, &mut sheet, role);
    }
    set.put(&mut sheet, Point::new(column.x, column.y + 8.0), 1.0, TextRole::Content);
    Some(Draft::new(sheet, ""))
}

/// A page that opens a section: a heading with nothing under it, or a few words. `None` if it does not fit.
pub(super) fn section<'a>(cx: &mut Cx<'a>, content: &[Inline], subtitle: &[Inline]) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let column = frame::column(cx, 0.0);
    let x = margin(theme, cx.room.page);
    let under = (!subtitle.is_empty()).then(|| {
        let kind = Type { size: 30.0, line: 42.0, weight: 400, tracking: 0.0 };
        let mut set = Prose::new(subtitle, Look::new(kind, theme.muted), theme).shape(cx.fonts, Some(column.width));
        set.balance(cx.fonts, column.width);
        set
    });
    let below = under.as_ref().map_or(0.0, |set| set.block.size().height + SUBTITLE_GAP);
    for scale in [0.84, 0.6, 0.42] {
        let kind = Type { size: theme.opener.size * scale, line: theme.opener.line * scale, ..theme.opener };
        let look = Look::new(kind, theme.ink).strong(theme.accent).whole();
        let mut set: Set = Prose::new(content, look, theme).shape(cx.fonts, Some(column.width));
        set.balance(cx.fonts, column.width);
        let height = set.block.size().height;
        if set.block.line_count() > 4 || height + below + 40.0 > column.height {
            continue;
        }
        let top = column.y + (column.height - height - below) * 0.45;
        let bar = Rect::new(x, top - 28.0, 64.0, 6.0);
        sheet.layer().fills.push(Fill { rect: bar, radius: 3.0, color: theme.accent });
        set.put(&mut sheet, Point::new(x, top), 1.0, TextRole::Content);
        if let Some(under) = under {
            under.put(&mut sheet, Point::new(x, top + height + SUBTITLE_GAP), 1.0, TextRole::Content);
        }
        return Some(Draft::new(sheet, ""));
    }
    None
}

/// Space between a section's title and the words under it.
const SUBTITLE_GAP: f32 = 20.0;
