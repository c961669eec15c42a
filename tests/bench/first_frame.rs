//! From the start of the process to the first page on a screen, under Xvfb, for each painter: `cargo bench --bench
//! first_frame`. The screen is read where Xvfb keeps it, in a file, so looking costs the program under test nothing.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[allow(dead_code, reason = "every benchmark takes what it needs of it")]
mod common;

use std::error::Error;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often the program is started with each painter.
const ROUNDS: usize = 10;
/// A page that is not there by then never comes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process that ends with its owner.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp", "-fbdir"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut server) = server.map(Ends) else {
        println!("there is no Xvfb here: nothing was measured");
        return Ok(());
    };
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().ok_or("no pipe to Xvfb")?).read_line(&mut number)?;
    let screen = folder.path().join("Xvfb_screen0");
    for painter in ["gpu", "cpu"] {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(first_frame(&format!(":{}", number.trim()), painter, &screen)?);
        }
        times.sort();
        println!("{painter}: best {:?}, median {:?}, worst {:?}", times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
    }
    Ok(())
}

/// How long it takes until the screen shows the page's ground in most places.
fn first_frame(display: &str, painter: &str, screen: &Path) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    let program = Command::new(env!("CARGO_BIN_EXE_deckle"))
        .args([common::SESSION, "--windowed", "--no-presenter", "--painter", painter])
        .env("DISPLAY", display)
        .env_remove("WAYLAND_DISPLAY")
        .stderr(Stdio::null())
        .spawn()?;
    let mut program = Ends(program);
    loop {
        if ground(&std::fs::read(screen)?) > 0.4 {
            let time = start.elapsed();
            drop(program);
            // The next round must not be taken in by this one's page.
            while ground(&std::fs::read(screen)?) > 0.0 {
                std::thread::sleep(Duration::from_millis(5));
            }
            return Ok(time);
        }
        if let Some(status) = program.0.try_wait()? {
            return Err(format!("with --painter {painter} it ended before it showed anything: {status}").into());
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("with --painter {painter} no page came").into());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How much of the screen, an XWD file, has the colour of the default look's ground.
fn ground(xwd: &[u8]) -> f64 {
    let number = |index: usize| {
        xwd.get(index * 4..index * 4 + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize)
    };
    let (header, colors) = (number(0), number(19));
    let background = deckle::theme::paper().background;
    let wanted = [background.b, background.g, background.r];
    let pixels = xwd.get(header + colors * 12..).unwrap_or(&[]);
    let (mut seen, mut same) = (0, 0);
    for pixel in pixels.chunks_exact(4).step_by(97) {
        seen += 1;
        same += usize::from(pixel[..3] == wanted);
    }
    same as f64 / f64::from(seen.max(1))
}
