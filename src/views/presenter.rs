//! The presenter screen: the page on stage, what the next press brings, notes, times and the place in the session. It takes
//! the shape of its window and gives notes the room that they need. Words that are too long for their place are cut; notes
//! are scrolled: nothing leaves its part of the screen.

use super::asking::ask;
use super::band::draw_band;
use super::boxes::{Look, line, put};
use super::browse::{Browsed, draw_browse};
use super::flags::draw_flags;
use super::hand::handled;
use super::marks::ribbon;
use super::notepad::{BAR, Notepad};
use super::notes::{NoteLine, due, spoken};
use super::outlook::draw_outlook;
use super::plan::{LABEL, Need, Plan, Stage, screen};
use super::strip::draw_strip;
use super::timing::{Timing, timing};
use super::trouble::draw_trouble;
use super::{BookPages, OnStage, deck_at, deck_title, end_page, page_at};
use crate::color::Rgba;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Layer, Scene, Stroke};
use crate::show::{Drawn, Hand, Seen};
use crate::theme::{self, Theme};

/// The speaker's screen, and how its notes can be scrolled.
#[derive(Debug)]
pub struct Desk {
    /// What is painted.
    pub scene: Scene,
    /// Where the notes are.
    pub notes: Rect,
    /// Where the page is that the speaker sees.
    pub now: Rect,
    /// How many of their lines are scrolled away.
    pub scrolled: u16,
    /// How many lines there are to scroll away.
    pub reach: u16,
    /// What was found, while a page is looked for.
    pub browsed: Option<Browsed>,
}

/// The presenter's screen, for a window of the shape `aspect` (width over height).
#[must_use]
pub fn presenter(cx: &mut FontCx, on: &OnStage<'_>, aspect: f32) -> Desk {
    let theme = theme::stage();
    let aspect = if aspect.is_finite() { aspect.clamp(0.4, 4.0) } else { 16.0 / 9.0 };
    let size = screen(aspect);
    let timing = timing(on);
    let mut scene = Scene::new(size, theme.background);
    if on.show.browse().is_some() {
        return browsing(cx, on, scene, timing.as_ref(), &theme);
    }
    let (plan, pad) = arranged(cx, on, size, &theme);
    draw_now(cx, on, &mut scene, (&plan, &theme));
    draw_seen(cx, on, &mut scene, (&plan, &theme));
    draw_next(cx, on, &mut scene, (&plan, &theme));
    let (scrolled, reach) = draw_notes(cx, on, &mut scene, (&plan, pad), &theme);
    draw_band(cx, on, &mut scene, (plan.band, timing.as_ref()), &theme);
    draw_strip(cx, on, &mut scene, (plan.strip, timing.as_ref()), &theme);
    if let Some(address) = on.show.asked() {
        ask(cx, &mut scene, address, plan.now);
    }
    draw_trouble(cx, on, &mut scene, &theme);
    Desk { scene, notes: plan.notes, now: plan.now, scrolled, reach, browsed: None }
}

/// The same while a page is looked for: the times stay, and all above them is for what was found.
fn browsing(cx: &mut FontCx, on: &OnStage<'_>, mut scene: Scene, timing: Option<&Timing>, theme: &Theme) -> Desk {
    let plan = Plan::new(scene.size, on.book.page_size(), Need::Little, Stage::Live);
    let room = Rect::new(0.0, 0.0, scene.size.width, plan.band.y);
    let browsed = draw_browse(cx, on, &mut scene, room, theme);
    draw_band(cx, on, &mut scene, (plan.band, timing), theme);
    draw_strip(cx, on, &mut scene, (plan.strip, timing), theme);
    draw_trouble(cx, on, &mut scene, theme);
    let nowhere = Rect::default();
    Desk { scene, notes: nowhere, now: nowhere, scrolled: 0, reach: 0, browsed }
}

/// The size of notes, as they come.
const NOTES: f32 = 24.0;
/// Notes of more characters need all the room that there is.
const LONG: usize = 2400;

