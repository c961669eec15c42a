//! Looking for a page among 10,000: opening the overview and the picker, every key typed, every move, on a screen of 1920 ×
//! 1080: `cargo bench --bench browse`. What is counted is the time of the thread that draws, as in `press`. The mark: none
//! takes 16 ms. Without an adapter only the show and the scene are measured, and that is said.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::time::Duration;

use deckle::book::{Book, BookOptions};
use deckle::deck;
use deckle::fonts::FontCx;
use deckle::paint::gpu::{Gpu, GpuPainter, Target};
use deckle::show::{Command, Position, Show, Start, Way};
use deckle::theme;
use deckle::views::{BookPages, OnStage, presenter};

const SIZE: (u32, u32) = (1920, 1080);
/// So many talks of so many pages, with their openers.
const TALKS: (usize, usize) = (100, 99);

/// The time that this thread has had so far.
fn spent() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A session in which nothing is said twice.
fn session() -> Book {
    let words = ["allocation", "interface", "garbage", "scheduler", "channel", "closure", "profile", "tracing", "café"];
    let word = |n: usize| words[n % words.len()];
    let talk = |talk: usize| {
        let slide = |n: usize| {
            let n = talk * 100 + n;
            let (a, b, c) = (word(n), word(n / 7 + 1), word(n / 31 + 2));
            format!(
                "## The {a} of the {b}, {n}\n\n- why a {c} is no {a}\n- how a {b} becomes a {c}\n  - in about {n} steps\n\n"
            )
        };
        let slides: String = (0..TALKS.1).map(slide).collect();
        let text = format!("---\ntitle: Talk {talk} about a {}\nspeaker: Speaker {talk}\n---\n\n{slides}", word(talk));
        deck::read(&format!("{talk:03}.md"), &text).0
    };
    Book::from_sources((0..TALKS.0).map(talk).collect(), theme::paper(), BookOptions::default(), Vec::new())
}

/// What is pressed, and what that is called.
fn presses() -> Vec<(&'static str, Vec<Command>)> {
    use Command::{Choose, Erase, Escape, Find, Overview, Select, Type};
    let typed = |words: &str| words.chars().map(Type).collect::<Vec<_>>();
    vec![
        ("a page, before any of it", vec![Command::Next]),
        ("open the overview", vec![Overview]),
        ("arrows in it", [Way::Right, Way::Down, Way::Down, Way::Left, Way::Up].map(Select).repeat(6)),
        ("screens of it", [Way::ScreenDown; 30].map(Select).to_vec()),
        ("its end and its beginning", [Way::Last, Way::First].map(Select).repeat(4)),
        ("filter it", typed("closure tracing")),
        ("take that back", vec![Erase; 15]),
        ("leave", vec![Escape]),
        ("open the picker", vec![Find]),
        ("type a title", typed("scheduler of the cafe")),
        ("take that back", vec![Erase; 21]),
        ("type few letters", typed("tsotg")),
        ("go there", vec![Choose]),
        ("open the overview again", vec![Overview]),
    ]
}

fn main() {
    let mut cx = FontCx::new();
    let book = session();
    let pages: usize = (0..book.len()).map(|deck| book.pages(&mut cx, deck).len()).sum();
    let gpu = Gpu::headless();
    match &gpu {
        Ok(gpu) => println!("{pages} pages, painted by {}", gpu.describe()),
        Err(error) => println!("{pages} pages, not painted: {error}"),
    }
    let mut painter = gpu.as_ref().ok().map(GpuPainter::offscreen);
    let start = Start { at: Position::new(50, 50), presenter: true, ..Start::default() };
    let mut show = Show::new(start, &BookPages::new(&book, &mut cx));
    println!("{:28} {:>8} {:>8} {:>8}   of the slowest: show, scene, painter (ms)", "", "presses", "p50 ms", "max ms");
    for (what, commands) in presses() {
        let mut times: Vec<[Duration; 3]> = Vec::new();
        for command in commands {
            let began = spent();
            show.apply(command, Duration::ZERO, &BookPages::new(&book, &mut cx));
            let applied = spent();
            let desk = presenter(&mut cx, &OnStage::new(&book, &show, Duration::ZERO), 16.0 / 9.0);
            if let Some(browsed) = &desk.browsed {
                show.drew_browse(browsed.drawn);
            }
            let made = spent();
            if let (Ok(gpu), Some(painter)) = (&gpu, &mut painter) {
                let target = Target::new(&desk.scene, 0, SIZE);
                painter.submit(gpu, &mut cx, book.images(), &target).expect("the driver is there");
            }
            let painted = spent();
            times.push([applied - began, made - applied, painted - made]);
            if let Ok(gpu) = &gpu {
                gpu.wait().expect("the driver is there");
            }
        }
        times.sort_by_key(|parts| parts.iter().sum::<Duration>());
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let all = |n: usize| times.get(n).map_or(0.0, |parts| ms(parts.iter().sum()));
        let [applied, made, painted] = times.last().copied().unwrap_or_default().map(ms);
        let (half, last) = (all(times.len() / 2), all(times.len().saturating_sub(1)));
        println!("{what:28} {:>8} {half:>8.2} {last:>8.2}   {applied:.2}, {made:.2}, {painted:.2}", times.len());
    }
}
