//! The hand on a page: a page, what was drawn on it and the hand in, the page as it is seen under the hand out. It looks the same on every
//! window, however large; never shows anything beyond the page.

use std::sync::Arc;

use super::ink::inks;
use crate::color::Rgba;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Blend, Covers, Fill, Ink, Layer, Scene, Stroke};
use crate::show::{Drawn, ERASER, Hand, Spot, Tool, Zoom};

/// The light of the pointer.
const LASER: Rgba = Rgba::hex(0xFF_1E_2D);
/// Radius of what the spotlight shows.
const SPOT: f32 = 130.0;
/// What lies over the rest.
const DUSK: Rgba = Rgba::BLACK.with_alpha(0xB8);

/// The `page` up to its step, with what was `drawn` on it, under `hand`; nothing where that is the page itself.
#[must_use]
pub fn handled((page, step): (&Scene, u16), drawn: Drawn<'_>, hand: &Hand) -> Option<Scene> {
    if !hand.shows() && drawn.is_empty() {
        return None;
    }
    let mut scene = Scene::new(page.size, page.background);
    let inks = inks(drawn, (page.size, page.background));
    match hand.zoom() {
        Some(zoom) => near(&mut scene, ((page, step), &inks), zoom),
        None => {
            scene.place(page, step, Rect::of(page.size));
            scene.layers.push(Layer { clip: Some(Rect::of(page.size)), inks, ..Layer::default() });
        }
    }
    let at = hand.at().map(|at| place(at, page.size));
    match (hand.tool(), at) {
        (Some(Tool::Pointer), Some(at)) if hand.dim() < u8::MAX => scene.layers.push(laser(at, hand.dim(), page.size)),
        (Some(Tool::Spotlight), Some(at)) => scene.layers.push(spotlight(at, page.size)),
        (Some(Tool::Eraser), Some(at)) => scene.layers.push(eraser(at, hand, page.size)),
        _ => {}
    }
    Some(scene)
}

/// A place in slide units.
fn place(at: Spot, size: Size) -> Point {
    let (x, y) = at.fractions();
    Point::new(x as f32 * size.width, y as f32 * size.height)
}

/// Draws the part of the page that is seen, as large as the page.
fn near(scene: &mut Scene, ((page, step), inks): ((&Scene, u16), &[Ink]), zoom: Zoom) {
    let scale = zoom.scale() as f32;
    let corner = place(zoom.corner(), page.size);
    let by = Point::new(-corner.x * scale, -corner.y * scale);
    scene.place(page, step, Rect::of(page.size).transformed(scale, by));
    let inks = inks.iter().map(|ink| ink.transformed(scale, by)).collect();
    scene.layers.push(Layer { inks, ..Layer::default() });
    let seen = Rect::of(page.size);
    for layer in &mut scene.layers {
        let clip = layer.clip.unwrap_or(seen);
        let (left, top) = (clip.x.max(0.0), clip.y.max(0.0));
        let (right, bottom) = (clip.right().min(seen.width), clip.bottom().min(seen.height));
        layer.clip = Some(Rect::new(left, top, (right - left).max(0.0), (bottom - top).max(0.0)));
    }
}

fn disc(at: Point, radius: f32, color: Rgba) -> Fill {
    Fill { rect: Rect::new(at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius), radius, color }
}

/// A red dot in its own glow, which is seen on white and on black; `dim` of 255 of it are gone.
fn laser(at: Point, dim: u8, size: Size) -> Layer {
    let lit = |color: Rgba| color.with_alpha((u16::from(color.a) * u16::from(u8::MAX - dim) / 255) as u8);
    let halo = [(21.0, 0x16), (18.0, 0x1E), (15.0, 0x28), (12.5, 0x50)];
    let mut fills: Vec<Fill> =
        halo.iter().map(|&(radius, alpha)| disc(at, radius, lit(LASER.with_alpha(alpha)))).collect();
    fills.push(disc(at, 10.0, lit(LASER)));
    fills.push(disc(at, 4.0, lit(LASER.over(Rgba::WHITE, 0.6))));
    Layer { clip: Some(Rect::of(size)), fills, ..Layer::default() }
}

/// A ring around what the eraser reaches, dark and light, so that it is seen on everything.
fn eraser(at: Point, hand: &Hand, size: Size) -> Layer {
    let reach = ERASER as f32 * hand.zoom().map_or(1.0, |zoom| zoom.scale() as f32);
    let ring = |radius: f32, width: f32, color: Rgba| Stroke {
        rect: Rect::new(at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius),
        radius,
        width,
        color,
    };
    let strokes = vec![ring(reach + 1.5, 4.5, Rgba::WHITE.with_alpha(0xD0)), ring(reach, 1.5, Rgba::hex(0x30_30_30))];
    Layer { clip: Some(Rect::of(size)), strokes, ..Layer::default() }
}

