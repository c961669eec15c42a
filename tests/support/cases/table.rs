//! Tables, callouts, definitions, footnotes, tasks and the styles of runs.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[];
