//! Formulas and diagrams.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
