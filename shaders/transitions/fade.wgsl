// One page fades into the other.

fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {
    return mix(old_page(at), new_page(at), progress);
}
