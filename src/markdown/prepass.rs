//! What happens to a text before it is parsed: what CommonMark does not know is found, and put so that the parser keeps
//! it whole. Sizes of pictures are blanked, lines of colons become rules, formulas become one word, and signs that would
//! cost words (unused link definitions, surplus pipes of tables, the dollars of a price) are hidden. A text goes in, a text
//! of the same length and lines comes out; it must never change what is code.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::Options;

use super::callout::Colons;
use super::lines::{self, ColonLine, Formula};
use super::sizes::{self, Size};
use super::survey::{self, Survey};

/// Signs that are to be text, and what stands for them meanwhile. A cleaned text holds no control character, so nothing
/// else can be one; [`shown`] turns them back.
const HIDDEN: [(char, char); 4] = [('[', '\u{2}'), ('|', '\u{3}'), ('$', '\u{4}'), (':', '\u{5}')];

/// How often a text is surveyed before all its dollars are taken for money.
const PATIENCE: usize = 4;
/// How often a text is surveyed before it is taken as it is.
const ROUNDS: usize = 8;

/// A text fit for the parser.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Prepared {
    /// The text; every byte stands where it stood.
    pub(super) text: String,
    /// The sizes of pictures by the place of their exclamation mark, in order.
    pub(super) sizes: Vec<Size>,
    /// What the rules are that were lines of colons, by their place.
    pub(super) colons: BTreeMap<usize, Colons>,
    /// The callouts that are never closed, by their place.
    pub(super) unclosed: BTreeSet<usize>,
    /// The formulas that were made one word, by their place.
    pub(super) formulas: BTreeMap<usize, String>,
}

impl Prepared {
    /// The size of the picture whose exclamation mark is at `bang`.
    pub(super) fn size(&self, bang: usize) -> Option<&Size> {
        let at = self.sizes.binary_search_by_key(&bang, |size| size.bang).ok()?;
        self.sizes.get(at)
    }
}

/// How the parser is set. GitHub's alerts are not among it: `callout` reads them, and others' as well.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_DEFINITION_LIST);

/// `text`, as it comes from the parser, with the signs that were hidden from the parser.
pub(super) fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(HIDDEN.map(|(_, hidden)| hidden)) {
        return text.into();
    }
    let back = |c| HIDDEN.iter().find(|(_, hidden)| *hidden == c).map_or(c, |(sign, _)| *sign);
    text.chars().map(back).collect::<String>().into()
}

/// What is to be changed in a text, as long as the parser agrees.
#[derive(Default)]
pub(super) struct Wishes {
    /// Sizes of pictures.
    pub(super) sizes: Vec<Size>,
    /// Lines of colons, in order.
    pub(super) colons: Vec<ColonLine>,
    /// Formulas over several lines, in order.
    pub(super) formulas: Vec<Formula>,
    /// Signs to be hidden.
    pub(super) hidden: BTreeSet<usize>,
    /// The callouts that turned out never to be closed.
    pub(super) unclosed: BTreeSet<usize>,
}

/// Prepares a cleaned text. What looks like a size but is code or plain text is found by asking the parser.
pub(super) fn prepare(text: &str) -> Prepared {
    let mut wishes = Wishes {
        sizes: sizes::find(text),
        colons: lines::colons(text),
        formulas: lines::formulas(text),
        hidden: lines::no_meanings(text),
        ..Wishes::default()
    };
    let odd = !wishes.sizes.is_empty() || !wishes.colons.is_empty() || text.contains(['$', '|']);
    if !odd && !text.contains("]:") {
        return Prepared { text: rewrite(text, &wishes), ..Prepared::default() };
    }
    for round in 0..ROUNDS {
        let rewritten = rewrite(text, &wishes);
        let survey = survey::survey(&rewritten, &wishes);
        if !survey.changes(&mut wishes) {
            return Prepared {
                text: rewritten,
                sizes: wishes.sizes,
                colons: wishes.colons.into_iter().map(|line| (line.range.start, line.colons)).collect(),
                unclosed: wishes.unclosed,
                formulas: wishes.formulas.into_iter().map(|formula| (formula.at, formula.body)).collect(),
            };
        }
        if round == PATIENCE {
            wishes.formulas.clear();
            wishes.hidden.extend(text.match_indices('$').map(|(at, _)| at));
        }
    }
    Prepared { text: text.to_owned(), ..Prepared::default() }
}

fn rewrite(text: &str, wishes: &Wishes) -> String {
    let blanks = wishes.sizes.iter().map(|size| (size.range.clone(), ' '));
    let rules = wishes.colons.iter().map(|line| (line.range.clone(), '_'));
    let words = wishes.formulas.iter().flat_map(|formula| formula.inside.iter().map(|range| (range.clone(), 'x')));
    let signs = wishes.hidden.iter().filter_map(|&at| {
        let sign = text.get(at..)?.chars().next()?;
        let (_, hidden) = HIDDEN.iter().find(|(own, _)| *own == sign)?;
        Some((at..at + 1, *hidden))
    });
    let mut changes: Vec<(Range<usize>, char)> = blanks.chain(rules).chain(words).chain(signs).collect();
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, filler) in changes {
        if range.start >= at {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.extend(std::iter::repeat_n(filler, range.len()));
            at = range.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

impl Survey {
    /// Takes out of `wishes` what the parser does not agree to, and adds what else has to be hidden; whether there was any.
    fn changes(self, wishes: &mut Wishes) -> bool {
        let count =
            |wishes: &Wishes| (wishes.sizes.len(), wishes.colons.len(), wishes.formulas.len(), wishes.hidden.len());
        let before = count(wishes);
        wishes.sizes.retain(|size| self.has_picture(size));
        wishes.colons.retain(|line| self.paired.contains(&line.range.start));
        wishes.formulas.retain(|formula| self.formulas.contains(&formula.at));
        wishes.hidden.extend(self.hidden);
        wishes.unclosed.extend(self.unclosed);
        before != count(wishes)
    }
}

#[cfg(test)]
#[path = "prepass_tests.rs"]
mod tests;
