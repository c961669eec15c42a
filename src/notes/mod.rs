//! Talks out of notes: one file of many talks becomes one deck a talk. Recognition is loose and falls back to plain text,
//! never to an error; the words of a talk's body are not touched.

mod flatten;
mod head;
mod lines;
mod slug;
mod write;

use crate::deck::{self, DeckSource, Front};
use crate::diag::Diagnostic;
use crate::text::clean_line;

pub use write::{ImportError, Overwrite, Written, write};

/// The talks of a file of notes.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The notes' own title.
    pub title: String,
    /// One deck a talk, in order; first the session's own opener if it has a title.
    pub decks: Vec<DeckSource>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// How many talks a file must hold to be notes of a session.
const FEWEST_TALKS: usize = 2;

/// The talks in `text`, the contents of `file`; `None` if it is not notes of several talks but one deck.
#[must_use]
pub fn session(file: &str, text: &str) -> Option<Session> {
    if deck::read(file, text).0.first_line > 1 {
        return None;
    }
    let mut diagnostics = Vec::new();
    let restored = flatten::restored(text);
    if restored.is_some() {
        diagnostics.push(
            Diagnostic::warning(file, "line structure was restored; lists are one level deep, and line numbers are those of the restored text")
                .hint("write the talks as decks (deckle import NOTES -o DIR) and mend them there"),
        );
    }
    let lines: Vec<&str> = restored.as_deref().unwrap_or(text).split('\n').collect();
    let headings = lines::headings(&lines);
    let level = talk_level(&lines, &headings)?;
    let starts: Vec<(usize, u8)> = headings.into_iter().filter(|(_, found)| *found <= level).collect();
    let mut sections: Vec<&[&str]> = Vec::new();
    for (n, (start, _)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(lines.len(), |next| next.0);
        sections.push(lines.get(*start..end).unwrap_or(&[]));
    }
    let first = starts.first().map_or(0, |start| start.0);
    let own_is_titled = starts.first().is_some_and(|start| start.1 == 1)
        && sections.first().is_some_and(|section| !head::read(section).is_talk);
    let mut decks = Vec::new();
    let mut title = String::new();
    let own_end = if own_is_titled { starts.get(1).map_or(lines.len(), |next| next.0) } else { first };
    let own = lines.get(..own_end).unwrap_or(&[]);
    if own_is_titled || own.iter().any(|line| !line.trim().is_empty()) {
        let mut kept: Vec<&str> = own.to_vec();
        let mut front = Front::default();
        if own_is_titled {
            take_title(&mut kept, first, &mut front);
            let cover = kept.iter().enumerate().find(|(_, line)| !line.trim().is_empty());
            if let Some((n, url)) = cover.and_then(|(n, line)| Some((n, head::picture(line)?))) {
                front.cover = Some(url);
                kept.iter_mut().skip(n).take(1).for_each(|line| *line = "");
            }
        }
        title = front.title.clone();
        let (body, line) = body_of(&kept, 1);
        decks.push(DeckSource { stem: slug::stem(0, &title), file: file.to_owned(), front, body, first_line: line });
    }
    let rest = usize::from(own_is_titled);
    for (n, (section, start)) in sections.iter().zip(&starts).skip(rest).enumerate() {
        let found = head::read(section);
        let mut front = Front { session: title.clone(), ..Front::default() };
        let mut kept: Vec<&str> =
            section.iter().enumerate().map(|(n, line)| if found.taken.contains(&n) { "" } else { *line }).collect();
        take_title(&mut kept, 0, &mut front);
        front.speaker = clean_line(&found.speaker);
        front.role = clean_line(&found.role);
        front.links.extend(found.links.iter().map(|link| clean_line(link)));
        front.rating = found.rating;
        front.stars = found.stars.filter(|stars| Some(*stars) != found.rating);
        front.cover = found.cover.as_deref().map(clean_line);
        let (body, line) = body_of(&kept, start.0 + 1);
        let stem = slug::stem(n + 1, &front.title);
        decks.push(DeckSource { stem, file: file.to_owned(), front, body, first_line: line });
    }
    Some(Session { title, decks, diagnostics })
}

/// The level of heading under which most talks stand, if there are enough of them.
fn talk_level(lines: &[&str], headings: &[(usize, u8)]) -> Option<u8> {
    let talks = |level: u8| {
        let at_level = headings.iter().filter(|(_, found)| *found == level);
        at_level.filter(|(start, _)| lines.get(*start..).is_some_and(|rest| head::read(rest).is_talk)).count()
    };
    let (first, second) = (talks(1), talks(2));
    let (level, most) = if first > second { (1, first) } else { (2, second) };
    (most >= FEWEST_TALKS).then_some(level)
}

/// The longest heading that becomes a title; a longer one stays text.
const MAX_TITLE_BYTES: usize = 1000;

/// Moves the heading on line `n` into the title, unless it is too long for one.
fn take_title(kept: &mut [&str], n: usize, front: &mut Front) {
    let Some(line) = kept.get_mut(n) else { return };
    if line.len() > MAX_TITLE_BYTES {
        return;
    }
    let (title, links) = head::title(line);
    front.title = clean_line(&title);
    front.links.extend(links.iter().map(|link| clean_line(link)));
    *line = "";
}

/// `lines` without the blank ones at both ends, each with its line feed, and the number of the first one; `number` is
/// that of the first of `lines`.
fn body_of(lines: &[&str], number: usize) -> (String, u32) {
    let is_text = |line: &&str| !line.trim().is_empty();
    let from = lines.iter().position(is_text).unwrap_or(0);
    let to = lines.iter().rposition(is_text).map_or(from, |last| last + 1);
    let body = lines.get(from..to).unwrap_or(&[]).iter().map(|line| format!("{line}\n")).collect();
    (body, u32::try_from(number.saturating_add(from)).unwrap_or(u32::MAX))
}

/// The decks of `session` as files: name and text.
#[must_use]
pub fn files(session: &Session) -> Vec<(String, String)> {
    session.decks.iter().map(|deck| (format!("{}.md", deck.stem), deck::to_markdown(deck))).collect()
}
