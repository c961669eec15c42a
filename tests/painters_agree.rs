//! The same scenes through the CPU painter and the GPU painter in, the difference of their pixels out. Without a GPU
//! driver nothing is compared, and that is an error under `DECKLE_REQUIRE_GPU=1`. Must never find two painters alike that
//! are not: planted differences prove it.

mod support;

use std::path::Path;
use std::sync::Arc;

use deckle::color::Rgba;
use deckle::fonts::{FontCx, MONO, SANS};
use deckle::geom::{Point, Rect, Size};
use deckle::media::{ImageId, Images, Pixels};
use deckle::paint::Viewport;
use deckle::paint::cpu::CpuPainter;
use deckle::paint::gpu::{Gpu, GpuError, GpuPainter, Target};
use deckle::scene::{
    Fill, Layer, PictureItem, Scene, Span, Stroke, TagId, TextBlock, TextItem, TextRole, TextStyle, Variant,
};

/// The sizes at which painters are compared: small, as reference pictures are, and that of a common window.
const SIZES: [(u32, u32); 2] = [(480, 270), (1280, 720)];

/// The most by which a channel may differ in a rounded corner. Measured: 41, in a thin outline. There the GPU takes the
/// distance from the edge for the coverage, and tiny-skia counts samples of a polygon a little inside of the circle.
const CORNER: u8 = 48;
/// The most by which a channel may differ anywhere else, where everything lies on whole pixels and glyphs are the same
/// bitmaps: rounding alone, of what lies translucent upon translucent. Measured: 2.
const ELSEWHERE: u8 = 3;
/// The largest difference of a channel on average. Measured: 0.11, where half of the page is translucent.
const MEAN: f64 = 0.25;

/// How two pictures of one scene differ.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Difference {
    corner: u8,
    elsewhere: u8,
    mean: f64,
}

impl Difference {
    /// The difference of `a` and `b`; pixels that `rounded` marks lie in a rounded corner.
    fn of(a: &Pixels, b: &Pixels, rounded: &[bool]) -> Self {
        assert_eq!((a.width, a.height), (b.width, b.height));
        assert_eq!((a.rgba.len(), b.rgba.len()), (rounded.len() * 4, rounded.len() * 4));
        let (mut corner, mut elsewhere, mut sum) = (0, 0, 0_u64);
        for ((a, b), rounded) in a.rgba.chunks_exact(4).zip(b.rgba.chunks_exact(4)).zip(rounded) {
            let worst = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
            let most = if *rounded { &mut corner } else { &mut elsewhere };
            *most = worst.max(*most);
            sum += a.iter().zip(b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>();
        }
        Self { corner, elsewhere, mean: sum as f64 / rounded.len() as f64 / 4.0 }
    }

    fn is_tolerable(self) -> bool {
        self.corner <= CORNER && self.elsewhere <= ELSEWHERE && self.mean <= MEAN
    }
}

/// Which pixels of `scene` lie in the square around a rounded corner.
fn corners(scene: &Scene, step: u16, (width, height): (u32, u32)) -> Vec<bool> {
    let viewport = Viewport::fit(scene.size, width, height);
    let mut marks = vec![false; width as usize * height as usize];
    for layer in scene.layers_at(step) {
        let fills = layer.fills.iter().map(|fill| (fill.rect, fill.radius));
        let strokes = layer.strokes.iter().map(|stroke| (stroke.rect, stroke.radius));
        let pictures = layer.pictures.iter().map(|picture| (picture.target, picture.radius));
        for (rect, radius) in fills.chain(strokes).chain(pictures).filter(|(_, radius)| *radius > 0.0) {
            let rect = viewport.snapped(rect);
            let side = viewport.length(radius).ceil().min(rect.width).min(rect.height);
            for x in [rect.x, rect.right() - side] {
                for y in [rect.y, rect.bottom() - side] {
                    let columns = x.max(0.0) as usize..((x + side).max(0.0) as usize).min(width as usize);
                    for row in y.max(0.0) as usize..((y + side).max(0.0) as usize).min(height as usize) {
                        let start = row * width as usize;
                        marks[start + columns.start.min(columns.end)..start + columns.end].fill(true);
                    }
                }
            }
        }
    }
    marks
}

/// Both painters and what they need; `None` where there is no GPU driver and none is required.
struct Bench {
    gpu: Gpu,
    hard: GpuPainter,
    soft: CpuPainter,
    cx: FontCx,
    images: Images,
}

impl Bench {
    #[allow(clippy::print_stderr, reason = "a test that compares nothing must say so")]
    fn new() -> Option<Self> {
        match Gpu::headless() {
            Ok(gpu) => {
                let hard = GpuPainter::offscreen(&gpu);
                Some(Self { gpu, hard, soft: CpuPainter::new(), cx: FontCx::new(), images: Images::new() })
            }
            Err(error) => {
                let required = std::env::var("DECKLE_REQUIRE_GPU").is_ok_and(|value| value == "1");
                assert!(!required, "the painters could not be compared: {error}; install a Vulkan or OpenGL driver");
                eprintln!("the painters were not compared: {error}");
                None
            }
        }
    }

