//! Contrast: whether everything of a theme can be read from the last row, measured after WCAG 2.1, and how colours are
//! moved until it can. Looks at colours alone, never at a page.

use std::fmt;

use super::{Syntax, Theme, Tones};
use crate::color::Rgba;

/// A colour of a theme that cannot be read well enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Shortfall {
    /// Which colour, on which ground.
    pub what: String,
    /// Its contrast.
    pub ratio: f32,
    /// The contrast that it should have at least.
    pub least: f32,
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rounded down: 4.49 must not read as 4.5.
        let ratio = (self.ratio * 100.0).floor() / 100.0;
        write!(f, "{} has a contrast of {ratio} : 1; it should have at least {} : 1", self.what, self.least)
    }
}

/// Least contrast of text.
const TEXT: f32 = 4.5;
/// Least contrast of large text and of what is no text.
const LARGE: f32 = 3.0;
/// Least contrast of everything where high contrast is asked for.
const HIGH: f32 = 7.0;

/// How much of its tone is in the ground of a callout.
const CALLOUT_TINT: f32 = 0.085;

/// What of `theme` falls short of 4.5 : 1 (text) or 3 : 1 (large text and marks).
#[must_use]
pub fn shortfalls(theme: &Theme) -> Vec<Shortfall> {
    let mut found = Vec::new();
    let mut check = |what: &str, (color, ground): (Rgba, Rgba), least: f32| {
        let ratio = color.contrast(ground);
        if ratio < least {
            found.push(Shortfall { what: what.to_owned(), ratio, least });
        }
    };
    for (name, ground) in [("background", theme.background), ("soft", theme.soft)] {
        check(&format!("ink on {name}"), (theme.ink, ground), TEXT);
        check(&format!("accent on {name}"), (theme.accent, ground), LARGE);
        for (color, value) in named(theme) {
            check(&format!("{color} on {name}"), (value, ground), TEXT);
        }
    }
    for (name, tone) in toned(theme) {
        let ground = theme.callout_ground(tone);
        // What cannot be read on the page itself is told once.
        if tone.contrast(theme.background) >= TEXT && theme.ink.contrast(theme.background) >= TEXT {
            check(&format!("{name} on its callout"), (theme.callout_title(tone), ground), TEXT);
        }
        if theme.ink.contrast(theme.background) >= TEXT {
            check(&format!("ink on a callout of {name}"), (theme.ink, ground), TEXT);
        }
    }
    check("ink on tones.mark", (theme.ink, theme.tones.mark), TEXT);
    check("muted on background", (theme.muted, theme.background), TEXT);
    if let Some(field) = &theme.field {
        check("ink on the field", (field.ink, field.background), TEXT);
        check("muted on the field", (field.muted, field.background), TEXT);
        check("accent on the field", (field.accent, field.background), LARGE);
    }
    found
}

/// The colours of callouts with their keys; spoilers are muted.
fn toned(theme: &Theme) -> [(&'static str, Rgba); 6] {
    let Tones { note, tip, important, warning, caution, mark: _ } = theme.tones;
    [
        ("tones.note", note),
        ("tones.tip", tip),
        ("tones.important", important),
        ("tones.warning", warning),
        ("tones.caution", caution),
        ("muted", theme.muted),
    ]
}

/// The colours of code and callouts with their keys.
fn named(theme: &Theme) -> [(&'static str, Rgba); 13] {
    let Syntax { keyword, function, kind, string, number, comment, added, removed } = theme.syntax;
    let Tones { note, tip, important, warning, caution, mark: _ } = theme.tones;
    [
        ("syntax.keyword", keyword),
        ("syntax.function", function),
        ("syntax.kind", kind),
        ("syntax.string", string),
        ("syntax.number", number),
        ("syntax.comment", comment),
        ("syntax.added", added),
        ("syntax.removed", removed),
        ("tones.note", note),
        ("tones.tip", tip),
        ("tones.important", important),
        ("tones.warning", warning),
        ("tones.caution", caution),
    ]
}

impl Theme {
    /// The ground of a callout in `tone`.
    #[must_use]
    pub fn callout_ground(&self, tone: Rgba) -> Rgba {
        tone.over(self.background, CALLOUT_TINT)
    }

    /// The colour of the title of a callout in `tone`: with something of the ink where the tone itself is hard to read on its
    /// own ground.
    #[must_use]
    pub fn callout_title(&self, tone: Rgba) -> Rgba {
        let ground = self.callout_ground(tone);
        moved(tone, self.ink, |color| color.contrast(ground) >= TEXT)
    }

    /// The same with every colour moved towards black or white until it has 7 : 1 on its grounds; the grounds give way
    /// first where they are of middling brightness.
    #[must_use]
    pub fn high_contrast(mut self) -> Self {
        let light = self.ink.luminance() > self.background.luminance();
        let (pole, far) = if light { (Rgba::WHITE, Rgba::BLACK) } else { (Rgba::BLACK, Rgba::WHITE) };
        for ground in [&mut self.background, &mut self.soft] {
            // A little more than needed, so that colours keep some of their hue.
            *ground = moved(*ground, far, |color| color.contrast(pole) >= HIGH * 2.0);
        }
        let grounds = [self.background, self.soft];
        let good = |color: Rgba| grounds.iter().all(|&ground| color.contrast(ground) >= HIGH);
        let Syntax { keyword, function, kind, string, number, comment, added, removed } = &mut self.syntax;
        let Tones { note, tip, important, warning, caution, mark } = &mut self.tones;
        let code = [keyword, function, kind, string, number, comment, added, removed];
        let texts = [&mut self.ink, &mut self.muted, &mut self.accent];
        for color in texts.into_iter().chain(code) {
            *color = moved(*color, pole, good);
        }
        let (ink, background) = (self.ink, self.background);
        for tone in [note, tip, important, warning, caution, &mut self.muted] {
            // A callout's ground has something of its tone, and gives way with it.
            *tone = moved(*tone, pole, |color| {
                let ground = color.over(background, CALLOUT_TINT);
                good(color) && color.contrast(ground) >= HIGH && ink.contrast(ground) >= HIGH
            });
        }
        *mark = moved(*mark, far, |color| color.contrast(self.ink) >= HIGH);
        self.rule = moved(self.rule, pole, |color| color.contrast(self.background) >= LARGE);
        self.field = self.field.take().map(|field| Box::new(field.high_contrast()));
        self
    }
}

/// `color`, moved towards `pole` only as far as it takes.
fn moved(color: Rgba, pole: Rgba, good: impl Fn(Rgba) -> bool) -> Rgba {
    (0..=20_u8).map(|n| pole.over(color, f32::from(n) / 20.0)).find(|&color| good(color)).unwrap_or(pole)
}
