//! From a key press to the submitted frames of both windows, 1920 × 1080 each, through the whole session, step by step:
//! `cargo bench --bench press`. What is counted is the time of the thread that draws: applying the command, making the
//! scenes, preparing, recording and submitting; what a driver does on threads of its own is not. The marks: half of the
//! presses within 3 ms, 99 of 100 within 8 ms. Without an adapter there is nothing to measure, and that is said.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

#[allow(dead_code, reason = "every benchmark takes what it needs of it")]
mod common;

use std::time::Duration;

use deckle::fonts::FontCx;
use deckle::paint::gpu::{Gpu, GpuPainter, Target};
use deckle::show::{Command, Effect, Show, Start};
use deckle::views::{BookPages, OnStage, page_at, presenter};

const SIZE: (u32, u32) = (1920, 1080);

/// The time that this thread has had so far.
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn main() {
    let gpu = match Gpu::headless() {
        Ok(gpu) => gpu,
        Err(error) => {
            println!("nothing was measured: {error}");
            return;
        }
    };
    println!("painted by {}", gpu.describe());
    for (what, warm) in [("cold: nothing is prepared", false), ("warm: the next page was prepared before", true)] {
        let mut times = walk(&gpu, warm);
        times.sort();
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
        println!(
            "{what}: {} presses, ms: p50 {:.2}  p90 {:.2}  p99 {:.2}  max {:.2}",
            times.len(),
            at(0.5),
            at(0.9),
            at(0.99),
            at(1.0)
        );
    }
}

/// The time of every press of a walk through the session.
fn walk(gpu: &Gpu, warm: bool) -> Vec<Duration> {
    let mut cx = FontCx::new();
    let (book, _) = common::laid_out(&mut cx);
    // Both windows share a painter, as they do on the screen.
    let mut painter = GpuPainter::offscreen(gpu);
    let mut show = Show::new(Start::default(), &BookPages::new(&book, &mut cx));
    let mut times = Vec::new();
    loop {
        if warm
            && let Some(next) = show.upcoming(&BookPages::new(&book, &mut cx))
            && let Some(page) = page_at(&mut cx, &book, next)
        {
            let target = Target::new(&page.scene, next.step, SIZE);
            painter.prepare(gpu, &mut cx, book.images(), &target).expect("the driver is there");
            let mut ahead = show.clone();
            ahead.apply(Command::Next, Duration::ZERO, &BookPages::new(&book, &mut cx));
            let desk = presenter(&mut cx, &OnStage::new(&book, &ahead, Duration::ZERO), 16.0 / 9.0);
            let target = Target::new(&desk.scene, 0, SIZE);
            painter.prepare(gpu, &mut cx, book.images(), &target).expect("the driver is there");
        }
        let before = spent();
        let now = Duration::from_secs(times.len() as u64 * 20);
        let effect = show.apply(Command::Next, now, &BookPages::new(&book, &mut cx));
        if effect == Effect::Nothing || show.ended() {
            return times;
        }
        let at = show.position();
        if let Some(page) = page_at(&mut cx, &book, at) {
            let target = Target::new(&page.scene, at.step, SIZE);
            painter.submit(gpu, &mut cx, book.images(), &target).expect("the driver is there");
        }
        let desk = presenter(&mut cx, &OnStage::new(&book, &show, now), 16.0 / 9.0);
        let target = Target::new(&desk.scene, 0, SIZE);
        painter.submit(gpu, &mut cx, book.images(), &target).expect("the driver is there");
        times.push(spent().saturating_sub(before));
        // Nothing of the driver's work may be waited for within the next press.
        gpu.wait().expect("the driver is there");
    }
}
