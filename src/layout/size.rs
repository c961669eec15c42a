//! How large a slide's text is set: one size for all of its pages, and none that jumps from slide to slide without need.
//! Sizes in, sizes out; never lays anything out.
//!
//! Nothing that is read is set smaller than the theme's limit, which is 20 units or more. What stands around a page's
//! words has a size of its own in the theme: the footer, the head of a table, the line above an opener's title. A raised or
//! lowered sign is a part of the word that it stands at, and so are the indices of a formula: it is the word, and the
//! formula's em, that are held to the limit.

use crate::theme::Theme;

/// How large text may be set, and how large it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizing {
    /// No scale above this one is tried.
    pub(super) most: f32,
    /// The smallest and the largest scale that was chosen.
    used: Option<(f32, f32)>,
}

/// Scales that differ by less are one.
const SAME: f32 = 0.01;

impl Sizing {
    /// Nothing was set yet, and `most` is the largest scale that will be.
    pub(super) fn new(most: f32) -> Self {
        Self { most, used: None }
    }

    /// Whether text may be set at `scale`.
    pub(super) fn allows(&self, scale: f32) -> bool {
        scale <= self.most + SAME
    }

    /// Text was set at `scale`.
    pub(super) fn note(&mut self, scale: f32) {
        let (low, high) = self.used.unwrap_or((scale, scale));
        self.used = Some((low.min(scale), high.max(scale)));
    }

    /// The smallest scale that was used; `None` if no text was fitted.
    pub(super) fn smallest(&self) -> Option<f32> {
        self.used.map(|(low, _)| low)
    }

    /// Whether all text had one size.
    pub(super) fn is_even(&self) -> bool {
        self.used.is_none_or(|(low, high)| high - low < SAME)
    }
}

/// Scale of text of `size` units when the slide's text is set at `scale`: nothing is set smaller than the theme's limit.
pub(super) fn text_scale(theme: &Theme, size: f32, scale: f32) -> f32 {
    (size * scale).max(theme.smallest.min(size)) / size.max(1.0)
}

/// Size of words that are to be `part` as large as the text around them, which has `size` units: wherever that is shrunk
/// they shrink with it, and are not below the limit then.
pub(super) fn within(theme: &Theme, size: f32, part: f32) -> f32 {
    let least = theme.smallest / text_scale(theme, size, theme.shrink).max(0.01);
    (size * part).max(least.min(size))
}

/// What it costs to set a slide one hundredth smaller than it could be, against a jump of a hundredth to its neighbour.
const LOWERED: f32 = 1.2;

/// The scales for a run of slides whose largest ones are `most`: those with the least sum of what the slides lose and of
/// the jumps between neighbours. No slide is set larger than it could be. Linear in the slides.
pub(super) fn steady(most: &[f32]) -> Vec<f32> {
    let mut levels = most.to_vec();
    levels.sort_by(f32::total_cmp);
    levels.dedup_by(|a, b| (*a - *b).abs() < SAME);
    // best[n][k]: the least cost up to slide n if it is set at level k, and the level of the slide before it.
    let mut best: Vec<Vec<(f32, usize)>> = Vec::with_capacity(most.len());
    for &most in most {
        let row = levels
            .iter()
            .map(|&level| {
                if level > most + SAME {
                    return (f32::INFINITY, 0);
                }
                let lost = LOWERED * (most - level);
                let Some(before) = best.last() else { return (lost, 0) };
                let jump = |from: usize| levels.get(from).map_or(0.0, |from| (from - level).abs());
                let costs = before.iter().enumerate().map(|(from, (cost, _))| (cost + jump(from), from));
                let (cost, from) = costs.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0));
                (cost + lost, from)
            })
            .collect();
        best.push(row);
    }
    let last = best.last().and_then(|row| (0..row.len()).min_by(|&a, &b| row[a].0.total_cmp(&row[b].0)));
    let mut out = Vec::with_capacity(most.len());
    let mut at = last.unwrap_or(0);
    for row in best.iter().rev() {
        out.extend(levels.get(at).copied());
        at = row.get(at).map_or(0, |(_, from)| *from);
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_in_a_text_falls_below_the_limit() {
        let mut theme = crate::theme::paper();
        for shrink in [0.9, 0.7, 0.5] {
            theme.shrink = shrink;
            for size in [18.0, 20.0, 21.0, 22.0, 25.0, 30.0, 44.0, 60.0] {
                for part in [1.0, 0.9, 0.5] {
                    let inner = within(&theme, size, part);
                    let shown = inner * text_scale(&theme, size, shrink);
                    assert!(shown >= theme.smallest.min(size) - 0.01, "{part} of {size} at {shrink}: {shown}");
                    assert!(inner <= size, "{part} of {size} at {shrink}: {inner}");
                }
            }
        }
        // Where there is room for it, it has the size that it should have.
        assert!((within(&crate::theme::paper(), 30.0, 0.88) - 26.4).abs() < 0.01);
    }

    #[test]
    fn a_large_slide_between_small_ones_joins_them() {
        assert_eq!(steady(&[0.8, 1.0, 0.8]), [0.8, 0.8, 0.8]);
        assert_eq!(steady(&[0.9, 0.95, 0.9, 0.9]), [0.9; 4]);
    }

    #[test]
    fn what_is_large_by_right_stays() {
        assert_eq!(steady(&[1.0, 1.0, 0.8, 1.0, 1.0]), [1.0, 1.0, 0.8, 1.0, 1.0]);
        assert_eq!(steady(&[0.8, 1.0, 1.0, 0.8]), [0.8, 1.0, 1.0, 0.8]);
        assert_eq!(steady(&[1.0]), [1.0]);
        assert_eq!(steady(&[]), Vec::<f32>::new());
    }

    #[test]
    fn no_slide_is_set_larger_than_it_can_be() {
        let most = [1.0, 0.85, 0.9, 0.8, 0.95, 1.0, 0.85];
        for (size, most) in steady(&most).into_iter().zip(most) {
            assert!(size <= most);
        }
    }
}
