//! The opener of a deck: title, speaker, links and rating beside the cover. What a hostile front matter makes too long for
//! one page goes on, on further pages; nothing is cut.

use super::frame::margin;
use super::picture::Figure;
use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Draft};
use crate::deck::{self, Deck};
use crate::diag::Lines;
use crate::geom::{Point, Rect};
use crate::scene::{Element, Fill, TextRole};
use crate::theme::{CoverStyle, OpenerPlace, TitleMark, Type};

/// Width of the cover, of the page's.
const COVER: f32 = 0.344;
/// The scales that an opener's title is tried at.
const TITLE_SCALES: [f32; 5] = [1.0, 0.84, 0.7, 0.58, 0.46];
/// A title of more lines is tried smaller.
const TITLE_LINES: usize = 3;
/// More stars are not drawn.
const MOST_STARS: u32 = 10;

/// A line or block of an opener, and the space above it.
struct Part {
    set: Set,
    before: f32,
    role: TextRole,
    element: Element,
}

impl Part {
    fn put(&self, sheet: &mut Sheet<'_>, at: Point) {
        sheet.within(self.element.clone(), |sheet| self.set.put(sheet, at, 1.0, self.role));
    }
}

/// The opener's page; further ones only if its words need them.
pub(super) fn layout<'a>(cx: &mut Cx<'a>, deck: &Deck) -> Vec<Draft<'a>> {
    let (theme, page) = (cx.theme, cx.room.page);
    let cover = deck::cover(&deck.front).map(|picture| Figure::new(cx, &picture, page.width)).filter(Figure::is_shown);
    let x = margin(theme, page);
    let style = theme.opener_style;
    let framed = style.cover == CoverStyle::Framed;
    let edge = cover.as_ref().map(|_| (page.width * (1.0 - COVER)).round() - if framed { x * 0.5 } else { 0.0 });
    let width = edge.map_or(page.width - 2.0 * x, |edge| edge - x - 40.0);
    let mut parts = parts(cx, deck, width);
    let badge = deck.front.rating.map(|rating| (rating, stars(cx, deck, width)));
    let badge_height = badge.as_ref().map_or(0.0, |(_, stars)| 34.0 + stars.block.size().height.max(52.0));
    let room = page.height - theme.margin_top - theme.margin_bottom;
    let height = height_of(&parts) + badge_height;
    let mut drafts = Vec::new();
    let mut sheet = Sheet::new(theme);
    if height > room {
        // Line by line, from the top, with the badge on the last page.
        parts = parts.into_iter().flat_map(|part| lines_of(cx, part, width)).collect();
        sheet = stacked(cx, parts, (x, room - badge_height), &mut drafts);
        if let Some((rating, stars)) = badge {
            put_badge(
                cx,
                &mut sheet,
                (rating, stars),
                Point::new(x, page.height - theme.margin_bottom - badge_height + 34.0),
            );
        }
    } else {
        let foot = page.height - theme.margin_bottom - height;
        let mut y = match style.place {
            OpenerPlace::Middle => (page.height - height) / 2.0 + if badge.is_some() { 3.0 } else { -12.0 },
            OpenerPlace::Bottom | OpenerPlace::Spread => foot,
        };
        y = y.max(theme.margin_top);
        let eyebrow =
            parts.first().filter(|part| part.role == TextRole::Furniture).map(|part| part.set.block.size().height);
        let head = if style.place == OpenerPlace::Spread && eyebrow.is_some() { theme.margin_top } else { y };
        if style.mark != TitleMark::None {
            let top = Rect::new(x, head, width, eyebrow.unwrap_or(0.0));
            opener_mark(&mut sheet, style.mark, top);
        }
        for (n, part) in parts.into_iter().enumerate() {
            y += if n == 0 { 0.0 } else { part.before };
            let height = part.set.block.size().height;
            if n == 0 && eyebrow.is_some() && head < y {
                part.put(&mut sheet, Point::new(x, head));
                y += height;
                continue;
            }
            part.put(&mut sheet, Point::new(x, y));
            y += height;
        }
        if let Some((rating, stars)) = badge {
            put_badge(cx, &mut sheet, (rating, stars), Point::new(x, y + 34.0));
        }
    }
    if let (Some(cover), Some(edge)) = (cover, edge) {
        let (top, right) = if framed { (theme.margin_top, x) } else { (0.0, 0.0) };
        cover.put_cover(cx, &mut sheet, Rect::new(edge, top, page.width - edge - right, page.height - 2.0 * top));
        if let Some(picture) = sheet.layer().pictures.last_mut().filter(|_| framed) {
            picture.radius = theme.picture_radius;
        }
    }
    drafts.push(Draft::new(sheet, ""));
    let last = deck.slides.first().map_or(1, |slide| slide.lines.from.saturating_sub(1).max(1));
    for draft in &mut drafts {
        draft.title.clone_from(&deck.front.title);
        draft.lines = Lines::new(1, last);
        draft.footed = false;
    }
    drafts
}

