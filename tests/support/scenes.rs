//! Scenes made by hand: one for everything that a painter can be asked for, and after them the pages of `pages`. Both
//! painters are tested with the same ones; nothing made here may depend on layout.

use std::sync::Arc;

use deckle::color::Rgba;
use deckle::fonts::{EMOJI, FontCx, MONO, SANS};
use deckle::geom::{Point, Rect, Size};
use deckle::media::{ImageId, Images, Pixels};
use deckle::scene::{
    Fill, Layer, PictureItem, Scene, Span, Stroke, TagId, TextBlock, TextItem, TextRole, TextStyle, Variant,
};

const PAGE: Size = Size::new(1280.0, 720.0);
const PAPER: Rgba = Rgba::hex(0xFB_FA_F6);
const INK: Rgba = Rgba::hex(0x17_19_1E);
const ACCENT: Rgba = Rgba::hex(0xD6_45_1B);
const BLUE: Rgba = Rgba::hex(0x1B_5F_D6);

/// Every scene with its name and its pictures.
pub fn all() -> Vec<(&'static str, Scene, Images)> {
    let cx = &mut FontCx::new();
    let mut out = vec![
        ("rectangles", rectangles(), Images::new()),
        ("rounded", rounded(), Images::new()),
        ("strokes", strokes(), Images::new()),
        ("translucent", translucent(cx), Images::new()),
        ("clipped", clipped(cx), Images::new()),
        ("text", text(cx), Images::new()),
        ("large", large(cx), Images::new()),
        ("scripts", scripts(cx), Images::new()),
        ("four-by-three", four_by_three(cx), Images::new()),
        ("steps", steps(cx), Images::new()),
    ];
    let images = Images::new();
    out.push(("pictures", pictures(&images), images));
    let images = Images::new();
    out.push(("vectors", vectors(&images), images));
    let images = Images::new();
    out.push(("placed", placed(cx, &images), images));
    out.extend(super::pages::all());
    out.extend(super::desks::all());
    out.extend(super::hands::all());
    out
}

fn page(layer: Layer) -> Scene {
    Scene { layers: vec![layer], ..Scene::new(PAGE, PAPER) }
}

fn fill(rect: Rect, radius: f32, color: Rgba) -> Fill {
    Fill { rect, radius, color }
}

fn style(size: f32, color: Rgba) -> TextStyle {
    TextStyle {
        family: SANS,
        size,
        weight: 400,
        italic: false,
        tracking: 0.0,
        color,
        variant: Variant::Normal,
        mark: 0,
        line: 0.0,
    }
}

fn item(cx: &mut FontCx, at: Point, spans: &[(&str, TextStyle)], width: Option<f32>) -> TextItem {
    let spans: Vec<Span> = spans.iter().map(|(text, style)| Span { text: (*text).to_owned(), style: *style }).collect();
    let line = spans.iter().map(|span| span.style.size).fold(1.0, f32::max) * 1.35;
    let block = Arc::new(TextBlock::new(cx, &spans, line, width));
    TextItem { at, scale: 1.0, block, role: TextRole::Content, said: None, tag: TagId::NONE }
}

/// Plain rectangles: edges on and between pixels, hairlines, one that leaves the page on every side.
fn rectangles() -> Scene {
    let mut fills = vec![fill(Rect::new(-50.0, 300.0, 1400.0, 40.0), 0.0, Rgba::hex(0xE2_DE_D2))];
    for n in 0..12_u8 {
        let n = f32::from(n);
        let color = if n % 2.0 == 0.0 { INK } else { ACCENT };
        fills.push(fill(Rect::new(40.0 + n * 100.3, 60.0 + n * 1.7, 40.0 + n * 3.1, 120.0), 0.0, color));
        fills.push(fill(Rect::new(40.0, 400.0 + n * 20.0, 1200.0, 0.5 + n * 0.5), 0.0, BLUE));
    }
    fills.push(fill(Rect::new(1200.0, 600.0, 400.0, 400.0), 0.0, ACCENT));
    page(Layer { fills, ..Layer::default() })
}

