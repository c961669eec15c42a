//! Scripts, directions and emoji.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
