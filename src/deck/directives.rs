//! Comments: what one says goes in, what it asks for and what of it is a note to the speaker come out. A setting that is
//! misspelt is told and stays a note. Never touches a slide.

mod foreign;

use super::near::{nearest, slip};
use super::settings::{Arrangement, SCALES, Turn, scale};
use crate::markdown::{Align, Fragment, Picture};

/// What a comment asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// An arrangement.
    Layout(Arrangement),
    /// A picture beneath the text; none at all.
    Background(Option<Picture>),
    /// Words at the foot; nothing at all if there are none.
    Footer(String),
    /// Text of this size against the theme's.
    Scale(f32),
    /// How its pages come on.
    Transition(Turn),
    /// Whether the items of lists come one by one.
    Steps(bool),
    /// So much of the deck stands at this side.
    Align(Align, Reach),
    /// The slide is left out.
    Hide,
    /// What follows shows one step later.
    Pause,
    /// What stands right before shows at a step of its own.
    Fragment(Fragment),
    /// Columns begin, with these shares of the width; as many as are needed if there are none.
    Columns(Vec<f32>),
    /// A column begins: the next one, or the one with this index.
    Column(Option<usize>),
    /// A column of this share begins.
    Share(f32),
    /// A column begins, and columns with it if there are none.
    FirstColumn,
    /// Columns end.
    EndColumns,
    /// The slide ends.
    EndSlide,
}

/// How much of a deck is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What stands right before.
    Before,
    /// What follows on the slide.
    After,
    /// All of the slide, its title too.
    Slide,
    /// The slide and all that follow.
    Slides,
}

/// What a comment says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reading {
    /// What it asks for, in order.
    pub(super) asks: Vec<Ask>,
    /// What it tells the speaker.
    pub(super) note: String,
    /// What was misspelt: a message and a remedy.
    pub(super) slips: Vec<(String, String)>,
}

/// A line of a comment.
enum Line {
    Ask(Ask),
    /// Several settings, or none that is known.
    Asks(Vec<Ask>),
    /// What another tool means to itself.
    Ignored,
    /// A setting that says nothing known.
    Slip(String, String),
    Note,
}

/// The words that settings begin with, as far as a slip of them is worth telling.
const WORDS: [&str; 13] = [
    "align",
    "layout",
    "background",
    "footer",
    "scale",
    "steps",
    "hide",
    "pause",
    "columns",
    "column",
    "/columns",
    "end_slide",
    "transition",
];
/// The largest share that a column may have of the width, against the smallest.
const MAX_SHARE: f32 = 12.0;

/// What the comment `text` says.
pub(super) fn read(text: &str) -> Reading {
    let text = text.trim();
    let mut reading = Reading::default();
    if let Some(note) = note(text) {
        note.clone_into(&mut reading.note);
        return reading;
    }
    if let Some(asks) = foreign::block(text) {
        reading.asks = asks;
        return reading;
    }
    // Settings stand first, one a line; the first line that is none begins the note.
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    let alone = lines.clone().nth(1).is_none();
    while let Some(line) = lines.next() {
        match line_of(line.trim(), alone) {
            Line::Ask(ask) => reading.asks.push(ask),
            Line::Asks(mut asks) => reading.asks.append(&mut asks),
            Line::Ignored => {}
            Line::Slip(message, hint) => {
                reading.slips.push((message, hint));
                kept.push(line);
            }
            Line::Note => {
                kept.push(line);
                kept.extend(lines.by_ref());
            }
        }
    }
    kept.join("\n").trim().clone_into(&mut reading.note);
    reading
}

/// What `text` says after a word that makes it a note.
fn note(text: &str) -> Option<&str> {
    ["speaker_notes:", "speaker_note:", "notes:", "note:"].into_iter().find_map(|word| {
        let start = text.get(..word.len())?;
        start.eq_ignore_ascii_case(word).then(|| text.get(word.len()..).unwrap_or_default().trim())
    })
}

/// What a line says; `alone` if it is the only one of its comment.
fn line_of(line: &str, alone: bool) -> Line {
    if line.is_empty() {
        return Line::Ignored;
    }
    let (key, value) = match line.split_once(':') {
        Some((key, value)) => (key.trim_end(), Some(value.trim())),
        None => (line, None),
    };
    if key.is_empty() || key.contains(char::is_whitespace) {
        return if foreign::is_noise(line) { Line::Ignored } else { Line::Note };
    }
    own(key, value).or_else(|| foreign::line(key, value)).unwrap_or_else(|| misspelt(key, value, alone))
}

