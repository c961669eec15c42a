// The new page slides over the old one, its shadow before it; on the way back the old one slides off again.

// How far the shadow reaches, in widths of the window, and how dark it is.
const REACH: f32 = 0.05;
const SHADE: f32 = 0.45;

fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {
    let forward = turn.direction > 0.0;
    let left = select(progress, 1.0 - progress, forward);
    let over = vec2<f32>(at.x - left, at.y);
    if (at.x >= left) {
        return select(old_page(over), new_page(over), forward);
    }
    let away = clamp((left - at.x) / REACH, 0.0, 1.0);
    // At both ends there is no page over the other, and no shadow.
    let lifted = clamp(8.0 * min(progress, 1.0 - progress), 0.0, 1.0);
    let shade = 1.0 - SHADE * lifted * (1.0 - away) * (1.0 - away);
    return vec4<f32>(select(new_page(at), old_page(at), forward).rgb * shade, 1.0);
}
