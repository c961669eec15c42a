//! Pictures: alone, in rows and grids, beneath text, drawn as vectors.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
