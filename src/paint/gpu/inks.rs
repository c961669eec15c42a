//! Ink in, draw calls out: every ink is covered on a sheet of its own first, then shown in its colour. The pipelines are
//! made for the first ink that shows. Never covers a place twice.

use std::mem::offset_of;

use super::device::Gpu;
use super::parts::{Entry, Instances, attribute, strips, texels};
use super::plan::{Clip, InkPlan};
use crate::scene::{Blend, Covers};

/// The shader's source.
const SHADER: &str = include_str!("../../../shaders/ink.wgsl");
/// Sheets grow by so many columns and rows, so that a line that is being drawn does not need a new one for every point.
const GRAIN: u32 = 128;

/// A piece of a line as the shader takes it. The shader's `Piece` must have the same members.
#[repr(C)]
#[derive(Clone, Copy, Debug, bytemuck::Pod, bytemuck::Zeroable)]
struct Piece {
    ends: [f32; 4],
    sheet: [f32; 2],
    half_width: f32,
}

/// A sheet as the shader takes it. The shader's `Sheet` must have the same members.
#[repr(C)]
#[derive(Clone, Copy, Debug, bytemuck::Pod, bytemuck::Zeroable)]
struct Shown {
    rect: [f32; 4],
    page: [f32; 2],
    color: [u8; 4],
    around: f32,
}

const PIECE: [wgpu::VertexAttribute; 3] = [
    attribute(0, offset_of!(Piece, ends), wgpu::VertexFormat::Float32x4),
    attribute(1, offset_of!(Piece, sheet), wgpu::VertexFormat::Float32x2),
    attribute(2, offset_of!(Piece, half_width), wgpu::VertexFormat::Float32),
];

const SHOWN: [wgpu::VertexAttribute; 4] = [
    attribute(0, offset_of!(Shown, rect), wgpu::VertexFormat::Float32x4),
    attribute(1, offset_of!(Shown, page), wgpu::VertexFormat::Float32x2),
    attribute(2, offset_of!(Shown, color), wgpu::VertexFormat::Unorm8x4),
    attribute(3, offset_of!(Shown, around), wgpu::VertexFormat::Float32),
];

/// The pipelines and the sheets of the frame that is drawn next.
#[derive(Debug)]
pub(super) struct Inks {
    layout: wgpu::BindGroupLayout,
    covering: wgpu::RenderPipeline,
    over: wgpu::RenderPipeline,
    multiply: wgpu::RenderPipeline,
    screen: wgpu::RenderPipeline,
    pieces: Instances,
    shown: Instances,
    sheets: Vec<Sheet>,
    blends: Vec<Blend>,
}

/// Coverage, a channel of a byte.
#[derive(Debug)]
struct Sheet {
    size: (u32, u32),
    view: wgpu::TextureView,
    group: wgpu::BindGroup,
}