/// A setting of deckle's own.
fn own(key: &str, value: Option<&str>) -> Option<Line> {
    let ask = match (key, value) {
        ("pause", None | Some("")) => Ask::Pause,
        ("hide", None | Some("")) => Ask::Hide,
        ("steps", None | Some("" | "lists")) => Ask::Steps(true),
        ("steps", Some("none")) => Ask::Steps(false),
        ("columns", None | Some("")) => Ask::Columns(Vec::new()),
        ("column", None | Some("")) => Ask::Column(None),
        ("/columns", None) => Ask::EndColumns,
        ("/column", None) => return Some(Line::Ignored),
        ("end_slide", None) => Ask::EndSlide,
        ("align", Some(word)) => match Align::named(word) {
            Some(align) => Ask::Align(align, Reach::After),
            None => return Some(unknown(key, word, &["left", "center", "right"])),
        },
        ("footer", Some("none" | "")) => Ask::Footer(String::new()),
        ("footer", Some(words)) => Ask::Footer(words.to_owned()),
        ("background", Some("none")) => Ask::Background(None),
        ("layout", Some(word)) => match Arrangement::WORDS.into_iter().find(|(known, _)| *known == word) {
            Some((_, arrangement)) => Ask::Layout(arrangement),
            None => return Some(unknown(key, word, &Arrangement::WORDS.map(|(known, _)| known))),
        },
        ("steps", Some(word)) => return Some(unknown(key, word, &["lists", "none"])),
        ("scale", Some(text)) => match scale(text) {
            Some(scale) => Ask::Scale(scale),
            None => {
                let (least, most) = SCALES;
                let message = format!("`scale` must be a number from {least} to {most}; it is ignored");
                return Some(Line::Slip(message, "write it like `scale: 0.9`".to_owned()));
            }
        },
        ("transition", Some(text)) => match Turn::read(text) {
            Some(turn) => Ask::Transition(turn),
            None => return Some(unknown(key, text, &Turn::WORDS.map(|(known, _)| known))),
        },
        ("background", Some(text)) => match picture(text) {
            Some(picture) => Ask::Background(Some(picture)),
            None => {
                let message = "`background` must be the path or address of a picture; it is ignored".to_owned();
                return Some(Line::Slip(message, "write it like `background: photo.jpg`".to_owned()));
            }
        },
        ("columns", Some(text)) => match shares(text) {
            Some(shares) => Ask::Columns(shares),
            None => {
                let message = "`columns` must be followed by shares of the width; it is ignored".to_owned();
                return Some(Line::Slip(
                    message,
                    "write `columns`, or `columns: 2 1` for two thirds and one".to_owned(),
                ));
            }
        },
        ("column", Some(text)) => match (text.parse().ok(), share(text)) {
            (Some(index), _) => Ask::Column(Some(index)),
            (None, Some(share)) => Ask::Share(share),
            (None, None) => return None,
        },
        _ => return None,
    };
    Some(Line::Ask(ask))
}

fn unknown(key: &str, word: &str, known: &[&str]) -> Line {
    let hint = match nearest(word, known.iter().copied()) {
        Some(word) => format!("did you mean `{word}`? There are {}", known.join(", ")),
        None => format!("there are {}", known.join(", ")),
    };
    Line::Slip(format!("`{word}` is nothing that `{key}` may be; it is ignored"), hint)
}

/// A word that is nearly a setting: alone, or with a value behind it.
fn misspelt(key: &str, value: Option<&str>, alone: bool) -> Line {
    match slip(key, WORDS).filter(|_| alone || value.is_some()) {
        // Whoever writes the very word and something behind it means no setting: `pause: have a drink`.
        Some(word) if word != key => Line::Slip(
            format!("`{key}` is no setting, and stays a note to the speaker"),
            format!("did you mean `{word}`? Write `note: {key} ...` if it is a note"),
        ),
        _ => Line::Note,
    }
}

/// The picture that `text` names, as a path, an address or CSS.
fn picture(text: &str) -> Option<Picture> {
    let text = text.trim_matches(['"', '\'']);
    let inner = text.strip_prefix("url(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(text).trim();
    let url = inner.trim_matches(['"', '\'']).trim();
    let end = url.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_file = matches!(end.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif");
    let is_path = !url.contains(char::is_whitespace) && (url.contains('/') || url.contains('.'));
    (is_file || is_path).then(|| Picture { url: url.to_owned(), ..Picture::default() })
}

/// Shares of the width: `2 1`, `2, 1`, `[2, 1]`, `60% 40%`.
fn shares(text: &str) -> Option<Vec<f32>> {
    let inner = text.trim_matches(['[', ']']);
    let words = inner.split([',', ' ', '/', '|']).filter(|word| !word.is_empty());
    let shares: Vec<f32> = words.map(share).collect::<Option<_>>()?;
    let least = shares.iter().copied().fold(f32::INFINITY, f32::min);
    let most = shares.iter().copied().fold(0.0, f32::max);
    (!shares.is_empty() && most <= least * MAX_SHARE).then_some(shares)
}

fn share(word: &str) -> Option<f32> {
    let share: f32 = word.trim_end_matches('%').trim_end_matches("fr").parse().ok()?;
    (share.is_finite() && share > 0.0).then_some(share)
}

#[cfg(test)]
mod tests;
