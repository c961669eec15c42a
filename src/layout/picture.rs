//! Pictures in a layout: how large they are shown, and the quiet placard in the place of one that cannot be shown.

use crate::diag::Diagnostic;
use crate::geom::{Point, Rect, Size};
use crate::markdown::{Extent, Picture};
use crate::media::{self, ImageId};
use crate::scene::{Fill, PictureItem, Stroke, TextRole};
use crate::theme::Type;

use super::Cx;
use super::prose::{Look, Prose};
use super::sheet::Sheet;

/// No picture is shown larger than this many slide units per pixel.
const MOST_UPSCALED: f32 = 2.0;
/// A picture between words takes at most this fraction of its column's height.
const FLOW_HEIGHT: f32 = 0.55;
/// A picture of unknown size is taken to be of this shape.
const UNKNOWN: Size = Size::new(640.0, 400.0);

/// A picture or its placard, with the size it would like to have.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The picture, if it can be shown.
    image: Option<ImageId>,
    /// The size it would like to have.
    wish: Size,
    /// How much larger than its wish it may be shown.
    most: f32,
    /// Words for the placard.
    label: String,
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
        let wish = match (extent(picture.width), extent(picture.height)) {
            (Some(width), Some(height)) if natural.is_some() => Rect::new(0.0, 0.0, width, height).fit(shape).size(),
            (Some(width), Some(height)) => Size::new(width, height),
            (Some(width), None) => Size::new(width, width / shape.aspect()),
            (None, Some(height)) => Size::new(height * shape.aspect(), height),
            (None, None) => shape,
        };
        // A drawing is crisp at every size.
        let most = match (natural, image.and_then(|id| cx.room.images.vector(id))) {
            (_, Some(_)) => f32::INFINITY,
            (Some(natural), None) => natural.width * MOST_UPSCALED / wish.width.max(1.0),
            (None, None) => MOST_UPSCALED,
        };
        Self { image, wish, most: most.max(0.01), label }
    }

    /// Whether there is a picture to show, not only a placard.
    pub(super) fn is_shown(&self) -> bool {
        self.image.is_some()
    }

    /// Width divided by height.
    pub(super) fn aspect(&self) -> f32 {
        self.wish.aspect()
    }

    /// The width that it would like to have.
    pub(super) fn width(&self) -> f32 {
        self.wish.width
    }

    /// Its size in the flow of a text set at `scale`, at most `room`.
    pub(super) fn size_in(&self, room: Size, scale: f32) -> Size {
        let factor = (room.width / self.wish.width.max(1.0)).min(room.height * FLOW_HEIGHT / self.wish.height.max(1.0));
        let factor = factor.min(scale).min(self.most).max(0.001);
        Size::new((self.wish.width * factor).max(1.0), (self.wish.height * factor).max(1.0))
    }

    /// Its size when it has `room` for itself.
    pub(super) fn size_alone(&self, room: Size) -> Size {
        let factor = (room.width / self.wish.width.max(1.0)).min(room.height / self.wish.height.max(1.0));
        let most = if self.image.is_some() { self.most } else { 1.25 };
        let factor = factor.min(most).max(0.001);
        Size::new((self.wish.width * factor).max(1.0), (self.wish.height * factor).max(1.0))
    }

    /// Puts it whole into `rect`, which has its shape.
    pub(super) fn put(&self, cx: &mut Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        let radius = sheet.theme.picture_radius.min(rect.width / 2.0).min(rect.height / 2.0);
        match self.image {
            Some(image) => {
                let source = Rect::new(0.0, 0.0, 1.0, 1.0);
                sheet.layer().pictures.push(PictureItem { image, source, target: rect, radius });
            }
            None => self.put_placard(cx, sheet, rect),
        }
    }

    /// Fills `rect` with the middle of it; only for a picture that is shown.
    pub(super) fn put_cover(&self, cx: &Cx<'_>, sheet: &mut Sheet<'_>, rect: Rect) {
        let Some((image, size)) = self.image.and_then(|id| Some((id, cx.room.images.size(id)?))) else { return };
        let (wide, shown) = (size.aspect(), rect.size().aspect());
        let source = if wide > shown {
            Rect::new((1.0 - shown / wide) / 2.0, 0.0, shown / wide, 1.0)
        } else {
            Rect::new(0.0, (1.0 - wide / shown) / 2.0, 1.0, wide / shown)
        };
        sheet.layer().pictures.push(PictureItem { image, source, target: rect, radius: 0.0 });
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
            cx.diagnostics.push(told.hint("check the path; it starts from the folder of the deck"));
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
