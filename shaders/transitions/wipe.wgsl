// A soft edge runs over the page and leaves the new one behind: rightwards on the way forward, leftwards on the way back.

// How much of the window's width the edge is soft.
const SOFT: f32 = 0.06;

fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {
    let along = select(1.0 - at.x, at.x, turn.direction > 0.0);
    let edge = progress * (1.0 + SOFT);
    let old = smoothstep(edge - SOFT, edge, along);
    return mix(new_page(at), old_page(at), old);
}
