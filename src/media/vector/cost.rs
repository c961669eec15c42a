//! A drawing and the size it shall be drawn at in, the work and the memory that takes out, before any of it is done: the
//! same walk as that of drawing, over sizes instead of pixels. Work is counted in what one plain pixel costs, about a
//! nanosecond. Never draws, and stops as soon as it is too much.
//!
//! The prices were held against a clock: seconds of one core, 1,280 pixels across, as the dependencies are built
//! for development. The estimate comes first, what it took second.
//!
//! | drawing | estimated | took |
//! |---|---|---|
//! | 12 patterns in each other; 3 of 3 of 3 of 3 | 0.21; 0.63 | 0.08; 0.24 |
//! | 4 blurs; 5 drop shadows; specular light | 0.60; 0.87; 0.17 | 0.44; 1.00; 0.09 |
//! | turbulence of 4 octaves; 9 × 9 convolution; a morphology | 1.27; 0.46; 0.21 | 0.33; 0.47; 0.20 |
//! | 4 × colour matrix; 4 × gamma; displacement | 0.22; 0.22; 0.42 | 0.12; 0.21; 0.19 |
//! | 60 layers in each other; 20 blended side by side | 1.25; 0.43 | 0.93; 0.40 |
//! | 30 masks; 30 clip paths; 60 clip paths of each other | 1.05; 0.68; 0.74 | 1.14; 0.57; 0.77 |
//! | `<use>` of 10 of 10 of 10 of 10 paths | 0.20 | 0.18 |
//! | 19,000 squares; 19,000 letters; 900 markers | 0.21; 0.74; 0.08 | 0.17; 0.04; 0.07 |
//! | 100 half transparent pages; a line of 1,000 wide curves | 1.23; 0.15 | 1.23; 0.12 |
//! | 100,000 dashes; a picture of 16 million pixels | 0.75; 0.34 | 0.34; 0.13 |
//! | a canvas of 10⁹ × 10⁹; a tile of 0.01 × 0.01 | 0.00; 0.04 | 0.00; 0.00 |

use resvg::tiny_skia::{PathSegment, Point, Transform};
use resvg::usvg::{ClipPath, Group, Image, ImageKind, Mask, Node, Opacity, Paint, Path, Pattern, Rect, Tree, filter};

/// The most pixels that may be alive at once, four bytes each.
const MAX_PIXELS: f64 = 64e6;
/// The deepest that groups, patterns and masks may stand in each other.
const MAX_DEPTH: u32 = 400;
/// Layers reach as far beyond the picture as the painter lets them.
const REACH: f64 = 5.0;

/// What a step costs.
mod work {
    /// A node, whatever it shows.
    pub(super) const NODE: f64 = 10_000.0;
    /// A group that is drawn by itself first, however small.
    pub(super) const GROUP: f64 = 200_000.0;
    /// A pixel of a layer that is laid over another.
    pub(super) const LAYER: f64 = 25.0;
    /// A pixel that what is below shines through.
    pub(super) const BLENDED: f64 = 15.0;
    /// A pixel of a gradient.
    pub(super) const GRADIENT: f64 = 60.0;
    /// A pixel of a pattern or a picture.
    pub(super) const SAMPLED: f64 = 50.0;
    /// A pixel of a mask or a clip.
    pub(super) const MASK: f64 = 15.0;
    /// A corner of an outline.
    pub(super) const CORNER: f64 = 60.0;
    /// A row that an edge crosses.
    pub(super) const EDGE: f64 = 10.0;
    /// A dash.
    pub(super) const DASH: f64 = 800.0;
    /// So many edges in one row take twice as long each: they are kept in order.
    pub(super) const CROWD: f64 = 10_000.0;
    /// A line around a shape has several edges for each of it.
    pub(super) const STROKE: f64 = 6.0;
}

/// Whether `tree` can be drawn with `transform` onto `width` × `height` pixels with no more work than `most`.
pub(super) fn fits(tree: &Tree, transform: Transform, (width, height): (u32, u32), most: f64) -> bool {
    let canvas = Canvas::new(f64::from(width), f64::from(height));
    let mut walk = Walk { work: 0.0, most, live: canvas.pixels(), depth: 0, whole: canvas };
    walk.nodes(tree.root(), transform, canvas).is_ok()
}

/// Too much: nothing more is to be said.
struct TooMuch;

type Answer = Result<(), TooMuch>;

/// Something to draw on.
#[derive(Clone, Copy)]
struct Canvas {
    width: f64,
    height: f64,
}

impl Canvas {
    /// Of no less than a pixel; sides that are no numbers are endless.
    fn new(width: f64, height: f64) -> Self {
        let side = |length: f64| if length.is_finite() { length.clamp(1.0, 1e12) } else { 1e12 };
        Self { width: side(width), height: side(height) }
    }

    fn pixels(self) -> f64 {
        self.width * self.height
    }

