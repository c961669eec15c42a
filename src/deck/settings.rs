//! What an author may ask of a deck and of a slide in so many words. Plain data: `front` and `directives` read it, `split`
//! and layout heed it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::dialect::Dialect;
use crate::markdown::Picture;

/// The least and the most that `scale` may be.
pub const SCALES: (f32, f32) = (0.7, 1.4);
/// What a footer may name, in braces.
pub const VARIABLES: [&str; 8] = ["title", "speaker", "session", "page", "pages", "talk", "talks", "date"];

/// How a slide wants to be shown; what is not said is decided by its content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// `layout: quote`: the arrangement, whatever the content would pick.
    pub arrangement: Option<Arrangement>,
    /// `background: picture.jpg`: a picture from edge to edge, beneath the text.
    pub background: Option<Picture>,
    /// `footer: words`: instead of deck and speaker; `Some` of nothing for no footer at all. Names of [`VARIABLES`] in
    /// braces stand for what they say.
    pub footer: Option<String>,
    /// `scale: 0.8`: the text's size against the theme's.
    pub scale: Option<f32>,
    /// `transition: push`: how its pages come on, whatever the theme says.
    pub transition: Option<Turn>,
}

/// How a whole deck wants to be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeckSettings {
    /// `date: 18 August`: what a footer's `{date}` says; no clock is asked.
    pub date: String,
    /// `footer: {title} · {page}`: [`Settings::footer`] of every slide.
    pub footer: Option<String>,
    /// `steps: lists`: the items of lists come one by one.
    pub steps: bool,
    /// `split: 1-3`: the levels of headings that start a slide.
    pub split: Option<Split>,
    /// `breaks: soft`: whether a line feed ends a line.
    pub breaks: Option<Breaks>,
    /// `scale: 0.9`: [`Settings::scale`] of every slide.
    pub scale: Option<f32>,
    /// `transition: push`: [`Settings::transition`] of every slide.
    pub transition: Option<Turn>,
    /// `background: picture.jpg`: [`Settings::background`] of every slide.
    pub background: Option<String>,
    /// `lang: de`: the language that it is written in.
    pub lang: Option<String>,
    /// `dir: rtl`: which way all of it runs, whatever its letters say.
    pub dir: Option<Dir>,
    /// `duration: 45m`: how long the session takes that begins with the deck; of a later deck, as `time`.
    pub duration: Option<Duration>,
    /// `time: 5m`: how long the talk takes.
    pub time: Option<Duration>,
    /// `dialect: marp`: whose Markdown it is, if that is not to be guessed.
    pub dialect: Option<Dialect>,
}

/// How a page comes on after another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// At once.
    None,
    /// It fades in.
    Fade,
    /// It pushes the other out.
    Push,
    /// An edge runs over the other.
    Wipe,
    /// It slides over the other.
    Cover,
    /// It grows out of the other.
    Zoom,
    /// What both have moves to its new place.
    Morph,
}

impl Turn {
    /// Every way with the word that asks for it.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("none", Self::None),
        ("fade", Self::Fade),
        ("push", Self::Push),
        ("wipe", Self::Wipe),
        ("cover", Self::Cover),
        ("zoom", Self::Zoom),
        ("morph", Self::Morph),
    ];

    /// What Marp, Slidev, reveal.js and Deckset call the nearest way, by how their words begin.
    const FOREIGN: [(&'static str, Self); 20] = [
        ("view-transition", Self::Morph),
        ("magic", Self::Morph),
        ("slide", Self::Push),
        ("swipe", Self::Push),
        ("swap", Self::Push),
        ("swoosh", Self::Push),
        ("convex", Self::Push),
        ("concave", Self::Push),
        ("pivot", Self::Push),
        ("cylinder", Self::Push),
        ("cube", Self::Push),
        ("coverflow", Self::Push),
        ("clockwise", Self::Wipe),
        ("counterclockwise", Self::Wipe),
        ("pull", Self::Cover),
        ("reveal", Self::Cover),
        ("implode", Self::Zoom),
        ("explode", Self::Zoom),
        ("in-out", Self::Zoom),
        ("default", Self::Push),
    ];

    /// The way that `text` asks for: a word of [`Turn::WORDS`] or of another tool. What follows it, as how long it takes or
    /// the way back, is the theme's to say.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let word =
            text.split(|c: char| c.is_whitespace() || matches!(c, '|' | '(' | ',')).find(|word| !word.is_empty())?;
        let word = word.to_ascii_lowercase();
        let own = Self::WORDS.into_iter().find(|(known, _)| *known == word);
        let near = || {
            let words = Self::FOREIGN.into_iter().chain(Self::WORDS);
            words.filter(|(known, _)| *known != "none").find(|(known, _)| word.starts_with(known))
        };
        own.or_else(near).map(|(_, turn)| turn)
    }

    /// The word that asks for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.into_iter().find(|(_, turn)| *turn == self).map_or("none", |(word, _)| word)
    }
}

/// Which way a deck runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dir {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// What a line feed in a paragraph means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breaks {
    /// The line ends.
    Hard,
    /// A blank.
    Soft,
}

