//! Pages as PNG files: painted and encoded on all cores, each written as soon as it is done, whole or not at all. Never
//! changes a page: what is in the file is what the reference painter shows.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::files::{self, WriteError};
use super::select::PageList;
use crate::book::Book;
use crate::fonts::FontCx;
use crate::layout::Page;
use crate::media::Pixels;
use crate::paint::cpu::CpuPainter;
use crate::paint::gpu::{Gpu, GpuPainter, Target};
use crate::scene::Scene;

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

/// What is painted in place of a page.
pub type Over<'a> = &'a (dyn Fn(PageRef, &Page) -> Option<Scene> + Sync);

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

/// Every page of `book`, or those whose number in their deck is in `list`, in order; decks that were not yet laid out are
/// laid out now, on all cores.
#[must_use]
pub fn pages(book: &Book, list: Option<&PageList>) -> Vec<PageRef> {
    let next = AtomicUsize::new(0);
    on_all_cores(book.len(), || {
        let mut cx = FontCx::with_system_fonts();
        loop {
            let deck = next.fetch_add(1, Ordering::Relaxed);
            if deck >= book.len() {
                break;
            }
            book.pages(&mut cx, deck);
        }
    });
    let mut cx = FontCx::with_system_fonts();
    let mut pages = Vec::new();
    for deck in 0..book.len() {
        let wanted = |page: &usize| list.is_none_or(|list| list.contains(page + 1));
        pages.extend((0..book.pages(&mut cx, deck).len()).filter(wanted).map(|page| PageRef { deck, page }));
    }
    pages
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
    write_over(book, pages, options, done, &|_, _| None)
}

/// The same, with the scene that `over` makes of a page, if it makes one, in its place.
///
/// # Errors
/// As [`write()`] has them.
pub fn write_over(
    book: &Book,
    pages: &[PageRef],
    options: &PngOptions,
    done: &(dyn Fn(PageRef) + Sync),
    over: Over<'_>,
) -> Result<(), ExportError> {
    if options.width == 0 || options.height == 0 || options.width > MAX_SIDE || options.height > MAX_SIDE {
        let (width, height) = (options.width, options.height);
        return Err(ExportError::Encode(format!(
            "a picture of {width}x{height} pixels cannot be made; a side has 1 to {MAX_SIDE}"
        )));
    }
    files::make_folder(&options.folder)?;
    if options.painter == ExportPainter::Gpu {
        return paint_gpu(book, pages, options, done, over);
    }
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    on_all_cores(pages.len(), || {
        let mut desk = Desk::new(options);
        while let Some(&page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            match desk.write(book, page, options, over) {
                Ok(()) => done(page),
                Err(error) => {
                    // The others stop at their next page; the first failure is the one that is told.
                    next.store(pages.len(), Ordering::Relaxed);
                    failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                }
            }
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// The largest side of an exported picture, in pixels.
pub const MAX_SIDE: u32 = 16_384;

/// What a thread keeps from page to page.
struct Desk {
    cx: FontCx,
    painter: CpuPainter,
    frame: Pixels,
    rgb: Vec<u8>,
    file: Vec<u8>,
}

impl Desk {
    fn new(options: &PngOptions) -> Self {
        let frame = Pixels { width: options.width, height: options.height, rgba: Vec::new() };
        Self { cx: FontCx::with_system_fonts(), painter: CpuPainter::new(), frame, rgb: Vec::new(), file: Vec::new() }
    }

    fn write(&mut self, book: &Book, at: PageRef, options: &PngOptions, over: Over<'_>) -> Result<(), ExportError> {
        let Some(page) = book.pages(&mut self.cx, at.deck).get(at.page) else { return Ok(()) };
        let step = page.steps.saturating_sub(1);
        let made = over(at, page);
        let (scene, step) = made.as_ref().map_or((&page.scene, step), |made| (made, made.last_step()));
        self.painter.paint(&mut self.cx, book.images(), scene, step, &mut self.frame);
        self.save(&options.folder.join(file_name(&book.deck(at.deck).stem, at.page)))
    }

    fn save(&mut self, path: &Path) -> Result<(), ExportError> {
        encode(&self.frame, &mut self.rgb, &mut self.file).map_err(|error| ExportError::Encode(error.to_string()))?;
        Ok(files::write(path, &self.file)?)
    }
}

/// `frame` as a PNG without opacity, in `file`; `rgb` is kept only to save its allocation.
///
/// # Errors
/// If the frame has no pixels, or not as many as its size says.
pub fn encode(frame: &Pixels, rgb: &mut Vec<u8>, file: &mut Vec<u8>) -> Result<(), png::EncodingError> {
    let (pixels, _) = frame.rgba.as_chunks::<4>();
    rgb.resize(pixels.len() * 3, 0);
    for (out, pixel) in rgb.chunks_exact_mut(3).zip(pixels) {
        out.copy_from_slice(&pixel[..3]);
    }
    file.clear();
    let mut encoder = png::Encoder::new(file, frame.width, frame.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(rgb)
}

/// One device paints page after page; it is its own queue.
fn paint_gpu(
    book: &Book,
    pages: &[PageRef],
    options: &PngOptions,
    done: &(dyn Fn(PageRef) + Sync),
    over: Over<'_>,
) -> Result<(), ExportError> {
    let gpu = Gpu::headless()?;
    let mut painter = GpuPainter::offscreen(&gpu);
    let mut desk = Desk::new(options);
    for &at in pages {
        let Some(page) = book.pages(&mut desk.cx, at.deck).get(at.page) else { continue };
        let made = over(at, page);
        let whole = (&page.scene, page.steps.saturating_sub(1));
        let (scene, step) = made.as_ref().map_or(whole, |made| (made, made.last_step()));
        let target = Target::new(scene, step, (options.width, options.height));
        desk.frame = painter.shoot(&gpu, &mut desk.cx, book.images(), &target)?;
        desk.save(&options.folder.join(file_name(&book.deck(at.deck).stem, at.page)))?;
        done(at);
    }
    Ok(())
}

/// Runs `work` on as many threads as there are cores, but not on more than there are `jobs`.
fn on_all_cores(jobs: usize, work: impl Fn() + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(jobs);
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(&work);
        }
        if jobs > 0 {
            work();
        }
    });
}
