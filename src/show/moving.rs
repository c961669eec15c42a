//! Moves: a command that leads somewhere in, the show there out. On a blank stage a move only gives the picture back. Never
//! decides where a way leads: that is `travel`'s.

use super::travel::{after, before, nearest, next_page, next_slide, page_before, slide_before};
use super::{Command, Pages, Position, Seen, Show};

/// A way from a place to another, if it leads anywhere.
type Way = fn(Position, &dyn Pages) -> Option<Position>;

/// A page number has at most this many digits; further ones are ignored.
pub(super) const MOST_DIGITS: usize = 5;

impl Show {
    /// The ways to move. On a blank stage each of them only gives the picture back: to resume and to move at once
    /// would skip a page that nobody saw. On a frozen one they move the speaker and leave the stage as it is.
    pub(super) fn travel(&mut self, command: Command, pages: &dyn Pages) {
        self.digits.clear();
        self.help = false;
        if self.frozen.is_none() && self.blank.take().is_some() {
            return;
        }
        match command {
            Command::Next | Command::Enter => self.on(after, pages),
            Command::Previous | Command::Back => self.back(before, pages),
            Command::First => self.first(pages),
            Command::Last => self.last(pages),
            Command::NextPage => self.on(next_page, pages),
            Command::PreviousPage => self.back(page_before, pages),
            Command::NextSlide => self.on(next_slide, pages),
            Command::PreviousSlide => self.back(slide_before, pages),
            Command::Return => {
                let spot = self.history.back(self.spot());
                self.revisit(spot, pages);
            }
            Command::Forward => {
                let spot = self.history.forward(self.spot());
                self.revisit(spot, pages);
            }
            Command::NextBookmark => {
                if let Some(place) = self.bookmarks.next(self.at) {
                    self.jump(place, pages);
                }
            }
            _ => {}
        }
    }

    pub(super) fn spot(&self) -> Seen {
        Seen { at: self.at, ended: self.ended }
    }

    /// To where `way` leads; past the last page to the end page.
    fn on(&mut self, way: Way, pages: &dyn Pages) {
        // On the end page there may be no page to start from.
        let place = if self.ended { None } else { way(self.at, pages) };
        match place {
            Some(place) => self.at = place,
            None => self.ended = true,
        }
    }

    /// To where `way` leads back; from the end page to what was there before it.
    fn back(&mut self, way: Way, pages: &dyn Pages) {
        if self.ended {
            // A session without any page has nothing to go back to.
            self.ended = nearest(self.at, pages).is_none();
        } else if let Some(place) = way(self.at, pages) {
            self.at = place;
        }
    }

    /// Back or forth in the history.
    fn revisit(&mut self, spot: Option<Seen>, pages: &dyn Pages) {
        let Some(spot) = spot else { return };
        self.settle(spot.at, pages);
        self.ended |= spot.ended;
    }

    pub(super) fn bookmark(&mut self, pages: &dyn Pages) {
        if !self.ended && nearest(self.at, pages).is_some() {
            self.bookmarks.toggle(self.at);
        }
    }

    fn first(&mut self, pages: &dyn Pages) {
        let here = Position::new(self.at.deck, 0);
        let target = if self.at == here && !self.ended { Position::default() } else { here };
        self.leap(target, pages);
    }

    fn last(&mut self, pages: &dyn Pages) {
        // On the end page there may be no page to ask about at all.
        let there = !self.ended && self.at.page + 1 >= pages.pages(self.at.deck);
        let deck = if there { pages.decks().saturating_sub(1) } else { self.at.deck };
        self.leap(Position::new(deck, usize::MAX), pages);
    }

    pub(super) fn type_digit(&mut self, digit: u8) {
        if self.digits.len() < MOST_DIGITS && digit < 10 {
            self.digits.push(char::from(b'0' + digit));
        }
    }

    pub(super) fn enter(&mut self, pages: &dyn Pages) {
        let number = self.digits.parse::<usize>().unwrap_or(usize::MAX);
        self.jump(Position::new(self.at.deck, number.saturating_sub(1)), pages);
    }

    /// Whoever names a page wants to see it, so a jump ends every other state; on a frozen stage the speaker sees it alone.
    pub(super) fn jump(&mut self, place: Position, pages: &dyn Pages) {
        self.digits.clear();
        self.help = false;
        self.browse = None;
        if self.frozen.is_none() {
            self.blank = None;
        }
        self.leap(place, pages);
    }

    /// A move that can be taken back.
    fn leap(&mut self, place: Position, pages: &dyn Pages) {
        let here = self.spot();
        self.settle(place, pages);
        if self.spot() != here {
            self.history.jumped(here);
        }
    }

    fn settle(&mut self, place: Position, pages: &dyn Pages) {
        if let Some(place) = nearest(place, pages) {
            self.at = place;
            self.ended = false;
        }
    }
}
