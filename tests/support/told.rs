//! What is told of finished pages to people who do not see them, checked: no node is told twice, and every word that a page
//! shows is told. A page in, the first fault in words out.

#![allow(unreachable_pub, reason = "a part of tests, each of which takes what it needs")]

use std::collections::BTreeSet;
use std::time::Duration;

use deckle::book::Book;
use deckle::fonts::FontCx;
use deckle::scene::TextRole;
use deckle::show::{Position, Show, Start};
use deckle::views::access::{self, Announces, Node};
use deckle::views::{BookPages, OnStage};

/// What is wrong with what is told of the page `number` of the first deck, from 0, once all of it shows.
pub fn fault(cx: &mut FontCx, book: &Book, number: usize) -> Option<String> {
    let page = book.pages(cx, 0).get(number)?.clone();
    let at = Position { deck: 0, page: number, step: page.steps.saturating_sub(1) };
    let show = Show::new(Start { at, ..Start::default() }, &BookPages::new(book, cx));
    let told = access::audience(cx, &OnStage::new(book, &show, Duration::ZERO), ("", Announces::Another));
    let (mut ids, mut words) = (BTreeSet::new(), String::new());
    if let Some(id) = walk(&told.root, &mut ids, &mut words) {
        return Some(format!("the node {id} is told twice"));
    }
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let mut shown = page.scene.texts().filter(|item| item.role == TextRole::Content).map(|item| dense(&item.words()));
    shown.find(|text| !words.contains(text.as_str())).map(|text| format!("{text:?} is not told in {words:?}"))
}

fn walk(node: &Node, ids: &mut BTreeSet<u64>, words: &mut String) -> Option<u64> {
    if !ids.insert(node.id) {
        return Some(node.id);
    }
    words.extend(node.name.split_whitespace());
    node.children.iter().find_map(|child| walk(child, ids, words))
}