/// Dusk around a circle, with a rim.
fn spotlight(at: Point, size: Size) -> Layer {
    let light = Ink {
        at: Point::default(),
        scale: 1.0,
        lines: vec![Arc::new([at])],
        width: 2.0 * SPOT,
        covers: Covers::Rest,
        color: DUSK,
        blend: Blend::Over,
    };
    let around = SPOT + 1.5;
    let rim = Stroke {
        rect: Rect::new(at.x - around, at.y - around, 2.0 * around, 2.0 * around),
        radius: around,
        width: 3.0,
        color: Rgba::hex(0x8A_8A_8A),
    };
    Layer { clip: Some(Rect::of(size)), strokes: vec![rim], inks: vec![light], ..Layer::default() }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::show::{Command, Pages, Show, Start};

    struct One;

    impl Pages for One {
        fn decks(&self) -> usize {
            1
        }
        fn pages(&self, _deck: usize) -> usize {
            1
        }
        fn steps(&self, _deck: usize, _page: usize) -> u16 {
            1
        }
    }

    fn page() -> Scene {
        let mut scene = Scene::new(Size::new(1280.0, 720.0), Rgba::WHITE);
        let fills = vec![Fill { rect: Rect::new(600.0, 300.0, 80.0, 90.0), radius: 4.0, color: Rgba::BLACK }];
        scene.layers.push(Layer { fills, ..Layer::default() });
        scene
    }

    fn seen(commands: &[Command], at: (f64, f64)) -> Option<Scene> {
        let mut show = Show::new(Start::default(), &One);
        show.point(Spot::at(at.0, at.1));
        for &command in commands {
            show.apply(command, Duration::ZERO, &One);
        }
        handled((&page(), 0), Drawn::default(), show.hand())
    }

    #[test]
    fn an_empty_hand_changes_nothing() {
        assert!(seen(&[], (0.5, 0.5)).is_none());
        assert!(seen(&[Command::Pointer], (1.5, 0.5)).is_none(), "the mouse is elsewhere");
    }

    #[test]
    fn the_dot_is_where_the_mouse_is() {
        let scene = seen(&[Command::Pointer], (0.25, 0.75)).expect("a dot");
        let dot = scene.layers.last().and_then(|layer| layer.fills.last()).expect("its core").rect;
        assert!((dot.x + dot.width / 2.0 - 320.0).abs() < 0.1 && (dot.y + dot.height / 2.0 - 540.0).abs() < 0.1);
    }

    #[test]
    fn what_is_under_the_mouse_stays_there_and_nothing_leaves_the_page() {
        for at in [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.48, 0.44), (0.9, 0.1)] {
            for nearer in 0..12 {
                let mut commands = vec![Command::Zoom];
                commands.extend(std::iter::repeat_n(Command::Nearer, nearer));
                let scene = seen(&commands, at).expect("a page from near");
                let page = Rect::of(scene.size);
                assert!(scene.layers.iter().all(|layer| layer.clip.is_some_and(|clip| page.holds(clip, 0.01))));
                let ground = scene.layers[0].fills[0].rect;
                assert!(ground.holds(page, 0.5), "the page covers the page");
                let under = |part: f64, from: f32, long: f32| from + part as f32 * long;
                let (x, y) = (under(at.0, ground.x, ground.width), under(at.1, ground.y, ground.height));
                let wanted = (at.0 as f32 * 1280.0, at.1 as f32 * 720.0);
                assert!((x - wanted.0).abs() < 0.5 && (y - wanted.1).abs() < 0.5, "{at:?} {nearer}: {x} {y}");
            }
        }
    }

    #[test]
    fn dusk_leaves_a_circle_and_covers_all_else() {
        let scene = seen(&[Command::Spotlight], (0.5, 0.25)).expect("a spotlight");
        let layer = scene.layers.last().expect("its layer");
        assert_eq!(layer.clip, Some(Rect::new(0.0, 0.0, 1280.0, 720.0)));
        let [dusk] = layer.inks.as_slice() else { panic!("{:?}", layer.inks) };
        let one: &[Point] = &[Point::new(640.0, 180.0)];
        assert_eq!((dusk.covers, &*dusk.lines[0], dusk.width), (Covers::Rest, one, 2.0 * SPOT));
    }
}