/// Letters larger than any that are kept, in two colours, and an emoji.
fn large(cx: &mut FontCx) -> Scene {
    let faint = style(60.0, ACCENT.with_alpha(150));
    let mut words = item(cx, Point::new(-3000.0, -2700.0), &[("ab", style(60.0, INK)), ("g", faint)], None);
    words.scale = 55.0;
    let mut emoji = item(cx, Point::new(-1900.0, -2200.0), &[("\u{2B50}", TextStyle { family: EMOJI, ..faint })], None);
    emoji.scale = 50.0;
    page(Layer { texts: vec![words, emoji], ..Layer::default() })
}

/// Rounded rectangles, pills, circles, and radii larger than the shape.
fn rounded() -> Scene {
    let mut fills = Vec::new();
    for (n, radius) in [1.0_f32, 3.0, 6.0, 12.0, 24.0, 48.0, 400.0].into_iter().enumerate() {
        let x = 40.0 + n as f32 * 172.0;
        fills.push(fill(Rect::new(x, 40.0, 150.0, 120.0), radius, INK));
        fills.push(fill(Rect::new(x + 0.4, 190.7, 150.0, 60.0), radius, ACCENT));
        fills.push(fill(Rect::new(x, 280.0, 20.0 + radius.min(60.0), 20.0 + radius.min(60.0)), radius, BLUE));
    }
    fills.push(fill(Rect::new(100.0, 400.0, 1080.0, 260.0), 18.0, Rgba::hex(0xF2_EF_E7)));
    fills.push(fill(Rect::new(1100.0, 600.0, 300.0, 300.0), 90.0, ACCENT));
    page(Layer { fills, ..Layer::default() })
}

/// Outlines of all widths, square and round, down to one that fills its shape.
fn strokes() -> Scene {
    let mut strokes = Vec::new();
    for (n, width) in [0.5_f32, 1.0, 2.0, 4.0, 8.0, 20.0, 60.0].into_iter().enumerate() {
        let x = 40.0 + n as f32 * 172.0;
        for (y, radius, color) in [(40.0, 0.0, INK), (240.0, 16.0, ACCENT), (440.0, 70.0, BLUE)] {
            strokes.push(Stroke { rect: Rect::new(x, y, 150.0, 140.0), radius, width, color });
        }
    }
    page(Layer { strokes, ..Layer::default() })
}

/// Colours that let others through, also under and in text.
fn translucent(cx: &mut FontCx) -> Scene {
    let mut fills = Vec::new();
    for n in 0..8_u8 {
        let x = 60.0 + f32::from(n) * 140.0;
        fills.push(fill(Rect::new(x, 60.0, 200.0, 300.0), f32::from(n) * 8.0, ACCENT.with_alpha(20 + n * 30)));
    }
    fills.push(fill(Rect::new(0.0, 200.0, 1280.0, 60.0), 0.0, BLUE.with_alpha(128)));
    let strokes = vec![Stroke {
        rect: Rect::new(100.0, 420.0, 1080.0, 240.0),
        radius: 40.0,
        width: 30.0,
        color: INK.with_alpha(90),
    }];
    let faint = item(cx, Point::new(160.0, 480.0), &[("Half there", style(90.0, INK.with_alpha(128)))], None);
    page(Layer { fills, strokes, texts: vec![faint], ..Layer::default() })
}