/// The mark of an opener: a line under the eyebrow, or above the title where there is none.
fn opener_mark(sheet: &mut Sheet<'_>, mark: TitleMark, eyebrow: Rect) {
    let theme = sheet.theme;
    let mut fill = |rect, radius, color| sheet.layer().fills.push(Fill { rect, radius, color });
    let under = if eyebrow.height > 0.0 { eyebrow.bottom() + 11.0 } else { eyebrow.y - 22.0 };
    match mark {
        TitleMark::Rule | TitleMark::Over => {
            fill(Rect::new(eyebrow.x, under, eyebrow.width, 1.0), 0.0, theme.muted);
            fill(Rect::new(eyebrow.x, under - 2.0, 72.0, 5.0), 0.0, theme.accent);
        }
        TitleMark::Bar => fill(Rect::new(eyebrow.x, eyebrow.y - 22.0, 64.0, 6.0), 3.0, theme.accent),
        TitleMark::Tab => fill(Rect::new(eyebrow.x, 0.0, 104.0, 20.0), 0.0, theme.accent),
        TitleMark::None => {}
    }
}

fn parts(cx: &mut Cx<'_>, deck: &Deck, width: f32) -> Vec<Part> {
    let (theme, front, place) = (cx.theme, &deck.front, cx.room.place);
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |cx: &mut Cx<'_>, text: &str, look: Look, (before, role): (f32, TextRole)| {
        if !text.trim().is_empty() {
            let set = Prose::plain(text, look).shape(cx.fonts, Some(width));
            parts.push(Part { set, before, role, element: Element::Label });
        }
    };
    let session = if front.session == front.title { "" } else { front.session.as_str() };
    let talk = match (place.talk, place.talks) {
        (0, _) if session.is_empty() && place.talks > 1 => format!("{} talks", place.talks),
        (0, _) | (_, 0 | 1) => String::new(),
        (talk, talks) => format!("Talk {talk} of {talks}"),
    };
    let eyebrow = [session, talk.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    add(cx, &eyebrow.to_uppercase(), Look::new(theme.eyebrow, theme.accent), (0.0, TextRole::Furniture));
    let title = title(cx, &front.title, width);
    parts.push(Part {
        set: title,
        before: if cx.theme.opener_style.mark == TitleMark::Rule { 36.0 } else { 20.0 },
        role: TextRole::Content,
        element: Element::Heading(1),
    });
    let mut add = |cx: &mut Cx<'_>, text: &str, look: Look, (before, role): (f32, TextRole)| {
        if !text.trim().is_empty() {
            let set = Prose::plain(text, look).shape(cx.fonts, Some(width));
            parts.push(Part { set, before, role, element: Element::Paragraph });
        }
    };
    add(cx, &front.speaker, Look::new(theme.speaker, theme.ink), (32.0, TextRole::Content));
    let muted = Look::new(theme.link, theme.muted);
    add(cx, &front.role, muted, (2.0, TextRole::Content));
    for (n, link) in front.links.iter().enumerate() {
        let first = n == 0 && front.speaker.is_empty();
        add(cx, shown_address(link), muted, (if first { 28.0 } else { 2.0 }, TextRole::Content));
    }
    parts
}

