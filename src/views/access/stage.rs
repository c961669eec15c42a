//! The windows told: the page that the audience sees; and for the speaker the page, what the next press brings, the notes,
//! the times, what must not be overlooked, and what can be pressed.

use super::super::asking;
use super::super::band::{ending, headline, remaining};
use super::super::flags::flags;
use super::super::notes::spoken;
use super::super::timing::timing;
use super::super::{BookPages, OnStage, deck_at, deck_title, page_at};
use super::looking::looking;
use super::page::{news, page};
use super::{Act, Node, Role, Told};
use crate::fonts::FontCx;
use crate::show::{Blank, Command, Seen, format, label};
use crate::theme;

/// The ids of what every window has; those of pages are far greater.
const WINDOW: u64 = 1;
const PAGE: u64 = 2;
const NEWS: u64 = 3;
const NEXT: u64 = 4;
const NEXT_WORDS: u64 = 5;
const NOTES: u64 = 6;
const TIMER: u64 = 7;
const CLOCK: u64 = 8;
const FLAGS: u64 = 9;
const TROUBLE: u64 = 10;
const ON: u64 = 11;
const BACK: u64 = 12;
const KEYS_LIST: u64 = 13;
const KEYS_HEADING: u64 = 14;
const ASKED: u64 = 15;
const END: u64 = 19;
const REMARK: u64 = 20;
const FIRST_KEY: u64 = 1 << 12;
const FIRST_NOTE: u64 = 1 << 13;

/// Which window says that another page shows: never two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announces {
    /// This one.
    This,
    /// Another one.
    Another,
}

/// The audience's window, called `name`. The one that announces shows the keys, when they are asked for.
#[must_use]
pub fn audience(cx: &mut FontCx, on: &OnStage<'_>, (name, announces): (&str, Announces)) -> Told {
    let seen = on.show.audience();
    let mut children = Vec::new();
    if announces == Announces::This {
        children.push(Node::new(NEWS, Role::Status, told(cx, on, seen)));
        children.extend(question(on));
    }
    if on.show.blank().is_none() {
        children.push(page_of(cx, on, seen));
    }
    let mut chosen = None;
    if announces == Announces::This {
        if let Some((found, at)) = looking(on) {
            children.push(found);
            chosen = at;
        }
        if on.show.help() {
            children.extend(keys(on));
        }
    }
    window(cx, on, (name, seen), (children, chosen))
}

/// The presenter's window, called `name`.
#[must_use]
pub fn presenter(cx: &mut FontCx, on: &OnStage<'_>, name: &str) -> Told {
    let here = Seen { at: on.show.position(), ended: on.show.ended() };
    let mut children = vec![Node::new(NEWS, Role::Status, told(cx, on, here))];
    children.extend(question(on));
    children.extend(on.trouble.map(|words| Node::new(TROUBLE, Role::Alert, words)));
    children.extend(on.remark.map(|words| Node::new(REMARK, Role::Status, words)));
    children.push(Node::new(FLAGS, Role::Status, flag_words(on)));
    children.push(page_of(cx, on, here));
    if !here.ended {
        children.push(next(cx, on));
    }
    children.extend(notes(cx, on, here));
    children.push(Node::new(TIMER, Role::Timer, times(on)));
    children.extend(on.wall.map(|wall| Node::new(CLOCK, Role::Timer, wall.to_string())));
    for (id, words, command) in [(ON, "Next", Command::Next), (BACK, "Back", Command::Previous)] {
        children.push(Node { act: Some(Act::Do(command)), ..Node::new(id, Role::Button, words) });
    }
    let mut chosen = None;
    if let Some((found, at)) = looking(on) {
        children.push(found);
        chosen = at;
    }
    if on.show.help() {
        children.extend(keys(on));
    }
    window(cx, on, (name, here), (children, chosen))
}

fn window(
    cx: &mut FontCx,
    on: &OnStage<'_>,
    (name, seen): (&str, Seen),
    (children, chosen): (Vec<Node>, Option<u64>),
) -> Told {
    let shown = if children.iter().any(|child| child.id == PAGE) { PAGE } else { WINDOW };
    let focus = chosen.unwrap_or(shown);
    let page = page_at(cx, on.book, seen.at).map_or_else(|| on.book.page_size(), |page| page.scene.size);
    let language = deck_at(on, seen.at.deck).and_then(|deck| deck.front.settings.lang.clone());
    Told { root: Node::new(WINDOW, Role::Window, name).holding(children), focus, page, language }
}

/// Which page it is, in words.
fn called(cx: &mut FontCx, on: &OnStage<'_>, seen: Seen) -> String {
    match page_at(cx, on.book, seen.at) {
        Some(page) if !seen.ended => {
            let count = on.book.pages(cx, seen.at.deck).len();
            format!("{}, page {} of {count}", page.title, seen.at.page + 1)
        }
        _ => "End".to_owned(),
    }
}