/// Every kind of thing cut by its layer's clip, through corners and glyphs.
fn clipped(cx: &mut FontCx) -> Scene {
    let mut scene = Scene::new(PAGE, PAPER);
    for (n, clip) in
        [Rect::new(60.0, 60.0, 500.0, 260.0), Rect::new(700.4, 380.6, 519.3, 271.9)].into_iter().enumerate()
    {
        let (x, y) = (clip.x, clip.y);
        let around = Rect::new(x - 40.0, y - 40.0, 400.0, 200.0);
        let words = [("Cut off at the edge of the layer", style(64.0, PAPER)), ("👍🏽🎉", emoji(64.0))];
        scene.layers.push(Layer {
            clip: Some(clip),
            fills: vec![fill(around, 90.0, ACCENT), fill(Rect::new(x + 300.0, y + 100.0, 400.0, 400.0), 200.0, INK)],
            strokes: vec![Stroke {
                rect: Rect::new(x + 250.0, y - 100.0, 180.0, 300.0),
                radius: 60.0,
                width: 25.0,
                color: BLUE,
            }],
            texts: vec![item(cx, Point::new(x - 30.0, y + 120.0 + n as f32 * 0.3), &words, Some(700.0))],
            ..Layer::default()
        });
    }
    // Nothing of this may show.
    let hidden = vec![fill(Rect::of(PAGE), 0.0, ACCENT)];
    scene.layers.push(Layer { clip: Some(Rect::new(300.0, 300.0, 0.0, 50.0)), fills: hidden, ..Layer::default() });
    scene
}

fn emoji(size: f32) -> TextStyle {
    TextStyle { family: EMOJI, ..style(size, INK) }
}

/// Weights, slants, tracking, code with ligatures, sizes from footer to title, fractional places.
fn text(cx: &mut FontCx) -> Scene {
    let plain = style(30.0, INK);
    let bold = TextStyle { weight: 700, ..plain };
    let italic = TextStyle { italic: true, ..plain };
    let mono = TextStyle { family: MONO, color: ACCENT, ..plain };
    let title = TextStyle { weight: 750, tracking: -0.028, ..style(76.0, INK) };
    let eyebrow = TextStyle { weight: 600, tracking: 0.09, ..style(17.0, BLUE) };
    let mixed = [
        ("Plain, ", plain),
        ("bold, ", bold),
        ("italic, ", italic),
        ("both", TextStyle { italic: true, ..bold }),
        (" and ", plain),
        ("ch <- v // != => ->", mono),
        (" in one paragraph that is long enough to be wrapped to a second line.", plain),
    ];
    let code = "func main() {\n\tfmt.Println(\"hello\")\n}";
    let code = [(code, TextStyle { family: MONO, weight: 700, ..style(23.0, INK) })];
    let mut texts = vec![
        item(cx, Point::new(88.0, 40.0), &[("TALK 3 OF 21", eyebrow)], None),
        item(cx, Point::new(88.0, 70.0), &[("Affable fjords & AV", title)], None),
        item(cx, Point::new(88.25, 200.4), &mixed, Some(1000.0)),
        item(cx, Point::new(88.0, 320.0), &code, None),
    ];
    for n in 0..5_u8 {
        let at = Point::new(700.0 + f32::from(n) * 0.3, 330.0 + f32::from(n) * 50.3);
        let mut small = item(cx, at, &[("Scaled glyphs, again", plain)], None);
        small.scale = 0.4 + f32::from(n) * 0.25;
        texts.push(small);
    }
    texts.push(item(cx, Point::new(1100.0, 660.0), &[("leaves the page on the right", plain)], None));
    page(Layer { texts, ..Layer::default() })
}

/// Emoji in colour, symbols, other alphabets, right to left.
fn scripts(cx: &mut FontCx) -> Scene {
    let plain = style(40.0, INK);
    let lines = [
        ("Ελληνικά, Кириллица, Tiếng Việt", plain),
        ("(╯°. °)╯︵ ┻━┻  ☐ ☑ → ∑ ✓", plain),
        ("שלום עולם 123 and back", plain),
        ("a\u{301}\u{323} ffi office", TextStyle { italic: true, ..plain }),
    ];
    let mut texts = Vec::new();
    for (n, line) in lines.into_iter().enumerate() {
        texts.push(item(cx, Point::new(88.0, 60.0 + n as f32 * 80.0), &[line], Some(1100.0)));
    }
    let row = [("⭐ 8️⃣ 🏳️‍🌈 👩🏽‍💻 ❤️ 🎉", emoji(60.0))];
    texts.push(item(cx, Point::new(88.0, 400.0), &row, None));
    texts.push(item(cx, Point::new(88.5, 520.5), &[("🦀🐹", emoji(140.0))], None));
    page(Layer { texts, ..Layer::default() })
}

