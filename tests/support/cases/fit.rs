//! Arrangements that the content picks, and how text is fitted to its pages.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
