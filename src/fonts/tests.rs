//! What every context shares.

use super::*;

#[test]
fn a_context_has_the_embedded_faces_in_their_order() {
    let mut cx = FontCx::new();
    let first: Vec<String> = cx.shaper().db().faces().map(|face| face.families[0].0.clone()).collect();
    assert_eq!(first, [SANS, SANS, MONO, MONO, MONO, EMOJI, SYMBOLS, CJK, SERIF, SERIF, SYMBOLS]);
}
