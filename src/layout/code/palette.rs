//! The colours of a block of code on its grounds: a theme in, a colour for every class on every ground out, each of them
//! readable there. Knows nothing of lines.

use crate::color::Rgba;
use crate::highlight::Class;
use crate::theme::Theme;

/// Least contrast of text, with a little for rounding.
const CONTRAST: f32 = 4.55;
/// Least contrast where the theme has so much on the plain ground.
const HIGH: f32 = 7.0;
/// How much of its colour the ground of a changed line has.
const TINT: f32 = 0.14;

/// The classes in the order of their colours here.
const CLASSES: [Class; 9] = [
    Class::Plain,
    Class::Keyword,
    Class::Function,
    Class::Kind,
    Class::String,
    Class::Number,
    Class::Comment,
    Class::Added,
    Class::Removed,
];

/// The colours of a block.
#[derive(Clone, Debug)]
pub(super) struct Palette {
    /// The plain ground, that of added lines, that of removed ones.
    grounds: [Rgba; 3],
    /// The classes' colours on each.
    colors: [[Rgba; 9]; 3],
}

impl Palette {
    /// The colours of `theme`.
    pub(super) fn new(theme: &Theme) -> Self {
        let tint = |color: Rgba| color.over(theme.soft, TINT);
        let grounds = [theme.soft, tint(theme.syntax.added), tint(theme.syntax.removed)];
        let colors = grounds.map(|ground| CLASSES.map(|class| readable(color_of(theme, class), ground, theme)));
        Self { grounds, colors }
    }

    /// The ground of a line that is plain, added or removed.
    pub(super) fn ground(&self, change: Option<Class>) -> Rgba {
        self.grounds[index(change)]
    }

    /// The colour of `class` on such a line.
    pub(super) fn color(&self, class: Class, change: Option<Class>) -> Rgba {
        let [plain, ..] = self.colors[index(change)];
        let at = CLASSES.iter().position(|other| *other == class);
        at.and_then(|at| self.colors[index(change)].get(at)).copied().unwrap_or(plain)
    }
}

fn index(change: Option<Class>) -> usize {
    match change {
        None => 0,
        Some(Class::Added) => 1,
        Some(_) => 2,
    }
}

fn color_of(theme: &Theme, class: Class) -> Rgba {
    let syntax = &theme.syntax;
    match class {
        Class::Plain => theme.ink,
        Class::Keyword => syntax.keyword,
        Class::Function => syntax.function,
        Class::Kind => syntax.kind,
        Class::String => syntax.string,
        Class::Number => syntax.number,
        Class::Comment => syntax.comment,
        Class::Added => syntax.added,
        Class::Removed => syntax.removed,
    }
}

/// `color`, nearer to ink if it cannot be read on `ground` otherwise.
fn readable(color: Rgba, ground: Rgba, theme: &Theme) -> Rgba {
    let least = if color.contrast(theme.soft) >= HIGH && ground != theme.soft { HIGH } else { CONTRAST };
    let least = least.min(theme.ink.contrast(ground));
    let nearer = (0..=20_u8).map(|n| theme.ink.over(color, f32::from(n) / 20.0));
    nearer.into_iter().find(|color| color.contrast(ground) >= least).unwrap_or(theme.ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_can_be_read_on_every_ground() {
        for theme in crate::theme::themes() {
            let palette = Palette::new(theme);
            for change in [None, Some(Class::Added), Some(Class::Removed)] {
                assert!(change.is_none() || palette.ground(change) != palette.ground(None), "{}", theme.name);
                for class in CLASSES {
                    let contrast = palette.color(class, change).contrast(palette.ground(change));
                    assert!(contrast >= 4.5, "{}: {class:?} on {change:?}: {contrast}", theme.name);
                }
            }
        }
    }
}
