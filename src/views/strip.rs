//! The way through the session, at the foot of the speaker's screen: a box a talk, as wide as its part of the time or of the
//! pages; those behind, the one on stage with its progress, those to come; where the plan is by now, and a dot at each marked
//! page.

use super::OnStage;
use super::timing::{Timing, pages};
use crate::fonts::FontCx;
use crate::geom::Rect;
use crate::scene::{Fill, Layer, Scene};
use crate::theme::Theme;

/// No box is narrower.
const LEAST: f32 = 4.0;

/// Draws the strip into `strip`.
pub(super) fn draw_strip(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (strip, timing): (Rect, Option<&Timing>),
    theme: &Theme,
) {
    let seen = on.show.audience();
    let (here, decks) = (seen.at.deck, on.book.len());
    let count = if here < decks { on.book.pages(cx, here).len() } else { 0 };
    let done = if seen.ended { 1.0 } else { (seen.at.page + 1) as f32 / count.max(1) as f32 };
    let weights: Vec<f32> = (0..decks)
        .map(|deck| {
            let planned = timing.and_then(|timing| timing.spans.get(deck)).map(std::time::Duration::as_secs_f32);
            planned.unwrap_or(pages(on.book, deck) as f32).max(1e-3)
        })
        .collect();
    // Boxes that would be thinner than their gaps become one bar.
    let one = decks as f32 > strip.width / 6.0;
    let sum: f32 = weights.iter().sum();
    let (boxes, at, done) = if one || decks == 0 {
        let behind: f32 = weights.iter().take(here).sum();
        let own = weights.get(here).copied().unwrap_or_default();
        (vec![strip], 0, (behind + own * done) / sum.max(1e-3))
    } else {
        (parted(strip, &weights), here, done)
    };
    let mut layer = Layer::default();
    let behind = theme.muted.over(theme.background, 0.6);
    for (n, &rect) in boxes.iter().enumerate() {
        let radius = 3.0_f32.min(rect.width / 2.0);
        let color = match n.cmp(&at) {
            std::cmp::Ordering::Less => behind,
            std::cmp::Ordering::Equal => theme.accent.over(theme.background, 0.32),
            std::cmp::Ordering::Greater => theme.rule,
        };
        layer.fills.push(Fill { rect, radius, color });
        if n == at {
            let width = (rect.width * done.clamp(0.0, 1.0)).max(2.0).min(rect.width);
            let radius = radius.min(width / 2.0);
            layer.fills.push(Fill { rect: Rect { width, ..rect }, radius, color: theme.accent });
        }
    }
    for mark in on.show.bookmarks().iter() {
        // Where a talk is not laid out yet, its length is a guess, and so is the place of the mark.
        let part = mark.page as f32 / pages(on.book, mark.deck.min(decks.saturating_sub(1))).max(1) as f32;
        if let (Some(x), false) = (along(&boxes, &weights, (mark.deck, part.min(1.0))), decks == 0) {
            let dot = Rect::new((x - 2.0).clamp(strip.x, strip.right() - 5.0), strip.y - 9.0, 5.0, 5.0);
            layer.fills.push(Fill { rect: dot, radius: 2.5, color: theme.accent });
        }
    }
    if let Some(x) = timing.and_then(|timing| planned(on, timing, &boxes)) {
        let x = x.clamp(strip.x, strip.right() - 3.0);
        layer.fills.push(Fill {
            rect: Rect::new(x, strip.y - 6.0, 3.0, strip.height + 6.0),
            radius: 1.5,
            color: theme.ink,
        });
    }
    scene.layers.push(layer);
}

/// Where along the boxes a part of a talk is; where all talks share one box, by the weights before it.
fn along(boxes: &[Rect], weights: &[f32], (talk, part): (usize, f32)) -> Option<f32> {
    let own = *weights.get(talk)?;
    if let [bar] = boxes
        && weights.len() > 1
    {
        let sum: f32 = weights.iter().sum();
        let before: f32 = weights.iter().take(talk).sum();
        return Some(bar.x + bar.width * (before + own * part) / sum.max(1e-3));
    }
    boxes.get(talk).map(|bar| bar.x + bar.width * part)
}

/// Boxes side by side in `strip`, as wide as `weights` say, none thinner than [`LEAST`].
fn parted(strip: Rect, weights: &[f32]) -> Vec<Rect> {
    let count = weights.len() as f32;
    let gap = if weights.len() > 1 { 4.0_f32.min(strip.width / count * 0.3) } else { 0.0 };
    let room = strip.width - gap * (count - 1.0);
    let least = LEAST.min(room / count * 0.9);
    let sum: f32 = weights.iter().sum();
    let mut x = strip.x;
    weights
        .iter()
        .map(|weight| {
            let width = least + (room - least * count) * weight / sum;
            let rect = Rect::new(x, strip.y, width, strip.height);
            x += width + gap;
            rect
        })
        .collect()
}

/// Where one is to be by now: a place in the box of the talk that is planned for it.
fn planned(on: &OnStage<'_>, timing: &Timing, boxes: &[Rect]) -> Option<f32> {
    let elapsed = on.show.timer().elapsed(on.now);
    if elapsed.is_zero() {
        return None;
    }
    if let [bar] = boxes
        && on.book.len() > 1
    {
        let end = timing.schedule.end().as_secs_f32().max(1.0);
        return Some(bar.x + bar.width * (elapsed.as_secs_f32() / end).min(1.0));
    }
    let (talk, part) = timing.schedule.due(elapsed);
    boxes.get(talk).map(|bar| bar.x + bar.width * part as f32)
}
