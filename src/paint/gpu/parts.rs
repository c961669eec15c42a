//! What several pipelines have alike: how the members of an instance are found, quads as strips of triangles, a texture to
//! look at, and buffers of instances that grow. Knows no shader.

use super::device::Gpu;

/// A member of an instance.
pub(super) const fn attribute(
    shader_location: u32,
    offset: usize,
    format: wgpu::VertexFormat,
) -> wgpu::VertexAttribute {
    wgpu::VertexAttribute { format, offset: offset as u64, shader_location }
}

/// How a texture is bound that is read texel by texel.
pub(super) fn texels(gpu: &Gpu, label: &str) -> wgpu::BindGroupLayout {
    gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some(label),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::FRAGMENT,
            ty: wgpu::BindingType::Texture {
                sample_type: wgpu::TextureSampleType::Float { filterable: false },
                view_dimension: wgpu::TextureViewDimension::D2,
                multisampled: false,
            },
            count: None,
        }],
    })
}

/// A shader, and what of it a pipeline of instances takes.
pub(super) struct Entry<'a> {
    pub(super) shader: &'a wgpu::ShaderModule,
    pub(super) vertex: &'static str,
    pub(super) fragment: &'static str,
    /// Bytes of an instance.
    pub(super) stride: u64,
    pub(super) attributes: &'a [wgpu::VertexAttribute],
}

/// A pipeline that draws each instance as a strip of two triangles.
pub(super) fn strips(
    gpu: &Gpu,
    label: &str,
    entry: &Entry<'_>,
    (format, blend): (wgpu::TextureFormat, wgpu::BlendState),
    layouts: &[Option<&wgpu::BindGroupLayout>],
) -> wgpu::RenderPipeline {
    let device = &gpu.device;
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(label),
        bind_group_layouts: layouts,
        ..wgpu::PipelineLayoutDescriptor::default()
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some(label),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: entry.shader,
            entry_point: Some(entry.vertex),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: entry.stride,
                step_mode: wgpu::VertexStepMode::Instance,
                attributes: entry.attributes,
            })],
        },
        fragment: Some(wgpu::FragmentState {
            module: entry.shader,
            entry_point: Some(entry.fragment),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(wgpu::ColorTargetState { format, blend: Some(blend), write_mask: wgpu::ColorWrites::ALL })],
        }),
        primitive: wgpu::PrimitiveState {
            topology: wgpu::PrimitiveTopology::TriangleStrip,
            ..wgpu::PrimitiveState::default()
        },
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        multiview_mask: None,
        cache: None,
    })
}

/// How many instances a buffer has room for at first.
const ROOM: u64 = 64;

/// A buffer of instances that grows.
#[derive(Debug)]
pub(super) struct Instances {
    buffer: wgpu::Buffer,
    /// Bytes.
    room: u64,
}

impl Instances {
    /// An empty buffer of instances of `stride` bytes.
    pub(super) fn new(gpu: &Gpu, stride: u64) -> Self {
        let room = ROOM * stride;
        Self { buffer: buffer(gpu, room), room }
    }

    /// Holds these instances from now on.
    pub(super) fn write<T: bytemuck::NoUninit>(&mut self, gpu: &Gpu, instances: &[T]) {
        let bytes: &[u8] = bytemuck::cast_slice(instances);
        let wanted = bytes.len() as u64;
        if wanted > self.room {
            self.room = wanted.next_power_of_two();
            self.buffer = buffer(gpu, self.room);
        }
        if !bytes.is_empty() {
            gpu.queue.write_buffer(&self.buffer, 0, bytes);
        }
    }

    /// Lets `pass` take its instances from here.
    pub(super) fn bind(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_vertex_buffer(0, self.buffer.slice(..));
    }
}

fn buffer(gpu: &Gpu, size: u64) -> wgpu::Buffer {
    gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("instances"),
        size,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}
