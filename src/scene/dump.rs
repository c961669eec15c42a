//! The stable text of a scene: one line an item, numbers rounded to a tenth. What layout tests compare and `deckle dump`
//! prints. Must never depend on the machine: no face ids, no hash order.

use std::fmt::Write as _;

use super::{Covers, Scene};
use crate::color::Rgba;
use crate::geom::Rect;

/// `scene` as text.
#[must_use]
pub fn dump(scene: &Scene) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "scene {}x{} {}", num(scene.size.width), num(scene.size.height), color(scene.background));
    for (n, layer) in scene.layers.iter().enumerate() {
        let _ = write!(out, "layer {n}");
        if layer.step > 0 {
            let _ = write!(out, " step {}", layer.step);
        }
        if layer.until < u16::MAX {
            let _ = write!(out, " until {}", layer.until);
        }
        if let Some(clip) = layer.clip {
            let _ = write!(out, " clip {}", rect(clip));
        }
        out.push('\n');
        for fill in &layer.fills {
            let _ = writeln!(out, "  fill {} r{} {}", rect(fill.rect), num(fill.radius), color(fill.color));
        }
        for stroke in &layer.strokes {
            let (width, radius) = (num(stroke.width), num(stroke.radius));
            let _ = writeln!(out, "  stroke {} w{width} r{radius} {}", rect(stroke.rect), color(stroke.color));
        }
        for picture in &layer.pictures {
            let (target, source) = (rect(picture.target), picture.source);
            let _ = writeln!(
                out,
                "  picture {} {target} r{} from {:.3},{:.3} {:.3}x{:.3}",
                picture.image.0,
                num(picture.radius),
                source.x,
                source.y,
                source.width,
                source.height
            );
        }
        for text in &layer.texts {
            let size = text.block.buffer().metrics().font_size * text.scale;
            let role = format!("{:?}", text.role).to_lowercase();
            let _ = writeln!(out, "  text {} {}pt {role} {:?}", rect(text.bounds()), num(size), text.block.plain());
        }
        for ink in &layer.inks {
            let (lines, points) = (ink.lines.len(), ink.lines.iter().map(|line| line.len()).sum::<usize>());
            let (width, blend) = (num(ink.width * ink.scale), format!("{:?}", ink.blend).to_lowercase());
            let around = if ink.covers == Covers::Rest { "around " } else { "" };
            let _ = writeln!(out, "  ink {around}{lines} lines {points} points w{width} {blend} {}", color(ink.color));
        }
    }
    for link in &scene.links {
        let _ = writeln!(out, "link {} {:?}", rect(link.rect), link.target);
    }
    out
}

fn num(value: f32) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn rect(rect: Rect) -> String {
    format!("{},{} {}x{}", num(rect.x), num(rect.y), num(rect.width), num(rect.height))
}

fn color(color: Rgba) -> String {
    let Rgba { r, g, b, a } = color;
    if a == 255 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("#{r:02x}{g:02x}{b:02x}{a:02x}") }
}
