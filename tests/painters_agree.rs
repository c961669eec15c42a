use deckle::color::Rgba;
use deckle::fonts::{FontCx, MONO, SANS};
use deckle::geom::{Point, Rect, Size};
use deckle::media::{Images, Pixels};
use deckle::paint::gpu::{Gpu, GpuPainter, Target};
use deckle::scene::*;
use std::sync::Arc;
use std::time::Instant;

fn block(cx: &mut FontCx, text: &str, size: f32, family: &'static str) -> Arc<TextBlock> {
    let style =
        TextStyle { family, size, weight: 400, italic: false, tracking: 0.0, color: Rgba::hex(0x202428), mark: 0 };
    Arc::new(TextBlock::new(cx, &[Span { text: text.into(), style }], size * 1.3, Some(1000.0)))
}

#[test]
fn first_light() {
    let start = Instant::now();
    let gpu = Gpu::headless().unwrap();
    println!("{} {:?}", gpu.describe(), start.elapsed());
    let mut painter = GpuPainter::offscreen(&gpu);
    println!("painter {:?}", start.elapsed());
    let mut cx = FontCx::new();
    let images = Images::new();
    let id = images.add(Pixels {
        width: 2,
        height: 2,
        rgba: vec![255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128],
    });
    let mut scene = Scene::new(Size::new(1280.0, 720.0), Rgba::hex(0xFAFAF8));
    let text = |at, block: Arc<TextBlock>| TextItem { at, scale: 1.0, block, role: TextRole::Content };
    scene.layers.push(Layer {
        fills: vec![Fill {
            rect: Rect::new(60.0, 200.0, 500.0, 300.0),
            radius: 24.0,
            color: Rgba::hex(0x3366AA).with_alpha(128),
        }],
        strokes: vec![Stroke {
            rect: Rect::new(60.0, 200.0, 500.0, 300.0),
            radius: 24.0,
            width: 4.0,
            color: Rgba::hex(0x112233),
        }],
        pictures: vec![PictureItem {
            image: id,
            source: Rect::new(0.0, 0.0, 1.0, 1.0),
            target: Rect::new(700.0, 300.0, 300.0, 300.0),
            radius: 30.0,
        }],
        texts: vec![
            text(Point::new(80.0, 60.0), block(&mut cx, "Hello, deckle -> 🚀 fi AVATAR", 64.0, SANS)),
            text(Point::new(80.0, 240.0), block(&mut cx, "fn main() -> ! { 😀 }", 32.0, MONO)),
        ],
        ..Layer::default()
    });
    scene.layers.push(Layer {
        clip: Some(Rect::new(600.0, 200.0, 80.0, 40.0)),
        texts: vec![text(Point::new(560.0, 190.0), block(&mut cx, "clipped text", 48.0, SANS))],
        ..Layer::default()
    });
    let t = Instant::now();
    let pixels = painter.shoot(&gpu, &mut cx, &images, &Target::new(&scene, 0, (1280, 800))).unwrap();
    println!("first shot {:?}, all {:?}, errors {} {}", t.elapsed(), start.elapsed(), gpu.errors(), gpu.last_error());
    let file = std::fs::File::create("/tmp/d-first.png").unwrap();
    let mut e = png::Encoder::new(file, pixels.width, pixels.height);
    e.set_color(png::ColorType::Rgba);
    e.write_header().unwrap().write_image_data(&pixels.rgba).unwrap();
    gpu.destroy();
    assert!(gpu.is_lost());
}