/// Where everything stands: pages as large as the notes leave them, the notes as large as fits.
fn arranged(cx: &mut FontCx, on: &OnStage<'_>, size: Size, theme: &Theme) -> (Plan, Option<Notepad>) {
    let stage = if on.show.frozen() { Stage::Frozen } else { Stage::Live };
    let plan = |need| Plan::new(size, on.book.page_size(), need, stage);
    let at = on.show.position();
    let notes = page_at(cx, on.book, at).map_or("", |page| page.notes.trim());
    let lines: Vec<NoteLine> = if on.show.ended() { Vec::new() } else { spoken(notes) };
    if lines.is_empty() {
        return (plan(Need::Little), None);
    }
    let wanted = NOTES * 1.12_f32.powi(i32::from(on.show.reading().size));
    // Notes shrink a little before they are scrolled, unless the speaker chose their size.
    let smaller = if on.show.reading().size == 0 { 22.0 } else { wanted };
    let tries = [
        (wanted, Need::Little),
        (wanted, Need::More),
        (smaller, Need::More),
        (wanted, Need::Most),
        (smaller, Need::Most),
    ];
    let tries = if notes.len() > LONG { tries.get(4..).unwrap_or_default() } else { &tries[..] };
    let due = due(&lines, at.step);
    let last = (smaller, Need::Most);
    let mut best = None;
    for &(size, need) in tries {
        let plan = plan(need);
        let room = room(&plan);
        if guess(&lines, (room.width, size)) * 0.6 > room.height && (size, need) != last {
            continue;
        }
        let pad = Notepad::new(cx, &lines, (room.width - BAR, size), due, theme);
        let fits = pad.height() <= room.height;
        best = Some((plan, pad));
        if fits {
            break;
        }
    }
    best.map_or_else(|| (plan(Need::Little), None), |(plan, pad)| (plan, Some(pad)))
}

/// About how high `lines` become in letters of `size`, so that what is far too much need not be set to be seen.
fn guess(lines: &[NoteLine], (width, size): (f32, f32)) -> f32 {
    let chars = |line: &NoteLine| line.spans.iter().map(|span| span.text.chars().count()).sum::<usize>() as f32;
    lines.iter().map(|line| (chars(line) * size * 0.45 / width).ceil().max(1.0) * size * 1.4).sum()
}

/// Where the words of the notes stand, under their label.
fn room(plan: &Plan) -> Rect {
    let Rect { x, y, width, height } = plan.notes;
    Rect::new(x, y + LABEL, width, height - LABEL)
}

/// The capitals above a part; gives how wide they are.
fn label(cx: &mut FontCx, scene: &mut Scene, words: &str, color: Rgba, over: Rect) -> f32 {
    let mut layer = Layer::default();
    let block = line(cx, words, Look::label(15.0, color), over.width);
    let width = put(&mut layer, block, Point::new(over.x, over.y - LABEL)).width;
    scene.layers.push(layer);
    width
}

/// Which page of its talk a place is.
fn page_number(cx: &mut FontCx, on: &OnStage<'_>, seen: Seen) -> String {
    if seen.ended || page_at(cx, on.book, seen.at).is_none() {
        return "END".to_owned();
    }
    format!("{} / {}", seen.at.page + 1, on.book.pages(cx, seen.at.deck).len())
}

