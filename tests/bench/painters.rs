//! How long a 1920 × 1080 page takes to paint and to encode, on one core: `cargo bench --bench painters`. The mark: at most
//! 4 ms to paint on the CPU. Without an adapter the GPU's rows are left out, and that is said.

#![expect(clippy::print_stdout, reason = "a benchmark names what it measures on")]

#[allow(dead_code, reason = "every benchmark takes what it needs of it")]
mod common;

use std::sync::Once;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

use deckle::book::Book;
use deckle::fonts::FontCx;
use deckle::layout::Page;
use deckle::media::Pixels;
use deckle::paint::cpu::CpuPainter;
use deckle::paint::gpu::{Gpu, GpuPainter, Target};

const SIZE: (u32, u32) = (1920, 1080);

fn main() {
    divan::main();
}

fn blank() -> Pixels {
    let (width, height) = SIZE;
    Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] }
}

fn all_pages<'a>(book: &'a Book, cx: &mut FontCx) -> Vec<&'a Page> {
    (0..book.len()).flat_map(|deck| book.pages(cx, deck)).collect()
}

/// Page after page of the session, as an export paints them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn cpu_paints_pages(bencher: Bencher) {
    let mut cx = FontCx::new();
    let (book, count) = common::laid_out(&mut cx);
    let pages = all_pages(&book, &mut cx);
    let (mut painter, mut target) = (CpuPainter::new(), blank());
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for page in &pages {
            painter.paint(&mut cx, book.images(), &page.scene, u16::MAX, &mut target);
        }
    });
}

/// The same page again and again, as a clock redraws it.
#[divan::bench]
fn cpu_paints_one_page_again(bencher: Bencher) {
    let mut cx = FontCx::new();
    let (book, _) = common::laid_out(&mut cx);
    let pages = all_pages(&book, &mut cx);
    let page = pages[pages.len() / 2];
    let (mut painter, mut target) = (CpuPainter::new(), blank());
    bencher.bench_local(|| painter.paint(&mut cx, book.images(), &page.scene, u16::MAX, &mut target));
}

/// The same as [`cpu_paints_pages`] on the GPU, every page read back.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn gpu_paints_pages(bencher: Bencher) {
    let Some(gpu) = gpu() else { return };
    let mut cx = FontCx::new();
    let (book, count) = common::laid_out(&mut cx);
    let pages = all_pages(&book, &mut cx);
    let mut painter = GpuPainter::offscreen(&gpu);
    bencher.counter(ItemsCount::new(count)).bench_local(|| {
        for page in &pages {
            let target = Target::new(&page.scene, u16::MAX, SIZE);
            painter.shoot(&gpu, &mut cx, book.images(), &target).expect("the GPU paints");
        }
    });
}

#[divan::bench]
fn gpu_paints_one_page_again(bencher: Bencher) {
    let Some(gpu) = gpu() else { return };
    let mut cx = FontCx::new();
    let (book, _) = common::laid_out(&mut cx);
    let pages = all_pages(&book, &mut cx);
    let mut painter = GpuPainter::offscreen(&gpu);
    let target = Target::new(&pages[pages.len() / 2].scene, u16::MAX, SIZE);
    bencher.bench_local(|| painter.shoot(&gpu, &mut cx, book.images(), &target).expect("the GPU paints"));
}

/// The adapter, named once.
fn gpu() -> Option<Gpu> {
    static NAMED: Once = Once::new();
    let gpu = Gpu::headless();
    NAMED.call_once(|| match &gpu {
        Ok(gpu) => println!("\nGPU: {}", gpu.describe()),
        Err(error) => println!("\nno GPU, its rows are left out: {error}"),
    });
    gpu.ok()
}

fn encode(bencher: Bencher, compression: png::Compression) {
    let mut cx = FontCx::new();
    let (book, _) = common::laid_out(&mut cx);
    let pages = all_pages(&book, &mut cx);
    let mut target = blank();
    CpuPainter::new().paint(&mut cx, book.images(), &pages[pages.len() / 2].scene, u16::MAX, &mut target);
    let rgb: Vec<u8> = target.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    bencher.counter(BytesCount::of_slice(&rgb)).bench_local(|| {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, SIZE.0, SIZE.1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(compression);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb)).expect("memory can be written to");
        out
    });
}

#[divan::bench]
fn encode_fastest(bencher: Bencher) {
    encode(bencher, png::Compression::Fastest);
}

#[divan::bench]
fn encode_fast(bencher: Bencher) {
    encode(bencher, png::Compression::Fast);
}
