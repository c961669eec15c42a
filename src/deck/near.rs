//! The known word that an author most likely meant. Words in, at most one of them out; never decides what comes of it.

/// No word is compared further than this.
const MOST_CHARS: usize = 24;

/// The one of `known` that `word` is a slip of, where a known word must stand: half of its letters may be wrong.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, known) = closest(word, known)?;
    (distance <= 2.max(known.len() / 2)).then_some(known)
}

/// The one of `known` that `word` is a slip of, where any word may stand: a letter or two off, or capitals.
pub(super) fn slip<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, known) = closest(word, known)?;
    (distance <= if known.len() < 6 { 1 } else { 2 }).then_some(known)
}

fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<(usize, &'a str)> {
    let word: Vec<char> = word.to_lowercase().chars().take(MOST_CHARS).collect();
    known.into_iter().map(|known| (distance(&word, known), known)).min()
}

/// How many letters to add, drop, change or swap with the next one to get from one word to the other.
fn distance(from: &[char], to: &str) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=from.len()).collect();
    let mut last = None;
    for (n, wanted) in to.chars().enumerate() {
        let mut next = vec![n + 1];
        for (at, have) in from.iter().enumerate() {
            let (Some(corner), Some(up), Some(left)) = (row.get(at), row.get(at + 1), next.last()) else { break };
            let mut best = (corner + usize::from(*have != wanted)).min(up + 1).min(left + 1);
            let swapped = at > 0 && last == Some(*have) && from.get(at - 1) == Some(&wanted);
            if let Some(before) = above.get(at.wrapping_sub(1)).filter(|_| swapped) {
                best = best.min(before + 1);
            }
            next.push(best);
        }
        above = std::mem::replace(&mut row, next);
        last = Some(wanted);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_swapped_count_once() {
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        for (from, to, wanted) in
            [("layuot", "layout", 1), ("pasue", "pause", 1), ("kitten", "sitting", 3), ("", "ab", 2), ("abc", "abc", 0)]
        {
            assert_eq!(distance(&letters(from), to), wanted, "{from} {to}");
        }
    }

    #[test]
    fn a_slip_is_nearer_than_a_guess() {
        let known = ["pause", "layout", "columns"];
        assert_eq!(slip("layuot", known), Some("layout"));
        assert_eq!(slip("PAUSE", known), Some("pause"));
        assert_eq!(slip("page", known), None);
        assert_eq!(slip("outlay", known), None);
        assert_eq!(nearest("colums!", known), Some("columns"));
        assert_eq!(nearest("xylophone", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }
}
