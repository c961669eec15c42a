//! The GPU painter: wgpu for quads and pictures, glyphon for text.

/// Why there is no GPU to paint with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// No adapter, no device, or no way to draw on the window.
    #[error("{0}")]
    Unavailable(String),
}
