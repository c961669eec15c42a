//! Pictures in, textures out: each at exactly the size it is shown at, kept from frame to frame within a budget. Never
//! scales on the GPU, so that both painters show the same pixels.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use super::device::Gpu;
use super::parts::texels;
use super::plan::Quad;
use crate::media::{ImageId, Images, Original, Pixels};
use crate::scene::PictureItem;

/// Bytes of texture that may be kept for frames to come.
const BUDGET: u64 = 256 << 20;

/// A picture at a size: which one and its frame, the bits of its source rectangle, columns and rows.
type Key = (ImageId, usize, [u32; 4], u32, u32);

/// A texture that was uploaded, ready to be bound.
#[derive(Debug)]
struct Kept {
    group: wgpu::BindGroup,
    /// What it shows: an id of another store means another picture.
    of: Weak<Original>,
    bytes: u64,
    used: u64,
}

/// The textures of the pictures seen last.
#[derive(Debug)]
pub(super) struct Pictures {
    layout: wgpu::BindGroupLayout,
    blank: wgpu::BindGroup,
    kept: BTreeMap<Key, Kept>,
    bytes: u64,
    frame: u64,
    budget: u64,
}

impl Pictures {
    /// An empty cache.
    pub(super) fn new(gpu: &Gpu) -> Self {
        let layout = texels(gpu, "picture");
        let blank = upload(gpu, &layout, &Pixels { width: 1, height: 1, rgba: vec![255; 4] });
        Self { layout, blank, kept: BTreeMap::new(), bytes: 0, frame: 0, budget: BUDGET }
    }

    /// How pictures are bound.
    pub(super) fn layout(&self) -> &wgpu::BindGroupLayout {
        &self.layout
    }

    /// What is bound where no picture shows.
    pub(super) fn blank(&self) -> &wgpu::BindGroup {
        &self.blank
    }

    /// Begins a frame: what is asked for from now on is kept for as long as the frame lasts.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
    }

    /// The texture of `item` at the size of `quad`; `None` if the store has no such picture.
    pub(super) fn get(
        &mut self,
        gpu: &Gpu,
        images: &Images,
        item: &PictureItem,
        quad: &Quad,
    ) -> Option<wgpu::BindGroup> {
        let original = images.original(item.image)?;
        let side = |length: f32| (length as u32).clamp(1, gpu.max_side());
        let (width, height) = (side(quad.rect[2]), side(quad.rect[3]));
        let source = item.source;
        let bits = [source.x, source.y, source.width, source.height].map(f32::to_bits);
        let key = (item.image, original.frame(), bits, width, height);
        if let Some(kept) = self.kept.get_mut(&key)
            && Weak::ptr_eq(&kept.of, &Arc::downgrade(&original))
        {
            kept.used = self.frame;
            return Some(kept.group.clone());
        }
        let shown = original.scaled(source, width, height);
        let bytes = u64::from(width) * u64::from(height) * 4;
        if (shown.width, shown.height) != (width, height) || shown.rgba.len() as u64 != bytes {
            return None;
        }
        let group = upload(gpu, &self.layout, &shown);
        let kept = Kept { group: group.clone(), of: Arc::downgrade(&original), bytes, used: self.frame };
        if let Some(before) = self.kept.insert(key, kept) {
            self.bytes -= before.bytes;
        }
        self.bytes += bytes;
        self.shrink();
        Some(group)
    }

    /// A texture of `pixels`, which is not kept here.
    pub(super) fn put(&self, gpu: &Gpu, pixels: &Pixels) -> wgpu::BindGroup {
        upload(gpu, &self.layout, pixels)
    }

    /// Drops what was used longest ago until the rest is within the budget, but nothing of this frame.
    fn shrink(&mut self) {
        while self.bytes > self.budget {
            let oldest = self.kept.iter().filter(|(_, kept)| kept.used < self.frame).min_by_key(|(_, kept)| kept.used);
            let Some((&key, _)) = oldest else { return };
            if let Some(dropped) = self.kept.remove(&key) {
                self.bytes -= dropped.bytes;
            }
        }
    }
}

/// A texture of `pixels`, with nothing converted.
fn upload(gpu: &Gpu, layout: &wgpu::BindGroupLayout, pixels: &Pixels) -> wgpu::BindGroup {
    let size = wgpu::Extent3d { width: pixels.width, height: pixels.height, depth_or_array_layers: 1 };
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("picture"),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    let rows = wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(pixels.width * 4), rows_per_image: None };
    gpu.queue.write_texture(texture.as_image_copy(), &pixels.rgba, rows, size);
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("picture"),
        layout,
        entries: &[wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;
    use crate::scene::TagId;

    #[test]
    fn the_budget_drops_what_was_used_longest_ago() {
        let Ok(gpu) = Gpu::headless() else { return };
        let mut pictures = Pictures::new(&gpu);
        pictures.budget = 3 * 400;
        let images = Images::new();
        let id = images.add(Pixels { width: 2, height: 2, rgba: vec![9; 16] });
        let item = PictureItem {
            image: id,
            source: Rect::new(0.0, 0.0, 1.0, 1.0),
            target: Rect::new(0.0, 0.0, 10.0, 10.0),
            radius: 0.0,
            tag: TagId::NONE,
        };
        let mut show = |width: f32| {
            pictures.begin();
            let quad = Quad { rect: [0.0, 0.0, width, 100.0 / width], color: [0; 4], radius: 0.0, line: 0.0, kind: 2 };
            assert!(pictures.get(&gpu, &images, &item, &quad).is_some());
            pictures.kept.keys().map(|key| key.3).collect::<Vec<_>>()
        };
        assert_eq!(show(10.0), [10]);
        assert_eq!(show(20.0), [10, 20]);
        assert_eq!(show(10.0), [10, 20]);
        assert_eq!(show(50.0), [10, 20, 50]);
        assert_eq!(show(5.0), [5, 10, 50], "the one of 20 columns was used longest ago");
        assert_eq!(pictures.bytes, 1200);
        let other = Images::new();
        other.add(Pixels { width: 2, height: 2, rgba: vec![7; 16] });
        let before = pictures.kept.values().map(|kept| kept.of.clone()).collect::<Vec<_>>();
        let quad = Quad { rect: [0.0, 0.0, 10.0, 10.0], color: [0; 4], radius: 0.0, line: 0.0, kind: 2 };
        pictures.get(&gpu, &other, &item, &quad);
        let after = pictures.kept.values().map(|kept| kept.of.clone()).collect::<Vec<_>>();
        assert!(!before.iter().zip(&after).all(|(a, b)| Weak::ptr_eq(a, b)), "another store's picture is another one");
    }
}
