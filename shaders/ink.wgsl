// Ink in two halves. First its pieces, each a line with round ends, onto a sheet of one channel: where pieces meet, the
// larger coverage stays, so that nothing is covered twice. Then the sheet onto the page, in one colour. Colours are encoded
// sRGB with straight alpha. Never converts a colour.

struct Piece {
    // From x, y to x, y, in pixels of the sheet.
    @location(0) ends: vec4<f32>,
    // Columns and rows of the sheet.
    @location(1) sheet: vec2<f32>,
    // From the middle of the line to its edge.
    @location(2) half_width: f32,
};

struct Covering {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) ends: vec4<f32>,
    @location(1) @interpolate(flat) half_width: f32,
};

// A place in pixels as the rasteriser counts.
fn placed(pixel: vec2<f32>, size: vec2<f32>) -> vec4<f32> {
    let place = pixel / size * 2.0 - 1.0;
    return vec4<f32>(place.x, -place.y, 0.0, 1.0);
}

@vertex
fn vs_piece(@builtin(vertex_index) vertex: u32, piece: Piece) -> Covering {
    let ends = piece.ends;
    let long = length(ends.zw - ends.xy);
    // A dot has no direction: any will do.
    let along = select(vec2<f32>(1.0, 0.0), (ends.zw - ends.xy) / max(long, 1e-6), long > 1e-6);
    let across = vec2<f32>(-along.y, along.x);
    let reach = piece.half_width + 1.5;
    let far = (vertex & 1u) == 1u;
    let base = select(ends.xy - along * reach, ends.zw + along * reach, far);
    let side = select(-reach, reach, (vertex >> 1u) == 1u);
    var out: Covering;
    out.position = placed(base + across * side, piece.sheet);
    out.ends = ends;
    out.half_width = piece.half_width;
    return out;
}

// How much of the pixel lies in the piece: its distance from the line, spread over one pixel.
@fragment
fn fs_piece(in: Covering) -> @location(0) vec4<f32> {
    let from_start = in.position.xy - in.ends.xy;
    let line = in.ends.zw - in.ends.xy;
    let square = dot(line, line);
    let along = select(0.0, clamp(dot(from_start, line) / max(square, 1e-12), 0.0, 1.0), square > 0.0);
    let away = length(from_start - line * along);
    return vec4<f32>(clamp(in.half_width + 0.5 - away, 0.0, 1.0), 0.0, 0.0, 1.0);
}

struct Sheet {
    // Left, top, width, height of what is shown of it, in pixels of the target.
    @location(0) rect: vec4<f32>,
    // Columns and rows of the target.
    @location(1) page: vec2<f32>,
    @location(2) color: vec4<f32>,
    // 0 where the lines are covered, 1 where all but them is.
    @location(3) around: f32,
};

struct Shown {
    @builtin(position) position: vec4<f32>,
    @location(0) @interpolate(flat) corner: vec2<f32>,
    @location(1) @interpolate(flat) color: vec4<f32>,
    @location(2) @interpolate(flat) around: f32,
};

@group(0) @binding(0) var coverage: texture_2d<f32>;

@vertex
fn vs_sheet(@builtin(vertex_index) vertex: u32, sheet: Sheet) -> Shown {
    let corner = vec2<f32>(f32(vertex & 1u), f32(vertex >> 1u));
    var out: Shown;
    out.position = placed(sheet.rect.xy + sheet.rect.zw * corner, sheet.page);
    out.corner = sheet.rect.xy;
    out.color = sheet.color;
    out.around = sheet.around;
    return out;
}

// How much of the colour meets the pixel. The sheet has one texel a pixel.
fn amount(in: Shown) -> f32 {
    let texel = vec2<i32>(floor(in.position.xy - in.corner));
    return abs(in.around - textureLoad(coverage, texel, 0).r) * in.color.a;
}

@fragment
fn fs_over(in: Shown) -> @location(0) vec4<f32> {
    return vec4<f32>(in.color.rgb, amount(in));
}

// The target is multiplied by what this gives.
@fragment
fn fs_multiply(in: Shown) -> @location(0) vec4<f32> {
    return vec4<f32>(1.0 - amount(in) * (1.0 - in.color.rgb), 1.0);
}

// What this gives is added, the less the lighter the target is.
@fragment
fn fs_screen(in: Shown) -> @location(0) vec4<f32> {
    return vec4<f32>(amount(in) * in.color.rgb, 1.0);
}
