//! A file's bytes into an [`Original`], upright, under limits that are checked before anything is allocated. A broken or
//! malicious picture is an error in words, never a panic, and never blocks: only regular files are opened.

use std::fs::File;
use std::io::{Cursor, ErrorKind, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::trial::Trials;
use super::{Moving, Original, Pixels, Vector};
use crate::geom::Rect;

/// The largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The most pixels that are decoded.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The most bytes that a decoded picture may take.
pub const MAX_DECODED_BYTES: u64 = 256 << 20;
/// The longest side that is decoded.
pub const MAX_SIDE: u32 = 30_000;
/// The longest side that is kept: the width of a 4K screen.
pub const KEPT_SIDE: u32 = 3_840;

/// Pictures that take more bytes when decoded are decoded one after the other.
const MAX_BESIDE: u64 = 96 << 20;
static LARGE: Mutex<()> = Mutex::new(());
/// A JPEG comes in passes, and each goes over all pixels: the most of passes times pixels.
const MAX_PASSED: u64 = 2_000_000_000;

const FORMATS: &str = "a picture is a PNG, JPEG, GIF, WebP or SVG file";

/// Why a picture cannot be shown; the words go to the deck's author.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// There is no such file.
    #[error("there is no such file")]
    Missing,
    /// Reading or decoding failed.
    #[error("{0}")]
    Unreadable(String),
    /// A limit was passed.
    #[error("{0}")]
    TooLarge(String),
    /// The deck may not show this file.
    #[error("{0}")]
    Refused(String),
}

impl MediaError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing => "check the path; it starts from the folder of the deck",
            Self::TooLarge(_) => "show a smaller or simpler copy of it",
            Self::Unreadable(_) => "open it in another program, and save it anew",
            Self::Refused(_) => "keep pictures in the folder of the deck, as PNG, JPEG, GIF, WebP or SVG",
        }
    }
}

/// Reads the picture at `path`, upright.
pub(super) fn file(path: &Path, trials: Option<&Trials>) -> Result<Original, MediaError> {
    let bytes = read(path)?;
    // Decoders are other people's code before a stranger's bytes: a slip in one must not end the show.
    catch_unwind(AssertUnwindSafe(|| original(bytes, trials)))
        .unwrap_or_else(|_| Err(MediaError::Unreadable("the picture is broken: its decoder gave up".to_owned())))
}

/// The usual ending of a file of `bytes`, if they are a picture that can be shown; it is decoded whole to know.
pub(super) fn ending(bytes: &[u8], trials: Option<&Trials>) -> Result<&'static str, MediaError> {
    let shown = catch_unwind(AssertUnwindSafe(|| original(bytes.to_vec(), trials)));
    shown.unwrap_or_else(|_| Err(MediaError::Unreadable("the picture is broken: its decoder gave up".to_owned())))?;
    Ok(match format(bytes) {
        Some(ImageFormat::Png) => "png",
        Some(ImageFormat::Jpeg) => "jpg",
        Some(ImageFormat::Gif) => "gif",
        Some(ImageFormat::WebP) => "webp",
        _ => "svg",
    })
}

fn read(path: &Path) -> Result<Vec<u8>, MediaError> {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        return Err(MediaError::Unreadable(format!("this is a folder; {FORMATS}")));
    }
    if !metadata.is_file() {
        return Err(MediaError::Unreadable(format!("this is not a regular file; {FORMATS}")));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let size = metadata.len().max(bytes.len() as u64) >> 20;
        let limit = MAX_FILE_BYTES >> 20;
        return Err(MediaError::TooLarge(format!("the file has {size} MiB; a picture may have {limit}")));
    }
    if bytes.is_empty() {
        return Err(MediaError::Unreadable("the file is empty".to_owned()));
    }
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> MediaError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => MediaError::Missing,
        ErrorKind::PermissionDenied => MediaError::Unreadable("it may not be read".to_owned()),
        _ => MediaError::Unreadable(format!("it cannot be read: {error}")),
    }
}

fn original(bytes: Vec<u8>, trials: Option<&Trials>) -> Result<Original, MediaError> {
    match format(&bytes) {
        Some(format @ (ImageFormat::Gif | ImageFormat::WebP)) => {
            let first = decoded(&bytes, format)?;
            Ok(match Moving::new(bytes, format, first) {
                Ok(moving) => Original::Moving(Arc::new(moving)),
                Err(still) => Original::Pixels(Arc::new(still)),
            })
        }
        Some(format) => decoded(&bytes, format).map(|pixels| Original::Pixels(Arc::new(pixels))),
        None if image::guess_format(&bytes).is_ok_and(|format| format == ImageFormat::Avif) => {
            Err(MediaError::Refused("AVIF pictures are not shown; convert it to PNG or WebP".to_owned()))
        }
        None if bytes.starts_with(&[0x1F, 0x8B]) => {
            Err(MediaError::Refused("compressed drawings (svgz) are not shown; unpack it with gunzip".to_owned()))
        }
        None if Vector::is_svg(&bytes) => Vector::read(&bytes, trials).map(|vector| Original::Vector(Arc::new(vector))),
        None => Err(MediaError::Unreadable(format!("this is not a picture that can be shown; {FORMATS}"))),
    }
}

