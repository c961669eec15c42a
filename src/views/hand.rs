//! The hand on a page: a page and the hand in, the page as it is seen under the hand out. It looks the same on every
//! window, however large; never shows anything beyond the page.

use crate::color::Rgba;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Layer, Scene, Stroke};
use crate::show::{Hand, Spot, Tool, Zoom};

/// The light of the pointer.
const LASER: Rgba = Rgba::hex(0xFF_1E_2D);
/// Radius of what the spotlight shows.
const SPOT: f32 = 130.0;
/// What lies over the rest.
const DUSK: Rgba = Rgba::BLACK.with_alpha(0xB8);

/// The `page` up to its step under `hand`; nothing where the hand changes nothing.
#[must_use]
pub fn handled((page, step): (&Scene, u16), hand: &Hand) -> Option<Scene> {
    if !hand.shows() {
        return None;
    }
    let mut scene = Scene::new(page.size, page.background);
    match hand.zoom() {
        Some(zoom) => near(&mut scene, (page, step), zoom),
        None => scene.place(page, step, Rect::of(page.size)),
    }
    let at = hand.at().map(|at| place(at, page.size));
    match (hand.tool(), at) {
        (Some(Tool::Pointer), Some(at)) => scene.layers.push(laser(at, page.size)),
        (Some(Tool::Spotlight), Some(at)) => scene.layers.push(spotlight(at, page.size)),
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
fn near(scene: &mut Scene, (page, step): (&Scene, u16), zoom: Zoom) {
    let scale = zoom.scale() as f32;
    let corner = place(zoom.corner(), page.size);
    scene.place(page, step, Rect::of(page.size).transformed(scale, Point::new(-corner.x * scale, -corner.y * scale)));
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

/// A red dot in its own glow, which is seen on white and on black.
fn laser(at: Point, size: Size) -> Layer {
    let halo = [(21.0, 0x16), (18.0, 0x1E), (15.0, 0x28), (12.5, 0x50)];
    let mut fills: Vec<Fill> = halo.iter().map(|&(radius, alpha)| disc(at, radius, LASER.with_alpha(alpha))).collect();
    fills.push(disc(at, 10.0, LASER));
    fills.push(disc(at, 4.0, LASER.over(Rgba::WHITE, 0.6)));
    Layer { clip: Some(Rect::of(size)), fills, ..Layer::default() }
}

/// Dusk around a circle, made of rows, for painters know rectangles; a rim hides their ends.
fn spotlight(at: Point, size: Size) -> Layer {
    let dusk = |x: f32, y: f32, right: f32, bottom: f32| Fill {
        rect: Rect::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0)),
        radius: 0.0,
        color: DUSK,
    };
    // Rows on whole units: their edges meet in the same pixel.
    let (top, bottom) = ((at.y - SPOT).floor(), (at.y + SPOT).ceil());
    let mut fills =
        vec![dusk(0.0, 0.0, size.width, top.max(0.0)), dusk(0.0, bottom.min(size.height), size.width, size.height)];
    let rows = (bottom - top) as u16;
    for row in 0..rows {
        let y = top + f32::from(row);
        if y + 1.0 <= 0.0 || y >= size.height {
            continue;
        }
        let away = y + 0.5 - at.y;
        let half = (SPOT * SPOT - away * away).max(0.0).sqrt();
        let (y, under) = (y.max(0.0), (y + 1.0).min(size.height));
        fills.push(dusk(0.0, y, (at.x - half).clamp(0.0, size.width), under));
        fills.push(dusk((at.x + half).clamp(0.0, size.width), y, size.width, under));
    }
    fills.retain(|fill| fill.rect.width > 0.0 && fill.rect.height > 0.0);
    let around = SPOT + 1.5;
    let rim = Stroke {
        rect: Rect::new(at.x - around, at.y - around, 2.0 * around, 2.0 * around),
        radius: around,
        width: 3.0,
        color: Rgba::hex(0x8A_8A_8A),
    };
    Layer { clip: Some(Rect::of(size)), fills, strokes: vec![rim], ..Layer::default() }
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
        handled((&page(), 0), show.hand())
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
    fn dusk_leaves_a_circle_and_never_lies_twice() {
        for at in [(0.5, 0.5), (0.0, 0.0), (0.97, 0.03), (0.3333, 0.7777)] {
            let scene = seen(&[Command::Spotlight], at).expect("a spotlight");
            let dusk = &scene.layers.last().expect("its layer").fills;
            for y in (0..720).step_by(5) {
                for x in (0..1280).step_by(7) {
                    let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
                    let over = |fill: &&Fill| {
                        (fill.rect.x..fill.rect.right()).contains(&x) && (fill.rect.y..fill.rect.bottom()).contains(&y)
                    };
                    let count = dusk.iter().filter(over).count();
                    let away = (x - at.0 as f32 * 1280.0).hypot(y - at.1 as f32 * 720.0);
                    if (away - SPOT).abs() > 2.0 {
                        assert_eq!(count, usize::from(away > SPOT), "{at:?} {x} {y}");
                    }
                }
            }
        }
    }
}
