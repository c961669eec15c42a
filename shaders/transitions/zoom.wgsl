// The new page grows out of the old one, which comes nearer and fades; on the way back it shrinks out of it.

// How much smaller a page is at the far end, and how much larger at the near one.
const FAR: f32 = 0.16;
const NEAR: f32 = 0.18;

fn scaled(at: vec2<f32>, scale: f32) -> vec2<f32> {
    return (at - 0.5) / scale + 0.5;
}

fn transition(at: vec2<f32>, progress: f32) -> vec4<f32> {
    let forward = turn.direction > 0.0;
    // How far the nearer of the two pages has come towards the person.
    let near = select(1.0 - progress, progress, forward);
    let nearer = scaled(at, 1.0 + NEAR * near);
    let farther = scaled(at, 1.0 - FAR * (1.0 - near));
    let leaving = select(new_page(nearer), old_page(nearer), forward);
    let coming = select(old_page(farther), new_page(farther), forward);
    let shown = smoothstep(0.15, 0.85, near) * inside(farther);
    return mix(leaving, coming, shown);
}
