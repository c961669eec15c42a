//! How much of a text is shown. Lengths go in, shorter pieces and a visible mark of what was cut come out; a cut must never
//! be silent.

use super::inline::{Manner, Piece};

/// The most events of the parser: pieces of blocks and lines.
pub(super) const MAX_EVENTS: usize = 2_000_000;
/// The most columns of a table.
pub(super) const MAX_COLUMNS: usize = 200;
/// The most rows of a table, without its head.
pub(super) const MAX_ROWS: usize = 2_000;
/// The most characters of a block.
pub(super) const MAX_CHARS: usize = 100_000;

/// What is shown in the place of so many things that were cut: `… 12,345 more characters`.
pub(super) fn mark(count: usize, things: &str) -> String {
    format!("… {} more {things}", grouped(count))
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `text` cut to [`MAX_CHARS`], at the end of a line if there is one near, and how many characters were cut.
pub(super) fn cut_code(text: String) -> (String, usize) {
    if text.len() <= MAX_CHARS {
        return (text, 0);
    }
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else { return (text, 0) };
    let kept = text.get(..end).unwrap_or_default();
    let kept = match kept.rfind('\n').filter(|at| *at > end / 2) {
        Some(at) => kept.get(..at).unwrap_or_default(),
        None => kept,
    };
    let cut = text.chars().count() - kept.chars().count();
    (format!("{kept}\n{}", mark(cut, "characters")), cut)
}

/// `pieces` cut to [`MAX_CHARS`], and how many characters were cut; what has none counts as one.
pub(super) fn cut_pieces(mut pieces: Vec<Piece>) -> (Vec<Piece>, usize) {
    if pieces.iter().map(|piece| piece.text().len().max(1)).sum::<usize>() <= MAX_CHARS {
        return (pieces, 0);
    }
    let mut left = MAX_CHARS;
    let mut cut = 0;
    pieces.retain_mut(|piece| {
        let chars = piece.text().chars().count().max(1);
        if chars <= left {
            left -= chars;
            return true;
        }
        cut += chars - left;
        let keep = left > 0;
        if let Piece::Prose(_, text) | Piece::Fixed(_, text) | Piece::Code(_, text) = piece
            && let Some((end, _)) = text.char_indices().nth(left)
        {
            text.truncate(end);
        }
        left = 0;
        keep
    });
    if cut > 0 {
        pieces.push(Piece::Fixed(Manner::default(), format!(" {}", mark(cut, "characters"))));
    }
    (pieces, cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_counted() {
        assert_eq!(
            (grouped(999), grouped(12_345), grouped(1_000_000)),
            ("999".into(), "12,345".into(), "1,000,000".into())
        );
        let long = "ä".repeat(MAX_CHARS + 1_234);
        let (pieces, cut) = cut_pieces(vec![Piece::Break, Piece::Prose(Manner::default(), long.clone()), Piece::Break]);
        assert_eq!(cut, 1_236);
        assert_eq!(pieces.last().map(Piece::text), Some(" … 1,236 more characters"));
        assert_eq!(pieces[1].text().chars().count(), MAX_CHARS - 1);
        assert_eq!(cut_pieces(vec![Piece::Prose(Manner::default(), "ä".repeat(MAX_CHARS))]).1, 0);
        let (code, cut) = cut_code(format!("{}\n{long}", "x".repeat(MAX_CHARS - 10)));
        assert_eq!((code.ends_with("x\n… 101,235 more characters"), cut), (true, 101_235));
    }
}
