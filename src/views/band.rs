//! Times: how long it has been, how that compares with the plan, the talk, and the clock on the wall. What is on stage in,
//! words in their columns out; on a narrow screen the talk stands under the pace.

use std::time::Duration;

use super::boxes::{Look, line, put, wrapped};
use super::timing::Timing;
use super::{AudienceOn, OnStage, deck_at, deck_title};
use crate::color::Rgba;
use crate::deck::Deck;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect};
use crate::scene::{Fill, Layer, Scene, TextBlock};
use crate::show::{Run, format};
use crate::theme::Theme;

/// A difference of fewer seconds is none.
const NONE: i64 = 5;
/// From this width on pace and talk stand side by side.
const ROOMY: f32 = 560.0;

/// Draws the times into `band`.
pub(super) fn draw_band(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    scene: &mut Scene,
    (band, timing): (Rect, Option<&Timing>),
    theme: &Theme,
) {
    let mut layer = Layer::default();
    layer.fills.push(Fill { rect: Rect { height: 1.0, ..band }, radius: 0.0, color: theme.rule });
    let left = draw_elapsed(cx, on, &mut layer, (band, timing), theme);
    let right = draw_wall(cx, on, &mut layer, band, theme);
    let (x, end) = ((left + 44.0).max(band.x + 259.0), right - 36.0);
    let middle = Rect::new(x, band.y, (end - x).max(60.0), band.height);
    let talk = match timing {
        None => Rect { y: band.y + 34.0, height: band.height - 34.0, ..middle },
        Some(timing) if middle.width >= ROOMY => {
            let width = (middle.width * 0.52).min(400.0);
            let lines = [ending(on, timing), remaining(on, timing)];
            draw_pace(cx, on, &mut layer, (Rect { width, ..middle }, timing, &lines), theme);
            let x = middle.x + width + 36.0;
            Rect::new(x, band.y + 34.0, end - x, band.height - 34.0)
        }
        Some(timing) => {
            let lines = [short_ending(on, timing)];
            let under = draw_pace(cx, on, &mut layer, (middle, timing, &lines), theme);
            Rect { y: under + 6.0, height: band.bottom() - under - 6.0, ..middle }
        }
    };
    draw_talk(cx, on, &mut layer, (talk, timing), theme);
    scene.layers.push(layer);
}

/// The time that has passed, large; gives where it ends.
fn draw_elapsed(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    layer: &mut Layer,
    (band, timing): (Rect, Option<&Timing>),
    theme: &Theme,
) -> f32 {
    let timer = on.show.timer();
    let over = timing.is_some_and(|timing| timing.pace.left < 0);
    let color = match timer.run() {
        Run::Paused => theme.tones.warning,
        _ if over => theme.tones.caution,
        Run::Ready => theme.muted,
        Run::Running => theme.ink,
    };
    let size = if band.width < 860.0 { 60.0 } else { 76.0 };
    let look = Look { tracking: -0.01, ..Look::new(size, 88.0, 700, color) }.tabular();
    let block = line(cx, &format(timer.elapsed(on.now)), look, band.width * 0.5);
    let number = put(layer, block, Point::new(band.x, band.y + 12.0));
    let words = match (timer.run(), timing) {
        (Run::Paused, _) => "PAUSED".to_owned(),
        (_, Some(timing)) if timing.fixed => {
            let end = timing.end.map_or_else(String::new, |end| end.to_string());
            format!("ELAPSED  ·  UNTIL {end}")
        }
        (_, Some(timing)) => format!("ELAPSED OF {}", format(timing.schedule.end())),
        (_, None) => "ELAPSED".to_owned(),
    };
    let block = line(cx, &words, Look::label(15.0, theme.muted), number.width.max(231.0));
    put(layer, block, Point::new(band.x, band.y + 102.0));
    number.right()
}

/// The clock on the wall and where the audience looks, at the right; gives where they begin.
fn draw_wall(cx: &mut FontCx, on: &OnStage<'_>, layer: &mut Layer, band: Rect, theme: &Theme) -> f32 {
    let mut begin = band.right();
    let mut right = |layer: &mut Layer, block: TextBlock, y: f32| {
        let x = band.right() - block.size().width;
        begin = begin.min(x);
        put(layer, block, Point::new(x, y));
    };
    if let Some(wall) = on.wall {
        let look = Look::new(36.0, 46.0, 650, theme.ink);
        let block = line(cx, &wall.to_string(), look, band.width * 0.25);
        right(layer, block, band.y + 34.0);
    }
    let words = match on.audience {
        AudienceOn::Display(name) => format!("audience on {name}"),
        AudienceOn::Window => "audience in a window".to_owned(),
        AudienceOn::Nowhere => "no audience display".to_owned(),
        AudienceOn::Astray(name) => format!("audience not on {name}"),
        AudienceOn::Unknown => String::new(),
    };
    if !words.is_empty() {
        let color = if on.audience == AudienceOn::Nowhere { theme.tones.caution } else { theme.muted };
        let block = line(cx, &words, Look::new(16.0, 22.0, 400, color), (band.width * 0.24).max(150.0));
        right(layer, block, band.y + 85.0);
    }
    begin
}

