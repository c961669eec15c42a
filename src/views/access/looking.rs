//! Looking for a page, told: what was typed, and of what was found the part around what is chosen, each with its title and
//! its number. A deck is never laid out for it.

use super::super::{OnStage, deck_at, deck_title};
use super::{Act, Node, Role};
use crate::markdown;
use crate::show::Command;
use crate::show::browse::{Hit, Kind, What};

/// The ids of what is found begin here; those of other things of a window are less, those of pages far greater.
const FIRST: u64 = 1 << 20;
const TYPED: u64 = 16;
const LIST: u64 = 17;
const GROUP: u64 = 18;
/// So many are told before and after the chosen one.
const AROUND: usize = 12;

/// What is told of who looks for a page, and the node that is chosen; nothing if nobody does.
pub(super) fn looking(on: &OnStage<'_>) -> Option<(Node, Option<u64>)> {
    let browse = on.show.browse()?;
    let name = match browse.kind() {
        Kind::Picker => "Find a page",
        Kind::Overview => "Overview",
    };
    let hits = browse.hits();
    let selected = browse.selected();
    let typed = match (browse.query().trim(), hits.len()) {
        ("", count) => format!("{count} pages"),
        (query, 0) => format!("{query}: nothing found"),
        (query, 1) => format!("{query}: one found"),
        (query, count) => format!("{query}: {count} found"),
    };
    let range = selected.saturating_sub(AROUND)..selected.saturating_add(AROUND + 1).min(hits.len());
    let item = |n: usize| {
        let hit = hits.get(n)?;
        let act = Some(Act::Do(Command::GoTo(hit.at)));
        Some(Node { act, ..Node::new(FIRST + n as u64, Role::Item(None), called(on, *hit)) })
    };
    let items: Vec<Node> = range.filter_map(item).collect();
    let chosen = (!items.is_empty()).then_some(FIRST + selected as u64);
    let children = vec![Node::new(TYPED, Role::Status, typed), Node::new(LIST, Role::List, "").holding(items)];
    Some((Node::new(GROUP, Role::Group, name).holding(children), chosen))
}

/// What is found, in words.
fn called(on: &OnStage<'_>, hit: Hit) -> String {
    let Some(deck) = deck_at(on, hit.at.deck) else { return String::new() };
    let talk = deck_title(deck);
    if hit.what == What::Talk {
        return format!("Talk: {talk}");
    }
    let laid = on.book.laid_out_pages(hit.at.deck).and_then(|pages| pages.get(hit.at.page));
    let title = match laid {
        Some(page) => page.title.clone(),
        None => deck.slides.get(hit.at.page.saturating_sub(1)).map_or_else(String::new, |s| markdown::plain(&s.title)),
    };
    let mark = if on.show.bookmarks().has(hit.at.deck, hit.at.page) { ", bookmark" } else { "" };
    let place = format!("{title}, page {}{mark}", hit.at.page + 1);
    if hit.at.deck == on.show.position().deck { place } else { format!("{place}, {talk}") }
}
