//! What several kinds of tests share: comparing pictures, reading and writing them, reference pictures, scenes. A
//! comparison never passes because something is missing.

#![allow(dead_code, unreachable_pub, reason = "every test uses a part of it, and none is a library")]

pub mod cases;
pub mod desks;
pub mod hands;
pub mod pages;
pub mod pieces;
pub mod promise;
pub mod scenes;
pub mod server;
pub mod spec;
pub mod told;

use std::fmt;
use std::path::{Path, PathBuf};

use deckle::fonts::FontCx;
use deckle::media::{Images, Pixels};
use deckle::paint::cpu::CpuPainter;
use deckle::scene::Scene;

/// How two pictures differ.
#[derive(Debug, PartialEq, Eq)]
pub enum Report {
    /// They do not have the same size.
    Size { expected: (u32, u32), actual: (u32, u32) },
    /// Some pixels differ by more than they may.
    Pixels { count: usize, worst: u8, at: (u32, u32), expected: [u8; 4], actual: [u8; 4] },
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { expected, actual } => {
                write!(f, "expected {} x {} pixels, got {} x {}", expected.0, expected.1, actual.0, actual.1)
            }
            Self::Pixels { count, worst, at, expected, actual } => write!(
                f,
                "{count} pixels differ, by up to {worst}; the worst at {},{}: expected {expected:?}, got {actual:?}",
                at.0, at.1
            ),
        }
    }
}

/// Whether every channel of every pixel of both pictures is the same, or differs by `tolerance` at most.
pub fn compare(expected: &Pixels, actual: &Pixels, tolerance: u8) -> Result<(), Report> {
    let size = |pixels: &Pixels| (pixels.width, pixels.height);
    let full = |pixels: &Pixels| pixels.rgba.len() == pixels.width as usize * pixels.height as usize * 4;
    if size(expected) != size(actual) || !full(expected) || !full(actual) {
        return Err(Report::Size { expected: size(expected), actual: size(actual) });
    }
    let mut report = None;
    let pairs = expected.rgba.as_chunks::<4>().0.iter().zip(actual.rgba.as_chunks::<4>().0);
    for (n, (&e, &a)) in (0_u32..).zip(pairs) {
        let by = e.iter().zip(a).map(|(&e, a)| e.abs_diff(a)).max().unwrap_or(0);
        if by <= tolerance {
            continue;
        }
        let place = (n % expected.width, n / expected.width);
        match &mut report {
            None => report = Some((1, by, place, e, a)),
            Some((count, worst, at, was, is)) => {
                *count += 1;
                if by > *worst {
                    (*worst, *at, *was, *is) = (by, place, e, a);
                }
            }
        }
    }
    match report {
        None => Ok(()),
        Some((count, worst, at, expected, actual)) => Err(Report::Pixels { count, worst, at, expected, actual }),
    }
}

/// `scene` at its last step, as the reference painter shows it.
pub fn painted(images: &Images, scene: &Scene, size: (u32, u32)) -> Pixels {
    let mut target = Pixels { width: size.0, height: size.1, rgba: Vec::new() };
    CpuPainter::new().paint(&mut FontCx::new(), images, scene, u16::MAX, &mut target);
    target
}

/// The size of reference pictures.
pub const REFERENCE: (u32, u32) = (480, 270);

/// Compares `scene` with `tests/reference/NAME.png`, pixel by pixel.
///
/// Panics if they differ at all, or if there is no such picture; only `DECKLE_ACCEPT=1` writes one.
pub fn reference(name: &str, scene: &Scene, images: &Images) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let actual = painted(images, scene, REFERENCE);
    let accept = std::env::var_os("DECKLE_ACCEPT").is_some_and(|value| value == "1");
    if let Err(why) = check(root, name, &actual, accept) {
        panic!("{why}");
    }
}

/// [`reference`] below any folder: what went wrong, in words.
pub fn check(root: &Path, name: &str, actual: &Pixels, accept: bool) -> Result<(), String> {
    let path = root.join("tests/reference").join(name).with_extension("png");
    if accept {
        return write_png(&path, actual).map_err(|error| format!("{}: {error}", path.display()));
    }
    if !path.exists() {
        return Err(format!("{name}: there is no {}; look at the page, then run with DECKLE_ACCEPT=1", path.display()));
    }
    let expected = read_png(&path)?;
    compare(&expected, actual, 0).map_err(|report| {
        let left = leave(&root.join("target/diff"), name, &expected, actual);
        format!("{name}: {report}; expected, difference and actual are in {}", left.display())
    })
}

/// Leaves expected, difference and actual side by side in `folder`; where.
pub fn leave(folder: &Path, name: &str, expected: &Pixels, actual: &Pixels) -> PathBuf {
    let path = folder.join(name).with_extension("png");
    write_png(&path, &side_by_side(expected, actual)).expect("the difference cannot be written");
    path
}

fn side_by_side(expected: &Pixels, actual: &Pixels) -> Pixels {
    let (width, height) = (expected.width.max(actual.width), expected.height.max(actual.height));
    let at = |pixels: &Pixels, x: u32, y: u32| -> [u8; 4] {
        if x >= pixels.width || y >= pixels.height {
            return [255, 0, 255, 255];
        }
        let n = (y * pixels.width + x) as usize * 4;
        pixels.rgba[n..n + 4].try_into().expect("four bytes")
    };
    let mut rgba = Vec::new();
    for y in 0..height {
        (0..width).for_each(|x| rgba.extend(at(expected, x, y)));
        for x in 0..width {
            let (e, a) = (at(expected, x, y), at(actual, x, y));
            let by = e.iter().zip(a).map(|(&e, a)| e.abs_diff(a)).max().unwrap_or(0);
            // White where all is well, and strong from the least difference on.
            let rest = if by == 0 { 255 } else { 160 - by / 2 };
            rgba.extend([255, rest, rest, 255]);
        }
        (0..width).for_each(|x| rgba.extend(at(actual, x, y)));
    }
    Pixels { width: width * 3, height, rgba }
}

/// The picture in a PNG file.
pub fn read_png(path: &Path) -> Result<Pixels, String> {
    let image = image::open(path).map_err(|error| format!("{}: {error}", path.display()))?.into_rgba8();
    Ok(Pixels { width: image.width(), height: image.height(), rgba: image.into_raw() })
}

/// Writes a picture as PNG.
pub fn write_png(path: &Path, pixels: &Pixels) -> Result<(), String> {
    let say = |error: &dyn fmt::Display| format!("{}: {error}", path.display());
    std::fs::create_dir_all(path.parent().expect("a folder")).map_err(|error| say(&error))?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(|error| say(&error))?;
    writer.write_image_data(&pixels.rgba).map_err(|error| say(&error))?;
    writer.finish().map_err(|error| say(&error))?;
    std::fs::write(path, bytes).map_err(|error| say(&error))
}
