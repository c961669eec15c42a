//! Themes and what they change.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
