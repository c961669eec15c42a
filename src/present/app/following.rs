//! Links without a mouse: the next one of the page is asked about by a key, and followed when the speaker agrees; a screen
//! reader presses one itself. Nothing leads out of the show unasked.

use std::sync::Arc;

use winit::event_loop::ActiveEventLoop;

use super::App;
use crate::present::links::{self, Leads};
use crate::show::{Command, Position};

impl App {
    /// Asks about the link of the page that comes after the one that is asked about, or about the first.
    pub(super) fn ask_next_link(&mut self) {
        if self.show.blank().is_some() || self.show.ended() || self.show.help() {
            return;
        }
        let targets = links::of_page(&mut self.cx, &self.book, self.show.position());
        let now = targets.iter().position(|target| self.show.asked() == Some(&**target));
        if let Some(target) = targets.get(now.map_or(0, |n| n + 1)).or(targets.first()) {
            self.show.ask_about(target);
            self.redraw();
        }
    }

    /// The speaker agreed to what was asked.
    pub(super) fn agreed(&mut self, events: &ActiveEventLoop) {
        let Some(target) = self.show.take_asked() else { return };
        match links::to(&mut self.cx, (&self.book, self.show.position().deck), &target) {
            Some(Leads::Out(address)) => links::open(&address),
            Some(within) => self.lead(events, within),
            None => {}
        }
        self.redraw();
    }

    /// Follows the link to `target` that a screen reader pressed, which nobody does by mistake: in whichever window.
    pub(super) fn follow_target(&mut self, events: &ActiveEventLoop, target: &Arc<str>) {
        let deck = self.show.position().deck;
        if let Some(leads) = links::to(&mut self.cx, (&self.book, deck), target) {
            self.lead(events, leads);
        }
    }

    /// Goes to another slide at once; out of the show at the second time.
    pub(super) fn lead(&mut self, events: &ActiveEventLoop, leads: Leads) {
        match leads {
            Leads::Within(page) => {
                let deck = self.show.position().deck;
                self.command(events, Command::GoTo(Position::new(deck, page)));
            }
            Leads::Out(address) => {
                if let Some(address) = self.show.ask(&address) {
                    links::open(&address);
                }
                self.redraw();
            }
        }
    }
}