impl Inks {
    /// Pipelines for targets of `format`.
    pub(super) fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let device = &gpu.device;
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("ink"),
            source: wgpu::ShaderSource::Wgsl(SHADER.into()),
        });
        let layout = texels(gpu, "ink");
        let same = wgpu::BlendComponent {
            src_factor: wgpu::BlendFactor::One,
            dst_factor: wgpu::BlendFactor::One,
            operation: wgpu::BlendOperation::Max,
        };
        // What the target's opacity was, it stays.
        let kept = wgpu::BlendComponent {
            src_factor: wgpu::BlendFactor::Zero,
            dst_factor: wgpu::BlendFactor::One,
            operation: wgpu::BlendOperation::Add,
        };
        let factors = |src_factor, dst_factor| wgpu::BlendState {
            color: wgpu::BlendComponent { src_factor, dst_factor, operation: wgpu::BlendOperation::Add },
            alpha: kept,
        };
        let multiply = factors(wgpu::BlendFactor::Dst, wgpu::BlendFactor::Zero);
        let screen = factors(wgpu::BlendFactor::OneMinusDst, wgpu::BlendFactor::One);
        let pieces = Entry {
            shader: &shader,
            vertex: "vs_piece",
            fragment: "fs_piece",
            stride: size_of::<Piece>() as u64,
            attributes: &PIECE,
        };
        let covered = (wgpu::TextureFormat::R8Unorm, wgpu::BlendState { color: same, alpha: same });
        let covering = strips(gpu, "ink", &pieces, covered, &[]);
        let stride = size_of::<Shown>() as u64;
        let showing = |fragment, blend| {
            let entry = Entry { shader: &shader, vertex: "vs_sheet", fragment, stride, attributes: &SHOWN };
            strips(gpu, "ink", &entry, (format, blend), &[Some(&layout)])
        };
        let over = showing("fs_over", wgpu::BlendState::ALPHA_BLENDING);
        let multiply = showing("fs_multiply", multiply);
        let screen = showing("fs_screen", screen);
        Self {
            covering,
            over,
            multiply,
            screen,
            pieces: Instances::new(gpu, pieces.stride),
            shown: Instances::new(gpu, stride),
            layout,
            sheets: Vec::new(),
            blends: Vec::new(),
        }
    }

    /// Covers the sheets of `inks` for a target of `size` pixels.
    pub(super) fn prepare(&mut self, gpu: &Gpu, size: (u32, u32), inks: &[InkPlan]) {
        self.blends = inks.iter().map(|ink| ink.blend).collect();
        for (n, ink) in inks.iter().enumerate() {
            let area = ink.area;
            let known = self.sheets.get(n).map(|sheet| sheet.size);
            if known.is_some_and(|(width, height)| width >= area.width && height >= area.height) {
                continue;
            }
            let side = |wanted: u32| wanted.next_multiple_of(GRAIN).min(gpu.max_side());
            let (width, height) = known.unwrap_or((0, 0));
            let sheet = sheet(gpu, &self.layout, (width.max(side(area.width)), height.max(side(area.height))));
            match self.sheets.get_mut(n) {
                Some(known) => *known = sheet,
                None => self.sheets.push(sheet),
            }
        }
        self.sheets.truncate(inks.len().max(8));
        let mut pieces: Vec<Piece> = Vec::new();
        let mut shown = Vec::new();
        let mut ranges = Vec::new();
        for (ink, sheet) in inks.iter().zip(&self.sheets) {
            let (left, top) = (ink.area.x as f32, ink.area.y as f32);
            let sheet = [sheet.size.0 as f32, sheet.size.1 as f32];
            let first = pieces.len() as u32;
            pieces.extend(ink.ends.iter().map(|[x, y, to_x, to_y]| Piece {
                ends: [x - left, y - top, to_x - left, to_y - top],
                sheet,
                half_width: ink.half,
            }));
            ranges.push(first..pieces.len() as u32);
            shown.push(Shown {
                rect: [left, top, ink.area.width as f32, ink.area.height as f32],
                page: [size.0 as f32, size.1 as f32],
                color: ink.color,
                around: if ink.covers == Covers::Rest { 1.0 } else { 0.0 },
            });
        }
        self.pieces.write(gpu, &pieces);
        self.shown.write(gpu, &shown);
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("ink") });
        for ((range, ink), sheet) in ranges.into_iter().zip(inks).zip(&self.sheets) {
            let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("ink"),
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: &sheet.view,
                    depth_slice: None,
                    resolve_target: None,
                    ops: wgpu::Operations {
                        load: wgpu::LoadOp::Clear(wgpu::Color::TRANSPARENT),
                        store: wgpu::StoreOp::Store,
                    },
                })],
                ..wgpu::RenderPassDescriptor::default()
            });
            pass.set_pipeline(&self.covering);
            pass.set_scissor_rect(0, 0, ink.area.width.min(sheet.size.0), ink.area.height.min(sheet.size.1));
            self.pieces.bind(&mut pass);
            pass.draw(0..4, range);
        }
        gpu.queue.submit([encoder.finish()]);
    }

    /// Records the ink of this number under `clip`.
    pub(super) fn draw(&self, pass: &mut wgpu::RenderPass<'_>, clip: Clip, ink: usize) {
        let (Some(sheet), Some(blend), Ok(number)) = (self.sheets.get(ink), self.blends.get(ink), u32::try_from(ink))
        else {
            return;
        };
        pass.set_scissor_rect(clip.x, clip.y, clip.width, clip.height);
        pass.set_pipeline(match blend {
            Blend::Over => &self.over,
            Blend::Multiply => &self.multiply,
            Blend::Screen => &self.screen,
        });
        pass.set_bind_group(0, &sheet.group, &[]);
        self.shown.bind(pass);
        pass.draw(0..4, number..number + 1);
    }
}

fn sheet(gpu: &Gpu, layout: &wgpu::BindGroupLayout, size: (u32, u32)) -> Sheet {
    let usage = wgpu::TextureUsages::TEXTURE_BINDING;
    let texture = super::page_texture(gpu, wgpu::TextureFormat::R8Unorm, size, usage);
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("ink"),
        layout,
        entries: &[wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) }],
    });
    Sheet { size, view, group }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wgpu::naga;

    /// The members of a struct of the shader, with their locations and the bytes they take as attributes.
    fn members(name: &str) -> Vec<(String, u32)> {
        let module = naga::front::wgsl::parse_str(SHADER).expect("the shader parses");
        let found = module.types.iter().find(|(_, ty)| ty.name.as_deref() == Some(name));
        let Some((_, naga::Type { inner: naga::TypeInner::Struct { members, .. }, .. })) = found else {
            panic!("the shader has no struct {name}");
        };
        let location = |member: &naga::StructMember| match member.binding {
            Some(naga::Binding::Location { location, .. }) => location,
            _ => panic!("{:?} has no location", member.name),
        };
        members.iter().map(|member| (member.name.clone().unwrap_or_default(), location(member))).collect()
    }

    #[test]
    fn rust_and_the_shader_mean_the_same() {
        let both: [(_, &[_], _, &[_]); 2] = [
            ("Piece", &PIECE, size_of::<Piece>(), &["ends", "sheet", "half_width"]),
            ("Sheet", &SHOWN, size_of::<Shown>(), &["rect", "page", "color", "around"]),
        ];
        for (name, attributes, size, wanted) in both {
            let found: Vec<_> = members(name);
            let wanted: Vec<_> = (0..).zip(wanted).map(|(location, name)| ((*name).to_owned(), location)).collect();
            assert_eq!(found, wanted);
            let mut end = 0;
            for attribute in attributes {
                assert_eq!(attribute.offset, end, "{name} has no gaps");
                end += attribute.format.size();
            }
            assert_eq!(end, size as u64, "{name}");
        }
    }
}
