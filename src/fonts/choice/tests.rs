//! Texts in, families out: what must be set in which face.

use super::*;

fn faces(cx: &mut FontCx, text: &str, family: &'static str, weight: u16) -> Vec<(String, &'static str, u16)> {
    let own = Face { family, weight, italic: false, tracked: true };
    cx.faces(&[(text, own)])
        .into_iter()
        .map(|(_, range, face)| (text[range].to_owned(), face.family, face.weight))
        .collect()
}

/// The families of `text` in order, blanks left out.
fn families(text: &str) -> Vec<(String, &'static str)> {
    let found = faces(&mut FontCx::new(), text, SANS, 700);
    let shown = found.into_iter().filter(|(text, ..)| !text.trim().is_empty());
    shown.map(|(text, family, _)| (text.trim().to_owned(), family)).collect()
}

#[test]
fn every_character_has_a_family_that_has_it() {
    for (text, pieces) in [
        ("plain é", &[("plain é", SANS)][..]),
        ("Ελληνικά Русский", &[("Ελληνικά Русский", SANS)]),
        ("an אב an", &[("an", SANS), ("אב", SYMBOLS), ("an", SANS)]),
        ("“שלום”, (ab).", &[("“שלום”,", SYMBOLS), ("(ab).", SANS)]),
        ("مرحبا، 24", &[("مرحبا،", SYMBOLS), ("24", SANS)]),
        ("a ツ。", &[("a", SANS), ("ツ。", CJK)]),
        ("❤ ❤\u{FE0F}", &[("❤", SANS), ("❤\u{FE0F}", EMOJI)]),
        ("☺ ✔\u{FE0E}", &[("☺", SYMBOLS), ("✔\u{FE0E}", SYMBOLS)]),
        ("ok👍🏽🇪🇸1\u{FE0F}\u{20E3}", &[("ok", SANS), ("👍🏽🇪🇸1\u{FE0F}\u{20E3}", EMOJI)]),
    ] {
        let expected: Vec<_> = pieces.iter().map(|(text, family)| ((*text).to_owned(), *family)).collect();
        assert_eq!(families(text), expected, "{text}");
    }
}

#[test]
fn weights_are_those_that_a_family_has() {
    let mut cx = FontCx::new();
    assert_eq!(faces(&mut cx, "א", SANS, 700), [("א".to_owned(), SYMBOLS, 700)]);
    assert_eq!(faces(&mut cx, "Ж─", MONO, 700), [("Ж─".to_owned(), MONO, 700)]);
    assert_eq!(faces(&mut cx, "♞", MONO, 700), [("♞".to_owned(), SYMBOLS, 400)]);
}

#[test]
fn what_no_face_has_is_told_once() {
    let mut cx = FontCx::new();
    faces(&mut cx, "ไทย अ ไ \u{200D}\u{FE0F}\u{AD}", SANS, 400);
    assert_eq!(cx.take_missing().into_iter().collect::<String>(), "अทยไ");
    assert!(cx.take_missing().is_empty());
}

#[test]
fn a_word_that_runs_to_the_left_has_one_face() {
    let own = |weight| Face { family: SANS, weight, italic: false, tracked: true };
    let pieces = FontCx::new().faces(&[("שלום ", own(400)), ("של", own(700)), ("ום, x", own(400))]);
    let found: Vec<_> = pieces.into_iter().map(|(of, range, face)| (of, range, face.family, face.weight)).collect();
    assert_eq!(
        found,
        [
            (0, 0..8, SYMBOLS, 400),
            (0, 8..9, SANS, 400),
            (1, 0..4, SYMBOLS, 700),
            (2, 0..5, SYMBOLS, 700),
            (2, 5..7, SANS, 400),
        ]
    );
}