/// The page itself. It is called the same whatever it shows: readers say the name of what they are at when it changes, and
/// another page has been announced already.
fn page_of(cx: &mut FontCx, on: &OnStage<'_>, seen: Seen) -> Node {
    let shown = page_at(cx, on.book, seen.at).filter(|_| !seen.ended);
    let children = shown.map_or_else(|| vec![Node::new(END, Role::Words, "End")], |shown| page(&shown.scene, seen.at));
    Node::new(PAGE, Role::Page, "Slide").holding(children)
}

/// What is said when it changes: the page, then what each of its steps brings.
fn told(cx: &mut FontCx, on: &OnStage<'_>, seen: Seen) -> String {
    match on.show.blank() {
        Some(Blank::Black) => return "Black stage".to_owned(),
        Some(Blank::White) => return "White stage".to_owned(),
        None => {}
    }
    match page_at(cx, on.book, seen.at) {
        Some(page) if seen.at.step > 0 && !seen.ended => {
            let words = news(&page.scene, seen.at);
            if words.is_empty() { format!("Step {} of {}", seen.at.step + 1, page.steps) } else { words }
        }
        _ => called(cx, on, seen),
    }
}

/// What the speaker must not overlook, in words that are not spelt.
fn flag_words(on: &OnStage<'_>) -> String {
    let words = flags(on, &theme::stage()).into_iter().map(|(words, _)| {
        let mut letters = words.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    });
    words.collect::<Vec<_>>().join(", ")
}

/// What the speaker is asked, if anything.
fn question(on: &OnStage<'_>) -> Option<Node> {
    let words = format!("{} Enter: yes, Escape: no", asking::question(on.show.asked()?));
    Some(Node::new(ASKED, Role::Alert, words))
}

/// What the next press brings.
fn next(cx: &mut FontCx, on: &OnStage<'_>) -> Node {
    let here = on.show.position();
    let upcoming = on.show.upcoming(&BookPages::new(on.book, cx));
    let (name, words) = match upcoming {
        None => ("Next: the end".to_owned(), String::new()),
        Some(at) if at.deck != here.deck => {
            (format!("Next talk: {}", deck_at(on, at.deck).map_or("", deck_title)), String::new())
        }
        Some(at) => match page_at(cx, on.book, at) {
            Some(page) if at.page == here.page => (format!("Next: step {}", at.step + 1), news(&page.scene, at)),
            Some(page) => (format!("Next: {}", page.title), String::new()),
            None => ("Next".to_owned(), String::new()),
        },
    };
    let words = (!words.is_empty()).then(|| Node::new(NEXT_WORDS, Role::Words, words));
    Node::new(NEXT, Role::Group, name).holding(words.into_iter().collect())
}

fn notes(cx: &mut FontCx, on: &OnStage<'_>, here: Seen) -> Option<Node> {
    let page = page_at(cx, on.book, here.at).filter(|_| !here.ended)?;
    let lines = spoken(page.notes.trim());
    let line = |(n, line): (u64, &super::super::notes::NoteLine)| {
        let words: String = line.spans.iter().map(|span| span.text.as_str()).collect();
        let number = Some(line.mark.as_str()).filter(|mark| mark.contains(|c: char| c.is_ascii_digit()));
        let words = number.map_or_else(|| words.trim().to_owned(), |number| format!("{number} {}", words.trim()));
        Node::new(FIRST_NOTE + n, Role::Words, words)
    };
    let children: Vec<Node> = (0..1 << 12).zip(&lines).map(line).collect();
    (!children.is_empty()).then(|| Node::new(NOTES, Role::Group, "Notes").holding(children))
}

/// How long it has been, and how that compares with the plan.
fn times(on: &OnStage<'_>) -> String {
    let mut words = vec![format!("{} elapsed", format(on.show.timer().elapsed(on.now)))];
    if let Some(timing) = timing(on) {
        words.extend([headline(on, &timing, &theme::stage()).0, ending(on, &timing), remaining(on, &timing)]);
    }
    words.retain(|words| !words.is_empty());
    words.join(", ")
}

/// Every key and what it does.
fn keys(on: &OnStage<'_>) -> [Node; 2] {
    let rows = on.keys.rows().iter().filter(|row| !row.help.is_empty() && !row.keys.is_empty());
    let row = |(n, row): (u64, &crate::show::Binding)| {
        let keys: Vec<String> = row.keys.iter().map(|chord| label(*chord)).collect();
        Node::new(FIRST_KEY + n, Role::Item(None), format!("{}: {}", keys.join(", "), row.help))
    };
    let rows = (0_u64..).zip(rows).map(row).collect();
    [Node::new(KEYS_HEADING, Role::Heading(2), "Keys"), Node::new(KEYS_LIST, Role::List, "Keys").holding(rows)]
}
