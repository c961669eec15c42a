//! Pages of few words, set large: a quote with its source, a statement, a section's title. Each fits one page or says
//! that it does not, and then the words go into a flow.

use super::aligned::Side;
use super::frame::{self, Title};
use super::ornament;
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft, direction};
use crate::fonts;
use crate::geom::{Point, Rect};
use crate::markdown::{self, Inline};
use crate::scene::{Element, Fill, TextRole};
use crate::theme::{Align, OpenerPlace, PageKind, QuoteMark, SectionStyle, Type};

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
    cx.on(PageKind::Quote, |cx| quoted(cx, quote, title))
}

fn quoted<'a>(cx: &mut Cx<'a>, quote: &Quote<'_>, title: Option<&Title>) -> Option<Draft<'a>> {
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
    let (indent, lead) = match theme.quote_mark {
        QuoteMark::Bar => (BAR_ROOM, 0.0),
        QuoteMark::Mark => (0.0, MARK_ROOM),
        QuoteMark::None => (0.0, 0.0),
    };
    let room = column.width - indent;
    let direction = direction::of_content(cx, &content);
    let source = quote.source.map(|source| {
        let prose = Prose::new(source, Look::new(theme.attribution, theme.muted).toward(Some(direction)), theme);
        prose.shape(cx.fonts, Some(room))
    });
    let gap = if source.is_some() { 44.0 } else { 0.0 };
    let around = lead + gap + source.as_ref().map_or(0.0, |set| set.block.size().height);
    let large = (chars < SHORT_QUOTE).then_some(theme.quote);
    let content = plain_weight(&content);
    let words = large.into_iter().chain([theme.quote_long, scaled(theme.quote_long, 0.8)]).find_map(|kind| {
        let mut set = Prose::new(&content, Look::new(kind, theme.ink).whole().toward(Some(direction)), theme)
            .shape(cx.fonts, Some(room));
        set.balance(cx.fonts, room);
        let fits = kind.size >= theme.body.size && around + set.block.size().height <= column.height;
        fits.then_some(set)
    })?;
    let height = around + words.block.size().height;
    if let Some(title) = title {
        title.put(cx, &mut sheet, TextRole::Content);
    }
    let free = (column.height - height).max(0.0);
    let held = direction::held(cx, &sheet, direction);
    // A little above the middle: it looks centred there.
    let top = column.y + free * if title.is_some() { 0.3 } else { 0.4 };
    match theme.quote_mark {
        QuoteMark::Bar => {
            let bar = Rect::new(column.x, top, 8.0, height);
            sheet.layer().fills.push(Fill { rect: bar, radius: theme.cards.radius.min(4.0), color: theme.accent });
        }
        QuoteMark::Mark => put_quotation_mark(cx, &mut sheet, Point::new(column.x, top)),
        QuoteMark::None => {}
    }
    let (x, top) = (column.x + indent, top + lead);
    let under = top + words.block.size().height + gap;
    sheet.within(Element::Quote, |sheet| {
        for (set, y) in std::iter::once((&words, top)).chain(source.iter().map(|source| (source, under))) {
            sheet.within(Element::Paragraph, |sheet| set.put(sheet, Point::new(x, y), 1.0, TextRole::Content));
        }
    });
    sheet.mirror_since(held, column);
    Some(Draft::new(sheet, ""))
}

/// Height of a quotation mark with the gap to the words under it.
const MARK_ROOM: f32 = 76.0;

/// A large opening quotation mark whose ink begins at `at`.
fn put_quotation_mark(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, at: Point) {
    let kind = Type { size: 190.0, line: 190.0, tracking: 0.0, ..cx.theme.quote };
    let set = Prose::plain("\u{201C}", Look::new(kind, cx.theme.accent)).shape(cx.fonts, None);
    // The mark hangs from the top of its em: what is empty under it is no room to leave.
    let baseline = set.block.lines().next().map_or(0.0, |line| line.baseline);
    // What is empty left of the mark would look like an indent; the sans has three times as much of it as the serif.
    let bearing = kind.size * if kind.face.family == fonts::SANS { 0.068 } else { 0.021 };
    set.put(sheet, Point::new(at.x - bearing, at.y + 0.72 * kind.size - baseline), 1.0, TextRole::Furniture);
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
pub(super) fn statement<'a>(
    cx: &mut Cx<'a>,
    words: (&[Inline], markdown::Align),
    title: Option<(&Title, TextRole)>,
) -> Option<Draft<'a>> {
    cx.on(PageKind::Statement, |cx| stated(cx, words, title))
}

