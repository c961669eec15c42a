//! The presenter screen: the page on stage, what comes next, notes, times and the place in the session. It takes the shape
//! of its window. What is too long is made smaller, then cut: nothing leaves its part of the screen.

use super::boxes::{Look, fitted, line, put};
use super::notes::spoken;
use super::plan::{LABEL, Plan};
use super::trouble::draw_trouble;
use super::{BookPages, OnStage, audience, end_page, page_at};
use crate::deck::Deck;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Layer, PAGE_HEIGHT, Scene, Stroke};
use crate::show::{self, Blank, Position, Run};
use crate::theme::{self, Theme};

/// The presenter's screen, for a window of the shape `aspect` (width over height).
#[must_use]
pub fn presenter(cx: &mut FontCx, on: &OnStage<'_>, aspect: f32) -> Scene {
    let theme = theme::stage();
    let aspect = if aspect.is_finite() { aspect.clamp(0.4, 4.0) } else { 16.0 / 9.0 };
    let size = Size::new(PAGE_HEIGHT * aspect, PAGE_HEIGHT);
    let plan = Plan::new(size, on.book.page_size());
    let mut scene = Scene::new(size, theme.background);
    draw_now(cx, on, &mut scene, (&plan, &theme));
    draw_next(cx, on, &mut scene, (&plan, &theme));
    draw_notes(cx, on, &mut scene, (&plan, &theme));
    draw_band(cx, on, &mut scene, (&plan, &theme));
    draw_strip(cx, on, &mut scene, (&plan, &theme));
    draw_trouble(cx, on, &mut scene, &theme);
    scene
}

fn deck_at<'a>(on: &OnStage<'a>, deck: usize) -> Option<&'a Deck> {
    (deck < on.book.len()).then(|| on.book.deck(deck))
}

/// What the deck is called, for a person.
fn deck_title(deck: &Deck) -> &str {
    if deck.front.title.trim().is_empty() { &deck.stem } else { &deck.front.title }
}

/// The capitals above a part.
fn label(cx: &mut FontCx, words: &str, theme: &Theme, over: Rect) -> Layer {
    let mut layer = Layer::default();
    let block = line(cx, words, Look::label(15.0, theme.muted), over.width);
    put(&mut layer, block, Point::new(over.x, over.y - LABEL));
    layer
}

fn draw_now(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let at = on.show.position();
    let page = page_at(cx, on.book, at);
    let words = match page {
        Some(page) if !on.show.ended() => {
            let count = on.book.pages(cx, at.deck).len();
            let step =
                if page.steps > 1 { format!("  ·  step {} / {}", at.step + 1, page.steps) } else { String::new() };
            format!("NOW  ·  {} / {count}{step}", at.page + 1)
        }
        _ => "NOW  ·  END".to_owned(),
    };
    let top = label(cx, &words, theme, plan.now);
    scene.layers.push(top);
    match page {
        Some(page) if !on.show.ended() => scene.place(&page.scene, at.step, plan.now),
        _ => {
            let end = end_page(cx, on, on.show.position());
            scene.place(&end, 0, plan.now);
        }
    }
    let mut over = Layer::default();
    if on.show.blank().is_some() {
        // The audience sees none of it: what comes back is shown, but far away.
        over.fills.push(Fill { rect: plan.now, radius: 0.0, color: theme.background.with_alpha(0xB4) });
    }
    over.strokes.push(Stroke { rect: plan.now.inset(-3.0), radius: 5.0, width: 3.0, color: theme.accent });
    scene.layers.push(over);
}

fn draw_next(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    if on.show.ended() {
        return;
    }
    let upcoming = on.show.upcoming(&BookPages::new(on.book, cx));
    let other_talk = upcoming.filter(|next| next.deck != on.show.position().deck);
    let words = match other_talk.and_then(|next| deck_at(on, next.deck)) {
        Some(deck) => format!("NEXT TALK  ·  {}", deck_title(deck)),
        None if upcoming.is_none() => "NEXT  ·  END".to_owned(),
        None => "NEXT".to_owned(),
    };
    let top = label(cx, &words, theme, plan.next);
    scene.layers.push(top);
    match upcoming.and_then(|next| page_at(cx, on.book, next).map(|page| (next, page))) {
        Some((next, page)) => scene.place(&page.scene, next.step, plan.next),
        None => {
            let end = end_page(cx, on, on.show.position());
            scene.place(&end, 0, plan.next);
        }
    }
    let veil = Fill { rect: plan.next, radius: 0.0, color: theme.background.with_alpha(0x34) };
    scene.layers.push(Layer { fills: vec![veil], ..Layer::default() });
}

fn draw_notes(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let page = page_at(cx, on.book, on.show.position());
    let Some(notes) = page.map(|page| page.notes.trim()).filter(|notes| !notes.is_empty() && !on.show.ended()) else {
        return;
    };
    let Rect { x, y, width, height } = plan.notes;
    let room = Rect::new(x, y + LABEL, width, height - LABEL);
    let mut layer = label(cx, "NOTES", theme, room);
    let block = fitted(cx, &spoken(notes), Look::new(24.0, 34.0, 400, theme.ink), (room, 16.0));
    put(&mut layer, block, Point::new(room.x, room.y));
    scene.layers.push(layer);
}

