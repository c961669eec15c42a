//! What a window shows: the show and the book in, a scene and its step out. The audience's window never shows furniture,
//! except the keys where there is no other window for them.

use super::rehearsal::{self, Moment};
use crate::fonts::FontCx;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Layer, Scene};
use crate::show::Spot;
use crate::text::{clean_line, for_terminal};
use crate::views::{self, Browsed, OnStage, page_at};

/// A scene to draw.
#[derive(Debug)]
pub(super) enum Frame<'a> {
    /// A page of the book, up to a step.
    Page(&'a Scene, u16),
    /// Something made for this frame.
    Made(Box<Scene>),
}

impl Frame<'_> {
    pub(super) fn scene(&self) -> &Scene {
        match self {
            Self::Page(scene, _) => scene,
            Self::Made(scene) => scene,
        }
    }

    pub(super) fn step(&self) -> u16 {
        match self {
            Self::Page(_, step) => *step,
            Self::Made(_) => 0,
        }
    }
}

/// Where the keys are shown when they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HelpOn {
    /// On the window at hand.
    Here,
    /// On another window.
    Elsewhere,
}

/// The audience's window, of the shape `aspect`.
pub(super) fn audience<'a>(cx: &mut FontCx, on: &OnStage<'a>, aspect: f32, help: HelpOn) -> Frame<'a> {
    let show = on.show;
    let seen = show.audience();
    rehearsal::reach(Moment::View, page_at(cx, on.book, seen.at));
    let mut frame = match (show.blank(), page_at(cx, on.book, seen.at)) {
        (Some(blank), _) => Frame::Made(Box::new(views::blank(blank, aspect))),
        (None, Some(page)) if !seen.ended => {
            let (page, drawn) = ((&page.scene, seen.at.step), show.audience_drawn(seen.at));
            match views::handled(page, drawn, show.audience_hand()) {
                Some(scene) => Frame::Made(Box::new(scene)),
                None => Frame::Page(page.0, page.1),
            }
        }
        _ => Frame::Made(Box::new(views::end_page(cx, on, seen.at))),
    };
    let asked = show.asked().filter(|_| show.blank().is_none() && help == HelpOn::Here);
    if (show.help() && help == HelpOn::Here) || asked.is_some() {
        let mut scene = frame.scene().clone();
        let step = frame.step();
        let shown = scene.layers_at(step).map(|layer| Layer { step: 0, until: u16::MAX, ..layer.clone() });
        scene.layers = shown.collect();
        match asked {
            Some(address) => {
                let page = Rect::of(scene.size);
                views::ask(cx, &mut scene, address, page);
            }
            None => views::help(cx, &mut scene, on.keys),
        }
        frame = Frame::Made(Box::new(scene));
    }
    frame
}

/// The presenter's window, of the shape `aspect`, its notes, and what was found while a page is looked for.
pub(super) fn presenter(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    aspect: f32,
) -> (Frame<'static>, NotesDrawn, Option<Browsed>) {
    rehearsal::reach(Moment::Desk, page_at(cx, on.book, on.show.position()));
    let mut desk = views::presenter(cx, on, aspect);
    if on.show.help() {
        views::help(cx, &mut desk.scene, on.keys);
    }
    let notes = NotesDrawn {
        size: desk.scene.size,
        rect: desk.notes,
        now: desk.now,
        scrolled: desk.scrolled,
        reach: desk.reach,
    };
    (Frame::Made(Box::new(desk.scene)), notes, desk.browsed)
}

/// Where the notes stand on the presenter's screen, and how they can be scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NotesDrawn {
    size: Size,
    rect: Rect,
    now: Rect,
    pub(super) scrolled: u16,
    pub(super) reach: u16,
}

impl NotesDrawn {
    /// The place of the page that is drawn as the present one under `at`, in parts of the window's width and height.
    pub(super) fn on_page(&self, at: (f64, f64)) -> Option<Spot> {
        within(self.now, self.size, at)
    }

    /// Where the present page is drawn in a window of `room` pixels.
    pub(super) fn page_in(&self, room: Size) -> Rect {
        self.now.transformed(room.width / self.size.width.max(1.0), Point::default())
    }

    /// Whether a turn of the wheel at `at`, in parts of the window's width and height, is meant for the notes.
    pub(super) fn takes(&self, at: (f64, f64)) -> bool {
        let (x, y) = (at.0 as f32 * self.size.width, at.1 as f32 * self.size.height);
        self.reach > 0 && self.rect.holds(Rect::new(x, y, 0.0, 0.0), 0.0)
    }
}

/// The place of the page at `page` of a scene of `size` under `at`, in parts of the scene's width and height.
fn within(page: Rect, size: Size, at: (f64, f64)) -> Option<Spot> {
    let part = |at: f64, whole: f32, from: f32, long: f32| {
        (at * f64::from(whole) - f64::from(from)) / f64::from(long.max(1e-3))
    };
    Spot::at(part(at.0, size.width, page.x, page.width), part(at.1, size.height, page.y, page.height))
}

/// The place of a page of `size` under `at`, in parts of the width and height of a window of the shape `aspect`.
pub(super) fn on_page(size: Size, aspect: f32, at: (f64, f64)) -> Option<Spot> {
    let window = Size::new(aspect, 1.0);
    within(Rect::of(window).fit(size), window, at)
}

/// The titles of the audience's and the presenter's window.
pub(super) fn titles(cx: &mut FontCx, on: &OnStage<'_>) -> (String, String) {
    let seen = on.show.audience();
    let at = seen.at;
    let deck = (at.deck < on.book.len()).then(|| on.book.deck(at.deck));
    let deck = deck.map_or("", |deck| if deck.front.title.is_empty() { &deck.stem } else { &deck.front.title });
    let page = match page_at(cx, on.book, at) {
        Some(page) if !seen.ended => page.title.as_str(),
        _ => "End",
    };
    let shown = |words: &str| for_terminal(clean_line(words).trim());
    (format!("{} — {} — deckle", shown(page), shown(deck)), format!("Presenter — {} — deckle", shown(deck)))
}
