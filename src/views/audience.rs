//! The audience's display, in words for the speaker: what is known of it in, a name or a warning out. Never on the
//! audience's own.

use super::OnStage;

/// Where the audience sees the slides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AudienceOn<'a> {
    /// There is nothing to tell: one window, or one display.
    #[default]
    Unsaid,
    /// On the display of this name.
    Display(&'a str),
    /// Nowhere: their display went away.
    Nowhere,
    /// On another than this one, where the system does not let the window be moved.
    Astray(&'a str),
}

/// The display's name, in a line of what is to be known.
pub(super) fn name(on: &OnStage<'_>) -> Option<String> {
    match on.audience {
        AudienceOn::Display(name) | AudienceOn::Astray(name) => Some(format!("audience on {name}")),
        AudienceOn::Unsaid | AudienceOn::Nowhere => None,
    }
}

/// What must not be overlooked.
pub(super) fn flag(on: &OnStage<'_>) -> Option<String> {
    match on.audience {
        AudienceOn::Nowhere => Some("NO AUDIENCE DISPLAY".to_owned()),
        AudienceOn::Astray(name) => Some(format!("DRAG THE SLIDES TO {} AND PRESS F", name.to_uppercase())),
        AudienceOn::Unsaid | AudienceOn::Display(_) => None,
    }
}
