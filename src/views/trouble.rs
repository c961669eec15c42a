//! What is wrong with the files, or what the speaker is told for a while, in one line at the foot of the speaker's screen.
//! Never on the audience's.

use super::OnStage;
use super::boxes::{Look, line, put};
use crate::fonts::FontCx;
use crate::geom::Point;
use crate::scene::{Layer, Scene};
use crate::theme::Theme;

/// Where the line begins.
const LEFT: f32 = 28.0;

/// Puts the line on the screen, if there is something to say.
pub(super) fn draw_trouble(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, theme: &Theme) {
    let told = on.remark.map(|words| (words, theme.ink)).or(on.trouble.map(|words| (words, theme.accent)));
    let Some((words, color)) = told else { return };
    let mut layer = Layer::default();
    let block = line(cx, words, Look::new(15.0, 20.0, 500, color), scene.size.width - 2.0 * LEFT);
    put(&mut layer, block, Point::new(LEFT, scene.size.height - 25.0));
    scene.layers.push(layer);
}
