//! A scene in, its pixels in memory out, without any window: what exports and tests take from the GPU. Never shows
//! anything on a screen.

use super::device::Gpu;
use super::{GpuError, GpuPainter, Target, Turn, page_texture};
use crate::fonts::FontCx;
use crate::media::{Images, Pixels};

/// A texture to paint on and a buffer to read it from, kept for the next page of the same size.
#[derive(Debug)]
pub(super) struct Offscreen {
    texture: wgpu::Texture,
    buffer: wgpu::Buffer,
    width: u32,
    height: u32,
    /// Bytes from one row to the next in the buffer: more than a row, since copies are aligned.
    stride: u32,
}

impl Offscreen {
    fn new(gpu: &Gpu, format: wgpu::TextureFormat, (width, height): (u32, u32)) -> Self {
        let texture = page_texture(gpu, format, (width, height), wgpu::TextureUsages::COPY_SRC);
        let stride = (width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("page"),
            size: u64::from(stride) * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        Self { texture, buffer, width, height, stride }
    }

    /// The command that copies what was painted into the buffer.
    fn copy(&self, gpu: &Gpu) -> wgpu::CommandBuffer {
        let label = Some("read the page back");
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label });
        encoder.copy_texture_to_buffer(
            self.texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &self.buffer,
                layout: wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(self.stride),
                    rows_per_image: None,
                },
            },
            wgpu::Extent3d { width: self.width, height: self.height, depth_or_array_layers: 1 },
        );
        encoder.finish()
    }

    /// The pixels in the buffer, once the copy is done.
    fn read(&self, gpu: &Gpu) -> Result<Pixels, GpuError> {
        let (tell, told) = std::sync::mpsc::channel();
        self.buffer.map_async(wgpu::MapMode::Read, .., move |answer| {
            // Nobody listens any more only if waiting failed, which is told already.
            let _ = tell.send(answer);
        });
        gpu.wait()?;
        match told.try_recv() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(GpuError::Failed(error.to_string())),
            Err(_) => return Err(GpuError::Lost),
        }
        let row = self.width as usize * 4;
        let mut rgba = Vec::with_capacity(row * self.height as usize);
        {
            let mapped = self.buffer.get_mapped_range(..).map_err(|error| GpuError::Failed(error.to_string()))?;
            for line in mapped.chunks_exact(self.stride as usize) {
                rgba.extend_from_slice(line.get(..row).unwrap_or(line));
            }
        }
        self.buffer.unmap();
        Ok(Pixels { width: self.width, height: self.height, rgba })
    }
}

impl GpuPainter {
    /// Paints `target` into memory.
    ///
    /// # Errors
    /// If the device is gone or fails, or the target is empty or larger than the device allows.
    pub fn shoot(
        &mut self,
        gpu: &Gpu,
        cx: &mut FontCx,
        images: &Images,
        target: &Target<'_>,
    ) -> Result<Pixels, GpuError> {
        let size = (target.viewport.width, target.viewport.height);
        self.read_back(gpu, size, |painter, texture| {
            painter.prepare(gpu, cx, images, target)?;
            gpu.queue.submit([painter.record(gpu, texture)]);
            Ok(())
        })
    }

    /// Prepares, records and submits `target` on a texture of its own and waits for nothing: all that a window's frame
    /// costs the thread that draws it. For benchmarks.
    ///
    /// # Errors
    /// If the device is gone, or goes meanwhile.
    pub fn submit(&mut self, gpu: &Gpu, cx: &mut FontCx, images: &Images, target: &Target<'_>) -> Result<(), GpuError> {
        self.prepare(gpu, cx, images, target)?;
        let offscreen = self.take_offscreen(gpu, (target.viewport.width, target.viewport.height));
        gpu.queue.submit([self.record(gpu, &offscreen.texture)]);
        self.offscreen = Some(offscreen);
        self.trim();
        Ok(())
    }

    /// Paints a moment of a turn into memory.
    ///
    /// # Errors
    /// As those of [`GpuPainter::shoot`].
    pub fn shoot_turn(
        &mut self,
        gpu: &Gpu,
        cx: &mut FontCx,
        images: &Images,
        turn: &Turn<'_>,
    ) -> Result<Pixels, GpuError> {
        let size = (turn.to.viewport.width, turn.to.viewport.height);
        self.read_back(gpu, size, |painter, texture| painter.turn(gpu, (cx, images), turn, texture))
    }

    fn take_offscreen(&mut self, gpu: &Gpu, size: (u32, u32)) -> Offscreen {
        let kept = self.offscreen.take().filter(|kept| (kept.width, kept.height) == size);
        kept.unwrap_or_else(|| Offscreen::new(gpu, self.format, size))
    }

    /// What `paint` paints and submits on a texture of `size`.
    fn read_back(
        &mut self,
        gpu: &Gpu,
        size: (u32, u32),
        paint: impl FnOnce(&mut Self, &wgpu::Texture) -> Result<(), GpuError>,
    ) -> Result<Pixels, GpuError> {
        if gpu.is_lost() {
            return Err(GpuError::Lost);
        }
        let most = gpu.max_side();
        if size.0.min(size.1) == 0 || size.0.max(size.1) > most {
            return Err(GpuError::Size { width: size.0, height: size.1, most });
        }
        let errors = gpu.errors();
        let offscreen = self.take_offscreen(gpu, size);
        paint(self, &offscreen.texture)?;
        gpu.queue.submit([offscreen.copy(gpu)]);
        self.trim();
        if gpu.is_lost() {
            return Err(GpuError::Lost);
        }
        if gpu.errors() != errors {
            return Err(GpuError::Failed(gpu.last_error()));
        }
        let mut pixels = offscreen.read(gpu)?;
        self.offscreen = Some(offscreen);
        if self.format == wgpu::TextureFormat::Bgra8Unorm {
            pixels.rgba.chunks_exact_mut(4).for_each(|pixel| pixel.swap(0, 2));
        }
        Ok(pixels)
    }
}