/// A page of another shape: bars left and right of it, and nothing painted onto them.
fn four_by_three(cx: &mut FontCx) -> Scene {
    let mut scene = Scene::new(Size::new(960.0, 720.0), INK);
    let words = [("A page of the old shape, and a line that leaves it", style(60.0, PAPER))];
    scene.layers.push(Layer {
        fills: vec![
            fill(Rect::new(-200.0, 500.0, 2000.0, 40.0), 0.0, ACCENT),
            fill(Rect::new(860.0, 60.0, 300.0, 300.0), 40.0, BLUE),
        ],
        texts: vec![item(cx, Point::new(40.0, 380.0), &words, None)],
        ..Layer::default()
    });
    scene
}

/// Three layers that appear one after the other.
fn steps(cx: &mut FontCx) -> Scene {
    let mut scene = Scene::new(PAGE, PAPER);
    for (step, word) in (0_u16..).zip(["First", "second", "third"]) {
        let x = 80.0 + f32::from(step) * 380.0;
        scene.layers.push(Layer {
            step,
            fills: vec![fill(Rect::new(x, 240.0, 340.0, 240.0), 24.0, ACCENT)],
            texts: vec![item(cx, Point::new(x + 40.0, 310.0), &[(word, style(60.0, PAPER))], None)],
            ..Layer::default()
        });
    }
    scene
}

/// A picture with a gradient, fine stripes, a frame of one pixel, and a transparent hole.
pub fn test_card(images: &Images, width: u32, height: u32) -> ImageId {
    let mut rgba = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let ramp = |n: u32, of: u32| (n * 255 / of.max(1)) as u8;
            let edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
            let (dx, dy) = (x.abs_diff(width / 2), y.abs_diff(height / 2));
            rgba.extend(if edge {
                [255, 0, 0, 255]
            } else if dx * dx + dy * dy < (height / 5) * (height / 5) {
                [0, 255, 0, 0]
            } else if y > height * 3 / 4 {
                if x % 4 < 2 { [0, 0, 0, 255] } else { [255; 4] }
            } else {
                [ramp(x, width), ramp(y, height), 128, 255]
            });
        }
    }
    images.add(Pixels { width, height, rgba })
}

/// Whole, shrunk, enlarged, cropped and rounded; and an id that no store knows.
fn pictures(images: &Images) -> Scene {
    const WHOLE: Rect = Rect::new(0.0, 0.0, 1.0, 1.0);
    let image = test_card(images, 400, 300);
    let tiny = test_card(images, 12, 9);
    let picture = |image, source, target, radius| PictureItem { image, source, target, radius, tag: TagId::NONE };
    let pictures = vec![
        picture(image, WHOLE, Rect::new(40.0, 40.0, 400.0, 300.0), 0.0),
        picture(image, WHOLE, Rect::new(480.3, 40.7, 133.0, 100.0), 12.0),
        picture(image, Rect::new(0.25, 0.25, 0.5, 0.5), Rect::new(660.0, 40.0, 300.0, 300.0), 150.0),
        picture(image, Rect::new(0.0, 0.75, 1.0, 0.25), Rect::new(1000.0, 40.0, 240.0, 300.0), 30.0),
        picture(tiny, WHOLE, Rect::new(40.0, 380.0, 400.0, 300.0), 24.0),
        picture(image, WHOLE, Rect::new(480.0, 380.0, 1000.0, 500.0), 24.0),
        picture(ImageId(99), WHOLE, Rect::new(0.0, 0.0, 1280.0, 720.0), 0.0),
    ];
    let fills = vec![fill(Rect::new(0.0, 330.0, 1280.0, 60.0), 0.0, Rgba::hex(0xE2_DE_D2))];
    page(Layer { fills, pictures, ..Layer::default() })
}