    fn hard(&mut self, scene: &Scene, step: u16, size: (u32, u32)) -> Pixels {
        let target = Target::new(scene, step, size);
        let pixels = self.hard.shoot(&self.gpu, &mut self.cx, &self.images, &target).expect("the GPU paints");
        assert_eq!((self.gpu.errors(), self.gpu.last_error()), (0, String::new()));
        assert_eq!(self.hard.skipped_texts(), 0);
        pixels
    }

    fn soft(&mut self, scene: &Scene, step: u16, (width, height): (u32, u32)) -> Pixels {
        let mut page = Pixels { width, height, rgba: vec![7; width as usize * height as usize * 4] };
        self.soft.paint(&mut self.cx, &self.images, scene, step, &mut page);
        page
    }
}

fn block(cx: &mut FontCx, text: &str, (size, family): (f32, &'static str), color: Rgba) -> Arc<TextBlock> {
    let style = TextStyle {
        family,
        size,
        weight: 400,
        italic: false,
        tracking: 0.0,
        color,
        variant: Variant::Normal,
        mark: 0,
        line: 0.0,
    };
    Arc::new(TextBlock::new(cx, &[Span { text: text.to_owned(), style }], size * 1.3, Some(900.0)))
}

fn text(at: (f32, f32), scale: f32, block: &Arc<TextBlock>) -> TextItem {
    let (block, role, tag) = (Arc::clone(block), TextRole::Content, TagId::NONE);
    TextItem { at: Point::new(at.0, at.1), scale, block, role, said: None, tag }
}

/// A picture whose every pixel is different, with a transparent quarter.
fn gradient(images: &Images) -> ImageId {
    let (width, height) = (240_u32, 160_u32);
    let pixel = |n: u32| {
        let (x, y) = (n % width, n / width);
        let alpha = if x < width / 2 && y < height / 2 { 96 } else { 255 };
        [x as u8, y as u8, (x ^ y) as u8, alpha]
    };
    images.add(Pixels { width, height, rgba: (0..width * height).flat_map(pixel).collect() })
}

const INK: Rgba = Rgba::hex(0x20_24_28);
const PAPER: Rgba = Rgba::hex(0xFA_FA_F8);
const CARD: Rgba = Rgba::hex(0x33_66_AA);

/// A page with everything that a painter can meet, and the same page as a thumbnail of another.
fn pages(bench: &mut Bench) -> Vec<(&'static str, Scene)> {
    let image = gradient(&bench.images);
    let cx = &mut bench.cx;
    let title = block(cx, "Deckle edge: AVATAR fi -> != “quoted”", (56.0, SANS), INK);
    let emoji = block(cx, "🚀 ⭐ 👩‍💻 (╯°. °)╯︵ ┻┻", (40.0, SANS), INK);
    let code = block(cx, "fn main() {\n\tprintln!(\"{}\", 1 <= 2);\n}", (24.0, MONO), Rgba::hex(0xE6_E6_E6));
    let faint = block(cx, "translucent words over everything", (36.0, SANS), INK.with_alpha(120));
    let whole = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut all = Scene::new(Size::new(1280.0, 720.0), PAPER);
    all.layers.push(Layer {
        fills: vec![
            Fill { rect: Rect::new(60.0, 200.0, 520.0, 180.0), radius: 16.0, color: Rgba::hex(0x1E_22_2A) },
            Fill { rect: Rect::new(620.0, 210.0, 300.0, 160.0), radius: 40.0, color: CARD.with_alpha(128) },
            Fill { rect: Rect::new(980.0, 220.0, 90.0, 90.0), radius: 45.0, color: CARD },
            Fill { rect: Rect::new(60.0, 150.0, 1160.0, 0.4), radius: 0.0, color: CARD },
        ],
        strokes: vec![
            Stroke { rect: Rect::new(620.0, 210.0, 300.0, 160.0), radius: 40.0, width: 3.0, color: INK },
            Stroke {
                rect: Rect::new(1100.0, 220.0, 90.0, 90.0),
                radius: 12.0,
                width: 6.0,
                color: CARD.with_alpha(200),
            },
        ],
        pictures: vec![
            PictureItem {
                image,
                source: whole,
                target: Rect::new(60.0, 420.0, 360.0, 240.0),
                radius: 24.0,
                tag: TagId::NONE,
            },
            PictureItem {
                image,
                source: Rect::new(0.25, 0.25, 0.5, 0.5),
                target: Rect::new(460.0, 420.0, 150.0, 100.0),
                radius: 0.0,
                tag: TagId::NONE,
            },
        ],
        texts: vec![text((60.0, 50.0), 1.0, &title), text((80.0, 220.0), 1.0, &code)],
        ..Layer::default()
    });
    all.layers.push(Layer {
        clip: Some(Rect::new(640.0, 400.0, 400.0, 140.0)),
        fills: vec![Fill { rect: Rect::new(600.0, 380.0, 900.0, 900.0), radius: 0.0, color: CARD.with_alpha(40) }],
        texts: vec![text((610.0, 410.0), 1.0, &emoji), text((620.0, 500.0), 1.5, &title)],
        ..Layer::default()
    });
    all.layers.push(Layer { step: 1, texts: vec![text((100.0, 560.0), 1.0, &faint)], ..Layer::default() });
    let mut grid = Scene::new(Size::new(1280.0, 720.0), Rgba::hex(0x10_14_18));
    for n in 0..4_u8 {
        let (x, y) = (f32::from(n % 2) * 600.0 + 50.0, f32::from(n / 2) * 340.0 + 30.0);
        grid.place(&all, u16::from(n), Rect::new(x, y, 560.0, 315.0));
    }
    vec![("everything", all), ("a grid of thumbnails", grid)]
}

#[test]
fn the_gpu_paints_what_the_cpu_paints() {
    let Some(mut bench) = Bench::new() else { return };
    let mut scenes = support::scenes::all();
    for number in 0..2 {
        let (name, scene) = pages(&mut bench).remove(number);
        scenes.push((name, scene, std::mem::take(&mut bench.images)));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/diff");
    let mut wrong = Vec::new();
    for (name, scene, images) in scenes {
        bench.images = images;
        // A shape that is not the page's shows the letterbox.
        for size in SIZES.into_iter().chain([(801, 600), (333, 640)]) {
            for step in [0, u16::MAX] {
                let (soft, hard) = (bench.soft(&scene, step, size), bench.hard(&scene, step, size));
                let difference = Difference::of(&soft, &hard, &corners(&scene, step, size));
                if !difference.is_tolerable() {
                    let file = format!("{name}-{}x{}-{step}", size.0, size.1);
                    let left = support::leave(&folder, &file, &soft, &hard);
                    wrong.push(format!("{name} at {size:?}, step {step}: {difference:?}, see {}", left.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "CPU and GPU differ:\n{}", wrong.join("\n"));
}

#[test]
fn planted_differences_are_found() {
    let Some(mut bench) = Bench::new() else { return };
    let scene = pages(&mut bench).remove(0).1;
    type Plant = fn(&mut Scene);
    let plants: [(&str, Plant); 8] = [
        ("a fill moved by one pixel", |scene| scene.layers[0].fills[0].rect.x += 1.0),
        ("an outline moved by one pixel", |scene| scene.layers[0].strokes[0].rect.y += 1.0),
        ("a line thicker by one pixel", |scene| scene.layers[0].strokes[1].width += 1.0),
        ("a picture moved by one pixel", |scene| scene.layers[0].pictures[0].target.x += 1.0),
        ("a text moved by one pixel", |scene| scene.layers[0].texts[1].at.y += 1.0),
        ("a clip moved by one pixel", |scene| scene.layers[1].clip = Some(Rect::new(640.0, 401.0, 400.0, 140.0))),
        ("two layers swapped", |scene| scene.layers.swap(0, 2)),
        ("a colour that is slightly off", |scene| scene.background.b -= 4),
    ];
    let size = (1280, 720);
    let soft = bench.soft(&scene, 1, size);
    let marks = corners(&scene, 1, size);
    for (name, plant) in plants {
        let mut planted = scene.clone();
        plant(&mut planted);
        let difference = Difference::of(&soft, &bench.hard(&planted, 1, size), &marks);
        assert!(!difference.is_tolerable(), "{name} was not found: {difference:?}");
    }
}

#[test]
fn a_lost_device_is_noticed_and_a_new_one_paints_the_same() {
    let Some(mut bench) = Bench::new() else { return };
    let scene = pages(&mut bench).remove(0).1;
    let before = bench.hard(&scene, 1, (480, 270));
    bench.gpu.destroy();
    assert!(bench.gpu.is_lost());
    let target = Target::new(&scene, 1, (480, 270));
    let after = bench.hard.shoot(&bench.gpu, &mut bench.cx, &bench.images, &target);
    assert_eq!(after, Err(GpuError::Lost));
    // The painter of the lost device goes with it; only scenes and pictures are kept.
    bench.gpu = Gpu::headless().expect("there was one before");
    bench.hard = GpuPainter::offscreen(&bench.gpu);
    assert!(bench.hard(&scene, 1, (480, 270)) == before, "the new device paints other pixels");
}

#[test]
fn impossible_sizes_are_refused_in_words() {
    let Some(mut bench) = Bench::new() else { return };
    let scene = Scene::new(Size::new(1280.0, 720.0), PAPER);
    let most = bench.gpu.max_side();
    for (width, height) in [(0, 10), (10, 0), (most + 1, 10)] {
        let target = Target::new(&scene, 0, (width, height));
        let answer = bench.hard.shoot(&bench.gpu, &mut bench.cx, &bench.images, &target);
        assert_eq!(answer, Err(GpuError::Size { width, height, most }));
    }
    assert_eq!(bench.gpu.errors(), 0);
}

#[test]
fn scenes_that_no_layout_makes_are_survived() {
    let Some(mut bench) = Bench::new() else { return };
    let mut scene = pages(&mut bench).remove(0).1;
    let odd = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -1e30, 1e30];
    for value in odd {
        for (x, width) in [(value, 10.0), (10.0, value), (value, value)] {
            let rect = Rect::new(x, 10.0, width, value);
            let source = scene.layers[0].pictures[0].source;
            let image = ImageId(scene.layers.len() as u32 % 2);
            let mut texts = vec![scene.layers[0].texts[0].clone()];
            texts[0].at.x = x;
            texts[0].scale = value;
            scene.layers.push(Layer {
                clip: Some(rect),
                fills: vec![Fill { rect, radius: value, color: INK }],
                ..Layer::default()
            });
            scene.layers.push(Layer {
                fills: vec![Fill { rect, radius: value, color: INK }],
                strokes: vec![Stroke { rect, radius: value, width: value, color: CARD }],
                pictures: vec![PictureItem {
                    image,
                    source,
                    target: Rect::new(x, 0.0, 20.0, 20.0),
                    radius: value,
                    tag: TagId::NONE,
                }],
                texts,
                ..Layer::default()
            });
        }
    }
    bench.hard(&scene, 0, (160, 90));
}
