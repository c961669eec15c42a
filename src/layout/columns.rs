//! How wide the columns of a table are: what their cells need and the room there is in, widths out. Pure arithmetic;
//! knows no cell and no font.

/// What the cells of a column need.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Need {
    /// Width of the widest word: no narrower without breaking one.
    pub(super) least: f32,
    /// Width of the widest cell on one line: no wider is of use.
    pub(super) most: f32,
    /// Whether it holds numbers: then room to spare is given to others first.
    pub(super) stiff: bool,
}

impl Need {
    /// What serves both.
    pub(super) fn join(self, other: Self) -> Self {
        Self { least: self.least.max(other.least), most: self.most.max(other.most), stiff: self.stiff }
    }
}

/// A word that is wider than this part of the table may be broken.
const LONGEST_WORD: f32 = 0.4;
/// No table is narrower than this part of its room, if it can be wider without gaps that the eye loses.
const NARROWEST: f32 = 0.42;
/// A table that would take this much of its room takes all of it.
const NEARLY_ALL: f32 = 0.72;
/// How much wider than its widest cell a column may become, of its width and in units.
const GROWTH: (f32, f32) = (0.6, 36.0);
const STIFF_GROWTH: f32 = 30.0;

/// The widths of `columns` with `gap` between them, in `room`; `None` if some word would have to be broken that is not
/// extraordinarily long.
pub(super) fn widths(columns: &[Need], room: f32, gap: f32) -> Option<Vec<f32>> {
    let count = columns.len();
    let free = room - gap * count.saturating_sub(1) as f32;
    let longest = free * if count > 1 { LONGEST_WORD } else { 1.0 };
    let least: Vec<f32> = columns.iter().map(|need| need.least.min(longest).max(1.0)).collect();
    let spare = free - least.iter().sum::<f32>();
    if count == 0 || free < 1.0 || spare < -0.01 {
        return None;
    }
    let most: f32 = columns.iter().map(|need| need.most).sum();
    Some(if most <= free { grown(columns, free, room) } else { shared(columns, &least, free) })
}

/// More room than anything needs: columns grow, but not so far that the eye loses the row.
fn grown(columns: &[Need], free: f32, room: f32) -> Vec<f32> {
    let cap = |need: &Need| if need.stiff { STIFF_GROWTH } else { GROWTH.0 * need.most + GROWTH.1 };
    let weight = |need: &Need| cap(need).max(1.0);
    let most: f32 = columns.iter().map(|need| need.most).sum();
    let spare = free - most;
    let capped: f32 = columns.iter().map(cap).sum();
    let gaps = room - free;
    let wanted = most + capped.min(spare) + gaps;
    let target = if wanted >= NEARLY_ALL * room { room } else { wanted.max(NARROWEST * room) };
    let growth = (target - gaps - most).max(0.0);
    let even = growth.min(capped);
    let mut out: Vec<f32> = columns.iter().map(|need| need.most + even * weight(need) / capped.max(1.0)).collect();
    // What is still left goes to the columns of words, or to all alike.
    let rest = growth - even;
    let takes = |need: &Need| !need.stiff || columns.iter().all(|need| need.stiff);
    let takers: f32 = columns.iter().filter(|need| takes(need)).map(weight).sum();
    for (width, need) in out.iter_mut().zip(columns).filter(|(_, need)| takes(need)) {
        *width += rest * weight(need) / takers.max(1.0);
    }
    out
}

