// What every transition stands in: two finished pages in, the frame between them out. A transition is one function,
//
//     fn transition(at: vec2<f32>, progress: f32) -> vec4<f32>
//
// that gives the colour at a place of the window, (0, 0) its top left and (1, 1) its bottom right corner; `progress` runs
// from 0, the old page, to 1, the new one. It may ask `old_page(at)` and `new_page(at)`, which are black outside of the
// window, and `turn.direction`. Pages are encoded sRGB, as the target is. Never shows anything of its own at 0 or at 1.

struct Turn {
    progress: f32,
    // 1 towards the end of the deck, -1 back.
    direction: f32,
    // Columns and rows of the window.
    size: vec2<f32>,
};

@group(0) @binding(0) var<uniform> turn: Turn;
@group(0) @binding(1) var before: texture_2d<f32>;
@group(0) @binding(2) var after: texture_2d<f32>;
@group(0) @binding(3) var linear: sampler;

// 1 inside of the window, 0 outside.
fn inside(at: vec2<f32>) -> f32 {
    let within = step(vec2<f32>(0.0), at) * step(at, vec2<f32>(1.0));
    return within.x * within.y;
}

fn old_page(at: vec2<f32>) -> vec4<f32> {
    return textureSampleLevel(before, linear, at, 0.0) * inside(at);
}

fn new_page(at: vec2<f32>) -> vec4<f32> {
    return textureSampleLevel(after, linear, at, 0.0) * inside(at);
}

// One triangle that covers the window.
@vertex
fn vs_main(@builtin(vertex_index) vertex: u32) -> @builtin(position) vec4<f32> {
    let corner = vec2<f32>(f32((vertex << 1u) & 2u), f32(vertex & 2u));
    return vec4<f32>(corner * 2.0 - 1.0, 0.0, 1.0);
}

@fragment
fn fs_main(@builtin(position) pixel: vec4<f32>) -> @location(0) vec4<f32> {
    let color = transition(pixel.xy / turn.size, turn.progress);
    return vec4<f32>(clamp(color.rgb, vec3<f32>(0.0), vec3<f32>(1.0)), 1.0);
}
