//! Which face shows what: text and the face that it asks for in, pieces of it with the faces that have their characters
//! out. Depends on the text, the language and the machine's fonts alone, never on what was set before.

use std::ops::Range;
use std::sync::Arc;

use unicode_script::UnicodeScript as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::emoji::is_emoji;
use super::script::{Direction, Group, Han, is_cjk, is_shared_mark, is_unseen, stands_apart};
use super::system::Family;
use super::{CJK, EMOJI, FontCx, MONO, SANS, SERIF, SYMBOLS, embedded, own, system};

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
const PLAIN_END: char = '\u{100}';
/// The longest cluster that is looked at; what follows goes where its beginning goes.
const MAX_CLUSTER: usize = 32;

/// A grapheme cluster, which is never set in two faces.
struct Cluster<'a> {
    /// Which text it stands in, and where.
    of: usize,
    at: usize,
    text: &'a str,
    face: Face,
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

impl FontCx {
    /// `texts`, which stand in a row and ask for the faces beside them, in pieces that each have a face with all of their
    /// characters: which text, which part of it, its face.
    pub fn faces(&mut self, texts: &[(&str, Face)]) -> Vec<(usize, Range<usize>, Face)> {
        let weight = |face: &Face| match own::knows(face.family) {
            true => own::weight_of(face.family, face.weight),
            false => embedded::weight_of(face.family, face.weight, &[]),
        };
        let own = |face: &Face| Face { weight: weight(face), ..*face };
        if texts.iter().all(|(text, _)| text.chars().all(|c| c < PLAIN_END)) {
            return texts.iter().enumerate().map(|(n, (text, face))| (n, 0..text.len(), own(face))).collect();
        }
        let han = self.language.han.or_else(|| Han::of(texts.iter().map(|(text, _)| *text)));
        let mut clusters: Vec<Cluster<'_>> = Vec::new();
        for (n, (text, face)) in texts.iter().enumerate() {
            let face = own(face);
            clusters.extend(text.grapheme_indices(true).map(|(at, text)| Cluster { of: n, at, text, face }));
        }
        let mut last = None;
        for n in 0..clusters.len() {
            let around = [n.checked_sub(1).and_then(|n| clusters.get(n)), clusters.get(n + 1)];
            let beside_cjk = || around.into_iter().flatten().any(|c| c.text.chars().next().is_some_and(is_square));
            let Some(cluster) = clusters.get(n) else { break };
            let face = self.face_of(cluster.text, cluster.face, (last, han), beside_cjk);
            last = Some(face);
            if let Some(cluster) = clusters.get_mut(n) {
                cluster.face = face;
            }
        }
        for word in clusters.chunk_by_mut(|a, b| !is_blank(a.text) && !is_blank(b.text)) {
            self.unite(word);
        }
        let mut out: Vec<(usize, Range<usize>, Face)> = Vec::new();
        for Cluster { of, at, text, face } in clusters {
            match out.last_mut() {
                Some((last, range, before)) if *last == of && *before == face => range.end = at + text.len(),
                _ => out.push((of, at..at + text.len(), face)),
            }
        }
        out
    }

    /// Gives the letters of a word that runs to the left one face, and the marks on it the same: cosmic-text puts stretches
    /// of two faces in such a word in the wrong order.
    fn unite(&self, word: &mut [Cluster<'_>]) {
        let runs_left = |cluster: &Cluster<'_>| Direction::of(cluster.text) == Some(Direction::Rtl);
        let Some(face) = word.iter().find(|cluster| runs_left(cluster)).map(|cluster| cluster.face) else { return };
        for cluster in word {
            let neutral = !is_emoji(cluster.text) && !cluster.text.chars().any(char::is_alphanumeric);
            let has = |c: char| is_unseen(c) || self.has(face, c);
            if (neutral || runs_left(cluster)) && cluster.text.chars().all(has) {
                cluster.face = face;
            }
        }
    }

    /// Whether a face that was chosen has `c`.
    fn has(&self, face: Face, c: char) -> bool {
        let of_system = || self.used.get(face.family).is_some_and(|family| family.has(c));
        embedded::has_at(face.family, face.weight, c) || own::has(face.family, c) || of_system()
    }

    fn face_of(
        &mut self,
        cluster: &str,
        own: Face,
        (last, han): (Option<Face>, Option<Han>),
        beside_cjk: impl Fn() -> bool,
    ) -> Face {
        let embedded = |family: &'static str, chars: &[char], tracked: bool| Face {
            family,
            weight: embedded::weight_of(family, own.weight, chars),
            italic: false,
            tracked: tracked && family != CJK,
        };
        if is_emoji(cluster) {
            return embedded(EMOJI, &[], false);
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
        if !square && chars.iter().all(|&c| embedded::has(own.family, c) || own::has(own.family, c)) {
            return own;
        }
        let apart = stands_apart(first.script());
        if !square && let Some(family) = embedded::family_of(chars, own.family).filter(|family| *family != EMOJI) {
            return embedded(family, chars, apart);
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
            return if family == own.family { own } else { embedded(family, chars, apart) };
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

/// Whether `family` is one of the embedded ones, or one of the theme.
pub(crate) fn is_embedded(family: &str) -> bool {
    [SANS, MONO, SERIF, EMOJI, SYMBOLS, CJK].contains(&family) || own::knows(family)
}

#[cfg(test)]
mod tests;
