//! What a footer says: the deck's own words, or the author's with their variables filled in. Words in, words out; never
//! places one.

use super::Place;
use crate::deck::Deck;

/// The words of a footer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    /// What stands at the left.
    pub(super) text: String,
    /// Whether the author asked for it.
    pub(super) asked: bool,
    /// Whether it tells the page's number, which then need not stand at the right.
    pub(super) numbered: bool,
}

/// No footer has more characters: no page has room for them.
const MOST_CHARS: usize = 240;
/// What parts the pieces of a footer. A piece of variables that say nothing goes, and with it what parts it.
const SEPARATORS: [&str; 6] = [" · ", " | ", " — ", " – ", " - ", " / "];

/// What the footer of page `number.0` of `number.1` says; `wanted` is what the author wrote.
pub(super) fn words((deck, place): (&Deck, Place), wanted: Option<&str>, number: (usize, usize)) -> Words {
    let (asked, template) = (wanted.is_some(), wanted.unwrap_or("{title} · {speaker}"));
    let value = |name: &str| {
        let count = |n: usize| if n == 0 { String::new() } else { n.to_string() };
        Some(match name {
            "title" => deck.front.title.clone(),
            "speaker" => deck.front.speaker.clone(),
            "session" => deck.front.session.clone(),
            "date" => deck.front.settings.date.clone(),
            "page" => count(number.0),
            "pages" => count(number.1),
            "talk" => count(place.talk),
            "talks" => count(if place.talk == 0 { 0 } else { place.talks }),
            _ => return None,
        })
    };
    let text: String = filled(template, &value).chars().take(MOST_CHARS).collect();
    Words { text, asked, numbered: template.contains("{page}") }
}

/// `template` with its variables filled in.
fn filled(template: &str, value: &impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut parted = "";
    let mut rest = template;
    loop {
        let next = SEPARATORS.iter().filter_map(|mark| Some((rest.find(mark)?, *mark))).min();
        let (piece, after) = match next {
            Some((at, mark)) => (rest.get(..at).unwrap_or_default(), rest.get(at + mark.len()..)),
            None => (rest, None),
        };
        let (text, blank) = piece_of(piece, value);
        if !blank {
            if !out.is_empty() {
                out.push_str(parted);
            }
            out.push_str(text.trim());
        }
        let Some((after, (_, mark))) = after.zip(next) else { return out };
        (rest, parted) = (after, mark);
    }
}

/// A piece with its variables filled in, and whether it holds variables and none of them says anything.
fn piece_of(piece: &str, value: &impl Fn(&str) -> Option<String>) -> (String, bool) {
    let mut out = String::new();
    let (mut variables, mut said) = (false, false);
    let mut rest = piece;
    while let Some((before, inside)) = rest.split_once('{') {
        out.push_str(before);
        let known = inside.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        match known {
            Some((text, after)) => {
                variables = true;
                said |= !text.is_empty();
                out.push_str(&text);
                rest = after;
            }
            None => {
                out.push('{');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    (out, variables && !said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{DeckSource, Front, build};

    fn said(front: Front, place: Place, wanted: Option<&str>) -> String {
        let source = DeckSource { stem: "s".into(), file: "f".into(), front, body: String::new(), first_line: 1 };
        words((&build(&source), place), wanted, (3, 9)).text
    }

    #[test]
    fn variables_are_filled_in() {
        let front =
            || Front { title: "Go".into(), speaker: "Ann".into(), session: "UK {page}".into(), ..Front::default() };
        let talk = Place { talk: 2, talks: 21 };
        for (wanted, text) in [
            (None, "Go · Ann"),
            (Some("{title} | {page}/{pages}"), "Go | 3/9"),
            (Some("{session}, talk {talk} of {talks}"), "UK {page}, talk 2 of 21"),
            (Some("{speaker} · {date}"), "Ann"),
            (Some("{date} · {speaker}"), "Ann"),
            (Some("{date}"), ""),
            (Some("A {titel} {page"), "A {titel} {page"),
            (Some("{{title}}"), "{Go}"),
            (Some("a - b — c"), "a - b — c"),
            (Some("  "), ""),
        ] {
            assert_eq!(said(front(), talk, wanted), text, "{wanted:?}");
        }
        assert_eq!(said(front(), Place::default(), Some("Talk {talk} of {talks} · {title}")), "Go");
        assert_eq!(said(Front { title: "Go".into(), ..Front::default() }, talk, None), "Go");
        assert_eq!(said(Front { title: "é".repeat(9000), ..Front::default() }, talk, None).chars().count(), MOST_CHARS);
    }
}
