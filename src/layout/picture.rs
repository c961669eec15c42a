//! A picture in a layout: how large it is shown, its caption, and the quiet placard in the place of one that cannot be
//! shown. Never stretches a picture, and never enlarges pixels more than twice.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::geom::{Point, Rect, Size};
use crate::markdown::{Extent, Filling, Picture};
use crate::media::{self, ImageId};
use crate::scene::{Element, Fill, Link, PictureItem, Stroke, TagId, TextRole};
use crate::theme::Type;

use super::prose::{Look, Prose};
use super::set::Set;
use super::sheet::Sheet;
use super::{Cx, Room};

/// No picture is shown larger than this many slide units per pixel.
pub(super) const MOST_UPSCALED: f32 = 2.0;
/// A picture between words takes at most this fraction of its column's height, and in a list this one.
const FLOW_HEIGHT: f32 = 0.55;
const LIST_HEIGHT: f32 = 0.3;
/// A picture of unknown size is taken to be of this shape.
const UNKNOWN: Size = Size::new(640.0, 400.0);
/// A picture without pixels may be enlarged as one wishes; this is as much as any.
const BOUNDLESS: f32 = 1e4;
/// A band across the page cuts off less of a picture than this.
const MOST_LOST: f32 = 0.5;
/// Space between a picture and its caption.
pub(super) const CAPTION_GAP: f32 = 10.0;

/// A picture or its placard, with the size it would like to have.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The picture, if it can be shown.
    image: Option<ImageId>,
    /// The size it would like to have.
    wish: Size,
    /// How much larger than its wish it may be shown.
    most: f32,
    /// How much of its column's height it takes at most between words.
    flow_height: f32,
    /// How it wants to fill a place of another shape.
    filling: Filling,
    /// Whether its author gave it a size.
    sized: bool,
    /// Words for the placard, and for whoever does not see it.
    label: String,
    /// Whether they are the author's.
    described: bool,
    /// Words under it; empty for none.
    caption: String,
    /// Where it leads.
    link: Option<Arc<str>>,
}

impl Figure {
    /// `picture` in a column of `room` units; what is wrong with it is told.
    pub(super) fn new(cx: &mut Cx<'_>, picture: &Picture, room: f32) -> Self {
        let label = label(picture);
        let image = load(cx, picture);
        let natural = image.and_then(|id| cx.room.images.size(id));
        let extent = |wanted: Option<Extent>| match wanted {
            Some(Extent::Pixels(pixels)) if pixels >= 1.0 => Some(pixels),
            Some(Extent::Percent(percent)) if percent > 0.0 => Some(room * percent / 100.0),
            _ => None,
        };
        let shape = natural.unwrap_or(UNKNOWN);
        let factor = match picture.fill {
            Filling::Natural(factor) if factor.is_finite() => factor.clamp(0.01, 100.0),
            _ => 1.0,
        };
        let (width, height) = (extent(picture.width), extent(picture.height));
        let wish = match (width, height) {
            (Some(width), Some(height)) if natural.is_some() => Rect::new(0.0, 0.0, width, height).fit(shape).size(),
            (Some(width), Some(height)) => Size::new(width, height),
            (Some(width), None) => Size::new(width, width / shape.aspect()),
            (None, Some(height)) => Size::new(height * shape.aspect(), height),
            (None, None) => Size::new(shape.width * factor, shape.height * factor),
        };
        // A drawing is crisp at every size.
        let most = match (natural, image.and_then(|id| cx.room.images.vector(id))) {
            (_, Some(_)) => BOUNDLESS,
            (Some(natural), None) => natural.width * MOST_UPSCALED / wish.width.max(1.0),
            (None, None) => 1.25,
        };
        let most = if picture.firm || factor != 1.0 { most.min(1.0) } else { most };
        let sized = width.is_some() || height.is_some() || matches!(picture.fill, Filling::Natural(_));
        let caption = crate::text::clean_line(picture.caption());
        let (most, flow_height) = (most.max(0.01), FLOW_HEIGHT);
        let (filling, link) = (picture.fill, picture.link.clone());
        let described = !picture.alt.trim().is_empty();
        Self { image, wish, most, flow_height, filling, sized, label, described, caption, link }
    }

    /// The same, small: beside an item of a list.
    pub(super) fn small(self) -> Self {
        Self { flow_height: LIST_HEIGHT, ..self }
    }

