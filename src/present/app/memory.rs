//! What the show has from those that outlive it, and tells them: before a page is drawn, and after every round of the loop.
//! Never waits for them.

use super::App;
use crate::present::life::{self, Life, Memory, Telling};
use crate::present::pane::Pane;
use crate::present::pulse::Pulse;
use crate::show::Position;

impl App {
    /// Goes on with what another process left, and depends on those that outlive this one; before anything shows.
    pub(in crate::present) fn live(&mut self, life: Life) {
        if let Some(resume) = &life.resume {
            let windows = resume.saved.show.windows;
            self.options.windowed = !windows.fullscreen;
            self.options.presenter |= windows.presenter;
            self.options.no_presenter &= !windows.presenter;
            self.show.set_windows(windows);
            if let Some(book) = resume.saved.look.as_deref().and_then(|name| self.looks.choose(name)) {
                self.show_edition(book, self.show.position(), self.show.audience().at);
            }
            life::take_up(&mut self.cx, (&self.book, &mut self.show), resume, self.began.elapsed());
            self.knows_drawings();
        }
        for suspect in &life.suspects {
            let at = life::find(&mut self.cx, &self.book, (suspect.at, &suspect.name));
            self.make_plain(at);
            if suspect.and_next {
                self.make_plain(Position::new(at.deck, at.page + 1));
            }
        }
        if let Some(supervisor) = life.supervisor {
            life::depend_on(supervisor, self.signals.clone());
        }
        if let Some(asked) = life.asked {
            life::heed(asked, self.signals.clone());
        }
        self.pulse = life.patience.map(Pulse::watched).unwrap_or_default();
        self.memory = life.keeper.map(Memory::new);
    }

    /// Tells of every change.
    pub(super) fn remember(&mut self) {
        if let Some(memory) = &mut self.memory {
            let shown = self.audience.iter().chain(&self.console).any(Pane::is_shown);
            let look = self.looks.chosen().map(|theme| theme.name.as_str());
            let of = Telling { book: &self.book, show: &self.show, look, shown };
            memory.note(&mut self.cx, of, self.began.elapsed());
        }
    }
}
