//! What a save brings: the next edition of the book on both windows, the same words on stage; or a word for the speaker.

use std::ptr;
use std::sync::Arc;

use super::App;
use crate::book::Book;
use crate::present::ahead::Ahead;
use crate::present::reload::{Reloaded, Stage, same_page, same_words};
use crate::show::Position;
use crate::theme::Adjust;
use crate::views::BookPages;

impl App {
    /// Takes what came of a save.
    pub(super) fn reloaded(&mut self, reloaded: Reloaded) {
        match reloaded {
            Reloaded::Kept(why) => self.trouble = Some(why),
            Reloaded::Fresh { opened, shown, look, edited } => {
                self.pulse.take_time();
                self.trouble = None;
                let same = look.map(ptr::from_ref) == self.looks.chosen().map(ptr::from_ref);
                self.looks.renew(opened);
                // The look was changed while the thread read: the loop lays out what it needs.
                let book = if same { shown } else { self.looks.book() };
                let (speaker, audience) = (self.show.position(), self.show.audience().at);
                let mut same = |at| same_words(&mut self.cx, (&self.book, &book), at);
                let (at, frozen) = (same(speaker), same(audience));
                // A frozen stage follows no save: only the speaker goes to it.
                self.show_edition(book, edited.filter(|_| self.options.follow).unwrap_or(at), frozen);
                self.redraw();
            }
        }
        self.redraw_console();
    }

    /// Shows the book as the desktop asks all programs to, as far as that is heeded.
    pub(super) fn heed(&mut self, wished: Adjust) {
        let heeds = self.options.heeds;
        let adjust = Adjust {
            high_contrast: wished.high_contrast && heeds.high_contrast,
            no_motion: wished.no_motion && heeds.no_motion,
        };
        if adjust == Adjust::default() {
            return;
        }
        self.looks.renew(Arc::new(self.looks.opened().adjusted(adjust)));
        // No page changes its place: all that changes are colours.
        self.show_edition(self.looks.book(), self.show.position(), self.show.audience().at);
        self.redraw();
    }

    /// Goes on with `book`, at `at`; a frozen stage shows what is at `frozen`.
    pub(super) fn show_edition(&mut self, book: Arc<Book>, at: Position, frozen: Position) {
        self.carry_places(&book);
        self.book = book;
        self.passage = None;
        self.show.relaid(at, frozen, &BookPages::new(&self.book, &mut self.cx));
        if let Some(memory) = &mut self.memory {
            memory.forget();
        }
        self.motion.look_again();
        self.ahead = Ahead::new(Arc::clone(&self.book), self.signals.clone());
        self.ahead.at(self.show.position().deck);
        self.name_windows();
        self.tell_reloader();
    }

    /// Marks, jumps and drawings stay with their words, where they can without laying out what is not shown.
    fn carry_places(&mut self, book: &Book) {
        let (cx, from) = (&mut self.cx, &self.book);
        let known = |deck: usize| from.laid_out_pages(deck).is_some() && book.laid_out_pages(deck).is_some();
        self.show.moved(|place| if known(place.deck) { same_words(cx, (from, book), place) } else { place });
        // A drawing on another page would be nonsense: it goes with its page.
        self.show.carry_drawings(
            |place| {
                if known(place.deck) { same_page(cx, (from, book), place) } else { Some(place) }
            },
        );
    }

    /// The thread that reloads must know what is on stage.
    pub(super) fn tell_reloader(&self) {
        if let Some(reloader) = &self.reloader {
            reloader.stage(self.stage());
        }
    }

    /// What is on stage.
    pub(super) fn stage(&self) -> Stage {
        Stage {
            opened: Arc::clone(self.looks.opened()),
            shown: Arc::clone(&self.book),
            look: self.looks.chosen(),
            deck: self.show.position().deck,
        }
    }
}