    /// What of a rectangle as large as `other` can be on it.
    fn and(self, other: Self) -> Self {
        Self { width: self.width.min(other.width), height: self.height.min(other.height) }
    }

    /// The room that `rect` takes once it is transformed.
    fn of(rect: Rect, transform: Transform) -> Self {
        match rect.transform(transform) {
            Some(rect) => Self::new(f64::from(rect.width()) + 4.0, f64::from(rect.height()) + 4.0),
            None => Self::new(f64::INFINITY, f64::INFINITY),
        }
    }
}

struct Walk {
    work: f64,
    most: f64,
    live: f64,
    depth: u32,
    whole: Canvas,
}

impl Walk {
    fn spend(&mut self, work: f64) -> Answer {
        self.work += work;
        if self.work <= self.most { Ok(()) } else { Err(TooMuch) }
    }

    /// Does `inner` with `pixels` more alive.
    fn with(&mut self, pixels: f64, inner: impl FnOnce(&mut Self) -> Answer) -> Answer {
        self.live += pixels;
        self.depth += 1;
        if self.live > MAX_PIXELS || self.depth > MAX_DEPTH {
            return Err(TooMuch);
        }
        inner(self)?;
        self.live -= pixels;
        self.depth -= 1;
        Ok(())
    }

    fn nodes(&mut self, group: &Group, transform: Transform, canvas: Canvas) -> Answer {
        for node in group.children() {
            self.spend(work::NODE)?;
            match node {
                Node::Group(group) => self.group(group, transform, canvas)?,
                Node::Path(path) => self.path(path, transform, canvas)?,
                Node::Image(image) => self.image(image, canvas)?,
                Node::Text(text) => self.group(text.flattened(), transform, canvas)?,
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, transform: Transform, canvas: Canvas) -> Answer {
        let transform = transform.pre_concat(group.transform());
        if !group.should_isolate() {
            return self.with(0.0, |walk| walk.nodes(group, transform, canvas));
        }
        let reach = Canvas::new(self.whole.width * REACH, self.whole.height * REACH);
        let layer = Canvas::of(group.layer_bounding_box().to_rect(), transform).and(reach);
        let pixels = layer.pixels();
        self.spend(work::GROUP + pixels * work::LAYER)?;
        self.with(pixels, |walk| {
            walk.nodes(group, transform, layer)?;
            for filter in group.filters() {
                walk.filter(filter, transform, layer)?;
            }
            if let Some(clip) = group.clip_path() {
                walk.clip(clip, transform, layer)?;
            }
            if let Some(mask) = group.mask() {
                walk.mask(mask, transform, layer)?;
            }
            Ok(())
        })
    }

    fn clip(&mut self, clip: &ClipPath, transform: Transform, layer: Canvas) -> Answer {
        self.spend(layer.pixels() * work::MASK)?;
        self.with(layer.pixels(), |walk| {
            walk.nodes(clip.root(), transform.pre_concat(clip.transform()), layer)?;
            clip.clip_path().map_or(Ok(()), |clip| walk.clip(clip, transform, layer))
        })
    }

    fn mask(&mut self, mask: &Mask, transform: Transform, layer: Canvas) -> Answer {
        self.spend(layer.pixels() * work::MASK)?;
        self.with(layer.pixels() * 1.5, |walk| {
            walk.nodes(mask.root(), transform, layer)?;
            mask.mask().map_or(Ok(()), |mask| walk.mask(mask, transform, layer))
        })
    }

    fn filter(&mut self, filter: &filter::Filter, transform: Transform, layer: Canvas) -> Answer {
        let (sx, sy) = scale(transform);
        let pixels = layer.pixels();
        // The results of all steps are kept for those to come.
        self.with(pixels * (filter.primitives().len() as f64 + 2.0), |walk| {
            for primitive in filter.primitives() {
                walk.spend(pixels * pixel_of(primitive.kind(), (sx, sy), layer))?;
                if let filter::Kind::Image(image) = primitive.kind() {
                    let scaled = Transform::from_scale(sx as f32, sy as f32);
                    walk.with(pixels, |walk| walk.nodes(image.root(), scaled, layer))?;
                }
            }
            Ok(())
        })
    }

    fn path(&mut self, path: &Path, transform: Transform, canvas: Canvas) -> Answer {
        if !path.is_visible() {
            return Ok(());
        }
        let area = Canvas::of(path.data().bounds(), transform).and(canvas).pixels();
        let outline = self.outline(path, transform, canvas)?;
        if let Some(fill) = path.fill() {
            self.paint((fill.paint(), fill.opacity()), area, transform, canvas)?;
            self.spend(outline)?;
        }
        if let Some(stroke) = path.stroke() {
            let area = Canvas::of(path.stroke_bounding_box(), transform).and(canvas).pixels();
            self.paint((stroke.paint(), stroke.opacity()), area, transform, canvas)?;
            self.spend(outline * work::STROKE)?;
            if let Some(dashes) = stroke.dasharray() {
                let around = f64::from(dashes.iter().sum::<f32>()).max(1e-9);
                let dashes = length(path) / around * dashes.len() as f64;
                // More than a million are not drawn at all.
                self.spend(dashes.min(1e6) * work::DASH)?;
            }
        }
        Ok(())
    }

    /// What the edges of `path` cost.
    fn outline(&mut self, path: &Path, transform: Transform, canvas: Canvas) -> Result<f64, TooMuch> {
        let corners = path.data().len() as f64;
        // Looking at them is work as well.
        self.spend(corners)?;
        let (sx, sy) = scale(transform);
        let most = (canvas.width + canvas.height) * 2.0;
        let mut rows = 0.0;
        lines(path, |from, to| {
            let (dx, dy) = (f64::from((to.x - from.x).abs()), f64::from((to.y - from.y).abs()));
            rows += (dx * sx + dy * sy).min(most);
        });
        let crowd = 1.0 + rows / canvas.height / work::CROWD;
        Ok(corners * work::CORNER + rows * work::EDGE * crowd)
    }

    fn paint(
        &mut self,
        (paint, opacity): (&Paint, Opacity),
        area: f64,
        transform: Transform,
        canvas: Canvas,
    ) -> Answer {
        match paint {
            Paint::Color(_) if opacity.get() >= 1.0 => self.spend(area),
            Paint::Color(_) => self.spend(area * work::BLENDED),
            Paint::LinearGradient(_) | Paint::RadialGradient(_) => self.spend(area * work::GRADIENT),
            Paint::Pattern(pattern) => {
                self.spend(area.min(canvas.pixels()) * work::SAMPLED)?;
                self.pattern(pattern, transform)
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern, transform: Transform) -> Answer {
        let (sx, sy) = scale(transform.pre_concat(pattern.transform()));
        let rect = pattern.rect();
        let tile = Canvas::new(f64::from(rect.width()) * sx, f64::from(rect.height()) * sy);
        self.spend(work::NODE + tile.pixels())?;
        let scaled = Transform::from_scale(sx as f32, sy as f32);
        self.with(tile.pixels(), |walk| walk.nodes(pattern.root(), scaled, tile))
    }

    fn image(&mut self, image: &Image, canvas: Canvas) -> Answer {
        match image.kind() {
            ImageKind::SVG(tree) => {
                self.spend(canvas.pixels() * work::LAYER)?;
                self.with(canvas.pixels(), |walk| walk.nodes(tree.root(), Transform::identity(), canvas))
            }
            _ => {
                let size = image.size();
                let pixels = f64::from(size.width()) * f64::from(size.height());
                // It is decoded each time anew.
                self.spend(pixels * 20.0 + canvas.pixels() * work::SAMPLED)?;
                self.with(pixels * 2.0, |_| Ok(()))
            }
        }
    }
}

/// What a step of a filter costs for each pixel.
fn pixel_of(kind: &filter::Kind, (sx, sy): (f64, f64), layer: Canvas) -> f64 {
    use filter::Kind;
    let plain = 40.0;
    match kind {
        Kind::ConvolveMatrix(fe) => plain + f64::from(fe.matrix().columns()) * f64::from(fe.matrix().rows()) * 4.0,
        Kind::Morphology(fe) => {
            let across = (f64::from(fe.radius_x().get()) * sx * 2.0 + 1.0).min(layer.width);
            let down = (f64::from(fe.radius_y().get()) * sy * 2.0 + 1.0).min(layer.height);
            plain + across * down * 3.0
        }
        Kind::Turbulence(fe) => plain + f64::from(fe.num_octaves()) * 250.0,
        Kind::GaussianBlur(_) | Kind::DropShadow(_) => 120.0,
        Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 120.0,
        Kind::Merge(fe) => plain + fe.inputs().len() as f64 * 20.0,
        _ => plain,
    }
}

/// How much longer `transform` makes what lies across and down.
fn scale(transform: Transform) -> (f64, f64) {
    let (x, y) = transform.get_scale();
    let sane = |value: f32| if value.is_finite() { f64::from(value.abs()) } else { 1e12 };
    (sane(x), sane(y))
}

fn length(path: &Path) -> f64 {
    let mut length = 0.0;
    lines(path, |from, to| length += f64::from((to.x - from.x).hypot(to.y - from.y)));
    length
}

/// Calls `each` with the ends of every line of `path`; of a curve, those between its control points.
fn lines(path: &Path, mut each: impl FnMut(Point, Point)) {
    let (mut start, mut at) = (Point::default(), Point::default());
    for segment in path.data().segments() {
        let points = match segment {
            PathSegment::MoveTo(to) => {
                (start, at) = (to, to);
                continue;
            }
            PathSegment::LineTo(to) => [to, to, to],
            PathSegment::QuadTo(one, to) => [one, to, to],
            PathSegment::CubicTo(one, two, to) => [one, two, to],
            PathSegment::Close => [start, start, start],
        };
        for to in points {
            each(at, to);
            at = to;
        }
    }
}
