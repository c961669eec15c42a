//! The lesson in which a clicker is learned: what is asked for, what came, and what was learned in, a scene out. It says in
//! words what a press would take from another command; it decides nothing.

use super::boxes::{Look, line, put, wrapped};
use crate::color::Rgba;
use crate::fonts::FontCx;
use crate::geom::{Point, Rect, Size};
use crate::scene::{Fill, Layer, Scene, Stroke};
use crate::show::{Chord, Heard, Lesson, Refusal, Verdict, label};
use crate::theme::{self, Theme};

/// Room at the sides.
const MARGIN: f32 = 64.0;

/// What came, and where the keys go.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    /// What the keyboard called the last press.
    pub raw: &'a str,
    /// The file that the keys go to.
    pub path: &'a str,
}

/// The lesson, for a window of the shape `aspect`.
#[must_use]
pub fn lesson(cx: &mut FontCx, on: &Lesson, sent: Sent<'_>, aspect: f32) -> Scene {
    let theme = theme::stage();
    let aspect = if aspect.is_finite() { aspect.clamp(1.0, 3.0) } else { 16.0 / 9.0 };
    let mut scene = Scene::new(Size::new(720.0 * aspect, 720.0), theme.background);
    let room = Rect::new(MARGIN, 48.0, scene.size.width - 2.0 * MARGIN, 624.0);
    let mut layer = Layer::default();
    let (at, of) = on.progress();
    let place = if on.asks().is_some() { format!("CLICKER  ·  {} OF {of}", at + 1) } else { "CLICKER".to_owned() };
    let block = line(cx, &place, Look::label(16.0, theme.accent), room.width);
    put(&mut layer, block, Point::new(room.x, room.y));
    progress(&mut layer, room, (at, of), &theme);
    let headline = match on.asks() {
        Some(words) => format!("Press the button that {words}"),
        None if on.listens() => "Press any button".to_owned(),
        None if on.changed() => "This is what your buttons will do".to_owned(),
        None => "Your clicker works as it is".to_owned(),
    };
    let block =
        wrapped(cx, &headline, Look { tracking: -0.02, ..Look::new(52.0, 60.0, 700, theme.ink) }, (room.width, 2));
    let under = put(&mut layer, block, Point::new(room.x, room.y + 48.0)).bottom();
    let card = Rect::new(room.x, under + 32.0, room.width, 168.0);
    draw_card(cx, (on, sent), &mut layer, card, &theme);
    draw_learned(cx, on, &mut layer, Rect::new(room.x, card.bottom() + 28.0, room.width, 150.0), &theme);
    draw_controls(cx, (on, sent), &mut layer, room, &theme);
    scene.layers.push(layer);
    scene
}

/// A bar a question, as the talks have them on the speaker's screen.
fn progress(layer: &mut Layer, room: Rect, (at, of): (usize, usize), theme: &Theme) {
    let width = 44.0;
    for n in 0..of {
        let x = room.right() - (of - n) as f32 * (width + 4.0) + 4.0;
        let color = match n.cmp(&at) {
            std::cmp::Ordering::Less => theme.muted,
            std::cmp::Ordering::Equal => theme.accent,
            std::cmp::Ordering::Greater => theme.rule,
        };
        layer.fills.push(Fill { rect: Rect::new(x, room.y + 6.0, width, 10.0), radius: 3.0, color });
    }
}

/// A key with its print; gives where it ends.
fn cap(cx: &mut FontCx, layer: &mut Layer, (at, height): (Point, f32), words: &str, theme: &Theme) -> f32 {
    let size = height * 0.46;
    let block = line(cx, words, Look::new(size, size * 1.4, 600, theme.ink), 420.0);
    let width = (block.size().width + height * 0.64).max(height);
    let rect = Rect::new(at.x, at.y, width, height);
    let radius = height * 0.2;
    layer.fills.push(Fill { rect, radius, color: theme.soft });
    layer.strokes.push(Stroke { rect, radius, width: 1.5, color: theme.rule });
    let size = block.size();
    put(layer, block, Point::new(rect.x + (width - size.width) / 2.0, rect.y + (height - size.height) / 2.0));
    rect.right()
}

