//! Animations: the bytes of a GIF or WebP file in, frames with their times out. The first frame is there at once, the others
//! once somebody plays it, decoded beside whoever asks. Under limits: what goes on beyond them stands still on the last
//! good frame. Knows no clock; whoever plays says how long it has been playing.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use image::codecs::gif::GifDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::LoopCount;
use image::{AnimationDecoder, Frames, ImageFormat};

use super::Pixels;

/// The most frames of an animation.
pub const MAX_FRAMES: usize = 1_000;
/// The longest that it plays through once.
pub const MAX_PLAYED: Duration = Duration::from_secs(120);
/// The most bytes of all its frames together.
pub const MAX_FRAMES_BYTES: usize = 96 << 20;
/// The most bytes of the frames of all animations that are kept at once; those that are played later stand still.
pub const MAX_ALL_FRAMES_BYTES: usize = 512 << 20;
/// How many there are.
static ALL_FRAMES: AtomicUsize = AtomicUsize::new(0);
/// No frame is shorter: a browser shows none shorter either.
const SHORTEST: Duration = Duration::from_millis(20);
/// What a frame without a time lasts.
const USUAL: Duration = Duration::from_millis(100);
/// Decoding takes no longer.
const PATIENCE: Duration = Duration::from_secs(5);
/// When to ask again while the frames are being decoded.
const SOON: Duration = Duration::from_millis(40);

/// An animation.
pub struct Moving {
    first: Arc<Pixels>,
    bytes: Vec<u8>,
    format: ImageFormat,
    /// Whether somebody has begun to decode the frames.
    begun: OnceLock<()>,
    film: OnceLock<Film>,
    /// Which frame is shown.
    at: AtomicUsize,
}

/// The frames of an animation.
#[derive(Debug, Default)]
struct Film {
    /// How many bytes of [`ALL_FRAMES`] are its.
    bytes: usize,
    /// Each with the time at which it ends.
    frames: Vec<(Arc<Pixels>, Duration)>,
    /// How often it is played; 0 for ever.
    times: u32,
}

impl Drop for Film {
    fn drop(&mut self) {
        ALL_FRAMES.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for Moving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Moving({:?})", self.first)
    }
}

impl Moving {
    /// The animation in `bytes`, whose first frame is `first`; the bytes are given back if there is but one.
    pub(super) fn new(bytes: Vec<u8>, format: ImageFormat, first: Pixels) -> Result<Self, Pixels> {
        let moves = catch_unwind(|| match format {
            ImageFormat::Gif => frames(&bytes, format).is_some_and(|(frames, _)| frames.take(2).flatten().count() > 1),
            ImageFormat::WebP => WebPDecoder::new(Cursor::new(&bytes)).is_ok_and(|decoder| decoder.has_animation()),
            _ => false,
        });
        if !moves.unwrap_or(false) {
            return Err(first);
        }
        let (begun, film, at) = (OnceLock::new(), OnceLock::new(), AtomicUsize::new(0));
        Ok(Self { first: Arc::new(first), bytes, format, begun, film, at })
    }

    /// Its first frame.
    #[must_use]
    pub fn first(&self) -> &Arc<Pixels> {
        &self.first
    }

    /// How many bytes it takes before it is played.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len() + self.first.rgba.len()
    }

    /// The number of the frame that is shown; 0 until somebody plays it.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at.load(Ordering::Relaxed)
    }

    /// The frame that is shown.
    #[must_use]
    pub fn shown(&self) -> Arc<Pixels> {
        let frame = self.film.get().and_then(|film| film.frames.get(self.at()));
        Arc::clone(frame.map_or(&self.first, |(pixels, _)| pixels))
    }

    /// Shows the frame of the moment `elapsed` after it began; gives how long until the next one, `None` if there is none.
    pub(super) fn play(self: &Arc<Self>, elapsed: Duration) -> Option<Duration> {
        let Some(film) = self.film.get() else {
            if self.begun.set(()).is_ok() {
                let own = Arc::clone(self);
                let thread = std::thread::Builder::new().name("film".to_owned());
                // Without a thread it stands still.
                thread.spawn(move || own.develop()).ok()?;
            }
            return Some(SOON);
        };
        let (at, next) = film.at(elapsed);
        self.at.store(at, Ordering::Relaxed);
        next
    }

    /// Shows the first frame again.
    pub(super) fn rewind(&self) {
        self.at.store(0, Ordering::Relaxed);
    }

    /// Decodes the frames, unless they are.
    pub(super) fn develop(&self) {
        self.film.get_or_init(|| {
            let film = catch_unwind(AssertUnwindSafe(|| film(&self.bytes, self.format)));
            film.unwrap_or_default()
        });
    }
}

