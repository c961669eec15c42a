// Rounded rectangles: filled, outlined, or showing a picture. One instance is one rectangle, its edges on whole pixels.
// Colours come and go as encoded sRGB with straight alpha; the target must be a plain unorm texture, so that blending
// happens on encoded values as it does on the CPU. Never converts a colour.

struct View {
    // Columns and rows of the target.
    size: vec2<f32>,
    // Rounds the block up to the 16 bytes that every backend takes.
    _pad: vec2<f32>,
};

struct Quad {
    // Left, top, width, height in pixels.
    @location(0) rect: vec4<f32>,
    @location(1) color: vec4<f32>,
    // Radius of the corners in pixels.
    @location(2) radius: f32,
    // Thickness of the outline in pixels.
    @location(3) line: f32,
    // 0 filled, 1 outlined, 2 a picture.
    @location(4) kind: u32,
};

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) rect: vec4<f32>,
    @location(1) @interpolate(flat) color: vec4<f32>,
    @location(2) @interpolate(flat) radius: f32,
    @location(3) @interpolate(flat) line: f32,
    @location(4) @interpolate(flat) kind: u32,
};

@group(0) @binding(0) var<uniform> view: View;
@group(1) @binding(0) var picture: texture_2d<f32>;

@vertex
fn vs_main(@builtin(vertex_index) vertex: u32, quad: Quad) -> Corner {
    let corner = vec2<f32>(f32(vertex & 1u), f32(vertex >> 1u));
    let pixel = quad.rect.xy + quad.rect.zw * corner;
    let place = pixel / view.size * 2.0 - 1.0;
    var out: Corner;
    out.position = vec4<f32>(place.x, -place.y, 0.0, 1.0);
    out.rect = quad.rect;
    out.color = quad.color;
    out.radius = quad.radius;
    out.line = quad.line;
    out.kind = quad.kind;
    return out;
}

// How far `at` lies outside of the rounded rectangle; negative inside.
fn distance_to(at: vec2<f32>, rect: vec4<f32>, radius: f32) -> f32 {
    let half_size = rect.zw * 0.5;
    let rounding = clamp(radius, 0.0, min(half_size.x, half_size.y));
    let from_corner = abs(at - rect.xy - half_size) - half_size + rounding;
    let outside = length(max(from_corner, vec2<f32>(0.0)));
    let inside = min(max(from_corner.x, from_corner.y), 0.0);
    return outside + inside - rounding;
}

// Whether `at` lies on the shape: inside of the outer edge, and not in the hole of an outline.
fn covers(at: vec2<f32>, in: Corner, hole: vec4<f32>) -> bool {
    if distance_to(at, in.rect, in.radius) > 0.0 {
        return false;
    }
    return min(hole.z, hole.w) <= 0.0 || distance_to(at, hole, max(in.radius - in.line, 0.0)) > 0.0;
}

// Places a side at which a pixel on a rim is looked at: as many as the CPU painter's rasteriser has.
const SAMPLES: i32 = 8;

// How much of the pixel around `at` lies on the shape. Distances alone would do for a wide shape, but not for a line of a
// pixel, whose two edges share their pixels.
fn coverage(at: vec2<f32>, in: Corner) -> f32 {
    var hole = vec4<f32>(0.0);
    if in.kind == 1u {
        hole = vec4<f32>(in.rect.xy + in.line, in.rect.zw - 2.0 * in.line);
    }
    // All edges lie on whole pixels; only a corner can cut through one.
    let from_edge = min(at - in.rect.xy, in.rect.xy + in.rect.zw - at);
    if in.radius <= 0.0 || max(from_edge.x, from_edge.y) > in.radius + 1.0 {
        return select(0.0, 1.0, covers(at, in, hole));
    }
    var hits = 0;
    for (var n = 0; n < SAMPLES * SAMPLES; n += 1) {
        let place = vec2<f32>(f32(n % SAMPLES), f32(n / SAMPLES)) + 0.5;
        if covers(at + place / f32(SAMPLES) - 0.5, in, hole) {
            hits += 1;
        }
    }
    return f32(hits) / f32(SAMPLES * SAMPLES);
}

@fragment
fn fs_main(in: Corner) -> @location(0) vec4<f32> {
    let at = in.position.xy;
    var color = in.color;
    if in.kind == 2u {
        // The texture has one texel a pixel (unless the device cannot hold one so large), so there is nothing to filter.
        let size = vec2<f32>(textureDimensions(picture));
        let texel = clamp(floor((at - in.rect.xy) * size / in.rect.zw), vec2<f32>(0.0), size - 1.0);
        color = textureLoad(picture, vec2<i32>(texel), 0);
    }
    return vec4<f32>(color.rgb, color.a * coverage(at, in));
}
