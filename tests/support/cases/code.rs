//! Blocks of code.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
