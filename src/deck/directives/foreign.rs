//! Comments of other tools: those that mean what a setting of deckle's means are taken for it, the others are passed over
//! without a word. Never makes a note of what was written for a machine.

use super::{Ask, Line, Reach, own, picture, shares};
use crate::deck::dialect::{DECKSET, SLIDEV};
use crate::deck::settings::{Arrangement, Turn};
use crate::markdown::{self, Align, fragment};

/// What Marp and presenterm say to themselves, with or without a value.
const IGNORED: &[&str] = &[
    "paginate backgroundColor backgroundPosition backgroundRepeat backgroundSize headingDivider marp",
    "new_line new_lines newline newlines jump_to_middle font_size include include_snippet list_item_newlines",
    "prettier-ignore prettier-ignore-start prettier-ignore-end markdownlint-disable markdownlint-enable more",
];

/// What a comment says that `rewrite` made, or `None` if it did not.
pub(super) fn block(text: &str) -> Option<Vec<Ask>> {
    if let Some(yaml) = text.strip_prefix(SLIDEV.trim_end()) {
        return Some(yaml.lines().filter_map(slidev).collect());
    }
    let command = text.strip_prefix(DECKSET.trim_end())?;
    Some(deckset(command.trim()).into_iter().collect())
}

/// A line of another tool's.
pub(super) fn line(key: &str, value: Option<&str>) -> Option<Line> {
    let ask = match (key, value) {
        (".slide", Some(attributes)) => return Some(slide(attributes)),
        (".element", Some(attributes)) => {
            let asked = fragment(attributes).map(Ask::Fragment);
            let align = || of_attributes(attributes).map(|align| Ask::Align(align, Reach::Before));
            return Some(asked.or_else(align).map_or(Line::Ignored, Line::Ask));
        }
        ("column_layout", Some(text)) => Ask::Columns(shares(text).unwrap_or_default()),
        ("reset_layout", None) => Ask::EndColumns,
        // presenterm's word for it.
        ("alignment", Some(_)) => return own("align", value),
        ("_class", Some(classes)) => match of_classes(classes) {
            Some(align) => Ask::Align(align, Reach::Slide),
            None => return Some(Line::Ignored),
        },
        // Marp's classes stay until there are others.
        ("class", Some(classes)) => Ask::Align(of_classes(classes).unwrap_or_default(), Reach::Slides),
        ("no_footer", None) => Ask::Footer(String::new()),
        ("skip_slide", None) => Ask::Hide,
        ("incremental_lists", Some(word)) => Ask::Steps(word == "true"),
        ("backgroundImage" | "_backgroundImage", Some(text)) => Ask::Background(picture(text)),
        ("_transition", Some(text)) => match Turn::read(text) {
            Some(turn) => Ask::Transition(turn),
            None => return Some(Line::Ignored),
        },
        ("_footer", Some(text)) => Ask::Footer(text.trim_matches(['"', '\'']).to_owned()),
        _ if key.starts_with("//") => return Some(Line::Ignored),
        _ if value.is_some() && key.starts_with('_') => return Some(Line::Ignored),
        _ => {
            let known = IGNORED.iter().any(|line| line.split(' ').any(|word| word == key));
            return known.then_some(Line::Ignored);
        }
    };
    Some(Line::Ask(ask))
}

/// Whether `line` is addressed to a program that formats or checks text.
pub(super) fn is_noise(line: &str) -> bool {
    ["//", "prettier-", "markdownlint-", "cspell:", "textlint-", "vale "].iter().any(|start| line.starts_with(start))
}

/// A key of the YAML at the top of Slidev's slides.
fn slidev(line: &str) -> Option<Ask> {
    let (key, value) = line.trim_start().split_once(':')?;
    let value = value.trim().trim_matches(['"', '\'']);
    match (key, value) {
        ("layout", "quote") => Some(Ask::Layout(Arrangement::Quote)),
        ("layout", "section") => Some(Ask::Layout(Arrangement::Section)),
        ("layout", "statement") => Some(Ask::Layout(Arrangement::Statement)),
        ("layout", "fact") => Some(Ask::Layout(Arrangement::Number)),
        ("layout", "center") => Some(Ask::Align(Align::Center, Reach::Slide)),
        ("class", classes) => of_classes(classes).map(|align| Ask::Align(align, Reach::Slide)),
        ("background", text) => picture(text).map(|picture| Ask::Background(Some(picture))),
        ("hide" | "disabled", "true") => Some(Ask::Hide),
        ("transition", text) => Turn::read(text).map(Ask::Transition),
        _ => None,
    }
}

/// A command of Deckset's.
fn deckset(command: &str) -> Option<Ask> {
    let (key, value) = command.split_once(':').unwrap_or((command, ""));
    match (key.trim(), value.trim()) {
        ("build-lists", "false") => Some(Ask::Steps(false)),
        ("build-lists", _) => Some(Ask::Steps(true)),
        ("footer", words) => Some(Ask::Footer(words.to_owned())),
        ("hide-footer", _) => Some(Ask::Footer(String::new())),
        ("background-image", text) => picture(text).map(|picture| Ask::Background(Some(picture))),
        ("column", _) => Some(Ask::FirstColumn),
        ("slide-transition", text) => Turn::read(if text == "true" { "fade" } else { text }).map(Ask::Transition),
        _ => None,
    }
}

/// What reveal.js is to make of a slide.
fn slide(attributes: &str) -> Line {
    if attribute(attributes, "data-visibility") == Some("hidden") {
        return Line::Ask(Ask::Hide);
    }
    let background =
        ["data-background-image", "data-background"].into_iter().find_map(|name| attribute(attributes, name));
    let background = background.filter(|text| !text.starts_with('#')).and_then(picture);
    let turn = attribute(attributes, "data-transition").and_then(Turn::read);
    let align = of_attributes(attributes).map(|align| Ask::Align(align, Reach::Slide));
    let asks = [background.map(|picture| Ask::Background(Some(picture))), turn.map(Ask::Transition), align];
    Line::Asks(asks.into_iter().flatten().collect())
}

/// The side that classes stand for: by their names, or as Marp's themes have them.
fn of_classes(classes: &str) -> Option<Align> {
    let words = classes.split([' ', ',', '[', ']', '"', '\'']).filter(|word| !word.is_empty());
    words.into_iter().find_map(|word| if word == "lead" { Some(Align::Center) } else { markdown::aligning(word) })
}

/// The side that the attributes of an element ask for.
fn of_attributes(attributes: &str) -> Option<Align> {
    let style = attribute(attributes, "style").and_then(markdown::text_align);
    style.or_else(|| attribute(attributes, "class").and_then(of_classes))
}

/// The value of the attribute called `name`.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes.match_indices(name).find_map(|(at, _)| {
        let own = attributes.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
        let rest = attributes.get(at + name.len()..)?.strip_prefix('=').filter(|_| own)?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => rest.get(1..)?.split(quote).next(),
            None => rest.split_whitespace().next(),
        }
    })
}
