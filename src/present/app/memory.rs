//! What the show tells those that outlive it, after every round of the loop. Never waits for them.

use super::App;

impl App {
    /// Tells of every change.
    pub(super) fn remember(&mut self) {
        if let Some(memory) = &mut self.memory {
            memory.note(&mut self.cx, (&self.book, &self.show), self.began.elapsed());
        }
    }
}
