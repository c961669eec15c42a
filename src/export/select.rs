//! The `--pages` list: `1-3,7` into pages.

/// Ranges of page numbers from 1, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageList(pub Vec<(usize, usize)>);
