//! Quads in, draw calls out: the one pipeline of `shaders/quad.wgsl` and its buffers. Never draws text.

use std::mem::offset_of;

use super::device::Gpu;
use super::parts::{Entry, Instances, attribute, strips};
use super::plan::{Clip, Quad};

/// The shader's source.
const SHADER: &str = include_str!("../../../shaders/quad.wgsl");

/// Where the members of a [`Quad`] lie, by the shader's locations.
const ATTRIBUTES: [wgpu::VertexAttribute; 5] = [
    attribute(0, offset_of!(Quad, rect), wgpu::VertexFormat::Float32x4),
    attribute(1, offset_of!(Quad, color), wgpu::VertexFormat::Unorm8x4),
    attribute(2, offset_of!(Quad, radius), wgpu::VertexFormat::Float32),
    attribute(3, offset_of!(Quad, line), wgpu::VertexFormat::Float32),
    attribute(4, offset_of!(Quad, kind), wgpu::VertexFormat::Uint32),
];

/// Bytes of the shader's `View`.
const VIEW_BYTES: u64 = 16;

/// The pipeline, and the quads of the scene that is drawn next.
#[derive(Debug)]
pub(super) struct Quads {
    pipeline: wgpu::RenderPipeline,
    view: wgpu::Buffer,
    view_group: wgpu::BindGroup,
    instances: Instances,
}

impl Quads {
    /// A pipeline that draws on targets of `format`, with pictures bound as `pictures` lays out.
    pub(super) fn new(gpu: &Gpu, format: wgpu::TextureFormat, pictures: &wgpu::BindGroupLayout) -> Self {
        let device = &gpu.device;
        let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some("quad"),
            source: wgpu::ShaderSource::Wgsl(SHADER.into()),
        });
        let view_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("view"),
            entries: &[wgpu::BindGroupLayoutEntry {
                binding: 0,
                visibility: wgpu::ShaderStages::VERTEX,
                ty: wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: false,
                    min_binding_size: wgpu::BufferSize::new(VIEW_BYTES),
                },
                count: None,
            }],
        });
        let view = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("view"),
            size: VIEW_BYTES,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let view_group = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("view"),
            layout: &view_layout,
            entries: &[wgpu::BindGroupEntry { binding: 0, resource: view.as_entire_binding() }],
        });
        let stride = size_of::<Quad>() as u64;
        let entry = Entry { shader: &shader, vertex: "vs_main", fragment: "fs_main", stride, attributes: &ATTRIBUTES };
        let target = (format, wgpu::BlendState::ALPHA_BLENDING);
        let pipeline = strips(gpu, "quad", &entry, target, &[Some(&view_layout), Some(pictures)]);
        Self { pipeline, view, view_group, instances: Instances::new(gpu, stride) }
    }

    /// Uploads the quads of a target of `width` × `height` pixels.
    pub(super) fn prepare(&mut self, gpu: &Gpu, size: (u32, u32), quads: &[Quad]) {
        let view = [size.0 as f32, size.1 as f32, 0.0, 0.0];
        gpu.queue.write_buffer(&self.view, 0, bytemuck::cast_slice(&view));
        self.instances.write(gpu, quads);
    }

    /// Records the quads of `range` under `clip`, with `picture` bound.
    pub(super) fn draw(
        &self,
        pass: &mut wgpu::RenderPass<'_>,
        clip: Clip,
        range: std::ops::Range<u32>,
        picture: &wgpu::BindGroup,
    ) {
        pass.set_scissor_rect(clip.x, clip.y, clip.width, clip.height);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.view_group, &[]);
        pass.set_bind_group(1, picture, &[]);
        self.instances.bind(pass);
        pass.draw(0..4, range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wgpu::naga;

    /// The shader's `Quad`, member by member: name, location, type.
    fn members(module: &naga::Module) -> Vec<(String, u32, naga::TypeInner)> {
        let found = module.types.iter().find(|(_, ty)| ty.name.as_deref() == Some("Quad"));
        let Some((_, naga::Type { inner: naga::TypeInner::Struct { members, .. }, .. })) = found else {
            panic!("the shader has no struct Quad");
        };
        members
            .iter()
            .map(|member| {
                let Some(naga::Binding::Location { location, .. }) = member.binding else {
                    panic!("{:?} has no location", member.name)
                };
                (member.name.clone().unwrap_or_default(), location, module.types[member.ty].inner.clone())
            })
            .collect()
    }

    #[test]
    fn rust_and_the_shader_mean_the_same_quad() {
        let module = naga::front::wgsl::parse_str(SHADER).expect("the shader parses");
        let scalar = |kind| naga::TypeInner::Scalar(naga::Scalar { kind, width: 4 });
        let four = naga::TypeInner::Vector {
            size: naga::VectorSize::Quad,
            scalar: naga::Scalar { kind: naga::ScalarKind::Float, width: 4 },
        };
        let members = members(&module);
        let expected = [
            ("rect", offset_of!(Quad, rect), 16, four.clone()),
            ("color", offset_of!(Quad, color), 4, four),
            ("radius", offset_of!(Quad, radius), 4, scalar(naga::ScalarKind::Float)),
            ("line", offset_of!(Quad, line), 4, scalar(naga::ScalarKind::Float)),
            ("kind", offset_of!(Quad, kind), 4, scalar(naga::ScalarKind::Uint)),
        ];
        assert_eq!(members.len(), expected.len());
        let mut end = 0;
        for (attribute, (name, offset, size, ty)) in ATTRIBUTES.iter().zip(expected) {
            let member = &members[attribute.shader_location as usize];
            assert_eq!((member.0.as_str(), member.1, &member.2), (name, attribute.shader_location, &ty));
            assert_eq!(attribute.offset, offset as u64, "{name}");
            assert_eq!(attribute.format.size(), size, "{name}");
            assert_eq!(attribute.offset, end, "{name} follows the member before without a gap");
            end += attribute.format.size();
        }
        assert_eq!(end, size_of::<Quad>() as u64);
    }

    #[test]
    fn the_shader_and_rust_mean_the_same_view() {
        let module = naga::front::wgsl::parse_str(SHADER).expect("the shader parses");
        let span = module.types.iter().find_map(|(_, ty)| match (ty.name.as_deref(), &ty.inner) {
            (Some("View"), naga::TypeInner::Struct { span, .. }) => Some(u64::from(*span)),
            _ => None,
        });
        assert_eq!(span, Some(VIEW_BYTES));
    }
}