/// The levels of headings that start a slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// A bit a level, the lowest for level 1.
    levels: u8,
}

impl Split {
    /// Every heading.
    pub const ALL: Self = Self { levels: 0b11_1111 };
    /// No heading: rules do.
    pub const NONE: Self = Self { levels: 0 };

    /// Whether a heading of `level` starts a slide.
    #[must_use]
    pub fn at(self, level: u8) -> bool {
        (1..=6).contains(&level) && self.levels & (1 << (level - 1)) != 0
    }

    /// What `text` says: `all`, `none`, `2`, `1-3`, or several of these parted by commas or blanks.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut levels = 0;
        let mut words = text.split([',', ' ']).filter(|word| !word.is_empty()).peekable();
        words.peek()?;
        for word in words {
            levels |= match word {
                "all" => Self::ALL.levels,
                "none" => 0,
                _ => {
                    let (from, to) = word.split_once('-').unwrap_or((word, word));
                    let (from, to): (u8, u8) = (from.parse().ok()?, to.parse().ok()?);
                    if !(1..=6).contains(&from) || !(from..=6).contains(&to) {
                        return None;
                    }
                    (from..=to).fold(0, |levels, level| levels | 1 << (level - 1))
                }
            };
        }
        Some(Self { levels })
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::NONE {
            return f.write_str("none");
        }
        let mut gap = "";
        let mut level = 1;
        while level <= 6 {
            if !self.at(level) {
                level += 1;
                continue;
            }
            let end = (level..=6).take_while(|level| self.at(*level)).last().unwrap_or(level);
            write!(f, "{gap}{level}")?;
            if end > level {
                write!(f, "-{end}")?;
            }
            (gap, level) = (", ", end + 1);
        }
        Ok(())
    }
}

/// What `text` says of a size: `0.9` or `90%`, within [`SCALES`].
#[must_use]
pub(super) fn scale(text: &str) -> Option<f32> {
    let (number, unit) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 100.0));
    let scale = number.trim_end().parse::<f32>().ok()? / unit;
    (SCALES.0..=SCALES.1).contains(&scale).then_some(scale)
}

/// The arrangements, each by the one word that asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// One column of text, come what may.
    Text,
    /// Bullets in two columns.
    Columns,
    /// Few words, large, on a page of their own.
    Statement,
    /// A title that opens a section.
    Section,
    /// A quote on a page of its own.
    Quote,
    /// Pictures on pages of their own.
    Picture,
    /// A picture beside the text.
    Beside,
    /// Pictures in a grid.
    Grid,
    /// A number, huge, with what it counts.
    Number,
}

impl Arrangement {
    /// Every arrangement with the word that asks for it.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("text", Self::Text),
        ("columns", Self::Columns),
        ("statement", Self::Statement),
        ("section", Self::Section),
        ("quote", Self::Quote),
        ("picture", Self::Picture),
        ("beside", Self::Beside),
        ("grid", Self::Grid),
        ("number", Self::Number),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_and_written() {
        for (text, levels, written) in [
            ("all", &[1, 2, 3, 4, 5, 6][..], "1-6"),
            ("none", &[], "none"),
            ("2", &[2], "2"),
            ("1-3", &[1, 2, 3], "1-3"),
            ("1, 3 5-6", &[1, 3, 5, 6], "1, 3, 5-6"),
        ] {
            let split = Split::read(text).unwrap();
            assert_eq!((1..=6).filter(|level| split.at(*level)).collect::<Vec<u8>>(), levels);
            assert_eq!(split.to_string(), written);
            assert_eq!(Split::read(written), Some(split));
        }
        for text in ["", "0", "7", "3-1", "-", "1-", "one", "1-300"] {
            assert_eq!(Split::read(text), None, "{text}");
        }
        assert!(!Split::ALL.at(0) && !Split::ALL.at(7) && !Split::ALL.at(255));
    }

    #[test]
    fn ways_to_turn_are_read_in_everybodys_words() {
        for (word, turn) in Turn::WORDS {
            assert_eq!((Turn::read(word), turn.word()), (Some(turn), word));
        }
        for (text, turn) in [
            ("fade 1s", Turn::Fade),
            ("fade-out", Turn::Fade),
            ("slide-left | slide-right", Turn::Push),
            ("view-transition", Turn::Morph),
            ("wiper", Turn::Wipe),
            ("Reveal", Turn::Cover),
            ("zoom-in", Turn::Zoom),
            ("fade(0.3)", Turn::Fade),
            ("coverflow", Turn::Push),
            ("convex-in", Turn::Push),
        ] {
            assert_eq!(Turn::read(text), Some(turn), "{text}");
        }
        for text in ["", " | ", "fast", "no", "nonesuch"] {
            assert_eq!(Turn::read(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_have_limits() {
        assert_eq!((scale("0.7"), scale("90%"), scale("1.4")), (Some(0.7), Some(0.9), Some(1.4)));
        for text in ["0.69", "1.41", "0", "-1", "nan", "inf", "", "%", "9000%", "1,2"] {
            assert_eq!(scale(text), None, "{text}");
        }
    }
}
