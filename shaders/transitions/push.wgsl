// The new page pushes the old one out: towards the left on the way forward, towards the right on the way back.

fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {
    let moved = vec2<f32>(progress * turn.direction, 0.0);
    let entering = vec2<f32>(turn.direction, 0.0);
    return old_page(at + moved) + new_page(at + moved - entering) * (1.0 - inside(at + moved));
}
