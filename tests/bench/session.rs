//! The export of the whole session to 1920 × 1080 PNG files by the program itself: pages a second, CPU seconds, cores busy,
//! bytes. `cargo bench --bench session`. The marks: 140 pages a CPU second, and no more than twice the time that painting and
//! encoding the same pages take alone. Linux only: times come from the kernel.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[allow(dead_code, reason = "every benchmark takes what it needs of it")]
mod common;

use std::error::Error;
use std::process::Command;
use std::time::Instant;

use deckle::export::png;
use deckle::fonts::FontCx;
use deckle::media::Pixels;
use deckle::paint::cpu::CpuPainter;

/// How often the whole session is exported; the best counts.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "{:>6} {:>8} {:>8} {:>8} {:>10} {:>12} {:>10}",
        "pages", "wall s", "CPU s", "cores", "pages/s", "pages/CPU s", "kB/page"
    );
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir()?;
        let (before, start) = (children_seconds()?, Instant::now());
        let output = Command::new(env!("CARGO_BIN_EXE_deckle"))
            .args(["export", common::SESSION, "-o"])
            .arg(folder.path())
            .output()?;
        let (wall, cpu) = (start.elapsed().as_secs_f64(), children_seconds()? - before);
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let sizes: Vec<u64> = std::fs::read_dir(folder.path())?
            .map(|entry| Ok(entry?.metadata()?.len()))
            .collect::<std::io::Result<_>>()?;
        least = least.min(cpu);
        let pages = sizes.len() as f64;
        let bytes = sizes.iter().sum::<u64>() as f64;
        println!(
            "{pages:>6} {wall:>8.2} {cpu:>8.2} {:>8.2} {:>10.1} {:>12.1} {:>10.1}",
            cpu / wall,
            pages / wall,
            pages / cpu,
            bytes / pages / 1000.0
        );
    }
    let (paint, encode) = alone()?;
    let both = paint + encode;
    println!(
        "painting alone {paint:.2} s, encoding alone {encode:.2} s: the export takes {:.2} times both",
        least / both
    );
    Ok(())
}

/// Seconds that painting, and encoding, all pages take on one thread: glyphs are rasterised once, nothing is written.
fn alone() -> Result<(f64, f64), Box<dyn Error>> {
    let mut cx = FontCx::new();
    let (book, _) = common::laid_out(&mut cx);
    let mut painter = CpuPainter::new();
    let mut frame = Pixels { width: 1920, height: 1080, rgba: Vec::new() };
    let (mut rgb, mut file) = (Vec::new(), Vec::new());
    let (mut paint, mut encode) = (0.0, 0.0);
    for deck in 0..book.len() {
        for page in book.pages(&mut cx, deck).to_vec() {
            let start = Instant::now();
            painter.paint(&mut cx, book.images(), &page.scene, u16::MAX, &mut frame);
            paint += start.elapsed().as_secs_f64();
            let start = Instant::now();
            png::encode(&frame, &mut rgb, &mut file)?;
            encode += start.elapsed().as_secs_f64();
        }
    }
    Ok((paint, encode))
}

/// The CPU seconds, user and system, of all child processes that have ended.
fn children_seconds() -> Result<f64, Box<dyn Error>> {
    // The name of the process may hold blanks and brackets: count from the last bracket. Linux reports hundredths.
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let field = |number: usize| {
        fields.get(number - 3).ok_or("a short /proc/self/stat")?.parse::<f64>().map_err(Box::<dyn Error>::from)
    };
    Ok((field(16)? + field(17)?) / 100.0)
}