/// What came, and what it means.
fn draw_card(cx: &mut FontCx, (on, sent): (&Lesson, Sent<'_>), layer: &mut Layer, card: Rect, theme: &Theme) {
    layer.strokes.push(Stroke { rect: card, radius: 14.0, width: 1.5, color: theme.rule });
    let Some(heard) = on.heard() else {
        let words =
            if on.asks().is_some() || on.listens() { "waiting for a press …" } else { "press a button to try it" };
        let block = line(cx, words, Look::new(26.0, 36.0, 400, theme.muted), card.width - 64.0);
        put(layer, block, Point::new(card.x + 32.0, card.y + (card.height - 36.0) / 2.0));
        return;
    };
    let words = heard.chord.map_or_else(|| "?".to_owned(), label);
    let end = cap(cx, layer, (Point::new(card.x + 32.0, card.y + 40.0), 88.0), &words, theme);
    let x = end + 32.0;
    let (words, color) = said(on, heard, theme);
    let width = (card.right() - 24.0 - x).max(120.0);
    let block = wrapped(cx, &words, Look::new(26.0, 34.0, 600, color), (width, 2));
    let high = block.size().height;
    let top = card.y + (card.height - high - 30.0) / 2.0;
    put(layer, block, Point::new(x, top));
    let block = line(cx, sent.raw, Look::new(20.0, 28.0, 400, theme.muted), width);
    put(layer, block, Point::new(x, top + high + 4.0));
}

/// What a press means, in words, and their colour.
fn said(on: &Lesson, heard: &Heard, theme: &Theme) -> (String, Rgba) {
    let color = match heard.verdict {
        _ if on.asks().is_none() => theme.ink,
        Verdict::Fits | Verdict::Free => theme.tones.tip,
        Verdict::Takes(_) => theme.tones.warning,
        Verdict::Refused(_) => theme.tones.caution,
    };
    (verdict(on, heard), color)
}

/// What a press means, in words.
#[must_use]
pub fn verdict(on: &Lesson, heard: &Heard) -> String {
    if on.asks().is_none() && !matches!(heard.verdict, Verdict::Refused(Refusal::Unknown | Refusal::System)) {
        return heard.does.map_or_else(|| "does nothing".to_owned(), |command| format!("does: {}", command.name()));
    }
    match heard.verdict {
        Verdict::Fits => "It does that already. Once more: keep it".to_owned(),
        Verdict::Free => "It does nothing so far. Once more: keep it".to_owned(),
        Verdict::Takes(command) => format!("It is “{}” so far, and will not be. Once more: keep it", command.name()),
        Verdict::Refused(why) => match why {
            Refusal::Unknown => "deckle does not know this key".to_owned(),
            Refusal::System => "This chord belongs to the system".to_owned(),
            Refusal::Digit => "Digits type page numbers".to_owned(),
            Refusal::Escape => "Esc only leaves what is open, and stays so: another button, or S".to_owned(),
            Refusal::Turns => "A start button: it sends F5 and Esc in turns. Better leave it: S".to_owned(),
            Refusal::Learned(command) => format!("It was just learned for “{}”: another button, or S", command.name()),
            Refusal::Last(command) => format!("It is the last key for “{}”: another button, or S", command.name()),
        },
    }
}

/// What was learned so far.
fn draw_learned(cx: &mut FontCx, on: &Lesson, layer: &mut Layer, room: Rect, theme: &Theme) {
    let learned: Vec<(&str, Chord)> = on.learned();
    let width = room.width / 3.0;
    for (n, (words, chord)) in (0_u8..).zip(learned) {
        let at = Point::new(room.x + f32::from(n % 3) * width, room.y + f32::from(n / 3) * 60.0);
        let end = cap(cx, layer, (at, 42.0), &label(chord), theme);
        let left = (at.x + width - 12.0 - end - 14.0).max(40.0);
        let block = line(cx, words, Look::new(20.0, 28.0, 400, theme.ink.over(theme.background, 0.88)), left);
        put(layer, block, Point::new(end + 14.0, at.y + 7.0));
    }
}

/// How to go on.
fn draw_controls(cx: &mut FontCx, (on, sent): (&Lesson, Sent<'_>), layer: &mut Layer, room: Rect, theme: &Theme) {
    let controls: &[(&str, &str)] = match on.asks() {
        Some(_) => &[("Enter", "keep"), ("S", "skip"), ("R", "back"), ("D", "done"), ("Q", "leave it all")],
        None if on.listens() => &[],
        None if on.changed() => &[("Enter", "save"), ("R", "back"), ("Q", "leave it all")],
        None => &[("Enter", "end"), ("R", "back")],
    };
    let y = room.bottom() - 40.0;
    let words = match on.asks() {
        None if on.listens() => "Close the window to end.".to_owned(),
        None if on.changed() => format!("Enter writes it into {}", sent.path),
        _ => String::new(),
    };
    let block = line(cx, &words, Look::new(20.0, 28.0, 400, theme.muted), room.width);
    put(layer, block, Point::new(room.x, y - 44.0));
    let mut x = room.x;
    for (key, words) in controls {
        let end = cap(cx, layer, (Point::new(x, y), 38.0), key, theme);
        let block = line(cx, words, Look::new(20.0, 28.0, 400, theme.muted), 160.0);
        x = put(layer, block, Point::new(end + 10.0, y + 5.0)).right() + 30.0;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::show::{Keymap, Press, Said};

    #[test]
    fn every_state_says_what_it_asks_and_nothing_leaves_the_window() {
        let mut cx = FontCx::new();
        let mut on = Lesson::new(Keymap::usual());
        let presses = ["F8", "F8", "Escape", "F5", "Escape", "B", "B", "PageUp", "Space", "Space", "D", "T"];
        let sent =
            Sent { raw: "ArrowRight, at the place of ArrowRight", path: "/a/long/way/to/a/config/file/config.toml" };
        let mut told = String::new();
        for (n, word) in (1..).zip(presses) {
            let Chord { key, shift, alt } = Chord::parse(word).unwrap();
            let press = Press { logical: Some(key), shift, alt, ..Press::default() };
            on.say(Said::Press(press), Duration::from_secs(n));
            for aspect in [16.0 / 9.0, 4.0 / 3.0, 1.0] {
                let scene = lesson(&mut cx, &on, sent, aspect);
                let page = Rect::of(scene.size);
                for text in scene.layers.iter().flat_map(|layer| &layer.texts) {
                    assert!(page.holds(text.bounds(), 1.0), "{word} {aspect}: {:?}", text.block.plain());
                    told += &format!("{}\n", text.block.plain());
                }
            }
        }
        for words in
            ["Press the button that goes on", "goes back", "Once more: keep it", "F5 and Esc in turns", "does: theme"]
        {
            assert!(told.contains(words), "{words}");
        }
    }
}
