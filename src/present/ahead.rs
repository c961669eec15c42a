//! Layout ahead of the show: which deck is on stage in, the other decks of the session laid out behind its back. It never
//! makes the stage wait, and never keeps the program alive.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

use winit::event_loop::EventLoopProxy;

use super::Signal;
use crate::book::Book;
use crate::fonts::FontCx;

/// A thread that lays out the decks nearest to the one on stage first.
#[derive(Debug)]
pub(super) struct Ahead {
    stage: Sender<usize>,
}

impl Ahead {
    /// Starts the thread; `signals` hears of every deck that is done. Where there can be none, every deck is laid out when it is reached.
    pub(super) fn new(book: Arc<Book>, signals: EventLoopProxy<Signal>) -> Self {
        let (stage, moves) = channel();
        let thread = std::thread::Builder::new().name("layout".to_owned());
        if let Err(error) = thread.spawn(move || work(&book, &moves, &signals)) {
            log::debug!("no thread for layout: {error}");
        }
        Self { stage }
    }

    /// The show is at `deck` now.
    pub(super) fn at(&self, deck: usize) {
        // A thread that is gone has nothing left to do.
        let _ = self.stage.send(deck);
    }
}

fn work(book: &Book, moves: &Receiver<usize>, signals: &EventLoopProxy<Signal>) {
    let mut cx = FontCx::with_system_fonts();
    let mut open: Vec<usize> = (0..book.len()).collect();
    let Ok(mut stage) = moves.recv() else { return };
    while !open.is_empty() {
        loop {
            match moves.try_recv() {
                Ok(deck) => stage = deck,
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
        let Some(deck) = nearest(&open, stage) else { return };
        open.retain(|&other| other != deck);
        book.pages(&mut cx, deck);
        if signals.send_event(Signal::LaidOut).is_err() {
            return;
        }
    }
}

/// The deck to lay out next: the nearest, and of two equally far ones the later.
fn nearest(open: &[usize], stage: usize) -> Option<usize> {
    open.iter().copied().min_by_key(|&deck| (deck.abs_diff(stage), deck < stage))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_talk_comes_before_the_last_one() {
        let mut open: Vec<usize> = (0..6).collect();
        let mut order = Vec::new();
        while let Some(deck) = nearest(&open, 2) {
            open.retain(|&other| other != deck);
            order.push(deck);
        }
        assert_eq!(order, [2, 3, 1, 4, 0, 5]);
    }
}
