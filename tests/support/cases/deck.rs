//! Settings, steps, columns and footers.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