    /// What it shows, in the author's words.
    pub(super) fn described(&self) -> Option<&str> {
        self.described.then_some(self.label.as_str())
    }

    /// Whether there is a picture to show, not only a placard.
    pub(super) fn is_shown(&self) -> bool {
        self.image.is_some()
    }

    /// Whether its author gave it a size.
    pub(super) fn is_sized(&self) -> bool {
        self.sized
    }

    /// Whether words belong under it.
    pub(super) fn has_caption(&self) -> bool {
        !self.caption.trim().is_empty()
    }

    /// Width divided by height.
    pub(super) fn aspect(&self) -> f32 {
        self.wish.aspect().clamp(1e-3, 1e3)
    }

    /// The size that it would like to have.
    pub(super) fn wish(&self) -> Size {
        self.wish
    }

    /// The greatest size that it may have.
    pub(super) fn largest(&self) -> Size {
        Size::new(self.wish.width * self.most, self.wish.height * self.most)
    }

    /// Whether it can fill `rect` from edge to edge without being enlarged too much or losing more than `loss` of it.
    pub(super) fn can_cover(&self, rect: Size, loss: f32) -> bool {
        let (own, place) = (self.aspect(), rect.aspect());
        let kept = (own / place).min(place / own);
        let wide = if own > place { rect.height * own } else { rect.width };
        let asked = self.filling == Filling::Cover;
        self.is_shown()
            && self.filling != Filling::Contain
            && !self.sized
            && (asked || kept >= 1.0 - loss)
            && wide <= self.largest().width * 1.05
    }

    /// Its size in the flow of a text set at `scale`, at most `room`.
    pub(super) fn size_in(&self, room: Size, scale: f32) -> Size {
        let tall = room.height * self.flow_height / self.wish.height.max(1.0);
        let factor = (room.width / self.wish.width.max(1.0)).min(tall).min(scale).min(self.most);
        self.times(factor)
    }

    /// Its size when it has `room` for itself.
    pub(super) fn size_alone(&self, room: Size) -> Size {
        let factor = (room.width / self.wish.width.max(1.0)).min(room.height / self.wish.height.max(1.0));
        self.times(factor.min(self.most))
    }

    fn times(&self, factor: f32) -> Size {
        let factor = factor.max(0.001);
        Size::new((self.wish.width * factor).max(1.0), (self.wish.height * factor).max(1.0))
    }

    /// The words under it in a column of `width`; `None` if there are none.
    pub(super) fn caption(&self, cx: &mut Cx<'_>, width: f32) -> Option<Set> {
        if !self.has_caption() {
            return None;
        }
        let mut set = Prose::plain(&self.caption, caption_look(cx)).shape(cx.fonts, Some(width));
        set.balance(cx.fonts, width);
        Some(set)
    }