/// Draws what is at `seen` into `rect`, with what was drawn on it, under a hand.
fn draw_page(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (seen, drawn, hand): (Seen, Drawn<'_>, &Hand),
    rect: Rect,
) {
    match page_at(cx, on.book, seen.at) {
        Some(page) if !seen.ended => match handled((&page.scene, seen.at.step), drawn, hand) {
            Some(page) => scene.place(&page, 0, rect),
            None => scene.place(&page.scene, seen.at.step, rect),
        },
        _ => {
            let end = end_page(cx, on, seen.at);
            scene.place(&end, 0, rect);
        }
    }
}

/// A frame around `rect`, which hides the seam, and over it a veil that leaves `shown` of it.
fn draw_frame(scene: &mut Scene, rect: Rect, color: Rgba, veil: Option<Rgba>) {
    let mut over = Layer::default();
    over.fills.extend(veil.map(|color| Fill { rect, radius: 0.0, color }));
    over.strokes.push(Stroke { rect: rect.inset(-3.0), radius: 5.0, width: 3.6, color });
    scene.layers.push(over);
}

fn draw_now(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let here = Seen { at: on.show.position(), ended: on.show.ended() };
    let mut words = format!("{}  ·  {}", if on.show.frozen() { "YOU" } else { "NOW" }, page_number(cx, on, here));
    let steps = page_at(cx, on.book, here.at).map_or(1, |page| page.steps);
    if steps > 1 && !here.ended {
        words += &format!("  ·  STEP {} / {steps}", here.at.step + 1);
    }
    let mut taken = label(cx, scene, &words, theme.muted, plan.now);
    if !here.ended && on.show.bookmarks().has(here.at.deck, here.at.page) {
        let mut layer = Layer::default();
        ribbon(&mut layer, Point::new(plan.now.x + taken + 10.0, plan.now.y - LABEL + 2.0), 0.9, theme.accent);
        scene.layers.push(layer);
        taken += 24.0;
    }
    draw_page(cx, on, scene, (here, on.show.drawings().on(here.at), on.show.hand()), plan.now);
    // On a blank stage the audience sees none of it: what comes back is shown, but far away.
    let away = on.show.blank().is_some() && !on.show.frozen();
    draw_frame(scene, plan.now, theme.accent, away.then(|| theme.background.with_alpha(0xB4)));
    draw_flags(cx, on, scene, (plan.now, taken), theme);
}

/// What the audience of a frozen stage sees.
fn draw_seen(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    let Some(rect) = plan.seen else { return };
    let seen = on.show.audience();
    let words = page_number(cx, on, seen);
    label(cx, scene, &format!("AUDIENCE  ·  {words}"), theme.tones.note, rect);
    draw_page(cx, on, scene, (seen, on.show.audience_drawn(seen.at), on.show.audience_hand()), rect);
    let veil = on.show.blank().map(|_| theme.background.with_alpha(0xB4));
    draw_frame(scene, rect, theme.tones.note, veil);
}

fn draw_next(cx: &mut FontCx, on: &OnStage<'_>, scene: &mut Scene, (plan, theme): (&Plan, &Theme)) {
    if on.show.ended() {
        return;
    }
    let here = on.show.position();
    let upcoming = on.show.upcoming(&BookPages::new(on.book, cx));
    let words = match upcoming {
        None => "NEXT  ·  END".to_owned(),
        Some(next) if next.deck != here.deck => {
            format!("NEXT TALK  ·  {}", deck_at(on, next.deck).map_or("", deck_title))
        }
        Some(next) if next.page == here.page => format!("NEXT  ·  STEP {}", next.step + 1),
        Some(next) => format!("NEXT  ·  {}", next.page + 1),
    };
    label(cx, scene, &words, theme.muted, plan.next);
    let next = Seen { at: upcoming.unwrap_or(here), ended: upcoming.is_none() };
    let drawn = on.show.drawings().on(next.at);
    draw_page(cx, on, scene, (next, drawn, &Hand::default()), plan.next);
    let veil = Fill { rect: plan.next, radius: 0.0, color: theme.background.with_alpha(0x34) };
    scene.layers.push(Layer { fills: vec![veil], ..Layer::default() });
}

/// Draws the notes; gives how far they are scrolled, and how far they can be.
fn draw_notes(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (plan, pad): (&Plan, Option<Notepad>),
    theme: &Theme,
) -> (u16, u16) {
    let room = room(plan);
    let Some(pad) = pad else {
        draw_outlook(cx, on, scene, room, theme);
        return (0, 0);
    };
    label(cx, scene, "NOTES", theme.muted, room);
    let reach = pad.reach(room);
    let step = on.show.position().step;
    // Notes that name clicks follow the next step, wherever they were scrolled at the last.
    let own = on.show.reading().scrolled.filter(|(_, at)| *at == step || !pad.follows());
    let scrolled = own.map_or_else(|| pad.sought(room), |(lines, _)| lines).min(reach);
    let bar = pad.bar(room, scrolled, theme);
    scene.layers.extend([bar, pad.draw(room, scrolled)]);
    (scrolled, reach)
}
