//! The way to a window's next frame, which a compositor may keep shut for as long as it likes: a frame is asked for in a
//! thread, waited for a moment, and taken when it is there. It never keeps the loop waiting, which has another window and
//! keys to serve.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use wgpu::{CurrentSurfaceTexture, Surface};
use winit::window::Window;

use crate::present::rehearsal;

/// The thread before a surface.
#[derive(Debug)]
pub(super) struct Door {
    /// Nothing where there can be no thread: then the loop goes itself.
    thread: Option<Thread>,
    asked: bool,
}

#[derive(Debug)]
struct Thread {
    ask: Sender<Arc<Surface<'static>>>,
    answers: Receiver<CurrentSurfaceTexture>,
    /// Whether the loop has gone on without an answer, and has to be told of it.
    late: Arc<AtomicBool>,
}

impl Door {
    /// The way to the frames of `window`, which is asked for a redraw when one comes late.
    pub(super) fn new(window: &Arc<Window>) -> Self {
        let (ask, asked) = channel::<Arc<Surface<'static>>>();
        let (answer, answers) = channel();
        let late = Arc::new(AtomicBool::new(false));
        let (window, was_late) = (Arc::clone(window), Arc::clone(&late));
        let wait = move || {
            for (times, surface) in asked.into_iter().enumerate() {
                rehearsal::block(times);
                let frame = surface.get_current_texture();
                // Nothing may keep a surface that the loop lets go of, or its window has no room for another.
                drop(surface);
                if answer.send(frame).is_err() {
                    return;
                }
                if was_late.swap(false, Ordering::SeqCst) {
                    window.request_redraw();
                }
            }
        };
        let thread = std::thread::Builder::new().name("frames".to_owned()).spawn(wait);
        Self { thread: thread.is_ok().then_some(Thread { ask, answers, late }), asked: false }
    }

    /// Whether a frame was asked for that did not come yet.
    pub(super) fn is_asked(&self) -> bool {
        self.asked
    }

    /// Asks for a frame of `surface`, as it is configured, and waits for it as long as `most`; nothing if it takes longer.
    pub(super) fn ask(&mut self, surface: &Arc<Surface<'static>>, most: Duration) -> Option<CurrentSurfaceTexture> {
        let sent = self.thread.as_ref().is_some_and(|thread| thread.ask.send(Arc::clone(surface)).is_ok());
        if !sent {
            self.thread = None;
            return Some(surface.get_current_texture());
        }
        self.asked = true;
        self.take(most)
    }

    /// The frame that was asked for, if it comes within `most`.
    pub(super) fn take(&mut self, most: Duration) -> Option<CurrentSurfaceTexture> {
        let thread = self.thread.as_ref()?;
        let answer = match thread.answers.recv_timeout(most) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Timeout) => {
                thread.late.store(true, Ordering::SeqCst);
                // It may have come just before it knew that it is late.
                thread.answers.try_recv().ok()
            }
            Err(RecvTimeoutError::Disconnected) => {
                (self.thread, self.asked) = (None, false);
                return Some(CurrentSurfaceTexture::Lost);
            }
        };
        self.asked = answer.is_none();
        answer
    }
}
