//! The turn of a page: two scenes and how far it is in, the frame between them out, by a shader of `shaders/transitions` or
//! by an author's own. The two pages are painted once a turn, then only mixed. Never decides when a page turns, nor how.

use wgpu::naga;

use super::device::Gpu;
use super::{GpuError, GpuPainter, Target, over_all, page_texture};
use crate::fonts::FontCx;
use crate::media::Images;

/// What stands around every transition.
const FRAME: &str = include_str!("../../../shaders/transition.wgsl");
/// Bytes of the shader's `Turn`.
const TURN_BYTES: u64 = 16;

/// A transition and its shader.
#[derive(Clone, Copy, Debug)]
pub struct Shader {
    /// What a theme calls it.
    pub name: &'static str,
    /// The function `transition`.
    pub source: &'static str,
}

/// The transitions that are painted by a shader.
pub static TRANSITIONS: &[Shader] = &[
    Shader { name: "fade", source: include_str!("../../../shaders/transitions/fade.wgsl") },
    Shader { name: "push", source: include_str!("../../../shaders/transitions/push.wgsl") },
    Shader { name: "wipe", source: include_str!("../../../shaders/transitions/wipe.wgsl") },
    Shader { name: "cover", source: include_str!("../../../shaders/transitions/cover.wgsl") },
    Shader { name: "zoom", source: include_str!("../../../shaders/transitions/zoom.wgsl") },
];

/// What is wrong with a transition of an author's own, and where in the source, both from 1; 0 where nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// What is wrong with `source` as a transition; nothing if it may be given to any driver.
#[must_use]
pub fn fault(source: &str) -> Option<Fault> {
    let whole = whole(source);
    let at = |location: Option<naga::SourceLocation>, message: String| {
        let (line, column) = location.map_or((0, 0), |found| (found.line_number, found.line_position));
        let lines = u32::try_from(source.lines().count()).unwrap_or(u32::MAX);
        // What is found behind the author's lines is what they left out.
        if line > lines {
            let message = "there is no `fn transition(at: vec2<f32>, progress: f32) -> vec4<f32>` in it".to_owned();
            return Fault { line: 0, column: 0, message };
        }
        Fault { line, column, message }
    };
    let module = match naga::front::wgsl::parse_str(&whole) {
        Ok(module) => module,
        Err(error) => return Some(at(error.location(&whole), error.message().to_owned())),
    };
    // A shader that runs for ever takes the driver with it, and nothing can stop it.
    if module.functions.iter().any(|(_, function)| has_loop(&function.body)) {
        return Some(Fault { line: 0, column: 0, message: "a transition may have no loops".to_owned() });
    }
    // No capability beyond the standard's core, so that a shader works on every backend.
    let (flags, capabilities) = (naga::valid::ValidationFlags::all(), naga::valid::Capabilities::empty());
    let checked = naga::valid::Validator::new(flags, capabilities).validate(&module);
    checked.err().map(|error| at(error.location(&whole), innermost(error.as_inner())))
}

/// What the last of the causes says: it names the thing.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(cause) = error.source() {
        error = cause;
    }
    error.to_string()
}

/// Whether statements loop, however deep.
fn has_loop(body: &naga::Block) -> bool {
    let mut open = vec![body];
    while let Some(block) = open.pop() {
        for statement in block {
            match statement {
                naga::Statement::Loop { .. } => return true,
                naga::Statement::Block(inner) => open.push(inner),
                naga::Statement::If { accept, reject, .. } => open.extend([accept, reject]),
                naga::Statement::Switch { cases, .. } => open.extend(cases.iter().map(|case| &case.body)),
                _ => {}
            }
        }
    }
    false
}

/// The author's lines first: their numbers are those of the file.
fn whole(source: &str) -> String {
    format!("{source}\n{FRAME}")
}

/// A moment of a turn.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// The old page.
    pub from: Target<'a>,
    /// The new page.
    pub to: Target<'a>,
    /// What moves over both.
    pub over: Option<Target<'a>>,
    /// The source of its shader.
    pub shader: &'a str,
    /// Its number: another turn has another.
    pub serial: u64,
    /// From 0, the old page, to 1, the new one.
    pub progress: f32,
    /// 1 towards the end of the deck, -1 back.
    pub direction: f32,
}

/// The pipelines, and the two pages of the turn that goes on.
#[derive(Debug)]
pub(super) struct Turns {
    layout: wgpu::BindGroupLayout,
    uniform: wgpu::Buffer,
    sampler: wgpu::Sampler,
    /// By their sources.
    pipelines: Vec<(String, wgpu::RenderPipeline)>,
    pair: Option<Pair>,
}

/// Two pages.
#[derive(Debug)]
struct Pair {
    serial: u64,
    size: (u32, u32),
    textures: [wgpu::Texture; 2],
    group: wgpu::BindGroup,
}

/// No show goes through more shaders than this; the oldest goes.
const MOST_PIPELINES: usize = 8;

