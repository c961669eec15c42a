//! Looking for something: a catalogue and what was typed in, what can be gone to out, the best first. An empty query lists
//! what is asked for most. Never asks for a page.

use super::Kind;
use super::catalogue::{Catalogue, Listed, Talk};
use super::fold::{find, fold};
use crate::show::{Bookmarks, Position};

/// Something that can be gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The page; of a talk, its first one.
    pub at: Position,
    /// Why it is there.
    pub what: What,
}

/// Why something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was marked for later.
    Bookmark,
    /// It is a talk.
    Talk,
    /// It is a page, found by its title if anything was typed.
    Page,
    /// It has the number that was typed.
    Number,
    /// It is a page that shows what was typed.
    Words,
}

/// What is looked for, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) query: &'a str,
    pub(super) here: Position,
    pub(super) bookmarks: &'a Bookmarks,
}

/// A title counts so much more than the words of a page.
const TITLE: u32 = 3;
/// What words of a page count, and how much more where they begin a word.
const WORDS: (u32, u32) = (20, 15);
/// Of equally good ones, a talk comes before its pages.
const WHOLE_TALK: u32 = 25;
/// A page that has the number that was typed comes first.
const NUMBER: u32 = 100_000;

/// What the picker lists: the best first; without a query the bookmarks, the talks, and the slides of this talk.
pub(super) fn listed(wanted: &Wanted<'_>) -> Vec<Hit> {
    let Wanted { catalogue, query, here, bookmarks } = wanted;
    if query.trim().is_empty() {
        let hit = |what| move |at: Position| Hit { at, what };
        let talks = (0..catalogue.talks.len()).filter(|_| catalogue.talks.len() > 1);
        let pages = catalogue.talks.get(here.deck).and_then(|talk| talk.pages.as_ref());
        let slides = pages.into_iter().flatten().enumerate().filter(|(_, page)| page.begins);
        return bookmarks
            .iter()
            .filter(|at| exists(catalogue, *at))
            .map(hit(What::Bookmark))
            .chain(talks.map(|deck| Position::new(deck, 0)).map(hit(What::Talk)))
            .chain(slides.map(|(page, _)| Position::new(here.deck, page)).map(hit(What::Page)))
            .collect();
    }
    let mut found = found(wanted, Kind::Picker);
    found.sort_by_key(|(score, hit)| (std::cmp::Reverse(*score), hit.at.deck != here.deck, hit.at));
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// What the overview shows: pages in their order, and the number of the best of them; without a query all pages.
pub(super) fn shown(wanted: &Wanted<'_>) -> (Vec<Hit>, Option<usize>) {
    let Wanted { catalogue, query, .. } = wanted;
    if query.trim().is_empty() {
        let mut hits = Vec::with_capacity(catalogue.pages());
        for (deck, talk) in catalogue.talks.iter().enumerate() {
            let page = |page| Hit { at: Position::new(deck, page), what: What::Page };
            match &talk.pages {
                Some(pages) => hits.extend((0..pages.len()).map(page)),
                None => hits.push(Hit { at: Position::new(deck, 0), what: What::Talk }),
            }
        }
        return (hits, None);
    }
    let mut found = found(wanted, Kind::Overview);
    found.sort_by_key(|(score, hit)| (hit.at, std::cmp::Reverse(*score)));
    found.dedup_by_key(|(_, hit)| hit.at);
    let best = found.iter().enumerate().max_by_key(|(n, (score, _))| (*score, std::cmp::Reverse(*n)));
    (found.iter().map(|(_, hit)| *hit).collect(), best.map(|(n, _)| n))
}

fn exists(catalogue: &Catalogue, at: Position) -> bool {
    let talk = catalogue.talks.get(at.deck);
    talk.is_some_and(|talk| talk.pages.as_ref().is_none_or(|pages| at.page < pages.len()))
}

/// The page that `query` names by its number: `12` of the talk `here`, `3.12` of the third talk.
fn numbered(catalogue: &Catalogue, query: &str, here: Position) -> Option<Position> {
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        plain.then(|| digits.parse::<usize>().ok()?.checked_sub(1)).flatten()
    };
    let query = query.trim();
    let (deck, page) = match query.split_once(['.', '/', ':']) {
        Some((deck, page)) => (number(deck.trim())?, number(page.trim())?),
        None => (here.deck, number(query)?),
    };
    let at = Position::new(deck, page);
    exists(catalogue, at).then_some(at)
}

/// Everything that every word of the query is found in, with how good that is. In the picker a slide whose title has them
/// is told once, however many pages it has.
fn found(wanted: &Wanted<'_>, kind: Kind) -> Vec<(u32, Hit)> {
    let Wanted { catalogue, query, here, .. } = wanted;
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut hits = Vec::new();
    let number = numbered(catalogue, query, *here);
    hits.extend(number.map(|at| (NUMBER, Hit { at, what: What::Number })));
    for (deck, talk) in catalogue.talks.iter().enumerate() {
        // What a word counts for being in the name of the talk or of its speaker.
        let named: Vec<Option<u32>> = words.iter().map(|word| in_talk(word, talk)).collect();
        let whole: Option<u32> =
            words.iter().zip(&named).map(|(word, named)| named.or_else(|| in_slides(word, talk))).sum();
        let first = Position::new(deck, 0);
        if let Some(score) = whole {
            hits.push((score + WHOLE_TALK, Hit { at: first, what: What::Talk }));
        }
        for (n, page) in talk.pages.iter().flatten().enumerate() {
            let at = Position::new(deck, n);
            // The opener says what the talk says.
            if Some(at) == number || (n == 0 && whole.is_some()) {
                continue;
            }
            if let Some((score, what)) = in_page((&words, &named), page)
                && (what == What::Words || page.begins || kind == Kind::Overview)
            {
                hits.push((score, Hit { at, what }));
            }
        }
    }
    hits
}

fn in_talk(word: &str, talk: &Talk) -> Option<u32> {
    let title = find(word, &talk.title).map(|found| found.score * TITLE);
    title.max(find(word, &talk.speaker).map(|found| found.score * TITLE))
}

fn in_slides(word: &str, talk: &Talk) -> Option<u32> {
    in_words(word, &talk.slides)
}

fn in_words(word: &str, words: &str) -> Option<u32> {
    let at = words.find(word)?;
    let before = words.get(..at).and_then(|before| before.chars().next_back());
    Some(WORDS.0 + if before.is_none_or(|c| !c.is_alphanumeric()) { WORDS.1 } else { 0 })
}

/// How well a page has every word, and why: by its title, or by what it shows. What the talk is called helps, but no page
/// is found by that alone.
fn in_page((words, named): (&[&str], &[Option<u32>]), page: &Listed) -> Option<(u32, What)> {
    let (mut score, mut what) = (0, None);
    for (word, named) in words.iter().zip(named) {
        if let Some(found) = find(word, &page.title) {
            score += found.score * TITLE;
            what = what.or(Some(What::Page));
        } else if let Some(shown) = in_words(word, &page.words) {
            score += shown;
            what = Some(What::Words);
        } else {
            score += (*named)? / (2 * TITLE);
        }
    }
    Some((score, what?))
}
