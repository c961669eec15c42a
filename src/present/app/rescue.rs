//! Drawing that does not fall: a frame whose view or painting panics is drawn again with a painter made anew, then with the
//! page that is to blame as its plain words, at last as nothing. Never lets the audience see anything but slides and black.

use std::sync::Arc;

use super::App;
use crate::fonts::FontCx;
use crate::guard;
use crate::media::Pixels;
use crate::paint::cpu::CpuPainter;
use crate::present::rehearsal::{self, Moment};
use crate::scene::Scene;
use crate::show::{Blank, Position};
use crate::text::for_terminal;
use crate::views::{self, BookPages, page_at};

/// How large a page is painted to see whether that can be done.
const TRIAL: (u32, u32) = (320, 180);

/// What could not be drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rescue {
    /// The page beside which the speaker's screen could not: it stays plain as long as that page is there.
    desk: Option<(usize, usize)>,
}

impl App {
    /// Draws the audience's window, come what may.
    pub(super) fn draw_audience(&mut self) {
        if self.survives(Self::draw_slides) {
            return;
        }
        // A page that turns is two pages, and perhaps somebody's shader.
        if self.passage.take().is_some() && self.survives(Self::draw_slides) {
            return;
        }
        let seen = self.show.audience();
        let shows = self.show.blank().is_none() && !seen.ended;
        if shows && self.make_plain(seen.at) && self.survives(Self::draw_slides) {
            return;
        }
        self.canvases.leave_gpu("nothing else was painted");
        if !self.survives(Self::draw_slides) {
            self.survives(Self::draw_black);
        }
    }

    /// Draws the presenter's window, come what may.
    pub(super) fn draw_console(&mut self) {
        let here = self.show.position();
        let plain = self.rescue.desk == Some((here.deck, here.page));
        if !plain && self.survives(Self::draw_desk) {
            self.rescue.desk = None;
            return;
        }
        if !plain {
            let mut helped = false;
            for at in [Some(here), self.upcoming()].into_iter().flatten() {
                helped |= self.falls(at) && self.make_plain(at);
            }
            if helped && self.survives(Self::draw_desk) {
                return;
            }
            log::warn!("the presenter screen shows plain words: deckle failed to draw it; please report the deck");
            self.rescue.desk = Some((here.deck, here.page));
        }
        if !self.survives(Self::draw_plain_desk) {
            self.survives(Self::draw_empty_desk);
        }
    }

    /// Makes ready what the next press will show, unless that cannot be drawn: then it is made plain before anybody sees it.
    pub(super) fn warm(&mut self) {
        if self.canvases.on_gpu()
            && !self.survives(Self::warm_up)
            && let Some(next) = self.upcoming()
            && self.falls(next)
        {
            self.make_plain(next);
        }
    }

    /// Whether `work` ends well. If it does not, whatever it was lent is made anew.
    fn survives(&mut self, work: impl FnOnce(&mut Self)) -> bool {
        let done = guard::caught(|| work(self)).is_some();
        if !done {
            self.cx = FontCx::with_system_fonts();
            if guard::caught(|| self.canvases.renew()).is_none() {
                self.canvases.leave_gpu("it could not be started again");
            }
        }
        done
    }

    fn upcoming(&mut self) -> Option<Position> {
        let (show, book, cx) = (&self.show, &self.book, &mut self.cx);
        guard::caught(|| show.upcoming(&BookPages::new(book, cx))).flatten()
    }

    /// Whether the page at `at` cannot be painted even by itself.
    fn falls(&mut self, at: Position) -> bool {
        let (book, cx) = (&self.book, &mut self.cx);
        let trial = || {
            let Some(page) = page_at(cx, book, at) else { return };
            rehearsal::reach(Moment::Paint, Some(page));
            let mut pixels = Pixels { width: TRIAL.0, height: TRIAL.1, rgba: Vec::new() };
            CpuPainter::new().paint(cx, book.images(), &page.scene, page.steps, &mut pixels);
        };
        let falls = guard::caught(trial).is_none();
        if falls {
            self.cx = FontCx::with_system_fonts();
        }
        falls
    }

    /// The page at `at` shows its plain words from now on; whether that is something new.
    pub(super) fn make_plain(&mut self, at: Position) -> bool {
        let Some(page) = page_at(&mut self.cx, &self.book, at).filter(|page| !page.plain) else { return false };
        let what = format!("\"{}\" shows its plain words: deckle failed to draw it", for_terminal(&page.title));
        let ground = Scene::new(page.scene.size, self.book.theme_of(at.deck).background);
        let (book, cx) = (&self.book, &mut self.cx);
        let scene = guard::caught(|| views::placard(cx, book, at)).flatten().unwrap_or(ground);
        let Some(book) = self.book.with_plain_page((at.deck, at.page), scene) else { return false };
        log::warn!("{what}; please report the slide");
        let (here, kept) = (self.show.position(), self.show.audience().at);
        self.show_edition(Arc::new(book), here, kept);
        self.trouble.get_or_insert(what);
        self.redraw();
        true
    }

    fn draw_black(&mut self) {
        let Some(pane) = &mut self.audience else { return };
        let scene = views::blank(Blank::Black, pane.aspect());
        pane.draw_scene(&mut self.canvases, (&mut self.cx, self.book.images()), &scene);
    }

    fn draw_plain_desk(&mut self) {
        let Some(pane) = &mut self.console else { return };
        let on = views::OnStage::new(&self.book, &self.show, self.began.elapsed());
        let scene = views::plain_desk(&mut self.cx, &on, pane.aspect());
        pane.draw_scene(&mut self.canvases, (&mut self.cx, self.book.images()), &scene);
    }

    fn draw_empty_desk(&mut self) {
        let Some(pane) = &mut self.console else { return };
        let scene = views::blank(Blank::Black, pane.aspect());
        pane.draw_scene(&mut self.canvases, (&mut self.cx, self.book.images()), &scene);
    }
}