/// Ahead or behind, and when it ends; gives where that ends.
fn draw_pace(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    layer: &mut Layer,
    (room, timing, lines): (Rect, &Timing, &[String]),
    theme: &Theme,
) -> f32 {
    let (words, color) = headline(on, timing, theme);
    let size = if room.width < 330.0 { 28.0 } else { 36.0 };
    // With the talk under it there is a line less.
    let top = room.y + if lines.len() > 1 { 34.0 } else { 18.0 };
    let block = line(cx, &words, Look::new(size, 46.0, 650, color).tabular(), room.width);
    put(layer, block, Point::new(room.x, top));
    let mut y = top + 51.0;
    for words in lines {
        let block = line(cx, words, Look::new(16.0, 22.0, 400, theme.muted).tabular(), room.width);
        put(layer, block, Point::new(room.x, y));
        y += 23.0;
    }
    y
}

/// The difference to the plan in a few words, in the colour of how bad it is.
pub(super) fn headline(on: &OnStage<'_>, timing: &Timing, theme: &Theme) -> (String, Rgba) {
    let pace = timing.pace;
    let time = |seconds: i64| format(Duration::from_secs(seconds.unsigned_abs()));
    if on.show.timer().run() == Run::Ready {
        return ("not started".to_owned(), theme.muted);
    }
    if pace.left < 0 {
        return (format!("{} over", time(pace.left)), theme.tones.caution);
    }
    if on.show.audience().ended {
        return (format!("{} to spare", time(pace.left)), theme.ink);
    }
    let notable = |color| if pace.notable { color } else { theme.ink };
    match pace.behind {
        behind if behind >= NONE => (format!("{} behind", time(behind)), notable(theme.tones.warning)),
        behind if behind <= -NONE => (format!("{} ahead", time(behind)), notable(theme.tones.tip)),
        _ => ("on time".to_owned(), theme.ink),
    }
}

/// When it ends, as it goes and as it was planned.
pub(super) fn ending(on: &OnStage<'_>, timing: &Timing) -> String {
    let (Some(end), Some(likely)) = (timing.end, timing.likely) else { return String::new() };
    let (end, likely) = (end.to_string(), likely.to_string());
    match on.show.timer().run() {
        Run::Ready if timing.fixed => format!("{} until {end}", format(timing.schedule.end())),
        Run::Ready => format!("{} planned: until {end}", format(timing.schedule.end())),
        _ if on.show.audience().ended => format!("the plan was {end}"),
        _ if end == likely => format!("you end at {end}, as planned"),
        _ => format!("at this pace you end at {likely} (plan {end})"),
    }
}

/// What is left, unless that was said.
pub(super) fn remaining(on: &OnStage<'_>, timing: &Timing) -> String {
    let said = on.show.audience().ended || on.show.timer().run() == Run::Ready;
    match u64::try_from(timing.pace.left) {
        Ok(seconds) if !said => format!("{} left", format(Duration::from_secs(seconds))),
        _ => String::new(),
    }
}

/// Both in fewer words.
fn short_ending(on: &OnStage<'_>, timing: &Timing) -> String {
    let left = remaining(on, timing);
    match (timing.end, timing.likely) {
        (Some(end), Some(likely)) if !left.is_empty() && end.to_string() != likely.to_string() => {
            format!("{left}, end {likely} (plan {end})")
        }
        (Some(end), _) if !left.is_empty() => format!("{left}, end {end}"),
        _ => ending(on, timing),
    }
}

/// The talk, who gives it, and which one it is.
fn draw_talk(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    layer: &mut Layer,
    (room, timing): (Rect, Option<&Timing>),
    theme: &Theme,
) {
    let Some(deck) = deck_at(on, on.show.position().deck) else { return };
    if room.width < 60.0 {
        return;
    }
    let (look, lines) = match (timing, room.height >= 90.0) {
        (None, _) => (Look::new(26.0, 34.0, 600, theme.ink), 2),
        (Some(_), true) => (Look::new(21.0, 27.0, 600, theme.ink), 2),
        (Some(_), false) => (Look::new(18.0, 24.0, 600, theme.ink), 1),
    };
    let block = wrapped(cx, deck_title(deck), look, (room.width, lines));
    let height = block.size().height.max(look.line);
    put(layer, block, Point::new(room.x, room.y));
    let mut y = room.y + height + if lines == 1 { 0.0 } else { 3.0 };
    let (place, time) = (place_in_session(on, deck), time_of_talk(on, timing));
    let rows = if lines == 1 && !time.is_empty() { vec![format!("{time}  ·  {place}")] } else { vec![place, time] };
    for words in rows {
        let block = line(cx, &words, Look::new(16.0, 22.0, 400, theme.muted).tabular(), room.width);
        if y + 22.0 <= room.bottom() + 0.5 {
            put(layer, block, Point::new(room.x, y));
        }
        y += 23.0;
    }
}

/// The time that the talk took, and what it may take.
fn time_of_talk(on: &OnStage<'_>, timing: Option<&Timing>) -> String {
    let Some(timing) = timing.filter(|_| on.book.len() > 1) else { return String::new() };
    let here = on.show.audience().at.deck;
    let spent = on.show.timer().spent(here, on.now);
    format!("{} of {} for this talk", format(spent), format(timing.schedule.span(here)))
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
    parts.join("  ·  ")
}