/// Times at both ends; the talk and the flags between them, or under them where the screen is narrow.
fn draw_band(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let band = plan.band;
    let mut layer = Layer::default();
    layer.fills.push(Fill { rect: Rect::new(band.x, band.y, band.width, 1.0), radius: 0.0, color: theme.rule });
    let (large, small) = if plan.stacked { (44.0, 26.0) } else { (76.0, 36.0) };
    let elapsed = show::format(on.show.timer().elapsed(on.now));
    let look = Look { tracking: -0.01, ..Look::new(large, large * 1.16, 700, theme.ink) };
    let block = line(cx, &elapsed, look, band.width * 0.6);
    let elapsed = put(&mut layer, block, Point::new(band.x, band.y + 12.0));
    let block = line(cx, on.wall, Look::new(small, small * 1.3, 650, theme.ink), band.width * 0.4);
    let wall =
        Point::new(band.right() - block.size().width, elapsed.bottom() - large * 0.16 - block.size().height + 3.0);
    let wall = put(&mut layer, block, wall);
    let talk = if plan.stacked {
        Rect::new(band.x, elapsed.bottom() + 2.0, band.width, band.bottom() - elapsed.bottom() - 2.0)
    } else {
        let under = Look::label(15.0, theme.muted);
        let block = line(cx, "ELAPSED", under, elapsed.width.max(120.0));
        put(&mut layer, block, Point::new(band.x, elapsed.bottom() + 2.0));
        let x = band.x + elapsed.width.max(210.0) + 48.0;
        Rect::new(x, band.y + 24.0, (wall.x - 40.0 - x).max(60.0), band.height - 24.0)
    };
    scene.layers.push(layer);
    draw_talk(cx, on, scene, (talk, theme));
}

fn draw_talk(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (room, theme): (Rect, &Theme)) {
    let Some(deck) = deck_at(on, on.show.position().deck) else { return };
    let mut layer = Layer::default();
    let block = line(cx, deck_title(deck), Look::new(26.0, 34.0, 600, theme.ink), room.width);
    let title = put(&mut layer, block, Point::new(room.x, room.y));
    let block = line(cx, &place_in_session(on, deck), Look::new(17.0, 24.0, 400, theme.muted), room.width);
    let place = put(&mut layer, block, Point::new(room.x, title.bottom().max(room.y + 34.0)));
    let mut x = room.x;
    let y = place.bottom().max(room.y + 58.0) + 8.0;
    for flag in flags(on) {
        let block = line(cx, &flag, Look { line: 24.0, ..Look::label(15.0, theme.background) }, room.width - 20.0);
        let capsule = Rect::new(x, y, block.size().width + 20.0, 26.0);
        if capsule.right() > room.right() + 0.5 {
            break;
        }
        layer.fills.push(Fill { rect: capsule, radius: 6.0, color: theme.accent });
        put(&mut layer, block, Point::new(x + 10.0, y + 1.0));
        x = capsule.right() + 10.0;
    }
    scene.layers.push(layer);
}

/// The speaker and which of the talks it is.
fn place_in_session(on: &OnStage<'_>, deck: &Deck) -> String {
    let here = on.show.position().deck;
    let is_talk = |&n: &usize| on.book.deck(n).front.is_talk();
    let talks = (0..on.book.len()).filter(is_talk).count();
    let mut parts = Vec::new();
    if !deck.front.speaker.trim().is_empty() {
        parts.push(deck.front.speaker.clone());
    }
    if deck.front.is_talk() && talks > 1 {
        parts.push(format!("talk {} of {talks}", (0..=here).filter(is_talk).count()));
    } else if on.book.len() > 1 && talks == 0 {
        parts.push(format!("deck {} of {}", here + 1, on.book.len()));
    }
    parts.extend(audience::name(on));
    parts.join("  ·  ")
}

/// What the speaker must not overlook.
fn flags(on: &OnStage<'_>) -> Vec<String> {
    let mut flags: Vec<String> = audience::flag(on).into_iter().collect();
    match on.show.blank() {
        Some(Blank::Black) => flags.push("BLACK".to_owned()),
        Some(Blank::White) => flags.push("WHITE".to_owned()),
        None => {}
    }
    if on.show.frozen() {
        flags.push("FROZEN".to_owned());
    }
    if on.show.timer().run() == Run::Paused {
        flags.push("TIMER PAUSED".to_owned());
    }
    if !on.show.digits().is_empty() {
        flags.push(format!("GO TO {}", on.show.digits()));
    }
    if on.show.ended() {
        flags.push("END".to_owned());
    }
    flags
}

/// One box a deck: those behind, the one on stage with its progress, those to come.
fn draw_strip(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let Position { deck: here, page, .. } = on.show.position();
    let strip = plan.strip;
    let decks = on.book.len();
    let pages = if here < decks { on.book.pages(cx, here).len() } else { 0 };
    let done = if on.show.ended() { 1.0 } else { (page + 1) as f32 / pages.max(1) as f32 };
    // Boxes that would be thinner than their gaps become one bar.
    let boxes = if decks as f32 > strip.width / 6.0 { 1 } else { decks.max(1) };
    let (at, done) = if boxes == decks { (here, done) } else { (0, (here as f32 + done) / decks.max(1) as f32) };
    let gap = if boxes > 1 { 4.0_f32.min(strip.width / boxes as f32 * 0.3) } else { 0.0 };
    let pitch = (strip.width + gap) / boxes as f32;
    let behind = theme.muted.over(theme.background, 0.6);
    let mut layer = Layer::default();
    for n in 0..boxes {
        let rect = Rect::new(strip.x + pitch * n as f32, strip.y, pitch - gap, strip.height);
        let radius = 3.0_f32.min(rect.width / 2.0);
        let color = if n < at { behind } else { theme.rule };
        layer.fills.push(Fill { rect, radius, color });
        if n == at {
            let width = (rect.width * done.clamp(0.0, 1.0)).max(2.0).min(rect.width);
            layer.fills.push(Fill {
                rect: Rect { width, ..rect },
                radius: radius.min(width / 2.0),
                color: theme.accent,
            });
        }
    }
    scene.layers.push(layer);
}
