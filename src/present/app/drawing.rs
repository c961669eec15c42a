//! What the windows show: frames asked for and drawn, titles, the next look. Never changes where the show is.

use std::time::{Duration, Instant};

use super::App;
use super::displays::audience_on;
use crate::fonts::FontCx;
use crate::guard;
use crate::present::frame::{self, Frame, HelpOn};
use crate::present::looks::same_place;
use crate::present::passage::{Ends, Passage};
use crate::present::rehearsal::{self, Moment};
use crate::scene::Scene;
use crate::show::{Blank, Command, Hand, Position, Seen, TimeOfDay};
use crate::views::{self, BookPages, OnStage, page_at};

/// The time on the wall.
pub(super) fn on_the_wall() -> TimeOfDay {
    let wall = jiff::Zoned::now();
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    TimeOfDay::new(part(wall.hour()), part(wall.minute()), part(wall.second()))
}

impl App {
    pub(super) fn redraw(&self) {
        for pane in self.audience.iter().chain(&self.console) {
            pane.window.request_redraw();
        }
    }

    pub(super) fn redraw_console(&self) {
        if let Some(pane) = &self.console {
            pane.window.request_redraw();
        }
    }

    pub(super) fn name_windows(&mut self) {
        let on = OnStage::new(&self.book, &self.show, Duration::ZERO);
        let (audience, console) = frame::titles(&mut self.cx, &on);
        if let Some(pane) = &mut self.audience {
            pane.set_title(&audience);
        }
        if let Some(pane) = &mut self.console {
            pane.set_title(&console);
        }
    }

    pub(super) fn draw_slides(&mut self) {
        if self.browses_in_sight() {
            return self.draw_browse();
        }
        let help = if self.console.is_some() { HelpOn::Elsewhere } else { HelpOn::Here };
        let Some(pane) = &mut self.audience else { return };
        let on = OnStage { keys: &self.options.keys, ..OnStage::new(&self.book, &self.show, self.began.elapsed()) };
        let frame = frame::audience(&mut self.cx, &on, pane.aspect(), help);
        if let Frame::Page(..) = frame {
            rehearsal::reach(Moment::Paint, page_at(&mut self.cx, &self.book, self.show.audience().at));
        }
        let lent = (&mut self.cx, self.book.images());
        let now = Instant::now();
        self.passage.take_if(|passage| passage.is_over(now));
        match &mut self.passage {
            Some(passage) => pane.turn(&mut self.canvases, lent, &frame, passage.at(now, &frame)),
            None => pane.draw(&mut self.canvases, lent, &frame),
        }
    }

    /// Lets the page turn that the audience has seen as `before`, if it sees another one now.
    pub(super) fn turn_page(&mut self, before: (Option<Blank>, Seen)) {
        let (blank, seen) = (self.show.blank(), self.show.audience());
        let (blank_before, seen_before) = before;
        let page = |seen: Seen| (seen.at.deck, seen.at.page);
        if blank.is_some() || seen.ended || (page(seen) == page(seen_before) && !seen_before.ended) {
            // A step comes at once, also in the middle of a turn; so does what covers the stage.
            if before != (blank, seen) {
                self.passage = None;
            }
            return;
        }
        self.passage = None;
        if blank_before.is_some() || seen_before.ended || !self.canvases.on_gpu() {
            return;
        }
        let (left, reached) = (seen_before.at, seen.at);
        let page = |cx: &mut FontCx, at: Position| page_at(cx, &self.book, at);
        if let (Some(from), Some(to)) = (page(&mut self.cx, left), page(&mut self.cx, reached)) {
            self.turns += 1;
            // The way back is the way that the page came on by, turned round.
            let asked = if reached < left { from.transition } else { to.transition };
            // What was drawn on a page turns with it.
            let inked = |page: &Scene, at: Position| {
                views::handled((page, at.step), self.show.audience_drawn(at), &Hand::default())
            };
            let (from, to) = (&from.scene, &to.scene);
            let (inked_from, inked_to) = (inked(from, left), inked(to, reached));
            let (from, to) = (inked_from.as_ref().unwrap_or(from), inked_to.as_ref().unwrap_or(to));
            let ends = Ends { from: (from, left), to: (to, reached) };
            let look = (self.book.theme_of(reached.deck), asked);
            // A turn that cannot be made is no reason to fall: the page comes at once.
            self.passage = guard::caught(|| Passage::new(ends, look, self.turns)).flatten();
        }
    }

    pub(super) fn draw_desk(&mut self) {
        let told = self.told();
        let Some(pane) = &mut self.console else { return };
        let on = OnStage {
            wall: Some(on_the_wall()),
            goal: self.options.goal,
            audience: audience_on(&told),
            trouble: self.trouble.as_deref().or(self.options.slip.as_deref()),
            keys: &self.options.keys,
            remark: self.keeping.remark(),
            ..OnStage::new(&self.book, &self.show, self.began.elapsed())
        };
        let (frame, notes, browsed) = frame::presenter(&mut self.cx, &on, pane.aspect());
        for at in [Some(self.show.position()), self.show.upcoming(&BookPages::new(&self.book, &mut self.cx))] {
            rehearsal::reach(Moment::Paint, at.and_then(|at| page_at(&mut self.cx, &self.book, at)));
        }
        pane.draw(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
        self.show.drew_notes(notes.scrolled, notes.reach);
        self.notes = notes;
        if let Some(browsed) = browsed {
            self.drew_browse(browsed, frame.scene().size);
        }
    }

    /// Makes ready what the next press will show: glyphs and pictures, in the sizes of both windows.
    pub(super) fn warm_up(&mut self) {
        let now = self.began.elapsed();
        let mut ahead = self.show.clone();
        ahead.apply(Command::Next, now, &BookPages::new(&self.book, &mut self.cx));
        let on = OnStage::new(&self.book, &ahead, now);
        if let Some(pane) = &self.audience {
            let frame = frame::audience(&mut self.cx, &on, pane.aspect(), HelpOn::Elsewhere);
            pane.warm(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
        }
        if let Some(pane) = &self.console {
            let (frame, ..) = frame::presenter(&mut self.cx, &on, pane.aspect());
            pane.warm(&mut self.canvases, (&mut self.cx, self.book.images()), &frame);
        }
    }

    /// Shows everything in the next look: the same page, the same step.
    pub(super) fn next_look(&mut self) {
        // A large deck is laid out anew.
        self.pulse.take_time();
        let (at, frozen) = (self.show.position(), self.show.audience().at);
        let book = self.looks.next(at.deck);
        let [at, frozen] = [at, frozen].map(|at| same_place(&mut self.cx, (&self.book, &book), at));
        self.show_edition(book, at, frozen);
        self.redraw();
    }
}
