//! What the parser makes of a text before it is parsed in earnest: where pictures, rules, formulas, tables and link
//! definitions are. A text goes in, places come out; it must never change anything.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Parser, Tag, TagEnd};

use super::callout::Colons;
use super::limits::MAX_EVENTS;
use super::prepass::{OPTIONS, Wishes};
use super::sizes::Size;

/// What the parser made of a text.
#[derive(Default)]
pub(super) struct Survey {
    /// Where pictures are, in order.
    pictures: Vec<Range<usize>>,
    /// The lines of colons that have a partner.
    pub(super) paired: BTreeSet<usize>,
    /// The lines of colons that open something that is never closed.
    pub(super) unclosed: BTreeSet<usize>,
    /// Where formulas on lines of their own are.
    pub(super) formulas: BTreeSet<usize>,
    /// Signs that have to be hidden: brackets, pipes, dollars.
    pub(super) hidden: Vec<usize>,
}

impl Survey {
    /// Whether there is a picture that `size` can belong to.
    pub(super) fn has_picture(&self, size: &Size) -> bool {
        let at = self.pictures.binary_search_by_key(&size.bang, |picture| picture.start);
        at.ok().and_then(|at| self.pictures.get(at)).is_some_and(|picture| picture.end > size.range.end)
    }

    /// A line of colons: it opens, or it closes what was opened last beside it.
    fn colons(&mut self, at: usize, colons: &Colons, open: &mut Vec<Option<usize>>) {
        match colons {
            Colons::Open { .. } => open.push(Some(at)),
            Colons::Close => {
                if let Some(Some(from)) = open.pop_if(|last| last.is_some()) {
                    self.paired.extend([from, at]);
                }
            }
        }
    }

    /// The dollars of a formula that is none: a letter right before it, or a letter or digit right after it.
    fn money(&mut self, text: &str, range: &Range<usize>) {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        if before.is_some_and(char::is_alphanumeric) || after.is_some_and(|c| c.is_ascii_digit()) {
            self.hidden.push(range.start);
        }
    }

    /// The pipes of a row behind its last column: what stands there would be lost.
    fn surplus(&mut self, text: &str, row: &Range<usize>, cells_end: usize) {
        let Some(rest) = text.get(cells_end..row.end).map(str::trim_end) else { return };
        let rest = rest.strip_suffix('|').unwrap_or(rest);
        if rest.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty() {
            return;
        }
        let pipes = rest.match_indices('|').map(|(at, _)| cells_end + at);
        self.hidden.extend(pipes.filter(|at| !text.get(..*at).is_some_and(|before| before.ends_with('\\'))));
    }
}

/// Surveys `text`, in which `wishes` have come true.
pub(super) fn survey(text: &str, wishes: &Wishes) -> Survey {
    let mut survey = Survey::default();
    let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let mut ids = BTreeSet::new();
    // The quotes, lists and callouts that are open; `None` for those that the parser knows.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut cells_end = 0;
    for (event, range) in events.by_ref().take(MAX_EVENTS) {
        match event {
            Event::Start(tag @ (Tag::Image { .. } | Tag::Link { .. })) => {
                if matches!(tag, Tag::Image { .. }) {
                    survey.pictures.push(range);
                }
                if let Tag::Image { id, .. } | Tag::Link { id, .. } = tag
                    && !id.is_empty()
                {
                    ids.insert(id.to_string());
                }
            }
            Event::Start(Tag::TableCell) if !range.is_empty() => cells_end = range.end,
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => survey.surplus(text, &range, cells_end),
            Event::Start(
                Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition,
            ) => open.push(None),
            Event::End(
                TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition,
            ) => {
                while let Some(Some(at)) = open.pop() {
                    survey.unclosed.insert(at);
                }
            }
            Event::Rule => {
                let known = wishes.colons.binary_search_by_key(&range.start, |line| line.range.start);
                if let Some(line) = known.ok().and_then(|at| wishes.colons.get(at)) {
                    survey.colons(range.start, &line.colons, &mut open);
                }
            }
            Event::InlineMath(_) => survey.money(text, &range),
            Event::DisplayMath(_) => drop(survey.formulas.insert(range.start)),
            _ => {}
        }
    }
    survey.unclosed.extend(open.into_iter().flatten());
    survey.definitions(text, &events, &ids);
    survey
}

impl Survey {
    /// The link definitions that no link uses: they are text.
    fn definitions(&mut self, text: &str, events: &OffsetIter<'_>, ids: &BTreeSet<String>) {
        let definitions = events.reference_definitions();
        let used: BTreeSet<usize> =
            ids.iter().filter_map(|id| definitions.get(id)).map(|definition| definition.span.start).collect();
        let mut all: Vec<(Range<usize>, bool)> = definitions
            .iter()
            .map(|(_, definition)| {
                let comment = matches!(definition.dest.as_ref(), "" | "#");
                (definition.span.clone(), comment || used.contains(&definition.span.start))
            })
            .collect();
        all.sort_by_key(|(span, _)| span.start);
        // A definition cannot follow text, so an unused one right before one that must stay has to stay too.
        let mut kept_from = None;
        for (span, keep) in all.into_iter().rev() {
            let gap = kept_from.and_then(|next| text.get(span.end..next));
            let touches = gap.is_some_and(|gap| gap.trim().is_empty() && gap.matches('\n').count() < 2);
            if keep || touches || text.as_bytes().get(span.start) != Some(&b'[') {
                kept_from = Some(span.start);
            } else {
                self.hidden.push(span.start);
            }
        }
    }
}
