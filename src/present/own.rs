//! Transitions of authors' own: a theme in, the theme without a shader that no driver could take, and why, out.

use crate::diag::Diagnostic;
use crate::paint::gpu::fault;
use crate::theme::Theme;

/// Takes a transition out of `theme` that is not sound; says what is wrong with it.
pub fn check_transition(theme: &mut Theme) -> Option<Diagnostic> {
    let own = theme.transition.shader.as_ref()?;
    let found = fault(&own.source)?;
    let file = crate::text::clean_line(&own.file);
    let index = usize::try_from(found.line).unwrap_or(usize::MAX).wrapping_sub(1);
    let line = own.source.lines().nth(index).unwrap_or("");
    let diagnostic = Diagnostic::warning(&file, format!("this transition is not used: {}", found.message))
        .at(found.line, found.column, line)
        .hint("shaders/transitions has examples, and shaders/transition.wgsl says what a transition may ask for");
    theme.transition.shader = None;
    Some(diagnostic)
}