/// The format of `bytes` if it is one of those that are decoded to pixels.
fn format(bytes: &[u8]) -> Option<ImageFormat> {
    image::guess_format(bytes)
        .ok()
        .filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP))
}

/// The pixels in `bytes`, a whole file of some picture that is no drawing.
pub(super) fn embedded(bytes: &[u8]) -> Option<Pixels> {
    decoded(bytes, format(bytes)?).ok()
}

/// Columns and rows of the picture in `bytes`, by its header.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    ImageReader::with_format(Cursor::new(bytes), format(bytes)?).into_dimensions().ok()
}

fn decoded(bytes: &[u8], format: ImageFormat) -> Result<Pixels, MediaError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    // A PNG's colour profile is unpacked together with its header.
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits.clone());
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    // The sides are told to the decoder afterwards: it would name no numbers.
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check(width, height, decoder.total_bytes())?;
    if format == ImageFormat::Jpeg {
        check_passes(passes(bytes), u64::from(width) * u64::from(height))?;
    }
    // One large picture at a time, however many threads there are.
    let _turn = (decoder.total_bytes() > MAX_BESIDE).then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    decoder.set_limits(limits).map_err(broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    Ok(turned(shrunk(image), orientation))
}

/// In how many passes the JPEG in `bytes` comes: what looks like the start of one inside of its pixels is written otherwise.
fn passes(bytes: &[u8]) -> u64 {
    bytes.windows(2).filter(|pair| *pair == [0xFF, 0xDA]).count() as u64
}

fn check_passes(passes: u64, pixels: u64) -> Result<(), MediaError> {
    if passes.saturating_mul(pixels) <= MAX_PASSED {
        return Ok(());
    }
    Err(MediaError::TooLarge(format!(
        "the picture comes in {passes} passes over its pixels; save it anew, not progressive"
    )))
}

fn broken(error: image::ImageError) -> MediaError {
    use image::ImageError;
    match error {
        ImageError::Limits(error) => MediaError::TooLarge(format!("the picture needs more room than it may: {error}")),
        ImageError::Unsupported(error) => MediaError::Unreadable(format!("the picture cannot be shown: {error}")),
        error => MediaError::Unreadable(format!("the picture is broken: {error}")),
    }
}

fn check(width: u32, height: u32, bytes: u64) -> Result<(), MediaError> {
    let size = format!("the picture has {width} × {height} pixels");
    if width == 0 || height == 0 {
        return Err(MediaError::Unreadable(format!("{size}; there is nothing to show")));
    }
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(MediaError::TooLarge(format!("{size}; a side may have {MAX_SIDE}")));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(MediaError::TooLarge(format!("{size}; it may have {} million", MAX_PIXELS / 1_000_000)));
    }
    if bytes > MAX_DECODED_BYTES {
        let (has, may) = (bytes >> 20, MAX_DECODED_BYTES >> 20);
        return Err(MediaError::TooLarge(format!("{size}, {has} MiB when decoded; it may take {may} MiB")));
    }
    Ok(())
}

/// `image` at no more than [`KEPT_SIDE`] a side: nothing shows more, and a photograph would take 100 MB.
fn shrunk(image: DynamicImage) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= KEPT_SIDE {
        return image;
    }
    let side = |n: u32| ((f64::from(n) * f64::from(KEPT_SIDE) / f64::from(longest)).round() as u32).max(1);
    let (width, height) = (side(image.width()), side(image.height()));
    if !image.color().has_alpha() {
        return image.thumbnail_exact(width, height);
    }
    // Ours weighs colours by their opacity.
    let small = super::scaled(&pixels(image), Rect::new(0.0, 0.0, 1.0, 1.0), width, height);
    image::RgbaImage::from_raw(width, height, small.rgba).map(DynamicImage::ImageRgba8).unwrap_or_default()
}

fn turned(mut image: DynamicImage, orientation: Orientation) -> Pixels {
    image.apply_orientation(orientation);
    pixels(image)
}

fn pixels(image: DynamicImage) -> Pixels {
    let image = image.into_rgba8();
    Pixels { width: image.width(), height: image.height(), rgba: image.into_raw() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_endless_passes_is_refused() {
        assert_eq!(passes(&[0xFF, 0xDA, 0, 0xFF, 0, 0xFF, 0xDA, 0xFF]), 2);
        assert!(check_passes(12, 85_000_000).is_ok(), "as large as they come, and progressive");
        assert!(matches!(check_passes(90, 85_000_000), Err(MediaError::TooLarge(why)) if why.contains("90 passes")));
        assert!(check_passes(u64::MAX, u64::MAX).is_err());
    }
}