impl Turns {
    pub(super) fn new(gpu: &Gpu) -> Self {
        let texture = |binding| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::FRAGMENT,
            ty: wgpu::BindingType::Texture {
                sample_type: wgpu::TextureSampleType::Float { filterable: true },
                view_dimension: wgpu::TextureViewDimension::D2,
                multisampled: false,
            },
            count: None,
        };
        let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("turn"),
            entries: &[
                wgpu::BindGroupLayoutEntry {
                    binding: 0,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Buffer {
                        ty: wgpu::BufferBindingType::Uniform,
                        has_dynamic_offset: false,
                        min_binding_size: wgpu::BufferSize::new(TURN_BYTES),
                    },
                    count: None,
                },
                texture(1),
                texture(2),
                wgpu::BindGroupLayoutEntry {
                    binding: 3,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
                    count: None,
                },
            ],
        });
        let uniform = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("turn"),
            size: TURN_BYTES,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let sampler = gpu.device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("turn"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        Self { layout, uniform, sampler, pipelines: Vec::new(), pair: None }
    }

    /// Makes sure of a pipeline for `source`.
    fn ready(&mut self, gpu: &Gpu, format: wgpu::TextureFormat, source: &str) {
        if !self.pipelines.iter().any(|(known, _)| known == source) {
            if self.pipelines.len() >= MOST_PIPELINES {
                self.pipelines.remove(0);
            }
            let pipeline = pipeline(gpu, format, &self.layout, source);
            self.pipelines.push((source.to_owned(), pipeline));
        }
    }

    fn pair(&mut self, gpu: &Gpu, format: wgpu::TextureFormat, serial: u64, size: (u32, u32)) -> &Pair {
        let textures = match self.pair.take() {
            Some(pair) if pair.size == size => pair.textures,
            _ => [(); 2].map(|()| page_texture(gpu, format, size, wgpu::TextureUsages::TEXTURE_BINDING)),
        };
        let [from, to] =
            textures.each_ref().map(|texture| texture.create_view(&wgpu::TextureViewDescriptor::default()));
        let entry = |binding, resource| wgpu::BindGroupEntry { binding, resource };
        let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("turn"),
            layout: &self.layout,
            entries: &[
                entry(0, self.uniform.as_entire_binding()),
                entry(1, wgpu::BindingResource::TextureView(&from)),
                entry(2, wgpu::BindingResource::TextureView(&to)),
                entry(3, wgpu::BindingResource::Sampler(&self.sampler)),
            ],
        });
        self.pair.insert(Pair { serial, size, textures, group })
    }
}

fn pipeline(
    gpu: &Gpu,
    format: wgpu::TextureFormat,
    layout: &wgpu::BindGroupLayout,
    source: &str,
) -> wgpu::RenderPipeline {
    let device = &gpu.device;
    let shader = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("turn"),
        source: wgpu::ShaderSource::Wgsl(whole(source).into()),
    });
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("turn"),
        bind_group_layouts: &[Some(layout)],
        ..wgpu::PipelineLayoutDescriptor::default()
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("turn"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &shader,
            entry_point: Some("vs_main"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[],
        },
        fragment: Some(wgpu::FragmentState {
            module: &shader,
            entry_point: Some("fs_main"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(format.into())],
        }),
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        multiview_mask: None,
        cache: None,
    })
}

impl GpuPainter {
    /// Paints a moment of a turn over the whole of `texture`, and submits it.
    ///
    /// # Errors
    /// If the device is gone, or goes meanwhile.
    pub(crate) fn turn(
        &mut self,
        gpu: &Gpu,
        (cx, images): (&mut FontCx, &Images),
        turn: &Turn<'_>,
        texture: &wgpu::Texture,
    ) -> Result<(), GpuError> {
        let mut turns = self.turns.take().unwrap_or_else(|| Turns::new(gpu));
        let painted = self.turned(gpu, (cx, images), (&mut turns, turn), texture);
        self.turns = Some(turns);
        painted
    }

    fn turned(
        &mut self,
        gpu: &Gpu,
        (cx, images): (&mut FontCx, &Images),
        (turns, turn): (&mut Turns, &Turn<'_>),
        texture: &wgpu::Texture,
    ) -> Result<(), GpuError> {
        let size = (texture.width(), texture.height());
        if turns.pair.as_ref().is_none_or(|pair| pair.serial != turn.serial || pair.size != size) {
            let pair = turns.pair(gpu, self.format, turn.serial, size);
            for (target, texture) in [turn.from, turn.to].iter().zip(&pair.textures) {
                self.prepare(gpu, cx, images, target)?;
                gpu.queue.submit([self.record(gpu, texture)]);
            }
        }
        turns.ready(gpu, self.format, turn.shader);
        let values = [turn.progress, turn.direction, size.0 as f32, size.1 as f32];
        gpu.queue.write_buffer(&turns.uniform, 0, bytemuck::cast_slice(&values));
        if let Some(over) = &turn.over {
            self.prepare(gpu, cx, images, over)?;
        }
        let pipeline = turns.pipelines.iter().find(|(source, _)| source == turn.shader);
        let painted = over_all(gpu, texture, |pass| {
            if let (Some((_, pipeline)), Some(pair)) = (pipeline, &turns.pair) {
                pass.set_pipeline(pipeline);
                pass.set_bind_group(0, &pair.group, &[]);
                pass.draw(0..3, 0..1);
            }
            if turn.over.is_some() {
                self.draw(pass);
            }
        });
        gpu.queue.submit([painted]);
        Ok(())
    }
}
