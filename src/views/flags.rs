//! What the speaker must not overlook, as capsules at the page: the state of the show in, boxes of words out. None is ever
//! left out for want of room.

use super::boxes::{Look, line, put};
use super::{AudienceOn, OnStage};
use crate::color::Rgba;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, TextBlock};
use crate::show::{Blank, Command, Run, Tool};
use crate::theme::Theme;

/// Height of a capsule, room at its ends, and space between two.
const HEIGHT: f32 = 24.0;
const PAD: f32 = 9.0;
const SPACE: f32 = 8.0;

/// The words, each with the colour of its capsule.
pub(super) fn flags(on: &OnStage<'_>, theme: &Theme) -> Vec<(String, Rgba)> {
    let mut flags = Vec::new();
    let mut flag = |words: &str, color| flags.push((words.to_owned(), color));
    if on.audience == AudienceOn::Nowhere {
        flag("NO AUDIENCE DISPLAY", theme.tones.caution);
    }
    if let AudienceOn::Astray(name) = on.audience {
        let key = on.keys.label(Command::Fullscreen);
        flag(&format!("{key}, DRAG THE SLIDES TO {}, {key}", name.to_uppercase()), theme.tones.caution);
    }
    match on.show.blank() {
        Some(Blank::Black) => flag("BLACK", theme.accent),
        Some(Blank::White) => flag("WHITE", theme.accent),
        None => {}
    }
    if on.show.frozen() {
        flag("FROZEN", theme.tones.note);
    }
    if on.show.timer().run() == Run::Paused {
        flag("TIMER PAUSED", theme.tones.warning);
    }
    let tool = match on.show.hand().tool() {
        Some(Tool::Pen) => Some("PEN"),
        Some(Tool::Highlighter) => Some("HIGHLIGHTER"),
        Some(Tool::Eraser) => Some("ERASER"),
        _ => None,
    };
    if let Some(tool) = tool {
        // As long as it is in hand, buttons of the mouse turn no page.
        flag(tool, theme.muted);
    }
    if tool.is_some() && on.show.drawings().full(on.show.position()) {
        flag("NO MORE ROOM FOR LINES", theme.tones.caution);
    }
    if on.show.ended() {
        flag("END", theme.accent);
    }
    if !on.show.digits().is_empty() {
        flag(&format!("GO TO {}", on.show.digits()), theme.accent);
    }
    flags
}

/// Puts the capsules at the right end of the line above `page`, of which a label takes `taken`; where they find no room
/// there, on the page.
pub(super) fn draw_flags(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (page, taken): (Rect, f32),
    theme: &Theme,
) {
    let look = Look { line: HEIGHT, ..Look::label(15.0, theme.background) };
    let flags = flags(on, theme);
    let boxes: Vec<(TextBlock, Rgba)> =
        flags.iter().map(|(words, color)| (line(cx, words, look, page.width - 2.0 * PAD), *color)).collect();
    let wide = |block: &TextBlock| block.size().width + 2.0 * PAD;
    let all: f32 = boxes.iter().map(|(block, _)| wide(block) + SPACE).sum::<f32>() - SPACE;
    let above = all <= page.width - taken - 20.0;
    let left = if above { page.right() - all } else { page.x + SPACE };
    let (mut x, mut y) = (left, if above { page.y - HEIGHT - 5.0 } else { page.y + SPACE });
    let mut layer = Layer::default();
    for (block, color) in boxes {
        let width = wide(&block);
        if x > left && x + width > page.right() + 0.5 {
            (x, y) = (left, y + HEIGHT + SPACE);
        }
        layer.fills.push(Fill { rect: Rect::new(x, y, width, HEIGHT), radius: 6.0, color });
        put(&mut layer, block, Point::new(x + PAD, y));
        x += width + SPACE;
    }
    scene.layers.push(layer);
}