/// The title at the largest scale at which it needs few lines, balanced.
fn title(cx: &mut Cx<'_>, text: &str, width: f32) -> Set {
    let opener = cx.theme.opener;
    let mut last = None;
    for scale in TITLE_SCALES {
        let kind = Type { size: opener.size * scale, line: opener.line * scale, ..opener };
        let set = Prose::plain(text, Look::new(kind, cx.theme.ink).whole()).shape(cx.fonts, Some(width));
        let fits = set.block.line_count() <= TITLE_LINES && set.broken_words() == 0;
        last = Some(set);
        if fits {
            break;
        }
    }
    let mut set =
        last.unwrap_or_else(|| Prose::plain(text, Look::new(opener, cx.theme.ink)).shape(cx.fonts, Some(width)));
    if set.block.line_count() <= TITLE_LINES && set.broken_words() == 0 {
        set.balance(cx.fonts, width);
    }
    set
}

fn stars(cx: &mut Cx<'_>, deck: &Deck, width: f32) -> Set {
    let count = deck.front.stars.or(deck.front.rating).unwrap_or(0).min(MOST_STARS);
    let kind = Type { size: 33.0, line: 52.0, weight: 400, tracking: 0.0, ..cx.theme.body };
    let text = vec!["⭐"; count as usize].join("\u{2009}");
    let look = Look::new(kind, cx.theme.ink);
    let set = Prose::plain(&text, look).shape(cx.fonts, None);
    let room = (width - BADGE_ROOM).max(40.0);
    if set.block.size().width <= room {
        return set;
    }
    // A run of stars never breaks: it is set smaller.
    let scale = room / set.block.size().width;
    let kind = Type { size: kind.size * scale * 0.98, ..kind };
    Prose::plain(&text, Look { kind, ..look }).shape(cx.fonts, None)
}

/// Width of the badge with the gap to the stars.
const BADGE_ROOM: f32 = 70.0;

fn put_badge(cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, (rating, stars): (u32, Set), at: Point) {
    let theme = cx.theme;
    let rect = Rect::new(at.x, at.y, 52.0, 52.0);
    sheet.layer().fills.push(Fill { rect, radius: theme.opener_style.badge_radius, color: theme.accent });
    let digits = rating.min(999).to_string();
    let size = if digits.len() > 2 { 22.0 } else { 30.0 };
    let kind = Type { size, line: 40.0, weight: 700, tracking: 0.0, ..theme.body };
    let number = Prose::plain(&digits, Look::new(kind, theme.background)).shape(cx.fonts, None);
    let x = rect.x + (rect.width - number.block.size().width) / 2.0;
    sheet.named((Element::Figure, &format!("Rating: {digits}")), |sheet| {
        number.put(sheet, Point::new(x, at.y + 6.0), 1.0, TextRole::Furniture);
        stars.put(sheet, Point::new(at.x + BADGE_ROOM, at.y), 1.0, TextRole::Furniture);
    });
}

fn height_of(parts: &[Part]) -> f32 {
    parts
        .iter()
        .enumerate()
        .map(|(n, part)| part.set.block.size().height + if n == 0 { 0.0 } else { part.before })
        .sum()
}

/// A part as its lines, so that pages can break between them.
fn lines_of(cx: &mut Cx<'_>, part: Part, width: f32) -> Vec<Part> {
    let ranges = part.set.line_ranges();
    let mut out = Vec::with_capacity(ranges.len());
    for (n, range) in ranges.into_iter().enumerate() {
        let before = if n == 0 { part.before } else { 0.0 };
        let set = part.set.line(cx.fonts, range, width);
        out.push(Part { set, before, role: part.role, element: part.element.clone() });
    }
    out
}

/// Stacks parts from the top, on further pages when one is full; gives the last page.
fn stacked<'a>(cx: &mut Cx<'a>, parts: Vec<Part>, (x, room): (f32, f32), drafts: &mut Vec<Draft<'a>>) -> Sheet<'a> {
    let theme = cx.theme;
    let mut sheet = Sheet::new(theme);
    let mut y = 0.0;
    for part in parts {
        let height = part.set.block.size().height;
        if y > 0.0 && y + part.before + height > room {
            drafts.push(Draft::new(std::mem::replace(&mut sheet, Sheet::new(theme)), ""));
            y = 0.0;
        }
        y += if y > 0.0 { part.before } else { 0.0 };
        part.put(&mut sheet, Point::new(x, theme.margin_top + y));
        y += height;
    }
    sheet
}

/// An address as it is read: without scheme and without the slash at its end.
fn shown_address(url: &str) -> &str {
    let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    bare.strip_suffix('/').unwrap_or(bare)
}
