//! Which face shows what: text and the face that it asks for in, pieces of it with the faces that have their characters
//! out. Depends on the text, the language and the machine's fonts alone, never on what was set before.

use std::ops::Range;
use std::sync::Arc;

use unicode_script::UnicodeScript as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::emoji::is_emoji;
use super::script::{Group, Han, is_cjk, is_joined, is_shared_mark, is_unseen};
use super::system::Family;
use super::{CJK, EMOJI, FontCx, MONO, SANS, SYMBOLS, embedded, system};

/// A face, as a shaper is asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// The family's name.
    pub family: &'static str,
    /// A weight that the family has.
    pub weight: u16,
    /// Whether the slanted face is meant.
    pub italic: bool,
    /// Whether letters may be set apart: where they hang together they may not.
    pub tracked: bool,
}

/// Characters below this are in both families of text.
const PLAIN_END: char = '\u{180}';
/// The longest cluster that is looked at; what follows goes where its beginning goes.
const MAX_CLUSTER: usize = 32;

impl FontCx {
    /// `text`, which asks for `own`, in pieces that each have a face with all of their characters.
    pub fn faces(&mut self, text: &str, own: Face) -> Vec<(Range<usize>, Face)> {
        if text.chars().all(|c| c < PLAIN_END) {
            return vec![(0..text.len(), own)];
        }
        let han = self.language.han.or_else(|| Han::of(std::iter::once(text)));
        let mut out: Vec<(Range<usize>, Face)> = Vec::new();
        let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
        for (n, &(at, cluster)) in clusters.iter().enumerate() {
            let last = out.last().map(|(_, face)| *face);
            let around = [n.checked_sub(1).and_then(|n| clusters.get(n)), clusters.get(n + 1)];
            let beside_cjk = || around.into_iter().flatten().any(|(_, c)| c.chars().next().is_some_and(is_square));
            let face = self.face_of(cluster, own, (last, han), beside_cjk);
            match out.last_mut() {
                Some((range, last)) if *last == face => range.end = at + cluster.len(),
                _ => out.push((at..at + cluster.len(), face)),
            }
        }
        out
    }

    fn face_of(
        &mut self,
        cluster: &str,
        own: Face,
        (last, han): (Option<Face>, Option<Han>),
        beside_cjk: impl Fn() -> bool,
    ) -> Face {
        let embedded = |family: &'static str, tracked: bool| Face {
            family,
            weight: embedded::weight_of(family, own.weight),
            italic: false,
            tracked,
        };
        if is_emoji(cluster) {
            return embedded(EMOJI, false);
        }
        let mut buffer = ['\0'; MAX_CLUSTER];
        let mut count = 0;
        for (slot, c) in buffer.iter_mut().zip(cluster.chars().filter(|c| !is_unseen(*c))) {
            *slot = c;
            count += 1;
        }
        let chars = buffer.get(..count).unwrap_or(&[]);
        let Some(&first) = chars.first() else { return own };
        // Chinese and Japanese that stands in a face of the system has its kana and its punctuation there too.
        let square = han.is_some() && (is_cjk(first) || is_shared_mark(first) && beside_cjk());
        if !square && chars.iter().all(|&c| embedded::has(own.family, c)) {
            return own;
        }
        let apart = !is_joined(first.script());
        if !square && let Some(family) = embedded::family_of(chars, own.family).filter(|family| *family != EMOJI) {
            return embedded(family, apart);
        }
        let group = Group::of(if square { '漢' } else { first }, han);
        // Signs that a script shares with others stay with the letters before them.
        let stays = last.filter(|_| group == Group::Signs).and_then(|last| Some((last, self.used.get(last.family)?)));
        if let Some((last, _)) = stays.filter(|(_, family)| chars.iter().all(|&c| family.has(c))) {
            return last;
        }
        if let Some(family) = self.system_family(group, first) {
            return Face { family: family.name, weight: family.weight(own.weight), italic: false, tracked: false };
        }
        if let Some(family) = embedded::family_of(&[first], "") {
            return if family == own.family { own } else { embedded(family, apart) };
        }
        self.missing.insert(first);
        own
    }

    /// The family of the system that has `c`, if this context may look for one.
    fn system_family(&mut self, group: Group, c: char) -> Option<Arc<Family>> {
        let family = self.with_system.then(|| system::family_of(group, c)).flatten()?;
        self.used.entry(family.name).or_insert_with(|| Arc::clone(&family));
        Some(family)
    }
}

/// Whether `c` stands in a square: its neighbours' quotes do then, too. Korean has Latin's.
fn is_square(c: char) -> bool {
    is_cjk(c) && c.script() != unicode_script::Script::Hangul
}

/// Whether `family` is one of the embedded ones.
pub(crate) fn is_embedded(family: &str) -> bool {
    [SANS, MONO, EMOJI, SYMBOLS, CJK].contains(&family)
}

#[cfg(test)]
mod tests;