fn stated<'a>(
    cx: &mut Cx<'a>,
    (words, align): (&[Inline], markdown::Align),
    title: Option<(&Title, TextRole)>,
) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let column = frame::column(cx, title.map_or(0.0, |(title, _)| title.height));
    let mut fitting = None;
    for scale in [1.0, 0.8, 0.64] {
        let kind = scaled(theme.statement, scale);
        let mut set = Prose::new(words, Look::new(kind, theme.ink), theme).shape(cx.fonts, Some(column.width));
        set.balance(cx.fonts, column.width);
        if kind.size >= theme.body.size && set.block.size().height <= column.height {
            fitting = Some(set);
            break;
        }
    }
    let set = fitting?;
    if let Some((title, role)) = title {
        title.put(cx, &mut sheet, role);
    }
    let top = match theme.section_style.place {
        OpenerPlace::Middle => column.y + 8.0,
        OpenerPlace::Bottom | OpenerPlace::Spread => column.bottom() - set.block.size().height,
    };
    let direction = direction::of_content(cx, words);
    let held = direction::held(cx, &sheet, direction);
    let room = (Point::new(column.x, top), column.width);
    sheet.within(Element::Paragraph, |sheet| {
        Side::new(align, direction.is_rtl()).put(cx, sheet, &set, room, (1.0, TextRole::Content));
    });
    sheet.mirror_since(held, column);
    Some(Draft::new(sheet, ""))
}

/// `kind`, `scale` times as large.
fn scaled(kind: Type, scale: f32) -> Type {
    Type { size: kind.size * scale, line: kind.line * scale, ..kind }
}

/// A page that opens a section: a heading with nothing under it, or a few words. `None` if it does not fit.
pub(super) fn section<'a>(
    cx: &mut Cx<'a>,
    title: (&[Inline], markdown::Align),
    subtitle: &[Inline],
) -> Option<Draft<'a>> {
    cx.on(PageKind::Section, |cx| opened(cx, title, subtitle))
}

fn opened<'a>(
    cx: &mut Cx<'a>,
    (content, asked): (&[Inline], markdown::Align),
    subtitle: &[Inline],
) -> Option<Draft<'a>> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let column = frame::column(cx, 0.0);
    let x = frame::left(cx);
    let SectionStyle { align, mark, place } = theme.section_style;
    let align = if asked == markdown::Align::Center { Align::Center } else { align };
    let under = (!subtitle.is_empty()).then(|| {
        let kind = Type { tracking: 0.0, ..theme.body };
        let mut set = Prose::new(subtitle, Look::new(kind, theme.muted), theme).shape(cx.fonts, Some(column.width));
        set.balance(cx.fonts, column.width);
        set
    });
    let below = under.as_ref().map_or(0.0, |set| set.block.size().height + SUBTITLE_GAP);
    for scale in [1.0, 5.0 / 7.0, 0.5] {
        let look = Look::new(scaled(theme.section, scale), theme.ink).strong(theme.accent).whole();
        let mut set: Set = Prose::new(content, look, theme).shape(cx.fonts, Some(column.width));
        set.balance(cx.fonts, column.width);
        let height = set.block.size().height;
        if set.block.line_count() > 4 || height + below + 40.0 > column.height {
            continue;
        }
        let part = if place == OpenerPlace::Middle { 0.45 } else { 1.0 };
        let top = column.y + (column.height - height - below) * part;
        ornament::section_mark(&mut sheet, (mark, align), Rect::new(x, top, column.width, height + below));
        let mut put = |cx: &mut Cx<'a>, (set, element): (&Set, Element), y: f32| {
            let room = (Point::new(x, y), column.width, 1.0);
            sheet.within(element, |sheet| ornament::put_aligned(cx, sheet, set, room, (align, TextRole::Content)));
        };
        put(cx, (&set, Element::Heading(1)), top);
        if let Some(under) = under {
            put(cx, (&under, Element::Paragraph), top + height + SUBTITLE_GAP);
        }
        return Some(Draft::new(sheet, ""));
    }
    None
}

/// Space between a section's title and the words under it.
const SUBTITLE_GAP: f32 = 20.0;