/// Less room than all on one line would need: short columns get what they need, the others share the rest by what they
/// hold, so that their cells come out about as high.
fn shared(columns: &[Need], least: &[f32], free: f32) -> Vec<f32> {
    let mut out: Vec<Option<f32>> = vec![None; columns.len()];
    let mut rest = free;
    // A column that needs no more than an equal share is settled; that leaves more for the others, so ask again.
    loop {
        let open = out.iter().filter(|width| width.is_none()).count();
        let bound: f32 = (0..columns.len()).filter(|&n| out[n].is_none()).map(|n| least[n]).sum();
        let equal = rest / open.max(1) as f32;
        let fits = |n: &usize| {
            let need = columns[*n].most.max(least[*n]);
            out[*n].is_none() && need <= equal && rest - need >= bound - least[*n]
        };
        let Some(n) = (0..columns.len()).find(fits) else { break };
        let need = columns[n].most.max(least[n]);
        out[n] = Some(need);
        rest -= need;
    }
    // The others by weight, but none below its least: whoever is gets it and leaves the sharing.
    loop {
        let open: Vec<usize> = (0..columns.len()).filter(|&n| out[n].is_none()).collect();
        let weights: f32 = open.iter().map(|&n| weight(&columns[n])).sum();
        let share = |n: usize| rest * weight(&columns[n]) / weights.max(1.0);
        match open.iter().copied().find(|&n| share(n) < least[n]) {
            Some(n) => {
                out[n] = Some(least[n]);
                rest -= least[n];
            }
            None => {
                for n in open {
                    out[n] = Some(share(n));
                }
                return out.into_iter().map(|width| width.unwrap_or(1.0).max(1.0)).collect();
            }
        }
    }
}

/// By which columns share: less than by their contents, or one long cell would starve its neighbours.
fn weight(need: &Need) -> f32 {
    need.most.max(1.0).powf(0.7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(least: f32, most: f32) -> Need {
        Need { least, most, stiff: false }
    }

    fn number(most: f32) -> Need {
        Need { least: most, most, stiff: true }
    }

    fn total(widths: &[f32], gap: f32) -> f32 {
        widths.iter().sum::<f32>() + gap * (widths.len() - 1) as f32
    }

    #[test]
    fn a_table_that_nearly_fills_its_room_fills_it() {
        let widths = widths(&[text(90.0, 500.0), text(80.0, 160.0), number(70.0)], 1000.0, 36.0).expect("they fit");
        assert!((total(&widths, 36.0) - 1000.0).abs() < 0.5, "{widths:?}");
        assert!(widths[2] <= 70.0 + STIFF_GROWTH, "{widths:?}");
    }

    #[test]
    fn a_small_table_stays_together() {
        let widths = widths(&[text(40.0, 60.0), number(50.0)], 1000.0, 36.0).expect("they fit");
        assert!(total(&widths, 36.0) <= 0.45 * 1000.0, "{widths:?}");
    }

    #[test]
    fn short_columns_are_not_wrapped_for_long_ones() {
        let widths =
            widths(&[text(50.0, 100.0), text(80.0, 3000.0), text(60.0, 1000.0)], 1000.0, 30.0).expect("they fit");
        assert!((widths[0] - 100.0).abs() < 0.5, "{widths:?}");
        assert!(widths[1] > widths[2] && widths[2] > 200.0, "{widths:?}");
        assert!((total(&widths, 30.0) - 1000.0).abs() < 0.5, "{widths:?}");
    }

    #[test]
    fn no_column_is_narrower_than_its_words() {
        let columns = [text(100.0, 4000.0), text(200.0, 210.0), text(190.0, 230.0)];
        let widths = widths(&columns, 600.0, 20.0).expect("they fit");
        assert!(widths.iter().zip(&columns).all(|(width, need)| *width >= need.least - 0.5), "{widths:?}");
        assert!(total(&widths, 20.0) <= 600.5, "{widths:?}");
    }

    #[test]
    fn too_many_columns_do_not_fit() {
        assert_eq!(widths(&[number(40.0); 60], 1000.0, 20.0), None);
        assert_eq!(widths(&[], 1000.0, 20.0), None);
    }

    #[test]
    fn a_monstrous_word_takes_its_share_and_is_broken() {
        let widths = widths(&[text(90_000.0, 90_000.0), text(50.0, 80.0)], 1000.0, 20.0).expect("it fits");
        assert!(total(&widths, 20.0) <= 1000.5, "{widths:?}");
    }
}