/// A drawing: whole, tiny, cropped and rounded, distorted, and from far too close.
fn vectors(images: &Images) -> Scene {
    let image = images.add_svg(DRAWING).expect("a good drawing");
    let picture = |source, target, radius| PictureItem { image, source, target, radius, tag: TagId::NONE };
    let whole = Rect::new(0.0, 0.0, 1.0, 1.0);
    let pictures = vec![
        picture(whole, Rect::new(40.0, 40.0, 560.0, 420.0), 0.0),
        picture(whole, Rect::new(40.3, 500.7, 133.0, 100.0), 12.0),
        picture(Rect::new(0.5, 0.5, 0.5, 0.5), Rect::new(640.0, 40.0, 300.0, 300.0), 150.0),
        picture(whole, Rect::new(980.0, 40.0, 260.0, 420.0), 14.0),
        picture(Rect::new(0.30, 0.40, 0.02, 0.02), Rect::new(980.0, 500.0, 260.0, 180.0), 14.0),
    ];
    let fills = vec![fill(Rect::new(0.0, 330.0, 1280.0, 60.0), 0.0, Rgba::hex(0xE2_DE_D2))];
    page(Layer { fills, pictures, ..Layer::default() })
}

/// Gradients, a pattern, a mask, a shadow, dashes, words, and what shines through.
const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 150'><defs>\
    <linearGradient id='g'><stop stop-color='#d6451b'/><stop offset='1' stop-color='#1b5fd6'/></linearGradient>\
    <pattern id='p' width='8' height='8' patternUnits='userSpaceOnUse'><path d='M0 8L8 0' stroke='#17191e'/></pattern>\
    <filter id='s'><feDropShadow dx='2' dy='3' stdDeviation='2' flood-opacity='.5'/></filter>\
    <mask id='m'><circle cx='150' cy='45' r='30' fill='#fff'/></mask></defs>\
    <rect x='10' y='15' width='90' height='60' rx='8' fill='url(#g)' filter='url(#s)'/>\
    <rect x='110' y='10' width='80' height='70' fill='url(#p)' mask='url(#m)'/>\
    <path d='M15 95C60 80 140 150 190 92' fill='none' stroke='#17191e' stroke-width='3' stroke-dasharray='9 5'/>\
    <text x='14' y='138' font-family='sans-serif' font-weight='bold' font-size='22'>Vectors &#233; <tspan \
    font-family='monospace' font-weight='400' fill='#d6451b'>-&gt; x</tspan></text>\
    <circle cx='100' cy='75' r='28' fill='#1b5fd6' opacity='.4'/></svg>";

/// Pages as thumbnails, and a thumbnail of a page that has thumbnails.
fn placed(cx: &mut FontCx, images: &Images) -> Scene {
    let mut inner = Scene::new(PAGE, INK);
    inner.place(&text(cx), 0, Rect::new(40.0, 40.0, 580.0, 330.0));
    inner.place(&pictures(images), 0, Rect::new(660.0, 40.0, 580.0, 330.0));
    inner.place(&clipped(cx), 0, Rect::new(40.0, 400.0, 300.0, 300.0));
    inner.place(&four_by_three(cx), 0, Rect::new(400.0, 400.0, 400.0, 280.0));
    inner.place(&steps(cx), 1, Rect::new(840.0, 400.0, 400.0, 280.0));
    let mut scene = Scene::new(PAGE, PAPER);
    scene.place(&inner, 0, Rect::new(30.0, 30.0, 900.0, 660.0));
    scene.place(&inner, 0, Rect::new(960.0, 30.0, 290.0, 200.0));
    scene
}
