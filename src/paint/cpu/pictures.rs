//! Pictures at the size they are shown, kept from one page to the next. Never scales the same picture twice in a row.

use std::collections::HashMap;
use std::sync::Arc;

use super::corner::{Corners, Outline};
use super::frame::{Area, Frame, blend, times};
use crate::geom::Rect;
use crate::media::{ImageId, Original, Pixels};

/// The picture and its frame, the bits of its source rectangle, and the columns and rows it takes.
type Key = (ImageId, usize, [u32; 4], i32, i32);

#[derive(Debug)]
struct Kept {
    /// What it was made of: an id alone could belong to another store.
    original: Arc<Original>,
    scaled: Arc<Pixels>,
}

/// Scaled pictures.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    kept: HashMap<Key, Kept>,
    bytes: usize,
}

/// When this many bytes are kept, they are let go and scaling begins anew.
const MAX_BYTES: usize = 96 << 20;
/// No page shows a picture larger than this; one that claims to is not painted.
const MAX_SIDE: i32 = 16_384;

/// A picture in its place; lengths in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) image: ImageId,
    pub(super) source: Rect,
    pub(super) target: Area,
    pub(super) radius: f32,
}

impl Pictures {
    /// Paints `original` as `placed` says, inside `clip`.
    pub(super) fn paint(&mut self, frame: &mut Frame<'_>, original: Arc<Original>, placed: Placed, inside: Inside<'_>) {
        let area = placed.target;
        let (width, height) = (area.width(), area.height());
        if inside.clip.and(area).is_empty() || width > MAX_SIDE || height > MAX_SIDE {
            return;
        }
        let scaled = self.scaled(original, placed);
        let stride = width.unsigned_abs() as usize * 4;
        let outline = Outline { area, radius: placed.radius, line: None };
        inside.corners.runs(outline, inside.clip, |run| {
            let from = (run.y - area.top).unsigned_abs() as usize * stride
                + (run.left - area.left).unsigned_abs() as usize * 4;
            let over = scaled.rgba.get(from..).unwrap_or(&[]);
            let under = frame.row(run.y, run.left, run.right);
            for (under, over) in under.chunks_exact_mut(4).zip(over.chunks_exact(4)) {
                match times(over[3], run.cover) {
                    255 => under[..3].copy_from_slice(&over[..3]),
                    alpha => blend(&mut under[..3], [over[0], over[1], over[2]], alpha),
                }
            }
        });
    }

    fn scaled(&mut self, original: Arc<Original>, placed: Placed) -> Arc<Pixels> {
        let Placed { image, source, target, .. } = placed;
        let (width, height) = (target.width(), target.height());
        let bits = [source.x, source.y, source.width, source.height].map(f32::to_bits);
        let key = (image, original.frame(), bits, width, height);
        if let Some(kept) = self.kept.get(&key).filter(|kept| Arc::ptr_eq(&kept.original, &original)) {
            return Arc::clone(&kept.scaled);
        }
        let scaled = Arc::new(original.scaled(source, width.unsigned_abs(), height.unsigned_abs()));
        if self.bytes + scaled.rgba.len() > MAX_BYTES {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes += scaled.rgba.len();
        let old = self.kept.insert(key, Kept { original, scaled: Arc::clone(&scaled) });
        self.bytes -= old.map_or(0, |old| old.scaled.rgba.len());
        scaled
    }
}

/// Puts `pixels` on the pixels of `area`, one on one.
pub(super) fn stamp(frame: &mut Frame<'_>, pixels: &Pixels, area: Area) {
    let rows = pixels.rgba.chunks_exact((pixels.width as usize * 4).max(4));
    for (y, row) in (area.top..area.bottom).zip(rows) {
        let under = frame.row(y, area.left, area.right).chunks_exact_mut(4);
        for (under, over) in under.zip(row.chunks_exact(4)) {
            match over[3] {
                0 => {}
                255 => under[..3].copy_from_slice(&over[..3]),
                alpha => blend(&mut under[..3], [over[0], over[1], over[2]], alpha),
            }
        }
    }
}

/// Where painting may happen, and the corners it needs.
pub(super) struct Inside<'a> {
    pub(super) clip: Area,
    pub(super) corners: &'a mut Corners,
}