    /// Puts it whole into `rect`, which has its shape.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        sheet.named((Element::Figure, &self.label), |sheet| self.put_whole(cx, sheet, rect));
    }

    fn put_whole(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        let radius = sheet.theme.picture_radius.min(rect.width / 2.0).min(rect.height / 2.0);
        if let Some(target) = self.link.clone() {
            let (words, tag) = (Arc::from(self.label.as_str()), sheet.tag);
            sheet.links.push(Link { rect, target, words, tag });
        }
        match self.image {
            Some(image) => {
                let source = Rect::new(0.0, 0.0, 1.0, 1.0);
                let tag = sheet.tag;
                sheet.layer().pictures.push(PictureItem { image, source, target: rect, radius, tag });
            }
            None => self.put_placard(cx, sheet, rect),
        }
    }

    /// Fills `rect`, which reaches to the page's edge, with the middle of it, or as it wants to fill a place; a placard
    /// for what cannot be shown.
    pub(super) fn put_cover(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        match (self.covering(cx, rect), self.filling) {
            (None, _) => sheet.named((Element::Figure, &self.label), |sheet| {
                self.put_placard(cx, sheet, rect.inset(32.0));
            }),
            (Some(_), Filling::Contain | Filling::Natural(_)) => {
                let room = rect.inset(32.0_f32.min(rect.width / 4.0));
                let size = self.size_alone(room.size());
                let (x, y) = (room.x + (room.width - size.width) / 2.0, room.y + (room.height - size.height) / 2.0);
                self.put(cx, sheet, Rect::new(x, y, size.width, size.height));
            }
            (Some(item), _) => sheet.named((Element::Figure, &self.label), |sheet| {
                let tag = sheet.tag;
                sheet.layer().pictures.push(PictureItem { tag, ..item });
            }),
        }
    }

    /// Fills `rect`, a band across the page, and stands whole in it where filling it would cut off the most of it.
    pub(super) fn put_band(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        let lost = 1.0 - (self.aspect() / rect.size().aspect()).min(rect.size().aspect() / self.aspect());
        if !self.is_shown() || self.filling != Filling::Auto || lost < MOST_LOST {
            return self.put_cover(cx, sheet, rect);
        }
        let color = sheet.theme.soft;
        sheet.layer().fills.push(Fill { rect, radius: 0.0, color });
        let room = rect.inset(24.0);
        let whole = room.fit(self.size_alone(room.size()));
        self.put(cx, sheet, whole);
    }

    /// The middle of it, as it fills `rect` without an empty edge; `None` if it cannot be shown.
    pub(super) fn covering(&self, cx: &Cx<'_>, rect: Rect) -> Option<PictureItem> {
        let image = self.image?;
        let (wide, shown) = (cx.room.images.size(image)?.aspect(), rect.size().aspect());
        let source = if wide > shown {
            Rect::new((1.0 - shown / wide) / 2.0, 0.0, shown / wide, 1.0)
        } else {
            Rect::new(0.0, (1.0 - wide / shown) / 2.0, 1.0, wide / shown)
        };
        Some(PictureItem { image, source, target: rect, radius: 0.0, tag: TagId::NONE })
    }

    fn put_placard(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        let radius = sheet.theme.picture_radius.min(rect.width / 2.0).min(rect.height / 2.0);
        sheet.layer().fills.push(Fill { rect, radius, color: cx.theme.soft });
        sheet.layer().strokes.push(Stroke { rect, radius, width: 1.0, color: cx.theme.rule });
        let kind = Type { weight: 400, tracking: 0.0, ..cx.theme.link };
        let room = rect.width - 32.0;
        if room < 40.0 || rect.height < kind.line {
            return;
        }
        let set = Prose::plain(&self.label, Look::new(kind, cx.theme.muted)).shape(cx.fonts, Some(room));
        let line = set.first_line(cx.fonts, room);
        let size = line.block.size();
        let at = Point::new(rect.x + (rect.width - size.width) / 2.0, rect.y + (rect.height - size.height) / 2.0);
        line.put(sheet, at, 1.0, TextRole::Furniture);
    }
}

/// How the words under a picture look.
pub(super) fn caption_look(cx: &Cx<'_>) -> Look {
    let size = (cx.theme.link.size * 1.1).max(cx.theme.smallest);
    let kind = Type { size, line: (size * 1.4).round(), weight: 400, tracking: 0.0, ..cx.theme.link };
    Look::new(kind, cx.theme.muted)
}

/// The picture at `url`, if it can be shown; what is wrong with it was told before.
pub(super) fn known(room: &Room<'_>, url: &str) -> Option<ImageId> {
    let place = if media::is_remote(url) { room.locker.file(url)? } else { media::local(room.folder, url).ok()? };
    room.images.load(&place).ok()
}

fn load(cx: &mut Cx<'_>, picture: &Picture) -> Option<ImageId> {
    let place = if media::is_remote(&picture.url) {
        // What was not fetched is told once for all decks, not for every picture.
        Ok(cx.room.locker.file(&picture.url)?)
    } else {
        media::local(cx.room.folder, &picture.url)
    };
    let loaded = place.and_then(|path| cx.room.images.load(&path));
    match loaded {
        Ok(id) => Some(id),
        Err(error) => {
            let url = crate::text::clean_line(&picture.url);
            let message = format!("picture not shown: \"{url}\": {error}");
            let told = Diagnostic::warning(cx.file, message).at(picture.line, 0, "");
            cx.diagnostics.push(told.hint(error.remedy()));
            None
        }
    }
}

/// The placard's words: the alt text, or the host, or the file's name.
fn label(picture: &Picture) -> String {
    let alt = picture.alt.trim();
    if !alt.is_empty() {
        return crate::text::clean_line(alt);
    }
    let name = || picture.url.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
    crate::text::clean_line(&media::host(&picture.url).map_or_else(name, str::to_owned))
}