impl Film {
    /// The frame at `elapsed`, and how long until the next one.
    fn at(&self, elapsed: Duration) -> (usize, Option<Duration>) {
        let Some(&(_, whole)) = self.frames.last().filter(|_| self.frames.len() > 1) else { return (0, None) };
        let last = self.frames.len() - 1;
        let rounds = elapsed.as_nanos() / whole.as_nanos().max(1);
        if self.times > 0 && rounds >= u128::from(self.times) {
            return (last, None);
        }
        let within = Duration::from_nanos((elapsed.as_nanos() % whole.as_nanos().max(1)) as u64);
        let at = self.frames.iter().position(|(_, end)| *end > within).unwrap_or(last);
        let end = self.frames.get(at).map_or(whole, |(_, end)| *end);
        if self.times > 0 && rounds + 1 == u128::from(self.times) && at == last {
            return (at, None);
        }
        (at, Some(end.saturating_sub(within).max(Duration::from_millis(1))))
    }
}

fn frames(bytes: &[u8], format: ImageFormat) -> Option<(Frames<'_>, LoopCount)> {
    match format {
        ImageFormat::Gif => {
            let decoder = GifDecoder::new(Cursor::new(bytes)).ok()?;
            let times = decoder.loop_count();
            Some((decoder.into_frames(), times))
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
            let times = decoder.loop_count();
            Some((decoder.into_frames(), times))
        }
        _ => None,
    }
}

/// The frames in `bytes`, as many as the limits allow.
fn film(bytes: &[u8], format: ImageFormat) -> Film {
    let Some((frames, times)) = frames(bytes, format) else { return Film::default() };
    let begun = Instant::now();
    let mut film = Film::default();
    let (mut end, mut size) = (Duration::ZERO, 0_usize);
    let mut whole = true;
    for frame in frames {
        let Ok(frame) = frame else {
            whole = false;
            break;
        };
        let delay = Duration::from(frame.delay());
        let delay = if delay.is_zero() { USUAL } else { delay.max(SHORTEST) };
        let image = frame.into_buffer();
        size = size.saturating_add(image.len());
        let over = film.frames.len() >= MAX_FRAMES || end + delay > MAX_PLAYED || size > MAX_FRAMES_BYTES;
        if over || begun.elapsed() > PATIENCE {
            whole = false;
            break;
        }
        film.bytes += image.len();
        if ALL_FRAMES.fetch_add(image.len(), Ordering::Relaxed) + image.len() > MAX_ALL_FRAMES_BYTES {
            whole = false;
            break;
        }
        end += delay;
        let pixels = Pixels { width: image.width(), height: image.height(), rgba: image.into_raw() };
        film.frames.push((Arc::new(pixels), end));
    }
    film.times = match times {
        // What was cut stands still at its end.
        _ if !whole => 1,
        LoopCount::Infinite => 0,
        LoopCount::Finite(times) => times.get(),
    };
    film
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(times: u32) -> Film {
        let dot = Arc::new(Pixels { width: 1, height: 1, rgba: vec![0; 4] });
        let end = |n: u64| Duration::from_millis(100 * n);
        Film { frames: (1..=3).map(|n| (Arc::clone(&dot), end(n))).collect(), times, bytes: 0 }
    }

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn frames_follow_each_other_and_begin_again() {
        let film = film(0);
        assert_eq!(film.at(ms(0)), (0, Some(ms(100))));
        assert_eq!(film.at(ms(130)), (1, Some(ms(70))));
        assert_eq!(film.at(ms(299)), (2, Some(ms(1))));
        assert_eq!(film.at(ms(300)), (0, Some(ms(100))));
        assert_eq!(film.at(ms(30_000_150)), (1, Some(ms(50))));
    }

    #[test]
    fn what_ends_stands_still_on_its_last_frame() {
        let film = film(2);
        assert_eq!(film.at(ms(350)), (0, Some(ms(50))));
        assert_eq!(film.at(ms(550)), (2, None));
        assert_eq!(film.at(ms(5000)), (2, None));
        assert_eq!(Film::default().at(ms(9)), (0, None));
    }
}
